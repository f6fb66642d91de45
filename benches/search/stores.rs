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

/// A customer more, durable, by a save at a desk; and the rows of customers again under other ids, with their index and without.
pub fn adding(path: &Path, desk: &Desk, customers: usize) {
    let fields =
        [(3, Field::GivenName), (4, Field::FamilyName), (6, Field::Street), (7, Field::PostalCode), (8, Field::City), (10, Field::Email)];
    let add = |i: usize| {
        let values = customer(customers + i);
        let mut draft = desk.new_customer("private").expect("a draft");
        for (column, field) in fields {
            draft.set(field, &values[column]);
        }
        let start = ThreadTime::now();
        desk.save(&mut draft).expect("saved");
        start.elapsed()
    };
    Spread::of((0..ROUNDS / 4).map(add).collect()).print("a customer more, by a save");
    let shop = Connection::open(path).expect("a file");
    shop.execute_batch("PRAGMA synchronous = FULL; PRAGMA secure_delete = ON").expect("a file");
    let rows = [copy_of("subject", "id"), copy_of("address", "subject"), copy_of("part", "subject"), copy_of("journal", "subject")];
    let mut took = [Vec::new(), Vec::new()];
    for at in 0..ROUNDS / 2 {
        took[at % 2].push(again(&shop, &rows, at % 2 == 1));
    }
    let [without, with] = took.map(Spread::of);
    without.print("the rows of a customer");
    with.print("the same with their index");
    println!("  times: {:.2}", ratio(with.at(50), without.at(50)));
}

/// A statement that inserts the rows of a customer (`?1`) again under another id (`?2`) and in another chain.
fn copy_of(table: &'static str, key: &'static str) -> impl Fn(&Connection) -> String {
    move |shop| {
        let mut columns = shop.prepare("SELECT name FROM pragma_table_info(?1)").expect("a statement");
        let columns =
            columns.query_map([table], |row| row.get::<_, String>(0)).expect("rows").map(|name| match name.expect("a name").as_str() {
                name if name == key => "?2".to_owned(),
                "number" | "source_id" | "idempotency" => "NULL".to_owned(),
                "origin" => "hex(?2)".to_owned(),
                name => name.to_owned(),
            });
        format!("INSERT INTO {table} SELECT {} FROM {table} WHERE {key} = ?1", columns.collect::<Vec<_>>().join(", "))
    }
}

/// The rows of a customer and of its entries in the journal once more, with its row of the index or without, in a transaction of their own.
fn again(shop: &Connection, rows: &[impl Fn(&Connection) -> String], indexed: bool) -> Duration {
    let sql = "SELECT subject, text, randomblob(16), (SELECT max(rank) + 1 FROM search_entry) FROM search_entry \
               WHERE rank > abs(random()) % (SELECT max(rank) FROM search_entry) LIMIT 1";
    let read = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?));
    let (subject, text, id, rank): (Vec<u8>, String, Vec<u8>, i64) = shop.query_row(sql, [], read).expect("a row");
    let rows: Vec<String> = rows.iter().map(|sql| sql(shop)).collect();
    let run =
        |sql: &str, values: &[&dyn rusqlite::ToSql]| shop.prepare_cached(sql).and_then(|mut insert| insert.execute(values)).expect("rows");
    let start = ThreadTime::now();
    shop.execute_batch("BEGIN IMMEDIATE").expect("begun");
    for sql in &rows {
        run(sql, &[&subject, &id]);
    }
    if indexed {
        run("INSERT INTO search_entry (rank, subject, text) VALUES (?1, ?2, ?3)", &[&rank, &id, &text]);
        run("INSERT INTO search (rowid, text) VALUES (?1, ?2)", &[&rank, &text]);
        for word in clientela::domain::search::vocabulary(&text) {
            run("INSERT INTO search_word (word, count) VALUES (?1, 1) ON CONFLICT (word) DO UPDATE SET count = count + 1", &[&word]);
        }
    }
    shop.execute_batch("COMMIT").expect("durable");
    start.elapsed()
}
