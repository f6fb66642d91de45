//! A form as plain values, and the page that they make.

use std::collections::BTreeMap;
use std::fmt;

use serde::Serialize;

use crate::domain::consent::form::labels::{LABELS, language_name};
use crate::domain::consent::form::{FormNumber, qr, template};
use crate::domain::consent::{Channel, Definition, DefinitionText, State};
use crate::domain::message::Language;
use crate::domain::page::{day, label, labels};
use crate::domain::time::Date;
use crate::error::Result;

/// A form to be printed.
///
/// ```
/// use clientela::domain::consent::{Channel, Definition, DefinitionText, Form, FormConsent, FormNumber, Purpose};
/// use clientela::domain::{id::Code, time::Date};
/// let newsletter = Definition { channel: Some(Channel::Email), ..Definition::draft(Code::parse("newsletter")?, Purpose::Marketing) };
/// let text = DefinitionText { language: "de".into(), title: "Newsletter".into(), body: "Ich möchte Neuigkeiten per E-Mail.".into() };
/// let form = Form {
///     number: FormNumber::make([7; 8]),
///     language: "de".into(),
///     printed: Date::parse("2026-07-01")?,
///     subject: None,
///     consents: vec![FormConsent::blank(&newsletter, text)],
/// };
/// let html = form.html(None)?;
/// assert!(html.contains("Ich möchte Neuigkeiten") && html.contains("Unterschrift") && html.contains(&form.number.to_string()));
/// assert_eq!(form.html(Some("{{ form.number }}"))?, form.number.to_string());
/// # Ok::<(), clientela::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Form {
    /// Its number.
    pub number: FormNumber,
    /// The language that is wanted, ISO 639-1; a text that is not in it names its own.
    pub language: String,
    /// The day on which it is printed.
    pub printed: Date,
    /// Who is asked; none: a blank form, on which no box is ticked.
    pub subject: Option<FormSubject>,
    /// What is asked, in this order.
    pub consents: Vec<FormConsent>,
}

/// Who is asked, as far as it is printed.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct FormSubject {
    /// The name.
    pub name: String,
    /// The customer number.
    pub number: Option<String>,
    /// The address, line by line.
    pub address: Vec<String>,
    /// The day of birth.
    pub birth_date: Option<Date>,
    /// The e-mail address.
    pub email: Option<String>,
    /// The phone number.
    pub phone: Option<String>,
}

impl fmt::Debug for FormSubject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("FormSubject(…)")
    }
}

/// One consent on a form.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FormConsent {
    /// The definition's code.
    pub definition: String,
    /// Its version, major and minor.
    pub version: (u32, u32),
    /// What the person agrees to.
    pub text: DefinitionText,
    /// By which channel.
    pub channel: Option<Channel>,
    /// What stands now: of three states, none, yes or no is ticked.
    pub state: State,
}

impl FormConsent {
    /// A consent on which nothing is ticked.
    pub fn blank(definition: &Definition, text: DefinitionText) -> Self {
        let Definition { code, major, minor, channel, .. } = definition;
        Self { definition: code.to_string(), version: (*major, *minor), text, channel: *channel, state: State::Unknown }
    }
}

/// What a template sees as `form`.
#[derive(Serialize)]
struct Page<'a> {
    number: String,
    qr: String,
    language: &'a str,
    labels_language: &'static str,
    /// The name of the language of the labels, where it is not the one that is wanted.
    labels_fallback: Option<String>,
    labels: BTreeMap<&'static str, String>,
    printed: String,
    blank: bool,
    person: Person<'a>,
    consents: Vec<Asked<'a>>,
}

/// Every key is there on a blank form too, with nothing in it.
#[derive(Serialize, Default)]
struct Person<'a> {
    name: &'a str,
    number: Option<&'a str>,
    address: &'a [String],
    birth_date: Option<String>,
    email: Option<&'a str>,
    phone: Option<&'a str>,
}

#[derive(Serialize)]
struct Asked<'a> {
    definition: &'a str,
    version: String,
    title: &'a str,
    paragraphs: Vec<&'a str>,
    language: &'a str,
    /// The name of the language of the text, where it is not the one that is wanted.
    fallback: Option<String>,
    channel: Option<String>,
    /// Where the channel leads: an e-mail address, a phone number, an address line by line.
    reach: Vec<&'a str>,
    yes: bool,
    no: bool,
}

impl Form {
    /// The page: HTML that needs nothing from elsewhere. `template` takes the place of the library's own; it sees one value, `form`.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Invalid`] with `form.template_invalid` and its line where the template is wrong,
    /// [`crate::ErrorKind::Limit`] with `form.template_too_costly` where it costs too much or holds too much code;
    /// a `raw` block is not taken.
    pub fn html(&self, template: Option<&str>) -> Result<String> {
        template::render(template, &self.page()?)
    }

    fn page(&self) -> Result<impl Serialize + use<'_>> {
        let number = self.number.to_string();
        let language = self.labels_language();
        Ok(Page {
            qr: qr::svg(&number)?,
            number,
            language: &self.language,
            labels_language: language.name(),
            labels_fallback: self.fallback(language.name(), language),
            labels: labels(&LABELS, language),
            printed: day(self.printed, language),
            blank: self.subject.is_none(),
            person: self.subject.as_ref().map(|subject| Person::of(subject, language)).unwrap_or_default(),
            consents: self.consents.iter().map(|consent| self.asked(consent, language)).collect(),
        })
    }

    /// The wanted language, else that of the first text which has labels, else English.
    fn labels_language(&self) -> Language {
        let texts = self.consents.iter().map(|consent| consent.text.language.as_str());
        std::iter::once(self.language.as_str()).chain(texts).find_map(Language::of_tag).unwrap_or(Language::English)
    }

    /// What a language is called, where it is another one than the wanted.
    fn fallback(&self, of: &str, labels: Language) -> Option<String> {
        (of != self.language).then(|| language_name(of, labels))
    }

    fn asked<'a>(&'a self, consent: &'a FormConsent, labels: Language) -> Asked<'a> {
        let state = if self.subject.is_some() { consent.state } else { State::Unknown };
        let DefinitionText { language, title, body } = &consent.text;
        Asked {
            definition: &consent.definition,
            version: format!("{}.{}", consent.version.0, consent.version.1),
            title,
            paragraphs: body.split('\n').map(str::trim).filter(|line| !line.is_empty()).collect(),
            language,
            fallback: self.fallback(language, labels),
            channel: consent.channel.map(|channel| label(&format!("channel.{}", channel.name()), labels)),
            reach: self.subject.as_ref().zip(consent.channel).map(|(subject, channel)| subject.reach(channel)).unwrap_or_default(),
            yes: state == State::Accepted,
            no: state == State::Refused,
        }
    }
}

impl FormSubject {
    /// Where a channel leads.
    fn reach(&self, channel: Channel) -> Vec<&str> {
        match channel {
            Channel::Email => self.email.as_deref().into_iter().collect(),
            Channel::Phone | Channel::Sms => self.phone.as_deref().into_iter().collect(),
            Channel::Letter => self.address.iter().map(String::as_str).collect(),
        }
    }
}

impl<'a> Person<'a> {
    fn of(subject: &'a FormSubject, labels: Language) -> Self {
        Self {
            name: &subject.name,
            number: subject.number.as_deref(),
            address: &subject.address,
            birth_date: subject.birth_date.map(|date| day(date, labels)),
            email: subject.email.as_deref(),
            phone: subject.phone.as_deref(),
        }
    }
}
