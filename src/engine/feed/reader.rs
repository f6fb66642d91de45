//! From the bytes of a feed to records: physical lines, quoted cells that span several, and what cannot be read.

use std::io::BufRead;

use serde_json::{Map, Value};

use super::record::Record;
use super::{Format, Mapping};
use crate::error::{Error, ErrorKind, Result, Violation};

/// The longest record, in bytes.
const LONGEST: usize = 1 << 20;

/// One record with the number of the line it begins in.
pub(super) struct Line {
    pub(super) number: u64,
    pub(super) content: Result<Record, Violation>,
}

/// The records of a feed.
pub(super) struct Lines<'a> {
    input: &'a mut dyn BufRead,
    format: &'a Format,
    header: Vec<String>,
    /// Physical lines read ahead, with their number.
    ahead: std::collections::VecDeque<Vec<u8>>,
    number: u64,
}

impl<'a> Lines<'a> {
    pub(super) fn new(format: &'a Format, input: &'a mut dyn BufRead) -> Result<Self> {
        let mut lines = Self { input, format, header: Vec::new(), ahead: std::collections::VecDeque::new(), number: 1 };
        if let Format::Csv(mapping) = format {
            let first = lines.take_physical()?.unwrap_or_default();
            lines.header = cells_of(&first).map_err(Error::from)?;
            mapping.fits(&lines.header)?;
        }
        Ok(lines)
    }

    /// Up to so many records; empty at the end.
    pub(super) fn batch(&mut self, most: usize) -> Result<Vec<Line>> {
        let mut batch = Vec::new();
        while batch.len() < most {
            let number = self.number;
            let Some(first) = self.take_physical()? else { break };
            if first.iter().all(u8::is_ascii_whitespace) {
                continue;
            }
            let content = match self.format {
                Format::JsonLines => json_record(&first),
                Format::Csv(mapping) => self.csv_record(mapping, first)?,
            };
            batch.push(Line { number, content });
        }
        Ok(batch)
    }

    /// A record of CSV. A quote that never closes spoils its own line only.
    fn csv_record(&mut self, mapping: &Mapping, first: Vec<u8>) -> Result<Result<Record, Violation>> {
        let mut open = leaves_open(&first);
        let (mut text, mut used) = (first, 0);
        while open {
            if text.len() >= LONGEST || !self.peek(used)? {
                return Ok(Err(Violation::new("", "csv.quote_open")));
            }
            let next = &self.ahead[used];
            open ^= leaves_open(next);
            text.extend_from_slice(next);
            used += 1;
        }
        if used > 0 && !well_quoted(&text) {
            return Ok(Err(Violation::new("", "csv.quote_open")));
        }
        self.ahead.drain(..used);
        self.number += used as u64;
        Ok(cells_of(&text).and_then(|cells| mapping.record(&self.header, &cells)))
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
        self.number += u64::from(line.is_some());
        Ok(line)
    }

    /// The next physical line with its end. Of a line that is too long only the beginning is kept, so that it is refused.
    fn read_physical(&mut self) -> Result<Option<Vec<u8>>> {
        let mut line = Vec::new();
        loop {
            let io = |cause| Error::new(ErrorKind::Io, "feed.unreadable").caused_by(cause);
            let piece = self.input.fill_buf().map_err(io)?;
            if piece.is_empty() {
                return Ok((!line.is_empty()).then_some(line));
            }
            let end = memchr::memchr(b'\n', piece).map_or(piece.len(), |at| at + 1);
            let room = (LONGEST + 1).saturating_sub(line.len()).min(end);
            line.extend_from_slice(&piece[..room]);
            let done = piece[end - 1] == b'\n';
            self.input.consume(end);
            if done {
                return Ok(Some(line));
            }
        }
    }
}

fn json_record(line: &[u8]) -> Result<Record, Violation> {
    let text = utf8(line)?;
    match serde_json::from_str(text) {
        Ok(Value::Object(map)) => Ok(Record::new(map)),
        Ok(_) => Err(Violation::new("", "json.not_an_object")),
        Err(_) => Err(Violation::new("", "json.malformed")),
    }
}

fn utf8(line: &[u8]) -> Result<&str, Violation> {
    if line.len() > LONGEST {
        return Err(Violation::new("", "line.too_long").with("max", LONGEST));
    }
    let text = std::str::from_utf8(line).map_err(|_| Violation::new("", "line.not_utf8"))?;
    Ok(text.strip_prefix('\u{feff}').unwrap_or(text))
}

/// Whether a line opens a quoted cell, or closes one, that goes on beyond it.
fn leaves_open(line: &[u8]) -> bool {
    memchr::memchr_iter(b'"', line).count() % 2 == 1
}

/// Whether every quote stands at the edge of a cell, or doubled inside one.
fn well_quoted(text: &[u8]) -> bool {
    let (mut inside, mut before) = (false, b',');
    text.iter().all(|&sign| {
        let after = std::mem::replace(&mut before, sign);
        let edge = |sign| matches!(sign, b',' | b'\r' | b'\n');
        match sign {
            b'"' if inside => inside = false,
            b'"' if edge(after) || after == b'"' => inside = true,
            b'"' => return false,
            _ => {}
        }
        inside || after != b'"' || edge(sign) || sign == b'"'
    })
}

/// The cells of a record.
fn cells_of(text: &[u8]) -> Result<Vec<String>, Violation> {
    let text = utf8(text)?;
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(text.as_bytes());
    let mut record = csv::StringRecord::new();
    reader.read_record(&mut record).map_err(|_| Violation::new("", "csv.malformed"))?;
    Ok(record.iter().map(str::to_owned).collect())
}

impl Mapping {
    /// Every column is mapped or ignored, every mapped column is there.
    fn fits(&self, header: &[String]) -> Result<()> {
        let column = |code| Error::new(ErrorKind::Invalid, code).field("mapping");
        let known = |name: &String| self.columns.contains_key(name) || self.ignore.contains(name);
        if !header.iter().all(known) {
            return Err(column("mapping.column_unknown"));
        }
        if !self.columns.keys().all(|name| header.contains(name)) {
            return Err(column("mapping.column_missing"));
        }
        Ok(())
    }

    fn record(&self, header: &[String], cells: &[String]) -> Result<Record, Violation> {
        if cells.len() != header.len() {
            return Err(Violation::new("", "csv.cell_count").with("wanted", header.len()).with("found", cells.len()));
        }
        let mut map = Map::new();
        map.insert("feed".to_owned(), self.feed.as_str().into());
        for (name, text) in &self.constants {
            map.insert(name.clone(), text.as_str().into());
        }
        for (column, cell) in header.iter().zip(cells) {
            for target in self.columns.get(column).map_or(&[][..], |targets| targets.as_slice()) {
                map.insert(target.clone(), self.meaning(target, cell)?.into());
            }
        }
        Ok(Record::new(map))
    }

    fn meaning<'a>(&'a self, target: &str, cell: &'a str) -> Result<&'a str, Violation> {
        match self.values.get(target) {
            Some(values) if !cell.is_empty() => {
                let field = crate::domain::field::Field::from_name(target).map_or("", crate::domain::field::Field::name);
                values.get(cell).map(String::as_str).ok_or_else(|| Violation::new(field, "value_not_mapped"))
            }
            _ => Ok(cell),
        }
    }
}
