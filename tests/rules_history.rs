//! The rules of the transaction history, as a shop manager reads them in `rules/history.toml`.
#![allow(clippy::unwrap_used, reason = "a case that cannot be read fails")]

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use clientela::domain::document::{Document, DocumentKind, DocumentState, Line, LineRef};
use clientela::domain::history::{Criteria, Filtered, History, HistoryLine, LineKey, LineStatus, Sort, filter, lines_of};
use clientela::domain::id::{Code, DocumentId};
use clientela::domain::money::{Currency, Price, Quantity};
use clientela::domain::time::Date;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Rules {
    case: Vec<Case>,
    shop: Vec<Paper>,
    filter: Vec<Question>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    documents: Vec<Paper>,
    history: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Paper {
    kind: String,
    number: String,
    on: String,
    state: Option<String>,
    from: Option<String>,
    /// The kind of that document: numbers are unique per kind.
    from_kind: Option<String>,
    barcode: Option<String>,
    #[serde(default)]
    total: i64,
    lines: Vec<Item>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Item {
    #[serde(rename = "item")]
    name: String,
    #[serde(default)]
    code: String,
    #[serde(default)]
    ean: String,
    pieces: Option<i64>,
    grams: Option<i64>,
    #[serde(default)]
    cents: i64,
    /// The line it refers to: `R1/2` is the second line of R1.
    of: Option<String>,
    of_kind: Option<String>,
    #[serde(default)]
    defective: bool,
    #[serde(default)]
    properties: BTreeMap<String, String>,
    #[serde(default)]
    attributes: BTreeMap<String, String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Question {
    name: String,
    #[serde(default)]
    text: String,
    #[serde(default)]
    status: Vec<String>,
    price: Option<[i64; 2]>,
    total: Option<[i64; 2]>,
    days: Option<[String; 2]>,
    #[serde(default)]
    defective_only: bool,
    #[serde(default)]
    values: BTreeMap<String, BTreeSet<String>>,
    sort: Option<String>,
    #[serde(default)]
    skip: usize,
    limit: Option<usize>,
    found: Vec<String>,
    of: Option<usize>,
    #[serde(default)]
    counts: BTreeMap<String, BTreeMap<String, usize>>,
}

fn rules() -> Rules {
    toml::from_str(include_str!("rules/history.toml")).unwrap()
}

fn document((place, paper): (usize, &Paper)) -> Document {
    let mut id = [0; 16];
    id[0] = u8::try_from(place).unwrap();
    let (kind, created) = (DocumentKind::from_name(&paper.kind).unwrap(), Date::parse(&paper.on).unwrap().start());
    let empty = Document::new(DocumentId::from_bytes(id), kind, paper.number.clone(), created, Currency::parse("EUR").unwrap());
    Document {
        state: DocumentState::from_name(paper.state.as_deref().unwrap_or("issued")).unwrap(),
        source: paper.from.clone(),
        source_kind: paper.from_kind.as_deref().map(|kind| DocumentKind::from_name(kind).unwrap()),
        barcode: paper.barcode.clone(),
        branch: Code::parse("lisboa").ok(),
        total: paper.total,
        lines: (1..).zip(&paper.lines).map(line).collect(),
        ..empty
    }
}

fn line((number, item): (u32, &Item)) -> Line {
    let source = item.of.as_ref().map(|of| {
        let (document, line) = of.split_once('/').unwrap();
        let kind = item.of_kind.as_deref().map(|kind| DocumentKind::from_name(kind).unwrap());
        LineRef { kind, ..LineRef::new(document, line.parse().unwrap()) }
    });
    Line {
        number,
        item_code: if item.code.is_empty() { item.name.clone() } else { item.code.clone() },
        item_name: item.name.clone(),
        ean: item.ean.clone(),
        quantity: item.grams.map_or_else(|| Quantity::from_pieces(item.pieces.unwrap_or(1)), Quantity::from_scaled),
        regular_price: Price::from_minor(item.cents),
        final_price: Price::from_minor(item.cents),
        source,
        defective: item.defective,
        properties: item.properties.clone().into_iter().collect(),
        attributes: item.attributes.clone().into_iter().collect(),
        ..Line::default()
    }
}

fn history_of(papers: &[Paper]) -> Vec<HistoryLine> {
    lines_of(&papers.iter().enumerate().map(document).collect::<Vec<_>>())
}

/// `C1 from R1: 1 Socks returned`.
fn read(line: &HistoryLine) -> String {
    let from = if line.sources.is_empty() { String::new() } else { format!(" from {}", line.sources.join(" and ")) };
    let (whole, thousandths) = (line.quantity.scaled() / 1000, line.quantity.scaled() % 1000);
    let quantity = if thousandths == 0 { whole.to_string() } else { format!("{whole}.{thousandths:03}") };
    format!("{}{from}: {quantity} {} {}", line.number, line.item_name, line.status.name())
}

fn criteria(question: &Question) -> Criteria {
    let mut criteria = Criteria {
        text: question.text.clone(),
        statuses: question.status.iter().map(|name| LineStatus::from_name(name).unwrap()).collect(),
        price_from: question.price.map(|range| range[0]),
        price_to: question.price.map(|range| range[1]),
        total_from: question.total.map(|range| range[0]),
        total_to: question.total.map(|range| range[1]),
        defective_only: question.defective_only,
        values: question.values.clone(),
        limit: question.limit,
        ..Criteria::default()
    };
    criteria.sort = match question.sort.as_deref() {
        None => Sort::Newest,
        Some("oldest") => Sort::Oldest,
        Some("cheapest") => Sort::Cheapest,
        Some("dearest") => Sort::Dearest,
        Some("item_name") => Sort::ItemName,
        Some(other) => panic!("unknown order {other}"),
    };
    match &question.days {
        Some([first, last]) => criteria.days(Date::parse(first).unwrap(), Date::parse(last).unwrap(), 0),
        None => criteria,
    }
}

/// The key of the last of so many lines, by which the page behind them is asked for.
fn behind(history: &History, criteria: &Criteria, lines: usize) -> Option<LineKey> {
    let first = filter(history, &Criteria { limit: Some(lines), ..criteria.clone() });
    assert_eq!((first.hits.len(), first.next.is_some()), (lines, lines > 0), "more lines than are skipped");
    first.next
}

/// The counts of one facet; `status` is the statuses.
fn counts(found: &Filtered<'_>, facet: &str) -> BTreeMap<String, usize> {
    if facet == "status" {
        return found.statuses.iter().map(|(status, count)| (status.name().to_owned(), *count)).collect();
    }
    let values = found.facets.iter().filter(|known| known.name == facet).flat_map(|known| &known.values);
    values.map(|value| (value.value.to_owned(), value.count)).collect()
}

#[test]
fn p14_p16_p19_p20_statuses_and_quantities_are_as_the_shop_expects() {
    for case in rules().case {
        let lines: Vec<String> = history_of(&case.documents).iter().map(read).collect();
        assert_eq!(lines, case.history, "{}", case.name);
    }
}

#[test]
fn p17_p18_x27_filters_find_what_the_shop_expects() {
    let rules = rules();
    let history = History::new(history_of(&rules.shop));
    for question in rules.filter {
        let mut criteria = criteria(&question);
        criteria.after = behind(&history, &criteria, question.skip);
        let found = filter(&history, &criteria);
        let lines: Vec<String> = found.hits.iter().map(|hit| read(&history.lines()[*hit])).collect();
        assert_eq!(lines, question.found, "{}", question.name);
        assert_eq!(found.total, question.of.unwrap_or(question.found.len()), "{}", question.name);
        for (facet, expected) in &question.counts {
            assert_eq!(&counts(&found, facet), expected, "{}: {facet}", question.name);
        }
    }
}

#[test]
fn a_line_shows_every_column_of_its_document_and_item() {
    let rules = rules();
    let lines = history_of(&rules.shop);
    let line = lines.iter().find(|line| line.number == "I300").unwrap();
    assert_eq!((line.kind, line.line, line.currency.as_str()), (DocumentKind::Invoice, 1, "EUR"));
    assert_eq!((line.item_code.as_str(), line.ean.as_str(), line.defective), ("W-7", "4001", false));
    assert_eq!((line.final_price.minor(), line.regular_price.minor(), line.discount.minor()), (1250, 1250, 0));
    assert_eq!((line.document_total, line.barcode.as_deref()), (2500, Some("990300")));
    assert_eq!(line.source_barcodes, ["990003"]);
    assert_eq!(line.properties, [("size".to_owned(), "42".to_owned())]);
    assert_eq!(line.attributes, [("brand".to_owned(), "Falke".to_owned())]);
    assert_eq!((line.created, line.branch.as_ref().map(Code::as_str)), (Date::parse("2024-03-03").unwrap().start(), Some("lisboa")));
}
