//! Files of other versions and of other programs.

use std::path::{Path, PathBuf};

use clientela::store::sqlite::Sqlite;
use clientela::{Engine, ErrorKind};
use rusqlite::Connection;

use crate::shop;

const OURS: i32 = 0x636c_6965;

fn folder() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("shop.db");
    (folder, path)
}

/// Every file of a folder with its bytes.
fn files(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let entries = std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path());
    let mut files: Vec<_> = entries.map(|path| (path.clone(), std::fs::read(path).expect("a file"))).collect();
    files.sort();
    files
}

fn is_refused_untouched(folder: &Path, path: &Path, kind: ErrorKind) {
    let before = files(folder);
    assert_eq!(Engine::open(path, shop::options()).expect_err("refused").kind(), kind);
    assert!(files(folder) == before, "something changed in the folder");
}

/// The numbered steps, in order.
fn steps() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/store/sqlite/migrations");
    let mut names: Vec<_> = std::fs::read_dir(folder).expect("migrations").map(|entry| entry.expect("an entry").path()).collect();
    names.sort();
    let numbers: Vec<_> = names.iter().map(|path| path.file_stem().expect("a name").to_string_lossy().into_owned()).collect();
    let wanted: Vec<_> = (1..=names.len()).map(|number| format!("{number:04}")).collect();
    assert_eq!(numbers, wanted, "numbered without a gap");
    names.iter().map(|path| std::fs::read_to_string(path).expect("text")).collect()
}

/// A file as the library wrote it when it had only so many steps.
fn old(path: &Path, steps: &[String]) {
    let connection = Connection::open(path).expect("a file");
    steps.iter().for_each(|step| connection.execute_batch(step).expect("a step"));
    connection.pragma_update(None, "user_version", i64::try_from(steps.len()).expect("few steps")).expect("a version");
    connection.pragma_update(None, "application_id", OURS).expect("an id");
}

/// Everything the schema says.
fn schema(path: &Path) -> (i64, Vec<[String; 3]>) {
    let driver = Sqlite::open(path, shop::WAIT).expect("the file opens");
    let tables = shop::ask(&driver, "SELECT type, name, coalesce(sql, '') FROM sqlite_schema ORDER BY type, name");
    let [[version]] = shop::ask(&driver, "SELECT user_version FROM pragma_user_version").try_into().expect("one row");
    (version.parse().expect("a number"), tables)
}

#[test]
fn a_file_of_any_older_version_is_upgraded_to_what_a_new_one_is() {
    let (_folder, fresh) = folder();
    let (version, tables) = schema(&fresh);
    let steps = steps();
    assert_eq!(usize::try_from(version).unwrap(), steps.len());
    for count in 1..=steps.len() {
        let (_folder, path) = folder();
        old(&path, &steps[..count]);
        assert_eq!(schema(&path), (version, tables.clone()), "from version {count}");
    }
}

/// Brings a store of today back to what version 5 wrote: a row for each value of the journal, an index by an older fold.
const VERSION_5: &str = r#"
    DROP TABLE erased_mark;
    DROP TABLE kept;
    DROP INDEX document_payload_until;
    DROP TABLE free_word;
    DROP INDEX journal_value_account;
    DROP INDEX document_day;
    DROP INDEX consent_event_unsigned;
    DROP INDEX consent_event_form;
    DROP INDEX line_source;
    ALTER TABLE line DROP COLUMN source_kind;
    ALTER TABLE line DROP COLUMN serial_number;
    ALTER TABLE line DROP COLUMN bundle_name;
    ALTER TABLE line DROP COLUMN bundle;
    ALTER TABLE line DROP COLUMN amount;
    ALTER TABLE line DROP COLUMN tax_rate;
    DROP INDEX document_source;
    ALTER TABLE document DROP COLUMN source_kind;
    ALTER TABLE document DROP COLUMN net;
    ALTER TABLE document DROP COLUMN rounding;
    CREATE TABLE document_salts AS SELECT id, salt FROM document;
    ALTER TABLE document DROP COLUMN salt;
    ALTER TABLE consent_event DROP COLUMN reference_kind;
    DROP TABLE duplicate;
    ALTER TABLE relation DROP COLUMN guardian;
    ALTER TABLE relation DROP COLUMN guardian_for;
    ALTER TABLE relation DROP COLUMN authorized_for;
    ALTER TABLE consent_event DROP COLUMN given_by;
    ALTER TABLE definition DROP COLUMN account;
    ALTER TABLE subject DROP COLUMN has_account;
    DROP INDEX subject_restricted;
    ALTER TABLE subject DROP COLUMN restricted;
    DROP INDEX part_identifier;
    ALTER TABLE journal_value RENAME TO packed;
    CREATE TABLE journal_value (origin TEXT NOT NULL, sequence INTEGER NOT NULL, position INTEGER NOT NULL, field TEXT NOT NULL,
        slot INTEGER NOT NULL, digest BLOB NOT NULL, salt BLOB, old TEXT, new TEXT, PRIMARY KEY (origin, sequence, position)) STRICT, WITHOUT ROWID;
    INSERT INTO journal_value SELECT origin, sequence, part.key, substr(part.value, 1, instr(part.value, ':') - 1),
        CAST(substr(part.value, instr(part.value, ':') + 1) AS INTEGER), coalesce(substr(digests, 1 + 32 * part.key, 32), zeroblob(32)),
        substr(salts, 1 + 16 * part.key, 16), json_extract(old, '$[' || part.key || ']'), json_extract(new, '$[' || part.key || ']')
        FROM packed, json_each('["' || replace(fields, ' ', '","') || '"]') AS part;
    DROP TABLE packed;
    DROP TABLE search;
    CREATE VIRTUAL TABLE search USING fts5 (text, content = '', detail = 'none', prefix = '1 2 3 4 5 6', tokenize = 'ascii');
    DROP INDEX journal_record;
    CREATE INDEX journal_record ON journal (record, key);
    DROP INDEX subject_name;
    CREATE INDEX subject_name ON subject (sort_name, id) WHERE customer = 1 AND erased IS NULL;
    CREATE INDEX subject_birth ON subject (birth_date, sort_name) WHERE birth_date IS NOT NULL AND customer = 1;
    DROP TABLE search_word;
    UPDATE search_entry SET text = 'formerfold';
    INSERT INTO search (rowid, text) SELECT rank, text FROM search_entry;
    DELETE FROM meta WHERE name = 'fold';
    DROP TABLE merge;
    CREATE TABLE salts AS SELECT origin, sequence, salt FROM journal;
    ALTER TABLE journal DROP COLUMN salt;
    DROP TABLE consent_form_text;
    DROP TABLE consent_form;
    DROP TABLE confirmation;
    DROP TABLE consent_use;
    DROP TABLE request_step;
    DROP TABLE request;
    DROP TABLE hold;
    DROP TABLE erasure_answer;
    CREATE TABLE certified AS SELECT * FROM erasure;
    DROP TABLE erasure;
    DROP TABLE sealed;
    PRAGMA user_version = 5;
"#;

/// Entries and documents of version 5 had no salts, and told nothing more of an erasure; those of today do, and their digests need it.
const SALTS: &str =
    "UPDATE journal SET salt = salts.salt FROM salts WHERE salts.origin = journal.origin AND salts.sequence = journal.sequence;
    UPDATE document SET salt = document_salts.salt FROM document_salts WHERE document_salts.id = document.id;
    INSERT INTO erasure SELECT * FROM certified;";

#[test]
fn a_journal_and_an_index_of_version_5_are_brought_over_whole() {
    let (_folder, path) = folder();
    let engine = shop::open(&path);
    shop::seed(&engine, 3);
    shop::erp(&engine).anonymize(shop::customer(&engine, 0)).unwrap();
    let found = |engine: &Engine, text: &str| shop::desk(engine, "till-1").search(text, 9).unwrap().hits.len();
    let (before, named) = (engine.verify_journal().unwrap(), found(&engine, "given"));
    assert!(before.findings.is_empty() && before.erased_values > 0 && before.entries > 3 && named > 0, "{before:?}, {named} found");
    drop(engine);
    Connection::open(&path).unwrap().execute_batch(VERSION_5).unwrap();
    let engine = shop::open(&path);
    Connection::open(&path).unwrap().execute_batch(SALTS).unwrap();
    assert_eq!(engine.verify_journal().unwrap(), before);
    assert_eq!((found(&engine, "given"), found(&engine, "formerfold")), (named, 0));
}

/// A document with a line, as version 9 wrote them.
const OF_VERSION_9: &str = "INSERT INTO document (id, kind, number, state, anonymized, source, created, currency, total, version)
        VALUES (zeroblob(16), 'invoice', 'I1', 'issued', 0, 'R1', 5, 'EUR', 597, 3);
    INSERT INTO line (customer, document, number, item_code, item_name, ean, quantity, regular_price, discount, final_price,
        source_document, source_line, defective, properties, attributes)
        VALUES (zeroblob(16), zeroblob(16), 1, 'A', 'Socks', '', 3000, 1990000, 0, 1990000, 'R1', 2, 0, '[]', '[]');";

#[test]
fn documents_of_version_9_are_kept_with_their_lines_and_take_new_kinds() {
    let (_folder, path) = folder();
    old(&path, &steps()[..9]);
    Connection::open(&path).unwrap().execute_batch(OF_VERSION_9).unwrap();
    let driver = Sqlite::open(&path, shop::WAIT).unwrap();
    let document =
        "SELECT number || ' ' || source || ' ' || total || ' ' || version, coalesce(source_kind, '-') || net || rounding FROM document";
    assert_eq!(shop::ask(&driver, document), [["I1 R1 597 3".to_owned(), "-00".to_owned()]]);
    let line =
        "SELECT item_name || ' ' || source_document || source_line, serial_number || coalesce(amount, tax_rate, bundle, '-') FROM line";
    assert_eq!(shop::ask(&driver, line), [["Socks R12".to_owned(), "-".to_owned()]]);
    drop(driver);
    let store = Connection::open(&path).unwrap();
    let with_kind = |kind: &str| store.execute("UPDATE document SET kind = ?1", [kind]);
    assert!(with_kind("service_contract").is_ok() && with_kind("bill").is_err());
}

#[test]
fn an_empty_file_and_one_that_is_not_there_become_a_store() {
    for create in [true, false] {
        let (_folder, path) = folder();
        if create {
            std::fs::write(&path, []).unwrap();
        }
        shop::seed(&shop::open(&path), 1);
        let engine = shop::open(&path);
        assert!(shop::desk(&engine, "till-1").customer(shop::customer(&engine, 0)).is_ok());
    }
}

#[test]
fn a_file_from_the_future_is_refused_untouched() {
    let next = i32::try_from(steps().len()).unwrap() + 1;
    for version in [next, 99, i32::MAX] {
        let (folder, path) = folder();
        shop::seed(&shop::open(&path), 1);
        Connection::open(&path).unwrap().pragma_update(None, "user_version", version).unwrap();
        is_refused_untouched(folder.path(), &path, ErrorKind::TooNew);
    }
}

#[test]
fn a_file_of_ours_without_a_version_is_refused_untouched() {
    for version in [0, -1] {
        let (folder, path) = folder();
        shop::seed(&shop::open(&path), 1);
        Connection::open(&path).unwrap().pragma_update(None, "user_version", version).unwrap();
        is_refused_untouched(folder.path(), &path, ErrorKind::Damaged);
    }
}

#[test]
fn a_file_of_another_program_is_refused_untouched() {
    for (mode, id) in [("DELETE", 0), ("DELETE", 7), ("WAL", 0), ("WAL", 7)] {
        let (folder, path) = folder();
        let connection = Connection::open(&path).unwrap();
        connection.execute_batch(&format!("PRAGMA journal_mode = {mode}; PRAGMA application_id = {id}; CREATE TABLE theirs (a)")).unwrap();
        drop(connection);
        is_refused_untouched(folder.path(), &path, ErrorKind::NotAStore);
    }
}

#[test]
fn a_file_of_another_program_that_did_not_close_is_refused_and_its_file_and_log_stay() {
    let (folder, path) = folder();
    let theirs = Connection::open(folder.path().join("theirs.db")).unwrap();
    theirs.execute_batch("PRAGMA journal_mode = WAL; CREATE TABLE theirs (a); INSERT INTO theirs VALUES ('kept')").unwrap();
    for suffix in ["", "-wal"] {
        std::fs::copy(folder.path().join(format!("theirs.db{suffix}")), folder.path().join(format!("shop.db{suffix}"))).unwrap();
    }
    let read = || ["shop.db", "shop.db-wal"].map(|name| std::fs::read(folder.path().join(name)).unwrap());
    let before = read();
    assert!(before[1].len() > 1000, "what they wrote is in the log only");
    assert_eq!(Engine::open(&path, shop::options()).unwrap_err().kind(), ErrorKind::NotAStore);
    assert!(read() == before, "file and log stay");
}

#[test]
fn a_file_that_is_no_database_is_refused_untouched() {
    for content in [&b"x"[..], b"name;street\nLuis;Rua 1\n", &[0; 4096], &[0xff; 9_999], b"SQLite format 3\0"] {
        let (folder, path) = folder();
        std::fs::write(&path, content).unwrap();
        let before = files(folder.path());
        let opened = Engine::open(&path, shop::options());
        let error = opened.err().unwrap_or_else(|| panic!("{} bytes are opened", content.len()));
        assert!(matches!(error.kind(), ErrorKind::NotAStore | ErrorKind::Damaged), "{error:?}");
        assert!(files(folder.path()) == before);
    }
}

#[test]
fn a_folder_and_a_place_that_is_not_there_are_refused() {
    let (folder, _) = folder();
    assert_eq!(Engine::open(folder.path(), shop::options()).unwrap_err().kind(), ErrorKind::Io);
    let nowhere = folder.path().join("not/there/shop.db");
    assert_eq!(Engine::open(nowhere, shop::options()).unwrap_err().kind(), ErrorKind::Io);
}
