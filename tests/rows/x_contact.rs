//! X: linked in and offline; may we contact?

use clientela::Question;
use clientela::domain::consent::{Channel, Definition, Intent, Purpose, Reason, Remedy};
use clientela::domain::field::Field;
use clientela::domain::setting::{Place, Setting};

use crate::shop::{DAY, NOW, Shop, code, data, files, newsletter, said, yes};

#[test]
fn x1_everything_works_from_one_folder_without_server_network_or_configuration() {
    let shop = Shop::stocked();
    let luis = shop.customer("1");
    shop.desk().record(luis, &yes("newsletter-email")).unwrap();
    shop.erp().anonymize(luis).unwrap();
    shop.erp().purge().unwrap();
    let names: Vec<String> = files(shop.close().path()).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names, ["shop.db", "shop.db.ledger"], "the store and its ledger, and no configuration");
}

#[test]
fn x2_the_answer_has_a_reason_the_evidence_and_the_remedy() {
    let shop = Shop::stocked();
    let (desk, luis) = (shop.desk(), shop.customer("1"));
    let asked = desk.may_contact(luis, &newsletter()).unwrap();
    assert_eq!((asked.allowed, asked.reason, asked.remedy), (false, Reason::NeverAsked, Remedy::AskForConsent));
    assert_eq!((asked.evidence.len(), asked.definition), (0, Some(code("newsletter-email"))));
    let given = desk.record(luis, &yes("newsletter-email")).unwrap().event.unwrap();
    let yes = desk.may_contact(luis, &newsletter()).unwrap();
    assert_eq!((yes.allowed, yes.reason, yes.remedy), (true, Reason::Allowed, Remedy::Nothing));
    assert_eq!((yes.evidence, yes.version, yes.value), (vec![given], Some((2, 0)), Some(0)));
    let withdrawn = desk.withdraw(luis, &code("newsletter-email")).unwrap().event.unwrap();
    let no = desk.may_contact(luis, &newsletter()).unwrap();
    assert_eq!((no.allowed, no.reason, no.remedy), (false, Reason::Withdrawn, Remedy::UpToThePerson));
    assert_eq!(no.evidence, [withdrawn]);
    assert_eq!(shop.erp().may_contact(luis, &newsletter()).unwrap(), no, "the ERP hears the same");
}

#[test]
fn x2_every_step_of_the_order_of_evaluation_has_its_reason() {
    let shop = Shop::stocked();
    let (desk, luis) = (shop.desk(), shop.customer("1"));
    let reason = |question: &Question| desk.may_contact(luis, question).unwrap().reason;
    let about = |name: &str, channel| Question::new(Purpose::Marketing, Some(channel)).about(code(name));
    assert_eq!(reason(&about("raffle", Channel::Email)), Reason::NoDefinition);
    shop.erp().define(&Definition { channel: Some(Channel::Email), ..Definition::draft(code("raffle"), Purpose::Marketing) }).unwrap();
    assert_eq!(reason(&about("raffle", Channel::Email)), Reason::DefinitionNotInForce);
    assert_eq!(reason(&Question::new(Purpose::Marketing, Some(Channel::Email))), Reason::NeverAsked);

    desk.record(luis, &yes("newsletter-vinyl")).unwrap();
    assert_eq!(reason(&about("newsletter-vinyl", Channel::Email)), Reason::ParentNotAccepted);
    desk.record(luis, &yes("newsletter-email")).unwrap();
    assert_eq!(reason(&about("newsletter-vinyl", Channel::Email)), Reason::Allowed);
    assert_eq!(reason(&Question::new(Purpose::Marketing, Some(Channel::Email))), Reason::Allowed, "all of this channel");

    desk.record(luis, &yes("offers-phone")).unwrap();
    assert_eq!(reason(&about("offers-phone", Channel::Phone)), Reason::SignatureMissing);
    desk.record(luis, &yes("offers-phone").signature([1; 32])).unwrap();
    assert_eq!(reason(&about("offers-phone", Channel::Phone)), Reason::Allowed);
    shop.clock.set(NOW + 731 * DAY);
    assert_eq!(reason(&about("offers-phone", Channel::Phone)), Reason::Expired);
    shop.clock.set(NOW);
    desk.record(luis, &yes("offers-sms")).unwrap();
    assert_eq!(reason(&about("offers-sms", Channel::Sms)), Reason::Pending);

    shop.edit(luis, &[(Field::Email, "other@example.com")]);
    assert_eq!(reason(&newsletter()), Reason::OtherAddress);
    shop.edit(luis, &[(Field::Email, "")]);
    assert_eq!(reason(&newsletter()), Reason::NoAddress);
    let objection = said("data-storage", Intent::Object).scope(clientela::domain::consent::Scope::Marketing);
    desk.record(luis, &objection).unwrap();
    assert_eq!(reason(&newsletter()), Reason::Objected);
    assert_eq!(reason(&about("offers-phone", Channel::Phone)), Reason::Objected, "all marketing");
    shop.erp().anonymize(luis).unwrap();
    assert_eq!(reason(&newsletter()), Reason::Erased);
}

#[test]
fn x2_a_new_major_text_asks_again_and_a_minor_one_does_not() {
    let shop = Shop::stocked();
    let (desk, luis) = (shop.desk(), shop.customer("1"));
    desk.record(luis, &yes("newsletter-email")).unwrap();
    let current = desk.consents(luis).unwrap().into_iter().find(|one| one.definition.code == code("newsletter-email")).unwrap().definition;
    shop.erp().define(&Definition { minor: 1, ..current.clone() }).unwrap();
    assert_eq!(desk.may_contact(luis, &newsletter()).unwrap().reason, Reason::Allowed);
    shop.erp().define(&Definition { major: 3, ..current }).unwrap();
    let answer = desk.may_contact(luis, &newsletter()).unwrap();
    assert_eq!((answer.reason, answer.remedy, answer.version), (Reason::Outdated, Remedy::AskAgain, Some((3, 0))));
}

#[test]
fn x2_a_no_to_storage_of_any_kind_stops_everything_but_notices_and_outlives_its_definition() {
    let shop = Shop::with_definitions();
    shop.erp().set_setting(Setting::ConsentsGrounds, &Place::Chain, Some("de_letter")).unwrap();
    let lee = || {
        let home = [(Field::Street, "Long Road 1"), (Field::City, "Town"), (Field::Country, "DE")];
        let who = shop.add(&[&[(Field::FamilyName, "Lee"), (Field::Email, "lee@example.com")][..], &home].concat());
        shop.desk().record(who, &yes("newsletter-email")).unwrap();
        who
    };
    let letters = Question::new(Purpose::Marketing, Some(Channel::Letter));
    let told = |who| [&newsletter(), &letters].map(|question| shop.desk().may_contact(who, question).unwrap().reason);
    assert_eq!(told(lee()), [Reason::Allowed, Reason::AllowedByGround], "before");
    let mut all = Vec::new();
    for intent in [Intent::Object, Intent::Refuse, Intent::Revoke, Intent::Invalidate] {
        let (withdrew, only) = (lee(), lee());
        shop.desk().withdraw(withdrew, &code("data-storage")).unwrap();
        for who in [withdrew, only] {
            shop.desk().record(who, &said("data-storage", intent)).unwrap();
            assert_eq!(told(who), [Reason::ParentNotAccepted; 2], "{intent:?}");
            all.push(who);
        }
    }
    let known = std::fs::read_to_string(data("definitions.jsonl")).unwrap();
    let storage = known.lines().find(|line| line.contains(r#""code":"data-storage""#)).unwrap().trim_end().strip_suffix('}').unwrap();
    shop.fed(&format!(r#"{storage},"until":"2026-06-01"}}"#));
    assert!(all.iter().all(|who| told(*who) == [Reason::ParentNotAccepted; 2]), "out of force a no is still a no");
    let mut walk = shop.erp().contacts(&newsletter());
    while let Some(one) = walk.next().unwrap() {
        assert!(!all.contains(&one.subject));
    }
}
