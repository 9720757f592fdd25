//! What the server refused after it was shown: the text goes back to its cell, with the
//! reason, so that nothing typed is lost.

use domain::command::Command;
use domain::plan::CampoActividad;
use domain::{Cantidad, CommandId};
use leptos::prelude::*;

use super::columnas::{ACCION, AGREGACION, MEDIDA, NOMBRE, columna};
use super::escritura::rejected;
use super::hoja::Hoja;
use crate::components::grid::{Draft, DraftState, NEW_ROW, RowKey, Sheet, Verdict, Why};
use crate::state::replica::Rechazo;

/// A refusal that cells of the sheet hold, and which cells.
type Tomada = (CommandId, Vec<(RowKey, usize)>);

/// Follows the refusals; each is taken over by the cells it belongs to. It is kept until the
/// person has seen to every one of them: leaving the page, or the browser, loses none.
pub(super) fn seguir(hoja: Hoja, sheet: Sheet) {
    let (refused, replica) = (hoja.replica.rechazos(), hoja.replica);
    let taken = RwSignal::new(Vec::<Tomada>::new());
    Effect::new(move || {
        for rechazo in refused.get().into_iter().filter(|rechazo| !replica.es_reclamado(rechazo.id)) {
            let cells = untrack(|| celdas(hoja, &rechazo.command));
            if cells.is_empty() {
                continue;
            }
            let state = motivo(hoja, &rechazo);
            let places = cells.iter().map(|(key, col, _)| (*key, *col)).collect();
            for (key, col, text) in cells {
                sheet.drafts.put(key, col, Draft { text, state: state.clone(), seen: None });
            }
            replica.reclamar(rechazo.id);
            taken.update(|all| all.push((rechazo.id, places)));
        }
    });
    Effect::new(move || {
        let waits = |(_, places): &Tomada| places.iter().any(|(key, col)| sheet.drafts.is_refused_there(*key, *col));
        let seen_to: Vec<_> = taken.with(|all| all.iter().filter(|one| !waits(one)).map(|(id, _)| *id).collect());
        if !seen_to.is_empty() {
            taken.update(|all| all.retain(|(id, _)| !seen_to.contains(id)));
            for id in seen_to {
                replica.descartar(id);
            }
        }
    });
    // Seen to elsewhere, as beside the state of the connection: its cells hold it no more.
    Effect::new(move || {
        let known = refused.with(|all| all.iter().map(|one| one.id).collect::<Vec<_>>());
        let held = taken.get_untracked().into_iter().filter(|(id, _)| !known.contains(id));
        for (key, col) in held.flat_map(|(_, places)| places) {
            if untrack(|| sheet.drafts.is_refused_there(key, col)) {
                sheet.drafts.drop(key, col);
            }
        }
    });
    on_cleanup(move || taken.with_untracked(|all| all.iter().for_each(|(id, _)| replica.soltar(*id))));
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
