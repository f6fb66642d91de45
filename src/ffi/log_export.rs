//! The change log written out, as a file or into memory. Values that leave the store are told: an entry of the journal says who took
//! them, through which door, and in which form. `docs/journal.md` lists the columns.

use std::ffi::{c_char, c_void};
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use crate::domain::journal::LogFormat;
use crate::engine::{Desk, Erp, JournalQuery};
use crate::error::{Error, ErrorKind, Result};
use crate::ffi::buffer::{BufferObject, clientela_buffer};
use crate::ffi::call::call;
use crate::ffi::callback::{Progress, clientela_drop_user_data, clientela_progress};
use crate::ffi::desk::clientela_desk;
use crate::ffi::erp::clientela_erp;
use crate::ffi::error::clientela_error;
use crate::ffi::feed::clientela_cancel;
use crate::ffi::handle::{Inside, door};
use crate::ffi::log_query::{asked, clientela_log_query};
use crate::ffi::record::int;
use crate::ffi::record_words::clientela_log_format;
use crate::ffi::shown::CText;
use crate::ffi::status::clientela_status;
use crate::ffi::{doors, out, raw, words};

/// A door that gives the log out.
enum Door {
    Desk(Inside<Desk>),
    Erp(Inside<Erp>),
}

/// What is written, in which form, and whether it goes on.
struct Export {
    query: JournalQuery,
    format: LogFormat,
    cancelled: Option<Arc<AtomicBool>>,
}

impl Export {
    fn of(query: clientela_log_query, format: clientela_log_format, cancel: clientela_cancel) -> Result<Self> {
        let cancelled = doors::optional_handle(cancel, "cancel")?.map(|held| Arc::clone(&held));
        Ok(Self { query: asked(query)?, format: words::word(LogFormat::ALL, format, "format")?, cancelled })
    }

    fn cancelled(&self) -> bool {
        self.cancelled.as_ref().is_some_and(|cancelled| cancelled.load(Ordering::Relaxed))
    }

    fn write(&self, door: &Door, out: &mut dyn Write, progress: &Progress) -> Result<u64> {
        let mut each = |entries| !self.cancelled() && progress.report(int(entries), 0).is_ok();
        match door {
            Door::Desk(desk) => desk.export_journal_with(&self.query, self.format, out, &mut each),
            Door::Erp(erp) => erp.export_journal_with(&self.query, self.format, out, &mut each),
        }
    }

    fn to_memory(&self, door: &Door, progress: &Progress) -> Result<BufferObject> {
        let mut bytes = Vec::new();
        self.write(door, &mut bytes, progress)?;
        let text = str::from_utf8(&bytes).map_err(|_| Error::new(ErrorKind::Internal, "log.not_utf8"))?;
        Ok(BufferObject(CText::new(text)))
    }

    fn to_file(&self, door: &Door, path: &str, progress: &Progress) -> Result<i64> {
        if self.cancelled() {
            return Err(Error::new(ErrorKind::Cancelled, "log.cancelled"));
        }
        into_file(path, |file| self.write(door, file, progress)).map(int)
    }
}

/// Writes a new file. One that was not finished does not stay.
pub fn into_file<T>(path: &str, write: impl FnOnce(&mut File) -> Result<T>) -> Result<T> {
    let mut file = created(path)?;
    let written = write(&mut file).and_then(|written| file.sync_all().map(|()| written).map_err(|cause| unwritable(&cause)));
    if written.is_err() {
        drop(file);
        let _ = fs::remove_file(path);
    }
    written
}

/// A new file that only its owner reads, where the system knows owners.
fn created(path: &str) -> Result<File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path).map_err(|cause| not_created(&cause))
}

/// Why there is no new file, as far as a person can do something about it.
fn not_created(cause: &io::Error) -> Error {
    match cause.kind() {
        io::ErrorKind::AlreadyExists => told(Error::new(ErrorKind::Io, "log.file_exists"), cause),
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => told(Error::new(ErrorKind::Io, "log.no_such_folder"), cause),
        _ => unwritable(cause),
    }
}

fn unwritable(cause: &io::Error) -> Error {
    told(Error::new(ErrorKind::Io, "log.unwritable"), cause)
}

fn told(error: Error, cause: &io::Error) -> Error {
    cause.raw_os_error().into_iter().fold(error, Error::system)
}

/// Writes the change log into memory, as far as the operator may see it.
///
/// - desk: the desk
/// - query: which entries; its limit says nothing here; may be CLIENTELA_NONE: every entry
/// - format: its form, CLIENTELA_LOG_FORMAT_…
/// - progress: is told how many entries were written: 0 before the first, then every 500, and at the end all; its total is always 0,
///   not known; may be NULL
/// - drop_user_data: frees `user_data` when the call is over; may be NULL
/// - cancel: cancels the export; when it was triggered before, nothing is written, in the journal neither; may be CLIENTELA_NONE
/// - out_buffer: the document; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_export_log(
    desk: clientela_desk,
    query: clientela_log_query,
    format: clientela_log_format,
    progress: clientela_progress,
    user_data: *mut c_void,
    drop_user_data: clientela_drop_user_data,
    cancel: clientela_cancel,
    out_buffer: *mut clientela_buffer,
    out_error: *mut clientela_error,
) -> clientela_status {
    let progress = Progress::new(progress, user_data, drop_user_data);
    call(out_error, out::handle(out_buffer, "out_buffer"), || {
        let desk = Door::Desk(door(desk, "desk")?);
        Export::of(query, format, cancel)?.to_memory(&desk, &progress)
    })
}

/// Writes the change log into a new file, as far as the operator may see it. What was begun and not finished is removed.
/// CLIENTELA_STATUS_IO says by its code why there is none: log.file_exists, and what is there is left alone; log.no_such_folder,
/// the folder of the path; log.unwritable, anything else.
///
/// - desk: the desk
/// - query: which entries; its limit says nothing here; may be CLIENTELA_NONE: every entry
/// - format: its form, CLIENTELA_LOG_FORMAT_…
/// - path: the file
/// - path_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - progress: is told how many entries were written: 0 before the first, then every 500, and at the end all; its total is always 0,
///   not known; may be NULL
/// - drop_user_data: frees `user_data` when the call is over; may be NULL
/// - cancel: cancels the export; when it was triggered before, nothing is written, in the journal neither; may be CLIENTELA_NONE
/// - out_entries: how many entries were written
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_export_log_file(
    desk: clientela_desk,
    query: clientela_log_query,
    format: clientela_log_format,
    path: *const c_char,
    path_len: usize,
    progress: clientela_progress,
    user_data: *mut c_void,
    drop_user_data: clientela_drop_user_data,
    cancel: clientela_cancel,
    out_entries: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    let progress = Progress::new(progress, user_data, drop_user_data);
    call(out_error, out::number(out_entries, "out_entries"), || {
        let desk = Door::Desk(door(desk, "desk")?);
        Export::of(query, format, cancel)?.to_file(&desk, raw::text(path, path_len, "path")?, &progress)
    })
}

/// Writes the journal into memory, as the central system.
///
/// - erp: the ERP's door
/// - query: which entries; its limit says nothing here; may be CLIENTELA_NONE: every entry
/// - format: its form, CLIENTELA_LOG_FORMAT_…
/// - progress: is told how many entries were written: 0 before the first, then every 500, and at the end all; its total is always 0,
///   not known; may be NULL
/// - drop_user_data: frees `user_data` when the call is over; may be NULL
/// - cancel: cancels the export; when it was triggered before, nothing is written, in the journal neither; may be CLIENTELA_NONE
/// - out_buffer: the document; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_export_log(
    erp: clientela_erp,
    query: clientela_log_query,
    format: clientela_log_format,
    progress: clientela_progress,
    user_data: *mut c_void,
    drop_user_data: clientela_drop_user_data,
    cancel: clientela_cancel,
    out_buffer: *mut clientela_buffer,
    out_error: *mut clientela_error,
) -> clientela_status {
    let progress = Progress::new(progress, user_data, drop_user_data);
    call(out_error, out::handle(out_buffer, "out_buffer"), || {
        let erp = Door::Erp(door(erp, "erp")?);
        Export::of(query, format, cancel)?.to_memory(&erp, &progress)
    })
}

/// Writes the journal into a new file, as the central system, like `clientela_desk_export_log_file`.
///
/// - erp: the ERP's door
/// - query: which entries; its limit says nothing here; may be CLIENTELA_NONE: every entry
/// - format: its form, CLIENTELA_LOG_FORMAT_…
/// - path: the file
/// - path_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - progress: is told how many entries were written: 0 before the first, then every 500, and at the end all; its total is always 0,
///   not known; may be NULL
/// - drop_user_data: frees `user_data` when the call is over; may be NULL
/// - cancel: cancels the export; when it was triggered before, nothing is written, in the journal neither; may be CLIENTELA_NONE
/// - out_entries: how many entries were written
#[unsafe(no_mangle)]
pub extern "C" fn clientela_erp_export_log_file(
    erp: clientela_erp,
    query: clientela_log_query,
    format: clientela_log_format,
    path: *const c_char,
    path_len: usize,
    progress: clientela_progress,
    user_data: *mut c_void,
    drop_user_data: clientela_drop_user_data,
    cancel: clientela_cancel,
    out_entries: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    let progress = Progress::new(progress, user_data, drop_user_data);
    call(out_error, out::number(out_entries, "out_entries"), || {
        let erp = Door::Erp(door(erp, "erp")?);
        Export::of(query, format, cancel)?.to_file(&erp, raw::text(path, path_len, "path")?, &progress)
    })
}
