//! Before and after: the board of a draft beside that of the plan it is compared with (Art. 8.2.3).

use serde::{Deserialize, Serialize};

use super::tablero::Tablero;
use crate::{Dinero, Id, Plan, plan::Actividad, vista::Financiamiento};

/// How an activity stood.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Antes {
    /// From 1.
    pub puesto: usize,
    pub costo: Dinero,
    pub financiamiento: Financiamiento,
}

/// What a draft did to an activity.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cambio {
    /// `None` of one that the draft begins.
    pub antes: Option<Antes>,
    /// Places it went up, if the draft moved it itself; negative is down.
    pub sube: isize,
    /// Now less before.
    pub diferencia: Dinero,
}

impl Cambio {
    /// Whether it was covered as a whole, and is.
    #[must_use]
    pub fn nuevamente(&self, ahora: &Financiamiento) -> Option<&'static str> {
        let before = self.antes.as_ref().map(|it| it.financiamiento == Financiamiento::Financiada);
        match (before, *ahora == Financiamiento::Financiada) {
            (Some(false), true) => Some("ahora financiada"),
            (Some(true), false) => Some("ya no financiada"),
            _ => None,
        }
    }
}

/// What the draft `plan` did to an activity of `base`; `None` where it left it as it was.
#[must_use]
pub fn cambio((base, antes): (&Plan, &Tablero), (plan, ahora): (&Plan, &Tablero), id: Id<Actividad>) -> Option<Cambio> {
    let at = ahora.puesto(id)?;
    let costo = |plan: &Plan| plan.totales().actividad(id).total();
    let row = plan.get(id)?;
    let known = antes.puesto(id).zip(antes.cubierta(id));
    let Some((place, (state, _))) = known else {
        return Some(Cambio { antes: None, sube: 0, diferencia: costo(plan) });
    };
    let key = |row: &Actividad| (row.prioridad.clone(), row.unidad, row.accion);
    let moved = base.get(id).is_some_and(|before| key(before) != key(row));
    let sube = if moved { place.cast_signed() - at.cast_signed() } else { 0 };
    let (before, diferencia) = (costo(base), costo(plan).menos(costo(base)));
    let same = ahora.cubierta(id).is_some_and(|(now, _)| now == state);
    let antes = Antes { puesto: place + 1, costo: before, financiamiento: state.clone() };
    (sube != 0 || !diferencia.es_cero() || !same).then_some(Cambio { antes: Some(antes), sube, diferencia })
}
