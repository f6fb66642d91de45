//! P4: what one message confirms where there are several grants, and how many messages there are.

use clientela::domain::consent::{Channel, ConfirmationKind, Detail, Purpose};
use clientela::domain::field::Field;
use clientela::domain::id::SubjectId;
use clientela::{ConfirmationMessage, ErrorKind, Question};

use crate::shop::{DAY, NOW, Shop, code, failed, yes};

use ConfirmationKind::{Code, Link};

const RAFFLE: &str = r#"{"feed":"definition","code":"raffle","version":"1.0","state":"active","purpose":"marketing","channel":"email","confirmation":true,"texts":[]}"#;

/// Ana with two addresses.
const TWO: &str =
    r#"{"feed":"customer","source_id":"ana","kind":"private","family_name":"Lee","email":"one@example.pt","email.1":"two@example.pt"}"#;

/// The same the other way round: a grant is for the first.
const TURNED: &str = r#"{"feed":"customer","source_id":"ana","email":"two@example.pt","email.1":"one@example.pt"}"#;

/// Ana, whose yes to the raffle waits; it is for her first address.
fn waiting() -> (Shop, SubjectId) {
    let shop = Shop::with_definitions();
    shop.fed(RAFFLE);
    shop.fed(TWO);
    let ana = shop.erp().subject_by_source("ana").unwrap().unwrap();
    shop.desk().record(ana, &yes("raffle")).unwrap();
    assert_eq!(shop.standing(ana, "raffle").detail, Detail::Pending);
    (shop, ana)
}

fn asked(shop: &Shop, of: SubjectId, kind: ConfirmationKind) -> ConfirmationMessage {
    shop.desk().request_confirmation(of, &code("raffle"), kind).unwrap();
    let mut messages = shop.erp().take_confirmations(10).unwrap();
    assert_eq!(messages.len(), 1);
    messages.pop().unwrap()
}

/// The addresses at which she may be contacted.
fn addresses(shop: &Shop) -> Vec<String> {
    let question = Question::new(Purpose::Marketing, Some(Channel::Email)).about(code("raffle"));
    let mut walk = shop.erp().contacts(&question);
    std::iter::from_fn(|| walk.next().unwrap()).map(|contact| contact.value.unwrap()).collect()
}

fn state(code: &'static str) -> (ErrorKind, &'static str, Option<&'static str>) {
    (ErrorKind::State, code, None)
}

#[test]
fn p4_a_message_to_one_address_confirms_no_grant_for_another() {
    let (shop, ana) = waiting();
    let message = asked(&shop, ana, Link);
    assert_eq!(message.address, "one@example.pt");
    shop.clock.set(NOW + 1000);
    shop.fed(TURNED);
    shop.desk().record(ana, &yes("raffle")).unwrap();
    assert_eq!(failed(shop.erp().confirm_link(message.secret.text())), state("confirmation.address_changed"));
    assert!(addresses(&shop).is_empty());
    let message = asked(&shop, ana, Link);
    assert_eq!(message.address, "two@example.pt", "the later grant takes the place of the first");
    shop.erp().confirm_link(message.secret.text()).unwrap();
    assert_eq!(addresses(&shop), ["two@example.pt"]);
}

#[test]
fn p4_a_new_grant_ends_the_message_for_the_one_before_it() {
    let (shop, ana) = waiting();
    let message = asked(&shop, ana, Link);
    shop.desk().request_confirmation(ana, &code("raffle"), Link).unwrap();
    shop.clock.set(NOW + 1000);
    shop.desk().record(ana, &yes("raffle")).unwrap();
    assert!(shop.erp().take_confirmations(9).unwrap().is_empty(), "one that was not sent yet is not sent");
    let again = asked(&shop, ana, Link);
    shop.clock.set(NOW + 2000);
    shop.desk().record(ana, &yes("raffle")).unwrap();
    assert_eq!(failed(shop.erp().confirm_link(message.secret.text())), (ErrorKind::Invalid, "confirmation.wrong", None));
    assert_eq!(failed(shop.erp().confirm_link(again.secret.text())), state("confirmation.expired"));
    shop.erp().confirm_link(asked(&shop, ana, Link).secret.text()).unwrap();
}

#[test]
fn p4_a_grant_that_came_from_another_store_is_not_confirmed_by_a_message_to_another_address() {
    let ((here, ana), there) = (waiting(), Shop::with_definitions());
    there.fed(RAFFLE);
    there.fed(&TWO.replace(r#""email":"one"#, r#""email":"three"#).replace("two@", "one@"));
    let one_there = there.erp().subject_by_source("ana").unwrap().unwrap();
    there.desk_at("till-2").record(one_there, &yes("raffle")).unwrap();
    let message = asked(&here, ana, Link);
    let mut lines = Vec::new();
    there.erp().export_events(&[], &mut lines).unwrap();
    here.fed(&String::from_utf8(lines).unwrap());
    assert_eq!(failed(here.erp().confirm_link(message.secret.text())), state("confirmation.address_changed"));
    let none = here.desk().request_confirmation(ana, &code("raffle"), Link);
    assert_eq!(failed(none), (ErrorKind::State, "confirmation.no_address", Some("email")), "there is no address for both");
    here.desk().record(ana, &yes("raffle")).unwrap();
    here.erp().confirm_link(asked(&here, ana, Link).secret.text()).unwrap();
    assert_eq!(addresses(&here), ["one@example.pt"]);
}

#[test]
fn p4_new_grants_bring_no_more_messages_in_a_day() {
    let (shop, ana) = waiting();
    let mut sent = 0;
    for round in 0..4 {
        shop.clock.set(NOW + round * 1000);
        shop.desk().record(ana, &yes("raffle")).unwrap();
        while shop.desk().request_confirmation(ana, &code("raffle"), Code).is_ok() {
            sent += shop.erp().take_confirmations(9).unwrap().len();
        }
    }
    assert_eq!(sent, 5);
    // Also where one was not sent, because its address was changed.
    shop.clock.set(NOW + DAY + 5000);
    shop.desk().record(ana, &yes("raffle")).unwrap();
    for round in 0..5 {
        shop.desk().request_confirmation(ana, &code("raffle"), Code).unwrap();
        shop.edit(ana, &[(Field::Email, format!("ana{round}@example.pt").as_str())]);
        assert!(shop.erp().take_confirmations(9).unwrap().is_empty());
        shop.desk().record(ana, &yes("raffle")).unwrap();
    }
    let often = state("confirmation.asked_too_often");
    assert_eq!(failed(shop.desk().request_confirmation(ana, &code("raffle"), Link)), often);
    // A day later, and after a confirmation, it begins anew.
    shop.clock.set(NOW + 3 * DAY);
    shop.desk().record(ana, &yes("raffle")).unwrap();
    let links: Vec<String> = (0..5).map(|_| asked(&shop, ana, Link).secret.text().to_owned()).collect();
    shop.clock.set(NOW + 3 * DAY + 1000);
    shop.erp().confirm_link(&links[4]).unwrap();
    shop.desk().withdraw(ana, &code("raffle")).unwrap();
    shop.desk().record(ana, &yes("raffle")).unwrap();
    assert!(shop.desk().request_confirmation(ana, &code("raffle"), Link).is_ok());
}
