//! Bad input: what a feed names, what it keeps and what it counts.

use clientela::domain::document::DocumentKind;
use clientela::domain::field::Field;
use clientela::{ErrorKind, FeedReport, Format, Mapping};

use crate::shop::{Shop, failed};

/// Line and field of each failure.
fn named(report: &FeedReport) -> Vec<(u64, &'static str)> {
    report.failures.iter().map(|failure| (failure.line, failure.field)).collect()
}

fn counts(report: &FeedReport) -> (u64, u64) {
    (report.taken, report.refused)
}

fn kept(shop: &Shop, numbers: &[&str]) -> Vec<bool> {
    numbers.iter().map(|number| shop.desk().customer_by_number(number).is_ok()).collect()
}

#[test]
fn broken_csv_lines_are_named_with_their_field_and_the_good_ones_kept() {
    let shop = Shop::empty();
    let report = shop.feed_file("broken.csv");
    assert_eq!(counts(&report), (4, 7));
    assert_eq!(named(&report), [(3, "email"), (5, ""), (6, "country"), (8, "given_name"), (9, "source_id"), (10, ""), (12, "")]);
    let rules: Vec<_> = report.failures.iter().map(|failure| failure.rule).collect();
    let wanted = ["email.malformed", "csv.cell_count", "value_not_mapped", "too_long", "required", "csv.cell_count", "csv.quote_open"];
    assert_eq!(rules, wanted);
    assert_eq!(kept(&shop, &["9001", "9003", "9006", "9010"]), [true; 4]);
    assert_eq!(kept(&shop, &["9002", "9004", "9005", "9007", "9009", "9011"]), [false; 6]);
    assert_eq!(shop.desk().customer_by_number("9003").unwrap().stored.values.get(Field::Street), Some("Beispielweg 3, 2. Hof"));
    assert_eq!(shop.desk().customer_by_number("9006").unwrap().stored.values.get(Field::FamilyName), Some("Graf \"Illi\" Berg"));
    let again = shop.feed_file("broken.csv");
    assert_eq!((again.taken, again.unchanged, again.refused), (4, 4, 7));
}

#[test]
fn a_quote_that_never_closes_spoils_its_own_line_only() {
    let shop = Shop::empty();
    let report = shop.feed_file("broken-quote.csv");
    assert_eq!((counts(&report), named(&report)), ((3, 1), vec![(3, "")]));
    assert_eq!(kept(&shop, &["9101", "9102", "9103", "9104"]), [true, false, true, true]);
}

#[test]
fn a_line_that_is_not_utf_8_is_named_and_the_others_kept() {
    let shop = Shop::empty();
    let report = shop.feed_file("broken-latin1.csv");
    assert_eq!((counts(&report), named(&report)), ((2, 1), vec![(3, "")]));
    assert_eq!(report.failures[0].rule, "line.not_utf8");
    assert_eq!(kept(&shop, &["9201", "9202", "9203"]), [true, false, true]);
}

#[test]
fn broken_json_lines_are_named_with_their_field_and_the_good_ones_kept() {
    let shop = Shop::with_definitions();
    let report = shop.feed_file("broken.jsonl");
    assert_eq!(counts(&report), (5, 16));
    let wanted = [
        (2, "", "json.malformed"),
        (3, "birth_date", "date.malformed"),
        (5, "email", "email.malformed"),
        (6, "given_name", "too_long"),
        (7, "source_id", "required"),
        (8, "status", "status.unknown"),
        (10, "created", "instant.malformed"),
        (11, "number", "required"),
        (12, "kind", "not_a_choice"),
        (13, "quantity", "not_a_number"),
        (14, "payload", "not_base64"),
        (15, "customer", "customer.unknown"),
        (16, "currency", "currency.malformed"),
        (17, "feed", "not_a_choice"),
        (18, "", "json.not_an_object"),
        (19, "state", "not_a_choice"),
    ];
    let failures: Vec<_> = report.failures.iter().map(|failure| (failure.line, failure.field, failure.rule)).collect();
    assert_eq!(failures, wanted);
    assert_eq!(kept(&shop, &["9301", "9304", "9321"]), [true; 3]);
    let document = shop.desk().document_by_number(DocumentKind::Receipt, "B-0001").unwrap();
    assert_eq!(document.lines.len(), 1);
    for number in ["B-0002", "B-0004", "B-0005", "B-0006", "B-0007", "B-0008"] {
        assert!(shop.desk().document_by_number(DocumentKind::Receipt, number).is_err(), "{number}");
    }
    assert_eq!(shop.standing(shop.customer("9301"), "newsletter-email").state.name(), "accepted");
    assert!(!format!("{report:?}").contains("two@at"), "a failure never says the value");
}

#[test]
fn a_line_with_several_bad_fields_is_one_refusal_and_names_each() {
    let shop = Shop::empty();
    let line =
        r#"{"feed":"customer","source_id":"1","number":"1","kind":"private","email":"x","birth_date":"2999-01-01","given_name":"A"}"#;
    let report = shop.feed(line);
    assert_eq!(counts(&report), (0, 1));
    assert_eq!(named(&report), [(1, "birth_date"), (1, "email")]);
    let surplus = shop.feed(r#"{"feed":"customer","source_id":"1","kind":"private","family_name":"A","shoe_size":"42"}"#);
    assert_eq!((named(&surplus), surplus.failures[0].rule), (vec![(1, "")], "unknown_field"));
    let text = shop.feed(r#"{"feed":"customer","source_id":"1","kind":"private","family_name":["A"]}"#);
    assert_eq!((named(&text), text.failures[0].rule), (vec![(1, "family_name")], "not_text"));
}

#[test]
fn an_over_long_line_is_refused_without_holding_it() {
    let shop = Shop::empty();
    let lines = format!(
        "{{\"feed\":\"customer\",\"source_id\":\"1\",\"family_name\":\"{}\"}}\n{{\"feed\":\"customer\",\"source_id\":\"2\",\"kind\":\"private\",\"family_name\":\"Lee\"}}\n",
        "x".repeat(3 << 20)
    );
    let report = shop.feed(&lines);
    assert_eq!((counts(&report), report.failures[0].rule), ((1, 1), "line.too_long"));
}

#[test]
fn a_mapping_that_does_not_fit_is_an_error_and_nothing_is_taken() {
    let shop = Shop::empty();
    assert_eq!(failed(Mapping::from_json("{")), (ErrorKind::Invalid, "mapping.malformed", Some("mapping")));
    assert_eq!(failed(Mapping::from_json(r#"{"feed":"customer","columns":{},"typo":1}"#)).1, "mapping.malformed");
    let csv = Format::Csv(Mapping::from_json(r#"{"feed":"customer","columns":{"id":"source_id","name":"family_name"}}"#).unwrap());
    let feed = |text: &str| shop.erp().feed(&csv, &mut text.as_bytes());
    assert_eq!(failed(feed("id,name,shoe\n1,Lee,42\n")).1, "mapping.column_unknown");
    assert_eq!(failed(feed("id\n1\n")).1, "mapping.column_missing");
    assert_eq!(shop.engine.verify_journal().unwrap().entries, 0);
}

#[test]
fn a_cancelled_feed_keeps_the_batches_before() {
    let shop = Shop::empty();
    let line = |id: usize| format!("{{\"feed\":\"customer\",\"source_id\":\"{id}\",\"kind\":\"private\",\"family_name\":\"Lee\"}}\n");
    let lines: String = (0..1500).map(line).collect();
    let cancelled = shop.erp().feed_with(&Format::JsonLines, &mut lines.as_bytes(), &mut |_| false);
    assert_eq!(failed(cancelled), (ErrorKind::Cancelled, "feed.cancelled", None));
    assert!(shop.erp().subject_by_source("999").unwrap().is_some() && shop.erp().subject_by_source("1000").unwrap().is_none());
    let whole = shop.feed(&lines);
    assert_eq!((whole.taken, whole.unchanged), (1500, 1000));
}

#[test]
fn feeding_again_doubles_nothing() {
    let shop = Shop::stocked();
    let entries = shop.engine.verify_journal().unwrap().entries;
    for file in ["definitions.jsonl", "customers.csv", "business.jsonl", "related.jsonl", "documents.jsonl", "states.jsonl"] {
        let report = shop.feed_file(file);
        assert_eq!((report.taken, report.refused), (report.unchanged, 0), "{file}");
    }
    assert_eq!(shop.engine.verify_journal().unwrap().entries, entries);
}

#[test]
fn two_stray_quotes_do_not_swallow_the_lines_between() {
    let shop = Shop::empty();
    let mapping = r#"{"feed":"customer","columns":{"id":["source_id","number"],"name":"family_name"},"constants":{"kind":"private"}}"#;
    let csv = Format::Csv(Mapping::from_json(mapping).unwrap());
    let lines = "id,name\n1,\"Lee\n2,Good\n3,5\" Disc\n4,Good\n5,\"Lee\n6,\"of \"\"the\"\" Ray\"\n";
    let report = shop.erp().feed(&csv, &mut lines.as_bytes()).unwrap();
    assert_eq!(named(&report), [(2, ""), (4, ""), (6, "")]);
    assert_eq!(kept(&shop, &["1", "2", "3", "4", "5", "6"]), [false, true, false, true, false, true]);
}

#[test]
fn a_document_that_comes_again_without_its_payload_keeps_it() {
    let shop = Shop::empty();
    let header = r#""feed":"document","kind":"receipt","number":"R-1","state":"issued","created":"2026-06-01","currency":"EUR","total":1"#;
    shop.fed(&format!(r#"{{{header},"payload":"QUJD","payload_ground":"a law","payload_keep_until":"2036-12-31"}}"#));
    shop.fed(&format!("{{{header}}}"));
    let payload = shop.desk().document_by_number(DocumentKind::Receipt, "R-1").unwrap().payload.unwrap();
    assert_eq!((payload.bytes.as_slice(), payload.keep.is_some()), (&b"ABC"[..], true));
}

const NEWS: &str = r#"{"feed":"definition","code":"news","version":"1.0","state":"active","purpose":"processing","texts":[{"language":"en","title":"News","body":"Yes to this."}]}"#;

#[test]
fn a_version_that_was_in_force_is_fixed_but_for_its_state() {
    let shop = Shop::empty();
    shop.fed(NEWS);
    let changes = [("Yes to this.", "Yes to that."), ("processing", "marketing"), ("active", "draft")];
    for (from, to) in changes {
        assert_eq!(shop.feed(&NEWS.replace(from, to)).failures[0].rule, "definition.version_is_fixed");
    }
    let minor = NEWS.replace("1.0", "1.1").replace("processing", "marketing");
    assert_eq!(shop.feed(&minor).failures[0].rule, "definition.minor_keeps_its_subject");
    shop.fed(&NEWS.replace("active", "archived"));
    shop.fed(&NEWS.replace("1.0", "2.0").replace("processing", "marketing"));
}

const RECEIPT: &str = r#"{"feed":"document","kind":"receipt","number":"R-1","state":"issued","customer":"7","created":"2026-05-01","currency":"EUR","total":0,"addressee_street":"Rua 1","addressee_city":"Porto"}"#;

#[test]
fn texts_of_a_document_are_checked() {
    let shop = Shop::empty();
    shop.fed(r#"{"feed":"customer","source_id":"7","number":"7","kind":"private","family_name":"Hansen"}"#);
    let long = "9".repeat(201);
    let bad = [("R-1", "R\\u0000", "number"), ("Rua 1", long.as_str(), "addressee_street"), ("Porto", "P\\u0007", "addressee_city")];
    for (from, to, field) in bad {
        assert_eq!(named(&shop.feed(&RECEIPT.replace(from, to))), [(1, field)]);
    }
}

#[test]
fn a_document_that_comes_again_without_its_addressee_keeps_it_as_issued() {
    let shop = Shop::empty();
    shop.fed(r#"{"feed":"customer","source_id":"7","number":"7","kind":"private","family_name":"Hansen"}"#);
    shop.fed(RECEIPT);
    shop.edit(shop.customer("7"), &[(Field::FamilyName, "Olsen")]);
    shop.fed(&RECEIPT.replace(r#","addressee_street":"Rua 1","addressee_city":"Porto""#, ""));
    let addressee = shop.desk().document_by_number(DocumentKind::Receipt, "R-1").unwrap().addressee;
    assert_eq!([addressee.name.as_deref(), addressee.street.as_deref()], [Some("Hansen"), Some("Rua 1")]);
}

#[test]
fn what_outlives_a_person_is_no_e_mail_address() {
    let shop = Shop::empty();
    let line = r#"{"feed":"customer","source_id":"7","number":"luis@example.pt","kind":"private","family_name":"Hansen"}"#;
    assert_eq!(shop.feed(line).failures[0].rule, "reference.names_somebody");
    let line = line.replace("luis@example.pt", "7").replace(r#""source_id":"7""#, r#""source_id":"luis@example.pt""#);
    assert_eq!(shop.feed(&line).failures[0].rule, "reference.names_somebody");
}
