//! What every driver of a store owes, whatever is below it.
#![expect(clippy::unwrap_used, reason = "clauses of a test: they fail where they unwrap")]

use std::path::PathBuf;
use std::sync::Arc;

use clientela::domain::search::Wanted;
use clientela::store::sql::{Cell, Driver, Param, Ranks, Session};
use clientela::store::sqlite::Sqlite;
use clientela::store::{FileLedger, ListQuery};
use clientela::{Engine, ErrorKind, Purged, Result};

use crate::shop;

/// Opens one and the same store, again and again.
pub type Open = Box<dyn Fn() -> Box<dyn Driver>>;

/// Runs every clause on a store of its own.
pub fn conformance(fresh: impl Fn() -> Open) {
    for clause in [
        values_come_back_as_they_went,
        parameters_are_numbered_by_first_appearance,
        a_row_touched_is_counted,
        a_snapshot_stands_still,
        a_dropped_transaction_leaves_no_trace,
        a_commit_is_there_after_reopening,
        a_taken_key_is_a_conflict,
        a_broken_check_is_a_conflict,
        a_failed_statement_leaves_the_transaction_usable,
        an_error_of_the_caller_ends_a_query,
        the_index_finds_what_was_put_and_not_what_was_removed,
        odd_terms_find_nothing_and_break_nothing,
        the_index_is_part_of_the_transaction,
        a_second_writer_waits_for_the_first,
        columns_and_bytes_show_everything,
        a_purge_leaves_no_byte_of_what_was_deleted,
        the_doors_work_over_it,
    ] {
        clause(&fresh());
    }
}

fn put(session: &mut dyn Session, name: &str, value: &str) -> Result<usize> {
    session.execute("INSERT INTO meta (name, value) VALUES ($1, $2)", &[name.into(), value.into()])
}

fn get(session: &mut dyn Session, name: &str) -> Option<String> {
    let mut found = None;
    let read = session.query("SELECT value FROM meta WHERE name = $1", &[name.into()], &mut |row| {
        found = Some(row.text(0)?.to_owned());
        Ok(())
    });
    read.expect("readable");
    found
}

const TEXTS: [&str; 6] = ["", "a", "Gonçalves 東京 🎸", "with\0zero", "' \" ; -- $1 ?", "line\nline"];

fn values_come_back_as_they_went(open: &Open) {
    let driver = open();
    let mut session = driver.write().unwrap();
    let sql = "INSERT INTO document (id, kind, number, state, anonymized, created, currency, total, payload, issuer) \
               VALUES ($1, 'receipt', $2, 'issued', 0, $3, 'EUR', $4, $5, $6)";
    let numbers = [0, 1, -1, i64::MAX, i64::MIN, 1 << 53];
    for (i, (text, number)) in (0_u8..).zip(TEXTS.iter().zip(numbers)) {
        let (id, bytes) = ([i; 16], [0, 255, i]);
        let unique = format!("{i}{text}");
        let params = [(&id).into(), Param::from(&unique), number.into(), number.into(), (&bytes).into(), Param::from(*text)];
        assert_eq!(session.execute(sql, &params).unwrap(), 1);
    }
    session.commit().unwrap();
    let mut i = 0_u8;
    let sql = "SELECT id, number, created, total, payload, issuer, customer FROM document ORDER BY id";
    let each = &mut |row: &dyn clientela::store::sql::Row| {
        let at = usize::from(i);
        assert_eq!(row.cell(0)?, Cell::Bytes(&[i; 16]));
        assert_eq!(row.cell(1)?, Cell::Text(&format!("{i}{}", TEXTS[at])));
        assert_eq!((row.cell(2)?, row.cell(3)?), (Cell::Int(numbers[at]), Cell::Int(numbers[at])));
        assert_eq!(row.cell(4)?, Cell::Bytes(&[0, 255, i]));
        assert_eq!((row.cell(5)?, row.cell(6)?), (Cell::Text(TEXTS[at]), Cell::Null));
        i += 1;
        Ok(())
    };
    driver.read().unwrap().query(sql, &[], each).unwrap();
    assert_eq!(i, 6);
}

fn parameters_are_numbered_by_first_appearance(open: &Open) {
    let driver = open();
    let mut session = driver.write().unwrap();
    put(&mut *session, "a", "1").unwrap();
    let sql = "UPDATE meta SET value = $1 || $2 || $1 WHERE name = $3";
    assert_eq!(session.execute(sql, &["x".into(), "y".into(), "a".into()]).unwrap(), 1);
    assert_eq!(get(&mut *session, "a").unwrap(), "xyx");
    assert_eq!(session.execute("UPDATE meta SET value = $1 WHERE name = $2", &[Param::Text("z"), "b".into()]).unwrap(), 0);
}

fn a_row_touched_is_counted(open: &Open) {
    let driver = open();
    let mut session = driver.write().unwrap();
    for name in ["a", "b", "c"] {
        assert_eq!(put(&mut *session, name, "1").unwrap(), 1);
    }
    assert_eq!(session.execute("UPDATE meta SET value = $1 WHERE name > $2", &["2".into(), "a".into()]).unwrap(), 2);
    assert_eq!(session.execute("DELETE FROM meta WHERE name = $1", &["a".into()]).unwrap(), 1);
}

fn a_snapshot_stands_still(open: &Open) {
    let (driver, other) = (open(), open());
    let mut before = driver.read().unwrap();
    assert_eq!(get(&mut *before, "a"), None);
    let mut session = other.write().unwrap();
    put(&mut *session, "a", "1").unwrap();
    assert_eq!(get(&mut *session, "a").unwrap(), "1", "a transaction sees what it wrote");
    assert_eq!(get(&mut *driver.read().unwrap(), "a"), None, "nobody else sees it before the commit");
    session.commit().unwrap();
    assert_eq!(get(&mut *before, "a"), None);
    assert_eq!(get(&mut *driver.read().unwrap(), "a").unwrap(), "1");
}

fn a_dropped_transaction_leaves_no_trace(open: &Open) {
    let driver = open();
    let before = shop::rows(&*driver);
    let mut session = driver.write().unwrap();
    put(&mut *session, "a", "1").unwrap();
    put_row(&mut *session, 7, "word");
    drop(session);
    assert!(shop::rows(&*driver) == before);
    let mut session = driver.write().unwrap();
    put(&mut *session, "a", "1").unwrap();
    session.commit().unwrap();
}

fn a_commit_is_there_after_reopening(open: &Open) {
    let driver = open();
    let mut session = driver.write().unwrap();
    put(&mut *session, "a", "1").unwrap();
    put_row(&mut *session, 1, "word");
    session.commit().unwrap();
    drop(driver);
    let driver = open();
    let mut session = driver.read().unwrap();
    assert_eq!(get(&mut *session, "a").unwrap(), "1");
    assert_eq!(found(&mut *session, &["wo"]), [1]);
}

fn a_taken_key_is_a_conflict(open: &Open) {
    let driver = open();
    let mut session = driver.write().unwrap();
    put(&mut *session, "a", "1").unwrap();
    let error = put(&mut *session, "a", "secret value").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Conflict);
    assert!(!format!("{error} {error:?}").contains("secret"));
}

fn a_broken_check_is_a_conflict(open: &Open) {
    let driver = open();
    let mut session = driver.write().unwrap();
    let sql = "INSERT INTO subject (id, version, customer, kind) VALUES ($1, $2, $3, $4)";
    let mut broken = |id: &[u8], version: i64, customer: i64, kind: &str| {
        let error = session.execute(sql, &[id.into(), version.into(), customer.into(), kind.into()]).unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Conflict);
    };
    broken(&[1; 15], 1, 1, "private");
    broken(&[1; 16], 0, 1, "private");
    broken(&[1; 16], 1, 2, "private");
    broken(&[1; 16], 1, 1, "ghost");
    let orphan = "INSERT INTO address (subject, slot, city) VALUES ($1, 0, 'Berlin')";
    let error = session.execute(orphan, &[(&[9; 16]).into()]).and_then(|_| session.commit()).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Conflict, "an address belongs to somebody");
}

fn a_failed_statement_leaves_the_transaction_usable(open: &Open) {
    let driver = open();
    let mut session = driver.write().unwrap();
    put(&mut *session, "a", "1").unwrap();
    assert!(put(&mut *session, "a", "2").is_err());
    put(&mut *session, "b", "2").unwrap();
    session.commit().unwrap();
    let mut session = driver.read().unwrap();
    assert_eq!((get(&mut *session, "a").unwrap(), get(&mut *session, "b").unwrap()), ("1".to_owned(), "2".to_owned()));
}

fn an_error_of_the_caller_ends_a_query(open: &Open) {
    let driver = open();
    let mut session = driver.write().unwrap();
    put(&mut *session, "a", "1").unwrap();
    put(&mut *session, "b", "1").unwrap();
    let mut seen = 0;
    let stopped = session.query("SELECT name FROM meta", &[], &mut |row| {
        seen += 1;
        row.int(0).map(drop)
    });
    assert_eq!((stopped.unwrap_err().kind(), seen), (ErrorKind::Damaged, 1), "text is no number");
    assert_eq!(get(&mut *session, "b").unwrap(), "1");
}

/// A row of the index, and whose it is.
fn put_row(session: &mut dyn Session, rank: i64, text: &str) {
    let subject = rank.to_be_bytes().repeat(2);
    let sql = "INSERT INTO search_entry (rank, subject, text) VALUES ($1, $2, $3)";
    session.execute(sql, &[rank.into(), subject.as_slice().into(), text.into()]).expect("a row");
    session.index_put(&mut [(rank, text)].into_iter()).expect("a row");
}

fn asked(session: &mut dyn Session, wanted: &Wanted, ranks: Ranks, limit: usize) -> Vec<i64> {
    let mut found = Vec::new();
    let asked = session.index_search(wanted, ranks, &mut |rank, subject, text| {
        assert!(subject.bytes() == rank.to_be_bytes().repeat(2).as_slice() && !text.is_empty());
        found.push(rank);
        Ok(found.len() < limit)
    });
    asked.expect("a search");
    found
}

fn found(session: &mut dyn Session, terms: &[&str]) -> Vec<i64> {
    let all = terms.iter().map(|term| Wanted::Beginning((*term).to_owned())).collect();
    asked(session, &Wanted::All(all), 0..=i64::MAX, 100)
}

fn the_index_finds_what_was_put_and_not_what_was_removed(open: &Open) {
    let driver = open();
    let mut session = driver.write().unwrap();
    put_row(&mut *session, 30, "goncalves luis 12227");
    put_row(&mut *session, 10, "gonzo 10115");
    put_row(&mut *session, 20, "luisa martin");
    assert_eq!(found(&mut *session, &["gon"]), [10, 30], "in the order of ranks");
    assert_eq!(found(&mut *session, &["lui", "gon"]), [30], "every term, in any order");
    assert_eq!(found(&mut *session, &["goncalves"]), [30]);
    assert_eq!(found(&mut *session, &["oncalves"]), Vec::<i64>::new(), "only beginnings of words");
    assert_eq!(found(&mut *session, &["goncalvesx"]), Vec::<i64>::new());
    let gon = Wanted::Beginning("gon".to_owned());
    assert_eq!(asked(&mut *session, &gon, 11..=99, 100), [30], "after a rank");
    assert_eq!(asked(&mut *session, &gon, 0..=29, 100), [10], "before a rank");
    assert_eq!(asked(&mut *session, &gon, 0..=i64::MAX, 1), [10], "no more than asked for");
    let word = |text: &str| Wanted::Word(text.to_owned());
    let mut all = |wanted: Wanted| asked(&mut *session, &wanted, 0..=i64::MAX, 100);
    assert_eq!(all(word("gon")), Vec::<i64>::new(), "a word is whole");
    assert_eq!(all(Wanted::Any(vec![word("gonzo"), word("luisa"), word("nobody")])), [10, 20]);
    assert_eq!(all(Wanted::Except(Box::new(gon.clone()), Box::new(word("luis")))), [10]);
    assert_eq!(all(Wanted::Except(Box::new(gon.clone()), Box::new(Wanted::Any(Vec::new())))), [10, 30], "nothing is left out");
    assert_eq!(all(Wanted::All(vec![gon.clone(), Wanted::All(Vec::new())])), [10, 30], "everything holds");
    assert_eq!(all(Wanted::All(vec![gon, Wanted::Any(Vec::new())])), Vec::<i64>::new(), "nothing holds");
    session.index_remove(10, "gonzo 10115").unwrap();
    put_row(&mut *session, 40, "gonzo 10115");
    session.index_forget(40, "gonzo 10115").unwrap();
    assert_eq!(found(&mut *session, &["gon"]), [30]);
    let mut words = Vec::new();
    let each = &mut |word: &str| {
        words.push(word.to_owned());
        Ok(())
    };
    session.index_words(each).unwrap();
    assert_eq!(words, ["12227", "goncalves", "luis", "luisa", "martin"]);
}

fn odd_terms_find_nothing_and_break_nothing(open: &Open) {
    let driver = open();
    let mut session = driver.write().unwrap();
    put_row(&mut *session, 1, "and or not near");
    for term in [
        "", "\"", "\"\"", "*", "^", "(", ")", ":", "+", "-", "\0", "\\", "'", "{", "a\"b", "NEAR(", "near or", "a-b", "text:", "$1", "?",
        "%", "_",
    ] {
        assert_eq!(found(&mut *session, &[term]), Vec::<i64>::new(), "{term:?}");
    }
    for word in ["and", "or", "not", "near"] {
        assert_eq!(found(&mut *session, &[word]), [1], "{word} is a word like others");
    }
    assert_eq!(found(&mut *session, &[&"x".repeat(100_000)]), Vec::<i64>::new());
}

fn the_index_is_part_of_the_transaction(open: &Open) {
    let driver = open();
    let mut session = driver.write().unwrap();
    put_row(&mut *session, 1, "kept");
    session.commit().unwrap();
    let mut session = driver.write().unwrap();
    session.index_remove(1, "kept").unwrap();
    put_row(&mut *session, 2, "dropped");
    drop(session);
    let mut session = driver.read().unwrap();
    assert_eq!((found(&mut *session, &["kept"]), found(&mut *session, &["dropped"])), (vec![1], Vec::new()));
}

fn a_second_writer_waits_for_the_first(open: &Open) {
    let (driver, other) = (open(), open());
    let mut first = driver.write().unwrap();
    put(&mut *first, "turn", "0").unwrap();
    std::thread::scope(|scope| {
        let second = scope.spawn(|| {
            let mut second = other.write().unwrap();
            let seen = get(&mut *second, "turn");
            second.execute("UPDATE meta SET value = $1 WHERE name = 'turn'", &["1".into()]).unwrap();
            second.commit().unwrap();
            seen
        });
        first.commit().unwrap();
        assert_eq!(second.join().unwrap().unwrap(), "0", "the second sees what the first committed");
    });
    assert_eq!(get(&mut *driver.read().unwrap(), "turn").unwrap(), "1");
}

fn seen_in_bytes(driver: &dyn Driver, text: &str) -> bool {
    let mut seen = false;
    let walk = driver.bytes(&mut |_, _, bytes| {
        seen |= bytes.windows(text.len()).any(|window| window == text.as_bytes());
        Ok(())
    });
    walk.expect("readable files");
    seen
}

fn columns_and_bytes_show_everything(open: &Open) {
    let driver = open();
    let columns = driver.columns().unwrap();
    for (table, column) in [("subject", "family_name"), ("part", "value"), ("journal_value", "old"), ("search_entry", "text")] {
        assert!(columns.contains(&(table.to_owned(), column.to_owned())), "{table}.{column}");
    }
    let mut session = driver.write().unwrap();
    put(&mut *session, "a", "UnmistakableValue").unwrap();
    session.commit().unwrap();
    assert!(seen_in_bytes(&*driver, "UnmistakableValue"));
}

fn a_purge_leaves_no_byte_of_what_was_deleted(open: &Open) {
    let driver = open();
    let mut session = driver.write().unwrap();
    for i in 0..200 {
        put(&mut *session, &format!("a{i}"), &format!("Unmistakable{i}")).unwrap();
    }
    put_row(&mut *session, 1, "unmistakableword");
    put_row(&mut *session, 2, "unmistakablename");
    session.commit().unwrap();
    assert!(["Unmistakable1", "unmistakableword", "unmistakablename"].iter().all(|text| seen_in_bytes(&*driver, text)));
    let mut session = driver.write().unwrap();
    session.execute("DELETE FROM meta WHERE name LIKE 'a%'", &[]).unwrap();
    session.index_remove(1, "unmistakableword").unwrap();
    session.index_forget(2, "unmistakablename").unwrap();
    session.execute("DELETE FROM search_entry", &[]).unwrap();
    session.commit().unwrap();
    assert!(driver.purge(&mut |_, _| true).unwrap());
    assert!(!seen_in_bytes(&*driver, "Unmistakable") && !seen_in_bytes(&*driver, "unmistakable"));
    assert_eq!(get(&mut *driver.read().unwrap(), "a1"), None, "it goes on working");
}

fn the_doors_work_over_it(open: &Open) {
    let folder = tempfile::tempdir().unwrap();
    let ledger = || Box::new(FileLedger::at(folder.path().join("erasures")));
    let engine = Engine::over(open(), ledger(), shop::options()).unwrap();
    shop::seed(&engine, 3);
    let desk = shop::desk(&engine, "till-1");
    let saved = desk.save(&mut shop::draft(&desk, "new-1")).unwrap();
    assert_eq!(desk.search("goncal lisb", 10).unwrap().hits[0].customer.id, saved.id);
    let second = desk.save(&mut shop::draft(&desk, "new-1")).unwrap_err();
    assert_eq!((second.kind(), second.field_name()), (ErrorKind::Conflict, Some("number")));
    shop::erp(&engine).anonymize(saved.id).unwrap();
    assert_eq!(shop::erp(&engine).purge().unwrap(), Purged::Done);
    drop((desk, engine));
    let engine = Engine::over(open(), ledger(), shop::options()).unwrap();
    let page = shop::desk(&engine, "till-1").customers(&ListQuery { limit: 10, ..ListQuery::default() }).unwrap();
    assert_eq!((page.rows.len(), page.next), (3, None));
    assert_eq!((engine.verify_journal().unwrap().findings, engine.take_notices()), (vec![], vec![]));
}

#[test]
fn sqlite_does_what_every_driver_owes() {
    let folders = Arc::new(std::sync::Mutex::new(Vec::new()));
    conformance(|| {
        let folder = tempfile::tempdir().unwrap();
        let path: PathBuf = folder.path().join("shop.db");
        folders.lock().unwrap().push(folder);
        Box::new(move || Box::new(Sqlite::open(&path, shop::WAIT).unwrap()))
    });
}
