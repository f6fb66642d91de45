//! A generated town: households under one roof, and some of their people entered twice with slips, moved, married or with half the data.

use clientela::domain::field::Field;
use clientela::domain::subject::Values;

use crate::support::Numbers;
use crate::support::names::{LANGUAGES, Language};

/// Of a hundred people so many are entered more than once.
const ENTERED_AGAIN: usize = 10;

/// How many people live in a place with a postal code.
const PLACE: usize = 3_000;

const GERMAN: &Language = &LANGUAGES[0];

/// One record and whose it is.
pub struct Record {
    pub person: usize,
    pub values: Values,
}

/// So many records, shuffled, the same on every run.
pub fn records(count: usize) -> Vec<Record> {
    let mut numbers = Numbers(7);
    let mut records = Vec::with_capacity(count + 8);
    let mut people = 0;
    while records.len() < count {
        for values in household(&mut numbers, people, count) {
            enter(&mut numbers, &mut records, people, &values);
            people += 1;
        }
    }
    records.truncate(count);
    (1..count).rev().for_each(|at| records.swap(at, numbers.below(at + 1)));
    records
}

fn chance(numbers: &mut Numbers, percent: usize) -> bool {
    numbers.below(100) < percent
}

/// A last name; every fourth is one of the frequent ones.
fn family(numbers: &mut Numbers) -> String {
    let (frequent, rank) = (numbers.rank(GERMAN.family.len()), numbers.below(GERMAN.rares()));
    if chance(numbers, 25) { GERMAN.family[frequent].to_owned() } else { GERMAN.rare(rank) }
}

/// A first name.
fn given(numbers: &mut Numbers) -> String {
    GERMAN.given[numbers.below(GERMAN.given.len())].to_owned()
}

/// A name that belongs to a number.
fn name(number: usize) -> String {
    family(&mut Numbers(number as u64))
}

/// The people of one household.
fn household(numbers: &mut Numbers, first: usize, count: usize) -> Vec<Values> {
    let mut home = Values::default();
    move_in(numbers, &mut home, count);
    if chance(numbers, 60) {
        home.set(Field::Phone, 0, phone(numbers));
    }
    let (family, members) = (family(numbers), [1, 1, 2, 2, 3, 4][numbers.below(6)]);
    (0..members).map(|member| someone(numbers, home.clone(), first + member, member, &family)).collect()
}

/// Somebody of the household: parents first, then children.
fn someone(numbers: &mut Numbers, mut values: Values, person: usize, member: usize, of_all: &str) -> Values {
    let (given, own) = (given(numbers), family(numbers));
    let family = if chance(numbers, 15) { own } else { of_all.to_owned() };
    let year = if member < 2 { 1940 + numbers.below(60) } else { 1990 + numbers.below(20) };
    values.set(Field::BirthDate, 0, format!("{year}-{:02}-{:02}", 1 + numbers.below(12), 1 + numbers.below(28)));
    if chance(numbers, 30) {
        values.set(Field::Phone, 0, phone(numbers));
    }
    values.set(Field::Email, 0, format!("{given}.{family}{}@example.de", person % 5_000).to_lowercase());
    values.set(Field::GivenName, 0, given);
    values.set(Field::FamilyName, 0, family);
    values
}

/// An address: postal codes belong to cities, cities to regions.
fn move_in(numbers: &mut Numbers, values: &mut Values, count: usize) {
    let place = numbers.below(count / PLACE + 1);
    let street = name(numbers.below(40) * 31 + place * 7);
    values.set(Field::Street, 0, format!("{street}straße {}", 1 + numbers.below(80)));
    values.set(Field::PostalCode, 0, format!("{:05}", 10_000 + place * 37));
    values.set(Field::City, 0, format!("{}stadt", name(place / 3 + 90_000)));
    values.set(Field::Region, 0, name(place / 30 + 40_000));
}

fn phone(numbers: &mut Numbers) -> String {
    format!("0{}/{}", 30 + numbers.below(900), 100_000 + numbers.below(8_999_999))
}

/// Enters somebody once or more often; each time some data are not asked for.
fn enter(numbers: &mut Numbers, records: &mut Vec<Record>, person: usize, values: &Values) {
    let times = if chance(numbers, ENTERED_AGAIN) { 1 + [1, 1, 1, 2, 3][numbers.below(5)] } else { 1 };
    for time in 0..times {
        let mut entered = values.clone();
        for _ in 0..if time == 0 { 0 } else { 1 + numbers.below(3) } {
            mistake(numbers, &mut entered);
        }
        for (field, percent) in [(Field::Email, 40), (Field::Phone, 20), (Field::BirthDate, 20), (Field::Region, 30)] {
            if chance(numbers, percent) {
                entered.set(field, 0, "");
            }
        }
        records.push(Record { person, values: entered });
    }
}

/// What goes wrong, or has changed since.
fn mistake(numbers: &mut Numbers, values: &mut Values) {
    match numbers.below(12) {
        0 => move_in(numbers, values, 100_000),
        1 => values.set(Field::Phone, 0, phone(numbers)),
        2 => values.set(Field::FamilyName, 0, family(numbers)),
        3 => swap(values),
        4 => initial(values),
        5 => values.set(Field::Email, 0, format!("mail{}@example.com", numbers.below(1_000_000))),
        6 => slip(numbers, values, Field::BirthDate),
        7 => slip(numbers, values, Field::PostalCode),
        8 => slip(numbers, values, Field::Street),
        9 => slip(numbers, values, Field::GivenName),
        _ => slip(numbers, values, Field::FamilyName),
    }
}

fn swap(values: &mut Values) {
    let [given, family] = [Field::GivenName, Field::FamilyName].map(|field| values.get(field).unwrap_or_default().to_owned());
    values.set(Field::GivenName, 0, family);
    values.set(Field::FamilyName, 0, given);
}

fn initial(values: &mut Values) {
    let first = values.get(Field::GivenName).and_then(|name| name.chars().next()).map(|first| format!("{first}."));
    values.set(Field::GivenName, 0, first.unwrap_or_default());
}

/// A character too many, too few, another one, or two in the wrong order.
fn slip(numbers: &mut Numbers, values: &mut Values, field: Field) {
    let mut signs: Vec<char> = values.get(field).unwrap_or_default().chars().collect();
    if signs.len() < 2 {
        return;
    }
    let at = numbers.below(signs.len() - 1);
    let typed = if signs[at].is_numeric() { '0'..='9' } else { 'a'..='z' }.nth(numbers.below(10)).unwrap_or('0');
    match numbers.below(4) {
        0 => signs.insert(at, typed),
        1 => drop(signs.remove(at)),
        2 => signs[at] = typed,
        _ => signs.swap(at, at + 1),
    }
    values.set(field, 0, signs.into_iter().collect::<String>());
}
