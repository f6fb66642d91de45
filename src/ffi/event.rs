//! Consent events: what happened, by whom, when, and which events were known then. They need no store. An event holds no
//! personal data: a value it refers to is bound as a digest, SHA-256 over 16 bytes of salt and the value.

use std::ffi::c_char;

use crate::domain::consent::{Authority, Commitment, Event, EventKind, Method, Origin, ReferenceKind, Scope};
use crate::domain::id::{Code, SubjectId};
use crate::domain::time::Timestamp;
use crate::error::Result;
use crate::ffi::call::{call, free};
use crate::ffi::consent_words::{clientela_authority, clientela_event_kind, clientela_evidence_grade};
use crate::ffi::definition::clientela_definition;
use crate::ffi::error::clientela_error;
use crate::ffi::event_words::{
    CLIENTELA_EVENT_FIELD_ADDRESS, CLIENTELA_EVENT_FIELD_BY, CLIENTELA_EVENT_FIELD_DEFINITION, CLIENTELA_EVENT_FIELD_EVIDENCE,
    CLIENTELA_EVENT_FIELD_LANGUAGE, CLIENTELA_EVENT_FIELD_MAJOR, CLIENTELA_EVENT_FIELD_METHOD, CLIENTELA_EVENT_FIELD_MINOR,
    CLIENTELA_EVENT_FIELD_OPERATOR, CLIENTELA_EVENT_FIELD_ORIGIN, CLIENTELA_EVENT_FIELD_RECEIPT, CLIENTELA_EVENT_FIELD_RECORDED,
    CLIENTELA_EVENT_FIELD_REFERENCE, CLIENTELA_EVENT_FIELD_REFERENCE_KIND, CLIENTELA_EVENT_FIELD_SCOPE, CLIENTELA_EVENT_FIELD_STATION,
    CLIENTELA_EVENT_FIELD_WORDING, clientela_event_field,
};
use crate::ffi::handle::{handle, open};
use crate::ffi::raw::misuse;
use crate::ffi::signature::clientela_signature;
use crate::ffi::status::clientela_status;
use crate::ffi::{out, raw, words};

/// A consent event that is being filled in. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_event(i64);
handle!(clientela_event, EventObject);

/// All consent events of one person, in any order. Use them from one thread at a time; they may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_events(i64);
handle!(clientela_events, EventsObject);

/// An event.
pub struct EventObject(pub Event);

/// Events, in the order they were added.
#[derive(Default)]
pub struct EventsObject(pub Vec<Event>);

fn set_text(event: &mut Event, field: clientela_event_field, text: &str) -> Result<()> {
    let code = || words::absent_or(text, "text", Code::parse);
    match field {
        CLIENTELA_EVENT_FIELD_DEFINITION => event.definition = code()?,
        CLIENTELA_EVENT_FIELD_BY => event.by = words::absent_or(text, "text", SubjectId::parse)?,
        CLIENTELA_EVENT_FIELD_LANGUAGE => text.clone_into(&mut event.language),
        CLIENTELA_EVENT_FIELD_OPERATOR => event.operator = code()?,
        CLIENTELA_EVENT_FIELD_STATION => event.station = code()?,
        CLIENTELA_EVENT_FIELD_RECEIPT => event.receipt = code()?,
        _ => return Err(misuse("argument.unknown_constant", "field")),
    }
    Ok(())
}

fn set_number(event: &mut Event, field: clientela_event_field, number: i64) -> Result<()> {
    match field {
        CLIENTELA_EVENT_FIELD_MAJOR => event.version.0 = words::within(number, "number")?,
        CLIENTELA_EVENT_FIELD_MINOR => event.version.1 = words::within(number, "number")?,
        CLIENTELA_EVENT_FIELD_SCOPE => event.scope = words::word(Scope::ALL, number, "number")?,
        CLIENTELA_EVENT_FIELD_METHOD => event.method = words::word(Method::ALL, number, "number")?,
        CLIENTELA_EVENT_FIELD_ORIGIN => event.origin = words::word(Origin::ALL, number, "number")?,
        CLIENTELA_EVENT_FIELD_REFERENCE_KIND => event.evidence.reference_kind = words::word(ReferenceKind::ALL, number, "number")?,
        CLIENTELA_EVENT_FIELD_RECORDED => event.recorded = Timestamp::from_millis(number),
        _ => return Err(misuse("argument.unknown_constant", "field")),
    }
    Ok(())
}

fn set_digest(event: &mut Event, field: clientela_event_field, digest: [u8; 32]) -> Result<()> {
    match field {
        CLIENTELA_EVENT_FIELD_WORDING => event.text_digest = digest,
        CLIENTELA_EVENT_FIELD_EVIDENCE => event.evidence.digest = Some(digest),
        _ => return Err(misuse("argument.unknown_constant", "field")),
    }
    Ok(())
}

fn set_bound(event: &mut Event, field: clientela_event_field, commitment: Commitment) -> Result<()> {
    match field {
        CLIENTELA_EVENT_FIELD_REFERENCE => event.evidence.reference = Some(commitment),
        CLIENTELA_EVENT_FIELD_ADDRESS => event.evidence.address = Some(commitment),
        _ => return Err(misuse("argument.unknown_constant", "field")),
    }
    Ok(())
}

/// Makes an event about a version of a definition, spoken at a till, recorded as it happened, having seen nothing.
///
/// - definition: the definition as it was asked; it is copied
/// - id: the event's id, a UUID of 36 characters
/// - id_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - subject: the id of the person, a UUID of 36 characters
/// - subject_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - kind: what happened, CLIENTELA_EVENT_KIND_…
/// - authority: who stands behind it, CLIENTELA_AUTHORITY_…
/// - at: when it happened, in milliseconds since 1970 UTC
/// - out_event: the new event; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_event_new(
    definition: clientela_definition,
    id: *const c_char,
    id_len: usize,
    subject: *const c_char,
    subject_len: usize,
    kind: clientela_event_kind,
    authority: clientela_authority,
    at: i64,
    out_event: *mut clientela_event,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_event, "out_event"), || {
        let definition = open(definition, "definition")?;
        let (id, subject) = (words::event(id, id_len, "id")?, words::subject(subject, subject_len, "subject")?);
        let kind = words::word(EventKind::ALL, kind, "kind")?;
        let authority = words::word(Authority::ALL, authority, "authority")?;
        Ok(EventObject(Event::new(id, subject, &definition.0, kind, authority, Timestamp::from_millis(at))))
    })
}

/// Sets a text. Empty text removes it.
///
/// - event: the event
/// - field: which field, CLIENTELA_EVENT_FIELD_…
/// - text: the text; it is copied
/// - text_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
#[unsafe(no_mangle)]
pub extern "C" fn clientela_event_set_text(
    event: clientela_event,
    field: clientela_event_field,
    text: *const c_char,
    text_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || set_text(&mut open(event, "event")?.0, field, raw::text(text, text_len, "text")?))
}

/// Sets a number.
///
/// - event: the event
/// - field: which field, CLIENTELA_EVENT_FIELD_…
/// - number: the number
#[unsafe(no_mangle)]
pub extern "C" fn clientela_event_set_number(
    event: clientela_event,
    field: clientela_event_field,
    number: i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || set_number(&mut open(event, "event")?.0, field, number))
}

/// Sets a digest.
///
/// - event: the event
/// - field: which field, CLIENTELA_EVENT_FIELD_WORDING or CLIENTELA_EVENT_FIELD_EVIDENCE
/// - digest: the digest, SHA-256
/// - digest_len: 32
#[unsafe(no_mangle)]
pub extern "C" fn clientela_event_set_digest(
    event: clientela_event,
    field: clientela_event_field,
    digest: *const u8,
    digest_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || set_digest(&mut open(event, "event")?.0, field, words::exactly(digest, digest_len, "digest")?))
}

/// Binds the event to a value without holding it.
///
/// - event: the event
/// - field: which field, CLIENTELA_EVENT_FIELD_REFERENCE or CLIENTELA_EVENT_FIELD_ADDRESS
/// - value: the value, in the canonical form that clientela_values_check gives
/// - value_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - salt: bytes made by chance for this event
/// - salt_len: 16
#[unsafe(no_mangle)]
pub extern "C" fn clientela_event_bind(
    event: clientela_event,
    field: clientela_event_field,
    value: *const c_char,
    value_len: usize,
    salt: *const u8,
    salt_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let mut event = open(event, "event")?;
        let (value, salt) = (raw::text(value, value_len, "value")?, words::exactly(salt, salt_len, "salt")?);
        set_bound(&mut event.0, field, Commitment::to(value, salt))
    })
}

/// Binds the event to a value by the digest that was kept of it.
///
/// - event: the event
/// - field: which field, CLIENTELA_EVENT_FIELD_REFERENCE or CLIENTELA_EVENT_FIELD_ADDRESS
/// - digest: SHA-256 over salt and value
/// - digest_len: 32
/// - salt: the salt; may be NULL: it was erased
/// - salt_len: 16
#[unsafe(no_mangle)]
pub extern "C" fn clientela_event_bind_digest(
    event: clientela_event,
    field: clientela_event_field,
    digest: *const u8,
    digest_len: usize,
    salt: *const u8,
    salt_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let mut event = open(event, "event")?;
        let digest = words::exactly(digest, digest_len, "digest")?;
        let salt = if salt.is_null() { None } else { Some(words::exactly(salt, salt_len, "salt")?) };
        set_bound(&mut event.0, field, Commitment { digest, salt })
    })
}

/// Names an event that was known as one of the last when this one was recorded.
///
/// - event: the event
/// - seen: the id of the other, a UUID of 36 characters
/// - seen_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
#[unsafe(no_mangle)]
pub extern "C" fn clientela_event_see(
    event: clientela_event,
    seen: *const c_char,
    seen_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let mut event = open(event, "event")?;
        event.0.seen.push(words::event(seen, seen_len, "seen")?);
        Ok(())
    })
}

/// Signs the event: its digest of the signature is bound to everything else that it says. Set all of that before; what is changed afterwards
/// makes that the signature does not belong to it.
///
/// - event: the event
/// - signature: the signature; it may be freed or used again
#[unsafe(no_mangle)]
pub extern "C" fn clientela_event_sign(
    event: clientela_event,
    signature: clientela_signature,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let (mut event, signature) = (open(event, "event")?, open(signature, "signature")?.made()?);
        event.0.evidence.digest = Some(signature.bound_to(&event.0));
        Ok(())
    })
}

/// Tells whether the event was signed with a signature: how it is proven later that a signature which was kept belongs to it.
///
/// - event: the event
/// - signature: the signature
/// - out_belongs: 1 when it belongs to the event, else 0
#[unsafe(no_mangle)]
pub extern "C" fn clientela_event_signed_by(
    event: clientela_event,
    signature: clientela_signature,
    out_belongs: *mut i32,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_belongs, "out_belongs"), || {
        let (event, signature) = (open(event, "event")?, open(signature, "signature")?.made()?);
        Ok(signature.belongs_to(&event.0).into())
    })
}

/// Tells how well the event is proven.
///
/// - event: the event
/// - out_grade: CLIENTELA_EVIDENCE_GRADE_…
#[unsafe(no_mangle)]
pub extern "C" fn clientela_event_grade(
    event: clientela_event,
    out_grade: *mut clientela_evidence_grade,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_grade, "out_grade"), || Ok(open(event, "event")?.0.grade() as i32))
}

/// Frees an event. No event (0) is allowed.
///
/// - event: the event
#[unsafe(no_mangle)]
pub extern "C" fn clientela_event_free(event: clientela_event) -> clientela_status {
    free(event, "event")
}

/// Makes an empty list of events.
///
/// - out_events: the new list; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_events_new(out_events: *mut clientela_events, out_error: *mut clientela_error) -> clientela_status {
    call(out_error, out::handle(out_events, "out_events"), || Ok(EventsObject::default()))
}

/// Adds a copy of an event as it is now.
///
/// - events: the list
/// - event: the event; it may be changed or freed afterwards
#[unsafe(no_mangle)]
pub extern "C" fn clientela_events_add(
    events: clientela_events,
    event: clientela_event,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let mut events = open(events, "events")?;
        events.0.push(open(event, "event")?.0.clone());
        Ok(())
    })
}

/// Frees a list of events. No list (0) is allowed.
///
/// - events: the list
#[unsafe(no_mangle)]
pub extern "C" fn clientela_events_free(events: clientela_events) -> clientela_status {
    free(events, "events")
}
