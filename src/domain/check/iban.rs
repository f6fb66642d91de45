//! IBAN (ISO 13616): the length of its country, the check digits by MOD 97-10. Whether the account exists is the bank's to know.

use crate::domain::check::digits::{all_digits, compact, mod_97, right};
use crate::error::Violation;

/// Countries with an IBAN and its length, check digits included (IBAN registry, release 101).
const LENGTHS: &str = "AD24 AE23 AL28 AT20 AZ28 BA20 BE16 BG22 BH22 BI27 BR29 BY28 CH21 CR22 CY28 CZ24 DE22 DJ27 DK18 DO28 EE20 EG29 ES24 \
    FI18 FK18 FO18 FR27 GB22 GE22 GI23 GL18 GR27 GT28 HN28 HR21 HU28 IE22 IL23 IQ23 IS26 IT27 JO30 KW30 KZ20 LB28 LC32 LI21 LT20 LU20 \
    LV21 LY25 MC27 MD24 ME22 MK19 MN20 MR27 MT31 MU30 NI28 NL18 NO15 OM23 PK24 PL28 PS29 PT25 QA29 RO24 RS22 RU33 SA24 SC31 SD18 SE24 \
    SI19 SK24 SM27 SO23 ST25 SV28 TL23 TN24 TR26 UA29 VA22 VG24 XK20 YE30";

/// Capitals without blanks and hyphens. Rules: `iban.malformed`, `iban.country_unknown`, `iban.length` with the country's, and
/// `iban.check_digits`.
pub(super) fn check(value: &str) -> Result<String, Violation> {
    let iban = compact(value, &[' ', '-']);
    let signs = iban.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    let (Some(country), Some(digits), true) = (iban.get(..2), iban.get(2..4), signs) else {
        return Err(Violation::new("", "iban.malformed"));
    };
    if !country.bytes().all(|b| b.is_ascii_uppercase()) || !all_digits(digits) {
        return Err(Violation::new("", "iban.malformed"));
    }
    let length = length(country).ok_or_else(|| Violation::new("", "iban.country_unknown"))?;
    if iban.len() != length {
        return Err(Violation::new("", "iban.length").with("length", length));
    }
    // 00, 01 and 99 are never check digits, though MOD 97 alone would take them.
    let made = (2..=98).contains(&digits.parse::<u8>().unwrap_or(0));
    let turned = format!("{}{}", &iban[4..], &iban[..4]);
    right(made && mod_97(&turned) == 1, iban, "iban.check_digits")
}

fn length(country: &str) -> Option<usize> {
    let entry = LENGTHS.split_ascii_whitespace().find(|entry| entry.starts_with(country))?;
    entry.get(2..)?.parse().ok()
}
