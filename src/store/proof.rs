//! What a proof takes from the journal: the entry that commits to an event, and what the entries of a part of a chain hold.

use crate::domain::consent::ChainPart;
use crate::domain::field::RecordKind;
use crate::domain::id::{Code, EventId};
use crate::domain::journal::{Digest32, Entry, EntryKind};
use crate::error::Result;
use crate::store::journal::{ENTRY, read_entry, sequence_param};
use crate::store::sql::damaged;
use crate::store::unit::Reader;

/// How many entries are read in one go.
const AT_ONCE: u64 = 1000;

impl Reader<'_> {
    /// The entry that tells of a consent event, with what it commits to.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Damaged`] where none does; those of reading the store.
    pub fn entry_of_event(&mut self, id: EventId) -> Result<Entry> {
        let sql = format!("{ENTRY} WHERE record = $1 AND key = $2 AND kind = $3");
        let (key, record, kind) = (id.to_string(), RecordKind::ConsentEvent.name(), EntryKind::Recorded.name());
        let (entry, _) = self.one(&sql, &[record.into(), (&key).into(), kind.into()], read_entry)?.ok_or_else(damaged)?;
        Ok(self.with_values(entry)?.entry)
    }

    /// The digests of what the entries of a chain hold, from one place to another.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Damaged`] where one is missing; those of reading the store.
    pub fn chain_part(&mut self, origin: &Code, first: u64, last: u64) -> Result<ChainPart> {
        let mut part = ChainPart { origin: origin.clone(), first, previous: [0; 32], contents: Vec::new() };
        for from in (first..=last).step_by(usize::try_from(AT_ONCE).unwrap_or(usize::MAX)) {
            for entry in self.entries_between(origin, from, last.min(from.saturating_add(AT_ONCE - 1)))? {
                if entry.sequence == first {
                    part.previous = entry.previous;
                }
                part.contents.push(self.content_of(entry)?);
            }
        }
        if part.last() == last { Ok(part) } else { Err(damaged()) }
    }

    fn entries_between(&mut self, origin: &Code, first: u64, last: u64) -> Result<Vec<Entry>> {
        let sql = format!("{ENTRY} WHERE origin = $1 AND sequence BETWEEN $2 AND $3 ORDER BY sequence");
        let found = self.all(&sql, &[origin.into(), sequence_param(first), sequence_param(last)], read_entry)?;
        Ok(found.into_iter().map(|(entry, _)| entry).collect())
    }

    fn content_of(&mut self, entry: Entry) -> Result<Digest32> {
        Ok(self.with_values(entry)?.entry.content_digest())
    }
}
