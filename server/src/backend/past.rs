//! The plan as it once was: the nearest checkpoint before, and the entries since.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use domain::Plan;
use domain::plan::Checkpoint;

use super::{Vivo, vivo::is_at};
use crate::store::{Registro, StoreError, Tx};

/// Entries read from the log at a time.
const BATCH: u32 = 500;

impl Vivo {
    /// The plan as it stood after the entry of a version; as it is, for one that is yet to come.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn plan_at(&self, version: u64) -> Result<Plan, StoreError> {
        let mut tx = self.store.read().await?;
        self.at(&mut tx, version).await
    }

    /// The plan as the transaction sees it. Takes no gate: whoever asks may hold another's.
    pub(super) async fn latest(&self, tx: &mut Tx) -> Result<Plan, StoreError> {
        let cabecera = tx.cabecera(self.log).await?.ok_or_else(|| self.missing())?;
        match self.cached() {
            Some(state) if is_at(&state, cabecera) => Ok(state.plan.clone()),
            _ => self.replay(tx, cabecera.version).await,
        }
    }

    /// The plan at a version, as the transaction sees it.
    pub(super) async fn at(&self, tx: &mut Tx, version: u64) -> Result<Plan, StoreError> {
        let latest = self.latest(tx).await?;
        if latest.version() <= version { Ok(latest) } else { self.replay(tx, version).await }
    }

    /// Read anew from what was kept, and the log.
    pub(super) async fn replay(&self, tx: &mut Tx, version: u64) -> Result<Plan, StoreError> {
        let mut plan = self.before(tx, version).await?;
        while plan.version() < version {
            let reached = plan.version();
            let entries = tx.asientos(self.log, reached, BATCH).await?;
            for body in entries.iter().map(|entry| &entry.body).take_while(|body| body.version <= version) {
                plan.apply_entry(body);
            }
            if plan.version() == reached {
                let missing = (reached + 1).to_string();
                return Err(StoreError::corrupt(self.log.asientos(), "version", missing, "falta"));
            }
        }
        Ok(plan)
    }

    async fn before(&self, tx: &mut Tx, version: u64) -> Result<Plan, StoreError> {
        match (self.log, &self.de) {
            (Registro::Rama(id), Some(de)) => {
                let began = tx.rama(id).await?.ok_or_else(|| self.missing())?;
                // What they share is not there twice while the plan in force has not gone on.
                let base = match de.cached() {
                    Some(state) if state.plan.version() == began.origen => state.plan.clone(),
                    _ => Box::pin(de.replay(tx, began.origen)).await?,
                };
                Ok(began.begin(&base))
            }
            _ => self.kept(tx, version).await,
        }
    }

    /// The newest plan that was kept at or before a version; the empty one, if none can be read.
    async fn kept(&self, tx: &mut Tx, version: u64) -> Result<Plan, StoreError> {
        if let Some((kept, packed)) = tx.checkpoint(self.id, version).await? {
            let read = tokio::task::spawn_blocking(move || unpack(&packed)).await.map_err(|error| error.to_string());
            match read.flatten() {
                Ok(plan) if plan.version() == kept => return Ok(plan),
                Ok(plan) => tracing::warn!(kept, holds = plan.version(), "a checkpoint is of another version"),
                Err(failure) => tracing::warn!(kept, %failure, "a checkpoint cannot be read"),
            }
        }
        tx.load_empty_plan(self.id).await?.ok_or_else(|| self.missing())
    }
}

fn unpack(packed: &str) -> Result<Plan, String> {
    let bytes = STANDARD.decode(packed).map_err(|error| error.to_string())?;
    let mut raw = Vec::new();
    brotli::BrotliDecompress(&mut bytes.as_slice(), &mut raw).map_err(|error| error.to_string())?;
    let read: Checkpoint = serde_json::from_slice(&raw).map_err(|error| error.to_string())?;
    Ok(Plan::from_checkpoint(read))
}
