//! The board: tree and chart in one scroll, so that both go together.

use leptos::ev;
use leptos::html::Div;
use leptos::prelude::*;

use super::arbol::Arbol;
use super::barras::Barras;
use super::direccion;
use super::enlaces::Enlaces;
use super::gesto;
use super::herramientas::Herramientas;
use super::hoja::{ALTO_TACTIL, Hoja};
use super::impresion;
use super::lienzo::{Escala, Fondo};
use super::meses::Meses;
use super::mover::Mover;
use super::teclas;
use crate::components::chip::ChipView;
use crate::components::icon::{Glyph, Icon};
use crate::components::rolling::Vista;
use crate::components::tag::{Notice, Tone};
use domain::vista::Edicion;

const AYUDA: &str = "Flechas: moverse, abrir y cerrar. Alt con flecha izquierda o derecha: mover la barra. \
    Mayúsculas, Alt y flecha: alargar o acortar. Enter: mover con fechas. Espacio: elegir varias. Escape: soltar.";

#[component]
pub(super) fn Tablero(hoja: Hoja) -> impl IntoView {
    let scroll = NodeRef::<Div>::new();
    measure(hoja, scroll);
    direccion::seguir(hoja, scroll);
    impresion::seguir(hoja);
    hoja.filas().seguir(hoja);
    release_on_escape(hoja);
    let motivo = hoja.edicion(|edicion| match edicion {
        Edicion::Abierta => None,
        Edicion::SoloLectura { motivo } => Some(motivo.clone()),
    });
    view! {
        {motivo.map(|motivo| view! { <Notice tone=Tone::Plain>{motivo}</Notice> })}
        <Aviso hoja />
        <Herramientas hoja />
        <div class="gantt">
            <div
                class="gantt__scroll"
                node_ref=scroll
                tabindex="-1"
                on:scroll=move |_| read(hoja, scroll)
                on:keydown=move |event| teclas::keydown(hoja, scroll, &event)
                on:pointerdown=move |event| gesto::tomar(hoja, scroll, &event)
                on:pointermove=move |event| gesto::llevar(hoja, scroll, &event)
                on:pointerup=move |event| gesto::soltar(hoja, scroll, &event)
                on:pointercancel=move |_| gesto::abandonar(hoja)
                on:touchmove=move |event| gesto::retener(hoja, &event)
                data-held=move || hoja.mano().alzada.get().then_some("")
            >
                <div class="gantt__head">
                    <div class="gantt__corner" aria-hidden="true">
                        <span>"Actividad"</span>
                        <span class="gantt__days">"Inicio – fin"</span>
                    </div>
                    <Escala hoja />
                </div>
                <div class="gantt__body">
                    <Arbol hoja scroll />
                    <svg
                        class="gantt__chart"
                        aria-hidden="true"
                        focusable="false"
                        width=move || hoja.escala.get().ancho(hoja.ejercicio).to_string()
                        height=move || (hoja.total().max(1) * hoja.alto.get()).to_string()
                    >
                        <Fondo hoja />
                        <Barras hoja />
                        <Enlaces hoja />
                    </svg>
                </div>
                <Show when=move || hoja.meses.get()>
                    <Meses hoja />
                </Show>
            </div>
            <ChipView chip=hoja.mano().ficha class="gantt__chip" />
            <p class="hidden-text" id="gantt-ayuda">
                {AYUDA}
            </p>
            <p class="hidden-text" role="status" aria-live="polite">
                {move || hoja.dicho.get()}
            </p>
        </div>
        <Mover hoja />
    }
}

/// The last refusal, kept until it is read.
#[component]
fn Aviso(hoja: Hoja) -> impl IntoView {
    view! {
        <div class="gantt__notice">
            {move || {
                hoja.aviso
                    .get()
                    .map(|why| {
                        view! {
                            <Notice tone=Tone::Bad>
                                {why}
                                <button
                                    class="button button--quiet button--icon"
                                    type="button"
                                    aria-label="Entendido"
                                    on:click=move |_| hoja.aviso.set(None)
                                >
                                    <Icon glyph=Glyph::Close class="icon--small" />
                                </button>
                            </Notice>
                        }
                    })
            }}
        </div>
    }
}

fn measure(hoja: Hoja, scroll: NodeRef<Div>) {
    Effect::new(move || {
        if scroll.get().is_none() {
            return;
        }
        let coarse = window().match_media("(pointer: coarse)").ok().flatten().is_some_and(|query| query.matches());
        if coarse {
            hoja.alto.set(ALTO_TACTIL);
        }
        read(hoja, scroll);
        let resized = window_event_listener(ev::resize, move |_| read(hoja, scroll));
        on_cleanup(move || resized.remove());
    });
}

/// Reads how far the board is scrolled. A row that leaves the page hands its focus to the board.
fn read(hoja: Hoja, scroll: NodeRef<Div>) {
    let Some(board) = scroll.get_untracked() else { return };
    let pixels = |value: i32| usize::try_from(value).unwrap_or_default();
    let vista = Vista { top: pixels(board.scroll_top()), height: pixels(board.client_height()) };
    if hoja.vista.get_untracked() == vista {
        return;
    }
    let (first, last) = hoja.renglones.with_untracked(|rows| vista.ventana(rows.len(), hoja.alto.get_untracked()));
    let at = hoja.foco.get_untracked().and_then(|nodo| hoja.indice(nodo));
    let leaves = at.is_some_and(|at| at < first || last <= at);
    let inside = document().active_element().is_some_and(|one| board.contains(Some(&one)));
    if leaves && inside {
        // A courtesy: a browser that refuses it loses nothing else.
        let _ = board.focus();
    }
    hoja.vista.set(vista);
}

fn release_on_escape(hoja: Hoja) {
    Effect::new(move || {
        let escaped = window_event_listener(ev::keydown, move |event| {
            if event.key() == "Escape" && hoja.mano().tiene() {
                gesto::abandonar(hoja);
                hoja.dicho.set("La barra sigue donde estaba.".to_owned());
            }
        });
        on_cleanup(move || escaped.remove());
    });
}
