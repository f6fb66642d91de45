//! People for the tests of this folder: some by hand, some hundred by number, the same each time.

use crate::domain::duplicate::{Person, text::stir};
use crate::domain::field::Field;
use crate::domain::subject::Values;

pub(super) fn values(texts: &[(Field, &str)]) -> Values {
    let mut values = Values::default();
    for (field, text) in texts {
        values.set(*field, 0, *text);
    }
    values
}

pub(super) fn person(texts: &[(Field, &str)]) -> Person {
    Person::new(&values(texts))
}

fn of<'a>(list: &[&'a str], number: u64) -> &'a str {
    list[usize::try_from(stir(number) % list.len() as u64).expect("a place")]
}

const GIVEN: &[&str] = &["Anna", "Bernd", "Carla", "Dieter", "Emma", "Felix", "Gerda", "Hugo", "Ida", "Jonas", "Klara", "Ludwig"];
const STARTS: &[&str] = &["Ber", "Hol", "Stein", "Wald", "Ro", "Kal", "Lin", "Mar", "Os", "Pfef", "Rei", "Sal", "Tann", "Ul"];
const ENDS: &[&str] = &["mann", "er", "berg", "burg", "hauser", "ski", "stedt", "rieder", "ke", "brink"];

/// Somebody; numbers of one household (two each) share last name and address.
pub(super) fn somebody(number: u64) -> Values {
    let home = number / 2;
    let family = format!("{}{}", of(STARTS, home), of(ENDS, home * 3 + 1));
    // Those of one household have different first names.
    let given = format!("{} {}", of(&GIVEN[6 * usize::from(number.is_multiple_of(2))..][..6], home + 77), of(GIVEN, number + 99));
    let postal = 10_000 + stir(home) % 40;
    values(&[
        (Field::GivenName, &given),
        (Field::FamilyName, &family),
        (Field::BirthDate, &format!("{}-{:02}-{:02}", 1930 + stir(number) % 70, 1 + stir(number * 5) % 12, 1 + stir(number * 7) % 28)),
        (Field::Street, &format!("{}weg {}", of(STARTS, home + 9), 1 + stir(home * 11) % 60)),
        (Field::PostalCode, &postal.to_string()),
        (Field::City, of(STARTS, postal / 3)),
    ])
}

/// So many people; the second list holds every tenth of them again, with one thing that differs.
pub(super) fn town(count: u64) -> (Vec<Person>, Vec<Person>) {
    let again = (0..count).step_by(10).map(|number| {
        let mut values = somebody(number);
        let (field, text) = match number / 10 % 5 {
            0 => (Field::FamilyName, format!("{}n", values.get(Field::FamilyName).unwrap_or_default())),
            1 => (Field::GivenName, String::new()),
            2 => (Field::Street, "Neue Gasse 1".to_owned()),
            3 => (Field::BirthDate, String::new()),
            _ => (Field::PostalCode, "99999".to_owned()),
        };
        values.set(field, 0, text);
        Person::new(&values)
    });
    ((0..count).map(|number| Person::new(&somebody(number))).collect(), again.collect())
}
