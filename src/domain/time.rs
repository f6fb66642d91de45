//! Instants and dates as values. Nothing here knows what time it is: the host's clock is an argument.

use std::fmt;

use time::format_description::well_known::Rfc3339;
use time::macros::format_description;
use time::{Duration, Month, OffsetDateTime};

use crate::error::Violation;

/// An instant: milliseconds since 1970-01-01 UTC.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Timestamp(i64);

impl Timestamp {
    /// From milliseconds since 1970 UTC.
    pub const fn from_millis(millis: i64) -> Self {
        Self(millis)
    }

    /// Milliseconds since 1970 UTC.
    pub const fn millis(self) -> i64 {
        self.0
    }

    /// Reads an instant by RFC 3339 (`2024-05-03T14:12:00Z`), or the start of a day in UTC (`2024-05-03`).
    ///
    /// # Errors
    /// `instant.malformed` for another form.
    pub fn parse(text: &str) -> Result<Self, Violation> {
        if let Ok(date) = Date::parse(text) {
            return Ok(date.start());
        }
        let instant = OffsetDateTime::parse(text, &Rfc3339).map_err(|_| Violation::new("instant", "instant.malformed"))?;
        let millis = instant.unix_timestamp_nanos() / 1_000_000;
        i64::try_from(millis).map(Self).map_err(|_| Violation::new("instant", "instant.malformed"))
    }

    /// The instant in UTC by RFC 3339, to the millisecond: `2024-05-03T14:12:00.000Z`. What lies beyond the years 0 to 9999 is written
    /// as the first or last instant of them.
    pub fn to_text(self) -> String {
        let millis = self.0.clamp(-62_167_219_200_000, 253_402_300_799_999);
        let instant = OffsetDateTime::from_unix_timestamp_nanos(i128::from(millis) * 1_000_000).unwrap_or(OffsetDateTime::UNIX_EPOCH);
        let form = format_description!("[year]-[month]-[day]T[hour]:[minute]:[second].[subsecond digits:3]Z");
        instant.format(form).unwrap_or_default()
    }

    /// This instant plus whole days of 24 hours.
    pub const fn plus_days(self, days: i64) -> Self {
        Self(self.0.saturating_add(days.saturating_mul(86_400_000)))
    }
}

/// A calendar date, written `YYYY-MM-DD`.
///
/// ```
/// use clientela::domain::time::Date;
/// let date = Date::parse("2024-02-29")?;
/// assert_eq!(date.plus_years(1).to_string(), "2025-02-28");
/// assert!(Date::parse("2023-02-29").is_err());
/// # Ok::<(), clientela::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date(time::Date);

impl Date {
    /// Reads `YYYY-MM-DD`.
    ///
    /// # Errors
    /// `date.malformed` for another form or a day that does not exist.
    pub fn parse(text: &str) -> Result<Self, Violation> {
        let malformed = || Violation::new("date", "date.malformed");
        if text.len() != 10 || text.starts_with(['+', '-']) {
            return Err(malformed());
        }
        time::Date::parse(text, format_description!("[year]-[month]-[day]")).map(Self).map_err(|_| malformed())
    }

    /// The date of an instant at a place `offset_minutes` east of UTC.
    pub fn of(at: Timestamp, offset_minutes: i32) -> Self {
        let local = at.0.saturating_add(i64::from(offset_minutes) * 60_000).div_euclid(1000);
        let in_range = local.clamp(-62_135_596_800, 253_402_300_799);
        Self(OffsetDateTime::from_unix_timestamp(in_range).map_or(time::Date::MIN, OffsetDateTime::date))
    }

    /// The instant at which this date begins in UTC.
    pub fn start(self) -> Timestamp {
        Timestamp(self.0.midnight().assume_utc().unix_timestamp() * 1000)
    }

    /// The date so many days later (or earlier), at most the first or last there is.
    pub fn plus_days(self, days: i64) -> Self {
        let last = if days < 0 { time::Date::MIN } else { time::Date::MAX };
        let seconds = days.checked_mul(86_400).map(Duration::seconds);
        Self(seconds.and_then(|duration| self.0.checked_add(duration)).unwrap_or(last))
    }

    /// The date so many years later; 29 February becomes 28 February where there is none.
    pub fn plus_years(self, years: i32) -> Self {
        let year = self.0.year().saturating_add(years).clamp(-9999, 9999);
        self.in_month(year, self.0.month())
    }

    /// The date so many months later; a day that the month has not becomes its last.
    pub fn plus_months(self, months: u32) -> Self {
        let count = i64::from(self.month_number()) + i64::from(months);
        let (year, month) = (i32::try_from(count.div_euclid(12)).unwrap_or(i32::MAX).min(9999), count.rem_euclid(12) + 1);
        self.in_month(year, u8::try_from(month).ok().and_then(|month| Month::try_from(month).ok()).unwrap_or(Month::December))
    }

    /// The same day of another month, or the last that it has.
    fn in_month(self, year: i32, month: Month) -> Self {
        let day = self.0.day().min(month.length(year));
        Self(time::Date::from_calendar_date(year, month, day).unwrap_or(time::Date::MAX))
    }

    /// The calendar year.
    pub fn year(self) -> i32 {
        self.0.year()
    }

    /// Months since the year 0, for buckets by month.
    pub fn month_number(self) -> i32 {
        self.0.year() * 12 + i32::from(u8::from(self.0.month())) - 1
    }

    /// The last day of this date's month.
    pub fn end_of_month(self) -> Self {
        let (year, month) = (self.0.year(), self.0.month());
        Self(time::Date::from_calendar_date(year, month, month.length(year)).unwrap_or(time::Date::MAX))
    }

    /// The first day of this date's month.
    pub fn start_of_month(self) -> Self {
        Self(time::Date::from_calendar_date(self.0.year(), self.0.month(), 1).unwrap_or(time::Date::MIN))
    }

    /// The last day of this date's calendar year.
    pub fn end_of_year(self) -> Self {
        Self(time::Date::from_calendar_date(self.0.year(), Month::December, 31).unwrap_or(time::Date::MAX))
    }
}

impl fmt::Display for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}-{:02}-{:02}", self.0.year(), u8::from(self.0.month()), self.0.day())
    }
}

impl fmt::Debug for Date {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

/// What a clock tells: the instant, and how far the branch's time is from UTC.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Moment {
    /// The instant.
    pub at: Timestamp,
    /// Minutes east of UTC.
    pub offset_minutes: i32,
}

impl Moment {
    /// The local calendar date of this moment.
    pub fn date(&self) -> Date {
        Date::of(self.at, self.offset_minutes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_instant_is_read_as_it_was_written() {
        for millis in [0, -1, 1_782_892_800_123, -62_167_219_200_000, 253_402_300_799_999] {
            let at = Timestamp::from_millis(millis);
            assert_eq!(Timestamp::parse(&at.to_text()).unwrap(), at, "{}", at.to_text());
        }
        assert_eq!(Timestamp::from_millis(1_782_892_800_123).to_text(), "2026-07-01T08:00:00.123Z");
        assert_eq!(Timestamp::from_millis(i64::MAX).to_text(), "9999-12-31T23:59:59.999Z");
        assert_eq!(Timestamp::from_millis(i64::MIN).to_text(), "0000-01-01T00:00:00.000Z");
    }

    #[test]
    fn a_date_far_away_is_the_first_or_the_last_there_is() {
        let date = Date::parse("2024-02-29").unwrap();
        let last = Date::parse("9999-12-31").unwrap();
        assert_eq!([9_000_000, i64::MAX].map(|days| date.plus_days(days)), [last; 2]);
        assert!([-9_000_000, i64::MIN].iter().all(|days| date.plus_days(*days) < date));
        assert!(date.plus_years(i32::MAX) > date && date.plus_years(i32::MIN) < date);
        assert!(date.plus_months(u32::MAX) > date);
    }

    #[test]
    fn a_month_later_is_the_same_day_or_the_last_of_the_month() {
        let later = |text: &str, months| Date::parse(text).unwrap().plus_months(months).to_string();
        let wanted = ["2024-02-29", "2025-02-28", "2025-01-15", "2024-12-31"];
        assert_eq!([later("2024-01-31", 1), later("2024-02-29", 12), later("2024-12-15", 1), later("2024-10-31", 2)], wanted);
    }
}
