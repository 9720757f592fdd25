//! The program comes in two parts (see `frontend/boot.js`): what the first page has to wait for, and
//! the rest. What nobody waits for begins once all of it is here, so that it is in the rest.

use leptos::prelude::*;

/// Says that the rest of the program has come.
const WHOLE: &str = "poi:whole";

#[derive(Clone, Copy)]
struct Whole(RwSignal<bool>);

/// Whether the whole program is here by now.
#[must_use]
pub fn is_here() -> bool {
    document().document_element().is_some_and(|html| html.has_attribute("data-whole"))
}

/// For all pages.
pub fn provide_whole() {
    let whole = RwSignal::new(false);
    provide_context(Whole(whole));
    Effect::new(move || {
        if is_here() {
            whole.set(true);
        } else {
            let heard = window_event_listener_untyped(WHOLE, move |_| whole.set(true));
            on_cleanup(move || heard.remove());
        }
    });
}

/// Begins once the whole program is here, in the browser; what it creates lives as long as the
/// caller would.
pub fn once_whole(begin: impl FnOnce() + 'static) {
    later(Box::new(begin));
}

fn later(begin: Box<dyn FnOnce()>) {
    let Whole(whole) = expect_context();
    let mut begin = Some(begin);
    Effect::new(move || {
        if whole.get()
            && let Some(begin) = begin.take()
        {
            // What it reads is not followed: running this again would end what it began.
            untrack(begin);
        }
    });
}

/// Drawn once the whole program is here: for what is not seen before one opens it.
#[component]
pub fn Later(children: ChildrenFn) -> impl IntoView {
    let Whole(whole) = expect_context();
    move || whole.get().then(|| children())
}
