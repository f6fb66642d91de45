//! Lines of documents that stand on their own in a feed.

use std::{mem, slice};

use super::again::Again;
use super::document::{read_line, required};
use super::record::Record;
use super::run::{Feeder, Taken};
use crate::domain::change::Change;
use crate::domain::document::{Document, DocumentKind, Line, MOST_LINES};
use crate::domain::pricing::make_gross;
use crate::error::{Result, Violation};
use crate::store::Writer;

/// The document whose lines are being read.
pub(super) struct OpenDocument {
    document: Document,
    again: Again,
    changed: bool,
    /// Lines of a net document as they came: together they are made gross.
    net: Vec<Line>,
}

impl OpenDocument {
    /// Takes a line; whether it is another one than before.
    fn take(&mut self, line: Line) -> Result<bool, Violation> {
        let lines = if self.document.net { &mut self.net } else { &mut self.document.lines };
        match lines.binary_search_by_key(&line.number, |line| line.number) {
            Ok(at) if lines[at] == line => return Ok(false),
            Ok(at) => lines[at] = line,
            Err(_) if lines.len() >= MOST_LINES => return Err(Violation::new("lines", "too_many").with("max", MOST_LINES)),
            Err(at) => lines.insert(at, line),
        }
        self.changed = true;
        Ok(true)
    }

    /// The document with all its lines, where any is new.
    fn whole(mut self) -> Result<Option<Document>, Violation> {
        let known = self.document.lines.clone();
        if self.document.net {
            let mut lines = mem::take(&mut self.net);
            if make_gross(&mut lines).is_err() {
                // Together they are beyond the range of amounts; each alone was looked at when it came.
                lines.iter_mut().try_for_each(|line| make_gross(slice::from_mut(line)))?;
            }
            let came = |line: &Line| lines.binary_search_by_key(&line.number, |line| line.number).is_ok();
            self.document.lines.retain(|line| !came(line));
            self.document.lines.extend(lines);
            self.document.lines.sort_by_key(|line| line.number);
            self.changed = self.document.lines != known;
        }
        Ok(Some(self.document).filter(|_| self.changed))
    }
}

impl Feeder<'_> {
    /// A line on its own; lines of the same document that follow each other are one change.
    pub(super) fn take_document_line(&mut self, writer: &mut Writer<'_>, record: &mut Record) -> Result<Taken> {
        let kind = record.word("document_kind", DocumentKind::from_name)?.ok_or_else(required("document_kind"))?;
        let number = record.required("document")?;
        let line = read_line(writer, record)?;
        record.finish()?;
        line.check()?;
        if self.open.as_ref().is_none_or(|open| (open.document.kind, &open.document.number) != (kind, &number)) {
            self.close(writer)?;
            let document = writer.document_by_number(kind, &number)?.ok_or_else(|| Violation::new("document", "document.unknown"))?;
            let again = Again::of(writer, &document)?;
            self.open = Some(OpenDocument { document, again, changed: false, net: Vec::new() });
        }
        let open = self.open.as_mut().expect("opened just above");
        let line = open.again.line(writer, line, &open.document.lines, &self.erp.engine.store().word)?;
        if open.document.net {
            make_gross(&mut [line.clone()])?;
        }
        Ok(if open.take(line)? { Taken::Changes(Vec::new()) } else { Taken::Unchanged })
    }

    /// Writes the document whose lines were being read.
    pub(super) fn close(&mut self, writer: &mut Writer<'_>) -> Result<()> {
        let Some(open) = self.open.take() else { return Ok(()) };
        if let Some(document) = open.whole()? {
            writer.apply(&self.erp.context(), &[Change::Document(Box::new(document))])?;
        }
        Ok(())
    }
}
