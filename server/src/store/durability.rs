//! What the program says is stored must be on the disk. SQLite is told so when it is opened;
//! PostgreSQL may have been told otherwise, and is asked.

use super::{Store, StoreError, base::Base};

/// # Errors
/// [`StoreError::NotDurable`] when a commit would not wait for the disk.
pub(super) async fn check(store: &Store) -> Result<(), StoreError> {
    if let Base::Sqlite { .. } = &store.0 {
        return Ok(());
    }
    let sql = "SELECT current_setting('synchronous_commit'), current_setting('fsync')";
    let row = store.read().await?.row(sql, vec![]).await?;
    let setting = |at| Ok::<_, StoreError>(row.as_ref().map(|row| row.text(at)).transpose()?.flatten());
    if setting(0)?.as_deref() == Some("off") {
        return Err(StoreError::NotDurable);
    }
    if setting(1)?.as_deref() == Some("off") {
        tracing::warn!("this PostgreSQL runs with fsync=off: a power cut may destroy the whole database");
    }
    Ok(())
}
