//! Bookings of programs: what customers got and spent, and what their accounts hold.

use std::ffi::c_char;

use crate::domain::booking::Booking;
use crate::domain::id::Code;
use crate::engine::{Balance, NewBooking};
use crate::ffi::call::{call, free, step};
use crate::ffi::cursor::Cursor;
use crate::ffi::desk::clientela_desk;
use crate::ffi::error::clientela_error;
use crate::ffi::handle::{door, handle, open};
use crate::ffi::shown::{CText, Lent};
use crate::ffi::status::clientela_status;
use crate::ffi::{out, raw, words};

/// A walk over bookings. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_bookings(i64);
handle!(clientela_bookings, BookingsObject);

/// A walk over accounts of programs. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_balances(i64);
handle!(clientela_balances, BalancesObject);

/// Bookings, as C reads them.
pub struct BookingsObject(Cursor<BookingRow>);

/// Accounts: program, balance.
pub struct BalancesObject(Cursor<(CText, i64)>);

impl BalancesObject {
    pub fn of(balances: &[Balance]) -> Self {
        let row = |one: &Balance| (CText::new(one.program.as_str()), one.balance);
        Self(Cursor::new(balances.iter().map(row).collect()))
    }
}

struct BookingRow {
    id: CText,
    amount: i64,
    at: i64,
    reference: Option<CText>,
    receipt: Option<CText>,
    station: CText,
    known: i32,
}

impl BookingRow {
    fn of(booking: &Booking) -> Self {
        let text = |code: &Option<Code>| code.as_ref().map(|code| CText::new(code.as_str()));
        Self {
            id: CText::new(&booking.id.to_string()),
            amount: booking.amount,
            at: booking.at.millis(),
            reference: text(&booking.reference),
            receipt: text(&booking.receipt),
            station: CText::new(booking.station.as_str()),
            known: booking.known.into(),
        }
    }
}

/// Books to the account of a customer in a program, once: the same key again books nothing and tells the balance. It takes the right
/// to edit documents. With a known balance nobody spends more than it; else the station spends no more than the setting
/// `programs.offline_allowance`. CLIENTELA_STATUS_STATE says why not (`booking.balance_too_low`, `booking.allowance_used_up`,
/// `booking.redeemed`, `program.closed`, `program.not_a_member`).
///
/// - desk: the desk
/// - customer: the customer's id
/// - customer_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - program: the program's code
/// - program_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - amount: units (points, stamps, minor units of money); less than 0 to spend them
/// - reference: the number of the voucher or the redemption itself, which is redeemed once; empty: none
/// - reference_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - receipt: the number of the receipt; empty: none
/// - receipt_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - known: 1 when this store has every booking of the account, 0 when the station may not know of others
/// - key: your own key of this booking
/// - key_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_balance: what the account holds now
/// - out_repeated: 1 when it was booked before with this key, else 0
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_book(
    desk: clientela_desk,
    customer: *const c_char,
    customer_len: usize,
    program: *const c_char,
    program_len: usize,
    amount: i64,
    reference: *const c_char,
    reference_len: usize,
    receipt: *const c_char,
    receipt_len: usize,
    known: i32,
    key: *const c_char,
    key_len: usize,
    out_balance: *mut i64,
    out_repeated: *mut i32,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (out::number(out_balance, "out_balance"), out::number(out_repeated, "out_repeated")), || {
        let desk = door(desk, "desk")?;
        let customer = words::subject(customer, customer_len, "customer")?;
        let (program, key) = (words::code(program, program_len, "program")?, words::code(key, key_len, "key")?);
        let reference = words::absent_or(raw::text(reference, reference_len, "reference")?, "reference", Code::parse)?;
        let receipt = words::absent_or(raw::text(receipt, receipt_len, "receipt")?, "receipt", Code::parse)?;
        let new = NewBooking { reference, receipt, known: words::yes(known, "known")?, ..NewBooking::new(program, amount, key) };
        desk.book(customer, &new).map(|booked| (booked.balance, booked.repeated.into()))
    })
}

/// Begins a walk over the bookings of a customer in a program, in the order in which this store took them.
///
/// - desk: the desk
/// - customer: the customer's id
/// - customer_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - program: the program's code
/// - program_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_bookings: the walk, before its first; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_bookings(
    desk: clientela_desk,
    customer: *const c_char,
    customer_len: usize,
    program: *const c_char,
    program_len: usize,
    out_bookings: *mut clientela_bookings,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_bookings, "out_bookings"), || {
        let desk = door(desk, "desk")?;
        let (customer, program) = (words::subject(customer, customer_len, "customer")?, words::code(program, program_len, "program")?);
        Ok(BookingsObject(Cursor::new(desk.bookings(customer, &program)?.iter().map(BookingRow::of).collect())))
    })
}

/// Steps to the next booking. CLIENTELA_STATUS_DONE: there is none.
///
/// - bookings: the walk
/// - out_id: its id; lives until the walk is freed
/// - out_id_len: its length in bytes; may be NULL
/// - out_amount: units; less than 0 where they were spent
/// - out_at: when, in milliseconds since 1970-01-01 UTC
/// - out_reference: the number of the voucher or the redemption, NULL where there is none; lives until the walk is freed
/// - out_reference_len: its length in bytes; may be NULL
/// - out_receipt: the number of the receipt, NULL where there is none; lives until the walk is freed
/// - out_receipt_len: its length in bytes; may be NULL
/// - out_station: where it was booked; lives until the walk is freed
/// - out_station_len: its length in bytes; may be NULL
/// - out_known: 1 when the station knew the balance, else 0
#[unsafe(no_mangle)]
pub extern "C" fn clientela_bookings_next(
    bookings: clientela_bookings,
    out_id: *mut *const c_char,
    out_id_len: *mut usize,
    out_amount: *mut i64,
    out_at: *mut i64,
    out_reference: *mut *const c_char,
    out_reference_len: *mut usize,
    out_receipt: *mut *const c_char,
    out_receipt_len: *mut usize,
    out_station: *mut *const c_char,
    out_station_len: *mut usize,
    out_known: *mut i32,
    out_error: *mut clientela_error,
) -> clientela_status {
    let reference = out::text(out_reference, out_reference_len, "out_reference");
    let receipt = out::text(out_receipt, out_receipt_len, "out_receipt");
    let texts = (out::text(out_id, out_id_len, "out_id"), reference, receipt, out::text(out_station, out_station_len, "out_station"));
    let numbers = (out::number(out_amount, "out_amount"), out::number(out_at, "out_at"), out::number(out_known, "out_known"));
    step(out_error, (texts, numbers), || {
        let next = open(bookings, "bookings")?.0.next().map(|row| {
            let texts = (row.id.lend(), Lent::from(row.reference.as_ref()), Lent::from(row.receipt.as_ref()), row.station.lend());
            (texts, (row.amount, row.at, row.known))
        });
        Ok(next)
    })
}

/// Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
///
/// - bookings: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_bookings_free(bookings: clientela_bookings) -> clientela_status {
    free(bookings, "bookings")
}

/// Begins a walk over what the accounts of a customer hold: one for each membership, and for each program with bookings.
///
/// - desk: the desk
/// - customer: the customer's id
/// - customer_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_balances: the walk, before its first; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_balances(
    desk: clientela_desk,
    customer: *const c_char,
    customer_len: usize,
    out_balances: *mut clientela_balances,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_balances, "out_balances"), || {
        let all = door(desk, "desk")?.balances(words::subject(customer, customer_len, "customer")?)?;
        Ok(BalancesObject::of(&all))
    })
}

/// Steps to the next account. CLIENTELA_STATUS_DONE: there is none.
///
/// - balances: the walk
/// - out_program: the program's code; lives until the walk is freed
/// - out_program_len: its length in bytes; may be NULL
/// - out_balance: what it holds; less than 0 where stations overdrew it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_balances_next(
    balances: clientela_balances,
    out_program: *mut *const c_char,
    out_program_len: *mut usize,
    out_balance: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    step(out_error, (out::text(out_program, out_program_len, "out_program"), out::number(out_balance, "out_balance")), || {
        Ok(open(balances, "balances")?.0.next().map(|(program, balance)| (program.lend(), *balance)))
    })
}

/// Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
///
/// - balances: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_balances_free(balances: clientela_balances) -> clientela_status {
    free(balances, "balances")
}
