//! One typo: whether a folded term is a word that was mistyped once, and where in a sorted vocabulary such words stand. Knows no store.
//!
//! A typo is a letter too many, one too few, a wrong one, or two neighbours swapped (optimal string alignment, distance 1).
//!
//! Where to look: one typo leaves the first half of the term alone, or all that follows it. So the words within one typo either begin with
//! the first half, or have a first half with one edit in it and then the rest as typed. [`places`] writes both down, [`Place::step`] leads a
//! reader through them:
//!
//! | place | of `muller` (first half `mul`) | how many |
//! |---|---|---|
//! | the first half and anything | `mul…` | 1 |
//! | a letter left out, neighbours swapped | `uller`, `mller`, `umller`, `mluler` | 2 a letter of the half |
//! | one character for a letter, or before it | `?uller`, `?muller`, `m?ller`, … | 2 a letter of the half |
//!
//! The first kind is one seek and a scan; so is the second, of a few words. The third costs two seeks for each character that follows the
//! beginning somewhere in the vocabulary: some thirty in Latin script. A term of six letters is thus looked for in 13 places, with some two
//! hundred seeks, however large the vocabulary is, and a scan of the words that begin with its first three letters.

use std::fmt;

/// A term is forgiven a typo from so many characters on; one letter of a shorter one is too much of it.
pub const SHORTEST_TYPO: usize = 4;

/// Whether the term is the word, or would be with one typo less. `prefix`: or a beginning of the word, as while somebody types.
///
/// Both are folded; characters count, not bytes. Shorter than [`SHORTEST_TYPO`] a term has to begin the word as it is; but it may lack a
/// letter of a whole word that is long enough. So whole words are asked alike in both directions.
///
/// ```
/// use clientela::domain::typo::within_one_typo;
/// assert!(within_one_typo("gonclaves", "goncalves", false)); // neighbours swapped
/// assert!(within_one_typo("gonzal", "goncalves", true)); // a wrong letter, and still typing
/// assert!(!within_one_typo("gonzal", "goncalves", false));
/// assert!(!within_one_typo("wo", "wu", true));
/// ```
pub fn within_one_typo(term: &str, word: &str, prefix: bool) -> bool {
    let (typed, stored) = where_they_part(term, word);
    if typed.is_empty() && (prefix || stored.is_empty()) {
        return true;
    }
    let long = is_long(term);
    (long || is_long(word)) && is_one_edit(typed, stored, prefix && long)
}

fn is_long(text: &str) -> bool {
    text.chars().nth(SHORTEST_TYPO - 1).is_some()
}

/// What is left of both behind their common beginning.
fn where_they_part<'a>(term: &'a str, word: &'a str) -> (&'a str, &'a str) {
    let (mut typed, mut stored) = (term, word);
    while let (Some(a), Some(b)) = (first(typed), first(stored))
        && a == b
    {
        (typed, stored) = (tail(typed), tail(stored));
    }
    (typed, stored)
}

/// Whether one edit at their start makes the one the other, where both differ from the first character on.
fn is_one_edit(typed: &str, stored: &str, prefix: bool) -> bool {
    let same = |typed: &str, stored: &str| typed == stored || prefix && stored.starts_with(typed);
    let (typed_on, stored_on) = (tail(typed), tail(stored));
    let swapped = || first(typed) == first(stored_on) && first(stored) == first(typed_on) && same(tail(typed_on), tail(stored_on));
    same(typed_on, stored_on) || same(typed_on, stored) || same(typed, stored_on) || swapped()
}

fn first(text: &str) -> Option<char> {
    text.chars().next()
}

fn tail(text: &str) -> &str {
    let mut chars = text.chars();
    chars.next();
    chars.as_str()
}

/// Where in a sorted vocabulary to look: the words that begin with `start`, or with `start`, any one character and `rest`.
#[derive(Clone, PartialEq, Eq)]
pub struct Place {
    start: String,
    rest: Option<String>,
}

/// What a reader of the vocabulary does next.
///
/// ```
/// use clientela::domain::typo::{Step, places};
/// let half = &places("muller")[0];
/// assert_eq!(half.start(), "mul");
/// assert_eq!(half.step("mulzer"), Step::Test);
/// assert_eq!(half.step("munster"), Step::End);
/// ```
#[derive(Clone, PartialEq, Eq)]
pub enum Step {
    /// Ask whether this word is within one typo, and go on to the next.
    Test,
    /// Go on at the first word that is not before this text, which lies behind the word asked about.
    Seek(String),
    /// This place holds no further word.
    End,
}

impl Place {
    /// Where to begin: at the first word that is not before this text.
    pub fn start(&self) -> &str {
        &self.start
    }

    /// What follows behind the one character after [`start`](Self::start); none where anything may follow at once.
    pub fn rest(&self) -> Option<&str> {
        self.rest.as_deref()
    }

    /// What to do at a word, which is not before [`start`](Self::start); words are sorted by their characters, as their bytes are.
    ///
    /// ```
    /// use std::collections::BTreeSet;
    /// use clientela::domain::typo::{Step, places, within_one_typo};
    /// let vocabulary = ["fuller", "miller", "mueller", "muellerin", "muli", "muller", "weiss"];
    /// let seek = |text: &str| vocabulary.partition_point(|word| *word < text);
    /// let mut found = BTreeSet::new();
    /// for place in places("muller") {
    ///     let mut at = seek(place.start());
    ///     while let Some(word) = vocabulary.get(at) {
    ///         match place.step(word) {
    ///             Step::Test => {
    ///                 found.extend(within_one_typo("muller", word, true).then_some(*word));
    ///                 at += 1;
    ///             }
    ///             Step::Seek(text) => at = seek(&text),
    ///             Step::End => break,
    ///         }
    ///     }
    /// }
    /// assert_eq!(found, BTreeSet::from(["fuller", "miller", "mueller", "muellerin", "muller"]));
    /// ```
    pub fn step(&self, word: &str) -> Step {
        let (Some(behind), Some(rest)) = (word.strip_prefix(&self.start), &self.rest) else {
            return if word.starts_with(&self.start) { Step::Test } else { Step::End };
        };
        let Some(any) = behind.chars().next() else { return Step::Test };
        let sought = format!("{}{any}{rest}", self.start);
        match word {
            _ if word.starts_with(&sought) => Step::Test,
            _ if *word < *sought => Step::Seek(sought),
            _ => following(any).map_or(Step::End, |next| Step::Seek(format!("{}{next}", self.start))),
        }
    }
}

/// The character behind this one.
fn following(c: char) -> Option<char> {
    (c..=char::MAX).nth(1)
}

/// The places of a sorted vocabulary that hold every word within one typo of a term. Others stand there too, and a word may stand in
/// several: each is to be tested, and counted once. A term of n characters has 4 · ⌈n / 2⌉ + 1 places at most; one that is too short for
/// any typo has one, its own.
///
/// ```
/// use clientela::domain::typo::places;
/// let text = |start: &str, rest: Option<&str>| rest.map_or(format!("{start}…"), |rest| format!("{start}?{rest}…"));
/// let texts: Vec<String> = places("wolf").iter().map(|place| text(place.start(), place.rest())).collect();
/// assert_eq!(texts, ["wo…", "olf…", "owlf…", "?olf…", "?wolf…", "wlf…", "wlof…", "w?lf…", "w?olf…"]);
/// ```
pub fn places(term: &str) -> Vec<Place> {
    let letters: Vec<char> = term.chars().collect();
    if letters.len() + 1 < SHORTEST_TYPO {
        return vec![Place { start: term.to_owned(), rest: None }];
    }
    let half = letters.len().div_ceil(2);
    let mut found = vec![literal(&[&letters[..half]])];
    for place in (0..half).flat_map(|at| edited_at(&letters, at)) {
        let covered = place.rest.is_none() && place.start.starts_with(&found[0].start);
        if !covered && !found.contains(&place) {
            found.push(place);
        }
    }
    found
}

/// The term with one edit at a letter: left out, swapped with the next, another character instead of it, one more before it.
fn edited_at(letters: &[char], at: usize) -> Vec<Place> {
    let (before, letter, behind) = (&letters[..at], letters[at], &letters[at + 1..]);
    let mut found = vec![literal(&[before, behind])];
    if let [next, behind @ ..] = behind {
        found.push(literal(&[before, &[*next, letter], behind]));
    }
    let any = |rest: &[char]| Place { start: before.iter().collect(), rest: Some(rest.iter().collect()) };
    found.extend([any(behind), any(&letters[at..])]);
    found
}

fn literal(parts: &[&[char]]) -> Place {
    Place { start: parts.iter().copied().flatten().collect(), rest: None }
}

impl fmt::Debug for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(if self.rest.is_some() { "Place(…?…)" } else { "Place(…)" })
    }
}

impl fmt::Debug for Step {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Test => "Test",
            Self::Seek(_) => "Seek(…)",
            Self::End => "End",
        })
    }
}

#[cfg(test)]
mod tests;
