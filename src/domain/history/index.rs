//! A history prepared for filtering: lines as columns, their texts folded, property names and values as small numbers.

use std::fmt;
use std::ops::Range;

use crate::domain::history::key::{self, LineKey};
use crate::domain::history::line::{HistoryLine, LineStatus};
use crate::domain::history::parts::{Folder, Interner, Parts, number};
use crate::domain::history::quick::{QuickMap, QuickSet};

/// Lines of one customer, prepared once and filtered many times.
///
/// ```
/// use clientela::domain::history::{Criteria, History, filter};
/// let history = History::new(Vec::new());
/// assert_eq!(filter(&history, &Criteria::default()).total, 0);
/// ```
pub struct History {
    lines: Vec<HistoryLine>,
    /// The columns of the lines, newest first.
    pub(super) rows: Vec<Row>,
    pub(super) parts: Parts,
    /// The names of properties and attributes, ascending.
    pub(super) names: Vec<String>,
    /// Their values: the name's number and the value, ascending.
    pub(super) values: Vec<(u32, String)>,
    /// For each item name in the order of the alphabet, a line that has it.
    ranked: Vec<u32>,
}

/// What a filter looks at in one line.
#[derive(Clone, Copy)]
pub(super) struct Row {
    /// The line's place in the host's order.
    pub(super) line: u32,
    pub(super) item: u32,
    pub(super) properties: u32,
    pub(super) document: u32,
    pub(super) name_rank: u32,
    pub(super) status: LineStatus,
    pub(super) defective: bool,
    pub(super) created: i64,
    pub(super) price: i64,
    pub(super) total: i64,
}

impl History {
    /// Prepares these lines, in whatever order they are.
    pub fn new(lines: Vec<HistoryLine>) -> Self {
        let (names, values) = names_and_values(&lines);
        let rows = Vec::with_capacity(lines.len());
        let mut history = Self { lines: Vec::new(), rows, parts: Parts::default(), names, values, ranked: Vec::new() };
        Builder::default().rows(&mut history, &lines);
        history.lines = lines;
        history
    }

    /// The lines, in the order they were given.
    pub fn lines(&self) -> &[HistoryLine] {
        &self.lines
    }

    /// The key of a row.
    pub(super) fn key(&self, row: usize) -> LineKey {
        let line = self.line(row);
        let first = self.rows[..row].partition_point(|other| key::place(&self.lines[other.line as usize]) < key::place(line));
        LineKey::of(line, number(row - first))
    }

    /// The row of a key, as a range; an empty one where its line would stand.
    pub(super) fn places_of(&self, key: &LineKey) -> Range<usize> {
        let before = |row: &Row| key::place(&self.lines[row.line as usize]) < key.place();
        let first = self.rows.partition_point(before);
        let same = self.rows[first..].partition_point(|row| key::place(&self.lines[row.line as usize]) == key.place());
        let at = (first + key.same_before as usize).min(first + same);
        at..(at + 1).min(first + same)
    }

    /// The rank of an item name, as a range; an empty one where it would stand.
    pub(super) fn ranks_of(&self, name: &str) -> Range<u32> {
        let mut folder = Folder::default();
        let sought = (folder.folded(name), name);
        let name_at = |place: &u32| self.lines[*place as usize].item_name.as_str();
        let rank = self.ranked.partition_point(|place| (folder.folded(name_at(place)), name_at(place)) < (sought.0.clone(), sought.1));
        let known = self.ranked.get(rank).is_some_and(|place| name_at(place) == name);
        number(rank)..number(rank + usize::from(known))
    }

    fn line(&self, row: usize) -> &HistoryLine {
        &self.lines[self.rows[row].line as usize]
    }

    /// The number of a property's or attribute's name.
    pub(super) fn name(&self, name: &str) -> Option<u32> {
        self.names.binary_search_by(|known| known.as_str().cmp(name)).ok().map(number)
    }

    /// The numbers of all values of a name.
    pub(super) fn values_of(&self, name: u32) -> Range<u32> {
        let before = |limit: u32| number(self.values.partition_point(|(of, _)| *of < limit));
        before(name)..before(name + 1)
    }

    /// The number of a value of that name.
    pub(super) fn value(&self, name: u32, value: &str) -> Option<u32> {
        self.values.binary_search_by(|(of, known)| (*of, known.as_str()).cmp(&(name, value))).ok().map(number)
    }

    /// The numbers of these values, ascending, each once.
    fn numbers_of<'p>(&self, pairs: impl Iterator<Item = &'p (String, String)>) -> Vec<u32> {
        let mut numbers: Vec<u32> = pairs.filter_map(|(name, value)| self.value(self.name(name)?, value)).collect();
        numbers.sort_unstable();
        numbers.dedup();
        numbers
    }
}

impl fmt::Debug for History {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "History({} lines)", self.lines.len())
    }
}

type Pairs = [(String, String)];

/// Every name, and every value of every name, ascending.
fn names_and_values(lines: &[HistoryLine]) -> (Vec<String>, Vec<(u32, String)>) {
    let mut sets: QuickSet<&Pairs> = QuickSet::default();
    for line in lines {
        sets.extend([line.properties.as_slice(), line.attributes.as_slice()]);
    }
    let pairs: QuickSet<(&str, &str)> = sets.into_iter().flatten().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let mut sorted: Vec<(&str, &str)> = pairs.into_iter().collect();
    sorted.sort_unstable();
    let (mut names, mut values) = (Vec::<String>::new(), Vec::with_capacity(sorted.len()));
    for (name, value) in sorted {
        if names.last().is_none_or(|last| last != name) {
            names.push(name.to_owned());
        }
        values.push((number(names.len() - 1), value.to_owned()));
    }
    (names, values)
}

/// A line of every item name, in the order of the alphabet, folded.
fn by_name(lines: &[HistoryLine], folder: &mut Folder) -> Vec<u32> {
    let distinct: QuickMap<&str, u32> = lines.iter().enumerate().map(|(at, line)| (line.item_name.as_str(), number(at))).collect();
    let mut sorted: Vec<(String, &str, u32)> = distinct.into_iter().map(|(name, at)| (folder.folded(name), name, at)).collect();
    sorted.sort_unstable();
    sorted.into_iter().map(|(_, _, at)| at).collect()
}

/// The lines' numbers, newest first, then by document, line and status, then as the host gave them.
fn newest_first(lines: &[HistoryLine]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..lines.len()).collect();
    order.sort_by(|a, b| key::place(&lines[*a]).cmp(&key::place(&lines[*b])));
    order
}

type ItemKey<'a> = (&'a str, &'a str, &'a str, &'a Pairs);
type DocumentKey<'a> = (&'a str, Option<&'a str>, &'a [String], &'a [String]);

/// Turns lines into rows; what was folded once is not folded again.
#[derive(Default)]
struct Builder<'a> {
    folder: Folder,
    items: Interner<ItemKey<'a>>,
    properties: Interner<(&'a Pairs, &'a Pairs)>,
    documents: Interner<DocumentKey<'a>>,
}

impl<'a> Builder<'a> {
    fn rows(mut self, history: &mut History, lines: &'a [HistoryLine]) {
        history.ranked = by_name(lines, &mut self.folder);
        let names = history.ranked.iter().map(|at| lines[*at as usize].item_name.as_str());
        let ranks: QuickMap<&str, u32> = names.zip(0..).collect();
        for place in newest_first(lines) {
            let line = &lines[place];
            let row = Row {
                line: number(place),
                item: self.item(history, line),
                properties: self.properties(history, line),
                document: self.document(history, line),
                name_rank: ranks.get(line.item_name.as_str()).copied().unwrap_or_default(),
                status: line.status,
                defective: line.defective,
                created: line.created.millis(),
                price: line.final_price.minor(),
                total: line.document_total,
            };
            history.rows.push(row);
        }
    }

    fn item(&mut self, history: &mut History, line: &'a HistoryLine) -> u32 {
        let key = (line.item_name.as_str(), line.item_code.as_str(), line.ean.as_str(), line.attributes.as_slice());
        self.items.number(key, |(name, code, ean, attributes)| {
            let values = history.numbers_of(attributes.iter());
            let texts = attributes.iter().map(|(_, value)| value.as_str());
            history.parts.add(&mut self.folder, [*name, *code, *ean].into_iter().chain(texts), &values)
        })
    }

    /// The properties without what the attributes say already, so that a line counts once for a value.
    fn properties(&mut self, history: &mut History, line: &'a HistoryLine) -> u32 {
        let said_twice = line.properties.iter().any(|pair| line.attributes.contains(pair));
        let said = if said_twice { line.attributes.as_slice() } else { &[] };
        self.properties.number((line.properties.as_slice(), said), |(properties, said)| {
            let values = history.numbers_of(properties.iter().filter(|pair| !said.contains(pair)));
            history.parts.add(&mut self.folder, properties.iter().map(|(_, value)| value.as_str()), &values)
        })
    }

    fn document(&mut self, history: &mut History, line: &'a HistoryLine) -> u32 {
        let key = (line.number.as_str(), line.barcode.as_deref(), line.sources.as_slice(), line.source_barcodes.as_slice());
        self.documents.number(key, |(number, barcode, sources, source_barcodes)| {
            let others = sources.iter().chain(source_barcodes.iter()).map(String::as_str);
            history.parts.add(&mut self.folder, std::iter::once(*number).chain(*barcode).chain(others), &[])
        })
    }
}
