//! How the lines of a file are made: what stands between cells, and whether the first line names them.

use crate::domain::import::{DateEvidence, field_of_header};
use crate::engine::feed::SEPARATORS;

/// How many lines are looked at.
const LOOKED_AT: usize = 500;

/// Of a hundred lines so many have as many cells as most.
const ENOUGH: usize = 80;

/// A record with the number of the line it begins in.
pub(super) type Row = (u64, Vec<String>);

/// What may stand between cells, the likeliest first, each with how many cells a line then has.
pub(super) fn separators(text: &str) -> Vec<(char, usize)> {
    let mut found: Vec<(usize, usize, char)> = Vec::new();
    for separator in SEPARATORS {
        let rows = rows(text, separator);
        let counts: Vec<usize> = rows.iter().map(|(_, cells)| cells.len()).collect();
        let common = most_common(&counts);
        let share = counts.iter().filter(|count| **count == common).count() * 100 / counts.len().max(1);
        if common > 1 && share >= ENOUGH {
            found.push((share, common, separator));
        }
    }
    found.sort_by_key(|(share, common, _)| std::cmp::Reverse((*share / 10, *common)));
    found.into_iter().map(|(_, cells, separator)| (separator, cells)).collect()
}

fn most_common(counts: &[usize]) -> usize {
    let often = |count: &usize| counts.iter().filter(|other| *other == count).count();
    counts.iter().copied().max_by_key(often).unwrap_or(0)
}

/// The first records of a text.
pub(super) fn rows(text: &str, separator: char) -> Vec<Row> {
    let mut builder = csv::ReaderBuilder::new();
    builder.has_headers(false).flexible(true).delimiter(u8::try_from(separator).unwrap_or(b','));
    // The reader counts a line too few where one ends with two signs.
    let text = text.replace("\r\n", "\n");
    let mut reader = builder.from_reader(text.as_bytes());
    let records = reader.records().map_while(Result::ok).take(LOOKED_AT);
    let rows = records.map(|record| (record.position().map_or(0, csv::Position::line), record.iter().map(str::to_owned).collect()));
    rows.filter(|(_, cells): &Row| cells.iter().any(|cell| !cell.trim().is_empty())).collect()
}

/// Whether the first line names the columns, and whether that is sure.
pub(super) fn header(rows: &[Row]) -> (bool, bool) {
    let Some((_, first)) = rows.first() else { return (true, false) };
    let named = first.iter().filter(|cell| field_of_header(cell).is_some()).count();
    let data = first.iter().filter(|cell| is_data(cell)).count();
    match (named, data) {
        (0, 0) => (true, false),
        (named, data) => (named > data, named == 0 || data == 0),
    }
}

/// A date, an address of e-mail, or mostly digits: no name of a column.
fn is_data(cell: &str) -> bool {
    let mut evidence = DateEvidence::default();
    evidence.add(1, cell);
    let digits = cell.chars().filter(char::is_ascii_digit).count();
    cell.contains('@') || !evidence.orders().is_empty() || (digits > 0 && digits * 2 >= cell.chars().count())
}
