//! Work without a network: the service worker that opens the application, and the browser's
//! word that it will not make room by forgetting unsent work.

use js_sys::Reflect;
use leptos::prelude::*;
use leptos::task::spawn_local;
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::ServiceWorkerRegistration;

use super::super::replica::Replica;

const WORKER: &str = "/sw.js";

/// Asks for both; where the address does not allow it the person is told.
pub(super) fn prepare(replica: Replica) {
    let navigator = window().navigator();
    // A page that came over plain http from another machine has neither.
    let has_workers = Reflect::has(&navigator, &"serviceWorker".into()) == Ok(true);
    if !(window().is_secure_context() && has_workers) {
        replica.note(|browser| &mut browser.without_offline, true);
        return;
    }
    spawn_local(async move {
        // A browser set to run none works as one that has none.
        if JsFuture::from(navigator.service_worker().register(WORKER)).await.is_err() {
            replica.note(|browser| &mut browser.without_offline, true);
        }
        if let Ok(asked) = navigator.storage().persist() {
            // What it answers changes nothing here: the tray tells when there is no room.
            let _ = JsFuture::from(asked).await;
        }
    });
    let outdated = Memo::new(move |_| replica.browser.with(|browser| browser.outdated));
    Effect::new(move |_| {
        if outdated.get() {
            spawn_local(async { drop(look_for_newer().await) });
        }
    });
}

/// The server has another program: the worker fetches it now, so that it also opens offline.
async fn look_for_newer() -> Result<(), JsValue> {
    let workers = window().navigator().service_worker();
    let registration = JsFuture::from(workers.get_registration()).await?;
    if let Ok(registration) = registration.dyn_into::<ServiceWorkerRegistration>() {
        JsFuture::from(registration.update()?).await?;
    }
    Ok(())
}
