//! Everything about a person written out for them, as a file or into memory. That it left the store is told: an entry of the journal says
//! who took it, through which door, and why (CLIENTELA_FIELD_REASON).

use std::ffi::c_char;

use crate::domain::journal::PersonFormat;
use crate::engine::PersonExport;
use crate::error::{Error, ErrorKind, Result};
use crate::ffi::buffer::{BufferObject, clientela_buffer};
use crate::ffi::call::call;
use crate::ffi::desk::clientela_desk;
use crate::ffi::erp::clientela_erp;
use crate::ffi::error::clientela_error;
use crate::ffi::handle::door;
use crate::ffi::log_export::into_file;
use crate::ffi::record_words::clientela_person_format;
use crate::ffi::shown::CText;
use crate::ffi::status::clientela_status;
use crate::ffi::{doors, out, raw, words};

/// A text with its length.
type Lent = (*const c_char, usize);

fn asked(format: clientela_person_format, language: Lent, reason: Lent) -> Result<PersonExport> {
    let (format, language) = (words::word(PersonFormat::ALL, format, "format")?, words::language(language.0, language.1, "language")?);
    let export = PersonExport::new(format, language);
    Ok(match doors::optional(reason.0, reason.1, "reason")? {
        Some(reason) => export.because(reason),
        None => export,
    })
}

/// A document that a call writes, as a buffer.
pub(super) fn in_memory(write: impl FnOnce(&mut Vec<u8>) -> Result<()>) -> Result<BufferObject> {
    let mut bytes = Vec::new();
    write(&mut bytes)?;
    let text = str::from_utf8(&bytes).map_err(|_| Error::new(ErrorKind::Internal, "internal.not_utf8"))?;
    Ok(BufferObject(CText::new(text)))
}

/// Writes everything about a customer or related person into memory: every value that is kept of them, consents with the texts that were
/// shown, documents, bookings, who changed what and who looked; nobody else's data. It needs CLIENTELA_RIGHT_EXPORT_PERSONS and no other
/// right; a restriction does not stop it. CLIENTELA_STATUS_NOT_FOUND: customer.unknown. CLIENTELA_STATUS_ERASED: customer.anonymized.
///
/// - desk: the desk
/// - person: the id of a customer or related person
/// - person_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - format: its form, CLIENTELA_PERSON_FORMAT_…
/// - language: the language of labels and words: en, de, fr, it or pl
/// - language_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - reason: why, kept in the journal; may be NULL
/// - reason_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_buffer: the document; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_export_person(
    desk: clientela_desk,
    person: *const c_char,
    person_len: usize,
    format: clientela_person_format,
    language: *const c_char,
    language_len: usize,
    reason: *const c_char,
    reason_len: usize,
    out_buffer: *mut clientela_buffer,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_buffer, "out_buffer"), || {
        let desk = door(desk, "desk")?;
        let person = words::subject(person, person_len, "person")?;
        let export = asked(format, (language, language_len), (reason, reason_len))?;
        in_memory(|bytes| desk.export_person(person, &export, bytes))
    })
}

/// Writes everything about a customer or related person into a new file, piece by piece; right and errors as at
/// clientela_desk_export_person. What was begun and not finished is removed. CLIENTELA_STATUS_IO says by its code why there is none:
/// log.file_exists, and what is there is left alone; log.no_such_folder, the folder of the path; log.unwritable and export.unwritable,
/// anything else.
///
/// - desk: the desk
/// - person: the id of a customer or related person
/// - person_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - format: its form, CLIENTELA_PERSON_FORMAT_…
/// - language: the language of labels and words: en, de, fr, it or pl
/// - language_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - reason: why, kept in the journal; may be NULL
/// - reason_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - path: the file
/// - path_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_export_person_file(
    desk: clientela_desk,
    person: *const c_char,
    person_len: usize,
    format: clientela_person_format,
    language: *const c_char,
    language_len: usize,
    reason: *const c_char,
    reason_len: usize,
    path: *const c_char,
    path_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let desk = door(desk, "desk")?;
        let person = words::subject(person, person_len, "person")?;
        let export = asked(format, (language, language_len), (reason, reason_len))?;
        into_file(raw::text(path, path_len, "path")?, |file| desk.export_person(person, &export, file))
    })
}

/// Writes everything about a person into memory, as the central system, like `clientela_desk_export_person`.
///
/// - erp: the ERP's door
/// - person: the id of a customer or related person
/// - person_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - format: its form, CLIENTELA_PERSON_FORMAT_…
/// - language: the language of labels and words: en, de, fr, it or pl
/// - language_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - reason: why, kept in the journal; may be NULL
/// - reason_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_buffer: the document; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_export_person(
    erp: clientela_erp,
    person: *const c_char,
    person_len: usize,
    format: clientela_person_format,
    language: *const c_char,
    language_len: usize,
    reason: *const c_char,
    reason_len: usize,
    out_buffer: *mut clientela_buffer,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_buffer, "out_buffer"), || {
        let erp = door(erp, "erp")?;
        let person = words::subject(person, person_len, "person")?;
        let export = asked(format, (language, language_len), (reason, reason_len))?;
        in_memory(|bytes| erp.export_person(person, &export, bytes))
    })
}

/// Writes everything about a person into a new file, as the central system, like `clientela_desk_export_person_file`.
///
/// - erp: the ERP's door
/// - person: the id of a customer or related person
/// - person_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - format: its form, CLIENTELA_PERSON_FORMAT_…
/// - language: the language of labels and words: en, de, fr, it or pl
/// - language_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - reason: why, kept in the journal; may be NULL
/// - reason_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - path: the file
/// - path_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_export_person_file(
    erp: clientela_erp,
    person: *const c_char,
    person_len: usize,
    format: clientela_person_format,
    language: *const c_char,
    language_len: usize,
    reason: *const c_char,
    reason_len: usize,
    path: *const c_char,
    path_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let erp = door(erp, "erp")?;
        let person = words::subject(person, person_len, "person")?;
        let export = asked(format, (language, language_len), (reason, reason_len))?;
        into_file(raw::text(path, path_len, "path")?, |file| erp.export_person(person, &export, file))
    })
}
