//! One row of the tree: an OEI or an AEI with its indicators, literal meta beside the
//! structured targets, responsible unit and cost.

use domain::plan::{Estado, IndicadorEstrategico};
use domain::vista::PaginaMarco;
use leptos::prelude::*;

use super::actos::{Paso, meta_leida};
use super::lineas::{Nodo, Rama, accion, objetivo};
use super::tabla::Arbol;
use super::use_marco;
use crate::components::aria::aria_level;
use crate::components::editable::Access;
use crate::components::icon::{Glyph, Icon};
use crate::components::tag::{Tag, Tone};

/// What a row shows, the same for both levels.
#[derive(Clone, Debug, PartialEq)]
struct Celdas {
    codigo: String,
    enunciado: String,
    indicadores: Vec<IndicadorEstrategico>,
    provisional: bool,
    estado: Estado,
    responsable: String,
    debajo: String,
    costo: String,
}

fn celdas(page: &PaginaMarco, nodo: Nodo) -> Option<Celdas> {
    Some(match nodo {
        Nodo::Objetivo(id) => {
            let row = objetivo(page, id)?;
            Celdas {
                codigo: row.objetivo.codigo.to_string(),
                enunciado: row.objetivo.enunciado.to_string(),
                indicadores: row.objetivo.indicadores.clone(),
                provisional: false,
                estado: row.objetivo.estado,
                responsable: row.responsable.clone(),
                debajo: match row.objetivo.claves.len() {
                    0 => String::new(),
                    1 => "1 actividad clave".to_owned(),
                    many => format!("{many} actividades claves"),
                },
                costo: row.costo.cifra(),
            }
        }
        Nodo::Accion(id) => {
            let row = accion(page, id)?;
            Celdas {
                codigo: row.accion.codigo.to_string(),
                enunciado: row.accion.enunciado.to_string(),
                indicadores: row.accion.indicadores.clone(),
                provisional: row.provisional,
                estado: row.accion.estado,
                responsable: row.responsable.clone(),
                debajo: match row.actividades.len() {
                    0 => "sin actividades".to_owned(),
                    1 => "1 actividad".to_owned(),
                    many => format!("{many} actividades"),
                },
                costo: row.costo.cifra(),
            }
        }
    })
}

#[component]
pub fn Fila(nodo: Nodo, arbol: Arbol) -> impl IntoView {
    let marco = use_marco();
    let datos = Memo::new(move |_| marco.page.with(|page| celdas(page, nodo)));
    let linea = Memo::new(move |_| arbol.lineas.with(|all| all.iter().find(|line| line.nodo == nodo).copied()));
    let level = if matches!(nodo, Nodo::Objetivo(_)) { "1" } else { "2" };
    let expanded = move || match linea.get()?.rama {
        Rama::Hoja => None,
        Rama::Abierta => Some("true"),
        Rama::Cerrada => Some("false"),
    };
    let open = Memo::new(move |_| marco.lugar.nodo.get() == Some(nodo));
    view! {
        <tr
            role="row"
            id=nodo.dom_id()
            class=format!("marco-row marco-row--{level}")
            {..aria_level(level.to_string())}
            aria-expanded=expanded
            aria-posinset=move || linea.get().map(|line| line.lugar.to_string())
            aria-setsize=move || linea.get().map(|line| line.hermanos.to_string())
            aria-selected=move || if open.get() { "true" } else { "false" }
            tabindex=move || if arbol.parada() == Some(nodo) { "0" } else { "-1" }
            on:focus=move |_| arbol.activar(nodo)
            on:click=move |_| marco.lugar.abrir(Some(nodo))
        >
            <td role="gridcell" class="marco-row__tree">
                <Rotulo nodo arbol datos rama=Signal::derive(move || linea.get().map(|line| line.rama)) />
            </td>
            <td role="gridcell">{move || datos.get().map(|row| view! { <Indicadores lista=row.indicadores /> })}</td>
            <td role="gridcell" class="marco-table__wide">
                {move || datos.with(|row| row.as_ref().map(|row| row.responsable.clone()))}
            </td>
            <td role="gridcell" class="figure marco-table__wide">
                {move || datos.with(|row| row.as_ref().map(|row| row.costo.clone()))}
            </td>
        </tr>
    }
}

/// Twisty, code, text, tags, and the two buttons that order the ruta.
#[component]
fn Rotulo(nodo: Nodo, arbol: Arbol, datos: Memo<Option<Celdas>>, rama: Signal<Option<Rama>>) -> impl IntoView {
    let marco = use_marco();
    let text = move |pick: fn(&Celdas) -> String| move || datos.with(|row| row.as_ref().map(pick));
    let is_open = move || rama.get() == Some(Rama::Abierta);
    let may_move = move || marco.access == Access::Write && datos.with(|row| row.as_ref().is_some_and(vigente));
    view! {
        <div class="marco-row__name">
            <button
                class="marco-row__twisty"
                type="button"
                tabindex="-1"
                aria-hidden="true"
                data-open=move || is_open().then_some("si")
                hidden=move || rama.get().is_none_or(|rama| rama == Rama::Hoja)
                on:click=move |event| {
                    event.stop_propagation();
                    arbol.alternar(nodo);
                }
            >
                <Icon glyph=Glyph::ChevronRight class="icon--small" />
            </button>
            <div class="marco-row__text">
                <p>
                    <b class="marco-row__code">{text(|row| row.codigo.clone())}</b>
                    " "
                    {text(|row| row.enunciado.clone())}
                </p>
                <p class="marco-row__tags">
                    <span class="muted">{text(|row| row.debajo.clone())}</span>
                    {move || datos.get().map(|row| view! { <Etiquetas row /> })}
                </p>
            </div>
            <Show when=may_move>
                <Orden nodo arbol />
            </Show>
        </div>
    }
}

fn vigente(row: &Celdas) -> bool {
    row.estado.es_vigente()
}

#[component]
fn Etiquetas(row: Celdas) -> impl IntoView {
    view! {
        {row.provisional.then(|| view! { <Tag tone=Tone::Warn>"sin indicador ni meta"</Tag> })}
        {(!vigente(&row)).then(|| view! { <Tag tone=Tone::Draft>"retirado"</Tag> })}
    }
}

/// One step up or down, for a pointer; with the keyboard it is Alt and an arrow.
#[component]
fn Orden(nodo: Nodo, arbol: Arbol) -> impl IntoView {
    let step = move |paso: Paso, glyph: Glyph, name: &'static str| {
        view! {
            <button
                class="button button--quiet button--icon button--small"
                type="button"
                tabindex="-1"
                title=name
                aria-label=name
                on:click=move |event| {
                    event.stop_propagation();
                    arbol.mueve.run((nodo, paso));
                }
            >
                <Icon glyph class="icon--small" />
            </button>
        }
    };
    view! {
        <span class="marco-row__order">
            {step(Paso::Antes, Glyph::Up, "Antes en la ruta (Alt+↑)")}
            {step(Paso::Despues, Glyph::Down, "Después en la ruta (Alt+↓)")}
        </span>
    }
}

/// Each indicator with its literal meta, and the structured targets beside.
#[component]
fn Indicadores(lista: Vec<IndicadorEstrategico>) -> impl IntoView {
    lista
        .into_iter()
        .map(|row| {
            let targets = row.metas.iter().map(meta_leida).collect::<Vec<_>>().join(" · ");
            let literal = (!row.meta_literal.is_empty()).then(|| format!("«{}»", row.meta_literal));
            view! {
                <div class="marco-row__indicator">
                    <p>{row.nombre.to_string()}</p>
                    <p class="muted">{literal} " " <b>{targets}</b></p>
                </div>
            }
        })
        .collect_view()
}
