//! X2: what the law allows without consent, where the chain uses it.

use std::collections::BTreeSet;

use clientela::Question;
use clientela::domain::consent::{Channel, Ground, Intent, Purpose, Reason, Remedy, Scope};
use clientela::domain::field::Field;
use clientela::domain::id::SubjectId;
use clientela::domain::setting::{Place, Setting};
use clientela::domain::time::{Date, Timestamp};
use proptest::prelude::*;

use crate::shop::{DAY, NOW, Shop, code, said, yes};

fn letters() -> Question {
    Question::new(Purpose::Marketing, Some(Channel::Letter))
}

fn email() -> Question {
    Question::new(Purpose::Marketing, Some(Channel::Email)).about(code("newsletter-email"))
}

fn set(shop: &Shop, setting: Setting, value: &str) {
    shop.erp().set_setting(setting, &Place::Chain, Some(value)).unwrap();
}

fn living_in(shop: &Shop, country: &str) -> SubjectId {
    let place = [(Field::Street, "Long Road 1"), (Field::City, "Town"), (Field::Country, country)];
    shop.add(&[&[(Field::FamilyName, "Lee"), (Field::Email, "lee@example.com")][..], &place].concat())
}

fn told(shop: &Shop, who: SubjectId, question: &Question) -> (bool, Reason, Remedy, Option<Ground>) {
    let answer = shop.desk().may_contact(who, question).unwrap();
    assert_eq!(answer, shop.erp().may_contact(who, question).unwrap());
    (answer.allowed, answer.reason, answer.remedy, answer.ground)
}

const ASK: (bool, Reason, Remedy, Option<Ground>) = (false, Reason::NeverAsked, Remedy::AskForConsent, None);

fn by(ground: Ground) -> (bool, Reason, Remedy, Option<Ground>) {
    (true, Reason::AllowedByGround, Remedy::Nothing, Some(ground))
}

#[test]
fn x2_letters_in_germany_are_allowed_until_the_person_objects_where_the_chain_uses_that() {
    let shop = Shop::with_definitions();
    let (anna, piotr) = (living_in(&shop, "DE"), living_in(&shop, "PL"));
    assert_eq!(told(&shop, anna, &letters()), ASK, "no ground applies by itself");
    set(&shop, Setting::ConsentsGrounds, "de_letter de_email fr_email");
    assert_eq!(told(&shop, anna, &letters()), by(Ground::DeLetter));
    assert!(shop.desk().may_contact(anna, &letters()).unwrap().evidence.is_empty(), "its evidence is the ground");
    assert_eq!(told(&shop, piotr, &letters()), ASK, "Poland always asks");
    let usable = |who| {
        let consents = shop.desk().consents(who).unwrap();
        consents.into_iter().find(|one| one.definition.code == code("offers-letter")).unwrap().usable.reason
    };
    assert_eq!(usable(anna), Reason::NeverAsked, "a ground is no consent");
    shop.desk().record(anna, &said("newsletter-email", Intent::Object).scope(Scope::Marketing)).unwrap();
    assert_eq!(told(&shop, anna, &letters()).1, Reason::Objected);
    let bert = living_in(&shop, "DE");
    shop.desk().record(bert, &said("offers-letter", Intent::Refuse)).unwrap();
    assert_eq!(told(&shop, bert, &letters()).1, Reason::Refused, "a refusal of letters binds too");
    let cleo = living_in(&shop, "DE");
    shop.desk().record(cleo, &said("newsletter-email", Intent::Refuse)).unwrap();
    assert_eq!(told(&shop, cleo, &letters()), by(Ground::DeLetter), "one of e-mail does not");
    set(&shop, Setting::ConsentsGrounds, "none");
    assert_eq!(told(&shop, cleo, &letters()), ASK);
}

#[test]
fn x2_the_country_is_that_of_the_address_else_the_chains() {
    let shop = Shop::with_definitions();
    set(&shop, Setting::ConsentsGrounds, "de_letter");
    let nowhere = shop.add(&[(Field::FamilyName, "Lee"), (Field::Street, "Long Road 1"), (Field::City, "Town")]);
    assert_eq!(told(&shop, nowhere, &letters()), ASK, "no country is known");
    set(&shop, Setting::ConsentsCountry, "DE");
    assert_eq!(told(&shop, nowhere, &letters()), by(Ground::DeLetter));
    set(&shop, Setting::ConsentsCountry, "PL");
    assert_eq!(told(&shop, nowhere, &letters()), ASK);
    assert_eq!(told(&shop, living_in(&shop, "DE"), &letters()), by(Ground::DeLetter), "the address comes first");
}

#[test]
fn x2_email_to_own_customers_is_about_similar_goods_and_needs_a_purchase() {
    let shop = Shop::with_definitions();
    set(&shop, Setting::ConsentsGrounds, "de_email fr_email it_email");
    for (country, ground) in [("DE", Ground::DeEmail), ("FR", Ground::FrEmail), ("IT", Ground::ItEmail)] {
        let who = living_in(&shop, country);
        assert_eq!(told(&shop, who, &email().similar_goods()), ASK, "{country}: bought nothing");
        shop.receipt(&format!("R-{country}"), Some(who));
        assert_eq!(told(&shop, who, &email()), ASK, "{country}: about other goods");
        assert_eq!(told(&shop, who, &email().similar_goods()), by(ground));
        let yesterday = Date::of(Timestamp::from_millis(NOW - DAY), 120);
        assert!(!told(&shop, who, &email().similar_goods().on(yesterday)).0, "{country}: it was bought today");
        shop.desk().withdraw(who, &code("newsletter-email")).unwrap();
        assert_eq!(told(&shop, who, &email().similar_goods()).1, Reason::Withdrawn, "{country}");
    }
    let piotr = living_in(&shop, "PL");
    shop.receipt("R-PL", Some(piotr));
    assert_eq!(told(&shop, piotr, &email().similar_goods()), ASK);
}

#[test]
fn x2_calls_ask_the_opposition_register_and_in_france_need_consent_from_11_august_2026() {
    let shop = Shop::with_definitions();
    set(&shop, Setting::ConsentsGrounds, "it_phone fr_phone");
    let calls = || Question::new(Purpose::Marketing, Some(Channel::Phone));
    let unknown = (false, Reason::RegisterUnknown, Remedy::CheckTheRegister, None);
    for (country, number, ground) in [("IT", "+39 06 1234567", Ground::ItPhone), ("FR", "+33 1 23456789", Ground::FrPhone)] {
        let who = living_in(&shop, country);
        shop.edit(who, &[(Field::Phone, number)]);
        assert_eq!(told(&shop, who, &calls()), unknown, "{country}");
        assert_eq!(told(&shop, who, &calls().unlisted("+39 06 7654321")), unknown, "another number");
        assert_eq!(told(&shop, who, &calls().unlisted(number)), by(ground));
        shop.clock.set(NOW + 41 * DAY);
        let later = told(&shop, who, &calls().unlisted(number));
        assert_eq!(later, if country == "FR" { ASK } else { by(ground) }, "{country} on 11 August");
        shop.clock.set(NOW);
    }
    assert!(!format!("{:?}", calls().unlisted("+39 06 1234567")).contains("1234567"), "no number in a trace");
}

#[test]
fn x2_a_recall_reaches_whoever_objected_to_marketing() {
    let shop = Shop::with_definitions();
    let recall = Question::new(Purpose::MandatoryNotice, Some(Channel::Email));
    let anna = living_in(&shop, "PL");
    shop.desk().record(anna, &said("newsletter-email", Intent::Object).scope(Scope::Marketing)).unwrap();
    assert_eq!(told(&shop, anna, &recall), ASK);
    set(&shop, Setting::ConsentsGrounds, "notice");
    assert_eq!(told(&shop, anna, &recall), by(Ground::Notice));
    shop.desk().record(anna, &said("newsletter-email", Intent::Object).scope(Scope::Everything)).unwrap();
    assert_eq!(told(&shop, anna, &recall).1, Reason::Objected, "to everything is to this too");
}

/// One of six people, as drawn: country, birth year, purchase, what they said about letters and e-mail, who decides for them.
type Drawn = (usize, Option<i32>, bool, Option<bool>, Option<bool>, Option<usize>);

fn drawn() -> impl Strategy<Value = Drawn> {
    let born = prop::option::weighted(0.5, 1990..2020_i32);
    (
        0..4_usize,
        born,
        any::<bool>(),
        prop::option::of(any::<bool>()),
        prop::option::of(any::<bool>()),
        prop::option::weighted(0.2, 0..3_usize),
    )
}

fn make(shop: &Shop, number: usize, (country, born, buys, letter, mail, guardian): Drawn) -> SubjectId {
    let who = match ["DE", "FR", "PL", ""][country] {
        "" => shop.add(&[(Field::FamilyName, "Lee"), (Field::Email, "l@example.com")]),
        country => living_in(shop, country),
    };
    let desk = shop.desk();
    if let Some(year) = born {
        shop.edit(who, &[(Field::BirthDate, format!("{year}-07-01").as_str())]);
    }
    if buys {
        shop.receipt(&format!("R-{number}"), Some(who));
    }
    let mut guard = None;
    if let Some(ground) = guardian {
        let mut draft = desk.new_related(who, "family").unwrap();
        draft.set(Field::FamilyName, "Guard").set(Field::Guardian, ["parent", "legal_guardian", "adult_guardianship"][ground]);
        guard = Some(desk.save(&mut draft).unwrap().id);
    }
    for (definition, answer) in [("offers-letter", letter), ("newsletter-email", mail)] {
        match answer {
            Some(true) => {
                let by = |guardian| yes(definition).by_guardian(guardian);
                let by_guardian = guard.filter(|_| buys).map(|guardian| desk.record(who, &by(guardian)));
                if by_guardian.is_none_or(|recorded| recorded.is_err()) {
                    drop(desk.record(who, &yes(definition)));
                }
            }
            Some(false) => drop(desk.record(who, &said(definition, Intent::Refuse)).unwrap()),
            None => {}
        }
    }
    who
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn x2_everybody_on_whatever_ground_is_whoever_may_be_asked_one_by_one(
        people in prop::collection::vec(drawn(), 6), grounds in any::<bool>(), minor in any::<bool>(), merged in any::<bool>()
    ) {
        let shop = Shop::with_definitions();
        if grounds {
            set(&shop, Setting::ConsentsGrounds, "de_letter de_email fr_email");
        }
        if minor {
            set(&shop, Setting::ConsentsUnknownBirthday, "minor");
        }
        let mut all: Vec<SubjectId> = people.into_iter().enumerate().map(|(number, drawn)| make(&shop, number, drawn)).collect();
        if merged {
            let desk = shop.desk();
            let preview = desk.merge_preview(all[0], all[1]).unwrap();
            if desk.merge(&preview, "the same person").is_ok() {
                all.remove(1);
            }
        }
        for who in all.clone() {
            all.extend(shop.desk().customer(who).unwrap().related.iter().map(|one| one.person.id));
        }
        for question in [letters(), email(), email().similar_goods()] {
            let may = |who: &&SubjectId| shop.erp().may_contact(**who, &question).unwrap().allowed;
            let wanted: BTreeSet<SubjectId> = all.iter().filter(may).copied().collect();
            let mut contacts = shop.erp().contacts(&question);
            let found: Vec<SubjectId> = std::iter::from_fn(|| contacts.next().unwrap()).map(|one| one.subject).collect();
            prop_assert_eq!(found.len(), wanted.len(), "nobody twice");
            prop_assert_eq!(found.into_iter().collect::<BTreeSet<_>>(), wanted);
        }
    }
}
