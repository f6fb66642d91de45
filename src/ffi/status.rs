//! Statuses: what every call returns. Branch on them; the error object says the rest.

use std::ffi::{CStr, c_char};

use crate::error::{Error, ErrorKind};

/// What a call returns. 0 is success, 1 says that a list has no further row; everything else is an error.
/// Numbers keep their meaning for ever. A newer library may return one that this header does not name: treat it as an error.
pub type clientela_status = i32;

/// It worked.
pub const CLIENTELA_STATUS_OK: clientela_status = 0;
/// A cursor has no further row. Not an error.
pub const CLIENTELA_STATUS_DONE: clientela_status = 1;

/// An argument is wrong: NULL, text that is not UTF-8, a number that is no constant of its kind or out of range.
pub const CLIENTELA_STATUS_MISUSE: clientela_status = 100;
/// A handle is none, was freed, is of another kind or was never one.
pub const CLIENTELA_STATUS_BAD_HANDLE: clientela_status = 101;
/// The handle is in use: by another thread, twice in one call, or by the call that this callback belongs to.
pub const CLIENTELA_STATUS_IN_USE: clientela_status = 102;
/// A stated limit was exceeded (the length of a text, the number of handles).
pub const CLIENTELA_STATUS_LIMIT: clientela_status = 110;

/// One or more values break a rule of their field; the error lists each.
pub const CLIENTELA_STATUS_INVALID: clientela_status = 200;
/// There is no such record.
pub const CLIENTELA_STATUS_NOT_FOUND: clientela_status = 210;
/// Somebody else changed the record in between.
pub const CLIENTELA_STATUS_CONFLICT: clientela_status = 220;
/// The person was anonymized.
pub const CLIENTELA_STATUS_ERASED: clientela_status = 230;
/// Something prevents it for now; the error says what.
pub const CLIENTELA_STATUS_BLOCKED: clientela_status = 240;
/// The record's state does not allow it.
pub const CLIENTELA_STATUS_STATE: clientela_status = 250;

/// The operator lacks the right that the error's code names.
pub const CLIENTELA_STATUS_NOT_PERMITTED: clientela_status = 300;
/// Only the central system (ERP) may do this.
pub const CLIENTELA_STATUS_ERP_ONLY: clientela_status = 310;
/// Nobody is signed in at this desk, or no longer; the error's code says why.
pub const CLIENTELA_STATUS_SIGN_IN: clientela_status = 320;

/// Another process holds the store longer than we wait. The call may be repeated.
pub const CLIENTELA_STATUS_BUSY: clientela_status = 400;
/// The file is not a store of this library. It was not touched.
pub const CLIENTELA_STATUS_NOT_A_STORE: clientela_status = 410;
/// The store's file is damaged.
pub const CLIENTELA_STATUS_DAMAGED: clientela_status = 420;
/// The store was written by a newer version of this library. It was not touched.
pub const CLIENTELA_STATUS_TOO_NEW: clientela_status = 430;
/// The operating system refused; the error has its number.
pub const CLIENTELA_STATUS_IO: clientela_status = 440;
/// A commit failed and may have happened all the same. Saving the same draft again is safe: it is not written twice. Anything else: look
/// whether it is there.
pub const CLIENTELA_STATUS_UNKNOWN: clientela_status = 450;

/// The call was cancelled by its callback.
pub const CLIENTELA_STATUS_CANCELLED: clientela_status = 500;

/// A fault of this library. The error says where; the handles of the call may only be freed.
pub const CLIENTELA_STATUS_INTERNAL: clientela_status = 900;

/// Every status with its word.
const NAMES: &[(clientela_status, &CStr)] = &[
    (CLIENTELA_STATUS_OK, c"ok"),
    (CLIENTELA_STATUS_DONE, c"done"),
    (CLIENTELA_STATUS_MISUSE, c"misuse"),
    (CLIENTELA_STATUS_BAD_HANDLE, c"bad_handle"),
    (CLIENTELA_STATUS_IN_USE, c"in_use"),
    (CLIENTELA_STATUS_LIMIT, c"limit"),
    (CLIENTELA_STATUS_INVALID, c"invalid"),
    (CLIENTELA_STATUS_NOT_FOUND, c"not_found"),
    (CLIENTELA_STATUS_CONFLICT, c"conflict"),
    (CLIENTELA_STATUS_ERASED, c"erased"),
    (CLIENTELA_STATUS_BLOCKED, c"blocked"),
    (CLIENTELA_STATUS_STATE, c"state"),
    (CLIENTELA_STATUS_NOT_PERMITTED, c"not_permitted"),
    (CLIENTELA_STATUS_ERP_ONLY, c"erp_only"),
    (CLIENTELA_STATUS_SIGN_IN, c"sign_in"),
    (CLIENTELA_STATUS_BUSY, c"busy"),
    (CLIENTELA_STATUS_NOT_A_STORE, c"not_a_store"),
    (CLIENTELA_STATUS_DAMAGED, c"damaged"),
    (CLIENTELA_STATUS_TOO_NEW, c"too_new"),
    (CLIENTELA_STATUS_IO, c"io"),
    (CLIENTELA_STATUS_UNKNOWN, c"unknown"),
    (CLIENTELA_STATUS_CANCELLED, c"cancelled"),
    (CLIENTELA_STATUS_INTERNAL, c"internal"),
];

#[cfg(test)]
pub fn names() -> &'static [(clientela_status, &'static CStr)] {
    NAMES
}

/// The status of an error.
pub fn of(error: &Error) -> clientela_status {
    match error.kind() {
        ErrorKind::Misuse => misuse(error.code()),
        ErrorKind::Limit => CLIENTELA_STATUS_LIMIT,
        ErrorKind::Invalid => CLIENTELA_STATUS_INVALID,
        ErrorKind::NotFound => CLIENTELA_STATUS_NOT_FOUND,
        ErrorKind::Conflict => CLIENTELA_STATUS_CONFLICT,
        ErrorKind::Erased => CLIENTELA_STATUS_ERASED,
        ErrorKind::Blocked => CLIENTELA_STATUS_BLOCKED,
        ErrorKind::State => CLIENTELA_STATUS_STATE,
        ErrorKind::NotPermitted => CLIENTELA_STATUS_NOT_PERMITTED,
        ErrorKind::ErpOnly => CLIENTELA_STATUS_ERP_ONLY,
        ErrorKind::SignIn => CLIENTELA_STATUS_SIGN_IN,
        ErrorKind::Busy => CLIENTELA_STATUS_BUSY,
        ErrorKind::NotAStore => CLIENTELA_STATUS_NOT_A_STORE,
        ErrorKind::Damaged => CLIENTELA_STATUS_DAMAGED,
        ErrorKind::TooNew => CLIENTELA_STATUS_TOO_NEW,
        ErrorKind::Io => CLIENTELA_STATUS_IO,
        ErrorKind::Unknown => CLIENTELA_STATUS_UNKNOWN,
        ErrorKind::Cancelled => CLIENTELA_STATUS_CANCELLED,
        ErrorKind::Internal => CLIENTELA_STATUS_INTERNAL,
    }
}

fn misuse(code: &str) -> clientela_status {
    match code {
        "handle.in_use" => CLIENTELA_STATUS_IN_USE,
        _ if code.starts_with("handle.") => CLIENTELA_STATUS_BAD_HANDLE,
        _ => CLIENTELA_STATUS_MISUSE,
    }
}

/// The word for a status, such as `not_found`: for logs and tests. A number that is no status is `unnamed`.
/// The text is a constant: it is never freed and lives for ever.
///
/// - status: what a call returned
#[unsafe(no_mangle)]
pub extern "C" fn clientela_status_name(status: clientela_status) -> *const c_char {
    NAMES.iter().find(|(number, _)| *number == status).map_or(c"unnamed", |(_, name)| name).as_ptr()
}
