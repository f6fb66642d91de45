//! Where a page of a history ends: the last line seen, by everything that puts a line into its place. It stays good when lines come or go.

use std::cmp::Reverse;
use std::fmt;

use crate::domain::document::DocumentKind;
use crate::domain::history::line::{HistoryLine, LineStatus};
use crate::domain::id::DocumentId;
use crate::domain::time::Timestamp;
use crate::error::Violation;

/// A line's place, newest first: the date of its document, the document, the line, its status.
pub(super) type Place<'a> = (Reverse<Timestamp>, &'a str, DocumentKind, u32, DocumentId, LineStatus);

pub(super) fn place(line: &HistoryLine) -> Place<'_> {
    (Reverse(line.created), &line.number, line.kind, line.line, line.document, line.status)
}

/// The last line of a page. The next page begins behind it, in whatever order it is asked for: behind the line where it still stands as it
/// did, else where it would stand. As text it can be kept; what the text says is the library's own business.
///
/// ```
/// use clientela::domain::history::{Criteria, History, LineKey, filter};
/// let history = History::new(Vec::new());
/// let page = Criteria { limit: Some(20), ..Criteria::default() };
/// assert_eq!(filter(&history, &page).next, None);
/// assert_eq!(LineKey::parse("behind the last one").unwrap_err().rule, "position.malformed");
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct LineKey {
    created: Timestamp,
    number: String,
    kind: DocumentKind,
    line: u32,
    document: DocumentId,
    status: LineStatus,
    /// The final price as shown.
    pub(super) price: i64,
    pub(super) item_name: String,
    /// How many lines before it have the very same place, which only lines of a host's own making do.
    pub(super) same_before: u32,
}

/// What stands in the text, in this order.
type Written = (i64, String, String, u32, String, String, i64, String, u32);

impl LineKey {
    pub(super) fn of(line: &HistoryLine, same_before: u32) -> Self {
        Self {
            created: line.created,
            number: line.number.clone(),
            kind: line.kind,
            line: line.line,
            document: line.document,
            status: line.status,
            price: line.final_price.minor(),
            item_name: line.item_name.clone(),
            same_before,
        }
    }

    pub(super) fn place(&self) -> Place<'_> {
        (Reverse(self.created), &self.number, self.kind, self.line, self.document, self.status)
    }

    /// Reads a key as it was written.
    ///
    /// # Errors
    /// `position.malformed` for anything else.
    pub fn parse(text: &str) -> Result<Self, Violation> {
        let malformed = || Violation::new("after", "position.malformed");
        let (created, number, kind, line, document, status, price, item_name, same_before): Written =
            serde_json::from_str(text).map_err(|_| malformed())?;
        Ok(Self {
            created: Timestamp::from_millis(created),
            number,
            kind: DocumentKind::from_name(&kind).ok_or_else(malformed)?,
            line,
            document: DocumentId::parse(&document).map_err(|_| malformed())?,
            status: LineStatus::from_name(&status).ok_or_else(malformed)?,
            price,
            item_name,
            same_before,
        })
    }
}

impl fmt::Display for LineKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let head = (self.created.millis(), &self.number, self.kind.name(), self.line, self.document.to_string(), self.status.name());
        let (created, number, kind, line, document, status) = head;
        let written = (created, number, kind, line, document, status, self.price, &self.item_name, self.same_before);
        f.write_str(&serde_json::to_string(&written).map_err(|_| fmt::Error)?)
    }
}

impl fmt::Debug for LineKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "LineKey({} {} line {})", self.kind.name(), self.number, self.line)
    }
}
