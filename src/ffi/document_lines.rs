//! The lines of a document. Prices are gross and of a single unit, in ten-thousandths of a minor unit; quantities are
//! thousandths of a piece, negative on a correction that takes goods back.

use std::ffi::c_char;

use crate::domain::document::{DocumentKind, Line};
use crate::domain::pairs::Pairs;
use crate::ffi::call::{call, free, step};
use crate::ffi::document::optional_kind;
use crate::ffi::document_words::{
    CLIENTELA_DOCUMENT_LINE_FIELD_AMOUNT, CLIENTELA_DOCUMENT_LINE_FIELD_BUNDLE, CLIENTELA_DOCUMENT_LINE_FIELD_BUNDLE_NAME,
    CLIENTELA_DOCUMENT_LINE_FIELD_DEFECTIVE, CLIENTELA_DOCUMENT_LINE_FIELD_DISCOUNT, CLIENTELA_DOCUMENT_LINE_FIELD_EAN,
    CLIENTELA_DOCUMENT_LINE_FIELD_FINAL_PRICE, CLIENTELA_DOCUMENT_LINE_FIELD_ITEM_CODE, CLIENTELA_DOCUMENT_LINE_FIELD_ITEM_NAME,
    CLIENTELA_DOCUMENT_LINE_FIELD_LINE, CLIENTELA_DOCUMENT_LINE_FIELD_QUANTITY, CLIENTELA_DOCUMENT_LINE_FIELD_REGULAR_PRICE,
    CLIENTELA_DOCUMENT_LINE_FIELD_SERIAL_NUMBER, CLIENTELA_DOCUMENT_LINE_FIELD_SOURCE_DOCUMENT, CLIENTELA_DOCUMENT_LINE_FIELD_SOURCE_KIND,
    CLIENTELA_DOCUMENT_LINE_FIELD_SOURCE_LINE, CLIENTELA_DOCUMENT_LINE_FIELD_TAX_RATE, clientela_document_line_field,
};
use crate::ffi::error::clientela_error;
use crate::ffi::handle::{handle, open};
use crate::ffi::out;
use crate::ffi::properties::{PropertiesObject, clientela_properties};
use crate::ffi::record::{Record, Walk};
use crate::ffi::status::clientela_status;

/// A walk over the lines of a document; its present row is read field by field. Use it from one thread at a time; it may move
/// between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_document_lines(i64);
handle!(clientela_document_lines, DocumentLinesObject);

/// Lines, row by row.
pub struct DocumentLinesObject(Walk<Row>);

struct Row {
    record: Record,
    properties: Pairs,
    attributes: Pairs,
}

impl DocumentLinesObject {
    pub fn of(lines: &[Line]) -> Self {
        Self(Walk::new(lines.iter().map(Row::of)))
    }
}

impl Row {
    fn of(line: &Line) -> Self {
        let (source, bundle) = (line.source.as_ref(), line.bundle.as_ref());
        let source_kind = source.and_then(|source| source.kind);
        let record = Record::default()
            .number(CLIENTELA_DOCUMENT_LINE_FIELD_LINE, line.number.into())
            .text(CLIENTELA_DOCUMENT_LINE_FIELD_ITEM_CODE, line.item_code.as_str())
            .text(CLIENTELA_DOCUMENT_LINE_FIELD_ITEM_NAME, line.item_name.as_str())
            .text(CLIENTELA_DOCUMENT_LINE_FIELD_EAN, line.ean.as_str())
            .number(CLIENTELA_DOCUMENT_LINE_FIELD_QUANTITY, line.quantity.scaled())
            .number(CLIENTELA_DOCUMENT_LINE_FIELD_REGULAR_PRICE, line.regular_price.scaled())
            .number(CLIENTELA_DOCUMENT_LINE_FIELD_DISCOUNT, line.discount.scaled())
            .number(CLIENTELA_DOCUMENT_LINE_FIELD_FINAL_PRICE, line.final_price.scaled())
            .text(CLIENTELA_DOCUMENT_LINE_FIELD_SOURCE_DOCUMENT, source.map(|source| source.document.as_str()))
            .number(CLIENTELA_DOCUMENT_LINE_FIELD_SOURCE_LINE, source.map_or(0, |source| source.line.into()))
            .number(CLIENTELA_DOCUMENT_LINE_FIELD_DEFECTIVE, line.defective.into())
            .word(CLIENTELA_DOCUMENT_LINE_FIELD_SOURCE_KIND, optional_kind(source_kind), source_kind.map(DocumentKind::name))
            .text(CLIENTELA_DOCUMENT_LINE_FIELD_SERIAL_NUMBER, line.serial_number.as_str())
            .number(CLIENTELA_DOCUMENT_LINE_FIELD_BUNDLE, bundle.map_or(0, |bundle| bundle.number.into()))
            .text(CLIENTELA_DOCUMENT_LINE_FIELD_BUNDLE_NAME, bundle.map(|bundle| bundle.name.as_str()))
            .number(CLIENTELA_DOCUMENT_LINE_FIELD_AMOUNT, line.gross_amount())
            .number(CLIENTELA_DOCUMENT_LINE_FIELD_TAX_RATE, line.tax_rate.map_or(-1, i64::from));
        Self { record, properties: line.properties.clone(), attributes: line.attributes.clone() }
    }

    fn properties(&self) -> PropertiesObject {
        PropertiesObject::of(&self.properties, &self.attributes)
    }
}

/// Steps to the next line. CLIENTELA_STATUS_DONE: there is none.
///
/// - document_lines: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_document_lines_next(
    document_lines: clientela_document_lines,
    out_error: *mut clientela_error,
) -> clientela_status {
    step(out_error, (), || Ok(open(document_lines, "document_lines")?.0.step()))
}

/// Reads a text of the present line.
///
/// - document_lines: the walk
/// - field: which field, CLIENTELA_DOCUMENT_LINE_FIELD_…
/// - out_text: the text, or NULL when there is none; lives until the walk is freed
/// - out_text_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_document_lines_text(
    document_lines: clientela_document_lines,
    field: clientela_document_line_field,
    out_text: *mut *const c_char,
    out_text_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::text(out_text, out_text_len, "out_text"), || open(document_lines, "document_lines")?.0.row()?.record.lend(field))
}

/// Reads a number of the present line.
///
/// - document_lines: the walk
/// - field: which field, CLIENTELA_DOCUMENT_LINE_FIELD_…
/// - out_number: the number
#[unsafe(no_mangle)]
pub extern "C" fn clientela_document_lines_number(
    document_lines: clientela_document_lines,
    field: clientela_document_line_field,
    out_number: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_number, "out_number"), || open(document_lines, "document_lines")?.0.row()?.record.value(field))
}

/// Begins a walk over the properties (size, reference number) and attributes (brand, genre) of the present line.
///
/// - document_lines: the walk over lines
/// - out_properties: the walk, before its first row; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_document_lines_properties(
    document_lines: clientela_document_lines,
    out_properties: *mut clientela_properties,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_properties, "out_properties"), || Ok(open(document_lines, "document_lines")?.0.row()?.properties()))
}

/// Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
///
/// - document_lines: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_document_lines_free(document_lines: clientela_document_lines) -> clientela_status {
    free(document_lines, "document_lines")
}
