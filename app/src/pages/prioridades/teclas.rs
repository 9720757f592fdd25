//! The keyboard: every gesture of the pointer has its keys.

use domain::Id;
use domain::plan::Actividad;
use domain::vista::prioridades::Renglon;
use leptos::ev::KeyboardEvent;
use leptos::html::Div;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::HtmlElement;

use super::acto::{poner, poner_grupo};
use super::gesto::id_de;
use super::hoja::Hoja;

/// Rows of a page, and places of a long step.
const PAGINA: usize = 10;

pub(super) fn keydown(hoja: Hoja, scroll: NodeRef<Div>, event: &KeyboardEvent) {
    // What stands in a row answers for itself.
    let target: Option<HtmlElement> = event.target().and_then(|target| target.dyn_into().ok());
    if target.is_some_and(|target| target.get_attribute("role").as_deref() != Some("row")) {
        return;
    }
    let first = || hoja.renglones.with_untracked(|rows| rows.first().copied());
    let Some(here) = hoja.foco.get_untracked().or_else(first) else { return };
    let key = event.key();
    let handled = if event.alt_key() {
        con_alt(hoja, scroll, here, &key, if event.shift_key() { PAGINA } else { 1 })
    } else if event.ctrl_key() || event.meta_key() {
        false
    } else {
        simple(hoja, scroll, here, (&key, event.shift_key()))
    };
    if handled {
        event.prevent_default();
        event.stop_propagation();
    }
}

/// Alt moves one place, Alt and Shift ten.
fn con_alt(hoja: Hoja, scroll: NodeRef<Div>, here: Renglon, key: &str, places: usize) -> bool {
    let step = match key {
        "ArrowUp" => -places.cast_signed(),
        "ArrowDown" => places.cast_signed(),
        _ => return false,
    };
    match here {
        _ if !hoja.mueve(here) => hoja.decir("Esta fila no es suya para moverla.".to_owned()),
        Renglon::Actividad(id) => avanzar(hoja, id, step),
        Renglon::Objetivo(_) | Renglon::Accion(_) => avanzar_grupo(hoja, here, step.signum()),
        Renglon::Unidad(_) | Renglon::Linea(_) => {}
    }
    enfocar(hoja, scroll, here);
    true
}

fn avanzar(hoja: Hoja, id: Id<Actividad>, step: isize) {
    match hoja.con(|_, board| board.lugar_a(id, step)).flatten() {
        Some(lugar) => poner(hoja, id, lugar),
        None if step < 0 => hoja.decir("Ya es la primera.".to_owned()),
        None => hoja.decir("Ya es la última.".to_owned()),
    }
}

/// Past the next heading of its kind.
fn avanzar_grupo(hoja: Hoja, here: Renglon, step: isize) {
    let same = |it: &Renglon| std::mem::discriminant(it) == std::mem::discriminant(&here);
    let over = hoja.renglones.with_untracked(|rows| {
        let at = rows.iter().position(|it| *it == here)?;
        if step < 0 {
            rows[..at].iter().rposition(same)
        } else {
            rows.iter().skip(at + 1).position(same).map(|next| at + 1 + next)
        }
    });
    match over {
        Some(over) => poner_grupo(hoja, here, over),
        None => hoja.decir("No puede ir más allá.".to_owned()),
    }
}

fn simple(hoja: Hoja, scroll: NodeRef<Div>, here: Renglon, (key, shift): (&str, bool)) -> bool {
    let at = hoja.lugar(here).unwrap_or_default();
    let last = hoja.renglones.with_untracked(|rows| rows.len().saturating_sub(1));
    let to = match key {
        "ArrowDown" => at + 1,
        "ArrowUp" => at.saturating_sub(1),
        "PageDown" => at + PAGINA,
        "PageUp" => at.saturating_sub(PAGINA),
        "Home" => 0,
        "End" => last,
        "Enter" => {
            match here {
                Renglon::Actividad(id) if shift => hoja.dinero.set(Some((id, None))),
                Renglon::Actividad(_) => hoja.moviendo.set(Some(here)),
                _ => {}
            }
            return true;
        }
        _ => return false,
    };
    if let Some(to) = hoja.renglones.with_untracked(|rows| rows.get(to.min(last)).copied()) {
        enfocar(hoja, scroll, to);
    }
    true
}

/// Puts the focus on a row, after bringing it into sight.
pub(super) fn enfocar(hoja: Hoja, scroll: NodeRef<Div>, renglon: Renglon) {
    hoja.foco.set(Some(renglon));
    // The memo of the rows follows the plan at once; the page, in the next frame.
    let (Some(at), Some(board)) = (hoja.lugar(renglon), scroll.get_untracked()) else { return };
    let alto = hoja.alto.get_untracked();
    let pixels = |value: usize| i32::try_from(value).unwrap_or(i32::MAX);
    // The head stays over the rows, and the rows begin under it.
    let head = board.query_selector(".board__head").ok().flatten().map_or(0, |head| head.client_height());
    let top = pixels(at * alto);
    let room = board.client_height() - head - pixels(alto);
    if top < board.scroll_top() {
        board.set_scroll_top(top);
    } else if top > board.scroll_top() + room {
        board.set_scroll_top(top - room);
    }
    tomar_foco(renglon);
}

/// The focus goes back to the row where it was, or to the first.
pub(super) fn volver(hoja: Hoja) {
    let first = || hoja.visibles.with_untracked(|rows| rows.first().map(|(_, renglon)| *renglon));
    if let Some(renglon) = hoja.foco.get_untracked().or_else(first) {
        tomar_foco(renglon);
    }
}

fn tomar_foco(renglon: Renglon) {
    request_animation_frame(move || {
        let row = document().get_element_by_id(&id_de(renglon)).and_then(|row| row.dyn_into::<HtmlElement>().ok());
        // A courtesy: a browser that refuses it loses nothing else.
        if let Some(row) = row {
            let _ = row.focus();
        }
    });
}
