//! Search while typing, over 1,000,000 generated customers in eight languages: every keystroke of 10,000 names drawn by frequency, two short
//! words, misses, typos and each filter, in time of the processor; beside `LIKE '%…%'` and plain FTS5 with bm25 over the same customers.
//! `cargo bench --features mimalloc --bench search`; with fewer customers: `-- 100000`.

mod queries;
mod rival;
mod stores;
#[path = "../support/mod.rs"]
mod support;

use std::path::Path;
use std::time::Duration;

use clientela::domain::search::SearchFilter;
use clientela::domain::time::Date;
use clientela::{Desk, Search};
use cpu_time::ThreadTime;
use queries::Queries;
use support::{Spread, desk, ratio};

/// How many hits somebody sees while typing.
const PAGE: usize = 10;

/// The slow ways are asked so many queries only.
const FEW: usize = 60;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    if let [word, path, customers] = arguments.as_slice()
        && word == "memory"
    {
        return memory(Path::new(path), customers.parse().expect("a number"));
    }
    let customers = arguments.first().map_or(1_000_000, |count| count.parse().expect("how many customers"));
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("shop.db");
    stores::fill(&path, customers);
    stores::sizes(&path);
    let queries = Queries::new(customers);
    let engine = stores::open(&path);
    let desk = desk(&engine);
    let ours = typing(&desk, &queries);
    others(&desk, &queries);
    filters(&desk, &queries);
    stores::look_ups(&path, &desk, customers);
    stores::cold(&path, &queries);
    stores::adding(&path, &desk, customers);
    let itself = std::env::current_exe().expect("this program");
    let searched = std::process::Command::new(itself).arg("memory").arg(&path).arg(customers.to_string()).output().expect("it ran");
    print!("{}", String::from_utf8_lossy(&searched.stdout));
    rival::beside(&folder, customers, &queries.keystrokes, &ours);
}

/// The processor's time of a search, and whether it came to the last stage: where the page was not full before.
fn search(desk: &Desk, search: &Search) -> (Duration, bool) {
    let start = ThreadTime::now();
    let found = std::hint::black_box(desk.find(search).expect("a search"));
    (start.elapsed(), found.hits.len() < search.limit || found.hits.iter().any(|hit| hit.stage >= clientela::domain::search::Stage::Typo))
}

fn of(text: &str) -> Search {
    Search { text: text.to_owned(), limit: PAGE, ..Search::default() }
}

fn all(desk: &Desk, queries: &[String], filter: &SearchFilter) -> Vec<(Duration, bool)> {
    queries.iter().map(|text| search(desk, &Search { filter: filter.clone(), ..of(text) })).collect()
}

/// Those whose page was full before the last stage apart from those that came to it.
fn print_both(name: &str, took: &[(Duration, bool)]) {
    for (last, how) in [(false, "page full before the last stage"), (true, "looked for typos too")] {
        let these: Vec<Duration> = took.iter().filter(|(_, typo)| *typo == last).map(|(took, _)| *took).collect();
        if !these.is_empty() {
            Spread::of(these).print(&format!("{name} {how}"));
        }
    }
}

/// Every keystroke; gives the spread of all.
fn typing(desk: &Desk, queries: &Queries) -> Spread {
    let any = SearchFilter::default();
    all(desk, &queries.keystrokes[..queries.keystrokes.len().min(2_000)], &any);
    let took = all(desk, &queries.keystrokes, &any);
    println!("{} keystrokes of {} names, a page of {PAGE} full rows:", took.len(), queries.names);
    print_both(" ", &took);
    for letters in 1..=8 {
        let of_length = took.iter().zip(&queries.keystrokes).filter(|(_, typed)| typed.chars().count() == letters);
        Spread::of(of_length.map(|((took, _), _)| *took).collect()).print(&format!("  {letters} letters"));
    }
    let whole = Spread::of(took.into_iter().map(|(took, _)| took).collect());
    whole.print("  all");
    whole
}

fn others(desk: &Desk, queries: &Queries) {
    let any = SearchFilter::default();
    for (name, queries) in [("two short words", &queries.two_words), ("misses", &queries.misses), ("one typo", &queries.typos)] {
        let took = all(desk, queries, &any);
        print_both(name, &took);
    }
}

fn filters(desk: &Desk, queries: &Queries) {
    let date = |text: &str| Date::parse(text).expect("a date");
    let text = |text: &str| Some(text.to_owned());
    let any = SearchFilter::default();
    let filters = [
        ("status", SearchFilter { statuses: vec!["active".to_owned()], ..any.clone() }),
        ("rare status", SearchFilter { statuses: vec!["inactive".to_owned()], ..any.clone() }),
        ("branch", SearchFilter { branch: text("branch-3"), ..any.clone() }),
        ("kind", SearchFilter { kind: text("private"), ..any.clone() }),
        ("group of nobody", SearchFilter { group: text("vip"), ..any.clone() }),
        ("last visit", SearchFilter { visited_from: Some(date("2023-01-01")), visited_to: Some(date("2023-06-30")), ..any.clone() }),
        ("birthday in a week", SearchFilter { birthday: Some((date("2026-12-28"), date("2027-01-03"))), ..any }),
    ];
    for (name, filter) in filters {
        let took = all(desk, &queries.few, &filter);
        print_both(name, &took);
        Spread::of(vec![search(desk, &Search { filter, ..of("") }).0]).print(&format!("{name} alone"));
    }
}

/// In a process of its own: what it needs at most while it searches.
fn memory(path: &Path, customers: usize) {
    let engine = stores::open(path);
    let queries = Queries::new(customers);
    all(&desk(&engine), &queries.keystrokes[..20_000.min(queries.keystrokes.len())], &SearchFilter::default());
    all(&desk(&engine), &queries.typos, &SearchFilter::default());
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or("unknown").trim().to_owned();
    println!("peak memory of a process that searches: {peak}");
}

/// How many times one takes what the other takes, at the median and at the 99th percentile.
fn times(other: &Spread, ours: &Spread) -> String {
    format!("p50 {:.0}, p99 {:.0}", ratio(other.at(50), ours.at(50)), ratio(other.at(99), ours.at(99)))
}
