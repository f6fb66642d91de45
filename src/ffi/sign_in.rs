//! Signing in by user name and password, taking over a desk, unlocking.

use std::ffi::c_char;
use std::sync::Arc;

use crate::domain::rights::Right;
use crate::engine::Seat;
use crate::ffi::call::call;
use crate::ffi::constants::clientela_right;
use crate::ffi::desk::clientela_desk;
use crate::ffi::engine::clientela_engine;
use crate::ffi::error::clientela_error;
use crate::ffi::handle::{door, open};
use crate::ffi::raw::misuse;
use crate::ffi::seat::{SeatObject, clientela_seat};
use crate::ffi::status::clientela_status;
use crate::ffi::{out, raw, words};

/// Opens the door of an operator who types user name and password at a station. It works offline: the central system feeds
/// operators with the hashes of their passwords. The password is taken as typed.
///
/// CLIENTELA_STATUS_SIGN_IN: `sign_in.refused` for a wrong password, a name that nobody has, and somebody who was locked or
/// removed upstream; `sign_in.locked` with the arguments `seconds` and `what` (`operator` or `station`, whichever is locked longer)
/// after five wrong tries, for a minute, then for twice as long with each further one, up to fifteen minutes; `station.unknown`,
/// `station.closed`, `branch.closed`. Five wrong tries of one name lock that name everywhere, five at one station lock the station
/// for everybody: clientela_desk_unlock and clientela_desk_unlock_station take the locks away.
///
/// Sessions at one station do not know of each other: sign out, or let clientela_desk_switch end the one when the other begins.
///
/// - engine: the store; it may be freed, the desk keeps it open
/// - station: the station's code
/// - station_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - user_name: the user name, in capitals or not
/// - user_name_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - password: the password, at most 1024 bytes; it is not kept
/// - password_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_desk: the desk; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_engine_sign_in(
    engine: clientela_engine,
    station: *const c_char,
    station_len: usize,
    user_name: *const c_char,
    user_name_len: usize,
    password: *const c_char,
    password_len: usize,
    out_desk: *mut clientela_desk,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_desk, "out_desk"), || {
        let engine = door(engine, "engine")?;
        let station = words::code(station, station_len, "station")?;
        let user_name = raw::text(user_name, user_name_len, "user_name")?;
        engine.sign_in(&station, user_name, raw::text(password, password_len, "password")?).map(Arc::new)
    })
}

/// Lets another operator take over the station by user name and password. The session here ends when they are in; it goes on
/// where they are refused, as by `clientela_engine_sign_in`. Drafts stay their author's.
///
/// - desk: the desk
/// - user_name: the user name, in capitals or not
/// - user_name_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - password: the password, at most 1024 bytes; it is not kept
/// - password_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_desk: the other operator's desk; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_switch(
    desk: clientela_desk,
    user_name: *const c_char,
    user_name_len: usize,
    password: *const c_char,
    password_len: usize,
    out_desk: *mut clientela_desk,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_desk, "out_desk"), || {
        let desk = door(desk, "desk")?;
        let user_name = raw::text(user_name, user_name_len, "user_name")?;
        desk.switch(user_name, raw::text(password, password_len, "password")?).map(Arc::new)
    })
}

/// Lets another operator whom the host signed in itself take over the station. The session here ends when they are in.
///
/// - desk: the desk
/// - seat: the other operator at the same branch and station; it may be freed or used again
/// - out_desk: the other operator's desk; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_switch_to(
    desk: clientela_desk,
    seat: clientela_seat,
    out_desk: *mut clientela_desk,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_desk, "out_desk"), || {
        let desk = door(desk, "desk")?;
        desk.switch_to(open(seat, "seat")?.seat.clone()).map(Arc::new)
    })
}

/// Ends the session: every further call at this desk is CLIENTELA_STATUS_SIGN_IN. The handle still has to be freed.
///
/// - desk: the desk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_sign_out(desk: clientela_desk, out_error: *mut clientela_error) -> clientela_status {
    call(out_error, (), || door(desk, "desk")?.sign_out())
}

/// Says who works at a desk, and where.
///
/// - desk: the desk
/// - out_seat: branch, station and operator, with the rights as they are now; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_seat(
    desk: clientela_desk,
    out_seat: *mut clientela_seat,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_seat, "out_seat"), || {
        let desk = door(desk, "desk")?;
        Ok(SeatObject::of(Seat { rights: desk.rights()?, ..desk.seat().clone() }))
    })
}

/// Whether the operator has a right at this moment. Asking is no use of the session: a screen may ask each second, and the session
/// ends by idleness all the same. CLIENTELA_STATUS_SIGN_IN: the session is over.
///
/// - desk: the desk
/// - right: which right, CLIENTELA_RIGHT_…
/// - out_allowed: 1 for yes, 0 for no
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_has_right(
    desk: clientela_desk,
    right: clientela_right,
    out_allowed: *mut i32,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_allowed, "out_allowed"), || {
        let right = Right::from_number(right).ok_or_else(|| misuse("argument.unknown_constant", "right"))?;
        Ok(i32::from(door(desk, "desk")?.rights()?.has(right)))
    })
}

/// Takes away the lock of an operator after wrong tries. It needs the right CLIENTELA_RIGHT_SUPERVISE.
///
/// - desk: the desk
/// - operator_code: whose lock
/// - operator_code_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_unlock(
    desk: clientela_desk,
    operator_code: *const c_char,
    operator_code_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let desk = door(desk, "desk")?;
        desk.unlock(&words::code(operator_code, operator_code_len, "operator_code")?)
    })
}

/// Takes away the lock of a station after wrong tries. It needs the right CLIENTELA_RIGHT_SUPERVISE.
///
/// - desk: the desk
/// - station: whose lock
/// - station_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_unlock_station(
    desk: clientela_desk,
    station: *const c_char,
    station_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let desk = door(desk, "desk")?;
        desk.unlock_station(&words::code(station, station_len, "station")?)
    })
}
