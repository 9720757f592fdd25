//! Checkpoints: the plan as a browser first takes it, compressed once per version; and
//! one in 500 kept beside the log.

use std::{
    io::Write as _,
    sync::{Arc, Mutex, PoisonError},
};

use base64::{Engine as _, engine::general_purpose::STANDARD};
use domain::Plan;

use super::Servidor;
use crate::store::StoreError;

/// One is kept every so many entries.
const EVERY: u64 = 500;
/// Brotli's middle: a tenth of the time of the best for a few more bytes.
const QUALITY: i32 = 5;

/// A checkpoint in the forms browsers take.
pub struct Packed {
    pub epoch: u64,
    pub version: u64,
    pub raw: Vec<u8>,
    pub br: Vec<u8>,
    pub gz: Vec<u8>,
}

/// The latest one made.
#[derive(Default)]
pub(crate) struct Cache {
    latest: Mutex<Option<Arc<Packed>>>,
    /// One is made at a time; whoever waits finds it made.
    making: tokio::sync::Mutex<()>,
}

impl Servidor {
    /// The plan now, compressed; made once per version.
    ///
    /// # Errors
    /// A sentence for the log.
    pub async fn checkpoint(&self) -> Result<Arc<Packed>, String> {
        let _turn = self.packed.making.lock().await;
        let state = self.vivo.state().await.map_err(|error| error.to_string())?;
        let (epoch, version) = (state.epoch, state.plan.version());
        let latest = self.packed.latest.lock().unwrap_or_else(PoisonError::into_inner).clone();
        if let Some(latest) = latest.filter(|it| (it.epoch, it.version) == (epoch, version)) {
            return Ok(latest);
        }
        let plan = state.plan.clone();
        let work = move || pack(&plan, epoch).map(Arc::new);
        let packed = tokio::task::spawn_blocking(work).await.map_err(|error| error.to_string())??;
        *self.packed.latest.lock().unwrap_or_else(PoisonError::into_inner) = Some(packed.clone());
        Ok(packed)
    }

    /// Keeps the checkpoint of a version whose turn it is, apart from whoever waits.
    pub(super) fn keep_checkpoint(self: &Arc<Self>, version: u64) {
        if !version.is_multiple_of(EVERY) {
            return;
        }
        let server = self.clone();
        tokio::spawn(async move {
            if let Err(failure) = server.store_checkpoint(version).await {
                tracing::warn!(%failure, version, "a checkpoint was not kept");
            }
        });
    }

    async fn store_checkpoint(&self, version: u64) -> Result<(), String> {
        let packed = self.checkpoint().await?;
        // Others may have written meanwhile: what is kept says which version it is.
        tracing::info!(asked = version, kept = packed.version, "keeping a checkpoint");
        let written = async {
            let mut tx = self.store().begin().await?;
            tx.insert_checkpoint(self.vivo.id, packed.version, STANDARD.encode(&packed.br)).await?;
            tx.commit().await
        };
        written.await.map_err(|error: StoreError| error.to_string())
    }
}

fn pack(plan: &Plan, epoch: u64) -> Result<Packed, String> {
    let raw = serde_json::to_vec(&plan.checkpoint()).map_err(|error| error.to_string())?;
    let params = brotli::enc::BrotliEncoderParams { quality: QUALITY, ..Default::default() };
    let mut br = Vec::new();
    brotli::BrotliCompress(&mut raw.as_slice(), &mut br, &params).map_err(|error| error.to_string())?;
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gz.write_all(&raw).map_err(|error| error.to_string())?;
    let gz = gz.finish().map_err(|error| error.to_string())?;
    Ok(Packed { epoch, version: plan.version(), raw, br, gz })
}
