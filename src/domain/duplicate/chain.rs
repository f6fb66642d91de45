//! Pairs that follow from others: who is one person with a third is one with each other, unless that speaks against it more.
//! Knows no value.

use std::collections::BTreeMap;

use crate::domain::duplicate::block::Candidate;

/// A record that is one with more others is no person but a placeholder: nothing follows from it.
const MOST_RECORDS: usize = 32;

/// Adds the pairs that follow. `found` holds the pairs above the threshold, sorted, with their bits; `bits` says those of any other.
///
/// Of three records of which two pairs have *a* and *b* bits, the third pair with *c* bits of its own is one person with
/// *c* + min(*a*, *b*): what speaks against it must outweigh the weaker of the two.
pub(super) fn follow(found: &mut Vec<(Candidate, f64)>, threshold: f64, bits: impl Fn(Candidate) -> f64) {
    let mut near: BTreeMap<u32, Vec<(u32, f64)>> = BTreeMap::new();
    for (pair, bits) in found.iter() {
        near.entry(pair.first).or_default().push((pair.second, *bits));
        near.entry(pair.second).or_default().push((pair.first, *bits));
    }
    let known: Vec<Candidate> = found.iter().map(|(pair, _)| *pair).collect();
    let mut new: BTreeMap<Candidate, f64> = BTreeMap::new();
    for around in near.values().filter(|around| around.len() <= MOST_RECORDS) {
        for (pair, weaker) in third_sides(around).filter(|(pair, _)| known.binary_search(pair).is_err()) {
            let best = new.entry(pair).or_insert(f64::MIN);
            *best = best.max(weaker);
        }
    }
    found.extend(new.into_iter().map(|(pair, weaker)| (pair, bits(pair) + weaker)).filter(|(_, bits)| *bits >= threshold));
    found.sort_by_key(|(pair, _)| *pair);
}

/// The pairs of those around one record, each with the weaker of the two sides.
fn third_sides(around: &[(u32, f64)]) -> impl Iterator<Item = (Candidate, f64)> {
    around.iter().enumerate().flat_map(|(at, (a, one))| {
        around[at + 1..].iter().map(move |(b, other)| (Candidate { first: *a.min(b), second: *a.max(b) }, one.min(*other)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pair(first: u32, second: u32) -> Candidate {
        Candidate { first, second }
    }

    #[test]
    fn a_third_pair_follows_from_two_unless_more_speaks_against_it() {
        let two = vec![(pair(1, 2), 12.0), (pair(1, 3), 9.0)];
        for (own, follows) in [(-4.0, true), (-9.0, true), (-9.5, false), (-30.0, false)] {
            let mut found = two.clone();
            follow(&mut found, 0.0, |_| own);
            assert_eq!(found.get(2).copied(), follows.then_some((pair(2, 3), own + 9.0)), "{own}");
        }
    }

    #[test]
    fn nothing_follows_from_a_placeholder_or_from_pairs_apart() {
        let mut apart = vec![(pair(1, 2), 12.0), (pair(3, 4), 9.0)];
        follow(&mut apart, 0.0, |_| 0.0);
        assert_eq!(apart.len(), 2);
        let mut many: Vec<_> = (1..100).map(|other| (pair(0, other), 12.0)).collect();
        follow(&mut many, 0.0, |_| 0.0);
        assert_eq!(many.len(), 99);
    }
}
