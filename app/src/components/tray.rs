//! The tray: what waits to be sent, what was refused and why, and what else one should know
//! of one's own work in this browser.

use domain::CommandId;
use leptos::ev::Event;
use leptos::html::Input;
use leptos::prelude::*;
use leptos::web_sys::File;

use super::icon::{Glyph, Icon};
use super::menu::Menu;
use super::sync::{SyncBadge, SyncState};
use super::tag::{Notice, Tone};
use crate::whole::Later;

/// A change on its way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Waiting {
    pub id: CommandId,
    /// What it does, in a few words.
    pub what: String,
    /// It was sent, and no answer came.
    pub state: &'static str,
}

/// A change that the server refused after it was shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Refused {
    pub id: CommandId,
    pub what: String,
    pub why: String,
    /// The address of the place where it was written.
    pub place: Option<String>,
}

/// A text that a rule did not take, where it was typed.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ToMend {
    /// The address of the place.
    pub place: String,
    pub what: String,
    pub text: String,
    pub why: String,
}

/// Something to know, with its tone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    pub tone: Tone,
    pub text: String,
    /// What to do about it: an address, and what going there is called.
    pub act: Option<(String, &'static str)>,
}

/// What the tray shows, and what it asks for.
#[derive(Clone, Copy)]
pub struct Tray {
    pub state: Signal<SyncState>,
    pub waiting: Signal<Vec<Waiting>>,
    pub refused: Signal<Vec<Refused>>,
    pub to_mend: Signal<Vec<ToMend>>,
    pub notes: Signal<Vec<Note>>,
    /// The program of the server is newer than this page.
    pub newer: Signal<bool>,
    /// The reason of one was read: it goes.
    pub on_read: Callback<CommandId>,
    /// What was typed at a place goes.
    pub on_drop: Callback<String>,
    /// Sends a refused one again; answers why it cannot be.
    pub on_retry: Callback<CommandId, Option<String>>,
    pub on_save: Callback<()>,
    pub on_load: Callback<File>,
    /// What came of the file that was loaded.
    pub loaded: Signal<String>,
    /// Tells the version of the plan on this screen and its digest.
    pub on_check: Callback<(), String>,
}

/// So many are listed; the rest are counted.
const LISTED: usize = 20;

#[component]
pub fn TrayMenu(tray: Tray) -> impl IntoView {
    let some_refused =
        Memo::new(move |_| tray.refused.with(|all| !all.is_empty()) || tray.to_mend.with(|all| !all.is_empty()));
    let some_warning = Memo::new(move |_| tray.notes.with(|all| all.iter().any(|note| note.tone == Tone::Warn)));
    let label = move || {
        view! {
            <SyncBadge state=tray.state />
            {move || {
                let why = match (some_refused.get(), some_warning.get()) {
                    (true, _) => Some("Ver por qué"),
                    (false, true) => Some("Ver aviso"),
                    (false, false) => None,
                };
                why.map(|why| view! { <span class="tray__why">{why}</span> })
            }}
            <Icon glyph=Glyph::ChevronDown class="icon--small" />
        }
    };
    let all_saved =
        move || tray.waiting.with(Vec::is_empty) && !some_refused.get() && tray.state.get() == SyncState::UpToDate;
    view! {
        <Menu class="menu--scripted tray" label=label>
            <Later>
            <div class="tray__body">
                <Newer newer=tray.newer />
                <For each=move || tray.notes.get() key=|note| note.text.clone() let:note>
                    <NoteItem note />
                </For>
                <RefusedList tray />
                <ToMendList tray />
                <WaitingList waiting=tray.waiting />
                <Show when=all_saved>
                    <p>"Todo lo que usted escribió está guardado en el servidor."</p>
                </Show>
                <Files tray />
                <Check on_check=tray.on_check />
            </div>
            </Later>
        </Menu>
    }
}

#[component]
fn NoteItem(note: Note) -> impl IntoView {
    view! {
        <Notice tone=note.tone>{note.text}</Notice>
        {note
            .act
            .map(|(href, name)| {
                view! {
                    <a class="button button--small" href=href rel="external">
                        {name}
                    </a>
                }
            })}
    }
}

#[component]
fn Newer(newer: Signal<bool>) -> impl IntoView {
    view! {
        <Show when=move || newer.get()>
            <Notice tone=Tone::Warn>
                "Hay una versión nueva del programa. Lo que falta enviar se conserva y se enviará con ella."
            </Notice>
            <a class="button button--small" href="" rel="external">
                "Cargar la versión nueva"
            </a>
        </Show>
    }
}

#[component]
fn WaitingList(waiting: Signal<Vec<Waiting>>) -> impl IntoView {
    let count = Memo::new(move |_| waiting.with(Vec::len));
    let rest = move || count.get().checked_sub(LISTED).filter(|rest| *rest > 0);
    view! {
        <Show when=move || { count.get() > 0 }>
            <h2 class="tray__title">{move || format!("Sin enviar: {}", count.get())}</h2>
            <ol class="tray__list">
                <For
                    each=move || waiting.with(|all| all.iter().take(LISTED).cloned().collect::<Vec<_>>())
                    key=|one| (one.id, one.state, one.what.clone())
                    let:one
                >
                    <li>{one.what} " " <span class="muted">{one.state}</span></li>
                </For>
            </ol>
            {move || rest().map(|rest| view! { <p class="muted">{format!("y {rest} más")}</p> })}
        </Show>
    }
}

#[component]
fn RefusedList(tray: Tray) -> impl IntoView {
    let count = Memo::new(move |_| tray.refused.with(Vec::len));
    view! {
        <Show when=move || { count.get() > 0 }>
            <h2 class="tray__title">{move || format!("No se guardaron: {}", count.get())}</h2>
            <ul class="tray__list">
                <For each=move || tray.refused.get() key=|one| (one.id, one.what.clone(), one.place.clone()) let:one>
                    <RefusedItem one tray />
                </For>
            </ul>
        </Show>
    }
}

#[component]
fn RefusedItem(one: Refused, tray: Tray) -> impl IntoView {
    let id = one.id;
    let why = RwSignal::new(one.why);
    let retry = move |_| {
        if let Some(again) = tray.on_retry.run(id) {
            why.set(again);
        }
    };
    view! {
        <li class="tray__refused">
            <p>
                <strong>{one.what}</strong>
            </p>
            <p role="status">{move || why.get()}</p>
            <div class="tray__acts">
                {one
                    .place
                    .map(|place| {
                        view! {
                            <a class="button button--small" href=place>
                                "Ir al lugar"
                            </a>
                        }
                    })}
                <button class="button button--small" type="button" on:click=retry>
                    "Usar el mío"
                </button>
                <button class="button button--small" type="button" on:click=move |_| tray.on_read.run(id)>
                    "Dejar el otro"
                </button>
            </div>
        </li>
    }
}

#[component]
fn ToMendList(tray: Tray) -> impl IntoView {
    let count = Memo::new(move |_| tray.to_mend.with(Vec::len));
    let rest = move || count.get().checked_sub(LISTED).filter(|rest| *rest > 0);
    view! {
        <Show when=move || { count.get() > 0 }>
            <h2 class="tray__title">{move || format!("Por corregir: {}", count.get())}</h2>
            <ul class="tray__list">
                <For
                    each=move || tray.to_mend.with(|all| all.iter().take(LISTED).cloned().collect::<Vec<_>>())
                    key=Clone::clone
                    let:one
                >
                    <ToMendItem one on_drop=tray.on_drop />
                </For>
            </ul>
            {move || rest().map(|rest| view! { <p class="muted">{format!("y {rest} más")}</p> })}
        </Show>
    }
}

#[component]
fn ToMendItem(one: ToMend, on_drop: Callback<String>) -> impl IntoView {
    let ToMend { place, what, text, why } = one;
    let text = if text.is_empty() { "en blanco".to_owned() } else { format!("«{text}»") };
    let href = place.clone();
    view! {
        <li class="tray__refused">
            <p>
                <strong>{what} ": " {text}</strong>
            </p>
            <p>{why}</p>
            <div class="tray__acts">
                <a class="button button--small" href=href>
                    "Ir al lugar"
                </a>
                <button class="button button--small" type="button" on:click=move |_| on_drop.run(place.clone())>
                    "Descartar lo escrito"
                </button>
            </div>
        </li>
    }
}

/// Two screens that tell the same digest show the same plan, to the céntimo.
#[component]
fn Check(on_check: Callback<(), String>) -> impl IntoView {
    let told = RwSignal::new(String::new());
    view! {
        <div class="tray__acts">
            <button class="button button--small" type="button" on:click=move |_| told.set(on_check.run(()))>
                "Comprobar que dos pantallas muestran lo mismo"
            </button>
            <output class="tray__digest">{move || told.get()}</output>
        </div>
    }
}

/// Unsent work goes to another device in a file.
#[component]
fn Files(tray: Tray) -> impl IntoView {
    let input = NodeRef::<Input>::new();
    let some = move || tray.waiting.with(|all| !all.is_empty()) || tray.refused.with(|all| !all.is_empty());
    let load = move |_: Event| {
        let Some(input) = input.get_untracked() else { return };
        if let Some(file) = input.files().and_then(|files| files.get(0)) {
            tray.on_load.run(file);
        }
        // The same file may be chosen again.
        input.set_value("");
    };
    view! {
        <div class="tray__acts">
            <Show when=some>
                <button class="button button--small" type="button" on:click=move |_| tray.on_save.run(())>
                    "Guardar lo no enviado en un archivo"
                </button>
            </Show>
            <label class="button button--small tray__file">
                "Cargar un archivo de cambios"
                <input type="file" accept=".json,application/json" node_ref=input on:change=load />
            </label>
        </div>
        <p role="status">{move || tray.loaded.get()}</p>
    }
}
