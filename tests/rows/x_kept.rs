//! X7, X9, X14, X15, P32: what a law keeps stays unseen until its day, others' notes are cleaned, and singling out is told.

use clientela::domain::document::{Addressee, DocumentKind, Payload};
use clientela::domain::erasure::{Action, Plan};
use clientela::domain::field::{Field, RecordKind};
use clientela::domain::id::SubjectId;
use clientela::domain::journal::EntryKind;
use clientela::domain::retention::{Hold, HoldKind};
use clientela::domain::rights::{Right, Rights};
use clientela::domain::setting::{Place, Setting};
use clientela::domain::time::Date;
use clientela::{DocumentDraft, ErrorKind, JournalQuery, KeptValue, NewHold, PersonExport, PersonFormat, RetentionRun};
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use crate::scanner::scan_files;
use crate::shop::{DAY, NOW, Shop, code, copy_of, database, euro, failed, receipt, yes};

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

/// A shop in a country, with somebody who has an invoice above every limit and a receipt below it.
pub fn shop(pack: &str) -> (Shop, SubjectId) {
    let shop = Shop::with_definitions();
    shop.erp().set_setting(Setting::RetentionPack, &Place::Chain, Some(pack)).unwrap();
    let xaver = person(&shop, "x", "Xaver", "Quirrenbach");
    for (kind, number, total) in [("invoice", "I-1", 90_000), ("receipt", "R-1", 1240)] {
        shop.fed(&document(kind, number, "x", total));
    }
    (shop, xaver)
}

pub fn person(shop: &Shop, source: &str, given: &str, family: &str) -> SubjectId {
    shop.fed(&format!(
        r#"{{"feed":"customer","source_id":"{source}","number":"{source}","kind":"private","given_name":"{given}","family_name":"{family}","street":"Kraxelgasse 77","city":"Linz","email":"{source}@zwirbel.example","phone":"+43 664 7391{:04}"}}"#,
        source.bytes().map(u32::from).sum::<u32>()
    ));
    shop.erp().subject_by_source(source).unwrap().unwrap()
}

pub fn document(kind: &str, number: &str, source: &str, total: u32) -> String {
    format!(
        r#"{{"feed":"document","kind":"{kind}","number":"{number}","state":"issued","customer":"{source}","branch":"berlin-mitte","created":"2025-02-10T10:00:00Z","currency":"EUR","total":{total},"addressee_name":"Xaver Quirrenbach","addressee_street":"Kraxelgasse 77","addressee_city":"Linz","payload":"THXDrXM=","lines":[{{"line":1,"item":"A-{number}","name":"Hat","quantity":"1","final_price":{total}}}]}}"#
    )
}

pub fn note(shop: &Shop, id: SubjectId, text: &str) {
    shop.edit(id, &[(Field::CommentText, text)]);
}

pub fn noted(shop: &Shop, id: SubjectId) -> String {
    shop.desk().customer(id).unwrap().stored.values.get(Field::CommentText).unwrap().to_owned()
}

/// Document number, field, ground and end of what a plan keeps for a while.
fn kept(shop: &Shop, plan: &Plan) -> Vec<(String, &'static str, String)> {
    let number = |id: &str| {
        let id = clientela::domain::id::DocumentId::parse(id).unwrap();
        shop.desk().document(id).unwrap().number
    };
    let mut kept: Vec<_> = plan.kept().map(|(item, until)| (number(&item.id), item.field.unwrap().name(), until.to_string())).collect();
    kept.sort();
    kept
}

fn run(shop: &Shop, report_only: bool, limit: usize) -> (Vec<KeptValue>, bool) {
    let report = shop.erp().retention_run(&shop.erp().retention().unwrap(), &RetentionRun { report_only, after: None, limit }).unwrap();
    (report.expired, report.more_expired)
}

#[test]
fn x7_the_plan_says_of_each_field_of_each_document_what_stays_why_and_until_when() {
    let (shop, xaver) = shop("DE");
    let plan = shop.erp().plan_anonymization(xaver).unwrap();
    let until = "2033-12-31".to_owned();
    let wanted =
        [("I-1", "addressee_city"), ("I-1", "addressee_name"), ("I-1", "addressee_street"), ("I-1", "payload"), ("R-1", "payload")];
    assert_eq!(kept(&shop, &plan), wanted.map(|(number, field)| (number.to_owned(), field, until.clone())));
    assert!(plan.kept().all(|(item, _)| matches!(&item.action, Action::Keep { ground, .. } if ground.contains("§ 147 AO"))));
    let small = plan.items.iter().filter(|item| item.record == RecordKind::Document && item.action == Action::Remove);
    assert_eq!(small.count(), 3, "of the small receipt name and address go");
    let done = shop.erp().anonymize(xaver).unwrap();
    assert_eq!(done.plan, plan, "the run does what the dry run said");
    let rows: i64 = database(shop.folder.path()).query_row("SELECT count(*) FROM kept", [], |row| row.get(0)).unwrap();
    assert_eq!(rows, 3);
}

#[test]
fn x9_what_a_law_keeps_is_shown_blank_everywhere_and_read_only_by_a_reason() {
    let (shop, xaver) = shop("DE");
    let desk = shop.desk();
    let before = desk.document_by_number(DocumentKind::Invoice, "I-1").unwrap();
    shop.erp().anonymize(xaver).unwrap();
    let shown = desk.document(before.id).unwrap();
    assert!(shown.anonymized && shown.addressee == Addressee::default() && shown.payload.is_none() && shown.customer.is_none());
    assert_eq!(desk.preview(before.id).unwrap().document.addressee, Addressee::default());
    assert!(desk.search("quirrenbach", 9).unwrap().hits.is_empty());
    let mut outbox = Vec::new();
    shop.erp().outbox("", &mut outbox).unwrap();
    assert!(!String::from_utf8(outbox).unwrap().contains("Quirrenbach"));
    let asked = PersonExport::new(PersonFormat::Json, clientela::domain::message::Language::English);
    assert_eq!(failed(desk.export_person(xaver, &asked, &mut Vec::new())).0, ErrorKind::Erased);
    assert_eq!(failed(desk.kept_document(before.id, " ")), (ErrorKind::Invalid, "required", Some("reason")));
    let blind = shop.desk_of("tom", Rights::all().without(Right::SeeRestricted));
    assert_eq!(failed(blind.kept_document(before.id, "audit")).0, ErrorKind::NotPermitted);
    let audited = desk.kept_document(before.id, "audit of 2025").unwrap();
    assert_eq!((audited.addressee, audited.payload.map(|payload| payload.bytes)), (before.addressee, before.payload.map(|p| p.bytes)));
    let read = JournalQuery { kinds: vec![EntryKind::Read], ..JournalQuery::default() };
    let read = shop.erp().journal(&read).unwrap().entries;
    assert_eq!((read.len(), read[0].entry.key.clone()), (1, before.id.to_string()));
    assert!(shop.engine.verify_journal().unwrap().findings.is_empty());
}

#[test]
fn x9_a_document_that_is_fed_again_takes_nothing_from_what_is_kept() {
    let (shop, xaver) = shop("DE");
    let id = shop.desk().document_by_number(DocumentKind::Invoice, "I-1").unwrap().id;
    shop.erp().anonymize(xaver).unwrap();
    shop.fed(&document("invoice", "I-1", "x", 90_000));
    let audited = shop.desk().kept_document(id, "audit").unwrap();
    assert_eq!(audited.addressee.name.as_deref(), Some("Xaver Quirrenbach"));
    assert!(matches!(audited.payload, Some(Payload { keep: Some((_, until)), .. }) if until == day("2033-12-31")));
    assert_eq!(shop.desk().document(id).unwrap().addressee, Addressee::default());
    let shorter = r#""payload":"THXDrXM=","payload_ground":"house","payload_keep_until":"2027-01-01""#;
    shop.fed(&document("invoice", "I-1", "x", 90_000).replace(r#""payload":"THXDrXM=""#, shorter));
    let payload = shop.desk().kept_document(id, "audit").unwrap().payload.unwrap();
    assert_eq!(payload.keep.unwrap().1, day("2033-12-31"), "a feed that says less shortens nothing");
}

#[test]
fn x7_what_no_law_keeps_any_more_goes_on_its_day_in_parts_and_once() {
    let (shop, xaver) = shop("DE");
    shop.erp().anonymize(xaver).unwrap();
    shop.erp().purge().unwrap();
    let years = |days: i64| shop.clock.set(NOW + days * DAY);
    let last = 365 * 7 + 2 + 183;
    years(last);
    assert_eq!(run(&shop, false, 100), (Vec::new(), false), "on the last day it is still there");
    years(last + 1);
    let (told, more) = run(&shop, true, 100);
    assert_eq!((told.len(), more), (5, false));
    assert!(told.iter().all(|kept| kept.until == day("2033-12-31") && kept.ground.contains("AO")));
    let mut rules = shop.erp().retention().unwrap();
    let (author, reason) = ("legal".to_owned(), "claim".to_owned());
    let document = Some("I-1".to_owned());
    rules.hold(Hold { kind: HoldKind::LegalHold, since: day("2026-01-01"), until: None, author, reason, class: None, document });
    let held = shop.erp().retention_run(&rules, &RetentionRun { limit: 100, ..RetentionRun::default() }).unwrap().expired;
    assert_eq!(held.iter().map(|kept| kept.number.as_str()).collect::<Vec<_>>(), ["R-1"], "what is on hold stays");
    let claim = shop.erp().place_hold(&NewHold::new(HoldKind::LegalHold, "legal", "claim")).unwrap();
    assert_eq!(run(&shop, true, 100), (Vec::new(), false), "so does what the store keeps on hold");
    shop.erp().lift_hold(claim, "legal", "over").unwrap();
    let mut gone = Vec::new();
    loop {
        let (some, more) = run(&shop, false, 2);
        assert!(some.len() <= 2);
        gone.extend(some);
        if !more {
            break;
        }
    }
    assert_eq!(gone, told, "the run does what the report said");
    assert_eq!(run(&shop, false, 100), (Vec::new(), false));
    assert!(shop.erp().purge_pending().unwrap());
    shop.erp().purge().unwrap();
    assert!(shop.engine.verify_journal().unwrap().findings.is_empty());
    let folder = shop.close();
    assert_eq!(scan_files(folder.path(), &["Quirrenbach", "Kraxelgasse 77"]), []);
}

#[test]
fn x10_the_scan_tells_what_is_kept_with_ground_and_day_and_still_finds_what_is_left_elsewhere() {
    let (shop, xaver) = shop("DE");
    let mut sought = shop.erp().sought(xaver).unwrap();
    shop.erp().anonymize(xaver).unwrap();
    shop.erp().purge().unwrap();
    let report = shop.erp().scan(&mut sought).unwrap();
    assert_eq!(report.residues, []);
    let kept: Vec<_> = report.kept.iter().map(|kept| (kept.field, kept.until)).collect();
    assert_eq!(kept, [(Field::AddresseeName, day("2033-12-31")), (Field::AddresseeStreet, day("2033-12-31"))]);
    let copy = copy_of(shop.folder.path());
    database(copy.path()).execute("INSERT INTO meta VALUES ('note', 'xaver quirrenbach')", []).unwrap();
    let left = Shop::open_in(copy).unwrap().erp().scan(&mut sought).unwrap();
    assert!(left.residues.iter().any(|residue| residue.place == "meta.value"));
}

#[test]
fn x7_a_companys_name_stays_only_if_it_is_not_a_persons() {
    let (shop, _) = shop("DE");
    let names = ["Beispielwerk GmbH", "Hansen Möbel GmbH", "Beispielwerk Nord"];
    for (source, company) in ["a", "b", "c"].into_iter().zip(names) {
        shop.fed(&format!(
            r#"{{"feed":"customer","source_id":"{source}","kind":"business","company":"{company}","family_name":"Hansen"}}"#
        ));
        for (kind, total) in [("invoice", 90_000), ("receipt", 100)] {
            shop.fed(&document(kind, source, source, total).replace("Xaver Quirrenbach", company));
        }
        shop.erp().anonymize(shop.erp().subject_by_source(source).unwrap().unwrap()).unwrap();
    }
    let shown = |kind| ["a", "b", "c"].map(|number| shop.desk().document_by_number(kind, number).unwrap().addressee);
    let invoices = shown(DocumentKind::Invoice);
    assert_eq!(invoices.each_ref().map(|addressee| addressee.name.as_deref()), [Some("Beispielwerk GmbH"), None, None]);
    assert!(invoices.iter().all(|addressee| addressee.street.is_none()));
    assert!(shown(DocumentKind::Receipt).iter().all(|addressee| *addressee == Addressee::default()), "no law keeps it");
    shop.clock.set(NOW + 10 * 366 * DAY);
    run(&shop, false, 1000);
    assert!(shown(DocumentKind::Invoice).iter().all(|addressee| *addressee == Addressee::default()));
}

#[test]
fn x7_a_restored_backup_keeps_what_the_law_does_and_cleans_the_notes_before_the_first_read() {
    let (shop, xaver) = shop("DE");
    let anna = person(&shop, "anna", "Anna", "Holm");
    note(&shop, anna, "brother of Xaver Quirrenbach");
    let backup = copy_of(shop.folder.path());
    let invoice = shop.desk().document_by_number(DocumentKind::Invoice, "I-1").unwrap().id;
    shop.erp().anonymize(xaver).unwrap();
    let folder = shop.close();
    for name in ["shop.db", "shop.db-wal", "shop.db-shm"] {
        let _ = std::fs::remove_file(folder.path().join(name));
        if backup.path().join(name).exists() {
            std::fs::copy(backup.path().join(name), folder.path().join(name)).unwrap();
        }
    }
    let shop = Shop::open_in(folder).unwrap();
    assert_eq!(failed(shop.desk().customer(xaver)).0, ErrorKind::Erased);
    assert_eq!(noted(&shop, anna), "brother of Anonymized");
    assert_eq!(shop.desk().kept_document(invoice, "audit").unwrap().addressee.name.as_deref(), Some("Xaver Quirrenbach"));
    assert!(shop.engine.verify_journal().unwrap().findings.is_empty());
}

#[test]
fn x14_notes_about_others_are_cleaned_as_the_plan_said_and_nothing_else_is() {
    let (shop, xaver) = shop("DE");
    let anna = person(&shop, "anna", "Anna", "Holm");
    let xaver2 = person(&shop, "ns", "Xaver", "Steinadler");
    note(&shop, anna, "Bruder von QUIRRENBACH, Xaver; Tel. 0664/7391 0120, x@zwirbel.example. Xaver S. nicht");
    note(&shop, xaver2, "Kraxelgasse 77 wie Xaver Quirrenbach");
    shop.desk().record(anna, &yes("data-storage").reference("letter of Xaver Quirrenbach")).unwrap();
    let free = r#"{"feed":"document","kind":"receipt","number":"F-1","state":"issued","customer":"anna","created":"2026-06-01","currency":"EUR","total":100,"lines":[{"line":1,"name":"Gift for Xaver Quirrenbach","quantity":"1","final_price":100}]}"#;
    shop.fed(free);
    let plan = shop.erp().plan_anonymization(xaver).unwrap();
    let places: Vec<_> = plan.scrubs.iter().map(|scrub| (scrub.record, scrub.field, scrub.count)).collect();
    let wanted = [
        (RecordKind::Part, Some(Field::CommentText), 3),
        (RecordKind::Part, Some(Field::CommentText), 1),
        (RecordKind::Document, None, 1),
        (RecordKind::ConsentEvent, Some(Field::EvidenceReference), 1),
    ];
    assert!(wanted.iter().all(|one| places.contains(one)), "{places:?}");
    assert_eq!(places.iter().filter(|(record, ..)| *record == RecordKind::Journal).count(), 2, "both notes stand in the journal");
    assert!(
        !format!("{plan:?}").contains("Quirrenbach") && noted(&shop, anna).contains("QUIRRENBACH"),
        "a plan tells no value and does nothing"
    );
    let version = shop.desk().customer(anna).unwrap().stored.version;
    assert_eq!(shop.erp().anonymize(xaver).unwrap().plan, plan);
    assert_eq!(noted(&shop, anna), "Bruder von Anonymized; Tel. Anonymized. Xaver S. nicht");
    assert_eq!(noted(&shop, xaver2), "Kraxelgasse 77 wie Anonymized", "the street is his own too");
    assert_eq!(shop.desk().document_by_number(DocumentKind::Receipt, "F-1").unwrap().lines[0].item_name, "Gift for Anonymized");
    assert!(shop.desk().customer(anna).unwrap().stored.version > version, "whoever edits her meanwhile sees it");
    let log = shop.desk().change_log(anna).unwrap();
    let told: Vec<_> = log.iter().filter(|logged| logged.entry.kind == EntryKind::Scrubbed).map(|logged| logged.entry.record).collect();
    assert_eq!(told, [RecordKind::Document, RecordKind::Subject]);
    let comments: Vec<_> = log.iter().flat_map(|logged| &logged.values).filter(|value| value.field == Field::CommentText).collect();
    assert!(comments.iter().all(|value| value.values.as_ref().is_none_or(|both| both.new.as_text().is_none())));
    let street = log.iter().flat_map(|logged| &logged.values).find(|value| value.field == Field::Street).unwrap();
    assert!(street.values.is_some(), "the other values of the journal stay");
    let verified = shop.engine.verify_journal().unwrap();
    assert!(verified.findings.is_empty(), "{:?}", verified.findings);
    database(shop.folder.path()).execute("DELETE FROM journal WHERE kind = 'scrubbed' AND record = 'subject'", []).unwrap();
    assert!(!shop.engine.verify_journal().unwrap().findings.is_empty(), "a value that went without an entry is still a finding");
}

#[test]
fn x14_a_name_that_somebody_else_has_too_stays_unless_both_names_are_there() {
    let shop = Shop::with_definitions();
    let anna = person(&shop, "1", "Annabella", "Schmidtke");
    let other = person(&shop, "2", "Brunhilde", "Schmidtke");
    let carl = person(&shop, "3", "Carl", "Meier");
    note(&shop, carl, "Frau Schmidtke kennt Annabella Schmidtke");
    shop.erp().anonymize(anna).unwrap();
    assert_eq!(noted(&shop, carl), "Frau Schmidtke kennt Anonymized");
    shop.erp().anonymize(other).unwrap();
    assert_eq!(noted(&shop, carl), "Frau Anonymized kennt Anonymized", "now nobody else has it");
}

#[test]
fn x14_what_was_merged_can_still_be_parted_after_a_note_of_it_was_cleaned() {
    let (shop, xaver) = shop("DE");
    let (kept, other) = (person(&shop, "k", "Karla", "Adlerhorst"), person(&shop, "o", "Olga", "Adlerhorst"));
    note(&shop, other, "friend of Xaver Quirrenbach");
    let preview = shop.desk().merge_preview(kept, other).unwrap();
    shop.desk().merge(&preview, "same person").unwrap();
    shop.erp().anonymize(xaver).unwrap();
    shop.desk().unmerge(other, "no").unwrap();
    assert_eq!(noted(&shop, other), "friend of Anonymized");
    assert!(shop.engine.verify_journal().unwrap().findings.is_empty());
}

#[test]
fn x15_what_stays_and_points_at_fewer_than_three_people_is_told() {
    let (shop, xaver) = shop("DE");
    person(&shop, "b", "Bea", "Adlerhorst");
    person(&shop, "c", "Cornelius", "Dachsbau");
    let told = || {
        let plan = shop.erp().plan_anonymization(xaver).unwrap();
        plan.singled_out.iter().map(|one| (one.trace.item.clone(), one.people)).collect::<Vec<_>>()
    };
    assert_eq!(told(), [("A-I-1".to_owned(), 1), ("A-R-1".to_owned(), 1)]);
    let same = |number: &str, source: &str| document("receipt", number, source, 100).replace(&format!("A-{number}"), "A-I-1");
    shop.fed(&same("R-2", "b"));
    assert_eq!(told()[0], ("A-I-1".to_owned(), 2));
    shop.fed(&same("R-3", "b"));
    assert_eq!(told()[0].1, 2, "twice the same person");
    shop.fed(&same("R-4", "c").replace("berlin-mitte", "elsewhere"));
    shop.fed(&same("R-5", "c").replace("2025-02-10", "2025-02-11"));
    assert_eq!(told()[0].1, 2, "another branch, another day");
    shop.fed(&same("R-6", "c"));
    assert_eq!(told(), [("A-R-1".to_owned(), 1)]);
    let done = shop.erp().anonymize(xaver).unwrap().plan;
    assert_eq!((done.singled_out[0].trace.day, done.singled_out[0].trace.branch.clone()), (day("2025-02-10"), Some(code("berlin-mitte"))));
}

/// A country, documents by kind, total and age in years, and which notes there are.
type Drawn = (&'static str, Vec<(usize, u32, u16)>, Vec<usize>);

fn arb_case() -> impl Strategy<Value = Drawn> {
    let pack = select(vec!["neutral", "DE", "FR", "IT", "PL"]);
    let documents = vec((0..4_usize, 1..100_000_u32, 0..12_u16), 0..5);
    (pack, documents, vec(0..4_usize, 0..4))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn x7_a_dry_run_and_the_run_give_the_same_list((pack, documents, notes) in arb_case()) {
        let shop = Shop::with_definitions();
        shop.erp().set_setting(Setting::RetentionPack, &Place::Chain, Some(pack)).unwrap();
        let xaver = person(&shop, "x", "Xaver", "Quirrenbach");
        for (at, (kind, total, years)) in documents.iter().enumerate() {
            let kind = ["receipt", "invoice", "quotation", "correction"][*kind];
            let line = document(kind, &format!("D-{at}"), "x", *total).replace("\"created\":\"2025", &format!("\"created\":\"{}", 2026 - years - 1));
            shop.feed(&line);
        }
        for (at, note_of) in notes.iter().enumerate() {
            let id = person(&shop, &format!("n{at}"), &format!("Nora{at}x"), &format!("Fuchsbau{at}x"));
            note(&shop, id, ["Xaver Quirrenbach", "knows x@zwirbel.example", "nothing", "Quirrenbach, 0664 73910120"][*note_of]);
        }
        let plan = shop.erp().plan_anonymization(xaver).unwrap();
        prop_assert_eq!(&shop.erp().plan_anonymization(xaver).unwrap(), &plan, "a dry run changes nothing");
        prop_assert_eq!(&shop.erp().anonymize(xaver).unwrap().plan, &plan);
        let count = |sql: &str| {
            let count: u32 = database(shop.folder.path()).query_row(sql, [], |row| row.get(0)).unwrap();
            count as usize
        };
        let payloads = plan.kept().filter(|(item, _)| item.field == Some(Field::Payload)).count();
        prop_assert_eq!(count("SELECT count(*) FROM kept") + count("SELECT count(*) FROM document WHERE payload IS NOT NULL"), plan.kept().count());
        prop_assert_eq!(count("SELECT count(*) FROM document WHERE payload IS NOT NULL"), payloads);
        prop_assert_eq!(count("SELECT count(*) FROM document WHERE addressee_name IS NOT NULL"), 0);
        prop_assert_eq!(count("SELECT count(*) FROM part WHERE value LIKE '%Quirrenbach%' OR value LIKE '%x@zwirbel%'"), 0);
        prop_assert!(shop.engine.verify_journal().unwrap().findings.is_empty());
    }
}

#[test]
fn p32_a_complaint_about_goods_of_an_anonymized_customer_is_nobodys_and_says_why() {
    let (shop, xaver) = shop("DE");
    let desk = shop.desk();
    let source = desk.document_by_number(DocumentKind::Receipt, "R-1").unwrap();
    let complaint = |number: &str| DocumentDraft { source: Some(source.id), ..DocumentDraft::new(DocumentKind::Complaint, number, euro()) };
    let before = desk.start(&complaint("K-0")).unwrap();
    assert_eq!((before.notice, desk.document(before.document).unwrap().customer), (None, Some(xaver)), "before the erasure it is his");
    desk.cancel_document(before.document).unwrap();
    shop.erp().anonymize(xaver).unwrap();
    let started = desk.start(&complaint("K-1")).unwrap();
    assert_eq!(started.notice, Some("complaint.customer_anonymized"));
    let text = clientela::domain::message::text(started.notice.unwrap(), &[], clientela::domain::message::Language::English).unwrap();
    assert!(text.contains("not saved") && text.contains("anonymized"), "{text}");
    let made = desk.document(started.document).unwrap();
    assert_eq!((made.customer, made.source.as_deref(), made.source_kind), (None, Some("R-1"), Some(DocumentKind::Receipt)));
    desk.put_lines(started.document, &[clientela::domain::document::Line { number: 1, ..source.lines[0].clone() }]).unwrap();
    desk.issue_document(started.document).unwrap();
    let issued = desk.document(started.document).unwrap();
    assert!(issued.customer.is_none() && issued.addressee == Addressee::default() && issued.state != made.state);
    let named = DocumentDraft { customer: Some(xaver), ..DocumentDraft::new(DocumentKind::Complaint, "K-2", euro()) };
    assert_eq!(desk.start(&named).unwrap().notice, Some("complaint.customer_anonymized"));
    let correction = DocumentDraft { source: Some(source.id), ..DocumentDraft::new(DocumentKind::Correction, "C-1", euro()) };
    assert_eq!(failed(desk.start(&correction)), (ErrorKind::Erased, "document.customer_anonymized", None), "nothing else is made from it");
    assert_eq!(failed(desk.start(&DocumentDraft { customer: Some(xaver), ..receipt("T-1") })).1, "customer.anonymized");
}

#[test]
fn p25_erasing_twice_somebody_unknown_and_whoever_is_edited_elsewhere_is_defined() {
    let (shop, xaver) = shop("DE");
    let anna = person(&shop, "anna", "Anna", "Holm");
    note(&shop, anna, "brother of Xaver Quirrenbach");
    assert_eq!(failed(shop.erp().anonymize(SubjectId::from_bytes([9; 16]))), (ErrorKind::NotFound, "customer.unknown", None));
    let other = shop.desk_at("till-2");
    let (mut his, mut hers) = (other.edit(xaver).unwrap(), other.edit(anna).unwrap());
    his.set(Field::City, "Graz");
    hers.set(Field::City, "Graz");
    let mut clash = other.edit(anna).unwrap();
    clash.set(Field::CommentText, "sister of Xaver Quirrenbach");
    let done = shop.erp().anonymize(xaver).unwrap();
    assert!(!done.repeated && shop.erp().anonymize(xaver).unwrap().repeated, "twice is success");
    assert_eq!(failed(other.save(&mut his)).0, ErrorKind::Erased, "nothing of him comes back");
    other.save(&mut hers).unwrap();
    assert_eq!(noted(&shop, anna), "brother of Anonymized", "an edit of something else does not bring the note back");
    assert_eq!(failed(other.save(&mut clash)), (ErrorKind::Conflict, "customer.changed_meanwhile", Some("comment_text")));
}
