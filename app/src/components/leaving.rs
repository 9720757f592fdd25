//! Leaving: the page, with something that is nowhere else; and an open part of it, by
//! Escape or a press outside.

use leptos::ev;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, Node};

/// While there is something to lose, the browser asks before it closes or loads anew.
pub fn ask_before_leaving(to_lose: Signal<bool>) {
    Effect::new(move || {
        let asked = window_event_listener(ev::beforeunload, move |event| {
            if to_lose.get_untracked() {
                event.prevent_default();
            }
        });
        on_cleanup(move || asked.remove());
    });
}

/// Runs on Escape, and on a press outside of the element. `leave` says whether there was something
/// to close: an Escape that closed something is for nobody else.
pub fn when_left<E>(element: impl Fn() -> Option<E> + Copy + 'static, leave: impl Fn() -> bool + Copy + 'static)
where
    E: AsRef<Element>,
{
    Effect::new(move || {
        let pressed = window_event_listener(ev::pointerdown, move |event| {
            let target: Option<Node> = event.target().and_then(|target| target.dyn_into().ok());
            if element().is_some_and(|element| !element.as_ref().contains(target.as_ref())) {
                leave();
            }
        });
        let escaped = window_event_listener(ev::keydown, move |event| {
            if event.key() == "Escape" && leave() {
                event.prevent_default();
            }
        });
        on_cleanup(move || {
            pressed.remove();
            escaped.remove();
        });
    });
}
