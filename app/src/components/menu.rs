//! A disclosure: a button that opens a sheet under it.
//!
//! It is `<details>`, so that it opens without JavaScript; with it, Escape, a
//! press outside and Tab out of it close it, and from inside the focus returns to the button.

use leptos::html::Details;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, FocusEvent, MouseEvent, Node};

use super::leaving::when_left;

#[component]
pub fn Menu(
    /// What the button shows.
    #[prop(into)]
    label: ViewFn,
    /// Its accessible name; without one it is called as it reads.
    #[prop(optional, into)]
    name: Option<String>,
    #[prop(optional)] class: &'static str,
    children: Children,
) -> impl IntoView {
    let details = NodeRef::<Details>::new();
    when_left(move || details.get_untracked(), move || close(details));
    view! {
        <details class=format!("menu {class}") node_ref=details on:focusout=move |event| leave_by_tab(details, &event)>
            <summary class="button button--quiet menu__button" aria-label=name>
                {label.run()}
            </summary>
            <div class="menu__sheet" on:click=move |event| leave_by_link(details, &event)>
                {children()}
            </div>
        </details>
    }
}

/// Whoever follows a link goes to another place: the menu does not stay over it.
fn leave_by_link(details: NodeRef<Details>, event: &MouseEvent) {
    let target: Option<Element> = event.target().and_then(|target| target.dyn_into().ok());
    let is_link = target.and_then(|target| target.closest("a[href]").ok().flatten()).is_some();
    if is_link && let Some(menu) = details.get_untracked() {
        // It cannot fail for this name.
        let _ = menu.remove_attribute("open");
    }
}

/// The focus went on to something outside. A press that goes nowhere, and a window that comes
/// over this one, take it from the menu and give it to nothing: those leave it open.
fn leave_by_tab(details: NodeRef<Details>, event: &FocusEvent) {
    let to: Option<Node> = event.related_target().and_then(|target| target.dyn_into().ok());
    if let (Some(to), Some(menu)) = (to, details.get_untracked())
        && !menu.contains(Some(&to))
    {
        // It cannot fail for this name.
        let _ = menu.remove_attribute("open");
    }
}

/// Closes the menu and returns whether it was open; the focus inside goes back to its button.
fn close(details: NodeRef<Details>) -> bool {
    let Some(menu) = details.get_untracked() else { return false };
    if !menu.has_attribute("open") {
        return false;
    }
    let focused_inside = document().active_element().is_some_and(|focused| menu.contains(Some(&focused)));
    let closed = menu.remove_attribute("open").is_ok();
    if focused_inside && let Ok(Some(button)) = menu.query_selector("summary") {
        // Focus is a courtesy: a browser that refuses it loses nothing else.
        let _ = button.dyn_into::<web_sys::HtmlElement>().map(|button| button.focus());
    }
    closed
}
