//! X10, X11: nothing of an erased person is left, in any column, index, journal or byte of a file.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::Command;

use clientela::domain::consent::{Intent, Method};
use clientela::domain::field::Field;
use clientela::domain::id::SubjectId;
use clientela::{Capture, Purged};
use tempfile::TempDir;

use crate::scanner::{scan, scan_files};
use crate::shop::{Shop, code, copy_of, database, said, yes};

/// Everything that ever names Xaver, and Ottokarina who is in the file through him only.
pub const VALUES: &[&str] = &[
    "Xaver-Zebulon",
    "Quirrenbach-Øyen",
    "Quirrenbock",
    "1961-03-29",
    "Kraxelbühelgasse 77",
    "Strömkarlsvägen 4711",
    "quirrenbach.xaver@zwirbel.example",
    "zebulon@altepost.example",
    "+43 (0) 664 7391 8264",
    "+43 (0) 7662 9938 2716",
    "Formular QX-88231-Z",
    "Schein ZQ-5512-K",
    "zog um, sagt Quirrenbock am Telefon",
    "Xaver Quirrenbach will es so",
    "Ottokarina",
    "Vandersluyt",
    "ottokarina@zwirbel.example",
    "Xaver Q. aus dem Beleg",
    "Zwölfaxinger Feldweg 9",
    "payload for Quirrenbach",
];

/// A shop with Xaver in every corner of it: drafts, edits, answers, reasons, a relative, documents with payload.
pub fn with_xaver() -> (Shop, SubjectId) {
    let shop = Shop::stocked();
    let desk = shop.desk();
    let mut draft = desk.new_customer("private").unwrap();
    draft.set(Field::GivenName, "Xaver-Zebulon").set(Field::FamilyName, "Quirrenbock").set(Field::BirthDate, "1961-03-29");
    draft.set(Field::Street, "Strömkarlsvägen 4711").set(Field::City, "Berlin").set(Field::Number, "QX-1");
    draft
        .set(Field::Email, "zebulon@altepost.example")
        .set(Field::Phone, "+43 (0) 664 7391 8264")
        .set(Field::Fax, "+43 (0) 7662 9938 2716");
    draft.capture(yes("data-storage").reference("Formular QX-88231-Z"));
    let id = desk.save(&mut draft).unwrap().id;
    let mut edit = desk.edit(id).unwrap();
    edit.set(Field::FamilyName, "Quirrenbach-Øyen").set(Field::Street, "Kraxelbühelgasse 77");
    edit.set(Field::Email, "quirrenbach.xaver@zwirbel.example").because("zog um, sagt Quirrenbock am Telefon");
    desk.save(&mut edit).unwrap();
    desk.record(id, &yes("newsletter-email").reference("Schein ZQ-5512-K")).unwrap();
    desk.record(id, &said("newsletter-email", Intent::Withdraw)).unwrap();
    let correction = Capture::new(code("offers-letter"), Intent::Give, Method::Correction);
    desk.record(id, &correction.because("Xaver Quirrenbach will es so")).unwrap();
    let mut relative = desk.new_related(id, "family").unwrap();
    relative.set(Field::GivenName, "Ottokarina").set(Field::FamilyName, "Vandersluyt").set(Field::Email, "ottokarina@zwirbel.example");
    desk.save(&mut relative).unwrap();
    shop.receipt("T-1", Some(id));
    shop.fed(r#"{"feed":"customer","source_id":"QX-S","number":"QX-2","kind":"private","family_name":"Dummy"}"#);
    shop.fed(&fed_document("QX-S", "D-1"));
    (shop, id)
}

/// A receipt with name, street and payload of its own; the payload is what "payload for Quirrenbach" is in base64.
fn fed_document(customer: &str, number: &str) -> String {
    format!(
        r#"{{"feed":"document","kind":"receipt","number":"{number}","state":"issued","customer":"{customer}","created":"2026-06-01","currency":"EUR","total":1,"addressee_name":"Xaver Q. aus dem Beleg","addressee_street":"Zwölfaxinger Feldweg 9","payload":"cGF5bG9hZCBmb3IgUXVpcnJlbmJhY2g="}}"#
    )
}

fn erase(shop: &Shop, id: SubjectId) {
    let other = shop.erp().subject_by_source("QX-S").unwrap().unwrap();
    shop.erp().anonymize(id).unwrap();
    shop.erp().anonymize(other).unwrap();
    assert!(shop.erp().purge_pending().unwrap());
    assert_eq!(shop.erp().purge().unwrap(), Purged::Done);
    assert!(!shop.erp().purge_pending().unwrap());
}

/// A copy made by another process, so that this one opens and closes none of the store's files.
fn copied_while_open(folder: &Path) -> TempDir {
    let copy = tempfile::tempdir().unwrap();
    let copied = Command::new("cp").arg("-r").arg(format!("{}/.", folder.display())).arg(copy.path()).status().unwrap();
    assert!(copied.success());
    copy
}

#[test]
fn x10_every_value_is_found_before_and_none_after_in_any_file_and_spelling() {
    let (shop, id) = with_xaver();
    let open = copied_while_open(shop.folder.path());
    let found = scan(open.path(), VALUES);
    for value in VALUES {
        assert!(found.iter().any(|found| found.value == *value), "the control finds {value}");
    }
    assert!(found.iter().any(|found| found.file == "shop.db-wal") && found.iter().any(|found| found.spelling == "word"));
    erase(&shop, id);
    let open = copied_while_open(shop.folder.path());
    assert_eq!(scan(open.path(), VALUES), [], "with the engine open");
    let folder = shop.close();
    assert_eq!(scan(folder.path(), VALUES), [], "after closing");
}

#[test]
fn x10_the_librarys_own_scan_agrees() {
    let (shop, id) = with_xaver();
    let erp = shop.erp();
    let mut sought = erp.sought(id).unwrap();
    let before = erp.scan(&mut sought).unwrap();
    let places: BTreeSet<&str> = before.residues.iter().map(|residue| residue.place.as_str()).collect();
    for place in ["subject.family_name", "subject.sort_name", "address.street", "part.value", "journal_value.new", "search_entry.text"] {
        assert!(places.contains(place), "{place} in {places:?}");
    }
    assert!(places.contains("document.addressee_name") && places.iter().any(|place| place.starts_with("shop.db")));
    let fields: BTreeSet<Field> = before.residues.iter().map(|residue| residue.field).collect();
    for field in [Field::GivenName, Field::FamilyName, Field::BirthDate, Field::Street, Field::Email, Field::Phone, Field::Fax] {
        assert!(fields.contains(&field), "{field:?}");
    }
    assert!(before.columns > 100 && before.bytes > 100_000);
    assert!(!format!("{before:?}{sought:?}").contains("Quirrenbach"), "a finding never says the value");
    erase(&shop, id);
    let after = erp.scan(&mut sought).unwrap();
    assert_eq!(after.residues, []);
    assert!(after.columns >= before.columns && after.bytes > 50_000);
}

#[test]
fn x10_a_value_left_behind_anywhere_is_found_by_both_scans() {
    let (shop, id) = with_xaver();
    let mut sought = shop.erp().sought(id).unwrap();
    erase(&shop, id);
    let hiding = [
        ("meta.value", "INSERT INTO meta VALUES ('note', 'moved to kraxelbuehelgasse 77')"),
        ("line.properties", "UPDATE line SET properties = 'call 066473918264'"),
        ("journal.key", "UPDATE journal SET key = 'QUIRRENBACH-ØYEN' WHERE sequence = 1"),
        ("consent_event.evidence_digest", "UPDATE consent_event SET evidence_digest = CAST('quirrenbach.xaver@zwirbel.example' AS BLOB)"),
    ];
    let folder = shop.close();
    for (place, sql) in &hiding {
        let copy = copy_of(folder.path());
        database(copy.path()).execute(sql, []).unwrap();
        assert_ne!(scan_files(copy.path(), VALUES), [], "{place}");
        let shop = Shop::open_in(copy).unwrap();
        let report = shop.erp().scan(&mut sought).unwrap();
        assert!(report.residues.iter().any(|residue| residue.place == *place), "{place}: {:?}", report.residues);
    }
}

#[test]
fn x11_without_the_purge_the_bytes_are_still_there_and_the_store_says_so() {
    let (shop, id) = with_xaver();
    shop.erp().anonymize(id).unwrap();
    assert!(shop.erp().purge_pending().unwrap());
    let copy = copied_while_open(shop.folder.path());
    assert_ne!(scan_files(copy.path(), &["Quirrenbach-Øyen"]), [], "the log of the store still has it");
    let shop = shop.reopened();
    assert!(shop.erp().purge_pending().unwrap(), "after a restart too");
    assert_eq!(shop.erp().purge().unwrap(), Purged::Done);
    assert!(!shop.reopened().erp().purge_pending().unwrap());
}

/// So many people come and go that pages split and are filled again: there deleting alone leaves copies behind.
#[test]
fn x11_of_hundreds_of_people_who_came_changed_and_went_nothing_is_left() {
    const PEOPLE: usize = 400;
    let shop = Shop::empty();
    let person = |number: usize, round: usize| {
        let street = "Kraxelgasse ".repeat(1 + (number * 7 + round * 3) % 9);
        format!(
            r#"{{"feed":"customer","source_id":"{number}","number":"{number}","kind":"private","family_name":"Zwirbel{number}x{round}q","street":"{street}","email":"zwirbel{number}x{round}q@example.com"}}"#
        ) + "\n"
    };
    for round in 0..4 {
        shop.fed(&(0..PEOPLE).map(|number| person(number * 37 % PEOPLE, round)).collect::<String>());
    }
    for number in (0..PEOPLE).filter(|number| number % 2 == 0) {
        let id = shop.erp().subject_by_source(&number.to_string()).unwrap().unwrap();
        shop.erp().anonymize(id).unwrap();
    }
    assert_eq!(shop.erp().purge().unwrap(), Purged::Done);
    let folder = shop.close();
    let names: Vec<String> = (0..PEOPLE).flat_map(|number| (0..4).map(move |round| format!("Zwirbel{number}x{round}q"))).collect();
    let found: BTreeSet<&str> = names.iter().map(String::as_str).filter(|name| !scan_files(folder.path(), &[name]).is_empty()).collect();
    let even = |name: &&str| name.trim_start_matches("Zwirbel").split('x').next().unwrap().parse::<usize>().unwrap() % 2 == 0;
    assert_eq!(found.iter().copied().filter(even).collect::<Vec<_>>(), [] as [&str; 0]);
    assert_eq!(found.len(), PEOPLE / 2 * 4, "who stays is found, with every name in the change log");
    let shop = Shop::open_in(folder).unwrap();
    let hits = |text: &str| shop.desk().search(text, 9).unwrap().hits.len();
    assert_eq!(["zwirbel351x", "zwirbel353x3q@ex", "zwirbel352", "zwirbel"].map(hits), [1, 1, 0, 9], "the search works as before");
}

#[test]
fn x11_a_reader_in_the_way_leaves_the_purge_pending_visibly() {
    let (shop, id) = with_xaver();
    let reader = rusqlite::Connection::open(shop.path()).unwrap();
    reader.execute_batch("BEGIN; SELECT count(*) FROM subject").unwrap();
    shop.erp().anonymize(id).unwrap();
    assert_eq!(shop.erp().purge().unwrap(), Purged::Pending);
    assert!(shop.erp().purge_pending().unwrap());
    reader.execute_batch("COMMIT").unwrap();
    assert_eq!(shop.erp().purge().unwrap(), Purged::Done);
    assert!(!shop.erp().purge_pending().unwrap());
}

#[test]
fn x11_a_payload_kept_by_law_is_the_only_thing_left_and_only_until_its_day() {
    let (shop, _) = with_xaver();
    let kept =
        fed_document("QX-S", "D-1").replace("\"payload\"", "\"payload_ground\":\"law\",\"payload_keep_until\":\"2030-12-31\",\"payload\"");
    shop.fed(&kept);
    let id = shop.erp().subject_by_source("QX-S").unwrap().unwrap();
    shop.erp().anonymize(id).unwrap();
    shop.erp().purge().unwrap();
    let left = scan_files(shop.close().path(), &["Xaver Q. aus dem Beleg", "Zwölfaxinger Feldweg 9", "payload for Quirrenbach"]);
    assert!(!left.is_empty() && left.iter().all(|found| found.value == "payload for Quirrenbach" && found.file == "shop.db"), "{left:?}");
}

#[test]
fn x11_a_document_that_comes_again_without_its_customer_stays_tied_to_the_person() {
    let (shop, _) = with_xaver();
    shop.fed(&fed_document("QX-S", "D-1").replace("\"customer\":\"QX-S\",", ""));
    let id = shop.erp().subject_by_source("QX-S").unwrap().unwrap();
    shop.erp().anonymize(id).unwrap();
    shop.erp().purge().unwrap();
    assert_eq!(scan_files(shop.close().path(), &["Xaver Q. aus dem Beleg", "Zwölfaxinger Feldweg 9", "payload for Quirrenbach"]), []);
}

#[test]
fn x10_what_lies_on_a_document_of_nobody_is_listed_as_left() {
    let shop = Shop::stocked();
    shop.fed(&fed_document("1", "D-1").replace("\"customer\":\"1\",", "").replace("Xaver Q. aus dem Beleg", "Luís Gonçalves"));
    let mut sought = shop.erp().sought(shop.customer("1")).unwrap();
    shop.erp().anonymize(shop.customer("1")).unwrap();
    shop.erp().purge().unwrap();
    let left = shop.erp().scan(&mut sought).unwrap().residues;
    assert!(left.iter().any(|residue| residue.place == "document.addressee_name"), "{left:?}");
}

#[cfg(feature = "testing")]
mod anybody {
    use clientela::domain::arb::arb_values;
    use clientela::domain::field::{FieldType, Personal};
    use clientela::domain::subject::Values;
    use proptest::prelude::*;

    use super::{Field, Purged, Shop, copy_of, scan_files, yes};

    /// The values that name the person and that nothing else in the shop holds.
    fn unique(shop: &Shop, values: &[Values]) -> Vec<String> {
        let others = copy_of(shop.folder.path());
        let own = values.iter().flat_map(Values::iter).filter(|(field, _, text)| {
            let spec = field.spec();
            spec.personal == Personal::Identifying && spec.kind != FieldType::Opaque && text.chars().count() >= 6
        });
        let texts = own.map(|(_, _, text)| text.to_owned());
        texts.filter(|text| scan_files(others.path(), &[text]).is_empty()).collect()
    }

    /// Adds somebody, edits them to somebody else, issues a receipt, records an answer; then erases and purges.
    fn lived_and_erased(first: &Values, second: &Values) -> Result<(), TestCaseError> {
        let shop = Shop::with_definitions();
        let erp = shop.erp();
        erp.purge().unwrap();
        let shop = shop.reopened();
        let (desk, erp) = (shop.desk(), shop.erp());
        let texts = unique(&shop, &[first.clone(), second.clone()]);
        let mut draft = desk.new_customer(first.get(Field::Kind).unwrap()).unwrap();
        first.iter().for_each(|(field, slot, text)| {
            draft.set_at(field, slot, text);
        });
        let id = desk.save(&mut draft).unwrap().id;
        shop.receipt("T-1", Some(id));
        let mut edit = desk.edit(id).unwrap();
        let gone: Vec<_> =
            edit.values().iter().map(|(field, slot, _)| (field, slot)).filter(|(field, _)| *field != Field::Branch).collect();
        gone.into_iter().for_each(|(field, slot)| {
            edit.set_at(field, slot, "");
        });
        second.iter().for_each(|(field, slot, text)| {
            edit.set_at(field, slot, text);
        });
        edit.set(Field::Status, "active");
        desk.save(&mut edit).unwrap();
        desk.record(id, &yes("data-storage").reference("form 4711")).unwrap();
        shop.receipt("T-2", Some(id));
        let mut sought = erp.sought(id).unwrap();
        erp.anonymize(id).unwrap();
        prop_assert_eq!(erp.purge().unwrap(), Purged::Done);
        prop_assert_eq!(erp.scan(&mut sought).unwrap().residues, vec![]);
        let folder = shop.close();
        let wanted: Vec<&str> = texts.iter().map(String::as_str).collect();
        let found = scan_files(folder.path(), &wanted);
        prop_assert!(found.is_empty(), "{:?}", found);
        let shop = Shop::open_in(folder).unwrap();
        prop_assert!(shop.engine.verify_journal().unwrap().findings.is_empty());
        Ok(())
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 24, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn of_anybody_anonymized_no_value_is_left_anywhere(first in arb_values(), second in arb_values()) {
            lived_and_erased(&first, &second)?;
        }
    }
}

#[test]
fn x10_a_former_value_and_a_reference_are_searched_for_too() {
    let shop = Shop::stocked();
    let luis = shop.customer("1");
    shop.edit(luis, &[(Field::Email, "former.address@example.pt")]);
    shop.edit(luis, &[(Field::Email, "present.address@example.pt")]);
    shop.desk().record(luis, &yes("newsletter-email").reference("Formular-4711-Q")).unwrap();
    let planted =
        fed_document("2", "D-9").replace("\"kind\"", "\"source\":\"former.address@example.pt\",\"issuer\":\"Formular-4711-Q\",\"kind\"");
    shop.fed(&planted);
    let mut sought = shop.erp().sought(luis).unwrap();
    shop.erp().anonymize(luis).unwrap();
    shop.erp().purge().unwrap();
    let left = shop.erp().scan(&mut sought).unwrap().residues;
    let fields: Vec<Field> = left.iter().filter(|residue| residue.place == "document.source").map(|residue| residue.field).collect();
    assert!(fields.contains(&Field::Email), "{left:?}");
}

#[test]
fn x10_a_living_namesake_is_no_residue_of_somebody_erased_and_anybody_else_is() {
    let shop = Shop::stocked();
    let person = |given: &str, family: &str| shop.add(&[(Field::GivenName, given), (Field::FamilyName, family)]);
    let (gone, living) = (person("Jorgen", "Quirrenost"), person("Jørgen", "Quirrenöst"));
    let mut sought = shop.erp().sought(gone).unwrap();
    shop.erp().anonymize(gone).unwrap();
    shop.erp().purge().unwrap();
    assert_eq!(shop.erp().scan(&mut sought).unwrap().residues, []);
    let mut of_the_living = shop.erp().sought(living).unwrap();
    let left = shop.erp().scan(&mut of_the_living).unwrap().residues;
    let places: BTreeSet<&str> = left.iter().map(|residue| residue.place.as_str()).collect();
    assert!(places.is_superset(&BTreeSet::from(["subject.family_name", "subject.sort_name", "search_entry.text", "shop.db"])), "{left:?}");
}
