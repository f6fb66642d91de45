//! Feeds of the central system: CSV with a mapping, or JSON lines. Bad lines are named and left out, good lines are kept.

mod booking;
mod consent;
mod customer;
mod definition;
mod document;
mod reader;
mod record;
mod staff;

use std::collections::BTreeMap;
use std::io::BufRead;

use serde::Deserialize;

use crate::domain::change::Change;
use crate::domain::document::Document;
use crate::domain::field::RecordKind;
use crate::domain::message::Language;
use crate::engine::erp::Erp;
use crate::error::{Error, ErrorKind, Result, Violation};
use crate::store::Writer;
use reader::{Line, Lines};
use record::Record;

/// How many lines are one transaction.
const BATCH: usize = 1000;

/// How many failures are listed one by one; further ones are counted.
const MOST_FAILURES: usize = 10_000;

/// The form of a feed; `docs/feeds.md` lists kinds and fields.
#[derive(Clone, Debug)]
pub enum Format {
    /// One JSON object a line.
    JsonLines,
    /// CSV by RFC 4180 with one header line, read by a mapping.
    Csv(Mapping),
}

/// Which column of a CSV feeds which field. An empty cell takes a customer's value away; a column that is neither mapped nor ignored
/// is an error. As a document in JSON:
/// `{"feed":"customer","columns":{"id":["source_id","number"]},"ignore":["note"],"constants":{"kind":"private"},"values":{"country":{"Brazil":"BR"}}}`.
///
/// ```
/// use clientela::Mapping;
/// let mapping = Mapping::from_json(r#"{"feed":"customer","columns":{"id":"source_id","name":"family_name"}}"#)?;
/// assert!(Mapping::from_json(r#"{"columns":{}}"#).is_err()); // names no feed
/// # Ok::<(), clientela::Error>(())
/// ```
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// What each line is: `customer`, `related`, `item`, `document`, `line`, `consent`, `branch`, `station`, `role`, `operator`, `status`, `group`, `program`, `booking`, `setting`.
    feed: String,
    /// Column → field, or several fields.
    columns: BTreeMap<String, Targets>,
    /// Columns that are read over.
    #[serde(default)]
    ignore: Vec<String>,
    /// Fields that are the same on every line.
    #[serde(default)]
    constants: BTreeMap<String, String>,
    /// Field → what the source says → what it means. A value that is not listed is an error.
    #[serde(default)]
    values: BTreeMap<String, BTreeMap<String, String>>,
}

#[derive(Clone, Debug, Deserialize)]
#[serde(untagged)]
enum Targets {
    One(String),
    Several(Vec<String>),
}

impl Targets {
    fn as_slice(&self) -> &[String] {
        match self {
            Self::One(target) => std::slice::from_ref(target),
            Self::Several(targets) => targets,
        }
    }
}

impl Mapping {
    /// Reads a mapping.
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`] with code `mapping.malformed`.
    pub fn from_json(json: &str) -> Result<Self> {
        serde_json::from_str(json).map_err(|_| Error::new(ErrorKind::Invalid, "mapping.malformed").field("mapping"))
    }
}

/// One line that was left out.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FeedFailure {
    /// The line's number in the feed, from 1.
    pub line: u64,
    /// The field; empty where the line as a whole is bad.
    pub field: &'static str,
    /// The rule that was broken.
    pub rule: &'static str,
    /// Numbers and names a message needs, such as `scheme` = `md5crypt`; never the value.
    pub args: Vec<(&'static str, String)>,
}

impl FeedFailure {
    /// Why, as an administrator reads it: the field in front, and what is wrong.
    pub fn message(&self, language: Language) -> String {
        Violation { field: self.field, slot: 0, rule: self.rule, args: self.args.clone() }.message(language)
    }
}

/// What a feed did.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct FeedReport {
    /// Lines that were taken, changed or not.
    pub taken: u64,
    /// Among them, lines that changed nothing.
    pub unchanged: u64,
    /// Values that were brought into canonical form.
    pub normalised: u64,
    /// Lines that were left out.
    pub refused: u64,
    /// Why, line by line; a line with several bad fields appears once for each.
    pub failures: Vec<FeedFailure>,
}

/// What taking one record led to.
enum Taken {
    Changes(Vec<Change>),
    Unchanged,
}

/// A feed being taken: what belongs to the batch at hand.
struct Feeder<'a> {
    erp: &'a Erp,
    report: FeedReport,
    /// A document whose lines come one by one, and whether it changed.
    open: Option<(Document, bool)>,
}

impl Erp {
    /// Takes a feed. Feeding the same again changes nothing; an anonymized person is refused at the door (`customer.anonymized`).
    ///
    /// # Errors
    /// Those of reading the feed as such, of a mapping that does not fit the header (`mapping.column_unknown`), and of the store.
    pub fn feed(&self, format: &Format, input: &mut dyn BufRead) -> Result<FeedReport> {
        self.feed_with(format, input, &mut |_| true)
    }

    /// The same, with progress: `each` is told the number of lines read after every batch and returns whether to go on.
    ///
    /// # Errors
    /// As [`Self::feed`], and [`ErrorKind::Cancelled`]; batches done before stay.
    pub fn feed_with(&self, format: &Format, input: &mut dyn BufRead, each: &mut dyn FnMut(u64) -> bool) -> Result<FeedReport> {
        let mut lines = Lines::new(format, input)?;
        let mut feeder = Feeder { erp: self, report: FeedReport::default(), open: None };
        let mut read = 0;
        loop {
            let batch = lines.batch(BATCH)?;
            if batch.is_empty() {
                return Ok(feeder.report);
            }
            read += batch.len() as u64;
            feeder.take_batch(batch)?;
            if !each(read) {
                return Err(Error::new(ErrorKind::Cancelled, "feed.cancelled"));
            }
        }
    }
}

impl Feeder<'_> {
    fn take_batch(&mut self, batch: Vec<Line>) -> Result<()> {
        let erp = self.erp;
        let mut writer = erp.engine.store().write()?;
        for line in batch {
            self.take_line(&mut writer, line)?;
        }
        self.close(&mut writer)?;
        writer.commit()
    }

    fn take_line(&mut self, writer: &mut Writer<'_>, line: Line) -> Result<()> {
        let taken = match line.content {
            Ok(record) => self.take(writer, record),
            Err(violation) => Err(violation.into()),
        };
        match taken {
            Ok(Taken::Unchanged) => self.report.unchanged += 1,
            Ok(Taken::Changes(changes)) => {
                writer.apply(&self.erp.context(), &changes)?;
            }
            Err(error) => return self.refuse(line.number, error),
        }
        self.report.taken += 1;
        Ok(())
    }

    fn take(&mut self, writer: &mut Writer<'_>, mut record: Record) -> Result<Taken> {
        let feed = record.required("feed")?;
        if feed != "line" {
            self.close(writer)?;
        }
        let taken = match feed.as_str() {
            "definition" => definition::take(writer, &mut record)?,
            "customer" => customer::take_customer(self, writer, &mut record)?,
            "related" => customer::take_related(self, writer, &mut record)?,
            "item" => document::take_item(writer, &mut record)?,
            "document" => document::take_document(self, writer, &mut record)?,
            "line" => self.take_document_line(writer, &mut record)?,
            "consent" => consent::take(self, writer, &mut record)?,
            "branch" => staff::take_record(self, writer, &mut record, RecordKind::Branch)?,
            "status" => staff::take_record(self, writer, &mut record, RecordKind::Status)?,
            "group" => staff::take_record(self, writer, &mut record, RecordKind::Group)?,
            "program" => staff::take_record(self, writer, &mut record, RecordKind::Program)?,
            "booking" => booking::take(self, writer, &mut record)?,
            "station" => staff::take_record(self, writer, &mut record, RecordKind::Station)?,
            "role" => staff::take_record(self, writer, &mut record, RecordKind::Role)?,
            "operator" => staff::take_operator(self, writer, &mut record)?,
            "setting" => staff::take_setting(writer, &mut record)?,
            _ => return Err(Violation::new("feed", "not_a_choice").into()),
        };
        Ok(taken)
    }

    /// What a bad line leads to: the rules it breaks, or the end where it is not the line's fault.
    fn refuse(&mut self, line: u64, error: Error) -> Result<()> {
        let own =
            matches!(error.kind(), ErrorKind::Invalid | ErrorKind::Erased | ErrorKind::Conflict | ErrorKind::NotFound | ErrorKind::State);
        if !own || error.system_code().is_some() {
            return Err(error);
        }
        self.report.refused += 1;
        let failure = |field, rule, args: &[_]| FeedFailure { line, field, rule, args: args.to_vec() };
        let whole = failure(error.field_name().unwrap_or(""), error.code(), error.args());
        let broken: Vec<_> = error.violations().iter().map(|broken| failure(broken.field, broken.rule, &broken.args)).collect();
        let room = MOST_FAILURES - self.report.failures.len();
        self.report.failures.extend(if broken.is_empty() { vec![whole] } else { broken }.into_iter().take(room));
        Ok(())
    }
}
