//! Runs each file of `migrations/` once, in a transaction of its own.

use super::{Store, StoreError};

const FILES: [&str; 3] = [
    include_str!("../../../migrations/0001_personas.sql"),
    include_str!("../../../migrations/0002_plan.sql"),
    include_str!("../../../migrations/0003_resumen_de_orden.sql"),
];

pub(super) async fn run(store: &Store) -> Result<(), StoreError> {
    let mut tx = store.begin().await?;
    let table = "CREATE TABLE IF NOT EXISTS migracion (numero BIGINT NOT NULL PRIMARY KEY CHECK (numero > 0))";
    tx.execute(table, vec![]).await?;
    tx.commit().await?;
    let known = i64::try_from(FILES.len()).unwrap_or(i64::MAX);
    for (number, sql) in (1..).zip(FILES) {
        let mut tx = store.begin().await?;
        // Taken first, so that two processes that start together run it once.
        let claim = "INSERT INTO migracion (numero) VALUES ($1) ON CONFLICT (numero) DO NOTHING";
        if tx.execute(claim, vec![number.into()]).await? > 0 {
            tx.script(sql).await?;
        }
        tx.commit().await?;
    }
    let mut tx = store.read().await?;
    let newest = tx.row("SELECT MAX(numero) FROM migracion", vec![]).await?;
    match newest.map(|row| row.int(0)).transpose()?.flatten() {
        Some(newest) if newest > known => Err(StoreError::Newer(newest)),
        _ => Ok(()),
    }
}
