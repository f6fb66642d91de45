//! The frame around every exported function: outputs are 0 first, panics and errors become a status.

use std::cell::Cell;
use std::mem;
use std::panic::{self, AssertUnwindSafe};
use std::sync::Once;

use crate::error::{Error, ErrorKind, Result};
use crate::ffi::error::{ErrorObject, clientela_error};
use crate::ffi::handle::{HANDLES, Handle};
use crate::ffi::out::Outs;
use crate::ffi::raw::{self, Plain};
use crate::ffi::status::{self, CLIENTELA_STATUS_DONE, CLIENTELA_STATUS_OK, clientela_status};

/// A call that gives results or an error.
pub fn call<O: Outs>(out_error: *mut clientela_error, outs: O, body: impl FnOnce() -> Result<O::Value>) -> clientela_status {
    run(out_error, outs, |outs| outs.put(body()?).map(|()| CLIENTELA_STATUS_OK))
}

/// A step of a cursor: results, or DONE where the body gives none.
pub fn step<O: Outs>(out_error: *mut clientela_error, outs: O, body: impl FnOnce() -> Result<Option<O::Value>>) -> clientela_status {
    run(out_error, outs, |outs| match body()? {
        Some(row) => outs.put(row).map(|()| CLIENTELA_STATUS_OK),
        None => Ok(CLIENTELA_STATUS_DONE),
    })
}

/// Frees what a handle names.
pub fn free<H: Handle>(handle: H, argument: &'static str) -> clientela_status {
    call(std::ptr::null_mut(), (), || HANDLES.remove(handle, argument).map(drop))
}

fn run<O: Outs>(out_error: *mut clientela_error, outs: O, work: impl FnOnce(&O) -> Result<clientela_status>) -> clientela_status {
    raw::write(out_error, clientela_error::ZERO);
    outs.zero();
    let status = guarded(|| outs.check().and_then(|()| work(&outs)));
    status.unwrap_or_else(|error| fail(out_error, outs, error))
}

#[cold]
fn fail(out_error: *mut clientela_error, outs: impl Outs, error: Error) -> clientela_status {
    let status = status::of(&error);
    outs.zero();
    if !out_error.is_null() {
        let handle = guarded(|| HANDLES.insert(ErrorObject::of(error)));
        raw::write(out_error, handle.unwrap_or(clientela_error::ZERO));
    }
    status
}

thread_local! {
    /// Where the last panic of this thread was: file and line.
    static PANIC_AT: Cell<Option<(String, u32)>> = const { Cell::new(None) };
}

fn guarded<T>(work: impl FnOnce() -> Result<T>) -> Result<T> {
    keep_panics_quiet();
    panic::catch_unwind(AssertUnwindSafe(work)).unwrap_or_else(|payload| {
        // Dropping a payload may panic again; leaking it cannot.
        mem::forget(payload);
        Err(panicked())
    })
}

#[cold]
fn panicked() -> Error {
    let error = Error::new(ErrorKind::Internal, "internal.panic");
    match PANIC_AT.take() {
        Some((file, line)) => error.with("file", file).with("line", line),
        None => error,
    }
}

/// A library prints nothing: where it happened goes into the error, what was said (it may be personal) goes nowhere.
fn keep_panics_quiet() {
    static HOOK: Once = Once::new();
    if cfg!(not(test)) {
        HOOK.call_once(|| {
            panic::set_hook(Box::new(|info| {
                PANIC_AT.set(info.location().map(|at| (at.file().to_owned(), at.line())));
            }));
        });
    }
}
