//! Prices of a document that is being filled in: gross and of a single unit, in ten-thousandths of a minor unit, with amounts that
//! add up to the total. No store is needed.

use crate::domain::document::Document;
use crate::domain::pricing::{PricedLine, Tax, cash_rounding};
use crate::error::Result;
use crate::ffi::call::{call, free, step};
use crate::ffi::document_list::clientela_documents;
use crate::ffi::document_words::{
    CLIENTELA_PRICE_FIELD_AMOUNT, CLIENTELA_PRICE_FIELD_DISCOUNT, CLIENTELA_PRICE_FIELD_FINAL_PRICE, CLIENTELA_PRICE_FIELD_LINE,
    CLIENTELA_PRICE_FIELD_REGULAR_PRICE, CLIENTELA_TAX_FIELD_GROSS, CLIENTELA_TAX_FIELD_NET, CLIENTELA_TAX_FIELD_RATE,
    CLIENTELA_TAX_FIELD_TAX, clientela_price_field, clientela_tax_field,
};
use crate::ffi::error::clientela_error;
use crate::ffi::handle::{handle, open};
use crate::ffi::record::{Record, Walk};
use crate::ffi::status::clientela_status;
use crate::ffi::{out, words};

/// A walk over the priced lines of a document; its present row is read field by field. Use it from one thread at a time; it may move
/// between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_prices(i64);
handle!(clientela_prices, PricesObject);

/// A walk over what each rate of tax comes to, lowest first. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_taxes(i64);
handle!(clientela_taxes, TaxesObject);

/// Priced lines, row by row.
pub struct PricesObject {
    lines: Walk<Record>,
    total: i64,
    taxes: Vec<Tax>,
}

/// Rates, row by row.
pub struct TaxesObject(Walk<Record>);

impl TaxesObject {
    pub fn of(taxes: &[Tax]) -> Self {
        Self(Walk::new(taxes.iter().map(tax_record)))
    }
}

impl PricesObject {
    fn of(document: &Document) -> Result<Self> {
        let priced = document.price()?;
        let lines = document.lines.iter().zip(&priced.lines).map(|(line, priced)| price_record(line.number, priced));
        Ok(Self { lines: Walk::new(lines), total: priced.total, taxes: priced.taxes })
    }
}

fn price_record(line: u32, priced: &PricedLine) -> Record {
    Record::default()
        .number(CLIENTELA_PRICE_FIELD_LINE, line.into())
        .number(CLIENTELA_PRICE_FIELD_REGULAR_PRICE, priced.regular_price.scaled())
        .number(CLIENTELA_PRICE_FIELD_DISCOUNT, priced.discount.scaled())
        .number(CLIENTELA_PRICE_FIELD_FINAL_PRICE, priced.final_price.scaled())
        .number(CLIENTELA_PRICE_FIELD_AMOUNT, priced.amount)
}

fn tax_record(tax: &Tax) -> Record {
    Record::default()
        .number(CLIENTELA_TAX_FIELD_RATE, tax.rate.into())
        .number(CLIENTELA_TAX_FIELD_NET, tax.net)
        .number(CLIENTELA_TAX_FIELD_TAX, tax.tax)
        .number(CLIENTELA_TAX_FIELD_GROSS, tax.gross)
}

/// Prices the lines of the document begun last; the document stays as it is. When CLIENTELA_DOCUMENT_FIELD_NET is 1 its prices and
/// amounts are net and every line needs its rate of tax; else they are gross. An amount that was set stays, and the final price
/// follows from it (3 for 10.00). CLIENTELA_STATUS_INVALID: a rate is missing, or an amount is too large.
///
/// - documents: the list
/// - out_prices: the walk, before its first row; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_documents_price(
    documents: clientela_documents,
    out_prices: *mut clientela_prices,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_prices, "out_prices"), || PricesObject::of(open(documents, "documents")?.last()?))
}

/// Gives the gross total in minor units: the sum of the lines' amounts, without cash rounding.
///
/// - prices: the walk
/// - out_total: the total
#[unsafe(no_mangle)]
pub extern "C" fn clientela_prices_total(
    prices: clientela_prices,
    out_total: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_total, "out_total"), || Ok(open(prices, "prices")?.total))
}

/// Gives what cash rounding adds to the total, or takes off it, in minor units. It is no part of the total.
///
/// - prices: the walk
/// - step: the smallest coin in minor units, such as 5 for 0.05; 1: nothing is rounded
/// - out_rounding: what is added
#[unsafe(no_mangle)]
pub extern "C" fn clientela_prices_cash_rounding(
    prices: clientela_prices,
    step: i32,
    out_rounding: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_rounding, "out_rounding"), || {
        let prices = open(prices, "prices")?;
        Ok(cash_rounding(prices.total, words::within(step, "step")?))
    })
}

/// Steps to the next line. CLIENTELA_STATUS_DONE: there is none.
///
/// - prices: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_prices_next(prices: clientela_prices, out_error: *mut clientela_error) -> clientela_status {
    step(out_error, (), || Ok(open(prices, "prices")?.lines.step()))
}

/// Reads a number of the present line.
///
/// - prices: the walk
/// - field: which field, CLIENTELA_PRICE_FIELD_…
/// - out_number: the number
#[unsafe(no_mangle)]
pub extern "C" fn clientela_prices_number(
    prices: clientela_prices,
    field: clientela_price_field,
    out_number: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_number, "out_number"), || open(prices, "prices")?.lines.row()?.value(field))
}

/// Begins a walk over what each rate of tax comes to, lowest first. Lines whose rate is not known are in none.
///
/// - prices: the walk over lines
/// - out_taxes: the walk, before its first row; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_prices_taxes(
    prices: clientela_prices,
    out_taxes: *mut clientela_taxes,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_taxes, "out_taxes"), || Ok(TaxesObject::of(&open(prices, "prices")?.taxes)))
}

/// Steps to the next rate. CLIENTELA_STATUS_DONE: there is none.
///
/// - taxes: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_taxes_next(taxes: clientela_taxes, out_error: *mut clientela_error) -> clientela_status {
    step(out_error, (), || Ok(open(taxes, "taxes")?.0.step()))
}

/// Reads a number of the present rate.
///
/// - taxes: the walk
/// - field: which field, CLIENTELA_TAX_FIELD_…
/// - out_number: the number
#[unsafe(no_mangle)]
pub extern "C" fn clientela_taxes_number(
    taxes: clientela_taxes,
    field: clientela_tax_field,
    out_number: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_number, "out_number"), || open(taxes, "taxes")?.0.row()?.value(field))
}

/// Frees a walk over rates. No walk (0) is allowed.
///
/// - taxes: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_taxes_free(taxes: clientela_taxes) -> clientela_status {
    free(taxes, "taxes")
}

/// Frees a walk over priced lines. No walk (0) is allowed.
///
/// - prices: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_prices_free(prices: clientela_prices) -> clientela_status {
    free(prices, "prices")
}
