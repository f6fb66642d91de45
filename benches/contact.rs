//! Who may be contacted, in a store of 1,000,000 customers who were all asked: one by one, nobody twice, and everybody in one walk.
//! `cargo bench --features mimalloc --bench contact`; with fewer customers: `-- 100000`.

mod support;

use clientela::domain::consent::{Channel, Intent, Method, Purpose};
use clientela::domain::id::{Code, SubjectId};
use clientela::{Capture, Desk, Engine, ListQuery, Question};
use cpu_time::ThreadTime;
use rusqlite::Connection;
use support::{Spread, desk, erp, fill, open, time};

/// So many answer at a desk; all others are copies of them under ids of their own.
const ANSWER: usize = 1_000;
const ASKED: i64 = 8_000;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let customers: usize = arguments.first().map_or(1_000_000, |count| count.parse().expect("how many customers"));
    let folder = tempfile::tempdir().expect("a folder");
    {
        let engine = open(&folder);
        fill(&engine, ANSWER);
        let people = people(&engine);
        people.iter().enumerate().for_each(|(i, id)| answer(&desk(&engine), *id, i));
    }
    multiply(&folder, customers / ANSWER);
    let engine = open(&folder);
    let question = Question::new(Purpose::Marketing, Some(Channel::Email)).about(Code::parse("news").expect("a code"));
    let connection = Connection::open(folder.path().join("shop.db")).expect("a file");
    let mut some = connection.prepare("SELECT id FROM subject ORDER BY random() LIMIT ?1").expect("a statement");
    let some = some.query_map([ASKED], |row| row.get(0)).expect("rows");
    let some: Vec<SubjectId> = some.map(|id| SubjectId::from_bytes(id.expect("an id"))).collect();
    let (first, next) = some.split_at(some.len() / 2);
    let one = |id: &SubjectId| {
        let start = ThreadTime::now();
        std::hint::black_box(erp(&engine).may_contact(*id, &question).expect("an answer"));
        start.elapsed()
    };
    for (asked, when) in [(first, "into an empty cache"), (next, "of others")] {
        Spread::of(asked.iter().map(one).collect()).print(&format!("may_contact, from the store, {when}, processor time"));
    }
    for round in 0..3 {
        let (took, found) = time(|| walk(&engine, &question));
        #[expect(clippy::cast_precision_loss, reason = "a small number")]
        let rate = customers as f64 / took.as_secs_f64();
        println!("everybody, round {round}: {found} of {customers} in {took:.2?}: {rate:.0} subjects a second");
    }
}

fn people(engine: &Engine) -> Vec<SubjectId> {
    let page = desk(engine).customers(&ListQuery { limit: ANSWER, ..ListQuery::default() }).expect("a list");
    page.rows.iter().map(|row| row.id).collect()
}

/// Seven of ten agree, one of these takes it back; the others refuse.
fn answer(desk: &Desk, id: SubjectId, i: usize) {
    let news = || Code::parse("news").expect("a code");
    let intent = if i % 10 < 7 { Intent::Give } else { Intent::Refuse };
    desk.record(id, &Capture::new(news(), intent, Method::Paper).reference("form 4711")).expect("recorded");
    if i % 10 == 6 {
        desk.withdraw(id, &news()).expect("withdrawn");
    }
}

/// Everybody again so many times under other ids: subjects, contact data and answers.
fn multiply(folder: &tempfile::TempDir, times: usize) {
    let connection = Connection::open(folder.path().join("shop.db")).expect("a file");
    connection.execute_batch("PRAGMA synchronous = OFF; BEGIN").expect("begun");
    let columns = |table: &str, keys: &[&str]| {
        let mut columns = connection.prepare("SELECT name FROM pragma_table_info(?1)").expect("a statement");
        let names = columns.query_map([table], |row| row.get::<_, String>(0)).expect("names");
        let of = |name: String| match name.as_str() {
            name if keys.contains(&name) => format!("CAST(substr({name}, 1, 13) || ?1 AS BLOB)"),
            "number" | "source_id" | "external_number" => "NULL".to_owned(),
            name => name.to_owned(),
        };
        let columns: Vec<String> = names.map(|name| of(name.expect("a name"))).collect();
        format!("INSERT INTO main.{table} SELECT {} FROM temp.base_{table}", columns.join(", "))
    };
    let tables = [("subject", &["id"][..]), ("part", &["subject"]), ("address", &["subject"]), ("consent_event", &["subject", "id"])];
    let statements = tables.map(|(table, keys)| {
        connection.execute_batch(&format!("CREATE TEMP TABLE base_{table} AS SELECT * FROM main.{table}")).expect("a copy");
        columns(table, keys)
    });
    for copy in 1..times {
        let suffix = u32::try_from(copy).expect("few copies").to_be_bytes();
        for sql in &statements {
            connection.prepare_cached(sql).and_then(|mut insert| insert.execute([&suffix[1..]])).expect("rows");
        }
    }
    connection.execute_batch("COMMIT").expect("committed");
}

fn walk(engine: &Engine, question: &Question) -> usize {
    let mut contacts = erp(engine).contacts(question);
    std::iter::from_fn(|| contacts.next().expect("a walk")).count()
}
