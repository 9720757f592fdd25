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

#[cfg(test)]
mod tests {
    use domain::entry::Body;
    use domain::{Instante, Persona};
    use uuid::Uuid;

    use super::*;

    fn entry(version: u64, command: u128, previous: Hash) -> Asiento {
        let persona: Id<Persona> = Id::new(Uuid::from_u128(1));
        let (command_id, instante) = (CommandId(Uuid::from_u128(command)), Instante::from_micros(1));
        Asiento::write(Body { version, command_id, persona, instante, changes: Vec::new() }, previous).unwrap()
    }

    #[test]
    fn each_entry_follows_the_one_before_and_has_a_command_of_its_own() {
        let mut chain = Chain::new(Id::new(Uuid::from_u128(9)));
        let first = entry(1, 1, Hash::GENESIS);
        chain.follow(&first).unwrap();
        let next = |version, command, previous| chain_of(&first).follow(&entry(version, command, previous));
        assert!(matches!(next(3, 2, first.hash), Err(Wrong::Gap { missing: 2, found: 3, .. })));
        assert!(matches!(next(2, 2, Hash::GENESIS), Err(Wrong::Broken { version: 2, .. })));
        assert!(matches!(next(2, 1, first.hash), Err(Wrong::Repeated { version: 2, .. })));
        next(2, 2, first.hash).unwrap();
        let said = |version, head| Cabecera { version, head, epoch: 1 };
        chain.ends_at(said(1, first.hash)).unwrap();
        assert!(matches!(chain.ends_at(said(2, first.hash)), Err(Wrong::End { reached: 1, said: 2, .. })));
        assert!(chain.ends_at(said(1, Hash::GENESIS)).is_err());
    }

    fn chain_of(first: &Asiento) -> Chain {
        let mut chain = Chain::new(Id::new(Uuid::from_u128(9)));
        chain.follow(first).unwrap();
        chain
    }
}
