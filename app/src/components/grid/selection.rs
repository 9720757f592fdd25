//! Where one is in a sheet and what is selected: plain numbers, no screen.

/// A cell by its place, both counted from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Pos {
    pub row: usize,
    pub col: usize,
}

/// A step from the cell one is on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Motion {
    Up,
    Down,
    Left,
    Right,
    RowStart,
    RowEnd,
    Start,
    End,
    PageUp,
    PageDown,
}

/// Whether a step takes the selection along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Reach {
    Move,
    Extend,
}

/// How large the sheet is, and how many rows a page holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Extent {
    pub rows: usize,
    pub cols: usize,
    pub page: usize,
}

impl Extent {
    /// The nearest cell that exists.
    #[must_use]
    pub fn clamp(self, pos: Pos) -> Pos {
        Pos { row: pos.row.min(self.rows.saturating_sub(1)), col: pos.col.min(self.cols.saturating_sub(1)) }
    }

    #[must_use]
    pub fn step(self, from: Pos, motion: Motion) -> Pos {
        let Pos { row, col } = from;
        let page = self.page.max(1);
        self.clamp(match motion {
            Motion::Up => Pos { row: row.saturating_sub(1), col },
            Motion::Down => Pos { row: row + 1, col },
            Motion::Left => Pos { row, col: col.saturating_sub(1) },
            Motion::Right => Pos { row, col: col + 1 },
            Motion::RowStart => Pos { row, col: 0 },
            Motion::RowEnd => Pos { row, col: usize::MAX },
            Motion::Start => Pos { row: 0, col: 0 },
            Motion::End => Pos { row: usize::MAX, col: usize::MAX },
            Motion::PageUp => Pos { row: row.saturating_sub(page), col },
            Motion::PageDown => Pos { row: row.saturating_add(page), col },
        })
    }

    /// The next cell in reading order; `None` past the last.
    #[must_use]
    pub fn after(self, from: Pos) -> Option<Pos> {
        if from.col + 1 < self.cols {
            return Some(Pos { row: from.row, col: from.col + 1 });
        }
        (from.row + 1 < self.rows).then_some(Pos { row: from.row + 1, col: 0 })
    }

    /// The cell before in reading order; `None` before the first.
    #[must_use]
    pub fn before(self, from: Pos) -> Option<Pos> {
        if from.col > 0 {
            return Some(Pos { row: from.row, col: from.col - 1 });
        }
        (from.row > 0).then(|| Pos { row: from.row - 1, col: self.cols.saturating_sub(1) })
    }
}

/// A rectangle of cells: where it began, and the end one moves, which has the focus.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Selection {
    pub anchor: Pos,
    pub head: Pos,
}

impl Selection {
    #[must_use]
    pub fn at(pos: Pos) -> Self {
        Self { anchor: pos, head: pos }
    }

    #[must_use]
    pub fn to(self, head: Pos, reach: Reach) -> Self {
        match reach {
            Reach::Move => Self::at(head),
            Reach::Extend => Self { anchor: self.anchor, head },
        }
    }

    /// First and last row, both included.
    #[must_use]
    pub fn rows(self) -> std::ops::RangeInclusive<usize> {
        self.anchor.row.min(self.head.row)..=self.anchor.row.max(self.head.row)
    }

    #[must_use]
    pub fn cols(self) -> std::ops::RangeInclusive<usize> {
        self.anchor.col.min(self.head.col)..=self.anchor.col.max(self.head.col)
    }

    #[must_use]
    pub fn first(self) -> Pos {
        Pos { row: *self.rows().start(), col: *self.cols().start() }
    }

    /// In reading order.
    pub fn cells(self) -> impl Iterator<Item = Pos> {
        self.rows().flat_map(move |row| self.cols().map(move |col| Pos { row, col }))
    }

    /// The same selection after a row went from one place to another.
    #[must_use]
    pub fn shifted(self, from: usize, to: usize) -> Self {
        let shift = |pos: Pos| Pos { row: (pos.row + to).saturating_sub(from), col: pos.col };
        Self { anchor: shift(self.anchor), head: shift(self.head) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHEET: Extent = Extent { rows: 40, cols: 14, page: 10 };

    fn pos(row: usize, col: usize) -> Pos {
        Pos { row, col }
    }

    #[test]
    fn steps_stop_at_the_edges() {
        for (from, motion, to) in [
            (pos(0, 0), Motion::Up, pos(0, 0)),
            (pos(0, 0), Motion::Left, pos(0, 0)),
            (pos(39, 13), Motion::Down, pos(39, 13)),
            (pos(39, 13), Motion::Right, pos(39, 13)),
            (pos(3, 5), Motion::RowStart, pos(3, 0)),
            (pos(3, 5), Motion::RowEnd, pos(3, 13)),
            (pos(3, 5), Motion::Start, pos(0, 0)),
            (pos(3, 5), Motion::End, pos(39, 13)),
            (pos(3, 5), Motion::PageUp, pos(0, 5)),
            (pos(35, 5), Motion::PageDown, pos(39, 5)),
        ] {
            assert_eq!(SHEET.step(from, motion), to, "{motion:?} from {from:?}");
        }
    }

    #[test]
    fn an_empty_sheet_has_no_step_to_take() {
        let empty = Extent { rows: 0, cols: 0, page: 0 };
        assert_eq!(empty.step(pos(0, 0), Motion::End), pos(0, 0));
        assert_eq!((empty.after(pos(0, 0)), empty.before(pos(0, 0))), (None, None));
    }

    #[test]
    fn reading_order_goes_on_in_the_next_row_and_ends() {
        assert_eq!(SHEET.after(pos(0, 13)), Some(pos(1, 0)));
        assert_eq!(SHEET.after(pos(39, 13)), None);
        assert_eq!(SHEET.before(pos(1, 0)), Some(pos(0, 13)));
        assert_eq!(SHEET.before(pos(0, 0)), None);
    }

    #[test]
    fn a_selection_drawn_backwards_is_the_same_rectangle() {
        let back = Selection { anchor: pos(4, 6), head: pos(2, 5) };
        assert_eq!(back.first(), pos(2, 5));
        assert_eq!(back.cells().count(), 6);
        assert_eq!(back.cells().next(), Some(pos(2, 5)));
        assert_eq!(back.to(pos(9, 9), Reach::Move), Selection::at(pos(9, 9)));
    }

    #[test]
    fn the_selection_follows_a_row_that_moved() {
        assert_eq!(Selection::at(pos(4, 2)).shifted(4, 1), Selection::at(pos(1, 2)));
    }
}
