//! The ERP's door: it defines, feeds and orders. A shop without an ERP opens it itself, as its own authority.
//!
//! Each night a host calls, in this order: clientela_erp_delete_unused_accounts; clientela_erp_run_retention part by part, which destroys
//! the sealed boxes whose day is over too (clientela_erp_destroy_due_seals is for a host that makes no such run);
//! clientela_erp_run_requests, which then completes what the law let go; clientela_erp_purge, again while it is CLIENTELA_PURGED_PENDING.
//! A call that fails is no reason to leave out the next. Whoever scans for what is left of those who go takes clientela_erp_sought before
//! the runs. docs/retention.md has it step by step.

use std::ffi::{c_char, c_void};
use std::sync::Arc;

use crate::domain::heads;
use crate::engine::{Erp, Purged};
use crate::ffi::buffer::{BufferObject, clientela_buffer};
use crate::ffi::call::{call, free};
use crate::ffi::callback::{Progress, clientela_drop_user_data, clientela_progress};
use crate::ffi::documents::{IdObject, clientela_id};
use crate::ffi::engine::clientela_engine;
use crate::ffi::error::clientela_error;
use crate::ffi::feed::clientela_cancel;
use crate::ffi::handle::{door, handle};
use crate::ffi::import::Going;
use crate::ffi::shown::CText;
use crate::ffi::status::clientela_status;
use crate::ffi::{doors, out, raw, words};

/// The door of the central system. Any number of threads may use it.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_erp(i64);
handle!(clientela_erp, Arc<Erp>, shared);

/// Where the purge of the bytes stands.
pub type clientela_purged = i32;

/// Nothing of the erased is left in the files.
pub const CLIENTELA_PURGED_DONE: clientela_purged = 0;
/// A call in progress that reads or writes stood in the way: the bytes may still be there. The status is CLIENTELA_STATUS_OK all the same;
/// call again.
pub const CLIENTELA_PURGED_PENDING: clientela_purged = 1;

/// Opens the door of the central system.
///
/// - engine: the store; it may be freed, the door keeps it open
/// - name: the system's name, a code; its entries form one chain of the journal
/// - name_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_erp: the door; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_open(
    engine: clientela_engine,
    name: *const c_char,
    name_len: usize,
    out_erp: *mut clientela_erp,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_erp, "out_erp"), || {
        let engine = door(engine, "engine")?;
        let name = words::code(name, name_len, "name")?;
        Ok(Arc::new(engine.erp(name)))
    })
}

/// Writes consent events as lines of a feed that another store of the chain takes (clientela_erp_feed): all, or those behind heads that
/// were kept of the last time. What the other store has already changes nothing there, so that stores that have the same events answer
/// alike.
///
/// - erp: the ERP's door
/// - after: heads of the journal, as clientela_engine_export_heads gave them; may be NULL: all events. CLIENTELA_STATUS_INVALID with
///   `position.ahead` where the journal does not hold them, as after it was restored from an older copy: export all then
/// - after_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_buffer: the lines; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_export_events(
    erp: clientela_erp,
    after: *const c_char,
    after_len: usize,
    out_buffer: *mut clientela_buffer,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_buffer, "out_buffer"), || {
        let erp = door(erp, "erp")?;
        let after = doors::optional(after, after_len, "after")?.map(heads::read).transpose()?.unwrap_or_default();
        let mut lines = Vec::new();
        erp.export_events(&after, &mut lines)?;
        Ok(BufferObject(CText::new(&String::from_utf8_lossy(&lines))))
    })
}

/// Says who was fed under an id of the feeding system, also when anonymized since.
///
/// - erp: the ERP's door
/// - source_id: the id in the feeding system
/// - source_id_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_id: the person's id here, or an id without text when there is nobody; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_subject_by_source(
    erp: clientela_erp,
    source_id: *const c_char,
    source_id_len: usize,
    out_id: *mut clientela_id,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_id, "out_id"), || {
        let erp = door(erp, "erp")?;
        let source_id = raw::text(source_id, source_id_len, "source_id")?;
        Ok(IdObject(erp.subject_by_source(source_id)?.map(|id| CText::new(&id.to_string()))))
    })
}

/// Says who the person behind an operator is, also when anonymized since. It is what `clientela_erp_anonymize` takes when
/// somebody left.
///
/// - erp: the ERP's door
/// - operator_code: the operator
/// - operator_code_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_id: the person's id here, or an id without text when there is nobody; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_operator(
    erp: clientela_erp,
    operator_code: *const c_char,
    operator_code_len: usize,
    out_id: *mut clientela_id,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_id, "out_id"), || {
        let erp = door(erp, "erp")?;
        let operator = words::code(operator_code, operator_code_len, "operator_code")?;
        Ok(IdObject(erp.operator(&operator)?.map(|id| CText::new(&id.to_string()))))
    })
}

/// Takes away the lock of an operator after wrong tries to sign in.
///
/// - erp: the ERP's door
/// - operator_code: whose lock
/// - operator_code_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_unlock(
    erp: clientela_erp,
    operator_code: *const c_char,
    operator_code_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let erp = door(erp, "erp")?;
        erp.unlock(&words::code(operator_code, operator_code_len, "operator_code")?)
    })
}

/// Takes away the lock of a station after wrong tries to sign in.
///
/// - erp: the ERP's door
/// - station: whose lock
/// - station_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_unlock_station(
    erp: clientela_erp,
    station: *const c_char,
    station_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let erp = door(erp, "erp")?;
        erp.unlock_station(&words::code(station, station_len, "station")?)
    })
}

/// Removes what erased rows left in the files. It takes about two seconds for 256 MiB; call it once after a batch of anonymizations.
/// Everybody may read meanwhile, nobody writes: a call that writes waits, one of this process until the purge is over, one of another
/// process as long as its own clientela_options_set_wait_millis says (CLIENTELA_STATUS_BUSY, store.busy, then). The purge needs up to twice
/// the room on the disk that the file has.
///
/// What stands in its way is a call in progress of any thread or process that reads or writes the store: a backup, an export, a check, a
/// feed. It waits for them as long as clientela_options_set_wait_millis says, also after it was cancelled, for a call of this process that
/// writes until that is over; then it is CLIENTELA_PURGED_PENDING, with CLIENTELA_STATUS_OK. Call it again when they are over, after some
/// seconds say, and at the latest the next night: clientela_erp_purge_pending tells of it also after a restart. Engines, doors and walks
/// that nobody is calling do not stand in its way. CLIENTELA_STATUS_CANCELLED: what was erased waits for the next
/// purge. CLIENTELA_STATUS_IO: store.disk_full among others; nothing is lost, and it waits too.
///
/// - erp: the ERP's door
/// - progress: is asked before and every 50 ms whether to go on, with 0 of 0; may be NULL
/// - drop_user_data: frees `user_data` when the call is over; may be NULL
/// - cancel: cancels the purge; may be CLIENTELA_NONE
/// - out_purged: CLIENTELA_PURGED_DONE or CLIENTELA_PURGED_PENDING
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_purge(
    erp: clientela_erp,
    progress: clientela_progress,
    user_data: *mut c_void,
    drop_user_data: clientela_drop_user_data,
    cancel: clientela_cancel,
    out_purged: *mut clientela_purged,
    out_error: *mut clientela_error,
) -> clientela_status {
    let progress = Progress::new(progress, user_data, drop_user_data);
    call(out_error, out::number(out_purged, "out_purged"), || {
        let (erp, going) = (door(erp, "erp")?, Going::of(progress, cancel)?);
        let purged = erp.purge_with(&mut |done, total| going.so_far(done, total))?;
        Ok(if purged == Purged::Done { CLIENTELA_PURGED_DONE } else { CLIENTELA_PURGED_PENDING })
    })
}

/// Whether erased rows wait for `clientela_erp_purge`.
///
/// - erp: the ERP's door
/// - out_pending: 1 for yes, 0 for no
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_purge_pending(
    erp: clientela_erp,
    out_pending: *mut i32,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_pending, "out_pending"), || Ok(i32::from(door(erp, "erp")?.purge_pending()?)))
}

/// Frees the handle of a door. No door (0) is allowed.
///
/// - erp: the ERP's door
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_free(erp: clientela_erp) -> clientela_status {
    free(erp, "erp")
}
