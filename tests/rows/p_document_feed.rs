//! P13, the law of the feed: documents told once, in whatever order, twice, or cut off and told again end in the same history.
#![cfg(feature = "testing")]

use std::collections::BTreeMap;

use clientela::domain::document::{Document, Line};
use clientela::domain::history::{HistoryLine, arb_documents};
use clientela::domain::id::DocumentId;
use clientela::domain::pairs::Pairs;
use clientela::domain::time::Timestamp;
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Map, Value, json};

use crate::shop::Shop;

const CUSTOMER: &str = r#"{"feed":"customer","source_id":"1","number":"1","kind":"private","family_name":"Lee"}"#;

/// Beyond this no number is told: a feed refuses what overflows, in any order.
const FAR: i64 = 1_000_000_000;

/// A number of parts as a feed tells it.
fn decimal(parts: i64, decimals: u32) -> String {
    let (parts, scale) = (parts.clamp(-FAR, FAR), 10_i64.pow(decimals));
    let sign = if parts < 0 { "-" } else { "" };
    format!("{sign}{}.{:0width$}", parts.abs() / scale, parts.abs() % scale, width = decimals as usize)
}

fn clean(text: &str) -> String {
    let text: String = text.chars().map(|sign| if sign.is_control() { ' ' } else { sign }).collect();
    if text.trim().is_empty() { "Something".to_owned() } else { text }
}

fn line_fields(line: &Line) -> Map<String, Value> {
    let pairs = |pairs: &Pairs| -> Value { pairs.iter().map(|(name, value)| (name.to_owned(), json!(clean(value)))).collect() };
    let mut told = json!({
        "line": line.number, "item": line.item_code, "name": clean(&line.item_name), "ean": line.ean,
        "quantity": decimal(line.quantity.scaled(), 3), "final_price": decimal(line.final_price.scaled(), 4),
        "regular_price": decimal(line.regular_price.scaled(), 4), "discount": decimal(line.discount.scaled(), 4),
        "defective": line.defective, "properties": pairs(&line.properties), "attributes": pairs(&line.attributes),
    });
    if let Some(source) = &line.source {
        told["source_document"] = json!(source.document);
        told["source_line"] = json!(source.line);
        if let Some(kind) = source.kind {
            told["source_kind"] = json!(kind.name());
        }
    }
    told.as_object().unwrap().clone()
}

/// A document of the customer as a feed tells it: with its lines, or with lines that stand on their own.
fn told(document: &Document, apart: bool) -> Vec<String> {
    let created = Timestamp::from_millis(document.created.millis().clamp(0, FAR));
    let mut head = json!({
        "feed": "document", "kind": document.kind.name(), "number": document.number, "state": document.state.name(), "customer": "1",
        "created": created.to_text(), "currency": "EUR", "total": document.total.clamp(-FAR, FAR), "barcode": document.barcode,
        "source": document.source,
    });
    if let Some(kind) = document.source_kind {
        head["source_kind"] = json!(kind.name());
    }
    let lines: Vec<Map<String, Value>> = document.lines.iter().map(line_fields).collect();
    if !apart {
        head["lines"] = json!(lines);
        return vec![head.to_string()];
    }
    let lines = lines.into_iter().map(|mut line| {
        line.extend([("feed".into(), json!("line")), ("document".into(), json!(document.number))]);
        line.insert("document_kind".into(), json!(document.kind.name()));
        Value::Object(line).to_string()
    });
    std::iter::once(head.to_string()).chain(lines).collect()
}

fn shop() -> Shop {
    let shop = Shop::empty();
    shop.fed(CUSTOMER);
    shop
}

/// What the store ends in: the history, and every document. Ids are made where a document comes first, so they are left out.
#[derive(PartialEq, Debug)]
struct End {
    history: Vec<HistoryLine>,
    documents: BTreeMap<(String, String), Document>,
}

fn end(shop: &Shop, of: &[Document]) -> End {
    let (desk, nobody) = (shop.desk(), DocumentId::from_bytes([0; 16]));
    let customer = shop.customer("1");
    let lines = desk.history(customer).unwrap().lines().to_vec();
    let history = lines.into_iter().map(|line| HistoryLine { document: nobody, ..line }).collect();
    let found = of.iter().map(|one| {
        let document = desk.document_by_number(one.kind, &one.number).unwrap();
        assert_eq!(document.customer, Some(customer));
        ((one.kind.name().to_owned(), one.number.clone()), Document { id: nobody, customer: None, ..document })
    });
    assert_eq!(desk.customer(customer).unwrap().documents, of.len());
    let documents = found.collect();
    assert!(shop.engine.verify_journal().unwrap().findings.is_empty());
    End { history, documents }
}

fn arb_feed() -> impl Strategy<Value = (Vec<Document>, Vec<String>, Vec<String>)> {
    arb_documents().prop_flat_map(|documents| {
        let lines: Vec<String> = (0..).zip(&documents).flat_map(|(at, one): (usize, _)| told(one, at % 3 == 2)).collect();
        (Just(documents), Just(lines.clone()), Just(lines).prop_shuffle())
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn p13_a_feed_that_repeats_reorders_or_breaks_off_ends_in_the_same_history(
        (documents, lines, shuffled) in arb_feed(),
        cut in any::<Index>(),
        again in any::<Index>(),
    ) {
        let whole = lines.join("\n");
        let once = shop();
        once.fed(&whole);
        let wanted = end(&once, &documents);

        let twice = shop();
        twice.fed(&whole);
        let report = twice.feed(&whole);
        prop_assert_eq!((report.taken, report.refused), (report.unchanged, 0), "what is there already changes nothing");
        prop_assert_eq!(&end(&twice, &documents), &wanted);

        let reordered = shop();
        // A line that comes before its document is refused; told again it is taken.
        reordered.feed(&shuffled.join("\n"));
        reordered.fed(&shuffled.iter().filter(|line| line.contains(r#""feed":"line""#)).cloned().collect::<Vec<_>>().join("\n"));
        prop_assert_eq!(&end(&reordered, &documents), &wanted);

        let broken = shop();
        for at in [cut, again] {
            let at = if whole.is_empty() { 0 } else { at.index(whole.len()) };
            broken.erp().feed(&clientela::Format::JsonLines, &mut &whole.as_bytes()[..at]).unwrap();
        }
        broken.fed(&whole);
        prop_assert_eq!(&end(&broken, &documents), &wanted);
    }
}

#[test]
fn p13_of_two_versions_of_a_document_the_one_that_came_last_stands() {
    let version = |state: &str, total: i64| {
        format!(
            r#"{{"feed":"document","kind":"invoice","number":"I-1","state":"{state}","customer":"1","created":"2026-06-01","currency":"EUR","total":{total},"lines":[{{"line":1,"name":"Hat","quantity":1,"final_price":{total}}}]}}"#
        )
    };
    let (open, paid) = (version("open", 100), version("issued", 90));
    let total = |lines: &[&String]| {
        let shop = shop();
        lines.iter().for_each(|line| shop.fed(line));
        let document = shop.desk().document_by_number(clientela::domain::document::DocumentKind::Invoice, "I-1").unwrap();
        (document.state.name(), document.total)
    };
    assert_eq!(total(&[&open, &paid]), ("issued", 90));
    assert_eq!(total(&[&paid, &open]), ("open", 100), "the control: nothing in a document says which version is newer");
}
