//! Months, quarters, fiscal years and instants. No clock: "today" comes with the [`Context`](crate::Context).

use std::{fmt, ops::Index, ops::IndexMut};

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

/// A month of an [`Ejercicio`], January first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Mes(u8);

impl Mes {
    pub const ENERO: Self = Self(0);
    pub const DICIEMBRE: Self = Self(11);

    /// The twelve, in order.
    pub fn todos() -> impl DoubleEndedIterator<Item = Self> + ExactSizeIterator {
        (0..12).map(Self)
    }

    /// From its number, 1 to 12.
    #[must_use]
    pub fn from_number(number: u32) -> Option<Self> {
        (1..=12).contains(&number).then(|| Self(u8::try_from(number - 1).unwrap_or_default()))
    }

    #[must_use]
    pub fn of(date: NaiveDate) -> Self {
        Self(u8::try_from(date.month0()).unwrap_or_default())
    }

    /// The one after it; `None` after December.
    #[must_use]
    pub fn siguiente(self) -> Option<Self> {
        Self::from_number(self.number() + 1)
    }

    /// 0 to 11.
    #[must_use]
    pub fn index(self) -> usize {
        usize::from(self.0)
    }

    /// 1 to 12.
    #[must_use]
    pub fn number(self) -> u32 {
        u32::from(self.0) + 1
    }

    #[must_use]
    pub fn nombre(self) -> &'static str {
        const NOMBRES: [&str; 12] = [
            "enero",
            "febrero",
            "marzo",
            "abril",
            "mayo",
            "junio",
            "julio",
            "agosto",
            "setiembre",
            "octubre",
            "noviembre",
            "diciembre",
        ];
        NOMBRES[self.index()]
    }

    /// "Ene" … "Dic".
    #[must_use]
    pub fn abreviado(self) -> &'static str {
        const CORTOS: [&str; 12] = ["Ene", "Feb", "Mar", "Abr", "May", "Jun", "Jul", "Ago", "Set", "Oct", "Nov", "Dic"];
        CORTOS[self.index()]
    }

    #[must_use]
    pub fn trimestre(self) -> Trimestre {
        match self.0 / 3 {
            0 => Trimestre::Primero,
            1 => Trimestre::Segundo,
            2 => Trimestre::Tercero,
            _ => Trimestre::Cuarto,
        }
    }
}

impl TryFrom<u8> for Mes {
    type Error = String;

    fn try_from(number: u8) -> Result<Self, String> {
        Self::from_number(number.into()).ok_or_else(|| format!("{number} no es un mes (1 a 12)"))
    }
}
impl From<Mes> for u8 {
    fn from(mes: Mes) -> Self {
        mes.0 + 1
    }
}
impl fmt::Display for Mes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.nombre())
    }
}
impl<T> Index<Mes> for [T; 12] {
    type Output = T;

    fn index(&self, mes: Mes) -> &T {
        &self[usize::from(mes.0)]
    }
}
impl<T> IndexMut<Mes> for [T; 12] {
    fn index_mut(&mut self, mes: Mes) -> &mut T {
        &mut self[usize::from(mes.0)]
    }
}

/// A quarter (Art. 12).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Trimestre {
    Primero,
    Segundo,
    Tercero,
    Cuarto,
}

/// A fiscal year, 1 January to 31 December.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u16", into = "u16")]
pub struct Ejercicio(u16);

impl Ejercicio {
    /// # Errors
    /// A sentence when `year` is not between 2000 and 2199.
    pub fn new(year: u16) -> Result<Self, String> {
        if (2000..2200).contains(&year) {
            Ok(Self(year))
        } else {
            Err(format!("{year} no es un ejercicio (2000 a 2199)"))
        }
    }

    #[must_use]
    pub fn year(self) -> u16 {
        self.0
    }

    /// 1 January.
    #[must_use]
    pub fn inicio(self) -> NaiveDate {
        date(i32::from(self.0), 1, 1)
    }

    /// 31 December.
    #[must_use]
    pub fn fin(self) -> NaiveDate {
        date(i32::from(self.0), 12, 31)
    }

    /// The first day of a month.
    #[must_use]
    pub fn primer_dia(self, mes: Mes) -> NaiveDate {
        date(i32::from(self.0), mes.number(), 1)
    }

    /// The last day of a month.
    #[must_use]
    pub fn ultimo_dia(self, mes: Mes) -> NaiveDate {
        let first = self.primer_dia(mes);
        first.with_day(first.num_days_in_month().into()).unwrap_or(first)
    }

    #[must_use]
    pub fn contains(self, day: NaiveDate) -> bool {
        day.year() == i32::from(self.0)
    }
}

impl TryFrom<u16> for Ejercicio {
    type Error = String;

    fn try_from(year: u16) -> Result<Self, String> {
        Self::new(year)
    }
}
impl From<Ejercicio> for u16 {
    fn from(ejercicio: Ejercicio) -> Self {
        ejercicio.0
    }
}
impl fmt::Display for Ejercicio {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// A date known to exist; the fallback is never reached for the literals of this crate.
pub(crate) fn date(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

/// `05/10/2016`, as the directive writes dates.
#[must_use]
pub fn fecha(day: NaiveDate) -> String {
    format!("{:02}/{:02}/{}", day.day(), day.month(), day.year())
}

/// A moment, UTC, to the microsecond, told by the server's clock.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Instante(i64);

impl Instante {
    #[must_use]
    pub const fn from_micros(micros: i64) -> Self {
        Self(micros)
    }

    #[must_use]
    pub const fn micros(self) -> i64 {
        self.0
    }

    /// The date in America/Lima, which is UTC−5 all year.
    #[must_use]
    pub fn fecha_lima(self) -> NaiveDate {
        chrono::DateTime::from_timestamp_micros(self.0 - 5 * 3_600_000_000).unwrap_or_default().date_naive()
    }

    /// `18/03/2016 15:04`, in America/Lima.
    #[must_use]
    pub fn lima(self) -> String {
        let local = chrono::DateTime::from_timestamp_micros(self.0 - 5 * 3_600_000_000).unwrap_or_default();
        format!("{} {}", fecha(local.date_naive()), local.format("%H:%M"))
    }
}

impl fmt::Display for Instante {
    /// Fixed-width RFC 3339, so that text order is time order.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let utc = chrono::DateTime::from_timestamp_micros(self.0).unwrap_or_default();
        write!(f, "{}", utc.format("%Y-%m-%dT%H:%M:%S%.6fZ"))
    }
}
impl From<Instante> for String {
    fn from(instante: Instante) -> Self {
        instante.to_string()
    }
}
impl TryFrom<String> for Instante {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        chrono::DateTime::parse_from_rfc3339(&text)
            .map(|at| Self(at.timestamp_micros()))
            .map_err(|error| format!("«{text}» no es un instante: {error}"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_reads_back_and_keeps_its_width() {
        let at = Instante::from_micros(1_458_313_445_000_001);
        assert_eq!(at.to_string(), "2016-03-18T15:04:05.000001Z");
        assert_eq!(Instante::try_from(at.to_string()), Ok(at));
        assert_eq!(at.lima(), "18/03/2016 10:04");
    }

    #[test]
    fn months_and_quarters() {
        assert_eq!(Mes::from_number(13), None);
        assert_eq!(Mes::todos().map(Mes::trimestre).filter(|t| *t == Trimestre::Cuarto).count(), 3);
        assert!(Ejercicio::new(2017).unwrap().contains(date(2017, 12, 31)));
        assert!(Ejercicio::new(1999).is_err());
    }
}
