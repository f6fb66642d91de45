//! The table of settings: what can be set, where, and what it changes. It needs no store.

use std::ffi::c_char;

use crate::domain::setting::{Level, SETTINGS, SettingSpec, SettingType};
use crate::ffi::call::{call, free, step};
use crate::ffi::error::clientela_error;
use crate::ffi::handle::{handle, open};
use crate::ffi::out;
use crate::ffi::record::{Record, Walk, int};
use crate::ffi::status::clientela_status;

/// A walk over the table of settings; its present row is read field by field. Use it from one thread at a time; it may move
/// between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_setting_table(i64);
handle!(clientela_setting_table, SettingTableObject);

/// What a value of a setting looks like.
pub type clientela_setting_type = i32;

/// Yes or no: `true` or `false`.
pub const CLIENTELA_SETTING_TYPE_FLAG: clientela_setting_type = 0;
/// A whole number within bounds.
pub const CLIENTELA_SETTING_TYPE_NUMBER: clientela_setting_type = 1;
/// One of the words that the table lists.
pub const CLIENTELA_SETTING_TYPE_CHOICE: clientela_setting_type = 2;

/// Codes, a blank between two: of the words that the table lists, or any where it lists none.
pub const CLIENTELA_SETTING_TYPE_CODES: clientela_setting_type = 3;

/// A field of a row of the table of settings.
pub type clientela_setting_field = i32;

/// Text: its key, which the other functions ask for. Its label for people is the message `setting.` and this key.
pub const CLIENTELA_SETTING_FIELD_KEY: clientela_setting_field = 0;
/// CLIENTELA_SETTING_TYPE_… as number, its name as text.
pub const CLIENTELA_SETTING_FIELD_TYPE: clientela_setting_field = 1;
/// Text: what holds where nobody set it.
pub const CLIENTELA_SETTING_FIELD_DEFAULT: clientela_setting_field = 2;
/// Text: of a choice or codes, the words, separated by blanks; else NULL.
pub const CLIENTELA_SETTING_FIELD_CHOICES: clientela_setting_field = 3;
/// Number: of a number, the smallest; of codes, how few; else 0.
pub const CLIENTELA_SETTING_FIELD_MIN: clientela_setting_field = 4;
/// Number: of a number, the largest; of codes, how many; else 0.
pub const CLIENTELA_SETTING_FIELD_MAX: clientela_setting_field = 5;
/// Text: where it may be set, separated by blanks: `chain`, `head_office`, `branch`, `station`.
pub const CLIENTELA_SETTING_FIELD_LEVELS: clientela_setting_field = 6;
/// Text: the version of the library that has it first.
pub const CLIENTELA_SETTING_FIELD_SINCE: clientela_setting_field = 7;
/// Text: what it is, in one English sentence.
pub const CLIENTELA_SETTING_FIELD_ABOUT: clientela_setting_field = 8;
/// Text: what it changes, in one English sentence.
pub const CLIENTELA_SETTING_FIELD_CHANGES: clientela_setting_field = 9;

/// The rows of the table.
pub struct SettingTableObject(Walk<Record>);

fn row(spec: &SettingSpec) -> Record {
    let (kind, name, choices, min, max) = match spec.kind {
        SettingType::Flag => (CLIENTELA_SETTING_TYPE_FLAG, "flag", None, 0, 0),
        SettingType::Number { min, max } => (CLIENTELA_SETTING_TYPE_NUMBER, "number", None, min, max),
        SettingType::Choice(words) => (CLIENTELA_SETTING_TYPE_CHOICE, "choice", Some(words.join(" ")), 0, 0),
        SettingType::Codes { choices, min, max } => {
            let words = Some(choices.join(" ")).filter(|words| !words.is_empty());
            (CLIENTELA_SETTING_TYPE_CODES, "codes", words, int(min), int(max))
        }
    };
    let levels: Vec<&str> = spec.levels.iter().copied().map(Level::name).collect();
    Record::default()
        .text(CLIENTELA_SETTING_FIELD_KEY, spec.key)
        .word(CLIENTELA_SETTING_FIELD_TYPE, kind, name)
        .text(CLIENTELA_SETTING_FIELD_DEFAULT, spec.default)
        .text(CLIENTELA_SETTING_FIELD_CHOICES, choices.as_deref())
        .number(CLIENTELA_SETTING_FIELD_MIN, min)
        .number(CLIENTELA_SETTING_FIELD_MAX, max)
        .text(CLIENTELA_SETTING_FIELD_LEVELS, levels.join(" ").as_str())
        .text(CLIENTELA_SETTING_FIELD_SINCE, spec.since)
        .text(CLIENTELA_SETTING_FIELD_ABOUT, spec.about)
        .text(CLIENTELA_SETTING_FIELD_CHANGES, spec.changes)
}

/// Begins a walk over the table of settings.
///
/// - out_setting_table: the walk, before its first row; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_setting_table_new(
    out_setting_table: *mut clientela_setting_table,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_setting_table, "out_setting_table"), || Ok(SettingTableObject(Walk::new(SETTINGS.iter().map(row)))))
}

/// Steps to the next setting. CLIENTELA_STATUS_DONE: there is none.
///
/// - setting_table: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_setting_table_next(
    setting_table: clientela_setting_table,
    out_error: *mut clientela_error,
) -> clientela_status {
    step(out_error, (), || Ok(open(setting_table, "setting_table")?.0.step()))
}

/// Reads a number of the present setting.
///
/// - setting_table: the walk
/// - field: which field, CLIENTELA_SETTING_FIELD_…
/// - out_number: the number
#[unsafe(no_mangle)]
pub extern "C" fn clientela_setting_table_number(
    setting_table: clientela_setting_table,
    field: clientela_setting_field,
    out_number: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_number, "out_number"), || open(setting_table, "setting_table")?.0.row()?.value(field))
}

/// Reads a text of the present setting.
///
/// - setting_table: the walk
/// - field: which field, CLIENTELA_SETTING_FIELD_…
/// - out_text: the text, or NULL when there is none; lives until the walk is freed
/// - out_text_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_setting_table_text(
    setting_table: clientela_setting_table,
    field: clientela_setting_field,
    out_text: *mut *const c_char,
    out_text_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::text(out_text, out_text_len, "out_text"), || open(setting_table, "setting_table")?.0.row()?.lend(field))
}

/// Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
///
/// - setting_table: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_setting_table_free(setting_table: clientela_setting_table) -> clientela_status {
    free(setting_table, "setting_table")
}
