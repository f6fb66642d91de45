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
