//! The document of a certificate: JSON for machines, or a page to be printed. `docs/schemas/erasure-certificate.schema.json` describes it.

use std::io::Write;

use crate::domain::certificate::{Certificate, SystemAnswer};
use crate::domain::field::{Field, RecordKind};
use crate::domain::heads::Head;
use crate::domain::id::Code;
use crate::domain::journal::PersonFormat;
use crate::domain::message::Language;
use crate::domain::time::{Date, Timestamp};
use crate::domain::value::hex;
use crate::engine::person::labels::field_label;
use crate::engine::person::sheet::{Cell, Columns, Sheet};
use crate::error::Result;

const HEAD: Columns = &["format", "version", "subject", "language", "made", "purge", "complete"];
const ORDER: Columns = &["at", "date", "door", "chain", "operator", "station", "branch", "length", "digest"];
const ERASURE: Columns = &["ordered_for", "epoch", "mode", "rules", "rules_version", "purged"];
const PERSONS: Columns = &["subject", "epoch"];
const GONE: Columns = &["record", "field", "label", "action", "count"];
const KEPT: Columns = &["record", "field", "label", "ground", "until", "count"];
const SEALED: Columns = &["boxes", "until"];
const SCAN: Columns = &["at", "residues", "columns", "bytes", "shared"];
const SYSTEMS: Columns = &["subject", "system", "answer", "at", "wait_until", "keeps_until"];
const HEADS: Columns = &["chain", "length", "digest"];

/// Writes it.
pub(super) fn write(certificate: &Certificate, format: PersonFormat, language: Language, out: &mut dyn Write) -> Result<()> {
    let mut sheet = Sheet::open(out, format, language, "certificate", (HEAD, &head(certificate, language)))?;
    rows(&mut sheet, "order", ORDER, &[order(certificate)])?;
    rows(&mut sheet, "erasure", ERASURE, &[erasure(certificate)])?;
    let person = |(id, epoch): &(_, u64)| vec![Cell::of(format!("{id}")), number(*epoch)];
    rows(&mut sheet, "persons", PERSONS, &certificate.persons.iter().map(person).collect::<Vec<_>>())?;
    rows(&mut sheet, "gone", GONE, &gone(certificate, language))?;
    rows(&mut sheet, "kept", KEPT, &kept(certificate, language))?;
    let sealed = certificate.sealed.iter().map(|left| vec![number(left.boxes), Cell::of(left.until.to_string())]);
    rows(&mut sheet, "sealed", SEALED, &sealed.collect::<Vec<_>>())?;
    let scan = certificate
        .scan
        .iter()
        .map(|scan| [at(scan.at)].into_iter().chain([scan.residues, scan.columns, scan.bytes, scan.shared].map(number)).collect());
    rows(&mut sheet, "scan", SCAN, &scan.collect::<Vec<_>>())?;
    rows(&mut sheet, "systems", SYSTEMS, &certificate.systems.iter().map(system).collect::<Vec<_>>())?;
    rows(&mut sheet, "heads", HEADS, &certificate.heads.iter().map(end).collect::<Vec<_>>())?;
    sheet.close()
}

fn rows(sheet: &mut Sheet<'_>, name: &'static str, columns: Columns, rows: &[Vec<Cell<'_>>]) -> Result<()> {
    sheet.section(name, columns, &mut |sheet| rows.iter().try_for_each(|row| sheet.row(row)))
}

fn number<'a>(count: u64) -> Cell<'a> {
    Cell::Number(i64::try_from(count).unwrap_or(i64::MAX))
}

fn at<'a>(instant: Timestamp) -> Cell<'a> {
    Cell::of(instant.to_text())
}

fn day<'a>(day: Option<Date>) -> Cell<'a> {
    Cell::maybe(day.map(|day| day.to_string()))
}

fn head(certificate: &Certificate, language: Language) -> Vec<Cell<'static>> {
    let cells = [Cell::of("clientela-erasure-certificate"), Cell::Number(1), Cell::of(certificate.subject.to_string())];
    let rest = [Cell::of(language.name()), at(certificate.made), Cell::word("purge_state", certificate.purge.name())];
    cells.into_iter().chain(rest).chain([Cell::Flag(certificate.is_complete())]).collect()
}

fn order(certificate: &Certificate) -> Vec<Cell<'_>> {
    let by = &certificate.order;
    let code = |code: &Option<Code>| Cell::maybe(code.as_ref().map(ToString::to_string));
    let [chain, length, digest] = end_cells(&by.entry);
    let who = [Cell::word("door", by.door.name()), chain, code(&by.operator), code(&by.station), code(&by.branch)];
    [at(by.at), Cell::of(by.date.to_string())].into_iter().chain(who).chain([length, digest]).collect()
}

fn erasure(certificate: &Certificate) -> Vec<Cell<'_>> {
    let epoch = number(certificate.epoch);
    let purged = Cell::maybe(certificate.purged.map(Timestamp::to_text));
    match &certificate.record {
        Some(record) => {
            let mode = Cell::word("erasure_mode", record.mode.name());
            vec![Cell::of(record.ordered.to_string()), epoch, mode, Cell::of(&record.rules), Cell::of(&record.rules_version), purged]
        }
        None => vec![Cell::of(certificate.subject.to_string()), epoch, Cell::None, Cell::None, Cell::None, purged],
    }
}

/// The kind of record and the field, with the field's label.
fn what<'a>(record: RecordKind, field: Option<Field>, language: Language) -> [Cell<'a>; 3] {
    let label = field.and_then(|field| field_label(field.name(), language));
    [Cell::word("record_kind", record.name()), Cell::maybe(field.map(Field::name)), Cell::maybe(label)]
}

fn gone(certificate: &Certificate, language: Language) -> Vec<Vec<Cell<'_>>> {
    let row = |[record, field, label]: [Cell<'static>; 3], action: &'static str, count| {
        vec![record, field, label, Cell::word("erasure_action", action), number(count)]
    };
    let all = certificate.outcome.iter().flat_map(|outcome| &outcome.gone);
    all.map(|one| row(what(one.record, one.field, language), one.action.name(), one.count)).collect()
}

fn kept(certificate: &Certificate, language: Language) -> Vec<Vec<Cell<'_>>> {
    let all = certificate.outcome.iter().flat_map(|outcome| &outcome.kept);
    all.map(|one| {
        let [record, field, label] = what(one.record, one.field, language);
        vec![record, field, label, Cell::word("certificate", &one.ground), day(one.until), number(one.count)]
    })
    .collect()
}

fn system(one: &SystemAnswer) -> Vec<Cell<'_>> {
    let said = Cell::maybe(one.at.map(Timestamp::to_text));
    let answer = Cell::word("erasure_answer", one.answer.name());
    let [subject, system] = [one.subject.to_string(), one.system.to_string()].map(Cell::of);
    vec![subject, system, answer, said, Cell::of(one.wait_until.to_string()), day(one.keeps_until)]
}

fn end_cells<'a>(head: &Head) -> [Cell<'a>; 3] {
    [Cell::of(head.origin.to_string()), number(head.length), Cell::of(hex(&head.digest))]
}

fn end(head: &Head) -> Vec<Cell<'_>> {
    end_cells(head).into()
}
