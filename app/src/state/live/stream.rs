//! Following the log: entries as they come, all those of one frame together.

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::time::Duration;

use domain::entry::Body;
use domain::motor::{Arrival, Motor};
use domain::{Id, Persona};
use gloo::events::EventListener;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::Deserialize;
use wasm_bindgen::JsCast;
use web_sys::{EventSource, MessageEvent};

use super::super::replica::{Link, Replica};
use super::super::vault::Arrived;
use super::loading::{self, Missing};
use super::{CURSOR, PAUSE, keeping, leading, presence, pump, set_link, tabs};
use crate::api::borradores::borradores;
use crate::api::session::sesion_actual;
use crate::wire;

/// What a stream begins with.
#[derive(Deserialize)]
struct Inicio {
    /// The program that answers.
    build: String,
    epoch: u64,
    /// Where the log ends.
    version: u64,
    /// Whose session it is.
    persona: Id<Persona>,
}

/// The stream and its listeners; dropping it closes them.
struct Stream {
    source: EventSource,
    _listeners: [EventListener; 8],
}

impl Drop for Stream {
    fn drop(&mut self) {
        self.source.close();
    }
}

/// Entries that wait for their frame.
type Inbox = Rc<RefCell<Vec<(Body, Arrived)>>>;

thread_local! {
    /// When the stream last said anything, in milliseconds of the page; none while it is closed.
    static HEARD: Cell<Option<f64>> = const { Cell::new(None) };
    /// Somebody is asking the server who one is.
    static ASKING: Cell<bool> = const { Cell::new(false) };
    /// One stream per page; a new one closes the one before it.
    static STREAM: RefCell<Option<Stream>> = const { RefCell::new(None) };
    /// The line of history that the stream last came from.
    static EPOCH: Cell<Option<u64>> = const { Cell::new(None) };
}

/// Opens the stream where the plan at hand stands, if it is for this tab to hold it.
pub(super) fn follow(replica: Replica) {
    let session = replica.session.try_with_value(|session| session.plan);
    let Some(plan) = session.filter(|_| leading::leads()) else { return };
    let since = CURSOR.with_borrow(String::clone);
    let Ok(source) = EventSource::new(&format!("/api/plan/{plan}/corriente?since={since}")) else { return };
    let inbox = Inbox::default();
    let stream = Stream { _listeners: listeners(replica, &source, &inbox), source };
    STREAM.with(|open| *open.borrow_mut() = Some(stream));
}

fn listeners(replica: Replica, source: &EventSource, inbox: &Inbox) -> [EventListener; 8] {
    let entries = inbox.clone();
    let on_entry = EventListener::new(source, "asiento", move |event| receive(replica, &entries, message(event)));
    let waiting = inbox.clone();
    let on_large = EventListener::new(source, "grande", move |event| {
        let announced = message(event);
        flush(replica, &waiting);
        STREAM.with(|open| open.borrow_mut().take());
        spawn_local(fetch_entry(replica, announced));
    });
    let on_start = EventListener::new(source, "inicio", move |event| begin(replica, &message(event).text));
    let on_people =
        EventListener::new(source, "presencia", move |event| presence::receive(replica, &message(event).text));
    let on_again = EventListener::new(source, "reinicio", move |_| again(replica));
    let on_open = EventListener::new(source, "open", move |_| {
        heard();
        set_link(replica, Link::Open);
    });
    let on_beat = EventListener::new(source, "latido", move |_| heard());
    let closed = source.clone();
    let on_error = EventListener::new(source, "error", move |_| {
        HEARD.set(None);
        set_link(replica, Link::Broken);
        if closed.ready_state() == EventSource::CLOSED {
            ask(replica, PAUSE);
        }
    });
    [on_entry, on_large, on_start, on_people, on_again, on_open, on_beat, on_error]
}

/// The text of an event, and the place of the log it names.
fn message(event: &web_sys::Event) -> Arrived {
    let (text, cursor) = match event.dyn_ref::<MessageEvent>() {
        Some(message) => (message.data().as_string().unwrap_or_default(), message.last_event_id()),
        None => Default::default(),
    };
    Arrived { cursor, text }
}

fn receive(replica: Replica, inbox: &Inbox, entry: Arrived) {
    heard();
    // An entry this program does not know: nothing more is applied, and the queue stays.
    let Ok(body) = wire::read::<Body>(entry.text.as_bytes()) else { return outdated(replica) };
    let first = inbox.borrow().is_empty();
    inbox.borrow_mut().push((body, entry));
    if document().hidden() {
        // A page that is not seen has no frames; the tabs that follow it have.
        flush(replica, inbox);
    } else if first {
        let inbox = inbox.clone();
        request_animation_frame(move || flush(replica, &inbox));
    }
}

fn flush(replica: Replica, inbox: &Inbox) {
    let entries = inbox.take();
    if !entries.is_empty() {
        arrive(replica, entries);
    }
}

/// The stream is open. Another line of history is taken from its checkpoint; another program
/// is told to the person; otherwise the plan at hand now knows how far it goes.
fn begin(replica: Replica, text: &str) {
    let Ok(start) = wire::read::<Inicio>(text.as_bytes()) else { return reload(replica) };
    if replica.session.try_with_value(|session| session.persona != start.persona) == Some(true) {
        close();
        return set_link(replica, Link::OtherPerson);
    }
    let own = document().document_element().and_then(|html| html.get_attribute("data-build"));
    if own.is_some_and(|own| own != start.build) {
        replica.note_outdated();
    }
    let before = EPOCH.replace(Some(start.epoch));
    if before.is_some_and(|before| before != start.epoch) {
        return again(replica);
    }
    let outcome = replica.motor.try_update_value(|motor| motor.opened(start.version, &replica.context()));
    if outcome == Some(Arrival::Applied) {
        replica.show();
    }
    tabs::stand(replica);
    presence::tell_again(replica);
    pump(replica);
}

/// How long the open stream has said nothing, in milliseconds; the server says something every
/// quarter of a minute.
pub(super) fn silent_for() -> Option<f64> {
    HEARD.get().map(|heard| now() - heard)
}

fn heard() {
    HEARD.set(Some(now()));
}

fn now() -> f64 {
    window().performance().map_or(0.0, |clock| clock.now())
}

/// The server speaks of what this program does not know.
fn outdated(replica: Replica) {
    close();
    set_link(replica, Link::Outdated);
    replica.note_outdated();
    leading::retire(replica);
}

/// What is here is no part of the server's history: begin again, keeping the queue, and
/// offer again what was acknowledged.
pub(super) fn again(replica: Replica) {
    replica.motor.try_update_value(Motor::doubt);
    reload(replica);
}

/// An entry too long for the stream was announced: it is fetched, and the stream goes on after it.
async fn fetch_entry(replica: Replica, announced: Arrived) {
    let read = loading::fetch_text(replica, &format!("asiento/{}", announced.text)).await;
    match read.map(|text| (wire::read::<Body>(text.as_bytes()), text)) {
        Ok((Ok(body), text)) => {
            arrive(replica, vec![(body, Arrived { text, ..announced })]);
            follow(replica);
        }
        Ok((Err(_), _)) => outdated(replica),
        Err(Missing::Session) => set_link(replica, Link::NoSession),
        Err(Missing::Gone) => set_link(replica, Link::NotMember),
        Err(Missing::Server) => {
            set_link(replica, Link::Broken);
            set_timeout(move || follow(replica), PAUSE);
        }
    }
}

/// Entries of the log, kept, shown and passed on.
fn arrive(replica: Replica, entries: Vec<(Body, Arrived)>) {
    let (bodies, texts): (Vec<Body>, Vec<Arrived>) = entries.into_iter().unzip();
    if take(replica, &bodies, &texts) {
        let versions = bodies.iter().map(|body| body.version);
        spawn_local(keeping::keep_entries(replica, versions.zip(texts.iter().cloned()).collect()));
        tabs::tell(&tabs::Word::Entries(texts));
    }
}

/// Applies what came, from the server or from the tab that leads; whether it followed.
pub(super) fn take(replica: Replica, bodies: &[Body], texts: &[Arrived]) -> bool {
    let outcome = replica.motor.try_update_value(|motor| motor.arrive(bodies, &replica.context()));
    match outcome {
        None => return false,
        Some(Arrival::Gap) => {
            reload(replica);
            return false;
        }
        Some(Arrival::Landing) => {}
        Some(Arrival::Applied | Arrival::Known) => replica.show(),
    }
    if let Some(last) = texts.last() {
        CURSOR.replace(last.cursor.clone());
    }
    true
}

/// Something is missing: begin again from a checkpoint, keeping the queue.
fn reload(replica: Replica) {
    close();
    if leading::leads() {
        spawn_local(loading::fetch_plan(replica));
    }
}

/// Follows no longer.
pub(super) fn close() {
    HEARD.set(None);
    STREAM.with(|open| open.borrow_mut().take());
}

/// There is reason to think that the server answers again.
pub(super) fn retry(replica: Replica) {
    ask(replica, Duration::ZERO);
}

/// Asks who one is, unless somebody is asking already.
fn ask(replica: Replica, pause: Duration) {
    if leading::leads() && !ASKING.replace(true) {
        spawn_local(ask_who(replica, pause));
    }
}

/// Whether the draft on screen is still this person's. Where that cannot be told, it is tried.
async fn is_member(replica: Replica) -> bool {
    let Some(own) = replica.borrador() else { return true };
    borradores().await.map_or(true, |all| all.iter().any(|one| one.id == own))
}

/// The stream was closed for good: the session ended, or the server is gone. Where it is
/// neither, the stream is opened again after a pause.
async fn ask_who(replica: Replica, pause: Duration) {
    let answer = sesion_actual(None).await;
    ASKING.set(false);
    match answer {
        Ok(Some(now)) if replica.session.try_with_value(|own| own.persona == now.persona) == Some(true) => {
            if is_member(replica).await {
                set_timeout(move || follow(replica), pause);
            } else {
                set_link(replica, Link::NotMember);
            }
        }
        Ok(Some(_)) => set_link(replica, Link::OtherPerson),
        Ok(None) => set_link(replica, Link::NoSession),
        Err(_) => {
            set_timeout(move || ask(replica, pause), PAUSE);
        }
    }
}
