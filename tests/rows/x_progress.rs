//! X5, X10, X11: what looks at the whole store tells how far it is, and ends when it is told to.

use std::fs;
use std::thread;

use clientela::domain::field::Field;
use clientela::{Error, ErrorKind, Purged};

use crate::shop::{Shop, database, failed};
use crate::x_residue::with_xaver;

const CANCELLED: (ErrorKind, &str, Option<&str>) = (ErrorKind::Cancelled, "store.cancelled", None);

/// What a long work told, in order: how much was done of how much.
type Told = Vec<(u64, u64)>;

/// Runs to the end, and once more for each time it asked, cancelled at that time.
fn cancelled_each_time<T>(mut work: impl FnMut(&mut dyn FnMut(u64, u64) -> bool) -> Result<T, Error>) -> Told {
    let mut told = Told::new();
    let mut tell = |done, total| {
        told.push((done, total));
        true
    };
    assert!(work(&mut tell).is_ok(), "the control: it works when nobody cancels it");
    for last in 1..=told.len() {
        let mut asked = 0;
        let cancelled = work(&mut |_, _| {
            asked += 1;
            asked < last
        });
        assert_eq!((failed(cancelled), asked), (CANCELLED, last), "asked no more once it was told");
    }
    told
}

/// It begins with nothing, ends with all, and never goes back.
fn goes_on(told: &Told) {
    let total = told[0].1;
    assert!(total > 0 && told[0] == (0, total) && told.last() == Some(&(total, total)), "{told:?}");
    assert!(told.windows(2).all(|two| two[0].0 <= two[1].0 && two[1].1 == total), "{told:?}");
}

#[test]
fn x10_a_scan_tells_how_far_it_is_and_one_that_was_cancelled_tells_nobody_anything() {
    let (shop, id) = with_xaver();
    let mut sought = shop.erp().sought(id).unwrap();
    shop.erp().anonymize(id).unwrap();
    shop.erp().purge().unwrap();
    fs::write(shop.folder.path().join("shop.db-copy"), vec![b'.'; 6 << 20]).unwrap();
    let mut asked = 0;
    let mut until_the_last = |done: u64, total: u64| {
        asked += 1;
        done < total
    };
    assert_eq!(failed(shop.erp().scan_with(&mut sought, &mut until_the_last)), CANCELLED);
    assert!(asked > 8, "between the pieces of a file too: {asked}");
    assert_eq!(shop.erp().certificate(id).unwrap().scan, None, "nothing is kept of a scan that was cancelled");
    let told = cancelled_each_time(|going| shop.erp().scan_with(&mut sought, going));
    goes_on(&told);
    let again = shop.erp().scan(&mut sought).unwrap();
    assert_eq!(again.residues, []);
    assert_eq!(shop.erp().certificate(id).unwrap().scan.map(|scan| scan.residues), Some(0));
}

#[test]
fn x10_what_is_found_after_a_cancelled_scan_is_what_would_have_been_found() {
    let (shop, id) = with_xaver();
    shop.add(&[(Field::FamilyName, "Vandersluyt"), (Field::City, "Bergen")]);
    let scanned = |cancelled: bool| {
        let mut sought = shop.erp().sought(id).unwrap();
        if cancelled {
            assert_eq!(failed(shop.erp().scan_with(&mut sought, &mut |done, _| done == 0)), CANCELLED);
        }
        let report = shop.erp().scan(&mut sought).unwrap();
        (report.residues, report.kept, report.shared)
    };
    let control = scanned(false);
    assert!(control.0.len() > 20 && control.2 > 0, "{} findings, {} shared", control.0.len(), control.2);
    assert_eq!(scanned(true), control);
}

#[test]
fn x10_a_host_that_takes_its_time_holds_up_no_other_scan() {
    let (shop, id) = with_xaver();
    fs::write(shop.folder.path().join("shop.db-copy"), vec![b'.'; 6 << 20]).unwrap();
    let (mut one, mut other) = (shop.erp().sought(id).unwrap(), shop.erp().sought(id).unwrap());
    let mut elsewhere = None;
    let mut tell = |done: u64, total: u64| {
        if 2 * done > total && elsewhere.is_none() {
            elsewhere = thread::scope(|scope| scope.spawn(|| shop.erp().scan(&mut other).ok()).join().unwrap());
        }
        true
    };
    let here = shop.erp().scan_with(&mut one, &mut tell).unwrap();
    assert_eq!(elsewhere.map(|report| report.residues), Some(here.residues), "it was told in the middle of a file");
}

#[test]
fn x11_a_purge_that_is_cancelled_waits_for_the_next_one() {
    let (shop, id) = with_xaver();
    shop.erp().anonymize(id).unwrap();
    let mut told = Told::new();
    let mut no = |done, total| {
        told.push((done, total));
        false
    };
    assert_eq!(failed(shop.erp().purge_with(&mut no)), CANCELLED);
    assert_eq!(told, [(0, 0)]);
    assert!(shop.erp().purge_pending().unwrap());
    shop.receipt("T-2", None);
    assert_eq!(shop.erp().purge_with(&mut |_, _| true).unwrap(), Purged::Done);
    assert!(!shop.erp().purge_pending().unwrap());
}

#[test]
fn x11_a_purge_is_cancelled_while_it_waits_for_a_reader_and_the_store_goes_on() {
    let (shop, id) = with_xaver();
    let reader = database(shop.folder.path());
    reader.execute_batch("BEGIN; SELECT count(*) FROM subject").unwrap();
    shop.erp().anonymize(id).unwrap();
    let mut asked = 0;
    let mut once = |_, _| {
        asked += 1;
        asked == 1
    };
    assert_eq!(failed(shop.erp().purge_with(&mut once)), CANCELLED);
    assert!(asked == 2 && shop.erp().purge_pending().unwrap());
    shop.receipt("T-2", None);
    reader.execute_batch("COMMIT").unwrap();
    assert_eq!(shop.erp().purge().unwrap(), Purged::Done);
    assert_eq!(shop.engine.verify_journal().unwrap().findings, []);
}

/// A journal that is read in several parts.
fn with_many_entries() -> Shop {
    let shop = Shop::with_definitions();
    let lee = r#"{"feed":"customer","source_id":"1","number":"1","kind":"private","family_name":"Lee"}"#;
    let all: Vec<String> = (1..2_401).map(|number| lee.replace(":\"1\"", &format!(":\"{number}\""))).collect();
    shop.fed(&all.join("\n"));
    shop
}

#[test]
fn x5_verifying_tells_how_many_entries_of_how_many_and_can_be_cancelled() {
    let shop = with_many_entries();
    let told = cancelled_each_time(|going| shop.engine.verify_with(&[], going));
    goes_on(&told);
    let verified = shop.engine.verify_journal().unwrap();
    assert!(told[0].1 == verified.entries && told.len() > 10, "{told:?}");
    assert!(told.iter().any(|(done, total)| 0 < *done && done < total), "between the parts too");
    let in_the_journal = |done: u64, total: u64| done == 0 || done == total;
    let mut seen = Told::new();
    let checked = shop.engine.check(&mut |done, total| {
        seen.push((done, total));
        in_the_journal(done, total)
    });
    assert_eq!(failed(checked), CANCELLED, "a check is cancelled in the journal too: {seen:?}");
    assert!(shop.engine.check(&mut |_, _| true).unwrap().is_sound());
}

#[test]
fn x5_a_changed_entry_is_found_wherever_the_parts_meet() {
    let shop = with_many_entries();
    let anchored = shop.engine.heads().unwrap();
    assert_eq!(shop.engine.verify_against(&anchored).unwrap().findings, []);
    for place in [1_i64, 1_000, 1_001, 2_000, 2_001, 2_400] {
        let changed = database(shop.folder.path());
        changed.execute("UPDATE journal SET key = key || 'x' WHERE origin = 'erp' AND sequence = ?1", [place]).unwrap();
        let found = shop.engine.verify_against(&anchored).unwrap().findings;
        assert!(found.iter().any(|(origin, at, _)| origin.as_str() == "erp" && i64::try_from(*at) == Ok(place)), "{place}: {found:?}");
        changed
            .execute("UPDATE journal SET key = substr(key, 1, length(key) - 1) WHERE origin = 'erp' AND sequence = ?1", [place])
            .unwrap();
        assert_eq!(shop.engine.verify_against(&anchored).unwrap().findings, [], "{place} as it was");
    }
}
