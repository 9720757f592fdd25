//! Which links cross what one sees: also those that only pass by.

use super::arbol::{Nodo, iguales};
use crate::{
    Id, Plan,
    command::Fila,
    plan::{Actividad, Predecesora, Tarea},
};

/// A link between two rows that are unfolded, and their places.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Enlace {
    pub antes: Fila,
    pub despues: Fila,
    pub lugares: (usize, usize),
}

impl Enlace {
    /// Whether it is drawn across rows `first..last`.
    #[must_use]
    pub fn cruza(&self, (first, last): (usize, usize)) -> bool {
        let (from, to) = self.lugares;
        from.min(to) < last && first <= from.max(to)
    }
}

/// The links between rows that have a place, in the order of those they end at.
#[must_use]
pub fn enlaces(plan: &Plan, lugar: impl Fn(Nodo) -> Option<usize>) -> Vec<Enlace> {
    let activities = plan.todos::<Actividad>().values();
    let activities = activities.flat_map(|row| links(Fila::Actividad(row.id), &row.predecesoras, Fila::Actividad));
    let tasks = plan.todos::<Tarea>().values();
    let tasks = tasks.flat_map(|row| links(Fila::Tarea(row.id), &row.predecesoras, Fila::Tarea));
    let place = |fila: Fila| lugar(Nodo::from(fila));
    let placed = |(antes, despues)| Some(Enlace { antes, despues, lugares: (place(antes)?, place(despues)?) });
    let mut all: Vec<Enlace> = activities.chain(tasks).filter_map(placed).collect();
    all.sort_by_key(|link| (link.lugares.1, link.lugares.0));
    all
}

fn links<T>(
    despues: Fila,
    antes: &[Predecesora<T>],
    fila: fn(Id<T>) -> Fila,
) -> impl Iterator<Item = (Fila, Fila)> + use<'_, T> {
    antes.iter().map(move |before| (fila(before.id), despues))
}

/// Whether two states of a plan have the same links. What they share is not looked at.
#[must_use]
pub fn mismos_enlaces(antes: &Plan, ahora: &Plan) -> bool {
    let activity = |one: &Actividad, other: &Actividad| one.predecesoras == other.predecesoras;
    let task = |one: &Tarea, other: &Tarea| one.predecesoras == other.predecesoras;
    iguales(antes.todos(), ahora.todos(), activity) && iguales(antes.todos(), ahora.todos(), task)
}
