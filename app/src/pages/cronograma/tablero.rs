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
use crate::components::rolling::{Focused, Rolling};
use crate::components::solo_lectura::SoloLectura;
use crate::components::tag::Dismissable;
use domain::vista::Edicion;

const AYUDA: &str = "Flechas: moverse, abrir y cerrar. Alt con flecha izquierda o derecha: mover la barra. \
    Mayúsculas, Alt y flecha: alargar o acortar. Enter: mover con fechas. Espacio: elegir varias. Escape: soltar.";

#[component]
pub(super) fn Tablero(hoja: Hoja) -> impl IntoView {
    let scroll = NodeRef::<Div>::new();
    let rolling = Rolling { scroll, vista: hoja.vista, alto: hoja.alto, tactil: ALTO_TACTIL };
    rolling.measure(move || focused(hoja));
    direccion::seguir(hoja, scroll);
    impresion::seguir(hoja);
    hoja.filas().seguir(hoja);
    release_on_escape(hoja);
    view! {
        <SoloLectura edicion=hoja.edicion(Edicion::clone) />
        <div class="gantt__notice">
            <Dismissable text=hoja.aviso />
        </div>
        <Herramientas hoja />
        <div class="gantt">
            <div
                class="gantt__scroll"
                node_ref=scroll
                tabindex="-1"
                on:scroll=move |_| rolling.read(focused(hoja))
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

/// What a focused row tells the window of rows.
fn focused(hoja: Hoja) -> Focused {
    let count = hoja.renglones.with_untracked(|rows| rows.len());
    (count, hoja.foco.get_untracked().and_then(|nodo| hoja.indice(nodo)))
}

fn release_on_escape(hoja: Hoja) {
    Effect::new(move || {
        let escaped = window_event_listener(ev::keydown, move |event| {
            if event.key() == "Escape" && hoja.mano().hand.is_held() {
                gesto::abandonar(hoja);
                hoja.dicho.set("La barra sigue donde estaba.".to_owned());
            }
        });
        on_cleanup(move || escaped.remove());
    });
}
