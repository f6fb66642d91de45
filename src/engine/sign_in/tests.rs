use std::sync::Arc;

use tempfile::TempDir;

use crate::clock::StandingClock;
use crate::domain::id::Code;
use crate::domain::password::Parameters;
use crate::engine::passwords::tests::computed;
use crate::engine::{Engine, Format, Options};

const NOW: i64 = 1_782_892_800_000;
/// `password` under two costs.
const CHEAP: &str = "$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4";
const OTHER: &str = "$argon2id$v=19$m=256,t=2,p=2$c29tZXNhbHQ$bQk8UB/VmZZF4Oo79iDXuL5/0ttZwg2f/5U52iv1cDc";
const COST: Parameters = Parameters::Argon2id { memory: 256, passes: 2, lanes: 1 };
const OTHER_COST: Parameters = Parameters::Argon2id { memory: 256, passes: 2, lanes: 2 };

/// A store with a station and these operators: name, hash, and what else the feed says.
fn store(operators: &[(&str, &str, &str)]) -> (TempDir, Engine) {
    let folder = tempfile::tempdir().expect("a folder");
    let clock = Arc::new(StandingClock::new(NOW, 0));
    let engine = Engine::open(folder.path().join("shop.db"), Options::new(clock)).expect("a store");
    let mut lines = String::from("{\"feed\":\"branch\",\"code\":\"b\"}\n{\"feed\":\"station\",\"code\":\"s\",\"station_branch\":\"b\"}\n");
    for (name, hash, rest) in operators {
        let line = format!("{{\"feed\":\"operator\",\"code\":\"op-{name}\",\"user_name\":\"{name}\",\"password\":\"{hash}\"{rest}}}\n");
        lines.push_str(&line);
    }
    let report = engine.erp(Code::parse("erp").expect("a code")).feed(&Format::JsonLines, &mut lines.as_bytes()).expect("a feed");
    assert_eq!(report.refused, 0, "{:?}", report.failures);
    (folder, engine)
}

/// What a try computes.
fn cost(engine: &Engine, name: &str, password: &str) -> Vec<Parameters> {
    computed();
    let _ = engine.sign_in(&Code::parse("s").expect("a code"), name, password);
    computed()
}

#[test]
fn whoever_does_not_get_in_costs_exactly_one_hash_as_most_of_the_store() {
    let gone = ",\"operator_removed\":\"yes\"";
    let shut = ",\"operator_locked\":\"yes\"";
    let (_folder, engine) = store(&[("ann", CHEAP, ""), ("ben", CHEAP, ""), ("cem", CHEAP, shut), ("dua", OTHER, gone), ("eve", "", "")]);
    assert_eq!(cost(&engine, "ann", "wrong"), [COST], "a wrong password");
    assert_eq!(cost(&engine, "nobody", "wrong"), [COST], "an unknown name");
    assert_eq!(cost(&engine, "cem", "password"), [COST], "locked upstream");
    assert_eq!(cost(&engine, "dua", "password"), [COST], "removed upstream, with a hash of another cost");
    assert_eq!(cost(&engine, "eve", "password"), [COST], "without a password");
    assert_eq!(cost(&engine, "ann", "password"), [COST], "locked by five wrong tries at the station");
    assert_eq!(cost(&engine, "nobody", "password"), [COST], "unknown and locked");
}

#[test]
fn an_operator_whose_hash_is_dearer_pays_their_own_and_who_is_locked_what_most_have() {
    let (_folder, engine) = store(&[("ann", CHEAP, ""), ("ben", CHEAP, ""), ("dua", OTHER, "")]);
    for _ in 0..5 {
        assert_eq!(cost(&engine, "dua", "wrong"), [OTHER_COST]);
    }
    assert_eq!(cost(&engine, "dua", "password"), [COST]);
}

#[test]
fn in_a_store_without_operators_an_unknown_name_costs_a_hash_of_ours() {
    let (_folder, engine) = store(&[]);
    assert_eq!(cost(&engine, "nobody", "wrong"), [Parameters::OURS]);
}

#[test]
fn a_rehash_costs_one_more_once() {
    let (_folder, engine) = store(&[("ann", CHEAP, "")]);
    assert_eq!(cost(&engine, "ann", "password"), [COST, Parameters::OURS]);
    assert_eq!(cost(&engine, "ann", "password"), [Parameters::OURS]);
}

#[test]
fn a_text_that_is_too_long_or_a_station_that_is_unknown_costs_none() {
    let (_folder, engine) = store(&[("ann", CHEAP, "")]);
    assert_eq!(cost(&engine, "ann", &"x".repeat(1025)), []);
    computed();
    assert!(engine.sign_in(&Code::parse("nowhere").expect("a code"), "ann", "password").is_err());
    assert_eq!(computed(), []);
}
