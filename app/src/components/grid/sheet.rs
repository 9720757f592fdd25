//! A sheet at work: its signals, and the acts a person takes on them. No events and no
//! elements here; those are in `events` and `screen`.

use std::sync::Arc;

use leptos::prelude::*;

use super::block::Block;
use super::keys::{Mode, Way};
use super::model::{
    Answer, Cell, Column, DraftState, Drafts, Edit, Gesture, Kind, NEW_ROW, Row, RowKey, Settled, Tray, Why,
};
use super::paste::{self, Fill, Line, Target};
use super::selection::{Extent, Pos, Selection};
use super::window::View;

/// The cell being edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Editing {
    pub row: RowKey,
    pub pos: Pos,
    pub mode: Mode,
    /// What the cell showed when the edit began.
    pub seen: String,
}

/// A handle on a sheet; copying it costs nothing.
#[derive(Clone, Copy)]
pub struct Sheet {
    /// Of the page, for ids.
    pub id: &'static str,
    pub(super) columns: StoredValue<Vec<Column>>,
    pub(super) order: Signal<Arc<[RowKey]>>,
    pub(super) row: Callback<RowKey, Row>,
    pub(super) commit: Callback<Vec<Edit>, Vec<Answer>>,
    pub(super) gesture: Callback<Gesture>,
    pub(super) open: Signal<bool>,
    /// The column a new row begins with.
    pub(super) new_col: Option<usize>,
    /// The column that names the row.
    pub(super) head_col: usize,
    pub drafts: Drafts,
    pub(super) selection: RwSignal<Selection>,
    pub(super) editing: RwSignal<Option<Editing>>,
    pub(super) said: RwSignal<String>,
    pub(super) tray: RwSignal<Option<Tray>>,
    pub(super) view: RwSignal<View>,
    /// Where a run of Tabs began: Enter goes back under it.
    pub(super) tab_col: StoredValue<Option<usize>>,
    /// After Escape, Tab leaves the sheet, and so does a second Escape where there is somewhere to go.
    pub(super) leaving: StoredValue<bool>,
    /// Something was written from here: a row that comes or goes with it does not take the focus along.
    pub(super) wrote: StoredValue<bool>,
    /// Letters typed on an open list.
    pub(super) sought: StoredValue<String>,
    /// The row the cursor is on, to follow it when it moves.
    pub(super) here: StoredValue<Option<RowKey>>,
    /// The row in the hand, while it is dragged.
    pub lifted: RwSignal<Option<RowKey>>,
}

impl Sheet {
    /// A sheet that is only read. `row` is called inside a memo: what it reads, it follows.
    #[must_use]
    pub fn new(
        id: &'static str,
        columns: Vec<Column>,
        order: Signal<Arc<[RowKey]>>,
        row: impl Fn(RowKey) -> Row + Send + Sync + 'static,
    ) -> Self {
        Self {
            id,
            columns: StoredValue::new(columns),
            order,
            row: Callback::new(row),
            commit: Callback::new(|_| Vec::new()),
            gesture: Callback::new(|_| ()),
            open: Signal::stored(false),
            new_col: None,
            head_col: 0,
            drafts: Drafts::default(),
            selection: RwSignal::default(),
            editing: RwSignal::new(None),
            said: RwSignal::default(),
            tray: RwSignal::new(None),
            view: RwSignal::default(),
            tab_col: StoredValue::new(None),
            leaving: StoredValue::new(false),
            wrote: StoredValue::new(false),
            sought: StoredValue::default(),
            here: StoredValue::new(None),
            lifted: RwSignal::new(None),
        }
    }

    /// One may write in it while `open`. Each edit gets its answer, in the same order.
    #[must_use]
    pub fn written(
        self,
        open: Signal<bool>,
        commit: impl Fn(Vec<Edit>) -> Vec<Answer> + Send + Sync + 'static,
    ) -> Self {
        Self { open, commit: Callback::new(commit), ..self }
    }

    /// A blank row at the end begins new ones, from the column given; where it is the
    /// only row, so does the cursor.
    #[must_use]
    pub fn adding(self, col: usize) -> Self {
        if self.order.with_untracked(|order| order.is_empty()) {
            self.selection.set(Selection::at(Pos { row: 0, col }));
        }
        Self { new_col: Some(col), ..self }
    }

    /// Which column names the row.
    #[must_use]
    pub fn named_by(self, col: usize) -> Self {
        Self { head_col: col, ..self }
    }

    #[must_use]
    pub fn on_gesture(self, gesture: impl Fn(Gesture) + Send + Sync + 'static) -> Self {
        Self { gesture: Callback::new(gesture), ..self }
    }

    /// Says something aloud, politely.
    pub fn say(self, text: impl Into<String>) {
        self.said.set(text.into());
    }

    /// The row one is on, if it exists already. Follows the cursor.
    #[must_use]
    pub fn current(self) -> Option<RowKey> {
        let row = self.selection.with(|selection| selection.head.row);
        self.order.with(|order| order.get(row).copied())
    }

    #[must_use]
    pub fn current_now(self) -> Option<RowKey> {
        untrack(|| self.current())
    }

    /// Gives the focus to the cell one is on.
    pub fn focus(self) {
        super::screen::focus(self);
    }

    /// To the blank row, ready to write.
    pub fn go_to_new(self) {
        if let Some(col) = self.new_col {
            let row = self.order.with_untracked(|order| order.len());
            self.place(Selection::at(Pos { row, col }));
            self.focus();
        }
    }

    /// Puts the cursor on a row, in the column it is in.
    pub fn go_to(self, key: RowKey) {
        if let Some(row) = self.index_of(key) {
            let col = self.selection.get_untracked().head.col;
            self.place(Selection::at(Pos { row, col }));
        }
    }

    /// Moves the selection; whoever calls it sees to the focus.
    pub(super) fn place(self, selection: Selection) {
        self.here.set_value(self.order.with_untracked(|order| order.get(selection.head.row).copied()));
        self.selection.set(selection);
    }

    pub(super) fn index_of(self, key: RowKey) -> Option<usize> {
        self.order.with_untracked(|order| match key {
            NEW_ROW => Some(order.len()),
            _ => order.iter().position(|other| *other == key),
        })
    }

    /// The row at a place, the blank one included.
    pub(super) fn key_at(self, row: usize) -> Option<RowKey> {
        let (found, count) = self.order.with_untracked(|order| (order.get(row).copied(), order.len()));
        found.or_else(|| (row == count && self.adds()).then_some(NEW_ROW))
    }

    pub(super) fn adds(self) -> bool {
        self.new_col.is_some() && self.open.get_untracked()
    }

    /// Rows on screen: the existing ones, and the blank one.
    pub(super) fn lines(self) -> Vec<RowKey> {
        let mut lines = self.order.with(|order| order.to_vec());
        if self.new_col.is_some() && self.open.get() {
            lines.push(NEW_ROW);
        }
        lines
    }

    pub(super) fn extent(self) -> Extent {
        let view = self.view.get_untracked();
        let page = view.height.checked_div(view.line).unwrap_or(10).saturating_sub(3);
        Extent {
            rows: self.order.with_untracked(|order| order.len()) + usize::from(self.adds()),
            cols: self.columns.with_value(Vec::len),
            page: usize::try_from(page).unwrap_or(10),
        }
    }

    pub(super) fn kind(self, col: usize) -> Kind {
        self.columns.with_value(|columns| columns.get(col).map_or(Kind::Fixed, |column| column.kind))
    }

    /// A cell as the plan has it now.
    pub(super) fn cell(self, key: RowKey, col: usize) -> Cell {
        untrack(|| self.row.run(key)).cells.into_iter().nth(col).unwrap_or_default()
    }

    /// What one sees in a cell: the draft, where there is one.
    pub(super) fn shown(self, key: RowKey, col: usize) -> String {
        self.drafts.get_untracked(key, col).map_or_else(|| self.cell(key, col).text, |draft| draft.text)
    }

    /// Begins an edit; `None` where nothing can be written.
    pub(super) fn begin(self, mode: Mode) -> Option<Editing> {
        let pos = self.selection.get_untracked().head;
        let row = self.key_at(pos.row)?;
        if !self.open.get_untracked() || !self.kind(pos.col).is_written() {
            return None;
        }
        let editing = Editing { row, pos, mode, seen: self.cell(row, pos.col).text };
        self.editing.set(Some(editing.clone()));
        Some(editing)
    }

    /// Ends the edit with what was written.
    pub(super) fn finish(self, text: String) {
        let Some(editing) = self.editing.try_update(Option::take).flatten() else { return };
        let Editing { row, pos, seen, .. } = editing;
        let mut edits = vec![Edit { row, line: 0, col: pos.col, text, seen }];
        if row == NEW_ROW {
            // What the blank row holds already goes into the row that this may begin.
            let held = untrack(|| self.drafts.of_row(NEW_ROW)).into_iter().filter(|(col, _)| *col != pos.col);
            edits.extend(held.map(|(col, draft)| Edit { row, line: 0, col, text: draft.text, seen: String::new() }));
        }
        self.write(edits);
    }

    pub(super) fn cancel(self) {
        self.editing.set(None);
    }

    /// Hands edits to the page and keeps what it refuses, but what found no place in the
    /// sheet. What changes nothing is not sent.
    pub(super) fn write(self, edits: Vec<Edit>) -> Vec<(Edit, Why)> {
        let (same, edits): (Vec<Edit>, Vec<Edit>) = edits.into_iter().partition(|edit| edit.text.trim() == edit.seen);
        for edit in &same {
            self.drafts.drop(edit.row, edit.col);
        }
        if edits.is_empty() {
            return Vec::new();
        }
        let answers = self.commit.run(edits.clone());
        let Settled { wrong, left } = self.drafts.settle(&edits, answers, |row, col| self.cell(row, col).text);
        match (wrong, edits.len()) {
            (0, 1) => {}
            (0, many) => self.say(many.to_string() + " celdas escritas."),
            (1, 1) => self.say("No se guardó: la celda conserva lo que escribió y dice por qué."),
            (wrong, many) => {
                self.say((many - wrong).to_string() + " celdas escritas; " + &wrong.to_string() + " con error.");
            }
        }
        left
    }

    /// What a row refused may fit by now: it is written again, over what was seen then.
    /// Not what the server refused: the plan here would take it, and it again would not.
    pub(super) fn retry(self, key: RowKey) {
        let kept = untrack(|| self.drafts.of_row(key)).into_iter();
        let again = kept.filter(|(_, draft)| key != NEW_ROW && matches!(draft.state, DraftState::Refused(_)));
        let edits: Vec<Edit> = again
            .filter_map(|(col, draft)| Some(Edit { row: key, line: 0, col, text: draft.text, seen: draft.seen? }))
            .collect();
        if !edits.is_empty() {
            let answers = self.commit.run(edits.clone());
            self.drafts.settle(&edits, answers, |row, col| self.cell(row, col).text);
        }
    }

    /// An edit of a cell from what it shows now.
    fn edit(self, key: RowKey, col: usize, text: String) -> Edit {
        Edit { row: key, line: 0, col, text, seen: self.cell(key, col).text }
    }

    /// Empties the typed cells of the selection.
    pub(super) fn clear(self) {
        if !self.open.get_untracked() {
            return;
        }
        let edits = self.selected().into_iter().filter(|(_, col)| self.kind(*col).is_typed());
        self.write(edits.map(|(key, col)| self.edit(key, col, String::new())).collect());
    }

    /// The selected cells of rows that exist.
    fn selected(self) -> Vec<(RowKey, usize)> {
        let selection = self.selection.get_untracked();
        let keys = selection.rows().filter_map(|row| self.key_at(row));
        keys.flat_map(|key| selection.cols().map(move |col| (key, col))).collect()
    }

    pub(super) fn fill(self, direction: Fill) {
        if !self.open.get_untracked() {
            return;
        }
        let pairs = paste::fill(self.selection.get_untracked(), direction).into_iter();
        let edits = pairs.filter(|(to, _)| self.kind(to.col).is_written()).filter_map(|(to, from)| {
            let (to_key, from_key) = (self.key_at(to.row).filter(|key| *key != NEW_ROW)?, self.key_at(from.row)?);
            Some(self.edit(to_key, to.col, self.taken(from_key, from.col)))
        });
        self.write(edits.collect());
    }

    /// The selection as a spreadsheet wants it.
    pub(super) fn copied(self) -> Block {
        let selection = self.selection.get_untracked();
        let row = |at: usize| {
            let key = self.key_at(at)?;
            Some(selection.cols().map(|col| self.taken(key, col)).collect())
        };
        Block::new(selection.rows().filter_map(row).collect())
    }

    /// What a copy takes from a cell. A figure leaves without thousands marks: whoever
    /// pastes it reads the same number whatever marks their spreadsheet uses.
    fn taken(self, key: RowKey, col: usize) -> String {
        match self.drafts.get_untracked(key, col) {
            Some(draft) => draft.text,
            None if self.kind(col) == Kind::Figure => self.cell(key, col).text.replace(',', ""),
            None => self.cell(key, col).text,
        }
    }

    /// Writes a block from the selection on.
    pub(super) fn paste(self, block: &Block) {
        if !self.open.get_untracked() {
            return self.say("Esta hoja es de solo lectura: no se pegó nada.");
        }
        let (titles, kinds): (Vec<_>, Vec<_>) =
            self.columns.with_value(|columns| columns.iter().map(|column| (column.title, column.kind)).unzip());
        let figures: Vec<bool> = kinds.iter().map(|kind| *kind == Kind::Figure).collect();
        let target = Target {
            selection: self.selection.get_untracked(),
            rows: self.order.with_untracked(|order| order.len()),
            titles: &titles,
            figures: &figures,
            new_col: self.new_col,
        };
        let paste = paste::plan(block, &target);
        let (cells, fixed): (Vec<_>, Vec<_>) = paste.cells.into_iter().partition(|cell| kinds[cell.col].is_written());
        let fixed = fixed.iter().filter(|cell| !cell.text.is_empty()).count();
        let mut tray = Tray { headings: paste.headings, left_out: paste.left_out, fixed, ..Tray::default() };
        let edits = cells.into_iter().filter_map(|cell| match cell.line {
            Line::Row(row) => Some(self.edit(self.key_at(row)?, cell.col, cell.text)),
            Line::New(line) => Some(Edit { row: NEW_ROW, line, col: cell.col, text: cell.text, seen: String::new() }),
        });
        tray.keep(&self.write(edits.collect()), target.selection.first().col);
        self.tray.set(Some(tray).filter(|tray| *tray != Tray::default()));
    }

    /// "Usar el mío": writes it again over what the cell has now.
    pub(super) fn keep_mine(self, key: RowKey, col: usize) {
        if let Some(draft) = self.drafts.get_untracked(key, col) {
            self.write(vec![self.edit(key, col, draft.text)]);
        }
    }

    /// Cells with something wrong, in the rows that are here: one that was withdrawn
    /// keeps its own, in case it comes back.
    pub(super) fn wrong(self) -> Vec<Pos> {
        self.order.track();
        let mut places: Vec<Pos> = self
            .drafts
            .wrong()
            .into_iter()
            .filter_map(|(key, col)| Some(Pos { row: self.index_of(key)?, col }))
            .collect();
        places.sort_by_key(|pos| (pos.row, pos.col));
        places
    }

    /// The next of them, from where one is.
    pub(super) fn wrong_from_here(self, way: Way) -> Option<Pos> {
        let here = self.selection.get_untracked().head;
        let places = untrack(|| self.wrong());
        let beyond = |pos: &&Pos| match way {
            Way::On => (pos.row, pos.col) > (here.row, here.col),
            Way::Back => (pos.row, pos.col) < (here.row, here.col),
        };
        match way {
            Way::On => places.iter().find(beyond).or(places.first()).copied(),
            Way::Back => places.iter().rev().find(beyond).or(places.last()).copied(),
        }
    }
}
