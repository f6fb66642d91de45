//! The full text of a consent: of today, of a day, of a version that people agreed to once, or the very text that an answer was about.

use std::ffi::c_char;

use crate::domain::value::hex;
use crate::engine::{ConsentText, TextRequest};
use crate::error::Result;
use crate::ffi::call::{call, free};
use crate::ffi::desk::clientela_desk;
use crate::ffi::error::clientela_error;
use crate::ffi::handle::{door, handle, open};
use crate::ffi::record::Record;
use crate::ffi::status::clientela_status;
use crate::ffi::{doors, out, words};

/// The text of a consent. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_consent_text(i64);
handle!(clientela_consent_text, ConsentTextObject);

/// A field of the text of a consent.
pub type clientela_consent_text_field = i32;

/// Text: the definition's code.
pub const CLIENTELA_CONSENT_TEXT_FIELD_DEFINITION: clientela_consent_text_field = 0;
/// Number: the version, major.
pub const CLIENTELA_CONSENT_TEXT_FIELD_MAJOR: clientela_consent_text_field = 1;
/// Number: the version, minor.
pub const CLIENTELA_CONSENT_TEXT_FIELD_MINOR: clientela_consent_text_field = 2;
/// Number: 1 where that version is in force, or was on the day that was asked for.
pub const CLIENTELA_CONSENT_TEXT_FIELD_IN_FORCE: clientela_consent_text_field = 3;
/// Text: the language that was asked for, ISO 639-1.
pub const CLIENTELA_CONSENT_TEXT_FIELD_ASKED_LANGUAGE: clientela_consent_text_field = 4;
/// Text: the language of title and body.
pub const CLIENTELA_CONSENT_TEXT_FIELD_LANGUAGE: clientela_consent_text_field = 5;
/// Text: the language in which it is given instead of the one that was asked for, or NULL where it is that.
pub const CLIENTELA_CONSENT_TEXT_FIELD_INSTEAD: clientela_consent_text_field = 6;
/// Text: the heading.
pub const CLIENTELA_CONSENT_TEXT_FIELD_TITLE: clientela_consent_text_field = 7;
/// Text: the words that the person agrees to.
pub const CLIENTELA_CONSENT_TEXT_FIELD_BODY: clientela_consent_text_field = 8;
/// Text: the SHA-256 digest of language, title and body, in hex: the one that events carry.
pub const CLIENTELA_CONSENT_TEXT_FIELD_WORDING: clientela_consent_text_field = 9;

/// The text, field by field.
pub struct ConsentTextObject(Record);

impl ConsentTextObject {
    fn of(found: &ConsentText) -> Self {
        let text = &found.text;
        let record = Record::default()
            .text(CLIENTELA_CONSENT_TEXT_FIELD_DEFINITION, found.definition.as_str())
            .number(CLIENTELA_CONSENT_TEXT_FIELD_MAJOR, found.version.0.into())
            .number(CLIENTELA_CONSENT_TEXT_FIELD_MINOR, found.version.1.into())
            .number(CLIENTELA_CONSENT_TEXT_FIELD_IN_FORCE, found.in_force.into())
            .text(CLIENTELA_CONSENT_TEXT_FIELD_ASKED_LANGUAGE, found.asked.as_str())
            .text(CLIENTELA_CONSENT_TEXT_FIELD_LANGUAGE, text.language.as_str())
            .text(CLIENTELA_CONSENT_TEXT_FIELD_INSTEAD, found.instead())
            .text(CLIENTELA_CONSENT_TEXT_FIELD_TITLE, text.title.as_str())
            .text(CLIENTELA_CONSENT_TEXT_FIELD_BODY, text.body.as_str())
            .text(CLIENTELA_CONSENT_TEXT_FIELD_WORDING, hex(&text.digest()).as_str());
        Self(record)
    }
}

/// What is wanted, of the arguments that may be left out.
fn request(
    wanted: TextRequest,
    language: (*const c_char, usize),
    person: (*const c_char, usize),
    version: (i32, i32),
    on: (*const c_char, usize),
) -> Result<TextRequest> {
    let wanted = doors::optional(language.0, language.1, "language")?.into_iter().fold(wanted, TextRequest::language);
    let wanted = doors::optional_subject(person.0, person.1, "person")?.into_iter().fold(wanted, TextRequest::person);
    let wanted = doors::optional_date(on.0, on.1, "on")?.into_iter().fold(wanted, TextRequest::on);
    if version.0 == -1 {
        return Ok(wanted);
    }
    Ok(wanted.version(words::within(version.0, "major")?, words::within(version.1, "minor")?))
}

/// Gives the full text of a consent. A text that is not there in the language is given in another one, and FIELD_INSTEAD says in which.
/// CLIENTELA_STATUS_NOT_FOUND where there is no such definition, version, text or person.
///
/// - desk: the desk
/// - definition: the definition's code
/// - definition_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - language: ISO 639-1, such as `de`; may be NULL: the person's, else the till's
/// - language_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - person: the id of a customer or related person, whose language it is; may be NULL
/// - person_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - major: the major version, whenever it applied; -1: the one that applies
/// - minor: the minor version; of no meaning without a major one
/// - on: the version that applied at the end of this day, YYYY-MM-DD; may be NULL: today
/// - on_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_consent_text: the text; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_consent_text(
    desk: clientela_desk,
    definition: *const c_char,
    definition_len: usize,
    language: *const c_char,
    language_len: usize,
    person: *const c_char,
    person_len: usize,
    major: i32,
    minor: i32,
    on: *const c_char,
    on_len: usize,
    out_consent_text: *mut clientela_consent_text,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_consent_text, "out_consent_text"), || {
        let desk = door(desk, "desk")?;
        let wanted = TextRequest::new(words::code(definition, definition_len, "definition")?);
        let wanted = request(wanted, (language, language_len), (person, person_len), (major, minor), (on, on_len))?;
        Ok(ConsentTextObject::of(&desk.consent_text(&wanted)?))
    })
}

/// Gives the very text that an answer was about, also of an anonymized person and of a version that is long out of force.
/// CLIENTELA_STATUS_NOT_FOUND where the person has no such event, or no text was shown.
///
/// - desk: the desk
/// - person: the id of a customer or related person
/// - person_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - event: the event's id
/// - event_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_consent_text: the text; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_event_text(
    desk: clientela_desk,
    person: *const c_char,
    person_len: usize,
    event: *const c_char,
    event_len: usize,
    out_consent_text: *mut clientela_consent_text,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_consent_text, "out_consent_text"), || {
        let desk = door(desk, "desk")?;
        let (person, event) = (words::subject(person, person_len, "person")?, words::event(event, event_len, "event")?);
        Ok(ConsentTextObject::of(&desk.event_text(person, event)?))
    })
}

/// Reads a text.
///
/// - consent_text: the text of a consent
/// - field: which field, CLIENTELA_CONSENT_TEXT_FIELD_…
/// - out_text: the text, or NULL when there is none; lives until the object is freed
/// - out_text_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_consent_text_text(
    consent_text: clientela_consent_text,
    field: clientela_consent_text_field,
    out_text: *mut *const c_char,
    out_text_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::text(out_text, out_text_len, "out_text"), || open(consent_text, "consent_text")?.0.lend(field))
}

/// Reads a number.
///
/// - consent_text: the text of a consent
/// - field: which field, CLIENTELA_CONSENT_TEXT_FIELD_…
/// - out_number: the number
#[unsafe(no_mangle)]
pub extern "C" fn clientela_consent_text_number(
    consent_text: clientela_consent_text,
    field: clientela_consent_text_field,
    out_number: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_number, "out_number"), || open(consent_text, "consent_text")?.0.value(field))
}

/// Frees the text of a consent. Texts read from it are gone too. None (0) is allowed.
///
/// - consent_text: the text of a consent
#[unsafe(no_mangle)]
pub extern "C" fn clientela_consent_text_free(consent_text: clientela_consent_text) -> clientela_status {
    free(consent_text, "consent_text")
}
