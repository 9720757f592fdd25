//! The server as others see it, on both engines: a file or a schema per test.

#![expect(clippy::unwrap_used, reason = "a test ends where it is surprised")]

mod archive;
mod borradores;
mod browser;
mod command_line;
mod commit;
mod connections;
mod crash;
mod cronograma;
// It reads registers by their names.
#[cfg(target_arch = "x86_64")]
mod durable;
mod element;
mod encrypted;
mod fechas;
mod history;
mod live;
mod lost;
mod modificaciones;
mod presence;
mod presentaciones;
mod program;
mod proxy;
mod recount;
mod roles;
mod sessions;
mod several;
mod store;
mod story;
mod support;
mod tls;
mod verify;
mod wire;
