//! Whether somebody may be contacted, now or as of a day. Knows no SQL.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::fmt;
use std::sync::Arc;

use crate::domain::check::check;
use crate::domain::consent::{Answer, Basis, Channel, Definition, Event, Facts, Purpose, Reason, SubjectState, may_contact};
use crate::domain::field::Field;
use crate::domain::id::{Code, SubjectId};
use crate::domain::rights::Right;
use crate::domain::subject::Values;
use crate::domain::time::{Date, Moment, Timestamp};
use crate::engine::customers::known;
use crate::engine::desk::Desk;
use crate::engine::directory::Directory;
use crate::engine::erp::Erp;
use crate::engine::open::Engine;
use crate::engine::standpoint::{House, OnDay, Standpoint};
use crate::error::{Result, Violation};
use crate::store::{Reader, Stored, Wanted};

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
#[derive(Clone, PartialEq, Eq)]
pub struct Question {
    /// What for.
    pub purpose: Purpose,
    /// By which channel; none asks about use without contact.
    pub channel: Option<Channel>,
    /// By which definition; none asks all of this purpose and channel, and the least permissive decides.
    pub definition: Option<Code>,
    /// As of the end of this day; none asks about now.
    pub on: Option<Date>,
    /// Whether the message is about goods of one's own that are similar to what the person bought.
    pub similar_goods: bool,
    /// The phone numbers that the opposition register was asked about and does not list.
    pub unlisted: Vec<String>,
}

impl fmt::Debug for Question {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { purpose, channel, definition, on, similar_goods, unlisted } = self;
        let unlisted = unlisted.len();
        write!(f, "Question({purpose:?}, {channel:?}, {definition:?}, {on:?}, similar goods {similar_goods}, {unlisted} unlisted)")
    }
}

impl Question {
    /// A question about everything of this purpose and channel.
    pub fn new(purpose: Purpose, channel: Option<Channel>) -> Self {
        Self { purpose, channel, definition: None, on: None, similar_goods: false, unlisted: Vec::new() }
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

    /// The question about a message on goods of one's own that are similar to what the person bought: a ground for e-mail to own customers
    /// asks for it.
    pub fn similar_goods(mut self) -> Self {
        self.similar_goods = true;
        self
    }

    /// The question with a phone number that the opposition register was asked about and does not list.
    pub fn unlisted(mut self, number: &str) -> Self {
        self.unlisted.push(number.to_owned());
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
    /// of a day (X3). Of an erased person nothing can be told but that; of a day before somebody was merged or parted, or before somebody was
    /// erased who decided for them, nothing at all.
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
    pub(crate) question: &'q Question,
    pub(crate) house: Arc<House>,
    definitions: Arc<[Definition]>,
    /// As numbers are stored.
    unlisted: BTreeSet<String>,
    moment: Moment,
    pub(crate) past: bool,
    /// Whether erasures are missing here.
    pub(crate) unconfirmed: bool,
}

impl<'q> Asking<'q> {
    pub(crate) fn of(engine: &Engine, reader: &mut Reader<'_>, question: &'q Question) -> Result<Self> {
        let (moment, past) = moment(question.on, engine.now())?;
        if past {
            return Self::as_of(engine, reader, question, moment);
        }
        let directory = engine.directory_in(reader)?;
        let unconfirmed = directory.house.is_unconfirmed(reader)?;
        Ok(Self { unconfirmed, ..Self::by(question, &directory, moment)? })
    }

    /// The question as of an instant, whatever its day.
    pub(crate) fn as_of(engine: &Engine, reader: &mut Reader<'_>, question: &'q Question, moment: Moment) -> Result<Self> {
        let house = House::as_of(&*engine.directory_in(reader)?, reader, moment.at)?;
        let definitions = reader.definitions_at(moment)?.into();
        Self::at(question, Arc::new(house), definitions, (moment, true))
    }

    /// The question by what is known already; whether erasures are missing is for the person to say.
    pub(crate) fn by(question: &'q Question, directory: &Directory, moment: Moment) -> Result<Self> {
        Self::at(question, Arc::clone(&directory.house), Arc::clone(&directory.definitions), (moment, false))
    }

    fn at(question: &'q Question, house: Arc<House>, definitions: Arc<[Definition]>, (moment, past): (Moment, bool)) -> Result<Self> {
        let number = |text: &String| check(Field::Phone, text, moment.date());
        let unlisted = question.unlisted.iter().map(number).collect::<Result<_, _>>()?;
        Ok(Self { question, house, definitions, unlisted, moment, past, unconfirmed: false })
    }

    /// Of which day it asks.
    pub(crate) fn day(&self) -> Date {
        self.moment.date()
    }

    /// Of which moment.
    pub(crate) fn moment(&self) -> Moment {
        self.moment
    }

    /// Whether people may be among the answers of whom no event tells.
    pub(crate) fn reaches_everybody(&self) -> bool {
        self.house.reaches_everybody(self.question.purpose, self.question.channel)
    }

    /// The definitions in force that it is about.
    pub(crate) fn about(&self) -> impl Iterator<Item = &Definition> {
        let named = |one: &Definition| self.question.definition.as_ref().is_none_or(|code| *code == one.code);
        let same = |one: &Definition| one.purpose == self.question.purpose && one.channel == self.question.channel;
        self.definitions.iter().filter(move |one| named(one) && same(one) && one.in_force(self.day()))
    }

    /// The answer about one person.
    pub(crate) fn answer(&self, reader: &mut Reader<'_>, subject: SubjectId) -> Result<Decided> {
        match if self.past { None } else { reader.consenting_one(subject, &Wanted::of(self))? } {
            Some((events, known)) => Ok(self.decide(&events, &Standpoint::from(known).unconfirmed(self.unconfirmed))),
            None => self.answer_of_all(reader, subject),
        }
    }

    /// The answer from every record of a person and all that is known of them.
    fn answer_of_all(&self, reader: &mut Reader<'_>, subject: SubjectId) -> Result<Decided> {
        let stored = known(reader, subject)?;
        let mut person = Standpoint::of(reader, &self.house, &stored, self.moment)?;
        let mut events = reader.events_of_all(&person.records)?;
        if self.past {
            if reader.merged_or_parted_after(stored.id, self.moment.at)? || reader.guardian_erased_after(stored.id, self.moment.at)? {
                return Ok((unclear(self.question), None));
            }
            events.retain(|event| event.recorded <= self.moment.at);
            person.values = Cow::Owned(reader.values_at(stored.id, stored.values.clone(), self.moment.at)?);
            person.guardianships = reader.guardianships_at(&person.records, self.moment.at)?;
        }
        Ok(self.decide(&events, &person))
    }

    /// The same from what is given.
    pub(crate) fn decide(&self, events: &[Event], person: &Standpoint<'_>) -> Decided {
        let numbers = person.values.all(Field::Phone).map(|(_, number)| number);
        let unlisted: Vec<&str> = numbers.filter(|number| self.unlisted.contains(*number)).collect();
        let basis = Basis { similar_goods: self.question.similar_goods, unlisted: &unlisted, ..Basis::default() };
        decide((self.question, &basis), &self.definitions, events, &person.on(&self.house, self.day()), self.moment)
    }
}

/// Whose answers and addresses were whose on a day before a merge, or before it was taken back, or what a guardian who was erased since decided
/// about, nobody can tell for certain: no.
fn unclear(question: &Question) -> Answer {
    let (reason, definition) = (Reason::Unclear, question.definition.clone());
    let (ground, version, value) = (None, None, None);
    Answer { allowed: false, reason, remedy: reason.remedy(), evidence: Vec::new(), ground, definition, version, value }
}

/// Decides from what is given, and says which address to use.
pub(crate) fn decide(
    (question, basis): (&Question, &Basis<'_>),
    definitions: &[Definition],
    events: &[Event],
    person: &OnDay<'_>,
    now: Moment,
) -> Decided {
    let definition = question.definition.as_ref();
    let asked = Facts { definitions, definition, basis: *basis, ..Facts::new(question.purpose, question.channel, now) };
    person.facts(&asked, events, |facts, present| {
        let answer = may_contact(facts);
        let value = answer.value.and_then(|value| present.get(value)).map(|value| (*value).to_owned());
        (answer, value)
    })
}

/// The present values of a channel, in slot order.
pub(crate) fn channel_values(values: &Values, channel: Channel, day: Date) -> Vec<&str> {
    values.valid_on(channel.field(), day).map(|(_, text)| text).collect()
}

pub(crate) fn state(erased: bool, restricted: bool) -> SubjectState {
    match (erased, restricted) {
        (true, _) => SubjectState::Erased,
        (_, true) => SubjectState::Restricted,
        _ => SubjectState::Normal,
    }
}

pub(crate) fn life(stored: &Stored) -> SubjectState {
    state(stored.erased.is_some(), stored.is_restricted())
}
