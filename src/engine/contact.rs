//! Whether somebody may be contacted, now or as of a day. Knows no SQL.

use crate::domain::consent::{Answer, Channel, ChannelValue, Definition, Event, Facts, Purpose, Reason, SubjectState, may_contact};
use crate::domain::field::{Field, RecordKind};
use crate::domain::id::{Code, SubjectId};
use crate::domain::rights::Right;
use crate::domain::setting::{Place, Setting, TypedValue};
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
}

/// The end of a day, and whether that is past; none is now.
pub(crate) fn moment(on: Option<Date>, now: Moment) -> Result<(Moment, bool)> {
    match on {
        Some(day) if day > now.date() => Err(Violation::new("date", "date.in_future").into()),
        Some(day) if day < now.date() => {
            let end = day.plus_days(1).start().millis() - 1 - i64::from(now.offset_minutes) * 60_000;
            Ok((Moment { at: Timestamp::from_millis(end), ..now }, true))
        }
        _ => Ok((now, false)),
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
}

/// Decides from what the store knows, or knew.
fn may_contact_of(engine: &Engine, subject: SubjectId, question: &Question) -> Result<Answer> {
    let mut reader = engine.store().read()?;
    let asking = Asking::of(engine, &mut reader, question)?;
    asking.answer(&mut reader, subject).map(|(answer, _)| answer)
}

/// The answer, and the address to use.
pub(crate) type Decided = (Answer, Option<String>);

/// A question with what it asks of everybody alike.
pub(crate) struct Asking<'q> {
    question: &'q Question,
    definitions: Vec<Definition>,
    unsigned_allowed: bool,
    moment: Moment,
    pub(crate) past: bool,
}

impl<'q> Asking<'q> {
    pub(crate) fn of(engine: &Engine, reader: &mut Reader<'_>, question: &'q Question) -> Result<Self> {
        let (moment, past) = moment(question.on, engine.now())?;
        if past {
            return Self::as_of(engine, reader, question, moment);
        }
        Ok(Self { question, definitions: reader.definitions()?, unsigned_allowed: unsigned_allowed(engine)?, moment, past })
    }

    /// The question as of an instant, whatever its day.
    pub(crate) fn as_of(engine: &Engine, reader: &mut Reader<'_>, question: &'q Question, moment: Moment) -> Result<Self> {
        let unsigned_allowed = unsigned_allowed_at(engine, reader, moment.at)?;
        Ok(Self { question, definitions: reader.definitions_at(moment)?, unsigned_allowed, moment, past: true })
    }

    /// Of which day it asks.
    pub(crate) fn day(&self) -> Date {
        self.moment.date()
    }

    /// The answer about one person.
    pub(crate) fn answer(&self, reader: &mut Reader<'_>, subject: SubjectId) -> Result<Decided> {
        let mut stored = known(reader, subject)?;
        let mut events = reader.events(subject)?;
        if self.past {
            if reader.merged_or_parted_after(stored.id, self.moment.at)? {
                return Ok((unclear(self.question), None));
            }
            events.retain(|event| event.recorded <= self.moment.at);
            stored.values = reader.values_at(stored.id, std::mem::take(&mut stored.values), self.moment.at)?;
        }
        Ok(self.decide(&events, life(&stored), &stored.values))
    }

    /// The same from what is given.
    pub(crate) fn decide(&self, events: &[Event], subject: SubjectState, values: &Values) -> Decided {
        let known = Known { definitions: &self.definitions, unsigned_allowed: self.unsigned_allowed, now: self.moment };
        known.decide(self.question, events, subject, values)
    }
}

/// Whose answers and addresses were whose on a day before a merge, or before it was taken back, nobody can tell for certain: no.
fn unclear(question: &Question) -> Answer {
    let (reason, definition) = (Reason::Unclear, question.definition.clone());
    Answer { allowed: false, reason, remedy: reason.remedy(), evidence: Vec::new(), definition, version: None, value: None }
}

/// What decides about everybody alike.
pub(crate) struct Known<'a> {
    pub(crate) definitions: &'a [Definition],
    pub(crate) unsigned_allowed: bool,
    pub(crate) now: Moment,
}

impl Known<'_> {
    /// Decides from what is given, and says which address to use.
    pub(crate) fn decide(&self, question: &Question, events: &[Event], subject: SubjectState, values: &Values) -> Decided {
        let Self { definitions, unsigned_allowed, now } = *self;
        let present = question.channel.map(|channel| channel_values(values, channel, now.date())).unwrap_or_default();
        let values: Vec<ChannelValue<'_>> = present.iter().map(|value| ChannelValue { value, bounced: false }).collect();
        let answer = may_contact(&Facts {
            subject,
            definitions,
            events,
            values: &values,
            definition: question.definition.as_ref(),
            unsigned_allowed,
            ..Facts::new(question.purpose, question.channel, now)
        });
        let value = answer.value.and_then(|value| present.get(value)).map(|value| (*value).to_owned());
        (answer, value)
    }
}

/// Whether a consent counts now whose signature is missing (P12): of all branches alike, so that a till and the systems that send say the same.
pub(crate) fn unsigned_allowed(engine: &Engine) -> Result<bool> {
    Ok(engine.directory()?.settings.at(Setting::UnsignedAllowed, &Place::Chain) == Some(TypedValue::Flag(true)))
}

/// The same at an instant in the past.
fn unsigned_allowed_at(engine: &Engine, reader: &mut Reader<'_>, at: Timestamp) -> Result<bool> {
    let setting = (RecordKind::Setting, format!("{}/{}", Place::Chain, Setting::UnsignedAllowed.spec().key));
    let now = Some(unsigned_allowed(engine)?.to_string());
    Ok(reader.value_at(setting, Field::SettingValue, now, at)?.as_deref() == Some("true"))
}

/// The present values of a channel, in slot order.
pub(crate) fn channel_values(values: &Values, channel: Channel, day: Date) -> Vec<&str> {
    values.valid_on(channel.field(), day).map(|(_, text)| text).collect()
}

pub(crate) fn life(stored: &Stored) -> SubjectState {
    if stored.erased.is_some() { SubjectState::Erased } else { SubjectState::Normal }
}
