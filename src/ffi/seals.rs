//! Anonymization that seals what goes to a public key of the central system (X25519), instead of losing it for ever. Only
//! clientela_erp_anonymize_sealed seals: clientela_erp_anonymize, clientela_erp_run_requests, clientela_erp_run_retention and an
//! anonymization that is repeated in a restored backup erase, and need no key. Nothing here opens a box; `clientela_unseal` does, with the
//! private key. A library that was built without sealing says CLIENTELA_STATUS_MISUSE with seal.unsupported where a box would be made or
//! opened. To know before whether it seals, give clientela_unseal any box: one that seals says seal.not_opened.

use std::ffi::c_char;

use crate::domain::certificate::SealOrder;
use crate::domain::seal::{SealKey, Sealed};
use crate::ffi::blob::{self, LentBytes};
use crate::ffi::call::{call, free, step};
use crate::ffi::cursor::Cursor;
use crate::ffi::erp::clientela_erp;
use crate::ffi::error::clientela_error;
use crate::ffi::handle::{door, handle, open};
use crate::ffi::plan::{PlanObject, clientela_plan};
use crate::ffi::record::int;
use crate::ffi::shown::CText;
use crate::ffi::status::clientela_status;
use crate::ffi::{doors, out, words};

/// A walk over sealed boxes. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_seals(i64);
handle!(clientela_seals, SealsObject);

/// Boxes: table, column, bytes.
pub struct SealsObject(Cursor<(CText, CText, Vec<u8>)>);

/// Anonymizes like `clientela_erp_anonymize`, and fails like it, but seals every value that goes first: one box for each table, column and
/// person. What somebody signed in with is not sealed. Who went along has boxes of their own, under ids of their own:
/// clientela_plan_related names related persons, `persons` in the JSON of clientela_erp_certificate everybody, those who were merged too.
/// Of somebody who was anonymized before nothing is sealed. A request for the erasure stays as it is: at its turn in
/// clientela_erp_run_requests, or at clientela_erp_plan_request, it is COMPLETED, or RESTRICTED as long as a law keeps anything. Call
/// `clientela_erp_purge` after a batch.
///
/// - erp: the ERP's door
/// - person: the id of a customer or related person
/// - person_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - public_key: the public key of the ERP, 32 bytes; CLIENTELA_STATUS_MISUSE with argument.out_of_range: more or fewer;
///   CLIENTELA_STATUS_INVALID with seal.key_weak: one that keeps nothing secret
/// - public_key_len: 32
/// - until: the last day on which the boxes stay, YYYY-MM-DD; NULL: as long as the rules of retention demand anything of the person,
///   CLIENTELA_STATUS_INVALID with seal.no_end where they demand nothing
/// - until_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_epoch: how many erasures the store has seen; anchor it elsewhere to recognise a restored folder
/// - out_repeated: 1 when the person had been anonymized before: nothing was done now. Else 0
/// - out_plan: what went, and what stays with ground and date; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_anonymize_sealed(
    erp: clientela_erp,
    person: *const c_char,
    person_len: usize,
    public_key: *const u8,
    public_key_len: usize,
    until: *const c_char,
    until_len: usize,
    out_epoch: *mut i64,
    out_repeated: *mut i32,
    out_plan: *mut clientela_plan,
    out_error: *mut clientela_error,
) -> clientela_status {
    let (epoch, repeated) = (out::number(out_epoch, "out_epoch"), out::number(out_repeated, "out_repeated"));
    call(out_error, (epoch, repeated, out::handle(out_plan, "out_plan")), || {
        let erp = door(erp, "erp")?;
        let person = words::subject(person, person_len, "person")?;
        let key = SealKey::parse(words::exactly(public_key, public_key_len, "public_key")?)?;
        let done = erp.anonymize_sealed(person, &SealOrder { key, until: doors::optional_date(until, until_len, "until")? })?;
        Ok((int(done.epoch), i32::from(done.repeated), PlanObject::of(done.plan)))
    })
}

/// Begins a walk over the boxes of a person, in the order of their tables and columns. Who went with them has boxes of their own: ask by
/// each id of `persons` in the JSON of clientela_erp_certificate. Of somebody who was not sealed, or whose boxes were destroyed, and of
/// nobody, it has no row.
///
/// - erp: the ERP's door
/// - person: the id of an anonymized person
/// - person_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_seals: the walk, before its first box; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_seals(
    erp: clientela_erp,
    person: *const c_char,
    person_len: usize,
    out_seals: *mut clientela_seals,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_seals, "out_seals"), || {
        let erp = door(erp, "erp")?;
        let boxes = erp.sealed(words::subject(person, person_len, "person")?)?;
        let row = |Sealed { place, bytes }| (CText::new(&place.table), CText::new(&place.column), bytes);
        Ok(SealsObject(Cursor::new(boxes.into_iter().map(row).collect())))
    })
}

/// Steps to the next box. CLIENTELA_STATUS_DONE: there is none.
///
/// - seals: the walk
/// - out_table: the table in which its values stood; lives until the walk is freed
/// - out_table_len: its length in bytes; may be NULL
/// - out_column: the column; lives until the walk is freed
/// - out_column_len: its length in bytes; may be NULL
/// - out_box: the box, an X25519 sealed box (that of libsodium's crypto_box_seal) around JSON; lives until the walk is freed
/// - out_box_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_seals_next(
    seals: clientela_seals,
    out_table: *mut *const c_char,
    out_table_len: *mut usize,
    out_column: *mut *const c_char,
    out_column_len: *mut usize,
    out_box: *mut *const u8,
    out_box_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    let (table, column) = (out::text(out_table, out_table_len, "out_table"), out::text(out_column, out_column_len, "out_column"));
    step(out_error, (table, column, blob::bytes(out_box, out_box_len, "out_box")), || {
        let mut seals = open(seals, "seals")?;
        Ok(seals.0.next().map(|(table, column, bytes)| (table.lend(), column.lend(), LentBytes::from(Some(bytes.as_slice())))))
    })
}

/// Frees a walk. What was read from it is gone too. No walk (0) is allowed.
///
/// - seals: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_seals_free(seals: clientela_seals) -> clientela_status {
    free(seals, "seals")
}

/// Destroys the boxes of a person and of everybody who went with them: nobody can give the values back any more. Call
/// `clientela_erp_purge` afterwards.
///
/// - erp: the ERP's door
/// - person: the id of an anonymized person
/// - person_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_count: how many boxes there were; 0 the second time
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_destroy_seals(
    erp: clientela_erp,
    person: *const c_char,
    person_len: usize,
    out_count: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_count, "out_count"), || {
        let erp = door(erp, "erp")?;
        Ok(int(erp.destroy_sealed(words::subject(person, person_len, "person")?)?))
    })
}

/// Destroys all boxes whose last day is over. A run of retention does it too.
///
/// - erp: the ERP's door
/// - out_count: how many there were
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_destroy_due_seals(
    erp: clientela_erp,
    out_count: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_count, "out_count"), || Ok(int(door(erp, "erp")?.destroy_due_seals()?)))
}
