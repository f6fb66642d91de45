//! Which lines of a history a person at the till wants to see, and what else could be chosen. One pass over the lines.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::domain::history::facets::{Counts, Required};
use crate::domain::history::index::{History, Row};
use crate::domain::history::key::LineKey;
use crate::domain::history::line::LineStatus;
use crate::domain::history::parts::words_of;
use crate::domain::time::{Date, Timestamp};

/// In which order the hits come. Lines that are equal in it are newest first.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
#[non_exhaustive]
pub enum Sort {
    /// Newest document first, then by document number and line.
    #[default]
    Newest,
    /// Oldest document first: the reverse of newest.
    Oldest,
    /// Lowest final price first.
    Cheapest,
    /// Highest final price first.
    Dearest,
    /// By item name, folded.
    ItemName,
}

/// What a line must be like. Everything left empty allows every line.
///
/// ```
/// use clientela::domain::history::{Criteria, LineStatus};
/// let criteria = Criteria { text: "socks 42".into(), ..Criteria::default() }
///     .status(LineStatus::Sold).value("size", "42").value("size", "43").value("brand", "Falke");
/// assert_eq!(criteria.values["size"].len(), 2); // size 42 or 43, and of this brand
/// ```
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Criteria {
    /// Words that must all occur, each anywhere in item name, item code, EAN, property and attribute values, document numbers
    /// (own and source) and barcodes. Case and accents do not matter (`ä` is found by `a` and `ae`),
    /// nor does the words' order.
    pub text: String,
    /// The line has one of these; empty: any.
    pub statuses: BTreeSet<LineStatus>,
    /// Final price of a single unit at least, in minor units as shown (rounded).
    pub price_from: Option<i64>,
    /// Final price of a single unit at most.
    pub price_to: Option<i64>,
    /// Document created at this instant or later.
    pub created_from: Option<Timestamp>,
    /// Document created before this instant.
    pub created_before: Option<Timestamp>,
    /// Document total at least, in minor units.
    pub total_from: Option<i64>,
    /// Document total at most.
    pub total_to: Option<i64>,
    /// Only items marked defective.
    pub defective_only: bool,
    /// For each property or attribute named, the line has one of the values; a name without values allows every line.
    pub values: BTreeMap<String, BTreeSet<String>>,
    /// The order of the hits.
    pub sort: Sort,
    /// The last line of the page before, as [`Filtered::next`] gave it; none: the first page.
    pub after: Option<LineKey>,
    /// How many hits to give at most; none: all.
    pub limit: Option<usize>,
}

impl Criteria {
    /// Allows this status too.
    pub fn status(mut self, status: LineStatus) -> Self {
        self.statuses.insert(status);
        self
    }

    /// Allows this value of a property or attribute too.
    pub fn value(mut self, name: &str, value: &str) -> Self {
        self.values.entry(name.to_owned()).or_default().insert(value.to_owned());
        self
    }

    /// Only documents created from the first to the last day, both included, at a place `offset_minutes` east of UTC.
    pub fn days(mut self, first: Date, last: Date, offset_minutes: i32) -> Self {
        let local = |date: Date| Timestamp::from_millis(date.start().millis() - i64::from(offset_minutes) * 60_000);
        self.created_from = Some(local(first));
        self.created_before = Some(local(last).plus_days(1));
        self
    }
}

/// One value that could be chosen, with the lines it would show under the other filters.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct FacetValue<'h> {
    /// The value.
    pub value: &'h str,
    /// How many lines have it, of those that every other filter allows.
    pub count: usize,
}

/// A property or attribute by which lines can be chosen.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Facet<'h> {
    /// Its name.
    pub name: &'h str,
    /// Its values in order: those with lines, and those chosen.
    pub values: Vec<FacetValue<'h>>,
}

/// What a filter found.
///
/// ```
/// use clientela::domain::history::{Criteria, History, filter};
/// let history = History::new(Vec::new());
/// let found = filter(&history, &Criteria { limit: Some(20), ..Criteria::default() });
/// let page: Vec<_> = found.hits.iter().map(|hit| &history.lines()[*hit]).collect();
/// assert!(page.is_empty() && found.facets.is_empty());
/// ```
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Filtered<'h> {
    /// The page: places in [`History::lines`], in the order asked for.
    pub hits: Vec<usize>,
    /// Where the next page begins; none after the last, and where no hit was asked for.
    pub next: Option<LineKey>,
    /// How many lines there are on all pages.
    pub total: usize,
    /// Per status, how many lines every other filter allows; statuses with lines, and those chosen.
    pub statuses: Vec<(LineStatus, usize)>,
    /// Properties and attributes by name.
    pub facets: Vec<Facet<'h>>,
}

/// Filters the lines and counts what could be chosen, in one pass.
pub fn filter<'h>(history: &'h History, criteria: &Criteria) -> Filtered<'h> {
    let required = Required::of(history, criteria);
    let mut counts = Counts::of(history);
    let mut rows = Vec::new();
    let matches = text_matches(history, &criteria.text);
    for (place, row) in history.rows.iter().enumerate() {
        if matches.as_ref().is_none_or(|matches| matches[place]) && allows(criteria, row) {
            let status_allowed = criteria.statuses.is_empty() || criteria.statuses.contains(&row.status);
            if counts.add(history, row, status_allowed, &required) {
                rows.push(place);
            }
        }
    }
    let total = rows.len();
    let (hits, next) = page(history, criteria, rows);
    let (statuses, facets) = (counts.statuses(criteria), counts.facets(history, &required));
    Filtered { hits, next, total, statuses, facets }
}

/// Every filter except text, status and chosen values.
fn allows(criteria: &Criteria, row: &Row) -> bool {
    within(row.price, criteria.price_from, criteria.price_to)
        && within(row.total, criteria.total_from, criteria.total_to)
        && criteria.created_from.is_none_or(|from| row.created >= from.millis())
        && criteria.created_before.is_none_or(|before| row.created < before.millis())
        && (row.defective || !criteria.defective_only)
}

fn within(value: i64, from: Option<i64>, to: Option<i64>) -> bool {
    from.is_none_or(|from| value >= from) && to.is_none_or(|to| value <= to)
}

/// For each row whether every word occurs in it; none where there are no words.
fn text_matches(history: &History, text: &str) -> Option<Vec<bool>> {
    let words = words_of(text);
    if words.is_empty() {
        return None;
    }
    let mut matches = vec![true; history.rows.len()];
    let mut found = vec![false; history.parts.len()];
    for word in words {
        found.fill(false);
        history.parts.mark(&word, &mut found);
        let mut any = false;
        for (row, matches) in history.rows.iter().zip(&mut matches) {
            *matches &= [row.item, row.properties, row.document].iter().any(|part| found[*part as usize]);
            any |= *matches;
        }
        if !any {
            break;
        }
    }
    Some(matches)
}

/// The page asked for, out of rows that come newest first, and where the next one begins.
fn page(history: &History, criteria: &Criteria, mut rows: Vec<usize>) -> (Vec<usize>, Option<LineKey>) {
    if let Some(after) = &criteria.after {
        retain_behind(history, criteria.sort, after, &mut rows);
    }
    let end = criteria.limit.map_or(rows.len(), |limit| limit.min(rows.len()));
    let row = |place: &usize| &history.rows[*place];
    match criteria.sort {
        Sort::Newest => {}
        Sort::Oldest => rows.reverse(),
        Sort::Cheapest => bring_forward(&mut rows, end, |place| (row(place).price, *place)),
        Sort::Dearest => bring_forward(&mut rows, end, |place| (Reverse(row(place).price), *place)),
        Sort::ItemName => bring_forward(&mut rows, end, |place| (row(place).name_rank, *place)),
    }
    let more = end < rows.len();
    rows.truncate(end);
    let next = rows.last().filter(|_| more).map(|place| history.key(*place));
    (rows.iter().map(|place| row(place).line as usize).collect(), next)
}

/// Leaves the rows that come behind the key in this order.
fn retain_behind(history: &History, sort: Sort, key: &LineKey, rows: &mut Vec<usize>) {
    let key_at = history.places_of(key);
    let behind = |place: &usize| *place >= key_at.end;
    let row = |place: &usize| &history.rows[*place];
    match sort {
        Sort::Newest => rows.retain(behind),
        Sort::Oldest => rows.retain(|place| *place < key_at.start),
        Sort::Cheapest => rows.retain(|place| (row(place).price, behind(place)) > (key.price, false)),
        Sort::Dearest => rows.retain(|place| (Reverse(row(place).price), behind(place)) > (Reverse(key.price), false)),
        Sort::ItemName => {
            let same_name = history.ranks_of(&key.item_name);
            rows.retain(|place| match row(place).name_rank {
                rank if same_name.contains(&rank) => behind(place),
                rank => rank >= same_name.end,
            });
        }
    }
}

/// Sorts the first `end` rows into place; the others need no order.
fn bring_forward<K: Ord>(rows: &mut [usize], end: usize, key: impl Fn(&usize) -> K) {
    if (1..rows.len()).contains(&end) {
        rows.select_nth_unstable_by_key(end - 1, &key);
    }
    rows[..end].sort_unstable_by_key(key);
}
