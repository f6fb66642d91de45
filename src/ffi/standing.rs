//! What stands for one definition and one person, derived from all that happened. Clocks never decide which event counts:
//! only which event has seen which does.

use std::ffi::c_char;

use crate::domain::consent::{Grade, Standing, grade, signature_missing, standing};
use crate::domain::id::EventId;
use crate::domain::time::Timestamp;
use crate::ffi::call::{call, free};
use crate::ffi::definition::clientela_definition;
use crate::ffi::error::clientela_error;
use crate::ffi::event::clientela_events;
use crate::ffi::handle::{handle, open};
use crate::ffi::out;
use crate::ffi::record::Record;
use crate::ffi::status::clientela_status;
use crate::ffi::texts::{self, clientela_texts};

/// What stands. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_standing(i64);
handle!(clientela_standing, StandingObject);

/// A field of what stands.
pub type clientela_standing_field = i32;

/// CLIENTELA_CONSENT_STATE_… as number, its name as text.
pub const CLIENTELA_STANDING_FIELD_STATE: clientela_standing_field = 0;
/// CLIENTELA_CONSENT_DETAIL_… as number, its name as text.
pub const CLIENTELA_STANDING_FIELD_DETAIL: clientela_standing_field = 1;
/// Text: the term of the W3C Data Privacy Vocabulary, such as `ConsentGiven`.
pub const CLIENTELA_STANDING_FIELD_DPV: clientela_standing_field = 2;
/// Number: the major version that was agreed to; -1 when there is no grant.
pub const CLIENTELA_STANDING_FIELD_MAJOR: clientela_standing_field = 3;
/// Number: the minor version that was agreed to; -1 when there is no grant.
pub const CLIENTELA_STANDING_FIELD_MINOR: clientela_standing_field = 4;
/// Who may grant next, at least: CLIENTELA_AUTHORITY_… as number, its name as text.
pub const CLIENTELA_STANDING_FIELD_GRANTABLE_BY: clientela_standing_field = 5;
/// Number: 1 when a grant waits for its confirmation.
pub const CLIENTELA_STANDING_FIELD_PENDING: clientela_standing_field = 6;
/// Number: 1 when a no of the person themself stands, over which no guardian grants.
pub const CLIENTELA_STANDING_FIELD_OWN_NO: clientela_standing_field = 9;

/// How well it is proven: CLIENTELA_EVIDENCE_GRADE_… as number, its name as text.
pub const CLIENTELA_STANDING_FIELD_GRADE: clientela_standing_field = 7;
/// Number: 1 when it is accepted without the signature that the definition requires.
pub const CLIENTELA_STANDING_FIELD_SIGNATURE_MISSING: clientela_standing_field = 8;

/// What stands, ready to be lent.
pub struct StandingObject {
    record: Record,
    evidence: Vec<EventId>,
    heads: Vec<EventId>,
}

impl StandingObject {
    /// Of what was derived.
    pub fn of(standing: Standing, grade: Grade, signature_missing: bool) -> Self {
        let Standing { state, detail, evidence, heads, version, grantable_by, own_no, pending } = standing;
        let part = |part: Option<u32>| part.map_or(-1, i64::from);
        let record = Record::default()
            .word(CLIENTELA_STANDING_FIELD_STATE, state as i32, state.name())
            .word(CLIENTELA_STANDING_FIELD_DETAIL, detail as i32, detail.name())
            .text(CLIENTELA_STANDING_FIELD_DPV, detail.dpv())
            .number(CLIENTELA_STANDING_FIELD_MAJOR, part(version.map(|(major, _)| major)))
            .number(CLIENTELA_STANDING_FIELD_MINOR, part(version.map(|(_, minor)| minor)))
            .word(CLIENTELA_STANDING_FIELD_GRANTABLE_BY, grantable_by as i32, grantable_by.name())
            .number(CLIENTELA_STANDING_FIELD_PENDING, pending.into())
            .word(CLIENTELA_STANDING_FIELD_GRADE, grade as i32, grade.name())
            .number(CLIENTELA_STANDING_FIELD_SIGNATURE_MISSING, signature_missing.into())
            .number(CLIENTELA_STANDING_FIELD_OWN_NO, own_no.into());
        Self { record, evidence, heads }
    }
}

/// Derives what stands for a definition. Events about other definitions are passed over.
///
/// - events: all events of the person, in any order
/// - definition: the definition
/// - now: now, in milliseconds since 1970 UTC
/// - out_standing: what stands; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_events_standing(
    events: clientela_events,
    definition: clientela_definition,
    now: i64,
    out_standing: *mut clientela_standing,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_standing, "out_standing"), || {
        let (events, definition) = (open(events, "events")?, open(definition, "definition")?);
        let (definition, events, now) = (&definition.0, &events.0, Timestamp::from_millis(now));
        let missing = signature_missing(definition, events, now);
        Ok(StandingObject::of(standing(definition, events, now), grade(definition, events, now), missing))
    })
}

/// Reads a number.
///
/// - standing: what stands
/// - field: which field, CLIENTELA_STANDING_FIELD_…
/// - out_number: the number
#[unsafe(no_mangle)]
pub extern "C" fn clientela_standing_number(
    standing: clientela_standing,
    field: clientela_standing_field,
    out_number: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_number, "out_number"), || open(standing, "standing")?.record.value(field))
}

/// Reads a text.
///
/// - standing: what stands
/// - field: which field, CLIENTELA_STANDING_FIELD_…
/// - out_text: the text; lives until what stands is freed
/// - out_text_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_standing_text(
    standing: clientela_standing,
    field: clientela_standing_field,
    out_text: *mut *const c_char,
    out_text_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::text(out_text, out_text_len, "out_text"), || open(standing, "standing")?.record.lend(field))
}

/// Begins a walk over the ids of the events that it rests on.
///
/// - standing: what stands; it may be freed during the walk
/// - out_evidence: the walk, before its first row; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_standing_evidence(
    standing: clientela_standing,
    out_evidence: *mut clientela_texts,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_evidence, "out_evidence"), || Ok(texts::walk(&open(standing, "standing")?.evidence)))
}

/// Begins a walk over the ids of the last events: a new event names these as seen.
///
/// - standing: what stands; it may be freed during the walk
/// - out_heads: the walk, before its first row; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_standing_heads(
    standing: clientela_standing,
    out_heads: *mut clientela_texts,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_heads, "out_heads"), || Ok(texts::walk(&open(standing, "standing")?.heads)))
}

/// Frees what stands. Texts read from it are gone too. None (0) is allowed.
///
/// - standing: what stands
#[unsafe(no_mangle)]
pub extern "C" fn clientela_standing_free(standing: clientela_standing) -> clientela_status {
    free(standing, "standing")
}
