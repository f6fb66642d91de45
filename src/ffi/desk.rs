//! The desk: the door of an operator at a station. Everything staff do is checked against the operator's rights; what only
//! the ERP may do answers CLIENTELA_STATUS_ERP_ONLY here.

use std::ffi::c_char;
use std::sync::Arc;

use crate::engine::Desk;
use crate::ffi::call::{call, free};
use crate::ffi::definition::clientela_definition;
use crate::ffi::engine::clientela_engine;
use crate::ffi::error::clientela_error;
use crate::ffi::handle::{door, handle, open};
use crate::ffi::seat::clientela_seat;
use crate::ffi::status::clientela_status;
use crate::ffi::{out, words};

/// The door of an operator. Any number of threads may use it.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_desk(i64);
handle!(clientela_desk, Arc<Desk>, shared);

/// Opens the door of an operator at a station whom the host signed in itself, where the chain allows it (the setting
/// `sign_in.assertion`). The journal says so. Somebody whom the central system knows has at most the rights it gives.
/// `clientela_engine_sign_in` opens it by user name and password.
///
/// - engine: the store; it may be freed, the desk keeps it open
/// - seat: who works where; it may be freed or used again
/// - out_desk: the desk; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_open(
    engine: clientela_engine,
    seat: clientela_seat,
    out_desk: *mut clientela_desk,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_desk, "out_desk"), || door(engine, "engine")?.desk(open(seat, "seat")?.seat.clone()).map(Arc::new))
}

/// A till cannot define a consent: always CLIENTELA_STATUS_ERP_ONLY.
///
/// - desk: the desk
/// - definition: the definition
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_define(
    desk: clientela_desk,
    definition: clientela_definition,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || door(desk, "desk")?.define(&open(definition, "definition")?.0))
}

/// A till cannot delete or archive a definition: always CLIENTELA_STATUS_ERP_ONLY.
///
/// - desk: the desk
/// - definition: the definition's code
/// - definition_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_delete_definition(
    desk: clientela_desk,
    definition: *const c_char,
    definition_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let desk = door(desk, "desk")?;
        let definition = words::code(definition, definition_len, "definition")?;
        desk.delete_definition(&definition)
    })
}

/// A till cannot order an anonymization: always CLIENTELA_STATUS_ERP_ONLY.
///
/// - desk: the desk
/// - customer: the customer's id
/// - customer_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_anonymize(
    desk: clientela_desk,
    customer: *const c_char,
    customer_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let desk = door(desk, "desk")?;
        let customer = words::subject(customer, customer_len, "customer")?;
        desk.anonymize(customer)
    })
}

/// Frees the handle of a desk. No desk (0) is allowed.
///
/// - desk: the desk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_free(desk: clientela_desk) -> clientela_status {
    free(desk, "desk")
}
