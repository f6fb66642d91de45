//! The index over folded text: which customers hold every word that was typed.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use crate::domain::change::{FieldChange, values_after};
use crate::domain::field::{Field, Index};
use crate::domain::fold::fold;
use crate::domain::id::SubjectId;
use crate::domain::search::search_text;
use crate::domain::subject::Values;
use crate::domain::time::Date;
use crate::error::Result;
use crate::store::rows::Rows;
use crate::store::sql::{Param, damaged};
use crate::store::subject::Stored;
use crate::store::unit::{Reader, Writer};

/// How many ranks one month of last visits has room for.
const BUCKET: i64 = 1 << 32;

/// Later than any month, so that the ranks of later visits come first.
const LAST_MONTH: i64 = 12 * 10_000;

impl Reader<'_> {
    /// The customers that hold every term as the beginning of a word, the latest visited month first, after a rank.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn search(&mut self, terms: &[String], after: i64, limit: usize) -> Result<Vec<(i64, SubjectId)>> {
        let ranks = self.session.index_search(terms, after, limit)?;
        let mut found = Vec::with_capacity(ranks.len());
        for rank in ranks {
            let sql = "SELECT subject FROM search_entry WHERE rank = $1";
            let id = self.one(sql, &[rank.into()], |row| Ok(SubjectId::from_bytes(row.array(0)?)))?;
            found.push((rank, id.ok_or_else(damaged)?));
        }
        Ok(found)
    }
}

impl Reader<'_> {
    /// Every word the index holds.
    pub(crate) fn each_index_word(&mut self, each: &mut dyn FnMut(&str)) -> Result<()> {
        self.session.index_words(each)
    }
}

/// A row of the index: where it stands, or will stand among those of its month, whose it is, and its folded text.
pub(super) struct Row {
    pub(super) rank: i64,
    pub(super) subject: SubjectId,
    pub(super) text: String,
}

impl Writer<'_> {
    /// Notes that a subject is made or changed, so that what is derived of it is derived before the commit.
    pub(super) fn note(&mut self, id: SubjectId, new: bool, customer: bool, fields: &[FieldChange]) {
        if !new {
            self.touch(id);
        } else if customer {
            let found = |change: &&FieldChange| change.field == Field::LastVisit || change.field.spec().index != Index::No;
            self.late.customer(id, values_after(fields.iter().filter(found)));
        }
    }

    /// Notes that what is derived of a subject has to be looked up and derived again.
    pub(super) fn touch(&mut self, id: SubjectId) {
        self.late.touch(id);
        self.stale.insert(id);
    }

    /// Derives again what lists and search read of the subjects that changed and of the customers they belong to.
    /// In the order of the ranks: the index keeps a part for each time the order turns back.
    pub(super) fn derive_stale(&mut self) -> Result<()> {
        let (mut old, mut new) = (Vec::new(), self.late.rows());
        for id in self.stale_and_around()? {
            let Some(stored) = self.subject(id)? else { continue };
            self.put_sort_name(&stored)?;
            self.compare(&stored, &mut old, &mut new)?;
        }
        old.sort_unstable_by_key(|row: &Row| row.rank);
        new.sort_by_key(|row: &Row| row.rank);
        old.iter().try_for_each(|row| self.remove(row))?;
        let mut last = -1;
        for row in &mut new {
            row.rank = if last / BUCKET == row.rank / BUCKET { last + 1 } else { self.next_rank(row.rank)? };
            last = row.rank;
        }
        self.put(&new)
    }

    fn stale_and_around(&mut self) -> Result<BTreeSet<SubjectId>> {
        let stale = std::mem::take(&mut self.stale);
        let mut around = stale.clone();
        for id in stale {
            around.insert(self.survivor_of(id)?);
            for relation in self.related_to(id)? {
                around.insert(self.survivor_of(relation.of)?);
            }
        }
        Ok(around)
    }

    fn put_sort_name(&mut self, stored: &Stored) -> Result<()> {
        let name = if stored.erased.is_some() { None } else { Some(fold(&stored.values.display_name())) };
        let sql = "UPDATE subject SET sort_name = $1 WHERE id = $2 AND sort_name IS DISTINCT FROM $1";
        self.session.execute(sql, &[name.as_deref().into(), (&stored.id).into()]).map(drop)
    }

    /// What has to leave the index and what has to come, so that a customer stands there as it is now.
    fn compare(&mut self, stored: &Stored, old: &mut Vec<Row>, new: &mut Vec<Row>) -> Result<()> {
        let text = if stored.customer && stored.erased.is_none() { self.text_of(stored)? } else { String::new() };
        let month = month_of(&stored.values);
        let known = self.index_entry(stored.id)?;
        if known.as_ref().is_some_and(|row| row.text == text && row.rank / BUCKET == month / BUCKET) {
            return Ok(());
        }
        old.extend(known);
        new.extend((!text.is_empty()).then_some(Row { rank: month, subject: stored.id, text }));
        Ok(())
    }

    fn put(&mut self, rows: &[Row]) -> Result<()> {
        let params = rows.iter().flat_map(|row| [row.rank.into(), (&row.subject).into(), Param::from(&row.text)]);
        ENTRIES.insert(&mut *self.session, &params.collect::<Vec<_>>())?;
        rows.iter().try_for_each(|row| self.session.index_put(row.rank, &row.text))
    }

    fn remove(&mut self, row: &Row) -> Result<()> {
        self.session.index_remove(row.rank, &row.text)?;
        self.session.execute("DELETE FROM search_entry WHERE rank = $1", &[row.rank.into()]).map(drop)
    }

    /// Takes a subject out of the index.
    pub(super) fn unindex(&mut self, id: SubjectId) -> Result<()> {
        self.index_entry(id)?.map_or(Ok(()), |row| self.remove(&row))
    }

    fn index_entry(&mut self, subject: SubjectId) -> Result<Option<Row>> {
        let sql = "SELECT rank, text FROM search_entry WHERE subject = $1";
        self.one(sql, &[(&subject).into()], |row| Ok(Row { rank: row.int(0)?, subject, text: row.text(1)?.to_owned() }))
    }

    /// The first free rank of a month.
    fn next_rank(&mut self, month: i64) -> Result<i64> {
        let sql = "SELECT max(rank) FROM search_entry WHERE rank >= $1 AND rank < $2";
        let last = self.one(sql, &[month.into(), (month + BUCKET).into()], |row| row.int_opt(0))?.flatten();
        Ok(last.map_or(month, |rank| rank + 1))
    }

    fn text_of(&mut self, stored: &Stored) -> Result<String> {
        let persons = self.related(stored.id)?.into_iter().map(|relation| relation.person);
        let merged = self.same_as(stored.id)?.into_iter().filter(|side| *side != stored.id);
        let mut related = Vec::new();
        for id in persons.chain(merged) {
            related.extend(self.subject(id)?.map(|stored| stored.values));
        }
        Ok(search_text(&stored.values, &related.iter().collect::<Vec<_>>()))
    }
}

static ENTRIES: LazyLock<Rows> = LazyLock::new(|| Rows::new("search_entry", "rank, subject, text", ""));

/// The first rank of the month of the last visit. The later, the smaller: the first rows found are the best.
pub(super) fn month_of(values: &Values) -> i64 {
    let visit = values.get(Field::LastVisit).and_then(|text| Date::parse(text).ok());
    (LAST_MONTH - visit.map_or(0, |date| i64::from(date.month_number()))) * BUCKET
}
