//! The tree on screen: a treegrid of rows that is walked with the arrows, opened with
//! Enter and ordered with Alt and an arrow. Its rows are in [`super::fila`].

use std::collections::BTreeSet;

use leptos::ev::KeyboardEvent;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;

use super::actos::{Paso, mover};
use super::fila::Fila;
use super::lineas::{Linea, Nodo, Rama, accion, lineas};
use super::{Contexto, use_marco};
use crate::components::editable::Access;
use crate::pages::edit::send;
use crate::state::replica::use_replica;

/// The state of the widget: what is folded, and which row has the one tab stop.
#[derive(Clone, Copy)]
pub struct Arbol {
    pub lineas: Memo<Vec<Linea>>,
    cerrados: RwSignal<BTreeSet<Nodo>>,
    activo: RwSignal<Option<Nodo>>,
    pub mueve: Callback<(Nodo, Paso)>,
}

impl Arbol {
    /// The row that Tab lands on: the active one while it is shown, else the first.
    pub fn parada(self) -> Option<Nodo> {
        let shown = self.lineas.get();
        let active = self.activo.get().filter(|nodo| shown.iter().any(|line| line.nodo == *nodo));
        active.or_else(|| shown.first().map(|line| line.nodo))
    }

    pub fn alternar(self, nodo: Nodo) {
        self.cerrados.update(|folded| {
            if !folded.remove(&nodo) {
                folded.insert(nodo);
            }
        });
    }

    pub fn activar(self, nodo: Nodo) {
        self.activo.set(Some(nodo));
    }

    fn enfocar(self, nodo: Nodo) {
        self.activar(nodo);
        let row = document().get_element_by_id(&nodo.dom_id());
        if let Some(row) = row.and_then(|row| row.dyn_into::<HtmlElement>().ok()) {
            let _ = row.focus();
        }
    }
}

#[component]
pub fn Tabla() -> impl IntoView {
    let marco = use_marco();
    let cerrados = RwSignal::new(BTreeSet::new());
    let shown = Memo::new(move |_| {
        let (filtro, busca) = (marco.lugar.filtro.get(), marco.lugar.buscar.get());
        marco.page.with(|page| cerrados.with(|folded| lineas(page, folded, filtro, &busca)))
    });
    let arbol = Arbol { lineas: shown, cerrados, activo: RwSignal::new(None), mueve: moves(marco) };
    view! {
        <div class="table-box marco__tree">
            <table
                class="table marco-table"
                role="treegrid"
                aria-label="Objetivos y acciones estratégicas"
                on:keydown=move |event| on_key(marco, arbol, &event)
            >
                <thead>
                    <tr role="row">
                        <th role="columnheader" scope="col">"Objetivo o acción"</th>
                        <th role="columnheader" scope="col">"Indicador y meta"</th>
                        <th role="columnheader" scope="col" class="marco-table__wide">"Responsable"</th>
                        <th role="columnheader" scope="col" class="figure marco-table__wide">"Costo"</th>
                    </tr>
                </thead>
                <tbody role="rowgroup">
                    <For each=move || shown.get() key=|line| line.nodo let:line>
                        <Fila nodo=line.nodo arbol />
                    </For>
                </tbody>
            </table>
            <Show when=move || shown.with(Vec::is_empty)>
                <div class="empty">
                    <h2>"Ninguna fila coincide"</h2>
                    <p>"Pruebe con otra palabra o con otro filtro."</p>
                </div>
            </Show>
        </div>
    }
}

/// Moves a row in the ruta and says where it went.
fn moves(marco: Contexto) -> Callback<(Nodo, Paso)> {
    let replica = use_replica();
    Callback::new(move |(nodo, paso)| {
        if marco.access == Access::Read {
            return;
        }
        let said = match marco.page.with_untracked(|page| mover(page, nodo, paso)) {
            None => "Ya está en el extremo de la lista.".to_owned(),
            Some(step) => match send(replica, step.command) {
                Ok(_) => format!("Pasa al lugar {} de {}.", step.lugar, step.total),
                Err(refusal) => refusal.why,
            },
        };
        marco.aviso.set(said);
    })
}

fn on_key(marco: Contexto, arbol: Arbol, event: &KeyboardEvent) {
    let on_row = event.target().and_then(|target| target.dyn_into::<HtmlElement>().ok());
    if on_row.is_none_or(|row| row.get_attribute("role").as_deref() != Some("row")) {
        return;
    }
    let Some(nodo) = arbol.parada() else { return };
    let lines = arbol.lineas.get_untracked();
    let Some(at) = lines.iter().position(|line| line.nodo == nodo) else { return };
    let rama = lines[at].rama;
    let target = match (event.key().as_str(), event.alt_key()) {
        ("ArrowUp", true) => return reorder(arbol, nodo, Paso::Antes, event),
        ("ArrowDown", true) => return reorder(arbol, nodo, Paso::Despues, event),
        ("ArrowUp", false) => at.checked_sub(1),
        ("ArrowDown", false) => Some(at + 1),
        ("Home", _) => Some(0),
        ("End", _) => lines.len().checked_sub(1),
        ("ArrowRight", false) if rama == Rama::Cerrada => return fold(arbol, nodo, event),
        ("ArrowLeft", false) if rama == Rama::Abierta => return fold(arbol, nodo, event),
        ("ArrowRight", false) if rama == Rama::Abierta => Some(at + 1),
        ("ArrowLeft", false) => parent(marco, &lines, nodo),
        ("Enter" | " ", _) => {
            event.prevent_default();
            return marco.lugar.abrir(Some(nodo));
        }
        ("Escape", _) => return marco.lugar.abrir(None),
        _ => return,
    };
    event.prevent_default();
    if let Some(line) = target.and_then(|place| lines.get(place)) {
        arbol.enfocar(line.nodo);
    }
}

fn fold(arbol: Arbol, nodo: Nodo, event: &KeyboardEvent) {
    event.prevent_default();
    arbol.alternar(nodo);
}

/// The row keeps the focus where it goes.
fn reorder(arbol: Arbol, nodo: Nodo, paso: Paso, event: &KeyboardEvent) {
    event.prevent_default();
    arbol.mueve.run((nodo, paso));
    request_animation_frame(move || arbol.enfocar(nodo));
}

fn parent(marco: Contexto, lines: &[Linea], nodo: Nodo) -> Option<usize> {
    let Nodo::Accion(id) = nodo else { return None };
    let above = marco.page.with_untracked(|page| accion(page, id).map(|row| row.accion.objetivo))?;
    lines.iter().position(|line| line.nodo == Nodo::Objetivo(above))
}
