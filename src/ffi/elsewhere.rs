//! Somebody whom another branch knows: that they exist, and nothing else.

use std::ffi::c_char;

use crate::engine::Elsewhere;
use crate::ffi::call::{call, free, step};
use crate::ffi::desk::clientela_desk;
use crate::ffi::error::clientela_error;
use crate::ffi::handle::{door, handle, open};
use crate::ffi::status::clientela_status;
use crate::ffi::{out, raw, words};

/// Somebody whom another branch knows. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_elsewhere(i64);
handle!(clientela_elsewhere, Elsewhere);

/// Whether another branch knows somebody of exactly this name and birthday. CLIENTELA_STATUS_DONE: none does.
///
/// - desk: the desk
/// - given: the first name
/// - given_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - family: the last name
/// - family_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - born: the day of birth, YYYY-MM-DD
/// - born_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_elsewhere: that there is somebody; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_known_elsewhere(
    desk: clientela_desk,
    given: *const c_char,
    given_len: usize,
    family: *const c_char,
    family_len: usize,
    born: *const c_char,
    born_len: usize,
    out_elsewhere: *mut clientela_elsewhere,
    out_error: *mut clientela_error,
) -> clientela_status {
    step(out_error, out::handle(out_elsewhere, "out_elsewhere"), || {
        let (given, family) = (raw::text(given, given_len, "given")?, raw::text(family, family_len, "family")?);
        door(desk, "desk")?.known_elsewhere(given, family, words::date(born, born_len, "born")?)
    })
}

/// Asks the responsible branch for the customer: an entry of the journal, CLIENTELA_ENTRY_KIND_TAKE_OVER_REQUESTED, which that branch
/// hears of as news. Where any branch may take a customer over, it is done at once.
///
/// - desk: the desk
/// - elsewhere: whom another branch knows
/// - reason: why
/// - reason_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_done: 1 when the customer belongs to this branch now, 0 when the other branch was asked
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_request_take_over(
    desk: clientela_desk,
    elsewhere: clientela_elsewhere,
    reason: *const c_char,
    reason_len: usize,
    out_done: *mut i32,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_done, "out_done"), || {
        let (desk, elsewhere) = (door(desk, "desk")?, open(elsewhere, "elsewhere")?.clone());
        let done = desk.request_take_over(&elsewhere, raw::text(reason, reason_len, "reason")?)?;
        Ok(i32::from(done.is_some()))
    })
}

/// Frees it. No one (0) is allowed.
///
/// - elsewhere: whom another branch knows
#[unsafe(no_mangle)]
pub extern "C" fn clientela_elsewhere_free(elsewhere: clientela_elsewhere) -> clientela_status {
    free(elsewhere, "elsewhere")
}
