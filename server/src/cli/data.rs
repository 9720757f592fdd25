//! `poi verify`, `poi backup` and `poi restore`: what an administrator does with the data as a whole.

use std::path::PathBuf;

use anyhow::{Context as _, bail};
use clap::Args;

use crate::archive::{self, Contents, Counts, Existing, Onto};
use crate::clock::Clock;
use crate::config::Config;
use crate::serve::asked_to_stop;
use crate::store::Store;
use crate::verify;

#[derive(Args)]
pub(super) struct Verify {
    /// Un respaldo; si no se dice, se revisa la base de datos.
    #[arg(value_name = "ARCHIVO")]
    archivo: Option<PathBuf>,
}

#[derive(Args)]
pub(super) struct Backup {
    /// Dónde guardarlo. Lo lee solo su dueño: lleva cuentas y nombres de personas.
    #[arg(value_name = "ARCHIVO")]
    archivo: PathBuf,
    /// Escribe encima de un archivo que ya existe.
    #[arg(long)]
    sobrescribir: bool,
}

#[derive(Args)]
pub(super) struct Restore {
    /// El respaldo.
    #[arg(value_name = "ARCHIVO")]
    archivo: PathBuf,
    /// Reemplaza lo que la base de datos tiene (guárdelo antes con «poi backup»); si no se dice, debe estar vacía.
    #[arg(long)]
    reemplazar: bool,
}

pub(super) async fn verify(config: &Config, args: &Verify) -> anyhow::Result<()> {
    if let Some(archive) = &args.archivo {
        let contents = archive::check(archive).with_context(|| format!("el respaldo {}", archive.display()))?;
        describe(&contents);
        println!("El respaldo está íntegro: {}.", sum(&contents.ending.counts));
        return Ok(());
    }
    let store = Store::open_to_read(&config.database).await?;
    let checked = verify::database(&mut store.read().await?).await?;
    for it in &checked {
        println!(
            "Plan {} ({}): {} asientos; la cadena va del primero a {}; tablas y totales son los del registro.",
            it.ejercicio,
            it.plan,
            it.cabecera.version,
            it.cabecera.head.short()
        );
    }
    let entries: u64 = checked.iter().map(|it| it.cabecera.version).sum();
    println!("Los datos están íntegros: {}, {}.", plural(count(&checked), "plan", "planes"), asientos(entries));
    store.close().await;
    Ok(())
}

pub(super) async fn backup(config: &Config, args: &Backup) -> anyhow::Result<()> {
    let store = Store::open_to_read(&config.database).await?;
    let existing = if args.sobrescribir { Existing::Overwrite } else { Existing::Keep };
    let clock = Clock::real();
    let ending = tokio::select! {
        ending = archive::backup(&store, &clock, &args.archivo, existing) => ending?,
        () = asked_to_stop() => bail!("el respaldo se interrumpió y no quedó nada de él"),
    };
    println!("Respaldo guardado en {}: {}.", args.archivo.display(), sum(&ending.counts));
    store.close().await;
    Ok(())
}

pub(super) async fn restore(config: &Config, args: &Restore) -> anyhow::Result<()> {
    let store = Store::open(&config.database).await?;
    let onto = if args.reemplazar { Onto::Replace } else { Onto::Empty };
    let contents = archive::restore(&store, &Clock::real(), &args.archivo, onto).await?;
    describe(&contents);
    println!("Restaurado en {}: {}.", config.database_shown(), sum(&contents.ending.counts));
    println!("Las sesiones se cerraron; quien tenga el sistema abierto vuelve a entrar y conserva lo que escribió.");
    store.close().await;
    Ok(())
}

fn describe(contents: &Contents) {
    println!("Respaldo del {} (poi {}).", contents.opening.instante, contents.opening.programa);
    for plan in &contents.plans {
        println!("Plan {} ({}): {}, hasta {}.", plan.ejercicio, plan.id, asientos(plan.version), plan.head.short());
    }
}

fn sum(counts: &Counts) -> String {
    [
        plural(counts.planes, "plan", "planes"),
        plural(counts.ramas, "borrador", "borradores"),
        asientos(counts.asientos),
        plural(counts.personas, "persona", "personas"),
        plural(counts.cuentas, "cuenta", "cuentas"),
        plural(counts.actos, "acto de auditoría", "actos de auditoría"),
    ]
    .join(", ")
}

fn asientos(count: u64) -> String {
    plural(count, "asiento", "asientos")
}

fn count<T>(all: &[T]) -> u64 {
    u64::try_from(all.len()).unwrap_or(u64::MAX)
}

fn plural(count: u64, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}
