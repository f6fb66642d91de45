//! The store that is searched: how it is filled, how large it is, looking up, the first search after opening, and adding one customer.

use std::io::Cursor;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use clientela::domain::field::Field;
use clientela::store::sql::Driver;
use clientela::store::sqlite::Sqlite;
use clientela::{Desk, Engine, Mapping, Options, SystemClock};
use cpu_time::ThreadTime;
use rusqlite::Connection;

use crate::queries::Queries;
use crate::support::{COLUMNS, Spread, customer, erp, ratio, time};
use crate::{of, search};

const ROUNDS: usize = 2_000;

pub fn open(path: &Path) -> Engine {
    Engine::open(path, Options::new(Arc::new(SystemClock::default()))).expect("the store opens")
}

/// By an import of a CSV.
pub fn fill(path: &Path, customers: usize) {
    let engine = open(path);
    let mut text = COLUMNS.join(",") + "\n";
    (0..customers).for_each(|i| text.push_str(&(customer(i).join(",") + "\n")));
    let columns: serde_json::Map<String, serde_json::Value> = COLUMNS.iter().map(|name| ((*name).to_owned(), (*name).into())).collect();
    let plan = serde_json::json!({ "feed": "customer", "columns": columns, "constants": { "kind": "private" } });
    let plan = Mapping::from_json(&plan.to_string()).expect("a plan");
    let (took, report) = time(|| erp(&engine).import(&plan, &mut Cursor::new(text), &mut |_| true).expect("imported"));
    assert_eq!((report.refused, report.taken), (0, customers as u64), "{:?}", report.failures.first());
    println!("{customers} customers imported in {took:.1?}");
}

/// The pages of the index beside those of the customers.
pub fn sizes(path: &Path) {
    let connection = Connection::open(path).expect("a file");
    let pages = |tables: &str| -> f64 {
        let sql = format!("SELECT sum(pgsize) / 1e6 FROM dbstat WHERE name IN ({tables})");
        connection.query_row(&sql, [], |row| row.get(0)).expect("a size")
    };
    let rows = pages("'subject', 'address', 'part'");
    let indexed = rows + pages("'subject_name', 'subject_visit', 'subject_number', 'subject_source', 'subject_external', 'part_card'");
    let index = pages("'search_data', 'search_idx', 'search_entry', 'search_word', 'sqlite_autoindex_search_entry_1'");
    println!(
        "index {index:.0} MB, rows of the customers {rows:.0} MB, with their own indexes {indexed:.0} MB: {:.2} and {:.2}",
        index / rows,
        index / indexed
    );
}

/// A card and a number, by the statement of the store and by a search.
pub fn look_ups(path: &Path, desk: &Desk, customers: usize) {
    let driver = Sqlite::open(path, Duration::from_secs(1)).expect("the file opens");
    let mut session = driver.read().expect("a snapshot");
    let cards: Vec<String> = (0..ROUNDS).map(|i| customer(i * 7919 % customers)[2].clone()).collect();
    let mut found = 0;
    let look = |card: &String| {
        let start = ThreadTime::now();
        let sql = "SELECT subject, slot FROM part WHERE field = 'card_number' AND value = $1 ORDER BY subject, slot";
        session
            .query(sql, &[card.into()], &mut |_| {
                found += 1;
                Ok(())
            })
            .expect("a look");
        start.elapsed()
    };
    Spread::of(cards.iter().map(look).collect()).print("card look-up");
    assert_eq!(found, ROUNDS);
    Spread::of(cards.iter().map(|card| search(desk, &of(card)).0).collect()).print("search of a scanned card, with its row");
}

/// The first search after opening, whatever the system still has of the file.
pub fn cold(path: &Path, queries: &Queries) {
    let first = |typed: &String| {
        let engine = open(path);
        let desk = crate::support::desk(&engine);
        search(&desk, &of(typed)).0
    };
    Spread::of(queries.few.iter().step_by(10).map(first).collect()).print("the first search after opening");
}

/// A customer more, durable: with its index and the journal, beside the same rows without the index in a copy of the tables.
pub fn adding(folder: &tempfile::TempDir, desk: &Desk, customers: usize) {
    let fields =
        [(3, Field::GivenName), (4, Field::FamilyName), (6, Field::Street), (7, Field::PostalCode), (8, Field::City), (10, Field::Email)];
    let add = |i: usize| {
        let values = customer(customers + i);
        let mut draft = desk.new_customer("private").expect("a draft");
        for (column, field) in fields {
            draft.set(field, &values[column]);
        }
        let start = ThreadTime::now();
        let id = desk.save(&mut draft).expect("saved").id;
        (start.elapsed(), id.to_string())
    };
    let (with, ids): (Vec<Duration>, Vec<String>) = (0..ROUNDS / 4).map(add).unzip();
    let with = Spread::of(with);
    with.print("a customer more, with index and journal");
    let without = Spread::of(bare(folder, &ids));
    without.print("the same rows again, without the index");
    println!("  times: {:.2}", ratio(with.at(50), without.at(50)));
}

/// The same rows in tables of the same form, each customer in a transaction of its own.
fn bare(folder: &tempfile::TempDir, ids: &[String]) -> Vec<Duration> {
    let source = Connection::open(folder.path().join("shop.db")).expect("a file");
    let path = folder.path().join("bare.db");
    let bare = Connection::open(&path).expect("a file");
    let tables = ["subject", "address", "part", "journal", "journal_value"];
    bare.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA secure_delete = ON").expect("a file");
    for table in tables {
        let like = "SELECT sql FROM sqlite_schema WHERE tbl_name = ?1 AND sql NOT NULL ORDER BY type DESC";
        let mut statement = source.prepare(like).expect("a statement");
        let schema: Vec<String> = statement.query_map([table], |row| row.get(0)).expect("rows").collect::<Result<_, _>>().expect("texts");
        schema.iter().for_each(|sql| bare.execute_batch(sql).expect("a table"));
    }
    bare.execute("ATTACH ?1 AS shop", [folder.path().join("shop.db").to_string_lossy()]).expect("attached");
    let keys = ["id", "subject", "subject", "subject", ""];
    let copy = |id: &String| {
        let rows: Vec<(usize, Vec<Vec<rusqlite::types::Value>>)> =
            (0..tables.len()).map(|at| (at, rows_of(&bare, tables[at], keys[at], id))).collect();
        let start = ThreadTime::now();
        bare.execute_batch("BEGIN IMMEDIATE").expect("begun");
        for (at, rows) in rows {
            for row in rows {
                let places = vec!["?"; row.len()].join(", ");
                let sql = format!("INSERT INTO main.{} VALUES ({places})", tables[at]);
                bare.prepare_cached(&sql).and_then(|mut insert| insert.execute(rusqlite::params_from_iter(row))).expect("a row");
            }
        }
        bare.execute_batch("COMMIT").expect("durable");
        start.elapsed()
    };
    ids.iter().map(copy).collect()
}

fn rows_of(connection: &Connection, table: &str, key: &str, id: &str) -> Vec<Vec<rusqlite::types::Value>> {
    let whose = "unhex(replace(?1, '-', ''))";
    let sql = if key.is_empty() {
        format!("SELECT v.* FROM shop.journal AS j JOIN shop.journal_value AS v USING (origin, sequence) WHERE j.subject = {whose}")
    } else {
        format!("SELECT * FROM shop.{table} WHERE {key} = {whose}")
    };
    let mut statement = connection.prepare_cached(&sql).expect("a statement");
    let width = statement.column_count();
    let rows = statement.query_map([id], |row| (0..width).map(|column| row.get(column)).collect()).expect("rows");
    rows.collect::<Result<_, _>>().expect("rows")
}
