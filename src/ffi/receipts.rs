//! Consent receipts and records: documents about consents in the forms of others, with the terms of the Data Privacy Vocabulary. They hold no
//! contact data of the person. The company is told as JSON: an object with the texts `name`, `contact`, `address`, `email`, `phone`,
//! `policy_url`, `jurisdiction` (ISO 3166-1, such as DE), `retention_period`, `withdrawal_method` and the lists of texts `storage_locations`,
//! `third_parties`, `privacy_rights`. All of them are there, and only the third parties may be none.

use std::ffi::c_char;

use crate::domain::consent::Controller;
use crate::error::Result;
use crate::ffi::buffer::{BufferObject, clientela_buffer};
use crate::ffi::call::call;
use crate::ffi::desk::clientela_desk;
use crate::ffi::error::clientela_error;
use crate::ffi::handle::door;
use crate::ffi::shown::CText;
use crate::ffi::status::clientela_status;
use crate::ffi::{out, raw, words};

fn company(json: *const c_char, len: usize) -> Result<Controller> {
    Controller::parse(raw::text(json, len, "controller")?)
}

/// Writes the receipt of a consent that an event gave, for the person: JSON by Kantara's specification 1.1.0.
/// CLIENTELA_STATUS_NOT_FOUND with receipt.no_event: the event is not there or gave nothing. CLIENTELA_STATUS_INVALID: controller.malformed.
///
/// - desk: the desk
/// - person: the id of a customer or related person, also of an anonymized one
/// - person_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - event: the id of the event
/// - event_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - controller: the company that is responsible, as JSON
/// - controller_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_buffer: the document; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_consent_receipt(
    desk: clientela_desk,
    person: *const c_char,
    person_len: usize,
    event: *const c_char,
    event_len: usize,
    controller: *const c_char,
    controller_len: usize,
    out_buffer: *mut clientela_buffer,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_buffer, "out_buffer"), || {
        let (desk, person) = (door(desk, "desk")?, words::subject(person, person_len, "person")?);
        let event = words::event(event, event_len, "event")?;
        Ok(BufferObject(CText::new(&desk.consent_receipt(person, event, &company(controller, controller_len)?)?)))
    })
}

/// Writes the record of all that a person said about one definition: JSON by ISO/IEC TS 27560.
/// CLIENTELA_STATUS_NOT_FOUND with receipt.no_event: nothing was said. CLIENTELA_STATUS_INVALID: controller.malformed.
///
/// - desk: the desk
/// - person: the id of a customer or related person, also of an anonymized one
/// - person_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - definition: the code of the definition
/// - definition_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - controller: the company that is responsible, as JSON
/// - controller_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_buffer: the document; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_consent_record(
    desk: clientela_desk,
    person: *const c_char,
    person_len: usize,
    definition: *const c_char,
    definition_len: usize,
    controller: *const c_char,
    controller_len: usize,
    out_buffer: *mut clientela_buffer,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_buffer, "out_buffer"), || {
        let (desk, person) = (door(desk, "desk")?, words::subject(person, person_len, "person")?);
        let definition = words::code(definition, definition_len, "definition")?;
        Ok(BufferObject(CText::new(&desk.consent_record(person, &definition, &company(controller, controller_len)?)?)))
    })
}
