//! The rows that a Modificacion leaves are such as could have been written: the same rules that
//! hold when a row is typed, on the result.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::reglas::Caso;
use crate::{
    Change, Id, Plan, Rejection,
    decide::{actividad, elemento, insumo, marco, tarea},
    plan::{Actividad, Tabla},
};

/// Every row written in, each with the first thing that is wrong with it.
pub(super) fn invalidas(caso: &Caso<'_>) -> Vec<Rejection> {
    let plan = caso.resultado;
    let mut wrong = Vec::new();
    let mut known: BTreeSet<Uuid> = BTreeSet::new();
    for fact in caso.hechos {
        let judged = match fact {
            Change::ObjetivoRegistrado(row) => una(plan, &mut known, row.id, marco::revisar_objetivo),
            Change::ObjetivoEditado { id, .. } => una(plan, &mut known, *id, marco::revisar_objetivo),
            Change::AccionRegistrada(row) => una(plan, &mut known, row.id, marco::revisar_accion),
            Change::AccionEditada { id, .. } => una(plan, &mut known, *id, marco::revisar_accion),
            Change::TareaCreada(row) => una(plan, &mut known, row.id, tarea::revisar),
            Change::TareaEditada { id, .. } => una(plan, &mut known, *id, tarea::revisar),
            Change::ElementoCreado(row) => una(plan, &mut known, row.id, elemento::revisar),
            Change::ElementoEditado { id, .. } => una(plan, &mut known, *id, elemento::revisar),
            Change::InsumoCreado(row) => una(plan, &mut known, row.id, insumo::revisar),
            Change::InsumoEditado { id, .. } => una(plan, &mut known, *id, insumo::revisar),
            _ => None,
        };
        wrong.extend(judged);
    }
    wrong.extend(caso.actividades.iter().filter_map(|id| actividad::revisar(plan, *id).err()));
    wrong.extend(caso.actividades.iter().filter_map(|id| codigo_dado(caso, *id)));
    wrong
}

/// A code that the plan in force gave meanwhile to another, which keeps it.
fn codigo_dado(caso: &Caso<'_>, id: Id<Actividad>) -> Option<Rejection> {
    let codigo = &caso.resultado.get(id)?.codigo;
    let holder = caso.vigente.actividad_con_codigo(codigo).filter(|other| *other != id)?;
    let other = caso.resultado.get(holder).filter(|other| other.codigo == *codigo)?;
    Some(Rejection::CodigoRepetido { codigo: codigo.to_string(), otra: other.nombre.to_string() })
}

/// Each row once, whatever the number of facts about it.
fn una<T: Tabla>(
    plan: &Plan,
    known: &mut BTreeSet<Uuid>,
    id: Id<T>,
    judge: impl FnOnce(&Plan, &T) -> Result<(), Rejection>,
) -> Option<Rejection> {
    let row = plan.get(id).filter(|_| known.insert(id.uuid()))?;
    judge(plan, row).err()
}
