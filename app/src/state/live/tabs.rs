//! The tabs of one person on one plan, and what they tell each other.

use std::cell::RefCell;

use domain::CommandId;
use domain::entry::Body;
use domain::motor::Motor;
use gloo::events::EventListener;
use leptos::prelude::*;
use leptos::task::spawn_local;
use serde::{Deserialize, Serialize};
use wasm_bindgen::JsCast;
use web_sys::{BroadcastChannel, MessageEvent};

use super::super::election::Ballot;
use super::super::replica::{Link, Rechazo, Replica};
use super::super::unwritten::Unwritten;
use super::super::vault::{Arrived, Queued};
use super::{epoch, epoch_of, keeping, leading, loading, presence, pump, sending, stream};
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
        /// The line of history that version is of: in another one it says nothing.
        epoch: Option<u64>,
    },
    Refused(Rechazo),
    /// Why it was refused has been read.
    Read(CommandId),
    Election(Ballot),
    /// What was typed there is in no plan.
    Unwritten(Vec<Unwritten>),
    /// Those places have nothing of the kind any more.
    Mended(Vec<String>),
    /// Where does the one that leads stand?
    Who,
    Standing {
        link: Link,
        version: Option<u64>,
        /// The line of history that version is of.
        epoch: Option<u64>,
        outdated: bool,
        unsent: usize,
    },
    /// Who else has the plan open.
    Others(Vec<Presente>),
    /// The person signed out.
    Gone,
}

thread_local! {
    /// Of a person, whatever plan each of their tabs has.
    static PERSON: RefCell<Option<BroadcastChannel>> = const { RefCell::new(None) };
    static CHANNEL: RefCell<Option<BroadcastChannel>> = const { RefCell::new(None) };
}

fn name(replica: Replica) -> Option<String> {
    replica.session.try_with_value(|it| format!("poi/{}/{}", it.persona, it.plan))
}

/// Joins the tabs: from now on this one hears the others.
pub(super) fn join(replica: Replica) {
    let Some(name) = name(replica) else { return };
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
    join_person(replica);
}

/// The windows of a draft and of the plan in force close together when the person signs out.
fn join_person(replica: Replica) {
    let Some(persona) = replica.session.try_with_value(|it| it.persona) else { return };
    if let Ok(channel) = BroadcastChannel::new(&format!("poi/{persona}")) {
        EventListener::new(&channel, "message", move |_| hear(replica, Word::Gone)).forget();
        PERSON.replace(Some(channel));
    }
}

/// The person signed out: nothing of theirs stays on any of their tabs.
pub(super) fn tell_gone() {
    PERSON.with_borrow(|channel| {
        if let Some(channel) = channel {
            // A tab that cannot be told finds out from the server.
            let _ = channel.post_message(&"gone".into());
        }
    });
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
    if leading::leads() {
        let version = replica.motor.try_with_value(Motor::version).flatten();
        let link = replica.link.try_get_untracked().unwrap_or_default();
        let unsent = replica.motor.try_with_value(Motor::unsent).unwrap_or_default();
        tell(&Word::Standing { link, version, epoch: epoch(), outdated: super::OUTDATED.get(), unsent });
    }
}

fn hear(replica: Replica, word: Word) {
    let leads = leading::leads();
    match word {
        Word::Taken(queued) => hear_taken(replica, queued),
        Word::Answered { id, version, epoch: of } if of == epoch() || epoch().is_none() => {
            keeping::note_answer(id);
            sending::take_answers(replica, &[(id, version)]);
        }
        Word::Refused(refused) => {
            keeping::note_answer(refused.id);
            sending::take_refusals(replica, vec![refused]);
        }
        Word::Election(ballot) => leading::hear(replica, ballot),
        Word::Read(id) => replica.drop_refused(id),
        Word::Unwritten(some) => replica.take_unwritten(some),
        Word::Mended(places) => replica.forget_unwritten(&places),
        Word::Who => {
            stand(replica);
            // A tab that was opened has a session: perhaps the one this tab has lost.
            if leads && replica.link.try_get_untracked() != Some(Link::Open) {
                stream::retry(replica);
            }
        }
        Word::Entries(entries) if !leads => hear_entries(replica, &entries),
        Word::Standing { link, version, epoch, outdated, unsent } if !leads => {
            replica.link.try_set(link);
            presence::tell_again(replica);
            replica.heed_outdated(outdated);
            catch_up(replica, version, epoch);
            // What was taken here while nobody led may have been told to nobody.
            if replica.motor.try_with_value(Motor::unsent).unwrap_or_default() > unsent {
                keeping::tell_again(replica);
            }
        }
        Word::Others(others) => presence::show(replica, others),
        Word::Gone => {
            keeping::put_away();
            stream::close();
            // Nothing of the person who left stays on the screen.
            let _ = window().location().assign("/entrar");
        }
        Word::Answered { .. } | Word::Entries(_) | Word::Standing { .. } => {}
    }
}

/// A command was taken in another tab. What the tab that leads knows the answer of is answered
/// once more; another tab may know of a history that is no more.
fn hear_taken(replica: Replica, queued: Queued) {
    let id = queued.envelope.id;
    let acknowledged = replica.motor.try_with_value(|motor| motor.acknowledged_at(id)).flatten();
    if let Some(version) = acknowledged.filter(|_| leading::leads()) {
        tell(&Word::Answered { id, version: Some(version), epoch: epoch() });
    } else {
        keeping::adopt_queued(replica, queued);
        pump(replica);
    }
}

/// The one that leads is at `version` of a history: a tab that is behind, on another one, or
/// has no plan yet, takes that.
fn catch_up(replica: Replica, version: Option<u64>, history: Option<u64>) {
    let own = replica.motor.try_with_value(Motor::version).flatten();
    let Some(version) = version else { return };
    let elsewhere = own.is_some() && history.is_some() && epoch() != history;
    if elsewhere {
        // What is now in doubt is told to the one that leads, which knows its answer or asks for it.
        replica.motor.try_update_value(Motor::doubt);
        replica.show();
    }
    if elsewhere || own.is_none_or(|own| own < version) {
        spawn_local(loading::follow_leader(replica, version, history));
    }
}

fn hear_entries(replica: Replica, entries: &[Arrived]) {
    let of_this_history = |entry: &Arrived| epoch().is_none() || epoch_of(&entry.cursor) == epoch();
    if !entries.iter().all(of_this_history) {
        return tell(&Word::Who);
    }
    let bodies: Result<Vec<Body>, _> = entries.iter().map(|entry| wire::read(entry.text.as_bytes())).collect();
    match bodies {
        Ok(bodies) if !stream::take(replica, &bodies, entries) => tell(&Word::Who),
        Ok(_) => {}
        Err(_) => replica.note_outdated(),
    }
}
