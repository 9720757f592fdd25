//! Reading and overwriting one field of a row, the same way for every kind of row.

use super::{
    AccionEstrategica, Actividad, Borrador, CampoAccion, CampoActividad, CampoBorrador, CampoElemento, CampoInsumo,
    CampoObjetivo, CampoTarea, CampoUnidad, ElementoCritico, Insumo, ObjetivoEstrategico, Tarea, UnidadOrganica, Valor,
};
use crate::{Cantidad, Dinero, Precio};

/// A row whose fields are edited one at a time.
pub trait Campos: Clone {
    type Campo: Clone + PartialEq;

    /// The value that the field named by `like` has now.
    fn leer(&self, like: &Self::Campo) -> Self::Campo;

    /// Every field with the value it has now, in a fixed order.
    fn todos(&self) -> Vec<Self::Campo>;

    /// Overwrites the field.
    fn poner(&mut self, campo: Self::Campo);

    /// A small number that names the field among those of its row.
    fn numero(campo: &Self::Campo) -> u8;
}

macro_rules! fields {
    ($row:ty, $campo:ident { $($number:literal $variant:ident => $field:ident),* $(,)? }) => {
        impl Campos for $row {
            type Campo = $campo;

            fn leer(&self, like: &$campo) -> $campo {
                match like {
                    $($campo::$variant(_) => $campo::$variant(self.$field.clone()),)*
                }
            }

            fn todos(&self) -> Vec<$campo> {
                vec![$($campo::$variant(self.$field.clone())),*]
            }

            fn poner(&mut self, campo: $campo) {
                match campo {
                    $($campo::$variant(value) => self.$field = value,)*
                }
            }

            fn numero(campo: &$campo) -> u8 {
                match campo {
                    $($campo::$variant(_) => $number,)*
                }
            }
        }
    };
}

fields!(UnidadOrganica, CampoUnidad {
    0 Codigo => codigo, 1 Nombre => nombre, 2 Clase => clase, 3 Superior => superior,
    4 VigenteHasta => vigente_hasta, 5 Orden => orden,
});
fields!(ObjetivoEstrategico, CampoObjetivo {
    0 Codigo => codigo, 1 Enunciado => enunciado, 2 Indicadores => indicadores, 3 Claves => claves,
    4 Responsable => responsable, 5 Orden => orden, 6 Estado => estado,
});
fields!(AccionEstrategica, CampoAccion {
    0 Codigo => codigo, 1 Enunciado => enunciado, 2 Indicadores => indicadores, 3 Evidencias => evidencias,
    4 Responsable => responsable, 5 Orden => orden, 6 Estado => estado, 7 Objetivo => objetivo,
});
fields!(Actividad, CampoActividad {
    20 Codigo => codigo, 21 Accion => accion, 22 Nombre => nombre, 23 FuncionRof => funcion_rof,
    24 Criterio => criterio, 25 Lugares => lugares, 26 Responsable => responsable, 27 Verificacion => verificacion,
    28 Indicador => indicador, 29 OtrosIndicadores => otros_indicadores, 30 Agregacion => agregacion,
    31 Ventana => ventana, 32 Predecesoras => predecesoras, 33 Categoria => categoria, 34 SecFunc => sec_func,
    35 Prioridad => prioridad, 36 Estado => estado, 37 Unidad => unidad, 38 Continuidad => continuidad,
});
fields!(Tarea, CampoTarea {
    0 Nombre => nombre, 1 Ventana => ventana, 2 Predecesoras => predecesoras, 3 Orden => orden, 4 Estado => estado,
});
fields!(ElementoCritico, CampoElemento {
    0 Descripcion => descripcion, 1 Clase => clase, 2 Mes => mes, 3 Situacion => situacion, 4 Estado => estado,
});

fields!(Borrador, CampoBorrador { 0 Titulo => titulo, 1 Causa => causa, 2 Clase => clase, 3 Sustento => sustento, 4 Ruta => ruta });

impl Campos for Insumo {
    type Campo = CampoInsumo;

    fn leer(&self, like: &CampoInsumo) -> CampoInsumo {
        match like {
            CampoInsumo::Clasificador(_) => CampoInsumo::Clasificador(self.clasificador.clone()),
            CampoInsumo::Detalle(_) => CampoInsumo::Detalle(self.detalle.clone()),
            CampoInsumo::UnidadMedida(_) => CampoInsumo::UnidadMedida(self.unidad_medida),
            CampoInsumo::Rubro(_) => CampoInsumo::Rubro(self.rubro),
            CampoInsumo::Valor(_) => CampoInsumo::Valor(self.valor.clone()),
            CampoInsumo::Precio(_) => CampoInsumo::Precio(match &self.valor {
                Valor::PorCantidad { precio, .. } => *precio,
                Valor::PorImporte { .. } | Valor::PorDetallar { .. } => Precio::CERO,
            }),
            CampoInsumo::CantidadMes(mes, _) => CampoInsumo::CantidadMes(
                *mes,
                match &self.valor {
                    Valor::PorCantidad { cantidades, .. } => cantidades[*mes],
                    Valor::PorImporte { .. } | Valor::PorDetallar { .. } => Cantidad::CERO,
                },
            ),
            CampoInsumo::ImporteMes(mes, _) => CampoInsumo::ImporteMes(
                *mes,
                match &self.valor {
                    Valor::PorImporte { importes } | Valor::PorDetallar { importes } => importes[*mes],
                    Valor::PorCantidad { .. } => Dinero::CERO,
                },
            ),
            CampoInsumo::Orden(_) => CampoInsumo::Orden(self.orden.clone()),
            CampoInsumo::Estado(_) => CampoInsumo::Estado(self.estado),
        }
    }

    /// What it costs comes whole.
    fn todos(&self) -> Vec<CampoInsumo> {
        vec![
            CampoInsumo::Clasificador(self.clasificador.clone()),
            CampoInsumo::Detalle(self.detalle.clone()),
            CampoInsumo::UnidadMedida(self.unidad_medida),
            CampoInsumo::Rubro(self.rubro),
            CampoInsumo::Valor(self.valor.clone()),
            CampoInsumo::Orden(self.orden.clone()),
            CampoInsumo::Estado(self.estado),
        ]
    }

    fn poner(&mut self, campo: CampoInsumo) {
        match (campo, &mut self.valor) {
            (CampoInsumo::Clasificador(value), _) => self.clasificador = value,
            (CampoInsumo::Detalle(value), _) => self.detalle = value,
            (CampoInsumo::UnidadMedida(value), _) => self.unidad_medida = value,
            (CampoInsumo::Rubro(value), _) => self.rubro = value,
            (CampoInsumo::Valor(value), valor) => *valor = value,
            (CampoInsumo::Precio(value), Valor::PorCantidad { precio, .. }) => *precio = value,
            (CampoInsumo::CantidadMes(mes, value), Valor::PorCantidad { cantidades, .. }) => cantidades[mes] = value,
            (CampoInsumo::ImporteMes(mes, value), Valor::PorImporte { importes } | Valor::PorDetallar { importes }) => {
                importes[mes] = value;
            }
            // `decide` refuses a price for a line por importe, and the reverse.
            (CampoInsumo::Precio(_) | CampoInsumo::CantidadMes(..) | CampoInsumo::ImporteMes(..), _) => {}
            (CampoInsumo::Orden(value), _) => self.orden = value,
            (CampoInsumo::Estado(value), _) => self.estado = value,
        }
    }

    fn numero(campo: &CampoInsumo) -> u8 {
        let month = |mes: &crate::Mes| u8::from(*mes);
        match campo {
            CampoInsumo::CantidadMes(mes, _) | CampoInsumo::ImporteMes(mes, _) => month(mes),
            CampoInsumo::Clasificador(_) => 20,
            CampoInsumo::Detalle(_) => 21,
            CampoInsumo::UnidadMedida(_) => 22,
            CampoInsumo::Rubro(_) => 23,
            CampoInsumo::Valor(_) => 24,
            CampoInsumo::Precio(_) => 25,
            CampoInsumo::Orden(_) => 26,
            CampoInsumo::Estado(_) => 27,
        }
    }
}
