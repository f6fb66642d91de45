//! Captures: what a person answered, on one occasion and with one proof, and what that writes. Knows no SQL.

use crate::domain::change::Change;
use crate::domain::consent::{
    Act, Authority, Commitment, Definition, DefinitionText, Event, EventKind, Evidence, FormNumber, Intent, KeptForm, Method, Origin,
    ReferenceKind, Scope, Signature, Written, write,
};
use crate::domain::field::Field;
use crate::domain::id::{Code, EventId, SubjectId};
use crate::domain::journal::Digest32;
use crate::domain::subject::Values;
use crate::domain::time::Date;
use crate::engine::consents::{definition_for, language_for, remark};
use crate::engine::contact::{channel_values, life};
use crate::engine::customers::known;
use crate::engine::desk::Desk;
use crate::engine::open::Engine;
use crate::engine::standpoint::{House, Standpoint};
use crate::error::{Error, ErrorKind, Result, Violation};
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
    signature: Option<Signature>,
    reference: Option<String>,
    reference_kind: ReferenceKind,
    form: Option<FormNumber>,
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
            reference_kind: ReferenceKind::Note,
            form: None,
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

    /// The signature: of strokes, of an image, or the SHA-256 digest that the host made of either. Every answer is bound to it by a digest
    /// of its own ([`Signature::bound_to`]); nothing else of it is kept. The same answer given again with a signature adds one that was missing.
    pub fn signature(mut self, signature: impl Into<Signature>) -> Self {
        self.signature = Some(signature.into());
        self
    }

    /// Where a proof is, as somebody notes it; it stands for no signature. Erased with the person, its digest stays. Of this, a signature
    /// elsewhere and a form the last that is said counts.
    pub fn reference(self, reference: &str) -> Self {
        self.refers(reference, ReferenceKind::Note, None)
    }

    /// The reference of a signature that is registered in another system: it stands for the signature.
    pub fn signed_elsewhere(self, reference: &str) -> Self {
        self.refers(reference, ReferenceKind::External, None)
    }

    /// The number of a signed form that was printed here ([`KeptForm`]): it stands for the signature, and what stood on the paper, version,
    /// language and text, is what was answered.
    pub fn form(self, number: FormNumber) -> Self {
        self.refers(&number.to_string(), ReferenceKind::Form, Some(number))
    }

    fn refers(mut self, reference: &str, kind: ReferenceKind, form: Option<FormNumber>) -> Self {
        (self.reference, self.reference_kind, self.form) = (Some(reference.to_owned()), kind, form);
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

/// The form whose number proves the answers: it is here, and it is this person's or was blank. Of an erased person none is kept.
fn signed_form(reader: &mut Reader<'_>, stored: &Stored, capture: &Capture) -> Result<Option<KeptForm>> {
    let Some(number) = capture.form.filter(|_| stored.erased.is_none()) else { return Ok(None) };
    let form = reader.form(number)?.ok_or_else(|| Error::new(ErrorKind::NotFound, "form.unknown"))?;
    let whose = form.subject.map(|subject| known(reader, subject)).transpose()?;
    if whose.is_some_and(|other| other.id != stored.id) {
        return Err(Violation::new("number", "form.of_another_person").into());
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

fn decide_answer(
    desk: &Desk,
    (definition, intent): (&Definition, Intent),
    events: &[Event],
    person: &Answering<'_>,
    (capture, printed): (&Capture, Option<Asked>),
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
    let origin = if printed.is_some() { Origin::PaperForm } else { Origin::Till };
    let asked = printed.unwrap_or_else(|| shown(definition, language_for(engine, values, said.as_deref())));
    let evidence = Evidence {
        digest: None,
        reference: reference.as_deref().map(|text| Ok::<_, Error>(Commitment::to(text, engine.draw()?))).transpose()?,
        reference_kind: if reference.is_some() { capture.reference_kind } else { ReferenceKind::Note },
        address: bound_address(engine, kind, address.as_deref())?,
    };
    let id = EventId::make(now.at, engine.draw()?);
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
        evidence,
        ..Event::new(id, stored.id, definition, kind, capture.authority(intent), now.at)
    };
    event.evidence.digest = capture.signature.map(|signature| signature.bound_to(&event));
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
