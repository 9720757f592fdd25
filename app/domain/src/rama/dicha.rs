//! Rows and fields in words, the same for every kind of row, for whoever reads a conflict.

use crate::{
    Plan,
    decide::{actividad, elemento, insumo, marco, tarea, unidad},
    plan::{
        AccionEstrategica, Actividad, CampoAccion, CampoActividad, CampoElemento, CampoInsumo, CampoObjetivo,
        CampoTarea, CampoUnidad, Campos, ElementoCritico, Estado, Insumo, ObjetivoEstrategico, Tabla, Tarea,
        UnidadOrganica,
    },
};

/// A row that says what it is called, and what its fields hold.
pub(super) trait Dicha: Campos + Tabla {
    fn titulo(&self) -> &str;

    /// The name of a field, and what it holds.
    fn decir(plan: &Plan, campo: &Self::Campo) -> (String, String);

    /// The field of its state; `None` where rows are not withdrawn.
    fn campo_estado(estado: Estado) -> Option<Self::Campo>;
}

macro_rules! dicha {
    ($row:ty, $titulo:ident, $decir:expr, $estado:expr) => {
        impl Dicha for $row {
            fn titulo(&self) -> &str {
                &self.$titulo
            }

            fn decir(plan: &Plan, campo: &Self::Campo) -> (String, String) {
                $decir(plan, campo)
            }

            fn campo_estado(estado: Estado) -> Option<Self::Campo> {
                $estado(estado)
            }
        }
    };
}

dicha!(UnidadOrganica, nombre, unidad::describe, |_| None::<CampoUnidad>);
dicha!(ObjetivoEstrategico, codigo, |_, it| marco::describe_objetivo(it), |it| Some(CampoObjetivo::Estado(it)));
dicha!(AccionEstrategica, codigo, |_, it| marco::describe_accion(it), |it| Some(CampoAccion::Estado(it)));
dicha!(Actividad, nombre, actividad::describe, |it| Some(CampoActividad::Estado(it)));
dicha!(Tarea, nombre, |_, it| tarea::describe(it), |it| Some(CampoTarea::Estado(it)));
dicha!(ElementoCritico, descripcion, |_, it| elemento::describe(it), |it| Some(CampoElemento::Estado(it)));
dicha!(Insumo, detalle, insumo::describe, |it| Some(CampoInsumo::Estado(it)));
