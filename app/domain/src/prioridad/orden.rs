//! The order of priority of many units at once: the ruta estratégica first (Art. 7.k), and inside
//! an AEI the order that each unit gave its activities.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::{
    Id, Plan,
    plan::{AccionEstrategica, Actividad, Estado, ObjetivoEstrategico, UnidadOrganica},
};

/// Whose activities.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Alcance {
    Unidad(Id<UnidadOrganica>),
    /// A unit and all below it.
    Rama(Id<UnidadOrganica>),
    Institucion,
}

impl Alcance {
    /// Whether a unit is one of them.
    #[must_use]
    pub fn contiene(self, plan: &Plan, unidad: Id<UnidadOrganica>) -> bool {
        match self {
            Self::Unidad(only) => unidad == only,
            Self::Rama(top) => plan.linea(unidad).contains(&top),
            Self::Institucion => true,
        }
    }
}

/// Activities in force from the highest priority down. Inside a unit the priority is its own
/// order; among units the ruta estratégica goes before it.
#[must_use]
pub fn en_orden(plan: &Plan, alcance: Alcance) -> Vec<Arc<Actividad>> {
    if let Alcance::Unidad(unidad) = alcance {
        return plan.actividades_de(unidad).filter(|row| row.estado == Estado::Vigente).cloned().collect();
    }
    acciones(plan).into_iter().flat_map(|accion| bajo(plan, alcance, accion.id)).collect()
}

/// Activities in force of one AEI, in order.
#[must_use]
pub fn bajo(plan: &Plan, alcance: Alcance, accion: Id<AccionEstrategica>) -> Vec<Arc<Actividad>> {
    let rows = plan.actividades_bajo(accion).filter(|row| row.estado == Estado::Vigente);
    let mut rows: Vec<Arc<Actividad>> = rows.filter(|row| alcance.contiene(plan, row.unidad)).cloned().collect();
    rows.sort_by(|a, b| (&a.prioridad, a.id).cmp(&(&b.prioridad, b.id)));
    rows
}

/// OEI in the order of the ruta, withdrawn ones included.
#[must_use]
pub fn objetivos(plan: &Plan) -> Vec<&Arc<ObjetivoEstrategico>> {
    let mut rows: Vec<_> = plan.todos::<ObjetivoEstrategico>().values().collect();
    rows.sort_by(|a, b| (&a.orden, a.id).cmp(&(&b.orden, b.id)));
    rows
}

/// AEI in the order of the ruta, withdrawn ones included.
#[must_use]
pub fn acciones(plan: &Plan) -> Vec<&Arc<AccionEstrategica>> {
    let goal = |row: &AccionEstrategica| plan.get(row.objetivo).map(|goal| (goal.orden.clone(), goal.id));
    let mut rows: Vec<_> = plan.todos::<AccionEstrategica>().values().collect();
    rows.sort_by_cached_key(|row| (goal(row), row.orden.clone(), row.id));
    rows
}
