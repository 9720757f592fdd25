//! A place that the fragment of the address names: one goes there, and the fragment is used up.

use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;
use leptos_router::NavigateOptions;
use leptos_router::hooks::{use_location, use_navigate};

/// Goes to what the address asks for, now and whenever it asks again. `arrive` says whether the
/// place was its own to go to. Then the fragment leaves the address: one walks on from there, and
/// the same link leads there again.
pub fn go_where_asked(arrive: impl Fn(&str) -> bool + Copy + 'static) {
    let (location, navigate) = (use_location(), use_navigate());
    Effect::new(move || {
        let fragment = location.hash.get();
        let Some(place) = fragment.strip_prefix('#').filter(|place| !place.is_empty()).map(str::to_owned) else {
            return;
        };
        let (location, navigate) = (location.clone(), navigate.clone());
        // What came with the address is drawn by the next frame.
        request_animation_frame(move || {
            let still = location.hash.try_get_untracked().as_ref() == Some(&fragment);
            if still && arrive(&place) {
                let (path, search) = (location.pathname.get_untracked(), location.search.get_untracked());
                let mark = if search.is_empty() { "" } else { "?" };
                let quiet = NavigateOptions { replace: true, scroll: false, ..NavigateOptions::default() };
                navigate(&[&path, mark, &search].concat(), quiet);
            }
        });
    });
}

/// Focuses the control with this id, if it is one of these; whether it was.
#[must_use]
pub fn focus_within(selector: &str, id: &str) -> bool {
    let control = document().get_element_by_id(id).filter(|one| one.matches(selector).unwrap_or_default());
    let control = control.and_then(|one| one.dyn_into::<HtmlElement>().ok());
    control.is_some_and(|control| control.focus().is_ok())
}
