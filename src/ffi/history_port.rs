//! The host's connection to the central system, asked for the documents of a customer where the setting `history.source` says so. What
//! it gives is shown and never stored.

use std::ffi::{c_char, c_void};
use std::sync::{Arc, Mutex, PoisonError};

use crate::domain::document::Document;
use crate::domain::id::SubjectId;
use crate::domain::time::Timestamp;
use crate::engine::{Cancel, HistoryPort, HistoryRequest, Unanswered};
use crate::error::{Error, ErrorKind};
use crate::ffi::call::{call, free};
use crate::ffi::callback::{HostHistory, Progress, clientela_drop_user_data, clientela_progress};
use crate::ffi::desk::clientela_desk;
use crate::ffi::document_list::{DocumentsObject, clientela_documents};
use crate::ffi::error::clientela_error;
use crate::ffi::feed::clientela_cancel;
use crate::ffi::handle::{HANDLES, door, handle, open};
use crate::ffi::history::{HistoryObject, clientela_history};
use crate::ffi::object::{Object, Stored};
use crate::ffi::options::clientela_options;
use crate::ffi::raw::misuse;
use crate::ffi::record::{Record, int};
use crate::ffi::status::{CLIENTELA_STATUS_CANCELLED, CLIENTELA_STATUS_NOT_PERMITTED, CLIENTELA_STATUS_OK, clientela_status};
use crate::ffi::{doors, out, words};

/// What the central system is asked for. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_history_request(i64);
handle!(clientela_history_request, HistoryRequestObject);

/// Fills in the documents that the central system knows of a customer; each names the customer, by CLIENTELA_DOCUMENT_FIELD_CUSTOMER.
/// Its answer is CLIENTELA_STATUS_OK; CLIENTELA_STATUS_NOT_PERMITTED: it refused; CLIENTELA_STATUS_CANCELLED: somebody cancelled; any
/// other: the connection was lost. It may use the request and the documents.
///
/// - user_data: as given with the callback
/// - request: what is asked for; free it
/// - documents: where they are filled in; the library's, gone when the callback returns
pub type clientela_history_port = Option<
    unsafe extern "C" fn(user_data: *mut c_void, request: clientela_history_request, documents: clientela_documents) -> clientela_status,
>;

/// A field of a request.
pub type clientela_history_request_field = i32;

/// Text: the customer's id.
pub const CLIENTELA_HISTORY_REQUEST_FIELD_CUSTOMER: clientela_history_request_field = 0;
/// Text: the customer's number, or NULL.
pub const CLIENTELA_HISTORY_REQUEST_FIELD_NUMBER: clientela_history_request_field = 1;
/// Text: the customer's id in the central system, or NULL.
pub const CLIENTELA_HISTORY_REQUEST_FIELD_SOURCE_ID: clientela_history_request_field = 2;
/// Number: only documents created before this instant are needed, in milliseconds since 1970 UTC; INT64_MAX: all are.
pub const CLIENTELA_HISTORY_REQUEST_FIELD_BEFORE: clientela_history_request_field = 3;

/// A request, and its fields as C reads them.
pub struct HistoryRequestObject {
    request: HistoryRequest,
    record: Record,
}

impl HistoryRequestObject {
    fn of(request: &HistoryRequest) -> Self {
        let customer = request.records.first().map(SubjectId::to_string);
        let record = Record::default()
            .text(CLIENTELA_HISTORY_REQUEST_FIELD_CUSTOMER, customer.as_deref())
            .text(CLIENTELA_HISTORY_REQUEST_FIELD_NUMBER, request.number.as_deref())
            .text(CLIENTELA_HISTORY_REQUEST_FIELD_SOURCE_ID, request.source_id.as_deref())
            .number(CLIENTELA_HISTORY_REQUEST_FIELD_BEFORE, request.before.map_or(i64::MAX, Timestamp::millis));
        Self { request: request.clone(), record }
    }
}

/// The host's connection, asked by one thread at a time.
struct Connection(Mutex<HostHistory<clientela_history_request, clientela_documents>>);

impl HistoryPort for Connection {
    fn documents(&self, request: &HistoryRequest) -> Result<Vec<Document>, Unanswered> {
        let host = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let lost = |_| Unanswered::ConnectionLost;
        let documents = HANDLES.insert::<clientela_documents>(DocumentsObject::default()).map_err(lost)?;
        let request = HANDLES.insert::<clientela_history_request>(HistoryRequestObject::of(request)).map_err(lost);
        let answer = request.map(|request| host.ask(request, documents));
        let given = HANDLES.remove(documents, "documents").ok().flatten();
        match answer? {
            CLIENTELA_STATUS_OK => given.and_then(filled).ok_or(Unanswered::ConnectionLost),
            CLIENTELA_STATUS_NOT_PERMITTED => Err(Unanswered::Refused),
            CLIENTELA_STATUS_CANCELLED => Err(Unanswered::Cancelled),
            _ => Err(Unanswered::ConnectionLost),
        }
    }
}

fn filled(mut object: Object) -> Option<Vec<Document>> {
    DocumentsObject::of_mut(&mut object).map(|documents| std::mem::take(&mut documents.0))
}

/// Takes the host's connection to the central system. It is called on the thread of the call that needs it, by one thread at a time, and
/// belongs to the options and to the stores opened with them: `drop_user_data` is called when the last of them is gone, or at once when
/// the call fails.
///
/// - options: the options
/// - port: the function that gives the documents
/// - drop_user_data: frees `user_data`; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_options_set_history(
    options: clientela_options,
    port: clientela_history_port,
    user_data: *mut c_void,
    drop_user_data: clientela_drop_user_data,
    out_error: *mut clientela_error,
) -> clientela_status {
    let host = HostHistory::new(port, user_data, drop_user_data);
    call(out_error, (), || {
        let mut options = open(options, "options")?;
        options.history = Some(Arc::new(Connection(Mutex::new(host.ok_or_else(|| misuse("argument.null", "port"))?))));
        Ok(())
    })
}

/// Gives the transaction history of a customer, ready to be filtered, told how far the central system is asked, and cancelled by the
/// progress or from another thread. A lost connection, a refusal and a cancellation are no failure: the documents of this store are
/// shown all the same, and clientela_history_number says so with CLIENTELA_HISTORY_FACT_ERP.
///
/// - desk: the desk
/// - customer: the customer's id
/// - customer_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - progress: is told what the connection says of itself; may be NULL
/// - drop_user_data: frees `user_data` when the call is over and its request was freed; may be NULL
/// - cancel: cancels the question to the central system; may be CLIENTELA_NONE
/// - out_history: the history; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_history_with(
    desk: clientela_desk,
    customer: *const c_char,
    customer_len: usize,
    progress: clientela_progress,
    user_data: *mut c_void,
    drop_user_data: clientela_drop_user_data,
    cancel: clientela_cancel,
    out_history: *mut clientela_history,
    out_error: *mut clientela_error,
) -> clientela_status {
    let progress = Mutex::new(Progress::new(progress, user_data, drop_user_data));
    call(out_error, out::handle(out_history, "out_history"), || {
        let desk = door(desk, "desk")?;
        let told = doors::optional_handle(cancel, "cancel")?.map(|held| Arc::clone(&held));
        let customer = words::subject(customer, customer_len, "customer")?;
        let tell = move |done, total| {
            let progress = progress.lock().unwrap_or_else(PoisonError::into_inner);
            progress.report(int(done), int(total)).is_ok()
        };
        Ok(HistoryObject::from(desk.history_with(customer, tell, &told.map_or_else(Cancel::default, Cancel::from))?))
    })
}

/// Reads a text.
///
/// - request: the request
/// - field: which text, CLIENTELA_HISTORY_REQUEST_FIELD_…
/// - out_text: the text, or NULL when there is none; lives until the request is freed
/// - out_text_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_history_request_text(
    request: clientela_history_request,
    field: clientela_history_request_field,
    out_text: *mut *const c_char,
    out_text_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::text(out_text, out_text_len, "out_text"), || open(request, "request")?.record.lend(field))
}

/// Reads a number.
///
/// - request: the request
/// - field: which number, CLIENTELA_HISTORY_REQUEST_FIELD_…
/// - out_number: the number
#[unsafe(no_mangle)]
pub extern "C" fn clientela_history_request_number(
    request: clientela_history_request,
    field: clientela_history_request_field,
    out_number: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_number, "out_number"), || open(request, "request")?.record.value(field))
}

/// Tells whoever waits how far the question has come. CLIENTELA_STATUS_CANCELLED: nobody wants the answer any more; give that back.
///
/// - request: the request
/// - done: how much is done
/// - total: of how much; 0 when that is not known
#[unsafe(no_mangle)]
pub extern "C" fn clientela_history_request_progress(
    request: clientela_history_request,
    done: i64,
    total: i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        // Open as long as the host is told: a call of it in there is in use and waits for nothing.
        let opened = open(request, "request")?;
        let (done, total) = (words::within(done, "done")?, words::within(total, "total")?);
        opened.request.progress(done, total).map_err(|_| Error::new(ErrorKind::Cancelled, "cancelled"))
    })
}

/// Frees a request. No request (0) is allowed.
///
/// - request: the request
#[unsafe(no_mangle)]
pub extern "C" fn clientela_history_request_free(request: clientela_history_request) -> clientela_status {
    free(request, "request")
}
