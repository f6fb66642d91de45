//! Numbers that single states give to businesses and taxpayers: Italy, Poland, France, Germany. Which one exists is theirs to know.

use crate::domain::check::digits::{all_digits, are, compact, each, luhn, right, weighted};
use crate::error::Violation;

/// A number that is too short, too long or has other signs.
const MALFORMED: &str = "identifier.malformed";

/// A number that was mistyped.
const CHECK_DIGITS: &str = "identifier.check_digits";

/// What people put between groups.
const BETWEEN: &[char] = &[' ', '-', '.', '/'];

fn malformed() -> Violation {
    Violation::new("", MALFORMED)
}

/// Codice fiscale (D.M. 23 December 1976): 16 characters for a person, also where digits were replaced by letters because two people
/// had the same code (omocodia), 11 digits for others.
pub(super) fn codice_fiscale(value: &str) -> Result<String, Violation> {
    let code = compact(value, BETWEEN);
    match code.len() {
        11 if all_digits(&code) => right(luhn(&code), code, CHECK_DIGITS),
        16 if is_personal(&code) => right(control_letter(&code) == code.chars().next_back(), code, CHECK_DIGITS),
        _ => Err(malformed()),
    }
}

/// Letters of the names, year, month, day, place and control letter.
fn is_personal(code: &str) -> bool {
    let letter = |b: u8| b.is_ascii_uppercase();
    let digit = |b: u8| b.is_ascii_digit() || b"LMNPQRSTUV".contains(&b);
    code.bytes().enumerate().all(|(at, b)| match at {
        0..=5 | 11 | 15 => letter(b),
        8 => b"ABCDEHLMPRST".contains(&b),
        _ => digit(b),
    })
}

/// What the signs at odd places count, `0` and `A` first.
const ODD: [u32; 26] = [1, 0, 5, 7, 9, 13, 15, 17, 19, 21, 2, 4, 18, 20, 11, 3, 6, 8, 12, 14, 16, 10, 22, 25, 24, 23];

fn control_letter(code: &str) -> Option<char> {
    let place = |b: u8| usize::from(if b.is_ascii_digit() { b - b'0' } else { b.wrapping_sub(b'A') });
    let even = |b: u8| u32::try_from(place(b)).ok();
    let odd = |b: u8| ODD.get(place(b)).copied();
    let sum: Option<u32> = code.bytes().take(15).enumerate().map(|(at, b)| if at % 2 == 0 { odd(b) } else { even(b) }).sum();
    char::from_digit(sum? % 26 + 10, 36).map(|letter| letter.to_ascii_uppercase())
}

/// Codice destinatario of the Italian exchange for invoices (Sistema di Interscambio): 7 characters, 6 for public administrations.
/// It has no check digit.
pub(super) fn sdi_code(value: &str) -> Result<String, Violation> {
    let code = compact(value, &[' ']);
    right(matches!(code.len(), 6 | 7) && code.bytes().all(|b| b.is_ascii_alphanumeric()), code, MALFORMED)
}

/// NIP (Poland, act of 13 October 1995): 10 digits, often written with `PL` before them, which is left out.
pub(super) fn nip(value: &str) -> Result<String, Violation> {
    let code = compact(value, BETWEEN);
    let nip = code.strip_prefix("PL").unwrap_or(&code);
    if are(nip, 10) { right(is_nip(nip), nip.to_owned(), CHECK_DIGITS) } else { Err(malformed()) }
}

/// Whether 10 digits have the check digit of a NIP; a sum of 10 is never given.
pub(super) fn is_nip(digits: &str) -> bool {
    let (body, check) = digits.split_at(9);
    Some(weighted(body, &[6, 5, 7, 2, 3, 4, 5, 6, 7]) % 11) == each(check).next()
}

/// SIREN (France, INSEE): 9 digits by Luhn.
pub(super) fn siren(value: &str) -> Result<String, Violation> {
    let code = compact(value, BETWEEN);
    if are(&code, 9) { right(luhn(&code), code, CHECK_DIGITS) } else { Err(malformed()) }
}

/// La Poste, which has more establishments than Luhn leaves numbers, and its head office, which is counted like any other.
const LA_POSTE: (&str, &str) = ("356000000", "35600000000048");

/// SIRET (France, INSEE): the SIREN and 5 digits of the establishment, by Luhn; the digits of those of La Poste add up to a multiple of
/// five.
pub(super) fn siret(value: &str) -> Result<String, Violation> {
    let code = compact(value, BETWEEN);
    if !are(&code, 14) {
        return Err(malformed());
    }
    let of_the_post = code.starts_with(LA_POSTE.0) && code != LA_POSTE.1;
    let is = if of_the_post { each(&code).sum::<u32>() % 5 == 0 } else { luhn(&code[..9]) && luhn(&code) };
    right(is, code, CHECK_DIGITS)
}

/// How the unified number of a Bundesland begins, to its length; a 0 follows at the fifth place (ELSTER).
const LANDS: [&str; 16] = ["10", "11", "21", "22", "23", "24", "26", "27", "28", "30", "31", "32", "40", "41", "5", "9"];

/// Steuernummer (Germany): 10 or 11 digits as the Bundesland writes them, or the unified 13. The form is checked and nothing else:
/// each Bundesland has a check digit of its own, and which tax offices still use older numbers without one is not published.
pub(super) fn tax_number(value: &str) -> Result<String, Violation> {
    let code = compact(value, BETWEEN);
    let unified = || code.as_bytes().get(4) == Some(&b'0') && LANDS.iter().any(|land| code.starts_with(land));
    let is = match code.len() {
        10 | 11 => all_digits(&code),
        13 => all_digits(&code) && unified(),
        _ => false,
    };
    right(is, code, MALFORMED)
}
