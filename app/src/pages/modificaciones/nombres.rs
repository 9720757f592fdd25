//! Names of people, whom the plan knows by id only (Ley 29733).

use std::sync::Arc;

use domain::{Id, Persona};

use crate::api::plan::Miembro;
use crate::error::AppError;
use crate::state::replica::{Replica, use_replica};

/// Who is who, as far as it is known here.
#[derive(Clone)]
pub struct Nombres {
    told: Arc<[Miembro]>,
    replica: Replica,
}

impl Nombres {
    /// What the server said; without it, what this browser was told before.
    pub fn new(told: Result<Vec<Miembro>, AppError>) -> Self {
        Self { told: told.unwrap_or_default().into(), replica: use_replica() }
    }

    fn miembro(&self, persona: Id<Persona>) -> Option<Miembro> {
        let told = self.told.iter().find(|one| one.id == persona).cloned();
        told.or_else(|| self.replica.miembro(persona))
    }

    pub fn nombre(&self, persona: Id<Persona>) -> String {
        self.miembro(persona).map_or_else(|| "Una persona retirada".to_owned(), |one| one.nombre)
    }

    pub fn puesto(&self, persona: Id<Persona>) -> String {
        self.miembro(persona).map(|one| one.puesto).unwrap_or_default()
    }
}
