//! The store: one file on this machine, opened once and entered through doors: desks for operators, the ERP's for the
//! central system.
//!
//! The files of the store `shop.db` are `shop.db`, its ledger of erasures `shop.db.ledger`, and its log: `shop.db-wal` and `shop.db-shm`,
//! which are there while anybody has it open, and after a crash. The log holds what was written last: never move or delete it apart from
//! `shop.db`. Move all four together, while nobody has the store open. `shop.db.part` and `shop.db.ledger-new` are nothing but what a
//! crash left of a file that was being written.

use std::ffi::{c_char, c_void};
use std::sync::Arc;

use crate::domain::heads;
use crate::engine::Engine;
use crate::ffi::buffer::{BufferObject, clientela_buffer};
use crate::ffi::call::{call, free};
use crate::ffi::callback::{Progress, clientela_drop_user_data, clientela_progress};
use crate::ffi::error::clientela_error;
use crate::ffi::feed::clientela_cancel;
use crate::ffi::handle::{door, handle, open};
use crate::ffi::import::Going;
use crate::ffi::options::clientela_options;
use crate::ffi::shown::CText;
use crate::ffi::status::clientela_status;
use crate::ffi::texts::{self, clientela_texts};
use crate::ffi::verification::{self, VerificationObject, clientela_heads, clientela_verification};
use crate::ffi::{out, raw};

/// An open store. Any number of threads may use it.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_engine(i64);
handle!(clientela_engine, Arc<Engine>, shared);

/// Opens or creates the store in a file. A file that is not a store of this library, is damaged or was written by a newer
/// version is refused and left untouched. Opening takes in what the ledger knows better than a restored file.
///
/// - path: the file, such as `shop.db`
/// - path_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - options: the options; they may be freed or used again
/// - out_engine: the open store; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_engine_open(
    path: *const c_char,
    path_len: usize,
    options: clientela_options,
    out_engine: *mut clientela_engine,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_engine, "out_engine"), || {
        let _quiet = raw::quiet_floats();
        let options = open(options, "options")?.options();
        Ok(Arc::new(Engine::open(raw::text(path, path_len, "path")?, options)?))
    })
}

/// Takes what the host should know since it last asked: `ledger.rebuilt` (the ledger was lost and was written anew from the
/// store), `ledger.replayed` (the file was older than the ledger: erasures were done again), `ledger.unconfirmed` (erasures are known
/// elsewhere that this store has not seen).
///
/// - engine: the store
/// - out_notices: a walk over the codes, before the first; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_engine_take_notices(
    engine: clientela_engine,
    out_notices: *mut clientela_texts,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_notices, "out_notices"), || Ok(texts::walk(door(engine, "engine")?.take_notices())))
}

/// Verifies the journal: every chain, every value that still exists, every record that an entry commits to. A chain that was removed
/// altogether, or whose end was cut off, is found only by clientela_engine_verify_against.
///
/// - engine: the store
/// - progress: is told how many entries of how many are verified: 0 first, and all in the end; may be NULL
/// - drop_user_data: frees `user_data` when the call is over; may be NULL
/// - cancel: cancels it; may be CLIENTELA_NONE
/// - out_verification: what was found; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_engine_verify_journal(
    engine: clientela_engine,
    progress: clientela_progress,
    user_data: *mut c_void,
    drop_user_data: clientela_drop_user_data,
    cancel: clientela_cancel,
    out_verification: *mut clientela_verification,
    out_error: *mut clientela_error,
) -> clientela_status {
    let progress = Progress::new(progress, user_data, drop_user_data);
    call(out_error, out::handle(out_verification, "out_verification"), || {
        let (engine, going) = (door(engine, "engine")?, Going::of(progress, cancel)?);
        Ok(VerificationObject::of(&engine.verify_with(&[], &mut |done, total| going.so_far(done, total))?))
    })
}

/// Verifies the journal and compares it with heads that were kept elsewhere: a chain whose end was cut off, or that was written
/// anew, is found only so. CLIENTELA_STATUS_INVALID: the document is none.
///
/// - engine: the store
/// - heads: the heads, as `clientela_engine_export_heads` wrote them once
/// - heads_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - progress: is told how many entries of how many are verified: 0 first, and all in the end; may be NULL
/// - drop_user_data: frees `user_data` when the call is over; may be NULL
/// - cancel: cancels it; may be CLIENTELA_NONE
/// - out_verification: what was found; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_engine_verify_against(
    engine: clientela_engine,
    heads: *const c_char,
    heads_len: usize,
    progress: clientela_progress,
    user_data: *mut c_void,
    drop_user_data: clientela_drop_user_data,
    cancel: clientela_cancel,
    out_verification: *mut clientela_verification,
    out_error: *mut clientela_error,
) -> clientela_status {
    let progress = Progress::new(progress, user_data, drop_user_data);
    call(out_error, out::handle(out_verification, "out_verification"), || {
        let (engine, going) = (door(engine, "engine")?, Going::of(progress, cancel)?);
        let anchored = heads::read(raw::text(heads, heads_len, "heads")?)?;
        Ok(VerificationObject::of(&engine.verify_with(&anchored, &mut |done, total| going.so_far(done, total))?))
    })
}

/// Begins a walk over the heads of the chains as they are now, without verifying them: it costs little, however long they are.
///
/// - engine: the store
/// - out_heads: the walk, before its first row; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_engine_heads(
    engine: clientela_engine,
    out_heads: *mut clientela_heads,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_heads, "out_heads"), || Ok(verification::walk(&door(engine, "engine")?.heads()?)))
}

/// Writes the heads as they are now as a small JSON document. Keep it elsewhere, on a closing report or at the ERP;
/// `clientela_engine_verify_against` takes it.
///
/// - engine: the store
/// - out_buffer: the document; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_engine_export_heads(
    engine: clientela_engine,
    out_buffer: *mut clientela_buffer,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_buffer, "out_buffer"), || Ok(BufferObject(CText::new(&door(engine, "engine")?.export_heads()?))))
}

/// Frees the handle of a store. The file is closed when its doors and walks are freed too. No store (0) is allowed.
///
/// - engine: the store
#[unsafe(no_mangle)]
pub extern "C" fn clientela_engine_free(engine: clientela_engine) -> clientela_status {
    free(engine, "engine")
}
