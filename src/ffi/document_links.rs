//! What a document was made from, and what was made from it. Nothing in it says anything about a person.

use std::ffi::c_char;

use crate::domain::document::{DocumentLink, DocumentLinks};
use crate::ffi::call::{call, free, step};
use crate::ffi::document_words::{
    CLIENTELA_DOCUMENT_LINK_FIELD_CREATED, CLIENTELA_DOCUMENT_LINK_FIELD_ID, CLIENTELA_DOCUMENT_LINK_FIELD_KIND,
    CLIENTELA_DOCUMENT_LINK_FIELD_NUMBER, CLIENTELA_DOCUMENT_LINK_FIELD_RESULT, CLIENTELA_DOCUMENT_LINK_FIELD_STATE,
    clientela_document_link_field,
};
use crate::ffi::error::clientela_error;
use crate::ffi::handle::{handle, open};
use crate::ffi::out;
use crate::ffi::record::{Record, Walk};
use crate::ffi::status::clientela_status;

/// A walk over the documents around one; its present row is read field by field. Use it from one thread at a time; it may move
/// between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_document_links(i64);
handle!(clientela_document_links, DocumentLinksObject);

/// Documents, row by row: sources, then results.
pub struct DocumentLinksObject(Walk<Record>);

impl DocumentLinksObject {
    pub fn of(links: &DocumentLinks) -> Self {
        let sources = links.sources.iter().map(|link| record(link, false));
        Self(Walk::new(sources.chain(links.results.iter().map(|link| record(link, true)))))
    }
}

fn record(link: &DocumentLink, result: bool) -> Record {
    Record::default()
        .number(CLIENTELA_DOCUMENT_LINK_FIELD_RESULT, result.into())
        .text(CLIENTELA_DOCUMENT_LINK_FIELD_ID, link.id.to_string().as_str())
        .word(CLIENTELA_DOCUMENT_LINK_FIELD_KIND, link.kind as i32, link.kind.name())
        .text(CLIENTELA_DOCUMENT_LINK_FIELD_NUMBER, link.number.as_str())
        .word(CLIENTELA_DOCUMENT_LINK_FIELD_STATE, link.state as i32, link.state.name())
        .number(CLIENTELA_DOCUMENT_LINK_FIELD_CREATED, link.created.millis())
}

/// Steps to the next document. CLIENTELA_STATUS_DONE: there is none.
///
/// - document_links: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_document_links_next(
    document_links: clientela_document_links,
    out_error: *mut clientela_error,
) -> clientela_status {
    step(out_error, (), || Ok(open(document_links, "document_links")?.0.step()))
}

/// Reads a text of the present document.
///
/// - document_links: the walk
/// - field: which field, CLIENTELA_DOCUMENT_LINK_FIELD_…
/// - out_text: the text; lives until the walk is freed
/// - out_text_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_document_links_text(
    document_links: clientela_document_links,
    field: clientela_document_link_field,
    out_text: *mut *const c_char,
    out_text_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::text(out_text, out_text_len, "out_text"), || open(document_links, "document_links")?.0.row()?.lend(field))
}

/// Reads a number of the present document.
///
/// - document_links: the walk
/// - field: which field, CLIENTELA_DOCUMENT_LINK_FIELD_…
/// - out_number: the number
#[unsafe(no_mangle)]
pub extern "C" fn clientela_document_links_number(
    document_links: clientela_document_links,
    field: clientela_document_link_field,
    out_number: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_number, "out_number"), || open(document_links, "document_links")?.0.row()?.value(field))
}

/// Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
///
/// - document_links: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_document_links_free(document_links: clientela_document_links) -> clientela_status {
    free(document_links, "document_links")
}
