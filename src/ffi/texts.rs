//! Walks over texts of one kind: ids of consent events, ids of persons, numbers of documents.

use std::ffi::c_char;

use crate::ffi::call::{free, step};
use crate::ffi::cursor::Cursor;
use crate::ffi::error::clientela_error;
use crate::ffi::handle::{handle, open};
use crate::ffi::out;
use crate::ffi::shown::CText;
use crate::ffi::status::clientela_status;

/// A walk over texts. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_texts(i64);
handle!(clientela_texts, Cursor<CText>);

/// A walk over these, as text.
pub fn walk<T: ToString>(all: impl IntoIterator<Item = T>) -> Cursor<CText> {
    Cursor::new(all.into_iter().map(|one| CText::new(&one.to_string())).collect())
}

/// Steps to the next text and reads it. CLIENTELA_STATUS_DONE: there is none.
///
/// - texts: the walk
/// - out_text: the text; lives until the walk is freed
/// - out_text_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_texts_next(
    texts: clientela_texts,
    out_text: *mut *const c_char,
    out_text_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    step(out_error, out::text(out_text, out_text_len, "out_text"), || Ok(open(texts, "texts")?.next().map(CText::lend)))
}

/// Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
///
/// - texts: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_texts_free(texts: clientela_texts) -> clientela_status {
    free(texts, "texts")
}
