//! Which lines of a long sheet are in the page, given how far it is scrolled.

/// Up to here every line is in the page.
pub const ALL: usize = 120;
/// Lines kept above and below what is seen.
const OVERSCAN: usize = 12;
/// Lines rendered before the browser has measured anything.
const FIRST: usize = 100;

/// What the browser measured: pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct View {
    pub top: u32,
    pub height: u32,
    pub line: u32,
}

/// The lines in the page, `first..last`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Window {
    pub first: usize,
    pub last: usize,
}

impl Window {
    #[must_use]
    pub fn of(view: View, lines: usize) -> Self {
        if lines <= ALL {
            return Self { first: 0, last: lines };
        }
        if view.line == 0 {
            return Self { first: 0, last: FIRST.min(lines) };
        }
        let whole = |pixels: u32| usize::try_from(pixels / view.line).unwrap_or_default();
        let seen = whole(view.height) + 2;
        // By steps, so that scrolling a little changes nothing.
        let first = whole(view.top).saturating_sub(OVERSCAN) / OVERSCAN * OVERSCAN;
        let first = first.min(lines.saturating_sub(seen + OVERSCAN));
        Self { first, last: (first + seen + 3 * OVERSCAN).min(lines) }
    }

    /// Pixels of the lines left out above and below.
    #[must_use]
    pub fn spacers(self, view: View, lines: usize) -> (usize, usize) {
        let line = usize::try_from(view.line.max(1)).unwrap_or(1);
        (self.first * line, lines.saturating_sub(self.last) * line)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_short_sheet_is_whole() {
        assert_eq!(Window::of(View { top: 900, height: 400, line: 36 }, 120), Window { first: 0, last: 120 });
    }

    #[test]
    fn before_measuring_the_first_lines_are_shown() {
        assert_eq!(Window::of(View::default(), 1500), Window { first: 0, last: 100 });
    }

    #[test]
    fn what_is_seen_is_always_in_the_page_and_heights_add_up() {
        let lines = 1500;
        for top in (0..54_000).step_by(777) {
            let view = View { top, height: 600, line: 36 };
            let window = Window::of(view, lines);
            let (above, below) = window.spacers(view, lines);
            let first_seen = usize::try_from(top / 36).unwrap();
            assert!(window.first <= first_seen && (first_seen + 17).min(lines) <= window.last, "at {top}");
            assert_eq!(above + below + (window.last - window.first) * 36, lines * 36);
            assert!(window.last - window.first < 60);
        }
    }
}
