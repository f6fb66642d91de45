//! One line of the history as it is shown: an item, its document, and what became of it.

use crate::domain::document::{Document, DocumentKind};
use crate::domain::history::settle::{Pending, Settled, Settlement};
use crate::domain::id::{Code, DocumentId};
use crate::domain::money::{Currency, Price, Quantity};
use crate::domain::pairs::Pairs;
use crate::domain::time::Timestamp;
use crate::domain::words::words;

words! {
    /// What became of the goods of a line.
    LineStatus {
        /// Sold, and still with the customer.
        Sold = "sold",
        /// Taken back.
        Returned = "returned",
        /// The customer complained, and it is not settled yet.
        ComplaintInProgress = "complaint_in_progress",
        /// Ordered, not delivered yet.
        Ordered = "ordered",
        /// Ordered and arrived, the customer has not fetched it yet.
        AwaitingPickup = "awaiting_pickup",
    }
}

/// One line of the history. Prices are gross and per single unit, whatever the quantity; the quantity is never negative.
///
/// ```
/// use clientela::domain::document::{Document, DocumentKind, DocumentState, Line};
/// use clientela::domain::history::{LineStatus, lines_of};
/// use clientela::domain::{id::DocumentId, money::{Currency, Quantity}, time::Timestamp};
/// let line = Line { number: 1, item_name: "Socks".into(), quantity: Quantity::from_pieces(3), ..Line::default() };
/// let (id, created, euro) = (DocumentId::from_bytes([1; 16]), Timestamp::from_millis(0), Currency::parse("EUR")?);
/// let receipt = Document::new(id, DocumentKind::Receipt, "R1", created, euro);
/// let receipt = Document { state: DocumentState::Issued, total: 597, lines: vec![line], ..receipt };
/// let lines = lines_of(&[receipt]);
/// assert_eq!((lines[0].status, lines[0].quantity), (LineStatus::Sold, Quantity::from_pieces(3)));
/// # Ok::<(), clientela::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct HistoryLine {
    /// The document's id.
    pub document: DocumentId,
    /// The document's kind.
    pub kind: DocumentKind,
    /// The document's number.
    pub number: String,
    /// The line's number in its document.
    pub line: u32,
    /// Numbers of the documents it came from, nearest first: an invoice's receipt, a correction's invoice and its receipt.
    pub sources: Vec<String>,
    /// When the document was created.
    pub created: Timestamp,
    /// What became of the goods.
    pub status: LineStatus,
    /// How many have this status.
    pub quantity: Quantity,
    /// The item's code.
    pub item_code: String,
    /// The item's name as sold.
    pub item_name: String,
    /// The item's EAN (GTIN), empty where it has none.
    pub ean: String,
    /// Properties by name (size, reference number), in order.
    pub properties: Pairs,
    /// Attributes by name (brand, genre), in order.
    pub attributes: Pairs,
    /// The regular price of a single unit.
    pub regular_price: Price,
    /// The discount on a single unit.
    pub discount: Price,
    /// The price paid for a single unit.
    pub final_price: Price,
    /// The currency of all its amounts.
    pub currency: Currency,
    /// The document's gross total in minor units.
    pub document_total: i64,
    /// The barcode printed on the document.
    pub barcode: Option<String>,
    /// The barcodes of the documents it came from: the customer holds the receipt, the line shows the invoice.
    pub source_barcodes: Vec<String>,
    /// Whether the item is marked defective.
    pub defective: bool,
    /// The branch.
    pub branch: Option<Code>,
}

/// The history that these documents make, newest first, then by document number and line. Their order does not matter.
///
/// Receipts, invoices, orders (not realised, not closed), corrections and open complaints count; drafts and what is not approved,
/// initialised, cancelled or rejected does not, nor does a correction that takes nothing back.
/// Per status the quantities add up: of three sold one is returned, so two are sold and one is returned. What an invoice was made
/// from is not sold a second time, and an order shrinks by what was delivered on it. A settled complaint leaves no line: either the
/// goods were returned, or they are simply sold.
pub fn lines_of(documents: &[Document]) -> Vec<HistoryLine> {
    let settled = Settlement::of(documents, Pending::LeftOut).settled().into_iter();
    let line = |settled: Settled| {
        let (document, line) = settled.at;
        settled.into_line(&documents[document], documents[document].lines[line].clone())
    };
    settled.map(line).collect()
}

/// The same out of documents that nobody needs any more: their texts become the lines'.
#[cfg(feature = "sqlite")]
pub(crate) fn lines_out_of(mut documents: Vec<Document>) -> Vec<HistoryLine> {
    let settled = Settlement::of(&documents, Pending::LeftOut).settled();
    let line = |settled: Settled| {
        let (document, line) = settled.at;
        let line = std::mem::take(&mut documents[document].lines[line]);
        settled.into_line(&documents[document], line)
    };
    settled.into_iter().map(line).collect()
}
