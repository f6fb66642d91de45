//! What the values of a column look like, where its name says nothing.

use crate::domain::check::check;
use crate::domain::field::Field;
use crate::domain::import::DateEvidence;
use crate::domain::time::Date;

/// Of a hundred values so many have to look alike.
const ENOUGH: usize = 80;

/// A field that the values of a column look like.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Recognised {
    /// The field.
    pub field: Field,
    /// How many of a hundred values look like it.
    pub share: usize,
}

/// What nearly all values of a column look like: an e-mail address, a bank account, a birthday, a phone number, a postal code.
///
/// ```
/// use clientela::domain::{field::Field, import::recognise, time::Date};
/// let today = Date::parse("2026-06-01")?;
/// let found = recognise(&["luis@example.pt", "zoe@example.com", ""], today);
/// assert_eq!(found.map(|found| (found.field, found.share)), Some((Field::Email, 100)));
/// assert_eq!(recognise(&["red", "blue"], today), None);
/// # Ok::<(), clientela::Error>(())
/// ```
pub fn recognise(values: &[&str], today: Date) -> Option<Recognised> {
    let values: Vec<&str> = values.iter().map(|value| value.trim()).filter(|value| !value.is_empty()).collect();
    let share = |field| values.iter().filter(|value| looks_like(field, value, today)).count() * 100 / values.len().max(1);
    let found = LOOKED_FOR.map(|field| Recognised { field, share: share(field) });
    found.into_iter().find(|found| found.share >= ENOUGH)
}

/// What is told by its looks; the surest first.
const LOOKED_FOR: [Field; 5] = [Field::Email, Field::Iban, Field::BirthDate, Field::Phone, Field::PostalCode];

fn looks_like(field: Field, text: &str, today: Date) -> bool {
    match field {
        Field::Email => text.contains('@') && check(field, text, today).is_ok(),
        Field::Iban => is_iban(text),
        Field::BirthDate => is_birthday(text, today),
        Field::Phone => text.starts_with(['+', '0', '(']) && digits(text) >= 7 && check(field, text, today).is_ok(),
        _ => is_postal_code(text),
    }
}

fn digits(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii_digit).count()
}

/// A date whose year is one in which customers are born.
fn is_birthday(text: &str, today: Date) -> bool {
    let mut evidence = DateEvidence::default();
    evidence.add(1, text);
    let dates = evidence.orders().into_iter().filter_map(|order| order.read(text));
    dates.into_iter().any(|date| date.year() >= 1900 && date < today.plus_years(-3))
}

/// Two letters, two digits and what a bank adds, without asking whether it is a real one.
fn is_iban(text: &str) -> bool {
    let text: String = text.chars().filter(|sign| *sign != ' ').collect();
    let (head, rest) = text.split_at_checked(4).unwrap_or(("", ""));
    let (country, check) = head.split_at_checked(2).unwrap_or(("", ""));
    (15..=34).contains(&text.len())
        && !country.is_empty()
        && country.bytes().all(|sign| sign.is_ascii_uppercase())
        && check.bytes().all(|sign| sign.is_ascii_digit())
        && rest.bytes().all(|sign| sign.is_ascii_alphanumeric())
}

/// Four or five digits, in Poland a hyphen after two.
fn is_postal_code(text: &str) -> bool {
    let plain: String = text.chars().filter(|sign| *sign != '-').collect();
    (4..=5).contains(&plain.len()) && plain.bytes().all(|sign| sign.is_ascii_digit()) && text.len() <= 6
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_column_without_a_name_is_known_by_what_is_in_it() {
        let today = Date::parse("2026-06-01").unwrap();
        let found = |values: &[&str]| recognise(values, today).map(|found| found.field);
        assert_eq!(found(&["+49 30 2345678", "030/1234567"]), Some(Field::Phone));
        assert_eq!(found(&["10115", "70174"]), Some(Field::PostalCode));
        assert_eq!(found(&["00-950", "31-042"]), Some(Field::PostalCode));
        assert_eq!(found(&["17.05.1980", "1.2.1999"]), Some(Field::BirthDate));
        assert_eq!(found(&["17.05.2026", "1.2.2026"]), None);
        assert_eq!(found(&["DE89 3704 0044 0532 0130 00"]), Some(Field::Iban));
        assert_eq!(found(&["", ""]), None);
    }
}
