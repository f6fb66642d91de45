//! Messages in the shop's language: whatever a person can see has a text in each, and the texts are true to one another.

mod codes;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use clientela::domain::field::Field;
use clientela::domain::message::{self, Language};
use clientela::domain::rights::{Right, Rights};
use clientela::{Error, ErrorKind, Violation};

use crate::shop::{Shop, code, newsletter};

type Texts = BTreeMap<String, String>;

/// No text is longer, in characters: it has to fit on a till.
const LONGEST: usize = 100;

/// What a text has places for: the arguments of its code.
const PLACES: [(&str, &[&str]); 43] = [
    ("active_operator", &["number"]),
    ("choice.unknown", &["choices"]),
    ("code.malformed", &["max"]),
    ("confirmation.asked_too_often", &["max"]),
    ("csv.cell_count", &["found", "wanted"]),
    ("date.too_early", &["min"]),
    ("document.quantity_taken", &["line", "open"]),
    ("draft_document", &["number"]),
    ("error.general", &["code"]),
    ("error.with_field", &["field", "message"]),
    ("form.template_invalid", &["line"]),
    ("guard_key.too_short", &["min"]),
    ("iban.length", &["length"]),
    ("line.too_long", &["max"]),
    ("open_complaint", &["number"]),
    ("open_document", &["number"]),
    ("open_order", &["number"]),
    ("password.parameters_refused", &["parameter"]),
    ("password.scheme_refused", &["scheme"]),
    ("phone.too_long", &["max"]),
    ("phone.too_short", &["min"]),
    ("proof.too_long", &["max"]),
    ("request.kept_until", &["until"]),
    ("request.not_now", &["act", "state"]),
    ("retention.above_ceiling", &["rule"]),
    ("retention.below_floor", &["rule"]),
    ("retention.key_unknown", &["key"]),
    ("retention.missing", &["key"]),
    ("retention.word_unknown", &["word"]),
    ("running_contract", &["number"]),
    ("search.too_long", &["max"]),
    ("setting.code_count", &["max", "min"]),
    ("setting.not_a_choice", &["choices"]),
    ("setting.out_of_range", &["max", "min"]),
    ("settings.malformed", &["column", "line"]),
    ("settings.too_long", &["max"]),
    ("settings.version_unknown", &["version"]),
    ("sign_in.locked", &["seconds"]),
    ("stored_value", &["number"]),
    ("too_long", &["max"]),
    ("too_many", &["max"]),
    ("unknown_field", &["count"]),
    ("unpaid_balance", &["number"]),
];

/// Codes whose arguments are given elsewhere than beside the code.
const ELSEWHERE: [&str; 10] = [
    "active_operator",
    "draft_document",
    "error.general",
    "error.with_field",
    "open_complaint",
    "open_document",
    "open_order",
    "running_contract",
    "stored_value",
    "unpaid_balance",
];

/// Words that are the same in several languages.
const SAME: [(&str, &str); 38] = [
    ("authority.admin", "en de pl"),
    ("authority.machine", "en pl"),
    ("authority.user", "en pl"),
    ("channel.email", "en de fr it pl"),
    ("channel.sms", "de fr it pl"),
    ("comment_kind.allergy", "de fr"),
    ("confirmation_kind.code", "en de fr"),
    ("confirmation_kind.link", "en de it pl"),
    ("error.with_field", "en de it pl"),
    ("field.code", "en fr"),
    ("field.date", "en fr"),
    ("field.date", "it pl"),
    ("field.ean", "en de fr it pl"),
    ("field.email", "en de fr it pl"),
    ("field.fax", "en de fr it"),
    ("field.format", "en de fr pl"),
    ("field.iban", "en de fr it pl"),
    ("field.operator", "en pl"),
    ("field.password", "en it"),
    ("field.phone", "de pl"),
    ("field.position", "en fr"),
    ("field.signature", "en fr"),
    ("field.status", "en de"),
    ("field.version", "en de fr"),
    ("form.name", "en de"),
    ("form.page", "en fr"),
    ("form.signature", "en fr"),
    ("how.exact", "en fr"),
    ("log_format.csv", "en de fr it pl"),
    ("origin.erp", "en fr"),
    ("origin.import", "en de fr pl"),
    ("person.no", "en it"),
    ("preview.gross", "de pl"),
    ("preview.net", "de pl"),
    ("preview.total", "en fr"),
    ("record_kind.address", "de fr"),
    ("record_kind.operator", "en pl"),
    ("right_name.administration", "en fr"),
];

fn file(language: Language) -> String {
    fs::read_to_string(format!("{}/src/domain/message/{}.json", env!("CARGO_MANIFEST_DIR"), language.name())).unwrap()
}

fn texts(language: Language) -> Texts {
    serde_json::from_str(&file(language)).unwrap()
}

fn each() -> impl Iterator<Item = (Language, Texts)> {
    Language::ALL.iter().map(|language| (*language, texts(*language)))
}

fn lacking(needed: &BTreeSet<String>, texts: &Texts) -> Vec<String> {
    needed.iter().filter(|code| texts.get(*code).is_none_or(|text| text.trim().is_empty())).cloned().collect()
}

fn unneeded(needed: &BTreeSet<String>, texts: &Texts) -> Vec<String> {
    texts.keys().filter(|code| !needed.contains(*code)).cloned().collect()
}

fn places(text: &str) -> Vec<&str> {
    let mut found: Vec<&str> = text.split('{').skip(1).map(|rest| rest.split('}').next().unwrap()).collect();
    found.sort_unstable();
    found
}

/// The languages that say the same, code by code.
fn same(all: &[(Language, Texts)]) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for code in all[0].1.keys() {
        let mut by_text: BTreeMap<String, Vec<&str>> = BTreeMap::new();
        for (language, texts) in all.iter().filter(|(_, texts)| texts.contains_key(code)) {
            by_text.entry(texts[code].to_lowercase()).or_default().push(language.name());
        }
        found.extend(by_text.into_values().filter(|names| names.len() > 1).map(|names| (code.clone(), names.join(" "))));
    }
    found.sort();
    found
}

#[test]
fn x28_whatever_a_person_sees_has_a_text_in_every_language() {
    let needed = codes::needed().expect("a list of words that is in no table of namespaces");
    assert!(needed.len() > 350, "only {} codes were found", needed.len());
    for (language, texts) in each() {
        assert_eq!(lacking(&needed, &texts), [""; 0], "{language:?} lacks them");
        assert_eq!(unneeded(&needed, &texts), [""; 0], "nothing says them, {language:?}");
    }
}

#[test]
fn x28_a_text_that_is_missing_empty_or_left_over_is_named() {
    let needed = codes::needed().unwrap();
    let mut polish = texts(Language::Polish);
    assert!(polish.remove("sign_in.locked").is_some() && polish.remove("consent_state.accepted").is_some());
    polish.insert("required".to_owned(), " ".to_owned());
    polish.insert("sign_in.looked".to_owned(), "Ups".to_owned());
    polish.remove("setting.bank.delete_unused").unwrap();
    assert_eq!(lacking(&needed, &polish), ["consent_state.accepted", "required", "setting.bank.delete_unused", "sign_in.locked"]);
    assert_eq!(unneeded(&needed, &polish), ["sign_in.looked"]);
}

#[test]
fn x28_every_language_has_places_for_the_arguments_that_the_code_gives() {
    for (language, texts) in each() {
        let found: Vec<(&str, Vec<&str>)> = texts.iter().map(|(code, text)| (code.as_str(), places(text))).collect();
        let found: Vec<(&str, &[&str])> =
            found.iter().filter(|(_, places)| !places.is_empty()).map(|(code, places)| (*code, &**places)).collect();
        assert_eq!(found, PLACES, "{language:?}");
    }
    let beside = PLACES.iter().copied().filter(|(code, _)| !ELSEWHERE.contains(code));
    assert_eq!(codes::not_given(beside), [""; 0]);
    assert_eq!(codes::not_given([("sign_in.refused", &["hours"][..])].into_iter()), ["engine/sign_in.rs: sign_in.refused without hours"]);
}

#[test]
fn x28_no_two_languages_say_the_same_but_for_words_that_are_the_same() {
    let mut all: Vec<_> = each().collect();
    let found = same(&all);
    assert_eq!(found.iter().map(|(code, names)| (code.as_str(), names.as_str())).collect::<Vec<_>>(), SAME);
    let copied = all[0].1["customer.unknown"].clone();
    all[4].1.insert("customer.unknown".to_owned(), copied);
    assert!(same(&all).contains(&("customer.unknown".to_owned(), "en pl".to_owned())));
}

#[test]
fn x28_texts_are_short_whole_and_in_order() {
    for (language, texts) in each() {
        let file = file(language);
        let order: Vec<&str> = file.lines().filter_map(|line| line.strip_prefix("  \"")?.split('"').next()).collect();
        assert!(order.is_sorted() && order.len() == texts.len(), "{language:?} is not sorted, or has a code twice");
        for (code, text) in &texts {
            assert!(text.chars().count() <= LONGEST && text.trim() == text, "{language:?}: {code}");
            let args: Vec<(&str, &str)> = places(text).into_iter().map(|name| (name, "7")).collect();
            let filled = message::text(code, &args, language).unwrap();
            assert!(!filled.contains(['{', '}', '…']), "{language:?}: {filled}");
        }
    }
}

/// The words of a namespace that have not the constant which a list names for them.
fn without_constant(header: &str, of: &str, words: &BTreeSet<String>) -> Vec<String> {
    let Some(prefix) = of.strip_suffix('…') else { return Vec::new() };
    let constant = |word: &str| format!("#define {prefix}{} ", word.to_uppercase());
    words.iter().filter(|word| !header.contains(&constant(word))).cloned().collect()
}

#[test]
fn x28_the_lists_of_namespaces_in_rust_and_c_are_those_of_the_texts() {
    let known = codes::by_namespace();
    assert!(known.len() > 40, "{known:?}");
    let header = fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/include/clientela.h")).unwrap();
    for path in ["domain/message.rs", "ffi/message.rs"] {
        let listed = codes::listed(path);
        assert_eq!(listed.keys().collect::<Vec<_>>(), known.keys().collect::<Vec<_>>(), "{path}");
        for (namespace, of) in listed.iter().filter(|(_, of)| of.contains("CLIENTELA_")) {
            assert_eq!(without_constant(&header, of, &known[namespace]), [""; 0], "{namespace}");
            assert!(header.contains(&format!(" * - {namespace}: {}", of.replace('…', "..."))), "{namespace} in the header");
        }
    }
    let constants = codes::listed("ffi/message.rs").into_values().filter(|of| of.ends_with('…')).count();
    assert!(constants > 25, "only {constants} lists of words have constants");
    assert_eq!(without_constant(&header, "CLIENTELA_SCOPE_…", &known["side"]), ["mine", "theirs"], "the control");
}

#[test]
fn x28_an_operator_without_the_right_is_told_so_in_german() {
    let shop = Shop::with_definitions();
    let id = shop.add(&[(Field::FamilyName, "Lee")]);
    let desk = shop.desk_of("tom", Rights::none().with(Right::ReadCustomers));
    let error = desk.may_contact(id, &newsletter()).unwrap_err();
    assert_eq!(error.message(Language::German), "Sie dürfen Einwilligungen nicht einsehen.");
    assert_eq!(error.message(Language::Polish), "Brak uprawnienia do przeglądania zgód.");
}

#[test]
fn x28_a_wrong_email_is_told_with_its_field_in_french() {
    let shop = Shop::empty();
    let desk = shop.desk();
    let mut draft = desk.new_customer("private").unwrap();
    draft.set(Field::Email, "luis").set(Field::FamilyName, "Lee");
    let error = desk.save(&mut draft).unwrap_err();
    assert_eq!(error.message(Language::French), "E-mail\u{a0}: Adresse e-mail non valable.");
    draft.set(Field::FamilyName, "");
    let lines = "Nom\u{a0}: Champ obligatoire.\nE-mail\u{a0}: Adresse e-mail non valable.";
    assert_eq!(desk.save(&mut draft).unwrap_err().message(Language::French), lines);
}

#[test]
fn x28_after_wrong_tries_the_text_says_for_how_many_seconds() {
    let shop = Shop::empty();
    shop.fed(r#"{"feed":"branch","code":"berlin-mitte"}"#);
    shop.fed(r#"{"feed":"station","code":"till-1","station_branch":"berlin-mitte"}"#);
    let attempt = || shop.engine.sign_in(&code("till-1"), "nobody", "wrong").unwrap_err().message(Language::German);
    assert_eq!(attempt(), "Benutzername oder Passwort ist falsch.");
    (0..4).for_each(|_| drop(attempt()));
    assert_eq!(attempt(), "Gesperrt. Neuer Versuch in 60 s.");
}

#[test]
fn x28_an_administrator_reads_in_polish_why_a_line_was_left_out() {
    let report = Shop::empty()
        .feed("{\"feed\":\"customer\",\"source_id\":\"1\",\"kind\":\"private\",\"family_name\":\"Lee\",\"country\":\"XX\"}\nno JSON");
    let told: Vec<String> = report.failures.iter().map(|failure| failure.message(Language::Polish)).collect();
    assert_eq!(told, ["Kraj: Taki kod kraju nie istnieje.", "Wiersz nie jest poprawnym JSON."]);
}

#[test]
fn x28_a_document_of_settings_says_a_line_for_each_fault_with_setting_and_place() {
    let shop = Shop::empty();
    shop.fed(r#"{"feed":"branch","code":"lyon"}"#);
    let one = |branch: &str| format!(r#""branch:{branch}": {{"customer.default_kind": "business"}}"#);
    let places =
        [one("oslo"), one("rome"), one("lyon"), r#""chain": {"customer.colour": 1, "customer.default_status": "gold"}"#.to_owned()];
    let document = format!(r#"{{"format": "clientela.settings", "version": 1, "places": {{{}}}}}"#, places.join(","));
    let error = shop.erp().import_settings(&document).unwrap_err();
    let lines = [
        "Einstellung customer.colour (Kette): Diese Einstellung gibt es nicht.",
        "Status neuer Kunden (Kette): Diesen Status gibt es nicht.",
        "Art neuer Kunden (Filiale oslo): Diese Filiale gibt es nicht.",
        "Art neuer Kunden (Filiale rome): Diese Filiale gibt es nicht.",
    ];
    assert_eq!(error.message(Language::German).lines().collect::<Vec<_>>(), lines);
}

#[test]
fn x28_what_blocks_an_anonymization_is_a_line_each_and_nothing_is_ever_empty() {
    let blocked = |rule: &'static str| Violation::new("document", rule).with("number", "4711");
    let error = Error::new(ErrorKind::Blocked, "erasure.blocked").because(vec![blocked("open_order"), blocked("open_complaint")]);
    let text = "Il cliente non può ancora essere anonimizzato.\nDocumento: L’ordine 4711 è ancora aperto.\nDocumento: Il reclamo 4711 è ancora aperto.";
    assert_eq!(error.message(Language::Italian), text);
    let unknown = Error::new(ErrorKind::Internal, "never.heard_of");
    assert_eq!(unknown.message(Language::English), "Something went wrong (never.heard_of).");
}
