//! W: customer management in a till.

use clientela::domain::consent::{Detail, Intent, State};
use clientela::domain::document::{Addressee, DocumentKind, DocumentState};
use clientela::domain::field::Field;
use clientela::domain::journal::EntryKind;
use clientela::store::{ListQuery, ListSort, Stored};
use clientela::{Desk, DocumentDraft, ErrorKind};

use crate::shop::{Shop, broken, code, euro, failed, newsletter, receipt, said, yes};

#[test]
fn w1_customers_are_kept_in_the_librarys_own_store_and_survive_a_restart() {
    let shop = Shop::with_definitions();
    let id =
        shop.add(&[(Field::GivenName, "Zoë"), (Field::FamilyName, "Hansen"), (Field::Email, "zoe@example.com"), (Field::City, "Oslo")]);
    shop.desk().record(id, &yes("newsletter-email")).unwrap();
    shop.receipt("R-1", Some(id));
    let shop = shop.reopened();
    let customer = shop.desk().customer(id).unwrap();
    let values = &customer.stored.values;
    let kept = [Field::GivenName, Field::FamilyName, Field::Email, Field::City].map(|field| values.get(field).unwrap());
    assert_eq!(kept, ["Zoë", "Hansen", "zoe@example.com", "Oslo"]);
    assert_eq!(customer.documents, 1);
    assert_eq!(shop.standing(id, "newsletter-email").state, State::Accepted);
    assert_eq!(shop.desk().search("hansen", 5).unwrap().hits[0].customer.id, id);
}

#[test]
fn w2_a_customer_is_put_on_a_draft_changed_and_removed_and_none_means_undefined() {
    let shop = Shop::stocked();
    let (desk, luis, leonie) = (shop.desk(), shop.customer("1"), shop.customer("2"));
    let id = desk.start_document(&receipt("T-1")).unwrap();
    let started = desk.document(id).unwrap();
    assert_eq!((started.state, started.customer, started.addressee), (DocumentState::Draft, None, Addressee::default()));
    for customer in [Some(luis), Some(leonie), None, Some(luis)] {
        desk.put_customer(id, customer).unwrap();
        assert_eq!(desk.document(id).unwrap().customer, customer);
    }
    desk.issue_document(id).unwrap();
    let issued = desk.document(id).unwrap();
    assert_eq!((issued.state, issued.customer), (DocumentState::Issued, Some(luis)));
    let undefined = shop.receipt("T-2", None);
    assert_eq!(desk.document(undefined).unwrap().addressee, Addressee::default());
}

#[test]
fn w2_after_it_is_final_only_a_new_linked_document_changes_the_customer() {
    let shop = Shop::stocked();
    let (desk, luis, leonie) = (shop.desk(), shop.customer("1"), shop.customer("2"));
    let id = shop.receipt("T-1", Some(luis));
    let before = desk.document(id).unwrap();
    for customer in [Some(leonie), Some(luis), None] {
        assert_eq!(failed(desk.put_customer(id, customer)), (ErrorKind::State, "document.final", None));
    }
    assert_eq!(failed(desk.issue_document(id)), (ErrorKind::State, "document.final", None));
    assert_eq!(desk.document(id).unwrap(), before);
    let invoice = DocumentDraft { source: Some(id), ..DocumentDraft::new(DocumentKind::Invoice, "I-1", euro()) };
    let taken_over = desk.document(desk.start_document(&invoice).unwrap()).unwrap();
    assert_eq!((taken_over.source.as_deref(), taken_over.customer), (Some("T-1"), Some(luis)));
    let other = DocumentDraft { source: Some(id), customer: Some(leonie), ..DocumentDraft::new(DocumentKind::Correction, "C-1", euro()) };
    let other = desk.document(desk.start_document(&other).unwrap()).unwrap();
    assert_eq!((other.source.as_deref(), other.customer), (Some("T-1"), Some(leonie)));
}

#[test]
fn w2_the_document_keeps_name_and_address_as_issued() {
    let shop = Shop::empty();
    let home =
        [(Field::Street, "Old Lane 1"), (Field::PostalCode, "1000"), (Field::City, "Bree"), (Field::Region, "N"), (Field::Country, "GB")];
    let id = shop.add(&[&[(Field::GivenName, "Ann"), (Field::FamilyName, "Lee")], &home[..]].concat());
    let receipt = shop.receipt("T-1", Some(id));
    shop.edit(id, &[(Field::FamilyName, "Ray"), (Field::Street, "New Lane 2"), (Field::City, "")]);
    let some = |text: &str| Some(text.to_owned());
    let as_issued = Addressee {
        name: some("Ann Lee"),
        street: some("Old Lane 1"),
        postal_code: some("1000"),
        city: some("Bree"),
        region: some("N"),
        country: some("GB"),
    };
    assert_eq!(shop.desk().document(receipt).unwrap().addressee, as_issued);
    let later = shop.receipt("T-2", Some(id));
    assert_eq!(shop.desk().document(later).unwrap().addressee.name.as_deref(), Some("Ann Ray"));
}

fn all_pages(desk: &Desk, query: &ListQuery) -> Vec<Stored> {
    let (mut rows, mut query) = (Vec::new(), query.clone());
    loop {
        let page = desk.customers(&query).unwrap();
        assert!(page.rows.len() <= query.limit);
        rows.extend(page.rows);
        query.after = page.next;
        if query.after.is_none() {
            return rows;
        }
    }
}

fn column(rows: &[Stored], field: Field) -> Vec<&str> {
    rows.iter().map(|row| row.values.get(field).unwrap_or_default()).collect()
}

#[test]
fn w3_the_list_shows_the_columns_sorted_and_page_by_page() {
    let shop = Shop::stocked();
    let desk = shop.desk();
    shop.edit(shop.customer("5"), &[(Field::LastVisit, "2026-06-30")]);
    shop.edit(shop.customer("7"), &[(Field::LastVisit, "2026-05-01"), (Field::Status, "blocked")]);
    let whole = all_pages(&desk, &ListQuery { limit: 100, ..ListQuery::default() });
    assert_eq!(whole.len(), 60, "customers only, not who is related to them");
    let business = whole.iter().find(|row| row.values.is_business()).unwrap();
    let columns = [Field::Number, Field::Company, Field::Kind, Field::City, Field::Phone, Field::Email, Field::Status, Field::Branch];
    let shown = columns.map(|field| business.values.get(field).unwrap());
    let wanted = ["60", "Tonstudio Beispielwerk GmbH", "business", "Berlin", "+49 30 23125 060", "post@tonstudio.example", "active"];
    assert_eq!((&shown[..7], shown[7]), (&wanted[..], "berlin-mitte"));

    let names: Vec<String> = whole.iter().map(|row| row.values.display_name().to_lowercase()).collect();
    assert_eq!((&names[0][..], &names[59][..]), ("aaron mitchell", "wyatt girard"));
    for limit in [1, 7, 59, 60] {
        let paged = all_pages(&desk, &ListQuery { limit, ..ListQuery::default() });
        assert!(paged.iter().map(|row| row.id).eq(whole.iter().map(|row| row.id)), "pages of {limit}");
    }
    let visits = all_pages(&desk, &ListQuery { limit: 9, sort: ListSort::LastVisit, ..ListQuery::default() });
    assert_eq!(column(&visits, Field::LastVisit)[..3], ["2026-06-30", "2026-05-01", ""]);
    assert_eq!(visits.len(), 60);
    let blocked = ListQuery { limit: 9, statuses: vec!["blocked".to_owned()], ..ListQuery::default() };
    assert_eq!(column(&all_pages(&desk, &blocked), Field::Number), ["7"]);
    let branch = ListQuery { limit: 9, branch: Some("berlin-mitte".to_owned()), ..ListQuery::default() };
    assert_eq!(column(&all_pages(&desk, &branch), Field::Number), ["60"]);
}

#[test]
fn w3_the_list_by_number_counts_as_people_do() {
    let shop = Shop::stocked();
    let rows = all_pages(&shop.desk(), &ListQuery { limit: 7, sort: ListSort::Number, ..ListQuery::default() });
    let numbers: Vec<u32> = column(&rows, Field::Number).into_iter().map(|text| text.parse().unwrap()).collect();
    assert_eq!(numbers, (1..=60).collect::<Vec<_>>());
}

#[test]
fn w4_a_private_customer_needs_a_name_and_a_business_its_company() {
    let shop = Shop::empty();
    let desk = shop.desk();
    assert_eq!(broken(desk.save(&mut desk.new_customer("private").unwrap())), [("family_name", "required")]);
    assert_eq!(broken(desk.save(&mut desk.new_customer("business").unwrap())), [("company", "required")]);
    assert_eq!(broken(desk.save(&mut desk.new_customer("alien").unwrap()))[0], ("kind", "choice.unknown"));
    assert!(desk.customers(&ListQuery { limit: 9, ..ListQuery::default() }).unwrap().rows.is_empty(), "nothing was written");
    let mut business = desk.new_customer("business").unwrap();
    business.set(Field::Company, "Nordwind AG").set(Field::Number, "B-1");
    let business = desk.customer(desk.save(&mut business).unwrap().id).unwrap().stored;
    let private = desk.customer(shop.add(&[(Field::GivenName, "Cher")])).unwrap().stored;
    assert!(business.customer && business.values.is_business());
    assert_eq!((private.values.get(Field::Kind), private.values.get(Field::Status)), (Some("private"), Some("active")));
    assert_eq!(private.values.get(Field::Branch), Some("berlin-mitte"), "the branch of the desk");
}

#[test]
fn w4_every_broken_field_is_named_with_its_rule_and_never_with_its_value() {
    let shop = Shop::empty();
    let desk = shop.desk();
    let mut draft = desk.new_customer("private").unwrap();
    let long = "Bartholomäus".repeat(17);
    let bad = [
        (Field::GivenName, long.as_str(), "too_long"),
        (Field::FamilyName, "Han\u{7}sen", "control_character"),
        (Field::BirthDate, "2026-07-02", "date.in_future"),
        (Field::Language, "german", "language.malformed"),
        (Field::Country, "XX", "country.unknown"),
        (Field::Email, "two@at@signs", "email.malformed"),
        (Field::Phone, "call me", "phone.malformed"),
        (Field::Number, "two words", "code.malformed"),
    ];
    for (field, text, _) in bad {
        draft.set(field, text);
    }
    draft.set_at(Field::Phone, 1, "1");
    let error = desk.save(&mut draft).unwrap_err();
    let mut wanted: Vec<(&str, u16, &str)> = bad.iter().map(|(field, _, rule)| (field.name(), 0, *rule)).collect();
    wanted.push(("phone", 1, "phone.too_short"));
    let mut named: Vec<_> = error.violations().iter().map(|broken| (broken.field, broken.slot, broken.rule)).collect();
    wanted.sort_unstable();
    named.sort_unstable();
    assert_eq!(named, wanted);
    let said = format!("{error} {error:?}");
    assert!(bad.iter().all(|(_, text, _)| !said.contains(text)), "{said}");
    assert_eq!(failed(desk.customer(draft.id())).0, ErrorKind::NotFound);
}

#[test]
fn w5_one_call_returns_every_section_of_the_details() {
    let shop = Shop::stocked();
    let luis = shop.desk().customer(shop.customer("1")).unwrap();
    assert_eq!(luis.stored.values.display_name(), "Luís Gonçalves");
    assert_eq!(luis.stored.values.get(Field::Fax), Some("+55 (12) 3923-5566"));
    assert_eq!((luis.related.len(), luis.related[0].role.as_str()), (1, "family"));
    assert_eq!(luis.related[0].person.values.display_name(), "Beatriz Moreira");
    let codes: Vec<_> = luis.consents.iter().map(|consent| consent.definition.code.as_str()).collect();
    let all = ["data-storage", "invoice-by-email", "newsletter-email", "newsletter-vinyl", "offers-letter", "offers-phone", "offers-sms"];
    assert_eq!((&codes[..7], codes[7]), (&all[..], "recall-notices"));
    assert!(luis.consents.iter().all(|consent| consent.text.as_ref().unwrap().language == "en"));
    assert_eq!(luis.documents, 10);
    let studio = shop.desk().customer_by_number("60").unwrap();
    assert_eq!((studio.related[0].role.as_str(), studio.stored.values.display_name().as_str()), ("contact", "Tonstudio Beispielwerk GmbH"));
    assert_eq!(studio.consents[0].text.as_ref().unwrap().language, "de", "in the customer's language");
}

#[test]
fn w6_editing_journals_only_the_fields_that_changed() {
    let shop = Shop::empty();
    let id = shop.add(&[(Field::GivenName, "Ann"), (Field::FamilyName, "Lee"), (Field::City, "Bree"), (Field::Phone, "12345")]);
    let desk = shop.desk();
    let mut draft = desk.edit(id).unwrap();
    draft.set(Field::FamilyName, "Ray").set(Field::GivenName, "Ann").set(Field::Phone, "").set_at(Field::Email, 2, "ann@example.com");
    desk.save(&mut draft).unwrap();
    let log = desk.change_log(id).unwrap();
    let last = log.last().unwrap();
    let changed: Vec<_> = last.values.iter().map(|value| (value.field, value.slot)).collect();
    assert_eq!(changed, [(Field::FamilyName, 0), (Field::Email, 2), (Field::Phone, 0)]);
    assert_eq!((log.len(), last.entry.kind), (2, EntryKind::Changed));
    let mut unchanged = desk.edit(id).unwrap();
    desk.save(&mut unchanged).unwrap();
    assert_eq!(desk.change_log(id).unwrap().len(), 2, "nothing changed, nothing is journaled");
    let stored = desk.customer(id).unwrap().stored;
    assert_eq!((stored.version, stored.values.get(Field::City), stored.values.get(Field::Phone)), (2, Some("Bree"), None));
    assert_eq!(stored.values.at(Field::Email, 2), Some("ann@example.com"));
}

#[test]
fn w7_the_search_takes_words_in_any_order_as_prefixes_of_any_field() {
    let shop = Shop::stocked();
    let numbers = |text: &str| -> Vec<String> {
        let hits = shop.desk().search(text, 20).unwrap().hits;
        hits.iter().map(|hit| hit.customer.values.get(Field::Number).unwrap().to_owned()).collect()
    };
    let typed = [
        "goncalves",
        "GONÇALVES",
        "gon lu",
        "lu gon",
        "embraer gon",
        "luisg@embr",
        "12227 luis",
        "3923-5555",
        "brigadeiro faria",
        "1239235555",
    ];
    for text in typed {
        assert_eq!(numbers(text), ["1"], "{text}");
    }
    assert_eq!(numbers("moreira"), ["1"], "by the people related to the customer");
    assert_eq!(numbers("tonnies tonstudio"), ["60"]);
    assert_eq!(numbers("köhler"), ["2"]);
    assert_eq!(numbers("koehler"), ["2"]);
    for text in ["g", "go", "gon", "gonc", "gonca", "goncal"] {
        assert!(numbers(text).contains(&"1".to_owned()), "{text}");
    }
    for text in ["gon leonie", "calves", "", "   ", "\"", "gon* OR x", "nobody"] {
        assert!(numbers(text).is_empty(), "{text}");
    }
    assert_eq!(numbers("6").first().map(String::as_str), Some("6"), "a full number comes first");
    let few = shop.desk().search("a", 3).unwrap();
    assert!(few.more && few.hits.len() == 3);
    assert!(!shop.desk().search("goncalves", 3).unwrap().more);
}

#[test]
fn w7_the_search_follows_every_edit() {
    let shop = Shop::stocked();
    let luis = shop.customer("1");
    shop.edit(luis, &[(Field::FamilyName, "Quintela"), (Field::Email, "")]);
    let hits = |text: &str| shop.desk().search(text, 9).unwrap().hits.len();
    assert_eq!((hits("goncalves"), hits("quintela"), hits("luisg@embraer.com.br"), hits("moreira")), (0, 1, 0, 1));
}

#[test]
fn w9_consents_are_captured_in_the_same_transaction_as_the_customer() {
    let shop = Shop::with_definitions();
    let desk = shop.desk();
    let mut draft = desk.new_customer("private").unwrap();
    draft.set(Field::FamilyName, "Lee").set(Field::Email, "lee@example.com");
    draft.capture(yes("newsletter-email")).capture(yes("offers-phone"));
    let refused = failed(desk.save(&mut draft));
    assert_eq!(refused, (ErrorKind::Invalid, "consent.channel_data_missing", Some("phone")), "one consent fails");
    assert_eq!(failed(desk.customer(draft.id())).0, ErrorKind::NotFound, "and nothing at all is written");
    draft.set(Field::Phone, "+49 171 1234567");
    let id = desk.save(&mut draft).unwrap().id;
    assert_eq!(shop.standing(id, "newsletter-email").state, State::Accepted);
    assert!(desk.may_contact(id, &newsletter()).unwrap().allowed, "bound to the address of the same draft");

    let mut draft = desk.edit(id).unwrap();
    draft.set(Field::City, "Bree").capture(said("newsletter-email", Intent::Withdraw));
    desk.save(&mut draft).unwrap();
    assert_eq!(shop.standing(id, "newsletter-email").detail, Detail::Withdrawn);
    assert_eq!(desk.customer(id).unwrap().stored.values.get(Field::City), Some("Bree"));
    draft = desk.edit(id).unwrap();
    draft.set(Field::City, "Rivendell").capture(said("no-such", Intent::Give));
    assert_eq!(failed(desk.save(&mut draft)), (ErrorKind::NotFound, "definition.unknown", None));
    assert_eq!(desk.customer(id).unwrap().stored.values.get(Field::City), Some("Bree"));
}

#[test]
fn w10_a_given_consent_is_withdrawn_by_one_call_without_a_reason_at_once() {
    let shop = Shop::stocked();
    let (desk, luis) = (shop.desk(), shop.customer("1"));
    desk.record(luis, &yes("newsletter-email")).unwrap();
    assert!(desk.may_contact(luis, &newsletter()).unwrap().allowed);
    let withdrawn = desk.withdraw(luis, &code("newsletter-email")).unwrap();
    assert_eq!((withdrawn.standing.state, withdrawn.standing.detail), (State::Refused, Detail::Withdrawn));
    assert!(withdrawn.event.is_some());
    assert!(!desk.may_contact(luis, &newsletter()).unwrap().allowed);
    shop.clock.set(crate::shop::NOW - 30 * crate::shop::DAY);
    desk.record(luis, &yes("newsletter-email")).unwrap();
    assert!(desk.withdraw(luis, &code("newsletter-email")).is_ok(), "whatever the clock says");
    assert_eq!(shop.standing(luis, "newsletter-email").detail, Detail::Withdrawn);
}
