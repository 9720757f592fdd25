//! Fractional order keys: a drag changes one row.

use fractional_index::FractionalIndex;
use serde::{Deserialize, Serialize};

/// A place in a hand-made order, written as text; between any two there is another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Orden(FractionalIndex);

/// Far beyond what people dragging rows ever make.
const MAXIMO_DE_LETRAS: usize = 400;

impl Orden {
    /// The key of the first row of a list.
    #[must_use]
    pub fn primero() -> Self {
        Self(FractionalIndex::default())
    }

    /// A key between two neighbours; either may be missing. Where the two are
    /// equal or reversed (two people, one place), the key follows the first.
    #[must_use]
    pub fn entre(antes: Option<&Self>, despues: Option<&Self>) -> Self {
        let key = match (antes, despues) {
            (None, None) => FractionalIndex::default(),
            (Some(a), None) => FractionalIndex::new_after(&a.0),
            (None, Some(d)) => FractionalIndex::new_before(&d.0),
            (Some(a), Some(d)) => between(&a.0, &d.0).unwrap_or_else(|| FractionalIndex::new_after(&a.0)),
        };
        Self(key)
    }
}

/// A key between two, `None` where they are equal or reversed. The library's own subtracts
/// from a zero that a hundred rows dragged to the top leave in their keys.
fn between(low: &FractionalIndex, high: &FractionalIndex) -> Option<FractionalIndex> {
    if low >= high {
        return None;
    }
    let (low, high) = (low.as_bytes(), high.as_bytes());
    let at = low.iter().zip(high).take_while(|(a, b)| a == b).count();
    let read = |bytes: &[u8]| FractionalIndex::from_bytes(bytes.to_vec()).ok();
    let after = |kept: &[u8], rest: &FractionalIndex| read(&[kept, rest.as_bytes()].concat());
    let Some(first) = low.get(at).copied() else {
        return after(low, &FractionalIndex::new_before(&read(&high[at..])?));
    };
    let step = (high.get(at)? - first) / 2;
    if step > 0 {
        return after(&[&low[..at], &[first + step]].concat(), &FractionalIndex::default());
    }
    let rest = read(&low[at + 1..]).map_or_else(FractionalIndex::default, |rest| FractionalIndex::new_after(&rest));
    after(&low[..=at], &rest)
}

impl From<Orden> for String {
    fn from(orden: Orden) -> Self {
        orden.0.to_string()
    }
}
impl std::fmt::Display for Orden {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0.to_string())
    }
}
impl TryFrom<String> for Orden {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        if text.len() > MAXIMO_DE_LETRAS {
            return Err("la clave de orden es demasiado larga".into());
        }
        // The library cuts the text by bytes, two by two.
        if !text.len().is_multiple_of(2) || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
            let shown: String = text.chars().take(40).collect();
            return Err(format!("«{shown}» no es una clave de orden"));
        }
        FractionalIndex::from_string(&text).map(Self).map_err(|_| format!("«{text}» no es una clave de orden"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn between_any_two_there_is_a_third_that_reads_back() {
        let first = Orden::primero();
        let last = Orden::entre(Some(&first), None);
        let mut low = first.clone();
        for _ in 0..200 {
            let middle = Orden::entre(Some(&low), Some(&last));
            assert!(low < middle && middle < last);
            assert_eq!(Orden::try_from(String::from(middle.clone())), Ok(middle.clone()));
            low = middle;
        }
        assert!(Orden::entre(None, Some(&first)) < first);
        let mut top = first.clone();
        for _ in 0..300 {
            let above = Orden::entre(None, Some(&top));
            assert!(above < top);
            let middle = Orden::entre(Some(&above), Some(&top));
            assert!(above < middle && middle < top, "rows dragged to the top, and between them");
            top = above;
        }
        assert!(Orden::entre(Some(&first), Some(&first)) > first);
        assert!(Orden::try_from("zz".to_owned()).is_err());
    }

    #[test]
    fn what_is_no_key_is_refused_without_a_panic() {
        for text in ["", "8", "808", "ñ", "8ñ80", "€8", "a€", "80 ", "81", &"80".repeat(201)] {
            assert!(Orden::try_from(text.to_owned()).is_err(), "{text}");
        }
    }

    proptest::proptest! {
        #[test]
        fn any_two_keys_have_one_after_the_first(one in "([0-9a-f]{2}){0,6}80", two in "([0-9a-f]{2}){0,6}80") {
            let (one, two) = (Orden::try_from(one).unwrap(), Orden::try_from(two).unwrap());
            let between = Orden::entre(Some(&one), Some(&two));
            proptest::prop_assert!(between > one && (one >= two || between < two));
            proptest::prop_assert!(Orden::entre(None, Some(&one)) < one);
        }

        #[test]
        fn whatever_is_sent_nothing_panics(text in "\\PC{0,12}") {
            let _ = Orden::try_from(text);
        }
    }
}
