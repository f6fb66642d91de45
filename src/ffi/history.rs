//! The transaction history of one customer: what was bought and what became of it, line by line, prepared once and filtered
//! many times; and what a filter found.

use std::ffi::c_char;
use std::sync::Arc;

use crate::domain::history::{ErpState, FacetValue, Filtered, History, LineStatus, filter, lines_of};
#[cfg(feature = "sqlite")]
use crate::domain::time::Timestamp;
#[cfg(feature = "sqlite")]
use crate::engine::CustomerHistory;
use crate::error::Result;
use crate::ffi::call::{call, free, step};
use crate::ffi::criteria::clientela_criteria;
use crate::ffi::cursor::Cursor;
use crate::ffi::document_list::clientela_documents;
use crate::ffi::error::clientela_error;
use crate::ffi::handle::{handle, open};
use crate::ffi::history_lines::{HistoryLinesObject, clientela_history_lines};
use crate::ffi::raw::misuse;
use crate::ffi::record::int;
use crate::ffi::record_words::clientela_line_status;
use crate::ffi::shown::CText;
use crate::ffi::status::clientela_status;
use crate::ffi::{out, words};

/// A history. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_history(i64);
handle!(clientela_history, HistoryObject);

/// What a filter found. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_filtered(i64);
handle!(clientela_filtered, FilteredObject);

/// A walk over the values that could be chosen. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_facets(i64);
handle!(clientela_facets, Cursor<FacetRow>);

/// What can be asked of a history as a number.
pub type clientela_history_fact = i32;

/// How many lines it has.
pub const CLIENTELA_HISTORY_FACT_LINES: clientela_history_fact = 0;
/// Whether the central system's part is there, CLIENTELA_ERP_STATE_…
pub const CLIENTELA_HISTORY_FACT_ERP: clientela_history_fact = 1;
/// When the oldest document of this store was created, in milliseconds since 1970 UTC; INT64_MAX: there is none.
pub const CLIENTELA_HISTORY_FACT_LOCAL_SINCE: clientela_history_fact = 2;
/// How many documents the central system gave that are not shown: another's, of somebody who was anonymized, or malformed.
pub const CLIENTELA_HISTORY_FACT_LEFT_OUT: clientela_history_fact = 3;

/// A history; what was found in it keeps it alive.
pub struct HistoryObject {
    history: Arc<History>,
    erp: ErpState,
    local_since: i64,
    left_out: i64,
}

impl From<History> for HistoryObject {
    fn from(history: History) -> Self {
        Self { history: Arc::new(history), erp: ErpState::NotAsked, local_since: i64::MAX, left_out: 0 }
    }
}

#[cfg(feature = "sqlite")]
impl From<CustomerHistory> for HistoryObject {
    fn from(history: CustomerHistory) -> Self {
        let local_since = history.local_since.map_or(i64::MAX, Timestamp::millis);
        Self { erp: history.erp, local_since, left_out: int(history.left_out), history: history.lines_kept() }
    }
}

impl HistoryObject {
    fn number(&self, fact: clientela_history_fact) -> Result<i64> {
        match fact {
            CLIENTELA_HISTORY_FACT_LINES => Ok(int(self.history.lines().len())),
            CLIENTELA_HISTORY_FACT_ERP => Ok(self.erp as i64),
            CLIENTELA_HISTORY_FACT_LOCAL_SINCE => Ok(self.local_since),
            CLIENTELA_HISTORY_FACT_LEFT_OUT => Ok(self.left_out),
            _ => Err(misuse("argument.unknown_constant", "fact")),
        }
    }
}

/// Places of lines in the history, and the counts.
pub struct FilteredObject {
    history: Arc<History>,
    hits: Arc<[usize]>,
    next: Option<CText>,
    total: usize,
    statuses: Vec<(LineStatus, usize)>,
    facets: Vec<(String, Vec<(String, usize)>)>,
}

/// A value that could be chosen.
pub struct FacetRow {
    name: CText,
    value: CText,
    count: i64,
}

impl FilteredObject {
    fn of(history: &Arc<History>, found: Filtered<'_>) -> Self {
        let values =
            |values: &[FacetValue<'_>]| -> Vec<(String, usize)> { values.iter().map(|one| (one.value.to_owned(), one.count)).collect() };
        let facets = found.facets.iter().map(|facet| (facet.name.to_owned(), values(&facet.values))).collect();
        let next = found.next.map(|key| CText::new(&key.to_string()));
        Self { history: Arc::clone(history), hits: found.hits.into(), next, total: found.total, statuses: found.statuses, facets }
    }

    fn count(&self, status: LineStatus) -> i64 {
        self.statuses.iter().find(|(other, _)| *other == status).map_or(0, |(_, count)| int(*count))
    }

    fn facets(&self) -> Cursor<FacetRow> {
        let row = |name: &str, value: &str, count| FacetRow { name: CText::new(name), value: CText::new(value), count: int(count) };
        let rows = self.facets.iter().flat_map(|(name, values)| values.iter().map(move |(value, count)| row(name, value, *count)));
        Cursor::new(rows.collect())
    }
}

/// Makes the history of these documents. Receipts, invoices, orders in progress, corrections that take something back and open
/// complaints count. Quantities per status add up: of three sold one is returned, so two are sold and one is returned.
///
/// - documents: all documents of the customer, in any order; they may be freed afterwards
/// - out_history: the history; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_history_new(
    documents: clientela_documents,
    out_history: *mut clientela_history,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_history, "out_history"), || {
        Ok(HistoryObject::from(History::new(lines_of(&open(documents, "documents")?.0))))
    })
}

/// Reads a number of a history. One that was made of documents was not asked for anywhere, and has no documents of this store.
///
/// - history: the history
/// - fact: which one, CLIENTELA_HISTORY_FACT_…
/// - out_value: the number
#[unsafe(no_mangle)]
pub extern "C" fn clientela_history_number(
    history: clientela_history,
    fact: clientela_history_fact,
    out_value: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_value, "out_value"), || open(history, "history")?.number(fact))
}

/// Filters the lines and counts what could be chosen.
///
/// - history: the history; it may be freed afterwards
/// - criteria: what is wanted
/// - out_filtered: what was found; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_history_filter(
    history: clientela_history,
    criteria: clientela_criteria,
    out_filtered: *mut clientela_filtered,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_filtered, "out_filtered"), || {
        let (history, criteria) = (open(history, "history")?, open(criteria, "criteria")?);
        Ok(FilteredObject::of(&history.history, filter(&history.history, &criteria.0)))
    })
}

/// Frees a history. What was found in it stays. No history (0) is allowed.
///
/// - history: the history
#[unsafe(no_mangle)]
pub extern "C" fn clientela_history_free(history: clientela_history) -> clientela_status {
    free(history, "history")
}

/// How many lines there are on all pages.
///
/// - filtered: what was found
/// - out_total: the number of lines
#[unsafe(no_mangle)]
pub extern "C" fn clientela_filtered_total(
    filtered: clientela_filtered,
    out_total: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_total, "out_total"), || Ok(int(open(filtered, "filtered")?.total)))
}

/// Reads where the next page begins, for clientela_criteria_set_after: the key of this page's last line.
///
/// - filtered: what was found
/// - out_key: the key, or NULL after the last page; lives until what was found is freed
/// - out_key_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_filtered_next_page(
    filtered: clientela_filtered,
    out_key: *mut *const c_char,
    out_key_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::text(out_key, out_key_len, "out_key"), || Ok(open(filtered, "filtered")?.next.as_ref().into()))
}

/// Begins a walk over the lines of the page asked for, in the order asked for.
///
/// - filtered: what was found; it may be freed during the walk
/// - out_history_lines: the walk, before its first line; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_filtered_lines(
    filtered: clientela_filtered,
    out_history_lines: *mut clientela_history_lines,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_history_lines, "out_history_lines"), || {
        let found = open(filtered, "filtered")?;
        Ok(HistoryLinesObject::new(&found.history, &found.hits))
    })
}

/// How many lines of a status every other filter allows.
///
/// - filtered: what was found
/// - status: the status, CLIENTELA_LINE_STATUS_…
/// - out_count: the number of lines
#[unsafe(no_mangle)]
pub extern "C" fn clientela_filtered_status_count(
    filtered: clientela_filtered,
    status: clientela_line_status,
    out_count: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_count, "out_count"), || {
        let found = open(filtered, "filtered")?;
        Ok(found.count(words::word(LineStatus::ALL, status, "status")?))
    })
}

/// Begins a walk over the values that could be chosen, by name and value: those with lines, and those chosen.
///
/// - filtered: what was found; it may be freed during the walk
/// - out_facets: the walk, before its first row; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_filtered_facets(
    filtered: clientela_filtered,
    out_facets: *mut clientela_facets,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_facets, "out_facets"), || Ok(open(filtered, "filtered")?.facets()))
}

/// Frees what was found. Walks over it stay. None (0) is allowed.
///
/// - filtered: what was found
#[unsafe(no_mangle)]
pub extern "C" fn clientela_filtered_free(filtered: clientela_filtered) -> clientela_status {
    free(filtered, "filtered")
}

/// Steps to the next value and reads it. CLIENTELA_STATUS_DONE: there is none.
///
/// - facets: the walk
/// - out_name: the name of the property or attribute; lives until the walk is freed
/// - out_name_len: its length in bytes; may be NULL
/// - out_value: the value; lives until the walk is freed
/// - out_value_len: its length in bytes; may be NULL
/// - out_count: how many lines have it, of those that every other filter allows
#[unsafe(no_mangle)]
pub extern "C" fn clientela_facets_next(
    facets: clientela_facets,
    out_name: *mut *const c_char,
    out_name_len: *mut usize,
    out_value: *mut *const c_char,
    out_value_len: *mut usize,
    out_count: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    let (name, value) = (out::text(out_name, out_name_len, "out_name"), out::text(out_value, out_value_len, "out_value"));
    step(out_error, (name, value, out::number(out_count, "out_count")), || {
        let mut facets = open(facets, "facets")?;
        Ok(facets.next().map(|row| (row.name.lend(), row.value.lend(), row.count)))
    })
}

/// Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
///
/// - facets: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_facets_free(facets: clientela_facets) -> clientela_status {
    free(facets, "facets")
}
