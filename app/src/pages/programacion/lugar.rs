//! How addresses name the places of Programación: a cell of the sheet in the fragment, over no
//! panel; a field of the panel, with the part of it that is open.

use domain::Id;
use domain::plan::{Actividad, CampoActividad, UnidadOrganica};
use domain::vista::{NodoUnidad, Sitio};

use super::columnas::{ACCION, AGREGACION, MEDIDA, NOMBRE, columna};
use super::panel;
use crate::components::grid::cell_name;
use crate::unit_address::query;

/// Of the sheet of activities: its cells are named so.
pub(super) const HOJA: &str = "programacion";

/// The page of a unit.
#[must_use]
pub fn de_unidad(units: &[NodoUnidad], unidad: Id<UnidadOrganica>) -> String {
    let query = units.iter().find(|node| node.id == unidad).map(query).unwrap_or_default();
    ["/programacion", &query].concat()
}

/// Over the page of a unit, the panel of an activity.
#[must_use]
pub fn con_panel(pagina: &str, id: Id<Actividad>) -> String {
    let mark = if pagina.contains('?') { '&' } else { '?' };
    format!("{pagina}{mark}actividad={id}")
}

/// Where the unit of that page begins its activities.
#[must_use]
pub fn nueva(pagina: &str) -> String {
    [pagina, "#", HOJA, "-nueva"].concat()
}

/// The very place of something written in an activity.
#[must_use]
pub fn de_sitio(pagina: &str, id: Id<Actividad>, sitio: &Sitio) -> String {
    match columna_de(sitio) {
        Some(col) => [pagina, "#", &cell_name(HOJA, id.uuid(), col)].concat(),
        None => con_panel(pagina, id) + &panel::lugar::en_el_panel(sitio),
    }
}

/// The column of what the sheet holds; the rest is in the panel.
fn columna_de(sitio: &Sitio) -> Option<usize> {
    match sitio {
        Sitio::Meta(periodo) => Some(columna(*periodo)),
        Sitio::Campo(campo) => match campo {
            CampoActividad::Nombre(_) | CampoActividad::Prioridad(_) | CampoActividad::Estado(_) => Some(NOMBRE),
            CampoActividad::Accion(_) => Some(ACCION),
            CampoActividad::Indicador(_) => Some(MEDIDA),
            CampoActividad::Agregacion(_) => Some(AGREGACION),
            _ => None,
        },
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use domain::Cantidad;
    use domain::Mes;
    use domain::plan::{CampoInsumo, Periodo};
    use domain::texto::Texto;
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_cell_is_named_over_no_panel_and_a_field_with_its_part() {
        let id = Id::new(Uuid::from_u128(7));
        let at = |sitio: &Sitio| de_sitio("/programacion?unidad=17", id, sitio);
        let own = "00000000-0000-0000-0000-000000000007";
        assert_eq!(at(&Sitio::Meta(Periodo::Mes(Mes::ENERO))), format!("/programacion?unidad=17#programacion-{own}-6"));
        let panel = format!("/programacion?unidad=17&actividad={own}");
        assert_eq!(
            at(&Sitio::Campo(CampoActividad::SecFunc(Texto::default()))),
            format!("{panel}&parte=ficha#a-secfunc")
        );
        let nuevo = CampoInsumo::CantidadMes(Mes::ENERO, Cantidad::CERO);
        let insumo = Sitio::Insumo(Some((Id::new(Uuid::from_u128(7)), nuevo)));
        assert_eq!(at(&insumo), format!("{panel}&parte=insumos#insumos-{own}-6"));
        assert_eq!(at(&Sitio::Detalle), panel);
    }
}
