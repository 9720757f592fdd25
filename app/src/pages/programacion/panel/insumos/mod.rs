//! The insumos of one activity as a sheet by month (Art. 8.2.2): one line, one row;
//! quantities or amounts typed, the rest derived and shown under them.

mod alta;
mod anchos;
mod barra;
mod columnas;
mod escritura;
mod lectura;

use std::sync::Arc;

use domain::plan::{CampoInsumo, Estado, Insumo, Orden};
use domain::vista::FilaInsumo;
use domain::{Command, Id};
use leptos::prelude::*;

use self::anchos::anchos;
use self::barra::Barra;
pub use self::columnas::columna_de;
use self::columnas::{CLASIFICADOR, DETALLE, columnas, dibujar, en_blanco, sumas};
use super::retirada::{Restituir, Retiradas};
use super::{Panel, Parte, has_focus, use_panel};
use crate::components::editable::Access;
use crate::components::grid::{Cell, Gesture, Grid, NEW_ROW, Row, RowKey, Sheet, Way};
use crate::pages::asked::go_where_asked;
use crate::pages::edit::send;
use crate::pages::unwritten;

/// Of the sheet: its cells are named so.
pub const HOJA: &str = "insumos";

#[component]
pub fn Insumos() -> impl IntoView {
    let panel = use_panel();
    let retiradas = Retiradas::default();
    let sheet = hoja(panel, retiradas);
    enter(sheet);
    go_where_asked(move |place| sheet.go_where(place));
    unwritten::follow(panel.replica(), sheet, panel.direccion(Parte::Insumos));
    let anchos = anchos(panel);
    let foot: Signal<Vec<Cell>> =
        Memo::new(move |_| panel.detalle.with(|all| all.as_ref().map(sumas).unwrap_or_default())).into();
    view! {
        <div class="insumos__head">
            <p class="muted">
                "Escriba el clasificador con puntos o abreviado, o una palabra de su nombre."
                <span class="keys">
                    " Ctrl+− retira la línea; Alt+↑ y Alt+↓ la mueven. Esc dos veces vuelve a las actividades."
                </span>
            </p>
            <Barra panel sheet retiradas />
        </div>
        <div class=move || ["insumos ", &anchos.get()].concat()>
            <Grid sheet label="Insumos de la actividad por mes" footer=foot />
        </div>
        <Restituir retiradas />
    }
}

/// Opened from the cost of an activity, one goes on writing here.
fn enter(sheet: Sheet) {
    Effect::new(move || {
        request_animation_frame(move || {
            if has_focus(".programacion *, .actividad") {
                sheet.focus();
            }
        });
    });
}

fn hoja(panel: Panel, retiradas: Retiradas) -> Sheet {
    let order = Memo::new(move |_| -> Arc<[RowKey]> {
        panel.detalle.with(|all| all.iter().flat_map(|all| &all.insumos).map(|row| row.insumo.id.uuid()).collect())
    });
    let draw = move |key: RowKey| match key {
        NEW_ROW => en_blanco(),
        key => panel.fila(key).map_or_else(Row::default, |row| dibujar(&row)),
    };
    // Classifiers and rubros come with the replica: until then the lines are only read.
    let tip = panel.replica().plan();
    let open = Memo::new(move |_| panel.access == Access::Write && tip.with(Option::is_some));
    Sheet::new(HOJA, columnas(panel), order.into(), draw)
        .written(open.into(), move |edits| escritura::escribir(panel, edits))
        .adding(CLASIFICADOR)
        .named_by(DETALLE)
        .on_gesture(move |gesture| match gesture {
            Gesture::Withdraw(key) => retirar(panel, retiradas, key),
            Gesture::Lift(key, way) => mover(panel, key, way),
            Gesture::Action(..) => {}
        })
}

impl Panel {
    /// A line as the sheet draws it.
    fn fila(self, key: RowKey) -> Option<FilaInsumo> {
        self.detalle.with(|all| all.as_ref()?.insumos.iter().find(|row| row.insumo.id.uuid() == key).cloned())
    }
}

fn retirar(panel: Panel, retiradas: Retiradas, key: RowKey) {
    let Some(row) = untrack(|| panel.fila(key)) else { return };
    let id = row.insumo.id;
    let estado =
        |seen, nuevo| Command::EditarInsumo { id, seen: CampoInsumo::Estado(seen), nuevo: CampoInsumo::Estado(nuevo) };
    let (out, back) = (estado(Estado::Vigente, Estado::Retirado), estado(Estado::Retirado, Estado::Vigente));
    retiradas.retirar(row.insumo.detalle.to_string(), out, back);
}

/// One place up or down among the lines of the activity.
fn mover(panel: Panel, key: RowKey, way: Way) {
    let id: Id<Insumo> = Id::new(key);
    let orders: Vec<(Id<Insumo>, Orden)> = panel.detalle.with_untracked(|all| {
        all.iter().flat_map(|all| &all.insumos).map(|row| (row.insumo.id, row.insumo.orden.clone())).collect()
    });
    let Some(at) = orders.iter().position(|(one, _)| *one == id) else { return };
    let order = |place: Option<usize>| place.and_then(|place| orders.get(place)).map(|(_, orden)| orden);
    let (before, after) = match way {
        Way::Back if at > 0 => (order(at.checked_sub(2)), order(Some(at - 1))),
        Way::On if at + 1 < orders.len() => (order(Some(at + 1)), order(Some(at + 2))),
        Way::Back | Way::On => return,
    };
    let (seen, nuevo) = (CampoInsumo::Orden(orders[at].1.clone()), CampoInsumo::Orden(Orden::entre(before, after)));
    // Whoever may write the line may order it; a line lost meanwhile is gone from the sheet too.
    let _ = send(panel.replica(), Command::EditarInsumo { id, seen, nuevo });
}
