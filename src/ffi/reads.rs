//! Who looked at data about health or at what is hidden, looking at that with a reason, and data that may only be kept.

use std::ffi::c_char;

use crate::ffi::call::call;
use crate::ffi::customer::{CustomerObject, clientela_customer};
use crate::ffi::desk::clientela_desk;
use crate::ffi::erp::clientela_erp;
use crate::ffi::error::clientela_error;
use crate::ffi::handle::door;
use crate::ffi::log::{LogObject, clientela_log};
use crate::ffi::status::clientela_status;
use crate::ffi::{out, raw, words};

/// Gives everything that a detail screen shows and what is hidden from this operator besides, of somebody whose data are restricted too,
/// for this one read. It needs CLIENTELA_RIGHT_READ_CUSTOMERS and CLIENTELA_RIGHT_SEE_RESTRICTED. Each call is one entry of the journal,
/// CLIENTELA_ENTRY_KIND_READ, with the fields that are hidden otherwise or about health, without their values, also where there are none;
/// its row CLIENTELA_FIELD_REASON (clientela_log_changes) is the reason. CLIENTELA_STATUS_NOT_FOUND: customer.unknown.
/// CLIENTELA_STATUS_ERASED: customer.anonymized. It is for reading: to edit somebody whose data are restricted is
/// CLIENTELA_STATUS_NOT_PERMITTED, customer.restricted, at every desk. The central system puts them right by its feed, which a restriction
/// does not stop; or lift the restriction first (clientela_erp_lift_restriction).
///
/// - desk: the desk
/// - id: the id of a customer or related person
/// - id_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - reason: why; must not be empty (CLIENTELA_STATUS_INVALID, required)
/// - reason_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_customer: the customer; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_break_glass(
    desk: clientela_desk,
    id: *const c_char,
    id_len: usize,
    reason: *const c_char,
    reason_len: usize,
    out_customer: *mut clientela_customer,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_customer, "out_customer"), || {
        let desk = door(desk, "desk")?;
        let (id, reason) = (words::subject(id, id_len, "id")?, raw::text(reason, reason_len, "reason")?);
        Ok(CustomerObject::of(desk.break_glass(id, reason)?))
    })
}

/// Begins a walk over who looked: entries of the journal that tell of reads of a person's data about health or of what was hidden, with the
/// fields and the reason (CLIENTELA_FIELD_REASON), and of exports of everything about the person. Reads by clientela_desk_kept_document are
/// not among them: they are about a document. Of somebody anonymized the entries stay, but not the reasons (CLIENTELA_HIDDEN_ERASED). It
/// needs CLIENTELA_RIGHT_READ_JOURNAL. CLIENTELA_STATUS_NOT_FOUND: customer.unknown.
///
/// - desk: the desk
/// - person: the id of a customer or related person
/// - person_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_log: the walk, before its first entry; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_reads_of(
    desk: clientela_desk,
    person: *const c_char,
    person_len: usize,
    out_log: *mut clientela_log,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_log, "out_log"), || {
        let desk = door(desk, "desk")?;
        Ok(LogObject::of(desk.reads_of(words::subject(person, person_len, "person")?)?))
    })
}

/// The same as the central system, like `clientela_desk_reads_of`.
///
/// - erp: the ERP's door
/// - person: the id of a customer or related person
/// - person_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_log: the walk, before its first entry; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_reads_of(
    erp: clientela_erp,
    person: *const c_char,
    person_len: usize,
    out_log: *mut clientela_log,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_log, "out_log"), || {
        let erp = door(erp, "erp")?;
        Ok(LogObject::of(erp.reads_of(words::subject(person, person_len, "person")?)?))
    })
}

/// Restricts somebody's data: they are kept and not used. Lists and searches show them no more, a desk reads them no more but by
/// `clientela_desk_break_glass` and edits them not at all, and they are contacted for mandatory notices only. The feed of the central
/// system still changes them. Twice is success, and writes nothing the second time. CLIENTELA_STATUS_NOT_FOUND: customer.unknown.
/// CLIENTELA_STATUS_ERASED: customer.anonymized.
///
/// - erp: the ERP's door
/// - person: the id of a customer or related person
/// - person_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - reason: why, kept in the journal (CLIENTELA_FIELD_REASON); may be empty
/// - reason_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_restrict(
    erp: clientela_erp,
    person: *const c_char,
    person_len: usize,
    reason: *const c_char,
    reason_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let erp = door(erp, "erp")?;
        erp.restrict(words::subject(person, person_len, "person")?, raw::text(reason, reason_len, "reason")?)
    })
}

/// Takes a restriction away. Of somebody who has none it does nothing. It fails as clientela_erp_restrict does.
///
/// - erp: the ERP's door
/// - person: the id of a customer or related person
/// - person_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - reason: why, kept in the journal (CLIENTELA_FIELD_REASON); may be empty
/// - reason_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_lift_restriction(
    erp: clientela_erp,
    person: *const c_char,
    person_len: usize,
    reason: *const c_char,
    reason_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let erp = door(erp, "erp")?;
        erp.lift_restriction(words::subject(person, person_len, "person")?, raw::text(reason, reason_len, "reason")?)
    })
}
