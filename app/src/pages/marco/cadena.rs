//! Cadena de valor público: Actividad → AEI → OEI, drawn (Art. 7.o). Each box is a link
//! that opens its branch; the same chain is below as a nested list.

use domain::vista::{FilaAccion, FilaObjetivo};
use leptos::prelude::*;

use super::dibujo::{ALTO, ANCHO, COLUMNAS, Caja, Clase, TOTAL, dibujar};
use super::ficha::programacion;
use super::lineas::Nodo;
use super::lugar::Vista;
use super::use_marco;

#[component]
pub fn Cadena() -> impl IntoView {
    let marco = use_marco();
    let lugar = marco.lugar;
    let drawing = Memo::new(move |_| marco.page.with(|page| dibujar(page, lugar.nodo.get())));
    view! {
        <p class="cadena__about">
            <Show
                when=move || lugar.nodo.get().is_some()
                fallback=|| "Elija una acción para ver sus actividades una por una. El grosor de cada vínculo es su costo."
            >
                <a class="button button--small" href=move || lugar.enlace(Vista::Cadena, None)>
                    "Ver toda la cadena"
                </a>
                <a class="button button--small" href=move || lugar.enlace(Vista::Arbol, lugar.nodo.get())>
                    "Abrir su ficha"
                </a>
            </Show>
        </p>
        <div class="cadena__box" tabindex="0" role="region" aria-label="Dibujo de la cadena de valor público">
            <svg
                class="cadena"
                role="group"
                aria-label="Cadena de valor público"
                viewBox=move || format!("-8 0 {} {}", TOTAL + 16, drawing.with(|drawing| drawing.alto))
                width=TOTAL
                height=move || drawing.with(|drawing| drawing.alto)
            >
                <Cabezas />
                {move || {
                    let drawing = drawing.get();
                    view! {
                        <g class="cadena__links" aria-hidden="true">
                            {drawing
                                .vinculos
                                .into_iter()
                                .map(|link| view! { <path d=link.trazo stroke-width=link.grosor /> })
                                .collect_view()}
                        </g>
                        {drawing.cajas.into_iter().map(|caja| view! { <CajaView caja /> }).collect_view()}
                    }
                }}
            </svg>
        </div>
        <Lista />
    }
}

#[component]
fn Cabezas() -> impl IntoView {
    let names = ["Actividad", "Acción estratégica (AEI)", "Objetivo estratégico (OEI)"];
    COLUMNAS
        .into_iter()
        .zip(names)
        .map(|(x, name)| {
            view! {
                <text class="cadena__head" x=x y="24">
                    {name}
                </text>
            }
        })
        .collect_view()
}

#[component]
fn CajaView(caja: Caja) -> impl IntoView {
    let lugar = use_marco().lugar;
    let Caja { clase, nodo, x, y, codigo, renglones, titulo } = caja;
    let kind = match clase {
        Clase::Objetivo => "cadena__node cadena__node--objetivo",
        Clase::Accion => "cadena__node cadena__node--accion",
        Clase::Actividad | Clase::Conjunto => "cadena__node",
    };
    let here = matches!(clase, Clase::Objetivo | Clase::Accion);
    let label = format!("{codigo}: {titulo}");
    view! {
        <g>
            <a
                class=kind
                href=move || lugar.enlace(Vista::Cadena, Some(nodo))
                aria-label=label
                aria-current=move || (here && lugar.nodo.get() == Some(nodo)).then_some("true")
            >
                <title>{titulo}</title>
                <rect x=x y=y width=ANCHO height=ALTO rx="4" />
                <text class="cadena__code" x=x + 12 y=y + 20>
                    {codigo}
                </text>
                {renglones
                    .into_iter()
                    .zip([y + 37, y + 54])
                    .map(|(line, y)| {
                        view! {
                            <text x=x + 12 y=y>
                                {line}
                            </text>
                        }
                    })
                    .collect_view()}
            </a>
        </g>
    }
}

/// The chain as text: for a screen reader, and for whoever prefers to read.
#[component]
fn Lista() -> impl IntoView {
    let marco = use_marco();
    view! {
        <details class="cadena__list">
            <summary>"Leer la cadena como lista"</summary>
            <ul>
                {move || {
                    marco
                        .page
                        .get()
                        .objetivos
                        .into_iter()
                        .filter(|row| row.objetivo.estado.es_vigente())
                        .map(|row| view! { <ListaObjetivo row /> })
                        .collect_view()
                }}
            </ul>
        </details>
    }
}

#[component]
fn ListaObjetivo(row: FilaObjetivo) -> impl IntoView {
    let lugar = use_marco().lugar;
    let (id, code) = (row.objetivo.id, row.objetivo.codigo.to_string());
    view! {
        <li>
            <a href=move || lugar.enlace(Vista::Cadena, Some(Nodo::Objetivo(id)))>{code}</a>
            " "
            {row.objetivo.enunciado.to_string()}
            <ul>
                {row
                    .acciones
                    .into_iter()
                    .filter(|row| row.accion.estado.es_vigente())
                    .map(|row| view! { <ListaAccion row /> })
                    .collect_view()}
            </ul>
        </li>
    }
}

#[component]
fn ListaAccion(row: FilaAccion) -> impl IntoView {
    let marco = use_marco();
    let lugar = marco.lugar;
    let (id, code) = (row.accion.id, row.accion.codigo.to_string());
    view! {
        <li>
            <a href=move || lugar.enlace(Vista::Cadena, Some(Nodo::Accion(id)))>{code}</a>
            " "
            {row.accion.enunciado.to_string()}
            <ul>
                {row
                    .actividades
                    .into_iter()
                    .map(|row| {
                        let href = marco.page.with_untracked(|page| programacion(&page.unidades, &row));
                        view! {
                            <li>
                                <a href=href>{row.codigo}</a>
                                {format!(" {} · {} · {}", row.nombre, row.unidad, row.costo)}
                            </li>
                        }
                    })
                    .collect_view()}
            </ul>
        </li>
    }
}
