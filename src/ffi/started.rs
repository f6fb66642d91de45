//! Starting a document at a desk with what the operator should be told, and looking at what a law keeps of one.

use std::ffi::c_char;

use crate::domain::message::{Language, text};
use crate::engine::Started;
use crate::ffi::call::{call, free};
use crate::ffi::desk::clientela_desk;
use crate::ffi::document::{DocumentObject, clientela_document};
use crate::ffi::documents::clientela_document_draft;
use crate::ffi::error::clientela_error;
use crate::ffi::handle::{door, handle, open};
use crate::ffi::record::Record;
use crate::ffi::status::clientela_status;
use crate::ffi::{out, raw, words};

/// A document that was started. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_started(i64);
handle!(clientela_started, StartedObject);

/// A field of a document that was started.
pub type clientela_started_field = i32;

/// Text: its id, 36 characters.
pub const CLIENTELA_STARTED_FIELD_DOCUMENT: clientela_started_field = 0;
/// Text: what the operator should be told, as the code of its text: `complaint.customer_anonymized`; NULL: nothing.
pub const CLIENTELA_STARTED_FIELD_NOTICE: clientela_started_field = 1;
/// Text: the same in the language of the till, in English where it has no texts; NULL: nothing.
pub const CLIENTELA_STARTED_FIELD_NOTICE_TEXT: clientela_started_field = 2;

/// Texts.
pub struct StartedObject(Record);

impl StartedObject {
    fn of(started: Started, language: Language) -> Self {
        let said = started.notice.and_then(|notice| text(notice, &[], language));
        let record = Record::default()
            .text(CLIENTELA_STARTED_FIELD_DOCUMENT, started.document.to_string().as_str())
            .text(CLIENTELA_STARTED_FIELD_NOTICE, started.notice)
            .text(CLIENTELA_STARTED_FIELD_NOTICE_TEXT, said.as_deref());
        Self(record)
    }
}

/// Starts a document in state *draft*, as clientela_desk_start_document, and says what the operator should be told: a complaint on a
/// document of an anonymized customer, or to one, is taken with customer *undefined*. CLIENTELA_STATUS_ERASED: of any other kind.
///
/// - desk: the desk
/// - document_draft: the description; it may be freed or used again
/// - out_started: the new document; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_start(
    desk: clientela_desk,
    document_draft: clientela_document_draft,
    out_started: *mut clientela_started,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_started, "out_started"), || {
        let desk = door(desk, "desk")?;
        let draft = open(document_draft, "document_draft")?.0.clone();
        Ok(StartedObject::of(desk.start(&draft)?, desk.till_language()))
    })
}

/// Reads a text.
///
/// - started: the document that was started
/// - field: which field, CLIENTELA_STARTED_FIELD_…
/// - out_text: the text, or NULL when there is none; lives until it is freed
/// - out_text_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_started_text(
    started: clientela_started,
    field: clientela_started_field,
    out_text: *mut *const c_char,
    out_text_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::text(out_text, out_text_len, "out_text"), || open(started, "started")?.0.lend(field))
}

/// Frees a document that was started; in the store it stays. None (0) is allowed.
///
/// - started: the document that was started
#[unsafe(no_mangle)]
pub extern "C" fn clientela_started_free(started: clientela_started) -> clientela_status {
    free(started, "started")
}

/// Gives a document of an anonymized customer with name, address and payload as far as a law keeps them, for a tax audit. It needs
/// CLIENTELA_RIGHT_READ_HISTORY, CLIENTELA_RIGHT_SEE_RESTRICTED and a reason. Each call is one entry of the journal about the document,
/// CLIENTELA_ENTRY_KIND_READ, that clientela_desk_log shows and clientela_desk_reads_of does not; its row CLIENTELA_FIELD_REASON
/// (clientela_log_changes) is the reason.
///
/// - desk: the desk
/// - id: the document's id
/// - id_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - reason: why; must not be empty (CLIENTELA_STATUS_INVALID, required); it should name nobody, for it does not go with the person
/// - reason_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_document: the document; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_kept_document(
    desk: clientela_desk,
    id: *const c_char,
    id_len: usize,
    reason: *const c_char,
    reason_len: usize,
    out_document: *mut clientela_document,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_document, "out_document"), || {
        let desk = door(desk, "desk")?;
        let id = words::document(id, id_len, "id")?;
        let reason = raw::text(reason, reason_len, "reason")?;
        Ok(DocumentObject::of(desk.kept_document(id, reason)?))
    })
}
