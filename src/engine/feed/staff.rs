//! Branches, stations, roles, operators, statuses, groups, programs and settings from a feed. The fields are those of the table of fields.

use super::customer::{known_by_source, subject_changes, values_of};
use super::record::Record;
use super::run::{Feeder, Taken};
use crate::domain::change::Change;
use crate::domain::check::{Described, check};
use crate::domain::field::{FIELDS, Field, FieldType, RecordKind};
use crate::domain::id::{Code, SubjectId};
use crate::domain::password::source_digest;
use crate::domain::rights::Right;
use crate::domain::status::Meaning;
use crate::domain::subject::Values;
use crate::engine::directory::numbers;
use crate::engine::passwords::accept;
use crate::engine::save::field_changes;
use crate::engine::settings::decide_setting;
use crate::error::{Error, ErrorKind, Result, Violation};
use crate::store::Writer;

/// A branch, station, role, status, group or program. A status means `active` unless it says otherwise.
pub(super) fn take_record(feeder: &Feeder<'_>, writer: &mut Writer<'_>, record: &mut Record, kind: RecordKind) -> Result<Taken> {
    let code = required_code(record)?;
    let (version, base) = known(writer, kind, &code)?;
    let mut values = checked(feeder, record, kind, &base)?;
    record.finish()?;
    if kind == RecordKind::Status && values.get(Field::StatusMeaning).is_none() {
        values.set(Field::StatusMeaning, 0, Meaning::Active.name());
    }
    if kind == RecordKind::Program && values.get(Field::ProgramKind).is_none() {
        return Err(Violation::new(Field::ProgramKind.name(), "required").into());
    }
    known_branch(writer, &values)?;
    own_numbers(writer, kind, &code, &values)?;
    Ok(changed(put(kind, &code, None, version, &values, &base)))
}

/// An operator: what signs in as a record, name and contact data as a subject of its own.
pub(super) fn take_operator(feeder: &mut Feeder<'_>, writer: &mut Writer<'_>, record: &mut Record) -> Result<Taken> {
    let code = required_code(record)?;
    let source = Code::parse(&format!("operator/{code}"))?;
    let (version, base) = known(writer, RecordKind::Operator, &code)?;
    let hash = record.given("password")?;
    let mut values = checked(feeder, record, RecordKind::Operator, &base)?;
    let person = known_by_source(writer, &source)?;
    let personal = values_of(&person, record)?;
    record.finish()?;
    if let Some(hash) = hash {
        password_fed(&mut values, &hash)?;
    }
    free_user_name(writer, &code, &values)?;
    let known_id = person.id;
    let subject = subject_changes(feeder, writer, &person, &personal, Described::Operator)?;
    let id = subject.as_ref().map_or(known_id, |(id, _)| *id);
    let mut changes: Vec<Change> = subject.into_iter().map(|(_, change)| change).collect();
    changes.extend(put(RecordKind::Operator, &code, Some(id), version, &values, &base));
    Ok(changed(changes))
}

/// A setting at a place; an empty value takes it away there.
pub(super) fn take_setting(writer: &mut Writer<'_>, record: &mut Record) -> Result<Taken> {
    let (key, place, value) = (record.required("key")?, record.text("place")?, record.given("value")?);
    record.finish()?;
    let value = value.ok_or_else(|| Violation::new("value", "required"))?;
    let value = Some(value.as_str()).filter(|value| !value.is_empty());
    let change = decide_setting(writer, &key, place.as_deref().unwrap_or("chain"), value)?;
    Ok(changed(change))
}

fn changed(changes: impl IntoIterator<Item = Change>) -> Taken {
    let changes: Vec<Change> = changes.into_iter().collect();
    if changes.is_empty() { Taken::Unchanged } else { Taken::Changes(changes) }
}

fn required_code(record: &mut Record) -> Result<Code> {
    Ok(record.code("code")?.ok_or_else(|| Violation::new("code", "required"))?)
}

fn known(writer: &mut Writer<'_>, kind: RecordKind, code: &Code) -> Result<(Option<u64>, Values)> {
    let known = writer.record(kind, code.as_str())?;
    Ok(known.map_or_else(Default::default, |record| (Some(record.version), record.values)))
}

/// The stored values with those of the line on top, each checked. What has no meaning yet (a right of a newer version) is refused.
fn checked(feeder: &Feeder<'_>, record: &mut Record, kind: RecordKind, base: &Values) -> Result<Values> {
    let today = feeder.erp.engine.now().date();
    let mut values = base.clone();
    for spec in FIELDS.iter().filter(|spec| spec.record == kind && spec.kind != FieldType::Secret) {
        if let Some(text) = record.given(spec.name)? {
            values.set(spec.field, 0, check(spec.field, &text, today)?);
        }
    }
    for field in [Field::RoleRights, Field::OperatorRights] {
        let mut names = values.get(field).unwrap_or_default().split(' ').filter(|name| !name.is_empty());
        if names.any(|name| Right::from_name(name).is_none()) {
            return Err(Violation::new(field.name(), "right.unknown").into());
        }
    }
    Ok(values)
}

fn known_branch(writer: &mut Writer<'_>, values: &Values) -> Result<()> {
    let Some(branch) = values.get(Field::StationBranch) else { return Ok(()) };
    let known = writer.record(RecordKind::Branch, branch)?.is_some();
    if known { Ok(()) } else { Err(Violation::new(Field::StationBranch.name(), "branch.unknown").into()) }
}

/// Two stations never give the same number, also when neither knows what the other does.
fn own_numbers(writer: &mut Writer<'_>, kind: RecordKind, code: &Code, values: &Values) -> Result<()> {
    let Some((from, until)) = numbers(values).filter(|_| kind == RecordKind::Station) else { return Ok(()) };
    let broken = |rule| Err(Violation::new(Field::NumberFrom.name(), rule).into());
    if from > until {
        return broken("number.range_empty");
    }
    let others = writer.records(RecordKind::Station)?.into_iter().filter(|other| other.code != code.as_str());
    let overlaps = |(first, last): (u64, u64)| first <= until && from <= last;
    if others.filter_map(|other| numbers(&other.values)).any(overlaps) { broken("number.range_overlaps") } else { Ok(()) }
}

/// The same hash fed again keeps what became of it here; another one replaces it, an empty one takes it away.
fn password_fed(values: &mut Values, hash: &str) -> Result<()> {
    let source = if hash.is_empty() { String::new() } else { accept(hash).map(|_| source_digest(hash))? };
    if values.get(Field::PasswordSource).unwrap_or_default() != source {
        values.set(Field::Password, 0, hash);
        values.set(Field::PasswordSource, 0, source);
    }
    Ok(())
}

fn free_user_name(writer: &mut Writer<'_>, code: &Code, values: &Values) -> Result<()> {
    let Some(name) = values.get(Field::UserName) else { return Ok(()) };
    match writer.operator_by_name(name)? {
        Some(other) if other.code != code.as_str() => {
            Err(Error::new(ErrorKind::Conflict, "operator.user_name_taken").field(Field::UserName.name()))
        }
        _ => Ok(()),
    }
}

fn put(kind: RecordKind, code: &Code, subject: Option<SubjectId>, expected: Option<u64>, values: &Values, base: &Values) -> Option<Change> {
    let fields = field_changes(values, base);
    let code = code.as_str().to_owned();
    (expected.is_none() || !fields.is_empty()).then_some(Change::Record { kind, code, subject, expected, fields })
}
