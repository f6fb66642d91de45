//! The certificate of an erasure (X16) and what other systems say of it. Knows no SQL.

mod page;

use std::io::Write;

use crate::domain::certificate::{Acknowledgement, Certificate, ErasureAnswer, ErasureMode, Outcome, PurgeState, SealedLeft};
use crate::domain::change::Change;
use crate::domain::id::{Code, SubjectId};
use crate::domain::journal::PersonFormat;
use crate::domain::message::Language;
use crate::domain::time::{Date, Timestamp};
use crate::engine::erp::Erp;
use crate::error::{Error, ErrorKind, Result, Violation};
use crate::store::{PendingErasure, Reader};

/// What a system says of somebody who was erased.
///
/// ```
/// use clientela::{NewAcknowledgement, domain::{certificate::ErasureAnswer, id::{Code, SubjectId}}};
/// let said = NewAcknowledgement::new(Code::parse("webshop")?, SubjectId::from_bytes([1; 16]), ErasureAnswer::Erased);
/// assert!(said.at.is_none() && said.keeps_until.is_none());
/// # Ok::<(), clientela::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewAcknowledgement {
    /// Which system: one of those that the setting `erasure.systems` named when it was done.
    pub system: Code,
    /// Of whom.
    pub subject: SubjectId,
    /// What: that it erased them too, knows nobody by that id, or still needs them.
    pub answer: ErasureAnswer,
    /// Since when it is so; none: since now.
    pub at: Option<Timestamp>,
    /// Where it still needs them: until when, as far as it knows.
    pub keeps_until: Option<Date>,
}

impl NewAcknowledgement {
    /// Said now.
    pub fn new(system: Code, subject: SubjectId, answer: ErasureAnswer) -> Self {
        Self { system, subject, answer, at: None, keeps_until: None }
    }
}

impl Erp {
    /// The certificate of somebody's erasure, as of now: who by an opaque id, when, by whose order, by which rules, what went, what stays
    /// and why, what a search found, how far the bytes are gone, whom it waits for. It holds no value of the person, and is made anew
    /// whenever it is asked for, also long afterwards.
    ///
    /// ```
    /// # use std::sync::Arc;
    /// # use clientela::{Engine, Format, Options, SystemClock};
    /// use clientela::{NewAcknowledgement, domain::{certificate::{ErasureAnswer, PurgeState}, id::Code, setting::{Place, Setting}}};
    /// # let folder = tempfile::tempdir()?;
    /// # let engine = Engine::open(folder.path().join("shop.db"), Options::new(Arc::new(SystemClock::default())))?;
    /// # let erp = engine.erp(Code::parse("erp")?);
    /// # erp.feed(&Format::JsonLines, &mut r#"{"feed":"customer","source_id":"7","kind":"private","family_name":"Holý"}"#.as_bytes())?;
    /// # let holy = erp.subject_by_source("7")?.unwrap();
    /// erp.set_setting(Setting::ErasureSystems, &Place::Chain, Some("webshop"))?;
    /// let mut sought = erp.sought(holy)?;
    /// erp.anonymize(holy)?;
    /// erp.purge()?;
    /// erp.scan(&mut sought)?;
    /// let certificate = erp.certificate(holy)?;
    /// assert_eq!((certificate.purge, certificate.scan.map(|scan| scan.residues)), (PurgeState::Purged, Some(0)));
    /// assert_eq!(certificate.waiting().map(|one| one.system.as_str()).collect::<Vec<_>>(), ["webshop"]);
    /// erp.acknowledge_erasure(&NewAcknowledgement::new(Code::parse("webshop")?, holy, ErasureAnswer::Erased))?;
    /// assert!(erp.certificate(holy)?.is_complete());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`]; [`ErrorKind::State`] with `erasure.not_erased` of somebody who was not erased.
    pub fn certificate(&self, subject: SubjectId) -> Result<Certificate> {
        let mut reader = self.engine.store().read()?;
        let stored = reader.subject(subject)?.ok_or_else(|| Error::new(ErrorKind::NotFound, "customer.unknown"))?;
        let epoch = stored.erased.ok_or_else(not_erased)?;
        let order = reader.erased_by(subject)?.ok_or_else(crate::store::sql::damaged)?;
        let kept = reader.erasure_of(subject)?;
        let ordered = kept.as_ref().map_or(subject, |kept| kept.record.ordered);
        let whole = if ordered == subject { kept } else { reader.erasure_of(ordered)? };
        let persons = whole.as_ref().map_or(Ok(vec![(subject, epoch)]), |_| reader.went_with(ordered))?;
        let mut certificate = Certificate {
            subject,
            epoch,
            order,
            outcome: outcome(whole.as_ref().and_then(|kept| kept.record.outcome.as_deref()))?,
            purge: PurgeState::Replaced,
            purged: whole.as_ref().and_then(|kept| kept.purged),
            scan: whole.as_ref().and_then(|kept| kept.scan),
            record: whole.map(|kept| kept.record),
            sealed: None,
            systems: Vec::new(),
            heads: reader.heads()?,
            made: self.engine.now().at,
            persons,
        };
        self.add_persons(&mut reader, &mut certificate)?;
        Ok(certificate)
    }

    /// What is told person by person: their boxes, what the systems said, and whether all their bytes are gone.
    fn add_persons(&self, reader: &mut Reader<'_>, certificate: &mut Certificate) -> Result<()> {
        let (today, purged, gone) = (self.engine.now().date(), reader.purged()?, reader.gone()?);
        for (person, _) in certificate.persons.clone() {
            certificate.systems.extend(reader.answers_about(person, today)?);
            if let Some(left) = reader.sealed_left(person)? {
                let (boxes, until) = certificate.sealed.map_or((0, left.until), |all| (all.boxes, all.until));
                certificate.sealed = Some(SealedLeft { boxes: boxes + left.boxes, until: until.max(left.until) });
            }
        }
        let last = certificate.persons.iter().map(|(_, epoch)| *epoch).max().unwrap_or_default();
        // What went later of what was sealed or kept.
        let later = certificate.record.as_ref().is_some_and(|record| record.mode == ErasureMode::Seal)
            || certificate
                .outcome
                .as_ref()
                .is_some_and(|outcome| outcome.kept.iter().any(|kept| kept.until.is_some_and(|until| until < today)));
        let waits = later && purged.later < gone.later;
        if !waits && (certificate.purged.is_some() || last <= purged.epoch) {
            certificate.purge = PurgeState::Purged;
        }
        Ok(())
    }

    /// Writes the certificate of somebody's erasure: as JSON by `docs/schemas/erasure-certificate.schema.json`, or as a page to be printed,
    /// in a language. The same state of the store at the same time is the same document, to the byte.
    ///
    /// # Errors
    /// As [`Self::certificate`]; [`ErrorKind::Io`] with `export.unwritable` where `out` fails.
    pub fn write_certificate(&self, subject: SubjectId, format: PersonFormat, language: Language, out: &mut dyn Write) -> Result<()> {
        page::write(&self.certificate(subject)?, format, language, out)
    }

    /// The erasures behind an epoch of which a system has not said anything yet, the oldest first; the epoch of the last one is the cursor.
    /// Whoever connects the system asks for them now and then, and tells what it says by [`Self::acknowledge_erasure`].
    ///
    /// # Errors
    /// Those of reading.
    pub fn pending_erasures(&self, system: &Code, after: u64, limit: usize) -> Result<Vec<PendingErasure>> {
        self.engine.store().read()?.pending_erasures(system, after, limit)
    }

    /// Takes what a system says of somebody who was erased. Says whether it had said the same before; then nothing was written. A system
    /// that still needed somebody may say later that it erased them; what is final stays. It may come after the wait is over.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] for nobody, and with `erasure.system_unknown` for a system that was not asked; [`ErrorKind::State`] with
    /// `erasure.not_erased`, and with `erasure.answered` where it said something final before; [`ErrorKind::Invalid`] with
    /// `date.in_future`, with `erasure.no_answer` for a word that is none, and with `erasure.keeps_nothing` for a day until which
    /// something is kept of which nothing is.
    pub fn acknowledge_erasure(&self, new: &NewAcknowledgement) -> Result<bool> {
        let mut writer = self.engine.store().write()?;
        let said = self.checked(new)?;
        let stored = writer.subject(new.subject)?.ok_or_else(|| Error::new(ErrorKind::NotFound, "customer.unknown"))?;
        stored.erased.ok_or_else(not_erased)?;
        let answers = writer.answers_about(new.subject, self.engine.now().date())?;
        let before = answers.iter().find(|one| one.system == new.system);
        let before = before.ok_or_else(|| Error::new(ErrorKind::NotFound, "erasure.system_unknown"))?;
        let same = (before.answer, before.keeps_until) == (said.answer, said.keeps_until);
        if same && new.at.is_none_or(|at| before.at == Some(at)) {
            return Ok(true);
        }
        if before.answer.is_final() {
            return Err(Error::new(ErrorKind::State, "erasure.answered"));
        }
        writer.apply(&self.context(), &[Change::Acknowledge(Box::new(said))])?;
        writer.commit()?;
        Ok(false)
    }

    fn checked(&self, new: &NewAcknowledgement) -> Result<Acknowledgement> {
        let now = self.engine.now().at;
        let NewAcknowledgement { system, subject, answer, at, keeps_until } = new.clone();
        let broken = if at.is_some_and(|at| at > now) {
            Some(Violation::new("at", "date.in_future"))
        } else if !answer.is_said() {
            Some(Violation::new("answer", "erasure.no_answer"))
        } else if keeps_until.is_some() && answer != ErasureAnswer::Needed {
            Some(Violation::new("keeps_until", "erasure.keeps_nothing"))
        } else {
            None
        };
        broken.map_or(Ok(Acknowledgement { system, subject, answer, at: at.unwrap_or(now), keeps_until }), |broken| Err(broken.into()))
    }
}

fn not_erased() -> Error {
    Error::new(ErrorKind::State, "erasure.not_erased")
}

/// What went and what stayed when somebody was erased, of all who went by the same order; none where nobody wrote it down.
pub(crate) fn outcome_of(reader: &mut Reader<'_>, subject: SubjectId) -> Result<Option<Outcome>> {
    let Some(own) = reader.erasure_of(subject)? else { return Ok(None) };
    let whole = if own.record.ordered == subject { Some(own) } else { reader.erasure_of(own.record.ordered)? };
    outcome(whole.as_ref().and_then(|kept| kept.record.outcome.as_deref()))
}

fn outcome(text: Option<&str>) -> Result<Option<Outcome>> {
    text.map(|text| Outcome::read(text).ok_or_else(crate::store::sql::damaged)).transpose()
}
