//! The second opt-in. A desk or a portal asks for it; whoever sends mails takes what is to be sent, each message once, with a code or the end of
//! a link that the store itself never holds and no desk ever sees. A link that is opened only shows; a second call confirms. An
//! operator passes on a code that the person reads aloud.

use std::ffi::c_char;

use crate::domain::consent::{Channel, ConfirmationKind};
use crate::domain::id::{Code, SubjectId};
use crate::engine::{Confirmable, ConfirmationMessage};
use crate::error::Result;
use crate::ffi::call::{call, free, step};
use crate::ffi::consent_words::clientela_confirmation_kind;
use crate::ffi::consents::{GivenObject, clientela_given};
use crate::ffi::desk::clientela_desk;
use crate::ffi::erp::clientela_erp;
use crate::ffi::error::clientela_error;
use crate::ffi::handle::{door, handle, open};
use crate::ffi::record::{Record, Walk};
use crate::ffi::status::clientela_status;
use crate::ffi::{out, raw, words};

/// A walk over messages that are to be sent. It holds secrets: show it to nobody, log nothing of it, free it when all are sent. Use it from one
/// thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_confirmations(i64);
handle!(clientela_confirmations, ConfirmationsObject);

/// What a link is about, for the page that it opens; nothing about the person. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_confirmable(i64);
handle!(clientela_confirmable, ConfirmableObject);

/// A field of a confirmation.
pub type clientela_confirmation_field = i32;

/// Text: the definition's code.
pub const CLIENTELA_CONFIRMATION_FIELD_DEFINITION: clientela_confirmation_field = 0;
/// CLIENTELA_CHANNEL_… as number, its name as text; of a message how it is sent, of a link how the person would be contacted.
pub const CLIENTELA_CONFIRMATION_FIELD_CHANNEL: clientela_confirmation_field = 1;
/// Text: the language of the title; NULL of a link whose definition has no text.
pub const CLIENTELA_CONFIRMATION_FIELD_LANGUAGE: clientela_confirmation_field = 2;
/// Text: the heading of the definition; NULL where it has no text.
pub const CLIENTELA_CONFIRMATION_FIELD_TITLE: clientela_confirmation_field = 3;
/// Number: from when on it is of no use, in milliseconds since 1970-01-01 UTC.
pub const CLIENTELA_CONFIRMATION_FIELD_UNTIL: clientela_confirmation_field = 4;
/// Text, of a message: the person's id.
pub const CLIENTELA_CONFIRMATION_FIELD_PERSON: clientela_confirmation_field = 5;
/// Of a message: CLIENTELA_CONFIRMATION_KIND_… as number, its name as text.
pub const CLIENTELA_CONFIRMATION_FIELD_KIND: clientela_confirmation_field = 6;
/// Text, of a message: the address or number; of a letter the street.
pub const CLIENTELA_CONFIRMATION_FIELD_ADDRESS: clientela_confirmation_field = 7;
/// Text, of a message: the code, or what stands at the end of the link. Only the person may see it.
pub const CLIENTELA_CONFIRMATION_FIELD_SECRET: clientela_confirmation_field = 8;
/// Number, of a link: the definition's version, major.
pub const CLIENTELA_CONFIRMATION_FIELD_MAJOR: clientela_confirmation_field = 9;
/// Number, of a link: the definition's version, minor.
pub const CLIENTELA_CONFIRMATION_FIELD_MINOR: clientela_confirmation_field = 10;
/// Text, of a link: the words that the person agreed to; NULL where the definition has no text.
pub const CLIENTELA_CONFIRMATION_FIELD_BODY: clientela_confirmation_field = 11;
/// Number, of a link: 1 where it was confirmed already.
pub const CLIENTELA_CONFIRMATION_FIELD_CONFIRMED: clientela_confirmation_field = 12;

/// Messages, one by one.
pub struct ConfirmationsObject(Walk<Record>);

/// What a link is about.
pub struct ConfirmableObject(Record);

fn message(message: &ConfirmationMessage) -> Record {
    let person = message.subject.to_string();
    Record::default()
        .text(CLIENTELA_CONFIRMATION_FIELD_DEFINITION, message.definition.as_str())
        .word(CLIENTELA_CONFIRMATION_FIELD_CHANNEL, message.channel as i32 + 1, message.channel.name())
        .text(CLIENTELA_CONFIRMATION_FIELD_LANGUAGE, message.language.as_str())
        .text(CLIENTELA_CONFIRMATION_FIELD_TITLE, message.title.as_deref())
        .number(CLIENTELA_CONFIRMATION_FIELD_UNTIL, message.until.millis())
        .text(CLIENTELA_CONFIRMATION_FIELD_PERSON, person.as_str())
        .word(CLIENTELA_CONFIRMATION_FIELD_KIND, message.kind as i32, message.kind.name())
        .text(CLIENTELA_CONFIRMATION_FIELD_ADDRESS, message.address.as_str())
        .text(CLIENTELA_CONFIRMATION_FIELD_SECRET, message.secret.text())
}

fn shown(about: &Confirmable) -> Record {
    let (channel, text) = (about.channel, about.text.as_ref());
    Record::default()
        .text(CLIENTELA_CONFIRMATION_FIELD_DEFINITION, about.definition.as_str())
        .word(CLIENTELA_CONFIRMATION_FIELD_CHANNEL, channel.map_or(0, |channel| channel as i32 + 1), channel.map(Channel::name))
        .text(CLIENTELA_CONFIRMATION_FIELD_LANGUAGE, text.map(|text| text.language.as_str()))
        .text(CLIENTELA_CONFIRMATION_FIELD_TITLE, text.map(|text| text.title.as_str()))
        .number(CLIENTELA_CONFIRMATION_FIELD_UNTIL, about.until.millis())
        .number(CLIENTELA_CONFIRMATION_FIELD_MAJOR, about.version.0.into())
        .number(CLIENTELA_CONFIRMATION_FIELD_MINOR, about.version.1.into())
        .text(CLIENTELA_CONFIRMATION_FIELD_BODY, text.map(|text| text.body.as_str()))
        .number(CLIENTELA_CONFIRMATION_FIELD_CONFIRMED, about.confirmed.into())
}

/// Whose consent to what.
fn whose(person: (*const c_char, usize), definition: (*const c_char, usize)) -> Result<(SubjectId, Code)> {
    Ok((words::subject(person.0, person.1, "person")?, words::code(definition.0, definition.1, "definition")?))
}

/// Asks at a desk for the second opt-in to a consent that waits for it: a code or link will be sent to the person. What is sent the desk never
/// learns; one that was asked for before is of no use any more. It takes the right to record consents.
///
/// - desk: the desk
/// - person: the id of a customer or related person
/// - person_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - definition: the code of the definition
/// - definition_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - kind: what the person gets, CLIENTELA_CONFIRMATION_KIND_…
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_request_confirmation(
    desk: clientela_desk,
    person: *const c_char,
    person_len: usize,
    definition: *const c_char,
    definition_len: usize,
    kind: clientela_confirmation_kind,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let desk = door(desk, "desk")?;
        let (person, definition) = whose((person, person_len), (definition, definition_len))?;
        desk.request_confirmation(person, &definition, words::word(ConfirmationKind::ALL, kind, "kind")?)
    })
}

/// Asks the same for a portal: somebody ticked a form there.
///
/// - erp: the ERP's door
/// - person: the id of a customer or related person
/// - person_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - definition: the code of the definition
/// - definition_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - kind: what the person gets, CLIENTELA_CONFIRMATION_KIND_…
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_request_confirmation(
    erp: clientela_erp,
    person: *const c_char,
    person_len: usize,
    definition: *const c_char,
    definition_len: usize,
    kind: clientela_confirmation_kind,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let erp = door(erp, "erp")?;
        let (person, definition) = whose((person, person_len), (definition, definition_len))?;
        erp.request_confirmation(person, &definition, words::word(ConfirmationKind::ALL, kind, "kind")?)
    })
}

/// Takes what is to be sent, each message once, the oldest first; call it until the walk has no row. The secrets are made now, and the store keeps
/// only digests: a message that is lost is asked for anew.
///
/// - erp: the ERP's door
/// - limit: at most so many messages, 0 or more
/// - out_confirmations: the walk, before its first message; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_take_confirmations(
    erp: clientela_erp,
    limit: i32,
    out_confirmations: *mut clientela_confirmations,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_confirmations, "out_confirmations"), || {
        let taken = door(erp, "erp")?.take_confirmations(words::within(limit, "limit")?)?;
        Ok(ConfirmationsObject(Walk::new(taken.iter().map(message))))
    })
}

/// Steps to the next message. CLIENTELA_STATUS_DONE: there is none.
///
/// - confirmations: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_confirmations_next(
    confirmations: clientela_confirmations,
    out_error: *mut clientela_error,
) -> clientela_status {
    step(out_error, (), || Ok(open(confirmations, "confirmations")?.0.step()))
}

/// Reads a text of the present message.
///
/// - confirmations: the walk
/// - field: which field, CLIENTELA_CONFIRMATION_FIELD_…, of those of a message
/// - out_text: the text, or NULL when there is none; lives until the walk is freed, and is wiped then
/// - out_text_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_confirmations_text(
    confirmations: clientela_confirmations,
    field: clientela_confirmation_field,
    out_text: *mut *const c_char,
    out_text_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::text(out_text, out_text_len, "out_text"), || open(confirmations, "confirmations")?.0.row()?.lend(field))
}

/// Reads a number of the present message.
///
/// - confirmations: the walk
/// - field: which field, CLIENTELA_CONFIRMATION_FIELD_…, of those of a message
/// - out_number: the number
#[unsafe(no_mangle)]
pub extern "C" fn clientela_confirmations_number(
    confirmations: clientela_confirmations,
    field: clientela_confirmation_field,
    out_number: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_number, "out_number"), || open(confirmations, "confirmations")?.0.row()?.value(field))
}

/// Frees a walk and wipes its texts. No walk (0) is allowed.
///
/// - confirmations: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_confirmations_free(confirmations: clientela_confirmations) -> clientela_status {
    free(confirmations, "confirmations")
}

/// Says what a link is about, for the page that it opens. It changes nothing and counts no try: mail programs open links too.
/// CLIENTELA_STATUS_INVALID (`confirmation.wrong`): it is none of ours; CLIENTELA_STATUS_STATE: `confirmation.expired`,
/// `confirmation.tries_used_up`.
///
/// - erp: the ERP's door
/// - link: what stands at the end of the link
/// - link_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_confirmable: what it is about; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_look_at_confirmation(
    erp: clientela_erp,
    link: *const c_char,
    link_len: usize,
    out_confirmable: *mut clientela_confirmable,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_confirmable, "out_confirmable"), || {
        let erp = door(erp, "erp")?;
        Ok(ConfirmableObject(shown(&erp.look_at_confirmation(raw::text(link, link_len, "link")?)?)))
    })
}

/// Reads a text of what a link is about.
///
/// - confirmable: what it is about
/// - field: which field, CLIENTELA_CONFIRMATION_FIELD_…, of those of a link
/// - out_text: the text, or NULL when there is none; lives until it is freed
/// - out_text_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_confirmable_text(
    confirmable: clientela_confirmable,
    field: clientela_confirmation_field,
    out_text: *mut *const c_char,
    out_text_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::text(out_text, out_text_len, "out_text"), || open(confirmable, "confirmable")?.0.lend(field))
}

/// Reads a number of what a link is about.
///
/// - confirmable: what it is about
/// - field: which field, CLIENTELA_CONFIRMATION_FIELD_…, of those of a link
/// - out_number: the number
#[unsafe(no_mangle)]
pub extern "C" fn clientela_confirmable_number(
    confirmable: clientela_confirmable,
    field: clientela_confirmation_field,
    out_number: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_number, "out_number"), || open(confirmable, "confirmable")?.0.value(field))
}

/// Frees what a link is about. Nothing (0) is allowed.
///
/// - confirmable: what it is about
#[unsafe(no_mangle)]
pub extern "C" fn clientela_confirmable_free(confirmable: clientela_confirmable) -> clientela_status {
    free(confirmable, "confirmable")
}

/// Confirms a consent by the link that the person opened: the second call, made when they press the button. A second time it writes nothing
/// more and says the same. CLIENTELA_STATUS_INVALID: `confirmation.wrong`; CLIENTELA_STATUS_STATE: `confirmation.expired`,
/// `confirmation.tries_used_up`, `confirmation.address_changed`, `consent.nothing_to_confirm`.
///
/// - erp: the ERP's door
/// - link: what stands at the end of the link
/// - link_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_given: the event and what stands now, on its one row; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_confirm_link(
    erp: clientela_erp,
    link: *const c_char,
    link_len: usize,
    out_given: *mut clientela_given,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_given, "out_given"), || {
        let erp = door(erp, "erp")?;
        Ok(GivenObject::of(&[erp.confirm_link(raw::text(link, link_len, "link")?)?]))
    })
}

/// Confirms a consent by the code that the person typed into a portal. It fails as clientela_erp_confirm_link does.
///
/// - erp: the ERP's door
/// - person: the id of a customer or related person
/// - person_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - definition: the code of the definition
/// - definition_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - code: the code as it was typed; blanks and hyphens are nothing
/// - code_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_given: the event and what stands now, on its one row; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_confirm_code(
    erp: clientela_erp,
    person: *const c_char,
    person_len: usize,
    definition: *const c_char,
    definition_len: usize,
    code: *const c_char,
    code_len: usize,
    out_given: *mut clientela_given,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_given, "out_given"), || {
        let erp = door(erp, "erp")?;
        let (person, definition) = whose((person, person_len), (definition, definition_len))?;
        Ok(GivenObject::of(&[erp.confirm_code(person, &definition, raw::text(code, code_len, "code")?)?]))
    })
}

/// Confirms a consent at a desk by the code that the person was sent and reads aloud. Without it nobody at a desk confirms anything. It takes the
/// right to record consents, and fails as clientela_erp_confirm_link does.
///
/// - desk: the desk
/// - person: the id of a customer or related person
/// - person_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - definition: the code of the definition
/// - definition_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - code: the code as it was typed; blanks and hyphens are nothing
/// - code_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_given: the event and what stands now, on its one row; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_confirm(
    desk: clientela_desk,
    person: *const c_char,
    person_len: usize,
    definition: *const c_char,
    definition_len: usize,
    code: *const c_char,
    code_len: usize,
    out_given: *mut clientela_given,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_given, "out_given"), || {
        let desk = door(desk, "desk")?;
        let (person, definition) = whose((person, person_len), (definition, definition_len))?;
        Ok(GivenObject::of(&[desk.confirm(person, &definition, raw::text(code, code_len, "code")?)?]))
    })
}
