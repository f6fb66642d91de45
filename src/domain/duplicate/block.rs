//! Candidates: the pairs that are worth comparing, so many that a person more costs no more than the one before. Knows no level.

use std::ops::Range;

use crate::domain::duplicate::keys::{Order, PASSES, rank};
use crate::domain::duplicate::person::Person;
use crate::domain::duplicate::text::as_f64;

/// Persons of one key are all compared with each other up to so many; of more, each with its neighbours only.
const WHOLE_BLOCK: usize = 20;

/// How many neighbours that is, on one side.
const NEIGHBOURS: usize = 6;

/// So many pairs are gathered before those that were found twice are dropped.
const GATHERED: usize = 1 << 20;

/// Two persons by their places in the list.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub(super) struct Candidate {
    pub(super) first: u32,
    pub(super) second: u32,
}

/// Who is compared: everybody of a list with everybody else, or those before a place with those from it on.
#[derive(Clone, Copy)]
pub(super) enum Scope {
    Within,
    Between(u32),
}

impl Scope {
    /// The pair, in order, where it belongs to the scope.
    pub(super) fn pair(self, a: u32, b: u32) -> Option<Candidate> {
        let (first, second) = (a.min(b), a.max(b));
        let counts = match self {
            Self::Within => first != second,
            Self::Between(border) => first < border && border <= second,
        };
        counts.then_some(Candidate { first, second })
    }

    /// Whether a place belongs to the second list.
    pub(super) fn is_second(self, at: u32) -> bool {
        matches!(self, Self::Between(border) if at >= border)
    }

    /// How many pairs so many of the first and of the second list make.
    pub(super) fn pairs(self, [first, second]: [usize; 2]) -> f64 {
        let [first, second] = [first, second].map(as_f64);
        match self {
            Self::Within => first * (first - 1.0) / 2.0,
            Self::Between(_) => first * second,
        }
    }
}

/// One person under one key.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Entry {
    key: u64,
    rank: u64,
    person: u32,
}

/// The pairs of persons who share a key, sorted, each once. `each` is told the number of passes done; none where it says no.
pub(super) fn candidates(persons: &[Person], scope: Scope, each: &mut dyn FnMut(usize) -> bool) -> Option<Vec<Candidate>> {
    let ranks = [Order::Name, Order::Birth].map(|order| persons.iter().map(|person| rank(person, order)).collect::<Vec<_>>());
    let mut found = Vec::new();
    let mut most = GATHERED;
    for (done, pass) in PASSES.iter().enumerate() {
        if !each(done) {
            return None;
        }
        let ranks = &ranks[pass.order as usize];
        let entry = |(at, key): (u32, u64)| Entry { key, rank: ranks[at as usize], person: at };
        let keyed = (0..).zip(persons).flat_map(|(at, person)| (pass.keys)(person).into_iter().map(move |key| (at, key)));
        let mut entries: Vec<Entry> = keyed.map(entry).collect();
        entries.sort_unstable();
        entries.chunk_by(|a, b| a.key == b.key).for_each(|block| pairs(block, scope, &mut found));
        if found.len() > most {
            once(&mut found);
            most = found.len() * 2 + GATHERED;
        }
    }
    once(&mut found);
    Some(found)
}

fn once(found: &mut Vec<Candidate>) {
    found.sort_unstable();
    found.dedup();
}

/// The pairs of one block: all, or of a big one those of neighbours.
fn pairs(block: &[Entry], scope: Scope, found: &mut Vec<Candidate>) {
    let reach = if block.len() <= WHOLE_BLOCK { block.len() } else { NEIGHBOURS };
    for (at, entry) in block.iter().enumerate() {
        let next: Range<usize> = at + 1..block.len().min(at + 1 + reach);
        found.extend(block[next].iter().filter_map(|other| scope.pair(entry.person, other.person)));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::duplicate::people::{person, town};
    use crate::domain::field::Field;

    fn candidates(persons: &[Person], scope: Scope) -> Vec<Candidate> {
        super::candidates(persons, scope, &mut |_| true).expect("nothing says no")
    }

    #[test]
    fn who_shares_nothing_is_not_compared_and_who_shares_a_key_once() {
        let anna = person(&[(Field::GivenName, "Anna"), (Field::FamilyName, "Weber"), (Field::Email, "anna@example.de")]);
        let bernd = person(&[(Field::GivenName, "Bernd"), (Field::FamilyName, "Huber"), (Field::Email, "bernd@example.de")]);
        let found = candidates(&[anna.clone(), bernd, anna], Scope::Within);
        assert_eq!(found, [Candidate { first: 0, second: 2 }]);
    }

    #[test]
    fn a_slip_in_any_one_field_leaves_a_key() {
        let whole = [
            (Field::GivenName, "Anna"),
            (Field::FamilyName, "Weber"),
            (Field::BirthDate, "1980-05-17"),
            (Field::Street, "Lindenweg 5"),
            (Field::PostalCode, "70174"),
            (Field::City, "Stuttgart"),
        ];
        for (at, (_, _)) in whole.iter().enumerate() {
            let mut other = whole;
            other[at].1 = "8888-88-88";
            let found = candidates(&[person(&whole), person(&other)], Scope::Within);
            assert_eq!(found.len(), 1, "{}", whole[at].0.name());
        }
    }

    #[test]
    fn a_birthday_a_company_or_a_number_alone_is_a_key() {
        for (field, one, other, shares) in [
            (Field::BirthDate, "1980-05-11", "1980-11-05", true),
            (Field::BirthDate, "1980-05-11", "1981-05-12", false),
            (Field::Company, "Meyer", "Maier", true),
            (Field::Phone, "+49 711 2842222", "0711 2842222", true),
            (Field::Phone, "+49 711 2842222", "0711 2842223", false),
            (Field::CardNumber, "4711", "4711", true),
            (Field::TaxNumber, "21815081508", "21815081509", true),
            (Field::Email, "anna.weber@example.de", "anna.weber@example.com", true),
        ] {
            let found = candidates(&[person(&[(field, one)]), person(&[(field, other)])], Scope::Within);
            assert_eq!(!found.is_empty(), shares, "{} {one} {other}", field.name());
        }
    }

    #[test]
    fn a_key_of_all_makes_no_more_pairs_than_each_has_neighbours() {
        let same: Vec<Person> = (0..1000).map(|_| person(&[(Field::BirthDate, "1900-01-01")])).collect();
        assert!(candidates(&same, Scope::Within).len() <= same.len() * NEIGHBOURS);
        assert_eq!(candidates(&same[..WHOLE_BLOCK], Scope::Within).len(), WHOLE_BLOCK * (WHOLE_BLOCK - 1) / 2);
    }

    #[test]
    fn between_two_lists_no_pair_is_of_one() {
        let (mut persons, again) = town(200);
        let border = u32::try_from(persons.len()).unwrap();
        persons.extend(again);
        let found = candidates(&persons, Scope::Between(border));
        assert!(!found.is_empty() && found.iter().all(|pair| pair.first < border && pair.second >= border));
        assert!((0..20).all(|at| found.contains(&Candidate { first: at * 10, second: border + at })));
    }
}
