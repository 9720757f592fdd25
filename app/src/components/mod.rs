//! Pieces of the screen. They receive data and emit what the person did; they never
//! fetch, never write a shared signal and carry no inline style.

pub mod aria;
pub mod band;
pub mod bar;
pub mod chip;
pub mod demo_strip;
pub mod dialog;
pub mod download;
mod draft;
pub mod draft_strip;
pub mod drag;
pub mod editable;
pub mod exportar;
pub mod field;
pub mod frame;
pub mod grid;
pub mod icon;
pub mod leaving;
pub mod menu;
pub mod money;
pub mod nav;
pub mod page;
pub mod presence;
pub mod regions;
pub mod resumen;
pub mod rolling;
pub mod shelf;
pub mod solo_lectura;
pub mod sync;
pub mod tag;
pub mod theme;
pub mod tray;
pub mod undo;
pub mod unit_picker;
pub mod unit_tree;
