//! The columns of the sheet of insumos and how a line is drawn in them.

use std::sync::Arc;

use domain::plan::{CampoInsumo, Valor};
use domain::vista::{DetalleActividad, FilaInsumo};
use domain::{Dinero, Mes};
use leptos::prelude::*;

use super::super::Panel;
use super::super::campos::Palabras;
use crate::components::grid::{Cell, Choice, Column, Kind, Row};

pub const CLASIFICADOR: usize = 0;
pub const DETALLE: usize = 1;
pub const MEDIDA: usize = 2;
pub const RUBRO: usize = 3;
pub const FORMA: usize = 4;
pub const PRECIO: usize = 5;
pub const ENERO: usize = 6;
/// After the twelve months: the annual quantity and the total.
const DERIVADAS: usize = 18;

/// How the money of a line is made, without its figures.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Forma {
    Cantidad,
    Importe,
    /// Por detallar.
    Detallar,
}

pub const FORMAS: Palabras<Forma> =
    &[(Forma::Cantidad, "cantidad"), (Forma::Importe, "importe"), (Forma::Detallar, "por detallar")];

impl Forma {
    #[must_use]
    pub fn of(valor: &Valor) -> Self {
        match valor {
            Valor::PorCantidad { .. } => Self::Cantidad,
            Valor::PorImporte { .. } => Self::Importe,
            Valor::PorDetallar { .. } => Self::Detallar,
        }
    }

    #[must_use]
    pub fn palabra(self) -> String {
        super::super::campos::palabra(FORMAS, &self)
    }
}

/// The month of a column, if it holds one.
#[must_use]
pub fn mes_de(col: usize) -> Option<Mes> {
    Mes::todos().nth(col.checked_sub(ENERO)?)
}

/// The column of a field of a line.
#[must_use]
pub fn columna_de(campo: &CampoInsumo) -> usize {
    match campo {
        CampoInsumo::Clasificador(_) | CampoInsumo::Orden(_) | CampoInsumo::Estado(_) => CLASIFICADOR,
        CampoInsumo::Detalle(_) => DETALLE,
        CampoInsumo::UnidadMedida(_) => MEDIDA,
        CampoInsumo::Rubro(_) => RUBRO,
        CampoInsumo::Valor(_) => FORMA,
        CampoInsumo::Precio(_) => PRECIO,
        CampoInsumo::CantidadMes(mes, _) | CampoInsumo::ImporteMes(mes, _) => ENERO + mes.index(),
    }
}

pub fn columnas(panel: Panel) -> Vec<Column> {
    let text = |title, name, class| Column::new(title, name, class, Kind::Text);
    let mut all = vec![
        text("Clasificador", "Clasificador de gasto", "col-clasificador"),
        text("Detalle", "Detalle del insumo o servicio", "col-detalle"),
        text("Unidad", "Unidad de medida", "col-unidad").choosing(medidas(panel)),
        text("Rubro", "Rubro", "col-rubro").choosing(rubros(panel)),
        text("Forma", "Cómo se valoriza", "col-forma").choosing(formas()),
        Column::new("Precio", "Precio unitario en soles", "col-precio", Kind::Figure),
    ];
    all.extend(Mes::todos().map(|mes| Column::new(mes.abreviado(), mes.nombre(), "col-importe", Kind::Figure)));
    all.push(Column::new("Cant.", "Cantidad anual", "col-cantidad", Kind::Fixed));
    all.push(Column::new("Total S/", "Total anual en soles", "col-total", Kind::Fixed));
    all
}

fn medidas(panel: Panel) -> Signal<Arc<[Choice]>> {
    let name =
        |row: &domain::catalogo::UnidadMedida| Choice { value: row.nombre.to_string(), label: row.nombre.to_string() };
    Memo::new(move |_| panel.opciones.medidas.with(|rows| rows.iter().map(name).collect())).into()
}

fn rubros(panel: Panel) -> Signal<Arc<[Choice]>> {
    let tip = panel.replica().plan();
    Memo::new(move |_| {
        tip.with(|plan| {
            let rows = plan.iter().flat_map(|plan| plan.rubros().values());
            rows.map(|row| Choice { value: row.codigo.to_string(), label: format!("{} {}", row.codigo, row.nombre) })
                .collect()
        })
    })
    .into()
}

fn formas() -> Signal<Arc<[Choice]>> {
    let word =
        |word: &str| Choice { value: word.to_owned(), label: format!("Por {}", word.trim_start_matches("por ")) };
    Signal::stored(FORMAS.iter().map(|(_, name)| word(name)).collect())
}

/// The blank row.
#[must_use]
pub fn en_blanco() -> Row {
    let cells = vec![Cell { second: "Nueva línea".into(), class: "cell--new", ..Cell::default() }];
    Row { cells, name: "Nueva línea".into(), class: "" }
}

/// One line: what is typed above, the amount it makes below.
#[must_use]
pub fn dibujar(row: &FilaInsumo) -> Row {
    let line = &row.insumo;
    let precio = match &line.valor {
        Valor::PorCantidad { precio, .. } => precio.cifra(),
        Valor::PorImporte { .. } | Valor::PorDetallar { .. } => String::new(),
    };
    let mut cells = vec![
        Cell {
            hint: row.clasificador_nombre.clone(),
            ..Cell::new(line.clasificador.as_str()).over(row.tipo.to_string())
        },
        Cell { hint: line.detalle.to_string(), ..Cell::new(&*line.detalle) },
        Cell::new(&*row.unidad_nombre),
        Cell::new(line.rubro.to_string()),
        Cell::new(Forma::of(&line.valor).palabra()),
        Cell::new(precio),
    ];
    cells.extend(Mes::todos().map(|mes| celda_mes(row, mes)));
    let cantidad = row.cantidad_anual.map(|cantidad| cantidad.to_string()).unwrap_or_default();
    cells.push(Cell { class: "cell--derived cell--figure", ..Cell::new(cantidad) });
    cells.push(Cell { class: "cell--money cell--figure", ..Cell::new(row.total.cifra()) });
    Row { cells, name: line.detalle.to_string(), class: "" }
}

fn celda_mes(row: &FilaInsumo, mes: Mes) -> Cell {
    let (class, hint) =
        if row.abiertos[mes] { ("", "") } else { ("cell--closed", "Fuera de las fechas de la actividad") };
    let (text, second) = match &row.insumo.valor {
        Valor::PorCantidad { cantidades, .. } if cantidades[mes].es_cero() => Default::default(),
        Valor::PorCantidad { cantidades, .. } => (cantidades[mes].to_string(), row.importes[mes].cifra()),
        Valor::PorImporte { importes } | Valor::PorDetallar { importes } => (cifra(importes[mes]), String::new()),
    };
    Cell { class, hint: hint.into(), ..Cell::new(text).over(second) }
}

fn cifra(amount: Dinero) -> String {
    if amount.es_cero() { String::new() } else { amount.cifra() }
}

/// Sums by month, and the cost of the activity.
#[must_use]
pub fn sumas(all: &DetalleActividad) -> Vec<Cell> {
    let mut cells = vec![Cell::default(); ENERO];
    cells[DETALLE] = Cell::new(match all.insumos.len() {
        1 => "1 línea".to_owned(),
        many => format!("{many} líneas"),
    });
    cells.extend(Mes::todos().map(|mes| Cell::new(cifra(all.importes[mes]))));
    cells.resize(DERIVADAS, Cell::default());
    cells.push(Cell::default());
    cells.push(Cell::new(all.costo.cifra()));
    cells
}
