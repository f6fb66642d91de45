//! X13: an erased person who arrives again by sync or import is refused; a genuine new registration is an explicit call.

use std::fs;
use std::io::Cursor;

use clientela::domain::field::Field;
use clientela::domain::guard::GuardKey;
use clientela::domain::journal::EntryKind;
use clientela::{ErrorKind, FeedReport, JournalQuery, Mapping, Options};
use tempfile::TempDir;

use crate::scanner::scan;
use crate::shop::{Shop, failed};

const KEY: &[u8] = b"what-the-ERP-keeps-and-nobody-else-does";

/// Ana, as the central system knows her.
const ANA: &str = r#"{"feed":"customer","source_id":"900","number":"900","kind":"private","given_name":"Ána","family_name":"Quillfeather","birth_date":"1990-01-31","email":"ana@family.example","phone":"+49 30 5550123","street":"Lindenweg 7","city":"Berlin"}"#;

fn keyed(options: Options) -> Options {
    options.guard_key(GuardKey::new(KEY).unwrap())
}

fn open(folder: TempDir) -> Shop {
    Shop::open_with(folder, keyed).unwrap()
}

/// A shop in which Ana was erased while the key was there.
fn without_ana() -> Shop {
    let shop = open(tempfile::tempdir().unwrap());
    shop.fed(ANA);
    shop.erp().anonymize(shop.customer("900")).unwrap();
    shop
}

/// A customer of other ids.
fn arriving(source: &str, given: &str, family: &str, born: &str) -> String {
    format!(
        r#"{{"feed":"customer","source_id":"{source}","number":"{source}","kind":"private","given_name":"{given}","family_name":"{family}","birth_date":"{born}","email":"ana@family.example","phone":"+49 30 5550123","street":"Lindenweg 7","city":"Berlin"}}"#
    )
}

fn told(report: &FeedReport) -> (u64, Vec<(u64, &str, &str)>) {
    (report.taken, report.failures.iter().map(|failure| (failure.line, failure.field, failure.rule)).collect())
}

#[test]
fn x13_an_erased_person_who_is_fed_again_is_refused_and_the_rest_goes_on() {
    let shop = without_ana();
    let lines = [
        ANA,
        &arriving("901", "Other", "Person", "1980-02-02").replace("\"number\":\"901\"", "\"number\":\"900\""),
        &arriving("902", "ANA", "QuillFeather", "1990-01-31"),
        &arriving("903", "Ana", "Quillfeather", "1991-01-31"),
        &arriving("904", "Ben", "Quillfeather", "1990-01-31"),
        r#"{"feed":"customer","source_id":"905","kind":"private","given_name":"Ana","family_name":"Quillfeather"}"#,
    ];
    let report = shop.feed(&lines.join("\n"));
    let refused = vec![
        (1, "source_id", "customer.anonymized"),
        (2, "number", "customer.number_taken"),
        (3, "birth_date", "customer.anonymized_before"),
    ];
    assert_eq!(told(&report), (3, refused), "a namesake, a household and half a name are others");
    assert!(shop.erp().subject_by_source("902").unwrap().is_none());
    assert!(shop.engine.verify_journal().unwrap().findings.is_empty());
}

#[test]
fn x13_without_the_key_name_and_birthday_say_nothing() {
    let again = arriving("902", "Ana", "Quillfeather", "1990-01-31");
    let shop = Shop::open_in(without_ana().close()).unwrap();
    assert_eq!(told(&shop.feed(&again)), (1, vec![]), "no key at the door");
    let other = |options: Options| options.guard_key(GuardKey::new(&[7; 32]).unwrap());
    let shop = Shop::open_with(without_ana().close(), other).unwrap();
    assert_eq!(told(&shop.feed(&again)), (1, vec![]), "another key");
    let shop = Shop::empty();
    shop.fed(ANA);
    shop.erp().anonymize(shop.customer("900")).unwrap();
    let shop = open(shop.close());
    assert_eq!(told(&shop.feed(&again)), (1, vec![]), "no key at the erasure");
    assert_eq!(told(&shop.feed(ANA)).1[0].2, "customer.anonymized", "source ids and numbers need none");
    assert_eq!(told(&without_ana().feed(&again)).0, 0, "the control");
}

#[test]
fn x13_a_related_person_and_an_import_are_looked_at_too() {
    let shop = without_ana();
    shop.fed(r#"{"feed":"customer","source_id":"7","number":"7","kind":"business","company":"Seven"}"#);
    let related = r#"{"feed":"related","customer":"7","source_id":"7-1","role":"contact","given_name":"Ana","family_name":"Quillfeather","birth_date":"1990-01-31"}"#;
    assert_eq!(told(&shop.feed(related)).1, [(1, "birth_date", "customer.anonymized_before")]);
    let plan = r#"{"feed":"customer","columns":{"id":["source_id","number"],"first":"given_name","last":"family_name","born":"birth_date"},"constants":{"kind":"private"}}"#;
    let plan = Mapping::from_json(plan).unwrap();
    let file = "id,first,last,born\n1,Ben,Lee,1970-01-01\n2,Ana,Quillfeather,1990-01-31\n3,Cleo,Lee,1971-01-01\n900,Di,Lee,1972-01-01\n";
    let refused = vec![(3, "birth_date", "customer.anonymized_before"), (5, "source_id", "customer.anonymized")];
    let erp = shop.erp();
    let dry = erp.rehearse_import(&plan, &mut Cursor::new(file.as_bytes().to_vec()), &mut |_| true).unwrap();
    assert_eq!(told(&dry), (2, refused.clone()));
    let report = erp.import(&plan, &mut Cursor::new(file.as_bytes().to_vec()), &mut |_| true).unwrap();
    assert_eq!(told(&report), (2, refused));
}

#[test]
fn x13_a_new_registration_is_a_flag_of_the_feed_with_author_and_reason() {
    let shop = without_ana();
    let flagged =
        |source: &str, flags: &str| arriving(source, "Ana", "Quillfeather", "1990-01-31").replace("\"kind\"", &format!("{flags},\"kind\""));
    let unnamed = flagged("902", r#""registered_anew":"signed a form""#);
    assert_eq!(told(&shop.feed(&unnamed)).1, [(1, "registered_by", "required")]);
    let whole = flagged("902", r#""registered_anew":"signed a form","registered_by":"jane""#);
    assert_eq!(told(&shop.feed(&whole)), (1, vec![]));
    assert_eq!(told(&shop.feed(&whole)), (1, vec![]), "she is known now");
    assert_eq!(told(&shop.feed(&arriving("902", "Ana", "Quillfeather", "1990-01-31"))), (1, vec![]), "without the flag too");
    assert_eq!(told(&shop.feed(&arriving("903", "Ana", "Quillfeather", "1990-01-31"))).0, 0, "under another id she is not");
    let query = JournalQuery { kinds: vec![EntryKind::RegisteredAnew], limit: 9, ..JournalQuery::default() };
    let entries = shop.desk().journal(&query).unwrap().entries;
    let ana = shop.customer("902");
    assert_eq!(
        entries.iter().map(|logged| (logged.entry.subject, logged.entry.operator.as_ref().map(ToString::to_string))).collect::<Vec<_>>(),
        [(Some(ana), Some("jane".to_owned()))]
    );
    let told: Vec<_> = entries[0].values.iter().filter_map(|value| value.values.as_ref()?.new.as_text()).collect();
    assert_eq!(told, ["signed a form"]);
    let again = flagged("900", r#""registered_anew":"signed a form","registered_by":"jane""#);
    assert_eq!(shop.feed(&again).failures[0].rule, "customer.anonymized", "an erased id stays erased");
}

#[test]
fn x13_at_a_desk_a_new_registration_is_said_with_a_reason() {
    let shop = without_ana();
    let desk = shop.desk();
    let mut draft = desk.new_customer("private").unwrap();
    draft.set(Field::GivenName, "Ana").set(Field::FamilyName, "Quillfeather").set(Field::BirthDate, "1990-01-31");
    assert_eq!(failed(desk.save(&mut draft)), (ErrorKind::Erased, "customer.anonymized_before", Some("birth_date")));
    draft.register_anew(" ");
    assert_eq!(failed(desk.save(&mut draft)), (ErrorKind::Invalid, "required", Some("reason")));
    draft.register_anew("she stands here and wants a card");
    let ana = desk.save(&mut draft).unwrap().id;
    let log = desk.change_log(ana).unwrap();
    let entry = log.iter().find(|logged| logged.entry.kind == EntryKind::RegisteredAnew).unwrap();
    assert_eq!(entry.entry.operator.as_ref().unwrap().as_str(), "jane");
    shop.edit(ana, &[(Field::Email, "ana@new.example")]);
    assert!(shop.engine.verify_journal().unwrap().findings.is_empty());
}

#[test]
fn x13_a_restored_backup_learns_the_mark_from_the_ledger() {
    let shop = open(tempfile::tempdir().unwrap());
    shop.fed(ANA);
    let folder = shop.close();
    let backup = fs::read(folder.path().join("shop.db")).unwrap();
    let shop = open(folder);
    shop.erp().anonymize(shop.customer("900")).unwrap();
    let ledger = shop.engine.export_ledger().unwrap();
    let folder = shop.close();
    fs::write(folder.path().join("shop.db"), backup).unwrap();
    let shop = open(folder);
    assert_eq!(told(&shop.feed(&arriving("902", "Ana", "Quillfeather", "1990-01-31"))).0, 0);
    let folder = shop.close();
    fs::remove_file(folder.path().join("shop.db.ledger")).unwrap();
    let shop = open(folder);
    assert_eq!(shop.engine.take_notices(), ["ledger.rebuilt"]);
    assert_eq!(shop.engine.export_ledger().unwrap(), ledger, "rebuilt with the mark");
}

#[test]
fn x13_neither_the_key_nor_a_name_is_in_any_file() {
    let shop = open(tempfile::tempdir().unwrap());
    shop.fed(ANA);
    let names = ["Quillfeather", "1990-01-31", "ana@family.example", "Lindenweg 7"];
    let folder = shop.close();
    assert_ne!(scan(folder.path(), &names), [], "the control");
    let shop = open(folder);
    shop.erp().anonymize(shop.customer("900")).unwrap();
    shop.erp().purge().unwrap();
    let folder = shop.close();
    assert_eq!(scan(folder.path(), &names), []);
    assert_eq!(scan(folder.path(), &[std::str::from_utf8(KEY).unwrap()]), []);
    let text = fs::read_to_string(folder.path().join("shop.db.ledger")).unwrap();
    assert!(text.contains(" erase+"), "{text}");
}
