//! The browser's entry: the page that the server rendered comes to life here, or, where the
//! server could not be reached, the page without data that this browser keeps.
//!
//! What lives here: the start, what must be set before it, and what a check may ask of the program
//! as it runs. What never will: views and state, which are in `app`, and rules, which are in `domain`.

use domain::story::Story;
use leptos::prelude::{document, provide_context};
use wasm_bindgen::prelude::wasm_bindgen;

/// Runs as soon as the module is loaded.
#[wasm_bindgen(start)]
pub fn start() {
    console_error_panic_hook::set_once();
    if document().body().is_some_and(|body| body.has_attribute("data-shell")) {
        wasm_bindgen_futures::spawn_local(open_shell());
    } else {
        leptos::mount::hydrate_body(app::App);
        mark_alive();
    }
}

/// Shows the plan as this browser kept it; the pages are drawn here.
async fn open_shell() {
    app::components::theme::dress();
    let resumed = app::state::start::resume().await;
    if let Some(body) = document().body() {
        body.set_inner_html("");
    }
    leptos::mount::mount_to_body(move || {
        if let Some(resumed) = resumed {
            provide_context(resumed);
        }
        app::App()
    });
    mark_alive();
}

/// `<html data-alive>` says that gestures answer from now on; before, only links and forms do.
fn mark_alive() {
    if let Some(html) = document().document_element() {
        // Nothing depends on it but those who wait for it.
        let _ = html.set_attribute("data-alive", "");
    }
}

/// What this program, as it was compiled and is running, decides of what is asked of a plan: a line
/// for each act. Nothing here calls it; by it can be seen on the spot that a browser decides what
/// the server does (`end2end/tests/decisions.spec.ts`). It touches neither the page nor its plan, and
/// reads as everything here is read.
///
/// # Errors
/// A sentence when the text is no story.
#[wasm_bindgen]
// What JavaScript calls is in the part that comes first; this way no more of it than the call.
#[inline(never)]
pub fn tell(story: &str) -> Result<String, String> {
    let story: Story = app::wire::read(story.as_bytes()).map_err(|error| error.to_string())?;
    Ok(story.tell()?.join("\n"))
}
