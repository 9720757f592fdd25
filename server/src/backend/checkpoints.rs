//! Checkpoints: the plan as a browser first takes it, compressed now and then and completed
//! by the stream; and one in 500 kept beside the log.

use std::{
    io::Write as _,
    ops::RangeInclusive,
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use axum::body::Bytes;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use domain::Plan;

use super::{Cursor, State, Vivo};
use crate::store::{Registro, StoreError};

/// One is kept every so many entries.
const EVERY: u64 = 500;
/// And not sooner than so long after another: compressing must not take what a burst of commands needs.
const REST: Duration = Duration::from_secs(10);
/// The stream brings a browser so many entries at most before its plan is whole.
const OLDEST: u64 = 400;
/// From so many on, the next one is made while this one is served.
const AGEING: u64 = 100;
/// Brotli's middle: a tenth of the time of the best for a few more bytes.
const QUALITY: i32 = 5;

/// A checkpoint in the forms browsers take.
pub struct Packed {
    pub cursor: Cursor,
    pub raw: Bytes,
    pub br: Bytes,
    pub gz: Bytes,
}

/// The latest one made.
#[derive(Default)]
pub(crate) struct Cache {
    latest: Mutex<Option<Arc<Packed>>>,
    /// One is made at a time; whoever waits finds it made.
    making: tokio::sync::Mutex<()>,
    refreshing: AtomicBool,
    keeping: AtomicBool,
}

impl Cache {
    /// The latest one of this line of history, and how many entries it is behind.
    fn latest(&self, state: &State) -> Option<(Arc<Packed>, u64)> {
        let latest = self.latest.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let packed = latest.filter(|packed| packed.cursor.epoch == state.epoch)?;
        let behind = state.plan.version().checked_sub(packed.cursor.version)?;
        Some((packed, behind))
    }
}

impl Vivo {
    /// The plan, compressed, as it was at most [`OLDEST`] entries ago: however many ask at
    /// once, and however fast others write, it is made once. Never older than `reaching`, which
    /// is a version that whoever asks has seen.
    ///
    /// # Errors
    /// A sentence for the log.
    pub async fn checkpoint(self: &Arc<Self>, reaching: u64) -> Result<Arc<Packed>, String> {
        let state = self.state().await.map_err(|error| error.to_string())?;
        let oldest = state.plan.version().saturating_sub(reaching).min(OLDEST);
        match self.packed.latest(&state) {
            Some((packed, behind)) if behind <= oldest => {
                if behind >= AGEING {
                    self.refresh();
                }
                Ok(packed)
            }
            _ => self.make(oldest).await,
        }
    }

    /// Makes one, unless whoever had the turn before left one at most so old.
    async fn make(&self, oldest: u64) -> Result<Arc<Packed>, String> {
        let _turn = self.packed.making.lock().await;
        let state = self.state().await.map_err(|error| error.to_string())?;
        if let Some((packed, behind)) = self.packed.latest(&state)
            && behind <= oldest
        {
            return Ok(packed);
        }
        let work = move || pack(&state.plan, Cursor::from(&*state)).map(Arc::new);
        let packed = tokio::task::spawn_blocking(work).await.map_err(|error| error.to_string())??;
        *self.packed.latest.lock().unwrap_or_else(PoisonError::into_inner) = Some(packed.clone());
        Ok(packed)
    }

    /// Makes the next one, apart from whoever asked.
    fn refresh(self: &Arc<Self>) {
        if self.packed.refreshing.swap(true, Ordering::AcqRel) {
            return;
        }
        let vivo = self.clone();
        tokio::spawn(async move {
            if let Err(failure) = vivo.make(0).await {
                tracing::warn!(%failure, "a checkpoint was not made");
            }
            vivo.packed.refreshing.store(false, Ordering::Release);
        });
    }

    /// Keeps the checkpoint of a version whose turn it is, if it is among those just written,
    /// apart from whoever waits and unless one was kept just now. The log of a branch is short.
    pub(super) fn keep_checkpoint(self: &Arc<Self>, mut written: RangeInclusive<u64>) {
        if matches!(self.log, Registro::Rama(_)) {
            return;
        }
        let Some(version) = written.find(|version| version.is_multiple_of(EVERY)) else { return };
        if self.packed.keeping.swap(true, Ordering::AcqRel) {
            return;
        }
        let vivo = self.clone();
        tokio::spawn(async move {
            if let Err(failure) = vivo.store_checkpoint(version).await {
                tracing::warn!(%failure, version, "a checkpoint was not kept");
            }
            tokio::time::sleep(REST).await;
            vivo.packed.keeping.store(false, Ordering::Release);
        });
    }

    async fn store_checkpoint(&self, version: u64) -> Result<(), String> {
        let packed = self.make(0).await?;
        // Others may have written meanwhile: what is kept says which version it is.
        let kept = packed.cursor.version;
        tracing::info!(asked = version, kept, "keeping a checkpoint");
        let written = async {
            let mut tx = self.store.begin().await?;
            tx.insert_checkpoint(self.id, kept, STANDARD.encode(&packed.br)).await?;
            tx.commit().await
        };
        written.await.map_err(|error: StoreError| error.to_string())
    }
}

fn pack(plan: &Plan, cursor: Cursor) -> Result<Packed, String> {
    let raw = serde_json::to_vec(&plan.checkpoint()).map_err(|error| error.to_string())?;
    let params = brotli::enc::BrotliEncoderParams { quality: QUALITY, ..Default::default() };
    let mut br = Vec::new();
    brotli::BrotliCompress(&mut raw.as_slice(), &mut br, &params).map_err(|error| error.to_string())?;
    let mut gz = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::fast());
    gz.write_all(&raw).map_err(|error| error.to_string())?;
    let gz = gz.finish().map_err(|error| error.to_string())?;
    Ok(Packed { cursor, raw: raw.into(), br: br.into(), gz: gz.into() })
}
