//! X8: what people ask about their data, from the counter to the answer; legal holds and what else blocks an erasure.

use clientela::domain::erasure::BlockerReason as B;
use clientela::domain::field::{Field, RecordKind};
use clientela::domain::id::{RequestId, SubjectId};
use clientela::domain::journal::Finding;
use clientela::domain::program::{Program, ProgramKind};
use clientela::domain::request::{DenialGround, ExtensionReason, IdentityProof, Request, RequestKind, RequestState as S};
use clientela::domain::retention::{Forecast, HoldKind, RetentionClass, Stay};
use clientela::domain::rights::{Right, Rights};
use clientela::domain::setting::{Place, Setting};
use clientela::domain::time::{Date, Moment, Timestamp};
use clientela::{Decision, ErrorKind, JournalQuery, ListQuery, NewBooking, NewHold, RequestQuery};

use crate::scanner::scan;
use crate::shop::{DAY, NOW, Shop, code, copy_of, database, failed};

const MINUTE: i64 = 60_000;

fn day(text: &str) -> Date {
    Date::parse(text).unwrap()
}

fn lee(shop: &Shop) -> SubjectId {
    shop.add(&[(Field::FamilyName, "Leitholdt"), (Field::Email, "ana.leitholdt@zwirbel.example")])
}

fn asked(shop: &Shop, id: SubjectId, kind: RequestKind) -> Request {
    shop.desk().receive_request(id, kind).unwrap().request
}

/// An erasure that was asked for by the person themselves.
fn known(shop: &Shop, id: SubjectId) -> RequestId {
    let request = asked(shop, id, RequestKind::Erasure).id;
    assert_eq!(shop.desk().identify_request(request).unwrap().state, S::Verified);
    request
}

/// The same, scheduled without grace.
fn scheduled(shop: &Shop, id: SubjectId) -> RequestId {
    let request = known(shop, id);
    assert_eq!(shop.erp().plan_request(request).unwrap().request.state, S::Approved);
    shop.erp().set_setting(Setting::RequestGraceDays, &Place::Chain, Some("0")).unwrap();
    shop.erp().decide_request(request, Decision::Schedule, None).unwrap();
    request
}

fn decide(shop: &Shop, id: RequestId, decision: Decision) -> S {
    shop.erp().decide_request(id, decision, None).unwrap().state
}

fn states(shop: &Shop, id: RequestId) -> Vec<S> {
    shop.erp().request(id).unwrap().steps.iter().map(|step| step.state).collect()
}

fn ran(shop: &Shop) -> Vec<S> {
    shop.erp().run_requests(100).unwrap().iter().map(|run| run.state).collect()
}

fn sound(shop: &Shop) {
    assert_eq!(shop.engine.verify_journal().unwrap().findings, []);
}

#[test]
fn x8_a_request_is_recorded_at_the_counter_with_the_day_of_its_answer() {
    let shop = Shop::empty();
    let lee = lee(&shop);
    let request = asked(&shop, lee, RequestKind::Access);
    assert_eq!((request.state, request.received, request.due), (S::Requested, day("2026-07-01"), day("2026-08-01")));
    assert_eq!(shop.desk().requests(lee).unwrap(), std::slice::from_ref(&request));
    assert_eq!(shop.desk().request(request.id).unwrap(), request);
    let again = shop.desk().receive_request(lee, RequestKind::Access).unwrap();
    assert_eq!((again.request.id, again.repeated), (request.id, true));
    assert!(!shop.desk().receive_request(lee, RequestKind::Objection).unwrap().repeated);
    let letter = shop.erp().receive_request(lee, RequestKind::Portability, Some(day("2026-06-20"))).unwrap().request;
    assert_eq!(letter.due, day("2026-07-20"));
    let late = failed(shop.erp().receive_request(lee, RequestKind::Restriction, Some(day("2026-07-02"))));
    assert_eq!(late, (ErrorKind::Invalid, "date.in_future", Some("date")));
    let tom = shop.desk_of("tom", Rights::all().without(Right::EditCustomers));
    let denied = (ErrorKind::NotPermitted, "right.edit_customers", None);
    assert_eq!(failed(tom.receive_request(lee, RequestKind::Erasure)), denied);
    assert_eq!((failed(tom.cancel_request(request.id)), failed(tom.identify_request(request.id))), (denied, denied));
    let ray = shop.desk_of("ray", Rights::all().without(Right::ReadCustomers));
    assert_eq!(failed(ray.requests(lee)).0, ErrorKind::NotPermitted);
    let nobody = RequestId::from_bytes([9; 16]);
    assert_eq!(failed(shop.desk().request(nobody)), (ErrorKind::NotFound, "request.unknown", None));
    assert_eq!(failed(shop.erp().plan_request(nobody)).1, "request.unknown");
    assert_eq!(failed(shop.desk().receive_request(SubjectId::from_bytes([9; 16]), RequestKind::Access)).1, "customer.unknown");
    assert_eq!(shop.desk().cancel_request(request.id).unwrap().state, S::Cancelled);
    assert_eq!(failed(shop.desk().cancel_request(request.id)).1, "request.not_now");
    sound(&shop);
}

#[test]
fn x8_the_journal_tells_who_did_what_with_a_request_and_notices_one_that_was_changed_past_it() {
    let shop = Shop::empty();
    let lee = lee(&shop);
    let request = known(&shop, lee);
    decide(&shop, request, Decision::Extend(ExtensionReason::Complexity));
    shop.erp().decide_request(request, Decision::Deny(DenialGround::NoCase), Some("still a member")).unwrap();
    let query = JournalQuery { record: Some((RecordKind::Request, request.to_string())), ..JournalQuery::default() };
    let mut told: Vec<_> = shop.desk().journal(&query).unwrap().entries;
    told.sort_by_key(|entry| (entry.entry.at, entry.entry.origin.clone(), entry.entry.sequence));
    let new = |field| {
        move |entry: &clientela::LoggedEntry| {
            let value = entry.values.iter().find(|value| value.field == field)?;
            value.values.as_ref()?.new.as_text().map(str::to_owned)
        }
    };
    let mut states: Vec<String> = told.iter().filter_map(new(Field::RequestState)).collect();
    states.sort();
    assert_eq!(states, ["denied", "requested", "verified"]);
    assert_eq!(told.iter().filter_map(new(Field::Reason)).collect::<Vec<_>>(), ["still a member"]);
    assert_eq!(told.iter().filter(|entry| entry.entry.operator == Some(code("jane"))).count(), 2);
    sound(&shop);
    let folder = shop.close();
    for sql in [
        "UPDATE request SET due = '2027-01-01'",
        "UPDATE request_step SET state = 'running' WHERE state = 'verified'",
        "DELETE FROM request_step",
        "UPDATE hold SET author = 'x'",
    ] {
        let copy = copy_of(folder.path());
        let changed = database(copy.path()).execute(sql, ()).unwrap();
        let findings = Shop::open_in(copy).unwrap().engine.verify_journal().unwrap().findings;
        assert_eq!(findings.iter().any(|(_, _, finding)| *finding == Finding::Content), changed > 0, "{sql}");
    }
    let copy = copy_of(folder.path());
    database(copy.path()).execute("UPDATE request SET id = zeroblob(16)", ()).unwrap();
    assert!(!Shop::open_in(copy).unwrap().engine.verify_journal().unwrap().findings.is_empty());
}

#[test]
fn x8_a_code_shows_that_it_is_the_person_three_tries_and_ten_minutes() {
    let shop = Shop::empty();
    let lee = lee(&shop);
    let request = asked(&shop, lee, RequestKind::Erasure).id;
    assert_eq!(failed(shop.desk().say_request_code(request, "123456")).1, "request.not_now");
    let message = shop.erp().make_request_code(request).unwrap();
    assert_eq!((message.subject, message.until.millis()), (lee, NOW + 10 * MINUTE));
    assert!(!format!("{message:?}").contains(message.secret.text()));
    let wrong = if message.secret.text() == "000000" { "111111" } else { "000000" };
    let denied = (ErrorKind::Invalid, "request.wrong_code", Some("code"));
    assert_eq!(failed(shop.desk().say_request_code(request, wrong)), denied);
    assert_eq!(shop.erp().request(request).unwrap().tries, 2);
    shop.clock.set(NOW + 10 * MINUTE);
    assert_eq!(failed(shop.desk().say_request_code(request, message.secret.text())).1, "request.code_expired");
    let fresh = shop.erp().make_request_code(request).unwrap();
    if fresh.secret.text() != message.secret.text() {
        assert_eq!(failed(shop.desk().say_request_code(request, message.secret.text())), denied, "the old one is of no use");
        assert_eq!(shop.erp().request(request).unwrap().tries, 1);
    }
    let typed = format!(" {}-{}", &fresh.secret.text()[..3], &fresh.secret.text()[3..]);
    let shown = shop.desk().say_request_code(request, &typed).unwrap();
    assert_eq!((shown.state, shown.proof, shown.code), (S::Verified, Some(IdentityProof::Code), None));
    let another = asked(&shop, lee, RequestKind::Access).id;
    let message = shop.erp().make_request_code(another).unwrap();
    let wrong = if message.secret.text() == "000000" { "111111" } else { "000000" };
    for _ in 0..3 {
        assert_eq!(failed(shop.erp().say_request_code(another, wrong)), denied);
    }
    let closed = shop.erp().request(another).unwrap();
    assert_eq!((closed.state, closed.answered), (S::ClosedUnverified, Some(day("2026-07-01"))));
    assert_eq!(failed(shop.erp().say_request_code(another, message.secret.text())).1, "request.not_now", "not even the right one");
    assert_eq!(failed(shop.erp().say_request_code(another, &"1".repeat(65))).1, "too_long");
    sound(&shop);
}

#[test]
fn x8_an_erasure_runs_after_the_days_of_grace_that_the_setting_says_and_can_be_called_off_before() {
    let shop = Shop::empty();
    let (lee, bo) = (lee(&shop), shop.add(&[(Field::FamilyName, "Bo")]));
    let [first, second] = [lee, bo].map(|id| known(&shop, id));
    for request in [first, second] {
        assert_eq!(failed(shop.erp().decide_request(request, Decision::Schedule, None)).1, "request.not_now", "nothing is planned yet");
        assert_eq!(shop.erp().plan_request(request).unwrap().request.state, S::Approved);
    }
    assert_eq!(decide(&shop, first, Decision::Schedule), S::Scheduled);
    shop.erp().set_setting(Setting::RequestGraceDays, &Place::Chain, Some("3")).unwrap();
    assert_eq!(decide(&shop, second, Decision::Schedule), S::Scheduled);
    assert_eq!(ran(&shop), []);
    shop.clock.set(NOW + 3 * DAY - 1);
    assert_eq!(ran(&shop), [], "a moment too early");
    shop.clock.set(NOW + 3 * DAY);
    assert_eq!(ran(&shop), [S::Completed], "only whose grace is over");
    assert_eq!(failed(shop.desk().customer(bo)).0, ErrorKind::Erased);
    assert_eq!(shop.desk().cancel_request(first).unwrap().state, S::Cancelled);
    shop.clock.set(NOW + 30 * DAY);
    assert_eq!(ran(&shop), []);
    assert!(shop.desk().customer(lee).is_ok(), "called off");
    let wanted = [S::Requested, S::Verified, S::Planned, S::Approved, S::Scheduled, S::Running, S::Completed];
    assert_eq!(states(&shop, second), wanted);
    sound(&shop);
}

#[test]
fn x8_what_the_law_keeps_is_restricted_and_completed_on_its_day() {
    let shop = Shop::empty();
    shop.fed(
        r#"{"feed":"customer","source_id":"c1","kind":"private","family_name":"Lee"}
{"feed":"document","kind":"receipt","number":"R-1","state":"issued","customer":"c1","created":"2026-06-01","currency":"EUR","total":100,"addressee_name":"Lee","payload":"THXDrXM=","payload_ground":"§ 147 AO","payload_keep_until":"2026-07-31"}"#,
    );
    let lee = shop.erp().subject_by_source("c1").unwrap().unwrap();
    let request = scheduled(&shop, lee);
    assert_eq!(ran(&shop), [S::Restricted]);
    let kept = shop.erp().request(request).unwrap();
    assert_eq!((kept.until, kept.answered), (Some(day("2026-07-31")), Some(day("2026-07-01"))));
    shop.clock.set(NOW + 30 * DAY);
    assert_eq!(ran(&shop), [], "its last day");
    shop.clock.set(NOW + 31 * DAY);
    assert_eq!(ran(&shop), [S::Completed]);
    assert_eq!(shop.erp().request(request).unwrap().answered, Some(day("2026-07-01")), "the answer was given then");
    sound(&shop);
}

#[test]
fn x8_what_stands_in_the_way_blocks_a_request_and_is_looked_at_again() {
    let shop = Shop::empty();
    let lee = lee(&shop);
    let request = known(&shop, lee);
    let claim = NewHold { subject: Some(lee), until: Some(day("2026-07-04")), ..NewHold::new(HoldKind::LegalHold, "legal", "claim 7") };
    shop.erp().place_hold(&claim).unwrap();
    let planned = shop.erp().plan_request(request).unwrap();
    assert_eq!((planned.request.state, planned.request.until), (S::Blocked, Some(day("2026-07-04"))));
    assert_eq!(planned.plan.blockers[0].owner.as_deref(), Some("legal"));
    assert_eq!(failed(shop.erp().decide_request(request, Decision::Schedule, None)).1, "request.not_now");
    shop.clock.set(NOW + 2 * DAY);
    assert_eq!(ran(&shop), [], "it is known how long it lasts");
    shop.clock.set(NOW + 4 * DAY);
    assert_eq!(ran(&shop), [S::Approved], "looked at again by itself");
    decide(&shop, request, Decision::Schedule);
    let audit = shop.erp().place_hold(&NewHold { subject: Some(lee), ..NewHold::new(HoldKind::TaxAudit, "office", "audit") }).unwrap();
    shop.clock.set(NOW + 11 * DAY);
    assert_eq!(ran(&shop), [S::Blocked], "what came up in the days of grace counts");
    assert!(shop.desk().customer(lee).is_ok());
    shop.erp().lift_hold(audit, "office", "over").unwrap();
    shop.clock.set(NOW + 18 * DAY);
    assert_eq!(ran(&shop), [S::Approved], "lifted before anybody knew when");
    sound(&shop);
}

/// Whatever goes wrong in an erasure itself.
const NO_ERASURE: &str = "CREATE TRIGGER no BEFORE UPDATE ON subject WHEN NEW.erased IS NOT NULL BEGIN SELECT RAISE(ABORT, 'no'); END";

fn tampered(shop: Shop, sql: &str) -> Shop {
    let folder = shop.close();
    database(folder.path()).execute_batch(sql).unwrap();
    Shop::open_in(folder).unwrap()
}

#[test]
fn x8_a_request_that_can_not_be_handled_stops_no_other() {
    let shop = Shop::empty();
    let (broken, sound) = (scheduled(&shop, lee(&shop)), scheduled(&shop, shop.add(&[(Field::FamilyName, "Moreira")])));
    let sql = format!(
        "INSERT INTO part (subject, field, slot, value) SELECT subject, 'bogus', 0, 'x' FROM request WHERE id = x'{}'",
        hex(broken)
    );
    let shop = tampered(shop, &sql);
    let ran = shop.erp().run_requests(10).unwrap();
    let of = |id: RequestId| ran.iter().find(|run| run.id == id).map(|run| (run.state, run.problem.is_some()));
    assert_eq!((of(broken), of(sound)), (Some((S::Scheduled, true)), Some((S::Completed, false))));
}

fn hex(id: RequestId) -> String {
    id.bytes().iter().fold(String::new(), |text, byte| text + &format!("{byte:02x}"))
}

#[test]
fn x8_a_day_is_over_where_the_shop_is() {
    let west = -240;
    let shop = Shop::at(Moment { at: Timestamp::from_millis(NOW), offset_minutes: west });
    shop.fed(
        r#"{"feed":"customer","source_id":"c1","kind":"private","family_name":"Lee"}
{"feed":"document","kind":"receipt","number":"R-1","state":"issued","customer":"c1","created":"2026-06-01","currency":"EUR","total":100,"addressee_name":"Lee","payload":"THXDrXM=","payload_ground":"law","payload_keep_until":"2026-07-31"}"#,
    );
    scheduled(&shop, shop.erp().subject_by_source("c1").unwrap().unwrap());
    assert_eq!(ran(&shop), [S::Restricted]);
    let midnight = day("2026-08-01").start().millis();
    shop.clock.set(midnight + 60 * MINUTE);
    assert_eq!(ran(&shop), [], "in UTC it is over, in the west it is evening");
    shop.clock.set(midnight + 240 * MINUTE);
    assert_eq!(ran(&shop), [S::Completed]);
}

#[test]
fn x8_a_failed_erasure_loses_no_request_and_is_tried_only_so_often() {
    let shop = Shop::empty();
    let lee = lee(&shop);
    let request = scheduled(&shop, lee);
    let shop = tampered(shop, NO_ERASURE);
    let mut seen = Vec::new();
    for hours in 0..48 {
        shop.clock.set(NOW + hours * 60 * MINUTE);
        seen.extend(shop.erp().run_requests(10).unwrap().into_iter().map(|run| (run.state, run.problem.is_some())));
    }
    assert_eq!(seen, [[(S::Scheduled, true); 4].as_slice(), &[(S::Failed, true)]].concat());
    assert!(shop.desk().customer(lee).is_ok(), "nothing of the person is lost");
    let due = shop.erp().requests(&RequestQuery { due_until: Some(day("2026-08-01")), ..RequestQuery::default() }).unwrap().requests;
    assert_eq!(due.iter().map(|one| (one.id, one.state)).collect::<Vec<_>>(), [(request, S::Failed)], "somebody sees it");
    sound(&shop);
    let shop = tampered(shop, "DROP TRIGGER no");
    assert_eq!(decide(&shop, request, Decision::Schedule), S::Scheduled, "somebody looked");
    assert_eq!(ran(&shop), [S::Completed]);
    assert_eq!(failed(shop.desk().customer(lee)).0, ErrorKind::Erased);
}

#[test]
fn x8_an_erasure_that_was_interrupted_is_finished_and_not_begun_twice_at_once() {
    let shop = Shop::empty();
    let lee = lee(&shop);
    let request = scheduled(&shop, lee);
    let shop = tampered(
        shop,
        "CREATE TRIGGER no BEFORE UPDATE ON request WHEN NEW.request_state = 'completed' BEGIN SELECT RAISE(ABORT, 'no'); END",
    );
    let told: Vec<_> = shop.erp().run_requests(10).unwrap().iter().map(|run| (run.state, run.problem.is_some())).collect();
    assert_eq!(told, [(S::Running, true)], "as if the process had died behind the erasure");
    assert_eq!(failed(shop.desk().customer(lee)).0, ErrorKind::Erased);
    assert_eq!(shop.erp().request(request).unwrap().state, S::Running);
    let shop = tampered(shop, "DROP TRIGGER no");
    assert_eq!(ran(&shop), [], "another process may still be at it");
    shop.clock.set(NOW + 10 * MINUTE);
    assert_eq!(ran(&shop), [S::Completed]);
    assert_eq!(shop.erp().request(request).unwrap().attempts, 2);
    sound(&shop);
}

#[test]
fn x8_erasing_the_erased_is_success_and_another_order_answers_a_request_too() {
    let shop = Shop::empty();
    let lee = lee(&shop);
    let open = asked(&shop, lee, RequestKind::Erasure).id;
    let access = asked(&shop, lee, RequestKind::Access).id;
    shop.erp().make_request_code(access).unwrap();
    shop.erp().anonymize(lee).unwrap();
    assert_eq!(failed(shop.desk().say_request_code(access, "123456")).1, "request.no_code", "the code went with the person");
    assert_eq!(shop.erp().plan_request(open).unwrap().request.state, S::Completed);
    let again = shop.desk().receive_request(lee, RequestKind::Erasure).unwrap();
    assert_eq!((again.request.state, again.repeated), (S::Completed, false));
    assert_eq!(failed(shop.desk().receive_request(lee, RequestKind::Portability)).0, ErrorKind::Erased);
    assert_eq!(shop.erp().requests_of(lee).unwrap().len(), 3, "what was asked is known");
    shop.erp().decide_request(access, Decision::Deny(DenialGround::NotIdentifiable), Some("Leitholdt is gone")).unwrap();
    shop.erp().purge().unwrap();
    sound(&shop);
    let folder = shop.close();
    assert_eq!(scan(folder.path(), &["Leitholdt is gone"]), [], "nobody would erase it any more");
    let shop = Shop::open_in(folder).unwrap();
    sound(&shop);
}

/// A customer with a receipt whose signed payload a law keeps to the end of July.
fn kept_to_the_end_of_july(shop: &Shop, source: &str) -> SubjectId {
    shop.fed(&format!(r#"{{"feed":"customer","source_id":"{source}","kind":"private","family_name":"Lee"}}"#));
    receipt_of(shop, source);
    shop.erp().subject_by_source(source).unwrap().unwrap()
}

fn receipt_of(shop: &Shop, source: &str) {
    shop.fed(&format!(
        r#"{{"feed":"document","kind":"receipt","number":"R-{source}","state":"issued","customer":"{source}","created":"2026-06-01","currency":"EUR","total":100,"addressee_name":"Lee","payload":"THXDrXM=","payload_ground":"§ 147 AO","payload_keep_until":"2026-07-31"}}"#
    ));
}

fn ends(shop: &Shop, request: RequestId) -> (S, Option<String>, Option<String>) {
    let Request { state, until, answered, .. } = shop.erp().request(request).unwrap();
    (state, until.map(|day| day.to_string()), answered.map(|day| day.to_string()))
}

#[test]
fn x8_an_erasure_by_another_order_or_in_a_retry_is_not_complete_while_a_law_keeps_something() {
    let shop = Shop::empty();
    let restricted = || (S::Restricted, Some("2026-07-31".to_owned()), Some("2026-07-01".to_owned()));
    let lee = kept_to_the_end_of_july(&shop, "a");
    let asked_before = scheduled(&shop, lee);
    shop.erp().anonymize(lee).unwrap();
    assert_eq!(ran(&shop), [S::Restricted], "scheduled, and erased by another order before its turn");
    assert_eq!(ends(&shop, asked_before), restricted());
    let again = shop.desk().receive_request(lee, RequestKind::Erasure).unwrap().request;
    assert_eq!(ends(&shop, again.id), restricted(), "asked for by somebody who is gone");
    let bo = kept_to_the_end_of_july(&shop, "b");
    let open = asked(&shop, bo, RequestKind::Erasure).id;
    shop.erp().anonymize(bo).unwrap();
    assert_eq!(shop.erp().plan_request(open).unwrap().request.state, S::Restricted);
    assert_eq!(ends(&shop, open), restricted());
    let none = shop.add(&[(Field::FamilyName, "Moreira")]);
    let control = asked(&shop, none, RequestKind::Erasure).id;
    shop.erp().anonymize(none).unwrap();
    assert_eq!(shop.erp().plan_request(control).unwrap().request.state, S::Completed, "of whom nothing stays");
    shop.clock.set(NOW + 31 * DAY);
    assert_eq!(ran(&shop), [S::Completed; 3], "on its day");
    assert_eq!(ends(&shop, open), (S::Completed, None, Some("2026-07-01".to_owned())));
    let late = shop.desk().receive_request(bo, RequestKind::Erasure).unwrap().request;
    assert_eq!(late.state, S::Completed, "nothing stays any more");
    sound(&shop);
}

#[test]
fn x8_what_a_retry_finds_erased_is_told_by_what_was_written_down_then() {
    let shop = Shop::empty();
    shop.fed(r#"{"feed":"customer","source_id":"a","kind":"private","family_name":"Lee"}"#);
    let lee = shop.erp().subject_by_source("a").unwrap().unwrap();
    let request = scheduled(&shop, lee);
    let shop = tampered(shop, NO_ERASURE);
    assert_eq!(ran(&shop), [S::Scheduled], "it failed; nothing would have been kept");
    let shop = tampered(shop, "DROP TRIGGER no");
    receipt_of(&shop, "a");
    let restrict = "CREATE TRIGGER no BEFORE UPDATE ON request WHEN NEW.request_state = 'restricted' BEGIN SELECT RAISE(ABORT, 'no'); END";
    let shop = tampered(shop, restrict);
    shop.clock.set(NOW + 30 * MINUTE);
    let told: Vec<_> = shop.erp().run_requests(10).unwrap().iter().map(|run| (run.state, run.problem.is_some())).collect();
    assert_eq!(told, [(S::Running, true)], "as if the process had died behind the erasure");
    assert_eq!(failed(shop.desk().customer(lee)).0, ErrorKind::Erased);
    let shop = tampered(shop, "DROP TRIGGER no");
    shop.clock.set(NOW + 40 * MINUTE);
    assert_eq!(ran(&shop), [S::Restricted]);
    assert_eq!(ends(&shop, request), (S::Restricted, Some("2026-07-31".to_owned()), Some("2026-07-01".to_owned())));
    sound(&shop);
}

#[test]
fn x8_where_nobody_wrote_down_what_stayed_a_request_is_complete_when_nothing_of_anybody_stays() {
    let shop = Shop::empty();
    let (lee, bo) = (kept_to_the_end_of_july(&shop, "a"), shop.add(&[(Field::FamilyName, "Bo")]));
    for id in [lee, bo] {
        shop.erp().anonymize(id).unwrap();
    }
    let shop = tampered(shop, "UPDATE erasure SET outcome = NULL");
    let told = [lee, bo].map(|id| shop.desk().receive_request(id, RequestKind::Erasure).unwrap().request);
    assert!(told.iter().all(|request| (request.state, request.until) == (S::Restricted, Some(day("2026-07-31")))), "{told:?}");
}

#[test]
fn x8_a_request_in_a_restored_backup_is_not_complete_while_a_law_keeps_something_of_who_was_erased_since() {
    let shop = Shop::empty();
    let lee = kept_to_the_end_of_july(&shop, "a");
    let request = scheduled(&shop, lee);
    let folder = shop.close();
    let backup = std::fs::read(folder.path().join("shop.db")).unwrap();
    let shop = Shop::open_in(folder).unwrap();
    assert_eq!(ran(&shop), [S::Restricted]);
    let folder = shop.close();
    std::fs::write(folder.path().join("shop.db"), backup).unwrap();
    let shop = Shop::open_in(folder).unwrap();
    assert_eq!(shop.erp().request(request).unwrap().state, S::Scheduled, "as the backup knows it");
    assert_eq!(failed(shop.desk().customer(lee)).0, ErrorKind::Erased);
    assert_eq!(ran(&shop), [S::Restricted]);
    assert_eq!(ends(&shop, request), (S::Restricted, Some("2026-07-31".to_owned()), Some("2026-07-01".to_owned())));
    shop.clock.set(NOW + 31 * DAY);
    assert_eq!(ran(&shop), [S::Completed]);
    sound(&shop);
}

#[test]
fn x8_requests_that_can_not_be_handled_let_the_others_go_first() {
    let shop = Shop::empty();
    let people: Vec<SubjectId> = (0..5).map(|n| shop.add(&[(Field::FamilyName, &format!("Moreira-{n}"))])).collect();
    let one_by_one = |(at, id): (i64, &SubjectId)| {
        shop.clock.set(NOW + at);
        scheduled(&shop, *id)
    };
    let requests: Vec<RequestId> = (1..).zip(&people).map(one_by_one).collect();
    let bogus = |id: &RequestId| {
        format!("INSERT INTO part (subject, field, slot, value) SELECT subject, 'bogus', 0, 'x' FROM request WHERE id = x'{}';", hex(*id))
    };
    let broken = requests[..3].iter().map(bogus).collect::<Vec<_>>().concat();
    let unreadable = format!("UPDATE request SET kind = 'access', ground = 'bogus' WHERE id = x'{}';", hex(requests[3]));
    let shop = tampered(shop, &(broken + &unreadable));
    shop.clock.set(NOW + MINUTE);
    let ran =
        || -> Vec<_> { shop.erp().run_requests(2).unwrap().into_iter().map(|run| (run.id, run.state, run.problem.is_some())).collect() };
    let told = |id: usize, state| (requests[id], state, true);
    let unreadable = told(3, S::Failed);
    let scheduled = S::Scheduled;
    assert_eq!(
        ran(),
        [told(0, scheduled), told(1, scheduled), told(2, scheduled), unreadable, (requests[4], S::Completed, false)],
        "more than the run takes, and it came to the last one"
    );
    assert_eq!(failed(shop.desk().customer(people[4])).0, ErrorKind::Erased);
    assert_eq!(ran(), [unreadable], "told, and tried again later; what can not be written at all is told each time");
    shop.clock.set(NOW + 61 * MINUTE);
    assert_eq!(ran(), [unreadable, told(0, scheduled), told(1, scheduled), told(2, scheduled)]);
    let shop = tampered(shop, "DELETE FROM part WHERE field = 'bogus'");
    shop.clock.set(NOW + 121 * MINUTE);
    let states: Vec<S> = shop.erp().run_requests(2).unwrap().into_iter().map(|run| run.state).collect();
    assert_eq!(states, [S::Failed, S::Completed, S::Completed], "two of them, besides");
    assert_eq!(shop.erp().run_requests(2).unwrap().iter().map(|run| run.state).collect::<Vec<_>>(), [S::Failed, S::Completed]);
}

#[test]
fn x8_a_request_outlives_the_person_and_says_nothing_of_them() {
    let shop = Shop::empty();
    let lee = lee(&shop);
    let hold = NewHold { subject: Some(lee), ..NewHold::new(HoldKind::LegalHold, "legal", "Leitholdt sues us") };
    let hold = shop.erp().place_hold(&hold).unwrap();
    let request = known(&shop, lee);
    shop.erp().plan_request(request).unwrap();
    shop.erp().decide_request(request, Decision::Extend(ExtensionReason::Number), Some("Leitholdt was told on the phone")).unwrap();
    shop.erp().lift_hold(hold, "legal", "Leitholdt lost").unwrap();
    let folder = shop.close();
    let words = ["Leitholdt sues us", "Leitholdt lost", "Leitholdt was told on the phone", "ana.leitholdt@zwirbel.example"];
    assert_eq!(scan(folder.path(), &words).iter().map(|found| found.value.as_str()).collect::<std::collections::BTreeSet<_>>().len(), 4);
    let shop = Shop::open_in(folder).unwrap();
    shop.erp().plan_request(request).unwrap();
    shop.erp().set_setting(Setting::RequestGraceDays, &Place::Chain, Some("0")).unwrap();
    decide(&shop, request, Decision::Schedule);
    assert_eq!(ran(&shop), [S::Completed]);
    assert_eq!(shop.erp().purge().unwrap(), clientela::Purged::Done);
    let left = shop.erp().request(request).unwrap();
    assert_eq!((left.kind, left.received, left.answered), (RequestKind::Erasure, day("2026-07-01"), Some(day("2026-07-01"))));
    assert_eq!((left.proof, left.steps.len()), (Some(IdentityProof::Document), 8));
    let kept = &shop.erp().holds().unwrap()[0];
    assert_eq!((kept.hold.author.as_str(), kept.hold.reason.as_str()), ("legal", ""));
    assert!(kept.lifted.as_ref().is_some_and(|lifted| lifted.by == "legal" && lifted.reason.is_empty()));
    sound(&shop);
    assert_eq!(scan(shop.close().path(), &words), []);
}

#[test]
fn x8_what_is_due_is_listed_page_by_page_whatever_comes_in_between() {
    let shop = Shop::empty();
    let erp = shop.erp();
    let mut wanted = Vec::new();
    for n in 1..=9 {
        let id = shop.add(&[(Field::FamilyName, "Lee")]);
        let request = erp.receive_request(id, RequestKind::Access, Some(day(&format!("2026-06-{:02}", 1 + n % 3)))).unwrap().request;
        wanted.push((request.due, request.id));
    }
    let answered = wanted.pop().unwrap().1;
    decide(&shop, answered, Decision::Deny(DenialGround::Excessive));
    wanted.sort();
    let pages = |query: &RequestQuery| {
        let (mut query, mut found) = (RequestQuery { limit: 2, ..query.clone() }, Vec::new());
        loop {
            let page = erp.requests(&query).unwrap();
            assert!(page.requests.len() <= 2);
            found.extend(page.requests.iter().map(|request| (request.due, request.id)));
            match page.next {
                Some(next) => query.after = Some(next),
                None => return found,
            }
        }
    };
    assert_eq!(pages(&RequestQuery::default()), wanted);
    let until = RequestQuery { due_until: Some(day("2026-07-02")), ..RequestQuery::default() };
    let early: Vec<_> = wanted.iter().copied().filter(|(due, _)| *due <= day("2026-07-02")).collect();
    assert!(!early.is_empty() && early.len() < wanted.len());
    assert_eq!(pages(&until), early);
    assert_eq!(pages(&RequestQuery { answered: true, ..RequestQuery::default() }).len(), 9);
    let denied = RequestQuery { answered: true, state: Some(S::Denied), ..RequestQuery::default() };
    assert_eq!(pages(&denied).iter().map(|(_, id)| *id).collect::<Vec<_>>(), [answered]);
    let first = erp.requests(&RequestQuery { limit: 2, ..RequestQuery::default() }).unwrap();
    decide(&shop, first.requests[1].id, Decision::Cancel);
    let rest = erp.requests(&RequestQuery { after: first.next, ..RequestQuery::default() }).unwrap().requests;
    assert_eq!(rest.iter().map(|one| (one.due, one.id)).collect::<Vec<_>>(), wanted[2..], "a page goes on though its key was answered");
    assert!(shop.erp().request(wanted[2].1).unwrap().is_overdue(day("2026-08-30")));
}

#[test]
fn x8_requests_and_holds_of_merged_people_are_the_persons_and_are_parted_with_them() {
    let shop = Shop::with_definitions();
    let (kept, other) = (lee(&shop), shop.add(&[(Field::FamilyName, "Leitholdt"), (Field::GivenName, "Ana")]));
    let [own, theirs] = [kept, other].map(|id| asked(&shop, id, RequestKind::Access).id);
    let hold = shop.erp().place_hold(&NewHold { subject: Some(other), ..NewHold::new(HoldKind::LegalHold, "legal", "claim 7") }).unwrap();
    assert!(!shop.erp().plan_anonymization(kept).unwrap().is_blocked(), "it is the other one's");
    let preview = shop.desk().merge_preview(kept, other).unwrap();
    shop.desk().merge(&preview, "same person").unwrap();
    let of = |id| shop.erp().requests_of(id).unwrap().iter().map(|request| request.id).collect::<Vec<_>>();
    assert_eq!((of(kept).len(), of(other)), (2, of(kept)));
    assert!(shop.desk().receive_request(other, RequestKind::Access).unwrap().repeated);
    assert_eq!(failed(shop.erp().anonymize(kept)).0, ErrorKind::Blocked, "a hold is on the whole person");
    shop.desk().unmerge(other, "two after all").unwrap();
    assert_eq!((of(kept), of(other)), (vec![own], vec![theirs]));
    assert!(!shop.erp().plan_anonymization(kept).unwrap().is_blocked());
    shop.erp().lift_hold(hold, "legal", "settled").unwrap();
    assert!(!shop.erp().plan_anonymization(other).unwrap().is_blocked());
    sound(&shop);
}

#[test]
fn x17_whose_erasure_was_asked_for_is_not_merged() {
    let shop = Shop::with_definitions();
    let (kept, other) = (lee(&shop), shop.add(&[(Field::FamilyName, "Leitholdt")]));
    let request = asked(&shop, other, RequestKind::Erasure).id;
    for (one, two) in [(kept, other), (other, kept)] {
        let blockers = shop.desk().merge_preview(one, two).unwrap().blockers;
        assert_eq!(blockers.iter().map(|blocker| blocker.reason.name()).collect::<Vec<_>>(), ["erasure_requested"]);
    }
    shop.desk().cancel_request(request).unwrap();
    assert!(shop.desk().merge_preview(kept, other).unwrap().blockers.is_empty());
}

/// A customer of the feed with documents: kind, number, state.
fn customer(shop: &Shop, source: &str, documents: &[(&str, &str, &str)]) -> SubjectId {
    shop.fed(&format!(r#"{{"feed":"customer","source_id":"{source}","kind":"private","family_name":"Lee","last_visit":"2026-06-01"}}"#));
    for (kind, number, state) in documents {
        shop.fed(&format!(
            r#"{{"feed":"document","kind":"{kind}","number":"{number}","state":"{state}","customer":"{source}","created":"2026-05-01","currency":"EUR","total":90000,"addressee_name":"Lee"}}"#
        ));
    }
    shop.erp().subject_by_source(source).unwrap().unwrap()
}

fn reasons(shop: &Shop, id: SubjectId) -> Vec<(B, String)> {
    let rules = shop.erp().retention().unwrap();
    let why = shop.erp().why_not_yet(id, &rules).unwrap();
    let plan = shop.erp().plan_anonymization(id).unwrap();
    assert_eq!(why.blockers, plan.blockers, "what is told is what blocks");
    why.blockers.into_iter().map(|blocker| (blocker.reason, blocker.number)).collect()
}

/// What each says alone is what all say together.
fn told_together(shop: &Shop) {
    let (rules, mut alone) = (shop.erp().retention().unwrap(), Forecast::new(day("2026-07-01")));
    for row in shop.desk().customers(&ListQuery { limit: 1000, ..ListQuery::default() }).unwrap().rows {
        let mut why = shop.erp().why_not_yet(row.id, &rules).unwrap();
        why.kept.retain(|line| line.document.is_some());
        let last = |line: &clientela::domain::retention::Kept| match line.stay {
            Stay::Until(day) | Stay::Held(Some(day)) => day.plus_days(1),
            _ => day("2026-07-01"),
        };
        let law = why.kept.iter().map(last).max().unwrap_or(day("2026-07-01"));
        alone.add(why.possible_from.map(|possible| possible.max(law)));
    }
    assert_eq!(shop.erp().forecast(&rules).unwrap(), alone);
}

#[test]
fn x8_a_hold_is_kept_with_who_and_why_and_blocks_what_it_is_about_until_it_is_lifted() {
    let shop = Shop::with_definitions();
    shop.erp().set_setting(Setting::RetentionPack, &Place::Chain, Some("DE")).unwrap();
    let ids =
        [("a", "invoice"), ("b", "invoice"), ("c", "receipt")].map(|(s, kind)| customer(&shop, s, &[(kind, &format!("N-{s}"), "issued")]));
    let bare = customer(&shop, "d", &[]);
    let all = [ids[0], ids[1], ids[2], bare];
    let blocked = || all.map(|id| reasons(&shop, id).len());
    let plain = NewHold::new(HoldKind::LegalHold, " legal ", "claim 7");
    let cases = [
        (NewHold { subject: Some(ids[0]), ..plain.clone() }, [1, 0, 0, 0]),
        (NewHold { subject: Some(bare), ..plain.clone() }, [0, 0, 0, 1]),
        (NewHold { class: Some(RetentionClass::Invoice), ..plain.clone() }, [1, 1, 0, 0]),
        (NewHold { document: Some("N-b".into()), ..plain.clone() }, [0, 1, 0, 0]),
        (NewHold { document: Some("N-b".into()), class: Some(RetentionClass::Receipt), ..plain.clone() }, [0, 0, 0, 0]),
        (NewHold { subject: Some(ids[2]), class: Some(RetentionClass::Invoice), ..plain.clone() }, [0, 0, 0, 0]),
        (plain.clone(), [1, 1, 1, 1]),
        (NewHold { kind: HoldKind::TaxAudit, ..plain.clone() }, [1, 1, 1, 0]),
        (
            NewHold { kind: HoldKind::TaxAudit, class: Some(RetentionClass::Receipt), until: Some(day("2026-12-31")), ..plain.clone() },
            [0, 0, 1, 0],
        ),
        (NewHold { since: Some(day("2026-07-02")), ..plain.clone() }, [0, 0, 0, 0]),
        (NewHold { since: Some(day("2026-01-01")), until: Some(day("2026-06-30")), ..plain.clone() }, [0, 0, 0, 0]),
    ];
    for (new, wanted) in &cases {
        assert_eq!(blocked(), [0; 4]);
        let id = shop.erp().place_hold(new).unwrap();
        assert_eq!(blocked(), *wanted, "{:?}", shop.erp().holds().unwrap().last());
        told_together(&shop);
        for (id, blocked) in all.iter().zip(wanted).filter(|(_, blocked)| **blocked > 0) {
            assert_eq!(failed(shop.erp().anonymize(*id)), (ErrorKind::Blocked, "erasure.blocked", None), "{blocked}");
        }
        shop.erp().lift_hold(id, "legal", "settled").unwrap();
        shop.erp().lift_hold(id, "somebody else", "again").unwrap();
    }
    let kept = shop.erp().holds().unwrap();
    assert_eq!(kept.len(), cases.len());
    let lifted = kept[0].lifted.as_ref().unwrap();
    assert_eq!((kept[0].hold.author.as_str(), kept[0].hold.reason.as_str()), ("legal", "claim 7"));
    assert_eq!((lifted.on, lifted.by.as_str(), lifted.reason.as_str()), (day("2026-07-01"), "legal", "settled"));
    assert!(!format!("{kept:?}").contains("claim") && !format!("{:?}", cases[0].0).contains("claim"));
    sound(&shop);
}

#[test]
fn x8_a_hold_without_author_or_reason_or_with_its_days_the_wrong_way_round_is_refused() {
    let shop = Shop::empty();
    let refused = |new: &NewHold| failed(shop.erp().place_hold(new));
    assert_eq!(refused(&NewHold::new(HoldKind::LegalHold, " ", "claim")), (ErrorKind::Invalid, "required", Some("author")));
    assert_eq!(refused(&NewHold::new(HoldKind::LegalHold, &"x".repeat(101), "claim")).1, "too_long");
    assert_eq!(refused(&NewHold::new(HoldKind::LegalHold, "a\u{7}b", "claim")).1, "control_character");
    assert_eq!(refused(&NewHold::new(HoldKind::LegalHold, "legal", " ")), (ErrorKind::Invalid, "required", Some("reason")));
    let backwards = NewHold { until: Some(day("2026-06-30")), ..NewHold::new(HoldKind::TaxAudit, "office", "audit") };
    assert_eq!(refused(&backwards), (ErrorKind::Invalid, "hold.ends_before_it_begins", Some("until")));
    let nobody = NewHold { subject: Some(SubjectId::from_bytes([9; 16])), ..NewHold::new(HoldKind::TaxAudit, "office", "audit") };
    assert_eq!(refused(&nobody).1, "customer.unknown");
    let unknown = clientela::domain::id::HoldId::from_bytes([9; 16]);
    assert_eq!(failed(shop.erp().lift_hold(unknown, "legal", "x")), (ErrorKind::NotFound, "hold.unknown", None));
    assert_eq!(shop.erp().holds().unwrap(), []);
}

#[test]
fn x8_an_unpaid_invoice_a_running_contract_and_money_that_was_paid_in_block() {
    let shop = Shop::with_definitions();
    let owing = customer(&shop, "a", &[("invoice", "I-1", "open"), ("service_contract", "S-1", "open"), ("quotation", "Q-1", "open")]);
    let wanted = [(B::OpenDocument, "Q-1"), (B::UnpaidBalance, "I-1"), (B::RunningContract, "S-1")];
    assert_eq!(reasons(&shop, owing), wanted.map(|(reason, number)| (reason, number.to_owned())));
    told_together(&shop);
    for (name, kind) in [("credit", ProgramKind::Credit), ("coffee", ProgramKind::Stamps)] {
        shop.desk().set_program(&Program::new(code(name), kind)).unwrap();
    }
    let saver = shop.add(&[(Field::FamilyName, "Bo")]);
    let mut draft = shop.desk().edit(saver).unwrap();
    draft.set_at(Field::MemberProgram, 0, "credit").set_at(Field::MemberProgram, 1, "coffee");
    shop.desk().save(&mut draft).unwrap();
    let book = |program: &str, amount, key: &str| shop.desk().book(saver, &NewBooking::new(code(program), amount, code(key))).unwrap();
    book("coffee", 3, "k1");
    assert_eq!(reasons(&shop, saver), [], "stamps are no money");
    told_together(&shop);
    book("credit", 500, "k2");
    assert_eq!(reasons(&shop, saver), [(B::StoredValue, "credit".to_owned())]);
    told_together(&shop);
    let error = shop.erp().anonymize(saver).unwrap_err();
    let told: Vec<_> = error.violations().iter().map(|broken| (broken.field, broken.rule)).collect();
    assert_eq!(told, [("program", "stored_value")]);
    book("credit", -500, "k3");
    assert_eq!(reasons(&shop, saver), []);
    told_together(&shop);
    shop.erp().anonymize(saver).unwrap();
}

#[test]
fn x8_other_requests_than_erasure_are_taken_on_denied_and_objected_to() {
    let shop = Shop::empty();
    let lee = lee(&shop);
    let access = asked(&shop, lee, RequestKind::Access).id;
    assert_eq!(failed(shop.erp().plan_request(access)).1, "request.only_an_erasure");
    assert_eq!(failed(shop.erp().decide_request(access, Decision::Identify(IdentityProof::Code), None)).1, "request.proof_is_the_code");
    assert_eq!(decide(&shop, access, Decision::Identify(IdentityProof::Account)), S::Verified);
    assert_eq!(decide(&shop, access, Decision::Approve), S::Approved);
    assert_eq!(
        failed(shop.erp().decide_request(access, Decision::Deny(DenialGround::LegalObligation), None)).1,
        "request.ground_is_for_others"
    );
    assert_eq!(decide(&shop, access, Decision::Deny(DenialGround::RightsOfOthers)), S::Denied);
    shop.clock.set(NOW + 10 * DAY);
    let anew = shop.erp().decide_request(access, Decision::Contest, None).unwrap();
    assert_eq!((anew.state, anew.due), (S::Verified, day("2026-08-11")));
    assert_eq!(decide(&shop, access, Decision::Complete), S::Completed);
    let unproven = asked(&shop, lee, RequestKind::Rectification).id;
    assert_eq!(decide(&shop, unproven, Decision::CloseUnverified), S::ClosedUnverified);
    sound(&shop);
}

#[test]
fn x29_what_a_person_asked_is_in_the_export_of_everything_about_them() {
    let shop = Shop::empty();
    let (lee, bo) = (lee(&shop), shop.add(&[(Field::FamilyName, "Bo")]));
    let access = asked(&shop, lee, RequestKind::Access).id;
    decide(&shop, access, Decision::Deny(DenialGround::Excessive));
    asked(&shop, bo, RequestKind::Erasure);
    let mut bytes = Vec::new();
    let export = clientela::PersonExport::new(clientela::PersonFormat::Json, clientela::domain::message::Language::English);
    shop.erp().export_person(lee, &export, &mut bytes).unwrap();
    let document: serde_json::Value = serde_json::from_slice(&bytes).unwrap();
    let wanted = serde_json::json!([{
        "kind": "access", "received": "2026-07-01", "due": "2026-08-01", "state": "denied", "answered": "2026-07-01", "ground": "excessive"
    }]);
    assert_eq!(document["requests"], wanted);
}
