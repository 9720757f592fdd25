//! What each page shows: a skeleton and rows, all pure functions of the plan.
//!
//! The server renders with them, the browser hydrates from the same data and goes
//! on with its replica. No clock, no locale, no widget.

mod financiamiento;
mod frases;

pub use frases::{frase, meta_leida};
