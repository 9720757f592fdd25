//! Which rows there are, which of them are drawn, and the links across those.

use std::collections::HashMap;
use std::sync::Arc;

use domain::Plan;
use domain::command::Fila;
use domain::vista::cronograma::{
    Barra, Consulta, Enlace, Filtro, Nodo, Renglon, enlaces, esqueleto, mismos_enlaces, mismos_renglones,
};
use leptos::prelude::*;

use super::hoja::Fijo;
use crate::components::rolling::Vista;

pub(super) struct Renglones {
    pub todos: Memo<Arc<[Renglon]>>,
    pub lugares: Memo<HashMap<Nodo, usize>>,
    pub visibles: Memo<Vec<(usize, Renglon)>>,
    pub enlaces: Memo<Vec<Enlace>>,
}

impl Renglones {
    pub fn new(
        plan: RwSignal<Option<Plan>>,
        fijo: StoredValue<Fijo>,
        consulta: RwSignal<Consulta>,
        vista: RwSignal<Vista>,
        alto: RwSignal<usize>,
    ) -> Self {
        let rows = salvo(plan, mismos_renglones);
        let todos = Memo::new(move |_| {
            let consulta = consulta.get();
            // What a filter looks at changes with any edit.
            let (all, some) = (
                || rows.with(|plan| unfold(plan.as_ref(), &consulta)),
                || plan.with(|plan| unfold(plan.as_ref(), &consulta)),
            );
            let now = if consulta.filtro == Filtro::Todas { all() } else { some() };
            now.unwrap_or_else(|| fijo.with_value(|fijo| fijo.first.renglones.clone()).into())
        });
        let lugares = Memo::new(move |_| todos.with(|rows| lugares(rows)));
        let visibles = Memo::new(move |_| visibles(&todos.get(), vista.get(), alto.get()));
        let links = salvo(plan, mismos_enlaces);
        let links = Memo::new(move |_| lugares.with(|at| enlazados(links, fijo, at)));
        let enlaces = Memo::new(move |_| {
            let drawn = visibles.with(|rows| Some((rows.first()?.0, rows.last()?.0 + 1))).unwrap_or_default();
            links.with(|all| all.iter().filter(|link| link.cruza(drawn)).copied().collect())
        });
        Self { todos, lugares, visibles, enlaces }
    }
}

/// The plan, told again only when it differs in what is asked of it: moving a bar changes neither
/// rows nor links, and unfolding a whole plan is what costs most. An effect, not a memo: of what
/// hangs from a memo every part is asked whether it changed.
fn salvo(plan: RwSignal<Option<Plan>>, same: fn(&Plan, &Plan) -> bool) -> RwSignal<Option<Plan>> {
    let told = RwSignal::new(plan.get_untracked());
    Effect::new(move |before: Option<Option<Plan>>| {
        let now = plan.get();
        let before = before.unwrap_or_else(|| told.get_untracked());
        let is_same = match (&before, &now) {
            (Some(before), Some(now)) => same(before, now),
            (before, now) => before.is_none() && now.is_none(),
        };
        if !is_same {
            told.set(now.clone());
        }
        now
    });
    told
}

/// The links between rows that are unfolded; before the plan is here, those of the first bars.
fn enlazados(plan: RwSignal<Option<Plan>>, fijo: StoredValue<Fijo>, at: &HashMap<Nodo, usize>) -> Vec<Enlace> {
    let now = plan.with(|plan| plan.as_ref().map(|plan| enlaces(plan, |nodo| at.get(&nodo).copied())));
    now.unwrap_or_else(|| {
        let place = |fila: Fila| at.get(&Nodo::from(fila)).copied();
        let of = |barra: &Barra| {
            let despues = barra.nodo.fila();
            let link = |antes| Some((antes, despues?));
            let ends = barra.vinculos.iter().filter_map(|one| link(one.antes)).collect::<Vec<_>>();
            ends.into_iter().filter_map(|(antes, despues)| {
                Some(Enlace { antes, despues, lugares: (place(antes)?, place(despues)?) })
            })
        };
        fijo.with_value(|fijo| fijo.first.barras.iter().flat_map(of).collect())
    })
}

fn unfold(plan: Option<&Plan>, consulta: &Consulta) -> Option<Arc<[Renglon]>> {
    plan.map(|plan| esqueleto(plan, consulta).into())
}

fn lugares(rows: &[Renglon]) -> HashMap<Nodo, usize> {
    rows.iter().enumerate().map(|(at, row)| (row.nodo, at)).collect()
}

fn visibles(rows: &[Renglon], vista: Vista, alto: usize) -> Vec<(usize, Renglon)> {
    let (first, last) = vista.ventana(rows.len(), alto);
    (first..last).zip(rows[first..last].iter().copied()).collect()
}
