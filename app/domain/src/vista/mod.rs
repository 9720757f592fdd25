//! What each page shows: a skeleton and rows, all pure functions of the plan.
//!
//! The server renders with them, the browser hydrates from the same data and goes
//! on with its replica. No clock, no locale, no widget.

mod acto;
pub mod aprobacion;
mod arbol;
pub mod cronograma;
mod cuadro;
mod detalle;
mod edicion;
mod escenario;
mod financiamiento;
mod frases;
mod inicio;
mod lugar;
mod marco;
pub mod modificacion;
pub mod prioridades;
mod programacion;
mod resumen;
pub mod seguimiento;
pub mod versiones;

pub use acto::{Acto, acto};
pub use arbol::{NodoUnidad, arbol};
pub use cuadro::{CuadroResumen, GrupoCuadro, LineaCuadro, cuadro_resumen};
pub use detalle::{Aporte, DetalleActividad, FilaInsumo, detalle, fila_insumo};
pub use edicion::{Edicion, edicion, edicion_de_marco, edicion_del_plan};
pub use escenario::{CoberturaComparada, Cuenta, Escenario, MAXIMO_DE_ESCENARIOS, PaginaEscenarios, escenarios};
pub use financiamiento::{Financiamiento, LineaFinanciamiento, linea_financiamiento};
pub use frases::{frase, meta_leida};
pub use inicio::{FilaMatriz, PaginaInicio, inicio};
pub use lugar::{Lugar, Sitio, lugar, lugar_de_celda};
pub use marco::{ActividadBreve, FilaAccion, FilaObjetivo, PaginaMarco, marco};
pub use programacion::{
    Aviso, FilaActividad, OpcionAccion, PRIMERAS_FILAS, PaginaProgramacion, esqueleto, fila, filas, opciones_de_accion,
    programacion, unidades_de_medida,
};
pub use resumen::{Ambito, Resumen, ResumenRubro, resumen};
