//! What the pages share: the session now, the replica, the queue and the live stream.
//!
//! Signals shared between pages are written only here.

#[cfg(feature = "hydrate")]
mod live;
pub mod motor;
pub mod replica;
pub mod session;
pub mod unit;
