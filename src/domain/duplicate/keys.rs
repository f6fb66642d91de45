//! The keys by which two persons become candidates: whoever shares one is compared. Each holds out against slips in other fields.
//! Knows no other person.

use crate::domain::duplicate::person::{Address, Person};
use crate::domain::duplicate::text::{Text, hash, stir};

/// So many letters stand for a street whose rest may be misspelled.
const STREET_START: usize = 5;

/// The part before the `@` is a key from this length on: not `info`.
const SHORTEST_LOCAL: usize = 5;

/// Half a number is a key from this length on.
const SHORTEST_HALF: usize = 3;

/// By what a block that is too big is sorted, so that neighbours are compared.
#[derive(Clone, Copy)]
pub(super) enum Order {
    Name,
    Birth,
}

/// One way to find candidates.
pub(super) struct Pass {
    pub(super) order: Order,
    pub(super) keys: fn(&Person) -> Vec<u64>,
}

const fn pass(order: Order, keys: fn(&Person) -> Vec<u64>) -> Pass {
    Pass { order, keys }
}

pub(super) const PASSES: &[Pass] = &[
    pass(Order::Name, |person| person.identifiers.iter().map(|(_, text)| text.hash).collect()),
    pass(Order::Name, |person| person.identifiers.iter().flat_map(|(_, text)| halves(text)).collect()),
    pass(Order::Name, |person| hashes(&person.cards)),
    pass(Order::Name, |person| hashes(&person.phones)),
    pass(Order::Name, |person| person.emails.iter().map(|email| email.whole.hash).collect()),
    pass(Order::Name, |person| {
        person.emails.iter().filter(|email| email.local.letters.len() >= SHORTEST_LOCAL).map(|email| email.local.hash).collect()
    }),
    pass(Order::Name, birthday),
    pass(Order::Birth, names),
    pass(Order::Birth, |person| person.company.iter().map(|company| company.sound).collect()),
    pass(Order::Birth, |person| joined(&[sound(person.family.as_ref()), year(person)])),
    pass(Order::Name, |person| joined(&[sound(person.given.as_ref()), day(person)])),
    pass(Order::Birth, |person| at(person, |address| joined(&[sound(person.family.as_ref()), whole(address.postal.as_ref())]))),
    pass(Order::Birth, |person| at(person, |address| joined(&[sound(person.given.as_ref()), whole(address.postal.as_ref())]))),
    pass(Order::Birth, |person| at(person, |address| joined(&[sound(person.family.as_ref()), street(address)]))),
    pass(Order::Birth, |person| at(person, |address| joined(&[sound(person.given.as_ref()), street(address)]))),
    pass(Order::Birth, |person| at(person, |address| joined(&[sound(person.family.as_ref()), whole(address.city.as_ref())]))),
    pass(Order::Name, |person| at(person, |address| joined(&[street(address), whole(address.postal.as_ref())]))),
    pass(Order::Name, |person| at(person, |address| joined(&[street(address), whole(address.house.as_ref())]))),
    pass(Order::Name, |person| at(person, |address| joined(&[street(address), whole(address.city.as_ref())]))),
    pass(Order::Name, |person| at(person, |address| joined(&[whole(address.house.as_ref()), whole(address.postal.as_ref())]))),
    pass(Order::Name, |person| at(person, |address| joined(&[whole(address.house.as_ref()), whole(address.city.as_ref())]))),
    pass(Order::Name, |person| at(person, |address| joined(&[day(person), whole(address.city.as_ref())]))),
    pass(Order::Name, |person| at(person, |address| joined(&[day(person), whole(address.house.as_ref())]))),
];

/// The keys of a person, for a store that looks candidates up: persons who share one are worth comparing. They are the same on every
/// machine. Whoever knows a name can reckon its key: kept keys are personal data.
///
/// ```
/// use clientela::domain::{duplicate::{Person, keys}, field::Field, subject::Values};
/// let person = |email| {
///     let mut values = Values::default();
///     values.set(Field::Email, 0, email);
///     Person::new(&values)
/// };
/// let [one, same, other] = ["anna@example.de", "Anna@example.de", "bernd@example.de"].map(|email| keys(&person(email)));
/// assert_eq!(one, same);
/// assert!(other.iter().all(|key| !one.contains(key)));
/// ```
pub fn keys(person: &Person) -> Vec<u64> {
    let marked = |(pass, of): (u64, &Pass)| (of.keys)(person).into_iter().map(move |key| stir(key ^ stir(pass)));
    (1..).zip(PASSES).flat_map(marked).collect()
}

fn hashes(texts: &[Text]) -> Vec<u64> {
    texts.iter().map(|text| text.hash).collect()
}

fn at(person: &Person, keys: impl Fn(&Address) -> Vec<u64>) -> Vec<u64> {
    person.addresses.iter().flat_map(keys).collect()
}

/// The two halves of a number that is long enough: a slip is in one of them only.
fn halves(number: &Text) -> Vec<u64> {
    let digits = number.letters.as_bytes();
    let (front, back) = digits.split_at(digits.len() / 2);
    if front.len() < SHORTEST_HALF { Vec::new() } else { vec![hash(&[b"<", front]), hash(&[b">", back])] }
}

/// One key of all parts; none where one is missing.
fn joined(parts: &[Option<u64>]) -> Vec<u64> {
    let whole: Option<Vec<[u8; 8]>> = parts.iter().map(|part| part.map(u64::to_le_bytes)).collect();
    whole.map(|parts| hash(&[&parts.concat()])).into_iter().collect()
}

fn sound(text: Option<&Text>) -> Option<u64> {
    text.map(|text| text.sound)
}

fn whole(text: Option<&Text>) -> Option<u64> {
    text.map(|text| text.hash)
}

fn street(address: &Address) -> Option<u64> {
    address.street.as_ref().map(|street| hash(&[street.start(STREET_START).as_bytes()]))
}

/// The birthday, the same with day and month swapped.
fn birthday(person: &Person) -> Vec<u64> {
    let Some(birth) = &person.birth else { return Vec::new() };
    let digits = birth.letters.as_bytes();
    let Some((year, [a, b, c, d])) = digits.split_last_chunk::<4>() else { return vec![birth.hash] };
    let (month, day) = ([*a, *b], [*c, *d]);
    vec![hash(&[year, &month.min(day), &month.max(day)])]
}

fn year(person: &Person) -> Option<u64> {
    person.birth.as_ref().map(|birth| hash(&[birth.start(4).as_bytes()]))
}

/// Month and day.
fn day(person: &Person) -> Option<u64> {
    let birth = person.birth.as_ref()?.letters.as_bytes();
    birth.split_last_chunk::<4>().map(|(_, day)| hash(&[day]))
}

/// First and last name by sound, in either order.
fn names(person: &Person) -> Vec<u64> {
    let (given, family) = (sound(person.given.as_ref()), sound(person.family.as_ref()));
    joined(&[given.min(family), given.max(family)])
}

/// Where a person stands in the order.
pub(super) fn rank(person: &Person, order: Order) -> u64 {
    let text = |text: &Option<Text>| text.as_ref().map(|text| text.letters.clone()).unwrap_or_default();
    let shown = match order {
        Order::Name => [text(&person.family), text(&person.company), text(&person.given)].concat(),
        Order::Birth => [text(&person.birth), text(&person.given)].concat(),
    };
    let mut first = [0; 8];
    first.iter_mut().zip(shown.bytes()).for_each(|(place, byte)| *place = byte);
    u64::from_be_bytes(first)
}
