//! Looking at what a law keeps of a document of an anonymized customer: by a reason, which the journal tells (X9, X24). Knows no SQL.

use crate::domain::change::{Change, Context};
use crate::domain::document::Document;
use crate::domain::erasure::set_addressee;
use crate::domain::field::{Field, RecordKind};
use crate::domain::id::{Code, DocumentId};
use crate::domain::journal::EntryKind;
use crate::domain::rights::Right;
use crate::engine::consents::remark;
use crate::engine::desk::Desk;
use crate::engine::documents::unknown;
use crate::error::{Result, Violation};

impl Desk {
    /// A document with name, address and payload as far as a law keeps them, though everywhere else it shows none: for a tax audit, by a
    /// reason that stands in the journal. It should name nobody: of whoever is erased later it is cleaned only by what it calls them.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Invalid`] without a reason (`required`) or with one that breaks the field's rules;
    /// [`crate::ErrorKind::NotPermitted`] without the rights to read the history and to see what is restricted;
    /// [`crate::ErrorKind::NotFound`].
    pub fn kept_document(&self, id: DocumentId, reason: &str) -> Result<Document> {
        self.require(Right::ReadHistory)?;
        self.require(Right::SeeRestricted)?;
        let reason = remark(&self.engine, Field::Reason, Some(reason))?;
        let reason = reason.ok_or_else(|| Violation::new(Field::Reason.name(), "required"))?;
        let mut writer = self.engine.store().write()?;
        let mut document = writer.document(id)?.ok_or_else(unknown)?;
        for (kept, value) in writer.kept_of(id)? {
            set_addressee(&mut document.addressee, kept.field, value);
        }
        let (what, kind, code) = (EntryKind::Read, RecordKind::Document, Code::parse(&id.to_string())?);
        let context = Context { reason: Some(reason), ..self.context() };
        writer.apply(&context, &[Change::Happened { what, kind, code, subject: None }])?;
        writer.commit()?;
        Ok(document)
    }
}
