//! Anonymization, ordered by the ERP only: planned first, then done in one transaction. Doing it twice is success.

use std::ffi::c_char;

use crate::ffi::call::call;
use crate::ffi::erp::clientela_erp;
use crate::ffi::error::clientela_error;
use crate::ffi::handle::door;
use crate::ffi::plan::{PlanObject, clientela_plan};
use crate::ffi::record::int;
use crate::ffi::status::clientela_status;
use crate::ffi::{out, words};

/// Says what an anonymization would do, and what stands in the way; it changes nothing. At one state of the store the anonymization does
/// just this. CLIENTELA_STATUS_NOT_FOUND: customer.unknown. CLIENTELA_STATUS_ERASED: it was done already.
///
/// - erp: the ERP's door
/// - person: the id of a customer or related person
/// - person_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_plan: the plan; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_plan_anonymization(
    erp: clientela_erp,
    person: *const c_char,
    person_len: usize,
    out_plan: *mut clientela_plan,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_plan, "out_plan"), || {
        let erp = door(erp, "erp")?;
        let person = words::subject(person, person_len, "person")?;
        Ok(PlanObject::of(erp.plan_anonymization(person)?))
    })
}

/// Anonymizes a customer or a related person, and whoever is here only through them. CLIENTELA_STATUS_BLOCKED: erasure.blocked; the error
/// lists what stands in the way, one broken rule each (clientela_error_violation): the rule is the name of a CLIENTELA_BLOCKER_REASON_…,
/// and a message for people too. The field is operator of ACTIVE_OPERATOR, hold of LEGAL_HOLD and TAX_AUDIT, program of STORED_VALUE,
/// document of all others. The arguments (clientela_error_violation_arg) are `number`, as CLIENTELA_PLAN_ROW_FIELD_NUMBER, and where it is
/// known `until`, the last day. Who can lift it only the plan says: clientela_erp_plan_anonymization, then clientela_plan_blockers.
/// CLIENTELA_STATUS_NOT_FOUND: customer.unknown. It erases and never seals, as everything here but clientela_erp_anonymize_sealed. Call
/// `clientela_erp_purge` after a batch.
///
/// - erp: the ERP's door
/// - person: the id of a customer or related person
/// - person_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_epoch: how many erasures the store has seen; anchor it elsewhere to recognise a restored folder
/// - out_repeated: 1 when the person had been anonymized before: nothing was done now. Else 0
/// - out_plan: what went, and what stays with ground and date; it is empty when nothing was done now; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_anonymize(
    erp: clientela_erp,
    person: *const c_char,
    person_len: usize,
    out_epoch: *mut i64,
    out_repeated: *mut i32,
    out_plan: *mut clientela_plan,
    out_error: *mut clientela_error,
) -> clientela_status {
    let (epoch, repeated) = (out::number(out_epoch, "out_epoch"), out::number(out_repeated, "out_repeated"));
    call(out_error, (epoch, repeated, out::handle(out_plan, "out_plan")), || {
        let erp = door(erp, "erp")?;
        let person = words::subject(person, person_len, "person")?;
        let done = erp.anonymize(person)?;
        Ok((int(done.epoch), i32::from(done.repeated), PlanObject::of(done.plan)))
    })
}
