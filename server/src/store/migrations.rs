//! Runs each file of `migrations/` once, in a transaction of its own.

use super::{Store, StoreError};

const FILES: [&str; 6] = [
    include_str!("../../../migrations/0001_personas.sql"),
    include_str!("../../../migrations/0002_plan.sql"),
    include_str!("../../../migrations/0003_resumen_de_orden.sql"),
    include_str!("../../../migrations/0004_cronograma.sql"),
    include_str!("../../../migrations/0005_modificaciones.sql"),
    include_str!("../../../migrations/0006_borradores.sql"),
];

pub(super) async fn run(store: &Store) -> Result<(), StoreError> {
    let mut tx = store.begin().await?;
    let table = "CREATE TABLE IF NOT EXISTS migracion (numero BIGINT NOT NULL PRIMARY KEY CHECK (numero > 0))";
    tx.execute(table, vec![]).await?;
    tx.commit().await?;
    for (number, sql) in (1..).zip(FILES) {
        let mut tx = store.begin().await?;
        // Taken first, so that two processes that start together run it once.
        let claim = "INSERT INTO migracion (numero) VALUES ($1) ON CONFLICT (numero) DO NOTHING";
        if tx.execute(claim, vec![number.into()]).await? > 0 {
            tx.script(sql).await?;
        }
        tx.commit().await?;
    }
    check(store).await
}

/// Whether the tables are those of this program.
pub(super) async fn check(store: &Store) -> Result<(), StoreError> {
    let known = i64::try_from(FILES.len()).unwrap_or(i64::MAX);
    let mut tx = store.read().await?;
    let newest = match tx.row("SELECT MAX(numero) FROM migracion", vec![]).await {
        // The one table that every database of the program has.
        Err(StoreError::Database(sqlx::Error::Database(_))) => return Err(StoreError::Foreign),
        newest => newest?.map(|row| row.int(0)).transpose()?.flatten().unwrap_or(0),
    };
    match newest {
        newer if newer > known => Err(StoreError::Newer(newer)),
        older if older < known => Err(StoreError::Older(older)),
        _ => Ok(()),
    }
}

#[cfg(test)]
pub(super) fn text() -> String {
    FILES.concat()
}
