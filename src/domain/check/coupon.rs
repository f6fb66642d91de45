//! What a coupon takes off: an amount in a currency or a percentage.

use crate::domain::money::{Currency, parse_decimal};
use crate::error::Violation;

/// The most that a coupon takes off, in minor units: beyond it something was mistyped.
const MOST_MINOR: i64 = 1_000_000_000;

/// A hundred percent, in hundredths.
const ALL: i64 = 10_000;

/// `5.00 EUR` with the decimals of the currency, or `10 %` and `12.5 %`. Rules: `coupon_value.malformed`, and
/// `coupon_value.out_of_range` for nothing, for more than everything and for an amount nobody gives away.
pub(super) fn check(value: &str) -> Result<String, Violation> {
    match value.strip_suffix('%') {
        Some(number) => percentage(number.trim_end()),
        None => amount(value),
    }
}

fn malformed() -> Violation {
    Violation::new("", "coupon_value.malformed")
}

fn within(number: i64, most: i64) -> Result<i64, Violation> {
    if (1..=most).contains(&number) { Ok(number) } else { Err(Violation::new("", "coupon_value.out_of_range")) }
}

fn percentage(number: &str) -> Result<String, Violation> {
    let hundredths = within(parse_decimal(number, 2).ok_or_else(malformed)?, ALL)?;
    let (whole, part) = (hundredths / 100, hundredths % 100);
    let decimals = format!("{whole}.{part:02}");
    Ok(format!("{} %", decimals.trim_end_matches('0').trim_end_matches('.')))
}

fn amount(value: &str) -> Result<String, Violation> {
    let letters = value.len().checked_sub(3).filter(|at| value.is_char_boundary(*at)).ok_or_else(malformed)?;
    let (number, code) = value.split_at(letters);
    let currency = Currency::parse(&code.to_ascii_uppercase()).map_err(|_| malformed())?;
    let decimals = currency.decimals();
    let minor = within(parse_decimal(number.trim_end(), decimals).ok_or_else(malformed)?, MOST_MINOR)?;
    let unit = 10_i64.pow(decimals);
    if decimals == 0 {
        return Ok(format!("{minor} {currency}"));
    }
    Ok(format!("{}.{:0width$} {currency}", minor / unit, minor % unit, width = decimals as usize))
}
