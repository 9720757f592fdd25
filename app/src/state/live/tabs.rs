//! The tabs of one person on one plan: which of them leads, and what they tell each other.

use std::cell::RefCell;

use domain::CommandId;
use domain::entry::Body;
use domain::motor::Motor;
use gloo::events::EventListener;
use js_sys::{Function, Promise, Reflect};
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};
use wasm_bindgen::prelude::Closure;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{BroadcastChannel, MessageEvent};

use super::super::replica::{Link, Rechazo, Replica};
use super::super::vault::{Arrived, Queued};
use super::{ROLE, Role, keeping, lead, loading, presence, pump, sending, stream};
use crate::api::presencia::Presente;
use crate::wire;

/// What one tab tells the others.
#[derive(Serialize, Deserialize)]
pub(super) enum Word {
    /// A command was taken here; whoever leads sends it.
    Taken(Queued),
    /// As the stream brought them.
    Entries(Vec<Arrived>),
    Answered {
        id: CommandId,
        version: Option<u64>,
    },
    Refused(Rechazo),
    /// Why it was refused has been read.
    Read(CommandId),
    /// A tab was opened: where does the one that leads stand?
    Who,
    Standing {
        link: Link,
        version: Option<u64>,
        outdated: bool,
    },
    /// The plan was taken anew, from another history.
    Again,
    /// Who else has the plan open.
    Others(Vec<Presente>),
}

thread_local! {
    static CHANNEL: RefCell<Option<BroadcastChannel>> = const { RefCell::new(None) };
}

/// Joins the tabs, and stands for leading them.
pub(super) fn open(replica: Replica) {
    let Some(name) = replica.session.try_with_value(|it| format!("poi/{}/{}", it.persona, it.plan)) else { return };
    if let Ok(channel) = BroadcastChannel::new(&name) {
        EventListener::new(&channel, "message", move |event| {
            let text = event.dyn_ref::<MessageEvent>().and_then(|message| message.data().as_string());
            if let Some(word) = text.and_then(|text| wire::read(text.as_bytes()).ok()) {
                hear(replica, word);
            }
        })
        .forget();
        CHANNEL.replace(Some(channel));
    }
    elect(replica, &name);
}

pub(super) fn tell(word: &Word) {
    CHANNEL.with_borrow(|channel| {
        let text = serde_json::to_string(word).unwrap_or_default();
        if let Some(channel) = channel {
            // A tab that cannot be told finds out from the server.
            let _ = channel.post_message(&text.into());
        }
    });
}

/// Tells where this tab stands, if it leads.
pub(super) fn stand(replica: Replica) {
    if ROLE.get() == Role::Leader {
        let version = replica.motor.try_with_value(Motor::version).flatten();
        let link = replica.link.try_get_untracked().unwrap_or_default();
        tell(&Word::Standing { link, version, outdated: replica.is_outdated() });
    }
}

/// Whoever holds the lock leads, until its tab is gone. Without locks (plain http on another
/// address) every tab leads itself: the server answers each command once all the same.
fn elect(replica: Replica, name: &str) {
    let locks = Reflect::get(&window().navigator(), &"locks".into()).ok().filter(JsValue::is_object);
    let Some(locks) = locks else { return lead(replica) };
    let chosen = Closure::once_into_js(move |_lock: JsValue| {
        lead(replica);
        stand(replica);
        // Held for as long as the tab lives.
        Promise::new(&mut |_, _| {})
    });
    let request = Reflect::get(&locks, &"request".into()).and_then(JsCast::dyn_into::<Function>);
    let asked = request.and_then(|request| request.call2(&locks, &name.into(), &chosen));
    match asked {
        Ok(_) => {
            ROLE.set(Role::Follower);
            tell(&Word::Who);
        }
        Err(_) => lead(replica),
    }
}

fn hear(replica: Replica, word: Word) {
    let leads = ROLE.get() == Role::Leader;
    match word {
        Word::Taken(queued) => {
            keeping::adopt_queued(replica, queued);
            pump(replica);
        }
        Word::Answered { id, version } => sending::take_answer(replica, id, version),
        Word::Refused(refused) => sending::take_refusal(replica, refused),
        Word::Read(id) => replica.drop_refused(id),
        Word::Who => {
            stand(replica);
            // A tab that was opened has a session: perhaps the one this tab has lost.
            if leads && replica.link.try_get_untracked() != Some(Link::Open) {
                stream::retry(replica);
            }
        }
        Word::Entries(entries) if !leads => hear_entries(replica, &entries),
        Word::Standing { link, version, outdated } if !leads => {
            replica.link.try_set(link);
            presence::tell_again(replica);
            replica.note(|browser| &mut browser.outdated, outdated);
            catch_up(replica, version);
        }
        Word::Again if !leads => {
            replica.motor.try_update_value(Motor::doubt);
            tell(&Word::Who);
        }
        Word::Others(others) => presence::show(replica, others),
        Word::Entries(_) | Word::Standing { .. } | Word::Again => {}
    }
}

/// The one that leads is at `version`: a tab that is behind, or has no plan yet, takes it.
fn catch_up(replica: Replica, version: Option<u64>) {
    let own = replica.motor.try_with_value(Motor::version).flatten();
    if let Some(version) = version
        && own.is_none_or(|own| own < version)
    {
        spawn_local(loading::follow_leader(replica, version));
    }
}

fn hear_entries(replica: Replica, entries: &[Arrived]) {
    let bodies: Result<Vec<Body>, _> = entries.iter().map(|entry| wire::read(entry.text.as_bytes())).collect();
    match bodies {
        Ok(bodies) if !stream::take(replica, &bodies, entries) => tell(&Word::Who),
        Ok(_) => {}
        Err(_) => replica.note(|browser| &mut browser.outdated, true),
    }
}
