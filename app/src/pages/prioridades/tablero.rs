//! The board: a head, the rows that are seen, and over them what a drag shows.

use domain::Id;
use domain::plan::Actividad;
use domain::vista::prioridades::Renglon;
use leptos::ev;
use leptos::html::Div;
use leptos::prelude::*;
use leptos::web_sys::HtmlElement;

use super::ampliar::Ampliar;
use super::barra::Movimientos;
use super::dinero::Dinero;
use super::fila::Fila;
use super::gesto::{self, Marco};
use super::hoja::{ALTO_TACTIL, Hoja};
use super::mover::Mover;
use super::techo::Techo;
use super::teclas;
use crate::components::chip::ChipView;
use crate::components::rolling::{Focused, Rolling};
use crate::components::solo_lectura::SoloLectura;
use crate::components::tag::Dismissable;
use crate::state::presence::use_presence;

const AYUDA: &str = "Flechas: moverse. Alt con flecha arriba o abajo: subir o bajar un lugar; con Mayúsculas, diez. \
    Enter: mover a un puesto. Mayúsculas con Enter: trasladar dinero. Escape: soltar.";

#[component]
pub(super) fn Tablero(hoja: Hoja) -> impl IntoView {
    let marco = Marco { scroll: NodeRef::new(), cuerpo: NodeRef::new() };
    let rolling = Rolling { scroll: marco.scroll, vista: hoja.vista, alto: hoja.alto, tactil: ALTO_TACTIL };
    rolling.measure(move || focused(hoja));
    release_on_escape(hoja);
    tell_where(hoja);
    let held = move || hoja.mano().alzada.with(|held| held.is_some().then_some(""));
    view! {
        {move || view! { <SoloLectura edicion=hoja.edicion.get() /> }}
        <Dismissable text=hoja.aviso />
        <Movimientos hoja />
        <div class="board" data-base=move || hoja.base.with(|base| (base.is_some() && hoja.antes.get()).then_some(""))>
            <div
                class="board__scroll"
                node_ref=marco.scroll
                tabindex="-1"
                on:scroll=move |_| rolling.read(focused(hoja))
                on:keydown=move |event| teclas::keydown(hoja, marco.scroll, &event)
                on:pointerdown=move |event| gesto::tomar(hoja, marco, &event)
                on:pointermove=move |event| gesto::llevar(hoja, marco, &event)
                on:pointerup=move |event| gesto::soltar(hoja, marco, &event)
                on:pointercancel=move |_| gesto::abandonar(hoja)
                on:touchmove=move |event| gesto::retener(hoja, &event)
                data-held=held
                data-trying=move || hoja.ensayo().es_abierto().then_some("")
            >
                <Filas hoja cuerpo=marco.cuerpo />
            </div>
            <ChipView chip=hoja.mano().ficha class="board__chip" />
            <p class="hidden-text" id="board-ayuda">
                {AYUDA}
            </p>
            <p class="hidden-text" role="status" aria-live="polite">
                {move || hoja.dicho.get()}
            </p>
            <Dinero hoja />
            <Techo hoja />
            <Ampliar hoja />
        </div>
        <Mover hoja />
    }
}

#[component]
fn Filas(hoja: Hoja, cuerpo: NodeRef<Div>) -> impl IntoView {
    let first = move || hoja.visibles.with(|rows| rows.first().map_or(0, |(at, _)| *at));
    let after = move || hoja.visibles.with(|rows| rows.last().map_or(0, |(at, _)| hoja.total().saturating_sub(at + 1)));
    let tall = move |count: usize| (count * hoja.alto.get()).to_string();
    view! {
        <div
            class="board__grid"
            role="grid"
            aria-label="Actividades en orden de prioridad, con su financiamiento"
            aria-describedby="board-ayuda"
            aria-rowcount=move || (hoja.total() + 1).to_string()
            aria-readonly=move || (!hoja.es_abierta()).then_some("true")
        >
            <Cabeza hoja />
            <div class="board__body" role="rowgroup" node_ref=cuerpo>
                <svg class="board__spacer" aria-hidden="true" focusable="false" width="1" height=move || tall(first()) />
                <For each=move || hoja.visibles.get() key=|(_, renglon)| *renglon let:row>
                    <Fila hoja renglon=row.1 />
                </For>
                <svg class="board__spacer" aria-hidden="true" focusable="false" width="1" height=move || tall(after()) />
                <Previsto hoja />
            </div>
        </div>
        <Show when=move || hoja.total() == 0>
            <p class="empty">"Aún no hay actividades: escríbalas en Programación y aquí las pondrá en orden."</p>
        </Show>
    }
}

#[component]
fn Cabeza(hoja: Hoja) -> impl IntoView {
    let base = move || hoja.base.with(Option::is_some) && hoja.antes.get();
    view! {
        <div class="board__head" role="rowgroup">
            <div class="board__row board__row--head" role="row" aria-rowindex="1">
                <span class="board__grips" role="columnheader">
                    <span class="hidden-text">"Mover"</span>
                </span>
                <span class="board__place" role="columnheader">
                    "N.º"
                </span>
                <span class="board__name" role="columnheader">
                    "Actividad"
                </span>
                <span class="board__state" role="columnheader">
                    "Financiamiento"
                </span>
                <span class="board__cost" role="columnheader">
                    "Costo anual"
                </span>
                <span class="board__sum" role="columnheader">
                    "Acumulado"
                </span>
                {move || {
                    base()
                        .then(|| {
                            view! {
                                <span class="board__before" role="columnheader">
                                    "Antes"
                                </span>
                            }
                        })
                }}
                <span class="board__money" role="columnheader">
                    <span class="hidden-text">"Trasladar dinero"</span>
                </span>
            </div>
        </div>
    }
}

/// Where the row in the hand and the funding lines would be.
#[component]
fn Previsto(hoja: Hoja) -> impl IntoView {
    let hole = move || hoja.ensayo().hueco();
    let cut = move || hoja.mano().corte.get();
    // Those in sight only: a board of units has a line for each.
    let lines = Memo::new(move |_| {
        let seen = hoja.visibles.with(|rows| Some((rows.first()?.0, rows.last()?.0))).unwrap_or_default();
        hoja.ensayo().lineas(seen)
    });
    view! {
        <Puesto hoja at=Signal::derive(hole) class="board__hole" />
        <Puesto hoja at=Signal::derive(cut) class="board__hole board__hole--thin" />
        <For each=move || lines.get() key=|number| *number let:number>
            <Linea hoja number />
        </For>
    }
}

#[component]
fn Puesto(hoja: Hoja, at: Signal<Option<usize>>, class: &'static str) -> impl IntoView {
    let node = NodeRef::<Div>::new();
    Effect::new(move || {
        if let (Some(node), Some(at)) = (node.get(), at.get()) {
            put(&node, at, hoja.alto.get());
        }
    });
    view! { <div class=class node_ref=node aria-hidden="true" hidden=move || at.get().is_none() /> }
}

#[component]
fn Linea(hoja: Hoja, number: usize) -> impl IntoView {
    let node = NodeRef::<Div>::new();
    let line = Memo::new(move |_| hoja.ensayo().linea(number));
    Effect::new(move || {
        if let (Some(node), Some((at, _))) = (node.get(), line.get()) {
            put(&node, at, hoja.alto.get());
        }
    });
    view! {
        <div class="board__line board__line--tried" node_ref=node aria-hidden="true">
            <span>{move || line.get().map(|(_, corte)| corte.frase())}</span>
        </div>
    }
}

/// Places go through the style object: the content policy refuses style attributes.
fn put(node: &HtmlElement, at: usize, alto: usize) {
    let _ = node.style().set_property("transform", &format!("translateY({}px)", at * alto));
}

/// What a focused row tells the window of rows.
fn focused(hoja: Hoja) -> Focused {
    let count = hoja.renglones.with_untracked(|rows| rows.len());
    (count, hoja.foco.get_untracked().and_then(|renglon| hoja.lugar(renglon)))
}

/// Others are told of the activity that one goes to; opening the page is not going to one.
fn tell_where(hoja: Hoja) {
    let presencia = use_presence();
    Effect::new(move |before: Option<Option<Id<Actividad>>>| {
        let now = hoja.foco.get().and_then(|renglon| match renglon {
            Renglon::Actividad(id) => Some(id),
            _ => None,
        });
        if before.is_some_and(|before| before != now) {
            presencia.estoy_en(now);
        }
        now
    });
}

fn release_on_escape(hoja: Hoja) {
    Effect::new(move || {
        let escaped = window_event_listener(ev::keydown, move |event| {
            if event.key() == "Escape" && hoja.mano().hand.is_held() {
                gesto::abandonar(hoja);
                hoja.decir("La fila sigue en su puesto.".to_owned());
            }
        });
        on_cleanup(move || escaped.remove());
    });
}
