//! Server functions: the door between browser and server, a few lines each.
//!
//! Every one is POST with an explicit `endpoint` (the default names are hashes that
//! change between builds), obtains who asks on its first line and calls one method of
//! [`crate::backend::Backend`]. Nothing is decided here.

pub mod borradores;
pub mod cronograma;
pub mod inicio;
pub mod plan;
pub mod presencia;
pub mod session;
pub mod vigente;
