//! Whether somebody may be contacted: one person, or everybody who may; now, or as of a day. Knows no SQL.

use std::collections::{BTreeSet, VecDeque};
use std::fmt;

use crate::domain::consent::{Answer, Channel, ChannelValue, Definition, Event, Facts, Purpose, Reason, SubjectState, may_contact};
use crate::domain::id::{Code, SubjectId};
use crate::domain::rights::Right;
use crate::domain::subject::Values;
use crate::domain::time::{Date, Moment, Timestamp};
use crate::engine::customers::known;
use crate::engine::desk::Desk;
use crate::engine::erp::Erp;
use crate::engine::open::Engine;
use crate::error::{Result, Violation};
use crate::store::{Reader, Stored};

/// What somebody would be contacted for, and how.
///
/// ```
/// use clientela::{Question, domain::{consent::{Channel, Purpose}, id::Code, time::Date}};
/// let newsletter = Question::new(Purpose::Marketing, Some(Channel::Email)).about(Code::parse("newsletter-email")?);
/// assert!(newsletter.definition.is_some());
/// let then = newsletter.on(Date::parse("2026-03-01")?);
/// assert!(then.on.is_some());
/// # Ok::<(), clientela::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Question {
    /// What for.
    pub purpose: Purpose,
    /// By which channel; none asks about use without contact.
    pub channel: Option<Channel>,
    /// By which definition; none asks all of this purpose and channel, and the least permissive decides.
    pub definition: Option<Code>,
    /// As of the end of this day; none asks about now.
    pub on: Option<Date>,
}

impl Question {
    /// A question about everything of this purpose and channel.
    pub fn new(purpose: Purpose, channel: Option<Channel>) -> Self {
        Self { purpose, channel, definition: None, on: None }
    }

    /// The question narrowed to one definition (and those above it).
    pub fn about(mut self, definition: Code) -> Self {
        self.definition = Some(definition);
        self
    }

    /// The question as of a day: with the definitions, the answers and the addresses that were known at its end (X3).
    pub fn on(mut self, day: Date) -> Self {
        self.on = Some(day);
        self
    }

    /// Of which moment it asks, and whether that is past.
    fn moment(&self, now: Moment) -> Result<(Moment, bool)> {
        match self.on {
            Some(day) if day > now.date() => Err(Violation::new("date", "date.in_future").into()),
            Some(day) if day < now.date() => {
                let end = day.plus_days(1).start().millis() - 1 - i64::from(now.offset_minutes) * 60_000;
                Ok((Moment { at: Timestamp::from_millis(end), ..now }, true))
            }
            _ => Ok((now, false)),
        }
    }
}

/// Somebody who may be contacted, and by which address.
///
/// ```
/// # use std::sync::Arc;
/// # use clientela::{Engine, Options, SystemClock};
/// use clientela::{Question, domain::{consent::{Channel, Purpose}, id::Code}};
/// # let folder = tempfile::tempdir()?;
/// # let engine = Engine::open(folder.path().join("shop.db"), Options::new(Arc::new(SystemClock::default())))?;
/// let mut contacts = engine.erp(Code::parse("erp")?).contacts(&Question::new(Purpose::Marketing, Some(Channel::Email)));
/// while let Some(contact) = contacts.next()? {
///     println!("{} {:?}", contact.subject, contact.value);
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Contact {
    /// Whom; of customers who were merged the one who stays.
    pub subject: SubjectId,
    /// The address or number to use; none where the question names no channel.
    pub value: Option<String>,
}

impl fmt::Debug for Contact {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Contact({})", self.subject)
    }
}

/// Everybody who may be contacted, one after the other. Some thousand persons are decided at a time, each from what the store knows then: who
/// withdraws while the walk goes on is left out where the walk has not passed.
pub struct Contacts {
    engine: Engine,
    question: Question,
    /// The last person who was looked at.
    last: Option<SubjectId>,
    ready: VecDeque<Contact>,
    /// Those of several records who were decided already.
    met: BTreeSet<SubjectId>,
    ended: bool,
}

impl fmt::Debug for Contacts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Contacts({:?})", self.question)
    }
}

impl Desk {
    /// Whether this person may be contacted for a purpose by a channel: yes or no, the reason, the evidence and the remedy (X2); now, or as
    /// of a day (X3). Of an erased person nothing can be told but that; of a day before somebody was merged or parted, nothing at all.
    ///
    /// # Errors
    /// [`crate::ErrorKind::NotPermitted`] without the right to see consents; [`crate::ErrorKind::NotFound`]; `date.in_future`.
    pub fn may_contact(&self, subject: SubjectId, question: &Question) -> Result<Answer> {
        self.require(Right::ReadConsents)?;
        may_contact_of(&self.engine, subject, question)
    }
}

impl Erp {
    /// Whether a person may be contacted, for the systems that send.
    ///
    /// # Errors
    /// [`crate::ErrorKind::NotFound`]; `date.in_future`.
    pub fn may_contact(&self, subject: SubjectId, question: &Question) -> Result<Answer> {
        may_contact_of(&self.engine, subject, question)
    }

    /// Everybody who may be contacted, customers and related persons, with the address to use: the same answers as [`Self::may_contact`],
    /// hundreds of thousands in a second (X2).
    pub fn contacts(&self, question: &Question) -> Contacts {
        let (engine, question) = (self.engine.clone(), question.clone());
        Contacts { engine, question, last: None, ready: VecDeque::new(), met: BTreeSet::new(), ended: false }
    }
}

/// Decides from what the store knows, or knew.
pub(crate) fn may_contact_of(engine: &Engine, subject: SubjectId, question: &Question) -> Result<Answer> {
    let mut reader = engine.store().read()?;
    let (moment, past) = question.moment(engine.now())?;
    let definitions = definitions(&mut reader, moment, past)?;
    answer(&mut reader, subject, question, &definitions, (moment, past)).map(|(answer, _)| answer)
}

/// The answer, and the address to use.
type Decided = (Answer, Option<String>);

fn definitions(reader: &mut Reader<'_>, moment: Moment, past: bool) -> Result<Vec<Definition>> {
    if past { reader.definitions_at(moment) } else { reader.definitions() }
}

fn answer(
    reader: &mut Reader<'_>,
    subject: SubjectId,
    question: &Question,
    definitions: &[Definition],
    (moment, past): (Moment, bool),
) -> Result<Decided> {
    let mut stored = known(reader, subject)?;
    let mut events = reader.events(subject)?;
    if past {
        if reader.merged_or_parted_after(stored.id, moment.at)? {
            return Ok((unclear(question), None));
        }
        events.retain(|event| event.recorded <= moment.at);
        stored.values = reader.values_at(stored.id, std::mem::take(&mut stored.values), moment.at)?;
    }
    Ok(decide(question, definitions, &events, life(&stored), &stored.values, moment))
}

/// Whose answers and addresses were whose on a day before a merge, or before it was taken back, nobody can tell for certain: no.
fn unclear(question: &Question) -> Answer {
    let (reason, definition) = (Reason::Unclear, question.definition.clone());
    Answer { allowed: false, reason, remedy: reason.remedy(), evidence: Vec::new(), definition, version: None, value: None }
}

/// Decides from what is given, and says which address to use.
pub(crate) fn decide(
    question: &Question,
    definitions: &[Definition],
    events: &[Event],
    subject: SubjectState,
    values: &Values,
    now: Moment,
) -> Decided {
    let present = question.channel.map(|channel| channel_values(values, channel, now.date())).unwrap_or_default();
    let values: Vec<ChannelValue<'_>> = present.iter().map(|value| ChannelValue { value, bounced: false }).collect();
    let answer = may_contact(&Facts {
        subject,
        definitions,
        events,
        values: &values,
        definition: question.definition.as_ref(),
        ..Facts::new(question.purpose, question.channel, now)
    });
    let value = answer.value.and_then(|value| present.get(value)).map(|value| (*value).to_owned());
    (answer, value)
}

/// The present values of a channel, in slot order.
pub(crate) fn channel_values(values: &Values, channel: Channel, day: Date) -> Vec<&str> {
    values.valid_on(channel.field(), day).map(|(_, text)| text).collect()
}

pub(crate) fn life(stored: &Stored) -> SubjectState {
    if stored.erased.is_some() { SubjectState::Erased } else { SubjectState::Normal }
}

impl Contacts {
    /// The next one; none after the last.
    ///
    /// # Errors
    /// Those of reading the store; `date.in_future`.
    #[expect(clippy::should_implement_trait, reason = "an iterator of results would go on behind an error")]
    pub fn next(&mut self) -> Result<Option<Contact>> {
        while self.ready.is_empty() && !self.ended {
            // Behind an error nobody comes: the page it met would be decided in part.
            self.ended = true;
            self.ended = self.decide_more()?;
        }
        Ok(self.ready.pop_front())
    }

    /// Decides the next page; says whether it was the last.
    fn decide_more(&mut self) -> Result<bool> {
        let engine = self.engine.clone();
        let mut reader = engine.store().read()?;
        let (moment, past) = self.question.moment(engine.now())?;
        let definitions = definitions(&mut reader, moment, past)?;
        let Some(consenting) = reader.consenting(self.last, self.question.channel)? else {
            return Ok(true);
        };
        let passed = self.last;
        self.last = consenting.persons.last().map(|(person, _)| *person);
        for ((person, events), values) in consenting.persons.iter().zip(&consenting.values) {
            let several = consenting.merged.contains_key(person);
            let (subject, (answer, value)) = if several || past {
                let survivor = reader.survivor_of(*person)?;
                // Who was merged while the walk went on was met already where their own record has passed.
                let passed = passed.is_some_and(|last| survivor <= last) && !reader.events_of(survivor)?.is_empty();
                if several && (!self.met.insert(survivor) || passed) {
                    continue;
                }
                (survivor, answer(&mut reader, survivor, &self.question, &definitions, (moment, past))?)
            } else {
                let state = if consenting.erased.contains(person) { SubjectState::Erased } else { SubjectState::Normal };
                (*person, decide(&self.question, &definitions, events, state, values, moment))
            };
            self.ready.extend(answer.allowed.then_some(Contact { subject, value }));
        }
        Ok(false)
    }
}
