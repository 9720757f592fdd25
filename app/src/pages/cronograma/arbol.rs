//! The treegrid: names and dates of the rows, and where the keyboard is.

use domain::vista::cronograma::{Barra, Filtro, Hijos, Nodo, Renglon, dias};
use leptos::html::Div;
use leptos::prelude::*;

use super::hoja::Hoja;
use super::teclas;
use crate::components::aria::aria_level;
use crate::components::icon::{Glyph, Icon};

#[component]
pub(super) fn Arbol(hoja: Hoja, scroll: NodeRef<Div>) -> impl IntoView {
    let first = move || hoja.visibles.with(|rows| rows.first().map_or(0, |(at, _)| *at));
    view! {
        <div
            class="gantt__tree"
            role="treegrid"
            aria-label="Objetivos, acciones, actividades y tareas con sus fechas"
            aria-describedby="gantt-ayuda"
            aria-multiselectable="true"
            aria-rowcount=move || hoja.total().to_string()
            aria-colcount="3"
            aria-readonly=(!hoja.es_abierta()).then_some("true")
        >
            <svg
                class="gantt__spacer"
                aria-hidden="true"
                focusable="false"
                width="1"
                height=move || (first() * hoja.alto.get()).to_string()
            />
            <For each=move || hoja.visibles.get() key=|(_, row)| row.nodo let:row>
                <Fila hoja nodo=row.1.nodo scroll />
            </For>
        </div>
        <Show when=move || hoja.total() == 0>
            <p class="gantt__empty muted">
                {move || if hoja.consulta.with(|it| it.busqueda.is_empty() && it.filtro == Filtro::Todas) {
                    "Aún no hay actividades: escríbalas en Programación y aquí verá sus fechas."
                } else {
                    "Nada coincide con lo que busca."
                }}
            </p>
        </Show>
    }
}

/// The id of a row's element.
pub(super) fn id_de(nodo: Nodo) -> String {
    let (kind, uuid) = match nodo {
        Nodo::Objetivo(id) => ("o", id.uuid()),
        Nodo::Accion(id) => ("c", id.uuid()),
        Nodo::Unidad(id) => ("u", id.uuid()),
        Nodo::Actividad(id) => ("a", id.uuid()),
        Nodo::Tarea(id) => ("t", id.uuid()),
    };
    format!("g-{kind}-{uuid}")
}

#[component]
fn Fila(hoja: Hoja, nodo: Nodo, scroll: NodeRef<Div>) -> impl IntoView {
    let at = Memo::new(move |_| hoja.lugar(nodo));
    let row = Memo::new(move |_| hoja.renglones.with(|rows| rows.get(at.get()).copied()));
    let barra = RwSignal::from(hoja.filas().una(hoja, nodo));
    let of = move |read: fn(&Barra) -> String| barra.with(|barra| barra.as_ref().map(read).unwrap_or_default());
    let hijos = move || row.get().map_or(Hijos::Ninguno, |row: Renglon| row.hijos);
    let nivel = move || row.get().map_or(1, |row| row.nivel);
    let chosen = move || nodo.fila().map(|fila| hoja.seleccion.with(|all| all.contains(&fila)).to_string());
    // One row is reached by Tab: where one was, or the first.
    let stop = move || hoja.foco.get().map_or(at.get() == 0, |here| here == nodo);
    let is_group = nodo.fila().is_none();
    view! {
        <div
            id=id_de(nodo)
            class=move || format!("gantt__row gantt__row--{}", nivel())
            class:gantt__row--group=is_group
            role="row"
            tabindex=move || if stop() { "0" } else { "-1" }
            {..aria_level(move || nivel().to_string())}
            aria-rowindex=move || (at.get() + 1).to_string()
            aria-selected=chosen
            aria-expanded=move || match hijos() {
                Hijos::Ninguno => None,
                Hijos::Abiertos => Some("true"),
                Hijos::Cerrados => Some("false"),
            }
            on:focus=move |_| hoja.estar(nodo)
            on:click=move |event| teclas::pulsar(hoja, nodo, &event)
            on:dblclick=move |_| teclas::abrir(hoja, nodo)
        >
            <span class="gantt__name" role="gridcell" aria-colindex="1">
                <button
                    class="gantt__toggle"
                    type="button"
                    tabindex="-1"
                    hidden=move || hijos() == Hijos::Ninguno
                    aria-label=move || if hijos() == Hijos::Abiertos { "Cerrar" } else { "Abrir" }
                    on:click=move |event| {
                        event.stop_propagation();
                        hoja.consulta.update(|consulta| consulta.despliegue.alternar(nodo));
                        teclas::enfocar(hoja, scroll, nodo);
                    }
                >
                    {move || match hijos() {
                        Hijos::Abiertos => view! { <Icon glyph=Glyph::ChevronDown class="icon--small" /> },
                        _ => view! { <Icon glyph=Glyph::ChevronRight class="icon--small" /> },
                    }}
                </button>
                <span class="gantt__code" hidden=!is_group>
                    {move || of(|barra| barra.codigo.clone())}
                </span>
                <span class="gantt__text" title=move || of(|barra| format!("{} {}", barra.codigo, barra.nombre).trim().to_owned())>
                    {move || of(|barra| barra.nombre.clone())}
                </span>
            </span>
            <span class="gantt__days" role="gridcell" aria-colindex="2">
                <span aria-hidden="true">{move || of(|barra| barra.ventana.map(dias).unwrap_or_default())}</span>
                <span class="hidden-text">{move || of(Barra::fechas)}</span>
            </span>
            <span class="hidden-text" role="gridcell" aria-colindex="3">
                {move || of(|barra| format!("{} {} {}", barra.meta, barra.costo, barra.ejecutado()).trim_end().to_owned())}
            </span>
        </div>
    }
}
