//! Duplicates among 10,000 and 100,000 generated customers, on one core: a list against itself with precision and recall, and in a store.
//! `cargo bench --bench duplicates`; `-- 1000000` for another size.

mod store;
#[path = "../support/mod.rs"]
mod support;
mod town;

use std::collections::BTreeSet;
use std::time::Duration;

use clientela::domain::duplicate::{Model, Pair, Person, Search, THRESHOLD};
use support::time;
use town::{Record, records};

const SIZES: [usize; 2] = [10_000, 100_000];

/// What 100,000 customers may take.
const TARGET: Duration = Duration::from_secs(20);

fn main() {
    let given: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    for size in if given.is_empty() { SIZES.to_vec() } else { given } {
        measure(size);
    }
}

fn measure(size: usize) {
    let records = records(size);
    let truth = truth(&records);
    let (prepared, persons) = time(|| records.iter().map(|record| Person::new(&record.values)).collect::<Vec<_>>());
    let (compared, search) = time(|| Search::within(persons));
    let (learned, model) = time(|| search.learn(&Model::default()));
    let (scored, pairs) = time(|| search.pairs(&model, THRESHOLD));
    let all = prepared + compared + learned + scored;
    let candidates = search.candidates();
    println!(
        "{size:>9} customers {all:>8.2?}: prepared {prepared:.2?} {candidates} compared {compared:.2?} learned {learned:.2?} scored {scored:.2?}"
    );
    agreement(&pairs, &truth);
    if size == 100_000 {
        println!("target {TARGET:?}: {}", if all <= TARGET { "held" } else { "missed" });
    }
    if size <= 100_000 {
        store::measure(&records);
    }
}

/// The pairs of records that were made of one person.
fn truth(records: &[Record]) -> BTreeSet<(usize, usize)> {
    let mut places: Vec<(usize, usize)> = records.iter().map(|record| record.person).zip(0..).collect();
    places.sort_unstable();
    let pairs = |same: &[(usize, usize)]| {
        let same = same.to_vec();
        (0..same.len()).flat_map(move |at| same[at + 1..].iter().map(|other| (same[at].1, other.1)).collect::<Vec<_>>()).collect::<Vec<_>>()
    };
    places.chunk_by(|a, b| a.0 == b.0).flat_map(pairs).collect()
}

fn agreement(pairs: &[Pair], truth: &BTreeSet<(usize, usize)>) {
    let right = pairs.iter().filter(|pair| truth.contains(&(pair.first, pair.second))).count();
    let percent = |of: usize| 100.0 * f64::from(u32::try_from(right).unwrap_or(0)) / f64::from(u32::try_from(of.max(1)).unwrap_or(1));
    let (found, all) = (pairs.len(), truth.len());
    println!("          precision {:.2} % recall {:.2} %: found {found}, right {right}, of {all}", percent(found), percent(all));
}
