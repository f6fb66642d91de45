//! What it costs to know a setting at every call, beside the bare check whether anything changed and beside a query for the
//! same value, in one run. `cargo bench --bench settings`.

mod support;

use std::hint::black_box;
use std::time::Duration;

use clientela::Engine;
use clientela::domain::id::Code;
use clientela::domain::setting::{Place, Setting};
use rusqlite::Connection;
use support::{Spread, erp, open, ratio, time};

/// How many branches have a value of their own.
const BRANCHES: usize = 500;
const ROUNDS: usize = 2_000;

/// So many are one measurement: a single one is shorter than the clock can tell.
const READS: u32 = 100;

const QUERY: &str = "SELECT setting_value FROM setting WHERE code = ?1";

fn main() {
    let folder = tempfile::tempdir().expect("a folder");
    let engine = open(&folder);
    for i in 0..BRANCHES {
        let place = Place::Branch(Code::parse(&format!("b{i}")).expect("a code"));
        erp(&engine).set_setting(Setting::SessionMinutes, &place, Some("60")).expect("set");
    }
    let other = Connection::open(folder.path().join("shop.db")).expect("the file opens");
    let mut took: [Vec<Duration>; 3] = Default::default();
    for _ in 0..ROUNDS {
        took[0].push(each(|| version(&other)));
        took[1].push(each(|| setting(&engine)));
        took[2].push(each(|| query(&other)));
    }
    let [version, setting, query] = took.map(Spread::of);
    version.print("PRAGMA data_version alone");
    setting.print("Engine::setting, nothing changed");
    query.print("the same value by a query");
    println!("setting / data_version: p50 {:.2}", ratio(setting.at(50), version.at(50)));
    println!("query / setting: p50 {:.2}", ratio(query.at(50), setting.at(50)));
    after_writes(&engine);
}

/// The first read after somebody wrote: a setting, or anything else.
fn after_writes(engine: &Engine) {
    let mut took: [Vec<Duration>; 2] = Default::default();
    for i in 0..200 {
        let line = format!(r#"{{"feed":"item","code":"i{i}","name":"Item"}}"#);
        erp(engine).feed(&clientela::Format::JsonLines, &mut line.as_bytes()).expect("fed");
        took[0].push(time(|| setting(engine)).0);
        let minutes = (1 + i).to_string();
        erp(engine).set_setting(Setting::IdleMinutes, &Place::Chain, Some(&minutes)).expect("set");
        took[1].push(time(|| setting(engine)).0);
    }
    let [written, set] = took.map(Spread::of);
    written.print("the first after another write");
    set.print("the first after a setting changed");
}

fn each<T>(mut work: impl FnMut() -> T) -> Duration {
    let (took, ()) = time(|| {
        for _ in 0..READS {
            black_box(work());
        }
    });
    took / READS
}

fn setting(engine: &Engine) -> String {
    engine.setting(Setting::SessionMinutes, &Code::parse("b250").expect("a code")).expect("read").to_string()
}

fn version(connection: &Connection) -> i64 {
    let mut statement = connection.prepare_cached("PRAGMA data_version").expect("a statement");
    statement.query_row([], |row| row.get(0)).expect("a row")
}

fn query(connection: &Connection) -> String {
    let mut statement = connection.prepare_cached(QUERY).expect("a statement");
    statement.query_row(["branch:b250/sign_in.session_minutes"], |row| row.get(0)).expect("a row")
}
