//! The plan of an anonymization: value by value what happens, and what stands in the way. It names records and fields, never a
//! value. A plan that blocks has its items all the same: what would happen once nothing blocks.

use std::ffi::c_char;

use crate::domain::erasure::{Action, Blocker, Item, Plan, Scrub, SingledOut};
use crate::domain::field::Field;
#[cfg(feature = "sqlite")]
use crate::domain::field::RecordKind;
use crate::domain::id::Code;
use crate::domain::time::Date;
use crate::ffi::call::{call, free, step};
use crate::ffi::error::clientela_error;
use crate::ffi::handle::{handle, open};
use crate::ffi::out;
use crate::ffi::record::{Record, Walk, int};
use crate::ffi::status::clientela_status;
use crate::ffi::texts::{self, clientela_texts};

/// A plan. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_plan(i64);
handle!(clientela_plan, PlanObject);

/// A walk over what a plan does, and over what stands in its way; its present row is read field by field. Whatever begins a walk says which
/// fields its rows have; another one is CLIENTELA_STATUS_MISUSE, argument.unknown_constant. Use it from one thread at a time; it may move
/// between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_plan_rows(i64);
handle!(clientela_plan_rows, Walk<Record>);

/// A field of a plan.
pub type clientela_plan_field = i32;

/// Number: how many things stand in the way; 0: it can be done.
pub const CLIENTELA_PLAN_FIELD_BLOCKERS: clientela_plan_field = 0;
/// Text: the first day on which nothing stands in the way any more, YYYY-MM-DD; NULL when nothing does, or when the end of anything that
/// does is not known.
pub const CLIENTELA_PLAN_FIELD_POSSIBLE_FROM: clientela_plan_field = 1;
/// Number: how many values of the journal go, with their salts.
pub const CLIENTELA_PLAN_FIELD_JOURNAL_VALUES: clientela_plan_field = 2;
/// Number: how many values and records it is about: the rows of clientela_plan_items.
pub const CLIENTELA_PLAN_FIELD_ITEMS: clientela_plan_field = 3;

/// Number: how many places there are where others' free text mentions the person, and will not any more.
pub const CLIENTELA_PLAN_FIELD_SCRUBS: clientela_plan_field = 4;
/// Number: how much of the history stays and still points at fewer than three people; 0: no warning.
pub const CLIENTELA_PLAN_FIELD_SINGLED_OUT: clientela_plan_field = 5;

/// A field of a row of a plan.
pub type clientela_plan_row_field = i32;

/// The kind of record: CLIENTELA_RECORD_KIND_… as number, its name as text.
pub const CLIENTELA_PLAN_ROW_FIELD_RECORD: clientela_plan_row_field = 0;
/// Text: the record's id, of a relation `customer/person`; of a blocker the document's id, NULL when it is no document.
pub const CLIENTELA_PLAN_ROW_FIELD_ID: clientela_plan_row_field = 1;
/// CLIENTELA_FIELD_… as number, its name as text; 0 and NULL when it is about the record as such.
pub const CLIENTELA_PLAN_ROW_FIELD_FIELD: clientela_plan_row_field = 2;
/// Number: the field's occurrence, from 0.
pub const CLIENTELA_PLAN_ROW_FIELD_SLOT: clientela_plan_row_field = 3;
/// What happens: CLIENTELA_ERASURE_ACTION_… as number, its name as text.
pub const CLIENTELA_PLAN_ROW_FIELD_ACTION: clientela_plan_row_field = 4;
/// Text: of what stays, why: a law or contract, in the words of the rules or, of a payload, of its feed, for people to read; or one of two
/// codes: `names_nobody`, it says nothing about a person, and `recognises_the_erased`, so that nobody is taken in again. Their messages are
/// `certificate.names_nobody` and `certificate.recognises_the_erased`. NULL of what does not stay.
pub const CLIENTELA_PLAN_ROW_FIELD_GROUND: clientela_plan_row_field = 5;
/// Text: of what is replaced, the word that takes its place; NULL of what is not.
pub const CLIENTELA_PLAN_ROW_FIELD_WORD: clientela_plan_row_field = 6;
/// Text: the last day on which it stays, stands in the way or is waited for, YYYY-MM-DD; NULL of what goes, of what stays for good, and
/// where nobody knows when it stops standing in the way.
pub const CLIENTELA_PLAN_ROW_FIELD_UNTIL: clientela_plan_row_field = 7;
/// Why it stands in the way: CLIENTELA_BLOCKER_REASON_… as number, its name as text.
pub const CLIENTELA_PLAN_ROW_FIELD_REASON: clientela_plan_row_field = 8;
/// Text: the document's number. Of a blocker that is none the code of the operator or program; empty of a hold on more than one document.
/// Of what a law keeps NULL where it is not told.
pub const CLIENTELA_PLAN_ROW_FIELD_NUMBER: clientela_plan_row_field = 9;
/// Text: who can lift it: the author of a hold; of a document the operator who wrote it, or whom clientela_erasure_add_document named; NULL
/// when nobody knows.
pub const CLIENTELA_PLAN_ROW_FIELD_OWNER: clientela_plan_row_field = 10;
/// Text: a system that is asked whether it erased the person too.
pub const CLIENTELA_PLAN_ROW_FIELD_SYSTEM: clientela_plan_row_field = 30;

/// Number: of a place to be cleaned, how many mentions there are.
pub const CLIENTELA_PLAN_ROW_FIELD_COUNT: clientela_plan_row_field = 11;
/// Text: of what still points at somebody, its day, YYYY-MM-DD.
pub const CLIENTELA_PLAN_ROW_FIELD_DAY: clientela_plan_row_field = 12;
/// Text: its branch; NULL when it has none.
pub const CLIENTELA_PLAN_ROW_FIELD_BRANCH: clientela_plan_row_field = 13;
/// Text: its item, the code or else the name.
pub const CLIENTELA_PLAN_ROW_FIELD_ITEM: clientela_plan_row_field = 14;
/// Number: how many people it fits, the person among them.
pub const CLIENTELA_PLAN_ROW_FIELD_PEOPLE: clientela_plan_row_field = 15;

/// A plan, and what of it is read by field.
pub struct PlanObject {
    plan: Plan,
    record: Record,
}

impl PlanObject {
    /// Of a plan of the domain.
    pub fn of(plan: Plan) -> Self {
        let record = Record::default()
            .number(CLIENTELA_PLAN_FIELD_BLOCKERS, int(plan.blockers.len()))
            .text(CLIENTELA_PLAN_FIELD_POSSIBLE_FROM, written(plan.possible_from()).as_deref())
            .number(CLIENTELA_PLAN_FIELD_JOURNAL_VALUES, int(plan.journal_values))
            .number(CLIENTELA_PLAN_FIELD_ITEMS, int(plan.items.len()))
            .number(CLIENTELA_PLAN_FIELD_SCRUBS, int(plan.scrubs.len()))
            .number(CLIENTELA_PLAN_FIELD_SINGLED_OUT, int(plan.singled_out.len()));
        Self { plan, record }
    }
}

fn written(day: Option<Date>) -> Option<String> {
    day.map(|day| day.to_string())
}

fn item(item: &Item) -> Record {
    let action = item.action.kind();
    let (ground, word, until) = match &item.action {
        Action::Replace(word) => (None, Some(word.as_str()), None),
        Action::Keep { ground, until } => (Some(ground.as_str()), None, *until),
        Action::Remove | Action::Unlink | Action::Unsalt => (None, None, None),
    };
    Record::default()
        .word(CLIENTELA_PLAN_ROW_FIELD_RECORD, item.record as i32, item.record.name())
        .text(CLIENTELA_PLAN_ROW_FIELD_ID, item.id.as_str())
        .word(CLIENTELA_PLAN_ROW_FIELD_FIELD, item.field.map_or(0, |field| field as i32), item.field.map(Field::name))
        .number(CLIENTELA_PLAN_ROW_FIELD_SLOT, item.slot.into())
        .word(CLIENTELA_PLAN_ROW_FIELD_ACTION, action as i32, action.name())
        .text(CLIENTELA_PLAN_ROW_FIELD_GROUND, ground)
        .text(CLIENTELA_PLAN_ROW_FIELD_WORD, word)
        .text(CLIENTELA_PLAN_ROW_FIELD_UNTIL, written(until).as_deref())
}

fn blocker(blocker: &Blocker) -> Record {
    let Blocker { reason, document, number, owner, until } = blocker;
    Record::default()
        .word(CLIENTELA_PLAN_ROW_FIELD_REASON, *reason as i32, reason.name())
        .text(CLIENTELA_PLAN_ROW_FIELD_ID, document.map(|id| id.to_string()).as_deref())
        .text(CLIENTELA_PLAN_ROW_FIELD_NUMBER, number.as_str())
        .text(CLIENTELA_PLAN_ROW_FIELD_OWNER, owner.as_deref())
        .text(CLIENTELA_PLAN_ROW_FIELD_UNTIL, written(*until).as_deref())
}

fn scrub(scrub: &Scrub) -> Record {
    Record::default()
        .word(CLIENTELA_PLAN_ROW_FIELD_RECORD, scrub.record as i32, scrub.record.name())
        .text(CLIENTELA_PLAN_ROW_FIELD_ID, scrub.id.as_str())
        .word(CLIENTELA_PLAN_ROW_FIELD_FIELD, scrub.field.map_or(0, |field| field as i32), scrub.field.map(Field::name))
        .number(CLIENTELA_PLAN_ROW_FIELD_SLOT, scrub.slot.into())
        .number(CLIENTELA_PLAN_ROW_FIELD_COUNT, scrub.count.into())
}

fn singled_out(one: &SingledOut) -> Record {
    Record::default()
        .text(CLIENTELA_PLAN_ROW_FIELD_DAY, one.trace.day.to_string().as_str())
        .text(CLIENTELA_PLAN_ROW_FIELD_BRANCH, one.trace.branch.as_ref().map(Code::as_str))
        .text(CLIENTELA_PLAN_ROW_FIELD_ITEM, one.trace.item.as_str())
        .number(CLIENTELA_PLAN_ROW_FIELD_PEOPLE, int(one.people))
}

/// A field of a document that a law keeps, or kept.
#[cfg(feature = "sqlite")]
pub fn kept(document: &str, number: &str, field: Field, ground: &str, until: Date) -> Record {
    let document_kind = RecordKind::Document;
    Record::default()
        .word(CLIENTELA_PLAN_ROW_FIELD_RECORD, document_kind as i32, document_kind.name())
        .text(CLIENTELA_PLAN_ROW_FIELD_ID, document)
        .word(CLIENTELA_PLAN_ROW_FIELD_FIELD, field as i32, field.name())
        .text(CLIENTELA_PLAN_ROW_FIELD_GROUND, ground)
        .text(CLIENTELA_PLAN_ROW_FIELD_UNTIL, until.to_string().as_str())
        .text(CLIENTELA_PLAN_ROW_FIELD_NUMBER, Some(number).filter(|number| !number.is_empty()))
}

/// Reads a number.
///
/// - plan: the plan
/// - field: which field, CLIENTELA_PLAN_FIELD_…
/// - out_number: the number
#[unsafe(no_mangle)]
pub extern "C" fn clientela_plan_number(
    plan: clientela_plan,
    field: clientela_plan_field,
    out_number: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_number, "out_number"), || open(plan, "plan")?.record.value(field))
}

/// Reads a text.
///
/// - plan: the plan
/// - field: which field, CLIENTELA_PLAN_FIELD_…
/// - out_text: the text, or NULL when there is none; lives until the plan is freed
/// - out_text_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_plan_text(
    plan: clientela_plan,
    field: clientela_plan_field,
    out_text: *mut *const c_char,
    out_text_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::text(out_text, out_text_len, "out_text"), || open(plan, "plan")?.record.lend(field))
}

/// Begins a walk over what happens, in this order: the person, who goes too, relations, documents, consent events. RECORD, ID, FIELD, SLOT,
/// ACTION, GROUND, WORD and UNTIL of each: GROUND and UNTIL are set where it stays, WORD where it is replaced.
///
/// - plan: the plan; it may be freed during the walk
/// - out_plan_rows: the walk, before its first row; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_plan_items(
    plan: clientela_plan,
    out_plan_rows: *mut clientela_plan_rows,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_plan_rows, "out_plan_rows"), || Ok(Walk::new(open(plan, "plan")?.plan.items.iter().map(item))))
}

/// Begins a walk over what stands in the way: REASON, ID, NUMBER, OWNER and UNTIL of each.
///
/// - plan: the plan; it may be freed during the walk
/// - out_plan_rows: the walk, before its first row; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_plan_blockers(
    plan: clientela_plan,
    out_plan_rows: *mut clientela_plan_rows,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_plan_rows, "out_plan_rows"), || Ok(Walk::new(open(plan, "plan")?.plan.blockers.iter().map(blocker))))
}

/// Begins a walk over the places where others' free text mentions the person: RECORD, ID, FIELD, SLOT and COUNT of each. A part of somebody
/// else (`part`) is named by their id, a decision about two persons by `one/other`, a value of the journal by `chain/place`. Of the lines of a
/// document, and of a hold (who put and lifted it, and why), FIELD is 0.
///
/// - plan: the plan; it may be freed during the walk
/// - out_plan_rows: the walk, before its first row; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_plan_scrubs(
    plan: clientela_plan,
    out_plan_rows: *mut clientela_plan_rows,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_plan_rows, "out_plan_rows"), || Ok(Walk::new(open(plan, "plan")?.plan.scrubs.iter().map(scrub))))
}

/// Begins a walk over what stays of the history and fits so few people that it still points at the person: DAY, BRANCH, ITEM and PEOPLE
/// of each. It is a warning and blocks nothing.
///
/// - plan: the plan; it may be freed during the walk
/// - out_plan_rows: the walk, before its first row; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_plan_singled_out(
    plan: clientela_plan,
    out_plan_rows: *mut clientela_plan_rows,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_plan_rows, "out_plan_rows"), || {
        Ok(Walk::new(open(plan, "plan")?.plan.singled_out.iter().map(singled_out)))
    })
}

/// Begins a walk over the ids of related persons who go too: they belong to nobody else and are no customers.
///
/// - plan: the plan; it may be freed during the walk
/// - out_related: the walk, before its first row; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_plan_related(
    plan: clientela_plan,
    out_related: *mut clientela_texts,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_related, "out_related"), || Ok(texts::walk(&open(plan, "plan")?.plan.related)))
}

/// Begins a walk over the systems that are asked whether they erased the person too: CLIENTELA_PLAN_ROW_FIELD_SYSTEM and
/// CLIENTELA_PLAN_ROW_FIELD_UNTIL, the last day on which each is waited for. They delay only. Without a store there are none.
///
/// - plan: the plan; it may be freed during the walk
/// - out_plan_rows: the walk, before its first system; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_plan_asked(
    plan: clientela_plan,
    out_plan_rows: *mut clientela_plan_rows,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_plan_rows, "out_plan_rows"), || {
        let plan = open(plan, "plan")?;
        let row = |(system, until): &(Code, Date)| {
            let record = Record::default().text(CLIENTELA_PLAN_ROW_FIELD_SYSTEM, system.as_str());
            record.text(CLIENTELA_PLAN_ROW_FIELD_UNTIL, until.to_string().as_str())
        };
        Ok(Walk::new(plan.plan.asked.iter().map(row)))
    })
}

/// Frees a plan. Walks over it stay. No plan (0) is allowed.
///
/// - plan: the plan
#[unsafe(no_mangle)]
pub extern "C" fn clientela_plan_free(plan: clientela_plan) -> clientela_status {
    free(plan, "plan")
}

/// Steps to the next row. CLIENTELA_STATUS_DONE: there is none.
///
/// - plan_rows: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_plan_rows_next(plan_rows: clientela_plan_rows, out_error: *mut clientela_error) -> clientela_status {
    step(out_error, (), || Ok(open(plan_rows, "plan_rows")?.step()))
}

/// Reads a number of the present row. CLIENTELA_STATUS_STATE: walk.no_row, before the first step and behind the last row.
/// CLIENTELA_STATUS_MISUSE: the rows of this walk have no such field, or it is a text only (argument.not_a_number).
///
/// - plan_rows: the walk
/// - field: which field, CLIENTELA_PLAN_ROW_FIELD_…
/// - out_number: the number
#[unsafe(no_mangle)]
pub extern "C" fn clientela_plan_rows_number(
    plan_rows: clientela_plan_rows,
    field: clientela_plan_row_field,
    out_number: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_number, "out_number"), || open(plan_rows, "plan_rows")?.row()?.value(field))
}

/// Reads a text of the present row. CLIENTELA_STATUS_STATE: walk.no_row, before the first step and behind the last row.
/// CLIENTELA_STATUS_MISUSE: the rows of this walk have no such field, or it is a number only (argument.not_a_text).
///
/// - plan_rows: the walk
/// - field: which field, CLIENTELA_PLAN_ROW_FIELD_…
/// - out_text: the text, or NULL when there is none; lives until the walk is freed
/// - out_text_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_plan_rows_text(
    plan_rows: clientela_plan_rows,
    field: clientela_plan_row_field,
    out_text: *mut *const c_char,
    out_text_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::text(out_text, out_text_len, "out_text"), || open(plan_rows, "plan_rows")?.row()?.lend(field))
}

/// Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
///
/// - plan_rows: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_plan_rows_free(plan_rows: clientela_plan_rows) -> clientela_status {
    free(plan_rows, "plan_rows")
}
