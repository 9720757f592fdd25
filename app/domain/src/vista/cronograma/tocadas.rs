//! Which rows a change of the plan touches: the others are not looked at.

use std::{collections::BTreeSet, sync::Arc};

use imbl::ordmap::DiffItem;

use super::{arbol::Nodo, barra::Barra};
use crate::{
    Id, Plan,
    catalogo::UnidadMedida,
    command::Fila,
    plan::{AccionEstrategica, Actividad, ElementoCritico, Insumo, ObjetivoEstrategico, Tabla, Tarea, UnidadOrganica},
};

/// The rows whose bar may be another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Tocadas {
    Todas,
    /// These, the groups, and what follows these.
    Estas(BTreeSet<Fila>),
}

impl Tocadas {
    /// Whether a row has to be reckoned again, with what it showed until now.
    #[must_use]
    pub fn toca(&self, nodo: Nodo, barra: Option<&Barra>) -> bool {
        let (Self::Estas(rows), Some(fila)) = (self, nodo.fila()) else { return true };
        let follows = |barra: &Barra| barra.vinculos.iter().any(|link| rows.contains(&link.antes));
        rows.contains(&fila) || barra.is_none_or(follows)
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
    let mut activities: BTreeSet<Id<Actividad>> = distintas::<Actividad>(antes, ahora).map(|row| row.id).collect();
    activities.extend(distintas::<Insumo>(antes, ahora).map(|row| row.actividad));
    activities.extend(distintas::<ElementoCritico>(antes, ahora).map(|row| row.actividad));
    let mut rows: BTreeSet<Fila> = distintas::<Tarea>(antes, ahora).map(|row| Fila::Tarea(row.id)).collect();
    for id in activities {
        rows.insert(Fila::Actividad(id));
        rows.extend(ahora.tareas_de(id).map(|task| Fila::Tarea(task.id)));
    }
    Tocadas::Estas(rows)
}

fn iguales<T: Tabla + PartialEq>(antes: &Plan, ahora: &Plan) -> bool {
    distintas::<T>(antes, ahora).next().is_none()
}

/// Rows that are there in one state only, or differ: as they are now, or were.
fn distintas<'a, T: Tabla + PartialEq>(antes: &'a Plan, ahora: &'a Plan) -> impl Iterator<Item = &'a Arc<T>> {
    antes.todos::<T>().diff(ahora.todos::<T>()).map(|difference| match difference {
        DiffItem::Add(_, row) | DiffItem::Remove(_, row) | DiffItem::Update { new: (_, row), .. } => row,
    })
}
