//! Requests at the doors: received, identified, decided, planned and run. At every call CLIENTELA_STATUS_NOT_FOUND is request.unknown of a
//! request and customer.unknown of a person; a text that is no id is CLIENTELA_STATUS_INVALID, id.malformed.

use std::ffi::c_char;

use crate::domain::id::RequestId;
use crate::domain::request::{DenialGround, ExtensionReason, IdentityProof, RequestKind, RequestState};
use crate::domain::time::Date;
use crate::engine::{Decision, RequestQuery};
use crate::error::{Error, Result, Violation};
use crate::ffi::call::call;
use crate::ffi::desk::clientela_desk;
use crate::ffi::erp::clientela_erp;
use crate::ffi::error::clientela_error;
use crate::ffi::handle::door;
use crate::ffi::plan::{PlanObject, clientela_plan};
use crate::ffi::request_words::{clientela_request_kind, clientela_request_state};
use crate::ffi::requests::{
    RequestCodeObject, RequestObject, RequestRunsObject, RequestsObject, clientela_request, clientela_request_code, clientela_request_runs,
    clientela_requests,
};
use crate::ffi::status::clientela_status;
use crate::ffi::{doors, out, raw, words};

/// What is decided about a request, and from which states (CLIENTELA_REQUEST_STATE_…); from another one it is CLIENTELA_STATUS_STATE,
/// request.not_now. A request is answered once it is RESTRICTED, COMPLETED, DENIED, CLOSED_UNVERIFIED or CANCELLED.
pub type clientela_request_decision = i32;

/// It was shown that it is the person, but not by a code; with a CLIENTELA_IDENTITY_PROOF_…, that of the code excepted
/// (CLIENTELA_STATUS_INVALID, request.proof_is_the_code). From REQUESTED or UNVERIFIED to VERIFIED.
pub const CLIENTELA_REQUEST_DECISION_IDENTIFY: clientela_request_decision = 0;
/// Nobody showed it: that is the answer. From REQUESTED or UNVERIFIED to CLOSED_UNVERIFIED.
pub const CLIENTELA_REQUEST_DECISION_CLOSE_UNVERIFIED: clientela_request_decision = 1;
/// A request that is no erasure is taken on; of an erasure CLIENTELA_STATUS_STATE, request.not_an_erasure. It changes the request only.
/// From VERIFIED to APPROVED.
pub const CLIENTELA_REQUEST_DECISION_APPROVE: clientela_request_decision = 2;
/// The erasure is scheduled: after the days of grace (the setting `request.grace_days`) clientela_erp_run_requests runs it; of other kinds
/// CLIENTELA_STATUS_STATE, request.only_an_erasure. From APPROVED or FAILED to SCHEDULED.
pub const CLIENTELA_REQUEST_DECISION_SCHEDULE: clientela_request_decision = 3;
/// A request that is no erasure is done. It changes the request only: the host did what was asked before, by clientela_erp_restrict,
/// clientela_erp_export_person and others. From VERIFIED or APPROVED to COMPLETED. An erasure is completed by its run; by this only one
/// that is RESTRICTED, once its last day is over and what was kept is gone (before, or while it is on hold, CLIENTELA_STATUS_STATE,
/// request.kept_until).
pub const CLIENTELA_REQUEST_DECISION_COMPLETE: clientela_request_decision = 4;
/// The answer is no; with a CLIENTELA_DENIAL_GROUND_…. From every state that is not answered, RUNNING excepted, to DENIED.
pub const CLIENTELA_REQUEST_DECISION_DENY: clientela_request_decision = 5;
/// The answer takes two months longer; with a CLIENTELA_EXTENSION_REASON_…. In every state that is not answered, once
/// (request.extended_already), and not behind the last day for the answer (request.too_late_to_extend). The state stays.
pub const CLIENTELA_REQUEST_DECISION_EXTEND: clientela_request_decision = 6;
/// The person takes it back. From every state that is not answered, RUNNING excepted, to CANCELLED.
pub const CLIENTELA_REQUEST_DECISION_CANCEL: clientela_request_decision = 7;
/// The person objects to the answer: it is decided anew, within a month anew. From DENIED or CLOSED_UNVERIFIED, once
/// (request.contested_already), to VERIFIED where it was shown before that it is the person, else to REQUESTED.
pub const CLIENTELA_REQUEST_DECISION_CONTEST: clientela_request_decision = 8;

/// A decision with its word.
fn decision(decision: clientela_request_decision, word: i32) -> Result<Decision> {
    Ok(match decision {
        CLIENTELA_REQUEST_DECISION_IDENTIFY => Decision::Identify(words::word(IdentityProof::ALL, word, "word")?),
        CLIENTELA_REQUEST_DECISION_CLOSE_UNVERIFIED => Decision::CloseUnverified,
        CLIENTELA_REQUEST_DECISION_APPROVE => Decision::Approve,
        CLIENTELA_REQUEST_DECISION_SCHEDULE => Decision::Schedule,
        CLIENTELA_REQUEST_DECISION_COMPLETE => Decision::Complete,
        CLIENTELA_REQUEST_DECISION_DENY => Decision::Deny(words::word(DenialGround::ALL, word, "word")?),
        CLIENTELA_REQUEST_DECISION_EXTEND => Decision::Extend(words::word(ExtensionReason::ALL, word, "word")?),
        CLIENTELA_REQUEST_DECISION_CANCEL => Decision::Cancel,
        CLIENTELA_REQUEST_DECISION_CONTEST => Decision::Contest,
        _ => return Err(raw::misuse("argument.unknown_constant", "decision")),
    })
}

/// The place behind a request in a list.
fn key(text: &str) -> Result<(Date, RequestId)> {
    let malformed = || Error::from(Violation::new("after", "position.malformed"));
    let (due, id) = text.split_once(' ').ok_or_else(malformed)?;
    Ok((Date::parse(due).map_err(|_| malformed())?, RequestId::parse(id).map_err(|_| malformed())?))
}

/// Records what somebody asks for at the counter. Erasing somebody who was erased already is success: the request is COMPLETED at once, or
/// RESTRICTED as long as a law keeps anything. CLIENTELA_STATUS_ERASED: customer.anonymized, anything else is asked of somebody who was. It
/// takes the right to edit customers.
///
/// - desk: the desk
/// - person: the id of a customer or related person
/// - person_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - kind: what for, CLIENTELA_REQUEST_KIND_…
/// - out_request: the request as it is now; free it
/// - out_repeated: 1 when one like it runs already: nothing new was begun, and this is the one that runs
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_receive_request(
    desk: clientela_desk,
    person: *const c_char,
    person_len: usize,
    kind: clientela_request_kind,
    out_request: *mut clientela_request,
    out_repeated: *mut i32,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (out::handle(out_request, "out_request"), out::number(out_repeated, "out_repeated")), || {
        let desk = door(desk, "desk")?;
        let (person, kind) = (words::subject(person, person_len, "person")?, words::word(RequestKind::ALL, kind, "kind")?);
        let received = desk.receive_request(person, kind)?;
        Ok((RequestObject::of(&received.request), received.repeated.into()))
    })
}

/// Begins a walk over the requests of a person, oldest first. It takes the right to read customers.
///
/// - desk: the desk
/// - person: the id of a customer or related person
/// - person_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_requests: the walk, before its first request; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_requests(
    desk: clientela_desk,
    person: *const c_char,
    person_len: usize,
    out_requests: *mut clientela_requests,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_requests, "out_requests"), || {
        let desk = door(desk, "desk")?;
        let person = words::subject(person, person_len, "person")?;
        Ok(RequestsObject::of(&desk.requests(person)?))
    })
}

/// Reads a request. It takes the right to read customers.
///
/// - desk: the desk
/// - id: the request's id, a UUID of 36 characters; CLIENTELA_STATUS_NOT_FOUND: request.unknown
/// - id_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_request: the request as it is now; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_request(
    desk: clientela_desk,
    id: *const c_char,
    id_len: usize,
    out_request: *mut clientela_request,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_request, "out_request"), || {
        let desk = door(desk, "desk")?;
        let id = words::request(id, id_len, "id")?;
        Ok(RequestObject::of(&desk.request(id)?))
    })
}

/// Says the code that the person reads aloud; the right one makes the request VERIFIED. A try is counted before the code is looked at, also
/// that of the right one: three over all codes of a request (CLIENTELA_REQUEST_FIELD_TRIES), and three anew by
/// CLIENTELA_REQUEST_DECISION_CONTEST, with a new code. CLIENTELA_STATUS_INVALID: request.wrong_code; the third wrong one says so too and
/// closes the request (CLIENTELA_REQUEST_STATE_CLOSED_UNVERIFIED), and the next call is request.not_now. What follows uses no try.
/// CLIENTELA_STATUS_INVALID: too_long, more than 64 bytes. CLIENTELA_STATUS_STATE: request.not_now where it is not UNVERIFIED;
/// request.code_expired; request.no_code, the person was anonymized since; request.tries_used_up, the third try is being looked at, or the
/// process died while it was: then decide by CLIENTELA_REQUEST_DECISION_IDENTIFY or CLIENTELA_REQUEST_DECISION_CLOSE_UNVERIFIED. It takes
/// the right to edit customers.
///
/// - desk: the desk
/// - id: the request's id, a UUID of 36 characters; CLIENTELA_STATUS_NOT_FOUND: request.unknown
/// - id_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - code: the code as it was typed; blanks and hyphens are nothing
/// - code_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_request: the request as it is now; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_say_request_code(
    desk: clientela_desk,
    id: *const c_char,
    id_len: usize,
    code: *const c_char,
    code_len: usize,
    out_request: *mut clientela_request,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_request, "out_request"), || {
        let desk = door(desk, "desk")?;
        let id = words::request(id, id_len, "id")?;
        Ok(RequestObject::of(&desk.say_request_code(id, raw::text(code, code_len, "code")?)?))
    })
}

/// Says that an identity document was seen; nothing of it is kept. From REQUESTED or UNVERIFIED to VERIFIED; from another state, and so a
/// second time, it is CLIENTELA_STATUS_STATE, request.not_now. It takes the right to edit customers.
///
/// - desk: the desk
/// - id: the request's id, a UUID of 36 characters; CLIENTELA_STATUS_NOT_FOUND: request.unknown
/// - id_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_request: the request as it is now; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_identify_request(
    desk: clientela_desk,
    id: *const c_char,
    id_len: usize,
    out_request: *mut clientela_request,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_request, "out_request"), || {
        let desk = door(desk, "desk")?;
        let id = words::request(id, id_len, "id")?;
        Ok(RequestObject::of(&desk.identify_request(id)?))
    })
}

/// Calls a request off because the person says so at the counter. From every state that is not answered, RUNNING excepted, to CANCELLED;
/// from another one, and so a second time, it is CLIENTELA_STATUS_STATE, request.not_now. It takes the right to edit customers.
///
/// - desk: the desk
/// - id: the request's id, a UUID of 36 characters; CLIENTELA_STATUS_NOT_FOUND: request.unknown
/// - id_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_request: the request as it is now; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_cancel_request(
    desk: clientela_desk,
    id: *const c_char,
    id_len: usize,
    out_request: *mut clientela_request,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_request, "out_request"), || {
        let desk = door(desk, "desk")?;
        let id = words::request(id, id_len, "id")?;
        Ok(RequestObject::of(&desk.cancel_request(id)?))
    })
}

/// Records the same for a letter, an e-mail or a portal. The period runs from the day on which it came.
///
/// - erp: the ERP's door
/// - person: the id of a customer or related person
/// - person_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - kind: what for, CLIENTELA_REQUEST_KIND_…
/// - received: the day on which it came, YYYY-MM-DD; CLIENTELA_STATUS_INVALID with date.in_future for a later day than today, with
///   date.malformed for what is no day; may be NULL: today
/// - received_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_request: the request as it is now; free it
/// - out_repeated: 1 when one like it runs already: nothing new was begun, and this is the one that runs
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_receive_request(
    erp: clientela_erp,
    person: *const c_char,
    person_len: usize,
    kind: clientela_request_kind,
    received: *const c_char,
    received_len: usize,
    out_request: *mut clientela_request,
    out_repeated: *mut i32,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (out::handle(out_request, "out_request"), out::number(out_repeated, "out_repeated")), || {
        let erp = door(erp, "erp")?;
        let (person, kind) = (words::subject(person, person_len, "person")?, words::word(RequestKind::ALL, kind, "kind")?);
        let received = doors::optional_date(received, received_len, "received")?;
        let received = erp.receive_request(person, kind, received)?;
        Ok((RequestObject::of(&received.request), received.repeated.into()))
    })
}

/// Begins a walk over a page of requests, those first that are due first.
///
/// - erp: the ERP's door
/// - due_until: only those whose last day is this one or an earlier, YYYY-MM-DD; may be NULL: all
/// - due_until_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - state: only those that stand here, CLIENTELA_REQUEST_STATE_…; -1: anywhere
/// - answered: 1: those that were answered too; 0: only those that were not
/// - after: only behind this one: CLIENTELA_REQUEST_FIELD_KEY of the last one of the page before; may be NULL: from the first on
/// - after_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - limit: at most so many, 1 to 1000; 0 is taken as 1, more as 1000, less is CLIENTELA_STATUS_MISUSE
/// - out_requests: the walk, before its first request; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_requests(
    erp: clientela_erp,
    due_until: *const c_char,
    due_until_len: usize,
    state: clientela_request_state,
    answered: i32,
    after: *const c_char,
    after_len: usize,
    limit: i32,
    out_requests: *mut clientela_requests,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_requests, "out_requests"), || {
        let erp = door(erp, "erp")?;
        let query = RequestQuery {
            due_until: doors::optional_date(due_until, due_until_len, "due_until")?,
            state: if state == -1 { None } else { Some(words::word(RequestState::ALL, state, "state")?) },
            answered: words::yes(answered, "answered")?,
            after: doors::optional(after, after_len, "after")?.map(key).transpose()?,
            limit: words::within(limit, "limit")?,
        };
        Ok(RequestsObject::of(&erp.requests(&query)?.requests))
    })
}

/// Begins a walk over the requests of a person, oldest first; also of an anonymized one.
///
/// - erp: the ERP's door
/// - person: the id of a customer or related person
/// - person_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_requests: the walk, before its first request; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_requests_of(
    erp: clientela_erp,
    person: *const c_char,
    person_len: usize,
    out_requests: *mut clientela_requests,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_requests, "out_requests"), || {
        let erp = door(erp, "erp")?;
        let person = words::subject(person, person_len, "person")?;
        Ok(RequestsObject::of(&erp.requests_of(person)?))
    })
}

/// Reads a request.
///
/// - erp: the ERP's door
/// - id: the request's id, a UUID of 36 characters; CLIENTELA_STATUS_NOT_FOUND: request.unknown
/// - id_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_request: the request as it is now; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_request(
    erp: clientela_erp,
    id: *const c_char,
    id_len: usize,
    out_request: *mut clientela_request,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_request, "out_request"), || {
        let erp = door(erp, "erp")?;
        let id = words::request(id, id_len, "id")?;
        Ok(RequestObject::of(&erp.request(id)?))
    })
}

/// Makes a code for a request, for the host to send: the library sends nothing and keeps only a digest. It lives ten minutes; one that was
/// made before is of no use any more. A new code brings no new tries: a request has three over all its codes. CLIENTELA_STATUS_STATE:
/// request.not_now where it is neither REQUESTED nor UNVERIFIED, so also once the third wrong code closed it; request.tries_used_up as at
/// clientela_desk_say_request_code. It is UNVERIFIED afterwards.
///
/// No address comes with it: the host reads it at a desk, clientela_desk_customer with clientela_customer_text (CLIENTELA_FIELD_EMAIL,
/// CLIENTELA_FIELD_PHONE or the postal address, and CLIENTELA_FIELD_LANGUAGE), and of somebody whose data are restricted, which no desk
/// shows, in clientela_erp_export_person. clientela_erp_log tells which values were there before the request came.
///
/// - erp: the ERP's door
/// - id: the request's id, a UUID of 36 characters; CLIENTELA_STATUS_NOT_FOUND: request.unknown
/// - id_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_request_code: the code; send it now to an address that was on file before the request; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_make_request_code(
    erp: clientela_erp,
    id: *const c_char,
    id_len: usize,
    out_request_code: *mut clientela_request_code,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_request_code, "out_request_code"), || {
        let erp = door(erp, "erp")?;
        Ok(RequestCodeObject::of(&erp.make_request_code(words::request(id, id_len, "id")?)?))
    })
}

/// Says the code that the person typed into a portal. The right one makes the request VERIFIED; else as clientela_desk_say_request_code.
///
/// - erp: the ERP's door
/// - id: the request's id, a UUID of 36 characters; CLIENTELA_STATUS_NOT_FOUND: request.unknown
/// - id_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - code: the code as it was typed; blanks and hyphens are nothing
/// - code_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_request: the request as it is now; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_say_request_code(
    erp: clientela_erp,
    id: *const c_char,
    id_len: usize,
    code: *const c_char,
    code_len: usize,
    out_request: *mut clientela_request,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_request, "out_request"), || {
        let erp = door(erp, "erp")?;
        let id = words::request(id, id_len, "id")?;
        Ok(RequestObject::of(&erp.say_request_code(id, raw::text(code, code_len, "code")?)?))
    })
}

/// Decides about a request. Each decision says from which states it may come and where it leads. CLIENTELA_STATUS_STATE: request.not_now,
/// with the arguments `state` and `act`. CLIENTELA_STATUS_INVALID: request.ground_is_for_others, a ground that no law gives for this kind.
/// An erasure is planned (clientela_erp_plan_request) before it is scheduled.
///
/// - erp: the ERP's door
/// - id: the request's id, a UUID of 36 characters; CLIENTELA_STATUS_NOT_FOUND: request.unknown
/// - id_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - decision: what, CLIENTELA_REQUEST_DECISION_…
/// - word: the constant that the decision names: of IDENTIFY a proof, of DENY a ground, of EXTEND a reason; of others it is not looked at
/// - reason: what somebody writes to it: it is the row CLIENTELA_FIELD_REASON (clientela_log_changes) of the entry that the journal gets of
///   the decision, CLIENTELA_RECORD_KIND_REQUEST, and goes with the person; of somebody anonymized it is not kept; may be NULL
/// - reason_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_request: the request as it is now; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_decide_request(
    erp: clientela_erp,
    id: *const c_char,
    id_len: usize,
    decision: clientela_request_decision,
    word: i32,
    reason: *const c_char,
    reason_len: usize,
    out_request: *mut clientela_request,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_request, "out_request"), || {
        let erp = door(erp, "erp")?;
        let (id, decision) = (words::request(id, id_len, "id")?, self::decision(decision, word)?);
        Ok(RequestObject::of(&erp.decide_request(id, decision, doors::optional(reason, reason_len, "reason")?)?))
    })
}

/// Looks at what an erasure would do, and at what stands in the way: then the request is BLOCKED until nothing does, else APPROVED. From
/// VERIFIED, PLANNED, BLOCKED, APPROVED or SCHEDULED, which stays SCHEDULED unless something blocks. Of somebody who is gone already, by
/// whatever order, from every state that is not answered: it is COMPLETED, or RESTRICTED as long as a law keeps anything, and the plan is
/// empty. CLIENTELA_STATUS_STATE: request.not_now, request.only_an_erasure.
///
/// - erp: the ERP's door
/// - id: the request's id, a UUID of 36 characters; CLIENTELA_STATUS_NOT_FOUND: request.unknown
/// - id_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_request: the request as it is now; free it
/// - out_plan: what goes, what stays, and what stands in the way, but no places that mention the person (clientela_plan_scrubs) and no
///   warnings (clientela_plan_singled_out), which clientela_erp_plan_anonymization looks for; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_plan_request(
    erp: clientela_erp,
    id: *const c_char,
    id_len: usize,
    out_request: *mut clientela_request,
    out_plan: *mut clientela_plan,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (out::handle(out_request, "out_request"), out::handle(out_plan, "out_plan")), || {
        let erp = door(erp, "erp")?;
        let planned = erp.plan_request(words::request(id, id_len, "id")?)?;
        Ok((RequestObject::of(&planned.request), PlanObject::of(planned.plan)))
    })
}

/// Runs the erasures whose grace is over, looks again at what was blocked, completes what the law let go, and answers whom another order
/// took. What was blocked and no longer is stands at APPROVED then: schedule it again. Call it once a day or more
/// often, and clientela_erp_purge afterwards. What fails is tried again later, five times at most; then it is FAILED, and still due. One
/// that cannot be handled lets the others go first and is tried again an hour later: its row names the problem. It gives one row for each
/// request it took up; with fewer rows than `limit` nothing is left to do now, else call it again. It erases by the rules that the
/// settings name and never seals: whoever wants the values sealed calls clientela_erp_anonymize_sealed before. A request of somebody who is
/// gone already erases nothing more: here, or at clientela_erp_plan_request, it is COMPLETED, or RESTRICTED as long as a law keeps
/// anything. What was to go by its last day and is still there goes with it; what is on hold lets it wait: whose it was nobody knows any
/// more, so a hold on any document that was to go by then does.
///
/// - erp: the ERP's door
/// - limit: at most so many requests, 1 to 1000, besides those that cannot be handled; 0 is taken as 1, more as 1000, less is
///   CLIENTELA_STATUS_MISUSE
/// - out_request_runs: a walk over what was done, before its first request; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_run_requests(
    erp: clientela_erp,
    limit: i32,
    out_request_runs: *mut clientela_request_runs,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_request_runs, "out_request_runs"), || {
        let erp = door(erp, "erp")?;
        Ok(RequestRunsObject::of(&erp.run_requests(words::within(limit, "limit")?)?))
    })
}
