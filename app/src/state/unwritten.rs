//! What a person typed and a rule did not take: kept with its place and the reason, through other
//! pages and other days, until it is mended or dropped.
//!
//! The pages say what is to be kept; here it is held, put away in the vault, and told to the other
//! tabs. Keyed by person, as all that the vault keeps.

use std::collections::BTreeMap;

use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::replica::Replica;

/// A text that is in no plan.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Unwritten {
    /// The address of the very cell or field: there is one text a place.
    pub place: String,
    /// How the place is called.
    pub name: String,
    pub text: String,
    /// What the place showed when it was typed.
    pub seen: String,
    pub why: String,
    /// The article the reason rests on; empty without one.
    pub articulo: String,
    /// Someone else's value is at stake.
    pub overtaken: bool,
}

/// All of them, by place.
pub type AllUnwritten = BTreeMap<String, Unwritten>;

impl Replica {
    #[must_use]
    pub fn unwritten(self) -> Signal<AllUnwritten> {
        self.unwritten.into()
    }

    /// Keeps some, each in place of what was kept of its place.
    pub fn keep_unwritten(self, some: Vec<Unwritten>) {
        let new = |one: &Unwritten| self.unwritten.with_untracked(|all| all.get(&one.place) != Some(one));
        let some: Vec<Unwritten> = some.into_iter().filter(new).collect();
        if !some.is_empty() {
            self.take_unwritten(some.clone());
            #[cfg(feature = "hydrate")]
            super::live::keep_unwritten(self, some);
        }
    }

    /// They were mended, or the person lets them go.
    pub fn drop_unwritten(self, places: Vec<String>) {
        let known = |place: &String| self.unwritten.with_untracked(|all| all.contains_key(place));
        let places: Vec<String> = places.into_iter().filter(known).collect();
        if !places.is_empty() {
            self.forget_unwritten(&places);
            #[cfg(feature = "hydrate")]
            super::live::drop_unwritten(self, places);
        }
    }

    pub(super) fn take_unwritten(self, some: Vec<Unwritten>) {
        let placed = some.into_iter().map(|one| (one.place.clone(), one));
        self.unwritten.try_update(|all| all.extend(placed));
    }

    pub(super) fn forget_unwritten(self, places: &[String]) {
        self.unwritten.try_update(|all| all.retain(|place, _| !places.contains(place)));
    }
}
