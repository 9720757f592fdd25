//! New lines, by typing a classifier in the blank row or by pasting rows that have one.
//! What is not said is as in the line above, so that thirty lines are quick.

use domain::catalogo::{CodigoRubro, TipoGasto, UnidadMedida};
use domain::plan::{Estado, Insumo, Orden, Valor};
use domain::texto::Nombre;
use domain::valor::Decimales;
use domain::{Cantidad, Command, Dinero, Id, Plan, Precio};
use leptos::prelude::*;

use super::super::Panel;
use super::columnas::{CLASIFICADOR, DETALLE, FORMA, Forma, MEDIDA, RUBRO};
use super::escritura::{existentes, negada, rechazada};
use super::lectura::{clasificador, forma, medida, rubro};
use crate::components::grid::{Answer, Edit, NEW_ROW, Verdict};
use crate::state::replica::nuevo_id;

/// Edits of which some begin lines: each line is begun, and the other cells of all of them
/// are then written.
pub fn escribir(panel: Panel, edits: Vec<Edit>) -> Vec<Answer> {
    let mut begun: Vec<(usize, Result<Id<Insumo>, Verdict>)> = Vec::new();
    for edit in edits.iter().filter(|edit| edit.row == NEW_ROW) {
        if begun.iter().all(|(line, _)| *line != edit.line) {
            let typed = |col: usize| {
                let same = |other: &&Edit| other.row == NEW_ROW && other.line == edit.line && other.col == col;
                edits.iter().find(same).map(|other| other.text.clone()).filter(|text| !text.trim().is_empty())
            };
            begun.push((edit.line, comenzar(panel, typed)));
        }
    }
    let placed: Vec<Result<Edit, Answer>> = edits.into_iter().map(|edit| puesta(&begun, edit)).collect();
    let good: Vec<Edit> = placed.iter().filter_map(|one| one.as_ref().ok().cloned()).collect();
    let mut written = existentes(panel, &good).into_iter();
    let lost = |edit: Edit| Answer { row: edit.row, verdict: negada("Esa línea ya no está.".to_owned()) };
    placed
        .into_iter()
        .map(|one| one.map_or_else(|answer| answer, |edit| written.next().unwrap_or_else(|| lost(edit))))
        .collect()
}

/// An edit of the line it began, or the reason why it began none.
fn puesta(begun: &[(usize, Result<Id<Insumo>, Verdict>)], edit: Edit) -> Result<Edit, Answer> {
    match begun.iter().find(|(line, _)| edit.row == NEW_ROW && *line == edit.line) {
        None => Ok(edit),
        Some((_, Ok(id))) => Ok(Edit { row: id.uuid(), line: 0, seen: String::new(), ..edit }),
        Some((_, Err(verdict))) => Err(Answer { row: NEW_ROW, verdict: verdict.clone() }),
    }
}

fn comenzar(panel: Panel, typed: impl Fn(usize) -> Option<String>) -> Result<Id<Insumo>, Verdict> {
    let plan = panel.replica().plan().get_untracked();
    let plan = plan.ok_or_else(|| negada("Espere un momento: el plan se está cargando.".to_owned()))?;
    let line = linea(&plan, panel, typed).map_err(negada)?;
    let id = line.id;
    panel.replica().intentar(Command::CrearInsumo(line)).map_err(|rejections| rechazada(panel, &rejections))?;
    Ok(id)
}

/// A line without figures: its classifier typed, the rest typed or as in the line above.
fn linea(plan: &Plan, panel: Panel, typed: impl Fn(usize) -> Option<String>) -> Result<Insumo, String> {
    let text = typed(CLASIFICADOR).ok_or("Escriba primero el clasificador.")?;
    let row = clasificador(plan, &text)?;
    let above = plan.insumos_de(panel.id).filter(|line| line.estado.es_vigente()).last();
    let read_unit = typed(MEDIDA).and_then(|text| medida(plan, &text).ok());
    let unidad_medida = read_unit.or(above.map(|line| line.unidad_medida)).or_else(|| first_whole(plan));
    let rubro = typed(RUBRO).and_then(|text| rubro(&text).ok()).or(above.map(|line| line.rubro));
    let detalle = typed(DETALLE).and_then(|text| Nombre::new(&text).ok());
    let like = above.filter(|line| line.tipo() == row.codigo.tipo()).map(|line| Forma::of(&line.valor));
    let forma = typed(FORMA).and_then(|text| forma(&text).ok()).or(like);
    Ok(Insumo {
        id: nuevo_id(),
        actividad: panel.id,
        clasificador: row.codigo.clone(),
        detalle: detalle.unwrap_or_else(|| row.nombre.clone()),
        unidad_medida: unidad_medida.ok_or("El catálogo no tiene unidades de medida.")?,
        rubro: rubro.or_else(|| with_techo(plan, panel)).ok_or("El catálogo no tiene rubros.")?,
        valor: en_cero(forma.unwrap_or_else(|| usual(row.codigo.tipo()))),
        orden: Orden::entre(above.map(|line| &line.orden), None),
        estado: Estado::Vigente,
    })
}

/// Goods are counted; services and payrolls are amounts.
fn usual(tipo: TipoGasto) -> Forma {
    match tipo {
        TipoGasto::Bienes => Forma::Cantidad,
        TipoGasto::Servicios | TipoGasto::Otros => Forma::Importe,
    }
}

fn en_cero(forma: Forma) -> Valor {
    match forma {
        Forma::Cantidad => Valor::PorCantidad { precio: Precio::CERO, cantidades: [Cantidad::CERO; 12] },
        Forma::Importe => Valor::PorImporte { importes: [Dinero::CERO; 12] },
        Forma::Detallar => Valor::PorDetallar { importes: [Dinero::CERO; 12] },
    }
}

/// The first rubro in which the unit has a techo; the first of the catalogue if none.
fn with_techo(plan: &Plan, panel: Panel) -> Option<CodigoRubro> {
    let unidad = plan.get(panel.id)?.unidad;
    let codes = || plan.rubros().keys().copied();
    codes().find(|code| plan.techo(unidad, *code).is_some()).or_else(|| codes().next())
}

/// The first unit of measure that counts whole things.
fn first_whole(plan: &Plan) -> Option<Id<UnidadMedida>> {
    let rows = plan.todos::<UnidadMedida>();
    rows.values().find(|row| row.decimales == Decimales::ENTERO).or_else(|| rows.values().next()).map(|row| row.id)
}
