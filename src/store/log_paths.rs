//! Reading the journal in one stable order, page by page: the database filters by its indexes, no page reads the whole journal.
//! Knows no right.

use std::collections::VecDeque;
use std::fmt::Write as _;

use crate::domain::field::{Field, RecordKind};
use crate::domain::id::{Code, DocumentId, SubjectId};
use crate::domain::journal::Entry;
use crate::domain::time::Timestamp;
use crate::domain::value::Value;
use crate::error::Result;
use crate::store::journal::{ENTRY, read_entry};
use crate::store::log::{JournalQuery, LogPage, LogPosition, LoggedEntry};
use crate::store::sql::{Param, Row};
use crate::store::unit::Reader;

/// The longest page.
const LONGEST_PAGE: usize = 1000;

/// How many entries of one path are read ahead at most.
const AHEAD: usize = 200;

/// Local time is never further than this from UTC, in days: an entry of a date lies within so many days around it.
const FURTHEST_DAYS: i64 = 1;

/// Conditions of a statement with what is bound to them.
#[derive(Clone, Default)]
struct Wanted {
    sql: String,
    values: Vec<Value>,
}

impl Wanted {
    /// One condition more; each `?` in it stands for the next of the values.
    fn and(mut self, condition: &str, values: impl IntoIterator<Item = Value>) -> Self {
        self.sql.push_str(if self.sql.is_empty() { " WHERE " } else { " AND " });
        let mut number = self.values.len();
        for sign in condition.chars() {
            if sign == '?' {
                number += 1;
                write!(self.sql, "${number}").expect("writing to a string");
            } else {
                self.sql.push(sign);
            }
        }
        self.values.extend(values);
        self
    }

    /// The same where something is asked for.
    fn and_if(self, condition: &str, value: Option<impl Into<Value>>) -> Self {
        if let Some(value) = value { self.and(condition, [value.into()]) } else { self }
    }

    /// One of these words; without any, whatever it is.
    fn and_one_of(self, column: &str, words: impl ExactSizeIterator<Item = &'static str>) -> Self {
        if words.len() == 0 {
            return self;
        }
        let places = vec!["?"; words.len()].join(", ");
        self.and(&format!("{column} IN ({places})"), words.map(Value::from))
    }

    fn params(&self) -> Vec<Param<'_>> {
        let param = |value| match value {
            &Value::Null => Param::Null,
            Value::Text(text) => Param::from(text),
            Value::Int(number) => Param::Int(*number),
            Value::Bytes(bytes) => Param::Bytes(bytes),
        };
        self.values.iter().map(param).collect()
    }
}

/// Instant, chain and place: a position, or one before all entries of an instant.
type Start = (i64, String, u64);

/// How the columns are named that order the journal, so that the database takes the index that is meant.
#[derive(Clone, Copy)]
struct Names {
    placed: &'static str,
    operator: &'static str,
    record: &'static str,
}

/// Read along an index in the order of the journal.
const IN_ORDER: Names = Names { placed: "placed", operator: "operator", record: "record" };

/// Few entries, found by their person or record, are sorted: no index on these columns helps.
const SORTED: Names = Names { placed: "placed + 0", operator: "coalesce(operator, '')", record: "record" };

/// The few entries that were written while the clock was set back, by an index of their own.
const SET_BACK: Names = Names { placed: "placed", operator: "coalesce(operator, '')", record: "coalesce(record, '')" };

/// The conditions of a query that hold on every path to its entries, but for those on the kind of record.
fn conditions(query: &JournalQuery, names: Names) -> Wanted {
    let text = |code: &Option<Code>| code.as_ref().map(|code| code.as_str().to_owned());
    let mut wanted = Wanted::default();
    if let Some((kind, key)) = &query.record {
        wanted = match SubjectId::parse(key) {
            Ok(subject) if *kind == RecordKind::Subject => wanted.and("subject = ?", [subject.bytes().to_vec().into()]),
            _ => wanted,
        };
        wanted = wanted.and(by_key(*kind), [kind.name().into(), key.clone().into()]);
    }
    wanted
        .and_if(&format!("{} = ?", names.operator), text(&query.operator))
        .and_if("station = ?", text(&query.station))
        .and_if("branch = ?", text(&query.branch))
        .and_one_of("kind", query.kinds.iter().map(|kind| kind.name()))
        .and_if("date >= ?", query.from.map(|date| date.to_string()))
        .and_if("date <= ?", query.to.map(|date| date.to_string()))
        .and_if(CHANGES, query.field.map(Field::name))
}

/// Entries of a period stand before this instant, but for those that were written while the clock was set back.
fn end(query: &JournalQuery) -> Option<i64> {
    query.to.map(|date| date.plus_days(1 + FURTHEST_DAYS).start().millis())
}

/// Entries of one record; those of a person are found by the person, and the index of keys holds none of them.
fn by_key(kind: RecordKind) -> &'static str {
    if kind == RecordKind::Subject { "record = ? AND key = ?" } else { "record = ? AND key = ? AND record <> 'subject'" }
}

/// That an entry changes a field.
const CHANGES: &str = "EXISTS (SELECT 1 FROM journal_value AS v WHERE v.origin = journal.origin AND v.sequence = journal.sequence \
     AND instr(' ' || v.fields, ' ' || ? || ':') > 0)";

/// Where a query begins: behind its position, and not before its first day.
fn start(query: &JournalQuery) -> Start {
    let first = query.from.map_or(i64::MIN, |date| date.plus_days(-FURTHEST_DAYS).start().millis());
    let before = (first, String::new(), 0);
    let after = query.after.as_ref().map(|after| (after.at.millis(), after.origin.to_string(), after.sequence));
    after.map_or(before.clone(), |after| after.max(before))
}

/// One path to entries: what an index finds in the order of the journal, read on as it is used up.
struct Path {
    names: Names,
    wanted: Wanted,
    start: Start,
    /// Entries with where they stand.
    ahead: VecDeque<(Timestamp, Entry)>,
    ended: bool,
}

impl Path {
    fn new(names: Names, wanted: Wanted, start: &Start) -> Self {
        Self { names, wanted, start: start.clone(), ahead: VecDeque::new(), ended: false }
    }

    fn statement(&self, limit: usize) -> Wanted {
        let (Names { placed, .. }, (instant, origin, sequence)) = (self.names, &self.start);
        let place = [Value::from(*instant), origin.clone().into(), i64::try_from(*sequence).unwrap_or(i64::MAX).into()];
        let mut wanted = self.wanted.clone().and(&format!("({placed}, origin, sequence) > (?, ?, ?)"), place);
        wanted.values.push(i64::try_from(limit).unwrap_or(i64::MAX).into());
        wanted.sql = format!("{ENTRY}{} ORDER BY {placed}, origin, sequence LIMIT ${}", wanted.sql, wanted.values.len());
        wanted
    }

    /// Where its next entry stands.
    fn place(&self) -> Option<(Timestamp, &Code, u64)> {
        self.ahead.front().map(|(placed, entry)| (*placed, &entry.origin, entry.sequence))
    }

    fn read_ahead(&mut self, reader: &mut Reader<'_>, limit: usize) -> Result<()> {
        if self.ended || !self.ahead.is_empty() {
            return Ok(());
        }
        let statement = self.statement(limit);
        let read = |row: &dyn Row| Ok((Timestamp::from_millis(row.int(16)?), read_entry(row)?.0));
        self.ahead = reader.all(&statement.sql, &statement.params(), read)?.into();
        self.ended = self.ahead.len() < limit;
        if let Some((placed, last)) = self.ahead.back() {
            self.start = (placed.millis(), last.origin.to_string(), last.sequence);
        }
        Ok(())
    }
}

/// Several paths as one.
struct Paths {
    paths: Vec<Path>,
    limit: usize,
}

impl Paths {
    /// The next entry of all.
    fn next(&mut self, reader: &mut Reader<'_>) -> Result<Option<(Timestamp, Entry)>> {
        for path in &mut self.paths {
            path.read_ahead(reader, self.limit)?;
        }
        let waiting = self.paths.iter_mut().filter(|path| !path.ahead.is_empty());
        let first = waiting.min_by(|one, other| one.place().cmp(&other.place()));
        Ok(first.and_then(|path| path.ahead.pop_front()))
    }
}

/// The paths along the indexes in the order of the journal: of one operator, or of each kind of record, up to the end of the period;
/// and behind it those that were written in the period by a clock that was set back.
fn in_order(query: &JournalQuery, of_kinds: impl Fn(Names) -> Wanted, start: &Start) -> Vec<Path> {
    let path = |wanted: Wanted| Path::new(IN_ORDER, wanted.and_if("placed < ?", end(query)), start);
    let mut paths = if query.operator.is_some() {
        vec![path(of_kinds(IN_ORDER))]
    } else {
        let all = RecordKind::ALL.iter().filter(|kind| query.records.is_empty() || query.records.contains(kind));
        all.map(|kind| path(conditions(query, IN_ORDER).and("record = ?", [kind.name().into()]))).collect()
    };
    if let Some(end) = end(query) {
        let behind = start.clone().max((end, String::new(), 0));
        paths.push(Path::new(SET_BACK, of_kinds(SET_BACK).and("placed > at", []), &behind));
    }
    paths
}

impl Reader<'_> {
    /// A page of entries with their values.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn journal(&mut self, query: &JournalQuery) -> Result<LogPage> {
        let limit = query.limit.clamp(1, LONGEST_PAGE);
        let mut paths = self.paths(query, (limit + 1).min(AHEAD))?;
        let (mut page, mut last) = (LogPage::default(), None);
        while let Some((placed, entry)) = paths.next(self)? {
            if page.entries.len() == limit {
                page.next = last;
                break;
            }
            last = Some(LogPosition::of(placed, &entry));
            page.entries.push(self.with_values(entry)?);
        }
        Ok(page)
    }

    /// Every entry from the query's position on, one by one; its limit says nothing here.
    ///
    /// # Errors
    /// Those of reading the store, and what `each` returns.
    pub(crate) fn each_logged(&mut self, query: &JournalQuery, each: &mut dyn FnMut(LoggedEntry) -> Result<()>) -> Result<()> {
        let mut paths = self.paths(query, AHEAD)?;
        while let Some((_, entry)) = paths.next(self)? {
            each(self.with_values(entry)?)?;
        }
        Ok(())
    }

    /// The paths that together lead to every entry of a query, each along one index: of a subject and of each of its documents, of one
    /// record, of one operator, or of each kind of record.
    fn paths(&mut self, query: &JournalQuery, limit: usize) -> Result<Paths> {
        let start = start(query);
        let of_kinds = |names: Names| conditions(query, names).and_one_of(names.record, query.records.iter().map(|kind| kind.name()));
        let paths = if let Some(subject) = query.subject {
            self.subject_paths(subject, query, &of_kinds(SORTED), &start)?
        } else if query.record.is_some() {
            vec![Path::new(SORTED, of_kinds(SORTED), &start)]
        } else {
            in_order(query, of_kinds, &start)
        };
        Ok(Paths { paths, limit })
    }

    /// An entry of a document names nobody itself: whose customer it is now is asked of the document. Of those merged it is the log of all.
    fn subject_paths(&mut self, subject: SubjectId, query: &JournalQuery, wanted: &Wanted, start: &Start) -> Result<Vec<Path>> {
        let same = self.same_as(subject)?;
        let sql = "SELECT id FROM document WHERE customer = $1";
        let mut ids = Vec::new();
        for side in &same {
            ids.extend(self.all(sql, &[side.into()], |row| Ok(DocumentId::from_bytes(row.array(0)?).to_string()))?);
        }
        let own = same.iter().map(|side| wanted.clone().and("subject = ?", [side.bytes().to_vec().into()]));
        let asked = |key: &String| query.record.as_ref().is_none_or(|(_, wanted)| wanted == key);
        let document = RecordKind::Document.name();
        let of_document = |key: String| wanted.clone().and(by_key(RecordKind::Document), [document.into(), key.into()]);
        let all = own.chain(ids.into_iter().filter(asked).map(of_document));
        Ok(all.map(|wanted| Path::new(SORTED, wanted, start)).collect())
    }
}

#[cfg(all(test, feature = "sqlite"))]
mod tests;
