//! The bar over the framework: which reading, which rows, and what may be added.

use domain::vista::FilaObjetivo;
use leptos::prelude::*;

use super::lineas::Filtro;
use super::lugar::{Nuevo, Vista};
use super::use_marco;
use crate::components::editable::Access;
use crate::components::icon::{Glyph, Icon};

#[component]
pub fn Barra() -> impl IntoView {
    let marco = use_marco();
    let lugar = marco.lugar;
    let in_tree = move || lugar.vista.get() == Vista::Arbol;
    view! {
        <div class="marco__bar">
            <Vistas />
            <Show when=in_tree>
                <label class="marco__search">
                    <Icon glyph=Glyph::Search class="icon--small" />
                    <span class="hidden-text">"Buscar en el marco"</span>
                    <input
                        class="input"
                        type="search"
                        placeholder="Buscar en el marco"
                        autocomplete="off"
                        value=lugar.buscar.get_untracked()
                        prop:value=move || lugar.buscar.get()
                        on:input=move |event| lugar.buscar(event_target_value(&event))
                    />
                </label>
                <Filtros />
            </Show>
            <p class="muted marco__count">
                {move || marco.page.with(|page| format!("PDI {}–{} · {}", page.pdi.0, page.pdi.1, count(&page.objetivos)))}
            </p>
            <Show when=move || in_tree() && marco.access == Access::Write>
                <button class="button" type="button" on:click=move |_| lugar.agregar(Some(Nuevo::Objetivo))>
                    <Icon glyph=Glyph::Add class="icon--small" />
                    "Agregar objetivo"
                </button>
            </Show>
        </div>
    }
}

/// Two links: the address names the reading.
#[component]
fn Vistas() -> impl IntoView {
    let lugar = use_marco().lugar;
    let link = move |vista: Vista, name: &'static str| {
        view! {
            <a
                class="tabs__tab"
                href=move || lugar.enlace(vista, lugar.nodo.get())
                aria-current=move || (lugar.vista.get() == vista).then_some("true")
            >
                {name}
            </a>
        }
    };
    view! {
        <nav class="tabs" aria-label="Lectura del marco">
            {link(Vista::Arbol, "Objetivos y acciones")}
            {link(Vista::Cadena, "Cadena de valor público")}
        </nav>
    }
}

#[component]
fn Filtros() -> impl IntoView {
    let lugar = use_marco().lugar;
    view! {
        <label class="marco__filter">
            <span class="hidden-text">"Filas"</span>
            <select class="input" on:change=move |event| lugar.filtrar(Filtro::leer(&event_target_value(&event)))>
                {Filtro::TODOS
                    .map(|filtro| {
                        let chosen = move || lugar.filtro.get() == filtro;
                        view! {
                            <option value=filtro.clave() selected=chosen prop:selected=chosen>
                                {filtro.nombre()}
                            </option>
                        }
                    })}
            </select>
        </label>
    }
}

/// "12 objetivos, 14 acciones, 14 sin indicador ni meta".
fn count(objetivos: &[FilaObjetivo]) -> String {
    let oei = objetivos.iter().filter(|row| row.objetivo.estado.es_vigente()).count();
    let rows = || objetivos.iter().flat_map(|row| &row.acciones).filter(|row| row.accion.estado.es_vigente());
    let provisional = rows().filter(|row| row.provisional).count();
    format!("{oei} objetivos, {} acciones, {provisional} sin indicador ni meta", rows().count())
}
