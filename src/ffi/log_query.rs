//! Which entries of the journal are asked for. All conditions hold at once; what is not set allows every entry.

use std::ffi::c_char;

use crate::domain::field::{Field, RecordKind};
use crate::domain::id::{Code, SubjectId};
use crate::domain::journal::EntryKind;
use crate::domain::time::Date;
use crate::engine::{JournalQuery, LogPosition};
use crate::error::{Result, Violation};
use crate::ffi::call::{call, free};
use crate::ffi::error::clientela_error;
use crate::ffi::handle::{handle, open};
use crate::ffi::raw::misuse;
use crate::ffi::record_words::clientela_record_kind;
use crate::ffi::status::clientela_status;
use crate::ffi::{doors, input, out, words};

/// A query of the journal that is being described. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_log_query(i64);
handle!(clientela_log_query, LogQueryObject);

/// A condition of a query of the journal.
pub type clientela_log_query_field = i32;

/// Text: only entries about the person with this id and the documents whose customer they are.
pub const CLIENTELA_LOG_QUERY_FIELD_PERSON: clientela_log_query_field = 0;
/// Text: only entries of this local calendar date, YYYY-MM-DD, or later.
pub const CLIENTELA_LOG_QUERY_FIELD_FROM: clientela_log_query_field = 1;
/// Text: only entries of this local calendar date, YYYY-MM-DD, or earlier.
pub const CLIENTELA_LOG_QUERY_FIELD_TO: clientela_log_query_field = 2;
/// Text: only entries by this operator.
pub const CLIENTELA_LOG_QUERY_FIELD_OPERATOR: clientela_log_query_field = 3;
/// Text: only entries at this station.
pub const CLIENTELA_LOG_QUERY_FIELD_STATION: clientela_log_query_field = 4;
/// Text: only entries in this branch.
pub const CLIENTELA_LOG_QUERY_FIELD_BRANCH: clientela_log_query_field = 5;
/// Text: only entries behind this position, as `clientela_log_after` gives it.
pub const CLIENTELA_LOG_QUERY_FIELD_AFTER: clientela_log_query_field = 6;
/// Number: only entries that change this field, CLIENTELA_FIELD_…; 0: any field or none.
pub const CLIENTELA_LOG_QUERY_FIELD_CHANGED: clientela_log_query_field = 7;
/// Number: how many entries a page has at most, 1 to 1000, at first 100; what lies outside is taken as the nearest of these.
pub const CLIENTELA_LOG_QUERY_FIELD_LIMIT: clientela_log_query_field = 8;
/// Added number: entries of this kind of record too, CLIENTELA_RECORD_KIND_…; without any, of every kind.
pub const CLIENTELA_LOG_QUERY_FIELD_RECORD_KIND: clientela_log_query_field = 9;
/// Added number: entries that tell this too, CLIENTELA_ENTRY_KIND_…; without any, whatever they tell.
pub const CLIENTELA_LOG_QUERY_FIELD_ENTRY_KIND: clientela_log_query_field = 10;

/// A query.
#[derive(Default)]
pub struct LogQueryObject(pub JournalQuery);

fn set_text(query: &mut JournalQuery, field: clientela_log_query_field, text: Option<&str>) -> Result<()> {
    fn parsed<T>(text: Option<&str>, parse: fn(&str) -> Result<T, Violation>) -> Result<Option<T>> {
        text.map(|text| parse(text).map_err(words::named("text"))).transpose()
    }
    match field {
        CLIENTELA_LOG_QUERY_FIELD_PERSON => query.subject = parsed(text, SubjectId::parse)?,
        CLIENTELA_LOG_QUERY_FIELD_FROM => query.from = parsed(text, Date::parse)?,
        CLIENTELA_LOG_QUERY_FIELD_TO => query.to = parsed(text, Date::parse)?,
        CLIENTELA_LOG_QUERY_FIELD_OPERATOR => query.operator = parsed(text, Code::parse)?,
        CLIENTELA_LOG_QUERY_FIELD_STATION => query.station = parsed(text, Code::parse)?,
        CLIENTELA_LOG_QUERY_FIELD_BRANCH => query.branch = parsed(text, Code::parse)?,
        CLIENTELA_LOG_QUERY_FIELD_AFTER => query.after = parsed(text, LogPosition::parse)?,
        _ => return Err(misuse("argument.unknown_constant", "field")),
    }
    Ok(())
}

fn set_number(query: &mut JournalQuery, field: clientela_log_query_field, number: i64) -> Result<()> {
    match field {
        CLIENTELA_LOG_QUERY_FIELD_CHANGED => query.field = changed(number)?,
        CLIENTELA_LOG_QUERY_FIELD_LIMIT => query.limit = words::within(number, "number")?,
        _ => return Err(misuse("argument.unknown_constant", "field")),
    }
    Ok(())
}

fn changed(number: i64) -> Result<Option<Field>> {
    if number == 0 { Ok(None) } else { input::field(words::within(number, "number")?, "number").map(Some) }
}

fn add(query: &mut JournalQuery, field: clientela_log_query_field, number: i64) -> Result<()> {
    match field {
        CLIENTELA_LOG_QUERY_FIELD_RECORD_KIND => query.records.push(words::word(&RecordKind::ALL, number, "number")?),
        CLIENTELA_LOG_QUERY_FIELD_ENTRY_KIND => query.kinds.push(words::word(EntryKind::ALL, number, "number")?),
        _ => return Err(misuse("argument.unknown_constant", "field")),
    }
    Ok(())
}

/// What a query handle asks for; every entry without one.
pub fn asked(query: clientela_log_query) -> Result<JournalQuery> {
    Ok(doors::optional_handle(query, "query")?.map_or_else(JournalQuery::default, |held| held.0.clone()))
}

/// Makes a query for every entry, 100 a page.
///
/// - out_log_query: the new query; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_log_query_new(out_log_query: *mut clientela_log_query, out_error: *mut clientela_error) -> clientela_status {
    call(out_error, out::handle(out_log_query, "out_log_query"), || Ok(LogQueryObject::default()))
}

/// Sets a condition that is a text.
///
/// - log_query: the query
/// - field: which condition, CLIENTELA_LOG_QUERY_FIELD_…
/// - text: what it asks for; may be NULL: the condition is taken away
/// - text_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
#[unsafe(no_mangle)]
pub extern "C" fn clientela_log_query_set_text(
    log_query: clientela_log_query,
    field: clientela_log_query_field,
    text: *const c_char,
    text_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || set_text(&mut open(log_query, "log_query")?.0, field, doors::optional(text, text_len, "text")?))
}

/// Sets a condition that is a number.
///
/// - log_query: the query
/// - field: which condition, CLIENTELA_LOG_QUERY_FIELD_…
/// - number: what it asks for
#[unsafe(no_mangle)]
pub extern "C" fn clientela_log_query_set_number(
    log_query: clientela_log_query,
    field: clientela_log_query_field,
    number: i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || set_number(&mut open(log_query, "log_query")?.0, field, number))
}

/// Allows one kind more, of records or of entries.
///
/// - log_query: the query
/// - field: CLIENTELA_LOG_QUERY_FIELD_RECORD_KIND or CLIENTELA_LOG_QUERY_FIELD_ENTRY_KIND
/// - number: the kind
#[unsafe(no_mangle)]
pub extern "C" fn clientela_log_query_add(
    log_query: clientela_log_query,
    field: clientela_log_query_field,
    number: i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || add(&mut open(log_query, "log_query")?.0, field, number))
}

/// Asks for the entries of one record only.
///
/// - log_query: the query
/// - record: the record's kind, CLIENTELA_RECORD_KIND_…
/// - key: the record's id or code, for a setting its place and key such as `branch:lyon/customer.default_kind`, as
///   CLIENTELA_LOG_FIELD_KEY tells it; may be NULL: the condition is taken away
/// - key_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
#[unsafe(no_mangle)]
pub extern "C" fn clientela_log_query_set_record(
    log_query: clientela_log_query,
    record: clientela_record_kind,
    key: *const c_char,
    key_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let mut query = open(log_query, "log_query")?;
        let record = words::word(&RecordKind::ALL, record, "record")?;
        query.0.record = doors::optional(key, key_len, "key")?.map(|key| (record, key.to_owned()));
        Ok(())
    })
}

/// Frees a query. No query (0) is allowed.
///
/// - log_query: the query
#[unsafe(no_mangle)]
pub extern "C" fn clientela_log_query_free(log_query: clientela_log_query) -> clientela_status {
    free(log_query, "log_query")
}
