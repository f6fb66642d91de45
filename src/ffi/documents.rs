//! Documents at a desk: starting one, putting a customer on it, issuing it. An issued document is final.

use std::ffi::c_char;

use crate::domain::document::DocumentKind;
use crate::domain::money::Currency;
use crate::engine::DocumentDraft;
use crate::error::Error;
use crate::ffi::call::{call, free};
use crate::ffi::desk::clientela_desk;
use crate::ffi::error::clientela_error;
use crate::ffi::handle::{door, handle, open};
use crate::ffi::history::{HistoryObject, clientela_history};
use crate::ffi::record_words::clientela_document_kind;
use crate::ffi::shown::CText;
use crate::ffi::status::clientela_status;
use crate::ffi::{doors, out, raw, words};

/// A document to be started. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_document_draft(i64);
handle!(clientela_document_draft, DocumentDraftObject);

/// An id that a call gave. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_id(i64);
handle!(clientela_id, IdObject);

/// A document being described.
pub struct DocumentDraftObject(pub DocumentDraft);

/// An id, or that there is none.
pub struct IdObject(pub Option<CText>);

/// Describes a document of customer *undefined*.
///
/// - kind: its kind, CLIENTELA_DOCUMENT_KIND_…
/// - number: its number, unique per kind, at most 64 characters
/// - number_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - currency: ISO 4217, such as `EUR`
/// - currency_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_document_draft: the description; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_document_draft_new(
    kind: clientela_document_kind,
    number: *const c_char,
    number_len: usize,
    currency: *const c_char,
    currency_len: usize,
    out_document_draft: *mut clientela_document_draft,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_document_draft, "out_document_draft"), || {
        let kind = words::word(DocumentKind::ALL, kind, "kind")?;
        let currency = Currency::parse(raw::text(currency, currency_len, "currency")?).map_err(Error::from)?;
        Ok(DocumentDraftObject(DocumentDraft::new(kind, raw::text(number, number_len, "number")?, currency)))
    })
}

/// Makes it from another document, whose customer it takes over unless it names its own.
///
/// - document_draft: the description
/// - source: the other document's id
/// - source_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
#[unsafe(no_mangle)]
pub extern "C" fn clientela_document_draft_set_source(
    document_draft: clientela_document_draft,
    source: *const c_char,
    source_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let mut draft = open(document_draft, "document_draft")?;
        draft.0.source = Some(words::document(source, source_len, "source")?);
        Ok(())
    })
}

/// Names its customer.
///
/// - document_draft: the description
/// - customer: the customer's id; may be NULL: *undefined*
/// - customer_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
#[unsafe(no_mangle)]
pub extern "C" fn clientela_document_draft_set_customer(
    document_draft: clientela_document_draft,
    customer: *const c_char,
    customer_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let mut draft = open(document_draft, "document_draft")?;
        draft.0.customer = doors::optional_subject(customer, customer_len, "customer")?;
        Ok(())
    })
}

/// Frees a description; the document stays. No description (0) is allowed.
///
/// - document_draft: the description
#[unsafe(no_mangle)]
pub extern "C" fn clientela_document_draft_free(document_draft: clientela_document_draft) -> clientela_status {
    free(document_draft, "document_draft")
}

/// Starts a document in state *draft*. CLIENTELA_STATUS_ERASED: its customer, or the customer of its source, was anonymized.
///
/// - desk: the desk
/// - document_draft: the description; it may be freed or used again
/// - out_id: the new document's id; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_start_document(
    desk: clientela_desk,
    document_draft: clientela_document_draft,
    out_id: *mut clientela_id,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_id, "out_id"), || {
        let desk = door(desk, "desk")?;
        let draft = open(document_draft, "document_draft")?.0.clone();
        Ok(IdObject(Some(CText::new(&desk.start_document(&draft)?.to_string()))))
    })
}

/// Puts a customer on a draft, changes it, or makes it *undefined* again. CLIENTELA_STATUS_STATE: the document is issued.
///
/// - desk: the desk
/// - document: the document's id
/// - document_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - customer: the customer's id; may be NULL: *undefined*
/// - customer_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_put_customer(
    desk: clientela_desk,
    document: *const c_char,
    document_len: usize,
    customer: *const c_char,
    customer_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let desk = door(desk, "desk")?;
        let document = words::document(document, document_len, "document")?;
        let customer = doors::optional_subject(customer, customer_len, "customer")?;
        desk.put_customer(document, customer)
    })
}

/// Issues a draft: from now on it is final and keeps name and address as they are today.
///
/// - desk: the desk
/// - document: the document's id
/// - document_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_issue_document(
    desk: clientela_desk,
    document: *const c_char,
    document_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let desk = door(desk, "desk")?;
        let document = words::document(document, document_len, "document")?;
        desk.issue_document(document)
    })
}

/// Gives the transaction history of a customer, ready to be filtered, from where the setting `history.source` says.
///
/// - desk: the desk
/// - customer: the customer's id
/// - customer_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_history: the history; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_history(
    desk: clientela_desk,
    customer: *const c_char,
    customer_len: usize,
    out_history: *mut clientela_history,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_history, "out_history"), || {
        let desk = door(desk, "desk")?;
        let customer = words::subject(customer, customer_len, "customer")?;
        Ok(HistoryObject::from(desk.history(customer)?))
    })
}

/// Reads an id.
///
/// - id: what a call gave
/// - out_text: the id, 36 characters, or NULL when there is none; lives until it is freed
/// - out_text_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_id_text(
    id: clientela_id,
    out_text: *mut *const c_char,
    out_text_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::text(out_text, out_text_len, "out_text"), || Ok(open(id, "id")?.0.as_ref().into()))
}

/// Frees an id that a call gave. None (0) is allowed.
///
/// - id: the id
#[unsafe(no_mangle)]
pub extern "C" fn clientela_id_free(id: clientela_id) -> clientela_status {
    free(id, "id")
}
