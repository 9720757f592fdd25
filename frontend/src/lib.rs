//! The browser's entry: the page that the server rendered comes to life here.
//!
//! What lives here: the start, and what must be set before it. What never will: views and state,
//! which are in `app`, and rules, which are in `domain`.

use leptos::prelude::document;
use wasm_bindgen::prelude::wasm_bindgen;

/// Runs as soon as the module is loaded.
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
    leptos::mount::hydrate_body(app::App);
    mark_alive();
}

/// `<html data-alive>` says that gestures answer from now on; before, only links and forms do.
fn mark_alive() {
    if let Some(html) = document().document_element() {
        // Nothing depends on it but those who wait for it.
        let _ = html.set_attribute("data-alive", "");
    }
}
