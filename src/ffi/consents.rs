//! Consents at a desk: seeing what stands, recording an answer, withdrawing.

use std::ffi::c_char;

use crate::domain::consent::{Channel, Standing};
use crate::engine::{Consent, Given};
use crate::ffi::call::{call, free, step};
use crate::ffi::capture::clientela_capture;
use crate::ffi::desk::clientela_desk;
use crate::ffi::error::clientela_error;
use crate::ffi::handle::{door, handle, open};
use crate::ffi::record::{Record, Walk};
use crate::ffi::status::clientela_status;
use crate::ffi::texts::{self, clientela_texts};
use crate::ffi::{out, words};

/// A walk over consents; its present row is read field by field. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_consents(i64);
handle!(clientela_consents, ConsentsObject);

/// What recording did. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_given(i64);
handle!(clientela_given, GivenObject);

/// A field of a consent.
pub type clientela_consent_field = i32;

/// Text: the definition's code.
pub const CLIENTELA_CONSENT_FIELD_DEFINITION: clientela_consent_field = 0;
/// Number: the definition's version, major.
pub const CLIENTELA_CONSENT_FIELD_MAJOR: clientela_consent_field = 1;
/// Number: the definition's version, minor.
pub const CLIENTELA_CONSENT_FIELD_MINOR: clientela_consent_field = 2;
/// Text: the language of title and body; NULL when the definition has no text.
pub const CLIENTELA_CONSENT_FIELD_LANGUAGE: clientela_consent_field = 3;
/// Text: the heading, in the customer's or the till's language where there is one; NULL without a text.
pub const CLIENTELA_CONSENT_FIELD_TITLE: clientela_consent_field = 4;
/// Text: the words that the person agrees to; NULL without a text.
pub const CLIENTELA_CONSENT_FIELD_BODY: clientela_consent_field = 5;
/// CLIENTELA_CONSENT_STATE_… as number, its name as text.
pub const CLIENTELA_CONSENT_FIELD_STATE: clientela_consent_field = 6;
/// CLIENTELA_CONSENT_DETAIL_… as number, its name as text.
pub const CLIENTELA_CONSENT_FIELD_DETAIL: clientela_consent_field = 7;
/// Text, of what recording did: the event's id, or NULL where nothing had to be written.
pub const CLIENTELA_CONSENT_FIELD_EVENT: clientela_consent_field = 8;

/// Where a screen shows it: CLIENTELA_CONSENT_SECTION_… as number, its name as text.
pub const CLIENTELA_CONSENT_FIELD_SECTION: clientela_consent_field = 9;
/// The definition's channel: CLIENTELA_CHANNEL_… as number, its name as text, NULL where it has none.
pub const CLIENTELA_CONSENT_FIELD_CHANNEL: clientela_consent_field = 10;
/// Number: 1 where it may be used now. Accepted is not enough where the address was changed or removed since, where the signature is missing or
/// the definition above is not accepted.
pub const CLIENTELA_CONSENT_FIELD_USABLE: clientela_consent_field = 11;
/// Why it may or may not be used: CLIENTELA_CONTACT_REASON_… as number, its name as text.
pub const CLIENTELA_CONSENT_FIELD_REASON: clientela_consent_field = 12;
/// What would make it usable: CLIENTELA_CONTACT_REMEDY_… as number, its name as text.
pub const CLIENTELA_CONSENT_FIELD_REMEDY: clientela_consent_field = 13;

/// How well it is proven: CLIENTELA_EVIDENCE_GRADE_… as number, its name as text.
pub const CLIENTELA_CONSENT_FIELD_GRADE: clientela_consent_field = 20;
/// Number: 1 where it is accepted without the signature that the definition requires, whether or not a setting lets it count.
pub const CLIENTELA_CONSENT_FIELD_SIGNATURE_MISSING: clientela_consent_field = 21;

/// Consents, row by row.
pub struct ConsentsObject(Walk<(Record, Vec<String>)>);

/// The event and what stands now, of each answer.
pub struct GivenObject(Walk<Record>);

impl ConsentsObject {
    pub fn of(consents: &[Consent]) -> Self {
        Self(Walk::new(consents.iter().map(|consent| (row(consent), consent.addresses.clone()))))
    }
}

impl GivenObject {
    /// On the first answer.
    pub fn of(all: &[Given]) -> Self {
        let row = |given: &Given| {
            let event = given.event.map(|event| event.to_string());
            let record = Record::default().text(CLIENTELA_CONSENT_FIELD_DEFINITION, given.definition.as_str());
            stands(record, &given.standing).text(CLIENTELA_CONSENT_FIELD_EVENT, event.as_deref())
        };
        let mut walk = Walk::new(all.iter().map(row));
        walk.step();
        Self(walk)
    }
}

fn row(consent: &Consent) -> Record {
    let (definition, text) = (&consent.definition, consent.text.as_ref());
    let record = Record::default()
        .text(CLIENTELA_CONSENT_FIELD_DEFINITION, definition.code.as_str())
        .number(CLIENTELA_CONSENT_FIELD_MAJOR, definition.major.into())
        .number(CLIENTELA_CONSENT_FIELD_MINOR, definition.minor.into())
        .text(CLIENTELA_CONSENT_FIELD_LANGUAGE, text.map(|text| text.language.as_str()))
        .text(CLIENTELA_CONSENT_FIELD_TITLE, text.map(|text| text.title.as_str()))
        .text(CLIENTELA_CONSENT_FIELD_BODY, text.map(|text| text.body.as_str()));
    let (section, channel, usable) = (consent.section(), definition.channel, &consent.usable);
    let record = record
        .word(CLIENTELA_CONSENT_FIELD_SECTION, section as i32, section.name())
        .word(CLIENTELA_CONSENT_FIELD_CHANNEL, channel.map_or(0, |channel| channel as i32 + 1), channel.map(Channel::name))
        .number(CLIENTELA_CONSENT_FIELD_USABLE, usable.allowed.into())
        .word(CLIENTELA_CONSENT_FIELD_REASON, usable.reason as i32, usable.reason.name())
        .word(CLIENTELA_CONSENT_FIELD_REMEDY, usable.remedy as i32, usable.remedy.name())
        .word(CLIENTELA_CONSENT_FIELD_GRADE, consent.grade as i32, consent.grade.name())
        .number(CLIENTELA_CONSENT_FIELD_SIGNATURE_MISSING, consent.signature_missing.into());
    stands(record, &consent.standing)
}

fn stands(record: Record, standing: &Standing) -> Record {
    let (state, detail) = (standing.state, standing.detail);
    record.word(CLIENTELA_CONSENT_FIELD_STATE, state as i32, state.name()).word(
        CLIENTELA_CONSENT_FIELD_DETAIL,
        detail as i32,
        detail.name(),
    )
}

/// Begins a walk over every consent of a person that is in force or was ever answered.
///
/// - desk: the desk
/// - person: the id of a customer or related person
/// - person_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_consents: the walk, before its first row; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_consents(
    desk: clientela_desk,
    person: *const c_char,
    person_len: usize,
    out_consents: *mut clientela_consents,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_consents, "out_consents"), || {
        let desk = door(desk, "desk")?;
        let person = words::subject(person, person_len, "person")?;
        Ok(ConsentsObject::of(&desk.consents(person)?))
    })
}

/// Records an answer, of several that one capture holds all or none. Withdrawing, refusing and objecting need neither reason nor evidence and
/// work at once.
///
/// - desk: the desk
/// - person: the id of a customer or related person
/// - person_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - capture: the answer; it may be freed or used again
/// - out_given: what stands now for the first answer, clientela_given_next steps to the others; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_record(
    desk: clientela_desk,
    person: *const c_char,
    person_len: usize,
    capture: clientela_capture,
    out_given: *mut clientela_given,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_given, "out_given"), || {
        let desk = door(desk, "desk")?;
        let capture = open(capture, "capture")?.0.clone();
        let person = words::subject(person, person_len, "person")?;
        Ok(GivenObject::of(&desk.record_all(person, &capture)?))
    })
}

/// Withdraws a consent: one call, no reason, effective at once.
///
/// - desk: the desk
/// - person: the id of a customer or related person
/// - person_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - definition: the definition's code
/// - definition_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_given: what stands now; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_withdraw(
    desk: clientela_desk,
    person: *const c_char,
    person_len: usize,
    definition: *const c_char,
    definition_len: usize,
    out_given: *mut clientela_given,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_given, "out_given"), || {
        let desk = door(desk, "desk")?;
        let (person, definition) = (words::subject(person, person_len, "person")?, words::code(definition, definition_len, "definition")?);
        Ok(GivenObject::of(&[desk.withdraw(person, &definition)?]))
    })
}

/// Steps to the next consent. CLIENTELA_STATUS_DONE: there is none.
///
/// - consents: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_consents_next(consents: clientela_consents, out_error: *mut clientela_error) -> clientela_status {
    step(out_error, (), || Ok(open(consents, "consents")?.0.step()))
}

/// Reads a text of the present consent.
///
/// - consents: the walk
/// - field: which field, CLIENTELA_CONSENT_FIELD_…
/// - out_text: the text, or NULL when there is none; lives until the walk is freed
/// - out_text_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_consents_text(
    consents: clientela_consents,
    field: clientela_consent_field,
    out_text: *mut *const c_char,
    out_text_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::text(out_text, out_text_len, "out_text"), || open(consents, "consents")?.0.row()?.0.lend(field))
}

/// Reads a number of the present consent.
///
/// - consents: the walk
/// - field: which field, CLIENTELA_CONSENT_FIELD_…
/// - out_number: the number
#[unsafe(no_mangle)]
pub extern "C" fn clientela_consents_number(
    consents: clientela_consents,
    field: clientela_consent_field,
    out_number: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_number, "out_number"), || open(consents, "consents")?.0.row()?.0.value(field))
}

/// Begins a walk over the addresses or numbers of the present consent's channel, as the operator may see them.
///
/// - consents: the walk; it may be freed during the other
/// - out_addresses: the walk over the addresses, before its first row; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_consents_addresses(
    consents: clientela_consents,
    out_addresses: *mut clientela_texts,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_addresses, "out_addresses"), || Ok(texts::walk(&open(consents, "consents")?.0.row()?.1)))
}

/// Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
///
/// - consents: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_consents_free(consents: clientela_consents) -> clientela_status {
    free(consents, "consents")
}

/// Steps to what stands for the next answer of the capture. CLIENTELA_STATUS_DONE: there is none.
///
/// - given: what recording did
#[unsafe(no_mangle)]
pub extern "C" fn clientela_given_next(given: clientela_given, out_error: *mut clientela_error) -> clientela_status {
    step(out_error, (), || Ok(open(given, "given")?.0.step()))
}

/// Reads a text of what stands now.
///
/// - given: what recording did
/// - field: CLIENTELA_CONSENT_FIELD_DEFINITION, _STATE, _DETAIL or _EVENT
/// - out_text: the text, or NULL when there is none; lives until it is freed
/// - out_text_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_given_text(
    given: clientela_given,
    field: clientela_consent_field,
    out_text: *mut *const c_char,
    out_text_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::text(out_text, out_text_len, "out_text"), || open(given, "given")?.0.row()?.lend(field))
}

/// Reads a number of what stands now.
///
/// - given: what recording did
/// - field: CLIENTELA_CONSENT_FIELD_STATE or CLIENTELA_CONSENT_FIELD_DETAIL
/// - out_number: the number
#[unsafe(no_mangle)]
pub extern "C" fn clientela_given_number(
    given: clientela_given,
    field: clientela_consent_field,
    out_number: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_number, "out_number"), || open(given, "given")?.0.row()?.value(field))
}

/// Frees what recording did; what was recorded stays. Nothing (0) is allowed.
///
/// - given: what recording did
#[unsafe(no_mangle)]
pub extern "C" fn clientela_given_free(given: clientela_given) -> clientela_status {
    free(given, "given")
}
