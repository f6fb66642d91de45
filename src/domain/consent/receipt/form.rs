//! The JSON of a receipt and of a record: the names that the two specifications give. The schemas stand in docs/schemas.

use serde::Serialize;

use super::{ConsentRecord, Controller, DPV, Step, data_term, purpose_term, state_term};
use crate::domain::id::Code;

/// What a receipt says it is.
const KANTARA: &str = "KI-CR-v1.1.0";
/// What a record says it is.
const ISO: &str = "ISO/IEC TS 27560:2023";

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Receipt<'a> {
    version: &'static str,
    jurisdiction: &'a str,
    consent_timestamp: i64,
    collection_method: &'static str,
    #[serde(rename = "consentReceiptID")]
    consent_receipt_id: String,
    language: &'a str,
    pii_principal_id: String,
    pii_controllers: [PiiController<'a>; 1],
    policy_url: &'a str,
    services: [Service<'a>; 1],
    sensitive: bool,
    spi_cat: [&'static str; 0],
    /// Beyond the specification: in which state the consent was left.
    consent_status: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PiiController<'a> {
    #[serde(rename = "piiController")]
    name: &'a str,
    contact: &'a str,
    address: Address<'a>,
    email: &'a str,
    phone: &'a str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Address<'a> {
    street_address: &'a str,
    address_country: &'a str,
}

#[derive(Serialize)]
struct Service<'a> {
    service: &'a str,
    purposes: [ServicePurpose<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct ServicePurpose<'a> {
    purpose: &'a str,
    purpose_category: [String; 1],
    consent_type: &'static str,
    pii_category: [String; 1],
    primary_purpose: bool,
    termination: &'a str,
    third_party_disclosure: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    third_party_name: Option<String>,
}

/// The receipt of the consent that this step gave.
pub(super) fn receipt(record: &ConsentRecord<'_>, step: &Step<'_>) -> String {
    let (event, controller) = (step.event, record.controller);
    let receipt = Receipt {
        version: KANTARA,
        jurisdiction: &controller.jurisdiction,
        consent_timestamp: event.at.millis().div_euclid(1000),
        collection_method: event.method.name(),
        consent_receipt_id: event.id.to_string(),
        language: &event.language,
        pii_principal_id: record.subject.to_string(),
        pii_controllers: [pii_controller(controller)],
        policy_url: &controller.policy_url,
        services: [Service { service: record.definition.code.as_str(), purposes: [service_purpose(record, step)] }],
        sensitive: false,
        spi_cat: [],
        consent_status: state_term(step.detail),
    };
    serde_json::to_string(&receipt).unwrap_or_default()
}

fn pii_controller(controller: &Controller) -> PiiController<'_> {
    PiiController {
        name: &controller.name,
        contact: &controller.contact,
        address: Address { street_address: &controller.address, address_country: &controller.jurisdiction },
        email: &controller.email,
        phone: &controller.phone,
    }
}

fn service_purpose<'a>(record: &ConsentRecord<'a>, step: &Step<'a>) -> ServicePurpose<'a> {
    let third_parties = &record.controller.third_parties;
    ServicePurpose {
        purpose: record.words(step.event).map_or(record.definition.code.as_str(), |text| &text.title),
        purpose_category: [purpose_term(record.definition.purpose)],
        consent_type: "EXPLICIT",
        pii_category: [data_term(record.definition.channel)],
        primary_purpose: record.definition.parent.is_none(),
        termination: &record.controller.withdrawal_method,
        third_party_disclosure: !third_parties.is_empty(),
        third_party_name: (!third_parties.is_empty()).then(|| third_parties.join(", ")),
    }
}

#[derive(Serialize)]
struct Iso<'a> {
    header: Header,
    processing: Processing<'a>,
    events: Vec<IsoEvent<'a>>,
}

#[derive(Serialize)]
struct Header {
    schema_version: &'static str,
    record_id: String,
    pii_principal_id: String,
}

#[derive(Serialize)]
struct Processing<'a> {
    privacy_notice: &'a str,
    language: &'a str,
    purposes: [IsoPurpose<'a>; 1],
    lawful_basis: String,
    pii_information: [PiiInformation; 1],
    pii_controllers: [IsoController<'a>; 1],
    collection_method: &'static str,
    storage_locations: &'a [String],
    retention_period: &'a str,
    jurisdiction: &'a str,
    recipient_third_parties: &'a [String],
    withdrawal_method: &'a str,
    privacy_rights: &'a [String],
}

#[derive(Serialize)]
struct IsoPurpose<'a> {
    purpose: &'a str,
    purpose_type: String,
    definition: &'a str,
    version: String,
}

#[derive(Serialize)]
struct PiiInformation {
    pii_type: String,
    sensitive: bool,
}

#[derive(Serialize)]
struct IsoController<'a> {
    name: &'a str,
    contact: &'a str,
    address: &'a str,
    email: &'a str,
    phone: &'a str,
}

#[derive(Serialize)]
struct IsoEvent<'a> {
    event_time: String,
    validity_duration: String,
    entity_id: &'a str,
    event_type: &'static str,
    event_state: String,
}

/// The record of all steps; the first one names it.
pub(super) fn record(record: &ConsentRecord<'_>, first: &Step<'_>, steps: &[Step<'_>]) -> String {
    let header = Header { schema_version: ISO, record_id: first.event.id.to_string(), pii_principal_id: record.subject.to_string() };
    let last = steps.last().unwrap_or(first);
    let events = steps.iter().map(|step| iso_event(record, step)).collect();
    serde_json::to_string(&Iso { header, processing: processing(record, last), events }).unwrap_or_default()
}

/// As the last step found it.
fn processing<'a>(record: &ConsentRecord<'a>, last: &Step<'a>) -> Processing<'a> {
    let (definition, controller) = (record.definition, record.controller);
    let Controller { name, contact, address, email, phone, .. } = controller;
    let purpose = IsoPurpose {
        purpose: record.words(last.event).map_or(definition.code.as_str(), |text| &text.title),
        purpose_type: purpose_term(definition.purpose),
        definition: definition.code.as_str(),
        version: format!("{}.{}", definition.major, definition.minor),
    };
    Processing {
        privacy_notice: &controller.policy_url,
        language: &last.event.language,
        purposes: [purpose],
        lawful_basis: format!("{DPV}Consent"),
        pii_information: [PiiInformation { pii_type: data_term(definition.channel), sensitive: false }],
        pii_controllers: [IsoController { name, contact, address, email, phone }],
        collection_method: last.event.method.name(),
        storage_locations: &controller.storage_locations,
        retention_period: &controller.retention_period,
        jurisdiction: &controller.jurisdiction,
        recipient_third_parties: &controller.third_parties,
        withdrawal_method: &controller.withdrawal_method,
        privacy_rights: &controller.privacy_rights,
    }
}

/// Who recorded it: the operator, the station, or the kind of system.
fn iso_event<'a>(record: &ConsentRecord<'a>, step: &Step<'a>) -> IsoEvent<'a> {
    let event = step.event;
    let entity = event.operator.as_ref().or(event.station.as_ref()).map_or(event.origin.name(), Code::as_str);
    IsoEvent {
        event_time: event.at.to_text(),
        validity_duration: record.definition.valid_days.map_or("unlimited".to_owned(), |days| format!("P{days}D")),
        entity_id: entity,
        event_type: event.kind.name(),
        event_state: state_term(step.detail),
    }
}
