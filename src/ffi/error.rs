//! Errors: what went wrong, without any personal data. A call stores one in its `out_error` when it fails; free it.
//! The functions of an error have no `out_error` of their own.

use std::ffi::c_char;
use std::ptr::null_mut;

use crate::domain::message::Language;
use crate::error::{Error, Violation};
use crate::ffi::call::{call, free};
use crate::ffi::handle::{handle, open};
use crate::ffi::shown::{CText, Lent};
use crate::ffi::status::{self, clientela_status};
use crate::ffi::{input, out, words};

/// An error. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_error(i64);
handle!(clientela_error, ErrorObject);

/// An error in words that C can borrow.
pub struct ErrorObject {
    status: clientela_status,
    code: CText,
    text: CText,
    field: Option<CText>,
    args: Args,
    violations: Vec<ViolationObject>,
    repeatable: bool,
    system: i32,
    error: Error,
    /// Messages that were lent, one for each language asked for.
    messages: Vec<(Language, CText)>,
}

type Args = Vec<(CText, CText)>;

struct ViolationObject {
    field: CText,
    slot: u16,
    rule: CText,
    args: Args,
}

impl ErrorObject {
    pub fn of(error: Error) -> Self {
        Self {
            status: status::of(&error),
            code: CText::new(error.code()),
            text: CText::new(&error.to_string()),
            field: error.field_name().map(CText::new),
            args: args_of(error.args()),
            violations: error.violations().iter().map(ViolationObject::of).collect(),
            repeatable: error.repeatable(),
            system: error.system_code().unwrap_or(0),
            error: error.without_cause(),
            messages: Vec::new(),
        }
    }

    fn message(&mut self, language: Language) -> Lent {
        let known = self.messages.iter().position(|(known, _)| *known == language);
        let at = known.unwrap_or_else(|| {
            self.messages.push((language, CText::new(&self.error.message(language))));
            self.messages.len() - 1
        });
        self.messages[at].1.lend()
    }
}

impl ViolationObject {
    fn of(violation: &Violation) -> Self {
        let Violation { field, slot, rule, args } = violation;
        Self { field: CText::new(field), slot: *slot, rule: CText::new(rule), args: args_of(args) }
    }
}

fn args_of(args: &[(&'static str, String)]) -> Args {
    args.iter().map(|(name, value)| (CText::new(name), CText::new(value))).collect()
}

fn count<T>(list: &[T]) -> i32 {
    i32::try_from(list.len()).unwrap_or(i32::MAX)
}

/// The status that the failed call returned.
///
/// - error: the error
/// - out_status: one of the constants CLIENTELA_STATUS_…
#[unsafe(no_mangle)]
pub extern "C" fn clientela_error_status(error: clientela_error, out_status: *mut clientela_status) -> clientela_status {
    call(null_mut(), out::number(out_status, "out_status"), || Ok(open(error, "error")?.status))
}

/// The stable code of the message, such as `argument.null`: for words of your own. Others stand in clientela_error_message.
///
/// - error: the error
/// - out_code: the code; lives until the error is freed
/// - out_code_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_error_code(error: clientela_error, out_code: *mut *const c_char, out_code_len: *mut usize) -> clientela_status {
    call(null_mut(), out::text(out_code, out_code_len, "out_code"), || Ok(open(error, "error")?.code.lend()))
}

/// Code, field and arguments in one line of English, for logs. It holds no personal data.
///
/// - error: the error
/// - out_text: the line; lives until the error is freed
/// - out_text_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_error_text(error: clientela_error, out_text: *mut *const c_char, out_text_len: *mut usize) -> clientela_status {
    call(null_mut(), out::text(out_text, out_text_len, "out_text"), || Ok(open(error, "error")?.text.lend()))
}

/// What is wrong, for a person to read: the field in front, and a line for each rule that is broken. It holds no personal data.
/// A fault that only a program can cause shows its code. A language that has no texts is CLIENTELA_STATUS_INVALID.
///
/// - error: the error
/// - language: en, de, fr, it or pl; a tag such as de-AT counts by its first part
/// - language_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_text: the text; lives until the error is freed
/// - out_text_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_error_message(
    error: clientela_error,
    language: *const c_char,
    language_len: usize,
    out_text: *mut *const c_char,
    out_text_len: *mut usize,
) -> clientela_status {
    call(null_mut(), out::text(out_text, out_text_len, "out_text"), || {
        let mut error = open(error, "error")?;
        Ok(error.message(words::language(language, language_len, "language")?))
    })
}

/// The field that the error is about.
///
/// - error: the error
/// - out_field: the field's name, or NULL when it is about no field; lives until the error is freed
/// - out_field_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_error_field(
    error: clientela_error,
    out_field: *mut *const c_char,
    out_field_len: *mut usize,
) -> clientela_status {
    call(null_mut(), out::text(out_field, out_field_len, "out_field"), || Ok(open(error, "error")?.field.as_ref().into()))
}

/// How many arguments the message has.
///
/// - error: the error
/// - out_count: the number of arguments
#[unsafe(no_mangle)]
pub extern "C" fn clientela_error_arg_count(error: clientela_error, out_count: *mut i32) -> clientela_status {
    call(null_mut(), out::number(out_count, "out_count"), || Ok(count(&open(error, "error")?.args)))
}

/// One argument of the message: its name, such as `max`, and its value, such as `100`.
/// Where an argument of the call was wrong, `argument` names it.
///
/// - error: the error
/// - index: which one, from 0
/// - out_name: the argument's name; lives until the error is freed
/// - out_name_len: its length in bytes; may be NULL
/// - out_value: the argument's value; lives until the error is freed
/// - out_value_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_error_arg(
    error: clientela_error,
    index: i32,
    out_name: *mut *const c_char,
    out_name_len: *mut usize,
    out_value: *mut *const c_char,
    out_value_len: *mut usize,
) -> clientela_status {
    let outs = (out::text(out_name, out_name_len, "out_name"), out::text(out_value, out_value_len, "out_value"));
    call(null_mut(), outs, || {
        let error = open(error, "error")?;
        let (name, value) = input::item(&error.args, index, "index")?;
        Ok((name.lend(), value.lend()))
    })
}

/// How many broken rules the error lists: all that were found, not only the first.
///
/// - error: the error
/// - out_count: the number of broken rules
#[unsafe(no_mangle)]
pub extern "C" fn clientela_error_violation_count(error: clientela_error, out_count: *mut i32) -> clientela_status {
    call(null_mut(), out::number(out_count, "out_count"), || Ok(count(&open(error, "error")?.violations)))
}

/// One broken rule: which field, which of its occurrences, which rule. Never the value.
///
/// - error: the error
/// - index: which one, from 0
/// - out_field: the field's name; lives until the error is freed
/// - out_field_len: its length in bytes; may be NULL
/// - out_slot: the occurrence of a field that may occur several times; 0 is the first
/// - out_rule: the rule's stable code, such as `required`; lives until the error is freed
/// - out_rule_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_error_violation(
    error: clientela_error,
    index: i32,
    out_field: *mut *const c_char,
    out_field_len: *mut usize,
    out_slot: *mut i32,
    out_rule: *mut *const c_char,
    out_rule_len: *mut usize,
) -> clientela_status {
    let field = out::text(out_field, out_field_len, "out_field");
    let rule = out::text(out_rule, out_rule_len, "out_rule");
    call(null_mut(), (field, out::number(out_slot, "out_slot"), rule), || {
        let error = open(error, "error")?;
        let violation = input::item(&error.violations, index, "index")?;
        Ok((violation.field.lend(), i32::from(violation.slot), violation.rule.lend()))
    })
}

/// How many arguments a broken rule has.
///
/// - error: the error
/// - index: which broken rule, from 0
/// - out_count: the number of its arguments
#[unsafe(no_mangle)]
pub extern "C" fn clientela_error_violation_arg_count(error: clientela_error, index: i32, out_count: *mut i32) -> clientela_status {
    call(null_mut(), out::number(out_count, "out_count"), || {
        let error = open(error, "error")?;
        Ok(count(&input::item(&error.violations, index, "index")?.args))
    })
}

/// One argument of a broken rule: its name, such as `max`, and its value, such as `100`.
///
/// - error: the error
/// - index: which broken rule, from 0
/// - arg: which of its arguments, from 0
/// - out_name: the argument's name; lives until the error is freed
/// - out_name_len: its length in bytes; may be NULL
/// - out_value: the argument's value; lives until the error is freed
/// - out_value_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_error_violation_arg(
    error: clientela_error,
    index: i32,
    arg: i32,
    out_name: *mut *const c_char,
    out_name_len: *mut usize,
    out_value: *mut *const c_char,
    out_value_len: *mut usize,
) -> clientela_status {
    let outs = (out::text(out_name, out_name_len, "out_name"), out::text(out_value, out_value_len, "out_value"));
    call(null_mut(), outs, || {
        let error = open(error, "error")?;
        let (name, value) = input::item(&input::item(&error.violations, index, "index")?.args, arg, "arg")?;
        Ok((name.lend(), value.lend()))
    })
}

/// Whether the same call may simply be made again.
///
/// - error: the error
/// - out_repeatable: 1 for yes, 0 for no
#[unsafe(no_mangle)]
pub extern "C" fn clientela_error_repeatable(error: clientela_error, out_repeatable: *mut i32) -> clientela_status {
    call(null_mut(), out::number(out_repeatable, "out_repeatable"), || Ok(i32::from(open(error, "error")?.repeatable)))
}

/// The system's own number for the failure: an errno, or an extended result code of the database.
///
/// - error: the error
/// - out_number: the number; 0 when there is none
#[unsafe(no_mangle)]
pub extern "C" fn clientela_error_system(error: clientela_error, out_number: *mut i32) -> clientela_status {
    call(null_mut(), out::number(out_number, "out_number"), || Ok(open(error, "error")?.system))
}

/// Frees an error. Texts read from it are gone too. No error (0) is allowed.
///
/// - error: the error
#[unsafe(no_mangle)]
pub extern "C" fn clientela_error_free(error: clientela_error) -> clientela_status {
    free(error, "error")
}
