//! Documents about consents in the forms of others: a consent receipt (Kantara 1.1.0) and a consent record (ISO/IEC TS 27560), with the
//! terms of the Data Privacy Vocabulary. Pure: no clock, no storage, and no contact data of the person.

mod form;

use crate::domain::consent::{Channel, Definition, DefinitionText, Detail, Event, Purpose, oldest_first, standing};
use crate::domain::id::{EventId, SubjectId};

/// Where the terms of the Data Privacy Vocabulary are.
const DPV: &str = "https://w3id.org/dpv#";
/// Where its terms for personal data are.
const DPV_PD: &str = "https://w3id.org/dpv/pd#";

/// The company that is responsible, and what it tells everybody about how it treats data. All of it comes from the host.
///
/// ```
/// use clientela::domain::consent::Controller;
/// let shop = Controller { name: "Musikhaus Beispiel GmbH".into(), jurisdiction: "DE".into(), ..Controller::default() };
/// assert!(shop.third_parties.is_empty());
/// ```
#[derive(Clone, PartialEq, Eq, Debug, Default)]
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
