//! The comparison of two persons, field by field. Knows no weight.

use crate::domain::duplicate::level::{Comparison, Level, Pattern};
use crate::domain::duplicate::person::{Address, Email, Person};
use crate::domain::duplicate::text::{Likeness, Text, as_f64};
use crate::domain::field::Field;
use crate::domain::fold::digits;

/// Postal codes of one region begin alike.
const POSTAL_START: usize = 2;

/// The part before the `@` says something from this length on: not `info`.
const SHORTEST_LOCAL: usize = 5;

/// From this share of common letters on, the words of two streets are the same in part.
const PART: f64 = 0.5;

/// Compares two persons. It is the same in either direction.
pub fn compare(a: &Person, b: &Person) -> Pattern {
    let (given, family) = names(a, b);
    [
        (Comparison::GivenName, given),
        (Comparison::FamilyName, family),
        (Comparison::Company, likeness(a.company.as_ref(), b.company.as_ref())),
        (Comparison::BirthDate, both(a.birth.as_ref(), b.birth.as_ref(), birth)),
        (Comparison::Email, best(&a.emails, &b.emails, email)),
        (Comparison::Phone, best(&a.phones, &b.phones, number)),
        (Comparison::Card, best(&a.cards, &b.cards, number)),
        (Comparison::Identifier, best(&a.identifiers, &b.identifiers, identifier)),
    ]
    .into_iter()
    .fold(addresses(a, b), |pattern, (comparison, level)| pattern.with(comparison, level))
}

fn both<T>(a: Option<T>, b: Option<T>, level: impl Fn(T, T) -> Level) -> Level {
    a.zip(b).map_or(Level::Missing, |(a, b)| level(a, b))
}

/// The best level of all pairs of occurrences.
fn best<T>(a: &[T], b: &[T], level: impl Fn(&T, &T) -> Level) -> Level {
    let levels = a.iter().flat_map(|a| b.iter().map(|b| level(a, b)));
    levels.filter(|level| *level != Level::Missing).min().unwrap_or(Level::Missing)
}

fn likeness(a: Option<&Text>, b: Option<&Text>) -> Level {
    both(a, b, |a, b| level_of(a.likeness(b)))
}

fn level_of(likeness: Likeness) -> Level {
    match likeness {
        Likeness::Exact => Level::Exact,
        Likeness::Near => Level::Near,
        Likeness::Similar => Level::Similar,
        Likeness::Different => Level::Different,
    }
}

/// First and last name: as they stand, or crosswise where only that agrees, in both names or in one.
fn names(a: &Person, b: &Person) -> (Level, Level) {
    let [given, family] = [likeness(a.given.as_ref(), b.given.as_ref()), likeness(a.family.as_ref(), b.family.as_ref())];
    let agrees = |level| matches!(level, Level::Exact | Level::Near);
    if agrees(given) || agrees(family) {
        return (given, family);
    }
    let crosswise = [(&a.given, &b.family), (&a.family, &b.given)].map(|(one, other)| stands_for(one.as_ref()?, other.as_ref()?));
    match crosswise {
        [Some(true), Some(_)] | [Some(_), Some(true)] => (Level::Swapped, Level::Swapped),
        [Some(true), _] | [_, Some(true)] => (Level::Partly, Level::Partly),
        _ => (given, family),
    }
}

/// Whether a first name is the other's last name, but for a slip of the pen; `false` where it is only its beginning.
fn stands_for(one: &Text, other: &Text) -> Option<bool> {
    match one.likeness(other) {
        Likeness::Exact | Likeness::Near => Some(true),
        Likeness::Similar if one.begins(other) => Some(false),
        _ => None,
    }
}

/// Birthdays, as digits: YYYYMMDD, where they are dates.
fn birth(a: &Text, b: &Text) -> Level {
    if a.same(b) {
        return Level::Exact;
    }
    let slip = a.one_edit(b);
    match (parts(a), parts(b)) {
        (Some([year, month, day]), Some([other, day2, month2])) if year == other && month == month2 && day == day2 => Level::Swapped,
        _ if slip => Level::Near,
        (Some(a), Some(b)) => match a.iter().zip(&b).filter(|(a, b)| a == b).count() {
            2 => Level::Similar,
            _ if a[0] == b[0] => Level::Partly,
            _ => Level::Different,
        },
        _ => Level::Different,
    }
}

/// Year, month and day.
fn parts(date: &Text) -> Option<[&str; 3]> {
    let text = date.letters.as_str();
    (text.len() == 8).then(|| [&text[..4], &text[4..6], &text[6..]])
}

fn email(a: &Email, b: &Email) -> Level {
    match a.whole.same(&b.whole) {
        true => Level::Exact,
        false if a.whole.one_edit(&b.whole) && same_digits(&a.whole, &b.whole) => Level::Near,
        false if a.local.same(&b.local) && a.local.letters.len() >= SHORTEST_LOCAL => Level::Similar,
        false => Level::Different,
    }
}

/// Addresses of namesakes differ in their digits: no slip of the pen.
fn same_digits(a: &Text, b: &Text) -> bool {
    let digits = |text: &Text| digits(&text.letters);
    digits(a) == digits(b)
}

fn number(a: &Text, b: &Text) -> Level {
    match a.same(b) {
        true => Level::Exact,
        false if a.one_edit(b) => Level::Near,
        false => Level::Different,
    }
}

fn identifier((kind, a): &(Field, Text), (other, b): &(Field, Text)) -> Level {
    if kind == other { number(a, b) } else { Level::Missing }
}

/// The two addresses that agree most.
fn addresses(a: &Person, b: &Person) -> Pattern {
    let pairs = a.addresses.iter().flat_map(|a| b.addresses.iter().map(|b| address(a, b)));
    pairs.max_by_key(|pattern| (agreeing(*pattern), *pattern)).unwrap_or_default()
}

/// How much of an address agrees.
fn agreeing(pattern: Pattern) -> usize {
    let parts = [Comparison::Street, Comparison::House, Comparison::PostalCode, Comparison::City];
    parts.into_iter().filter(|part| matches!(pattern.level(*part), Level::Exact | Level::Swapped | Level::Near)).count()
}

fn address(a: &Address, b: &Address) -> Pattern {
    [
        (Comparison::PostalCode, both(a.postal.as_ref(), b.postal.as_ref(), postal)),
        (Comparison::City, likeness(a.city.as_ref(), b.city.as_ref())),
        (Comparison::Region, likeness(a.region.as_ref(), b.region.as_ref())),
        (Comparison::Street, street(a, b)),
        (Comparison::House, both(a.house.as_ref(), b.house.as_ref(), house)),
    ]
    .into_iter()
    .fold(Pattern::default(), |pattern, (comparison, level)| pattern.with(comparison, level))
}

fn postal(a: &Text, b: &Text) -> Level {
    match number(a, b) {
        Level::Different if a.start(POSTAL_START) == b.start(POSTAL_START) => Level::Partly,
        level => level,
    }
}

/// House numbers: one is short, so that a digit more or less, or a letter behind it, is near.
fn house(a: &Text, b: &Text) -> Level {
    match number(a, b) {
        Level::Different if a.letters.starts_with(&b.letters) || b.letters.starts_with(&a.letters) => Level::Near,
        level => level,
    }
}

fn street(a: &Address, b: &Address) -> Level {
    both(a.street.as_ref(), b.street.as_ref(), |one, other| match one.likeness(other) {
        Likeness::Exact => Level::Exact,
        _ if same_words(&a.words, &b.words) => Level::Swapped,
        Likeness::Near => Level::Near,
        Likeness::Similar => Level::Similar,
        Likeness::Different => part(a, b),
    })
}

/// The same words in another order.
fn same_words(a: &[Text], b: &[Text]) -> bool {
    a.len() == b.len() && a.iter().all(|a| b.iter().any(|b| a.same(b))) && b.iter().all(|b| a.iter().any(|a| a.same(b)))
}

/// Streets that share words of half the letters of the shorter one.
fn part(a: &Address, b: &Address) -> Level {
    let letters = |words: &[Text]| words.iter().map(|word| word.letters.len()).sum::<usize>();
    let shared: usize = a.words.iter().filter(|a| b.words.iter().any(|b| a.same(b))).map(|word| word.letters.len()).sum();
    let shorter = letters(&a.words).min(letters(&b.words));
    if as_f64(shared) >= PART * as_f64(shorter) { Level::Partly } else { Level::Different }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::duplicate::people::{person, somebody};
    use crate::domain::subject::Values;

    fn level(comparison: Comparison, field: Field, a: &str, b: &str) -> Level {
        compare(&person(&[(field, a)]), &person(&[(field, b)])).level(comparison)
    }

    #[test]
    fn every_field_has_its_levels() {
        for (comparison, field, a, b, expected) in [
            (Comparison::GivenName, Field::GivenName, "Luís", "LUIS", Level::Exact),
            (Comparison::GivenName, Field::GivenName, "Luís", "Luiz", Level::Near),
            (Comparison::GivenName, Field::GivenName, "J.", "Johanna", Level::Similar),
            (Comparison::GivenName, Field::GivenName, "Luís", "Anna", Level::Different),
            (Comparison::FamilyName, Field::FamilyName, "Müller", "Mueller", Level::Exact),
            (Comparison::FamilyName, Field::FamilyName, "Meyer", "Maier", Level::Similar),
            (Comparison::Company, Field::Company, "Musik Huber", "Musik-Huber", Level::Exact),
            (Comparison::BirthDate, Field::BirthDate, "1980-05-11", "1980-05-11", Level::Exact),
            (Comparison::BirthDate, Field::BirthDate, "1980-05-11", "1980-11-05", Level::Swapped),
            (Comparison::BirthDate, Field::BirthDate, "1980-05-11", "1980-05-17", Level::Near),
            (Comparison::BirthDate, Field::BirthDate, "1980-05-11", "1980-50-11", Level::Near),
            (Comparison::BirthDate, Field::BirthDate, "1980-05-11", "1980-05-23", Level::Similar),
            (Comparison::BirthDate, Field::BirthDate, "1980-05-11", "1980-07-23", Level::Partly),
            (Comparison::BirthDate, Field::BirthDate, "1980-05-11", "1975-07-23", Level::Different),
            (Comparison::Street, Field::Street, "Hauptstr. 5", "Hauptstraße 5", Level::Exact),
            (Comparison::Street, Field::Street, "5 Mill Lane Rosewood", "5 Rosewood Mill Lane", Level::Swapped),
            (Comparison::Street, Field::Street, "Lindenweg 5", "Lidnenweg 5", Level::Near),
            (Comparison::Street, Field::Street, "5 Meldrum Avenue Rosewood", "5 Meldrum Avenue", Level::Similar),
            (Comparison::Street, Field::Street, "5 Old Rosewood Meldrum Park", "5 Meldrum Park Bywater", Level::Partly),
            (Comparison::Street, Field::Street, "Lindenweg 5", "Am Markt 5", Level::Different),
            (Comparison::House, Field::Street, "Lindenweg 5", "Lindenweg 5a", Level::Near),
            (Comparison::House, Field::Street, "Lindenweg 5", "Lindenweg", Level::Missing),
            (Comparison::PostalCode, Field::PostalCode, "70174", "70714", Level::Near),
            (Comparison::PostalCode, Field::PostalCode, "70174", "70599", Level::Partly),
            (Comparison::Region, Field::Region, "NSW", "nsw", Level::Exact),
            (Comparison::Email, Field::Email, "Luis.G@example.de", "luis.g@example.de", Level::Exact),
            (Comparison::Email, Field::Email, "luis.g@example.de", "luis.g@exmaple.de", Level::Near),
            (Comparison::Email, Field::Email, "luis.gon@example.de", "luis.gon@firma.br", Level::Similar),
            (Comparison::Email, Field::Email, "luis81@example.de", "luis82@example.de", Level::Different),
            (Comparison::Email, Field::Email, "info@example.de", "info@firma.br", Level::Different),
            (Comparison::Phone, Field::Phone, "+49 711 2842222", "0711/2842222", Level::Exact),
            (Comparison::Phone, Field::Phone, "+49 711 2842222", "0711/2842322", Level::Near),
            (Comparison::Card, Field::CardNumber, "47110815", "4711 0815", Level::Exact),
            (Comparison::Identifier, Field::TaxNumber, "21815081508", "21815081580", Level::Near),
        ] {
            assert_eq!(level(comparison, field, a, b), expected, "{} {a} {b}", comparison.name());
        }
    }

    #[test]
    fn names_are_compared_crosswise_where_only_that_agrees() {
        let named = |given, family| person(&[(Field::GivenName, given), (Field::FamilyName, family)]);
        for (a, b, expected) in [
            (("Martin", "Frank"), ("Frank", "Martin"), Level::Swapped),
            (("Martin", "Gonçalves"), ("Goncalvez", "Martin"), Level::Swapped),
            (("Martin", "Gonçalves"), ("Gonçalves", "M."), Level::Swapped),
            (("Martin", "Gonçalves"), ("Gonçalves", "Anna"), Level::Partly),
            (("", "Gonçalves"), ("Gonçalves", ""), Level::Partly),
            (("Martin", "Martin"), ("Martin", "Frank"), Level::Exact),
        ] {
            let pattern = compare(&named(a.0, a.1), &named(b.0, b.1));
            assert_eq!(pattern.level(Comparison::GivenName), expected, "{a:?} {b:?}");
        }
    }

    #[test]
    fn of_several_occurrences_the_best_counts_and_an_address_is_one() {
        let mut a = Values::default();
        for (slot, street, postal) in [(0, "Lindenweg 5", "70174"), (1, "Am Markt 1", "10115")] {
            a.set(Field::Street, slot, street);
            a.set(Field::PostalCode, slot, postal);
        }
        let b = person(&[(Field::Street, "Am Markt 1"), (Field::PostalCode, "10115"), (Field::TaxNumber, "21815081508")]);
        a.set(Field::VatId, 0, "21815081508");
        let pattern = compare(&Person::new(&a), &b);
        assert_eq!([Comparison::Street, Comparison::PostalCode].map(|part| pattern.level(part)), [Level::Exact; 2]);
        assert_eq!(pattern.level(Comparison::Identifier), Level::Missing); // two kinds of numbers
    }

    #[test]
    fn comparing_is_the_same_in_either_direction() {
        let persons: Vec<Person> = (0..60).map(|number| Person::new(&somebody(number))).collect();
        for a in &persons {
            assert!(persons.iter().all(|b| compare(a, b) == compare(b, a)));
        }
    }
}
