//! Asking at a desk: one call an occasion says what to ask and why; that it was shown and that it was closed are recorded as evidence. Asking
//! never stops a sale.

use std::ffi::c_char;

use crate::domain::asking::{Occasion, Turn};
use crate::ffi::asking_words::{clientela_occasion, clientela_turn};
use crate::ffi::call::call;
use crate::ffi::desk::clientela_desk;
use crate::ffi::dialog::{DialogObject, clientela_dialog};
use crate::ffi::draft::clientela_draft;
use crate::ffi::error::clientela_error;
use crate::ffi::handle::{door, open};
use crate::ffi::record::int;
use crate::ffi::status::clientela_status;
use crate::ffi::{out, words};

/// Says what to ask a customer on an occasion, and why; what is not asked, and why not. On one day a customer gets one dialog, at
/// whichever till, as far as the tills know each other's events.
///
/// - desk: the desk
/// - customer: the customer's id
/// - customer_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - occasion: on which occasion, CLIENTELA_OCCASION_…
/// - out_dialog: the dialog; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_to_ask(
    desk: clientela_desk,
    customer: *const c_char,
    customer_len: usize,
    occasion: clientela_occasion,
    out_dialog: *mut clientela_dialog,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_dialog, "out_dialog"), || {
        let desk = door(desk, "desk")?;
        let (customer, occasion) = (words::subject(customer, customer_len, "customer")?, words::word(Occasion::ALL, occasion, "occasion")?);
        Ok(DialogObject::of(desk.to_ask(customer, occasion)?))
    })
}

/// Says the same while a new customer is being filled in: on the occasion of their creation. Answers go into the draft,
/// clientela_draft_capture, and are saved with it; then clientela_desk_dialog_closed says what was left open.
///
/// - desk: the desk
/// - draft: the draft of a new customer
/// - out_dialog: the dialog; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_to_ask_new(
    desk: clientela_desk,
    draft: clientela_draft,
    out_dialog: *mut clientela_dialog,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_dialog, "out_dialog"), || {
        Ok(DialogObject::of(door(desk, "desk")?.to_ask_new(open(draft, "draft")?.draft())?))
    })
}

/// Records that a dialog is about to be shown: what it asks now, or what follows in it once something was agreed to. Answers are
/// recorded by clientela_desk_record.
///
/// - desk: the desk
/// - customer: the customer's id
/// - customer_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - dialog: the dialog
/// - turn: which of its items are shown, CLIENTELA_TURN_NOW or CLIENTELA_TURN_THEN
/// - out_count: how many questions; 0: do not show it, another till asked meanwhile, or nothing follows
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_dialog_shown(
    desk: clientela_desk,
    customer: *const c_char,
    customer_len: usize,
    dialog: clientela_dialog,
    turn: clientela_turn,
    out_count: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_count, "out_count"), || {
        let (desk, dialog) = (door(desk, "desk")?, open(dialog, "dialog")?);
        let (customer, turn) = (words::subject(customer, customer_len, "customer")?, words::word(Turn::ALL, turn, "turn")?);
        Ok(int(desk.dialog_shown(customer, &dialog.dialog, turn)?))
    })
}

/// Records that a dialog was closed: what it asked and nobody answered is left open, and what was typed in it is not saved. Consents
/// are not asked for again for the days of `asking.after_deferral_days`; data for the months of `missing.ask_again_months`, counted
/// from the dialog's first appearance. Closing it again records nothing.
///
/// - desk: the desk
/// - customer: the customer's id
/// - customer_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - dialog: the dialog
/// - out_count: how many questions were left open
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_dialog_closed(
    desk: clientela_desk,
    customer: *const c_char,
    customer_len: usize,
    dialog: clientela_dialog,
    out_count: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_count, "out_count"), || {
        let (desk, dialog) = (door(desk, "desk")?, open(dialog, "dialog")?);
        let customer = words::subject(customer, customer_len, "customer")?;
        Ok(int(desk.dialog_closed(customer, &dialog.dialog)?))
    })
}
