//! From what was typed to commands: each edit gets its answer, and what can be written of a block goes
//! in one command of each kind.

use domain::command::{CeldaAvance, CeldaGasto, Command};
use domain::plan::Fase;
use domain::vista::seguimiento::{FilaSeguimiento, Renglon};
use domain::{Cantidad, Dinero, Mes, Rejection, Rejections};
use leptos::prelude::*;

use super::columnas::{ENERO, dibujar, mes};
use super::hoja::Hoja;
use super::juicio::juzgar;
use crate::components::grid::{Answer, DraftState, Edit, RowKey, Verdict, Why};
use crate::pages::rechazos::Hallar;
use crate::state::replica::Rechazo;

/// What an edit means.
#[derive(Clone, Copy)]
enum Celda {
    Avance(CeldaAvance),
    Gasto(CeldaGasto),
}

/// Answers every edit, in the same order.
pub(super) fn escribir(hoja: Hoja, edits: &[Edit]) -> Vec<Answer> {
    let read: Vec<Result<Celda, Verdict>> = edits.iter().map(|edit| celda(hoja, edit)).collect();
    let (mut avances, mut gastos) = (Vec::new(), Vec::new());
    for (at, one) in read.iter().enumerate() {
        match one {
            Ok(Celda::Avance(celda)) => avances.push((at, *celda)),
            Ok(Celda::Gasto(celda)) => gastos.push((at, *celda)),
            Err(_) => {}
        }
    }
    // What is accrued rests on what is certified: that comes first, whatever was pasted above.
    gastos.sort_by_key(|(_, celda)| (celda.fase, celda.mes));
    let mut verdicts: Vec<Option<Verdict>> = read.into_iter().map(Result::err).collect();
    let by_row = enviar(hoja, &avances, |celda| celda.actividad, Command::RegistrarAvances);
    let by_key = enviar(hoja, &gastos, |celda| celda.clave, Command::RegistrarGastos);
    for (at, outcome) in by_row.into_iter().chain(by_key) {
        verdicts[at] = Some(match outcome {
            Ok(()) => Verdict::Accepted { shown: shown(hoja, &edits[at]) },
            Err(rejections) => rejected(hoja, &rejections),
        });
    }
    let lost = || refused("Esa fila ya no está en el plan.".to_owned());
    let answer =
        |(edit, verdict): (&Edit, Option<Verdict>)| Answer { row: edit.row, verdict: verdict.unwrap_or_else(lost) };
    edits.iter().zip(verdicts).map(answer).collect()
}

/// Sends those that can be written, all in one command.
fn enviar<T: Copy, K: Ord>(
    hoja: Hoja,
    celdas: &[(usize, T)],
    together: impl Fn(&T) -> K,
    act: fn(Vec<T>) -> Command,
) -> Vec<(usize, Result<(), Rejections>)> {
    if celdas.is_empty() {
        return Vec::new();
    }
    let all: Vec<T> = celdas.iter().map(|(_, celda)| *celda).collect();
    let judged = match hoja.replica.plan().get_untracked() {
        Some(plan) => juzgar((&plan, &hoja.context()), &all, together, act),
        None => vec![Ok(()); all.len()],
    };
    let good: Vec<T> =
        all.iter().zip(&judged).filter(|(_, verdict)| verdict.is_ok()).map(|(celda, _)| *celda).collect();
    let sent = if good.is_empty() { Ok(()) } else { hoja.replica.intentar(act(good)).map(|_| ()) };
    celdas.iter().zip(judged).map(|((at, _), verdict)| (*at, verdict.and_then(|()| sent.clone()))).collect()
}

fn celda(hoja: Hoja, edit: &Edit) -> Result<Celda, Verdict> {
    let gone = || refused("Esa fila ya no está en el plan.".to_owned());
    let fila = hoja.fila_now(edit.row).ok_or_else(gone)?;
    let mes = mes(edit.col).ok_or_else(|| refused("Esa columna no se escribe.".to_owned()))?;
    match fila.renglon {
        Renglon::Fisico(actividad) => {
            let read = |text: &str| cantidad(&fila, text);
            let nueva = read(&edit.text)?;
            Ok(Celda::Avance(CeldaAvance { actividad, mes, seen: read(&edit.seen).unwrap_or_default(), nueva }))
        }
        Renglon::Gasto(clave, fase) => {
            let nuevo = dinero(&edit.text)?;
            Ok(Celda::Gasto(CeldaGasto { clave, mes, fase, seen: dinero(&edit.seen).unwrap_or_default(), nuevo }))
        }
    }
}

fn cantidad(fila: &FilaSeguimiento, text: &str) -> Result<Option<Cantidad>, Verdict> {
    match text.trim() {
        "" => Ok(None),
        text => Cantidad::leer(text, fila.decimales, &fila.medida).map(Some).map_err(|why| refused(why.to_string())),
    }
}

fn dinero(text: &str) -> Result<Option<Dinero>, Verdict> {
    match text.trim() {
        "" => Ok(None),
        text => Dinero::leer(text).map(Some).map_err(|why| refused(why.to_string())),
    }
}

/// What the cell shows of it.
fn shown(hoja: Hoja, edit: &Edit) -> String {
    let cell = hoja.fila_now(edit.row).and_then(|fila| dibujar(&fila).cells.into_iter().nth(edit.col));
    cell.map_or_else(|| edit.text.clone(), |cell| cell.text)
}

fn refused(text: String) -> Verdict {
    Verdict::Refused { why: Why { text, article: "11" } }
}

/// A refusal of the plan: whose value is at stake is asked, anything else is told.
fn rejected(hoja: Hoja, rejections: &Rejections) -> Verdict {
    let why = Why { text: hoja.replica.sentence(rejections), article: rejections.first().articulo() };
    match rejections.first() {
        Rejection::CambioAjeno { .. } => Verdict::Conflict { why },
        _ => Verdict::Refused { why },
    }
}

impl Hallar for Hoja {
    fn celdas(self, command: &Command) -> Vec<(RowKey, usize, String)> {
        let place = |renglon: Renglon, mes: Mes, text: String| {
            self.renglon(renglon.llave()).map(|_| (renglon.llave(), ENERO + mes.index(), text))
        };
        match command {
            Command::RegistrarAvances(list) => {
                let text = |cantidad: Option<Cantidad>| cantidad.map(|it| it.to_string()).unwrap_or_default();
                let each = list.iter().map(|one| place(Renglon::Fisico(one.actividad), one.mes, text(one.nueva)));
                each.flatten().collect()
            }
            Command::RegistrarGastos(list) => {
                let text = |amount: Option<Dinero>| amount.map(Dinero::cifra).unwrap_or_default();
                let of = |one: &CeldaGasto, fase: Fase| Renglon::Gasto(one.clave, fase);
                list.iter().filter_map(|one| place(of(one, one.fase), one.mes, text(one.nuevo))).collect()
            }
            Command::Varios(commands) => commands.iter().flat_map(|command| self.celdas(command)).collect(),
            _ => Vec::new(),
        }
    }

    fn motivo(self, rechazo: &Rechazo) -> DraftState {
        match rechazo.rejections.as_ref().map(|rejections| rejected(self, rejections)) {
            Some(Verdict::Conflict { why }) => DraftState::Conflict(why),
            Some(Verdict::Refused { why }) => DraftState::Refused(why),
            _ => DraftState::Refused(Why::from(rechazo.motivo.clone())),
        }
    }
}
