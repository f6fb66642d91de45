//! Looking for duplicates in a list of persons or between two lists. Knows no store.

use std::fmt;

use crate::domain::duplicate::block::{Candidate, Scope, candidates};
use crate::domain::duplicate::chain::{Found, follow};
use crate::domain::duplicate::compare::compare;
use crate::domain::duplicate::frequency::Frequencies;
use crate::domain::duplicate::keys::PASSES;
use crate::domain::duplicate::learn::{Evidence, learn, seen};
use crate::domain::duplicate::level::{Comparison, Pattern};
use crate::domain::duplicate::model::Model;
use crate::domain::duplicate::person::Person;
use crate::domain::duplicate::sample;
use crate::domain::duplicate::score::{Score, Scorer, probability};
use crate::domain::duplicate::text::as_f64;

/// Two persons who are probably one, by their places in the lists that were given.
///
/// ```
/// use clientela::domain::duplicate::{Pair, THRESHOLD};
/// let pair = Pair { first: 3, second: 17, bits: 10.0, via: None };
/// assert!(pair.bits >= THRESHOLD && pair.probability() > 0.999);
/// ```
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Pair {
    /// The place of one.
    pub first: usize,
    /// The place of the other: behind `first` in one list, or in the second list.
    pub second: usize,
    /// How sure it is, in bits ([`Score::bits`]).
    pub bits: f64,
    /// The record that both are one person with, where the pair follows from that: its bits are those of its own and of the weaker
    /// of the two others.
    pub via: Option<usize>,
}

impl Pair {
    /// How probable it is that both are one person, from 0 to 1.
    pub fn probability(&self) -> f64 {
        probability(self.bits)
    }
}

/// Persons to look for duplicates among, with the candidates already compared.
///
/// ```
/// use clientela::domain::{duplicate::{Model, Person, Search, THRESHOLD}, field::Field, subject::Values};
/// let person = |given, email| {
///     let mut values = Values::default();
///     values.set(Field::GivenName, 0, given);
///     values.set(Field::FamilyName, 0, "Köhler");
///     values.set(Field::Email, 0, email);
///     Person::new(&values)
/// };
/// let search = Search::within(vec![person("Leonie", "leonie@example.de"), person("Jan", ""), person("Leoni", "leonie@example.de")]);
/// let model = search.learn(&Model::default());
/// let found = search.pairs(&model, THRESHOLD);
/// assert_eq!(found.iter().map(|pair| (pair.first, pair.second)).collect::<Vec<_>>(), [(0, 2)]);
/// for reason in search.score(&model, 0, 2).reasons {
///     println!("{} {} {:+.1} bits", reason.comparison.name(), reason.level.name(), reason.weight);
/// }
/// ```
pub struct Search {
    persons: Vec<Person>,
    scope: Scope,
    candidates: Vec<(Candidate, Pattern)>,
    frequencies: Frequencies,
}

impl fmt::Debug for Search {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Search({} persons, {} candidates)", self.persons.len(), self.candidates.len())
    }
}

impl Search {
    /// Among all persons of one list.
    ///
    /// # Panics
    /// Never: nothing breaks it off.
    pub fn within(persons: Vec<Person>) -> Self {
        Self::new(persons, Scope::Within, &mut |_, _| true).expect("nothing says no")
    }

    /// The same; `each` is told how many steps of how many are done and says whether to go on. None where it says no.
    pub fn within_while(persons: Vec<Person>, each: &mut dyn FnMut(usize, usize) -> bool) -> Option<Self> {
        Self::new(persons, Scope::Within, each)
    }

    /// Each of the first list with each of the second.
    ///
    /// # Panics
    /// Never: nothing breaks it off.
    pub fn between(mut first: Vec<Person>, second: Vec<Person>) -> Self {
        let border = u32::try_from(first.len()).unwrap_or(u32::MAX);
        first.extend(second);
        Self::new(first, Scope::Between(border), &mut |_, _| true).expect("nothing says no")
    }

    /// A step for each pass over the keys, and as many for the comparing.
    fn new(persons: Vec<Person>, scope: Scope, each: &mut dyn FnMut(usize, usize) -> bool) -> Option<Self> {
        let (passes, steps) = (PASSES.len(), 2 * PASSES.len());
        let pairs = candidates(&persons, scope, &mut |done| each(done, steps))?;
        let mut candidates = Vec::with_capacity(pairs.len());
        for (done, piece) in pairs.chunks(pairs.len().div_ceil(passes).max(1)).enumerate() {
            if !each(passes + done, steps) {
                return None;
            }
            candidates.extend(piece.iter().map(|pair| (*pair, compared(&persons, *pair))));
        }
        let frequencies = Frequencies::of(&persons, scope);
        Some(Self { persons, scope, candidates, frequencies })
    }

    /// How many pairs are worth comparing.
    pub fn candidates(&self) -> usize {
        self.candidates.len()
    }

    /// Learns the parameters from these persons alone. `start` is what is believed beforehand; the fewer persons, the more it counts.
    pub fn learn(&self, start: &Model) -> Model {
        let levels = |pairs: Vec<Candidate>| seen(pairs.into_iter().map(|pair| compared(&self.persons, pair)).collect());
        let evidence = Evidence {
            candidates: seen(self.candidates.iter().map(|(_, pattern)| *pattern).collect()),
            drawn: levels(sample::drawn(self.persons.len(), self.scope, self.all_pairs())),
            beside: sample::beside(&self.persons, self.scope).map(levels),
            agreeing: std::array::from_fn(|at| self.frequencies.agreeing(Comparison::ALL[at])),
            pairs: self.all_pairs(),
            persons: self.each(),
        };
        learn(&evidence, start)
    }

    /// The pairs whose score reaches the threshold ([`THRESHOLD`](super::THRESHOLD), in bits), by their places. In one list a pair may
    /// also follow from two others: records that are one person with a third are one with each other, unless more speaks against it.
    pub fn pairs(&self, model: &Model, threshold: f64) -> Vec<Pair> {
        let scorer = self.scorer(model);
        let bits = |pair: Candidate, pattern| scorer.score(self.person(pair.first), self.person(pair.second), pattern).bits;
        let hopeful = self.candidates.iter().filter(|(_, pattern)| !scorer.is_hopeless(*pattern));
        let each = hopeful.map(|(pair, pattern)| (*pair, bits(*pair, *pattern)));
        let reaching = each.filter(|(_, bits)| *bits >= threshold);
        let mut found: Vec<Found> = reaching.map(|(pair, bits)| Found { pair, bits, via: None }).collect();
        if matches!(self.scope, Scope::Within) {
            follow(&mut found, threshold, |pair| bits(pair, compared(&self.persons, pair)));
        }
        found.into_iter().map(|found| self.told(found)).collect()
    }

    /// The pair by the places that were given.
    fn told(&self, Found { pair, bits, via }: Found) -> Pair {
        Pair { first: pair.first as usize, second: pair.second as usize - self.border(), bits, via: via.map(|via| via as usize) }
    }

    fn person(&self, place: u32) -> &Person {
        &self.persons[place as usize]
    }

    /// What is said of one pair, candidate or not.
    ///
    /// # Panics
    /// Where a list is shorter than the place.
    pub fn score(&self, model: &Model, first: usize, second: usize) -> Score {
        let (a, b) = (&self.persons[first], &self.persons[second + self.border()]);
        self.scorer(model).score(a, b, compare(a, b))
    }

    fn scorer(&self, model: &Model) -> Scorer<'_> {
        Scorer::new(model, Some(&self.frequencies), self.each(), self.all_pairs())
    }

    /// Where the second list begins.
    fn border(&self) -> usize {
        match self.scope {
            Scope::Within => 0,
            Scope::Between(border) => border as usize,
        }
    }

    fn sides(&self) -> [usize; 2] {
        match self.scope {
            Scope::Within => [self.persons.len(), 0],
            Scope::Between(border) => [border as usize, self.persons.len() - border as usize],
        }
    }

    fn all_pairs(&self) -> f64 {
        self.scope.pairs(self.sides())
    }

    /// How many persons could have a duplicate.
    fn each(&self) -> f64 {
        let [first, second] = self.sides();
        as_f64(if matches!(self.scope, Scope::Within) { first } else { first.min(second) })
    }
}

fn compared(persons: &[Person], pair: Candidate) -> Pattern {
    compare(&persons[pair.first as usize], &persons[pair.second as usize])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::duplicate::THRESHOLD;
    use crate::domain::duplicate::people::{person, town};
    use crate::domain::field::Field;

    fn found(search: &Search) -> Vec<(usize, usize)> {
        let model = search.learn(&Model::default());
        search.pairs(&model, THRESHOLD).iter().map(|pair| (pair.first, pair.second)).collect()
    }

    #[test]
    fn who_was_entered_again_is_found_and_nobody_else() {
        let (first, again) = town(1_000);
        let expected: Vec<(usize, usize)> = (0..100).map(|at| (at * 10, at)).collect();
        assert_eq!(found(&Search::between(first.clone(), again.clone())), expected);
        let one: Vec<(usize, usize)> = (0..100).map(|at| (at * 10, 1_000 + at)).collect();
        assert_eq!(found(&Search::within([first.clone(), again].concat())), one);
        assert_eq!(found(&Search::within(first)), []);
    }

    #[test]
    fn nobody_and_one_alone_have_no_duplicates() {
        let anna = || person(&[(Field::GivenName, "Anna"), (Field::Email, "anna@example.de")]);
        for (persons, expected) in [(vec![], 0), (vec![anna()], 0), (vec![Person::default(); 3], 0), (vec![anna(), anna()], 1)] {
            assert_eq!(found(&Search::within(persons)).len(), expected);
        }
        assert_eq!(found(&Search::between(vec![anna()], vec![])), []);
        assert_eq!(found(&Search::between(vec![anna()], vec![anna()])), [(0, 0)]);
    }

    #[test]
    fn scores_and_reasons_are_those_of_the_pairs() {
        let (first, again) = town(300);
        let search = Search::between(first, again);
        let model = search.learn(&Model::default());
        for pair in search.pairs(&model, THRESHOLD) {
            let score = search.score(&model, pair.first, pair.second);
            assert!((score.bits - pair.bits).abs() < 1e-9 && !score.reasons.is_empty());
        }
        assert_eq!(format!("{search:?}"), format!("Search(330 persons, {} candidates)", search.candidates()));
    }

    #[test]
    fn it_is_broken_off_at_any_step_and_else_finds_the_same() {
        let (first, again) = town(50);
        let all = [first, again].concat();
        let mut steps = Vec::new();
        let whole = Search::within_while(all.clone(), &mut |done, of| {
            steps.push((done, of));
            true
        });
        assert_eq!(found(&whole.expect("it went on")), found(&Search::within(all.clone())));
        assert!(steps.is_sorted() && steps.iter().all(|(done, of)| done < of), "{steps:?}");
        for (stop, _) in &steps {
            assert!(Search::within_while(all.clone(), &mut |done, _| done < *stop).is_none());
        }
    }

    #[test]
    fn a_model_that_was_kept_finds_the_same() {
        let (first, again) = town(300);
        let search = Search::between(first, again);
        let model = search.learn(&Model::default());
        let kept: Model = serde_json::from_str(&serde_json::to_string(&model).unwrap()).unwrap();
        assert_eq!(search.pairs(&kept, THRESHOLD), search.pairs(&model, THRESHOLD));
    }
}
