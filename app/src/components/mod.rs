//! Pieces of the screen. They receive data and emit what the person did; they never
//! fetch, never write a shared signal and carry no inline style.

pub mod theme;
