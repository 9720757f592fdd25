//! What the pages share: the session now, the replica, the queue and the live stream.
//!
//! Signals shared between pages are written only here.

pub mod session;
