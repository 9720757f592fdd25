//! The pointer: dragging moves a bar, its ends resize it, the dot after it draws a link.
//! A finger rests before it lifts: scrolling is never mistaken for dragging.
//!
//! While one drags the page shows the plan as it would be; one command goes on release.

use std::time::Duration;

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
use super::teclas::de_mover;

/// How long a finger rests before it lifts the bar.
const LONG_PRESS: Duration = Duration::from_millis(350);
/// Further than this before lifting, it was not a press.
const SLACK: i32 = 8;
/// From the edge of the board, in pixels, where dragging scrolls it.
const EDGE: i32 = 40;

/// What is held.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Parte {
    Barra(Asa),
    Vinculo,
}

/// A bar in the hand.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Arrastre {
    fila: Fila,
    parte: Parte,
    /// Where it was taken: of the window across and down, and how far the board was scrolled.
    from: (i32, i32, i32),
    now: (i32, i32),
    lifted: bool,
    /// The moves it would make.
    moves: Vec<Reprogramacion>,
    /// Said beside the pointer.
    ficha: String,
    /// The bar that a link would end at.
    hacia: Option<Fila>,
}

impl Arrastre {
    pub fn en_mano(&self) -> bool {
        self.lifted
    }
}

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
    let from = (event.client_x(), event.client_y(), board.scroll_left());
    let lifted = event.pointer_type() == "mouse";
    if lifted {
        event.prevent_default();
    }
    hoja.estar(nodo);
    let arrastre = Arrastre {
        fila,
        parte,
        from,
        now: (from.0, from.1),
        lifted,
        moves: Vec::new(),
        ficha: String::new(),
        hacia: None,
    };
    hoja.arrastre.set(Some(arrastre));
    // Bars change places under the pointer: the board keeps hearing it.
    let _ = board.set_pointer_capture(event.pointer_id());
    if !lifted {
        set_timeout(move || levantar(hoja, from), LONG_PRESS);
    }
}

/// The finger has rested: the bar is in the hand.
fn levantar(hoja: Hoja, from: (i32, i32, i32)) {
    hoja.arrastre.update(|held| {
        if let Some(held) = held.as_mut().filter(|held| held.from == from) {
            held.lifted = true;
            "Suelte donde quiera dejarla".clone_into(&mut held.ficha);
        }
    });
}

/// A finger that holds a bar does not scroll the page.
pub(super) fn retener(hoja: Hoja, event: &TouchEvent) {
    if hoja.arrastre.with_untracked(|held| held.as_ref().is_some_and(Arrastre::en_mano)) {
        event.prevent_default();
    }
}

pub(super) fn llevar(hoja: Hoja, scroll: NodeRef<Div>, event: &PointerEvent) {
    let Some(held) = hoja.arrastre.get_untracked() else { return };
    let (x, y) = (event.client_x(), event.client_y());
    if !held.lifted {
        if (x - held.from.0).abs() + (y - held.from.1).abs() > SLACK {
            hoja.arrastre.set(None);
        }
        return;
    }
    let Some(board) = scroll.get_untracked() else { return };
    scroll_at_edge(&board, x, y);
    match held.parte {
        Parte::Vinculo => apuntar(hoja, held, x, y),
        Parte::Barra(asa) => mover(hoja, held, asa, (x, y), board.scroll_left()),
    }
}

/// The plan as it would be, when what the pointer means has changed.
fn mover(hoja: Hoja, held: Arrastre, asa: Asa, now: (i32, i32), scrolled: i32) {
    let escala = hoja.escala.get_untracked();
    let pixels = i64::from(now.0 - held.from.0 + scrolled - held.from.2);
    let days = pixels / escala.ancho_dia();
    let reparto = if asa == Asa::Cuerpo { Reparto::Mover } else { hoja.reparto.get_untracked() };
    let rows = if asa == Asa::Cuerpo { de_mover(hoja, Nodo::from(held.fila)) } else { vec![held.fila] };
    let traslado = |fila: Fila| {
        let seen = hoja.ventana(fila)?;
        hoja.traslado(fila, escala.arrastrar(seen, asa, days, hoja.marco(fila)), reparto)
    };
    let moves: Vec<Reprogramacion> = rows.into_iter().filter_map(traslado).filter(|it| it.seen != it.nueva).collect();
    if moves == held.moves {
        hoja.arrastre.update(|held| held.iter_mut().for_each(|held| held.now = now));
        return;
    }
    let (preview, ficha) = prever(hoja, &moves);
    hoja.preview.set(preview);
    hoja.arrastre.set(Some(Arrastre { now, moves, ficha, ..held }));
}

fn prever(hoja: Hoja, moves: &[Reprogramacion]) -> (Option<Plan>, String) {
    let Some(first) = moves.first() else { return (None, String::new()) };
    let all = completo(hoja, moves.to_vec());
    let context = hoja.context();
    let tried = hoja.con_plan(|plan| match probar(plan, &context, &all) {
        Ok(after) => (Some(after), efecto(plan, first)),
        Err(why) => (None, hoja.replica().sentence(&why)),
    });
    let (preview, said) = tried.unwrap_or_default();
    let more = all.len() - 1;
    (preview, if more == 0 { said } else { format!("{said} · y {more} más") })
}

/// The bar that the link would end at.
fn apuntar(hoja: Hoja, held: Arrastre, x: i32, y: i32) {
    let under = element_at(x, y).and_then(|element| bajo(&element)).and_then(|(nodo, _)| nodo.fila());
    let hacia = under.filter(|fila| *fila != held.fila);
    let name = |fila| hoja.con_plan(|plan| super::acto::nombre(plan, fila)).unwrap_or_default();
    let ficha = match hacia {
        Some(fila) => format!("«{}» empieza cuando esta termina", name(fila)),
        None => "Llévelo a la barra que sigue".to_owned(),
    };
    hoja.arrastre.set(Some(Arrastre { hacia, ficha, now: (x, y), ..held }));
}

#[expect(clippy::cast_precision_loss, reason = "pixels of a window are far below 2^23")]
fn element_at(x: i32, y: i32) -> Option<Element> {
    document().element_from_point(x as f32, y as f32)
}

#[expect(clippy::cast_possible_truncation, reason = "pixels of a window are far below 2^31")]
fn scroll_at_edge(board: &HtmlElement, x: i32, y: i32) {
    let area = board.get_bounding_client_rect();
    let (left, right) = (area.left() as i32, area.right() as i32);
    let (top, bottom) = (area.top() as i32, area.bottom() as i32);
    let step = |at: i32, low: i32, high: i32| {
        if at < low + EDGE {
            -12
        } else if at > high - EDGE {
            12
        } else {
            0
        }
    };
    // Over the tree the pointer is not at the edge of time. Nothing is laid out for no step.
    match (step(x, left, right), step(y, top, bottom)) {
        (0, 0) => {}
        (across, down) => board.scroll_by_with_x_and_y(across.into(), down.into()),
    }
}

/// One command, on release.
pub(super) fn soltar(hoja: Hoja, _event: &PointerEvent) {
    let held = hoja.arrastre.try_update(Option::take).flatten();
    hoja.preview.set(None);
    let Some(held) = held.filter(|held| held.lifted) else { return };
    match (held.parte, held.hacia) {
        (Parte::Barra(_), _) => reprogramar(hoja, held.moves),
        (Parte::Vinculo, Some(hacia)) => vincular(hoja, held.fila, hacia, Desfase::NINGUNO),
        (Parte::Vinculo, None) => {}
    }
}

/// The gesture was taken away: everything stays as it was.
pub(super) fn abandonar(hoja: Hoja) {
    hoja.arrastre.set(None);
    hoja.preview.set(None);
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

/// The chip beside the pointer.
#[component]
pub(super) fn Ficha(hoja: Hoja) -> impl IntoView {
    let chip = NodeRef::<Div>::new();
    let text =
        Memo::new(move |_| hoja.arrastre.with(|held| held.as_ref().map(|held| held.ficha.clone()).unwrap_or_default()));
    Effect::new(move || {
        let place = hoja.arrastre.with(|held| held.as_ref().map(|held| held.now));
        let (Some((x, y)), Some(chip)) = (place, chip.get()) else { return };
        // Sizes go through the style object: the content policy refuses style attributes.
        let left = x.min(window_width() - chip.offset_width() - 16).max(8) + 12;
        let _ = HtmlElement::style(&chip).set_property("transform", &format!("translate({left}px,{}px)", y + 18));
    });
    view! {
        <div class="gantt__chip" node_ref=chip aria-hidden="true" hidden=move || text.with(String::is_empty)>
            {text}
        </div>
    }
}

#[expect(clippy::cast_possible_truncation, reason = "pixels of a window are far below 2^31")]
fn window_width() -> i32 {
    window().inner_width().ok().and_then(|width| width.as_f64()).unwrap_or_default() as i32
}
