//! Taking a merge of two customers back: what it changed is put back, but for what was edited since.

use std::ffi::c_char;

use crate::domain::customer_merge::UndoConflict;
use crate::domain::id::SubjectId;
use crate::engine::{Balance, Unmerged};
use crate::ffi::call::{call, free, step};
use crate::ffi::constants::clientela_field;
use crate::ffi::cursor::Cursor;
use crate::ffi::desk::clientela_desk;
use crate::ffi::error::clientela_error;
use crate::ffi::handle::{door, handle, open};
use crate::ffi::section::{SlotsObject, clientela_slots};
use crate::ffi::shown::{CText, Lent};
use crate::ffi::status::clientela_status;
use crate::ffi::{out, raw, words};

/// What taking a merge back did. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_unmerged(i64);
handle!(clientela_unmerged, UnmergedObject);

/// A walk over what was edited after a merge. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_undo_conflicts(i64);
handle!(clientela_undo_conflicts, UndoConflictsObject);

/// A walk over accounts that hold less than nothing. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_overdrawn(i64);
handle!(clientela_overdrawn, OverdrawnObject);

/// What was done.
pub struct UnmergedObject(Unmerged);

/// Conflicts, one by one.
pub struct UndoConflictsObject(Cursor<Row>);

/// Accounts: whose, program, balance.
pub struct OverdrawnObject(Cursor<(CText, CText, i64)>);

struct Row {
    field: clientela_field,
    slot: i32,
    before: Option<CText>,
    merged: Option<CText>,
    now: Option<CText>,
}

impl Row {
    fn of(conflict: &UndoConflict) -> Self {
        let [before, merged, now] = [&conflict.before, &conflict.merged, &conflict.now].map(|text| text.as_deref().map(CText::new));
        Self { field: conflict.field as i32, slot: conflict.slot.into(), before, merged, now }
    }

    fn lend(&self) -> (clientela_field, i32, Lent, Lent, Lent) {
        (self.field, self.slot, self.before.as_ref().into(), self.merged.as_ref().into(), self.now.as_ref().into())
    }
}

/// Takes a merge back: the merged customer is one of its own again, with every row it had, and what the merge changed of the other is put
/// back, but for what was edited since. What happened meanwhile stays with the customer who stayed; a consent that was refused or withdrawn
/// meanwhile is so for both. CLIENTELA_STATUS_STATE: they are not merged (`merge.not_merged`), or a later merge has to be taken back first
/// (`merge.later_first`). CLIENTELA_STATUS_ERASED: they were anonymized.
///
/// - desk: the desk
/// - merged: the id of the customer who was merged into another
/// - merged_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - reason: why; kept in the change log; empty: none
/// - reason_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_unmerged: what was done; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_unmerge(
    desk: clientela_desk,
    merged: *const c_char,
    merged_len: usize,
    reason: *const c_char,
    reason_len: usize,
    out_unmerged: *mut clientela_unmerged,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_unmerged, "out_unmerged"), || {
        let desk = door(desk, "desk")?;
        let merged = words::subject(merged, merged_len, "merged")?;
        desk.unmerge(merged, raw::text(reason, reason_len, "reason")?).map(UnmergedObject)
    })
}

/// Begins a walk over what was edited since and stays with the customer who stayed, field by field.
///
/// - unmerged: what was done
/// - out_conflicts: the walk, before its first; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_unmerged_conflicts(
    unmerged: clientela_unmerged,
    out_conflicts: *mut clientela_undo_conflicts,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_conflicts, "out_conflicts"), || {
        Ok(UndoConflictsObject(Cursor::new(open(unmerged, "unmerged")?.0.conflicts.iter().map(Row::of).collect())))
    })
}

/// Steps to the next conflict. CLIENTELA_STATUS_DONE: there is none.
///
/// - conflicts: the walk
/// - out_field: which field, CLIENTELA_FIELD_…
/// - out_slot: which occurrence, from 0
/// - out_before: the value before the merge, or NULL; lives until the walk is freed
/// - out_before_len: its length in bytes; may be NULL
/// - out_merged: the value that the merge gave it, or NULL; lives until the walk is freed
/// - out_merged_len: its length in bytes; may be NULL
/// - out_now: the value now, which stays, or NULL; lives until the walk is freed
/// - out_now_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_undo_conflicts_next(
    conflicts: clientela_undo_conflicts,
    out_field: *mut clientela_field,
    out_slot: *mut i32,
    out_before: *mut *const c_char,
    out_before_len: *mut usize,
    out_merged: *mut *const c_char,
    out_merged_len: *mut usize,
    out_now: *mut *const c_char,
    out_now_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    let outs = (
        out::number(out_field, "out_field"),
        out::number(out_slot, "out_slot"),
        out::text(out_before, out_before_len, "out_before"),
        out::text(out_merged, out_merged_len, "out_merged"),
        out::text(out_now, out_now_len, "out_now"),
    );
    step(out_error, outs, || Ok(open(conflicts, "conflicts")?.0.next().map(Row::lend)))
}

/// Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
///
/// - conflicts: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_undo_conflicts_free(conflicts: clientela_undo_conflicts) -> clientela_status {
    free(conflicts, "conflicts")
}

/// Begins a walk over accounts of which either spent what the other had: they hold less than nothing now.
///
/// - unmerged: what was done
/// - out_overdrawn: the walk, before its first; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_unmerged_overdrawn(
    unmerged: clientela_unmerged,
    out_overdrawn: *mut clientela_overdrawn,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_overdrawn, "out_overdrawn"), || {
        let row = |(whose, account): &(SubjectId, Balance)| {
            (CText::new(&whose.to_string()), CText::new(account.program.as_str()), account.balance)
        };
        Ok(OverdrawnObject(Cursor::new(open(unmerged, "unmerged")?.0.overdrawn.iter().map(row).collect())))
    })
}

/// Steps to the next account. CLIENTELA_STATUS_DONE: there is none.
///
/// - overdrawn: the walk
/// - out_customer: whose account, by id; lives until the walk is freed
/// - out_customer_len: its length in bytes; may be NULL
/// - out_program: the program's code; lives until the walk is freed
/// - out_program_len: its length in bytes; may be NULL
/// - out_balance: what it holds, less than 0
#[unsafe(no_mangle)]
pub extern "C" fn clientela_overdrawn_next(
    overdrawn: clientela_overdrawn,
    out_customer: *mut *const c_char,
    out_customer_len: *mut usize,
    out_program: *mut *const c_char,
    out_program_len: *mut usize,
    out_balance: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    let texts = (out::text(out_customer, out_customer_len, "out_customer"), out::text(out_program, out_program_len, "out_program"));
    step(out_error, (texts, out::number(out_balance, "out_balance")), || {
        let mut overdrawn = open(overdrawn, "overdrawn")?;
        Ok(overdrawn.0.next().map(|(customer, program, balance)| ((customer.lend(), program.lend()), *balance)))
    })
}

/// Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
///
/// - overdrawn: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_overdrawn_free(overdrawn: clientela_overdrawn) -> clientela_status {
    free(overdrawn, "overdrawn")
}

/// Begins a walk over the cards of the customer who is back that somebody else got meanwhile, by their slots.
///
/// - unmerged: what was done
/// - out_slots: the walk, before its first; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_unmerged_taken_cards(
    unmerged: clientela_unmerged,
    out_slots: *mut clientela_slots,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_slots, "out_slots"), || Ok(SlotsObject::of(&open(unmerged, "unmerged")?.0.taken_cards)))
}

/// Frees it. Nothing (0) is allowed.
///
/// - unmerged: what was done
#[unsafe(no_mangle)]
pub extern "C" fn clientela_unmerged_free(unmerged: clientela_unmerged) -> clientela_status {
    free(unmerged, "unmerged")
}
