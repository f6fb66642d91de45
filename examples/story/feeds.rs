//! The data of the shop as the central system feeds them.

use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use clientela::{Erp, FeedReport, Format, Mapping};

use crate::Outcome;

/// File, mapping (none: JSON lines).
const FEEDS: [(&str, Option<&str>); 10] = [
    ("definitions.jsonl", None),
    ("customers.csv", Some("customers.mapping.json")),
    ("business.jsonl", None),
    ("related.jsonl", None),
    ("articles.csv", Some("articles.mapping.json")),
    ("receipts.csv", Some("receipts.mapping.json")),
    ("lines.csv", Some("lines.mapping.json")),
    ("documents.jsonl", None),
    ("states.jsonl", None),
    ("operators.jsonl", None),
];

/// Feeds every file; gives its name and what became of it.
pub fn feed_all(erp: &Erp) -> Outcome<Vec<(&'static str, FeedReport)>> {
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/data");
    let mut reports = Vec::new();
    for (file, mapping) in FEEDS {
        let format = match mapping {
            Some(mapping) => Format::Csv(Mapping::from_json(&std::fs::read_to_string(data.join(mapping))?)?),
            None => Format::JsonLines,
        };
        reports.push((file, erp.feed(&format, &mut BufReader::new(File::open(data.join(file))?))?));
    }
    Ok(reports)
}
