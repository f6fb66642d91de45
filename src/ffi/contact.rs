//! Whether a person may be contacted for a purpose by a channel, and everybody who may.

use std::ffi::c_char;

use crate::domain::consent::Purpose;
use crate::engine::{Contact, Contacts, Question};
use crate::error::{Error, ErrorKind, Result};
use crate::ffi::answer::{AnswerObject, clientela_answer};
use crate::ffi::call::{call, free, step};
use crate::ffi::consent_words::{clientela_channel, clientela_purpose};
use crate::ffi::desk::clientela_desk;
use crate::ffi::erp::clientela_erp;
use crate::ffi::error::clientela_error;
use crate::ffi::handle::{door, handle, open};
use crate::ffi::question::clientela_question;
use crate::ffi::record::Record;
use crate::ffi::status::clientela_status;
use crate::ffi::{doors, out, words};

/// The question that the arguments of a call ask.
pub fn question(purpose: i32, channel: i32, definition: (*const c_char, usize), on: (*const c_char, usize)) -> Result<Question> {
    let (purpose, channel) = (words::word(Purpose::ALL, purpose, "purpose")?, words::channel(channel, "channel")?);
    let definition = doors::optional_code(definition.0, definition.1, "definition")?;
    let on = doors::optional_date(on.0, on.1, "on")?;
    Ok(Question { definition, on, ..Question::new(purpose, channel) })
}

/// Asks at a desk whether a person may be contacted.
///
/// - desk: the desk
/// - person: the id of a customer or related person
/// - person_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - purpose: what for, CLIENTELA_PURPOSE_…
/// - channel: how, CLIENTELA_CHANNEL_…; CLIENTELA_CHANNEL_NONE asks about use without contact
/// - definition: by which definition; may be NULL: all of this purpose and channel, and the least permissive decides
/// - definition_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - on: as of the end of this day, YYYY-MM-DD, with what was known then; may be NULL: now
/// - on_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_answer: the answer; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_may_contact(
    desk: clientela_desk,
    person: *const c_char,
    person_len: usize,
    purpose: clientela_purpose,
    channel: clientela_channel,
    definition: *const c_char,
    definition_len: usize,
    on: *const c_char,
    on_len: usize,
    out_answer: *mut clientela_answer,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_answer, "out_answer"), || {
        let desk = door(desk, "desk")?;
        let person = words::subject(person, person_len, "person")?;
        let question = question(purpose, channel, (definition, definition_len), (on, on_len))?;
        Ok(AnswerObject::of(desk.may_contact(person, &question)?))
    })
}

/// Asks the same for the systems that send.
///
/// - erp: the ERP's door
/// - person: the id of a customer or related person
/// - person_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - purpose: what for, CLIENTELA_PURPOSE_…
/// - channel: how, CLIENTELA_CHANNEL_…; CLIENTELA_CHANNEL_NONE asks about use without contact
/// - definition: by which definition; may be NULL: all of this purpose and channel, and the least permissive decides
/// - definition_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - on: as of the end of this day, YYYY-MM-DD, with what was known then; may be NULL: now
/// - on_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_answer: the answer; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_may_contact(
    erp: clientela_erp,
    person: *const c_char,
    person_len: usize,
    purpose: clientela_purpose,
    channel: clientela_channel,
    definition: *const c_char,
    definition_len: usize,
    on: *const c_char,
    on_len: usize,
    out_answer: *mut clientela_answer,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_answer, "out_answer"), || {
        let erp = door(erp, "erp")?;
        let person = words::subject(person, person_len, "person")?;
        let question = question(purpose, channel, (definition, definition_len), (on, on_len))?;
        Ok(AnswerObject::of(erp.may_contact(person, &question)?))
    })
}

/// Asks at a desk a question that says more than purpose and channel: whether the message is about similar goods, and which numbers the
/// opposition register does not list. What else is known of the person the store knows.
///
/// - desk: the desk
/// - person: the id of a customer or related person
/// - person_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - question: the question: its purpose, channel and definition, CLIENTELA_QUESTION_FIELD_SIMILAR_GOODS and the unlisted numbers
/// - on: as of the end of this day, YYYY-MM-DD, with what was known then; may be NULL: now
/// - on_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_answer: the answer; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_ask(
    desk: clientela_desk,
    person: *const c_char,
    person_len: usize,
    question: clientela_question,
    on: *const c_char,
    on_len: usize,
    out_answer: *mut clientela_answer,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_answer, "out_answer"), || {
        let (desk, question) = (door(desk, "desk")?, open(question, "question")?);
        let (person, on) = (words::subject(person, person_len, "person")?, doors::optional_date(on, on_len, "on")?);
        let asked = question.of_store(on);
        Ok(AnswerObject::of(desk.may_contact(person, &asked)?))
    })
}

/// Asks the same for the systems that send.
///
/// - erp: the ERP's door
/// - person: the id of a customer or related person
/// - person_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - question: the question: its purpose, channel and definition, CLIENTELA_QUESTION_FIELD_SIMILAR_GOODS and the unlisted numbers
/// - on: as of the end of this day, YYYY-MM-DD, with what was known then; may be NULL: now
/// - on_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_answer: the answer; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_ask(
    erp: clientela_erp,
    person: *const c_char,
    person_len: usize,
    question: clientela_question,
    on: *const c_char,
    on_len: usize,
    out_answer: *mut clientela_answer,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_answer, "out_answer"), || {
        let (erp, question) = (door(erp, "erp")?, open(question, "question")?);
        let (person, on) = (words::subject(person, person_len, "person")?, doors::optional_date(on, on_len, "on")?);
        let asked = question.of_store(on);
        Ok(AnswerObject::of(erp.may_contact(person, &asked)?))
    })
}

/// A walk over everybody who may be contacted. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_contacts(i64);
handle!(clientela_contacts, ContactsObject);

/// A field of somebody who may be contacted.
pub type clientela_contact_field = i32;

/// Text: the person's id; of customers who were merged that of the one who stays.
pub const CLIENTELA_CONTACT_FIELD_PERSON: clientela_contact_field = 0;
/// Text: the address or number to use; NULL where the question names no channel.
pub const CLIENTELA_CONTACT_FIELD_ADDRESS: clientela_contact_field = 1;

/// The walk, and the row it stands on.
pub struct ContactsObject {
    contacts: Contacts,
    row: Option<Record>,
}

/// Begins a walk over everybody who may be contacted, customers and related persons, with the address to use: the same answers as one by
/// one, hundreds of thousands in a second. Some thousand persons are decided at a time, each from what the store knows then.
///
/// - erp: the ERP's door
/// - purpose: what for, CLIENTELA_PURPOSE_…
/// - channel: how, CLIENTELA_CHANNEL_…; CLIENTELA_CHANNEL_NONE asks about use without contact
/// - definition: by which definition; may be NULL: all of this purpose and channel, and the least permissive decides
/// - definition_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - on: as of the end of this day, YYYY-MM-DD, with what was known then; may be NULL: now
/// - on_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_contacts: the walk, before its first row; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_contacts(
    erp: clientela_erp,
    purpose: clientela_purpose,
    channel: clientela_channel,
    definition: *const c_char,
    definition_len: usize,
    on: *const c_char,
    on_len: usize,
    out_contacts: *mut clientela_contacts,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_contacts, "out_contacts"), || {
        let erp = door(erp, "erp")?;
        let question = question(purpose, channel, (definition, definition_len), (on, on_len))?;
        Ok(ContactsObject { contacts: erp.contacts(&question), row: None })
    })
}

/// Begins the same walk with a question that says more than purpose and channel.
///
/// - erp: the ERP's door
/// - question: the question: its purpose, channel and definition, CLIENTELA_QUESTION_FIELD_SIMILAR_GOODS and the unlisted numbers
/// - on: as of the end of this day, YYYY-MM-DD, with what was known then; may be NULL: now
/// - on_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_contacts: the walk, before its first row; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_ask_contacts(
    erp: clientela_erp,
    question: clientela_question,
    on: *const c_char,
    on_len: usize,
    out_contacts: *mut clientela_contacts,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_contacts, "out_contacts"), || {
        let (erp, question) = (door(erp, "erp")?, open(question, "question")?);
        let asked = question.of_store(doors::optional_date(on, on_len, "on")?);
        Ok(ContactsObject { contacts: erp.contacts(&asked), row: None })
    })
}

/// Steps to the next person who may be contacted. CLIENTELA_STATUS_DONE: there is none.
///
/// - contacts: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_contacts_next(contacts: clientela_contacts, out_error: *mut clientela_error) -> clientela_status {
    step(out_error, (), || {
        let mut walk = open(contacts, "contacts")?;
        let next = walk.contacts.next()?;
        walk.row = next.map(|Contact { subject, value }| {
            let person = subject.to_string();
            Record::default().text(CLIENTELA_CONTACT_FIELD_PERSON, person.as_str()).text(CLIENTELA_CONTACT_FIELD_ADDRESS, value.as_deref())
        });
        Ok(walk.row.as_ref().map(drop))
    })
}

/// Reads a text of the present row.
///
/// - contacts: the walk
/// - field: which field, CLIENTELA_CONTACT_FIELD_…
/// - out_text: the text, or NULL when there is none; lives until the next step
/// - out_text_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_contacts_text(
    contacts: clientela_contacts,
    field: clientela_contact_field,
    out_text: *mut *const c_char,
    out_text_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::text(out_text, out_text_len, "out_text"), || {
        open(contacts, "contacts")?.row.as_ref().ok_or_else(|| Error::new(ErrorKind::State, "walk.no_row"))?.lend(field)
    })
}

/// Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
///
/// - contacts: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_contacts_free(contacts: clientela_contacts) -> clientela_status {
    free(contacts, "contacts")
}
