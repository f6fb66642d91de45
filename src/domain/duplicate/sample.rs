//! Pairs that stand for all: drawn by number, the same each time. Knows no level.

use crate::domain::duplicate::block::{Candidate, Scope};
use crate::domain::duplicate::person::{Address, Person};
use crate::domain::duplicate::text::{Text, stir};

/// So many pairs are drawn, or as many as there are.
const DRAWN: u32 = 50_000;

/// So many pairs are drawn of those that share a place.
const BESIDE: usize = 10_000;

/// Of those who share a place, each is paired with so many.
const NEXT: usize = 3;

/// Pairs of all, spread evenly.
pub(super) fn drawn(persons: usize, scope: Scope, pairs: f64) -> Vec<Candidate> {
    let count = (0..DRAWN).take_while(|at| f64::from(*at) < pairs).map(u64::from);
    let place = |number: u64| u32::try_from(stir(number) % persons.max(1) as u64).unwrap_or_default();
    count.filter_map(|at| scope.pair(place(2 * at + 1), place(2 * at + 2))).collect()
}

/// Pairs that share a postal code, a city, a street, first and last name.
pub(super) fn beside(persons: &[Person], scope: Scope) -> [Vec<Candidate>; 4] {
    let texts: [fn(&Address) -> &Option<Text>; 3] = [|at| &at.postal, |at| &at.city, |at| &at.street];
    let address = |text: fn(&Address) -> &Option<Text>| {
        move |person: &Person| person.addresses.first().and_then(|at| text(at).as_ref()).map(|text| text.hash)
    };
    let [postal, city, street] = texts.map(|text| sharing(persons, scope, address(text)));
    let name = |person: &Person| Some(stir(person.given.as_ref()?.hash) ^ person.family.as_ref()?.hash);
    [postal, city, street, sharing(persons, scope, name)]
}

fn sharing(persons: &[Person], scope: Scope, hash: impl Fn(&Person) -> Option<u64>) -> Vec<Candidate> {
    let mut places: Vec<(u64, u64, u32)> =
        (0..).zip(persons).filter_map(|(at, person)| Some((hash(person)?, stir(u64::from(at)), at))).collect();
    places.sort_unstable();
    let next = |at: usize| (at + 1..places.len().min(at + 1 + NEXT)).map(move |other| (at, other));
    let sharing = (0..places.len()).flat_map(next).filter(|(a, b)| places[*a].0 == places[*b].0);
    let found: Vec<Candidate> = sharing.filter_map(|(a, b)| scope.pair(places[a].2, places[b].2)).collect();
    found.iter().step_by(found.len() / BESIDE + 1).copied().collect()
}
