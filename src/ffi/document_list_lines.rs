//! The lines of documents that are being filled in. Prices are gross and of a single unit, in ten-thousandths of a minor unit;
//! quantities are thousandths of a piece, negative on a correction that takes goods back.

use std::ffi::c_char;

use crate::domain::document::{Bundle, Line, LineRef};
use crate::domain::money::{Price, Quantity};
use crate::domain::pricing::HIGHEST_RATE;
use crate::error::Result;
use crate::ffi::call::call;
use crate::ffi::document_list::clientela_documents;
use crate::ffi::document_words::{
    CLIENTELA_DOCUMENT_LINE_FIELD_AMOUNT, CLIENTELA_DOCUMENT_LINE_FIELD_DEFECTIVE, CLIENTELA_DOCUMENT_LINE_FIELD_DISCOUNT,
    CLIENTELA_DOCUMENT_LINE_FIELD_EAN, CLIENTELA_DOCUMENT_LINE_FIELD_FINAL_PRICE, CLIENTELA_DOCUMENT_LINE_FIELD_ITEM_CODE,
    CLIENTELA_DOCUMENT_LINE_FIELD_ITEM_NAME, CLIENTELA_DOCUMENT_LINE_FIELD_QUANTITY, CLIENTELA_DOCUMENT_LINE_FIELD_REGULAR_PRICE,
    CLIENTELA_DOCUMENT_LINE_FIELD_SERIAL_NUMBER, CLIENTELA_DOCUMENT_LINE_FIELD_SOURCE_KIND, CLIENTELA_DOCUMENT_LINE_FIELD_TAX_RATE,
    clientela_document_line_field,
};
use crate::ffi::error::clientela_error;
use crate::ffi::handle::open;
use crate::ffi::raw::misuse;
use crate::ffi::status::clientela_status;
use crate::ffi::{raw, words};

fn set_line_text(line: &mut Line, field: clientela_document_line_field, text: &str) -> Result<()> {
    match field {
        CLIENTELA_DOCUMENT_LINE_FIELD_ITEM_CODE => text.clone_into(&mut line.item_code),
        CLIENTELA_DOCUMENT_LINE_FIELD_ITEM_NAME => text.clone_into(&mut line.item_name),
        CLIENTELA_DOCUMENT_LINE_FIELD_EAN => text.clone_into(&mut line.ean),
        CLIENTELA_DOCUMENT_LINE_FIELD_SERIAL_NUMBER => text.clone_into(&mut line.serial_number),
        _ => return Err(misuse("argument.unknown_constant", "field")),
    }
    Ok(())
}

fn set_line_number(line: &mut Line, field: clientela_document_line_field, number: i64) -> Result<()> {
    match field {
        CLIENTELA_DOCUMENT_LINE_FIELD_QUANTITY => line.quantity = Quantity::from_scaled(number),
        CLIENTELA_DOCUMENT_LINE_FIELD_REGULAR_PRICE => line.regular_price = Price::from_scaled(number),
        CLIENTELA_DOCUMENT_LINE_FIELD_DISCOUNT => line.discount = Price::from_scaled(number),
        CLIENTELA_DOCUMENT_LINE_FIELD_FINAL_PRICE => line.final_price = Price::from_scaled(number),
        CLIENTELA_DOCUMENT_LINE_FIELD_DEFECTIVE => line.defective = words::yes(number, "number")?,
        CLIENTELA_DOCUMENT_LINE_FIELD_SOURCE_KIND => source_of(line)?.kind = words::optional_kind(number, "number")?,
        CLIENTELA_DOCUMENT_LINE_FIELD_AMOUNT => line.amount = Some(number),
        CLIENTELA_DOCUMENT_LINE_FIELD_TAX_RATE => line.tax_rate = tax_rate(number)?,
        _ => return Err(misuse("argument.unknown_constant", "field")),
    }
    Ok(())
}

/// Hundredths of a percent, or -1 where they are not known.
fn tax_rate(number: i64) -> Result<Option<u16>> {
    if number == -1 { Ok(None) } else { percent(number, "number").map(Some) }
}

fn percent(number: i64, argument: &'static str) -> Result<u16> {
    let rate = words::within(number, argument)?;
    if rate > HIGHEST_RATE { Err(misuse("argument.out_of_range", argument)) } else { Ok(rate) }
}

fn source_of(line: &mut Line) -> Result<&mut LineRef> {
    line.source.as_mut().ok_or_else(|| misuse("argument.out_of_range", "field"))
}

/// Begins a line of the document begun last: what is set for a line from now on belongs to it. At first its quantity is 0.
///
/// - documents: the list
/// - number: its number, from 1 within the document
#[unsafe(no_mangle)]
pub extern "C" fn clientela_documents_begin_line(
    documents: clientela_documents,
    number: i32,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let mut documents = open(documents, "documents")?;
        let number = words::within(number, "number")?;
        documents.last()?.lines.push(Line { number, ..Line::default() });
        Ok(())
    })
}

/// Sets a text of the line begun last.
///
/// - documents: the list
/// - field: which field: CLIENTELA_DOCUMENT_LINE_FIELD_ITEM_CODE, ITEM_NAME, EAN or SERIAL_NUMBER
/// - text: the text; it is copied
/// - text_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
#[unsafe(no_mangle)]
pub extern "C" fn clientela_documents_set_line_text(
    documents: clientela_documents,
    field: clientela_document_line_field,
    text: *const c_char,
    text_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || set_line_text(open(documents, "documents")?.last_line()?, field, raw::text(text, text_len, "text")?))
}

/// Sets a number of the line begun last.
///
/// - documents: the list
/// - field: which field: CLIENTELA_DOCUMENT_LINE_FIELD_QUANTITY, DEFECTIVE, AMOUNT, TAX_RATE, one of the prices, or, when its source was
///   set, SOURCE_KIND
/// - number: the number
#[unsafe(no_mangle)]
pub extern "C" fn clientela_documents_set_line_number(
    documents: clientela_documents,
    field: clientela_document_line_field,
    number: i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || set_line_number(open(documents, "documents")?.last_line()?, field, number))
}

/// Takes so much off the regular price of the line begun last, which is set before: discount and final price follow from it.
///
/// - documents: the list
/// - rate: hundredths of a percent, 0 to 10000
#[unsafe(no_mangle)]
pub extern "C" fn clientela_documents_set_line_discount_rate(
    documents: clientela_documents,
    rate: i32,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let mut documents = open(documents, "documents")?;
        let rate = percent(rate.into(), "rate")?;
        let line = documents.last_line()?;
        line.discount = line.regular_price.percent(rate);
        line.final_price = Price::from_scaled(line.regular_price.scaled().saturating_sub(line.discount.scaled()));
        Ok(())
    })
}

/// Says which line of another document the line begun last corrects, complains about or was made from.
///
/// - documents: the list
/// - document: the other document's number
/// - document_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - line: the line's number in it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_documents_set_line_source(
    documents: clientela_documents,
    document: *const c_char,
    document_len: usize,
    line: i32,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let mut documents = open(documents, "documents")?;
        let document = raw::text(document, document_len, "document")?.to_owned();
        documents.last_line()?.source = Some(LineRef::new(document, words::within(line, "line")?));
        Ok(())
    })
}

/// Says to which bundle or set the line begun last belongs. Lines of one bundle have the same number.
///
/// - documents: the list
/// - number: the bundle's number, from 1 within the document; 0: it belongs to none
/// - name: its name, as sold
/// - name_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
#[unsafe(no_mangle)]
pub extern "C" fn clientela_documents_set_line_bundle(
    documents: clientela_documents,
    number: i32,
    name: *const c_char,
    name_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let mut documents = open(documents, "documents")?;
        let bundle = Bundle { number: words::within(number, "number")?, name: raw::text(name, name_len, "name")?.to_owned() };
        documents.last_line()?.bundle = Some(bundle).filter(|bundle| bundle.number > 0);
        Ok(())
    })
}

/// Adds a property or attribute to the line begun last.
///
/// - documents: the list
/// - name: its name, such as `size`
/// - name_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - value: its value, such as `42`
/// - value_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - attribute: 1 for an attribute of the item (brand, genre), 0 for a property of this piece (size, reference number)
#[unsafe(no_mangle)]
pub extern "C" fn clientela_documents_add_property(
    documents: clientela_documents,
    name: *const c_char,
    name_len: usize,
    value: *const c_char,
    value_len: usize,
    attribute: i32,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let mut documents = open(documents, "documents")?;
        let (name, value) = (raw::text(name, name_len, "name")?, raw::text(value, value_len, "value")?);
        let (attribute, line) = (words::yes(attribute, "attribute")?, documents.last_line()?);
        let list = if attribute { &mut line.attributes } else { &mut line.properties };
        list.push(name, value);
        Ok(())
    })
}
