//! The check digits of VAT numbers, country by country; each function takes a number whose form is right, without the country's letters.
//! Sources: the national laws and notices as the European Commission collects them (VIES, "VAT identification numbers: algorithms").

use crate::domain::check::digits::{all_digits, are, each, luhn, luhn_sum, mod_11_10, mod_97, modulo, weighted};
use crate::domain::check::tax::is_nip;

/// The last digit as a number; 10 where there is none.
fn last(number: &str) -> u32 {
    each(number).next_back().unwrap_or(10)
}

fn is_multiple(number: &str, weights: &[u32], of: u32) -> bool {
    weighted(number, weights).is_multiple_of(of)
}

/// UID: Luhn's sum of the first seven digits and 4.
pub(super) fn austria(number: &str) -> bool {
    (luhn_sum(&number[1..8]) + 4 + last(number)).is_multiple_of(10)
}

/// The last two digits complete the others to 97.
pub(super) fn belgium(number: &str) -> bool {
    let (body, check) = number.split_at(8);
    (modulo(body, 97) + modulo(check, 100)).is_multiple_of(97) && modulo(check, 100) > 0
}

/// UID (eCH-0097): weights, modulo 11; 10 is never given.
pub(super) fn switzerland(number: &str) -> bool {
    is_multiple(&number[1..10], &[5, 4, 3, 2, 7, 6, 5, 4, 1], 11)
}

/// USt-IdNr.: ISO 7064 MOD 11,10.
pub(super) fn germany(number: &str) -> bool {
    mod_11_10(number)
}

/// CVR.
pub(super) fn denmark(number: &str) -> bool {
    is_multiple(number, &[2, 7, 6, 5, 4, 3, 2, 1], 11)
}

pub(super) fn estonia(number: &str) -> bool {
    is_multiple(number, &[3, 7, 1, 3, 7, 1, 3, 7, 1], 10)
}

pub(super) fn greece(number: &str) -> bool {
    weighted(number, &[256, 128, 64, 32, 16, 8, 4, 2]) % 11 % 10 == last(number)
}

/// The letters of a Spanish DNI, by the number modulo 23.
const DNI: &[u8] = b"TRWAGMYFPDXBNJZSQVHLCKE";

/// NIF: DNI of residents, NIE of foreigners (X, Y, Z before the digits), K, L, M by the same letters, CIF of entities.
pub(super) fn spain(number: &str) -> bool {
    let (first, digits, last) = (&number[..1], &number[1..8], number.as_bytes()[8]);
    let letter = |digits: &str| DNI.get(modulo(digits, 23) as usize) == Some(&last);
    match first {
        "X" => letter(&format!("0{digits}")),
        "Y" => letter(&format!("1{digits}")),
        "Z" => letter(&format!("2{digits}")),
        "K" | "L" | "M" => letter(digits),
        "0" | "1" | "2" | "3" | "4" | "5" | "6" | "7" | "8" | "9" => letter(&number[..8]),
        _ => cif(first, digits, last),
    }
}

/// The check is a digit or, for some kinds of entities, a letter; sources disagree on which, so both are taken.
fn cif(first: &str, digits: &str, last: u8) -> bool {
    let check = (10 - luhn_sum(&format!("{digits}0")) % 10) % 10;
    let both = [char::from_digit(check, 10), "JABCDEFGHI".chars().nth(check as usize)];
    "ABCDEFGHJNPQRSUVW".contains(first) && both.contains(&Some(char::from(last)))
}

/// Y-tunnus.
pub(super) fn finland(number: &str) -> bool {
    is_multiple(number, &[7, 9, 10, 5, 8, 4, 2, 1], 11)
}

/// The signs of a French key, without I and O.
const KEY: &str = "0123456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/// The SIREN by Luhn, but for Monaco (000…), and its key: digits of old, with a letter for new numbers.
pub(super) fn france(number: &str) -> bool {
    let (key, siren) = number.split_at(2);
    let siren_right = siren.starts_with("000") || luhn(siren);
    siren_right && if all_digits(key) { modulo(&format!("{siren}12"), 97) == modulo(key, 100) } else { french_letters(key, siren) }
}

fn french_letters(key: &str, siren: &str) -> bool {
    let values: Vec<usize> = key.chars().filter_map(|c| KEY.find(c)).collect();
    let [first, second] = values[..] else { return false };
    let sum = if first < 10 { (first * 24 + second).checked_sub(10) } else { (first * 34 + second).checked_sub(100) };
    sum.is_some_and(|sum| (modulo(siren, 11) as usize + 1 + sum / 11) % 11 == sum % 11)
}

/// OIB: ISO 7064 MOD 11,10.
pub(super) fn croatia(number: &str) -> bool {
    mod_11_10(number)
}

pub(super) fn hungary(number: &str) -> bool {
    is_multiple(number, &[9, 7, 3, 1, 9, 7, 3, 1], 10)
}

/// The letters of an Irish check, by the sum modulo 23.
const IRISH: &[u8] = b"WABCDEFGHIJKLMNOPQRSTUV";

/// A number of the old form counts as 0, its last five digits and its first.
pub(super) fn ireland(number: &str) -> bool {
    let digits = if are(&number[..7], 7) { number[..7].to_owned() } else { format!("0{}{}", &number[2..7], &number[..1]) };
    let bytes = number.as_bytes();
    let second = bytes.get(8).and_then(|b| IRISH.iter().position(|letter| letter == b)).unwrap_or(0);
    let sum = weighted(&digits, &[8, 7, 6, 5, 4, 3, 2]) as usize + 9 * second;
    IRISH.get(sum % 23) == bytes.get(7)
}

/// Partita IVA: Luhn.
pub(super) fn italy(number: &str) -> bool {
    luhn(number)
}

pub(super) fn luxembourg(number: &str) -> bool {
    let (body, check) = number.split_at(6);
    modulo(body, 89) == modulo(check, 100)
}

pub(super) fn malta(number: &str) -> bool {
    let (body, check) = number.split_at(6);
    (weighted(body, &[3, 4, 6, 7, 8, 9]) + modulo(check, 100)).is_multiple_of(37)
}

/// Of before 2020 the weighted sum modulo 11, of sole traders since then MOD 97-10 over the whole number.
pub(super) fn netherlands(number: &str) -> bool {
    let eleven = weighted(&number[..8], &[9, 8, 7, 6, 5, 4, 3, 2]) % 11 == last(&number[..9]);
    eleven || mod_97(&format!("NL{number}")) == 1
}

/// Organisasjonsnummer.
pub(super) fn norway(number: &str) -> bool {
    is_multiple(&number[..9], &[3, 2, 7, 6, 5, 4, 3, 2, 1], 11)
}

/// NIP.
pub(super) fn poland(number: &str) -> bool {
    is_nip(number)
}

pub(super) fn portugal(number: &str) -> bool {
    let check = (11 - weighted(number, &[9, 8, 7, 6, 5, 4, 3, 2]) % 11) % 11;
    check % 10 == last(number)
}

/// Organisationsnummer by Luhn, and the two digits of the VAT group.
pub(super) fn sweden(number: &str) -> bool {
    luhn(&number[..10]) && matches!(modulo(&number[10..], 100), 1..=94)
}

pub(super) fn slovenia(number: &str) -> bool {
    let rest = weighted(number, &[8, 7, 6, 5, 4, 3, 2]) % 11;
    rest > 0 && (11 - rest) % 10 == last(number)
}

/// IČ DPH: a multiple of 11.
pub(super) fn slovakia(number: &str) -> bool {
    modulo(number, 11) == 0
}
