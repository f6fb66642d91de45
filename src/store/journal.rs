//! The journal: appending entries to the chain of their origin, and where each chain ends.

use std::sync::LazyLock;

use crate::domain::change::{Context, Door};
use crate::domain::erasure::is_free;
use crate::domain::field::{Field, RecordKind};
use crate::domain::heads::Head;
use crate::domain::id::{Code, SubjectId};
use crate::domain::journal::{Committed, Digest32, Entry, EntryKind, Finding, Salt, Salted};
use crate::domain::needle::{Mark, marks_of};
use crate::domain::news::News;
use crate::domain::search::is_indexed;
use crate::domain::subject::Values;
use crate::domain::time::{Date, Timestamp};
use crate::domain::value::Value;
use crate::error::Result;
use crate::store::journal_value::Packed;
use crate::store::rows::Rows;
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
    /// Whether it makes a customer: the values say what is found of it.
    pub customer: bool,
}

impl Draft {
    pub fn of(kind: EntryKind, record: RecordKind, key: String, subject: Option<SubjectId>) -> Self {
        Self { kind, record, key, subject, content: None, values: Vec::new(), customer: false }
    }

    /// That somebody looked at fields: what stood in them is not told.
    pub fn reading(subject: SubjectId, fields: &[(Field, u16)]) -> Self {
        Self::of(EntryKind::Read, RecordKind::Subject, subject.to_string(), Some(subject)).naming(fields)
    }

    /// With the names of fields, and nothing of what stands or stood in them.
    pub fn naming(self, fields: &[(Field, u16)]) -> Self {
        let values = fields.iter().map(|(field, slot)| (*field, *slot, Value::Null, Value::Null)).collect();
        Self { values, ..self }
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

/// An entry before its place in the chain is known: whatever the rest takes needs no store.
pub(super) struct Unwritten {
    context: Context,
    idempotency: Option<Code>,
    draft: Draft,
    /// One for each value; where there is none, one for the entry.
    salts: Vec<Salt>,
    /// The end of the chain when the transaction began.
    start: Tail,
}

/// An entry as it is written.
pub(super) struct Written {
    pub(super) entry: Entry,
    pub(super) tail: Tail,
    pub(super) values: Option<Packed>,
    /// Of the words of free text among the new values.
    pub(super) marks: Vec<Mark>,
}

impl Unwritten {
    /// A new customer with what is found of it.
    pub(super) fn new_customer(&self) -> Option<(SubjectId, Values)> {
        let id = self.draft.subject.filter(|_| self.draft.customer)?;
        let mut values = Values::default();
        for (field, slot, _, new) in self.draft.values.iter().filter(|(field, ..)| is_indexed(*field)) {
            values.set(*field, *slot, new.as_text().unwrap_or_default());
        }
        Some((id, values))
    }

    pub(super) fn origin(&self) -> &Code {
        &self.context.origin
    }

    /// The entry behind the last one of its chain; none: the first of this transaction.
    pub(super) fn behind(&self, last: Option<Tail>) -> Written {
        let Self { context, idempotency, draft, salts, start } = self;
        let Tail { sequence, digest: previous, placed } = last.unwrap_or(*start);
        let values: Vec<Salted<'_>> = salts.iter().zip(&draft.values).map(|(salt, (_, _, old, new))| Salted { salt, old, new }).collect();
        let committed = draft.values.iter().zip(&values).map(|((field, slot, ..), value)| Committed {
            field: *field,
            slot: *slot,
            digest: value.digest(),
        });
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
            key: draft.key.clone(),
            subject: draft.subject,
            content: draft.content,
            values: committed.collect(),
            idempotency: idempotency.clone(),
            salt: salts.first().copied().filter(|_| draft.values.is_empty()),
            previous,
        };
        let tail = Tail { sequence: entry.sequence, digest: entry.digest(), placed: placed.max(entry.at) };
        let values = Packed::of(&entry.values, &values);
        let free = draft.values.iter().filter(|(field, ..)| is_free(*field));
        let marks = free.filter_map(|(.., new)| new.as_text()).flat_map(marks_of).collect();
        Written { entry, tail, values, marks }
    }
}

impl Writer<'_> {
    /// Appends an entry to the chain of its origin. It is written at the end of the transaction, or when somebody asks for it.
    pub(super) fn log(&mut self, context: &Context, idempotency: Option<&Code>, mut draft: Draft) -> Result<()> {
        if let Some(reason) = &context.reason {
            draft.values.push((Field::Reason, 0, Value::Null, reason.clone().into()));
        }
        let salts = self.salts(draft.values.len().max(1))?;
        let start = self.start_of(&context.origin)?;
        let context = Context { reason: None, idempotency: None, ..context.clone() };
        self.late.entry(Unwritten { context, idempotency: idempotency.cloned(), draft, salts, start });
        Ok(())
    }

    /// The end of a chain when it was first written to in this transaction.
    fn start_of(&mut self, origin: &Code) -> Result<Tail> {
        if let Some(start) = self.tails.get(origin) {
            return Ok(*start);
        }
        let start = self.tail(origin)?;
        self.tails.insert(origin.clone(), start);
        Ok(start)
    }

    /// Writes the entries that wait: before the commit, and before anything in this transaction asks for them.
    pub(super) fn write_entries(&mut self) -> Result<()> {
        let entries = self.late.entries()?;
        for piece in entries.chunks(AT_ONCE) {
            self.append(piece)?;
            self.append_values(piece)?;
            self.add_logged_words(piece)?;
        }
        for Written { entry, tail, .. } in entries {
            let told = entry.kind != EntryKind::Read;
            self.news.iter_mut().filter(|_| told).for_each(|news| news.push(news_of(&entry)));
            self.tails.insert(entry.origin, tail);
        }
        Ok(())
    }

    fn append(&mut self, entries: &[Written]) -> Result<()> {
        let dates: Vec<String> = entries.iter().map(|written| written.entry.date.to_string()).collect();
        let mut params: Vec<Param<'_>> = Vec::with_capacity(18 * entries.len());
        for (Written { entry, tail, .. }, date) in entries.iter().zip(&dates) {
            params.extend::<[Param<'_>; 18]>([
                (&entry.origin).into(),
                sequence_param(entry.sequence),
                entry.at.into(),
                date.into(),
                entry.door.name().into(),
                entry.operator.as_ref().into(),
                entry.station.as_ref().into(),
                entry.branch.as_ref().into(),
                entry.kind.name().into(),
                entry.record.name().into(),
                (&entry.key).into(),
                entry.subject.as_ref().into(),
                entry.content.as_ref().into(),
                entry.idempotency.as_ref().into(),
                entry.salt.as_ref().into(),
                (&entry.previous).into(),
                (&tail.digest).into(),
                tail.placed.into(),
            ]);
        }
        ENTRIES.insert(&mut *self.session, &params)
    }
}

/// How many entries are written in one go.
const AT_ONCE: usize = 64;

static ENTRIES: LazyLock<Rows> = LazyLock::new(|| {
    let columns = "origin, sequence, at, date, door, operator, station, branch, kind, record, key, subject, content, idempotency, salt, \
                   previous, digest, placed";
    Rows::new("journal", columns, "")
});

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
     previous, digest, placed, salt FROM journal";

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
        salt: row.array_opt(17)?,
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
