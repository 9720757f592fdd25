//! Who leads: the election, on the channel of the tabs and the clock of this one.

use std::cell::RefCell;
use std::time::Duration;

use domain::motor::Motor;
use gloo::events::EventListener;
use js_sys::Reflect;
use js_sys::WebAssembly::RuntimeError;
use leptos::leptos_dom::helpers::set_interval_with_handle;
use leptos::prelude::*;
use leptos::task::spawn_local;
use uuid::Uuid;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::Event;

use super::super::election::{Ballot, Claim, Election, Role};
use super::super::replica::{Link, Replica};
use super::{loading, set_link, stream, tabs};

/// How often it is made sure that somebody leads.
const BEAT: Duration = Duration::from_secs(2);
/// How long a tab that would lead waits for objections.
const COUNT: Duration = Duration::from_millis(200);

thread_local! {
    static ELECTION: RefCell<Election> = RefCell::new(Election::new(Uuid::now_v7()));
}

fn role() -> Role {
    ELECTION.with_borrow(Election::role)
}

pub(super) fn leads() -> bool {
    role() == Role::Leader
}

pub(super) fn follows() -> bool {
    role() == Role::Follower
}

/// From now on this tab leads, or knows who does.
pub(super) fn begin(replica: Replica) {
    // While the queue was read here, one that leads may have been heard.
    if role() == Role::Undecided {
        turn(replica, Election::stand);
    }
    // It goes on for as long as the page lives.
    let _ = set_interval_with_handle(move || turn(replica, Election::beat), BEAT);
    // Not `unload`: a page that is only put aside may come back.
    EventListener::new(&window(), "pagehide", move |_| turn(replica, Election::leave)).forget();
    for uncaught in ["error", "unhandledrejection"] {
        let listen = move |event: &Event| {
            if is_trap(event) {
                turn(replica, Election::leave);
            }
        };
        EventListener::new(&window(), uncaught, listen).forget();
    }
    // The device says that it has a network again: no pause is worth waiting out.
    EventListener::new(&window(), "online", move |_| stream::retry(replica)).forget();
    EventListener::new(&window(), "offline", move |_| set_link(replica, Link::Broken)).forget();
}

/// The program stopped in the middle of something: it may still answer, and never send.
fn is_trap(event: &Event) -> bool {
    let is_cause = |cause: JsValue| cause.is_instance_of::<RuntimeError>();
    ["error", "reason"].iter().any(|part| Reflect::get(event, &(*part).into()).is_ok_and(is_cause))
}

pub(super) fn hear(replica: Replica, ballot: Ballot) {
    turn(replica, |election| election.hear(ballot));
}

/// Another tab may lead better: this one knows less than the server says.
pub(super) fn retire(replica: Replica) {
    tabs::stand(replica);
    turn(replica, Election::retire);
}

/// One step of the election, and what it means for this tab.
fn turn(replica: Replica, step: impl FnOnce(&mut Election) -> Option<Ballot>) {
    let view = |election: &Election| (election.role(), election.leader());
    let (before, said, now) = ELECTION.with_borrow_mut(|election| {
        let before = view(election);
        let said = step(election);
        (before, said, view(election))
    });
    if let Some(ballot) = said {
        tabs::tell(&tabs::Word::Election(ballot));
        if matches!(ballot, Ballot::Candidate(_)) {
            set_timeout(move || turn(replica, Election::count), COUNT);
        }
    }
    changed(replica, before, now);
}

fn changed(replica: Replica, before: (Role, Claim), now: (Role, Claim)) {
    match (before.0, now.0) {
        (Role::Leader, Role::Leader) => {}
        (_, Role::Leader) => return lead(replica),
        (Role::Leader, _) => {
            stream::close();
            // What the stream was to complete is taken from the one that leads now.
            replica.motor.try_update_value(Motor::abandon);
        }
        _ => {}
    }
    if before.1 != now.1 {
        // Another leads: where does it stand?
        tabs::tell(&tabs::Word::Who);
    }
}

/// This tab now answers for all of them.
fn lead(replica: Replica) {
    replica.heed_outdated(false);
    if replica.motor.try_with_value(|motor| motor.version().is_some()) == Some(true) {
        stream::follow(replica);
    } else {
        spawn_local(loading::load(replica));
    }
}
