//! Unsent commands in their order, refused ones with their reasons, and texts that are no command.

use domain::{CommandId, Envelope};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;

use super::super::replica::Rechazo;
use super::super::unwritten::Unwritten;
use super::{Fault, Owner, QUEUE, REFUSED, UNWRITTEN, Vault};
use crate::wire;

/// A command with its place in the queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Queued {
    pub place: u32,
    pub envelope: Envelope,
}

impl Vault {
    /// Keeps commands; those that are there already stay as they are.
    ///
    /// # Errors
    /// [`Fault`].
    pub async fn put_queued(&self, owner: Owner, queued: &[Queued]) -> Result<(), Fault> {
        self.write(&[QUEUE], |transaction| {
            let store = transaction.object_store(QUEUE)?;
            for one in queued {
                store.put(&text(one), Some(&key(owner, one.place, one.envelope.id)))?;
            }
            Ok(())
        })
        .await
    }

    /// They were answered.
    ///
    /// # Errors
    /// [`Fault`].
    pub async fn drop_queued(&self, owner: Owner, answered: &[(u32, CommandId)]) -> Result<(), Fault> {
        self.write(&[QUEUE], |transaction| {
            let store = transaction.object_store(QUEUE)?;
            for (place, id) in answered {
                store.delete(key(owner, *place, *id))?;
            }
            Ok(())
        })
        .await
    }

    /// What waits, in order, and how many more there are that this program cannot read.
    ///
    /// # Errors
    /// [`Fault`].
    pub async fn queued(&self, owner: Owner) -> Result<(Vec<Queued>, usize), Fault> {
        self.all(QUEUE, owner).await
    }

    /// # Errors
    /// [`Fault`].
    pub async fn put_refused(&self, owner: Owner, refused: &Rechazo) -> Result<(), Fault> {
        self.write(&[REFUSED], |transaction| {
            let key = owner.key_of(&[refused.id.0.to_string().into()]);
            transaction.object_store(REFUSED)?.put(&text(refused), Some(&key)).map(drop)
        })
        .await
    }

    /// The person has read why.
    ///
    /// # Errors
    /// [`Fault`].
    pub async fn drop_refused(&self, owner: Owner, id: CommandId) -> Result<(), Fault> {
        self.write(&[REFUSED], |transaction| {
            transaction.object_store(REFUSED)?.delete(owner.key_of(&[id.0.to_string().into()])).map(drop)
        })
        .await
    }

    /// # Errors
    /// [`Fault`].
    pub async fn refused(&self, owner: Owner) -> Result<Vec<Rechazo>, Fault> {
        self.all(REFUSED, owner).await.map(|(refused, _)| refused)
    }

    /// # Errors
    /// [`Fault`].
    pub async fn put_unwritten(&self, owner: Owner, all: &[Unwritten]) -> Result<(), Fault> {
        self.write(&[UNWRITTEN], |transaction| {
            let store = transaction.object_store(UNWRITTEN)?;
            for one in all {
                store.put(&text(one), Some(&owner.key_of(&[one.place.as_str().into()])))?;
            }
            Ok(())
        })
        .await
    }

    /// They were mended, or let go.
    ///
    /// # Errors
    /// [`Fault`].
    pub async fn drop_unwritten(&self, owner: Owner, places: &[String]) -> Result<(), Fault> {
        self.write(&[UNWRITTEN], |transaction| {
            let store = transaction.object_store(UNWRITTEN)?;
            for place in places {
                store.delete(owner.key_of(&[place.as_str().into()]))?;
            }
            Ok(())
        })
        .await
    }

    /// # Errors
    /// [`Fault`].
    pub async fn unwritten(&self, owner: Owner) -> Result<Vec<Unwritten>, Fault> {
        self.all(UNWRITTEN, owner).await.map(|(unwritten, _)| unwritten)
    }

    /// Every record of an owner that can be read, in the order of its keys, and how many cannot.
    pub(super) async fn all<T: DeserializeOwned>(&self, store: &str, owner: Owner) -> Result<(Vec<T>, usize), Fault> {
        let transaction = self.reading(&[store])?;
        let rows = transaction.object_store(store)?.get_all(Some(owner.all()?), None)?.await?;
        let read: Vec<T> = rows.iter().filter_map(|row| wire::read(row.as_string()?.as_bytes()).ok()).collect();
        let unreadable = rows.len() - read.len();
        Ok((read, unreadable))
    }
}

fn key(owner: Owner, place: u32, id: CommandId) -> JsValue {
    owner.key_of(&[place.into(), id.0.to_string().into()])
}

/// As it travels. What cannot be written is nothing that was ever sent or received.
pub(super) fn text(value: &impl Serialize) -> JsValue {
    serde_json::to_string(value).unwrap_or_default().into()
}
