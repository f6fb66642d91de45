//! The comparison of two persons, field by field. Knows no weight.

use crate::domain::duplicate::level::{Comparison, ComparisonLevel, Pattern};
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

fn both<T>(a: Option<T>, b: Option<T>, level: impl Fn(T, T) -> ComparisonLevel) -> ComparisonLevel {
    a.zip(b).map_or(ComparisonLevel::Missing, |(a, b)| level(a, b))
}

/// The best level of all pairs of occurrences.
fn best<T>(a: &[T], b: &[T], level: impl Fn(&T, &T) -> ComparisonLevel) -> ComparisonLevel {
    let levels = a.iter().flat_map(|a| b.iter().map(|b| level(a, b)));
    levels.filter(|level| *level != ComparisonLevel::Missing).min().unwrap_or(ComparisonLevel::Missing)
}

fn likeness(a: Option<&Text>, b: Option<&Text>) -> ComparisonLevel {
    both(a, b, |a, b| level_of(a.likeness(b)))
}

fn level_of(likeness: Likeness) -> ComparisonLevel {
    match likeness {
        Likeness::Exact => ComparisonLevel::Exact,
        Likeness::Near => ComparisonLevel::Near,
        Likeness::Similar => ComparisonLevel::Similar,
        Likeness::Different => ComparisonLevel::Different,
    }
}

/// First and last name: as they stand, or crosswise where only that agrees, in both names or in one.
fn names(a: &Person, b: &Person) -> (ComparisonLevel, ComparisonLevel) {
    let [given, family] = [likeness(a.given.as_ref(), b.given.as_ref()), likeness(a.family.as_ref(), b.family.as_ref())];
    let agrees = |level| matches!(level, ComparisonLevel::Exact | ComparisonLevel::Near);
    if agrees(given) || agrees(family) {
        return (given, family);
    }
    let crosswise = [(&a.given, &b.family), (&a.family, &b.given)].map(|(one, other)| stands_for(one.as_ref()?, other.as_ref()?));
    match crosswise {
        [Some(true), Some(_)] | [Some(_), Some(true)] => (ComparisonLevel::Swapped, ComparisonLevel::Swapped),
        [Some(true), _] | [_, Some(true)] => (ComparisonLevel::Partly, ComparisonLevel::Partly),
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
fn birth(a: &Text, b: &Text) -> ComparisonLevel {
    if a.same(b) {
        return ComparisonLevel::Exact;
    }
    let slip = a.one_edit(b);
    match (parts(a), parts(b)) {
        (Some([year, month, day]), Some([other, day2, month2])) if year == other && month == month2 && day == day2 => {
            ComparisonLevel::Swapped
        }
        _ if slip => ComparisonLevel::Near,
        (Some(a), Some(b)) => match a.iter().zip(&b).filter(|(a, b)| a == b).count() {
            2 => ComparisonLevel::Similar,
            _ if a[0] == b[0] => ComparisonLevel::Partly,
            _ => ComparisonLevel::Different,
        },
        _ => ComparisonLevel::Different,
    }
}

/// Year, month and day.
fn parts(date: &Text) -> Option<[&str; 3]> {
    let text = date.letters.as_str();
    (text.len() == 8).then(|| [&text[..4], &text[4..6], &text[6..]])
}

fn email(a: &Email, b: &Email) -> ComparisonLevel {
    match a.whole.same(&b.whole) {
        true => ComparisonLevel::Exact,
        false if a.whole.one_edit(&b.whole) && same_digits(&a.whole, &b.whole) => ComparisonLevel::Near,
        false if a.local.same(&b.local) && a.local.letters.len() >= SHORTEST_LOCAL => ComparisonLevel::Similar,
        false => ComparisonLevel::Different,
    }
}

/// Addresses of namesakes differ in their digits: no slip of the pen.
fn same_digits(a: &Text, b: &Text) -> bool {
    let digits = |text: &Text| digits(&text.letters);
    digits(a) == digits(b)
}

fn number(a: &Text, b: &Text) -> ComparisonLevel {
    match a.same(b) {
        true => ComparisonLevel::Exact,
        false if a.one_edit(b) => ComparisonLevel::Near,
        false => ComparisonLevel::Different,
    }
}

fn identifier((kind, a): &(Field, Text), (other, b): &(Field, Text)) -> ComparisonLevel {
    if kind == other { number(a, b) } else { ComparisonLevel::Missing }
}

/// The two addresses that agree most.
fn addresses(a: &Person, b: &Person) -> Pattern {
    let pairs = a.addresses.iter().flat_map(|a| b.addresses.iter().map(|b| address(a, b)));
    pairs.max_by_key(|pattern| (agreeing(*pattern), *pattern)).unwrap_or_default()
}

/// How much of an address agrees.
fn agreeing(pattern: Pattern) -> usize {
    let parts = [Comparison::Street, Comparison::House, Comparison::PostalCode, Comparison::City];
    parts
        .into_iter()
        .filter(|part| matches!(pattern.level(*part), ComparisonLevel::Exact | ComparisonLevel::Swapped | ComparisonLevel::Near))
        .count()
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

fn postal(a: &Text, b: &Text) -> ComparisonLevel {
    match number(a, b) {
        ComparisonLevel::Different if a.start(POSTAL_START) == b.start(POSTAL_START) => ComparisonLevel::Partly,
        level => level,
    }
}

/// House numbers: one is short, so that a digit more or less, or a letter behind it, is near.
fn house(a: &Text, b: &Text) -> ComparisonLevel {
    match number(a, b) {
        ComparisonLevel::Different if a.letters.starts_with(&b.letters) || b.letters.starts_with(&a.letters) => ComparisonLevel::Near,
        level => level,
    }
}

fn street(a: &Address, b: &Address) -> ComparisonLevel {
    both(a.street.as_ref(), b.street.as_ref(), |one, other| match one.likeness(other) {
        Likeness::Exact => ComparisonLevel::Exact,
        _ if same_words(&a.words, &b.words) => ComparisonLevel::Swapped,
        Likeness::Near => ComparisonLevel::Near,
        Likeness::Similar => ComparisonLevel::Similar,
        Likeness::Different => part(a, b),
    })
}

/// The same words in another order.
fn same_words(a: &[Text], b: &[Text]) -> bool {
    a.len() == b.len() && a.iter().all(|a| b.iter().any(|b| a.same(b))) && b.iter().all(|b| a.iter().any(|a| a.same(b)))
}

/// Streets that share words of half the letters of the shorter one.
fn part(a: &Address, b: &Address) -> ComparisonLevel {
    let letters = |words: &[Text]| words.iter().map(|word| word.letters.len()).sum::<usize>();
    let shared: usize = a.words.iter().filter(|a| b.words.iter().any(|b| a.same(b))).map(|word| word.letters.len()).sum();
    let shorter = letters(&a.words).min(letters(&b.words));
    if as_f64(shared) >= PART * as_f64(shorter) { ComparisonLevel::Partly } else { ComparisonLevel::Different }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::duplicate::people::{person, somebody};
    use crate::domain::subject::Values;

    fn level(comparison: Comparison, field: Field, a: &str, b: &str) -> ComparisonLevel {
        compare(&person(&[(field, a)]), &person(&[(field, b)])).level(comparison)
    }

    #[test]
    fn every_field_has_its_levels() {
        for (comparison, field, a, b, expected) in [
            (Comparison::GivenName, Field::GivenName, "Luís", "LUIS", ComparisonLevel::Exact),
            (Comparison::GivenName, Field::GivenName, "Luís", "Luiz", ComparisonLevel::Near),
            (Comparison::GivenName, Field::GivenName, "J.", "Johanna", ComparisonLevel::Similar),
            (Comparison::GivenName, Field::GivenName, "Luís", "Anna", ComparisonLevel::Different),
            (Comparison::FamilyName, Field::FamilyName, "Müller", "Mueller", ComparisonLevel::Exact),
            (Comparison::FamilyName, Field::FamilyName, "Meyer", "Maier", ComparisonLevel::Similar),
            (Comparison::Company, Field::Company, "Musik Huber", "Musik-Huber", ComparisonLevel::Exact),
            (Comparison::BirthDate, Field::BirthDate, "1980-05-11", "1980-05-11", ComparisonLevel::Exact),
            (Comparison::BirthDate, Field::BirthDate, "1980-05-11", "1980-11-05", ComparisonLevel::Swapped),
            (Comparison::BirthDate, Field::BirthDate, "1980-05-11", "1980-05-17", ComparisonLevel::Near),
            (Comparison::BirthDate, Field::BirthDate, "1980-05-11", "1980-50-11", ComparisonLevel::Near),
            (Comparison::BirthDate, Field::BirthDate, "1980-05-11", "1980-05-23", ComparisonLevel::Similar),
            (Comparison::BirthDate, Field::BirthDate, "1980-05-11", "1980-07-23", ComparisonLevel::Partly),
            (Comparison::BirthDate, Field::BirthDate, "1980-05-11", "1975-07-23", ComparisonLevel::Different),
            (Comparison::Street, Field::Street, "Hauptstr. 5", "Hauptstraße 5", ComparisonLevel::Exact),
            (Comparison::Street, Field::Street, "5 Mill Lane Rosewood", "5 Rosewood Mill Lane", ComparisonLevel::Swapped),
            (Comparison::Street, Field::Street, "Lindenweg 5", "Lidnenweg 5", ComparisonLevel::Near),
            (Comparison::Street, Field::Street, "5 Meldrum Avenue Rosewood", "5 Meldrum Avenue", ComparisonLevel::Similar),
            (Comparison::Street, Field::Street, "5 Old Rosewood Meldrum Park", "5 Meldrum Park Bywater", ComparisonLevel::Partly),
            (Comparison::Street, Field::Street, "Lindenweg 5", "Am Markt 5", ComparisonLevel::Different),
            (Comparison::House, Field::Street, "Lindenweg 5", "Lindenweg 5a", ComparisonLevel::Near),
            (Comparison::House, Field::Street, "Lindenweg 5", "Lindenweg", ComparisonLevel::Missing),
            (Comparison::PostalCode, Field::PostalCode, "70174", "70714", ComparisonLevel::Near),
            (Comparison::PostalCode, Field::PostalCode, "70174", "70599", ComparisonLevel::Partly),
            (Comparison::Region, Field::Region, "NSW", "nsw", ComparisonLevel::Exact),
            (Comparison::Email, Field::Email, "Luis.G@example.de", "luis.g@example.de", ComparisonLevel::Exact),
            (Comparison::Email, Field::Email, "luis.g@example.de", "luis.g@exmaple.de", ComparisonLevel::Near),
            (Comparison::Email, Field::Email, "luis.gon@example.de", "luis.gon@firma.br", ComparisonLevel::Similar),
            (Comparison::Email, Field::Email, "luis81@example.de", "luis82@example.de", ComparisonLevel::Different),
            (Comparison::Email, Field::Email, "info@example.de", "info@firma.br", ComparisonLevel::Different),
            (Comparison::Phone, Field::Phone, "+49 711 2842222", "0711/2842222", ComparisonLevel::Exact),
            (Comparison::Phone, Field::Phone, "+49 711 2842222", "0711/2842322", ComparisonLevel::Near),
            (Comparison::Card, Field::CardNumber, "47110815", "4711 0815", ComparisonLevel::Exact),
            (Comparison::Identifier, Field::TaxNumber, "21815081508", "21815081580", ComparisonLevel::Near),
        ] {
            assert_eq!(level(comparison, field, a, b), expected, "{} {a} {b}", comparison.name());
        }
    }

    #[test]
    fn names_are_compared_crosswise_where_only_that_agrees() {
        let named = |given, family| person(&[(Field::GivenName, given), (Field::FamilyName, family)]);
        for (a, b, expected) in [
            (("Martin", "Frank"), ("Frank", "Martin"), ComparisonLevel::Swapped),
            (("Martin", "Gonçalves"), ("Goncalvez", "Martin"), ComparisonLevel::Swapped),
            (("Martin", "Gonçalves"), ("Gonçalves", "M."), ComparisonLevel::Swapped),
            (("Martin", "Gonçalves"), ("Gonçalves", "Anna"), ComparisonLevel::Partly),
            (("", "Gonçalves"), ("Gonçalves", ""), ComparisonLevel::Partly),
            (("Martin", "Martin"), ("Martin", "Frank"), ComparisonLevel::Exact),
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
        assert_eq!([Comparison::Street, Comparison::PostalCode].map(|part| pattern.level(part)), [ComparisonLevel::Exact; 2]);
        assert_eq!(pattern.level(Comparison::Identifier), ComparisonLevel::Missing); // two kinds of numbers
    }

    #[test]
    fn comparing_is_the_same_in_either_direction() {
        let persons: Vec<Person> = (0..60).map(|number| Person::new(&somebody(number))).collect();
        for a in &persons {
            assert!(persons.iter().all(|b| compare(a, b) == compare(b, a)));
        }
    }
}
