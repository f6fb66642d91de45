//! What a try to sign in takes: the right password, a wrong one, a name that nobody has, and an operator who is locked, in turn in
//! one run, in a store whose operators all have our own parameters. `cargo bench --bench sign_in`.

mod support;

use std::sync::Arc;
use std::time::Duration;

use clientela::domain::id::Code;
use clientela::{Engine, Format, Options, StandingClock};
use support::{Spread, erp, ratio, time};

/// `password` under Argon2id with m = 19456 KiB, t = 2, p = 1: the parameters of every hash that we make.
const HASH: &str = "$argon2id$v=19$m=19456,t=2,p=1$c29tZXNhbHRzb21lc2FsdA$K13EBUiG7JV+9ZxztmHFTdb7J0WQsnj2V8bZaqyPptE";
const OPERATORS: usize = 50;
const ROUNDS: usize = 200;
/// Longer than any lock, in milliseconds: each round begins without one.
const LATER: i64 = 3_600_000;

fn main() {
    let folder = tempfile::tempdir().expect("a folder");
    let clock = Arc::new(StandingClock::new(1_782_892_800_000, 0));
    let engine = Engine::open(folder.path().join("shop.db"), Options::new(clock.clone())).expect("a store");
    staff(&engine);
    let tries = [("right password", "right", "password"), ("wrong password", "wrong", "passwort"), ("unknown name", "nobody", "password")];
    let mut took: [Vec<Duration>; 4] = Default::default();
    for round in 1..=ROUNDS {
        clock.set(1_782_892_800_000 + i64::try_from(round).unwrap_or(0) * LATER);
        // Nobody is locked before this round, but for whom it locks itself.
        (0..3).for_each(|at| drop(engine.sign_in(&code(&format!("till-{at}")), ["right", "wrong", "right"][at], "password")));
        for (at, (_, name, password)) in tries.iter().enumerate() {
            let (station, name) = (code(&format!("till-{at}")), if at == 2 { format!("{name}{round}") } else { (*name).to_owned() });
            let (one, entered) = time(|| engine.sign_in(&station, &name, password).is_ok());
            assert_eq!(entered, at == 0);
            took[at].push(one);
        }
        (0..5).for_each(|_| drop(engine.sign_in(&code("till-3"), "locked", "passwort")));
        let (one, entered) = time(|| engine.sign_in(&code("till-4"), "locked", "password").is_ok());
        assert!(!entered);
        took[3].push(one);
    }
    let [right, wrong, unknown, locked] = took.map(Spread::of);
    for (name, spread) in [("right password", &right), ("wrong password", &wrong), ("unknown name", &unknown), ("locked operator", &locked)]
    {
        spread.print(name);
    }
    for (name, spread) in [("unknown name", &unknown), ("locked operator", &locked), ("right password", &right)] {
        println!("{name} / wrong password: p50 {:.3}", ratio(spread.at(50), wrong.at(50)));
    }
}

fn code(text: &str) -> Code {
    Code::parse(text).expect("a code")
}

fn staff(engine: &Engine) {
    let branch = [r#"{"feed":"branch","code":"b"}"#.to_owned()];
    let stations = (0..5).map(|i| format!(r#"{{"feed":"station","code":"till-{i}","station_branch":"b"}}"#));
    let names = ["right", "wrong", "locked"].map(str::to_owned).into_iter().chain((0..OPERATORS).map(|i| format!("op{i}")));
    let operators = names.map(|name| format!(r#"{{"feed":"operator","code":"{name}","user_name":"{name}","password":"{HASH}"}}"#));
    let lines = branch.into_iter().chain(stations).chain(operators).collect::<Vec<_>>().join("\n");
    let report = erp(engine).feed(&Format::JsonLines, &mut lines.as_bytes()).expect("a feed");
    assert_eq!(report.refused, 0, "{:?}", report.failures);
}
