//! What a branch brings to the plan in force (SPEC §7): its net difference, compared field by
//! field with the plan as it then is, and merged; and how a branch is brought up to date.
//!
//! Pure functions that answer facts or conflicts. What of it is allowed, [`decide`](crate::decide())
//! says.

mod actualizacion;
mod cierre;
mod cotejo;
mod dicha;
mod diferencia;
mod fusion;
mod leida;
mod movimientos;
mod presentacion;

pub use actualizacion::{Lado, actualizacion, trae};
pub use cotejo::Conflicto;
pub(crate) use cotejo::{Cotejo, cotejar};
pub(crate) use diferencia::actividad_de;
pub use diferencia::{diferencia, seguimiento};
pub use fusion::{conflictos, fusionar};
pub use leida::{CambioFila, CampoLeido, ClaseFila, FilaLeida, leida};
pub use movimientos::{Equilibrada, Movimiento, Movimientos};
pub use presentacion::presentacion;
