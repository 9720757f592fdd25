//! Which rows a change of the plan touches: the others are not looked at.

use std::{collections::BTreeSet, sync::Arc};

use super::{arbol::Nodo, barra::Barra};
use crate::{
    Id, Plan,
    catalogo::UnidadMedida,
    plan::{
        AccionEstrategica, Actividad, ElementoCritico, Insumo, ObjetivoEstrategico, Tabla, Tarea, UnidadOrganica,
        distintas,
    },
};

/// The rows whose bar may be another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tocadas {
    Todas,
    /// These, the groups they are in, and what follows these.
    Estas(BTreeSet<Nodo>),
}

impl Tocadas {
    /// Whether a row has to be reckoned again, with what it showed until now.
    #[must_use]
    pub fn toca(&self, nodo: Nodo, barra: Option<&Barra>) -> bool {
        let Self::Estas(rows) = self else { return true };
        let follows = |barra: &Barra| barra.vinculos.iter().any(|link| rows.contains(&Nodo::from(link.antes)));
        rows.contains(&nodo) || barra.is_none_or(follows)
    }
}

/// What differs between two states of a plan. What they share is not looked at.
#[must_use]
pub fn tocadas(antes: &Plan, ahora: &Plan) -> Tocadas {
    let framed = iguales::<UnidadOrganica>(antes, ahora)
        && iguales::<ObjetivoEstrategico>(antes, ahora)
        && iguales::<AccionEstrategica>(antes, ahora)
        && iguales::<UnidadMedida>(antes, ahora)
        && antes.feriados() == ahora.feriados();
    if !framed {
        return Tocadas::Todas;
    }
    let mut activities: BTreeSet<Id<Actividad>> = filas::<Actividad>(antes, ahora).map(|row| row.id).collect();
    activities.extend(filas::<Insumo>(antes, ahora).map(|row| row.actividad));
    activities.extend(filas::<ElementoCritico>(antes, ahora).map(|row| row.actividad));
    activities.extend(avanzadas(antes, ahora));
    let mut rows: BTreeSet<Nodo> = filas::<Tarea>(antes, ahora).map(|row| Nodo::Tarea(row.id)).collect();
    for id in activities {
        rows.insert(Nodo::Actividad(id));
        rows.extend(ahora.tareas_de(id).map(|task| Nodo::Tarea(task.id)));
        rows.extend(grupos(antes, id).chain(grupos(ahora, id)));
    }
    Tocadas::Estas(rows)
}

/// What an activity is under, whichever way the rows are grouped.
fn grupos(plan: &Plan, id: Id<Actividad>) -> impl Iterator<Item = Nodo> {
    let row = plan.get(id);
    let goal = row.and_then(|row| plan.get(row.accion)).map(|action| Nodo::Objetivo(action.objetivo));
    let near = row.map(|row| [Nodo::Accion(row.accion), Nodo::Unidad(row.unidad)]);
    near.into_iter().flatten().chain(goal)
}

/// The activities of which more or less is executed.
fn avanzadas<'a>(antes: &'a Plan, ahora: &'a Plan) -> impl Iterator<Item = Id<Actividad>> + 'a {
    distintas(antes.todos_los_avances(), ahora.todos_los_avances()).map(|(id, ..)| *id)
}

fn iguales<T: Tabla + PartialEq>(antes: &Plan, ahora: &Plan) -> bool {
    distintas(antes.todos::<T>(), ahora.todos::<T>()).next().is_none()
}

/// Rows that are there in one state only, or differ: as they are now, or were.
fn filas<'a, T: Tabla + PartialEq>(antes: &'a Plan, ahora: &'a Plan) -> impl Iterator<Item = &'a Arc<T>> {
    distintas(antes.todos::<T>(), ahora.todos::<T>()).filter_map(|(_, before, now)| now.or(before))
}
