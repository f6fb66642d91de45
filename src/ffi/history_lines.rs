//! The lines of a history as they are shown. Prices are gross and of a single unit whatever the quantity, in ten-thousandths of
//! a minor unit; quantities are thousandths of a piece, never negative.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ffi::c_char;
use std::sync::Arc;

use crate::domain::history::{History, HistoryLine};
use crate::domain::id::Code;
use crate::error::{Error, ErrorKind, Result};
use crate::ffi::call::{call, free, step};
use crate::ffi::error::clientela_error;
use crate::ffi::handle::{handle, open};
use crate::ffi::out;
use crate::ffi::properties::{PropertiesObject, clientela_properties};
use crate::ffi::raw::misuse;
use crate::ffi::shown::{CText, Lent};
use crate::ffi::status::clientela_status;
use crate::ffi::texts::{self, clientela_texts};

/// A walk over lines; its present line is read field by field. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_history_lines(i64);
handle!(clientela_history_lines, HistoryLinesObject);

/// A field of a line of the history.
pub type clientela_history_field = i32;

/// Text: the document's id.
pub const CLIENTELA_HISTORY_FIELD_DOCUMENT: clientela_history_field = 0;
/// The document's kind: CLIENTELA_DOCUMENT_KIND_… as number, its name as text.
pub const CLIENTELA_HISTORY_FIELD_KIND: clientela_history_field = 1;
/// Text: the document's number.
pub const CLIENTELA_HISTORY_FIELD_NUMBER: clientela_history_field = 2;
/// Number: the line's number in its document.
pub const CLIENTELA_HISTORY_FIELD_LINE: clientela_history_field = 3;
/// Number: when the document was created, in milliseconds since 1970 UTC.
pub const CLIENTELA_HISTORY_FIELD_CREATED: clientela_history_field = 4;
/// What became of the goods: CLIENTELA_LINE_STATUS_… as number, its name as text.
pub const CLIENTELA_HISTORY_FIELD_STATUS: clientela_history_field = 5;
/// Number: how many have this status.
pub const CLIENTELA_HISTORY_FIELD_QUANTITY: clientela_history_field = 6;
/// Text: the item's code.
pub const CLIENTELA_HISTORY_FIELD_ITEM_CODE: clientela_history_field = 7;
/// Text: the item's name as sold.
pub const CLIENTELA_HISTORY_FIELD_ITEM_NAME: clientela_history_field = 8;
/// Text: the item's EAN (GTIN), empty where it has none.
pub const CLIENTELA_HISTORY_FIELD_EAN: clientela_history_field = 9;
/// Number: the regular price.
pub const CLIENTELA_HISTORY_FIELD_REGULAR_PRICE: clientela_history_field = 10;
/// Number: the discount.
pub const CLIENTELA_HISTORY_FIELD_DISCOUNT: clientela_history_field = 11;
/// Number: the price paid.
pub const CLIENTELA_HISTORY_FIELD_FINAL_PRICE: clientela_history_field = 12;
/// Text: the currency of all amounts, ISO 4217.
pub const CLIENTELA_HISTORY_FIELD_CURRENCY: clientela_history_field = 13;
/// Number: the document's gross total in minor units.
pub const CLIENTELA_HISTORY_FIELD_DOCUMENT_TOTAL: clientela_history_field = 14;
/// Text: the barcode printed on the document, or NULL.
pub const CLIENTELA_HISTORY_FIELD_BARCODE: clientela_history_field = 15;
/// Number: 1 when the item is marked defective.
pub const CLIENTELA_HISTORY_FIELD_DEFECTIVE: clientela_history_field = 16;
/// Text: the branch, or NULL.
pub const CLIENTELA_HISTORY_FIELD_BRANCH: clientela_history_field = 17;

/// Lines of a history that is kept alive, and the texts of them that were lent.
pub struct HistoryLinesObject {
    history: Arc<History>,
    hits: Arc<[usize]>,
    /// How many lines were stepped to; one more than there are after the end.
    stepped: usize,
    lent: HashMap<(usize, clientela_history_field), CText>,
}

impl HistoryLinesObject {
    /// A walk that begins before the first of these lines.
    pub fn new(history: &Arc<History>, hits: &Arc<[usize]>) -> Self {
        Self { history: Arc::clone(history), hits: Arc::clone(hits), stepped: 0, lent: HashMap::new() }
    }

    fn step(&mut self) -> Option<()> {
        self.stepped = self.hits.len().min(self.stepped) + 1;
        self.hits.get(self.stepped - 1).map(drop)
    }

    fn line(&self) -> Result<&HistoryLine> {
        let hit = self.stepped.checked_sub(1).and_then(|at| self.hits.get(at));
        hit.map(|hit| &self.history.lines()[*hit]).ok_or_else(|| Error::new(ErrorKind::State, "walk.no_row"))
    }

    fn lend(&mut self, field: clientela_history_field) -> Result<Lent> {
        let key = (self.stepped, field);
        if let Some(known) = self.lent.get(&key) {
            return Ok(known.lend());
        }
        let Some(text) = text(self.line()?, field)?.map(|text| CText::new(&text)) else { return Ok(Lent::NONE) };
        Ok(self.lent.entry(key).or_insert(text).lend())
    }
}

fn text(line: &HistoryLine, field: clientela_history_field) -> Result<Option<Cow<'_, str>>> {
    let text = match field {
        CLIENTELA_HISTORY_FIELD_DOCUMENT => return Ok(Some(line.document.to_string().into())),
        CLIENTELA_HISTORY_FIELD_KIND => Some(line.kind.name()),
        CLIENTELA_HISTORY_FIELD_NUMBER => Some(line.number.as_str()),
        CLIENTELA_HISTORY_FIELD_STATUS => Some(line.status.name()),
        CLIENTELA_HISTORY_FIELD_ITEM_CODE => Some(line.item_code.as_str()),
        CLIENTELA_HISTORY_FIELD_ITEM_NAME => Some(line.item_name.as_str()),
        CLIENTELA_HISTORY_FIELD_EAN => Some(line.ean.as_str()),
        CLIENTELA_HISTORY_FIELD_CURRENCY => Some(line.currency.as_str()),
        CLIENTELA_HISTORY_FIELD_BARCODE => line.barcode.as_deref(),
        CLIENTELA_HISTORY_FIELD_BRANCH => line.branch.as_ref().map(Code::as_str),
        _ => return Err(misuse("argument.unknown_constant", "field")),
    };
    Ok(text.map(Cow::Borrowed))
}

fn number(line: &HistoryLine, field: clientela_history_field) -> Result<i64> {
    match field {
        CLIENTELA_HISTORY_FIELD_KIND => Ok(line.kind as i64),
        CLIENTELA_HISTORY_FIELD_LINE => Ok(line.line.into()),
        CLIENTELA_HISTORY_FIELD_CREATED => Ok(line.created.millis()),
        CLIENTELA_HISTORY_FIELD_STATUS => Ok(line.status as i64),
        CLIENTELA_HISTORY_FIELD_QUANTITY => Ok(line.quantity.scaled()),
        CLIENTELA_HISTORY_FIELD_REGULAR_PRICE => Ok(line.regular_price.scaled()),
        CLIENTELA_HISTORY_FIELD_DISCOUNT => Ok(line.discount.scaled()),
        CLIENTELA_HISTORY_FIELD_FINAL_PRICE => Ok(line.final_price.scaled()),
        CLIENTELA_HISTORY_FIELD_DOCUMENT_TOTAL => Ok(line.document_total),
        CLIENTELA_HISTORY_FIELD_DEFECTIVE => Ok(line.defective.into()),
        _ => Err(misuse("argument.unknown_constant", "field")),
    }
}

/// Steps to the next line. CLIENTELA_STATUS_DONE: there is none.
///
/// - history_lines: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_history_lines_next(
    history_lines: clientela_history_lines,
    out_error: *mut clientela_error,
) -> clientela_status {
    step(out_error, (), || Ok(open(history_lines, "history_lines")?.step()))
}

/// Reads a text of the present line.
///
/// - history_lines: the walk
/// - field: which field, CLIENTELA_HISTORY_FIELD_…
/// - out_text: the text, or NULL when there is none; lives until the walk is freed
/// - out_text_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_history_lines_text(
    history_lines: clientela_history_lines,
    field: clientela_history_field,
    out_text: *mut *const c_char,
    out_text_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::text(out_text, out_text_len, "out_text"), || open(history_lines, "history_lines")?.lend(field))
}

/// Reads a number of the present line.
///
/// - history_lines: the walk
/// - field: which field, CLIENTELA_HISTORY_FIELD_…
/// - out_number: the number
#[unsafe(no_mangle)]
pub extern "C" fn clientela_history_lines_number(
    history_lines: clientela_history_lines,
    field: clientela_history_field,
    out_number: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_number, "out_number"), || number(open(history_lines, "history_lines")?.line()?, field))
}

/// Begins a walk over properties and attributes of the present line.
///
/// - history_lines: the walk over lines; it may go on or be freed meanwhile
/// - out_properties: the walk, before its first row; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_history_lines_properties(
    history_lines: clientela_history_lines,
    out_properties: *mut clientela_properties,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_properties, "out_properties"), || {
        let lines = open(history_lines, "history_lines")?;
        let line = lines.line()?;
        Ok(PropertiesObject::of(&line.properties, &line.attributes))
    })
}

/// Begins a walk over the numbers of the documents that the present line came from, nearest first: of a correction its invoice
/// and the receipt behind that.
///
/// - history_lines: the walk over lines; it may go on or be freed meanwhile
/// - out_sources: the walk, before its first row; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_history_lines_sources(
    history_lines: clientela_history_lines,
    out_sources: *mut clientela_texts,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_sources, "out_sources"), || Ok(texts::walk(&open(history_lines, "history_lines")?.line()?.sources)))
}

/// Frees a walk. Texts read from it are gone too. No walk (0) is allowed.
///
/// - history_lines: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_history_lines_free(history_lines: clientela_history_lines) -> clientela_status {
    free(history_lines, "history_lines")
}
