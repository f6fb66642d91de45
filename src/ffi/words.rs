//! Ids, codes, dates, words and numbers of the domain, out of what C gives.

use std::ffi::c_char;

use crate::domain::consent::Channel;
use crate::domain::document::DocumentKind;
use crate::domain::id::{Code, DocumentId, EventId, SubjectId};
#[cfg(feature = "sqlite")]
use crate::domain::id::{HoldId, RequestId};
use crate::domain::message::Language;
use crate::domain::time::{Date, Moment, Timestamp};
use crate::error::{Error, Result, Violation};
use crate::ffi::raw::{self, misuse};

/// The furthest that local time is from UTC, in minutes.
const FURTHEST: i32 = 24 * 60;

/// A code.
pub fn code(text: *const c_char, len: usize, argument: &'static str) -> Result<Code> {
    Code::parse(raw::text(text, len, argument)?).map_err(named(argument))
}

/// The id of a customer or related person.
pub fn subject(text: *const c_char, len: usize, argument: &'static str) -> Result<SubjectId> {
    SubjectId::parse(raw::text(text, len, argument)?).map_err(named(argument))
}

/// The id of a document.
pub fn document(text: *const c_char, len: usize, argument: &'static str) -> Result<DocumentId> {
    DocumentId::parse(raw::text(text, len, argument)?).map_err(named(argument))
}

/// The id of a consent event.
pub fn event(text: *const c_char, len: usize, argument: &'static str) -> Result<EventId> {
    EventId::parse(raw::text(text, len, argument)?).map_err(named(argument))
}

/// The id of a request.
#[cfg(feature = "sqlite")]
pub fn request(text: *const c_char, len: usize, argument: &'static str) -> Result<RequestId> {
    RequestId::parse(raw::text(text, len, argument)?).map_err(named(argument))
}

/// The id of a hold.
#[cfg(feature = "sqlite")]
pub fn hold(text: *const c_char, len: usize, argument: &'static str) -> Result<HoldId> {
    HoldId::parse(raw::text(text, len, argument)?).map_err(named(argument))
}

/// A calendar date.
pub fn date(text: *const c_char, len: usize, argument: &'static str) -> Result<Date> {
    Date::parse(raw::text(text, len, argument)?).map_err(named(argument))
}

/// A language of the messages.
pub fn language(text: *const c_char, len: usize, argument: &'static str) -> Result<Language> {
    let found = Language::of_tag(raw::text(text, len, argument)?);
    found.ok_or_else(|| named(argument)(Violation::new("language", "language.unknown")))
}

/// A language of the messages, where one is named.
pub fn optional_language(text: *const c_char, len: usize, argument: &'static str) -> Result<Option<Language>> {
    let said = if text.is_null() { "" } else { raw::text(text, len, argument)? };
    if said.is_empty() { Ok(None) } else { language(text, len, argument).map(Some) }
}

/// What a text says, by its own rule; empty text says nothing.
pub fn absent_or<T>(text: &str, argument: &'static str, parse: impl Fn(&str) -> Result<T, Violation>) -> Result<Option<T>> {
    if text.is_empty() { Ok(None) } else { parse(text).map(Some).map_err(named(argument)) }
}

/// Says which argument breaks the rule.
pub fn named(argument: &'static str) -> impl Fn(Violation) -> Error {
    move |violation| Error::from(violation).with("argument", argument)
}

/// The word of a list whose constants count from 0.
pub fn word<T: Copy>(all: &[T], number: impl TryInto<usize>, argument: &'static str) -> Result<T> {
    let found = number.try_into().ok().and_then(|at: usize| all.get(at));
    found.copied().ok_or_else(|| misuse("argument.unknown_constant", argument))
}

/// A channel, or 0 for none.
pub fn channel(number: i32, argument: &'static str) -> Result<Option<Channel>> {
    if number == 0 { Ok(None) } else { word(Channel::ALL, number.saturating_sub(1), argument).map(Some) }
}

/// Minutes east of UTC.
pub fn offset(minutes: i32, argument: &'static str) -> Result<i32> {
    if minutes.abs_diff(0) > FURTHEST.unsigned_abs() { Err(misuse("argument.out_of_range", argument)) } else { Ok(minutes) }
}

/// Now, at the branch.
pub fn moment(now: i64, offset_minutes: i32) -> Result<Moment> {
    Ok(Moment { at: Timestamp::from_millis(now), offset_minutes: offset(offset_minutes, "offset_minutes")? })
}

/// Yes or no: 1 or 0.
pub fn yes(number: impl Into<i64>, argument: &'static str) -> Result<bool> {
    match number.into() {
        0 => Ok(false),
        1 => Ok(true),
        _ => Err(misuse("argument.out_of_range", argument)),
    }
}

/// A number of a smaller range.
pub fn within<T: TryFrom<i64>>(number: impl Into<i64>, argument: &'static str) -> Result<T> {
    T::try_from(number.into()).map_err(|_| misuse("argument.out_of_range", argument))
}

/// A kind of document, or -1 where it is not known.
pub fn optional_kind(number: i64, argument: &'static str) -> Result<Option<DocumentKind>> {
    if number == -1 { Ok(None) } else { word(DocumentKind::ALL, number, argument).map(Some) }
}

/// Exactly so many bytes.
pub fn exactly<const N: usize>(bytes: *const u8, len: usize, argument: &'static str) -> Result<[u8; N]> {
    raw::bytes(bytes, len, argument)?.try_into().map_err(|_| misuse("argument.out_of_range", argument))
}
