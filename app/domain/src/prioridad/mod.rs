//! Gestures of the board (SPEC §7): rows put in another place of the order, money taken from one
//! activity to another, cuts where a techo falls and what is given where one rises. Each answers the [`Command`](crate::Command) that does it; nothing here refuses
//! what [`decide`](crate::decide()) would not.
//!
//! Money is cut to the céntimo from lines por importe and in whole units from lines por cantidad,
//! from the last line up, never below what is committed nor in a closed month. What cannot be cut
//! is the remainder, and is shown.

mod aumento;
mod monto;
mod orden;
mod puesto;
mod recorte;
mod tijera;
mod traslado;

pub use aumento::{Aumento, OpcionesAumento, PropuestaAumento, proponer_aumento};
pub use monto::{clasificador_mayor, disponible, meses_de_traslado, porcentaje, programado, repartir};
pub use orden::{Alcance, acciones, bajo, en_orden, objetivos};
pub use puesto::{Grupo, Sitio, colocar, colocar_accion, colocar_objetivo};
pub use recorte::{Corte, Criticos, Modo, Opciones, Propuesta, proponer_recorte};
pub use traslado::{Destino, Resto, TrasladoDinero, trasladar_dinero};
