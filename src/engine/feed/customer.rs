//! Customers and related persons from a feed.

use super::record::Record;
use super::{Feeder, Taken};
use crate::domain::change::{Change, Relation};
use crate::domain::check::{Described, check, check_customer};
use crate::domain::field::{FIELDS, Field, RecordKind};
use crate::domain::id::SubjectId;
use crate::domain::subject::Values;
use crate::engine::customers::field_changes;
use crate::error::{Error, ErrorKind, Result, Violation};
use crate::store::{Stored, Writer};

/// The status of a customer whose feed says none.
const DEFAULT_STATUS: &str = "active";

pub(super) fn take_customer(feeder: &mut Feeder<'_>, writer: &mut Writer<'_>, record: &mut Record) -> Result<Taken> {
    let known = known_by_source(writer, record)?;
    let mut values = merged(known.as_ref(), record)?;
    record.finish()?;
    if values.get(Field::Status).is_none() {
        let before = known.as_ref().and_then(|known| known.values.get(Field::Status)).unwrap_or(DEFAULT_STATUS).to_owned();
        values.set(Field::Status, 0, before);
    }
    let changes = subject_changes(feeder, writer, known, &values, Described::Customer)?;
    Ok(changes.map_or(Taken::Unchanged, |(_, change)| Taken::Changes(vec![change])))
}

pub(super) fn take_related(feeder: &mut Feeder<'_>, writer: &mut Writer<'_>, record: &mut Record) -> Result<Taken> {
    let of = subject_named(writer, record, "customer")?.ok_or_else(|| Violation::new("customer", "required"))?;
    if of.erased.is_some() {
        return Err(Error::new(ErrorKind::Erased, "customer.anonymized").field("customer"));
    }
    let role = record.required(Field::Role.name())?;
    let role = check(Field::Role, &role, feeder.erp.engine.now().date())?;
    let known = known_by_source(writer, record)?;
    let mut values = merged(known.as_ref(), record)?;
    record.finish()?;
    if values.get(Field::Kind).is_none() {
        values.set(Field::Kind, 0, "private");
    }
    let tied = known.as_ref().map(|known| writer.related(of.id).map(|all| all.iter().any(|r| r.person == known.id && r.role == role)));
    let tied = tied.transpose()?.unwrap_or(false);
    let known_id = known.as_ref().map(|known| known.id);
    let change = subject_changes(feeder, writer, known, &values, Described::Related)?;
    let person = change.as_ref().map(|(id, _)| *id).or(known_id).ok_or_else(crate::store::sql::damaged)?;
    let mut changes: Vec<Change> = change.into_iter().map(|(_, change)| change).collect();
    if !tied {
        changes.push(Change::Relation(Relation { of: of.id, person, role }));
    }
    Ok(if changes.is_empty() { Taken::Unchanged } else { Taken::Changes(changes) })
}

/// The subject whose source id stands in this field of the record.
pub(super) fn subject_named(writer: &mut Writer<'_>, record: &mut Record, name: &'static str) -> Result<Option<Stored>> {
    let Some(source) = record.text(name)? else { return Ok(None) };
    let unknown = || Error::from(Violation::new(name, "customer.unknown"));
    let id = writer.subject_by_source(&source)?.ok_or_else(unknown)?;
    writer.subject(id)
}

/// Who was fed under the record's source id before; the erased are refused at the door.
fn known_by_source(writer: &mut Writer<'_>, record: &mut Record) -> Result<Option<Stored>> {
    let source = record.code("source_id")?.ok_or_else(|| Violation::new("source_id", "required"))?;
    let known = writer.subject_by_source(source.as_str())?.map(|id| writer.subject(id)).transpose()?.flatten();
    if known.as_ref().is_some_and(|known| known.erased.is_some()) {
        return Err(Error::new(ErrorKind::Erased, "customer.anonymized").field("source_id"));
    }
    if let Some(known) = known {
        return Ok(Some(known));
    }
    let mut values = Values::default();
    values.set(Field::SourceId, 0, source.as_str());
    Ok(Some(Stored { id: SubjectId::from_bytes([0; 16]), version: 0, customer: false, erased: None, values }))
}

/// The stored values with those of the record on top: an empty one takes a value away, an absent one leaves it.
fn merged(known: Option<&Stored>, record: &mut Record) -> Result<Values> {
    let mut values = known.map(|known| known.values.clone()).unwrap_or_default();
    for name in record.names() {
        let (base, slot) = name.split_once('.').map_or((name.as_str(), Some(0)), |(base, slot)| (base, slot.parse().ok()));
        let spec = FIELDS.iter().find(|spec| spec.name == base && is_fed(spec.record, spec.field));
        if let (Some(spec), Some(slot)) = (spec, slot)
            && let Some(text) = record.given_as(&name, spec.name)?
        {
            values.set(spec.field, slot, text.trim().to_owned());
        }
    }
    Ok(values)
}

fn is_fed(record: RecordKind, field: Field) -> bool {
    matches!(record, RecordKind::Subject | RecordKind::Address | RecordKind::Contact) && field != Field::SourceId
}

/// The change that brings a subject to these values; none where nothing differs.
fn subject_changes(
    feeder: &mut Feeder<'_>,
    writer: &mut Writer<'_>,
    known: Option<Stored>,
    values: &Values,
    described: Described,
) -> Result<Option<(SubjectId, Change)>> {
    let engine = &feeder.erp.engine;
    let checked = check_customer(values, described, engine.now().date()).map_err(Error::invalid)?;
    let known = known.filter(|known| known.version > 0);
    let customer = described == Described::Customer;
    let base = known.as_ref().map(|known| known.values.clone()).unwrap_or_default();
    let fields = field_changes(&checked.values, &base);
    if known.as_ref().is_some_and(|known| known.customer >= customer) && fields.is_empty() {
        return Ok(None);
    }
    let id = known.as_ref().map_or_else(|| Ok::<_, Error>(SubjectId::make(engine.now().at, engine.draw()?)), |known| Ok(known.id))?;
    number_is_free(writer, id, &checked.values)?;
    feeder.report.normalised += checked.normalised.len() as u64;
    let expected = known.map(|known| known.version);
    Ok(Some((id, Change::Subject { id, expected, customer, fields })))
}

fn number_is_free(writer: &mut Writer<'_>, id: SubjectId, values: &Values) -> Result<()> {
    let Some(number) = values.get(Field::Number) else { return Ok(()) };
    match writer.subject_by_number(number)? {
        Some(other) if other != id => Err(Violation::new(Field::Number.name(), "customer.number_taken").into()),
        _ => Ok(()),
    }
}
