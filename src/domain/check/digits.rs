//! What check digits are made of: weighted sums, Luhn, ISO 7064. Every function takes ASCII digits.

use crate::error::Violation;

/// The value without the signs that people put between groups, in capitals.
pub(super) fn compact(value: &str, between: &[char]) -> String {
    value.chars().filter(|c| !between.contains(c)).map(|c| c.to_ascii_uppercase()).collect()
}

pub(super) fn all_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// Whether the text has exactly so many digits and nothing else.
pub(super) fn are(text: &str, count: usize) -> bool {
    text.len() == count && all_digits(text)
}

/// The digits as numbers.
pub(super) fn each(text: &str) -> impl DoubleEndedIterator<Item = u32> + ExactSizeIterator {
    text.bytes().map(|b| u32::from(b.wrapping_sub(b'0')))
}

/// The sum of the digits, each times its weight.
pub(super) fn weighted(text: &str, weights: &[u32]) -> u32 {
    each(text).zip(weights).map(|(digit, weight)| digit * weight).sum()
}

/// The number modulo something, digit by digit: it may be longer than any integer.
pub(super) fn modulo(text: &str, modulus: u32) -> u32 {
    each(text).fold(0, |rest, digit| (rest * 10 + digit) % modulus)
}

/// ISO 7064 MOD 97-10 of digits and capitals, where `A` is 10 and `Z` 35.
pub(super) fn mod_97(text: &str) -> u32 {
    text.chars().filter_map(|c| c.to_digit(36)).fold(0, |rest, number| (rest * if number < 10 { 10 } else { 100 } + number) % 97)
}

/// Luhn (ISO/IEC 7812-1): the sum is a multiple of ten.
pub(super) fn luhn(text: &str) -> bool {
    luhn_sum(text).is_multiple_of(10)
}

/// The sum of Luhn's method, the last digit counted once.
pub(super) fn luhn_sum(text: &str) -> u32 {
    let doubled = |digit: u32| if digit > 4 { digit * 2 - 9 } else { digit * 2 };
    each(text).rev().enumerate().map(|(at, digit)| if at % 2 == 1 { doubled(digit) } else { digit }).sum()
}

/// ISO 7064 MOD 11,10: Germany, Croatia.
pub(super) fn mod_11_10(text: &str) -> bool {
    let (body, last) = text.split_at(text.len().saturating_sub(1));
    let rest = each(body).fold(10, |rest, digit| {
        let sum = (rest + digit) % 10;
        (if sum == 0 { 10 } else { sum }) * 2 % 11
    });
    each(last).next().is_some_and(|check| (rest + check) % 10 == 1)
}

/// The canonical form where the check digits are right, else the rule.
pub(super) fn right(is: bool, canonical: String, rule: &'static str) -> Result<String, Violation> {
    if is { Ok(canonical) } else { Err(Violation::new("", rule)) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn known_numbers_have_known_check_digits() {
        assert!(luhn("79927398713") && !luhn("79927398710"));
        assert!(mod_11_10("136695976") && !mod_11_10("136695978"));
        assert_eq!((mod_97("3214282912345698765432161182"), modulo("1234567890", 97)), (1, 2));
        assert_eq!(compact(" de 12-34", &[' ', '-']), "DE1234");
    }
}
