//! Who reads and writes the draft: nobody else knows of it until it is presented (SPEC §1).

use domain::{Command, Id, Persona};
use leptos::prelude::*;

use super::rama;
use crate::components::icon::{Glyph, Icon};
use crate::components::tag::{Notice, Tone};
use crate::state::presence::use_presence;
use crate::state::replica::use_replica;

#[component]
pub(super) fn Miembros() -> impl IntoView {
    let replica = use_replica();
    let plan = replica.plan();
    let miembros = Memo::new(move |_| rama(plan, |rama| rama.miembros.clone()).unwrap_or_default());
    let refused = RwSignal::new(None::<String>);
    let act = Callback::new(move |command| {
        let said = replica.intentar(command).err().map(|why| replica.sentence(&why));
        refused.set(said);
    });
    view! {
        <section class="panel">
            <div class="panel__head">
                <h2>"Miembros"</h2>
            </div>
            <div class="panel__body borrador__fields">
                <ul class="borrador__people">
                    <For each=move || miembros.get() key=|persona| *persona let:persona>
                        <Miembro persona act />
                    </For>
                </ul>
                <Invitar act />
                {move || refused.get().map(|why| view! { <Notice tone=Tone::Bad>{why}</Notice> })}
            </div>
        </section>
    }
}

#[component]
fn Miembro(persona: Id<Persona>, act: Callback<Command>) -> impl IntoView {
    let (presence, plan) = (use_presence(), use_replica().plan());
    let wrote = Memo::new(move |_| rama(plan, |rama| rama.autores.contains(&persona)).unwrap_or_default());
    let name = move || presence.nombre(persona);
    view! {
        <li>
            <Icon glyph=Glyph::Person class="icon--small" />
            <span>{name} {move || wrote.get().then_some(" · escribió en él, y no lo revisa")}</span>
            <button
                class="button button--quiet button--small"
                type="button"
                aria-label=move || format!("Retirar a {} del borrador", name())
                on:click=move |_| act.run(Command::RetirarMiembro { persona })
            >
                "Retirar"
            </button>
        </li>
    }
}

#[component]
fn Invitar(act: Callback<Command>) -> impl IntoView {
    let replica = use_replica();
    let (plan, people) = (replica.plan(), replica.personas());
    let others = move || {
        let all = rama(plan, |rama| rama.miembros.clone()).unwrap_or_default();
        people.get().into_iter().filter(|one| !all.contains(&one.id)).collect::<Vec<_>>()
    };
    let chosen = RwSignal::new(String::new());
    let invite = move |_| {
        if let Ok(persona) = chosen.get_untracked().parse() {
            act.run(Command::InvitarMiembro { persona });
            chosen.set(String::new());
        }
    };
    view! {
        <div class="borrador__invite">
            <label class="field__label" for="invitar">
                "Invitar a"
            </label>
            <select
                class="input"
                id="invitar"
                prop:value=move || chosen.get()
                on:change=move |event| chosen.set(event_target_value(&event))
            >
                <option value="">"Elija a una persona"</option>
                {move || {
                    others()
                        .into_iter()
                        .map(|one| {
                            view! { <option value=one.id.to_string()>{one.nombre} " · " {one.puesto}</option> }
                        })
                        .collect_view()
                }}
            </select>
            <button class="button" type="button" disabled=move || chosen.with(String::is_empty) on:click=invite>
                "Invitar"
            </button>
        </div>
    }
}
