//! Requests of people about their data (Art. 15 to 21 GDPR): recorded where somebody asks, decided by the central system, answered within a
//! month. A request names nobody but by an id, so that it outlives an erasure. The periods are engineering defaults, no legal advice.

use std::ffi::c_char;

use crate::domain::request::{DenialGround, ExtensionReason, IdentityProof, Request};
use crate::domain::time::{Date, Timestamp};
use crate::engine::{RequestMessage, RequestRun};
use crate::ffi::call::{call, free, step};
use crate::ffi::error::clientela_error;
use crate::ffi::handle::{handle, open};
use crate::ffi::out;
use crate::ffi::record::{Record, Walk};
use crate::ffi::status::clientela_status;

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

/// A code to be sent to the person and shown to nobody else: log nothing of it, free it when it is sent, which wipes the library's copy. Use
/// it from one thread at a time; it may move between threads.
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
/// Number: how often a code may still be said, over all codes; 3 at first, and again once the person objected to the answer.
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

/// Text: the person's id. clientela_desk_customer tells where they are reached.
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

/// A request, read by field.
pub struct RequestObject(Record);

/// Requests, one by one.
pub struct RequestsObject(Walk<Record>);

/// A code, read by field.
pub struct RequestCodeObject(Record);

/// What a run did, request by request.
pub struct RequestRunsObject(Walk<Record>);

impl RequestObject {
    /// Of a request of the store.
    pub fn of(request: &Request) -> Self {
        Self(record(request))
    }
}

impl RequestsObject {
    /// A walk over requests of the store.
    pub fn of(requests: &[Request]) -> Self {
        Self(Walk::new(requests.iter().map(record)))
    }
}

impl RequestCodeObject {
    /// A code that is to be sent.
    pub fn of(message: &RequestMessage) -> Self {
        let record = Record::default()
            .text(CLIENTELA_REQUEST_CODE_FIELD_PERSON, message.subject.to_string().as_str())
            .text(CLIENTELA_REQUEST_CODE_FIELD_CODE, message.secret.text())
            .number(CLIENTELA_REQUEST_CODE_FIELD_UNTIL, message.until.millis());
        Self(record)
    }
}

impl RequestRunsObject {
    /// What a run did.
    pub fn of(done: &[RequestRun]) -> Self {
        Self(Walk::new(done.iter().map(run)))
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
