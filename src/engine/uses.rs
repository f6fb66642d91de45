//! The use log: what systems report that they used, with the answer as it was then. Asking is no use. Knows no SQL.

use std::collections::HashMap;
use std::sync::Arc;

use crate::domain::change::{Change, Context};
use crate::domain::consent::{Answer, ConsentUse, PROOF_PERIODS, ProofKept, proof_kept_until};
use crate::domain::id::{BatchId, Code, SubjectId};
use crate::domain::rights::Right;
use crate::domain::time::{Moment, Timestamp};
use crate::engine::consents::definition_for;
use crate::engine::contact::{Asking, Question};
use crate::engine::customers::known;
use crate::engine::desk::Desk;
use crate::engine::directory::Directory;
use crate::engine::erp::Erp;
use crate::engine::open::Engine;
use crate::engine::standpoint::Standpoint;
use crate::error::{Error, Result, Violation};
use crate::store::{KeptUse, UseCounts, UseQuery, Writer};

/// A use that a system reports.
///
/// ```
/// use clientela::{NewUse, Question, domain::{consent::{Channel, Purpose}, id::{Code, SubjectId}}};
/// let (ana, question) = (SubjectId::from_bytes([1; 16]), Question::new(Purpose::Marketing, Some(Channel::Email)));
/// let mailed = NewUse { campaign: Some(Code::parse("spring-26")?), ..NewUse::new(ana, question, Code::parse("mail-4711")?) };
/// assert!(mailed.at.is_none()); // now
/// # Ok::<(), clientela::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct NewUse {
    /// Of whom.
    pub subject: SubjectId,
    /// What for, by which channel, by which definition. Its day says nothing here.
    pub question: Question,
    /// The system's own key of this use, by which it is recorded once; nothing personal.
    pub key: Code,
    /// When; none: now.
    pub at: Option<Timestamp>,
    /// The campaign or another reference.
    pub campaign: Option<Code>,
    /// The system that used it; none: the one that reports.
    pub system: Option<Code>,
}

impl NewUse {
    /// A use at this moment, of no campaign, by the system that reports it.
    pub fn new(subject: SubjectId, question: Question, key: Code) -> Self {
        Self { subject, question, key, at: None, campaign: None, system: None }
    }
}

/// What reporting did.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RecordedUse {
    /// The use as it is kept: whether it was allowed at its time, why, and the events that the answer rests on.
    pub used: ConsentUse,
    /// Whether it was recorded before with this key; nothing was recorded now.
    pub repeated: bool,
}

impl Erp {
    /// Records a use of a consent (X4), also one that was not allowed: it is marked.
    ///
    /// ```
    /// # use std::sync::Arc;
    /// # use clientela::{Engine, Format, Options, SystemClock};
    /// use clientela::{NewUse, Question, UseQuery, domain::{consent::{Channel, Purpose}, id::Code}};
    /// # let folder = tempfile::tempdir()?;
    /// # let engine = Engine::open(folder.path().join("shop.db"), Options::new(Arc::new(SystemClock::default())))?;
    /// let erp = engine.erp(Code::parse("mailer")?);
    /// # let lee = r#"{"feed":"customer","source_id":"7","kind":"private","family_name":"Lee"}"#;
    /// # erp.feed(&Format::JsonLines, &mut lee.as_bytes())?;
    /// # let lee = erp.subject_by_source("7")?.unwrap();
    /// let mailed = NewUse::new(lee, Question::new(Purpose::Marketing, Some(Channel::Email)), Code::parse("mail-4711")?);
    /// assert!(!erp.record_use(&mailed)?.used.allowed);
    /// assert!(erp.record_use(&mailed)?.repeated);
    /// assert_eq!(erp.use_counts(&UseQuery::default())?.not_allowed, 1);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// As [`Self::record_uses`].
    pub fn record_use(&self, new: &NewUse) -> Result<RecordedUse> {
        self.record_uses(std::slice::from_ref(new)).map(|mut all| all.swap_remove(0))
    }

    /// Records uses, all or none, each once by its system and key (X4).
    ///
    /// # Errors
    /// [`crate::ErrorKind::NotFound`] for somebody unknown; [`crate::ErrorKind::Invalid`] with `date.in_future`, `definition.unknown`,
    /// `use.key_used_otherwise`, and `reference.names_somebody` for a key or campaign with an `@`: they outlive the person.
    pub fn record_uses(&self, new: &[NewUse]) -> Result<Vec<RecordedUse>> {
        let mut writer = self.engine.store().write()?;
        let mut log = UseLog::default();
        let recorded = new.iter().map(|one| log.take(self, &mut writer, one)).collect::<Result<_>>()?;
        log.write(&self.engine, &mut writer, &self.context())?;
        writer.commit()?;
        Ok(recorded)
    }

    /// The next uses that the query names, in the order in which they were recorded. The place of the last one is the cursor.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn uses(&self, query: &UseQuery) -> Result<Vec<KeptUse>> {
        self.engine.store().read()?.uses(query)
    }

    /// How many uses the query names behind its place, how many of them were not allowed, and of how many persons.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn use_counts(&self, query: &UseQuery) -> Result<UseCounts> {
        self.engine.store().read()?.use_counts(query)
    }

    /// The last day on which the proof of a person's consent is kept by the law of a country (ISO 3166-1: `DE`), from its last act or
    /// use; none where nobody granted or the law of no period is known. Also of an anonymized person.
    ///
    /// # Errors
    /// [`crate::ErrorKind::NotFound`].
    pub fn proof_kept_until(&self, subject: SubjectId, definition: &Code, country: &str) -> Result<Option<ProofKept>> {
        let mut reader = self.engine.store().read()?;
        let (stored, now) = (known(&mut reader, subject)?, self.engine.now());
        let definition = definition_for(&mut reader, definition, now.date())?;
        let uses: Vec<ConsentUse> = reader.uses_of(stored.id)?.into_iter().map(|kept| kept.used).collect();
        Ok(proof_kept_until(PROOF_PERIODS, country, &definition, &reader.events(stored.id)?, &uses, now.offset_minutes))
    }
}

impl Desk {
    /// The uses of a person's consents, or those of one definition, by their times (X4). They outlive the person's data.
    ///
    /// # Errors
    /// [`crate::ErrorKind::NotPermitted`] without the right to see consents; [`crate::ErrorKind::NotFound`].
    pub fn consent_uses(&self, subject: SubjectId, definition: Option<&Code>) -> Result<Vec<KeptUse>> {
        self.require(Right::ReadConsents)?;
        let mut reader = self.engine.store().read()?;
        known(&mut reader, subject)?;
        let mut uses = reader.uses_of(subject)?;
        uses.retain(|kept| definition.is_none_or(|code| kept.used.definition.as_ref() == Some(code)));
        Ok(uses)
    }
}

/// Uses that become one batch, with what answering them asks for alike.
#[derive(Default)]
pub(crate) struct UseLog {
    judge: Option<Judge>,
    taken: Vec<ConsentUse>,
    /// System and key, and where they stand among the taken.
    keys: HashMap<(Code, Code), usize>,
}

impl UseLog {
    /// Something else was written: definitions are read again.
    pub(crate) fn look_again(&mut self) {
        self.judge = None;
    }

    /// Takes a use, where it is not there yet.
    pub(crate) fn take(&mut self, erp: &Erp, writer: &mut Writer<'_>, new: &NewUse) -> Result<RecordedUse> {
        let now = erp.engine.now();
        let (at, system) = (new.at.unwrap_or(now.at), new.system.as_ref().unwrap_or(erp.name()));
        if at > now.at {
            return Err(Violation::new("at", "date.in_future").into());
        }
        if names_somebody(Some(&new.key)) {
            return Err(Violation::new("key", "reference.names_somebody").into());
        }
        if names_somebody(new.campaign.as_ref()) {
            return Err(Violation::new("campaign", "reference.names_somebody").into());
        }
        let named = (system.clone(), new.key.clone());
        let before = match self.keys.get(&named) {
            Some(place) => Some(self.taken[*place].clone()),
            None => writer.use_by_key(system, &new.key)?.map(|kept| kept.used),
        };
        if let Some(used) = before {
            return is_the_same(writer, &used, new)?.then_some(RecordedUse { used, repeated: true }).ok_or_else(otherwise);
        }
        let answer = self.answer(&erp.engine, writer, new, Moment { at, ..now })?;
        let used = ConsentUse {
            subject: new.subject,
            purpose: new.question.purpose,
            channel: new.question.channel,
            definition: new.question.definition.clone().or(answer.definition),
            campaign: new.campaign.clone(),
            at,
            recorded: now.at,
            system: named.0.clone(),
            key: named.1.clone(),
            allowed: answer.allowed,
            reason: answer.reason,
            evidence: answer.evidence,
        };
        self.keys.insert(named, self.taken.len());
        self.taken.push(used.clone());
        Ok(RecordedUse { used, repeated: false })
    }

    fn answer(&mut self, engine: &Engine, writer: &mut Writer<'_>, new: &NewUse, then: Moment) -> Result<Answer> {
        let judge = match self.judge.take() {
            Some(judge) => judge,
            None => Judge::of(engine, writer)?,
        };
        let answer = judge.answer(engine, writer, new, then);
        self.judge = Some(judge);
        answer
    }

    /// Writes what was taken as one batch.
    pub(crate) fn write(&mut self, engine: &Engine, writer: &mut Writer<'_>, context: &Context) -> Result<()> {
        self.look_again();
        self.keys.clear();
        if self.taken.is_empty() {
            return Ok(());
        }
        let batch = BatchId::make(context.now.at, engine.draw()?);
        writer.apply(context, &[Change::Uses(batch, std::mem::take(&mut self.taken))]).map(drop)
    }
}

/// Whether a code that outlives the person may be their e-mail address.
pub(super) fn names_somebody(code: Option<&Code>) -> bool {
    code.is_some_and(|code| code.as_str().contains('@'))
}

fn otherwise() -> Error {
    Violation::new("key", "use.key_used_otherwise").into()
}

/// Whether it tells of the same; of somebody who was merged since, either record may be named.
fn is_the_same(writer: &mut Writer<'_>, used: &ConsentUse, new: &NewUse) -> Result<bool> {
    let person = known(writer, new.subject)?.id == known(writer, used.subject)?.id;
    let way = (used.purpose, used.channel) == (new.question.purpose, new.question.channel);
    let named = new.question.definition.is_none() || new.question.definition == used.definition;
    Ok(person && way && named && new.campaign == used.campaign && new.at.is_none_or(|at| at == used.at))
}

/// Answers as of any moment: from what stands now where nothing was written since, else from what was known then.
struct Judge {
    directory: Arc<Directory>,
    /// When a definition or a setting was last written.
    changed: Option<Timestamp>,
}

impl Judge {
    fn of(engine: &Engine, writer: &mut Writer<'_>) -> Result<Self> {
        writer.entries_written()?;
        Ok(Self { directory: engine.directory_in(writer)?, changed: writer.rules_changed()? })
    }

    fn answer(&self, engine: &Engine, writer: &mut Writer<'_>, new: &NewUse, then: Moment) -> Result<Answer> {
        let question = &new.question;
        if let Some(code) = &question.definition
            && !self.directory.definitions.iter().any(|known| known.code == *code)
        {
            return Err(Violation::new("definition", "definition.unknown").into());
        }
        let stored = known(writer, new.subject)?;
        if self.changed.is_some_and(|changed| changed > then.at) || writer.changed_after(stored.id, then.at)? {
            return Ok(Asking::as_of(engine, writer, question, then)?.answer(writer, new.subject)?.0);
        }
        let person = Standpoint::of(writer, &self.directory.house, &stored, then)?;
        Ok(Asking::by(question, &self.directory, then)?.decide(&writer.events_of_all(&person.records)?, &person).0)
    }
}
