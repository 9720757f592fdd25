//! Undo and redo: two buttons, and the keys that every spreadsheet has.

use std::time::Duration;

use domain::undo::Way;
use leptos::ev;
use leptos::html::Div;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{HtmlElement, KeyboardEvent};

use super::icon::{Glyph, Icon};
use super::leaving::when_left;

/// So long one reads what was undone.
const TOLD: Duration = Duration::from_secs(5);

/// What one may step over, and what stepping says.
#[derive(Clone, Copy)]
pub struct Steps {
    pub back: Signal<bool>,
    pub forth: Signal<bool>,
    /// Takes the step; answers what came of it.
    pub on_step: Callback<Way, Stepped>,
}

/// What came of a step.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Stepped {
    Done(String),
    Refused(String),
}

#[component]
pub fn UndoTools(steps: Steps) -> impl IntoView {
    let said = RwSignal::new(None::<Stepped>);
    let tools = NodeRef::<Div>::new();
    when_left(
        move || tools.get_untracked(),
        move || said.try_update(|said| matches!(said.take(), Some(Stepped::Refused(_)))).unwrap_or_default(),
    );
    let step = move |way| {
        let told = steps.on_step.run(way);
        said.set(Some(told.clone()));
        // What was done is told for a while; why something was not, until it is read.
        if matches!(told, Stepped::Done(_)) {
            set_timeout(move || forget(said, &told), TOLD);
        }
    };
    listen(step);
    let refused = move || match said.get() {
        Some(Stepped::Refused(why)) => Some(why),
        _ => None,
    };
    let done = move || match said.get() {
        Some(Stepped::Done(what)) => Some(what),
        _ => None,
    };
    view! {
        <div class="undo menu--scripted" node_ref=tools role="group" aria-label="Deshacer y rehacer">
            <Tool name="Deshacer (Ctrl+Z)" glyph=Glyph::Undo can=steps.back on_press=move || step(Way::Back) />
            <Tool name="Rehacer (Ctrl+Y)" glyph=Glyph::Redo can=steps.forth on_press=move || step(Way::Forth) />
            <div role="status">{move || done().map(|what| view! { <p class="undo__done">{what}</p> })}</div>
            <div role="alert">
                {move || {
                    refused()
                        .map(|why| {
                            view! {
                                <div class="undo__refused">
                                    <p>{why}</p>
                                    <button
                                        class="button button--small"
                                        type="button"
                                        on:click=move |_| said.set(None)
                                    >
                                        "Entendido"
                                    </button>
                                </div>
                            }
                        })
                }}
            </div>
        </div>
    }
}

/// Unless something else was told since.
fn forget(said: RwSignal<Option<Stepped>>, told: &Stepped) {
    said.try_maybe_update(|said| (said.take_if(|now| now == told).is_some(), ()));
}

#[component]
fn Tool(name: &'static str, glyph: Glyph, can: Signal<bool>, on_press: impl Fn() + Copy + 'static) -> impl IntoView {
    let press = move |_| {
        if can.get_untracked() {
            on_press();
        }
    };
    view! {
        <button
            class="button button--quiet"
            type="button"
            aria-label=name
            title=name
            // It stays in the order of the keyboard, so that the focus is not lost with the last step.
            aria-disabled=move || if can.get() { "false" } else { "true" }
            on:click=press
        >
            <Icon glyph=glyph />
        </button>
    }
}

/// Ctrl+Z and Ctrl+Y (or Ctrl+Shift+Z) anywhere but in a text that is typed and not saved, which has its own.
fn listen(step: impl Fn(Way) + Copy + 'static) {
    Effect::new(move || {
        let pressed = window_event_listener(ev::keydown, move |event| {
            if let Some(way) = way_of(&event).filter(|_| !event.default_prevented() && !types_text(&event)) {
                event.prevent_default();
                step(way);
            }
        });
        on_cleanup(move || pressed.remove());
    });
}

fn way_of(event: &KeyboardEvent) -> Option<Way> {
    if !(event.ctrl_key() || event.meta_key()) || event.alt_key() {
        return None;
    }
    match (event.key().to_lowercase().as_str(), event.shift_key()) {
        ("z", false) => Some(Way::Back),
        ("y", false) | ("z", true) => Some(Way::Forth),
        _ => None,
    }
}

/// A field that shows what is saved has nothing of its own to undo.
fn types_text(event: &KeyboardEvent) -> bool {
    let target: Option<HtmlElement> = event.target().and_then(|target| target.dyn_into().ok());
    target.is_some_and(|target| {
        matches!(target.tag_name().as_str(), "INPUT" | "TEXTAREA" | "SELECT") && !target.has_attribute("data-saved")
    })
}
