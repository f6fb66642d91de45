//! X2, X3: everybody who may be contacted, and as of a day.

use std::collections::BTreeSet;
use std::fmt::Write;

use clientela::domain::consent::{Channel, Definition, DefinitionState, Intent, Purpose, Reason, Remedy, Scope};
use clientela::domain::field::Field;
use clientela::domain::id::SubjectId;
use clientela::domain::time::{Date, Timestamp};
use clientela::{Clock, Contact, ErrorKind, Question};
use proptest::prelude::*;

use crate::shop::{DAY, NOW, Shop, code, failed, newsletter, said, yes};

/// Everybody the walk gives.
fn everybody(shop: &Shop, question: &Question) -> Vec<Contact> {
    let mut contacts = shop.erp().contacts(question);
    std::iter::from_fn(|| contacts.next().unwrap()).collect()
}

/// The same asked one by one; the address by the value that the customer has in this place.
fn one_by_one(shop: &Shop, people: &[SubjectId], question: &Question) -> BTreeSet<(SubjectId, bool)> {
    let may = |id: &&SubjectId| shop.erp().may_contact(**id, question).unwrap().allowed;
    people.iter().filter(may).map(|id| (*id, question.channel.is_some())).collect()
}

fn day(offset: i64) -> Date {
    Date::of(Timestamp::from_millis(NOW + offset * DAY), 120)
}

#[test]
fn x3_the_question_as_of_a_day_has_the_answer_of_that_day() {
    let shop = Shop::stocked();
    let (desk, luis) = (shop.desk(), shop.customer("1"));
    let at = |offset: i64| shop.clock.set(NOW + offset * DAY);
    let then = |offset: i64| desk.may_contact(luis, &newsletter().on(day(offset))).unwrap();
    at(2);
    let given = desk.record(luis, &yes("newsletter-email")).unwrap().event.unwrap();
    at(4);
    let address = desk.customer(luis).unwrap().stored.values.get(Field::Email).unwrap().to_owned();
    shop.edit(luis, &[(Field::Email, "other@example.com")]);
    at(6);
    shop.edit(luis, &[(Field::Email, address.as_str())]);
    at(8);
    let withdrawn = desk.withdraw(luis, &code("newsletter-email")).unwrap().event.unwrap();
    at(10);
    let reasons: Vec<Reason> = (1..10).map(|offset| then(offset).reason).collect();
    let (never, yes, other, no) = (Reason::NeverAsked, Reason::Allowed, Reason::OtherAddress, Reason::Withdrawn);
    assert_eq!(reasons, [never, yes, yes, other, other, yes, yes, no, no]);
    assert_eq!((then(3).evidence, then(3).version, then(9).evidence), (vec![given], Some((2, 0)), vec![withdrawn]));
    assert_eq!(desk.may_contact(luis, &newsletter().on(day(10))).unwrap(), desk.may_contact(luis, &newsletter()).unwrap(), "today is now");
    assert_eq!(failed(desk.may_contact(luis, &newsletter().on(day(11)))).1, "date.in_future");
    let among = |offset: i64| everybody(&shop, &newsletter().on(day(offset))).iter().any(|contact| contact.subject == luis);
    assert_eq!([1, 3, 5, 7, 8].map(among), [false, true, false, true, false]);
    shop.erp().anonymize(luis).unwrap();
    assert_eq!(then(3).reason, Reason::Erased, "of an erased person nothing can be told but that");
    assert!(!among(7));
}

#[test]
fn x3_a_definition_counts_as_it_was_that_day() {
    let shop = Shop::stocked();
    let (desk, luis) = (shop.desk(), shop.customer("1"));
    desk.record(luis, &yes("newsletter-email")).unwrap();
    let current = desk.consents(luis).unwrap().into_iter().find(|one| one.definition.code == code("newsletter-email")).unwrap().definition;
    shop.clock.set(NOW + 5 * DAY);
    shop.erp().define(&Definition { major: 3, ..current.clone() }).unwrap();
    shop.clock.set(NOW + 9 * DAY);
    for definition in [&current, &Definition { major: 3, ..current.clone() }] {
        let archived = Definition { state: DefinitionState::Archived, until: Some(day(9)), ..definition.clone() };
        shop.erp().define(&archived).unwrap();
    }
    shop.clock.set(NOW + 12 * DAY);
    let then = |offset: i64| desk.may_contact(luis, &newsletter().on(day(offset))).unwrap();
    assert_eq!((then(1).reason, then(1).version), (Reason::Allowed, Some((2, 0))), "with the version of that day");
    assert_eq!((then(6).reason, then(6).version), (Reason::Outdated, Some((3, 0))));
    assert_eq!(then(10).reason, Reason::DefinitionNotInForce);
    for definition in [&current, &Definition { major: 3, ..current.clone() }] {
        shop.erp().define(&Definition { until: Some(day(30)), ..definition.clone() }).unwrap();
    }
    desk.withdraw(luis, &code("newsletter-email")).unwrap();
    shop.clock.set(NOW + 14 * DAY);
    assert_eq!(then(13).reason, Reason::Withdrawn, "a day that was put off hides no answer");
    assert_eq!(then(6).reason, Reason::Outdated);
    assert_eq!(then(-900).reason, Reason::NoDefinition, "before anything was defined");
}

#[test]
fn x3_of_a_day_before_a_merge_or_a_parting_nothing_can_be_told() {
    let shop = Shop::with_definitions();
    let desk = shop.desk();
    let [one, other] = ["a@example.com", "b@example.com"].map(|email| shop.add(&[(Field::FamilyName, "Lee"), (Field::Email, email)]));
    desk.record(one, &yes("newsletter-email")).unwrap();
    shop.clock.set(NOW + 2 * DAY);
    let preview = desk.merge_preview(one, other).unwrap();
    desk.merge(&preview, "the same person").unwrap();
    shop.clock.set(NOW + 4 * DAY);
    let then = |id: SubjectId, offset: i64| desk.may_contact(id, &newsletter().on(day(offset))).unwrap().reason;
    assert_eq!((then(one, 1), then(one, 3)), (Reason::Unclear, Reason::Allowed));
    assert_eq!(everybody(&shop, &newsletter().on(day(1))), []);
    desk.unmerge(other, "not the same").unwrap();
    shop.clock.set(NOW + 6 * DAY);
    assert_eq!([then(one, 1), then(one, 3), then(other, 3)], [Reason::Unclear; 3]);
    assert_eq!((then(one, 5), then(other, 5)), (Reason::Allowed, Reason::NeverAsked));
}

#[test]
fn x2_everybody_comes_with_the_address_to_use_whoever_they_are() {
    let shop = Shop::stocked();
    let desk = shop.desk();
    let (luis, leonie, other) = (shop.customer("1"), shop.customer("2"), shop.customer("3"));
    for id in [luis, leonie, other] {
        desk.record(id, &yes("newsletter-email")).unwrap();
    }
    let all = |question: &Question| everybody(&shop, question).into_iter().map(|contact| contact.subject).collect::<BTreeSet<_>>();
    let found = everybody(&shop, &newsletter());
    assert!(all(&newsletter()).is_superset(&BTreeSet::from([luis, leonie, other])));
    for contact in &found {
        let values = desk.customer(contact.subject).unwrap().stored.values;
        assert_eq!(contact.value.as_deref(), values.get(Field::Email), "and never another's");
    }
    assert!(format!("{found:?}").contains(&luis.to_string()) && !format!("{found:?}").contains('@'), "no address in Debug");
    desk.withdraw(luis, &code("newsletter-email")).unwrap();
    shop.edit(leonie, &[(Field::Email, "")]);
    let left = all(&newsletter());
    assert!(left.contains(&other) && !left.contains(&luis) && !left.contains(&leonie));
    let letters = Question::new(Purpose::Marketing, Some(Channel::Letter));
    assert!(everybody(&shop, &letters).iter().all(|contact| contact.value.is_some()), "a letter needs a street");
    let storage = Question::new(Purpose::Processing, None);
    desk.record(luis, &yes("data-storage")).unwrap();
    let stored = everybody(&shop, &storage);
    assert!(
        stored.iter().any(|contact| contact.subject == luis) && stored.iter().all(|contact| contact.value.is_none()),
        "without contact"
    );
}

#[test]
fn p9_who_may_receive_something_for_a_customer_is_one_question() {
    let shop = Shop::stocked();
    let (desk, luis) = (shop.desk(), shop.customer("1"));
    let add = |name: &str, email: &str, until: Option<Date>| {
        let mut draft = desk.new_related(luis, "family").unwrap();
        draft.set(Field::GivenName, name).set(Field::Email, email).set(Field::AuthorizedFor, "newsletter-email");
        if let Some(until) = until {
            draft.set(Field::RelationUntil, &until.to_string());
        }
        desk.save(&mut draft).unwrap().id
    };
    let (bo, cy, ex) = (add("Bo", "bo@example.com", None), add("Cy", "cy@example.com", None), add("Ex", "ex@example.com", Some(day(-3))));
    for id in [luis, bo, ex] {
        desk.record(id, &yes("newsletter-email")).unwrap();
    }
    let told = |question: &Question| {
        let found = desk.recipients(luis, question).unwrap().into_iter();
        found.map(|one| (one.person, one.role, one.answer.reason, one.value)).collect::<Vec<_>>()
    };
    let own = desk.customer(luis).unwrap().stored.values.get(Field::Email).map(str::to_owned);
    let all = told(&newsletter());
    assert_eq!(all[0], (luis, None, Reason::Allowed, own), "the customer first");
    let family = Some("family".to_owned());
    assert!(all.contains(&(bo, family.clone(), Reason::Allowed, Some("bo@example.com".to_owned()))), "by their own consent and address");
    assert!(all.contains(&(cy, family, Reason::NeverAsked, None)), "and nobody by another's");
    assert!(all.iter().all(|one| one.0 != ex), "who belongs to the customer no more");
    assert!(told(&newsletter().on(day(-5))).iter().any(|one| one.0 == ex), "but did on that day");
    let blind = shop.desk_of("tom", clientela::domain::rights::Rights::all().without(clientela::domain::rights::Right::ReadConsents));
    assert_eq!(failed(blind.recipients(luis, &newsletter())).1, "right.read_consents");
}

#[test]
fn p9_a_further_recipient_needs_authorization_consent_and_account() {
    let shop = Shop::stocked();
    let (desk, luis) = (shop.desk(), shop.customer("1"));
    let definition = Definition { channel: Some(Channel::Email), account: true, ..Definition::draft(code("bills"), Purpose::Processing) };
    shop.erp().define(&Definition { state: DefinitionState::Active, ..definition }).unwrap();
    let related = "{\"feed\":\"related\",\"source_id\":\"bo\",\"customer\":\"1\",\"role\":\"family\",\"family_name\":\"Lee\",\"email\":\"bo@example.com\"";
    shop.fed(&format!("{related}}}"));
    let bo = shop.erp().subject_by_source("bo").unwrap().unwrap();
    let bills = Question::new(Purpose::Processing, Some(Channel::Email)).about(code("bills"));
    let told = |question: &Question, who: SubjectId| {
        let found = desk.recipients(luis, question).unwrap().into_iter().find(|one| one.person == who).unwrap();
        assert_eq!(found.lacks.is_empty(), found.answer.allowed);
        assert_eq!(found.value.is_some(), found.answer.allowed);
        (found.lacks, found.answer.remedy)
    };
    let (no_word, no_yes, no_account) = (Reason::AuthorizationMissing, Reason::NeverAsked, Reason::AccountMissing);
    assert_eq!(told(&bills, bo), (vec![no_word, no_yes, no_account], Remedy::AskTheCustomer));
    assert_eq!(told(&bills, luis), (vec![no_yes], Remedy::AskForConsent), "the customer needs neither");
    let authorize = |scope: &str| {
        let mut draft = desk.edit_related(luis, bo).unwrap();
        draft.set(Field::AuthorizedFor, scope);
        desk.save(&mut draft).unwrap();
    };
    authorize("bills");
    assert_eq!(told(&bills, bo), (vec![no_yes, no_account], Remedy::AskForConsent));
    desk.record(bo, &yes("bills")).unwrap();
    assert_eq!(told(&bills, bo), (vec![no_account], Remedy::OpenAnAccount));
    shop.fed(&format!("{related},\"authorized_for\":\"bills\",\"has_account\":\"yes\"}}"));
    assert_eq!(told(&bills, bo), (vec![], Remedy::Nothing));
    let own = desk.may_contact(bo, &bills).unwrap();
    assert!(own.allowed, "by their own consent");
    let both = Question::new(Purpose::Processing, Some(Channel::Email));
    desk.record(bo, &yes("invoice-by-email")).unwrap();
    assert_eq!(told(&both, bo).0, [no_word], "of several each is to be authorized");
    authorize("processing");
    assert_eq!(told(&both, bo).0, []);
    authorize("");
    assert_eq!(told(&bills, bo).0, [no_word], "and the customer takes it back");
    let logged = shop.engine.verify_journal().unwrap();
    assert!(logged.findings.is_empty());
    let clerk = shop.desk_of("tom", clientela::domain::rights::Rights::all().without(clientela::domain::rights::Right::RecordConsents));
    let mut draft = clerk.edit_related(luis, bo).unwrap();
    draft.set(Field::AuthorizedFor, "all");
    assert_eq!(failed(clerk.save(&mut draft)).1, "right.record_consents");
}

#[test]
fn x2_a_long_walk_meets_everybody_once() {
    let shop = Shop::with_definitions();
    let mut lines = String::new();
    for i in 0..9_000 {
        let email = format!("m{i}@example.de");
        writeln!(lines, r#"{{"feed":"customer","source_id":"{i}","kind":"private","family_name":"Lee","email":"{email}"}}"#).unwrap();
        writeln!(lines, r#"{{"feed":"consent","customer":"{i}","definition":"newsletter-email","state":"on"}}"#).unwrap();
    }
    shop.fed(&lines);
    let found = everybody(&shop, &newsletter());
    assert_eq!(found.iter().map(|contact| contact.subject).collect::<BTreeSet<_>>().len(), 9_000);
    assert_eq!(found.len(), 9_000, "nobody twice");
    let mut contacts = shop.erp().contacts(&newsletter());
    let last = found.last().unwrap().subject;
    let first = contacts.next().unwrap().unwrap().subject;
    shop.desk().withdraw(last, &code("newsletter-email")).unwrap();
    let merged = found[found.len() - 2].subject;
    let preview = shop.desk().merge_preview(first, merged).unwrap();
    shop.desk().merge(&preview, "the same person").unwrap();
    let rest: Vec<Contact> = std::iter::from_fn(|| contacts.next().unwrap()).collect();
    assert!(rest.iter().all(|contact| contact.subject != last), "who withdraws while the walk goes on is left out");
    assert!(rest.iter().all(|contact| contact.subject != first), "nor is somebody given again who was merged with a later one");
    assert_eq!(rest.len(), 8_997);
    let mut future = shop.erp().contacts(&newsletter().on(day(400)));
    assert_eq!(future.next().unwrap_err().kind(), ErrorKind::Invalid);
}

/// What happens to one of six people.
#[derive(Clone, Debug)]
enum Deed {
    Give(usize, usize),
    Withdraw(usize, usize),
    Object(usize, Scope),
    Move(usize, u8),
    Merge(usize, usize),
    Erase(usize),
    Wait,
}

const DEFINITIONS: [&str; 4] = ["newsletter-email", "newsletter-vinyl", "data-storage", "offers-sms"];

fn deed() -> impl Strategy<Value = Deed> {
    let (who, what) = (0..6_usize, 0..DEFINITIONS.len());
    prop_oneof![
        6 => (who.clone(), what.clone()).prop_map(|(who, what)| Deed::Give(who, what)),
        2 => (who.clone(), what).prop_map(|(who, what)| Deed::Withdraw(who, what)),
        1 => (who.clone(), prop_oneof![Just(Scope::Marketing), Just(Scope::Everything)]).prop_map(|(who, scope)| Deed::Object(who, scope)),
        2 => (who.clone(), 0..3_u8).prop_map(|(who, to)| Deed::Move(who, to)),
        1 => (who.clone(), who.clone()).prop_map(|(one, other)| Deed::Merge(one, other)),
        1 => who.prop_map(Deed::Erase),
        2 => Just(Deed::Wait),
    ]
}

fn now(shop: &Shop) -> i64 {
    shop.clock.now().at.millis()
}

/// Does it, where it can be done.
fn happen(shop: &Shop, people: &[SubjectId], deed: &Deed) {
    let desk = shop.desk();
    match deed {
        Deed::Give(who, what) => drop(desk.record(people[*who], &yes(DEFINITIONS[*what]).signature([1; 32]))),
        Deed::Withdraw(who, what) => drop(desk.withdraw(people[*who], &code(DEFINITIONS[*what]))),
        Deed::Object(who, scope) => drop(desk.record(people[*who], &said("data-storage", Intent::Object).scope(*scope))),
        Deed::Move(who, to) => {
            let Ok(mut draft) = desk.edit(people[*who]) else { return };
            draft.set(Field::Email, ["", "one@example.com", "two@example.com"][usize::from(*to)]);
            drop(desk.save(&mut draft));
        }
        Deed::Merge(one, other) => {
            let Ok(preview) = desk.merge_preview(people[*one], people[*other]) else { return };
            drop(desk.merge(&preview, "the same person"));
        }
        Deed::Erase(who) => drop(shop.erp().anonymize(people[*who])),
        Deed::Wait => shop.clock.set(now(shop) + DAY),
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn x2_everybody_is_whoever_may_be_asked_one_by_one(deeds in prop::collection::vec(deed(), 0..40), back in 0..4_i64) {
        let shop = Shop::with_definitions();
        let people: Vec<SubjectId> = (0..6).map(|i| {
            let email = format!("p{i}@example.com");
            shop.add(&[(Field::FamilyName, "Lee"), (Field::Email, email.as_str()), (Field::Phone, "+4930123456")])
        }).collect();
        deeds.iter().for_each(|deed| happen(&shop, &people, deed));
        let today = Date::of(Timestamp::from_millis(now(&shop)), 120);
        for channel in [None, Some(Channel::Email), Some(Channel::Sms)] {
            for purpose in [Purpose::Processing, Purpose::Marketing] {
                for about in [None, Some("newsletter-email"), Some("newsletter-vinyl")] {
                    for on in [None, Some(today.plus_days(-back))] {
                        let question = Question { definition: about.map(code), on, ..Question::new(purpose, channel) };
                        let found = everybody(&shop, &question);
                        let each: BTreeSet<_> = found.iter().map(|contact| (contact.subject, contact.value.is_some())).collect();
                        prop_assert_eq!(each.len(), found.len(), "nobody twice");
                        let mut stays = people.clone();
                        stays.retain(|id| shop.desk().customer(*id).is_ok_and(|customer| customer.stored.id == *id));
                        prop_assert_eq!(each, one_by_one(&shop, &stays, &question), "{:?}", question);
                    }
                }
            }
        }
    }
}
