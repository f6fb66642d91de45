//! W7 and X22: the search as somebody types, what comes first, why each hit is one, page by page, and whatever is typed into it.

use std::sync::LazyLock;

use clientela::domain::field::Field;
use clientela::domain::id::SubjectId;
use clientela::domain::rights::{Right, Rights};
use clientela::domain::search::{How, SearchFilter, Stage};
use clientela::domain::time::Date;
use clientela::{Cancel, ErrorKind, Found, Search};
use proptest::prelude::*;
use proptest::sample::Index;

use crate::shop::{Shop, failed};

fn everywhere(text: &str) -> Search {
    Search { text: text.to_owned(), limit: 50, ..Search::default() }
}

/// Number and stage of each hit, in order.
fn staged(found: &Found) -> Vec<(String, Stage)> {
    found.hits.iter().map(|hit| (hit.customer.values.get(Field::Number).unwrap_or_default().to_owned(), hit.stage)).collect()
}

fn customer(shop: &Shop, number: &str, more: &str) {
    shop.fed(&format!(
        "{{\"feed\":\"customer\",\"source_id\":\"{number}\",\"number\":\"{number}\",\"kind\":\"private\",\"family_name\":\"X{number}\",{more}}}\n"
    ));
}

#[test]
fn w7_what_comes_first_is_number_phone_name_folded_anywhere_sound_typo_and_then_the_last_visit() {
    let shop = Shop::empty();
    customer(&shop, "typo", r#""given_name":"Mulker""#);
    customer(&shop, "sound", r#""given_name":"Mahler""#);
    customer(&shop, "street", r#""given_name":"Otto","street":"Mullerweg 3""#);
    customer(&shop, "folded", r#""given_name":"Müller","last_visit":"2026-06-30""#);
    customer(&shop, "late", r#""given_name":"Mullerin","last_visit":"2026-06-02""#);
    customer(&shop, "early", r#""given_name":"Muller","last_visit":"2024-01-01""#);
    customer(&shop, "muller", r#""given_name":"Anna""#);
    let found = shop.desk().find(&everywhere("muller")).unwrap();
    let expected = [
        ("muller", Stage::Number),
        ("late", Stage::Name),
        ("early", Stage::Name),
        ("folded", Stage::Folded),
        ("street", Stage::Anywhere),
        ("sound", Stage::Sound),
        ("typo", Stage::Typo),
    ];
    assert_eq!(staged(&found), expected.map(|(number, stage)| (number.to_owned(), stage)));
    customer(&shop, "phone", r#""phone":"+49 30 2312506""#);
    customer(&shop, "house", r#""street":"Allee 302312506""#);
    let found = shop.desk().find(&everywhere("030 23125")).unwrap();
    assert_eq!(staged(&found), [("phone".to_owned(), Stage::Phone)]);
    let found = shop.desk().find(&everywhere("302312506")).unwrap();
    assert_eq!(staged(&found), [("phone".to_owned(), Stage::Phone), ("house".to_owned(), Stage::Anywhere)]);
}

#[test]
fn w7_a_scanned_card_or_the_number_of_an_old_system_comes_first() {
    let shop = Shop::empty();
    customer(&shop, "1", r#""card_number":"2700000000017""#);
    customer(&shop, "2", r#""external_number":"A-77","card_number":"270000000001""#);
    customer(&shop, "3", r#""given_name":"A 77 Records""#);
    let first = |text: &str| staged(&shop.desk().find(&everywhere(text)).unwrap());
    assert_eq!(first("2700000000017"), [("1".to_owned(), Stage::Number)]);
    assert_eq!(first("270000000001")[..2], [("2".to_owned(), Stage::Number), ("1".to_owned(), Stage::Anywhere)]);
    assert_eq!(first("A-77"), [("2".to_owned(), Stage::Number), ("3".to_owned(), Stage::Name)]);
    let hit = &shop.desk().find(&everywhere("A-77")).unwrap().hits[0].matches[0];
    assert_eq!((hit.field, hit.how, hit.range.clone()), (Field::ExternalNumber, How::Exact, 0..4));
}

#[test]
fn w7_every_filter_narrows_alone_and_with_words() {
    let shop = Shop::empty();
    shop.fed("{\"feed\":\"group\",\"code\":\"vip\"}\n");
    customer(&shop, "1", r#""given_name":"Anna","branch":"lyon","groups":"vip","birth_date":"1980-12-30","last_visit":"2026-06-15""#);
    customer(&shop, "2", r#""given_name":"Anna","branch":"oslo","birth_date":"1991-02-29""#.replace("1991", "1992").as_str());
    customer(&shop, "3", r#""given_name":"Anna","status":"inactive","birth_date":"1985-07-01","last_visit":"2026-06-16""#);
    let date = |text: &str| Date::parse(text).unwrap();
    let text = |text: &str| Some(text.to_owned());
    let all = SearchFilter::default();
    let cases = [
        (SearchFilter { statuses: vec!["inactive".into()], ..all.clone() }, vec!["3"]),
        (SearchFilter { branch: text("lyon"), ..all.clone() }, vec!["1"]),
        (SearchFilter { kind: text("private"), ..all.clone() }, vec!["1", "2", "3"]),
        (SearchFilter { kind: text("business"), ..all.clone() }, vec![]),
        (SearchFilter { group: text("vip"), ..all.clone() }, vec!["1"]),
        (SearchFilter { visited_from: Some(date("2026-06-16")), ..all.clone() }, vec!["3"]),
        (SearchFilter { visited_to: Some(date("2026-06-15")), ..all.clone() }, vec!["1"]),
        (SearchFilter { birthday: Some((date("2026-12-28"), date("2027-03-01"))), ..all.clone() }, vec!["1", "2"]),
        (SearchFilter { birthday: Some((date("2026-07-01"), date("2026-07-01"))), statuses: vec!["active".into()], ..all }, vec![]),
    ];
    for (filter, expected) in cases {
        for typed in ["", "anna", "an"] {
            let mut found: Vec<String> = staged(&shop.desk().find(&Search { filter: filter.clone(), ..everywhere(typed) }).unwrap())
                .into_iter()
                .map(|(number, _)| number)
                .collect();
            found.sort();
            assert_eq!(found, expected, "{typed:?} {filter:?}");
        }
    }
    assert!(shop.desk().find(&everywhere("")).unwrap().hits.is_empty(), "nothing asked, nothing given");
    let filtered = SearchFilter { branch: text("lyon"), ..SearchFilter::default() };
    assert!(shop.desk().find(&Search { filter: filtered, ..everywhere(" \" ") }).unwrap().hits.is_empty(), "signs ask for nobody");
}

#[test]
fn w7_every_hit_is_on_exactly_one_page_in_the_order_of_one_long_page() {
    let shop = Shop::empty();
    for number in 0..60 {
        let name = ["Muller", "Müller", "Mulker", "Mahler", "Berg"][number % 5];
        let visit = format!("20{}-0{}-01", 20 + number % 7, 1 + number % 9);
        let branch = ["lyon", "oslo", "oslo"][number % 3];
        let more = format!(r#""given_name":"{name}","city":"Mullheim","last_visit":"{visit}","branch":"{branch}""#);
        customer(&shop, &format!("n{number}"), &more);
    }
    let desk = shop.desk();
    let in_lyon = SearchFilter { branch: Some("lyon".to_owned()), ..SearchFilter::default() };
    for (typed, filter) in ["mul", "muller", "mullheim", "n1"].into_iter().flat_map(|typed| [(typed, None), (typed, Some(&in_lyon))]) {
        let asked = || Search { filter: filter.cloned().unwrap_or_default(), ..everywhere(typed) };
        let whole = staged(&desk.find(&Search { limit: 1000, ..asked() }).unwrap());
        assert!(whole.len() > if filter.is_some() { 2 } else { 9 }, "{typed}");
        for limit in [1, 7, 59] {
            let (mut search, mut pages) = (Search { limit, ..asked() }, Vec::new());
            loop {
                let page = desk.find(&search).unwrap();
                assert!(page.hits.len() <= limit && page.more == page.next.is_some());
                pages.extend(staged(&page));
                if page.next.is_none() {
                    break;
                }
                search.after = page.next;
            }
            let order: Vec<Stage> = pages.iter().map(|(_, stage)| *stage).collect();
            assert!(order.is_sorted(), "{typed} {limit}: the better stage first");
            let sorted = |mut hits: Vec<(String, Stage)>| {
                hits.sort();
                hits
            };
            assert_eq!(sorted(pages), sorted(whole.clone()), "{typed} by {limit}");
        }
    }
}

#[test]
fn w7_whatever_is_typed_gives_an_answer_or_a_typed_error() {
    let shop = Shop::stocked();
    let desk = shop.desk();
    let long = "x".repeat(10_000);
    assert_eq!(failed(desk.search(&long, 20)), (ErrorKind::Limit, "search.too_long", None));
    let odd = [
        "",
        "     ",
        "\"",
        "\"\"\"",
        "*",
        "a*",
        "NEAR(a b)",
        "NEAR",
        "a NOT b",
        "-a",
        "a AND",
        "OR",
        "(",
        ")",
        "text:a",
        "^a",
        "a:b",
        "{}",
        "a\0b",
        "\0",
        "🦀",
        "👩‍👩‍👧",
        "🦀 luis",
        "%",
        "_",
        "';--",
        "\\",
        "\u{202e}abc",
        "\u{f0000}",
        "nluis",
        "aluis",
        "p55",
        "İ",
        "ß",
        "﷽",
        "a\u{301}\u{301}\u{301}",
        &"a ".repeat(2_000),
        &"🦀".repeat(1_000),
    ];
    for text in odd {
        let found = desk.search(text, 20);
        assert!(found.is_ok(), "{text:?}: {found:?}");
    }
    for text in ["nluis", "aluis", "fgoncalves", "p5512"] {
        let how = desk.search(text, 20).unwrap().hits.iter().all(|hit| hit.stage >= Stage::Sound);
        assert!(how, "{text}: the mark of a class is nothing that can be typed");
    }
}

#[test]
fn w7_a_search_is_cancelled_from_another_thread_and_the_next_one_goes_on() {
    let shop = Shop::stocked();
    let cancel = Cancel::default();
    let search = Search { cancel: cancel.clone(), ..everywhere("luis") };
    assert!(!shop.desk().find(&search).unwrap().hits.is_empty());
    std::thread::spawn(move || cancel.cancel()).join().unwrap();
    assert_eq!(failed(shop.desk().find(&search)), (ErrorKind::Cancelled, "search.cancelled", None));
    assert!(!shop.desk().find(&everywhere("luis")).unwrap().hits.is_empty());
}

#[test]
fn w7_no_word_of_a_former_name_leads_to_anybody() {
    let shop = Shop::empty();
    let id = shop.add(&[(Field::FamilyName, "Zwiebelhuber"), (Field::GivenName, "Kunigunde")]);
    let count = |text: &str| shop.desk().search(text, 9).unwrap().hits.len();
    assert_eq!([count("zwiebelhuber"), count("zwiebelhubre"), count("tsviebelhuber"), count("kunigunde")], [1; 4]);
    shop.edit(id, &[(Field::FamilyName, "Lee")]);
    assert_eq!([count("zwiebelhuber"), count("zwiebelhubre"), count("tsviebelhuber"), count("kunigunde")], [0, 0, 0, 1]);
}

#[test]
fn x22_every_hit_says_which_field_matched_and_how() {
    let shop = Shop::stocked();
    let luis = shop.customer("1");
    let cases = [
        ("gonç", Field::FamilyName, How::Prefix, "Gonç"),
        ("luís", Field::GivenName, How::Exact, "Luís"),
        ("luis", Field::GivenName, How::Folded, "Luís"),
        ("gonkalves", Field::FamilyName, How::Sound, "Gonçalves"),
        ("goncavles", Field::FamilyName, How::Typo, "Gonçalves"),
        ("12227000", Field::PostalCode, How::Digits, "12227-000"),
        ("(12) 3923", Field::Phone, How::Digits, "12) 3923"),
    ];
    for (typed, field, how, text) in cases {
        let found = shop.desk().search(typed, 20).unwrap();
        let hit = found.hits.iter().find(|hit| hit.customer.id == luis).unwrap();
        let matched = &hit.matches[0];
        let shown = hit.customer.values.at(matched.field, matched.slot).unwrap();
        assert_eq!((matched.field, matched.how, &shown[matched.range.clone()]), (field, how, text), "{typed}");
    }
    let found = shop.desk().search("moreira", 20).unwrap();
    let matched = &found.hits[0].matches[0];
    let person = shop.desk().customer(luis).unwrap().related.iter().find(|person| Some(person.person.id) == matched.person).cloned();
    assert_eq!(person.unwrap().person.values.at(matched.field, matched.slot), Some("Moreira"), "of a person who belongs to the customer");
}

#[test]
fn x22_a_former_name_finds_and_has_nothing_to_highlight() {
    let shop = Shop::empty();
    let (ana, bella) = (shop.add(&[(Field::GivenName, "Ana"), (Field::FamilyName, "Lee")]), shop.add(&[(Field::GivenName, "Annabella")]));
    let desk = shop.desk();
    let preview = desk.merge_preview(ana, bella).unwrap();
    desk.merge(&preview, "the same").unwrap();
    let found = desk.search("annabella", 9).unwrap();
    let matched = &found.hits[0].matches[0];
    assert_eq!((found.hits[0].customer.id, matched.person, matched.range.clone()), (ana, Some(bella), 0..0));
}

#[test]
fn x22_what_an_operator_does_not_see_explains_nothing_and_finds_nothing() {
    let shop = Shop::empty();
    customer(&shop, "1", r#""external_number":"OLD-4711""#);
    let reader = shop.desk_of("kim", Rights::none().with(Right::ReadCustomers));
    assert_eq!(reader.search("old-4711", 9).unwrap().hits.len(), 1);
    shop.erp()
        .set_setting(clientela::domain::setting::Setting::ExternalNumber, &clientela::domain::setting::Place::Chain, Some("hidden"))
        .unwrap();
    assert_eq!([reader.search("old-4711", 9).unwrap().hits.len(), reader.search("old", 9).unwrap().hits.len()], [0, 0]);
    assert_eq!(failed(shop.desk_of("kim", Rights::none()).search("old", 9)).0, ErrorKind::NotPermitted);
}

/// Somebody with first and last name, street and phone.
type Townsman = (SubjectId, [&'static str; 4]);

/// People of many languages, some of them with much in common.
static TOWN: LazyLock<(Shop, Vec<Townsman>)> = LazyLock::new(|| {
    let shop = Shop::empty();
    let people: &[[&str; 4]] = &[
        ["Luís", "Gonçalves", "Müllerstraße 12a", "+55 12 3923 5555"],
        ["Jürgen", "Weißmüller", "Am Grünen Weg 3", "+49 711 2842222"],
        ["Soeren", "Kierkegård", "Ærøgade 9", "+45 33 12 34 56"],
        ["Małgorzata", "Śliwińska", "ul. Łódzka 5", "+48 601 234 567"],
        ["Siobhán", "O'Reilly-Brennan", "Grafton Street 1", "+353 1 677 1234"],
        ["Zoë", "van den Berg", "Keizersgracht 100", "+31 20 623 4567"],
        ["François", "Lefèvre", "Rue de l'Église 7", "+33 1 42 68 53 00"],
        ["Nguyễn", "Thị Hương", "Phố Huế 22", "+84 24 3825 1234"],
        ["Çağla", "Yıldız", "İstiklal Caddesi 4", "+90 212 293 1234"],
        ["Maria", "Fernández Peña", "Calle Nuñez 8", "+34 91 521 1234"],
    ];
    let add = |person: &[&'static str; 4]| {
        let fields = [Field::GivenName, Field::FamilyName, Field::Street, Field::Phone];
        (shop.add(&fields.into_iter().zip(person.iter().copied()).collect::<Vec<_>>()), *person)
    };
    let people = people.iter().map(add).collect();
    (shop, people)
});

/// The same as somebody else types it.
fn otherwise(text: &str, way: usize) -> String {
    match way {
        0 => text.to_uppercase(),
        1 => text.to_lowercase(),
        2 => clientela::domain::fold::fold(text),
        3 => text.replace('ß', "ss").replace('ä', "ae").replace('ö', "oe").replace('ü', "ue").replace('Ü', "Ue"),
        4 => text.split(' ').rev().collect::<Vec<_>>().join(" "),
        5 => text.replace(['-', '\''], ""),
        6 => format!("  {}  ", text.replace(' ', "   ")),
        _ => text.to_owned(),
    }
}

/// One letter of the longest word wrong, swapped, missing or too many; none where no word has four letters.
fn mistyped(text: &str, at: Index, how: usize) -> Option<String> {
    let mut words: Vec<Vec<char>> = text.split([' ', '-', '\'']).map(|word| word.chars().collect()).collect();
    let word = words.iter_mut().filter(|word| word.iter().all(|c| c.is_alphabetic()) && word.len() >= 5).max_by_key(|word| word.len())?;
    let at = at.index(word.len() - 1);
    match how {
        0 => word[at] = if word[at] == 'q' { 'k' } else { 'q' },
        1 => word.swap(at, at + 1),
        2 => drop(word.remove(at)),
        _ => word.insert(at, 'q'),
    }
    Some(words.into_iter().map(String::from_iter).collect::<Vec<_>>().join(" "))
}

proptest! {
    #[test]
    fn w7_whoever_is_found_is_found_however_it_is_typed(who: Index, field in 0..3_usize, letters: Index, way in 0..8_usize, also: bool, typo: Option<Index>, how in 0..4_usize) {
        let (shop, people) = &*TOWN;
        let (id, texts) = &people[who.index(people.len())];
        let (text, other) = (texts[field], texts[(field + 1) % 3]);
        let cut: String = text.chars().take(1 + letters.index(text.chars().count())).collect();
        let cut = if also { format!("{cut} {}", other.split(' ').next().unwrap()) } else { cut };
        let finds = |typed: &str| shop.desk().search(typed, 100).unwrap().hits.iter().any(|hit| hit.customer.id == *id);
        prop_assert!(finds(&cut), "{cut}");
        prop_assert!(finds(&otherwise(&cut, way)), "{cut} as {}", otherwise(&cut, way));
        if let Some(typed) = typo.and_then(|at| mistyped(&otherwise(&cut, 2), at, how)) {
            prop_assert!(finds(&typed), "{cut} as {typed}");
        }
    }

    #[test]
    fn w7_a_phone_number_is_found_however_its_digits_are_grouped(who: Index, from: Index, spaces in prop::collection::vec(any::<Index>(), 0..4), plus in 0..3_usize) {
        let (shop, people) = &*TOWN;
        let (id, texts) = &people[who.index(people.len())];
        let digits: String = texts[3].chars().filter(char::is_ascii_digit).collect();
        let mut typed = digits[..4 + from.index(digits.len() - 4)].to_owned();
        for space in spaces {
            let at = 1 + space.index(typed.len() - 1);
            typed.insert(at, [' ', '-', '/'][at % 3]);
        }
        let typed = format!("{}{typed}", ["+", "00", "+ "][plus]);
        prop_assert!(shop.desk().search(&typed, 100).unwrap().hits.iter().any(|hit| hit.customer.id == *id), "{typed} for {}", texts[3]);
    }
}
