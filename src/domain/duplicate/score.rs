//! What is said of a pair: how sure it is that both are one person, and why. Knows no other pair.

use crate::domain::duplicate::compare::compare;
use crate::domain::duplicate::frequency::Frequencies;
use crate::domain::duplicate::learn::priors;
use crate::domain::duplicate::level::{Comparison, ComparisonLevel, Pattern};
use crate::domain::duplicate::model::{Model, Tables, at_home};
use crate::domain::duplicate::person::Person;
use crate::domain::duplicate::text::as_f64;

/// From this on a pair is taken for one person: more likely than not.
pub const THRESHOLD: f64 = 0.0;

/// Without knowing how frequent values are, a pair that is so far below the threshold is not looked at again.
const HOPELESS: f64 = -24.0;

/// How sure it is that two records are of one person, and why.
///
/// ```
/// use clientela::domain::{duplicate::{Model, Person, score}, field::Field, subject::Values};
/// let person = |given, birthday| {
///     let mut values = Values::default();
///     values.set(Field::GivenName, 0, given);
///     values.set(Field::FamilyName, 0, "Gonçalves");
///     values.set(Field::BirthDate, 0, birthday);
///     Person::new(&values)
/// };
/// let [luis, luiz, ana] = [("Luís", "1980-05-17"), ("Luiz", "1980-05-17"), ("Ana", "1991-02-03")].map(|(name, day)| person(name, day));
/// let model = Model::default();
/// assert!(score(&model, &luis, &luiz, 1000).probability() > 0.9); // among a thousand persons
/// assert!(score(&model, &luis, &ana, 1000).probability() < 0.01);
/// ```
#[derive(Clone, PartialEq, Debug)]
pub struct Score {
    /// The sum in bits: the logarithm to base 2 of the odds that both are one person. At 0 it is as likely as not, at 10 a thousand to one.
    pub bits: f64,
    /// Where the sum begins: how rare a pair of one person is among all.
    pub start: f64,
    /// What is taken off because two of one household would agree like this, in bits; never above 0.
    pub household: f64,
    /// What each comparison adds; none that is missing.
    pub reasons: Vec<Reason>,
}

/// What one comparison says of a pair.
///
/// ```
/// use clientela::domain::duplicate::{Comparison, ComparisonLevel, Reason};
/// let reason = Reason { comparison: Comparison::Email, level: ComparisonLevel::Exact, weight: 19.3 };
/// assert_eq!(format!("{} {} {:+.1}", reason.comparison.name(), reason.level.name(), reason.weight), "email exact +19.3");
/// ```
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Reason {
    /// What was compared.
    pub comparison: Comparison,
    /// How it compares.
    pub level: ComparisonLevel,
    /// What that says, in bits: above 0 for one person, below 0 against.
    pub weight: f64,
}

impl Score {
    /// How probable it is that both are one person, from 0 to 1.
    pub fn probability(&self) -> f64 {
        probability(self.bits)
    }
}

/// The probability of so many bits.
pub(super) fn probability(bits: f64) -> f64 {
    1.0 / (1.0 + (-bits).exp2())
}

/// Scores two persons of a store that has so many, by how frequent values are in general.
pub fn score(model: &Model, a: &Person, b: &Person, persons: usize) -> Score {
    let persons = as_f64(persons).max(2.0);
    let scorer = Scorer::new(model, None, persons, persons * (persons - 1.0) / 2.0);
    scorer.score(a, b, compare(a, b))
}

/// A model, ready to score many pairs.
pub(super) struct Scorer<'a> {
    tables: Tables,
    frequencies: Option<&'a Frequencies>,
    duplicate: f64,
    housemate: f64,
}

impl<'a> Scorer<'a> {
    pub(super) fn new(model: &Model, frequencies: Option<&'a Frequencies>, persons: f64, pairs: f64) -> Self {
        let [duplicate, housemate] = priors(model.duplicates, model.housemates, persons, pairs);
        Self { tables: Tables::of(model), frequencies, duplicate, housemate }
    }

    /// Whether a pattern may reach the threshold at all.
    pub(super) fn is_hopeless(&self, pattern: Pattern) -> bool {
        let weight = |comparison: &Comparison| {
            let [same, other, _] = self.tables.shares(pattern, *comparison);
            (same / other).log2()
        };
        self.start() + Comparison::ALL.iter().map(weight).sum::<f64>() < HOPELESS
    }

    fn start(&self) -> f64 {
        (self.duplicate / (1.0 - self.duplicate)).log2()
    }

    pub(super) fn score(&self, a: &Person, b: &Person, pattern: Pattern) -> Score {
        let start = self.start();
        let mut home = (self.housemate / (1.0 - self.housemate)).log2();
        let mut reasons = Vec::new();
        for comparison in Comparison::ALL {
            let level = pattern.level(*comparison);
            if level == ComparisonLevel::Missing {
                continue;
            }
            let [same, usual, _] = self.tables.shares(pattern, *comparison);
            let other = self.frequencies.map_or(usual, |frequencies| frequencies.other(a, b, pattern, *comparison, usual));
            home += (at_home(*comparison, level, same, other) / other).log2();
            reasons.push(Reason { comparison: *comparison, level, weight: (same / other).log2() });
        }
        let household = -home.exp2().ln_1p() / std::f64::consts::LN_2;
        let bits = start + household + reasons.iter().map(|reason| reason.weight).sum::<f64>();
        Score { bits, start, household, reasons }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::duplicate::people::{person, somebody};
    use crate::domain::field::Field;

    #[test]
    fn the_bits_are_the_sum_of_what_is_shown() {
        let persons = [0, 1, 2, 3].map(|number| Person::new(&somebody(number)));
        for (a, b) in [(0, 0), (0, 1), (1, 2), (2, 3)] {
            let score = score(&Model::default(), &persons[a], &persons[b], 500);
            let sum = score.start + score.household + score.reasons.iter().map(|reason| reason.weight).sum::<f64>();
            assert!((score.bits - sum).abs() < 1e-9 && score.household <= 0.0);
            assert!(score.reasons.iter().all(|reason| reason.level != ComparisonLevel::Missing));
        }
    }

    #[test]
    fn people_of_one_household_are_two_and_one_who_moved_is_one() {
        let (anna, lindenweg) = (
            [(Field::GivenName, "Anna"), (Field::BirthDate, "1980-05-17")],
            [(Field::Street, "Lindenweg 5"), (Field::PostalCode, "70174")],
        );
        let name = [(Field::FamilyName, "Köhler"), (Field::Phone, "0711 2842222")];
        let bernd = [(Field::GivenName, "Bernd"), (Field::BirthDate, "1979-01-30")];
        let market = [(Field::Street, "Am Markt 1"), (Field::PostalCode, "10115")];
        let [at_home, husband, moved] =
            [[anna, lindenweg, name], [bernd, lindenweg, name], [anna, market, name]].map(|parts| person(&parts.concat()));
        let bits = |a, b| score(&Model::default(), a, b, 10_000).bits;
        assert!(bits(&at_home, &husband) < -5.0, "{}", bits(&at_home, &husband));
        assert!(bits(&at_home, &moved) > 5.0, "{}", bits(&at_home, &moved));
    }

    #[test]
    fn the_more_persons_there_are_the_less_a_name_says() {
        let anna = person(&[(Field::GivenName, "Anna"), (Field::FamilyName, "Weber")]);
        let bits = |persons| score(&Model::default(), &anna, &anna, persons).bits;
        assert!(bits(10) > THRESHOLD && bits(100_000) < THRESHOLD);
        assert!((probability(0.0) - 0.5).abs() < 1e-12);
    }
}
