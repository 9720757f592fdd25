//! How the replica travels: the checkpoint, the stream of entries, and the sending of
//! commands in order. Browser only.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use domain::entry::Body;
use domain::plan::Checkpoint;
use domain::{CommandId, Envelope, Plan, Rejections};
use gloo::events::EventListener;
use gloo::timers::callback::Timeout;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Deserialize;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{EventSource, MessageEvent, Response};

use super::motor::{Arrival, Motor};
use super::replica::{Rechazo, Replica, Sync};
use crate::api::plan::{Respuesta, directorio, enviar};
use crate::api::session::sesion_actual;
use crate::error::{AppError, Code};
use crate::wire;

/// How long to wait before trying the server again, in milliseconds.
const RETRY: u32 = 2_000;
/// A command that the server fails on so many times is set aside with its reason.
const ATTEMPTS: u8 = 3;

/// Loads the plan, then follows it for as long as the page lives.
pub(super) fn start(replica: Replica) {
    spawn_local(async move {
        if let Ok(all) = directorio().await {
            replica.miembros.try_set(all);
        }
    });
    spawn_local(load(replica));
}

/// Takes a checkpoint and opens the stream from its place, which completes it.
async fn load(replica: Replica) {
    match checkpoint(replica).await {
        Ok((plan, cursor)) => {
            if replica.motor.try_update_value(|motor| motor.land(plan)).is_some() {
                follow(replica, &cursor);
                pump(replica);
            }
        }
        Err(Missing::Session) => no_session(replica),
        Err(Missing::Server) => {
            offline(replica);
            Timeout::new(RETRY, move || spawn_local(load(replica))).forget();
        }
    }
}

/// Why nothing was fetched.
enum Missing {
    Session,
    Server,
}

impl From<JsValue> for Missing {
    fn from(_: JsValue) -> Self {
        Self::Server
    }
}

/// The plan some entries ago at most, and the place of the log where that was.
async fn checkpoint(replica: Replica) -> Result<(Plan, String), Missing> {
    let (response, text) = fetch(replica, "checkpoint").await?;
    let cursor = response.headers().get("x-cursor")?.unwrap_or_default();
    let rows: Checkpoint = wire::read(text.as_bytes()).map_err(|_| Missing::Server)?;
    Ok((Plan::from_checkpoint(rows), cursor))
}

async fn fetch(replica: Replica, what: &str) -> Result<(Response, String), Missing> {
    let plan = replica.session.with_value(|session| session.plan);
    let response: Response =
        JsFuture::from(window().fetch_with_str(&format!("/api/plan/{plan}/{what}"))).await?.dyn_into()?;
    match response.status() {
        200 => {
            let text = JsFuture::from(response.text()?).await?.as_string().unwrap_or_default();
            Ok((response, text))
        }
        401 => Err(Missing::Session),
        _ => Err(Missing::Server),
    }
}

/// What a stream begins with.
#[derive(Deserialize)]
struct Inicio {
    /// The program that answers.
    build: String,
    epoch: u64,
    /// Where the log ends.
    version: u64,
}

/// The stream and its listeners; dropping it closes them.
struct Stream {
    source: EventSource,
    _listeners: [EventListener; 6],
}

impl Drop for Stream {
    fn drop(&mut self) {
        self.source.close();
    }
}

/// Entries that wait for their frame.
type Inbox = Rc<RefCell<Vec<Body>>>;

/// Applies entries as they come, all those of one frame together.
fn follow(replica: Replica, since: &str) {
    let plan = replica.session.with_value(|session| session.plan);
    let Ok(source) = EventSource::new(&format!("/api/plan/{plan}/corriente?since={since}")) else { return };
    let inbox = Inbox::default();
    let stream = Stream { _listeners: listeners(replica, &source, &inbox), source };
    STREAM.with(|open| *open.borrow_mut() = Some(stream));
}

fn listeners(replica: Replica, source: &EventSource, inbox: &Inbox) -> [EventListener; 6] {
    let entries = inbox.clone();
    let on_entry = EventListener::new(source, "asiento", move |event| receive(replica, &entries, &message(event).0));
    let waiting = inbox.clone();
    let on_large = EventListener::new(source, "grande", move |event| {
        let (version, cursor) = message(event);
        arrive(replica, &waiting.take());
        STREAM.with(|open| open.borrow_mut().take());
        spawn_local(fetch_entry(replica, version, cursor));
    });
    let on_start = EventListener::new(source, "inicio", move |event| begin(replica, &message(event).0));
    let on_again = EventListener::new(source, "reinicio", move |_| again(replica));
    let on_open = EventListener::new(source, "open", move |_| {
        online(replica);
        pump(replica);
    });
    let closed = source.clone();
    let on_error = EventListener::new(source, "error", move |_| {
        offline(replica);
        if closed.ready_state() == EventSource::CLOSED {
            spawn_local(ask_who(replica));
        }
    });
    [on_entry, on_large, on_start, on_again, on_open, on_error]
}

/// The text of an event, and the place of the log it names.
fn message(event: &web_sys::Event) -> (String, String) {
    let Some(message) = event.dyn_ref::<MessageEvent>() else { return Default::default() };
    (message.data().as_string().unwrap_or_default(), message.last_event_id())
}

fn receive(replica: Replica, inbox: &Inbox, text: &str) {
    let Ok(body) = wire::read::<Body>(text.as_bytes()) else { return reload(replica) };
    let first = inbox.borrow().is_empty();
    inbox.borrow_mut().push(body);
    if first {
        let inbox = inbox.clone();
        request_animation_frame(move || arrive(replica, &inbox.take()));
    }
}

/// The stream is open. Another line of history, or another program, is taken from its
/// checkpoint; otherwise the one at hand now knows how far it goes.
fn begin(replica: Replica, text: &str) {
    let Ok(start) = wire::read::<Inicio>(text.as_bytes()) else { return reload(replica) };
    let now = (start.build, start.epoch);
    let before = SOURCE.replace(Some(now.clone()));
    if before.is_some_and(|before| before != now) {
        return again(replica);
    }
    let outcome = replica.motor.try_update_value(|motor| motor.opened(start.version, &replica.context()));
    if outcome == Some(Arrival::Applied) {
        replica.show();
    }
}

/// What is here is no part of the server's history: begin again, keeping the queue, and
/// offer again what was acknowledged.
fn again(replica: Replica) {
    replica.motor.try_update_value(Motor::doubt);
    reload(replica);
}

/// An entry too long for the stream was announced: it is fetched, and the stream goes on after it.
async fn fetch_entry(replica: Replica, version: String, cursor: String) {
    let read = fetch(replica, &format!("asiento/{version}")).await;
    match read.map(|(_, text)| wire::read::<Body>(text.as_bytes())) {
        Ok(Ok(body)) => {
            arrive(replica, &[body]);
            follow(replica, &cursor);
        }
        Err(Missing::Session) => no_session(replica),
        Ok(Err(_)) | Err(Missing::Server) => {
            offline(replica);
            Timeout::new(RETRY, move || reload(replica)).forget();
        }
    }
}

thread_local! {
    /// One stream per page; a new one closes the one before it.
    static STREAM: RefCell<Option<Stream>> = const { RefCell::new(None) };
    /// A send is under way; commands go one after another, in order.
    static SENDING: Cell<bool> = const { Cell::new(false) };
    /// The program and the line of history that the stream last came from.
    static SOURCE: RefCell<Option<(String, u64)>> = const { RefCell::new(None) };
    /// The command that failed inside the server, and how many times.
    static FAILED: Cell<Option<(CommandId, u8)>> = const { Cell::new(None) };
}

fn arrive(replica: Replica, entries: &[Body]) {
    let Some(outcome) = replica.motor.try_update_value(|motor| motor.arrive(entries, &replica.context())) else {
        return;
    };
    match outcome {
        Arrival::Gap => reload(replica),
        Arrival::Landing => {}
        Arrival::Applied | Arrival::Known => replica.show(),
    }
}

/// Something is missing or unknown: begin again from a checkpoint, keeping the queue.
fn reload(replica: Replica) {
    STREAM.with(|open| open.borrow_mut().take());
    spawn_local(load(replica));
}

/// The stream was closed for good: the session ended, or the server is gone.
async fn ask_who(replica: Replica) {
    match sesion_actual().await {
        Ok(Some(_)) => {
            Timeout::new(RETRY, move || reload(replica)).forget();
        }
        Ok(None) => no_session(replica),
        Err(_) => {
            Timeout::new(RETRY, move || spawn_local(ask_who(replica))).forget();
        }
    }
}

/// Sends what is waiting, one command after another.
pub(super) fn pump(replica: Replica) {
    if !SENDING.replace(true) {
        spawn_local(send_all(replica));
    }
}

async fn send_all(replica: Replica) {
    while let Some(envelope) = replica.motor.try_with_value(|motor| motor.next().cloned()).flatten() {
        if send(replica, envelope).await.is_err() {
            break;
        }
    }
    SENDING.set(false);
}

/// `Err` when there is no use in sending the next one now.
async fn send(replica: Replica, envelope: Envelope) -> Result<(), ()> {
    let id = envelope.id;
    match enviar(envelope).await {
        Ok(Respuesta::Aceptada { version }) => {
            replica.motor.try_update_value(|motor| motor.acknowledge(id, version));
            online(replica);
        }
        Ok(Respuesta::SinCambio) => {
            replica.motor.try_update_value(|motor| motor.forget(id, &replica.context()));
        }
        Ok(Respuesta::Rechazada(rejections)) => refuse(replica, id, replica.sentence(&rejections), Some(rejections)),
        Err(error) => return failed(replica, id, error),
    }
    replica.show();
    Ok(())
}

fn failed(replica: Replica, id: CommandId, error: AppError) -> Result<(), ()> {
    match error.code {
        Code::Internal if fails_for_good(id) => {
            refuse(replica, id, error.message, None);
            replica.show();
            Ok(())
        }
        Code::Offline | Code::TooMany | Code::Internal => {
            offline(replica);
            Timeout::new(RETRY, move || pump(replica)).forget();
            Err(())
        }
        Code::NoSession => {
            no_session(replica);
            Err(())
        }
        _ => {
            refuse(replica, id, error.message, None);
            replica.show();
            Ok(())
        }
    }
}

/// Whether a command has failed so often that it only holds back those behind it.
fn fails_for_good(id: CommandId) -> bool {
    let times = FAILED.take().filter(|(failed, _)| *failed == id).map_or(1, |(_, times)| times + 1);
    FAILED.set(Some((id, times)));
    times >= ATTEMPTS
}

/// Keeps a refused command with its reason, where the person can find it.
fn refuse(replica: Replica, id: CommandId, motivo: String, rejections: Option<Rejections>) {
    let command = replica.motor.try_update_value(|motor| motor.forget(id, &replica.context())).flatten();
    if let Some(command) = command {
        replica.rechazos.update(|list| list.push(Rechazo { id, command, motivo, rejections }));
    }
}

fn unsent(replica: Replica) -> usize {
    replica.motor.try_with_value(Motor::unsent).unwrap_or_default()
}

fn online(replica: Replica) {
    let now = match unsent(replica) {
        0 => Sync::AlDia,
        waiting => Sync::SinEnviar(waiting),
    };
    replica.sync.try_set(now);
}

fn offline(replica: Replica) {
    replica.sync.try_set(Sync::SinConexion(unsent(replica)));
}

fn no_session(replica: Replica) {
    replica.sync.try_set(Sync::SinSesion(unsent(replica)));
}
