//! The application people see: pages, components and the server functions between
//! them and the server.
//!
//! Inside: `pages` use `components` and `state`; `state` uses `api`; `components` receive
//! data and emit what the person did, and never fetch. What never lives here: a
//! database, a clock, or a rule of the plan (those are `server` and `domain`).

#![expect(
    clippy::must_use_candidate,
    clippy::needless_pass_by_value,
    reason = "components are functions that `view!` calls and whose props it owns"
)]

pub mod api;
pub mod app;
#[cfg(feature = "ssr")]
pub mod backend;
pub mod components;
pub mod error;
pub mod lectura;
pub mod pages;
pub mod shell;
pub mod state;
pub mod unit_address;
pub mod whole;
pub mod wire;

pub use app::App;
pub use error::AppError;
pub use shell::{AssetNames, Bare, Shell};
