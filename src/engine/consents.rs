//! Consents at a desk: seeing, recording, withdrawing, and whether a person may be contacted.

use crate::domain::change::{Change, Context};
use crate::domain::check::check;
use crate::domain::consent::{
    Act, Answer, Authority, Channel, ChannelValue, Commitment, Definition, DefinitionText, Event, EventKind, Evidence, Facts, Intent,
    Method, Origin, Purpose, Scope, Standing, SubjectState, Written, may_contact, standing, write,
};
use crate::domain::field::Field;
use crate::domain::id::{Code, EventId, SubjectId};
use crate::domain::rights::Right;
use crate::domain::subject::Values;
use crate::domain::time::Date;
use crate::engine::customers::known;
use crate::engine::desk::Desk;
use crate::engine::open::Engine;
use crate::error::{Error, ErrorKind, Result};
use crate::store::{Reader, Stored};

/// One answer of a person, as a desk records it.
///
/// ```
/// use clientela::{Capture, domain::{consent::{Intent, Method}, id::Code}};
/// let answer = Capture::new(Code::parse("newsletter-email")?, Intent::Give, Method::Paper).reference("form 4711");
/// assert_eq!(answer.definition().as_str(), "newsletter-email");
/// # Ok::<(), clientela::Error>(())
/// ```
#[derive(Clone)]
pub struct Capture {
    definition: Code,
    intent: Intent,
    method: Method,
    scope: Scope,
    language: Option<String>,
    signature: Option<[u8; 32]>,
    reference: Option<String>,
    reason: Option<String>,
    receipt: Option<Code>,
}

impl std::fmt::Debug for Capture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Capture({}, {})", self.definition, self.intent.name())
    }
}

impl Capture {
    /// What happened to this definition, and how.
    pub fn new(definition: Code, intent: Intent, method: Method) -> Self {
        let (language, signature, reference, reason, receipt) = (None, None, None, None, None);
        Self { definition, intent, method, scope: Scope::Definition, language, signature, reference, reason, receipt }
    }

    /// The definition's code.
    pub fn definition(&self) -> &Code {
        &self.definition
    }

    /// What an objection binds beyond this definition.
    pub fn scope(mut self, scope: Scope) -> Self {
        self.scope = scope;
        self
    }

    /// The language of the text that was shown; the customer's, else the till's, where it is not said.
    pub fn language(mut self, language: &str) -> Self {
        self.language = Some(language.to_owned());
        self
    }

    /// The SHA-256 digest of the signature or the scan.
    pub fn signature(mut self, digest: [u8; 32]) -> Self {
        self.signature = Some(digest);
        self
    }

    /// A form number or external id that proves it; erased with the person, its digest stays.
    pub fn reference(mut self, reference: &str) -> Self {
        self.reference = Some(reference.to_owned());
        self
    }

    /// Why an operator corrects what was recorded.
    pub fn because(mut self, reason: &str) -> Self {
        self.reason = Some(reason.to_owned());
        self
    }

    /// The receipt on whose occasion it happened.
    pub fn receipt(mut self, receipt: Code) -> Self {
        self.receipt = Some(receipt);
        self
    }

    pub(crate) fn reason(&self) -> Option<&str> {
        self.reason.as_deref()
    }

    /// Staff relaying the customer's words write as the subject; a correction is the operator's own. So are a confirmation and a
    /// grant by form or link: those reach the library without a desk when they are the person's.
    fn authority(&self) -> Authority {
        let elsewhere = matches!(self.method, Method::Form | Method::Link | Method::Transfer);
        match self.intent {
            _ if self.method == Method::Correction => Authority::User,
            Intent::Confirm => Authority::User,
            Intent::Give if elsewhere => Authority::User,
            _ => Authority::Subject,
        }
    }
}

/// What somebody would be contacted for, and how.
///
/// ```
/// use clientela::{Question, domain::{consent::{Channel, Purpose}, id::Code}};
/// let newsletter = Question::new(Purpose::Marketing, Some(Channel::Email)).about(Code::parse("newsletter-email")?);
/// assert!(newsletter.definition.is_some());
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
}

impl Question {
    /// A question about everything of this purpose and channel.
    pub fn new(purpose: Purpose, channel: Option<Channel>) -> Self {
        Self { purpose, channel, definition: None }
    }

    /// The question narrowed to one definition (and those above it).
    pub fn about(mut self, definition: Code) -> Self {
        self.definition = Some(definition);
        self
    }
}

/// One consent as a screen shows it.
#[derive(Clone, Debug)]
pub struct Consent {
    /// The version of the definition that applies.
    pub definition: Definition,
    /// Its text in the customer's or the till's language; its own language says where there was none.
    pub text: Option<DefinitionText>,
    /// Unknown, accepted or refused, and why.
    pub standing: Standing,
}

/// What recording did.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Given {
    /// The event, where one was written; none where it would have changed nothing.
    pub event: Option<EventId>,
    /// What stands now.
    pub standing: Standing,
}

impl Desk {
    /// Every consent of a customer or related person that is in force or was ever answered.
    ///
    /// # Errors
    /// [`ErrorKind::NotPermitted`] without the right to see consents; [`ErrorKind::NotFound`].
    pub fn consents(&self, subject: SubjectId) -> Result<Vec<Consent>> {
        self.require(Right::ReadConsents)?;
        let mut reader = self.engine.store().read()?;
        let stored = known(&mut reader, subject)?;
        consents_of(&self.engine, &mut reader, &stored)
    }

    /// Records an answer. Withdrawing, refusing and objecting need neither reason nor evidence and work at once.
    ///
    /// # Errors
    /// [`ErrorKind::NotPermitted`] without the right to record; [`ErrorKind::NotFound`]; the rules of recording, by code:
    /// `consent.evidence_required`, `consent.reason_required`, `consent.only_the_person`, `definition.not_in_force` and others.
    pub fn record(&self, subject: SubjectId, capture: &Capture) -> Result<Given> {
        self.require(Right::RecordConsents)?;
        let mut writer = self.engine.store().write()?;
        let stored = known(&mut writer, subject)?;
        let reason = capture.reason().filter(|_| stored.erased.is_none());
        let context = Context { reason: remark(&self.engine, Field::Reason, reason)?, ..self.context() };
        let change = decide_capture(self, &mut writer, &stored, &stored.values, capture)?;
        let event = change.as_ref().and_then(|change| if let Change::Consent(event, _) = change { Some(event.id) } else { None });
        writer.apply(&context, change.as_slice())?;
        let definition = definition_for(&mut writer, &capture.definition, self.engine.now().date())?;
        let standing = standing(&definition, &writer.events(subject)?, self.engine.now().at);
        writer.commit()?;
        Ok(Given { event, standing })
    }

    /// Withdraws a consent: one call, no reason, effective at once (W10).
    ///
    /// # Errors
    /// As [`Self::record`], apart from the rules of granting.
    pub fn withdraw(&self, subject: SubjectId, definition: &Code) -> Result<Given> {
        self.record(subject, &Capture::new(definition.clone(), Intent::Withdraw, Method::Spoken))
    }

    /// Whether this person may be contacted for a purpose by a channel now: yes or no, the reason, the evidence and the remedy (X2).
    ///
    /// # Errors
    /// [`ErrorKind::NotPermitted`] without the right to see consents; [`ErrorKind::NotFound`].
    pub fn may_contact(&self, subject: SubjectId, question: &Question) -> Result<Answer> {
        self.require(Right::ReadConsents)?;
        may_contact_now(&self.engine, subject, question)
    }
}

/// Decides from what the store knows now.
pub(crate) fn may_contact_now(engine: &Engine, subject: SubjectId, question: &Question) -> Result<Answer> {
    let mut reader = engine.store().read()?;
    let stored = known(&mut reader, subject)?;
    let (definitions, events) = (reader.definitions()?, reader.events(subject)?);
    let present = question.channel.map(|channel| channel_values(&stored.values, channel, engine.now().date())).unwrap_or_default();
    let values: Vec<ChannelValue<'_>> = present.iter().map(|value| ChannelValue { value, bounced: false }).collect();
    let facts = Facts {
        subject: life(&stored),
        definitions: &definitions,
        events: &events,
        values: &values,
        definition: question.definition.as_ref(),
        ..Facts::new(question.purpose, question.channel, engine.now())
    };
    Ok(may_contact(&facts))
}

pub(crate) fn consents_of(engine: &Engine, reader: &mut Reader<'_>, stored: &Stored) -> Result<Vec<Consent>> {
    let events = reader.events(stored.id)?;
    consents_from(engine, reader, stored, &events)
}

/// The consents as they stand after these events.
pub(crate) fn consents_from(engine: &Engine, reader: &mut Reader<'_>, stored: &Stored, events: &[Event]) -> Result<Vec<Consent>> {
    consents_in(&language_for(engine, &stored.values, None), engine, reader, events)
}

/// The same with the texts of a language.
pub(crate) fn consents_in(language: &str, engine: &Engine, reader: &mut Reader<'_>, events: &[Event]) -> Result<Vec<Consent>> {
    let now = engine.now();
    let mut versions = reader.definitions()?;
    let mut consents = Vec::new();
    while let Some(code) = versions.first().map(|definition| definition.code.clone()) {
        let later = versions.iter().position(|definition| definition.code != code).unwrap_or(versions.len());
        let of_code: Vec<Definition> = versions.drain(..later).collect();
        let Some(definition) = applying(of_code, now.date()) else { continue };
        let answered = events.iter().any(|event| event.definition.as_ref() == Some(&definition.code));
        if definition.in_force(now.date()) || answered {
            let standing = standing(&definition, events, now.at);
            consents.push(Consent { text: definition.text(language).cloned(), standing, definition });
        }
    }
    Ok(consents)
}

/// The version that applies on a day: the latest in force, else the latest.
pub(crate) fn applying(versions: Vec<Definition>, on: Date) -> Option<Definition> {
    versions.into_iter().max_by_key(|definition| (definition.in_force(on), definition.major, definition.minor))
}

fn definition_for(reader: &mut Reader<'_>, code: &Code, on: Date) -> Result<Definition> {
    let versions = reader.definition_versions(code)?;
    applying(versions, on).ok_or_else(|| Error::new(ErrorKind::NotFound, "definition.unknown").with("definition", code))
}

fn life(stored: &Stored) -> SubjectState {
    if stored.erased.is_some() { SubjectState::Erased } else { SubjectState::Normal }
}

pub(super) fn language_for(engine: &Engine, values: &Values, said: Option<&str>) -> String {
    said.or_else(|| values.get(Field::Language)).unwrap_or_else(|| engine.language()).to_owned()
}

/// The present values of a channel, in slot order.
pub(crate) fn channel_values(values: &Values, channel: Channel, day: Date) -> Vec<&str> {
    values.valid_on(channel.field(), day).map(|(_, text)| text).collect()
}

/// What an answer writes over what stands: nothing, or one event. Of an erased person no remark is kept.
pub(crate) fn decide_capture(
    desk: &Desk,
    reader: &mut Reader<'_>,
    stored: &Stored,
    values: &Values,
    capture: &Capture,
) -> Result<Option<Change>> {
    let engine = &desk.engine;
    let now = engine.now();
    let definition = definition_for(reader, &capture.definition, now.date())?;
    let events = reader.events(stored.id)?;
    let address = definition.channel.and_then(|channel| channel_values(values, channel, now.date()).first().map(|text| (*text).to_owned()));
    let reference = capture.reference.as_deref().filter(|_| stored.erased.is_none());
    let reference = remark(engine, Field::EvidenceReference, reference)?;
    let act = Act {
        scope: capture.scope,
        evidence: capture.signature.is_some() || reference.is_some(),
        reason: remark(engine, Field::Reason, capture.reason())?.is_some(),
        reachable: address.is_some(),
        subject: life(stored),
        ..Act::new(capture.intent, capture.authority(), capture.method)
    };
    let Written::Event { kind, seen } = write(&definition, &events, act, now)? else { return Ok(None) };
    let said = remark(engine, Field::Language, capture.language.as_deref())?;
    let language = language_for(engine, values, said.as_deref());
    let text = definition.text(&language);
    let evidence = Evidence {
        digest: capture.signature,
        reference: reference.as_deref().map(|text| Ok::<_, Error>(Commitment::to(text, engine.draw()?))).transpose()?,
        address: bound_address(engine, kind, address.as_deref())?,
    };
    let id = EventId::make(now.at, engine.draw()?);
    let event = Event {
        scope: capture.scope,
        language: text.map_or(language.clone(), |text| text.language.clone()),
        text_digest: text.map_or([0; 32], DefinitionText::digest),
        method: capture.method,
        origin: Origin::Till,
        operator: Some(desk.seat().operator.clone()),
        station: Some(desk.seat().station.clone()),
        receipt: capture.receipt.clone(),
        seen,
        evidence,
        ..Event::new(id, stored.id, &definition, kind, capture.authority(), now.at)
    };
    Ok(Some(Change::Consent(Box::new(event), reference)))
}

/// A grant is bound to the address it was given for.
pub(crate) fn bound_address(engine: &Engine, kind: EventKind, address: Option<&str>) -> Result<Option<Commitment>> {
    let Some(address) = address.filter(|_| kind.grants()) else { return Ok(None) };
    Ok(Some(Commitment::to(address, engine.draw()?)))
}

/// What somebody wrote about it, as the table of fields allows it; blank text is none.
pub(crate) fn remark(engine: &Engine, field: Field, text: Option<&str>) -> Result<Option<String>> {
    let checked = text.map(|text| check(field, text, engine.now().date())).transpose()?;
    Ok(checked.filter(|text| !text.is_empty()))
}
