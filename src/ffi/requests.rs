//! Requests of people about their data (Art. 15 to 21 GDPR): recorded where somebody asks, decided by the central system, answered within a
//! month. A request names nobody but by an id, so that it outlives an erasure. The periods are engineering defaults, no legal advice.

use std::ffi::c_char;

use crate::domain::id::RequestId;
use crate::domain::request::{DenialGround, ExtensionReason, IdentityProof, Request, RequestKind, RequestState};
use crate::domain::time::{Date, Timestamp};
use crate::engine::{Decision, RequestQuery, RequestRun};
use crate::error::{Error, Result, Violation};
use crate::ffi::call::{call, free, step};
use crate::ffi::desk::clientela_desk;
use crate::ffi::erp::clientela_erp;
use crate::ffi::error::clientela_error;
use crate::ffi::handle::{door, handle, open};
use crate::ffi::plan::{PlanObject, clientela_plan};
use crate::ffi::record::{Record, Walk};
use crate::ffi::request_words::{clientela_request_kind, clientela_request_state};
use crate::ffi::status::clientela_status;
use crate::ffi::{doors, out, raw, words};

/// A request as it stood when it was read. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_request(i64);
handle!(clientela_request, RequestObject);

/// A walk over requests; the present one is read field by field. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_requests(i64);
handle!(clientela_requests, RequestsObject);

/// A code to be sent to the person and shown to nobody else: log nothing of it, free it when it is sent. Use it from one thread at a time; it
/// may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_request_code(i64);
handle!(clientela_request_code, RequestCodeObject);

/// A walk over what a run did; its present request is read field by field. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_request_runs(i64);
handle!(clientela_request_runs, RequestRunsObject);

/// A field of a request.
pub type clientela_request_field = i32;

/// Text: its id.
pub const CLIENTELA_REQUEST_FIELD_ID: clientela_request_field = 0;
/// Text: who asks, the person's id.
pub const CLIENTELA_REQUEST_FIELD_PERSON: clientela_request_field = 1;
/// What for: CLIENTELA_REQUEST_KIND_… as number, its name as text.
pub const CLIENTELA_REQUEST_FIELD_KIND: clientela_request_field = 2;
/// Where it stands: CLIENTELA_REQUEST_STATE_… as number, its name as text.
pub const CLIENTELA_REQUEST_FIELD_STATE: clientela_request_field = 3;
/// Text: the day on which it came, YYYY-MM-DD.
pub const CLIENTELA_REQUEST_FIELD_RECEIVED: clientela_request_field = 4;
/// Text: the last day for the answer, YYYY-MM-DD.
pub const CLIENTELA_REQUEST_FIELD_DUE: clientela_request_field = 5;
/// Text: the day on which it was answered, YYYY-MM-DD, or NULL.
pub const CLIENTELA_REQUEST_FIELD_ANSWERED: clientela_request_field = 6;
/// Why the answer takes longer: CLIENTELA_EXTENSION_REASON_… as number, its name as text; -1 and NULL when it does not.
pub const CLIENTELA_REQUEST_FIELD_EXTENDED: clientela_request_field = 7;
/// Text: the day on which the person objected to the answer, YYYY-MM-DD, or NULL.
pub const CLIENTELA_REQUEST_FIELD_CONTESTED: clientela_request_field = 8;
/// On which ground it was denied: CLIENTELA_DENIAL_GROUND_… as number, its name as text; -1 and NULL when it was not.
pub const CLIENTELA_REQUEST_FIELD_GROUND: clientela_request_field = 9;
/// How it was shown that it is the person: CLIENTELA_IDENTITY_PROOF_… as number, its name as text; -1 and NULL when it was not.
pub const CLIENTELA_REQUEST_FIELD_PROOF: clientela_request_field = 10;
/// Number: how often a code may still be said.
pub const CLIENTELA_REQUEST_FIELD_TRIES: clientela_request_field = 11;
/// Number: how often the erasure was begun.
pub const CLIENTELA_REQUEST_FIELD_ATTEMPTS: clientela_request_field = 12;
/// Text: while it is blocked the last day on which it is, while it is restricted the last day on which anything stays, YYYY-MM-DD; NULL where nobody knows.
pub const CLIENTELA_REQUEST_FIELD_UNTIL: clientela_request_field = 13;
/// Number: when it is looked at again by itself, in milliseconds since 1970-01-01 UTC; -1 when it is not.
pub const CLIENTELA_REQUEST_FIELD_NEXT: clientela_request_field = 14;
/// Text: where it stood, one after the other, a blank between two: the state, `@`, and milliseconds since 1970-01-01 UTC.
pub const CLIENTELA_REQUEST_FIELD_STEPS: clientela_request_field = 15;
/// Text: its key in a list; of the last one it is where the next page begins.
pub const CLIENTELA_REQUEST_FIELD_KEY: clientela_request_field = 16;

/// A field of a code.
pub type clientela_request_code_field = i32;

/// Text: the person's id.
pub const CLIENTELA_REQUEST_CODE_FIELD_PERSON: clientela_request_code_field = 0;
/// Text: the code. Only the person may see it.
pub const CLIENTELA_REQUEST_CODE_FIELD_CODE: clientela_request_code_field = 1;
/// Number: from when on it is of no use, in milliseconds since 1970-01-01 UTC.
pub const CLIENTELA_REQUEST_CODE_FIELD_UNTIL: clientela_request_code_field = 2;

/// A field of a request that a run took up.
pub type clientela_request_run_field = i32;

/// Text: its id.
pub const CLIENTELA_REQUEST_RUN_FIELD_ID: clientela_request_run_field = 0;
/// Where it stands now: CLIENTELA_REQUEST_STATE_… as number, its name as text.
pub const CLIENTELA_REQUEST_RUN_FIELD_STATE: clientela_request_run_field = 1;
/// Text: the code of what went wrong, or NULL.
pub const CLIENTELA_REQUEST_RUN_FIELD_PROBLEM: clientela_request_run_field = 2;

/// What is decided about a request.
pub type clientela_request_decision = i32;

/// It was shown that it is the person, but not by a code; with a CLIENTELA_IDENTITY_PROOF_….
pub const CLIENTELA_REQUEST_DECISION_IDENTIFY: clientela_request_decision = 0;
/// Nobody showed it: that is the answer.
pub const CLIENTELA_REQUEST_DECISION_CLOSE_UNVERIFIED: clientela_request_decision = 1;
/// A request that is no erasure is taken on.
pub const CLIENTELA_REQUEST_DECISION_APPROVE: clientela_request_decision = 2;
/// The erasure is scheduled: after the days of grace (the setting `request.grace_days`) it runs.
pub const CLIENTELA_REQUEST_DECISION_SCHEDULE: clientela_request_decision = 3;
/// A request that is no erasure is done.
pub const CLIENTELA_REQUEST_DECISION_COMPLETE: clientela_request_decision = 4;
/// The answer is no; with a CLIENTELA_DENIAL_GROUND_….
pub const CLIENTELA_REQUEST_DECISION_DENY: clientela_request_decision = 5;
/// The answer takes two months longer; with a CLIENTELA_EXTENSION_REASON_….
pub const CLIENTELA_REQUEST_DECISION_EXTEND: clientela_request_decision = 6;
/// The person takes it back.
pub const CLIENTELA_REQUEST_DECISION_CANCEL: clientela_request_decision = 7;
/// The person objects to the answer: it is decided anew, within a month anew.
pub const CLIENTELA_REQUEST_DECISION_CONTEST: clientela_request_decision = 8;

/// A request, read by field.
pub struct RequestObject(Record);

/// Requests, one by one.
pub struct RequestsObject(Walk<Record>);

/// A code, read by field.
pub struct RequestCodeObject(Record);

/// What a run did, request by request.
pub struct RequestRunsObject(Walk<Record>);

impl RequestObject {
    fn of(request: &Request) -> Self {
        Self(record(request))
    }
}

fn record(request: &Request) -> Record {
    let (id, person, day) = (request.id.to_string(), request.subject.to_string(), |day: Option<Date>| day.map(|day| day.to_string()));
    let [received, due] = [request.received, request.due].map(|day| day.to_string());
    let (ground, proof, extended) = (request.ground, request.proof, request.extended);
    let steps: Vec<String> = request.steps.iter().map(|step| format!("{}@{}", step.state.name(), step.at.millis())).collect();
    Record::default()
        .text(CLIENTELA_REQUEST_FIELD_ID, id.as_str())
        .text(CLIENTELA_REQUEST_FIELD_PERSON, person.as_str())
        .word(CLIENTELA_REQUEST_FIELD_KIND, request.kind as i32, request.kind.name())
        .word(CLIENTELA_REQUEST_FIELD_STATE, request.state as i32, request.state.name())
        .text(CLIENTELA_REQUEST_FIELD_RECEIVED, received.as_str())
        .text(CLIENTELA_REQUEST_FIELD_DUE, due.as_str())
        .text(CLIENTELA_REQUEST_FIELD_ANSWERED, day(request.answered).as_deref())
        .word(CLIENTELA_REQUEST_FIELD_EXTENDED, extended.map_or(-1, |one| one as i32), extended.map(ExtensionReason::name))
        .text(CLIENTELA_REQUEST_FIELD_CONTESTED, day(request.contested).as_deref())
        .word(CLIENTELA_REQUEST_FIELD_GROUND, ground.map_or(-1, |one| one as i32), ground.map(DenialGround::name))
        .word(CLIENTELA_REQUEST_FIELD_PROOF, proof.map_or(-1, |one| one as i32), proof.map(IdentityProof::name))
        .number(CLIENTELA_REQUEST_FIELD_TRIES, request.tries.into())
        .number(CLIENTELA_REQUEST_FIELD_ATTEMPTS, request.attempts.into())
        .text(CLIENTELA_REQUEST_FIELD_UNTIL, day(request.until).as_deref())
        .number(CLIENTELA_REQUEST_FIELD_NEXT, request.next.map_or(-1, Timestamp::millis))
        .text(CLIENTELA_REQUEST_FIELD_STEPS, steps.join(" ").as_str())
        .text(CLIENTELA_REQUEST_FIELD_KEY, format!("{due} {id}").as_str())
}

fn run(done: &RequestRun) -> Record {
    Record::default()
        .text(CLIENTELA_REQUEST_RUN_FIELD_ID, done.id.to_string().as_str())
        .word(CLIENTELA_REQUEST_RUN_FIELD_STATE, done.state as i32, done.state.name())
        .text(CLIENTELA_REQUEST_RUN_FIELD_PROBLEM, done.problem)
}

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

/// Records what somebody asks for at the counter. Erasing somebody who was erased already is success: the request is completed at once. It
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
        Ok(RequestsObject(Walk::new(desk.requests(person)?.iter().map(record))))
    })
}

/// Reads a request. It takes the right to read customers.
///
/// - desk: the desk
/// - id: the request's id, a UUID of 36 characters
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

/// Says the code that the person reads aloud. CLIENTELA_STATUS_INVALID: request.wrong_code; after the third the request is closed. It takes the
/// right to edit customers.
///
/// - desk: the desk
/// - id: the request's id, a UUID of 36 characters
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

/// Says that an identity document was seen; nothing of it is kept. It takes the right to edit customers.
///
/// - desk: the desk
/// - id: the request's id, a UUID of 36 characters
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

/// Calls a request off because the person says so at the counter. It takes the right to edit customers.
///
/// - desk: the desk
/// - id: the request's id, a UUID of 36 characters
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
/// - received: the day on which it came, YYYY-MM-DD; may be NULL: today
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
/// - answered: 1: those that were answered too
/// - after: only behind this one: CLIENTELA_REQUEST_FIELD_KEY of the last one of the page before; may be NULL: from the first on
/// - after_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - limit: at most so many, and at most a thousand
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
    limit: usize,
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
            limit,
        };
        Ok(RequestsObject(Walk::new(erp.requests(&query)?.requests.iter().map(record))))
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
        Ok(RequestsObject(Walk::new(erp.requests_of(person)?.iter().map(record))))
    })
}

/// Reads a request.
///
/// - erp: the ERP's door
/// - id: the request's id, a UUID of 36 characters
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

/// Makes a code for a request. It lives ten minutes; one that was made before is of no use any more. A request has three tries over all its codes.
///
/// - erp: the ERP's door
/// - id: the request's id, a UUID of 36 characters
/// - id_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_request_code: the code, to be sent now to an address that was on file before; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_send_request_code(
    erp: clientela_erp,
    id: *const c_char,
    id_len: usize,
    out_request_code: *mut clientela_request_code,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_request_code, "out_request_code"), || {
        let erp = door(erp, "erp")?;
        let message = erp.send_request_code(words::request(id, id_len, "id")?)?;
        let record = Record::default()
            .text(CLIENTELA_REQUEST_CODE_FIELD_PERSON, message.subject.to_string().as_str())
            .text(CLIENTELA_REQUEST_CODE_FIELD_CODE, message.secret.text())
            .number(CLIENTELA_REQUEST_CODE_FIELD_UNTIL, message.until.millis());
        Ok(RequestCodeObject(record))
    })
}

/// Says the code that the person typed into a portal.
///
/// - erp: the ERP's door
/// - id: the request's id, a UUID of 36 characters
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

/// Decides about a request. CLIENTELA_STATUS_STATE: request.not_now, with the state in which it stands, and others.
///
/// - erp: the ERP's door
/// - id: the request's id, a UUID of 36 characters
/// - id_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - decision: what, CLIENTELA_REQUEST_DECISION_…
/// - word: the constant that the decision names: a proof, a ground, a reason; else 0
/// - reason: what somebody writes to it, which goes with the person; may be NULL
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

/// Looks at what an erasure would do, and at what stands in the way: then the request is blocked until nothing does, else approved.
///
/// - erp: the ERP's door
/// - id: the request's id, a UUID of 36 characters
/// - id_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_request: the request as it is now; free it
/// - out_plan: what goes, what stays, and what stands in the way; free it
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

/// Runs the erasures whose grace is over, looks again at what was blocked, and completes what the law let go. Call it once a day or more often, and
/// clientela_erp_purge afterwards. What fails is tried again later, five times at most; then it has failed, and is still due.
///
/// - erp: the ERP's door
/// - limit: at most so many requests
/// - out_request_runs: a walk over what was done, before its first request; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_run_requests(
    erp: clientela_erp,
    limit: usize,
    out_request_runs: *mut clientela_request_runs,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_request_runs, "out_request_runs"), || {
        let erp = door(erp, "erp")?;
        Ok(RequestRunsObject(Walk::new(erp.run_requests(limit)?.iter().map(run))))
    })
}

/// Reads a text of the request.
///
/// - request: the request
/// - field: which field, CLIENTELA_REQUEST_FIELD_…
/// - out_text: the text, or NULL when there is none; lives until the request is freed
/// - out_text_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_request_text(
    request: clientela_request,
    field: clientela_request_field,
    out_text: *mut *const c_char,
    out_text_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::text(out_text, out_text_len, "out_text"), || open(request, "request")?.0.lend(field))
}

/// Reads a number of the request.
///
/// - request: the request
/// - field: which field, CLIENTELA_REQUEST_FIELD_…
/// - out_number: the number
#[unsafe(no_mangle)]
pub extern "C" fn clientela_request_number(
    request: clientela_request,
    field: clientela_request_field,
    out_number: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_number, "out_number"), || open(request, "request")?.0.value(field))
}

/// Frees a request. Texts read from it are gone too. Nothing (0) is allowed.
///
/// - request: the request
#[unsafe(no_mangle)]
pub extern "C" fn clientela_request_free(request: clientela_request) -> clientela_status {
    free(request, "request")
}

/// Steps to the next request. CLIENTELA_STATUS_DONE: there is none.
///
/// - requests: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_requests_next(requests: clientela_requests, out_error: *mut clientela_error) -> clientela_status {
    step(out_error, (), || Ok(open(requests, "requests")?.0.step()))
}

/// Reads a text of the present request.
///
/// - requests: the walk
/// - field: which field, CLIENTELA_REQUEST_FIELD_…
/// - out_text: the text, or NULL when there is none; lives until the walk is freed
/// - out_text_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_requests_text(
    requests: clientela_requests,
    field: clientela_request_field,
    out_text: *mut *const c_char,
    out_text_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::text(out_text, out_text_len, "out_text"), || open(requests, "requests")?.0.row()?.lend(field))
}

/// Reads a number of the present request.
///
/// - requests: the walk
/// - field: which field, CLIENTELA_REQUEST_FIELD_…
/// - out_number: the number
#[unsafe(no_mangle)]
pub extern "C" fn clientela_requests_number(
    requests: clientela_requests,
    field: clientela_request_field,
    out_number: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_number, "out_number"), || open(requests, "requests")?.0.row()?.value(field))
}

/// Frees a walk. Texts read from it are gone too. Nothing (0) is allowed.
///
/// - requests: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_requests_free(requests: clientela_requests) -> clientela_status {
    free(requests, "requests")
}

/// Reads a text of the code.
///
/// - request_code: the code
/// - field: which field, CLIENTELA_REQUEST_CODE_FIELD_…
/// - out_text: the text, or NULL when there is none; lives until the code is freed
/// - out_text_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_request_code_text(
    request_code: clientela_request_code,
    field: clientela_request_code_field,
    out_text: *mut *const c_char,
    out_text_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::text(out_text, out_text_len, "out_text"), || open(request_code, "request_code")?.0.lend(field))
}

/// Reads a number of the code.
///
/// - request_code: the code
/// - field: which field, CLIENTELA_REQUEST_CODE_FIELD_…
/// - out_number: the number
#[unsafe(no_mangle)]
pub extern "C" fn clientela_request_code_number(
    request_code: clientela_request_code,
    field: clientela_request_code_field,
    out_number: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_number, "out_number"), || open(request_code, "request_code")?.0.value(field))
}

/// Frees a code. Texts read from it are gone too. Nothing (0) is allowed.
///
/// - request_code: the code
#[unsafe(no_mangle)]
pub extern "C" fn clientela_request_code_free(request_code: clientela_request_code) -> clientela_status {
    free(request_code, "request_code")
}

/// Steps to the next request. CLIENTELA_STATUS_DONE: there is none.
///
/// - request_runs: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_request_runs_next(request_runs: clientela_request_runs, out_error: *mut clientela_error) -> clientela_status {
    step(out_error, (), || Ok(open(request_runs, "request_runs")?.0.step()))
}

/// Reads a text of the present request.
///
/// - request_runs: the walk
/// - field: which field, CLIENTELA_REQUEST_RUN_FIELD_…
/// - out_text: the text, or NULL when there is none; lives until the walk is freed
/// - out_text_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_request_runs_text(
    request_runs: clientela_request_runs,
    field: clientela_request_run_field,
    out_text: *mut *const c_char,
    out_text_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::text(out_text, out_text_len, "out_text"), || open(request_runs, "request_runs")?.0.row()?.lend(field))
}

/// Reads a number of the present request.
///
/// - request_runs: the walk
/// - field: which field, CLIENTELA_REQUEST_RUN_FIELD_…
/// - out_number: the number
#[unsafe(no_mangle)]
pub extern "C" fn clientela_request_runs_number(
    request_runs: clientela_request_runs,
    field: clientela_request_run_field,
    out_number: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_number, "out_number"), || open(request_runs, "request_runs")?.0.row()?.value(field))
}

/// Frees a walk. Texts read from it are gone too. Nothing (0) is allowed.
///
/// - request_runs: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_request_runs_free(request_runs: clientela_request_runs) -> clientela_status {
    free(request_runs, "request_runs")
}
