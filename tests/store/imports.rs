//! An import that is killed again and again: it goes on where it stopped, nothing is lost and nothing is there twice.

use std::fmt::Write as _;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;

use clientela::{FeedReport, Mapping, Result};

use crate::kills::{acknowledge, role, start};
use crate::shop;

/// How many customers the file has: a bit more than five batches.
const CUSTOMERS: u64 = 52_000;

const PLAN: &str = r#"{"feed":"customer","columns":{"id":["source_id","number"],"name":"family_name","born":"birth_date","mail":"email"},
    "constants":{"kind":"private"},"dates":{"born":"dmy"},"separator":";","code_page":"windows-1252","duplicates":"create"}"#;

fn write_file(path: &Path) {
    let mut text = String::from("id;name;born;mail\r\n");
    (0..CUSTOMERS)
        .for_each(|i| writeln!(text, "{i};M\u{fc}ller{};17.05.19{:02};m{i}@example.de\r", i % 40_000, 10 + i % 80).expect("text"));
    let latin: Vec<u8> = text.chars().map(|sign| u8::try_from(u32::from(sign)).expect("a letter of the code page")).collect();
    std::fs::write(path, latin).expect("a file");
}

fn import(store: &Path, each: &mut dyn FnMut(u64) -> bool) -> Result<FeedReport> {
    let engine = shop::open(store);
    let mut file = BufReader::new(File::open(store.with_extension("csv")).expect("a file"));
    shop::erp(&engine).import(&Mapping::from_json(PLAN).expect("a plan"), &mut file, each)
}

#[test]
fn an_import_that_is_killed_goes_on_where_it_stopped() {
    if let Some((_, _, path)) = role() {
        import(&path, &mut |read| {
            acknowledge(&read.to_string());
            true
        })
        .expect("imported");
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("shop.db");
    write_file(&path.with_extension("csv"));
    let mut kept = 0;
    for _ in 0..3 {
        kept = kill_after_a_batch(&path, kept);
    }
    assert!(kept < CUSTOMERS, "the import is not over");
    let report = import(&path, &mut |_| true).unwrap();
    assert_eq!(report.resumed_at.map(|line| line > 3_000), Some(true), "it went on, it did not begin anew");
    assert_eq!((report.taken, report.refused, report.unchanged), (CUSTOMERS, 0, 0), "each line once: none lost, none twice");
    let engine = shop::open(&path);
    let verified = engine.verify_journal().unwrap();
    assert_eq!((verified.entries, verified.findings.len()), (CUSTOMERS, 0));
    let desk = shop::desk(&engine, "till-1");
    for i in [0, 9_999, 10_000, 20_999, 21_000, 29_999, CUSTOMERS - 1] {
        let hits = desk.search(&format!("m{i}@example.de"), 2).unwrap().hits;
        assert_eq!(hits.len(), 1, "{i} is found as soon as it is there");
    }
    assert_eq!(import(&path, &mut |_| true).unwrap().unchanged, CUSTOMERS);
}

/// Starts the import in another process and kills it in the batch after the next durable one; says how many customers are there.
fn kill_after_a_batch(path: &Path, before: u64) -> u64 {
    let mut child = start("imports::an_import_that_is_killed_goes_on_where_it_stopped", "import -", path);
    let mut told = BufReader::new(child.stderr.take().expect("piped")).lines();
    assert!(told.next().expect("a batch").expect("told").starts_with("done "));
    std::thread::sleep(std::time::Duration::from_millis(150));
    child.kill().expect("killed");
    child.wait().expect("ended");
    let engine = shop::open(path);
    let entries = engine.verify_journal().expect("readable").entries;
    assert!(entries > before && entries.is_multiple_of(1_000), "whole batches: {entries}");
    entries
}

/// A list of three or more after IN is made into a table of its own for every statement that writes a row.
#[test]
fn what_is_written_for_every_customer_makes_no_table_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("shop.db");
    drop(shop::open(&path));
    let connection = rusqlite::Connection::open(&path).unwrap();
    let makes_a_table = |table: &str| {
        let mut explained = connection.prepare(&format!("EXPLAIN INSERT INTO {table} DEFAULT VALUES")).unwrap();
        let steps: Vec<String> = explained.query_map([], |row| row.get(1)).unwrap().collect::<rusqlite::Result<_>>().unwrap();
        assert!(steps.iter().any(|step| step == "MakeRecord"), "{table} is written: {steps:?}");
        steps.iter().any(|step| step == "OpenEphemeral")
    };
    assert!(makes_a_table("status"), "its condition has a list of four: the test sees such tables");
    for table in ["subject", "address", "part", "consent_event", "document", "line", "journal", "journal_value", "search_entry"] {
        assert!(!makes_a_table(table), "{table}");
    }
}
