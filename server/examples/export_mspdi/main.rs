//! Schedules exported for another program to read, each beside what the plan says of it: for
//! `cargo xtask mpxj`. What is expected is taken from the plan, not from what writes the file.

mod expected;
mod plans;

use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result};
use domain::Plan;
use domain::vista::{Ambito, arbol, cronograma::Consulta};
use server::documents::mspdi::{self, Baseline};

fn main() -> Result<()> {
    let folder = PathBuf::from(std::env::args().nth(1).context("the folder to write to is missing")?);
    let shown = plans::demonstration()?;
    let (now, before) = plans::linked(&shown)?;
    save(&folder, "demostracion", &shown, None)?;
    save(&folder, "enlaces", &now, Some(&before))
}

/// The largest part of the institution that hangs from one unit.
fn save(folder: &std::path::Path, name: &str, plan: &Plan, before: Option<&Plan>) -> Result<()> {
    let below = |unit| plan.todos().keys().filter(|id| plan.linea(**id).contains(&unit)).count();
    let top = arbol(plan).into_iter().map(|node| node.id).max_by_key(|id| below(*id)).context("no unit")?;
    let consulta = Consulta { ambito: Ambito::ConDependientes, ..Consulta::new(top) };
    let base = before.map(|plan| Baseline { nombre: "Propuesta", plan });
    fs::write(folder.join(format!("{name}.xml")), mspdi::write(plan, &consulta, base.as_ref())?)?;
    let expected = expected::of(plan, top, before);
    fs::write(folder.join(format!("{name}.json")), serde_json::to_vec_pretty(&expected)?)?;
    Ok(())
}
