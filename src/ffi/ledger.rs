//! Erasures that other places know of: the epoch to anchor elsewhere, a copy of the ledger, and a store that is unconfirmed because it is
//! older than what is known. Nobody may be contacted from there until it has caught up.

use std::ffi::c_char;

use crate::ffi::buffer::{BufferObject, clientela_buffer};
use crate::ffi::call::call;
use crate::ffi::engine::clientela_engine;
use crate::ffi::erp::clientela_erp;
use crate::ffi::error::clientela_error;
use crate::ffi::handle::door;
use crate::ffi::record::int;
use crate::ffi::shown::CText;
use crate::ffi::status::clientela_status;
use crate::ffi::{out, raw, words};

/// Says how many erasures the store has seen: it counts every person who went, also those who went by the same order. Keep it elsewhere, on
/// a closing report or at the ERP: an older folder that is restored is recognised by it (clientela_options_set_anchored_epoch).
///
/// - engine: the store
/// - out_epoch: how many
#[unsafe(no_mangle)]
pub extern "C" fn clientela_engine_epoch(
    engine: clientela_engine,
    out_epoch: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_epoch, "out_epoch"), || door(engine, "engine")?.epoch().map(int))
}

/// Whether erasures are known elsewhere that the store has not seen. Until it has, nobody may be contacted:
/// CLIENTELA_CONTACT_REASON_UNCONFIRMED. It has when it took in a copy of the ledger (clientela_erp_take_ledger), or when the central
/// system says so (clientela_erp_confirm_erasures): whoever is erased here meanwhile may be somebody else.
///
/// - engine: the store
/// - out_unconfirmed: 1 for yes, 0 for no
#[unsafe(no_mangle)]
pub extern "C" fn clientela_engine_is_unconfirmed(
    engine: clientela_engine,
    out_unconfirmed: *mut i32,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_unconfirmed, "out_unconfirmed"), || Ok(i32::from(door(engine, "engine")?.is_unconfirmed()?)))
}

/// Writes the ledger of erasures as text: opaque ids, no names. A copy kept elsewhere brings a restored folder up to date
/// (clientela_erp_take_ledger); written to a file byte for byte it is what `ledger` of clientela_engine_restore names. The file `.ledger`
/// beside the store is such a copy too and may be copied at any time, also while others write: a last line that is not whole counts as
/// nothing, and no call has succeeded by it yet.
///
/// - engine: the store
/// - out_buffer: the ledger; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_engine_export_ledger(
    engine: clientela_engine,
    out_buffer: *mut clientela_buffer,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_buffer, "out_buffer"), || Ok(BufferObject(CText::new(&door(engine, "engine")?.export_ledger()?))))
}

/// Takes in a copy of the store's ledger: whom it knows and the store does not is erased now, whatever stands
/// in the way, a hold too. Twice is success. Call clientela_erp_purge afterwards.
/// CLIENTELA_STATUS_DAMAGED: ledger.damaged, it was changed; ledger.of_another_store. Nothing is taken in then.
///
/// - erp: the ERP's door
/// - ledger: the copy, as clientela_engine_export_ledger wrote it; one erasure takes 130 to 200 bytes
/// - ledger_len: its length in bytes, at most 256 MiB, or CLIENTELA_NUL_TERMINATED; clientela_engine_restore takes a file of any size
/// - out_epoch: how many erasures the store has seen then
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_take_ledger(
    erp: clientela_erp,
    ledger: *const c_char,
    ledger_len: usize,
    out_epoch: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_epoch, "out_epoch"), || {
        let erp = door(erp, "erp")?;
        erp.take_ledger(raw::long_text(ledger, ledger_len, "ledger")?).map(int)
    })
}

/// Says how many erasures the central system counted for this store, as a feed does ("feed":"erasures"). A store that has seen fewer is
/// unconfirmed from now on; fewer than said before change nothing. Give what out_epoch of the last anonymization said, never a count of
/// your own orders: by one order several persons may go.
///
/// - erp: the ERP's door
/// - count: how many, 0 or more
/// - out_unconfirmed: 1 when some are missing here, else 0
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_expect_erasures(
    erp: clientela_erp,
    count: i64,
    out_unconfirmed: *mut i32,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_unconfirmed, "out_unconfirmed"), || {
        let erp = door(erp, "erp")?;
        Ok(i32::from(erp.expect_erasures(words::within(count, "count")?)?))
    })
}

/// Says that every erasure is known here, whatever was anchored: after the central system ordered again what it has, say. The journal
/// tells who said so and why. Anchor the present epoch afterwards.
///
/// - erp: the ERP's door
/// - reason: why; must not be empty (CLIENTELA_STATUS_INVALID, required)
/// - reason_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_confirm_erasures(
    erp: clientela_erp,
    reason: *const c_char,
    reason_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let erp = door(erp, "erp")?;
        erp.confirm_erasures(raw::text(reason, reason_len, "reason")?)
    })
}

/// Says until when any backup still holds anybody who was erased since; it is about the whole store, not one person. Counted are the
/// backups that clientela_engine_backup took of this store before the last erasure, each kept as many days as the setting
/// `erasure.backup_days` (30 where none is set) says. Copies made otherwise are not known, nor is whether a backup was deleted earlier or
/// kept longer.
///
/// - erp: the ERP's door
/// - out_millis: the last millisecond of the last day, that day read as one in UTC, in milliseconds since 1970-01-01; 0 when no such backup
///   holds anybody
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_backups_until(
    erp: clientela_erp,
    out_millis: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_millis, "out_millis"), || {
        let until = door(erp, "erp")?.backups_until()?;
        Ok(until.map_or(0, |day| day.plus_days(1).start().millis() - 1))
    })
}
