//! A document as a page of HTML that needs nothing from elsewhere and runs nothing.

use std::collections::BTreeMap;

use minijinja::context;
use minijinja::value::Serde;
use serde::Serialize;

use super::labels::{LABELS, kind};
use super::parts::{Group, TaxRow};
use super::{PageFormat, Preview};
use crate::domain::document::{Addressee, Document, DocumentState};
use crate::domain::id::Code;
use crate::domain::page::{self, label, labels, minute, plain};
use crate::error::Result;

/// A receipt, and a letter; what stands on both is written once.
const RECEIPT: &str = concat!(include_str!("page-parts.html"), include_str!("page-receipt.html"));
const LETTER: &str = concat!(include_str!("page-parts.html"), include_str!("page-letter.html"));

/// What a template sees as `page`.
#[derive(Serialize)]
struct Page {
    language: &'static str,
    labels: BTreeMap<&'static str, String>,
    narrow: bool,
    kind: String,
    number: String,
    state: String,
    /// Whether it is no document that counts: a draft, or cancelled.
    void: bool,
    created: String,
    issuer: Option<String>,
    branch: Option<String>,
    station: Option<String>,
    operator: Option<String>,
    barcode: Option<String>,
    addressee: Vec<String>,
    /// Why there is no name.
    nobody: Option<&'static str>,
    sources: Vec<String>,
    results: Vec<String>,
    currency: String,
    net_note: Option<String>,
    groups: Vec<Group>,
    /// What the lines come to and what they do not explain, where the total is another.
    lines_amount: Option<String>,
    difference: Option<String>,
    total: String,
    taxes: Vec<TaxRow>,
    /// Cash rounding and what is paid then.
    rounding: Option<String>,
    payable: String,
}

impl Preview {
    /// The page, in the language of the preview. Whatever stands in it is escaped.
    ///
    /// ```
    /// # use clientela::domain::document::{Document, DocumentKind, Line};
    /// # use clientela::domain::{id::DocumentId, money::{Currency, Price, Quantity}, time::Timestamp};
    /// use clientela::domain::message::Language;
    /// use clientela::domain::preview::{PageFormat, Preview};
    /// # let (id, euro) = (DocumentId::from_bytes([1; 16]), Currency::parse("EUR")?);
    /// # let receipt = Document::new(id, DocumentKind::Receipt, "R-1", Timestamp::from_millis(0), euro);
    /// # let line = Line { item_name: "<b>Hat</b>".into(), quantity: Quantity::from_pieces(2), final_price: Price::from_minor(625), ..Line::default() };
    /// # let receipt = Document { total: 1_250, lines: vec![line], ..receipt };
    /// let preview = Preview::of(receipt, 60)?.language(Language::German);
    /// let html = preview.html(PageFormat::Receipt80)?;
    /// assert!(html.contains("Kassenbon") && html.contains("12,50") && html.contains("&lt;b&gt;Hat"));
    /// # Ok::<(), clientela::Error>(())
    /// ```
    ///
    /// # Errors
    /// [`crate::ErrorKind::Internal`] where the library is broken.
    pub fn html(&self, format: PageFormat) -> Result<String> {
        let template = if format == PageFormat::A4 { LETTER } else { RECEIPT };
        let page = self.page(format == PageFormat::Receipt58);
        page::own(template, context! { page => Serde(&page) })
    }

    fn page(&self, narrow: bool) -> Page {
        let (document, language) = (&self.document, self.language);
        let text = |text: &Option<String>| text.as_deref().map(plain);
        let code = |code: &Option<Code>| code.as_ref().map(Code::to_string);
        let unless_nought = |minor: i64| (minor != 0).then(|| self.amount(minor));
        Page {
            language: language.name(),
            labels: labels(&LABELS, language),
            narrow,
            kind: kind(document.kind, language),
            number: plain(&document.number),
            state: label(&format!("document_state.{}", document.state.name()), language),
            void: is_void(document.state),
            created: minute(document.created, self.offset_minutes, language),
            issuer: text(&document.issuer),
            branch: code(&document.branch),
            station: code(&document.station),
            operator: code(&document.operator),
            barcode: text(&document.barcode),
            nobody: nobody(document),
            addressee: addressee(&document.addressee),
            sources: self.sources(),
            results: self.results(),
            currency: document.currency.to_string(),
            net_note: document.net.then(|| label("preview.net_note", language)),
            groups: self.groups.iter().map(|group| self.group(group)).collect(),
            lines_amount: unless_nought(self.difference).map(|_| self.amount(self.lines_amount)),
            difference: unless_nought(self.difference),
            total: self.amount(document.total),
            taxes: self.taxes.iter().map(|tax| self.rate(tax)).collect(),
            rounding: unless_nought(document.rounding),
            payable: self.amount(self.payable),
        }
    }
}

fn is_void(state: DocumentState) -> bool {
    use DocumentState as S;
    matches!(state, S::Draft | S::NotApproved | S::Initialised | S::Cancelled | S::Rejected)
}

/// Why a document names nobody.
fn nobody(document: &Document) -> Option<&'static str> {
    let named = document.customer.is_some() || document.addressee != Addressee::default();
    if document.anonymized { Some("anonymized") } else { (!named).then_some("undefined") }
}

/// Name and address, line by line.
fn addressee(of: &Addressee) -> Vec<String> {
    let line = |parts: &[&Option<String>]| parts.iter().filter_map(|part| part.as_deref()).map(plain).collect::<Vec<_>>().join(" ");
    let lines = [line(&[&of.name]), line(&[&of.street]), line(&[&of.postal_code, &of.city]), line(&[&of.region]), line(&[&of.country])];
    lines.into_iter().filter(|line| !line.trim().is_empty()).collect()
}
