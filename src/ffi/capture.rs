//! Captures: one answer of a person, to be recorded at a desk, with what proves it.

use std::ffi::c_char;

use crate::domain::consent::{FormNumber, Intent, Method, Scope};
use crate::engine::Capture;
use crate::error::{Result, Violation};
use crate::ffi::call::{call, free};
use crate::ffi::consent_words::{clientela_intent, clientela_method, clientela_scope};
use crate::ffi::error::clientela_error;
use crate::ffi::handle::{handle, open};
use crate::ffi::signature::clientela_signature;
use crate::ffi::status::clientela_status;
use crate::ffi::{out, raw, words};

/// An answer of a person. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_capture(i64);
handle!(clientela_capture, CaptureObject);

/// An answer being described.
pub struct CaptureObject(pub Capture);

/// Says one more thing about an answer.
fn say(capture: clientela_capture, what: impl FnOnce(Capture) -> Result<Capture>) -> Result<()> {
    let mut capture = open(capture, "capture")?;
    capture.0 = what(capture.0.clone())?;
    Ok(())
}

/// Makes an answer.
///
/// - definition: the code of the definition that was answered
/// - definition_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - intent: what the person wants, CLIENTELA_INTENT_…
/// - method: how it was given, CLIENTELA_METHOD_…
/// - out_capture: the new answer; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_capture_new(
    definition: *const c_char,
    definition_len: usize,
    intent: clientela_intent,
    method: clientela_method,
    out_capture: *mut clientela_capture,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_capture, "out_capture"), || {
        let definition = words::code(definition, definition_len, "definition")?;
        let (intent, method) = (words::word(Intent::ALL, intent, "intent")?, words::word(Method::ALL, method, "method")?);
        Ok(CaptureObject(Capture::new(definition, intent, method)))
    })
}

/// Adds another definition that was answered in the same way, on the same occasion: on the same form, with the same signature.
///
/// - capture: the answer
/// - definition: the code of the definition that was answered too, each once
/// - definition_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - intent: what the person wants, CLIENTELA_INTENT_…
#[unsafe(no_mangle)]
pub extern "C" fn clientela_capture_add_answer(
    capture: clientela_capture,
    definition: *const c_char,
    definition_len: usize,
    intent: clientela_intent,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let intent = words::word(Intent::ALL, intent, "intent")?;
        say(capture, |capture| Ok(capture.and(words::code(definition, definition_len, "definition")?, intent)))
    })
}

/// Says which version of a text the person saw, as the dialog or the consents told it. Where another one applies by now, nothing is
/// recorded: CLIENTELA_STATUS_CONFLICT, `consent.text_changed`.
///
/// - capture: the answer
/// - definition: the definition's code
/// - definition_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - major: the major version
/// - minor: the minor version
#[unsafe(no_mangle)]
pub extern "C" fn clientela_capture_set_shown(
    capture: clientela_capture,
    definition: *const c_char,
    definition_len: usize,
    major: i32,
    minor: i32,
    out_error: *mut clientela_error,
) -> clientela_status {
    let number = |number: i32, field| u32::try_from(number).map_err(|_| Violation::new(field, "not_a_number"));
    call(out_error, (), || {
        say(capture, |capture| {
            let version = (number(major, "major")?, number(minor, "minor")?);
            Ok(capture.shown(words::code(definition, definition_len, "definition")?, version))
        })
    })
}

/// Sets the language of the text that was shown; the customer's, else the till's, where it is not said.
///
/// - capture: the answer
/// - language: ISO 639-1, such as `de`
/// - language_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
#[unsafe(no_mangle)]
pub extern "C" fn clientela_capture_set_language(
    capture: clientela_capture,
    language: *const c_char,
    language_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || say(capture, |capture| Ok(capture.language(raw::text(language, language_len, "language")?))))
}

/// Sets where a proof is, as somebody notes it; it stands for no signature. It is erased with the person, its digest stays. Of this, a
/// signature elsewhere and a form the last that is set counts.
///
/// - capture: the answer
/// - reference: the note, at most 200 characters
/// - reference_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
#[unsafe(no_mangle)]
pub extern "C" fn clientela_capture_set_reference(
    capture: clientela_capture,
    reference: *const c_char,
    reference_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || say(capture, |capture| Ok(capture.reference(raw::text(reference, reference_len, "reference")?))))
}

/// Sets the reference of a signature that is registered in another system: it stands for the signature.
///
/// - capture: the answer
/// - reference: what it is known by there, at most 200 characters
/// - reference_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
#[unsafe(no_mangle)]
pub extern "C" fn clientela_capture_set_signed_elsewhere(
    capture: clientela_capture,
    reference: *const c_char,
    reference_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || say(capture, |capture| Ok(capture.signed_elsewhere(raw::text(reference, reference_len, "reference")?))))
}

/// Sets the number of a signed form that was printed here: it stands for the signature, and what stood on the paper, version, language and
/// text, is what was answered. Recording fails with CLIENTELA_STATUS_NOT_FOUND where no form has the number, and with
/// CLIENTELA_STATUS_INVALID where it is somebody else's or the definition is not on it.
///
/// - capture: the answer
/// - number: the number, typed or scanned; small letters, blanks and hyphens do not matter
/// - number_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
#[unsafe(no_mangle)]
pub extern "C" fn clientela_capture_set_form(
    capture: clientela_capture,
    number: *const c_char,
    number_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || say(capture, |capture| Ok(capture.form(FormNumber::parse(raw::text(number, number_len, "number")?)?))))
}

/// Sets the signature. Every answer is bound to it by a digest of its own; nothing else of it is kept.
///
/// - capture: the answer
/// - signature: the signature; it may be freed or used again
#[unsafe(no_mangle)]
pub extern "C" fn clientela_capture_sign(
    capture: clientela_capture,
    signature: clientela_signature,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || say(capture, |capture| Ok(capture.signature(open(signature, "signature")?.made()?))))
}

/// Sets the signature by the SHA-256 digest that the host made of it.
///
/// - capture: the answer
/// - digest: the digest
/// - digest_len: 32
#[unsafe(no_mangle)]
pub extern "C" fn clientela_capture_set_signature(
    capture: clientela_capture,
    digest: *const u8,
    digest_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || say(capture, |capture| Ok(capture.signature(words::exactly::<32>(digest, digest_len, "digest")?))))
}

/// Sets why an operator corrects what was recorded.
///
/// - capture: the answer
/// - reason: the reason
/// - reason_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
#[unsafe(no_mangle)]
pub extern "C" fn clientela_capture_set_reason(
    capture: clientela_capture,
    reason: *const c_char,
    reason_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || say(capture, |capture| Ok(capture.because(raw::text(reason, reason_len, "reason")?))))
}

/// Sets the receipt on whose occasion the person answered.
///
/// - capture: the answer
/// - receipt: the receipt's number, a code
/// - receipt_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
#[unsafe(no_mangle)]
pub extern "C" fn clientela_capture_set_receipt(
    capture: clientela_capture,
    receipt: *const c_char,
    receipt_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || say(capture, |capture| Ok(capture.receipt(words::code(receipt, receipt_len, "receipt")?))))
}

/// Sets what an objection binds beyond its definition.
///
/// - capture: the answer
/// - scope: what it binds, CLIENTELA_SCOPE_…
#[unsafe(no_mangle)]
pub extern "C" fn clientela_capture_set_scope(
    capture: clientela_capture,
    scope: clientela_scope,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || say(capture, |capture| Ok(capture.scope(words::word(Scope::ALL, scope, "scope")?))))
}

/// Says that a parent or guardian answered for the person. To agree they must be one on that day, for that definition.
///
/// - capture: the answer
/// - guardian: the guardian's id
/// - guardian_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
#[unsafe(no_mangle)]
pub extern "C" fn clientela_capture_set_guardian(
    capture: clientela_capture,
    guardian: *const c_char,
    guardian_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || say(capture, |capture| Ok(capture.by_guardian(words::subject(guardian, guardian_len, "guardian")?))))
}

/// Frees an answer that was described; what was recorded stays. No answer (0) is allowed.
///
/// - capture: the answer
#[unsafe(no_mangle)]
pub extern "C" fn clientela_capture_free(capture: clientela_capture) -> clientela_status {
    free(capture, "capture")
}
