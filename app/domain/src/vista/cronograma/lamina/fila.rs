//! One row of the drawing: its name, its bar and what stands on it; and the links between rows.

use std::collections::BTreeMap;

use chrono::Datelike as _;

use super::{
    ALTO_DE_FILA, BARRA, BASE, CABECERA, Chart, GRUPO, HECHO, LETRA, LINEA, NOMBRES, ROTO, TAREA, TENUE, TINTA,
    trazo::Trazo,
};
use crate::{
    command::Fila,
    plan::{SituacionElemento, Ventana},
    vista::cronograma::{Barra, Nodo, Renglon},
};

/// Its upper edge.
fn top(number: i64) -> i64 {
    CABECERA + number * ALTO_DE_FILA
}

pub fn draw(chart: &Chart<'_>, svg: &mut Trazo, number: i64, row: &Renglon, bar: &Barra) {
    let y = top(number);
    svg.line((0, y + ALTO_DE_FILA), (chart.ancho, y + ALTO_DE_FILA), LINEA);
    svg.group(|svg| {
        let named = format!("{} {}", bar.codigo, bar.nombre);
        svg.title(&format!("{}. {} · {}", named.trim(), bar.fechas(), bar.costo));
        let indent = 16 + 14 * (i64::from(row.nivel) - 1);
        let ink = if row.nodo.fila().is_some() { TINTA } else { TENUE };
        svg.text((indent, y + 16), 12, ink, &shortened(named.trim(), (NOMBRES - indent - 8) / LETRA));
        if let Some(before) = row.nodo.fila().and_then(|fila| chart.encuadre.base.get(&fila)) {
            let (x, ancho) = chart.tramo(*before);
            svg.rect((x, y + 18), (ancho, 3), BASE);
        }
        if let Some(ventana) = bar.ventana {
            body(chart, svg, y, row.nodo, ventana);
            let (x, ancho) = chart.tramo(ventana);
            if bar.avance.is_some() {
                svg.rect((x, y + 13), (bar.lleno(ancho), 4), HECHO);
            }
        }
        for (mes, situacion) in &bar.elementos {
            let days = chart.plan.ejercicio().inicio().with_month(mes.number()).unwrap_or_default();
            let (x, _) = chart.tramo(Ventana { inicio: days, fin: days });
            diamond(svg, x + 15 * chart.encuadre.escala.ancho_dia(), y + 11, *situacion);
        }
    });
}

fn body(chart: &Chart<'_>, svg: &mut Trazo, y: i64, nodo: Nodo, ventana: Ventana) {
    let (x, ancho) = chart.tramo(ventana);
    match nodo {
        Nodo::Actividad(_) => svg.bar((x, y + 5), (ancho, 12), BARRA),
        Nodo::Tarea(_) => svg.bar((x, y + 7), (ancho, 8), TAREA),
        // A bracket over what is inside.
        Nodo::Objetivo(_) | Nodo::Accion(_) | Nodo::Unidad(_) => {
            let (end, foot) = (x + ancho, ancho.min(5));
            let d = format!("M{x} {0}H{end}V{1}L{2} {3}H{4}L{x} {1}Z", y + 7, y + 17, end - foot, y + 11, x + foot);
            svg.shape(&d, GRUPO);
        }
    }
}

fn diamond(svg: &mut Trazo, x: i64, y: i64, situacion: SituacionElemento) {
    let fill = match situacion {
        SituacionElemento::Pendiente => "#d9a441",
        SituacionElemento::Logrado => HECHO,
        SituacionElemento::EnRiesgo => ROTO,
    };
    svg.shape(&format!("M{x} {}L{} {y}L{x} {}L{} {y}Z", y - 6, x + 6, y + 6, x - 6), fill);
}

/// From the end of each row to the start of those that follow it, under the bars.
pub fn links(chart: &Chart<'_>, svg: &mut Trazo, rows: &[(Renglon, Barra)]) {
    let places: BTreeMap<Fila, (i64, Ventana)> =
        (0..).zip(rows).filter_map(|(number, (row, bar))| Some((row.nodo.fila()?, (number, bar.ventana?)))).collect();
    for (row, bar) in rows {
        let Some((number, ventana)) = row.nodo.fila().and_then(|fila| places.get(&fila)) else { continue };
        for link in &bar.vinculos {
            let Some((before, earlier)) = places.get(&link.antes) else { continue };
            let (from, width) = chart.tramo(*earlier);
            let (to, _) = chart.tramo(*ventana);
            let (end, y) = (from + width, top(*before) + 11);
            let turn = if *before < *number { top(*number) + 2 } else { top(*number) + ALTO_DE_FILA - 2 };
            let d = format!("M{end} {y}h5V{turn}H{}V{}h5", to - 5, top(*number) + 11);
            let (stroke, dashes) = if link.faltan > 0 { (ROTO, "3 2") } else { (TENUE, "") };
            svg.path(&d, stroke, dashes);
        }
    }
}

fn shortened(text: &str, most: i64) -> String {
    let most = usize::try_from(most).unwrap_or_default();
    if text.chars().count() <= most {
        return text.to_owned();
    }
    text.chars().take(most.saturating_sub(1)).chain(['…']).collect()
}
