//! How many of each act and of each refusal a recording has.

use std::collections::BTreeMap;

use domain::{Change, Command, Rejections};
use serde::Serialize;
use serde_json::Value;

/// Refused whoever asks, and kept only so that what was sent once still reads.
const NEVER_ACCEPTED: &str = "AprobarTechos";

#[derive(Default)]
struct Fates {
    accepted: usize,
    refused: usize,
    /// Lawful, and the plan was so already.
    idle: usize,
}

#[derive(Default)]
pub struct Tally {
    acts: BTreeMap<String, Fates>,
    refusals: BTreeMap<String, usize>,
}

impl Tally {
    pub fn count(&mut self, command: &Command, answer: &str) {
        let fates = self.acts.entry(variant(command)).or_default();
        let mut answers = serde_json::Deserializer::from_str(answer).into_iter::<Result<Vec<Change>, Rejections>>();
        match answers.next().unwrap().unwrap() {
            Ok(changes) if changes.is_empty() => fates.idle += 1,
            Ok(_) => fates.accepted += 1,
            Err(reasons) => {
                fates.refused += 1;
                for reason in reasons.iter() {
                    *self.refusals.entry(variant(reason)).or_default() += 1;
                }
            }
        }
    }

    pub fn was_accepted(&self, command: &Command) -> bool {
        let name = variant(command);
        name == NEVER_ACCEPTED || self.acts.get(&name).is_some_and(|fates| fates.accepted > 0)
    }

    pub fn was_refused(&self, command: &Command) -> bool {
        self.acts.get(&variant(command)).is_some_and(|fates| fates.refused > 0)
    }

    /// Fails where an act is in the recording only as it was refused, or only as it was accepted.
    pub fn expect_all_of<'a>(&self, acts: impl IntoIterator<Item = &'a Command>) {
        let both = |act: &&Command| self.was_accepted(act) && self.was_refused(act);
        let missing: Vec<_> = acts.into_iter().filter(|act| !both(act)).map(variant).collect();
        assert!(missing.is_empty(), "not both accepted and refused: {missing:?}");
    }

    pub fn report(&self) {
        println!("{} acts; accepted, refused, without effect:", self.acts.len());
        for (name, Fates { accepted, refused, idle }) in &self.acts {
            println!("  {accepted:>5} {refused:>5} {idle:>5}  {name}");
        }
        println!("refused by each of {} rules:", self.refusals.len());
        for (name, count) in &self.refusals {
            println!("  {count:>5}  {name}");
        }
    }
}

/// The name that a variant is written under.
pub fn variant<T: Serialize>(one: &T) -> String {
    match serde_json::to_value(one).unwrap() {
        Value::String(name) => name,
        Value::Object(fields) => fields.keys().next().unwrap().clone(),
        other => panic!("{other}"),
    }
}
