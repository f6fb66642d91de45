//! X5: receipts and records in the forms of others, each as its schema wants it.

use std::collections::BTreeSet;
use std::fs;

use clientela::ErrorKind;
use clientela::domain::consent::{ConsentRecord, Controller, Definition, Detail, Event, Intent, standing};
use clientela::domain::field::Field;
use clientela::domain::id::{EventId, SubjectId};
use clientela::domain::rights::Rights;
use clientela::domain::time::Timestamp;
use serde_json::{Value, json};

use crate::json_schema::accepts;
use crate::shop::{DAY, NOW, Shop, code, failed, said, yes};

pub fn controller() -> Controller {
    Controller {
        name: "Musikhaus Beispiel GmbH".to_owned(),
        contact: "Data protection officer".to_owned(),
        address: "Beispielstraße 1, 10115 Berlin".to_owned(),
        email: "privacy@musikhaus.example".to_owned(),
        phone: "+49 30 000000".to_owned(),
        policy_url: "https://musikhaus.example/privacy".to_owned(),
        jurisdiction: "DE".to_owned(),
        storage_locations: vec!["DE".to_owned()],
        retention_period: "Until the consent is withdrawn, and three years more".to_owned(),
        third_parties: vec!["Mail service in the European Union".to_owned()],
        withdrawal_method: "In any shop, by e-mail or by letter".to_owned(),
        privacy_rights: ["access", "rectification", "erasure"].map(str::to_owned).to_vec(),
    }
}

fn schema(name: &str) -> Value {
    let path = format!("{}/docs/schemas/{name}.schema.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&fs::read_to_string(path).unwrap()).unwrap()
}

/// What Luís said about the newsletter in the course of five days.
fn told() -> (Shop, SubjectId) {
    let shop = Shop::stocked();
    let (desk, luis) = (shop.desk(), shop.customer("1"));
    let paper = yes("newsletter-email").reference("form 4711");
    for (day, capture) in (0..).zip([paper, yes("newsletter-email"), said("newsletter-email", Intent::Withdraw), yes("newsletter-email")]) {
        shop.clock.set(NOW + day * DAY);
        desk.record(luis, &capture).unwrap();
    }
    (shop, luis)
}

/// The definition that is asked, and everything that happened.
fn known(shop: &Shop, subject: SubjectId, definition: &str) -> (Definition, Vec<Event>) {
    let consents = shop.desk().consents(subject).unwrap();
    let consent = consents.into_iter().find(|consent| consent.definition.code == code(definition)).unwrap();
    (consent.definition, shop.desk().consent_events(subject, None).unwrap().into_iter().map(|kept| kept.event).collect())
}

/// Receipts of all that was given, and the record.
fn documents(shop: &Shop, subject: SubjectId, definition: &str) -> (Vec<Value>, Value) {
    let (definition, events) = known(shop, subject, definition);
    let record = ConsentRecord { subject, definition: &definition, events: &events, controller: &controller() };
    let read = |json: String| serde_json::from_str(&json).unwrap();
    (events.iter().filter_map(|event| record.receipt(event.id)).map(read).collect(), read(record.iso_27560().unwrap()))
}

/// The places of all members of a document.
fn members(value: &Value, at: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(fields) => fields.iter().for_each(|(name, value)| {
            found.push(format!("{at}/{name}"));
            members(value, &format!("{at}/{name}"), found);
        }),
        Value::Array(items) => items.iter().enumerate().for_each(|(place, item)| members(item, &format!("{at}/{place}"), found)),
        _ => {}
    }
}

/// What a schema still accepts when a member is gone, or is something else.
fn unseen(schema: &Value, document: &Value) -> BTreeSet<String> {
    let mut places = Vec::new();
    members(document, "", &mut places);
    let mut found = BTreeSet::new();
    for place in places {
        let (parent, name) = place.rsplit_once('/').unwrap();
        let mut without = document.clone();
        without.pointer_mut(parent).unwrap().as_object_mut().unwrap().remove(name);
        let mut other = document.clone();
        *other.pointer_mut(&place).unwrap() = json!({"raw": 1.5});
        let mut more = document.clone();
        more.pointer_mut(parent).unwrap().as_object_mut().unwrap().insert("email_of_the_person".to_owned(), json!("a@b.de"));
        found.extend(
            [(without, "without"), (other, "other"), (more, "more")]
                .into_iter()
                .filter_map(|(changed, how)| accepts(schema, &changed).then(|| format!("{how} {name}"))),
        );
    }
    found
}

#[test]
fn x5_a_receipt_is_what_its_schema_wants() {
    let (shop, luis) = told();
    let (receipts, _) = documents(&shop, luis, "newsletter-email");
    assert_eq!(receipts.len(), 3);
    let schema = schema("consent-receipt");
    receipts.iter().for_each(|receipt| assert!(accepts(&schema, receipt), "{receipt}"));
    let states: Vec<_> = receipts.iter().map(|receipt| receipt["consentStatus"].as_str().unwrap().rsplit('#').next().unwrap()).collect();
    assert_eq!(states, ["ConsentGiven", "RenewedConsentGiven", "ConsentGiven"]);
    assert_eq!(receipts[0]["consentTimestamp"], json!(NOW / 1000), "in seconds");
    assert_eq!(receipts[0]["piiPrincipalId"], json!(luis.to_string()));
    assert_eq!(unseen(&schema, &receipts[0]), ["consentStatus", "language", "thirdPartyName"].map(|name| format!("without {name}")).into());
}

#[test]
fn x5_a_record_is_what_its_schema_wants() {
    let (shop, luis) = told();
    let (_, record) = documents(&shop, luis, "newsletter-email");
    let schema = schema("consent-record");
    assert!(accepts(&schema, &record), "{record}");
    assert_eq!(unseen(&schema, &record), BTreeSet::new());
    let said = |event: &Value| (event["event_type"].as_str().unwrap().to_owned(), event["event_state"].as_str().unwrap().to_owned());
    let events: Vec<_> = record["events"].as_array().unwrap().iter().map(said).collect();
    let (definition, known) = known(&shop, luis, "newsletter-email");
    let last = standing(&definition, &known, Timestamp::from_millis(NOW + 4 * DAY)).detail;
    assert_eq!(events.last().unwrap().1, format!("https://w3id.org/dpv#{}", last.dpv()));
    assert_eq!(events.iter().map(|(kind, _)| kind.as_str()).collect::<Vec<_>>(), ["given", "renewed", "withdrawn", "given"]);
    assert_eq!(events[2].1, "https://w3id.org/dpv#ConsentWithdrawn");
}

#[test]
fn x5_every_state_is_a_term_that_the_schema_knows() {
    let schema = schema("consent-record");
    let known = schema.pointer("/properties/events/items/properties/event_state/enum").unwrap().as_array().unwrap();
    for detail in Detail::ALL {
        assert!(known.contains(&json!(format!("https://w3id.org/dpv#{}", detail.dpv()))), "{detail:?}");
    }
}

#[test]
fn x5_receipts_and_records_hold_no_contact_data_of_the_person() {
    let (shop, luis) = told();
    let values = shop.desk().customer(luis).unwrap().stored.values;
    let personal = [Field::GivenName, Field::FamilyName, Field::Email, Field::Phone, Field::Street, Field::City];
    let personal: Vec<&str> = personal.iter().filter_map(|field| values.get(*field)).chain(["form 4711"]).collect();
    assert_eq!(personal.len(), 7);
    let (receipts, record) = documents(&shop, luis, "newsletter-email");
    for document in receipts.iter().chain([&record]) {
        let text = document.to_string();
        assert!(!personal.iter().any(|value| text.contains(value)), "{text}");
    }
}

#[test]
fn x5_where_nothing_was_given_there_is_no_receipt() {
    let (shop, luis) = told();
    let (definition, events) = known(&shop, luis, "newsletter-email");
    let withdrawn = events.iter().find(|event| event.kind.denies()).unwrap().id;
    let controller = controller();
    let record = ConsentRecord { subject: luis, definition: &definition, events: &events, controller: &controller };
    assert_eq!(record.receipt(withdrawn), None);
    assert_eq!(record.receipt(EventId::from_bytes([1; 16])), None);
    assert_eq!(ConsentRecord { events: &[], ..record }.iso_27560(), None);
}

#[test]
fn x5_a_desk_gives_receipts_and_records_out_also_of_the_anonymized() {
    let (shop, luis) = told();
    let events: Vec<Event> = known(&shop, luis, "newsletter-email").1;
    shop.erp().anonymize(luis).unwrap();
    let (desk, controller, news) = (shop.desk(), controller(), code("newsletter-email"));
    let read = |json: String| serde_json::from_str::<Value>(&json).unwrap();
    assert!(accepts(&schema("consent-receipt"), &read(desk.consent_receipt(luis, events[0].id, &controller).unwrap())));
    assert!(accepts(&schema("consent-record"), &read(desk.consent_record(luis, &news, &controller).unwrap())));
    let withdrawn = events.iter().find(|event| event.kind.denies()).unwrap().id;
    assert_eq!(failed(desk.consent_receipt(luis, withdrawn, &controller)), (ErrorKind::NotFound, "receipt.no_event", None));
    assert_eq!(failed(desk.consent_record(luis, &code("offers-sms"), &controller)).1, "receipt.no_event");
    assert_eq!(failed(desk.consent_record(luis, &code("offers-fax"), &controller)).1, "definition.unknown");
    let nobody = shop.desk_of("kim", Rights::none());
    assert_eq!(failed(nobody.consent_receipt(luis, events[0].id, &controller)).1, "right.read_consents");
    assert_eq!(failed(nobody.consent_record(luis, &news, &controller)).1, "right.read_consents");
}

#[test]
fn x5_a_company_that_says_too_little_of_itself_makes_no_documents() {
    let (shop, luis) = told();
    let event = known(&shop, luis, "newsletter-email").1[0].id;
    let spoil: [fn(&mut Controller); 9] = [
        |company| company.name.clear(),
        |company| " ".clone_into(&mut company.contact),
        |company| "musikhaus.example".clone_into(&mut company.email),
        |company| "a b@musikhaus.example".clone_into(&mut company.email),
        |company| "ftp://musikhaus.example".clone_into(&mut company.policy_url),
        |company| "de".clone_into(&mut company.jurisdiction),
        |company| company.storage_locations.clear(),
        |company| company.privacy_rights.push(String::new()),
        |company| company.third_parties.push(String::new()),
    ];
    for (place, spoil) in spoil.iter().enumerate() {
        let mut company = controller();
        spoil(&mut company);
        let malformed = (ErrorKind::Invalid, "controller.malformed", Some("controller"));
        assert_eq!(failed(shop.desk().consent_receipt(luis, event, &company)), malformed, "{place}");
    }
    let alone = Controller { third_parties: Vec::new(), ..controller() };
    let receipt: Value = serde_json::from_str(&shop.desk().consent_receipt(luis, event, &alone).unwrap()).unwrap();
    assert!(accepts(&schema("consent-receipt"), &receipt), "{receipt}");
}
