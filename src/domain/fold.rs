//! The fold: how text is made findable. The index holds every form of a word, a query asks for one; knows no index and no store.
//!
//! The law between the two sides: [`words`] yields tokens of letters and digits only, [`query_terms`] yields terms, and a term finds
//! a text when it is the beginning of one of its tokens.
//! - ä is found by `ä`, `a` and `ae`, likewise ö, ü, ø (`oe`) and å (`aa`); written as `ae` it is found by `ä` and by `a` too. A word
//!   with å and another of them may spell out the one only: `Nørgård`, `Nørgaard`, `Noergård`.
//! - `O'Reilly` is found by `o'reilly`, `oreilly`, `reilly` and `o reilly`; `van den Berg` by `vandenberg` and `van-den-berg`.
//! - A term may begin at any word of the text and run on over apostrophes, hyphens and dots.

mod query;
mod spelling;

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

pub use query::{MOST_TERMS, Term, query_terms, terms};
pub use spelling::fold_variants;
pub(crate) use spelling::has_one_form;

/// The version of this code: what was derived by another one is derived again.
pub const FOLD_VERSION: u32 = 3;

/// No term and no token is longer, in bytes: what follows is cut off on both sides.
pub const LONGEST_TERM: usize = 64;

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
        let start = out.len();
        out.push_str(text);
        return out[start..].make_ascii_lowercase();
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

pub(crate) fn in_word(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    !joins(c) && (c.is_alphanumeric() || is_combining_mark(c) || is_accent(c))
}

/// Scripts without blanks, where each character may begin a word.
fn stands_alone(c: char) -> bool {
    matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

/// A run of letters and digits, and whether it runs on from the one before it without a blank.
pub(crate) struct Part<'a> {
    pub(crate) text: &'a str,
    pub(crate) joined: bool,
    /// Where it begins in the text, in bytes.
    pub(crate) at: usize,
}

/// Takes text apart into words.
pub(crate) fn parts(text: &str) -> Vec<Part<'_>> {
    let mut found: Vec<Part> = Vec::new();
    let (mut start, mut alone, mut joined) = (None, false, false);
    for (at, c) in text.char_indices().chain([(text.len(), ' ')]) {
        let within = in_word(c);
        let ends = !within || alone || stands_alone(c);
        if let (Some(from), true) = (start, ends && (c.is_ascii() || !is_combining_mark(c))) {
            found.push(Part { text: &text[from..at], joined, at: from });
            (start, joined) = (None, true);
        }
        if within {
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
pub(crate) fn breaks(part: &Part) -> bool {
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

/// The words as they are written but for their case: each, and what begins at each word and runs on.
///
/// ```
/// use clientela::domain::fold::spelled;
/// assert_eq!(spelled("Jörg O'Brien"), ["jörg", "jörgobrien", "o", "obrien", "brien"]);
/// ```
pub fn spelled(text: &str) -> Vec<String> {
    let parts = parts(text);
    let lower: Vec<String> = parts.iter().map(|part| lower(part.text)).collect();
    collect(|token| {
        for (index, first) in lower.iter().enumerate() {
            token(cut(first.clone()));
            let on: String = lower[index..].concat();
            token(cut(on));
        }
    })
}

/// Letters and digits in lower case, accents kept.
fn lower(text: &str) -> String {
    if text.is_ascii() {
        return text.to_ascii_lowercase();
    }
    text.nfc().flat_map(char::to_lowercase).filter(|c| in_word(*c)).collect()
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

#[cfg(test)]
mod tests;
