//! Fractional order keys: a drag changes one row.

use fractional_index::FractionalIndex;
use serde::{Deserialize, Serialize};

/// A place in a hand-made order, written as text; between any two there is another.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Orden(FractionalIndex);

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
            (Some(a), Some(d)) => {
                FractionalIndex::new_between(&a.0, &d.0).unwrap_or_else(|| FractionalIndex::new_after(&a.0))
            }
        };
        Self(key)
    }
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
        if text.len() > 400 {
            return Err("la clave de orden es demasiado larga".into());
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
        assert!(Orden::entre(Some(&first), Some(&first)) > first);
        assert!(Orden::try_from("zz".to_owned()).is_err());
    }
}
