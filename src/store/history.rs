//! Whether the documents of a customer are still those that were read, and whose a document is.

use crate::domain::document::DocumentKind;
use crate::domain::field::RecordKind;
use crate::domain::id::{DocumentId, SubjectId};
use crate::domain::journal::EntryKind;
use crate::domain::news::{News, Position};
use crate::domain::time::Timestamp;
use crate::error::Result;
use crate::store::sql::{Row, damaged};
use crate::store::unit::Reader;

/// After so many entries it is cheaper to read the documents again than to look at each.
const MOST: usize = 1000;

/// The documents of a customer as they were read once.
#[derive(Clone, Debug, Default)]
pub struct DocumentsRead {
    /// Every record of the customer.
    pub records: Vec<SubjectId>,
    /// Their documents, ascending.
    pub documents: Vec<DocumentId>,
    /// How far each chain of the journal was then.
    pub position: Position,
}

impl Reader<'_> {
    /// Whether no document of the customer was written since, none came and none went; moves the position to now where it is so.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn documents_stand(&mut self, read: &mut DocumentsRead) -> Result<bool> {
        let news = self.news(&mut read.position, None, MOST)?;
        if news.len() >= MOST {
            return Ok(false);
        }
        for one in &news {
            if self.touches(one, read)? {
                return Ok(false);
            }
        }
        Ok(true)
    }

    fn touches(&mut self, news: &News, read: &DocumentsRead) -> Result<bool> {
        if matches!(news.what, EntryKind::Merged | EntryKind::Unmerged | EntryKind::Erased) {
            return Ok(true);
        }
        if news.kind != RecordKind::Document {
            return Ok(false);
        }
        let id = DocumentId::parse(&news.key).map_err(|_| damaged())?;
        let owner = self.one("SELECT customer FROM document WHERE id = $1", &[id.bytes().into()], owner)?;
        Ok(read.documents.binary_search(&id).is_ok() || owner.flatten().is_some_and(|owner| read.records.contains(&owner)))
    }

    /// Whether there is a document of this kind and number, and whose it is.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn document_owner(&mut self, kind: DocumentKind, number: &str) -> Result<Option<Option<SubjectId>>> {
        self.one("SELECT customer FROM document WHERE kind = $1 AND number = $2", &[kind.name().into(), number.into()], owner)
    }

    /// When the oldest document of these records was created.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn oldest_document(&mut self, records: &[SubjectId]) -> Result<Option<Timestamp>> {
        let mut oldest: Option<Timestamp> = None;
        for record in records {
            let sql = "SELECT created FROM document WHERE customer = $1 ORDER BY created LIMIT 1";
            let created = self.one(sql, &[record.into()], |row| row.int(0).map(Timestamp::from_millis))?;
            oldest = oldest.into_iter().chain(created).min();
        }
        Ok(oldest)
    }
}

fn owner(row: &dyn Row) -> Result<Option<SubjectId>> {
    Ok(row.array_opt(0)?.map(SubjectId::from_bytes))
}
