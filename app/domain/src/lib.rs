//! The plan as a value, and the one function that says what may change in it.
//!
//! What lives here: the types of the directive, [`decide`](decide::decide),
//! [`Plan::apply`](plan::Plan::apply), totals and the pure views of the pages.
//! What never will: I/O, a clock, randomness, a database, a widget.

pub mod actor;
pub mod calendario;
pub mod catalogo;
pub mod change;
pub mod command;
pub mod criterios;
pub mod cronograma;
pub mod decide;
pub mod entry;
pub mod id;
pub mod motor;
pub mod plan;
pub mod prioridad;
pub mod rama;
pub mod rejection;
pub mod seen;
pub mod story;
pub mod texto;
pub mod tiempo;
pub mod undo;
pub mod valor;
pub mod vista;

pub use actor::{Actor, Context, Online, Persona, Rol};
pub use change::Change;
pub use command::{Command, CommandId, Envelope};
pub use decide::decide;
pub use entry::{Entry, Hash};
pub use id::Id;
pub use plan::Plan;
pub use rejection::{Rejection, Rejections};
pub use tiempo::{Ejercicio, Instante, Mes, Trimestre};
pub use valor::{Cantidad, Dinero, Precio};

/// The size of a random campaign: a tenth of `whole` unless `cargo xtask soak` asks for all of it.
#[cfg(test)]
pub(crate) fn campaign(whole: u32) -> u32 {
    #[expect(clippy::disallowed_methods, reason = "a test parameter, read where no config exists")]
    let full = std::env::var("POI_CAMPAIGN").is_ok_and(|size| size == "full");
    let size = if full { whole } else { whole / 10 };
    println!("campaign: {size} of {whole} cases");
    size
}
