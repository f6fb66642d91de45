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

/// The end of a chain.
#[derive(Clone, Copy)]
pub(super) struct Tail {
    sequence: u64,
    digest: Digest32,
    /// Where the last entry stands in the order of the journal.
    placed: Timestamp,
}

impl Writer<'_> {
    /// Appends an entry to the chain of its origin.
    pub(super) fn log(&mut self, context: &Context, idempotency: Option<&Code>, mut draft: Draft) -> Result<()> {
        if let Some(reason) = &context.reason {
            draft.values.push((Field::Reason, 0, Value::Null, reason.clone().into()));
        }
        let values = self.salts(draft.values.len())?.into_iter().zip(draft.values);
        let (fields, disclosed): (Vec<_>, Vec<_>) =
            values.map(|(salt, (field, slot, old, new))| ((field, slot), Disclosed { salt, old, new })).unzip();
        let committed = fields.into_iter().zip(&disclosed).map(|((field, slot), value)| Committed { field, slot, digest: value.digest() });
        let known = self.tails.get(&context.origin).copied();
        let Tail { sequence, digest: previous, placed } = known.map_or_else(|| self.tail(&context.origin), Ok)?;
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
            values: committed.collect(),
            idempotency: idempotency.cloned(),
            previous,
        };
        let tail = Tail { sequence: entry.sequence, digest: entry.digest(), placed: placed.max(entry.at) };
        self.append(&entry, &tail)?;
        self.append_values(&entry, &disclosed)?;
        self.tails.insert(entry.origin.clone(), tail);
        self.news.iter_mut().for_each(|news| news.push(news_of(&entry)));
        Ok(())
    }

    fn append(&mut self, entry: &Entry, tail: &Tail) -> Result<()> {
        let sql = "INSERT INTO journal (origin, sequence, at, date, door, operator, station, branch, kind, record, key, subject, content, \
                   idempotency, previous, digest, placed) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)";
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
                    (&tail.digest).into(),
                    tail.placed.into(),
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
     previous, digest, placed FROM journal";

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
        let Tail { sequence, digest, .. } = self.tail(origin)?;
        Ok((sequence, digest))
    }

    /// The last entry of a chain, as far as the next one needs it.
    fn tail(&mut self, origin: &Code) -> Result<Tail> {
        let sql = "SELECT sequence, digest, placed FROM journal WHERE origin = $1 ORDER BY sequence DESC LIMIT 1";
        let tail = self.one(sql, &[origin.into()], |row| {
            Ok(Tail { sequence: row.number(0)?, digest: row.array(1)?, placed: Timestamp::from_millis(row.int(2)?) })
        })?;
        Ok(tail.unwrap_or(Tail { sequence: 0, digest: [0; 32], placed: Timestamp::from_millis(i64::MIN) }))
    }

    /// The end of every chain, in the order of their origins. It costs two looks a chain, however long they are.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn heads(&mut self) -> Result<Vec<Head>> {
        let origins = self.origins()?.into_iter();
        let head = |origin: Code| self.head(&origin).map(|(length, digest)| Head { origin, length, digest });
        origins.map(head).collect()
    }

    /// Every chain of the journal, found without walking their entries.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn origins(&mut self) -> Result<Vec<Code>> {
        let mut origins: Vec<Code> = Vec::new();
        let sql = "SELECT origin FROM journal WHERE origin > $1 ORDER BY origin LIMIT 1";
        loop {
            let last = origins.last().map_or("", Code::as_str);
            match self.one(sql, &[last.into()], |row| row.code_opt(0)?.ok_or_else(damaged))? {
                Some(origin) => origins.push(origin),
                None => return Ok(origins),
            }
        }
    }
}
