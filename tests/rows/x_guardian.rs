//! X19: a parent or guardian answers for somebody.

use clientela::domain::consent::{Answer, Intent, Reason, Remedy, State, verify_proof};
use clientela::domain::field::Field;
use clientela::domain::id::SubjectId;
use clientela::domain::rights::{Right, Rights};
use clientela::domain::setting::{Place, Setting};
use clientela::domain::time::Date;
use clientela::{ErrorKind, ProofRequest};

use crate::shop::{DAY, NOW, Shop, broken, code, failed, newsletter, said, yes};

/// A child of fourteen in Germany with a mother who is a customer too.
struct Family {
    shop: Shop,
    child: SubjectId,
    mother: SubjectId,
}

fn family() -> Family {
    let shop = Shop::with_definitions();
    let home = [(Field::Street, "Long Road 1"), (Field::City, "Town"), (Field::Country, "DE")];
    let child =
        [(Field::GivenName, "Kim"), (Field::FamilyName, "Lee"), (Field::Email, "kim@example.com"), (Field::BirthDate, "2012-01-10")];
    let (child, mother) = (shop.add(&[&child[..], &home].concat()), shop.add(&[&[(Field::FamilyName, "Lee")][..], &home].concat()));
    Family { shop, child, mother }
}

impl Family {
    /// The mother decides for the child, on this ground, about this.
    fn guards(&self, values: &[(Field, &str)]) {
        let desk = self.shop.desk();
        let mut draft = desk.relate(self.child, self.mother, "family").unwrap();
        values.iter().for_each(|(field, text)| {
            draft.set(*field, text);
        });
        desk.save(&mut draft).unwrap();
    }

    fn answer(&self) -> Answer {
        self.shop.desk().may_contact(self.child, &newsletter()).unwrap()
    }

    fn reason(&self) -> Reason {
        let answer = self.answer();
        let usable = self.shop.desk().consents(self.child).unwrap();
        let usable = usable.into_iter().find(|one| one.definition.code == code("newsletter-email")).unwrap().usable;
        assert_eq!(usable.reason, answer.reason, "a screen tells the same");
        assert_eq!(self.shop.erp().contacts(&newsletter()).next().unwrap().is_some(), answer.allowed);
        answer.reason
    }
}

/// The mother says yes.
fn hers(family: &Family) -> clientela::Capture {
    yes("newsletter-email").by_guardian(family.mother)
}

#[test]
fn x19_below_the_age_of_consent_a_guardian_agrees_and_the_event_and_its_proof_name_them() {
    let family = family();
    let desk = family.shop.desk();
    desk.record(family.child, &yes("newsletter-email")).unwrap();
    assert_eq!((family.reason(), family.answer().remedy), (Reason::GuardianMissing, Remedy::AskTheGuardian));
    assert_eq!(broken(desk.record(family.child, &hers(&family))), [("guardian", "consent.not_the_guardian")], "nobody said that she is");
    family.guards(&[(Field::Guardian, "parent")]);
    let event = desk.record(family.child, &hers(&family)).unwrap().event.unwrap();
    assert_eq!(family.reason(), Reason::Allowed);
    assert!(family.answer().evidence.contains(&event));
    let kept = desk.consent_events(family.child, None).unwrap();
    assert_eq!(kept.iter().map(|kept| kept.event.by).collect::<Vec<_>>(), [None, Some(family.mother)]);
    let proof = desk.consent_proof(family.child, &ProofRequest::new()).unwrap();
    let heads = family.shop.engine.heads().unwrap();
    let proven = verify_proof(&proof, &heads).unwrap();
    assert!(proven.iter().any(|one| one.event.by == Some(family.mother)));
    let other = SubjectId::from_bytes([9; 16]).to_string();
    let forged = proof.replace(&format!("\"by\":\"{}\"", family.mother), &format!("\"by\":\"{other}\""));
    assert!(forged != proof && verify_proof(&forged, &heads).is_err(), "who gave it is proven");
    let related = desk.customer(family.child).unwrap().related;
    assert_eq!(related[0].person.values.get(Field::Guardian), Some("parent"));
}

#[test]
fn x19_the_childs_own_no_always_counts() {
    let family = family();
    family.guards(&[(Field::Guardian, "parent")]);
    let desk = family.shop.desk();
    desk.record(family.child, &hers(&family)).unwrap();
    desk.withdraw(family.child, &code("newsletter-email")).unwrap();
    assert_eq!(family.reason(), Reason::Withdrawn);
    assert_eq!(failed(desk.record(family.child, &hers(&family))).1, "consent.only_the_person");
    desk.record(family.child, &yes("newsletter-email")).unwrap();
    assert_eq!(family.reason(), Reason::GuardianMissing, "the child's yes lifts it, and is not enough");
    desk.record(family.child, &hers(&family)).unwrap();
    assert_eq!(family.reason(), Reason::Allowed);
    desk.record(family.child, &said("newsletter-email", Intent::Withdraw).by_guardian(family.mother)).unwrap();
    assert_eq!(family.reason(), Reason::Withdrawn, "and so does the guardian's");
    desk.record(family.child, &hers(&family)).unwrap();
    assert_eq!(family.reason(), Reason::Allowed, "over which the guardian grants");
}

#[test]
fn x19_from_the_birthday_on_the_person_is_asked() {
    let family = family();
    family.guards(&[(Field::Guardian, "parent")]);
    let desk = family.shop.desk();
    desk.record(family.child, &hers(&family)).unwrap();
    let birthday = Date::parse("2028-01-10").unwrap().start().millis();
    family.shop.clock.set(birthday - DAY);
    assert_eq!(family.reason(), Reason::Allowed);
    family.shop.clock.set(birthday);
    assert_eq!((family.reason(), family.answer().remedy), (Reason::GuardianOver, Remedy::AskThePerson));
    assert_eq!(family.shop.standing(family.child, "newsletter-email").state, State::Accepted, "what was said stays said");
    assert_eq!(broken(desk.record(family.child, &hers(&family))), [("guardian", "consent.not_the_guardian")]);
    desk.record(family.child, &yes("newsletter-email")).unwrap();
    assert_eq!(family.reason(), Reason::Allowed);
    family.shop.erp().set_setting(Setting::ConsentsDecidingAge, &Place::Chain, Some("majority")).unwrap();
    assert_eq!(family.reason(), Reason::Allowed, "the guardian's answer counts again where only adults decide");
}

#[test]
fn x19_the_country_sets_the_age() {
    let family = family();
    family.shop.desk().record(family.child, &yes("newsletter-email")).unwrap();
    for (country, age) in [("IT", 14), ("FR", 15), ("DE", 16), ("PL", 16), ("AT", 16)] {
        family.shop.edit(family.child, &[(Field::Country, country)]);
        for year in 13..17 {
            family.shop.clock.set(Date::parse(&format!("{}-01-10", 2012 + year)).unwrap().start().millis().max(NOW));
            let reached = 2012 + year >= 2026 && year >= age || NOW >= Date::parse("2026-07-01").unwrap().start().millis() && 14 >= age;
            let wanted = if reached { Reason::Allowed } else { Reason::GuardianMissing };
            assert_eq!(family.answer().reason, wanted, "{country} at {year}");
        }
    }
}

#[test]
fn x19_a_guardianship_has_a_scope_and_days_and_holds_for_adults_too() {
    let family = family();
    family.shop.edit(family.child, &[(Field::BirthDate, "1950-01-10")]);
    let desk = family.shop.desk();
    let storage = || yes("data-storage").by_guardian(family.mother);
    family.guards(&[(Field::Guardian, "adult_guardianship"), (Field::GuardianFor, "marketing"), (Field::RelationUntil, "2026-12-31")]);
    desk.record(family.child, &yes("newsletter-email")).unwrap();
    assert_eq!(family.reason(), Reason::GuardianMissing);
    desk.record(family.child, &hers(&family)).unwrap();
    assert_eq!(family.reason(), Reason::Allowed);
    assert_eq!(broken(desk.record(family.child, &storage())), [("guardian", "consent.not_the_guardian")], "not what it is about");
    family.guards(&[(Field::GuardianFor, "newsletter-email data-storage")]);
    desk.record(family.child, &storage()).unwrap();
    family.shop.clock.set(Date::parse("2027-01-01").unwrap().start().millis());
    assert_eq!(broken(desk.record(family.child, &hers(&family))), [("guardian", "consent.not_the_guardian")], "it is over");
    assert_eq!(family.answer().reason, Reason::Allowed, "what the person agreed to themself counts now");
    let blind = family.shop.desk_of("tom", Rights::all().without(Right::RecordConsents));
    let mut draft = blind.relate(family.child, family.mother, "family").unwrap();
    draft.set(Field::GuardianFor, "all");
    assert_eq!(failed(blind.save(&mut draft)).1, "right.record_consents", "who decides for whom is no matter of addresses");
}

#[test]
fn x19_without_a_birthday_somebody_decides_unless_the_chain_or_a_parent_says_otherwise() {
    let family = family();
    family.shop.edit(family.child, &[(Field::BirthDate, "")]);
    family.shop.desk().record(family.child, &yes("newsletter-email")).unwrap();
    assert_eq!(family.reason(), Reason::Allowed);
    family.guards(&[(Field::Guardian, "parent")]);
    assert_eq!(family.reason(), Reason::GuardianMissing, "whoever has a parent here is a child");
    family.guards(&[(Field::Guardian, "")]);
    assert_eq!(family.reason(), Reason::Allowed);
    family.shop.erp().set_setting(Setting::ConsentsUnknownBirthday, &Place::Chain, Some("minor")).unwrap();
    assert_eq!(family.reason(), Reason::GuardianMissing);
}

#[test]
fn x19_a_guardian_who_is_erased_or_merged_leaves_what_they_agreed_to() {
    let family = family();
    family.guards(&[(Field::Guardian, "parent")]);
    let desk = family.shop.desk();
    desk.record(family.child, &hers(&family)).unwrap();
    let twin = family.shop.add(&[(Field::FamilyName, "Lee")]);
    let preview = desk.merge_preview(twin, family.mother).unwrap();
    desk.merge(&preview, "the same person").unwrap();
    desk.record(family.child, &hers(&family)).unwrap();
    assert_eq!(family.reason(), Reason::Allowed, "under both ids");
    let last = desk.consent_events(family.child, None).unwrap().pop().unwrap().event;
    assert_eq!(last.by, Some(twin), "who stays has answered");
    let sister = family.shop.add(&[(Field::GivenName, "Kim"), (Field::FamilyName, "Lee"), (Field::Email, "kim@example.com")]);
    let preview = desk.merge_preview(sister, family.child).unwrap();
    desk.merge(&preview, "the same child").unwrap();
    let asked = |who| desk.may_contact(who, &newsletter()).unwrap().reason;
    assert_eq!(asked(sister), Reason::Allowed, "the guardian comes with the child");
    family.shop.erp().anonymize(twin).unwrap();
    assert_eq!(asked(sister), Reason::Allowed, "the agreement stays");
    assert!(desk.customer(sister).unwrap().related.is_empty(), "the relation goes");
    let kept = desk.consent_events(sister, None).unwrap();
    assert!(kept.iter().any(|kept| kept.event.by == Some(twin)), "an opaque id");
    assert_eq!(family.shop.engine.verify_journal().unwrap().findings, []);
}

#[test]
fn x19_a_feed_tells_who_decides_for_whom_and_who_took_it_back() {
    let shop = Shop::with_definitions();
    shop.fed(concat!(
        r#"{"feed":"customer","source_id":"kim","kind":"private","family_name":"Lee","email":"kim@example.com","birth_date":"2015-05-05"}"#,
        "\n",
        r#"{"feed":"related","source_id":"mum","customer":"kim","role":"family","family_name":"Lee","guardian":"parent","guardian_for":"marketing"}"#,
    ));
    let [kim, mum] = ["kim", "mum"].map(|source| shop.erp().subject_by_source(source).unwrap().unwrap());
    shop.desk().record(kim, &yes("newsletter-email").by_guardian(mum)).unwrap();
    let asked = || shop.desk().may_contact(kim, &newsletter()).unwrap().reason;
    assert_eq!(asked(), Reason::Allowed);
    shop.fed(r#"{"feed":"consent","customer":"kim","definition":"newsletter-email","state":"withdrawn","by":"mum"}"#);
    assert_eq!(asked(), Reason::Withdrawn);
    assert_eq!(shop.desk().consent_events(kim, None).unwrap().pop().unwrap().event.by, Some(mum));
    let bad = shop.feed(r#"{"feed":"related","source_id":"mum","customer":"kim","role":"family","guardian":"aunt"}"#);
    assert_eq!((bad.refused, bad.failures[0].field), (1, "guardian"));
    assert_eq!(failed(shop.desk().relate(kim, kim, "family")), (ErrorKind::Invalid, "relation.with_itself", Some("person")));
}

#[test]
fn x19_a_child_decides_for_nobody() {
    let shop = Shop::with_definitions();
    let desk = shop.desk();
    let [ida, tom] = ["2014-01-01", "2015-01-01"]
        .map(|born| shop.add(&[(Field::FamilyName, "Lee"), (Field::Email, "lee@example.com"), (Field::BirthDate, born)]));
    let mut draft = desk.relate(ida, tom, "family").unwrap();
    draft.set(Field::Guardian, "parent").set(Field::GuardianFor, "all");
    desk.save(&mut draft).unwrap();
    let refused = desk.record(ida, &yes("newsletter-email").by_guardian(tom));
    assert_eq!(broken(refused), [("guardian", "consent.not_the_guardian")]);
}

#[test]
fn x19_without_a_birthday_a_child_stays_one_when_the_guardian_is_erased_or_their_days_are_over() {
    let family = family();
    let (desk, erp) = (family.shop.desk(), family.shop.erp());
    family.shop.edit(family.child, &[(Field::BirthDate, "")]);
    family.guards(&[(Field::Guardian, "parent"), (Field::RelationUntil, "2026-12-31")]);
    desk.record(family.child, &yes("newsletter-email")).unwrap();
    family.shop.clock.set(Date::parse("2027-01-01").unwrap().start().millis());
    assert_eq!(family.reason(), Reason::GuardianMissing, "the end of the mother's days");
    family.guards(&[(Field::RelationUntil, "")]);
    desk.record(family.child, &yes("data-storage").by_guardian(family.mother)).unwrap();
    erp.anonymize(family.mother).unwrap();
    assert_eq!(family.reason(), Reason::GuardianMissing, "she is forgotten, and answered once");
    family.shop.edit(family.child, &[(Field::BirthDate, "2000-01-10")]);
    assert_eq!(family.reason(), Reason::Allowed, "until somebody tells the birthday");
}

#[test]
fn x19_a_grown_up_whose_guardian_is_erased_is_no_child_in_the_walk() {
    let family = family();
    family.guards(&[(Field::Guardian, "parent")]);
    family.shop.desk().record(family.child, &hers(&family)).unwrap();
    family.shop.erp().anonymize(family.mother).unwrap();
    assert_eq!(family.reason(), Reason::Allowed);
    family.shop.clock.set(Date::parse("2032-01-10").unwrap().start().millis());
    assert_eq!(family.reason(), Reason::GuardianOver);
}

#[test]
fn x19_only_a_guardian_agrees_over_the_no_of_another() {
    let family = family();
    let father = family.shop.add(&[(Field::FamilyName, "Lee")]);
    family.guards(&[(Field::Guardian, "parent")]);
    let desk = family.shop.desk();
    let mut draft = desk.relate(family.child, father, "family").unwrap();
    draft.set(Field::Guardian, "parent");
    desk.save(&mut draft).unwrap();
    desk.record(family.child, &hers(&family)).unwrap();
    let his = said("data-storage", Intent::Refuse).by_guardian(father);
    desk.record(family.child, &his).unwrap();
    desk.record(family.child, &yes("data-storage")).unwrap();
    assert_eq!((family.reason(), family.answer().remedy), (Reason::ParentNotAccepted, Remedy::AskTheGuardian), "the child alone");
    desk.record(family.child, &yes("data-storage").by_guardian(family.mother)).unwrap();
    assert_eq!(family.reason(), Reason::Allowed);
}
