//! Who worked in this browser, so that they can go on without a network.

use serde::{Deserialize, Serialize};
use wasm_bindgen::JsValue;

use super::super::replica::Whose;
use super::records::text;
use super::{Fault, Owner, PEOPLE, QUEUE, Vault};
use crate::api::plan::Miembro;
use crate::api::session::Sesion;
use crate::wire;

/// A person as the server last told of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    pub sesion: Sesion,
    pub miembros: Vec<Miembro>,
    /// The device's own day when the server said which day it was.
    pub device_day: i32,
}

/// Key of the record that names whoever was here last.
const LAST: &str = "last";

impl Vault {
    /// # Errors
    /// [`Fault`].
    pub async fn put_person(&self, kept: &Kept) -> Result<(), Fault> {
        // One of each plan: unsent work tells by it of which Ejercicio it is.
        let key = Owner { persona: kept.sesion.persona, plan: kept.sesion.plan }.key();
        self.write(&[PEOPLE], |transaction| {
            let store = transaction.object_store(PEOPLE)?;
            store.put(&text(kept), Some(&key))?;
            store.put(&key, Some(&LAST.into())).map(drop)
        })
        .await
    }

    /// Whoever was here last and did not sign out.
    ///
    /// # Errors
    /// [`Fault`].
    pub async fn last_person(&self) -> Result<Option<Kept>, Fault> {
        let transaction = self.reading(&[PEOPLE])?;
        let store = transaction.object_store(PEOPLE)?;
        let Some(key) = store.get(JsValue::from(LAST))?.await? else { return Ok(None) };
        let row = store.get(key)?.await?;
        Ok(row.and_then(|row| wire::read(row.as_string()?.as_bytes()).ok()))
    }

    /// They signed out: this browser shows nothing of theirs until they come back.
    ///
    /// # Errors
    /// [`Fault`].
    pub async fn drop_last(&self) -> Result<(), Fault> {
        self.write(&[PEOPLE], |transaction| transaction.object_store(PEOPLE)?.delete(JsValue::from(LAST)).map(drop))
            .await
    }

    /// Unsent work of others, and of their own for other plans: whose, and how much.
    ///
    /// # Errors
    /// [`Fault`].
    pub async fn unsent_besides(&self, own: Owner) -> Result<Vec<(Whose, usize)>, Fault> {
        let transaction = self.reading(&[QUEUE, PEOPLE])?;
        let keys = transaction.object_store(QUEUE)?.get_all_keys(None, None)?.await?;
        let people = transaction.object_store(PEOPLE)?.get_all(None, None)?.await?;
        let people: Vec<Kept> = people.iter().filter_map(|row| wire::read(row.as_string()?.as_bytes()).ok()).collect();
        let mut all: Vec<(Whose, usize)> = Vec::new();
        for owner in keys.iter().filter_map(owner_of).filter(|owner| *owner != own) {
            let whose = if owner.persona == own.persona { mine(&people, own, owner) } else { other(&people, owner) };
            match all.iter_mut().find(|(known, _)| *known == whose) {
                Some((_, count)) => *count += 1,
                None => all.push((whose, 1)),
            }
        }
        Ok(all)
    }
}

/// Of a person's own, where they are in `own`: another year, a draft of this one, or the plan in force.
fn mine(people: &[Kept], own: Owner, owner: Owner) -> Whose {
    let session = |of: Owner| {
        let mut all = people.iter().map(|kept| &kept.sesion);
        all.find(|it| it.persona == of.persona && it.plan == of.plan)
    };
    let here = session(own).map(|it| it.vigente);
    match session(owner) {
        Some(it) if here == Some(it.plan) => Whose::InForce,
        Some(it) => it.borrador().map_or(Whose::Own(Some(it.ejercicio)), Whose::Draft),
        None => Whose::Own(None),
    }
}

fn other(people: &[Kept], owner: Owner) -> Whose {
    let known = people.iter().find(|kept| kept.sesion.persona == owner.persona);
    Whose::Another(known.map(|kept| kept.sesion.nombre.clone()).unwrap_or_default())
}

/// Whose a key of the queue is.
fn owner_of(key: &JsValue) -> Option<Owner> {
    let owner = js_sys::Array::from(key).get(0).as_string()?;
    let (persona, plan) = owner.split_once('/')?;
    Some(Owner { persona: persona.parse().ok()?, plan: plan.parse().ok()? })
}
