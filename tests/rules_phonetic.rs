//! How golden names sound, by the Kölner Phonetik.

use std::path::Path;

use clientela::domain::phonetic::{code, codes, query_codes};
use serde::Deserialize;

#[derive(Deserialize)]
struct Rules {
    rule: Vec<Rule>,
    unlike: Vec<Vec<String>>,
}

#[derive(Deserialize)]
struct Rule {
    name: String,
    names: Vec<(String, String)>,
}

fn rules() -> Rules {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules/phonetic.toml");
    toml::from_str(&std::fs::read_to_string(path).expect("the rules are there")).expect("the rules are TOML")
}

#[test]
fn every_golden_name_sounds_as_written() {
    for Rule { name: rule, names } in rules().rule {
        for (name, sounds) in names {
            assert_eq!(query_codes(&name).join(" "), sounds, "{rule}: {name}");
        }
    }
}

#[test]
fn every_golden_name_is_found_by_its_sound() {
    for (name, sounds) in rules().rule.into_iter().flat_map(|rule| rule.names) {
        let found = codes(&name);
        assert!(sounds.split_whitespace().all(|sound| found.iter().any(|code| code == sound)), "{name}: {found:?}");
    }
}

#[test]
fn names_that_sound_apart_have_codes_apart() {
    for names in rules().unlike {
        let mut found: Vec<String> = names.iter().map(|name| code(name)).collect();
        found.sort();
        found.dedup();
        assert_eq!(found.len(), names.len(), "{names:?}");
    }
}

#[test]
fn the_golden_names_are_a_hundred() {
    assert!(rules().rule.iter().map(|rule| rule.names.len()).sum::<usize>() >= 100);
}
