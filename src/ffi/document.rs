//! A document with its lines, as it stood when the handle was given: of a store, or of a preview. Of an anonymized customer it shows no
//! personal data.

use std::ffi::c_char;

use crate::domain::document::{Document, DocumentKind, Line};
use crate::domain::erasure::addressee_values;
use crate::domain::id::Code;
use crate::ffi::blob::{self, LentBytes};
use crate::ffi::call::{call, free};
use crate::ffi::constants::clientela_field;
use crate::ffi::document_lines::{DocumentLinesObject, clientela_document_lines};
use crate::ffi::document_words::{
    CLIENTELA_DOCUMENT_FIELD_ANONYMIZED, CLIENTELA_DOCUMENT_FIELD_BARCODE, CLIENTELA_DOCUMENT_FIELD_BRANCH,
    CLIENTELA_DOCUMENT_FIELD_CREATED, CLIENTELA_DOCUMENT_FIELD_CURRENCY, CLIENTELA_DOCUMENT_FIELD_CUSTOMER,
    CLIENTELA_DOCUMENT_FIELD_DIFFERENCE, CLIENTELA_DOCUMENT_FIELD_ID, CLIENTELA_DOCUMENT_FIELD_ISSUER, CLIENTELA_DOCUMENT_FIELD_KIND,
    CLIENTELA_DOCUMENT_FIELD_LINES, CLIENTELA_DOCUMENT_FIELD_NET, CLIENTELA_DOCUMENT_FIELD_NUMBER, CLIENTELA_DOCUMENT_FIELD_OPERATOR,
    CLIENTELA_DOCUMENT_FIELD_PAYLOAD_GROUND, CLIENTELA_DOCUMENT_FIELD_PAYLOAD_UNTIL, CLIENTELA_DOCUMENT_FIELD_ROUNDING,
    CLIENTELA_DOCUMENT_FIELD_SOURCE, CLIENTELA_DOCUMENT_FIELD_SOURCE_KIND, CLIENTELA_DOCUMENT_FIELD_STATE,
    CLIENTELA_DOCUMENT_FIELD_STATION, CLIENTELA_DOCUMENT_FIELD_TOTAL, clientela_document_field,
};
use crate::ffi::error::clientela_error;
use crate::ffi::handle::{handle, open};
use crate::ffi::record::{Record, int};
use crate::ffi::shown::Fixed;
use crate::ffi::status::clientela_status;
use crate::ffi::{input, out};

/// A document. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_document(i64);
handle!(clientela_document, DocumentObject);

/// A document, ready to be lent.
pub struct DocumentObject {
    record: Record,
    addressee: Fixed,
    payload: Option<Box<[u8]>>,
    lines: Vec<Line>,
}

impl DocumentObject {
    pub fn of(document: Document) -> Self {
        let addressee = Fixed::of(addressee_values(&document.addressee).map(|(field, text)| (field, 0, text)));
        let record = record(&document);
        let payload = document.payload.map(|payload| payload.bytes.into_boxed_slice());
        Self { record, addressee, payload, lines: document.lines }
    }
}

/// The number of a kind that may be unknown.
pub fn optional_kind(kind: Option<DocumentKind>) -> i32 {
    kind.map_or(-1, |kind| kind as i32)
}

fn record(document: &Document) -> Record {
    let (id, customer) = (document.id.to_string(), document.customer.map(|customer| customer.to_string()));
    let keep = document.payload.as_ref().and_then(|payload| payload.keep.as_ref());
    let until = keep.map(|(_, until)| until.to_string());
    Record::default()
        .text(CLIENTELA_DOCUMENT_FIELD_ID, id.as_str())
        .word(CLIENTELA_DOCUMENT_FIELD_KIND, document.kind as i32, document.kind.name())
        .text(CLIENTELA_DOCUMENT_FIELD_NUMBER, document.number.as_str())
        .word(CLIENTELA_DOCUMENT_FIELD_STATE, document.state as i32, document.state.name())
        .text(CLIENTELA_DOCUMENT_FIELD_ISSUER, document.issuer.as_deref())
        .text(CLIENTELA_DOCUMENT_FIELD_CUSTOMER, customer.as_deref())
        .number(CLIENTELA_DOCUMENT_FIELD_ANONYMIZED, document.anonymized.into())
        .text(CLIENTELA_DOCUMENT_FIELD_SOURCE, document.source.as_deref())
        .number(CLIENTELA_DOCUMENT_FIELD_CREATED, document.created.millis())
        .text(CLIENTELA_DOCUMENT_FIELD_BRANCH, document.branch.as_ref().map(Code::as_str))
        .text(CLIENTELA_DOCUMENT_FIELD_STATION, document.station.as_ref().map(Code::as_str))
        .text(CLIENTELA_DOCUMENT_FIELD_OPERATOR, document.operator.as_ref().map(Code::as_str))
        .text(CLIENTELA_DOCUMENT_FIELD_BARCODE, document.barcode.as_deref())
        .text(CLIENTELA_DOCUMENT_FIELD_CURRENCY, document.currency.as_str())
        .number(CLIENTELA_DOCUMENT_FIELD_TOTAL, document.total)
        .number(CLIENTELA_DOCUMENT_FIELD_LINES, int(document.lines.len()))
        .text(CLIENTELA_DOCUMENT_FIELD_PAYLOAD_GROUND, keep.map(|(ground, _)| ground.as_str()))
        .text(CLIENTELA_DOCUMENT_FIELD_PAYLOAD_UNTIL, until.as_deref())
        .word(CLIENTELA_DOCUMENT_FIELD_SOURCE_KIND, optional_kind(document.source_kind), document.source_kind.map(DocumentKind::name))
        .number(CLIENTELA_DOCUMENT_FIELD_NET, document.net.into())
        .number(CLIENTELA_DOCUMENT_FIELD_ROUNDING, document.rounding)
        .number(CLIENTELA_DOCUMENT_FIELD_DIFFERENCE, document.difference())
}

/// Reads a text.
///
/// - document: the document
/// - field: which field, CLIENTELA_DOCUMENT_FIELD_…
/// - out_text: the text, or NULL when there is none; lives until the document is freed
/// - out_text_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_document_text(
    document: clientela_document,
    field: clientela_document_field,
    out_text: *mut *const c_char,
    out_text_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::text(out_text, out_text_len, "out_text"), || open(document, "document")?.record.lend(field))
}

/// Reads a number.
///
/// - document: the document
/// - field: which field, CLIENTELA_DOCUMENT_FIELD_…
/// - out_number: the number
#[unsafe(no_mangle)]
pub extern "C" fn clientela_document_number(
    document: clientela_document,
    field: clientela_document_field,
    out_number: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_number, "out_number"), || open(document, "document")?.record.value(field))
}

/// Reads name and address as issued.
///
/// - document: the document
/// - field: which field, CLIENTELA_FIELD_ADDRESSEE_…
/// - out_text: the text, or NULL when there is none: the customer is undefined; lives until the document is freed
/// - out_text_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_document_addressee(
    document: clientela_document,
    field: clientela_field,
    out_text: *mut *const c_char,
    out_text_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::text(out_text, out_text_len, "out_text"), || {
        Ok(open(document, "document")?.addressee.lend(input::field(field, "field")?, 0))
    })
}

/// Gives the signed payload to the byte.
///
/// - document: the document
/// - out_payload: the bytes, or NULL when there are none; they live until the document is freed
/// - out_payload_len: how many; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_document_payload(
    document: clientela_document,
    out_payload: *mut *const u8,
    out_payload_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, blob::bytes(out_payload, out_payload_len, "out_payload"), || {
        Ok(LentBytes::from(open(document, "document")?.payload.as_deref()))
    })
}

/// Begins a walk over the lines.
///
/// - document: the document
/// - out_document_lines: the walk, before its first row; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_document_begin_lines(
    document: clientela_document,
    out_document_lines: *mut clientela_document_lines,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_document_lines, "out_document_lines"), || {
        Ok(DocumentLinesObject::of(&open(document, "document")?.lines))
    })
}

/// Frees a document. Texts read from it are gone too. No document (0) is allowed.
///
/// - document: the document
#[unsafe(no_mangle)]
pub extern "C" fn clientela_document_free(document: clientela_document) -> clientela_status {
    free(document, "document")
}
