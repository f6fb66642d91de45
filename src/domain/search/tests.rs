use proptest::prelude::*;
use proptest::sample::Index;

use super::*;
use crate::domain::arb::arb_values;
use crate::domain::field::{self, Field};
use crate::domain::fold::{Term, terms};
use crate::domain::subject::Values;
use crate::domain::typo::corrections;

/// The stages in which a query finds a customer.
fn stages(query: &str, values: &Values, filter: &SearchFilter) -> Vec<Stage> {
    let text = index_text(values, &[]);
    let mut known: Vec<&str> = vocabulary(&text).collect();
    known.sort_unstable();
    let seek = |text: &str| Ok::<_, ()>(known.get(known.partition_point(|word| *word < text)).map(|word| (*word).to_owned()));
    let terms = terms(query);
    let of = |term: &Term| if term.is_word() { corrections(&term.folded, seek).unwrap() } else { Vec::new() };
    let mistyped: Vec<Vec<String>> = terms.iter().map(of).collect();
    let found = |at: &Stage| stage(*at, &terms, &mistyped, filter, true).is_some_and(|wanted| wanted.holds(&text));
    Stage::ALL.iter().copied().filter(found).collect()
}

fn values(texts: &[(Field, &str)]) -> Values {
    let mut values = Values::default();
    for (field, text) in texts {
        values.set(*field, 0, *text);
    }
    values
}

fn luis() -> Values {
    values(&[
        (Field::GivenName, "Luís"),
        (Field::FamilyName, "Gonçalves"),
        (Field::Email, "luisg@embraer.com.br"),
        (Field::Street, "Müllerstraße 12a"),
        (Field::PostalCode, "12227-000"),
        (Field::Phone, "+55 (12) 3923-5555"),
        (Field::Number, "10001"),
        (Field::BirthDate, "1980-05-17"),
        (Field::Status, "active"),
        (Field::Branch, "Berlin/Ost"),
        (Field::Kind, "private"),
        (Field::Groups, "vip staff"),
        (Field::LastVisit, "2026-06-30"),
    ])
}

#[test]
fn a_query_finds_in_the_stage_that_says_how_good_it_is() {
    let cases: &[(&str, Option<Stage>)] = &[
        ("gonç", Some(Stage::Name)),
        ("LUÍS gonçalves", Some(Stage::Name)),
        ("goncal", Some(Stage::Folded)),
        ("luis muller", Some(Stage::Folded)),
        ("mueller 12227", Some(Stage::Anywhere)),
        ("luisg@emb", Some(Stage::Anywhere)),
        ("embraer", Some(Stage::Anywhere)),
        ("12 3923", Some(Stage::Phone)),
        ("+55 12 3923", Some(Stage::Phone)),
        ("39235555", Some(Stage::Phone)),
        ("10001", Some(Stage::Anywhere)),
        ("gonkalwes", Some(Stage::Sound)),
        ("gonclaves luis", Some(Stage::Typo)),
        ("mullrestrasse", Some(Stage::Typo)),
        ("silva luis", None),
        ("com", None),
        ("000x", None),
    ];
    for (query, expected) in cases {
        let found = stages(query, &luis(), &SearchFilter::default());
        assert_eq!(found.first().copied(), *expected, "{query}");
        assert!(found.len() <= 1, "{query} is found once: {found:?}");
    }
}

#[test]
fn a_filter_lets_through_whom_it_wants_in_the_index_and_by_the_values() {
    let date = |text: &str| crate::domain::time::Date::parse(text).unwrap();
    let text = |text: &str| Some(text.to_owned());
    let all = SearchFilter::default();
    let cases = [
        (SearchFilter { statuses: vec!["inactive".into(), "active".into()], ..all.clone() }, true),
        (SearchFilter { statuses: vec!["inactive".into()], ..all.clone() }, false),
        (SearchFilter { branch: text("Berlin/Ost"), ..all.clone() }, true),
        (SearchFilter { branch: text("berlin/ost"), ..all.clone() }, false),
        (SearchFilter { kind: text("private"), group: text("staff"), ..all.clone() }, true),
        (SearchFilter { kind: text("business"), ..all.clone() }, false),
        (SearchFilter { group: text("sta"), ..all.clone() }, false),
        (SearchFilter { birthday: Some((date("2026-05-10"), date("2026-05-17"))), ..all.clone() }, true),
        (SearchFilter { birthday: Some((date("2026-05-18"), date("2027-05-16"))), ..all.clone() }, false),
    ];
    for (filter, expected) in cases {
        assert_eq!(filter.fits(&luis()), expected, "{filter:?}");
        for query in ["", "gon"] {
            assert_eq!(!stages(query, &luis(), &filter).is_empty(), expected, "{filter:?}");
        }
    }
    let visited = |from, to| SearchFilter { visited_from: Some(date(from)), visited_to: Some(date(to)), ..all.clone() };
    assert!(visited("2026-06-30", "2026-06-30").fits(&luis()));
    assert!(!visited("2026-07-01", "2026-07-30").fits(&luis()) && !visited("2026-06-01", "2026-06-29").fits(&luis()));
    assert!(!visited("2020-01-01", "2030-01-01").fits(&Values::default()));
    let leap = values(&[(Field::BirthDate, "1980-02-29")]);
    assert!(SearchFilter { birthday: Some((date("2026-02-25"), date("2026-03-01"))), ..all }.fits(&leap));
}

#[test]
fn a_match_says_what_to_highlight() {
    let cases = [
        ("gonç", Field::FamilyName, How::Prefix, "Gonç"),
        ("goncalves", Field::FamilyName, How::Folded, "Gonçalves"),
        ("luís", Field::GivenName, How::Exact, "Luís"),
        ("mueller", Field::Street, How::Folded, "Müller"),
        ("mullerstrasse12a", Field::Street, How::Folded, "Müllerstraße 12a"),
        ("12227000", Field::PostalCode, How::Digits, "12227-000"),
        ("12227", Field::PostalCode, How::Exact, "12227"),
        ("embr", Field::Email, How::Prefix, "embr"),
        ("123923", Field::Phone, How::Digits, "12) 3923"),
        ("012 3923", Field::Phone, How::Digits, "12) 3923"),
        ("gonkalwes", Field::FamilyName, How::Sound, "Gonçalves"),
        ("gonclaves", Field::FamilyName, How::Typo, "Gonçalves"),
        ("12227x", Field::PostalCode, How::Exact, ""),
        ("embarer", Field::Email, How::Typo, "embraer"),
    ];
    for (query, field, how, text) in cases {
        let found = explain(&terms(query), &luis(), &[], &|_| true);
        let Some(found) = found.as_deref().and_then(<[Match]>::first) else {
            assert_eq!(text, "", "{query} is explained");
            continue;
        };
        let shown = luis();
        assert_eq!((found.field, found.how, &shown.get(found.field).unwrap()[found.range.clone()]), (field, how, text), "{query}");
    }
    let zoe = values(&[(Field::GivenName, "Zoë")]);
    let id = crate::domain::id::SubjectId::from_bytes([7; 16]);
    let found = explain(&terms("zoe luis"), &luis(), &[(id, &zoe)], &|_| true).unwrap();
    assert_eq!((found[0].person, found[0].how, found[1].person), (Some(id), How::Folded, None));
}

/// A beginning of a value, as somebody types it.
fn typed(values: &Values, which: Index, letters: Index) -> Option<String> {
    let searched: Vec<&str> = values.iter().filter(|(field, ..)| field.spec().index != field::Index::No).map(|(.., text)| text).collect();
    let text = searched.get(which.index(searched.len().max(1)))?;
    let count = text.chars().count();
    Some(text.chars().take(1 + letters.index(count)).collect())
}

proptest! {
    #[test]
    fn whatever_the_index_gives_is_explained(values in arb_values(), which: Index, letters: Index) {
        let Some(query) = typed(&values, which, letters) else { return Ok(()) };
        let found = stages(&query, &values, &SearchFilter::default());
        if !found.is_empty() {
            let matches = explain(&terms(&query), &values, &[], &|_| true);
            prop_assert!(matches.is_some(), "{query:?} in {:?}", index_text(&values, &[]));
            for found in matches.unwrap() {
                let text = values.at(found.field, found.slot).unwrap();
                prop_assert!(text.get(found.range.clone()).is_some_and(|part| !part.is_empty()), "{query:?}: {found:?} {:?}", found.range);
            }
        }
    }

    #[test]
    fn what_holds_holds_loosely(values in arb_values(), which: Index, letters: Index) {
        let Some(query) = typed(&values, which, letters) else { return Ok(()) };
        let text = index_text(&values, &[]);
        for at in Stage::ALL {
            let Some(wanted) = stage(*at, &terms(&query), &[], &SearchFilter::default(), true) else { continue };
            let loosely = wanted.loosely(&|word| word.len() % 2 == 0);
            prop_assert!(!wanted.holds(&text) || loosely.holds(&text), "{query}");
            prop_assert!(!wanted.holds(&text) || loosely.widened().holds(&text), "{query}");
            prop_assert!(wanted.loosely(&|_| true).long().is_empty());
        }
    }

    #[test]
    fn stages_do_not_overlap(values in arb_values(), which: Index, letters: Index) {
        let Some(query) = typed(&values, which, letters) else { return Ok(()) };
        prop_assert!(stages(&query, &values, &SearchFilter::default()).len() <= 1);
    }
}
