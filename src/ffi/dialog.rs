//! A dialog: what to ask a customer, in order, and what not to, each with its reason; a screen can show it as it is. Show the items of
//! CLIENTELA_TURN_NOW; those of CLIENTELA_TURN_THEN follow in the same dialog once what they wait for was agreed to, and are not offered
//! before. Reasons and choices have texts: the messages asking_reason and intent.

use std::ffi::c_char;

use crate::domain::asking::{Dialog, StorageConsent, Turn};
use crate::ffi::asking_words::clientela_turn;
use crate::ffi::call::{call, free};
use crate::ffi::dialog_items::{DialogItemsObject, clientela_dialog_items};
use crate::ffi::error::clientela_error;
use crate::ffi::handle::{handle, open};
use crate::ffi::record::Record;
use crate::ffi::status::clientela_status;
use crate::ffi::texts::{self, clientela_texts};
use crate::ffi::{out, words};

/// A dialog. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_dialog(i64);
handle!(clientela_dialog, DialogObject);

/// A field of a dialog.
pub type clientela_dialog_field = i32;

/// Number: 1 when there is something to ask now, else 0.
pub const CLIENTELA_DIALOG_FIELD_ASKS: clientela_dialog_field = 0;
/// Where the consent to storage stands: CLIENTELA_STORAGE_CONSENT_… as number, its name as text; -1 and NULL where none is in force.
pub const CLIENTELA_DIALOG_FIELD_STORAGE: clientela_dialog_field = 1;
/// Number: 1 where a request of erasure is to be offered: the person declined or took back the consent to storage.
pub const CLIENTELA_DIALOG_FIELD_OFFERS_ERASURE: clientela_dialog_field = 2;

/// A dialog, and what is told of it as a whole.
pub struct DialogObject {
    pub dialog: Dialog,
    about: Record,
}

impl DialogObject {
    pub fn of(dialog: Dialog) -> Self {
        let storage = dialog.storage;
        let about = Record::default()
            .number(CLIENTELA_DIALOG_FIELD_ASKS, dialog.asks().into())
            .word(CLIENTELA_DIALOG_FIELD_STORAGE, storage.map_or(-1, |storage| storage as i32), storage.map(StorageConsent::name))
            .number(CLIENTELA_DIALOG_FIELD_OFFERS_ERASURE, dialog.offers_erasure.into());
        Self { dialog, about }
    }
}

/// Reads a number of the dialog as a whole.
///
/// - dialog: the dialog
/// - field: which field, CLIENTELA_DIALOG_FIELD_…
/// - out_number: the number
#[unsafe(no_mangle)]
pub extern "C" fn clientela_dialog_number(
    dialog: clientela_dialog,
    field: clientela_dialog_field,
    out_number: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_number, "out_number"), || open(dialog, "dialog")?.about.value(field))
}

/// Reads a text of the dialog as a whole.
///
/// - dialog: the dialog
/// - field: which field, CLIENTELA_DIALOG_FIELD_…
/// - out_text: the text, or NULL when there is none; lives until the dialog is freed
/// - out_text_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_dialog_text(
    dialog: clientela_dialog,
    field: clientela_dialog_field,
    out_text: *mut *const c_char,
    out_text_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::text(out_text, out_text_len, "out_text"), || open(dialog, "dialog")?.about.lend(field))
}

/// Begins a walk over the codes of the e-mail advertising that may be withdrawn in this dialog: where the setting
/// `missing.withdraw_email` is on, clientela_desk_withdraw_email_advertising withdraws all of it.
///
/// - dialog: the dialog; it may be freed during the walk
/// - out_withdrawable: the walk, before its first row; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_dialog_withdrawable(
    dialog: clientela_dialog,
    out_withdrawable: *mut clientela_texts,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_withdrawable, "out_withdrawable"), || Ok(texts::walk(&open(dialog, "dialog")?.dialog.withdrawable)))
}

/// Begins a walk over the items of one turn, in the order in which they are shown.
///
/// - dialog: the dialog; it may be freed during the walk
/// - turn: which turn, CLIENTELA_TURN_…
/// - out_dialog_items: the walk, before its first item; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_dialog_begin_items(
    dialog: clientela_dialog,
    turn: clientela_turn,
    out_dialog_items: *mut clientela_dialog_items,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_dialog_items, "out_dialog_items"), || {
        let (dialog, turn) = (open(dialog, "dialog")?, words::word(Turn::ALL, turn, "turn")?);
        Ok(DialogItemsObject::of(dialog.dialog.of(turn)))
    })
}

/// Frees a dialog. Texts read from it are gone too. No dialog (0) is allowed.
///
/// - dialog: the dialog
#[unsafe(no_mangle)]
pub extern "C" fn clientela_dialog_free(dialog: clientela_dialog) -> clientela_status {
    free(dialog, "dialog")
}
