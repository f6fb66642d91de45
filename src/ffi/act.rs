//! What somebody wants to record about a consent, and whether it may be recorded. Denials always may, from any source.

use crate::domain::consent::{Act, Authority, Intent, Method, Scope, SubjectState, Written, write};
use crate::error::Result;
use crate::ffi::call::{call, free, step};
use crate::ffi::consent_words::{clientela_authority, clientela_event_kind, clientela_intent, clientela_method};
use crate::ffi::definition::clientela_definition;
use crate::ffi::error::clientela_error;
use crate::ffi::event::clientela_events;
use crate::ffi::handle::{handle, open};
use crate::ffi::raw::misuse;
use crate::ffi::status::clientela_status;
use crate::ffi::texts::{self, clientela_texts};
use crate::ffi::{out, words};

/// What is to be recorded. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_act(i64);
handle!(clientela_act, ActObject);

/// A field of an act.
pub type clientela_act_field = i32;

/// What an objection binds, CLIENTELA_SCOPE_…, at first DEFINITION.
pub const CLIENTELA_ACT_FIELD_SCOPE: clientela_act_field = 0;
/// 1 when evidence comes with it (a signature, a scan, a form number).
pub const CLIENTELA_ACT_FIELD_EVIDENCE: clientela_act_field = 1;
/// 1 when the operator named a reason.
pub const CLIENTELA_ACT_FIELD_REASON: clientela_act_field = 2;
/// 1 when there is a value for the definition's channel.
pub const CLIENTELA_ACT_FIELD_REACHABLE: clientela_act_field = 3;
/// The life of the person's data, CLIENTELA_SUBJECT_STATE_…, at first NORMAL.
pub const CLIENTELA_ACT_FIELD_SUBJECT_STATE: clientela_act_field = 4;
/// 1 when a guardian answers for the person, who may do so.
pub const CLIENTELA_ACT_FIELD_BY_GUARDIAN: clientela_act_field = 5;

/// An act.
pub struct ActObject(Act);

fn set(act: &mut Act, field: clientela_act_field, number: i64) -> Result<()> {
    match field {
        CLIENTELA_ACT_FIELD_SCOPE => act.scope = words::word(Scope::ALL, number, "number")?,
        CLIENTELA_ACT_FIELD_EVIDENCE => act.evidence = words::yes(number, "number")?,
        CLIENTELA_ACT_FIELD_REASON => act.reason = words::yes(number, "number")?,
        CLIENTELA_ACT_FIELD_REACHABLE => act.reachable = words::yes(number, "number")?,
        CLIENTELA_ACT_FIELD_SUBJECT_STATE => act.subject = words::word(SubjectState::ALL, number, "number")?,
        CLIENTELA_ACT_FIELD_BY_GUARDIAN => act.by_guardian = words::yes(number, "number")?,
        _ => return Err(misuse("argument.unknown_constant", "field")),
    }
    Ok(())
}

/// Makes an act without evidence, reason and channel data, about one definition only.
///
/// - intent: what is to be recorded, CLIENTELA_INTENT_…
/// - authority: who stands behind it, CLIENTELA_AUTHORITY_…; staff relaying the customer's words write as the subject
/// - method: how, CLIENTELA_METHOD_…
/// - out_act: the new act; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_act_new(
    intent: clientela_intent,
    authority: clientela_authority,
    method: clientela_method,
    out_act: *mut clientela_act,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_act, "out_act"), || {
        let intent = words::word(Intent::ALL, intent, "intent")?;
        let authority = words::word(Authority::ALL, authority, "authority")?;
        Ok(ActObject(Act::new(intent, authority, words::word(Method::ALL, method, "method")?)))
    })
}

/// Sets a number.
///
/// - act: the act
/// - field: which field, CLIENTELA_ACT_FIELD_…
/// - number: the number
#[unsafe(no_mangle)]
pub extern "C" fn clientela_act_set_number(
    act: clientela_act,
    field: clientela_act_field,
    number: i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || set(&mut open(act, "act")?.0, field, number))
}

/// Decides what an act writes over what stands. The host stores the event. CLIENTELA_STATUS_DONE: nothing is to be stored, it
/// would change nothing. An error says which rule forbids it.
///
/// - act: what is to be recorded
/// - definition: the definition, in the version that is asked now
/// - events: all events of the person, in any order
/// - now: now, in milliseconds since 1970 UTC
/// - offset_minutes: how far the branch's time is east of UTC
/// - out_kind: the kind of the event to store, CLIENTELA_EVENT_KIND_…
/// - out_seen: a walk over the ids of the events that it has seen; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_act_write(
    act: clientela_act,
    definition: clientela_definition,
    events: clientela_events,
    now: i64,
    offset_minutes: i32,
    out_kind: *mut clientela_event_kind,
    out_seen: *mut clientela_texts,
    out_error: *mut clientela_error,
) -> clientela_status {
    let outs = (out::number(out_kind, "out_kind"), out::handle(out_seen, "out_seen"));
    step(out_error, outs, || {
        let (act, definition, events) = (open(act, "act")?, open(definition, "definition")?, open(events, "events")?);
        match write(&definition.0, &events.0, act.0, words::moment(now, offset_minutes)?)? {
            Written::Nothing => Ok(None),
            Written::Event { kind, seen } => Ok(Some((kind as i32, texts::walk(seen)))),
        }
    })
}

/// Frees an act. No act (0) is allowed.
///
/// - act: the act
#[unsafe(no_mangle)]
pub extern "C" fn clientela_act_free(act: clientela_act) -> clientela_status {
    free(act, "act")
}
