//! The rules of passwords' hashes: which are taken, and which are refused without computing.

use std::collections::BTreeMap;
use std::path::Path;

use clientela::domain::password::{Hash, MOST_MEMORY_KIB};
use serde::Deserialize;

#[derive(Deserialize)]
struct Rules {
    accepted: Vec<Accepted>,
    refused: Vec<Refused>,
}

#[derive(Deserialize)]
struct Accepted {
    name: String,
    scheme: String,
    hash: String,
}

#[derive(Deserialize)]
struct Refused {
    name: String,
    hash: String,
    rule: String,
    args: BTreeMap<String, String>,
}

fn rules() -> Rules {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules/passwords.toml");
    toml::from_str(&std::fs::read_to_string(path).expect("the rules are there")).expect("the rules are TOML")
}

#[test]
fn every_scheme_within_bounds_is_taken() {
    for case in rules().accepted {
        let hash = Hash::parse(&case.hash).unwrap_or_else(|broken| panic!("{}: {broken}", case.name));
        assert_eq!(hash.parameters.scheme().name(), case.scheme, "{}", case.name);
    }
}

#[test]
fn every_other_one_is_refused_by_name_with_its_bound_and_without_its_value() {
    assert_eq!(MOST_MEMORY_KIB, 262_144, "the bounds of the cases are those of 64 bit");
    for case in rules().refused {
        let broken = Hash::parse(&case.hash).expect_err(&case.name);
        let args: BTreeMap<String, String> = broken.args.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
        assert_eq!((broken.field, broken.rule, args), ("password", case.rule.as_str(), case.args), "{}", case.name);
    }
}
