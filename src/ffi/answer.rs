//! The answer whether somebody may be contacted: with its reason, its proof and what would change it.

use std::ffi::c_char;

use crate::domain::consent::{Answer, Ground};
use crate::domain::id::{Code, EventId};
use crate::ffi::call::{call, free};
use crate::ffi::error::clientela_error;
use crate::ffi::handle::{handle, open};
use crate::ffi::out;
use crate::ffi::record::{Record, int};
use crate::ffi::status::clientela_status;
use crate::ffi::texts::{self, clientela_texts};

/// An answer. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_answer(i64);
handle!(clientela_answer, AnswerObject);

/// A field of an answer.
pub type clientela_answer_field = i32;

/// Number: 1 when the person may be contacted.
pub const CLIENTELA_ANSWER_FIELD_ALLOWED: clientela_answer_field = 0;
/// Why: CLIENTELA_CONTACT_REASON_… as number, its name as text.
pub const CLIENTELA_ANSWER_FIELD_REASON: clientela_answer_field = 1;
/// What would make it allowed: CLIENTELA_CONTACT_REMEDY_… as number, its name as text.
pub const CLIENTELA_ANSWER_FIELD_REMEDY: clientela_answer_field = 2;
/// Text: the code of the definition that decided, or NULL.
pub const CLIENTELA_ANSWER_FIELD_DEFINITION: clientela_answer_field = 3;
/// Number: its major version, or -1.
pub const CLIENTELA_ANSWER_FIELD_MAJOR: clientela_answer_field = 4;
/// Number: its minor version, or -1.
pub const CLIENTELA_ANSWER_FIELD_MINOR: clientela_answer_field = 5;
/// Number: which of the question's addresses may be used, from 0 in the order they were added; -1 for none.
pub const CLIENTELA_ANSWER_FIELD_VALUE: clientela_answer_field = 6;
/// The ground that allows it without consent: CLIENTELA_GROUND_… as number, -1 for none; its name as text, or NULL.
pub const CLIENTELA_ANSWER_FIELD_GROUND: clientela_answer_field = 7;

/// An answer, ready to be lent.
pub struct AnswerObject {
    record: Record,
    evidence: Vec<EventId>,
}

impl AnswerObject {
    /// Of an answer of the domain.
    pub fn of(answer: Answer) -> Self {
        let Answer { allowed, reason, remedy, evidence, ground, definition, version, value } = answer;
        let part = |part: Option<u32>| part.map_or(-1, i64::from);
        let record = Record::default()
            .number(CLIENTELA_ANSWER_FIELD_ALLOWED, allowed.into())
            .word(CLIENTELA_ANSWER_FIELD_REASON, reason as i32, reason.name())
            .word(CLIENTELA_ANSWER_FIELD_REMEDY, remedy as i32, remedy.name())
            .text(CLIENTELA_ANSWER_FIELD_DEFINITION, definition.as_ref().map(Code::as_str))
            .number(CLIENTELA_ANSWER_FIELD_MAJOR, part(version.map(|(major, _)| major)))
            .number(CLIENTELA_ANSWER_FIELD_MINOR, part(version.map(|(_, minor)| minor)))
            .number(CLIENTELA_ANSWER_FIELD_VALUE, value.map_or(-1, int))
            .word(CLIENTELA_ANSWER_FIELD_GROUND, ground.map_or(-1, |ground| ground as i32), ground.map(Ground::name));
        Self { record, evidence }
    }
}

/// Reads a number.
///
/// - answer: the answer
/// - field: which field, CLIENTELA_ANSWER_FIELD_…
/// - out_number: the number
#[unsafe(no_mangle)]
pub extern "C" fn clientela_answer_number(
    answer: clientela_answer,
    field: clientela_answer_field,
    out_number: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_number, "out_number"), || open(answer, "answer")?.record.value(field))
}

/// Reads a text.
///
/// - answer: the answer
/// - field: which field, CLIENTELA_ANSWER_FIELD_…
/// - out_text: the text, or NULL when there is none; lives until the answer is freed
/// - out_text_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_answer_text(
    answer: clientela_answer,
    field: clientela_answer_field,
    out_text: *mut *const c_char,
    out_text_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::text(out_text, out_text_len, "out_text"), || open(answer, "answer")?.record.lend(field))
}

/// Begins a walk over the ids of the events that it rests on.
///
/// - answer: the answer; it may be freed during the walk
/// - out_evidence: the walk, before its first row; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_answer_evidence(
    answer: clientela_answer,
    out_evidence: *mut clientela_texts,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_evidence, "out_evidence"), || Ok(texts::walk(&open(answer, "answer")?.evidence)))
}

/// Frees an answer. Texts read from it are gone too. No answer (0) is allowed.
///
/// - answer: the answer
#[unsafe(no_mangle)]
pub extern "C" fn clientela_answer_free(answer: clientela_answer) -> clientela_status {
    free(answer, "answer")
}
