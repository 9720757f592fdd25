//! The two sides of some facts: the plan as they found it, and as they leave it.

use crate::{
    Change, Plan,
    plan::{CampoAccion, CampoActividad, CampoElemento, CampoInsumo, CampoObjetivo, CampoTarea, Estado},
};

/// The plan with each field that the facts are about as they found it, and as they leave it. Whether
/// they are in the plan already, or what it says there by now, makes no difference.
#[must_use]
pub fn lados(plan: &Plan, cambios: &[Change]) -> (Plan, Plan) {
    let mut antes = plan.clone();
    for change in cambios.iter().rev().filter_map(inverso) {
        antes.apply(&change);
    }
    let mut despues = antes.clone();
    for change in cambios {
        // What is created is there with all it has, and in force.
        let change = creada(&antes, change).unwrap_or_else(|| change.clone());
        despues.apply(&change);
    }
    (antes, despues)
}

/// A row cannot be taken away again: it is withdrawn, which counts as much as one that is not there.
fn inverso(change: &Change) -> Option<Change> {
    macro_rules! swapped {
        ($variant:ident, $id:expr, $antes:expr, $ahora:expr) => {
            Change::$variant { id: *$id, antes: $ahora.clone(), ahora: $antes.clone() }
        };
    }
    Some(match change {
        Change::ObjetivoEditado { id, antes, ahora } => swapped!(ObjetivoEditado, id, antes, ahora),
        Change::AccionEditada { id, antes, ahora } => swapped!(AccionEditada, id, antes, ahora),
        Change::ActividadEditada { id, antes, ahora } => swapped!(ActividadEditada, id, antes, ahora),
        Change::TareaEditada { id, antes, ahora } => swapped!(TareaEditada, id, antes, ahora),
        Change::ElementoEditado { id, antes, ahora } => swapped!(ElementoEditado, id, antes, ahora),
        Change::InsumoEditado { id, antes, ahora } => swapped!(InsumoEditado, id, antes, ahora),
        Change::MetaProgramada { id, periodo, antes, ahora } => {
            Change::MetaProgramada { id: *id, periodo: *periodo, antes: *ahora, ahora: *antes }
        }
        created => estado(created, Estado::Vigente, Estado::Retirado)?,
    })
}

/// The fact that a row which another creates goes from one state to another.
fn estado(change: &Change, from: Estado, to: Estado) -> Option<Change> {
    macro_rules! withdrawn {
        ($variant:ident, $row:expr, $campo:ident) => {
            Change::$variant { id: $row.id, antes: $campo::Estado(from), ahora: $campo::Estado(to) }
        };
    }
    Some(match change {
        Change::ObjetivoRegistrado(row) => withdrawn!(ObjetivoEditado, row, CampoObjetivo),
        Change::AccionRegistrada(row) => withdrawn!(AccionEditada, row, CampoAccion),
        Change::ActividadCreada(row) => withdrawn!(ActividadEditada, row, CampoActividad),
        Change::TareaCreada(row) => withdrawn!(TareaEditada, row, CampoTarea),
        Change::ElementoCreado(row) => withdrawn!(ElementoEditado, row, CampoElemento),
        Change::InsumoCreado(row) => withdrawn!(InsumoEditado, row, CampoInsumo),
        _ => return None,
    })
}

/// Of a row that is in the plan already: it comes back. Created again it would count twice.
fn creada(antes: &Plan, change: &Change) -> Option<Change> {
    let known = match change {
        Change::ObjetivoRegistrado(row) => antes.get(row.id).is_some(),
        Change::AccionRegistrada(row) => antes.get(row.id).is_some(),
        Change::ActividadCreada(row) => antes.get(row.id).is_some(),
        Change::TareaCreada(row) => antes.get(row.id).is_some(),
        Change::ElementoCreado(row) => antes.get(row.id).is_some(),
        Change::InsumoCreado(row) => antes.get(row.id).is_some(),
        _ => false,
    };
    if known { estado(change, Estado::Retirado, Estado::Vigente) } else { None }
}
