//! How wide the columns of figures must be. A figure that is cut reads as another one,
//! so each column is as wide as the longest it holds (`style/programacion.css`).

use domain::{Cantidad, Id};
use leptos::prelude::*;

use super::hoja::Hoja;

/// Widths are drawn for figures up to this length.
const MOST: usize = 16;

/// The class of a column whose longest figure has so many characters; a figure shorter
/// than the least fits in the least.
pub(super) fn clase(name: &str, least: usize, length: usize) -> String {
    [name, "--", &length.clamp(least, MOST).to_string()].concat()
}

/// The classes of the sheet: `mes--10 anual--9 costo--12`.
pub(super) fn anchos(hoja: Hoja) -> Memo<String> {
    let metas = Memo::new(move |_| metas(hoja));
    Memo::new(move |_| {
        let (mes, anual) = metas.get();
        // No amount of a month is longer than the sum under it, nor a cost than the total.
        let (importe, costo) = hoja.resumen.with(|resumen| {
            let months = resumen.meses.iter().map(|amount| amount.cifra().len()).max();
            (months.unwrap_or_default(), resumen.programado.cifra().len())
        });
        [clase("mes", 9, mes.max(importe)), clase("anual", 9, anual), clase("costo", 9, costo)].join(" ")
    })
}

/// Characters of the longest monthly target, and of the longest annual one.
fn metas(hoja: Hoja) -> (usize, usize) {
    let longest = |months: &[Option<Cantidad>; 12]| months.iter().map(|meta| largo(*meta)).max().unwrap_or_default();
    let both = |all: (usize, usize), (mes, anual): (usize, usize)| (all.0.max(mes), all.1.max(anual));
    let now = hoja.replica.plan().with(|plan| {
        let plan = plan.as_ref()?;
        let rows = hoja.order.with(|order| order.iter().filter_map(|key| plan.get(Id::new(*key))).cloned().collect());
        let rows: Vec<std::sync::Arc<domain::plan::Actividad>> = rows;
        let of = rows.iter().map(|row| (longest(&row.meta.meses), largo(row.meta.anual(row.agregacion))));
        Some(of.fold((0, 0), both))
    });
    now.unwrap_or_else(|| {
        let of = |first: &domain::vista::PaginaProgramacion| {
            first.filas.iter().map(|row| (longest(&row.meses), largo(row.anual))).fold((0, 0), both)
        };
        hoja.first.with_value(of)
    })
}

/// What is under a thousand fits wherever it stands, whatever its decimals.
fn largo(meta: Option<Cantidad>) -> usize {
    meta.filter(|meta| *meta >= Cantidad::enteras(1000)).map_or(0, |meta| meta.to_string().len())
}
