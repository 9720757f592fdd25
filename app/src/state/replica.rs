//! The plan in this browser: decided at once, shown at once, confirmed by the server.
//!
//! Pages read [`Replica::plan`] and hand commands to [`Replica::intentar`]; how they
//! travel is in `live`, where they are kept in `vault`. On the server there is no replica:
//! pages render from what their resource brought.

use domain::motor::{Motor, Pending, Taken};
use domain::plan::Autor;
use domain::undo::{History, Way};
use domain::{Command, CommandId, Context, Ejercicio, Id, Online, Persona, Plan, Rejections};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::unwritten::AllUnwritten;
use crate::api::inicio::Reciente;
use crate::api::plan::Miembro;
use crate::api::presencia::Presente;
use crate::api::session::Sesion;
use crate::lectura::Lectura;

/// How this browser stands with the server, and with so many commands unsent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Sync {
    /// The plan, or what was left unsent here, has yet to be taken up.
    #[default]
    Abriendo,
    AlDia,
    SinEnviar(usize),
    SinConexion(usize),
    /// The session ended; what was typed stays here.
    SinSesion(usize),
    /// Someone else signed in here: nothing is sent in their name.
    OtraPersona(usize),
    /// They are no member of the draft any more.
    NoEsMiembro(usize),
    /// The server speaks of what this program does not know.
    Anterior(usize),
}

/// The way to the server.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Link {
    #[default]
    Open,
    Broken,
    NoSession,
    OtherPerson,
    /// The draft on screen is no longer this person's.
    NotMember,
    /// The server speaks of what this program does not know: it follows no more.
    Outdated,
}

/// Whether what is typed outlives this window.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Keeping {
    #[default]
    Kept,
    /// The browser has no more room for this site.
    Full,
    /// It keeps nothing.
    Unavailable,
}

/// What room this browser still has for what is to be kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Room {
    #[default]
    Enough,
    /// It will not last.
    Scarce,
}

/// Whose unsent work it is that this page does not send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Whose {
    /// Somebody else's, by name; empty where that is not known.
    Another(String),
    /// One's own, for the plan of another Ejercicio; none where it is not known which.
    Own(Option<Ejercicio>),
    /// One's own, in a draft of this year's plan.
    Draft(Id<Plan>),
    /// One's own, in the plan in force, of whose draft this is a page.
    InForce,
}

/// What one should know of this browser.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Browser {
    /// What was left unsent here has been taken up.
    pub opened: bool,
    /// Commands kept here that this program cannot read.
    pub unreadable: usize,
    pub keeping: Keeping,
    pub room: Room,
    /// The server has another program than this page.
    pub outdated: bool,
    /// Unsent work here that is not this page's to send, and how much.
    pub others: Vec<(Whose, usize)>,
    /// This address does not allow work without a network.
    pub without_offline: bool,
}

/// A command that was shown and then refused by the server. Nothing of it is lost:
/// it stays here until the person drops it or sends it again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rechazo {
    pub id: CommandId,
    pub command: Command,
    pub motivo: String,
    /// The same as the plan said it; none when the request itself was refused.
    pub rejections: Option<Rejections>,
}

/// Whom the plan knows by id, and who of them has it open.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct People {
    pub miembros: Vec<Miembro>,
    pub presentes: Vec<Presente>,
}

impl People {
    #[must_use]
    pub fn nombre(&self, persona: Id<Persona>) -> Option<String> {
        self.miembros.iter().find(|miembro| miembro.id == persona).map(|miembro| miembro.nombre.clone())
    }
}

/// What a page that starts without a server begins with.
#[derive(Clone)]
pub struct Resumed {
    pub sesion: Sesion,
    pub miembros: Vec<Miembro>,
    pub plan: Plan,
    /// The place of the log where the plan stands.
    pub cursor: String,
}

impl Resumed {
    #[must_use]
    pub fn lectura(&self) -> Lectura {
        let context = Context { actor: self.sesion.actor(), hoy: self.sesion.hoy, online: Online::No };
        Lectura { plan: self.plan.clone(), context }
    }
}

/// A handle on the replica; copying it costs nothing.
#[derive(Clone, Copy)]
pub struct Replica {
    pub(super) session: StoredValue<Sesion>,
    pub(super) motor: StoredValue<Motor>,
    pub(super) tip: RwSignal<Option<Plan>>,
    pub(super) pending: RwSignal<Vec<Pending>>,
    pub(super) rechazos: RwSignal<Vec<Rechazo>>,
    /// Commands whose refusal the place they were typed in waits for.
    reclamos: StoredValue<Vec<CommandId>>,
    pub(super) link: RwSignal<Link>,
    pub(super) browser: RwSignal<Browser>,
    pub(super) people: RwSignal<People>,
    pub(super) unwritten: RwSignal<AllUnwritten>,
    pub(super) recientes: RwSignal<Vec<Reciente>>,
    /// What the draft on screen is compared with.
    pub(super) base: RwSignal<Option<Plan>>,
    history: RwSignal<History>,
}

/// Makes the replica of the session's plan; it loads after the page is alive.
pub fn provide_replica(session: Sesion) {
    let resumed = use_context::<Resumed>();
    let replica = Replica {
        session: StoredValue::new(session),
        motor: StoredValue::default(),
        tip: RwSignal::new(None),
        pending: RwSignal::default(),
        rechazos: RwSignal::default(),
        reclamos: StoredValue::default(),
        link: RwSignal::default(),
        browser: RwSignal::default(),
        people: RwSignal::default(),
        unwritten: RwSignal::default(),
        recientes: RwSignal::default(),
        base: RwSignal::new(None),
        history: RwSignal::default(),
    };
    if let Some(resumed) = resumed {
        replica.resume(resumed);
    }
    provide_context(replica);
    #[cfg(feature = "hydrate")]
    {
        super::live::start(replica);
        crate::whole::once_whole(move || super::base::follow(replica));
    }
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

/// The other windows of whoever just signed out show nothing of theirs any more.
pub fn tell_gone() {
    #[cfg(feature = "hydrate")]
    super::live::tell_gone();
}

impl Replica {
    fn resume(self, resumed: Resumed) {
        let context = self.context();
        self.motor.update_value(|motor| motor.resume(resumed.plan, &context));
        self.people.update(|people| people.miembros = resumed.miembros);
        self.link.set(Link::Broken);
        self.motor.with_value(|motor| self.tip.set(motor.tip().cloned()));
        #[cfg(feature = "hydrate")]
        super::live::resumed(resumed.cursor);
    }

    /// The draft on screen; none: the plan in force is.
    #[must_use]
    pub fn borrador(self) -> Option<Id<Plan>> {
        self.session.with_value(Sesion::borrador)
    }

    /// Confirmed and pending together; `None` until the checkpoint arrives.
    #[must_use]
    pub fn plan(self) -> Signal<Option<Plan>> {
        self.tip.into()
    }

    /// What is on its way, in order.
    #[must_use]
    pub fn pending(self) -> Signal<Vec<Pending>> {
        self.pending.into()
    }

    #[must_use]
    pub fn rechazos(self) -> Signal<Vec<Rechazo>> {
        self.rechazos.into()
    }

    /// What the draft on screen is compared with, once it is here.
    #[must_use]
    pub fn base(self) -> Signal<Option<Plan>> {
        self.base.into()
    }

    /// Whom the plan knows by id.
    #[must_use]
    pub fn personas(self) -> Signal<Vec<Miembro>> {
        Signal::derive(move || self.people.with(|people| people.miembros.clone()))
    }

    /// What one should know of this browser.
    #[must_use]
    pub fn browser(self) -> Signal<Browser> {
        self.browser.into()
    }

    #[must_use]
    pub fn sync(self) -> Signal<Sync> {
        Signal::derive(move || {
            let unsent = self.pending.with(|all| all.iter().filter(|pending| pending.is_unsent()).count());
            let is_open = self.browser.with(|browser| browser.opened) && self.tip.with(Option::is_some);
            match (self.link.get(), unsent) {
                (Link::Open, 0) if !is_open => Sync::Abriendo,
                (Link::Open, 0) => Sync::AlDia,
                (Link::Open, _) => Sync::SinEnviar(unsent),
                (Link::Broken, _) => Sync::SinConexion(unsent),
                (Link::NoSession, _) => Sync::SinSesion(unsent),
                (Link::OtherPerson, _) => Sync::OtraPersona(unsent),
                (Link::NotMember, _) => Sync::NoEsMiembro(unsent),
                (Link::Outdated, _) => Sync::Anterior(unsent),
            }
        })
    }

    /// Decides a command, shows it and sends it.
    ///
    /// # Errors
    /// All that is wrong with it; then nothing changed and nothing is sent.
    pub fn intentar(self, command: Command) -> Result<CommandId, Rejections> {
        let (id, taken) = self.take(command)?;
        if let Taken::Queued(changes) = taken {
            self.history.update(|history| history.did(id, changes));
        }
        Ok(id)
    }

    fn take(self, command: Command) -> Result<(CommandId, Taken), Rejections> {
        let id = CommandId(Uuid::now_v7());
        let context = self.context();
        let taken = self.motor.try_update_value(|motor| motor.take(id, command, &context));
        let taken = taken.transpose()?.unwrap_or(Taken::Nothing);
        self.show();
        #[cfg(feature = "hydrate")]
        super::live::pump(self);
        Ok((id, taken))
    }

    /// Undoes the last thing done in this tab, or does again the last one undone; answers
    /// the act that did it, if there was one.
    ///
    /// # Errors
    /// Why it cannot be: someone else changed it since. That step is then skipped.
    pub fn step(self, way: Way) -> Result<Option<Command>, Rejections> {
        let Some(command) = self.history.try_update(|history| history.step(way)).flatten() else { return Ok(None) };
        let (id, taken) = self.take(command.clone())?;
        if let Taken::Queued(changes) = taken {
            self.history.update(|history| history.went(way, id, changes));
        }
        Ok(Some(command))
    }

    #[must_use]
    pub fn can_step(self, way: Way) -> Signal<bool> {
        Signal::derive(move || self.history.with(|history| history.can(way)))
    }

    /// Where it was typed waits for the refusal of a command: no other place takes it.
    pub fn reclamar(self, id: CommandId) {
        self.reclamos.update_value(|all| all.push(id));
        // It may be refused already: whoever shows what nobody waits for looks again.
        if self.rechazos.with_untracked(|all| all.iter().any(|one| one.id == id)) {
            self.rechazos.notify();
        }
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
        self.drop_refused(id);
        #[cfg(feature = "hydrate")]
        super::live::read(self, id);
    }

    /// Sends a refused command again, as a new one that has seen what is there now: what stood
    /// in its way may be gone, and whoever asks for it has read what it overwrites.
    ///
    /// # Errors
    /// All that is still wrong with it; it stays where it is.
    pub fn reintentar(self, id: CommandId) -> Result<CommandId, Rejections> {
        let refused = self.rechazos.with_untracked(|all| all.iter().find(|one| one.id == id).cloned());
        let Some(refused) = refused else { return Ok(id) };
        let command = self.tip.with_untracked(|plan| match plan {
            Some(plan) => refused.command.seeing(plan),
            None => refused.command,
        });
        let sent = self.intentar(command)?;
        self.descartar(id);
        Ok(sent)
    }

    pub(super) fn drop_refused(self, id: CommandId) {
        self.rechazos.update(|list| list.retain(|rechazo| rechazo.id != id));
    }

    /// A command changed nothing on the server: there is nothing of it to undo.
    #[cfg(feature = "hydrate")]
    pub(super) fn did_nothing(self, id: CommandId) {
        self.history.try_update(|history| history.forget(id));
    }

    /// Keeps a refused command where the person can find it; there is nothing of it to undo.
    pub(super) fn refused(self, rechazo: Rechazo) {
        self.history.update(|history| history.forget(rechazo.id));
        self.rechazos.update(|list| {
            if list.iter().all(|known| known.id != rechazo.id) {
                list.push(rechazo);
            }
        });
    }

    /// Whom the plan knows by this id, as far as this browser has been told.
    #[must_use]
    pub fn miembro(self, persona: Id<Persona>) -> Option<Miembro> {
        self.people.with(|people| people.miembros.iter().find(|one| one.id == persona).cloned())
    }

    /// A refusal as one reads it, with the name of whoever wrote the other value.
    #[must_use]
    pub fn sentence(self, rejections: &Rejections) -> String {
        let name_of = |autor: Autor| self.people.with_untracked(|people| people.nombre(autor.persona));
        rejections.iter().map(|rejection| rejection.sentence(name_of)).collect::<Vec<_>>().join(" ")
    }

    /// The version of the plan as the server confirmed it, and the first digits of its digest.
    #[must_use]
    pub fn huella(self) -> Option<(u64, String)> {
        self.motor.with_value(|motor| {
            let plan = motor.confirmed()?;
            Some((plan.version(), plan.state_hash().ok()?.short()))
        })
    }

    /// The person signs out: their plan leaves this browser; what they left unsent stays for them.
    pub async fn sign_out(self) {
        #[cfg(feature = "hydrate")]
        super::live::sign_out(self).await;
        #[cfg(not(feature = "hydrate"))]
        std::future::ready(()).await;
    }

    /// The plan at hand and who reads it, once there is one.
    #[must_use]
    pub fn lectura(self) -> Option<Lectura> {
        let plan = self.tip.get_untracked()?;
        Some(Lectura { plan, context: self.context() })
    }

    pub(super) fn context(self) -> Context {
        let online = if self.link.get_untracked() == Link::Open { Online::Si } else { Online::No };
        self.session.with_value(|session| Context { actor: session.actor(), hoy: session.hoy, online })
    }

    /// Publishes what the motor holds, once, and keeps what is unsent.
    pub(super) fn show(self) {
        self.motor.with_value(|motor| {
            self.tip.set(motor.tip().cloned());
            self.pending.set(motor.pending().to_vec());
        });
        #[cfg(feature = "hydrate")]
        super::live::keep(self);
    }
}
