//! What somebody would type into a search to find the records that may be of a person who was just typed in. Knows no index.

use crate::domain::duplicate::person::{Address, Person};
use crate::domain::duplicate::text::Text;
use crate::domain::field::Field;
use crate::domain::fold::digits;
use crate::domain::subject::Values;

/// A name whose rest may be misspelled is looked up by so many letters.
const NAME_START: usize = 3;

/// A first name beside a whole last name, by so many.
const SHORTEST_START: usize = 2;

/// A street, by so many.
const STREET_START: usize = 5;

/// A company, by so many.
const COMPANY_START: usize = 8;

/// A number of fewer digits would be found in half the town.
const SHORTEST_NUMBER: usize = 5;

/// The part before the `@` is looked up from this length on: not `info`.
const SHORTEST_LOCAL: usize = 5;

/// The queries that look candidates up in an index over words, for a store that keeps no [`keys`](super::keys). Each holds out against
/// slips in other fields; all words of one are to be found, each as a beginning.
///
/// ```
/// use clientela::domain::{duplicate::lookups, field::Field, subject::Values};
/// let mut values = Values::default();
/// for (field, text) in [(Field::GivenName, "Luís"), (Field::FamilyName, "Köhler"), (Field::PostalCode, "70174"), (Field::Phone, "0711 284")] {
///     values.set(field, 0, text);
/// }
/// assert_eq!(lookups(&values), ["0711 284", "luis ko", "kohler lu", "70174 koh", "70174 lui"]);
/// ```
pub fn lookups(values: &Values) -> Vec<String> {
    let person = Person::new(values);
    let written = |field: Field| values.all(field).map(|(_, text)| text.to_owned()).collect::<Vec<_>>();
    let numbers = [Field::Phone, Field::Fax].into_iter().flat_map(written).filter(|number| digits(number).len() >= SHORTEST_NUMBER);
    let mut found: Vec<String> = written(Field::Email).iter().map(|address| email(address)).chain(numbers).collect();
    found.extend(names(&person));
    found.extend(person.company.iter().map(|company| company.start(COMPANY_START).to_owned()));
    found.extend(person.addresses.iter().flat_map(|address| at(&person, address)));
    found
}

/// The part before the `@` alone: half the town has the rest.
fn email(address: &str) -> String {
    let local = address.rsplit_once('@').map_or(address, |(local, _)| local);
    if local.len() >= SHORTEST_LOCAL { local.to_owned() } else { address.to_owned() }
}

/// First and last name, one of them by its beginning only; a name that stands alone, whole.
fn names(person: &Person) -> Vec<String> {
    let [given, family] = [&person.given, &person.family].map(Option::as_ref);
    let both = |one: Option<&Text>, other: Option<&Text>| Some(format!("{} {}", one?.letters, other?.start(SHORTEST_START)));
    let alone = given.xor(family).map(|name| name.letters.clone());
    [both(given, family), both(family, given), alone].into_iter().flatten().collect()
}

/// At an address: a name or the street together with the postal code, the street with a name.
fn at(person: &Person, address: &Address) -> Vec<String> {
    let start = |text: &Option<Text>, count| text.as_ref().map(|text| text.start(count).to_owned());
    let postal = address.postal.as_ref().map(|postal| postal.letters.as_str());
    let street = start(&address.street, STREET_START);
    let names = [&person.family, &person.given, &person.company].map(|name| start(name, NAME_START));
    let beside = |one: Option<&str>, other: &Option<String>| Some(format!("{} {}", one?, other.as_ref()?));
    let by_postal = names.iter().chain([&street]).filter_map(|other| beside(postal, other));
    let by_street = names.iter().filter_map(|other| beside(street.as_deref(), other));
    by_postal.chain(by_street).collect()
}
