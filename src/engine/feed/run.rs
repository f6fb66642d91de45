//! A feed being taken, batch by batch: another thread reads the next batch while the calling one writes the one before to its end. Not
//! earlier: while the lines are taken a third thread makes the entries of the journal.

use std::mem;
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread::{Builder, scope};

use super::line::OpenDocument;
use super::reader::{Batch, Content, Line, Lines};
use super::record::Record;
use super::rehearsal::Rehearsal;
use super::report::{FeedFailure, FeedReport, MOST_LISTED};
use super::{booking, consent, customer, definition, document, event, staff, undeliverable, usage};
use crate::clock::Ahead;
use crate::domain::change::{Change, Context};
use crate::domain::field::RecordKind;
use crate::domain::id::Code;
use crate::domain::import::Duplicates;
use crate::engine::directory::Directory;
use crate::engine::erp::Erp;
use crate::engine::guard::confirm;
use crate::engine::uses::UseLog;
use crate::error::{Error, ErrorKind, Result, Violation};
use crate::store::{NUMBER_TAKEN, Reader, Writer};

/// What taking one record led to.
pub(super) enum Taken {
    Changes(Vec<Change>),
    Unchanged,
}

/// How a feed is taken.
#[derive(Clone, Debug, Default)]
pub(super) struct Job {
    /// How many lines are one transaction.
    pub(super) batch: usize,
    /// What happens to duplicates; none: they are not looked for.
    pub(super) duplicates: Option<Duplicates>,
    /// Under which name the store keeps how far it has come.
    pub(super) position: Option<String>,
}

/// A feed being taken.
pub(super) struct Feeder<'a> {
    pub(super) erp: &'a Erp,
    pub(super) report: FeedReport,
    pub(super) job: Job,
    /// A document whose lines come one by one, and whether it changed.
    pub(super) open: Option<OpenDocument>,
    /// Settings and lists as this transaction sees them; read again after a line that may have changed them.
    directory: Option<Arc<Directory>>,
    /// The status of a new customer of a branch, as the settings of this transaction say it.
    pub(super) default_status: Option<(Option<Code>, String)>,
    /// The number of the line at hand.
    pub(super) line: u64,
    /// How many values of the lines before it were put into another form.
    normalised: u64,
    /// Where nothing is written: what the lines before would have written.
    pub(super) rehearsal: Option<Rehearsal>,
    /// Uses of consents that this transaction writes at its end.
    pub(super) uses: UseLog,
    pub(super) spent: Spent,
    /// Where the thread that reads is asked for the next batch.
    reading: Option<Sender<Spent>>,
    /// For the ids of what is new.
    pub(super) ahead: Ahead,
    /// Whether the line at hand is a genuine new registration.
    pub(super) anew: Option<customer::Anew>,
}

/// What another thread made and nobody needs any more: it is freed where it was made, because two threads that free what the other
/// made wait for each other.
#[derive(Default)]
pub(super) struct Spent {
    pub(super) changes: Vec<Change>,
    #[expect(clippy::vec_box, reason = "the boxes were made there too")]
    given: Vec<Box<customer::Given>>,
}

impl<'a> Feeder<'a> {
    pub(super) fn new(erp: &'a Erp, job: Job) -> Self {
        Self {
            erp,
            report: FeedReport::default(),
            job,
            open: None,
            directory: None,
            default_status: None,
            line: 0,
            normalised: 0,
            rehearsal: None,
            uses: UseLog::default(),
            spent: Spent::default(),
            reading: None,
            ahead: Ahead::default(),
            anew: None,
        }
    }

    /// Takes everything. `each` hears of a batch when it is durable; while it is written the next one is read. The store, the clock and
    /// every callback are used by the calling thread alone.
    pub(super) fn run(mut self, mut lines: Lines<'_>, each: &mut dyn FnMut(u64) -> bool) -> Result<FeedReport> {
        let most = self.job.batch;
        let size = FIRST_BATCH.min(most);
        let first = lines.batch(size)?;
        let mut read = 0;
        let mut take = |feeder: &mut Self, batch: Batch| {
            read += batch.lines.len() as u64;
            feeder.take_batch(batch)?;
            if each(read) { Ok(()) } else { Err(Error::new(ErrorKind::Cancelled, "feed.cancelled")) }
        };
        match first.lines.len() {
            0 => return Ok(self.report),
            count if count < size => return take(&mut self, first).map(|()| self.report),
            _ => {}
        }
        scope(|scope| {
            let (sender, batches) = sync_channel(1);
            let (reading, asked) = channel();
            let thread = Builder::new().name("clientela-feed".to_owned());
            thread.spawn_scoped(scope, move || read_ahead(lines, [size, most], &sender, &asked)).map_err(no_thread)?;
            self.reading = Some(reading);
            let taken = take(&mut self, first).and_then(|()| batches.into_iter().try_for_each(|batch| take(&mut self, batch?)));
            self.reading = None;
            taken.map(|()| self.report)
        })
    }

    /// Has the next batch read, and what is used up freed.
    pub(super) fn read_on(&mut self) {
        let spent = mem::take(&mut self.spent);
        if let Some(reading) = &self.reading {
            let _ = reading.send(spent);
        }
    }
}

/// How many lines the first batch has, for which the writer waits; each one after it has four times as many as the one before.
const FIRST_BATCH: usize = 1000;

/// Reads a batch each time it is asked to, until the end, an error, or nobody takes the batches any more.
fn read_ahead(mut lines: Lines<'_>, [mut size, most]: [usize; 2], batches: &SyncSender<Result<Batch>>, asked: &Receiver<Spent>) {
    for spent in asked {
        drop(spent);
        size = most.min(4 * size);
        let batch = lines.batch(size);
        let failed = batch.is_err();
        let ended = batch.as_ref().is_ok_and(|batch| batch.lines.is_empty());
        if ended || batches.send(batch).is_err() || failed {
            return;
        }
    }
}

fn no_thread(cause: std::io::Error) -> Error {
    Error::new(ErrorKind::Io, "feed.no_thread").caused_by(cause)
}

/// How many erasures the central system counted for this store; or that it sent all of them, and why it says so.
fn erasures(erp: &Erp, writer: &mut Writer<'_>, record: &mut Record) -> Result<Taken> {
    let (count, complete) = (record.number("count")?, record.text("complete")?);
    record.finish()?;
    match (count, complete) {
        (_, Some(reason)) => confirm(&erp.engine, writer, erp.context(), &reason)?,
        (Some(count), None) => writer.anchor(count).map(drop)?,
        (None, None) => return Err(Violation::new("count", "required").into()),
    }
    Ok(Taken::Unchanged)
}

impl Feeder<'_> {
    fn take_batch(&mut self, batch: Batch) -> Result<()> {
        if self.rehearsal.is_some() {
            return self.rehearse_batch(batch);
        }
        let erp = self.erp;
        let mut writer = erp.engine.store().write()?;
        self.look_again();
        self.spent.changes.reserve(batch.lines.len());
        self.spent.given.reserve(batch.lines.len());
        for line in batch.lines {
            self.take_line(&mut writer, line)?;
        }
        self.read_on();
        self.close(&mut writer)?;
        self.uses.write(&erp.engine, &mut writer, &erp.context())?;
        self.note_position(&mut writer, batch.after)?;
        writer.commit()
    }

    fn take_line(&mut self, writer: &mut Writer<'_>, line: Line) -> Result<()> {
        self.begin(line.number);
        let taken = match line.content {
            Ok(Content::Customer(given)) => self.close(writer).and_then(|()| self.take_customer(writer, given)),
            Ok(Content::Record(record)) => self.take(writer, record),
            Err(error) => Err(error),
        };
        match taken {
            Ok(Taken::Unchanged) => self.report.unchanged += 1,
            Ok(Taken::Changes(changes)) => {
                if changes.iter().any(|change| matches!(change, Change::Record { .. })) {
                    self.look_again();
                }
                match writer.apply(&self.context(), &changes) {
                    Err(error) if error.code() == NUMBER_TAKEN => return self.refuse(line.number, error),
                    applied => applied?,
                };
                self.spent.changes.extend(changes);
            }
            Err(error) => return self.refuse(line.number, error),
        }
        self.report.taken += 1;
        Ok(())
    }

    /// Who writes the line at hand, and why.
    fn context(&self) -> Context {
        let context = self.erp.context();
        match &self.anew {
            Some(anew) => Context { operator: Some(anew.by.clone()), reason: Some(anew.reason.clone()), ..context },
            None => context,
        }
    }

    /// Settings and lists may have changed.
    pub(super) fn look_again(&mut self) {
        self.directory = None;
        self.default_status = None;
    }

    pub(super) fn take_customer(&mut self, reader: &mut Reader<'_>, mut given: Box<customer::Given>) -> Result<Taken> {
        let taken = customer::take_customer(self, reader, &mut given);
        self.spent.given.push(given);
        taken
    }

    pub(super) fn directory(&mut self, reader: &mut Reader<'_>) -> Result<Arc<Directory>> {
        if let Some(directory) = &self.directory {
            return Ok(Arc::clone(directory));
        }
        let directory = self.erp.engine.directory_in(reader)?;
        self.directory = Some(Arc::clone(&directory));
        Ok(directory)
    }

    fn take(&mut self, writer: &mut Writer<'_>, mut record: Record) -> Result<Taken> {
        let feed = record.required("feed")?;
        if feed != "line" {
            self.close(writer)?;
        }
        if feed != "use" {
            self.uses.look_again();
        }
        let taken = match feed.as_str() {
            "definition" => definition::take(writer, &mut record)?,
            "related" => customer::take_related(self, writer, &mut record)?,
            "erasures" => erasures(self.erp, writer, &mut record)?,
            "item" => document::take_item(writer, &mut record)?,
            "document" => document::take_document(self, writer, &mut record)?,
            "line" => self.take_document_line(writer, &mut record)?,
            "consent" => consent::take(self, writer, &mut record)?,
            "undeliverable" => undeliverable::take(self, writer, &mut record)?,
            "use" => usage::take(self, writer, &mut record)?,
            "event" => event::take(writer, &mut record, self.erp.engine.now().date())?,
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

    /// The line of this number is at hand.
    pub(super) fn begin(&mut self, line: u64) {
        (self.line, self.normalised, self.anew) = (line, self.report.normalised, None);
    }

    /// What a bad line leads to: the rules it breaks, or the end where it is not the line's fault.
    pub(super) fn refuse(&mut self, line: u64, error: Error) -> Result<()> {
        let own =
            matches!(error.kind(), ErrorKind::Invalid | ErrorKind::Erased | ErrorKind::Conflict | ErrorKind::NotFound | ErrorKind::State);
        if !own || error.system_code().is_some() {
            return Err(error);
        }
        self.report.refused += 1;
        self.report.normalised = self.normalised;
        let failure = |field, rule, args: &[_]| FeedFailure { line, field, rule, args: args.to_vec() };
        let whole = failure(error.field_name().unwrap_or(""), error.code(), error.args());
        let broken: Vec<_> = error.violations().iter().map(|broken| failure(broken.field, broken.rule, &broken.args)).collect();
        let room = MOST_LISTED - self.report.failures.len();
        self.report.failures.extend(if broken.is_empty() { vec![whole] } else { broken }.into_iter().take(room));
        Ok(())
    }
}
