//! Printed consent forms at a desk: filled for one person or blank, and found again by the number on the paper. Knows no page.

use std::fmt;

use crate::domain::change::Change;
use crate::domain::consent::{
    Definition, DefinitionText, Event, Form, FormConsent, FormNumber, FormSubject, FormText, KeptForm, State, standing,
};
use crate::domain::field::Field;
use crate::domain::id::{Code, FormId, SubjectId};
use crate::domain::rights::Right;
use crate::domain::subject::Values;
use crate::domain::time::{Date, Moment};
use crate::domain::view::View;
use crate::engine::consents::{applying, language_for, remark};
use crate::engine::customers::{known, present};
use crate::engine::desk::Desk;
use crate::engine::house_rules::Screen;
use crate::error::{Error, ErrorKind, Result};
use crate::store::{Reader, Stored};

/// So often a number is drawn anew where it is on another paper already, which chance as good as never does once.
const TRIES: usize = 4;

/// Which form is printed.
///
/// ```
/// use clientela::{FormRequest, domain::id::Code};
/// let request = FormRequest::blank().about(Code::parse("newsletter-email")?).language("pl");
/// assert!(request.subject().is_none());
/// # Ok::<(), clientela::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct FormRequest {
    subject: Option<SubjectId>,
    definitions: Vec<Code>,
    language: Option<String>,
    template: Option<String>,
}

impl FormRequest {
    /// A form with the data of a customer or related person, on which the boxes are ticked as their consents stand.
    pub fn of(subject: SubjectId) -> Self {
        Self { subject: Some(subject), ..Self::blank() }
    }

    /// A form to be filled in by hand: no box is ticked, and there is nothing of anybody on it.
    pub fn blank() -> Self {
        Self { subject: None, definitions: Vec::new(), language: None, template: None }
    }

    /// Adds a consent; the form has those that were added, in this order. Without any it has all that are in force.
    pub fn about(mut self, definition: Code) -> Self {
        self.definitions.push(definition);
        self
    }

    /// The language, ISO 639-1; the customer's, else the till's, where it is not said.
    pub fn language(mut self, language: &str) -> Self {
        self.language = Some(language.to_owned());
        self
    }

    /// Another template than the library's own; [`Form::html`] says what it may, `docs/consent-form.md` what it sees.
    pub fn template(mut self, template: &str) -> Self {
        self.template = Some(template.to_owned());
        self
    }

    /// Whose form it is; none of a blank one.
    pub fn subject(&self) -> Option<SubjectId> {
        self.subject
    }
}

impl fmt::Debug for FormRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "FormRequest({:?}, {:?})", self.subject, self.definitions)
    }
}

/// A form, ready to be printed.
#[derive(Clone, PartialEq, Eq)]
pub struct PrintedForm {
    /// The number on it.
    pub number: FormNumber,
    /// The page: HTML that needs nothing from elsewhere, made for A4.
    pub html: String,
}

impl fmt::Debug for PrintedForm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PrintedForm({})", self.number)
    }
}

impl Desk {
    /// Makes a consent form (P6), keeps what stands on it under its number and tells the journal.
    ///
    /// ```
    /// # use std::sync::Arc;
    /// # use clientela::{Engine, Format, Options, Seat, StandingClock};
    /// # use clientela::domain::{field::Field, id::Code, rights::Rights};
    /// use clientela::FormRequest;
    /// # let folder = tempfile::tempdir()?;
    /// # let clock = Arc::new(StandingClock::new(1_782_892_800_000, 120));
    /// # let engine = Engine::open(folder.path().join("shop.db"), Options::new(clock))?;
    /// # let terms = r#"{"feed":"definition","code":"terms","version":"1.0","state":"active","purpose":"processing","texts":[{"language":"en","title":"Terms","body":"I agree."}]}"#;
    /// # engine.erp(Code::parse("erp")?).feed(&Format::JsonLines, &mut terms.as_bytes())?;
    /// # let [branch, station, operator] = ["berlin", "till-1", "jane"].map(Code::parse);
    /// # let desk = engine.desk(Seat { branch: branch?, station: station?, operator: operator?, rights: Rights::all() })?;
    /// # let mut draft = desk.new_customer("private")?;
    /// # draft.set(Field::FamilyName, "Lee");
    /// # let lee = desk.save(&mut draft)?.id;
    /// let form = desk.consent_form(&FormRequest::of(lee))?;
    /// assert!(form.html.contains("Lee") && form.html.contains("I agree."));
    /// let typed = form.number.to_string().to_lowercase();
    /// assert_eq!(desk.find_consent_form(&typed)?.subject, Some(lee));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::NotPermitted`] without the right to see consents, and for a filled form without that to see customers;
    /// [`ErrorKind::NotFound`], [`ErrorKind::Erased`]; `definition.not_in_force`, `form.text_missing`, `form.nothing_to_ask`; those of
    /// [`Form::html`].
    pub fn consent_form(&self, request: &FormRequest) -> Result<PrintedForm> {
        let view = self.form_view(request)?;
        let (form, texts) = self.drawn(request, &view)?;
        let html = form.html(request.template.as_deref())?;
        self.keep_form(request.subject, &form, texts)?;
        Ok(PrintedForm { number: form.number, html })
    }

    /// What was printed under this number, typed or scanned: whose form it is, and what stood on it. Somebody who was merged leads to
    /// the customer who stays.
    ///
    /// # Errors
    /// [`ErrorKind::NotPermitted`] without the right to see consents; [`ErrorKind::Invalid`] with `form.number_malformed`, or
    /// `form.number_mistyped` where the check sign does not fit; [`ErrorKind::NotFound`] also where its person was anonymized.
    pub fn find_consent_form(&self, number: &str) -> Result<KeptForm> {
        self.require(Right::ReadConsents)?;
        let number = FormNumber::parse(number)?;
        let mut reader = self.engine.store().read()?;
        let mut form = reader.form(number)?.ok_or_else(|| Error::new(ErrorKind::NotFound, "form.unknown"))?;
        form.subject = form.subject.map(|subject| known(&mut reader, subject).map(|stored| stored.id)).transpose()?;
        Ok(form)
    }

    /// What the operator sees of a person; whose data are printed must be theirs to see.
    fn form_view(&self, request: &FormRequest) -> Result<View> {
        let rights = self.require(Right::ReadConsents)?;
        if request.subject.is_some() {
            self.require(Right::ReadCustomers)?;
        }
        self.view(Screen::Details, rights)
    }

    /// The form as it would be printed now, with what is kept of its texts.
    fn drawn(&self, request: &FormRequest, view: &View) -> Result<(Form, Vec<FormText>)> {
        let mut reader = self.engine.store().read()?;
        let stored = request.subject.map(|subject| present(&mut reader, subject)).transpose()?;
        let asked = self.asked(&mut reader, request, stored.as_ref())?;
        let language = self.form_language(request, stored.as_ref())?;
        let printed = self.engine.now().date();
        let form = Form {
            number: self.free_number(&mut reader)?,
            language,
            printed,
            subject: stored.map(|stored| subject(&view.only(stored.values), printed)),
            consents: asked.iter().map(Asked::on_form).collect(),
        };
        Ok((form, asked.iter().map(Asked::kept).collect()))
    }

    fn form_language(&self, request: &FormRequest, stored: Option<&Stored>) -> Result<String> {
        let said = remark(&self.engine, Field::Language, request.language.as_deref())?;
        let nobody = Values::default();
        Ok(language_for(&self.engine, stored.map_or(&nobody, |stored| &stored.values), said.as_deref()))
    }

    /// The consents of a form: those that were named, else all in force that have a text.
    fn asked(&self, reader: &mut Reader<'_>, request: &FormRequest, stored: Option<&Stored>) -> Result<Vec<Asked>> {
        let events = stored.map(|stored| reader.events(stored.id)).transpose()?.unwrap_or_default();
        let (language, now) = (self.form_language(request, stored)?, self.engine.now());
        let versions = reader.definitions()?;
        let all = versions.chunk_by(|one, other| one.code == other.code).filter_map(|one| applying(one, now.date()).cloned());
        let asked: Vec<Asked> = if request.definitions.is_empty() {
            all.filter(|one| one.in_force(now.date())).filter_map(|one| Asked::of(one, &language, &events, now)).collect()
        } else {
            let all: Vec<Definition> = all.collect();
            let named = request.definitions.iter().map(|code| {
                let definition = named(&all, code, now.date())?.clone();
                Asked::of(definition, &language, &events, now).ok_or_else(|| about(ErrorKind::State, "form.text_missing", code))
            });
            named.collect::<Result<_>>()?
        };
        if asked.is_empty() { Err(Error::new(ErrorKind::State, "form.nothing_to_ask")) } else { Ok(asked) }
    }

    /// A number that is on no paper yet.
    fn free_number(&self, reader: &mut Reader<'_>) -> Result<FormNumber> {
        for _ in 0..TRIES {
            let number = FormNumber::make(self.engine.draw()?);
            if reader.form(number)?.is_none() {
                return Ok(number);
            }
        }
        Err(Error::new(ErrorKind::Internal, "internal.form_number"))
    }

    /// Keeps the form where its person was not anonymized meanwhile.
    fn keep_form(&self, whose: Option<SubjectId>, form: &Form, texts: Vec<FormText>) -> Result<()> {
        let context = self.context();
        let mut writer = self.engine.store().write()?;
        let subject = whose.map(|subject| present(&mut writer, subject).map(|stored| stored.id)).transpose()?;
        let kept = KeptForm {
            id: FormId::make(context.now.at, self.engine.draw()?),
            number: form.number,
            subject,
            language: form.language.clone(),
            at: context.now.at,
            station: self.seat().station.clone(),
            operator: self.seat().operator.clone(),
            texts,
        };
        writer.apply(&context, &[Change::Form(Box::new(kept))])?;
        writer.commit()
    }
}

/// One consent of a form.
struct Asked {
    definition: Definition,
    text: DefinitionText,
    state: State,
}

impl Asked {
    /// With its text and what stands after these events; none without a text.
    fn of(definition: Definition, language: &str, events: &[Event], now: Moment) -> Option<Self> {
        let state = standing(&definition, events, now.at).state;
        Some(Self { text: definition.text(language)?.clone(), definition, state })
    }

    fn on_form(&self) -> FormConsent {
        FormConsent { state: self.state, ..FormConsent::blank(&self.definition, self.text.clone()) }
    }

    fn kept(&self) -> FormText {
        FormText {
            definition: self.definition.code.clone(),
            version: (self.definition.major, self.definition.minor),
            language: self.text.language.clone(),
            digest: self.text.digest(),
            state: self.state,
        }
    }
}

fn about(kind: ErrorKind, what: &'static str, code: &Code) -> Error {
    Error::new(kind, what).with("definition", code)
}

/// A definition that was named: it must be in force.
fn named<'a>(all: &'a [Definition], code: &Code, today: Date) -> Result<&'a Definition> {
    let found = all.iter().find(|one| one.code == *code).ok_or_else(|| about(ErrorKind::NotFound, "definition.unknown", code))?;
    if found.in_force(today) { Ok(found) } else { Err(about(ErrorKind::State, "definition.not_in_force", code)) }
}

/// What is printed of a person: nothing that the operator does not see.
fn subject(values: &Values, today: Date) -> FormSubject {
    let text = |field| values.get(field).map(str::to_owned);
    let present = |field| values.valid_on(field, today).next().map(|(_, text)| text.to_owned());
    FormSubject {
        name: values.display_name(),
        number: text(Field::Number),
        address: address(values, today),
        birth_date: values.get(Field::BirthDate).and_then(|text| Date::parse(text).ok()),
        email: present(Field::Email),
        phone: present(Field::Phone),
    }
}

/// The address that stands on a document of the day, line by line.
fn address(values: &Values, today: Date) -> Vec<String> {
    let Some(slot) = values.address_on(today) else { return Vec::new() };
    let line = |fields: &[Field]| fields.iter().filter_map(|field| values.at(*field, slot)).collect::<Vec<_>>().join(" ");
    let lines = [line(&[Field::Street]), line(&[Field::PostalCode, Field::City]), line(&[Field::Region]), line(&[Field::Country])];
    lines.into_iter().filter(|line| !line.is_empty()).collect()
}
