//! How the replica travels: one tab of each person leads, and it alone holds the stream and
//! sends; the others hear of everything from it. Browser only.
//!
//! What is here: the beginning, and the way to the server. `leading` knows who leads, `loading`
//! takes the plan, `stream` follows the log, `sending` empties the queue, `keeping` keeps what is
//! unsent and `room` looks whether it still can, `tabs` speaks to the others, `base` takes what a draft is compared with, `offline` lets the
//! application open without a network, `presence` tells who is where.

mod base;
mod keeping;
mod leading;
mod loading;
mod offline;
mod presence;
mod room;
mod sending;
mod stream;
mod tabs;

use std::cell::{Cell, RefCell};
use std::time::Duration;

use domain::CommandId;
use leptos::leptos_dom::helpers::set_interval_with_handle;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::replica::{Browser, Link, Replica};
use crate::api::plan::directorio;
use crate::whole::once_whole;

pub(super) use base::{fetch_base, in_force_at};
pub(super) use keeping::{
    baseline, drop_unwritten, keep, keep_baseline, keep_recientes, keep_refused, keep_unwritten, sign_out,
};
pub(super) use sending::pump;

/// Before trying the server again.
const PAUSE: Duration = Duration::from_secs(2);

thread_local! {
    /// The place of the log where the confirmed plan stands.
    static CURSOR: RefCell<String> = const { RefCell::new(String::new()) };
    /// The server speaks of what the program of this tab does not know: no other tab can deny it.
    static OUTDATED: Cell<bool> = const { Cell::new(false) };
}

/// Begins once the whole program is here: nothing of this is waited for by the first page.
pub(super) fn start(replica: Replica) {
    once_whole(move || spawn_local(begin(replica)));
}

/// The line of history that the confirmed plan is of: the first part of its place.
fn epoch() -> Option<u64> {
    CURSOR.with_borrow(|cursor| epoch_of(cursor))
}

fn epoch_of(cursor: &str) -> Option<u64> {
    cursor.split('.').next()?.parse().ok()
}

/// The plan was resumed from what this browser kept, which stands at `cursor`.
pub(super) fn resumed(cursor: String) {
    CURSOR.replace(cursor);
}

async fn begin(replica: Replica) {
    // First: what is answered in another tab while the queue is read must not be missed.
    tabs::join(replica);
    keeping::open(replica).await;
    leading::begin(replica);
    watch(replica);
    offline::prepare(replica);
    room::watch(replica);
    if let Ok(all) = directorio().await
        && replica.people.try_update(|people| people.miembros = all).is_some()
    {
        keeping::keep_person(replica).await;
    }
}

/// A connection may die without a word: a stream that says nothing for so long is opened anew.
fn watch(replica: Replica) {
    const SILENCE: f64 = 40_000.0;
    const LOOK: Duration = Duration::from_secs(10);
    let look = move || {
        if stream::silent_for().is_some_and(|silent| silent > SILENCE) {
            set_link(replica, Link::Broken);
            stream::follow(replica);
        }
    };
    // It looks for as long as the page lives.
    let _ = set_interval_with_handle(look, LOOK);
}

/// The person signed out: nothing of theirs stays on the other tabs.
pub(super) fn tell_gone() {
    tabs::tell_gone();
}

/// The person has read why a command was refused.
pub(super) fn read(replica: Replica, id: CommandId) {
    tabs::tell(&tabs::Word::Read(id));
    spawn_local(keeping::drop_refused(replica, id));
}

/// How the way to the server is, told to the other tabs when it changes. One that follows hears
/// it from the one that leads, whatever still comes of what it had asked itself.
fn set_link(replica: Replica, link: Link) {
    if !leading::follows() && replica.link.try_get_untracked() != Some(link) {
        replica.link.try_set(link);
        tabs::stand(replica);
    }
}

impl Replica {
    /// Notes something of this browser; nobody is told what was known already.
    fn note<T: PartialEq>(self, part: impl Fn(&mut Browser) -> &mut T, now: T) {
        self.browser.try_maybe_update(|browser| {
            let part = part(browser);
            let is_new = *part != now;
            *part = now;
            (is_new, ())
        });
    }

    /// The program of this tab is older than the server's.
    fn note_outdated(self) {
        OUTDATED.set(true);
        self.heed_outdated(true);
    }

    /// What the tab that leads says of its own program, beside what is known of this one.
    fn heed_outdated(self, told: bool) {
        self.note(|browser| &mut browser.outdated, told || OUTDATED.get());
    }
}
