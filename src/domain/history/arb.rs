//! Strategies for property tests: documents that refer to each other, lines and criteria that often meet.

use std::collections::{BTreeMap, BTreeSet};

use proptest::collection::{btree_map, btree_set, vec};
use proptest::option;
use proptest::prelude::{Just, Strategy, any, prop_oneof};
use proptest::sample::{select, subsequence};

use crate::domain::document::{Document, DocumentKind, DocumentState, Line, LineRef};
use crate::domain::history::key::LineKey;
use crate::domain::history::{Criteria, History, HistoryLine, LineStatus, Sort};
use crate::domain::id::{Code, DocumentId};
use crate::domain::money::{Currency, Price, Quantity};
use crate::domain::pairs::Pairs;
use crate::domain::time::Timestamp;

const NUMBERS: &[&str] = &["R1", "R2", "R3", "I1", "I2", "O1", "K1", "K2", "C1", "1"];
const ITEMS: &[&str] = &["A1", "A2", "B1", ""];
const ITEM_NAMES: &[&str] = &["Wollsocken", "Bärenfell groß", "Café au lait", "AC/DC – Powerage", "łódź", "", "🧦 socks\nred", "a\0b"];
const EANS: &[&str] = &["", "4006381333931", "5901234123457"];
const NAMES: &[&str] = &["size", "brand", "reference number", "genre"];
const VALUES: &[&str] = &["42", "43", "Café", "cafe", "RN 4711", ""];
const BARCODES: &[&str] = &["990001", "990002", "42"];
const WORDS: &[&str] = &["soc", "WOLL", "baeren", "cafe", "CAFÉ", "42", "r1", "99", "4006", "rn", "zzz", "🧦", "\0", " ", "a", "ac/dc"];
const HUGE: &[i64] = &[i64::MIN, i64::MIN + 1, -1, 0, i64::MAX];

fn word(list: &'static [&'static str]) -> impl Strategy<Value = String> {
    select(list).prop_map(str::to_owned)
}

fn pairs() -> impl Strategy<Value = Pairs> {
    vec((word(NAMES), word(VALUES)), 0..4).prop_map(Pairs::from_iter)
}

fn instant() -> impl Strategy<Value = Timestamp> {
    prop_oneof![20 => (0_i64..6).prop_map(|day| day * 86_400_000), 1 => select(HUGE)].prop_map(Timestamp::from_millis)
}

fn price() -> impl Strategy<Value = Price> {
    let scaled = (0_i64..8).prop_map(|half| half * 5_000);
    prop_oneof![20 => scaled, 1 => select(HUGE)].prop_map(Price::from_scaled)
}

fn quantity() -> impl Strategy<Value = Quantity> {
    prop_oneof![
        9 => (1_i64..5).prop_map(Quantity::from_pieces),
        4 => (-3_i64..1).prop_map(Quantity::from_pieces),
        2 => (-1500_i64..1500).prop_map(Quantity::from_scaled),
        1 => select(HUGE).prop_map(Quantity::from_scaled),
    ]
}

fn amount() -> impl Strategy<Value = i64> {
    prop_oneof![20 => 0_i64..6, 1 => select(HUGE)]
}

fn currency() -> Currency {
    Currency::parse("EUR").expect("EUR is three capital letters")
}

fn kind_named() -> impl Strategy<Value = Option<DocumentKind>> {
    option::weighted(0.2, select(DocumentKind::ALL))
}

fn line_ref() -> impl Strategy<Value = Option<LineRef>> {
    let reference = (word(NUMBERS), 1_u32..4, kind_named());
    option::weighted(0.6, reference.prop_map(|(document, line, kind)| LineRef { document, line, kind }))
}

fn line(number: u32) -> impl Strategy<Value = Line> {
    let item = (word(ITEMS), word(ITEM_NAMES), word(EANS), any::<bool>(), pairs(), pairs());
    (item, quantity(), price(), price(), line_ref()).prop_map(move |(item, quantity, regular_price, final_price, source)| {
        let (item_code, item_name, ean, defective, properties, attributes) = item;
        let discount = Price::from_scaled(regular_price.scaled().saturating_sub(final_price.scaled()));
        Line {
            number,
            item_code,
            item_name,
            ean,
            quantity,
            regular_price,
            discount,
            final_price,
            source,
            defective,
            properties,
            attributes,
            ..Line::default()
        }
    })
}

fn document_lines() -> impl Strategy<Value = Vec<Line>> {
    (line(1), line(2), line(3), 0_usize..4)
        .prop_map(|(first, second, third, count)| [first, second, third].into_iter().take(count).collect())
}

/// Any document of at most three lines; numbers, items and references come from small lists, so that documents often meet.
pub fn arb_document() -> impl Strategy<Value = Document> {
    let kind = select(DocumentKind::ALL);
    let state = prop_oneof![3 => Just(DocumentState::Issued), 2 => Just(DocumentState::Open), 3 => select(DocumentState::ALL)];
    let head = (word(NUMBERS), option::weighted(0.3, (word(NUMBERS), kind_named())), option::of(word(BARCODES)), any::<[u8; 16]>());
    (kind, state, head, instant(), amount(), document_lines()).prop_map(|(kind, state, head, created, total, lines)| {
        let (number, source, barcode, id) = head;
        let (source, source_kind) = source.map_or((None, None), |(number, kind)| (Some(number), kind));
        let blank = Document::new(DocumentId::from_bytes(id), kind, number, created, currency());
        Document { state, source, source_kind, barcode, branch: Code::parse("lisboa").ok(), total, lines, ..blank }
    })
}

/// Documents of one customer; of one kind and number there is one.
pub fn arb_documents() -> impl Strategy<Value = Vec<Document>> {
    vec(arb_document(), 0..12).prop_map(|documents| {
        let unique: BTreeMap<_, _> = documents.into_iter().map(|document| ((document.kind, document.number.clone()), document)).collect();
        unique.into_values().collect()
    })
}

/// Any line of a history.
pub fn arb_line() -> impl Strategy<Value = HistoryLine> {
    let document = (select(DocumentKind::ALL), word(NUMBERS), 1_u32..4, vec(word(NUMBERS), 0..3), instant(), amount());
    let codes = (option::of(word(BARCODES)), vec(word(BARCODES), 0..2));
    (document, codes, select(LineStatus::ALL), line(1)).prop_map(|(document, codes, status, item)| HistoryLine {
        document: DocumentId::from_bytes([0; 16]),
        kind: document.0,
        number: document.1,
        line: document.2,
        sources: document.3,
        created: document.4,
        document_total: document.5,
        status,
        quantity: item.quantity,
        item_code: item.item_code,
        item_name: item.item_name,
        ean: item.ean,
        properties: item.properties,
        attributes: item.attributes,
        regular_price: item.regular_price,
        discount: item.discount,
        final_price: item.final_price,
        currency: currency(),
        barcode: codes.0,
        source_barcodes: codes.1,
        defective: item.defective,
        branch: None,
    })
}

/// A prepared history of up to forty lines, in any order.
pub fn arb_history() -> impl Strategy<Value = History> {
    vec(arb_line(), 0..40).prop_map(History::new)
}

/// Criteria that often match some lines of [`arb_history`], seldom all.
pub fn arb_criteria() -> impl Strategy<Value = Criteria> {
    let text = prop_oneof![3 => Just(String::new()), 3 => vec(word(WORDS), 1..4).prop_map(|words| words.join(" ")), 1 => any::<String>()];
    let statuses = prop_oneof![2 => Just(Vec::new()), 1 => subsequence(LineStatus::ALL, 0..=5)];
    let names = prop_oneof![4 => word(NAMES), 1 => Just("no such name".to_owned())];
    let values = prop_oneof![6 => word(VALUES), 1 => Just("no such value".to_owned())];
    let choices = btree_map(names, btree_set(values, 0..4), 0..4);
    let range = || (option::weighted(0.2, amount()), option::weighted(0.2, amount()));
    let created = || option::weighted(0.2, instant());
    let sort = select(&[Sort::Newest, Sort::Oldest, Sort::Cheapest, Sort::Dearest, Sort::ItemName]);
    let page = (option::weighted(0.4, arb_line()), 0_u32..3, option::of(prop_oneof![9 => 0_usize..20, 1 => Just(usize::MAX)]));
    let filters = (text, statuses, range(), range(), created(), created(), proptest::bool::weighted(0.2), choices);
    (filters, sort, page).prop_map(|(filters, sort, (after, same_before, limit))| {
        let (text, statuses, price, total, created_from, created_before, defective_only, values) = filters;
        Criteria {
            text,
            statuses: BTreeSet::from_iter(statuses),
            price_from: price.0,
            price_to: price.1,
            created_from,
            created_before,
            total_from: total.0,
            total_to: total.1,
            defective_only,
            values,
            sort,
            after: after.map(|line| LineKey::of(&line, same_before)),
            limit,
        }
    })
}
