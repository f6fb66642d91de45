//! Who decides for somebody: a parent or guardian of a minor, and of an adult under guardianship. Knows no clock.

use std::fmt;

use crate::domain::consent::{Definition, Event};
use crate::domain::id::SubjectId;
use crate::domain::time::Date;
use crate::domain::words::words;

words! {
    /// On what ground somebody decides for another person.
    ///
    /// ```
    /// use clientela::domain::consent::Guardian;
    /// assert_eq!(Guardian::from_name("adult_guardianship"), Some(Guardian::AdultGuardianship));
    /// ```
    Guardian {
        /// As a parent, until the child decides.
        Parent = "parent",
        /// As the guardian of a minor, until the minor decides.
        LegalGuardian = "legal_guardian",
        /// As the guardian of an adult, as long as the guardianship lasts.
        AdultGuardianship = "adult_guardianship",
    }
}

/// What stands in a scope for every definition.
const ALL: &str = "all";

/// Whether a scope, codes with a blank between two, includes a definition: by `all`, by its purpose or by its code.
///
/// ```
/// use clientela::domain::{consent::{Definition, Purpose, covers}, id::Code};
/// let newsletter = Definition::draft(Code::parse("newsletter")?, Purpose::Marketing);
/// assert!(covers("all", &newsletter) && covers("invoices marketing", &newsletter) && covers("newsletter", &newsletter));
/// assert!(!covers("invoices", &newsletter) && !covers("", &newsletter));
/// # Ok::<(), clientela::Error>(())
/// ```
pub fn covers(scope: &str, definition: &Definition) -> bool {
    let names = [ALL, definition.purpose.name(), definition.code.as_str()];
    scope.split_ascii_whitespace().any(|word| names.contains(&word))
}

/// Somebody who decides for a person.
///
/// ```
/// use clientela::domain::{consent::{Guardian, Guardianship}, id::SubjectId, time::Date};
/// let mother = SubjectId::from_bytes([2; 16]);
/// let until = Some(Date::parse("2030-12-31")?);
/// let guardianship = Guardianship { guardian: mother, ground: Guardian::Parent, scope: "all".to_owned(), from: None, until };
/// assert!(guardianship.holds_on(Date::parse("2030-12-31")?) && !guardianship.holds_on(Date::parse("2031-01-01")?));
/// # Ok::<(), clientela::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Guardianship {
    /// Who decides.
    pub guardian: SubjectId,
    /// On what ground.
    pub ground: Guardian,
    /// For what: `all`, purposes or codes of definitions, a blank between two.
    pub scope: String,
    /// The first day.
    pub from: Option<Date>,
    /// The last day.
    pub until: Option<Date>,
}

impl Guardianship {
    /// Whether it holds on a day.
    pub fn holds_on(&self, day: Date) -> bool {
        self.from.is_none_or(|from| from <= day) && self.until.is_none_or(|until| day <= until)
    }
}

/// What is known of whether somebody decides themselves. By default they do.
///
/// ```
/// use clientela::domain::consent::{Definition, Purpose, Ward};
/// use clientela::domain::{id::Code, time::Date};
/// let newsletter = Definition::draft(Code::parse("newsletter")?, Purpose::Marketing);
/// let child = Ward { born: Some(Date::parse("2012-06-30")?), age: 16, ..Ward::default() };
/// assert!(child.needs_guardian(&newsletter, Date::parse("2028-06-29")?));
/// assert!(!child.needs_guardian(&newsletter, Date::parse("2028-06-30")?), "from the birthday on");
/// assert!(!Ward::default().needs_guardian(&newsletter, Date::parse("2028-06-30")?), "of whom nothing is known decides");
/// # Ok::<(), clientela::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Default)]
pub struct Ward<'a> {
    /// The day of birth.
    pub born: Option<Date>,
    /// The age, in years, from which the person decides ([`deciding_age`](crate::domain::consent::deciding_age)).
    pub age: i32,
    /// Whether somebody without a day of birth is taken for a minor. Who has or had a parent or guardian of a minor always is.
    pub unknown_is_minor: bool,
    /// Who decides for the person, and who did.
    pub guardianships: &'a [Guardianship],
}

impl fmt::Debug for Ward<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Ward({:?})", self.guardianships) // never the birthday, nor the age, which tells of the country
    }
}

impl Ward<'_> {
    /// With what the person's events tell: for whom a guardian answered is taken for a minor where no birthday says otherwise and nobody is or
    /// was their guardian as an adult. So it stays when the guardian is erased.
    ///
    /// ```
    /// use clientela::domain::consent::{Authority, Definition, Event, EventKind, Purpose, Ward};
    /// use clientela::domain::{id::{Code, EventId, SubjectId}, time::{Date, Timestamp}};
    /// let news = Definition::draft(Code::parse("news")?, Purpose::Marketing);
    /// let (id, child, now) = (EventId::from_bytes([1; 16]), SubjectId::from_bytes([2; 16]), Timestamp::from_millis(0));
    /// let mut given = Event::new(id, child, &news, EventKind::Given, Authority::Subject, now);
    /// given.by = Some(SubjectId::from_bytes([3; 16]));
    /// assert!(Ward::default().with_events(&[given]).needs_guardian(&news, Date::of(now, 0)));
    /// # Ok::<(), clientela::Error>(())
    /// ```
    #[must_use]
    pub fn with_events(self, events: &[Event]) -> Self {
        let of_adult = self.guardianships.iter().any(|one| one.ground == Guardian::AdultGuardianship);
        let answered_for = !of_adult && events.iter().any(|event| event.by.is_some());
        Self { unknown_is_minor: self.unknown_is_minor || answered_for, ..self }
    }

    /// Whether a guardian decides about this definition on a day, and not the person.
    pub fn needs_guardian(&self, definition: &Definition, day: Date) -> bool {
        self.is_minor(day) || self.guarded(definition, day).any(|one| one.ground == Guardian::AdultGuardianship)
    }

    /// Whether this guardian may answer for the person on a day.
    pub fn may_answer(&self, guardian: SubjectId, definition: &Definition, day: Date) -> bool {
        let minor = self.is_minor(day);
        let theirs = |one: &&Guardianship| one.guardian == guardian && (minor || one.ground == Guardian::AdultGuardianship);
        self.guarded(definition, day).any(|one| theirs(&one))
    }

    fn guarded<'s>(&'s self, definition: &Definition, day: Date) -> impl Iterator<Item = &'s Guardianship> {
        self.guardianships.iter().filter(move |one| one.holds_on(day) && covers(&one.scope, definition))
    }

    /// Whether the person is too young to decide.
    pub(crate) fn is_minor(&self, day: Date) -> bool {
        let of_minor = |one: &Guardianship| one.ground != Guardian::AdultGuardianship;
        match self.born {
            Some(born) => day < birthday(born, self.age),
            None => self.unknown_is_minor || self.guardianships.iter().any(of_minor),
        }
    }
}

/// The day on which somebody reaches an age; born on 29 February it is 1 March where the year has no such day.
fn birthday(born: Date, age: i32) -> Date {
    let day = born.plus_years(age);
    if day.plus_years(-age) == born { day } else { day.plus_days(1) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::consent::Purpose;
    use crate::domain::id::Code;

    fn newsletter() -> Definition {
        Definition::draft(Code::parse("newsletter").unwrap(), Purpose::Marketing)
    }

    fn date(text: &str) -> Date {
        Date::parse(text).unwrap()
    }

    #[test]
    fn the_birthday_is_the_first_day_on_which_somebody_decides() {
        let needs =
            |born: &str, day: &str| Ward { born: Some(date(born)), age: 16, ..Ward::default() }.needs_guardian(&newsletter(), date(day));
        let turns =
            [("2010-05-20", "2026-05-20"), ("2012-02-29", "2028-02-29"), ("2010-03-01", "2026-03-01"), ("2008-03-01", "2024-03-01")];
        for (born, birthday) in turns {
            assert!(!needs(born, birthday) && needs(born, &date(birthday).plus_days(-1).to_string()), "{born}");
        }
        let leap = Ward { born: Some(date("2012-02-29")), age: 14, ..Ward::default() };
        assert!(leap.needs_guardian(&newsletter(), date("2026-02-28")) && !leap.needs_guardian(&newsletter(), date("2026-03-01")));
    }

    #[test]
    fn an_adult_is_decided_for_as_long_and_as_far_as_the_guardianship_goes() {
        let (guardian, other) = (SubjectId::from_bytes([2; 16]), SubjectId::from_bytes([3; 16]));
        let (from, until) = (Some(date("2024-01-01")), Some(date("2024-12-31")));
        let all = [Guardianship { guardian, ground: Guardian::AdultGuardianship, scope: "marketing".into(), from, until }];
        let ward = Ward { born: Some(date("1950-01-01")), age: 16, guardianships: &all, ..Ward::default() };
        let storage = Definition::draft(Code::parse("storage").unwrap(), Purpose::Processing);
        assert!(ward.needs_guardian(&newsletter(), date("2024-06-01")) && ward.may_answer(guardian, &newsletter(), date("2024-06-01")));
        assert!(!ward.may_answer(other, &newsletter(), date("2024-06-01")));
        assert!(!ward.needs_guardian(&storage, date("2024-06-01")), "not for what it does not include");
        assert!(!ward.needs_guardian(&newsletter(), date("2025-01-01")) && !ward.may_answer(guardian, &newsletter(), date("2023-12-31")));
    }

    #[test]
    fn a_parent_decides_for_a_minor_and_whose_birthday_nobody_knows_is_one_where_a_parent_is_known() {
        let parent = SubjectId::from_bytes([2; 16]);
        let all = [Guardianship { guardian: parent, ground: Guardian::Parent, scope: "all".into(), from: None, until: None }];
        let (day, nobody) = (date("2024-06-01"), Ward { age: 16, ..Ward::default() });
        let of = |born: Option<&str>| Ward { born: born.map(date), guardianships: &all, ..nobody };
        assert!(of(Some("2015-01-01")).may_answer(parent, &newsletter(), day) && of(None).may_answer(parent, &newsletter(), day));
        assert!(of(None).needs_guardian(&newsletter(), day));
        let grown = of(Some("2000-01-01"));
        assert!(!grown.may_answer(parent, &newsletter(), day) && !grown.needs_guardian(&newsletter(), day));
        let over = [Guardianship { until: Some(date("2024-05-31")), ..all[0].clone() }];
        let orphan = Ward { guardianships: &over, ..nobody };
        assert!(
            orphan.needs_guardian(&newsletter(), day) && !orphan.may_answer(parent, &newsletter(), day),
            "the end makes nobody an adult"
        );
        assert!(!nobody.needs_guardian(&newsletter(), day) && Ward { unknown_is_minor: true, ..nobody }.needs_guardian(&newsletter(), day));
    }
}
