//! The plan in this browser: decided at once, shown at once, confirmed by the server.
//!
//! Pages read [`Replica::plan`] and hand commands to [`Replica::intentar`]; how they
//! travel is in `live`. On the server there is no replica: pages render from what
//! their resource brought.

use domain::plan::Autor;
use domain::{Command, CommandId, Context, Id, Online, Plan, Rejections};
use leptos::prelude::*;
use uuid::Uuid;

use super::motor::Motor;
use crate::api::plan::Miembro;
use crate::api::session::Sesion;

/// How this browser stands with the server.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sync {
    #[default]
    AlDia,
    SinEnviar(usize),
    SinConexion(usize),
    /// The session ended; what was typed stays here.
    SinSesion(usize),
}

/// A command that was shown and then refused by the server. Nothing of it is lost:
/// it stays here until the person drops it or sends it again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rechazo {
    pub id: CommandId,
    pub command: Command,
    pub motivo: String,
    /// The same as the plan said it; none when the request itself was refused.
    pub rejections: Option<Rejections>,
}

/// A handle on the replica; copying it costs nothing.
#[derive(Clone, Copy)]
pub struct Replica {
    pub(super) session: StoredValue<Sesion>,
    pub(super) motor: StoredValue<Motor>,
    pub(super) tip: RwSignal<Option<Plan>>,
    pub(super) rechazos: RwSignal<Vec<Rechazo>>,
    /// Commands whose refusal the place they were typed in waits for.
    reclamos: StoredValue<Vec<CommandId>>,
    pub(super) sync: RwSignal<Sync>,
    pub(super) miembros: RwSignal<Vec<Miembro>>,
}

/// Makes the replica of the session's plan; it loads after the page is alive.
pub fn provide_replica(session: Sesion) {
    let replica = Replica {
        session: StoredValue::new(session),
        motor: StoredValue::default(),
        tip: RwSignal::new(None),
        rechazos: RwSignal::default(),
        reclamos: StoredValue::default(),
        sync: RwSignal::default(),
        miembros: RwSignal::default(),
    };
    provide_context(replica);
    #[cfg(feature = "hydrate")]
    Effect::new(move |_| super::live::start(replica));
}

/// The replica of the page, inside the frame.
#[must_use]
pub fn use_replica() -> Replica {
    expect_context()
}

/// A new identifier (UUIDv7). The server refuses one already used.
#[must_use]
pub fn nuevo_id<T>() -> Id<T> {
    Id::new(Uuid::now_v7())
}

impl Replica {
    /// Confirmed and pending together; `None` until the checkpoint arrives.
    #[must_use]
    pub fn plan(self) -> Signal<Option<Plan>> {
        self.tip.into()
    }

    #[must_use]
    pub fn rechazos(self) -> Signal<Vec<Rechazo>> {
        self.rechazos.into()
    }

    #[must_use]
    pub fn sync(self) -> Signal<Sync> {
        self.sync.into()
    }

    /// Decides a command, shows it and sends it.
    ///
    /// # Errors
    /// All that is wrong with it; then nothing changed and nothing is sent.
    pub fn intentar(self, command: Command) -> Result<CommandId, Rejections> {
        let id = CommandId(Uuid::now_v7());
        let context = self.context();
        let taken = self.motor.try_update_value(|motor| motor.take(id, command, &context));
        taken.transpose()?;
        self.show();
        #[cfg(feature = "hydrate")]
        super::live::pump(self);
        Ok(id)
    }

    /// Where it was typed waits for the refusal of a command: no other place takes it.
    pub fn reclamar(self, id: CommandId) {
        self.reclamos.update_value(|all| all.push(id));
    }

    /// That place is gone.
    pub fn soltar(self, id: CommandId) {
        self.reclamos.try_update_value(|all| all.retain(|one| *one != id));
    }

    #[must_use]
    pub fn es_reclamado(self, id: CommandId) -> bool {
        self.reclamos.with_value(|all| all.contains(&id))
    }

    /// Drops a refused command: the person has read why.
    pub fn descartar(self, id: CommandId) {
        self.rechazos.update(|list| list.retain(|rechazo| rechazo.id != id));
    }

    /// A refusal as one reads it, with the name of whoever wrote the other value.
    #[must_use]
    pub fn sentence(self, rejections: &Rejections) -> String {
        let name_of = |autor: Autor| {
            self.miembros.with_untracked(|all| {
                all.iter().find(|miembro| miembro.id == autor.persona).map(|miembro| miembro.nombre.clone())
            })
        };
        rejections.iter().map(|rejection| rejection.sentence(name_of)).collect::<Vec<_>>().join(" ")
    }

    pub(super) fn context(self) -> Context {
        self.session.with_value(|session| Context { actor: session.actor(), hoy: session.hoy, online: Online::Si })
    }

    /// Publishes what the motor holds, once.
    pub(super) fn show(self) {
        self.motor.with_value(|motor| {
            self.tip.set(motor.tip().cloned());
            let unsent = motor.unsent();
            self.sync.update(|sync| {
                *sync = match *sync {
                    Sync::SinConexion(_) if unsent > 0 => Sync::SinConexion(unsent),
                    Sync::SinSesion(_) => Sync::SinSesion(unsent),
                    _ if unsent == 0 => Sync::AlDia,
                    _ => Sync::SinEnviar(unsent),
                };
            });
        });
    }
}
