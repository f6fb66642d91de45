//! Branches, stations, roles, operators and settings: small records by code, each column a field of the table of fields.

use crate::domain::change::FieldChange;
use crate::domain::field::{Field, FieldType, RecordKind};
use crate::domain::id::{Code, SubjectId};
use crate::domain::journal::EntryKind;
use crate::domain::sign_in::canonical_user_name;
use crate::domain::subject::Values;
use crate::domain::value::Value;
use crate::error::{Error, ErrorKind, Result};
use crate::store::journal::Draft;
use crate::store::sql::{Param, Row};
use crate::store::subject::{Stored, columns, fields_of};
use crate::store::unit::{Reader, Writer};

/// The name of the counter that tells whether what is kept in memory of these records still holds.
const COUNTER: &str = "directory";

/// A record as stored.
#[derive(Clone, Debug)]
pub struct Record {
    /// Its code.
    pub code: String,
    /// Counts the changes; a stale edit names an older one.
    pub version: u64,
    /// Its values.
    pub values: Values,
}

fn select(kind: RecordKind) -> String {
    let names: Vec<&str> = fields_of(kind).map(|spec| spec.name).collect();
    format!("SELECT code, version, {} FROM {}", names.join(", "), kind.name())
}

fn read_record(kind: RecordKind, row: &dyn Row) -> Result<Record> {
    let mut values = Values::default();
    for (column, spec) in (2..).zip(fields_of(kind)) {
        values.set(spec.field, 0, row.text_opt(column)?.unwrap_or_default());
    }
    Ok(Record { code: row.text(0)?.to_owned(), version: row.number(1)?, values })
}

impl Reader<'_> {
    /// Every record of a kind that is kept by code, in the order of the codes.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn records(&mut self, kind: RecordKind) -> Result<Vec<Record>> {
        self.all(&format!("{} ORDER BY code", select(kind)), &[], |row| read_record(kind, row))
    }

    /// The record of this kind and code.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn record(&mut self, kind: RecordKind, code: &str) -> Result<Option<Record>> {
        self.one(&format!("{} WHERE code = $1", select(kind)), &[code.into()], |row| read_record(kind, row))
    }

    /// The operator who signs in with this name.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn operator_by_name(&mut self, user_name: &str) -> Result<Option<Record>> {
        let wanted = canonical_user_name(user_name);
        let named = |record: &Record| record.values.get(Field::UserName).is_some_and(|name| canonical_user_name(name) == wanted);
        Ok(self.records(RecordKind::Operator)?.into_iter().find(named))
    }

    /// The operator whom this person is.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn operator_behind(&mut self, person: &Stored) -> Result<Option<Record>> {
        let code = person.values.get(Field::SourceId).and_then(|source| source.strip_prefix("operator/"));
        code.map_or(Ok(None), |code| self.record(RecordKind::Operator, code))
    }

    /// How often such a record changed.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn directory_version(&mut self) -> Result<u64> {
        Ok(self.meta(COUNTER)?.and_then(|text| text.parse().ok()).unwrap_or(0))
    }
}

impl Reader<'_> {
    /// The last customer number that a station gave from its range.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn last_number(&mut self, station: &Code) -> Result<Option<u64>> {
        Ok(self.meta(&format!("number/{station}"))?.and_then(|text| text.parse().ok()))
    }
}

impl Writer<'_> {
    /// Notes the last number that a station gave.
    ///
    /// # Errors
    /// Those of the store.
    pub fn set_last_number(&mut self, station: &Code, number: u64) -> Result<()> {
        self.set_meta(&format!("number/{station}"), &number.to_string())
    }

    /// Makes or changes a record.
    pub(super) fn put_record(
        &mut self,
        kind: RecordKind,
        code: &str,
        subject: Option<SubjectId>,
        expected: Option<u64>,
        fields: &[FieldChange],
    ) -> Result<Draft> {
        match expected {
            None => self.insert_record(kind, code, fields)?,
            Some(version) => self.update_record(kind, code, version, fields)?,
        }
        self.bump_directory()?;
        let entry = if expected.is_none() { EntryKind::Created } else { EntryKind::Changed };
        let mut draft = Draft::of(entry, kind, code.to_owned(), subject);
        draft.values = fields.iter().map(journaled).collect();
        Ok(draft)
    }

    /// Tells every process that what it keeps in memory of these records may have changed.
    pub(super) fn bump_directory(&mut self) -> Result<()> {
        let version = self.directory_version()? + 1;
        self.set_meta(COUNTER, &version.to_string())
    }

    fn insert_record(&mut self, kind: RecordKind, code: &str, fields: &[FieldChange]) -> Result<()> {
        let (names, places) = columns(&fields.iter().collect::<Vec<_>>(), 2);
        let sql = format!("INSERT INTO {} (version, code{names}) VALUES (1, $1{places})", kind.name());
        let params: Vec<Param<'_>> = [code.into()].into_iter().chain(fields.iter().map(|change| change.new.as_deref().into())).collect();
        self.session.execute(&sql, &params).map(drop)
    }

    fn update_record(&mut self, kind: RecordKind, code: &str, version: u64, fields: &[FieldChange]) -> Result<()> {
        let mut sql = format!("UPDATE {} SET version = version + 1", kind.name());
        let mut params: Vec<Param<'_>> = Vec::new();
        for change in fields {
            params.push(change.new.as_deref().into());
            sql.extend([", ", change.field.name(), " = $", &params.len().to_string()]);
        }
        sql.extend([" WHERE code = $", &(params.len() + 1).to_string(), " AND version = $", &(params.len() + 2).to_string()]);
        params.extend([Param::from(code), i64::try_from(version).unwrap_or(i64::MAX).into()]);
        if self.session.execute(&sql, &params)? == 0 {
            return Err(Error::new(ErrorKind::Conflict, "record.changed_meanwhile").with("record", kind.name()));
        }
        Ok(())
    }
}

/// What the journal tells of a change: of a secret only that it changed.
fn journaled(change: &FieldChange) -> (Field, u16, Value, Value) {
    if change.field.spec().kind == FieldType::Secret {
        return (change.field, change.slot, Value::Null, Value::Null);
    }
    (change.field, change.slot, change.old.clone().into(), change.new.clone().into())
}
