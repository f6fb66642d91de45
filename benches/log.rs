//! What a page of the change log over everything costs in a journal of a million entries, and what its two indexes cost a durable
//! write. `cargo bench --bench log`.

mod support;

use std::path::Path;
use std::time::Duration;

use clientela::domain::field::{Field, RecordKind};
use clientela::domain::id::Code;
use clientela::domain::time::Date;
use clientela::{JournalQuery, LogFormat};
use rusqlite::{Connection, params};
use support::{Numbers, Spread, desk, open, ratio, time};

const ENTRIES: usize = 1_000_000;
const ROUNDS: usize = 200;

/// 1 January 2024 in UTC; an entry every minute makes nearly two years.
const START: i64 = 1_704_067_200_000;
const MINUTE: i64 = 60_000;

/// Most entries are about subjects and documents; one in a thousand is about a setting.
const RECORDS: [&str; 8] = ["subject", "subject", "subject", "document", "document", "document", "consent_event", "item"];

const INSERT: &str = "INSERT INTO journal (origin, sequence, at, placed, date, door, operator, station, branch, kind, record, key, previous, \
     digest) VALUES (?1, ?2, ?3, ?3, ?4, 'desk', ?5, ?1, 'berlin', 'changed', ?6, ?7, zeroblob(32), zeroblob(32))";

fn main() {
    let folder = tempfile::tempdir().expect("a folder");
    let engine = open(&folder);
    let path = folder.path().join("shop.db");
    fill(&path);
    let desk = desk(&engine);
    let day = |text: &str| Some(Date::parse(text).expect("a date"));
    let any = JournalQuery { limit: 50, ..JournalQuery::default() };
    let some = JournalQuery { operator: Some(Code::parse("op-7").expect("a code")), ..any.clone() };
    let month = |query: JournalQuery| JournalQuery { from: day("2025-03-01"), to: day("2025-03-31"), ..query };
    let cases = [
        ("by period and operator", month(some.clone())),
        ("by period", month(any.clone())),
        ("by operator", some),
        ("by kind of record: settings", JournalQuery { records: vec![RecordKind::Setting], ..any.clone() }),
        ("by period and a field", JournalQuery { field: Some(Field::City), ..month(any.clone()) }),
        ("of everything", any),
    ];
    for (name, query) in cases {
        let page = || desk.journal(&query).expect("a page").entries.len();
        assert_eq!(page(), 50, "{name}");
        let took = (0..ROUNDS).map(|_| time(page).0).collect();
        Spread::of(took).print(name);
    }
    let (took, written) = time(|| desk.export_journal(&JournalQuery::default(), LogFormat::Csv, &mut std::io::sink()).expect("exported"));
    println!("export as CSV: {written} entries in {took:.1?}");
    inserts(&folder, &path);
}

fn entry(numbers: &mut Numbers, number: usize) -> (String, i64, String, String, &'static str) {
    let at = START + i64::try_from(number).expect("few") * MINUTE;
    let date = Date::of(clientela::domain::time::Timestamp::from_millis(at), 120).to_string();
    let record = if numbers.below(1000) == 0 { "setting" } else { RECORDS[numbers.below(RECORDS.len())] };
    (format!("till-{}", numbers.below(10)), at, date, format!("op-{}", numbers.below(50)), record)
}

fn fill(path: &Path) {
    let mut store = Connection::open(path).expect("the file opens");
    let transaction = store.transaction().expect("a transaction");
    let mut numbers = Numbers(7);
    for number in 0..ENTRIES {
        let (origin, at, date, operator, record) = entry(&mut numbers, number);
        let sequence = i64::try_from(number).expect("few") + 1;
        let values = params![origin, sequence, at, date, operator, record, format!("key-{number}")];
        transaction.prepare_cached(INSERT).expect("a statement").execute(values).expect("an entry");
        let sql = "INSERT INTO journal_value (origin, sequence, fields, digests, salts, old, new) \
                   VALUES (?1, ?2, ?3, zeroblob(32), zeroblob(16), '[\"Bree\"]', '[\"Kiel\"]')";
        let field = if number % 40 == 0 { "city:0" } else { "street:0" };
        transaction.prepare_cached(sql).expect("a statement").execute(params![origin, sequence, field]).expect("a value");
    }
    transaction.commit().expect("filled");
}

/// One durable entry at a time, in turn into the store and into a copy without the two indexes.
fn inserts(folder: &tempfile::TempDir, path: &Path) {
    let copy = folder.path().join("copy.db");
    Connection::open(path).expect("the file opens").execute("VACUUM INTO ?1", [copy.to_string_lossy()]).expect("copied");
    let stores = [path, &copy].map(|path| Connection::open(path).expect("the file opens"));
    stores[1].execute_batch("DROP INDEX journal_kind; DROP INDEX journal_operator").expect("dropped");
    let (mut numbers, mut took): (_, [Vec<Duration>; 2]) = (Numbers(9), Default::default());
    for store in &stores {
        store.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL").expect("durable");
    }
    for number in ENTRIES..ENTRIES + 5 * ROUNDS {
        let (origin, at, date, operator, record) = entry(&mut numbers, number);
        for (store, took) in stores.iter().zip(&mut took) {
            let values = params![origin, i64::try_from(number).expect("few") + 1, at, date, operator, record, format!("key-{number}")];
            took.push(time(|| store.prepare_cached(INSERT).expect("a statement").execute(values).expect("an entry")).0);
        }
    }
    let [with, without] = took.map(Spread::of);
    with.print("a durable entry with the two indexes");
    without.print("without");
    println!("with / without: p50 {:.2}", ratio(with.at(50), without.at(50)));
}
