//! A small shop to do things to: customers with everything, and all rows of a store to compare.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use clientela::domain::consent::{Intent, Method};
use clientela::domain::field::Field;
use clientela::domain::id::{Code, SubjectId};
use clientela::domain::rights::Rights;
use clientela::store::sql::{Cell, Driver};
use clientela::store::sqlite::Sqlite;
use clientela::{Capture, Desk, Draft, Engine, Erp, Format, Options, Seat, StandingClock};

/// 1 July 2026, 08:00 UTC.
const NOW: i64 = 1_782_892_800_000;

/// How long a process waits for another one.
pub const WAIT: Duration = Duration::from_secs(60);

const DEFINITION: &str = r#"{"feed":"definition","code":"news","version":"1.0","state":"active","purpose":"marketing","channel":"email","texts":[{"language":"en","title":"Newsletter","body":"Yes to the newsletter."}]}"#;

pub fn options() -> Options {
    Options::new(Arc::new(StandingClock::new(NOW, 120))).wait(WAIT)
}

pub fn open(path: &Path) -> Engine {
    Engine::open(path, options()).expect("the store opens")
}

pub fn code(text: &str) -> Code {
    Code::parse(text).expect("a code")
}

pub fn desk(engine: &Engine, station: &str) -> Desk {
    try_desk(engine, station).expect("a desk")
}

pub fn try_desk(engine: &Engine, station: &str) -> clientela::Result<Desk> {
    engine.desk(Seat { branch: code("berlin"), station: code(station), operator: code("jane"), rights: Rights::all() })
}

pub fn erp(engine: &Engine) -> Erp {
    engine.erp(code("erp"))
}

/// The lines of customer `i`: with address, contacts, a family member, a consent and a receipt.
pub fn lines(i: usize) -> String {
    format!(
        r#"{{"feed":"customer","source_id":"s{i}","number":"n{i}","kind":"private","given_name":"Given{i}","family_name":"Family{i}","street":"Street {i}","postal_code":"10115","city":"Berlin","country":"DE","email":"mail{i}@example.de","email.1":"second{i}@example.de","phone":"+49 30 5550{i:03}"}}
{{"feed":"related","source_id":"s{i}-r","customer":"s{i}","role":"family","given_name":"Child{i}","family_name":"Family{i}"}}
{{"feed":"consent","customer":"s{i}","definition":"news","state":"on"}}
{{"feed":"document","kind":"receipt","number":"R{i}","state":"issued","customer":"s{i}","created":"2026-06-01T10:00:00Z","currency":"EUR","total":100,"addressee_name":"Given{i} Family{i}","lines":[{{"line":1,"item":"A","name":"Article","quantity":"1","regular_price":100,"discount":0,"final_price":100}}]}}
"#
    )
}

pub fn feed(engine: &Engine, text: &str) {
    let report = erp(engine).feed(&Format::JsonLines, &mut text.as_bytes()).expect("a feed");
    assert_eq!(report.failures, []);
}

/// A store with the definition and so many customers.
pub fn seed(engine: &Engine, customers: usize) {
    let mut text = format!("{DEFINITION}\n");
    (0..customers).for_each(|i| text.push_str(&lines(i)));
    feed(engine, &text);
}

pub fn customer(engine: &Engine, i: usize) -> SubjectId {
    erp(engine).subject_by_source(&format!("s{i}")).expect("readable").expect("fed")
}

/// A new customer with address, contact data and a consent, by number.
pub fn draft(desk: &Desk, number: &str) -> Draft {
    let mut draft = desk.new_customer("private").expect("a draft");
    draft.set(Field::Number, number).set(Field::GivenName, "Luis").set(Field::FamilyName, "Goncalves");
    draft.set(Field::Street, "Rua 1").set(Field::PostalCode, "12227").set(Field::City, "Lisboa").set(Field::Country, "PT");
    draft.set(Field::Email, "luis@example.pt").set_at(Field::Email, 1, "l@example.pt").set(Field::Phone, "+351 21 555 0100");
    draft.capture(Capture::new(code("news"), Intent::Give, Method::Paper).reference("form 1"));
    draft
}

/// Every row of every table, and every word of the index.
pub type Rows = BTreeMap<String, Vec<String>>;

pub fn rows(driver: &dyn Driver) -> Rows {
    let mut tables: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for (table, column) in driver.columns().expect("columns") {
        tables.entry(table).or_default().push(column);
    }
    let mut session = driver.read().expect("a snapshot");
    let mut all = Rows::new();
    for (table, columns) in tables {
        let mut found = Vec::new();
        let sql = format!("SELECT \"{}\" FROM \"{table}\"", columns.join("\", \""));
        let read = session.query(&sql, &[], &mut |row| {
            let mut text = String::new();
            for column in 0..columns.len() {
                match row.cell(column)? {
                    Cell::Null => text.push('|'),
                    cell => write!(text, "{cell:?}|").expect("text"),
                }
            }
            found.push(text);
            Ok(())
        });
        read.expect("rows");
        found.sort();
        all.insert(table, found);
    }
    let mut words = Vec::new();
    let each = &mut |word: &str| {
        words.push(word.to_owned());
        Ok(())
    };
    session.index_words(each).expect("words");
    all.insert("words".to_owned(), words);
    all
}

pub fn rows_of_file(path: &Path) -> Rows {
    rows(&Sqlite::open(path, WAIT).expect("the file opens"))
}

/// What a query with so many columns finds, as text.
pub fn ask<const N: usize>(driver: &dyn Driver, sql: &str) -> Vec<[String; N]> {
    let mut found = Vec::new();
    let mut session = driver.read().expect("a snapshot");
    let read = session.query(sql, &[], &mut |row| {
        let mut texts = [const { String::new() }; N];
        for (column, text) in texts.iter_mut().enumerate() {
            *text = match row.cell(column)? {
                Cell::Null => String::new(),
                Cell::Int(number) => number.to_string(),
                Cell::Text(text) => text.to_owned(),
                Cell::Bytes(bytes) => format!("{bytes:02x?}"),
            };
        }
        found.push(texts);
        Ok(())
    });
    read.expect("an answer");
    found
}
