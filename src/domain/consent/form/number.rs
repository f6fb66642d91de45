//! The number of a printed form: short, and read off paper by people. Says nothing about anybody.

use std::fmt;

use crate::error::Violation;

/// What a number is written with: no 0 and O, no 1 and I, and a prime number of signs, so that the check sign finds every slip.
const SIGNS: &[u8; 31] = b"23456789ABCDEFGHJKLMNPQRSTVWXYZ";

/// How many signs a number has, the check sign included.
const LENGTH: usize = 10;

/// Where the hyphen stands that helps reading.
const HALF: usize = LENGTH / 2;

/// The number of a printed form: nine signs of chance and a check sign. One wrong sign, and any two that were swapped, are noticed.
///
/// ```
/// use clientela::domain::consent::FormNumber;
/// let number = FormNumber::make([7; 8]);
/// let text = number.to_string();
/// assert_eq!((text.len(), &text[5..6]), (11, "-"));
/// assert_eq!(FormNumber::parse(&text.to_lowercase().replace('-', " "))?, number);
/// assert_eq!(FormNumber::parse("4711").unwrap_err().rule, "form.number_malformed");
/// # Ok::<(), clientela::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct FormNumber([u8; LENGTH]);

impl FormNumber {
    /// Makes a number from chance.
    pub fn make(chance: [u8; 8]) -> Self {
        let mut rest = u64::from_be_bytes(chance);
        let mut places = [0; LENGTH];
        for place in &mut places[..LENGTH - 1] {
            *place = usize::try_from(rest % SIGNS.len() as u64).unwrap_or(0);
            rest /= SIGNS.len() as u64;
        }
        places[LENGTH - 1] = (SIGNS.len() - weighed(&places)) % SIGNS.len();
        Self(places.map(|place| SIGNS[place]))
    }

    /// Reads a number as it was typed or scanned: small letters, blanks and hyphens do not matter.
    ///
    /// # Errors
    /// `form.number_malformed` where it is no such number, `form.number_mistyped` where its check sign does not fit.
    pub fn parse(text: &str) -> Result<Self, Violation> {
        let malformed = || Violation::new("number", "form.number_malformed");
        let signs = text.bytes().filter(|sign| !matches!(sign, b' ' | b'-')).map(|sign| sign.to_ascii_uppercase());
        let signs: [u8; LENGTH] = signs.collect::<Vec<_>>().try_into().map_err(|_| malformed())?;
        let mut places = [0; LENGTH];
        for (place, sign) in places.iter_mut().zip(signs) {
            *place = SIGNS.iter().position(|known| *known == sign).ok_or_else(malformed)?;
        }
        if weighed(&places) == 0 { Ok(Self(signs)) } else { Err(Violation::new("number", "form.number_mistyped")) }
    }
}

/// The sum of the places, each with a weight of its own, the check sign with 1: nothing is left of the sum of a whole number.
fn weighed(places: &[usize; LENGTH]) -> usize {
    places.iter().rev().zip(1..).map(|(place, weight)| place * weight).sum::<usize>() % SIGNS.len()
}

impl fmt::Display for FormNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (front, back) = self.0.split_at(HALF);
        let text = |signs: &[u8]| signs.iter().map(|sign| char::from(*sign)).collect::<String>();
        write!(f, "{}-{}", text(front), text(back))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(signs: &[u8]) -> Option<&'static str> {
        let text: String = signs.iter().map(|sign| char::from(*sign)).collect();
        FormNumber::parse(&text).err().map(|broken| broken.rule)
    }

    #[test]
    fn every_number_is_read_again_and_chance_makes_another_one() {
        let numbers: Vec<_> = (0..500_u64).map(|seed| FormNumber::make(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15).to_be_bytes())).collect();
        assert!(numbers.iter().all(|number| FormNumber::parse(&number.to_string()) == Ok(*number)));
        let mut apart = numbers.clone();
        apart.sort();
        apart.dedup();
        assert_eq!(apart.len(), numbers.len());
    }

    #[test]
    fn every_wrong_sign_and_every_two_swapped_ones_are_noticed() {
        let number = FormNumber::make([0x5a, 3, 9, 0xf1, 77, 0, 2, 8]);
        for place in 0..LENGTH {
            for sign in SIGNS.iter().filter(|sign| **sign != number.0[place]) {
                let mut wrong = number.0;
                wrong[place] = *sign;
                assert_eq!(rule(&wrong), Some("form.number_mistyped"), "{place}");
            }
            for other in (0..place).filter(|other| number.0[*other] != number.0[place]) {
                let mut swapped = number.0;
                swapped.swap(place, other);
                assert_eq!(rule(&swapped), Some("form.number_mistyped"), "{place} and {other}");
            }
        }
        assert_eq!(rule(&number.0), None);
    }

    #[test]
    fn what_is_too_short_too_long_or_written_with_other_signs_is_malformed() {
        for text in ["", "ABCDE", "ABCDE-FGHJK-L", "ABCDE-FGHJ0", "ABCDE-FGHJ\u{fc}"] {
            assert_eq!(FormNumber::parse(text).unwrap_err().rule, "form.number_malformed", "{text}");
        }
    }
}
