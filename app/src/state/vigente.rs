//! The plan in force, asked for from inside a draft: how the draft stands with it, what it says by
//! now, and the presentation to it. Needs the server at hand.

use std::collections::BTreeMap;

use domain::command::Presentacion;
use domain::plan::Celda;
use domain::rama::{Conflicto, Lado};
use domain::{Command, CommandId, Envelope, Id, Plan};
use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;

use super::replica::{Replica, use_replica};
use crate::api::borradores::{Situacion, leer_situacion};
use crate::api::plan::{Remitente, Respuesta, enviar};
use crate::error::{AppError, Code};

/// How the draft on screen stands with the plan in force, as it was last asked.
#[derive(Clone, Copy)]
pub struct Vigente {
    replica: Replica,
    pub situacion: RwSignal<Option<Situacion>>,
}

/// What is being decided to bring the draft up to date: it lasts while one goes to look at what a
/// conflict is about.
#[derive(Clone, Copy)]
pub struct Renovacion {
    /// The later version, once it was fetched.
    pub nueva: RwSignal<Option<Plan>>,
    pub conflictos: RwSignal<Vec<Conflicto>>,
    pub eleccion: RwSignal<BTreeMap<Celda, Lado>>,
}

/// Provided once, beside the frame of a draft.
pub fn provide_renovacion() {
    let (nueva, conflictos, eleccion) = Default::default();
    provide_context(Renovacion { nueva, conflictos, eleccion });
}

/// Asks at once, and again whenever the window is looked at.
#[must_use]
pub fn use_vigente() -> Vigente {
    let vigente = Vigente { replica: use_replica(), situacion: RwSignal::new(None) };
    Effect::new(move |_| {
        vigente.ask();
        let looked_at = window_event_listener(leptos::ev::focus, move |_| vigente.ask());
        on_cleanup(move || looked_at.remove());
    });
    vigente
}

impl Vigente {
    pub fn ask(self) {
        let draft = self.replica.tip.with_untracked(|plan| Some(plan.as_ref()?.rama()?.modificacion.id));
        let in_force: Id<Plan> = self.replica.session.with_value(|session| session.vigente);
        if let Some(draft) = draft {
            spawn_local(async move {
                // Without an answer the last one stands.
                if let Ok(now) = leer_situacion(in_force, draft).await {
                    self.situacion.try_set(Some(now));
                }
            });
        }
    }

    /// The plan in force at a version.
    ///
    /// # Errors
    /// Without a server at hand.
    pub async fn plan_at(self, version: u64) -> Result<Plan, AppError> {
        #[cfg(feature = "hydrate")]
        let fetched = super::live::in_force_at(self.replica, version).await;
        #[cfg(not(feature = "hydrate"))]
        let fetched = std::future::ready(None::<Plan>).await.filter(|plan| plan.version() == version);
        let away = || AppError::new(Code::Offline, "Para comparar con el plan vigente hace falta conexión.");
        fetched.ok_or_else(away)
    }

    /// Presents what the draft says to the plan in force.
    ///
    /// # Errors
    /// When it was not answered; nothing is known of it then.
    pub async fn present(self, it: Presentacion) -> Result<Respuesta, AppError> {
        let persona = self.replica.session.with_value(|session| session.persona);
        let de = Remitente { persona: Some(persona), ..Remitente::default() };
        let command = Command::PresentarModificacion(it);
        enviar(de, Envelope { id: CommandId(Uuid::now_v7()), command }).await
    }
}
