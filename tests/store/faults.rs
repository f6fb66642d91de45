//! Writes that belong together are one transaction: a fault at any statement leaves nothing of them.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use clientela::domain::retention::HoldKind;
use clientela::domain::setting::{Place, Setting};
use clientela::store::FileLedger;
use clientela::{Engine, ErrorKind, Format, NewHold, Result};

use crate::faulty::{Fault, FaultyLedger, Fuse, engine, ledger_of};
use crate::shop;

/// A store with three customers in a folder of its own.
fn place() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("shop.db");
    shop::seed(&shop::open(&path), 3);
    (folder, path)
}

fn ledger_text(path: &Path) -> Vec<u8> {
    std::fs::read(ledger_of(path)).expect("a ledger")
}

/// Lets the work fail at every statement in turn until it succeeds. Says how many statements it has.
fn fail_everywhere<T>(path: &Path, fuse: &Arc<Fuse>, mut work: impl FnMut() -> Result<T>) -> u64 {
    let (rows, ledger) = (shop::rows_of_file(path), ledger_text(path));
    for n in 1.. {
        fuse.light(n);
        let done = work();
        fuse.put_out();
        let Err(error) = done else { return n - 1 };
        let committing = error.kind() == ErrorKind::Unknown;
        assert!(committing || error.kind() == ErrorKind::Io, "statement {n}: {error:?}");
        if committing {
            assert_ne!(ledger_text(path), ledger, "only the commit of an erasure is unsure");
            return n;
        }
        assert!(shop::rows_of_file(path) == rows, "statement {n} leaves something behind");
        assert_eq!(ledger_text(path), ledger, "statement {n}");
    }
    unreachable!("the work ends")
}

#[test]
fn a_save_with_address_contacts_and_consent_that_fails_anywhere_leaves_nothing() {
    let (_folder, path) = place();
    let fuse = Fuse::new(Fault::Fails);
    let engine = engine(&path, &fuse);
    let desk = shop::desk(&engine, "till-1");
    let draft = shop::draft(&desk, "new-1");
    let statements = fail_everywhere(&path, &fuse, || desk.save(&mut draft.clone()));
    assert!(statements > 20, "{statements} statements");
    let customer = desk.customer_by_number("new-1").unwrap();
    assert_eq!(customer.consents.len(), 1);
    assert!(engine.verify_journal().unwrap().findings.is_empty());
}

#[test]
fn a_batch_of_a_feed_that_fails_anywhere_leaves_nothing() {
    let (_folder, path) = place();
    let fuse = Fuse::new(Fault::Fails);
    let engine = engine(&path, &fuse);
    let text = format!("{}{}", shop::lines(10), shop::lines(11));
    let statements = fail_everywhere(&path, &fuse, || shop::erp(&engine).feed(&Format::JsonLines, &mut text.as_bytes()));
    assert!(statements > 100, "{statements} statements");
    assert_eq!(shop::erp(&engine).feed(&Format::JsonLines, &mut text.as_bytes()).unwrap().unchanged, 8);
}

#[test]
fn an_anonymization_that_fails_anywhere_leaves_the_person_and_the_ledger() {
    let (_folder, path) = place();
    let fuse = Fuse::new(Fault::Fails);
    let engine = engine(&path, &fuse);
    let id = shop::customer(&engine, 1);
    let statements = fail_everywhere(&path, &fuse, || shop::erp(&engine).anonymize(id));
    assert!(statements > 40, "{statements} statements");
    is_gone(&engine, &path);
}

/// An invoice that the law keeps, and somebody whose note, letter and receipt name customer 1.
const MENTIONS: &str = r#"{"feed":"document","kind":"invoice","number":"I1","state":"issued","customer":"s1","created":"2026-06-01T10:00:00Z","currency":"EUR","total":90000,"addressee_name":"Given1 Family1","addressee_street":"Street 1","payload":"THXDrXM=","lines":[{"line":1,"name":"Ring for Family1","quantity":"1","final_price":90000}]}
{"feed":"customer","source_id":"s9","number":"n9","kind":"private","family_name":"Family9","comment_text":"brother of Given1 Family1"}
"#;

#[test]
fn an_anonymization_that_keeps_and_cleans_and_fails_anywhere_leaves_everything_as_it_was() {
    let (_folder, path) = place();
    let fuse = Fuse::new(Fault::Fails);
    let engine = engine(&path, &fuse);
    let erp = shop::erp(&engine);
    erp.set_setting(Setting::RetentionPack, &Place::Chain, Some("DE")).unwrap();
    shop::feed(&engine, MENTIONS);
    let audit = NewHold { document: Some("I77".into()), ..NewHold::new(HoldKind::TaxAudit, "Family1", "told by Given1 Family1") };
    erp.place_hold(&audit).unwrap();
    let id = shop::customer(&engine, 1);
    let plan = erp.plan_anonymization(id).unwrap();
    assert!(plan.scrubs.len() >= 4 && plan.kept().count() >= 3, "{plan:?}");
    let statements = fail_everywhere(&path, &fuse, || erp.anonymize(id));
    assert!(statements > 80, "{statements} statements");
    assert_eq!(shop::desk(&engine, "till-1").customer(id).unwrap_err().kind(), ErrorKind::Erased);
    let rows = shop::rows_of_file(&path);
    assert_eq!(rows["kept"].len(), 2);
    let elsewhere = rows.iter().filter(|(table, _)| *table != "kept").flat_map(|(_, rows)| rows);
    assert!(elsewhere.into_iter().all(|row| !row.contains("Family1|") && !row.contains("Given1")), "only the law keeps the name");
    assert!(engine.verify_journal().unwrap().findings.is_empty());
}

/// Customer 1 and the child are erased, the ledger says so, the journal holds.
fn is_gone(engine: &Engine, path: &Path) {
    let id = shop::customer(engine, 1);
    assert_eq!(shop::desk(engine, "till-1").customer(id).expect_err("gone").kind(), ErrorKind::Erased);
    assert!(shop::erp(engine).anonymize(id).expect("twice is success").repeated);
    let rows = format!("{:?}", shop::rows_of_file(path));
    assert!(!rows.contains("Family1") && !rows.contains("Child1") && !rows.contains("family1"), "something is left");
    assert!(rows.contains("Family2") && rows.contains("family2"), "others stay");
    assert_eq!(String::from_utf8(ledger_text(path)).expect("text").lines().count(), 3);
    assert!(engine.verify_journal().expect("readable").findings.is_empty());
}

#[test]
fn a_commit_that_fails_after_the_ledger_knows_is_made_up_for_by_the_next_transaction() {
    let (_folder, path) = place();
    let fuse = Fuse::new(Fault::Fails);
    let engine = engine(&path, &fuse);
    let id = shop::customer(&engine, 1);
    let commit = fail_everywhere(&path, &fuse, || shop::erp(&engine).anonymize(id));
    assert!(commit > 0);
    is_gone(&engine, &path);
    assert_eq!(engine.take_notices(), ["ledger.replayed"]);
}

#[test]
fn a_replay_that_fails_anywhere_is_repeated_by_the_next_transaction() {
    let (_folder, path) = place();
    let backup = std::fs::read(&path).unwrap();
    let engine_before = shop::open(&path);
    shop::erp(&engine_before).anonymize(shop::customer(&engine_before, 1)).unwrap();
    drop(engine_before);
    let fuse = Fuse::new(Fault::Fails);
    for n in 1.. {
        std::fs::write(&path, &backup).unwrap();
        let driver = crate::faulty::Faulty::open(&path, &fuse);
        fuse.light(n);
        let opened = Engine::over(driver, Box::new(FileLedger::at(ledger_of(&path))), shop::options());
        fuse.put_out();
        let ended = opened.is_ok();
        drop(opened);
        let engine = shop::open(&path);
        is_gone(&engine, &path);
        if ended {
            break;
        }
    }
}

#[test]
fn a_ledger_that_cannot_write_stops_the_anonymization() {
    let (_folder, path) = place();
    let rows = shop::rows_of_file(&path);
    let ledger = FaultyLedger { inner: FileLedger::at(ledger_of(&path)), fault: Fault::Fails, after: false };
    let engine = Engine::open(&path, shop::options().ledger(Box::new(ledger))).unwrap();
    let id = shop::customer(&engine, 1);
    assert_eq!(shop::erp(&engine).anonymize(id).unwrap_err().kind(), ErrorKind::Io);
    assert!(shop::rows_of_file(&path) == rows);
    assert!(shop::desk(&engine, "till-1").customer(id).is_ok());
}
