//! P5, X3: the full text of a consent: in which language, of which version or day, and the very text that an answer was about.

use clientela::domain::consent::Intent;
use clientela::domain::field::Field;
use clientela::domain::id::EventId;
use clientela::domain::rights::{Right, Rights};
use clientela::domain::time::Date;
use clientela::{ConsentText, ErrorKind, TextRequest};

use crate::shop::{DAY, NOW, Shop, broken, code, failed, said, yes};

const MINOR: &str = r#"{"feed":"definition","code":"newsletter-email","version":"2.1","state":"active","purpose":"marketing","channel":"email","texts":[{"language":"fr","title":"Lettre","body":"Écrivez-moi."},{"language":"en","title":"Letter","body":"Write."}]}"#;

fn wanted() -> TextRequest {
    TextRequest::new(code("newsletter-email"))
}

fn text(shop: &Shop, request: &TextRequest) -> ConsentText {
    shop.desk().consent_text(request).unwrap()
}

#[test]
fn p5_the_text_is_in_the_language_that_is_named_else_the_persons_else_the_tills_and_another_one_is_never_given_in_silence() {
    let shop = Shop::stocked();
    let (luis, plain) = (shop.customer("1"), shop.add(&[(Field::FamilyName, "Lee")]));
    shop.edit(luis, &[(Field::Language, "pt")]);
    let language = |request: &TextRequest| {
        let found = text(&shop, request);
        (found.asked.clone(), found.text.language.clone(), found.instead().map(str::to_owned))
    };
    let [en, de, pt] = ["en", "de", "pt"].map(|language| (language.to_owned(), language.to_owned(), None));
    assert_eq!(language(&wanted()), en, "the till's");
    assert_eq!(
        [language(&wanted().person(luis)), language(&wanted().person(plain))],
        [pt, en.clone()],
        "the person's, where they have one"
    );
    assert_eq!(language(&wanted().person(luis).language("de")), de, "the one that is named");
    let instead = ("pl".to_owned(), "en".to_owned(), Some("en".to_owned()));
    assert_eq!(language(&wanted().language("pl")), instead, "a fallback is named");
    shop.edit(luis, &[(Field::Language, "pl")]);
    assert_eq!(language(&wanted().person(luis)), instead);
    assert_eq!(broken(shop.desk().consent_text(&wanted().language("Polish"))), [("language", "language.malformed")]);
}

#[test]
fn p5_the_version_that_applies_is_given_and_older_ones_that_people_agreed_to() {
    let shop = Shop::stocked();
    let of = |request: &TextRequest| {
        let found = text(&shop, request);
        (found.version, found.in_force, found.text.body)
    };
    let before = of(&wanted());
    assert_eq!((before.0, before.1), ((2, 0), true));
    shop.fed(MINOR);
    assert_eq!(of(&wanted()), ((2, 1), true, "Write.".to_owned()));
    assert_eq!(of(&wanted().version(2, 0)), before);
    let first = of(&wanted().version(1, 0));
    assert_eq!((first.0, first.1), ((1, 0), false), "archived, and still read");
    assert_ne!(first.2, before.2);
    let lacking = |request: &TextRequest| failed(shop.desk().consent_text(request));
    assert_eq!(lacking(&wanted().version(7, 0)), (ErrorKind::NotFound, "definition.version_unknown", None));
    assert_eq!(lacking(&TextRequest::new(code("raffle"))), (ErrorKind::NotFound, "definition.unknown", None));
    shop.fed(r#"{"feed":"definition","code":"mute","version":"1.0","state":"active","purpose":"marketing","texts":[]}"#);
    assert_eq!(lacking(&TextRequest::new(code("mute"))), (ErrorKind::NotFound, "definition.text_missing", None));
    let blind = shop.desk_of("tom", Rights::all().without(Right::ReadConsents));
    assert_eq!(failed(blind.consent_text(&wanted())), (ErrorKind::NotPermitted, "right.read_consents", None));
}

#[test]
fn x3_the_text_of_a_day_is_the_one_that_applied_at_its_end() {
    let shop = Shop::stocked();
    shop.clock.set(NOW + 2 * DAY);
    shop.fed(MINOR);
    shop.clock.set(NOW + 4 * DAY);
    shop.fed(&MINOR.replace("2.1", "3.0").replace("Write.", "Now and then."));
    shop.clock.set(NOW + 6 * DAY);
    shop.fed(&MINOR.replace("2.1", "3.0").replace("Write.", "Now and then.").replace("active", "archived"));
    let on = |day: &str| {
        let found = text(&shop, &wanted().on(Date::parse(day).unwrap()));
        (found.version, found.in_force)
    };
    let days = ["2026-07-01", "2026-07-02", "2026-07-03", "2026-07-05", "2026-07-06", "2026-07-07"];
    let then = [(2, 0), (2, 0), (2, 1), (3, 0), (3, 0), (2, 1)].map(|version| (version, true));
    assert_eq!(days.map(on), then);
    assert_eq!(text(&shop, &wanted().version(1, 0).on(Date::parse("2026-07-01").unwrap())).version, (1, 0));
    let early = wanted().on(Date::parse("2026-06-30").unwrap());
    assert_eq!(failed(shop.desk().consent_text(&early)).1, "definition.unknown", "the store knew none yet");
    let late = wanted().on(Date::parse("2026-07-08").unwrap());
    assert_eq!(broken(shop.desk().consent_text(&late)), [("date", "date.in_future")]);
}

#[test]
fn p5_the_very_text_that_an_answer_was_about_is_found_whatever_came_after() {
    let shop = Shop::stocked();
    let (desk, luis) = (shop.desk(), shop.customer("1"));
    let shown = text(&shop, &wanted().language("de"));
    let old = desk.record(luis, &yes("newsletter-email").language("de")).unwrap().event.unwrap();
    shop.fed(MINOR);
    let new = desk.record(luis, &yes("newsletter-email").language("de")).unwrap().event.unwrap();
    let leonie = shop.customer("2");
    let plain = desk.consent_events(leonie, None).unwrap()[0].event.id;
    shop.erp().anonymize(luis).unwrap();
    let found = desk.event_text(luis, old).unwrap();
    assert_eq!((found.version, &found.text, found.asked.as_str(), found.instead()), ((2, 0), &shown.text, "de", None));
    let found = desk.event_text(luis, new).unwrap();
    assert_eq!((found.version, found.text.body.as_str(), found.in_force), ((2, 1), "Écrivez-moi.", true), "the first there is");
    assert_eq!(failed(desk.event_text(leonie, plain)), (ErrorKind::NotFound, "definition.text_missing", None), "no text was shown");
    assert_eq!(failed(desk.event_text(leonie, old)), (ErrorKind::NotFound, "proof.event_unknown", None), "of somebody else");
    assert_eq!(failed(desk.event_text(luis, EventId::from_bytes([9; 16]))).1, "proof.event_unknown");
    let withdrawn = desk.record(luis, &said("newsletter-email", Intent::Withdraw)).unwrap().event.unwrap();
    assert_eq!(desk.event_text(luis, withdrawn).unwrap().version, (2, 1));
}
