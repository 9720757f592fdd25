//! A spreadsheet as an ARIA grid: arrows, typing, blocks from and to Excel, fills,
//! sums, and what was refused kept in its cell with the reason.
//!
//! A page makes a [`Sheet`] from its columns, the order of its rows and a function that
//! draws one row; it takes [`Edit`]s and answers each. Nothing here knows what a row is,
//! and no rule of the plan lives here. The table is a table without JavaScript too.

mod block;
mod errors;
mod events;
mod html;
mod keys;
mod model;
mod over;
mod paste;
mod place;
mod rows;
mod screen;
mod selection;
mod sheet;
mod view;
mod window;

pub use keys::Way;
pub use model::{
    Answer, Banner, Cell, Choice, Column, Draft, DraftState, Drafts, Edit, Gesture, Kind, NEW_ROW, Row, RowKey,
    Verdict, Why,
};
pub use place::cell_name;
pub use screen::{keep_in_sight, row_at};
pub use sheet::Sheet;
pub use view::Grid;
