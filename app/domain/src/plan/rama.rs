//! A branch of the plan (SPEC §7): a plan of its own with its own log, that began as the plan in
//! force at a version. The draft of a Modificacion is one; a scenario is a draft nobody presents.

use std::{collections::BTreeSet, sync::Arc};

use serde::{Deserialize, Serialize};

use super::{Borrador, ClaseModificacion, Modificacion, Plan};
use crate::{
    Id,
    actor::Persona,
    texto::{Nombre, Parrafo},
};

/// What makes a plan a branch of another.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rama {
    /// The plan in force.
    pub de: Id<Plan>,
    /// The version of it that the branch is compared with; it grows when the branch is updated.
    pub base: u64,
    /// Who reads and writes it.
    pub miembros: BTreeSet<Id<Persona>>,
    /// Who wrote in it: none of them reviews it (Art. 5).
    pub autores: BTreeSet<Id<Persona>>,
    pub modificacion: Borrador,
}

/// What it takes to open a branch; the rest of its draft is edited afterwards.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Apertura {
    pub id: Id<Plan>,
    /// The Modificacion that it will be, if it is presented.
    pub modificacion: Id<Modificacion>,
    pub titulo: Nombre,
    pub clase: ClaseModificacion,
}

impl Plan {
    /// A branch of the plan as it is now, with whoever opens it as its only member.
    #[must_use]
    pub fn abrir(&self, it: &Apertura, persona: Id<Persona>) -> Self {
        let modificacion = Borrador {
            id: it.modificacion,
            titulo: it.titulo.clone(),
            causa: None,
            clase: it.clase,
            sustento: Parrafo::default(),
            ruta: None,
        };
        let (miembros, autores) = (BTreeSet::from([persona]), BTreeSet::new());
        self.ramificar(it.id, Rama { de: self.id, base: self.version, miembros, autores, modificacion })
    }

    /// What makes it a branch; `None` of the plan in force.
    #[must_use]
    pub fn rama(&self) -> Option<&Rama> {
        self.rama.as_deref()
    }

    /// A branch of the plan as it is now, at version 0 of its own log. O(1).
    #[must_use]
    pub fn ramificar(&self, id: Id<Self>, rama: Rama) -> Self {
        Self { id, version: 0, rama: Some(Arc::new(rama)), ..self.clone() }
    }

    pub(super) fn with_rama(&mut self, change: impl FnOnce(&mut Rama)) {
        if let Some(rama) = &mut self.rama {
            change(Arc::make_mut(rama));
        }
    }
}
