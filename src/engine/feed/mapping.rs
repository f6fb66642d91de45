//! The plan of a CSV: how it is written, which column feeds which field, and what is done with duplicates.

use std::borrow::Cow;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Map;

use super::record::Record;
use crate::domain::field::Field;
use crate::domain::import::{CodePage, DateOrder, Duplicates};
use crate::error::{Error, ErrorKind, Result, Violation};

/// Which column of a CSV feeds which field. An empty cell takes a customer's value away; a column that is neither mapped nor ignored
/// is an error. As a document in JSON:
/// `{"feed":"customer","columns":{"id":["source_id","number"]},"ignore":["note"],"constants":{"kind":"private"},"values":{"country":{"Brazil":"BR"}}}`.
/// `docs/import.md` lists what else a plan for an old system says: code page, separator, header, order of dates, duplicates.
///
/// ```
/// use clientela::Mapping;
/// let mapping = Mapping::from_json(r#"{"feed":"customer","columns":{"id":"source_id","name":"family_name"}}"#)?;
/// assert_eq!(Mapping::from_json(&mapping.to_json())?, mapping);
/// assert!(Mapping::from_json(r#"{"columns":{}}"#).is_err()); // names no feed
/// # Ok::<(), clientela::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mapping {
    /// What each line is: `customer`, `related`, `item`, `document`, `line`, `consent`, `branch`, `station`, `role`, `operator`, `status`, `group`, `program`, `booking`, `setting`.
    pub(crate) feed: String,
    /// Column → field, or several fields. Without a header the columns are named 1, 2 …
    pub(crate) columns: BTreeMap<String, Targets>,
    /// Columns that are read over.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(crate) ignore: Vec<String>,
    /// Fields that are the same on every line.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) constants: BTreeMap<String, String>,
    /// Field → what the source says → what it means. A value that is not listed is an error.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) values: BTreeMap<String, BTreeMap<String, String>>,
    /// How the file spells its letters.
    #[serde(default = "utf8")]
    pub(crate) code_page: CodePage,
    /// What stands between two cells.
    #[serde(default = "comma")]
    pub(crate) separator: char,
    /// Whether the first line names the columns.
    #[serde(default = "yes")]
    pub(crate) header: bool,
    /// Column → the order of its dates, where it is not year, month, day with hyphens.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub(crate) dates: BTreeMap<String, DateOrder>,
    /// Whether numbers have a comma before their decimals.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub(crate) decimal_comma: bool,
    /// What happens to duplicates; absent: they are not looked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(crate) duplicates: Option<Duplicates>,
}

fn utf8() -> CodePage {
    CodePage::Utf8
}

fn comma() -> char {
    ','
}

fn yes() -> bool {
    true
}

/// What may stand between two cells.
pub(crate) const SEPARATORS: [char; 4] = [';', ',', '\t', '|'];

/// The fields that are numbers with decimals.
const DECIMALS: [&str; 6] = ["quantity", "final_price", "regular_price", "discount", "total", "coupon_value"];

#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(untagged)]
pub(crate) enum Targets {
    One(String),
    Several(Vec<String>),
}

impl Targets {
    pub(crate) fn as_slice(&self) -> &[String] {
        match self {
            Self::One(target) => std::slice::from_ref(target),
            Self::Several(targets) => targets,
        }
    }
}

impl Mapping {
    /// Reads a mapping.
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`] with code `mapping.malformed`.
    pub fn from_json(json: &str) -> Result<Self> {
        let malformed = || Error::new(ErrorKind::Invalid, "mapping.malformed").field("mapping");
        let mapping: Self = serde_json::from_str(json).map_err(|_| malformed())?;
        if SEPARATORS.contains(&mapping.separator) { Ok(mapping) } else { Err(malformed()) }
    }

    /// The mapping as a document, to be kept, shown and changed.
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    /// A plan for customers whose columns have the names of the fields.
    pub(crate) fn of_same_names(names: impl Iterator<Item = String>) -> Self {
        Self {
            feed: "customer".to_owned(),
            columns: names.map(|name| (name.clone(), Targets::One(name))).collect(),
            ignore: Vec::new(),
            constants: BTreeMap::new(),
            values: BTreeMap::new(),
            code_page: utf8(),
            separator: comma(),
            header: true,
            dates: BTreeMap::new(),
            decimal_comma: false,
            duplicates: None,
        }
    }

    /// The byte between two cells.
    pub(super) fn separator(&self) -> u8 {
        u8::try_from(self.separator).unwrap_or(b',')
    }

    /// Whether the lines say under which id a customer is known.
    pub(super) fn names_ids(&self) -> bool {
        let source = |name: &String| name == Field::SourceId.name();
        self.constants.keys().any(source) || self.columns.values().any(|targets| targets.as_slice().iter().any(source))
    }

    /// Every column is mapped or ignored, every mapped column is there.
    pub(super) fn fits(&self, header: &[String]) -> Result<()> {
        let column = |code| Error::new(ErrorKind::Invalid, code).field("mapping");
        let known = |name: &String| self.columns.contains_key(name) || self.ignore.contains(name);
        if !header.iter().all(known) {
            return Err(column("mapping.column_unknown"));
        }
        if !self.columns.keys().all(|name| header.contains(name)) {
            return Err(column("mapping.column_missing"));
        }
        Ok(())
    }

    pub(super) fn record(&self, header: &[String], cells: &[String]) -> Result<Record, Violation> {
        if cells.len() != header.len() {
            return Err(Violation::new("", "csv.cell_count").with("wanted", header.len()).with("found", cells.len()));
        }
        let mut map = Map::new();
        map.insert("feed".to_owned(), self.feed.as_str().into());
        for (name, text) in &self.constants {
            map.insert(name.clone(), text.as_str().into());
        }
        for (column, cell) in header.iter().zip(cells) {
            for target in self.columns.get(column).map_or(&[][..], |targets| targets.as_slice()) {
                map.insert(target.clone(), self.meaning(column, target, cell)?.into());
            }
        }
        Ok(Record::new(map))
    }

    /// What a cell means: a listed word, a date of its order, a number with its decimals.
    fn meaning<'a>(&'a self, column: &str, target: &str, cell: &'a str) -> Result<Cow<'a, str>, Violation> {
        let field = Field::from_name(base_of(target)).map_or("", Field::name);
        if cell.trim().is_empty() {
            return Ok(Cow::Borrowed(""));
        }
        if let Some(values) = self.values.get(target) {
            return values.get(cell).map(|text| Cow::Borrowed(text.as_str())).ok_or_else(|| Violation::new(field, "value_not_mapped"));
        }
        if let Some(order) = self.dates.get(column) {
            return order.read(cell).map(|date| Cow::Owned(date.to_string())).ok_or_else(|| Violation::new(field, "date.malformed"));
        }
        if self.decimal_comma && DECIMALS.contains(&base_of(target)) {
            return Ok(Cow::Owned(cell.replace(['.', ' ', '\u{a0}'], "").replace(',', ".")));
        }
        Ok(Cow::Borrowed(cell))
    }
}

/// The field of a target that names an occurrence: `email` of `email.1`.
pub(crate) fn base_of(target: &str) -> &str {
    target.split_once('.').map_or(target, |(base, _)| base)
}
