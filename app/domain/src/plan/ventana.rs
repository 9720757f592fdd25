//! The days that something runs (SPEC §4), and moving them.

use std::ops::RangeInclusive;

use chrono::{Datelike, Days, Months, NaiveDate, TimeDelta};
use serde::{Deserialize, Serialize};

use crate::{Ejercicio, Mes};

/// The days an activity or task runs, both included, inside one Ejercicio.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Ventana {
    pub inicio: NaiveDate,
    pub fin: NaiveDate,
}

impl Ventana {
    #[must_use]
    pub fn anual(ejercicio: Ejercicio) -> Self {
        Self { inicio: ejercicio.inicio(), fin: ejercicio.fin() }
    }

    /// Calendar days it runs, both ends counted.
    #[must_use]
    pub fn dias(&self) -> i64 {
        (self.fin - self.inicio).num_days() + 1
    }

    /// So many days later, or earlier when negative; as long as it was.
    #[must_use]
    pub fn mover(&self, dias: i64) -> Self {
        let by = TimeDelta::days(dias);
        Self { inicio: self.inicio + by, fin: self.fin + by }
    }

    /// So many months later. What ends on the last day of a month goes on doing so, and
    /// what begins on a day that a month has not begins on its last.
    #[must_use]
    pub fn mover_meses(&self, meses: i32) -> Self {
        let last = |day: NaiveDate| day.checked_add_days(Days::new(1)).is_none_or(|next| next.day() == 1);
        let fin = en_mes(self.fin, meses);
        Self {
            inicio: en_mes(self.inicio, meses),
            fin: if last(self.fin) { fin.with_day(fin.num_days_in_month().into()).unwrap_or(fin) } else { fin },
        }
    }

    /// Both: the days from the earlier start to the later end.
    #[must_use]
    pub fn con(&self, other: Self) -> Self {
        Self { inicio: self.inicio.min(other.inicio), fin: self.fin.max(other.fin) }
    }

    /// Whether all its days are days of `other`.
    #[must_use]
    pub fn dentro_de(&self, other: Self) -> bool {
        other.inicio <= self.inicio && self.fin <= other.fin
    }

    /// Its first and last month, 0 to 11.
    #[must_use]
    pub fn meses(&self) -> RangeInclusive<usize> {
        Mes::of(self.inicio).index()..=Mes::of(self.fin).index()
    }

    /// Months outside it hold neither target nor money (SPEC §4).
    #[must_use]
    pub fn contiene(&self, mes: Mes) -> bool {
        (Mes::of(self.inicio)..=Mes::of(self.fin)).contains(&mes)
    }
}

/// The same day so many months later, or the last one of that month.
fn en_mes(day: NaiveDate, meses: i32) -> NaiveDate {
    let by = Months::new(meses.unsigned_abs());
    if meses < 0 { day.checked_sub_months(by) } else { day.checked_add_months(by) }.unwrap_or(day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::tiempo::date;

    fn ventana(from: (u32, u32), to: (u32, u32)) -> Ventana {
        Ventana { inicio: date(2017, from.0, from.1), fin: date(2017, to.0, to.1) }
    }

    #[test]
    fn whole_months_stay_whole_months() {
        assert_eq!(ventana((2, 1), (2, 28)).mover_meses(1), ventana((3, 1), (3, 31)));
        assert_eq!(ventana((3, 1), (6, 30)).mover_meses(-1), ventana((2, 1), (5, 31)));
        assert_eq!(ventana((3, 31), (5, 15)).mover_meses(1), ventana((4, 30), (6, 15)));
        assert_eq!(ventana((1, 15), (1, 30)).mover_meses(1), ventana((2, 15), (2, 28)));
    }

    #[test]
    fn a_move_by_days_keeps_how_long_it_lasts() {
        let moved = ventana((2, 1), (2, 28)).mover(31);
        assert_eq!(moved, ventana((3, 4), (3, 31)));
        assert_eq!((moved.dias(), moved.meses()), (28, 2..=2));
        assert!(moved.dentro_de(ventana((1, 1), (12, 31))) && !ventana((1, 1), (12, 31)).dentro_de(moved));
    }
}
