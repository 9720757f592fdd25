//! A sheet laid beside the board: it is left by Escape, by its button or by doing what it is for,
//! and everything else stays at hand meanwhile.

use leptos::ev::KeyboardEvent;
use leptos::html::Section;
use leptos::prelude::*;

use crate::components::icon::{Glyph, Icon};

#[component]
pub(super) fn Hojita(
    id: &'static str,
    title: &'static str,
    on_close: Callback<()>,
    children: Children,
) -> impl IntoView {
    let node = NodeRef::<Section>::new();
    let title_id = format!("{id}-titulo");
    let labelled_by = title_id.clone();
    // Whoever opened it goes on in it.
    Effect::new(move || {
        if let Some(sheet) = node.get() {
            // A courtesy: a browser that refuses it loses nothing else.
            let _ = sheet.focus();
        }
    });
    let leave = move |event: KeyboardEvent| {
        if event.key() == "Escape" {
            event.prevent_default();
            event.stop_propagation();
            on_close.run(());
        }
    };
    view! {
        <section class="sheet" id=id role="dialog" aria-labelledby=labelled_by tabindex="-1" node_ref=node on:keydown=leave>
            <div class="sheet__head">
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
            <div class="sheet__body">{children()}</div>
        </section>
    }
}
