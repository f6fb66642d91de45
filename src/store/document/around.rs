//! The documents around one, and those that are being written at a desk.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::document::{Document, DocumentKind, DocumentLink};
use crate::domain::id::{Code, DocumentId};
use crate::error::Result;
use crate::store::document::read_document;
use crate::store::unit::Reader;

const DRAFTS: &str = documents!("WHERE state = 'draft' AND station = $1 ORDER BY created, id");

/// Whether goods go to the customer or come back by documents of this kind.
fn moves_goods(kind: DocumentKind) -> bool {
    use DocumentKind as K;
    matches!(kind, K::Receipt | K::Invoice | K::Order | K::Correction | K::Complaint | K::DeliveryNote)
}

impl Reader<'_> {
    /// The documents that sell, order, deliver or take back, of whomever: those to which these refer, those that refer to them, and so
    /// on until there is no further one; those that are stored of these as well.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn documents_around(&mut self, start: &[&Document]) -> Result<Vec<Document>> {
        let mut found: BTreeMap<DocumentId, Document> = BTreeMap::new();
        let mut known: BTreeSet<String> = BTreeSet::new();
        let mut waiting: Vec<String> = start.iter().flat_map(|document| numbers_of(document)).collect();
        while let Some(number) = waiting.pop() {
            if !known.insert(number.clone()) {
                continue;
            }
            for link in self.of_number(&number)? {
                if !moves_goods(link.kind) || found.contains_key(&link.id) {
                    continue;
                }
                if let Some(document) = self.document(link.id)? {
                    waiting.extend(numbers_of(&document));
                    found.insert(document.id, document);
                }
            }
        }
        Ok(found.into_values().collect())
    }

    /// The documents of a number and those that refer to it.
    fn of_number(&mut self, number: &str) -> Result<Vec<DocumentLink>> {
        let mut links = self.documents_numbered(number)?;
        links.extend(self.documents_referring(number)?.into_iter().map(|(link, _)| link));
        Ok(links)
    }

    /// The drafts of a station, oldest first.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn drafts(&mut self, station: &Code) -> Result<Vec<Document>> {
        let headers = self.all(DRAFTS, &[station.into()], read_document)?;
        headers.into_iter().filter_map(|header| self.with_lines(Some(header)).transpose()).collect()
    }
}

fn numbers_of(document: &Document) -> Vec<String> {
    let references = document.references().into_iter().map(|(number, _)| number);
    [document.number.as_str()].into_iter().chain(references).map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::store::sql::Driver;
    use crate::store::sqlite::Sqlite;

    #[test]
    fn drafts_are_found_without_a_look_at_every_document() {
        let folder = tempfile::tempdir().expect("a folder");
        let driver = Sqlite::open(&folder.path().join("shop.db"), Duration::from_secs(1)).expect("a store");
        let mut reader = Reader { session: driver.read().expect("a reader"), committed: true };
        let plan = reader.all(&format!("EXPLAIN QUERY PLAN {DRAFTS}"), &["till-1".into()], |row| Ok(row.text(3)?.to_owned()));
        let plan = plan.expect("a plan").join("; ");
        assert!(plan.contains("document_draft") && !plan.contains("SCAN"), "{plan}");
    }
}
