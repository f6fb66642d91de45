//! What a document was made from, and what was made from it. Knows no SQL.

use crate::domain::document::{Document, DocumentLinks, meant, push_once};
use crate::domain::id::DocumentId;
use crate::domain::rights::Right;
use crate::engine::desk::Desk;
use crate::engine::documents::unknown;
use crate::error::Result;
use crate::store::Reader;

impl Desk {
    /// The documents that a document was made from or refers to, and those made from it or referring to it, by header or by line.
    /// A source that is not in the store is left out: [`Self::document`] shows its number. Of an anonymized customer's documents
    /// nothing personal is in it.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound), [`ErrorKind::NotPermitted`](crate::ErrorKind::NotPermitted).
    pub fn document_links(&self, id: DocumentId) -> Result<DocumentLinks> {
        self.require(Right::ReadHistory)?;
        let mut reader = self.engine.store().read()?;
        let document = reader.document(id)?.ok_or_else(unknown)?;
        links_of(&mut reader, &document)
    }
}

/// What a document of the store is linked to.
pub(super) fn links_of(reader: &mut Reader<'_>, document: &Document) -> Result<DocumentLinks> {
    let (own, mut links) = (document.link(), DocumentLinks::default());
    for (number, kind) in document.references() {
        let numbered = reader.documents_numbered(number)?;
        meant(&own, kind, &numbered).into_iter().for_each(|source| push_once(&mut links.sources, source));
    }
    let numbered = reader.documents_numbered(&own.number)?;
    for (result, kind) in reader.documents_referring(&own.number)? {
        if meant(&result, kind, &numbered) == Some(&own) {
            push_once(&mut links.results, &result);
        }
    }
    Ok(links)
}
