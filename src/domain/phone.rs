//! Phone numbers as people write and type them: by their digits, with or without the country code and the trunk zero.

mod plan;

use crate::domain::check::phone_number;
use crate::domain::fold::digits;
use crate::domain::phone::plan::{PLANS, Plan};

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
const SHORTEST_INTERNATIONAL: usize = 6;

/// The digits after `+` or `00`.
fn after_prefix(text: &str, digits: &str) -> Option<String> {
    if text.trim_start_matches([' ', '(']).starts_with('+') {
        return Some(digits.to_owned());
    }
    digits.strip_prefix("00").filter(|rest| !rest.starts_with('0')).map(str::to_owned)
}

fn significant(national: &str) -> &str {
    national.strip_prefix('0').unwrap_or(national)
}

/// The longest international number, country code included (ITU-T E.164).
const LONGEST: usize = 15;

/// The shortest number after its country code that some country has.
const SHORTEST: usize = 4;

/// The international form (ITU-T E.164) of a number as people wrote it, without its extension: `+` and digits.
///
/// `country` is that of the address, or the shop's, as ISO 3166-1 alpha-2: numbers in national spelling are understood in `DE`, `AT`,
/// `CH`, `FR`, `IT` and `PL`, numbers that begin with `+` or `00` everywhere. None where the text is no number that can be dialled from
/// abroad: a service number such as 110, a number without its area, one too long or too short for its country. That a number is
/// assigned to somebody is not known.
///
/// ```
/// use clientela::domain::phone::international;
/// assert_eq!(international("030 / 23 12 50 60", "DE").as_deref(), Some("+493023125060"));
/// assert_eq!(international("+49 (0)30 23125060 ext. 12", "PL").as_deref(), Some("+493023125060"));
/// assert_eq!(international("06 6982", "IT").as_deref(), Some("+39066982")); // the 0 belongs to the number
/// assert_eq!(international("110", "DE"), None);
/// ```
pub fn international(text: &str, country: &str) -> Option<String> {
    let text = phone_number(text.trim()).ok()?;
    let (number, _) = without_extension(&text);
    let all = digits(number);
    let (code, national) = match after_prefix(number, &all) {
        Some(rest) => split_country(&rest).map(|(code, national)| (code.to_owned(), national.to_owned()))?,
        None => national_in(plan_of(|plan| plan.country.eq_ignore_ascii_case(country))?, &all)?,
    };
    let significant = if plan::keeps_zero(&code) { &national } else { significant(&national) };
    let possible = plan_of(|plan| plan.code == code).map_or_else(|| plan::is_assigned(&code), |plan| (plan.possible)(significant));
    let fits = (SHORTEST..=LONGEST.saturating_sub(code.len())).contains(&significant.len());
    (possible && fits).then(|| format!("+{code}{significant}"))
}

fn plan_of(is: impl Fn(&Plan) -> bool) -> Option<&'static Plan> {
    PLANS.iter().find(|plan| is(plan))
}

/// The country code and the number of a national spelling. Where a trunk 0 is written, a number without it lacks its area; Poland gave
/// it up and has old letterheads.
fn national_in(plan: &Plan, all: &str) -> Option<(String, String)> {
    let whole = !plan.trunk || plan.country == "PL" || all.starts_with('0');
    whole.then(|| (plan.code.to_owned(), all.to_owned()))
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
    if let Some(number) = after_prefix(text, &all) {
        if let Some((country, national)) = split_country(&number) {
            let significant = significant(national);
            found.extend([format!("{country}{significant}"), format!("0{significant}"), significant.to_owned(), national.to_owned()]);
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
    let Some(number) = after_prefix(text, &all) else { return Some(all) };
    let national = split_country(&number).map(|(_, national)| significant(national).to_owned());
    Some(national.filter(|rest| !rest.is_empty()).unwrap_or(number))
}
