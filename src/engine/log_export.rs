//! The change log as a document that leaves the store: CSV or JSON lines, written as it is read, in one snapshot. `docs/journal.md`
//! lists the columns. Knows no SQL.

mod spreadsheet;

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::io::{self, BufWriter, Write};

use csv::{QuoteStyle, Terminator, WriterBuilder};
use serde::Serialize;

use crate::domain::change::{Change, Context, Door};
use crate::domain::field::RecordKind;
use crate::domain::id::Code;
use crate::domain::journal::{Disclosed, EntryKind, LogFormat};
use crate::domain::rights::{Right, Rights};
use crate::engine::desk::Desk;
use crate::engine::erp::Erp;
use crate::engine::log::unless_restricted;
use crate::engine::open::Engine;
use crate::error::{Error, ErrorKind, Result};
use crate::store::{JournalQuery, LoggedEntry, LoggedValue};

/// How many entries are written between two reports of progress.
const STEP: u64 = 500;

/// The columns of the CSV.
const COLUMNS: [&str; 17] = [
    "at", "date", "door", "operator", "station", "branch", "kind", "record", "key", "subject", "field", "slot", "old", "new", "hidden",
    "origin", "sequence",
];

/// What an entry says, in the words of both forms.
#[derive(Serialize)]
struct Line<'a> {
    at: String,
    date: String,
    door: &'a str,
    operator: Option<&'a str>,
    station: Option<&'a str>,
    branch: Option<&'a str>,
    kind: &'a str,
    record: &'a str,
    key: &'a str,
    subject: Option<String>,
    origin: &'a str,
    sequence: u64,
    changes: Vec<Told<'a>>,
}

/// What it says of one value.
#[derive(Serialize)]
struct Told<'a> {
    field: &'a str,
    slot: u16,
    old: Option<&'a str>,
    new: Option<&'a str>,
    hidden: &'a str,
}

impl<'a> Line<'a> {
    fn of(logged: &'a LoggedEntry) -> Self {
        let entry = &logged.entry;
        let code = |code: &'a Option<Code>| code.as_ref().map(Code::as_str);
        Self {
            at: entry.at.to_text(),
            date: entry.date.to_string(),
            door: entry.door.name(),
            operator: code(&entry.operator),
            station: code(&entry.station),
            branch: code(&entry.branch),
            kind: entry.kind.name(),
            record: entry.record.name(),
            key: &entry.key,
            subject: entry.subject.map(|subject| subject.to_string()),
            origin: entry.origin.as_str(),
            sequence: entry.sequence,
            changes: logged.values.iter().map(Told::of).collect(),
        }
    }

    /// The cells of one value; of an entry without any, the value's cells are empty.
    fn cells(&self, change: Option<&Told<'a>>) -> [Cow<'_, str>; COLUMNS.len()] {
        let own = |read: fn(&Told<'a>) -> Option<&'a str>| change.and_then(read);
        let slot = change.map_or(Cow::default(), |change| Cow::from(change.slot.to_string()));
        let text = |text: Option<&'a str>| Cow::from(text.unwrap_or_default());
        [
            Cow::from(&self.at),
            Cow::from(&self.date),
            Cow::from(self.door),
            text(self.operator),
            text(self.station),
            text(self.branch),
            Cow::from(self.kind),
            Cow::from(self.record),
            Cow::from(self.key),
            Cow::from(self.subject.as_deref().unwrap_or_default()),
            text(own(|change| Some(change.field))),
            slot,
            text(own(|change| change.old)),
            text(own(|change| change.new)),
            text(own(|change| Some(change.hidden))),
            Cow::from(self.origin),
            Cow::from(self.sequence.to_string()),
        ]
    }
}

impl<'a> Told<'a> {
    fn of(value: &'a LoggedValue) -> Self {
        let text = |read: fn(&'a Disclosed) -> Option<&'a str>| value.values.as_ref().and_then(read);
        Self {
            field: value.field.name(),
            slot: value.slot,
            old: text(|values| values.old.as_text()),
            new: text(|values| values.new.as_text()),
            hidden: value.hidden().name(),
        }
    }
}

/// Where lines go.
enum Sink<'w> {
    Csv(Box<csv::Writer<&'w mut dyn Write>>, LogFormat),
    JsonLines(BufWriter<&'w mut dyn Write>),
}

impl<'w> Sink<'w> {
    fn open(format: LogFormat, out: &'w mut dyn Write) -> Result<Self> {
        if format == LogFormat::JsonLines {
            return Ok(Self::JsonLines(BufWriter::new(out)));
        }
        let quotes = if format == LogFormat::Spreadsheet { QuoteStyle::Always } else { QuoteStyle::Necessary };
        if format == LogFormat::Spreadsheet {
            out.write_all(spreadsheet::BOM).map_err(unwritable)?;
        }
        let mut csv = WriterBuilder::new().terminator(Terminator::CRLF).quote_style(quotes).from_writer(out);
        csv.write_record(COLUMNS).map_err(unwritable_csv)?;
        Ok(Self::Csv(Box::new(csv), format))
    }

    fn put(&mut self, line: &Line<'_>) -> Result<()> {
        match self {
            Self::JsonLines(out) => {
                serde_json::to_writer(&mut *out, line).map_err(unwritable)?;
                out.write_all(b"\n").map_err(unwritable)
            }
            Self::Csv(csv, format) if line.changes.is_empty() => row(csv, *format, line, None),
            Self::Csv(csv, format) => line.changes.iter().try_for_each(|change| row(csv, *format, line, Some(change))),
        }
    }

    fn close(self) -> Result<()> {
        match self {
            Self::Csv(mut csv, _) => csv.flush().map_err(unwritable),
            Self::JsonLines(mut out) => out.flush().map_err(unwritable),
        }
    }
}

fn row<'a>(csv: &mut csv::Writer<&mut dyn Write>, format: LogFormat, line: &Line<'a>, change: Option<&Told<'a>>) -> Result<()> {
    let guarded = format == LogFormat::Spreadsheet;
    let cells = line.cells(change).map(|cell| if guarded { spreadsheet::no_formula(cell) } else { cell });
    csv.write_record(cells.iter().map(|cell| cell.as_bytes())).map_err(unwritable_csv)
}

fn unwritable_csv(error: csv::Error) -> Error {
    match error.into_kind() {
        csv::ErrorKind::Io(cause) => unwritable(cause),
        _ => Error::new(ErrorKind::Internal, "log.unwritable"),
    }
}

fn unwritable(cause: impl Into<io::Error>) -> Error {
    let cause = cause.into();
    let error = Error::new(ErrorKind::Io, "log.unwritable");
    cause.raw_os_error().into_iter().fold(error, Error::system).caused_by(cause)
}

impl Desk {
    /// Writes the change log out, as far as the operator may see it ([`Self::journal`]), and says how many entries it wrote. It begins
    /// behind the query's position; its limit says nothing here. That values left the store is an entry of the journal itself, written
    /// first. The whole export is one snapshot: a purge waits for its end.
    ///
    /// ```
    /// # use std::sync::Arc;
    /// # use clientela::{Engine, Options, Seat, SystemClock};
    /// # use clientela::domain::{id::Code, rights::Rights, setting::{Place, Setting}};
    /// use clientela::{JournalQuery, LogFormat, domain::field::RecordKind};
    /// # let folder = tempfile::tempdir()?;
    /// # let engine = Engine::open(folder.path().join("shop.db"), Options::new(Arc::new(SystemClock::default())))?;
    /// # let [branch, station, operator] = ["berlin", "till-1", "jane"].map(Code::parse);
    /// # let desk = engine.desk(Seat { branch: branch?, station: station?, operator: operator?, rights: Rights::all() })?;
    /// desk.set_setting(Setting::SessionMinutes, &Place::Chain, Some("60"), None)?;
    /// let settings = JournalQuery { records: vec![RecordKind::Setting], ..JournalQuery::default() };
    /// let mut csv = Vec::new();
    /// assert_eq!(desk.export_journal(&settings, LogFormat::Csv, &mut csv)?, 1);
    /// assert!(String::from_utf8(csv)?.contains("chain/sign_in.session_minutes,,setting_value,0,,60,no,till-1,1\r\n"));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::NotPermitted`] without the right to read the journal; [`ErrorKind::Io`] with `log.unwritable` where `out` fails.
    pub fn export_journal(&self, query: &JournalQuery, format: LogFormat, out: &mut dyn Write) -> Result<u64> {
        self.export_journal_with(query, format, out, &mut |_| true)
    }

    /// The same, with progress: `each` is told how many entries were written and returns whether to go on. It is told 0 before anything is
    /// written, in `out` or in the journal, then every 500 entries, and at the end how many there are; how many there will be is not known.
    ///
    /// # Errors
    /// As [`Self::export_journal`], and [`ErrorKind::Cancelled`] with `log.cancelled`; what was written before is in `out`.
    pub fn export_journal_with(
        &self,
        query: &JournalQuery,
        format: LogFormat,
        out: &mut dyn Write,
        each: &mut dyn FnMut(u64) -> bool,
    ) -> Result<u64> {
        let rights = self.require(Right::ReadJournal)?;
        export(&self.engine, &self.context(), rights, query, format, out, each)
    }
}

impl Erp {
    /// Writes the journal out, as [`Desk::export_journal`].
    ///
    /// # Errors
    /// [`ErrorKind::Io`] with `log.unwritable` where `out` fails.
    pub fn export_journal(&self, query: &JournalQuery, format: LogFormat, out: &mut dyn Write) -> Result<u64> {
        self.export_journal_with(query, format, out, &mut |_| true)
    }

    /// The same, with progress, as [`Desk::export_journal_with`].
    ///
    /// # Errors
    /// As [`Self::export_journal`], and [`ErrorKind::Cancelled`] with `log.cancelled`; what was written before is in `out`.
    pub fn export_journal_with(
        &self,
        query: &JournalQuery,
        format: LogFormat,
        out: &mut dyn Write,
        each: &mut dyn FnMut(u64) -> bool,
    ) -> Result<u64> {
        export(&self.engine, &self.context(), Rights::all(), query, format, out, each)
    }
}

fn export(
    engine: &Engine,
    context: &Context,
    rights: Rights,
    query: &JournalQuery,
    format: LogFormat,
    out: &mut dyn Write,
    each: &mut dyn FnMut(u64) -> bool,
) -> Result<u64> {
    let mut report = |written| if each(written) { Ok(()) } else { Err(Error::new(ErrorKind::Cancelled, "log.cancelled")) };
    report(0)?;
    tell(engine, context, query, format)?;
    let (mut sink, mut written) = (Sink::open(format, out)?, 0);
    let mut reader = engine.store().read()?;
    let hidden = if context.door == Door::Erp { BTreeSet::new() } else { reader.restricted_ids()? };
    reader.each_logged(query, &mut |logged| {
        sink.put(&Line::of(&unless_restricted(logged, rights, &hidden)))?;
        written += 1;
        if u64::is_multiple_of(written, STEP) { report(written) } else { Ok(()) }
    })?;
    sink.close()?;
    if written == 0 || !u64::is_multiple_of(written, STEP) {
        report(written)?;
    }
    Ok(written)
}

/// The entry that says who took the log, and whose it was where it was one person's.
fn tell(engine: &Engine, context: &Context, query: &JournalQuery, format: LogFormat) -> Result<()> {
    let mut writer = engine.store().write()?;
    let known = query.subject.map(|subject| writer.subject(subject)).transpose()?.flatten();
    let (what, kind, code) = (EntryKind::Exported, RecordKind::Journal, Code::parse(format.name())?);
    writer.apply(context, &[Change::Happened { what, kind, code, subject: known.map(|stored| stored.id) }])?;
    writer.commit()
}
