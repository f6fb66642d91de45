//! The scan for what is left of a person: their own values, in all spellings, searched in every column and every file of the
//! store. Take what is sought before the anonymization, and free it after the scan: it is the last copy of the values.
//!
//! Before clientela_erp_run_requests take it of each CLIENTELA_REQUEST_FIELD_PERSON of clientela_erp_requests (state -1) whose request is
//! SCHEDULED or RUNNING and whose CLIENTELA_REQUEST_FIELD_NEXT is over. Before clientela_erp_run_retention call the same part with
//! report_only 1, and take it of each CLIENTELA_RETENTION_ROW_FIELD_CUSTOMER whose step is CLIENTELA_RETENTION_STEP_DUE. Then run, purge, and
//! scan for those who went: of whom the rows say DONE, or COMPLETED or RESTRICTED.

use std::ffi::{c_char, c_void};

use crate::engine::{KeptResidue, Residue, ScanReport, Sought};
use crate::ffi::call::{call, free, step};
use crate::ffi::callback::{Progress, clientela_drop_user_data, clientela_progress};
use crate::ffi::constants::clientela_field;
use crate::ffi::cursor::Cursor;
use crate::ffi::erp::clientela_erp;
use crate::ffi::error::clientela_error;
use crate::ffi::feed::clientela_cancel;
use crate::ffi::handle::{door, handle, open};
use crate::ffi::import::Going;
use crate::ffi::plan::{clientela_plan_rows, kept};
use crate::ffi::record::{Record, Walk, int};
use crate::ffi::shown::CText;
use crate::ffi::status::clientela_status;
use crate::ffi::{out, words};

/// What a scan looks for. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_sought(i64);
handle!(clientela_sought, SoughtObject);

/// What a scan found. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_scan(i64);
handle!(clientela_scan, ScanObject);

/// A walk over findings of a scan. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_residues(i64);
handle!(clientela_residues, ResiduesObject);

/// A number of a scan.
pub type clientela_scan_field = i32;

/// How many findings there are; 0: nothing of the person is left but what a law keeps and what others have too.
pub const CLIENTELA_SCAN_FIELD_RESIDUES: clientela_scan_field = 0;
/// How many columns were read.
pub const CLIENTELA_SCAN_FIELD_COLUMNS: clientela_scan_field = 1;
/// How many bytes of files were read.
pub const CLIENTELA_SCAN_FIELD_BYTES: clientela_scan_field = 2;
/// How many values were left out because somebody else, or the assortment, has them too.
pub const CLIENTELA_SCAN_FIELD_SHARED: clientela_scan_field = 3;

/// How many values a law keeps; they are no findings.
pub const CLIENTELA_SCAN_FIELD_KEPT: clientela_scan_field = 4;

/// A person's own values.
pub struct SoughtObject(Sought);

/// Numbers and findings.
pub struct ScanObject {
    numbers: Record,
    residues: Vec<Residue>,
    kept: Vec<KeptResidue>,
}

/// Findings: place, field, spelling, count.
pub struct ResiduesObject(Cursor<(CText, clientela_field, CText, i64)>);

impl ScanObject {
    fn of(report: ScanReport) -> Self {
        let numbers = Record::default()
            .number(CLIENTELA_SCAN_FIELD_RESIDUES, int(report.residues.len()))
            .number(CLIENTELA_SCAN_FIELD_COLUMNS, int(report.columns))
            .number(CLIENTELA_SCAN_FIELD_BYTES, int(report.bytes))
            .number(CLIENTELA_SCAN_FIELD_SHARED, int(report.shared))
            .number(CLIENTELA_SCAN_FIELD_KEPT, int(report.kept.len()));
        Self { numbers, residues: report.residues, kept: report.kept }
    }

    fn residues(&self) -> ResiduesObject {
        let row = |found: &Residue| (CText::new(&found.place), found.field as i32, CText::new(found.spelling), int(found.count));
        ResiduesObject(Cursor::new(self.residues.iter().map(row).collect()))
    }
}

/// Takes the identifying values of a person, and of related persons who would go too. CLIENTELA_STATUS_NOT_FOUND: customer.unknown.
/// CLIENTELA_STATUS_ERASED: they are gone already, and nothing is left to seek by.
///
/// - erp: the ERP's door
/// - person: the person's id
/// - person_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_sought: what is sought; free it after the scan
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_sought(
    erp: clientela_erp,
    person: *const c_char,
    person_len: usize,
    out_sought: *mut clientela_sought,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_sought, "out_sought"), || {
        let erp = door(erp, "erp")?;
        let person = words::subject(person, person_len, "person")?;
        Ok(SoughtObject(erp.sought(person)?))
    })
}

/// Searches every column and every file of the store: those in its folder whose name begins with its own, a backup beside it among them.
/// Values that a living person or the assortment has too are left out, and in files the values that a law still keeps of the person's
/// documents: these stand in the store by right, and a backup with them is not told. Call clientela_erp_purge first. What was found is kept: the person's certificate tells it. CLIENTELA_STATUS_CANCELLED: nothing is kept of it,
/// and the same may be sought again.
///
/// - erp: the ERP's door
/// - sought: what is sought; it may be used again, not by two calls at once
/// - progress: is told how many bytes of about how many are read: 0 first, and all in the end; may be NULL
/// - drop_user_data: frees `user_data` when the call is over; may be NULL
/// - cancel: cancels the scan; may be CLIENTELA_NONE
/// - out_scan: what was found; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_scan(
    erp: clientela_erp,
    sought: clientela_sought,
    progress: clientela_progress,
    user_data: *mut c_void,
    drop_user_data: clientela_drop_user_data,
    cancel: clientela_cancel,
    out_scan: *mut clientela_scan,
    out_error: *mut clientela_error,
) -> clientela_status {
    let progress = Progress::new(progress, user_data, drop_user_data);
    call(out_error, out::handle(out_scan, "out_scan"), || {
        let erp = door(erp, "erp")?;
        let (mut sought, going) = (open(sought, "sought")?, Going::of(progress, cancel)?);
        Ok(ScanObject::of(erp.scan_with(&mut sought.0, &mut |done, total| going.so_far(done, total))?))
    })
}

/// Frees what is sought. Nothing (0) is allowed.
///
/// - sought: what is sought
#[unsafe(no_mangle)]
pub extern "C" fn clientela_sought_free(sought: clientela_sought) -> clientela_status {
    free(sought, "sought")
}

/// Reads a number.
///
/// - scan: what the scan found
/// - field: which, CLIENTELA_SCAN_FIELD_…
/// - out_number: the number
#[unsafe(no_mangle)]
pub extern "C" fn clientela_scan_number(
    scan: clientela_scan,
    field: clientela_scan_field,
    out_number: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_number, "out_number"), || open(scan, "scan")?.numbers.value(field))
}

/// Begins a walk over the findings, by place, field and spelling.
///
/// - scan: what the scan found; it may be freed during the walk
/// - out_residues: the walk, before its first row; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_scan_residues(
    scan: clientela_scan,
    out_residues: *mut clientela_residues,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_residues, "out_residues"), || Ok(open(scan, "scan")?.residues()))
}

/// Begins a walk over what a law keeps: RECORD, ID of the document, FIELD, GROUND and UNTIL of each; NUMBER is NULL.
///
/// - scan: what the scan found; it may be freed during the walk
/// - out_plan_rows: the walk, before its first row; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_scan_kept(
    scan: clientela_scan,
    out_plan_rows: *mut clientela_plan_rows,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_plan_rows, "out_plan_rows"), || {
        let row = |one: &KeptResidue| kept(&one.document.to_string(), "", one.field, &one.ground, one.until);
        Ok(Walk::new(open(scan, "scan")?.kept.iter().map(row)))
    })
}

/// Frees what a scan found. Nothing (0) is allowed.
///
/// - scan: what the scan found
#[unsafe(no_mangle)]
pub extern "C" fn clientela_scan_free(scan: clientela_scan) -> clientela_status {
    free(scan, "scan")
}

/// Steps to the next finding. It says where and what kind of value, never the value. CLIENTELA_STATUS_DONE: there is none.
///
/// - residues: the walk
/// - out_place: `table.column`, or a file's name; lives until the walk is freed
/// - out_place_len: its length in bytes; may be NULL
/// - out_field: whose value it is, CLIENTELA_FIELD_…
/// - out_spelling: in which spelling, such as `nfc/utf-16le`; lives until the walk is freed
/// - out_spelling_len: its length in bytes; may be NULL
/// - out_count: how often
#[unsafe(no_mangle)]
pub extern "C" fn clientela_residues_next(
    residues: clientela_residues,
    out_place: *mut *const c_char,
    out_place_len: *mut usize,
    out_field: *mut clientela_field,
    out_spelling: *mut *const c_char,
    out_spelling_len: *mut usize,
    out_count: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    let (place, spelling) = (out::text(out_place, out_place_len, "out_place"), out::text(out_spelling, out_spelling_len, "out_spelling"));
    step(out_error, (place, out::number(out_field, "out_field"), spelling, out::number(out_count, "out_count")), || {
        let mut residues = open(residues, "residues")?;
        Ok(residues.0.next().map(|(place, field, spelling, count)| (place.lend(), *field, spelling.lend(), *count)))
    })
}

/// Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
///
/// - residues: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_residues_free(residues: clientela_residues) -> clientela_status {
    free(residues, "residues")
}
