//! Restored backups: an older database is recognised, erasures are replayed before the first read; the ledger is kept honest.

use std::fs;
use std::path::Path;

use clientela::domain::document::DocumentKind;
use clientela::domain::field::Field;
use clientela::domain::id::SubjectId;
use clientela::store::ListQuery;
use clientela::{ErrorKind, Purged};
use tempfile::TempDir;

use crate::scanner::scan;
use crate::shop::{Shop, failed, yes};

const GONE: &[&str] = &["Gonçalves", "luisg@embraer.com.br", "+55 (12) 3923-5555", "beatriz.moreira@familia.example"];

/// A shop closed with its database as it was before Luís was erased, and his id.
fn restored() -> (TempDir, SubjectId) {
    let shop = Shop::stocked();
    let luis = shop.customer("1");
    shop.desk().record(luis, &yes("newsletter-email").reference("form 4711")).unwrap();
    let folder = shop.close();
    let backup = fs::read(folder.path().join("shop.db")).unwrap();
    let shop = Shop::open_in(folder).unwrap();
    shop.erp().anonymize(luis).unwrap();
    shop.erp().purge().unwrap();
    let folder = shop.close();
    assert_eq!(scan(folder.path(), GONE), []);
    fs::write(folder.path().join("shop.db"), backup).unwrap();
    assert_ne!(scan(folder.path(), GONE), [], "the backup holds him");
    (folder, luis)
}

fn ledger(folder: &Path) -> std::path::PathBuf {
    folder.join("shop.db.ledger")
}

#[test]
fn an_older_database_is_recognised_and_the_first_read_shows_nobody() {
    let (folder, luis) = restored();
    let shop = Shop::open_in(folder).unwrap();
    assert_eq!(shop.desk().search("goncalves", 9).unwrap().hits.len(), 0);
    assert_eq!(shop.engine.take_notices(), ["ledger.replayed"]);
    assert_eq!(shop.engine.take_notices(), [] as [&str; 0], "told once");
    assert_eq!(failed(shop.desk().customer(luis)).0, ErrorKind::Erased);
    assert_eq!(shop.desk().customers(&ListQuery { limit: 100, ..ListQuery::default() }).unwrap().rows.len(), 59);
    let receipt = shop.desk().document_by_number(DocumentKind::Receipt, "R-2024-0031").unwrap();
    assert!(receipt.anonymized && receipt.addressee.name.is_none());
    assert!(shop.erp().anonymize(luis).unwrap().repeated);
    assert!(shop.engine.verify_journal().unwrap().findings.is_empty());
    assert!(shop.erp().purge_pending().unwrap(), "the bytes of the backup are still to be purged");
    assert_eq!(shop.erp().purge().unwrap(), Purged::Done);
    let folder = shop.close();
    assert_eq!(scan(folder.path(), GONE), []);
    let shop = Shop::open_in(folder).unwrap();
    assert_eq!(shop.engine.take_notices(), [] as [&str; 0]);
    assert_eq!(shop.feed_file("customers.csv").failures[0].rule, "customer.anonymized");
}

#[test]
fn without_the_ledger_a_backup_would_bring_the_person_back() {
    let (folder, luis) = restored();
    fs::remove_file(ledger(folder.path())).unwrap();
    let shop = Shop::open_in(folder).unwrap();
    assert!(shop.desk().customer(luis).is_ok(), "the control: it is the ledger that knows");
}

#[test]
fn a_person_added_and_erased_after_the_backup_is_refused_at_the_door_too() {
    let shop = Shop::stocked();
    let folder = shop.close();
    let backup = fs::read(folder.path().join("shop.db")).unwrap();
    let shop = Shop::open_in(folder).unwrap();
    let line = r#"{"feed":"customer","source_id":"900","number":"900","kind":"private","family_name":"Lee"}"#;
    shop.fed(line);
    shop.erp().anonymize(shop.customer("900")).unwrap();
    let folder = shop.close();
    fs::write(folder.path().join("shop.db"), backup).unwrap();
    let shop = Shop::open_in(folder).unwrap();
    assert_eq!(shop.engine.take_notices(), ["ledger.replayed"]);
    let report = shop.feed(line);
    assert_eq!((report.taken, report.failures[0].rule), (0, "customer.anonymized"));
}

#[test]
fn a_number_that_had_another_owner_in_the_backup_does_not_lock_the_store() {
    let shop = Shop::stocked();
    let leonie = shop.customer("2");
    let folder = shop.close();
    let backup = fs::read(folder.path().join("shop.db")).unwrap();
    let shop = Shop::open_in(folder).unwrap();
    shop.edit(leonie, &[(Field::Number, "2002")]);
    let new = shop.add(&[(Field::FamilyName, "Lee"), (Field::Number, "2")]);
    shop.erp().anonymize(new).unwrap();
    let folder = shop.close();
    fs::write(folder.path().join("shop.db"), backup).unwrap();
    let shop = Shop::open_in(folder).unwrap();
    assert_eq!(shop.engine.take_notices(), ["ledger.replayed"]);
    assert_eq!(shop.customer("2"), leonie);
    assert_eq!(failed(shop.desk().customer(new)).0, ErrorKind::Erased);
}

#[test]
fn a_person_whom_the_backup_knows_by_another_id_is_recognised_by_the_source_id() {
    let line = r#"{"feed":"customer","source_id":"900","number":"900","kind":"private","family_name":"Lee"}"#;
    let folder = Shop::stocked().close();
    let before = fs::read(folder.path().join("shop.db")).unwrap();
    let shop = Shop::open_in(folder).unwrap();
    shop.fed(line);
    let first = shop.customer("900");
    let folder = shop.close();
    let with_first = fs::read(folder.path().join("shop.db")).unwrap();
    fs::write(folder.path().join("shop.db"), before).unwrap();
    let shop = Shop::open_in(folder).unwrap();
    shop.fed(line);
    let second = shop.customer("900");
    assert_ne!(first, second);
    shop.erp().anonymize(second).unwrap();
    let folder = shop.close();
    fs::write(folder.path().join("shop.db"), with_first).unwrap();
    let shop = Shop::open_in(folder).unwrap();
    assert_eq!(shop.engine.take_notices(), ["ledger.replayed"]);
    assert_eq!(failed(shop.desk().customer(first)).0, ErrorKind::Erased);
    assert_eq!(shop.desk().search("lee", 9).unwrap().hits.iter().filter(|hit| hit.customer.id == first).count(), 0);
    assert!(shop.engine.check(&mut |_, _| true).unwrap().is_sound(), "the ledger knows both");
}

#[test]
fn a_lost_ledger_is_rebuilt_from_the_tombstones_and_the_host_is_told() {
    let shop = Shop::stocked();
    shop.erp().anonymize(shop.customer("1")).unwrap();
    let folder = shop.close();
    let before = fs::read(ledger(folder.path())).unwrap();
    for lost in ["deleted", "emptied", "cut in its last line"] {
        match lost {
            "deleted" => fs::remove_file(ledger(folder.path())).unwrap(),
            "emptied" => fs::write(ledger(folder.path()), b"").unwrap(),
            _ => fs::write(ledger(folder.path()), &before[..before.len() - 9]).unwrap(),
        }
        let copy = crate::shop::copy_of(folder.path());
        let shop = Shop::open_in(copy).unwrap();
        assert_eq!(shop.engine.take_notices(), ["ledger.rebuilt"], "{lost}");
        assert_eq!(fs::read(ledger(shop.folder.path())).unwrap(), before, "{lost}");
        assert!(shop.reopened().engine.take_notices().is_empty());
    }
}

#[test]
fn the_ledger_of_another_store_is_refused() {
    let [first, second] = [Shop::stocked(), Shop::stocked()].map(|shop| {
        shop.erp().anonymize(shop.customer("1")).unwrap();
        shop.close()
    });
    fs::copy(ledger(first.path()), ledger(second.path())).unwrap();
    let before = crate::shop::files(second.path());
    let error = Shop::open_in(crate::shop::copy_of(second.path())).err().expect("it is refused");
    assert_eq!((error.kind(), error.code()), (ErrorKind::Damaged, "ledger.of_another_store"));
    assert_eq!(crate::shop::files(second.path()), before);
}

#[test]
fn a_changed_byte_anywhere_in_the_ledger_is_refused() {
    let shop = Shop::stocked();
    shop.erp().anonymize(shop.customer("1")).unwrap();
    let folder = shop.close();
    let good = fs::read(ledger(folder.path())).unwrap();
    let mut accepted = Vec::new();
    for at in 0..good.len() {
        let mut bytes = good.clone();
        bytes[at] = if bytes[at] == b'1' { b'2' } else { b'1' };
        fs::write(ledger(folder.path()), &bytes).unwrap();
        match Shop::open_in(crate::shop::copy_of(folder.path())) {
            Err(error) if error.kind() == ErrorKind::Damaged => {}
            Err(error) => panic!("{at}: {error:?}"),
            Ok(shop) if shop.engine.take_notices() == ["ledger.rebuilt"] => {}
            Ok(_) => accepted.push(at),
        }
    }
    assert_eq!(accepted, [] as [usize; 0]);
}

#[test]
fn the_ledger_names_nobody() {
    let shop = Shop::stocked();
    shop.erp().anonymize(shop.customer("1")).unwrap();
    let text = fs::read_to_string(ledger(shop.close().path())).unwrap();
    assert_eq!(text.lines().count(), 3, "a heading, Luís, and who was here through him");
    assert!(!text.contains("Gon") && !text.contains("Moreira") && !text.contains('@'));
}
