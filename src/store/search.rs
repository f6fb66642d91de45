//! The index over folded words: which customers hold what is wanted, and the vocabulary of words that may be mistyped.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use crate::domain::field::Field;
use crate::domain::fold::fold;
use crate::domain::id::SubjectId;
use crate::domain::journal::EntryKind;
use crate::domain::search::{SearchFilter, Wanted, index_text, vocabulary};
use crate::domain::subject::Values;
use crate::domain::time::Date;
use crate::error::Result;
use crate::store::journal::Draft;
use crate::store::rows::Rows;
use crate::store::sql::{Param, Ranks};
use crate::store::subject::Stored;
use crate::store::unit::{Reader, Writer};

/// What the first statements of a search learned for the later ones.
#[derive(Clone, Debug, Default)]
pub struct Hints {
    /// How many customers have a word that begins so, at least; 0 where it is quickly gathered.
    common: BTreeMap<String, usize>,
    /// Few fit what narrows the search.
    rare: bool,
}

/// Of so many words, or so many customers, a beginning is common.
const MOST_WORDS: usize = 64;
const MOST_GATHERED: usize = 1000;

/// How many rows of the index are looked at before it is asked for what narrows the search. One look takes as long as finding a hundred
/// rows in the index does.
const MOST_LOOKS_NARROWED: usize = 64;

/// How many before it gathers a beginning that so many customers have.
fn most_looks(customers: usize) -> usize {
    (customers / 64).clamp(64, 512)
}

/// So many looks say how many it will take.
const FIRST_LOOKS: usize = 16;

/// Whether looking on will find enough within so many looks.
fn is_worth(looks: usize, found: usize, wanted: usize, most: usize) -> bool {
    found < wanted && (looks < FIRST_LOOKS || looks * wanted <= most * found)
}

/// How many ranks one month of last visits has room for.
const BUCKET: i64 = 1 << 32;

/// Later than any month, so that the ranks of later visits come first.
const LAST_MONTH: i64 = 12 * 10_000;

impl Reader<'_> {
    /// The first rows of the index that hold what is wanted, of these ranks.
    ///
    /// A long beginning that many have is first looked for by its own beginning, which the index has at hand: who has the one mostly has
    /// the other. Where too few have it, the index gathers it. What narrows a search is looked at row by row first too: nearly everybody is
    /// active. `hints` keeps what was learned from one call to the next.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn search(&mut self, wanted: &Wanted, ranks: Ranks, limit: usize, hints: &mut Hints) -> Result<Vec<IndexRow>> {
        let mut looks = 0;
        for word in wanted.long() {
            if !hints.common.contains_key(word) {
                let customers = self.gathered(word)?;
                hints.common.insert(word.to_owned(), customers);
            }
            looks = looks.max(most_looks(hints.common[word]) * usize::from(hints.common[word] > 0));
        }
        let loose = wanted.loosely(&|word| hints.common.get(word).is_some_and(|customers| *customers > 0));
        if wanted.is_narrowed() && !hints.rare {
            if let Some(found) = self.look_through(wanted, &loose.widened(), ranks.clone(), limit, MOST_LOOKS_NARROWED)? {
                return Ok(found);
            }
            hints.rare = true;
        }
        if looks > 0
            && let Some(found) = self.look_through(wanted, &loose, ranks.clone(), limit, looks)?
        {
            return Ok(found);
        }
        let mut found = Vec::new();
        self.session.index_search(wanted, ranks, &mut |rank, subject, text| {
            found.push(IndexRow { rank, subject, text: text.to_owned() });
            Ok(found.len() < limit)
        })?;
        Ok(found)
    }

    /// The same by looking at the rows that hold something looser; none where that takes too many looks.
    fn look_through(&mut self, wanted: &Wanted, loose: &Wanted, ranks: Ranks, limit: usize, most: usize) -> Result<Option<Vec<IndexRow>>> {
        let (mut found, mut looks, mut goes_on) = (Vec::new(), 0, true);
        self.session.index_search(loose, ranks, &mut |rank, subject, text| {
            looks += 1;
            found.extend(wanted.holds(text).then(|| IndexRow { rank, subject, text: text.to_owned() }));
            goes_on = is_worth(looks, found.len(), limit, most);
            Ok(goes_on)
        })?;
        Ok((goes_on || found.len() == limit).then_some(found))
    }

    /// How many customers have a word that begins so, at least, where so many have that gathering them takes long; else 0.
    fn gathered(&mut self, beginning: &str) -> Result<usize> {
        let sql = "SELECT count(*), coalesce(sum(count), 0) FROM (SELECT count FROM search_word WHERE word >= $1 AND word < $2 LIMIT $3)";
        let (first, last) = (fold(beginning), format!("{}\u{10ffff}", fold(beginning)));
        let most = i64::try_from(MOST_WORDS).unwrap_or(i64::MAX);
        let params = [Param::from(&first), Param::from(&last), most.into()];
        let counted = self.one(sql, &params, |row| Ok((row.number::<usize>(0)?, row.number::<usize>(1)?)))?;
        let common = counted.filter(|(words, customers)| *words == MOST_WORDS || *customers > MOST_GATHERED);
        Ok(common.map_or(0, |(_, customers)| customers.max(1)))
    }

    /// The first word that may be mistyped and is not before a text.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn word_from(&mut self, text: &str) -> Result<Option<String>> {
        let sql = "SELECT word FROM search_word WHERE word >= $1 ORDER BY word LIMIT 1";
        self.one(sql, &[text.into()], |row| Ok(row.text(0)?.to_owned()))
    }
}

/// The ranks behind one that hold whom a filter wants by the last visit, and some of the same months.
pub fn ranks_of(filter: &SearchFilter, after: i64) -> Ranks {
    let month = |date: Date| rank_of(i64::from(date.month_number()));
    let first = filter.visited_to.map_or(0, month);
    let last = filter.visited_from.map_or(i64::MAX, |from| month(from) + BUCKET - 1);
    first.max(after.saturating_add(1))..=last
}

impl Reader<'_> {
    /// Every word the index holds, without the mark of its class.
    pub(crate) fn each_index_word(&mut self, each: &mut dyn FnMut(&str) -> Result<()>) -> Result<()> {
        self.session.index_words(&mut |word| each(word.strip_prefix(|mark: char| mark.is_ascii()).unwrap_or(word)))
    }
}

/// A row of the index.
pub struct IndexRow {
    /// Where it stands, or will stand among those of its month.
    pub rank: i64,
    /// Whose it is.
    pub subject: SubjectId,
    /// Its folded text.
    pub text: String,
}

impl std::fmt::Debug for IndexRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "IndexRow(of {})", self.subject)
    }
}

/// In how many more rows of the index each word of the vocabulary stands, or in how many fewer.
#[derive(Default)]
pub(super) struct Words(BTreeMap<String, i64>);

impl Words {
    /// The words of one row more, or of one fewer.
    pub(super) fn count(&mut self, text: &str, step: i64) {
        for word in vocabulary(text) {
            match self.0.get_mut(word) {
                Some(count) => *count += step,
                None => drop(self.0.insert(word.to_owned(), step)),
            }
        }
    }

    pub(super) fn add(&mut self, other: Self) {
        other.0.into_iter().for_each(|(word, count)| *self.0.entry(word).or_default() += count);
    }
}

impl Writer<'_> {
    /// Notes that a subject is made or changed, so that what is derived of it is derived before the commit.
    pub(super) fn note(&mut self, id: SubjectId, draft: &Draft) {
        if draft.kind != EntryKind::Created {
            self.touch(id);
        } else if draft.customer {
            self.late.new_customer(id);
        }
    }

    /// Has the index hold what was written in this transaction: before somebody is looked for in it.
    ///
    /// # Errors
    /// Those of writing the store.
    pub fn index_now(&mut self) -> Result<()> {
        self.write_entries()?;
        self.derive_stale()
    }

    /// Notes that what is derived of a subject has to be looked up and derived again.
    pub(super) fn touch(&mut self, id: SubjectId) {
        self.late.touch(id);
        self.stale.insert(id);
    }

    /// Derives again what lists and search read of the subjects that changed and of the customers they belong to.
    /// In the order of the ranks: the index keeps a part for each time the order turns back.
    pub(super) fn derive_stale(&mut self) -> Result<()> {
        let (mut new, mut words) = self.late.rows();
        let (mut old, counted) = (Vec::new(), new.len());
        for id in self.stale_and_around()? {
            let Some(stored) = self.subject(id)? else { continue };
            self.put_sort_name(&stored)?;
            self.compare(&stored, &mut old, &mut new)?;
        }
        old.iter().for_each(|row| words.count(&row.text, -1));
        new[counted..].iter().for_each(|row| words.count(&row.text, 1));
        self.put_words(&words)?;
        old.sort_unstable_by_key(|row: &IndexRow| row.rank);
        new.sort_by_key(|row: &IndexRow| row.rank);
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
    fn compare(&mut self, stored: &Stored, old: &mut Vec<IndexRow>, new: &mut Vec<IndexRow>) -> Result<()> {
        let text = if stored.is_listed() { self.text_of(stored)? } else { String::new() };
        let month = month_of(&stored.values);
        let known = self.index_entry(stored.id)?;
        if known.as_ref().is_some_and(|row| row.text == text && row.rank / BUCKET == month / BUCKET) {
            return Ok(());
        }
        old.extend(known);
        new.extend((!text.is_empty()).then_some(IndexRow { rank: month, subject: stored.id, text }));
        Ok(())
    }

    fn put(&mut self, rows: &[IndexRow]) -> Result<()> {
        let mut params = Vec::with_capacity(3 * rows.len());
        params.extend(rows.iter().flat_map(|row| [row.rank.into(), (&row.subject).into(), Param::from(&row.text)]));
        ENTRIES.insert(&mut *self.session, &params)?;
        self.session.index_put(&mut rows.iter().map(|row| (row.rank, row.text.as_str())))
    }

    fn remove(&mut self, row: &IndexRow) -> Result<()> {
        self.session.index_remove(row.rank, &row.text)?;
        self.remove_entry(row)
    }

    fn remove_entry(&mut self, row: &IndexRow) -> Result<()> {
        self.session.execute("DELETE FROM search_entry WHERE rank = $1", &[row.rank.into()]).map(drop)
    }

    /// Takes a subject out of the index before a purge.
    pub(super) fn unindex(&mut self, id: SubjectId) -> Result<()> {
        let Some(row) = self.index_entry(id)? else { return Ok(()) };
        let mut words = Words::default();
        words.count(&row.text, -1);
        self.put_words(&words)?;
        self.session.index_forget(row.rank, &row.text)?;
        self.remove_entry(&row)
    }

    /// Keeps the vocabulary. A word of no row is gone.
    fn put_words(&mut self, words: &Words) -> Result<()> {
        let changed = words.0.iter().filter(|(_, count)| **count != 0);
        let mut params = Vec::with_capacity(2 * words.0.len());
        params.extend(changed.flat_map(|(word, count)| [Param::from(word), (*count).into()]));
        WORDS.insert(&mut *self.session, &params)?;
        let mut fewer = words.0.iter().filter(|(_, count)| **count < 0);
        let sql = "DELETE FROM search_word WHERE word = $1 AND count <= 0";
        fewer.try_for_each(|(word, _)| self.session.execute(sql, &[word.into()]).map(drop))
    }

    fn index_entry(&mut self, subject: SubjectId) -> Result<Option<IndexRow>> {
        let sql = "SELECT rank, text FROM search_entry WHERE subject = $1";
        self.one(sql, &[(&subject).into()], |row| Ok(IndexRow { rank: row.int(0)?, subject, text: row.text(1)?.to_owned() }))
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
            related.extend(self.subject(id)?.filter(|stored| !stored.is_restricted()).map(|stored| stored.values));
        }
        Ok(index_text(&stored.values, &related.iter().collect::<Vec<_>>()))
    }
}

static ENTRIES: LazyLock<Rows> = LazyLock::new(|| Rows::new("search_entry", "rank, subject, text", ""));

/// The table of the words that may be mistyped.
pub(crate) const VOCABULARY: &str = "search_word";

static WORDS: LazyLock<Rows> =
    LazyLock::new(|| Rows::new(VOCABULARY, "word, count", " ON CONFLICT (word) DO UPDATE SET count = count + excluded.count"));

/// The first rank of the month of the last visit. The later, the smaller: the first rows found are the best.
pub(super) fn month_of(values: &Values) -> i64 {
    let visit = values.get(Field::LastVisit).and_then(|text| Date::parse(text).ok());
    rank_of(visit.map_or(0, |date| i64::from(date.month_number())))
}

fn rank_of(month: i64) -> i64 {
    (LAST_MONTH - month) * BUCKET
}
