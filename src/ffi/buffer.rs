//! Documents that a call wrote into memory: exports, heads of the journal.

use std::ffi::c_char;

use crate::ffi::call::{call, free};
use crate::ffi::error::clientela_error;
use crate::ffi::handle::{handle, open};
use crate::ffi::out;
use crate::ffi::shown::CText;
use crate::ffi::status::clientela_status;

/// A document as text. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_buffer(i64);
handle!(clientela_buffer, BufferObject);

/// A document.
pub struct BufferObject(pub CText);

/// Reads the text of a document, UTF-8.
///
/// - buffer: the document
/// - out_text: the text; lives until the document is freed
/// - out_text_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_buffer_text(
    buffer: clientela_buffer,
    out_text: *mut *const c_char,
    out_text_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::text(out_text, out_text_len, "out_text"), || Ok(open(buffer, "buffer")?.0.lend()))
}

/// Frees a document. Texts read from it are gone too. No document (0) is allowed.
///
/// - buffer: the document
#[unsafe(no_mangle)]
pub extern "C" fn clientela_buffer_free(buffer: clientela_buffer) -> clientela_status {
    free(buffer, "buffer")
}
