//! P: the transaction history of a customer.

use std::collections::BTreeMap;

use clientela::CustomerHistory;
use clientela::domain::document::{DocumentKind, DocumentState};
use clientela::domain::field::Field;
use clientela::domain::history::{Criteria, History, HistoryLine, LineStatus, Sort, filter};
use clientela::domain::money::{Price, Quantity};
use clientela::domain::pairs::Pairs;
use clientela::domain::time::Date;

use crate::shop::{NOW, Shop};

fn history(shop: &Shop, number: &str) -> CustomerHistory {
    shop.desk().history(shop.customer(number)).unwrap()
}

/// Document, line and item code of each hit.
fn hits(history: &History, criteria: &Criteria) -> Vec<(String, u32)> {
    let found = filter(history, criteria);
    assert_eq!(found.total, found.hits.len());
    found.hits.iter().map(|at| (history.lines()[*at].number.clone(), history.lines()[*at].line)).collect()
}

fn text(words: &str) -> Criteria {
    Criteria { text: words.to_owned(), ..Criteria::default() }
}

fn one<'h>(history: &'h History, number: &str, line: u32, status: LineStatus) -> &'h HistoryLine {
    let mut found = history.lines().iter().filter(|one| one.number == number && one.line == line && one.status == status);
    let first = found.next().unwrap_or_else(|| panic!("{number}/{line} {status:?}"));
    assert!(found.next().is_none());
    first
}

fn numbers(history: &History) -> Vec<&str> {
    let mut numbers: Vec<_> = history.lines().iter().map(|line| line.number.as_str()).collect();
    numbers.dedup();
    numbers
}

#[test]
fn p13_the_history_is_local_and_belongs_to_one_customer() {
    let shop = Shop::stocked();
    let luis = history(&shop, "1");
    assert!(luis.lines().len() > 5);
    let others = numbers(&luis).into_iter().filter(|number| number.starts_with("R-2024-0075") || number.starts_with("R-2024-0111"));
    assert_eq!(others.count(), 0);
    let nothing = shop.add(&[(Field::FamilyName, "Lee")]);
    assert!(shop.desk().history(nothing).unwrap().lines().is_empty());
    let shop = shop.reopened();
    assert_eq!(history(&shop, "1").lines(), luis.lines());
}

#[test]
fn p14_a_line_shows_item_documents_date_status_quantity_and_three_unit_prices() {
    let shop = Shop::stocked();
    let history = history(&shop, "1");
    let line = one(&history, "I-2024-0017", 1, LineStatus::Sold);
    assert_eq!((line.item_name.as_str(), line.item_code.as_str()), ("Headphones K 500", "HPH-0500"));
    assert_eq!(line.sources, ["R-2024-0188"], "the invoice names the receipt it was made from");
    assert!(!line.ean.is_empty() && !line.properties.is_empty() && !line.attributes.is_empty());
    assert_eq!(Date::of(line.created, 120).to_string(), "2024-09-16");
    let prices = [line.regular_price, line.discount, line.final_price];
    assert_eq!(prices, [14_900, 1_490, 13_410].map(Price::from_minor));
    let six = one(&history, "I-2024-0017", 2, LineStatus::Sold);
    assert_eq!((six.quantity, six.final_price), (Quantity::from_pieces(6), Price::from_minor(69)), "the price of one, not of six");
    let metres = one(&history, "R-2026-0140", 2, LineStatus::Sold);
    assert_eq!((metres.quantity.scaled(), metres.regular_price.scaled()), (2_500, 1_499_500), "149.95 cents a metre");
    let shirt = one(&history, "R-2024-0031", 2, LineStatus::Sold);
    let back = one(&history, "C-2024-0004", 1, LineStatus::Returned);
    assert_eq!((shirt.quantity, back.quantity), (Quantity::from_pieces(1), Quantity::from_pieces(1)), "one of two came back");
    assert_eq!(back.sources, ["R-2024-0031"]);
    assert_eq!(shirt.properties, Pairs::from([("reference", "NB-T40-M"), ("size", "M")]));
}

#[test]
fn p14_of_the_three_prices_the_one_that_a_feed_does_not_tell_follows() {
    let shop = Shop::stocked();
    let prices = |number: &str, told: &str| {
        let line = r#"{"feed":"document","kind":"receipt","number":"NUMBER","state":"issued","created":"2026-01-01","currency":"EUR","total":199,"lines":[{"line":1,"name":"Socks","quantity":"1","final_price":199TOLD}]}"#;
        shop.fed(&line.replace("NUMBER", number).replace("TOLD", told));
        let line = shop.desk().document_by_number(DocumentKind::Receipt, number).unwrap().lines.swap_remove(0);
        [line.regular_price, line.discount, line.final_price].map(Price::minor)
    };
    assert_eq!(prices("T1", ""), [199, 0, 199]);
    assert_eq!(prices("T2", r#","regular_price":249"#), [249, 50, 199]);
    assert_eq!(prices("T3", r#","discount":50"#), [249, 50, 199]);
    assert_eq!(prices("T4", r#","regular_price":249,"discount":49"#), [249, 49, 199], "what is told stays");
}

#[test]
fn p16_a_positive_correction_is_no_part_of_the_history() {
    let shop = Shop::stocked();
    let document = shop.desk().document_by_number(DocumentKind::Correction, "C-2025-0011").unwrap();
    assert_eq!(document.lines[0].quantity, Quantity::from_pieces(1), "it is there");
    let history = history(&shop, "1");
    assert!(!numbers(&history).contains(&"C-2025-0011"));
    assert!(numbers(&history).contains(&"C-2024-0004"), "a negative one is");
}

#[test]
fn p17_the_text_filter_searches_name_ean_number_code_property_attribute_and_barcode() {
    let shop = Shop::stocked();
    let history = history(&shop, "1");
    let samba = vec![("R-2024-0031".to_owned(), 1)];
    let barcode = shop.desk().document_by_number(DocumentKind::Receipt, "R-2024-0031").unwrap().barcode.unwrap();
    for words in ["samba", "SAMBA da chuva", "chuva samba", "2000000002071", "VIN-0207", "ts-0207", "maresia vin", "latin", "amba"] {
        assert_eq!(hits(&history, &text(words)), samba, "{words}");
    }
    for words in ["R-2024-0031", "2024-0031", barcode.as_str()] {
        let found = hits(&history, &text(words));
        assert!(found.contains(&samba[0]) && found.contains(&("R-2024-0031".to_owned(), 2)), "{words}");
        assert!(found.contains(&("C-2024-0004".to_owned(), 1)), "the return by its source: {words}");
    }
    assert!(hits(&history, &text("samba headphones")).is_empty(), "all words in one line");
    assert!(hits(&history, &text("no such thing")).is_empty());
    assert_eq!(hits(&history, &text("")).len(), history.lines().len());
}

#[test]
fn p18_by_status() {
    let shop = Shop::stocked();
    let cases = [
        ("1", LineStatus::Returned, vec![("C-2024-0004", 1)]),
        ("37", LineStatus::ComplaintInProgress, vec![("K-2026-0002", 1)]),
        ("2", LineStatus::Ordered, vec![("O-2026-0021", 1), ("O-2026-0021", 2)]),
        ("36", LineStatus::AwaitingPickup, vec![("O-2026-0018", 1), ("O-2026-0018", 2)]),
        ("37", LineStatus::Sold, vec![("R-2025-0305", 2)]),
    ];
    for (number, status, wanted) in cases {
        let history = history(&shop, number);
        let found = hits(&history, &Criteria::default().status(status));
        let wanted: Vec<_> = wanted.into_iter().map(|(number, line)| (number.to_owned(), line)).collect();
        assert_eq!(found, wanted, "{number} {status:?}");
    }
}

#[test]
fn p18_by_price_date_and_document_value() {
    let shop = Shop::stocked();
    let history = history(&shop, "1");
    let dear = hits(&history, &Criteria { price_from: Some(13_410), ..Criteria::default() });
    assert_eq!(dear, [("R-2025-0102".to_owned(), 1), ("I-2024-0017".to_owned(), 1)], "both ends are included");
    let between = Criteria { price_from: Some(69), price_to: Some(299), ..Criteria::default() };
    assert_eq!(hits(&history, &between).len(), 3);
    let day = Date::parse("2024-02-10").unwrap();
    assert_eq!(hits(&history, &Criteria::default().days(day, day, 60)), [("C-2024-0004".to_owned(), 1)]);
    let year = Criteria::default().days(Date::parse("2024-01-01").unwrap(), Date::parse("2024-12-31").unwrap(), 60);
    assert!(hits(&history, &year).iter().all(|(number, _)| number.contains("-2024-")));
    let value = Criteria { total_from: Some(5_214), total_to: Some(5_214), ..Criteria::default() };
    assert_eq!(hits(&history, &value).iter().map(|(number, _)| number.as_str()).collect::<Vec<_>>(), ["R-2026-0140"; 3]);
    let defective = Criteria { defective_only: true, ..Criteria::default() };
    assert_eq!(hits(&self::history(&shop, "49"), &defective), [("R-2026-0081".to_owned(), 2)]);
    let dearest = Criteria { sort: Sort::Dearest, limit: Some(1), ..Criteria::default() };
    assert_eq!(filter(&history, &dearest).hits.len(), 1);
}

/// The values of each property and attribute with their counts.
fn facets(history: &History, criteria: &Criteria) -> BTreeMap<String, BTreeMap<String, usize>> {
    let found = filter(history, criteria).facets.into_iter();
    found.map(|facet| (facet.name.to_owned(), facet.values.iter().map(|one| (one.value.to_owned(), one.count)).collect())).collect()
}

#[test]
fn p18_by_the_values_of_properties_and_attributes_with_their_counts() {
    let shop = Shop::stocked();
    let history = history(&shop, "1");
    let all = facets(&history, &Criteria::default());
    for (name, values) in &all {
        for (value, count) in values {
            let has =
                |line: &&HistoryLine| line.properties.iter().chain(&line.attributes).any(|pair| pair == (name.as_str(), value.as_str()));
            assert_eq!(history.lines().iter().filter(has).count(), *count, "{name} {value}");
        }
    }
    assert!(all.contains_key("size") && all.contains_key("reference") && all.contains_key("brand"));
    let large = Criteria::default().value("size", "L");
    assert_eq!(hits(&history, &large), [("R-2026-0140".to_owned(), 3)]);
    assert_eq!(facets(&history, &large)["size"], all["size"], "a chosen value leaves the others of its name countable");
    let both = Criteria::default().value("size", "L").value("size", "M").value("brand", "Nordbahn");
    assert_eq!(hits(&history, &both), [("C-2024-0004".to_owned(), 1), ("R-2024-0031".to_owned(), 2)]);
    let returned = filter(&history, &Criteria::default().status(LineStatus::Returned)).facets;
    assert_eq!(returned.iter().find(|facet| facet.name == "size").unwrap().values[0].count, 1);
}

#[test]
fn p19_receipts_invoices_open_orders_corrections_and_complaints_are_included() {
    let shop = Shop::stocked();
    let kinds = |number: &str| -> Vec<DocumentKind> { history(&shop, number).lines().iter().map(|line| line.kind).collect() };
    assert!(kinds("1").contains(&DocumentKind::Receipt) && kinds("1").contains(&DocumentKind::Correction));
    assert!(kinds("60").contains(&DocumentKind::Invoice) && kinds("2").contains(&DocumentKind::Order));
    assert!(kinds("37").contains(&DocumentKind::Complaint));
    let luis = history(&shop, "1");
    assert!(!numbers(&luis).contains(&"O-2025-0009"), "a realised order is not");
    assert!(!numbers(&history(&shop, "49")).contains(&"O-2024-0012"), "a closed order is not");
    assert!(numbers(&history(&shop, "2")).contains(&"O-2026-0021"));
}

#[test]
fn p20_what_is_not_approved_initialised_cancelled_or_rejected_is_excluded() {
    let shop = Shop::stocked();
    let excluded = [
        ("36", DocumentKind::Invoice, "I-2025-0044", DocumentState::NotApproved),
        ("38", DocumentKind::Receipt, "R-2026-0003", DocumentState::Initialised),
        ("1", DocumentKind::Receipt, "R-2025-0377", DocumentState::Cancelled),
        ("37", DocumentKind::Order, "O-2025-0030", DocumentState::Rejected),
    ];
    for (customer, kind, number, state) in excluded {
        let document = shop.desk().document_by_number(kind, number).unwrap();
        assert_eq!((document.state, document.lines.is_empty()), (state, false));
        assert!(!numbers(&history(&shop, customer)).contains(&number), "{number}");
        let issued = format!(
            r#"{{"feed":"document","kind":"{}","number":"{number}","state":"open","customer":"{customer}","created":"2026-01-01","currency":"EUR","total":1}}"#,
            kind.name()
        );
        shop.fed(&issued);
        assert!(numbers(&history(&shop, customer)).contains(&number), "{number} in another state");
    }
    shop.clock.set(NOW);
}
