//! P: documents of every kind, what they hold, and how they refer to each other.

use std::collections::BTreeSet;

use clientela::domain::document::{Bundle, Document, DocumentKind, DocumentLink, LineRef};
use clientela::domain::history::LineStatus;
use clientela::domain::money::Price;
use clientela::{DocumentDraft, ErrorKind};

use crate::shop::{Shop, database, euro, failed, receipt};

/// A document of customer 1 as a feed tells it; `more` are further fields, `lines` the fields of its lines.
fn told(kind: &str, number: &str, more: &str, lines: &[&str]) -> String {
    let line = |(number, fields): (usize, &&str)| format!(r#"{{"line":{number},"name":"Socks","quantity":1,"final_price":199{fields}}}"#);
    let lines: Vec<String> = (1..).zip(lines).map(line).collect();
    format!(
        r#"{{"feed":"document","kind":"{kind}","number":"{number}","state":"issued","customer":"1","created":"2026-06-01","currency":"EUR","total":199{more},"lines":[{}]}}"#,
        lines.join(",")
    )
}

fn shop_with(documents: &[String]) -> Shop {
    let shop = Shop::empty();
    shop.fed(r#"{"feed":"customer","source_id":"1","number":"1","kind":"private","family_name":"Lee"}"#);
    documents.iter().for_each(|document| shop.fed(document));
    shop
}

fn found(shop: &Shop, kind: DocumentKind, number: &str) -> Document {
    shop.desk().document_by_number(kind, number).unwrap()
}

/// Kind and number.
fn named(links: &[DocumentLink]) -> Vec<(DocumentKind, &str)> {
    links.iter().map(|link| (link.kind, link.number.as_str())).collect()
}

#[test]
fn p19_every_kind_is_a_document_of_the_customer_and_five_make_the_history() {
    use DocumentKind::{Invoice, Order, Receipt};
    let all: Vec<String> = DocumentKind::ALL.iter().map(|kind| told(kind.name(), &format!("{kind:?}"), r#","source":"""#, &[""])).collect();
    let shop = shop_with(&all);
    for kind in DocumentKind::ALL {
        let document = found(&shop, *kind, &format!("{kind:?}"));
        assert_eq!((document.kind, document.customer, document.lines.len()), (*kind, Some(shop.customer("1")), 1));
    }
    let lines = shop.desk().history(shop.customer("1")).unwrap();
    let shown: BTreeSet<DocumentKind> = lines.lines().iter().map(|line| line.kind).collect();
    assert_eq!(shown, BTreeSet::from([Receipt, Invoice, Order]), "a positive correction and a settled complaint are not");
}

#[test]
fn p14_a_feed_tells_bundle_serial_number_amount_tax_and_rounding_and_they_are_kept() {
    let fields = r#","serial_number":"SN 4711","bundle":2,"bundle_name":"Gift set","amount":198,"tax_rate":"5.5","source_document":"O1","source_line":3,"source_kind":"order""#;
    let told = told("receipt", "R1", r#","net":true,"rounding":-4,"source":"O1","source_kind":"order""#, &[fields, r#","tax_rate":0"#]);
    let shop = shop_with(std::slice::from_ref(&told));
    let document = found(&shop, DocumentKind::Receipt, "R1");
    assert_eq!((document.net, document.rounding, document.source_kind), (true, -4, Some(DocumentKind::Order)));
    let line = &document.lines[0];
    assert_eq!((line.serial_number.as_str(), line.amount, line.tax_rate), ("SN 4711", Some(198), Some(550)));
    assert_eq!(line.bundle, Some(Bundle { number: 2, name: "Gift set".into() }));
    assert_eq!(line.source, Some(LineRef { kind: Some(DocumentKind::Order), ..LineRef::new("O1", 3) }));
    let plain = &document.lines[1];
    assert_eq!((plain.serial_number.as_str(), plain.tax_rate, &plain.bundle, &plain.source), ("", Some(0), &None, &None));
    assert_eq!(document.difference(), 199 - 198 - plain.gross_amount());
    let entries = shop.engine.verify_journal().unwrap().entries;
    shop.fed(&told);
    assert_eq!(shop.engine.verify_journal().unwrap().entries, entries, "the same again changes nothing");
}

#[test]
fn p14_what_is_changed_in_the_file_is_found_in_every_new_column() {
    let fields = r#","serial_number":"S","bundle":1,"bundle_name":"Set","amount":199,"tax_rate":19,"source_document":"O1","source_line":1,"source_kind":"order""#;
    let changes = [
        "UPDATE document SET source_kind = 'receipt'",
        "UPDATE document SET net = 0",
        "UPDATE document SET rounding = 7",
        "UPDATE line SET source_kind = NULL",
        "UPDATE line SET serial_number = 'T'",
        "UPDATE line SET bundle = 2",
        "UPDATE line SET bundle_name = 'Other'",
        "UPDATE line SET amount = NULL",
        "UPDATE line SET tax_rate = 7",
    ];
    for change in changes {
        let shop = shop_with(&[told("invoice", "I1", r#","net":true,"rounding":1,"source":"O1","source_kind":"order""#, &[fields])]);
        assert_eq!(shop.engine.verify_journal().unwrap().findings, []);
        database(shop.folder.path()).execute_batch(change).unwrap();
        assert_eq!(shop.engine.verify_journal().unwrap().findings.len(), 1, "{change}");
    }
}

#[test]
fn p14_what_makes_no_sense_is_refused_with_its_field() {
    let cases = [
        (r#","bundle":0"#, "bundle"),
        (r#","bundle_name":"Set""#, "bundle"),
        (r#","tax_rate":"100.01""#, "tax_rate"),
        (r#","tax_rate":-1"#, "tax_rate"),
        (r#","source_kind":"receipt""#, "source_document"),
        (r#","source_document":"R","source_line":1,"source_kind":"bill""#, "source_kind"),
        (r#","amount":"1.5""#, "amount"),
    ];
    let shop = shop_with(&[]);
    for (fields, field) in cases {
        let report = shop.feed(&told("receipt", "R1", "", &[fields]));
        assert_eq!((report.refused, report.failures[0].field), (1, field), "{fields}");
    }
    let report = shop.feed(&told("receipt", "R1", r#","source_kind":"order""#, &[]));
    assert_eq!((report.refused, report.failures[0].field), (1, "source"));
    assert!(shop.desk().document_by_number(DocumentKind::Receipt, "R1").is_err());
}

#[test]
fn p15_the_lines_of_a_bundle_are_singly_in_the_history() {
    let part = |number: u32| format!(r#","item":"A{number}","bundle":1,"bundle_name":"Gift set""#);
    let shop = shop_with(&[told("receipt", "R1", "", &[&part(1), "", &part(3)])]);
    let history = shop.desk().history(shop.customer("1")).unwrap();
    let lines: Vec<_> = history.lines().iter().map(|line| (line.line, line.item_code.as_str(), line.status)).collect();
    assert_eq!(lines, [(1, "A1", LineStatus::Sold), (2, "", LineStatus::Sold), (3, "A3", LineStatus::Sold)]);
    let lines = found(&shop, DocumentKind::Receipt, "R1").lines;
    let bundles: Vec<_> = lines.iter().map(|line| line.bundle.as_ref().map(|bundle| bundle.number)).collect();
    assert_eq!(bundles, [Some(1), None, Some(1)], "the preview can group them");
}

#[test]
fn p14_a_document_knows_what_it_was_made_from_and_what_was_made_from_it() {
    use DocumentKind::{Complaint, Correction, DeliveryNote, Invoice, Order, Quotation, Receipt};
    let shop = shop_with(&[
        told("quotation", "7", "", &[""]),
        told("order", "7", r#","source":"7","source_kind":"quotation""#, &[""]),
        told("receipt", "7", "", &["", ""]),
        told("delivery_note", "D1", r#","source":"7""#, &[""]),
        told("invoice", "I1", "", &[r#","source_document":"7","source_line":1"#, r#","source_document":"D1","source_line":1"#]),
        told("correction", "C1", r#","source":"I1","source_kind":"invoice""#, &[r#","source_document":"I1","source_line":1"#]),
        told("complaint", "K1", "", &[r#","source_document":"7","source_line":1,"source_kind":"receipt""#]),
        told("receipt", "8", r#","source":"no such document""#, &[]),
    ]);
    let links = |kind, number| shop.desk().document_links(found(&shop, kind, number).id).unwrap();
    assert_eq!(named(&links(Order, "7").sources), [(Quotation, "7")], "not itself, not the receipt");
    assert_eq!(named(&links(Quotation, "7").results), [(Order, "7")]);
    assert_eq!(named(&links(Order, "7").results), [(DeliveryNote, "D1")], "the likeliest of three documents 7");
    let invoice = links(Invoice, "I1");
    assert_eq!(named(&invoice.sources), [(Receipt, "7"), (DeliveryNote, "D1")], "by its lines");
    assert_eq!(named(&invoice.results), [(Correction, "C1")], "once, though header and line say so");
    let mut of_receipt = links(Receipt, "7").results;
    of_receipt.sort_by_key(|link| link.kind);
    assert_eq!(named(&of_receipt), [(Invoice, "I1"), (Complaint, "K1")]);
    assert!(links(Receipt, "8").sources.is_empty() && links(Receipt, "7").sources.is_empty());
}

#[test]
fn p14_the_kind_of_a_source_decides_where_numbers_are_the_same() {
    let sale = |kind: &str| told(kind, "7", "", &[r#","item":"A""#]);
    let back = r#","item":"A","quantity":-1,"source_document":"7","source_line":1"#;
    for (kind, named) in [("receipt", ""), ("receipt", r#","source_kind":"receipt""#), ("invoice", r#","source_kind":"invoice""#)] {
        let correction = told("correction", "C1", "", &[&format!("{back}{named}")]).replace(r#""quantity":1,"#, "");
        let shop = shop_with(&[sale("receipt"), sale("invoice"), correction]);
        let history = shop.desk().history(shop.customer("1")).unwrap();
        let sold: Vec<_> = history.lines().iter().filter(|line| line.status == LineStatus::Sold).map(|line| line.kind.name()).collect();
        let other = if kind == "receipt" { "invoice" } else { "receipt" };
        assert_eq!(sold, [other], "{named}");
    }
}

#[test]
fn p31_links_of_an_anonymized_customers_documents_name_nobody() {
    let shop =
        shop_with(&[told("receipt", "R1", r#","addressee_name":"Ann Lee""#, &[""]), told("invoice", "I1", r#","source":"R1""#, &[""])]);
    let id = found(&shop, DocumentKind::Receipt, "R1").id;
    let before = shop.desk().document_links(id).unwrap();
    shop.erp().anonymize(shop.customer("1")).unwrap();
    let links = shop.desk().document_links(id).unwrap();
    assert_eq!(links, before, "numbers and kinds stay");
    assert!(!format!("{links:?}").contains("Lee"));
    let draft = DocumentDraft { source: Some(id), ..DocumentDraft::new(DocumentKind::Correction, "C1", euro()) };
    assert_eq!(failed(shop.desk().start_document(&draft)), (ErrorKind::Erased, "document.customer_anonymized", None));
}

#[test]
fn w2_a_document_made_at_a_desk_names_the_kind_of_its_source() {
    let shop = shop_with(&[]);
    let source = shop.receipt("T-1", Some(shop.customer("1")));
    let draft = DocumentDraft { source: Some(source), ..DocumentDraft::new(DocumentKind::Invoice, "T-1", euro()) };
    let made = shop.desk().start_document(&draft).unwrap();
    assert_eq!(shop.desk().document(made).unwrap().source_kind, Some(DocumentKind::Receipt));
    assert_eq!(shop.desk().document_links(made).unwrap().sources[0].id, source);
    let results = shop.desk().document_links(source).unwrap().results;
    assert_eq!(results.iter().map(|link| link.id).collect::<Vec<_>>(), [made], "a number of its own kind is no reference to itself");
    shop.desk().start_document(&receipt("T-2")).unwrap();
}

#[test]
fn p14_net_prices_of_a_feed_are_kept_gross_and_the_amounts_add_up_to_the_total() {
    let lines = r#"{"line":1,"name":"Cable","quantity":3,"final_price":333,"regular_price":400,"discount":67,"tax_rate":19},
        {"line":2,"name":"Plug","quantity":7,"final_price":101,"tax_rate":19},{"line":3,"name":"Book","quantity":1,"final_price":"1999.5","tax_rate":7}"#;
    let feed = |lines: &str| {
        format!(
            r#"{{"feed":"document","kind":"invoice","number":"I1","state":"issued","created":"2026-06-01","currency":"EUR","net":true,"total":4171,"lines":[{lines}]}}"#
        )
    };
    let shop = shop_with(&[feed(&lines.replace('\n', ""))]);
    let invoice = found(&shop, DocumentKind::Invoice, "I1");
    assert_eq!(invoice.lines.iter().map(|line| line.amount.unwrap()).collect::<Vec<_>>(), [1_189, 841, 2_140]);
    let prices = |line: usize| [invoice.lines[line].regular_price, invoice.lines[line].discount, invoice.lines[line].final_price];
    assert_eq!(prices(0).map(Price::scaled), [4_760_000, 797_300, 3_962_700], "gross per single unit");
    assert_eq!(invoice.difference(), 1, "the ERP's total stays, and what no line explains is told");
    let entries = shop.engine.verify_journal().unwrap().entries;
    shop.fed(&feed(&lines.replace('\n', "")));
    assert_eq!(shop.engine.verify_journal().unwrap().entries, entries, "the same again changes nothing");
    let without = shop.feed(&feed(r#"{"line":1,"name":"Cable","quantity":3,"final_price":333}"#));
    assert_eq!((without.failures[0].field, without.failures[0].rule), ("tax_rate", "required"));
    let huge = shop.feed(&feed(r#"{"line":1,"name":"Cable","quantity":9000000000000000,"final_price":900000000000000,"tax_rate":19}"#));
    assert_eq!((huge.failures[0].field, huge.failures[0].rule), ("amount", "amount.too_large"));
    assert_eq!(found(&shop, DocumentKind::Invoice, "I1"), invoice);
}

#[test]
fn p14_lines_of_a_net_document_that_stand_on_their_own_are_priced_together() {
    let head = r#"{"feed":"document","kind":"invoice","number":"I1","state":"issued","created":"2026-06-01","currency":"EUR","net":true,"total":119}"#;
    let line = |number: u32| {
        format!(
            r#"{{"feed":"line","document_kind":"invoice","document":"I1","line":{number},"name":"Pin","quantity":1,"final_price":25,"tax_rate":19}}"#
        )
    };
    let lines: Vec<String> = (1..=4).map(line).collect();
    let shop = shop_with(&[head.to_owned()]);
    shop.fed(&lines.join("\n"));
    let invoice = found(&shop, DocumentKind::Invoice, "I1");
    assert_eq!(invoice.lines.iter().map(|line| line.amount.unwrap()).collect::<Vec<_>>(), [30, 30, 30, 29]);
    assert_eq!(invoice.difference(), 0);
    let entries = shop.engine.verify_journal().unwrap().entries;
    shop.fed(&lines.join("\n"));
    assert_eq!(shop.engine.verify_journal().unwrap().entries, entries, "the same again changes nothing");
    assert_eq!(found(&shop, DocumentKind::Invoice, "I1"), invoice);
}
