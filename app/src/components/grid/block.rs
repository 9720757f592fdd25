//! A block of cells as text: what is copied and what is pasted.
//!
//! Excel and LibreOffice put tab-separated lines on the clipboard, with quotes where
//! a cell holds a tab, a quote or a line end.

/// Rows of text, not necessarily of the same width.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Block {
    pub rows: Vec<Vec<String>>,
    /// Rows that hold a cell merged across columns: headings, as a rule.
    pub merged: Vec<usize>,
}

impl Block {
    #[must_use]
    pub fn new(rows: Vec<Vec<String>>) -> Self {
        Self { rows, merged: Vec::new() }
    }

    #[must_use]
    pub fn width(&self) -> usize {
        self.rows.iter().map(Vec::len).max().unwrap_or_default()
    }

    /// The only cell, if there is just one.
    #[must_use]
    pub fn single(&self) -> Option<&str> {
        match self.rows.as_slice() {
            [row] if row.len() == 1 => row.first().map(String::as_str),
            _ => None,
        }
    }

    /// Reads the plain text of a spreadsheet's clipboard.
    #[must_use]
    pub fn from_tsv(text: &str) -> Self {
        let mut rows = vec![Vec::new()];
        let mut rest = text.trim_start_matches('\u{feff}');
        loop {
            let (cell, after) = take_cell(rest);
            if let Some(row) = rows.last_mut() {
                row.push(cell);
            }
            let mut ends = after.chars();
            rest = match ends.next() {
                Some('\r') => ends.as_str().strip_prefix('\n').unwrap_or(ends.as_str()),
                Some(_) => ends.as_str(),
                None => break,
            };
            if !after.starts_with('\t') {
                if rest.is_empty() {
                    break;
                }
                rows.push(Vec::new());
            }
        }
        Self::new(rows)
    }

    /// As spreadsheets want it.
    #[must_use]
    pub fn to_tsv(&self) -> String {
        let mut text = String::new();
        for (at, row) in self.rows.iter().enumerate() {
            if at > 0 {
                text.push('\n');
            }
            for (at, cell) in row.iter().enumerate() {
                if at > 0 {
                    text.push('\t');
                }
                push_cell(&mut text, cell);
            }
        }
        text
    }
}

/// One cell, and what follows it, which begins with its separator.
fn take_cell(text: &str) -> (String, &str) {
    let plain = || {
        let end = text.find(['\t', '\n', '\r']).unwrap_or(text.len());
        (text[..end].trim().to_owned(), &text[end..])
    };
    let Some(quoted) = text.strip_prefix('"') else { return plain() };
    let mut cell = String::new();
    let mut rest = quoted;
    while let Some(at) = rest.find('"') {
        cell.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        if let Some(more) = rest.strip_prefix('"') {
            cell.push('"');
            rest = more;
        } else if rest.is_empty() || rest.starts_with(['\t', '\n', '\r']) {
            return (cell, rest);
        } else {
            // A quote in the middle of plain text: it was never a quoted cell.
            return plain();
        }
    }
    plain()
}

fn push_cell(text: &mut String, cell: &str) {
    if cell.contains(['\t', '\n', '\r', '"']) {
        text.push('"');
        text.push_str(&cell.replace('"', "\"\""));
        text.push('"');
    } else {
        text.push_str(cell);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str) -> Vec<Vec<String>> {
        Block::from_tsv(text).rows
    }

    #[test]
    fn lines_of_either_system_are_read_and_a_last_line_end_adds_no_row() {
        let expected = vec![vec!["1".to_owned(), String::new()], vec!["3".to_owned(), "4".to_owned()]];
        assert_eq!(rows("1\t\n3\t4"), expected);
        assert_eq!(rows("1\t\r\n3\t4\r\n"), expected);
    }

    #[test]
    fn a_blank_row_in_the_middle_stays() {
        assert_eq!(rows("1\n\n2").len(), 3);
    }

    #[test]
    fn quoted_cells_keep_tabs_line_ends_and_quotes() {
        assert_eq!(
            rows("\"a\tb\"\t\"di \"\"hola\"\"\nya\"\tc"),
            vec![vec!["a\tb".to_owned(), "di \"hola\"\nya".to_owned(), "c".to_owned()]]
        );
    }

    #[test]
    fn a_quote_that_opens_nothing_is_text() {
        assert_eq!(rows("\"Huamanga\" limpia\t5"), vec![vec!["\"Huamanga\" limpia".to_owned(), "5".to_owned()]]);
        assert_eq!(rows("\"sin cerrar\t5"), vec![vec!["\"sin cerrar".to_owned(), "5".to_owned()]]);
    }

    #[test]
    fn what_is_copied_reads_back() {
        let block = Block::new(vec![vec!["a\tb".into(), "\"".into()], vec![String::new(), "1,5".into()]]);
        assert_eq!(Block::from_tsv(&block.to_tsv()), block);
    }

    #[test]
    fn one_cell_is_told_apart() {
        assert_eq!(Block::from_tsv("12\n").single(), Some("12"));
        assert_eq!(Block::from_tsv("1\t2").single(), None);
    }
}
