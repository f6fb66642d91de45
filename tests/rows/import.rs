//! Importing the customers of an old system: proposal, dry run, import, export. The samples are invented people, in every code page.

use std::fmt::Write as _;
use std::fs;
use std::io::Cursor;
use std::path::PathBuf;

use clientela::domain::field::Field;
use clientela::domain::rights::{Right, Rights};
use clientela::{Asked, ErrorKind, Export, FeedReport, Mapping, Proposal};

use crate::shop::{Shop, failed};

fn sample(name: &str) -> Cursor<Vec<u8>> {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/import").join(name);
    Cursor::new(fs::read(path).unwrap())
}

fn propose(shop: &Shop, text: impl Into<Vec<u8>>) -> Proposal {
    shop.erp().propose_import(&mut Cursor::new(text.into())).unwrap()
}

fn import(shop: &Shop, plan: &Mapping, text: impl Into<Vec<u8>>) -> FeedReport {
    shop.erp().import(plan, &mut Cursor::new(text.into()), &mut |_| true).unwrap()
}

fn rehearse(shop: &Shop, plan: &Mapping, text: impl Into<Vec<u8>>) -> FeedReport {
    shop.erp().rehearse_import(plan, &mut Cursor::new(text.into()), &mut |_| true).unwrap()
}

/// What is proposed first for a question, and whether it is decided.
fn first(proposal: &Proposal, of: Asked, column: Option<&str>) -> (String, bool) {
    let choice = proposal.choices.iter().find(|choice| choice.of == of && choice.column.as_deref() == column).unwrap();
    (choice.suggestions[0].value.clone(), choice.decided)
}

/// The plan as a document.
fn plan_of(proposal: &Proposal) -> serde_json::Value {
    serde_json::from_str(&proposal.plan.to_json()).unwrap()
}

/// The plan of a proposal with something of it changed by a person.
fn changed(proposal: &Proposal, change: impl FnOnce(&mut serde_json::Value)) -> Mapping {
    let mut plan = plan_of(proposal);
    change(&mut plan);
    Mapping::from_json(&plan.to_string()).unwrap()
}

fn named(report: &FeedReport) -> Vec<(u64, &str, &str)> {
    report.failures.iter().map(|failure| (failure.line, failure.field, failure.rule)).collect()
}

fn value(shop: &Shop, number: &str, field: Field) -> Option<String> {
    shop.desk().customer_by_number(number).unwrap().stored.values.get(field).map(str::to_owned)
}

#[test]
fn a_file_in_any_code_page_is_imported_as_it_was_meant() {
    let german = [
        ("utf-8", ""),
        ("windows-1252", ""),
        ("iso-8859-1", ""),
        ("iso-8859-15", ""),
        ("cp850", ""),
        ("windows-1250", ""),
        ("iso-8859-2", ""),
        ("cp852", ""),
    ];
    let french = [("utf-8", ""), ("windows-1252", ""), ("iso-8859-1", ""), ("iso-8859-15", ""), ("cp850", "")];
    let polish = [("utf-8", ""), ("windows-1250", ""), ("iso-8859-2", ""), ("cp852", "")];
    let all = german
        .iter()
        .map(|page| ("de", page.0))
        .chain(french.iter().map(|page| ("fr", page.0)))
        .chain(polish.iter().map(|page| ("pl", page.0)));
    for (language, page) in all {
        let shop = Shop::empty();
        let mut file = sample(&format!("{language}.{page}.csv"));
        let proposal = shop.erp().propose_import(&mut file).unwrap();
        let report = shop.erp().import(&proposal.plan, &mut file, &mut |_| true).unwrap();
        assert_eq!((report.taken, report.refused), (3, 0), "{language} {page}: {:?}", report.failures);
        let (number, name, city, born) = match language {
            "de" => ("1002", "Weißmüller", "Köln", "1975-04-03"),
            "fr" => ("2002", "Benoît", "Lyon", "1975-04-03"),
            _ => ("3003", "Gąsior", "Łódź", "1990-12-31"),
        };
        let read = [Field::FamilyName, Field::City, Field::BirthDate].map(|field| value(&shop, number, field).unwrap());
        assert_eq!(read, [name, city, born], "{language} {page} was read as {:?}", first(&proposal, Asked::CodePage, None));
    }
}

#[test]
fn the_proposal_says_what_it_found_and_writes_nothing() {
    let shop = Shop::empty();
    let proposal = shop.erp().propose_import(&mut sample("pl.cp852.csv")).unwrap();
    assert_eq!(first(&proposal, Asked::CodePage, None), ("cp852".to_owned(), true));
    assert_eq!(first(&proposal, Asked::Separator, None), (";".to_owned(), true));
    assert_eq!(first(&proposal, Asked::Header, None), ("true".to_owned(), true));
    assert_eq!(first(&proposal, Asked::Field, Some("Nazwisko")), ("family_name".to_owned(), true));
    assert_eq!(first(&proposal, Asked::DateOrder, Some("Data urodzenia")), ("dmy".to_owned(), true));
    let dates = proposal.choices.iter().find(|choice| choice.of == Asked::DateOrder).unwrap();
    assert_eq!((dates.lines.as_slice(), dates.suggestions[0].samples[0].as_str()), (&[2, 4][..], "1980-05-17"));
    assert_eq!(plan_of(&proposal)["columns"]["Numer klienta"], serde_json::json!(["source_id", "number"]));
    assert_eq!(shop.engine.verify_journal().unwrap().entries, 0);
    assert!(!format!("{proposal:?}").contains("Gąsior"), "samples are never in Debug");
    let document: serde_json::Value = serde_json::from_str(&proposal.to_json()).unwrap();
    assert_eq!(document["choices"][0]["suggestions"][0]["samples"][0], "Imię");
}

#[test]
fn dates_that_may_be_read_in_two_ways_are_offered_as_a_choice() {
    let shop = Shop::empty();
    let text = "id,name,birthday\n1,Lee,03/04/1980\n2,Roe,05/06/1990\n";
    let proposal = propose(&shop, text);
    let dates = proposal.choices.iter().find(|choice| choice.of == Asked::DateOrder).unwrap();
    let offered: Vec<_> = dates.suggestions.iter().map(|one| (one.value.as_str(), one.samples[0].as_str())).collect();
    assert_eq!((dates.decided, offered), (false, vec![("dmy", "1980-04-03"), ("mdy", "1980-03-04")]));
    let american = changed(&proposal, |plan| plan["dates"]["birthday"] = "mdy".into());
    assert_eq!(import(&shop, &american, text).taken, 2);
    let id = shop.erp().subject_by_source("1").unwrap().unwrap();
    assert_eq!(shop.desk().customer(id).unwrap().stored.values.get(Field::BirthDate), Some("1980-03-04"));
}

#[test]
fn letters_that_two_code_pages_explain_are_offered_as_a_choice() {
    let shop = Shop::empty();
    // Bytes that are Polish in one page and Czech or Western letters in another.
    let proposal = propose(&shop, b"id;name\n1;Du\xbe\n".to_vec());
    let pages = &proposal.choices[0];
    assert!(!pages.decided && pages.suggestions.len() > 1, "{pages:?}");
    assert!(pages.suggestions.iter().all(|one| !one.samples.is_empty()));
}

#[test]
fn columns_without_names_are_known_by_what_is_in_them() {
    let shop = Shop::empty();
    let text = "1\tLee\tlee@example.com\t10115\t1980-05-17\n2\tRoe\troe@example.com\t70174\t1990-01-02\n";
    let proposal = propose(&shop, text);
    assert_eq!(first(&proposal, Asked::Header, None).0, "false");
    let plan = plan_of(&proposal);
    assert_eq!(
        (&plan["columns"]["3"], &plan["columns"]["4"], &plan["columns"]["5"]),
        (&"email".into(), &"postal_code".into(), &"birth_date".into())
    );
    assert_eq!(plan["ignore"], serde_json::json!(["1", "2"]));
    let plan = changed(&proposal, |plan| {
        plan["columns"]["1"] = "source_id".into();
        plan["columns"]["2"] = "family_name".into();
        plan["ignore"] = serde_json::json!([]);
    });
    let report = import(&shop, &plan, text);
    assert_eq!((report.taken, report.refused), (2, 0), "{:?}", report.failures);
}

#[test]
fn a_decimal_comma_and_a_second_phone_number_are_seen() {
    let shop = Shop::empty();
    let proposal = propose(&shop, "Kundennr;Name;Telefon;Telefon;Umsatz\n1;Lee;030 1234567;040 7654321;1.234,50\n2;Roe;;;7,00\n");
    assert_eq!(first(&proposal, Asked::DecimalComma, None), ("true".to_owned(), true));
    let plan = plan_of(&proposal);
    assert_eq!((&plan["columns"]["Telefon"], &plan["columns"]["Telefon (2)"]), (&"phone".into(), &"phone.1".into()));
    assert_eq!(plan["decimal_comma"], true);
}

const PEOPLE: &str =
    "id,first name,last name,birthday\n1,Zoë,Lee,1980-05-17\n2,ZOE,lee,1980-05-17\n3,Zoë,Lee,1981-05-17\n4,Zoë,Roe,yesterday\n";

#[test]
fn a_dry_run_names_lines_fields_and_duplicates_and_writes_nothing() {
    let shop = Shop::empty();
    let plan = propose(&shop, PEOPLE.replace("yesterday", "1980-01-01")).plan;
    let report = rehearse(&shop, &plan, PEOPLE);
    assert_eq!((report.taken, report.refused, report.duplicates), (3, 1, 1));
    assert_eq!(named(&report), [(5, "birth_date", "date.malformed")]);
    assert_eq!((report.hints[0].line, report.hints[0].rule), (3, "customer.duplicate"));
    assert_eq!(shop.engine.verify_journal().unwrap().entries, 0);
    let done = import(&shop, &plan, PEOPLE);
    assert_eq!((done.taken, done.refused, done.duplicates), (report.taken, report.refused, report.duplicates));
    assert_eq!((named(&done), &done.hints), (named(&report), &report.hints));
}

#[test]
fn duplicates_are_left_out_where_the_plan_says_so() {
    let shop = Shop::empty();
    let proposal = propose(&shop, PEOPLE.replace("yesterday", "1980-01-01"));
    let plan = changed(&proposal, |plan| plan["duplicates"] = "skip".into());
    let report = import(&shop, &plan, PEOPLE);
    assert_eq!((report.taken, report.refused, report.duplicates), (2, 2, 1));
    assert_eq!(named(&report)[0], (3, "", "customer.duplicate"));
    let other = import(&shop, &plan, "id,first name,last name,birthday\n9,Zoe,Lee,1981-05-17\n");
    assert_eq!((other.taken, other.duplicates), (0, 1));
    assert_eq!(rehearse(&shop, &plan, PEOPLE).unchanged, 2);
}

#[test]
fn importing_again_changes_nothing_also_without_a_column_of_ids() {
    let shop = Shop::empty();
    let text = "name,city\nLee,Porto\nLee,Porto\n";
    let plan = propose(&shop, text).plan;
    assert_eq!((import(&shop, &plan, text).taken, import(&shop, &plan, text).unchanged), (2, 2));
    let customer = shop.desk().search("porto", 5).unwrap().hits.remove(0).customer;
    let source = customer.values.get(Field::SourceId).unwrap().to_owned();
    assert!(source.starts_with("csv-") && source.len() < 64, "of the file and the line, not of the person");
}

#[test]
fn a_cancelled_import_goes_on_where_it_stopped_and_counts_on() {
    let shop = Shop::empty();
    let mut text = String::from("id,name\n");
    (0..25_000).for_each(|i| writeln!(text, "{i},Lee{i}").unwrap());
    let plan = propose(&shop, text.as_str()).plan;
    let mut calls = 0;
    let stopped = shop.erp().import(&plan, &mut Cursor::new(text.clone()), &mut |_| {
        calls += 1;
        calls < 2
    });
    assert_eq!(failed(stopped), (ErrorKind::Cancelled, "feed.cancelled", None));
    assert_eq!(shop.erp().subject_by_source("5000").unwrap(), None);
    let report = import(&shop, &plan, text.as_str());
    assert_eq!((report.resumed_at, report.taken, report.unchanged), (Some(5_002), 25_000, 0));
    let again = import(&shop, &plan, text.as_str());
    assert_eq!((again.resumed_at, again.unchanged), (None, 25_000));
    assert!(shop.engine.verify_journal().unwrap().findings.is_empty());
}

#[test]
fn a_rehearsal_tells_of_taken_numbers_and_namesakes_what_the_import_does() {
    let text = "id,number,given,name,birth,country\n1,7,Ana,Lee,1980-05-17,de\n2,7,Ana,Lee,1980-05-17,\n3,7,Bo,Roe,1981-05-17,de\n\
                4,8,Ana,Lee,1980-05-17,\n";
    for duplicates in ["skip", "create"] {
        let shop = Shop::empty();
        let plan = format!(
            r#"{{"feed":"customer","columns":{{"id":"source_id","number":"number","given":"given_name","name":"family_name","birth":"birth_date","country":"country"}},"constants":{{"kind":"private"}},"duplicates":"{duplicates}"}}"#
        );
        let plan = Mapping::from_json(&plan).unwrap();
        let told = |report: &FeedReport| {
            let failures: Vec<_> = report.failures.iter().map(|failure| (failure.line, failure.field, failure.rule)).collect();
            (report.taken, report.refused, report.duplicates, report.normalised, failures)
        };
        let rehearsed = shop.erp().rehearse_import(&plan, &mut Cursor::new(text), &mut |_| true).unwrap();
        assert_eq!(told(&rehearsed), told(&import(&shop, &plan, text)), "{duplicates}");
        assert_eq!((rehearsed.duplicates, rehearsed.normalised), (1, 1), "of a refused line nothing is counted");
        assert_eq!(rehearsed.failures[0].rule, "customer.number_taken");
    }
}

#[test]
fn bad_input_is_named_line_by_line() {
    let shop = Shop::empty();
    let plan = propose(&shop, "id,name,city\n1,Lee,Rom\n").plan;
    let long = "x".repeat(1 << 20);
    let lines = format!("id,name,city\n1,Lee\n2,\"Lee,Rom\n3,L\0e,Rom\n4,{long},Rom\n5,Lee,Rom,more\n6,Roe,Rom\n");
    let report = import(&shop, &plan, lines);
    let wanted = [
        (2, "", "csv.cell_count"),
        (3, "", "csv.quote_open"),
        (4, "family_name", "control_character"),
        (5, "", "line.too_long"),
        (6, "", "csv.cell_count"),
    ];
    assert_eq!((named(&report).as_slice(), report.taken), (&wanted[..], 1));
}

#[test]
fn a_file_that_does_not_fit_its_plan_is_refused_whole() {
    let shop = Shop::empty();
    let plan = propose(&shop, "id,name\n1,Lee\n").plan;
    let run = |text: &[u8]| shop.erp().import(&plan, &mut Cursor::new(text.to_vec()), &mut |_| true);
    assert_eq!(failed(run(b"id,name,shoe\n1,Lee,42\n")).1, "mapping.column_unknown");
    assert_eq!(failed(run(b"")).1, "mapping.column_missing");
    assert_eq!(run(b"id,name\n").unwrap(), FeedReport::default());
    assert_eq!(named(&run(b"id,name\n1,K\xf6hler\n").unwrap()), [(2, "", "line.not_utf8")]);
    let empty = shop.erp().propose_import(&mut Cursor::new(Vec::new()));
    assert_eq!(failed(empty), (ErrorKind::Invalid, "import.empty", Some("file")));
    assert_eq!(propose(&shop, "id,name\n").plan, plan);
    assert_eq!(failed(Mapping::from_json(r#"{"feed":"customer","columns":{},"separator":"x"}"#)).1, "mapping.malformed");
}

#[test]
fn an_export_is_imported_again_as_it_was() {
    let shop = Shop::stocked();
    let columns = [
        "source_id",
        "number",
        "kind",
        "status",
        "given_name",
        "family_name",
        "company",
        "birth_date",
        "street",
        "postal_code",
        "city",
        "country",
        "email",
        "email.1",
        "phone",
    ];
    let export = Export::of(&columns).unwrap().marked();
    let mut file = Vec::new();
    let count = shop.erp().export_customers(&export, &mut file, &mut |_| true).unwrap();
    assert!(count > 50 && file.starts_with(b"\xef\xbb\xbfsource_id,"));
    assert_eq!(import(&shop, &export.plan(), file.clone()).unchanged, count, "nothing differs");
    let other = Shop::with_definitions();
    let report = import(&other, &export.plan(), file.clone());
    assert_eq!((report.taken, report.refused), (count, 0), "{:?}", report.failures);
    let mut again = Vec::new();
    other.erp().export_customers(&export, &mut again, &mut |_| true).unwrap();
    assert!(again == file, "the same file");
    assert_eq!(other.desk().search("goncalves luis", 5).unwrap().hits.len(), 1);
}

#[test]
fn an_export_at_a_desk_shows_what_its_operator_may_see() {
    let shop = Shop::empty();
    shop.fed(r#"{"feed":"customer","source_id":"7","number":"7","kind":"private","family_name":"Hansen","iban":"DE02120300000000202051"}"#);
    let export = Export::of(&["family_name", "iban"]).unwrap();
    let written = |rights| {
        let mut file = Vec::new();
        shop.desk_of("jane", rights).export_customers(&export, &mut file, &mut |_| true).map(|_| String::from_utf8(file).unwrap())
    };
    assert_eq!(written(Rights::none().with(Right::ReadCustomers)).unwrap(), "family_name,iban\nHansen,…2051\n");
    assert_eq!(failed(written(Rights::none())).0, ErrorKind::NotPermitted);
    assert_eq!(failed(Export::of(&["family_name", "reason"])).1, "export.column_unknown");
    assert_eq!(failed(shop.erp().export_customers(&export, &mut Vec::new(), &mut |_| false)).0, ErrorKind::Cancelled);
}
