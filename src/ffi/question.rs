//! May we contact? One question with all that is known about the person. Whatever is unknown means no.

use std::ffi::c_char;

use crate::domain::consent::{Channel, ChannelValue, Facts, Guardian, Purpose, SubjectState, may_contact};
use crate::domain::id::Code;
use crate::domain::time::Moment;
use crate::error::Result;
use crate::ffi::answer::{AnswerObject, clientela_answer};
use crate::ffi::call::{call, free};
use crate::ffi::consent_words::{clientela_channel, clientela_purpose};
use crate::ffi::definition::clientela_definitions;
use crate::ffi::error::clientela_error;
use crate::ffi::event::clientela_events;
use crate::ffi::handle::{handle, open};
use crate::ffi::raw::misuse;
use crate::ffi::status::clientela_status;
use crate::ffi::{out, raw, words};

/// A question. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_question(i64);
handle!(clientela_question, QuestionObject);

/// A field of a question.
pub type clientela_question_field = i32;

/// The life of the person's data, CLIENTELA_SUBJECT_STATE_…, at first NORMAL.
pub const CLIENTELA_QUESTION_FIELD_SUBJECT_STATE: clientela_question_field = 0;
/// Whether the guardian's agreement is needed, and there: CLIENTELA_GUARDIAN_…, at first NOT_NEEDED.
pub const CLIENTELA_QUESTION_FIELD_GUARDIAN: clientela_question_field = 1;
/// 1 when a consent counts whose signature is missing; at first 0.
pub const CLIENTELA_QUESTION_FIELD_UNSIGNED_ALLOWED: clientela_question_field = 2;

/// What is asked, without definitions and events.
pub struct QuestionObject {
    purpose: Purpose,
    channel: Option<Channel>,
    now: Moment,
    definition: Option<Code>,
    values: Vec<(String, bool)>,
    subject: SubjectState,
    guardian: Guardian,
    unsigned_allowed: bool,
}

impl QuestionObject {
    fn new(purpose: Purpose, channel: Option<Channel>, now: Moment) -> Self {
        let Facts { subject, guardian, unsigned_allowed, .. } = Facts::new(purpose, channel, now);
        Self { purpose, channel, now, definition: None, values: Vec::new(), subject, guardian, unsigned_allowed }
    }

    fn set(&mut self, field: clientela_question_field, number: i64) -> Result<()> {
        match field {
            CLIENTELA_QUESTION_FIELD_SUBJECT_STATE => self.subject = words::word(SubjectState::ALL, number, "number")?,
            CLIENTELA_QUESTION_FIELD_GUARDIAN => self.guardian = words::word(Guardian::ALL, number, "number")?,
            CLIENTELA_QUESTION_FIELD_UNSIGNED_ALLOWED => self.unsigned_allowed = words::yes(number, "number")?,
            _ => return Err(misuse("argument.unknown_constant", "field")),
        }
        Ok(())
    }

    fn values(&self) -> Vec<ChannelValue<'_>> {
        self.values.iter().map(|(value, bounced)| ChannelValue { value, bounced: *bounced }).collect()
    }
}

/// Makes a question about a person whose data are neither restricted nor erased, with no address yet.
///
/// - purpose: what for, CLIENTELA_PURPOSE_…
/// - channel: by which channel, CLIENTELA_CHANNEL_…; NONE asks about use without contact
/// - now: now, in milliseconds since 1970 UTC
/// - offset_minutes: how far the branch's time is east of UTC
/// - out_question: the new question; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_question_new(
    purpose: clientela_purpose,
    channel: clientela_channel,
    now: i64,
    offset_minutes: i32,
    out_question: *mut clientela_question,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_question, "out_question"), || {
        let purpose = words::word(Purpose::ALL, purpose, "purpose")?;
        Ok(QuestionObject::new(purpose, words::channel(channel, "channel")?, words::moment(now, offset_minutes)?))
    })
}

/// Asks about one definition only, instead of all of the purpose and channel, of which the least permissive decides.
///
/// - question: the question
/// - code: the definition's code
/// - code_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
#[unsafe(no_mangle)]
pub extern "C" fn clientela_question_set_definition(
    question: clientela_question,
    code: *const c_char,
    code_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let mut question = open(question, "question")?;
        question.definition = Some(words::code(code, code_len, "code")?);
        Ok(())
    })
}

/// Sets a number.
///
/// - question: the question
/// - field: which field, CLIENTELA_QUESTION_FIELD_…
/// - number: the number
#[unsafe(no_mangle)]
pub extern "C" fn clientela_question_set_number(
    question: clientela_question,
    field: clientela_question_field,
    number: i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || open(question, "question")?.set(field, number))
}

/// Adds an address or number of the channel.
///
/// - question: the question
/// - value: the address or number, in the form in which consents were bound to it
/// - value_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - bounced: 1 when what was sent there came back, else 0
#[unsafe(no_mangle)]
pub extern "C" fn clientela_question_add_value(
    question: clientela_question,
    value: *const c_char,
    value_len: usize,
    bounced: i32,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let mut question = open(question, "question")?;
        let (value, bounced) = (raw::text(value, value_len, "value")?, words::yes(bounced, "bounced")?);
        question.values.push((value.to_owned(), bounced));
        Ok(())
    })
}

/// Asks whether the person may be contacted. Looked at in this order: the person's data, a definition in force, objections,
/// the channel's data, what stands, the signature, the definitions above, the guardian.
///
/// - question: the question
/// - definitions: all versions of all definitions; those above are looked up here too
/// - events: all events of the person, in any order
/// - out_answer: the answer; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_may_contact(
    question: clientela_question,
    definitions: clientela_definitions,
    events: clientela_events,
    out_answer: *mut clientela_answer,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_answer, "out_answer"), || {
        let (asked, definitions, events) = (open(question, "question")?, open(definitions, "definitions")?, open(events, "events")?);
        let facts = Facts {
            subject: asked.subject,
            definition: asked.definition.as_ref(),
            definitions: &definitions.0,
            events: &events.0,
            values: &asked.values(),
            guardian: asked.guardian,
            unsigned_allowed: asked.unsigned_allowed,
            ..Facts::new(asked.purpose, asked.channel, asked.now)
        };
        Ok(AnswerObject::of(may_contact(&facts)))
    })
}

/// Frees a question. No question (0) is allowed.
///
/// - question: the question
#[unsafe(no_mangle)]
pub extern "C" fn clientela_question_free(question: clientela_question) -> clientela_status {
    free(question, "question")
}
