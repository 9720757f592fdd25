//! Where this person is, told to the server; where others are, as it tells.

use std::cell::{Cell, RefCell};
use std::time::Duration;

use leptos::leptos_dom::helpers::{TimeoutHandle, set_timeout_with_handle};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::super::replica::{Link, Replica};
use super::tabs;
use crate::api::presencia::{Lugar, Presente, estoy};
use crate::whole::is_here;
use crate::wire;

/// Whoever walks through a sheet is told of where they stop.
const SETTLED: Duration = Duration::from_millis(300);

thread_local! {
    static HERE: Cell<Lugar> = const { Cell::new(Lugar { unidad: None, actividad: None, borrador: None }) };
    static TELLING: RefCell<Option<TimeoutHandle>> = const { RefCell::new(None) };
}

impl Replica {
    /// This person went somewhere else.
    pub(in super::super) fn go(self, lugar: Lugar) {
        HERE.set(lugar);
        tell_again(self);
    }
}

/// Tells where this tab is, if it is the one that is looked at, and the stream was begun.
pub(super) fn tell_again(replica: Replica) {
    if !is_here() || document().hidden() || replica.link.try_get_untracked() != Some(Link::Open) {
        return;
    }
    let tell = move || {
        spawn_local(async move {
            // Nothing is lost with it: the next step is told again.
            let _ = estoy(HERE.get()).await;
        });
    };
    if let Some(before) = TELLING.replace(set_timeout_with_handle(tell, SETTLED).ok()) {
        before.clear();
    }
}

/// As the stream tells it.
pub(super) fn receive(replica: Replica, text: &str) {
    if let Ok(others) = wire::read::<Vec<Presente>>(text.as_bytes()) {
        show(replica, others.clone());
        tabs::tell(&tabs::Word::Others(others));
    }
}

pub(super) fn show(replica: Replica, others: Vec<Presente>) {
    replica.people.try_update(|people| people.presentes = others);
}
