//! May we contact? One question with all that is known about the person. Whatever is unknown means no.

use std::ffi::c_char;

use crate::domain::consent::{
    Answer, Basis, Channel, ChannelValue, Definition, Event, Facts, Ground, Guardian, Guardianship, Purpose, SubjectState, Ward,
    deciding_age, may_contact,
};
use crate::domain::id::Code;
use crate::domain::time::{Date, Moment};
#[cfg(feature = "sqlite")]
use crate::engine::Question;
use crate::error::Result;
use crate::ffi::answer::{AnswerObject, clientela_answer};
use crate::ffi::call::{call, free};
use crate::ffi::consent_words::{clientela_channel, clientela_ground, clientela_guardian, clientela_purpose};
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
/// 1 when a consent counts whose signature is missing; at first 0.
pub const CLIENTELA_QUESTION_FIELD_UNSIGNED_ALLOWED: clientela_question_field = 1;
/// 1 when the message is about goods of one's own that are similar to what the person bought; at first 0.
pub const CLIENTELA_QUESTION_FIELD_SIMILAR_GOODS: clientela_question_field = 2;
/// 1 when the person bought something as a customer; at first 0.
pub const CLIENTELA_QUESTION_FIELD_BUYER: clientela_question_field = 3;
/// 1 when people decide from majority on, and not from the age of digital consent on; at first 0.
pub const CLIENTELA_QUESTION_FIELD_MAJORITY: clientela_question_field = 4;
/// 1 when somebody without a birthday is taken for a minor; at first 0.
pub const CLIENTELA_QUESTION_FIELD_UNKNOWN_IS_MINOR: clientela_question_field = 5;

/// What is asked, without definitions and events.
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
pub struct QuestionObject {
    purpose: Purpose,
    channel: Option<Channel>,
    now: Moment,
    definition: Option<Code>,
    values: Vec<(String, bool)>,
    subject: SubjectState,
    unsigned_allowed: bool,
    similar_goods: bool,
    buyer: bool,
    majority: bool,
    unknown_is_minor: bool,
    born: Option<Date>,
    countries: Vec<String>,
    grounds: Vec<Ground>,
    unlisted: Vec<String>,
    guardianships: Vec<Guardianship>,
}

impl QuestionObject {
    fn new(purpose: Purpose, channel: Option<Channel>, now: Moment) -> Self {
        Self {
            purpose,
            channel,
            now,
            definition: None,
            values: Vec::new(),
            subject: SubjectState::Normal,
            unsigned_allowed: false,
            similar_goods: false,
            buyer: false,
            majority: false,
            unknown_is_minor: false,
            born: None,
            countries: Vec::new(),
            grounds: Vec::new(),
            unlisted: Vec::new(),
            guardianships: Vec::new(),
        }
    }

    fn set(&mut self, field: clientela_question_field, number: i64) -> Result<()> {
        match field {
            CLIENTELA_QUESTION_FIELD_SUBJECT_STATE => self.subject = words::word(SubjectState::ALL, number, "number")?,
            CLIENTELA_QUESTION_FIELD_SIMILAR_GOODS => self.similar_goods = words::yes(number, "number")?,
            CLIENTELA_QUESTION_FIELD_BUYER => self.buyer = words::yes(number, "number")?,
            CLIENTELA_QUESTION_FIELD_MAJORITY => self.majority = words::yes(number, "number")?,
            CLIENTELA_QUESTION_FIELD_UNKNOWN_IS_MINOR => self.unknown_is_minor = words::yes(number, "number")?,
            CLIENTELA_QUESTION_FIELD_UNSIGNED_ALLOWED => self.unsigned_allowed = words::yes(number, "number")?,
            _ => return Err(misuse("argument.unknown_constant", "field")),
        }
        Ok(())
    }

    /// The question that it asks of a store.
    #[cfg(feature = "sqlite")]
    pub fn of_store(&self, on: Option<Date>) -> Question {
        let question = Question::new(self.purpose, self.channel);
        let (definition, unlisted) = (self.definition.clone(), self.unlisted.clone());
        Question { definition, on, similar_goods: self.similar_goods, unlisted, ..question }
    }

    fn answer(&self, definitions: &[Definition], events: &[Event]) -> Answer {
        let countries: Vec<&str> = self.countries.iter().map(String::as_str).collect();
        let unlisted: Vec<&str> = self.unlisted.iter().map(String::as_str).collect();
        let ward = Ward {
            born: self.born,
            age: deciding_age(&countries, self.majority),
            unknown_is_minor: self.unknown_is_minor,
            guardianships: &self.guardianships,
        };
        let Self { similar_goods, buyer, unsigned_allowed, subject, .. } = *self;
        let basis = Basis { grounds: &self.grounds, countries: &countries, similar_goods, buyer, unlisted: &unlisted };
        let definition = self.definition.as_ref();
        let asked = Facts { subject, definition, definitions, events, ward, basis, unsigned_allowed, ..self.bare() };
        may_contact(&Facts { values: &self.values(), ..asked })
    }

    fn bare(&self) -> Facts<'_> {
        Facts::new(self.purpose, self.channel, self.now)
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

/// Says when the person was born.
///
/// - question: the question
/// - day: the day of birth, YYYY-MM-DD
/// - day_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
#[unsafe(no_mangle)]
pub extern "C" fn clientela_question_set_birthday(
    question: clientela_question,
    day: *const c_char,
    day_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let mut question = open(question, "question")?;
        question.born = Some(words::date(day, day_len, "day")?);
        Ok(())
    })
}

/// Adds a country that the person lives in. Grounds of a country apply where it is the only one; of several the highest age counts.
///
/// - question: the question
/// - country: the country, ISO 3166-1 alpha-2, such as `DE`
/// - country_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
#[unsafe(no_mangle)]
pub extern "C" fn clientela_question_add_country(
    question: clientela_question,
    country: *const c_char,
    country_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let mut question = open(question, "question")?;
        question.countries.push(raw::text(country, country_len, "country")?.to_owned());
        Ok(())
    })
}

/// Adds a ground that is used. Without any only consent allows contact.
///
/// - question: the question
/// - ground: the ground, CLIENTELA_GROUND_…
#[unsafe(no_mangle)]
pub extern "C" fn clientela_question_add_ground(
    question: clientela_question,
    ground: clientela_ground,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let mut question = open(question, "question")?;
        question.grounds.push(words::word(Ground::ALL, ground, "ground")?);
        Ok(())
    })
}

/// Adds a phone number that the country's opposition register was asked about and does not list.
///
/// - question: the question
/// - number: the number, as it is among the channel's values
/// - number_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
#[unsafe(no_mangle)]
pub extern "C" fn clientela_question_add_unlisted(
    question: clientela_question,
    number: *const c_char,
    number_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let mut question = open(question, "question")?;
        question.unlisted.push(raw::text(number, number_len, "number")?.to_owned());
        Ok(())
    })
}

/// Adds somebody who decides for the person.
///
/// - question: the question
/// - guardian: the guardian's id, a UUID of 36 characters
/// - guardian_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - ground: on what ground, CLIENTELA_GUARDIAN_…
/// - scope: for what: `all`, purposes or codes of definitions, a blank between two
/// - scope_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - from: the first day, YYYY-MM-DD; may be NULL
/// - from_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - until: the last day, YYYY-MM-DD; may be NULL
/// - until_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
#[unsafe(no_mangle)]
pub extern "C" fn clientela_question_add_guardian(
    question: clientela_question,
    guardian: *const c_char,
    guardian_len: usize,
    ground: clientela_guardian,
    scope: *const c_char,
    scope_len: usize,
    from: *const c_char,
    from_len: usize,
    until: *const c_char,
    until_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let mut question = open(question, "question")?;
        let (guardian, ground) = (words::subject(guardian, guardian_len, "guardian")?, words::word(Guardian::ALL, ground, "ground")?);
        let scope = raw::text(scope, scope_len, "scope")?.to_owned();
        let (from, until) = (optional_day(from, from_len, "from")?, optional_day(until, until_len, "until")?);
        question.guardianships.push(Guardianship { guardian, ground, scope, from, until });
        Ok(())
    })
}

fn optional_day(text: *const c_char, len: usize, argument: &'static str) -> Result<Option<Date>> {
    if text.is_null() { Ok(None) } else { words::date(text, len, argument).map(Some) }
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
        Ok(AnswerObject::of(asked.answer(&definitions.0, &events.0)))
    })
}

/// Frees a question. No question (0) is allowed.
///
/// - question: the question
#[unsafe(no_mangle)]
pub extern "C" fn clientela_question_free(question: clientela_question) -> clientela_status {
    free(question, "question")
}
