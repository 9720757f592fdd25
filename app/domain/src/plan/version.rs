//! Versions with a name (SPEC §6): places in the log that one compares with.

use serde::{Deserialize, Serialize};

use crate::{Id, texto::Nombre};

/// The plan as it stood at a version, by a name: "Propuesta", "Ajustado a techo". Immutable.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct VersionNombrada {
    pub id: Id<VersionNombrada>,
    pub nombre: Nombre,
    /// Of the last entry it contains.
    pub version: u64,
}
