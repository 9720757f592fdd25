//! Unsent work in a file: written here, taken up on another device by the same person.

use domain::{Envelope, Id, Persona, Plan};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};

use super::replica::{Rechazo, Replica};

/// The form of the file; another one is not read.
const FORMATO: &str = "poi-sin-enviar-1";

#[derive(Serialize, Deserialize)]
struct Unsent {
    formato: String,
    persona: Id<Persona>,
    plan: Id<Plan>,
    /// For whoever opens the file: whose work it is.
    nombre: String,
    sin_enviar: Vec<Envelope>,
    rechazados: Vec<Rechazo>,
}

impl Replica {
    /// What is unsent and refused, as the text of a file.
    #[must_use]
    pub fn to_file(self) -> String {
        let unsent = self.session.with_value(|sesion| Unsent {
            formato: FORMATO.to_owned(),
            persona: sesion.persona,
            plan: sesion.plan,
            nombre: sesion.nombre.clone(),
            sin_enviar: self.pending.with_untracked(|all| {
                all.iter().filter(|one| one.is_unsent()).map(|one| (*one.envelope).clone()).collect()
            }),
            rechazados: self.rechazos.get_untracked(),
        });
        // Every part of it travels as JSON elsewhere.
        serde_json::to_string_pretty(&unsent).unwrap_or_default()
    }

    /// Takes up what such a file holds; answers how much of it was new here.
    ///
    /// # Errors
    /// A sentence: it is no such file, of another person or of another plan. Nothing is taken then.
    pub fn from_file(self, text: &str) -> Result<usize, String> {
        let read: Unsent = crate::wire::read(text.as_bytes())
            .map_err(|_| "Ese archivo no es de cambios sin enviar de este sistema. No se tomó nada de él.")?;
        if read.formato != FORMATO {
            return Err("Ese archivo es de otra versión del programa. No se tomó nada de él.".to_owned());
        }
        if self.session.with_value(|sesion| sesion.persona != read.persona) {
            return Err(format!(
                "Los cambios de ese archivo son de {}: solo esa persona puede enviarlos.",
                read.nombre
            ));
        }
        if self.session.with_value(|sesion| sesion.plan != read.plan) {
            return Err("Los cambios de ese archivo son del plan de otro ejercicio. No se tomó nada de él.".to_owned());
        }
        let before = self.in_hand();
        let context = self.context();
        self.motor.update_value(|motor| motor.adopt(read.sin_enviar, &context));
        for one in read.rechazados {
            #[cfg(feature = "hydrate")]
            super::live::keep_refused(self, one.clone());
            self.refused(one);
        }
        self.show();
        #[cfg(feature = "hydrate")]
        super::live::pump(self);
        Ok(self.in_hand() - before)
    }

    fn in_hand(self) -> usize {
        self.motor.with_value(|motor| motor.pending().len()) + self.rechazos.with_untracked(Vec::len)
    }
}
