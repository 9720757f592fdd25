//! Ties a field on screen to a field of the plan: what it is now, how it reads, and the
//! command that overwrites it with what the person had seen. For every page that writes.

use std::sync::{Arc, Mutex, PoisonError};

use domain::plan::Campos;
use domain::texto::Texto;
use domain::{Command, CommandId, Id, Rejection, Rejections};
use leptos::prelude::*;

use crate::components::editable::{Binding, Cause, Refusal};
use crate::state::replica::{Rechazo, Replica, use_replica};

type Show<C> = Box<dyn Fn(&C) -> String + Send + Sync>;
/// From what the person saw and what they typed.
type Read<C> = Box<dyn Fn(&C, &str) -> Result<C, String> + Send + Sync>;

/// How a value is written as text and read back.
pub struct Reading<C> {
    show: Show<C>,
    read: Read<C>,
}

impl<C> Reading<C> {
    pub fn new(
        show: impl Fn(&C) -> String + Send + Sync + 'static,
        read: impl Fn(&C, &str) -> Result<C, String> + Send + Sync + 'static,
    ) -> Self {
        Self { show: Box::new(show), read: Box::new(read) }
    }
}

impl<const MAX: usize> Reading<Texto<MAX>> {
    /// Human text, as it is.
    #[must_use]
    pub fn texto() -> Self {
        Self::new(|text: &Texto<MAX>| text.to_string(), |_, text| Texto::new(text).map_err(|why| why.to_string()))
    }
}

/// A field without its type, so that the screen's machinery exists once.
trait Field: Send + Sync {
    fn shown(&self) -> String;
    fn begin(&self);
    /// The command that makes the field what was typed; none when it already is.
    fn write(&self, text: &str) -> Result<Option<Command>, String>;
}

struct Tied<C, N, W> {
    now: N,
    reading: Reading<C>,
    command: W,
    seen: Mutex<Option<C>>,
}

impl<C, N, W> Field for Tied<C, N, W>
where
    C: Clone + PartialEq + Send,
    N: Fn() -> Option<C> + Send + Sync,
    W: Fn(C, C) -> Command + Send + Sync,
{
    fn shown(&self) -> String {
        (self.now)().as_ref().map(&self.reading.show).unwrap_or_default()
    }

    fn begin(&self) {
        *self.seen.lock().unwrap_or_else(PoisonError::into_inner) = untrack(&self.now);
    }

    fn write(&self, text: &str) -> Result<Option<Command>, String> {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let base = seen.or_else(|| untrack(&self.now)).ok_or("Esa fila ya no está en el plan.")?;
        let nuevo = (self.reading.read)(&base, text)?;
        Ok((nuevo != base).then(|| (self.command)(base, nuevo)))
    }
}

/// Binds what `now` says, if the row is still there; `command` gets what was seen and
/// the new value.
pub fn bind<C>(
    replica: Replica,
    now: impl Fn() -> Option<C> + Send + Sync + 'static,
    reading: Reading<C>,
    command: impl Fn(C, C) -> Command + Send + Sync + 'static,
) -> Binding
where
    C: Clone + PartialEq + Send + 'static,
{
    tie(replica, Arc::new(Tied { now, reading, command, seen: Mutex::new(None) }))
}

fn tie(replica: Replica, field: Arc<dyn Field>) -> Binding {
    let (shown, begun) = (Arc::clone(&field), Arc::clone(&field));
    let sent = StoredValue::new(Vec::new());
    on_cleanup(move || sent.with_value(|all: &Vec<CommandId>| all.iter().for_each(|id| replica.soltar(*id))));
    Binding {
        shown: Memo::new(move |_| shown.shown()).into(),
        begin: Callback::new(move |()| begun.begin()),
        commit: Callback::new(move |text: String| match field.write(&text).map_err(Refusal::of)? {
            Some(command) => {
                let id = send(replica, command)?;
                replica.reclamar(id);
                sent.update_value(|all| all.push(id));
                Ok(Some(id))
            }
            None => Ok(None),
        }),
        late: Callback::new(move |id| late(replica, id)),
        forget: Callback::new(move |id| replica.descartar(id)),
    }
}

/// The fields of one row: where it is, and the command that overwrites one of them.
pub struct Fields<R: Campos + Send + Sync + 'static>
where
    R::Campo: Send + Sync + 'static,
{
    pub replica: Replica,
    row: Signal<Option<R>>,
    write: Callback<(R::Campo, R::Campo), Command>,
}

#[expect(clippy::expl_impl_clone_on_copy, reason = "derived, it would ask the same of `R`, which is only pointed at")]
impl<R: Campos + Send + Sync + 'static> Clone for Fields<R>
where
    R::Campo: Send + Sync + 'static,
{
    fn clone(&self) -> Self {
        *self
    }
}

impl<R: Campos + Send + Sync + 'static> Copy for Fields<R> where R::Campo: Send + Sync + 'static {}

impl<R: Campos + Send + Sync + 'static> Fields<R>
where
    R::Campo: Send + Sync + 'static,
{
    pub fn new(
        row: impl Into<Signal<Option<R>>>,
        write: impl Fn(R::Campo, R::Campo) -> Command + Send + Sync + 'static,
    ) -> Self {
        let write = Callback::new(move |(seen, nuevo)| write(seen, nuevo));
        Self { replica: use_replica(), row: row.into(), write }
    }

    /// What a part of the row is now.
    #[must_use]
    pub fn get<V: 'static>(self, read: fn(&R) -> V) -> Option<V> {
        self.row.with(|row| row.as_ref().map(read))
    }

    /// The command that overwrites the field that `wrap` names.
    #[must_use]
    pub fn command<V: 'static>(self, wrap: fn(V) -> R::Campo) -> Callback<(V, V), Command> {
        Callback::new(move |(seen, nuevo)| self.write.run((wrap(seen), wrap(nuevo))))
    }

    #[must_use]
    pub fn bind<V>(self, wrap: fn(V) -> R::Campo, read: fn(&R) -> V, reading: Reading<V>) -> Binding
    where
        V: Clone + PartialEq + Send + Sync + 'static,
    {
        let now = move || self.get(read);
        bind(self.replica, now, reading, move |seen, nuevo| self.write.run((wrap(seen), wrap(nuevo))))
    }

    /// Human text, as it is.
    #[must_use]
    pub fn texto<const MAX: usize>(self, wrap: fn(Texto<MAX>) -> R::Campo, read: fn(&R) -> Texto<MAX>) -> Binding {
        self.bind(wrap, read, Reading::texto())
    }

    /// One row of a list that is chosen from.
    #[must_use]
    pub fn fila<T: 'static>(self, wrap: fn(Id<T>) -> R::Campo, read: fn(&R) -> Id<T>) -> Binding {
        let reading = Reading::new(
            |id: &Id<T>| id.to_string(),
            |_, text| text.parse().map_err(|_| "Elija uno de la lista.".to_owned()),
        );
        self.bind(wrap, read, reading)
    }

    /// One row of a list, or none.
    #[must_use]
    pub fn opcional<T: 'static>(self, wrap: fn(Option<Id<T>>) -> R::Campo, read: fn(&R) -> Option<Id<T>>) -> Binding {
        let reading = Reading::new(
            |id: &Option<Id<T>>| id.map(|id| id.to_string()).unwrap_or_default(),
            |_, text| Ok(text.parse().ok()),
        );
        self.bind(wrap, read, reading)
    }
}

/// Sends a command; a refusal comes with its sentence and article.
///
/// # Errors
/// The refusal.
pub fn send(replica: Replica, command: Command) -> Result<CommandId, Refusal> {
    replica.intentar(command).map_err(|rejections| refusal(replica, &rejections))
}

/// A refusal of the plan as a field tells it.
fn refusal(replica: Replica, rejections: &Rejections) -> Refusal {
    let overtaken = rejections.iter().any(|one| matches!(one, Rejection::CambioAjeno { .. }));
    Refusal {
        why: replica.sentence(rejections),
        articulo: Some(rejections.first().articulo()),
        cause: if overtaken { Cause::Overtaken } else { Cause::Rule },
    }
}

/// The same, of a command that was shown before the server refused it, if it did.
fn late(replica: Replica, id: CommandId) -> Option<Refusal> {
    let told = |rechazo: &Rechazo| match &rechazo.rejections {
        Some(rejections) => refusal(replica, rejections),
        None => Refusal::of(rechazo.motivo.clone()),
    };
    replica.rechazos().with(|all| all.iter().find(|one| one.id == id).map(told))
}

/// An act that no field holds, as taking something out, and the place that says why it was
/// refused: at once by the replica, or later by the server.
#[derive(Clone, Copy)]
pub struct Attempt {
    pub replica: Replica,
    pub refused: RwSignal<Option<Refusal>>,
    sent: RwSignal<Option<CommandId>>,
}

impl Attempt {
    #[must_use]
    pub fn new(replica: Replica) -> Self {
        let attempt = Self { replica, refused: RwSignal::new(None), sent: RwSignal::new(None) };
        Effect::new(move || attempt.watch());
        on_cleanup(move || attempt.sent.try_get_untracked().flatten().iter().for_each(|id| replica.soltar(*id)));
        attempt
    }

    pub fn send(self, command: Command) {
        // The one before is told beside the state of the connection, should it be refused now.
        self.sent.get_untracked().iter().for_each(|id| self.replica.soltar(*id));
        let outcome = send(self.replica, command);
        if let Ok(id) = outcome {
            self.replica.reclamar(id);
        }
        self.sent.set(outcome.as_ref().ok().copied());
        self.refused.set(outcome.err());
    }

    fn watch(self) {
        let Some(id) = self.sent.get() else { return };
        if let Some(refusal) = late(self.replica, id) {
            self.sent.set(None);
            self.replica.descartar(id);
            self.refused.set(Some(refusal));
        }
    }
}
