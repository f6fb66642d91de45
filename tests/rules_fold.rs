//! The fold's golden names: how they fold, and what finds them.

use std::path::Path;

use clientela::domain::fold::{fold, query_terms, words};
use clientela::domain::phone;
use serde::Deserialize;
use unicode_normalization::UnicodeNormalization;

#[derive(Deserialize)]
struct Rules {
    language: Vec<Language>,
    never: Vec<Never>,
    phone: Vec<Phone>,
}

#[derive(Deserialize)]
struct Language {
    name: String,
    names: Vec<(String, String, String)>,
}

#[derive(Deserialize)]
struct Never {
    name: String,
    queries: Vec<String>,
}

#[derive(Deserialize)]
struct Phone {
    stored: String,
    finds: Vec<String>,
    never: Vec<String>,
}

fn rules() -> Rules {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules/fold.toml");
    toml::from_str(&std::fs::read_to_string(path).expect("the rules are there")).expect("the rules are TOML")
}

fn finds(query: &str, tokens: &[String]) -> bool {
    let terms = query_terms(query);
    !terms.is_empty() && terms.iter().all(|term| tokens.iter().any(|token| token.starts_with(term)))
}

#[test]
fn every_golden_name_folds_as_written() {
    for Language { name: language, names } in rules().language {
        for (name, folded, _) in names {
            assert_eq!(fold(&name), folded, "{language}: {name}");
        }
    }
}

#[test]
fn every_golden_name_is_one_in_each_normal_form() {
    for (name, folded, _) in rules().language.into_iter().flat_map(|language| language.names) {
        let forms: [String; 2] = [name.nfc().collect(), name.nfd().collect()];
        for form in &forms {
            assert_eq!(fold(form), folded, "{form}");
            assert_eq!(words(form), words(&name), "{form}");
        }
    }
}

#[test]
fn every_golden_name_is_found_in_any_case() {
    for (name, ..) in rules().language.into_iter().flat_map(|language| language.names) {
        let tokens = words(&name);
        for query in [name.to_uppercase(), name.to_lowercase(), fold(&name)] {
            assert!(finds(&query, &tokens), "{query} ({:?}) finds {name} ({tokens:?})", query_terms(&query));
        }
    }
}

#[test]
fn every_golden_name_is_found_by_what_people_type() {
    for Language { name: language, names } in rules().language {
        for (name, _, queries) in names {
            let tokens = words(&name);
            for query in queries.split('|') {
                assert!(finds(query, &tokens), "{language}: {query} ({:?}) finds {name} ({tokens:?})", query_terms(query));
            }
        }
    }
}

#[test]
fn a_query_is_no_looser_than_its_rules() {
    for Never { name, queries } in rules().never {
        for query in queries {
            assert!(!finds(&query, &words(&name)), "{query} must not find {name}");
        }
    }
}

#[test]
fn phones_are_found_by_their_digits_with_and_without_country_code() {
    for Phone { stored, finds: found, never } in rules().phone {
        let tokens = phone::tokens(&stored);
        for query in found {
            assert!(finds(&query, &tokens), "{query} ({:?}) finds {stored} ({tokens:?})", query_terms(&query));
        }
        for query in never {
            assert!(!finds(&query, &tokens), "{query} ({:?}) must not find {stored} ({tokens:?})", query_terms(&query));
        }
    }
}

#[test]
fn the_golden_names_are_four_hundred_of_thirty_languages() {
    let rules = rules();
    assert!(rules.language.len() >= 30);
    assert!(rules.language.iter().map(|language| language.names.len()).sum::<usize>() >= 400);
}
