//! Amounts in céntimos de sol.

use std::{fmt, iter::Sum};

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{
    agrupar,
    lectura::{LecturaError, escalar, leer_decimal},
};

/// An amount in whole céntimos of sol. May be negative (reversals, balances).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Dinero(i64);

impl Dinero {
    pub const CERO: Self = Self(0);
    /// The largest amount one typed cell takes: S/ 99,999,999,999.99. It keeps
    /// every total of a plan far from the edge of an `i64`.
    pub const MAXIMO: Self = Self(9_999_999_999_999);

    #[must_use]
    pub const fn from_centimos(centimos: i64) -> Self {
        Self(centimos)
    }

    #[must_use]
    pub const fn centimos(self) -> i64 {
        self.0
    }

    /// `None` on overflow.
    #[must_use]
    pub const fn checked_add(self, other: Self) -> Option<Self> {
        match self.0.checked_add(other.0) {
            Some(sum) => Some(Self(sum)),
            None => None,
        }
    }

    /// `None` on overflow.
    #[must_use]
    pub const fn checked_sub(self, other: Self) -> Option<Self> {
        match self.0.checked_sub(other.0) {
            Some(difference) => Some(Self(difference)),
            None => None,
        }
    }

    /// For totals and balances, whose terms are bounded at the door (see [`Dinero::MAXIMO`]).
    #[must_use]
    pub const fn mas(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// See [`Dinero::mas`].
    #[must_use]
    pub const fn menos(self, other: Self) -> Self {
        Self(self.0.saturating_sub(other.0))
    }

    #[must_use]
    pub const fn es_cero(self) -> bool {
        self.0 == 0
    }

    #[must_use]
    pub const fn es_negativo(self) -> bool {
        self.0 < 0
    }

    /// In soles.
    #[must_use]
    pub fn to_decimal(self) -> Decimal {
        Decimal::new(self.0, 2)
    }

    /// Reads what a person typed or pasted: `1,234.50`, `1.234,50`, `S/ 12`.
    ///
    /// # Errors
    /// [`LecturaError`] when it is no number, has more than two decimals, is
    /// negative or passes [`Dinero::MAXIMO`].
    pub fn leer(text: &str) -> Result<Self, LecturaError> {
        let value = leer_decimal(text)?;
        escalar(value, 2, Self::MAXIMO.0).map(Self)
    }

    /// `1,234,567.50`, without the symbol.
    #[must_use]
    pub fn cifra(self) -> String {
        let magnitude = self.0.unsigned_abs();
        let sign = if self.0 < 0 { "-" } else { "" };
        format!("{sign}{}.{:02}", agrupar(&(magnitude / 100).to_string()), magnitude % 100)
    }

    /// Percentage of `self` over `total` with one decimal, half up; `None` when `total` is zero.
    #[must_use]
    pub fn porcentaje_de(self, total: Self) -> Option<Decimal> {
        super::porcentaje(self.to_decimal(), total.to_decimal())
    }
}

impl fmt::Display for Dinero {
    /// `S/ 1,234,567.50`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "S/ {}", self.cifra())
    }
}

impl Sum for Dinero {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.fold(Self::CERO, Self::mas)
    }
}
impl<'a> Sum<&'a Self> for Dinero {
    fn sum<I: Iterator<Item = &'a Self>>(iter: I) -> Self {
        iter.copied().sum()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_is_written_as_look_says() {
        assert_eq!(Dinero::from_centimos(123_456_750).to_string(), "S/ 1,234,567.50");
        assert_eq!(Dinero::from_centimos(-5).to_string(), "S/ -0.05");
        assert_eq!(Dinero::CERO.cifra(), "0.00");
    }

    #[test]
    fn money_is_read_as_people_type_it() {
        for (text, centimos) in [
            ("1,234.50", 123_450),
            ("1.234,50", 123_450),
            ("S/ 12", 1_200),
            ("s/. 0.5", 50),
            ("1234567,8", 123_456_780),
            ("12.345.678", 1_234_567_800),
        ] {
            assert_eq!(Dinero::leer(text), Ok(Dinero::from_centimos(centimos)), "{text}");
        }
        for text in ["-1", "0.001", "doce", "", "99999999999999999999999999999", "1,2,3"] {
            assert!(Dinero::leer(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_percentage_of_nothing_is_not_infinity() {
        assert_eq!(Dinero::from_centimos(5).porcentaje_de(Dinero::CERO), None);
        assert_eq!(
            Dinero::from_centimos(100).porcentaje_de(Dinero::from_centimos(300)).map(|p| p.to_string()),
            Some("33.3".into())
        );
    }
}
