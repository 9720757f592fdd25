//! Deadlines (Art. 6 and 12): the legal date and the one it moves to.

use chrono::{Datelike, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use crate::{
    plan::Desfase,
    tiempo::{Ejercicio, date},
};

/// A deadline as the directive writes it, and as it counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plazo {
    pub legal: NaiveDate,
    /// The next working day when the legal one is not (SPEC §2).
    pub efectivo: NaiveDate,
}

impl Plazo {
    /// Moves `legal` past weekends and `feriados`.
    #[must_use]
    pub fn new(legal: NaiveDate, feriados: &[NaiveDate]) -> Self {
        Self { legal, efectivo: Laboral(feriados).habil_desde(legal) }
    }

    /// Calendar days left from `hoy` to the effective date; negative when past.
    #[must_use]
    pub fn dias(&self, hoy: NaiveDate) -> i64 {
        (self.efectivo - hoy).num_days()
    }
}

/// The working calendar: Monday to Friday, but for the holidays of the plan (SPEC §2).
#[derive(Clone, Copy, Debug)]
pub struct Laboral<'a>(pub &'a [NaiveDate]);

impl Laboral<'_> {
    #[must_use]
    pub fn es_habil(self, day: NaiveDate) -> bool {
        !matches!(day.weekday(), Weekday::Sat | Weekday::Sun) && !self.0.contains(&day)
    }

    /// The first working day from `day` on, itself included.
    #[must_use]
    pub fn habil_desde(self, mut day: NaiveDate) -> NaiveDate {
        while !self.es_habil(day) {
            let Some(next) = day.succ_opt() else { break };
            day = next;
        }
        day
    }

    /// The last working day before `day`.
    #[must_use]
    pub fn habil_antes(self, mut day: NaiveDate) -> NaiveDate {
        while let Some(before) = day.pred_opt() {
            day = before;
            if self.es_habil(day) {
                break;
            }
        }
        day
    }

    /// So many working days after the working day `day`, or before it when negative.
    fn habiles_despues(self, mut day: NaiveDate, count: i16) -> NaiveDate {
        for _ in 0..count.unsigned_abs() {
            day = if count < 0 { self.habil_antes(day) } else { day.succ_opt().map_or(day, |it| self.habil_desde(it)) };
        }
        day
    }

    /// The first calendar day on which what follows `fin` by `desfase` may begin: one that
    /// begins on the weekend before its first working day does no work too early.
    #[must_use]
    pub fn sigue(self, fin: NaiveDate, desfase: Desfase) -> NaiveDate {
        let next = fin.succ_opt().unwrap_or(fin);
        if desfase == Desfase::NINGUNO {
            return next;
        }
        let working = self.habiles_despues(self.habil_desde(next), desfase.dias());
        self.habil_antes(working).succ_opt().unwrap_or(working)
    }

    /// The last day on which what `inicio` follows by `desfase` may end.
    #[must_use]
    pub fn precede(self, inicio: NaiveDate, desfase: Desfase) -> NaiveDate {
        let working = match desfase {
            Desfase::NINGUNO => inicio,
            lag => self.habiles_despues(self.habil_desde(inicio), -lag.dias()),
        };
        working.pred_opt().unwrap_or(working)
    }
}

/// Art. 6: cuadro de necesidades and proposal are due on 30 March of the year before.
#[must_use]
pub fn plazo_propuesta(ejercicio: Ejercicio, feriados: &[NaiveDate]) -> Plazo {
    Plazo::new(date(i32::from(ejercicio.year()) - 1, 3, 30), feriados)
}

/// Where an ejercicio stands on a date, for whoever opens it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Etapa {
    /// Until it is approved, by 31 December of the year before (Art. 6).
    Formulacion,
    Ejecucion,
    Cerrado,
}

impl Etapa {
    #[must_use]
    pub fn nombre(self) -> &'static str {
        match self {
            Self::Formulacion => "Formulación",
            Self::Ejecucion => "Ejecución",
            Self::Cerrado => "Cerrado",
        }
    }
}

/// The stage of `ejercicio` on `hoy`, by the calendar alone.
#[must_use]
pub fn etapa(ejercicio: Ejercicio, hoy: NaiveDate) -> Etapa {
    if hoy < ejercicio.inicio() {
        Etapa::Formulacion
    } else if hoy <= ejercicio.fin() {
        Etapa::Ejecucion
    } else {
        Etapa::Cerrado
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_last_day_that_is_no_working_day_moves_to_the_next() {
        let poi_2017 = plazo_propuesta(Ejercicio::new(2017).unwrap(), &[]);
        assert_eq!((poi_2017.legal, poi_2017.efectivo), (date(2016, 3, 30), date(2016, 3, 30)));
        assert_eq!(poi_2017.dias(date(2016, 3, 18)), 12);
        // 30 March 2019 was a Saturday.
        let poi_2020 = plazo_propuesta(Ejercicio::new(2020).unwrap(), &[date(2019, 4, 1)]);
        assert_eq!(poi_2020.efectivo, date(2019, 4, 2));
    }

    #[test]
    fn what_follows_begins_on_the_next_working_day_or_on_the_free_days_before_it() {
        // Friday 31 March 2017; 13 and 14 April were Maundy Thursday and Good Friday.
        let easter = [date(2017, 4, 13), date(2017, 4, 14)];
        let laboral = Laboral(&easter);
        let lag = |days| Desfase::new(days).unwrap();
        assert_eq!(laboral.sigue(date(2017, 3, 31), lag(0)), date(2017, 4, 1));
        assert_eq!(laboral.sigue(date(2017, 3, 31), lag(1)), date(2017, 4, 4));
        assert_eq!(laboral.sigue(date(2017, 4, 12), lag(1)), date(2017, 4, 18));
        assert_eq!(laboral.sigue(date(2017, 4, 7), lag(-1)), date(2017, 4, 7));
        assert_eq!(laboral.precede(date(2017, 4, 18), lag(1)), date(2017, 4, 16));
        assert_eq!(laboral.precede(date(2017, 4, 1), lag(0)), date(2017, 3, 31));
    }

    #[test]
    fn following_and_preceding_are_each_others_inverse() {
        let laboral = Laboral(&[date(2017, 4, 13), date(2017, 4, 14), date(2017, 5, 1)]);
        for (days, lag) in (0..120).flat_map(|days| (-12..=12).map(move |lag| (days, lag))) {
            let lag = Desfase::new(lag).unwrap();
            let inicio = date(2017, 3, 1) + chrono::TimeDelta::days(days);
            let last = laboral.precede(inicio, lag);
            assert!(laboral.sigue(last, lag) <= inicio, "{last} {lag:?} {inicio}");
            assert!(laboral.sigue(last.succ_opt().unwrap(), lag) > inicio, "{last} {lag:?} {inicio}");
        }
    }

    #[test]
    fn the_stage_follows_the_year() {
        let year = Ejercicio::new(2017).unwrap();
        assert_eq!(etapa(year, date(2016, 3, 18)), Etapa::Formulacion);
        assert_eq!(etapa(year, date(2017, 12, 31)), Etapa::Ejecucion);
        assert_eq!(etapa(year, date(2018, 1, 1)), Etapa::Cerrado);
    }
}
