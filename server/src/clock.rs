//! The only place that tells the time. Two times: *real*, of sessions, limits and
//! entries; and *today*, the date in Lima, which a demonstration may move.

use std::sync::Arc;

use chrono::{Days, NaiveDate};
use domain::Instante;

/// Tells the time; a test gives one of its own.
#[derive(Clone)]
pub struct Clock(Arc<dyn Fn() -> Instante + Send + Sync>);

impl Clock {
    /// The machine's.
    #[must_use]
    pub fn real() -> Self {
        #[expect(clippy::disallowed_methods, reason = "this is the clock")]
        Self::new(|| Instante::from_micros(chrono::Utc::now().timestamp_micros()))
    }

    #[must_use]
    pub fn new(now: impl Fn() -> Instante + Send + Sync + 'static) -> Self {
        Self(Arc::new(now))
    }

    #[must_use]
    pub fn now(&self) -> Instante {
        (self.0)()
    }

    /// Now, or just after `last` if the machine's clock went back: the instants of a
    /// plan never do.
    #[must_use]
    pub fn after(&self, last: Instante) -> Instante {
        self.now().max(Instante::from_micros(last.micros() + 1))
    }

    /// The date in Lima, moved by a demonstration's offset in days.
    #[must_use]
    pub fn today(&self, offset: i64) -> NaiveDate {
        shift(self.now().fecha_lima(), offset)
    }
}

fn shift(date: NaiveDate, days: i64) -> NaiveDate {
    let count = Days::new(days.unsigned_abs());
    let moved = if days < 0 { date.checked_sub_days(count) } else { date.checked_add_days(count) };
    moved.unwrap_or(date)
}

/// `seconds` later.
#[must_use]
pub fn later(at: Instante, seconds: i64) -> Instante {
    Instante::from_micros(at.micros().saturating_add(seconds.saturating_mul(1_000_000)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_of_a_plan_never_go_back() {
        let clock = Clock::new(|| Instante::from_micros(50));
        assert_eq!(clock.after(Instante::from_micros(10)).micros(), 50);
        assert_eq!(clock.after(Instante::from_micros(80)).micros(), 81);
    }

    #[test]
    fn a_demonstration_moves_today() {
        let clock = Clock::new(|| Instante::try_from("2016-03-19T02:00:00.000000Z".to_owned()).unwrap());
        assert_eq!(clock.today(0).to_string(), "2016-03-18");
        assert_eq!(clock.today(12).to_string(), "2016-03-30");
        assert_eq!(clock.today(-18).to_string(), "2016-02-29");
    }
}
