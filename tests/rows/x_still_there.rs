//! X7, X8, X12, X16: nothing is called done while anything of it is still there.

use std::collections::BTreeSet;
use std::fs;

use clientela::domain::field::Field;
use clientela::domain::id::{HoldId, SubjectId};
use clientela::domain::request::{RequestKind, RequestState};
use clientela::domain::retention::HoldKind;
use clientela::domain::setting::{Place, Setting};
use clientela::{Decision, ErrorKind, NewHold, Purged, RetentionRun, RetentionStep};

use crate::shop::{DAY, NOW, Shop, copy_of, database, failed};

/// A customer of the feed whose receipt's payload is kept to a day.
fn customer(shop: &Shop, source: &str, last_visit: &str, kept_until: &str) -> SubjectId {
    shop.fed(&format!(r#"{{"feed":"customer","source_id":"{source}","kind":"private","family_name":"Lee","last_visit":"{last_visit}"}}"#));
    if !kept_until.is_empty() {
        shop.fed(&format!(
            r#"{{"feed":"document","kind":"receipt","number":"R-{source}","state":"realised","customer":"{source}","created":"2026-06-01","currency":"EUR","total":100,"payload":"THXDrXM=","payload_ground":"a law","payload_keep_until":"{kept_until}"}}"#
        ));
    }
    shop.erp().subject_by_source(source).unwrap().unwrap()
}

fn kept(shop: &Shop) -> i64 {
    database(shop.path().parent().unwrap())
        .query_row("SELECT count(*) FROM document WHERE payload IS NOT NULL", [], |row| row.get(0))
        .unwrap()
}

/// The payload of somebody who was erased is on hold, and was to be kept until the last of July.
fn on_hold(shop: &Shop) -> (SubjectId, HoldId) {
    let lee = customer(shop, "a", "2026-06-01", "2026-07-31");
    shop.erp().anonymize(lee).unwrap();
    let audit = NewHold { document: Some("R-a".to_owned()), ..NewHold::new(HoldKind::TaxAudit, "office", "audit 7") };
    (lee, shop.erp().place_hold(&audit).unwrap())
}

#[test]
fn x8_a_request_is_complete_when_what_was_kept_is_gone_and_not_because_of_the_day() {
    let shop = Shop::empty();
    let (lee, hold) = on_hold(&shop);
    let request = shop.desk().receive_request(lee, RequestKind::Erasure).unwrap().request;
    assert_eq!((request.state, kept(&shop)), (RequestState::Restricted, 1));
    shop.clock.set(NOW + 31 * DAY);
    let ran = shop.erp().run_requests(9).unwrap();
    assert_eq!((ran[0].state, kept(&shop)), (RequestState::Restricted, 1), "on hold");
    assert!(shop.erp().run_requests(9).unwrap().is_empty(), "put off");
    shop.erp().lift_hold(hold, "office", "over").unwrap();
    shop.clock.set(NOW + 32 * DAY);
    assert_eq!((shop.erp().run_requests(9).unwrap()[0].state, kept(&shop)), (RequestState::Completed, 0), "it goes with the request");
}

#[test]
fn x8_nobody_completes_a_request_while_what_was_kept_is_on_hold() {
    let shop = Shop::empty();
    let (lee, hold) = on_hold(&shop);
    let first = shop.desk().receive_request(lee, RequestKind::Erasure).unwrap().request;
    shop.clock.set(NOW + 31 * DAY);
    let complete = || shop.erp().decide_request(first.id, Decision::Complete, None);
    assert_eq!((failed(complete()), kept(&shop)), ((ErrorKind::State, "request.kept_until", None), 1));
    let again = |shop: &Shop| shop.desk().receive_request(lee, RequestKind::Erasure).unwrap().request;
    let second = again(&shop);
    assert_eq!(second.state, RequestState::Restricted, "its day is over, and it is there");
    shop.erp().lift_hold(hold, "office", "over").unwrap();
    assert_eq!((complete().unwrap().state, kept(&shop)), (RequestState::Completed, 0), "it goes with the decision");
    shop.clock.set(NOW + 33 * DAY);
    shop.erp().run_requests(9).unwrap();
    assert_eq!(shop.erp().request(second.id).unwrap().state, RequestState::Completed);
    assert_eq!(again(&shop).state, RequestState::Completed, "nothing is left");
}

#[test]
fn x8_a_request_is_answered_also_where_another_order_took_the_person() {
    let shop = Shop::empty();
    let (lee, ann) = (customer(&shop, "a", "2026-06-01", ""), customer(&shop, "b", "2026-06-01", "2026-07-31"));
    let asked = |of| shop.desk().receive_request(of, RequestKind::Erasure).unwrap().request.id;
    let (of_lee, of_ann) = (asked(lee), asked(ann));
    let access = shop.desk().receive_request(lee, RequestKind::Access).unwrap().request.id;
    assert!(shop.erp().run_requests(9).unwrap().is_empty(), "nobody has verified them");
    shop.erp().anonymize(lee).unwrap();
    shop.erp().anonymize(ann).unwrap();
    let ran = shop.erp().run_requests(9).unwrap();
    let ran: BTreeSet<_> = ran.iter().map(|run| (run.id, run.state)).collect();
    assert_eq!(ran, BTreeSet::from([(of_lee, RequestState::Completed), (of_ann, RequestState::Restricted)]));
    assert!(shop.erp().run_requests(9).unwrap().is_empty());
    assert_eq!(failed(shop.erp().plan_request(access)).1, "request.only_an_erasure");
}

#[test]
fn x9_a_payload_on_hold_stays_when_its_document_is_fed_again_behind_its_day() {
    let shop = Shop::empty();
    let (_, hold) = on_hold(&shop);
    shop.clock.set(NOW + 31 * DAY);
    shop.fed(
        r#"{"feed":"document","kind":"receipt","number":"R-a","state":"realised","customer":"a","created":"2026-06-01","currency":"EUR","total":200}"#,
    );
    assert_eq!(kept(&shop), 1, "it is on hold");
    shop.erp().purge().unwrap();
    shop.erp().lift_hold(hold, "office", "over").unwrap();
    let run = RetentionRun { report_only: false, ..RetentionRun::default() };
    shop.erp().retention_run(&shop.erp().retention().unwrap(), &run).unwrap();
    assert_eq!((kept(&shop), shop.erp().purge_pending().unwrap()), (0, true), "it goes by the run, and its bytes by the purge");
}

#[test]
fn x12_a_backup_that_was_made_before_the_purge_still_holds_whoever_was_erased() {
    let shop = Shop::stocked();
    let until = || shop.erp().backups_until().unwrap();
    let to = |name: &str| shop.path().with_file_name(name);
    shop.erp().anonymize(shop.customer("1")).unwrap();
    shop.engine.backup(to("between.db"), &mut |_, _| true).unwrap();
    assert!(until().is_some(), "its bytes are in the copy");
    shop.erp().purge().unwrap();
    assert!(until().is_some());
    let other = Shop::stocked();
    other.erp().anonymize(other.customer("1")).unwrap();
    other.erp().purge().unwrap();
    other.engine.backup(other.path().with_file_name("after.db"), &mut |_, _| true).unwrap();
    assert!(other.erp().backups_until().unwrap().is_none(), "the control");
}

#[test]
fn x12_a_tombstone_that_was_lost_gets_its_ids_back_and_the_feed_is_refused() {
    let line = r#"{"feed":"customer","source_id":"900","number":"900","kind":"private","family_name":"Lee"}"#;
    let shop = Shop::stocked();
    shop.fed(line);
    let lee = shop.customer("900");
    shop.erp().anonymize(lee).unwrap();
    let folder = shop.close();
    let lost = database(folder.path());
    lost.execute("UPDATE subject SET source_id = NULL, number = NULL, erased = NULL WHERE erased IS NOT NULL", []).unwrap();
    lost.execute("DELETE FROM meta WHERE name = 'epoch'", []).unwrap();
    drop(lost);
    let shop = Shop::open_in(folder).unwrap();
    assert_eq!(failed(shop.desk().customer(lee)).0, ErrorKind::Erased);
    assert_eq!(shop.feed(line).failures[0].rule, "customer.anonymized");
    assert!(shop.engine.check(&mut |_, _| true).unwrap().is_sound());
}

#[test]
fn x12_a_replay_takes_nothing_of_whoever_was_one_with_them_when_the_backup_was_made() {
    let shop = Shop::empty();
    shop.erp().set_setting(Setting::RetentionPack, &Place::Chain, Some("DE")).unwrap();
    let [gone, stays] = ["a", "b"].map(|source| customer(&shop, source, "2026-06-01", ""));
    for source in ["a", "b"] {
        shop.fed(&format!(
            r#"{{"feed":"document","kind":"invoice","number":"I-{source}","state":"issued","customer":"{source}","created":"2026-06-01","currency":"EUR","total":90000,"addressee_name":"{source} Quirrenbach"}}"#
        ));
    }
    let third = shop.add(&[(Field::FamilyName, "Third")]);
    shop.edit(stays, &[(Field::Phone, "+49 30 7391 8264")]);
    shop.edit(third, &[(Field::CommentText, "call +49 30 7391 8264 instead")]);
    let desk = shop.desk();
    desk.merge(&desk.merge_preview(stays, gone).unwrap(), "same person").unwrap();
    let backup = copy_of(shop.path().parent().unwrap());
    desk.unmerge(gone, "two persons").unwrap();
    shop.erp().anonymize(gone).unwrap();
    let ledger = shop.path().with_extension("db.ledger");
    fs::copy(ledger, backup.path().join("shop.db.ledger")).unwrap();
    let restored = Shop::open_in(backup).unwrap();
    assert_eq!(failed(restored.desk().customer(gone)).0, ErrorKind::Erased);
    let customer = restored.desk().customer(stays).unwrap();
    assert_eq!(customer.stored.values.get(Field::Phone), Some("+49 30 7391 8264"));
    let kept: i64 = database(restored.path().parent().unwrap())
        .query_row("SELECT count(*) FROM kept AS k JOIN document AS d ON d.id = k.document WHERE d.number = 'I-b'", [], |row| row.get(0))
        .unwrap();
    assert_eq!(kept, 0);
    assert_eq!(restored.desk().customer(third).unwrap().stored.values.get(Field::CommentText), Some("call +49 30 7391 8264 instead"));
}

#[test]
fn x7_a_customer_who_cannot_be_judged_stops_no_run() {
    let shop = Shop::with_definitions();
    shop.erp().set_setting(Setting::RetentionPack, &Place::Chain, Some("FR")).unwrap();
    let [broken, old] = ["broken", "old"].map(|source| customer(&shop, source, "2020-01-01", ""));
    let folder = shop.close();
    let sql = "UPDATE part SET field = 'nonsense' WHERE subject = (SELECT id FROM subject WHERE source_id = 'broken')";
    let planted =
        "INSERT INTO part (subject, field, slot, value) SELECT id, 'email', 9, 'x@example.org' FROM subject WHERE source_id = 'broken'";
    let database = database(folder.path());
    database.execute(planted, []).unwrap();
    database.execute(sql, []).unwrap();
    drop(database);
    let shop = Shop::open_in(folder).unwrap();
    let rules = shop.erp().retention().unwrap();
    let run = RetentionRun { report_only: false, ..RetentionRun::default() };
    let report = shop.erp().retention_run(&rules, &run).unwrap();
    let rows: Vec<_> = report.rows.iter().map(|row| (row.customer, row.step, row.done)).collect();
    assert_eq!(rows, [(old, RetentionStep::Due, true)]);
    assert_eq!(report.failed.iter().map(|failed| failed.customer).collect::<Vec<_>>(), [broken]);
    assert!(shop.erp().purge_pending().unwrap() && shop.erp().purge().unwrap() == Purged::Done);
}
