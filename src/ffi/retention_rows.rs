//! The months of a forecast, and the customers of a run of retention.

use std::ffi::c_char;

use crate::domain::retention::ForecastMonth;
use crate::engine::{DueSeal, FailedCustomer, KeptValue, RetentionReport, RetentionRow};
use crate::ffi::call::{call, free, step};
use crate::ffi::error::clientela_error;
use crate::ffi::handle::{handle, open};
use crate::ffi::out;
use crate::ffi::plan::{
    CLIENTELA_PLAN_ROW_FIELD_COUNT, CLIENTELA_PLAN_ROW_FIELD_ID, CLIENTELA_PLAN_ROW_FIELD_UNTIL, clientela_plan_rows, kept,
};
use crate::ffi::record::{Record, Walk, int};
use crate::ffi::shown::CText;
use crate::ffi::status::clientela_status;

/// A walk over the months of a forecast. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_retention_months(i64);
handle!(clientela_retention_months, RetentionMonthsObject);

/// What a part of a run did; its present customer is read field by field. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_retention_report(i64);
handle!(clientela_retention_report, RetentionReportObject);

/// A field of a customer of a run.
pub type clientela_retention_row_field = i32;

/// Text: the customer's id.
pub const CLIENTELA_RETENTION_ROW_FIELD_CUSTOMER: clientela_retention_row_field = 0;
/// Number: what the run does, CLIENTELA_RETENTION_STEP_….
pub const CLIENTELA_RETENTION_ROW_FIELD_STEP: clientela_retention_row_field = 1;
/// Text: when the customer last turned to the shop themselves, YYYY-MM-DD.
pub const CLIENTELA_RETENTION_ROW_FIELD_LAST_CONTACT: clientela_retention_row_field = 2;
/// Text: the last day on which the customer may be kept, YYYY-MM-DD.
pub const CLIENTELA_RETENTION_ROW_FIELD_LATEST: clientela_retention_row_field = 3;
/// Text: the rule that says so.
pub const CLIENTELA_RETENTION_ROW_FIELD_RULE: clientela_retention_row_field = 4;
/// Text: its law, for people to read; no code.
pub const CLIENTELA_RETENTION_ROW_FIELD_GROUND: clientela_retention_row_field = 5;
/// Number: 1 when the customer was anonymized now, else 0.
pub const CLIENTELA_RETENTION_ROW_FIELD_DONE: clientela_retention_row_field = 6;
/// Text: of a step CLIENTELA_RETENTION_STEP_FAILED the code of the error, as in `store.damaged`.
pub const CLIENTELA_RETENTION_ROW_FIELD_PROBLEM: clientela_retention_row_field = 7;

/// What a run of retention does with a customer.
#[allow(dead_code, reason = "for C")]
pub type clientela_retention_step = i32;

/// The time ends within the days of grace.
#[allow(dead_code, reason = "for C")]
pub const CLIENTELA_RETENTION_STEP_WARNED: clientela_retention_step = 0;
/// It is over: the customer goes.
#[allow(dead_code, reason = "for C")]
pub const CLIENTELA_RETENTION_STEP_DUE: clientela_retention_step = 1;
/// It is over, but something blocks (clientela_erp_why_not_yet says what), or the person's data are restricted.
#[allow(dead_code, reason = "for C")]
pub const CLIENTELA_RETENTION_STEP_BLOCKED: clientela_retention_step = 2;
/// The customer could not be judged or erased and stays; the others go on. Of the fields only CUSTOMER, STEP and PROBLEM are set.
pub const CLIENTELA_RETENTION_STEP_FAILED: clientela_retention_step = 3;

const MONTH: i32 = 0;
const COMPLETE: i32 = 1;

/// Months, one by one.
pub struct RetentionMonthsObject(Walk<Record>);

impl RetentionMonthsObject {
    /// Of a forecast.
    pub fn of(months: &[ForecastMonth]) -> Self {
        let row =
            |month: &ForecastMonth| Record::default().text(MONTH, month.month.to_string().as_str()).number(COMPLETE, int(month.complete));
        Self(Walk::new(months.iter().map(row)))
    }
}

/// Customers, one by one, and where the next part begins.
pub struct RetentionReportObject {
    rows: Walk<Record>,
    next: Option<CText>,
    expired: Vec<KeptValue>,
    more_expired: bool,
    seals: Vec<DueSeal>,
}

impl RetentionReportObject {
    /// Of a part of a run.
    pub fn of(report: &RetentionReport) -> Self {
        let next = report.next.map(|next| CText::new(&next.to_string()));
        let (expired, more_expired, seals) = (report.expired.clone(), report.more_expired, report.seals.clone());
        let rows = report.rows.iter().map(row).chain(report.failed.iter().map(failed_row));
        Self { rows: Walk::new(rows.collect::<Vec<_>>()), next, expired, more_expired, seals }
    }
}

fn row(row: &RetentionRow) -> Record {
    Record::default()
        .text(CLIENTELA_RETENTION_ROW_FIELD_CUSTOMER, row.customer.to_string().as_str())
        .number(CLIENTELA_RETENTION_ROW_FIELD_STEP, (row.step as i32).into())
        .text(CLIENTELA_RETENTION_ROW_FIELD_LAST_CONTACT, row.last_contact.to_string().as_str())
        .text(CLIENTELA_RETENTION_ROW_FIELD_LATEST, row.latest.day.to_string().as_str())
        .text(CLIENTELA_RETENTION_ROW_FIELD_RULE, row.latest.rule.as_str())
        .text(CLIENTELA_RETENTION_ROW_FIELD_GROUND, row.latest.ground.as_str())
        .number(CLIENTELA_RETENTION_ROW_FIELD_DONE, row.done.into())
}

fn failed_row(failed: &FailedCustomer) -> Record {
    Record::default()
        .text(CLIENTELA_RETENTION_ROW_FIELD_CUSTOMER, failed.customer.to_string().as_str())
        .number(CLIENTELA_RETENTION_ROW_FIELD_STEP, CLIENTELA_RETENTION_STEP_FAILED.into())
        .text(CLIENTELA_RETENTION_ROW_FIELD_PROBLEM, failed.problem)
}

/// Steps to the next month. CLIENTELA_STATUS_DONE: there is none.
///
/// - retention_months: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_retention_months_next(
    retention_months: clientela_retention_months,
    out_error: *mut clientela_error,
) -> clientela_status {
    step(out_error, (), || Ok(open(retention_months, "retention_months")?.0.step()))
}

/// Reads the present month.
///
/// - retention_months: the walk
/// - out_month: its first day, YYYY-MM-DD; lives until the walk is freed
/// - out_month_len: its length in bytes; may be NULL
/// - out_complete: of how many customers nothing has to stay any more from a day of it on
#[unsafe(no_mangle)]
pub extern "C" fn clientela_retention_months_read(
    retention_months: clientela_retention_months,
    out_month: *mut *const c_char,
    out_month_len: *mut usize,
    out_complete: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (out::text(out_month, out_month_len, "out_month"), out::number(out_complete, "out_complete")), || {
        let months = open(retention_months, "retention_months")?;
        let month = months.0.row()?;
        Ok((month.lend(MONTH)?, month.value(COMPLETE)?))
    })
}

/// Frees a walk over months. No walk (0) is allowed.
///
/// - retention_months: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_retention_months_free(retention_months: clientela_retention_months) -> clientela_status {
    free(retention_months, "retention_months")
}

/// Where the next part of the run begins.
///
/// - retention_report: the report
/// - out_text: the id of the customer to go on behind, or NULL when everybody was looked at; lives until the report is freed
/// - out_text_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_retention_report_next_part(
    retention_report: clientela_retention_report,
    out_text: *mut *const c_char,
    out_text_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::text(out_text, out_text_len, "out_text"), || {
        let report = open(retention_report, "retention_report")?;
        Ok(report.next.as_ref().into())
    })
}

/// Begins a walk over what no law keeps any more of documents of anonymized customers, and what went therefore: ID and NUMBER of the
/// document, its RECORD, FIELD, GROUND and UNTIL of each.
///
/// - retention_report: the report; it may be freed during the walk
/// - out_more: 1 when there may be more of it: run again, with the last part too (not a report: it tells the same again). Else 0
/// - out_plan_rows: the walk, before its first row; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_retention_report_expired(
    retention_report: clientela_retention_report,
    out_more: *mut i32,
    out_plan_rows: *mut clientela_plan_rows,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (out::number(out_more, "out_more"), out::handle(out_plan_rows, "out_plan_rows")), || {
        let report = open(retention_report, "retention_report")?;
        let row = |one: &KeptValue| kept(&one.document.to_string(), &one.number, one.field, &one.ground, one.until);
        Ok((i32::from(report.more_expired), Walk::new(report.expired.iter().map(row))))
    })
}

/// Begins a walk over the sealed boxes whose last day is over, which go with the first part: ID of the person, COUNT of the boxes, and UNTIL.
///
/// - retention_report: the report; it may be freed during the walk
/// - out_plan_rows: the walk, before its first row; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_retention_report_seals(
    retention_report: clientela_retention_report,
    out_plan_rows: *mut clientela_plan_rows,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_plan_rows, "out_plan_rows"), || {
        let report = open(retention_report, "retention_report")?;
        let row = |due: &DueSeal| {
            let record = Record::default().text(CLIENTELA_PLAN_ROW_FIELD_ID, due.person.to_string().as_str());
            let record = record.number(CLIENTELA_PLAN_ROW_FIELD_COUNT, int(due.boxes));
            record.text(CLIENTELA_PLAN_ROW_FIELD_UNTIL, due.until.to_string().as_str())
        };
        Ok(Walk::new(report.seals.iter().map(row)))
    })
}

/// Steps to the next customer. CLIENTELA_STATUS_DONE: there is none.
///
/// - retention_report: the report
#[unsafe(no_mangle)]
pub extern "C" fn clientela_retention_report_next(
    retention_report: clientela_retention_report,
    out_error: *mut clientela_error,
) -> clientela_status {
    step(out_error, (), || Ok(open(retention_report, "retention_report")?.rows.step()))
}

/// Reads a number of the present customer.
///
/// - retention_report: the report
/// - field: which field, CLIENTELA_RETENTION_ROW_FIELD_…
/// - out_number: the number
#[unsafe(no_mangle)]
pub extern "C" fn clientela_retention_report_number(
    retention_report: clientela_retention_report,
    field: clientela_retention_row_field,
    out_number: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_number, "out_number"), || open(retention_report, "retention_report")?.rows.row()?.value(field))
}

/// Reads a text of the present customer.
///
/// - retention_report: the report
/// - field: which field, CLIENTELA_RETENTION_ROW_FIELD_…
/// - out_text: the text; lives until the report is freed
/// - out_text_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_retention_report_text(
    retention_report: clientela_retention_report,
    field: clientela_retention_row_field,
    out_text: *mut *const c_char,
    out_text_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::text(out_text, out_text_len, "out_text"), || open(retention_report, "retention_report")?.rows.row()?.lend(field))
}

/// Frees a report. No report (0) is allowed.
///
/// - retention_report: the report
#[unsafe(no_mangle)]
pub extern "C" fn clientela_retention_report_free(retention_report: clientela_retention_report) -> clientela_status {
    free(retention_report, "retention_report")
}
