//! Legal holds and tax audits that are kept: on a person, a class of documents, one document, or everything.
//!
//! While a hold stands it blocks the whole anonymization of everybody whom it is about, not only a document: the person it names, or whoever
//! has a document of the class and the number it names (of the person it names, where it names one too). Without person, class and number
//! a legal hold is about everybody, a tax audit about everybody who has a document. In nothing else do the two kinds block differently:
//! a tax audit of one person blocks that person also without a document. In the lines of clientela_erp_why_not_yet a tax audit holds only
//! documents whose period had not ended before it began. Of people who were anonymized before, what a law kept of
//! their documents stays beyond its last day while a hold stands that names no person, and the document's number or none, whatever its
//! class; and while one stands that names neither person nor number, no sealed box goes because its last day is over. A hold keeps no bank
//! details that nobody uses (clientela_erp_delete_unused_accounts), and nobody from clientela_erp_take_ledger.

use std::ffi::c_char;

use crate::domain::retention::{HoldKind, KeptHold, RetentionClass};
use crate::engine::NewHold;
use crate::ffi::call::{call, free, step};
use crate::ffi::documents::{IdObject, clientela_id};
use crate::ffi::erp::clientela_erp;
use crate::ffi::error::clientela_error;
use crate::ffi::handle::{door, handle, open};
use crate::ffi::record::{Record, Walk};
use crate::ffi::retention_words::{clientela_hold_kind, clientela_retention_class};
use crate::ffi::shown::CText;
use crate::ffi::status::clientela_status;
use crate::ffi::{doors, out, raw, words};

/// A walk over holds; the present one is read field by field. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_holds(i64);
handle!(clientela_holds, HoldsObject);

/// A field of a hold.
pub type clientela_hold_field = i32;

/// Text: its id.
pub const CLIENTELA_HOLD_FIELD_ID: clientela_hold_field = 0;
/// What it is: CLIENTELA_HOLD_KIND_… as number, its name as text.
pub const CLIENTELA_HOLD_FIELD_KIND: clientela_hold_field = 1;
/// Text: the id of the person whom it is about, or NULL: everybody.
pub const CLIENTELA_HOLD_FIELD_PERSON: clientela_hold_field = 2;
/// Documents of which class: CLIENTELA_RETENTION_CLASS_… as number, its name as text; -1 and NULL: of every class.
pub const CLIENTELA_HOLD_FIELD_CLASS: clientela_hold_field = 3;
/// Text: the number of the document that it is about, or NULL: every one.
pub const CLIENTELA_HOLD_FIELD_DOCUMENT: clientela_hold_field = 4;
/// Text: since when, YYYY-MM-DD.
pub const CLIENTELA_HOLD_FIELD_SINCE: clientela_hold_field = 5;
/// Text: the last day, YYYY-MM-DD; NULL where nobody knows.
pub const CLIENTELA_HOLD_FIELD_UNTIL: clientela_hold_field = 6;
/// Text: who ordered it, and can lift it.
pub const CLIENTELA_HOLD_FIELD_AUTHOR: clientela_hold_field = 7;
/// Text: why; empty once the person was anonymized.
pub const CLIENTELA_HOLD_FIELD_REASON: clientela_hold_field = 8;
/// Text: when it was lifted, YYYY-MM-DD, or NULL: it stands.
pub const CLIENTELA_HOLD_FIELD_LIFTED: clientela_hold_field = 9;
/// Text: by whom, or NULL.
pub const CLIENTELA_HOLD_FIELD_LIFTED_BY: clientela_hold_field = 10;
/// Text: why, or NULL.
pub const CLIENTELA_HOLD_FIELD_LIFTED_REASON: clientela_hold_field = 11;

/// Holds, one by one.
pub struct HoldsObject(Walk<Record>);

fn record(kept: &KeptHold) -> Record {
    let KeptHold { id, hold, subject, lifted, .. } = kept;
    let (id, person) = (id.to_string(), subject.map(|id| id.to_string()));
    let (since, until) = (hold.since.to_string(), hold.until.map(|day| day.to_string()));
    let on = lifted.as_ref().map(|lifted| lifted.on.to_string());
    Record::default()
        .text(CLIENTELA_HOLD_FIELD_ID, id.as_str())
        .word(CLIENTELA_HOLD_FIELD_KIND, hold.kind as i32, hold.kind.name())
        .text(CLIENTELA_HOLD_FIELD_PERSON, person.as_deref())
        .word(CLIENTELA_HOLD_FIELD_CLASS, hold.class.map_or(-1, |class| class as i32), hold.class.map(RetentionClass::name))
        .text(CLIENTELA_HOLD_FIELD_DOCUMENT, hold.document.as_deref())
        .text(CLIENTELA_HOLD_FIELD_SINCE, since.as_str())
        .text(CLIENTELA_HOLD_FIELD_UNTIL, until.as_deref())
        .text(CLIENTELA_HOLD_FIELD_AUTHOR, hold.author.as_str())
        .text(CLIENTELA_HOLD_FIELD_REASON, hold.reason.as_str())
        .text(CLIENTELA_HOLD_FIELD_LIFTED, on.as_deref())
        .text(CLIENTELA_HOLD_FIELD_LIFTED_BY, lifted.as_ref().map(|lifted| lifted.by.as_str()))
        .text(CLIENTELA_HOLD_FIELD_LIFTED_REASON, lifted.as_ref().map(|lifted| lifted.reason.as_str()))
}

/// Puts a legal hold or a tax audit: whom it is about is not anonymized while it stands. What person, class and document name must all fit;
/// with none it is about everything. For what a law keeps of somebody anonymized name the document alone. CLIENTELA_STATUS_INVALID:
/// required, too_long, control_character, hold.ends_before_it_begins. CLIENTELA_STATUS_NOT_FOUND, CLIENTELA_STATUS_ERASED: of the person.
///
/// - erp: the ERP's door
/// - kind: what it is, CLIENTELA_HOLD_KIND_…
/// - author: who orders it, and can lift it: a name for people, which is compared with nothing; at most 100 characters; must not be empty
/// - author_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - reason: why, at most 500 characters; must not be empty
/// - reason_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - person: only about this person, by id; may be NULL: about everybody
/// - person_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - class_of: only documents of this class, CLIENTELA_RETENTION_CLASS_…; -1: of every class
/// - document: only documents of this number, of whatever kind, letter by letter. It is not looked up: one that comes later counts too; may
///   be NULL: every one
/// - document_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - since: since when, YYYY-MM-DD: before that day it blocks nothing; may be NULL: today
/// - since_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - until: the last day, YYYY-MM-DD; may be NULL: nobody knows
/// - until_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_id: the hold's id; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_place_hold(
    erp: clientela_erp,
    kind: clientela_hold_kind,
    author: *const c_char,
    author_len: usize,
    reason: *const c_char,
    reason_len: usize,
    person: *const c_char,
    person_len: usize,
    class_of: clientela_retention_class,
    document: *const c_char,
    document_len: usize,
    since: *const c_char,
    since_len: usize,
    until: *const c_char,
    until_len: usize,
    out_id: *mut clientela_id,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_id, "out_id"), || {
        let erp = door(erp, "erp")?;
        let (author, reason) = (raw::text(author, author_len, "author")?, raw::text(reason, reason_len, "reason")?);
        let new = NewHold {
            subject: doors::optional_subject(person, person_len, "person")?,
            class: if class_of == -1 { None } else { Some(words::word(RetentionClass::ALL, class_of, "class_of")?) },
            document: doors::optional(document, document_len, "document")?.map(str::to_owned),
            since: doors::optional_date(since, since_len, "since")?,
            until: doors::optional_date(until, until_len, "until")?,
            ..NewHold::new(words::word(HoldKind::ALL, kind, "kind")?, author, reason)
        };
        Ok(IdObject(Some(CText::new(&erp.place_hold(&new)?.to_string()))))
    })
}

/// Lifts a hold. One that was lifted stays as it is. CLIENTELA_STATUS_NOT_FOUND: hold.unknown. CLIENTELA_STATUS_INVALID: required,
/// too_long.
///
/// - erp: the ERP's door
/// - id: the hold's id
/// - id_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - by: who lifts it, at most 100 characters; must not be empty
/// - by_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - reason: why, at most 500 characters; must not be empty
/// - reason_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_lift_hold(
    erp: clientela_erp,
    id: *const c_char,
    id_len: usize,
    by: *const c_char,
    by_len: usize,
    reason: *const c_char,
    reason_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let erp = door(erp, "erp")?;
        let id = words::hold(id, id_len, "id")?;
        erp.lift_hold(id, raw::text(by, by_len, "by")?, raw::text(reason, reason_len, "reason")?)
    })
}

/// Begins a walk over every hold, those that were lifted too, in the order in which they were put; those of one instant in any order.
///
/// - erp: the ERP's door
/// - out_holds: the walk, before its first hold; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_holds(
    erp: clientela_erp,
    out_holds: *mut clientela_holds,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_holds, "out_holds"), || Ok(HoldsObject(Walk::new(door(erp, "erp")?.holds()?.iter().map(record)))))
}

/// Steps to the next hold. CLIENTELA_STATUS_DONE: there is none.
///
/// - holds: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_holds_next(holds: clientela_holds, out_error: *mut clientela_error) -> clientela_status {
    step(out_error, (), || Ok(open(holds, "holds")?.0.step()))
}

/// Reads a text of the present hold.
///
/// - holds: the walk
/// - field: which field, CLIENTELA_HOLD_FIELD_…
/// - out_text: the text, or NULL when there is none; lives until the walk is freed
/// - out_text_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_holds_text(
    holds: clientela_holds,
    field: clientela_hold_field,
    out_text: *mut *const c_char,
    out_text_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::text(out_text, out_text_len, "out_text"), || open(holds, "holds")?.0.row()?.lend(field))
}

/// Reads a number of the present hold.
///
/// - holds: the walk
/// - field: which field, CLIENTELA_HOLD_FIELD_…
/// - out_number: the number
#[unsafe(no_mangle)]
pub extern "C" fn clientela_holds_number(
    holds: clientela_holds,
    field: clientela_hold_field,
    out_number: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_number, "out_number"), || open(holds, "holds")?.0.row()?.value(field))
}

/// Frees a walk. Texts read from it are gone too. Nothing (0) is allowed.
///
/// - holds: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_holds_free(holds: clientela_holds) -> clientela_status {
    free(holds, "holds")
}
