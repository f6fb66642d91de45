//! Consents at a desk: seeing, recording, withdrawing, and whether a person may be contacted.

use std::fmt;

use crate::domain::change::{Change, Context};
use crate::domain::check::check;
use crate::domain::consent::{
    Answer, Basis, ConsentSection, Definition, DefinitionText, Event, Grade, Intent, Method, Standing, graded, standing,
};
use crate::domain::field::Field;
use crate::domain::id::{Code, EventId, SubjectId};
use crate::domain::rights::{Right, Rights};
use crate::domain::setting::Setting;
use crate::domain::subject::Values;
use crate::domain::time::Date;
use crate::engine::answering::decide_capture;
use crate::engine::capture::Capture;
use crate::engine::contact::{Question, channel_values, decide};
use crate::engine::customers::known;
use crate::engine::desk::Desk;
use crate::engine::open::Engine;
use crate::engine::standpoint::Standpoint;
use crate::error::{Error, ErrorKind, Result};
use crate::store::{Reader, Stored};

/// One consent as a screen shows it.
#[derive(Clone)]
pub struct Consent {
    /// The version of the definition that applies.
    pub definition: Definition,
    /// Its text in the customer's or the till's language; its own language says where there was none.
    pub text: Option<DefinitionText>,
    /// Unknown, accepted or refused, and why.
    pub standing: Standing,
    /// The person's addresses or numbers of the definition's channel, as the operator may see them; none where it has no channel.
    pub addresses: Vec<String>,
    /// Whether it may be used now, and if not, why: accepted is not enough where the address was changed or removed since, where the signature is
    /// missing, the definition above is not accepted or a guardian decides (P8, P12, X19). Grounds without consent are not looked at.
    pub usable: Answer,
    /// How well it is proven: the best grade of the events that it rests on (X6).
    pub grade: Grade,
    /// Whether it is accepted without the signature that its definition requires, also where the setting lets it count or something else
    /// hinders it first (P12).
    pub signature_missing: bool,
}

impl fmt::Debug for Consent {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Consent({}, {:?}, {})", self.definition.code, self.standing, self.usable.reason.name())
    }
}

impl Consent {
    /// In which section of a screen it stands (P1).
    pub fn section(&self) -> ConsentSection {
        if self.definition.channel.is_some() { ConsentSection::Channel } else { ConsentSection::Details }
    }
}

/// What recording did.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Given {
    /// The definition's code.
    pub definition: Code,
    /// The event, where one was written; none where it would have changed nothing.
    pub event: Option<EventId>,
    /// What stands now.
    pub standing: Standing,
}

impl Desk {
    /// Every consent of a customer or related person that is in force or was ever answered: first those that are shown with the details, then
    /// those of a channel, with the addresses (P1). Where the setting `consents.shown` names some, only these (P10); recording and deciding know all.
    ///
    /// # Errors
    /// [`ErrorKind::NotPermitted`] without the right to see consents; [`ErrorKind::NotFound`].
    pub fn consents(&self, subject: SubjectId) -> Result<Vec<Consent>> {
        let rights = self.require(Right::ReadConsents)?;
        let mut reader = self.engine.store().read()?;
        let stored = known(&mut reader, subject)?;
        let rights = if stored.is_restricted() { Rights::none().with(Right::ReadConsents) } else { rights };
        self.shown_consents(&mut reader, &stored, rights)
    }

    /// Those of somebody that this desk shows.
    pub(crate) fn shown_consents(&self, reader: &mut Reader<'_>, stored: &Stored, rights: Rights) -> Result<Vec<Consent>> {
        let mut consents = consents_of(&self.engine, reader, stored, rights)?;
        let shown = self.consents_shown()?;
        consents.retain(|consent| shown.as_ref().is_none_or(|codes| codes.iter().any(|code| code == consent.definition.code.as_str())));
        Ok(consents)
    }

    /// The codes of the consents that this desk shows; none where it shows all (P10).
    fn consents_shown(&self) -> Result<Option<Vec<String>>> {
        let directory = self.engine.directory()?;
        let at = directory.vantage_of_station(&self.seat().branch, &self.seat().station);
        let codes = directory.settings.codes(Setting::ConsentsShown, &at);
        Ok(Some(codes).filter(|codes| codes != &["all"]))
    }

    /// Records an answer, of several that one capture holds all or none; says what stands for the first. Withdrawing, refusing and
    /// objecting need neither reason nor evidence and work at once.
    ///
    /// # Errors
    /// [`ErrorKind::NotPermitted`] without the right to record; [`ErrorKind::NotFound`]; the rules of recording, by code:
    /// `consent.evidence_required`, `consent.reason_required`, `consent.only_the_person`, `definition.not_in_force`,
    /// `consent.answered_twice` and others.
    pub fn record(&self, subject: SubjectId, capture: &Capture) -> Result<Given> {
        self.record_all(subject, capture).map(|mut all| all.swap_remove(0))
    }

    /// The same; says what stands for each of the answers, in their order.
    ///
    /// # Errors
    /// As [`Self::record`].
    pub fn record_all(&self, subject: SubjectId, capture: &Capture) -> Result<Vec<Given>> {
        self.require(Right::RecordConsents)?;
        let mut writer = self.engine.store().write()?;
        let stored = known(&mut writer, subject)?;
        let reason = capture.reason().filter(|_| stored.erased.is_none());
        let context = Context { reason: remark(&self.engine, Field::Reason, reason)?, ..self.context() };
        let decided = decide_capture(self, &mut writer, &stored, &stored.values, capture)?;
        let changes: Vec<Change> = decided.iter().flatten().cloned().collect();
        writer.apply(&context, &changes)?;
        let (events, now) = (writer.events(subject)?, self.engine.now());
        let mut all = Vec::with_capacity(decided.len());
        for (code, change) in capture.definitions().zip(&decided) {
            let event = change.as_ref().and_then(|change| if let Change::Consent(event, _) = change { Some(event.id) } else { None });
            let definition = definition_for(&mut writer, code, now.date())?;
            all.push(Given { definition: code.clone(), event, standing: standing(&definition, &events, now.at) });
        }
        writer.commit()?;
        Ok(all)
    }

    /// Withdraws a consent: one call, no reason, effective at once (W10).
    ///
    /// # Errors
    /// As [`Self::record`], apart from the rules of granting.
    pub fn withdraw(&self, subject: SubjectId, definition: &Code) -> Result<Given> {
        self.record(subject, &Capture::new(definition.clone(), Intent::Withdraw, Method::Spoken))
    }
}

pub(crate) fn consents_of(engine: &Engine, reader: &mut Reader<'_>, stored: &Stored, rights: Rights) -> Result<Vec<Consent>> {
    let events = reader.events(stored.id)?;
    consents_from(engine, reader, stored, &events, rights)
}

/// The consents as they stand after these events, as somebody with these rights sees them.
pub(crate) fn consents_from(
    engine: &Engine,
    reader: &mut Reader<'_>,
    stored: &Stored,
    events: &[Event],
    rights: Rights,
) -> Result<Vec<Consent>> {
    let (now, directory) = (engine.now(), engine.directory_in(reader)?);
    let (house, versions) = (directory.house.without_grounds(), &directory.definitions);
    let person = Standpoint::of(reader, &house, stored, now)?;
    let person = person.on(&house, now.date());
    let language = language_for(engine, &stored.values, None);
    let mut consents = Vec::new();
    for of_code in versions.chunk_by(|one, other| one.code == other.code) {
        let Some(definition) = applying(of_code, now.date()).cloned() else { continue };
        let answered = events.iter().any(|event| event.definition.as_ref() == Some(&definition.code));
        if definition.in_force(now.date()) || answered {
            let question = Question::new(definition.purpose, definition.channel).about(definition.code.clone());
            let (usable, _) = decide((&question, &Basis::default()), versions, events, &person, now);
            let (standing, grade, signature_missing) = graded(&definition, events, now.at);
            consents.push(Consent {
                text: definition.text(&language).cloned(),
                standing,
                addresses: addresses(&definition, &stored.values, rights, now.date()),
                usable,
                grade,
                signature_missing,
                definition,
            });
        }
    }
    consents.sort_by_key(Consent::section);
    Ok(consents)
}

fn addresses(definition: &Definition, values: &Values, rights: Rights, day: Date) -> Vec<String> {
    let Some(channel) = definition.channel else { return Vec::new() };
    let spec = channel.field().spec();
    let shown = |text: &str| if rights.has(spec.sees) { text.to_owned() } else { spec.mask.cover(text) };
    channel_values(values, channel, day).into_iter().map(shown).collect()
}

/// The version that applies on a day: the latest in force, else the latest.
pub(crate) fn applying(versions: &[Definition], on: Date) -> Option<&Definition> {
    versions.iter().max_by_key(|definition| (definition.in_force(on), definition.major, definition.minor))
}

pub(crate) fn definition_for(reader: &mut Reader<'_>, code: &Code, on: Date) -> Result<Definition> {
    let versions = reader.definition_versions(code)?;
    applying(&versions, on).cloned().ok_or_else(|| Error::new(ErrorKind::NotFound, "definition.unknown").with("definition", code))
}

pub(crate) fn language_for(engine: &Engine, values: &Values, said: Option<&str>) -> String {
    said.or_else(|| values.get(Field::Language)).unwrap_or_else(|| engine.language()).to_owned()
}

/// What somebody wrote about it, as the table of fields allows it; blank text is none.
pub(crate) fn remark(engine: &Engine, field: Field, text: Option<&str>) -> Result<Option<String>> {
    let checked = text.map(|text| check(field, text, engine.now().date())).transpose()?;
    Ok(checked.filter(|text| !text.is_empty()))
}
