//! A setting that changes elsewhere is seen by the next call here, and one that does not change costs no query.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use clientela::domain::field::Field;
use clientela::domain::rights::Rights;
use clientela::domain::setting::{Place, Setting};
use clientela::store::FileLedger;
use clientela::store::sql::{Driver, EachPiece, Going, Session};
use clientela::store::sqlite::Sqlite;
use clientela::{Desk, Engine, ErrorKind, Result};

use crate::faulty::ledger_of;
use crate::kills::{acknowledge, role, said_by, start};
use crate::shop;

/// The kind that a new customer gets at a desk.
fn kind(desk: &Desk) -> String {
    desk.new_customer("").expect("a draft").values().get(Field::Kind).expect("a kind").to_owned()
}

fn set(engine: &Engine, setting: Setting, value: &str) {
    shop::erp(engine).set_setting(setting, &Place::Chain, Some(value)).expect("set");
}

#[test]
fn a_setting_changed_in_another_process_holds_at_the_next_call_of_an_open_desk() {
    if let Some((_, argument, path)) = role() {
        let (key, value) = argument.split_once('=').expect("a setting");
        set(&shop::open(&path), Setting::from_key(key).expect("a setting"), value);
        return acknowledge(key);
    }
    let test = "settings::a_setting_changed_in_another_process_holds_at_the_next_call_of_an_open_desk";
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("shop.db");
    let engine = shop::open(&path);
    let desk = shop::desk(&engine, "till-1");
    let elsewhere = |setting: &str| said_by(start(test, &format!("set {setting}"), &path));
    assert_eq!(kind(&desk), "private");
    for wanted in ["business", "private", "business"] {
        elsewhere(&format!("customer.default_kind={wanted}"));
        assert_eq!(kind(&desk), wanted);
    }
    elsewhere("sign_in.assertion=false");
    assert_eq!(desk.new_customer("").unwrap_err().kind(), ErrorKind::SignIn);
}

#[test]
fn a_setting_changed_through_another_handle_of_the_process_holds_at_the_next_call() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("shop.db");
    let (one, other) = (shop::open(&path), shop::open(&path));
    let desks = [&one, &other].map(|engine| shop::desk(engine, "till-1"));
    let kinds = || desks.each_ref().map(kind);
    assert_eq!(kinds(), ["private", "private"]);
    for (engine, wanted) in [(&one, "business"), (&other, "private"), (&other, "business"), (&one, "private")] {
        set(engine, Setting::DefaultKind, wanted);
        assert_eq!(kinds(), [wanted, wanted]);
    }
}

/// Counts what is asked of the store.
#[derive(Debug, Default)]
struct Count {
    sessions: AtomicU64,
    versions: AtomicU64,
}

impl Count {
    /// Sessions and questions for the version since it was last asked.
    fn take(&self) -> (u64, u64) {
        (self.sessions.swap(0, Ordering::SeqCst), self.versions.swap(0, Ordering::SeqCst))
    }
}

struct Counting {
    inner: Sqlite,
    count: Arc<Count>,
}

impl Driver for Counting {
    fn read(&self) -> Result<Box<dyn Session + '_>> {
        self.count.sessions.fetch_add(1, Ordering::SeqCst);
        self.inner.read()
    }

    fn write(&self) -> Result<Box<dyn Session + '_>> {
        self.count.sessions.fetch_add(1, Ordering::SeqCst);
        self.inner.write()
    }

    fn version(&self) -> Result<i64> {
        self.count.versions.fetch_add(1, Ordering::SeqCst);
        self.inner.version()
    }

    fn purge(&self, going: Going<'_>) -> Result<bool> {
        self.inner.purge(going)
    }

    fn columns(&self) -> Result<Vec<(String, String)>> {
        self.inner.columns()
    }

    fn bytes(&self, each: EachPiece<'_>) -> Result<()> {
        self.inner.bytes(each)
    }
}

fn counting(path: &Path) -> (Engine, Arc<Count>) {
    let count = Arc::new(Count::default());
    let driver = Counting { inner: Sqlite::open(path, shop::WAIT).expect("the file opens"), count: Arc::clone(&count) };
    let ledger = Box::new(FileLedger::at(ledger_of(path)));
    (Engine::over(Box::new(driver), ledger, shop::options()).expect("the store opens"), count)
}

#[test]
fn reading_a_setting_opens_no_session_as_long_as_nobody_wrote_and_one_afterwards() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("shop.db");
    let (engine, count) = counting(&path);
    let elsewhere = shop::open(&path);
    let read = || engine.setting(Setting::SessionMinutes, &shop::code("berlin")).unwrap().to_string();
    assert_eq!(read(), "720");
    count.take();
    for _ in 0..1_000 {
        read();
    }
    assert_eq!(count.take(), (0, 1_000));
    shop::seed(&elsewhere, 1);
    assert_eq!([read(), read(), read()], ["720", "720", "720"]);
    assert_eq!(count.take(), (1, 3), "somebody wrote: one look at the counter");
    set(&elsewhere, Setting::SessionMinutes, "60");
    assert_eq!([read(), read(), read()], ["60", "60", "60"]);
    assert_eq!(count.take(), (1, 3), "a setting changed: one session that reads them anew");
}

#[test]
fn a_desk_asks_for_the_version_and_opens_no_session_to_know_its_rights_and_settings() {
    let folder = tempfile::tempdir().unwrap();
    let (engine, count) = counting(&folder.path().join("shop.db"));
    let desk = shop::desk(&engine, "till-1");
    assert_eq!(desk.rights().unwrap(), Rights::all());
    count.take();
    for _ in 0..100 {
        desk.rights().unwrap();
    }
    assert_eq!(count.take(), (0, 100));
}
