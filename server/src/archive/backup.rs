//! Writing an archive, from one moment of the database, while others write to it.

use std::fs::File;
use std::io::BufWriter;
use std::path::Path;

use anyhow::Context as _;
use domain::{Id, Plan};

use super::draft::{Draft, Existing};
use super::format::{Ending, EntryLine, FORMAT, Line, Opening, PlanLine, RamaLine};
use super::writer::Writer;
use crate::clock::Clock;
use crate::store::{Cabecera, Registro, Store, StoreError, Tx};
use crate::verify::Chain;

/// Rows read at a time: an entry may be a megabyte long.
const BATCH: u32 = 100;

type Out = Writer<BufWriter<File>>;

/// Writes everything to a file that is whole or absent.
///
/// # Errors
/// When the database cannot be read, its log is not whole (such an archive could not be
/// restored), or the file cannot be written.
pub async fn backup(store: &Store, clock: &Clock, place: &Path, existing: Existing) -> anyhow::Result<Ending> {
    let (draft, file) = Draft::create(place, existing)?;
    let mut out = Writer::new(BufWriter::new(file));
    let mut tx = store.read().await?;
    let programa = env!("CARGO_PKG_VERSION").to_owned();
    out.put(&Line::Poi(Opening { formato: FORMAT, programa, instante: clock.now() }))?;
    people(&mut tx, &mut out).await?;
    let mut plans = tx.plans().await?;
    plans.sort_by_key(|(_, ejercicio)| *ejercicio);
    for (id, _) in plans {
        plan(&mut tx, &mut out, id).await?;
    }
    let (file, ending) = out.end()?;
    let file = file.into_inner().context("no se pudo terminar el archivo")?;
    draft.publish(&file)?;
    Ok(ending)
}

async fn people(tx: &mut Tx, out: &mut Out) -> anyhow::Result<()> {
    for persona in tx.personas().await? {
        out.put(&Line::Persona(persona))?;
    }
    for cuenta in tx.cuentas().await? {
        out.put(&Line::Cuenta(cuenta))?;
    }
    for ajuste in tx.ajustes().await? {
        out.put(&Line::Ajuste(ajuste))?;
    }
    let mut last = String::new();
    loop {
        let batch = tx.actos(&last, BATCH).await?;
        let Some(newest) = batch.last() else { return Ok(()) };
        last.clone_from(&newest.id);
        for acto in batch {
            out.put(&Line::Acto(acto))?;
        }
    }
}

async fn plan(tx: &mut Tx, out: &mut Out, id: Id<Plan>) -> anyhow::Result<()> {
    let missing = || StoreError::corrupt("plan", "id", id.to_string(), "no existe");
    let empty = tx.load_empty_plan(id).await?.ok_or_else(missing)?;
    let cabecera = tx.cabecera(Registro::Plan(id)).await?.ok_or_else(missing)?;
    out.put(&Line::Plan(PlanLine {
        id,
        ejercicio: empty.ejercicio(),
        entidad: empty.entidad().clone(),
        version: cabecera.version,
        head: cabecera.head,
        epoch: cabecera.epoch,
    }))?;
    log(tx, out, Registro::Plan(id), cabecera).await?;
    for rama in tx.ramas(id).await? {
        let its = Registro::Rama(rama.apertura.id);
        let cabecera = tx.cabecera(its).await?.ok_or_else(missing)?;
        out.put(&Line::Rama(RamaLine { rama, version: cabecera.version, head: cabecera.head }))?;
        log(tx, out, its, cabecera).await?;
    }
    Ok(())
}

async fn log(tx: &mut Tx, out: &mut Out, log: Registro, cabecera: Cabecera) -> anyhow::Result<()> {
    let mut chain = Chain::new(log.id());
    loop {
        let batch = tx.whole_asientos(log, chain.version(), BATCH).await?;
        if batch.is_empty() {
            return Ok(chain.ends_at(cabecera)?);
        }
        for entry in batch {
            chain.follow(&entry)?;
            out.put(&Line::Asiento(EntryLine { hash: entry.hash, resumen: entry.resumen, texto: entry.text }))?;
        }
    }
}
