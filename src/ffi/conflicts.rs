//! Conflicts of bookings: what stations booked without knowing of each other and what somebody has to settle.

use std::ffi::c_char;

use crate::domain::booking::{Conflict, ConflictKind};
use crate::ffi::call::{call, free, step};
use crate::ffi::cursor::Cursor;
use crate::ffi::erp::clientela_erp;
use crate::ffi::error::clientela_error;
use crate::ffi::handle::{door, handle, open};
use crate::ffi::out;
use crate::ffi::record_words::clientela_conflict_kind;
use crate::ffi::shown::{CText, Lent};
use crate::ffi::status::clientela_status;

/// A walk over conflicts of bookings. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_conflicts(i64);
handle!(clientela_conflicts, ConflictsObject);

/// Conflicts, as C reads them.
pub struct ConflictsObject(Cursor<ConflictRow>);

struct ConflictRow {
    kind: clientela_conflict_kind,
    customer: CText,
    program: CText,
    balance: i64,
    reference: Option<CText>,
    booking: Option<CText>,
}

impl ConflictRow {
    fn of(conflict: &Conflict) -> Self {
        match conflict {
            Conflict::Overdrawn { subject, program, balance } => Self {
                kind: ConflictKind::Overdrawn as i32,
                customer: CText::new(&subject.to_string()),
                program: CText::new(program.as_str()),
                balance: *balance,
                reference: None,
                booking: None,
            },
            Conflict::RedeemedTwice { subject, program, reference, booking } => Self {
                kind: ConflictKind::RedeemedTwice as i32,
                customer: CText::new(&subject.to_string()),
                program: CText::new(program.as_str()),
                balance: 0,
                reference: Some(CText::new(reference.as_str())),
                booking: Some(CText::new(&booking.to_string())),
            },
        }
    }
}

/// Begins a walk over what somebody has to settle: accounts that stations overdrew, and references that were redeemed more than once.
///
/// - erp: the ERP's door
/// - out_conflicts: the walk, before its first; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_booking_conflicts(
    erp: clientela_erp,
    out_conflicts: *mut clientela_conflicts,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_conflicts, "out_conflicts"), || {
        let all = door(erp, "erp")?.booking_conflicts()?;
        Ok(ConflictsObject(Cursor::new(all.iter().map(ConflictRow::of).collect())))
    })
}

/// Steps to the next conflict. CLIENTELA_STATUS_DONE: there is none.
///
/// - conflicts: the walk
/// - out_kind: what went wrong, CLIENTELA_CONFLICT_KIND_…
/// - out_customer: whose account, or who redeemed again, by id; lives until the walk is freed
/// - out_customer_len: its length in bytes; may be NULL
/// - out_program: the program's code; lives until the walk is freed
/// - out_program_len: its length in bytes; may be NULL
/// - out_balance: what an overdrawn account holds, less than 0; else 0
/// - out_reference: what was redeemed again, else NULL; lives until the walk is freed
/// - out_reference_len: its length in bytes; may be NULL
/// - out_booking: the later booking by id, else NULL; lives until the walk is freed
/// - out_booking_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_conflicts_next(
    conflicts: clientela_conflicts,
    out_kind: *mut clientela_conflict_kind,
    out_customer: *mut *const c_char,
    out_customer_len: *mut usize,
    out_program: *mut *const c_char,
    out_program_len: *mut usize,
    out_balance: *mut i64,
    out_reference: *mut *const c_char,
    out_reference_len: *mut usize,
    out_booking: *mut *const c_char,
    out_booking_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    let customer = out::text(out_customer, out_customer_len, "out_customer");
    let (kind, program) = (out::number(out_kind, "out_kind"), out::text(out_program, out_program_len, "out_program"));
    let reference = out::text(out_reference, out_reference_len, "out_reference");
    let (balance, booking) = (out::number(out_balance, "out_balance"), out::text(out_booking, out_booking_len, "out_booking"));
    step(out_error, (kind, customer, program, balance, reference, booking), || {
        let next = open(conflicts, "conflicts")?.0.next().map(|row| {
            let (reference, booking) = (Lent::from(row.reference.as_ref()), Lent::from(row.booking.as_ref()));
            (row.kind, row.customer.lend(), row.program.lend(), row.balance, reference, booking)
        });
        Ok(next)
    })
}

/// Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
///
/// - conflicts: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_conflicts_free(conflicts: clientela_conflicts) -> clientela_status {
    free(conflicts, "conflicts")
}
