//! The keyboard: every gesture of the pointer has its keys.

use domain::command::{Fila, Reprogramacion};
use domain::cronograma::Reparto;
use domain::vista::cronograma::{Asa, Hijos, Nodo};
use leptos::ev::{KeyboardEvent, MouseEvent};
use leptos::html::Div;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;

use super::acto::{reprogramar, sin_dobles};
use super::arbol::id_de;
use super::hoja::Hoja;

const PAGINA: usize = 10;

pub(super) fn keydown(hoja: Hoja, scroll: NodeRef<Div>, event: &KeyboardEvent) {
    let here =
        hoja.foco.get_untracked().or_else(|| hoja.renglones.with_untracked(|rows| rows.first().map(|row| row.nodo)));
    let Some(here) = here else { return };
    let key = event.key();
    let handled = if event.alt_key() {
        con_alt(hoja, here, &key, event.shift_key())
    } else if event.ctrl_key() || event.meta_key() {
        false
    } else {
        simple(hoja, scroll, here, &key)
    };
    if handled {
        event.prevent_default();
        event.stop_propagation();
    }
}

/// Alt moves, Alt and Shift resize.
fn con_alt(hoja: Hoja, here: Nodo, key: &str, shift: bool) -> bool {
    let pasos = match key {
        "ArrowLeft" => -1,
        "ArrowRight" => 1,
        _ => return false,
    };
    let (asa, reparto) = if shift { (Asa::Fin, hoja.reparto.get_untracked()) } else { (Asa::Cuerpo, Reparto::Mover) };
    let rows = de_mover(hoja, here);
    let moves: Vec<Reprogramacion> =
        rows.into_iter().filter_map(|fila| paso(hoja, fila, asa, pasos, reparto)).collect();
    if moves.iter().all(|it| it.seen == it.nueva) {
        let why = if here.fila().is_none() { "Elija una actividad o una tarea." } else { "No puede ir más allá." };
        hoja.dicho.set(why.to_owned());
    } else {
        reprogramar(hoja, moves);
    }
    true
}

/// The rows that a gesture on one takes along: all that is chosen, if it is among them.
pub(super) fn de_mover(hoja: Hoja, here: Nodo) -> Vec<Fila> {
    let Some(fila) = here.fila() else { return vec![] };
    let chosen = hoja.seleccion.get_untracked();
    let rows = if chosen.contains(&fila) { chosen.into_iter().collect() } else { vec![fila] };
    hoja.con_plan(|plan| sin_dobles(plan, rows))
        .unwrap_or_default()
        .into_iter()
        .filter(|fila| hoja.mueve(*fila))
        .collect()
}

fn paso(hoja: Hoja, fila: Fila, asa: Asa, pasos: i64, reparto: Reparto) -> Option<Reprogramacion> {
    let seen = hoja.ventana(fila)?;
    let nueva = hoja.escala.get_untracked().paso(seen, asa, pasos, hoja.marco(fila));
    hoja.traslado(fila, nueva, reparto)
}

fn simple(hoja: Hoja, scroll: NodeRef<Div>, here: Nodo, key: &str) -> bool {
    let at = hoja.indice(here).unwrap_or_default();
    let last = hoja.renglones.with_untracked(|rows| rows.len().saturating_sub(1));
    let to = match key {
        "ArrowDown" => at + 1,
        "ArrowUp" => at.saturating_sub(1),
        "PageDown" => at + PAGINA,
        "PageUp" => at.saturating_sub(PAGINA),
        "Home" => 0,
        "End" => last,
        "ArrowRight" | "ArrowLeft" => return plegar(hoja, scroll, here, at, key == "ArrowRight"),
        "Enter" => {
            abrir(hoja, here);
            return true;
        }
        " " => {
            elegir(hoja, here);
            return true;
        }
        _ => return false,
    };
    ir(hoja, scroll, to.min(last));
    true
}

/// Right opens, or goes to the first inside; left closes, or goes to what contains it.
fn plegar(hoja: Hoja, scroll: NodeRef<Div>, here: Nodo, at: usize, opens: bool) -> bool {
    let row = hoja.renglones.with_untracked(|rows| rows.get(at).copied());
    let Some(row) = row else { return false };
    match (row.hijos, opens) {
        (Hijos::Cerrados, true) | (Hijos::Abiertos, false) => {
            hoja.consulta.update(|consulta| consulta.despliegue.alternar(here));
            enfocar(hoja, scroll, here);
        }
        (Hijos::Abiertos, true) => ir(hoja, scroll, at + 1),
        (_, false) => {
            let above = hoja.renglones.with_untracked(|rows| rows[..at].iter().rposition(|it| it.nivel < row.nivel));
            if let Some(above) = above {
                ir(hoja, scroll, above);
            }
        }
        (Hijos::Ninguno, true) => return false,
    }
    true
}

fn ir(hoja: Hoja, scroll: NodeRef<Div>, at: usize) {
    let nodo = hoja.renglones.with_untracked(|rows| rows.get(at).map(|row| row.nodo));
    if let Some(nodo) = nodo {
        enfocar(hoja, scroll, nodo);
    }
}

/// Puts the focus on a row, after bringing it into sight.
pub(super) fn enfocar(hoja: Hoja, scroll: NodeRef<Div>, nodo: Nodo) {
    hoja.estar(nodo);
    let (Some(at), Some(board)) = (hoja.indice(nodo), scroll.get_untracked()) else { return };
    let alto = hoja.alto.get_untracked();
    let pixels = |value: usize| i32::try_from(value).unwrap_or(i32::MAX);
    // The head stays over the rows, and the rows begin under it.
    let (top, head) = (pixels(at * alto), board.first_element_child().map_or(0, |head| head.client_height()));
    let room = board.client_height() - head - pixels(alto);
    if top < board.scroll_top() {
        board.set_scroll_top(top);
    } else if top > board.scroll_top() + room {
        board.set_scroll_top(top - room);
    }
    request_animation_frame(move || {
        let row = document().get_element_by_id(&id_de(nodo)).and_then(|row| row.dyn_into::<HtmlElement>().ok());
        // A courtesy: a browser that refuses it loses nothing else.
        if let Some(row) = row {
            let _ = row.focus();
        }
    });
}

/// A press on a row: with Control or Command it is chosen beside others.
pub(super) fn pulsar(hoja: Hoja, nodo: Nodo, event: &MouseEvent) {
    if event.ctrl_key() || event.meta_key() {
        elegir(hoja, nodo);
    }
    hoja.estar(nodo);
}

fn elegir(hoja: Hoja, nodo: Nodo) {
    let Some(fila) = nodo.fila() else { return };
    hoja.seleccion.update(|all| {
        if !all.remove(&fila) {
            all.insert(fila);
        }
    });
    let count = hoja.seleccion.with_untracked(std::collections::BTreeSet::len);
    hoja.dicho.set(if count == 1 { "1 fila elegida.".to_owned() } else { format!("{count} filas elegidas.") });
}

/// The dialog of a row; of a group, what it holds.
pub(super) fn abrir(hoja: Hoja, nodo: Nodo) {
    match nodo.fila() {
        Some(fila) => hoja.moviendo.set(Some(fila)),
        None => hoja.consulta.update(|consulta| consulta.despliegue.alternar(nodo)),
    }
}
