//! Merging: the facts of a branch on the plan in force as it is by now, all of them or none.

use std::collections::BTreeMap;

use super::{
    cotejo::{Conflicto, Cotejo, cotejar, retirada},
    diferencia::actividad_de,
};
use crate::{
    Change, Plan,
    plan::{
        Actividad, CampoAccion, CampoActividad, CampoElemento, CampoInsumo, CampoObjetivo, CampoTarea, Celda,
        CodigoActividad,
    },
};

/// Every field that the plan in force changed too, to something else; and rows written in that it
/// withdrew. In the order of the fields.
#[must_use]
pub fn conflictos(cambios: &[Change], vigente: &Plan) -> Vec<Conflicto> {
    let mut found: BTreeMap<Celda, Conflicto> = BTreeMap::new();
    let states: Vec<Celda> = cambios.iter().filter(|it| es_estado(it)).flat_map(Celda::of).collect();
    for change in cambios {
        let gone = retiradas(vigente, change).into_iter().filter(|it| !states.contains(&it.celda));
        found.extend(gone.map(|it| (it.celda, it)));
        if let Cotejo::Choca(conflicto) = cotejar(vigente, change) {
            found.insert(conflicto.celda, conflicto);
        }
    }
    found.into_values().collect()
}

/// The facts that bring a branch to the plan in force: those that are so already are left out, and
/// a new activity whose code was given meanwhile takes the next that is free.
///
/// # Errors
/// All the conflicts; then nothing is merged.
pub fn fusionar(vigente: &Plan, cambios: &[Change]) -> Result<Vec<Change>, Vec<Conflicto>> {
    let list = conflictos(cambios, vigente);
    if !list.is_empty() {
        return Err(list);
    }
    let mut working = vigente.clone();
    let mut facts = Vec::new();
    for change in cambios.iter().filter(|change| cotejar(vigente, change) == Cotejo::Aplica) {
        let change = con_codigo_libre(&working, change);
        working.apply(&change);
        facts.push(change);
    }
    Ok(facts)
}

fn con_codigo_libre(plan: &Plan, change: &Change) -> Change {
    match change {
        Change::ActividadCreada(row) => {
            let taken = plan.actividad_con_codigo(&row.codigo).is_some();
            let next: Option<CodigoActividad> = if taken { plan.siguiente_codigo() } else { None };
            // When no code is left the rules on the result say so.
            let codigo = next.unwrap_or_else(|| row.codigo.clone());
            Change::ActividadCreada(Actividad { codigo, ..row.clone() })
        }
        other => other.clone(),
    }
}

/// What of a fact's row, and of the activity it is of, the plan has withdrawn.
fn retiradas(plan: &Plan, change: &Change) -> Vec<Conflicto> {
    let own = match change {
        Change::ObjetivoEditado { id, .. } => retirada(plan, *id),
        Change::AccionEditada { id, .. } => retirada(plan, *id),
        Change::TareaEditada { id, .. } => retirada(plan, *id),
        Change::ElementoEditado { id, .. } => retirada(plan, *id),
        Change::InsumoEditado { id, .. } => retirada(plan, *id),
        _ => None,
    };
    let activity = actividad_de(plan, change).and_then(|id| retirada(plan, id));
    own.into_iter().chain(activity).collect()
}

/// Whether a fact says that a row counts or no longer does.
pub(super) fn es_estado(change: &Change) -> bool {
    matches!(
        change,
        Change::ObjetivoEditado { ahora: CampoObjetivo::Estado(_), .. }
            | Change::AccionEditada { ahora: CampoAccion::Estado(_), .. }
            | Change::ActividadEditada { ahora: CampoActividad::Estado(_), .. }
            | Change::TareaEditada { ahora: CampoTarea::Estado(_), .. }
            | Change::ElementoEditado { ahora: CampoElemento::Estado(_), .. }
            | Change::InsumoEditado { ahora: CampoInsumo::Estado(_), .. }
    )
}
