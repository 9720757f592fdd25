//! Putting an archive back, on either engine: all of it or nothing.

use std::path::Path;
use std::sync::Arc;

use anyhow::{Context as _, bail, ensure};
use domain::Plan;

use super::format::{Line, PlanLine, RamaLine};
use super::reader::{Contents, Reader, check};
use crate::clock::Clock;
use crate::store::{Asiento, Cabecera, Store, Tx};
use crate::verify::{self, Chain};

/// Entries replayed and written at a time: one may be a megabyte long.
const BATCH: usize = 100;

/// What to do with a database that holds something.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Onto {
    Empty,
    Replace,
}

/// Puts the contents of an archive into the database in one transaction, which is checked whole
/// before it is committed, under an epoch that no browser has seen.
///
/// # Errors
/// Whatever is wrong with the archive or the database; nothing has changed then.
pub async fn restore(store: &Store, clock: &Clock, archive: &Path, onto: Onto) -> anyhow::Result<Contents> {
    let named = || format!("el respaldo {}", archive.display());
    // Read to its end before anybody has to wait for the locks.
    let contents = check(archive).with_context(named)?;
    let mut tx = store.begin().await?;
    if onto == Onto::Empty && !tx.is_empty().await? {
        bail!("la base de datos ya tiene datos; restaure en una vacía, o reemplácelos con --reemplazar");
    }
    let newest = tx.lock_plans().await?;
    tx.clear(&contents.ids()).await?;
    let mut reader = Reader::open(archive).with_context(named)?;
    load(&mut tx, &mut reader).await.with_context(named)?;
    ensure!(reader.ending.as_ref() == Some(&contents.ending), "{} cambió mientras se leía", named());
    tx.start_epoch(next_epoch(newest.max(contents.epoch()), clock)).await?;
    confirm(&mut tx, &contents).await?;
    let of = format!("respaldo de {}, {}", contents.opening.instante, contents.ending.sha256);
    tx.audit(clock.now(), "poi", "restaurar", &of).await?;
    tx.commit().await?;
    Ok(contents)
}

/// Greater than any epoch before, also of a database that is lost: browsers may remember one
/// that neither the archive nor this database has. So it is told by the clock.
fn next_epoch(known: u64, clock: &Clock) -> u64 {
    let seconds = u64::try_from(clock.now().micros() / 1_000_000).unwrap_or(0);
    seconds.max(known + 1)
}

async fn load(tx: &mut Tx, reader: &mut Reader) -> anyhow::Result<()> {
    let mut replay: Option<Replay> = None;
    while let Some(line) = reader.next()? {
        match line {
            Line::Persona(persona) => tx.put_persona(&persona).await?,
            Line::Cuenta(cuenta) => tx.put_cuenta(&cuenta).await?,
            Line::Ajuste(ajuste) => tx.put_ajuste(&ajuste.nombre, &ajuste.valor).await?,
            Line::Acto(acto) => tx.put_acto(&acto).await?,
            Line::Plan(line) => {
                finish(tx, replay.take()).await?;
                replay = Some(Replay::begin(tx, line).await?);
            }
            Line::Rama(line) => {
                let Some(before) = replay.take() else { return Ok(reader.stray()?) };
                replay = Some(before.branch(tx, line).await?);
            }
            Line::Asiento(line) => {
                let entry = reader.entry(line)?;
                let Some(replay) = &mut replay else { return Ok(reader.stray()?) };
                replay.take(tx, entry).await?;
            }
            Line::Poi(_) | Line::Fin(_) => {}
        }
    }
    finish(tx, replay).await
}

async fn finish(tx: &mut Tx, replay: Option<Replay>) -> anyhow::Result<()> {
    match replay {
        Some(replay) => replay.end(tx).await,
        None => Ok(()),
    }
}

/// A plan whose tables are made from its log, and then each of its branches.
struct Replay {
    said: Cabecera,
    /// The plan in force, while a branch of it is written.
    base: Option<Plan>,
    plan: Plan,
    chain: Chain,
    waiting: Vec<Arc<Asiento>>,
}

impl Replay {
    async fn begin(tx: &mut Tx, line: PlanLine) -> anyhow::Result<Self> {
        let plan = Plan::new(line.id, line.ejercicio, line.entidad.clone());
        tx.reset_plan(&plan).await?;
        let (said, chain) = (line.cabecera(), Chain::new(line.id));
        Ok(Self { said, base: None, plan, chain, waiting: Vec::with_capacity(BATCH) })
    }

    /// Goes on with a branch. Only its log is written: what it says, the check of the whole tells.
    async fn branch(mut self, tx: &mut Tx, line: RamaLine) -> anyhow::Result<Self> {
        let base = self.base.take().unwrap_or_else(|| self.plan.clone());
        self.end(tx).await?;
        tx.insert_rama(&line.rama, line.cabecera().epoch).await?;
        let (said, chain, plan) = (line.cabecera(), Chain::new(line.rama.apertura.id), line.rama.begin(&base));
        Ok(Self { said, base: Some(base), plan, chain, waiting: Vec::with_capacity(BATCH) })
    }

    async fn take(&mut self, tx: &mut Tx, entry: Asiento) -> anyhow::Result<()> {
        self.chain.follow(&entry)?;
        self.plan.apply_entry(&entry.body);
        self.waiting.push(Arc::new(entry));
        if self.waiting.len() == BATCH { self.write(tx).await } else { Ok(()) }
    }

    async fn write(&mut self, tx: &mut Tx) -> anyhow::Result<()> {
        tx.append(&self.plan, &self.waiting).await?;
        self.waiting.clear();
        Ok(())
    }

    async fn end(mut self, tx: &mut Tx) -> anyhow::Result<()> {
        self.write(tx).await?;
        Ok(self.chain.ends_at(self.said)?)
    }
}

/// What was written is read again and must be what the archive said.
async fn confirm(tx: &mut Tx, contents: &Contents) -> anyhow::Result<()> {
    let mut found: Vec<_> = verify::database(tx).await?.iter().map(|it| (it.plan, it.cabecera.head)).collect();
    let mut said: Vec<_> = contents.plans.iter().map(|plan| (plan.id, plan.head)).collect();
    found.sort_by_key(|(id, _)| *id);
    said.sort_by_key(|(id, _)| *id);
    ensure!(found == said, "la base de datos no quedó con los planes del respaldo");
    Ok(())
}
