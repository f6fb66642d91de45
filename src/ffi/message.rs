//! Messages: texts for people in English, German, French, Italian and Polish, by the code of an error, a state or a field.
//! An error has its own: clientela_error_message; its code, and that of a broken rule, is the code of its text. Of a
//! CLIENTELA_BLOCKER_REASON_… the word alone is the code, such as open_order, with the argument `number`; of a
//! CLIENTELA_MERGE_BLOCKER_… too, such as other_kind. Every other code is a
//! namespace and a word, such as consent_state.accepted or right_name.edit_customers; the word is the end of the constant's name in
//! small letters, and the one that the noun's own functions give. It needs no store. The namespaces are
//! - action_reason: CLIENTELA_ACTION_REASON_…
//! - address_use: the values of CLIENTELA_FIELD_ADDRESS_USE
//! - asking_reason: CLIENTELA_ASKING_REASON_…
//! - authority: CLIENTELA_AUTHORITY_…
//! - booking_conflict: CLIENTELA_CONFLICT_KIND_…
//! - card_kind: the values of CLIENTELA_FIELD_CARD_KIND
//! - card_state: the values of CLIENTELA_FIELD_CARD_STATE
//! - channel: CLIENTELA_CHANNEL_…
//! - check_part: CLIENTELA_CHECK_PART_…
//! - comment_kind: the values of CLIENTELA_FIELD_COMMENT_KIND
//! - comment_pinned: the values of CLIENTELA_FIELD_COMMENT_PINNED
//! - comparison: CLIENTELA_COMPARISON_…
//! - comparison_level: CLIENTELA_COMPARISON_LEVEL_…
//! - confirmation_kind: CLIENTELA_CONFIRMATION_KIND_…
//! - consent_detail: CLIENTELA_CONSENT_DETAIL_…
//! - consent_event: CLIENTELA_EVENT_KIND_…
//! - consent_section: CLIENTELA_CONSENT_SECTION_…
//! - consent_state: CLIENTELA_CONSENT_STATE_…
//! - contact_reason: CLIENTELA_CONTACT_REASON_…
//! - date_order: the words of a mapping's `dates`
//! - definition_state: CLIENTELA_DEFINITION_STATE_…
//! - do_not_dun: the values of CLIENTELA_FIELD_DO_NOT_DUN
//! - document_kind: CLIENTELA_DOCUMENT_KIND_…
//! - document_state: CLIENTELA_DOCUMENT_STATE_…
//! - door: CLIENTELA_DOOR_…
//! - duplicate_decision: CLIENTELA_DUPLICATE_DECISION_…
//! - duplicates: the words of a mapping's `duplicates`
//! - email_use: the values of CLIENTELA_FIELD_EMAIL_USE
//! - entry: CLIENTELA_ENTRY_KIND_…
//! - erasure_action: CLIENTELA_ERASURE_ACTION_…
//! - erp_state: CLIENTELA_ERP_STATE_…
//! - evidence_grade: CLIENTELA_EVIDENCE_GRADE_…
//! - field: CLIENTELA_FIELD_…, and what else an error names as its field
//! - finding: CLIENTELA_FINDING_…
//! - ground: CLIENTELA_GROUND_…
//! - guardian: CLIENTELA_GUARDIAN_…
//! - has_account: the values of CLIENTELA_FIELD_HAS_ACCOUNT
//! - hidden: CLIENTELA_HIDDEN_…
//! - hold: CLIENTELA_HOLD_KIND_…
//! - how: CLIENTELA_HOW_…
//! - insurance_status: the values of CLIENTELA_FIELD_INSURANCE_STATUS
//! - intent: CLIENTELA_INTENT_…
//! - keep: CLIENTELA_KEEP_…
//! - kind: the values of CLIENTELA_FIELD_KIND
//! - level: the words of CLIENTELA_SETTING_FIELD_LEVELS
//! - line_action: CLIENTELA_LINE_ACTION_…
//! - line_status: CLIENTELA_LINE_STATUS_…
//! - log_format: CLIENTELA_LOG_FORMAT_…
//! - method: CLIENTELA_METHOD_…
//! - occasion: CLIENTELA_OCCASION_…
//! - origin: CLIENTELA_ORIGIN_…
//! - outcome: CLIENTELA_OUTCOME_…
//! - page_format: CLIENTELA_PAGE_FORMAT_…
//! - person_format: CLIENTELA_PERSON_FORMAT_…
//! - phone_use: the values of CLIENTELA_FIELD_PHONE_USE
//! - program_kind: CLIENTELA_PROGRAM_KIND_…
//! - proof: what clientela_verify_proof finds: the ends of its codes
//! - purpose: CLIENTELA_PURPOSE_…
//! - record_kind: CLIENTELA_RECORD_KIND_…
//! - reference_kind: CLIENTELA_REFERENCE_KIND_…
//! - remedy: CLIENTELA_CONTACT_REMEDY_…
//! - retention_class: CLIENTELA_RETENTION_CLASS_…
//! - retention_data: CLIENTELA_RETENTION_DATA_…
//! - restricted: the values of CLIENTELA_FIELD_RESTRICTED
//! - right_name: CLIENTELA_RIGHT_…
//! - role: the values of CLIENTELA_FIELD_ROLE
//! - scope: CLIENTELA_SCOPE_…
//! - section: CLIENTELA_SECTION_…
//! - setting: the keys of settings, CLIENTELA_SETTING_FIELD_KEY: their labels
//! - side: CLIENTELA_SIDE_…
//! - stage: CLIENTELA_STAGE_…
//! - status_meaning: CLIENTELA_MEANING_…
//! - storage_consent: CLIENTELA_STORAGE_CONSENT_…
//! - subject_state: CLIENTELA_SUBJECT_STATE_…
//! - turn: CLIENTELA_TURN_…

use std::ffi::c_char;

use crate::domain::message::{self, Language};
use crate::error::{Error, ErrorKind, Result};
use crate::ffi::call::{call, free};
use crate::ffi::error::clientela_error;
use crate::ffi::handle::{handle, open};
use crate::ffi::shown::{CText, Lent};
use crate::ffi::status::clientela_status;
use crate::ffi::{out, raw, words};

/// A message whose arguments are being filled in. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_message(i64);
handle!(clientela_message, MessageObject);

/// A message, and its texts that were lent; the last is the present one.
pub struct MessageObject {
    code: Box<str>,
    language: Language,
    args: Vec<(CText, CText)>,
    lent: Vec<CText>,
}

impl MessageObject {
    fn new(code: &str, language: Language) -> Result<Self> {
        let known = message::text(code, &[], language).is_some();
        let made = || Self { code: code.into(), language, args: Vec::new(), lent: Vec::new() };
        known.then(made).ok_or_else(|| Error::new(ErrorKind::NotFound, "message.unknown"))
    }

    fn set(&mut self, name: &str, value: &str) {
        self.args.retain(|(known, _)| known.as_str() != name);
        self.args.push((CText::new(name), CText::new(value)));
    }

    fn text(&mut self) -> Lent {
        let args: Vec<(&str, &str)> = self.args.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
        let text = message::text(&self.code, &args, self.language).unwrap_or_default();
        if self.lent.last().is_none_or(|last| last.as_str() != text) {
            self.lent.push(CText::new(&text));
        }
        self.lent.last().into()
    }
}

/// Makes the message of a code. A code that has no text is CLIENTELA_STATUS_NOT_FOUND, a language that has none
/// CLIENTELA_STATUS_INVALID.
///
/// - code: the code, such as sign_in.locked or consent_state.accepted
/// - code_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - language: en, de, fr, it or pl; a tag such as de-AT counts by its first part
/// - language_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_message: the new message; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_message_new(
    code: *const c_char,
    code_len: usize,
    language: *const c_char,
    language_len: usize,
    out_message: *mut clientela_message,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_message, "out_message"), || {
        let language = words::language(language, language_len, "language")?;
        MessageObject::new(raw::text(code, code_len, "code")?, language)
    })
}

/// Sets an argument of the message. One that the text has no place for changes nothing.
///
/// - message: the message
/// - name: the argument's name, such as seconds
/// - name_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - value: its value, such as 60; it is copied
/// - value_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
#[unsafe(no_mangle)]
pub extern "C" fn clientela_message_set_arg(
    message: clientela_message,
    name: *const c_char,
    name_len: usize,
    value: *const c_char,
    value_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let mut message = open(message, "message")?;
        message.set(raw::text(name, name_len, "name")?, raw::text(value, value_len, "value")?);
        Ok(())
    })
}

/// Reads the text, with the arguments in their places; one that was not set is shown as three dots (U+2026).
///
/// - message: the message
/// - out_text: the text; lives until the message is freed, even when an argument is set anew
/// - out_text_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_message_text(
    message: clientela_message,
    out_text: *mut *const c_char,
    out_text_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::text(out_text, out_text_len, "out_text"), || Ok(open(message, "message")?.text()))
}

/// Frees a message. Texts read from it are gone too. No message (0) is allowed.
///
/// - message: the message
#[unsafe(no_mangle)]
pub extern "C" fn clientela_message_free(message: clientela_message) -> clientela_status {
    free(message, "message")
}
