//! What a drag shows before it is let go, told to the rows that are drawn: each where it would be, by
//! a transform, and how it would be covered, only where that is other than a step before. Rows do not
//! ask themselves at every step of the hand.

use std::collections::HashMap;
use std::sync::Arc;

use domain::plan::Actividad;
use domain::vista::Financiamiento;
use domain::vista::prioridades::{Corte, Previsto, Renglon};
use domain::{Dinero, Id};
use leptos::html::Div;
use leptos::prelude::*;
use leptos::web_sys::HtmlElement;

use super::hoja::Hoja;

/// How many rows are told in one frame how they would be covered.
const A_LA_VEZ: usize = 2;

/// A board as it would be, shared by what shows it.
pub(super) type Visto = Arc<Previsto>;

/// How an activity would be covered, and the running total; none where nothing is tried.
pub(super) type Tanteada = ArcRwSignal<Option<(Financiamiento, Dinero)>>;

/// What still has to be shown of a step of the hand. One in each frame: a slow processor too keeps
/// up with the hand.
#[derive(Clone, Debug)]
pub(super) enum Paso {
    /// The rows give way.
    Lugares(Visto),
    /// What the chip says.
    Dicho(String),
    /// The funding line, and how each row would be covered.
    Cobertura(Visto),
    /// Whether it would be refused there.
    Permiso(Visto),
}

/// The rows that are drawn; copying the handle costs nothing.
#[derive(Clone, Copy)]
pub(super) struct Ensayo {
    /// Rows as they would stand.
    lugares: RwSignal<Option<Visto>>,
    /// Lines and rows as they would be covered, a frame later.
    cobertura: RwSignal<Option<Visto>>,
    nodos: StoredValue<HashMap<Renglon, (NodeRef<Div>, isize)>>,
    cubiertas: StoredValue<HashMap<Id<Actividad>, Tanteada>>,
}

impl Ensayo {
    pub fn new() -> Self {
        Self {
            lugares: RwSignal::new(None),
            cobertura: RwSignal::new(None),
            nodos: StoredValue::default(),
            cubiertas: StoredValue::default(),
        }
    }

    pub fn es_abierto(self) -> bool {
        self.lugares.with(Option::is_some)
    }

    /// Where the row in the hand would be.
    pub fn hueco(self) -> Option<usize> {
        self.lugares.with(|seen| seen.as_ref().map(|seen| seen.hueco))
    }

    /// Where a funding line would be drawn.
    pub fn linea(self, number: usize) -> Option<(usize, Corte)> {
        self.cobertura.with(|seen| seen.as_ref()?.lineas.get(number).copied())
    }

    /// The funding lines there would be in a stretch of the board.
    pub fn lineas(self, (from, to): (usize, usize)) -> Vec<usize> {
        self.cobertura.with(|seen| {
            let all = seen.iter().flat_map(|seen| seen.lineas.iter().enumerate());
            all.filter(|(_, (at, _))| (from..=to).contains(at)).map(|(number, _)| number).collect()
        })
    }

    /// The rows give way.
    pub fn correr(self, hoja: Hoja, seen: Visto) {
        self.mover(hoja, Some(&seen));
        self.lugares.set(Some(seen));
    }

    /// The lines, then the rows as they would be covered, a few at a time; whether more are left.
    pub fn cubrir(self, seen: &Visto) -> bool {
        if self.cobertura.with_untracked(|now| now.as_ref().is_none_or(|now| !Arc::ptr_eq(now, seen))) {
            self.cobertura.set(Some(seen.clone()));
            return true;
        }
        self.decir(Some(seen), A_LA_VEZ) == A_LA_VEZ
    }

    /// Nothing is tried any more.
    pub fn dejar(self, hoja: Hoja) {
        if self.lugares.with_untracked(Option::is_none) {
            return;
        }
        self.mover(hoja, None);
        self.decir(None, usize::MAX);
        self.lugares.set(None);
        self.cobertura.set(None);
        self.olvidar(hoja);
    }

    /// A row is drawn, perhaps while one drags.
    pub fn dibujada(self, hoja: Hoja, renglon: Renglon, node: NodeRef<Div>) {
        self.nodos.update_value(|all| {
            let _ = all.insert(renglon, (node, 0));
        });
        if let Some(seen) = self.lugares.get_untracked() {
            self.mover(hoja, Some(&seen));
        }
    }

    /// How an activity would be covered, from now on.
    pub fn una(self, id: Id<Actividad>) -> Tanteada {
        let known = self.cubiertas.with_value(|all| all.get(&id).cloned());
        known.unwrap_or_else(|| {
            let tried = self.cobertura.with_untracked(|it| it.as_ref().and_then(|it| it.cambian.get(&id).cloned()));
            let row = Tanteada::new(tried);
            self.cubiertas.update_value(|all| drop(all.insert(id, row.clone())));
            row
        })
    }

    fn mover(self, hoja: Hoja, seen: Option<&Previsto>) {
        let alto = hoja.alto.get_untracked().cast_signed();
        let rows = hoja.visibles.get_untracked();
        self.nodos.update_value(|all| {
            for (at, renglon) in rows {
                let Some((node, last)) = all.get_mut(&renglon) else { continue };
                let to = seen.and_then(|seen| seen.lugares.get(at).copied()).unwrap_or(at);
                let shift = to.cast_signed() - at.cast_signed();
                // One that was scrolled away and back has its own again once it is mounted.
                if let (Some(node), true) = (node.try_get_untracked().flatten(), *last != shift) {
                    desplazar(&node, shift * alto);
                    *last = shift;
                }
            }
        });
    }

    /// Tells so many of the rows that are covered in another way than they say; how many there were.
    fn decir(self, seen: Option<&Previsto>, most: usize) -> usize {
        self.cubiertas.with_value(|all| {
            let tried = |id| seen.and_then(|seen| seen.cambian.get(id));
            let differ = all.iter().filter(|(id, row)| row.with_untracked(|was| was.as_ref() != tried(id)));
            differ.take(most).map(|(id, row)| row.set(tried(id).cloned())).count()
        })
    }

    fn olvidar(self, hoja: Hoja) {
        let drawn = hoja.visibles.get_untracked();
        let is_drawn = |renglon: &Renglon| drawn.iter().any(|(_, it)| it == renglon);
        self.nodos.update_value(|all| all.retain(|renglon, _| is_drawn(renglon)));
        self.cubiertas.update_value(|all| all.retain(|id, _| is_drawn(&Renglon::Actividad(*id))));
    }
}

/// Places go through the style object: the content policy refuses style attributes.
fn desplazar(node: &HtmlElement, pixels: isize) {
    let style = node.style();
    let _ = if pixels == 0 {
        style.remove_property("transform").map(drop)
    } else {
        style.set_property("transform", &format!("translateY({pixels}px)"))
    };
}
