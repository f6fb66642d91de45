//! Amounts, prices and quantities as whole numbers; no floating point.

use std::fmt;

use crate::error::Violation;

/// How many parts of a minor unit a [`Price`] counts: four more decimals, for fuel and goods sold by weight.
pub const PRICE_SCALE: i64 = 10_000;

/// How many parts of one piece a [`Quantity`] counts.
pub const QUANTITY_SCALE: i64 = 1_000;

/// An ISO 4217 currency code, such as `EUR`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Currency([u8; 3]);

impl Currency {
    /// Reads three capital letters.
    ///
    /// # Errors
    /// `currency.malformed` for anything else.
    pub fn parse(text: &str) -> Result<Self, Violation> {
        match <[u8; 3]>::try_from(text.as_bytes()) {
            Ok(code) if code.iter().all(u8::is_ascii_uppercase) => Ok(Self(code)),
            _ => Err(Violation::new("currency", "currency.malformed")),
        }
    }

    /// How many decimals amounts have: the minor unit of ISO 4217. Two where the list does not say otherwise.
    ///
    /// ```
    /// use clientela::domain::money::Currency;
    /// let decimals = |code| Currency::parse(code).map(|currency| currency.decimals());
    /// assert_eq!([decimals("EUR"), decimals("JPY"), decimals("KWD")], [Ok(2), Ok(0), Ok(3)]);
    /// ```
    pub fn decimals(self) -> u32 {
        match self.as_str() {
            "BIF" | "CLP" | "DJF" | "GNF" | "ISK" | "JPY" | "KMF" | "KRW" | "PYG" | "RWF" | "UGX" | "VND" | "VUV" | "XAF" | "XOF"
            | "XPF" => 0,
            "BHD" | "IQD" | "JOD" | "KWD" | "LYD" | "OMR" | "TND" => 3,
            _ => 2,
        }
    }

    /// The three letters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("XXX")
    }
}

impl fmt::Display for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Currency {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A gross price of a single unit, in ten-thousandths of a minor unit (of a cent, for EUR).
///
/// ```
/// use clientela::domain::money::Price;
/// assert_eq!(Price::from_minor(199).minor(), 199);
/// assert_eq!(Price::from_scaled(15_999).minor(), 2); // 1.5999 cents: rounded half away from zero
/// ```
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Price(i64);

impl Price {
    /// From whole minor units.
    pub const fn from_minor(minor: i64) -> Self {
        Self(minor.saturating_mul(PRICE_SCALE))
    }

    /// From ten-thousandths of a minor unit.
    pub const fn from_scaled(scaled: i64) -> Self {
        Self(scaled)
    }

    /// Ten-thousandths of a minor unit.
    pub const fn scaled(self) -> i64 {
        self.0
    }

    /// Whole minor units, rounded half away from zero.
    pub const fn minor(self) -> i64 {
        let half = if self.0 < 0 { -PRICE_SCALE / 2 } else { PRICE_SCALE / 2 };
        self.0.saturating_add(half) / PRICE_SCALE
    }

    /// What a single unit costs where so many cost this, in minor units: rounded at four more decimals. None for a quantity of 0, or
    /// beyond the range of prices.
    ///
    /// ```
    /// use clientela::domain::money::{Price, Quantity};
    /// assert_eq!(Price::per_unit(1_000, Quantity::from_pieces(3)), Some(Price::from_scaled(3_333_333)));
    /// ```
    pub fn per_unit(amount: i64, quantity: Quantity) -> Option<Self> {
        let sign = i128::from(quantity.0.signum());
        let parts = sign * i128::from(amount) * i128::from(PRICE_SCALE) * i128::from(QUANTITY_SCALE);
        let scaled = (sign != 0).then(|| rounded(parts, i128::from(quantity.0).abs()))?;
        i64::try_from(scaled).ok().map(Self)
    }

    /// So many hundredths of a percent of it, rounded half away from zero.
    #[must_use]
    pub fn percent(self, rate: u16) -> Self {
        Self(saturated(rounded(i128::from(self.0) * i128::from(rate), 10_000)))
    }

    /// What so many cost in minor units, rounded half away from zero; at the ends of the range, the end.
    pub fn times(self, quantity: Quantity) -> i64 {
        let parts = i128::from(self.0) * i128::from(quantity.0);
        saturated(rounded(parts, i128::from(PRICE_SCALE) * i128::from(QUANTITY_SCALE)))
    }
}

/// How many pieces (or kilograms, or litres), in thousandths; negative on corrections.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug, Default)]
pub struct Quantity(i64);

impl Quantity {
    /// From thousandths of a piece.
    pub const fn from_scaled(scaled: i64) -> Self {
        Self(scaled)
    }

    /// From whole pieces.
    pub const fn from_pieces(pieces: i64) -> Self {
        Self(pieces.saturating_mul(QUANTITY_SCALE))
    }

    /// Thousandths of a piece.
    pub const fn scaled(self) -> i64 {
        self.0
    }
}

/// Divides by a positive number and rounds half away from zero.
pub(crate) fn rounded(parts: i128, by: i128) -> i128 {
    let half = if parts < 0 { -(by / 2) } else { by / 2 };
    (parts + half) / by
}

/// A number within the range of amounts; at its ends, the end.
pub(crate) fn saturated(number: i128) -> i64 {
    i64::try_from(number).unwrap_or(if number < 0 { i64::MIN } else { i64::MAX })
}

/// Reads a decimal number exactly as a whole number of parts: `1.5` in thousandths (3 decimals) is 1500.
/// More decimals than that, exponents and blanks are refused.
pub fn parse_decimal(text: &str, decimals: u32) -> Option<i64> {
    let (negative, digits) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
    let (whole, part) = digits.split_once('.').unwrap_or((digits, ""));
    let all_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let part_length = u32::try_from(part.len()).ok()?;
    if whole.is_empty() || !all_digits(whole) || !all_digits(part) || part_length > decimals || digits.ends_with('.') {
        return None;
    }
    let whole: i64 = whole.parse().ok()?;
    let part: i64 = if part.is_empty() { 0 } else { part.parse().ok()? };
    let parts = whole.checked_mul(10_i64.checked_pow(decimals)?)?.checked_add(part * 10_i64.pow(decimals - part_length))?;
    Some(if negative { -parts } else { parts })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_decimal_is_read_exactly_or_not_at_all() {
        let good = [("1.5", 3, 1500), ("-0.25", 3, -250), ("149.95", 4, 1_499_500), ("7", 0, 7), ("0.001", 3, 1)];
        assert!(good.iter().all(|(text, decimals, parts)| parse_decimal(text, *decimals) == Some(*parts)));
        let bad = ["", "-", ".5", "1.", "1.2345", "1e3", "two", "1 000", "99999999999999999999", "+1", "1.-5"];
        assert!(bad.iter().all(|text| parse_decimal(text, 3).is_none()));
    }

    #[test]
    fn a_price_is_rounded_half_away_from_zero() {
        let rounded = [(4_999, 0), (5_000, 1), (-5_000, -1), (-4_999, 0), (15_000, 2)];
        assert!(rounded.iter().all(|(scaled, minor)| Price::from_scaled(*scaled).minor() == *minor));
    }
}
