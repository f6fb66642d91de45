//! GTIN (EAN, UPC): the check digit of the numbers that GS1 gives to articles. Knows nothing of what a shop numbers for itself.

use crate::domain::check::digits::{all_digits, compact, each, right};
use crate::error::Violation;

/// The digits of a GTIN-8, -12, -13 or -14 whose check digit is right (GS1 General Specifications, 7.9). Feeds do not ask for it: shops
/// keep codes of their own in the place of an EAN.
///
/// ```
/// use clientela::domain::check::gtin;
/// assert_eq!(gtin::check("4 006381 333931")?, "4006381333931");
/// assert_eq!(gtin::check("4006381333932").unwrap_err().rule, "gtin.check_digits");
/// assert_eq!(gtin::check("0815").unwrap_err().rule, "gtin.malformed");
/// # Ok::<(), clientela::Violation>(())
/// ```
///
/// # Errors
/// `gtin.malformed` for what has not 8, 12, 13 or 14 digits, `gtin.check_digits`; the field is `ean`.
pub fn check(text: &str) -> Result<String, Violation> {
    let gtin = compact(text.trim(), &[' ', '-']);
    if !all_digits(&gtin) || !matches!(gtin.len(), 8 | 12 | 13 | 14) {
        return Err(Violation::new("ean", "gtin.malformed"));
    }
    let sum: u32 = each(&gtin).rev().enumerate().map(|(at, digit)| if at % 2 == 1 { digit * 3 } else { digit }).sum();
    right(sum.is_multiple_of(10), gtin, "gtin.check_digits").map_err(|broken| Violation { field: "ean", ..broken })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_length_has_its_check_digit_at_the_end() {
        for good in ["96385074", "036000291452", "4006381333931", "14006381333938", "9 783161 484100"] {
            assert_eq!(check(good), Ok(compact(good, &[' '])));
        }
        let rule = |text| check(text).unwrap_err().rule;
        for bad in ["96385075", "036000291453", "4006381339331", "14006381333931"] {
            assert_eq!(rule(bad), "gtin.check_digits", "{bad}");
        }
        for bad in ["", "1234567", "123456789", "40063813339311111", "400638133393X", "４006381333931"] {
            assert_eq!(rule(bad), "gtin.malformed", "{bad}");
        }
    }
}
