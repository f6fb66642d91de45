//! Documents of the store at a desk: by id, by number, what they are linked to, and as they are printed.

use std::ffi::c_char;

use crate::domain::document::DocumentKind;
use crate::ffi::call::call;
use crate::ffi::desk::clientela_desk;
use crate::ffi::document::{DocumentObject, clientela_document};
use crate::ffi::document_links::{DocumentLinksObject, clientela_document_links};
use crate::ffi::error::clientela_error;
use crate::ffi::handle::door;
use crate::ffi::preview::{PreviewObject, clientela_preview};
use crate::ffi::record_words::clientela_document_kind;
use crate::ffi::status::clientela_status;
use crate::ffi::{out, raw, words};

/// Gives a document with its lines.
///
/// - desk: the desk
/// - id: the document's id
/// - id_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_document: the document; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_document(
    desk: clientela_desk,
    id: *const c_char,
    id_len: usize,
    out_document: *mut clientela_document,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_document, "out_document"), || {
        let desk = door(desk, "desk")?;
        let id = words::document(id, id_len, "id")?;
        Ok(DocumentObject::of(desk.document(id)?))
    })
}

/// Gives the document of this kind and number.
///
/// - desk: the desk
/// - kind: its kind, CLIENTELA_DOCUMENT_KIND_…
/// - number: its number
/// - number_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_document: the document; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_document_by_number(
    desk: clientela_desk,
    kind: clientela_document_kind,
    number: *const c_char,
    number_len: usize,
    out_document: *mut clientela_document,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_document, "out_document"), || {
        let desk = door(desk, "desk")?;
        let (kind, number) = (words::word(DocumentKind::ALL, kind, "kind")?, raw::text(number, number_len, "number")?);
        Ok(DocumentObject::of(desk.document_by_number(kind, number)?))
    })
}

/// Begins a walk over the documents that a document was made from or refers to, then over those made from it or referring to it,
/// oldest first. A source that is not in the store is left out.
///
/// - desk: the desk
/// - id: the document's id
/// - id_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_document_links: the walk, before its first row; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_document_links(
    desk: clientela_desk,
    id: *const c_char,
    id_len: usize,
    out_document_links: *mut clientela_document_links,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_document_links, "out_document_links"), || {
        let desk = door(desk, "desk")?;
        let id = words::document(id, id_len, "id")?;
        Ok(DocumentLinksObject::of(&desk.document_links(id)?))
    })
}

/// Gives a document as it is printed: bundles grouped, what each rate of tax comes to, what is paid, in the till's language and time.
/// CLIENTELA_STATUS_NOT_PERMITTED without the right to see the history.
///
/// - desk: the desk
/// - id: the document's id
/// - id_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_preview: the preview; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_preview(
    desk: clientela_desk,
    id: *const c_char,
    id_len: usize,
    out_preview: *mut clientela_preview,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_preview, "out_preview"), || {
        let desk = door(desk, "desk")?;
        let id = words::document(id, id_len, "id")?;
        Ok(PreviewObject::from(desk.preview(id)?))
    })
}
