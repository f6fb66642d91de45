//! The full text of a consent (P5): in whose language, which version, and what an answer was about. Knows no SQL.

use crate::domain::consent::{Definition, DefinitionText, Event};
use crate::domain::field::Field;
use crate::domain::id::{Code, EventId, SubjectId};
use crate::domain::rights::Right;
use crate::domain::time::{Date, Moment};
use crate::engine::consents::{applying, language_for, remark};
use crate::engine::contact::moment;
use crate::engine::customers::known;
use crate::engine::desk::Desk;
use crate::error::{Error, ErrorKind, Result};
use crate::store::Reader;

/// Which text of a consent is wanted.
///
/// ```
/// use clientela::{TextRequest, domain::{id::Code, time::Date}};
/// let newsletter = TextRequest::new(Code::parse("newsletter-email")?);
/// let then = newsletter.clone().language("pl").on(Date::parse("2026-03-01")?);
/// let agreed_to = newsletter.version(1, 2);
/// assert_ne!(then, agreed_to);
/// # Ok::<(), clientela::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TextRequest {
    definition: Code,
    language: Option<String>,
    person: Option<SubjectId>,
    version: Option<(u32, u32)>,
    on: Option<Date>,
}

impl TextRequest {
    /// The text that applies today, in the till's language.
    pub fn new(definition: Code) -> Self {
        Self { definition, language: None, person: None, version: None, on: None }
    }

    /// In this language, ISO 639-1.
    pub fn language(mut self, language: &str) -> Self {
        self.language = Some(language.to_owned());
        self
    }

    /// In the language of this customer or related person, where none is named and they have one.
    pub fn person(mut self, person: SubjectId) -> Self {
        self.person = Some(person);
        self
    }

    /// Of this version, major and minor, whenever it applied.
    pub fn version(mut self, major: u32, minor: u32) -> Self {
        self.version = Some((major, minor));
        self
    }

    /// Of the version that applied at the end of this day (X3), unless a version is named.
    pub fn on(mut self, day: Date) -> Self {
        self.on = Some(day);
        self
    }
}

/// The text of a consent, and what it is of.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ConsentText {
    /// The definition's code.
    pub definition: Code,
    /// Which version: major, minor.
    pub version: (u32, u32),
    /// Whether that version is in force, or was on the day that was asked for. Of a text that an event was about: whether it is now.
    pub in_force: bool,
    /// The language that was asked for.
    pub asked: String,
    /// The text. Its own language is another one than was asked for where there is none in that.
    pub text: DefinitionText,
}

impl ConsentText {
    /// The language in which it is given instead of the one that was asked for; none where it is that.
    ///
    /// ```
    /// use clientela::{ConsentText, domain::{consent::DefinitionText, id::Code}};
    /// let text = DefinitionText { language: "en".to_owned(), title: "News".to_owned(), body: "May we write?".to_owned() };
    /// let (definition, version, asked) = (Code::parse("news")?, (1, 0), "fr".to_owned());
    /// assert_eq!(ConsentText { definition, version, in_force: true, asked, text }.instead(), Some("en"));
    /// # Ok::<(), clientela::Error>(())
    /// ```
    pub fn instead(&self) -> Option<&str> {
        Some(self.text.language.as_str()).filter(|language| *language != self.asked)
    }
}

impl Desk {
    /// The full text of a consent (P5): of today, of a day, or of a version that people agreed to once; in the language that is named, else
    /// the person's, else the till's. Where it is not there in that language it is given in another, and says so.
    ///
    /// ```
    /// # use std::sync::Arc;
    /// # use clientela::{Engine, Format, Options, Seat, SystemClock};
    /// # use clientela::domain::{id::Code, rights::Rights};
    /// use clientela::TextRequest;
    /// # let folder = tempfile::tempdir()?;
    /// # let engine = Engine::open(folder.path().join("shop.db"), Options::new(Arc::new(SystemClock::default())))?;
    /// # let terms = r#"{"feed":"definition","code":"terms","version":"1.0","state":"active","purpose":"processing","texts":[{"language":"en","title":"Terms","body":"I agree."}]}"#;
    /// # engine.erp(Code::parse("erp")?).feed(&Format::JsonLines, &mut terms.as_bytes())?;
    /// # let [branch, station, operator] = ["berlin", "till-1", "jane"].map(Code::parse);
    /// # let desk = engine.desk(Seat { branch: branch?, station: station?, operator: operator?, rights: Rights::all() })?;
    /// let terms = desk.consent_text(&TextRequest::new(Code::parse("terms")?).language("de"))?;
    /// assert_eq!((terms.text.body.as_str(), terms.asked.as_str(), terms.instead()), ("I agree.", "de", Some("en")));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::NotPermitted`] without the right to see consents; [`ErrorKind::NotFound`] with `definition.unknown`,
    /// `definition.version_unknown`, `definition.text_missing` or for the person; `language.malformed`, `date.in_future`.
    pub fn consent_text(&self, request: &TextRequest) -> Result<ConsentText> {
        self.require(Right::ReadConsents)?;
        let mut reader = self.engine.store().read()?;
        let said = remark(&self.engine, Field::Language, request.language.as_deref())?;
        let values = request.person.map(|person| known(&mut reader, person).map(|stored| stored.values)).transpose()?;
        let language = language_for(&self.engine, &values.unwrap_or_default(), said.as_deref());
        let (now, past) = moment(request.on, self.engine.now())?;
        let definition = wanted(&mut reader, request, now, past)?;
        let text = definition.text(&language).cloned().ok_or_else(|| not_found("definition.text_missing", &request.definition))?;
        let (in_force, version) = (definition.in_force(now.date()), (definition.major, definition.minor));
        Ok(ConsentText { definition: definition.code, version, in_force, asked: language, text })
    }

    /// The very text that an answer was about, also of an anonymized person and of a version that is long out of force: found by its digest.
    ///
    /// # Errors
    /// [`ErrorKind::NotPermitted`] without the right to see consents; [`ErrorKind::NotFound`] with `proof.event_unknown` where the person has no
    /// such event, `definition.text_missing` where no text was shown, or for the person.
    pub fn event_text(&self, person: SubjectId, event: EventId) -> Result<ConsentText> {
        self.require(Right::ReadConsents)?;
        let mut reader = self.engine.store().read()?;
        let person = known(&mut reader, person)?.id;
        let event = reader.events(person)?.into_iter().find(|one| one.id == event);
        let event = event.ok_or_else(|| Error::new(ErrorKind::NotFound, "proof.event_unknown"))?;
        let missing = || Error::new(ErrorKind::NotFound, "definition.text_missing");
        let text = text_shown(&mut reader, &event)?.ok_or_else(missing)?;
        let definition = event.definition.ok_or_else(missing)?;
        let in_force = version_of(&mut reader, &definition, event.version)?.in_force(self.engine.now().date());
        Ok(ConsentText { definition, version: event.version, in_force, asked: event.language, text })
    }
}

/// The version that is named, else the one that applies then.
fn wanted(reader: &mut Reader<'_>, request: &TextRequest, now: Moment, past: bool) -> Result<Definition> {
    let code = &request.definition;
    if let Some(version) = request.version {
        return version_of(reader, code, version);
    }
    let versions = if past { reader.definitions_at(now)? } else { reader.definition_versions(code)? };
    let of_code: Vec<Definition> = versions.into_iter().filter(|one| one.code == *code).collect();
    applying(&of_code, now.date()).cloned().ok_or_else(|| not_found("definition.unknown", code))
}

/// The words that were shown, known by their digest.
pub(crate) fn text_shown(reader: &mut Reader<'_>, event: &Event) -> Result<Option<DefinitionText>> {
    let Some(code) = event.definition.as_ref().filter(|_| event.text_digest != [0; 32]) else { return Ok(None) };
    let texts = reader.definition_versions(code)?.into_iter().flat_map(|definition| definition.texts);
    Ok(texts.into_iter().find(|text| text.digest() == event.text_digest))
}

fn version_of(reader: &mut Reader<'_>, code: &Code, version: (u32, u32)) -> Result<Definition> {
    let versions = reader.definition_versions(code)?;
    let unknown = if versions.is_empty() { "definition.unknown" } else { "definition.version_unknown" };
    let found = versions.into_iter().find(|one| (one.major, one.minor) == version);
    found.ok_or_else(|| not_found(unknown, code))
}

fn not_found(what: &'static str, code: &Code) -> Error {
    Error::new(ErrorKind::NotFound, what).with("definition", code)
}
