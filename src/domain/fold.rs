//! The fold: how text is made findable. The index holds every form of a word, a query asks for one; knows no index and no store.
//!
//! The law between the two sides: [`words`] yields tokens of letters and digits only, [`query_terms`] yields terms, and a term finds
//! a text when it is the beginning of one of its tokens.
//! - ä is found by `ä`, `a` and `ae`, likewise ö, ü, ø (`oe`) and å (`aa`); written as `ae` it is found by `ä` and by `a` too. A word
//!   with å and another of them may spell out the one only: `Nørgård`, `Nørgaard`, `Noergård`.
//! - `O'Reilly` is found by `o'reilly`, `oreilly`, `reilly` and `o reilly`; `van den Berg` by `vandenberg` and `van-den-berg`.
//! - A term may begin at any word of the text and run on over apostrophes, hyphens and dots.

mod spelling;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

use crate::domain::phone;

pub use spelling::fold_variants;

/// The version of this code: what was derived by another one is derived again.
pub const FOLD_VERSION: u32 = 2;

/// No term and no token is longer, in bytes: what follows is cut off on both sides.
pub const LONGEST_TERM: usize = 64;

/// A query has no more terms; further words are not asked for.
pub const MOST_TERMS: usize = 16;

/// Folds text: lower case, no accents, one spelling for each letter. Blanks and punctuation stay. Folding twice changes nothing.
///
/// ```
/// use clientela::domain::fold::fold;
/// assert_eq!(fold("Luís Gonçalves"), "luis goncalves");
/// assert_eq!(fold("Weißmüller, Łódź"), "weissmuller, lodz");
/// ```
pub fn fold(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    fold_into(text, &mut out);
    out
}

/// Appends the fold of `text` to `out`.
pub fn fold_into(text: &str, out: &mut String) {
    if text.is_ascii() {
        out.extend(text.chars().map(|c| c.to_ascii_lowercase()));
        return;
    }
    let mut base = ' ';
    let unmarked = text.nfkd().filter(move |c| {
        let stays = !is_accent(*c) || (matches!(base, 'и' | 'И') && *c == BREVE);
        base = *c;
        stays
    });
    for c in unmarked.nfc().flat_map(char::to_lowercase).filter(|c| !is_accent(*c)) {
        match letter(c) {
            Some(letters) => out.push_str(letters),
            None => out.push(c),
        }
    }
}

/// The breve that makes и to й, another letter rather than an accent.
const BREVE: char = '\u{306}';

/// Marks that are left out: accents of Latin, Greek and Cyrillic, points of Hebrew and Arabic, and what is not seen.
fn is_accent(c: char) -> bool {
    matches!(c,
        '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}'
        | '\u{591}'..='\u{5bd}' | '\u{5bf}' | '\u{5c1}'..='\u{5c2}' | '\u{5c4}'..='\u{5c5}' | '\u{5c7}'
        | '\u{640}' | '\u{64b}'..='\u{65f}' | '\u{670}'
        | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
}

/// Letters that Unicode does not take apart.
fn letter(c: char) -> Option<&'static str> {
    Some(match c {
        'ß' => "ss",
        'ø' | 'ɔ' => "o",
        'æ' => "ae",
        'œ' => "oe",
        'ł' => "l",
        'đ' | 'ð' | 'ɖ' | 'ɗ' => "d",
        'þ' => "th",
        'ı' => "i",
        'ħ' => "h",
        'ŧ' => "t",
        'ŋ' => "n",
        'ĸ' | 'ƙ' => "k",
        'ə' | 'ɛ' => "e",
        'ɓ' => "b",
        'ƴ' => "y",
        'ς' => "σ",
        'ґ' => "г",
        'ٱ' => "ا",
        'ى' | 'ی' => "ي",
        'ک' => "ك",
        'ة' => "ه",
        _ => return None,
    })
}

/// Whether the character runs a word on without being part of it.
fn joins(c: char) -> bool {
    matches!(
        c,
        '\'' | '’' | '‘' | '‛' | '\u{2b9}'..='\u{2bf}' | '`' | '´' | '′' | '׳' | '״' | '＇' | '-' | '־' | '\u{2010}'..='\u{2015}' | '−' | '－'
            | '.' | '_' | '+' | '&' | '/' | '·'
    )
}

fn in_word(c: char) -> bool {
    !joins(c) && (c.is_alphanumeric() || is_combining_mark(c) || is_accent(c))
}

/// Scripts without blanks, where each character may begin a word.
fn stands_alone(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// A run of letters and digits, and whether it runs on from the one before it without a blank.
struct Part<'a> {
    text: &'a str,
    joined: bool,
}

/// Takes text apart into words.
fn parts(text: &str) -> Vec<Part<'_>> {
    let mut found: Vec<Part> = Vec::new();
    let (mut start, mut alone, mut joined) = (None, false, false);
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let ends = !in_word(c) || alone || stands_alone(c);
        if let (Some(from), true) = (start, ends && !is_combining_mark(c)) {
            found.push(Part { text: &text[from..at], joined });
            (start, joined) = (None, true);
        }
        if in_word(c) {
            alone = if start.is_none() { stands_alone(c) } else { alone };
            start.get_or_insert(at);
        } else if !joins(c) {
            joined = false;
        }
    }
    found
}

/// The letters and digits of what was folded, cut to the longest term.
fn bare(mut folded: String) -> String {
    folded.retain(in_word);
    cut(folded)
}

fn cut(mut text: String) -> String {
    if text.len() > LONGEST_TERM {
        let end = (0..=LONGEST_TERM).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
        text.truncate(end);
    }
    text
}

/// Where a join over a blank ends: before a number, so that no house number makes a word of its own.
fn breaks(part: &Part) -> bool {
    !part.joined && part.text.starts_with(|c: char| c.is_numeric())
}

/// Calls `token` for every token by which the text is found: each word, and what begins at each word and runs on,
/// in each of its forms. `whole`: blanks before numbers run on too (a postal code).
fn each_token(text: &str, whole: bool, token: &mut impl FnMut(String)) {
    let parts = parts(text);
    for (index, first) in parts.iter().enumerate() {
        let mut forms = fold_variants(first.text);
        emit(&forms, token);
        let mut alone = true;
        for part in parts[index + 1..].iter().take_while(|part| whole || !breaks(part)) {
            if forms[0].len() > 2 * LONGEST_TERM {
                break;
            }
            forms = combined(&forms, fold_variants(part.text));
            alone = false;
        }
        if !alone {
            emit(&forms, token);
        }
    }
}

/// Joined words have no more forms: beyond it, further words are joined in their first forms only.
const MOST_FORMS: usize = 32;

/// Every form of what was joined so far with every form of the next word.
fn combined(forms: &[String], mut next: Vec<String>) -> Vec<String> {
    next.truncate((MOST_FORMS / forms.len()).max(1));
    forms.iter().flat_map(|form| next.iter().map(move |word| format!("{form}{word}"))).collect()
}

fn emit(forms: &[String], token: &mut impl FnMut(String)) {
    for form in forms {
        token(bare(form.clone()));
    }
}

fn collect(tokens: impl FnOnce(&mut dyn FnMut(String))) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    tokens(&mut |token| {
        if !token.is_empty() && !found.contains(&token) {
            found.push(token);
        }
    });
    found
}

/// The tokens by which a text is found word by word.
///
/// ```
/// use clientela::domain::fold::words;
/// assert_eq!(words("O'Reilly"), ["o", "oreilly", "reilly"]);
/// assert_eq!(words("Jörg Weiß"), ["jorg", "joerg", "jorgweiss", "joergweiss", "weiss"]);
/// ```
pub fn words(text: &str) -> Vec<String> {
    collect(|mut token| each_token(text, false, &mut token))
}

/// The tokens of a text that is one word with parts: one side of an e-mail address, a postal code, a number.
pub fn whole(text: &str) -> Vec<String> {
    collect(|mut token| each_token(text, true, &mut token))
}

/// Each word, and each run of words joined, folded in their first form and cut as a term is.
pub(crate) fn runs(text: &str) -> Vec<String> {
    let parts = parts(text);
    let mut found = Vec::new();
    for from in 0..parts.len() {
        let mut run = String::new();
        for part in &parts[from..] {
            if run.len() >= LONGEST_TERM {
                break;
            }
            fold_into(part.text, &mut run);
            run.retain(in_word);
            found.push(cut(run.clone()));
        }
    }
    found
}

/// The digits of a text.
pub fn digits(text: &str) -> String {
    text.chars().filter(char::is_ascii_digit).collect()
}

/// The terms of a query, each to be searched as a beginning, all of them to be found.
///
/// ```
/// use clientela::domain::fold::query_terms;
/// assert_eq!(query_terms("  Gonçal  luís "), ["goncal", "luis"]);
/// assert_eq!(query_terms("o'rei"), ["orei"]);
/// assert_eq!(query_terms("+49 (0)711 284"), ["711284"]);
/// ```
pub fn query_terms(text: &str) -> Vec<String> {
    if let Some(term) = phone::query_term(text) {
        return vec![cut(term)];
    }
    let mut terms: Vec<String> = Vec::new();
    for term in query_words(text) {
        if terms.iter().any(|other| other.starts_with(&term)) {
            continue;
        }
        terms.retain(|other| !term.starts_with(other.as_str()));
        if terms.len() == MOST_TERMS {
            break;
        }
        terms.push(term);
    }
    terms
}

/// The words of a query, each folded as one; a number after a word is a word of its own.
fn query_words(text: &str) -> impl Iterator<Item = String> {
    let mut words: Vec<String> = Vec::new();
    let mut number = false;
    for part in parts(text) {
        let digits = part.text.starts_with(|c: char| c.is_numeric());
        match words.last_mut() {
            Some(word) if part.joined && (number || !digits) => fold_into(part.text, word),
            _ => words.push(fold(part.text)),
        }
        number = digits;
    }
    words.into_iter().map(bare).filter(|term| !term.is_empty())
}

#[cfg(test)]
mod tests;
