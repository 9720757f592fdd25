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

/// Loads the plan, then follows it for as long as the page lives.
pub(super) fn start(replica: Replica) {
    spawn_local(async move {
        if let Ok(all) = directorio().await {
            replica.miembros.try_set(all);
        }
    });
    spawn_local(load(replica));
}

/// Takes a checkpoint and opens the stream from its version.
async fn load(replica: Replica) {
    let Ok(plan) = checkpoint(replica).await else {
        offline(replica);
        Timeout::new(RETRY, move || spawn_local(load(replica))).forget();
        return;
    };
    let version = plan.version();
    if replica.motor.try_update_value(|motor| motor.restart(plan, &replica.context())).is_some() {
        replica.show();
        follow(replica, version);
        pump(replica);
    }
}

async fn checkpoint(replica: Replica) -> Result<Plan, JsValue> {
    let plan = replica.session.with_value(|session| session.plan);
    let response: Response =
        JsFuture::from(window().fetch_with_str(&format!("/api/plan/{plan}/checkpoint"))).await?.dyn_into()?;
    if !response.ok() {
        return Err(JsValue::from(response.status()));
    }
    let text = JsFuture::from(response.text()?).await?.as_string().unwrap_or_default();
    let rows: Checkpoint = wire::read(text.as_bytes()).map_err(|error| JsValue::from(error.to_string()))?;
    Ok(Plan::from_checkpoint(rows))
}

/// The stream and its listeners; dropping it closes them.
struct Stream {
    source: EventSource,
    _listeners: [EventListener; 3],
}

impl Drop for Stream {
    fn drop(&mut self) {
        self.source.close();
    }
}

/// Applies entries as they come, all those of one frame together.
fn follow(replica: Replica, since: u64) {
    let plan = replica.session.with_value(|session| session.plan);
    let Ok(source) = EventSource::new(&format!("/api/plan/{plan}/corriente?since={since}")) else { return };
    let inbox: Rc<RefCell<Vec<Body>>> = Rc::default();
    let on_entry = EventListener::new(&source, "asiento", move |event| {
        let text = event.dyn_ref::<MessageEvent>().and_then(|message| message.data().as_string()).unwrap_or_default();
        let Ok(body) = wire::read::<Body>(text.as_bytes()) else { return reload(replica) };
        let first = inbox.borrow().is_empty();
        inbox.borrow_mut().push(body);
        if first {
            let inbox = inbox.clone();
            request_animation_frame(move || arrive(replica, &inbox.take()));
        }
    });
    let on_open = EventListener::new(&source, "open", move |_| {
        online(replica);
        pump(replica);
    });
    let closed = source.clone();
    let on_error = EventListener::new(&source, "error", move |_| {
        offline(replica);
        if closed.ready_state() == EventSource::CLOSED {
            spawn_local(ask_who(replica));
        }
    });
    let stream = Stream { source, _listeners: [on_entry, on_open, on_error] };
    STREAM.with(|open| *open.borrow_mut() = Some(stream));
}

thread_local! {
    /// One stream per page; a new one closes the one before it.
    static STREAM: RefCell<Option<Stream>> = const { RefCell::new(None) };
    /// A send is under way; commands go one after another, in order.
    static SENDING: Cell<bool> = const { Cell::new(false) };
}

fn arrive(replica: Replica, entries: &[Body]) {
    let Some(outcome) = replica.motor.try_update_value(|motor| motor.arrive(entries, &replica.context())) else {
        return;
    };
    match outcome {
        Arrival::Gap => reload(replica),
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
        Ok(Some(_)) => reload(replica),
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
