//! What the server refused after it was shown: the text goes back to its cell, with the
//! reason, so that nothing typed is lost.

use domain::Cantidad;
use domain::command::Command;
use domain::plan::CampoActividad;
use leptos::prelude::*;

use super::columnas::{ACCION, AGREGACION, MEDIDA, NOMBRE, columna};
use super::escritura::rejected;
use super::hoja::Hoja;
use crate::components::grid::{DraftState, NEW_ROW, RowKey, Sheet, Verdict, Why};
use crate::pages::rechazos::{self, Hallar};
use crate::state::replica::Rechazo;

/// Each refusal goes to the cells it belongs to.
pub(super) fn seguir(hoja: Hoja, sheet: Sheet) {
    rechazos::seguir(hoja.replica, sheet, hoja);
}

impl Hallar for Hoja {
    fn celdas(self, command: &Command) -> Vec<(RowKey, usize, String)> {
        celdas(self, command)
    }

    fn motivo(self, rechazo: &Rechazo) -> DraftState {
        motivo(self, rechazo)
    }
}

/// Whose value is at stake is asked, anything else is told, as when the plan here refuses.
fn motivo(hoja: Hoja, rechazo: &Rechazo) -> DraftState {
    match rechazo.rejections.as_ref().map(|rejections| rejected(hoja, rejections)) {
        Some(Verdict::Conflict { why }) => DraftState::Conflict(why),
        Some(Verdict::Refused { why }) => DraftState::Refused(why),
        _ => DraftState::Refused(Why::from(rechazo.motivo.clone())),
    }
}

/// The cells of this sheet that a command wrote, with what was written.
fn celdas(hoja: Hoja, command: &Command) -> Vec<(RowKey, usize, String)> {
    let text = |cantidad: Option<Cantidad>| cantidad.map(|cantidad| cantidad.to_string()).unwrap_or_default();
    let here = |key: RowKey| hoja.ids().iter().any(|id| id.uuid() == key);
    match command {
        Command::ProgramarMetas(list) => {
            let ours = list.iter().filter(|celda| here(celda.actividad.uuid()));
            ours.map(|celda| (celda.actividad.uuid(), columna(celda.periodo), text(celda.nueva))).collect()
        }
        Command::EditarActividad { id, nuevo, .. } if here(id.uuid()) => {
            campo(hoja, nuevo).map(|(col, text)| (id.uuid(), col, text)).into_iter().collect()
        }
        Command::CrearActividad(nueva) if nueva.unidad == hoja.unidad => {
            vec![(NEW_ROW, NOMBRE, nueva.nombre.to_string())]
        }
        Command::Varios(commands) => commands.iter().flat_map(|command| celdas(hoja, command)).collect(),
        _ => Vec::new(),
    }
}

fn campo(hoja: Hoja, nuevo: &CampoActividad) -> Option<(usize, String)> {
    match nuevo {
        CampoActividad::Nombre(nombre) => Some((NOMBRE, nombre.to_string())),
        CampoActividad::Agregacion(kind) => Some((AGREGACION, kind.nombre().to_owned())),
        CampoActividad::Accion(id) => {
            let code = hoja.acciones.with(|rows| rows.iter().find(|row| row.id == *id).map(|row| row.codigo.clone()));
            Some((ACCION, code?))
        }
        CampoActividad::Indicador(indicador) => {
            let wanted = indicador.unidad_medida;
            let name =
                hoja.medidas.with(|rows| rows.iter().find(|row| row.id == wanted).map(|row| row.nombre.to_string()));
            Some((MEDIDA, name?))
        }
        _ => None,
    }
}
