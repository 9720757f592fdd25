//! Entries of the log: at once audit row, live message, catch-up and history.

use std::fmt;

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::{Change, CommandId, Id, Instante, actor::Persona};

/// A SHA-256, written as 64 hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Hash([u8; 32]);

impl Hash {
    /// What the first entry of a plan follows.
    pub const GENESIS: Self = Self([0; 32]);

    /// The link of the chain: the hash before it and the body exactly as stored.
    #[must_use]
    pub fn follow(self, body: &[u8]) -> Self {
        Self(Sha256::new().chain_update(self.0).chain_update(body).finalize().into())
    }

    /// Of any bytes on their own.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self(Sha256::digest(bytes).into())
    }

    /// The first eight digits, for event ids.
    #[must_use]
    pub fn short(self) -> String {
        self.to_string().chars().take(8).collect()
    }
}

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|byte| write!(f, "{byte:02x}"))
    }
}
impl From<Hash> for String {
    fn from(hash: Hash) -> Self {
        hash.to_string()
    }
}
impl TryFrom<String> for Hash {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let bad = || format!("«{text}» no es un resumen SHA-256");
        if text.len() != 64 || !text.is_ascii() {
            return Err(bad());
        }
        let mut bytes = [0; 32];
        for (byte, at) in bytes.iter_mut().zip((0..64).step_by(2)) {
            *byte = u8::from_str_radix(&text[at..at + 2], 16).map_err(|_| bad())?;
        }
        Ok(Self(bytes))
    }
}

/// What is hashed, stored and sent: everything but the hash itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Body {
    pub version: u64,
    pub command_id: CommandId,
    pub persona: Id<Persona>,
    pub instante: Instante,
    pub changes: Vec<Change>,
}

/// One accepted command, in its place in the log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub body: Body,
    pub hash: Hash,
}

impl Entry {
    /// Reads a stored entry, whose bytes are what the hash covers.
    ///
    /// # Errors
    /// A sentence when the bytes are not an entry this build knows.
    pub fn read(bytes: &[u8], hash: Hash) -> Result<Self, String> {
        let body = serde_json::from_slice(bytes).map_err(|error| format!("asiento ilegible: {error}"))?;
        Ok(Self { body, hash })
    }

    /// Writes a body and links it to the chain: the bytes to store, and their hash.
    ///
    /// # Errors
    /// A sentence when the body cannot be written as JSON.
    pub fn write(body: &Body, previous: Hash) -> Result<(Vec<u8>, Hash), String> {
        let bytes = serde_json::to_vec(body).map_err(|error| format!("asiento no escribible: {error}"))?;
        let hash = previous.follow(&bytes);
        Ok((bytes, hash))
    }
}
