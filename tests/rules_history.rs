//! The rules of the transaction history, as a shop manager reads them in `rules/history.toml`.
#![allow(clippy::unwrap_used, reason = "a case that cannot be read fails")]

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use clientela::domain::document::{Document, DocumentKind, DocumentState, Line, LineRef};
use clientela::domain::history::{ActionReason, ActionSituation, Actions, LineAction, shortages};
use clientela::domain::history::{Criteria, Filtered, History, HistoryLine, LineKey, LineStatus, Sort, filter, lines_of};
use clientela::domain::id::{Code, DocumentId};
use clientela::domain::money::{Currency, Price, Quantity, parse_decimal};
use clientela::domain::pairs::Pairs;
use clientela::domain::status::Meaning;
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
    #[serde(default)]
    history: Option<Vec<String>>,
    /// In which branch somebody asks.
    #[serde(rename = "in")]
    branch: Option<String>,
    /// What the customer's status means.
    status: Option<String>,
    #[serde(default)]
    no_right: bool,
    #[serde(default)]
    no_address: bool,
    /// `R1/2 correction: 3`, or why not.
    #[serde(default)]
    actions: Vec<String>,
    /// `R1/2 correction 1: -1 Socks 1.99`: the line that a document gets for so much of one.
    #[serde(default)]
    starts: Vec<String>,
    /// `C2/1: 1`: a line of a draft that takes more than is open.
    too_much: Option<Vec<String>>,
    /// `R1/2: 2.49 less 0.50 is 1.99`.
    #[serde(default)]
    prices: Vec<String>,
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
    branch: Option<String>,
    #[serde(default)]
    anonymized: bool,
    #[serde(default)]
    net: bool,
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
    /// The price of one before the discount.
    regular: Option<i64>,
    /// What the whole line costs, where it is not quantity times price.
    amount: Option<i64>,
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
    let branch = paper.branch.as_deref().unwrap_or("lisboa");
    let empty = Document::new(DocumentId::from_bytes(id), kind, paper.number.clone(), created, Currency::parse("EUR").unwrap());
    Document {
        state: DocumentState::from_name(paper.state.as_deref().unwrap_or("issued")).unwrap(),
        source: paper.from.clone(),
        source_kind: paper.from_kind.as_deref().map(|kind| DocumentKind::from_name(kind).unwrap()),
        barcode: paper.barcode.clone(),
        branch: Some(branch).filter(|branch| *branch != "none").map(|branch| Code::parse(branch).unwrap()),
        anonymized: paper.anonymized,
        net: paper.net,
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
        regular_price: item.regular.map_or_else(|| price_of(item), Price::from_minor),
        discount: Price::from_minor(item.regular.map_or(0, |regular| regular - item.cents)),
        final_price: price_of(item),
        amount: item.amount,
        source,
        defective: item.defective,
        properties: item.properties.clone().into_iter().collect(),
        attributes: item.attributes.clone().into_iter().collect(),
        ..Line::default()
    }
}

/// Where the line's amount is fixed, the price of one follows from it.
fn price_of(item: &Item) -> Price {
    let pieces = Quantity::from_pieces(item.pieces.unwrap_or(1));
    item.amount.filter(|_| item.cents == 0).map_or(Price::from_minor(item.cents), |amount| Price::per_unit(amount, pieces).unwrap())
}

fn documents_of(papers: &[Paper]) -> Vec<Document> {
    papers.iter().enumerate().map(document).collect()
}

/// `R1/2` as document and line.
fn place<'d>(documents: &'d [Document], text: &str) -> (&'d Document, u32) {
    let (number, line) = text.split_once('/').unwrap();
    let document = documents.iter().find(|document| document.number == number).unwrap_or_else(|| panic!("{number}"));
    (document, line.parse().unwrap())
}

fn quantity(text: &str) -> Quantity {
    Quantity::from_scaled(parse_decimal(text, 3).unwrap())
}

/// `1.5`, and `-2`.
fn written(quantity: Quantity) -> String {
    let (sign, size) = (if quantity.scaled() < 0 { "-" } else { "" }, quantity.scaled().abs());
    let (whole, part) = (size / 1000, size % 1000);
    if part == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part:03}").trim_end_matches('0').to_owned() }
}

fn money(cents: i64) -> String {
    format!("{}{}.{:02}", if cents < 0 { "-" } else { "" }, cents.abs() / 100, cents.abs() % 100)
}

impl Case {
    fn situation(&self) -> ActionSituation {
        let at = ActionSituation::at(Code::parse(self.branch.as_deref().unwrap_or("lisboa")).unwrap());
        let meaning = self.status.as_deref().map(|name| Meaning::from_name(name).unwrap());
        ActionSituation { permitted: !self.no_right, meaning, lacks_address: self.no_address, ..at }
    }
}

fn history_of(papers: &[Paper]) -> Vec<HistoryLine> {
    lines_of(&documents_of(papers))
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
        let Some(expected) = &case.history else { continue };
        let lines: Vec<String> = history_of(&case.documents).iter().map(read).collect();
        assert_eq!(&lines, expected, "{}", case.name);
    }
}

#[test]
fn at_least_a_hundred_cases_of_statuses_actions_and_prices_are_there_and_each_says_something() {
    let cases = rules().case;
    assert!(cases.len() >= 100, "{}", cases.len());
    let says = |case: &Case| {
        let lists = [&case.actions, &case.starts, &case.prices];
        case.history.is_some() || case.too_much.is_some() || lists.iter().any(|list| !list.is_empty())
    };
    assert!(cases.iter().all(says));
    let names: BTreeSet<&str> = cases.iter().map(|case| case.name.as_str()).collect();
    assert_eq!(names.len(), cases.len(), "no name twice");
}

#[test]
fn p22_p23_p24_actions_are_as_the_shop_expects() {
    let mut reasons = BTreeSet::new();
    for case in rules().case {
        let documents = documents_of(&case.documents);
        let actions = Actions::of(&documents, case.situation());
        for expected in &case.actions {
            let (asked, wanted) = expected.split_once(": ").unwrap();
            let (line, action) = asked.split_once(' ').unwrap();
            let (document, line) = place(&documents, line);
            let allowed = actions.allowed(document.id, line, LineAction::from_name(action).unwrap());
            let told = allowed.reason.map_or_else(|| written(allowed.open), |reason| reason.name().to_owned());
            assert_eq!(told, wanted, "{}: {asked}", case.name);
            assert_eq!(allowed.reason.is_some(), allowed.open == Quantity::default(), "{}: {asked}", case.name);
            reasons.extend(allowed.reason);
        }
    }
    assert_eq!(reasons, ActionReason::ALL.iter().copied().collect(), "every reason has a case");
}

#[test]
fn p22_p23_p24_what_is_started_takes_over_the_line_and_its_part_of_the_price() {
    for case in rules().case {
        let documents = documents_of(&case.documents);
        let actions = Actions::of(&documents, case.situation());
        for expected in &case.starts {
            let (asked, wanted) = expected.split_once(": ").unwrap();
            let [line, action, pieces] = asked.split(' ').collect::<Vec<_>>()[..] else { panic!("{asked}") };
            let (document, number) = place(&documents, line);
            let made = actions.line(document.id, number, LineAction::from_name(action).unwrap(), quantity(pieces)).unwrap();
            let told = format!("{} {} {}", written(made.quantity), made.item_name, money(made.amount.unwrap()));
            assert_eq!(told, wanted, "{}: {asked}", case.name);
            assert_eq!(made.source, Some(LineRef { kind: Some(document.kind), ..LineRef::new(&document.number, number) }));
        }
    }
}

#[test]
fn p22_two_drafts_together_never_take_more_than_is_open() {
    for case in rules().case {
        let Some(expected) = &case.too_much else { continue };
        let documents = documents_of(&case.documents);
        let drafts = documents.iter().filter(|document| document.state == DocumentState::Draft);
        let short = drafts.flat_map(|draft| shortages(&documents, draft).into_iter().map(move |short| (draft, short)));
        let told: Vec<String> = short.map(|(draft, short)| format!("{}/{}: {}", draft.number, short.line, written(short.open))).collect();
        assert_eq!(&told, expected, "{}", case.name);
    }
}

#[test]
fn p14_the_three_prices_of_a_line_are_as_the_shop_expects() {
    for case in rules().case {
        let lines = history_of(&case.documents);
        for expected in &case.prices {
            let (asked, wanted) = expected.split_once(": ").unwrap();
            let (number, line) = asked.split_once('/').unwrap();
            let line = lines.iter().find(|one| one.number == number && one.line.to_string() == line).unwrap();
            let [regular, discount, paid] = [line.regular_price, line.discount, line.final_price].map(|price| money(price.minor()));
            assert_eq!(format!("{regular} less {discount} is {paid}"), wanted, "{}: {asked}", case.name);
        }
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
    assert_eq!(line.properties, Pairs::from([("size", "42")]));
    assert_eq!(line.attributes, Pairs::from([("brand", "Falke")]));
    assert_eq!((line.created, line.branch.as_ref().map(Code::as_str)), (Date::parse("2024-03-03").unwrap().start(), Some("lisboa")));
}

#[test]
fn lines_without_a_code_are_told_apart_by_their_names() {
    let line = |number: u32, name: &str, pieces: i64| Line {
        number,
        item_name: name.into(),
        quantity: Quantity::from_pieces(pieces),
        ..Line::default()
    };
    let made = |kind, number: &str, source: Option<&str>, lines| Document {
        state: DocumentState::Issued,
        source: source.map(str::to_owned),
        lines,
        ..Document::new(
            DocumentId::from_bytes([kind as u8; 16]),
            kind,
            number,
            Date::parse("2024-01-05").unwrap().start(),
            Currency::parse("EUR").unwrap(),
        )
    };
    let receipt = made(DocumentKind::Receipt, "R1", None, vec![line(1, "Hat", 1), line(2, "Scarf", 2)]);
    let correction = made(DocumentKind::Correction, "C1", Some("R1"), vec![line(1, "Scarf", -1)]);
    let said: Vec<(String, LineStatus, i64)> =
        lines_of(&[receipt, correction]).into_iter().map(|line| (line.item_name, line.status, line.quantity.scaled() / 1000)).collect();
    let expected = [("Scarf", LineStatus::Returned, 1), ("Hat", LineStatus::Sold, 1), ("Scarf", LineStatus::Sold, 1)];
    assert_eq!(said, expected.map(|(name, status, pieces)| (name.to_owned(), status, pieces)));
}
