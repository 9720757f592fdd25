//! Deadlines (Art. 6 and 12): the legal date and the one it moves to.

use chrono::{Datelike, Days, NaiveDate, Weekday};
use serde::{Deserialize, Serialize};

use crate::tiempo::{Ejercicio, date};

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
        let mut efectivo = legal;
        while matches!(efectivo.weekday(), Weekday::Sat | Weekday::Sun) || feriados.contains(&efectivo) {
            let Some(next) = efectivo.checked_add_days(Days::new(1)) else { break };
            efectivo = next;
        }
        Self { legal, efectivo }
    }

    /// Calendar days left from `hoy` to the effective date; negative when past.
    #[must_use]
    pub fn dias(&self, hoy: NaiveDate) -> i64 {
        (self.efectivo - hoy).num_days()
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
    fn the_stage_follows_the_year() {
        let year = Ejercicio::new(2017).unwrap();
        assert_eq!(etapa(year, date(2016, 3, 18)), Etapa::Formulacion);
        assert_eq!(etapa(year, date(2017, 12, 31)), Etapa::Ejecucion);
        assert_eq!(etapa(year, date(2018, 1, 1)), Etapa::Cerrado);
    }
}
