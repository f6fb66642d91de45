//! What a capture writes: who may answer for the person, in which words, and the event of each answer. Knows no SQL.

use crate::domain::change::Change;
use crate::domain::consent::{
    Act, Commitment, Definition, DefinitionText, Event, EventKind, Evidence, FormNumber, Intent, KeptForm, Origin, ReferenceKind, State,
    Written, standing, write,
};
use crate::domain::field::Field;
use crate::domain::id::{Code, EventId, SubjectId};
use crate::domain::journal::Digest32;
use crate::domain::subject::Values;
use crate::domain::time::{Date, Timestamp};
use crate::engine::capture::Capture;
use crate::engine::consents::{definition_for, language_for, remark};
use crate::engine::contact::{channel_values, life};
use crate::engine::customers::known;
use crate::engine::desk::Desk;
use crate::engine::open::Engine;
use crate::engine::standpoint::{House, Standpoint};
use crate::engine::uses::names_somebody;
use crate::error::{Error, ErrorKind, Result, Violation};
use crate::store::{Reader, Stored};

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
    if names_somebody(capture.receipt.as_ref()) {
        return Err(Violation::new("receipt", "reference.names_somebody").into());
    }
    let form = signed_form(reader, stored, capture)?;
    let person = Answering::of(desk, reader, stored, values, capture)?;
    let mut events = reader.events(stored.id)?;
    let mut changes = Vec::with_capacity(capture.answers.len());
    for (code, intent) in &capture.answers {
        let definition = definition_for(reader, code, desk.engine.now().date())?;
        let printed = form.as_ref().map(|form| printed(form, code)).transpose()?;
        let decided = decide_answer(desk, (&definition, *intent), &events, &person, (capture, printed))?;
        events.extend(decided.iter().map(|(event, _)| event.clone()));
        changes.push(decided.map(|(event, reference)| Change::Consent(Box::new(event), reference)));
    }
    Ok(changes)
}

/// The form whose number proves the answers: it is here, and it is this person's, or was blank and proved nobody else's answer. Of an erased
/// person none is kept.
fn signed_form(reader: &mut Reader<'_>, stored: &Stored, capture: &Capture) -> Result<Option<KeptForm>> {
    let Some(number) = capture.form.filter(|_| stored.erased.is_none()) else { return Ok(None) };
    let form = reader.form(number)?.ok_or_else(|| Error::new(ErrorKind::NotFound, "form.unknown"))?;
    let whose = form.subject.map_or_else(|| reader.signers_of(number), |subject| Ok(vec![subject]))?;
    for other in whose {
        if known(reader, other)?.id != stored.id {
            return Err(Violation::new("number", "form.of_another_person").into());
        }
    }
    Ok(Some(form))
}

/// What was answered: which version, in which language, in which words.
struct Asked {
    version: (u32, u32),
    language: String,
    digest: Digest32,
}

/// What stood on a form about this definition.
fn printed(form: &KeptForm, definition: &Code) -> Result<Asked> {
    let text = form.texts.iter().find(|text| text.definition == *definition);
    let text = text.ok_or_else(|| Violation::new("definition", "form.not_on_it"))?;
    Ok(Asked { version: text.version, language: text.language.clone(), digest: text.digest })
}

/// What a till shows of a definition in this language, or in the one there is.
fn shown(definition: &Definition, language: String) -> Asked {
    let text = definition.text(&language);
    let digest = text.map_or([0; 32], DefinitionText::digest);
    Asked { version: (definition.major, definition.minor), language: text.map_or(language, |text| text.language.clone()), digest }
}

/// One answer, and what proves it.
struct Answer<'a> {
    intent: Intent,
    capture: &'a Capture,
    /// The channel's address at which the person is reached.
    address: Option<String>,
    /// As the journal keeps it.
    reference: Option<String>,
}

impl<'a> Answer<'a> {
    fn of(desk: &Desk, person: &Answering<'_>, (definition, intent): (&Definition, Intent), capture: &'a Capture) -> Result<Self> {
        let present = definition.channel.map(|channel| channel_values(person.values, channel, desk.engine.now().date()));
        let address = present.and_then(|values| values.first().map(|text| (*text).to_owned()));
        let reference = capture.reference.as_deref().filter(|_| person.stored.erased.is_none());
        let reference = remark(&desk.engine, Field::EvidenceReference, reference)?;
        Ok(Self { intent, capture, address, reference })
    }

    fn act(&self, engine: &Engine, person: &Answering<'_>) -> Result<Act> {
        Ok(Act {
            scope: self.capture.scope,
            evidence: self.capture.signature.is_some() || self.reference.is_some(),
            reason: remark(engine, Field::Reason, self.capture.reason())?.is_some(),
            reachable: self.address.is_some(),
            subject: life(person.stored),
            by_guardian: person.guardian.is_some(),
            ..Act::new(self.intent, self.capture.authority(self.intent), self.capture.method)
        })
    }

    /// All but a signature, which is bound to the whole event.
    fn evidence(&self, engine: &Engine, kind: EventKind) -> Result<Evidence> {
        let reference = self.reference.as_deref().map(|text| Ok::<_, Error>(Commitment::to(text, engine.draw()?))).transpose()?;
        let reference_kind = if reference.is_some() { self.capture.reference_kind } else { ReferenceKind::Note };
        Ok(Evidence { digest: None, reference, reference_kind, address: bound_address(engine, kind, self.address.as_deref())? })
    }
}

/// Whether a form that proved a yes comes once more, after a no: it does not overrule what was said since.
fn comes_again(form: FormNumber, definition: &Definition, events: &[Event], now: Timestamp) -> bool {
    let number = form.to_string();
    let proves = |event: &Event| {
        let bound = event.evidence.reference.as_ref().filter(|_| event.evidence.reference_kind == ReferenceKind::Form);
        bound.is_some_and(|bound| bound.opens(&number) == Some(true))
    };
    let before = events.iter().any(|event| event.kind.grants() && event.definition.as_ref() == Some(&definition.code) && proves(event));
    before && standing(definition, events, now).state == State::Refused
}

fn decide_answer(
    desk: &Desk,
    answered: (&Definition, Intent),
    events: &[Event],
    person: &Answering<'_>,
    (capture, printed): (&Capture, Option<Asked>),
) -> Result<Option<(Event, Option<String>)>> {
    let (engine, now) = (&desk.engine, desk.engine.now());
    let (definition, intent) = answered;
    person.may_answer(definition, intent, now.date())?;
    if intent == Intent::Give && capture.form.is_some_and(|form| comes_again(form, definition, events, now.at)) {
        return Err(Violation::new("number", "form.recorded_before").into());
    }
    let answer = Answer::of(desk, person, answered, capture)?;
    let Written::Event { kind, seen } = write(definition, events, answer.act(engine, person)?, now)? else { return Ok(None) };
    let said = remark(engine, Field::Language, capture.language.as_deref())?;
    let origin = if printed.is_some() { Origin::PaperForm } else { Origin::Till };
    let asked = printed.unwrap_or_else(|| shown(definition, language_for(engine, person.values, said.as_deref())));
    if !capture.has_shown(&definition.code, asked.version) {
        return Err(Error::new(ErrorKind::Conflict, "consent.text_changed").field("definition").with("definition", &definition.code));
    }
    let mut event = Event {
        version: asked.version,
        scope: capture.scope,
        language: asked.language,
        text_digest: asked.digest,
        by: person.guardian,
        method: capture.method,
        origin,
        operator: Some(desk.seat().operator.clone()),
        station: Some(desk.seat().station.clone()),
        receipt: capture.receipt.clone(),
        seen,
        evidence: answer.evidence(engine, kind)?,
        ..Event::new(EventId::make(now.at, engine.draw()?), person.stored.id, definition, kind, capture.authority(intent), now.at)
    };
    event.evidence.digest = capture.signature.map(|signature| signature.bound_to(&event));
    Ok(Some((event, answer.reference)))
}

/// Whose consents are answered, and by which guardian.
struct Answering<'a> {
    stored: &'a Stored,
    values: &'a Values,
    guardian: Option<SubjectId>,
    /// Whether the guardian is a minor, who decides for nobody.
    minor: bool,
    house: House,
    known: Standpoint<'a>,
}

impl<'a> Answering<'a> {
    fn of(desk: &Desk, reader: &mut Reader<'_>, stored: &'a Stored, values: &'a Values, capture: &Capture) -> Result<Self> {
        let guardian = capture.guardian.map(|guardian| known(reader, guardian)).transpose()?.map(|guardian| guardian.id);
        let guardian = guardian.filter(|guardian| *guardian != stored.id);
        let house = desk.engine.directory_in(reader)?.house.without_grounds();
        let known = Standpoint::of(reader, &house, stored, desk.engine.now())?;
        let minor = guardian.map(|guardian| is_minor(desk, reader, &house, guardian)).transpose()?.unwrap_or_default();
        Ok(Self { stored, values, guardian, minor, house, known })
    }

    /// Whoever agrees for somebody must be their guardian; saying no needs nothing.
    fn may_answer(&self, definition: &Definition, intent: Intent, day: Date) -> Result<()> {
        let Some(guardian) = self.guardian.filter(|_| matches!(intent, Intent::Give | Intent::Confirm)) else { return Ok(()) };
        let may = !self.minor && self.known.on(&self.house, day).ward().may_answer(guardian, definition, day);
        if may { Ok(()) } else { Err(Violation::new("guardian", "consent.not_the_guardian").with("definition", &definition.code).into()) }
    }
}

fn is_minor(desk: &Desk, reader: &mut Reader<'_>, house: &House, guardian: SubjectId) -> Result<bool> {
    let (stored, now) = (known(reader, guardian)?, desk.engine.now());
    let person = Standpoint::of(reader, house, &stored, now)?;
    Ok(stored.values.get(Field::BirthDate).is_some() && person.on(house, now.date()).ward().is_minor(now.date()))
}

/// A grant is bound to the address it was given for.
pub(crate) fn bound_address(engine: &Engine, kind: EventKind, address: Option<&str>) -> Result<Option<Commitment>> {
    let Some(address) = address.filter(|_| kind.grants()) else { return Ok(None) };
    Ok(Some(Commitment::to(address, engine.draw()?)))
}
