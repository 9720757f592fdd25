//! A place of the log as browsers remember it.

use std::{fmt, str::FromStr};

use domain::Hash;

use super::State;

/// `epoch.version.hash8`: which line of history, how far along it, and what stands there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cursor {
    pub epoch: u64,
    pub version: u64,
    /// The first eight digits of the hash of the entry at `version`.
    pub short: String,
}

impl Cursor {
    #[must_use]
    pub fn new(epoch: u64, version: u64, hash: Hash) -> Self {
        Self { epoch, version, short: hash.short() }
    }
}

impl From<&State> for Cursor {
    fn from(state: &State) -> Self {
        Self::new(state.epoch, state.plan.version(), state.head)
    }
}

impl fmt::Display for Cursor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}.{}", self.epoch, self.version, self.short)
    }
}

/// What is sent is no cursor.
#[derive(Debug, PartialEq, Eq)]
pub struct NoCursor;

impl FromStr for Cursor {
    type Err = NoCursor;

    fn from_str(text: &str) -> Result<Self, NoCursor> {
        let mut parts = text.splitn(3, '.');
        let mut part = || parts.next().ok_or(NoCursor);
        let (epoch, version, short) = (part()?, part()?, part()?);
        let number = |text: &str| text.parse().map_err(|_| NoCursor);
        Ok(Self { epoch: number(epoch)?, version: number(version)?, short: short.to_owned() })
    }
}
