//! How many persons have a value: a rare name in common says more than a common one. Knows no weight.

use crate::domain::duplicate::block::Scope;
use crate::domain::duplicate::level::{COMPARISONS, Comparison, ComparisonLevel, Pattern};
use crate::domain::duplicate::person::{Address, Person};
use crate::domain::duplicate::text::{Text, as_f64};

/// So many records of one person may share a number that is theirs alone; what more share tells nobody apart: a placeholder.
const RECORDS_OF_ONE: usize = 8;

/// The share of strangers whose name is one slip of the pen away.
const SLIP: f64 = 5e-3;

/// The counts of all values, without the values.
pub(super) struct Frequencies {
    counts: [Counts; COMPARISONS],
}

/// The counts of one field's values.
#[derive(Default)]
struct Counts {
    /// How many persons have a value, by what stands for it, sorted.
    by_value: Vec<(u64, u32)>,
    /// How many values there are in all, with repetitions.
    all: usize,
    /// The share of pairs in scope that have the same value, of those that have one.
    agreeing: Option<f64>,
}

impl Counts {
    fn of(mut values: Vec<(u64, bool)>, scope: Scope) -> Self {
        values.sort_unstable();
        let sides = |values: &[(u64, bool)]| {
            values.iter().fold([0_usize; 2], |mut sides, (_, second)| {
                sides[usize::from(*second)] += 1;
                sides
            })
        };
        let groups = || values.chunk_by(|a, b| a.0 == b.0);
        let by_value = groups().map(|same| (same[0].0, u32::try_from(same.len()).unwrap_or(u32::MAX))).collect();
        let agreeing: f64 = groups().map(|same| scope.pairs(sides(same))).sum();
        let pairs = scope.pairs(sides(&values));
        Self { by_value, all: values.len(), agreeing: (pairs > 0.0).then(|| agreeing / pairs) }
    }

    fn count(&self, hash: u64) -> usize {
        self.by_value.binary_search_by_key(&hash, |(key, _)| *key).map_or(0, |at| self.by_value[at].1 as usize)
    }

    /// The share of others who have this value.
    fn share(&self, hash: u64) -> f64 {
        as_f64(self.count(hash).saturating_sub(1)).max(0.5) / as_f64(self.all).max(1.0)
    }

    /// What is one's own says the same whatever it is, but what many have says little.
    fn placeholder(&self, hash: u64, usual: f64) -> f64 {
        let more = self.count(hash).saturating_sub(RECORDS_OF_ONE);
        usual.max(as_f64(more) / as_f64(self.all).max(1.0))
    }
}

fn texts(person: &Person, comparison: Comparison) -> Vec<&Text> {
    let at = |text: fn(&Address) -> &Option<Text>| person.addresses.iter().filter_map(|address| text(address).as_ref()).collect();
    match comparison {
        Comparison::GivenName => person.given.iter().collect(),
        Comparison::FamilyName => person.family.iter().collect(),
        Comparison::Company => person.company.iter().collect(),
        Comparison::BirthDate => person.birth.iter().collect(),
        Comparison::PostalCode => at(|address| &address.postal),
        Comparison::City => at(|address| &address.city),
        Comparison::Region => at(|address| &address.region),
        Comparison::Street => at(|address| &address.street),
        Comparison::House => at(|address| &address.house),
        Comparison::Email => person.emails.iter().map(|email| &email.whole).collect(),
        Comparison::Phone => person.phones.iter().collect(),
        Comparison::Card => person.cards.iter().collect(),
        Comparison::Identifier => person.identifiers.iter().map(|(_, text)| text).collect(),
    }
}

/// Whether each person has a value of its own, so that a value of several is an exception.
fn is_own(comparison: Comparison) -> bool {
    matches!(comparison, Comparison::BirthDate | Comparison::Email | Comparison::Phone | Comparison::Card | Comparison::Identifier)
}

impl Frequencies {
    pub(super) fn of(persons: &[Person], scope: Scope) -> Self {
        let values = |comparison| {
            let numbered = (0..).zip(persons);
            let side = |at| scope.is_second(at);
            numbered.flat_map(|(at, person)| texts(person, comparison).into_iter().map(move |text| (text.hash, side(at)))).collect()
        };
        Self { counts: std::array::from_fn(|at| Counts::of(values(Comparison::ALL[at]), scope)) }
    }

    fn counts(&self, comparison: Comparison) -> &Counts {
        &self.counts[comparison as usize]
    }

    /// The share of all pairs that have the same value, of those that have one; none where no pair has.
    pub(super) fn agreeing(&self, comparison: Comparison) -> Option<f64> {
        self.counts(comparison).agreeing
    }

    /// How probable it is that two strangers agree in just this value, in place of `usual`, which holds for all values.
    pub(super) fn other(&self, a: &Person, b: &Person, pattern: Pattern, comparison: Comparison, usual: f64) -> f64 {
        match pattern.level(comparison) {
            ComparisonLevel::Swapped if comparison == Comparison::GivenName => self.crosswise(a, b),
            ComparisonLevel::Exact if !pattern.is_beside(comparison) => self.exact(a, b, comparison, usual),
            _ => usual,
        }
    }

    /// By the rarest value that both have.
    fn exact(&self, a: &Person, b: &Person, comparison: Comparison, usual: f64) -> f64 {
        let counts = self.counts(comparison);
        let others = texts(b, comparison);
        let shared = texts(a, comparison).into_iter().filter(|a| others.iter().any(|b| a.same(b))).map(|text| text.hash);
        match shared.min_by_key(|hash| counts.count(*hash)) {
            Some(hash) if is_own(comparison) => counts.placeholder(hash, usual),
            Some(hash) => counts.share(hash),
            None => usual,
        }
    }

    /// How probable it is that a stranger has these names the other way round.
    fn crosswise(&self, a: &Person, b: &Person) -> f64 {
        let share = |comparison, one: Option<&Text>, other: Option<&Text>| match (one, other) {
            (Some(one), Some(other)) if one.same(other) => self.counts(comparison).share(one.hash),
            _ => SLIP,
        };
        let crossed = |one: &Person, other: &Person| {
            let given = share(Comparison::GivenName, one.family.as_ref(), other.given.as_ref());
            given * share(Comparison::FamilyName, one.given.as_ref(), other.family.as_ref())
        };
        crossed(a, b).max(crossed(b, a))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::duplicate::compare;
    use crate::domain::duplicate::people::person;
    use crate::domain::field::Field;

    fn other(persons: &[Person], a: usize, b: usize, comparison: Comparison) -> f64 {
        let pattern = compare(&persons[a], &persons[b]);
        Frequencies::of(persons, Scope::Within).other(&persons[a], &persons[b], pattern, comparison, 0.01)
    }

    #[test]
    fn a_rare_name_in_common_says_more_than_a_common_one() {
        let names = [vec!["Rosewood"; 2], vec!["Müller"; 50], vec!["Huber"; 48]].concat();
        let persons: Vec<Person> = names.into_iter().map(|name| person(&[(Field::FamilyName, name)])).collect();
        let [rare, common, different] = [(0, 1), (2, 3), (0, 2)].map(|(a, b)| other(&persons, a, b, Comparison::FamilyName));
        assert!((rare - 0.01).abs() < 1e-9 && (common - 0.49).abs() < 1e-9 && (different - 0.01).abs() < 1e-9);
    }

    #[test]
    fn a_birthday_of_many_is_a_placeholder() {
        let days = [vec!["1900-01-01"; 58], vec!["1980-05-17"; 2], vec!["1970-01-30"; 40]].concat();
        let persons: Vec<Person> = days.into_iter().map(|day| person(&[(Field::BirthDate, day)])).collect();
        assert!(other(&persons, 0, 1, Comparison::BirthDate) > 0.4);
        assert!((other(&persons, 58, 59, Comparison::BirthDate) - 0.01).abs() < 1e-9);
    }

    #[test]
    fn names_that_are_first_and_last_names_say_less_crosswise() {
        let named = |given, family| person(&[(Field::GivenName, given), (Field::FamilyName, family)]);
        let mut persons = vec![named("Martin", "Frank"), named("Frank", "Martin"), named("Inês", "Vaz"), named("Vaz", "Inês")];
        persons.extend((0..96).map(|at| if at % 2 == 0 { named("Martin", "Martin") } else { named("Frank", "Frank") }));
        assert!(other(&persons, 0, 1, Comparison::GivenName) > 100.0 * other(&persons, 2, 3, Comparison::GivenName));
    }

    #[test]
    fn equal_values_are_counted_over_all_pairs() {
        let persons: Vec<Person> = ["A", "A", "A", "B"].map(|name| person(&[(Field::FamilyName, name)])).into();
        assert_eq!(Frequencies::of(&persons, Scope::Within).agreeing(Comparison::FamilyName), Some(0.5));
        assert_eq!(Frequencies::of(&persons, Scope::Between(1)).agreeing(Comparison::FamilyName), Some(2.0 / 3.0));
        assert_eq!(Frequencies::of(&persons, Scope::Within).agreeing(Comparison::Email), None);
    }
}
