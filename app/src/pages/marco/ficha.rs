//! The row that is open: every field of an OEI or an AEI, written in its place.

use domain::plan::{AccionEstrategica, CampoAccion, CampoObjetivo, ObjetivoEstrategico};
use domain::vista::{ActividadBreve, NodoUnidad};
use domain::{Command, Id};
use leptos::prelude::*;

use super::indicadores::Indicadores;
use super::lineas::{Nodo, accion, objetivo};
use super::lugar::{Nuevo, Vista, de_accion, de_objetivo};
use super::nuevo::NuevaFila;
use super::retiro::Retiro;
use super::textos::Textos;
use super::use_marco;
use crate::components::editable::{Access, Choice, Control, Editable};
use crate::components::icon::{Glyph, Icon};
use crate::components::unit_tree;
use crate::pages::edit::Fields;
use crate::pages::unwritten::provide_shelf;
use crate::unit_address::query;

#[component]
pub fn Ficha() -> impl IntoView {
    let lugar = use_marco().lugar;
    move || match (lugar.nuevo.get(), lugar.nodo.get()) {
        (Some(Nuevo::Objetivo), _) => view! { <NuevaFila padre=None /> }.into_any(),
        (Some(Nuevo::Accion), Some(Nodo::Objetivo(id))) => view! { <NuevaFila padre=Some(id) /> }.into_any(),
        (_, Some(Nodo::Objetivo(id))) => view! { <FichaObjetivo id /> }.into_any(),
        (_, Some(Nodo::Accion(id))) => view! { <FichaAccion id /> }.into_any(),
        (_, None) => ().into_any(),
    }
}

/// Title, a way to close, and the parts.
#[component]
pub fn Hoja(#[prop(into)] titulo: Signal<String>, children: Children) -> impl IntoView {
    let lugar = use_marco().lugar;
    view! {
        <section class="panel ficha" aria-label=move || titulo.get()>
            <div class="panel__head">
                <h2>{titulo}</h2>
                <button
                    class="button button--quiet button--icon"
                    type="button"
                    aria-label="Cerrar la ficha"
                    on:click=move |_| lugar.abrir(None)
                >
                    <Icon glyph=Glyph::Close />
                </button>
            </div>
            <div class="panel__body ficha__body">{children()}</div>
        </section>
    }
}

#[component]
fn FichaObjetivo(id: Id<ObjetivoEstrategico>) -> impl IntoView {
    let marco = use_marco();
    let row = Memo::new(move |_| marco.page.with(|page| objetivo(page, id).map(|row| row.objetivo.clone())));
    let campo = Fields::<ObjetivoEstrategico>::new(row, move |seen, nuevo| Command::EditarObjetivo { id, seen, nuevo });
    let titulo = Memo::new(move |_| campo.get(|row| row.codigo.to_string()).unwrap_or_default());
    provide_shelf(campo.replica, de_objetivo(id, None), move || titulo.get());
    let lugar = marco.lugar;
    let access = marco.access;
    view! {
        <Hoja titulo=titulo>
            <Editable id="codigo" label="Código" access binding=campo.texto(CampoObjetivo::Codigo, |row| row.codigo.clone()) />
            <Editable
                id="enunciado"
                label="Objetivo estratégico"
                access
                control=Control::Area
                binding=campo.texto(CampoObjetivo::Enunciado, |row| row.enunciado.clone())
            />
            <Editable
                id="responsable"
                label="Unidad responsable"
                access
                control=Control::Choice(units())
                binding=campo.opcional(CampoObjetivo::Responsable, |row| row.responsable)
            />
            <Indicadores
                now=Signal::derive(move || campo.get(|row| row.indicadores.clone()).unwrap_or_default())
                command=campo.command(CampoObjetivo::Indicadores)
            />
            <Textos
                titulo="Actividades claves"
                uno="Actividad clave"
                now=Signal::derive(move || campo.get(|row| row.claves.clone()).unwrap_or_default())
                command=campo.command(CampoObjetivo::Claves)
            />
            <Debajo id />
            <Retiro
                nodo=Nodo::Objetivo(id)
                estado=Signal::derive(move || campo.get(|row| row.estado).unwrap_or_default())
            />
            <p class="ficha__links">
                <a href=move || lugar.enlace(Vista::Cadena, Some(Nodo::Objetivo(id)))>"Ver en la cadena de valor público"</a>
            </p>
        </Hoja>
    }
}

#[component]
fn FichaAccion(id: Id<AccionEstrategica>) -> impl IntoView {
    let marco = use_marco();
    let row = Memo::new(move |_| marco.page.with(|page| accion(page, id).map(|row| row.accion.clone())));
    let campo = Fields::<AccionEstrategica>::new(row, move |seen, nuevo| Command::EditarAccion { id, seen, nuevo });
    let titulo = Memo::new(move |_| campo.get(|row| row.codigo.to_string()).unwrap_or_default());
    provide_shelf(campo.replica, de_accion(id, None), move || titulo.get());
    let lugar = marco.lugar;
    let access = marco.access;
    view! {
        <Hoja titulo=titulo>
            <Editable id="codigo" label="Código" access binding=campo.texto(CampoAccion::Codigo, |row| row.codigo.clone()) />
            <Editable
                id="enunciado"
                label="Acción estratégica"
                access
                control=Control::Area
                binding=campo.texto(CampoAccion::Enunciado, |row| row.enunciado.clone())
            />
            <Editable
                id="objetivo"
                label="Objetivo al que contribuye"
                access
                control=Control::Choice(objectives())
                binding=campo.fila(CampoAccion::Objetivo, |row| row.objetivo)
            />
            <Editable
                id="responsable"
                label="Unidad responsable"
                access
                control=Control::Choice(units())
                binding=campo.opcional(CampoAccion::Responsable, |row| row.responsable)
            />
            <Indicadores
                now=Signal::derive(move || campo.get(|row| row.indicadores.clone()).unwrap_or_default())
                command=campo.command(CampoAccion::Indicadores)
            />
            <Textos
                titulo="Evidencias en que se apoya"
                uno="Evidencia"
                now=Signal::derive(move || campo.get(|row| row.evidencias.clone()).unwrap_or_default())
                command=campo.command(CampoAccion::Evidencias)
            />
            <Actividades id />
            <Retiro
                nodo=Nodo::Accion(id)
                estado=Signal::derive(move || campo.get(|row| row.estado).unwrap_or_default())
            />
            <p class="ficha__links">
                <a href=move || lugar.enlace(Vista::Cadena, Some(Nodo::Accion(id)))>"Ver en la cadena de valor público"</a>
            </p>
        </Hoja>
    }
}

/// Every unit of the tree, and none.
fn units() -> Signal<Vec<Choice>> {
    let page = use_marco().page;
    Memo::new(move |_| {
        let none = std::iter::once(Choice::new("", "Sin designar"));
        page.with(|page| {
            none.chain(page.unidades.iter().map(|node| Choice::new(node.id.to_string(), unit_tree::label(node))))
                .collect()
        })
    })
    .into()
}

/// OEI in force.
fn objectives() -> Signal<Vec<Choice>> {
    let page = use_marco().page;
    Memo::new(move |_| {
        page.with(|page| {
            let rows = page.objetivos.iter().map(|row| &row.objetivo).filter(|row| row.estado.es_vigente());
            rows.map(|row| Choice::new(row.id.to_string(), format!("{} {}", row.codigo, row.enunciado))).collect()
        })
    })
    .into()
}

/// The AEI of an OEI, and a way to add one.
#[component]
fn Debajo(id: Id<ObjetivoEstrategico>) -> impl IntoView {
    let marco = use_marco();
    let lugar = marco.lugar;
    let rows = Memo::new(move |_| {
        marco.page.with(|page| {
            let rows = objetivo(page, id).map(|row| row.acciones.as_slice()).unwrap_or_default();
            rows.iter()
                .map(|row| (row.accion.id, row.accion.codigo.to_string(), row.accion.enunciado.to_string()))
                .collect::<Vec<_>>()
        })
    });
    view! {
        <section class="ficha__part">
            <h3>"Acciones estratégicas"</h3>
            <ul class="ficha__list">
                <For each=move || rows.get() key=|row| row.clone() let:row>
                    <li>
                        <a href=move || lugar.enlace(Vista::Arbol, Some(Nodo::Accion(row.0)))>{row.1.clone()}</a>
                        " "
                        {row.2.clone()}
                    </li>
                </For>
            </ul>
            <Show when=move || marco.access == Access::Write>
                <button class="button button--small" type="button" on:click=move |_| lugar.agregar(Some(Nuevo::Accion))>
                    <Icon glyph=Glyph::Add class="icon--small" />
                    "Agregar acción estratégica"
                </button>
            </Show>
        </section>
    }
}

/// Where an activity is written: its panel, over the sheet of its unit.
pub fn programacion(units: &[NodoUnidad], row: &ActividadBreve) -> String {
    let unit = units.iter().find(|node| node.id == row.de).map(query).unwrap_or_default();
    let mark = if unit.is_empty() { "?" } else { "&" };
    ["/programacion", &unit, mark, "actividad=", &row.id.to_string()].concat()
}

/// The activities that contribute to an AEI, each with the way to it.
#[component]
fn Actividades(id: Id<AccionEstrategica>) -> impl IntoView {
    let page = use_marco().page;
    let rows =
        Memo::new(move |_| page.with(|page| accion(page, id).map(|row| row.actividades.clone()).unwrap_or_default()));
    view! {
        <section class="ficha__part">
            <h3>"Actividades que contribuyen"</h3>
            <ul class="ficha__list">
                <For each=move || rows.get() key=|row| (row.id, row.nombre.clone(), row.costo) let:row>
                    <li>
                        <a href=programacion(&page.with_untracked(|page| page.unidades.clone()), &row)>{row.nombre.clone()}</a>
                        <span class="muted">{format!("{} · {} · {}", row.codigo, row.unidad, row.costo)}</span>
                    </li>
                </For>
            </ul>
            <Show when=move || rows.with(Vec::is_empty)>
                <p class="muted">"Ninguna todavía. Las unidades la eligen al programar sus actividades."</p>
            </Show>
        </section>
    }
}
