//! The plan as it once was: the nearest checkpoint before, and the entries since.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use domain::Plan;
use domain::plan::Checkpoint;

use super::Servidor;
use crate::store::{StoreError, Tx};

/// Entries read from the log at a time.
const BATCH: u32 = 500;

impl Servidor {
    /// The plan as it stood after the entry of a version; as it is, for one that is yet to come.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn plan_at(&self, version: u64) -> Result<Plan, StoreError> {
        let state = self.vivo.state().await?;
        if state.plan.version() <= version {
            return Ok(state.plan.clone());
        }
        let mut tx = self.store().read().await?;
        let mut plan = self.before(&mut tx, version).await?;
        while plan.version() < version {
            let reached = plan.version();
            let entries = tx.asientos(plan.id(), reached, BATCH).await?;
            for body in entries.iter().map(|entry| &entry.body).take_while(|body| body.version <= version) {
                plan.apply_entry(body);
            }
            if plan.version() == reached {
                return Err(StoreError::corrupt("asiento", "version", (reached + 1).to_string(), "falta"));
            }
        }
        Ok(plan)
    }

    /// The newest plan that was kept at or before a version; the empty one, if none can be read.
    async fn before(&self, tx: &mut Tx, version: u64) -> Result<Plan, StoreError> {
        let id = self.vivo.id;
        if let Some((kept, packed)) = tx.checkpoint(id, version).await? {
            let read = tokio::task::spawn_blocking(move || unpack(&packed)).await.map_err(|error| error.to_string());
            match read.flatten() {
                Ok(plan) if plan.version() == kept => return Ok(plan),
                Ok(plan) => tracing::warn!(kept, holds = plan.version(), "a checkpoint is of another version"),
                Err(failure) => tracing::warn!(kept, %failure, "a checkpoint cannot be read"),
            }
        }
        let empty = tx.load_empty_plan(id).await?;
        empty.ok_or_else(|| StoreError::corrupt("plan", "id", id.to_string(), "no existe"))
    }
}

fn unpack(packed: &str) -> Result<Plan, String> {
    let bytes = STANDARD.decode(packed).map_err(|error| error.to_string())?;
    let mut raw = Vec::new();
    brotli::BrotliDecompress(&mut bytes.as_slice(), &mut raw).map_err(|error| error.to_string())?;
    let read: Checkpoint = serde_json::from_slice(&raw).map_err(|error| error.to_string())?;
    Ok(Plan::from_checkpoint(read))
}
