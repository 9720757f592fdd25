//! The format: lines of JSON under gzip, so that `zcat` shows it to whoever finds it in years.
//!
//! First a line that says what it is; then people, accounts, settings and audit; then each plan
//! with its log, entries exactly as they were hashed, and its branches with theirs; last how many there were and the SHA-256
//! of every line before. Lines are added to the format, never edited: an older one is read for ever.

use domain::plan::Entidad;
use domain::{Ejercicio, Hash, Id, Instante, Plan};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::store::{Acto, Ajuste, Cabecera, Cuenta, PersonaRegistrada, RamaAbierta};

/// What this program writes, and the newest it reads.
pub const FORMAT: u32 = 2;

#[derive(Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Line {
    Poi(Opening),
    Persona(PersonaRegistrada),
    Cuenta(Cuenta),
    Ajuste(Ajuste),
    Acto(Acto),
    Plan(PlanLine),
    /// Since format 2, after the log of its plan; its own log follows.
    Rama(RamaLine),
    Asiento(EntryLine),
    Fin(Ending),
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Opening {
    pub formato: u32,
    /// The version of the program that wrote it.
    pub programa: String,
    pub instante: Instante,
}

/// A plan before its first entry, and where its log ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlanLine {
    pub id: Id<Plan>,
    pub ejercicio: Ejercicio,
    pub entidad: Entidad,
    pub version: u64,
    pub head: Hash,
    pub epoch: u64,
}

impl PlanLine {
    pub fn cabecera(&self) -> Cabecera {
        Cabecera { version: self.version, head: self.head, epoch: self.epoch }
    }
}

/// A branch before its first entry, and where its log ends.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RamaLine {
    pub rama: RamaAbierta,
    pub version: u64,
    pub head: Hash,
}

impl RamaLine {
    /// In the line of history that the archive begins.
    pub fn cabecera(&self) -> Cabecera {
        Cabecera { version: self.version, head: self.head, epoch: 1 }
    }
}

#[derive(Serialize, Deserialize)]
pub struct EntryLine {
    pub hash: Hash,
    pub resumen: Option<Hash>,
    /// The bytes that the hash covers.
    pub texto: String,
}

/// How many lines of each kind.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Counts {
    pub personas: u64,
    pub cuentas: u64,
    pub ajustes: u64,
    pub actos: u64,
    pub planes: u64,
    #[serde(default)]
    pub ramas: u64,
    pub asientos: u64,
}

impl Counts {
    pub fn add(&mut self, line: &Line) {
        match line {
            Line::Persona(_) => self.personas += 1,
            Line::Cuenta(_) => self.cuentas += 1,
            Line::Ajuste(_) => self.ajustes += 1,
            Line::Acto(_) => self.actos += 1,
            Line::Plan(_) => self.planes += 1,
            Line::Rama(_) => self.ramas += 1,
            Line::Asiento(_) => self.asientos += 1,
            Line::Poi(_) | Line::Fin(_) => {}
        }
    }
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ending {
    pub counts: Counts,
    /// In hexadecimal digits.
    pub sha256: String,
}

impl Ending {
    #[must_use]
    pub fn of(counts: Counts, digest: &Sha256) -> Self {
        Self { counts, sha256: format!("{:x}", digest.clone().finalize()) }
    }
}
