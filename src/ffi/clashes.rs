//! Clashes: what two people changed differently at the same time, field by field: the value at which both began, mine, and
//! theirs. A name and an address are one thing each: they clash as a whole.

use std::ffi::c_char;

use crate::domain::merge::{Clash, merge};
use crate::ffi::call::{call, free, step};
use crate::ffi::constants::clientela_field;
use crate::ffi::cursor::Cursor;
use crate::ffi::error::clientela_error;
use crate::ffi::handle::{handle, open};
use crate::ffi::out;
use crate::ffi::shown::{CText, Lent};
use crate::ffi::status::clientela_status;
use crate::ffi::values::{ValuesObject, clientela_values};

/// A walk over clashes. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_clashes(i64);
handle!(clientela_clashes, ClashesObject);

/// Clashes, one by one.
pub struct ClashesObject(Cursor<Row>);

struct Row {
    field: clientela_field,
    slot: i32,
    base: Option<CText>,
    mine: Option<CText>,
    theirs: Option<CText>,
}

impl ClashesObject {
    pub fn of(clashes: &[Clash]) -> Self {
        Self(Cursor::new(clashes.iter().map(Row::of).collect()))
    }
}

impl Row {
    fn of(clash: &Clash) -> Self {
        let [base, mine, theirs] = [&clash.base, &clash.mine, &clash.theirs].map(|text| text.as_deref().map(CText::new));
        Self { field: clash.field as i32, slot: clash.slot.into(), base, mine, theirs }
    }

    fn lend(&self) -> (clientela_field, i32, Lent, Lent, Lent) {
        (self.field, self.slot, self.base.as_ref().into(), self.mine.as_ref().into(), self.theirs.as_ref().into())
    }
}

/// Puts two edits of the same values together that began at the same state: what only one side changed is taken. Where both
/// changed a field, a name or an address differently, the result has mine, and it is among the clashes.
///
/// - base: the values at which both began
/// - mine: the values as edited here
/// - theirs: the values as somebody else saved them in between
/// - out_values: the values put together; free them
/// - out_clashes: the walk over clashes, before its first; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_values_merge(
    base: clientela_values,
    mine: clientela_values,
    theirs: clientela_values,
    out_values: *mut clientela_values,
    out_clashes: *mut clientela_clashes,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (out::handle(out_values, "out_values"), out::handle(out_clashes, "out_clashes")), || {
        let copy = |values: clientela_values, argument| open(values, argument).map(|held| held.values.clone());
        let merged = merge(&copy(base, "base")?, &copy(mine, "mine")?, &copy(theirs, "theirs")?);
        Ok((ValuesObject::of(merged.values), ClashesObject::of(&merged.clashes)))
    })
}

/// Steps to the next clash. CLIENTELA_STATUS_DONE: there is none.
///
/// - clashes: the walk
/// - out_field: which field, CLIENTELA_FIELD_…
/// - out_slot: which occurrence, from 0
/// - out_base: the value at which both began, or NULL; lives until the walk is freed
/// - out_base_len: its length in bytes; may be NULL
/// - out_mine: my value, or NULL; lives until the walk is freed
/// - out_mine_len: its length in bytes; may be NULL
/// - out_theirs: the value that somebody else saved, or NULL; lives until the walk is freed
/// - out_theirs_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_clashes_next(
    clashes: clientela_clashes,
    out_field: *mut clientela_field,
    out_slot: *mut i32,
    out_base: *mut *const c_char,
    out_base_len: *mut usize,
    out_mine: *mut *const c_char,
    out_mine_len: *mut usize,
    out_theirs: *mut *const c_char,
    out_theirs_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    let outs = (
        out::number(out_field, "out_field"),
        out::number(out_slot, "out_slot"),
        out::text(out_base, out_base_len, "out_base"),
        out::text(out_mine, out_mine_len, "out_mine"),
        out::text(out_theirs, out_theirs_len, "out_theirs"),
    );
    step(out_error, outs, || Ok(open(clashes, "clashes")?.0.next().map(Row::lend)))
}

/// Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
///
/// - clashes: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_clashes_free(clashes: clientela_clashes) -> clientela_status {
    free(clashes, "clashes")
}
