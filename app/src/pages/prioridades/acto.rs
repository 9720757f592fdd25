//! From a gesture to one command, and what is said of it.

use domain::plan::Actividad;
use domain::vista::prioridades::{Lugar, Renglon};
use domain::{Command, Id, decide};
use leptos::prelude::*;

use super::hoja::Hoja;

/// Sends it; whether it was taken.
pub(super) fn hacer(hoja: Hoja, command: Command, said: impl FnOnce() -> String) -> bool {
    match hoja.replica().intentar(command) {
        Ok(_) => {
            hoja.aviso.set(None);
            hoja.decir(said());
            true
        }
        Err(why) => {
            hoja.aviso.set(Some(hoja.replica().sentence(&why)));
            false
        }
    }
}

/// Puts an activity in a gap of the board.
pub(super) fn poner(hoja: Hoja, id: Id<Actividad>, lugar: Lugar) {
    match hoja.con(|plan, board| board.poner(plan, id, lugar)).flatten() {
        Some(command) => {
            hacer(hoja, command, || puesto(hoja, id));
        }
        None => hoja.decir("La actividad sigue en su puesto.".to_owned()),
    }
}

/// Puts a heading of the ruta beside the one that a line of the board is of.
pub(super) fn poner_grupo(hoja: Hoja, held: Renglon, sobre: usize) {
    match hoja.con(|plan, board| board.poner_grupo(plan, held, sobre)).flatten() {
        Some(command) => {
            hacer(hoja, command, || format!("{}: cambió su lugar en la ruta estratégica.", hoja.nombre(held)));
        }
        None => hoja.decir("La ruta estratégica sigue igual.".to_owned()),
    }
}

/// "Limpieza de parques: puesto 3 de 25, financiada."
pub(super) fn puesto(hoja: Hoja, id: Id<Actividad>) -> String {
    let count = untrack(|| hoja.leido.with(|it| it.as_ref().map_or(0, |it| it.tablero.actividades())));
    let said = untrack(|| hoja.fila(id))
        .map(|row| format!("{}: puesto {} de {count}, {}.", row.nombre, row.puesto, row.financiamiento.frase()));
    said.unwrap_or_default()
}

/// Why it would be refused, if it would be.
pub(super) fn negativa(hoja: Hoja, command: &Command) -> Option<String> {
    let context = hoja.context();
    let refused = hoja.con(|plan, _| decide(plan, &context, command).err()).flatten();
    refused.map(|why| hoja.replica().sentence(&why))
}
