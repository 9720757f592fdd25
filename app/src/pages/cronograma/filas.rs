//! What each row on screen shows: reckoned once for its line in the tree and for its bar, and told
//! to them only when it is other than before.

use std::collections::{HashMap, HashSet};

use domain::Plan;
use domain::vista::cronograma::{Barra, Nodo, Tocadas, tocadas};
use leptos::prelude::*;

use super::hoja::Hoja;

type Una = ArcRwSignal<Option<Barra>>;

/// The rows that are drawn; copying the handle costs nothing.
#[derive(Clone, Copy)]
pub(super) struct Filas {
    todas: StoredValue<HashMap<Nodo, Una>>,
    /// The plan as it would be if the gesture ended here.
    ensayo: StoredValue<Option<Plan>>,
    /// The plan that they were reckoned from last.
    vista: StoredValue<Option<Plan>>,
    /// What was tried is over.
    dejado: RwSignal<()>,
}

impl Filas {
    pub fn new() -> Self {
        Self {
            todas: StoredValue::default(),
            ensayo: StoredValue::default(),
            vista: StoredValue::default(),
            dejado: RwSignal::new(()),
        }
    }

    /// What comes of this plan is shown, until there is none any more.
    pub fn ensayar(self, plan: Option<Plan>) {
        self.ensayo.set_value(plan);
    }

    pub fn ensayo<T>(self, read: impl FnOnce(&Plan) -> T) -> Option<T> {
        self.ensayo.with_value(|plan| plan.as_ref().map(read))
    }

    /// What a row shows, from now on.
    pub fn una(self, hoja: Hoja, nodo: Nodo) -> Una {
        let known = self.todas.with_value(|all| all.get(&nodo).cloned());
        known.unwrap_or_else(|| {
            let row = Una::new(hoja.barra(nodo));
            self.todas.update_value(|all| drop(all.insert(nodo, row.clone())));
            row
        })
    }

    /// Reckons some of those that are drawn again.
    pub fn mirar(self, hoja: Hoja, nodos: impl IntoIterator<Item = Nodo>) {
        self.todas.with_value(|all| {
            for (nodo, row) in nodos.into_iter().filter_map(|nodo| Some((nodo, all.get(&nodo)?))) {
                let now = hoja.barra(nodo);
                if row.with_untracked(|before| *before != now) {
                    row.set(now);
                }
            }
        });
    }

    /// Those that the plan, as it is or would be, touches since they were looked at last.
    pub fn mirar_cambios(self, hoja: Hoja) {
        let now = hoja.plan_a_la_vista();
        let before = self.vista.try_update_value(|seen| std::mem::replace(seen, now.clone())).flatten();
        let touched = match (before, now) {
            (Some(before), Some(now)) => tocadas(&before, &now),
            _ => Tocadas::Todas,
        };
        self.mirar_tocadas(hoja, &touched);
    }

    fn mirar_tocadas(self, hoja: Hoja, touched: &Tocadas) {
        let rows = self.todas.with_value(|all| {
            let is_touched = |row: &Una, nodo| row.with_untracked(|barra| touched.toca(nodo, barra.as_ref()));
            all.iter().filter(|(nodo, row)| is_touched(row, **nodo)).map(|(nodo, _)| *nodo).collect::<Vec<_>>()
        });
        self.mirar(hoja, rows);
    }

    /// They show the plan again, once what came of the gesture is in it.
    pub fn dejar(self) {
        self.dejado.notify();
    }

    /// They follow the plan and what is asked of it; those that leave the page are forgotten.
    pub fn seguir(self, hoja: Hoja) {
        Effect::new(move || {
            let drawn = hoja.visibles.with(|rows| rows.iter().map(|(_, row)| row.nodo).collect::<HashSet<_>>());
            let linked = hoja.enlaces.with(|links| {
                let ends = links.iter().flat_map(|link| [link.antes, link.despues]);
                ends.map(Nodo::from).collect::<HashSet<_>>()
            });
            self.todas.update_value(|all| all.retain(|nodo, _| drawn.contains(nodo) || linked.contains(nodo)));
        });
        Effect::new(move || {
            self.dejado.track();
            hoja.seguir_plan();
            self.mirar_cambios(hoja);
        });
        Effect::new(move || {
            hoja.consulta.track();
            self.mirar_tocadas(hoja, &Tocadas::Todas);
        });
    }
}
