//! X12: an older database or folder is recognised, and nobody is contacted before it has caught up.

use std::fs;
use std::path::{Path, PathBuf};

use clientela::domain::consent::{ConfirmationKind, Reason};
use clientela::domain::field::Field;
use clientela::domain::id::SubjectId;
use clientela::domain::journal::EntryKind;
use clientela::domain::setting::{Place, Setting};
use clientela::store::{FileLedger, Ledger, LedgerEntry};
use clientela::{ErrorKind, JournalQuery, Question};
use tempfile::TempDir;

use crate::shop::{DAY, NOW, Shop, code, copy_of, failed, newsletter, yes};

/// A folder as it was before Luís was erased, and the shop that erased him; Leonie may be written to.
fn older_and_newer() -> (TempDir, Shop) {
    let shop = Shop::stocked();
    shop.desk().record(shop.customer("2"), &yes("newsletter-email")).unwrap();
    let folder = shop.close();
    let older = copy_of(folder.path());
    let shop = Shop::open_in(folder).unwrap();
    shop.erp().anonymize(shop.customer("1")).unwrap();
    (older, shop)
}

fn ledger(folder: &Path) -> PathBuf {
    folder.join("shop.db.ledger")
}

fn reason(shop: &Shop) -> Reason {
    let leonie = shop.customer("2");
    let answer = shop.desk().may_contact(leonie, &newsletter()).unwrap();
    assert_eq!(answer, shop.erp().may_contact(leonie, &newsletter()).unwrap());
    answer.reason
}

fn walked(shop: &Shop, question: &Question) -> Vec<SubjectId> {
    let mut contacts = shop.erp().contacts(question);
    std::iter::from_fn(|| contacts.next().unwrap()).map(|contact| contact.subject).collect()
}

#[test]
fn x12_a_restored_folder_is_unconfirmed_until_it_has_caught_up_with_the_anchored_epoch() {
    let (older, shop) = older_and_newer();
    let (luis, leonie) = (shop.erp().subject_by_source("1").unwrap().unwrap(), shop.customer("2"));
    let (epoch, ledger) = (shop.engine.epoch().unwrap(), shop.engine.export_ledger().unwrap());
    assert_eq!(epoch, 2, "Luís, and who was here through him");

    let unanchored = Shop::open_in(copy_of(older.path())).unwrap();
    assert!(!unanchored.engine.is_unconfirmed().unwrap(), "the control: from inside nobody sees it");
    let written_to = walked(&unanchored, &newsletter());
    assert_eq!((reason(&unanchored), written_to.contains(&leonie)), (Reason::Allowed, true));

    let restored = Shop::open_with(older, |options| options.anchored(epoch)).unwrap();
    assert!(restored.engine.is_unconfirmed().unwrap());
    assert_eq!(restored.engine.take_notices(), ["ledger.unconfirmed"]);
    assert_eq!((reason(&restored), walked(&restored, &newsletter())), (Reason::Unconfirmed, vec![]));
    let consents = restored.desk().consents(leonie).unwrap();
    assert!(consents.iter().all(|consent| !consent.usable.allowed));

    assert_eq!(restored.erp().take_ledger(&ledger).unwrap(), epoch);
    assert!(!restored.engine.is_unconfirmed().unwrap());
    assert_eq!((reason(&restored), walked(&restored, &newsletter())), (Reason::Allowed, written_to));
    assert_eq!(failed(restored.desk().customer(luis)).0, ErrorKind::Erased);
    assert_eq!(restored.erp().take_ledger(&ledger).unwrap(), epoch, "twice is success");
    assert_eq!(restored.engine.export_ledger().unwrap(), ledger);
    assert!(restored.engine.verify_journal().unwrap().findings.is_empty());
    assert_eq!(restored.reopened().engine.take_notices(), [""; 0]);
}

#[test]
fn x12_an_unconfirmed_store_stays_so_for_every_process_and_after_reopening_without_the_anchor() {
    let (older, shop) = older_and_newer();
    let restored = Shop::open_with(older, |options| options.anchored(shop.engine.epoch().unwrap())).unwrap();
    let restored = restored.reopened();
    assert_eq!(restored.engine.take_notices(), ["ledger.unconfirmed"]);
    assert_eq!(reason(&restored), Reason::Unconfirmed);
}

#[test]
fn x12_what_was_erased_meanwhile_and_what_the_ledger_brings_are_both_erased() {
    let (older, shop) = older_and_newer();
    let (ledger, luis) = (shop.engine.export_ledger().unwrap(), shop.erp().subject_by_source("1").unwrap().unwrap());
    let restored = Shop::open_with(older, |options| options.anchored(2)).unwrap();
    let [third, fourth] = ["3", "4"].map(|number| restored.customer(number));
    for person in [third, fourth] {
        restored.erp().anonymize(person).unwrap();
        assert!(restored.engine.is_unconfirmed().unwrap(), "somebody else does not make up for Luís");
    }
    assert_eq!(restored.erp().take_ledger(&ledger).unwrap(), 4);
    assert!(!restored.engine.is_unconfirmed().unwrap());
    for gone in [luis, third, fourth] {
        assert_eq!(failed(restored.desk().customer(gone)).0, ErrorKind::Erased);
    }
    let restored = restored.reopened();
    assert_eq!((restored.engine.epoch().unwrap(), restored.engine.take_notices().len()), (4, 0));
}

#[test]
fn x12_the_central_systems_feed_carries_its_own_count_of_erasures() {
    let (older, _newer) = older_and_newer();
    let shop = Shop::open_in(older).unwrap();
    shop.fed(r#"{"feed":"erasures","count":0}"#);
    assert_eq!(reason(&shop), Reason::Allowed, "the control");
    shop.fed(r#"{"feed":"erasures","count":2}"#);
    assert_eq!((reason(&shop), shop.engine.take_notices()), (Reason::Unconfirmed, vec!["ledger.unconfirmed"]));
    shop.fed(r#"{"feed":"erasures","count":1}"#);
    assert!(shop.engine.is_unconfirmed().unwrap(), "fewer than said before change nothing");
    shop.erp().anonymize(shop.customer("1")).unwrap();
    assert_eq!((shop.engine.epoch().unwrap(), reason(&shop)), (2, Reason::Unconfirmed), "those may be others than the missing ones");
    shop.fed(r#"{"feed":"erasures","complete":"both sent again"}"#);
    assert_eq!(reason(&shop), Reason::Allowed);
    shop.fed(r#"{"feed":"erasures","count":2}"#);
    assert_eq!(reason(&shop), Reason::Allowed, "they are all here");
    let report = shop.feed("{\"feed\":\"erasures\"}\n{\"feed\":\"erasures\",\"count\":-1}");
    assert_eq!(
        report.failures.iter().map(|failure| (failure.field, failure.rule)).collect::<Vec<_>>(),
        [("count", "required"), ("count", "not_a_number")]
    );
}

#[test]
fn x12_the_central_system_may_say_that_nothing_is_missing_with_a_reason_in_the_journal() {
    let (older, _newer) = older_and_newer();
    let shop = Shop::open_with(older, |options| options.anchored(9)).unwrap();
    assert_eq!(failed(shop.erp().confirm_erasures(" ")), (ErrorKind::Invalid, "required", Some("reason")));
    assert_eq!(reason(&shop), Reason::Unconfirmed);
    shop.erp().confirm_erasures("sent again, all nine").unwrap();
    assert_eq!((reason(&shop), shop.engine.is_unconfirmed().unwrap()), (Reason::Allowed, false));
    let query = JournalQuery { kinds: vec![EntryKind::ErasuresConfirmed], limit: 9, ..JournalQuery::default() };
    assert_eq!(shop.desk().journal(&query).unwrap().entries.len(), 1);
}

#[test]
fn x12_an_unconfirmed_store_hands_out_no_message_either() {
    let shop = Shop::with_definitions();
    shop.fed(r#"{"feed":"definition","code":"raffle","version":"1.0","state":"active","purpose":"marketing","channel":"email","confirmation":true,"texts":[{"language":"en","title":"Raffle","body":"May we write about raffles?"}]}"#);
    let ana = shop.add(&[(Field::FamilyName, "Lee"), (Field::Email, "ana@example.pt")]);
    shop.desk().record(ana, &yes("raffle")).unwrap();
    shop.desk().request_confirmation(ana, &code("raffle"), ConfirmationKind::Link).unwrap();
    assert!(shop.erp().expect_erasures(1).unwrap());
    assert_eq!(shop.erp().take_confirmations(9).unwrap().len(), 0);
    shop.erp().confirm_erasures("a mistake").unwrap();
    assert_eq!(shop.erp().take_confirmations(9).unwrap().len(), 1, "the control");
}

#[test]
fn x12_a_copy_of_the_ledger_that_is_damaged_or_of_another_store_is_refused() {
    let (older, shop) = older_and_newer();
    let ledger = shop.engine.export_ledger().unwrap();
    let restored = Shop::open_in(older).unwrap();
    assert_eq!(failed(restored.erp().take_ledger(&ledger.replace(" erase", " erasE"))).1, "ledger.damaged");
    assert_eq!(failed(restored.erp().take_ledger("")).1, "ledger.damaged");
    assert_eq!(failed(Shop::stocked().erp().take_ledger(&ledger)).1, "ledger.of_another_store");
    assert_eq!(restored.engine.epoch().unwrap(), 0);
    assert_eq!(restored.erp().take_ledger(&ledger).unwrap(), 2, "the control");
}

#[test]
fn x12_an_erasure_that_only_the_ledger_knows_happens_before_the_next_read_and_the_next_write() {
    for by_writing in [false, true] {
        let shop = Shop::stocked();
        let luis = shop.customer("1");
        let text = shop.engine.export_ledger().unwrap();
        let store = text.lines().next().unwrap().split(' ').next_back().unwrap();
        let file = FileLedger::at(ledger(shop.folder.path()));
        file.bind(store).unwrap();
        assert!(shop.desk().customer(luis).is_ok(), "the control");
        file.append(&[LedgerEntry { epoch: 1, subject: luis, source_id: None, number: None, mark: None }]).unwrap();
        if by_writing {
            shop.fed(r#"{"feed":"customer","source_id":"901","kind":"private","family_name":"Lee"}"#);
            assert_eq!(shop.engine.take_notices(), ["ledger.replayed"]);
        }
        assert_eq!(failed(shop.desk().customer(luis)).0, ErrorKind::Erased);
        assert_eq!(shop.desk().search("goncalves", 9).unwrap().hits.len(), 0);
    }
}

#[test]
fn x12_a_lost_or_older_ledger_is_rebuilt_and_a_damaged_or_foreign_one_refused() {
    let shop = Shop::stocked();
    shop.erp().anonymize(shop.customer("1")).unwrap();
    let older = fs::read(ledger(shop.folder.path())).unwrap();
    shop.erp().anonymize(shop.customer("3")).unwrap();
    let folder = shop.close();
    let newest = fs::read(ledger(folder.path())).unwrap();
    let foreign = Shop::stocked().engine.export_ledger().unwrap().into_bytes();
    let mut damaged = newest.clone();
    damaged[newest.len() / 2] ^= 1;
    let cases = [
        ("as it was", Some(&newest), Ok(vec![])),
        ("deleted", None, Ok(vec!["ledger.rebuilt"])),
        ("older", Some(&older), Ok(vec!["ledger.rebuilt"])),
        ("damaged", Some(&damaged), Err("ledger.damaged")),
        ("foreign", Some(&foreign), Err("ledger.of_another_store")),
    ];
    for (case, bytes, wanted) in cases {
        let copy = copy_of(folder.path());
        bytes.map_or_else(|| fs::remove_file(ledger(copy.path())), |bytes| fs::write(ledger(copy.path()), bytes)).unwrap();
        let opened = Shop::open_in(copy);
        assert_eq!(opened.as_ref().map(|shop| shop.engine.take_notices()).map_err(clientela::Error::code), wanted, "{case}");
        if let Ok(shop) = opened {
            assert_eq!(fs::read(ledger(shop.folder.path())).unwrap(), newest, "{case}");
        }
    }
}

#[test]
fn x12_a_backup_holds_the_erased_for_the_days_that_the_setting_says() {
    let shop = Shop::stocked();
    let erp = shop.erp();
    let until = || erp.backups_until().unwrap().map(|day| day.to_string());
    shop.engine.backup(shop.folder.path().join("monday"), &mut |_, _| true).unwrap();
    assert_eq!(until(), None, "nobody is erased");
    erp.anonymize(shop.customer("1")).unwrap();
    assert_eq!(until().as_deref(), Some("2026-07-31"), "thirty days");
    shop.engine.backup(shop.folder.path().join("tuesday"), &mut |_, _| true).unwrap();
    assert_eq!(until().as_deref(), Some("2026-07-31"), "he is not in the second one");
    erp.set_setting(Setting::ErasureBackupDays, &Place::Chain, Some("2")).unwrap();
    assert_eq!(until().as_deref(), Some("2026-07-03"));
    shop.clock.set(NOW + 3 * DAY);
    assert_eq!(until(), None, "the backup is gone");
}

#[test]
fn x12_whoever_came_anew_under_the_id_of_somebody_erased_goes_too_and_ledger_and_store_agree() {
    let line = r#"{"feed":"customer","source_id":"900","number":"900","kind":"private","family_name":"Lee"}"#;
    let folder = Shop::stocked().close();
    let before = copy_of(folder.path());
    let shop = Shop::open_in(folder).unwrap();
    shop.fed(line);
    let first = shop.customer("900");
    shop.erp().anonymize(first).unwrap();
    let ledger = shop.engine.export_ledger().unwrap();

    let restored = Shop::open_in(before).unwrap();
    restored.fed(line);
    let second = restored.customer("900");
    for _ in 0..2 {
        assert_eq!(restored.erp().take_ledger(&ledger).unwrap(), 2, "twice is success");
        assert_eq!([first, second].map(|id| failed(restored.desk().customer(id)).0), [ErrorKind::Erased; 2]);
        assert!(restored.engine.check(&mut |_, _| true).unwrap().is_sound());
    }
    let folder = restored.close();
    fs::remove_file(folder.path().join("shop.db.ledger")).unwrap();
    let rebuilt = Shop::open_in(folder).unwrap();
    assert_eq!((rebuilt.engine.take_notices(), rebuilt.engine.epoch().unwrap()), (vec!["ledger.rebuilt"], 2));
    assert!(rebuilt.engine.check(&mut |_, _| true).unwrap().is_sound());
}
