//! What is kept of erasures for their certificates, what host systems said of them, and sealed boxes.

use crate::domain::certificate::{
    Acknowledgement, ErasureAnswer, ErasureMode, ErasureRecord, LastScan, OrderedBy, SealedLeft, SystemAnswer,
};
use crate::domain::change::{Context, Erasure};
use crate::domain::field::RecordKind;
use crate::domain::heads::Head;
use crate::domain::id::{Code, SubjectId};
use crate::domain::journal::{Digest32, EntryKind};
use crate::domain::seal::{Sealed, SealedPlace};
use crate::domain::time::{Date, Timestamp};
use crate::error::{Error, ErrorKind, Result};
use crate::store::journal::{Draft, ENTRY, read_entry};
use crate::store::sql::{Param, Row, damaged};
use crate::store::unit::{Reader, Writer};

/// What is kept of an erasure, and what came of it since.
pub(crate) struct KeptErasure {
    pub record: ErasureRecord,
    pub purged: Option<Timestamp>,
    pub scan: Option<LastScan>,
}

/// Somebody who was erased, of whom a system has not said anything yet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PendingErasure {
    /// The place among the erasures of the store: the cursor of [`Reader::pending_erasures`].
    pub epoch: u64,
    /// Who.
    pub subject: SubjectId,
    /// The id in the feeding system.
    pub source_id: Option<String>,
    /// The customer number.
    pub number: Option<String>,
    /// When.
    pub at: Timestamp,
    /// Lost or sealed.
    pub mode: ErasureMode,
    /// The last day on which the system is waited for.
    pub wait_until: Date,
}

fn day(row: &dyn Row, column: usize) -> Result<Date> {
    Date::parse(row.text(column)?).map_err(|_| damaged())
}

fn day_opt(row: &dyn Row, column: usize) -> Result<Option<Date>> {
    row.text_opt(column)?.map(|text| Date::parse(text).map_err(|_| damaged())).transpose()
}

fn instant_opt(row: &dyn Row, column: usize) -> Result<Option<Timestamp>> {
    Ok(row.int_opt(column)?.map(Timestamp::from_millis))
}

fn number(count: u64) -> Param<'static> {
    Param::Int(i64::try_from(count).unwrap_or(i64::MAX))
}

const ERASURE: &str = "SELECT epoch, subject, ordered, at, mode, rules, rules_version, outcome, purged, scanned, residues, scan_columns, \
                       scan_bytes, scan_shared FROM erasure";

fn read_erasure(row: &dyn Row) -> Result<KeptErasure> {
    let record = ErasureRecord {
        epoch: row.number(0)?,
        subject: SubjectId::from_bytes(row.array(1)?),
        ordered: SubjectId::from_bytes(row.array(2)?),
        at: Timestamp::from_millis(row.int(3)?),
        mode: row.word(4, ErasureMode::from_name)?,
        rules: row.text(5)?.to_owned(),
        rules_version: row.text(6)?.to_owned(),
        outcome: row.text_opt(7)?.map(str::to_owned),
    };
    let scan = match instant_opt(row, 9)? {
        Some(at) => {
            Some(LastScan { at, residues: row.number(10)?, columns: row.number(11)?, bytes: row.number(12)?, shared: row.number(13)? })
        }
        None => None,
    };
    Ok(KeptErasure { record, purged: instant_opt(row, 8)?, scan })
}

/// An answer as stored; on the day `today` one that was not given is waited for, or no longer.
fn read_answer(row: &dyn Row, today: Date) -> Result<SystemAnswer> {
    let wait_until = day(row, 2)?;
    let said = row.text_opt(3)?.map(|name| ErasureAnswer::from_name(name).ok_or_else(damaged)).transpose()?;
    let unsaid = if wait_until < today { ErasureAnswer::Silent } else { ErasureAnswer::Waiting };
    Ok(SystemAnswer {
        subject: SubjectId::from_bytes(row.array(0)?),
        system: row.code_opt(1)?.ok_or_else(damaged)?,
        wait_until,
        answer: said.unwrap_or(unsaid),
        at: instant_opt(row, 4)?,
        keeps_until: day_opt(row, 5)?,
    })
}

impl Reader<'_> {
    /// What is kept of somebody's erasure; none of one that an older version tells by its tombstone only.
    pub(crate) fn erasure_of(&mut self, subject: SubjectId) -> Result<Option<KeptErasure>> {
        self.one(&format!("{ERASURE} WHERE subject = $1"), &[(&subject).into()], read_erasure)
    }

    /// Who went by an order, by epoch.
    pub(crate) fn went_with(&mut self, ordered: SubjectId) -> Result<Vec<(SubjectId, u64)>> {
        let sql = "SELECT subject, epoch FROM erasure WHERE ordered = $1 ORDER BY epoch";
        self.all(sql, &[(&ordered).into()], |row| Ok((SubjectId::from_bytes(row.array(0)?), row.number(1)?)))
    }

    /// The last entry that tells of somebody's erasure.
    pub(crate) fn erased_by(&mut self, subject: SubjectId) -> Result<Option<OrderedBy>> {
        let sql = format!("{ENTRY} WHERE subject = $1 AND kind = $2 ORDER BY placed DESC, origin, sequence DESC LIMIT 1");
        let found = self.one(&sql, &[(&subject).into(), EntryKind::Erased.name().into()], read_entry)?;
        Ok(found.map(|(entry, digest)| OrderedBy {
            at: entry.at,
            date: entry.date,
            door: entry.door,
            operator: entry.operator,
            station: entry.station,
            branch: entry.branch,
            entry: Head { origin: entry.origin, length: entry.sequence, digest },
        }))
    }

    /// What the systems said of somebody, in the order of their codes.
    pub(crate) fn answers_about(&mut self, subject: SubjectId, today: Date) -> Result<Vec<SystemAnswer>> {
        let sql = "SELECT e.subject, a.system, a.wait_until, a.answer, a.at, a.keeps_until FROM erasure AS e \
                   JOIN erasure_answer AS a ON a.epoch = e.epoch WHERE e.subject = $1 ORDER BY a.system";
        self.all(sql, &[(&subject).into()], |row| read_answer(row, today))
    }

    /// The erasures behind an epoch of which a system has not said anything yet, the oldest first.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn pending_erasures(&mut self, system: &Code, after: u64, limit: usize) -> Result<Vec<PendingErasure>> {
        let sql = "SELECT e.epoch, e.subject, s.source_id, s.number, e.at, e.mode, a.wait_until FROM erasure_answer AS a \
                   JOIN erasure AS e ON e.epoch = a.epoch JOIN subject AS s ON s.id = e.subject \
                   WHERE a.system = $1 AND a.answer IS NULL AND a.epoch > $2 ORDER BY a.epoch LIMIT $3";
        let limit = Param::Int(i64::try_from(limit).unwrap_or(i64::MAX));
        self.all(sql, &[system.into(), number(after), limit], |row| {
            Ok(PendingErasure {
                epoch: row.number(0)?,
                subject: SubjectId::from_bytes(row.array(1)?),
                source_id: row.text_opt(2)?.map(str::to_owned),
                number: row.text_opt(3)?.map(str::to_owned),
                at: Timestamp::from_millis(row.int(4)?),
                mode: row.word(5, ErasureMode::from_name)?,
                wait_until: day(row, 6)?,
            })
        })
    }

    /// The boxes of a person, in the order of their tables and columns.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn sealed(&mut self, subject: SubjectId) -> Result<Vec<Sealed>> {
        let sql = "SELECT source, field, box FROM sealed WHERE subject = $1 ORDER BY source, field";
        self.all(sql, &[(&subject).into()], |row| {
            let place = SealedPlace { subject, table: row.text(0)?.to_owned(), column: row.text(1)?.to_owned() };
            Ok(Sealed { place, bytes: row.bytes_opt(2)?.ok_or_else(damaged)?.to_vec() })
        })
    }

    /// How many boxes of a person there are, and until when.
    pub(crate) fn sealed_left(&mut self, subject: SubjectId) -> Result<Option<SealedLeft>> {
        let sql = "SELECT count(*), max(until) FROM sealed WHERE subject = $1 HAVING count(*) > 0";
        self.one(sql, &[(&subject).into()], |row| Ok(SealedLeft { boxes: row.number(0)?, until: day(row, 1)? }))
    }

    /// Of whom there are boxes whose last day is over.
    pub(crate) fn sealed_due(&mut self, today: Date) -> Result<Vec<SubjectId>> {
        let today = today.to_string();
        self.all("SELECT DISTINCT subject FROM sealed WHERE until < $1 ORDER BY subject", &[Param::from(&today)], |row| {
            Ok(SubjectId::from_bytes(row.array(0)?))
        })
    }

    /// Whether what is kept of an erasure is what its entry committed to.
    pub(super) fn erasure_holds(&mut self, subject: SubjectId, content: &Digest32) -> Result<bool> {
        Ok(self.erasure_of(subject)?.is_some_and(|kept| kept.record.digest() == *content))
    }

    /// Whether what a system says now is what some entry about it committed to.
    pub(super) fn answer_holds(&mut self, key: &str) -> Result<bool> {
        let Some((subject, system)) = key.split_once('/') else { return Ok(false) };
        let subject = SubjectId::parse(subject).map_err(|_| damaged())?;
        let found = self.answers_about(subject, Date::of(Timestamp::from_millis(0), 0))?;
        let Some(said) = found.iter().find(|one| one.system.as_str() == system).and_then(said) else { return Ok(false) };
        self.is_told(&said)
    }

    fn is_told(&mut self, said: &Acknowledgement) -> Result<bool> {
        let sql = "SELECT 1 FROM journal WHERE subject = $1 AND key = $2 AND content = $3 LIMIT 1";
        let (key, digest) = (key_of(said), said.digest());
        Ok(self.one(sql, &[(&said.subject).into(), Param::from(&key), (&digest).into()], |_| Ok(()))?.is_some())
    }

    /// The chains that should tell of an erasure or an answer and do not: rows put in past the journal.
    pub(super) fn erasures_without_entry(&mut self) -> Result<Vec<Code>> {
        let kept = self.all(ERASURE, &[], read_erasure)?;
        let mut forged = Vec::new();
        for KeptErasure { record, .. } in kept {
            let sql = "SELECT 1 FROM journal WHERE subject = $1 AND content = $2 LIMIT 1";
            let digest = record.digest();
            if self.one(sql, &[(&record.subject).into(), (&digest).into()], |_| Ok(()))?.is_none() {
                forged.push(Code::parse("library").map_err(|_| damaged())?);
            }
            for answer in self.answers_about(record.subject, Date::of(record.at, 0))? {
                let told = said(&answer).map_or(Ok(true), |said| self.is_told(&said))?;
                forged.extend((!told).then_some(answer.system));
            }
        }
        Ok(forged)
    }
}

/// What a system said, where it did.
fn said(answer: &SystemAnswer) -> Option<Acknowledgement> {
    let SystemAnswer { subject, system, answer: what, at, keeps_until, .. } = answer;
    let at = (*at).filter(|_| what.is_said())?;
    Some(Acknowledgement { system: system.clone(), subject: *subject, answer: *what, at, keeps_until: *keeps_until })
}

/// The key of the entries about a person and a system.
fn key_of(said: &Acknowledgement) -> String {
    format!("{}/{}", said.subject, said.system)
}

impl Writer<'_> {
    /// Keeps what the certificate of an erasure will tell, and asks the registered systems. The digest is for the entry.
    pub(super) fn put_erasure(&mut self, context: &Context, epoch: u64, subject: SubjectId, erasure: &Erasure) -> Result<Digest32> {
        let notes = &erasure.notes;
        let ordered = erasure.persons.first().copied().unwrap_or(subject);
        let outcome = (ordered == subject).then(|| notes.outcome.write());
        let (rules, rules_version) = (notes.rules.clone(), notes.rules_version.clone());
        let record = ErasureRecord { epoch, subject, ordered, at: context.now.at, mode: notes.mode, rules, rules_version, outcome };
        let sql = "INSERT INTO erasure (epoch, subject, ordered, at, mode, rules, rules_version, outcome) \
                   VALUES ($1, $2, $3, $4, $5, $6, $7, $8)";
        let params: [Param<'_>; 8] = [
            number(epoch),
            (&record.subject).into(),
            (&record.ordered).into(),
            record.at.into(),
            record.mode.name().into(),
            Param::from(&record.rules),
            Param::from(&record.rules_version),
            record.outcome.as_deref().into(),
        ];
        self.session.execute(sql, &params)?;
        for (system, until) in &notes.asked {
            let until = until.to_string();
            let sql = "INSERT INTO erasure_answer (epoch, system, wait_until) VALUES ($1, $2, $3)";
            self.session.execute(sql, &[number(epoch), system.into(), Param::from(&until)])?;
        }
        Ok(record.digest())
    }

    /// Keeps the boxes of an erasure.
    pub(super) fn put_sealed(&mut self, boxes: &[Sealed], until: Date) -> Result<()> {
        let until = until.to_string();
        for Sealed { place, bytes } in boxes {
            let sql = "INSERT INTO sealed (subject, source, field, until, box) VALUES ($1, $2, $3, $4, $5)";
            let params: [Param<'_>; 5] = [
                (&place.subject).into(),
                Param::from(&place.table),
                Param::from(&place.column),
                Param::from(&until),
                bytes.as_slice().into(),
            ];
            self.session.execute(sql, &params)?;
        }
        Ok(())
    }

    /// What a system says, in the place of what it said before.
    pub(super) fn put_answer(&mut self, said: &Acknowledgement) -> Result<Draft> {
        let until = said.keeps_until.map(|day| day.to_string());
        let sql = "UPDATE erasure_answer SET answer = $1, at = $2, keeps_until = $3 \
                   WHERE system = $4 AND epoch = (SELECT epoch FROM erasure WHERE subject = $5)";
        let params: [Param<'_>; 5] =
            [said.answer.name().into(), said.at.into(), until.as_deref().into(), (&said.system).into(), (&said.subject).into()];
        if self.session.execute(sql, &params)? == 0 {
            return Err(Error::new(ErrorKind::NotFound, "erasure.system_unknown"));
        }
        let mut draft = Draft::of(EntryKind::Acknowledged, RecordKind::Subject, key_of(said), Some(said.subject));
        draft.content = Some(said.digest());
        Ok(draft)
    }

    /// Takes the boxes of a person away; their bytes go with the next purge.
    pub(super) fn destroy_sealed(&mut self, subject: SubjectId) -> Result<Draft> {
        self.session.execute("DELETE FROM sealed WHERE subject = $1", &[(&subject).into()])?;
        self.wait_for_purge()?;
        Ok(Draft::of(EntryKind::Destroyed, RecordKind::Subject, subject.to_string(), Some(subject)))
    }

    /// Notes what a search for what is left of these persons found.
    pub(crate) fn note_scan(&mut self, persons: &[SubjectId], scan: &LastScan) -> Result<()> {
        for person in persons {
            let sql = "UPDATE erasure SET scanned = $1, residues = $2, scan_columns = $3, scan_bytes = $4, scan_shared = $5 \
                       WHERE subject = $6";
            let params: [Param<'_>; 6] =
                [scan.at.into(), number(scan.residues), number(scan.columns), number(scan.bytes), number(scan.shared), person.into()];
            self.session.execute(sql, &params)?;
        }
        Ok(())
    }

    /// Notes when the bytes of the erased up to this epoch were gone.
    pub(super) fn note_purge(&mut self, epoch: u64) -> Result<()> {
        let now = self.store.clock.now().at;
        let sql = "UPDATE erasure SET purged = $1 WHERE purged IS NULL AND epoch <= $2";
        self.session.execute(sql, &[now.into(), number(epoch)]).map(drop)
    }
}
