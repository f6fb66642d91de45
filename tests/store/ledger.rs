//! The ledger of erasures: whatever is done to it, nothing forgets an erasure in silence.

use std::path::{Path, PathBuf};

use clientela::domain::guard::PersonMark;
use clientela::store::{FileLedger, Ledger, LedgerEntry};
use clientela::{Engine, ErrorKind, Result};

use crate::faulty::ledger_of;
use crate::shop;

const ENTRIES: u8 = 16;

fn entry(epoch: u8) -> LedgerEntry {
    let subject = clientela::domain::id::SubjectId::from_bytes([epoch; 16]);
    let given = |text: String| Some(shop::code(&text)).filter(|_| !epoch.is_multiple_of(3));
    let mark = (epoch % 4 == 1).then(|| PersonMark::from_bytes([epoch; 32]));
    LedgerEntry { epoch: epoch.into(), subject, source_id: given(format!("s{epoch}")), number: given(format!("n{epoch}")), mark }
}

fn entries() -> Vec<LedgerEntry> {
    (1..=ENTRIES).map(entry).collect()
}

/// A ledger with entries in a folder of its own, and its text.
fn place() -> (tempfile::TempDir, PathBuf, Vec<u8>) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("erasures");
    let ledger = FileLedger::at(&path);
    assert_eq!(ledger.bind("a-store").expect("bound"), 0);
    entries().iter().for_each(|entry| ledger.append(std::slice::from_ref(entry)).expect("added"));
    let text = std::fs::read(&path).expect("a file");
    (folder, path, text)
}

fn read(path: &Path) -> Result<Vec<LedgerEntry>> {
    let ledger = FileLedger::at(path);
    ledger.bind("a-store")?;
    ledger.after(0)
}

fn read_text(path: &Path, text: &[u8]) -> Result<Vec<LedgerEntry>> {
    std::fs::write(path, text).expect("written");
    read(path)
}

#[test]
fn what_was_added_is_read_again() {
    let (_folder, path, _) = place();
    assert_eq!(read(&path).unwrap(), entries());
    assert_eq!(FileLedger::at(&path).after(14).unwrap(), entries()[14..]);
}

#[test]
fn a_flipped_bit_anywhere_is_found_unless_it_tears_the_last_line() {
    let (_folder, path, text) = place();
    let mut tries = 0;
    for at in 0..text.len() {
        for bit in 0..8 {
            let mut changed = text.clone();
            changed[at] ^= 1 << bit;
            tries += 1;
            match read_text(&path, &changed) {
                Err(error) => assert_eq!(error.kind(), ErrorKind::Damaged, "byte {at} bit {bit}"),
                Ok(read) => {
                    assert_eq!(at, text.len() - 1, "byte {at} bit {bit} is not noticed");
                    assert_eq!(read, entries()[..entries().len() - 1]);
                }
            }
        }
    }
    assert!(tries >= 10_000, "{tries} tries");
}

#[test]
fn a_ledger_cut_off_anywhere_gives_its_whole_lines_and_a_torn_heading_is_refused() {
    let (_folder, path, text) = place();
    let heading = text.iter().position(|byte| *byte == b'\n').unwrap() + 1;
    for length in 1..text.len() {
        let lines = text[..length].split(|byte| *byte == b'\n').count() - 1;
        let read = read_text(&path, &text[..length]);
        if length < heading {
            assert_eq!(read.unwrap_err().kind(), ErrorKind::Damaged, "{length} bytes");
        } else {
            assert_eq!(read.unwrap(), entries()[..lines - 1], "{length} bytes");
        }
    }
}

#[test]
fn lines_that_are_moved_doubled_or_taken_out_are_found() {
    let (_folder, path, text) = place();
    let text = String::from_utf8(text).unwrap();
    let lines: Vec<&str> = text.lines().collect();
    let refused = |lines: &[&str]| {
        let text = format!("{}\n", lines.join("\n"));
        assert_eq!(read_text(&path, text.as_bytes()).unwrap_err().kind(), ErrorKind::Damaged);
    };
    for at in 0..lines.len() - 1 {
        let mut changed = lines.clone();
        changed.remove(at);
        refused(&changed);
        let mut changed = lines.clone();
        changed.insert(at, lines[at]);
        refused(&changed);
        let mut changed = lines.clone();
        changed.swap(at, at + 1);
        refused(&changed);
    }
}

#[test]
fn a_torn_line_is_written_over_by_the_next_entry() {
    let (_folder, path, text) = place();
    std::fs::write(&path, &text[..text.len() - 9]).unwrap();
    let ledger = FileLedger::at(&path);
    assert_eq!(ledger.bind("a-store").unwrap(), 15);
    ledger.append(&[entry(16)]).unwrap();
    assert_eq!(std::fs::read(&path).unwrap(), text);
}

#[test]
fn an_entry_out_of_turn_is_refused_and_nothing_is_written() {
    let (_folder, path, text) = place();
    for epoch in [1, 16, 18] {
        assert_eq!(FileLedger::at(&path).append(&[entry(epoch)]).unwrap_err().kind(), ErrorKind::Damaged);
        assert_eq!(std::fs::read(&path).unwrap(), text);
    }
}

#[test]
fn the_ledger_of_another_store_is_refused_also_when_it_comes_later() {
    let (folder, path, text) = place();
    let ledger = FileLedger::at(&path);
    assert_eq!(ledger.bind("another-store").unwrap_err().code(), "ledger.of_another_store");
    ledger.bind("a-store").unwrap();
    let other = folder.path().join("other");
    FileLedger::at(&other).bind("another-store").unwrap();
    std::fs::rename(&other, &path).unwrap();
    assert_eq!(ledger.epoch().unwrap_err().code(), "ledger.of_another_store");
    std::fs::write(&path, text).unwrap();
    assert_eq!(ledger.epoch().unwrap(), 16);
}

#[test]
fn what_another_process_put_in_its_place_is_read_and_added_to() {
    let (_folder, path, _) = place();
    let ledger = FileLedger::at(&path);
    assert_eq!(ledger.bind("a-store").unwrap(), 16);
    FileLedger::at(&path).rebuild("a-store", &entries()[..15]).unwrap();
    assert_eq!(ledger.epoch().unwrap(), 15);
    ledger.append(&[entry(16)]).unwrap();
    assert_eq!(read(&path).unwrap(), entries());
}

#[test]
fn a_ledger_that_vanished_while_open_is_begun_again_by_the_next_entry() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("erasures");
    let ledger = FileLedger::at(&path);
    ledger.bind("a-store").unwrap();
    std::fs::remove_file(&path).unwrap();
    ledger.append(&[entry(1)]).unwrap();
    assert_eq!(read(&path).unwrap(), [entry(1)]);
}

/// A store with four customers of whom two were erased; and the file from before.
fn shop_with_erasures() -> (tempfile::TempDir, PathBuf, Vec<u8>) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("shop.db");
    shop::seed(&shop::open(&path), 4);
    let backup = std::fs::read(&path).expect("a file");
    let engine = shop::open(&path);
    for i in [0, 1] {
        shop::erp(&engine).anonymize(shop::customer(&engine, i)).expect("anonymized");
    }
    drop(engine);
    (folder, path, backup)
}

fn erased(engine: &Engine) -> Vec<bool> {
    let gone = |i| shop::desk(engine, "till-1").customer(shop::customer(engine, i)).is_err();
    (0..4).map(gone).collect()
}

#[test]
fn a_restored_backup_is_brought_up_to_the_ledger_and_the_host_is_told() {
    let (_folder, path, backup) = shop_with_erasures();
    std::fs::write(&path, &backup).unwrap();
    let engine = shop::open(&path);
    assert_eq!(erased(&engine), [true, true, false, false]);
    assert_eq!(engine.take_notices(), ["ledger.replayed"]);
    assert_eq!(engine.verify_journal().unwrap().findings, vec![]);
    assert!(!format!("{:?}", shop::rows_of_file(&path)).contains("Family1"));
}

#[test]
fn a_ledger_that_is_lost_cut_off_or_torn_is_rebuilt_and_the_host_is_told() {
    let (_folder, path, _) = shop_with_erasures();
    let ledger = ledger_of(&path);
    let text = std::fs::read(&ledger).unwrap();
    let heading = text.iter().position(|byte| *byte == b'\n').unwrap() + 1;
    for kept in [None, Some(heading), Some(text.len() - 1)] {
        kept.map_or_else(|| std::fs::remove_file(&ledger), |length| std::fs::write(&ledger, &text[..length])).unwrap();
        let engine = shop::open(&path);
        assert_eq!(engine.take_notices(), ["ledger.rebuilt"]);
        assert_eq!(erased(&engine), [true, true, false, false]);
        assert_eq!(std::fs::read(&ledger).unwrap(), text);
    }
}

#[test]
fn a_ledger_that_vanishes_while_the_store_is_open_is_rebuilt_with_the_next_erasure() {
    let (_folder, path, _) = shop_with_erasures();
    let text = std::fs::read(ledger_of(&path)).unwrap();
    let engine = shop::open(&path);
    std::fs::remove_file(ledger_of(&path)).unwrap();
    shop::erp(&engine).anonymize(shop::customer(&engine, 2)).unwrap();
    assert_eq!(engine.take_notices(), ["ledger.rebuilt"]);
    let now = std::fs::read(ledger_of(&path)).unwrap();
    assert!(now.starts_with(&text) && now.len() > text.len());
}

#[test]
fn a_ledger_that_was_tampered_with_keeps_the_store_shut_and_both_files_as_they_are() {
    let (_folder, path, _) = shop_with_erasures();
    let mut text = std::fs::read(ledger_of(&path)).unwrap();
    let at = text.len() / 2;
    text[at] ^= 1;
    std::fs::write(ledger_of(&path), &text).unwrap();
    let file = std::fs::read(&path).unwrap();
    let error = Engine::open(&path, shop::options()).unwrap_err();
    assert_eq!((error.kind(), error.code()), (ErrorKind::Damaged, "ledger.damaged"));
    assert_eq!((std::fs::read(&path).unwrap(), std::fs::read(ledger_of(&path)).unwrap()), (file, text));
}
