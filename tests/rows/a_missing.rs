//! A17 to A20: what is missing of a customer when a transaction begins, and what is withdrawn from there.

use clientela::domain::document::DocumentKind;
use clientela::domain::field::Field;
use clientela::domain::rights::{Right, Rights};
use clientela::domain::setting::{Place, Setting};
use clientela::{DocumentDraft, ErrorKind};

use crate::shop::{DAY, NOW, Shop, code, euro, failed, newsletter, yes};

fn set(shop: &Shop, setting: Setting, value: &str) {
    shop.erp().set_setting(setting, &Place::Chain, Some(value)).unwrap();
}

#[test]
fn a17_what_is_missing_for_a_transaction_is_told_and_blocks_only_where_the_option_says_so() {
    let shop = Shop::empty();
    let (id, desk) = (shop.add(&[(Field::FamilyName, "Lee"), (Field::PostalCode, "10115")]), shop.desk());
    assert_eq!((desk.missing_data(id).unwrap().fields, desk.missing_data(id).unwrap().ask), (vec![], false));
    set(&shop, Setting::MissingFields, "given_name address email phone birth_date");
    let missing = desk.missing_data(id).unwrap();
    assert_eq!(missing.fields, [Field::GivenName, Field::City, Field::Email, Field::Phone, Field::BirthDate]);
    assert!(missing.ask && !missing.blocks);
    shop.receipt("R-1", Some(id));
    set(&shop, Setting::MissingAddressBlocks, "true");
    assert!(desk.missing_data(id).unwrap().blocks);
    let draft = DocumentDraft { customer: Some(id), ..DocumentDraft::new(DocumentKind::Receipt, "R-2", euro()) };
    let error = desk.start_document(&draft).unwrap_err();
    assert_eq!(
        (error.code(), error.violations().iter().map(|one| one.field).collect::<Vec<_>>()),
        ("customer.address_missing", vec!["city"])
    );
    shop.edit(id, &[(Field::City, "Berlin")]);
    desk.start_document(&draft).unwrap();
    let firm = shop.desk();
    let mut business = firm.new_customer("business").unwrap();
    business.set(Field::Company, "Lee Ltd");
    let firm = firm.save(&mut business).unwrap().id;
    assert_eq!(desk.missing_data(firm).unwrap().fields, [Field::PostalCode, Field::City, Field::Email, Field::Phone]);
}

#[test]
fn a18_who_does_not_want_to_say_now_is_asked_again_after_the_months_that_hold_from_the_first_time() {
    let shop = Shop::empty();
    let (id, desk) = (shop.add(&[(Field::FamilyName, "Lee")]), shop.desk());
    set(&shop, Setting::MissingFields, "email");
    desk.defer_missing_data(id).unwrap();
    let log = desk.change_log(id).unwrap().len();
    shop.clock.set(NOW + 100 * DAY);
    desk.defer_missing_data(id).unwrap();
    assert_eq!(desk.change_log(id).unwrap().len(), log, "counted from the first time");
    let until = |id| desk.missing_data(id).unwrap().silent_until.map(|day| day.to_string());
    assert_eq!((desk.missing_data(id).unwrap().ask, until(id).as_deref()), (false, Some("2028-07-01")));
    assert_eq!(desk.missing_data(id).unwrap().fields, [Field::Email], "what is missing is still told");
    set(&shop, Setting::MissingAskAgainMonths, "3");
    assert_eq!((desk.missing_data(id).unwrap().ask, until(id)), (true, None));
    desk.defer_missing_data(id).unwrap();
    assert_eq!((desk.missing_data(id).unwrap().ask, until(id).as_deref()), (false, Some("2027-01-09")));
}

#[test]
fn a19_the_missing_fields_are_marked_in_the_customer_screen_too() {
    let shop = Shop::empty();
    let (id, desk) = (shop.add(&[(Field::FamilyName, "Lee")]), shop.desk());
    set(&shop, Setting::MissingFields, "phone");
    assert_eq!(desk.customer(id).unwrap().marked, []);
    set(&shop, Setting::MissingMarked, "true");
    assert_eq!(desk.customer(id).unwrap().marked, [Field::Phone]);
}

#[test]
fn a20_email_advertising_is_withdrawn_with_the_missing_data_only_where_the_option_says_so() {
    let shop = Shop::with_definitions();
    let id = shop.add(&[(Field::FamilyName, "Lee"), (Field::Email, "lee@example.org"), (Field::Phone, "+49 30 23125060")]);
    let desk = shop.desk();
    for definition in ["newsletter-email", "newsletter-vinyl", "data-storage"] {
        desk.record(id, &yes(definition)).unwrap();
    }
    assert_eq!(desk.missing_data(id).unwrap().email_advertising, []);
    assert_eq!(failed(desk.withdraw_email_advertising(id)), (ErrorKind::State, "missing.withdraw_elsewhere", None));
    assert!(desk.may_contact(id, &newsletter()).unwrap().allowed);
    set(&shop, Setting::MissingWithdrawEmail, "true");
    let offered = [code("newsletter-email"), code("newsletter-vinyl")];
    assert_eq!(desk.missing_data(id).unwrap().email_advertising, offered);
    let reader = shop.desk_of("kim", Rights::none().with(Right::ReadCustomers));
    assert_eq!(reader.missing_data(id).unwrap().email_advertising, [], "who may not see consents is told of none");
    assert_eq!(failed(reader.withdraw_email_advertising(id)).0, ErrorKind::NotPermitted);
    let before = desk.consent_events(id, None).unwrap().len();
    assert_eq!(desk.withdraw_email_advertising(id).unwrap(), 2);
    assert!(!desk.may_contact(id, &newsletter()).unwrap().allowed, "at once");
    assert_eq!(desk.missing_data(id).unwrap().email_advertising, []);
    assert_eq!(desk.withdraw_email_advertising(id).unwrap(), 0, "again is no second event");
    assert_eq!(desk.consent_events(id, None).unwrap().len(), before + 2, "nothing but e-mail advertising");
}
