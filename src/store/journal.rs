//! The journal: appending entries to the chain of their origin, and where each chain ends.

use crate::domain::change::{Context, Door};
use crate::domain::field::{Field, RecordKind};
use crate::domain::heads::Head;
use crate::domain::id::{Code, SubjectId};
use crate::domain::journal::{Committed, Digest32, Disclosed, Entry, EntryKind, Finding};
use crate::domain::news::News;
use crate::domain::time::{Date, Timestamp};
use crate::domain::value::Value;
use crate::error::Result;
use crate::store::sql::{Param, Row, damaged};
use crate::store::unit::{Reader, Writer};

/// What a change wants logged.
pub(super) struct Draft {
    pub kind: EntryKind,
    pub record: RecordKind,
    pub key: String,
    pub subject: Option<SubjectId>,
    pub content: Option<Digest32>,
    pub values: Vec<(Field, u16, Value, Value)>,
}

impl Draft {
    pub fn of(kind: EntryKind, record: RecordKind, key: String, subject: Option<SubjectId>) -> Self {
        Self { kind, record, key, subject, content: None, values: Vec::new() }
    }
}

/// What verifying the journal found.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Verification {
    /// How many entries were read.
    pub entries: u64,
    /// How many values were erased with their persons.
    pub erased_values: u64,
    /// The head of each chain. Anchor them elsewhere to notice a cut-off end.
    pub heads: Vec<Head>,
    /// What is wrong: origin, sequence (0: a record of which no entry tells), finding. Empty: the journal holds.
    pub findings: Vec<(Code, u64, Finding)>,
}

impl Writer<'_> {
    /// Appends an entry to the chain of its origin.
    pub(super) fn log(&mut self, context: &Context, idempotency: Option<&Code>, mut draft: Draft) -> Result<()> {
        if let Some(reason) = &context.reason {
            draft.values.push((Field::Reason, 0, Value::Null, reason.clone().into()));
        }
        let values = self.salts(draft.values.len())?.into_iter().zip(draft.values);
        let disclosed: Vec<_> = values.map(|(salt, (field, slot, old, new))| (field, slot, Disclosed { salt, old, new })).collect();
        let (sequence, previous) = self.head(&context.origin)?;
        let entry = Entry {
            origin: context.origin.clone(),
            sequence: sequence + 1,
            at: context.now.at,
            date: context.now.date(),
            door: context.door,
            operator: context.operator.clone(),
            station: context.station.clone(),
            branch: context.branch.clone(),
            kind: draft.kind,
            record: draft.record,
            key: draft.key,
            subject: draft.subject,
            content: draft.content,
            values: disclosed.iter().map(|(field, slot, value)| Committed { field: *field, slot: *slot, digest: value.digest() }).collect(),
            idempotency: idempotency.cloned(),
            previous,
        };
        self.append(&entry)?;
        for (position, (committed, (_, _, value))) in (0_i64..).zip(entry.values.iter().zip(&disclosed)) {
            self.append_value(&entry, position, committed, value)?;
        }
        self.news.iter_mut().for_each(|news| news.push(news_of(&entry)));
        Ok(())
    }

    fn append(&mut self, entry: &Entry) -> Result<()> {
        let sql = "INSERT INTO journal (origin, sequence, at, date, door, operator, station, branch, kind, record, key, subject, content, \
                   idempotency, previous, digest) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)";
        let date = entry.date.to_string();
        self.session
            .execute(
                sql,
                &[
                    (&entry.origin).into(),
                    sequence_param(entry.sequence),
                    entry.at.into(),
                    Param::from(&date),
                    entry.door.name().into(),
                    entry.operator.as_ref().into(),
                    entry.station.as_ref().into(),
                    entry.branch.as_ref().into(),
                    entry.kind.name().into(),
                    entry.record.name().into(),
                    Param::from(&entry.key),
                    entry.subject.as_ref().into(),
                    entry.content.as_ref().into(),
                    entry.idempotency.as_ref().into(),
                    (&entry.previous).into(),
                    (&entry.digest()).into(),
                ],
            )
            .map(drop)
    }

    fn append_value(&mut self, entry: &Entry, position: i64, committed: &Committed, value: &Disclosed) -> Result<()> {
        let sql = "INSERT INTO journal_value (origin, sequence, position, field, slot, digest, salt, old, new) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
        self.session
            .execute(
                sql,
                &[
                    (&entry.origin).into(),
                    sequence_param(entry.sequence),
                    position.into(),
                    committed.field.name().into(),
                    i64::from(committed.slot).into(),
                    (&committed.digest).into(),
                    (&value.salt).into(),
                    value.old.as_text().into(),
                    value.new.as_text().into(),
                ],
            )
            .map(drop)
    }
}

/// The entry without its values.
fn news_of(entry: &Entry) -> News {
    News {
        origin: entry.origin.clone(),
        sequence: entry.sequence,
        what: entry.kind,
        kind: entry.record,
        key: entry.key.clone(),
        subject: entry.subject,
    }
}

pub(super) fn sequence_param(sequence: u64) -> Param<'static> {
    Param::Int(i64::try_from(sequence).unwrap_or(i64::MAX))
}

pub(super) const ENTRY: &str = "SELECT origin, sequence, at, date, door, operator, station, branch, kind, record, key, subject, content, idempotency, \
     previous, digest FROM journal";

pub(super) fn read_entry(row: &dyn Row) -> Result<(Entry, Digest32)> {
    let entry = Entry {
        origin: row.code_opt(0)?.ok_or_else(damaged)?,
        sequence: row.number(1)?,
        at: Timestamp::from_millis(row.int(2)?),
        date: Date::parse(row.text(3)?).map_err(|_| damaged())?,
        door: row.word(4, Door::from_name)?,
        operator: row.code_opt(5)?,
        station: row.code_opt(6)?,
        branch: row.code_opt(7)?,
        kind: row.word(8, EntryKind::from_name)?,
        record: row.word(9, RecordKind::from_name)?,
        key: row.text(10)?.to_owned(),
        subject: row.array_opt(11)?.map(SubjectId::from_bytes),
        content: row.array_opt(12)?,
        values: Vec::new(),
        idempotency: row.code_opt(13)?,
        previous: row.array(14)?,
    };
    Ok((entry, row.array(15)?))
}

impl Reader<'_> {
    /// The length and the last digest of a chain.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn head(&mut self, origin: &Code) -> Result<(u64, Digest32)> {
        let sql = "SELECT sequence, digest FROM journal WHERE origin = $1 ORDER BY sequence DESC LIMIT 1";
        Ok(self.one(sql, &[origin.into()], |row| Ok((row.number(0)?, row.array(1)?)))?.unwrap_or((0, [0; 32])))
    }

    /// The end of every chain, in the order of their origins. It costs two looks a chain, however long they are.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn heads(&mut self) -> Result<Vec<Head>> {
        let mut heads: Vec<Head> = Vec::new();
        let sql = "SELECT origin FROM journal WHERE origin > $1 ORDER BY origin LIMIT 1";
        loop {
            let last = heads.last().map_or("", |head| head.origin.as_str());
            let Some(origin) = self.one(sql, &[last.into()], |row| row.code_opt(0)?.ok_or_else(damaged))? else { return Ok(heads) };
            let (length, digest) = self.head(&origin)?;
            heads.push(Head { origin, length, digest });
        }
    }
}
