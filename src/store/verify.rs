//! Verifying the journal: every chain, every value that still exists, and every record an entry commits to.

use std::collections::HashSet;

use crate::domain::consent::{Commitment, Evidence};
use crate::domain::field::{Field, RecordKind};
use crate::domain::heads::{Anchors, Head};
use crate::domain::id::{Code, EventId, SubjectId};
use crate::domain::journal::{Chain, Digest32, Entry, EntryKind, Finding};
use crate::error::Result;
use crate::store::journal::{ENTRY, Verification, read_entry};
use crate::store::log::LoggedEntry;
use crate::store::pace::Pace;
use crate::store::sql::{Going, Param, damaged};
use crate::store::unit::Reader;

/// How many entries are read at once, and verified between two questions whether to go on.
const AT_ONCE: u64 = 1000;

/// Gives the chains that should tell of a record and do not.
type Look = fn(&mut Reader<'_>) -> Result<Vec<Code>>;

/// What looks for records of which the journal does not tell, kind by kind.
const WITHOUT_ENTRY: [Look; 7] = [
    |reader| reader.events_without_entry(),
    |reader| reader.bookings_without_entry(),
    |reader| reader.forms_without_entry(),
    |reader| reader.uses_without_entry(),
    |reader| reader.requests_without_entry(),
    |reader| reader.merges_without_entry(),
    |reader| reader.erasures_without_entry(),
];

/// An entry as it stands in the table.
struct Read {
    sequence: i64,
    entry: Entry,
    digest: Digest32,
    stands: i64,
}

impl Reader<'_> {
    /// Verifies every chain, every value that still exists and every record the journal commits to, and compares the chains with
    /// heads that were anchored elsewhere. `going` is told how many entries of how many are verified.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Cancelled`]; those of reading the store.
    pub fn verify(&mut self, anchored: &[Head], going: Going<'_>) -> Result<Verification> {
        let (mut result, anchors, heads) = (Verification::default(), Anchors::of(anchored), self.heads()?);
        let total = heads.iter().map(|head| head.length).sum();
        let mut steps = Pace::begin(going, total, AT_ONCE)?;
        for head in heads {
            self.verify_chain(head.origin, &anchors, &mut result, &mut steps)?;
        }
        let lengths = result.heads.iter().map(|head| (head.origin.clone(), head.length)).collect();
        result.findings.extend(anchors.cut_off(&lengths));
        for without_entry in WITHOUT_ENTRY {
            steps.ask()?;
            result.findings.extend(without_entry(self)?.into_iter().map(|origin| (origin, 0, Finding::Content)));
        }
        steps.reach(total)?;
        Ok(result)
    }

    fn verify_chain(&mut self, origin: Code, anchors: &Anchors, result: &mut Verification, steps: &mut Pace<'_>) -> Result<()> {
        let (mut chain, mut placed, mut last) = (Chain::default(), i64::MIN, i64::MIN);
        loop {
            let page = self.some_of(&origin, last)?;
            if page.is_empty() {
                break;
            }
            for Read { sequence, entry, digest, stands } in page {
                (last, placed) = (sequence, placed.max(entry.at.millis()));
                let logged = self.with_values(entry)?;
                let at = logged.entry.sequence;
                let values: Vec<_> = logged.values.iter().map(|value| value.values.clone()).collect();
                let mut findings = chain.take(&logged.entry, &digest, &values);
                findings.extend((stands != placed).then_some(Finding::Sequence));
                findings.extend(anchors.contradicts(&origin, at, &chain.head()));
                findings.extend(self.verify_erased(&logged, result)?);
                findings.extend(self.verify_content(&logged.entry)?);
                result.findings.extend(findings.into_iter().map(|finding| (origin.clone(), at, finding)));
                steps.on(1)?;
            }
        }
        result.entries += chain.length();
        result.heads.push(Head { origin, length: chain.length(), digest: chain.head() });
        Ok(())
    }

    /// The next entries of a chain, with the digest and the place that are stored with each.
    fn some_of(&mut self, origin: &Code, after: i64) -> Result<Vec<Read>> {
        let sql = format!("{ENTRY} WHERE origin = $1 AND sequence > $2 ORDER BY sequence LIMIT {AT_ONCE}");
        self.all(&sql, &[origin.into(), after.into()], |row| {
            let (entry, digest) = read_entry(row)?;
            Ok(Read { sequence: row.int(1)?, entry, digest, stands: row.int(16)? })
        })
    }

    /// A value may be missing only where its person was erased, or where an entry tells that it mentioned somebody who was.
    fn verify_erased(&mut self, logged: &LoggedEntry, result: &mut Verification) -> Result<Option<Finding>> {
        let missing: Vec<Field> = logged.values.iter().filter(|value| value.values.is_none()).map(|value| value.field).collect();
        if missing.is_empty() {
            return Ok(None);
        }
        let entry = &logged.entry;
        let erased = entry.subject.map_or(Ok(false), |id| self.is_erased(id))?;
        result.erased_values += missing.len() as u64;
        for field in missing {
            if !erased && !self.was_scrubbed(entry.record, &entry.key, field)? {
                return Ok(Some(Finding::Missing));
            }
        }
        Ok(None)
    }

    fn verify_content(&mut self, entry: &Entry) -> Result<Option<Finding>> {
        let Some(content) = entry.content else { return Ok(None) };
        match entry.record {
            RecordKind::ConsentEvent => self.verify_event(&entry.key, &content),
            RecordKind::Booking => {
                let digest = self.booking_digest(&entry.key)?;
                self.holds_until_erased(entry, digest, &content)
            }
            RecordKind::ConsentForm => {
                let digest = self.form_digest(&entry.key)?;
                self.holds_until_erased(entry, digest, &content)
            }
            RecordKind::ConsentUse => {
                let digest = self.batch_digest(&entry.key)?;
                Ok((digest != content).then_some(Finding::Content))
            }
            RecordKind::Document => {
                let digest = self.document_digest(&entry.key)?;
                self.some_entry_holds(entry, digest)
            }
            RecordKind::Request => {
                let digest = self.request_digest(&entry.key)?;
                self.some_entry_holds(entry, digest)
            }
            RecordKind::Hold => {
                let digest = self.hold_digest(&entry.key)?;
                self.some_entry_holds(entry, digest)
            }
            RecordKind::Subject => self.verify_erasure(entry, &content),
            RecordKind::Definition => {
                let digest = self.definition_digest(&entry.key)?;
                self.some_entry_holds(entry, digest)
            }
            _ => Ok(None),
        }
    }

    /// An event says what its entry committed to, and what it commits to itself is there until its person is erased.
    fn verify_event(&mut self, key: &str, content: &Digest32) -> Result<Option<Finding>> {
        let Some((event, reference)) = self.event(key)? else { return Ok(Some(Finding::Content)) };
        if event.digest() != *content {
            return Ok(Some(Finding::Content));
        }
        let Evidence { reference: committed, address, .. } = &event.evidence;
        let opens = match (committed, &reference) {
            (Some(committed), Some(text)) => committed.opens(text) == Some(true),
            (committed, None) => committed.as_ref().is_none_or(|committed| committed.salt.is_none()),
            (None, Some(_)) => false,
        };
        if !opens {
            return Ok(Some(Finding::Value));
        }
        let without_salt = |one: &Option<_>| one.as_ref().is_some_and(|one: &Commitment| one.salt.is_none());
        let (reference_gone, address_gone) = (without_salt(committed), without_salt(address));
        let of = event.subject;
        let missing =
            address_gone || (reference_gone && !self.was_scrubbed(RecordKind::Subject, &of.to_string(), Field::EvidenceReference)?);
        Ok((missing && !self.is_erased(of)?).then_some(Finding::Missing))
    }

    /// What is kept of an erasure never changes; what a system said of it may have, and some entry tells of it.
    fn verify_erasure(&mut self, entry: &Entry, content: &Digest32) -> Result<Option<Finding>> {
        let holds = match (entry.kind, entry.subject) {
            (EntryKind::Erased, Some(id)) => self.erasure_holds(id, content)?,
            (EntryKind::Acknowledged, Some(_)) => self.answer_holds(&entry.key)?,
            _ => true,
        };
        Ok((!holds).then_some(Finding::Content))
    }

    /// A booking or a form never changes, and is there until its person is erased.
    fn holds_until_erased(&mut self, entry: &Entry, now: Option<Digest32>, content: &Digest32) -> Result<Option<Finding>> {
        let erased = entry.subject.map_or(Ok(false), |id| self.is_erased(id))?;
        let holds = now.map_or(erased, |digest| digest == *content);
        Ok((!holds).then_some(Finding::Content))
    }

    /// A record may have changed since; what it says now must be what one of its entries committed to.
    fn some_entry_holds(&mut self, entry: &Entry, now: Option<Digest32>) -> Result<Option<Finding>> {
        let Some(digest) = now else { return Ok(Some(Finding::Content)) };
        let sql = "SELECT 1 FROM journal WHERE record = $1 AND record <> 'subject' AND key = $2 AND content = $3 LIMIT 1";
        let params: [Param<'_>; 3] = [entry.record.name().into(), Param::from(&entry.key), (&digest).into()];
        let holds = self.one(sql, &params, |_| Ok(()))?.is_some();
        Ok((!holds).then_some(Finding::Content))
    }

    /// The chains that should tell of an event and do not: a row put in past the journal.
    fn events_without_entry(&mut self) -> Result<Vec<Code>> {
        let told = self.told_of(RecordKind::ConsentEvent)?;
        let events = self.all("SELECT id, coalesce(station, origin) FROM consent_event", &[], |row| {
            Ok((EventId::from_bytes(row.array(0)?), row.code_opt(1)?.ok_or_else(damaged)?))
        })?;
        Ok(events.into_iter().filter(|(id, _)| !told.contains(&id.to_string())).map(|(_, origin)| origin).collect())
    }

    /// The same of bookings.
    fn bookings_without_entry(&mut self) -> Result<Vec<Code>> {
        let told = self.told_of(RecordKind::Booking)?;
        let bookings = self.all_bookings()?.into_iter();
        Ok(bookings.filter(|booking| !told.contains(&booking.id.to_string())).map(|booking| booking.station).collect())
    }

    /// The same of forms.
    fn forms_without_entry(&mut self) -> Result<Vec<Code>> {
        let told = self.told_of(RecordKind::ConsentForm)?;
        let forms = self.all_forms()?.into_iter();
        Ok(forms.filter(|(id, _)| !told.contains(&id.to_string())).map(|(_, station)| station).collect())
    }

    /// The same of uses, by their batches.
    fn uses_without_entry(&mut self) -> Result<Vec<Code>> {
        let told = self.told_of(RecordKind::ConsentUse)?;
        let batches = self.batches()?.into_iter();
        Ok(batches.filter(|(batch, _)| !told.contains(&batch.to_string())).map(|(_, system)| system).collect())
    }

    /// The same of requests and holds.
    fn requests_without_entry(&mut self) -> Result<Vec<Code>> {
        let (requests, holds) = (self.told_of(RecordKind::Request)?, self.told_of(RecordKind::Hold)?);
        let forged = self.all_requests()?.into_iter().filter(|id| !requests.contains(&id.to_string())).count();
        let forged = forged + self.holds()?.into_iter().filter(|kept| !holds.contains(&kept.id.to_string())).count();
        Ok(vec![Code::parse("library").map_err(|_| damaged())?; forged])
    }

    /// The keys of all records of a kind of which the journal tells.
    fn told_of(&mut self, kind: RecordKind) -> Result<HashSet<String>> {
        let keys = self.all("SELECT key FROM journal WHERE record = $1", &[kind.name().into()], |row| Ok(row.text(0)?.to_owned()))?;
        Ok(keys.into_iter().collect())
    }

    fn is_erased(&mut self, id: SubjectId) -> Result<bool> {
        Ok(self.subject(id)?.is_some_and(|stored| stored.erased.is_some()))
    }
}
