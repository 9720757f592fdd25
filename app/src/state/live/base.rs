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
        replica.base.try_set(Some(kept));
        return;
    }
    match loading::in_force_at(replica, version).await {
        Ok((plan, rows)) => {
            keeping::keep_origin(replica, &rows).await;
            replica.base.try_set(Some(plan));
        }
        Err(_) => set_timeout(move || spawn_local(fetch_base(replica, version)), PAUSE),
    }
}
