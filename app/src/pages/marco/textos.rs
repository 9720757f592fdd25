//! A list of texts kept as written: actividades claves, evidencias.

use domain::Command;
use domain::texto::Parrafo;
use leptos::prelude::*;

use super::use_marco;
use crate::components::editable::{Access, Control, Editable};
use crate::components::icon::{Glyph, Icon};
use crate::pages::edit::{Reading, bind};
use crate::state::replica::use_replica;

type Lista = Vec<Parrafo>;

/// Clearing a text takes it out; writing in the last, blank one adds it.
#[component]
pub fn Textos(
    titulo: &'static str,
    /// What one of them is called.
    uno: &'static str,
    now: Signal<Lista>,
    command: Callback<(Lista, Lista), Command>,
) -> impl IntoView {
    let access = use_marco().access;
    let adding = RwSignal::new(false);
    let count = Memo::new(move |_| now.with(Vec::len));
    // A text that was added leaves the blank one behind.
    Effect::new(move |before: Option<usize>| {
        let now = count.get();
        if before.is_some_and(|before| before != now) {
            adding.set(false);
        }
        now
    });
    let shown = move || 0..count.get() + usize::from(adding.get());
    view! {
        <section class="ficha__part">
            <h3>{titulo}</h3>
            <ol class="ficha__texts">
                <For each=shown key=|at| *at let:at>
                    <li>
                        <Uno at uno now command />
                    </li>
                </For>
            </ol>
            <Show when=move || access == Access::Write && !adding.get()>
                <button class="button button--small" type="button" on:click=move |_| adding.set(true)>
                    <Icon glyph=Glyph::Add class="icon--small" />
                    "Agregar"
                </button>
            </Show>
        </section>
    }
}

#[component]
fn Uno(at: usize, uno: &'static str, now: Signal<Lista>, command: Callback<(Lista, Lista), Command>) -> impl IntoView {
    let access = use_marco().access;
    let reading = Reading::new(
        move |all: &Lista| all.get(at).map(ToString::to_string).unwrap_or_default(),
        move |all: &Lista, text| {
            let text = Parrafo::new(text).map_err(|why| why.to_string())?;
            let mut all = all.clone();
            match (text.is_empty(), at < all.len()) {
                (true, true) => drop(all.remove(at)),
                (true, false) => {}
                (false, true) => all[at] = text,
                (false, false) => all.push(text),
            }
            Ok(all)
        },
    );
    let binding = bind(use_replica(), move || Some(now.get()), reading, move |seen, nuevo| command.run((seen, nuevo)));
    let id = format!("texto-{}-{at}", uno.to_lowercase().replace(' ', "-"));
    view! {
        <Editable id label=format!("{uno} {}", at + 1) access control=Control::Area binding class="field--bare" />
    }
}
