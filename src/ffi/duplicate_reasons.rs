//! What speaks for and against two records being of one person, in hundredths of a bit: above 0 for it, below 0 against. The sum of
//! all, with where it begins and what is taken off for a household, is how sure it is.

use crate::domain::duplicate::{Reason, Score};
use crate::error::{Error, ErrorKind, Result};
use crate::ffi::call::{call, free, step};
use crate::ffi::cursor::Cursor;
use crate::ffi::duplicate_words::{clientela_comparison, clientela_comparison_level};
use crate::ffi::error::clientela_error;
use crate::ffi::handle::{handle, open};
use crate::ffi::out;
use crate::ffi::status::clientela_status;

/// A walk over what speaks for and against a pair. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_duplicate_reasons(i64);
handle!(clientela_duplicate_reasons, DuplicateReasonsObject);

/// What was compared.
pub struct DuplicateReasonsObject {
    reasons: Cursor<Reason>,
    start: i64,
    household: i64,
}

/// Bits in hundredths.
#[expect(clippy::cast_possible_truncation, reason = "a score has some hundred bits at most, and the cast saturates")]
pub fn hundredths(bits: f64) -> i64 {
    (bits * 100.0).round() as i64
}

impl DuplicateReasonsObject {
    /// The reasons of the pair that a walk was stepped to last.
    pub fn of(last: Option<&Score>) -> Result<Self> {
        let score = last.ok_or_else(|| Error::new(ErrorKind::State, "walk.not_begun"))?;
        let (start, household) = (hundredths(score.start), hundredths(score.household));
        Ok(Self { reasons: Cursor::new(score.reasons.clone()), start, household })
    }
}

/// Steps to the next comparison that says something. CLIENTELA_STATUS_DONE: there is none.
///
/// - duplicate_reasons: the walk
/// - out_comparison: what was compared, CLIENTELA_COMPARISON_…
/// - out_level: how it compares, CLIENTELA_COMPARISON_LEVEL_…
/// - out_centibits: what that says, in hundredths of a bit
#[unsafe(no_mangle)]
pub extern "C" fn clientela_duplicate_reasons_next(
    duplicate_reasons: clientela_duplicate_reasons,
    out_comparison: *mut clientela_comparison,
    out_level: *mut clientela_comparison_level,
    out_centibits: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    let words = (out::number(out_comparison, "out_comparison"), out::number(out_level, "out_level"));
    step(out_error, (words, out::number(out_centibits, "out_centibits")), || {
        let mut walk = open(duplicate_reasons, "duplicate_reasons")?;
        Ok(walk.reasons.next().map(|reason| ((reason.comparison as i32, reason.level as i32), hundredths(reason.weight))))
    })
}

/// Says where the sum begins: how rare a pair of one person is among all, and what a household would share anyway.
///
/// - duplicate_reasons: the walk
/// - out_start: how rare it is, in hundredths of a bit
/// - out_household: what is taken off, in hundredths of a bit; never above 0
#[unsafe(no_mangle)]
pub extern "C" fn clientela_duplicate_reasons_base(
    duplicate_reasons: clientela_duplicate_reasons,
    out_start: *mut i64,
    out_household: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (out::number(out_start, "out_start"), out::number(out_household, "out_household")), || {
        let walk = open(duplicate_reasons, "duplicate_reasons")?;
        Ok((walk.start, walk.household))
    })
}

/// Frees a walk. No walk (0) is allowed.
///
/// - duplicate_reasons: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_duplicate_reasons_free(duplicate_reasons: clientela_duplicate_reasons) -> clientela_status {
    free(duplicate_reasons, "duplicate_reasons")
}
