//! Customer values: a bag of texts by field and occurrence, to be filled in, checked and read. It needs no store.
//! A field that may occur several times has slots: the first e-mail address is slot 0, the second slot 1; street, postal
//! code, city, region and country of one address share a slot.

use std::ffi::c_char;

use crate::domain::check::{Described, check_customer};
use crate::domain::field::Field;
use crate::domain::subject::Values;
use crate::domain::time::Date;
use crate::error::{Error, Result};
use crate::ffi::call::{call, free, step};
use crate::ffi::constants::clientela_field;
use crate::ffi::cursor::Cursor;
use crate::ffi::error::clientela_error;
use crate::ffi::handle::{handle, open};
use crate::ffi::raw::misuse;
use crate::ffi::shown::{CText, Lent, Shown};
use crate::ffi::status::clientela_status;
use crate::ffi::{input, out, raw, words};

/// Customer values that are being filled in. Use them from one thread at a time; they may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_values(i64);
handle!(clientela_values, ValuesObject);

/// A walk over the values that were there when it began. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_entries(i64);
handle!(clientela_entries, Cursor<Entry>);

/// Whom checked values describe.
pub type clientela_described = i32;

/// A customer: a private person or a business.
pub const CLIENTELA_DESCRIBED_CUSTOMER: clientela_described = 0;
/// A person related to a customer: a contact person, a family member.
pub const CLIENTELA_DESCRIBED_RELATED: clientela_described = 1;

/// One value as C walks it.
pub struct Entry {
    field: Field,
    slot: u16,
    text: CText,
}

/// The values, and the texts of them that C may borrow.
#[derive(Default)]
pub struct ValuesObject {
    pub values: Values,
    shown: Shown,
    /// What the last check brought into canonical form.
    normalised: Vec<(Field, u16)>,
    /// Display names that were lent; the last is the present one.
    names: Vec<CText>,
}

impl ValuesObject {
    /// With these values.
    pub fn of(values: Values) -> Self {
        Self { shown: Shown::of(&values), values, ..Self::default() }
    }

    fn set(&mut self, field: Field, slot: u16, text: &str) {
        self.values.set(field, slot, text);
        self.shown.set(field, slot, text);
    }

    fn entries(&self) -> Cursor<Entry> {
        Cursor::new(self.values.iter().map(|(field, slot, text)| Entry { field, slot, text: CText::new(text) }).collect())
    }

    fn check(&mut self, described: Described, today: Date) -> Result<()> {
        let checked = check_customer(&self.values, described, today).map_err(Error::invalid)?;
        for (field, slot) in &checked.normalised {
            self.set(*field, *slot, checked.values.at(*field, *slot).unwrap_or_default());
        }
        self.normalised = checked.normalised;
        Ok(())
    }

    fn normalised(&self) -> Cursor<Entry> {
        let entry = |(field, slot): &(Field, u16)| {
            let text = CText::new(self.values.at(*field, *slot).unwrap_or_default());
            Entry { field: *field, slot: *slot, text }
        };
        Cursor::new(self.normalised.iter().map(entry).collect())
    }

    fn display_name(&mut self) -> Lent {
        let name = self.values.display_name();
        if self.names.last().is_none_or(|last| last.as_str() != name) {
            self.names.push(CText::new(&name));
        }
        self.names.last().filter(|name| !name.as_str().is_empty()).into()
    }
}

fn whom(number: clientela_described, argument: &'static str) -> Result<Described> {
    match number {
        CLIENTELA_DESCRIBED_CUSTOMER => Ok(Described::Customer),
        CLIENTELA_DESCRIBED_RELATED => Ok(Described::Related),
        _ => Err(misuse("argument.unknown_constant", argument)),
    }
}

/// Makes empty values.
///
/// - out_values: the new values; free them
#[unsafe(no_mangle)]
pub extern "C" fn clientela_values_new(out_values: *mut clientela_values, out_error: *mut clientela_error) -> clientela_status {
    call(out_error, out::handle(out_values, "out_values"), || Ok(ValuesObject::default()))
}

/// Sets one value. Empty text removes it. Nothing is checked yet.
///
/// - values: the values
/// - field: which field, CLIENTELA_FIELD_…
/// - slot: which occurrence, from 0
/// - text: the value; it is copied
/// - text_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
#[unsafe(no_mangle)]
pub extern "C" fn clientela_values_set_text(
    values: clientela_values,
    field: clientela_field,
    slot: i32,
    text: *const c_char,
    text_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let mut values = open(values, "values")?;
        values.set(input::field(field, "field")?, input::slot(slot, "slot")?, raw::text(text, text_len, "text")?);
        Ok(())
    })
}

/// Reads one value.
///
/// - values: the values
/// - field: which field, CLIENTELA_FIELD_…
/// - slot: which occurrence, from 0
/// - out_text: the value, or NULL when there is none; lives until the values are freed, even when it is set anew
/// - out_text_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_values_text(
    values: clientela_values,
    field: clientela_field,
    slot: i32,
    out_text: *mut *const c_char,
    out_text_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::text(out_text, out_text_len, "out_text"), || {
        let values = open(values, "values")?;
        Ok(values.shown.lend(input::field(field, "field")?, input::slot(slot, "slot")?))
    })
}

/// Begins a walk over all values, by field and slot.
///
/// - values: the values; they may be changed or freed during the walk, it keeps what it found
/// - out_entries: the walk, before its first row; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_values_entries(
    values: clientela_values,
    out_entries: *mut clientela_entries,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_entries, "out_entries"), || Ok(open(values, "values")?.entries()))
}

/// Checks every value, and that what is required is there. When all is well the values are brought into canonical form: edges
/// trimmed, a country in capitals, the domain of an e-mail address in lower case. Else the status is CLIENTELA_STATUS_INVALID,
/// the error lists every broken rule, and nothing is changed.
///
/// - values: the values
/// - described: whom they describe, CLIENTELA_DESCRIBED_…
/// - today: the day of the check, YYYY-MM-DD: nobody is born after it
/// - today_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
#[unsafe(no_mangle)]
pub extern "C" fn clientela_values_check(
    values: clientela_values,
    described: clientela_described,
    today: *const c_char,
    today_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let mut values = open(values, "values")?;
        values.check(whom(described, "described")?, words::date(today, today_len, "today")?)
    })
}

/// Begins a walk over the values that the last check brought into another form.
///
/// - values: the values; they may be changed or freed during the walk, it keeps what it found
/// - out_entries: the walk, before its first row; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_values_normalised(
    values: clientela_values,
    out_entries: *mut clientela_entries,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_entries, "out_entries"), || Ok(open(values, "values")?.normalised()))
}

/// The name as a list or a document shows it: the company of a business, else first and last name.
///
/// - values: the values
/// - out_name: the name, or NULL when there is none; lives until the values are freed
/// - out_name_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_values_name(
    values: clientela_values,
    out_name: *mut *const c_char,
    out_name_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::text(out_name, out_name_len, "out_name"), || Ok(open(values, "values")?.display_name()))
}

/// Frees values. Texts read from them are gone too. No values (0) are allowed.
///
/// - values: the values
#[unsafe(no_mangle)]
pub extern "C" fn clientela_values_free(values: clientela_values) -> clientela_status {
    free(values, "values")
}

/// Steps to the next value and reads it. CLIENTELA_STATUS_DONE: there is none.
///
/// - entries: the walk
/// - out_field: which field, CLIENTELA_FIELD_…
/// - out_slot: which occurrence, from 0
/// - out_text: the value; lives until the walk is freed
/// - out_text_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_entries_next(
    entries: clientela_entries,
    out_field: *mut clientela_field,
    out_slot: *mut i32,
    out_text: *mut *const c_char,
    out_text_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    let outs = (out::number(out_field, "out_field"), out::number(out_slot, "out_slot"), out::text(out_text, out_text_len, "out_text"));
    step(out_error, outs, || {
        let mut entries = open(entries, "entries")?;
        Ok(entries.next().map(|entry| (entry.field as i32, i32::from(entry.slot), entry.text.lend())))
    })
}

/// Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
///
/// - entries: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_entries_free(entries: clientela_entries) -> clientela_status {
    free(entries, "entries")
}
