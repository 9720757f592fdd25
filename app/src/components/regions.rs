//! F6 takes the keyboard from one region of the page to the next, and Shift+F6 back: out of a
//! sheet, whose Tab goes from cell to cell, one is in the header in a press or two.

use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlElement};

/// In the order of the page; a panel is a region of its own inside the work.
const REGIONS: &str = ".frame__header, .nav, .summary, .page__main, .page__main .panel[tabindex]";

/// What takes the focus in a region: where its sheet was left, else the first control.
const CONTROLS: [&str; 2] =
    [".grid__table [tabindex=\"0\"]", "a[href], button, summary, input, select, textarea, [tabindex=\"0\"]"];

pub fn listen() {
    Effect::new(move || {
        let pressed = window_event_listener(ev::keydown, move |event| {
            let is_plain = !(event.ctrl_key() || event.alt_key() || event.meta_key());
            if event.key() == "F6" && is_plain && !event.default_prevented() {
                event.prevent_default();
                go(event.shift_key());
            }
        });
        on_cleanup(move || pressed.remove());
    });
}

fn go(back: bool) {
    let regions: Vec<HtmlElement> = all(None, REGIONS).into_iter().filter(is_shown).collect();
    let focused = document().active_element();
    let holds = |region: &HtmlElement| focused.as_ref().is_some_and(|focused| region.contains(Some(focused)));
    // The innermost one that holds the focus.
    let here = regions.iter().rposition(holds);
    let count = regions.len();
    let next = match (here, back) {
        (Some(at), false) => at + 1,
        (Some(at), true) => at + count - 1,
        (None, false) => 0,
        (None, true) => count.saturating_sub(1),
    };
    if let Some(region) = next.checked_rem(count).and_then(|at| regions.get(at)) {
        // A courtesy: an element that refuses the focus leaves it where it was.
        let _ = target(region).unwrap_or_else(|| region.clone()).focus();
    }
}

fn target(region: &HtmlElement) -> Option<HtmlElement> {
    CONTROLS.iter().find_map(|controls| all(Some(region), controls).into_iter().find(is_shown))
}

fn all(inside: Option<&Element>, selector: &str) -> Vec<HtmlElement> {
    let found = match inside {
        Some(element) => element.query_selector_all(selector),
        None => document().query_selector_all(selector),
    };
    let Ok(found) = found else { return Vec::new() };
    (0..found.length()).filter_map(|at| found.get(at)?.dyn_into().ok()).collect()
}

fn is_shown(element: &HtmlElement) -> bool {
    element.offset_width() > 0 || element.offset_height() > 0
}
