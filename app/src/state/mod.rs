//! What the pages share: the session now, the replica, the queue and the live stream.
//!
//! Signals shared between pages are written only here.

pub mod base;
pub mod baseline;
#[cfg(any(feature = "hydrate", test))]
mod election;
pub mod file;
#[cfg(feature = "hydrate")]
mod live;
pub mod page;
pub mod presence;
pub mod recent;
pub mod replica;
pub mod session;
pub mod start;
pub mod unit;
pub mod unwritten;
#[cfg(feature = "hydrate")]
mod vault;
pub mod vigente;
