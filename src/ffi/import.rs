//! Import from an old system: a proposal, a dry run and the import itself, each of one file of CSV; the export of the same.
//! docs/import.md lists what a plan says. Nothing is written before the import.

use std::ffi::{c_char, c_void};
use std::fs::{File, OpenOptions, remove_file};
use std::io::BufReader;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::engine::{Desk, Erp, Export, Mapping};
use crate::error::{Error, ErrorKind, Result};
use crate::ffi::call::call;
use crate::ffi::callback::{Progress, clientela_drop_user_data, clientela_progress};
use crate::ffi::desk::clientela_desk;
use crate::ffi::erp::clientela_erp;
use crate::ffi::error::clientela_error;
use crate::ffi::feed::{ReportObject, clientela_cancel, clientela_report, opened};
use crate::ffi::handle::door;
use crate::ffi::proposal::{ProposalObject, clientela_proposal};
use crate::ffi::raw::misuse;
use crate::ffi::record::int;
use crate::ffi::status::clientela_status;
use crate::ffi::{doors, out, raw};

/// How an export is written.
pub type clientela_export_form = i32;

/// UTF-8.
pub const CLIENTELA_EXPORT_FORM_PLAIN: clientela_export_form = 0;
/// UTF-8 with a mark at the beginning, by which some programs know it.
pub const CLIENTELA_EXPORT_FORM_MARKED: clientela_export_form = 1;

/// Whether a long call goes on.
pub struct Going {
    cancelled: Option<Arc<AtomicBool>>,
    progress: Progress,
}

impl Going {
    fn on(&self, done: u64) -> bool {
        self.so_far(done, 0)
    }

    /// So much is done of so much.
    pub fn so_far(&self, done: u64, total: u64) -> bool {
        let cancelled = self.cancelled.as_ref().is_some_and(|cancelled| cancelled.load(Ordering::Relaxed));
        !cancelled && self.progress.report(int(done), int(total)).is_ok()
    }

    /// With the host's function and its token.
    pub fn of(progress: Progress, cancel: clientela_cancel) -> Result<Self> {
        let cancelled = doors::optional_handle(cancel, "cancel")?.map(|held| Arc::clone(&held));
        Ok(Self { cancelled, progress })
    }
}

/// An import or its dry run.
fn import(erp: &Erp, plan: &str, path: &str, going: &Going, dry: bool) -> Result<ReportObject> {
    let (plan, mut file) = (Mapping::from_json(plan)?, opened(path)?);
    let mut each = |lines| going.on(lines);
    let report = if dry { erp.rehearse_import(&plan, &mut file, &mut each) } else { erp.import(&plan, &mut file, &mut each) };
    report.map(|report| ReportObject::of(&report))
}

/// A door that gives customers out.
enum From<'a> {
    Desk(&'a Desk),
    Erp(&'a Erp),
}

/// A file that was not finished does not stay.
fn export(from: &From<'_>, columns: &str, form: clientela_export_form, path: &str, going: &Going) -> Result<i64> {
    let columns: Vec<&str> = columns.split(',').map(str::trim).collect();
    let export = Export::of(&columns)?;
    let export = match form {
        CLIENTELA_EXPORT_FORM_PLAIN => export,
        CLIENTELA_EXPORT_FORM_MARKED => export.marked(),
        _ => return Err(misuse("argument.unknown_constant", "form")),
    };
    let mut file = created(path)?;
    let mut each = |customers| going.on(customers);
    let written = match from {
        From::Desk(desk) => desk.export_customers(&export, &mut file, &mut each),
        From::Erp(erp) => erp.export_customers(&export, &mut file, &mut each),
    };
    let durable = written.and_then(|written| file.sync_all().map(|()| written).map_err(|cause| unwritable(&cause)));
    if durable.is_err() {
        drop(file);
        let _ = remove_file(path);
    }
    durable.map(int)
}

/// A new file that only its owner reads, where the system knows owners.
fn created(path: &str) -> Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map_err(|cause| unwritable(&cause))
}

fn unwritable(cause: &std::io::Error) -> Error {
    cause.raw_os_error().into_iter().fold(Error::new(ErrorKind::Io, "export.unwritable"), Error::system)
}

/// Looks at a file of an old system and proposes how to import it. Nothing is written.
///
/// - erp: the ERP's door
/// - path: the file
/// - path_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_proposal: the proposal; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_propose_import_file(
    erp: clientela_erp,
    path: *const c_char,
    path_len: usize,
    out_proposal: *mut clientela_proposal,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_proposal, "out_proposal"), || {
        let erp = door(erp, "erp")?;
        let mut file: BufReader<File> = opened(raw::text(path, path_len, "path")?)?;
        erp.propose_import(&mut file).map(ProposalObject::new)
    })
}

/// Looks at every line as `clientela_erp_import_file` would take it, and writes nothing: the report says what would be refused, and
/// which customers would be duplicates. Others may write meanwhile.
///
/// - erp: the ERP's door
/// - plan: the plan, in JSON
/// - plan_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - path: the file
/// - path_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - progress: is told the number of lines read; may be NULL
/// - drop_user_data: frees `user_data` when the call is over; may be NULL
/// - cancel: cancels the dry run between two batches; may be CLIENTELA_NONE
/// - out_report: what an import would do; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_rehearse_import_file(
    erp: clientela_erp,
    plan: *const c_char,
    plan_len: usize,
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
        let (erp, going) = (door(erp, "erp")?, Going::of(progress, cancel)?);
        import(&erp, raw::text(plan, plan_len, "plan")?, raw::text(path, path_len, "path")?, &going, true)
    })
}

/// Imports a file by a plan. Lines are written ten thousand at a time. Importing it again changes nothing; an import that was
/// cancelled or killed goes on where it stopped when it is called with the same file and plan.
///
/// - erp: the ERP's door
/// - plan: the plan, in JSON
/// - plan_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - path: the file
/// - path_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - progress: is told the number of lines read; may be NULL
/// - drop_user_data: frees `user_data` when the call is over; may be NULL
/// - cancel: cancels the import between two batches; may be CLIENTELA_NONE
/// - out_report: what the import did; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_import_file(
    erp: clientela_erp,
    plan: *const c_char,
    plan_len: usize,
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
        let (erp, going) = (door(erp, "erp")?, Going::of(progress, cancel)?);
        import(&erp, raw::text(plan, plan_len, "plan")?, raw::text(path, path_len, "path")?, &going, false)
    })
}

/// Writes all customers into a new file of CSV, as the operator may see them. A file that is there already is left alone:
/// CLIENTELA_STATUS_IO. What was begun and not finished is removed.
///
/// - desk: the desk
/// - columns: names of fields, a comma between two; `email.1` is the second e-mail address
/// - columns_len: their length in bytes, or CLIENTELA_NUL_TERMINATED
/// - form: how it is written, CLIENTELA_EXPORT_FORM_…
/// - path: the file
/// - path_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - progress: is told how many customers were written; may be NULL
/// - drop_user_data: frees `user_data` when the call is over; may be NULL
/// - cancel: cancels the export; may be CLIENTELA_NONE
/// - out_customers: how many customers were written
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_export_customers_file(
    desk: clientela_desk,
    columns: *const c_char,
    columns_len: usize,
    form: clientela_export_form,
    path: *const c_char,
    path_len: usize,
    progress: clientela_progress,
    user_data: *mut c_void,
    drop_user_data: clientela_drop_user_data,
    cancel: clientela_cancel,
    out_customers: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    let progress = Progress::new(progress, user_data, drop_user_data);
    call(out_error, out::number(out_customers, "out_customers"), || {
        let (desk, going) = (door(desk, "desk")?, Going::of(progress, cancel)?);
        let (columns, path) = (raw::text(columns, columns_len, "columns")?, raw::text(path, path_len, "path")?);
        export(&From::Desk(&desk), columns, form, path, &going)
    })
}

/// Writes all customers into a new file of CSV, whole, as the central system, like `clientela_desk_export_customers_file`.
///
/// - erp: the ERP's door
/// - columns: names of fields, a comma between two; `email.1` is the second e-mail address
/// - columns_len: their length in bytes, or CLIENTELA_NUL_TERMINATED
/// - form: how it is written, CLIENTELA_EXPORT_FORM_…
/// - path: the file
/// - path_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - progress: is told how many customers were written; may be NULL
/// - drop_user_data: frees `user_data` when the call is over; may be NULL
/// - cancel: cancels the export; may be CLIENTELA_NONE
/// - out_customers: how many customers were written
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_export_customers_file(
    erp: clientela_erp,
    columns: *const c_char,
    columns_len: usize,
    form: clientela_export_form,
    path: *const c_char,
    path_len: usize,
    progress: clientela_progress,
    user_data: *mut c_void,
    drop_user_data: clientela_drop_user_data,
    cancel: clientela_cancel,
    out_customers: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    let progress = Progress::new(progress, user_data, drop_user_data);
    call(out_error, out::number(out_customers, "out_customers"), || {
        let (erp, going) = (door(erp, "erp")?, Going::of(progress, cancel)?);
        let (columns, path) = (raw::text(columns, columns_len, "columns")?, raw::text(path, path_len, "path")?);
        export(&From::Erp(&erp), columns, form, path, &going)
    })
}
