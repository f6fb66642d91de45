//! Merging two customers who are one person: the preview with its choices, the merge, and taking it back. Afterwards ids, numbers and
//! cards of both lead to the one who stays, and whatever is asked of either shows what both have.

use std::ffi::c_char;

use crate::domain::customer_merge::{Keep, MergeBlocker, MergeField, MergeThing};
use crate::domain::field::Field;
use crate::engine::MergePreview;
use crate::ffi::bookings::{BalancesObject, clientela_balances};
use crate::ffi::call::{call, free, step};
use crate::ffi::consents::{ConsentsObject, clientela_consents};
use crate::ffi::constants::clientela_field;
use crate::ffi::cursor::Cursor;
use crate::ffi::desk::clientela_desk;
use crate::ffi::error::clientela_error;
use crate::ffi::handle::{door, handle, open};
use crate::ffi::raw::misuse;
use crate::ffi::record::int;
use crate::ffi::record_words::{clientela_keep, clientela_merge_blocker, clientela_outcome};
use crate::ffi::shown::{CText, Lent};
use crate::ffi::status::clientela_status;
use crate::ffi::{out, raw, words};

/// What merging two customers would do, with what is chosen. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_merge(i64);
handle!(clientela_merge, MergeObject);

/// A walk over the fields in which two customers differ. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_merge_fields(i64);
handle!(clientela_merge_fields, MergeFieldsObject);

/// A walk over what the merged customer has several of. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_merge_things(i64);
handle!(clientela_merge_things, MergeThingsObject);

/// A walk over what stands in the way of a merge. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_merge_blockers(i64);
handle!(clientela_merge_blockers, MergeBlockersObject);

/// The preview.
pub struct MergeObject(MergePreview);

/// Fields: which, the value of the one who stays, that of the other, whose stays.
pub struct MergeFieldsObject(Cursor<FieldRow>);

/// Things: the field they are named by, their slot, a value, their slot afterwards.
pub struct MergeThingsObject(Cursor<(clientela_field, i32, CText, i32)>);

/// Blockers: reason, program.
pub struct MergeBlockersObject(Cursor<(clientela_merge_blocker, Option<CText>)>);

struct FieldRow {
    field: clientela_field,
    survivor: Option<CText>,
    merged: Option<CText>,
    keep: clientela_keep,
}

impl FieldRow {
    fn of(field: &MergeField) -> Self {
        let [survivor, merged] = [&field.survivor, &field.merged].map(|text| text.as_deref().map(CText::new));
        Self { field: field.field as i32, survivor, merged, keep: field.keep as i32 }
    }
}

/// Tells what merging two customers would do; nothing is written. CLIENTELA_STATUS_NOT_PERMITTED without the right to merge customers;
/// CLIENTELA_STATUS_INVALID where both ids lead to the same customer.
///
/// - desk: the desk
/// - survivor: the id of the customer who stays
/// - survivor_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - merged: the id of the customer who is merged into the other
/// - merged_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_merge: the preview; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_merge_preview(
    desk: clientela_desk,
    survivor: *const c_char,
    survivor_len: usize,
    merged: *const c_char,
    merged_len: usize,
    out_merge: *mut clientela_merge,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_merge, "out_merge"), || {
        let desk = door(desk, "desk")?;
        let (survivor, merged) = (words::subject(survivor, survivor_len, "survivor")?, words::subject(merged, merged_len, "merged")?);
        desk.merge_preview(survivor, merged).map(MergeObject)
    })
}

/// Chooses whose value of a field stays; of a name for all of it.
///
/// - merge: the preview
/// - field: which field, CLIENTELA_FIELD_…
/// - keep: whose value stays, CLIENTELA_KEEP_…
/// - out_known: 1 when there is such a choice, else 0
#[unsafe(no_mangle)]
pub extern "C" fn clientela_merge_choose(
    merge: clientela_merge,
    field: clientela_field,
    keep: clientela_keep,
    out_known: *mut i32,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_known, "out_known"), || {
        let field = Field::from_number(field).ok_or_else(|| misuse("argument.unknown_constant", "field"))?;
        Ok(open(merge, "merge")?.0.choose(field, words::word(Keep::ALL, keep, "keep")?).into())
    })
}

/// Tells how much of the merged customer goes on with the one who stays, besides fields and things.
///
/// - merge: the preview
/// - out_documents: documents
/// - out_consent_events: consent events
/// - out_bookings: bookings of programs
/// - out_related: related persons
#[unsafe(no_mangle)]
pub extern "C" fn clientela_merge_counts(
    merge: clientela_merge,
    out_documents: *mut i64,
    out_consent_events: *mut i64,
    out_bookings: *mut i64,
    out_related: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    let outs = (
        out::number(out_documents, "out_documents"),
        out::number(out_consent_events, "out_consent_events"),
        out::number(out_bookings, "out_bookings"),
        out::number(out_related, "out_related"),
    );
    call(out_error, outs, || {
        let counts = open(merge, "merge")?.0.counts;
        Ok((int(counts.documents), int(counts.consent_events), int(counts.bookings), int(counts.related)))
    })
}

/// Begins a walk over the fields in which both differ, with what is chosen now.
///
/// - merge: the preview
/// - out_fields: the walk, before its first; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_merge_fields_of(
    merge: clientela_merge,
    out_fields: *mut clientela_merge_fields,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_fields, "out_fields"), || {
        Ok(MergeFieldsObject(Cursor::new(open(merge, "merge")?.0.fields.iter().map(FieldRow::of).collect())))
    })
}

/// Steps to the next field. CLIENTELA_STATUS_DONE: there is none.
///
/// - fields: the walk
/// - out_field: which field, CLIENTELA_FIELD_…
/// - out_survivor: the value of the customer who stays, or NULL; lives until the walk is freed
/// - out_survivor_len: its length in bytes; may be NULL
/// - out_merged: the value of the other, or NULL; lives until the walk is freed
/// - out_merged_len: its length in bytes; may be NULL
/// - out_keep: whose value stays, CLIENTELA_KEEP_…
#[unsafe(no_mangle)]
pub extern "C" fn clientela_merge_fields_next(
    fields: clientela_merge_fields,
    out_field: *mut clientela_field,
    out_survivor: *mut *const c_char,
    out_survivor_len: *mut usize,
    out_merged: *mut *const c_char,
    out_merged_len: *mut usize,
    out_keep: *mut clientela_keep,
    out_error: *mut clientela_error,
) -> clientela_status {
    let texts = (out::text(out_survivor, out_survivor_len, "out_survivor"), out::text(out_merged, out_merged_len, "out_merged"));
    step(out_error, (out::number(out_field, "out_field"), texts, out::number(out_keep, "out_keep")), || {
        let next = open(fields, "fields")?.0.next().map(|row| {
            let texts = (Lent::from(row.survivor.as_ref()), Lent::from(row.merged.as_ref()));
            (row.field, texts, row.keep)
        });
        Ok(next)
    })
}

/// Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
///
/// - fields: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_merge_fields_free(fields: clientela_merge_fields) -> clientela_status {
    free(fields, "fields")
}

/// Begins a walk over addresses, phone numbers, cards and other things of the merged customer.
///
/// - merge: the preview
/// - out_things: the walk, before its first; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_merge_things_of(
    merge: clientela_merge,
    out_things: *mut clientela_merge_things,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_things, "out_things"), || {
        let row = |thing: &MergeThing| {
            let becomes = thing.becomes.map_or(-1, i32::from);
            (thing.field as i32, i32::from(thing.slot), CText::new(&thing.value), becomes)
        };
        Ok(MergeThingsObject(Cursor::new(open(merge, "merge")?.0.things.iter().map(row).collect())))
    })
}

/// Steps to the next thing. CLIENTELA_STATUS_DONE: there is none.
///
/// - things: the walk
/// - out_field: its first field, such as CLIENTELA_FIELD_STREET of an address
/// - out_slot: its occurrence at the merged customer
/// - out_value: the value of the first of its fields that has one; lives until the walk is freed
/// - out_value_len: its length in bytes; may be NULL
/// - out_becomes: its occurrence at the customer who stays; -1 where that one has the same already
#[unsafe(no_mangle)]
pub extern "C" fn clientela_merge_things_next(
    things: clientela_merge_things,
    out_field: *mut clientela_field,
    out_slot: *mut i32,
    out_value: *mut *const c_char,
    out_value_len: *mut usize,
    out_becomes: *mut i32,
    out_error: *mut clientela_error,
) -> clientela_status {
    let numbers = (out::number(out_field, "out_field"), out::number(out_slot, "out_slot"));
    let (value, becomes) = (out::text(out_value, out_value_len, "out_value"), out::number(out_becomes, "out_becomes"));
    step(out_error, (numbers, value, becomes), || {
        let mut things = open(things, "things")?;
        Ok(things.0.next().map(|(field, slot, value, becomes)| ((*field, *slot), value.lend(), *becomes)))
    })
}

/// Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
///
/// - things: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_merge_things_free(things: clientela_merge_things) -> clientela_status {
    free(things, "things")
}

/// Begins a walk over what stands in the way; with nothing in it they can be merged.
///
/// - merge: the preview
/// - out_blockers: the walk, before its first; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_merge_blockers_of(
    merge: clientela_merge,
    out_blockers: *mut clientela_merge_blockers,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_blockers, "out_blockers"), || {
        let row = |one: &MergeBlocker| (one.reason as i32, one.program.as_ref().map(|program| CText::new(program.as_str())));
        Ok(MergeBlockersObject(Cursor::new(open(merge, "merge")?.0.blockers.iter().map(row).collect())))
    })
}

/// Steps to the next blocker. CLIENTELA_STATUS_DONE: there is none.
///
/// - blockers: the walk
/// - out_reason: why, CLIENTELA_MERGE_BLOCKER_…
/// - out_program: the program of an account, else NULL; lives until the walk is freed
/// - out_program_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_merge_blockers_next(
    blockers: clientela_merge_blockers,
    out_reason: *mut clientela_merge_blocker,
    out_program: *mut *const c_char,
    out_program_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    let outs = (out::number(out_reason, "out_reason"), out::text(out_program, out_program_len, "out_program"));
    step(out_error, outs, || {
        let mut blockers = open(blockers, "blockers")?;
        Ok(blockers.0.next().map(|(reason, program)| (*reason, Lent::from(program.as_ref()))))
    })
}

/// Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
///
/// - blockers: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_merge_blockers_free(blockers: clientela_merge_blockers) -> clientela_status {
    free(blockers, "blockers")
}

/// Begins a walk over what accounts hold afterwards, where both are summed.
///
/// - merge: the preview
/// - out_balances: the walk, before its first; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_merge_balances(
    merge: clientela_merge,
    out_balances: *mut clientela_balances,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_balances, "out_balances"), || Ok(BalancesObject::of(&open(merge, "merge")?.0.balances)))
}

/// Begins a walk over consents as they stand afterwards: the most restrictive of both. There are none for an operator who may not see
/// consents.
///
/// - merge: the preview
/// - out_consents: the walk, before its first row; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_merge_consents(
    merge: clientela_merge,
    out_consents: *mut clientela_consents,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_consents, "out_consents"), || Ok(ConsentsObject::of(&open(merge, "merge")?.0.consents)))
}

/// Frees a preview. No preview (0) is allowed.
///
/// - merge: the preview
#[unsafe(no_mangle)]
pub extern "C" fn clientela_merge_free(merge: clientela_merge) -> clientela_status {
    free(merge, "merge")
}

/// Merges two customers as previewed and chosen: one is left in lists and searches. CLIENTELA_STATUS_CONFLICT where either changed since
/// the preview, CLIENTELA_STATUS_BLOCKED where something stands in the way: the error lists it.
///
/// - desk: the desk
/// - merge: the preview; it may be freed
/// - reason: why; kept in the change log; empty: none
/// - reason_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_outcome: CLIENTELA_OUTCOME_WRITTEN, or CLIENTELA_OUTCOME_REPEATED where they were merged before and nothing was written now
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_merge(
    desk: clientela_desk,
    merge: clientela_merge,
    reason: *const c_char,
    reason_len: usize,
    out_outcome: *mut clientela_outcome,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_outcome, "out_outcome"), || {
        let desk = door(desk, "desk")?;
        Ok(desk.merge(&open(merge, "merge")?.0, raw::text(reason, reason_len, "reason")?)? as i32)
    })
}
