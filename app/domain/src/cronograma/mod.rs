//! The schedule: what moving a bar means, and what follows from what (SPEC §4, §5).
//!
//! Targets and money go with the window of their activity; no gesture changes an annual
//! target or an annual cost. Nothing here refuses: [`decide`](crate::decide()) does.

mod cadena;
mod red;
mod reparto;
mod traslado;

pub use cadena::{Rotura, empujar, holguras, roturas};
pub use red::{Enlace, Holgura, Nodo, pasar};
pub use reparto::Reparto;
pub use traslado::trasladar;
