//! From what was typed to commands: each edit gets its answer. A block that is right goes
//! as one act; of one that is not, the lines that are; of a line that is not, cell by cell,
//! so that each bad cell says why.

use domain::plan::Insumo;
use domain::{Command, Id, Plan, Rejection, Rejections};
use leptos::prelude::*;

use super::super::Panel;
use super::alta;
use super::columnas::dibujar;
use super::lectura::campo;
use crate::components::grid::{Answer, Edit, NEW_ROW, Verdict, Why};

/// Answers every edit, in the same order.
pub fn escribir(panel: Panel, edits: Vec<Edit>) -> Vec<Answer> {
    if edits.iter().any(|edit| edit.row == NEW_ROW) { alta::escribir(panel, edits) } else { existentes(panel, &edits) }
}

/// Edits of lines that exist: all as one act, else those of each line, else each alone.
pub fn existentes(panel: Panel, edits: &[Edit]) -> Vec<Answer> {
    let alone = |edits: &[Edit]| edits.iter().map(|edit| una(panel, edit)).collect::<Vec<_>>();
    let by_line = || {
        let lines = edits.chunk_by(|one, next| one.row == next.row);
        lines.flat_map(|edits| en_bloque(panel, edits).unwrap_or_else(|| alone(edits))).collect()
    };
    let verdicts = en_bloque(panel, edits).unwrap_or_else(by_line);
    edits.iter().zip(verdicts).map(|(edit, verdict)| Answer { row: edit.row, verdict }).collect()
}

/// All of them as one act, when there are several and nothing is wrong with any.
fn en_bloque(panel: Panel, edits: &[Edit]) -> Option<Vec<Verdict>> {
    if edits.len() < 2 {
        return None;
    }
    let plan = panel.replica().plan().get_untracked()?;
    let commands: Vec<Command> = edits.iter().map(|edit| orden(&plan, edit).ok()).collect::<Option<_>>()?;
    panel.replica().intentar(Command::Varios(commands)).ok()?;
    Some(edits.iter().map(|edit| aceptada(panel, edit)).collect())
}

fn una(panel: Panel, edit: &Edit) -> Verdict {
    let Some(plan) = panel.replica().plan().get_untracked() else {
        return negada("Espere un momento: el plan se está cargando.".to_owned());
    };
    match orden(&plan, edit) {
        Err(why) => negada(why),
        Ok(command) => match panel.replica().intentar(command) {
            Ok(_) => aceptada(panel, edit),
            Err(rejections) => rechazada(panel, &rejections),
        },
    }
}

/// The command of an edit: over what the person saw, not over what there is.
fn orden(plan: &Plan, edit: &Edit) -> Result<Command, String> {
    let id: Id<Insumo> = Id::new(edit.row);
    let line = plan.get(id).ok_or("Esa línea ya no está en el plan.")?;
    let nuevo = campo(plan, line, edit.col, &edit.text)?;
    let shown = domain::vista::fila_insumo(plan, id).and_then(|row| dibujar(&row).cells.into_iter().nth(edit.col));
    let now = domain::plan::Campos::leer(&**line, &nuevo);
    let seen = match shown {
        Some(cell) if cell.text != edit.seen => campo(plan, line, edit.col, &edit.seen).unwrap_or(now),
        _ => now,
    };
    Ok(Command::EditarInsumo { id, seen, nuevo })
}

/// Taken: the cell shows what the plan makes of it.
fn aceptada(panel: Panel, edit: &Edit) -> Verdict {
    let row = untrack(|| panel.fila(edit.row));
    let cell = row.and_then(|row| dibujar(&row).cells.into_iter().nth(edit.col));
    Verdict::Accepted { shown: cell.map_or_else(|| edit.text.clone(), |cell| cell.text) }
}

pub fn negada(why: String) -> Verdict {
    Verdict::Refused { why: why.into() }
}

/// A refusal of the plan: whose value is at stake is asked, anything else is told.
pub fn rechazada(panel: Panel, rejections: &Rejections) -> Verdict {
    let why = Why { text: panel.replica().sentence(rejections), article: rejections.first().articulo() };
    match rejections.first() {
        Rejection::CambioAjeno { .. } => Verdict::Conflict { why },
        _ => Verdict::Refused { why },
    }
}
