//! The pointer: a row is taken by its handle and put elsewhere, money by its own. A finger rests
//! before it lifts: scrolling is never mistaken for dragging.
//!
//! While one drags the board shows where the row and the line would be; one command goes on release.

use std::collections::VecDeque;
use std::sync::Arc;

use domain::Id;
use domain::plan::Actividad;
use domain::vista::prioridades::{Previsto, Renglon};
use leptos::ev::{PointerEvent, TouchEvent};
use leptos::html::Div;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::Element;

use super::acto::{negativa, poner, poner_grupo};
use super::ensayo::Paso;
use super::hoja::Hoja;
use super::mano::{Arrastre, Parte};
use crate::components::drag::{LONG_PRESS, away, roll, sides, window_width};

/// The board and the rows in it.
#[derive(Clone, Copy)]
pub(super) struct Marco {
    pub scroll: NodeRef<Div>,
    pub cuerpo: NodeRef<Div>,
}

/// As [`id_de`] writes it.
fn leer_id(text: &str) -> Option<Renglon> {
    let (kind, uuid) = text.strip_prefix("p-")?.split_once('-')?;
    match kind {
        "a" => uuid.parse().ok().map(Renglon::Actividad),
        "c" => uuid.parse().ok().map(Renglon::Accion),
        "o" => uuid.parse().ok().map(Renglon::Objetivo),
        _ => None,
    }
}

/// The id of a row's element.
pub(super) fn id_de(renglon: Renglon) -> String {
    match renglon {
        Renglon::Objetivo(id) => format!("p-o-{id}"),
        Renglon::Accion(id) => format!("p-c-{id}"),
        Renglon::Unidad(id) => format!("p-u-{id}"),
        Renglon::Actividad(id) => format!("p-a-{id}"),
        Renglon::Linea(number) => format!("p-l-{number}"),
    }
}

fn bajo(event: &PointerEvent) -> Option<(Renglon, Parte)> {
    let target: Element = event.target()?.dyn_into().ok()?;
    let handle = target.closest("[data-handle]").ok()??;
    let parte = if handle.get_attribute("data-handle")? == "dinero" { Parte::Dinero } else { Parte::Fila };
    let row = handle.closest("[role=row]").ok()??;
    Some((leer_id(&row.id())?, parte))
}

pub(super) fn tomar(hoja: Hoja, marco: Marco, event: &PointerEvent) {
    let Some((renglon, parte)) = bajo(event).filter(|_| event.button() == 0 && hoja.es_abierta()) else { return };
    if !hoja.mueve(renglon) || hoja.leido.with_untracked(Option::is_none) {
        return;
    }
    let (Some(board), Some(body)) = (marco.scroll.get_untracked(), marco.cuerpo.get_untracked()) else { return };
    let at = (event.client_x(), event.client_y());
    let ((.., top, bottom), (.., first, _)) = (sides(&board), sides(&body));
    let pulsacion = hoja.mano().hand.press();
    let por_tacto = event.pointer_type() != "mouse";
    hoja.mano().hand.take(Arrastre {
        pulsacion,
        puntero: event.pointer_id(),
        renglon,
        parte,
        from: at,
        now: at,
        cima: first + board.scroll_top(),
        lados: (top, bottom),
        ventana: window_width(),
        por_tacto,
        lifted: false,
        asked: false,
        sobre: None,
        lugar: None,
        pasos: VecDeque::new(),
    });
    if por_tacto {
        set_timeout(move || descansar(hoja, marco, pulsacion), LONG_PRESS);
    }
}

/// The finger has rested: the row is in the hand.
fn descansar(hoja: Hoja, marco: Marco, pulsacion: u32) {
    if hoja.mano().hand.with(|held| held.pulsacion == pulsacion) == Some(true) {
        alzar(hoja, marco);
        hoja.mano().ficha.say("Suelte donde quiera dejarla".to_owned());
    }
}

fn alzar(hoja: Hoja, marco: Marco) {
    let Some(held) = hoja.mano().hand.with(|held| {
        held.lifted = true;
        held.clone()
    }) else {
        return;
    };
    hoja.mano().alzada.set(Some((held.renglon, held.parte)));
    hoja.mano().ficha.follow(held.now, held.ventana);
    // Rows change places under the pointer: the board keeps hearing it.
    if let Some(board) = marco.scroll.get_untracked() {
        let _ = board.set_pointer_capture(held.puntero);
    }
}

/// A finger that holds a row does not scroll the page.
pub(super) fn retener(hoja: Hoja, event: &TouchEvent) {
    if hoja.mano().en_mano() {
        event.prevent_default();
    }
}

/// The pointer went on: the next frame shows what that means.
pub(super) fn llevar(hoja: Hoja, marco: Marco, event: &PointerEvent) {
    let at = (event.client_x(), event.client_y());
    let Some((lifted, far, touch)) = hoja.mano().hand.with(|held| {
        held.now = at;
        (held.lifted, away(held.from, at), held.por_tacto)
    }) else {
        return;
    };
    match (lifted, far, touch) {
        (false, false, _) => return,
        (false, true, true) => {
            hoja.mano().soltar();
            return;
        }
        (false, true, false) => alzar(hoja, marco),
        (true, ..) => {}
    }
    pedir(hoja, marco);
}

/// Asks for a frame, once.
fn pedir(hoja: Hoja, marco: Marco) {
    if hoja.mano().hand.with(|held| !std::mem::replace(&mut held.asked, true)) == Some(true) {
        request_animation_frame(move || {
            // The page may have been left meanwhile.
            if marco.scroll.try_get_untracked().is_some() {
                cuadro(hoja, marco);
            }
        });
    }
}

/// One frame of a drag. What is read of the page is read before anything is written.
fn cuadro(hoja: Hoja, marco: Marco) {
    let held = hoja.mano().hand.with(|held| {
        held.asked = false;
        (held.now, held.cima, held.lados)
    });
    let (Some((now, cima, lados)), Some(board)) = (held, marco.scroll.get_untracked()) else { return };
    let scrolled = board.scroll_top();
    let step = roll(now.1, lados.0, lados.1);
    let over = fila_en(hoja, now.1 - cima + scrolled);
    let waits = adelantar(hoja, over);
    if step != 0 {
        board.scroll_by_with_x_and_y(0.0, step.into());
    }
    if step != 0 || waits {
        pedir(hoja, marco);
    }
}

/// Shows the next of what waits, or reckons where the pointer is now; whether more waits. Rows give
/// way first: a hand that goes on fast is followed by them, and by the rest where it rests. The chip
/// stays behind for the frame that reckons: such a frame draws nothing.
fn adelantar(hoja: Hoja, over: Option<usize>) -> bool {
    let (mano, ensayo) = (hoja.mano(), hoja.ensayo());
    let next = mano.hand.with(|held| match held.pasos.front() {
        Some(Paso::Lugares(_)) => (held.pasos.pop_front(), false),
        _ if held.sobre != over => (None, true),
        _ => (held.pasos.pop_front(), false),
    });
    match next {
        None => return false,
        Some((None, true)) => seguir(hoja, over),
        Some((Some(Paso::Permiso(seen)), _)) => preguntar(hoja, &seen),
        Some((paso, _)) => {
            acompanar(hoja);
            match paso {
                Some(Paso::Lugares(seen)) => ensayo.correr(hoja, seen),
                Some(Paso::Cobertura(seen)) if ensayo.cubrir(&seen) => {
                    mano.hand.with(|held| held.pasos.push_front(Paso::Cobertura(seen)));
                }
                Some(Paso::Dicho(text)) => mano.ficha.say(text),
                Some(Paso::Cobertura(_) | Paso::Permiso(_)) | None => {}
            }
        }
    }
    mano.hand.with(|held| !held.pasos.is_empty() || held.sobre != over) == Some(true)
}

/// The chip goes with the pointer.
fn acompanar(hoja: Hoja) {
    if let Some((now, ventana)) = hoja.mano().hand.with(|held| (held.now, held.ventana)) {
        hoja.mano().ficha.follow(now, ventana);
    }
}

/// The pointer is over another line.
fn seguir(hoja: Hoja, over: Option<usize>) {
    let held = hoja.mano().hand.with(|held| {
        held.sobre = over;
        (held.parte, held.renglon)
    });
    let (Some((parte, renglon)), Some(over)) = (held, over) else { return };
    match (parte, renglon) {
        (Parte::Dinero, _) => apuntar(hoja, renglon, over),
        (Parte::Fila, Renglon::Actividad(id)) => prever(hoja, id, over),
        (Parte::Fila, _) => abrir_ruta(hoja, renglon, over),
    }
}

/// The line of the board so many pixels under its first.
fn fila_en(hoja: Hoja, pixels: i32) -> Option<usize> {
    let last = hoja.renglones.with_untracked(|rows| rows.len()).checked_sub(1)?;
    let at = usize::try_from(pixels.max(0)).ok()? / hoja.alto.get_untracked();
    Some(at.min(last))
}

/// Rows and line where they would be.
fn prever(hoja: Hoja, id: Id<Actividad>, over: usize) {
    let seen = hoja.con(|_, board| {
        let seen = board.prever(id, board.lugar_en(over))?;
        let said = seen.frase(board);
        Some((Arc::new(seen), said))
    });
    let Some((seen, said)) = seen.flatten() else { return };
    hoja.mano().hand.with(|held| {
        if held.lugar.replace(seen.lugar) != Some(seen.lugar) {
            let (rows, cover) = (Paso::Lugares(seen.clone()), Paso::Cobertura(seen.clone()));
            held.pasos = [rows, Paso::Dicho(said), cover, Paso::Permiso(seen)].into();
        }
    });
}

/// Whether it would be refused where it is shown.
fn preguntar(hoja: Hoja, seen: &Previsto) {
    let command = hoja.con(|plan, board| board.poner(plan, seen.id, seen.lugar)).flatten();
    let refused = command.and_then(|command| negativa(hoja, &command));
    hoja.mano().hand.with(|held| held.pasos.extend(refused.map(Paso::Dicho)));
}

/// Where a heading of the ruta would go. Whole blocks are not moved about under the hand.
fn abrir_ruta(hoja: Hoja, held: Renglon, over: usize) {
    let command = hoja.con(|plan, board| board.poner_grupo(plan, held, over)).flatten();
    let said = match &command {
        None => format!("{} sigue en su lugar de la ruta", hoja.nombre(held)),
        Some(command) => negativa(hoja, command).unwrap_or_else(|| {
            let name =
                hoja.renglones.with_untracked(|rows| rows[..=over].iter().rev().find(|it| it.es_de_ruta()).copied());
            format!("{} pasa junto a {}", hoja.nombre(held), name.map(|it| hoja.nombre(it)).unwrap_or_default())
        }),
    };
    hoja.mano().corte.set(command.map(|_| over));
    hoja.mano().ficha.say(said);
}

/// Who would receive the money.
fn apuntar(hoja: Hoja, from: Renglon, over: usize) {
    let under = hoja.renglones.with_untracked(|rows| rows.get(over).copied());
    let to = match under {
        Some(Renglon::Actividad(id)) if under != Some(from) => Some(id),
        _ => None,
    };
    hoja.mano().recibe.set(to);
    hoja.mano().ficha.say(match to {
        Some(id) => format!("Trasladar dinero a «{}»", hoja.nombre(Renglon::Actividad(id))),
        None => "Llévelo a la actividad que recibe".to_owned(),
    });
}

/// One command, on release: of where the pointer is now, shown or not.
pub(super) fn soltar(hoja: Hoja, marco: Marco, event: &PointerEvent) {
    if !hoja.mano().en_mano() {
        hoja.mano().soltar();
        return;
    }
    hoja.mano().hand.with(|held| {
        held.now = (event.client_x(), event.client_y());
        held.pasos.clear();
    });
    cuadro(hoja, marco);
    let to = hoja.mano().recibe.get_untracked();
    let Some(held) = hoja.mano().soltar() else { return };
    match (held.parte, held.renglon) {
        (Parte::Dinero, Renglon::Actividad(from)) if to.is_some() => hoja.dinero.set(Some((from, to))),
        (Parte::Fila, Renglon::Actividad(id)) => {
            if let Some(lugar) = held.lugar {
                poner(hoja, id, lugar);
            }
        }
        (Parte::Fila, _) => {
            if let Some(over) = held.sobre {
                poner_grupo(hoja, held.renglon, over);
            }
        }
        (Parte::Dinero, _) => {}
    }
    hoja.ensayo().dejar(hoja);
}

/// The gesture was taken away: everything stays as it was.
pub(super) fn abandonar(hoja: Hoja) {
    hoja.mano().soltar();
    hoja.ensayo().dejar(hoja);
}
