//! Copies of a store: a backup while people sell, a backup put back, a check, and what a damaged file still holds. The ledger of erasures
//! is never rolled back: whoever was erased since stays erased. Nothing is ever written over. A copy that fails or is cancelled
//! (CLIENTELA_STATUS_CANCELLED, store.cancelled) leaves no file; a failing disk is CLIENTELA_STATUS_IO. Restoring and salvaging need no
//! open store: they write a file, and clientela_engine_open opens it.
//!
//! Before a backup of `shop.db` is put back into its place, everybody closes the store; then move `shop.db`, `shop.db-wal` and
//! `shop.db-shm` to another folder, together, with a copy of `shop.db.ledger`: clientela_engine_salvage may still read them there. Leave
//! `shop.db.ledger` itself where it is: it knows who was erased since the backup.

use std::ffi::{c_char, c_void};
use std::path::Path;

use crate::engine::{Checked, Engine, Loss, Restored};
use crate::ffi::call::{call, free, step};
use crate::ffi::callback::{Progress, clientela_drop_user_data, clientela_progress};
use crate::ffi::engine::clientela_engine;
use crate::ffi::error::clientela_error;
use crate::ffi::feed::clientela_cancel;
use crate::ffi::handle::{door, handle, open};
use crate::ffi::import::Going;
use crate::ffi::record::{Record, Walk, int};
use crate::ffi::record_words::clientela_check_part;
use crate::ffi::status::clientela_status;
use crate::ffi::{doors, out, raw};

/// What a check found. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_check(i64);
handle!(clientela_check, CheckObject);

/// What came of putting a store back or salvaging it, and a walk over the tables that lost rows; it is not the store. Use it from one
/// thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_restored(i64);
handle!(clientela_restored, RestoredObject);

/// How much is wrong with each part.
pub struct CheckObject(Record);

impl CheckObject {
    fn of(checked: &Checked) -> Self {
        Self(checked.parts.iter().fold(Record::default(), |record, (part, wrong)| record.number(*part as i32, int(*wrong))))
    }
}

const TABLE: i32 = 0;
const COPIED: i32 = 1;
const LOST: i32 = 2;

/// Tables, and whether erasures may be missing.
pub struct RestoredObject {
    unconfirmed: bool,
    losses: Walk<Record>,
}

impl RestoredObject {
    fn of(restored: &Restored) -> Self {
        let lost = restored.losses.iter().filter(|loss| loss.lost > 0);
        let row =
            |loss: &Loss| Record::default().text(TABLE, loss.table.as_str()).number(COPIED, int(loss.copied)).number(LOST, int(loss.lost));
        Self { unconfirmed: restored.unconfirmed, losses: Walk::new(lost.map(row)) }
    }
}

/// Copies the store as it is now into a new file, with its ledger beside it (`.ledger` added to the name), while others read and write. One
/// snapshot is copied: what is written meanwhile is not in it. CLIENTELA_STATUS_CONFLICT: copy.exists, the file or its ledger is there
/// already.
///
/// - engine: the store
/// - to: the new file, in a folder that is there
/// - to_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - progress: is told how many pages of how many are copied; may be NULL
/// - drop_user_data: frees `user_data` when the call is over; may be NULL
/// - cancel: cancels the backup; may be CLIENTELA_NONE
/// - out_epoch: how many erasures the backup has seen at least: what clientela_engine_epoch said when it began
#[unsafe(no_mangle)]
pub extern "C" fn clientela_engine_backup(
    engine: clientela_engine,
    to: *const c_char,
    to_len: usize,
    progress: clientela_progress,
    user_data: *mut c_void,
    drop_user_data: clientela_drop_user_data,
    cancel: clientela_cancel,
    out_epoch: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    let progress = Progress::new(progress, user_data, drop_user_data);
    call(out_error, out::number(out_epoch, "out_epoch"), || {
        let (engine, going) = (door(engine, "engine")?, Going::of(progress, cancel)?);
        let to = raw::text(to, to_len, "to")?;
        engine.backup(to, &mut |done, total| going.so_far(done, total)).map(int)
    })
}

/// Looks at every page of the file, every reference, the tables, the journal and the ledger. Others may read and write meanwhile. What is
/// wrong is counted, not failed on; nothing is mended.
///
/// - engine: the store
/// - progress: is asked every 50 ms whether to go on, with 0 of 0, and in the journal is told how many entries of how many are verified;
///   may be NULL
/// - drop_user_data: frees `user_data` when the call is over; may be NULL
/// - cancel: cancels the check (CLIENTELA_STATUS_CANCELLED); may be CLIENTELA_NONE
/// - out_check: what was found; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_engine_check(
    engine: clientela_engine,
    progress: clientela_progress,
    user_data: *mut c_void,
    drop_user_data: clientela_drop_user_data,
    cancel: clientela_cancel,
    out_check: *mut clientela_check,
    out_error: *mut clientela_error,
) -> clientela_status {
    let progress = Progress::new(progress, user_data, drop_user_data);
    call(out_error, out::handle(out_check, "out_check"), || {
        let (engine, going) = (door(engine, "engine")?, Going::of(progress, cancel)?);
        Ok(CheckObject::of(&engine.check(&mut |done, total| going.so_far(done, total))?))
    })
}

/// Says how much is wrong with a part of the store.
///
/// - check: what a check found
/// - part: which part, CLIENTELA_CHECK_PART_…
/// - out_wrong: how much, counted as the part says; 0: it is sound
#[unsafe(no_mangle)]
pub extern "C" fn clientela_check_wrong(
    check: clientela_check,
    part: clientela_check_part,
    out_wrong: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_wrong, "out_wrong"), || open(check, "check")?.0.value(part))
}

/// Frees what a check found. Nothing (0) is allowed.
///
/// - check: what a check found
#[unsafe(no_mangle)]
pub extern "C" fn clientela_check_free(check: clientela_check) -> clientela_status {
    free(check, "check")
}

/// Puts a backup into a place where no store is, and says what came of it; open it there afterwards. The ledger that lies there already is
/// the store's own and stays. Where there is none, `ledger` says where the host kept it; with neither, the one beside the backup is taken
/// and the store is unconfirmed. Erasures that the backup has not seen are done when it is opened, before the first read.
/// CLIENTELA_STATUS_CONFLICT: copy.exists, a store is there, or its log (`-wal`) with anything in it, or a ledger though another is named;
/// an empty `-wal` and a `-shm` that were left do no harm. CLIENTELA_STATUS_DAMAGED: the backup is
/// (store.damaged; clientela_engine_salvage reads what is left of it), or a ledger (ledger.damaged, ledger.of_another_store).
/// CLIENTELA_STATUS_NOT_A_STORE: store.not_ours. CLIENTELA_STATUS_IO: copy.io, among others where there is no backup.
///
/// - from: the backup's file, which is only read
/// - from_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - to: the file that the store shall be
/// - to_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - ledger: the file of a ledger, whose text is that of clientela_engine_export_ledger; it is copied; may be NULL
/// - ledger_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - progress: is told how many pages of how many are copied; may be NULL
/// - drop_user_data: frees `user_data` when the call is over; may be NULL
/// - cancel: cancels the call; may be CLIENTELA_NONE
/// - out_restored: whether it is unconfirmed; a walk without a row; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_engine_restore(
    from: *const c_char,
    from_len: usize,
    to: *const c_char,
    to_len: usize,
    ledger: *const c_char,
    ledger_len: usize,
    progress: clientela_progress,
    user_data: *mut c_void,
    drop_user_data: clientela_drop_user_data,
    cancel: clientela_cancel,
    out_restored: *mut clientela_restored,
    out_error: *mut clientela_error,
) -> clientela_status {
    let progress = Progress::new(progress, user_data, drop_user_data);
    call(out_error, out::handle(out_restored, "out_restored"), || {
        let going = Going::of(progress, cancel)?;
        let (from, to) = (raw::text(from, from_len, "from")?, raw::text(to, to_len, "to")?);
        let ledger = doors::optional(ledger, ledger_len, "ledger")?.map(Path::new);
        Ok(RestoredObject::of(&Engine::restore(from, to, ledger, &mut |done, total| going.so_far(done, total))?))
    })
}

/// Copies what can be read of a damaged file into a place where no store is. The damaged file and its log are only read; the ledger beside
/// it is taken along, and without one the new store is unconfirmed. Verify the journal after opening: entries that are lost are findings.
/// CLIENTELA_STATUS_DAMAGED: salvage.unreadable, not even the list of tables can be read. CLIENTELA_STATUS_CONFLICT: copy.exists, a store
/// or a ledger is there. Free the store's own handles first where that is possible: what is written while its bytes are copied may be
/// missing.
///
/// - from: the damaged file, which is only read
/// - from_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - to: the file that the store shall be
/// - to_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - progress: is told how many tables of how many are read; may be NULL
/// - drop_user_data: frees `user_data` when the call is over; may be NULL
/// - cancel: cancels the call; may be CLIENTELA_NONE
/// - out_restored: whether it is unconfirmed, and a walk over the tables that lost rows, before its first; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_engine_salvage(
    from: *const c_char,
    from_len: usize,
    to: *const c_char,
    to_len: usize,
    progress: clientela_progress,
    user_data: *mut c_void,
    drop_user_data: clientela_drop_user_data,
    cancel: clientela_cancel,
    out_restored: *mut clientela_restored,
    out_error: *mut clientela_error,
) -> clientela_status {
    let progress = Progress::new(progress, user_data, drop_user_data);
    call(out_error, out::handle(out_restored, "out_restored"), || {
        let going = Going::of(progress, cancel)?;
        let (from, to) = (raw::text(from, from_len, "from")?, raw::text(to, to_len, "to")?);
        Ok(RestoredObject::of(&Engine::salvage(from, to, &mut |done, total| going.so_far(done, total))?))
    })
}

/// Whether erasures may be missing that nobody here knows: clientela_engine_is_unconfirmed says so of the store once it is open.
///
/// - restored: what was put back
/// - out_unconfirmed: 1 for yes, 0 for no
#[unsafe(no_mangle)]
pub extern "C" fn clientela_restored_is_unconfirmed(
    restored: clientela_restored,
    out_unconfirmed: *mut i32,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_unconfirmed, "out_unconfirmed"), || Ok(i32::from(open(restored, "restored")?.unconfirmed)))
}

/// Steps to the next table that lost rows. CLIENTELA_STATUS_DONE: there is none; a store that was put back has none.
///
/// - restored: what was salvaged
#[unsafe(no_mangle)]
pub extern "C" fn clientela_restored_next(restored: clientela_restored, out_error: *mut clientela_error) -> clientela_status {
    step(out_error, (), || Ok(open(restored, "restored")?.losses.step()))
}

/// Reads the present table. CLIENTELA_STATUS_STATE: walk.no_row.
///
/// - restored: what was salvaged
/// - out_table: its name; lives until the walk is freed
/// - out_table_len: its length in bytes; may be NULL
/// - out_copied: how many rows are in the new file
/// - out_lost: how many rows were lost, as far as what is left tells
#[unsafe(no_mangle)]
pub extern "C" fn clientela_restored_read(
    restored: clientela_restored,
    out_table: *mut *const c_char,
    out_table_len: *mut usize,
    out_copied: *mut i64,
    out_lost: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    let numbers = (out::number(out_copied, "out_copied"), out::number(out_lost, "out_lost"));
    call(out_error, (out::text(out_table, out_table_len, "out_table"), numbers.0, numbers.1), || {
        let restored = open(restored, "restored")?;
        let loss = restored.losses.row()?;
        Ok((loss.lend(TABLE)?, loss.value(COPIED)?, loss.value(LOST)?))
    })
}

/// Frees what was put back or salvaged; the store stays. Nothing (0) is allowed.
///
/// - restored: what was put back
#[unsafe(no_mangle)]
pub extern "C" fn clientela_restored_free(restored: clientela_restored) -> clientela_status {
    free(restored, "restored")
}
