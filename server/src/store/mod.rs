//! The only place that holds SQL: one text for two engines.
//!
//! What lives here: connections, transactions, migrations, and the translation
//! between rows and the values of `domain`. What never will: a rule of the plan,
//! a decision about who may do what, a clock.

mod archive;
mod asiento;
mod base;
mod cuentas;
mod durability;
mod en_marcha;
mod error;
mod fila;
mod filas;
mod lock;
mod migrations;
mod plan;
mod rama;
mod recount;
mod registro;
mod sesiones;
mod touched;
mod word;

pub use archive::{Acto, Ajuste};
pub use asiento::{Asiento, Repetida};
pub use base::{Reading, Row, Store, Tx, Value};
pub use cuentas::{Cuenta, EstadoCuenta, PersonaRegistrada};
pub use error::StoreError;
pub use plan::Cabecera;
pub use rama::RamaAbierta;
pub use recount::Recount;
pub use registro::Registro;
pub use sesiones::{Intento, SesionAbierta};
pub use word::{Heard, Listener, Word};
