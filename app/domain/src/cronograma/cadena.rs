//! What follows from what in a plan: broken links, slack, and pushing what comes after.

use std::collections::{BTreeMap, BTreeSet};

use super::{
    Reparto,
    red::{Enlace, Holgura, Nodo, orden, pasar, sucesoras},
};
use crate::{
    Id, Plan,
    calendario::Laboral,
    command::{Fila, Reprogramacion},
    plan::{Actividad, Desfase, Predecesora, Tarea, UnidadOrganica, Ventana},
};

/// A row of either kind that has a window and predecessors.
struct Renglon {
    fila: Fila,
    ventana: Ventana,
    predecesoras: Vec<(Fila, Desfase)>,
}

/// A link whose successor begins too early.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rotura {
    pub antes: Fila,
    pub despues: Fila,
    /// Calendar days by which it does.
    pub dias: i64,
}

/// The links of a unit's activities that do not hold, and those of their tasks.
#[must_use]
pub fn roturas(plan: &Plan, unidad: Id<UnidadOrganica>) -> Vec<Rotura> {
    let laboral = Laboral(plan.feriados());
    let mut broken = Vec::new();
    for rows in redes(plan, unidad) {
        let windows: BTreeMap<Fila, Ventana> = rows.iter().map(|row| (row.fila, row.ventana)).collect();
        for row in &rows {
            for (antes, desfase) in &row.predecesoras {
                let Some(before) = windows.get(antes) else { continue };
                let dias = (laboral.sigue(before.fin, *desfase) - row.ventana.inicio).num_days();
                if dias > 0 {
                    broken.push(Rotura { antes: *antes, despues: row.fila, dias });
                }
            }
        }
    }
    broken
}

/// How far each activity of a unit may slip, and each of their tasks inside its activity.
#[must_use]
pub fn holguras(plan: &Plan, unidad: Id<UnidadOrganica>) -> BTreeMap<Fila, Holgura> {
    let laboral = Laboral(plan.feriados());
    let mut all = BTreeMap::new();
    for rows in redes(plan, unidad) {
        let limite = match rows.first().map(|row| row.fila) {
            Some(Fila::Tarea(id)) => {
                plan.get(id).and_then(|task| plan.get(task.actividad)).map(|activity| activity.ventana.fin)
            }
            _ => None,
        };
        let slack = pasar(&nodos(&rows), laboral, limite.unwrap_or(plan.ejercicio().fin()));
        all.extend(rows.iter().map(|row| row.fila).zip(slack));
    }
    all
}

/// The moves that `movidas` make necessary: each successor, and theirs in turn, goes as few
/// days later as its predecessors ask. Those that are moved by hand stay where they are put.
#[must_use]
pub fn empujar(plan: &Plan, movidas: &[Reprogramacion]) -> Vec<Reprogramacion> {
    let laboral = Laboral(plan.feriados());
    let by_hand: BTreeMap<Fila, Ventana> = movidas.iter().map(|it| (it.fila, it.nueva)).collect();
    let mut pushed = Vec::new();
    for rows in redes_de(plan, movidas) {
        let nodes = nodos(&rows);
        let after = sucesoras(&nodes);
        let mut windows: Vec<Ventana> = nodes.iter().map(|node| node.ventana).collect();
        let mut moved: BTreeSet<usize> = BTreeSet::new();
        for (at, row) in rows.iter().enumerate() {
            if let Some(window) = by_hand.get(&row.fila) {
                windows[at] = *window;
                moved.insert(at);
            }
        }
        for at in orden(&nodes) {
            if !moved.contains(&at) {
                continue;
            }
            for next in after[at].iter().copied().filter(|next| !by_hand.contains_key(&rows[*next].fila)) {
                for link in nodes[next].predecesoras.iter().filter(|link| link.nodo == at) {
                    let late = (laboral.sigue(windows[at].fin, link.desfase) - windows[next].inicio).num_days();
                    if late > 0 {
                        windows[next] = windows[next].mover(late);
                        moved.insert(next);
                    }
                }
            }
        }
        let followers = moved.into_iter().filter(|at| !by_hand.contains_key(&rows[*at].fila));
        pushed.extend(followers.map(|at| Reprogramacion {
            fila: rows[at].fila,
            seen: rows[at].ventana,
            nueva: windows[at],
            reparto: Reparto::Mover,
        }));
    }
    pushed
}

/// The networks that rows belong to: activities of a unit, tasks of an activity.
fn redes_de(plan: &Plan, movidas: &[Reprogramacion]) -> Vec<Vec<Renglon>> {
    let (mut unidades, mut actividades) = (BTreeSet::new(), BTreeSet::new());
    for it in movidas {
        match it.fila {
            Fila::Actividad(id) => unidades.extend(plan.get(id).map(|row| row.unidad)),
            Fila::Tarea(id) => actividades.extend(plan.get(id).map(|row| row.actividad)),
        }
    }
    let of_units = unidades.into_iter().map(|unidad| de_unidad(plan, unidad));
    of_units.chain(actividades.into_iter().map(|activity| de_actividad(plan, activity))).collect()
}

fn redes(plan: &Plan, unidad: Id<UnidadOrganica>) -> Vec<Vec<Renglon>> {
    let activities = de_unidad(plan, unidad);
    let of_tasks = |row: &Renglon| match row.fila {
        Fila::Actividad(id) => de_actividad(plan, id),
        Fila::Tarea(_) => Vec::new(),
    };
    let tasks: Vec<_> = activities.iter().map(of_tasks).filter(|rows| !rows.is_empty()).collect();
    [activities].into_iter().chain(tasks).collect()
}

fn de_unidad(plan: &Plan, unidad: Id<UnidadOrganica>) -> Vec<Renglon> {
    let links = |row: &Actividad| row.predecesoras.iter().map(|it| enlace(it, Fila::Actividad)).collect();
    plan.actividades_de(unidad)
        .filter(|row| row.estado.es_vigente())
        .map(|row| Renglon { fila: Fila::Actividad(row.id), ventana: row.ventana, predecesoras: links(row) })
        .collect()
}

fn de_actividad(plan: &Plan, actividad: Id<Actividad>) -> Vec<Renglon> {
    let links = |row: &Tarea| row.predecesoras.iter().map(|it| enlace(it, Fila::Tarea)).collect();
    plan.tareas_de(actividad)
        .filter(|row| row.estado.es_vigente())
        .map(|row| Renglon { fila: Fila::Tarea(row.id), ventana: row.ventana, predecesoras: links(row) })
        .collect()
}

fn enlace<T>(link: &Predecesora<T>, fila: impl Fn(Id<T>) -> Fila) -> (Fila, Desfase) {
    (fila(link.id), link.desfase)
}

/// Links to what is not among the rows (withdrawn, of another unit) hold nothing back.
fn nodos(rows: &[Renglon]) -> Vec<Nodo> {
    let places: BTreeMap<Fila, usize> = rows.iter().enumerate().map(|(at, row)| (row.fila, at)).collect();
    let link = |(fila, desfase): &(Fila, Desfase)| places.get(fila).map(|at| Enlace { nodo: *at, desfase: *desfase });
    rows.iter()
        .map(|row| Nodo { ventana: row.ventana, predecesoras: row.predecesoras.iter().filter_map(link).collect() })
        .collect()
}
