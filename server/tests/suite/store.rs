//! Every method of the store, on both engines.

use std::sync::Arc;

use domain::entry::Body;
use domain::plan::Actividad;
use domain::{CommandId, Hash, Plan, Rol};
use server::clock::{Clock, later};
use server::store::{
    Asiento, Cuenta, EstadoCuenta, Intento, PersonaRegistrada, Registro, Repetida, Store, StoreError, Tx,
};
use uuid::Uuid;

use crate::support::{Database, demonstration, fresh, on_both, once, store_demonstration};

on_both!(
    people_and_accounts_are_kept_and_corrected,
    a_session_is_found_until_it_expires_or_its_account_closes,
    failed_sign_ins_are_counted_and_forgotten,
    settings_are_overwritten,
    a_plan_comes_back_as_it_was_stored,
    the_log_is_read_from_any_place_and_in_both_directions,
    the_lock_tells_where_the_log_ends,
    checkpoints_stay_as_they_are,
    a_row_that_is_no_value_names_itself,
    a_transaction_that_is_dropped_leaves_nothing,
    migrations_run_once,
    a_database_of_a_newer_program_is_refused,
    rows_of_one_entry_may_come_in_any_order,
);
once!(
    a_second_program_on_the_same_file_is_refused,
    what_is_no_database_is_refused,
    a_session_that_does_not_wait_for_the_disk_is_refused,
);

fn account(usuario: &str) -> Cuenta {
    Cuenta {
        usuario: usuario.into(),
        persona: fresh(1),
        clave: "$argon2id$".into(),
        rol: Rol::EditorUnidad,
        unidad: Some(fresh(2)),
        estado: EstadoCuenta::Activa,
    }
}

async fn with_account(store: &Store) -> Cuenta {
    let mut tx = store.begin().await.unwrap();
    let persona = PersonaRegistrada { id: fresh(1), nombre: "Rosa Ñahui".into(), puesto: "Editora".into() };
    tx.put_persona(&persona).await.unwrap();
    let cuenta = account("rosa");
    tx.put_cuenta(&cuenta).await.unwrap();
    tx.commit().await.unwrap();
    cuenta
}

async fn people_and_accounts_are_kept_and_corrected(database: &Database) {
    let store = database.open().await;
    let cuenta = with_account(&store).await;
    let mut tx = store.begin().await.unwrap();
    assert_eq!(tx.cuenta("rosa").await.unwrap(), Some(cuenta.clone()));
    assert_eq!(tx.cuenta("nadie").await.unwrap(), None);
    let corrected = Cuenta { rol: Rol::Consulta, unidad: None, estado: EstadoCuenta::Cerrada, ..cuenta };
    tx.put_cuenta(&corrected).await.unwrap();
    let persona = PersonaRegistrada { id: fresh(1), nombre: "Rosa Ñahui Paz".into(), puesto: String::new() };
    tx.put_persona(&persona).await.unwrap();
    assert_eq!(tx.cuentas().await.unwrap(), [corrected]);
    assert_eq!(tx.personas().await.unwrap(), [persona]);
    tx.audit(Clock::real().now(), "poi", "prueba", "").await.unwrap();
    tx.commit().await.unwrap();
}

async fn a_session_is_found_until_it_expires_or_its_account_closes(database: &Database) {
    let store = database.open().await;
    let cuenta = with_account(&store).await;
    let (now, digest) = (Clock::real().now(), Hash::of(b"token"));
    let mut tx = store.begin().await.unwrap();
    tx.open_sesion(digest, "rosa", now, later(now, 60)).await.unwrap();
    let found = tx.sesion(digest, now).await.unwrap().unwrap();
    assert_eq!((found.cuenta, found.vista, found.expira), (cuenta.clone(), now, later(now, 60)));
    assert_eq!(tx.sesion(Hash::of(b"otro"), now).await.unwrap(), None);
    assert_eq!(tx.sesion(digest, later(now, 60)).await.unwrap(), None);
    tx.touch_sesion(digest, later(now, 30), later(now, 90)).await.unwrap();
    assert!(tx.sesion(digest, later(now, 60)).await.unwrap().is_some());
    tx.put_cuenta(&Cuenta { estado: EstadoCuenta::Cerrada, ..cuenta.clone() }).await.unwrap();
    assert_eq!(tx.sesion(digest, now).await.unwrap(), None);
    tx.put_cuenta(&cuenta).await.unwrap();
    tx.sweep_sesiones(later(now, 89)).await.unwrap();
    assert!(tx.sesion(digest, now).await.unwrap().is_some());
    tx.sweep_sesiones(later(now, 90)).await.unwrap();
    assert_eq!(tx.sesion(digest, now).await.unwrap(), None);
    tx.open_sesion(digest, "rosa", now, later(now, 60)).await.unwrap();
    tx.end_sesion(digest).await.unwrap();
    assert_eq!(tx.sesion(digest, now).await.unwrap(), None);
}

async fn failed_sign_ins_are_counted_and_forgotten(database: &Database) {
    let store = database.open().await;
    let now = Clock::real().now();
    let mut tx = store.begin().await.unwrap();
    assert_eq!(tx.intento("cuenta rosa").await.unwrap(), None);
    tx.put_intento("cuenta rosa", Intento { cuantos: 1, desde: now }).await.unwrap();
    let more = Intento { cuantos: 2, desde: later(now, 5) };
    tx.put_intento("cuenta rosa", more).await.unwrap();
    assert_eq!(tx.intento("cuenta rosa").await.unwrap(), Some(more));
    tx.forget_intento("cuenta rosa").await.unwrap();
    assert_eq!(tx.intento("cuenta rosa").await.unwrap(), None);
}

async fn settings_are_overwritten(database: &Database) {
    let store = database.open().await;
    let mut tx = store.begin().await.unwrap();
    assert_eq!(tx.ajuste("entorno").await.unwrap(), None);
    tx.put_ajuste("entorno", "demostracion").await.unwrap();
    tx.put_ajuste("entorno", "otro").await.unwrap();
    assert_eq!(tx.ajuste("entorno").await.unwrap().as_deref(), Some("otro"));
}

async fn loaded(tx: &mut Tx) -> Plan {
    tx.load_plan(demonstration().plan.id()).await.unwrap().unwrap().0
}

async fn a_plan_comes_back_as_it_was_stored(database: &Database) {
    let (store, made) = (database.open().await, demonstration());
    store_demonstration(&store).await;
    let mut tx = store.read().await.unwrap();
    let plan = loaded(&mut tx).await;
    assert_eq!(plan.state_hash(), made.plan.state_hash());
    assert_eq!(plan, made.plan, "indices and totals too");
    assert_eq!(tx.plans().await.unwrap(), [(made.plan.id(), made.plan.ejercicio())]);
    assert!(tx.load_plan(fresh(9)).await.unwrap().is_none());
    assert!(tx.load_empty_plan(fresh(9)).await.unwrap().is_none());
}

async fn the_log_is_read_from_any_place_and_in_both_directions(database: &Database) {
    let (store, made) = (database.open().await, demonstration());
    store_demonstration(&store).await;
    let (id, version) = (made.plan.id(), made.plan.version());
    let mut tx = store.read().await.unwrap();
    let all = tx.asientos(Registro::Plan(id), 0, 10_000).await.unwrap();
    assert_eq!(all.iter().map(|entry| entry.body.clone()).collect::<Vec<_>>(), made.asientos);
    let mut head = Hash::GENESIS;
    for entry in &all {
        head = head.follow(entry.text.as_bytes());
        assert_eq!(head, entry.hash);
    }
    assert_eq!(tx.cabecera(Registro::Plan(id)).await.unwrap().unwrap().head, head);
    assert_eq!(tx.asientos(Registro::Plan(id), version - 2, 1).await.unwrap(), all[all.len() - 2..all.len() - 1]);
    let newest: Vec<_> =
        tx.ultimos(Registro::Plan(id), 2).await.unwrap().iter().map(|entry| entry.body.version).collect();
    assert_eq!(newest, [version, version - 1]);
    let last = &made.asientos[made.asientos.len() - 1];
    let known = Repetida { version, persona: last.persona, resumen: None };
    let asked = [CommandId(Uuid::from_u128(1)), last.command_id];
    let found = tx.repetidas(Registro::Plan(id), asked.into_iter()).await.unwrap();
    assert_eq!(found.into_iter().collect::<Vec<_>>(), [(last.command_id, known)]);
    let mut replayed = tx.load_empty_plan(id).await.unwrap().unwrap();
    for entry in &all {
        replayed.apply_entry(&entry.body);
    }
    assert_eq!(replayed, made.plan);
}

async fn the_lock_tells_where_the_log_ends(database: &Database) {
    let (store, made) = (database.open().await, demonstration());
    store_demonstration(&store).await;
    let mut tx = store.begin().await.unwrap();
    let locked = tx.lock(Registro::Plan(made.plan.id())).await.unwrap();
    assert_eq!(locked, tx.cabecera(Registro::Plan(made.plan.id())).await.unwrap());
    let locked = locked.unwrap();
    assert_eq!((locked.version, locked.epoch), (made.plan.version(), 1));
    assert_eq!(tx.lock(Registro::Plan(fresh(9))).await.unwrap(), None);
}

async fn checkpoints_stay_as_they_are(database: &Database) {
    let (store, id) = (database.open().await, demonstration().plan.id());
    store_demonstration(&store).await;
    let mut tx = store.begin().await.unwrap();
    tx.insert_checkpoint(id, 5, "primero".into()).await.unwrap();
    tx.insert_checkpoint(id, 9, "segundo".into()).await.unwrap();
    tx.insert_checkpoint(id, 9, "otro".into()).await.unwrap();
    assert_eq!(tx.checkpoint(id, 4).await.unwrap(), None);
    assert_eq!(tx.checkpoint(id, 8).await.unwrap(), Some((5, "primero".into())));
    assert_eq!(tx.checkpoint(id, 99).await.unwrap(), Some((9, "segundo".into())));
    tx.commit().await.unwrap();
}

async fn a_row_that_is_no_value_names_itself(database: &Database) {
    let store = database.open().await;
    store_demonstration(&store).await;
    let first = demonstration().plan.todos::<Actividad>().values().next().unwrap().id;
    for (statement, table, column) in [
        ("UPDATE actividad SET criterio = 'Lunar' WHERE id = $1", "actividad", "criterio"),
        ("UPDATE actividad SET m3 = 999999999999999999 WHERE id = $1", "actividad", "m3"),
        ("UPDATE actividad SET lugares = '[\"Ayacucho\"]' WHERE id = $1", "actividad", "lugares"),
    ] {
        let mut tx = store.begin().await.unwrap();
        assert_eq!(tx.execute(statement, vec![first.to_string().into()]).await.unwrap(), 1);
        match tx.load_plan(demonstration().plan.id()).await {
            Err(StoreError::Corrupt { table: t, column: c, key, .. }) => {
                assert_eq!((t, c.as_str(), key), (table, column, first.to_string()));
            }
            other => panic!("{statement}: {:?}", other.map(drop)),
        }
    }
}

async fn a_transaction_that_is_dropped_leaves_nothing(database: &Database) {
    let store = database.open().await;
    let mut tx = store.begin().await.unwrap();
    tx.put_ajuste("a", "b").await.unwrap();
    drop(tx);
    assert_eq!(store.read().await.unwrap().ajuste("a").await.unwrap(), None);
}

async fn migrations_run_once(database: &Database) {
    let store = database.open().await;
    store.begin().await.unwrap().commit().await.unwrap();
    store_demonstration(&store).await;
    store.close().await;
    drop(store);
    let again = database.open().await;
    assert_eq!(loaded(&mut again.read().await.unwrap()).await, demonstration().plan);
}

async fn a_database_of_a_newer_program_is_refused(database: &Database) {
    let store = database.open().await;
    let mut tx = store.begin().await.unwrap();
    tx.execute("INSERT INTO migracion (numero) VALUES ($1)", vec![9999.into()]).await.unwrap();
    tx.commit().await.unwrap();
    store.close().await;
    drop(store);
    assert!(matches!(Store::open(&database.address).await.map(drop), Err(StoreError::Newer(9999))));
}

async fn rows_of_one_entry_may_come_in_any_order(database: &Database) {
    let (store, made) = (database.open().await, demonstration());
    store_demonstration(&store).await;
    // Two units that name each other's successor in one entry: the first refers to a row written later.
    let mut below = (**made.plan.todos::<domain::plan::UnidadOrganica>().values().next().unwrap()).clone();
    let mut above = below.clone();
    (below.id, above.id) = (fresh(1), fresh(2));
    (below.superior, above.superior) = (Some(above.id), None);
    let body = Body {
        version: made.plan.version() + 1,
        command_id: CommandId(Uuid::from_u128(77)),
        persona: made.personas[0].id,
        instante: Clock::real().now(),
        changes: vec![domain::Change::UnidadRegistrada(above), domain::Change::UnidadRegistrada(below)],
    };
    let mut plan = made.plan.clone();
    plan.apply_entry(&body);
    let mut tx = store.begin().await.unwrap();
    let head = tx.lock(Registro::Plan(plan.id())).await.unwrap().unwrap().head;
    tx.append(&plan, &[Arc::new(Asiento::write(body, head).unwrap())]).await.unwrap();
    tx.commit().await.unwrap();
    assert_eq!(loaded(&mut store.read().await.unwrap()).await, plan);
}

async fn a_second_program_on_the_same_file_is_refused() {
    let database = Database::sqlite();
    let store = database.open().await;
    assert!(matches!(Store::open(&database.address).await.map(drop), Err(StoreError::InUse(_))));
    // However its path is spelled.
    let file = std::path::PathBuf::from(database.address.trim_start_matches("sqlite:"));
    let (folder, name) = (file.parent().unwrap(), file.file_name().unwrap());
    let (link, away) = (folder.join("enlace.db"), folder.join("otra"));
    std::os::unix::fs::symlink(&file, &link).unwrap();
    std::fs::create_dir(&away).unwrap();
    for other in [link, away.join("..").join(name), folder.join(".").join(name)] {
        let address = format!("sqlite:{}", other.display());
        assert!(matches!(Store::open(&address).await.map(drop), Err(StoreError::InUse(_))), "{address}");
    }
    store.close().await;
    drop(store);
    database.open().await;
}

async fn what_is_no_database_is_refused() {
    assert!(matches!(Store::open("mysql://x").await.map(drop), Err(StoreError::UnknownAddress(_))));
}

async fn a_session_that_does_not_wait_for_the_disk_is_refused() {
    let database = Database::postgres().await;
    let store = database.open().await;
    let asked = "SELECT current_setting('synchronous_commit')";
    let answer = store.read().await.unwrap().row(asked, vec![]).await.unwrap().unwrap();
    assert_eq!(answer.text(0).unwrap().as_deref(), Some("on"));
    let hasty = format!("{}%20-csynchronous_commit%3Doff", database.address);
    assert!(matches!(Store::open(&hasty).await.map(drop), Err(StoreError::NotDurable)));
}
