//! Which documents desks wrote, by the journal.

use crate::domain::id::{Code, DocumentId};
use crate::domain::news::Position;
use crate::error::Result;
use crate::store::sql::{Param, damaged};
use crate::store::unit::Reader;

/// What operators did to documents, chain by chain; what was fed is told by the feeding system's door.
const WRITTEN: &str = "SELECT sequence, key FROM journal WHERE origin = $1 AND sequence > $2 AND record = 'document' \
     AND door IN ('desk', 'asserted') ORDER BY sequence LIMIT $3";

impl Reader<'_> {
    /// The documents that desks wrote after a position, in the order of each chain, a document as often as it was written; at most so many.
    /// Moves the position behind them, or, where these are all, to the end of every chain.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn documents_written(&mut self, position: &mut Position, limit: usize) -> Result<Vec<DocumentId>> {
        let ends = self.heads()?;
        let mut found = Vec::new();
        for end in ends {
            let written = self.written_by(&end.origin, position.of(&end.origin), limit - found.len())?;
            let last = written.last().map(|(sequence, _)| *sequence);
            let all = found.len() + written.len() < limit;
            found.extend(written.into_iter().map(|(_, id)| id));
            match last {
                _ if all => position.reach(end.origin, end.length),
                Some(last) => position.reach(end.origin, last),
                None => {}
            }
            if !all {
                break;
            }
        }
        Ok(found)
    }

    fn written_by(&mut self, origin: &Code, after: u64, limit: usize) -> Result<Vec<(u64, DocumentId)>> {
        let [after, limit] = [i64::try_from(after).unwrap_or(i64::MAX), i64::try_from(limit).unwrap_or(i64::MAX)].map(Param::Int);
        self.all(WRITTEN, &[origin.into(), after, limit], |row| {
            Ok((row.number(0)?, DocumentId::parse(row.text(1)?).map_err(|_| damaged())?))
        })
    }
}
