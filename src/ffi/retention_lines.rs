//! What of a person stays, until when and on which ground, line by line. It names data, never a value.

use std::ffi::c_char;

use crate::domain::retention::{Evaluation, HoldKind, Kept, RetentionClass};
use crate::domain::time::Date;
use crate::ffi::call::{call, free, step};
use crate::ffi::error::clientela_error;
use crate::ffi::handle::{handle, open};
use crate::ffi::out;
use crate::ffi::record::{Record, Walk};
use crate::ffi::shown::CText;
use crate::ffi::status::clientela_status;

/// An explanation; its present line is read field by field. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_retention_lines(i64);
handle!(clientela_retention_lines, RetentionLinesObject);

/// A field of a line.
pub type clientela_retention_line_field = i32;

/// Which data: CLIENTELA_RETENTION_DATA_… as number, its name as text.
pub const CLIENTELA_RETENTION_LINE_FIELD_DATA: clientela_retention_line_field = 0;
/// Of which document: CLIENTELA_RETENTION_CLASS_… as number, its name as text; -1 and NULL of the person.
pub const CLIENTELA_RETENTION_LINE_FIELD_CLASS: clientela_retention_line_field = 1;
/// Text: the document's number; NULL of the person.
pub const CLIENTELA_RETENTION_LINE_FIELD_NUMBER: clientela_retention_line_field = 2;
/// Whether it stays: CLIENTELA_RETENTION_STAY_… as number, its name as text.
pub const CLIENTELA_RETENTION_LINE_FIELD_STAY: clientela_retention_line_field = 3;
/// Text: the last day on which it stays, YYYY-MM-DD; NULL when there is none.
pub const CLIENTELA_RETENTION_LINE_FIELD_UNTIL: clientela_retention_line_field = 4;
/// Text: the rule by which it stays, or would have; NULL when no rule is about it.
pub const CLIENTELA_RETENTION_LINE_FIELD_RULE: clientela_retention_line_field = 5;
/// Text: the law, for people to read, no code; NULL when no rule is about it.
pub const CLIENTELA_RETENTION_LINE_FIELD_GROUND: clientela_retention_line_field = 6;
/// What holds it: CLIENTELA_HOLD_KIND_… as number, its name as text; -1 and NULL when nothing does.
pub const CLIENTELA_RETENTION_LINE_FIELD_HOLD: clientela_retention_line_field = 7;
/// Text: the last day on which it may be there though nobody asked, YYYY-MM-DD; NULL when no rule says so.
pub const CLIENTELA_RETENTION_LINE_FIELD_LATEST: clientela_retention_line_field = 8;
/// Text: the rule that says so; NULL when none does.
pub const CLIENTELA_RETENTION_LINE_FIELD_LATEST_RULE: clientela_retention_line_field = 9;

/// The lines, and the whole in words.
pub struct RetentionLinesObject {
    lines: Walk<Record>,
    said: CText,
    complete_from: Option<CText>,
}

impl RetentionLinesObject {
    /// Of an evaluation.
    pub fn of(evaluation: &Evaluation, today: Date) -> Self {
        let complete = evaluation.complete_from(today);
        Self::with(&evaluation.lines, &evaluation.to_string(), complete)
    }

    /// Of some lines.
    pub fn with(lines: &[Kept], said: &str, complete: Option<Date>) -> Self {
        let complete_from = complete.map(|day| CText::new(&day.to_string()));
        Self { lines: Walk::new(lines.iter().map(line)), said: CText::new(said), complete_from }
    }
}

fn line(kept: &Kept) -> Record {
    let (class, number) = kept.document.as_ref().map(|(class, number)| (*class, number.as_str())).unzip();
    let latest = kept.latest.as_ref();
    Record::default()
        .word(CLIENTELA_RETENTION_LINE_FIELD_DATA, kept.data as i32, kept.data.name())
        .word(CLIENTELA_RETENTION_LINE_FIELD_CLASS, class.map_or(-1, |class| class as i32), class.map(RetentionClass::name))
        .text(CLIENTELA_RETENTION_LINE_FIELD_NUMBER, number)
        .word(CLIENTELA_RETENTION_LINE_FIELD_STAY, kept.stay.kind() as i32, kept.stay.kind().name())
        .text(CLIENTELA_RETENTION_LINE_FIELD_UNTIL, kept.stay.until().map(|day| day.to_string()).as_deref())
        .text(CLIENTELA_RETENTION_LINE_FIELD_RULE, kept.rule.as_deref())
        .text(CLIENTELA_RETENTION_LINE_FIELD_GROUND, kept.ground.as_deref())
        .word(CLIENTELA_RETENTION_LINE_FIELD_HOLD, kept.hold.map_or(-1, |kind| kind as i32), kept.hold.map(HoldKind::name))
        .text(CLIENTELA_RETENTION_LINE_FIELD_LATEST, latest.map(|latest| latest.day.to_string()).as_deref())
        .text(CLIENTELA_RETENTION_LINE_FIELD_LATEST_RULE, latest.map(|latest| latest.rule.as_str()))
}

/// Says the whole as one English sentence.
///
/// - retention_lines: the explanation
/// - out_text: the sentence; lives until the explanation is freed
/// - out_text_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_retention_lines_said(
    retention_lines: clientela_retention_lines,
    out_text: *mut *const c_char,
    out_text_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::text(out_text, out_text_len, "out_text"), || {
        let lines = open(retention_lines, "retention_lines")?;
        Ok(Some(&lines.said).into())
    })
}

/// The first day on which nothing has to stay any more.
///
/// - retention_lines: the explanation
/// - out_text: the day, YYYY-MM-DD, or NULL when nobody knows; lives until the explanation is freed
/// - out_text_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_retention_lines_complete_from(
    retention_lines: clientela_retention_lines,
    out_text: *mut *const c_char,
    out_text_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::text(out_text, out_text_len, "out_text"), || {
        let lines = open(retention_lines, "retention_lines")?;
        Ok(lines.complete_from.as_ref().into())
    })
}

/// Steps to the next line. CLIENTELA_STATUS_DONE: there is none.
///
/// - retention_lines: the explanation
#[unsafe(no_mangle)]
pub extern "C" fn clientela_retention_lines_next(
    retention_lines: clientela_retention_lines,
    out_error: *mut clientela_error,
) -> clientela_status {
    step(out_error, (), || Ok(open(retention_lines, "retention_lines")?.lines.step()))
}

/// Reads a number of the present line.
///
/// - retention_lines: the explanation
/// - field: which field, CLIENTELA_RETENTION_LINE_FIELD_…
/// - out_number: the number
#[unsafe(no_mangle)]
pub extern "C" fn clientela_retention_lines_number(
    retention_lines: clientela_retention_lines,
    field: clientela_retention_line_field,
    out_number: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_number, "out_number"), || open(retention_lines, "retention_lines")?.lines.row()?.value(field))
}

/// Reads a text of the present line.
///
/// - retention_lines: the explanation
/// - field: which field, CLIENTELA_RETENTION_LINE_FIELD_…
/// - out_text: the text, or NULL when there is none; lives until the explanation is freed
/// - out_text_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_retention_lines_text(
    retention_lines: clientela_retention_lines,
    field: clientela_retention_line_field,
    out_text: *mut *const c_char,
    out_text_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::text(out_text, out_text_len, "out_text"), || open(retention_lines, "retention_lines")?.lines.row()?.lend(field))
}

/// Frees an explanation. Texts read from it are gone too. No explanation (0) is allowed.
///
/// - retention_lines: the explanation
#[unsafe(no_mangle)]
pub extern "C" fn clientela_retention_lines_free(retention_lines: clientela_retention_lines) -> clientela_status {
    free(retention_lines, "retention_lines")
}
