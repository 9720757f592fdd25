//! The server: authority over the plan, its storage and its live stream.

pub mod assets;
pub mod demo;
pub mod store;
