//! The demonstration: a lawful history of the municipality's plan, up to one of two moments of its life.
//!
//! What lives here: the data it is made of, as constants one can read, and the
//! generator that turns them into entries by asking `domain::decide`, so that no
//! rule is passed over. Plans of any size come from the same generator.
//! What never will: storing it, or saying whether a database is a demonstration.

mod acciones;
mod actividades;
mod anexo01;
mod canasta;
mod catalogos;
mod clasificadores;
mod cuentas;
mod generador;
mod unidades;

pub use cuentas::{EDITOR, EDITOR_NUEVO};
pub use generador::{
    CuentaDemostracion, Demostracion, Escena, Incoherencia, Parametros, PersonaDemostracion, plan, plan_por_partes,
};
