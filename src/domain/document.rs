//! Sales documents as the ERP issued them: header, addressee as issued, lines, an opaque signed payload.

use std::fmt;

use sha2::{Digest, Sha256};

use crate::domain::erasure::addressee_values;
use crate::domain::id::{Code, DocumentId, SubjectId};
use crate::domain::journal::Encoder;
use crate::domain::money::{Currency, Price, Quantity};
use crate::domain::time::{Date, Timestamp};
use crate::domain::words::words;
use crate::error::Violation;

words! {
    /// What kind of document it is.
    DocumentKind {
        /// A till receipt.
        Receipt = "receipt",
        /// A sales invoice.
        Invoice = "invoice",
        /// A customer's order.
        Order = "order",
        /// A correction of a receipt or invoice.
        Correction = "correction",
        /// A complaint.
        Complaint = "complaint",
    }
}

words! {
    /// Where a document stands.
    DocumentState {
        /// Being written at a desk.
        Draft = "draft",
        /// Waits for approval.
        NotApproved = "not_approved",
        /// Begun, not yet complete.
        Initialised = "initialised",
        /// Cancelled.
        Cancelled = "cancelled",
        /// Rejected.
        Rejected = "rejected",
        /// An order or complaint in progress.
        Open = "open",
        /// An order whose goods wait for the customer.
        AwaitingPickup = "awaiting_pickup",
        /// Issued: final.
        Issued = "issued",
        /// An order that became a sale.
        Realised = "realised",
        /// Closed.
        Closed = "closed",
    }
}

impl DocumentState {
    /// Whether the document is final: its customer and its words no longer change.
    pub fn is_final(self) -> bool {
        matches!(self, Self::Issued | Self::Realised | Self::Closed | Self::Cancelled | Self::Rejected)
    }
}

/// A line of another document.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LineRef {
    /// The other document's number.
    pub document: String,
    /// The line's number in it.
    pub line: u32,
}

/// One line of a document. Prices are gross, per single unit, whatever the quantity.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Line {
    /// Counts from 1 within the document.
    pub number: u32,
    /// The item's code.
    pub item_code: String,
    /// The item's name as sold.
    pub item_name: String,
    /// The item's EAN (GTIN), empty where it has none.
    pub ean: String,
    /// How many; negative on a correction that takes goods back.
    pub quantity: Quantity,
    /// The regular price of a single unit.
    pub regular_price: Price,
    /// The discount on a single unit.
    pub discount: Price,
    /// The price paid for a single unit.
    pub final_price: Price,
    /// The line this one corrects, complains about or was made from.
    pub source: Option<LineRef>,
    /// Whether the item is marked defective.
    pub defective: bool,
    /// Properties by name (size, reference number), in order.
    pub properties: Vec<(String, String)>,
    /// Attributes by name (brand, genre), in order.
    pub attributes: Vec<(String, String)>,
}

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
    /// The gross total in minor units.
    pub total: i64,
    /// A signed payload.
    pub payload: Option<Payload>,
    /// Its lines.
    pub lines: Vec<Line>,
}

/// The longest number, source, barcode or code of a document and its lines, in characters.
const LONGEST_NUMBER: usize = 64;

/// The longest name or value on a document, in characters.
const LONGEST_NAME: usize = 200;

/// One text of a document: not too long, no control characters.
fn fits(field: &'static str, text: &str, max: usize) -> Result<(), Violation> {
    if text.chars().any(char::is_control) {
        return Err(Violation::new(field, "control_character"));
    }
    if text.chars().count() > max { Err(Violation::new(field, "too_long").with("max", max)) } else { Ok(()) }
}

impl Document {
    /// Checks the texts of header, addressee and lines; numbers have the range of their type.
    ///
    /// # Errors
    /// `required` (a number), `control_character`, `too_long`; the field is named.
    pub fn check(&self) -> Result<(), Violation> {
        if self.number.trim().is_empty() {
            return Err(Violation::new("number", "required"));
        }
        let or_empty = |text: &'_ Option<String>| text.clone().unwrap_or_default();
        fits("number", &self.number, LONGEST_NUMBER)?;
        fits("source", &or_empty(&self.source), LONGEST_NUMBER)?;
        fits("barcode", &or_empty(&self.barcode), LONGEST_NUMBER)?;
        fits("issuer", &or_empty(&self.issuer), LONGEST_NAME)?;
        let ground = self.payload.as_ref().and_then(|payload| payload.keep.as_ref()).map_or("", |(ground, _)| ground);
        fits("payload_ground", ground, LONGEST_NAME)?;
        for (field, text) in addressee_values(&self.addressee) {
            fits(field.name(), text, LONGEST_NAME)?;
        }
        self.lines.iter().try_for_each(Line::check)
    }

    /// The digest of everything in it that says nothing about a person; the journal commits to it.
    pub fn content_digest(&self) -> [u8; 32] {
        let mut out = Encoder(Vec::with_capacity(512));
        out.bytes(self.id.bytes());
        let code = |code: &Option<Code>| code.as_ref().map_or(String::new(), |c| c.as_str().to_owned());
        let texts = [
            self.kind.name(),
            &self.number,
            self.state.name(),
            self.issuer.as_deref().unwrap_or(""),
            self.source.as_deref().unwrap_or(""),
            &code(&self.branch),
            &code(&self.station),
            &code(&self.operator),
            self.barcode.as_deref().unwrap_or(""),
            self.currency.as_str(),
        ];
        texts.into_iter().for_each(|text| out.text(text));
        out.number(self.created.millis());
        out.number(self.total);
        self.lines.iter().for_each(|line| line.encode(&mut out));
        Sha256::digest(&out.0).into()
    }
}

impl Line {
    fn check(&self) -> Result<(), Violation> {
        fits("item", &self.item_code, LONGEST_NUMBER)?;
        fits("name", &self.item_name, LONGEST_NAME)?;
        fits("ean", &self.ean, LONGEST_NUMBER)?;
        fits("source_document", self.source.as_ref().map_or("", |source| &source.document), LONGEST_NUMBER)?;
        for (field, pairs) in [("properties", &self.properties), ("attributes", &self.attributes)] {
            for (name, value) in pairs {
                fits(field, name, LONGEST_NAME)?;
                fits(field, value, LONGEST_NAME)?;
            }
        }
        Ok(())
    }

    fn encode(&self, out: &mut Encoder) {
        let source = self.source.as_ref();
        let numbers = [
            i64::from(self.number),
            self.quantity.scaled(),
            self.regular_price.scaled(),
            self.discount.scaled(),
            self.final_price.scaled(),
            source.map_or(0, |source| i64::from(source.line)),
            i64::from(self.defective),
        ];
        numbers.into_iter().for_each(|number| out.number(number));
        for text in [&self.item_code, &self.item_name, &self.ean] {
            out.text(text);
        }
        out.text(source.map_or("", |source| &source.document));
        for pairs in [&self.properties, &self.attributes] {
            out.number(i64::try_from(pairs.len()).unwrap_or(i64::MAX));
            pairs.iter().for_each(|(name, value)| {
                out.text(name);
                out.text(value);
            });
        }
    }
}
