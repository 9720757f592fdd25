//! Which rows of a long list are on screen: rows all of one height, so that it is a division.

/// Rows kept above and below what is seen.
const OVERSCAN: usize = 8;

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
