//! From a gesture to one command, and what is said of it.

use domain::command::{Command, Fila, Reprogramacion};
use domain::cronograma::empujar;
use domain::vista::cronograma::{Nodo, efecto};
use domain::{Context, Plan, Rejections, decide};
use leptos::prelude::*;

use super::hoja::Hoja;

/// All that moves: what is held, and what follows if it is to be pushed.
pub(super) fn completo(hoja: Hoja, held: Vec<Reprogramacion>) -> Vec<Reprogramacion> {
    let pushed = hoja.empujar.get_untracked().then(|| hoja.con_plan(|plan| empujar(plan, &held))).flatten();
    held.into_iter().chain(pushed.unwrap_or_default()).collect()
}

/// Tasks of an activity that moves go along with it: they are not moved twice.
pub(super) fn sin_dobles(plan: &Plan, rows: Vec<Fila>) -> Vec<Fila> {
    let moves = |fila: &Fila| match fila {
        Fila::Actividad(_) => true,
        Fila::Tarea(id) => plan.get(*id).is_none_or(|task| !rows.contains(&Fila::Actividad(task.actividad))),
    };
    rows.iter().copied().filter(moves).collect()
}

/// The plan after a gesture, or why it cannot be.
pub(super) fn probar(plan: &Plan, context: &Context, all: &[Reprogramacion]) -> Result<Plan, Rejections> {
    let changes = decide(plan, context, &Command::Reprogramar(all.to_vec()))?;
    let mut after = plan.clone();
    for change in &changes {
        after.apply(change);
    }
    Ok(after)
}

/// One command, one undo.
pub(super) fn reprogramar(hoja: Hoja, held: Vec<Reprogramacion>) {
    let held: Vec<_> = held.into_iter().filter(|it| it.seen != it.nueva).collect();
    let Some(first) = held.first().copied() else { return };
    let said = hoja.con_plan(|plan| frase(plan, &held));
    let all = completo(hoja, held);
    let more = all.len();
    match hoja.replica().intentar(Command::Reprogramar(all)) {
        Ok(_) => {
            hoja.aviso.set(None);
            let pushed = hoja.empujar.get_untracked() && more > 1;
            let also = if pushed { format!(" Con las que le siguen, {more} filas.") } else { String::new() };
            hoja.dicho.set(format!("{}.{also}", said.unwrap_or_default()));
        }
        Err(rejections) => {
            let why = hoja.replica().sentence(&rejections);
            hoja.dicho.set(String::new());
            hoja.aviso.set(Some(why));
        }
    }
    hoja.estar(Nodo::from(first.fila));
}

/// "Elaborar expedientes: mar–jun → abr–jul · meta 12 igual · S/ 12,300.00 igual".
pub(super) fn frase(plan: &Plan, held: &[Reprogramacion]) -> String {
    match held {
        [one] => format!("{}: {}", nombre(plan, one.fila), efecto(plan, one)),
        [first, ..] => format!("{} filas; {}: {}", held.len(), nombre(plan, first.fila), efecto(plan, first)),
        [] => String::new(),
    }
}

pub(super) fn nombre(plan: &Plan, fila: Fila) -> String {
    let name = match fila {
        Fila::Actividad(id) => plan.get(id).map(|row| row.nombre.to_string()),
        Fila::Tarea(id) => plan.get(id).map(|row| row.nombre.to_string()),
    };
    name.unwrap_or_default()
}
