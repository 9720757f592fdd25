//! Physical quantities, with the decimals their unit of measure takes.

use std::{fmt, iter::Sum};

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use super::{
    agrupar,
    lectura::{LecturaError, escalar, leer_decimal},
};

/// A quantity in ten-thousandths of its unit of measure; never negative.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "i64", into = "i64")]
pub struct Cantidad(i64);

/// How many decimals a unit of measure takes: 0 (whole units) to 4.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Decimales(u8);

impl Decimales {
    pub const ENTERO: Self = Self(0);

    /// # Errors
    /// A sentence when there are more than four.
    pub fn new(places: u8) -> Result<Self, String> {
        if places <= 4 { Ok(Self(places)) } else { Err(format!("{places} decimales: el máximo es 4")) }
    }

    #[must_use]
    pub const fn places(self) -> u8 {
        self.0
    }

    /// The smallest step, in ten-thousandths.
    #[must_use]
    pub const fn step(self) -> i64 {
        10_i64.pow(4 - self.0 as u32)
    }
}

impl TryFrom<u8> for Decimales {
    type Error = String;

    fn try_from(places: u8) -> Result<Self, String> {
        Self::new(places)
    }
}
impl From<Decimales> for u8 {
    fn from(decimales: Decimales) -> Self {
        decimales.0
    }
}

impl Cantidad {
    pub const CERO: Self = Self(0);
    /// 99,999,999,999 units: the largest a cell takes.
    pub const MAXIMA: Self = Self(999_999_999_990_000);
    const UNO: i64 = 10_000;

    #[must_use]
    pub const fn from_diezmilesimos(value: i64) -> Option<Self> {
        if value >= 0 && value <= Self::MAXIMA.0 { Some(Self(value)) } else { None }
    }

    /// So many whole units.
    #[must_use]
    pub fn enteras(units: u32) -> Self {
        Self(i64::from(units) * Self::UNO)
    }

    #[must_use]
    pub const fn diezmilesimos(self) -> i64 {
        self.0
    }

    #[must_use]
    pub const fn es_cero(self) -> bool {
        self.0 == 0
    }

    /// Whether it is written with no more decimals than the unit takes.
    #[must_use]
    pub const fn cabe_en(self, decimales: Decimales) -> bool {
        self.0 % decimales.step() == 0
    }

    /// Saturates at [`Cantidad::MAXIMA`], so that a sum is always a quantity that reads
    /// back; `decide` refuses the cells that would pass it.
    #[must_use]
    pub fn mas(self, other: Self) -> Self {
        Self(self.0.saturating_add(other.0).min(Self::MAXIMA.0))
    }

    /// `None` below zero.
    #[must_use]
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        (self.0 >= other.0).then(|| Self(self.0 - other.0))
    }

    #[must_use]
    pub fn to_decimal(self) -> Decimal {
        Decimal::new(self.0, 4)
    }

    /// Reads what a person typed, for a unit that takes `decimales`.
    ///
    /// # Errors
    /// [`LecturaError`]: no number, negative, too large, or more decimals than the unit takes.
    pub fn leer(text: &str, decimales: Decimales, unidad: &str) -> Result<Self, LecturaError> {
        let value = leer_decimal(text)?;
        escalar(value, decimales.places(), i64::MAX / Self::UNO).map_err(|error| match error {
            LecturaError::Decimales { .. } if decimales == Decimales::ENTERO => {
                LecturaError::Fraccion { unidad: unidad.to_owned() }
            }
            other => other,
        })?;
        escalar(value, 4, Self::MAXIMA.0).map(Self)
    }
}

impl TryFrom<i64> for Cantidad {
    type Error = String;

    fn try_from(value: i64) -> Result<Self, String> {
        Self::from_diezmilesimos(value).ok_or_else(|| format!("{value} no es una cantidad"))
    }
}
impl From<Cantidad> for i64 {
    fn from(cantidad: Cantidad) -> Self {
        cantidad.0
    }
}

impl fmt::Display for Cantidad {
    /// `1,480` or `2.5`: no more decimals than it has.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        cifra(self.0, f)
    }
}

/// Ten-thousandths as they are read.
fn cifra(diezmilesimos: i64, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    f.write_str(&agrupar(&(diezmilesimos / Cantidad::UNO).to_string()))?;
    let fraction = diezmilesimos % Cantidad::UNO;
    if fraction == 0 {
        return Ok(());
    }
    let digits = format!("{fraction:04}");
    write!(f, ".{}", digits.trim_end_matches('0'))
}

impl Sum for Cantidad {
    fn sum<I: Iterator<Item = Self>>(iter: I) -> Self {
        iter.fold(Self::CERO, Self::mas)
    }
}

/// Quantities of many rows together, in ten-thousandths: it takes what no cell may hold.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct CantidadTotal(i64);

impl CantidadTotal {
    #[must_use]
    pub const fn mas(self, other: Cantidad) -> Self {
        Self(self.0.saturating_add(other.0))
    }

    /// Whether it is more than one cell may hold.
    #[must_use]
    pub const fn excede(self) -> bool {
        self.0 > Cantidad::MAXIMA.0
    }

    #[must_use]
    pub fn to_decimal(self) -> Decimal {
        Decimal::new(self.0, 4)
    }
}

impl fmt::Display for CantidadTotal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        cifra(self.0, f)
    }
}

impl Sum<Cantidad> for CantidadTotal {
    fn sum<I: Iterator<Item = Cantidad>>(iter: I) -> Self {
        iter.fold(Self::default(), Self::mas)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_of_quantities_is_one_that_reads_back() {
        let twice = [Cantidad::MAXIMA; 2];
        let sum: Cantidad = twice.into_iter().sum();
        assert_eq!(Cantidad::try_from(i64::from(sum)), Ok(Cantidad::MAXIMA));
        let total: CantidadTotal = twice.into_iter().sum();
        assert!(total.excede());
        assert_eq!(total.to_string(), "199,999,999,998");
    }

    #[test]
    fn an_integral_unit_takes_no_fraction() {
        let read = |text| Cantidad::leer(text, Decimales::ENTERO, "Persona");
        assert_eq!(read("1,480"), Ok(Cantidad::enteras(1480)));
        assert_eq!(read("2.0"), Ok(Cantidad::enteras(2)));
        assert_eq!(read("2.5"), Err(LecturaError::Fraccion { unidad: "Persona".into() }));
        assert_eq!(read("-1"), Err(LecturaError::Negativo));
        assert_eq!(read("99999999999999999999999999999"), Err(LecturaError::Grande));
        assert!(matches!(read("doce"), Err(LecturaError::NoEsNumero(_))));
    }

    #[test]
    fn quantities_are_written_with_the_decimals_they_have() {
        let two = Decimales::new(2).unwrap();
        assert_eq!(Cantidad::leer("1480.50", two, "ha").unwrap().to_string(), "1,480.5");
        assert_eq!(Cantidad::leer("0.05", two, "ha").unwrap().to_string(), "0.05");
        assert_eq!(Cantidad::leer("0.005", two, "ha"), Err(LecturaError::Decimales { permitidos: 2 }));
        assert!(Cantidad::leer("1.234.567", two, "ha").is_ok());
    }
}
