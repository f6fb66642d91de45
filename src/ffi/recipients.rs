//! Who may receive something for a customer: the customer and the persons who belong to them.

use std::ffi::c_char;

use crate::engine::Recipient;
use crate::ffi::call::{call, free, step};
use crate::ffi::consent_words::{clientela_channel, clientela_purpose};
use crate::ffi::contact::question;
use crate::ffi::desk::clientela_desk;
use crate::ffi::error::clientela_error;
use crate::ffi::handle::{door, handle, open};
use crate::ffi::record::{Record, Walk};
use crate::ffi::status::clientela_status;
use crate::ffi::{out, words};

/// A walk over recipients; its present row is read field by field. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_recipients(i64);
handle!(clientela_recipients, RecipientsObject);

/// A field of a recipient.
pub type clientela_recipient_field = i32;

/// Text: the person's id.
pub const CLIENTELA_RECIPIENT_FIELD_PERSON: clientela_recipient_field = 0;
/// Text: how they belong to the customer, `contact` or `family`; NULL of the customer.
pub const CLIENTELA_RECIPIENT_FIELD_ROLE: clientela_recipient_field = 1;
/// Number: 1 when they may receive it.
pub const CLIENTELA_RECIPIENT_FIELD_ALLOWED: clientela_recipient_field = 2;
/// Why: CLIENTELA_CONTACT_REASON_… as number, its name as text.
pub const CLIENTELA_RECIPIENT_FIELD_REASON: clientela_recipient_field = 3;
/// What would make it allowed: CLIENTELA_CONTACT_REMEDY_… as number, its name as text.
pub const CLIENTELA_RECIPIENT_FIELD_REMEDY: clientela_recipient_field = 4;
/// Text: the address or number to use, or NULL.
pub const CLIENTELA_RECIPIENT_FIELD_ADDRESS: clientela_recipient_field = 5;
/// Text: everything they lack, names of CLIENTELA_CONTACT_REASON_… with a blank between two, in this order: the customer's authorization,
/// their own consent, an account; empty when nothing.
pub const CLIENTELA_RECIPIENT_FIELD_LACKS: clientela_recipient_field = 6;

/// Recipients, row by row.
pub struct RecipientsObject(Walk<Record>);

fn row(recipient: &Recipient) -> Record {
    let (person, answer) = (recipient.person.to_string(), &recipient.answer);
    let lacks: Vec<&str> = recipient.lacks.iter().map(|reason| reason.name()).collect();
    Record::default()
        .text(CLIENTELA_RECIPIENT_FIELD_PERSON, person.as_str())
        .text(CLIENTELA_RECIPIENT_FIELD_ROLE, recipient.role.as_deref())
        .number(CLIENTELA_RECIPIENT_FIELD_ALLOWED, answer.allowed.into())
        .word(CLIENTELA_RECIPIENT_FIELD_REASON, answer.reason as i32, answer.reason.name())
        .word(CLIENTELA_RECIPIENT_FIELD_REMEDY, answer.remedy as i32, answer.remedy.name())
        .text(CLIENTELA_RECIPIENT_FIELD_ADDRESS, recipient.value.as_deref())
        .text(CLIENTELA_RECIPIENT_FIELD_LACKS, lacks.join(" ").as_str())
}

/// Begins a walk over a customer and everybody who belongs to them on that day: who may receive something by this channel for this customer.
/// The customer needs their own consent; everybody else the customer's authorization (CLIENTELA_FIELD_AUTHORIZED_FOR), their own consent and,
/// where the definition asks for one, an account.
///
/// - desk: the desk
/// - customer: the customer's id
/// - customer_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - purpose: what for, CLIENTELA_PURPOSE_…
/// - channel: how, CLIENTELA_CHANNEL_…; CLIENTELA_CHANNEL_NONE asks about use without contact
/// - definition: by which definition; may be NULL: all of this purpose and channel, and the least permissive decides
/// - definition_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - on: as of the end of this day, YYYY-MM-DD, with what was known then; may be NULL: now
/// - on_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_recipients: the walk, before its first row; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_recipients(
    desk: clientela_desk,
    customer: *const c_char,
    customer_len: usize,
    purpose: clientela_purpose,
    channel: clientela_channel,
    definition: *const c_char,
    definition_len: usize,
    on: *const c_char,
    on_len: usize,
    out_recipients: *mut clientela_recipients,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_recipients, "out_recipients"), || {
        let desk = door(desk, "desk")?;
        let customer = words::subject(customer, customer_len, "customer")?;
        let question = question(purpose, channel, (definition, definition_len), (on, on_len))?;
        Ok(RecipientsObject(Walk::new(desk.recipients(customer, &question)?.iter().map(row))))
    })
}

/// Steps to the next recipient. CLIENTELA_STATUS_DONE: there is none.
///
/// - recipients: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_recipients_next(recipients: clientela_recipients, out_error: *mut clientela_error) -> clientela_status {
    step(out_error, (), || Ok(open(recipients, "recipients")?.0.step()))
}

/// Reads a text of the present recipient.
///
/// - recipients: the walk
/// - field: which field, CLIENTELA_RECIPIENT_FIELD_…
/// - out_text: the text, or NULL when there is none; lives until the walk is freed
/// - out_text_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_recipients_text(
    recipients: clientela_recipients,
    field: clientela_recipient_field,
    out_text: *mut *const c_char,
    out_text_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::text(out_text, out_text_len, "out_text"), || open(recipients, "recipients")?.0.row()?.lend(field))
}

/// Reads a number of the present recipient.
///
/// - recipients: the walk
/// - field: which field, CLIENTELA_RECIPIENT_FIELD_…
/// - out_number: the number
#[unsafe(no_mangle)]
pub extern "C" fn clientela_recipients_number(
    recipients: clientela_recipients,
    field: clientela_recipient_field,
    out_number: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_number, "out_number"), || open(recipients, "recipients")?.0.row()?.value(field))
}

/// Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
///
/// - recipients: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_recipients_free(recipients: clientela_recipients) -> clientela_status {
    free(recipients, "recipients")
}
