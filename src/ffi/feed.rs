//! Feeds of the central system: JSON lines, or CSV with a mapping. Bad lines are named and left out, good lines are kept.
//! Feeding the same again changes nothing; an anonymized person is refused.

use std::ffi::{c_char, c_void};
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::engine::{Erp, FeedFailure, FeedReport, Format, Mapping};
use crate::error::{Error, ErrorKind, Result};
use crate::ffi::call::{call, free, step};
use crate::ffi::callback::{Progress, clientela_drop_user_data, clientela_progress};
use crate::ffi::erp::clientela_erp;
use crate::ffi::error::clientela_error;
use crate::ffi::handle::{door, handle, open};
use crate::ffi::raw::misuse;
use crate::ffi::record::{Record, Walk, int};
use crate::ffi::shown::{CText, Lent};
use crate::ffi::status::clientela_status;
use crate::ffi::{doors, input, out, raw, words};

/// Cancels a long call from another thread. Any number of threads may use it.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_cancel(i64);
handle!(clientela_cancel, Arc<AtomicBool>, shared);

/// What a feed did. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_report(i64);
handle!(clientela_report, ReportObject);

/// A walk over lines that were left out. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_failures(i64);
handle!(clientela_failures, FailuresObject);

/// The form of a feed.
pub type clientela_format = i32;

/// One JSON object a line.
pub const CLIENTELA_FORMAT_JSON_LINES: clientela_format = 0;
/// CSV by RFC 4180 with one header line, read by a mapping.
pub const CLIENTELA_FORMAT_CSV: clientela_format = 1;

/// A number of a feed's report.
pub type clientela_report_field = i32;

/// Lines that were taken, changed or not.
pub const CLIENTELA_REPORT_FIELD_TAKEN: clientela_report_field = 0;
/// Among them, lines that changed nothing.
pub const CLIENTELA_REPORT_FIELD_UNCHANGED: clientela_report_field = 1;
/// Values that were brought into canonical form.
pub const CLIENTELA_REPORT_FIELD_NORMALISED: clientela_report_field = 2;
/// Lines that were left out.
pub const CLIENTELA_REPORT_FIELD_REFUSED: clientela_report_field = 3;

/// New customers whose name and birthday a customer had already: left out or taken, as the plan says.
pub const CLIENTELA_REPORT_FIELD_DUPLICATES: clientela_report_field = 4;
/// The line at which an import that was broken off before went on; 0 where it began at the beginning.
pub const CLIENTELA_REPORT_FIELD_RESUMED_AT: clientela_report_field = 5;

/// Numbers, failures and hints.
pub struct ReportObject {
    numbers: Record,
    failures: Vec<FeedFailure>,
    hints: Vec<FeedFailure>,
}

/// A walk over failures.
pub struct FailuresObject(Walk<Failure>);

/// One failure, ready to be lent.
struct Failure {
    line: i64,
    field: CText,
    rule: CText,
    args: Vec<(CText, CText)>,
}

impl Failure {
    fn of(failure: &FeedFailure) -> Self {
        let args = failure.args.iter().map(|(name, value)| (CText::new(name), CText::new(value))).collect();
        Self { line: int(failure.line), field: CText::new(failure.field), rule: CText::new(failure.rule), args }
    }

    fn lend(&self) -> (i64, Lent, Lent) {
        (self.line, self.field.lend(), self.rule.lend())
    }
}

impl ReportObject {
    /// What a feed or an import did.
    pub fn of(report: &FeedReport) -> Self {
        let numbers = Record::default()
            .number(CLIENTELA_REPORT_FIELD_TAKEN, int(report.taken))
            .number(CLIENTELA_REPORT_FIELD_UNCHANGED, int(report.unchanged))
            .number(CLIENTELA_REPORT_FIELD_NORMALISED, int(report.normalised))
            .number(CLIENTELA_REPORT_FIELD_REFUSED, int(report.refused))
            .number(CLIENTELA_REPORT_FIELD_DUPLICATES, int(report.duplicates))
            .number(CLIENTELA_REPORT_FIELD_RESUMED_AT, int(report.resumed_at.unwrap_or(0)));
        Self { numbers, failures: report.failures.clone(), hints: report.hints.clone() }
    }

    fn failures(&self) -> FailuresObject {
        FailuresObject(Walk::new(self.failures.iter().map(Failure::of)))
    }

    fn hints(&self) -> FailuresObject {
        FailuresObject(Walk::new(self.hints.iter().map(Failure::of)))
    }
}

/// How the feed is read, how far it has come, and whether it goes on.
struct Feed {
    format: Format,
    cancelled: Option<Arc<AtomicBool>>,
}

impl Feed {
    fn of(format: clientela_format, mapping: Option<&str>, cancel: clientela_cancel) -> Result<Self> {
        let format = match (format, mapping) {
            (CLIENTELA_FORMAT_JSON_LINES, _) => Format::JsonLines,
            (CLIENTELA_FORMAT_CSV, Some(mapping)) => Format::Csv(Mapping::from_json(mapping)?),
            (CLIENTELA_FORMAT_CSV, None) => return Err(misuse("argument.null", "mapping")),
            _ => return Err(misuse("argument.unknown_constant", "format")),
        };
        let cancelled = doors::optional_handle(cancel, "cancel")?.map(|held| Arc::clone(&held));
        Ok(Self { format, cancelled })
    }

    fn take(&self, erp: &Erp, input: &mut (dyn BufRead + Send), progress: &Progress) -> Result<ReportObject> {
        let cancelled = || self.cancelled.as_ref().is_some_and(|cancelled| cancelled.load(Ordering::Relaxed));
        let mut each = |lines| !cancelled() && progress.report(int(lines), 0).is_ok();
        Ok(ReportObject::of(&erp.feed_with(&self.format, input, &mut each)?))
    }
}

/// A file to read.
pub fn opened(path: &str) -> Result<BufReader<File>> {
    let unreadable = |cause: std::io::Error| {
        let error = Error::new(ErrorKind::Io, "feed.unreadable");
        cause.raw_os_error().into_iter().fold(error, Error::system).caused_by(cause)
    };
    File::open(path).map(BufReader::new).map_err(unreadable)
}

/// Takes a feed out of memory. Lines are written a thousand at a time; what was written before a failure stays.
/// A line is a definition, customer, related person, item, document, line or consent, or a setting, branch, station, role or operator:
/// kinds, fields and the CSV mapping are listed in docs/feeds.md.
///
/// - erp: the ERP's door
/// - format: its form, CLIENTELA_FORMAT_…
/// - mapping: for CSV, which column feeds which field, in JSON; may be NULL for JSON lines
/// - mapping_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - bytes: the feed, UTF-8
/// - bytes_len: its length, at most 256 MiB
/// - progress: is told the number of lines read; may be NULL
/// - drop_user_data: frees `user_data` when the call is over; may be NULL
/// - cancel: cancels the feed between two batches; may be CLIENTELA_NONE
/// - out_report: what the feed did; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_feed(
    erp: clientela_erp,
    format: clientela_format,
    mapping: *const c_char,
    mapping_len: usize,
    bytes: *const u8,
    bytes_len: usize,
    progress: clientela_progress,
    user_data: *mut c_void,
    drop_user_data: clientela_drop_user_data,
    cancel: clientela_cancel,
    out_report: *mut clientela_report,
    out_error: *mut clientela_error,
) -> clientela_status {
    let progress = Progress::new(progress, user_data, drop_user_data);
    call(out_error, out::handle(out_report, "out_report"), || {
        let erp = door(erp, "erp")?;
        let feed = Feed::of(format, doors::optional(mapping, mapping_len, "mapping")?, cancel)?;
        let mut bytes = raw::bytes(bytes, bytes_len, "bytes")?;
        feed.take(&erp, &mut bytes, &progress)
    })
}

/// Takes a feed out of a file, of any length.
///
/// - erp: the ERP's door
/// - format: its form, CLIENTELA_FORMAT_…
/// - mapping: for CSV, which column feeds which field, in JSON; may be NULL for JSON lines
/// - mapping_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - path: the file
/// - path_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - progress: is told the number of lines read; may be NULL
/// - drop_user_data: frees `user_data` when the call is over; may be NULL
/// - cancel: cancels the feed between two batches; may be CLIENTELA_NONE
/// - out_report: what the feed did; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_feed_file(
    erp: clientela_erp,
    format: clientela_format,
    mapping: *const c_char,
    mapping_len: usize,
    path: *const c_char,
    path_len: usize,
    progress: clientela_progress,
    user_data: *mut c_void,
    drop_user_data: clientela_drop_user_data,
    cancel: clientela_cancel,
    out_report: *mut clientela_report,
    out_error: *mut clientela_error,
) -> clientela_status {
    let progress = Progress::new(progress, user_data, drop_user_data);
    call(out_error, out::handle(out_report, "out_report"), || {
        let erp = door(erp, "erp")?;
        let feed = Feed::of(format, doors::optional(mapping, mapping_len, "mapping")?, cancel)?;
        let mut file = opened(raw::text(path, path_len, "path")?)?;
        feed.take(&erp, &mut file, &progress)
    })
}

/// Makes something to cancel a long call with.
///
/// - out_cancel: the new token; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_cancel_new(out_cancel: *mut clientela_cancel, out_error: *mut clientela_error) -> clientela_status {
    call(out_error, out::handle(out_cancel, "out_cancel"), || Ok(Arc::new(AtomicBool::new(false))))
}

/// Cancels every call that was given the token, now and later: they answer CLIENTELA_STATUS_CANCELLED. Not for callbacks:
/// they cancel by what they return.
///
/// - cancel: the token
#[unsafe(no_mangle)]
pub extern "C" fn clientela_cancel_trigger(cancel: clientela_cancel, out_error: *mut clientela_error) -> clientela_status {
    call(out_error, (), || {
        open(cancel, "cancel")?.store(true, Ordering::Relaxed);
        Ok(())
    })
}

/// Frees a token; calls that were given it go on. No token (0) is allowed.
///
/// - cancel: the token
#[unsafe(no_mangle)]
pub extern "C" fn clientela_cancel_free(cancel: clientela_cancel) -> clientela_status {
    free(cancel, "cancel")
}

/// Reads a number.
///
/// - report: what the feed did
/// - field: which, CLIENTELA_REPORT_FIELD_…
/// - out_number: the number
#[unsafe(no_mangle)]
pub extern "C" fn clientela_report_number(
    report: clientela_report,
    field: clientela_report_field,
    out_number: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_number, "out_number"), || open(report, "report")?.numbers.value(field))
}

/// Begins a walk over why lines were left out: a line with several bad fields comes once for each. At most 10,000 are listed.
///
/// - report: what the feed did
/// - out_failures: the walk, before its first row; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_report_failures(
    report: clientela_report,
    out_failures: *mut clientela_failures,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_failures, "out_failures"), || Ok(open(report, "report")?.failures()))
}

/// Begins a walk over lines that were taken and deserve a look: duplicates. At most 10,000 are listed.
///
/// - report: what the import did
/// - out_failures: the walk, before its first row; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_report_hints(
    report: clientela_report,
    out_failures: *mut clientela_failures,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_failures, "out_failures"), || Ok(open(report, "report")?.hints()))
}

/// Frees a report. No report (0) is allowed.
///
/// - report: what the feed did
#[unsafe(no_mangle)]
pub extern "C" fn clientela_report_free(report: clientela_report) -> clientela_status {
    free(report, "report")
}

/// Steps to the next failure. CLIENTELA_STATUS_DONE: there is none. For people: clientela_message_new with the rule, and its
/// arguments.
///
/// - failures: the walk
/// - out_line: the line's number in the feed, from 1
/// - out_field: the field's name, empty where the line as a whole is bad; lives until the walk is freed
/// - out_field_len: its length in bytes; may be NULL
/// - out_rule: the code of the rule that was broken; lives until the walk is freed
/// - out_rule_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_failures_next(
    failures: clientela_failures,
    out_line: *mut i64,
    out_field: *mut *const c_char,
    out_field_len: *mut usize,
    out_rule: *mut *const c_char,
    out_rule_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    let (field, rule) = (out::text(out_field, out_field_len, "out_field"), out::text(out_rule, out_rule_len, "out_rule"));
    step(out_error, (out::number(out_line, "out_line"), field, rule), || {
        let mut walk = open(failures, "failures")?;
        walk.0.step().map(|()| walk.0.row().map(Failure::lend)).transpose()
    })
}

/// How many arguments the rule of the present failure has.
///
/// - failures: the walk
/// - out_count: the number of its arguments
#[unsafe(no_mangle)]
pub extern "C" fn clientela_failures_arg_count(
    failures: clientela_failures,
    out_count: *mut i32,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_count, "out_count"), || {
        words::within(int(open(failures, "failures")?.0.row()?.args.len()), "out_count")
    })
}

/// One argument of the rule of the present failure: its name, such as `scheme`, and its value, such as `md5crypt`. Never what the
/// line says.
///
/// - failures: the walk
/// - arg: which of its arguments, from 0
/// - out_name: the argument's name; lives until the walk is freed
/// - out_name_len: its length in bytes; may be NULL
/// - out_value: the argument's value; lives until the walk is freed
/// - out_value_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_failures_arg(
    failures: clientela_failures,
    arg: i32,
    out_name: *mut *const c_char,
    out_name_len: *mut usize,
    out_value: *mut *const c_char,
    out_value_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    let outs = (out::text(out_name, out_name_len, "out_name"), out::text(out_value, out_value_len, "out_value"));
    call(out_error, outs, || {
        let failures = open(failures, "failures")?;
        let (name, value) = input::item(&failures.0.row()?.args, arg, "arg")?;
        Ok((name.lend(), value.lend()))
    })
}

/// Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
///
/// - failures: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_failures_free(failures: clientela_failures) -> clientela_status {
    free(failures, "failures")
}
