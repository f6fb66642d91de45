//! The parts of a page as a template sees them: every text is ready to be printed, and none is escaped yet.

use serde::Serialize;

use super::labels::kind;
use super::{Preview, PreviewGroup};
use crate::domain::document::{Bundle, DocumentKind, DocumentLink, Line, LineRef};
use crate::domain::message::Language;
use crate::domain::page::{amount, day, label, percent, plain, price, quantity};
use crate::domain::pricing::Tax;
use crate::domain::time::Date;

/// A bundle with its lines, or a line that stands alone.
#[derive(Serialize)]
pub(super) struct Group {
    /// The name of the bundle; none: a line that stands alone.
    name: Option<String>,
    amount: String,
    lines: Vec<Item>,
}

#[derive(Serialize)]
struct Item {
    number: u32,
    name: String,
    quantity: String,
    price: String,
    /// The regular price and the discount, where they are another than the price.
    regular: Option<String>,
    discount: Option<String>,
    rate: String,
    amount: String,
    defective: bool,
    /// What else is known of it: labels and values.
    facts: Vec<(String, String)>,
}

#[derive(Serialize)]
pub(super) struct TaxRow {
    rate: String,
    net: String,
    tax: String,
    gross: String,
}

impl Preview {
    pub(super) fn group(&self, group: &PreviewGroup) -> Group {
        Group {
            name: group.bundle.as_ref().map(|bundle| bundle_name(bundle, self.language)),
            amount: self.amount(group.amount),
            lines: self.lines(group).map(|line| self.item(line)).collect(),
        }
    }

    pub(super) fn amount(&self, minor: i64) -> String {
        amount(minor, self.document.currency, self.language)
    }

    pub(super) fn rate(&self, tax: &Tax) -> TaxRow {
        let [net, own, gross] = [tax.net, tax.tax, tax.gross].map(|minor| self.amount(minor));
        TaxRow { rate: percent(tax.rate, self.language), net, tax: own, gross }
    }

    /// The documents that it refers to: those that are known, else the number that it tells.
    pub(super) fn sources(&self) -> Vec<String> {
        let known = self.links.sources.iter();
        let told = self.document.references().into_iter().filter(|(number, _)| known.clone().all(|link| link.number != *number));
        let told = told.map(|(number, of)| named(number, of, self.language));
        self.named_links(&self.links.sources).chain(told).collect()
    }

    pub(super) fn results(&self) -> Vec<String> {
        self.named_links(&self.links.results).collect()
    }

    fn named_links<'l>(&'l self, links: &'l [DocumentLink]) -> impl Iterator<Item = String> + 'l {
        let day_of = |link: &DocumentLink| day(Date::of(link.created, self.offset_minutes), self.language);
        links.iter().map(move |link| format!("{} ({})", named(&link.number, Some(link.kind), self.language), day_of(link)))
    }

    fn item(&self, line: &Line) -> Item {
        let unit = |of| price(of, self.document.currency, self.language);
        let dearer = line.regular_price != line.final_price;
        Item {
            number: line.number,
            name: plain(&line.item_name),
            quantity: quantity(line.quantity, self.language),
            price: unit(line.final_price),
            regular: dearer.then(|| unit(line.regular_price)),
            discount: (line.discount.scaled() != 0).then(|| unit(line.discount)),
            rate: line.tax_rate.map(|rate| percent(rate, self.language)).unwrap_or_default(),
            amount: self.amount(line.gross_amount()),
            defective: line.defective,
            facts: self.facts(line),
        }
    }

    fn facts(&self, line: &Line) -> Vec<(String, String)> {
        let fact = |code: &str, value: &str| (label(code, self.language), plain(value));
        let own = [("preview.code", &line.item_code), ("field.ean", &line.ean), ("preview.serial", &line.serial_number)];
        let own = own.into_iter().filter(|(_, value)| !value.is_empty()).map(|(code, value)| fact(code, value));
        let pairs = line.properties.iter().chain(&line.attributes).map(|(name, value)| (plain(name), plain(value)));
        let source = line.source.as_ref().map(|source| (label("field.source", self.language), self.line_named(source)));
        own.chain(pairs).chain(source).collect()
    }

    fn line_named(&self, source: &LineRef) -> String {
        let of = self.document.kind_of(&source.document, source.kind);
        let line = label("field.line", self.language);
        format!("{}, {line} {}", named(&source.document, of, self.language), source.line)
    }
}

/// A document by its kind, where that is known, and its number.
fn named(number: &str, of: Option<DocumentKind>, language: Language) -> String {
    let of = of.map(|of| kind(of, language)).unwrap_or_default();
    plain(format!("{of} {number}").trim_start())
}

fn bundle_name(bundle: &Bundle, language: Language) -> String {
    if bundle.name.is_empty() { format!("{} {}", label("field.bundle", language), bundle.number) } else { plain(&bundle.name) }
}
