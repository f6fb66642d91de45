//! Prices of the lines of a document: gross per single unit, an amount for each line, and amounts that add up to the total. Whole
//! numbers only; every rounding is half away from zero.
//!
//! - **Gross documents** (a till): amount = quantity × final price, rounded to the minor unit; the total is the sum of the amounts.
//! - **Net documents** (business): net amounts are rounded like that, tax is computed for each rate on the sum of its net amounts and
//!   rounded, and what a rate comes to gross is distributed over its lines by largest remainder (the first line where two are alike).
//!   So the amounts add up to the total here too.
//! - A **unit price** that does not divide evenly (3 for 10.00) is rounded at four more decimals, and the line keeps its own amount.
//! - **Cash rounding** is a figure of its own, never part of the total.

#[cfg(feature = "testing")]
mod arb;
mod share;

use std::collections::BTreeMap;

#[cfg(feature = "testing")]
pub use arb::arb_price_line;

use crate::domain::document::{Document, Line};
use crate::domain::money::{PRICE_SCALE, Price, QUANTITY_SCALE, Quantity, rounded};
use crate::error::Violation;

/// 100 %, in hundredths of a percent.
pub(super) const WHOLE: i128 = 10_000;

/// The highest rate of tax: 100 %, in hundredths of a percent.
pub const HIGHEST_RATE: u16 = 10_000;

/// What the prices of a document's lines are before they are priced.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Basis {
    /// Gross, as at a till.
    Gross,
    /// Net, as on a business document.
    Net,
}

/// A line to be priced. Its prices are those of the document's [`Basis`].
///
/// ```
/// use clientela::domain::money::{Price, Quantity};
/// use clientela::domain::pricing::{Basis, PriceLine, price};
/// let socks = PriceLine::new(Quantity::from_pieces(3), Price::from_minor(499)).less_percent(1_000).taxed(1_900);
/// let priced = price(&[socks], Basis::Gross)?;
/// assert_eq!((priced.lines[0].final_price, priced.total), (Price::from_scaled(4_491_000), 1_347));
/// # Ok::<(), clientela::Error>(())
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PriceLine {
    /// How many.
    pub quantity: Quantity,
    /// The regular price of a single unit.
    pub regular_price: Price,
    /// The price of a single unit after the discount.
    pub final_price: Price,
    /// The amount of the whole line, where that is fixed and not the unit price (3 for 10.00).
    pub amount: Option<i64>,
    /// The rate of tax in hundredths of a percent; a net document needs it.
    pub tax_rate: Option<u16>,
}

impl PriceLine {
    /// A line without discount and tax.
    pub fn new(quantity: Quantity, regular_price: Price) -> Self {
        Self { quantity, regular_price, final_price: regular_price, amount: None, tax_rate: None }
    }

    /// So much off every unit.
    #[must_use]
    pub fn less(self, discount: Price) -> Self {
        let left = self.regular_price.scaled().saturating_sub(discount.scaled());
        Self { final_price: Price::from_scaled(left), ..self }
    }

    /// So many hundredths of a percent off every unit.
    #[must_use]
    pub fn less_percent(self, rate: u16) -> Self {
        self.less(self.regular_price.percent(rate))
    }

    /// The whole line costs this, in minor units; the final price follows from it.
    #[must_use]
    pub fn amounting(self, amount: i64) -> Self {
        let final_price = Price::per_unit(amount, self.quantity).unwrap_or(self.final_price);
        Self { amount: Some(amount), final_price, ..self }
    }

    /// With a rate of tax in hundredths of a percent.
    #[must_use]
    pub fn taxed(self, rate: u16) -> Self {
        Self { tax_rate: Some(rate), ..self }
    }

    fn own_amount(&self) -> Result<i128, Violation> {
        let parts = i128::from(self.final_price.scaled()) * i128::from(self.quantity.scaled());
        let computed = rounded(parts, i128::from(PRICE_SCALE) * i128::from(QUANTITY_SCALE));
        let amount = self.amount.map_or(computed, i128::from);
        fits(amount).map(i128::from)
    }

    fn rate(&self, basis: Basis) -> Result<u16, Violation> {
        match basis {
            Basis::Gross => Ok(0),
            Basis::Net => self.tax_rate.ok_or_else(|| Violation::new("tax_rate", "required")),
        }
    }
}

/// A line with its prices. Regular price less discount is the final price.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PricedLine {
    /// The regular price of a single unit, gross.
    pub regular_price: Price,
    /// The discount on a single unit, gross.
    pub discount: Price,
    /// The price paid for a single unit, gross.
    pub final_price: Price,
    /// The gross amount of the whole line in minor units.
    pub amount: i64,
}

/// What one rate of tax comes to, in minor units.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Tax {
    /// Hundredths of a percent.
    pub rate: u16,
    /// Without the tax.
    pub net: i64,
    /// The tax.
    pub tax: i64,
    /// With the tax.
    pub gross: i64,
}

/// Priced lines. Their amounts add up to the total.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Priced {
    /// The lines, in their order.
    pub lines: Vec<PricedLine>,
    /// The gross total in minor units.
    pub total: i64,
    /// What each rate comes to, lowest first; lines whose rate is not known are in none.
    pub taxes: Vec<Tax>,
}

/// Prices the lines of one document.
///
/// # Errors
/// `required` where a line of a net document has no rate of tax; `amount.too_large` beyond the range of amounts or prices.
pub fn price(lines: &[PriceLine], basis: Basis) -> Result<Priced, Violation> {
    let own = lines.iter().map(PriceLine::own_amount).collect::<Result<Vec<_>, _>>()?;
    let rates = lines.iter().map(|line| line.rate(basis)).collect::<Result<Vec<_>, _>>()?;
    let amounts = share::gross(&own, &rates).into_iter().map(fits).collect::<Result<Vec<_>, _>>()?;
    let total = fits(amounts.iter().map(|amount| i128::from(*amount)).sum())?;
    let taxes = taxes(lines.iter().map(|line| line.tax_rate).zip(amounts.iter().copied()))?;
    let priced = lines.iter().zip(rates).zip(amounts).map(|((line, rate), amount)| line_of(line, rate, amount));
    Ok(Priced { lines: priced.collect::<Result<_, _>>()?, total, taxes })
}

fn line_of(line: &PriceLine, rate: u16, amount: i64) -> Result<PricedLine, Violation> {
    let gross = |price: Price| fits(rounded(i128::from(price.scaled()) * (WHOLE + i128::from(rate)), WHOLE));
    let (regular, paid) = (gross(line.regular_price)?, gross(line.final_price)?);
    let price = Price::from_scaled;
    let discount = fits(i128::from(regular) - i128::from(paid))?;
    Ok(PricedLine { regular_price: price(regular), discount: price(discount), final_price: price(paid), amount })
}

/// What each rate comes to, from gross amounts: of a net document the very sums it was computed from.
fn taxes(lines: impl Iterator<Item = (Option<u16>, i64)>) -> Result<Vec<Tax>, Violation> {
    let mut sums: BTreeMap<u16, i128> = BTreeMap::new();
    for (rate, amount) in lines.filter_map(|(rate, amount)| rate.zip(Some(amount))) {
        *sums.entry(rate).or_default() += i128::from(amount);
    }
    let tax = |(rate, gross): (u16, i128)| {
        let tax = rounded(gross * i128::from(rate), WHOLE + i128::from(rate));
        Ok(Tax { rate, net: fits(gross - tax)?, tax: fits(tax)?, gross: fits(gross)? })
    };
    sums.into_iter().map(tax).collect()
}

/// What cash rounding to a step (5: to 0.05 of a currency with two decimals) adds to a total, or takes off it, in minor units.
///
/// ```
/// use clientela::domain::pricing::cash_rounding;
/// assert_eq!([cash_rounding(1_997, 5), cash_rounding(1_992, 5), cash_rounding(-1_997, 5), cash_rounding(1_997, 1)], [-2, -2, 2, 0]);
/// ```
pub fn cash_rounding(total: i64, step: u32) -> i64 {
    let (total, step) = (i128::from(total), i128::from(step.max(1)));
    crate::domain::money::saturated(rounded(total, step) * step - total)
}

/// Makes net prices of lines gross, and gives each line that has no amount its gross amount. What a line says already stays.
///
/// # Errors
/// As [`price`].
pub fn make_gross(lines: &mut [Line]) -> Result<(), Violation> {
    let net: Vec<PriceLine> = lines.iter().map(PriceLine::from).collect();
    for (line, priced) in lines.iter_mut().zip(price(&net, Basis::Net)?.lines) {
        line.regular_price = priced.regular_price;
        line.discount = priced.discount;
        line.final_price = priced.final_price;
        line.amount = line.amount.or(Some(priced.amount));
    }
    Ok(())
}

impl From<&Line> for PriceLine {
    fn from(line: &Line) -> Self {
        let (quantity, regular_price, final_price) = (line.quantity, line.regular_price, line.final_price);
        Self { quantity, regular_price, final_price, amount: None, tax_rate: line.tax_rate }
    }
}

impl Document {
    /// Prices a document that is being made. As [`Self::net`] says, its prices and amounts are net or gross; an amount that a line has
    /// stays, and its final price follows from it. The document itself stays as it is.
    ///
    /// # Errors
    /// As [`price`].
    pub fn price(&self) -> Result<Priced, Violation> {
        let line = |line: &Line| line.amount.map_or(PriceLine::from(line), |amount| PriceLine::from(line).amounting(amount));
        let basis = if self.net { Basis::Net } else { Basis::Gross };
        price(&self.lines.iter().map(line).collect::<Vec<_>>(), basis)
    }

    /// Prices the lines of a document that is being made, whose prices are gross, and sets its total. A regular price of 0 without a
    /// discount is the final price; an amount that a line of the document's own has stays, and its final price follows from it; one that
    /// refers to another line keeps prices and amount of that.
    ///
    /// # Errors
    /// `amount.too_large` beyond the range of amounts.
    pub fn price_gross(&mut self) -> Result<(), Violation> {
        self.lines.iter_mut().try_for_each(price_line)?;
        self.total = fits(self.lines.iter().map(|line| i128::from(line.gross_amount())).sum())?;
        Ok(())
    }

    /// What each rate of tax comes to, lowest first; lines whose rate is not known are in none.
    ///
    /// # Errors
    /// `amount.too_large` beyond the range of amounts.
    pub fn taxes(&self) -> Result<Vec<Tax>, Violation> {
        taxes(self.lines.iter().map(|line| (line.tax_rate, line.gross_amount())))
    }
}

fn price_line(line: &mut Line) -> Result<(), Violation> {
    if [line.regular_price, line.discount] == [Price::default(); 2] {
        line.regular_price = line.final_price;
    }
    let told = line.amount.filter(|_| line.source.is_none());
    let asked = told.map_or(PriceLine::from(&*line), |amount| PriceLine::from(&*line).amounting(amount));
    let priced = line_of(&asked, 0, fits(asked.own_amount()?)?)?;
    line.regular_price = priced.regular_price;
    line.discount = priced.discount;
    line.final_price = priced.final_price;
    line.amount = line.amount.or(Some(priced.amount));
    Ok(())
}

fn fits(number: i128) -> Result<i64, Violation> {
    i64::try_from(number).map_err(|_| Violation::new("amount", "amount.too_large"))
}
