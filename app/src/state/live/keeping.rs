//! What the vault keeps follows what the motor holds: each unsent command from the moment it
//! is taken until it is answered.

use std::cell::{Cell, RefCell};
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};

use domain::motor::{Motor, Pending};
use domain::{CommandId, Envelope, Plan};
use js_sys::Uint8Array;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::super::baseline::Baseline;
use super::super::replica::{Keeping, Rechazo, Replica};
use super::super::start::device_day;
use super::super::unwritten::Unwritten;
use super::super::vault::{Arrived, Before, Fault, Kept, KeptPlan, Owner, Queued, Vault};
use super::tabs;
use crate::api::inicio::Reciente;

/// What is kept, and where in the queue.
#[derive(Default)]
struct Places {
    places: BTreeMap<CommandId, u32>,
    next: u32,
}

thread_local! {
    static VAULT: RefCell<Option<Vault>> = const { RefCell::new(None) };
    /// What was left here has been taken up, as far as there is a vault.
    static OPEN: Cell<bool> = const { Cell::new(false) };
    /// The queue is about to be followed.
    static KEEPING: Cell<bool> = const { Cell::new(false) };
    /// The person signed out: nothing of the plan is kept any more.
    static AWAY: Cell<bool> = const { Cell::new(false) };
    /// What was answered in another tab while the queue was being read here.
    static ANSWERED: RefCell<BTreeSet<CommandId>> = const { RefCell::new(BTreeSet::new()) };
    static KEPT: RefCell<Places> = RefCell::default();
}

impl From<Fault> for Keeping {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Full => Self::Full,
            Fault::Unavailable => Self::Unavailable,
        }
    }
}

/// Opens the vault, and takes up what was left unsent and unread.
pub(super) async fn open(replica: Replica) {
    match Vault::open().await {
        Ok(vault) => take_up(replica, vault).await,
        Err(fault) => told(replica, Err(fault)),
    }
    OPEN.set(true);
    replica.note(|browser| &mut browser.opened, true);
    keep(replica);
}

async fn take_up(replica: Replica, vault: Vault) {
    let Some(owner) = owner(replica) else { return };
    let (mut queued, unreadable) = match vault.queued(owner).await {
        Ok(read) => read,
        // What cannot be read now stays where it is; nobody is told that there is nothing.
        Err(fault) => return told(replica, Err(fault)),
    };
    ANSWERED.with_borrow(|answered| queued.retain(|one| !answered.contains(&one.envelope.id)));
    replica.note(|browser| &mut browser.unreadable, unreadable);
    KEPT.with_borrow_mut(|kept| {
        for one in &queued {
            kept.places.insert(one.envelope.id, one.place);
            kept.next = kept.next.max(one.place + 1);
        }
    });
    let refused = vault.refused(owner).await.unwrap_or_default();
    let recent = vault.recent(owner).await.unwrap_or_default();
    let unwritten = vault.unwritten(owner).await.unwrap_or_default();
    let others = vault.unsent_besides(owner).await.unwrap_or_default();
    VAULT.replace(Some(vault));
    adopt(replica, queued.into_iter().map(|one| one.envelope).collect());
    for one in refused {
        replica.refused(one);
    }
    replica.note(|browser| &mut browser.others, others);
    adopt_unwritten(replica, unwritten);
    if replica.recientes.try_with_untracked(Vec::is_empty) == Some(true) {
        replica.recientes.try_set(recent);
    }
}

/// Takes up the texts that were kept; what was typed here meanwhile is newer, and kept as well.
fn adopt_unwritten(replica: Replica, kept: Vec<Unwritten>) {
    let Some(here) = replica.unwritten.try_get_untracked() else { return };
    replica.take_unwritten(kept.into_iter().filter(|one| !here.contains_key(&one.place)).collect());
    if !here.is_empty() {
        put_unwritten(replica, here.into_values().collect());
    }
}

/// Takes commands that were kept, or taken in another tab.
fn adopt(replica: Replica, envelopes: Vec<Envelope>) {
    replica.motor.try_update_value(|motor| motor.adopt(envelopes, &replica.context()));
    replica.show();
}

/// A command was answered in another tab.
pub(super) fn note_answer(id: CommandId) {
    if !OPEN.get() {
        ANSWERED.with_borrow_mut(|answered| answered.extend([id]));
    }
}

/// Tells the other tabs of everything that is unsent here.
pub(super) fn tell_again(replica: Replica) {
    let unsent = replica.motor.try_with_value(|motor| {
        KEPT.with_borrow(|kept| {
            let placed = |one: &Pending| Some((*kept.places.get(&one.envelope.id)?, (*one.envelope).clone()));
            let queued = |(place, envelope)| Queued { place, envelope };
            motor.pending().iter().filter(|one| one.is_unsent()).filter_map(placed).map(queued).collect::<Vec<_>>()
        })
    });
    for one in unsent.unwrap_or_default() {
        tabs::tell(&tabs::Word::Taken(one));
    }
}

/// A command was taken in another tab, which keeps it.
pub(super) fn adopt_queued(replica: Replica, queued: Queued) {
    KEPT.with_borrow_mut(|kept| {
        kept.places.insert(queued.envelope.id, queued.place);
        kept.next = kept.next.max(queued.place + 1);
    });
    adopt(replica, vec![queued.envelope]);
}

/// Keeps what is new in the queue and lets go of what was answered: once what is being done now
/// has been done, and all that came of it together.
pub(in super::super) fn keep(replica: Replica) {
    if OPEN.get() && !KEEPING.replace(true) {
        spawn_local(async move {
            KEEPING.set(false);
            follow(replica);
        });
    }
}

fn follow(replica: Replica) {
    let changed = replica.motor.try_with_value(|motor| KEPT.with_borrow_mut(|kept| kept.follow(motor)));
    let Some((new, answered)) = changed else { return };
    for one in &new {
        tabs::tell(&tabs::Word::Taken(one.clone()));
    }
    let Some((vault, owner)) = at_hand(replica).filter(|_| !new.is_empty() || !answered.is_empty()) else { return };
    spawn_local(async move {
        let put = if new.is_empty() { Ok(()) } else { vault.put_queued(owner, &new).await };
        if put.is_err() {
            let failed = |id: &CommandId| new.iter().any(|one| one.envelope.id == *id);
            KEPT.with_borrow_mut(|kept| kept.places.retain(|id, _| !failed(id)));
        }
        told(replica, put);
        if !answered.is_empty() {
            // What stays is sent again, and answered as before.
            let _ = vault.drop_queued(owner, &answered).await;
        }
    });
}

impl Places {
    fn follow(&mut self, motor: &Motor) -> (Vec<Queued>, Vec<(u32, CommandId)>) {
        let unsent: Vec<&Pending> = motor.pending().iter().filter(|pending| pending.is_unsent()).collect();
        let ids: BTreeSet<CommandId> = unsent.iter().map(|pending| pending.envelope.id).collect();
        let answered = self.places.iter().filter(|(id, _)| !ids.contains(id));
        let answered: Vec<_> = answered.map(|(id, place)| (*place, *id)).collect();
        for (_, id) in &answered {
            self.places.remove(id);
        }
        let mut new = Vec::new();
        for pending in unsent {
            if let Entry::Vacant(vacant) = self.places.entry(pending.envelope.id) {
                vacant.insert(self.next);
                new.push(Queued { place: self.next, envelope: (*pending.envelope).clone() });
                self.next += 1;
            }
        }
        (new, answered)
    }
}

/// Whether the last thing could be kept.
fn told(replica: Replica, outcome: Result<(), Fault>) {
    let now = outcome.map_or_else(Keeping::from, |()| Keeping::Kept);
    replica.note(|browser| &mut browser.keeping, now);
}

fn owner(replica: Replica) -> Option<Owner> {
    replica.session.try_with_value(|session| Owner { persona: session.persona, plan: session.plan })
}

fn at_hand(replica: Replica) -> Option<(Vault, Owner)> {
    Some((VAULT.with_borrow(Clone::clone)?, owner(replica)?))
}

/// The plan as it was kept, if it was.
pub(super) async fn plan(replica: Replica) -> Option<KeptPlan> {
    let (vault, owner) = at_hand(replica)?;
    vault.plan(owner).await.ok().flatten()
}

pub(super) async fn keep_plan(replica: Replica, cursor: &str, version: u64, rows: &Uint8Array, before: Before) {
    if let Some((vault, owner)) = at_hand(replica).filter(|_| !AWAY.get()) {
        told(replica, vault.put_plan(owner, cursor, version, rows, before).await);
    }
}

pub(super) async fn keep_entries(replica: Replica, entries: Vec<(u64, Arrived)>) {
    if let Some((vault, owner)) = at_hand(replica).filter(|_| !AWAY.get()) {
        told(replica, vault.put_entries(owner, &entries).await);
    }
}

pub(in super::super) fn keep_recientes(replica: Replica, told: Vec<Reciente>) {
    spawn_local(async move {
        if let Some((vault, owner)) = at_hand(replica).filter(|_| !AWAY.get()) {
            // It is told again the next time.
            let _ = vault.put_recent(owner, &told).await;
        }
    });
}

pub(in super::super) async fn keep_baseline(replica: Replica, base: &Baseline) {
    if let Some((vault, owner)) = at_hand(replica).filter(|_| !AWAY.get()) {
        // It is fetched again the next time.
        let _ = vault.put_baseline(owner, base).await;
    }
}

pub(in super::super) async fn baseline(replica: Replica) -> Option<Baseline> {
    let (vault, owner) = at_hand(replica)?;
    vault.baseline(owner).await.ok().flatten()
}

pub(super) async fn keep_origin(replica: Replica, rows: &Uint8Array) {
    if let Some((vault, owner)) = at_hand(replica).filter(|_| !AWAY.get()) {
        // It is fetched again the next time.
        let _ = vault.put_origin(owner, rows).await;
    }
}

pub(super) async fn origin(replica: Replica) -> Option<Plan> {
    let (vault, owner) = at_hand(replica)?;
    vault.origin(owner).await.ok().flatten()
}

pub(in super::super) fn keep_refused(replica: Replica, refused: Rechazo) {
    spawn_local(async move {
        if let Some((vault, owner)) = at_hand(replica) {
            told(replica, vault.put_refused(owner, &refused).await);
        }
    });
}

/// Texts that no rule takes, kept and told to the other tabs.
pub(in super::super) fn keep_unwritten(replica: Replica, some: Vec<Unwritten>) {
    tabs::tell(&tabs::Word::Unwritten(some.clone()));
    put_unwritten(replica, some);
}

fn put_unwritten(replica: Replica, all: Vec<Unwritten>) {
    spawn_local(async move {
        if let Some((vault, owner)) = at_hand(replica) {
            told(replica, vault.put_unwritten(owner, &all).await);
        }
    });
}

pub(in super::super) fn drop_unwritten(replica: Replica, places: Vec<String>) {
    tabs::tell(&tabs::Word::Mended(places.clone()));
    spawn_local(async move {
        if let Some((vault, owner)) = at_hand(replica) {
            told(replica, vault.drop_unwritten(owner, &places).await);
        }
    });
}

pub(super) async fn drop_refused(replica: Replica, id: CommandId) {
    if let Some((vault, owner)) = at_hand(replica) {
        told(replica, vault.drop_refused(owner, id).await);
    }
}

/// Keeps who works here, so that they can go on without a network.
pub(super) async fn keep_person(replica: Replica) {
    let Some((vault, _)) = at_hand(replica) else { return };
    let Some(sesion) = replica.session.try_get_value() else { return };
    let miembros = replica.people.with_untracked(|people| people.miembros.clone());
    let kept = Kept { sesion, miembros, device_day: device_day() };
    told(replica, vault.put_person(&kept).await);
}

/// From now on nothing of the plan is kept, whatever still arrives.
pub(super) fn put_away() {
    AWAY.set(true);
}

/// The person signs out: their plan leaves this browser, what they left unsent does not.
pub(in super::super) async fn sign_out(replica: Replica) {
    put_away();
    if let Some((vault, owner)) = at_hand(replica) {
        // Signing out does not wait for a browser that cannot forget.
        let _ = vault.drop_last().await;
        let _ = vault.drop_plans(owner.persona).await;
    }
}
