//! How much room the browser still gives this site: looked at before a write fails for want of it.

use std::time::Duration;

use js_sys::Reflect;
use leptos::leptos_dom::helpers::set_interval_with_handle;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::JsValue;
use wasm_bindgen_futures::JsFuture;

use super::super::replica::{Replica, Room};

/// With less than this, in bytes, the person is told: a few checkpoints of a large plan, of which
/// two are kept while one takes the place of the other.
const FLOOR: f64 = 50e6;
const LOOK: Duration = Duration::from_mins(5);

pub(super) fn watch(replica: Replica) {
    let look = move || spawn_local(look(replica));
    look();
    // It looks for as long as the page lives.
    let _ = set_interval_with_handle(look, LOOK);
}

async fn look(replica: Replica) {
    // Where the browser does not say, as over plain http, the first write that fails does.
    if let Ok(free) = free().await {
        replica.note(|browser| &mut browser.room, if free < FLOOR { Room::Scarce } else { Room::Enough });
    }
}

async fn free() -> Result<f64, JsValue> {
    let estimate = JsFuture::from(window().navigator().storage().estimate()?).await?;
    let bytes = |name: &str| Reflect::get(&estimate, &name.into())?.as_f64().ok_or(JsValue::UNDEFINED);
    Ok(bytes("quota")? - bytes("usage")?)
}
