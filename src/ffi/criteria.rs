//! What a person at the till wants to see of a history. Everything that is not set allows every line.

use std::ffi::c_char;

use crate::domain::history::{Criteria, LineKey, LineStatus, Sort};
use crate::domain::time::{Date, Timestamp};
use crate::error::Result;
use crate::ffi::call::{call, free};
use crate::ffi::error::clientela_error;
use crate::ffi::handle::{handle, open};
use crate::ffi::raw::misuse;
use crate::ffi::record_words::clientela_line_status;
use crate::ffi::status::clientela_status;
use crate::ffi::{out, raw, words};

/// Criteria that are being filled in. Use them from one thread at a time; they may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_criteria(i64);
handle!(clientela_criteria, CriteriaObject);

/// A number of criteria.
pub type clientela_criteria_field = i32;

/// Final price of a single unit at least, in minor units as shown (rounded).
pub const CLIENTELA_CRITERIA_FIELD_PRICE_FROM: clientela_criteria_field = 0;
/// Final price of a single unit at most, in minor units as shown (rounded).
pub const CLIENTELA_CRITERIA_FIELD_PRICE_TO: clientela_criteria_field = 1;
/// Document created at this instant or later, in milliseconds since 1970 UTC.
pub const CLIENTELA_CRITERIA_FIELD_CREATED_FROM: clientela_criteria_field = 2;
/// Document created before this instant, in milliseconds since 1970 UTC.
pub const CLIENTELA_CRITERIA_FIELD_CREATED_BEFORE: clientela_criteria_field = 3;
/// Document total at least, in minor units.
pub const CLIENTELA_CRITERIA_FIELD_TOTAL_FROM: clientela_criteria_field = 4;
/// Document total at most, in minor units.
pub const CLIENTELA_CRITERIA_FIELD_TOTAL_TO: clientela_criteria_field = 5;
/// 1: only items marked defective.
pub const CLIENTELA_CRITERIA_FIELD_DEFECTIVE_ONLY: clientela_criteria_field = 6;
/// The order of the hits, CLIENTELA_HISTORY_SORT_…, at first NEWEST.
pub const CLIENTELA_CRITERIA_FIELD_SORT: clientela_criteria_field = 7;
/// How many hits to give at most; at first all.
pub const CLIENTELA_CRITERIA_FIELD_LIMIT: clientela_criteria_field = 8;

/// In which order the hits come. Lines that are equal in it are newest first.
pub type clientela_history_sort = i32;

/// Newest document first, then by document number and line.
pub const CLIENTELA_HISTORY_SORT_NEWEST: clientela_history_sort = 0;
/// Oldest document first.
pub const CLIENTELA_HISTORY_SORT_OLDEST: clientela_history_sort = 1;
/// Lowest final price first.
pub const CLIENTELA_HISTORY_SORT_CHEAPEST: clientela_history_sort = 2;
/// Highest final price first.
pub const CLIENTELA_HISTORY_SORT_DEAREST: clientela_history_sort = 3;
/// By item name; case and accents do not matter.
pub const CLIENTELA_HISTORY_SORT_ITEM_NAME: clientela_history_sort = 4;

/// Criteria.
#[derive(Default)]
pub struct CriteriaObject(pub Criteria);

fn sort(number: i64) -> Result<Sort> {
    match words::within(number, "number")? {
        CLIENTELA_HISTORY_SORT_NEWEST => Ok(Sort::Newest),
        CLIENTELA_HISTORY_SORT_OLDEST => Ok(Sort::Oldest),
        CLIENTELA_HISTORY_SORT_CHEAPEST => Ok(Sort::Cheapest),
        CLIENTELA_HISTORY_SORT_DEAREST => Ok(Sort::Dearest),
        CLIENTELA_HISTORY_SORT_ITEM_NAME => Ok(Sort::ItemName),
        _ => Err(misuse("argument.unknown_constant", "number")),
    }
}

fn set(criteria: &mut Criteria, field: clientela_criteria_field, number: i64) -> Result<()> {
    match field {
        CLIENTELA_CRITERIA_FIELD_PRICE_FROM => criteria.price_from = Some(number),
        CLIENTELA_CRITERIA_FIELD_PRICE_TO => criteria.price_to = Some(number),
        CLIENTELA_CRITERIA_FIELD_CREATED_FROM => criteria.created_from = Some(Timestamp::from_millis(number)),
        CLIENTELA_CRITERIA_FIELD_CREATED_BEFORE => criteria.created_before = Some(Timestamp::from_millis(number)),
        CLIENTELA_CRITERIA_FIELD_TOTAL_FROM => criteria.total_from = Some(number),
        CLIENTELA_CRITERIA_FIELD_TOTAL_TO => criteria.total_to = Some(number),
        CLIENTELA_CRITERIA_FIELD_DEFECTIVE_ONLY => criteria.defective_only = words::yes(number, "number")?,
        CLIENTELA_CRITERIA_FIELD_SORT => criteria.sort = sort(number)?,
        CLIENTELA_CRITERIA_FIELD_LIMIT => criteria.limit = Some(words::within(number, "number")?),
        _ => return Err(misuse("argument.unknown_constant", "field")),
    }
    Ok(())
}

/// Makes criteria that allow every line.
///
/// - out_criteria: the new criteria; free them
#[unsafe(no_mangle)]
pub extern "C" fn clientela_criteria_new(out_criteria: *mut clientela_criteria, out_error: *mut clientela_error) -> clientela_status {
    call(out_error, out::handle(out_criteria, "out_criteria"), || Ok(CriteriaObject::default()))
}

/// Sets the words that must all occur, each anywhere in item name, item code, EAN, property and attribute values, document
/// numbers (own and source) and barcodes. Case, accents and the words' order do not matter: `a` and `ae` both find `ä`.
///
/// - criteria: the criteria
/// - text: the words; empty text allows every line
/// - text_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
#[unsafe(no_mangle)]
pub extern "C" fn clientela_criteria_set_text(
    criteria: clientela_criteria,
    text: *const c_char,
    text_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let mut criteria = open(criteria, "criteria")?;
        raw::text(text, text_len, "text")?.clone_into(&mut criteria.0.text);
        Ok(())
    })
}

/// Sets a number.
///
/// - criteria: the criteria
/// - field: which number, CLIENTELA_CRITERIA_FIELD_…
/// - number: the number
#[unsafe(no_mangle)]
pub extern "C" fn clientela_criteria_set_number(
    criteria: clientela_criteria,
    field: clientela_criteria_field,
    number: i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || set(&mut open(criteria, "criteria")?.0, field, number))
}

/// Begins behind a line: the last one of the page before. Lines that came or went meanwhile move no other line to another page.
/// CLIENTELA_STATUS_INVALID with position.malformed: the text is no such key.
///
/// - criteria: the criteria
/// - key: the line's key, as clientela_filtered_next_page gave it; empty text: the first page
/// - key_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
#[unsafe(no_mangle)]
pub extern "C" fn clientela_criteria_set_after(
    criteria: clientela_criteria,
    key: *const c_char,
    key_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let mut criteria = open(criteria, "criteria")?;
        criteria.0.after = words::absent_or(raw::text(key, key_len, "key")?, "key", LineKey::parse)?;
        Ok(())
    })
}

/// Allows only documents created from the first to the last day, both included.
///
/// - criteria: the criteria
/// - first: the first day, YYYY-MM-DD
/// - first_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - last: the last day, YYYY-MM-DD
/// - last_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - offset_minutes: how far the branch's time is east of UTC
#[unsafe(no_mangle)]
pub extern "C" fn clientela_criteria_set_days(
    criteria: clientela_criteria,
    first: *const c_char,
    first_len: usize,
    last: *const c_char,
    last_len: usize,
    offset_minutes: i32,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let mut criteria = open(criteria, "criteria")?;
        let (first, last): (Date, Date) = (words::date(first, first_len, "first")?, words::date(last, last_len, "last")?);
        criteria.0 = criteria.0.clone().days(first, last, words::offset(offset_minutes, "offset_minutes")?);
        Ok(())
    })
}

/// Allows a status too. Without any, every status is allowed.
///
/// - criteria: the criteria
/// - status: the status, CLIENTELA_LINE_STATUS_…
#[unsafe(no_mangle)]
pub extern "C" fn clientela_criteria_add_status(
    criteria: clientela_criteria,
    status: clientela_line_status,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let mut criteria = open(criteria, "criteria")?;
        criteria.0.statuses.insert(words::word(LineStatus::ALL, status, "status")?);
        Ok(())
    })
}

/// Allows a value of a property or attribute too. For each property named, a line has one of its values.
///
/// - criteria: the criteria
/// - name: the property's or attribute's name, such as `size`
/// - name_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - value: the value, such as `42`
/// - value_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
#[unsafe(no_mangle)]
pub extern "C" fn clientela_criteria_add_value(
    criteria: clientela_criteria,
    name: *const c_char,
    name_len: usize,
    value: *const c_char,
    value_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let mut criteria = open(criteria, "criteria")?;
        let (name, value) = (raw::text(name, name_len, "name")?, raw::text(value, value_len, "value")?);
        criteria.0.values.entry(name.to_owned()).or_default().insert(value.to_owned());
        Ok(())
    })
}

/// Frees criteria. None (0) are allowed.
///
/// - criteria: the criteria
#[unsafe(no_mangle)]
pub extern "C" fn clientela_criteria_free(criteria: clientela_criteria) -> clientela_status {
    free(criteria, "criteria")
}
