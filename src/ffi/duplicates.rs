//! Possible duplicates: of a draft, and in the whole store. How sure it is that two records are of one person is said in hundredths of
//! a bit: 0 is as likely as not, 1000 a thousand to one.

use std::ffi::{c_char, c_void};
use std::sync::atomic::Ordering;

use crate::domain::duplicate::Score;
use crate::engine::{DuplicatePair, FoundDuplicates, PossibleDuplicate};
use crate::error::Result;
use crate::ffi::call::{call, free, step};
use crate::ffi::callback::{Progress, clientela_drop_user_data, clientela_progress};
use crate::ffi::cursor::Cursor;
use crate::ffi::desk::clientela_desk;
use crate::ffi::draft::clientela_draft;
use crate::ffi::duplicate_reasons::{DuplicateReasonsObject, clientela_duplicate_reasons, hundredths};
use crate::ffi::erp::clientela_erp;
use crate::ffi::error::clientela_error;
use crate::ffi::feed::clientela_cancel;
use crate::ffi::handle::{door, handle, open};
use crate::ffi::person::{PersonObject, clientela_person};
use crate::ffi::record::int;
use crate::ffi::shown::{CText, Lent};
use crate::ffi::status::clientela_status;
use crate::ffi::{doors, out};

/// A walk over the customers who may be the one of a draft. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_possible_duplicates(i64);
handle!(clientela_possible_duplicates, PossibleDuplicatesObject);

/// A walk over pairs of customers who are probably one. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_duplicate_pairs(i64);
handle!(clientela_duplicate_pairs, DuplicatePairsObject);

/// Possible duplicates of a draft, and why the last one that was stepped to is one.
pub struct PossibleDuplicatesObject {
    rows: Cursor<PossibleDuplicate>,
    last: Option<Score>,
}

/// Pairs of a whole store, and why the last one that was stepped to is one.
pub struct DuplicatePairsObject {
    rows: Cursor<PairRow>,
    customers: u64,
    decided: u64,
    last: Option<Score>,
}

struct PairRow {
    one: CText,
    other: CText,
    via: Option<CText>,
    centibits: i64,
    same: bool,
    score: Score,
}

impl DuplicatePairsObject {
    fn of(found: FoundDuplicates) -> Self {
        let row = |pair: DuplicatePair| PairRow {
            one: CText::new(&pair.one.to_string()),
            other: CText::new(&pair.other.to_string()),
            via: pair.via.map(|via| CText::new(&via.to_string())),
            centibits: hundredths(pair.bits),
            same: pair.same_name_and_birthday,
            score: pair.score,
        };
        let FoundDuplicates { pairs, customers, decided } = found;
        Self { rows: Cursor::new(pairs.into_iter().map(row).collect()), customers, decided, last: None }
    }
}

/// Runs a job until the host wants no more.
fn job(
    progress: &Progress,
    cancel: clientela_cancel,
    find: impl FnOnce(&mut dyn FnMut(u64, u64) -> bool) -> Result<FoundDuplicates>,
) -> Result<DuplicatePairsObject> {
    let cancelled = doors::optional_handle(cancel, "cancel")?;
    let is_cancelled = || cancelled.as_ref().is_some_and(|cancelled| cancelled.load(Ordering::Relaxed));
    let mut each = |done, total| !is_cancelled() && progress.report(int(done), int(total)).is_ok();
    find(&mut each).map(DuplicatePairsObject::of)
}

/// Begins a walk over the customers who may be the one of a draft: those of the same first name, last name and birthday first, where
/// the setting `duplicates.same_name_and_birthday` is on, then the surest. Ask before a new customer is saved, or while one is typed;
/// saving never asks. Whom somebody decided upon is left out until the data change. Takes the rights to read and to edit customers.
///
/// - desk: the desk
/// - draft: the draft
/// - out_possible_duplicates: the walk, before its first; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_possible_duplicates(
    desk: clientela_desk,
    draft: clientela_draft,
    out_possible_duplicates: *mut clientela_possible_duplicates,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_possible_duplicates, "out_possible_duplicates"), || {
        let desk = door(desk, "desk")?;
        let found = desk.possible_duplicates(open(draft, "draft")?.draft())?;
        Ok(PossibleDuplicatesObject { rows: Cursor::new(found), last: None })
    })
}

/// Steps to the next possible duplicate. CLIENTELA_STATUS_DONE: there is none.
///
/// - possible_duplicates: the walk
/// - out_person: the customer, as the operator may see them; free it
/// - out_centibits: how sure it is, in hundredths of a bit; less than 0 where only the same name and birthday speak for it
/// - out_same_name_and_birthday: 1 when first name, last name and birthday are the same, else 0
#[unsafe(no_mangle)]
pub extern "C" fn clientela_possible_duplicates_next(
    possible_duplicates: clientela_possible_duplicates,
    out_person: *mut clientela_person,
    out_centibits: *mut i64,
    out_same_name_and_birthday: *mut i32,
    out_error: *mut clientela_error,
) -> clientela_status {
    let same = out::number(out_same_name_and_birthday, "out_same_name_and_birthday");
    step(out_error, (out::handle(out_person, "out_person"), out::number(out_centibits, "out_centibits"), same), || {
        let mut walk = open(possible_duplicates, "possible_duplicates")?;
        let PossibleDuplicatesObject { rows, last } = &mut *walk;
        Ok(rows.next().map(|row| {
            *last = Some(row.score.clone());
            (PersonObject::of(&row.customer), hundredths(row.score.bits), i32::from(row.same_name_and_birthday))
        }))
    })
}

/// Begins a walk over what speaks for and against the possible duplicate that was stepped to last.
///
/// - possible_duplicates: the walk over possible duplicates, after a step
/// - out_duplicate_reasons: the walk, before its first; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_possible_duplicates_reasons(
    possible_duplicates: clientela_possible_duplicates,
    out_duplicate_reasons: *mut clientela_duplicate_reasons,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_duplicate_reasons, "out_duplicate_reasons"), || {
        DuplicateReasonsObject::of(open(possible_duplicates, "possible_duplicates")?.last.as_ref())
    })
}

/// Frees a walk. Persons given by it stay. No walk (0) is allowed.
///
/// - possible_duplicates: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_possible_duplicates_free(possible_duplicates: clientela_possible_duplicates) -> clientela_status {
    free(possible_duplicates, "possible_duplicates")
}

/// Looks for duplicates among all customers, learns from them alone how much each agreement says, keeps that in the store, and begins
/// a walk over the pairs, the surest first. Pairs that somebody decided upon are left out until their data change. A cancelled job
/// leaves the store as it was. Takes the rights to read customers and of administration.
///
/// - desk: the desk
/// - progress: is told how much of how much is done; may be NULL
/// - drop_user_data: frees `user_data` when the call is over; may be NULL
/// - cancel: cancels the job; may be CLIENTELA_NONE
/// - out_duplicate_pairs: the walk, before its first; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_find_duplicates(
    desk: clientela_desk,
    progress: clientela_progress,
    user_data: *mut c_void,
    drop_user_data: clientela_drop_user_data,
    cancel: clientela_cancel,
    out_duplicate_pairs: *mut clientela_duplicate_pairs,
    out_error: *mut clientela_error,
) -> clientela_status {
    let progress = Progress::new(progress, user_data, drop_user_data);
    call(out_error, out::handle(out_duplicate_pairs, "out_duplicate_pairs"), || {
        let desk = door(desk, "desk")?;
        job(&progress, cancel, |each| desk.find_duplicates(each))
    })
}

/// The same as clientela_desk_find_duplicates for the central system.
///
/// - erp: the ERP's door
/// - progress: is told how much of how much is done; may be NULL
/// - drop_user_data: frees `user_data` when the call is over; may be NULL
/// - cancel: cancels the job; may be CLIENTELA_NONE
/// - out_duplicate_pairs: the walk, before its first; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_find_duplicates(
    erp: clientela_erp,
    progress: clientela_progress,
    user_data: *mut c_void,
    drop_user_data: clientela_drop_user_data,
    cancel: clientela_cancel,
    out_duplicate_pairs: *mut clientela_duplicate_pairs,
    out_error: *mut clientela_error,
) -> clientela_status {
    let progress = Progress::new(progress, user_data, drop_user_data);
    call(out_error, out::handle(out_duplicate_pairs, "out_duplicate_pairs"), || {
        let erp = door(erp, "erp")?;
        job(&progress, cancel, |each| erp.find_duplicates(each))
    })
}

/// Says how much a job looked at.
///
/// - duplicate_pairs: the walk over pairs
/// - out_customers: how many customers were compared
/// - out_decided: how many pairs are left out because somebody decided upon them
#[unsafe(no_mangle)]
pub extern "C" fn clientela_duplicate_pairs_counts(
    duplicate_pairs: clientela_duplicate_pairs,
    out_customers: *mut i64,
    out_decided: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (out::number(out_customers, "out_customers"), out::number(out_decided, "out_decided")), || {
        let pairs = open(duplicate_pairs, "duplicate_pairs")?;
        Ok((int(pairs.customers), int(pairs.decided)))
    })
}

/// Steps to the next pair. CLIENTELA_STATUS_DONE: there is none.
///
/// - duplicate_pairs: the walk
/// - out_one: one customer by id; lives until the walk is freed
/// - out_one_len: its length in bytes; may be NULL
/// - out_other: the other by id; lives until the walk is freed
/// - out_other_len: its length in bytes; may be NULL
/// - out_via: a third customer by id with whom both are one, where the pair follows from that, else NULL; lives until the walk is freed
/// - out_via_len: its length in bytes; may be NULL
/// - out_centibits: how sure it is, in hundredths of a bit
/// - out_same_name_and_birthday: 1 when first name, last name and birthday are the same, else 0
#[unsafe(no_mangle)]
pub extern "C" fn clientela_duplicate_pairs_next(
    duplicate_pairs: clientela_duplicate_pairs,
    out_one: *mut *const c_char,
    out_one_len: *mut usize,
    out_other: *mut *const c_char,
    out_other_len: *mut usize,
    out_via: *mut *const c_char,
    out_via_len: *mut usize,
    out_centibits: *mut i64,
    out_same_name_and_birthday: *mut i32,
    out_error: *mut clientela_error,
) -> clientela_status {
    let (one, other) = (out::text(out_one, out_one_len, "out_one"), out::text(out_other, out_other_len, "out_other"));
    let via = out::text(out_via, out_via_len, "out_via");
    let same = out::number(out_same_name_and_birthday, "out_same_name_and_birthday");
    step(out_error, (one, other, via, out::number(out_centibits, "out_centibits"), same), || {
        let mut walk = open(duplicate_pairs, "duplicate_pairs")?;
        let DuplicatePairsObject { rows, last, .. } = &mut *walk;
        Ok(rows.next().map(|row| {
            *last = Some(row.score.clone());
            (row.one.lend(), row.other.lend(), Lent::from(row.via.as_ref()), row.centibits, i32::from(row.same))
        }))
    })
}

/// Begins a walk over what speaks for and against the pair that was stepped to last.
///
/// - duplicate_pairs: the walk over pairs, after a step
/// - out_duplicate_reasons: the walk, before its first; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_duplicate_pairs_reasons(
    duplicate_pairs: clientela_duplicate_pairs,
    out_duplicate_reasons: *mut clientela_duplicate_reasons,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_duplicate_reasons, "out_duplicate_reasons"), || {
        DuplicateReasonsObject::of(open(duplicate_pairs, "duplicate_pairs")?.last.as_ref())
    })
}

/// Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
///
/// - duplicate_pairs: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_duplicate_pairs_free(duplicate_pairs: clientela_duplicate_pairs) -> clientela_status {
    free(duplicate_pairs, "duplicate_pairs")
}
