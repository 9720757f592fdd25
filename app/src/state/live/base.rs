//! Taking what a draft is compared with: from the server, or as this browser kept it.

use domain::Plan;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::super::replica::Replica;
use super::{PAUSE, keeping, loading};

/// The plan in force at a version; none where it cannot be had now.
pub(in super::super) async fn in_force_at(replica: Replica, version: u64) -> Option<Plan> {
    loading::in_force_at(replica, version).await.ok().map(|(plan, _)| plan)
}

/// The plan in force at a version, unless it is here already.
pub(in super::super) async fn fetch_base(replica: Replica, version: u64) {
    let is_here = replica.base.try_with_untracked(|base| base.as_ref().is_some_and(|base| base.version() == version));
    // The page is gone, or it was fetched before.
    if is_here != Some(false) {
        return;
    }
    if let Some(kept) = keeping::origin(replica).await.filter(|kept| kept.version() == version) {
        return put(replica, kept);
    }
    match loading::in_force_at(replica, version).await {
        Ok((plan, rows)) if is_wanted(replica, version) => {
            keeping::keep_origin(replica, &rows).await;
            put(replica, plan);
        }
        Err(_) if is_wanted(replica, version) => {
            set_timeout(move || spawn_local(fetch_base(replica, version)), PAUSE);
        }
        _ => {}
    }
}

/// Whether the draft is still compared with it: another member may have brought it up to date.
fn is_wanted(replica: Replica, version: u64) -> bool {
    let now = |plan: &Option<Plan>| Some(plan.as_ref()?.rama()?.base == version);
    replica.tip.try_with_untracked(now).flatten().unwrap_or_default()
}

fn put(replica: Replica, base: Plan) {
    if is_wanted(replica, base.version()) {
        replica.base.try_set(Some(base));
    }
}
