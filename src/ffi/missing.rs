//! What is missing of a customer when a transaction begins. The hint never blocks, unless the setting `missing.address_blocks` is on.

use std::ffi::c_char;

use crate::domain::field::Field;
use crate::engine::MissingData;
use crate::ffi::call::{call, free};
use crate::ffi::desk::clientela_desk;
use crate::ffi::error::clientela_error;
use crate::ffi::fields::{FieldsObject, clientela_fields};
use crate::ffi::handle::{door, handle, open};
use crate::ffi::record::{Record, int};
use crate::ffi::status::clientela_status;
use crate::ffi::{out, words};

/// What is missing. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_missing(i64);
handle!(clientela_missing, MissingObject);

/// A field of what is missing.
pub type clientela_missing_field = i32;

/// Number: 1 to ask now, 0 not to: nothing is missing, or the customer did not want to say.
pub const CLIENTELA_MISSING_FIELD_ASK: clientela_missing_field = 0;
/// Number: 1 when no document can be made before there is a postal code and city, else 0.
pub const CLIENTELA_MISSING_FIELD_BLOCKS: clientela_missing_field = 1;
/// Text: from which day on to ask again, or NULL where the customer did not decline.
pub const CLIENTELA_MISSING_FIELD_SILENT_UNTIL: clientela_missing_field = 2;
/// Number: how many consents to e-mail advertising clientela_desk_withdraw_email_advertising would withdraw; 0 where the setting
/// `missing.withdraw_email` is off.
pub const CLIENTELA_MISSING_FIELD_EMAIL_ADVERTISING: clientela_missing_field = 3;

/// The hint and its fields.
pub struct MissingObject {
    hint: Record,
    fields: Vec<Field>,
}

impl MissingObject {
    fn of(missing: MissingData) -> Self {
        let until = missing.silent_until.map(|day| day.to_string());
        let hint = Record::default()
            .number(CLIENTELA_MISSING_FIELD_ASK, missing.ask.into())
            .number(CLIENTELA_MISSING_FIELD_BLOCKS, missing.blocks.into())
            .text(CLIENTELA_MISSING_FIELD_SILENT_UNTIL, until.as_deref())
            .number(CLIENTELA_MISSING_FIELD_EMAIL_ADVERTISING, int(missing.email_advertising.len()));
        Self { hint, fields: missing.fields }
    }
}

/// Tells what is missing of a customer for the transaction that begins: of the fields that the setting `missing.fields` chooses.
///
/// - desk: the desk
/// - customer: the customer's id
/// - customer_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_missing: what is missing; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_missing_data(
    desk: clientela_desk,
    customer: *const c_char,
    customer_len: usize,
    out_missing: *mut clientela_missing,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_missing, "out_missing"), || {
        let desk = door(desk, "desk")?;
        Ok(MissingObject::of(desk.missing_data(words::subject(customer, customer_len, "customer")?)?))
    })
}

/// Withdraws all e-mail advertising that the customer accepted, where missing data are asked for: one call for all of it. Needs the
/// setting `missing.withdraw_email`; each consent on its own is withdrawn by clientela_desk_withdraw always.
///
/// - desk: the desk
/// - customer: the customer's id
/// - customer_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_count: how many consents were withdrawn
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_withdraw_email_advertising(
    desk: clientela_desk,
    customer: *const c_char,
    customer_len: usize,
    out_count: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_count, "out_count"), || {
        let desk = door(desk, "desk")?;
        Ok(int(desk.withdraw_email_advertising(words::subject(customer, customer_len, "customer")?)?))
    })
}

/// Begins a walk over the missing fields.
///
/// - missing: what is missing
/// - out_fields: the walk, before its first; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_missing_fields(
    missing: clientela_missing,
    out_fields: *mut clientela_fields,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_fields, "out_fields"), || Ok(FieldsObject::of(&open(missing, "missing")?.fields)))
}

/// Reads a number.
///
/// - missing: what is missing
/// - field: which, CLIENTELA_MISSING_FIELD_…
/// - out_number: the number
#[unsafe(no_mangle)]
pub extern "C" fn clientela_missing_number(
    missing: clientela_missing,
    field: clientela_missing_field,
    out_number: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_number, "out_number"), || open(missing, "missing")?.hint.value(field))
}

/// Reads a text.
///
/// - missing: what is missing
/// - field: which, CLIENTELA_MISSING_FIELD_…
/// - out_text: the text, or NULL when there is none; lives until the handle is freed
/// - out_text_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_missing_text(
    missing: clientela_missing,
    field: clientela_missing_field,
    out_text: *mut *const c_char,
    out_text_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::text(out_text, out_text_len, "out_text"), || open(missing, "missing")?.hint.lend(field))
}

/// Frees it. Nothing (0) is allowed.
///
/// - missing: what is missing
#[unsafe(no_mangle)]
pub extern "C" fn clientela_missing_free(missing: clientela_missing) -> clientela_status {
    free(missing, "missing")
}
