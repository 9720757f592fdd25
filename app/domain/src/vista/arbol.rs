//! The tree of units, flattened in reading order.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::{Id, Plan, plan::UnidadOrganica};

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
    let mut below: BTreeMap<_, Vec<&UnidadOrganica>> = BTreeMap::new();
    for unit in plan.todos::<UnidadOrganica>().values() {
        below.entry(unit.superior).or_default().push(unit);
    }
    let mut nodes = Vec::new();
    let mut pending = Vec::new();
    wait(&mut pending, below.remove(&None), 1);
    while let Some((unit, nivel)) = pending.pop() {
        nodes.push(NodoUnidad {
            id: unit.id,
            codigo: unit.codigo.to_string(),
            nombre: unit.nombre.to_string(),
            nivel,
            superior: unit.superior,
        });
        wait(&mut pending, below.remove(&Some(unit.id)), nivel.saturating_add(1));
    }
    nodes
}

/// Units of one superior, the first of them on top.
fn wait<'a>(pending: &mut Vec<(&'a UnidadOrganica, u8)>, units: Option<Vec<&'a UnidadOrganica>>, nivel: u8) {
    let mut units = units.unwrap_or_default();
    units.sort_by(|a, b| (&b.orden, b.id).cmp(&(&a.orden, a.id)));
    pending.extend(units.into_iter().map(|unit| (unit, nivel)));
}
