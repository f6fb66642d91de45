//! Whose signature is missing: everybody who accepted a consent in force that requires one, without any.

use std::ffi::c_char;

use crate::engine::{MissingSignature, MissingSignatures};
use crate::error::{Error, ErrorKind, Result};
use crate::ffi::call::{call, free, step};
use crate::ffi::desk::clientela_desk;
use crate::ffi::error::clientela_error;
use crate::ffi::handle::{door, handle, open};
use crate::ffi::out;
use crate::ffi::record::Record;
use crate::ffi::shown::Lent;
use crate::ffi::status::clientela_status;

/// A walk over consents without their signature. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_missing_signatures(i64);
handle!(clientela_missing_signatures, MissingSignaturesObject);

/// A field of a consent without its signature.
pub type clientela_missing_signature_field = i32;

/// Text: the person's id; of customers who were merged that of the one who stays.
pub const CLIENTELA_MISSING_SIGNATURE_FIELD_PERSON: clientela_missing_signature_field = 0;
/// Text: the definition's code.
pub const CLIENTELA_MISSING_SIGNATURE_FIELD_DEFINITION: clientela_missing_signature_field = 1;
/// Text: the id of the last answer, which has none.
pub const CLIENTELA_MISSING_SIGNATURE_FIELD_EVENT: clientela_missing_signature_field = 2;

/// The walk, and the row it stands on.
pub struct MissingSignaturesObject {
    walk: MissingSignatures,
    row: Option<Record>,
}

impl MissingSignaturesObject {
    fn next(&mut self) -> Result<Option<()>> {
        self.row = self.walk.next()?.as_ref().map(row);
        Ok(self.row.as_ref().map(drop))
    }

    fn lend(&self, field: clientela_missing_signature_field) -> Result<Lent> {
        self.row.as_ref().ok_or_else(|| Error::new(ErrorKind::State, "walk.no_row"))?.lend(field)
    }
}

fn row(missing: &MissingSignature) -> Record {
    let (person, event) = (missing.person.to_string(), missing.answers.last().map(ToString::to_string));
    Record::default()
        .text(CLIENTELA_MISSING_SIGNATURE_FIELD_PERSON, person.as_str())
        .text(CLIENTELA_MISSING_SIGNATURE_FIELD_DEFINITION, missing.definition.code.as_str())
        .text(CLIENTELA_MISSING_SIGNATURE_FIELD_EVENT, event.as_deref())
}

/// Begins a walk over everybody who accepted a consent in force that requires a signature, and gave none, also where the setting
/// `consents.unsigned_allowed` lets it count: definition by definition, customers and related persons. The same answer given again with a
/// signature ends it.
///
/// - desk: the desk
/// - out_missing_signatures: the walk, before its first row; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_missing_signatures(
    desk: clientela_desk,
    out_missing_signatures: *mut clientela_missing_signatures,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_missing_signatures, "out_missing_signatures"), || {
        Ok(MissingSignaturesObject { walk: door(desk, "desk")?.missing_signatures(), row: None })
    })
}

/// Steps to the next one. CLIENTELA_STATUS_DONE: there is none. CLIENTELA_STATUS_NOT_PERMITTED without the right to see consents.
///
/// - missing_signatures: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_missing_signatures_next(
    missing_signatures: clientela_missing_signatures,
    out_error: *mut clientela_error,
) -> clientela_status {
    step(out_error, (), || open(missing_signatures, "missing_signatures")?.next())
}

/// Reads a text of the present row.
///
/// - missing_signatures: the walk
/// - field: which field, CLIENTELA_MISSING_SIGNATURE_FIELD_…
/// - out_text: the text; lives until the next step
/// - out_text_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_missing_signatures_text(
    missing_signatures: clientela_missing_signatures,
    field: clientela_missing_signature_field,
    out_text: *mut *const c_char,
    out_text_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::text(out_text, out_text_len, "out_text"), || open(missing_signatures, "missing_signatures")?.lend(field))
}

/// Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
///
/// - missing_signatures: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_missing_signatures_free(missing_signatures: clientela_missing_signatures) -> clientela_status {
    free(missing_signatures, "missing_signatures")
}
