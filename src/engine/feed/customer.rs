//! Customers and related persons from a feed.

use super::record::Record;
use super::{Feeder, Taken};
use crate::domain::change::{Change, FieldChange, Relation};
use crate::domain::check::{Described, check, check_customer};
use crate::domain::field::{FIELDS, Field, RecordKind};
use crate::domain::id::{Code, SubjectId};
use crate::domain::membership;
use crate::domain::program::Programs;
use crate::domain::setting::Setting;
use crate::domain::subject::Values;
use crate::domain::time::Date;
use crate::engine::save::field_changes;
use crate::error::{Error, ErrorKind, Result, Violation};
use crate::store::{Stored, Writer};

pub(super) fn take_customer(feeder: &mut Feeder<'_>, writer: &mut Writer<'_>, record: &mut Record) -> Result<Taken> {
    let source = source_of(record)?;
    let known = known_by_source(writer, &source)?;
    let mut values = values_of(&known, record)?;
    record.finish()?;
    if values.get(Field::Status).is_none() {
        let branch = values.get(Field::Branch).and_then(|branch| Code::parse(branch).ok());
        let before = match known.values.get(Field::Status) {
            Some(before) => before.to_owned(),
            None => default_status(feeder, writer, branch)?,
        };
        values.set(Field::Status, 0, before);
    }
    let changes = subject_changes(feeder, writer, known, &values, Described::Customer)?;
    Ok(changes.map_or(Taken::Unchanged, |(_, change)| Taken::Changes(vec![change])))
}

/// As the settings say at this line of the feed: a line before it may have set another one.
fn default_status(feeder: &Feeder<'_>, writer: &mut Writer<'_>, branch: Option<Code>) -> Result<String> {
    let directory = feeder.erp.engine.directory_in(writer)?;
    let vantage = directory.vantage(&branch.unwrap_or_else(|| feeder.erp.name().clone()));
    Ok(directory.settings.text(Setting::DefaultStatus, &vantage))
}

pub(super) fn take_related(feeder: &mut Feeder<'_>, writer: &mut Writer<'_>, record: &mut Record) -> Result<Taken> {
    let of = subject_named(writer, record, "customer")?.ok_or_else(|| Violation::new("customer", "required"))?;
    if of.erased.is_some() {
        return Err(Error::new(ErrorKind::Erased, "customer.anonymized").field("customer"));
    }
    let (role, today) = (record.required(Field::Role.name())?, feeder.erp.engine.now().date());
    let role = check(Field::Role, &role, today)?;
    let [from, until] = [Field::RelationFrom, Field::RelationUntil].map(|field| day(record, field, today));
    let (from, until) = (from?, until?);
    let source = source_of(record)?;
    let known = known_by_source(writer, &source)?;
    let mut values = values_of(&known, record)?;
    record.finish()?;
    if values.get(Field::Kind).is_none() {
        values.set(Field::Kind, 0, "private");
    }
    let known_id = known.id;
    let relation = Relation { of: of.id, person: known_id, role, from, until };
    let tied = writer.related(of.id)?.contains(&relation);
    let change = subject_changes(feeder, writer, known, &values, Described::Related)?;
    let person = change.as_ref().map_or(known_id, |(id, _)| *id);
    let mut changes: Vec<Change> = change.into_iter().map(|(_, change)| change).collect();
    if !tied {
        changes.push(Change::Relation(Relation { person, ..relation }));
    }
    Ok(if changes.is_empty() { Taken::Unchanged } else { Taken::Changes(changes) })
}

/// A day of a relation.
fn day(record: &mut Record, field: Field, today: Date) -> Result<Option<String>, Violation> {
    record.text(field.name())?.map(|text| check(field, &text, today)).transpose()
}

/// The subject whose source id stands in this field of the record.
pub(super) fn subject_named(writer: &mut Writer<'_>, record: &mut Record, name: &'static str) -> Result<Option<Stored>> {
    let Some(source) = record.text(name)? else { return Ok(None) };
    let unknown = || Error::from(Violation::new(name, "customer.unknown"));
    let id = writer.subject_by_source(&source)?.ok_or_else(unknown)?;
    writer.subject(id)
}

fn source_of(record: &mut Record) -> Result<Code> {
    let source = record.code("source_id")?.ok_or_else(|| Violation::new("source_id", "required"))?;
    // That is how the subjects of operators are named.
    if source.as_str().starts_with("operator/") { Err(Violation::new("source_id", "reference.reserved").into()) } else { Ok(source) }
}

/// Who was fed under this source id before, or an empty subject to begin with; the erased are refused at the door.
pub(super) fn known_by_source(writer: &mut Writer<'_>, source: &Code) -> Result<Stored> {
    let known = writer.subject_by_source(source.as_str())?.map(|id| writer.subject(id)).transpose()?.flatten();
    if known.as_ref().is_some_and(|known| known.erased.is_some()) {
        return Err(Error::new(ErrorKind::Erased, "customer.anonymized").field("source_id"));
    }
    Ok(known.unwrap_or_else(|| {
        let mut values = Values::default();
        values.set(Field::SourceId, 0, source.as_str());
        Stored { id: SubjectId::from_bytes([0; 16]), version: 0, customer: false, erased: None, values }
    }))
}

/// The stored values with those of the record on top: an empty one takes a value away, an absent one leaves it.
pub(super) fn values_of(known: &Stored, record: &mut Record) -> Result<Values> {
    let mut values = known.values.clone();
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
    matches!(record, RecordKind::Subject | RecordKind::Address | RecordKind::Part) && field != Field::SourceId
}

/// The change that brings a subject to these values; none where nothing differs.
pub(super) fn subject_changes(
    feeder: &mut Feeder<'_>,
    writer: &mut Writer<'_>,
    known: Stored,
    values: &Values,
    described: Described,
) -> Result<Option<(SubjectId, Change)>> {
    let engine = &feeder.erp.engine;
    let checked = check_customer(values, described, engine.now().date()).map_err(Error::invalid)?;
    let customer = described == Described::Customer;
    let new = known.version == 0;
    let base = if new { Values::default() } else { known.values };
    let fields = field_changes(&checked.values, &base);
    if !new && known.customer >= customer && fields.is_empty() {
        return Ok(None);
    }
    let directory = engine.directory_in(writer)?;
    directory.known_words(&fields)?;
    known_programs(&checked.values, &fields, &directory.programs)?;
    let id = if new { SubjectId::make(engine.now().at, engine.draw()?) } else { known.id };
    number_is_free(writer, id, &checked.values)?;
    feeder.report.normalised += checked.normalised.len() as u64;
    let expected = (!new).then_some(known.version);
    Ok(Some((id, Change::Subject { id, expected, customer, fields })))
}

fn known_programs(values: &Values, fields: &[FieldChange], programs: &Programs) -> Result<()> {
    let joins = fields.iter().any(|change| change.field == Field::MemberProgram && change.new.is_some());
    let unknown = if joins { membership::unknown(values, programs) } else { Vec::new() };
    if unknown.is_empty() { Ok(()) } else { Err(Error::invalid(unknown)) }
}

fn number_is_free(writer: &mut Writer<'_>, id: SubjectId, values: &Values) -> Result<()> {
    let Some(number) = values.get(Field::Number) else { return Ok(()) };
    match writer.subject_by_number(number)? {
        Some(other) if other != id => Err(Violation::new(Field::Number.name(), "customer.number_taken").into()),
        _ => Ok(()),
    }
}
