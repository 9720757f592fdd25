//! Backups: taken while others write, put back on the other engine, or refused with nothing changed.

mod refused;
mod restored;

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use domain::plan::Insumo;
use domain::{Command, Hash, Plan};
use server::archive::{self, Contents, Existing};
use server::clock::Clock;
use server::store::{Registro, Store, Tx};
use tokio::task::JoinSet;
use tokio::time::timeout;

use crate::support::{Database, Folder, PATIENCE, Site, accepted, fresh, on_both, once};

on_both!(everything_but_sessions_comes_back, a_backup_is_only_its_owners_and_overwrites_nothing,);
once!(a_backup_taken_while_others_write_is_restored_on_the_other_engine,);

/// Takes a backup as `poi backup` does: apart from whoever serves.
pub async fn backup(database: &Database, place: &Path) -> Contents {
    let apart = Store::open_to_read(&database.address).await.unwrap();
    archive::backup(&apart, &Clock::real(), place, Existing::Keep).await.unwrap();
    apart.close().await;
    archive::check(place).unwrap()
}

/// The plan at a version, from the log alone.
async fn replayed(tx: &mut Tx, plan: &Plan, version: u64) -> Hash {
    let mut replayed = tx.load_empty_plan(plan.id()).await.unwrap().unwrap();
    for entry in tx.asientos(Registro::Plan(plan.id()), 0, u32::try_from(version).unwrap()).await.unwrap() {
        replayed.apply_entry(&entry.body);
    }
    assert_eq!(replayed.version(), version);
    replayed.state_hash().unwrap()
}

const WRITERS: u128 = 10;
const EACH: u128 = 50;

/// Writers that add lines until they have added enough and are told that they may stop.
fn write(site: &Arc<Site>, cookie: &str, like: &Insumo, enough: &Arc<AtomicBool>) -> JoinSet<()> {
    let mut writers = JoinSet::new();
    for writer in 0..WRITERS {
        let (site, cookie, like, enough) = (site.clone(), cookie.to_owned(), like.clone(), enough.clone());
        writers.spawn(async move {
            for turn in 0.. {
                if turn >= EACH && enough.load(Ordering::SeqCst) {
                    break;
                }
                let row = Insumo { id: fresh(1_000_000 * (writer + 1) + turn), ..like.clone() };
                accepted(&site.send(&cookie, Command::CrearInsumo(row)).await);
            }
        });
    }
    writers
}

async fn backup_under_load(site: &Arc<Site>, database: &Database, place: &Path) -> Contents {
    let (plan, cookie) = (site.plan().await, site.sign_in("editor").await);
    let like = plan.insumos_de(crate::live::first(&plan).id).next().unwrap();
    let enough = Arc::new(AtomicBool::new(false));
    let mut writers = write(site, &cookie, like, &enough);
    let mut log = site.vivo.follow();
    let begun = log.wait_for(|tip| tip.version >= plan.version() + 100);
    timeout(PATIENCE, begun).await.expect("they write").unwrap();
    let contents = backup(database, place).await;
    enough.store(true, Ordering::SeqCst);
    while let Some(ended) = writers.join_next().await {
        ended.unwrap();
    }
    let (start, held, end) = (plan.version(), contents.plans[0].version, site.plan().await.version());
    println!("{} written, the backup has {}", end - start, held - start);
    assert!(u128::from(end - start) >= WRITERS * EACH, "{start} {end}");
    assert!(start + 100 <= held && held < end, "it was taken in the middle: {start} {held} {end}");
    contents
}

async fn a_backup_taken_while_others_write_is_restored_on_the_other_engine() {
    let folder = Folder::new();
    let pairs = [(Database::sqlite(), Database::postgres().await), (Database::postgres().await, Database::sqlite())];
    for (number, (from, to)) in pairs.into_iter().enumerate() {
        let place = folder.path(&format!("respaldo-{number}"));
        let site = Arc::new(Site::new(&from).await);
        let contents = backup_under_load(&site, &from, &place).await;
        let store = to.open().await;
        let restored = archive::restore(&store, &Clock::real(), &place, archive::Onto::Empty).await.unwrap();
        assert_eq!(restored, contents);
        let checked = server::verify::database(&mut store.read().await.unwrap()).await.unwrap();
        let (plan, said) = (site.plan().await, &contents.plans[0]);
        assert_eq!((checked.len(), checked[0].plan), (1, plan.id()));
        assert_eq!((checked[0].cabecera.version, checked[0].cabecera.head), (said.version, said.head));
        let expected = replayed(&mut site.store.read().await.unwrap(), &plan, said.version).await;
        assert_eq!(checked[0].state, expected);
    }
}

async fn everything_but_sessions_comes_back(database: &Database) {
    let (folder, other) = (Folder::new(), Database::sqlite());
    let site = Site::new(database).await;
    let cookie = site.sign_in("editor").await;
    let (_, digest) = server::session::token::mint().unwrap();
    let id = domain::CommandId(uuid::Uuid::now_v7());
    let command = crate::live::cell(&site.plan().await, 7);
    let version = accepted(&site.send_as(&cookie, id, command).await);
    let mut tx = site.store.begin().await.unwrap();
    tx.put_ajuste("entorno", "otro").await.unwrap();
    tx.audit(Clock::real().now(), "poi", "prueba", "«ñ»\n").await.unwrap();
    tx.commit().await.unwrap();
    // A second plan, whose log is empty.
    let year = domain::Ejercicio::new(2031).unwrap();
    let next = server::bootstrap::open_year(&site.store, &Clock::real(), year).await.unwrap();
    let place = folder.path("respaldo");
    let contents = backup(database, &place).await;
    assert_eq!((contents.plans[0].version, contents.ending.counts.asientos), (version, version));
    assert_eq!((contents.plans[1].id, contents.plans[1].version), (next, 0));
    let store = other.open().await;
    archive::restore(&store, &Clock::real(), &place, archive::Onto::Empty).await.unwrap();
    let (mut was, mut is) = (site.store.read().await.unwrap(), store.read().await.unwrap());
    assert_eq!(was.ajustes().await.unwrap(), is.ajustes().await.unwrap());
    let (acts, restored) = (was.actos("", 1000).await.unwrap(), is.actos("", 1000).await.unwrap());
    let (last, before) = restored.split_last().unwrap();
    assert_eq!(before, acts);
    assert_eq!((last.usuario.as_str(), last.acto.as_str()), ("poi", "restaurar"));
    let sorted = |mut all: Vec<server::store::Cuenta>| {
        all.sort_by(|one, other| one.usuario.cmp(&other.usuario));
        all
    };
    assert_eq!(sorted(was.cuentas().await.unwrap()), sorted(is.cuentas().await.unwrap()));
    assert_eq!(was.personas().await.unwrap().len(), is.personas().await.unwrap().len());
    let plan = site.plan_id();
    let log = is.whole_asientos(Registro::Plan(plan), 0, 10_000).await.unwrap();
    assert_eq!(was.whole_asientos(Registro::Plan(plan), 0, 10_000).await.unwrap(), log);
    let newest = log.last().unwrap();
    assert!(newest.body.command_id == id && newest.resumen.is_some(), "a command sent again is known");
    assert!(is.sesion(digest, site.hands.clock().now()).await.unwrap().is_none());
    assert!(is.rows("SELECT resumen FROM sesion", vec![]).await.unwrap().is_empty());
}

async fn a_backup_is_only_its_owners_and_overwrites_nothing(database: &Database) {
    use std::os::unix::fs::PermissionsExt as _;
    let folder = Folder::new();
    let store = Site::new(database).await.store;
    let place: PathBuf = folder.path("respaldo");
    backup(database, &place).await;
    let mode = std::fs::metadata(&place).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let before = std::fs::read(&place).unwrap();
    let again = archive::backup(&store, &Clock::real(), &place, Existing::Keep).await;
    assert!(again.unwrap_err().to_string().contains("ya existe"));
    assert_eq!(std::fs::read(&place).unwrap(), before);
    archive::backup(&store, &Clock::real(), &place, Existing::Overwrite).await.unwrap();
    archive::check(&place).unwrap();
    // A log that is not whole leaves no file that looks like a backup.
    let mut tx = store.begin().await.unwrap();
    tx.execute("DELETE FROM asiento WHERE version = 3", vec![]).await.unwrap();
    tx.commit().await.unwrap();
    let broken = archive::backup(&store, &Clock::real(), &folder.path("otro"), Existing::Keep).await;
    assert!(broken.unwrap_err().to_string().contains("falta el asiento 3"));
    assert_eq!(std::fs::read_dir(place.parent().unwrap()).unwrap().count(), 1);
}
