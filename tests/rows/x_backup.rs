//! Backup while selling, restore, check and salvage (X12): nothing is written over, and no copy brings an erased person back.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, Ordering};

use clientela::domain::soundness::CheckPart;
use clientela::{Engine, ErrorKind, Restored};
use rusqlite::Connection;
use tempfile::TempDir;

use crate::scanner::scan_files;
use crate::shop::{Shop, copy_of, database, failed, files, yes};

fn on(_: u64, _: u64) -> bool {
    true
}

/// A shop of its own opened in this file's folder.
fn opened(folder: TempDir) -> Shop {
    Shop::open_in(folder).unwrap()
}

fn ledger(folder: &Path) -> PathBuf {
    folder.join("shop.db.ledger")
}

/// The rows of every table that is not derived.
fn rows(path: &Path) -> BTreeMap<String, i64> {
    let connection = Connection::open(path).unwrap();
    let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search%' AND name NOT LIKE 'sqlite%'";
    let mut statement = connection.prepare(sql).unwrap();
    let names: Vec<String> = statement.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    let count = |name: &String| connection.query_row(&format!("SELECT count(*) FROM \"{name}\""), [], |row| row.get(0)).unwrap();
    names.iter().map(|name| (name.clone(), count(name))).collect()
}

#[test]
fn x12_a_backup_is_taken_while_others_sell_and_is_whole() {
    let shop = Shop::stocked();
    let elsewhere = tempfile::tempdir().unwrap();
    let copy = elsewhere.path().join("shop.db");
    let enough = AtomicBool::new(false);
    let (mut told, mut sold) = (Vec::new(), 0);
    std::thread::scope(|scope| {
        let selling = scope.spawn(|| {
            let mut sold = 0;
            while !enough.load(Ordering::Relaxed) {
                sold += 1;
                shop.receipt(&format!("S-{sold}"), None);
            }
            sold
        });
        shop.engine
            .backup(&copy, &mut |done, total| {
                told.push((done, total));
                true
            })
            .unwrap();
        shop.receipt("after", None);
        enough.store(true, Ordering::Relaxed);
        sold = selling.join().unwrap();
    });
    assert!(sold > 0 && told.iter().all(|(done, total)| done <= total && *total > 0));
    assert_eq!(told.last().map(|(done, total)| done == total), Some(true));
    let names: Vec<String> = files(elsewhere.path()).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["shop.db", "shop.db.ledger"], "one file, and the ledger of that time");
    let copied = opened(elsewhere);
    assert!(copied.engine.check(&mut on).unwrap().is_sound());
    assert_eq!(copied.desk().search("goncalves", 9).unwrap().hits.len(), 1);
    assert!(shop.engine.check(&mut on).unwrap().is_sound());
}

#[test]
fn x12_a_backup_writes_nothing_over_and_a_cancelled_one_leaves_nothing() {
    let shop = Shop::stocked();
    let elsewhere = tempfile::tempdir().unwrap();
    let copy = elsewhere.path().join("shop.db");
    assert_eq!(failed(shop.engine.backup(&copy, &mut |_, _| false)).0, ErrorKind::Cancelled);
    assert_eq!(files(elsewhere.path()), []);
    fs::write(&copy, b"something else").unwrap();
    assert_eq!(failed(shop.engine.backup(&copy, &mut on)), (ErrorKind::Conflict, "copy.exists", Some("path")));
    assert_eq!(fs::read(&copy).unwrap(), b"something else");
    fs::remove_file(&copy).unwrap();
    fs::write(ledger(elsewhere.path()), b"a ledger").unwrap();
    assert_eq!(failed(shop.engine.backup(&copy, &mut on)), (ErrorKind::Conflict, "copy.exists", Some("ledger")));
    fs::remove_file(ledger(elsewhere.path())).unwrap();
    shop.engine.backup(&copy, &mut on).unwrap();
    assert_eq!(failed(shop.engine.backup(shop.path(), &mut on)).1, "copy.exists", "nor the store itself");
}

/// A backup with Luís, taken before he was erased, and the folder whose database is lost and whose ledger is not.
fn lost_after_an_erasure() -> (TempDir, TempDir) {
    let shop = Shop::stocked();
    shop.desk().record(shop.customer("2"), &yes("newsletter-email")).unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    shop.engine.backup(elsewhere.path().join("shop.db"), &mut on).unwrap();
    shop.erp().anonymize(shop.customer("1")).unwrap();
    let folder = shop.close();
    fs::remove_file(folder.path().join("shop.db")).unwrap();
    (elsewhere, folder)
}

#[test]
fn x12_a_restored_backup_brings_nobody_back_and_the_ledger_is_not_rolled_back() {
    let (backup, folder) = lost_after_an_erasure();
    let before = fs::read(ledger(folder.path())).unwrap();
    assert_ne!(scan_files(backup.path(), &["Gonçalves"]), [], "the control: he is in the backup");
    let restored = Engine::restore(backup.path().join("shop.db"), folder.path().join("shop.db"), None, &mut on).unwrap();
    assert_eq!(restored, Restored { unconfirmed: false, losses: Vec::new() });
    assert_eq!(fs::read(ledger(folder.path())).unwrap(), before);
    let shop = opened(folder);
    assert_eq!(shop.desk().search("goncalves", 9).unwrap().hits.len(), 0, "the first read");
    assert_eq!((shop.engine.epoch().unwrap(), shop.engine.take_notices()), (2, vec!["ledger.replayed"]));
    shop.erp().purge().unwrap();
    assert!(shop.engine.check(&mut on).unwrap().is_sound());
    assert_eq!(scan_files(shop.close().path(), &["Gonçalves"]), []);
}

#[test]
fn x12_a_backup_restored_elsewhere_takes_the_ledger_that_the_host_names_or_is_unconfirmed() {
    let (backup, folder) = lost_after_an_erasure();
    let from = backup.path().join("shop.db");
    for named in [true, false] {
        let elsewhere = tempfile::tempdir().unwrap();
        let kept = ledger(folder.path());
        let to = elsewhere.path().join("shop.db");
        let restored = Engine::restore(&from, &to, named.then_some(kept.as_path()), &mut on).unwrap();
        assert_eq!(restored.unconfirmed, !named);
        let shop = opened(elsewhere);
        assert_eq!(shop.engine.is_unconfirmed().unwrap(), !named);
        assert_eq!(shop.desk().search("goncalves", 9).unwrap().hits.is_empty(), named);
        if !named {
            shop.erp().take_ledger(&fs::read_to_string(&kept).unwrap()).unwrap();
            shop.erp().confirm_erasures("that was the newest ledger").unwrap();
            assert!(!shop.engine.is_unconfirmed().unwrap() && shop.desk().search("goncalves", 9).unwrap().hits.is_empty());
        }
    }
}

#[test]
fn x12_restoring_writes_nothing_over_and_refuses_what_is_no_sound_backup_of_this_store() {
    let (backup, folder) = lost_after_an_erasure();
    let (from, to) = (backup.path().join("shop.db"), folder.path().join("shop.db"));
    let before = files(folder.path());
    let again = |from: &Path, ledger: Option<&Path>| failed(Engine::restore(from, &to, ledger, &mut on));
    assert_eq!(again(&from, Some(&ledger(backup.path()))), (ErrorKind::Conflict, "copy.exists", Some("ledger")));
    assert_eq!(again(&folder.path().join("nowhere"), None).0, ErrorKind::Io);
    let foreign = tempfile::tempdir().unwrap();
    Shop::stocked().engine.backup(foreign.path().join("other"), &mut on).unwrap();
    assert_eq!(again(&foreign.path().join("other"), None).1, "ledger.of_another_store");
    let bytes = fs::read(&from).unwrap();
    let cut = foreign.path().join("cut");
    for length in [100, 4096, bytes.len() / 2, bytes.len() - 1] {
        fs::write(&cut, &bytes[..length]).unwrap();
        assert!(matches!(again(&cut, None).0, ErrorKind::Damaged | ErrorKind::NotAStore), "{length} bytes");
    }
    assert_eq!(failed(Engine::restore(&from, &to, None, &mut |_, _| false)).0, ErrorKind::Cancelled);
    assert_eq!(files(folder.path()), before, "nothing was left behind");
    Engine::restore(&from, &to, None, &mut on).unwrap();
    assert_eq!(again(&from, None), (ErrorKind::Conflict, "copy.exists", Some("path")));
}

#[test]
fn x12_a_check_says_which_part_is_wrong() {
    let folder = Shop::stocked().close();
    let wrong = |spoil: &dyn Fn(&Path)| {
        let copy = copy_of(folder.path());
        spoil(copy.path());
        let checked = opened(copy).engine.check(&mut on).unwrap();
        let wrong: Vec<CheckPart> = checked.parts.iter().filter(|(_, wrong)| *wrong > 0).map(|(part, _)| *part).collect();
        assert_eq!(checked.is_sound(), wrong.is_empty());
        wrong
    };
    let run = |sql: &'static str| move |folder: &Path| database(folder).execute_batch(sql).unwrap();
    assert_eq!(wrong(&|_| {}), []);
    assert_eq!(wrong(&run("DROP INDEX document_source")), [CheckPart::Schema]);
    assert_eq!(wrong(&run("DELETE FROM line; DELETE FROM item; DELETE FROM document")), [CheckPart::Journal]);
    assert_eq!(
        wrong(&run(
            "INSERT INTO relation (of, person, role) VALUES (x'0123456789abcdef0123456789abcdef', (SELECT id FROM subject), 'contact')"
        )),
        [CheckPart::References]
    );
    assert_eq!(
        wrong(&run("UPDATE subject SET erased = 1 WHERE source_id = '3'; UPDATE meta SET value = '0' WHERE name = 'epoch'")),
        [CheckPart::Ledger]
    );
    let pages = (3..40).find(|page| {
        let copy = copy_of(folder.path());
        destroy(&copy.path().join("shop.db"), *page);
        Shop::open_in(copy).is_ok_and(|shop| shop.engine.check(&mut on).unwrap().wrong(CheckPart::Pages) > 0)
    });
    assert!(pages.is_some(), "a destroyed page");
    assert_eq!(failed(opened(copy_of(folder.path())).engine.check(&mut |_, _| false)).0, ErrorKind::Cancelled);
}

/// Writes chance over a page of a closed file.
fn destroy(path: &Path, page: u64) {
    let mut file = fs::OpenOptions::new().write(true).open(path).unwrap();
    file.seek(SeekFrom::Start((page - 1) * 4096)).unwrap();
    file.write_all(&[0xa5; 4096]).unwrap();
}

/// Salvages a damaged copy of a folder; the rows before and what came of them.
fn salvaged(damaged: &Path) -> clientela::Result<(Shop, Restored)> {
    let before = files(damaged);
    let folder = tempfile::tempdir().unwrap();
    let salvaged = Engine::salvage(damaged.join("shop.db"), folder.path().join("shop.db"), &mut on);
    assert_eq!(files(damaged), before, "the damaged file is as it was");
    let restored = salvaged.inspect_err(|_| assert_eq!(files(folder.path()), []))?;
    Ok((opened(folder), restored))
}

/// Every row that is not there is told, and nothing that is erased came back.
fn is_honest(case: &str, wanted: &BTreeMap<String, i64>, shop: &Shop, restored: &Restored) {
    for loss in &restored.losses {
        let before = wanted[&loss.table].unsigned_abs();
        assert!(loss.copied >= before || loss.lost > 0, "{case}: {} has {} of {before} rows and tells of no loss", loss.table, loss.copied);
    }
    assert_eq!(shop.desk().search("goncalves", 9).unwrap().hits.len(), 0, "{case}");
    assert_eq!(shop.feed_file("customers.csv").failures[0].rule, "customer.anonymized", "{case}");
    assert!(!shop.engine.is_unconfirmed().unwrap(), "{case}");
}

#[test]
fn x12_what_can_be_read_of_a_damaged_file_is_salvaged_and_the_losses_are_told() {
    let shop = Shop::stocked();
    shop.erp().anonymize(shop.customer("1")).unwrap();
    shop.erp().purge().unwrap();
    let folder = shop.close();
    let wanted = rows(&folder.path().join("shop.db"));
    let length = fs::metadata(folder.path().join("shop.db")).unwrap().len();

    let (whole, told) = salvaged(folder.path()).unwrap();
    assert!(told.losses.iter().all(|loss| loss.lost == 0 && loss.copied >= wanted[&loss.table].unsigned_abs()), "{:?}", told.losses);
    is_honest("sound", &wanted, &whole, &told);
    assert!(whole.engine.check(&mut on).unwrap().is_sound());
    assert_eq!(whole.desk().search("kohler", 9).unwrap().hits.len(), 1, "the index is made anew");

    let all: i64 = wanted.values().sum();
    let (mut lossy, mut kept, pages) = (0, Vec::new(), length / 4096);
    for page in (2..=pages).step_by(7) {
        let copy = copy_of(folder.path());
        destroy(&copy.path().join("shop.db"), page);
        match salvaged(copy.path()) {
            Ok((shop, told)) => {
                lossy += usize::from(told.losses.iter().any(|loss| loss.lost > 0));
                kept.push(told.losses.iter().map(|loss| loss.copied).sum::<u64>() * 100 / all.unsigned_abs());
                is_honest(&format!("page {page}"), &wanted, &shop, &told);
            }
            Err(error) => assert_eq!(error.code(), "salvage.unreadable", "page {page}"),
        }
    }
    assert!(lossy > 5, "{lossy} of {pages} pages");
    let good = kept.iter().filter(|percent| **percent >= 90).count();
    assert!(good * 10 >= kept.len() * 9, "of most damages nine rows of ten are kept: {kept:?}");
}

#[test]
fn x12_a_truncated_file_is_salvaged_as_far_as_it_goes() {
    let shop = Shop::stocked();
    shop.erp().anonymize(shop.customer("1")).unwrap();
    let folder = shop.close();
    let wanted = rows(&folder.path().join("shop.db"));
    let bytes = fs::read(folder.path().join("shop.db")).unwrap();
    for length in [bytes.len() / 2, bytes.len() * 3 / 4, bytes.len() - 5000, bytes.len() - 1] {
        let copy = copy_of(folder.path());
        fs::write(copy.path().join("shop.db"), &bytes[..length]).unwrap();
        assert!(Shop::open_in(copy_of(copy.path())).is_err(), "the control: {length} bytes are no store");
        let (shop, told) = salvaged(copy.path()).unwrap();
        is_honest(&format!("{length} bytes"), &wanted, &shop, &told);
    }
    for length in [0, 600] {
        let copy = copy_of(folder.path());
        fs::write(copy.path().join("shop.db"), &bytes[..length]).unwrap();
        assert!(salvaged(copy.path()).is_err(), "{length} bytes");
    }
}

#[test]
fn x12_without_its_ledger_what_was_salvaged_is_unconfirmed() {
    let shop = Shop::stocked();
    for number in ["1", "3"] {
        shop.erp().anonymize(shop.customer(number)).unwrap();
    }
    let folder = shop.close();
    let kept = fs::read_to_string(ledger(folder.path())).unwrap();
    fs::remove_file(ledger(folder.path())).unwrap();
    let (shop, told) = salvaged(folder.path()).unwrap();
    assert!(told.unconfirmed && shop.engine.is_unconfirmed().unwrap());
    assert_eq!(shop.engine.take_notices(), ["ledger.rebuilt", "ledger.unconfirmed"]);
    shop.erp().take_ledger(&kept).unwrap();
    shop.erp().confirm_erasures("nothing was missing").unwrap();
    assert!(!shop.engine.is_unconfirmed().unwrap());
}

#[test]
fn x12_a_store_that_is_being_written_is_salvaged_with_its_log() {
    let shop = Shop::stocked();
    let new = shop.receipt("in-the-log", None);
    let folder = tempfile::tempdir().unwrap();
    assert!(fs::metadata(shop.folder.path().join("shop.db-wal")).unwrap().len() > 0, "the control: there is a log");
    Engine::salvage(shop.path(), folder.path().join("shop.db"), &mut on).unwrap();
    let copied = opened(folder);
    assert!(copied.desk().document(new).is_ok());
    shop.receipt("still-selling", None);
    assert!(shop.engine.check(&mut on).unwrap().is_sound());
}
