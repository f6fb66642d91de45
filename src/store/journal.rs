//! The journal: appending entries to the chain, reading the change log.

use crate::domain::change::{Context, Door};
use crate::domain::field::{Field, RecordKind};
use crate::domain::id::{Code, DocumentId, SubjectId};
use crate::domain::journal::{Committed, Digest32, Disclosed, Entry, EntryKind, Finding, Hidden};
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

/// Which entries of the journal to read, in the order they were written.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct JournalQuery {
    /// Only entries about this subject and the documents whose customer it is.
    pub subject: Option<SubjectId>,
    /// Only entries of one record: its kind and key.
    pub record: Option<(RecordKind, String)>,
}

/// One value of an entry; gone where the person was erased.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LoggedValue {
    /// The field.
    pub field: Field,
    /// Its occurrence.
    pub slot: u16,
    /// Old and new value, while they exist and where the reader may see them.
    pub values: Option<Disclosed>,
    /// Whether they exist but were withheld from the reader.
    pub withheld: bool,
}

impl LoggedValue {
    /// Whether old and new are told, and if not, why.
    pub fn hidden(&self) -> Hidden {
        match (&self.values, self.withheld) {
            (Some(_), _) => Hidden::No,
            (None, true) => Hidden::Withheld,
            (None, false) => Hidden::Erased,
        }
    }
}

/// One entry of the journal with its values.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LoggedEntry {
    /// The entry.
    pub entry: Entry,
    /// Its values.
    pub values: Vec<LoggedValue>,
}

/// What verifying the journal found.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Verification {
    /// How many entries were read.
    pub entries: u64,
    /// How many values were erased with their persons.
    pub erased_values: u64,
    /// The head of each chain: origin, length, digest. Anchor it elsewhere to notice a cut-off end.
    pub heads: Vec<(Code, u64, Digest32)>,
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

fn sequence_param(sequence: u64) -> Param<'static> {
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

    /// Entries with their values.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn journal(&mut self, query: &JournalQuery) -> Result<Vec<LoggedEntry>> {
        let (record, key) = query.record.as_ref().map_or(("", ""), |(kind, key)| (kind.name(), key.as_str()));
        let entries = match (&query.subject, record) {
            (Some(subject), _) => self.entries_about(*subject)?,
            (None, "") => self.all(&format!("{ENTRY} ORDER BY at, origin, sequence"), &[], read_entry)?,
            (None, record) => self.all(
                &format!("{ENTRY} WHERE record = $1 AND key = $2 ORDER BY at, origin, sequence"),
                &[record.into(), key.into()],
                read_entry,
            )?,
        };
        entries.into_iter().map(|(entry, _)| self.with_values(entry)).collect()
    }

    /// Entries about a subject, and those of the documents whose customer it is now: an entry of a document names nobody itself.
    fn entries_about(&mut self, subject: SubjectId) -> Result<Vec<(Entry, Digest32)>> {
        let mut entries = self.all(&format!("{ENTRY} WHERE subject = $1"), &[(&subject).into()], read_entry)?;
        let sql = "SELECT id FROM document WHERE customer = $1";
        for id in self.all(sql, &[(&subject).into()], |row| Ok(DocumentId::from_bytes(row.array(0)?)))? {
            let key = id.to_string();
            let params: [Param<'_>; 2] = [RecordKind::Document.name().into(), Param::from(&key)];
            entries.extend(self.all(&format!("{ENTRY} WHERE record = $1 AND key = $2"), &params, read_entry)?);
        }
        entries.sort_by(|(a, _), (b, _)| (a.at, &a.origin, a.sequence).cmp(&(b.at, &b.origin, b.sequence)));
        Ok(entries)
    }

    pub(super) fn with_values(&mut self, mut entry: Entry) -> Result<LoggedEntry> {
        let sql = "SELECT field, slot, digest, salt, old, new FROM journal_value WHERE origin = $1 AND sequence = $2 ORDER BY position";
        let values = self.all(sql, &[(&entry.origin).into(), sequence_param(entry.sequence)], |row| {
            let (field, slot) = (row.word(0, Field::from_name)?, row.number(1)?);
            let salt = row.array_opt(3)?;
            let (old, new) = (row.string_opt(4)?.into(), row.string_opt(5)?.into());
            let values = salt.map(|salt| Disclosed { salt, old, new });
            Ok((Committed { field, slot, digest: row.array(2)? }, LoggedValue { field, slot, values, withheld: false }))
        })?;
        let (committed, logged) = values.into_iter().unzip();
        entry.values = committed;
        Ok(LoggedEntry { entry, values: logged })
    }
}
