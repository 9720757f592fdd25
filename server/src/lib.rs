//! The server: authority over the plan, its storage and its live stream.

pub mod archive;
pub mod assets;
pub mod backend;
pub mod bootstrap;
pub mod caller;
pub mod cli;
pub mod clock;
pub mod config;
pub mod connections;
pub mod demo;
pub mod documents;
pub mod imports;
pub mod live;
pub mod router;
pub mod security;
pub mod serve;
pub mod service_worker;
pub mod session;
pub mod store;
pub mod telemetry;
pub mod tls;
pub mod verify;
