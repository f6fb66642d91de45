//! A11 to A16, A18, A20, X20 and X21: what a customer is asked, when and why; at the doors.

use clientela::domain::asking::{AskingReason, Dialog, DialogItem, Occasion, StorageConsent, Turn};
use clientela::domain::consent::{Detail, EventKind, Intent, Method, Origin, Purpose, Reason, State};
use clientela::domain::document::DocumentKind;
use clientela::domain::field::Field;
use clientela::domain::id::{Code, SubjectId};
use clientela::domain::message::{self, Language};
use clientela::domain::rights::{Right, Rights};
use clientela::domain::setting::{Place, Setting};
use clientela::{Capture, DocumentDraft, ErrorKind, ProofRequest, Question};
use proptest::prelude::*;

use crate::shop::{DAY, NOW, Shop, code, euro, failed, newsletter, said, yes};

fn set(shop: &Shop, setting: Setting, value: &str) {
    shop.erp().set_setting(setting, &Place::Chain, Some(value)).unwrap();
}

/// Lee, with every address.
fn lee(shop: &Shop) -> SubjectId {
    shop.add(&[(Field::FamilyName, "Lee"), (Field::Email, "lee@example.org"), (Field::Phone, "+49 30 23125060"), (Field::Street, "Weg 1")])
}

fn to_ask(shop: &Shop, id: SubjectId, occasion: Occasion) -> Dialog {
    shop.desk().to_ask(id, occasion).unwrap()
}

/// The codes of a turn; of data `data`.
fn codes(dialog: &Dialog, turn: Turn) -> Vec<&str> {
    dialog.of(turn).map(|item| if item.is_data() { "data" } else { item.definition.as_ref().map_or("", Code::as_str) }).collect()
}

/// Why something is asked, or is not.
fn why(dialog: &Dialog, definition: &str) -> (Turn, AskingReason) {
    let item = dialog.items.iter().find(|item| item.definition == Some(code(definition)) && !item.is_data()).unwrap();
    (item.turn, item.reason)
}

/// Kinds and definitions of all events, the oldest first.
fn events(shop: &Shop, id: SubjectId) -> Vec<(EventKind, Option<String>)> {
    let kept = shop.desk().consent_events(id, None).unwrap();
    kept.into_iter().map(|kept| (kept.event.kind, kept.event.definition.map(|code| code.to_string()))).collect()
}

const REMINDERS: [Occasion; 3] = [Occasion::CardRead, Occasion::CashSale, Occasion::LastVisit];
const ADVERTISING: [&str; 5] = ["newsletter-email", "offers-letter", "offers-phone", "offers-sms", "newsletter-vinyl"];

#[test]
fn a11_the_consent_to_storage_is_reminded_of_on_three_occasions_and_at_most_once_a_day() {
    let shop = Shop::with_definitions();
    let (id, desk) = (lee(&shop), shop.desk());
    for occasion in REMINDERS {
        let dialog = to_ask(&shop, id, occasion);
        assert_eq!((codes(&dialog, Turn::Now), dialog.storage), (vec!["data-storage"], Some(StorageConsent::NoSelection)));
        let item = dialog.of(Turn::Now).next().unwrap();
        assert_eq!(item.choices, [Intent::Give, Intent::Refuse, Intent::Defer]);
        assert!(!item.preset, "no selection is the default");
    }
    let dialog = to_ask(&shop, id, Occasion::CardRead);
    assert_eq!(desk.dialog_shown(id, &dialog, Turn::Now).unwrap(), 1);
    for occasion in REMINDERS {
        let dialog = shop.desk_at("till-2").to_ask(id, occasion).unwrap();
        assert_eq!((dialog.asks(), dialog.storage), (false, Some(StorageConsent::Open)));
        assert_eq!(why(&dialog, "data-storage"), (Turn::NotNow, AskingReason::AskedToday));
    }
    shop.clock.set(NOW + DAY);
    assert_eq!(why(&to_ask(&shop, id, Occasion::CashSale), "data-storage"), (Turn::Now, AskingReason::Unanswered));
    desk.record(id, &yes("data-storage")).unwrap();
    assert_eq!(to_ask(&shop, id, Occasion::CashSale).storage, Some(StorageConsent::Agreed));
    desk.withdraw(id, &code("data-storage")).unwrap();
    assert_eq!(to_ask(&shop, id, Occasion::CashSale).storage, Some(StorageConsent::Withdrawn));
}

#[test]
fn a11_with_the_option_off_there_is_only_an_indicator() {
    let shop = Shop::with_definitions();
    let id = lee(&shop);
    assert!(to_ask(&shop, id, Occasion::CardRead).asks());
    set(&shop, Setting::AskingStorage, "false");
    for occasion in REMINDERS {
        let dialog = to_ask(&shop, id, occasion);
        assert_eq!((dialog.asks(), dialog.storage), (false, Some(StorageConsent::NoSelection)));
        assert_eq!(why(&dialog, "data-storage"), (Turn::NotNow, AskingReason::IndicatorOnly));
    }
    shop.desk().record(id, &yes("data-storage")).unwrap();
    let dialog = to_ask(&shop, id, Occasion::CardRead);
    assert_eq!(dialog.storage, Some(StorageConsent::Agreed), "the indicator follows");
}

#[test]
fn a11_a_withdrawal_stops_optional_processing_offers_an_erasure_and_never_stops_a_sale() {
    let shop = Shop::with_definitions();
    let (id, desk) = (lee(&shop), shop.desk());
    let recall = Question::new(Purpose::MandatoryNotice, Some(clientela::domain::consent::Channel::Email));
    for definition in ["data-storage", "newsletter-email", "invoice-by-email", "recall-notices"] {
        desk.record(id, &yes(definition)).unwrap();
    }
    assert!(desk.may_contact(id, &newsletter()).unwrap().allowed);
    assert!(!to_ask(&shop, id, Occasion::CardRead).offers_erasure);
    desk.withdraw(id, &code("data-storage")).unwrap();
    let answer = desk.may_contact(id, &newsletter()).unwrap();
    assert_eq!((answer.allowed, answer.reason, answer.definition), (false, Reason::ParentNotAccepted, Some(code("data-storage"))));
    assert!(!desk.consents(id).unwrap().iter().any(|one| one.definition.purpose != Purpose::MandatoryNotice && one.usable.allowed));
    assert!(desk.may_contact(id, &recall).unwrap().allowed, "a recall goes out all the same");
    let everybody: Vec<_> = std::iter::from_fn({
        let mut contacts = shop.erp().contacts(&newsletter());
        move || contacts.next().unwrap()
    })
    .collect();
    assert!(everybody.is_empty(), "the walk over everybody knows it too");
    let dialog = to_ask(&shop, id, Occasion::CashSale);
    assert!(dialog.offers_erasure && !dialog.asks());
    assert_eq!(why(&dialog, "data-storage"), (Turn::NotNow, AskingReason::UpToThePerson));
    shop.receipt("R-1", Some(id));
    desk.record(id, &yes("data-storage")).unwrap();
    assert!(desk.may_contact(id, &newsletter()).unwrap().allowed, "given again it lets go of it");
    assert!(!to_ask(&shop, id, Occasion::CashSale).offers_erasure);
}

#[test]
fn a12_advertising_is_offered_only_after_the_consent_to_storage() {
    let shop = Shop::with_definitions();
    let (id, desk) = (lee(&shop), shop.desk());
    let dialog = to_ask(&shop, id, Occasion::Creation);
    assert_eq!((codes(&dialog, Turn::Now), codes(&dialog, Turn::Then)), (vec!["data-storage"], ADVERTISING.to_vec()));
    assert_eq!(desk.dialog_shown(id, &dialog, Turn::Now).unwrap(), 1);
    assert_eq!(desk.dialog_shown(id, &dialog, Turn::Then).unwrap(), 0, "nothing follows before the yes");
    desk.record(id, &yes("data-storage")).unwrap();
    assert_eq!(desk.dialog_shown(id, &dialog, Turn::Then).unwrap(), 4, "the same dialog goes on");
    assert_eq!(desk.dialog_shown(id, &dialog, Turn::Then).unwrap(), 0, "once");
    desk.record(id, &yes("newsletter-email")).unwrap();
    assert_eq!(desk.dialog_shown(id, &dialog, Turn::Then).unwrap(), 1, "and the topic behind what it belongs to");
    assert!(!to_ask(&shop, id, Occasion::CardRead).asks());
    let other = lee(&shop);
    desk.record(other, &said("data-storage", Intent::Refuse)).unwrap();
    let dialog = to_ask(&shop, other, Occasion::CardRead);
    assert_eq!(dialog.items.iter().filter(|item| !item.choices.is_empty()).count(), 0);
    for definition in ADVERTISING {
        assert_eq!(why(&dialog, definition), (Turn::NotNow, AskingReason::WaitsForConsent));
    }
    desk.record(other, &yes("data-storage")).unwrap();
    assert_eq!(desk.dialog_shown(other, &dialog, Turn::NotNow).unwrap(), 0, "what was not in the dialog was not asked");
}

#[test]
fn a13_a_preset_is_marked_is_never_recorded_and_lets_nobody_be_contacted() {
    let shop = Shop::with_definitions();
    set(&shop, Setting::AdvertisingPreset, "letter email phone sms");
    let (id, desk) = (lee(&shop), shop.desk());
    desk.record(id, &yes("data-storage")).unwrap();
    let dialog = to_ask(&shop, id, Occasion::Creation);
    assert!(dialog.of(Turn::Now).count() == 4 && dialog.of(Turn::Now).all(|item| item.preset));
    desk.dialog_shown(id, &dialog, Turn::Now).unwrap();
    desk.dialog_closed(id, &dialog).unwrap();
    let granted = events(&shop, id).iter().filter(|(kind, _)| kind.grants()).count();
    assert_eq!(granted, 1, "the consent to storage alone");
    for definition in ADVERTISING {
        assert_eq!(shop.standing(id, definition).state, State::Unknown);
    }
    for channel in clientela::domain::consent::Channel::ALL {
        let answer = desk.may_contact(id, &Question::new(Purpose::Marketing, Some(*channel))).unwrap();
        assert!(!answer.allowed && answer.evidence.len() <= 1, "{channel:?}");
    }
    shop.clock.set(NOW + 40 * DAY);
    assert!(to_ask(&shop, id, Occasion::Creation).of(Turn::Now).all(|item| !item.preset), "whoever was asked is not new");
}

#[test]
fn a16_letters_are_preset_for_new_customers_and_each_channel_is_where_the_setting_says_so() {
    let shop = Shop::with_definitions();
    let id = lee(&shop);
    shop.desk().record(id, &yes("data-storage")).unwrap();
    let preset = |occasion| -> Vec<String> {
        let dialog = to_ask(&shop, id, occasion);
        dialog.items.iter().filter(|item| item.preset).map(|item| item.channel.unwrap().name().to_owned()).collect()
    };
    assert_eq!((preset(Occasion::Creation), preset(Occasion::CardRead)), (vec!["letter".to_owned()], vec![]));
    let letters = to_ask(&shop, id, Occasion::Creation).items.into_iter().find(|item| item.preset).unwrap();
    assert_eq!(letters.choices, [Intent::Give, Intent::Object, Intent::Defer], "letters need no consent: no is an objection");
    for (value, wanted) in [("none", &[][..]), ("email", &["email", "email"]), ("phone sms", &["phone", "sms"])] {
        set(&shop, Setting::AdvertisingPreset, value);
        assert_eq!(preset(Occasion::Creation), wanted);
    }
}

#[test]
fn a13_a_new_customer_is_asked_while_they_are_filled_in_and_what_they_say_is_saved_with_them() {
    let shop = Shop::with_definitions();
    let desk = shop.desk();
    let mut draft = desk.new_customer("private").unwrap();
    draft.set(Field::FamilyName, "Lee").set(Field::Street, "Weg 1").set(Field::Language, "de");
    let dialog = desk.to_ask_new(&draft).unwrap();
    assert_eq!((codes(&dialog, Turn::Now), dialog.occasion), (vec!["data-storage"], Occasion::Creation));
    assert_eq!(dialog.items[0].text.as_ref().unwrap().language, "de", "in the language of the draft");
    let preset: Vec<_> = dialog.of(Turn::Then).filter(|item| item.preset).map(|item| item.definition.clone()).collect();
    assert_eq!(preset, [Some(code("offers-letter"))]);
    draft.capture(yes("data-storage"));
    let id = desk.save(&mut draft).unwrap().id;
    assert_eq!(desk.dialog_shown(id, &dialog, Turn::Now).unwrap(), 0, "it was answered");
    assert_eq!(desk.dialog_shown(id, &dialog, Turn::Then).unwrap(), 4);
    assert_eq!(desk.dialog_closed(id, &dialog).unwrap(), 4);
    assert_eq!(events(&shop, id).iter().filter(|(kind, _)| kind.grants()).count(), 1, "the preset is nobody's answer");
    let reader = shop.desk_of("kim", Rights::none().with(Right::ReadCustomers).with(Right::EditCustomers));
    assert_eq!(failed(reader.to_ask_new(&reader.new_customer("private").unwrap())).0, ErrorKind::NotPermitted);
}

#[test]
fn a14_advertising_is_answered_channel_by_channel_or_with_one_switch() {
    let shop = Shop::with_definitions();
    let (id, desk) = (lee(&shop), shop.desk());
    desk.record(id, &yes("data-storage")).unwrap();
    let dialog = to_ask(&shop, id, Occasion::CardRead);
    assert_eq!((codes(&dialog, Turn::Now), dialog.together(Turn::Now).count()), (ADVERTISING[..4].to_vec(), 0));
    set(&shop, Setting::AdvertisingDetailed, "false");
    let dialog = to_ask(&shop, id, Occasion::CardRead);
    let mut switch = dialog.together(Turn::Now).cloned();
    let first = Capture::new(switch.next().unwrap(), Intent::Give, Method::Paper).signature([1; 32]);
    let answer = switch.fold(first, |answer, definition| answer.and(definition, Intent::Give));
    assert_eq!(desk.record_all(id, &answer).unwrap().len(), 5, "one answer is recorded for each");
    assert!(desk.may_contact(id, &newsletter()).unwrap().allowed);
    assert_eq!(shop.standing(id, "offers-letter").state, State::Accepted);
    let poor = shop.add(&[(Field::FamilyName, "Ray"), (Field::Email, "ray@example.org")]);
    desk.record(poor, &yes("data-storage")).unwrap();
    let dialog = to_ask(&shop, poor, Occasion::CardRead);
    assert_eq!(codes(&dialog, Turn::Now), ["newsletter-email", "newsletter-vinyl"]);
    assert_eq!(why(&dialog, "offers-phone"), (Turn::NotNow, AskingReason::NoAddress));
}

#[test]
fn a18_what_was_typed_is_discarded_the_sale_goes_on_and_the_months_count_from_the_first_appearance() {
    let shop = Shop::empty();
    set(&shop, Setting::MissingFields, "email");
    let (id, desk) = (shop.add(&[(Field::FamilyName, "Lee")]), shop.desk());
    let dialog = to_ask(&shop, id, Occasion::CashSale);
    assert_eq!((codes(&dialog, Turn::Now), dialog.items[0].fields.as_slice()), (vec!["data"], &[Field::Email][..]));
    assert_eq!(desk.dialog_shown(id, &dialog, Turn::Now).unwrap(), 1);
    assert!(!to_ask(&shop, id, Occasion::CardRead).asks(), "a dialog about data is the dialog of its day");
    shop.clock.set(NOW + 10 * DAY);
    let dialog = to_ask(&shop, id, Occasion::CashSale);
    assert_eq!(shop.desk_at("till-2").dialog_shown(id, &dialog, Turn::Now).unwrap(), 1);
    let mut typed = desk.edit(id).unwrap();
    typed.set(Field::Email, "lee@example.org");
    assert_eq!(desk.dialog_closed(id, &dialog).unwrap(), 1);
    drop(typed);
    assert_eq!(desk.dialog_closed(id, &dialog).unwrap(), 0, "closed is closed");
    assert_eq!(desk.customer(id).unwrap().stored.values.get(Field::Email), None);
    let draft = DocumentDraft { customer: Some(id), ..DocumentDraft::new(DocumentKind::Receipt, "R-1", euro()) };
    desk.start_document(&draft).unwrap();
    let missing = desk.missing_data(id).unwrap();
    assert_eq!(missing.silent_until.map(|day| day.to_string()).as_deref(), Some("2028-07-01"), "not 2028-07-11");
    let item = &to_ask(&shop, id, Occasion::CashSale).items[0];
    assert_eq!((item.reason, item.until.map(|day| day.to_string()).as_deref()), (AskingReason::CoolDown, Some("2028-07-01")));
    let kinds: Vec<_> = events(&shop, id);
    assert_eq!(kinds, [EventKind::Asked, EventKind::Asked, EventKind::Deferred].map(|kind| (kind, None)));
    desk.consent_proof(id, &ProofRequest::new()).expect("what names no consent is proven too");
    shop.clock.set(NOW + 731 * DAY);
    assert!(to_ask(&shop, id, Occasion::CashSale).asks());
    set(&shop, Setting::MissingAskAgainMonths, "36");
    assert!(!to_ask(&shop, id, Occasion::CashSale).asks());
}

#[test]
fn a20_email_advertising_is_withdrawn_in_the_dialog_where_the_option_says_so() {
    let shop = Shop::with_definitions();
    let (id, desk) = (lee(&shop), shop.desk());
    for definition in ["data-storage", "newsletter-email", "newsletter-vinyl", "offers-letter"] {
        desk.record(id, &yes(definition)).unwrap();
    }
    assert_eq!(to_ask(&shop, id, Occasion::CashSale).withdrawable, []);
    set(&shop, Setting::MissingWithdrawEmail, "true");
    assert_eq!(to_ask(&shop, id, Occasion::CashSale).withdrawable, ["newsletter-email", "newsletter-vinyl"].map(code));
    assert_eq!(desk.withdraw_email_advertising(id).unwrap(), 2);
    let dialog = to_ask(&shop, id, Occasion::CashSale);
    assert_eq!((dialog.withdrawable.as_slice(), why(&dialog, "newsletter-email").1), (&[][..], AskingReason::UpToThePerson));
    assert_eq!(why(&dialog, "offers-letter").1, AskingReason::Agreed);
}

#[test]
fn x20_nothing_is_asked_on_an_occasion_that_the_chain_leaves_out() {
    let shop = Shop::with_definitions();
    let id = lee(&shop);
    let asks = || Occasion::ALL.iter().map(|occasion| to_ask(&shop, id, *occasion).asks()).collect::<Vec<_>>();
    assert_eq!(asks(), [true; 5]);
    set(&shop, Setting::AskingOccasions, "cash_sale creation");
    assert_eq!(asks(), [false, true, false, true, false]);
    set(&shop, Setting::AskingOccasions, "none");
    assert_eq!(why(&to_ask(&shop, id, Occasion::CashSale), "data-storage"), (Turn::NotNow, AskingReason::OtherOccasion));
}

#[test]
fn x20_what_was_left_open_or_declined_is_asked_again_only_after_the_time_that_holds() {
    let shop = Shop::with_definitions();
    let (id, desk) = (lee(&shop), shop.desk());
    let again = |days: i64| {
        shop.clock.set(NOW + days * DAY);
        let dialog = to_ask(&shop, id, Occasion::CardRead);
        dialog.asks().then(|| codes(&dialog, Turn::Now).join(" "))
    };
    let dialog = to_ask(&shop, id, Occasion::CardRead);
    desk.dialog_shown(id, &dialog, Turn::Now).unwrap();
    assert_eq!(desk.dialog_closed(id, &dialog).unwrap(), 1, "what was never shown is not left open");
    assert_eq!((again(29), again(30).as_deref()), (None, Some("data-storage")));
    set(&shop, Setting::AskingAfterDeferralDays, "3");
    assert_eq!((again(2), again(3).as_deref()), (None, Some("data-storage")));
    desk.record(id, &yes("data-storage")).unwrap();
    desk.record(id, &said("offers-letter", Intent::Refuse)).unwrap();
    let all = "newsletter-email offers-letter offers-phone offers-sms";
    assert_eq!((again(700).unwrap().contains("letter "), again(740).as_deref()), (false, Some(all)));
    set(&shop, Setting::AskingAfterRefusalMonths, "1");
    assert_eq!(again(40).as_deref(), Some(all));
    set(&shop, Setting::AskingAfterRefusalMonths, "0");
    assert!(!again(3000).unwrap().contains("letter "));
}

#[test]
fn x20_asked_without_an_answer_is_evidence_with_the_text_that_was_shown() {
    let shop = Shop::with_definitions();
    let id = shop.add(&[(Field::FamilyName, "Lee"), (Field::Language, "fr")]);
    let desk = shop.desk_at("till-2");
    let dialog = desk.to_ask(id, Occasion::Portal).unwrap();
    let text = dialog.items[0].text.clone().unwrap();
    assert_eq!(text.language, "en", "without a French text the first one, and it says so");
    desk.dialog_shown(id, &dialog, Turn::Now).unwrap();
    let kept = desk.consent_events(id, Some(&code("data-storage"))).unwrap();
    let event = &kept[0].event;
    assert_eq!((event.kind, event.text_digest, event.language.as_str()), (EventKind::Asked, text.digest(), "en"));
    assert_eq!((event.origin, event.station.as_ref().unwrap().as_str()), (Origin::Portal, "till-2"));
    assert_eq!(shop.standing(id, "data-storage").detail, Detail::Asked);
    assert_eq!(shop.desk().dialog_shown(id, &dialog, Turn::Now).unwrap(), 0, "another till asked meanwhile");
    assert_eq!(shop.desk().dialog_shown(id, &dialog, Turn::NotNow).unwrap(), 0);
}

#[test]
fn x20_an_answer_is_not_left_open_and_a_merged_customer_was_asked_once() {
    let shop = Shop::with_definitions();
    let (id, again, desk) = (lee(&shop), lee(&shop), shop.desk());
    desk.record(id, &yes("data-storage")).unwrap();
    let dialog = to_ask(&shop, id, Occasion::CardRead);
    assert_eq!(desk.dialog_shown(id, &dialog, Turn::Now).unwrap(), 4);
    desk.record(id, &yes("newsletter-email")).unwrap();
    desk.record(id, &said("offers-letter", Intent::Refuse)).unwrap();
    assert_eq!(desk.dialog_closed(id, &dialog).unwrap(), 2, "offers by phone and SMS");
    assert_eq!(shop.standing(id, "newsletter-email").state, State::Accepted);
    assert_eq!(shop.standing(id, "offers-letter").detail, Detail::Refused);
    assert_eq!(shop.standing(id, "offers-sms").detail, Detail::Deferred);
    assert_eq!(desk.dialog_closed(id, &dialog).unwrap(), 0);
    shop.clock.set(NOW + DAY);
    assert_eq!(desk.dialog_closed(id, &dialog).unwrap(), 0, "what was answered yesterday is not left open today");
    shop.clock.set(NOW);
    assert!(to_ask(&shop, again, Occasion::CardRead).asks());
    let preview = desk.merge_preview(again, id).unwrap();
    desk.merge(&preview, "the same person").unwrap();
    assert!(!to_ask(&shop, again, Occasion::CardRead).asks() && !to_ask(&shop, id, Occasion::CardRead).asks());
    assert_eq!(shop.engine.verify_journal().unwrap().findings, []);
}

#[test]
fn x20_who_may_not_see_or_record_consents_asks_nothing_and_of_the_erased_nothing_is_asked() {
    let shop = Shop::with_definitions();
    let id = lee(&shop);
    let dialog = to_ask(&shop, id, Occasion::CardRead);
    let reader = shop.desk_of("kim", Rights::none().with(Right::ReadCustomers));
    assert_eq!(failed(reader.to_ask(id, Occasion::CardRead)).0, ErrorKind::NotPermitted);
    let seer = shop.desk_of("kim", Rights::none().with(Right::ReadCustomers).with(Right::ReadConsents));
    assert!(seer.to_ask(id, Occasion::CardRead).unwrap().asks());
    assert_eq!(failed(seer.dialog_shown(id, &dialog, Turn::Now)).0, ErrorKind::NotPermitted);
    assert_eq!(failed(seer.dialog_closed(id, &dialog)).0, ErrorKind::NotPermitted);
    shop.erp().anonymize(id).unwrap();
    let desk = shop.desk();
    assert_eq!(failed(desk.to_ask(id, Occasion::CardRead)).0, ErrorKind::Erased);
    assert_eq!(failed(desk.dialog_shown(id, &dialog, Turn::Now)).0, ErrorKind::Erased);
    assert_eq!(failed(desk.dialog_closed(id, &dialog)).0, ErrorKind::Erased);
}

#[test]
fn x20_every_reason_has_a_text_for_the_screen() {
    let text = |reason: AskingReason| message::text(&format!("asking_reason.{}", reason.name()), &[], Language::German);
    assert_eq!(text(AskingReason::AskedToday).as_deref(), Some("Heute schon gefragt"));
    assert!(AskingReason::ALL.iter().all(|reason| text(*reason).is_some()));
}

#[test]
fn x21_data_are_asked_for_where_something_agreed_to_needs_them_and_not_otherwise() {
    let shop = Shop::with_definitions();
    set(&shop, Setting::MissingFields, "birth_date");
    let (id, desk) = (lee(&shop), shop.desk());
    let data = |occasion| -> Vec<(Turn, AskingReason, Option<Code>, Vec<Field>)> {
        let dialog = to_ask(&shop, id, occasion);
        let data = dialog.items.into_iter().filter(DialogItem::is_data);
        data.map(|item| (item.turn, item.reason, item.definition, item.fields)).collect()
    };
    let (storage, letter) = (Some(code("data-storage")), Some(code("newsletter-email")));
    let birthday = |turn, reason| (turn, reason, storage.clone(), vec![Field::BirthDate]);
    assert_eq!(data(Occasion::CardRead), [birthday(Turn::Then, AskingReason::DataNeeded)]);
    desk.record(id, &yes("data-storage")).unwrap();
    desk.record(id, &yes("newsletter-email")).unwrap();
    assert_eq!(data(Occasion::CardRead), [birthday(Turn::Now, AskingReason::DataNeeded)]);
    shop.edit(id, &[(Field::Email, ""), (Field::Phone, "")]);
    let email = (Turn::Now, AskingReason::DataNeeded, letter, vec![Field::Email]);
    assert_eq!(data(Occasion::CardRead), [birthday(Turn::Now, AskingReason::DataNeeded), email], "nothing agreed to needs a phone");
    desk.withdraw(id, &code("data-storage")).unwrap();
    assert_eq!(data(Occasion::CardRead), [birthday(Turn::NotNow, AskingReason::NotNeeded)]);
}

/// What happens at one of two tills.
#[derive(Clone, Debug)]
struct Visit {
    till: bool,
    occasion: Occasion,
    days: i64,
    /// What the customer says to each question; none: the till goes on without an answer.
    says: Option<Intent>,
    closes: bool,
}

fn visit() -> impl Strategy<Value = Visit> {
    let says = prop::option::of(prop::sample::select(&[Intent::Give, Intent::Refuse, Intent::Withdraw][..]));
    let when = (any::<bool>(), prop::sample::select(Occasion::ALL), prop::sample::select(&[0, 0, 0, 1, 40][..]));
    (when, says, any::<bool>()).prop_map(|((till, occasion, days), says, closes)| Visit { till, occasion, days, says, closes })
}

/// Answers whatever is asked in this turn; how many yeses were recorded.
fn answer(shop: &Shop, id: SubjectId, dialog: &Dialog, turn: Turn, says: Intent) -> usize {
    let asked: Vec<Code> = dialog.of(turn).filter(|item| !item.is_data()).filter_map(|item| item.definition.clone()).collect();
    let said =
        |definition: Code| shop.desk().record(id, &Capture::new(definition, says, Method::Paper)).is_ok_and(|given| given.event.is_some());
    asked.into_iter().map(said).filter(|recorded| *recorded && says == Intent::Give).count()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn x20_nobody_gets_two_dialogs_a_day_and_nothing_but_an_answer_is_a_consent(visits in prop::collection::vec(visit(), 1..24)) {
        let shop = Shop::with_definitions();
        set(&shop, Setting::AdvertisingPreset, "letter email phone sms");
        set(&shop, Setting::MissingFields, "birth_date");
        let (id, mut day, mut shown, mut yeses) = (lee(&shop), 0, None, 0);
        for visit in visits {
            day += visit.days;
            shop.clock.set(NOW + day * DAY);
            let desk = shop.desk_at(if visit.till { "till-1" } else { "till-2" });
            let dialog = desk.to_ask(id, visit.occasion).unwrap();
            let count = desk.dialog_shown(id, &dialog, Turn::Now).unwrap();
            prop_assert_eq!(count > 0, dialog.asks());
            if !dialog.asks() {
                continue;
            }
            prop_assert_ne!(shown, Some(day), "a second dialog on one day");
            shown = Some(day);
            if let Some(says) = visit.says {
                yeses += answer(&shop, id, &dialog, Turn::Now, says);
                if desk.dialog_shown(id, &dialog, Turn::Then).unwrap() > 0 {
                    yeses += answer(&shop, id, &dialog, Turn::Then, says);
                }
            }
            if visit.closes {
                desk.dialog_closed(id, &dialog).unwrap();
            }
            prop_assert!(!desk.to_ask(id, visit.occasion).unwrap().asks());
        }
        let grants = events(&shop, id).iter().filter(|(kind, _)| kind.grants()).count();
        prop_assert_eq!(grants, yeses, "a preset is nobody's answer");
    }
}

#[test]
fn x20_a_dialog_asks_whoever_decides_and_takes_nothing_for_agreed_that_lets_nobody_be_contacted() {
    let shop = Shop::with_definitions();
    shop.fed(concat!(
        r#"{"feed":"customer","source_id":"kim","kind":"private","family_name":"Lee","email":"kim@example.com","birth_date":"2012-05-05"}"#,
        "\n",
        r#"{"feed":"related","source_id":"mum","customer":"kim","role":"family","family_name":"Lee","guardian":"parent"}"#,
    ));
    let [kim, mum] = ["kim", "mum"].map(|source| shop.erp().subject_by_source(source).unwrap().unwrap());
    let (desk, news) = (shop.desk(), "newsletter-email");
    let asked = || why(&to_ask(&shop, kim, Occasion::CardRead), news);
    let agrees = || assert_eq!(asked().1 == AskingReason::Agreed, desk.may_contact(kim, &newsletter()).unwrap().allowed);
    assert_eq!(asked(), (Turn::NotNow, AskingReason::GuardianMissing));
    desk.record(kim, &yes("data-storage").by_guardian(mum)).unwrap();
    desk.record(kim, &yes(news)).unwrap();
    assert_eq!(asked(), (Turn::NotNow, AskingReason::GuardianMissing), "the child's yes is not enough");
    agrees();
    desk.record(kim, &yes(news).by_guardian(mum)).unwrap();
    assert_eq!(asked(), (Turn::NotNow, AskingReason::Agreed));
    agrees();
    let mut draft = desk.new_customer("private").unwrap();
    draft.set(Field::FamilyName, "Lee").set(Field::BirthDate, "2015-05-05");
    assert_eq!(why(&desk.to_ask_new(&draft).unwrap(), "data-storage"), (Turn::NotNow, AskingReason::GuardianMissing), "while filled in");

    let lou = lee(&shop);
    for (definition, capture) in [("data-storage", yes("data-storage")), ("offers-phone", yes("offers-phone"))] {
        desk.record(lou, &capture).unwrap();
        let wanted = if definition == "data-storage" { AskingReason::Agreed } else { AskingReason::SignatureMissing };
        assert_eq!(why(&to_ask(&shop, lou, Occasion::CardRead), definition).1, wanted);
    }
    set(&shop, Setting::UnsignedAllowed, "true");
    assert_eq!(why(&to_ask(&shop, lou, Occasion::CardRead), "offers-phone").1, AskingReason::Agreed);
}

#[test]
fn x20_who_grew_up_with_a_guardians_yes_is_asked_themself() {
    let shop = Shop::with_definitions();
    shop.fed(concat!(
        r#"{"feed":"customer","source_id":"kim","kind":"private","family_name":"Lee","email":"kim@example.com","birth_date":"2012-05-05"}"#,
        "\n",
        r#"{"feed":"related","source_id":"mum","customer":"kim","role":"family","family_name":"Lee","guardian":"parent"}"#,
    ));
    let [kim, mum] = ["kim", "mum"].map(|source| shop.erp().subject_by_source(source).unwrap().unwrap());
    for definition in ["data-storage", "newsletter-email"] {
        shop.desk().record(kim, &yes(definition).by_guardian(mum)).unwrap();
    }
    shop.clock.set(NOW + 700 * DAY);
    let dialog = to_ask(&shop, kim, Occasion::CardRead);
    assert_eq!(dialog.storage, Some(StorageConsent::Open));
    assert_eq!(why(&dialog, "data-storage"), (Turn::Now, AskingReason::GuardianOver));
    assert_eq!(why(&dialog, "newsletter-email"), (Turn::Then, AskingReason::GuardianOver));
    shop.desk().record(kim, &yes("data-storage")).unwrap();
    shop.desk().record(kim, &yes("newsletter-email")).unwrap();
    assert_eq!(why(&to_ask(&shop, kim, Occasion::CardRead), "newsletter-email").1, AskingReason::Agreed);
}

#[test]
fn p10_a_station_asks_what_it_shows() {
    let shop = Shop::with_definitions();
    shop.fed(r#"{"feed":"branch","code":"berlin-mitte"}"#);
    shop.fed(r#"{"feed":"station","code":"till-1","station_branch":"berlin-mitte"}"#);
    shop.erp().set_setting(Setting::ConsentsShown, &Place::Station(code("till-1")), Some("data-storage offers-letter")).unwrap();
    let who = lee(&shop);
    let shown: Vec<String> = shop.desk().consents(who).unwrap().into_iter().map(|one| one.definition.code.to_string()).collect();
    let dialog = to_ask(&shop, who, Occasion::CardRead);
    let asked: Vec<&str> =
        dialog.items.iter().filter(|item| !item.is_data()).filter_map(|item| item.definition.as_ref()).map(Code::as_str).collect();
    assert_eq!((shown.len(), asked), (2, vec!["data-storage", "offers-letter"]));
}
