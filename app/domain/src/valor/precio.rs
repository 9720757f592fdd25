//! Unit prices and the arithmetic of a line por cantidad (Art. 8.2.2).

use std::fmt;

use rust_decimal::{Decimal, RoundingStrategy, prelude::ToPrimitive};
use serde::{Deserialize, Serialize};

use super::{
    CantidadTotal, Dinero, agrupar,
    lectura::{LecturaError, escalar, leer_decimal},
};

/// A unit price in ten-thousandths of a sol; never negative.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "i64", into = "i64")]
pub struct Precio(i64);

impl Precio {
    pub const CERO: Self = Self(0);
    /// S/ 999,999,999.9999.
    pub const MAXIMO: Self = Self(9_999_999_999_999);

    #[must_use]
    pub const fn from_diezmilesimos(value: i64) -> Option<Self> {
        if value >= 0 && value <= Self::MAXIMO.0 { Some(Self(value)) } else { None }
    }

    #[must_use]
    pub const fn diezmilesimos(self) -> i64 {
        self.0
    }

    /// In soles.
    #[must_use]
    pub fn to_decimal(self) -> Decimal {
        Decimal::new(self.0, 4)
    }

    /// Reads what a person typed.
    ///
    /// # Errors
    /// [`LecturaError`]: no number, negative, too large, more than four decimals.
    pub fn leer(text: &str) -> Result<Self, LecturaError> {
        escalar(leer_decimal(text)?, 4, Self::MAXIMO.0).map(Self)
    }

    /// `1,234.50` or `0.3333`: at least two decimals, at most four.
    #[must_use]
    pub fn cifra(self) -> String {
        let fraction = format!("{:04}", self.0 % 10_000);
        let fraction = match fraction.trim_end_matches('0') {
            short if short.len() < 2 => &fraction[..2],
            exact => exact,
        };
        format!("{}.{fraction}", agrupar(&(self.0 / 10_000).to_string()))
    }
}

impl TryFrom<i64> for Precio {
    type Error = String;

    fn try_from(value: i64) -> Result<Self, String> {
        Self::from_diezmilesimos(value).ok_or_else(|| format!("{value} no es un precio"))
    }
}
impl From<Precio> for i64 {
    fn from(precio: Precio) -> Self {
        precio.0
    }
}
impl fmt::Display for Precio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "S/ {}", self.cifra())
    }
}

/// Price × annual quantity, rounded half up to the céntimo.
///
/// `None` when it passes [`Dinero::MAXIMO`].
#[must_use]
pub fn importe_anual(precio: Precio, cantidad: CantidadTotal) -> Option<Dinero> {
    let exact = precio.to_decimal().checked_mul(cantidad.to_decimal())?;
    let rounded = exact.round_dp_with_strategy(2, RoundingStrategy::MidpointAwayFromZero);
    let centimos = rounded.checked_mul(Decimal::ONE_HUNDRED)?.to_i64()?;
    (centimos <= Dinero::MAXIMO.centimos()).then(|| Dinero::from_centimos(centimos))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Cantidad;

    #[test]
    fn the_annual_amount_is_rounded_once_half_up() {
        for (precio, cantidad, centimos) in [
            ("0.33", "12", 396),
            ("0.125", "1", 13),
            ("0.3333", "3", 100),
            ("4200.00", "1", 420_000),
            ("0.0001", "49", 0),
            ("0.0001", "50", 1),
        ] {
            let four = super::super::Decimales::new(4).unwrap();
            let cantidad = CantidadTotal::default().mas(Cantidad::leer(cantidad, four, "u").unwrap());
            let amount = importe_anual(Precio::leer(precio).unwrap(), cantidad).unwrap();
            assert_eq!(amount, Dinero::from_centimos(centimos), "{precio} × {cantidad}");
        }
        assert_eq!(importe_anual(Precio::MAXIMO, CantidadTotal::default().mas(Cantidad::MAXIMA)), None);
    }

    #[test]
    fn a_price_shows_two_to_four_decimals() {
        assert_eq!(Precio::leer("12.5").unwrap().cifra(), "12.50");
        assert_eq!(Precio::leer("0.3333").unwrap().cifra(), "0.3333");
        assert_eq!(Precio::leer("7").unwrap().cifra(), "7.00");
    }
}
