//! Documents of one customer, to be made into a history or looked at by the plan of an anonymization. They need no store. A
//! document is begun and filled in, then its lines are; what is set belongs to the document, and the line, begun last.

use std::ffi::c_char;

use crate::domain::document::{Addressee, Document, DocumentKind, DocumentState, Line, Payload};
use crate::domain::field::Field;
use crate::domain::id::{Code, SubjectId};
use crate::domain::money::Currency;
use crate::domain::time::{Date, Timestamp};
use crate::error::{Error, ErrorKind, Result};
use crate::ffi::call::{call, free};
use crate::ffi::constants::clientela_field;
use crate::ffi::document_words::{
    CLIENTELA_DOCUMENT_FIELD_ANONYMIZED, CLIENTELA_DOCUMENT_FIELD_BARCODE, CLIENTELA_DOCUMENT_FIELD_BRANCH,
    CLIENTELA_DOCUMENT_FIELD_CUSTOMER, CLIENTELA_DOCUMENT_FIELD_ISSUER, CLIENTELA_DOCUMENT_FIELD_NET, CLIENTELA_DOCUMENT_FIELD_OPERATOR,
    CLIENTELA_DOCUMENT_FIELD_ROUNDING, CLIENTELA_DOCUMENT_FIELD_SOURCE, CLIENTELA_DOCUMENT_FIELD_SOURCE_KIND,
    CLIENTELA_DOCUMENT_FIELD_STATION, CLIENTELA_DOCUMENT_FIELD_TOTAL, clientela_document_field,
};
use crate::ffi::error::clientela_error;
use crate::ffi::handle::{handle, open};
use crate::ffi::raw::misuse;
use crate::ffi::record_words::{clientela_document_kind, clientela_document_state};
use crate::ffi::status::clientela_status;
use crate::ffi::{input, out, raw, words};

/// Documents that are being filled in. Use them from one thread at a time; they may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_documents(i64);
handle!(clientela_documents, DocumentsObject);

/// Documents, in the order they were begun.
#[derive(Default)]
pub struct DocumentsObject(pub Vec<Document>);

impl DocumentsObject {
    /// The document begun last.
    pub fn last(&mut self) -> Result<&mut Document> {
        self.0.last_mut().ok_or_else(|| Error::new(ErrorKind::State, "document.not_begun"))
    }

    /// The line begun last.
    pub fn last_line(&mut self) -> Result<&mut Line> {
        self.last()?.lines.last_mut().ok_or_else(|| Error::new(ErrorKind::State, "line.not_begun"))
    }
}

fn set_text(document: &mut Document, field: clientela_document_field, text: &str) -> Result<()> {
    let (some, code) = (|| (!text.is_empty()).then(|| text.to_owned()), || words::absent_or(text, "text", Code::parse));
    match field {
        CLIENTELA_DOCUMENT_FIELD_ISSUER => document.issuer = some(),
        CLIENTELA_DOCUMENT_FIELD_CUSTOMER => document.customer = words::absent_or(text, "text", SubjectId::parse)?,
        CLIENTELA_DOCUMENT_FIELD_SOURCE => document.source = some(),
        CLIENTELA_DOCUMENT_FIELD_BRANCH => document.branch = code()?,
        CLIENTELA_DOCUMENT_FIELD_STATION => document.station = code()?,
        CLIENTELA_DOCUMENT_FIELD_OPERATOR => document.operator = code()?,
        CLIENTELA_DOCUMENT_FIELD_BARCODE => document.barcode = some(),
        _ => return Err(misuse("argument.unknown_constant", "field")),
    }
    Ok(())
}

fn set_number(document: &mut Document, field: clientela_document_field, number: i64) -> Result<()> {
    match field {
        CLIENTELA_DOCUMENT_FIELD_ANONYMIZED => document.anonymized = words::yes(number, "number")?,
        CLIENTELA_DOCUMENT_FIELD_TOTAL => document.total = number,
        CLIENTELA_DOCUMENT_FIELD_SOURCE_KIND => document.source_kind = words::optional_kind(number, "number")?,
        CLIENTELA_DOCUMENT_FIELD_NET => document.net = words::yes(number, "number")?,
        CLIENTELA_DOCUMENT_FIELD_ROUNDING => document.rounding = number,
        _ => return Err(misuse("argument.unknown_constant", "field")),
    }
    Ok(())
}

fn addressee(addressee: &mut Addressee, field: Field) -> Result<&mut Option<String>> {
    match field {
        Field::AddresseeName => Ok(&mut addressee.name),
        Field::AddresseeStreet => Ok(&mut addressee.street),
        Field::AddresseePostalCode => Ok(&mut addressee.postal_code),
        Field::AddresseeCity => Ok(&mut addressee.city),
        Field::AddresseeRegion => Ok(&mut addressee.region),
        Field::AddresseeCountry => Ok(&mut addressee.country),
        _ => Err(misuse("argument.unknown_constant", "field")),
    }
}

/// Makes an empty list of documents.
///
/// - out_documents: the new list; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_documents_new(out_documents: *mut clientela_documents, out_error: *mut clientela_error) -> clientela_status {
    call(out_error, out::handle(out_documents, "out_documents"), || Ok(DocumentsObject::default()))
}

/// Begins a document: what is set from now on belongs to it.
///
/// - documents: the list
/// - id: its id, a UUID of 36 characters
/// - id_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - kind: its kind, CLIENTELA_DOCUMENT_KIND_…
/// - state: where it stands, CLIENTELA_DOCUMENT_STATE_…
/// - number: its number, unique per kind
/// - number_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - created: when it was created, in milliseconds since 1970 UTC
/// - currency: the currency of its amounts, ISO 4217
/// - currency_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
#[unsafe(no_mangle)]
pub extern "C" fn clientela_documents_begin(
    documents: clientela_documents,
    id: *const c_char,
    id_len: usize,
    kind: clientela_document_kind,
    state: clientela_document_state,
    number: *const c_char,
    number_len: usize,
    created: i64,
    currency: *const c_char,
    currency_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let mut documents = open(documents, "documents")?;
        let (id, number) = (words::document(id, id_len, "id")?, raw::text(number, number_len, "number")?);
        let (kind, state) = (words::word(DocumentKind::ALL, kind, "kind")?, words::word(DocumentState::ALL, state, "state")?);
        let currency = Currency::parse(raw::text(currency, currency_len, "currency")?).map_err(words::named("currency"))?;
        let document = Document::new(id, kind, number, Timestamp::from_millis(created), currency);
        documents.0.push(Document { state, ..document });
        Ok(())
    })
}

/// Sets a text of the document begun last. Empty text removes it.
///
/// - documents: the list
/// - field: which field, CLIENTELA_DOCUMENT_FIELD_… from ISSUER to BARCODE
/// - text: the text; it is copied
/// - text_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
#[unsafe(no_mangle)]
pub extern "C" fn clientela_documents_set_text(
    documents: clientela_documents,
    field: clientela_document_field,
    text: *const c_char,
    text_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || set_text(open(documents, "documents")?.last()?, field, raw::text(text, text_len, "text")?))
}

/// Sets a number of the document begun last.
///
/// - documents: the list
/// - field: which field: CLIENTELA_DOCUMENT_FIELD_ANONYMIZED, TOTAL, SOURCE_KIND, NET or ROUNDING
/// - number: the number
#[unsafe(no_mangle)]
pub extern "C" fn clientela_documents_set_number(
    documents: clientela_documents,
    field: clientela_document_field,
    number: i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || set_number(open(documents, "documents")?.last()?, field, number))
}

/// Sets name and address, as issued, of the document begun last. Empty text removes it.
///
/// - documents: the list
/// - field: which field, CLIENTELA_FIELD_ADDRESSEE_…
/// - text: the text; it is copied
/// - text_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
#[unsafe(no_mangle)]
pub extern "C" fn clientela_documents_set_addressee(
    documents: clientela_documents,
    field: clientela_field,
    text: *const c_char,
    text_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let mut documents = open(documents, "documents")?;
        let place = addressee(&mut documents.last()?.addressee, input::field(field, "field")?)?;
        *place = Some(raw::text(text, text_len, "text")?.to_owned()).filter(|text| !text.is_empty());
        Ok(())
    })
}

/// Sets the signed payload of the document begun last. It is never read.
///
/// - documents: the list
/// - payload: the bytes; they are copied
/// - payload_len: how many, at most 256 MiB
/// - ground: the law or contract that demands keeping it; empty: it goes with the person
/// - ground_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - until: the last day on which it is kept, YYYY-MM-DD; without a ground it is not looked at
/// - until_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
#[unsafe(no_mangle)]
pub extern "C" fn clientela_documents_set_payload(
    documents: clientela_documents,
    payload: *const u8,
    payload_len: usize,
    ground: *const c_char,
    ground_len: usize,
    until: *const c_char,
    until_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let mut documents = open(documents, "documents")?;
        let (bytes, ground) = (raw::bytes(payload, payload_len, "payload")?.to_vec(), raw::text(ground, ground_len, "ground")?);
        let until = raw::text(until, until_len, "until")?;
        let last = |_: &str| Date::parse(until).map(|until| (ground.to_owned(), until));
        documents.last()?.payload = Some(Payload { bytes, keep: words::absent_or(ground, "until", last)? });
        Ok(())
    })
}

/// Frees a list of documents. No list (0) is allowed.
///
/// - documents: the list
#[unsafe(no_mangle)]
pub extern "C" fn clientela_documents_free(documents: clientela_documents) -> clientela_status {
    free(documents, "documents")
}
