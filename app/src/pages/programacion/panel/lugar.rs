//! How addresses name the places of the panel: its part, and the control in the fragment.

use domain::plan::{CampoActividad, CampoElemento, CampoInsumo, CampoTarea};
use domain::vista::Sitio;

use super::Parte;
use super::insumos::{self, columna_de};
use crate::components::grid::cell_name;

/// What goes after the address of the panel.
#[must_use]
pub fn en_el_panel(sitio: &Sitio) -> String {
    let (parte, control) = match sitio {
        Sitio::Detalle | Sitio::Ejecutado(..) => return String::new(),
        Sitio::Meta(_) => (Parte::Metas, "a-anual".to_owned()),
        Sitio::Campo(campo) => de_campo(campo),
        Sitio::Tarea(row) => (
            Parte::Tareas,
            row.as_ref().map_or("t-nueva".to_owned(), |(id, campo)| format!("t-{id}-{}", de_tarea(campo))),
        ),
        Sitio::Elemento(row) => (
            Parte::Tareas,
            row.as_ref().map_or("e-nuevo".to_owned(), |(id, campo)| format!("e-{id}-{}", de_elemento(campo))),
        ),
        Sitio::Insumo(row) => (Parte::Insumos, de_insumo(row.as_ref().map(|(id, campo)| (id.uuid(), campo)))),
    };
    [&parte.direccion(), "#", &control].concat()
}

impl Parte {
    /// What an address says of the part that is open.
    #[must_use]
    pub fn direccion(self) -> String {
        ["&parte=", self.clave()].concat()
    }
}

fn de_campo(campo: &CampoActividad) -> (Parte, String) {
    let (parte, control) = match campo {
        CampoActividad::Nombre(_)
        | CampoActividad::Estado(_)
        | CampoActividad::Prioridad(_)
        | CampoActividad::Unidad(_)
        | CampoActividad::Continuidad(_) => (Parte::Ficha, "a-nombre"),
        CampoActividad::Codigo(_) => (Parte::Ficha, "a-codigo"),
        CampoActividad::Accion(_) => (Parte::Ficha, "a-accion"),
        CampoActividad::FuncionRof(_) => (Parte::Ficha, "a-funcion"),
        CampoActividad::Criterio(_) => (Parte::Ficha, "a-criterio"),
        CampoActividad::Responsable(_) => (Parte::Ficha, "a-responsable"),
        CampoActividad::Verificacion(_) => (Parte::Ficha, "a-verificacion"),
        CampoActividad::Categoria(_) => (Parte::Ficha, "a-categoria"),
        CampoActividad::SecFunc(_) => (Parte::Ficha, "a-secfunc"),
        CampoActividad::Indicador(_) | CampoActividad::OtrosIndicadores(_) => (Parte::Metas, "a-medida"),
        CampoActividad::Agregacion(_) => (Parte::Metas, "a-agregacion"),
        CampoActividad::Ventana(_) => (Parte::Metas, "a-inicio"),
        CampoActividad::Lugares(_) => (Parte::Metas, "a-lugares"),
        CampoActividad::Predecesoras(_) => (Parte::Metas, "a-predecesoras"),
    };
    (parte, control.to_owned())
}

fn de_tarea(campo: &CampoTarea) -> &'static str {
    match campo {
        CampoTarea::Ventana(_) => "inicio",
        CampoTarea::Predecesoras(_) => "despues",
        CampoTarea::Nombre(_) | CampoTarea::Orden(_) | CampoTarea::Estado(_) => "nombre",
    }
}

fn de_elemento(campo: &CampoElemento) -> &'static str {
    match campo {
        CampoElemento::Clase(_) => "clase",
        CampoElemento::Mes(_) => "mes",
        CampoElemento::Situacion(_) => "situacion",
        CampoElemento::Descripcion(_) | CampoElemento::Estado(_) => "descripcion",
    }
}

fn de_insumo(row: Option<(uuid::Uuid, &CampoInsumo)>) -> String {
    match row {
        Some((key, campo)) => cell_name(insumos::HOJA, key, columna_de(campo)),
        None => [insumos::HOJA, "-nueva"].concat(),
    }
}
