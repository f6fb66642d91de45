//! What may be done with a line of the history now, how much of it is open for that, and if nothing may be done, why. A host with
//! documents of its own looks at them without a store; a desk has clientela_desk_line_actions.

use std::collections::HashMap;
use std::ffi::c_char;

use crate::domain::history::{ActionReason, ActionSituation, Actions, Allowed};
use crate::domain::id::{Code, DocumentId};
use crate::domain::status::Meaning;
use crate::ffi::call::{call, free, step};
use crate::ffi::document_list::clientela_documents;
use crate::ffi::document_words::{
    CLIENTELA_ALLOWED_FIELD_ACTION, CLIENTELA_ALLOWED_FIELD_OPEN, CLIENTELA_ALLOWED_FIELD_REASON, clientela_allowed_field,
};
use crate::ffi::error::clientela_error;
use crate::ffi::handle::{handle, open};
use crate::ffi::record::{Record, Walk};
use crate::ffi::record_words::clientela_meaning;
use crate::ffi::status::clientela_status;
use crate::ffi::{out, raw, words};

/// What may be done with the lines of documents. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_actions(i64);
handle!(clientela_actions, ActionsObject);

/// A walk over what may be done with one line; its present row is read field by field. Use it from one thread at a time; it may move
/// between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_allowed(i64);
handle!(clientela_allowed, AllowedObject);

/// Every line with every action.
pub struct ActionsObject(HashMap<(DocumentId, u32), Vec<Allowed>>);

/// The actions of one line.
pub struct AllowedObject(Walk<Record>);

impl AllowedObject {
    pub fn of(allowed: &[Allowed]) -> Self {
        Self(Walk::new(allowed.iter().map(record)))
    }
}

fn record(allowed: &Allowed) -> Record {
    let reason = allowed.reason;
    Record::default()
        .word(CLIENTELA_ALLOWED_FIELD_ACTION, allowed.action as i32, allowed.action.name())
        .number(CLIENTELA_ALLOWED_FIELD_OPEN, allowed.open.scaled())
        .word(CLIENTELA_ALLOWED_FIELD_REASON, reason.map_or(-1, |reason| reason as i32), reason.map(ActionReason::name))
}

/// Looks at what may be done with the lines of documents: a complaint or correction of what was sold; a correction of what is in complaint
/// when a receipt or invoice is behind it; the sales document of what awaits pickup, in the branch of its order, everywhere when the
/// order names none. What lies in documents that are still being made (drafts, initialised or not approved ones) is not open.
///
/// - documents: all documents of one customer, or all that have to do with one document; they may be freed afterwards
/// - branch: the branch in which somebody asks; empty: none
/// - branch_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - permitted: 1 when they may make documents, else 0
/// - meaning: what the customer's status means, CLIENTELA_MEANING_…; -1: there is no customer
/// - lacks_address: 1 when the customer lacks an address that documents need, else 0
/// - out_actions: what may be done; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_actions_new(
    documents: clientela_documents,
    branch: *const c_char,
    branch_len: usize,
    permitted: i32,
    meaning: clientela_meaning,
    lacks_address: i32,
    out_actions: *mut clientela_actions,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_actions, "out_actions"), || {
        let documents = open(documents, "documents")?;
        let situation = ActionSituation {
            branch: words::absent_or(raw::text(branch, branch_len, "branch")?, "branch", Code::parse)?,
            permitted: words::yes(permitted, "permitted")?,
            meaning: if meaning == -1 { None } else { Some(words::word(Meaning::ALL, meaning, "meaning")?) },
            lacks_address: words::yes(lacks_address, "lacks_address")?,
        };
        let all = Actions::of(&documents.0, situation);
        Ok(ActionsObject(all.all().map(|(document, line, allowed)| ((document, line), allowed)).collect()))
    })
}

/// Begins a walk over what may be done with a line: one row for each CLIENTELA_LINE_ACTION_…, in their order. Of a line that is not
/// there nothing is left.
///
/// - actions: what may be done
/// - document: the document's id
/// - document_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - line: the line's number in it
/// - out_allowed: the walk, before its first row; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_actions_of_line(
    actions: clientela_actions,
    document: *const c_char,
    document_len: usize,
    line: i32,
    out_allowed: *mut clientela_allowed,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_allowed, "out_allowed"), || {
        let actions = open(actions, "actions")?;
        let place = (words::document(document, document_len, "document")?, words::within(line, "line")?);
        Ok(actions.0.get(&place).map_or_else(|| AllowedObject::of(&Allowed::nothing_left()), |allowed| AllowedObject::of(allowed)))
    })
}

/// Frees what may be done. Walks over it stay. None (0) is allowed.
///
/// - actions: what may be done
#[unsafe(no_mangle)]
pub extern "C" fn clientela_actions_free(actions: clientela_actions) -> clientela_status {
    free(actions, "actions")
}

/// Steps to the next action. CLIENTELA_STATUS_DONE: there is none.
///
/// - allowed: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_allowed_next(allowed: clientela_allowed, out_error: *mut clientela_error) -> clientela_status {
    step(out_error, (), || Ok(open(allowed, "allowed")?.0.step()))
}

/// Reads a text of the present action.
///
/// - allowed: the walk
/// - field: which field, CLIENTELA_ALLOWED_FIELD_…
/// - out_text: the text, or NULL when there is none; lives until the walk is freed
/// - out_text_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_allowed_text(
    allowed: clientela_allowed,
    field: clientela_allowed_field,
    out_text: *mut *const c_char,
    out_text_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::text(out_text, out_text_len, "out_text"), || open(allowed, "allowed")?.0.row()?.lend(field))
}

/// Reads a number of the present action.
///
/// - allowed: the walk
/// - field: which field, CLIENTELA_ALLOWED_FIELD_…
/// - out_number: the number
#[unsafe(no_mangle)]
pub extern "C" fn clientela_allowed_number(
    allowed: clientela_allowed,
    field: clientela_allowed_field,
    out_number: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_number, "out_number"), || open(allowed, "allowed")?.0.row()?.value(field))
}

/// Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
///
/// - allowed: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_allowed_free(allowed: clientela_allowed) -> clientela_status {
    free(allowed, "allowed")
}
