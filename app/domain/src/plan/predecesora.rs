//! What must have ended before something begins (Art. 8.1): finish-to-start, with a lag.

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::Id;

/// Working days between the end of one row and the start of the next; a negative one is a
/// lead, by which they overlap.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "i16", into = "i16")]
pub struct Desfase(i16);

impl Desfase {
    pub const NINGUNO: Self = Self(0);
    /// A year of working days.
    pub const MAXIMO: i16 = 250;

    /// # Errors
    /// A sentence when it is more than a year of working days either way.
    pub fn new(dias: i16) -> Result<Self, String> {
        if dias.abs() <= Self::MAXIMO {
            Ok(Self(dias))
        } else {
            Err(format!("El desfase va de −{0} a {0} días hábiles.", Self::MAXIMO))
        }
    }

    #[must_use]
    pub const fn dias(self) -> i16 {
        self.0
    }
}

impl TryFrom<i16> for Desfase {
    type Error = String;

    fn try_from(dias: i16) -> Result<Self, String> {
        Self::new(dias)
    }
}
impl From<Desfase> for i16 {
    fn from(desfase: Desfase) -> Self {
        desfase.0
    }
}

impl fmt::Display for Desfase {
    /// "2 días hábiles después", "1 día hábil antes"; nothing for none.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (dias, lado) = (self.0.abs(), if self.0 < 0 { "antes" } else { "después" });
        match dias {
            0 => Ok(()),
            1 => write!(f, "1 día hábil {lado}"),
            many => write!(f, "{many} días hábiles {lado}"),
        }
    }
}

/// A row that comes before, and by how much. Written as its id alone, as it was before there
/// were lags, or with the lag after it: `…-000000000007 -3`.
#[derive(Serialize, Deserialize)]
#[serde(bound = "", try_from = "String", into = "String")]
pub struct Predecesora<T> {
    pub id: Id<T>,
    pub desfase: Desfase,
}

impl<T> TryFrom<String> for Predecesora<T> {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let (id, lag) = text.split_once(' ').unwrap_or((&text, "0"));
        let id = id.parse().map_err(|_| format!("«{id}» no es un identificador"))?;
        let dias = lag.parse().map_err(|_| format!("«{lag}» no es un desfase"))?;
        Ok(Self { id, desfase: Desfase::new(dias)? })
    }
}
impl<T> From<Predecesora<T>> for String {
    fn from(Predecesora { id, desfase }: Predecesora<T>) -> Self {
        match desfase {
            Desfase::NINGUNO => id.to_string(),
            Desfase(dias) => format!("{id} {dias}"),
        }
    }
}
impl<T> From<Id<T>> for Predecesora<T> {
    fn from(id: Id<T>) -> Self {
        Self { id, desfase: Desfase::NINGUNO }
    }
}

// A derive would ask `T` for what only its id needs.
impl<T> Clone for Predecesora<T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<T> Copy for Predecesora<T> {}
impl<T> PartialEq for Predecesora<T> {
    fn eq(&self, other: &Self) -> bool {
        (self.id, self.desfase) == (other.id, other.desfase)
    }
}
impl<T> Eq for Predecesora<T> {}
impl<T> fmt::Debug for Predecesora<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?}", self.id)?;
        if self.desfase == Desfase::NINGUNO { Ok(()) } else { write!(f, " {:+}", self.desfase.0) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_without_a_lag_is_written_as_it_always_was() {
        let sola = "\"00000000-0000-0000-0000-000000000007\"";
        let read: Predecesora<()> = serde_json::from_str(sola).unwrap();
        assert_eq!(read.desfase, Desfase::NINGUNO);
        assert_eq!(serde_json::to_string(&read).unwrap(), sola);
        let later = Predecesora { desfase: Desfase::new(-3).unwrap(), ..read };
        let text = serde_json::to_string(&later).unwrap();
        assert_eq!(text, "\"00000000-0000-0000-0000-000000000007 -3\"");
        assert_eq!(serde_json::from_str::<Predecesora<()>>(&text).unwrap(), later);
        for wrong in ["251", "x", "", "1 1"] {
            assert!(serde_json::from_str::<Predecesora<()>>(&text.replace("-3", wrong)).is_err(), "{wrong}");
        }
    }
}
