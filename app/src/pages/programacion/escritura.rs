//! From what was typed to commands: each edit gets its answer, and what can be written
//! of a block goes in one command.

use domain::command::{CeldaMeta, Command};
use domain::plan::{AccionEstrategica, Actividad, Agregacion, CampoActividad, Indicador};
use domain::texto::{Nombre, fold};
use domain::vista::FilaActividad;
use domain::{Cantidad, Id, Rejection, Rejections};
use leptos::prelude::*;

use super::alta;
use super::columnas::{ACCION, AGREGACION, ANUAL, MEDIDA, NOMBRE, periodo};
use super::hoja::Hoja;
use super::metas::juzgar;
use crate::components::grid::{Answer, Edit, NEW_ROW, Verdict, Why};

/// Answers every edit, in the same order.
pub(super) fn escribir(hoja: Hoja, edits: Vec<Edit>) -> Vec<Answer> {
    if edits.iter().any(|edit| edit.row == NEW_ROW) {
        return alta::escribir(hoja, edits);
    }
    let mut verdicts: Vec<Option<Verdict>> = vec![None; edits.len()];
    let mut celdas = Vec::new();
    for (at, edit) in edits.iter().enumerate() {
        match meta(hoja, edit) {
            Some(Ok(celda)) => celdas.push((at, celda)),
            Some(Err(verdict)) => verdicts[at] = Some(verdict),
            None => verdicts[at] = Some(campo(hoja, edit)),
        }
    }
    for (at, verdict) in programar(hoja, &celdas) {
        verdicts[at] = Some(verdict);
    }
    let lost = || refused("Esa fila ya no está en el plan.");
    edits
        .iter()
        .zip(verdicts)
        .map(|(edit, verdict)| Answer { row: edit.row, verdict: verdict.unwrap_or_else(lost) })
        .collect()
}

pub(super) fn refused(why: &str) -> Verdict {
    Verdict::Refused { why: Why::from(why.to_owned()) }
}

/// A refusal of the plan: whose value is at stake is asked, anything else is told.
pub(super) fn rejected(hoja: Hoja, rejections: &Rejections) -> Verdict {
    let why = Why { text: hoja.replica.sentence(rejections), article: rejections.first().articulo() };
    match rejections.first() {
        Rejection::CambioAjeno { .. } => Verdict::Conflict { why },
        _ => Verdict::Refused { why },
    }
}

/// The target an edit writes; `None` when its column holds none.
fn meta(hoja: Hoja, edit: &Edit) -> Option<Result<CeldaMeta, Verdict>> {
    let periodo = periodo(edit.col)?;
    let id = Id::new(edit.row);
    let fila = hoja.fila_now(id)?;
    let read = |text: &str| match text.trim() {
        "" => Ok(None),
        text => Cantidad::leer(text, fila.decimales, &fila.unidad_nombre).map(Some),
    };
    let seen = match edit.col {
        // What the months amount to was shown, but nobody had set it.
        ANUAL if fila.anual_fijada.is_none() && edit.seen == shown(fila.anual) => None,
        _ => read(&edit.seen).unwrap_or_default(),
    };
    let nueva =
        read(&edit.text).map_err(|error| Verdict::Refused { why: Why { text: error.to_string(), article: "8.1.2" } });
    Some(nueva.map(|nueva| CeldaMeta { actividad: id, periodo, seen, nueva }))
}

fn shown(cantidad: Option<Cantidad>) -> String {
    cantidad.map(|cantidad| cantidad.to_string()).unwrap_or_default()
}

/// Sends the targets that can be written, all in one command.
fn programar(hoja: Hoja, celdas: &[(usize, CeldaMeta)]) -> Vec<(usize, Verdict)> {
    if celdas.is_empty() {
        return Vec::new();
    }
    let all: Vec<CeldaMeta> = celdas.iter().map(|(_, celda)| *celda).collect();
    let plan = hoja.replica.plan().get_untracked();
    let judged = match &plan {
        Some(plan) => juzgar(plan, &hoja.context(), &all),
        None => vec![Ok(()); all.len()],
    };
    let good: Vec<CeldaMeta> =
        all.iter().zip(&judged).filter(|(_, verdict)| verdict.is_ok()).map(|(celda, _)| *celda).collect();
    let sent = if good.is_empty() { Ok(()) } else { hoja.replica.intentar(Command::ProgramarMetas(good)).map(|_| ()) };
    let answer =
        |(at, celda): &(usize, CeldaMeta), verdict: Result<(), Rejections>| match verdict.and_then(|()| sent.clone()) {
            Ok(()) => (*at, Verdict::Accepted { shown: now_shown(hoja, celda) }),
            Err(rejections) => (*at, rejected(hoja, &rejections)),
        };
    celdas.iter().zip(judged).map(|(celda, verdict)| answer(celda, verdict)).collect()
}

/// An annual target left blank shows what the months amount to.
fn now_shown(hoja: Hoja, celda: &CeldaMeta) -> String {
    match (celda.nueva, super::columnas::columna(celda.periodo)) {
        (None, ANUAL) => hoja.fila_now(celda.actividad).map(|fila| shown(fila.anual)).unwrap_or_default(),
        (nueva, _) => shown(nueva),
    }
}

/// Any other field of an activity.
fn campo(hoja: Hoja, edit: &Edit) -> Verdict {
    let Some(fila) = hoja.fila_now(Id::new(edit.row)) else { return refused("Esa actividad ya no está en el plan.") };
    let fields = match edit.col {
        NOMBRE => nombre(edit),
        ACCION => accion(hoja, edit, &fila),
        MEDIDA => medida(hoja, edit, &fila),
        AGREGACION => agregacion(edit),
        _ => Err("Esa columna no se escribe.".to_owned()),
    };
    match fields {
        Ok((seen, nuevo, shown)) => editar(hoja, fila.id, seen, nuevo, shown),
        Err(why) => Verdict::Refused { why: why.into() },
    }
}

fn editar(hoja: Hoja, id: Id<Actividad>, seen: CampoActividad, nuevo: CampoActividad, shown: String) -> Verdict {
    match hoja.replica.intentar(Command::EditarActividad { id, seen, nuevo }) {
        Ok(_) => Verdict::Accepted { shown },
        Err(rejections) => rejected(hoja, &rejections),
    }
}

/// What was seen, what is written, and how it will read.
type Fields = Result<(CampoActividad, CampoActividad, String), String>;

fn nombre(edit: &Edit) -> Fields {
    let read = |text: &str| Nombre::new(text).map_err(|error| error.to_string());
    let (seen, nuevo) = (read(&edit.seen)?, read(&edit.text)?);
    let shown = nuevo.to_string();
    Ok((CampoActividad::Nombre(seen), CampoActividad::Nombre(nuevo), shown))
}

fn accion(hoja: Hoja, edit: &Edit, fila: &FilaActividad) -> Fields {
    let seen =
        if edit.seen == fila.accion_codigo { Some(fila.accion) } else { accion_de(hoja, &edit.seen).map(|(id, _)| id) };
    let (nueva, codigo) =
        accion_de(hoja, &edit.text).ok_or_else(|| no_esta(&edit.text, "las acciones estratégicas"))?;
    Ok((CampoActividad::Accion(seen.unwrap_or(fila.accion)), CampoActividad::Accion(nueva), codigo))
}

/// An AEI by its code or its text.
pub(super) fn accion_de(hoja: Hoja, text: &str) -> Option<(Id<AccionEstrategica>, String)> {
    let wanted = fold(text.trim());
    hoja.acciones.with_untracked(|rows| {
        let row = rows.iter().find(|row| fold(&row.codigo) == wanted || fold(&row.enunciado) == wanted)?;
        Some((row.id, row.codigo.clone()))
    })
}

fn medida(hoja: Hoja, edit: &Edit, fila: &FilaActividad) -> Fields {
    let id = medida_de(hoja, &edit.text).ok_or_else(|| no_esta(&edit.text, "las unidades de medida del catálogo"))?;
    let row = hoja.actividad(fila.id).ok_or("El plan aún se está cargando; vuelva a elegirla en un momento.")?;
    let seen =
        Indicador { unidad_medida: medida_de(hoja, &edit.seen).unwrap_or(fila.unidad_medida), ..row.indicador.clone() };
    let nuevo = Indicador { unidad_medida: id, ..row.indicador };
    let shown =
        hoja.medidas.with_untracked(|rows| rows.iter().find(|row| row.id == id).map(|row| row.nombre.to_string()));
    Ok((CampoActividad::Indicador(seen), CampoActividad::Indicador(nuevo), shown.unwrap_or_default()))
}

/// A unit of measure by its name, in singular or plural.
pub(super) fn medida_de(hoja: Hoja, text: &str) -> Option<Id<domain::catalogo::UnidadMedida>> {
    let wanted = fold(text.trim());
    hoja.medidas.with_untracked(|rows| {
        rows.iter().find(|row| fold(&row.nombre) == wanted || fold(&row.plural) == wanted).map(|row| row.id)
    })
}

fn agregacion(edit: &Edit) -> Fields {
    let seen = agregacion_de(&edit.seen).unwrap_or_default();
    let nueva = agregacion_de(&edit.text).ok_or_else(|| no_esta(&edit.text, "las formas de agregar"))?;
    Ok((CampoActividad::Agregacion(seen), CampoActividad::Agregacion(nueva), nueva.nombre().to_owned()))
}

pub(super) fn agregacion_de(text: &str) -> Option<Agregacion> {
    let wanted = fold(text.trim());
    Agregacion::TODAS.into_iter().find(|kind| fold(kind.nombre()) == wanted)
}

fn no_esta(text: &str, donde: &str) -> String {
    if text.trim().is_empty() {
        ["Elija una de ", donde, "; no puede quedar en blanco."].concat()
    } else {
        ["«", text.trim(), "» no está entre ", donde, "."].concat()
    }
}
