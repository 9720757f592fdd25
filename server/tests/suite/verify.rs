//! What `poi verify` finds, and that it names the first wrong row.

use domain::plan::{Actividad, Insumo};
use server::store::{Store, StoreError};
use server::verify::{Wrong, database as verify};

use crate::support::{Database, Site, accepted, demonstration, on_both, once};

on_both!(
    a_database_in_use_is_found_whole,
    the_first_wrong_row_is_named,
    reading_takes_no_lock_and_writes_nothing,
    a_database_that_is_not_of_this_program_is_not_read,
);
once!(a_file_that_is_not_there_is_not_made);

async fn a_database_in_use_is_found_whole(database: &Database) {
    let site = Site::new(database).await;
    let cookie = site.sign_in("editor").await;
    let version = accepted(&site.send(&cookie, crate::live::cell(&site.plan().await, 1)).await);
    let apart = Store::open_to_read(&database.address).await.unwrap();
    let checked = verify(&mut apart.read().await.unwrap()).await.unwrap();
    let plan = site.plan().await;
    assert_eq!(checked.len(), 1);
    assert_eq!((checked[0].plan, checked[0].cabecera.version), (plan.id(), version));
    assert_eq!(checked[0].state, plan.state_hash().unwrap());
}

/// What somebody with a database tool may do, and what is said of it.
fn damages() -> Vec<(String, String)> {
    let plan = &demonstration().plan;
    let (id, version) = (plan.id(), plan.version());
    let actividad = plan.todos::<Actividad>().values().next().unwrap().id;
    let insumo = plan.todos::<Insumo>().values().find(|row| row.estado.es_vigente()).unwrap().id;
    let damage = |sql: String, told: &str| (sql, told.to_owned());
    vec![
        damage(
            "UPDATE asiento SET body = replace(body, '\"changes\"', ' \"changes\"') WHERE version = 5".into(),
            "asiento 5: su resumen",
        ),
        damage("DELETE FROM asiento WHERE version = 7".into(), "falta el asiento 7; después del 6 está el 8"),
        damage(
            format!("DELETE FROM asiento WHERE version = {version}"),
            &format!("llega al asiento {} (", version - 1),
        ),
        damage(format!("UPDATE plan SET head = '{}'", "0".repeat(64)), "y la fila del plan dice"),
        damage(
            "UPDATE asiento SET instante = '2011-01-01T00:00:00.000000Z' WHERE version = 9".into(),
            "fila 9 de asiento",
        ),
        damage(
            format!("UPDATE actividad SET nombre = 'Otra' WHERE id = '{actividad}'"),
            &format!("plan {id}, tabla actividad, fila {actividad}: nombre es \"Otra\""),
        ),
        damage(format!("DELETE FROM insumo WHERE id = '{insumo}'"), &format!("tabla insumo, fila {insumo}: falta")),
        damage(format!("UPDATE insumo SET s3 = s3 + 1 WHERE id = '{insumo}'"), "tabla insumo: el total de la unidad"),
        damage("DELETE FROM feriado WHERE posicion = 0".into(), "tabla feriado"),
    ]
}

async fn the_first_wrong_row_is_named(database: &Database) {
    let store = Site::new(database).await.store;
    for (sql, told) in damages() {
        let mut tx = store.begin().await.unwrap();
        assert!(tx.execute(sql.clone(), vec![]).await.unwrap() > 0, "{sql}");
        let wrong = verify(&mut tx).await.expect_err(&sql).to_string();
        assert!(wrong.contains(&told), "{sql}: {wrong}");
    }
    verify(&mut store.read().await.unwrap()).await.expect("what was rolled back is whole");
}

async fn reading_takes_no_lock_and_writes_nothing(database: &Database) {
    let store = database.open().await;
    let apart = Store::open_to_read(&database.address).await.unwrap();
    let also = Store::open_to_read(&database.address).await.unwrap();
    let mut before = apart.read().await.unwrap();
    assert!(before.is_empty().await.unwrap());
    let mut tx = store.begin().await.unwrap();
    tx.put_ajuste("entorno", "otro").await.unwrap();
    tx.commit().await.unwrap();
    assert!(before.is_empty().await.unwrap(), "its moment has not moved");
    assert!(!also.read().await.unwrap().is_empty().await.unwrap());
    let written = async {
        let mut tx = also.begin().await?;
        tx.put_ajuste("entorno", "tercero").await
    };
    assert!(written.await.is_err());
}

async fn a_database_that_is_not_of_this_program_is_not_read(database: &Database) {
    let store = database.open().await;
    let mut tx = store.begin().await.unwrap();
    tx.execute("DELETE FROM migracion WHERE numero > 1", vec![]).await.unwrap();
    tx.commit().await.unwrap();
    assert!(matches!(Store::open_to_read(&database.address).await.map(drop), Err(StoreError::Older(1))));
    let mut tx = store.begin().await.unwrap();
    tx.execute("DROP TABLE migracion", vec![]).await.unwrap();
    tx.commit().await.unwrap();
    let refused = Store::open_to_read(&database.address).await.map(drop);
    assert!(matches!(refused, Err(StoreError::Foreign)), "{refused:?}");
}

async fn a_file_that_is_not_there_is_not_made() {
    let database = Database::sqlite();
    let refused = Store::open_to_read(&database.address).await.map(drop);
    assert!(matches!(refused, Err(StoreError::Unopened { .. })), "{refused:?}");
    assert!(!std::path::Path::new(database.address.trim_start_matches("sqlite:")).exists());
    let wrong = Wrong::from(refused.unwrap_err()).to_string();
    assert!(wrong.starts_with("no se pudo abrir"), "{wrong}");
}
