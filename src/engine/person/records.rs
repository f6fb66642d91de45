//! The long sections of an export: documents with their lines, and what the journal tells. Read piece by piece, never held whole.

use crate::domain::document::{Document, Line};
use crate::domain::field::{Field, RecordKind};
use crate::domain::id::Code;
use crate::domain::journal::EntryKind;
use crate::domain::message::Language;
use crate::domain::rights::Rights;
use crate::engine::log::visible;
use crate::engine::person::content::{Content, at, code, label, value};
use crate::engine::person::sheet::{Cell, Columns, Sheet};
use crate::error::Result;
use crate::store::{JournalQuery, LoggedEntry, LoggedValue};

const DOCUMENTS: Columns = &[
    "document",
    "kind",
    "number",
    "state",
    "issuer",
    "at",
    "branch",
    "station",
    "operator",
    "source",
    "barcode",
    "addressee_name",
    "addressee_street",
    "addressee_postal_code",
    "addressee_city",
    "addressee_region",
    "addressee_country",
    "currency",
    "total",
    "payload",
    "lines",
];
const LINES: Columns =
    &["line", "item_code", "item_name", "ean", "serial_number", "quantity", "price", "discount", "final_price", "amount", "properties"];
const SOURCES: Columns = &["at", "door", "chain", "operator", "station", "branch"];
const CHANGES: Columns = &["at", "date", "what", "kind", "door", "operator", "station", "branch", "values"];
const VALUES: Columns = &["field", "label", "slot", "old", "new", "hidden"];
const READS: Columns = &["at", "date", "what", "door", "operator", "station", "branch", "reason", "fields"];
const FIELDS: Columns = &["field", "label", "slot"];

/// The kinds of entries that tell who looked.
pub(crate) const LOOKED: [EntryKind; 2] = [EntryKind::Read, EntryKind::Exported];

impl Content<'_, '_> {
    pub(super) fn documents(&mut self, sheet: &mut Sheet<'_>) -> Result<()> {
        let ids = self.reader.document_ids(&self.records)?;
        sheet.section("documents", DOCUMENTS, &mut |sheet| {
            for id in &ids {
                let Some(document) = self.reader.document(*id)? else { continue };
                sheet.row(&document_cells(&document))?;
            }
            Ok(())
        })
    }

    /// Where the data came from, who changed what, and who looked.
    pub(super) fn journal(&mut self, sheet: &mut Sheet<'_>) -> Result<()> {
        let made = JournalQuery { kinds: vec![EntryKind::Created], records: vec![RecordKind::Subject], ..self.own() };
        sheet.section("sources", SOURCES, &mut |sheet| self.reader.each_logged(&made, &mut |logged| sheet.row(&source_cells(&logged))))?;
        let others = EntryKind::ALL.iter().copied().filter(|kind| !LOOKED.contains(kind)).collect();
        let (changes, looked) = (JournalQuery { kinds: others, ..self.own() }, JournalQuery { kinds: LOOKED.to_vec(), ..self.own() });
        let language = self.language;
        sheet.section("changes", CHANGES, &mut |sheet| {
            self.reader.each_logged(&changes, &mut |logged| sheet.row(&change_cells(&visible(logged, Rights::all()), language)))
        })?;
        sheet
            .section("reads", READS, &mut |sheet| self.reader.each_logged(&looked, &mut |logged| sheet.row(&read_cells(&logged, language))))
    }

    fn own(&self) -> JournalQuery {
        JournalQuery { subject: Some(self.stored.id), ..JournalQuery::default() }
    }
}

/// A decimal number with so many digits behind its point.
fn decimal<'a>(scaled: i64, digits: usize) -> Cell<'a> {
    let (sign, text) = (if scaled < 0 { "-" } else { "" }, format!("{:0>1$}", scaled.unsigned_abs(), digits + 1));
    let (whole, part) = text.split_at(text.len() - digits);
    Cell::of(format!("{sign}{whole}.{part}"))
}

fn document_cells(document: &Document) -> Vec<Cell<'_>> {
    let to = &document.addressee;
    let addressee = [&to.name, &to.street, &to.postal_code, &to.city, &to.region, &to.country].map(|text| Cell::maybe(text.as_deref()));
    let front = [
        Cell::of(document.id.to_string()),
        Cell::word("document_kind", document.kind.name()),
        Cell::of(document.number.as_str()),
        Cell::word("document_state", document.state.name()),
        Cell::maybe(document.issuer.as_deref()),
        at(document.created),
        code(document.branch.as_ref()),
        code(document.station.as_ref()),
        code(document.operator.as_ref()),
        Cell::maybe(document.source.as_deref()),
        Cell::maybe(document.barcode.as_deref()),
    ];
    let back = [
        Cell::of(document.currency.as_str()),
        Cell::Number(document.total),
        document.payload.as_ref().map_or(Cell::None, |payload| Cell::Bytes(&payload.bytes)),
        Cell::Rows(LINES, document.lines.iter().map(line_cells).collect()),
    ];
    front.into_iter().chain(addressee).chain(back).collect()
}

fn line_cells(line: &Line) -> Vec<Cell<'_>> {
    let said = |text: &'_ str| (!text.is_empty()).then(|| text.to_owned());
    let properties = line.properties.iter().map(|(name, value)| format!("{name}: {value}")).collect::<Vec<_>>().join("\n");
    vec![
        Cell::Number(line.number.into()),
        Cell::of(line.item_code.as_str()),
        Cell::of(line.item_name.as_str()),
        Cell::maybe(said(&line.ean)),
        Cell::maybe(said(&line.serial_number)),
        decimal(line.quantity.scaled(), 3),
        decimal(line.regular_price.scaled(), 4),
        decimal(line.discount.scaled(), 4),
        decimal(line.final_price.scaled(), 4),
        Cell::Number(line.gross_amount()),
        Cell::maybe(said(&properties)),
    ]
}

/// Through which door, by whom and where an entry was written.
fn place(logged: &LoggedEntry) -> [Cell<'_>; 4] {
    let entry = &logged.entry;
    [Cell::word("door", entry.door.name()), code(entry.operator.as_ref()), code(entry.station.as_ref()), code(entry.branch.as_ref())]
}

fn source_cells(logged: &LoggedEntry) -> Vec<Cell<'_>> {
    let [door, operator, station, branch] = place(logged);
    vec![at(logged.entry.at), door, Cell::of(Code::as_str(&logged.entry.origin)), operator, station, branch]
}

fn change_cells(logged: &LoggedEntry, language: Language) -> Vec<Cell<'_>> {
    let entry = &logged.entry;
    let values = logged.values.iter().map(|told| value_cells(told, language)).collect();
    let front = [
        at(entry.at),
        Cell::of(entry.date.to_string()),
        Cell::word("entry", entry.kind.name()),
        Cell::word("record_kind", entry.record.name()),
    ];
    front.into_iter().chain(place(logged)).chain([Cell::Rows(VALUES, values)]).collect()
}

/// Of a field that is no part of the export only that it changed.
fn value_cells(told: &LoggedValue, language: Language) -> Vec<Cell<'_>> {
    let both = told.values.as_ref().filter(|_| told.field.spec().export);
    vec![
        Cell::of(told.field.name()),
        label(told.field, language),
        Cell::Number(told.slot.into()),
        both.and_then(|both| both.old.as_text()).map_or(Cell::None, |text| value(told.field, text)),
        both.and_then(|both| both.new.as_text()).map_or(Cell::None, |text| value(told.field, text)),
        Cell::word("hidden", told.hidden().name()),
    ]
}

fn read_cells(logged: &LoggedEntry, language: Language) -> Vec<Cell<'_>> {
    let entry = &logged.entry;
    let (why, fields): (Vec<_>, Vec<_>) = logged.values.iter().partition(|value| value.field == Field::Reason);
    let reason = why.first().and_then(|value| value.values.as_ref()).and_then(|both| both.new.as_text());
    let fields =
        fields.iter().map(|value| vec![Cell::of(value.field.name()), label(value.field, language), Cell::Number(value.slot.into())]);
    let front = [at(entry.at), Cell::of(entry.date.to_string()), Cell::word("entry", entry.kind.name())];
    front.into_iter().chain(place(logged)).chain([Cell::maybe(reason), Cell::Rows(FIELDS, fields.collect())]).collect()
}
