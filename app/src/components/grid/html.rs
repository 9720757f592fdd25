//! The `text/html` that spreadsheets put on the clipboard: one table, where merged
//! cells are seen for what they are.
//!
//! A scanner of tags, not a browser: what is not a table cell is skipped.

use super::block::Block;

/// The cells of the first table; `None` when there is none. A merged cell keeps its
/// text in its first place and leaves blanks in the others.
#[must_use]
pub fn table(html: &str) -> Option<Block> {
    let start = find_tag(html, "table")?;
    let body = &html[start..];
    let body = &body[..body.find("</table").or_else(|| body.find("</TABLE")).unwrap_or(body.len())];
    let mut layout = Layout::default();
    let mut rest = body;
    while let Some(open) = rest.find('<') {
        let tag = &rest[open + 1..];
        let Some(close) = tag.find('>') else { break };
        let (name, attributes) = split_name(&tag[..close]);
        rest = &tag[close + 1..];
        if name.eq_ignore_ascii_case("tr") {
            layout.row();
        } else if name.eq_ignore_ascii_case("td") || name.eq_ignore_ascii_case("th") {
            let end = cell_end(rest);
            layout.cell(value(&rest[..end], attributes), span(attributes, "colspan"), span(attributes, "rowspan"));
            rest = &rest[end..];
        }
    }
    (!layout.block.rows.is_empty()).then_some(layout.block)
}

/// Rows under construction; `held` are places taken by a cell of a row above.
#[derive(Default)]
struct Layout {
    block: Block,
    held: Vec<usize>,
}

impl Layout {
    fn row(&mut self) {
        self.held.iter_mut().for_each(|rows| *rows = rows.saturating_sub(1));
        self.block.rows.push(Vec::new());
    }

    fn cell(&mut self, text: String, wide: usize, tall: usize) {
        if self.block.rows.is_empty() {
            self.row();
        }
        let index = self.block.rows.len() - 1;
        if wide > 1 && self.block.merged.last() != Some(&index) {
            self.block.merged.push(index);
        }
        let row = &mut self.block.rows[index];
        while self.held.get(row.len()).is_some_and(|rows| *rows > 0) {
            row.push(String::new());
        }
        let first = row.len();
        row.push(text);
        row.resize(first + wide, String::new());
        if tall > 1 {
            self.held.resize(self.held.len().max(first + wide), 0);
            self.held[first..first + wide].fill(tall);
        }
    }
}

fn find_tag(html: &str, name: &str) -> Option<usize> {
    html.match_indices('<').map(|(at, _)| at).find(|at| {
        let (found, _) = split_name(html[at + 1..].split('>').next().unwrap_or_default());
        found.eq_ignore_ascii_case(name)
    })
}

fn split_name(tag: &str) -> (&str, &str) {
    tag.find(|c: char| c.is_whitespace() || c == '/')
        .map_or((tag, ""), |at| if at == 0 { ("", "") } else { tag.split_at(at) })
}

/// Where the cell's content ends: at its closing tag or at the next cell or row.
fn cell_end(text: &str) -> usize {
    const STOPS: [&str; 7] = ["</td", "</th", "<td", "<th", "<tr", "</tr", "</tbody"];
    let ends =
        |tail: &str| STOPS.iter().any(|stop| tail.get(..stop.len()).is_some_and(|t| t.eq_ignore_ascii_case(stop)));
    text.match_indices('<').map(|(at, _)| at).find(|at| ends(&text[*at..])).unwrap_or(text.len())
}

fn attribute<'a>(attributes: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = attributes;
    while let Some(at) = rest.find('=') {
        let key = rest[..at].trim_end().rsplit(char::is_whitespace).next().unwrap_or_default();
        let after = rest[at + 1..].trim_start();
        let (value, next) = match after.chars().next() {
            Some(quote @ ('"' | '\'')) => {
                let inner = &after[1..];
                let end = inner.find(quote).unwrap_or(inner.len());
                (&inner[..end], inner.get(end + 1..).unwrap_or_default())
            }
            _ => after.split_at(after.find(char::is_whitespace).unwrap_or(after.len())),
        };
        if key.eq_ignore_ascii_case(name) {
            return Some(value);
        }
        rest = next;
    }
    None
}

/// A span as the clipboard says it, held to what a sheet can have.
fn span(attributes: &str, name: &str) -> usize {
    attribute(attributes, name).and_then(|text| text.trim().parse().ok()).unwrap_or(1).clamp(1, 1000)
}

/// What the person sees in the cell. One exception: `1.234` may be a thousand or a
/// fraction, and LibreOffice tells the number itself in `sdval`.
fn value(content: &str, attributes: &str) -> String {
    let shown = plain(content);
    let doubtful = shown.rsplit_once('.').is_some_and(|(_, tail)| tail.len() == 3) && !shown.contains(',');
    match attribute(attributes, "sdval") {
        Some(number) if doubtful && !number.is_empty() => number.to_owned(),
        _ => shown,
    }
}

/// Text without tags, with entities read and spaces folded.
fn plain(content: &str) -> String {
    let mut text = String::new();
    let mut rest = content;
    while let Some(open) = rest.find('<') {
        text.push_str(&rest[..open]);
        text.push(' ');
        rest = rest[open..].find('>').map_or("", |close| &rest[open + close + 1..]);
    }
    text.push_str(rest);
    entities(&text).split_whitespace().collect::<Vec<_>>().join(" ")
}

fn entities(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(12).position(|byte| byte == b';');
        if let Some((letter, end)) = end.and_then(|end| Some((entity(&rest[1..end])?, end))) {
            out.push(letter);
            rest = &rest[end + 1..];
        } else {
            out.push('&');
            rest = &rest[1..];
        }
    }
    out.push_str(rest);
    out
}

fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code);
    }
    Some(match name {
        "nbsp" => ' ',
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "aacute" => 'á',
        "eacute" => 'é',
        "iacute" => 'í',
        "oacute" => 'ó',
        "uacute" => 'ú',
        "ntilde" => 'ñ',
        "Aacute" => 'Á',
        "Eacute" => 'É',
        "Iacute" => 'Í',
        "Oacute" => 'Ó',
        "Uacute" => 'Ú',
        "Ntilde" => 'Ñ',
        "uuml" => 'ü',
        "deg" => '°',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(html: &str) -> Vec<Vec<String>> {
        table(html).map(|block| block.rows).unwrap_or_default()
    }

    #[test]
    fn a_table_as_libreoffice_writes_it() {
        let html = "<html><body><table cellspacing=\"0\" border=\"0\"><colgroup width=\"85\"></colgroup>\
            <tr><td colspan=2 height=\"17\" align=\"center\"><b>PROGRAMACI&Oacute;N 2017</b></td></tr>\
            <tr><td align=\"right\" sdval=\"1234.5\" sdnum=\"1033;0;#,##0.00\">1,234.50</td>\
            <td sdval='7'><font face=\"Arial\">7</font></td></tr></table></body></html>";
        let block = table(html).unwrap();
        assert_eq!(block.rows, [["PROGRAMACIÓN 2017", ""], ["1,234.50", "7"]]);
        assert_eq!(block.merged, [0]);
    }

    #[test]
    fn cells_without_closing_tags_and_capital_tags_are_read() {
        assert_eq!(rows("<TABLE><TR><TD>a<TD>b<TR><TD>c</TABLE>"), [vec!["a", "b"], vec!["c"]]);
    }

    #[test]
    fn a_cell_merged_downwards_holds_its_place_in_the_rows_below() {
        let html = "<table><tr><td rowspan=2>x</td><td>1</td></tr><tr><td>2</td></tr><tr><td>3</td></tr></table>";
        assert_eq!(rows(html), [vec!["x", "1"], vec!["", "2"], vec!["3"]]);
    }

    #[test]
    fn the_number_itself_settles_a_doubtful_point() {
        assert_eq!(rows("<table><tr><td sdval=\"1234\">1.234</td><td>1.234</td></tr></table>"), [["1234", "1.234"]]);
    }

    #[test]
    fn what_is_no_table_is_left_to_the_plain_text() {
        assert_eq!(table("<p>hola</p>"), None);
        assert_eq!(table("<table></table>"), None);
        assert_eq!(table("<"), None);
    }

    #[test]
    fn entities_and_line_breaks_become_text() {
        assert_eq!(rows("<table><tr><td>a &amp; b<br>&#241;&nbsp;&x; &</td></tr></table>"), [["a & b ñ &x; &"]]);
    }
}
