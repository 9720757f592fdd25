//! Acts on the row one is on: every gesture of the sheet has its button here.

use domain::Id;
use domain::command::Command;
use domain::plan::{Actividad, CampoActividad, Estado};
use leptos::html::Input;
use leptos::prelude::*;

use super::hoja::Hoja;
use super::prioridad;
use super::tabla::Actos;
use crate::components::grid::{Sheet, Way};
use crate::components::icon::{Glyph, Icon};
use crate::components::tag::{Notice, Tone};

#[component]
pub(super) fn Barra(hoja: Hoja, sheet: Sheet, actos: Actos) -> impl IntoView {
    let current = Memo::new(move |_| sheet.current().and_then(|key| hoja.fila(Id::new(key))));
    let on_row = move |act: fn(Hoja, Actos, Sheet, Id<Actividad>)| {
        if let Some(fila) = current.get_untracked() {
            act(hoja, actos, sheet, fila.id);
        }
    };
    let none = move || current.with(Option::is_none);
    let name = move || current.with(|fila| fila.as_ref().map(|fila| fila.nombre.to_string())).unwrap_or_default();
    view! {
        <div class="barra" role="toolbar" aria-label="Actividad elegida">
            <span class="barra__name">{name}</span>
            <Act label="Subir" glyph=Glyph::Up none act=move || on_row(|h, a, s, id| prioridad::levantar(h, a, s, id, Way::Back)) />
            <Act label="Bajar" glyph=Glyph::Down none act=move || on_row(|h, a, s, id| prioridad::levantar(h, a, s, id, Way::On)) />
            <Act label="Mover…" glyph=Glyph::Grip none act=move || actos.moviendo.update(|open| *open = !*open) />
            <Act label="Retirar" glyph=Glyph::Trash none act=move || on_row(|h, a, _, id| retirar(h, a, id)) />
            <Show when=move || actos.moviendo.get() && current.with(Option::is_some)>
                <Mover hoja sheet actos />
            </Show>
        </div>
    }
}

#[component]
fn Act(
    label: &'static str,
    glyph: Glyph,
    none: impl Fn() -> bool + Send + Sync + 'static,
    act: impl Fn() + Send + Sync + 'static,
) -> impl IntoView {
    view! {
        <button class="button button--quiet button--small" type="button" disabled=none on:click=move |_| act()>
            <Icon glyph class="icon--small" />
            <span>{label}</span>
        </button>
    }
}

/// The place typed: what dragging does, with one press. Escape leaves it.
#[component]
fn Mover(hoja: Hoja, sheet: Sheet, actos: Actos) -> impl IntoView {
    let input = NodeRef::<Input>::new();
    let wrong = RwSignal::new(None::<String>);
    enter(input);
    let close = move || {
        actos.moviendo.set(false);
        sheet.focus();
    };
    let count = move || hoja.order.with(|order| order.len()).to_string();
    let go = move || {
        let place = input.get_untracked().and_then(|input| input.value().trim().parse::<usize>().ok());
        match (place.filter(|place| (1..=hoja.ids().len()).contains(place)), sheet.current_now()) {
            (Some(place), Some(key)) => {
                prioridad::mover(hoja, actos, sheet, Id::new(key), place - 1);
                close();
            }
            (None, _) => wrong.set(Some(["Escriba un puesto del 1 al ", &count(), "."].concat())),
            (_, None) => close(),
        }
    };
    view! {
        <form
            class="barra__move"
            novalidate
            on:submit=move |event| {
                event.prevent_default();
                go();
            }
            on:keydown=move |event| {
                if event.key() == "Escape" {
                    close();
                }
            }
        >
            <label for="programacion-puesto">"Al puesto"</label>
            <input
                id="programacion-puesto"
                class="input input--figure"
                inputmode="numeric"
                autocomplete="off"
                aria-invalid=move || wrong.get().map(|_| "true")
                aria-describedby="programacion-puesto-error"
                node_ref=input
                on:input=move |_| wrong.set(None)
            />
            <span>"de " {count}</span>
            <button class="button button--small">"Mover"</button>
            <span class="field__error" id="programacion-puesto-error" role="alert">
                {wrong}
            </span>
        </form>
    }
}

/// Opened, it is there to be written.
fn enter(input: NodeRef<Input>) {
    Effect::new(move || {
        if let Some(input) = input.get() {
            // A frame later it is on the page; one that refuses the focus loses nothing else.
            request_animation_frame(move || drop(input.focus()));
        }
    });
}

/// Withdraws an activity; what is withdrawn can be restored on the spot.
pub(super) fn retirar(hoja: Hoja, actos: Actos, id: Id<Actividad>) {
    let Some(fila) = hoja.fila_now(id) else { return };
    match hoja.replica.intentar(cambio_de_estado(id, Estado::Vigente, Estado::Retirado)) {
        Ok(_) => actos.retirada.set(Some((id, fila.nombre.to_string()))),
        Err(rejections) => actos.aviso.set(Some(hoja.replica.sentence(&rejections))),
    }
}

fn restituir(hoja: Hoja, actos: Actos, id: Id<Actividad>) {
    if let Err(rejections) = hoja.replica.intentar(cambio_de_estado(id, Estado::Retirado, Estado::Vigente)) {
        actos.aviso.set(Some(hoja.replica.sentence(&rejections)));
    }
    actos.retirada.set(None);
}

fn cambio_de_estado(id: Id<Actividad>, seen: Estado, nuevo: Estado) -> Command {
    Command::EditarActividad { id, seen: CampoActividad::Estado(seen), nuevo: CampoActividad::Estado(nuevo) }
}

/// What was just refused or withdrawn, until it is closed.
#[component]
pub(super) fn Avisos(hoja: Hoja, actos: Actos) -> impl IntoView {
    view! {
        {move || {
            actos
                .aviso
                .get()
                .map(|why| {
                    view! {
                        <Notice tone=Tone::Bad>
                            <span>{why}</span>
                            <button class="button button--small" type="button" on:click=move |_| actos.aviso.set(None)>
                                "Cerrar"
                            </button>
                        </Notice>
                    }
                })
        }}
        {move || {
            actos
                .retirada
                .get()
                .map(|(id, nombre)| {
                    view! {
                        <Notice tone=Tone::Plain>
                            <span>"Se retiró «" {nombre} "»."</span>
                            <button class="button button--small" type="button" on:click=move |_| restituir(hoja, actos, id)>
                                "Restituir"
                            </button>
                            <button class="button button--small button--quiet" type="button" on:click=move |_| actos.retirada.set(None)>
                                "Cerrar"
                            </button>
                        </Notice>
                    }
                })
        }}
    }
}
