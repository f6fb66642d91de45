//! What only functions of doors need: what may be NULL or 0, and objects that keep their door.

use std::ffi::c_char;
use std::sync::Arc;

use crate::domain::id::{Code, SubjectId};
use crate::domain::time::Date;
use crate::error::Result;
use crate::ffi::callback;
use crate::ffi::handle::{Handle, Held, Inside, open};
use crate::ffi::raw;
use crate::ffi::words::named;

/// A text that may be NULL.
pub fn optional<'call>(text: *const c_char, len: usize, argument: &'static str) -> Result<Option<&'call str>> {
    if text.is_null() { Ok(None) } else { raw::text(text, len, argument).map(Some) }
}

/// A code that may be NULL.
pub fn optional_code(text: *const c_char, len: usize, argument: &'static str) -> Result<Option<Code>> {
    optional(text, len, argument)?.map(|text| Code::parse(text).map_err(named(argument))).transpose()
}

/// A day that may be NULL.
pub fn optional_date(text: *const c_char, len: usize, argument: &'static str) -> Result<Option<Date>> {
    optional(text, len, argument)?.map(|text| Date::parse(text).map_err(named(argument))).transpose()
}

/// The id of a customer or related person that may be NULL.
pub fn optional_subject(text: *const c_char, len: usize, argument: &'static str) -> Result<Option<SubjectId>> {
    optional(text, len, argument)?.map(|text| SubjectId::parse(text).map_err(named(argument))).transpose()
}

/// A handle that may be 0.
pub fn optional_handle<H: Handle>(handle: H, argument: &'static str) -> Result<Option<Held<'static, H::Object>>> {
    if handle.key() == 0 { Ok(None) } else { open(handle, argument).map(Some) }
}

/// Goes through a door that an object keeps. It is as closed inside a callback as its handle is.
pub fn through<D>(door: &Arc<D>, argument: &'static str) -> Result<Inside<D>> {
    callback::outside(argument).map(|()| Inside::of(door))
}
