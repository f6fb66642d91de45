//! Documents made from lines of the history: a complaint, a correction, the sales document of an order. They begin as drafts.

use std::ffi::c_char;

use crate::domain::history::LineAction;
use crate::domain::money::Quantity;
use crate::engine::{FollowUp, TakenLine};
use crate::ffi::action_words::clientela_line_action;
use crate::ffi::actions::{AllowedObject, clientela_allowed};
use crate::ffi::call::{call, free};
use crate::ffi::desk::clientela_desk;
use crate::ffi::documents::{IdObject, clientela_id};
use crate::ffi::error::clientela_error;
use crate::ffi::handle::{door, handle, open};
use crate::ffi::shown::CText;
use crate::ffi::status::clientela_status;
use crate::ffi::{out, raw, words};

/// A document to be started from lines. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_follow_up(i64);
handle!(clientela_follow_up, FollowUpObject);

/// What is to be started.
pub struct FollowUpObject(FollowUp);

/// Begins a walk over what may be done with a line now: one row for each CLIENTELA_LINE_ACTION_…, in their order. Every document that
/// refers to the line counts, of whatever customer, and so do those that are being made at other desks.
///
/// - desk: the desk
/// - document: the document's id
/// - document_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - line: the line's number in it
/// - out_allowed: the walk, before its first row; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_line_actions(
    desk: clientela_desk,
    document: *const c_char,
    document_len: usize,
    line: i32,
    out_allowed: *mut clientela_allowed,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_allowed, "out_allowed"), || {
        let desk = door(desk, "desk")?;
        let document = words::document(document, document_len, "document")?;
        Ok(AllowedObject::of(&desk.line_actions(document, words::within(line, "line")?)?))
    })
}

/// Describes a document to be started from lines of the history, of no line yet.
///
/// - action: what is done with the lines, CLIENTELA_LINE_ACTION_…
/// - number: the new document's number, unique per kind, at most 64 characters
/// - number_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_follow_up: the description; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_follow_up_new(
    action: clientela_line_action,
    number: *const c_char,
    number_len: usize,
    out_follow_up: *mut clientela_follow_up,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_follow_up, "out_follow_up"), || {
        let action = words::word(LineAction::ALL, action, "action")?;
        Ok(FollowUpObject(FollowUp::new(action, raw::text(number, number_len, "number")?)))
    })
}

/// Adds a line.
///
/// - follow_up: the description
/// - document: the id of the line's document
/// - document_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - line: the line's number in it
/// - quantity: how much of it, in thousandths of a piece, above 0; 0: all that is open
#[unsafe(no_mangle)]
pub extern "C" fn clientela_follow_up_add_line(
    follow_up: clientela_follow_up,
    document: *const c_char,
    document_len: usize,
    line: i32,
    quantity: i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let mut follow_up = open(follow_up, "follow_up")?;
        let document = words::document(document, document_len, "document")?;
        let quantity = (quantity != 0).then(|| Quantity::from_scaled(quantity));
        follow_up.0.lines.push(TakenLine { document, line: words::within(line, "line")?, quantity });
        Ok(())
    })
}

/// Makes an invoice of a sale instead of a receipt, or a receipt again.
///
/// - follow_up: the description
/// - invoice: 1 for an invoice, 0 for a receipt
#[unsafe(no_mangle)]
pub extern "C" fn clientela_follow_up_set_invoice(
    follow_up: clientela_follow_up,
    invoice: i32,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let mut follow_up = open(follow_up, "follow_up")?;
        follow_up.0.invoice = words::yes(invoice, "invoice")?;
        Ok(())
    })
}

/// Frees a description; the document stays. No description (0) is allowed.
///
/// - follow_up: the description
#[unsafe(no_mangle)]
pub extern "C" fn clientela_follow_up_free(follow_up: clientela_follow_up) -> clientela_status {
    free(follow_up, "follow_up")
}

/// Starts it: a draft of the lines' customer. Each of its lines names the one it was made from and takes over item, prices, tax, serial
/// number and bundle; quantities are negative where goods are taken back. A part of a line costs its part, the last part what is left of
/// the whole. What a draft holds is open to nobody else until it is cancelled, so that two of them never take back more than was sold.
/// CLIENTELA_STATUS_CONFLICT: `document.quantity_taken` when less is open than is asked for, with the arguments `line` and `open`;
/// `action_reason.in_drafts` when nothing is. CLIENTELA_STATUS_STATE and CLIENTELA_STATUS_ERASED say what else is against it.
///
/// - desk: the desk
/// - follow_up: the description; it may be freed or used again
/// - out_id: the new document's id; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_start_from(
    desk: clientela_desk,
    follow_up: clientela_follow_up,
    out_id: *mut clientela_id,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_id, "out_id"), || {
        let desk = door(desk, "desk")?;
        let follow_up = open(follow_up, "follow_up")?.0.clone();
        Ok(IdObject(Some(CText::new(&desk.start_from(&follow_up)?.to_string()))))
    })
}
