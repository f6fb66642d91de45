//! Captures: what a person answered, on one occasion and with one proof, and what that writes. Knows no SQL.

use crate::domain::change::Change;
use crate::domain::consent::{
    Act, Authority, Commitment, Definition, DefinitionText, Event, EventKind, Evidence, Intent, Method, Origin, Scope, Written, write,
};
use crate::domain::field::Field;
use crate::domain::id::{Code, EventId, SubjectId};
use crate::domain::subject::Values;
use crate::domain::time::Date;
use crate::engine::consents::{definition_for, language_for, remark};
use crate::engine::contact::{channel_values, life};
use crate::engine::customers::known;
use crate::engine::desk::Desk;
use crate::engine::open::Engine;
use crate::engine::standpoint::{House, Standpoint};
use crate::error::{Error, Result, Violation};
use crate::store::{Reader, Stored};

/// One answer of a person, or several that were given together, as a desk records them.
///
/// ```
/// use clientela::{Capture, domain::{consent::{Intent, Method}, id::Code}};
/// let answer = Capture::new(Code::parse("newsletter-email")?, Intent::Give, Method::Paper).reference("form 4711");
/// // The same form has another tick.
/// let both = answer.and(Code::parse("newsletter-letter")?, Intent::Refuse);
/// assert_eq!(both.definitions().count(), 2);
/// # Ok::<(), clientela::Error>(())
/// ```
#[derive(Clone)]
pub struct Capture {
    answers: Vec<(Code, Intent)>,
    method: Method,
    scope: Scope,
    language: Option<String>,
    signature: Option<[u8; 32]>,
    reference: Option<String>,
    reason: Option<String>,
    receipt: Option<Code>,
    guardian: Option<SubjectId>,
}

impl std::fmt::Debug for Capture {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let answers: Vec<(&str, &str)> = self.answers.iter().map(|(code, intent)| (code.as_str(), intent.name())).collect();
        write!(f, "Capture({answers:?})")
    }
}

impl Capture {
    /// What happened to this definition, and how.
    pub fn new(definition: Code, intent: Intent, method: Method) -> Self {
        Self {
            answers: vec![(definition, intent)],
            method,
            scope: Scope::Definition,
            language: None,
            signature: None,
            reference: None,
            reason: None,
            receipt: None,
            guardian: None,
        }
    }

    /// Another definition that was answered in the same way, on the same occasion: on the same form, with the same signature.
    pub fn and(mut self, definition: Code, intent: Intent) -> Self {
        self.answers.push((definition, intent));
        self
    }

    /// The codes of the definitions that were answered, in the order in which they were named.
    pub fn definitions(&self) -> impl Iterator<Item = &Code> {
        self.answers.iter().map(|(definition, _)| definition)
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

    /// The parent or guardian who answered for the person (X19). To agree they must be one on that day, for that definition.
    pub fn by_guardian(mut self, guardian: SubjectId) -> Self {
        self.guardian = Some(guardian);
        self
    }

    pub(crate) fn reason(&self) -> Option<&str> {
        self.reason.as_deref()
    }

    /// Staff relaying the customer's words write as the subject; a correction is the operator's own. So are a confirmation and a
    /// grant by form or link: those reach the library without a desk when they are the person's.
    fn authority(&self, intent: Intent) -> Authority {
        let elsewhere = matches!(self.method, Method::Form | Method::Link | Method::Transfer);
        match intent {
            _ if self.method == Method::Correction => Authority::User,
            Intent::Confirm => Authority::User,
            Intent::Give if elsewhere => Authority::User,
            _ => Authority::Subject,
        }
    }
}

/// What each answer writes over what stands: nothing, or one event. Of an erased person no remark is kept.
pub(crate) fn decide_capture(
    desk: &Desk,
    reader: &mut Reader<'_>,
    stored: &Stored,
    values: &Values,
    capture: &Capture,
) -> Result<Vec<Option<Change>>> {
    let twice = |at: &usize| capture.answers[..*at].iter().any(|(before, _)| *before == capture.answers[*at].0);
    if (0..capture.answers.len()).any(|at| twice(&at)) {
        return Err(Violation::new("definition", "consent.answered_twice").into());
    }
    let person = Answering::of(desk, reader, stored, values, capture)?;
    let mut events = reader.events(stored.id)?;
    let mut changes = Vec::with_capacity(capture.answers.len());
    for (code, intent) in &capture.answers {
        let definition = definition_for(reader, code, desk.engine.now().date())?;
        let decided = decide_answer(desk, (&definition, *intent), &events, &person, capture)?;
        events.extend(decided.iter().map(|(event, _)| event.clone()));
        changes.push(decided.map(|(event, reference)| Change::Consent(Box::new(event), reference)));
    }
    Ok(changes)
}

fn decide_answer(
    desk: &Desk,
    (definition, intent): (&Definition, Intent),
    events: &[Event],
    person: &Answering<'_>,
    capture: &Capture,
) -> Result<Option<(Event, Option<String>)>> {
    let engine = &desk.engine;
    let now = engine.now();
    let Answering { stored, values, .. } = person;
    person.may_answer(definition, intent, now.date())?;
    let address = definition.channel.and_then(|channel| channel_values(values, channel, now.date()).first().map(|text| (*text).to_owned()));
    let reference = capture.reference.as_deref().filter(|_| stored.erased.is_none());
    let reference = remark(engine, Field::EvidenceReference, reference)?;
    let act = Act {
        scope: capture.scope,
        evidence: capture.signature.is_some() || reference.is_some(),
        reason: remark(engine, Field::Reason, capture.reason())?.is_some(),
        reachable: address.is_some(),
        subject: life(stored),
        by_guardian: person.guardian.is_some(),
        ..Act::new(intent, capture.authority(intent), capture.method)
    };
    let Written::Event { kind, seen } = write(definition, events, act, now)? else { return Ok(None) };
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
        by: person.guardian,
        method: capture.method,
        origin: Origin::Till,
        operator: Some(desk.seat().operator.clone()),
        station: Some(desk.seat().station.clone()),
        receipt: capture.receipt.clone(),
        seen,
        evidence,
        ..Event::new(id, stored.id, definition, kind, capture.authority(intent), now.at)
    };
    Ok(Some((event, reference)))
}

/// Whose consents are answered, and by which guardian.
struct Answering<'a> {
    stored: &'a Stored,
    values: &'a Values,
    guardian: Option<SubjectId>,
    house: House,
    known: Standpoint,
}

impl<'a> Answering<'a> {
    fn of(desk: &Desk, reader: &mut Reader<'_>, stored: &'a Stored, values: &'a Values, capture: &Capture) -> Result<Self> {
        let guardian = capture.guardian.map(|guardian| known(reader, guardian)).transpose()?.map(|guardian| guardian.id);
        let guardian = guardian.filter(|guardian| *guardian != stored.id);
        let house = House::of(&desk.engine.directory_in(reader)?.settings).without_grounds();
        let known = Standpoint::of(reader, &house, stored, desk.engine.now())?;
        Ok(Self { stored, values, guardian, house, known })
    }

    /// Whoever agrees for somebody must be their guardian; saying no needs nothing.
    fn may_answer(&self, definition: &Definition, intent: Intent, day: Date) -> Result<()> {
        let Some(guardian) = self.guardian.filter(|_| matches!(intent, Intent::Give | Intent::Confirm)) else { return Ok(()) };
        let may = self.known.ward(&self.house, day).may_answer(guardian, definition, day);
        if may { Ok(()) } else { Err(Violation::new("guardian", "consent.not_the_guardian").with("definition", &definition.code).into()) }
    }
}

/// A grant is bound to the address it was given for.
pub(crate) fn bound_address(engine: &Engine, kind: EventKind, address: Option<&str>) -> Result<Option<Commitment>> {
    let Some(address) = address.filter(|_| kind.grants()) else { return Ok(None) };
    Ok(Some(Commitment::to(address, engine.draw()?)))
}
