//! How a German name sounds: the Kölner Phonetik of folded words. Knows no index and no store.
//!
//! The rules are Hans Joachim Postel's: "Die Kölner Phonetik. Ein Verfahren zur Identifizierung von Personennamen auf der Grundlage der
//! Gestaltanalyse", IBM-Nachrichten 19 (1969), pages 925 to 931, in the form in which they are told today (German Wikipedia, "Kölner
//! Phonetik"). Each letter has a digit, which sometimes its neighbours decide:
//!
//! | letters | where | digit |
//! |---|---|---|
//! | a e i j o u y | | 0 |
//! | h | | none |
//! | b; p | p not before h | 1 |
//! | d t | not before c s z | 2 |
//! | f v w; p | p before h | 3 |
//! | g k q; c | c that begins the word before a h k l o q r u x; c elsewhere before a h k o q u x, but not after s z | 4 |
//! | x | not after c k q | 48 |
//! | l | | 5 |
//! | m n | | 6 |
//! | r | | 7 |
//! | s z; every other c; d t before c s z; x after c k q | | 8 |
//!
//! Then digits in a row become one, and after that each 0 but a leading one is left out. Words are folded first: ä, ö and ü are vowels,
//! ß is ss, ł is l. So `Cäsar` begins like `Kasar`, and the ç of `Gonçalves` is a c.
//!
//! The law between the two sides is that of the fold: a word of a query ([`query_codes`]) sounds like a text when its code is one of the
//! text's ([`codes`]). A code of one digit says little: `Mai`, `Noe` and `Hahn` have the same.

use crate::domain::fold::{fold, query_terms, runs};

/// The code of one word: digits, none where it has no Latin letter but h. Signs within are passed over.
///
/// ```
/// use clientela::domain::phonetic::code;
/// assert_eq!(code("Wikipedia"), "3412");
/// assert_eq!(code("Müller-Lüdenscheidt"), "65752682");
/// assert_eq!([code("Meyer"), code("mayr")], ["67", "67"]);
/// assert_eq!(code("Иванов"), "");
/// ```
pub fn code(word: &str) -> String {
    let folded = fold(word);
    let mut letters = folded.chars().filter(char::is_ascii_lowercase).peekable();
    let (mut digits, mut before, mut last) = (String::new(), None, None);
    while let Some(letter) = letters.next() {
        for digit in sound(before, letter, letters.peek().copied()).chars() {
            if last != Some(digit) && (digit != '0' || digits.is_empty()) {
                digits.push(digit);
            }
            last = Some(digit);
        }
        before = Some(letter);
    }
    digits
}

/// The digits of a letter between its neighbours.
fn sound(before: Option<char>, letter: char, next: Option<char>) -> &'static str {
    match letter {
        'a' | 'e' | 'i' | 'j' | 'o' | 'u' | 'y' => "0",
        'p' if is_in(next, "h") => "3",
        'b' | 'p' => "1",
        'd' | 't' if is_in(next, "csz") => "8",
        'd' | 't' => "2",
        'f' | 'v' | 'w' => "3",
        'c' if is_hard(before, next) => "4",
        'g' | 'k' | 'q' => "4",
        'x' if is_in(before, "ckq") => "8",
        'x' => "48",
        'l' => "5",
        'm' | 'n' => "6",
        'r' => "7",
        'c' | 's' | 'z' => "8",
        _ => "",
    }
}

/// Whether a c between these letters sounds like k.
fn is_hard(before: Option<char>, next: Option<char>) -> bool {
    match before {
        None => is_in(next, "ahkloqrux"),
        Some('s' | 'z') => false,
        Some(_) => is_in(next, "ahkoqux"),
    }
}

fn is_in(letter: Option<char>, letters: &str) -> bool {
    letter.is_some_and(|letter| letters.contains(letter))
}

/// The codes by which a text is found: of each word, and of each run of words as if it were one. Each once, none empty.
///
/// ```
/// use clientela::domain::phonetic::codes;
/// assert_eq!(codes("Heinz Classen"), ["068", "068586", "4586"]);
/// assert_eq!(codes("van den Berg"), ["36", "3626", "3626174", "26", "26174", "174"]);
/// ```
pub fn codes(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for code in runs(text).iter().map(|run| code(run)) {
        if !code.is_empty() && !found.contains(&code) {
            found.push(code);
        }
    }
    found
}

/// The code of each word of a query; words without one (numbers, other scripts) are left out.
///
/// ```
/// use clientela::domain::phonetic::query_codes;
/// assert_eq!(query_codes("Heinz Classen"), ["068", "4586"]);
/// assert_eq!(query_codes("o'reilly 12"), ["075"]);
/// ```
pub fn query_codes(text: &str) -> Vec<String> {
    query_terms(text).iter().map(|term| code(term)).filter(|code| !code.is_empty()).collect()
}

#[cfg(test)]
mod tests;
