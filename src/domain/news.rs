//! News: that a record changed, where and how, but not what it holds; and how far somebody who follows them has come. Knows no store.

use std::collections::BTreeMap;
use std::fmt;

use crate::domain::field::RecordKind;
use crate::domain::id::{Code, SubjectId};
use crate::domain::journal::EntryKind;
use crate::error::Violation;

/// An entry of the journal without any value.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct News {
    /// The chain: the station or server that wrote.
    pub origin: Code,
    /// The entry's place in it, from 1.
    pub sequence: u64,
    /// What happened.
    pub what: EntryKind,
    /// To what kind of record.
    pub kind: RecordKind,
    /// To which one: an opaque id or a code.
    pub key: String,
    /// Whom it is about.
    pub subject: Option<SubjectId>,
}

/// How far somebody has come in each chain of the journal. As text it can be kept, and followed from again.
///
/// ```
/// use clientela::domain::news::Position;
/// let position = Position::parse("till-1:17 till-2:4")?;
/// assert_eq!(position.to_string(), "till-1:17 till-2:4");
/// assert_eq!(Position::parse("till-1").unwrap_err().rule, "position.malformed");
/// # Ok::<(), clientela::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Position(BTreeMap<Code, u64>);

impl Position {
    /// How far in a chain; 0 before its first entry.
    pub fn of(&self, origin: &Code) -> u64 {
        self.0.get(origin).copied().unwrap_or(0)
    }

    /// Moves to an entry of a chain.
    pub fn reach(&mut self, origin: Code, sequence: u64) {
        self.0.insert(origin, sequence);
    }

    /// Reads a position: for each chain its name, a colon and the number of entries, a blank between two. Empty: before everything.
    ///
    /// # Errors
    /// `position.malformed`.
    pub fn parse(text: &str) -> Result<Self, Violation> {
        let malformed = || Violation::new("position", "position.malformed");
        let chain = |part: &str| {
            let (origin, sequence) = part.rsplit_once(':').ok_or_else(malformed)?;
            Ok((Code::parse(origin).map_err(|_| malformed())?, sequence.parse().map_err(|_| malformed())?))
        };
        let mut position = Self::default();
        for (origin, sequence) in text.split_ascii_whitespace().map(chain).collect::<Result<Vec<_>, _>>()? {
            position.0.insert(origin, sequence).map_or(Ok(()), |_| Err(malformed()))?;
        }
        Ok(position)
    }

    /// Whether it has come further than this one in any chain.
    pub fn is_ahead_of(&self, other: &Self) -> bool {
        self.0.iter().any(|(origin, sequence)| *sequence > other.of(origin))
    }
}

impl fmt::Display for Position {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, (origin, sequence)) in self.0.iter().enumerate() {
            write!(f, "{}{origin}:{sequence}", if index > 0 { " " } else { "" })?;
        }
        Ok(())
    }
}
