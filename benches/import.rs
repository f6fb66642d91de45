//! Bringing the customers of an old system over from a CSV, beside the bare insert of the same rows. `cargo bench --bench import`.

mod support;

use std::io::Cursor;
use std::time::Duration;

use clientela::Mapping;
use rusqlite::Connection;
use support::{Numbers, erp, open, person, ratio, time};

const CUSTOMERS: usize = 100_000;

const PLAN: &str = r#"{"feed":"customer","columns":{"id":["source_id","number"],"given":"given_name","family":"family_name","birth":"birth_date","street":"street","zip":"postal_code","city":"city","email":"email","phone":"phone","visit":"last_visit"},"constants":{"kind":"private","country":"DE","language":"de"},"duplicates":"create"}"#;

fn main() {
    let rows: Vec<[String; 10]> = (0..CUSTOMERS).map(row).collect();
    let mut text = String::from("id,given,family,birth,street,zip,city,email,phone,visit\n");
    rows.iter().for_each(|row| text.push_str(&(row.join(",") + "\n")));
    let bare = bare(&rows);
    println!("bare insert: {CUSTOMERS} rows in {bare:.1?}: {:.0} a second", rate(bare));
    let folder = tempfile::tempdir().expect("a folder");
    let engine = open(&folder);
    let plan = Mapping::from_json(PLAN).expect("a plan");
    let mut file = Cursor::new(text);
    let (took, report) = time(|| erp(&engine).rehearse_import(&plan, &mut file, &mut |_| true).expect("rehearsed"));
    println!("dry run: {:.0} a second, {} duplicates", rate(took), report.duplicates);
    let (took, report) = time(|| erp(&engine).import(&plan, &mut file, &mut |_| true).expect("imported"));
    assert_eq!(report.refused, 0, "{:?}", report.failures.first());
    let (rate_of, times) = (rate(took), ratio(took, bare));
    println!(
        "import: {CUSTOMERS} customers in {took:.1?}: {rate_of:.0} a second, {times:.1} of the bare insert, {} duplicates",
        report.duplicates
    );
    let (took, report) = time(|| erp(&engine).import(&plan, &mut file, &mut |_| true).expect("imported"));
    println!("again: {:.0} a second, {} unchanged", rate(took), report.unchanged);
}

#[expect(clippy::cast_precision_loss, reason = "a small number")]
fn rate(took: Duration) -> f64 {
    CUSTOMERS as f64 / took.as_secs_f64()
}

fn row(i: usize) -> [String; 10] {
    let person = person(i);
    let mut numbers = Numbers((i as u64) << 20);
    let mail = format!("{}.{}", person.given, person.family).to_lowercase();
    let mail: String = mail.chars().filter(|sign| sign.is_ascii_alphanumeric() || *sign == '.').collect();
    let (month, day) = (1 + numbers.below(12), 1 + numbers.below(28));
    [
        format!("c{i}"),
        person.given,
        person.family,
        format!("19{}-{month:02}-{day:02}", 40 + numbers.below(60)),
        format!("Gartenstraße {}", 1 + numbers.below(120)),
        format!("{}", 10_000 + numbers.below(89_000)),
        ["Berlin", "Hamburg", "München", "Köln", "Essen"][numbers.below(5)].to_owned(),
        format!("{mail}{}@example.de", i % 1000),
        format!("+49 30 {}", 1_000_000 + numbers.below(8_999_999)),
        format!("20{}-{month:02}-{day:02}", 20 + numbers.below(6)),
    ]
}

/// The same rows into one table, in one transaction that is durable.
fn bare(rows: &[[String; 10]]) -> Duration {
    let folder = tempfile::tempdir().expect("a folder");
    let connection = Connection::open(folder.path().join("bare.db")).expect("a file");
    let sql = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE customer (id TEXT PRIMARY KEY, given TEXT, family TEXT, \
               birth TEXT, street TEXT, zip TEXT, city TEXT, email TEXT, phone TEXT, visit TEXT); BEGIN";
    connection.execute_batch(sql).expect("a table");
    let (took, ()) = time(|| {
        let mut insert = connection.prepare("INSERT INTO customer VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)").expect("a statement");
        rows.iter().for_each(|row| assert_eq!(insert.execute(rusqlite::params_from_iter(row)), Ok(1)));
        connection.execute_batch("COMMIT").expect("durable");
    });
    took
}
