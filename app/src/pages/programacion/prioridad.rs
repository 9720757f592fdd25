//! The order of priority: by keyboard, by a position typed, and by dragging a row, while
//! the funding line shows where it would fall.

use std::time::Duration;

use domain::command::Command;
use domain::plan::{Actividad, CampoActividad, Orden};
use domain::{Id, Plan};
use leptos::ev::PointerEvent;
use leptos::prelude::*;
use leptos::wasm_bindgen::JsCast;
use leptos::web_sys::{Element, HtmlElement};

use super::hoja::Hoja;
use super::tabla::Actos;
use crate::components::grid::{RowKey, Sheet, Way, row_at};

/// How long a finger rests before it lifts the row.
const LONG_PRESS: Duration = Duration::from_millis(350);
/// Further than this before lifting, it was not a press.
const SLACK: i32 = 10;
/// From the edge of the sheet, in pixels, where dragging scrolls it.
const EDGE: f64 = 48.0;

/// One place up or down.
pub(super) fn levantar(hoja: Hoja, actos: Actos, sheet: Sheet, id: Id<Actividad>, way: Way) {
    let ids = hoja.ids();
    let Some(at) = ids.iter().position(|other| *other == id) else { return };
    let to = match way {
        Way::Back => at.checked_sub(1),
        Way::On => Some(at + 1).filter(|to| *to < ids.len()),
    };
    match to {
        Some(to) => mover(hoja, actos, sheet, id, to),
        None if way == Way::Back => sheet.say("Ya es la primera."),
        None => sheet.say("Ya es la última."),
    }
}

/// To a place counted from 0.
pub(super) fn mover(hoja: Hoja, actos: Actos, sheet: Sheet, id: Id<Actividad>, to: usize) {
    let (Some(fila), Some(ahora)) = (hoja.fila_now(id), orden_en(hoja, id, to)) else { return };
    soltar(hoja, actos, sheet, id, fila.prioridad, ahora);
}

fn soltar(hoja: Hoja, actos: Actos, sheet: Sheet, id: Id<Actividad>, antes: Orden, ahora: Orden) {
    let (seen, nuevo) = (CampoActividad::Prioridad(antes), CampoActividad::Prioridad(ahora));
    match hoja.replica.intentar(Command::EditarActividad { id, seen, nuevo }) {
        Ok(_) => decir(hoja, sheet, id),
        Err(rejections) => actos.aviso.set(Some(hoja.replica.sentence(&rejections))),
    }
}

/// "Limpieza de parques: puesto 3 de 25, financiada."
fn decir(hoja: Hoja, sheet: Sheet, id: Id<Actividad>) {
    if let Some(fila) = hoja.fila_now(id) {
        let (place, count) = (fila.puesto.to_string(), hoja.ids().len().to_string());
        sheet.say(
            [&*fila.nombre, ": puesto ", &place, " de ", &count, ", ", &fila.financiamiento.frase(), "."].concat(),
        );
    }
}

/// The key that puts a row in a place, counted without the row itself.
fn orden_en(hoja: Hoja, id: Id<Actividad>, to: usize) -> Option<Orden> {
    let others: Vec<Id<Actividad>> = hoja.ids().into_iter().filter(|other| *other != id).collect();
    let key = |at: Option<usize>| {
        at.and_then(|at| others.get(at)).and_then(|id| hoja.fila_now(*id)).map(|fila| fila.prioridad)
    };
    let (antes, despues) = (key(to.checked_sub(1)), key(Some(to)));
    (!others.is_empty()).then(|| Orden::entre(antes.as_ref(), despues.as_ref()))
}

/// A row in the hand.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Arrastre {
    id: Id<Actividad>,
    from: (i32, i32),
    antes: Orden,
    ahora: Option<Orden>,
    lifted: bool,
}

impl Arrastre {
    /// The row, once it is off the sheet.
    pub fn lifted(&self) -> Option<RowKey> {
        self.lifted.then(|| self.id.uuid())
    }
}

/// The press on a handle: a mouse takes the row at once, a finger after resting on it.
pub(super) fn tomar(hoja: Hoja, actos: Actos, holder: Option<HtmlElement>, event: &PointerEvent) {
    let on_handle = event.target().and_then(|target| target.dyn_into::<Element>().ok());
    let on_handle = on_handle.and_then(|element| element.closest(".cell--grip").ok().flatten()).is_some();
    let from = (event.client_x(), event.client_y());
    let ready = hoja.is_open() && event.button() == 0 && hoja.replica.plan().with_untracked(Option::is_some);
    let Some(fila) = row_at(from.0, from.1).filter(|_| on_handle && ready).and_then(|key| hoja.fila_now(Id::new(key)))
    else {
        return;
    };
    let lifted = event.pointer_type() == "mouse";
    let arrastre = Arrastre { id: fila.id, from, antes: fila.prioridad, ahora: None, lifted };
    actos.arrastre.set(Some(arrastre.clone()));
    // Rows change places under the pointer: the box around them keeps hearing it.
    let pointer = event.pointer_id();
    if let Some(holder) = holder {
        let _ = holder.set_pointer_capture(pointer);
    }
    if !lifted {
        set_timeout(
            move || {
                actos.arrastre.update(|now| {
                    if let Some(now) = now.as_mut().filter(|now| now.from == arrastre.from) {
                        now.lifted = true;
                    }
                });
            },
            LONG_PRESS,
        );
    }
}

/// The row follows the pointer, and with it the funding line.
pub(super) fn arrastrar(hoja: Hoja, actos: Actos, event: &PointerEvent) {
    let Some(arrastre) = actos.arrastre.get_untracked() else { return };
    let (x, y) = (event.client_x(), event.client_y());
    if !arrastre.lifted {
        if (x - arrastre.from.0).abs() + (y - arrastre.from.1).abs() > SLACK {
            actos.arrastre.set(None);
        }
        return;
    }
    event.prevent_default();
    scroll_at_edge(y);
    let under = row_at(x, y).map(Id::new).filter(|id| *id != arrastre.id);
    let Some(to) = under.and_then(|id| hoja.ids().iter().position(|other| *other == id)) else { return };
    let Some(ahora) = orden_en(hoja, arrastre.id, to) else { return };
    let preview: Option<Plan> = hoja.moved(arrastre.id, &arrastre.antes, &ahora);
    hoja.preview.set(preview);
    actos.arrastre.set(Some(Arrastre { ahora: Some(ahora), ..arrastre }));
}

fn scroll_at_edge(y: i32) {
    let sheet = document().get_element_by_id("programacion-hoja");
    let Some(sheet) = sheet else { return };
    let (area, y) = (sheet.get_bounding_client_rect(), f64::from(y));
    let step = if y < area.top() + EDGE {
        -12
    } else if y > area.bottom() - EDGE {
        12
    } else {
        return;
    };
    sheet.set_scroll_top(sheet.scroll_top() + step);
}

/// One command, on release.
pub(super) fn dejar(hoja: Hoja, actos: Actos, sheet: Sheet) {
    let Some(arrastre) = actos.arrastre.try_update(Option::take).flatten() else { return };
    if let Some(ahora) = arrastre.ahora {
        soltar(hoja, actos, sheet, arrastre.id, arrastre.antes, ahora);
    }
    hoja.preview.set(None);
}

/// The gesture was taken away: everything stays as it was.
pub(super) fn abandonar(hoja: Hoja, actos: Actos) {
    actos.arrastre.set(None);
    hoja.preview.set(None);
}
