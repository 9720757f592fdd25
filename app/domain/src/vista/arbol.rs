//! The tree of units, flattened in reading order.

use serde::{Deserialize, Serialize};

use crate::{
    Id, Plan,
    plan::{Orden, UnidadOrganica},
};

/// A unit in the picker.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct NodoUnidad {
    pub id: Id<UnidadOrganica>,
    pub codigo: String,
    pub nombre: String,
    /// 1 at the top.
    pub nivel: u8,
    pub superior: Option<Id<UnidadOrganica>>,
}

/// Superiors before those below them; siblings in their order.
#[must_use]
pub fn arbol(plan: &Plan) -> Vec<NodoUnidad> {
    let mut nodes = Vec::new();
    below(plan, None, 1, &mut nodes);
    nodes
}

fn below(plan: &Plan, superior: Option<Id<UnidadOrganica>>, nivel: u8, nodes: &mut Vec<NodoUnidad>) {
    let mut children: Vec<_> =
        plan.todos::<UnidadOrganica>().values().filter(|unit| unit.superior == superior).collect();
    children.sort_by_key(|unit| -> (Orden, Id<UnidadOrganica>) { (unit.orden.clone(), unit.id) });
    for unit in children {
        nodes.push(NodoUnidad {
            id: unit.id,
            codigo: unit.codigo.to_string(),
            nombre: unit.nombre.to_string(),
            nivel,
            superior,
        });
        below(plan, Some(unit.id), nivel.saturating_add(1), nodes);
    }
}
