//! The dialog "Mover…": every drag of a row, without dragging (WCAG 2.5.7).

use domain::plan::Actividad;
use domain::prioridad::{Grupo, Sitio, colocar};
use domain::vista::prioridades::{Previsto, Renglon};
use domain::vista::{NodoUnidad, OpcionAccion, opciones_de_accion};
use domain::{Command, Id};
use leptos::prelude::*;

use super::acto::{hacer, negativa, puesto};
use super::hoja::Hoja;
use crate::components::dialog::Dialog;
use crate::state::unit::use_units;

#[component]
pub(super) fn Mover(hoja: Hoja) -> impl IntoView {
    let open = Signal::derive(move || hoja.moviendo.with(Option::is_some));
    let close = Callback::new(move |()| hoja.moviendo.set(None));
    view! {
        <Dialog id="board-mover" title="Mover…" open on_close=close>
            {move || match hoja.moviendo.get() {
                Some(Renglon::Actividad(id)) => Some(view! { <Formulario hoja id /> }),
                _ => None,
            }}
        </Dialog>
    }
}

/// What is being chosen.
#[derive(Clone, Copy)]
struct Destino {
    id: Id<Actividad>,
    /// From 1, as it stands.
    puesto: usize,
    cuantas: usize,
    pedido: RwSignal<String>,
    /// Another AEI or another unit, if one was chosen.
    accion: RwSignal<Option<Grupo>>,
    unidad: RwSignal<Option<Grupo>>,
}

impl Destino {
    fn new(hoja: Hoja, id: Id<Actividad>) -> Self {
        let puesto = untrack(|| hoja.fila(id)).map_or(1, |row| row.puesto);
        Self {
            id,
            puesto,
            cuantas: hoja.con(|_, board| board.actividades()).unwrap_or_default(),
            pedido: RwSignal::new(puesto.to_string()),
            accion: RwSignal::new(None),
            unidad: RwSignal::new(None),
        }
    }

    /// The place that was typed, if there is such a one.
    fn lugar(self) -> Option<usize> {
        self.pedido.with(|text| text.trim().parse().ok()).filter(|to| (1..=self.cuantas).contains(to))
    }

    /// What the place typed is, and what it would do.
    fn previsto(self, hoja: Hoja) -> Option<Previsto> {
        let step = self.lugar()?.cast_signed() - self.puesto.cast_signed();
        hoja.con(|_, board| board.prever(self.id, board.lugar_a(self.id, step)?)).flatten()
    }

    /// All of it as one act. A group that was chosen goes before that of the place.
    fn comando(self, hoja: Hoja) -> Option<Command> {
        let chosen: Vec<Grupo> = [self.accion.get(), self.unidad.get()].into_iter().flatten().collect();
        let place = self.previsto(hoja).map(|seen| {
            let grupo = if chosen.is_empty() { seen.sitio.grupo } else { Grupo::Ninguno };
            Sitio { grupo, ..seen.sitio }
        });
        let groups = chosen.into_iter().map(|grupo| Sitio { grupo, antes: None, despues: None });
        let acts = hoja.con(|plan, _| {
            groups.chain(place).filter_map(|sitio| colocar(plan, self.id, sitio)).flat_map(sueltos).collect::<Vec<_>>()
        })?;
        (!acts.is_empty()).then_some(Command::Varios(acts))
    }
}

fn sueltos(command: Command) -> Vec<Command> {
    match command {
        Command::Varios(acts) => acts,
        one => vec![one],
    }
}

#[component]
fn Formulario(hoja: Hoja, id: Id<Actividad>) -> impl IntoView {
    let fila = untrack(|| hoja.fila(id));
    let may = hoja.es_abierta() && fila.as_ref().is_some_and(|row| row.movible);
    let name = fila.map(|row| row.nombre).unwrap_or_default();
    let destino = Destino::new(hoja, id);
    let effect = move || {
        if destino.lugar().is_none() {
            return format!("Escriba un puesto de 1 a {}.", destino.cuantas);
        }
        let Some(command) = destino.comando(hoja) else { return "Nada cambia todavía.".to_owned() };
        let said = || hoja.con(|_, board| destino.previsto(hoja).map(|seen| seen.frase(board))).flatten();
        negativa(hoja, &command).or_else(said).unwrap_or_else(|| "Cambia de lugar en el plan.".to_owned())
    };
    let send = move || {
        if let Some(command) = untrack(|| destino.comando(hoja)) {
            hoja.moviendo.set(None);
            hacer(hoja, command, || puesto(hoja, id));
        }
    };
    view! {
        <form
            class="mover"
            on:submit=move |event| {
                event.prevent_default();
                send();
            }
        >
            <p>
                <strong>{name}</strong>
            </p>
            <label class="field" for="board-puesto">
                <span class="field__label">{format!("Puesto, de 1 a {}", destino.cuantas)}</span>
                <input
                    class="input"
                    id="board-puesto"
                    inputmode="numeric"
                    autocomplete="off"
                    readonly=!may
                    prop:value=destino.pedido
                    on:input=move |event| destino.pedido.set(event_target_value(&event))
                />
            </label>
            <Acciones hoja destino may />
            <Unidades hoja destino may />
            <p class="muted" aria-live="polite">
                {effect}
            </p>
            <button class="button button--primary" type="submit" disabled=!may>
                "Mover"
            </button>
            <Abrir hoja id />
        </form>
    }
}

/// Another AEI.
#[component]
fn Acciones(hoja: Hoja, destino: Destino, may: bool) -> impl IntoView {
    let all = hoja.con(|plan, _| opciones_de_accion(plan)).unwrap_or_default();
    let now = hoja.con(|plan, _| plan.get(destino.id).map(|row| row.accion)).flatten();
    let choose = move |text: String| {
        let other = text.parse().ok().filter(|accion| Some(*accion) != now);
        destino.accion.set(other.map(Grupo::Accion));
    };
    let one = move |it: OpcionAccion| {
        view! {
            <option value=it.id.to_string() selected=now == Some(it.id)>
                {format!("{} {}", it.codigo, it.enunciado)}
            </option>
        }
    };
    view! {
        <label class="field" for="board-accion">
            <span class="field__label">"Acción estratégica"</span>
            <select
                class="input"
                id="board-accion"
                disabled=!may
                on:change=move |event| choose(event_target_value(&event))
            >
                {all.into_iter().map(one).collect_view()}
            </select>
        </label>
    }
}

/// Another unit: in a draft, and by the OPP (Art. 8.2.3).
#[component]
fn Unidades(hoja: Hoja, destino: Destino, may: bool) -> impl IntoView {
    let draft = hoja.con(|plan, _| plan.rama().is_some()).unwrap_or_default();
    let now = hoja.con(|plan, _| plan.get(destino.id).map(|row| row.unidad)).flatten();
    let units = use_units().tree;
    let choose = move |text: String| {
        let other = text.parse().ok().filter(|unidad| Some(*unidad) != now);
        destino.unidad.set(other.map(Grupo::Unidad));
    };
    (draft && hoja.context().actor.rol.conduce()).then(|| {
        let one = |node: &NodoUnidad| {
            view! {
                <option value=node.id.to_string() selected=now == Some(node.id)>
                    {node.nombre.clone()}
                </option>
            }
        };
        view! {
            <label class="field" for="board-unidad">
                <span class="field__label">"Unidad orgánica"</span>
                <select
                    class="input"
                    id="board-unidad"
                    disabled=!may
                    on:change=move |event| choose(event_target_value(&event))
                >
                    {units.iter().map(one).collect_view()}
                </select>
            </label>
        }
    })
}

/// All of the activity, where it is written.
#[component]
fn Abrir(hoja: Hoja, id: Id<Actividad>) -> impl IntoView {
    let unit = hoja.con(|plan, _| plan.get(id).map(|row| row.unidad)).flatten();
    let units = use_units();
    let address = units.query_of(units.tree.iter().find(|node| Some(node.id) == unit));
    let joint = if address.is_empty() { "?" } else { "&" };
    view! {
        <p>
            <a href=format!("/programacion{address}{joint}actividad={id}")>"Abrir la actividad en Programación"</a>
        </p>
    }
}
