//! Subjects, their addresses, contact data and relations: reading.

use std::sync::LazyLock;

use crate::domain::change::Relation;
use crate::domain::field::{FIELDS, Field, FieldSpec, RecordKind};
use crate::domain::id::SubjectId;
use crate::domain::subject::Values;
use crate::error::Result;
use crate::store::sql::{Param, Row, damaged};
use crate::store::unit::Reader;

/// A subject as stored.
#[derive(Clone, Debug)]
pub struct Stored {
    /// Who.
    pub id: SubjectId,
    /// Counts the changes; a stale edit names an older one.
    pub version: u64,
    /// Whether it is a customer and not only a related person.
    pub customer: bool,
    /// The epoch of its erasure.
    pub erased: Option<u64>,
    /// Its values.
    pub values: Values,
}

/// By what a list is sorted.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
#[non_exhaustive]
pub enum ListSort {
    /// By name, folded.
    #[default]
    Name,
    /// By customer number, shorter ones first.
    Number,
    /// By last visit, the latest first.
    LastVisit,
}

/// What a list shows.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ListQuery {
    /// Only these statuses; empty for all.
    pub statuses: Vec<String>,
    /// Only this branch.
    pub branch: Option<String>,
    /// The order.
    pub sort: ListSort,
    /// After this row of the page before: its sort key and id.
    pub after: Option<(String, SubjectId)>,
    /// How many rows.
    pub limit: usize,
}

/// One row of the customer list.
#[derive(Clone, Debug)]
pub struct ListRow {
    /// The customer, with the columns of the list among its values.
    pub customer: Stored,
    /// Where the next page goes on.
    pub key: String,
}

pub(super) fn fields_of(record: RecordKind) -> impl Iterator<Item = &'static FieldSpec> {
    FIELDS.iter().filter(move |spec| spec.record == record)
}

/// `INSERT INTO subject …` with every field.
pub(super) static NEW_SUBJECT: LazyLock<String> =
    LazyLock::new(|| insert("subject (id, version, customer", "$1, 1, $2", RecordKind::Subject));

/// `INSERT INTO address …` with every field.
pub(super) static NEW_ADDRESS: LazyLock<String> = LazyLock::new(|| insert("address (subject, slot", "$1, $2", RecordKind::Address));

/// An insert of all fields of a record behind two parameters.
fn insert(start: &str, first: &str, record: RecordKind) -> String {
    let mut sql = format!("INSERT INTO {start}");
    fields_of(record).for_each(|spec| sql.extend([", ", spec.name]));
    sql.extend([") VALUES (", first]);
    (3..).zip(fields_of(record)).for_each(|(number, _)| sql.extend([", $", &u8::to_string(&number)]));
    sql.push(')');
    sql
}

const SUBJECT: &str = "SELECT id, version, customer, erased, kind, number, source_id, status, branch, last_visit, \
     given_name, family_name, company, birth_date, language FROM subject WHERE id = $1";

fn read_subject(row: &dyn Row) -> Result<Stored> {
    let mut values = Values::default();
    for (column, spec) in (4..).zip(fields_of(RecordKind::Subject)) {
        if let Some(text) = row.text_opt(column)? {
            values.set(spec.field, 0, text);
        }
    }
    Ok(Stored {
        id: SubjectId::from_bytes(row.array(0)?),
        version: row.number(1)?,
        customer: row.flag(2)?,
        erased: row.int_opt(3)?.map(|epoch| u64::try_from(epoch).map_err(|_| damaged())).transpose()?,
        values,
    })
}

impl Reader<'_> {
    /// A subject with its addresses and contact data.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn subject(&mut self, id: SubjectId) -> Result<Option<Stored>> {
        let Some(mut stored) = self.one(SUBJECT, &[(&id).into()], read_subject)? else { return Ok(None) };
        let values = &mut stored.values;
        let addresses = "SELECT slot, street, postal_code, city, region, country FROM address WHERE subject = $1";
        self.session.query(addresses, &[(&id).into()], &mut |row| {
            let slot = row.number(0)?;
            for (column, spec) in (1..).zip(fields_of(RecordKind::Address)) {
                values.set(spec.field, slot, row.text_opt(column)?.unwrap_or_default());
            }
            Ok(())
        })?;
        self.session.query("SELECT field, slot, value FROM contact WHERE subject = $1", &[(&id).into()], &mut |row| {
            values.set(row.word(0, Field::from_name)?, row.number(1)?, row.text(2)?);
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

    /// The persons who belong to a customer.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn related(&mut self, of: SubjectId) -> Result<Vec<Relation>> {
        self.relations("SELECT of, person, role FROM relation WHERE of = $1", of)
    }

    /// The customers a person belongs to.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn related_to(&mut self, person: SubjectId) -> Result<Vec<Relation>> {
        self.relations("SELECT of, person, role FROM relation WHERE person = $1", person)
    }

    fn relations(&mut self, sql: &str, id: SubjectId) -> Result<Vec<Relation>> {
        self.all(sql, &[(&id).into()], |row| {
            Ok(Relation {
                of: SubjectId::from_bytes(row.array(0)?),
                person: SubjectId::from_bytes(row.array(1)?),
                role: row.text(2)?.to_owned(),
            })
        })
    }

    /// A page of the customer list; erased customers are in none.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn list(&mut self, query: &ListQuery) -> Result<Vec<ListRow>> {
        let (sql, first) = page_of(query.sort);
        let (key, id) = query.after.as_ref().map_or((first, &[0; 16]), |(key, id)| (key.as_str(), id.bytes()));
        let statuses = if query.statuses.is_empty() { String::new() } else { format!(" {} ", query.statuses.join(" ")) };
        let limit = i64::try_from(query.limit).unwrap_or(i64::MAX);
        let branch: Param<'_> = query.branch.as_deref().unwrap_or_default().into();
        let params = [key.into(), id.into(), Param::from(&statuses), branch, limit.into()];
        let ids = self.all(sql, &params, |row| Ok((SubjectId::from_bytes(row.array(0)?), row.text(1)?.to_owned())))?;
        let mut rows = Vec::with_capacity(ids.len());
        for (id, key) in ids {
            rows.push(ListRow { customer: self.subject(id)?.ok_or_else(damaged)?, key });
        }
        Ok(rows)
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
        let sql = "SELECT erased, id, source_id, number FROM subject WHERE erased IS NOT NULL ORDER BY erased";
        self.all(sql, &[], |row| {
            Ok(crate::store::LedgerEntry {
                epoch: row.number(0)?,
                subject: SubjectId::from_bytes(row.array(1)?),
                source_id: row.code_opt(2)?,
                number: row.code_opt(3)?,
            })
        })
    }
}

/// The page statement of a sort order, and the key before its first row.
fn page_of(sort: ListSort) -> (&'static str, &'static str) {
    match sort {
        ListSort::Name => (
            "SELECT id, coalesce(sort_name, '') FROM subject WHERE customer = 1 AND erased IS NULL AND (sort_name, id) > ($1, $2) \
             AND ($3 = '' OR instr($3, ' ' || status || ' ') > 0) AND ($4 = '' OR branch = $4) ORDER BY sort_name, id LIMIT $5",
            "",
        ),
        // A number's length goes first, so that 9 stands before 10.
        ListSort::Number => (
            "SELECT id, coalesce((100 + length(number)) || number, '') FROM subject WHERE customer = 1 AND erased IS NULL \
             AND (coalesce((100 + length(number)) || number, ''), id) > ($1, $2) \
             AND ($3 = '' OR instr($3, ' ' || status || ' ') > 0) AND ($4 = '' OR branch = $4) \
             ORDER BY coalesce((100 + length(number)) || number, ''), id LIMIT $5",
            "",
        ),
        ListSort::LastVisit => (
            "SELECT id, coalesce(last_visit, '') FROM subject WHERE customer = 1 AND erased IS NULL \
             AND (coalesce(last_visit, ''), id) < ($1, $2) \
             AND ($3 = '' OR instr($3, ' ' || status || ' ') > 0) AND ($4 = '' OR branch = $4) \
             ORDER BY coalesce(last_visit, '') DESC, id DESC LIMIT $5",
            "9999-99-99",
        ),
    }
}
