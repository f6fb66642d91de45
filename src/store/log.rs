//! What is asked of the journal and what comes back: a query, a page, an entry with its values. Knows no SQL and no right.

use std::fmt;

use crate::domain::field::{Field, RecordKind};
use crate::domain::id::{Code, SubjectId};
use crate::domain::journal::{Disclosed, Entry, EntryKind, Hidden};
use crate::domain::time::{Date, Timestamp};
use crate::error::Violation;

/// Where an entry stands in the order of the journal: by instant, then by chain. An entry that was written while the clock was set
/// back stands right behind the one ahead of it in its chain.
///
/// ```
/// use clientela::domain::{id::Code, time::Timestamp};
/// use clientela::store::LogPosition;
/// let position = LogPosition { at: Timestamp::from_millis(1_782_892_800_000), origin: Code::parse("till-1")?, sequence: 7 };
/// assert_eq!(position.to_string(), "1782892800000/till-1/7");
/// assert_eq!(LogPosition::parse("1782892800000/till-1/7")?, position);
/// # Ok::<(), clientela::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub struct LogPosition {
    /// The instant at which it stands: its own, or that of an entry ahead of it in its chain where the clock was set back.
    pub at: Timestamp,
    /// The chain.
    pub origin: Code,
    /// The entry's place in it.
    pub sequence: u64,
}

impl LogPosition {
    /// Reads a position as [`fmt::Display`] writes it.
    ///
    /// # Errors
    /// `position.malformed` for anything else.
    pub fn parse(text: &str) -> Result<Self, Violation> {
        let parts = text.split_once('/').and_then(|(at, rest)| rest.rsplit_once('/').map(|(origin, sequence)| (at, origin, sequence)));
        let read = |(at, origin, sequence): (&str, &str, &str)| {
            let at = Timestamp::from_millis(at.parse().ok()?);
            Some(Self { at, origin: Code::parse(origin).ok()?, sequence: sequence.parse().ok()? })
        };
        parts.and_then(read).ok_or_else(|| Violation::new("after", "position.malformed"))
    }

    pub(super) fn of(placed: Timestamp, entry: &Entry) -> Self {
        Self { at: placed, origin: entry.origin.clone(), sequence: entry.sequence }
    }
}

impl fmt::Display for LogPosition {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}/{}", self.at.millis(), self.origin, self.sequence)
    }
}

/// Which entries of the journal to read, in the order of [`LogPosition`]. All conditions hold at once; what is not said allows every entry.
///
/// ```
/// use clientela::JournalQuery;
/// use clientela::domain::{field::{Field, RecordKind}, id::Code, time::Date};
/// let settings_of_july = JournalQuery {
///     records: vec![RecordKind::Setting],
///     from: Some(Date::parse("2026-07-01")?),
///     to: Some(Date::parse("2026-07-31")?),
///     operator: Some(Code::parse("jane")?),
///     ..JournalQuery::default()
/// };
/// assert_eq!(settings_of_july.limit, 100);
/// # Ok::<(), clientela::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct JournalQuery {
    /// About this subject, or one of the documents whose customer it is.
    pub subject: Option<SubjectId>,
    /// Of one record: its kind and key.
    pub record: Option<(RecordKind, String)>,
    /// Of a record of one of these kinds; empty: of any.
    pub records: Vec<RecordKind>,
    /// That tell one of these; empty: anything.
    pub kinds: Vec<EntryKind>,
    /// That change this field.
    pub field: Option<Field>,
    /// On this local calendar date or later.
    pub from: Option<Date>,
    /// On this local calendar date or earlier.
    pub to: Option<Date>,
    /// By this operator.
    pub operator: Option<Code>,
    /// At this station.
    pub station: Option<Code>,
    /// In this branch.
    pub branch: Option<Code>,
    /// Behind this position: where the page before ended.
    pub after: Option<LogPosition>,
    /// How many entries a page has at most, 1 to 1000; what lies outside is taken as the nearest of these.
    pub limit: usize,
}

impl Default for JournalQuery {
    fn default() -> Self {
        Self {
            subject: None,
            record: None,
            records: Vec::new(),
            kinds: Vec::new(),
            field: None,
            from: None,
            to: None,
            operator: None,
            station: None,
            branch: None,
            after: None,
            limit: 100,
        }
    }
}

/// One value of an entry; gone where the person was erased.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LoggedValue {
    /// The field.
    pub field: Field,
    /// Its occurrence.
    pub slot: u16,
    /// Old and new value, while they exist and as far as the reader may see them.
    pub values: Option<Disclosed>,
    /// Whether something that exists was kept from the reader: the values, or what a mask does not show of them.
    pub withheld: bool,
}

impl LoggedValue {
    /// Whether old and new are told, and if not, why.
    pub fn hidden(&self) -> Hidden {
        match (&self.values, self.withheld) {
            (Some(_), false) => Hidden::No,
            (Some(_), true) => Hidden::Masked,
            (None, true) => Hidden::Withheld,
            (None, false) => Hidden::Erased,
        }
    }
}

/// One entry of the journal with its values.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LoggedEntry {
    /// The entry.
    pub entry: Entry,
    /// Its values.
    pub values: Vec<LoggedValue>,
}

/// One page of the journal.
///
/// ```
/// use clientela::LogPage;
/// let page = LogPage::default();
/// assert!(page.entries.is_empty() && page.next.is_none());
/// ```
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct LogPage {
    /// The entries.
    pub entries: Vec<LoggedEntry>,
    /// What [`JournalQuery::after`] must be for the next page; none after the last.
    pub next: Option<LogPosition>,
}
