//! P4: what people told a mailing tool, wrote or said to the central system.

use clientela::Capture;
use clientela::domain::consent::{Authority, Detail, Intent, Method, Origin, State};
use clientela::domain::field::Field;

use crate::shop::{NOW, Shop, code, failed, newsletter, yes};

/// A line of a feed that reports what somebody said.
fn reported(of: &str, definition: &str, state: &str) -> String {
    format!(r#"{{"feed":"consent",{of},"definition":"{definition}","state":"{state}","method":"link","at":"2026-06-30T08:00:00Z"}}"#)
}

#[test]
fn p4_what_a_mailing_tool_reports_takes_effect_at_once_for_everybody_with_the_address() {
    let shop = Shop::stocked();
    let desk = shop.desk();
    let [ana, bo] =
        ["Ana", "Bo"].map(|name| shop.add(&[(Field::GivenName, name), (Field::FamilyName, "Lee"), (Field::Email, "lee@example.com")]));
    let mut draft = desk.new_related(shop.customer("3"), "family").unwrap();
    draft.set(Field::GivenName, "Cy").set(Field::Email, "lee@example.com");
    let cy = desk.save(&mut draft).unwrap().id;
    let other = shop.add(&[(Field::FamilyName, "Lee"), (Field::Email, "lee@example.com.br")]);
    for id in [ana, bo, cy, other] {
        desk.record(id, &yes("newsletter-email")).unwrap();
    }
    let report = shop.feed(&reported(r#""email":"Lee@Example.com""#, "newsletter-email", "withdrawn"));
    assert_eq!((report.taken, report.refused), (1, 0));
    for id in [ana, bo, cy] {
        assert_eq!(shop.standing(id, "newsletter-email").detail, Detail::Withdrawn);
        assert!(!desk.may_contact(id, &newsletter()).unwrap().allowed);
    }
    assert!(desk.may_contact(other, &newsletter()).unwrap().allowed, "another address");
    let event = desk.consent_events(ana, None).unwrap().pop().unwrap().event;
    assert_eq!((event.authority, event.method, event.origin), (Authority::Subject, Method::Link, Origin::Erp), "the words of the person");
    assert_eq!((event.at.millis(), event.recorded.millis()), (1_782_806_400_000, NOW), "when it happened, and when we heard");
    let unknown = shop.feed(&reported(r#""email":"nobody@example.com""#, "newsletter-email", "withdrawn"));
    assert_eq!((unknown.refused, unknown.failures[0].field, unknown.failures[0].rule), (1, "email", "customer.unknown"));
    assert_eq!(shop.feed(r#"{"feed":"consent","definition":"newsletter-email","state":"withdrawn"}"#).failures[0].field, "customer");
    let line = r#"{"feed":"consent","customer":"2","definition":"newsletter-email","state":"on"}"#;
    assert_eq!(shop.feed(line).unchanged, 1);
    assert!(desk.record(ana, &yes("newsletter-email")).unwrap().standing.state == State::Accepted, "the person grants again");
}

#[test]
fn p4_a_report_finds_everybody_with_the_address_among_any_number_of_similar_ones() {
    let shop = Shop::with_definitions();
    let ana = shop.add(&[(Field::GivenName, "Ana"), (Field::FamilyName, "Lee"), (Field::Email, "ana@gmx.de")]);
    shop.desk().record(ana, &yes("newsletter-email")).unwrap();
    let similar = (0..2_200).map(|i| {
        format!(r#"{{"feed":"customer","source_id":"s{i}","kind":"private","given_name":"Ana","email":"ana.{i}@gmx.de","last_visit":"2026-06-01"}}"#)
    });
    shop.fed(&similar.collect::<Vec<_>>().join("\n"));
    shop.fed(&reported(r#""email":"ANA@gmx.de""#, "newsletter-email", "withdrawn"));
    assert_eq!(shop.standing(ana, "newsletter-email").detail, Detail::Withdrawn, "who never visited comes last, and is found");
}

#[test]
fn p4_what_is_fed_under_a_merged_id_stays_with_that_record_and_a_reported_refusal_is_the_persons() {
    let shop = Shop::with_definitions();
    let two = ["m1", "m2"]
        .map(|id| format!(r#"{{"feed":"customer","source_id":"{id}","kind":"private","family_name":"Lee","email":"{id}@x.de"}}"#));
    shop.fed(&two.join("\n"));
    let [one, other] = ["m1", "m2"].map(|id| shop.erp().subject_by_source(id).unwrap().unwrap());
    let preview = shop.desk().merge_preview(one, other).unwrap();
    shop.desk().merge(&preview, "the same person").unwrap();
    shop.fed(r#"{"feed":"consent","customer":"m2","definition":"newsletter-email","state":"on"}"#);
    assert_eq!(shop.standing(one, "newsletter-email").state, State::Accepted, "while they are one");
    shop.desk().unmerge(other, "not the same").unwrap();
    assert_eq!(shop.standing(one, "newsletter-email").detail, Detail::NeverAsked);
    assert_eq!(shop.standing(other, "newsletter-email").state, State::Accepted);
    shop.fed(r#"{"feed":"consent","customer":"m1","definition":"newsletter-email","state":"refused","method":"paper"}"#);
    let correction = Capture::new(code("newsletter-email"), Intent::Give, Method::Correction).because("a guess");
    assert_eq!(failed(shop.desk().record(one, &correction)).1, "consent.only_the_person");
    let later = r#"{"feed":"consent","customer":"m1","definition":"newsletter-email","state":"withdrawn","at":"2090-01-01"}"#;
    let refused = shop.feed(later);
    assert_eq!((refused.failures[0].field, refused.failures[0].rule), ("at", "date.in_future"));
}

#[test]
fn p4_a_report_reaches_who_is_new_in_the_same_feed_who_was_erased_and_binds_what_it_says() {
    let shop = Shop::stocked();
    let new = r#"{"feed":"customer","source_id":"n1","kind":"private","family_name":"Roe","email":"roe@example.com"}"#;
    let on = r#"{"feed":"consent","customer":"n1","definition":"newsletter-email","state":"on"}"#;
    let report = shop.feed(&format!("{new}\n{on}\n{}\n", reported(r#""email":"roe@example.com""#, "newsletter-email", "withdrawn")));
    assert_eq!((report.taken, report.refused), (3, 0), "{:?}", report.failures);
    let roe = shop.erp().subject_by_source("n1").unwrap().unwrap();
    assert_eq!(shop.standing(roe, "newsletter-email").detail, Detail::Withdrawn);

    let luis = shop.customer("1");
    let letter =
        r#"{"feed":"consent","customer":"1","definition":"newsletter-vinyl","state":"objected","scope":"marketing","method":"paper"}"#;
    shop.fed(letter);
    assert_eq!(shop.standing(luis, "newsletter-email").detail, Detail::Objected);
    assert_ne!(shop.standing(luis, "data-storage").detail, Detail::Objected, "a marketing objection binds marketing");
    shop.erp().anonymize(luis).unwrap();
    let gone = shop.feed(&reported(r#""customer":"1""#, "offers-sms", "withdrawn"));
    assert_eq!((gone.taken, gone.refused), (1, 0), "of an erased person a withdrawal is still accepted");
    let on = shop.feed(r#"{"feed":"consent","customer":"1","definition":"offers-sms","state":"on"}"#);
    assert_eq!((on.refused, on.failures[0].rule), (1, "customer.anonymized"));
}

#[test]
fn p8_an_address_at_which_nothing_arrives_is_no_longer_written_to_until_it_is_corrected() {
    let shop = Shop::with_definitions();
    let desk = shop.desk();
    let ana = shop.add(&[(Field::FamilyName, "Lee"), (Field::Email, "Lee@example.com")]);
    let bo = shop.add(&[(Field::FamilyName, "Lee"), (Field::Email, "bo@example.com")]);
    for id in [ana, bo] {
        desk.record(id, &yes("newsletter-email")).unwrap();
    }
    let came_back = r#"{"feed":"undeliverable","email":"lee@example.com"}"#;
    shop.fed(came_back);
    let told = |id| desk.may_contact(id, &newsletter()).unwrap().reason.name();
    let walked = || {
        let mut walk = shop.erp().contacts(&newsletter());
        std::iter::from_fn(|| walk.next().unwrap()).map(|contact| contact.subject).collect::<Vec<_>>()
    };
    assert_eq!((told(ana), told(bo), walked()), ("bounced", "allowed", vec![bo]));
    assert_eq!(shop.feed(came_back).unchanged, 1);
    assert_eq!(shop.feed(r#"{"feed":"undeliverable","email":"nobody@example.com"}"#).failures[0].rule, "customer.unknown");
    assert_eq!(shop.feed(r#"{"feed":"undeliverable"}"#).failures[0].rule, "required");
    shop.edit(ana, &[(Field::Email, "lee@example.org")]);
    assert_eq!(told(ana), "other_address", "the consent was given for the other one");
    desk.record(ana, &yes("newsletter-email")).unwrap();
    assert_eq!(told(ana), "allowed");
    shop.edit(ana, &[(Field::Email, "Lee@example.com")]);
    assert_eq!(told(ana), "bounced");
    shop.edit(ana, &[(Field::Undeliverable, "")]);
    assert_eq!(told(ana), "other_address");
}

#[test]
fn p4_what_was_reported_before_changes_nothing_when_it_is_fed_again() {
    let shop = Shop::with_definitions();
    let ana = shop.add(&[(Field::FamilyName, "Lee"), (Field::Email, "lee@example.com")]);
    let dated = reported(r#""email":"lee@example.com""#, "newsletter-email", "refused");
    let undated = dated.replace(r#","at":"2026-06-30T08:00:00Z""#, "");
    shop.fed(&dated);
    assert_eq!((shop.feed(&dated).unchanged, shop.feed(&undated).unchanged), (1, 1));
    shop.desk().record(ana, &yes("newsletter-email")).unwrap();
    assert_eq!(shop.feed(&dated).unchanged, 1, "an old file refuses nothing that was agreed to since");
    assert_eq!(shop.standing(ana, "newsletter-email").state, State::Accepted);
    assert_eq!(shop.feed(&undated).unchanged, 0, "what is not dated is said now");
    assert_eq!(shop.standing(ana, "newsletter-email").state, State::Refused);
}
