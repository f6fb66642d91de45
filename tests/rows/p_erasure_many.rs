//! P25: many people among many, named in notes, documents, the journal and others' records; found before, gone after, and nobody else changed.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::path::Path;

use clientela::Purged;
use clientela::domain::erasure::Scrub;
use clientela::domain::field::{Field, RecordKind};
use clientela::domain::id::SubjectId;
use rusqlite::types::ValueRef;

use crate::shop::{Shop, database, files};

const PEOPLE: usize = 2000;
const GOING: usize = 200;

/// What only one person has: a name, a mailbox, a street. Four digits and a `q` follow.
const STEMS: [&str; 3] = ["zwirbelkopf", "kraxlhuber", "wumpelgasse"];

/// Whoever goes has a number that ten divides; a namesake (the next number) has the same name, and the one after lives with them.
fn line(number: usize) -> String {
    let (of, house) = (number / 10 * 10, number / 10 * 10);
    let namesake = number % 100 == 1;
    let housemate = number % 10 == 2;
    let family = if namesake { of } else { number };
    let (phone, street) = if housemate { (house, house) } else { (number, number) };
    let note = if number % 10 == 3 {
        format!("Freund von Zwirbelkopf{of:04}q, Gregor; Mail kraxlhuber{of:04}q@example.com")
    } else {
        String::new()
    };
    format!(
        r#"{{"feed":"customer","source_id":"{number}","number":"{number}","kind":"private","given_name":"Gregor","family_name":"Zwirbelkopf{family:04}q","street":"Wumpelgasse{street:04}q 7","city":"Linz","email":"kraxlhuber{number:04}q@example.com","phone":"+43 664 55{phone:05}","comment_text":"{note}"}}
"#
    )
}

fn goes(number: usize) -> bool {
    number.is_multiple_of(10)
}

/// A receipt of theirs with what was engraved, and a gift that somebody else bought for them.
fn documents(number: usize) -> String {
    let receipt = |id: String, customer: usize, name: String| {
        format!(
            r#"{{"feed":"document","kind":"receipt","number":"{id}","state":"issued","customer":"{customer}","branch":"linz","created":"2026-06-01","currency":"EUR","total":100,"addressee_name":"Gregor Zwirbelkopf{customer:04}q","lines":[{{"line":1,"name":"{name}","quantity":"1","final_price":100}}]}}
"#
        )
    };
    receipt(format!("R-{number}"), number, format!("Ring: Zwirbelkopf{number:04}q"))
        + &receipt(format!("G-{number}"), number + 4, format!("Geschenk f. Zwirbelkopf{number:04}q"))
}

fn filled() -> Shop {
    let shop = Shop::with_definitions();
    shop.fed(&(0..PEOPLE).map(line).collect::<String>());
    shop.fed(&(0..PEOPLE).filter(|number| goes(*number)).map(documents).collect::<String>());
    let desk = shop.desk();
    for number in (5..PEOPLE).step_by(100) {
        let id = id(&shop, number);
        let mut edit = desk.edit(id).unwrap();
        edit.set(Field::CommentText, &format!("war mit Zwirbelkopf{:04}q da", number - 5)).because("sagt Kraxlhuber");
        desk.save(&mut edit).unwrap();
        shop.edit(id, &[(Field::CommentText, "nichts")]);
    }
    shop
}

fn id(shop: &Shop, number: usize) -> SubjectId {
    shop.erp().subject_by_source(&number.to_string()).unwrap().unwrap()
}

/// Which stems with which numbers stand in the bytes of any file, whatever their case, in UTF-8, UTF-16 and hex.
fn found_in(folder: &Path) -> BTreeSet<(&'static str, usize)> {
    let mut found = BTreeSet::new();
    for (_, bytes) in files(folder) {
        let lower = bytes.to_ascii_lowercase();
        for stem in STEMS {
            let text = |unit: usize, at: usize| lower[at..].chunks(unit).map(|unit| unit[0]).take(4).collect::<Vec<u8>>();
            for at in memchr::memmem::find_iter(&lower, stem.as_bytes()) {
                found.extend(number(&text(1, at + stem.len())).map(|number| (stem, number)));
            }
            let wide: Vec<u8> = stem.bytes().flat_map(|byte| [byte, 0]).collect();
            for at in memchr::memmem::find_iter(&lower, &wide) {
                found.extend(number(&text(2, at + wide.len())).map(|number| (stem, number)));
            }
            let hex = stem.bytes().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
            assert!(memchr::memmem::find(&lower, hex.as_bytes()).is_none(), "nothing is stored as hex");
        }
    }
    found
}

fn number(digits: &[u8]) -> Option<usize> {
    std::str::from_utf8(digits).ok()?.parse().ok()
}

type Rows = BTreeMap<(String, String), String>;

/// Every row of every table but those of the index and the store itself, by table and key.
fn rows(folder: &Path) -> Rows {
    let connection = database(folder);
    let tables = [
        ("subject", 1),
        ("address", 2),
        ("part", 3),
        ("relation", 2),
        ("consent_event", 2),
        ("booking", 1),
        ("document", 1),
        ("line", 3),
        ("duplicate", 2),
        ("definition", 3),
        ("setting", 1),
        ("journal", 2),
        ("journal_value", 2),
        ("search_entry", 2),
    ];
    let mut all = Rows::new();
    for (table, keys) in tables {
        let mut statement = connection.prepare(&format!("SELECT * FROM {table}")).unwrap();
        let columns = statement.column_count();
        let mut found = statement.query([]).unwrap();
        while let Some(row) = found.next().unwrap() {
            let mut cells = (0..columns).map(|column| match row.get_ref(column).unwrap() {
                ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
                ValueRef::Integer(number) => number.to_string(),
                ValueRef::Blob(bytes) if bytes.len() == 16 => SubjectId::from_bytes(bytes.try_into().unwrap()).to_string(),
                other => format!("{other:?}"),
            });
            let mut key = String::new();
            cells.by_ref().take(keys).for_each(|cell| write!(key, "{cell} ").unwrap());
            all.insert((table.to_owned(), key), cells.collect::<Vec<_>>().join("|"));
        }
    }
    all
}

/// Whether a row may differ: it is about somebody who went, or a plan said so.
fn was_announced(table: &str, key: &str, row: &str, gone: &BTreeSet<String>, places: &BTreeSet<(RecordKind, String)>) -> bool {
    let said = |kind, id: &str| places.contains(&(kind, id.to_owned()));
    let words: Vec<&str> = key.split_whitespace().collect();
    let about_gone = words.iter().any(|word| gone.contains(*word)) || row.split('|').any(|cell| gone.contains(cell));
    about_gone
        || match table {
            "part" | "subject" => said(RecordKind::Part, words[0]),
            "line" => said(RecordKind::Document, words[1]),
            "document" => said(RecordKind::Document, words[0]),
            "journal_value" => said(RecordKind::Journal, &format!("{}/{}", words[0], words[1])),
            _ => false,
        }
}

#[test]
fn p25_two_hundred_of_two_thousand_leave_no_byte_and_everybody_else_as_they_were() {
    let shop = filled();
    let erp = shop.erp();
    let going: Vec<SubjectId> = (0..PEOPLE).filter(|number| goes(*number)).map(|number| id(&shop, number)).collect();
    assert_eq!(going.len(), GOING);
    let (before, control) = (rows(shop.folder.path()), found_in(shop.folder.path()));
    for number in (0..PEOPLE).filter(|number| goes(*number)) {
        assert!(STEMS.iter().all(|stem| control.contains(&(*stem, number))), "{number} is found before");
    }
    let mut scrubs: Vec<Scrub> = Vec::new();
    for person in &going {
        scrubs.extend(erp.anonymize(*person).unwrap().plan.scrubs);
    }
    let kinds: BTreeSet<&str> = scrubs.iter().map(|scrub| scrub.record.name()).collect();
    assert_eq!(kinds, BTreeSet::from(["document", "journal", "part"]));
    assert_eq!(erp.purge().unwrap(), Purged::Done);
    assert!(shop.engine.verify_journal().unwrap().findings.is_empty());
    let after = rows(shop.folder.path());
    let gone: BTreeSet<String> = going.iter().map(ToString::to_string).collect();
    let places: BTreeSet<(RecordKind, String)> = scrubs.into_iter().map(|scrub| (scrub.record, scrub.id)).collect();
    let documents_of_gone: BTreeSet<String> = before
        .iter()
        .filter(|((table, _), row)| table == "document" && row.split('|').any(|cell| gone.contains(cell)))
        .map(|((_, key), _)| key.trim().to_owned())
        .collect();
    let mut changed = 0;
    for ((table, key), row) in &before {
        let own_document = key.split_whitespace().any(|word| documents_of_gone.contains(word));
        let told = before.get(&("journal".to_owned(), key.clone())).filter(|_| table == "journal_value");
        let own_entry = told.is_some_and(|entry| entry.split('|').any(|cell| gone.contains(cell)));
        if after.get(&(table.clone(), key.clone())) == Some(row) {
            continue;
        }
        changed += 1;
        assert!(own_document || own_entry || was_announced(table, key, row, &gone, &places), "{table} {key} changed unannounced");
    }
    assert!(changed > 2000, "{changed}");
    let folder = shop.close();
    let left = found_in(folder.path());
    // A namesake has the name, and who lived with them the street; everything else was theirs alone.
    let still = |stem: &str, number: usize| (stem == STEMS[0] && number.is_multiple_of(100)) || stem == STEMS[2];
    let residue: Vec<_> = left.iter().filter(|(stem, number)| goes(*number) && !still(stem, *number)).collect();
    assert_eq!(residue, [] as [&(&str, usize); 0]);
    assert!((0..PEOPLE).filter(|number| !goes(*number) && number % 100 != 1).all(|number| left.contains(&(STEMS[0], number))));
}
