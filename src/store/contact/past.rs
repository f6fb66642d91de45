//! What was known at an instant in the past: undone from the journal.

use crate::domain::consent::Definition;
use crate::domain::field::{Field, RecordKind};
use crate::domain::id::SubjectId;
use crate::domain::journal::EntryKind;
use crate::domain::subject::Values;
use crate::domain::time::{Moment, Timestamp};
use crate::error::Result;
use crate::store::log::JournalQuery;
use crate::store::sql::{Param, damaged};
use crate::store::unit::Reader;

impl Reader<'_> {
    /// The values of somebody as they were at an instant: what the journal tells of later is taken back.
    pub(crate) fn values_at(&mut self, subject: SubjectId, mut values: Values, at: Timestamp) -> Result<Values> {
        let query = JournalQuery { subject: Some(subject), records: vec![RecordKind::Subject], ..JournalQuery::default() };
        let mut later = Vec::new();
        self.each_logged(&query, &mut |logged| {
            let changed = !matches!(logged.entry.kind, EntryKind::Read | EntryKind::Scrubbed) && logged.entry.subject == Some(subject);
            later.extend((changed && logged.entry.at > at).then_some(logged));
            Ok(())
        })?;
        // Of one person, the entry that has the later version of a value is the one that was written later, whatever the clocks said.
        for logged in later.iter().rev() {
            for value in &logged.values {
                let Some(both) = &value.values else { continue };
                if matches!(value.field.spec().record, RecordKind::Subject | RecordKind::Address | RecordKind::Part) {
                    values.set(value.field, value.slot, both.old.as_text().unwrap_or_default());
                }
            }
        }
        Ok(values)
    }

    /// What a field of a record was at an instant, from what it is now.
    pub(crate) fn value_at(
        &mut self,
        record: (RecordKind, String),
        field: Field,
        now: Option<String>,
        at: Timestamp,
    ) -> Result<Option<String>> {
        let query = JournalQuery { record: Some(record), ..JournalQuery::default() };
        let (mut value, mut found) = (now, false);
        self.each_logged(&query, &mut |logged| {
            let changed = logged.values.iter().find(|value| value.field == field).and_then(|value| value.values.as_ref());
            if let (true, Some(both)) = (!found && logged.entry.at > at, changed) {
                (value, found) = (both.old.as_text().map(str::to_owned), true);
            }
            Ok(())
        })?;
        Ok(value)
    }

    /// Whether somebody was merged with another, or parted from one, behind an instant.
    pub(crate) fn merged_or_parted_after(&mut self, subject: SubjectId, at: Timestamp) -> Result<bool> {
        let kinds = vec![EntryKind::Merged, EntryKind::Unmerged];
        let query = JournalQuery { subject: Some(subject), kinds, ..JournalQuery::default() };
        let mut after = false;
        self.each_logged(&query, &mut |logged| {
            after |= logged.entry.at > at;
            Ok(())
        })?;
        Ok(after)
    }

    /// The versions of definitions that were there at an instant, each in the state and with the days it had then.
    pub(crate) fn definitions_at(&mut self, moment: Moment) -> Result<Vec<Definition>> {
        let mut then = Vec::new();
        for definition in self.definitions()? {
            let key = format!("{}/{}.{}", definition.code, definition.major, definition.minor);
            let sql = "SELECT content FROM journal WHERE record = $1 AND record <> 'subject' AND key = $2 AND at <= $3 \
                       ORDER BY at DESC, sequence DESC LIMIT 1";
            let params: [Param<'_>; 3] = [RecordKind::Definition.name().into(), Param::from(&key), moment.at.into()];
            let Some(digest) = self.one(sql, &params, |row| row.array_opt::<32>(0)?.ok_or_else(damaged))? else { continue };
            then.push(definition.as_committed(&digest));
        }
        Ok(then)
    }
}
