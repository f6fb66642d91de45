//! The values of an entry, in one row: their fields and salts side by side, old and new ones each as a JSON list. A row for each value
//! would cost a creation fifteen of them, more than everything else that is written of it. The digests to which the entry commits are
//! made of salts and values, and stand there themselves only when those are erased.

use std::sync::LazyLock;

use crate::domain::field::Field;
use crate::domain::id::SubjectId;
use crate::domain::journal::{Committed, Digest32, Disclosed, Entry, Salt, Salted};
use crate::domain::value::{Value, from_hex, hex};
use crate::error::Result;
use crate::store::journal::{Written, sequence_param};
use crate::store::log::{LoggedEntry, LoggedValue};
use crate::store::rows::Rows;
use crate::store::sql::{Param, Row, damaged};
use crate::store::unit::{Reader, Writer};

type Texts = Option<Vec<Option<String>>>;

/// The key of what stands in the list of old values in place of one that was erased alone: its digest.
const GONE: &str = "erased";

/// A value before, as it is stored.
enum Before {
    Told(Option<String>),
    Gone(Digest32),
}

/// The values of an entry as they are stored.
pub(super) struct Packed {
    fields: String,
    salts: Vec<u8>,
    old: Option<String>,
    new: Option<String>,
}

impl Packed {
    /// None where the entry has no values.
    pub(super) fn of(committed: &[Committed], values: &[Salted<'_>]) -> Option<Self> {
        (!values.is_empty()).then(|| Self {
            fields: fields_of(committed),
            salts: values.iter().flat_map(|value| *value.salt).collect(),
            old: list(values, |both| both.old),
            new: list(values, |both| both.new),
        })
    }
}

impl Writer<'_> {
    pub(super) fn append_values(&mut self, entries: &[Written]) -> Result<()> {
        let mut params: Vec<Param<'_>> = Vec::with_capacity(6 * entries.len());
        for (entry, values) in entries.iter().filter_map(|written| Some((&written.entry, written.values.as_ref()?))) {
            params.extend::<[Param<'_>; 6]>([
                (&entry.origin).into(),
                sequence_param(entry.sequence),
                (&values.fields).into(),
                values.salts.as_slice().into(),
                values.old.as_deref().into(),
                values.new.as_deref().into(),
            ]);
        }
        VALUES.insert(&mut *self.session, &params)
    }

    /// Of some values of an entry, by their places in it, only the digests stay; the others stay as they are.
    pub(super) fn forget_values(&mut self, entry: [Param<'_>; 2], places: &[usize]) -> Result<()> {
        let sql = "SELECT fields, digests, salts, old, new FROM journal_value WHERE origin = $1 AND sequence = $2 AND salts IS NOT NULL";
        let Some((committed, values)) = self.one(sql, &entry, |row| read(row, 0))? else { return Ok(()) };
        let (mut salts, mut old, mut new) = (Vec::new(), Vec::new(), Vec::new());
        for (at, (committed, value)) in committed.iter().zip(values).enumerate() {
            let told = value.values.filter(|_| !places.contains(&at));
            let text = |value: &Value| value.as_text().map_or(serde_json::Value::Null, Into::into);
            let gone = || serde_json::json!({ GONE: hex(&committed.digest) });
            salts.extend(told.as_ref().map_or([0; size_of::<Salt>()], |both| both.salt));
            old.push(told.as_ref().map_or_else(gone, |both| text(&both.old)));
            new.push(told.as_ref().map_or(serde_json::Value::Null, |both| text(&both.new)));
        }
        let [old, new] = [old, new].map(|list| serde_json::Value::from(list).to_string());
        let sql = "UPDATE journal_value SET salts = $1, old = $2, new = $3 WHERE origin = $4 AND sequence = $5";
        self.session.execute(sql, &[salts.as_slice().into(), (&old).into(), (&new).into(), entry[0], entry[1]]).map(drop)
    }

    /// Of every value that an entry about somebody holds only the digest stays.
    pub(super) fn erase_values(&mut self, subject: SubjectId) -> Result<()> {
        let sql = "SELECT j.origin, j.sequence, v.fields, v.digests, v.salts, v.old, v.new FROM journal AS j \
                   JOIN journal_value AS v ON v.origin = j.origin AND v.sequence = j.sequence WHERE j.subject = $1 AND v.salts IS NOT NULL";
        // What can not be read goes all the same; its digests are zeros then, and verifying tells of it.
        let digests = |row: &dyn Row| match read(row, 2) {
            Ok((committed, _)) => committed.iter().flat_map(|value| value.digest).collect(),
            Err(_) => vec![0; size_of::<Digest32>() * row.text(2).map_or(1, |fields| fields.split(' ').count())],
        };
        let rows = self.all(sql, &[(&subject).into()], |row| Ok((row.text(0)?.to_owned(), row.int(1)?, digests(row))))?;
        for (origin, sequence, digests) in rows {
            let sql = "UPDATE journal_value SET digests = $1, salts = NULL, old = NULL, new = NULL WHERE origin = $2 AND sequence = $3";
            self.session.execute(sql, &[digests.as_slice().into(), Param::from(&origin), sequence.into()])?;
        }
        Ok(())
    }
}

static VALUES: LazyLock<Rows> = LazyLock::new(|| Rows::new("journal_value", "origin, sequence, fields, salts, old, new", ""));

/// Name and slot of each field: `given_name:0 email:0`. What asks for the entries that change a field looks for its name in here.
fn fields_of(values: &[Committed]) -> String {
    let mut fields = String::with_capacity(values.len() * 16);
    for value in values {
        let blank = if fields.is_empty() { "" } else { " " };
        let slot = value.slot.to_string();
        fields.extend([blank, value.field.name(), ":", &slot]);
    }
    fields
}

/// A JSON list of texts; none where there is no text in it.
fn list<'a>(values: &[Salted<'a>], side: impl Fn(&Salted<'a>) -> &'a Value) -> Option<String> {
    let texts: Vec<Option<&str>> = values.iter().map(|both| side(both).as_text()).collect();
    if texts.iter().all(Option::is_none) { None } else { serde_json::to_string(&texts).ok() }
}

impl Reader<'_> {
    /// The entry with its values, as far as they still exist.
    pub(super) fn with_values(&mut self, mut entry: Entry) -> Result<LoggedEntry> {
        let sql = "SELECT fields, digests, salts, old, new FROM journal_value WHERE origin = $1 AND sequence = $2";
        let found = self.one(sql, &[(&entry.origin).into(), sequence_param(entry.sequence)], |row| read(row, 0))?;
        let (committed, values) = found.unwrap_or_default();
        entry.values = committed;
        Ok(LoggedEntry { entry, values })
    }
}

/// The values of a row whose columns `fields`, `digests`, `salts`, `old` and `new` begin at one.
fn read(row: &dyn Row, first: usize) -> Result<(Vec<Committed>, Vec<LoggedValue>)> {
    let fields: Vec<(Field, u16)> = row.text(first)?.split(' ').map(field_and_slot).collect::<Result<_>>()?;
    let (disclosed, gone) = match row.bytes_opt(first + 2)? {
        Some(salts) => disclosed(parts(salts, fields.len())?, before(row, first + 3)?, texts(row, first + 4)?)?,
        None => (vec![None; fields.len()], vec![None; fields.len()]),
    };
    let digests: Vec<Digest32> = match row.bytes_opt(first + 1)? {
        Some(digests) => parts(digests, fields.len())?.to_vec(),
        None => disclosed
            .iter()
            .zip(gone)
            .map(|(told, gone)| told.as_ref().map(Disclosed::digest).or(gone).ok_or_else(damaged))
            .collect::<Result<_>>()?,
    };
    let committed = fields.iter().zip(digests).map(|((field, slot), digest)| Committed { field: *field, slot: *slot, digest });
    let values =
        fields.iter().zip(disclosed).map(|((field, slot), values)| LoggedValue { field: *field, slot: *slot, values, withheld: false });
    Ok((committed.collect(), values.collect()))
}

fn field_and_slot(text: &str) -> Result<(Field, u16)> {
    let read = |(field, slot): (&str, &str)| Some((Field::from_name(field)?, slot.parse().ok()?));
    text.split_once(':').and_then(read).ok_or_else(damaged)
}

/// Bytes as so many pieces of one length.
fn parts<const N: usize>(bytes: &[u8], count: usize) -> Result<&[[u8; N]]> {
    let (parts, rest) = bytes.as_chunks::<N>();
    if rest.is_empty() && parts.len() == count { Ok(parts) } else { Err(damaged()) }
}

/// Whether a column holds a JSON list of values.
pub(super) fn is_list(table: &str, column: &str) -> bool {
    table == "journal_value" && matches!(column, "old" | "new")
}

pub(super) fn texts(row: &dyn Row, column: usize) -> Result<Texts> {
    let told = |before| if let Before::Told(text) = before { text } else { None };
    Ok(before(row, column)?.map(|list| list.into_iter().map(told).collect()))
}

fn before(row: &dyn Row, column: usize) -> Result<Option<Vec<Before>>> {
    let Some(json) = row.text_opt(column)? else { return Ok(None) };
    if let Ok(texts) = serde_json::from_str::<Vec<Option<String>>>(json) {
        return Ok(Some(texts.into_iter().map(Before::Told).collect()));
    }
    let list: Vec<serde_json::Value> = serde_json::from_str(json).map_err(|_| damaged())?;
    list.into_iter().map(one_before).collect::<Result<_>>().map(Some)
}

fn one_before(value: serde_json::Value) -> Result<Before> {
    match value {
        serde_json::Value::Null => Ok(Before::Told(None)),
        serde_json::Value::String(text) => Ok(Before::Told(Some(text))),
        other => other.get(GONE).and_then(|digest| from_hex(digest.as_str()?)).map(Before::Gone).ok_or_else(damaged),
    }
}

type DisclosedAndGone = (Vec<Option<Disclosed>>, Vec<Option<Digest32>>);

fn disclosed(salts: &[Salt], old: Option<Vec<Before>>, new: Texts) -> Result<DisclosedAndGone> {
    let old = old.unwrap_or_else(|| salts.iter().map(|_| Before::Told(None)).collect());
    let new = new.unwrap_or_else(|| vec![None; salts.len()]);
    if old.len() != salts.len() || new.len() != salts.len() {
        return Err(damaged());
    }
    let both = salts.iter().zip(old.into_iter().zip(new));
    Ok(both
        .map(|(salt, (old, new))| match old {
            Before::Told(old) => (Some(Disclosed { salt: *salt, old: old.into(), new: new.into() }), None),
            Before::Gone(digest) => (None, Some(digest)),
        })
        .unzip())
}
