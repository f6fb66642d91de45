//! The lines of a document.

use crate::domain::document::DocumentKind;
use crate::domain::money::{Price, Quantity};
use crate::domain::pairs::Pairs;

/// A line of another document.
///
/// ```
/// use clientela::domain::document::{DocumentKind, LineRef};
/// let source = LineRef { kind: Some(DocumentKind::Receipt), ..LineRef::new("R-1", 2) };
/// assert_eq!((source.document.as_str(), source.line), ("R-1", 2));
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LineRef {
    /// The other document's number.
    pub document: String,
    /// The line's number in it.
    pub line: u32,
    /// The other document's kind, where it is known: numbers are unique per kind.
    pub kind: Option<DocumentKind>,
}

impl LineRef {
    /// A line of the document of this number, of whatever kind.
    pub fn new(document: impl Into<String>, line: u32) -> Self {
        Self { document: document.into(), line, kind: None }
    }
}

/// The bundle or set that a line belongs to. Its lines stand in the document singly and carry the same number (P15).
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Bundle {
    /// Counts from 1 within the document.
    pub number: u32,
    /// The name of the bundle or set, as sold.
    pub name: String,
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
    /// The serial number of this piece, empty where it has none.
    pub serial_number: String,
    /// How many; negative on a correction that takes goods back.
    pub quantity: Quantity,
    /// The regular price of a single unit.
    pub regular_price: Price,
    /// The discount on a single unit.
    pub discount: Price,
    /// The price paid for a single unit.
    pub final_price: Price,
    /// The gross amount of the whole line in minor units, where it was told or computed; see [`Self::gross_amount`].
    pub amount: Option<i64>,
    /// The rate of tax in hundredths of a percent, 0 to 10,000; none: not known.
    pub tax_rate: Option<u16>,
    /// The bundle or set it belongs to.
    pub bundle: Option<Bundle>,
    /// The line this one corrects, complains about or was made from.
    pub source: Option<LineRef>,
    /// Whether the item is marked defective.
    pub defective: bool,
    /// Properties by name (size, reference number), in order.
    pub properties: Pairs,
    /// Attributes by name (brand, genre), in order.
    pub attributes: Pairs,
}

impl Line {
    /// The gross amount in minor units: as told, else quantity × final price, rounded half away from zero.
    ///
    /// ```
    /// use clientela::domain::{document::Line, money::{Price, Quantity}};
    /// let fuel = Line { quantity: Quantity::from_scaled(42_310), final_price: Price::from_scaled(1_799_000), ..Line::default() };
    /// assert_eq!(fuel.gross_amount(), 7_612); // 42.31 l at 179.9 cents
    /// assert_eq!(Line { amount: Some(7_611), ..fuel }.gross_amount(), 7_611);
    /// ```
    pub fn gross_amount(&self) -> i64 {
        self.amount.unwrap_or_else(|| self.final_price.times(self.quantity))
    }

    /// Whether its amount is what the line before came to, which had another quantity or price: whoever changed these left it as it was.
    #[cfg(feature = "engine")]
    pub(crate) fn has_amount_of(&self, before: &Self) -> bool {
        let figures = |line: &Self| (line.quantity, line.regular_price, line.discount, line.final_price);
        self.amount == before.amount && figures(self) != figures(before)
    }
}
