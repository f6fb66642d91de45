//! Walks over fields: which data are missing.

use crate::domain::field::Field;
use crate::ffi::call::{free, step};
use crate::ffi::constants::clientela_field;
use crate::ffi::cursor::Cursor;
use crate::ffi::error::clientela_error;
use crate::ffi::handle::{handle, open};
use crate::ffi::out;
use crate::ffi::status::clientela_status;

/// A walk over fields. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_fields(i64);
handle!(clientela_fields, FieldsObject);

/// Fields, one by one.
pub struct FieldsObject(Cursor<Field>);

impl FieldsObject {
    pub fn of(fields: &[Field]) -> Self {
        Self(Cursor::new(fields.to_vec()))
    }
}

/// Steps to the next field. CLIENTELA_STATUS_DONE: there is none.
///
/// - fields: the walk
/// - out_field: which field, CLIENTELA_FIELD_…
#[unsafe(no_mangle)]
pub extern "C" fn clientela_fields_next(
    fields: clientela_fields,
    out_field: *mut clientela_field,
    out_error: *mut clientela_error,
) -> clientela_status {
    step(out_error, out::number(out_field, "out_field"), || Ok(open(fields, "fields")?.0.next().map(|field| *field as i32)))
}

/// Frees a walk. No walk (0) is allowed.
///
/// - fields: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_fields_free(fields: clientela_fields) -> clientela_status {
    free(fields, "fields")
}
