//! Taking the plan: from what this browser kept, else a checkpoint of the server's.

use domain::motor::Motor;
use domain::{Id, Plan};
use js_sys::Uint8Array;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::Response;

use super::super::replica::{Link, Replica};
use super::super::vault::{Before, KeptPlan, unpack};
use super::{CURSOR, PAUSE, epoch, epoch_of, keeping, leading, set_link, stream};

/// So many entries kept beside a checkpoint, and the next one is worth its bytes.
const WORTH_RENEWING: usize = 1_000;

/// Why nothing was fetched.
pub(super) enum Missing {
    Session,
    /// It is not there for this person: a draft of which they are no member.
    Gone,
    Server,
}

impl From<JsValue> for Missing {
    fn from(_: JsValue) -> Self {
        Self::Server
    }
}

/// A checkpoint as the server sent it.
struct Fetched {
    plan: Plan,
    cursor: String,
    rows: Uint8Array,
}

/// Takes the plan as it was kept, or a checkpoint; the stream from its place completes it.
pub(super) async fn load(replica: Replica) {
    let Some(kept) = keeping::plan(replica).await else { return fetch_plan(replica).await };
    if !leading::leads() {
        return;
    }
    CURSOR.replace(kept.cursor);
    if replica.motor.try_update_value(|motor| motor.land(kept.plan)).is_some() {
        stream::follow(replica);
        if kept.entries >= WORTH_RENEWING {
            renew(replica).await;
        }
    }
}

/// Takes a checkpoint whatever was kept, unless another tab leads by the time it is here.
pub(super) async fn fetch_plan(replica: Replica) {
    match checkpoint(replica, 0).await {
        _ if !leading::leads() => {}
        Ok(fetched) => {
            keep(replica, &fetched, Before::Unrelated).await;
            CURSOR.replace(fetched.cursor);
            if replica.motor.try_update_value(|motor| motor.land(fetched.plan)).is_some() {
                stream::follow(replica);
            }
        }
        Err(Missing::Session) => set_link(replica, Link::NoSession),
        Err(Missing::Gone) => set_link(replica, Link::NotMember),
        Err(Missing::Server) => {
            set_link(replica, Link::Broken);
            set_timeout(move || spawn_local(fetch_plan(replica)), PAUSE);
        }
    }
}

/// Keeps a newer checkpoint in place of an old one with many entries.
async fn renew(replica: Replica) {
    if let Ok(fetched) = checkpoint(replica, 0).await {
        keep(replica, &fetched, Before::Contained).await;
    }
}

async fn keep(replica: Replica, fetched: &Fetched, before: Before) {
    keeping::keep_plan(replica, &fetched.cursor, fetched.plan.version(), &fetched.rows, before).await;
}

/// Of a tab that follows: the plan at the place of the one that leads or after it, of the same
/// history, as that one kept it.
pub(super) async fn follow_leader(replica: Replica, version: u64, history: Option<u64>) {
    let reaches = |kept: &KeptPlan| kept.plan.version() >= version && epoch_of(&kept.cursor) == history;
    let kept = keeping::plan(replica).await.filter(reaches);
    let plan = match kept {
        Some(kept) => Some((kept.plan, kept.cursor)),
        None => checkpoint(replica, version).await.ok().map(|fetched| (fetched.plan, fetched.cursor)),
    };
    let Some((plan, cursor)) = plan else { return };
    let known = replica.motor.try_with_value(Motor::version).flatten();
    let elsewhere = epoch() != epoch_of(&cursor);
    if elsewhere || known.is_none_or(|known| known < plan.version()) {
        CURSOR.replace(cursor);
        replica.motor.try_update_value(|motor| motor.resume(plan, &replica.context()));
        replica.show();
        // What was answered meanwhile was of a history that this tab was not on yet.
        keeping::tell_again(replica);
    }
}

/// The plan some entries ago at most but at `reaching` at least, and the place of the log
/// where that was.
async fn checkpoint(replica: Replica, reaching: u64) -> Result<Fetched, Missing> {
    let response = fetch(replica, &format!("checkpoint?reaching={reaching}")).await?;
    let cursor = response.headers().get("x-cursor")?.unwrap_or_default();
    let rows = Uint8Array::new(&JsFuture::from(response.array_buffer()?).await?);
    let plan = unpack(&rows).ok_or(Missing::Server)?;
    Ok(Fetched { plan, cursor, rows })
}

/// The plan in force as it stood at a version, and the same as it was received.
pub(super) async fn in_force_at(replica: Replica, version: u64) -> Result<(Plan, Uint8Array), Missing> {
    let vigente = replica.session.try_with_value(|session| session.vigente).ok_or(Missing::Server)?;
    let response = fetch_of(vigente, &format!("version/{version}")).await?;
    let rows = Uint8Array::new(&JsFuture::from(response.array_buffer()?).await?);
    Ok((unpack(&rows).ok_or(Missing::Server)?, rows))
}

pub(super) async fn fetch_text(replica: Replica, what: &str) -> Result<String, Missing> {
    let response = fetch(replica, what).await?;
    Ok(JsFuture::from(response.text()?).await?.as_string().unwrap_or_default())
}

async fn fetch(replica: Replica, what: &str) -> Result<Response, Missing> {
    let plan = replica.session.try_with_value(|session| session.plan).ok_or(Missing::Server)?;
    fetch_of(plan, what).await
}

async fn fetch_of(plan: Id<Plan>, what: &str) -> Result<Response, Missing> {
    let response: Response =
        JsFuture::from(window().fetch_with_str(&format!("/api/plan/{plan}/{what}"))).await?.dyn_into()?;
    match response.status() {
        200 => Ok(response),
        401 => Err(Missing::Session),
        404 => Err(Missing::Gone),
        _ => Err(Missing::Server),
    }
}
