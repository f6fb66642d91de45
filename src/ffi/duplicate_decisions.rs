//! What somebody decided about two records, and the parameters by which duplicates are told.

use std::ffi::c_char;

use crate::domain::duplicate::Decision;
use crate::domain::id::Code;
use crate::engine::DuplicateDecision;
use crate::ffi::buffer::{BufferObject, clientela_buffer};
use crate::ffi::call::{call, free, step};
use crate::ffi::cursor::Cursor;
use crate::ffi::desk::clientela_desk;
use crate::ffi::duplicate_words::clientela_duplicate_decision;
use crate::ffi::engine::clientela_engine;
use crate::ffi::error::clientela_error;
use crate::ffi::handle::{door, handle, open};
use crate::ffi::shown::{CText, Lent};
use crate::ffi::status::clientela_status;
use crate::ffi::{out, raw, words};

/// A walk over decisions about a customer and others. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_duplicate_decisions(i64);
handle!(clientela_duplicate_decisions, DuplicateDecisionsObject);

/// Decisions, as C reads them.
pub struct DuplicateDecisionsObject(Cursor<DecisionRow>);

struct DecisionRow {
    other: CText,
    decision: clientela_duplicate_decision,
    reason: Option<CText>,
    operator: Option<CText>,
    at: i64,
    holds: i32,
}

impl DecisionRow {
    fn of(decided: &DuplicateDecision) -> Self {
        Self {
            other: CText::new(&decided.other.to_string()),
            decision: decided.decision as i32,
            reason: decided.reason.as_deref().map(CText::new),
            operator: decided.operator.as_ref().map(Code::as_str).map(CText::new),
            at: decided.at.millis(),
            holds: decided.holds.into(),
        }
    }
}

/// Keeps what somebody decided about two records: they are not reported again until what is compared of either changes. A later
/// decision takes the place of this one. It goes with either person. Takes the right to edit customers.
///
/// - desk: the desk
/// - one: the id of one customer
/// - one_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - other: the id of the other
/// - other_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - decision: what they are, CLIENTELA_DUPLICATE_DECISION_…
/// - reason: why; empty: none
/// - reason_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_decide_duplicate(
    desk: clientela_desk,
    one: *const c_char,
    one_len: usize,
    other: *const c_char,
    other_len: usize,
    decision: clientela_duplicate_decision,
    reason: *const c_char,
    reason_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let desk = door(desk, "desk")?;
        let (one, other) = (words::subject(one, one_len, "one")?, words::subject(other, other_len, "other")?);
        let decision = words::word(Decision::ALL, decision, "decision")?;
        desk.decide_duplicate(one, other, decision, raw::text(reason, reason_len, "reason")?)
    })
}

/// Begins a walk over what was decided about a customer and others.
///
/// - desk: the desk
/// - customer: the customer's id
/// - customer_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_duplicate_decisions: the walk, before its first; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_duplicate_decisions(
    desk: clientela_desk,
    customer: *const c_char,
    customer_len: usize,
    out_duplicate_decisions: *mut clientela_duplicate_decisions,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_duplicate_decisions, "out_duplicate_decisions"), || {
        let all = door(desk, "desk")?.duplicate_decisions(words::subject(customer, customer_len, "customer")?)?;
        Ok(DuplicateDecisionsObject(Cursor::new(all.iter().map(DecisionRow::of).collect())))
    })
}

/// Steps to the next decision. CLIENTELA_STATUS_DONE: there is none.
///
/// - duplicate_decisions: the walk
/// - out_other: the other customer by id; lives until the walk is freed
/// - out_other_len: its length in bytes; may be NULL
/// - out_decision: what they are, CLIENTELA_DUPLICATE_DECISION_…
/// - out_reason: why, NULL where nobody said, and for whoever may not read the change log; lives until the walk is freed
/// - out_reason_len: its length in bytes; may be NULL
/// - out_operator: who decided, by code; lives until the walk is freed
/// - out_operator_len: its length in bytes; may be NULL
/// - out_at: when, in milliseconds since 1970-01-01 UTC
/// - out_holds: 1 when it holds, 0 when the data changed since and it is asked again
#[unsafe(no_mangle)]
pub extern "C" fn clientela_duplicate_decisions_next(
    duplicate_decisions: clientela_duplicate_decisions,
    out_other: *mut *const c_char,
    out_other_len: *mut usize,
    out_decision: *mut clientela_duplicate_decision,
    out_reason: *mut *const c_char,
    out_reason_len: *mut usize,
    out_operator: *mut *const c_char,
    out_operator_len: *mut usize,
    out_at: *mut i64,
    out_holds: *mut i32,
    out_error: *mut clientela_error,
) -> clientela_status {
    let other = out::text(out_other, out_other_len, "out_other");
    let reason = out::text(out_reason, out_reason_len, "out_reason");
    let texts = (other, reason, out::text(out_operator, out_operator_len, "out_operator"));
    let numbers = (out::number(out_decision, "out_decision"), out::number(out_at, "out_at"), out::number(out_holds, "out_holds"));
    step(out_error, (texts, numbers), || {
        let next = open(duplicate_decisions, "duplicate_decisions")?.0.next().map(|row| {
            let texts = (row.other.lend(), Lent::from(row.reason.as_ref()), Lent::from(row.operator.as_ref()));
            (texts, (row.decision, row.at, row.holds))
        });
        Ok(next)
    })
}

/// Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
///
/// - duplicate_decisions: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_duplicate_decisions_free(duplicate_decisions: clientela_duplicate_decisions) -> clientela_status {
    free(duplicate_decisions, "duplicate_decisions")
}

/// Writes the parameters by which duplicates are told as a JSON document: plain numbers about no one. Its `customers` are those they
/// were learned from; before the first job it says what is believed of any customer file, and `learned_at` is null.
///
/// - engine: the store
/// - out_buffer: the document; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_engine_duplicate_model(
    engine: clientela_engine,
    out_buffer: *mut clientela_buffer,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_buffer, "out_buffer"), || {
        Ok(BufferObject(CText::new(&door(engine, "engine")?.duplicate_model()?.to_json())))
    })
}
