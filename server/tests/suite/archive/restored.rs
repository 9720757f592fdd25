//! A restored database is another line of history: whoever followed the one before is told.

use std::sync::Arc;

use app::api::session::Entorno;
use axum::http::StatusCode;
use server::archive::{self, Contents, Onto};
use server::backend::Cursor;
use server::bootstrap::open_year;
use server::clock::Clock;
use server::store::{Registro, Store, StoreError};
use tokio::time::timeout;

use crate::archive::backup;
use crate::live::{Following, change};
use crate::support::{Database, Folder, PATIENCE, Site, accepted, on_both, once};

on_both!(each_restore_is_newer_than_any_before,);
once!(
    a_server_on_the_file_keeps_a_restore_out_and_browsers_begin_again_after_it,
    servers_of_a_shared_database_follow_a_restore_under_them,
    a_command_that_waits_for_a_restore_is_answered,
    a_server_whose_plan_is_gone_says_so,
);

async fn replace(store: &Store, folder: &Folder) -> Contents {
    archive::restore(store, &Clock::real(), &folder.path("respaldo"), Onto::Replace).await.unwrap()
}

async fn cursor(site: &Site) -> Cursor {
    Cursor::from(&*site.vivo.state().await.unwrap())
}

/// What a stream opened at a place says first, after its greeting.
async fn hear(site: &Site, cookie: &str, place: &Cursor) -> String {
    let mut following = Following::open(site, cookie, Some(&place.to_string()), None).await;
    assert_eq!(following.next().await.unwrap().name, "inicio");
    following.next().await.unwrap().name
}

async fn each_restore_is_newer_than_any_before(database: &Database) {
    let folder = Folder::new();
    let site = Site::new(database).await;
    let contents = backup(database, &folder.path("respaldo")).await;
    let still = Clock::new(|| domain::Instante::from_micros(5_000_000));
    let mut epochs = vec![contents.plans[0].epoch];
    for clock in [&still, &still, &Clock::real(), &still] {
        archive::restore(&site.store, clock, &folder.path("respaldo"), Onto::Replace).await.unwrap();
        let cabecera =
            site.store.read().await.unwrap().cabecera(Registro::Plan(site.plan_id())).await.unwrap().unwrap();
        assert_eq!((cabecera.version, cabecera.head), (contents.plans[0].version, contents.plans[0].head));
        epochs.push(cabecera.epoch);
    }
    assert!(epochs.is_sorted_by(|one, next| one < next), "{epochs:?}");
    // Another database knows nothing of those: the clock does.
    let other = Database::sqlite().open().await;
    archive::restore(&other, &Clock::real(), &folder.path("respaldo"), Onto::Empty).await.unwrap();
    let elsewhere = other.read().await.unwrap().cabecera(Registro::Plan(site.plan_id())).await.unwrap().unwrap().epoch;
    assert!(elsewhere + 60 > epochs[3], "{elsewhere} {epochs:?}");
}

async fn a_server_on_the_file_keeps_a_restore_out_and_browsers_begin_again_after_it() {
    let (folder, database) = (Folder::new(), Database::sqlite());
    let site = Site::new(&database).await;
    backup(&database, &folder.path("respaldo")).await;
    let before = cursor(&site).await;
    assert!(matches!(Store::open(&database.address).await.map(drop), Err(StoreError::InUse(_))));
    site.store.close().await;
    drop(site);
    let store = database.open().await;
    replace(&store, &folder).await;
    let site = Site::on(store, Entorno::Institucional);
    let cookie = site.sign_in("editor").await;
    let now = cursor(&site).await;
    assert_eq!((now.version, &now.short), (before.version, &before.short), "only the epoch tells them apart");
    assert_eq!(hear(&site, &cookie, &before).await, "reinicio");
    let next = change(&site, &cookie, 1).await;
    assert_eq!((hear(&site, &cookie, &now).await.as_str(), next), ("asiento", now.version + 1));
}

async fn servers_of_a_shared_database_follow_a_restore_under_them() {
    let (folder, database) = (Folder::new(), Database::postgres().await);
    let (one, two) = (Site::new(&database).await, Site::on(database.open().await, Entorno::Institucional));
    let cookie = one.sign_in("editor").await;
    backup(&database, &folder.path("respaldo")).await;
    let before = cursor(&one).await;
    let mut streams = Vec::new();
    for site in [&one, &two] {
        let mut following = Following::open(site, &cookie, None, None).await;
        assert_eq!(following.next().await.unwrap().name, "inicio");
        streams.push(following);
    }
    let apart = database.open().await;
    replace(&apart, &folder).await;
    for (site, following) in [&one, &two].into_iter().zip(&mut streams) {
        site.vivo.poll().await.unwrap();
        assert_eq!(following.next().await.unwrap().name, "reinicio");
        assert_eq!(following.next().await, None);
    }
    assert_eq!(send(&one, &cookie).await, StatusCode::UNAUTHORIZED, "sessions are over");
    let cookie = one.sign_in("editor").await;
    assert_eq!(hear(&two, &cookie, &before).await, "reinicio");
    let now = cursor(&two).await;
    assert_eq!((now.version, now.short.as_str()), (before.version, before.short.as_str()));
    let command = crate::live::cell(&two.plan().await, 2);
    assert_eq!(accepted(&two.send(&cookie, command).await), now.version + 1);
    server::verify::database(&mut apart.read().await.unwrap()).await.unwrap();
}

/// How a command that changes a cell is answered.
async fn send(site: &Site, cookie: &str) -> StatusCode {
    let id = domain::CommandId(uuid::Uuid::now_v7());
    let envelope = domain::Envelope { id, command: crate::live::cell(&site.plan().await, 1) };
    site.post("/api/enviar", cookie, &serde_json::json!({ "envelope": envelope })).await.0
}

/// Waits until somebody waits for somebody who waits for `holder`.
async fn queued_behind(apart: &Store, holder: i64) {
    let sql = "SELECT COUNT(*) FROM pg_stat_activity one, pg_stat_activity other \
               WHERE CAST($1 AS INT) = ANY(pg_blocking_pids(one.pid)) AND one.pid = ANY(pg_blocking_pids(other.pid))";
    let queued = async {
        loop {
            let waiting = apart.read().await.unwrap().row(sql, vec![holder.into()]).await.unwrap().unwrap();
            if waiting.int(0).unwrap() > Some(0) {
                return;
            }
        }
    };
    timeout(PATIENCE, queued).await.expect("they wait for each other");
}

async fn a_command_that_waits_for_a_restore_is_answered() {
    let (folder, database) = (Folder::new(), Database::postgres().await);
    let site = Arc::new(Site::new(&database).await);
    let cookie = site.sign_in("editor").await;
    let mut tx = site.store.begin().await.unwrap();
    tx.put_ajuste("entorno", "otro").await.unwrap();
    tx.commit().await.unwrap();
    backup(&database, &folder.path("respaldo")).await;
    let apart = database.open().await;
    // Somebody keeps the restore from going on once it has the locks of the plans.
    let mut holding = apart.begin().await.unwrap();
    holding.put_ajuste("entorno", "tercero").await.unwrap();
    let holder = holding.row("SELECT CAST(pg_backend_pid() AS BIGINT)", vec![]).await.unwrap().unwrap();
    let holder = holder.int(0).unwrap().unwrap();
    let (other, restoring) = (site.clone(), replace(&apart, &folder));
    let sending = tokio::spawn(async move { send(&other, &cookie).await });
    let released = async {
        queued_behind(&apart, holder).await;
        drop(holding);
    };
    tokio::join!(restoring, released);
    // Its plan is there and its session is not.
    assert_eq!(timeout(PATIENCE, sending).await.unwrap().unwrap(), StatusCode::UNAUTHORIZED);
    let checked = server::verify::database(&mut apart.read().await.unwrap()).await.unwrap();
    assert_eq!(site.plan().await.state_hash().unwrap(), checked[0].state);
}

async fn a_server_whose_plan_is_gone_says_so() {
    let (folder, database, other) = (Folder::new(), Database::postgres().await, Database::sqlite());
    let year = domain::Ejercicio::new(2030).unwrap();
    open_year(&other.open().await, &Clock::real(), year).await.unwrap();
    backup(&other, &folder.path("respaldo")).await;
    let site = Site::new(&database).await;
    site.plan().await;
    assert_eq!(site.get("/salud", "").await.status(), StatusCode::OK);
    replace(&database.open().await, &folder).await;
    assert!(site.vivo.poll().await.unwrap_err().to_string().contains("no existe"));
    assert!(site.vivo.state().await.is_err(), "the plan of before is not shown");
    assert_eq!(site.get("/salud", "").await.status(), StatusCode::SERVICE_UNAVAILABLE);
}
