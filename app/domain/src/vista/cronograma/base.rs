//! The days that rows had at a named version: the thin ghost under the bars.

use crate::{
    Plan,
    command::Fila,
    plan::{Actividad, Tarea, Ventana},
};

/// Every row in force with its days, in the order of ids.
#[must_use]
pub fn linea_base(plan: &Plan) -> Vec<(Fila, Ventana)> {
    let activities = plan.todos::<Actividad>().values().filter(|row| row.estado.es_vigente());
    let tasks = plan.todos::<Tarea>().values().filter(|row| row.estado.es_vigente());
    let activities = activities.map(|row| (Fila::Actividad(row.id), row.ventana));
    activities.chain(tasks.map(|row| (Fila::Tarea(row.id), row.ventana))).collect()
}
