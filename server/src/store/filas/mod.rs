//! How each kind of row of a plan is written and read; one module per family.

mod actividad;
mod catalogo;
mod insumo;
mod marco;
mod otras;

pub(super) use otras::{FilaAutoria, FilaFeriado, FilaMarco, FilaPredecesora, FilaPredecesoraTarea, FilaTecho};
