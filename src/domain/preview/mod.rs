//! A whole document as it is printed: header, name and address as issued, bundles with their lines and sum, taxes, rounding. Pure: no
//! clock, no storage. The signed payload is never in it, and of an anonymized customer nothing personal (P21, P15, P29).

mod format;
mod group;
#[cfg(feature = "page")]
mod html;
#[cfg(feature = "page")]
mod labels;
#[cfg(feature = "page")]
mod parts;

use crate::domain::document::{Addressee, Document, DocumentLinks, Line};
use crate::domain::message::Language;
use crate::domain::money::saturated;
use crate::domain::pricing::Tax;
use crate::error::Violation;

pub use format::PageFormat;
pub use group::PreviewGroup;

/// A document, ready to be shown or printed.
///
/// ```
/// use clientela::domain::document::{Bundle, Document, DocumentKind, Line};
/// use clientela::domain::money::{Currency, Price, Quantity};
/// use clientela::domain::preview::Preview;
/// use clientela::domain::{id::DocumentId, time::Timestamp};
/// let (id, euro) = (DocumentId::from_bytes([1; 16]), Currency::parse("EUR")?);
/// let line = |number, bundle| Line {
///     number,
///     quantity: Quantity::from_pieces(2),
///     final_price: Price::from_minor(500),
///     bundle,
///     ..Line::default()
/// };
/// let set = Some(Bundle { number: 1, name: "Gift set".into() });
/// let receipt = Document::new(id, DocumentKind::Receipt, "R-1", Timestamp::from_millis(0), euro);
/// let lines = vec![line(1, set.clone()), line(2, None), line(3, set)];
/// let preview = Preview::of(Document { total: 3_000, rounding: -2, lines, ..receipt }, 120)?;
/// let set = &preview.groups[0];
/// assert_eq!((set.lines.as_slice(), set.amount), (&[0, 2][..], 2_000));
/// assert_eq!((preview.difference, preview.payable), (0, 2_998));
/// # Ok::<(), clientela::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Preview {
    /// The document without its payload; of an anonymized customer without customer, name and address.
    pub document: Document,
    /// What it was made from and what was made from it, as far as that is known.
    pub links: DocumentLinks,
    /// How far the branch's time is from UTC, in minutes east.
    pub offset_minutes: i32,
    /// The language of a page.
    pub language: Language,
    /// Its lines: bundles and sets, and lines that stand alone, each where its first line stands.
    pub groups: Vec<PreviewGroup>,
    /// What each rate of tax comes to, lowest first; lines whose rate is not known are in none.
    pub taxes: Vec<Tax>,
    /// What the lines come to, in minor units.
    pub lines_amount: i64,
    /// What no line explains of the total, in minor units.
    pub difference: i64,
    /// The total with the cash rounding, in minor units.
    pub payable: i64,
}

impl Preview {
    /// A document as it is printed at a place so many minutes east of UTC, in English and without what it is linked to.
    ///
    /// # Errors
    /// `amount.too_large` where what a rate of tax comes to is beyond the range of amounts.
    pub fn of(document: Document, offset_minutes: i32) -> Result<Self, Violation> {
        let document = shown(document);
        let lines: i128 = document.lines.iter().map(|line| i128::from(line.gross_amount())).sum();
        Ok(Self {
            links: DocumentLinks::default(),
            offset_minutes,
            language: Language::English,
            groups: group::groups(&document.lines),
            taxes: document.taxes()?,
            lines_amount: saturated(lines),
            difference: document.difference(),
            payable: document.total.saturating_add(document.rounding),
            document,
        })
    }

    /// With what it was made from, and what was made from it.
    #[must_use]
    pub fn linked(self, links: DocumentLinks) -> Self {
        Self { links, ..self }
    }

    /// In this language, where a page is made of it.
    #[must_use]
    pub fn language(self, language: Language) -> Self {
        Self { language, ..self }
    }

    /// The lines of a group, in the order of the document.
    pub fn lines<'p>(&'p self, group: &'p PreviewGroup) -> impl Iterator<Item = &'p Line> {
        group.lines.iter().filter_map(|at| self.document.lines.get(*at))
    }
}

/// What may be shown of a document.
fn shown(document: Document) -> Document {
    let document = Document { payload: None, ..document };
    if document.anonymized { Document { customer: None, addressee: Addressee::default(), ..document } } else { document }
}
