//! New activities, by typing in the blank row or by pasting rows with a name.

use std::collections::BTreeMap;

use domain::command::{Command, NuevaActividad};
use domain::plan::{Actividad, Indicador, Orden, TipoIndicador};
use domain::texto::Nombre;
use domain::valor::Decimales;
use domain::vista::{FilaActividad, Financiamiento};
use domain::{Dinero, Id};
use leptos::prelude::*;

use super::columnas::{ACCION, AGREGACION, MEDIDA, NOMBRE};
use super::escritura::{self, accion_de, agregacion_de, medida_de, refused, rejected};
use super::hoja::Hoja;
use crate::components::grid::{Answer, Draft, DraftState, Drafts, Edit, NEW_ROW, Verdict, Why};
use crate::state::replica::nuevo_id;

/// Edits of which some begin activities. Each line is begun first and its other cells
/// are then written in it.
pub(super) fn escribir(hoja: Hoja, edits: Vec<Edit>) -> Vec<Answer> {
    let mut begun: Vec<(usize, Result<Id<Actividad>, Verdict>)> = Vec::new();
    for edit in edits.iter().filter(|edit| edit.row == NEW_ROW) {
        if begun.iter().all(|(line, _)| *line != edit.line) {
            let of_line =
                |col| edits.iter().find(|other| other.row == NEW_ROW && other.line == edit.line && other.col == col);
            begun.push((edit.line, comenzar(hoja, |col| of_line(col).map(|edit| edit.text.clone()))));
        }
    }
    let made = |edit: &Edit| begun.iter().find(|(line, _)| *line == edit.line).map(|(_, made)| made.clone());
    let mut answers: Vec<Option<Answer>> = vec![None; edits.len()];
    let mut rest = Vec::new();
    for (at, edit) in edits.into_iter().enumerate() {
        match (edit.row == NEW_ROW).then(|| made(&edit)).flatten() {
            Some(Err(verdict)) => answers[at] = Some(Answer { row: NEW_ROW, verdict }),
            Some(Ok(id)) if edit.col == NOMBRE => {
                let shown = edit.text.trim().to_owned();
                answers[at] = Some(Answer { row: id.uuid(), verdict: Verdict::Accepted { shown } });
            }
            Some(Ok(id)) => rest.push((at, Edit { row: id.uuid(), seen: now(hoja, id, edit.col), ..edit })),
            None => rest.push((at, edit)),
        }
    }
    let (places, edits): (Vec<usize>, Vec<Edit>) = rest.into_iter().unzip();
    for (at, answer) in places.into_iter().zip(escritura::escribir(hoja, edits)) {
        answers[at] = Some(answer);
    }
    answers.into_iter().flatten().collect()
}

/// What a cell of an activity just begun shows.
fn now(hoja: Hoja, id: Id<Actividad>, col: usize) -> String {
    let fila = hoja.fila_now(id);
    fila.and_then(|fila| super::columnas::dibujar(&fila, String::new()).cells.into_iter().nth(col))
        .map(|cell| cell.text)
        .unwrap_or_default()
}

/// Marks what a new row has and nobody chose, until somebody does.
pub(super) fn marcar(hoja: Hoja, drafts: Drafts, edits: &[Edit], answers: &[Answer]) {
    let begun = edits
        .iter()
        .zip(answers)
        .filter(|(edit, answer)| edit.row == NEW_ROW && edit.col == NOMBRE && answer.row != NEW_ROW);
    for (begin, answer) in begun {
        let told = |col| {
            let mut said = edits.iter().filter(|edit| edit.row == NEW_ROW && edit.line == begin.line);
            said.any(|edit| edit.col == col && !edit.text.trim().is_empty())
        };
        for col in [ACCION, MEDIDA].into_iter().filter(|col| !told(*col)) {
            let text = now(hoja, Id::new(answer.row), col);
            let why = Why::from(supuesto(hoja, Id::new(answer.row), col));
            drafts.put(answer.row, col, Draft { text, state: DraftState::Assumed(why), seen: None });
        }
    }
}

/// Where it was taken from, and what to do about it.
fn supuesto(hoja: Hoja, id: Id<Actividad>, col: usize) -> String {
    let what = if col == ACCION { "acción estratégica" } else { "unidad de medida" };
    let from =
        if hoja.ids().first() == Some(&id) { "la más usada en el plan" } else { "la de la actividad de arriba" };
    ["Falta elegir la ", what, ": mientras tanto es ", from, ". Elija otra de la lista o déjela así."].concat()
}

/// Begins one activity. What is not said is as in the row above, else as most of the plan says.
fn comenzar(hoja: Hoja, typed: impl Fn(usize) -> Option<String>) -> Result<Id<Actividad>, Verdict> {
    let nombre = typed(NOMBRE).filter(|text| !text.trim().is_empty());
    let nombre = nombre.ok_or_else(|| refused("Escriba primero el nombre de la actividad."))?;
    let nombre = Nombre::new(&nombre).map_err(|error| refused(&error.to_string()))?;
    let above = hoja.ids().last().and_then(|id| hoja.fila_now(*id));
    let accion = typed(ACCION).and_then(|text| accion_de(hoja, &text)).map(|(id, _)| id);
    let accion = accion.or(above.as_ref().map(|fila| fila.accion)).or_else(|| most_used(hoja, |row| row.accion));
    let accion = accion.or_else(|| hoja.acciones.with_untracked(|rows| rows.first().map(|row| row.id)));
    let medida =
        typed(MEDIDA).and_then(|text| medida_de(hoja, &text)).or(above.as_ref().map(|fila| fila.unidad_medida));
    let medida = medida.or_else(|| most_used(hoja, |row| row.indicador.unidad_medida)).or_else(|| first_whole(hoja));
    let (Some(accion), Some(unidad_medida)) = (accion, medida) else {
        return Err(refused("El marco estratégico aún no tiene acciones, o el catálogo no tiene unidades de medida."));
    };
    let nueva = NuevaActividad {
        id: nuevo_id(),
        codigo: None,
        unidad: hoja.unidad,
        accion,
        nombre,
        indicador: Indicador {
            unidad_medida,
            sujeto: Nombre::default(),
            atributo: Nombre::default(),
            tipo: TipoIndicador::Proceso,
        },
        agregacion: typed(AGREGACION).and_then(|text| agregacion_de(&text)).unwrap_or_default(),
        ventana: None,
        prioridad: Orden::entre(above.as_ref().map(|fila| &fila.prioridad), None),
    };
    let fila = blank(hoja, &nueva, above.as_ref());
    hoja.replica.intentar(Command::CrearActividad(nueva)).map_err(|rejections| rejected(hoja, &rejections))?;
    let id = fila.id;
    if hoja.replica.plan().with_untracked(Option::is_none) {
        hoja.begun.update(|rows| rows.push(fila));
    }
    Ok(id)
}

/// What most activities of the plan have.
fn most_used<T: Copy + Ord>(hoja: Hoja, of: impl Fn(&Actividad) -> T) -> Option<T> {
    let mut uses: BTreeMap<T, usize> = BTreeMap::new();
    hoja.replica.plan().with_untracked(|plan| {
        let rows = plan.iter().flat_map(|plan| plan.todos::<Actividad>().values());
        rows.filter(|row| row.estado.es_vigente()).for_each(|row| *uses.entry(of(row)).or_default() += 1);
    });
    uses.into_iter().max_by_key(|(_, count)| *count).map(|(value, _)| value)
}

/// The first unit of measure that counts whole things.
fn first_whole(hoja: Hoja) -> Option<Id<domain::catalogo::UnidadMedida>> {
    hoja.medidas.with_untracked(|rows| {
        rows.iter().find(|row| row.decimales == Decimales::ENTERO).or(rows.first()).map(|row| row.id)
    })
}

/// How the row looks until the replica draws it.
fn blank(hoja: Hoja, nueva: &NuevaActividad, above: Option<&FilaActividad>) -> FilaActividad {
    let medida =
        hoja.medidas.with_untracked(|rows| rows.iter().find(|row| row.id == nueva.indicador.unidad_medida).cloned());
    let accion_codigo = hoja.acciones.with_untracked(|rows| {
        rows.iter().find(|row| row.id == nueva.accion).map(|row| row.codigo.clone()).unwrap_or_default()
    });
    FilaActividad {
        id: nueva.id,
        codigo: String::new(),
        nombre: nueva.nombre.clone(),
        accion: nueva.accion,
        accion_codigo,
        indicador: String::new(),
        unidad_medida: nueva.indicador.unidad_medida,
        unidad_nombre: medida.as_ref().map(|row| row.nombre.to_string()).unwrap_or_default(),
        decimales: medida.map(|row| row.decimales).unwrap_or_default(),
        agregacion: nueva.agregacion,
        anual_fijada: None,
        anual: None,
        meses: [None; 12],
        abiertos: [true; 12],
        importes: [Dinero::CERO; 12],
        costo: Dinero::CERO,
        puesto: hoja.order.with_untracked(|order| order.len()) + 1,
        prioridad: nueva.prioridad.clone(),
        financiamiento: Financiamiento::Financiada,
        acumulado: above.map_or(Dinero::CERO, |fila| fila.acumulado),
        avisos: Vec::new(),
    }
}
