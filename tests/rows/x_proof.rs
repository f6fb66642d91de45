//! X5: proof that survives erasure, and every way to spoil it that is found.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use clientela::domain::consent::{Detail, Intent, State, verify_proof};
use clientela::domain::field::Field;
use clientela::domain::id::SubjectId;
use clientela::domain::journal::Finding;
use clientela::{ErrorKind, NewUse, ProofRequest, Question};
use rusqlite::types::Value;
use tempfile::TempDir;

use crate::scanner::scan_files;
use crate::shop::{Shop, broken, code, copy_of, database, newsletter, said, yes};
use crate::x_receipt::controller;
use crate::x_residue::{VALUES, with_xaver};

/// A store in which every column of journal and events is filled somewhere.
fn filled() -> Shop {
    let shop = Shop::stocked();
    let (desk, luis) = (shop.desk(), shop.customer("1"));
    let paper = yes("newsletter-email").signature([7; 32]).signed_elsewhere("form 4711").receipt(code("R-2026-0140"));
    desk.record(luis, &paper).unwrap();
    desk.record(luis, &said("newsletter-email", Intent::Withdraw)).unwrap();
    desk.record(shop.customer("3"), &paper).unwrap();
    desk.record(shop.customer("2"), &said("data-storage", Intent::Refuse).by_guardian(luis)).unwrap();
    let mut draft = desk.edit(luis).unwrap();
    draft.set(Field::City, "Bree").because("moved");
    desk.save(&mut draft).unwrap();
    shop
}

#[test]
fn x5_after_an_erasure_the_evidence_verifies_and_names_nobody() {
    let shop = filled();
    let luis = shop.customer("1");
    let (before, events) = (shop.engine.verify_journal().unwrap(), shop.standing(luis, "newsletter-email"));
    assert_eq!((before.findings.len(), before.erased_values), (0, 0));
    shop.erp().anonymize(luis).unwrap();
    shop.erp().purge().unwrap();
    let shop = shop.reopened();
    let after = shop.engine.verify_journal().unwrap();
    assert!(after.findings.is_empty(), "{:?}", after.findings);
    assert!(after.erased_values > 20 && after.entries > before.entries);
    let standing = shop.standing(luis, "newsletter-email");
    assert_eq!(standing, events, "the same events, the same state");
    assert_eq!((standing.state, standing.detail), (State::Refused, Detail::Withdrawn));
    let sql = "SELECT count(*) FROM consent_event WHERE subject = ?1 AND length(text_digest) = 32 AND operator = 'jane' AND at > 0 \
               AND evidence_reference IS NULL AND reference_salt IS NULL AND address_salt IS NULL AND reference_digest IS NOT NULL";
    let count: i64 = database(shop.folder.path()).query_row(sql, [luis.bytes()], |row| row.get(0)).unwrap();
    assert_eq!(count, 1);
}

#[test]
fn x5_the_heads_of_the_chains_can_be_anchored_elsewhere() {
    let shop = filled();
    let heads = shop.engine.verify_journal().unwrap().heads;
    let origins: Vec<_> = heads.iter().map(|head| (head.origin.as_str(), head.length > 0)).collect();
    assert_eq!(origins, [("erp", true), ("till-1", true)]);
    shop.erp().anonymize(shop.customer("1")).unwrap();
    let after = shop.engine.verify_journal().unwrap().heads;
    assert_eq!(after[1], heads[1], "what was anchored still stands");
    assert!(after[0].length > heads[0].length);
}

/// What the journal says of a folder: how many findings, or that the store is damaged.
fn findings(folder: &Path) -> usize {
    let copy = copy_of(folder);
    let opened = Shop::open_in(copy).and_then(|shop| shop.engine.verify_journal());
    match opened {
        Ok(verified) => verified.findings.len(),
        Err(error) if error.kind() == ErrorKind::Damaged => 1,
        Err(error) => panic!("{error:?}"),
    }
}

/// Another value of the same type.
fn other(value: &Value) -> Value {
    match value {
        Value::Integer(number) => Value::Integer(number + 1_000),
        Value::Text(text) => {
            let mut letters: Vec<char> = text.chars().collect();
            letters[0] = if letters[0] == 'x' { 'y' } else { 'x' };
            Value::Text(letters.into_iter().collect())
        }
        Value::Blob(bytes) => Value::Blob(bytes.iter().enumerate().map(|(at, byte)| if at == 3 { byte ^ 1 } else { *byte }).collect()),
        other => other.clone(),
    }
}

/// Changes one cell of a column in a copy and verifies.
fn tampered(folder: &Path, table: &str, column: &str) -> usize {
    let copy = copy_of(folder);
    let connection = database(copy.path());
    let key: &[&str] = match table {
        "journal" | "journal_value" => &["origin", "sequence"],
        _ => &["subject", "id"],
    };
    let sql = format!(
        "SELECT {column}, {} FROM {table} WHERE {column} IS NOT NULL AND {column} != '' AND {column} != x'' LIMIT 1 OFFSET 1",
        key.join(", ")
    );
    let read = |row: &rusqlite::Row<'_>| (0..=key.len()).map(|at| row.get::<_, Value>(at)).collect::<Result<Vec<_>, _>>();
    let found = connection.query_row(&sql, [], read).or_else(|_| connection.query_row(&sql.replace("OFFSET 1", ""), [], read));
    let cells = found.unwrap_or_else(|_| panic!("{table}.{column} is nowhere filled"));
    let wanted: Vec<String> = key.iter().enumerate().map(|(at, name)| format!("{name} = ?{}", at + 2)).collect();
    let sql = format!("UPDATE {table} SET {column} = ?1 WHERE {}", wanted.join(" AND "));
    let values: Vec<Value> = std::iter::once(other(&cells[0])).chain(cells[1..].iter().cloned()).collect();
    assert_eq!(connection.execute(&sql, rusqlite::params_from_iter(values)).unwrap(), 1);
    drop(connection);
    findings(copy.path())
}

fn columns(folder: &Path, table: &str) -> Vec<String> {
    let connection = database(folder);
    let statement = connection.prepare(&format!("SELECT * FROM {table}")).unwrap();
    statement.column_names().map(str::to_owned).collect()
}

#[test]
fn x5_a_changed_byte_in_any_column_of_journal_and_events_is_found() {
    let shop = filled();
    let mut draft = shop.desk().new_customer("private").unwrap();
    draft.set(Field::FamilyName, "Lee");
    let saved = shop.desk().save(&mut draft).unwrap();
    shop.erp().anonymize(saved.id).unwrap();
    let folder = shop.close();
    assert_eq!(findings(folder.path()), 0, "untouched");
    let mut unseen = Vec::new();
    for table in ["journal", "journal_value", "consent_event"] {
        for column in columns(folder.path(), table) {
            if tampered(folder.path(), table, &column) == 0 {
                unseen.push(format!("{table}.{column}"));
            }
        }
    }
    assert_eq!(unseen, ["consent_event.address_salt"]);
}

#[test]
fn x5_a_changed_salt_of_an_address_lets_nobody_be_contacted() {
    let shop = filled();
    let id = shop.customer("3");
    assert!(shop.desk().may_contact(id, &newsletter()).unwrap().allowed);
    let folder = shop.close();
    database(folder.path()).execute("UPDATE consent_event SET address_salt = randomblob(16)", []).unwrap();
    let shop = Shop::open_in(folder).unwrap();
    assert!(!shop.desk().may_contact(id, &newsletter()).unwrap().allowed);
    let all = Question::new(clientela::domain::consent::Purpose::Marketing, Some(clientela::domain::consent::Channel::Email));
    assert!(!shop.desk().may_contact(id, &all).unwrap().allowed);
}

#[test]
fn x5_what_is_removed_inserted_or_blanked_is_found() {
    let folder = filled().close();
    let deeds = [
        ("an event removed", "DELETE FROM consent_event WHERE kind = 'withdrawn'"),
        (
            "an event forged",
            "INSERT INTO consent_event SELECT subject, randomblob(16), definition, major, minor, scope, language, \
          text_digest, 'renewed', authority, method, origin, operator, station, receipt, at, recorded, id, evidence_digest, \
          reference_digest, reference_salt, evidence_reference, address_digest, address_salt, reference_kind, given_by FROM consent_event WHERE kind = 'withdrawn'",
        ),
        ("an entry removed", "DELETE FROM journal WHERE origin = 'till-1' AND sequence = 2"),
        ("an entry removed with its event", "DELETE FROM journal WHERE origin = 'till-1' AND sequence = 1"),
        (
            "values of a living person blanked",
            "UPDATE journal_value SET digests = zeroblob(2 * length(salts)), salts = NULL, old = NULL, new = NULL WHERE origin = 'till-1'",
        ),
        ("the values of an entry removed", "DELETE FROM journal_value WHERE origin = 'till-1'"),
        (
            "a value removed",
            "UPDATE journal_value SET fields = substr(fields, instr(fields, ' ') + 1), salts = substr(salts, 17), \
             old = json_remove(old, '$[0]'), new = json_remove(new, '$[0]') WHERE length(salts) > 16",
        ),
        ("a document's line changed", "UPDATE line SET final_price = final_price + 1 WHERE item_code = 'VIN-0207'"),
        ("a document's total changed", "UPDATE document SET total = 1 WHERE number = 'R-2024-0031'"),
        ("a document removed", "DELETE FROM document WHERE number = 'R-2024-0111'"),
        ("a definition's text changed", "UPDATE definition SET texts = replace(texts, 'Newsletter', 'Newspaper')"),
        ("a note made a signature elsewhere", "UPDATE consent_event SET reference_kind = 'external'"),
        ("a reference blanked", "UPDATE consent_event SET evidence_reference = NULL"),
    ];
    let mut unseen = Vec::new();
    for (deed, sql) in deeds {
        let copy = copy_of(folder.path());
        assert!(database(copy.path()).execute(sql, []).unwrap() > 0, "{deed}");
        if findings(copy.path()) == 0 {
            unseen.push(deed);
        }
    }
    assert_eq!(unseen, [] as [&str; 0]);
}

#[test]
fn x5_a_finding_says_which_entry_of_which_chain() {
    let folder = filled().close();
    database(folder.path()).execute("UPDATE journal SET operator = 'kim' WHERE origin = 'till-1' AND sequence = 2", []).unwrap();
    let findings = Shop::open_in(folder).unwrap().engine.verify_journal().unwrap().findings;
    assert_eq!(findings[0], (code("till-1"), 2, Finding::Entry));
    assert!(findings.iter().all(|(origin, ..)| origin.as_str() == "till-1"), "other chains stand: {findings:?}");
}

#[test]
fn x5_an_entry_that_can_not_be_read_stops_no_erasure_and_is_told_afterwards() {
    let shop = filled();
    let luis = shop.customer("1");
    let folder = shop.close();
    let spoil =
        "UPDATE journal_value SET new = 'x' || new WHERE (origin, sequence) IN (SELECT origin, sequence FROM journal WHERE subject = ?1)";
    assert!(database(folder.path()).execute(spoil, [luis.bytes()]).unwrap() > 0);
    let shop = Shop::open_in(folder).unwrap();
    shop.erp().anonymize(luis).unwrap();
    let left = "SELECT count(*) FROM journal_value WHERE salts IS NOT NULL AND (origin, sequence) IN \
                (SELECT origin, sequence FROM journal WHERE subject = ?1)";
    let folder = shop.close();
    let count: i64 = database(folder.path()).query_row(left, [luis.bytes()], |row| row.get(0)).unwrap();
    assert_eq!(count, 0, "every value is gone");
    let findings = Shop::open_in(folder).unwrap().engine.verify_journal().unwrap().findings;
    assert!(findings.iter().any(|(.., finding)| *finding == Finding::Entry), "{findings:?}");
}

/// Everything that anybody gets of the consents of these persons, as files by their names.
fn everything_about(shop: &Shop, persons: &[SubjectId]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let (desk, write) = (shop.desk(), |name: String, bytes: &[u8]| fs::write(folder.path().join(name), bytes).unwrap());
    for person in persons {
        write(format!("{person}.proof"), desk.consent_proof(*person, &ProofRequest::new().disclosing()).unwrap().as_bytes());
        for kept in desk.consent_events(*person, None).unwrap() {
            let id = kept.event.id;
            write(format!("{id}.event"), format!("{kept:?} {:?}", kept.reference).as_bytes());
            let receipt = desk.consent_receipt(*person, id, &controller()).ok();
            receipt.into_iter().for_each(|receipt| write(format!("{id}.receipt"), receipt.as_bytes()));
            let definition = kept.event.definition.clone().unwrap();
            write(format!("{id}.record"), desk.consent_record(*person, &definition, &controller()).unwrap().as_bytes());
        }
        let uses: Vec<String> =
            desk.consent_uses(*person, None).unwrap().iter().map(|kept| format!("{kept:?} {}", kept.used.key)).collect();
        write(format!("{person}.uses"), uses.concat().as_bytes());
        let log = desk.change_log(*person).unwrap();
        let values = log.iter().flat_map(|logged| &logged.values).filter_map(|value| value.values.as_ref());
        let told: Vec<&str> = values.flat_map(|both| [both.old.as_text(), both.new.as_text()]).flatten().collect();
        write(format!("{person}.log"), format!("{log:?} {told:?}").as_bytes());
    }
    let mut lines = Vec::new();
    shop.erp().export_events(&[], &mut lines).unwrap();
    write("events.jsonl".to_owned(), &lines);
    folder
}

#[test]
fn x5_after_an_erasure_no_document_about_the_consents_of_anybody_who_went_names_them() {
    let (shop, xaver) = with_xaver();
    let desk = shop.desk();
    let twin =
        shop.add(&[(Field::GivenName, "Xaver-Zebulon"), (Field::FamilyName, "Quirrenbock"), (Field::Email, "zebulon@altepost.example")]);
    desk.record(twin, &yes("newsletter-email").signature([7; 32]).signed_elsewhere("Schein ZQ-5512-K").receipt(code("R-2026-0140")))
        .unwrap();
    desk.record(twin, &said("offers-phone", Intent::Refuse).by_guardian(shop.customer("1"))).unwrap();
    let relative = desk.customer(xaver).unwrap().related[0].person.id;
    desk.record(relative, &yes("data-storage").reference("Formular QX-88231-Z")).unwrap();
    desk.merge(&desk.merge_preview(xaver, twin).unwrap(), "Xaver Quirrenbach will es so").unwrap();
    let new = NewUse { campaign: Some(code("spring-26")), ..NewUse::new(twin, newsletter(), code("mail-4711")) };
    shop.erp().record_uses(&[new]).unwrap();
    let persons = [xaver, twin, relative];
    let control = everything_about(&shop, &persons);
    let found: BTreeSet<String> = scan_files(control.path(), VALUES).into_iter().map(|found| found.value).collect();
    for value in ["Schein ZQ-5512-K", "Formular QX-88231-Z", "Quirrenbach-Øyen", "zebulon@altepost.example", "Xaver Quirrenbach will es so"]
    {
        assert!(found.contains(value), "the control finds {value}: {found:?}");
    }
    let anchored = shop.engine.heads().unwrap();
    shop.erp().anonymize(twin).unwrap();
    shop.erp().purge().unwrap();
    let shop = shop.reopened();
    assert_eq!(scan_files(everything_about(&shop, &persons).path(), VALUES), []);
    assert_eq!(shop.engine.verify_against(&anchored).unwrap().findings, []);
    for person in persons {
        let proof = shop.desk().consent_proof(person, &ProofRequest::new().up_to(&anchored)).unwrap();
        let proven = verify_proof(&proof, &anchored).unwrap();
        assert!(!proven.is_empty() && proven.iter().all(|proof| proof.event.subject == person), "each under their own id");
    }
}

#[test]
fn x5_what_outlives_the_person_holds_no_email_address() {
    let shop = filled();
    let luis = shop.customer("1");
    let mailed = |key: &str| NewUse::new(luis, newsletter(), code(key));
    let named = |field| vec![(field, "reference.names_somebody")];
    assert_eq!(broken(shop.erp().record_use(&mailed("luisg@embraer.com.br"))), named("key"));
    let campaign = NewUse { campaign: Some(code("to-luisg@embraer.com.br")), ..mailed("m-1") };
    assert_eq!(broken(shop.erp().record_use(&campaign)), named("campaign"));
    assert_eq!(broken(shop.desk().record(luis, &yes("newsletter-email").receipt(code("luisg@embraer.com.br")))), named("receipt"));
    shop.erp().record_use(&mailed("m-1")).unwrap();
}
