//! E-mail addresses and phone numbers as people give them: what can be none is refused, the spelling is kept.

use email_address::{EmailAddress, Options};

use crate::domain::check::at_most;
use crate::domain::phone;
use crate::error::Violation;

/// Fewer digits are no phone number.
pub const FEWEST_PHONE_DIGITS: usize = 3;

/// No phone number has more digits, country code included, extension not (ITU E.164).
pub const MOST_PHONE_DIGITS: usize = 15;

/// No extension has more digits.
const MOST_EXTENSION_DIGITS: usize = 7;

/// The longest e-mail address (RFC 5321).
const LONGEST_EMAIL: usize = 254;

pub(super) fn email(value: &str) -> Result<String, Violation> {
    at_most(value, LONGEST_EMAIL)?;
    let options = Options::default().with_required_tld().without_domain_literal().without_display_text();
    let malformed = |_| Violation::new("", "email.malformed");
    let address = EmailAddress::parse_with_options(value, options).map_err(malformed)?;
    Ok(format!("{}@{}", address.local_part(), address.domain().to_lowercase()))
}

pub(crate) fn phone_number(value: &str) -> Result<String, Violation> {
    let value: String = value.chars().map(plain_sign).collect();
    at_most(&value, 40)?;
    let (number, extension) = phone::without_extension(&value);
    let signs = |c: char| c.is_ascii_digit() || matches!(c, ' ' | '(' | ')' | '-' | '/' | '.');
    let after_plus = number.trim_start_matches('(').strip_prefix('+').unwrap_or(number);
    if !after_plus.chars().all(signs) || !is_extension(extension) {
        return Err(Violation::new("", "phone.malformed"));
    }
    let count = number.bytes().filter(u8::is_ascii_digit).count();
    let bounds = |rule| Err(Violation::new("", rule).with("min", FEWEST_PHONE_DIGITS).with("max", MOST_PHONE_DIGITS));
    match count {
        0..FEWEST_PHONE_DIGITS => bounds("phone.too_short"),
        FEWEST_PHONE_DIGITS..=MOST_PHONE_DIGITS => Ok(value),
        _ => bounds("phone.too_long"),
    }
}

/// Blanks and hyphens as typesetters write them, as everybody types them.
fn plain_sign(c: char) -> char {
    match c {
        '\u{a0}' | '\u{2007}' | '\u{2009}' | '\u{202f}' => ' ',
        '\u{2010}'..='\u{2013}' => '-',
        other => other,
    }
}

/// Nothing, or a mark and the extension's digits.
fn is_extension(text: &str) -> bool {
    let digits = text.trim_start_matches(|c: char| !c.is_ascii_digit());
    let mark = text[..text.len() - digits.len()].trim().to_ascii_lowercase();
    let counted = (1..=MOST_EXTENSION_DIGITS).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    text.is_empty() || (counted && matches!(mark.as_str(), "x" | "ext" | "ext." | "extension" | "#" | ";ext="))
}
