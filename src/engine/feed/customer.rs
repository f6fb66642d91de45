//! Customers and related persons from a feed.

use std::mem;

use super::again::keep_cleaned;
use super::record::Record;
use super::report::{FeedFailure, MOST_LISTED};
use super::run::{Feeder, Taken};
use crate::domain::change::{Change, FieldChange, Relation, values_after};
use crate::domain::check::{Checked, Described, check, check_customer};
use crate::domain::field::{FIELDS, Field, RecordKind};
use crate::domain::fold::fold;
use crate::domain::id::{Code, SubjectId};
use crate::domain::import::Duplicates;
use crate::domain::membership;
use crate::domain::program::Programs;
use crate::domain::setting::Setting;
use crate::domain::subject::Values;
use crate::domain::time::Date;
use crate::engine::customers::known;
use crate::engine::guard::registered_anew;
use crate::engine::save::{field_changes, refuse_taken_number};
use crate::error::{Error, ErrorKind, Result, Violation};
use crate::store::{NUMBER_TAKEN, Reader, Stored, Writer};

/// What a line says of a customer, and what it comes to where the customer is new. Made while another thread writes.
pub(super) struct Given {
    /// Who says that this is a genuine new registration, and why.
    anew: Option<Anew>,
    source: Code,
    fields: Vec<(Field, u16, String)>,
    alone: Result<Alone, Vec<Violation>>,
}

/// A genuine new registration of somebody who looks like one of the erased: who says so, and why.
#[derive(Clone)]
pub(super) struct Anew {
    pub(super) by: Code,
    pub(super) reason: String,
}

impl Anew {
    fn of(record: &mut Record, today: Date) -> Result<Option<Self>, Violation> {
        let Some(reason) = record.text("registered_anew")? else { return Ok(None) };
        let reason = check(Field::Reason, &reason, today)?;
        let by = record.code("registered_by")?.ok_or_else(|| Violation::new("registered_by", "required"))?;
        Ok(Some(Self { by, reason }))
    }
}

/// The checked values of somebody new.
struct Alone {
    fields: Vec<FieldChange>,
    normalised: u64,
}

impl Alone {
    fn of(checked: Checked) -> Self {
        let new = |(field, slot, text)| FieldChange { field, slot, old: None, new: Some(text) };
        Self { normalised: checked.normalised.len() as u64, fields: checked.values.into_texts().map(new).collect() }
    }
}

impl Given {
    /// Reads the record of a customer; most customers of an import are new.
    pub(super) fn of(record: &mut Record, today: Date) -> Result<Self> {
        let source = source_of(record)?;
        let anew = Anew::of(record, today)?;
        let fields = fields_of(record)?;
        record.finish()?;
        let mut values = Values::default();
        values.set(Field::SourceId, 0, source.as_str());
        fields.iter().for_each(|(field, slot, text)| values.set(*field, *slot, text.as_str()));
        Ok(Self { anew, source, fields, alone: check_customer(&values, Described::Customer, today).map(Alone::of) })
    }
}

pub(super) fn take_customer(feeder: &mut Feeder<'_>, reader: &mut Reader<'_>, given: &mut Given) -> Result<Taken> {
    let known = known_by_source(reader, &given.source)?;
    let new = known.version == 0;
    feeder.anew = given.anew.take().filter(|_| new);
    let change = if new {
        let alone = mem::replace(&mut given.alone, Err(Vec::new())).map_err(Error::invalid)?;
        Some(new_customer(feeder, reader, alone)?)
    } else {
        let mut values = known.values.clone();
        given.fields.iter().for_each(|(field, slot, text)| values.set(*field, *slot, text.as_str()));
        keep_number(reader, &known, &mut values)?;
        if values.get(Field::Status).is_none() {
            let before = known.values.get(Field::Status).map(str::to_owned);
            let branch = values.get(Field::Branch).and_then(|branch| Code::parse(branch).ok());
            values.set(Field::Status, 0, before.map_or_else(|| default_status(feeder, reader, branch), Ok)?);
        }
        subject_changes(feeder, reader, &known, &values, Described::Customer)?.map(|(_, change)| change)
    };
    let Some(change) = change else { return Ok(Taken::Unchanged) };
    if let Change::Subject { id, fields, .. } = &change {
        meet_other_lines(feeder, &given.source, fields)?;
        let id = *id;
        if new && !feeder.rehearsal.as_mut().is_some_and(|rehearsal| rehearsal.again(&given.source)) {
            meet_namesakes(feeder, reader, id, fields)?;
        }
        if feeder.anew.is_some() {
            return Ok(Taken::Changes(vec![change, registered_anew(id)?]));
        }
    }
    Ok(Taken::Changes(vec![change]))
}

/// The number of a record that was merged into this customer leads here already: it stays with that record.
fn keep_number(reader: &mut Reader<'_>, known: &Stored, values: &mut Values) -> Result<()> {
    let Some(holder) = values.get(Field::Number).map(|number| reader.subject_by_number(number)).transpose()?.flatten() else {
        return Ok(());
    };
    if holder != known.id && reader.survivor_of(holder)? == known.id {
        values.set(Field::Number, 0, known.values.get(Field::Number).unwrap_or_default());
    }
    Ok(())
}

fn new_customer(feeder: &mut Feeder<'_>, reader: &mut Reader<'_>, mut alone: Alone) -> Result<Change> {
    if value_of(&alone.fields, Field::Status).is_none() {
        let branch = value_of(&alone.fields, Field::Branch).and_then(|branch| Code::parse(branch).ok());
        let status = Some(default_status(feeder, reader, branch)?);
        let place = alone.fields.partition_point(|change| change.field < Field::Status);
        alone.fields.insert(place, FieldChange { field: Field::Status, slot: 0, old: None, new: status });
    }
    created(feeder, reader, alone, true).map(|(_, change)| change)
}

/// In a dry run no number is taken in the store yet by the lines before.
fn meet_other_lines(feeder: &mut Feeder<'_>, source: &Code, fields: &[FieldChange]) -> Result<()> {
    let (Some(rehearsal), Some(number)) = (&mut feeder.rehearsal, value_of(fields, Field::Number)) else { return Ok(()) };
    if rehearsal.takes(number, source) { Err(number_taken().into()) } else { Ok(()) }
}

/// A new customer of the same first name, last name and birthday as another one: left out or named, as the plan says.
fn meet_namesakes(feeder: &mut Feeder<'_>, reader: &mut Reader<'_>, id: SubjectId, fields: &[FieldChange]) -> Result<()> {
    let Some(choice) = feeder.job.duplicates else { return Ok(()) };
    let Some(born) = value_of(fields, Field::BirthDate) else { return Ok(()) };
    let names = [Field::GivenName, Field::FamilyName].map(|field| fold(value_of(fields, field).unwrap_or_default()));
    let sort_name = names.join(" ");
    let same = |other: [Option<String>; 2]| other.map(|name| fold(&name.unwrap_or_default())) == names;
    let stored = reader.namesakes(sort_name.trim(), born)?.into_iter().any(|(_, other)| same(other));
    let in_file = feeder.rehearsal.as_mut().is_some_and(|rehearsal| rehearsal.meets(&[&names[0], &names[1], born]));
    if !stored && !in_file {
        return Ok(());
    }
    // A line that is refused for its number is no duplicate.
    refuse_taken_number(reader, id, fields)?;
    feeder.report.duplicates += 1;
    match choice {
        Duplicates::Skip => Err(Error::new(ErrorKind::Conflict, DUPLICATE)),
        Duplicates::Create => {
            let hint = FeedFailure { line: feeder.line, field: "", rule: DUPLICATE, args: Vec::new() };
            let room = MOST_LISTED - feeder.report.hints.len();
            feeder.report.hints.extend(Some(hint).filter(|_| room > 0));
            Ok(())
        }
    }
}

const DUPLICATE: &str = "customer.duplicate";

fn value_of(fields: &[FieldChange], field: Field) -> Option<&str> {
    fields.iter().find(|change| change.field == field).and_then(|change| change.new.as_deref())
}

/// As the settings say at this line of the feed: a line before it may have set another one.
fn default_status(feeder: &mut Feeder<'_>, reader: &mut Reader<'_>, branch: Option<Code>) -> Result<String> {
    if let Some((of, status)) = &feeder.default_status
        && *of == branch
    {
        return Ok(status.clone());
    }
    let directory = feeder.directory(reader)?;
    let vantage = directory.vantage(branch.as_ref().unwrap_or_else(|| feeder.erp.name()));
    let status = directory.settings.text(Setting::DefaultStatus, &vantage);
    feeder.default_status = Some((branch, status.clone()));
    Ok(status)
}

pub(super) fn take_related(feeder: &mut Feeder<'_>, writer: &mut Writer<'_>, record: &mut Record) -> Result<Taken> {
    let of = subject_named(writer, record, "customer")?.ok_or_else(|| Violation::new("customer", "required"))?;
    if of.erased.is_some() {
        return Err(Error::new(ErrorKind::Erased, "customer.anonymized").field("customer"));
    }
    let source = source_of(record)?;
    let known = known_by_source(writer, &source)?;
    feeder.anew = Anew::of(record, feeder.erp.engine.now().date())?.filter(|_| known.version == 0);
    let before = writer.related_of(of.id)?.into_iter().find(|one| one.person == known.id);
    let relation =
        relation_of(record, before.clone().unwrap_or_else(|| Relation::new(of.id, known.id, "")), feeder.erp.engine.now().date())?;
    let mut values = values_of(&known, record)?;
    record.finish()?;
    if values.get(Field::Kind).is_none() {
        values.set(Field::Kind, 0, "private");
    }
    let known_id = known.id;
    let tied = before.as_ref() == Some(&relation);
    let change = subject_changes(feeder, writer, &known, &values, Described::Related)?;
    let person = change.as_ref().map_or(known_id, |(id, _)| *id);
    let mut changes: Vec<Change> = change.into_iter().map(|(_, change)| change).collect();
    changes.extend(feeder.anew.is_some().then(|| registered_anew(person)).transpose()?);
    if !tied {
        changes.push(Change::Relation(Relation { person, ..relation }));
    }
    Ok(if changes.is_empty() { Taken::Unchanged } else { Taken::Changes(changes) })
}

/// The relation with what the record says of it on top: an empty part is taken away, an absent one stays.
fn relation_of(record: &mut Record, mut relation: Relation, today: Date) -> Result<Relation, Violation> {
    let role = record.required(Field::Role.name())?;
    relation.role = check(Field::Role, &role, today)?;
    for field in [Field::RelationFrom, Field::RelationUntil, Field::Guardian, Field::GuardianFor, Field::AuthorizedFor] {
        if let Some(text) = record.given_as(field.name(), field.name())? {
            let part = Some(text.trim()).filter(|text| !text.is_empty()).map(|text| check(field, text, today));
            relation.set(field, part.transpose()?);
        }
    }
    Ok(relation)
}

/// The subject whose source id stands in this field of the record: of somebody who was merged their own record, so that what is
/// fed under the old id goes with it when the merge is taken back.
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

/// Who was fed under this source id before (of somebody who was merged, the customer who stays), or an empty subject to begin with; the erased are refused at the door.
pub(super) fn known_by_source(reader: &mut Reader<'_>, source: &Code) -> Result<Stored> {
    let known = reader.subject_by_source(source.as_str())?.map(|id| known(reader, id)).transpose()?;
    if known.as_ref().is_some_and(|known| known.erased.is_some()) {
        return Err(Error::new(ErrorKind::Erased, "customer.anonymized").field("source_id"));
    }
    Ok(known.unwrap_or_else(|| {
        let mut values = Values::default();
        values.set(Field::SourceId, 0, source.as_str());
        Stored { id: SubjectId::from_bytes([0; 16]), version: 0, customer: false, erased: None, merged_into: None, values }
    }))
}

/// The stored values with those of the record on top: an empty one takes a value away, an absent one leaves it.
pub(super) fn values_of(known: &Stored, record: &mut Record) -> Result<Values> {
    let mut values = known.values.clone();
    fields_of(record)?.into_iter().for_each(|(field, slot, text)| values.set(field, slot, text));
    Ok(values)
}

/// The values of the record.
fn fields_of(record: &mut Record) -> Result<Vec<(Field, u16, String)>> {
    let mut fields = Vec::new();
    for name in record.names() {
        let (base, slot) = name.split_once('.').map_or((name.as_str(), Some(0)), |(base, slot)| (base, slot.parse().ok()));
        let spec = FIELDS.iter().find(|spec| spec.name == base && is_fed(spec.record, spec.field));
        if let (Some(spec), Some(slot)) = (spec, slot)
            && let Some(text) = record.given_as(&name, spec.name)?
        {
            fields.push((spec.field, slot, text.trim().to_owned()));
        }
    }
    Ok(fields)
}

fn is_fed(record: RecordKind, field: Field) -> bool {
    matches!(record, RecordKind::Subject | RecordKind::Address | RecordKind::Part) && field != Field::SourceId
}

/// The change that brings a subject to these values; none where nothing differs.
pub(super) fn subject_changes(
    feeder: &mut Feeder<'_>,
    reader: &mut Reader<'_>,
    known: &Stored,
    values: &Values,
    described: Described,
) -> Result<Option<(SubjectId, Change)>> {
    let checked = check_customer(values, described, feeder.erp.engine.now().date()).map_err(Error::invalid)?;
    let customer = described == Described::Customer;
    if known.version == 0 {
        return created(feeder, reader, Alone::of(checked), customer).map(Some);
    }
    let mut fields = field_changes(&checked.values, &known.values);
    keep_cleaned(reader, known.id, &mut fields, &feeder.erp.engine.store().word)?;
    if known.customer >= customer && fields.is_empty() {
        return Ok(None);
    }
    let directory = feeder.directory(reader)?;
    if fields.iter().any(|change| change.field == Field::MemberProgram && change.new.is_some()) {
        known_programs(&checked.values, &directory.programs)?;
    }
    directory.known_words(&fields)?;
    refuse_taken_number(reader, known.id, &fields)?;
    feeder.report.normalised += checked.normalised.len() as u64;
    Ok(Some((known.id, Change::Subject { id: known.id, expected: Some(known.version), customer, fields })))
}

/// Somebody new with these values. Whether the number is free shows when the row is written: only a rehearsal has to look.
fn created(feeder: &mut Feeder<'_>, reader: &mut Reader<'_>, alone: Alone, customer: bool) -> Result<(SubjectId, Change)> {
    let Alone { fields, normalised } = alone;
    let directory = feeder.directory(reader)?;
    if value_of(&fields, Field::MemberProgram).is_some() {
        known_programs(&values_after(fields.iter()), &directory.programs)?;
    }
    let engine = &feeder.erp.engine;
    if feeder.anew.is_none() && engine.store().guard.is_some() {
        engine.refuse_erased(reader, &values_after(fields.iter()))?;
    }
    let id = SubjectId::make(engine.now().at, feeder.ahead.draw(&*engine.store().chance)?);
    directory.known_words(&fields)?;
    if feeder.rehearsal.is_some() {
        refuse_taken_number(reader, id, &fields)?;
    }
    feeder.report.normalised += normalised;
    Ok((id, Change::Subject { id, expected: None, customer, fields }))
}

fn known_programs(values: &Values, programs: &Programs) -> Result<()> {
    let unknown = membership::unknown(values, programs);
    if unknown.is_empty() { Ok(()) } else { Err(Error::invalid(unknown)) }
}

fn number_taken() -> Violation {
    Violation::new(Field::Number.name(), NUMBER_TAKEN)
}
