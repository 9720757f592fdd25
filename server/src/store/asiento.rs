//! The log: entries exactly as they were hashed, and checkpoints along it.

use std::{collections::HashMap, sync::Arc};

use domain::entry::{Body, Entry};
use domain::{CommandId, Hash, Id, Persona, Plan};

use super::{Registro, Row, StoreError, Tx, Value, base::binds};

/// An entry with the text it is stored and sent as, which the hash covers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asiento {
    pub body: Body,
    pub hash: Hash,
    pub text: String,
    /// Digest of the command it came from; known only while it is being written.
    pub resumen: Option<Hash>,
}

/// What a command that was sent before came to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Repetida {
    pub version: u64,
    pub persona: Id<Persona>,
    /// Of the command as it was then, if it was kept.
    pub resumen: Option<Hash>,
}

const COLUMNS: &[&str] = &["version", "body", "hash"];
const BATCH: usize = 60;

impl Asiento {
    /// Links a body to the chain.
    ///
    /// # Errors
    /// [`StoreError::Unwritable`].
    pub fn write(body: Body, previous: Hash) -> Result<Self, StoreError> {
        let unwritable = |problem: String| StoreError::Unwritable { table: "asiento", problem };
        let (bytes, hash) = Entry::write(&body, previous).map_err(unwritable)?;
        let text = String::from_utf8(bytes).map_err(|error| unwritable(error.to_string()))?;
        Ok(Self { body, hash, text, resumen: None })
    }

    /// Notes which command it came from.
    #[must_use]
    pub fn of_command(self, resumen: Hash) -> Self {
        Self { resumen: Some(resumen), ..self }
    }

    fn read(row: &Row, table: &'static str) -> Result<Self, StoreError> {
        let mut cells = row.reading(table, COLUMNS, 1);
        let version: u64 = cells.int()?;
        let (text, hash): (String, Hash) = (cells.text()?, cells.text()?);
        let corrupt = |problem: String| StoreError::corrupt(table, "body", version.to_string(), problem);
        let body = Entry::read(text.as_bytes(), hash).map_err(corrupt)?.body;
        if body.version != version {
            return Err(corrupt(format!("dice ser la versión {}", body.version)));
        }
        Ok(Self { body, hash, text, resumen: None })
    }
}

impl Tx {
    /// Entries after `since`, oldest first, at most `limit`.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn asientos(&mut self, log: Registro, since: u64, limit: u32) -> Result<Vec<Asiento>, StoreError> {
        let table = log.asientos();
        let sql = format!(
            "SELECT version, body, hash FROM {table} WHERE plan = $1 AND version > $2 ORDER BY version LIMIT $3"
        );
        let since = i64::try_from(since).unwrap_or(i64::MAX);
        let values = vec![log.id().to_string().into(), since.into(), i64::from(limit).into()];
        self.rows(sql, values).await?.iter().map(|row| Asiento::read(row, table)).collect()
    }

    /// The newest entries, newest first.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn ultimos(&mut self, log: Registro, limit: u32) -> Result<Vec<Asiento>, StoreError> {
        let table = log.asientos();
        let sql = format!("SELECT version, body, hash FROM {table} WHERE plan = $1 ORDER BY version DESC LIMIT $2");
        let values = vec![log.id().to_string().into(), i64::from(limit).into()];
        self.rows(sql, values).await?.iter().map(|row| Asiento::read(row, table)).collect()
    }

    /// Which of these commands are in the log, and as what.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn repetidas(
        &mut self,
        log: Registro,
        commands: impl ExactSizeIterator<Item = CommandId>,
    ) -> Result<HashMap<CommandId, Repetida>, StoreError> {
        let sql = format!(
            "SELECT command_id, version, persona, resumen FROM {} WHERE plan = $1 AND command_id IN ({})",
            log.asientos(),
            binds(2, commands.len())
        );
        let ids = commands.map(|command| Value::from(command.0.to_string()));
        let values = std::iter::once(log.id().to_string().into()).chain(ids).collect();
        let rows = self.rows(sql, values).await?;
        rows.iter()
            .map(|row| {
                let mut cells = row.reading(log.asientos(), &["command_id", "version", "persona", "resumen"], 1);
                let command = cells.text()?;
                Ok((command, Repetida { version: cells.int()?, persona: cells.text()?, resumen: cells.opt_text()? }))
            })
            .collect()
    }

    pub(super) async fn insert_asientos(&mut self, log: Registro, entries: &[Arc<Asiento>]) -> Result<(), StoreError> {
        for batch in entries.chunks(BATCH) {
            let tuples: Vec<String> = (0..batch.len()).map(|row| format!("({})", binds(row * 8 + 1, 8))).collect();
            let sql = format!(
                "INSERT INTO {} (plan, version, command_id, persona, instante, body, hash, resumen) VALUES {}",
                log.asientos(),
                tuples.join(", ")
            );
            let values = batch.iter().flat_map(|entry| insert_values(log.id(), entry)).collect();
            self.execute(sql, values).await?;
        }
        Ok(())
    }

    /// Keeps a compressed checkpoint; one that is there already stays.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn insert_checkpoint(&mut self, plan: Id<Plan>, version: u64, cuerpo: String) -> Result<(), StoreError> {
        let sql = "INSERT INTO checkpoint (plan, version, cuerpo) VALUES ($1, $2, $3) \
                   ON CONFLICT (plan, version) DO NOTHING";
        let version = i64::try_from(version).unwrap_or(i64::MAX);
        self.execute(sql, vec![plan.to_string().into(), version.into(), cuerpo.into()]).await.map(drop)
    }

    /// The newest checkpoint at or before `version`.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn checkpoint(&mut self, plan: Id<Plan>, version: u64) -> Result<Option<(u64, String)>, StoreError> {
        let sql = "SELECT version, cuerpo FROM checkpoint WHERE plan = $1 AND version <= $2 \
                   ORDER BY version DESC LIMIT 1";
        let version = i64::try_from(version).unwrap_or(i64::MAX);
        let row = self.row(sql, vec![plan.to_string().into(), version.into()]).await?;
        row.map(|row| {
            let mut cells = row.reading("checkpoint", &["version", "cuerpo"], 1);
            Ok((cells.int()?, cells.text()?))
        })
        .transpose()
    }
}

fn insert_values(plan: Id<Plan>, entry: &Asiento) -> [Value; 8] {
    let body = &entry.body;
    [
        plan.to_string().into(),
        i64::try_from(body.version).unwrap_or(i64::MAX).into(),
        body.command_id.0.to_string().into(),
        body.persona.to_string().into(),
        body.instante.to_string().into(),
        entry.text.clone().into(),
        entry.hash.to_string().into(),
        Value::Text(entry.resumen.map(|resumen| resumen.to_string())),
    ]
}
