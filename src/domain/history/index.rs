//! A history prepared for filtering: lines as columns, their texts folded, property names and values as small numbers.

use std::fmt;
use std::hash::{Hash, Hasher};
use std::ops::Range;

use crate::domain::history::key::{self, LineKey};
use crate::domain::history::line::{HistoryLine, LineStatus};
use crate::domain::history::parts::{Folder, Interner, Parts, number};
use crate::domain::pairs::Pairs;

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
        let rows = Vec::with_capacity(lines.len());
        let (names, values, ranked) = (Vec::new(), Vec::new(), Vec::new());
        let mut history = Self { lines: Vec::new(), rows, parts: Parts::default(), names, values, ranked };
        Builder::default().build(&mut history, &lines);
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
}

impl fmt::Debug for History {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "History({} lines)", self.lines.len())
    }
}

/// The lines' numbers, newest first, then by document, line and status, then as the host gave them.
fn newest_first(lines: &[HistoryLine]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..lines.len()).collect();
    order.sort_by(|a, b| key::place(&lines[*a]).cmp(&key::place(&lines[*b])));
    order
}

/// What makes up an item. Code and name nearly always tell one from another, so no more is hashed.
#[derive(PartialEq, Eq)]
struct ItemKey<'a> {
    code: &'a str,
    name: &'a str,
    ean: &'a str,
    attributes: &'a Pairs,
}

impl Hash for ItemKey<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        (self.code, self.name).hash(state);
    }
}

type DocumentKey<'a> = (&'a str, Option<&'a str>, &'a [String], &'a [String]);

/// Turns lines into rows; what was folded once is not folded again.
#[derive(Default)]
struct Builder<'a> {
    folder: Folder,
    items: Interner<ItemKey<'a>>,
    properties: Interner<(&'a Pairs, Option<&'a Pairs>)>,
    documents: Interner<DocumentKey<'a>>,
    /// The document of the line before: most lines stand beside others of theirs.
    last: Option<(DocumentKey<'a>, u32)>,
    /// The number of each item and a line that has it.
    items_met: Vec<(u32, u32)>,
    /// Every value with its name, numbered as they are met.
    values: Interner<(&'a str, &'a str)>,
    met: Vec<(&'a str, &'a str)>,
}

impl<'a> Builder<'a> {
    fn build(mut self, history: &mut History, lines: &'a [HistoryLine]) {
        for place in newest_first(lines) {
            let line = &lines[place];
            let row = Row {
                line: number(place),
                item: self.item(history, line, place),
                properties: self.properties(history, line),
                document: self.document(history, line),
                name_rank: 0,
                status: line.status,
                defective: line.defective,
                created: line.created.millis(),
                price: line.final_price.minor(),
                total: line.document_total,
            };
            history.rows.push(row);
        }
        self.rank_names(history, lines);
        self.name_values(history);
    }

    /// Ranks the item names in the order of the alphabet, folded.
    fn rank_names(&mut self, history: &mut History, lines: &[HistoryLine]) {
        let name = |place: u32| lines[place as usize].item_name.as_str();
        let met = self.items_met.iter();
        let mut sorted: Vec<_> = met.map(|(item, place)| (self.folder.folded(name(*place)), name(*place), *item, *place)).collect();
        sorted.sort_unstable();
        let mut ranks = vec![0; history.parts.len()];
        for (_, text, item, place) in sorted {
            if history.ranked.last().is_none_or(|last| name(*last) != text) {
                history.ranked.push(place);
            }
            ranks[item as usize] = number(history.ranked.len() - 1);
        }
        history.rows.iter_mut().for_each(|row| row.name_rank = ranks[row.item as usize]);
    }

    fn item(&mut self, history: &mut History, line: &'a HistoryLine, place: usize) -> u32 {
        let (code, name, ean, attributes) = (line.item_code.as_str(), line.item_name.as_str(), line.ean.as_str(), &line.attributes);
        let (folder, values, met, items_met) = (&mut self.folder, &mut self.values, &mut self.met, &mut self.items_met);
        self.items.number(ItemKey { code, name, ean, attributes }, |_| {
            let numbers = numbers_of(values, met, attributes.iter());
            let texts = attributes.iter().map(|(_, value)| value);
            let item = history.parts.add(folder, [name, code, ean].into_iter().chain(texts), &numbers);
            items_met.push((item, number(place)));
            item
        })
    }

    /// The properties without what the attributes say already, so that a line counts once for a value.
    fn properties(&mut self, history: &mut History, line: &'a HistoryLine) -> u32 {
        let (properties, attributes) = (&line.properties, &line.attributes);
        let said = Some(attributes).filter(|said| properties.iter().any(|(name, value)| said.contains(name, value)));
        let twice = move |(name, value): (&str, &str)| said.is_some_and(|said| said.contains(name, value));
        let (folder, values, met) = (&mut self.folder, &mut self.values, &mut self.met);
        self.properties.number((properties, said), |_| {
            let numbers = numbers_of(values, met, properties.iter().filter(|pair| !twice(*pair)));
            history.parts.add(folder, properties.iter().map(|(_, value)| value), &numbers)
        })
    }

    fn document(&mut self, history: &mut History, line: &'a HistoryLine) -> u32 {
        let key = (line.number.as_str(), line.barcode.as_deref(), line.sources.as_slice(), line.source_barcodes.as_slice());
        if let Some((_, known)) = self.last.filter(|(last, _)| *last == key) {
            return known;
        }
        let number = self.documents.number(key, |(number, barcode, sources, source_barcodes)| {
            let others = sources.iter().chain(source_barcodes.iter()).map(String::as_str);
            history.parts.add(&mut self.folder, std::iter::once(*number).chain(*barcode).chain(others), &[])
        });
        self.last = Some((key, number));
        number
    }

    /// Numbers the values anew: ascending by name and value.
    fn name_values(self, history: &mut History) {
        let mut order: Vec<usize> = (0..self.met.len()).collect();
        order.sort_unstable_by_key(|at| self.met[*at]);
        let mut ascending = vec![0; order.len()];
        for (rank, at) in order.into_iter().enumerate() {
            let (name, value) = self.met[at];
            if history.names.last().is_none_or(|last| last != name) {
                history.names.push(name.to_owned());
            }
            history.values.push((number(history.names.len() - 1), value.to_owned()));
            ascending[at] = number(rank);
        }
        history.parts.renumber(&ascending);
    }
}

/// The numbers of these values as they are met, each once.
fn numbers_of<'a>(
    values: &mut Interner<(&'a str, &'a str)>,
    met: &mut Vec<(&'a str, &'a str)>,
    pairs: impl Iterator<Item = (&'a str, &'a str)>,
) -> Vec<u32> {
    let mut number_of = |pair: (&'a str, &'a str)| {
        values.number(pair, |pair| {
            met.push(*pair);
            number(met.len() - 1)
        })
    };
    let mut numbers: Vec<u32> = pairs.map(&mut number_of).collect();
    numbers.sort_unstable();
    numbers.dedup();
    numbers
}
