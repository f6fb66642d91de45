//! VAT numbers of the European Union, Northern Ireland, Great Britain, Switzerland and Norway: the form of each, and check digits where
//! one method holds for every number of the country. Whether a number is in use is for VIES and its like to say.

use crate::domain::check::digits::{are, compact, right};
use crate::domain::check::vat_digits as by;
use crate::error::Violation;

/// What follows the country's letters: ASCII digits, capitals, `+` and `*`.
type Form = fn(&str) -> bool;

/// A country as VAT numbers call it, the form of its numbers, and their check digits. Forms: Directive 2006/112/EC, Art. 215, and
/// the list of VIES. Form only where numbers of several kinds or ages stand side by side: BG, CY, CZ, GB, LT, LV, RO, XI.
const COUNTRIES: [(&str, Form, Form); 31] = [
    ("AT", |n| n.strip_prefix('U').is_some_and(|rest| are(rest, 8)), by::austria),
    ("BE", |n| are(n, 10) && n.starts_with(['0', '1']), by::belgium),
    ("BG", |n| are(n, 9) || are(n, 10), any),
    ("CH", is_swiss, by::switzerland),
    ("CY", |n| n.len() == 9 && are(&n[..8], 8) && n.ends_with(capital), any),
    ("CZ", |n| are(n, 8) || are(n, 9) || are(n, 10), any),
    ("DE", |n| are(n, 9) && !n.starts_with('0'), by::germany),
    ("DK", |n| are(n, 8), by::denmark),
    ("EE", |n| are(n, 9), by::estonia),
    ("EL", |n| are(n, 9), by::greece),
    ("ES", |n| n.len() == 9 && are(&n[1..8], 7), by::spain),
    ("FI", |n| are(n, 8), by::finland),
    ("FR", |n| n.len() == 11 && are(&n[2..], 9) && !n[..2].contains(['I', 'O', '+', '*']), by::france),
    ("GB", is_british, any),
    ("HR", |n| are(n, 11), by::croatia),
    ("HU", |n| are(n, 8), by::hungary),
    ("IE", is_irish, by::ireland),
    ("IT", |n| are(n, 11), by::italy),
    ("LT", |n| are(n, 9) || are(n, 12), any),
    ("LU", |n| are(n, 8), by::luxembourg),
    ("LV", |n| are(n, 11), any),
    ("MT", |n| are(n, 8), by::malta),
    ("NL", is_dutch, by::netherlands),
    ("NO", |n| are(n.strip_suffix("MVA").unwrap_or(n), 9), by::norway),
    ("PL", |n| are(n, 10), by::poland),
    ("PT", |n| are(n, 9) && !n.starts_with('0'), by::portugal),
    ("RO", |n| (2..=10).contains(&n.len()) && are(n, n.len()) && !n.starts_with('0'), any),
    ("SE", |n| are(n, 12), by::sweden),
    ("SI", |n| are(n, 8) && !n.starts_with('0'), by::slovenia),
    ("SK", |n| are(n, 10) && !n.starts_with('0'), by::slovakia),
    ("XI", is_british, any),
];

fn any(_: &str) -> bool {
    true
}

fn capital(c: char) -> bool {
    c.is_ascii_uppercase()
}

/// `E`, the 9 digits of the UID, and one of the words for VAT where it is written.
fn is_swiss(number: &str) -> bool {
    let bare = ["MWST", "TVA", "IVA", "TPV"].iter().find_map(|word| number.strip_suffix(word)).unwrap_or(number);
    bare.strip_prefix('E').is_some_and(|digits| are(digits, 9))
}

/// 9 digits, 12 for a branch, or `GD` and `HA` with 3 for authorities.
fn is_british(number: &str) -> bool {
    let authority = number.strip_prefix("GD").or_else(|| number.strip_prefix("HA"));
    authority.map_or(are(number, 9) || are(number, 12), |digits| are(digits, 3))
}

/// 7 digits with one or two letters, or the form of before 2013 with a sign at the second place.
fn is_irish(number: &str) -> bool {
    let bytes = number.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let second = bytes.get(1).is_some_and(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'*'));
    let letters = bytes.get(7..).is_some_and(|rest| matches!(rest.len(), 1 | 2) && rest.iter().all(|b| (b'A'..=b'W').contains(b)));
    digit(0) && second && (2..7).all(digit) && letters && (bytes.len() == 8 || digit(1))
}

/// 9 digits, `B`, and two more.
fn is_dutch(number: &str) -> bool {
    number.split_once('B').is_some_and(|(digits, branch)| are(digits, 9) && are(branch, 2) && branch != "00")
}

/// Capitals without blanks and signs, the country first; Greece is `EL`, an old Belgian number has its 0. Rules: `vat.malformed`,
/// `vat.country_unknown`, `vat.check_digits`.
pub(super) fn check(value: &str) -> Result<String, Violation> {
    let text = compact(value, &[' ', '-', '.', '/']);
    let letters = text.get(..2).filter(|country| country.chars().all(capital));
    let Some(country) = letters else { return Err(Violation::new("", "vat.malformed")) };
    let country = if country == "GR" { "EL" } else { country };
    let (_, form, digits) =
        COUNTRIES.iter().find(|(known, ..)| *known == country).ok_or_else(|| Violation::new("", "vat.country_unknown"))?;
    let number = if country == "BE" && are(&text[2..], 9) { format!("0{}", &text[2..]) } else { text[2..].to_owned() };
    let plain = number.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || matches!(b, b'+' | b'*'));
    if !plain || !form(&number) {
        return Err(Violation::new("", "vat.malformed"));
    }
    right(digits(&number), format!("{country}{number}"), "vat.check_digits")
}
