//! Strategies that make people's data for property tests: names of many languages, addresses, whole customers. All of it is invented.

use proptest::prelude::*;
use proptest::sample::select;

use crate::domain::field::Field;
use crate::domain::subject::Values;

const FAMILY: &[&str] = &[
    "Gonçalves",
    "Köhler",
    "Mueller",
    "Müller",
    "Weiß",
    "O'Reilly",
    "van den Berg",
    "Łukasiewicz",
    "Đorđević",
    "Þórsdóttir",
    "Yılmaz",
    "Ångström",
    "Sørensen",
    "Kjær",
    "Nguyễn",
    "Dvořák",
    "Szőke",
    "Țepeș",
    "D’Angelo",
    "Smith-Diesel",
    "Иванов",
    "Παπαδόπουλος",
    "山田",
    "Ó Súilleabháin",
    "Wu",
    "García Márquez",
    "al-Ḥasan",
    "Bauer",
    "Baeuerle",
    "Lüdenscheid-Groß",
];
const GIVEN: &[&str] =
    &["Luís", "Jörg", "Anna-Lena", "François", "Bjørn", "Zoë", "Håkan", "Łucja", "Nuñez", "Şule", "Ægir", "İrem", "太郎", "Ольга", "Bo"];
const STREETS: &[&str] = &["Theodor-Heuss-Straße 34", "1498 rue Bélanger", "Ullevålsveien 14", "Av. Paulista, 2170", "ul. Łąkowa 7/3"];
const CITIES: &[&str] = &["São José dos Campos", "Stuttgart", "Montréal", "Oslo", "Kraków", "Århus", "St. Gallen"];
const COUNTRIES: &[&str] = &["DE", "BR", "CA", "NO", "PL", "DK", "CH"];

/// A family name, sometimes a double one.
pub fn arb_name() -> impl Strategy<Value = String> {
    prop_oneof![
        4 => select(FAMILY).prop_map(str::to_owned),
        1 => (select(FAMILY), select(FAMILY)).prop_map(|(first, second)| format!("{first}-{second}")),
        2 => "[A-ZÄÖÜÅØÉŠ][a-zäöüåøéñßł]{1,12}".prop_map(|name| name),
    ]
}

/// A given name.
pub fn arb_given_name() -> impl Strategy<Value = String> {
    prop_oneof![3 => select(GIVEN).prop_map(str::to_owned), 1 => "[A-Z][a-z]{1,9}"]
}

/// An e-mail address.
pub fn arb_email() -> impl Strategy<Value = String> {
    "[a-z]{2,8}(\\.[a-z]{2,8})?@[a-z]{3,10}\\.(com|de|example|com\\.br)"
}

/// A phone number, with or without its country code, written as people do.
pub fn arb_phone() -> impl Strategy<Value = String> {
    let groups = "[1-9][0-9]{1,3}[ /-]?[0-9]{3,4}[ -]?[0-9]{2,3}";
    let prefixes = select(&["", "0", "+49 ", "+49 (0)", "0049 ", "+1 ", "+420 ", "+353 0"][..]);
    (prefixes, groups).prop_map(|(prefix, number)| format!("{prefix}{number}"))
}

/// A date of birth.
pub fn arb_birth_date() -> impl Strategy<Value = String> {
    (1920..2010, 1..=12, 1..=28).prop_map(|(year, month, day)| format!("{year:04}-{month:02}-{day:02}"))
}

/// Occurrences of a field, as slots.
type Slots = Vec<(Field, String)>;

fn arb_address() -> impl Strategy<Value = Slots> {
    (select(STREETS), "[0-9]{4,5}", select(CITIES), select(COUNTRIES)).prop_map(|(street, code, city, country)| {
        let texts = [(Field::Street, street), (Field::PostalCode, code.as_str()), (Field::City, city), (Field::Country, country)];
        texts.map(|(field, text)| (field, text.to_owned())).into()
    })
}

/// The values of a private customer or a business, as [`crate::domain::check::check_customer`] accepts them.
pub fn arb_values() -> impl Strategy<Value = Values> {
    let basics = (any::<bool>(), arb_given_name(), arb_name(), arb_name(), arb_birth_date(), "[1-9][0-9]{3,6}");
    let lists =
        (prop::collection::vec(arb_address(), 0..3), prop::collection::vec(arb_email(), 0..3), prop::collection::vec(arb_phone(), 0..3));
    (basics, lists).prop_map(|((business, given, family, company, born, number), (addresses, emails, phones))| {
        let mut values = Values::default();
        values.set(Field::Kind, 0, if business { "business" } else { "private" });
        values.set(Field::Number, 0, number);
        if business {
            values.set(Field::Company, 0, format!("{company} GmbH"));
        } else {
            values.set(Field::GivenName, 0, given);
            values.set(Field::FamilyName, 0, family);
            values.set(Field::BirthDate, 0, born);
        }
        let emails = emails.into_iter().map(|text| vec![(Field::Email, text)]);
        let phones = phones.into_iter().map(|text| vec![(Field::Phone, text)]);
        addresses.into_iter().enumerate().chain(emails.enumerate()).chain(phones.enumerate()).for_each(|(slot, texts)| {
            for (field, text) in texts {
                values.set(field, u16::try_from(slot).unwrap_or(u16::MAX), text);
            }
        });
        values
    })
}
