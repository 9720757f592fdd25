//! What a draft is compared with: the plan in force as it stood when the draft was opened, or last
//! brought up to date. In a browser, which keeps it for work without a network.

use domain::Plan;
use leptos::prelude::*;

#[cfg(feature = "hydrate")]
use super::replica::Replica;
use super::replica::use_replica;

/// The plan that the draft on screen is compared with; none outside a draft, and until it has come.
#[must_use]
pub fn use_base() -> Signal<Option<Plan>> {
    use_replica().base()
}

/// Fetches it whenever the draft is compared with another version.
#[cfg(feature = "hydrate")]
pub(super) fn follow(replica: Replica) {
    let version = Memo::new(move |_| replica.tip.with(|plan| Some(plan.as_ref()?.rama()?.base)));
    Effect::new(move |_| {
        if let Some(version) = version.get() {
            leptos::task::spawn_local(super::live::fetch_base(replica, version));
        }
    });
}
