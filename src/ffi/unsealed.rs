//! Opening what an anonymization sealed, with the private key of the central system. It needs no store. A library that was built without
//! sealing says CLIENTELA_STATUS_MISUSE with seal.unsupported.

use std::ffi::c_char;

use zeroize::Zeroizing;

use crate::domain::seal::{Sealed, SealedPlace, SealedValue};
use crate::domain::value::Value;
use crate::ffi::blob::{self, LentBytes};
use crate::ffi::call::{call, free, step};
use crate::ffi::cursor::Cursor;
use crate::ffi::error::clientela_error;
use crate::ffi::handle::{handle, open};
use crate::ffi::shown::CText;
use crate::ffi::status::clientela_status;
use crate::ffi::{out, raw, words};

/// A walk over the values of an opened box. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_unsealed(i64);
handle!(clientela_unsealed, UnsealedObject);

/// Values: record, occurrence, bytes, whether they are text.
pub struct UnsealedObject(Cursor<(CText, i32, Zeroizing<Vec<u8>>, i32)>);

impl UnsealedObject {
    fn of(values: &[SealedValue]) -> Self {
        let row = |value: &SealedValue| {
            let (bytes, text) = match &value.value {
                Value::Text(text) => (text.as_bytes(), 1),
                Value::Bytes(bytes) => (&**bytes, 0),
                Value::Null | Value::Int(_) => (&[][..], 0),
            };
            (CText::new(&value.key), value.slot.into(), Zeroizing::new(bytes.to_vec()), text)
        };
        Self(Cursor::new(values.iter().map(row).collect()))
    }
}

/// Opens a box, and begins a walk over the values of one column of a person. CLIENTELA_STATUS_INVALID: seal.not_opened, the key is another
/// one or the box was changed, or is none; seal.of_another_place, it does not belong to this person, table and column.
///
/// - person: the id of the person, a UUID of 36 characters
/// - person_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - table: the table, as clientela_seals_next gave it
/// - table_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - column: the column, as clientela_seals_next gave it
/// - column_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - box_bytes: the box
/// - box_bytes_len: its length in bytes
/// - private_key: the private key, 32 bytes (else CLIENTELA_STATUS_MISUSE, argument.out_of_range); it is not kept
/// - private_key_len: 32
/// - out_unsealed: the walk, before its first value; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_unseal(
    person: *const c_char,
    person_len: usize,
    table: *const c_char,
    table_len: usize,
    column: *const c_char,
    column_len: usize,
    box_bytes: *const u8,
    box_bytes_len: usize,
    private_key: *const u8,
    private_key_len: usize,
    out_unsealed: *mut clientela_unsealed,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_unsealed, "out_unsealed"), || {
        let subject = words::subject(person, person_len, "person")?;
        let (table, column) = (raw::text(table, table_len, "table")?, raw::text(column, column_len, "column")?);
        let place = SealedPlace { subject, table: table.to_owned(), column: column.to_owned() };
        let bytes = raw::bytes(box_bytes, box_bytes_len, "box_bytes")?.to_vec();
        let key: Zeroizing<[u8; 32]> = Zeroizing::new(words::exactly(private_key, private_key_len, "private_key")?);
        Ok(UnsealedObject::of(&Sealed { place, bytes }.unseal(&key)?))
    })
}

/// Steps to the next value. CLIENTELA_STATUS_DONE: there is none.
///
/// - unsealed: the walk
/// - out_key: the record it belonged to: empty of the person, the id of a document or consent event, the code of an operator; of the
///   journal (table journal_value) `chain/place/field`: the station or server whose chain it is, the entry's place in it from 1, and the
///   name of the field, as in `till-1/27/email`. Read it from the end: the code of a station may hold a `/`, the others do not. It lives
///   until the walk is freed
/// - out_key_len: its length in bytes; may be NULL
/// - out_slot: the field's occurrence, from 0
/// - out_value: the value as it was: text as UTF-8, without a NUL at the end; else the bytes themselves (a payload, salts), not in hex or
///   base64; lives until the walk is freed
/// - out_value_len: its length in bytes; may be NULL
/// - out_is_text: 1 for text, 0 for bytes
#[unsafe(no_mangle)]
pub extern "C" fn clientela_unsealed_next(
    unsealed: clientela_unsealed,
    out_key: *mut *const c_char,
    out_key_len: *mut usize,
    out_slot: *mut i32,
    out_value: *mut *const u8,
    out_value_len: *mut usize,
    out_is_text: *mut i32,
    out_error: *mut clientela_error,
) -> clientela_status {
    let outs = (
        out::text(out_key, out_key_len, "out_key"),
        out::number(out_slot, "out_slot"),
        blob::bytes(out_value, out_value_len, "out_value"),
        out::number(out_is_text, "out_is_text"),
    );
    step(out_error, outs, || {
        let mut unsealed = open(unsealed, "unsealed")?;
        Ok(unsealed.0.next().map(|(key, slot, value, text)| (key.lend(), *slot, LentBytes::from(Some(value.as_slice())), *text)))
    })
}

/// Frees a walk. What was read from it is gone too. No walk (0) is allowed.
///
/// - unsealed: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_unsealed_free(unsealed: clientela_unsealed) -> clientela_status {
    free(unsealed, "unsealed")
}
