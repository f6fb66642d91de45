//! The outbox: documents that desks wrote, for the central system.

use std::ffi::c_char;

use crate::ffi::call::{call, free};
use crate::ffi::erp::clientela_erp;
use crate::ffi::error::clientela_error;
use crate::ffi::handle::{door, handle, open};
use crate::ffi::record::int;
use crate::ffi::shown::CText;
use crate::ffi::status::clientela_status;
use crate::ffi::{out, raw};

/// Documents to be sent. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_outbox(i64);
handle!(clientela_outbox, OutboxObject);

/// The lines, and how far they go.
pub struct OutboxObject {
    lines: CText,
    position: CText,
    documents: i64,
    more: bool,
}

/// Gives the documents that desks wrote after a position, as lines of a feed (clientela_erp_feed), as they are now: those that were
/// issued, and those that were cancelled. What was fed is not sent back. One call gives up to a thousand; while
/// clientela_outbox_more says 1 go on at the new position. Keep the position once the lines were taken: after an old one the same
/// documents come again, by kind and number. Documents of anonymized customers hold nothing personal.
/// CLIENTELA_STATUS_INVALID: `position.malformed`, or `position.ahead` when the store was restored from an older copy: begin anew.
///
/// - erp: the ERP's door
/// - after: the position, as clientela_outbox_position gave it; empty: before everything
/// - after_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_outbox: the documents; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_outbox(
    erp: clientela_erp,
    after: *const c_char,
    after_len: usize,
    out_outbox: *mut clientela_outbox,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_outbox, "out_outbox"), || {
        let erp = door(erp, "erp")?;
        let mut lines = Vec::new();
        let sent = erp.outbox(raw::text(after, after_len, "after")?, &mut lines)?;
        let (lines, position) = (CText::new(&String::from_utf8_lossy(&lines)), CText::new(&sent.position.to_string()));
        Ok(OutboxObject { lines, position, documents: int(sent.documents), more: sent.more })
    })
}

/// Reads the lines, UTF-8, one document each.
///
/// - outbox: the documents
/// - out_text: the lines; lives until the outbox is freed
/// - out_text_len: their length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_outbox_lines(
    outbox: clientela_outbox,
    out_text: *mut *const c_char,
    out_text_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::text(out_text, out_text_len, "out_text"), || Ok(open(outbox, "outbox")?.lines.lend()))
}

/// Reads the position behind these documents.
///
/// - outbox: the documents
/// - out_text: the position; lives until the outbox is freed
/// - out_text_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_outbox_position(
    outbox: clientela_outbox,
    out_text: *mut *const c_char,
    out_text_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::text(out_text, out_text_len, "out_text"), || Ok(open(outbox, "outbox")?.position.lend()))
}

/// How many documents there are.
///
/// - outbox: the documents
/// - out_count: the number of documents
#[unsafe(no_mangle)]
pub extern "C" fn clientela_outbox_count(
    outbox: clientela_outbox,
    out_count: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_count, "out_count"), || Ok(open(outbox, "outbox")?.documents))
}

/// Tells whether there are more behind the position.
///
/// - outbox: the documents
/// - out_more: 1 when there are, else 0
#[unsafe(no_mangle)]
pub extern "C" fn clientela_outbox_more(outbox: clientela_outbox, out_more: *mut i32, out_error: *mut clientela_error) -> clientela_status {
    call(out_error, out::number(out_more, "out_more"), || Ok(open(outbox, "outbox")?.more.into()))
}

/// Frees an outbox; the documents stay. Texts read from it are gone too. None (0) is allowed.
///
/// - outbox: the documents
#[unsafe(no_mangle)]
pub extern "C" fn clientela_outbox_free(outbox: clientela_outbox) -> clientela_status {
    free(outbox, "outbox")
}
