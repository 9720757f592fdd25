//! Which rows of a long list are on screen: rows all of one height, so that it is a division.

use leptos::ev;
use leptos::html::Div;
use leptos::prelude::*;

/// Rows kept above and below what is seen.
const OVERSCAN: usize = 5;

/// What the browser measured: pixels.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Vista {
    pub top: usize,
    pub height: usize,
}

impl Vista {
    /// The rows to draw, `first..last`, of so many and so tall.
    #[must_use]
    pub fn ventana(self, rows: usize, alto: usize) -> (usize, usize) {
        if self.height == 0 {
            return (0, rows.min(domain::vista::cronograma::PRIMEROS_RENGLONES));
        }
        let seen = self.height / alto + 2;
        // By steps, so that scrolling a little changes nothing.
        let first = (self.top / alto).saturating_sub(OVERSCAN) / OVERSCAN * OVERSCAN;
        let first = first.min(rows.saturating_sub(seen + OVERSCAN));
        (first, (first + seen + 3 * OVERSCAN).min(rows))
    }
}

/// How many rows there are, and which of them has the focus.
pub type Focused = (usize, Option<usize>);

/// A list that scrolls: what is seen of it, and how tall a row is, which is more where one touches.
#[derive(Clone, Copy)]
pub struct Rolling {
    pub scroll: NodeRef<Div>,
    pub vista: RwSignal<Vista>,
    pub alto: RwSignal<usize>,
    pub tactil: usize,
}

impl Rolling {
    /// Once it is on the page, and whenever the window changes.
    pub fn measure(self, focused: impl Fn() -> Focused + Copy + 'static) {
        Effect::new(move || {
            if self.scroll.get().is_none() {
                return;
            }
            let coarse = window().match_media("(pointer: coarse)").ok().flatten().is_some_and(|query| query.matches());
            if coarse {
                self.alto.set(self.tactil);
            }
            self.read(focused());
            let resized = window_event_listener(ev::resize, move |_| self.read(focused()));
            on_cleanup(move || resized.remove());
        });
    }

    /// Reads how far it is scrolled. A row that leaves the page hands its focus to the list.
    pub fn read(self, (count, at): Focused) {
        let Some(board) = self.scroll.get_untracked() else { return };
        let pixels = |value: i32| usize::try_from(value).unwrap_or_default();
        let vista = Vista { top: pixels(board.scroll_top()), height: pixels(board.client_height()) };
        if self.vista.get_untracked() == vista {
            return;
        }
        let (first, last) = vista.ventana(count, self.alto.get_untracked());
        let leaves = at.is_some_and(|at| at < first || last <= at);
        let inside = document().active_element().is_some_and(|one| board.contains(Some(&one)));
        if leaves && inside {
            // A courtesy: a browser that refuses it loses nothing else.
            let _ = board.focus();
        }
        self.vista.set(vista);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_seen_is_always_drawn_and_little_else() {
        for top in (0..360_000).step_by(977) {
            let (first, last) = Vista { top, height: 600 }.ventana(10_000, 36);
            assert!(first <= top / 36 && (top / 36 + 17).min(10_000) <= last, "at {top}");
            assert!(last - first < 60);
        }
        assert_eq!(Vista::default().ventana(10_000, 36), (0, 60));
        assert_eq!(Vista { top: 900, height: 600 }.ventana(5, 36), (0, 5));
    }
}
