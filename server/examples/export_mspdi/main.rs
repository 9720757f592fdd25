//! Schedules exported for another program to read, each beside what the plan says of it; and what
//! that program saved again, read as dates that come back. For `cargo xtask mpxj`.
//!
//! What is expected is taken from the plan, not from what writes the file.

mod expected;
mod plans;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, anyhow, ensure};
use domain::plan::UnidadOrganica;
use domain::vista::cronograma::{Consulta, Cotejo, cotejar};
use domain::vista::{Ambito, arbol};
use domain::{Actor, Context, Id, Online, Plan, Rol};
use server::documents::mspdi::{self, Baseline};
use server::imports;
use uuid::Uuid;

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let folder = PathBuf::from(arguments.next().context("the folder is missing")?);
    let shown = plans::demonstration()?;
    let (now, before) = plans::linked(&shown)?;
    match arguments.next().as_deref() {
        None => {
            save(&folder, "demostracion", &shown, None)?;
            save(&folder, "enlaces", &now, Some(&before))
        }
        Some("again") => {
            compare(&folder, "demostracion", &shown)?;
            compare(&folder, "enlaces", &now)
        }
        Some(other) => Err(anyhow!("`again`, or nothing, in place of `{other}`")),
    }
}

/// The largest part of the institution that hangs from one unit.
fn top(plan: &Plan) -> Result<Id<UnidadOrganica>> {
    let below = |unit| plan.todos().keys().filter(|id| plan.linea(**id).contains(&unit)).count();
    arbol(plan).into_iter().map(|node| node.id).max_by_key(|id| below(*id)).context("no unit")
}

fn save(folder: &Path, name: &str, plan: &Plan, before: Option<&Plan>) -> Result<()> {
    let top = top(plan)?;
    let consulta = Consulta { ambito: Ambito::ConDependientes, ..Consulta::new(top) };
    let base = before.map(|plan| Baseline { nombre: "Propuesta", plan });
    fs::write(folder.join(format!("{name}.xml")), mspdi::write(plan, &consulta, base.as_ref())?)?;
    let expected = expected::of(plan, top, before);
    fs::write(folder.join(format!("{name}.json")), serde_json::to_vec_pretty(&expected)?)?;
    Ok(())
}

/// Nobody changed a date: every row is where it was.
fn compare(folder: &Path, name: &str, plan: &Plan) -> Result<()> {
    let left = fs::read_to_string(folder.join(format!("{name}.xml")))?;
    let rows = left.matches("<Manual>1</Manual>").count();
    let back = fs::read_to_string(folder.join(format!("{name}.again")))?;
    let read = imports::mspdi::read(&back).map_err(|why| anyhow!("{name}: {why}"))?;
    let actor = Actor { persona: Id::new(Uuid::nil()), rol: Rol::Coordinador, unidad: Some(top(plan)?) };
    let context = Context { actor, hoy: plan.ejercicio().inicio(), online: Online::Si };
    let cotejo = cotejar(plan, &context, &read);
    ensure!(cotejo == Cotejo { iguales: rows, ..Cotejo::default() }, "{name}, {rows} rows: {cotejo:?}");
    println!("{name}: saved again, {rows} rows came back with their days");
    Ok(())
}
