//! The index over folded text: which customers hold every word that was typed.

use crate::domain::field::Field;
use crate::domain::id::SubjectId;
use crate::domain::search::search_text;
use crate::domain::subject::Values;
use crate::domain::time::Date;
use crate::error::Result;
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

impl Writer<'_> {
    /// Puts a customer's folded text into the index, replacing what stood there.
    pub(super) fn index(&mut self, stored: &Stored) -> Result<()> {
        let wanted = if stored.customer && stored.erased.is_none() { self.text_of(stored)? } else { String::new() };
        let bucket = bucket(&stored.values);
        if let Some((rank, text)) = self.index_entry(stored.id)? {
            if text == wanted && rank / BUCKET == bucket {
                return Ok(());
            }
            self.unindex(stored.id)?;
        }
        if wanted.is_empty() {
            return Ok(());
        }
        let rank = self.next_rank(bucket)?;
        let sql = "INSERT INTO search_entry (rank, subject, text) VALUES ($1, $2, $3)";
        self.session.execute(sql, &[rank.into(), (&stored.id).into(), Param::from(&wanted)])?;
        self.session.index_put(rank, &wanted)
    }

    /// Takes a subject out of the index.
    pub(super) fn unindex(&mut self, id: SubjectId) -> Result<()> {
        let Some((rank, text)) = self.index_entry(id)? else { return Ok(()) };
        self.session.index_remove(rank, &text)?;
        self.session.execute("DELETE FROM search_entry WHERE rank = $1", &[rank.into()]).map(drop)
    }

    fn index_entry(&mut self, id: SubjectId) -> Result<Option<(i64, String)>> {
        let sql = "SELECT rank, text FROM search_entry WHERE subject = $1";
        self.one(sql, &[(&id).into()], |row| Ok((row.int(0)?, row.text(1)?.to_owned())))
    }

    fn next_rank(&mut self, bucket: i64) -> Result<i64> {
        let sql = "SELECT max(rank) FROM search_entry WHERE rank >= $1 AND rank < $2";
        let bounds = [(bucket * BUCKET).into(), ((bucket + 1) * BUCKET).into()];
        let last = self.one(sql, &bounds, |row| row.int_opt(0))?.flatten();
        Ok(last.map_or(bucket * BUCKET, |rank| rank + 1))
    }

    fn text_of(&mut self, stored: &Stored) -> Result<String> {
        let mut related = Vec::new();
        for relation in self.related(stored.id)? {
            related.extend(self.subject(relation.person)?.map(|stored| stored.values));
        }
        Ok(search_text(&stored.values, &related.iter().collect::<Vec<_>>()))
    }
}

/// The later the last visit, the smaller: the first rows found are the best.
fn bucket(values: &Values) -> i64 {
    let visit = values.get(Field::LastVisit).and_then(|text| Date::parse(text).ok());
    LAST_MONTH - visit.map_or(0, |date| i64::from(date.month_number()))
}
