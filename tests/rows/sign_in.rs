//! Operators who sign in: every scheme, wrong tries, what the central system changes, switching, unlocking, leaving for good.

use std::path::Path;

use clientela::domain::change::Door;
use clientela::domain::field::{Field, RecordKind};
use clientela::domain::journal::EntryKind;
use clientela::domain::rights::{Right, Rights};
use clientela::{Desk, Engine, Error, ErrorKind, JournalQuery, Options, Purged, Seat};
use rusqlite::Connection;

use crate::shop::{NOW, Shop, code, failed, yes};

/// The hash of `password`, as the reference implementation of Argon2 writes it.
const HASH: &str = "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";
/// The same word hashed again.
const OTHER_HASH: &str = "$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc";

const STAFF: &str = r#"{"feed":"branch","code":"berlin-mitte","branch_name":"Berlin Mitte"}
{"feed":"station","code":"till-1","station_branch":"berlin-mitte"}
{"feed":"station","code":"till-2","station_branch":"berlin-mitte"}
{"feed":"role","code":"clerk","role_rights":"read_customers edit_customers read_consents record_consents"}"#;

fn operator(rest: &str) -> String {
    format!(r#"{{"feed":"operator","code":"op-1",{rest}}}"#)
}

/// A shop whose only operator is Johanna, a clerk.
fn staffed() -> Shop {
    let shop = Shop::with_definitions();
    shop.fed(STAFF);
    shop.fed(&operator(&format!(
        r#""user_name":"Johanna","password":"{HASH}","operator_roles":"clerk","given_name":"Johanna","family_name":"Achterberg""#
    )));
    shop
}

fn try_at(shop: &Shop, station: &str, user_name: &str, password: &str) -> Result<Desk, Error> {
    shop.engine.sign_in(&code(station), user_name, password)
}

fn enter(shop: &Shop, user_name: &str, password: &str) -> Result<Desk, Error> {
    try_at(shop, "till-1", user_name, password)
}

fn signed_in(shop: &Shop) -> Desk {
    enter(shop, "Johanna", "password").unwrap()
}

/// The code of a refused try, and for how many seconds.
fn refusal(result: Result<Desk, Error>) -> (&'static str, Option<String>) {
    let error = result.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::SignIn);
    (error.code(), error.args().iter().find(|(name, _)| *name == "seconds").map(|(_, value)| value.clone()))
}

fn locked(seconds: &str) -> (&'static str, Option<String>) {
    ("sign_in.locked", Some(seconds.to_owned()))
}

const REFUSED: (&str, Option<String>) = ("sign_in.refused", None);

fn later(shop: &Shop, seconds: i64) {
    shop.clock.set(NOW + seconds * 1000);
}

fn hash_of(shop: &Shop, operator: &str) -> String {
    let sql = "SELECT coalesce(password, '') FROM operator WHERE code = ?1";
    Connection::open(shop.path()).unwrap().query_row(sql, [operator], |row| row.get(0)).unwrap()
}

fn guards(shop: &Shop) -> Vec<(String, String)> {
    let store = Connection::open(shop.path()).unwrap();
    let mut statement = store.prepare("SELECT scope, key FROM sign_in_guard ORDER BY scope, key").unwrap();
    statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).unwrap().map(Result::unwrap).collect()
}

fn told(shop: &Shop, kind: RecordKind, key: &str) -> Vec<EntryKind> {
    let entries = shop.erp().journal(&JournalQuery { record: Some((kind, key.to_owned())), ..JournalQuery::default() }).unwrap().entries;
    entries.into_iter().map(|logged| logged.entry.kind).collect()
}

#[test]
fn w11_an_operator_signs_in_offline_with_the_name_and_password_taken_over_also_after_a_restart() {
    let shop = staffed().reopened();
    let desk = enter(&shop, " JOHANNA", "password").unwrap();
    assert_eq!(
        (desk.seat().operator.as_str(), desk.seat().branch.as_str(), desk.seat().station.as_str()),
        ("op-1", "berlin-mitte", "till-1")
    );
    let mut draft = desk.new_customer("private").unwrap();
    draft.set(Field::FamilyName, "Lee");
    let id = desk.save(&mut draft).unwrap().id;
    assert_eq!(failed(desk.history(id)), (ErrorKind::NotPermitted, "right.read_history", None));
    let log = shop.erp().journal(&JournalQuery { subject: Some(id), ..JournalQuery::default() }).unwrap().entries;
    assert_eq!((log[0].entry.door, log[0].entry.operator.clone()), (Door::Desk, Some(code("op-1"))));
    let subject = shop.erp().operator(&code("op-1")).unwrap();
    let about = shop.erp().journal(&JournalQuery { subject, ..JournalQuery::default() }).unwrap().entries;
    assert_eq!(about.last().unwrap().entry.kind, EntryKind::SignedIn);
    assert!(shop.engine.verify_journal().unwrap().findings.is_empty());
}

#[test]
fn w11_every_scheme_lets_the_right_password_in_and_no_other_and_becomes_ours() {
    let rules = std::fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules/passwords.toml")).unwrap();
    let rules: toml::Table = toml::from_str(&rules).unwrap();
    let shop = staffed();
    let mut tried = 0;
    for case in rules["accepted"].as_array().unwrap() {
        let Some(password) = case.get("password").and_then(toml::Value::as_str) else { continue };
        let (name, hash) = (case["name"].as_str().unwrap(), case["hash"].as_str().unwrap());
        shop.fed(&operator(&format!(r#""password":"{hash}""#)));
        assert_eq!(refusal(enter(&shop, "johanna", &format!("y{password}"))).0, "sign_in.refused", "{name}");
        assert!(enter(&shop, "johanna", password).is_ok(), "{name}");
        assert!(hash_of(&shop, "op-1").starts_with("$argon2id$v=19$m=19456,t=2,p=1$"), "{name}");
        assert!(enter(&shop, "johanna", password).is_ok(), "{name}, rehashed");
        assert!(enter(&shop, "johanna", "").is_err(), "{name}, rehashed");
        tried += 1;
    }
    assert_eq!(tried, 13);
}

#[test]
fn w11_the_same_hash_fed_again_keeps_ours_and_the_session_and_another_one_ends_it() {
    let shop = staffed();
    let desk = signed_in(&shop);
    let ours = hash_of(&shop, "op-1");
    assert_ne!(ours, HASH);
    shop.fed(&operator(&format!(r#""password":"{HASH}""#)));
    assert_eq!(hash_of(&shop, "op-1"), ours);
    assert!(desk.rights().is_ok(), "neither the rehash nor the same feed ends the session");
    shop.fed(&operator(&format!(r#""password":"{OTHER_HASH}""#)));
    assert_eq!(failed(desk.rights()), (ErrorKind::SignIn, "session.over", None));
    assert!(enter(&shop, "johanna", "password").is_ok(), "the same word under another hash");
}

#[test]
fn w11_rename_lock_and_removal_upstream_arrive_with_the_next_feed() {
    let shop = staffed();
    let desk = signed_in(&shop);
    shop.fed(&operator(r#""user_name":"Hanna""#));
    assert_eq!(refusal(enter(&shop, "Johanna", "password")), REFUSED);
    assert!(desk.rights().is_ok(), "a new name ends no session");
    let renamed = enter(&shop, "hanna", "password").unwrap();
    shop.fed(&operator(r#""operator_locked":"yes""#));
    for _ in 0..2 {
        assert_eq!(failed(renamed.rights()), (ErrorKind::SignIn, "operator.locked", None), "each call says why");
    }
    assert_eq!(refusal(enter(&shop, "hanna", "password")), REFUSED);
    shop.fed(&operator(r#""operator_locked":"no""#));
    assert!(enter(&shop, "hanna", "password").is_ok());
    shop.fed(&operator(r#""operator_removed":"yes""#));
    assert_eq!(refusal(enter(&shop, "hanna", "password")), REFUSED);
    shop.fed(&operator(r#""operator_removed":"no","password":"""#));
    assert_eq!(refusal(enter(&shop, "hanna", "password")), REFUSED, "without a password");
}

#[test]
fn w11_only_a_known_open_station_of_an_open_branch_lets_anybody_in() {
    let shop = staffed();
    assert_eq!(refusal(try_at(&shop, "till-9", "johanna", "password")).0, "station.unknown");
    shop.fed(r#"{"feed":"station","code":"till-1","station_closed":"yes"}"#);
    assert_eq!(refusal(enter(&shop, "johanna", "password")).0, "station.closed");
    shop.fed(r#"{"feed":"branch","code":"berlin-mitte","branch_closed":"yes"}"#);
    assert_eq!(refusal(try_at(&shop, "till-2", "johanna", "password")).0, "branch.closed");
}

#[test]
fn w11_wrong_tries_lock_for_a_minute_then_for_twice_as_long_also_after_a_restart() {
    let shop = staffed();
    for _ in 0..5 {
        assert_eq!(refusal(enter(&shop, "johanna", "wrong")), REFUSED);
    }
    assert_eq!(refusal(enter(&shop, "johanna", "password")), locked("60"));
    let shop = shop.reopened();
    later(&shop, 59);
    assert_eq!(refusal(try_at(&shop, "till-2", "johanna", "password")), locked("1"), "the operator, wherever they are");
    later(&shop, 60);
    assert_eq!(refusal(enter(&shop, "johanna", "wrong")), REFUSED);
    assert_eq!(refusal(enter(&shop, "johanna", "password")), locked("120"));
    later(&shop, 180);
    assert!(enter(&shop, "johanna", "password").is_ok());
    assert_eq!(guards(&shop), [], "who got in begins anew");
    let journal = told(&shop, RecordKind::Operator, "op-1");
    assert_eq!(journal.iter().filter(|kind| **kind == EntryKind::LockedOut).count(), 2);
    assert_eq!(told(&shop, RecordKind::Station, "till-1").iter().filter(|kind| **kind == EntryKind::LockedOut).count(), 2);
}

#[test]
fn w11_a_name_that_nobody_has_answers_like_one_that_somebody_has_and_is_not_kept() {
    let shop = staffed();
    let entries = shop.engine.verify_journal().unwrap().entries;
    for name in ["johanna", "NotAnybody"] {
        let station = if name == "johanna" { "till-1" } else { "till-2" };
        let answers: Vec<_> = (0..7).map(|_| refusal(try_at(&shop, station, name, "wrong"))).collect();
        assert_eq!(answers, [vec![REFUSED; 5], vec![locked("60"); 2]].concat(), "{name}");
    }
    let kept = guards(&shop);
    assert_eq!(kept.len(), 4);
    assert!(kept.iter().all(|(_, key)| !key.to_lowercase().contains("notanybody")), "{kept:?}");
    assert_eq!(shop.engine.verify_journal().unwrap().entries, entries + 3, "two stations and the operator; of nobody nothing is told");
}

#[test]
fn w11_a_station_locks_whoever_is_tried_there() {
    let shop = staffed();
    for name in ["a", "b", "c", "d", "e"] {
        assert_eq!(refusal(enter(&shop, name, "wrong")), REFUSED);
    }
    assert_eq!(refusal(enter(&shop, "johanna", "password")), locked("60"));
    assert!(try_at(&shop, "till-2", "johanna", "password").is_ok(), "only there");
}

#[test]
fn w11_names_that_nobody_has_are_forgotten_after_a_day() {
    let shop = staffed();
    assert!(enter(&shop, "somebody", "wrong").is_err());
    later(&shop, 25 * 3600);
    assert!(enter(&shop, "somebody else", "wrong").is_err());
    assert_eq!(guards(&shop).iter().filter(|(scope, _)| scope == "operator").count(), 1);
}

#[test]
fn w11_a_clock_set_back_neither_shortens_a_lock_nor_makes_it_longer_than_its_time() {
    let shop = staffed();
    for _ in 0..5 {
        assert!(enter(&shop, "johanna", "wrong").is_err());
    }
    later(&shop, -86_400);
    assert_eq!(refusal(enter(&shop, "johanna", "password")), locked("60"));
    later(&shop, -86_400 + 59);
    assert_eq!(refusal(enter(&shop, "johanna", "password")), locked("1"));
    later(&shop, -86_400 + 60);
    assert!(enter(&shop, "johanna", "password").is_ok());
}

#[test]
fn w11_tries_at_the_same_time_are_counted_each() {
    let shop = staffed();
    let engine = &shop.engine;
    let answers: Vec<_> = std::thread::scope(|scope| {
        let tries: Vec<_> = (0..8).map(|_| scope.spawn(|| refusal(engine.sign_in(&code("till-1"), "johanna", "wrong")))).collect();
        tries.into_iter().map(|one| one.join().unwrap()).collect()
    });
    assert_eq!(answers.iter().filter(|answer| **answer == REFUSED).count(), 5);
    assert_eq!(answers.iter().filter(|answer| **answer == locked("60")).count(), 3);
}

#[test]
fn w11_a_supervisor_or_the_central_system_unlocks() {
    let shop = staffed();
    let lock = |shop: &Shop| (0..5).for_each(|_| assert!(enter(shop, "johanna", "wrong").is_err()));
    lock(&shop);
    let (op, till) = (code("op-1"), code("till-1"));
    let clerk = shop.desk_of("tom", Rights::all().without(Right::Supervise));
    assert_eq!(failed(clerk.unlock(&op)), (ErrorKind::NotPermitted, "right.supervise", None));
    assert_eq!(failed(clerk.unlock_station(&till)), (ErrorKind::NotPermitted, "right.supervise", None));
    shop.desk().unlock(&op).unwrap();
    assert_eq!(refusal(enter(&shop, "johanna", "password")), locked("60"), "the station still is");
    shop.desk().unlock_station(&till).unwrap();
    assert!(enter(&shop, "johanna", "password").is_ok());
    lock(&shop);
    shop.erp().unlock(&op).unwrap();
    shop.erp().unlock_station(&till).unwrap();
    assert!(enter(&shop, "johanna", "password").is_ok());
    shop.erp().unlock(&op).unwrap();
    let journal = told(&shop, RecordKind::Operator, "op-1");
    assert_eq!(journal.iter().filter(|kind| **kind == EntryKind::Unlocked).count(), 2, "what was not locked is not unlocked");
    assert_eq!(failed(shop.erp().unlock(&code("nobody"))), (ErrorKind::NotFound, "operator.unknown", None));
    assert_eq!(failed(shop.erp().unlock_station(&code("nowhere"))), (ErrorKind::NotFound, "station.unknown", None));
}

#[test]
fn w11_signing_out_ends_the_session_everywhere_and_is_told_once() {
    let shop = staffed();
    let desk = signed_in(&shop);
    let copy = desk.clone();
    desk.sign_out().unwrap();
    copy.sign_out().unwrap();
    assert_eq!(failed(copy.search("a", 1).map(drop)), (ErrorKind::SignIn, "session.over", None));
    let journal = told(&shop, RecordKind::Operator, "op-1");
    assert_eq!(journal.iter().filter(|kind| **kind == EntryKind::SignedOut).count(), 1);
}

#[test]
fn w11_operators_switch_at_one_station_and_drafts_stay_their_authors() {
    let shop = staffed();
    shop.fed(&format!(r#"{{"feed":"operator","code":"op-2","user_name":"Moritz","password":"{HASH}","operator_roles":"clerk"}}"#));
    let johanna = signed_in(&shop);
    let mut draft = johanna.new_customer("private").unwrap();
    draft.set(Field::FamilyName, "Lee");
    assert_eq!(refusal(johanna.switch("moritz", "wrong")), REFUSED);
    assert!(johanna.rights().is_ok(), "a wrong try ends nothing");
    let moritz = johanna.switch("moritz", "password").unwrap();
    assert_eq!((moritz.seat().operator.as_str(), moritz.seat().station.as_str()), ("op-2", "till-1"));
    assert_eq!(failed(johanna.rights()).1, "session.over");
    assert_eq!(failed(moritz.save(&mut draft)), (ErrorKind::NotPermitted, "draft.of_another_operator", None));
    let johanna = moritz.switch("johanna", "password").unwrap();
    assert!(johanna.save(&mut draft).is_ok(), "it was kept");

    let seat = |station: &str| Seat { branch: code("berlin-mitte"), station: code(station), operator: code("op-2"), rights: Rights::all() };
    assert_eq!(failed(johanna.switch_to(seat("till-2"))), (ErrorKind::Invalid, "seat.of_another_station", Some("station")));
    assert!(johanna.rights().is_ok());
    let asserted = johanna.switch_to(seat("till-1")).unwrap();
    assert_eq!(failed(johanna.rights()).1, "session.over");
    assert!(!asserted.rights().unwrap().has(Right::Administration), "not more than the central system gives");
}

#[test]
fn w11_a_desk_by_assertion_needs_the_chains_leave_and_the_journal_says_so() {
    let shop = staffed();
    let desk = shop.desk_of("op-1", Rights::all());
    let mut draft = desk.new_customer("private").unwrap();
    draft.set(Field::FamilyName, "Lee");
    let id = desk.save(&mut draft).unwrap().id;
    let log = shop.erp().journal(&JournalQuery { subject: Some(id), ..JournalQuery::default() }).unwrap().entries;
    assert_eq!(log[0].entry.door, Door::Asserted);
    shop.fed(r#"{"feed":"setting","key":"sign_in.assertion","value":"false"}"#);
    assert_eq!(failed(desk.rights()), (ErrorKind::SignIn, "sign_in.assertion_off", None));
    assert!(signed_in(&shop).rights().is_ok());
}

#[test]
fn w11_a_session_ends_by_its_time_and_a_clock_set_back_prolongs_nothing() {
    let shop = staffed();
    shop.fed(r#"{"feed":"setting","key":"sign_in.session_minutes","value":"10"}"#);
    let desk = signed_in(&shop);
    later(&shop, 599);
    assert!(desk.rights().is_ok());
    later(&shop, -3600);
    assert!(desk.rights().is_ok());
    later(&shop, -3599);
    assert_eq!(failed(desk.rights()), (ErrorKind::SignIn, "session.over", None));
}

#[test]
fn w11_a_session_ends_when_nobody_does_anything_whatever_the_till_asks_by_itself() {
    let shop = staffed();
    shop.fed(r#"{"feed":"setting","key":"sign_in.idle_minutes","value":"5"}"#);
    let desk = signed_in(&shop);
    let mut follower = desk.follow().unwrap();
    for minute in 1..=4 {
        later(&shop, minute * 60);
        assert!(follower.news().is_ok() && desk.rights().is_ok());
    }
    assert!(desk.search("lee", 1).is_ok(), "somebody is there");
    later(&shop, 8 * 60);
    assert!(follower.news().is_ok() && desk.rights().is_ok());
    later(&shop, 9 * 60);
    let over = (ErrorKind::SignIn, "session.over", None);
    assert_eq!([failed(follower.news()), failed(desk.rights()), failed(desk.search("lee", 1).map(drop))], [over, over, over]);
}

#[test]
fn w11_a_hash_that_is_not_taken_is_refused_by_name_and_the_one_before_stays() {
    let shop = staffed();
    let report = shop.feed(&operator(r#""password":"$6$saltsalt$abcdef""#));
    let failure = &report.failures[0];
    assert_eq!(
        (failure.field, failure.rule, &failure.args[..]),
        ("password", "password.scheme_refused", &[("scheme", "sha512crypt".to_owned())][..])
    );
    let report =
        shop.feed(&operator(r#""password":"$argon2id$v=19$m=4194304,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4""#));
    assert_eq!(report.failures[0].rule, "password.parameters_refused");
    assert!(enter(&shop, "johanna", "password").is_ok());
}

#[test]
fn w11_texts_that_are_too_long_are_refused_without_a_try() {
    let shop = staffed();
    let long = "x".repeat(1025);
    assert_eq!(failed(enter(&shop, "johanna", &long)), (ErrorKind::Invalid, "too_long", Some("password")));
    assert_eq!(failed(enter(&shop, &long, "password")), (ErrorKind::Invalid, "too_long", Some("user_name")));
    assert_eq!(guards(&shop), []);
}

#[test]
fn w11_an_operator_who_left_can_be_anonymized_and_leaves_no_byte() {
    let shop = staffed();
    signed_in(&shop);
    for _ in 0..5 {
        assert!(enter(&shop, "johanna", "wrong").is_err());
    }
    let erp = shop.erp();
    let subject = erp.operator(&code("op-1")).unwrap().unwrap();
    let blocked = erp.anonymize(subject).unwrap_err();
    assert_eq!((blocked.kind(), blocked.violations()[0].rule), (ErrorKind::Blocked, "active_operator"));
    shop.fed(&operator(r#""operator_removed":"yes","user_name":"Achterberg-J""#));
    let mut sought = erp.sought(subject).unwrap();
    let before = erp.scan(&mut erp.sought(subject).unwrap()).unwrap();
    assert!(before.residues.iter().any(|residue| residue.field == Field::UserName && residue.place == "operator.user_name"), "{before:?}");
    erp.anonymize(subject).unwrap();
    assert_eq!(erp.purge().unwrap(), Purged::Done);
    assert_eq!(erp.scan(&mut sought).unwrap().residues, []);
    assert_eq!((hash_of(&shop, "op-1"), guards(&shop)), (String::new(), vec![("station".to_owned(), "till-1".to_owned())]));
    let again = shop.feed(&operator(&format!(r#""user_name":"Johanna","password":"{HASH}","family_name":"Achterberg""#)));
    assert_eq!((again.taken, again.failures[0].rule), (0, "customer.anonymized"));
    assert!(shop.engine.verify_journal().unwrap().findings.is_empty());
}

#[test]
fn w11_the_name_of_an_operator_who_stays_is_no_residue_of_one_who_goes() {
    let shop = staffed();
    shop.fed(&operator(r#""operator_removed":"yes""#));
    shop.fed(r#"{"feed":"operator","code":"op-2","user_name":"Johanna.B"}"#);
    let erp = shop.erp();
    let subject = erp.operator(&code("op-1")).unwrap().unwrap();
    let mut sought = erp.sought(subject).unwrap();
    erp.anonymize(subject).unwrap();
    erp.purge().unwrap();
    let report = erp.scan(&mut sought).unwrap();
    assert_eq!(report.residues, []);
    assert!(report.shared > 0);
}

#[test]
fn p7_reading_and_recording_consents_follow_the_operators_rights_upstream_at_the_next_call() {
    let shop = staffed();
    let desk = signed_in(&shop);
    let mut draft = desk.new_customer("private").unwrap();
    draft.set(Field::FamilyName, "Lee").set(Field::Email, "lee@example.com");
    let id = desk.save(&mut draft).unwrap().id;
    desk.record(id, &yes("newsletter-email")).unwrap();
    shop.fed(r#"{"feed":"role","code":"clerk","role_rights":"read_customers read_consents"}"#);
    assert_eq!(failed(desk.record(id, &yes("newsletter-email")).map(drop)), (ErrorKind::NotPermitted, "right.record_consents", None));
    assert!(!desk.consents(id).unwrap().is_empty());
    shop.fed(r#"{"feed":"role","code":"clerk","role_rights":"read_customers record_consents"}"#);
    assert_eq!(failed(desk.consents(id).map(drop)), (ErrorKind::NotPermitted, "right.read_consents", None));
    assert!(desk.withdraw(id, &code("newsletter-email")).is_ok());
}

#[test]
fn p7_a_right_that_another_process_takes_away_is_gone_at_the_next_call() {
    let shop = staffed();
    let desk = signed_in(&shop);
    let other = Engine::open(shop.path(), Options::new(shop.clock.clone())).unwrap();
    let lines = r#"{"feed":"role","code":"clerk","role_rights":"read_customers"}"#;
    other.erp(code("erp")).feed(&clientela::Format::JsonLines, &mut lines.as_bytes()).unwrap();
    assert_eq!(failed(desk.new_customer("private").map(drop)), (ErrorKind::NotPermitted, "right.edit_customers", None));
}
