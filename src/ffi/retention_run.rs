//! Retention at the ERP's door: the rules that the settings name, why somebody cannot be erased yet, the forecast and the run.
//!
//! By the rules that the settings name when it is called, and by no others, work clientela_erp_plan_anonymization, clientela_erp_anonymize,
//! clientela_erp_anonymize_sealed, clientela_erp_plan_request and clientela_erp_run_requests. By those of a handle work
//! clientela_erp_why_not_yet, clientela_erp_forecast and clientela_erp_run_retention. So own rules reach only these three: no setting holds
//! any, and the host adds them to a handle each time. What is kept of the documents of somebody who is anonymized has its last day then;
//! rules that come later change nothing of that. What clientela_erp_place_hold put counts at every one of these calls, as it stands then;
//! a hold that was added to a handle counts only where that handle is given.

use std::ffi::c_char;

use crate::domain::erasure::Plan;
use crate::domain::id::SubjectId;
use crate::engine::RetentionRun;
use crate::ffi::call::call;
use crate::ffi::erp::clientela_erp;
use crate::ffi::error::clientela_error;
use crate::ffi::handle::{door, open};
use crate::ffi::plan::{PlanObject, clientela_plan};
use crate::ffi::record::int;
use crate::ffi::retention::{RetentionObject, clientela_retention};
use crate::ffi::retention_lines::{RetentionLinesObject, clientela_retention_lines};
use crate::ffi::retention_rows::{RetentionMonthsObject, RetentionReportObject, clientela_retention_months, clientela_retention_report};
use crate::ffi::status::clientela_status;
use crate::ffi::{out, raw, words};

/// The rules that the settings name (retention.pack, retention.business_year_ends, retention.inactive_months). Own rules and holds may be
/// added. The handle is a copy: it does not follow later changes of the settings; take a new one for each run.
///
/// - erp: the ERP's door
/// - out_retention: the rules; free them
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_retention(
    erp: clientela_erp,
    out_retention: *mut clientela_retention,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_retention, "out_retention"), || Ok(RetentionObject(door(erp, "erp")?.retention()?)))
}

/// Says why a customer or related person cannot be erased yet, and what the law keeps of them alone. CLIENTELA_STATUS_ERASED: they are
/// already.
///
/// - erp: the ERP's door
/// - retention: the rules
/// - person: the id of a customer or related person
/// - person_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_plan: what blocks (clientela_plan_blockers); it has no items. Its day of CLIENTELA_PLAN_FIELD_POSSIBLE_FROM is when nothing
///   blocks; free it
/// - out_retention_lines: everything that is kept of the person, datum by datum, with ground and end, and what goes; the day on which
///   nothing has to stay, blockers included; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_why_not_yet(
    erp: clientela_erp,
    retention: clientela_retention,
    person: *const c_char,
    person_len: usize,
    out_plan: *mut clientela_plan,
    out_retention_lines: *mut clientela_retention_lines,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (out::handle(out_plan, "out_plan"), out::handle(out_retention_lines, "out_retention_lines")), || {
        let (erp, retention) = (door(erp, "erp")?, open(retention, "retention")?);
        let person = words::subject(person, person_len, "person")?;
        let why = erp.why_not_yet(person, &retention.0)?;
        let evaluation = erp.explain_retention(person, &retention.0)?;
        let lines = RetentionLinesObject::with(&evaluation.lines, &evaluation.to_string(), why.complete_from);
        Ok((PlanObject::of(Plan { blockers: why.blockers, ..Plan::default() }), lines))
    })
}

/// Says how many customers can be erased when.
///
/// - erp: the ERP's door
/// - retention: the rules
/// - out_now: of how many nothing has to stay already
/// - out_blocked: of how many something is in progress or on hold that has no known end
/// - out_retention_months: a walk over the months in which others become free, before its first; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_forecast(
    erp: clientela_erp,
    retention: clientela_retention,
    out_now: *mut i64,
    out_blocked: *mut i64,
    out_retention_months: *mut clientela_retention_months,
    out_error: *mut clientela_error,
) -> clientela_status {
    let (now, blocked) = (out::number(out_now, "out_now"), out::number(out_blocked, "out_blocked"));
    call(out_error, (now, blocked, out::handle(out_retention_months, "out_retention_months")), || {
        let (erp, retention) = (door(erp, "erp")?, open(retention, "retention")?);
        let forecast = erp.forecast(&retention.0)?;
        Ok((int(forecast.now), int(forecast.blocked), RetentionMonthsObject::of(&forecast.months())))
    })
}

/// Lets customers go whose time is over, and tells of whom that soon is so; in parts. A report and the run tell the same, but for
/// CLIENTELA_RETENTION_ROW_FIELD_DONE. It erases and never seals. Call `clientela_erp_purge` afterwards. A part that fails leaves gone
/// whoever it let go: run it again. CLIENTELA_STATUS_INVALID: retention.below_floor, the settings name a rule that keeps something and is
/// not among these.
///
/// Begin with `after` empty; then `after` is what clientela_retention_report_next_part said, until that is NULL. What no law keeps any more
/// goes with every part, at most `limit` values each: while the last part says 1 in `out_more` of clientela_retention_report_expired, run it
/// again with the same `after`. A report changes nothing, and so tells the same the next time: there `out_more` only says that more than
/// `limit` wait.
///
/// - erp: the ERP's door
/// - retention: the rules: they say who goes, and what is kept of their documents
/// - report_only: 1: only say what would be done
/// - after: only customers behind this id; empty: from the first on, which also destroys the sealed boxes whose day is over
/// - after_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - limit: look at so many customers at most, 1 to 100000; 0 is taken as 1, more as 100000, less is CLIENTELA_STATUS_MISUSE
/// - out_retention_report: the report, before its first customer; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_run_retention(
    erp: clientela_erp,
    retention: clientela_retention,
    report_only: i32,
    after: *const c_char,
    after_len: usize,
    limit: i32,
    out_retention_report: *mut clientela_retention_report,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_retention_report, "out_retention_report"), || {
        let (erp, retention) = (door(erp, "erp")?, open(retention, "retention")?);
        let after = words::absent_or(raw::text(after, after_len, "after")?, "after", SubjectId::parse)?;
        let run = RetentionRun { report_only: words::yes(report_only, "report_only")?, after, limit: words::within(limit, "limit")? };
        Ok(RetentionReportObject::of(&erp.retention_run(&retention.0, &run)?))
    })
}
