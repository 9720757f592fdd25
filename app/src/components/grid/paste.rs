//! Where each cell of a block lands, before anything is judged.

use domain::texto::fold;
use domain::valor::leer_decimal;

use super::block::Block;
use super::selection::{Pos, Selection};

/// The place a block is pasted on.
#[derive(Clone, Debug)]
pub struct Target<'a> {
    pub selection: Selection,
    /// Rows that exist, the blank one for new rows left out.
    pub rows: usize,
    /// Column titles, to know a heading when one is pasted.
    pub titles: &'a [&'a str],
    /// Columns that only take figures.
    pub figures: &'a [bool],
    /// The column a new row begins with; `None` where rows cannot be added.
    pub new_col: Option<usize>,
}

/// A row that exists, or the nth one to be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line {
    Row(usize),
    New(usize),
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Placed {
    pub line: Line,
    pub col: usize,
    pub text: String,
}

/// What a paste comes to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paste {
    pub cells: Vec<Placed>,
    /// Heading rows that were skipped, as one reads them.
    pub headings: Vec<String>,
    /// Rows past the last one, and cells past the last column.
    pub left_out: Block,
}

/// Lays a block on the sheet. A single cell fills the whole selection.
#[must_use]
pub fn plan(block: &Block, target: &Target) -> Paste {
    if let Some(text) = block.single() {
        let cells = target.selection.cells().map(|pos| Placed {
            line: line(target, pos.row),
            col: pos.col,
            text: text.to_owned(),
        });
        return Paste { cells: cells.collect(), ..Paste::default() };
    }
    let origin = target.selection.first();
    let skipped = headings(block, target, origin);
    let mut paste =
        Paste { headings: block.rows[..skipped].iter().map(|row| joined(row)).collect(), ..Paste::default() };
    let adds = target.new_col.is_some_and(|col| (origin.col..origin.col + block.width()).contains(&col));
    for (at, row) in block.rows[skipped..].iter().enumerate() {
        let line = line(target, origin.row + at);
        let made = matches!(line, Line::New(_));
        if made && (!adds || row.iter().all(String::is_empty)) {
            if row.iter().any(|cell| !cell.is_empty()) {
                paste.left_out.rows.push(row.clone());
            }
            continue;
        }
        for (shift, text) in row.iter().enumerate() {
            let col = origin.col + shift;
            match col < target.titles.len() {
                true if made && text.is_empty() => {}
                true => paste.cells.push(Placed { line, col, text: text.clone() }),
                false if text.is_empty() => {}
                false => leave_out(&mut paste.left_out, text),
            }
        }
    }
    paste
}

fn line(target: &Target, row: usize) -> Line {
    if row < target.rows { Line::Row(row) } else { Line::New(row - target.rows) }
}

fn leave_out(rest: &mut Block, text: &str) {
    rest.rows.push(vec![text.to_owned()]);
}

fn joined(row: &[String]) -> String {
    row.iter().filter(|cell| !cell.is_empty()).map(String::as_str).collect::<Vec<_>>().join(" · ")
}

/// How many leading rows are headings. A block of nothing else is not one.
fn headings(block: &Block, target: &Target, origin: Pos) -> usize {
    let count = block
        .rows
        .iter()
        .enumerate()
        .take_while(|(at, row)| is_heading(row, block.merged.contains(at), target, origin.col))
        .count();
    if count == block.rows.len() { 0 } else { count }
}

/// Words alone, and either merged across columns, or the names of columns, or one
/// title above columns of figures.
fn is_heading(row: &[String], merged: bool, target: &Target, first: usize) -> bool {
    let words: Vec<(usize, &str)> = row
        .iter()
        .enumerate()
        .filter(|(_, cell)| !cell.is_empty())
        .map(|(at, cell)| (first + at, cell.as_str()))
        .collect();
    if words.is_empty() || words.iter().any(|(_, word)| leer_decimal(word).is_ok()) {
        return false;
    }
    let titles = words.iter().filter(|(_, word)| target.titles.iter().any(|title| names(title, word))).count();
    let over_figures = |col: usize| target.figures.get(col).copied().unwrap_or_default();
    let title = matches!(words.as_slice(), [(col, _)] if row.len() >= 3 && over_figures(*col));
    merged || title || (words.len() >= 2 && titles * 2 > words.len())
}

/// "ENERO", "ene." and "Ene" name the same column.
fn names(title: &str, word: &str) -> bool {
    let (title, word) = (fold(title), fold(word));
    let word = word.trim_end_matches('.');
    !title.is_empty()
        && word.len() >= 3
        && word.chars().all(char::is_alphabetic)
        && (word.starts_with(&title) || title.starts_with(word))
}

/// Which way a fill goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fill {
    Down,
    Right,
}

/// Each cell to fill with the cell it copies. A single line copies the one before it,
/// as spreadsheets do.
#[must_use]
pub fn fill(selection: Selection, direction: Fill) -> Vec<(Pos, Pos)> {
    let (rows, cols) = (selection.rows(), selection.cols());
    let (first_row, first_col) = (*rows.start(), *cols.start());
    let source = |pos: Pos| match direction {
        Fill::Down if rows.start() == rows.end() => Some(Pos { row: first_row.checked_sub(1)?, col: pos.col }),
        Fill::Down => Some(Pos { row: first_row, col: pos.col }),
        Fill::Right if cols.start() == cols.end() => Some(Pos { row: pos.row, col: first_col.checked_sub(1)? }),
        Fill::Right => Some(Pos { row: pos.row, col: first_col }),
    };
    selection.cells().filter_map(|pos| source(pos).filter(|from| *from != pos).map(|from| (pos, from))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const TITLES: [&str; 15] = [
        "Código",
        "Actividad",
        "AEI",
        "Ene",
        "Feb",
        "Mar",
        "Abr",
        "May",
        "Jun",
        "Jul",
        "Ago",
        "Set",
        "Oct",
        "Nov",
        "Dic",
    ];

    fn target(row: usize, col: usize, rows: usize) -> Target<'static> {
        const FIGURES: [bool; 15] =
            [false, false, false, true, true, true, true, true, true, true, true, true, true, true, true];
        Target {
            selection: Selection::at(Pos { row, col }),
            rows,
            titles: &TITLES,
            figures: &FIGURES,
            new_col: Some(1),
        }
    }

    fn block(rows: &[&[&str]]) -> Block {
        Block::new(rows.iter().map(|row| row.iter().map(|cell| (*cell).to_owned()).collect()).collect())
    }

    fn texts(paste: &Paste) -> Vec<(Line, usize, &str)> {
        paste.cells.iter().map(|cell| (cell.line, cell.col, cell.text.as_str())).collect()
    }

    #[test]
    fn a_block_lands_cell_by_cell_and_blanks_clear() {
        let paste = plan(&block(&[&["1,234.50", ""], &["1.234,50", "abc"]]), &target(2, 3, 40));
        assert_eq!(
            texts(&paste),
            [
                (Line::Row(2), 3, "1,234.50"),
                (Line::Row(2), 4, ""),
                (Line::Row(3), 3, "1.234,50"),
                (Line::Row(3), 4, "abc")
            ]
        );
        assert_eq!(paste.left_out.rows.len(), 0);
    }

    #[test]
    fn a_merged_title_and_the_names_of_months_are_skipped() {
        let mut pasted = block(&[&["META FÍSICA 2017", "", ""], &["Enero", "FEB.", "mar"], &["1", "2", "3"]]);
        pasted.merged = vec![0];
        let paste = plan(&pasted, &target(0, 3, 40));
        assert_eq!(paste.headings, ["META FÍSICA 2017", "Enero · FEB. · mar"]);
        assert_eq!(texts(&paste).first(), Some(&(Line::Row(0), 3, "1")));
        pasted.merged.clear();
        assert_eq!(plan(&pasted, &target(0, 3, 40)).headings.len(), 2, "a title without its merge is known too");
    }

    #[test]
    fn text_among_figures_is_no_heading() {
        let paste = plan(&block(&[&["abc", "2", "3"], &["1", "x", "3"]]), &target(0, 3, 40));
        assert_eq!(paste.headings.len(), 0);
        assert_eq!(paste.cells.len(), 6);
    }

    #[test]
    fn rows_past_the_last_are_left_out_unless_they_bring_a_name() {
        let paste = plan(&block(&[&["1"], &["2"], &["3"]]), &target(38, 3, 40));
        assert_eq!((paste.cells.len(), paste.left_out.rows.len()), (2, 1));
        let named = plan(&block(&[&["Ordenar", "AEI.01"], &["Limpiar", ""]]), &target(40, 1, 40));
        assert_eq!(
            texts(&named),
            [(Line::New(0), 1, "Ordenar"), (Line::New(0), 2, "AEI.01"), (Line::New(1), 1, "Limpiar")]
        );
    }

    #[test]
    fn cells_past_the_last_column_are_kept_aside() {
        let paste = plan(&block(&[&["1", "2", "3"]]), &target(0, 13, 40));
        assert_eq!((paste.cells.len(), paste.left_out.rows), (2, vec![vec!["3".to_owned()]]));
    }

    #[test]
    fn one_cell_fills_the_selection() {
        let mut wide = target(0, 3, 40);
        wide.selection = Selection { anchor: Pos { row: 0, col: 3 }, head: Pos { row: 1, col: 5 } };
        assert_eq!(plan(&block(&[&["7"]]), &wide).cells.len(), 6);
    }

    #[test]
    fn fills_copy_the_first_line_or_the_one_before() {
        let area = Selection { anchor: Pos { row: 1, col: 3 }, head: Pos { row: 2, col: 4 } };
        assert_eq!(fill(area, Fill::Down).len(), 2);
        assert_eq!(fill(area, Fill::Right)[0], (Pos { row: 1, col: 4 }, Pos { row: 1, col: 3 }));
        let one = Selection::at(Pos { row: 1, col: 3 });
        assert_eq!(fill(one, Fill::Right), [(Pos { row: 1, col: 3 }, Pos { row: 1, col: 2 })]);
        assert_eq!(fill(Selection::at(Pos::default()), Fill::Down), []);
    }
}
