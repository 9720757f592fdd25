//! Whether what is stored is whole: the chain of every log, of plans and of their branches, and the
//! tables that follow from it.
//!
//! What lives here: the checks, of a database through one transaction and of a log entry by
//! entry. What never will: mending anything.

mod chain;
mod difference;

use domain::plan::UnidadOrganica;
use domain::{Dinero, Ejercicio, Hash, Id, Plan};

pub use chain::Chain;
use difference::first_difference;

use crate::store::{Cabecera, Recount, Registro, StoreError, Tx};

/// Entries read at a time: one may be a megabyte long.
const BATCH: u32 = 100;

/// The first thing that is wrong.
#[derive(Debug, thiserror::Error)]
pub enum Wrong {
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error("plan {plan}: falta el asiento {missing}; después del {} está el {found}", .missing - 1)]
    Gap { plan: Id<Plan>, missing: u64, found: u64 },
    #[error(
        "plan {plan}, asiento {version}: su resumen no sigue al del asiento anterior; alguien cambió uno de los dos"
    )]
    Broken { plan: Id<Plan>, version: u64 },
    #[error("plan {plan}, asiento {version}: su orden {command} ya está en otro asiento")]
    Repeated { plan: Id<Plan>, version: u64, command: String },
    #[error("plan {plan}: el registro llega al asiento {reached} ({}), y la fila del plan dice {said} ({})", .head.short(), .said_head.short())]
    End { plan: Id<Plan>, reached: u64, head: Hash, said: u64, said_head: Hash },
    #[error("plan {plan}, tabla {table}, fila {row}: {problem}")]
    Row { plan: Id<Plan>, table: &'static str, row: String, problem: String },
    #[error("plan {plan}, tabla insumo: el total de la unidad {unidad}, rubro {rubro}, {tipo} no es el del plan")]
    Total { plan: Id<Plan>, unidad: String, rubro: String, tipo: String },
    #[error("plan {plan}: los totales llevados asiento por asiento no son los recontados")]
    Totals { plan: Id<Plan> },
    #[error("plan {plan}: la rama {rama} nace del asiento {origen}, que no existe")]
    Origin { plan: Id<Plan>, rama: Id<Plan>, origen: u64 },
    #[error("rama {rama}, tabla rama_miembro: sus miembros no son los que dice el registro")]
    Members { rama: Id<Plan> },
    #[error("plan {plan}: {problem}")]
    Unreadable { plan: Id<Plan>, problem: String },
}

/// A plan that was found whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Checked {
    pub plan: Id<Plan>,
    pub ejercicio: Ejercicio,
    pub cabecera: Cabecera,
    pub state: Hash,
}

/// Checks every plan, oldest year first, as the transaction sees them.
///
/// # Errors
/// [`Wrong`]: the first thing found.
pub async fn database(tx: &mut Tx) -> Result<Vec<Checked>, Wrong> {
    let mut plans = tx.plans().await?;
    plans.sort_by_key(|(_, ejercicio)| *ejercicio);
    let mut checked = Vec::with_capacity(plans.len());
    for (id, _) in plans {
        checked.push(plan(tx, id).await?);
    }
    Ok(checked)
}

async fn plan(tx: &mut Tx, id: Id<Plan>) -> Result<Checked, Wrong> {
    let missing = || StoreError::corrupt("plan", "id", id.to_string(), "no existe");
    let empty = tx.load_empty_plan(id).await?.ok_or_else(missing)?;
    let mut ramas = tx.ramas(id).await?;
    ramas.sort_by_key(|rama| rama.origen);
    let mut began = Vec::with_capacity(ramas.len());
    let mut waiting = ramas.into_iter().peekable();
    let (replayed, cabecera) = replay(tx, Registro::Plan(id), empty, |plan| {
        while let Some(rama) = waiting.next_if(|rama| rama.origen == plan.version()) {
            began.push(rama.begin(plan));
        }
    })
    .await?;
    if let Some(rama) = waiting.next() {
        return Err(Wrong::Origin { plan: id, rama: rama.apertura.id, origen: rama.origen });
    }
    let (tables, _) = tx.load_plan(id).await?.ok_or_else(missing)?;
    compare(&tables, &replayed)?;
    recount(tx, &replayed).await?;
    for rama in began {
        branch(tx, rama).await?;
    }
    let state = replayed.state_hash().map_err(|problem| Wrong::Unreadable { plan: id, problem })?;
    Ok(Checked { plan: id, ejercicio: replayed.ejercicio(), cabecera, state })
}

/// A branch has no tables but that of its members.
async fn branch(tx: &mut Tx, began: Plan) -> Result<(), Wrong> {
    let id = began.id();
    let (replayed, _) = replay(tx, Registro::Rama(id), began, |_| {}).await?;
    let members = tx.miembros(id).await?;
    match replayed.rama() {
        Some(rama) if rama.miembros == members => Ok(()),
        _ => Err(Wrong::Members { rama: id }),
    }
}

/// A log followed to where its row says it ends; `pass` is shown the plan before each entry, and last.
async fn replay(
    tx: &mut Tx,
    log: Registro,
    mut plan: Plan,
    mut pass: impl FnMut(&Plan),
) -> Result<(Plan, Cabecera), Wrong> {
    let mut chain = Chain::new(log.id());
    pass(&plan);
    loop {
        let entries = tx.whole_asientos(log, chain.version(), BATCH).await?;
        if entries.is_empty() {
            break;
        }
        for entry in &entries {
            chain.follow(entry)?;
            plan.apply_entry(&entry.body);
            pass(&plan);
        }
    }
    let missing = || StoreError::corrupt(log.cabeceras(), "id", log.id().to_string(), "no existe");
    let cabecera = tx.cabecera(log).await?.ok_or_else(missing)?;
    chain.ends_at(cabecera)?;
    Ok((plan, cabecera))
}

/// The tables against the log: every row, then what is derived from them.
fn compare(tables: &Plan, replayed: &Plan) -> Result<(), Wrong> {
    let plan = replayed.id();
    if let Some(found) = first_difference(tables, replayed).map_err(|problem| Wrong::Unreadable { plan, problem })? {
        return Err(Wrong::Row { plan, table: found.table, row: found.row, problem: found.problem });
    }
    // Those of the tables were just counted anew; those of the log, kept in step.
    if tables == replayed { Ok(()) } else { Err(Wrong::Totals { plan }) }
}

/// The money of the tables as SQL counts it, against the plan's totals.
async fn recount(tx: &mut Tx, plan: &Plan) -> Result<(), Wrong> {
    let (counted, kept) = (tx.recount(plan.id()).await?, totals(plan));
    let wrong = counted.keys().chain(kept.keys()).find(|key| counted.get(*key) != kept.get(*key));
    match wrong.cloned() {
        None => Ok(()),
        Some((unidad, rubro, tipo)) => Err(Wrong::Total { plan: plan.id(), unidad, rubro, tipo }),
    }
}

/// The plan's own totals, in the form of [`Tx::recount`].
#[must_use]
pub fn totals(plan: &Plan) -> Recount {
    let mut totals = Recount::new();
    for unit in plan.todos::<UnidadOrganica>().values() {
        for (rubro, tipo, months) in plan.totales().propio(unit.id).filas() {
            let key = (unit.id.to_string(), rubro.to_string(), tipo.to_string());
            totals.insert(key, months.map(Dinero::centimos));
        }
    }
    totals
}
