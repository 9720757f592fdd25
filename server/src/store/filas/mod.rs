//! How each kind of row of a plan is written and read; one module per family.

mod actividad;
mod catalogo;
mod ejecucion;
mod insumo;
mod marco;
mod modificacion;
mod otras;

pub(super) use ejecucion::{
    FilaAprobacion, FilaAvance, FilaContinuidad, FilaGasto, FilaGenerica, FilaMes, FilaPia, Sentido,
};
pub(super) use modificacion::{FilaActo, FilaAutor, FilaEfecto, FilaPaso};
pub(super) use otras::{FilaAutoria, FilaFeriado, FilaMarco, FilaPredecesora, FilaPredecesoraTarea, FilaTecho};
