//! What is typed: the same on every run.

use crate::support::{Numbers, person};

const NAMES: usize = 10_000;
const OTHERS: usize = 2_000;

/// Queries of each sort.
pub struct Queries {
    pub names: usize,
    /// One letter after the other of names as frequent as the customers who have them.
    pub keystrokes: Vec<String>,
    /// Some of them.
    pub few: Vec<String>,
    /// The beginnings of first and last name.
    pub two_words: Vec<String>,
    /// What nobody is called.
    pub misses: Vec<String>,
    /// Names with one letter wrong, missing, too many or swapped.
    pub typos: Vec<String>,
}

impl Queries {
    pub fn new(customers: usize) -> Self {
        let mut numbers = Numbers(42);
        let keystrokes: Vec<String> = (0..NAMES).flat_map(|i| keystrokes(&name(&mut numbers, customers, i))).collect();
        let few = keystrokes.iter().step_by(keystrokes.len() / OTHERS).cloned().collect();
        let two_words = (0..OTHERS).map(|_| two_words(&mut numbers, customers)).collect();
        let misses = (0..OTHERS).map(|_| miss(&mut numbers)).collect();
        let typos = (0..OTHERS).map(|i| mistyped(&name(&mut numbers, customers, i), &mut numbers)).collect();
        Self { names: NAMES, keystrokes, few, two_words, misses, typos }
    }
}

/// Every fourth is a first name.
fn name(numbers: &mut Numbers, customers: usize, i: usize) -> String {
    let person = person(numbers.below(customers));
    if i.is_multiple_of(4) { person.given } else { person.family }
}

fn keystrokes(name: &str) -> Vec<String> {
    let ends = name.char_indices().map(|(at, sign)| at + sign.len_utf8());
    ends.map(|end| name[..end].to_owned()).collect()
}

fn two_words(numbers: &mut Numbers, customers: usize) -> String {
    let person = person(numbers.below(customers));
    let [one, other] = [&person.given, &person.family].map(|name| name.chars().take(1 + numbers.below(2)).collect::<String>());
    format!("{one} {other}")
}

fn miss(numbers: &mut Numbers) -> String {
    (0..3 + numbers.below(6)).map(|_| char::from(b"bcdfghjkqvwxz"[numbers.below(13)])).collect()
}

fn mistyped(name: &str, numbers: &mut Numbers) -> String {
    let mut letters: Vec<char> = name.chars().collect();
    let at = numbers.below(letters.len() - 1);
    match numbers.below(4) {
        0 => letters[at] = 'k',
        1 => letters.swap(at, at + 1),
        2 => drop(letters.remove(at)),
        _ => letters.insert(at, 'n'),
    }
    letters.into_iter().collect()
}
