//! What was typed, as the terms that are asked for. Knows no index.

use crate::domain::fold::{bare, cut, fold_into, lower, parts};
use crate::domain::phone;

/// A query has no more terms; further words are not asked for.
pub const MOST_TERMS: usize = 16;

/// A word of a query.
#[derive(Clone, PartialEq, Eq)]
pub struct Term {
    /// As it was typed, in lower case.
    pub spelled: String,
    /// Its fold.
    pub folded: String,
    /// Whether the whole query is a phone number, and these are its digits.
    pub phone: bool,
}

impl std::fmt::Debug for Term {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Term(…)")
    }
}

impl Term {
    /// Whether it has digits only.
    pub fn is_number(&self) -> bool {
        self.folded.bytes().all(|byte| byte.is_ascii_digit())
    }

    /// Whether it has no digit: what may be misspelled rather than mistyped.
    pub fn is_word(&self) -> bool {
        !self.folded.chars().any(char::is_numeric)
    }
}

/// The terms of a query, each to be searched as a beginning, all of them to be found.
///
/// ```
/// use clientela::domain::fold::terms;
/// let typed = terms("Gonçal");
/// assert_eq!((typed[0].spelled.as_str(), typed[0].folded.as_str()), ("gonçal", "goncal"));
/// assert!(terms("+49 711 284")[0].phone);
/// ```
pub fn terms(text: &str) -> Vec<Term> {
    if let Some(digits) = phone::query_term(text).map(cut) {
        return vec![Term { spelled: digits.clone(), folded: digits, phone: true }];
    }
    let mut terms: Vec<Term> = Vec::new();
    for term in words(text) {
        if terms.iter().any(|other| other.folded.starts_with(&term.folded)) {
            continue;
        }
        terms.retain(|other| !term.folded.starts_with(other.folded.as_str()));
        if terms.len() == MOST_TERMS {
            break;
        }
        terms.push(term);
    }
    terms
}

/// The folded terms of a query.
///
/// ```
/// use clientela::domain::fold::query_terms;
/// assert_eq!(query_terms("  Gonçal  luís "), ["goncal", "luis"]);
/// assert_eq!(query_terms("o'rei"), ["orei"]);
/// assert_eq!(query_terms("+49 (0)711 284"), ["711284"]);
/// ```
pub fn query_terms(text: &str) -> Vec<String> {
    terms(text).into_iter().map(|term| term.folded).collect()
}

/// The words of a query, each folded as one; a number after a word is a word of its own.
fn words(text: &str) -> impl Iterator<Item = Term> {
    let mut words: Vec<(String, String)> = Vec::new();
    let mut number = false;
    for part in parts(text) {
        let digits = part.text.starts_with(|c: char| c.is_numeric());
        if words.is_empty() || !part.joined || (digits && !number) {
            words.push(<(String, String)>::default());
        }
        if let Some((spelled, folded)) = words.last_mut() {
            spelled.push_str(&lower(part.text));
            fold_into(part.text, folded);
        }
        number = digits;
    }
    let term = |(spelled, folded)| Term { spelled: cut(spelled), folded: bare(folded), phone: false };
    words.into_iter().map(term).filter(|term| !term.folded.is_empty())
}
