//! A whole document as it is printed: its header, its lines with bundles and sets grouped, what each rate of tax comes to, what is paid,
//! and a page of HTML that needs nothing from elsewhere and runs nothing. The signed payload is never in it, and of an anonymized
//! customer nothing personal. A host with documents of its own needs no store.

use std::ffi::c_char;
use std::mem;

use crate::domain::document::Line;
use crate::domain::message::Language;
use crate::domain::preview::{PageFormat, Preview, PreviewGroup};
use crate::error::Result;
use crate::ffi::call::{call, free, step};
use crate::ffi::document::{DocumentObject, clientela_document};
use crate::ffi::document_lines::{DocumentLinesObject, clientela_document_lines};
use crate::ffi::document_links::{DocumentLinksObject, clientela_document_links};
use crate::ffi::document_list::clientela_documents;
use crate::ffi::document_words::{
    CLIENTELA_PREVIEW_FIELD_DECIMALS, CLIENTELA_PREVIEW_FIELD_DIFFERENCE, CLIENTELA_PREVIEW_FIELD_GROUPS, CLIENTELA_PREVIEW_FIELD_LANGUAGE,
    CLIENTELA_PREVIEW_FIELD_LINES_AMOUNT, CLIENTELA_PREVIEW_FIELD_OFFSET_MINUTES, CLIENTELA_PREVIEW_FIELD_PAYABLE,
    CLIENTELA_PREVIEW_FIELD_ROUNDING, CLIENTELA_PREVIEW_FIELD_TOTAL, CLIENTELA_PREVIEW_GROUP_FIELD_AMOUNT,
    CLIENTELA_PREVIEW_GROUP_FIELD_BUNDLE, CLIENTELA_PREVIEW_GROUP_FIELD_LINES, CLIENTELA_PREVIEW_GROUP_FIELD_NAME, clientela_preview_field,
    clientela_preview_group_field,
};
use crate::ffi::error::clientela_error;
use crate::ffi::handle::{handle, open};
use crate::ffi::prices::{TaxesObject, clientela_taxes};
use crate::ffi::record::{Record, Walk, int};
use crate::ffi::record_words::clientela_page_format;
use crate::ffi::shown::{CText, Lent};
use crate::ffi::status::clientela_status;
use crate::ffi::{out, words};

/// A document as it is printed. Use it from one thread at a time; it may move between threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_preview(i64);
handle!(clientela_preview, PreviewObject);

/// A walk over the groups of a preview; its present row is read field by field. Use it from one thread at a time; it may move between
/// threads.
#[repr(transparent)]
#[derive(Clone, Copy)]
pub struct clientela_preview_groups(i64);
handle!(clientela_preview_groups, PreviewGroupsObject);

/// A preview, and the pages that were lent.
pub struct PreviewObject {
    preview: Preview,
    record: Record,
    pages: Vec<(PageFormat, Language, CText)>,
}

/// Groups, row by row.
pub struct PreviewGroupsObject(Walk<GroupRow>);

struct GroupRow {
    record: Record,
    lines: Vec<Line>,
}

impl From<Preview> for PreviewObject {
    fn from(preview: Preview) -> Self {
        Self { record: record(&preview), preview, pages: Vec::new() }
    }
}

impl PreviewObject {
    /// A page; once made it stays as it is.
    fn page(&mut self, format: PageFormat, language: Language) -> Result<Lent> {
        let made = self.pages.iter().position(|(of, other, _)| (*of, *other) == (format, language));
        let at = made.unwrap_or(self.pages.len());
        if made.is_none() {
            let own = mem::replace(&mut self.preview.language, language);
            let html = self.preview.html(format);
            self.preview.language = own;
            self.pages.push((format, language, CText::new(&html?)));
        }
        Ok(self.pages[at].2.lend())
    }
}

fn record(preview: &Preview) -> Record {
    Record::default()
        .number(CLIENTELA_PREVIEW_FIELD_OFFSET_MINUTES, preview.offset_minutes.into())
        .number(CLIENTELA_PREVIEW_FIELD_DECIMALS, preview.document.currency.decimals().into())
        .number(CLIENTELA_PREVIEW_FIELD_GROUPS, int(preview.groups.len()))
        .number(CLIENTELA_PREVIEW_FIELD_LINES_AMOUNT, preview.lines_amount)
        .number(CLIENTELA_PREVIEW_FIELD_DIFFERENCE, preview.difference)
        .number(CLIENTELA_PREVIEW_FIELD_TOTAL, preview.document.total)
        .number(CLIENTELA_PREVIEW_FIELD_ROUNDING, preview.document.rounding)
        .number(CLIENTELA_PREVIEW_FIELD_PAYABLE, preview.payable)
        .text(CLIENTELA_PREVIEW_FIELD_LANGUAGE, preview.language.name())
}

impl GroupRow {
    fn of(preview: &Preview, group: &PreviewGroup) -> Self {
        let bundle = group.bundle.as_ref();
        let record = Record::default()
            .number(CLIENTELA_PREVIEW_GROUP_FIELD_BUNDLE, bundle.map_or(0, |bundle| bundle.number.into()))
            .text(CLIENTELA_PREVIEW_GROUP_FIELD_NAME, bundle.map(|bundle| bundle.name.as_str()))
            .number(CLIENTELA_PREVIEW_GROUP_FIELD_AMOUNT, group.amount)
            .number(CLIENTELA_PREVIEW_GROUP_FIELD_LINES, int(group.lines.len()));
        Self { record, lines: preview.lines(group).cloned().collect() }
    }
}

/// Gives the document begun last as it is printed. What it is linked to is looked for among the documents of the list. In English, until
/// a page names its language.
///
/// - documents: the list; it may be freed afterwards
/// - offset_minutes: how far the branch's time is from UTC, in minutes east, at most 24 hours
/// - out_preview: the preview; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_documents_preview(
    documents: clientela_documents,
    offset_minutes: i32,
    out_preview: *mut clientela_preview,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_preview, "out_preview"), || {
        let mut documents = open(documents, "documents")?;
        let offset_minutes = words::offset(offset_minutes, "offset_minutes")?;
        let document = documents.last()?.clone();
        let links = document.links_among(&documents.0);
        Ok(PreviewObject::from(Preview::of(document, offset_minutes)?.linked(links)))
    })
}

/// Reads a number.
///
/// - preview: the preview
/// - field: which field, CLIENTELA_PREVIEW_FIELD_…
/// - out_number: the number
#[unsafe(no_mangle)]
pub extern "C" fn clientela_preview_number(
    preview: clientela_preview,
    field: clientela_preview_field,
    out_number: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_number, "out_number"), || open(preview, "preview")?.record.value(field))
}

/// Reads a text.
///
/// - preview: the preview
/// - field: which field, CLIENTELA_PREVIEW_FIELD_…
/// - out_text: the text; lives until the preview is freed
/// - out_text_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_preview_text(
    preview: clientela_preview,
    field: clientela_preview_field,
    out_text: *mut *const c_char,
    out_text_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::text(out_text, out_text_len, "out_text"), || open(preview, "preview")?.record.lend(field))
}

/// Gives the document itself: header, name and address as issued, and its lines in their own order. It has no payload.
///
/// - preview: the preview; it may be freed afterwards
/// - out_document: the document; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_preview_document(
    preview: clientela_preview,
    out_document: *mut clientela_document,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_document, "out_document"), || {
        Ok(DocumentObject::of(open(preview, "preview")?.preview.document.clone()))
    })
}

/// Begins a walk over what it was made from, then over what was made from it.
///
/// - preview: the preview; it may be freed afterwards
/// - out_document_links: the walk, before its first row; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_preview_links(
    preview: clientela_preview,
    out_document_links: *mut clientela_document_links,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_document_links, "out_document_links"), || {
        Ok(DocumentLinksObject::of(&open(preview, "preview")?.preview.links))
    })
}

/// Begins a walk over what each rate of tax comes to, lowest first. Lines whose rate is not known are in none.
///
/// - preview: the preview; it may be freed afterwards
/// - out_taxes: the walk, before its first row; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_preview_taxes(
    preview: clientela_preview,
    out_taxes: *mut clientela_taxes,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_taxes, "out_taxes"), || Ok(TaxesObject::of(&open(preview, "preview")?.preview.taxes)))
}

/// Begins a walk over the groups: bundles and sets, and lines that stand alone, each where its first line stands.
///
/// - preview: the preview; it may be freed afterwards
/// - out_preview_groups: the walk, before its first row; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_preview_begin_groups(
    preview: clientela_preview,
    out_preview_groups: *mut clientela_preview_groups,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_preview_groups, "out_preview_groups"), || {
        let preview = &open(preview, "preview")?.preview;
        Ok(PreviewGroupsObject(Walk::new(preview.groups.iter().map(|group| GroupRow::of(preview, group)))))
    })
}

/// Makes a page of HTML in UTF-8 that needs nothing from elsewhere and runs nothing. Whatever stands in it is escaped. Give it to a
/// browser or to whatever prints HTML.
///
/// - preview: the preview
/// - format: the paper, CLIENTELA_PAGE_FORMAT_…
/// - language: ISO 639-1, such as `de`; may be NULL or empty: that of the preview
/// - language_len: its length in bytes, or CLIENTELA_NUL_TERMINATED
/// - out_html: the page; lives until the preview is freed
/// - out_html_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_preview_html(
    preview: clientela_preview,
    format: clientela_page_format,
    language: *const c_char,
    language_len: usize,
    out_html: *mut *const c_char,
    out_html_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::text(out_html, out_html_len, "out_html"), || {
        let mut preview = open(preview, "preview")?;
        let format = words::word(PageFormat::ALL, format, "format")?;
        let own = preview.preview.language;
        let language = words::optional_language(language, language_len, "language")?.unwrap_or(own);
        preview.page(format, language)
    })
}

/// Frees a preview. Texts read from it are gone too. No preview (0) is allowed.
///
/// - preview: the preview
#[unsafe(no_mangle)]
pub extern "C" fn clientela_preview_free(preview: clientela_preview) -> clientela_status {
    free(preview, "preview")
}

/// Steps to the next group. CLIENTELA_STATUS_DONE: there is none.
///
/// - preview_groups: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_preview_groups_next(
    preview_groups: clientela_preview_groups,
    out_error: *mut clientela_error,
) -> clientela_status {
    step(out_error, (), || Ok(open(preview_groups, "preview_groups")?.0.step()))
}

/// Reads a text of the present group.
///
/// - preview_groups: the walk
/// - field: which field, CLIENTELA_PREVIEW_GROUP_FIELD_…
/// - out_text: the text, or NULL when there is none; lives until the walk is freed
/// - out_text_len: its length in bytes; may be NULL
#[unsafe(no_mangle)]
pub extern "C" fn clientela_preview_groups_text(
    preview_groups: clientela_preview_groups,
    field: clientela_preview_group_field,
    out_text: *mut *const c_char,
    out_text_len: *mut usize,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::text(out_text, out_text_len, "out_text"), || open(preview_groups, "preview_groups")?.0.row()?.record.lend(field))
}

/// Reads a number of the present group.
///
/// - preview_groups: the walk
/// - field: which field, CLIENTELA_PREVIEW_GROUP_FIELD_…
/// - out_number: the number
#[unsafe(no_mangle)]
pub extern "C" fn clientela_preview_groups_number(
    preview_groups: clientela_preview_groups,
    field: clientela_preview_group_field,
    out_number: *mut i64,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::number(out_number, "out_number"), || open(preview_groups, "preview_groups")?.0.row()?.record.value(field))
}

/// Begins a walk over the lines of the present group, in the order of the document.
///
/// - preview_groups: the walk over groups; it may be freed afterwards
/// - out_document_lines: the walk, before its first row; free it
#[unsafe(no_mangle)]
pub extern "C" fn clientela_preview_groups_lines(
    preview_groups: clientela_preview_groups,
    out_document_lines: *mut clientela_document_lines,
    out_error: *mut clientela_error,
) -> clientela_status {
    call(out_error, out::handle(out_document_lines, "out_document_lines"), || {
        Ok(DocumentLinesObject::of(&open(preview_groups, "preview_groups")?.0.row()?.lines))
    })
}

/// Frees a walk over groups. Texts read from it are gone too. No walk (0) is allowed.
///
/// - preview_groups: the walk
#[unsafe(no_mangle)]
pub extern "C" fn clientela_preview_groups_free(preview_groups: clientela_preview_groups) -> clientela_status {
    free(preview_groups, "preview_groups")
}
