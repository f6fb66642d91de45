//! Documents that refer to each other by their numbers.

use crate::domain::document::{DocumentKind, DocumentLink, DocumentState};
use crate::domain::id::DocumentId;
use crate::domain::time::Timestamp;
use crate::error::Result;
use crate::store::document::read_kind;
use crate::store::sql::{Param, Row};
use crate::store::unit::Reader;

const BY_KIND: &str = "SELECT id, kind, number, state, created FROM document WHERE kind = $1 AND number = $2";

/// Those whose header names a number.
const BY_HEADER: &str = "SELECT id, kind, number, state, created, source_kind FROM document WHERE source = $1";

/// Those of which a line names a number; where it is the header's too, its kind is as well.
const BY_LINE: &str = "SELECT DISTINCT d.id, d.kind, d.number, d.state, d.created, coalesce(l.source_kind, CASE WHEN d.source = \
     l.source_document THEN d.source_kind END) FROM line AS l JOIN document AS d ON d.id = l.document WHERE l.source_document = $1";

fn read_link(row: &dyn Row) -> Result<DocumentLink> {
    Ok(DocumentLink {
        id: DocumentId::from_bytes(row.array(0)?),
        kind: row.word(1, DocumentKind::from_name)?,
        number: row.text(2)?.to_owned(),
        state: row.word(3, DocumentState::from_name)?,
        created: Timestamp::from_millis(row.int(4)?),
    })
}

impl Reader<'_> {
    /// The documents of this number: at most one of each kind.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn documents_numbered(&mut self, number: &str) -> Result<Vec<DocumentLink>> {
        let mut found = Vec::new();
        for kind in DocumentKind::ALL {
            found.extend(self.one(BY_KIND, &[kind.name().into(), number.into()], read_link)?);
        }
        Ok(found)
    }

    /// The documents that refer to a number, by header or line, with the kind they mean where they say it; oldest first.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn documents_referring(&mut self, number: &str) -> Result<Vec<(DocumentLink, Option<DocumentKind>)>> {
        let read = |row: &dyn Row| Ok((read_link(row)?, read_kind(row, 5)?));
        let params: [Param<'_>; 1] = [number.into()];
        let mut found = self.all(BY_HEADER, &params, read)?;
        found.extend(self.all(BY_LINE, &params, read)?);
        found.sort_by_key(|(link, kind)| (link.created, link.id, *kind));
        found.dedup();
        Ok(found)
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::store::sql::Driver;
    use crate::store::sqlite::Sqlite;

    #[test]
    fn results_are_found_by_the_number_and_not_by_looking_at_every_document() {
        let folder = tempfile::tempdir().expect("a folder");
        let driver = Sqlite::open(&folder.path().join("shop.db"), Duration::from_secs(1)).expect("a store");
        let mut reader = Reader { session: driver.read().expect("a reader"), committed: true };
        for (sql, index) in [(BY_HEADER, "document_source"), (BY_LINE, "line_source")] {
            let plan = reader.all(&format!("EXPLAIN QUERY PLAN {sql}"), &["R1".into()], |row| Ok(row.text(3)?.to_owned()));
            let plan = plan.expect("a plan").join("; ");
            assert!(plan.contains(index) && !plan.contains("SCAN"), "{plan}");
        }
    }
}
