//! The plan as last seen: a checkpoint as it was received, and the entries after it.

use domain::entry::Body;
use domain::plan::Checkpoint;
use domain::{Id, Persona, Plan};
use idb::KeyRange;
use js_sys::{Array, Uint8Array};
use serde::{Deserialize, Serialize};
use wasm_bindgen::{JsCast, JsValue};

use super::super::baseline::Baseline;
use super::records::text;
use super::{ENTRIES, Fault, Owner, PLANS, Vault};
use crate::api::inicio::Reciente;
use crate::wire;

/// Key of what happened lately, beside the plan it is of.
const RECENT: &str = "recientes";

/// Key of the checkpoint, beside where it stands.
const ROWS: &str = "filas";

/// Key of the days of the version compared with last, beside the plan it is of.
const BASELINE: &str = "base";

/// Key of what a draft is compared with, beside the draft.
const ORIGIN: &str = "origen";

/// An entry as the stream brought it, with the place of the log it stands at.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Arrived {
    pub cursor: String,
    pub text: String,
}

#[derive(Serialize, Deserialize)]
struct Base {
    cursor: String,
    version: u64,
}

/// What a new checkpoint makes of the entries that were kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Before {
    /// It contains them up to its version; later ones follow it.
    Contained,
    /// They may be of another history.
    Unrelated,
}

/// A plan that was kept, and the place of the log it stands at.
pub struct KeptPlan {
    pub plan: Plan,
    pub cursor: String,
    /// How many entries were kept beside the checkpoint.
    pub entries: usize,
}

impl Vault {
    /// Keeps a checkpoint, as it was received, in place of what was kept before. Its bytes stay
    /// outside of the program's own memory, which never shrinks.
    ///
    /// # Errors
    /// [`Fault`].
    pub async fn put_plan(
        &self,
        owner: Owner,
        cursor: &str,
        version: u64,
        rows: &Uint8Array,
        before: Before,
    ) -> Result<(), Fault> {
        let everything = owner.all()?;
        let base = Base { cursor: cursor.to_owned(), version };
        self.write(&[PLANS, ENTRIES], |transaction| {
            let plans = transaction.object_store(PLANS)?;
            plans.put(&text(&base), Some(&owner.key()))?;
            plans.put(rows, Some(&owner.key_of(&[ROWS.into()])))?;
            let gone = match before {
                Before::Contained => KeyRange::bound(&owner.key_of(&[]), &at(owner, version), None, None)?.into(),
                Before::Unrelated => everything,
            };
            transaction.object_store(ENTRIES)?.delete(gone).map(drop)
        })
        .await
    }

    /// # Errors
    /// [`Fault`].
    pub async fn put_entries(&self, owner: Owner, entries: &[(u64, Arrived)]) -> Result<(), Fault> {
        self.write(&[ENTRIES], |transaction| {
            let store = transaction.object_store(ENTRIES)?;
            for (version, entry) in entries {
                store.put(&text(entry), Some(&at(owner, *version)))?;
            }
            Ok(())
        })
        .await
    }

    /// The plan as far as what was kept of it goes without a gap.
    ///
    /// # Errors
    /// [`Fault`].
    pub async fn plan(&self, owner: Owner) -> Result<Option<KeptPlan>, Fault> {
        let transaction = self.reading(&[PLANS])?;
        let plans = transaction.object_store(PLANS)?;
        let (base, rows) = (plans.get(owner.key())?, plans.get(owner.key_of(&[ROWS.into()]))?);
        let (Some(base), Some(rows)) = (base.await?, rows.await?) else { return Ok(None) };
        let (entries, _): (Vec<Arrived>, _) = self.all(ENTRIES, owner).await?;
        let base: Option<Base> = base.as_string().and_then(|row| wire::read(row.as_bytes()).ok());
        let rows = rows.dyn_into().ok();
        Ok(base.zip(rows).and_then(|(base, rows)| rebuild(base, &rows, &entries)))
    }

    /// Keeps what happened lately in it.
    ///
    /// # Errors
    /// [`Fault`].
    pub async fn put_recent(&self, owner: Owner, told: &[Reciente]) -> Result<(), Fault> {
        self.write(&[PLANS], |transaction| {
            transaction.object_store(PLANS)?.put(&text(&told), Some(&owner.key_of(&[RECENT.into()]))).map(drop)
        })
        .await
    }

    /// # Errors
    /// [`Fault`].
    pub async fn recent(&self, owner: Owner) -> Result<Vec<Reciente>, Fault> {
        let transaction = self.reading(&[PLANS])?;
        let row = transaction.object_store(PLANS)?.get(owner.key_of(&[RECENT.into()]))?.await?;
        Ok(row.and_then(|row| wire::read(row.as_string()?.as_bytes()).ok()).unwrap_or_default())
    }

    /// Keeps the days of the version compared with last: a version never changes.
    ///
    /// # Errors
    /// [`Fault`].
    pub async fn put_baseline(&self, owner: Owner, base: &Baseline) -> Result<(), Fault> {
        self.write(&[PLANS], |transaction| {
            transaction.object_store(PLANS)?.put(&text(base), Some(&owner.key_of(&[BASELINE.into()]))).map(drop)
        })
        .await
    }

    /// # Errors
    /// [`Fault`].
    pub async fn baseline(&self, owner: Owner) -> Result<Option<Baseline>, Fault> {
        let transaction = self.reading(&[PLANS])?;
        let row = transaction.object_store(PLANS)?.get(owner.key_of(&[BASELINE.into()]))?.await?;
        Ok(row.and_then(|row| wire::read(row.as_string()?.as_bytes()).ok()))
    }

    /// Keeps the plan in force as a draft is compared with it, as it was received.
    ///
    /// # Errors
    /// [`Fault`].
    pub async fn put_origin(&self, owner: Owner, rows: &Uint8Array) -> Result<(), Fault> {
        self.write(&[PLANS], |transaction| {
            transaction.object_store(PLANS)?.put(rows, Some(&owner.key_of(&[ORIGIN.into()]))).map(drop)
        })
        .await
    }

    /// # Errors
    /// [`Fault`].
    pub async fn origin(&self, owner: Owner) -> Result<Option<Plan>, Fault> {
        let transaction = self.reading(&[PLANS])?;
        let row = transaction.object_store(PLANS)?.get(owner.key_of(&[ORIGIN.into()]))?.await?;
        Ok(row.and_then(|row| unpack(&row.dyn_into().ok()?)))
    }

    /// Lets go of every plan and draft of a person; unsent commands and refusals stay.
    ///
    /// # Errors
    /// [`Fault`].
    pub async fn drop_plans(&self, persona: Id<Persona>) -> Result<(), Fault> {
        // After every word that begins with theirs.
        let (from, to) = (format!("{persona}/"), format!("{persona}/\u{ffff}"));
        let in_list = |word: &str| Array::of1(&word.into()).into();
        let words = KeyRange::bound(&from.as_str().into(), &to.as_str().into(), None, None)?;
        let lists = KeyRange::bound(&in_list(&from), &in_list(&to), None, None)?;
        self.write(&[PLANS, ENTRIES], |transaction| {
            let plans = transaction.object_store(PLANS)?;
            plans.delete(words)?;
            plans.delete(lists.clone())?;
            transaction.object_store(ENTRIES)?.delete(lists).map(drop)
        })
        .await
    }
}

/// One that another program wrote, or that is damaged, is none.
fn rebuild(base: Base, rows: &Uint8Array, entries: &[Arrived]) -> Option<KeptPlan> {
    let mut kept = KeptPlan { plan: unpack(rows)?, cursor: base.cursor, entries: entries.len() };
    for entry in entries {
        let Ok(body) = wire::read::<Body>(entry.text.as_bytes()) else { break };
        let same_history = entry.cursor.split('.').next() == kept.cursor.split('.').next();
        if same_history && body.version == kept.plan.version() + 1 {
            kept.plan.apply_entry(&body);
            kept.cursor.clone_from(&entry.cursor);
        }
    }
    Some(kept)
}

/// The plan of a checkpoint as it was received.
pub fn unpack(rows: &Uint8Array) -> Option<Plan> {
    let read: Checkpoint = wire::read(&rows.to_vec()).ok()?;
    Some(Plan::from_checkpoint(read))
}

fn at(owner: Owner, version: u64) -> JsValue {
    // Whole numbers are exact in JavaScript far beyond what a log will reach.
    #[expect(clippy::cast_precision_loss, reason = "exact up to 2^53 entries")]
    owner.key_of(&[(version as f64).into()])
}
