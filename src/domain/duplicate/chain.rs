//! Pairs that follow from others: who is one person with a third is one with each other, unless that speaks against it more.
//! Knows no value.

use std::collections::BTreeMap;

use crate::domain::duplicate::block::Candidate;

/// A record that is one with more others is no person but a placeholder: nothing follows from it.
const MOST_RECORDS: usize = 32;

/// A pair that was found, and by which third record where it follows from two others.
#[derive(Clone, Copy, PartialEq, Debug)]
pub(super) struct Found {
    pub(super) pair: Candidate,
    pub(super) bits: f64,
    pub(super) via: Option<u32>,
}

/// Adds the pairs that follow. `found` holds the pairs above the threshold, sorted; `bits` says those of any other.
///
/// Of three records of which two pairs have *a* and *b* bits, the third pair with *c* bits of its own is one person with
/// *c* + min(*a*, *b*): what speaks against it must outweigh the weaker of the two.
pub(super) fn follow(found: &mut Vec<Found>, threshold: f64, bits: impl Fn(Candidate) -> f64) {
    let mut new: BTreeMap<Candidate, Found> = BTreeMap::new();
    for (via, around) in neighbours(found).iter().filter(|(_, around)| around.len() <= MOST_RECORDS) {
        for (pair, weaker) in third_sides(around).filter(|(pair, _)| found.binary_search_by_key(pair, |found| found.pair).is_err()) {
            let side = Found { pair, bits: weaker, via: Some(*via) };
            let best = new.entry(pair).or_insert(side);
            *best = if best.bits < weaker { side } else { *best };
        }
    }
    let following = new.into_values().map(|side| Found { bits: bits(side.pair) + side.bits, ..side });
    found.extend(following.filter(|found| found.bits >= threshold));
    found.sort_by_key(|found| found.pair);
}

/// Who was found with each record, and how sure that is.
fn neighbours(found: &[Found]) -> BTreeMap<u32, Vec<(u32, f64)>> {
    let mut near: BTreeMap<u32, Vec<(u32, f64)>> = BTreeMap::new();
    for Found { pair, bits, .. } in found {
        near.entry(pair.first).or_default().push((pair.second, *bits));
        near.entry(pair.second).or_default().push((pair.first, *bits));
    }
    near
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

    fn found(first: u32, second: u32, bits: f64) -> Found {
        Found { pair: Candidate { first, second }, bits, via: None }
    }

    #[test]
    fn a_third_pair_follows_from_two_unless_more_speaks_against_it() {
        for (own, follows) in [(-4.0, true), (-9.0, true), (-9.5, false), (-30.0, false)] {
            let mut pairs = vec![found(1, 2, 12.0), found(1, 3, 9.0)];
            follow(&mut pairs, 0.0, |_| own);
            let third = Found { via: Some(1), ..found(2, 3, own + 9.0) };
            assert_eq!(pairs.get(2).copied(), follows.then_some(third), "{own}");
        }
    }

    #[test]
    fn nothing_follows_from_a_placeholder_or_from_pairs_apart() {
        let mut apart = vec![found(1, 2, 12.0), found(3, 4, 9.0)];
        follow(&mut apart, 0.0, |_| 0.0);
        assert_eq!(apart.len(), 2);
        let mut many: Vec<Found> = (1..100).map(|other| found(0, other, 12.0)).collect();
        follow(&mut many, 0.0, |_| 0.0);
        assert_eq!(many.len(), 99);
    }
}
