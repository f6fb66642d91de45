use std::sync::Arc;

use tempfile::TempDir;

use super::*;
use crate::clock::StandingClock;
use crate::domain::change::Change;
use crate::domain::consent::{Definition, Purpose};
use crate::domain::rights::Rights;
use crate::engine::desk::Seat;
use crate::engine::feed::Format;
use crate::engine::open::Options;
use crate::engine::session::{Proof, Session};

const MINUTE: i64 = 60_000;

struct Till {
    _folder: TempDir,
    clock: Arc<StandingClock>,
    engine: Engine,
}

impl Till {
    fn new() -> Self {
        let (folder, clock) = (tempfile::tempdir().unwrap(), Arc::new(StandingClock::new(0, 0)));
        let engine = Engine::open(folder.path().join("shop.db"), Options::new(clock.clone())).unwrap();
        let till = Self { _folder: folder, clock, engine };
        let jane = r#"{"feed":"operator","code":"jane","user_name":"jane","operator_rights":"edit_customers"}"#;
        let report = till.erp().feed(&Format::JsonLines, &mut jane.as_bytes()).unwrap();
        assert_eq!(report.failures, []);
        till
    }

    fn erp(&self) -> Erp {
        self.engine.erp(Code::parse("erp").unwrap())
    }

    /// A desk at which the password was right just now.
    fn signed_in(&self) -> Desk {
        let [branch, station, operator] = ["berlin", "till-1", "jane"].map(|text| Code::parse(text).unwrap());
        let session = Session::begin(Proof::Password(None), self.engine.now().at);
        Desk::open(self.engine.clone(), Seat { branch, station, operator, rights: Rights::none() }, session).unwrap()
    }

    fn set(&self, setting: Setting, minutes: &str) {
        self.erp().set_setting(setting, &Place::Chain, Some(minutes)).unwrap();
    }

    fn at_minute(&self, minute: i64) {
        self.clock.set(minute * MINUTE);
    }
}

/// Whether a call at the desk is still answered.
fn works(desk: &Desk) -> bool {
    let called = desk.new_customer("");
    if let Err(error) = &called {
        assert_eq!((error.kind(), error.code()), (ErrorKind::SignIn, "session.over"));
    }
    called.is_ok()
}

#[test]
fn a_session_ends_after_the_minutes_that_hold_now() {
    let till = Till::new();
    let (one, other) = (till.signed_in(), till.signed_in());
    till.at_minute(700);
    assert!(works(&one) && works(&other), "720 minutes by default");
    till.set(Setting::SessionMinutes, "600");
    assert!(!works(&one));
    till.set(Setting::SessionMinutes, "1440");
    assert!(works(&other) && !works(&one), "what is over stays over");
    till.at_minute(1_441);
    assert!(!works(&other));
}

#[test]
fn a_session_without_a_call_ends_after_the_minutes_that_hold_now() {
    let till = Till::new();
    let desk = till.signed_in();
    till.at_minute(300);
    assert!(works(&desk), "no such end by default");
    till.set(Setting::IdleMinutes, "10");
    for minute in [308, 316, 324] {
        till.at_minute(minute);
        assert!(works(&desk));
    }
    till.at_minute(335);
    assert!(!works(&desk));
}

#[test]
fn what_a_transaction_changed_and_took_back_is_kept_by_nobody() {
    let till = Till::new();
    let known = |code: &str, definitions: &[Definition]| definitions.iter().any(|one| one.code.as_str() == code);
    let change = |code: &str| Change::Definition(Box::new(Definition::draft(Code::parse(code).unwrap(), Purpose::Marketing)));
    let mut writer = till.engine.store().write().unwrap();
    writer.apply(&till.erp().context(), &[change("taken-back")]).unwrap();
    assert!(known("taken-back", &till.engine.directory_in(&mut writer).unwrap().definitions), "the transaction itself sees it");
    drop(writer);
    // Written behind it, this one has the version that the other would have had.
    let mut writer = till.engine.store().write().unwrap();
    writer.apply(&till.erp().context(), &[change("stays")]).unwrap();
    writer.commit().unwrap();
    let mut reader = till.engine.store().read().unwrap();
    let seen = [till.engine.directory().unwrap(), till.engine.directory_in(&mut reader).unwrap()];
    assert!(seen.iter().all(|directory| known("stays", &directory.definitions) && !known("taken-back", &directory.definitions)));
}
