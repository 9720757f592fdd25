//! Which of some pasted targets can be written. Pure: it asks `decide` and sends nothing.
//!
//! A block is judged row by row, as `decide` judges it; only where a row is refused are
//! its cells tried one after the other, so that what is good goes in and what is not
//! keeps its reason.

use std::collections::BTreeMap;

use domain::command::CeldaMeta;
use domain::{Command, Context, Plan, Rejections, decide};

/// The verdict on each cell, in the same order.
pub(super) fn juzgar(plan: &Plan, context: &Context, celdas: &[CeldaMeta]) -> Vec<Result<(), Rejections>> {
    let mut rows: BTreeMap<_, Vec<usize>> = BTreeMap::new();
    for (at, celda) in celdas.iter().enumerate() {
        rows.entry(celda.actividad).or_default().push(at);
    }
    let mut verdicts: Vec<Result<(), Rejections>> = vec![Ok(()); celdas.len()];
    for places in rows.into_values() {
        let block: Vec<CeldaMeta> = places.iter().map(|at| celdas[*at]).collect();
        if decide(plan, context, &Command::ProgramarMetas(block)).is_ok() {
            continue;
        }
        let mut taken = Vec::new();
        for at in places {
            taken.push(celdas[at]);
            if let Err(rejections) = decide(plan, context, &Command::ProgramarMetas(taken.clone())) {
                taken.pop();
                verdicts[at] = Err(rejections);
            }
        }
    }
    verdicts
}
