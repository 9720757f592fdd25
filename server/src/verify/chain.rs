//! The chain of a log, followed entry by entry, wherever the entries come from.

use std::collections::HashSet;

use domain::{CommandId, Hash, Id, Plan};

use super::Wrong;
use crate::store::{Asiento, Cabecera};

/// How far a log was followed.
pub struct Chain {
    plan: Id<Plan>,
    version: u64,
    head: Hash,
    commands: HashSet<CommandId>,
}

impl Chain {
    /// Before the first entry.
    #[must_use]
    pub fn new(plan: Id<Plan>) -> Self {
        Self { plan, version: 0, head: Hash::GENESIS, commands: HashSet::new() }
    }

    #[must_use]
    pub fn version(&self) -> u64 {
        self.version
    }

    /// Takes the next entry.
    ///
    /// # Errors
    /// [`Wrong`] when it does not follow the one before, or its command was seen.
    pub fn follow(&mut self, entry: &Asiento) -> Result<(), Wrong> {
        let (plan, version) = (self.plan, entry.body.version);
        if version != self.version + 1 {
            return Err(Wrong::Gap { plan, missing: self.version + 1, found: version });
        }
        if self.head.follow(entry.text.as_bytes()) != entry.hash {
            return Err(Wrong::Broken { plan, version });
        }
        if !self.commands.insert(entry.body.command_id) {
            return Err(Wrong::Repeated { plan, version, command: entry.body.command_id.0.to_string() });
        }
        (self.version, self.head) = (version, entry.hash);
        Ok(())
    }

    /// The log ends where the plan says it does.
    ///
    /// # Errors
    /// [`Wrong::End`].
    pub fn ends_at(&self, said: Cabecera) -> Result<(), Wrong> {
        let (plan, reached, head) = (self.plan, self.version, self.head);
        if (reached, head) == (said.version, said.head) {
            return Ok(());
        }
        Err(Wrong::End { plan, reached, head, said: said.version, said_head: said.head })
    }
}
