//! Seats: who works where. A host that signs its people in itself says here who they are and what they may do.

use std::ffi::c_char;

use crate::domain::rights::{Right, Rights};
use crate::engine::Seat;
use crate::ffi::call::{call, free};
use crate::ffi::constants::clientela_right;
use crate::ffi::error::clientela_error;
use crate::ffi::handle::{handle, open};
use crate::ffi::raw::misuse;
use crate::ffi::record::Record;
use crate::ffi::status::clientela_status;
use crate::ffi::{out, words};

/// A seat. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_seat(i64);
handle!(clientela_seat, SeatObject);

/// A text of a seat.
pub type clientela_seat_field = i32;

/// The branch's code.
pub const CLIENTELA_SEAT_FIELD_BRANCH: clientela_seat_field = 0;
/// The station's code.
pub const CLIENTELA_SEAT_FIELD_STATION: clientela_seat_field = 1;
/// The operator's code.
pub const CLIENTELA_SEAT_FIELD_OPERATOR: clientela_seat_field = 2;

/// A seat, and its texts ready to be lent.
pub struct SeatObject {
    /// Who works where.
    pub seat: Seat,
    texts: Record,
}

impl SeatObject {
    /// The texts never change.
    pub fn of(seat: Seat) -> Self {
        let texts = Record::default()
            .text(CLIENTELA_SEAT_FIELD_BRANCH, seat.branch.as_str())
            .text(CLIENTELA_SEAT_FIELD_STATION, seat.station.as_str())
            .text(CLIENTELA_SEAT_FIELD_OPERATOR, seat.operator.as_str());
        Self { seat, texts }
    }
}

/// Makes a seat without any right. Codes are 1 to 64 visible ASCII characters without blanks.
///
/// - branch: the branch
/// - branch_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - station: the station, such as `till-1`; its entries form one chain of the journal
/// - station_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - operator_code: the operator
/// - operator_code_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_seat: the new seat; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_seat_new(
    branch: *const c_char,
    branch_len: usize,
    station: *const c_char,
    station_len: usize,
    operator_code: *const c_char,
    operator_code_len: usize,
    out_seat: *mut clientela_seat,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_seat, "out_seat"), || {
        Ok(SeatObject::of(Seat {
            branch: words::code(branch, branch_len, "branch")?,
            station: words::code(station, station_len, "station")?,
            operator: words::code(operator_code, operator_code_len, "operator_code")?,
            rights: Rights::none(),
        }))
    })
}

/// Gives the operator a right.
///
/// - seat: the seat
/// - right: which right, CLIENTELA_RIGHT_…
#[unsafe(no_mangle)]
pub extern "C" fn clientela_seat_allow(seat: clientela_seat, right: clientela_right, out_error: *mut clientela_error) -> clientela_status {
    call(out_error, (), || {
        let mut seat = open(seat, "seat")?;
        let right = Right::from_number(right).ok_or_else(|| misuse("argument.unknown_constant", "right"))?;
        seat.seat.rights = seat.seat.rights.with(right);
        Ok(())
    })
}

/// Gives the operator every right, those of later versions too.
///
/// - seat: the seat
#[unsafe(no_mangle)]
pub extern "C" fn clientela_seat_allow_all(seat: clientela_seat, out_error: *mut clientela_error) -> clientela_status {
    call(out_error, (), || {
        open(seat, "seat")?.seat.rights = Rights::all();
        Ok(())
    })
}

/// Reads who works where.
///
/// - seat: the seat
/// - field: which text, CLIENTELA_SEAT_FIELD_…
/// - out_text: the code; lives until the seat is freed
/// - out_text_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_seat_text(
    seat: clientela_seat,
    field: clientela_seat_field,
    out_text: *mut *const c_char,
    out_text_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::text(out_text, out_text_len, "out_text"), || open(seat, "seat")?.texts.lend(field))
}

/// Frees a seat. Desks opened with it stay open. No seat (0) is allowed.
///
/// - seat: the seat
#[unsafe(no_mangle)]
pub extern "C" fn clientela_seat_free(seat: clientela_seat) -> clientela_status {
    free(seat, "seat")
}
