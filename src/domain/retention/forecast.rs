//! How many people can be erased when. Fed person by person: it holds one count for each month, whoever stores the people.

use std::collections::BTreeMap;

use super::evaluate::{DocumentFacts, floor_of};
use super::rules::Retention;
use crate::domain::time::Date;

/// How many become free in a month.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ForecastMonth {
    /// The first day of the month.
    pub month: Date,
    /// Of how many nothing has to stay any more from a day of it on.
    pub complete: u64,
}

/// When how many people can be erased.
///
/// ```
/// use clientela::domain::{retention::Forecast, time::Date};
/// let today = Date::parse("2026-03-02")?;
/// let mut forecast = Forecast::new(today);
/// forecast.add(Some(today));
/// forecast.add(Some(Date::parse("2034-01-01")?));
/// forecast.add(None);
/// assert_eq!((forecast.now, forecast.blocked, forecast.total()), (1, 1, 3));
/// assert_eq!(forecast.months()[0].month.to_string(), "2034-01-01");
/// # Ok::<(), clientela::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Forecast {
    today: Date,
    /// Of how many nothing has to stay already.
    pub now: u64,
    /// Of how many something is in progress or on hold that has no known end.
    pub blocked: u64,
    months: BTreeMap<Date, u64>,
}

impl Forecast {
    /// Of nobody yet.
    pub fn new(today: Date) -> Self {
        Self { today, now: 0, blocked: 0, months: BTreeMap::new() }
    }

    /// Adds somebody of whom nothing has to stay from this day on; none: nobody knows.
    pub fn add(&mut self, from: Option<Date>) {
        match from {
            None => self.blocked += 1,
            Some(day) if day <= self.today => self.now += 1,
            Some(day) => *self.months.entry(day.start_of_month()).or_default() += 1,
        }
    }

    /// Adds so many of whom nothing has to stay already.
    pub fn add_free(&mut self, count: u64) {
        self.now += count;
    }

    /// Month by month, as far as somebody becomes free in it.
    pub fn months(&self) -> Vec<ForecastMonth> {
        self.months.iter().map(|(month, complete)| ForecastMonth { month: *month, complete: *complete }).collect()
    }

    /// Of how many it tells.
    pub fn total(&self) -> u64 {
        self.now + self.blocked + self.months.values().sum::<u64>()
    }
}

impl Retention {
    /// The last day on which anything of a document has to stay; none where no rule is about it.
    pub fn keeps(&self, document: &DocumentFacts<'_>) -> Option<Date> {
        floor_of(self, document)
    }
}
