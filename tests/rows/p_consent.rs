//! P: definitions and consents at a till.

use clientela::domain::consent::{
    Authority, Channel, ConsentSection, Definition, Detail, EventKind, Intent, Method, Origin, Purpose, Reason, Remedy, Scope, Signature,
    Standing, State,
};
use clientela::domain::field::Field;
use clientela::domain::journal::EntryKind;
use clientela::domain::rights::{Right, Rights};
use clientela::domain::setting::{Place, Setting};
use clientela::store::JournalQuery;
use clientela::{Capture, Consent, ErrorKind};

use crate::shop::{DAY, NOW, Shop, broken, code, failed, newsletter, said, yes};

fn definition(name: &str) -> Definition {
    let state = clientela::domain::consent::DefinitionState::Active;
    Definition { state, ..Definition::draft(code(name), Purpose::Marketing) }
}

#[test]
fn p2_definitions_come_from_the_erp_and_a_till_can_neither_define_nor_edit_nor_delete_one() {
    let shop = Shop::stocked();
    let desk = shop.desk();
    let only_the_erp = (ErrorKind::ErpOnly, "consent.definitions_come_from_the_erp", None);
    let consents = |shop: &Shop| -> Vec<Definition> {
        shop.desk().consents(shop.customer("1")).unwrap().into_iter().map(|consent| consent.definition).collect()
    };
    let before = consents(&shop);
    let edited = Definition { minor: 9, ..before[0].clone() };
    assert_eq!(failed(desk.define(&definition("raffle"))), only_the_erp);
    assert_eq!(failed(desk.define(&edited)), only_the_erp);
    assert_eq!(failed(desk.delete_definition(&code("newsletter-email"))), only_the_erp);
    assert_eq!(consents(&shop), before);
    shop.erp().define(&definition("raffle")).unwrap();
    shop.erp().define(&edited).unwrap();
    let after = consents(&shop);
    assert_eq!(after.len(), before.len() + 1);
    assert!(after.contains(&edited) && after.iter().any(|one| one.code.as_str() == "raffle"));
    let shop = shop.reopened();
    assert_eq!(consents(&shop), after);
}

#[test]
fn p3_a_new_customer_starts_with_nothing_accepted() {
    let shop = Shop::with_definitions();
    let id = shop.add(&[(Field::FamilyName, "Lee")]);
    let desk = shop.desk();
    let person = desk.new_related(id, "family").unwrap();
    let mut person = person;
    person.set(Field::GivenName, "Bo");
    let person = desk.save(&mut person).unwrap().id;
    for subject in [id, person] {
        let consents = desk.consents(subject).unwrap();
        assert_eq!(consents.len(), 8);
        for consent in consents {
            let Standing { state, detail, evidence, heads, .. } = consent.standing;
            assert_eq!((state, detail, evidence.len(), heads.len()), (State::Unknown, Detail::NeverAsked, 0, 0));
        }
    }
}

#[test]
fn p4_every_change_of_every_type_is_kept_and_none_overwritten() {
    let shop = Shop::stocked();
    let (desk, luis) = (shop.desk(), shop.customer("1"));
    let steps = [
        (said("newsletter-email", Intent::Ask), EventKind::Asked, State::Unknown),
        (said("newsletter-email", Intent::Defer), EventKind::Deferred, State::Unknown),
        (yes("newsletter-email"), EventKind::Given, State::Accepted),
        (yes("newsletter-email"), EventKind::Renewed, State::Accepted),
        (said("newsletter-email", Intent::Withdraw), EventKind::Withdrawn, State::Refused),
        (said("data-storage", Intent::Refuse), EventKind::Refused, State::Refused),
        (yes("data-storage"), EventKind::Given, State::Accepted),
        (said("newsletter-email", Intent::Object), EventKind::Objected, State::Refused),
        (said("data-storage", Intent::Revoke), EventKind::Revoked, State::Refused),
        (said("recall-notices", Intent::Invalidate), EventKind::Invalidated, State::Refused),
    ];
    let mut ids = Vec::new();
    for (step, (capture, _, state)) in (0..).zip(&steps) {
        shop.clock.set(NOW + step * DAY);
        let given = desk.record(luis, capture).unwrap();
        assert_eq!(given.standing.state, *state, "{capture:?}");
        ids.push(given.event.unwrap().to_string());
    }
    let log = desk.change_log(luis).unwrap();
    let recorded: Vec<_> = log.iter().filter(|logged| logged.entry.kind == EntryKind::Recorded).collect();
    assert!(recorded.iter().map(|logged| &logged.entry.key).eq(&ids), "each event has its entry, in order");
    let events = desk.consent_events(luis, None).unwrap();
    let shop = shop.reopened();
    let kept = shop.desk().consent_events(luis, None).unwrap();
    assert_eq!(kept, events);
    assert!(kept.iter().map(|kept| kept.event.kind).eq(steps.iter().map(|(_, kind, _)| *kind)));
    assert!(kept.iter().map(|kept| kept.event.id.to_string()).eq(ids));
    let about = |name: &str| shop.desk().consent_events(luis, Some(&code(name))).unwrap().len();
    assert_eq!(["newsletter-email", "data-storage", "recall-notices", "offers-phone"].map(about), [6, 3, 1, 0]);
}

#[test]
fn p4_an_event_says_who_recorded_it_where_how_and_what_text_was_shown() {
    let shop = Shop::stocked();
    let (desk, luis) = (shop.desk(), shop.customer("1"));
    let capture = yes("newsletter-email").language("pt").signature([7; 32]).reference("form 4711").receipt(code("R-2026-0140"));
    desk.record(luis, &capture).unwrap();
    let consent = desk.consents(luis).unwrap().into_iter().find(|one| one.definition.code == code("newsletter-email")).unwrap();
    assert_eq!(consent.standing.version, Some((2, 0)));
    let text = consent.definition.text("pt").unwrap();
    let kept = desk.consent_events(luis, None).unwrap();
    let [clientela::KeptEvent { event, reference }] = &kept[..] else { panic!("{kept:?}") };
    assert_eq!((event.kind, event.authority, event.method), (EventKind::Given, Authority::Subject, Method::Paper));
    assert_eq!((event.origin, event.language.as_str(), event.text_digest), (Origin::Till, "pt", text.digest()));
    let who = [&event.operator, &event.station, &event.receipt].map(|code| code.as_ref().unwrap().as_str());
    assert_eq!(who, ["jane", "till-1", "R-2026-0140"]);
    assert_eq!((event.at.millis(), event.recorded.millis()), (NOW, NOW));
    assert!(Signature::from([7; 32]).belongs_to(event));
    assert_eq!(reference.as_deref(), Some("form 4711"));
    assert!(!format!("{kept:?}").contains("4711"), "a debug print shows no personal value");
    let blind = shop.desk_of("tom", Rights::all().without(Right::ReadConsents));
    assert_eq!(failed(blind.consent_events(luis, None)), (ErrorKind::NotPermitted, "right.read_consents", None));
}

#[test]
fn p1_consents_stand_in_two_sections_those_of_a_channel_with_the_addresses() {
    let shop = Shop::stocked();
    let (desk, luis) = (shop.desk(), shop.customer("1"));
    let mut draft = desk.new_related(luis, "family").unwrap();
    draft.set(Field::GivenName, "Bo").set(Field::Email, "bo@example.com").set_at(Field::Email, 1, "b@example.com");
    let bo = desk.save(&mut draft).unwrap().id;
    let of_luis = desk.customer(luis).unwrap();
    let of_bo = of_luis.related.iter().find(|related| related.person.id == bo).unwrap();
    for (id, stored, emails) in [(luis, &of_luis.stored.values, 1), (bo, &of_bo.person.values, 2)] {
        let consents = desk.consents(id).unwrap();
        let sections: Vec<_> = consents.iter().map(Consent::section).collect();
        assert!(sections.is_sorted() && sections[0] == ConsentSection::Details && sections.contains(&ConsentSection::Channel));
        for consent in consents {
            let shown: Vec<&str> = match consent.definition.channel {
                None => Vec::new(),
                Some(channel) => stored.all(channel.field()).map(|(_, text)| text).collect(),
            };
            assert_eq!(consent.addresses, shown, "{}", consent.definition.code);
            assert!(consent.definition.channel != Some(Channel::Email) || shown.len() == emails);
        }
    }
    let blind = shop.desk_of("tom", Rights::all().without(Right::ReadCustomers));
    let masked = blind.consents(luis).unwrap();
    let email = desk.customer(luis).unwrap().stored.values.get(Field::Email).unwrap().to_owned();
    assert!(masked.iter().all(|consent| !consent.addresses.contains(&email)), "who may not see the address does not see it here");
}

#[test]
fn p10_a_branch_shows_the_consents_that_the_setting_names_and_new_ones_only_where_it_names_none() {
    let shop = Shop::stocked();
    let (desk, luis) = (shop.desk(), shop.customer("1"));
    let shown = || desk.consents(luis).unwrap().into_iter().map(|consent| consent.definition.code.to_string()).collect::<Vec<_>>();
    let set = |place: &Place, value| shop.erp().set_setting(Setting::ConsentsShown, place, value).unwrap();
    let all = shown();
    shop.erp().define(&definition("raffle")).unwrap();
    assert_eq!(shown().len(), all.len() + 1, "not configured: a new definition is visible");
    let own = Place::Branch(desk.seat().branch.clone());
    set(&own, Some("data-storage newsletter-email"));
    assert_eq!(shown(), ["data-storage", "newsletter-email"]);
    shop.erp().define(&definition("lottery")).unwrap();
    assert_eq!(shown(), ["data-storage", "newsletter-email"], "configured: a new one is not");
    assert_eq!(desk.customer(luis).unwrap().consents.len(), 2, "in the detail too");
    desk.withdraw(luis, &code("offers-sms")).unwrap();
    assert!(!desk.may_contact(luis, &newsletter()).unwrap().allowed, "recording and deciding know all");
    set(&own, Some("none"));
    assert_eq!(shown(), [""; 0]);
    set(&own, None);
    set(&Place::Branch(code("elsewhere")), Some("none"));
    assert_eq!(shown().len(), all.len() + 2, "of another branch");
}

#[test]
fn p10_a_station_shows_what_is_set_for_it_whatever_its_branch_shows() {
    let shop = Shop::stocked();
    let (till, kiosk, luis) = (shop.desk(), shop.desk_at("kiosk"), shop.customer("1"));
    let shown =
        |desk: &clientela::Desk| desk.consents(luis).unwrap().into_iter().map(|one| one.definition.code.to_string()).collect::<Vec<_>>();
    let set = |place: &Place, value| shop.erp().set_setting(Setting::ConsentsShown, place, value).unwrap();
    let (all, own) = (shown(&till), Place::Station(code("kiosk")));
    set(&own, Some("data-storage"));
    assert_eq!((shown(&kiosk), shown(&till)), (vec!["data-storage".to_owned()], all.clone()));
    set(&Place::Branch(till.seat().branch.clone()), Some("newsletter-email"));
    assert_eq!((shown(&kiosk), shown(&till)), (vec!["data-storage".to_owned()], vec!["newsletter-email".to_owned()]));
    set(&own, Some("all"));
    shop.erp().define(&definition("raffle")).unwrap();
    assert_eq!((shown(&kiosk).len(), shown(&till).len()), (all.len() + 1, 1), "new ones only where all are shown");
    set(&own, None);
    assert_eq!(shown(&kiosk), shown(&till), "as the branch again");
    let value =
        |station: &str| shop.engine.setting_of_station(Setting::ConsentsShown, &till.seat().branch, &code(station)).unwrap().to_string();
    assert_eq!(value("kiosk"), "newsletter-email");
    let failed = |place: &Place| failed(shop.erp().set_setting(Setting::DefaultKind, place, Some("private"))).1;
    assert_eq!(failed(&own), "setting.not_at_this_level", "others hold for branches");
    shop.fed(
        r#"{"feed":"branch","code":"berlin-mitte"}
{"feed":"station","code":"kiosk","station_branch":"berlin-mitte"}"#,
    );
    assert_eq!(
        crate::shop::failed(shop.erp().set_setting(Setting::ConsentsShown, &Place::Station(code("kisok")), Some("all"))).1,
        "station.unknown"
    );
    set(&own, Some("none"));
    assert_eq!(shown(&kiosk), [""; 0]);
}

#[test]
fn p8_an_accepted_consent_says_when_it_can_no_longer_be_used() {
    let shop = Shop::stocked();
    let (desk, luis) = (shop.desk(), shop.customer("1"));
    desk.record(luis, &yes("newsletter-email")).unwrap();
    let usable = |definition: &str| {
        let consents = desk.consents(luis).unwrap();
        let consent = consents.into_iter().find(|consent| consent.definition.code == code(definition)).unwrap();
        (consent.standing.state, consent.usable.reason, consent.usable.remedy)
    };
    assert_eq!(usable("newsletter-email"), (State::Accepted, Reason::Allowed, Remedy::Nothing));
    shop.edit(luis, &[(Field::Email, "other@example.com")]);
    assert_eq!(usable("newsletter-email"), (State::Accepted, Reason::OtherAddress, Remedy::AskAgain));
    shop.edit(luis, &[(Field::Email, "")]);
    assert_eq!(usable("newsletter-email"), (State::Accepted, Reason::NoAddress, Remedy::CompleteTheData));
    desk.record(luis, &yes("offers-phone")).unwrap();
    assert_eq!(usable("offers-phone"), (State::Accepted, Reason::SignatureMissing, Remedy::GetTheSignature));
    assert_eq!(usable("offers-sms").1, Reason::NeverAsked);
}

#[test]
fn p8_a_consent_of_a_channel_without_its_data_names_the_field() {
    let shop = Shop::stocked();
    let lee = shop.add(&[(Field::FamilyName, "Lee")]);
    for (definition, field) in [("newsletter-email", "email"), ("offers-phone", "phone"), ("offers-sms", "phone")] {
        assert_eq!(broken(shop.desk().record(lee, &yes(definition))), [(field, "consent.channel_data_missing")]);
        assert_eq!(shop.standing(lee, definition).detail, Detail::NeverAsked, "nothing was recorded");
        shop.desk().record(lee, &said(definition, Intent::Refuse)).unwrap();
    }
}

#[test]
fn p4_one_form_holds_several_answers_all_or_none() {
    let shop = Shop::stocked();
    let (desk, luis) = (shop.desk(), shop.customer("1"));
    let form = yes("newsletter-email").and(code("data-storage"), Intent::Give).and(code("offers-sms"), Intent::Refuse);
    let form = form.signature([7; 32]).reference("form 4711").receipt(code("R-2026-0140"));
    let all = desk.record_all(luis, &form).unwrap();
    assert!(all.iter().map(|given| given.definition.as_str()).eq(["newsletter-email", "data-storage", "offers-sms"]));
    assert!(all.iter().map(|given| given.standing.state).eq([State::Accepted, State::Accepted, State::Refused]));
    let kept = desk.consent_events(luis, None).unwrap();
    assert_eq!(kept.len(), 3);
    for one in &kept {
        assert!(Signature::from([7; 32]).belongs_to(&one.event) && one.reference.as_deref() == Some("form 4711"), "one proof for all");
    }
    let salts: std::collections::BTreeSet<_> = kept.iter().map(|one| one.event.evidence.reference.as_ref().unwrap().salt).collect();
    assert_eq!(salts.len(), 3, "each with a salt of its own");
    let spoilt = said("newsletter-email", Intent::Withdraw).and(code("raffle"), Intent::Give);
    assert_eq!(failed(desk.record(luis, &spoilt)).1, "definition.unknown");
    assert_eq!(shop.standing(luis, "newsletter-email").state, State::Accepted, "all or none");
    let twice = yes("newsletter-email").and(code("newsletter-email"), Intent::Refuse);
    assert_eq!(broken(desk.record(luis, &twice)), [("definition", "consent.answered_twice")]);
    let objection = said("data-storage", Intent::Object).scope(Scope::Marketing).and(code("newsletter-email"), Intent::Ask);
    desk.record(luis, &objection).unwrap();
    let events = desk.consent_events(luis, Some(&code("newsletter-email"))).unwrap();
    let asked = &events.last().unwrap().event;
    assert!(
        asked.seen.contains(&desk.consent_events(luis, Some(&code("data-storage"))).unwrap().last().unwrap().event.id),
        "it has seen the other"
    );
    assert_eq!(desk.consent_events(luis, None).unwrap().len(), 5);
}

#[test]
fn p4_events_are_read_in_the_order_in_which_they_were_known_whatever_the_clock_said() {
    let shop = Shop::stocked();
    let (desk, luis) = (shop.desk(), shop.customer("1"));
    desk.record(luis, &yes("newsletter-email")).unwrap();
    shop.clock.set(NOW - 400 * DAY);
    desk.withdraw(luis, &code("newsletter-email")).unwrap();
    let kinds: Vec<_> = desk.consent_events(luis, None).unwrap().iter().map(|kept| kept.event.kind).collect();
    assert_eq!(kinds, [EventKind::Given, EventKind::Withdrawn]);
}

#[test]
fn p7_reading_and_recording_consents_are_rights_of_their_own() {
    let shop = Shop::stocked();
    let luis = shop.customer("1");
    let reader = shop.desk_of("tom", Rights::all().without(Right::RecordConsents));
    let recorder = shop.desk_of("kim", Rights::none().with(Right::RecordConsents));
    let no_record = (ErrorKind::NotPermitted, "right.record_consents", None);
    let no_read = (ErrorKind::NotPermitted, "right.read_consents", None);
    assert_eq!(failed(reader.record(luis, &yes("newsletter-email"))), no_record);
    assert_eq!(failed(reader.withdraw(luis, &code("newsletter-email"))), no_record);
    let mut draft = reader.edit(luis).unwrap();
    draft.capture(yes("newsletter-email"));
    assert_eq!(failed(reader.save(&mut draft)), no_record);
    assert_eq!(shop.standing(luis, "newsletter-email").detail, Detail::NeverAsked, "nothing was written");
    assert!(reader.consents(luis).is_ok() && reader.may_contact(luis, &newsletter()).is_ok());

    assert_eq!(failed(recorder.consents(luis)), no_read);
    assert_eq!(failed(recorder.may_contact(luis, &newsletter())), no_read);
    assert!(recorder.record(luis, &yes("newsletter-email")).is_ok());
    let blind = shop.desk_of("tom", Rights::none().with(Right::ReadCustomers));
    assert!(blind.customer(luis).unwrap().consents.is_empty(), "the details leave the section out");
}

#[test]
fn p11_unknown_is_a_state_of_its_own_and_no_refusal() {
    let shop = Shop::stocked();
    let (desk, luis) = (shop.desk(), shop.customer("1"));
    assert_eq!(shop.standing(luis, "newsletter-email").state, State::Unknown);
    desk.record(luis, &said("newsletter-email", Intent::Refuse)).unwrap();
    let refused = shop.standing(luis, "newsletter-email");
    assert_eq!((refused.state, refused.detail), (State::Refused, Detail::Refused));
    desk.record(luis, &yes("newsletter-email")).unwrap();
    assert_eq!(shop.standing(luis, "newsletter-email").state, State::Accepted);
    assert_eq!(shop.standing(luis, "newsletter-vinyl").detail, Detail::NeverAsked);
}

#[test]
fn p11_an_operator_cannot_bring_an_answer_back_to_unknown() {
    let shop = Shop::stocked();
    let (desk, luis) = (shop.desk(), shop.customer("1"));
    let clear = Capture::new(code("newsletter-email"), Intent::Clear, Method::Correction).because("mistake");
    assert_eq!(desk.record(luis, &clear).unwrap().event, None, "what is unknown stays unknown");
    for answer in [yes("newsletter-email"), said("newsletter-email", Intent::Refuse), said("newsletter-email", Intent::Withdraw)] {
        desk.record(luis, &answer).unwrap();
        let before = shop.standing(luis, "newsletter-email");
        assert_eq!(failed(desk.record(luis, &clear)), (ErrorKind::State, "consent.back_to_unknown", None));
        assert_eq!(shop.standing(luis, "newsletter-email"), before);
    }
}

#[test]
fn p11_an_edition_that_knows_on_and_off_imports_on_as_given_and_off_as_unknown() {
    let shop = Shop::stocked();
    let (leonie, luis) = (shop.customer("2"), shop.customer("1"));
    let on = shop.standing(leonie, "newsletter-email");
    assert_eq!((on.state, on.detail), (State::Accepted, Detail::Given));
    for (id, definition) in [(leonie, "offers-phone"), (luis, "offers-sms"), (luis, "offers-phone")] {
        assert_eq!(shop.standing(id, definition).detail, Detail::NeverAsked, "off is no refusal");
    }
    let again = shop.feed_file("states.jsonl");
    assert_eq!((again.taken, again.unchanged), (14, 14), "an equal value is not stamped again");

    shop.fed(r#"{"feed":"consent","customer":"2","definition":"newsletter-email","state":"off"}"#);
    assert_eq!(shop.standing(leonie, "newsletter-email"), on, "a plain off takes nothing away");
    shop.desk().withdraw(leonie, &code("newsletter-email")).unwrap();
    let line = r#"{"feed":"consent","customer":"2","definition":"newsletter-email","state":"on"}"#;
    let report = shop.feed(line);
    assert_eq!((report.taken, report.unchanged), (1, 1));
    assert_eq!(shop.standing(leonie, "newsletter-email").detail, Detail::Withdrawn, "a plain on overrules no withdrawal");
}

#[test]
fn the_rules_of_recording_are_kept_at_the_desk() {
    let shop = Shop::stocked();
    let (desk, luis) = (shop.desk(), shop.customer("1"));
    let correct = |reason: bool| {
        let capture = Capture::new(code("newsletter-email"), Intent::Give, Method::Correction);
        if reason { capture.because("the box was ticked") } else { capture }
    };
    assert_eq!(broken(desk.record(luis, &said("newsletter-email", Intent::Give))), [("evidence", "consent.evidence_required")]);
    assert_eq!(broken(desk.record(luis, &correct(false))), [("reason", "consent.reason_required")]);
    assert_eq!(desk.record(luis, &correct(true)).unwrap().standing.state, State::Accepted);
    assert_eq!(desk.record(luis, &correct(true)).unwrap().event, None, "nothing over an acceptance");
    desk.withdraw(luis, &code("newsletter-email")).unwrap();
    assert_eq!(failed(desk.record(luis, &correct(true))).1, "consent.only_the_person");
    let archived = Definition { state: clientela::domain::consent::DefinitionState::Archived, ..definition("old") };
    shop.erp().define(&archived).unwrap();
    assert_eq!(failed(desk.record(luis, &yes("old"))).1, "definition.not_in_force");
    assert_eq!(failed(desk.record(luis, &yes("unheard-of"))), (ErrorKind::NotFound, "definition.unknown", None));
    let reference = yes("data-storage").reference(&"x".repeat(201));
    assert_eq!(failed(desk.record(luis, &reference)), (ErrorKind::Invalid, "too_long", Some("evidence_reference")));
    let reference = yes("data-storage").reference("a\nb");
    assert_eq!(broken(desk.record(luis, &reference)), [("evidence_reference", "control_character")]);
}

#[test]
fn the_reason_of_a_correction_is_kept_however_it_is_recorded() {
    let shop = Shop::stocked();
    let (desk, luis) = (shop.desk(), shop.customer("1"));
    let correction = |name: &str, why: &str| Capture::new(code(name), Intent::Give, Method::Correction).because(why);
    desk.record(luis, &correction("data-storage", "ticked on the card")).unwrap();
    let mut draft = desk.edit(luis).unwrap();
    draft.capture(correction("newsletter-email", "read off the form"));
    desk.save(&mut draft).unwrap();
    let mut reasons = Vec::new();
    for entry in desk.change_log(luis).unwrap().into_iter().filter(|logged| logged.entry.kind == EntryKind::Recorded) {
        let values = entry.values.iter().filter(|value| value.field == Field::Reason);
        reasons.extend(values.filter_map(|value| value.values.as_ref().and_then(|both| both.new.as_text().map(str::to_owned))));
    }
    assert_eq!(reasons, ["ticked on the card", "read off the form"]);
    assert!(shop.engine.verify_journal().unwrap().findings.is_empty());
    assert!(shop.erp().journal(&JournalQuery::default()).is_ok());
}

#[test]
fn a_reason_is_checked_like_any_other_text() {
    let shop = Shop::stocked();
    let (desk, luis) = (shop.desk(), shop.customer("1"));
    let (long, control) = ("why ".repeat(200), "bell \u{7}");
    for (why, rule) in [(long.as_str(), "too_long"), (control, "control_character")] {
        let correction = Capture::new(code("data-storage"), Intent::Give, Method::Correction).because(why);
        assert_eq!(broken(desk.record(luis, &correction)), [("reason", rule)]);
        let mut draft = desk.edit(luis).unwrap();
        draft.because(why).set(Field::City, "Bree");
        assert_eq!(broken(desk.save(&mut draft)), [("reason", rule)]);
    }
    assert_eq!(shop.standing(luis, "data-storage").state, State::Unknown);
}

#[test]
fn nobody_at_a_desk_stands_in_for_the_persons_own_link_form_or_plain_value() {
    let shop = Shop::with_definitions();
    let desk = shop.desk();
    let id = shop.add(&[(Field::FamilyName, "Lee"), (Field::Email, "lee@example.com"), (Field::Phone, "+49 170 1234567")]);
    assert_eq!(failed(desk.record(id, &said("offers-letter", Intent::On))).1, "consent.on_by_machines_only");
    desk.record(id, &yes("offers-sms")).unwrap();
    for method in [Method::Spoken, Method::Paper, Method::Link, Method::Form] {
        let confirm = Capture::new(code("offers-sms"), Intent::Confirm, method).reference("the code");
        assert_eq!(failed(desk.record(id, &confirm)).1, "consent.confirmed_by_the_person_only");
    }
    assert_eq!(shop.standing(id, "offers-sms").detail, Detail::Pending);
    desk.record(id, &said("newsletter-email", Intent::Refuse)).unwrap();
    let by = |method| Capture::new(code("newsletter-email"), Intent::Give, method).because("he says so").reference("form 1");
    assert_eq!(failed(desk.record(id, &by(Method::Link))).1, "consent.only_the_person");
    assert_eq!(desk.record(id, &by(Method::Form)).unwrap().event, None);
    assert_eq!(shop.standing(id, "newsletter-email").state, State::Refused);
}

#[test]
fn the_language_of_an_answer_is_a_language() {
    let shop = Shop::with_definitions();
    let id = shop.add(&[(Field::FamilyName, "Lee"), (Field::Email, "lee@example.com")]);
    let named = yes("newsletter-email").language("as Lee speaks");
    assert_eq!(failed(shop.desk().record(id, &named)), (ErrorKind::Invalid, "language.malformed", Some("language")));
}

#[test]
fn p4_a_yes_in_a_draft_does_not_overrule_what_the_person_said_since() {
    let shop = Shop::with_definitions();
    let ana = shop.add(&[(Field::FamilyName, "Lee"), (Field::Email, "lee@example.com")]);
    let desk = shop.desk();
    let mut draft = desk.edit(ana).unwrap();
    draft.capture(yes("newsletter-email"));
    shop.desk_at("till-2").record(ana, &said("newsletter-email", Intent::Refuse)).unwrap();
    assert_eq!(failed(desk.save(&mut draft)), (ErrorKind::Conflict, "customer.changed_meanwhile", Some("definition")));
    assert_eq!(shop.standing(ana, "newsletter-email").state, State::Refused);
    desk.reload(&mut draft).unwrap();
    desk.save(&mut draft).unwrap();
    assert_eq!(shop.standing(ana, "newsletter-email").state, State::Accepted, "who has seen the refusal and asked again");
}

#[test]
fn p4_who_ends_a_consent_speaks_for_the_controller() {
    let shop = Shop::with_definitions();
    let ana = shop.add(&[(Field::FamilyName, "Lee"), (Field::Email, "lee@example.com")]);
    let desk = shop.desk();
    desk.record(ana, &yes("newsletter-email")).unwrap();
    desk.record(ana, &said("newsletter-email", Intent::Revoke)).unwrap();
    let event = desk.consent_events(ana, None).unwrap().pop().unwrap().event;
    assert_eq!((event.kind, event.authority), (EventKind::Revoked, Authority::Admin));
    let correction = Capture::new(code("newsletter-email"), Intent::Give, Method::Correction).because("a guess");
    assert_eq!(failed(desk.record(ana, &correction)).1, "consent.only_the_person");
}

#[test]
fn p4_nobody_agrees_to_a_text_that_they_did_not_see() {
    let shop = Shop::with_definitions();
    let ana = shop.add(&[(Field::FamilyName, "Lee"), (Field::Email, "lee@example.com")]);
    let desk = shop.desk();
    let capture = yes("newsletter-email").shown(code("newsletter-email"), (2, 0));
    let next = r#"{"feed":"definition","code":"newsletter-email","version":"3.0","state":"active","purpose":"marketing","channel":"email","texts":[{"language":"en","title":"News","body":"And everything else."}]}"#;
    shop.fed(next);
    assert_eq!(failed(desk.record(ana, &capture)), (ErrorKind::Conflict, "consent.text_changed", Some("definition")));
    assert_eq!(shop.standing(ana, "newsletter-email").detail, Detail::NeverAsked);
    desk.record(ana, &yes("newsletter-email").shown(code("newsletter-email"), (3, 0))).unwrap();
    assert_eq!(shop.standing(ana, "newsletter-email").version, Some((3, 0)));
}
