//! The pointer: dragging moves a bar, its ends resize it, the dot after it draws a link.
//! A finger rests before it lifts: scrolling is never mistaken for dragging.
//!
//! While one drags the page shows the plan as it would be; one command goes on release.

use domain::command::{Command, Fila, Reprogramacion};
use domain::cronograma::Reparto;
use domain::plan::{CampoActividad, CampoTarea, Desfase, Predecesora};
use domain::vista::cronograma::{Asa, Nodo, efecto};
use domain::{Id, Plan};
use leptos::ev::{PointerEvent, TouchEvent};
use leptos::html::Div;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlElement};

use super::acto::{completo, probar, reprogramar};
use super::hoja::Hoja;
use super::mano::{Arrastre, Parte, Pendiente, Tomada};
use super::teclas::de_mover;
use crate::components::drag::{LONG_PRESS, away, roll, sides, weighed, window_width};

/// The bar under an element, and the part of it.
fn bajo(element: &Element) -> Option<(Nodo, Parte)> {
    let item = element.closest("[data-bar]").ok()??;
    let nodo = leer_id(&item.get_attribute("data-bar")?)?;
    let parte = match element.get_attribute("data-part")?.as_str() {
        "inicio" => Parte::Barra(Asa::Inicio),
        "fin" => Parte::Barra(Asa::Fin),
        "vinculo" => Parte::Vinculo,
        _ => Parte::Barra(Asa::Cuerpo),
    };
    Some((nodo, parte))
}

/// As [`id_de`](super::arbol::id_de) writes it, of rows that move.
pub(super) fn leer_id(text: &str) -> Option<Nodo> {
    let (kind, uuid) = text.strip_prefix("g-")?.split_once('-')?;
    match kind {
        "a" => uuid.parse().ok().map(Nodo::Actividad),
        "t" => uuid.parse().ok().map(Nodo::Tarea),
        _ => None,
    }
}

pub(super) fn tomar(hoja: Hoja, scroll: NodeRef<Div>, event: &PointerEvent) {
    let target = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let Some((nodo, parte)) = target.as_ref().and_then(bajo) else { return };
    let Some(fila) = nodo.fila().filter(|fila| event.button() == 0 && hoja.mueve(*fila)) else { return };
    let Some(board) = scroll.get_untracked() else { return };
    let at = (event.client_x(), event.client_y());
    let from = (at.0, at.1, board.scroll_left());
    let lifted = event.pointer_type() == "mouse";
    if lifted {
        event.prevent_default();
    }
    hoja.estar(nodo);
    let pulsacion = hoja.mano().hand.press();
    hoja.mano().tomar(Arrastre {
        pulsacion,
        fila,
        parte,
        tomadas: tomadas(hoja, if parte == Parte::Barra(Asa::Cuerpo) { de_mover(hoja, nodo) } else { vec![fila] }),
        from,
        now: at,
        lados: sides(&board),
        ventana: window_width(),
        lifted,
        moved: false,
        asked: false,
        moves: Vec::new(),
        pendiente: Pendiente::Nada,
        hacia: None,
    });
    // Bars change places under the pointer: the board keeps hearing it.
    let _ = board.set_pointer_capture(event.pointer_id());
    if !lifted {
        set_timeout(move || levantar(hoja, pulsacion), LONG_PRESS);
    }
}

fn tomadas(hoja: Hoja, rows: Vec<Fila>) -> Vec<Tomada> {
    let one = |fila| Some(Tomada { fila, seen: hoja.ventana(fila)?, marco: hoja.marco(fila) });
    rows.into_iter().filter_map(one).collect()
}

/// The finger has rested: the bar is in the hand.
fn levantar(hoja: Hoja, pulsacion: u32) {
    let rested = hoja.mano().hand.with(|held| {
        let same = held.pulsacion == pulsacion;
        held.lifted |= same;
        same.then_some((held.now, held.ventana))
    });
    if let Some((at, window)) = rested.flatten() {
        hoja.mano().alzada.set(true);
        hoja.mano().ficha.follow(at, window);
        hoja.mano().decir("Suelte donde quiera dejarla".to_owned());
    }
}

/// A finger that holds a bar does not scroll the page.
pub(super) fn retener(hoja: Hoja, event: &TouchEvent) {
    if hoja.mano().en_mano() {
        event.prevent_default();
    }
}

/// The pointer went on: the next frame shows what that means.
pub(super) fn llevar(hoja: Hoja, scroll: NodeRef<Div>, event: &PointerEvent) {
    let at = (event.client_x(), event.client_y());
    let slipped = hoja.mano().hand.with(|held| {
        if held.lifted {
            held.now = at;
            held.moved = true;
        }
        !held.lifted && away((held.from.0, held.from.1), at)
    });
    match slipped {
        Some(true) => drop(hoja.mano().soltar()),
        Some(false) => pedir(hoja, scroll),
        None => {}
    }
}

/// Asks for a frame, once.
fn pedir(hoja: Hoja, scroll: NodeRef<Div>) {
    let first = hoja.mano().hand.with(|held| !std::mem::replace(&mut held.asked, true));
    if first == Some(true) {
        request_animation_frame(move || {
            // The page may have been left meanwhile.
            if scroll.try_get_untracked().is_some() {
                cuadro(hoja, scroll);
            }
        });
    }
}

/// One frame of a drag. What is read of the page is read before anything is written.
fn cuadro(hoja: Hoja, scroll: NodeRef<Div>) {
    let state = hoja.mano().hand.with(|held| {
        held.asked = false;
        (std::mem::take(&mut held.moved), held.clone())
    });
    let (Some((moved, Arrastre { now, parte, lados, from, ventana, .. })), Some(board)) =
        (state, scroll.get_untracked())
    else {
        return;
    };
    let scrolled = board.scroll_left();
    let rolls = away((from.0, from.1), now) && scroll_at_edge(&board, lados, parte, now);
    if moved {
        hoja.mano().ficha.follow(now, ventana);
    }
    match parte {
        Parte::Vinculo => apuntar(hoja, now),
        Parte::Barra(asa) => mostrar(hoja, asa, scrolled),
    }
    let waits = hoja.mano().hand.with(|held| !matches!(held.pendiente, Pendiente::Nada));
    if rolls || waits == Some(true) {
        pedir(hoja, scroll);
    }
}

/// Shows the next of what waits. The pointer is read again once only the summary is left to show. A
/// quick processor shows the bars and what is said of them in the frame that reckons them.
fn mostrar(hoja: Hoja, asa: Asa, scrolled: i32) {
    let waiting = hoja.mano().hand.with(|held| std::mem::take(&mut held.pendiente));
    let next = match waiting {
        None => return,
        Some(Pendiente::Barras(preview, said)) => {
            mostrar_barras(hoja, preview.map(|plan| *plan));
            Pendiente::Dicho(said)
        }
        Some(Pendiente::Dicho(said)) => {
            hoja.mano().decir(said);
            Pendiente::Resumen
        }
        Some(last) => match (seguir(hoja, asa, scrolled), last) {
            (Some(next), _) => next,
            (None, Pendiente::Resumen) => {
                hoja.preview.set(hoja.filas().ensayo(Plan::clone));
                Pendiente::Nada
            }
            (None, _) => Pendiente::Nada,
        },
    };
    hoja.mano().hand.with(|held| held.pendiente = next);
}

/// What comes of where the pointer is, if it is another day.
fn seguir(hoja: Hoja, asa: Asa, scrolled: i32) -> Option<Pendiente> {
    let moves = trasladar(hoja, asa, scrolled)?;
    hoja.mano().hand.with(|held| (held.moves != moves).then(|| held.moves.clone_from(&moves))).flatten()?;
    let ((preview, said), slow) = weighed(|| prever(hoja, &completo(hoja, moves)));
    if slow {
        return Some(Pendiente::Barras(preview.map(Box::new), said));
    }
    mostrar_barras(hoja, preview);
    hoja.mano().decir(said);
    Some(Pendiente::Resumen)
}

fn mostrar_barras(hoja: Hoja, preview: Option<Plan>) {
    hoja.filas().ensayar(preview);
    hoja.filas().mirar_cambios(hoja);
}

/// What the rows in the hand would do, from where the pointer is.
fn trasladar(hoja: Hoja, asa: Asa, scrolled: i32) -> Option<Vec<Reprogramacion>> {
    let (now, from, rows) = hoja.mano().hand.with(|held| (held.now, held.from, held.tomadas.clone()))?;
    let escala = hoja.escala.get_untracked();
    let days = i64::from(now.0 - from.0 + scrolled - from.2) / escala.ancho_dia();
    let reparto = if asa == Asa::Cuerpo { Reparto::Mover } else { hoja.reparto.get_untracked() };
    let traslado = |Tomada { fila, seen, marco }| {
        let nueva = escala.arrastrar(seen, asa, days, marco);
        Reprogramacion { fila, seen, nueva, reparto }
    };
    Some(rows.into_iter().map(traslado).filter(|it| it.seen != it.nueva).collect())
}

fn prever(hoja: Hoja, all: &[Reprogramacion]) -> (Option<Plan>, String) {
    let Some(first) = all.first() else { return (None, String::new()) };
    let context = hoja.context();
    let tried = hoja.con_plan(|plan| match probar(plan, &context, all) {
        Ok(after) => (Some(after), efecto(plan, first)),
        Err(why) => (None, hoja.replica().sentence(&why)),
    });
    let (preview, said) = tried.unwrap_or_default();
    let more = all.len() - 1;
    (preview, if more == 0 { said } else { format!("{said} · y {more} más") })
}

/// The bar that the link would end at.
fn apuntar(hoja: Hoja, (x, y): (i32, i32)) {
    let under = element_at(x, y).and_then(|element| bajo(&element)).and_then(|(nodo, _)| nodo.fila());
    let hacia = hoja.mano().hand.with(|held| {
        held.hacia = under.filter(|fila| *fila != held.fila);
        held.hacia
    });
    let name = |fila| hoja.con_plan(|plan| super::acto::nombre(plan, fila)).unwrap_or_default();
    hoja.mano().decir(match hacia.flatten() {
        Some(fila) => format!("«{}» empieza cuando esta termina", name(fila)),
        None => "Llévelo a la barra que sigue".to_owned(),
    });
}

#[expect(clippy::cast_precision_loss, reason = "pixels of a window are far below 2^23")]
fn element_at(x: i32, y: i32) -> Option<Element> {
    document().element_from_point(x as f32, y as f32)
}

/// Scrolls the board while the pointer is at its edge. A bar goes through time, a link to any row.
fn scroll_at_edge(board: &HtmlElement, lados: (i32, i32, i32, i32), parte: Parte, now: (i32, i32)) -> bool {
    let (left, right, top, bottom) = lados;
    let down = if parte == Parte::Vinculo { roll(now.1, top, bottom) } else { 0 };
    // Over the tree the pointer is not at the edge of time. Nothing is laid out for no step.
    match (roll(now.0, left, right), down) {
        (0, 0) => false,
        (across, down) => {
            board.scroll_by_with_x_and_y(across.into(), down.into());
            true
        }
    }
}

/// One command, on release: of where the pointer is now, shown or not.
pub(super) fn soltar(hoja: Hoja, scroll: NodeRef<Div>, event: &PointerEvent) {
    if !hoja.mano().en_mano() {
        hoja.mano().soltar();
        return;
    }
    let at = (event.client_x(), event.client_y());
    let parte = hoja.mano().hand.with(|held| {
        held.now = at;
        held.parte
    });
    let scrolled = scroll.get_untracked().map(|board| board.scroll_left()).unwrap_or_default();
    let moves = match parte {
        Some(Parte::Barra(asa)) => trasladar(hoja, asa, scrolled),
        Some(Parte::Vinculo) => {
            apuntar(hoja, at);
            None
        }
        None => None,
    };
    let held = hoja.mano().soltar();
    hoja.filas().ensayar(None);
    match (moves, held) {
        (Some(moves), _) => reprogramar(hoja, moves),
        (None, Some(Arrastre { fila, hacia: Some(hacia), .. })) => vincular(hoja, fila, hacia, Desfase::NINGUNO),
        (None, _) => {}
    }
    dejar(hoja);
}

/// The gesture was taken away: everything stays as it was.
pub(super) fn abandonar(hoja: Hoja) {
    hoja.mano().soltar();
    hoja.filas().ensayar(None);
    dejar(hoja);
}

/// What was tried is over; what was done is in the plan already.
fn dejar(hoja: Hoja) {
    if hoja.preview.with_untracked(Option::is_some) {
        hoja.preview.set(None);
    }
    hoja.filas().dejar();
}

/// `despues` begins when `antes` ends, by so much.
pub(super) fn vincular(hoja: Hoja, antes: Fila, despues: Fila, desfase: Desfase) {
    let command = match (antes, despues) {
        (Fila::Actividad(before), Fila::Actividad(id)) => hoja.con_plan(|plan| {
            let seen = plan.get(id)?.predecesoras.clone();
            let nuevo = con(&seen, before, desfase);
            let (seen, nuevo) = (CampoActividad::Predecesoras(seen), CampoActividad::Predecesoras(nuevo));
            Some(Command::EditarActividad { id, seen, nuevo })
        }),
        (Fila::Tarea(before), Fila::Tarea(id)) => hoja.con_plan(|plan| {
            let seen = plan.get(id)?.predecesoras.clone();
            let nuevo = con(&seen, before, desfase);
            Some(Command::EditarTarea {
                id,
                seen: CampoTarea::Predecesoras(seen),
                nuevo: CampoTarea::Predecesoras(nuevo),
            })
        }),
        _ => {
            hoja.aviso
                .set(Some("Una actividad sigue a otra actividad, y una tarea a otra de su actividad.".to_owned()));
            return;
        }
    };
    let Some(command) = command.flatten() else { return };
    match hoja.replica().intentar(command) {
        Ok(_) => {
            let name = |fila| hoja.con_plan(|plan| super::acto::nombre(plan, fila)).unwrap_or_default();
            hoja.dicho.set(format!("«{}» empieza cuando termina «{}».", name(despues), name(antes)));
            hoja.aviso.set(None);
        }
        Err(rejections) => hoja.aviso.set(Some(hoja.replica().sentence(&rejections))),
    }
}

fn con<T>(list: &[Predecesora<T>], id: Id<T>, desfase: Desfase) -> Vec<Predecesora<T>> {
    let mut all: Vec<_> = list.iter().copied().filter(|before| before.id != id).collect();
    all.push(Predecesora { id, desfase });
    all.sort_by_key(|before| before.id);
    all
}
