//! The rules of people's data: good and bad values of each field, and whole customers.

use std::collections::BTreeMap;
use std::path::Path;

use clientela::Violation;
use clientela::domain::check::{Checked, Described, check, check_customer, is_country};
use clientela::domain::field::{FIELDS, Field, RecordKind};
use clientela::domain::phone::international;
use clientela::domain::subject::Values;
use clientela::domain::time::Date;
use serde::Deserialize;

#[derive(Deserialize)]
struct Rules {
    field: Vec<FieldRules>,
    names: BTreeMap<String, Vec<String>>,
    customer: Vec<Customer>,
    phone: Vec<Phone>,
}

/// A number as it is written, the country of its address, and its international form, empty where it has none.
#[derive(Deserialize)]
struct Phone {
    text: String,
    country: String,
    form: String,
}

#[derive(Deserialize)]
struct FieldRules {
    name: String,
    good: Vec<Good>,
    bad: Vec<(String, String)>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Good {
    Same(String),
    Canonical(String, String),
}

#[derive(Deserialize)]
struct Customer {
    name: String,
    #[serde(default)]
    related: bool,
    values: BTreeMap<String, OneOrMany>,
    broken: Vec<String>,
    normalised: Option<Vec<String>>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

fn rules() -> Rules {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules/fields.toml");
    toml::from_str(&std::fs::read_to_string(path).expect("the rules are there")).expect("the rules are TOML")
}

fn today() -> Date {
    Date::parse("2024-06-01").expect("a day")
}

/// Writes out `{n×c}`.
fn written_out(text: &str) -> String {
    let Some((before, (count, (sign, after)))) = text
        .split_once('{')
        .and_then(|(before, rest)| Some((before, rest.split_once('×')?)))
        .and_then(|(before, (count, rest))| Some((before, (count.parse::<usize>().ok()?, rest.split_once('}')?))))
    else {
        return text.to_owned();
    };
    format!("{before}{}{after}", sign.repeat(count))
}

#[test]
fn good_values_are_accepted_in_canonical_form() {
    for FieldRules { name, good, .. } in rules().field {
        assert!(good.len() >= 8, "{name}");
        for one in good {
            let (text, canonical) = match one {
                Good::Same(text) => (text.clone(), text),
                Good::Canonical(text, canonical) => (text, canonical),
            };
            let checked = check(Field::from_name(&name).expect("a field"), &written_out(&text), today());
            assert_eq!(checked, Ok(written_out(&canonical)), "{name}: {text:?}");
        }
    }
}

#[test]
fn bad_values_name_their_field_and_rule_and_never_the_value() {
    for FieldRules { name, bad, .. } in rules().field {
        assert!(bad.len() >= 8 || name == "payload", "{name}");
        for (text, rule) in bad {
            let text = written_out(&text);
            let violation = check(Field::from_name(&name).expect("a field"), &text, today()).expect_err(&text);
            assert_eq!((violation.field, violation.rule), (name.as_str(), rule.as_str()), "{text:?}");
            let telling = text.chars().count() >= 4 && rule != "choice.unknown";
            assert!(!telling || !format!("{violation:?} {violation}").contains(&text), "{name}");
        }
    }
}

#[test]
fn real_names_are_accepted_as_they_are() {
    let rules = rules();
    assert!(rules.names.len() >= 12 && rules.names.values().map(Vec::len).sum::<usize>() >= 60);
    for name in rules.names.values().flatten().map(|name| written_out(name)) {
        for field in [Field::GivenName, Field::FamilyName, Field::Company] {
            assert_eq!(check(field, &name, today()).as_ref(), Ok(&name));
        }
        if name.chars().count() <= 100 {
            assert_eq!(check(Field::City, &name, today()), Ok(name));
        }
    }
}

#[test]
fn every_field_of_a_customer_has_good_and_bad_values() {
    let rules = rules();
    let of_a_customer = |record| matches!(record, RecordKind::Subject | RecordKind::Address | RecordKind::Part | RecordKind::Relation);
    let fields = FIELDS.iter().filter(|spec| of_a_customer(spec.record) && spec.field != Field::Reason);
    let without: Vec<_> = fields.map(|spec| spec.name).filter(|name| !rules.field.iter().any(|field| field.name == *name)).collect();
    assert_eq!(without, [""; 0], "tests/rules/fields.toml lacks them");
}

#[test]
fn a_canonical_value_is_its_own_canonical_form() {
    for FieldRules { name, good, .. } in rules().field {
        for one in good {
            let (Good::Same(text) | Good::Canonical(_, text)) = one;
            let text = written_out(&text);
            assert_eq!(check(Field::from_name(&name).expect("a field"), &text, today()), Ok(text), "{name}");
        }
    }
}

#[test]
fn a_customer_has_a_thousand_comments_and_twenty_cards() {
    let broken = |field: Field, count: u16| {
        let mut values = Values::default();
        values.set(Field::Kind, 0, "private");
        values.set(Field::FamilyName, 0, "Hansen");
        (0..count).for_each(|slot| values.set(field, slot, slot.to_string()));
        check_customer(&values, Described::Customer, today()).err().unwrap_or_default()
    };
    assert_eq!((broken(Field::CommentText, 1000), broken(Field::CardNumber, 20)), (Vec::new(), Vec::new()));
    assert_eq!(broken(Field::CommentText, 1001), [Violation::new("comment_text", "too_many").at(1000).with("max", 1000)]);
    assert_eq!(broken(Field::CardNumber, 21), [Violation::new("card_number", "too_many").at(20).with("max", 20)]);
}

#[test]
fn phones_have_the_international_form_that_their_country_gives_them() {
    let rules = rules();
    assert!(rules.phone.len() >= 40);
    for Phone { text, country, form } in rules.phone {
        assert_eq!(international(&text, &country).unwrap_or_default(), form, "{text} in {country}");
        assert!(check(Field::Phone, &text, today()).is_ok(), "{text}: a till takes it all the same");
    }
}

fn values_of(customer: &Customer) -> Values {
    let mut values = Values::default();
    for (name, given) in &customer.values {
        let field = Field::from_name(name).expect("a field");
        let texts = match given {
            OneOrMany::One(text) => vec![text.clone()],
            OneOrMany::Many(texts) => texts.clone(),
        };
        for (slot, text) in texts.into_iter().enumerate() {
            values.set(field, u16::try_from(slot).expect("a slot"), text);
        }
    }
    values
}

#[test]
fn whole_customers_break_exactly_the_rules_they_break() {
    for customer in rules().customer {
        let described = if customer.related { Described::Related } else { Described::Customer };
        let result = check_customer(&values_of(&customer), described, today());
        let broken: Vec<String> = match &result {
            Ok(_) => Vec::new(),
            Err(broken) => broken.iter().map(|v| format!("{} {} {}", v.field, v.slot, v.rule)).collect(),
        };
        let mut expected = customer.broken.clone();
        let number = |line: &String| line.split(' ').next().and_then(Field::from_name).expect("a field");
        expected.sort_by_key(number);
        assert_eq!(broken, expected, "{}", customer.name);
        if let (Some(expected), Ok(Checked { normalised, .. })) = (customer.normalised, result) {
            let shown: Vec<String> = normalised.iter().map(|(field, slot)| format!("{} {slot}", field.name())).collect();
            assert_eq!(shown, expected, "{}", customer.name);
        }
    }
}

#[test]
fn checking_twice_changes_nothing() {
    let mut values = Values::default();
    for (field, text) in [
        (Field::Kind, "private"),
        (Field::FamilyName, " O’Reilly "),
        (Field::Email, "A@B.DE"),
        (Field::Phone, "+49\u{a0}711 123"),
        (Field::Country, "ie"),
    ] {
        values.set(field, 0, text);
    }
    let once = check_customer(&values, Described::Customer, today()).expect("good values");
    assert_eq!(once.normalised, [(Field::FamilyName, 0), (Field::Country, 0), (Field::Email, 0), (Field::Phone, 0)]);
    let twice = check_customer(&once.values, Described::Customer, today()).expect("good values");
    assert_eq!(twice.values, once.values);
    assert!(twice.normalised.is_empty());
}

#[test]
fn there_are_249_countries_and_kosovo() {
    let letters = || 'A'..='Z';
    let all = letters().flat_map(|a| letters().map(move |b| format!("{a}{b}")));
    assert_eq!(all.filter(|code| is_country(code)).count(), 250);
}
