//! One module per address. A page reads `state`, hands data to `components` and turns
//! what they emit into commands.

pub mod acto;
pub mod aprobacion;
pub mod asked;
pub mod borrador;
pub mod criterios;
pub mod cronograma;
pub mod cuadro;
pub mod edit;
pub mod entrar;
pub mod escenarios;
pub mod inicio;
mod lugar;
pub mod marco;
pub mod modificaciones;
pub mod not_found;
pub mod presence;
pub mod prioridades;
pub mod programacion;
mod rechazos;
pub mod seguimiento;
pub mod tray;
pub mod unwritten;
pub mod versiones;
pub mod working;
