//! Customers who were merged: where an id leads now, who is the same person, and writing it down and taking it back. Knows no rule.

use std::collections::BTreeSet;

use sha2::{Digest, Sha256};

use crate::domain::change::{Context, FieldChange, Merge};
use crate::domain::field::{Field, RecordKind, Whole};
use crate::domain::id::{Code, EventId, SubjectId};
use crate::domain::journal::{Digest32, Entry, EntryKind};
use crate::domain::time::Timestamp;
use crate::error::{Error, ErrorKind, Result};
use crate::store::journal::{Draft, ENTRY, read_entry, sequence_param};
use crate::store::sql::{Param, Row, damaged};
use crate::store::unit::{Reader, Writer};

/// Where a merged customer leads, and what there is to take it back.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Forward {
    /// Who stays.
    pub survivor: SubjectId,
    /// The chain of the entry that tells what the merge changed of the survivor.
    pub origin: Code,
    /// The place of that entry in its chain.
    pub sequence: u64,
    /// The survivor's version after the merge: of several merges the later one has the larger.
    pub version: u64,
    /// The consent events that both had.
    pub events: Vec<EventId>,
}

fn read_id(row: &dyn Row) -> Result<SubjectId> {
    Ok(SubjectId::from_bytes(row.array(0)?))
}

impl Reader<'_> {
    /// Where a merged customer leads; none where it is its own.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn forward(&mut self, merged: SubjectId) -> Result<Option<Forward>> {
        let sql = "SELECT survivor, origin, sequence, version, events FROM merge WHERE merged = $1";
        self.one(sql, &[(&merged).into()], |row| {
            let events = row.bytes_opt(4)?.unwrap_or_default().as_chunks::<16>().0;
            Ok(Forward {
                survivor: read_id(row)?,
                origin: row.code_opt(1)?.ok_or_else(damaged)?,
                sequence: row.number(2)?,
                version: row.number(3)?,
                events: events.iter().map(|id| EventId::from_bytes(*id)).collect(),
            })
        })
    }

    /// The customer an id leads to: itself, or who it was merged into in the end.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn survivor_of(&mut self, id: SubjectId) -> Result<SubjectId> {
        let sql = "SELECT survivor FROM merge WHERE merged = $1";
        let mut last = id;
        while let Some(next) = self.one(sql, &[(&last).into()], read_id)? {
            last = next;
        }
        Ok(last)
    }

    /// This record and all that were merged into it, those merged into them included.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn merged_into(&mut self, id: SubjectId) -> Result<Vec<SubjectId>> {
        let mut all = vec![id];
        let mut next = 0;
        while let Some(id) = all.get(next).copied() {
            all.extend(self.all("SELECT merged FROM merge WHERE survivor = $1 ORDER BY version", &[(&id).into()], read_id)?);
            next += 1;
        }
        Ok(all)
    }

    /// Every record of the person behind this one, who stays first. Without a merge it is this one alone.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn same_as(&mut self, id: SubjectId) -> Result<Vec<SubjectId>> {
        let survivor = self.survivor_of(id)?;
        self.merged_into(survivor)
    }

    /// Whoever was one with any of these records for a while, and with whoever was: the two entries of a merge, and of its end, stand side
    /// by side.
    pub(crate) fn parted_from(&mut self, records: &[SubjectId]) -> Result<BTreeSet<SubjectId>> {
        let both = "SELECT other.subject FROM journal AS own JOIN journal AS other ON other.origin = own.origin \
                    AND other.sequence BETWEEN own.sequence - 1 AND own.sequence + 1 AND other.content = own.content \
                    WHERE own.subject = $1 AND own.kind IN ('merged', 'unmerged') AND other.subject IS NOT NULL";
        let (mut all, mut next) = (records.to_vec(), 0);
        while let Some(record) = all.get(next).copied() {
            for other in self.all(both, &[(&record).into()], read_id)? {
                if !all.contains(&other) {
                    all.push(other);
                }
            }
            next += 1;
        }
        Ok(all.into_iter().skip(records.len()).collect())
    }

    /// Whether this record had become one with all it leads to by then; one that stayed its own had.
    pub(crate) fn joined_before(&mut self, record: SubjectId, instant: Timestamp) -> Result<bool> {
        let mut next = self.forward(record)?;
        while let Some(forward) = next {
            if self.merge_entry(&forward)?.is_none_or(|entry| entry.at > instant) {
                return Ok(false);
            }
            next = self.forward(forward.survivor)?;
        }
        Ok(true)
    }

    /// The version of the last merge into this customer that still stands.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn last_merge(&mut self, survivor: SubjectId) -> Result<Option<u64>> {
        let sql = "SELECT version FROM merge WHERE survivor = $1 ORDER BY version DESC LIMIT 1";
        self.one(sql, &[(&survivor).into()], |row| row.number(0))
    }

    /// The chains that should tell of a merge and do not: a row put in or changed past the journal.
    pub(super) fn merges_without_entry(&mut self) -> Result<Vec<Code>> {
        let merges = self.all("SELECT merged FROM merge", &[], read_id)?;
        let mut forged = Vec::new();
        for merged in merges {
            let Some(forward) = self.forward(merged)? else { continue };
            let told = self.merge_entry(&forward)?.is_some_and(|entry| entry.content == Some(tie(forward.survivor, merged)));
            forged.extend((!told).then_some(forward.origin));
        }
        Ok(forged)
    }

    fn merge_entry(&mut self, forward: &Forward) -> Result<Option<Entry>> {
        let sql = format!("{ENTRY} WHERE origin = $1 AND sequence = $2");
        let entry = self.one(&sql, &[(&forward.origin).into(), sequence_param(forward.sequence)], read_entry)?;
        Ok(entry.map(|(entry, _)| entry).filter(|entry| entry.kind == EntryKind::Merged))
    }

    /// What a merge changed of the survivor, as the journal tells it.
    ///
    /// # Errors
    /// [`ErrorKind::Damaged`] where the journal does not tell it any more.
    pub fn merge_changes(&mut self, forward: &Forward) -> Result<Vec<FieldChange>> {
        let entry = self.merge_entry(forward)?.ok_or_else(damaged)?;
        let (record, key) = (entry.record, entry.key.clone());
        let told = self.with_values(entry)?.values.into_iter().filter(|value| value.field != Field::Reason);
        let mut changes = Vec::new();
        for value in told {
            // What was cleaned since, and bank details that were deleted long ago, stay as they are.
            let is_bank = value.field.spec().whole == Whole::Bank;
            if value.values.is_none() && (is_bank || self.was_scrubbed(record, &key, value.field)?) {
                continue;
            }
            let both = value.values.ok_or_else(damaged)?;
            let [old, new] = [&both.old, &both.new].map(|value| value.as_text().map(str::to_owned));
            changes.push(FieldChange { field: value.field, slot: value.slot, old, new });
        }
        Ok(changes)
    }
}

impl Writer<'_> {
    /// Two customers become one: one record is changed, the other leads to it and is in no list any more.
    pub(super) fn merge(&mut self, context: &Context, idempotency: Option<&Code>, merge: &Merge) -> Result<String> {
        let (survivor, merged) = (merge.survivor.0, merge.merged.0);
        let mut events = self.events(survivor)?;
        events.extend(self.events(merged)?);
        let events: Vec<u8> = events.iter().flat_map(|event| *event.id.bytes()).collect();
        self.write_entries()?;
        let (sequence, _) = self.head(&context.origin)?;
        self.write_both(context, idempotency, EntryKind::Merged, merge)?;
        let sql = "INSERT INTO merge (merged, survivor, origin, sequence, version, events) VALUES ($1, $2, $3, $4, $5, $6)";
        let [sequence, version] = [sequence + 1, merge.survivor.1 + 1].map(sequence_param);
        let params: [Param<'_>; 6] =
            [(&merged).into(), (&survivor).into(), (&context.origin).into(), sequence, version, events.as_slice().into()];
        self.session.execute(sql, &params)?;
        Ok(survivor.to_string())
    }

    /// They are two again, with the same ids.
    pub(super) fn unmerge(&mut self, context: &Context, idempotency: Option<&Code>, merge: &Merge) -> Result<String> {
        self.session.execute("DELETE FROM merge WHERE merged = $1", &[(&merge.merged.0).into()])?;
        self.write_both(context, idempotency, EntryKind::Unmerged, merge)?;
        Ok(merge.survivor.0.to_string())
    }

    /// Both records with an entry each, the survivor's first; both entries commit to the two ids.
    fn write_both(&mut self, context: &Context, idempotency: Option<&Code>, kind: EntryKind, merge: &Merge) -> Result<()> {
        let ((survivor, version), (merged, merged_version)) = (merge.survivor, merge.merged);
        let ids = Some(tie(survivor, merged));
        self.touch(survivor);
        self.touch(merged);
        self.end_confirmations(survivor)?;
        self.end_confirmations(merged)?;
        let own = self.put_subject(survivor, Some(version), true, &merge.fields)?;
        self.list(merged, merged_version, kind == EntryKind::Unmerged)?;
        self.log(context, idempotency, Draft { kind, content: ids, ..own })?;
        let other = Draft::of(kind, RecordKind::Subject, merged.to_string(), Some(merged));
        self.log(context, None, Draft { content: ids, ..other })
    }

    /// Puts a customer into every list, or takes it out of all.
    fn list(&mut self, id: SubjectId, version: u64, listed: bool) -> Result<()> {
        let sql = "UPDATE subject SET version = version + 1, customer = $1 WHERE id = $2 AND version = $3";
        if self.session.execute(sql, &[listed.into(), (&id).into(), sequence_param(version)])? == 0 {
            return Err(Error::new(ErrorKind::Conflict, "customer.changed_meanwhile"));
        }
        Ok(())
    }
}

/// The digest of both ids.
fn tie(survivor: SubjectId, merged: SubjectId) -> Digest32 {
    Sha256::new().chain_update(survivor.bytes()).chain_update(merged.bytes()).finalize().into()
}
