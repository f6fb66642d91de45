//! X9, X14: the central system feeds again what was cleaned here; nothing of it comes back.

use clientela::domain::document::{Document, DocumentKind, Line};
use clientela::domain::field::Field;
use clientela::domain::journal::EntryKind;
use clientela::domain::money::Quantity;

use crate::scanner::scan_files;
use crate::shop::{Shop, copy_of, database};
use crate::x_kept::{note, noted, person, shop};
use crate::x_scrub::{HIS, nothing_is_left};

const ITEM: &str = r#"{"feed":"item","code":"B-1","name":"Ring","properties":{"alloy":"585"}}"#;

/// A receipt with these lines.
fn receipt(customer: &str, number: &str, lines: &[&str]) -> String {
    let total = 100 * lines.len();
    format!(
        r#"{{"feed":"document","kind":"receipt","number":"{number}","state":"issued","customer":"{customer}","created":"2026-06-01","currency":"EUR","total":{total},"addressee_name":"Xaver Quirrenbach","lines":[{}]}}"#,
        lines.join(",")
    )
}

/// An engraving in every text of a line; the quantity last.
const ENGRAVED: [&str; 3] = [
    r#"{"line":1,"item":"B-1","name":"Ring Xaver Quirrenbach","final_price":100,"properties":{"engraving":"Xaver Quirrenbach"},"quantity":"1"}"#,
    r#"{"line":2,"name":"Gift for Quirrenbach","final_price":100,"serial_number":"Quirrenbach","quantity":"1"}"#,
    r#"{"line":3,"item":"B-9","name":"Box","final_price":100,"bundle":1,"bundle_name":"Set Quirrenbach","attributes":{"for":"Quirrenbach"},"quantity":"1"}"#,
];

/// Lines that were not there before.
const LATER: [&str; 3] = [
    r#"{"line":4,"item":"B-1","name":"Ring Quirrenbach","final_price":100,"properties":{"engraving":"Quirrenbach"},"quantity":"1"}"#,
    r#"{"line":5,"name":"Card for Quirrenbach","final_price":100,"serial_number":"Quirrenbach","quantity":"1"}"#,
    r#"{"line":6,"item":"B-9","name":"Box","final_price":100,"bundle":1,"bundle_name":"Set Quirrenbach","quantity":"1"}"#,
];

fn stored(shop: &Shop, number: &str) -> Document {
    shop.desk().document_by_number(DocumentKind::Receipt, number).unwrap()
}

fn names(document: &Document) -> Vec<&str> {
    document.lines.iter().map(|line| line.item_name.as_str()).collect()
}

fn twice(lines: &[&str]) -> Vec<String> {
    lines.iter().map(|line| line.replace(r#""quantity":"1""#, r#""quantity":"2""#)).collect()
}

#[test]
fn x9_a_document_of_an_anonymized_customer_that_is_fed_again_brings_no_text_back() {
    let (shop, xaver) = shop("neutral");
    shop.fed(ITEM);
    shop.fed(&receipt("x", "T-1", &ENGRAVED));
    let mut sought = shop.erp().sought(xaver).unwrap();
    shop.erp().anonymize(xaver).unwrap();
    let clean = stored(&shop, "T-1");
    assert_eq!(names(&clean), ["Ring Anonymized", "Gift for Anonymized", "Box"]);
    assert_eq!(shop.feed(&receipt("x", "T-1", &ENGRAVED)).unchanged, 1, "the same again changes nothing");
    let lines = twice(&[&ENGRAVED[..], &LATER[..]].concat());
    shop.fed(&receipt("x", "T-1", &lines.iter().map(String::as_str).collect::<Vec<_>>()));
    let again = stored(&shop, "T-1");
    let two = Quantity::from_pieces(2);
    let known: Vec<Line> = clean.lines.iter().map(|line| Line { quantity: two, ..line.clone() }).collect();
    assert_eq!((&again.lines[..3], again.total, again.anonymized), (&known[..], 600, true), "numbers come, texts stay");
    assert_eq!(names(&again)[3..], ["Ring", "Anonymized", "Box"]);
    assert!(again.lines[3].properties.contains("alloy", "585") && again.lines[3].properties.len() == 1);
    assert!(again.lines[4].serial_number.is_empty() && again.lines[5].bundle.as_ref().is_some_and(|bundle| bundle.name.is_empty()));
    assert!(again.lines.iter().all(|line| line.quantity == two) && again.addressee.name.is_none());
    nothing_is_left(&shop, &mut sought);
    let copy = copy_of(shop.folder.path());
    database(copy.path()).execute("UPDATE line SET bundle_name = 'Set Quirrenbach' WHERE number = 6", []).unwrap();
    let left = Shop::open_in(copy).unwrap().erp().scan(&mut sought).unwrap();
    assert!(left.residues.iter().any(|residue| residue.place == "line.bundle_name"), "the scan would see it");
    assert_eq!(scan_files(shop.close().path(), HIS), []);
}

#[test]
fn x9_lines_on_their_own_and_documents_that_come_late_bring_no_text_either() {
    let (shop, xaver) = shop("neutral");
    shop.fed(ITEM);
    shop.fed(&receipt("x", "T-1", &ENGRAVED));
    let mut sought = shop.erp().sought(xaver).unwrap();
    shop.erp().anonymize(xaver).unwrap();
    let clean = stored(&shop, "T-1");
    let alone = |line: &str| format!(r#"{{"feed":"line","document_kind":"receipt","document":"T-1",{}"#, &line[1..]);
    let report = shop.feed(&ENGRAVED.map(alone).join("\n"));
    assert_eq!((report.unchanged, report.refused), (3, 0));
    let report = shop.feed(&LATER.map(alone).join("\n"));
    assert_eq!((report.taken, report.refused), (3, 0));
    assert_eq!(stored(&shop, "T-1").lines[..3], clean.lines);
    assert_eq!(names(&stored(&shop, "T-1"))[3..], ["Ring", "Anonymized", "Box"]);
    shop.fed(&receipt("x", "T-2", &ENGRAVED));
    assert_eq!(names(&stored(&shop, "T-2")), ["Ring", "Anonymized", "Box"]);
    shop.fed(&receipt("", "T-3", &LATER[1..2]).replace(r#""customer":"","#, "").replace("Quirrenbach", "Somebody"));
    shop.fed(&receipt("x", "T-3", &LATER[1..2]));
    assert_eq!(names(&stored(&shop, "T-3")), ["Anonymized"], "nobody's before");
    nothing_is_left(&shop, &mut sought);
}

#[test]
fn x14_what_was_cleaned_of_somebody_else_and_is_fed_again_stays_clean() {
    let (shop, xaver) = shop("neutral");
    let anna = person(&shop, "anna", "Anna", "Holm");
    note(&shop, anna, "brother: Xaver Quirrenbach, calls at 7");
    shop.fed(&receipt("anna", "G-1", &ENGRAVED[1..2]).replace(r#""addressee_name":"Xaver Quirrenbach","#, ""));
    let mut sought = shop.erp().sought(xaver).unwrap();
    shop.erp().anonymize(xaver).unwrap();
    let again = receipt("anna", "G-1", &ENGRAVED[1..2]).replace(r#""addressee_name":"Xaver Quirrenbach","#, "");
    assert_eq!(shop.feed(&again).unchanged, 1);
    shop.fed(&again.replace(r#""quantity":"1""#, r#""quantity":"2""#));
    let document = stored(&shop, "G-1");
    assert_eq!((names(&document), document.lines[0].quantity), (vec!["Gift for Anonymized"], Quantity::from_pieces(2)));
    assert_eq!(document.customer, Some(anna));
    let said = |text: &str| format!(r#"{{"feed":"customer","source_id":"anna","kind":"private","comment_text":"{text}"}}"#);
    assert_eq!(shop.feed(&said("brother: Xaver Quirrenbach, calls at 7")).unchanged, 1);
    assert_eq!(noted(&shop, anna), "brother: Anonymized, calls at 7");
    nothing_is_left(&shop, &mut sought);
    shop.fed(&said("moved to Graz"));
    assert_eq!(noted(&shop, anna), "moved to Graz", "another note is taken");
    let log = shop.desk().change_log(anna).unwrap();
    let told = log.iter().filter(|logged| logged.entry.kind == EntryKind::Changed).flat_map(|logged| &logged.values);
    assert!(told.filter(|value| value.field == Field::CommentText).count() >= 1);
}
