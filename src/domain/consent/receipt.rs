//! Documents about consents in the forms of others: a consent receipt (Kantara 1.1.0) and a consent record (ISO/IEC TS 27560), with the
//! terms of the Data Privacy Vocabulary. Pure: no clock, no storage, and no contact data of the person.

mod form;

use serde::Deserialize;

use crate::domain::consent::{Channel, Definition, DefinitionText, Detail, Event, Purpose, oldest_first, standing};
use crate::domain::id::{EventId, SubjectId};
use crate::error::{Error, ErrorKind, Result};

/// Where the terms of the Data Privacy Vocabulary are.
const DPV: &str = "https://w3id.org/dpv#";
/// Where its terms for personal data are.
const DPV_PD: &str = "https://w3id.org/dpv/pd#";

/// The company that is responsible, and what it tells everybody about how it treats data. All of it comes from the host.
///
/// ```
/// use clientela::domain::consent::Controller;
/// let shop = Controller::parse(r#"{"name":"Musikhaus Beispiel GmbH","contact":"Data protection officer","address":"Beispielstraße 1, Berlin",
///     "email":"privacy@musikhaus.example","phone":"+49 30 000000","policy_url":"https://musikhaus.example/privacy","jurisdiction":"DE",
///     "storage_locations":["DE"],"retention_period":"Until withdrawn","third_parties":[],"withdrawal_method":"In any shop",
///     "privacy_rights":["access","erasure"]}"#)?;
/// assert_eq!((shop.is_complete(), shop.jurisdiction.as_str()), (true, "DE"));
/// assert!(!Controller::default().is_complete());
/// # Ok::<(), clientela::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Controller {
    /// Its name.
    pub name: String,
    /// Whom to turn to there.
    pub contact: String,
    /// Its postal address, in one line.
    pub address: String,
    /// Its e-mail address for these questions.
    pub email: String,
    /// Its phone number for them.
    pub phone: String,
    /// Where its privacy notice is.
    pub policy_url: String,
    /// The country whose law holds, ISO 3166-1 with two letters.
    pub jurisdiction: String,
    /// Where data are stored: countries or places.
    pub storage_locations: Vec<String>,
    /// How long data are kept.
    pub retention_period: String,
    /// Who receives data besides.
    pub third_parties: Vec<String>,
    /// How a consent is withdrawn.
    pub withdrawal_method: String,
    /// Which rights a person has.
    pub privacy_rights: Vec<String>,
}

impl Controller {
    /// Reads it from JSON: an object of all fields by their names.
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`] with `controller.malformed` where one is missing, unknown or not as [`Self::is_complete`] wants it.
    pub fn parse(json: &str) -> Result<Self> {
        let malformed = || Error::new(ErrorKind::Invalid, "controller.malformed").field("controller");
        serde_json::from_str(json).ok().filter(Self::is_complete).ok_or_else(malformed)
    }

    /// Whether documents may be made with it: nothing is blank, the jurisdiction has two capital letters, the notice an address on the web.
    /// There may be no third parties.
    pub fn is_complete(&self) -> bool {
        let Self { name, contact, address, email, phone, retention_period, withdrawal_method, .. } = self;
        let texts = [name, contact, address, email, phone, retention_period, withdrawal_method];
        let lists = [&self.storage_locations, &self.privacy_rights];
        let mut all = texts.into_iter().chain(lists.into_iter().flatten()).chain(&self.third_parties);
        let country = self.jurisdiction.len() == 2 && self.jurisdiction.bytes().all(|letter| letter.is_ascii_uppercase());
        let web = ["https://", "http://"].iter().any(|scheme| self.policy_url.starts_with(scheme));
        let at = email.split_once('@').is_some_and(|(user, host)| !user.is_empty() && !host.is_empty() && !host.contains('@'));
        let listed = lists.iter().all(|list| !list.is_empty());
        all.all(|text| !text.trim().is_empty()) && !email.contains(' ') && at && country && web && listed
    }
}

/// What somebody said about one definition, for documents about it.
///
/// ```
/// use clientela::domain::consent::{Authority, ConsentRecord, Controller, Definition, Event, EventKind, Purpose};
/// use clientela::domain::{id::{Code, EventId, SubjectId}, time::Timestamp};
/// let news = Definition::draft(Code::parse("news")?, Purpose::Marketing);
/// let (ana, id) = (SubjectId::from_bytes([1; 16]), EventId::from_bytes([2; 16]));
/// let given = Event::new(id, ana, &news, EventKind::Given, Authority::Subject, Timestamp::from_millis(1_782_892_800_000));
/// let record = ConsentRecord { subject: ana, definition: &news, events: &[given], controller: &Controller::default() };
/// assert!(record.receipt(id).is_some_and(|json| json.contains("KI-CR-v1.1.0") && json.contains("1782892800")));
/// assert!(record.iso_27560().is_some_and(|json| json.contains("https://w3id.org/dpv#ConsentGiven")));
/// # Ok::<(), clientela::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
pub struct ConsentRecord<'a> {
    /// Whom it is about.
    pub subject: SubjectId,
    /// What was asked.
    pub definition: &'a Definition,
    /// What happened; events about other definitions are passed over.
    pub events: &'a [Event],
    /// Who asked.
    pub controller: &'a Controller,
}

/// An event with the state in which it left the consent.
struct Step<'a> {
    event: &'a Event,
    detail: Detail,
}

impl<'a> ConsentRecord<'a> {
    /// The receipt of a consent that was given by this event, in the form of Kantara's specification 1.1.0 (`KI-CR-v1.1.0`); none where the
    /// event is not there or does not grant.
    pub fn receipt(&self, event: EventId) -> Option<String> {
        let given = self.steps().into_iter().find(|step| step.event.id == event && step.event.kind.grants())?;
        Some(form::receipt(self, &given))
    }

    /// The record of everything that was said about the definition, in the form of ISO/IEC TS 27560; none where nothing was.
    pub fn iso_27560(&self) -> Option<String> {
        let steps = self.steps();
        Some(form::record(self, steps.first()?, &steps))
    }

    /// The events about the definition, the oldest first, each with the state it left.
    fn steps(&self) -> Vec<Step<'a>> {
        let ordered = oldest_first(self.events.iter().filter(|event| event.binds(self.definition)).collect(), |event| event);
        let known: Vec<Event> = ordered.iter().map(|event| (*event).clone()).collect();
        let detail = |place: usize, event: &Event| standing(self.definition, &known[..=place], event.at).detail;
        ordered.iter().enumerate().map(|(place, event)| Step { event, detail: detail(place, event) }).collect()
    }

    /// The words as they were shown, where these versions have them.
    fn words(&self, event: &Event) -> Option<&'a DefinitionText> {
        self.definition.texts.iter().find(|text| text.digest() == event.text_digest).or_else(|| self.definition.text(&event.language))
    }
}

/// What data are used for, as the vocabulary calls it.
fn purpose_term(purpose: Purpose) -> String {
    let term = match purpose {
        Purpose::Processing => "CustomerManagement",
        Purpose::Marketing => "DirectMarketing",
        Purpose::MandatoryNotice => "LegalCompliance",
    };
    format!("{DPV}{term}")
}

/// Which data are used, as the vocabulary calls them.
fn data_term(channel: Option<Channel>) -> String {
    match channel {
        None => format!("{DPV}PersonalData"),
        Some(Channel::Email) => format!("{DPV_PD}EmailAddress"),
        Some(Channel::Phone | Channel::Sms) => format!("{DPV_PD}TelephoneNumber"),
        Some(Channel::Letter) => format!("{DPV_PD}PhysicalAddress"),
    }
}

/// The state, as the vocabulary calls it.
fn state_term(detail: Detail) -> String {
    format!("{DPV}{}", detail.dpv())
}
