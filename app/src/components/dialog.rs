//! A dialog: for what needs an answer before going on. Anything else is a panel in
//! the page. The browser's own `<dialog>` keeps the focus inside and closes on Escape.

use leptos::html;
use leptos::prelude::*;

use super::icon::{Glyph, Icon};

/// Shows while `open`; `on_close` is told when the person leaves it.
#[component]
pub fn Dialog(
    /// Of the page, for its title.
    id: &'static str,
    #[prop(into)] title: String,
    open: Signal<bool>,
    on_close: Callback<()>,
    /// Buttons at the foot.
    #[prop(optional, into)]
    actions: Option<ViewFn>,
    children: Children,
) -> impl IntoView {
    let dialog = NodeRef::<html::Dialog>::new();
    Effect::new(move || {
        let Some(dialog) = dialog.get() else { return };
        if open.get() == dialog.open() {
            return;
        }
        // Showing one that is already shown is the only failure, and is ruled out above.
        if open.get() {
            let _ = dialog.show_modal();
        } else {
            dialog.close();
        }
    });
    let title_id = format!("{id}-titulo");
    let labelled_by = title_id.clone();
    view! {
        <dialog class="dialog" id=id node_ref=dialog aria-labelledby=labelled_by on:close=move |_| on_close.run(())>
            <div class="dialog__head">
                <h2 id=title_id>{title}</h2>
                <button
                    class="button button--quiet button--icon"
                    type="button"
                    aria-label="Cerrar"
                    on:click=move |_| on_close.run(())
                >
                    <Icon glyph=Glyph::Close />
                </button>
            </div>
            <div class="dialog__body">{children()}</div>
            {actions.map(|actions| view! { <div class="dialog__actions">{actions.run()}</div> })}
        </dialog>
    }
}
