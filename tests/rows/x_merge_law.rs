//! X17, the law: merged and taken back is every row as it was, and what was edited in between is kept and told.
#![cfg(feature = "testing")]

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use clientela::domain::arb::arb_values;
use clientela::domain::customer_merge::Keep;
use clientela::domain::field::Field;
use clientela::domain::id::SubjectId;
use clientela::domain::program::{Program, ProgramKind};
use clientela::domain::subject::Values;
use clientela::{Desk, NewBooking};
use proptest::prelude::*;
use proptest::sample::{Index, select};
use rusqlite::Connection;
use rusqlite::types::Value;

use crate::shop::{Shop, code, said, yes};

/// Journal and the words of its texts, versions, the index with its ranks and what only counts: all else is the same byte by byte.
const NOT_COMPARED: [&str; 4] = ["journal", "journal_value", "free_word", "meta"];

type Rows = BTreeMap<String, BTreeSet<Vec<String>>>;

/// Every row of every table.
fn rows(path: &Path) -> Rows {
    let store = Connection::open(path).unwrap();
    let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'search%' AND name NOT LIKE 'sqlite%'";
    let mut names = store.prepare(sql).unwrap();
    let names: Vec<String> = names.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect();
    assert!(names.len() > 20);
    let compared = names.into_iter().filter(|name| !NOT_COMPARED.contains(&name.as_str()));
    let mut all: Rows = compared.map(|name| (name.clone(), table(&store, &format!("SELECT * FROM \"{name}\"")))).collect();
    // Where a row stands among those of its month is the order in which they came.
    all.insert("search_entry".to_owned(), table(&store, "SELECT rank >> 32, subject, text FROM search_entry"));
    all
}

fn table(store: &Connection, sql: &str) -> BTreeSet<Vec<String>> {
    let mut query = store.prepare(sql).unwrap();
    let names: Vec<String> = query.column_names().map(str::to_owned).collect();
    let compared: Vec<usize> = (0..names.len()).filter(|at| names[*at] != "version").collect();
    let cell = |row: &rusqlite::Row<'_>, at: usize| format!("{}={:?}", names[at], row.get::<_, Value>(at).unwrap());
    let row = |row: &rusqlite::Row<'_>| Ok(compared.iter().map(|at| cell(row, *at)).collect::<Vec<String>>());
    query.query_map([], row).unwrap().map(Result::unwrap).collect()
}

/// A person with what else there is of them.
#[derive(Clone, Debug)]
struct Somebody {
    values: Values,
    cards: Vec<String>,
    comments: Vec<String>,
    language: Option<&'static str>,
    visit: Option<&'static str>,
    consents: Vec<(&'static str, bool)>,
    stamps: Vec<i64>,
    receipts: usize,
    relatives: usize,
}

fn arb_somebody() -> impl Strategy<Value = Somebody> {
    let definitions = select(&["data-storage", "newsletter-email", "offers-letter"][..]);
    let texts = (prop::collection::vec("[A-Z0-9]{5,9}", 0..3), prop::collection::vec("[a-z]{3,9} [a-z]{3,9}", 0..3));
    let words = (prop::option::of(select(&["de", "fr", "pl"][..])), prop::option::of(select(&["2026-01-01", "2026-02-01"][..])));
    let rest = (prop::collection::vec((definitions, any::<bool>()), 0..3), prop::collection::vec(1_i64..9, 0..3), 0_usize..3, 0_usize..2);
    (arb_values(), texts, words, rest).prop_map(
        |(values, (cards, comments), (language, visit), (consents, stamps, receipts, relatives))| Somebody {
            values,
            cards,
            comments,
            language,
            visit,
            consents,
            stamps,
            receipts,
            relatives,
        },
    )
}

/// Puts somebody into the shop; `at` keeps numbers, keys and cards apart.
fn settle(shop: &Shop, somebody: &Somebody, at: usize) -> SubjectId {
    let desk = shop.desk();
    let mut draft = desk.new_customer("private").unwrap();
    let name = somebody.values.get(Field::Company).map_or("", |company| company).to_owned();
    for (field, slot, text) in somebody.values.iter().filter(|(field, ..)| !matches!(field, Field::Kind | Field::Number | Field::Company)) {
        draft.set_at(field, slot, text);
    }
    if !name.is_empty() {
        draft.set(Field::FamilyName, &name);
    }
    draft.set(Field::Number, &format!("{at}{}", somebody.values.get(Field::Number).unwrap()));
    draft.set(Field::Language, somebody.language.unwrap_or_default()).set(Field::LastVisit, somebody.visit.unwrap_or_default());
    for (slot, card) in (0..).zip(&somebody.cards) {
        draft.set_at(Field::CardNumber, slot, &format!("{at}-{card}-{slot}"));
    }
    for (slot, comment) in (0..).zip(&somebody.comments) {
        draft.set_at(Field::CommentText, slot, comment);
    }
    draft.set(Field::MemberProgram, if somebody.stamps.is_empty() { "" } else { "coffee" });
    let id = desk.save(&mut draft).unwrap().id;
    for (definition, given) in &somebody.consents {
        let capture = if *given { yes(definition) } else { said(definition, clientela::domain::consent::Intent::Refuse) };
        let _ = desk.record(id, &capture); // without an address none is given
    }
    for (key, amount) in somebody.stamps.iter().enumerate() {
        desk.book(id, &NewBooking::new(code("coffee"), *amount, code(&format!("{at}/{key}")))).unwrap();
    }
    (0..somebody.receipts).for_each(|number| _ = shop.receipt(&format!("{at}/{number}"), Some(id)));
    for number in 0..somebody.relatives {
        let mut relative = desk.new_related(id, "family").unwrap();
        relative.set(Field::FamilyName, &format!("Relative {at} {number}"));
        desk.save(&mut relative).unwrap();
    }
    id
}

/// Merges with these choices, and looks whether the journal holds.
fn merge(shop: &Shop, survivor: SubjectId, merged: SubjectId, choices: &[(Index, bool)]) {
    let desk = shop.desk();
    let mut preview = desk.merge_preview(survivor, merged).unwrap();
    let choices = if preview.fields.is_empty() { &[] } else { choices };
    for (at, keep) in choices.iter().copied() {
        let field = at.get(&preview.fields).field;
        preview.choose(field, if keep { Keep::Merged } else { Keep::Survivor });
    }
    desk.merge(&preview, "same").unwrap();
    assert_eq!(shop.engine.verify_journal().unwrap().findings, []);
}

/// An edit of the customer who stayed.
#[derive(Clone, Debug)]
enum Edit {
    Set(Field, u16, &'static str),
    Document,
}

fn arb_edit() -> impl Strategy<Value = Edit> {
    let fields = [
        (Field::GivenName, 0),
        (Field::FamilyName, 0),
        (Field::BirthDate, 0),
        (Field::Language, 0),
        (Field::Email, 0),
        (Field::Email, 1),
        (Field::Email, 2),
        (Field::Phone, 0),
        (Field::Phone, 1),
        (Field::City, 0),
        (Field::City, 1),
        (Field::CardNumber, 0),
        (Field::CardNumber, 1),
    ];
    let set = (select(fields.to_vec()), any::<bool>()).prop_map(|((field, slot), kept)| {
        let text = match field {
            Field::BirthDate => "1999-09-09",
            Field::Language => "it",
            Field::Email => "edited@example.org",
            Field::Phone => "030 99999999",
            _ => "Edited",
        };
        Edit::Set(field, slot, if kept || field == Field::FamilyName { text } else { "" })
    });
    prop_oneof![5 => set, 1 => Just(Edit::Document)]
}

/// Does what an edit says, where the rules allow it; the fields that changed.
fn edit(shop: &Shop, desk: &Desk, id: SubjectId, step: &Edit, number: usize) {
    match step {
        Edit::Document => _ = shop.receipt(&format!("between/{number}"), Some(id)),
        Edit::Set(field, slot, text) => {
            let mut draft = desk.edit(id).unwrap();
            draft.set_at(*field, *slot, text);
            let _ = desk.save(&mut draft);
        }
    }
}

fn shop() -> Shop {
    let shop = Shop::with_definitions();
    shop.desk().set_program(&Program::new(code("coffee"), ProgramKind::Stamps)).unwrap();
    shop
}

fn own(text: Option<&str>) -> Option<String> {
    text.map(str::to_owned)
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn x17_merged_and_taken_back_is_every_row_as_it_was(
        one in arb_somebody(), other in arb_somebody(), third in arb_somebody(), choices in prop::collection::vec(any::<(Index, bool)>(), 0..4)
    ) {
        let shop = shop();
        let [one, other, third] = [(1, &one), (2, &other), (3, &third)].map(|(at, somebody)| settle(&shop, somebody, at));
        let before = rows(&shop.path());
        merge(&shop, one, other, &choices);
        let merged = rows(&shop.path());
        prop_assert_ne!(&before, &merged);
        merge(&shop, third, one, &choices);
        prop_assert_eq!(&shop.desk().unmerge(one, "").unwrap(), &clientela::Unmerged::default());
        prop_assert_eq!(&rows(&shop.path()), &merged);
        prop_assert_eq!(&shop.desk().unmerge(other, "").unwrap(), &clientela::Unmerged::default());
        prop_assert_eq!(&rows(&shop.path()), &before);
        prop_assert_eq!(shop.engine.verify_journal().unwrap().findings, []);
    }

    #[test]
    fn x17_what_was_edited_between_is_kept_and_told_and_all_else_is_as_it_was(
        one in arb_somebody(), other in arb_somebody(), choices in prop::collection::vec(any::<(Index, bool)>(), 0..4),
        edits in prop::collection::vec(arb_edit(), 0..6)
    ) {
        let shop = shop();
        let [one, other] = [(1, &one), (2, &other)].map(|(at, somebody)| settle(&shop, somebody, at));
        let desk = shop.desk();
        let values = |id| desk.customer(id).unwrap().stored.values;
        let (before, theirs, stored) = (values(one), values(other), rows(&shop.path()));
        merge(&shop, one, other, &choices);
        let merged = values(one);
        edits.iter().enumerate().for_each(|(number, step)| edit(&shop, &desk, one, step, number));
        let edited = values(one);
        let unmerged = desk.unmerge(other, "").unwrap();
        prop_assert_eq!(shop.engine.verify_journal().unwrap().findings, []);
        let after = values(one);
        prop_assert_eq!(values(other), theirs, "of the other one nothing changed");

        let all = [&before, &merged, &edited, &after].into_iter().flat_map(|values| values.iter().map(|(field, slot, _)| (field, slot)));
        for (field, slot) in all.collect::<BTreeSet<_>>() {
            let [b, m, e, a] = [&before, &merged, &edited, &after].map(|values| values.at(field, slot));
            let told = unmerged.conflicts.iter().find(|conflict| (conflict.field, conflict.slot) == (field, slot));
            match told {
                Some(conflict) => {
                    prop_assert_eq!((&conflict.before, &conflict.merged, &conflict.now), (&own(b), &own(m), &own(e)));
                    prop_assert_eq!(a, e, "what is told stays");
                }
                None if m == b => prop_assert_eq!(a, e, "what the merge did not touch stays as edited"),
                None => prop_assert_eq!(a, b, "what nobody edited is put back"),
            }
            prop_assert!(told.is_some() || e == m || m == b || e == b, "an edit of what the merge changed is told");
        }
        let now = rows(&shop.path());
        for (name, was) in &stored {
            let theirs = |row: &&Vec<String>| !row.iter().any(|cell| *cell == format!("id={:?}", Value::Blob(one.bytes().to_vec()))
                || *cell == format!("subject={:?}", Value::Blob(one.bytes().to_vec())));
            prop_assert!(was.iter().filter(theirs).all(|row| now[name].contains(row)), "every row of {} but those edited", name);
        }
    }
}
