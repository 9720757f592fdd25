//! The MEF's vocabulary, copied into each plan so that a plan is self-contained.

mod clasificador;
mod distrito;
mod rubro;
mod unidad_medida;

pub use clasificador::{Clasificador, CodigoClasificador, ResolucionError, TipoGasto, resolver};
pub use distrito::{DISTRITOS, es_distrito, nombre_de_lugar};
pub use rubro::{CodigoRubro, FuenteFinanciamiento, Rubro};
pub use unidad_medida::UnidadMedida;
