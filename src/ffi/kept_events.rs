//! The consent events of one person as the store keeps them: each answer with who recorded it, where, when and how, the digest
//! of the text that was shown and what proves it. None is ever overwritten; they outlive the person's data and then name nobody.

use std::ffi::c_char;

use crate::domain::consent::Event;
use crate::ffi::call::{call, free, step};
use crate::ffi::desk::clientela_desk;
use crate::ffi::error::clientela_error;
use crate::ffi::event_record::record;
use crate::ffi::event_words::clientela_event_field;
use crate::ffi::handle::{door, handle, open};
use crate::ffi::record::{Record, Walk};
use crate::ffi::signature::clientela_signature;
use crate::ffi::status::clientela_status;
use crate::ffi::{doors, out, words};

/// A walk over consent events that are kept; its present event is read field by field. Use it from one thread at a time; it may
/// move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_kept_events(i64);
handle!(clientela_kept_events, KeptEventsObject);

/// Events, one by one.
pub struct KeptEventsObject(Walk<(Record, Event)>);

/// Begins a walk over the consent events of a person, the oldest first: each behind those it has seen, else by their times.
///
/// - desk: the desk
/// - person: the id of a customer or related person, also of an anonymized one
/// - person_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - definition: only events about the definition of this code; may be NULL: about any
/// - definition_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_kept_events: the walk, before its first event; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_consent_events(
    desk: clientela_desk,
    person: *const c_char,
    person_len: usize,
    definition: *const c_char,
    definition_len: usize,
    out_kept_events: *mut clientela_kept_events,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_kept_events, "out_kept_events"), || {
        let desk = door(desk, "desk")?;
        let person = words::subject(person, person_len, "person")?;
        let definition = doors::optional_code(definition, definition_len, "definition")?;
        let events = desk.consent_events(person, definition.as_ref())?;
        let rows = events.into_iter().map(|kept| (record(&kept.event, kept.reference.as_deref()), kept.event));
        Ok(KeptEventsObject(Walk::new(rows)))
    })
}

/// Steps to the next event. CLIENTELA_STATUS_DONE: there is none.
///
/// - kept_events: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_kept_events_next(kept_events: clientela_kept_events, out_error: *mut clientela_error) -> clientela_status {
    step(out_error, (), || Ok(open(kept_events, "kept_events")?.0.step()))
}

/// Reads a text of the present event.
///
/// - kept_events: the walk
/// - field: which field, CLIENTELA_EVENT_FIELD_…, but not ADDRESS and those of proven events
/// - out_text: the text, or NULL when there is none; lives until the walk is freed
/// - out_text_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_kept_events_text(
    kept_events: clientela_kept_events,
    field: clientela_event_field,
    out_text: *mut *const c_char,
    out_text_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::text(out_text, out_text_len, "out_text"), || open(kept_events, "kept_events")?.0.row()?.0.lend(field))
}

/// Reads a number of the present event.
///
/// - kept_events: the walk
/// - field: which field, CLIENTELA_EVENT_FIELD_…
/// - out_number: the number
#[unsafe(no_mangle)]
pub extern "C" fn clientela_kept_events_number(
    kept_events: clientela_kept_events,
    field: clientela_event_field,
    out_number: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_number, "out_number"), || open(kept_events, "kept_events")?.0.row()?.0.value(field))
}

/// Tells whether the present event was signed with a signature that was kept elsewhere. An anonymization changes nothing of it.
///
/// - kept_events: the walk
/// - signature: the signature
/// - out_belongs: 1 when it belongs to the event, else 0
#[unsafe(no_mangle)]
pub extern "C" fn clientela_kept_events_signed_by(
    kept_events: clientela_kept_events,
    signature: clientela_signature,
    out_belongs: *mut i32,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_belongs, "out_belongs"), || {
        let (events, signature) = (open(kept_events, "kept_events")?, open(signature, "signature")?.made()?);
        Ok(signature.belongs_to(&events.0.row()?.1).into())
    })
}

/// Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
///
/// - kept_events: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_kept_events_free(kept_events: clientela_kept_events) -> clientela_status {
    free(kept_events, "kept_events")
}
