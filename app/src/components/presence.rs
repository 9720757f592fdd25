//! Who else is in the plan, and where; said aloud when someone comes to the unit on screen.

use leptos::prelude::*;

use super::icon::{Glyph, Icon};
use super::menu::Menu;
use crate::whole::Later;

/// Someone else, as the header shows them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Other {
    pub key: String,
    pub nombre: String,
    /// Where they are, in a few words.
    pub place: String,
    /// The address of that place.
    pub href: Option<String>,
}

/// What the header needs to show others and to stop showing them.
#[derive(Clone, Copy)]
pub struct Presence {
    pub others: Signal<Vec<Other>>,
    /// Read aloud as it changes.
    pub said: Signal<String>,
    pub shown: Signal<bool>,
    pub on_show: Callback<bool>,
}

#[component]
pub fn PresenceMenu(presence: Presence) -> impl IntoView {
    let count = Memo::new(move |_| if presence.shown.get() { presence.others.with(Vec::len) } else { 0 });
    let label = move || {
        view! {
            <Icon glyph=Glyph::People />
            <span class="presence__count">{move || presence.shown.get().then(|| count.get())}</span>
        }
    };
    view! {
        <Menu class="menu--scripted presence" label=label name="Quién más está en el plan">
            <Later>
            <div class="presence__body">
                <Show when=move || presence.shown.get()>
                    <Others others=presence.others />
                </Show>
                <label class="presence__choice">
                    <input
                        type="checkbox"
                        prop:checked=move || presence.shown.get()
                        on:change=move |event| presence.on_show.run(event_target_checked(&event))
                    />
                    "Mostrar y avisar dónde están los demás"
                </label>
                <Show when=move || !presence.shown.get()>
                    <p class="muted">"Los demás siguen viendo dónde está usted."</p>
                </Show>
            </div>
            </Later>
        </Menu>
        <p class="hidden-text" role="status">
            {move || if presence.shown.get() { presence.said.get() } else { String::new() }}
        </p>
    }
}

#[component]
fn Others(others: Signal<Vec<Other>>) -> impl IntoView {
    view! {
        <Show
            when=move || others.with(|all| !all.is_empty())
            fallback=|| view! { <p>"Nadie más tiene el plan abierto."</p> }
        >
            <ul class="presence__list">
                <For each=move || others.get() key=|one| (one.key.clone(), one.place.clone(), one.href.clone()) let:one>
                    <li>
                        <strong>{one.nombre}</strong>
                        {match one.href {
                            Some(href) => view! { <a href=href>{one.place}</a> }.into_any(),
                            None => view! { <span class="muted">{one.place}</span> }.into_any(),
                        }}
                    </li>
                </For>
            </ul>
        </Show>
    }
}
