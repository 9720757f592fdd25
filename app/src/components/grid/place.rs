//! A cell as an address names it, `{sheet}-{row}-{column}`, and the way to it.

use super::model::RowKey;
use super::screen::{self, row_id, row_key};
use super::selection::{Pos, Selection};
use super::sheet::Sheet;
use leptos::prelude::*;

/// The name of a cell in the sheet so called, before there is one.
#[must_use]
pub fn cell_name(sheet: &str, key: RowKey, col: usize) -> String {
    [sheet, "-", &screen::row_name(key), "-", &col.to_string()].concat()
}

impl Sheet {
    /// How an address names a cell.
    #[must_use]
    pub fn name_of(self, key: RowKey, col: usize) -> String {
        cell_name(self.id, key, col)
    }

    /// The cell that a name means, if it is one of this sheet's.
    #[must_use]
    pub fn named(self, name: &str) -> Option<(RowKey, usize)> {
        let (row, col) = name.strip_prefix(self.id)?.strip_prefix('-')?.rsplit_once('-')?;
        Some((row_key(row)?, col.parse().ok()?))
    }

    /// To the cell that a name means, or to where new rows begin, `{sheet}-nueva`; whether it is here.
    pub fn go_where(self, name: &str) -> bool {
        if name == row_id(self, super::NEW_ROW) {
            self.go_to_new();
            return self.adds();
        }
        let Some((key, col)) = self.named(name) else { return false };
        let Some(row) = self.index_of(key).filter(|_| col < self.extent().cols) else { return false };
        self.place(Selection::at(Pos { row, col }));
        self.focus();
        true
    }

    /// How a cell is called aloud: "Enero, Limpieza de parques".
    #[must_use]
    pub fn spoken(self, key: RowKey, col: usize) -> String {
        let column = self.columns.with_value(|columns| columns.get(col).map_or("", |column| column.name));
        let row = untrack(|| self.row.run(key)).name;
        if row.is_empty() { column.to_owned() } else { [column, ", ", &row].concat() }
    }
}
