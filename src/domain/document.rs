//! Sales documents as the ERP issued them: header, addressee as issued, lines, an opaque signed payload.

mod check;
mod digest;
mod kind;
mod line;
mod link;

use std::fmt;

use crate::domain::id::{Code, DocumentId, SubjectId};
use crate::domain::money::{Currency, saturated};
use crate::domain::time::{Date, Timestamp};

#[cfg(feature = "engine")]
pub(crate) use check::MOST_LINES;
pub use kind::{DocumentKind, DocumentState};
pub use line::{Bundle, Line, LineRef};
#[cfg(feature = "engine")]
pub(crate) use link::push_once;
pub use link::{DocumentLink, DocumentLinks, meant};

/// Name and address on a document, as issued. All empty: the customer is undefined.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Addressee {
    /// Name of the person or company.
    pub name: Option<String>,
    /// Street and number.
    pub street: Option<String>,
    /// Postal code.
    pub postal_code: Option<String>,
    /// City.
    pub city: Option<String>,
    /// State or region.
    pub region: Option<String>,
    /// Country, ISO 3166-1 alpha-2.
    pub country: Option<String>,
}

impl fmt::Debug for Addressee {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if *self == Self::default() { "Addressee(undefined)" } else { "Addressee(…)" })
    }
}

/// A signed payload (a fiscal receipt, an electronic invoice): never read, given back to the byte.
#[derive(Clone, PartialEq, Eq)]
pub struct Payload {
    /// The bytes.
    pub bytes: Vec<u8>,
    /// The law or contract that demands keeping it, and the last day; none: it goes with the person.
    pub keep: Option<(String, Date)>,
}

impl fmt::Debug for Payload {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Payload({} bytes, keep {:?})", self.bytes.len(), self.keep)
    }
}

/// A document with its lines.
///
/// ```
/// use clientela::domain::document::{Document, DocumentKind, DocumentState};
/// use clientela::domain::{id::DocumentId, money::Currency, time::Timestamp};
/// let (id, euro) = (DocumentId::from_bytes([1; 16]), Currency::parse("EUR")?);
/// let receipt = Document::new(id, DocumentKind::Receipt, "R-1", Timestamp::from_millis(0), euro);
/// let receipt = Document { state: DocumentState::Issued, total: 597, ..receipt };
/// assert_eq!(receipt.difference(), 597); // no line explains it
/// # Ok::<(), clientela::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Document {
    /// Its id.
    pub id: DocumentId,
    /// Its kind.
    pub kind: DocumentKind,
    /// Its number, unique per kind.
    pub number: String,
    /// Where it stands.
    pub state: DocumentState,
    /// Who issued it: shop or company.
    pub issuer: Option<String>,
    /// The customer; none is *undefined*.
    pub customer: Option<SubjectId>,
    /// Whether its customer was anonymized: nothing can be made from it any more (P31).
    pub anonymized: bool,
    /// Name and address as issued.
    pub addressee: Addressee,
    /// The number of the document this one was made from.
    pub source: Option<String>,
    /// The kind of that document, where it is known: numbers are unique per kind.
    pub source_kind: Option<DocumentKind>,
    /// When it was created.
    pub created: Timestamp,
    /// The branch.
    pub branch: Option<Code>,
    /// The station.
    pub station: Option<Code>,
    /// The operator.
    pub operator: Option<Code>,
    /// The barcode printed on it.
    pub barcode: Option<String>,
    /// The currency of all its amounts.
    pub currency: Currency,
    /// Whether tax was computed on net amounts, as on business documents. Prices and amounts of lines are gross all the same.
    pub net: bool,
    /// The gross total in minor units, without the cash rounding.
    pub total: i64,
    /// What cash rounding added to the total, or took off it, in minor units.
    pub rounding: i64,
    /// A signed payload.
    pub payload: Option<Payload>,
    /// Its lines.
    pub lines: Vec<Line>,
}

impl Document {
    /// A draft of customer *undefined* that says no more than this.
    pub fn new(id: DocumentId, kind: DocumentKind, number: impl Into<String>, created: Timestamp, currency: Currency) -> Self {
        Self {
            id,
            kind,
            number: number.into(),
            state: DocumentState::Draft,
            issuer: None,
            customer: None,
            anonymized: false,
            addressee: Addressee::default(),
            source: None,
            source_kind: None,
            created,
            branch: None,
            station: None,
            operator: None,
            barcode: None,
            currency,
            net: false,
            total: 0,
            rounding: 0,
            payload: None,
            lines: Vec::new(),
        }
    }

    /// What no line explains of the total, in minor units: shipping, or how the ERP rounded. The total is the ERP's word.
    pub fn difference(&self) -> i64 {
        let lines: i128 = self.lines.iter().map(|line| i128::from(line.gross_amount())).sum();
        saturated(i128::from(self.total) - lines)
    }

    /// How others see it as a source or result.
    pub fn link(&self) -> DocumentLink {
        DocumentLink { id: self.id, kind: self.kind, number: self.number.clone(), state: self.state, created: self.created }
    }
}
