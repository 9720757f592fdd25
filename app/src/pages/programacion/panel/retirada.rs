//! Taking a row out of a list of the panel, with the way back in the same place.

use domain::Command;
use leptos::prelude::*;

use super::fechas::Negado;
use crate::components::editable::{Reason, Refusal};
use crate::components::icon::{Glyph, Icon};
use crate::components::tag::{Notice, Tone};
use crate::pages::edit::Attempt;
use crate::state::replica::use_replica;

/// What was last taken out, and the command that brings it back.
#[derive(Clone, Copy)]
pub struct Retiradas {
    last: RwSignal<Option<(String, Command)>>,
    attempt: Attempt,
}

impl Default for Retiradas {
    fn default() -> Self {
        Self { last: RwSignal::new(None), attempt: Attempt::new(use_replica()) }
    }
}

impl Retiradas {
    /// Sends `out`, and keeps `back` for whoever thinks better of it.
    pub fn retirar(self, name: String, out: Command, back: Command) {
        self.attempt.send(out);
        self.last.set(Some((name, back)));
    }

    /// What was last taken out, unless it was refused.
    fn taken(self) -> Option<String> {
        let refused = self.attempt.refused.with(Option::is_some);
        self.last.with(|last| last.as_ref().filter(|_| !refused).map(|(name, _)| name.clone()))
    }
}

#[component]
pub fn Restituir(retiradas: Retiradas) -> impl IntoView {
    let restore = move |_| {
        if let Some((_, back)) = retiradas.last.get_untracked() {
            retiradas.last.set(None);
            retiradas.attempt.send(back);
        }
    };
    view! {
        <Negado refused=retiradas.attempt.refused />
        {move || {
            retiradas
                .taken()
                .map(|name| {
                    view! {
                        <Notice tone=Tone::Draft>
                            "Se retiró «" {name} "». "
                            <button class="button button--small" type="button" on:click=restore>
                                <Icon glyph=Glyph::Undo class="icon--small" />
                                "Restituir"
                            </button>
                        </Notice>
                    }
                })
        }}
    }
}

/// A quiet button that takes a row out.
#[component]
pub fn Retirar(name: Signal<String>, on_press: Callback<()>) -> impl IntoView {
    view! {
        <button
            class="button button--quiet button--icon button--small"
            type="button"
            aria-label=move || format!("Retirar {}", name.get())
            on:click=move |_| on_press.run(())
        >
            <Icon glyph=Glyph::Trash class="icon--small" />
        </button>
    }
}

/// One line to begin a row by its name: Enter adds it and leaves the line blank.
#[component]
pub fn Agregar(
    id: &'static str,
    label: &'static str,
    /// Tries the name.
    add: Callback<String, Result<(), Refusal>>,
) -> impl IntoView {
    let (text, refused) = (RwSignal::new(String::new()), RwSignal::new(None::<Refusal>));
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if text.with_untracked(|text| text.trim().is_empty()) {
            return;
        }
        let outcome = add.run(text.get_untracked());
        if outcome.is_ok() {
            text.set(String::new());
        }
        refused.set(outcome.err());
    };
    let note = format!("{id}-nota");
    view! {
        <form class="actividad__add" on:submit=submit>
            <label class="hidden-text" for=id>
                {label}
            </label>
            <input
                class="input"
                id=id
                placeholder=label
                autocomplete="off"
                aria-describedby=note.clone()
                aria-invalid=move || refused.with(Option::is_some).then_some("true")
                prop:value=text
                on:input=move |event| text.set(event_target_value(&event))
            />
            <button class="button">"Agregar"</button>
        </form>
        <div id=note aria-live="polite">
            {move || refused.get().map(|refusal| view! { <Reason refusal /> })}
        </div>
    }
}
