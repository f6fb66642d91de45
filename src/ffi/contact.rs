//! Whether a person may be contacted for a purpose by a channel now.

use std::ffi::c_char;

use crate::domain::consent::Purpose;
use crate::engine::Question;
use crate::error::Result;
use crate::ffi::answer::{AnswerObject, clientela_answer};
use crate::ffi::call::call;
use crate::ffi::consent_words::{clientela_channel, clientela_purpose};
use crate::ffi::desk::clientela_desk;
use crate::ffi::erp::clientela_erp;
use crate::ffi::error::clientela_error;
use crate::ffi::handle::door;
use crate::ffi::status::clientela_status;
use crate::ffi::{doors, out, words};

fn question(purpose: i32, channel: i32, definition: *const c_char, definition_len: usize) -> Result<Question> {
    let (purpose, channel) = (words::word(Purpose::ALL, purpose, "purpose")?, words::channel(channel, "channel")?);
    let definition = doors::optional_code(definition, definition_len, "definition")?;
    Ok(Question { definition, ..Question::new(purpose, channel) })
}

/// Asks at a desk whether a person may be contacted now.
///
/// - desk: the desk
/// - person: the id of a customer or related person
/// - person_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - purpose: what for, CLIENTELA_PURPOSE_…
/// - channel: how, CLIENTELA_CHANNEL_…; CLIENTELA_CHANNEL_NONE asks about use without contact
/// - definition: by which definition; may be NULL: all of this purpose and channel, and the least permissive decides
/// - definition_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_answer: the answer; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_may_contact(
    desk: clientela_desk,
    person: *const c_char,
    person_len: usize,
    purpose: clientela_purpose,
    channel: clientela_channel,
    definition: *const c_char,
    definition_len: usize,
    out_answer: *mut clientela_answer,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_answer, "out_answer"), || {
        let desk = door(desk, "desk")?;
        let person = words::subject(person, person_len, "person")?;
        let question = question(purpose, channel, definition, definition_len)?;
        Ok(AnswerObject::of(desk.may_contact(person, &question)?))
    })
}

/// Asks the same for the systems that send.
///
/// - erp: the ERP's door
/// - person: the id of a customer or related person
/// - person_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - purpose: what for, CLIENTELA_PURPOSE_…
/// - channel: how, CLIENTELA_CHANNEL_…; CLIENTELA_CHANNEL_NONE asks about use without contact
/// - definition: by which definition; may be NULL: all of this purpose and channel, and the least permissive decides
/// - definition_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_answer: the answer; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_may_contact(
    erp: clientela_erp,
    person: *const c_char,
    person_len: usize,
    purpose: clientela_purpose,
    channel: clientela_channel,
    definition: *const c_char,
    definition_len: usize,
    out_answer: *mut clientela_answer,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_answer, "out_answer"), || {
        let erp = door(erp, "erp")?;
        let person = words::subject(person, person_len, "person")?;
        let question = question(purpose, channel, definition, definition_len)?;
        Ok(AnswerObject::of(erp.may_contact(person, &question)?))
    })
}
