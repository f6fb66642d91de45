//! Subjects, their addresses, contact data and relations.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::domain::change::FieldChange;
use crate::domain::field::{FIELDS, Field, FieldSpec, RecordKind};
use crate::domain::fold::fold;
use crate::domain::guard::PersonMark;
use crate::domain::id::SubjectId;
use crate::domain::journal::EntryKind;
use crate::domain::subject::{Values, name_of};
use crate::error::{Error, ErrorKind, Result};
use crate::store::journal::Draft;
use crate::store::rows::Rows;
use crate::store::sql::{Param, Row, damaged};
use crate::store::unit::{Reader, Writer};

/// A subject as stored.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Stored {
    /// Who.
    pub id: SubjectId,
    /// Counts the changes; a stale edit names an older one.
    pub version: u64,
    /// Whether it is a customer and not only a related person.
    pub customer: bool,
    /// The epoch of its erasure.
    pub erased: Option<u64>,
    /// The customer it was merged into.
    pub merged_into: Option<SubjectId>,
    /// Its values.
    pub values: Values,
}

impl Stored {
    /// Whether it is a customer whom lists and searches show.
    pub(crate) fn is_listed(&self) -> bool {
        self.customer && self.erased.is_none() && !self.is_restricted()
    }

    /// Whether the data may only be kept, and looked at for a reason.
    pub fn is_restricted(&self) -> bool {
        self.values.get(Field::Restricted).is_some()
    }
}

pub(super) fn fields_of(record: RecordKind) -> impl Iterator<Item = &'static FieldSpec> {
    FIELDS.iter().filter(move |spec| spec.record == record)
}

static SUBJECT: LazyLock<String> = LazyLock::new(|| {
    let names: Vec<&str> = fields_of(RecordKind::Subject).map(|spec| spec.name).collect();
    // Who was merged is no customer.
    let merged = "CASE WHEN customer = 0 THEN (SELECT survivor FROM merge WHERE merged = subject.id) END";
    format!("SELECT id, version, customer, erased, {merged}, {} FROM subject WHERE id = $1", names.join(", "))
});

/// Addresses, and contact data and the like, in one statement: for each hit of a search it is run again.
static ADDRESSES_AND_PARTS: LazyLock<String> = LazyLock::new(|| {
    let names: Vec<&str> = fields_of(RecordKind::Address).map(|spec| spec.name).collect();
    let none = ", NULL".repeat(names.len());
    format!(
        "SELECT slot, NULL, NULL, {} FROM address WHERE subject = $1 UNION ALL SELECT slot, field, value{none} FROM part WHERE subject = $1",
        names.join(", ")
    )
});

static INSERT_SUBJECT: LazyLock<String> = LazyLock::new(|| {
    insert_all("subject", RecordKind::Subject, "version, id, customer, sort_name", "1, $1, $2, $3", 4) + " ON CONFLICT DO NOTHING"
});

static INSERT_ADDRESS: LazyLock<String> = LazyLock::new(|| insert_all("address", RecordKind::Address, "subject, slot", "$1, $2", 3));

static PARTS: LazyLock<Rows> = LazyLock::new(|| {
    Rows::new("part", "subject, field, slot, value", " ON CONFLICT (subject, field, slot) DO UPDATE SET value = excluded.value")
});

/// The insert of a whole row: its keys and then every field of the record, whose first place has this number.
fn insert_all(table: &str, record: RecordKind, keys: &str, places: &str, first: usize) -> String {
    let names: Vec<&str> = fields_of(record).map(|spec| spec.name).collect();
    let fields: Vec<String> = (first..first + names.len()).map(|place| format!("${place}")).collect();
    format!("INSERT INTO {table} ({keys}, {}) VALUES ({places}, {})", names.join(", "), fields.join(", "))
}

/// An address of which nothing is left.
static EMPTY_ADDRESS: LazyLock<String> = LazyLock::new(|| {
    let absent: String = fields_of(RecordKind::Address).fold(String::new(), |sql, spec| sql + " AND " + spec.name + " IS NULL");
    format!("DELETE FROM address WHERE subject = $1 AND slot = $2{absent}")
});

fn read_subject(row: &dyn Row) -> Result<Stored> {
    let mut values = Values::default();
    for (column, spec) in (5..).zip(fields_of(RecordKind::Subject)) {
        if let Some(text) = row.text_opt(column)? {
            values.set(spec.field, 0, text);
        }
    }
    Ok(Stored {
        id: SubjectId::from_bytes(row.array(0)?),
        version: row.number(1)?,
        customer: row.flag(2)?,
        erased: row.int_opt(3)?.map(|epoch| u64::try_from(epoch).map_err(|_| damaged())).transpose()?,
        merged_into: row.array_opt(4)?.map(SubjectId::from_bytes),
        values,
    })
}

impl Reader<'_> {
    /// A subject with its addresses and contact data.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn subject(&mut self, id: SubjectId) -> Result<Option<Stored>> {
        let Some(mut stored) = self.one(&SUBJECT, &[(&id).into()], read_subject)? else { return Ok(None) };
        let values = &mut stored.values;
        self.session.query(&ADDRESSES_AND_PARTS, &[(&id).into()], &mut |row| {
            let slot = row.number(0)?;
            if let Some(value) = row.text_opt(2)? {
                values.set(row.word(1, Field::from_name)?, slot, value);
                return Ok(());
            }
            for (column, spec) in (3..).zip(fields_of(RecordKind::Address)) {
                values.set(spec.field, slot, row.text_opt(column)?.unwrap_or_default());
            }
            Ok(())
        })?;
        Ok(Some(stored))
    }

    /// Who has this customer number; erased ones too.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn subject_by_number(&mut self, number: &str) -> Result<Option<SubjectId>> {
        self.one("SELECT id FROM subject WHERE number = $1", &[number.into()], |row| Ok(SubjectId::from_bytes(row.array(0)?)))
    }

    /// Who has this id in the feeding system; erased ones too.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn subject_by_source(&mut self, source: &str) -> Result<Option<SubjectId>> {
        self.one("SELECT id FROM subject WHERE source_id = $1", &[source.into()], |row| Ok(SubjectId::from_bytes(row.array(0)?)))
    }

    /// The customers born on a day who stand under this folded name in lists, each with first and last name.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn namesakes(&mut self, sort_name: &str, born: &str) -> Result<Vec<(SubjectId, [Option<String>; 2])>> {
        let sql = "SELECT id, given_name, family_name FROM subject \
                   WHERE sort_name || char(31) || coalesce(birth_date, '') = $1 AND customer = 1 AND erased IS NULL \
                   AND restricted IS NULL ORDER BY id";
        let key = format!("{sort_name}\u{1f}{born}");
        self.all(sql, &[key.as_str().into()], |row| Ok((SubjectId::from_bytes(row.array(0)?), [row.string_opt(1)?, row.string_opt(2)?])))
    }

    /// Who has a card of this number, and in which slot; nobody who was erased, and of those merged the one who stays.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn by_card(&mut self, number: &str) -> Result<Option<(SubjectId, u16)>> {
        let sql = "SELECT subject, slot FROM part WHERE field = 'card_number' AND value = $1 \
                   AND NOT EXISTS (SELECT 1 FROM merge WHERE merged = part.subject) ORDER BY subject, slot";
        self.one(sql, &[number.into()], |row| Ok((SubjectId::from_bytes(row.array(0)?), row.number(1)?)))
    }

    /// Who has exactly this as customer number, as card or as number of an old system, and as which; of cards as [`Self::by_card`], of
    /// old numbers up to a hundred.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn by_any_number(&mut self, number: &str) -> Result<Vec<(SubjectId, Field)>> {
        let sql = "SELECT id, 'number' FROM subject WHERE number = $1 UNION ALL \
                   SELECT subject, 'card_number' FROM (SELECT subject FROM part WHERE field = 'card_number' AND value = $1 \
                   AND NOT EXISTS (SELECT 1 FROM merge WHERE merged = part.subject) ORDER BY subject, slot LIMIT 1) AS card UNION ALL \
                   SELECT id, 'external_number' FROM (SELECT id FROM subject WHERE external_number = $1 ORDER BY id LIMIT 100) AS old";
        self.all(sql, &[number.into()], |row| Ok((SubjectId::from_bytes(row.array(0)?), row.word(1, Field::from_name)?)))
    }

    /// Everybody who has a card of this number, but for those who were merged into another.
    pub(crate) fn card_holders(&mut self, number: &str) -> Result<Vec<SubjectId>> {
        let sql = "SELECT DISTINCT subject FROM part WHERE field = 'card_number' AND value = $1 \
                   AND NOT EXISTS (SELECT 1 FROM merge WHERE merged = part.subject)";
        self.all(sql, &[number.into()], |row| Ok(SubjectId::from_bytes(row.array(0)?)))
    }

    /// Everybody who has a value of this field.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn holders_of(&mut self, field: Field) -> Result<Vec<SubjectId>> {
        let sql = "SELECT DISTINCT subject FROM part WHERE field = $1 ORDER BY subject";
        self.all(sql, &[field.name().into()], |row| Ok(SubjectId::from_bytes(row.array(0)?)))
    }

    /// Everybody whose data are restricted.
    pub(crate) fn restricted_ids(&mut self) -> Result<BTreeSet<SubjectId>> {
        let all = self.all("SELECT id FROM subject WHERE restricted = 'yes'", &[], |row| Ok(SubjectId::from_bytes(row.array(0)?)))?;
        Ok(all.into_iter().collect())
    }

    /// Every customer who was not erased.
    pub(super) fn customer_ids(&mut self) -> Result<Vec<SubjectId>> {
        let sql = "SELECT id FROM subject WHERE customer = 1 AND erased IS NULL";
        self.all(sql, &[], |row| Ok(SubjectId::from_bytes(row.array(0)?)))
    }

    /// How many customers there are.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn customer_count(&mut self) -> Result<u64> {
        let sql = "SELECT count(*) FROM subject WHERE customer = 1 AND erased IS NULL";
        Ok(self.one(sql, &[], |row| row.number(0))?.unwrap_or(0))
    }

    /// The persons erased so far, by epoch: all that is known of them are ids.
    pub(crate) fn tombstones(&mut self) -> Result<Vec<crate::store::LedgerEntry>> {
        let sql = "SELECT s.erased, s.id, s.source_id, s.number, m.mark FROM subject AS s LEFT JOIN erased_mark AS m ON m.epoch = s.erased \
                   WHERE s.erased IS NOT NULL ORDER BY s.erased";
        self.all(sql, &[], |row| {
            Ok(crate::store::LedgerEntry {
                epoch: row.number(0)?,
                subject: SubjectId::from_bytes(row.array(1)?),
                source_id: row.code_opt(2)?,
                number: row.code_opt(3)?,
                mark: row.array_opt(4)?.map(PersonMark::from_bytes),
            })
        })
    }
}

/// Somebody else has the number, also where that one was erased.
pub(crate) const NUMBER_TAKEN: &str = "customer.number_taken";

impl Writer<'_> {
    /// Makes or changes a subject with its addresses and contact data.
    pub(super) fn put_subject(&mut self, id: SubjectId, expected: Option<u64>, customer: bool, fields: &[FieldChange]) -> Result<Draft> {
        let kind = if expected.is_none() { EntryKind::Created } else { EntryKind::Changed };
        let own: Vec<&FieldChange> = of_record(fields, RecordKind::Subject).collect();
        match expected {
            None => self.insert_subject(id, customer, &own)?,
            Some(version) => self.update_subject(id, version, customer, &own)?,
        }
        let slots: BTreeSet<u16> = of_record(fields, RecordKind::Address).map(|change| change.slot).collect();
        for slot in slots {
            let parts: Vec<&FieldChange> = of_record(fields, RecordKind::Address).filter(|change| change.slot == slot).collect();
            match expected {
                None => self.insert_address(id, slot, &parts)?,
                Some(_) => self.put_address(id, slot, &parts)?,
            }
        }
        self.put_parts(id, fields)?;
        let mut draft = Draft::of(kind, RecordKind::Subject, id.to_string(), Some(id));
        draft.customer = customer && expected.is_none();
        draft.values = fields.iter().map(|c| (c.field, c.slot, c.old.clone().into(), c.new.clone().into())).collect();
        Ok(draft)
    }

    /// All columns, filled or not, in one statement that is always the same.
    fn insert_subject(&mut self, id: SubjectId, customer: bool, fields: &[&FieldChange]) -> Result<()> {
        let name = fold(&name_of(|field| new_of(fields, field)));
        let mut params: Vec<Param<'_>> = vec![(&id).into(), customer.into(), Param::from(&name)];
        params.extend(fields_of(RecordKind::Subject).map(|spec| Param::from(new_of(fields, spec.field))));
        if self.session.execute(&INSERT_SUBJECT, &params)? == 0 { self.refuse_insert(new_of(fields, Field::Number)) } else { Ok(()) }
    }

    /// Why a new subject has no place: somebody has its number, or its id.
    fn refuse_insert(&mut self, number: Option<&str>) -> Result<()> {
        let holder = number.map(|number| self.subject_by_number(number)).transpose()?.flatten();
        Err(match holder {
            Some(_) => Error::new(ErrorKind::Conflict, NUMBER_TAKEN).field(Field::Number.name()),
            None => Error::new(ErrorKind::Conflict, "store.conflict"),
        })
    }

    fn update_subject(&mut self, id: SubjectId, version: u64, customer: bool, fields: &[&FieldChange]) -> Result<()> {
        let mut sql = String::from("UPDATE subject SET version = version + 1, customer = max(customer, $1)");
        let mut params: Vec<Param<'_>> = vec![customer.into()];
        for change in fields {
            params.push(change.new.as_deref().into());
            sql.extend([", ", change.field.name(), " = $", &params.len().to_string()]);
        }
        let (id_at, version_at) = (params.len() + 1, params.len() + 2);
        sql.extend([" WHERE id = $", &id_at.to_string(), " AND version = $", &version_at.to_string()]);
        params.extend([Param::from(&id), i64::try_from(version).unwrap_or(i64::MAX).into()]);
        if self.session.execute(&sql, &params)? == 0 {
            return Err(Error::new(ErrorKind::Conflict, "customer.changed_meanwhile"));
        }
        Ok(())
    }

    fn insert_address(&mut self, id: SubjectId, slot: u16, fields: &[&FieldChange]) -> Result<()> {
        let mut params: Vec<Param<'_>> = vec![(&id).into(), i64::from(slot).into()];
        params.extend(fields_of(RecordKind::Address).map(|spec| Param::from(new_of(fields, spec.field))));
        self.session.execute(&INSERT_ADDRESS, &params).map(drop)
    }

    fn put_address(&mut self, id: SubjectId, slot: u16, fields: &[&FieldChange]) -> Result<()> {
        let (names, places) = columns(fields, 3);
        let updates: Vec<String> = fields.iter().map(|change| format!("{0} = excluded.{0}", change.field.name())).collect();
        let sql = format!(
            "INSERT INTO address (subject, slot{names}) VALUES ($1, $2{places}) ON CONFLICT (subject, slot) DO UPDATE SET {}",
            updates.join(", ")
        );
        let mut params: Vec<Param<'_>> = vec![(&id).into(), i64::from(slot).into()];
        params.extend(fields.iter().map(|change| Param::from(change.new.as_deref())));
        self.session.execute(&sql, &params)?;
        if fields.iter().any(|change| change.new.is_none()) {
            self.session.execute(&EMPTY_ADDRESS, &[(&id).into(), i64::from(slot).into()])?;
        }
        Ok(())
    }

    fn put_parts(&mut self, id: SubjectId, fields: &[FieldChange]) -> Result<()> {
        let mut params: Vec<Param<'_>> = Vec::new();
        for change in of_record(fields, RecordKind::Part) {
            let (field, slot) = (Param::from(change.field.name()), Param::from(i64::from(change.slot)));
            if let Some(new) = change.new.as_deref() {
                params.extend([(&id).into(), field, slot, new.into()]);
            } else {
                let sql = "DELETE FROM part WHERE subject = $1 AND field = $2 AND slot = $3";
                self.session.execute(sql, &[(&id).into(), field, slot])?;
            }
        }
        PARTS.insert(&mut *self.session, &params)
    }
}

fn new_of<'a>(fields: &[&'a FieldChange], field: Field) -> Option<&'a str> {
    fields.iter().find(|change| change.field == field)?.new.as_deref()
}

fn of_record(fields: &[FieldChange], record: RecordKind) -> impl Iterator<Item = &FieldChange> {
    fields.iter().filter(move |change| change.field.spec().record == record)
}

/// The columns of these fields and their places, each with a comma before it; the first place has this number.
pub(super) fn columns(fields: &[&FieldChange], first: usize) -> (String, String) {
    let mut columns = (String::new(), String::new());
    for (place, change) in (first..).zip(fields) {
        columns.0.extend([", ", change.field.name()]);
        columns.1.extend([", $", &place.to_string()]);
    }
    columns
}
