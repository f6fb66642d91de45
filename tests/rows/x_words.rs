//! X14: the words of free text, by which an erasure finds the texts that may mention somebody, are those of the texts there are.

use std::collections::BTreeSet;

use clientela::ErrorKind;
use clientela::domain::duplicate::Decision;
use clientela::domain::field::Field;
use clientela::domain::needle::marks_of;

use crate::shop::{Shop, copy_of, database, failed, yes};
use crate::x_kept::{note, noted, person, shop};
use crate::x_scrub::erased;

type Words = BTreeSet<(i64, Vec<u8>, i64)>;

fn words(shop: &Shop) -> Words {
    let connection = database(shop.folder.path());
    let mut statement = connection.prepare("SELECT word, of, sequence FROM free_word").unwrap();
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?))).unwrap();
    rows.map(Result::unwrap).collect()
}

/// What is kept is what would be kept if every text were read again.
fn are_those_of_the_texts(shop: &Shop, after: &str) {
    let copy = copy_of(shop.folder.path());
    database(copy.path()).execute_batch("DELETE FROM free_word; DELETE FROM meta WHERE name = 'fold'").unwrap();
    let again = Shop::open_in(copy).unwrap();
    assert!(words(shop) == words(&again), "{after}");
}

fn free_line(number: &str, name: &str) -> String {
    format!(
        r#"{{"feed":"document","kind":"receipt","number":"{number}","state":"issued","created":"2025-03-01T10:00:00Z","currency":"EUR","total":100,"lines":[{{"line":1,"item":"","name":"{name}","quantity":"1","final_price":100}}]}}"#
    )
}

#[test]
fn x14_the_words_of_free_text_are_kept_with_the_text_and_go_with_it() {
    let (shop, xaver) = shop("neutral");
    let (anna, berta) = (person(&shop, "k-1", "Anna", "Holm"), person(&shop, "k-2", "Berta", "Ruhl"));
    let is_kept = |word: &str| words(&shop).iter().any(|(mark, ..)| marks_of(word).contains(mark));
    let step = |after: &str| are_those_of_the_texts(&shop, after);
    note(&shop, anna, "parcels to Quirrenbach in number nine");
    step("a note");
    note(&shop, anna, "parcels to Quirrenbach, never on Mondays");
    step("another note in its place");
    shop.desk()
        .record(anna, &yes("newsletter-email").reference("letter that Xaver Quirrenbach brought").because("Quirrenbach asked"))
        .unwrap();
    step("a reference and a reason");
    shop.desk().decide_duplicate(anna, berta, Decision::Different, "sisters, says Quirrenbach").unwrap();
    shop.desk().decide_duplicate(anna, berta, Decision::Different, "cousins, says Quirrenbach").unwrap();
    step("a decision and another one");
    assert!(is_kept("cousins") && !is_kept("sisters") && is_kept("mondays") && is_kept("nine"), "the log holds the first note still");
    shop.desk().decide_duplicate(berta, xaver, Decision::Different, "neighbours").unwrap();
    shop.fed(&free_line("F-1", "hat of Quirrenbach"));
    shop.fed(&free_line("F-2", "hat of nobody"));
    shop.fed(&free_line("F-2", "coat of nobody"));
    step("lines, and others in their place");
    assert!(is_kept("coat") && is_kept("quirrenbach") && is_kept("neighbours"));
    erased(&shop, xaver);
    step("an erasure");
    assert!(!is_kept("quirrenbach") && !is_kept("neighbours") && is_kept("cousins"));
    assert_eq!(noted(&shop, anna), "parcels to Anonymized, never on Mondays");
    erased(&shop, anna);
    step("another erasure");
    assert!(!is_kept("cousins") && !is_kept("mondays") && is_kept("coat"));
}

#[test]
fn x14_of_many_texts_with_a_word_those_with_all_words_of_a_value_are_found() {
    let (shop, xaver) = shop("neutral");
    let others: Vec<_> = (0..40).map(|i| person(&shop, &format!("c{i}"), &format!("Given{i}"), &format!("Family{i}"))).collect();
    for (i, other) in others.iter().enumerate() {
        let name = if i % 20 == 7 { "Xaver Quirrenbach" } else { "Xaver, Kraxelgasse" };
        note(&shop, *other, &format!("{name}, 0664 {i}"));
    }
    shop.edit(others[0], &[(Field::GivenName, "Xaver")]);
    assert_eq!(shop.erp().plan_anonymization(xaver).unwrap().scrubs.len(), 4, "two notes and what the log holds of them");
    erased(&shop, xaver);
    assert_eq!((noted(&shop, others[7]), noted(&shop, others[8])), ("Anonymized, 0664 7".into(), "Xaver, Kraxelgasse, 0664 8".into()));
    are_those_of_the_texts(&shop, "an erasure");
}

#[test]
fn x14_an_erasure_that_rests_on_lost_words_would_miss_a_mention() {
    let (shop, xaver) = shop("neutral");
    let anna = person(&shop, "anna", "Anna", "Holm");
    note(&shop, anna, "for Quirrenbach");
    database(shop.folder.path()).execute("DELETE FROM free_word", []).unwrap();
    assert!(shop.erp().plan_anonymization(xaver).unwrap().scrubs.is_empty(), "the words are what it goes by");
    let shop = {
        database(shop.folder.path()).execute("DELETE FROM meta WHERE name = 'fold'", []).unwrap();
        shop.reopened()
    };
    assert_eq!(shop.erp().plan_anonymization(xaver).unwrap().scrubs.len(), 2);
}

#[test]
fn x14_a_short_name_is_no_length_of_an_article_and_a_line_that_cannot_be_read_stops_nobody() {
    let (shop, xaver) = shop("neutral");
    let lang = person(&shop, "k-1", "Rot", "Lang");
    shop.fed(&free_line("F-1", "hat").replace(r#""quantity""#, r#""properties":{"length":"Lang","colour":"Rot"},"quantity""#));
    assert!(shop.erp().plan_anonymization(lang).unwrap().scrubs.is_empty());
    shop.fed(&free_line("F-2", "hat of Quirrenbach"));
    assert_eq!(shop.erp().plan_anonymization(xaver).unwrap().scrubs.len(), 1, "the control");
    database(shop.folder.path())
        .execute_batch("UPDATE line SET properties = '[[' WHERE item_name LIKE 'hat of%'; DELETE FROM meta WHERE name = 'fold'")
        .unwrap();
    let shop = shop.reopened();
    shop.erp().anonymize(lang).unwrap();
    assert_eq!(failed(shop.engine.verify_journal()).0, ErrorKind::Damaged, "verifying tells of it");
}
