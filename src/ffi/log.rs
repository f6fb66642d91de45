//! The change log: who changed what, when and where, with the old and the new value while they exist.

use std::ffi::c_char;

use crate::domain::id::Code;
use crate::domain::journal::Hidden;
use crate::engine::{LogPage, LoggedEntry, LoggedValue};
use crate::error::Result;
use crate::ffi::call::{call, free, step};
use crate::ffi::constants::clientela_field;
use crate::ffi::cursor::Cursor;
use crate::ffi::desk::clientela_desk;
use crate::ffi::erp::clientela_erp;
use crate::ffi::error::clientela_error;
use crate::ffi::handle::{door, handle, open};
use crate::ffi::log_query::{asked, clientela_log_query};
use crate::ffi::record::{Record, Walk, int};
use crate::ffi::record_words::clientela_hidden;
use crate::ffi::shown::{CText, Lent};
use crate::ffi::status::clientela_status;
use crate::ffi::{out, words};

/// A walk over entries of the journal; its present entry is read field by field. Use it from one thread at a time; it may move
/// between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_log(i64);
handle!(clientela_log, LogObject);

/// A walk over the values of an entry. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_changes(i64);
handle!(clientela_changes, ChangesObject);

/// A field of an entry of the journal.
pub type clientela_log_field = i32;

/// Number: when, in milliseconds since 1970 UTC.
pub const CLIENTELA_LOG_FIELD_AT: clientela_log_field = 0;
/// Text: the local calendar date.
pub const CLIENTELA_LOG_FIELD_DATE: clientela_log_field = 1;
/// CLIENTELA_DOOR_… as number, its name as text.
pub const CLIENTELA_LOG_FIELD_DOOR: clientela_log_field = 2;
/// Text: the operator, or NULL.
pub const CLIENTELA_LOG_FIELD_OPERATOR: clientela_log_field = 3;
/// Text: the station, or NULL.
pub const CLIENTELA_LOG_FIELD_STATION: clientela_log_field = 4;
/// Text: the branch, or NULL.
pub const CLIENTELA_LOG_FIELD_BRANCH: clientela_log_field = 5;
/// CLIENTELA_ENTRY_KIND_… as number, its name as text.
pub const CLIENTELA_LOG_FIELD_KIND: clientela_log_field = 6;
/// CLIENTELA_RECORD_KIND_… as number, its name as text, such as `subject`, `consent_event`, `document`.
pub const CLIENTELA_LOG_FIELD_RECORD: clientela_log_field = 7;
/// Text: which record, an opaque id or a code.
pub const CLIENTELA_LOG_FIELD_KEY: clientela_log_field = 8;
/// Text: the id of the person whom it is about, or NULL.
pub const CLIENTELA_LOG_FIELD_SUBJECT: clientela_log_field = 9;
/// Text: the chain that the entry belongs to.
pub const CLIENTELA_LOG_FIELD_ORIGIN: clientela_log_field = 10;
/// Number: the entry's place in its chain, from 1.
pub const CLIENTELA_LOG_FIELD_SEQUENCE: clientela_log_field = 11;

/// Entries, one by one, and where the page behind them begins.
pub struct LogObject {
    rows: Walk<(Record, Vec<LoggedValue>)>,
    after: Option<CText>,
}

/// The values of one entry.
pub struct ChangesObject(Cursor<Change>);

/// One value, from old to new.
struct Change {
    field: clientela_field,
    slot: i32,
    old: Option<CText>,
    new: Option<CText>,
    hidden: Hidden,
}

impl LogObject {
    pub fn of(entries: Vec<LoggedEntry>) -> Self {
        Self::page(LogPage { entries, next: None })
    }

    fn page(page: LogPage) -> Self {
        let rows = Walk::new(page.entries.into_iter().map(|logged| (record(&logged), logged.values)));
        Self { rows, after: page.next.map(|next| CText::new(&next.to_string())) }
    }

    fn changes(&self) -> Result<ChangesObject> {
        Ok(ChangesObject(Cursor::new(self.rows.row()?.1.iter().map(Change::of).collect())))
    }
}

fn record(logged: &LoggedEntry) -> Record {
    let entry = &logged.entry;
    let (date, subject) = (entry.date.to_string(), entry.subject.map(|subject| subject.to_string()));
    Record::default()
        .number(CLIENTELA_LOG_FIELD_AT, entry.at.millis())
        .text(CLIENTELA_LOG_FIELD_DATE, date.as_str())
        .word(CLIENTELA_LOG_FIELD_DOOR, entry.door as i32, entry.door.name())
        .text(CLIENTELA_LOG_FIELD_OPERATOR, entry.operator.as_ref().map(Code::as_str))
        .text(CLIENTELA_LOG_FIELD_STATION, entry.station.as_ref().map(Code::as_str))
        .text(CLIENTELA_LOG_FIELD_BRANCH, entry.branch.as_ref().map(Code::as_str))
        .word(CLIENTELA_LOG_FIELD_KIND, entry.kind as i32, entry.kind.name())
        .word(CLIENTELA_LOG_FIELD_RECORD, entry.record as i32, entry.record.name())
        .text(CLIENTELA_LOG_FIELD_KEY, entry.key.as_str())
        .text(CLIENTELA_LOG_FIELD_SUBJECT, subject.as_deref())
        .text(CLIENTELA_LOG_FIELD_ORIGIN, entry.origin.as_str())
        .number(CLIENTELA_LOG_FIELD_SEQUENCE, int(entry.sequence))
}

impl Change {
    fn of(logged: &LoggedValue) -> Self {
        let values = logged.values.as_ref();
        Self {
            field: logged.field as i32,
            slot: logged.slot.into(),
            old: values.and_then(|values| values.old.as_text()).map(CText::new),
            new: values.and_then(|values| values.new.as_text()).map(CText::new),
            hidden: logged.hidden(),
        }
    }

    fn lend(&self) -> (clientela_field, i32, Lent, Lent, clientela_hidden) {
        (self.field, self.slot, self.old.as_ref().into(), self.new.as_ref().into(), self.hidden as i32)
    }
}

/// Begins a walk over every change of one customer or related person, in the order in which they were made; of an anonymized one too. It
/// needs CLIENTELA_RIGHT_READ_JOURNAL. Values of fields that the operator may not see are masked or withheld, as in the details; of
/// somebody whose data are restricted all are. CLIENTELA_STATUS_NOT_FOUND: customer.unknown.
///
/// - desk: the desk
/// - person: the id of a customer or related person
/// - person_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_log: the walk, before its first entry; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_change_log(
    desk: clientela_desk,
    person: *const c_char,
    person_len: usize,
    out_log: *mut clientela_log,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_log, "out_log"), || {
        let desk = door(desk, "desk")?;
        let person = words::subject(person, person_len, "person")?;
        Ok(LogObject::of(desk.change_log(person)?))
    })
}

/// Begins a walk over one page of the change log over all records, settings, operators and branches too: in the order of instant, station
/// and place in the chain. It needs CLIENTELA_RIGHT_READ_JOURNAL. Values of fields that the operator may not see are masked or withheld, as
/// in the details, and so are all of somebody whose data are restricted. For the next page set what `clientela_log_after` gives as
/// CLIENTELA_LOG_QUERY_FIELD_AFTER and call again.
///
/// - desk: the desk
/// - query: which entries; it may be freed or used again; may be CLIENTELA_NONE: every entry
/// - out_log: the walk, before its first entry; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_log(
    desk: clientela_desk,
    query: clientela_log_query,
    out_log: *mut clientela_log,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_log, "out_log"), || {
        let desk = door(desk, "desk")?;
        Ok(LogObject::page(desk.journal(&asked(query)?)?))
    })
}

/// Begins a walk over one page of the journal, as the central system, like `clientela_desk_log`. Nothing is withheld but secrets.
///
/// - erp: the ERP's door
/// - query: which entries; it may be freed or used again; may be CLIENTELA_NONE: every entry
/// - out_log: the walk, before its first entry; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_log(
    erp: clientela_erp,
    query: clientela_log_query,
    out_log: *mut clientela_log,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_log, "out_log"), || {
        let erp = door(erp, "erp")?;
        Ok(LogObject::page(erp.journal(&asked(query)?)?))
    })
}

/// Says where the next page begins, whatever the walk has come to.
///
/// - log: the walk
/// - out_after: the position, for CLIENTELA_LOG_QUERY_FIELD_AFTER, or NULL when this page is the last; lives until the walk is freed
/// - out_after_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_log_after(
    log: clientela_log,
    out_after: *mut *const c_char,
    out_after_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::text(out_after, out_after_len, "out_after"), || Ok(open(log, "log")?.after.as_ref().into()))
}

/// Steps to the next entry. CLIENTELA_STATUS_DONE: there is none.
///
/// - log: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_log_next(log: clientela_log, out_error: *mut clientela_error) -> clientela_status {
    step(out_error, (), || Ok(open(log, "log")?.rows.step()))
}

/// Reads a text of the present entry.
///
/// - log: the walk
/// - field: which field, CLIENTELA_LOG_FIELD_…
/// - out_text: the text, or NULL when there is none; lives until the walk is freed
/// - out_text_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_log_text(
    log: clientela_log,
    field: clientela_log_field,
    out_text: *mut *const c_char,
    out_text_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::text(out_text, out_text_len, "out_text"), || open(log, "log")?.rows.row()?.0.lend(field))
}

/// Reads a number of the present entry.
///
/// - log: the walk
/// - field: which field, CLIENTELA_LOG_FIELD_…
/// - out_number: the number
#[unsafe(no_mangle)]
pub extern "C" fn clientela_log_number(
    log: clientela_log,
    field: clientela_log_field,
    out_number: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_number, "out_number"), || open(log, "log")?.rows.row()?.0.value(field))
}

/// Begins a walk over the values of the present entry.
///
/// - log: the walk over entries
/// - out_changes: the walk, before its first value; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_log_changes(
    log: clientela_log,
    out_changes: *mut clientela_changes,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_changes, "out_changes"), || open(log, "log")?.changes())
}

/// Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
///
/// - log: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_log_free(log: clientela_log) -> clientela_status {
    free(log, "log")
}

/// Steps to the next value. CLIENTELA_STATUS_DONE: there is none.
///
/// - changes: the walk
/// - out_field: which field, CLIENTELA_FIELD_…
/// - out_slot: which occurrence, from 0
/// - out_old: what it was, or NULL when there was none; lives until the walk is freed
/// - out_old_len: its length in bytes; may be NULL
/// - out_new: what it became, or NULL when it was removed; lives until the walk is freed
/// - out_new_len: its length in bytes; may be NULL
/// - out_hidden: whether old and new are told, CLIENTELA_HIDDEN_…; masked values are told as the mask shows them
#[unsafe(no_mangle)]
pub extern "C" fn clientela_changes_next(
    changes: clientela_changes,
    out_field: *mut clientela_field,
    out_slot: *mut i32,
    out_old: *mut *const c_char,
    out_old_len: *mut usize,
    out_new: *mut *const c_char,
    out_new_len: *mut usize,
    out_hidden: *mut clientela_hidden,
    out_error: *mut clientela_error,
) -> clientela_status {
    let outs = (
        out::number(out_field, "out_field"),
        out::number(out_slot, "out_slot"),
        out::text(out_old, out_old_len, "out_old"),
        out::text(out_new, out_new_len, "out_new"),
        out::number(out_hidden, "out_hidden"),
    );
    step(out_error, outs, || Ok(open(changes, "changes")?.0.next().map(Change::lend)))
}

/// Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
///
/// - changes: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_changes_free(changes: clientela_changes) -> clientela_status {
    free(changes, "changes")
}
