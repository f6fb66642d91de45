//! Properties of a line (size, reference number) and attributes of its item (brand, genre).

use std::ffi::c_char;

use crate::domain::pairs::Pairs;
use crate::ffi::call::{free, step};
use crate::ffi::cursor::Cursor;
use crate::ffi::error::clientela_error;
use crate::ffi::handle::{handle, open};
use crate::ffi::out;
use crate::ffi::shown::CText;
use crate::ffi::status::clientela_status;

/// A walk over the properties of a line. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_properties(i64);
handle!(clientela_properties, PropertiesObject);

/// Names and values, and whether each is an attribute of the item.
pub struct PropertiesObject(Cursor<(CText, CText, i32)>);

impl PropertiesObject {
    /// Properties first, then attributes.
    pub fn of(properties: &Pairs, attributes: &Pairs) -> Self {
        let both = properties.iter().map(|pair| (pair, 0)).chain(attributes.iter().map(|pair| (pair, 1)));
        Self(Cursor::new(both.map(|((name, value), attribute)| (CText::new(name), CText::new(value), attribute)).collect()))
    }
}

/// Steps to the next property and reads it. CLIENTELA_STATUS_DONE: there is none.
///
/// - properties: the walk
/// - out_name: its name; lives until the walk is freed
/// - out_name_len: its length in bytes; may be NULL
/// - out_value: its value; lives until the walk is freed
/// - out_value_len: its length in bytes; may be NULL
/// - out_attribute: 1 for an attribute of the item, 0 for a property of this piece
#[unsafe(no_mangle)]
pub extern "C" fn clientela_properties_next(
    properties: clientela_properties,
    out_name: *mut *const c_char,
    out_name_len: *mut usize,
    out_value: *mut *const c_char,
    out_value_len: *mut usize,
    out_attribute: *mut i32,
    out_error: *mut clientela_error,
) -> clientela_status {
    let (name, value) = (out::text(out_name, out_name_len, "out_name"), out::text(out_value, out_value_len, "out_value"));
    step(out_error, (name, value, out::number(out_attribute, "out_attribute")), || {
        let mut properties = open(properties, "properties")?;
        Ok(properties.0.next().map(|(name, value, attribute)| (name.lend(), value.lend(), *attribute)))
    })
}

/// Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
///
/// - properties: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_properties_free(properties: clientela_properties) -> clientela_status {
    free(properties, "properties")
}
