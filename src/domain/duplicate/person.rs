//! A person as duplicates are looked for: its values folded and taken apart once. Knows no other person.

use std::fmt;

use crate::domain::duplicate::text::Text;
use crate::domain::field::{Field, Whole};
use crate::domain::fold::{digits, fold, fold_variants};
use crate::domain::phone;
use crate::domain::subject::Values;

/// The numbers that a state or a central office gives, each compared with its own kind.
pub const IDENTIFIERS: [Field; 6] = [Field::VatId, Field::CodiceFiscale, Field::Nip, Field::Siren, Field::Siret, Field::TaxNumber];

/// The fields that [`Person::new`] reads: what else changes makes no other person of anybody.
pub(super) const COMPARED: [Field; 18] = [
    Field::GivenName,
    Field::FamilyName,
    Field::Company,
    Field::BirthDate,
    Field::Street,
    Field::PostalCode,
    Field::City,
    Field::Region,
    Field::Email,
    Field::Phone,
    Field::Fax,
    Field::CardNumber,
    Field::VatId,
    Field::CodiceFiscale,
    Field::Nip,
    Field::Siren,
    Field::Siret,
    Field::TaxNumber,
];

/// A phone number of fewer digits is an extension, and would be that of half the town.
const SHORTEST_PHONE: usize = 5;

/// The country code and the trunk zero are no longer than this: so many last digits are compared.
const PHONE_DIGITS: usize = 9;

/// A person or a company, made ready to be compared with others.
///
/// ```
/// use clientela::domain::{duplicate::Person, field::Field, subject::Values};
/// let mut values = Values::default();
/// values.set(Field::FamilyName, 0, "Gonçalves");
/// assert_eq!(format!("{:?}", Person::new(&values)), "Person(…)"); // never the value
/// ```
#[derive(Clone, Default)]
pub struct Person {
    pub(super) given: Option<Text>,
    pub(super) family: Option<Text>,
    pub(super) company: Option<Text>,
    /// The digits of the birthday.
    pub(super) birth: Option<Text>,
    pub(super) addresses: Vec<Address>,
    pub(super) emails: Vec<Email>,
    /// The last digits of each number.
    pub(super) phones: Vec<Text>,
    pub(super) cards: Vec<Text>,
    pub(super) identifiers: Vec<(Field, Text)>,
}

/// One address of a person.
#[derive(Clone, Default)]
pub(super) struct Address {
    /// The street without its number.
    pub(super) street: Option<Text>,
    /// The words of the street, in their order.
    pub(super) words: Vec<Text>,
    pub(super) house: Option<Text>,
    pub(super) postal: Option<Text>,
    pub(super) city: Option<Text>,
    pub(super) region: Option<Text>,
}

/// An e-mail address.
#[derive(Clone)]
pub(super) struct Email {
    pub(super) whole: Text,
    /// What stands before the `@`.
    pub(super) local: Text,
}

impl Person {
    /// The person with these values. What is no proper date or number is compared as it was written.
    pub fn new(values: &Values) -> Self {
        Self {
            given: values.get(Field::GivenName).and_then(name),
            family: values.get(Field::FamilyName).and_then(name),
            company: values.get(Field::Company).and_then(name),
            birth: values.get(Field::BirthDate).and_then(|text| Text::new(&digits(text))),
            addresses: values.slots(Whole::Address).into_iter().map(|slot| Address::new(values, slot)).collect(),
            emails: values.all(Field::Email).filter_map(|(_, text)| email(text)).collect(),
            phones: [Field::Phone, Field::Fax]
                .into_iter()
                .flat_map(|field| values.all(field))
                .filter_map(|(_, text)| number(text))
                .collect(),
            cards: values.all(Field::CardNumber).filter_map(|(_, text)| Text::new(&fold(text))).collect(),
            identifiers: IDENTIFIERS.into_iter().filter_map(|field| Some((field, Text::new(&fold(values.get(field)?))?))).collect(),
        }
    }
}

impl fmt::Debug for Person {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Person(…)")
    }
}

impl Address {
    fn new(values: &Values, slot: u16) -> Self {
        let text = |field| values.at(field, slot);
        let (house, words) = text(Field::Street).map(street).unwrap_or_default();
        Self {
            street: Text::new(&words.concat()),
            words: words.iter().filter_map(|word| Text::new(word)).collect(),
            house: house.and_then(|house| Text::new(&house)),
            postal: text(Field::PostalCode).and_then(|text| Text::new(&fold(text))),
            city: text(Field::City).and_then(name),
            region: text(Field::Region).and_then(name),
        }
    }
}

/// A name in its shortest spelling: Mueller and Müller are one.
fn name(text: &str) -> Option<Text> {
    fold_variants(text).into_iter().min_by_key(String::len).and_then(|name| Text::new(&name))
}

fn email(text: &str) -> Option<Email> {
    let (local, _) = text.rsplit_once('@')?;
    Some(Email { whole: Text::new(&fold(text))?, local: Text::new(&fold(local))? })
}

/// The last digits of a phone number, the same with and without country code.
fn number(text: &str) -> Option<Text> {
    let shortest = phone::forms(text).into_iter().min_by_key(String::len)?;
    let digits = shortest.trim_start_matches('0');
    (digits.len() >= SHORTEST_PHONE).then(|| Text::new(&digits[digits.len().saturating_sub(PHONE_DIGITS)..])).flatten()
}

/// The house number and the words of a street. The number stands in front or is the last that begins with a digit.
fn street(text: &str) -> (Option<String>, Vec<String>) {
    let mut words: Vec<String> =
        fold(text).split(|c: char| c.is_whitespace() || c == ',').map(str::to_owned).filter(|word| !word.is_empty()).collect();
    let numeric = |word: &String| word.starts_with(|c: char| c.is_numeric());
    let at = if words.first().is_some_and(numeric) { Some(0) } else { words.iter().rposition(numeric) };
    let house = at.map(|at| words.remove(at));
    (house, words.iter().map(|word| spelled(word)).collect())
}

/// The street's word in full.
fn spelled(word: &str) -> String {
    let bare = word.trim_end_matches('.');
    let full = bare.strip_suffix("str").map(|before| format!("{before}strasse"));
    full.filter(|_| bare.len() > 3 || word.ends_with('.') || bare == "str").unwrap_or_else(|| bare.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(found: &[Text]) -> Vec<&str> {
        found.iter().map(|text| text.letters.as_str()).collect()
    }

    #[test]
    fn a_house_number_stands_before_or_behind_the_street() {
        for (written, house, street_is) in [
            ("Hauptstr. 12a", "12a", "hauptstrasse"),
            ("12 rue de la Paix", "12", "ruedelapaix"),
            ("Straße des 17. Juni 135", "135", "strassedes17juni"),
            ("Am Markt", "", "ammarkt"),
        ] {
            let (number, words) = street(written);
            assert_eq!(
                (number.unwrap_or_default().as_str(), Text::new(&words.concat()).expect("a street").letters.as_str()),
                (house, street_is)
            );
        }
    }

    #[test]
    fn phones_are_the_same_with_and_without_country_code() {
        let mut values = Values::default();
        for (slot, text) in (0..).zip(["+49 711 2842222", "0711/2842222", "0049 (0)711 284 22 22", "12"]) {
            values.set(Field::Phone, slot, text);
        }
        assert_eq!(texts(&Person::new(&values).phones), ["112842222"; 3]);
    }

    #[test]
    fn an_umlaut_is_one_letter_in_either_spelling() {
        assert_eq!(name("Müller").map(|text| text.letters.clone()), name("Mueller").map(|text| text.letters.clone()));
        assert!(name(" - ").is_none());
    }
}
