//! Drafts at a desk: their lines, discarding one, and which there are.

use std::ffi::c_char;

use crate::domain::money::Quantity;
use crate::ffi::call::call;
use crate::ffi::desk::clientela_desk;
use crate::ffi::document_list::clientela_documents;
use crate::ffi::error::clientela_error;
use crate::ffi::handle::{door, open};
use crate::ffi::status::clientela_status;
use crate::ffi::texts::{self, clientela_texts};
use crate::ffi::{out, words};

/// Puts the lines of a list's document that was begun last on a draft, in place of those it has. Prices are gross, of a single unit. A
/// line with the code of an item takes from it what it leaves open; one that names its source (clientela_documents_set_line_source) and
/// no price takes over item, prices, tax, serial number and bundle, with a negative quantity when it takes back. An amount is computed
/// when it is not told, or is still that of another quantity or price; the total is computed. CLIENTELA_STATUS_CONFLICT: `document.quantity_taken` when a line takes more of its source than is open.
///
/// - desk: the desk
/// - document: the draft's id
/// - document_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - documents: the list; it may be freed or used again
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_put_lines(
    desk: clientela_desk,
    document: *const c_char,
    document_len: usize,
    documents: clientela_documents,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let desk = door(desk, "desk")?;
        let lines = open(documents, "documents")?.last()?.lines.clone();
        let document = words::document(document, document_len, "document")?;
        desk.put_lines(document, &lines)
    })
}

/// Changes the quantity of a line of a draft. Its prices stay; its amount and the total are computed anew.
/// CLIENTELA_STATUS_CONFLICT: `document.quantity_taken` when that is more than is open.
///
/// - desk: the desk
/// - document: the draft's id
/// - document_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - line: the line's number in it
/// - quantity: how much, in thousandths of a piece, with the sign that it has
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_set_line_quantity(
    desk: clientela_desk,
    document: *const c_char,
    document_len: usize,
    line: i32,
    quantity: i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let desk = door(desk, "desk")?;
        let document = words::document(document, document_len, "document")?;
        desk.set_line_quantity(document, words::within(line, "line")?, Quantity::from_scaled(quantity))
    })
}

/// Takes a line off a draft. The others keep their numbers.
///
/// - desk: the desk
/// - document: the draft's id
/// - document_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - line: the line's number in it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_remove_line(
    desk: clientela_desk,
    document: *const c_char,
    document_len: usize,
    line: i32,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let desk = door(desk, "desk")?;
        let document = words::document(document, document_len, "document")?;
        desk.remove_line(document, words::within(line, "line")?)
    })
}

/// Discards a draft: it is cancelled and stays as such, of customer *undefined*, and what it took is open again. CLIENTELA_STATUS_STATE: it is none any more.
///
/// - desk: the desk
/// - document: the draft's id
/// - document_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_cancel_document(
    desk: clientela_desk,
    document: *const c_char,
    document_len: usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, (), || {
        let desk = door(desk, "desk")?;
        desk.cancel_document(words::document(document, document_len, "document")?)
    })
}

/// Begins a walk over the ids of the drafts of this station, oldest first.
///
/// - desk: the desk
/// - out_texts: the walk, before its first id; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_desk_drafts(
    desk: clientela_desk,
    out_texts: *mut clientela_texts,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_texts, "out_texts"), || {
        let desk = door(desk, "desk")?;
        Ok(texts::walk(desk.drafts()?.into_iter().map(|draft| draft.id)))
    })
}
