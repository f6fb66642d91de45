//! A whole document at a desk, as it is printed (P21). Knows no page.

use crate::domain::id::DocumentId;
use crate::domain::preview::Preview;
use crate::domain::rights::Right;
use crate::engine::desk::Desk;
use crate::engine::document_links::links_of;
use crate::engine::documents::{shown, unknown};
use crate::error::Result;

impl Desk {
    /// A whole document as it is printed, with bundles grouped (P21, P15), in the till's language and at the branch's distance from UTC.
    /// The signed payload is not in it, and of an anonymized customer's document nothing personal (P29), of a
    /// restricted customer's neither name nor address. `Preview::html` makes a page of it.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`](crate::ErrorKind::NotFound), [`ErrorKind::NotPermitted`](crate::ErrorKind::NotPermitted) without the right
    /// to see the history; those of [`Preview::of`].
    pub fn preview(&self, document: DocumentId) -> Result<Preview> {
        self.require(Right::ReadHistory)?;
        let mut reader = self.engine.store().read()?;
        let document = reader.document(document)?.ok_or_else(unknown)?;
        let document = shown(&mut reader, document)?;
        let links = links_of(&mut reader, &document)?;
        Ok(Preview::of(document, self.engine.now().offset_minutes)?.linked(links).language(self.till_language()))
    }
}
