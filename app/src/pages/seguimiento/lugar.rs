//! How addresses name a cell of the follow-up: in the fragment, over the page of its unit.

use domain::plan::UnidadOrganica;
use domain::vista::NodoUnidad;
use domain::vista::seguimiento::Renglon;
use domain::{Id, Mes};

use super::columnas::ENERO;
use crate::components::grid::cell_name;
use crate::unit_address::query;

/// Of the sheet: its cells are named so.
pub(super) const HOJA: &str = "seguimiento";

/// The page of a unit.
#[must_use]
pub fn de_unidad(units: &[NodoUnidad], unidad: Id<UnidadOrganica>) -> String {
    let query = units.iter().find(|node| node.id == unidad).map(query).unwrap_or_default();
    ["/seguimiento", &query].concat()
}

/// The cell of a line in a month.
#[must_use]
pub fn celda(units: &[NodoUnidad], unidad: Id<UnidadOrganica>, renglon: Renglon, mes: Mes) -> String {
    [&de_unidad(units, unidad), "#", &cell_name(HOJA, renglon.llave(), ENERO + mes.index())].concat()
}
