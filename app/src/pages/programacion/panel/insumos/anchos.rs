//! How wide the columns of figures must be, each by the longest figure it holds.

use domain::plan::Valor;
use domain::vista::{DetalleActividad, FilaInsumo};
use leptos::prelude::*;

use super::super::Panel;
use crate::pages::programacion::anchos::clase;

/// The classes of the sheet: `mes--10 costo--12 precio--10 cantidad--6`.
pub fn anchos(panel: Panel) -> Memo<String> {
    Memo::new(move |_| panel.detalle.with(|all| all.as_ref().map(clases).unwrap_or_default()))
}

fn clases(all: &DetalleActividad) -> String {
    // No amount of a month is longer than the sum under it, nor a line than the cost.
    let sums = all.importes.iter().map(|amount| amount.cifra().len());
    let of = |read: fn(&FilaInsumo) -> usize| all.insumos.iter().map(read).max().unwrap_or_default();
    let mes = sums.max().unwrap_or_default().max(of(cantidades));
    let anual = |row: &FilaInsumo| row.cantidad_anual.map_or(0, |cantidad| cantidad.to_string().len());
    [
        clase("mes", 9, mes),
        clase("costo", 9, all.costo.cifra().len()),
        clase("precio", 10, of(precio)),
        clase("cantidad", 6, of(anual)),
    ]
    .join(" ")
}

fn cantidades(row: &FilaInsumo) -> usize {
    match &row.insumo.valor {
        Valor::PorCantidad { cantidades, .. } => {
            cantidades.iter().map(|cantidad| cantidad.to_string().len()).max().unwrap_or_default()
        }
        Valor::PorImporte { .. } | Valor::PorDetallar { .. } => 0,
    }
}

fn precio(row: &FilaInsumo) -> usize {
    match &row.insumo.valor {
        Valor::PorCantidad { precio, .. } => precio.cifra().len(),
        Valor::PorImporte { .. } | Valor::PorDetallar { .. } => 0,
    }
}
