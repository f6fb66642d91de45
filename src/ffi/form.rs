//! Printed consent forms: made for one person or blank, as a page of HTML that needs nothing from elsewhere, and found again by the
//! number on the signed paper. They need a library that was built with the feature `form`, as it is by default.

use std::ffi::c_char;

use crate::domain::consent::{FormText, KeptForm};
use crate::domain::value::hex;
use crate::engine::{FormRequest, PrintedForm};
use crate::error::Result;
use crate::ffi::call::{call, free, step};
use crate::ffi::desk::clientela_desk;
use crate::ffi::error::clientela_error;
use crate::ffi::handle::{door, handle, open};
use crate::ffi::record::{Record, Walk};
use crate::ffi::shown::{CText, Lent};
use crate::ffi::status::clientela_status;
use crate::ffi::{doors, out, raw, words};

/// Which form is printed. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_form_request(i64);
handle!(clientela_form_request, FormRequestObject);

/// A form, ready to be printed. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_form(i64);
handle!(clientela_form, FormObject);

/// What is kept of a form, and a walk over what stood on it. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_kept_form(i64);
handle!(clientela_kept_form, KeptFormObject);

/// A field of a form that is kept.
pub type clientela_form_field = i32;

/// Text: the number on the paper.
pub const CLIENTELA_FORM_FIELD_NUMBER: clientela_form_field = 0;
/// Text: the id of the person whose form it is, or NULL of a blank one.
pub const CLIENTELA_FORM_FIELD_PERSON: clientela_form_field = 1;
/// Text: the language that was asked for, ISO 639-1.
pub const CLIENTELA_FORM_FIELD_LANGUAGE: clientela_form_field = 2;
/// Number: when it was printed, in milliseconds since 1970 UTC.
pub const CLIENTELA_FORM_FIELD_AT: clientela_form_field = 3;
/// Text: the station at which it was printed.
pub const CLIENTELA_FORM_FIELD_STATION: clientela_form_field = 4;
/// Text: the operator who printed it.
pub const CLIENTELA_FORM_FIELD_OPERATOR: clientela_form_field = 5;
/// Text, of the present consent: the definition's code.
pub const CLIENTELA_FORM_FIELD_DEFINITION: clientela_form_field = 10;
/// Number, of the present consent: the definition's version, major.
pub const CLIENTELA_FORM_FIELD_MAJOR: clientela_form_field = 11;
/// Number, of the present consent: the definition's version, minor.
pub const CLIENTELA_FORM_FIELD_MINOR: clientela_form_field = 12;
/// Text, of the present consent: the language in which it was printed, ISO 639-1.
pub const CLIENTELA_FORM_FIELD_TEXT_LANGUAGE: clientela_form_field = 13;
/// Text, of the present consent: the SHA-256 digest of the text that was printed, in hex.
pub const CLIENTELA_FORM_FIELD_WORDING: clientela_form_field = 14;
/// Of the present consent, what was ticked in print: CLIENTELA_CONSENT_STATE_… as number, its name as text. Unknown: neither box.
pub const CLIENTELA_FORM_FIELD_STATE: clientela_form_field = 15;

/// A request being described.
pub struct FormRequestObject(FormRequest);

/// Number and page.
pub struct FormObject {
    number: CText,
    html: CText,
}

/// The form, and its consents one by one.
pub struct KeptFormObject {
    head: Record,
    texts: Walk<Record>,
}

impl FormObject {
    fn of(form: &PrintedForm) -> Self {
        Self { number: CText::new(&form.number.to_string()), html: CText::new(&form.html) }
    }
}

impl KeptFormObject {
    fn of(form: &KeptForm) -> Self {
        let (number, person) = (form.number.to_string(), form.subject.map(|id| id.to_string()));
        let head = Record::default()
            .text(CLIENTELA_FORM_FIELD_NUMBER, number.as_str())
            .text(CLIENTELA_FORM_FIELD_PERSON, person.as_deref())
            .text(CLIENTELA_FORM_FIELD_LANGUAGE, form.language.as_str())
            .number(CLIENTELA_FORM_FIELD_AT, form.at.millis())
            .text(CLIENTELA_FORM_FIELD_STATION, form.station.as_str())
            .text(CLIENTELA_FORM_FIELD_OPERATOR, form.operator.as_str());
        Self { head, texts: Walk::new(form.texts.iter().map(row)) }
    }

    /// What a field stands in: the form itself, or its present consent.
    fn part(&self, field: clientela_form_field) -> Result<&Record> {
        if field < CLIENTELA_FORM_FIELD_DEFINITION { Ok(&self.head) } else { self.texts.row() }
    }
}

fn row(text: &FormText) -> Record {
    Record::default()
        .text(CLIENTELA_FORM_FIELD_DEFINITION, text.definition.as_str())
        .number(CLIENTELA_FORM_FIELD_MAJOR, text.version.0.into())
        .number(CLIENTELA_FORM_FIELD_MINOR, text.version.1.into())
        .text(CLIENTELA_FORM_FIELD_TEXT_LANGUAGE, text.language.as_str())
        .text(CLIENTELA_FORM_FIELD_WORDING, hex(&text.digest).as_str())
        .word(CLIENTELA_FORM_FIELD_STATE, text.state as i32, text.state.name())
}

/// Says one more thing about a form.
fn say(request: clientela_form_request, what: impl FnOnce(FormRequest) -> Result<FormRequest>) -> Result<()> {
    let mut request = open(request, "request")?;
    request.0 = what(request.0.clone())?;
    Ok(())
}

/// Begins a request: a form with the data of a person, on which the boxes are ticked as their consents stand, or a blank one. It has all
/// consents that are in force, unless some are added.
///
/// - person: the id of a customer or related person; may be NULL: a blank form
/// - person_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_request: the new request; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_form_request_new(
    person: *const c_char,
    person_len: usize,
    out_request: *mut clientela_form_request,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_request, "out_request"), || {
        let person = doors::optional_subject(person, person_len, "person")?;
        Ok(FormRequestObject(person.map_or_else(FormRequest::blank, FormRequest::of)))
    })
}

/// Adds a consent: the form has those that were added, in this order.
///
/// - request: the request
/// - definition: the definition's code
/// - definition_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
#[unsafe(no_mangle)]
pub extern "C" fn clientela_form_request_add(
    request: clientela_form_request,
    definition: *const c_char,
    definition_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || say(request, |form| Ok(form.about(words::code(definition, definition_len, "definition")?))))
}

/// Sets the language of the form; the customer's, else the till's, where it is not said. A text that is not there in it is printed in
/// another one, and the form says in which.
///
/// - request: the request
/// - language: ISO 639-1, such as `de`
/// - language_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
#[unsafe(no_mangle)]
pub extern "C" fn clientela_form_request_set_language(
    request: clientela_form_request,
    language: *const c_char,
    language_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || say(request, |form| Ok(form.language(raw::text(language, language_len, "language")?))))
}

/// Sets a template in place of the library's own: text with the signs of Jinja, which sees one value, `form`, and escapes what stands in
/// it; docs/consent-form.md lists its parts. One that is wrong or costs too much is an error of clientela_desk_consent_form.
///
/// - request: the request
/// - page_template: the template
/// - page_template_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
#[unsafe(no_mangle)]
pub extern "C" fn clientela_form_request_set_template(
    request: clientela_form_request,
    page_template: *const c_char,
    page_template_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || say(request, |form| Ok(form.template(raw::text(page_template, page_template_len, "page_template")?))))
}

/// Frees a request. No request (0) is allowed.
///
/// - request: the request
#[unsafe(no_mangle)]
pub extern "C" fn clientela_form_request_free(request: clientela_form_request) -> clientela_status {
    free(request, "request")
}

/// Makes a consent form, keeps what stands on it under its number and tells the journal, CLIENTELA_ENTRY_KIND_PRINTED.
/// CLIENTELA_STATUS_NOT_PERMITTED without the right to see consents, and for a filled form without that to see customers.
/// CLIENTELA_STATUS_INVALID or CLIENTELA_STATUS_LIMIT where the template is wrong or costs too much; nothing is kept then.
///
/// - desk: the desk
/// - request: which form; it may be freed or used again
/// - out_form: the form; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_consent_form(
    desk: clientela_desk,
    request: clientela_form_request,
    out_form: *mut clientela_form,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_form, "out_form"), || {
        let (desk, request) = (door(desk, "desk")?, open(request, "request")?.0.clone());
        Ok(FormObject::of(&desk.consent_form(&request)?))
    })
}

/// Reads the page: HTML in UTF-8, made for A4. Give it to a browser or to whatever prints HTML.
///
/// - form: the form
/// - out_html: the page; lives until the form is freed
/// - out_html_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_form_html(
    form: clientela_form,
    out_html: *mut *const c_char,
    out_html_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::text(out_html, out_html_len, "out_html"), || Ok(Lent::from(Some(&open(form, "form")?.html))))
}

/// Reads the number that is printed on it, as text and as QR code.
///
/// - form: the form
/// - out_number: the number; lives until the form is freed
/// - out_number_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_form_number(
    form: clientela_form,
    out_number: *mut *const c_char,
    out_number_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::text(out_number, out_number_len, "out_number"), || Ok(Lent::from(Some(&open(form, "form")?.number))))
}

/// Frees a form; what is kept of it stays. Texts read from it are gone too. No form (0) is allowed.
///
/// - form: the form
#[unsafe(no_mangle)]
pub extern "C" fn clientela_form_free(form: clientela_form) -> clientela_status {
    free(form, "form")
}

/// Finds what was printed under a number. CLIENTELA_STATUS_INVALID where it is no such number or its check sign does not fit (it was
/// mistyped); CLIENTELA_STATUS_NOT_FOUND where no form has it, or its person was anonymized.
///
/// - desk: the desk
/// - number: the number, typed or scanned; small letters, blanks and hyphens do not matter
/// - number_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_kept_form: what is kept, before its first consent; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_find_consent_form(
    desk: clientela_desk,
    number: *const c_char,
    number_len: usize,
    out_kept_form: *mut clientela_kept_form,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_kept_form, "out_kept_form"), || {
        let desk = door(desk, "desk")?;
        Ok(KeptFormObject::of(&desk.find_consent_form(raw::text(number, number_len, "number")?)?))
    })
}

/// Steps to the next consent that stood on it. CLIENTELA_STATUS_DONE: there is none.
///
/// - kept_form: what is kept
#[unsafe(no_mangle)]
pub extern "C" fn clientela_kept_form_next(kept_form: clientela_kept_form, out_error: *mut clientela_error) -> clientela_status {
    step(out_error, (), || Ok(open(kept_form, "kept_form")?.texts.step()))
}

/// Reads a text of a form, or of its present consent.
///
/// - kept_form: what is kept
/// - field: which field, CLIENTELA_FORM_FIELD_…
/// - out_text: the text, or NULL when there is none; lives until it is freed
/// - out_text_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_kept_form_text(
    kept_form: clientela_kept_form,
    field: clientela_form_field,
    out_text: *mut *const c_char,
    out_text_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::text(out_text, out_text_len, "out_text"), || open(kept_form, "kept_form")?.part(field)?.lend(field))
}

/// Reads a number of a form, or of its present consent.
///
/// - kept_form: what is kept
/// - field: which field, CLIENTELA_FORM_FIELD_…
/// - out_number: the number
#[unsafe(no_mangle)]
pub extern "C" fn clientela_kept_form_number(
    kept_form: clientela_kept_form,
    field: clientela_form_field,
    out_number: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_number, "out_number"), || open(kept_form, "kept_form")?.part(field)?.value(field))
}

/// Frees what is kept of a form; it stays in the store. Texts read from it are gone too. None (0) is allowed.
///
/// - kept_form: what is kept
#[unsafe(no_mangle)]
pub extern "C" fn clientela_kept_form_free(kept_form: clientela_kept_form) -> clientela_status {
    free(kept_form, "kept_form")
}
