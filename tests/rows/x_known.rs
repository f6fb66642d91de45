//! X2, X3, X19: what a question about contact knows of a person: alive or not, a customer or staff, where they live, who decides, now and then.

use std::collections::BTreeSet;

use clientela::Question;
use clientela::domain::asking::Occasion;
use clientela::domain::consent::{Channel, ConfirmationKind, Intent, Purpose, Reason, State, Ward};
use clientela::domain::field::Field;
use clientela::domain::id::{EventId, SubjectId};
use clientela::domain::setting::{Place, Setting};
use clientela::domain::time::{Date, Timestamp};

use crate::shop::{DAY, NOW, Shop, code, newsletter, said, yes};

fn letters() -> Question {
    Question::new(Purpose::Marketing, Some(Channel::Letter))
}

fn set(shop: &Shop, setting: Setting, value: &str) {
    shop.erp().set_setting(setting, &Place::Chain, Some(value)).unwrap();
}

fn lee(shop: &Shop) -> SubjectId {
    let place = [(Field::Street, "Long Road 1"), (Field::City, "Town"), (Field::Country, "DE")];
    shop.add(&[&[(Field::FamilyName, "Lee"), (Field::Email, "lee@example.com")][..], &place].concat())
}

fn reason(shop: &Shop, who: SubjectId, question: &Question) -> Reason {
    shop.desk().may_contact(who, question).unwrap().reason
}

/// Everybody the walk gives.
fn walk(shop: &Shop, question: &Question) -> BTreeSet<SubjectId> {
    let mut contacts = shop.erp().contacts(question);
    std::iter::from_fn(|| contacts.next().unwrap()).map(|contact| contact.subject).collect()
}

fn by_source(shop: &Shop, source: &str) -> SubjectId {
    shop.erp().subject_by_source(source).unwrap().unwrap()
}

fn day(offset: i64) -> Date {
    Date::of(Timestamp::from_millis(NOW + offset * DAY), 120)
}

/// A line of an event of another store; what is more said of it stands behind.
fn event(id: u8, definition: &str, kind: &str, at: i64, more: &str) -> String {
    let id = EventId::from_bytes([id; 16]);
    format!(
        r#"{{"feed":"event","id":"{id}","customer":"ana","definition":"{definition}","major":2,"minor":0,"scope":"definition","kind":"{kind}","authority":"subject","method":"paper","origin":"till","at":{at},"recorded":{at}{more}}}"#
    )
}

const BOUND: &str = r#","address_digest":"0707070707070707070707070707070707070707070707070707070707070707""#;

#[test]
fn x19_a_line_that_says_nothing_of_the_guardian_leaves_the_guardianship() {
    let shop = Shop::with_definitions();
    let gran = r#"{"feed":"customer","source_id":"gran","kind":"private","family_name":"Lee","email":"gran@example.com","birth_date":"1940-01-01"}"#;
    let line = r#"{"feed":"related","source_id":"son","customer":"gran","role":"family","family_name":"Lee","phone":"+49 170 1234567"}"#;
    let with = |more: &str| line.replace(r#""role""#, &format!(r#"{more},"role""#));
    let first = r#""guardian":"adult_guardianship","authorized_for":"all","relation_until":"2027-12-31""#;
    shop.fed(&format!("{gran}\n{}", with(first)));
    let gran = by_source(&shop, "gran");
    shop.desk().record(gran, &yes("newsletter-email")).unwrap();
    let parts = || {
        let related = shop.desk().customer(gran).unwrap().related;
        let of = |field| related[0].person.values.get(field).unwrap_or_default().to_owned();
        [Field::Guardian, Field::AuthorizedFor, Field::RelationUntil].map(of)
    };
    shop.fed(&line.replace("1234567", "7654321"));
    assert_eq!(parts(), ["adult_guardianship", "all", "2027-12-31"], "absent leaves");
    assert_eq!(reason(&shop, gran, &newsletter()), Reason::GuardianMissing);
    assert_eq!(shop.feed(&with(first).replace("1234567", "7654321")).unchanged, 1);
    shop.fed(&with(r#""guardian":"","relation_until":"2028-12-31""#));
    assert_eq!(parts(), ["", "all", "2028-12-31"], "empty takes away");
    assert_eq!(reason(&shop, gran, &newsletter()), Reason::Allowed);
}

#[test]
fn x2_nobody_writes_to_who_died_whatever_the_chain_calls_it_and_blocked_is_no_no() {
    let shop = Shop::with_definitions();
    set(&shop, Setting::ConsentsGrounds, "de_letter notice");
    shop.fed(r#"{"feed":"status","code":"gone","status_meaning":"deceased"}"#);
    let [one, other, blocked] = [0; 3].map(|_| lee(&shop));
    for who in [one, other, blocked] {
        shop.desk().record(who, &yes("newsletter-email")).unwrap();
    }
    shop.clock.set(NOW + 2 * DAY);
    for (who, status) in [(one, "deceased"), (other, "gone"), (blocked, "blocked")] {
        shop.edit(who, &[(Field::Status, status)]);
    }
    shop.clock.set(NOW + 4 * DAY);
    let notice = Question::new(Purpose::MandatoryNotice, Some(Channel::Email));
    for question in [newsletter(), letters(), notice] {
        assert_eq!([one, other].map(|who| reason(&shop, who, &question)), [Reason::Deceased; 2]);
        assert_eq!(shop.desk().recipients(one, &question).unwrap()[0].answer.reason, Reason::Deceased);
        let alone = [blocked].into_iter().filter(|who| shop.erp().may_contact(*who, &question).unwrap().allowed).collect::<BTreeSet<_>>();
        assert_eq!(walk(&shop, &question), alone);
    }
    assert_eq!(reason(&shop, blocked, &newsletter()), Reason::Allowed);
    assert_eq!(reason(&shop, one, &newsletter().on(day(1))), Reason::Allowed, "alive then");
}

#[test]
fn x2_the_walk_by_grounds_is_of_customers_and_related_persons_only() {
    let shop = Shop::with_definitions();
    set(&shop, Setting::ConsentsGrounds, "de_letter");
    shop.fed(r#"{"feed":"operator","code":"tom","given_name":"Tom","family_name":"Till","street":"Home 1","city":"Town","country":"DE"}"#);
    let who = lee(&shop);
    let line = r#"{"feed":"related","source_id":"son","customer":"mum","role":"family","family_name":"Lee","street":"Home 2","city":"Town","country":"DE"}"#;
    shop.fed(&format!("{}\n{line}", r#"{"feed":"customer","source_id":"mum","kind":"private","family_name":"Lee"}"#));
    assert_eq!(walk(&shop, &letters()), BTreeSet::from([who, by_source(&shop, "son")]));
}

#[test]
fn x2_each_address_without_a_country_counts_as_in_the_chains() {
    let shop = Shop::with_definitions();
    set(&shop, Setting::ConsentsGrounds, "de_letter");
    shop.fed(r#"{"feed":"customer","source_id":"ola","kind":"private","family_name":"Ola","street":"Ulica 1","city":"Town","street.1":"Weg 2","city.1":"Town","country.1":"DE"}"#);
    let ola = by_source(&shop, "ola");
    let both = || (reason(&shop, ola, &letters()), walk(&shop, &letters()).contains(&ola));
    for (country, expected) in [("none", Reason::NeverAsked), ("PL", Reason::NeverAsked), ("DE", Reason::AllowedByGround)] {
        set(&shop, Setting::ConsentsCountry, country);
        assert_eq!(both(), (expected, expected == Reason::AllowedByGround), "{country}");
    }
}

#[test]
fn x3_a_past_day_has_the_grounds_and_the_country_of_that_day() {
    let shop = Shop::with_definitions();
    let who = lee(&shop);
    let minor = shop.add(&[(Field::FamilyName, "Lee"), (Field::Email, "kim@example.com"), (Field::BirthDate, "2009-01-01")]);
    shop.desk().record(minor, &yes("newsletter-email")).unwrap();
    shop.clock.set(NOW + 10 * DAY);
    let then = |offset| reason(&shop, who, &letters().on(day(offset)));
    assert_eq!(then(2), Reason::NeverAsked);
    set(&shop, Setting::ConsentsGrounds, "de_letter");
    set(&shop, Setting::ConsentsDecidingAge, "majority");
    assert_eq!((then(2), reason(&shop, who, &letters())), (Reason::NeverAsked, Reason::AllowedByGround));
    let old = |offset| reason(&shop, minor, &newsletter().on(day(offset)));
    assert_eq!((old(2), reason(&shop, minor, &newsletter())), (Reason::Allowed, Reason::GuardianMissing));
    shop.clock.set(NOW + 20 * DAY);
    set(&shop, Setting::ConsentsGrounds, "none");
    assert_eq!((then(2), then(12), reason(&shop, who, &letters())), (Reason::NeverAsked, Reason::AllowedByGround, Reason::NeverAsked));
}

#[test]
fn x3_a_past_day_has_the_guardians_of_that_day() {
    let shop = Shop::with_definitions();
    let [gran, tom] = [0; 2].map(|_| lee(&shop));
    shop.edit(gran, &[(Field::BirthDate, "1940-01-01")]);
    let guards = |ground: &str| {
        let desk = shop.desk();
        let mut draft = desk.relate(gran, tom, "family").unwrap();
        draft.set(Field::Guardian, ground);
        desk.save(&mut draft).unwrap();
    };
    shop.desk().record(gran, &yes("newsletter-email")).unwrap();
    shop.clock.set(NOW + 3 * DAY);
    guards("adult_guardianship");
    shop.clock.set(NOW + 6 * DAY);
    guards("");
    shop.clock.set(NOW + 9 * DAY);
    let then = [1, 4, 7].map(|offset| reason(&shop, gran, &newsletter().on(day(offset))));
    assert_eq!(then, [Reason::Allowed, Reason::GuardianMissing, Reason::Allowed]);
    let used = |offset: i64| {
        let at = Some(Timestamp::from_millis(NOW + offset * DAY));
        let new = clientela::NewUse { at, ..clientela::NewUse::new(gran, newsletter(), code(&format!("key-{offset}"))) };
        shop.erp().record_use(&new).unwrap().used.reason
    };
    assert_eq!([1, 4, 7].map(used), then, "a use that is told later is judged alike");
    shop.erp().anonymize(tom).unwrap();
    let then = [1, 4].map(|offset| reason(&shop, gran, &newsletter().on(day(offset))));
    assert_eq!(then, [Reason::Allowed, Reason::Unclear], "what he decided about can no longer be told");
    assert_eq!(reason(&shop, gran, &newsletter()), Reason::Allowed);
}

#[test]
fn a20_no_more_email_advertising_ends_what_a_ground_allows_and_what_waits_too() {
    let shop = Shop::with_definitions();
    set(&shop, Setting::MissingWithdrawEmail, "true");
    let (desk, who) = (shop.desk(), lee(&shop));
    assert_eq!(desk.withdraw_email_advertising(who).unwrap(), 0, "nothing allows any");
    set(&shop, Setting::ConsentsGrounds, "de_email");
    shop.receipt("R-1", Some(who));
    let similar = Question::new(Purpose::Marketing, Some(Channel::Email)).similar_goods();
    assert_eq!(reason(&shop, who, &similar), Reason::AllowedByGround);
    let offered = desk.missing_data(who).unwrap().email_advertising;
    assert_eq!(desk.to_ask(who, Occasion::CardRead).unwrap().withdrawable.len(), offered.len());
    assert_eq!(desk.withdraw_email_advertising(who).unwrap(), offered.len());
    assert!(!offered.is_empty() && !desk.may_contact(who, &similar).unwrap().allowed);
    assert_eq!(desk.withdraw_email_advertising(who).unwrap(), 0);
    set(&shop, Setting::ConsentsGrounds, "none");
    shop.fed(r#"{"feed":"definition","code":"raffle","version":"1.0","state":"active","purpose":"marketing","channel":"email","confirmation":true,"texts":[]}"#);
    desk.record(who, &yes("raffle")).unwrap();
    desk.request_confirmation(who, &code("raffle"), ConfirmationKind::Link).unwrap();
    let message = shop.erp().take_confirmations(1).unwrap().pop().unwrap();
    assert_eq!(desk.to_ask(who, Occasion::CardRead).unwrap().withdrawable, [code("raffle")]);
    assert_eq!(desk.withdraw_email_advertising(who).unwrap(), 1);
    assert!(shop.erp().confirm_link(message.secret.text()).is_err());
    assert_eq!(shop.standing(who, "raffle").state, State::Refused);
}

#[test]
fn x18_a_grant_of_another_store_is_bound_to_an_address_and_lasts_no_longer_for_a_wrong_clock() {
    let shop = Shop::with_definitions();
    shop.fed(r#"{"feed":"customer","source_id":"ana","kind":"private","family_name":"Lee","email":"a@example.com"}"#);
    let refused = |line: &str| {
        let report = shop.feed(line);
        report.failures.first().map(|failure| (failure.field, failure.rule))
    };
    let next_year = NOW + 365 * DAY;
    assert_eq!(refused(&event(1, "newsletter-email", "given", NOW, "")), Some(("email", "consent.channel_data_missing")));
    assert_eq!(refused(&event(1, "newsletter-email", "given", NOW, BOUND)), None);
    assert_eq!(refused(&event(2, "newsletter-email", "imported", NOW, "")), None);
    assert_eq!(refused(&event(3, "data-storage", "given", NOW, "")), None, "no channel, no address");
    assert_eq!(refused(&event(4, "newsletter-email", "withdrawn", next_year, "")), None, "no counts whatever the clocks say");
    let ana = by_source(&shop, "ana");
    assert_eq!(shop.standing(ana, "newsletter-email").state, State::Refused);
    shop.fed(r#"{"feed":"definition","code":"raffle","version":"2.0","state":"active","purpose":"marketing","channel":"email","valid_days":365,"texts":[]}"#);
    shop.fed(&event(5, "raffle", "given", NOW + 36_500 * DAY, BOUND));
    for days in [0, 3_650] {
        shop.clock.set(NOW + days * DAY);
        assert_eq!(shop.standing(ana, "raffle").state, State::Unknown, "a clock that runs ahead makes nothing valid for longer");
    }
}

#[test]
fn p1_no_personal_value_in_what_a_screen_holds_of_consents_when_it_is_printed() {
    let shop = Shop::with_definitions();
    let who = lee(&shop);
    shop.desk().record(who, &said("newsletter-email", Intent::Refuse)).unwrap();
    let consents = shop.desk().consents(who).unwrap();
    assert!(consents.iter().any(|consent| consent.addresses == ["lee@example.com"]));
    assert!(!format!("{consents:?}").contains("lee@example.com"));
    let ward = Ward { born: Some(Date::parse("1987-03-04").unwrap()), ..Ward::default() };
    assert!(!format!("{ward:?}").contains("1987"));
}

#[test]
fn p9_an_ended_relation_of_one_record_hides_none_that_holds_of_the_other() {
    let shop = Shop::with_definitions();
    let [one, other, person] = [0; 3].map(|_| lee(&shop));
    for (of, until) in [(one, "2020-12-31"), (other, "")] {
        let desk = shop.desk();
        let mut draft = desk.relate(of, person, "contact").unwrap();
        draft.set(Field::AuthorizedFor, "all").set(Field::RelationUntil, until);
        desk.save(&mut draft).unwrap();
    }
    let question = Question::new(Purpose::Processing, Some(Channel::Email));
    let recipients = |of| shop.desk().recipients(of, &question).unwrap().len();
    assert_eq!((recipients(one), recipients(other)), (1, 2));
    let desk = shop.desk();
    let preview = desk.merge_preview(one, other).unwrap();
    desk.merge(&preview, "the same person").unwrap();
    assert_eq!([recipients(one), recipients(other)], [2, 2]);
}
