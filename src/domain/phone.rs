//! Phone numbers as people write and type them: by their digits, with or without the country code and the trunk zero.

use crate::domain::fold::digits;

/// A query shorter than this is a number rather than a phone.
const SHORTEST_QUERY: usize = 3;

/// The country codes of two digits; 1 and 7 have one, all others three.
const TWO_DIGITS: &[&str] = &[
    "20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46", "47", "48", "49", "51", "52", "53", "54",
    "55", "56", "57", "58", "60", "61", "62", "63", "64", "65", "66", "81", "82", "84", "86", "90", "91", "92", "93", "94", "95", "98",
];

/// The number before an extension, and the extension's digits.
pub(crate) fn without_extension(text: &str) -> (&str, &str) {
    text.find(|c: char| c.is_alphabetic() || c == '#' || c == ';').map_or((text, ""), |at| text.split_at(at))
}

/// The country code and what follows it, of digits that begin with one.
fn split_country(international: &str) -> Option<(&str, &str)> {
    let length = match international.as_bytes().first()? {
        b'1' | b'7' => 1,
        _ if TWO_DIGITS.contains(&international.get(..2)?) => 2,
        _ => 3,
    };
    (international.len() > length).then(|| international.split_at(length))
}

/// A query of digits that begins with 00 may be a postal code until it has so many.
const SHORTEST_INTERNATIONAL: usize = 10;

/// The digits after `+` or `00`.
fn international(text: &str, digits: &str) -> Option<String> {
    if text.trim_start_matches([' ', '(']).starts_with('+') {
        return Some(digits.to_owned());
    }
    digits.strip_prefix("00").filter(|rest| !rest.starts_with('0')).map(str::to_owned)
}

fn significant(national: &str) -> &str {
    national.strip_prefix('0').unwrap_or(national)
}

/// The tokens by which a phone number is found, as digits: whole, without its country code, with and without the trunk zero,
/// and from each written group on.
///
/// ```
/// use clientela::domain::phone::tokens;
/// let found = tokens("+49 711 2842222");
/// for typed in ["497112842222", "7112842222", "07112842222", "2842222"] {
///     assert!(found.iter().any(|token| token == typed));
/// }
/// ```
pub fn tokens(text: &str) -> Vec<String> {
    let (text, _) = without_extension(text);
    let mut found = forms(text);
    found.extend(groups(text));
    keep_first(found)
}

/// The whole number as digits: as written, without its country code, with and without the trunk zero.
pub(crate) fn forms(text: &str) -> Vec<String> {
    let (text, _) = without_extension(text);
    let all = digits(text);
    let mut found = vec![all.clone()];
    if let Some(number) = international(text, &all) {
        if let Some((country, national)) = split_country(&number) {
            let significant = significant(national);
            found.extend([
                format!("{country}{significant}"),
                format!("00{country}{significant}"),
                format!("0{significant}"),
                significant.to_owned(),
                national.to_owned(),
            ]);
        }
        found.push(number);
    } else {
        found.push(significant(&all).to_owned());
    }
    keep_first(found)
}

/// What begins at each written group of digits.
fn groups(text: &str) -> Vec<String> {
    let starts = text.char_indices().scan(false, |digit, (at, c)| {
        let begins = c.is_ascii_digit() && !*digit;
        *digit = c.is_ascii_digit();
        Some(begins.then_some(at))
    });
    starts.flatten().map(|at| digits(&text[at..])).collect()
}

fn keep_first(found: Vec<String>) -> Vec<String> {
    let mut kept: Vec<String> = Vec::new();
    for token in found {
        if !token.is_empty() && !kept.contains(&token) {
            kept.push(token);
        }
    }
    kept
}

/// The term of a query that is a phone number: only its signs, and it begins with `+`, `(` or 0.
/// The country code and the trunk zero after it are left out, since not every number was stored with them.
pub(crate) fn query_term(text: &str) -> Option<String> {
    let text = text.trim();
    let signs = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '\u{a0}' | '+' | '(' | ')' | '-' | '/' | '.');
    let all = digits(text);
    if !text.starts_with(['+', '(', '0']) || !text.chars().all(signs) || all.len() < SHORTEST_QUERY {
        return None;
    }
    if all.starts_with("00") && all.len() < SHORTEST_INTERNATIONAL {
        return Some(all);
    }
    let Some(number) = international(text, &all) else { return Some(all) };
    let national = split_country(&number).map(|(_, national)| significant(national).to_owned());
    Some(national.filter(|rest| !rest.is_empty()).unwrap_or(number))
}
