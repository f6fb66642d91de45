//! From the bytes of a feed to records: physical lines, quoted cells that span several, and what cannot be read.

use std::borrow::Cow;
use std::collections::VecDeque;
use std::io::BufRead;

use csv_core::ReadRecordResult;
use serde_json::Value;

use super::code_page::decode;
use super::customer::Given;
use super::mapping::Mapping;
use super::record::Record;
use super::{Format, unreadable};
use crate::domain::import::CodePage;
use crate::domain::time::Date;
use crate::error::{Error, Result, Violation};

/// The longest record, in bytes.
const LONGEST: usize = 1 << 20;

/// One record with the number of the line it begins in.
pub(super) struct Line {
    pub(super) number: u64,
    pub(super) content: Result<Content>,
}

/// What a line holds: a customer, checked already, or anything else.
pub(super) enum Content {
    Customer(Box<Given>),
    Record(Record),
}

impl Content {
    fn of(mut record: Record, today: Date) -> Result<Self> {
        if !record.is("feed", "customer") {
            return Ok(Self::Record(record));
        }
        record.required("feed")?;
        Given::of(&mut record, today).map(|given| Self::Customer(Box::new(given)))
    }
}

/// Where the reading of a feed stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Position {
    /// How many bytes were read.
    pub(super) offset: u64,
    /// The number of the next line.
    pub(super) line: u64,
}

/// Some records, and where the reading stands after them.
pub(super) struct Batch {
    pub(super) lines: Vec<Line>,
    pub(super) after: Position,
}

/// A physical line with its end; of one that is too long, its beginning. And how many bytes it has.
struct Physical {
    text: Vec<u8>,
    length: u64,
}

/// The records of a feed.
pub(super) struct Lines<'a> {
    input: &'a mut (dyn BufRead + Send),
    format: &'a Format,
    header: Vec<String>,
    cells: Cells,
    /// What a line is known by that names no id, but for its number.
    ids: Option<String>,
    /// Physical lines read ahead.
    ahead: VecDeque<Physical>,
    at: Position,
    today: Date,
}

impl<'a> Lines<'a> {
    pub(super) fn new(format: &'a Format, input: &'a mut (dyn BufRead + Send), today: Date) -> Result<Self> {
        let separator = if let Format::Csv(mapping) = format { mapping.separator() } else { b',' };
        let (cells, at) = (Cells::new(separator), Position { offset: 0, line: 1 });
        let mut lines = Self { input, format, header: Vec::new(), cells, ids: None, ahead: VecDeque::new(), at, today };
        if let Format::Csv(mapping) = format {
            lines.header = lines.columns(mapping)?;
            mapping.fits(&lines.header)?;
        }
        Ok(lines)
    }

    /// Goes on at a place where a batch ended; `input` stands there.
    pub(super) fn go_on(format: &'a Format, input: &'a mut (dyn BufRead + Send), header: Vec<String>, at: Position, today: Date) -> Self {
        let separator = if let Format::Csv(mapping) = format { mapping.separator() } else { b',' };
        Self { input, format, header, cells: Cells::new(separator), ids: None, ahead: VecDeque::new(), at, today }
    }

    /// Lines that name no id are known by this and their number.
    pub(super) fn known_by(mut self, ids: Option<String>) -> Self {
        self.ids = ids;
        self
    }

    /// The names of the columns.
    pub(super) fn into_header(self) -> Vec<String> {
        self.header
    }

    /// The first line of the file or, where it names nothing, a number for each of its cells.
    fn columns(&mut self, mapping: &Mapping) -> Result<Vec<String>> {
        if mapping.header {
            let first = self.take_physical()?.unwrap_or_default();
            return Ok(named_apart(self.cells.of(mapping.code_page, &first).map_err(Error::from)?));
        }
        let cells = if self.peek(0)? { self.cells.of(mapping.code_page, &self.ahead[0].text).map_err(Error::from)?.len() } else { 0 };
        let most = if cells == 0 { mapping.columns.len() + mapping.ignore.len() } else { cells };
        Ok((1..=most).map(|column| column.to_string()).collect())
    }

    /// Up to so many records; empty at the end.
    pub(super) fn batch(&mut self, most: usize) -> Result<Batch> {
        let mut batch = Vec::new();
        while batch.len() < most {
            let number = self.at.line;
            let Some(first) = self.take_physical()? else { break };
            if first.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            let content = match self.format {
                Format::JsonLines => json_record(&first),
                Format::Csv(mapping) => self.csv_record(mapping, first)?,
            };
            let content = content.map(|record| match &self.ids {
                Some(ids) => record.known_by(format!("{ids}{number}")),
                None => record,
            });
            let content = content.map_err(Error::from).and_then(|record| Content::of(record, self.today));
            batch.push(Line { number, content });
        }
        Ok(Batch { lines: batch, after: self.at })
    }

    /// A record of CSV. A quote that never closes spoils its own line only.
    fn csv_record(&mut self, mapping: &Mapping, first: Vec<u8>) -> Result<Result<Record, Violation>> {
        let mut open = leaves_open(&first);
        let (mut text, mut used) = (first, 0);
        while open {
            if text.len() >= LONGEST || !self.peek(used)? {
                return Ok(Err(Violation::new("", "csv.quote_open")));
            }
            let next = &self.ahead[used].text;
            open ^= leaves_open(next);
            text.extend_from_slice(next);
            used += 1;
        }
        if used > 0 && !well_quoted(&text, mapping.separator()) {
            return Ok(Err(Violation::new("", "csv.quote_open")));
        }
        self.at.offset += self.ahead.drain(..used).map(|line| line.length).sum::<u64>();
        self.at.line += used as u64;
        Ok(self.cells.of(mapping.code_page, &text).and_then(|cells| mapping.record(&self.header, &cells)))
    }

    fn peek(&mut self, index: usize) -> Result<bool> {
        while self.ahead.len() <= index {
            let Some(line) = self.read_physical()? else { return Ok(false) };
            self.ahead.push_back(line);
        }
        Ok(true)
    }

    fn take_physical(&mut self) -> Result<Option<Vec<u8>>> {
        let line = if let Some(line) = self.ahead.pop_front() { Some(line) } else { self.read_physical()? };
        Ok(line.map(|line| {
            self.at = Position { offset: self.at.offset + line.length, line: self.at.line + 1 };
            line.text
        }))
    }

    /// The next physical line with its end. Of a line that is too long only the beginning is kept, so that it is refused.
    fn read_physical(&mut self) -> Result<Option<Physical>> {
        let (mut line, mut length) = (Vec::new(), 0);
        loop {
            let piece = self.input.fill_buf().map_err(unreadable)?;
            if piece.is_empty() {
                return Ok((!line.is_empty()).then_some(Physical { text: line, length }));
            }
            let end = memchr::memchr(b'\n', piece).map_or(piece.len(), |at| at + 1);
            let room = (LONGEST + 1).saturating_sub(line.len()).min(end);
            line.extend_from_slice(&piece[..room]);
            let done = piece[end - 1] == b'\n';
            self.input.consume(end);
            length += end as u64;
            if done {
                return Ok(Some(Physical { text: line, length }));
            }
        }
    }
}

fn json_record(line: &[u8]) -> Result<Record, Violation> {
    let text = decoded(CodePage::Utf8, line)?;
    match serde_json::from_str(&text) {
        Ok(Value::Object(map)) => Ok(Record::new(map)),
        Ok(_) => Err(Violation::new("", "json.not_an_object")),
        Err(_) => Err(Violation::new("", "json.malformed")),
    }
}

fn decoded(page: CodePage, line: &[u8]) -> Result<Cow<'_, str>, Violation> {
    if line.len() > LONGEST {
        return Err(Violation::new("", "line.too_long").with("max", LONGEST));
    }
    decode(page, line)
}

/// Whether a line opens a quoted cell, or closes one, that goes on beyond it.
fn leaves_open(line: &[u8]) -> bool {
    memchr::memchr_iter(b'"', line).count() % 2 == 1
}

/// Whether every quote stands at the edge of a cell, or doubled inside one.
fn well_quoted(text: &[u8], separator: u8) -> bool {
    let (mut inside, mut before) = (false, separator);
    text.iter().all(|&sign| {
        let after = std::mem::replace(&mut before, sign);
        let edge = |sign| sign == separator || matches!(sign, b'\r' | b'\n');
        match sign {
            b'"' if inside => inside = false,
            b'"' if edge(after) || after == b'"' => inside = true,
            b'"' => return false,
            _ => {}
        }
        inside || after != b'"' || edge(sign) || sign == b'"'
    })
}

/// Takes records of CSV apart; made once, for making it costs more than reading a record.
struct Cells {
    reader: csv_core::Reader,
    text: Vec<u8>,
    ends: Vec<usize>,
}

impl Cells {
    fn new(separator: u8) -> Self {
        Self { reader: csv_core::ReaderBuilder::new().delimiter(separator).build(), text: Vec::new(), ends: vec![0; 64] }
    }

    /// The cells of a record.
    fn of(&mut self, page: CodePage, record: &[u8]) -> Result<Vec<String>, Violation> {
        let text = decoded(page, record)?;
        let record = text.as_bytes();
        self.reader.reset();
        self.text.resize(record.len() + 1, 0);
        let (mut read, mut written, mut ended) = (0, 0, 0);
        loop {
            let piece = self.reader.read_record(&record[read..], &mut self.text[written..], &mut self.ends[ended..]);
            (read, written, ended) = (read + piece.1, written + piece.2, ended + piece.3);
            match piece.0 {
                ReadRecordResult::OutputEndsFull => self.ends.resize(2 * ended + 1, 0),
                ReadRecordResult::Record | ReadRecordResult::End => return self.texts(ended),
                ReadRecordResult::InputEmpty | ReadRecordResult::OutputFull => {}
            }
        }
    }

    fn texts(&self, count: usize) -> Result<Vec<String>, Violation> {
        let starts = std::iter::once(0).chain(self.ends.iter().copied());
        let cells = starts.zip(&self.ends[..count]).map(|(start, end)| std::str::from_utf8(&self.text[start..*end]).map(str::to_owned));
        cells.collect::<Result<_, _>>().map_err(|_| Violation::new("", "csv.malformed"))
    }
}

/// Columns of the same name, told apart: the second `phone` is `phone (2)`.
pub(crate) fn named_apart(names: Vec<String>) -> Vec<String> {
    let mut apart: Vec<String> = Vec::with_capacity(names.len());
    for name in names {
        let other = (2..).map(|count| format!("{name} ({count})"));
        let free = std::iter::once(name.clone()).chain(other).find(|name| !apart.contains(name));
        apart.extend(free);
    }
    apart
}
