//! P4: the second opt-in, from asking for it to the event that it writes.

use clientela::domain::consent::{Authority, ConfirmationKind, Detail, EventKind, Intent, Method, Origin, Reason, State};
use clientela::domain::field::{Field, RecordKind};
use clientela::domain::id::SubjectId;
use clientela::domain::journal::EntryKind;
use clientela::domain::rights::{Right, Rights};
use clientela::domain::setting::{Place, Setting};
use clientela::store::JournalQuery;
use clientela::{Capture, ConfirmationMessage, ErrorKind, Question, domain::consent::Channel, domain::consent::Purpose};

use crate::shop::{DAY, NOW, Shop, code, database, failed, said, yes};

const NEWS: &str = r#"{"feed":"definition","code":"raffle","version":"1.0","state":"active","purpose":"marketing","channel":"email","confirmation":true,"texts":[{"language":"en","title":"Raffle","body":"May we write about raffles?"},{"language":"de","title":"Verlosung","body":"Dürfen wir über Verlosungen schreiben?"}]}"#;
const HOUR: i64 = 3_600_000;

use ConfirmationKind::{Code, Link};

/// Ana, who said yes to the raffle, which waits for her confirmation.
fn waiting() -> (Shop, SubjectId) {
    let shop = Shop::with_definitions();
    shop.fed(NEWS);
    let ana = shop.add(&[
        (Field::FamilyName, "Lee"),
        (Field::Email, "ana@example.pt"),
        (Field::Phone, "+49 170 1234567"),
        (Field::Language, "de"),
    ]);
    shop.desk().record(ana, &yes("raffle")).unwrap();
    assert_eq!(shop.standing(ana, "raffle").detail, Detail::Pending);
    (shop, ana)
}

/// What is sent, where one message is.
fn sent(shop: &Shop) -> ConfirmationMessage {
    let mut messages = shop.erp().take_confirmations(10).unwrap();
    assert_eq!(messages.len(), 1);
    messages.pop().unwrap()
}

fn asked(shop: &Shop, of: SubjectId, kind: ConfirmationKind) -> ConfirmationMessage {
    shop.desk().request_confirmation(of, &code("raffle"), kind).unwrap();
    sent(shop)
}

fn other_code(right: &str) -> String {
    right.bytes().map(|digit| char::from(b'0' + (digit - b'0' + 1) % 10)).collect()
}

fn allowed(shop: &Shop, of: SubjectId) -> bool {
    shop.desk().may_contact(of, &Question::new(Purpose::Marketing, Some(Channel::Email)).about(code("raffle"))).unwrap().allowed
}

const WRONG: (ErrorKind, &str, Option<&str>) = (ErrorKind::Invalid, "confirmation.wrong", None);

fn state(code: &'static str) -> (ErrorKind, &'static str, Option<&'static str>) {
    (ErrorKind::State, code, None)
}

#[test]
fn p4_a_code_goes_to_the_person_alone_and_confirms_when_it_is_read_aloud() {
    let (shop, ana) = waiting();
    let (desk, raffle) = (shop.desk(), code("raffle"));
    desk.request_confirmation(ana, &raffle, Code).unwrap();
    let message = sent(&shop);
    assert_eq!((message.subject, &message.definition, message.kind, message.channel), (ana, &raffle, Code, Channel::Email));
    assert_eq!(
        (message.address.as_str(), message.language.as_str(), message.title.as_deref()),
        ("ana@example.pt", "de", Some("Verlosung"))
    );
    assert_eq!(message.until.millis(), NOW + 48 * HOUR);
    let secret = message.secret.text().to_owned();
    assert!(secret.len() == 6 && secret.bytes().all(|byte| byte.is_ascii_digit()));
    let shown = format!("{message:?} {:?}", message.secret);
    assert!(!shown.contains(&secret) && !shown.contains("ana@"), "{shown}");
    assert!(shop.erp().take_confirmations(10).unwrap().is_empty(), "each message once");
    assert!(!allowed(&shop, ana));
    assert_eq!(failed(desk.confirm(ana, &raffle, &other_code(&secret))), WRONG);
    let given = desk.confirm(ana, &raffle, &format!(" {}-{} ", &secret[..3], &secret[3..])).unwrap();
    assert_eq!((given.standing.state, given.standing.detail), (State::Accepted, Detail::Given));
    assert!(allowed(&shop, ana));
    let events = desk.consent_events(ana, Some(&raffle)).unwrap();
    let [yes, confirmed] = &events[..] else { panic!("{events:?}") };
    assert_eq!(confirmed.event.seen, [yes.event.id], "a confirmation has seen the grant");
    let event = &confirmed.event;
    assert_eq!(
        (event.kind, event.authority, event.method, event.origin),
        (EventKind::Confirmed, Authority::Subject, Method::Link, Origin::Till)
    );
    assert_eq!((event.language.as_str(), event.operator.as_ref().unwrap().as_str()), ("de", "jane"));
    assert_eq!(given.event, Some(event.id));
}

#[test]
fn p4_no_desk_sees_a_secret_and_the_store_holds_none() {
    let (shop, ana) = waiting();
    shop.desk().request_confirmation(ana, &code("raffle"), Link).unwrap();
    let before = shop.desk().change_log(ana).unwrap();
    let asked = before.last().unwrap();
    assert_eq!(
        (asked.entry.kind, asked.entry.record, asked.entry.key.as_str()),
        (EntryKind::ConfirmationRequested, RecordKind::Confirmation, "raffle")
    );
    let secret = sent(&shop).secret.text().to_owned();
    let log = format!("{:?}", shop.desk().change_log(ana).unwrap());
    assert!(log.contains("ConfirmationSent") && !log.contains(&secret[32..]), "the journal tells that it was sent, not what");
    let folder = shop.close();
    let holds = |part: &str| {
        crate::shop::files(folder.path()).iter().any(|(_, bytes)| bytes.windows(part.len()).any(|found| found == part.as_bytes()))
    };
    assert!(!holds(&secret[32..]) && holds("ana@example.pt"), "no file holds the secret");
    let chance = (0..16).map(|at| u8::from_str_radix(&secret[32 + 2 * at..34 + 2 * at], 16).unwrap()).collect::<Vec<_>>();
    assert!(!crate::shop::files(folder.path()).iter().any(|(_, bytes)| bytes.windows(16).any(|found| found == chance)));
}

#[test]
fn p4_opening_a_link_changes_nothing_and_a_second_call_confirms() {
    let (shop, ana) = waiting();
    let erp = shop.erp();
    let link = asked(&shop, ana, Link).secret;
    assert!(link.text().len() == 64 && link.text().bytes().all(|byte| byte.is_ascii_hexdigit()));
    for _ in 0..20 {
        let about = erp.look_at_confirmation(link.text()).unwrap();
        assert_eq!(
            (about.definition.as_str(), about.version, about.channel, about.confirmed),
            ("raffle", (1, 0), Some(Channel::Email), false)
        );
        assert_eq!(about.text.as_ref().unwrap().title, "Verlosung");
        assert!(!format!("{about:?}").contains("ana"), "nothing about the person");
    }
    let heads = shop.engine.heads().unwrap();
    assert_eq!(shop.standing(ana, "raffle").detail, Detail::Pending);
    assert_eq!(shop.engine.heads().unwrap(), heads);
    let given = erp.confirm_link(link.text()).unwrap();
    assert_eq!((given.event.is_some(), given.standing.state), (true, State::Accepted));
    let event = shop.desk().consent_events(ana, None).unwrap().pop().unwrap().event;
    assert_eq!(
        (event.kind, event.method, event.origin, event.authority),
        (EventKind::Confirmed, Method::Link, Origin::Portal, Authority::Subject)
    );
    assert_eq!((event.operator, event.station), (None, None));
    let again = erp.confirm_link(link.text()).unwrap();
    assert_eq!((again.event, again.standing.state), (None, State::Accepted), "a second press writes nothing more");
    assert!(erp.look_at_confirmation(link.text()).unwrap().confirmed);
    shop.clock.set(NOW + 48 * HOUR);
    assert_eq!(failed(erp.confirm_link(link.text())), state("confirmation.expired"));
    assert_eq!(failed(erp.look_at_confirmation(link.text())), state("confirmation.expired"));
    assert!(allowed(&shop, ana), "what was confirmed stays");
    assert!(shop.engine.verify_journal().unwrap().findings.is_empty());
}

#[test]
fn p4_wrong_tries_are_counted_whatever_happens_and_then_the_right_one_is_refused() {
    let (shop, ana) = waiting();
    let raffle = code("raffle");
    let secret = asked(&shop, ana, Code).secret.text().to_owned();
    let wrong = other_code(&secret);
    assert_eq!(failed(shop.desk().confirm(ana, &raffle, &wrong)), WRONG);
    assert_eq!(failed(shop.erp().confirm_code(ana, &raffle, &wrong)), WRONG);
    let shop = shop.reopened();
    assert_eq!(failed(shop.desk().confirm(ana, &raffle, &wrong)), WRONG);
    assert_eq!(failed(shop.desk().confirm(ana, &raffle, &secret)), state("confirmation.tries_used_up"));
    assert_eq!(failed(shop.desk().confirm(ana, &raffle, &wrong)), state("confirmation.tries_used_up"));
    let locked = JournalQuery { kinds: vec![EntryKind::LockedOut], limit: 9, ..JournalQuery::default() };
    assert_eq!(shop.erp().journal(&locked).unwrap().entries.len(), 1, "the journal tells of it");
    assert!(!allowed(&shop, ana));
    // Another one has its own tries, and a right one costs none.
    let secret = asked(&shop, ana, Code).secret.text().to_owned();
    for _ in 0..5 {
        assert_eq!(shop.desk().confirm(ana, &raffle, &secret).unwrap().standing.state, State::Accepted);
    }
}

#[test]
fn p4_the_tries_of_a_code_are_those_that_the_setting_says() {
    let (shop, ana) = waiting();
    for tries in [1, 4] {
        shop.erp().set_setting(Setting::ConfirmationTries, &Place::Chain, Some(&tries.to_string())).unwrap();
        let link = asked(&shop, ana, Link).secret.text().to_owned();
        let wrong = format!("{}{}", &link[..32], "0".repeat(32));
        for _ in 0..tries {
            assert_eq!(failed(shop.erp().confirm_link(&wrong)), WRONG);
        }
        assert_eq!(failed(shop.erp().confirm_link(&link)), state("confirmation.tries_used_up"));
        assert_eq!(failed(shop.erp().look_at_confirmation(&link)), state("confirmation.tries_used_up"));
    }
}

#[test]
fn p4_a_code_is_of_use_for_the_hours_that_the_setting_says() {
    let (shop, ana) = waiting();
    shop.erp().set_setting(Setting::ConfirmationHours, &Place::Chain, Some("2")).unwrap();
    // The hours begin when it is sent, not when it is asked for.
    shop.desk().request_confirmation(ana, &code("raffle"), Code).unwrap();
    shop.clock.set(NOW + DAY);
    let secret = sent(&shop).secret.text().to_owned();
    shop.clock.set(NOW + DAY + 2 * HOUR);
    assert_eq!(failed(shop.desk().confirm(ana, &code("raffle"), &secret)), state("confirmation.expired"));
    shop.clock.set(NOW + DAY + 2 * HOUR - 1);
    assert!(shop.desk().confirm(ana, &code("raffle"), &secret).is_ok());
    // A month later it is forgotten that there was one.
    shop.clock.set(NOW + DAY + 2 * HOUR + 30 * DAY + 1);
    shop.desk().record(ana, &yes("offers-sms")).unwrap();
    shop.desk().request_confirmation(ana, &code("offers-sms"), Code).unwrap();
    assert_eq!(failed(shop.desk().confirm(ana, &code("raffle"), &secret)), WRONG);
}

#[test]
fn p4_guesses_made_at_the_same_time_are_counted_each() {
    let (shop, ana) = waiting();
    let secret = asked(&shop, ana, Code).secret.text().to_owned();
    let wrong = other_code(&secret);
    let desks: Vec<_> = (0..8).map(|station| shop.desk_at(&format!("till-{station}"))).collect();
    let told = std::thread::scope(|scope| {
        let guesses: Vec<_> = desks.iter().map(|desk| scope.spawn(|| failed(desk.confirm(ana, &code("raffle"), &wrong)).1)).collect();
        guesses.into_iter().map(|guess| guess.join().unwrap()).collect::<Vec<_>>()
    });
    let times = |wanted: &str| told.iter().filter(|code| **code == wanted).count();
    assert_eq!((times("confirmation.wrong"), times("confirmation.tries_used_up")), (3, 5));
}

#[test]
fn p4_what_is_unknown_is_told_apart_from_what_is_wrong_by_nothing() {
    let (shop, ana) = waiting();
    let (erp, raffle) = (shop.erp(), code("raffle"));
    assert_eq!(failed(erp.confirm_code(ana, &raffle, "123456")), WRONG, "none was asked for");
    shop.desk().request_confirmation(ana, &raffle, Code).unwrap();
    assert_eq!(failed(erp.confirm_code(ana, &raffle, "123456")), WRONG, "none was sent");
    let secret = sent(&shop).secret.text().to_owned();
    assert_eq!(failed(erp.confirm_code(ana, &code("offers-sms"), &secret)), WRONG, "of another definition");
    let bo = shop.add(&[(Field::FamilyName, "Bo"), (Field::Email, "bo@example.pt")]);
    assert_eq!(failed(erp.confirm_code(bo, &raffle, &secret)), WRONG, "of another person");
    for link in ["", "x", "123456", &"0".repeat(64), &"g".repeat(64), &"é".repeat(32)] {
        assert_eq!(failed(erp.confirm_link(link)), WRONG);
        assert_eq!(failed(erp.look_at_confirmation(link)), WRONG);
    }
    let long = "1".repeat(1000);
    assert_eq!(failed(erp.confirm_code(ana, &raffle, &long)).1, "too_long");
    assert!(erp.confirm_code(ana, &raffle, &secret).is_ok());
}

#[test]
fn p4_an_address_that_is_changed_or_removed_ends_it_also_when_it_comes_back() {
    for new in ["ana@example.com", ""] {
        let (shop, ana) = waiting();
        let link = asked(&shop, ana, Link).secret.text().to_owned();
        shop.edit(ana, &[(Field::Email, new)]);
        assert_eq!(failed(shop.erp().confirm_link(&link)), state("confirmation.address_changed"));
        shop.edit(ana, &[(Field::Email, "ana@example.pt")]);
        assert_eq!(failed(shop.erp().confirm_link(&link)), state("confirmation.address_changed"));
        let again = asked(&shop, ana, Link).secret.text().to_owned();
        assert!(shop.erp().confirm_link(&again).is_ok(), "another one does it");
    }
    // One that was not sent yet is not sent at all; what is changed elsewhere does not matter.
    let (shop, ana) = waiting();
    shop.desk().request_confirmation(ana, &code("raffle"), Code).unwrap();
    shop.edit(ana, &[(Field::City, "Bree"), (Field::Phone, "+49 170 7654321")]);
    assert_eq!(shop.erp().take_confirmations(9).unwrap().len(), 1);
    shop.desk().request_confirmation(ana, &code("raffle"), Code).unwrap();
    shop.edit(ana, &[(Field::Email, "ana@example.com")]);
    shop.desk().record(ana, &yes("offers-sms")).unwrap();
    shop.desk().request_confirmation(ana, &code("offers-sms"), Code).unwrap();
    let messages = shop.erp().take_confirmations(1).unwrap();
    assert_eq!(messages.iter().map(|message| message.definition.as_str()).collect::<Vec<_>>(), ["offers-sms"], "the one behind it");
    assert!(shop.erp().take_confirmations(1).unwrap().is_empty());
    let missing = shop.desk().request_confirmation(ana, &code("raffle"), Code);
    assert_eq!(failed(missing), (ErrorKind::State, "confirmation.no_address", Some("email")), "the grant was for another address");
}

#[test]
fn p4_withdrawing_ends_it_and_a_new_grant_needs_a_new_one() {
    let (shop, ana) = waiting();
    let (desk, raffle) = (shop.desk(), code("raffle"));
    let link = asked(&shop, ana, Link).secret.text().to_owned();
    desk.withdraw(ana, &raffle).unwrap();
    assert_eq!(failed(shop.erp().confirm_link(&link)), state("consent.nothing_to_confirm"));
    assert_eq!(failed(desk.request_confirmation(ana, &raffle, Link)), state("consent.nothing_to_confirm"));
    desk.record(ana, &yes("raffle")).unwrap();
    assert_eq!(failed(shop.erp().confirm_link(&link)), state("consent.nothing_to_confirm"), "it was for the first grant");
    let stands = shop.standing(ana, "raffle");
    assert!(stands.detail == Detail::Withdrawn && stands.pending, "until then the withdrawal stands");
    let link = asked(&shop, ana, Link).secret.text().to_owned();
    assert!(shop.erp().confirm_link(&link).is_ok());
    desk.withdraw(ana, &raffle).unwrap();
    assert_eq!(failed(shop.erp().confirm_link(&link)), state("consent.nothing_to_confirm"), "a used one grants nothing");
}

#[test]
fn p4_one_is_alive_for_each_consent_and_none_is_asked_for_too_often() {
    let (shop, ana) = waiting();
    let mut links: Vec<String> = (0..5).map(|_| asked(&shop, ana, Link).secret.text().to_owned()).collect();
    let often = shop.desk().request_confirmation(ana, &code("raffle"), Link);
    assert_eq!(failed(often), state("confirmation.asked_too_often"));
    let last = links.pop().unwrap();
    for older in links {
        assert_eq!(failed(shop.erp().confirm_link(&older)), WRONG);
    }
    assert!(shop.erp().confirm_link(&last).is_ok());
    // Two consents, two of them.
    shop.desk().record(ana, &yes("offers-sms")).unwrap();
    shop.desk().request_confirmation(ana, &code("offers-sms"), Code).unwrap();
    let sms = sent(&shop);
    assert_eq!((sms.channel, sms.definition.as_str()), (Channel::Sms, "offers-sms"));
    assert!(sms.address.contains("1234567"));
}

#[test]
fn p4_a_merge_and_an_unmerge_end_it_and_an_erasure_removes_it() {
    let (shop, ana) = waiting();
    let bo = shop.add(&[(Field::FamilyName, "Lee"), (Field::GivenName, "Bo")]);
    let link = asked(&shop, ana, Link).secret.text().to_owned();
    let desk = shop.desk();
    let preview = desk.merge_preview(ana, bo).unwrap();
    desk.merge(&preview, "").unwrap();
    assert_eq!(failed(shop.erp().confirm_link(&link)), WRONG);
    let link = asked(&shop, bo, Link).secret.text().to_owned();
    desk.unmerge(bo, "").unwrap();
    assert_eq!(failed(shop.erp().confirm_link(&link)), WRONG);
    let link = asked(&shop, ana, Link).secret.text().to_owned();
    shop.desk().request_confirmation(ana, &code("raffle"), Code).unwrap();
    shop.erp().anonymize(ana).unwrap();
    assert_eq!(failed(shop.erp().confirm_link(&link)), WRONG);
    assert!(shop.erp().take_confirmations(9).unwrap().is_empty());
    assert_eq!(failed(shop.desk().request_confirmation(ana, &code("raffle"), Code)).0, ErrorKind::Erased);
    let folder = shop.close();
    let left: i64 = database(folder.path()).query_row("SELECT count(*) FROM confirmation", [], |row| row.get(0)).unwrap();
    assert_eq!(left, 0);
}

#[test]
fn p4_a_ticked_form_waits_for_its_link_also_where_the_definition_asks_for_none() {
    let shop = Shop::with_definitions();
    let ana = shop.add(&[(Field::FamilyName, "Lee"), (Field::Email, "ana@example.pt")]);
    let tick = |name: &str| Capture::new(code(name), Intent::Give, Method::Form);
    for name in ["newsletter-email", "data-storage"] {
        shop.desk().record(ana, &tick(name)).unwrap();
        assert_eq!(shop.standing(ana, name).detail, Detail::Pending);
        shop.erp().request_confirmation(ana, &code(name), Link).unwrap();
        let message = sent(&shop);
        assert_eq!((message.channel, message.address.as_str()), (Channel::Email, "ana@example.pt"), "of no channel: by e-mail");
        assert_eq!(shop.erp().confirm_link(message.secret.text()).unwrap().standing.state, State::Accepted);
    }
    // A tick grants nothing over a refusal, and so there is nothing to confirm.
    shop.desk().withdraw(ana, &code("data-storage")).unwrap();
    shop.desk().record(ana, &tick("data-storage")).unwrap();
    assert_eq!(failed(shop.erp().request_confirmation(ana, &code("data-storage"), Link)), state("consent.nothing_to_confirm"));
}

#[test]
fn p4_who_may_not_record_neither_asks_for_it_nor_passes_it_on() {
    let (shop, ana) = waiting();
    let blind = shop.desk_of("tom", Rights::all().without(Right::RecordConsents));
    let refused = (ErrorKind::NotPermitted, "right.record_consents", None);
    assert_eq!(failed(blind.request_confirmation(ana, &code("raffle"), Code)), refused);
    assert_eq!(failed(blind.confirm(ana, &code("raffle"), "123456")), refused);
    let nobody = shop.desk().request_confirmation(ana, &code("raffle-2"), Code);
    assert_eq!(failed(nobody).1, "definition.unknown");
    // Without the code an operator confirms nothing, in whatever way they say that it was given.
    assert_eq!(failed(shop.desk().record(ana, &said("raffle", Intent::Confirm))).1, "consent.confirmed_by_the_person_only");
    let usable = shop.desk().consents(ana).unwrap().into_iter().find(|one| one.definition.code == code("raffle")).unwrap().usable;
    assert_eq!(usable.reason, Reason::Pending);
}

#[test]
fn p4_two_who_take_messages_at_once_get_each_of_them_once() {
    let (shop, ana) = waiting();
    shop.desk().record(ana, &yes("offers-sms")).unwrap();
    for name in ["raffle", "offers-sms"] {
        shop.desk().request_confirmation(ana, &code(name), Code).unwrap();
    }
    assert_eq!(shop.erp().take_confirmations(1).unwrap().len(), 1);
    let taken = std::thread::scope(|scope| {
        let takers: Vec<_> = (0..2).map(|_| scope.spawn(|| shop.erp().take_confirmations(9).unwrap().len())).collect();
        takers.into_iter().map(|taker| taker.join().unwrap()).sum::<usize>()
    });
    assert_eq!(taken, 1);
}
