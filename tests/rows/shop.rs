//! A shop to test in: a store in a folder of its own, a clock that stands, the doors, and the feeds of the examples.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use clientela::domain::consent::{Channel, Intent, Method, Purpose, Standing};
use clientela::domain::document::DocumentKind;
use clientela::domain::field::Field;
use clientela::domain::id::{Code, DocumentId, SubjectId};
use clientela::domain::money::Currency;
use clientela::domain::rights::Rights;
use clientela::domain::time::Moment;
use clientela::{Capture, Chance, Desk, DocumentDraft, Engine, Erp, Error, ErrorKind, FeedReport, Format, Mapping, Options, Question};
use clientela::{Seat, StandingClock};
use rusqlite::Connection;
use tempfile::TempDir;

/// 1 July 2026, 10:00 in Berlin.
pub const NOW: i64 = 1_782_892_800_000;
/// One day in milliseconds.
pub const DAY: i64 = 86_400_000;

/// What the shop knows before its first sale: all but the catalogue and the receipts of the sample database.
const STOCK: [&str; 6] = ["definitions.jsonl", "customers.csv", "business.jsonl", "related.jsonl", "documents.jsonl", "states.jsonl"];

/// A folder with a store, open.
pub struct Shop {
    pub folder: TempDir,
    pub clock: Arc<StandingClock>,
    pub engine: Engine,
}

/// Numbers that look like chance and are the same every time.
struct Counted(AtomicU64);

impl Chance for Counted {
    fn fill(&self, bytes: &mut [u8]) -> clientela::Result<()> {
        for chunk in bytes.chunks_mut(8) {
            let mixed = self.0.fetch_add(1, Ordering::Relaxed).wrapping_mul(0x9e37_79b9_7f4a_7c15).rotate_left(29).to_le_bytes();
            chunk.copy_from_slice(&mixed[..chunk.len()]);
        }
        Ok(())
    }
}

impl Shop {
    /// With nothing in it.
    pub fn empty() -> Self {
        Self::open_in(tempfile::tempdir().unwrap()).unwrap()
    }

    /// With the consents that can be asked.
    pub fn with_definitions() -> Self {
        let shop = Self::empty();
        assert_eq!(shop.feed_file("definitions.jsonl").refused, 0);
        shop
    }

    /// With the customers, definitions and documents of the examples.
    pub fn stocked() -> Self {
        let shop = Self::empty();
        for file in STOCK {
            let report = shop.feed_file(file);
            assert_eq!(report.refused, 0, "{file}: {:?}", report.failures);
        }
        shop
    }

    pub fn open_in(folder: TempDir) -> Result<Self, Error> {
        Self::open_at(folder, StandingClock::new(NOW, 120))
    }

    /// With what a host decides besides.
    pub fn open_with(folder: TempDir, decide: impl FnOnce(Options) -> Options) -> Result<Self, Error> {
        let clock = Arc::new(StandingClock::new(NOW, 120));
        let engine = Engine::open(folder.path().join("shop.db"), decide(options(&clock)))?;
        Ok(Self { folder, clock, engine })
    }

    /// With nothing in it, at this moment.
    pub fn at(now: Moment) -> Self {
        Self::open_at(tempfile::tempdir().unwrap(), StandingClock::new(now.at.millis(), now.offset_minutes)).unwrap()
    }

    fn open_at(folder: TempDir, clock: StandingClock) -> Result<Self, Error> {
        let clock = Arc::new(clock);
        let engine = Engine::open(folder.path().join("shop.db"), options(&clock))?;
        Ok(Self { folder, clock, engine })
    }

    /// Closes the store; its files stay.
    pub fn close(self) -> TempDir {
        self.folder
    }

    pub fn reopened(self) -> Self {
        Self::open_in(self.close()).unwrap()
    }

    pub fn path(&self) -> PathBuf {
        self.folder.path().join("shop.db")
    }

    pub fn erp(&self) -> Erp {
        self.engine.erp(code("erp"))
    }

    /// Jane, who may everything, at till-1.
    pub fn desk(&self) -> Desk {
        self.desk_of("jane", Rights::all())
    }

    /// Jane, who may everything, at another station.
    pub fn desk_at(&self, station: &str) -> Desk {
        let [branch, station, operator] = ["berlin-mitte", station, "jane"].map(code);
        self.engine.desk(Seat { branch, station, operator, rights: Rights::all() }).unwrap()
    }

    pub fn desk_of(&self, operator: &str, rights: Rights) -> Desk {
        let [branch, station, operator] = ["berlin-mitte", "till-1", operator].map(code);
        self.engine.desk(Seat { branch, station, operator, rights }).unwrap()
    }

    pub fn feed_file(&self, file: &str) -> FeedReport {
        let format = match file.strip_suffix(".csv") {
            Some(name) => {
                let name = if name.starts_with("broken") { "customers" } else { name };
                Format::Csv(Mapping::from_json(&fs::read_to_string(data(&format!("{name}.mapping.json"))).unwrap()).unwrap())
            }
            None => Format::JsonLines,
        };
        self.erp().feed(&format, &mut fs::read(data(file)).unwrap().as_slice()).unwrap()
    }

    pub fn feed(&self, lines: &str) -> FeedReport {
        self.erp().feed(&Format::JsonLines, &mut lines.as_bytes()).unwrap()
    }

    /// Feeds lines that must all be good.
    pub fn fed(&self, lines: &str) {
        let report = self.feed(lines);
        assert_eq!(report.refused, 0, "{:?}", report.failures);
    }

    /// The customer of the example with this number.
    pub fn customer(&self, number: &str) -> SubjectId {
        self.desk().customer_by_number(number).unwrap().stored.id
    }

    /// A new private customer with these values.
    pub fn add(&self, values: &[(Field, &str)]) -> SubjectId {
        let desk = self.desk();
        let mut draft = desk.new_customer("private").unwrap();
        set(&mut draft, values);
        desk.save(&mut draft).unwrap().id
    }

    pub fn edit(&self, id: SubjectId, values: &[(Field, &str)]) {
        let desk = self.desk();
        let mut draft = desk.edit(id).unwrap();
        set(&mut draft, values);
        desk.save(&mut draft).unwrap();
    }

    /// A receipt issued to a customer.
    pub fn receipt(&self, number: &str, customer: Option<SubjectId>) -> DocumentId {
        let desk = self.desk();
        let id = desk.start_document(&DocumentDraft { customer, ..receipt(number) }).unwrap();
        desk.issue_document(id).unwrap();
        id
    }

    /// What stands for a definition.
    pub fn standing(&self, id: SubjectId, definition: &str) -> Standing {
        let consents = self.desk().consents(id).unwrap();
        consents.into_iter().find(|consent| consent.definition.code == code(definition)).unwrap().standing
    }
}

fn options(clock: &Arc<StandingClock>) -> Options {
    Options::new(clock.clone()).chance(Arc::new(Counted(AtomicU64::new(fresh()))))
}

/// Every store of a test begins elsewhere, so that ids differ between two of them.
fn fresh() -> u64 {
    static STARTED: AtomicU64 = AtomicU64::new(1);
    STARTED.fetch_add(1, Ordering::Relaxed) << 40
}

fn set(draft: &mut clientela::Draft, values: &[(Field, &str)]) {
    values.iter().for_each(|(field, text)| {
        draft.set(*field, text);
    });
}

pub fn data(file: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/data").join(file)
}

pub fn code(text: &str) -> Code {
    Code::parse(text).unwrap()
}

pub fn euro() -> Currency {
    Currency::parse("EUR").unwrap()
}

/// A draft of a receipt.
pub fn receipt(number: &str) -> DocumentDraft {
    DocumentDraft::new(DocumentKind::Receipt, number, euro())
}

/// Agreed on paper.
pub fn yes(definition: &str) -> Capture {
    Capture::new(code(definition), Intent::Give, Method::Paper)
}

/// Said at the till.
pub fn said(definition: &str, intent: Intent) -> Capture {
    Capture::new(code(definition), intent, Method::Spoken)
}

/// May we e-mail the newsletter?
pub fn newsletter() -> Question {
    Question::new(Purpose::Marketing, Some(Channel::Email)).about(code("newsletter-email"))
}

/// Kind, code and field of a failure.
pub fn failed<T>(result: clientela::Result<T>) -> (ErrorKind, &'static str, Option<&'static str>) {
    let error = result.err().expect("it fails");
    (error.kind(), error.code(), error.field_name())
}

/// Fields and rules of a failure that lists each.
pub fn broken<T>(result: clientela::Result<T>) -> Vec<(&'static str, &'static str)> {
    let error = result.err().expect("it fails");
    assert_eq!(error.kind(), ErrorKind::Invalid);
    error.violations().iter().map(|violation| (violation.field, violation.rule)).collect()
}

/// The closed database, for those who tamper with it.
pub fn database(folder: &Path) -> Connection {
    let connection = Connection::open(folder.join("shop.db")).unwrap();
    connection.execute_batch("PRAGMA ignore_check_constraints = ON; PRAGMA foreign_keys = OFF").unwrap();
    connection
}

/// The files of a folder with their bytes, by name.
pub fn files(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap())
        .map(|entry| (entry.file_name().into_string().unwrap(), fs::read(entry.path()).unwrap()))
        .collect();
    files.sort();
    files
}

/// A copy of all files, so that one store can be spoiled in many ways.
pub fn copy_of(folder: &Path) -> TempDir {
    let copy = tempfile::tempdir().unwrap();
    for (name, bytes) in files(folder) {
        fs::write(copy.path().join(name), bytes).unwrap();
    }
    copy
}
