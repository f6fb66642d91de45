//! Erasing persons with 30 documents among 10,000, 100,000 and 1,000,000 customers with a document each, every fifth with a comment; the
//! purge behind it, the search for what may be left, and the forecast for all. `cargo bench --features mimalloc --bench erasure`; with other
//! sizes: `-- 10000 50000`.

mod support;

use std::fmt::Write as _;
use std::ops::Range;
use std::time::Duration;

use clientela::domain::id::SubjectId;
use clientela::domain::retention::Retention;
use clientela::{Engine, Format, Purged};
use support::{Spread, erp, line, open, ratio, time};

/// So many are erased, of whom each has so many documents.
const ERASED: usize = 200;
const DOCUMENTS: usize = 30;

/// Of so many customers one has a comment: an erasure looks through what is noted of others.
const NOTED: usize = 5;

/// How many customers one feed brings.
const AT_ONCE: usize = 50_000;

/// What a purge is counted by.
const QUARTER_GIB: u64 = 256 << 20;

fn main() {
    let sizes: Vec<usize> = std::env::args().skip(1).filter_map(|argument| argument.parse().ok()).collect();
    for size in if sizes.is_empty() { vec![10_000, 100_000, 1_000_000] } else { sizes } {
        measure(size);
    }
}

fn measure(customers: usize) {
    let folder = tempfile::tempdir().expect("a folder");
    let engine = open(&folder);
    for first in (0..customers).step_by(AT_ONCE) {
        feed(&engine, &lines(first..(first + AT_ONCE).min(customers)));
    }
    let bytes = || std::fs::metadata(folder.path().join("shop.db")).expect("a file").len();
    println!("{customers} customers, {} MB", bytes() >> 20);
    let places: Vec<usize> = (0..ERASED).map(|i| i * (customers / ERASED)).collect();
    let mut text = String::new();
    places.iter().for_each(|i| (1..DOCUMENTS).for_each(|number| receipt(*i, number, &mut text)));
    feed(&engine, &text);
    let who: Vec<SubjectId> = places.iter().map(|i| subject(&engine, *i)).collect();
    let neutral = Retention::pack("neutral").expect("a pack");
    let (took, forecast) = time(|| erp(&engine).forecast(&neutral).expect("a forecast"));
    assert_eq!(forecast.total(), customers as u64, "everybody is in it");
    println!("  the forecast for all: {took:.2?}");
    let mut sought = erp(&engine).sought(who[0]).expect("who is there");
    let took = who.iter().map(|id| time(|| erp(&engine).anonymize(*id).expect("erased")).0);
    Spread::of(took.collect()).print("  a person with 30 documents, durably");
    let (took, purged) = time(|| erp(&engine).purge().expect("purged"));
    assert_eq!(purged, Purged::Done);
    println!("  one purge for all {ERASED}: {took:.2?}, {:.2?} for 256 MiB", took.mul_f64(share(QUARTER_GIB, bytes())));
    let (took, report) = time(|| erp(&engine).scan(&mut sought).expect("scanned"));
    assert!(report.residues.is_empty(), "{report:?}");
    println!("  the search for what is left of one: {took:.2?}, {:.0} MiB a second", share(bytes(), 1 << 20) / took.as_secs_f64());
}

fn share(part: u64, whole: u64) -> f64 {
    ratio(Duration::from_nanos(part), Duration::from_nanos(whole))
}

fn subject(engine: &Engine, i: usize) -> SubjectId {
    erp(engine).subject_by_source(&format!("c{i}")).expect("readable").expect("fed")
}

fn feed(engine: &Engine, text: &str) {
    let report = erp(engine).feed(&Format::JsonLines, &mut text.as_bytes()).expect("fed");
    assert_eq!(report.refused, 0, "{:?}", report.failures.first());
}

/// Customers with a receipt each, some with a comment.
fn lines(customers: Range<usize>) -> String {
    let mut text = String::new();
    for i in customers {
        line(i, &mut text);
        if i % NOTED == 0 {
            text.truncate(text.trim_end().len() - 1);
            writeln!(text, r#","comment_text":"wants parcels at number {} next door, asked on the phone"}}"#, i % 90).expect("text");
        }
        receipt(i, 0, &mut text);
    }
    text
}

fn receipt(customer: usize, number: usize, text: &mut String) {
    writeln!(
        text,
        r#"{{"feed":"document","kind":"receipt","number":"R{customer}-{number}","state":"issued","customer":"c{customer}","created":"2014-06-01","currency":"EUR","total":1999,"addressee_name":"Ann Lee {customer}","addressee_street":"Long Lane {customer}","lines":[{{"line":1,"item":"A","name":"Article","quantity":"1","final_price":1999}}]}}"#
    )
    .expect("text");
}
