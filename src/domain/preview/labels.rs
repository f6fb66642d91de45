//! What is printed around the words and numbers of a document.

use crate::domain::document::DocumentKind;
use crate::domain::message::Language;
use crate::domain::page::label;

/// The labels by their name in a template, and the code of each text.
pub(super) const LABELS: [(&str, &str); 29] = [
    ("amount", "field.amount"),
    ("anonymized", "preview.anonymized"),
    ("barcode", "preview.barcode"),
    ("branch", "field.branch"),
    ("date", "field.date"),
    ("defective", "preview.defective"),
    ("difference", "preview.difference"),
    ("discount", "preview.discount"),
    ("gross", "preview.gross"),
    ("item", "field.item"),
    ("lines", "preview.lines"),
    ("net", "preview.net"),
    ("note", "preview.note"),
    ("number", "field.number"),
    ("operator", "field.operator"),
    ("page", "form.page"),
    ("payable", "preview.payable"),
    ("price", "preview.price"),
    ("prices_in", "preview.prices_in"),
    ("quantity", "preview.quantity"),
    ("regular", "preview.regular"),
    ("results", "preview.results"),
    ("rounding", "preview.rounding"),
    ("source", "field.source"),
    ("state", "field.state"),
    ("station", "field.station"),
    ("tax", "preview.tax"),
    ("total", "preview.total"),
    ("undefined", "preview.undefined"),
];

/// What a kind of document is called.
pub(super) fn kind(kind: DocumentKind, language: Language) -> String {
    label(&format!("document_kind.{}", kind.name()), language)
}
