//! Files that are not ours, damaged or newer: a typed error, every byte left as it was.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use clientela::{Engine, ErrorKind, Options, StandingClock};
use rusqlite::Connection;
use tempfile::TempDir;

use crate::shop::{NOW, Shop, database, failed, files};

fn open(folder: &Path) -> clientela::Result<Engine> {
    Engine::open(folder.join("shop.db"), Options::new(Arc::new(StandingClock::new(NOW, 120))))
}

fn refused(folder: &TempDir, kind: ErrorKind) {
    let before = files(folder.path());
    let error = open(folder.path()).expect_err("it is refused");
    assert_eq!(error.kind(), kind, "{error:?}");
    assert_eq!(files(folder.path()), before, "not one byte differs, and no file came with it");
}

fn folder_with(bytes: &[u8]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("shop.db"), bytes).unwrap();
    folder
}

fn closed_store() -> TempDir {
    let shop = Shop::with_definitions();
    shop.add(&[(clientela::domain::field::Field::FamilyName, "Lee")]);
    shop.close()
}

#[test]
fn a_file_that_is_no_database_is_not_ours() {
    refused(&folder_with(b"Dear customer, this is a letter and no database at all.\n"), ErrorKind::NotAStore);
    refused(&folder_with(&[0; 8192]), ErrorKind::NotAStore);
    refused(&folder_with(&[b'x'; 3]), ErrorKind::NotAStore);
}

#[test]
fn a_database_of_somebody_else_is_not_ours() {
    let folder = tempfile::tempdir().unwrap();
    let other = Connection::open(folder.path().join("shop.db")).unwrap();
    other.execute_batch("CREATE TABLE customer (name TEXT); INSERT INTO customer VALUES ('Lee')").unwrap();
    drop(other);
    refused(&folder, ErrorKind::NotAStore);
    let other = Connection::open(folder.path().join("shop.db")).unwrap();
    other.execute_batch("PRAGMA application_id = 7; PRAGMA user_version = 1").unwrap();
    drop(other);
    refused(&folder, ErrorKind::NotAStore);
}

#[test]
fn a_store_of_a_newer_version_is_not_opened() {
    let folder = closed_store();
    let ours: i32 = database(folder.path()).pragma_query_value(None, "user_version", |row| row.get(0)).unwrap();
    database(folder.path()).pragma_update(None, "user_version", 2_000).unwrap();
    refused(&folder, ErrorKind::TooNew);
    database(folder.path()).pragma_update(None, "user_version", ours).unwrap();
    assert!(open(folder.path()).is_ok(), "the same file in our version");
}

#[test]
fn a_damaged_header_is_refused() {
    let folder = closed_store();
    let path = folder.path().join("shop.db");
    let mut bytes = fs::read(&path).unwrap();
    bytes[100] ^= 0xff;
    fs::write(&path, &bytes).unwrap();
    refused(&folder, ErrorKind::Damaged);
}

#[test]
fn a_damaged_page_is_told_as_damage_and_never_repaired_by_deleting() {
    let folder = closed_store();
    let path = folder.path().join("shop.db");
    let mut bytes = fs::read(&path).unwrap();
    let length = bytes.len();
    for page in bytes.chunks_mut(4096).skip(1) {
        page[..16].fill(0xa5);
    }
    fs::write(&path, &bytes).unwrap();
    let error = open(folder.path()).and_then(|engine| engine.verify_journal()).expect_err("it is damaged");
    assert_eq!(error.kind(), ErrorKind::Damaged, "{error:?}");
    assert_eq!(fs::read(&path).unwrap().len(), length);
}

#[test]
fn a_truncated_store_is_damaged() {
    let folder = closed_store();
    let path = folder.path().join("shop.db");
    let bytes = fs::read(&path).unwrap();
    fs::write(&path, &bytes[..4096 * 3 + 100]).unwrap();
    let error = open(folder.path()).and_then(|engine| engine.verify_journal()).expect_err("it is damaged");
    assert_eq!(error.kind(), ErrorKind::Damaged, "{error:?}");
}

#[test]
fn a_folder_that_is_not_there_is_an_error_of_the_system() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(failed(open(&folder.path().join("nowhere"))).0, ErrorKind::Io);
    fs::create_dir(folder.path().join("shop.db")).unwrap();
    assert_eq!(failed(open(folder.path())).0, ErrorKind::Io);
}
