use memchr::memmem;
use proptest::prelude::*;

use super::*;
use crate::domain::arb::arb_values;

fn values(texts: &[(Field, &str)]) -> Values {
    let mut values = Values::default();
    for (field, text) in texts {
        values.set(*field, 0, *text);
    }
    values
}

fn one(field: Field, text: &str) -> Needles {
    needles(&[&values(&[(field, text)])], &[])
}

/// Whether the spelling stands in the middle of other bytes and is found there.
fn found(needles: &Needles, spelled: &[u8]) -> bool {
    let haystack = [b"\x00\xff..", spelled, b"..\xfe"].concat();
    !needles.find_in(&haystack).is_empty()
}

#[test]
fn a_name_is_found_in_every_spelling() {
    let needles = one(Field::FamilyName, "Müller-Weiß");
    let utf16 = |text: &str, bytes: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(bytes).collect::<Vec<u8>>();
    let spellings: &[&[u8]] = &[
        "Müller-Weiß".as_bytes(),
        "Mu\u{308}ller-Weiß".as_bytes(),
        "müller-weiß".as_bytes(),
        "MÜLLER-WEISS".as_bytes(),
        b"muller-weiss",
        b"mueller-weiss",
        b"mullerweiss",
        b"muellerweiss",
        &utf16("Müller-Weiß", u16::to_le_bytes),
        &utf16("Müller-Weiß", u16::to_be_bytes),
        &utf16("müller-weiß", u16::to_le_bytes),
        b"4dc3bc6c6c65722d576569c39f",
        b"4DC3BC6C6C65722D576569C39F",
        b"M%C3%BCller-Wei%C3%9F",
        b"M%c3%bcller-Wei%c3%9f",
        b"M\\u00fcller-Wei\\u00df",
    ];
    for spelled in spellings {
        assert!(found(&needles, spelled), "{}", String::from_utf8_lossy(spelled));
    }
    assert!(!found(&needles, "Möller-Weiß".as_bytes()) && !found(&needles, b"weiss"));
}

#[test]
fn base64_is_found_at_each_offset() {
    let needles = one(Field::FamilyName, "Hansen");
    // "Hansen", "xHansen", "xyHansen", "xyzHansenabc"
    for encoded in ["SGFuc2Vu", "eEhhbnNlbg==", "eHlIYW5zZW4=", "eHl6SGFuc2VuYWJj"] {
        assert!(found(&needles, encoded.as_bytes()), "{encoded}");
    }
    assert!(!found(&needles, b"SGFuczEx"));
}

#[test]
fn a_street_is_found_url_encoded_with_both_blanks() {
    let needles = one(Field::Street, "Ullevålsveien 14");
    assert!(found(&needles, b"Ullev%C3%A5lsveien%2014") && found(&needles, b"Ullev%C3%A5lsveien+14"));
}

#[test]
fn a_phone_is_found_by_its_digits_with_and_without_country_code() {
    let needles = one(Field::Phone, "+49 0711 2842222");
    for spelled in ["+49 0711 2842222", "4907112842222", "497112842222", "07112842222", "7112842222"] {
        assert!(found(&needles, spelled.as_bytes()), "{spelled}");
    }
    assert!(!found(&needles, b"2842222"));
    assert!(!found(&one(Field::Phone, "110 22"), b"11022"));
}

#[test]
fn short_values_are_looked_for_as_whole_values_only() {
    let needles = one(Field::FamilyName, "Wu");
    assert_eq!(needles.len(), 0);
    assert!(!needles.is_empty());
    for column in ["Wu", "wu", "WU"] {
        assert!(needles.is_value(column.as_bytes()).is_some(), "{column}");
    }
    assert!(needles.is_value(b"Wuppertal").is_none() && !found(&needles, b"Wu"));
}

#[test]
fn short_names_are_found_together() {
    let needles = needles(&[&values(&[(Field::GivenName, "Bo"), (Field::FamilyName, "Wu")])], &[]);
    assert!(found(&needles, b"bo wu") && found(&needles, b"Wu, Bo"));
}

#[test]
fn only_identifying_values_are_looked_for() {
    for (field, text) in
        [(Field::City, "Stuttgart"), (Field::Number, "1000123"), (Field::Status, "inactive"), (Field::Payload, "bytes of it")]
    {
        assert!(one(field, text).is_empty(), "{}", field.name());
    }
}

#[test]
fn the_addressee_as_issued_is_looked_for() {
    let addressee = Addressee { name: Some("Bjørn Hansen".into()), street: Some("Ullevålsveien 14".into()), ..Addressee::default() };
    let needles = needles(&[], &[&addressee]);
    let place = needles.find_in("to Bjørn Hansen".as_bytes());
    assert_eq!((place[0].offset, place[0].needle.field, place[0].needle.spelling), (3, Field::AddresseeName, "as is/utf-8"));
    assert!(found(&needles, b"ullevalsveien 14"));
}

#[test]
fn what_somebody_else_has_too_can_be_left_out() {
    let mut needles = needles(&[&values(&[(Field::FamilyName, "Hansen"), (Field::Email, "bjorn@hansen.no")])], &[]);
    assert_eq!(needles.leave_out_shared(b"Kari Hansen"), 1);
    assert!(!found(&needles, b"Hansen") && needles.is_value(b"Hansen").is_none() && found(&needles, b"bjorn@hansen.no"));
    assert_eq!(needles.leave_out_shared(b"Kari Hansen"), 0);
}

#[test]
fn what_is_a_part_of_somebody_elses_longer_word_is_looked_for_as_whole_words() {
    let mut needles = needles(&[&values(&[(Field::Email, "an@example.org"), (Field::Street, "Long Lane 1")])], &[]);
    assert!(found(&needles, b"susan@example.org") && found(&needles, b"Long Lane 12"), "the control");
    assert_eq!(needles.leave_out_shared(b"susan@example.org") + needles.leave_out_shared(b"Long Lane 12"), 0);
    assert!(!found(&needles, b"susan@example.org") && !found(&needles, b"Long Lane 12"));
    assert!(found(&needles, b"write to an@example.org") && found(&needles, b"Long Lane 1, Leeds"));
    assert_eq!(needles.leave_out_shared(b"an@example.org"), 1);
    assert!(!found(&needles, b"write to an@example.org"));
}

#[test]
fn what_is_noted_of_others_leaves_out_notes_and_no_name() {
    let mut needles = needles(&[&values(&[(Field::FamilyName, "Quirrenbach"), (Field::CommentText, "called back twice")])], &[]);
    assert_eq!(needles.leave_out_said(b"called back twice, asked for Quirrenbach"), 1);
    assert!(found(&needles, b"Quirrenbach") && !found(&needles, b"called back twice"));
}

#[test]
fn a_namesake_has_the_name_however_it_is_spelled() {
    let ana = || needles(&[&values(&[(Field::GivenName, "José"), (Field::FamilyName, "García-Øst")])], &[]);
    // What a living person is called, and what an index or a sorted list holds of them.
    for (living, held) in
        [("Jose Garcia-Öst", "jose garcia-oest"), ("jose.garcia.oest", "josegarciaoest"), ("JOSÉ GARCÍA-ØST", "jose garcia-oest")]
    {
        let mut needles = ana();
        assert!(found(&needles, held.as_bytes()), "the control: {held}");
        needles.leave_out_shared(living.as_bytes());
        assert!(!found(&needles, held.as_bytes()), "{living}");
    }
    let mut needles = ana();
    assert_eq!(needles.leave_out_shared(b"Jose Garcia"), 0);
    assert!(found(&needles, "García-Øst".as_bytes()));
}

#[test]
fn needles_print_field_and_spelling_and_never_the_value() {
    let needles = one(Field::FamilyName, "Hansen");
    let printed = format!("{needles:?} {:?}", needles.iter().collect::<Vec<_>>());
    assert!(printed.contains("Needle(family_name, upper/utf-8)"), "{printed}");
    let lower = printed.to_lowercase();
    assert!(!lower.contains("hansen") && !lower.contains("48616e") && !printed.contains("72, 97"));
}

proptest! {
    #[test]
    fn searching_finds_what_a_plain_search_finds(own in arb_values(), noise in prop::collection::vec(any::<u8>(), 0..200), pick in any::<prop::sample::Index>()) {
        let needles = needles(&[&own], &[]);
        prop_assume!(needles.iter().next().is_some());
        let chosen = &needles.parts[pick.index(needles.len())].bytes;
        let haystack = [&noise, chosen.as_slice(), &noise, chosen].concat();
        let mut plain: Vec<(usize, *const Needle)> = needles.iter()
            .flat_map(|needle| memmem::find_iter(&haystack, &needle.bytes).map(move |at| (at, std::ptr::from_ref(needle))))
            .collect();
        let mut fast: Vec<_> = needles.find_in(&haystack).iter().map(|place| (place.offset, std::ptr::from_ref(place.needle))).collect();
        plain.sort_unstable();
        fast.sort_unstable();
        // A needle that overlaps itself is found at each place.
        fast.retain(|place| plain.contains(place) || !plain.iter().any(|other| other.1 == place.1 && other.0 < place.0));
        prop_assert_eq!(fast, plain);
    }

    #[test]
    fn every_identifying_value_is_found_as_it_is(own in arb_values()) {
        let needles = needles(&[&own], &[]);
        for (field, _, text) in own.iter().filter(|(field, ..)| field.spec().personal == Personal::Identifying) {
            prop_assert!(needles.is_value(text.as_bytes()).is_some(), "{}", field.name());
            let long = text.chars().count() >= SHORTEST_NEEDLE;
            prop_assert_eq!(long, found(&needles, text.as_bytes()) , "{}", field.name());
        }
    }
}

fn mentions(texts: &[(Field, &str)]) -> Mentions {
    Mentions::of(&[&values(texts)], &[])
}

/// Whether a text has a mark of every place of some way of some value.
fn has_marks(of: &Mentions, text: &str) -> bool {
    let marks = marks_of(text);
    let has = |place: &Vec<Mark>| place.iter().any(|mark| marks.contains(mark));
    of.looked_for().into_iter().flat_map(|value| of.ways(value)).any(|way| way.iter().all(has))
}

/// How somebody may write a value: its case, its letters, what stands between its words.
fn written(text: &str, how: u8, between: &str) -> String {
    let text = match how % 4 {
        0 => text.to_owned(),
        1 => text.to_uppercase(),
        2 => text.replace('ä', "ae").replace('ö', "oe").replace('ü', "ue").replace('ß', "ss"),
        _ => crate::domain::fold::fold(text),
    };
    text.split(' ').collect::<Vec<_>>().join(between)
}

proptest! {
    #[test]
    fn a_text_in_which_somebody_is_mentioned_has_the_marks_of_it(
        own in arb_values(), pick in any::<prop::sample::Index>(), how in any::<u8>(), between in "[ ,/.-]{0,2}",
        (before, behind) in ("([a-zäöü0-9]{1,6}[ /]){0,3}", "([ /][a-zäöü0-9]{1,6}){0,3}"),
    ) {
        let of = Mentions::of(&[&own], &[]);
        let all: Vec<&str> = own.iter().map(|(_, _, text)| text).collect();
        prop_assume!(!all.is_empty());
        let text = format!("{before}{}{behind}", written(all[pick.index(all.len())], how, &between));
        prop_assert!(of.find(&text).is_empty() || has_marks(&of, &text), "{}", text);
    }
}

#[test]
fn a_mention_is_found_as_whole_words_in_whatever_spelling() {
    let of = mentions(&[
        (Field::GivenName, "Bo"),
        (Field::FamilyName, "Quirrenbach-Øyen"),
        (Field::BirthDate, "1961-03-09"),
        (Field::Street, "Kraxelbühelgasse 77"),
        (Field::Email, "quirrenbach@zwirbel.example"),
        (Field::Phone, "+43 664 7391 8264"),
    ]);
    for text in [
        "mit quirrenbach oeyen da",
        "QUIRRENBACH-ØYEN",
        "quirrenbachoyen",
        "geb. 9.3.1961",
        "1961-03-09",
        "Kraxelbuehelgasse 77",
        "kraxelbühelgasse, 77",
        "an Quirrenbach@Zwirbel.example!",
        "0664/73918264",
        "+43 (664) 7391-8264",
        "0043 664 7391 8264",
        "Bo Quirrenbach Oyen",
        "Bo",
    ] {
        assert_eq!(of.scrub(text, "…").map(|(_, count)| count), Some(1), "{text}");
        assert!(has_marks(&of, text), "{text}");
    }
    for text in ["Quirrenbachs", "Bo war da", "Kraxelbühelgasse 7", "Quirrenbach", "73918264", "1961", "09.03.1962", ""] {
        assert_eq!(of.scrub(text, "…"), None, "{text}");
    }
    assert!(!has_marks(&of, "somebody else was here, at 77"));
}

#[test]
fn a_value_that_nobody_sees_is_mentioned_nowhere() {
    let of = mentions(&[(Field::GivenName, "\u{200b}"), (Field::FamilyName, "Quirren\u{200b}bach")]);
    assert_eq!(of.scrub("", "…").or(of.scrub("\u{feff}", "…")), None);
    assert_eq!(of.scrub("to \u{feff} Quirrenbach", "…").map(|(_, count)| count), Some(1));
    let run: String = (0..400).map(|i| format!("\u{200b} {}", 1_000_000 + i)).collect::<Vec<_>>().join(" ");
    assert!(marks_of(&run).len() < 2000 && marks_of("").is_empty(), "not every number with every other");
}

#[test]
fn what_is_left_out_stays_and_the_rest_is_found_still() {
    let mut of = mentions(&[(Field::GivenName, "Brunhilde"), (Field::FamilyName, "Schmidtke")]);
    let family = of.find("Schmidtke")[0].value;
    of.leave_out([family]);
    assert_eq!(of.scrub("Schmidtke kennt Brunhilde Schmidtke", "…").expect("she is named").0, "Schmidtke kennt …");
    assert_eq!(format!("{of:?}"), "Mentions(5)");
}
