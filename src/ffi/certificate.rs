//! The certificate of an anonymization, without a value of the person, and what other systems say of it. A system that holds data of its
//! own is registered by the setting erasure.systems; whoever connects it asks now and then which anonymizations it has not answered, and
//! tells what it says.

use std::ffi::c_char;

use crate::domain::certificate::ErasureAnswer;
use crate::domain::journal::PersonFormat;
use crate::domain::time::Timestamp;
use crate::engine::{NewAcknowledgement, PendingErasure};
use crate::ffi::buffer::clientela_buffer;
use crate::ffi::call::{call, free, step};
use crate::ffi::erp::clientela_erp;
use crate::ffi::error::clientela_error;
use crate::ffi::handle::{door, handle, open};
use crate::ffi::person_export::in_memory;
use crate::ffi::record::{Record, Walk, int};
use crate::ffi::record_words::{clientela_erasure_answer, clientela_person_format};
use crate::ffi::status::clientela_status;
use crate::ffi::{doors, out, words};

/// A walk over anonymizations that a system has not answered; its present one is read field by field. Use it from one thread at a time; it
/// may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_pending_erasures(i64);
handle!(clientela_pending_erasures, PendingErasuresObject);

/// A field of an anonymization that waits for an answer.
pub type clientela_pending_erasure_field = i32;

/// Number: its place among the erasures of the store; of the last one it is the cursor of the next page.
pub const CLIENTELA_PENDING_ERASURE_FIELD_EPOCH: clientela_pending_erasure_field = 0;
/// Text: the id of the person here.
pub const CLIENTELA_PENDING_ERASURE_FIELD_PERSON: clientela_pending_erasure_field = 1;
/// Text: the id in the feeding system, or NULL.
pub const CLIENTELA_PENDING_ERASURE_FIELD_SOURCE_ID: clientela_pending_erasure_field = 2;
/// Text: the customer number, or NULL.
pub const CLIENTELA_PENDING_ERASURE_FIELD_NUMBER: clientela_pending_erasure_field = 3;
/// Number: when it was done, in milliseconds since 1970-01-01 UTC.
pub const CLIENTELA_PENDING_ERASURE_FIELD_AT: clientela_pending_erasure_field = 4;
/// Whether the values are lost or sealed: CLIENTELA_ERASURE_MODE_… as number, its name as text.
pub const CLIENTELA_PENDING_ERASURE_FIELD_MODE: clientela_pending_erasure_field = 5;
/// Text: the last day on which the system is waited for, YYYY-MM-DD.
pub const CLIENTELA_PENDING_ERASURE_FIELD_WAIT_UNTIL: clientela_pending_erasure_field = 6;

/// Anonymizations, one by one.
pub struct PendingErasuresObject(Walk<Record>);

fn row(pending: &PendingErasure) -> Record {
    Record::default()
        .number(CLIENTELA_PENDING_ERASURE_FIELD_EPOCH, int(pending.epoch))
        .text(CLIENTELA_PENDING_ERASURE_FIELD_PERSON, pending.subject.to_string().as_str())
        .text(CLIENTELA_PENDING_ERASURE_FIELD_SOURCE_ID, pending.source_id.as_deref())
        .text(CLIENTELA_PENDING_ERASURE_FIELD_NUMBER, pending.number.as_deref())
        .number(CLIENTELA_PENDING_ERASURE_FIELD_AT, pending.at.millis())
        .word(CLIENTELA_PENDING_ERASURE_FIELD_MODE, pending.mode as i32, pending.mode.name())
        .text(CLIENTELA_PENDING_ERASURE_FIELD_WAIT_UNTIL, pending.wait_until.to_string().as_str())
}

/// Writes the certificate of somebody's anonymization into memory, as of now: who by an opaque id, when, by whose order, by which rules,
/// what went and what stays and why, what a search found, how far the bytes are gone, and which systems are waited for. It is made anew
/// whenever it is asked for, also long afterwards. As JSON it is what docs/schemas/erasure-certificate.schema.json describes, else a page
/// of HTML. For a program only the JSON says these: `complete` (true: nothing is to come), `purge` (a name of CLIENTELA_PURGE_STATE_…),
/// `persons` (who went by the same order: `subject`), `systems` (`subject`, `system`, `answer`, a name of CLIENTELA_ERASURE_ANSWER_…).
/// CLIENTELA_STATUS_NOT_FOUND: customer.unknown. CLIENTELA_STATUS_STATE: erasure.not_erased.
///
/// - erp: the ERP's door
/// - person: the id of an anonymized person
/// - person_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - format: its form, CLIENTELA_PERSON_FORMAT_…
/// - language: the language of labels and words: en, de, fr, it or pl
/// - language_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_buffer: the document; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_certificate(
    erp: clientela_erp,
    person: *const c_char,
    person_len: usize,
    format: clientela_person_format,
    language: *const c_char,
    language_len: usize,
    out_buffer: *mut clientela_buffer,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_buffer, "out_buffer"), || {
        let erp = door(erp, "erp")?;
        let person = words::subject(person, person_len, "person")?;
        let (format, language) = (words::word(PersonFormat::ALL, format, "format")?, words::language(language, language_len, "language")?);
        in_memory(|bytes| erp.write_certificate(person, format, language, bytes))
    })
}

/// Begins a walk over the anonymizations that a system has not answered, the oldest first, also once the wait is over; NEEDED is an answer.
/// A system that the setting erasure.systems did not name when somebody was anonymized is not asked about them: one that it never named is
/// no error, and has no row. One that was taken out of the setting since is still asked about those before.
///
/// - erp: the ERP's door
/// - system: the system, as the setting erasure.systems names it
/// - system_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - after: only behind this place, CLIENTELA_PENDING_ERASURE_FIELD_EPOCH of the last one of the page before; 0: from the first on
/// - limit: at most so many; 0: none; less is CLIENTELA_STATUS_MISUSE, argument.out_of_range
/// - out_pending_erasures: the walk, before its first; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_pending_erasures(
    erp: clientela_erp,
    system: *const c_char,
    system_len: usize,
    after: i64,
    limit: i32,
    out_pending_erasures: *mut clientela_pending_erasures,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_pending_erasures, "out_pending_erasures"), || {
        let erp = door(erp, "erp")?;
        let system = words::code(system, system_len, "system")?;
        let pending = erp.pending_erasures(&system, words::within(after, "after")?, words::within(limit, "limit")?)?;
        Ok(PendingErasuresObject(Walk::new(pending.iter().map(row))))
    })
}

/// Steps to the next anonymization. CLIENTELA_STATUS_DONE: there is none.
///
/// - pending_erasures: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_pending_erasures_next(
    pending_erasures: clientela_pending_erasures,
    out_error: *mut clientela_error,
) -> clientela_status {
    step(out_error, (), || Ok(open(pending_erasures, "pending_erasures")?.0.step()))
}

/// Reads a text of the present anonymization.
///
/// - pending_erasures: the walk
/// - field: which field, CLIENTELA_PENDING_ERASURE_FIELD_…
/// - out_text: the text, or NULL when there is none; lives until the walk is freed
/// - out_text_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_pending_erasures_text(
    pending_erasures: clientela_pending_erasures,
    field: clientela_pending_erasure_field,
    out_text: *mut *const c_char,
    out_text_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::text(out_text, out_text_len, "out_text"), || open(pending_erasures, "pending_erasures")?.0.row()?.lend(field))
}

/// Reads a number of the present anonymization.
///
/// - pending_erasures: the walk
/// - field: which field, CLIENTELA_PENDING_ERASURE_FIELD_…
/// - out_number: the number
#[unsafe(no_mangle)]
pub extern "C" fn clientela_pending_erasures_number(
    pending_erasures: clientela_pending_erasures,
    field: clientela_pending_erasure_field,
    out_number: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_number, "out_number"), || open(pending_erasures, "pending_erasures")?.0.row()?.value(field))
}

/// Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
///
/// - pending_erasures: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_pending_erasures_free(pending_erasures: clientela_pending_erasures) -> clientela_status {
    free(pending_erasures, "pending_erasures")
}

/// Takes what a system says of somebody who was anonymized. A system that still needed somebody may say later that it erased them; what is
/// final (ERASED, UNKNOWN) stays: CLIENTELA_STATUS_STATE with erasure.answered. It may come after the wait is over.
/// CLIENTELA_STATUS_NOT_FOUND: customer.unknown; erasure.system_unknown, it was not asked. CLIENTELA_STATUS_STATE: erasure.not_erased.
/// CLIENTELA_STATUS_INVALID: date.in_future; erasure.no_answer, WAITING and SILENT cannot be said; erasure.keeps_nothing, a day with
/// another answer than NEEDED.
///
/// - erp: the ERP's door
/// - system: the system, as the setting erasure.systems named it when it was done
/// - system_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - person: the id of the person
/// - person_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - answer: CLIENTELA_ERASURE_ANSWER_ERASED, CLIENTELA_ERASURE_ANSWER_UNKNOWN or CLIENTELA_ERASURE_ANSWER_NEEDED
/// - at: since when it is so, in milliseconds since 1970-01-01 UTC; -1: since now
/// - keeps_until: where it still needs them: until when, YYYY-MM-DD; may be NULL
/// - keeps_until_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_repeated: 1 when it had said the same before: nothing was written now. Else 0
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_acknowledge_erasure(
    erp: clientela_erp,
    system: *const c_char,
    system_len: usize,
    person: *const c_char,
    person_len: usize,
    answer: clientela_erasure_answer,
    at: i64,
    keeps_until: *const c_char,
    keeps_until_len: usize,
    out_repeated: *mut i32,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_repeated, "out_repeated"), || {
        let erp = door(erp, "erp")?;
        let (system, person) = (words::code(system, system_len, "system")?, words::subject(person, person_len, "person")?);
        let new = NewAcknowledgement {
            at: (at != -1).then(|| Timestamp::from_millis(at)),
            keeps_until: doors::optional_date(keeps_until, keeps_until_len, "keeps_until")?,
            ..NewAcknowledgement::new(system, person, words::word(ErasureAnswer::ALL, answer, "answer")?)
        };
        Ok(i32::from(erp.acknowledge_erasure(&new)?))
    })
}
