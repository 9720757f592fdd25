//! The board Prioridades (SPEC §7, LOOK): activities in order of priority with the funding line
//! across them, before and after, and what of the budget moves.
//!
//! All of it is read from plans. What gestures do, `domain::prioridad` answers.

mod base;
mod fila;
mod lugar;
mod pagina;
mod tablero;
mod tanteo;

pub use base::{Antes, Cambio, cambio};
pub use fila::{FilaPrioridad, Titulo, fila, titulo};
pub use lugar::Lugar;
pub use pagina::{PRIMEROS, PaginaPrioridades, prioridades};
pub use tablero::{Agrupacion, Consulta, Corte, Renglon, Tablero};
pub use tanteo::Previsto;
