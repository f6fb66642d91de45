//! The history of one customer among 1,000,000 with 10,000,000 lines: text, every filter, a page and all counts in one call of a desk, of
//! 1,000 and of 100,000 lines, kept (warm) and read anew (cold: nothing kept by the library, the file still in the system's cache); beside
//! `LIKE` over the same rows. `cargo bench --bench history`; with another number of lines: `-- 1000000`.

mod rival;
mod shop;
#[path = "../support/mod.rs"]
mod support;

use std::time::Duration;

use clientela::domain::history::{Criteria, History, LineStatus, Sort, filter};
use clientela::domain::time::Timestamp;
use clientela::{Desk, DocumentDraft};
use shop::{GOOD, GREAT, Size};
use support::{Spread, desk, ratio, time};

const ROUNDS: usize = 400;

fn main() {
    let lines = std::env::args().skip(1).find_map(|argument| argument.parse().ok()).unwrap_or(10_000_000);
    let size = Size { customers: (lines / 10).max(1_000), lines };
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("shop.db");
    let (took, written) = time(|| shop::fill(&path, size));
    let bytes = std::fs::metadata(&path).expect("a file").len();
    println!("{written} lines of {} customers written in {took:.1?}, {:.1} GB", size.customers, ratio_of(bytes, 1_000_000_000));
    let (engine, other) = (shop::open(&path), shop::open(&path));
    let (till, busy) = (desk(&engine), desk(&other));
    let sql = rival::Rival::open(&path);

    let good = GREAT..GREAT + GOOD;
    for pass in ["first", "second"] {
        Spread::of(good.clone().map(|customer| ask(&till, customer)).collect()).print(&format!("1,000 lines cold, {pass} pass"));
    }
    let warm = Spread::of((0..ROUNDS).map(|_| ask(&till, GREAT)).collect());
    warm.print("1,000 lines warm");
    let written_between = |round: usize| {
        write(&busy, size, round);
        ask(&till, GREAT)
    };
    Spread::of((0..ROUNDS / 4).map(written_between).collect()).print("1,000 lines warm, another customer's document between");
    let history = till.history(shop::customer(GREAT)).expect("a history");
    Spread::of((0..ROUNDS).map(|_| filtered(&history)).collect()).print("  the filter alone");
    let like = Spread::of(good.map(|customer| sql.ask(shop::customer(customer), "rock")).collect());
    like.print("1,000 lines by LIKE");
    println!("  times: {:.0}", ratio(like.at(50), warm.at(50)));

    let before = memory();
    let (cold, kept): (Vec<_>, Vec<_>) =
        (0..GREAT).map(|customer| time(|| till.history(shop::customer(customer)).expect("a history"))).unzip();
    let after = memory();
    let lines: usize = kept.iter().map(|history| history.lines().len()).sum();
    Spread::of(cold).print("100,000 lines cold");
    println!("  {} lines, {} bytes a line (resident)", lines / GREAT, (after.saturating_sub(before)) / lines as u64);
    let warm = Spread::of((0..ROUNDS / 4).map(|_| ask(&till, GREAT - 1)).collect());
    warm.print("100,000 lines warm");
    let like = Spread::of((0..5).map(|_| sql.ask(shop::customer(0), "rock")).collect());
    like.print("100,000 lines by LIKE");
    println!("  times: {:.0}", ratio(like.at(50), warm.at(50)));
    pages(&kept[0]);
}

/// Text, every filter, a page and all counts.
fn criteria() -> Criteria {
    let criteria = Criteria { text: "rock ca".into(), price_from: Some(100), price_to: Some(1_999), total_from: Some(200), ..page() };
    let criteria = Criteria { created_from: Some(Timestamp::from_millis(0)), sort: Sort::Dearest, ..criteria };
    criteria.status(LineStatus::Sold).value("genre", "Rock").value("genre", "Jazz").value("genre", "Blues")
}

fn page() -> Criteria {
    Criteria { limit: Some(20), ..Criteria::default() }
}

/// How long a till waits for it.
fn ask(desk: &Desk, customer: usize) -> Duration {
    let (took, found) = time(|| {
        let history = desk.history(shop::customer(customer)).expect("a history");
        let found = filter(&history, &criteria());
        (found.total, found.facets.len())
    });
    assert!(found.0 > 0 && found.1 > 0, "something is found");
    took
}

fn filtered(history: &History) -> Duration {
    time(|| std::hint::black_box(filter(history, &criteria())).total).0
}

/// A document of somebody else.
fn write(desk: &Desk, size: Size, round: usize) {
    let kind = clientela::domain::document::DocumentKind::Receipt;
    let euro = clientela::domain::money::Currency::parse("EUR").expect("a currency");
    let customer = Some(shop::customer(size.customers - 1));
    desk.start_document(&DocumentDraft { customer, ..DocumentDraft::new(kind, &format!("N{round}"), euro) }).expect("a document");
}

/// A page of each order behind the middle of it, and of no filter.
fn pages(history: &History) {
    for sort in [Sort::Newest, Sort::Cheapest, Sort::ItemName] {
        let half = Criteria { sort, limit: Some(history.lines().len() / 2), ..Criteria::default() };
        let after = filter(history, &half).next;
        let next = Criteria { sort, after, ..page() };
        Spread::of((0..50).map(|_| time(|| filter(history, &next).hits.len()).0).collect())
            .print(&format!("the page behind line 50,000, {sort:?}"));
    }
}

/// What the process has in memory, in bytes.
fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let resident = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or("0");
    resident.trim().trim_end_matches("kB").trim().parse::<u64>().unwrap_or(0) * 1024
}

fn ratio_of(part: u64, whole: u64) -> f64 {
    ratio(Duration::from_nanos(part), Duration::from_nanos(whole))
}
