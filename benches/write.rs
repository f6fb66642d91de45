//! What writing costs: a durable consent beside a bare write with fdatasync, edits, the bulk feed, reading one customer,
//! anonymization and purge. `cargo bench --bench write`.

mod support;

use std::fs::{File, OpenOptions};
use std::io::Write;
use std::time::Duration;

use clientela::domain::consent::{
    Authority, Channel, ChannelValue, Commitment, Definition, DefinitionState, Event, EventKind, Facts, Intent, Method, Purpose,
    may_contact,
};
use clientela::domain::field::Field;
use clientela::domain::id::{Code, EventId, SubjectId};
use clientela::store::ListQuery;
use clientela::{Capture, Clock, Desk, Engine, Question, StandingClock};
use rusqlite::Connection;
use support::{Spread, desk, erp, fill, open, ratio, time};

const CUSTOMERS: usize = 20_000;
const ROUNDS: usize = 300;

/// As many bytes as a consent event and its journal entry have.
const RECORD: [u8; 700] = [7; 700];

fn main() {
    let folder = tempfile::tempdir().expect("a folder");
    let engine = open(&folder);
    let fed = fill(&engine, CUSTOMERS);
    println!("bulk feed: {CUSTOMERS} customers in {fed:.1?}: {:.0} a second", 20_000.0 / fed.as_secs_f64());
    let customers = customers(&engine);
    writes(&folder, &desk(&engine), &customers);
    reads(&engine, &customers);
    erasures(&engine, &customers);
}

fn customers(engine: &Engine) -> Vec<SubjectId> {
    let page = desk(engine).customers(&ListQuery { limit: 3 * ROUNDS, ..ListQuery::default() }).expect("a page");
    page.rows.into_iter().map(|row| row.id).collect()
}

/// One after the other in turn, so that the disk's moods meet all alike.
fn writes(folder: &tempfile::TempDir, desk: &Desk, customers: &[SubjectId]) {
    let mut bare = File::create(folder.path().join("bare")).expect("a file");
    let mut bare_log = File::create(folder.path().join("bare-log")).expect("a file");
    let row = row_file(folder);
    let capture = Capture::new(Code::parse("news").expect("a code"), Intent::Give, Method::Paper);
    let log = vec![7; log_of_a_consent(&capture)];
    let mut took: [Vec<Duration>; 5] = Default::default();
    for id in &customers[..ROUNDS] {
        took[0].push(time(|| bare_write(&mut bare, &RECORD)).0);
        took[4].push(time(|| bare_write(&mut bare_log, &log)).0);
        took[1].push(time(|| row.execute("INSERT INTO record (content) VALUES (?1)", [&RECORD[..]]).expect("a row")).0);
        took[2].push(time(|| desk.record(*id, &capture).expect("recorded")).0);
        took[3].push(time(|| edit(desk, *id)).0);
    }
    let [bare, row, consent, edit, bare_log] = took.map(Spread::of);
    bare.print("700 bytes and fdatasync");
    bare_log.print(&format!("{} bytes, as many as the log takes", log.len()));
    row.print("one row in SQLite, as durable");
    consent.print("Desk::record, a consent with its journal");
    edit.print("Desk::edit and save, two fields");
    for (name, spread) in [("consent", &consent), ("edit", &edit)] {
        let to = |other: &Spread| ratio(spread.at(50), other.at(50));
        let (bare, log, row) = (to(&bare), to(&bare_log), to(&row));
        println!("{name}: {bare:.2} of a bare write, {log:.2} of one of the log's size, {row:.2} of a row in SQLite (p50)");
    }
}

fn bare_write(file: &mut File, bytes: &[u8]) {
    file.write_all(bytes).and_then(|()| file.sync_data()).expect("written");
}

/// How many bytes the log of a store grows by where one consent is recorded: the one in the middle of several.
fn log_of_a_consent(capture: &Capture) -> usize {
    let folder = tempfile::tempdir().expect("a folder");
    let engine = open(&folder);
    fill(&engine, ROUNDS);
    let (desk, log) = (desk(&engine), folder.path().join("shop.db-wal"));
    let length = || usize::try_from(std::fs::metadata(&log).expect("a log").len()).expect("a length");
    let grow = |id: &SubjectId| {
        let before = length();
        desk.record(*id, capture).expect("recorded");
        length() - before
    };
    let mut grown: Vec<usize> = customers(&engine).iter().map(grow).filter(|grown| *grown > 0).collect();
    grown.sort_unstable();
    grown[grown.len() / 2]
}

fn row_file(folder: &tempfile::TempDir) -> Connection {
    let path = folder.path().join("row.db");
    drop(OpenOptions::new().create(true).append(true).open(&path).expect("a file"));
    let row = Connection::open(path).expect("a file");
    row.execute_batch("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; CREATE TABLE record (content BLOB)").expect("a schema");
    row
}

fn edit(desk: &Desk, id: SubjectId) {
    let mut draft = desk.edit(id).expect("a draft");
    draft.set(Field::City, "Kiel").set(Field::Street, "Am Hafen 1");
    desk.save(&mut draft).expect("saved");
}

fn reads(engine: &Engine, customers: &[SubjectId]) {
    let (desk, question) = (desk(engine), Question::new(Purpose::Marketing, Some(Channel::Email)));
    let ids = &customers[..ROUNDS];
    let detail = ids.iter().map(|id| time(|| desk.customer(*id).expect("a customer")).0).collect();
    Spread::of(detail).print("Desk::customer, everything of a detail screen");
    let asked = ids.iter().map(|id| time(|| desk.may_contact(*id, &question).expect("an answer")).0).collect();
    Spread::of(asked).print("Desk::may_contact, from the store");
    Spread::of((0..ROUNDS).map(|_| from_memory()).collect()).print("may_contact, from memory");
}

/// One definition, one consent, one address: the mean of many answers.
fn from_memory() -> Duration {
    const TIMES: u32 = 1000;
    let (now, subject) = (StandingClock::new(1_782_892_800_000, 120).now(), SubjectId::from_bytes([1; 16]));
    let draft = Definition::draft(Code::parse("news").expect("a code"), Purpose::Marketing);
    let definition = Definition { channel: Some(Channel::Email), state: DefinitionState::Active, ..draft };
    let mut event = Event::new(EventId::from_bytes([2; 16]), subject, &definition, EventKind::Given, Authority::Subject, now.at);
    event.evidence.address = Some(Commitment::to("luis@example.pt", [3; 16]));
    let values = [ChannelValue { value: "luis@example.pt", bounced: false }];
    let (definitions, events) = ([definition], [event]);
    let facts =
        Facts { definitions: &definitions, events: &events, values: &values, ..Facts::new(Purpose::Marketing, Some(Channel::Email), now) };
    assert!(may_contact(&facts).allowed);
    time(|| (0..TIMES).for_each(|_| drop(std::hint::black_box(may_contact(std::hint::black_box(&facts)))))).0 / TIMES
}

fn erasures(engine: &Engine, customers: &[SubjectId]) {
    let erp = erp(engine);
    let people = &customers[ROUNDS..2 * ROUNDS];
    let took: Vec<Duration> = people.iter().map(|id| time(|| erp.anonymize(*id).expect("anonymized")).0).collect();
    let total: Duration = took.iter().sum();
    Spread::of(took).print("Erp::anonymize, one person");
    let purge = time(|| erp.purge().expect("purged")).0;
    println!(
        "purge of a store of {CUSTOMERS} customers: {purge:.1?}; with {ROUNDS} people in one go {:.1?} a person",
        (total + purge) / 300
    );
}
