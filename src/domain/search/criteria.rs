//! What a search is narrowed by. Knows no index.

use std::fmt;

use super::index::Sign;
use super::stage::Wanted;
use crate::domain::field::Field;
use crate::domain::subject::Values;
use crate::domain::time::Date;

/// What a search is narrowed by; nothing: every customer.
///
/// ```
/// use clientela::domain::{field::Field, search::SearchFilter, subject::Values, time::Date};
/// let days = (Date::parse("2026-12-28")?, Date::parse("2027-01-04")?);
/// let filter = SearchFilter { birthday: Some(days), ..SearchFilter::default() };
/// let mut values = Values::default();
/// values.set(Field::BirthDate, 0, "1980-01-02");
/// assert!(filter.fits(&values));
/// # Ok::<(), clientela::Violation>(())
/// ```
#[derive(Clone, PartialEq, Eq, Default)]
pub struct SearchFilter {
    /// One of these statuses; empty for all.
    pub statuses: Vec<String>,
    /// This branch is responsible.
    pub branch: Option<String>,
    /// `private` or `business`.
    pub kind: Option<String>,
    /// In this group.
    pub group: Option<String>,
    /// The last visit was on this day or later.
    pub visited_from: Option<Date>,
    /// The last visit was on this day or before.
    pub visited_to: Option<Date>,
    /// Has a birthday on one of these days, first and last; who was born on 29 February has it on 1 March in other years.
    pub birthday: Option<(Date, Date)>,
}

impl fmt::Debug for SearchFilter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { statuses, branch, kind, group, .. } = self;
        write!(f, "SearchFilter({statuses:?}, {branch:?}, {kind:?}, {group:?}, …)")
    }
}

impl SearchFilter {
    /// Whether it narrows at all.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// Whether a customer with these values is wanted.
    pub fn fits(&self, values: &Values) -> bool {
        let is = |field, wanted: &Option<String>| wanted.as_deref().is_none_or(|wanted| values.get(field) == Some(wanted));
        let status = values.get(Field::Status);
        let groups = values.get(Field::Groups).unwrap_or_default();
        (self.statuses.is_empty() || self.statuses.iter().any(|wanted| status == Some(wanted)))
            && is(Field::Branch, &self.branch)
            && is(Field::Kind, &self.kind)
            && self.group.as_ref().is_none_or(|wanted| groups.split(' ').any(|group| group == wanted))
            && self.was_visited(values)
            && self.days().is_none_or(|days| {
                values.get(Field::BirthDate).and_then(|born| born.get(5..)).is_some_and(|day| days.iter().any(|known| known == day))
            })
    }

    fn was_visited(&self, values: &Values) -> bool {
        let visit = values.get(Field::LastVisit).and_then(|text| Date::parse(text).ok());
        let from = self.visited_from.is_none_or(|from| visit.is_some_and(|visit| visit >= from));
        from && self.visited_to.is_none_or(|to| visit.is_some_and(|visit| visit <= to))
    }

    /// The days of the year on which somebody wanted has a birthday, `MM-DD`.
    fn days(&self) -> Option<Vec<String>> {
        let (first, last) = self.birthday?;
        let all = (0..=DAYS).map(|day| first.plus_days(day)).take_while(|day| *day <= last);
        let mut days: Vec<String> = all.map(|day| day.to_string()[5..].to_owned()).collect();
        if days.iter().any(|day| day == "03-01") {
            days.push("02-29".to_owned());
        }
        Some(days)
    }

    /// What the index has of it: a sign each.
    pub(super) fn signs(&self) -> Vec<Wanted> {
        let one = |sign: Sign, value: &String| Wanted::Word(sign.of(value));
        let mut all: Vec<Wanted> = Vec::new();
        if !self.statuses.is_empty() {
            all.push(Wanted::Any(self.statuses.iter().map(|status| one(Sign::Status, status)).collect()));
        }
        all.extend(self.branch.iter().map(|branch| one(Sign::Branch, branch)));
        all.extend(self.kind.iter().map(|kind| one(Sign::Kind, kind)));
        all.extend(self.group.iter().map(|group| one(Sign::Group, group)));
        all.extend(self.days().map(|days| Wanted::Any(days.iter().map(|day| one(Sign::Birthday, day)).collect())));
        all
    }
}

/// A year is the longest period that says anything.
const DAYS: i64 = 366;
