//! Persons: a row of the customer list, a hit of a search, somebody related to a customer, with the values as they stood when
//! the handle was given.

use std::ffi::c_char;

use crate::engine::Stored;
use crate::ffi::call::{call, free};
use crate::ffi::constants::clientela_field;
use crate::ffi::error::clientela_error;
use crate::ffi::handle::{handle, open};
use crate::ffi::record::int;
use crate::ffi::shown::{CText, Fixed};
use crate::ffi::status::clientela_status;
use crate::ffi::{input, out};

/// A person or company. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_person(i64);
handle!(clientela_person, PersonObject);

/// The values, ready to be lent.
pub struct PersonObject {
    pub id: CText,
    pub name: CText,
    pub version: i64,
    pub values: Fixed,
}

impl PersonObject {
    pub fn of(stored: &Stored) -> Self {
        Self {
            id: CText::new(&stored.id.to_string()),
            name: CText::new(&stored.values.display_name()),
            version: int(stored.version),
            values: Fixed::of(stored.values.iter()),
        }
    }
}

/// The person's id, 36 characters: what other functions ask for.
///
/// - person: the person
/// - out_id: the id; lives until the person is freed
/// - out_id_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_person_id(
    person: clientela_person,
    out_id: *mut *const c_char,
    out_id_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::text(out_id, out_id_len, "out_id"), || Ok(open(person, "person")?.id.lend()))
}

/// The name as a list shows it: first and last name, or the company.
///
/// - person: the person
/// - out_name: the name, empty when there is none; lives until the person is freed
/// - out_name_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_person_name(
    person: clientela_person,
    out_name: *mut *const c_char,
    out_name_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::text(out_name, out_name_len, "out_name"), || Ok(open(person, "person")?.name.lend()))
}

/// Reads one value.
///
/// - person: the person
/// - field: which field, CLIENTELA_FIELD_…
/// - slot: which occurrence, from 0
/// - out_text: the value, or NULL when there is none; lives until the person is freed
/// - out_text_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_person_text(
    person: clientela_person,
    field: clientela_field,
    slot: i32,
    out_text: *mut *const c_char,
    out_text_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::text(out_text, out_text_len, "out_text"), || {
        let person = open(person, "person")?;
        Ok(person.values.lend(input::field(field, "field")?, input::slot(slot, "slot")?))
    })
}

/// How often the person's data were changed; a stale edit is refused by it.
///
/// - person: the person
/// - out_version: counts the changes
#[unsafe(no_mangle)]
pub extern "C" fn clientela_person_version(
    person: clientela_person,
    out_version: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_version, "out_version"), || Ok(open(person, "person")?.version))
}

/// Frees a person. Texts read from it are gone too. No person (0) is allowed.
///
/// - person: the person
#[unsafe(no_mangle)]
pub extern "C" fn clientela_person_free(person: clientela_person) -> clientela_status {
    free(person, "person")
}
