//! Learning from the data alone, without anybody's answers: expectation and maximization over the levels (Fellegi and Sunter 1969;
//! Winkler 1988). Knows no value.
//!
//! Three kinds of pairs are told apart: one person, two of one household, two strangers. What is learned is how often each level
//! occurs between records of one person (over the candidates) and between strangers (over pairs that were drawn by number).
//! What is believed beforehand counts like so many pairs more, so that a small store does not learn from chance.

use crate::domain::duplicate::level::{COMPARISONS, Comparison, ComparisonLevel, LEVELS, Pattern};
use crate::domain::duplicate::model::{Model, Table, Tables};
use crate::domain::duplicate::table::Shares;
use crate::domain::duplicate::text::as_f64;

/// Beliefs count like so many pairs of one person.
const BELIEVED_SAME: f64 = 10.0;

/// Beliefs count like so many drawn pairs of strangers.
const BELIEVED_OTHER: f64 = 20.0;

/// Beliefs count like so many pairs where all pairs were counted.
const BELIEVED_ALL: f64 = 10_000.0;

/// Beliefs of how many duplicates there are count like so many persons.
const BELIEVED_PERSONS: f64 = 10.0;

/// No more rounds are made.
const MOST_ROUNDS: usize = 60;

/// Rounds end when the number of duplicates changes by less than this share.
const SETTLED: f64 = 1e-4;

/// Patterns and how often each was seen.
pub(super) type Seen = Vec<(Pattern, f64)>;

/// What is learned from.
pub(super) struct Evidence {
    /// Every candidate.
    pub(super) candidates: Seen,
    /// Pairs drawn from all.
    pub(super) drawn: Seen,
    /// Pairs drawn from those of one postal code, of one city, of one street, of one name.
    pub(super) beside: [Seen; 4],
    /// The share of all pairs that have the same value, by comparison.
    pub(super) agreeing: [Option<f64>; COMPARISONS],
    /// How many pairs there are.
    pub(super) pairs: f64,
    /// How many persons there are.
    pub(super) persons: f64,
}

/// Counts patterns.
pub(super) fn seen(mut patterns: Vec<Pattern>) -> Seen {
    patterns.sort_unstable();
    patterns.chunk_by(|a, b| a == b).map(|same| (same[0], as_f64(same.len()))).collect()
}

/// What a pair is, as far as is known: one person, two strangers, two of one household. The three sum up to 1.
#[derive(Clone, Copy)]
struct Kinds {
    same: f64,
    strangers: f64,
    home: f64,
}

/// The state between two rounds.
struct Learner<'a> {
    evidence: &'a Evidence,
    believed: Tables,
    start: &'a Model,
    tables: Tables,
    duplicates: f64,
    housemates: f64,
}

/// The parameters that explain the evidence best, beginning with `start`, which is also what is believed.
pub(super) fn learn(evidence: &Evidence, start: &Model) -> Model {
    let (believed, tables) = (Tables::of(start), Tables::of(start));
    let mut learner = Learner { evidence, believed, start, tables, duplicates: start.duplicates, housemates: start.housemates };
    for _ in 0..MOST_ROUNDS {
        let before = learner.duplicates;
        learner.round();
        if (learner.duplicates - before).abs() <= before * SETTLED {
            break;
        }
    }
    learner.tables.model(learner.duplicates, learner.housemates)
}

/// The chances of one pair before it is looked at: one person, two of one household.
pub(super) fn priors(duplicates: f64, housemates: f64, persons: f64, pairs: f64) -> [f64; 2] {
    [duplicates, housemates].map(|each| (each * persons / pairs.max(1.0)).clamp(1e-12, 0.4))
}

impl Learner<'_> {
    fn round(&mut self) {
        let candidates: Vec<(Pattern, f64, Kinds)> = self.kinds(&self.evidence.candidates);
        let same = self.same(&candidates);
        let other = self.other(&candidates);
        let total = |of: fn(&Kinds) -> f64| candidates.iter().map(|(_, count, kinds)| count * of(kinds)).sum::<f64>();
        let per_person = |pairs: f64, believed: f64| (pairs + BELIEVED_PERSONS * believed) / (self.evidence.persons + BELIEVED_PERSONS);
        self.duplicates = per_person(total(|kinds| kinds.same), self.start.duplicates);
        self.housemates = per_person(total(|kinds| kinds.home), self.start.housemates);
        self.tables = Tables { same, other };
    }

    /// What each pattern is with the parameters so far.
    fn kinds(&self, seen: &Seen) -> Vec<(Pattern, f64, Kinds)> {
        let [duplicate, housemate] = priors(self.duplicates, self.housemates, self.evidence.persons, self.evidence.pairs);
        let kinds = |pattern| {
            let shares = Comparison::ALL.iter().map(|comparison| self.tables.shares(pattern, *comparison));
            let start = [duplicate, 1.0 - duplicate - housemate, housemate];
            let [same, strangers, home] = shares.fold(start, |[a, b, c], [same, other, home]| [a * same, b * other, c * home]);
            let sum = (same + strangers + home).max(f64::MIN_POSITIVE);
            Kinds { same: same / sum, strangers: strangers / sum, home: home / sum }
        };
        seen.iter().map(|(pattern, count)| (*pattern, *count, kinds(*pattern))).collect()
    }

    fn same(&self, candidates: &[(Pattern, f64, Kinds)]) -> Table {
        let counts = counted(candidates, |kinds| kinds.same);
        table(|comparison, beside| match (Comparison::ALL[comparison], beside) {
            (Comparison::FamilyName, 1) => self.believed.same[comparison][1],
            _ => blend(&counts[comparison][beside], &self.believed.same[comparison][beside], BELIEVED_SAME),
        })
    }

    fn other(&self, candidates: &[(Pattern, f64, Kinds)]) -> Table {
        let strangers = |seen: &Seen| counted(&self.kinds(seen), |kinds| kinds.strangers);
        let drawn = strangers(&self.evidence.drawn);
        let [postal, city, street, name] = [0, 1, 2, 3].map(|at| strangers(&self.evidence.beside[at]));
        let akin = counted(candidates, |kinds| kinds.same + kinds.home);
        table(|comparison, beside| {
            let counts = match (Comparison::ALL[comparison], beside) {
                (Comparison::FamilyName, 1) => return self.believed.other[comparison][1],
                (Comparison::City, 1) => postal[comparison][1],
                (Comparison::Region | Comparison::Street, 1) => sum(&postal[comparison][1], &city[comparison][1]),
                (Comparison::House, 1) => street[comparison][1],
                (Comparison::Email, 1) => name[comparison][1],
                (one, _) => self.with_exact(one, drawn[comparison][0], akin[comparison][0][ComparisonLevel::Exact as usize]),
            };
            blend(&counts, &self.believed.other[comparison][beside], BELIEVED_OTHER)
        })
    }

    /// The drawn counts, with the share of equal values as it is among all pairs, without those akin.
    fn with_exact(&self, comparison: Comparison, mut counts: Shares, akin: f64) -> Shares {
        let depends = matches!(comparison, Comparison::City | Comparison::Region | Comparison::Street | Comparison::House);
        let Some(agreeing) = self.evidence.agreeing[comparison as usize].filter(|_| !depends) else { return counts };
        let pairs = self.evidence.pairs;
        let believed = self.believed.other[comparison as usize][0][ComparisonLevel::Exact as usize];
        let share = ((agreeing * pairs - akin).max(0.0) + BELIEVED_ALL * believed) / (pairs + BELIEVED_ALL);
        counts[ComparisonLevel::Exact as usize] = 0.0;
        counts[ComparisonLevel::Exact as usize] = share * (counts.iter().sum::<f64>() + BELIEVED_OTHER);
        counts
    }
}

fn table(shares: impl Fn(usize, usize) -> Shares) -> Table {
    std::array::from_fn(|comparison| std::array::from_fn(|beside| shares(comparison, beside)))
}

fn sum(a: &Shares, b: &Shares) -> Shares {
    std::array::from_fn(|level| a[level] + b[level])
}

/// How often each level was seen, by comparison and whether what it depends on agrees; each pair counts as far as it is of the kind.
fn counted(patterns: &[(Pattern, f64, Kinds)], of: impl Fn(&Kinds) -> f64) -> Table {
    let mut counts = [[[0.0; LEVELS]; 2]; COMPARISONS];
    for (pattern, count, kinds) in patterns {
        let weight = count * of(kinds);
        for (at, comparison) in Comparison::ALL.iter().enumerate() {
            let level = pattern.level(*comparison);
            if level != ComparisonLevel::Missing {
                counts[at][usize::from(pattern.is_beside(*comparison))][level as usize] += weight;
            }
        }
    }
    counts
}

/// Shares of counts and of what is believed, which counts `weight`. A level that was not seen stays as rare as it is believed to be,
/// or as half a pair would make it.
fn blend(counts: &Shares, believed: &Shares, weight: f64) -> Shares {
    let seen = counts.iter().sum::<f64>();
    let added = |share: f64| (weight * share).max((seen * share).min(0.5));
    let all: Shares = std::array::from_fn(|level| counts[level] + added(believed[level]));
    let total = all.iter().sum::<f64>().max(f64::MIN_POSITIVE);
    all.map(|count| count / total)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::duplicate::people::town;
    use crate::domain::duplicate::{Chance, Search};

    fn near(a: f64, b: f64) -> bool {
        (a - b).abs() <= 0.1 * b
    }

    /// Evidence that was made of known shares: `matches` pairs of one person whose birthdays are equal in nine of ten cases.
    fn made(matches: f64) -> Evidence {
        let pattern = |family, birth| Pattern::default().with(Comparison::FamilyName, family).with(Comparison::BirthDate, birth);
        let (exact, different) = (ComparisonLevel::Exact, ComparisonLevel::Different);
        let drawn = vec![(pattern(exact, different), 100.0), (pattern(different, exact), 5.0), (pattern(different, different), 49_895.0)];
        let candidates = vec![
            (pattern(exact, exact), 0.9 * matches),
            (pattern(exact, different), 0.1 * matches + 2_000.0),
            (pattern(different, exact), 100.0),
        ];
        let mut agreeing = [None; COMPARISONS];
        agreeing[Comparison::FamilyName as usize] = Some((matches + 2_000.0) / 1e6);
        agreeing[Comparison::BirthDate as usize] = Some((0.9 * matches + 100.0) / 1e6);
        Evidence { candidates, drawn, beside: Default::default(), agreeing, pairs: 1e6, persons: 1_414.0 }
    }

    #[test]
    fn what_was_put_in_is_found_without_answers() {
        let model = learn(&made(500.0), &Model::default());
        let chance = |comparison| *model.chance(comparison, ComparisonLevel::Exact, false).unwrap();
        assert!(near(chance(Comparison::BirthDate).other, 1e-4), "{:?}", chance(Comparison::BirthDate));
        assert!(near(chance(Comparison::FamilyName).other, 2e-3), "{:?}", chance(Comparison::FamilyName));
        assert!(chance(Comparison::BirthDate).same > 0.85);
        assert!(near(model.duplicates * 1_414.0, 475.0), "{}", model.duplicates);
    }

    #[test]
    fn what_is_not_there_is_not_learned() {
        let evidence = Evidence { candidates: Vec::new(), drawn: Vec::new(), ..made(0.0) };
        let model = learn(&Evidence { agreeing: [None; COMPARISONS], ..evidence }, &Model::default());
        assert!(model.duplicates < 0.001);
        for (learned, believed) in model.chances.iter().zip(&Model::default().chances) {
            assert!((learned.weight() - believed.weight()).abs() < 0.05, "{learned:?} {believed:?}");
        }
    }

    #[test]
    fn shares_stay_shares_and_learning_is_the_same_each_time() {
        let (mut persons, again) = town(600);
        persons.extend(again);
        let model = Search::within(persons.clone()).learn(&Model::default());
        assert_eq!(model, Search::within(persons).learn(&Model::default()));
        let of = |of: fn(&Chance) -> f64, comparison: Comparison, beside| {
            let same = model.chances.iter().filter(move |chance| chance.comparison == comparison && chance.beside == beside);
            same.map(of).sum::<f64>()
        };
        for chance in &model.chances {
            for share in [|chance: &Chance| chance.same, |chance: &Chance| chance.other] {
                let sum = of(share, chance.comparison, chance.beside);
                assert!((0.97..1.03).contains(&sum), "{} {sum}", chance.comparison.name());
            }
        }
    }

    #[test]
    fn a_city_says_little_beside_its_postal_code() {
        let (mut persons, again) = town(2_000);
        persons.extend(again);
        let model = Search::within(persons).learn(&Model::default());
        let weight = |comparison| model.chance(comparison, ComparisonLevel::Exact, true).unwrap().weight();
        assert!(weight(Comparison::City) < 0.2, "{}", weight(Comparison::City));
        assert!(weight(Comparison::Street) > 2.0, "{}", weight(Comparison::Street));
    }
}
