//! X17: two customers become one and two again.

use std::collections::BTreeSet;
use std::fs;

use clientela::domain::consent::{Intent, Reason, State};
use clientela::domain::customer_merge::{Keep, MergeBlockerReason};
use clientela::domain::field::Field;
use clientela::domain::id::SubjectId;
use clientela::domain::journal::{EntryKind, Finding, Hidden};
use clientela::domain::merge::Outcome;
use clientela::domain::program::{Program, ProgramKind};
use clientela::domain::rights::{Right, Rights};
use clientela::{Balance, ErrorKind, ListQuery, MergeCounts, NewBooking, Purged};

use crate::scanner::scan;
use crate::shop::{Shop, code, database, failed, newsletter, said, yes};

const LEE: &[(Field, &str)] = &[
    (Field::Number, "1"),
    (Field::GivenName, "Ana"),
    (Field::FamilyName, "Leitholdt"),
    (Field::Email, "ana.leitholdt@zwirbel.example"),
    (Field::Street, "Kraxelbühelgasse 77"),
    (Field::City, "Berlin"),
    (Field::CardNumber, "4711-0001"),
    (Field::LastVisit, "2026-05-01"),
];

const AGAIN: &[(Field, &str)] = &[
    (Field::Number, "2"),
    (Field::GivenName, "Anna"),
    (Field::FamilyName, "Quirrenbock"),
    (Field::BirthDate, "1961-03-29"),
    (Field::Email, "quirrenbock@altepost.example"),
    (Field::Street, "Kraxelbühelgasse 77"),
    (Field::City, "Berlin"),
    (Field::CardNumber, "4711-0002"),
    (Field::LastVisit, "2026-06-01"),
    (Field::CommentText, "Rings thrice at the Zwölfax gate"),
];

/// A shop with the same person twice.
fn twice() -> (Shop, SubjectId, SubjectId) {
    let shop = Shop::with_definitions();
    let (lee, again) = (shop.add(LEE), shop.add(AGAIN));
    (shop, lee, again)
}

fn merge(shop: &Shop, survivor: SubjectId, merged: SubjectId) {
    let desk = shop.desk();
    let preview = desk.merge_preview(survivor, merged).unwrap();
    assert_eq!(desk.merge(&preview, "same person").unwrap(), Outcome::Written);
    sound(shop);
}

fn sound(shop: &Shop) {
    assert_eq!(shop.engine.verify_journal().unwrap().findings, []);
}

fn with_coffee(shop: &Shop, people: &[SubjectId]) {
    shop.desk().set_program(&Program::new(code("coffee"), ProgramKind::Stamps)).unwrap();
    people.iter().for_each(|id| shop.edit(*id, &[(Field::MemberProgram, "coffee")]));
}

fn book(shop: &Shop, id: SubjectId, amount: i64, key: &str) -> clientela::Result<clientela::Booked> {
    shop.desk().book(id, &NewBooking::new(code("coffee"), amount, code(key)))
}

fn value(shop: &Shop, id: SubjectId, field: Field, slot: u16) -> Option<String> {
    shop.desk().customer(id).unwrap().stored.values.at(field, slot).map(str::to_owned)
}

fn listed(shop: &Shop) -> BTreeSet<SubjectId> {
    shop.desk().customers(&ListQuery { limit: 100, ..ListQuery::default() }).unwrap().rows.iter().map(|row| row.id).collect()
}

fn found(shop: &Shop, text: &str) -> Vec<SubjectId> {
    shop.desk().search(text, 10).unwrap().hits.iter().map(|hit| hit.customer.id).collect()
}

#[test]
fn x17_the_preview_says_what_the_merge_does() {
    let (shop, lee, again) = twice();
    with_coffee(&shop, &[lee, again]);
    book(&shop, again, 5, "k1").unwrap();
    book(&shop, lee, 2, "k2").unwrap();
    shop.receipt("R-1", Some(again));
    shop.desk().record(again, &yes("data-storage")).unwrap();
    let preview = shop.desk().merge_preview(lee, again).unwrap();
    let fields: Vec<_> = preview.fields.iter().map(|field| (field.field, field.keep)).collect();
    let expected = [
        (Field::LastVisit, Keep::Merged),
        (Field::GivenName, Keep::Survivor),
        (Field::FamilyName, Keep::Survivor),
        (Field::BirthDate, Keep::Merged),
    ];
    assert_eq!(fields, expected);
    assert_eq!(preview.fields[2].merged.as_deref(), Some("Quirrenbock"));
    let things: Vec<_> = preview.things.iter().map(|thing| (thing.field, thing.value.as_str(), thing.becomes)).collect();
    let expected = [
        (Field::Street, "Kraxelbühelgasse 77", None),
        (Field::Email, "quirrenbock@altepost.example", Some(1)),
        (Field::CardNumber, "4711-0002", Some(1)),
        (Field::CommentText, "Rings thrice at the Zwölfax gate", Some(0)),
        (Field::MemberProgram, "coffee", None),
    ];
    assert_eq!(things, expected);
    assert_eq!(preview.counts, MergeCounts { documents: 1, consent_events: 1, bookings: 1, related: 0 });
    assert_eq!(preview.balances, [Balance { program: code("coffee"), balance: 7 }]);
    let stored = preview.consents.iter().find(|consent| consent.definition.code == code("data-storage")).unwrap();
    assert_eq!((stored.standing.state, &preview.blockers[..]), (State::Accepted, &[][..]));

    shop.desk().merge(&preview, "same person").unwrap();
    let both = shop.desk().customer(lee).unwrap();
    for (field, keep) in fields {
        let from = if keep == Keep::Merged { AGAIN } else { LEE };
        assert_eq!(both.stored.values.get(field), from.iter().find(|(of, _)| *of == field).map(|(_, text)| *text));
    }
    for thing in preview.things.iter().filter(|thing| thing.becomes.is_some()) {
        assert_eq!(both.stored.values.at(thing.field, thing.becomes.unwrap()), Some(thing.value.as_str()));
    }
    assert_eq!(shop.desk().balances(lee).unwrap(), preview.balances);
    let standings = |consents: &[clientela::Consent]| consents.iter().map(|consent| consent.standing.clone()).collect::<Vec<_>>();
    assert_eq!(standings(&both.consents), standings(&preview.consents));
    assert!(!format!("{preview:?}").contains("Quirrenbock"));
}

#[test]
fn x17_a_field_is_chosen_and_a_name_as_a_whole() {
    let (shop, lee, again) = twice();
    let mut preview = shop.desk().merge_preview(lee, again).unwrap();
    assert!(preview.choose(Field::GivenName, Keep::Merged));
    assert!(preview.choose(Field::BirthDate, Keep::Survivor));
    assert!(!preview.choose(Field::Company, Keep::Merged), "nothing to choose");
    shop.desk().merge(&preview, "").unwrap();
    assert_eq!(value(&shop, lee, Field::FamilyName, 0).as_deref(), Some("Quirrenbock"));
    assert_eq!(value(&shop, lee, Field::BirthDate, 0), None);
}

#[test]
fn x17_what_stands_in_the_way_is_named_and_blocks() {
    let (shop, lee, again) = twice();
    let desk = shop.desk();
    let mut firm = desk.new_customer("business").unwrap();
    firm.set(Field::Company, "Zwirbel GmbH");
    let firm = desk.save(&mut firm).unwrap().id;
    let mut aunt = desk.new_related(lee, "family").unwrap();
    aunt.set(Field::FamilyName, "Tante");
    let aunt = desk.save(&mut aunt).unwrap().id;
    with_coffee(&shop, &[lee, again]);
    for (other, reason) in [(firm, MergeBlockerReason::OtherKind), (aunt, MergeBlockerReason::NotACustomer)] {
        let preview = desk.merge_preview(lee, other).unwrap();
        assert_eq!(preview.blockers.iter().map(|blocker| blocker.reason).collect::<Vec<_>>(), [reason]);
        let error = desk.merge(&preview, "").unwrap_err();
        assert_eq!((error.kind(), error.code()), (ErrorKind::Blocked, "merge.blocked"));
        assert_eq!(error.violations()[0].rule, reason.name());
    }
    let overdrawn = r#"{"feed":"booking","customer":"A-1","id":"0197c0de-0000-7000-8000-000000000001","program":"coffee","amount":-3,"at":"2026-06-01","station":"till-9"}"#;
    shop.fed(r#"{"feed":"customer","source_id":"A-1","kind":"private","family_name":"Owing"}"#);
    shop.fed(overdrawn);
    let owing = shop.erp().subject_by_source("A-1").unwrap().unwrap();
    let blockers = desk.merge_preview(lee, owing).unwrap().blockers;
    assert_eq!(blockers[0].reason, MergeBlockerReason::AccountOverdrawn);
    assert_eq!(blockers[0].program, Some(code("coffee")));
    assert_eq!(failed(desk.merge_preview(lee, lee)), (ErrorKind::Invalid, "merge.same_customer", Some("merged")));
    assert_eq!(failed(desk.unmerge(again, "")), (ErrorKind::State, "merge.not_merged", None));
    for (id, name) in [(lee, "lee"), (again, "again")] {
        let mut draft = desk.edit(id).unwrap();
        (1..=10).for_each(|slot| _ = draft.set_at(Field::Email, slot, &format!("{name}{slot}@example.org")));
        desk.save(&mut draft).unwrap();
    }
    let mut preview = desk.merge_preview(lee, again).unwrap();
    assert_eq!(preview.blockers.iter().map(|blocker| blocker.reason).collect::<Vec<_>>(), [MergeBlockerReason::TooMany]);
    preview.blockers.clear();
    assert_eq!(failed(desk.merge(&preview, "")).1, "merge.blocked", "whatever a preview says");
}

#[test]
fn x17_merging_takes_a_right_of_its_own_and_the_central_system_merges_too() {
    let (shop, lee, again) = twice();
    let clerk = shop.desk_of("tom", Rights::all().without(Right::MergeCustomers));
    assert_eq!(failed(clerk.merge_preview(lee, again)).1, "right.merge_customers");
    let preview = shop.erp().merge_preview(lee, again).unwrap();
    assert_eq!(failed(clerk.merge(&preview, "")).1, "right.merge_customers");
    assert_eq!(shop.erp().merge(&preview, "").unwrap(), Outcome::Written);
    assert_eq!(failed(clerk.unmerge(again, "")).1, "right.merge_customers");
    assert!(shop.erp().unmerge(again, "").unwrap().conflicts.is_empty());
    let blind = shop.desk_of("tom", Rights::none().with(Right::MergeCustomers));
    let preview = blind.merge_preview(lee, again).unwrap();
    assert!(preview.consents.is_empty());
    assert!(preview.fields.iter().all(|field| field.merged.as_deref() == Some("…")), "{:?}", preview.fields);
    assert!(preview.things.iter().all(|thing| thing.value == "…"));
    blind.merge(&preview, "").unwrap();
    assert_eq!(value(&shop, lee, Field::Email, 1).as_deref(), Some("quirrenbock@altepost.example"), "seen or not, nothing is lost");
}

#[test]
fn x17_a_stale_preview_is_refused_and_the_same_merge_again_writes_nothing() {
    let (shop, lee, again) = twice();
    let preview = shop.desk().merge_preview(lee, again).unwrap();
    for changed in [lee, again] {
        let before = shop.desk().merge_preview(lee, again).unwrap();
        shop.edit(changed, &[(Field::Language, if changed == lee { "de" } else { "fr" })]);
        assert_eq!(failed(shop.desk().merge(&before, "")), (ErrorKind::Conflict, "customer.changed_meanwhile", None));
    }
    assert_eq!(failed(shop.desk().merge(&preview, "")).0, ErrorKind::Conflict);
    merge(&shop, lee, again);
    let entries = shop.engine.verify_journal().unwrap().entries;
    assert_eq!(shop.desk().merge(&preview, "").unwrap(), Outcome::Repeated);
    assert_eq!(shop.engine.verify_journal().unwrap().entries, entries);
}

#[test]
fn x17_old_ids_numbers_and_cards_lead_to_the_customer_who_stays() {
    let (shop, lee, again) = twice();
    shop.fed(r#"{"feed":"customer","source_id":"Z-9","number":"9","kind":"private","family_name":"Unterhuber"}"#);
    let third = shop.erp().subject_by_source("Z-9").unwrap().unwrap();
    merge(&shop, lee, again);
    merge(&shop, lee, third);
    let desk = shop.desk();
    for number in ["1", "2", "9"] {
        assert_eq!(desk.customer_by_number(number).unwrap().stored.id, lee);
        assert_eq!(found(&shop, number), [lee]);
    }
    assert_eq!(desk.customer(again).unwrap().stored.id, lee);
    assert_eq!(desk.edit(again).unwrap().id(), lee);
    assert_eq!(desk.customer_by_card("4711-0002").unwrap().stored.id, lee);
    assert_eq!(shop.erp().subject_by_source("Z-9").unwrap(), Some(lee));
    assert_eq!(listed(&shop), BTreeSet::from([lee]));
    assert_eq!(found(&shop, "unterhuber"), [lee], "found by the name that did not stay");

    let line = r#"{"feed":"customer","source_id":"Z-9","number":"9","kind":"private","birth_date":"1961-03-30"}"#;
    shop.fed(line);
    assert_eq!(value(&shop, lee, Field::BirthDate, 0).as_deref(), Some("1961-03-30"));
    assert_eq!(value(&shop, lee, Field::Number, 0).as_deref(), Some("1"));
    assert_eq!(shop.feed(line).unchanged, 1, "nothing changes twice");
    shop.fed(r#"{"feed":"document","kind":"receipt","number":"D-1","state":"issued","customer":"Z-9","created":"2026-06-01","currency":"EUR","total":1}"#);
    assert_eq!(desk.customer(lee).unwrap().documents, 1);
    let draft = desk.start_document(&clientela::DocumentDraft { customer: Some(again), ..crate::shop::receipt("R-9") }).unwrap();
    assert_eq!(desk.document(draft).unwrap().customer, Some(lee));
    sound(&shop);
}

#[test]
fn x17_a_draft_of_a_customer_merged_meanwhile_is_refused() {
    let (shop, lee, again) = twice();
    let desk = shop.desk();
    let mut draft = desk.edit(again).unwrap();
    draft.set(Field::Language, "fr");
    merge(&shop, lee, again);
    assert_eq!(failed(desk.save(&mut draft)), (ErrorKind::Conflict, "customer.merged_meanwhile", None));
    assert_eq!(failed(desk.reload(&mut draft)).1, "customer.merged_meanwhile");
    desk.unmerge(again, "").unwrap();
    desk.save(&mut draft).unwrap();
}

#[test]
fn x17_the_most_restrictive_consent_wins_and_objections_travel() {
    let (shop, lee, again) = twice();
    let desk = shop.desk();
    desk.record(lee, &yes("newsletter-email")).unwrap();
    desk.record(lee, &yes("data-storage")).unwrap();
    desk.record(again, &yes("data-storage")).unwrap();
    desk.record(again, &said("newsletter-email", Intent::Object)).unwrap();
    assert!(desk.may_contact(lee, &newsletter()).unwrap().allowed);
    merge(&shop, lee, again);
    assert_eq!(desk.may_contact(lee, &newsletter()).unwrap().reason, Reason::Objected);
    assert_eq!(desk.may_contact(again, &newsletter()).unwrap().reason, Reason::Objected);
    assert_eq!(shop.standing(lee, "data-storage").state, State::Accepted);
    assert_eq!(desk.consent_events(lee, None).unwrap().len(), 4);
    desk.record(lee, &yes("newsletter-email")).unwrap();
    assert!(desk.may_contact(lee, &newsletter()).unwrap().allowed, "the person grants again, over both");
}

#[test]
fn x17_what_was_refused_while_they_were_one_holds_for_both_afterwards() {
    let (shop, lee, again) = twice();
    let desk = shop.desk();
    desk.record(again, &yes("newsletter-email")).unwrap();
    merge(&shop, lee, again);
    desk.withdraw(lee, &code("newsletter-email")).unwrap();
    desk.unmerge(again, "").unwrap();
    sound(&shop);
    for id in [lee, again] {
        assert_eq!(desk.may_contact(id, &newsletter()).unwrap().reason, Reason::Withdrawn, "whoever of the two it was");
    }
    merge(&shop, lee, again);
    let events = desk.consent_events(lee, None).unwrap().len();
    desk.unmerge(again, "").unwrap();
    let apart: usize = [lee, again].map(|id| desk.consent_events(id, None).unwrap().len()).iter().sum();
    assert_eq!(apart, events, "told once");
}

#[test]
fn x17_balances_are_summed_and_bookings_go_on_over_both() {
    let (shop, lee, again) = twice();
    with_coffee(&shop, &[lee, again]);
    book(&shop, lee, 3, "k1").unwrap();
    book(&shop, again, 5, "k2").unwrap();
    merge(&shop, lee, again);
    assert_eq!(book(&shop, again, 5, "k2").map(|booked| (booked.balance, booked.repeated)).unwrap(), (8, true), "asked again");
    assert_eq!(book(&shop, lee, -7, "k3").unwrap().balance, 1, "spends what both had");
    assert_eq!(failed(book(&shop, again, -2, "k4")).1, "booking.balance_too_low");
    assert_eq!(shop.desk().bookings(again, &code("coffee")).unwrap().len(), 3);
    assert_eq!(shop.erp().booking_conflicts().unwrap(), []);
    let unmerged = shop.desk().unmerge(again, "").unwrap();
    assert_eq!(unmerged.overdrawn, [(lee, Balance { program: code("coffee"), balance: -4 })]);
    assert_eq!(shop.desk().balances(again).unwrap()[0].balance, 5);
    assert_eq!(shop.erp().booking_conflicts().unwrap().len(), 1);
    sound(&shop);
}

#[test]
fn x17_details_history_and_change_log_show_both() {
    let (shop, lee, again) = twice();
    let desk = shop.desk();
    let mut aunt = desk.new_related(again, "family").unwrap();
    aunt.set(Field::FamilyName, "Tantchen").set(Field::RelationFrom, "2020-01-01");
    let aunt = desk.save(&mut aunt).unwrap().id;
    shop.fed(r#"{"feed":"customer","source_id":"B-1","kind":"private","family_name":"Buyer"}"#);
    shop.fed(r#"{"feed":"document","kind":"receipt","number":"R-1","state":"issued","customer":"B-1","created":"2026-06-01","currency":"EUR","total":100,"lines":[{"line":1,"item":"VIN","name":"Vinyl","quantity":"1","final_price":100}]}"#);
    let buyer = shop.erp().subject_by_source("B-1").unwrap().unwrap();
    shop.receipt("R-2", Some(again));
    merge(&shop, lee, again);
    merge(&shop, lee, buyer);
    assert_eq!(desk.history(lee).unwrap().lines().len(), 1);
    let details = desk.customer(lee).unwrap();
    assert_eq!((details.documents, details.related.len()), (2, 1));
    assert_eq!(found(&shop, "tantchen"), [lee]);
    let log = desk.change_log(lee).unwrap();
    let merged: Vec<_> = log.iter().filter(|entry| entry.entry.kind == EntryKind::Merged).collect();
    assert_eq!(
        merged.iter().map(|entry| entry.entry.subject).collect::<BTreeSet<_>>(),
        BTreeSet::from([Some(lee), Some(again), Some(buyer)])
    );
    assert_eq!(merged[0].entry.content, merged[1].entry.content);
    desk.unmerge(buyer, "").unwrap();
    assert_eq!(desk.history(lee).unwrap().lines().len(), 0);
    let log = desk.change_log(lee).unwrap();
    assert!(log.iter().any(|entry| entry.entry.subject == Some(again) && entry.entry.kind == EntryKind::Created));
    assert_eq!(log.len(), desk.change_log(again).unwrap().len());

    let mut edit = desk.edit_related(lee, aunt).unwrap();
    edit.set(Field::RelationUntil, "2026-01-01");
    desk.save(&mut edit).unwrap();
    let related = desk.customer(again).unwrap().related;
    assert_eq!(related.len(), 1);
    assert_eq!(related[0].person.values.get(Field::RelationUntil), Some("2026-01-01"));
    desk.unmerge(again, "").unwrap();
    let until = |id| desk.customer(id).unwrap().related[0].person.values.get(Field::RelationUntil).map(str::to_owned);
    assert_eq!((until(lee).as_deref(), until(again)), (Some("2026-01-01"), None), "what was edited since stays with who stayed");
}

#[test]
fn x17_one_who_belongs_to_the_other_is_not_shown_as_their_own_relative() {
    let (shop, lee, again) = twice();
    let firm = shop.add(&[(Field::FamilyName, "Parent")]);
    let relation = |of: &str, source: &str| {
        format!(r#"{{"feed":"related","customer":"{of}","source_id":"{source}","role":"family","family_name":"Leitholdt"}}"#)
    };
    shop.fed(r#"{"feed":"customer","source_id":"P","kind":"private","family_name":"Parent"}"#);
    shop.fed(r#"{"feed":"customer","source_id":"K","kind":"private","family_name":"Kid"}"#);
    shop.fed(&relation("P", "K"));
    let [parent, kid] = ["P", "K"].map(|source| shop.erp().subject_by_source(source).unwrap().unwrap());
    merge(&shop, parent, kid);
    assert_eq!(shop.desk().customer(parent).unwrap().related.len(), 0);
    merge(&shop, lee, parent);
    merge(&shop, firm, lee);
    assert_eq!(shop.desk().customer(kid).unwrap().stored.id, firm, "a chain leads to its end");
    assert_eq!(failed(shop.desk().unmerge(kid, "")), (ErrorKind::State, "merge.later_first", None));
    assert_eq!(failed(shop.desk().unmerge(parent, "")), (ErrorKind::State, "merge.later_first", None));
    for id in [lee, parent, kid] {
        shop.desk().unmerge(id, "").unwrap();
        sound(&shop);
    }
    assert_eq!(shop.desk().customer(parent).unwrap().related.len(), 1);
    assert_eq!(listed(&shop), BTreeSet::from([lee, again, firm, parent, kid]));
}

#[test]
fn x17_of_several_merges_into_one_customer_the_last_is_taken_back_first() {
    let (shop, lee, again) = twice();
    let third = shop.add(&[(Field::FamilyName, "Third"), (Field::Language, "fr")]);
    merge(&shop, lee, again);
    merge(&shop, lee, third);
    assert_eq!(failed(shop.desk().unmerge(again, "")).1, "merge.later_first");
    shop.desk().unmerge(third, "").unwrap();
    shop.desk().unmerge(again, "").unwrap();
    assert_eq!(value(&shop, lee, Field::Language, 0), None);
}

#[test]
fn x17_a_name_that_changed_in_part_is_put_back_or_stays_as_a_whole() {
    let shop = Shop::empty();
    let [one, other] = [("1", "Lee"), ("2", "Leigh")]
        .map(|(number, name)| shop.add(&[(Field::Number, number), (Field::GivenName, "Ana"), (Field::FamilyName, name)]));
    let name = |id| [Field::GivenName, Field::FamilyName].map(|field| value(&shop, id, field, 0).unwrap());
    for (edited, expected, told) in [(false, ["Ana", "Lee"], 0), (true, ["Anna", "Leigh"], 2)] {
        let mut preview = shop.desk().merge_preview(one, other).unwrap();
        preview.choose(Field::FamilyName, Keep::Merged);
        shop.desk().merge(&preview, "").unwrap();
        if edited {
            shop.edit(one, &[(Field::GivenName, "Anna")]);
        }
        assert_eq!(shop.desk().unmerge(other, "").unwrap().conflicts.len(), told);
        assert_eq!(name(one), expected.map(str::to_owned));
    }
}

#[test]
fn x17_erasing_one_erases_both_and_nothing_of_either_is_left() {
    let (shop, lee, again) = twice();
    let values: Vec<&str> = LEE
        .iter()
        .chain(AGAIN)
        .filter(|(field, _)| *field != Field::Number)
        .map(|(_, text)| *text)
        .chain(["Xerxelbach", "same person", "Vandersluyt", "Schein ZQ-5512-K"])
        .collect();
    let other = shop.add(&[(Field::FamilyName, "Other"), (Field::City, "Berlin")]);
    shop.receipt("R-1", Some(again));
    let mut aunt = shop.desk().new_related(again, "family").unwrap();
    aunt.set(Field::FamilyName, "Vandersluyt");
    shop.desk().save(&mut aunt).unwrap();
    shop.desk().record(again, &yes("data-storage").reference("Schein ZQ-5512-K")).unwrap();
    merge(&shop, lee, again);
    shop.edit(lee, &[(Field::FamilyName, "Xerxelbach")]);
    let mut sought = shop.erp().sought(again).unwrap();
    assert!(!shop.erp().scan(&mut sought).unwrap().residues.is_empty(), "the control");
    let plan = shop.erp().plan_anonymization(lee).unwrap();
    assert!(plan.items.iter().any(|item| item.id == again.to_string() && item.field == Some(Field::CardNumber)));
    shop.erp().anonymize(again).unwrap();
    assert_eq!(shop.erp().purge().unwrap(), Purged::Done);
    assert_eq!(shop.erp().scan(&mut sought).unwrap().residues, []);
    for id in [lee, again] {
        assert_eq!(failed(shop.desk().customer(id)).0, ErrorKind::Erased);
        assert_eq!(failed(shop.desk().unmerge(id, "")), (ErrorKind::Erased, "customer.anonymized", None));
        let log = shop.desk().change_log(id).unwrap();
        assert!(log.iter().flat_map(|entry| &entry.values).all(|value| value.hidden() == Hidden::Erased));
    }
    let line = r#"{"feed":"customer","source_id":"Z-1","number":"2","kind":"private","family_name":"Back"}"#;
    assert_eq!(shop.feed(line).refused, 1, "the old number is recognised");
    assert_eq!(listed(&shop), BTreeSet::from([other]));
    sound(&shop);
    let folder = shop.close();
    let shared = ["Berlin"];
    let wanted: Vec<&str> = values.into_iter().filter(|value| !shared.contains(value) && value.len() > 4).collect();
    assert_eq!(scan(folder.path(), &wanted), []);
}

/// The shop after its database was replaced by the one of before; the ledger of erasures stays.
fn with_backup_of_before(shop: Shop, then: impl FnOnce(&Shop)) -> Shop {
    let folder = shop.close();
    let file = folder.path().join("shop.db");
    let backup = fs::read(&file).unwrap();
    let shop = Shop::open_in(folder).unwrap();
    then(&shop);
    let folder = shop.close();
    fs::write(&file, backup).unwrap();
    Shop::open_in(folder).unwrap()
}

#[test]
fn x17_a_backup_that_knows_no_merge_gives_neither_back_and_one_that_does_gives_back_who_was_not_erased() {
    let (shop, lee, again) = twice();
    let shop = with_backup_of_before(shop, |shop| {
        merge(shop, lee, again);
        shop.erp().anonymize(lee).unwrap();
    });
    assert_eq!([lee, again].map(|id| failed(shop.desk().customer(id)).0), [ErrorKind::Erased; 2]);
    sound(&shop);

    let (shop, lee, again) = twice();
    merge(&shop, lee, again);
    let shop = with_backup_of_before(shop, |shop| {
        shop.desk().unmerge(again, "").unwrap();
        shop.erp().anonymize(lee).unwrap();
    });
    assert_eq!(failed(shop.desk().customer(lee)).0, ErrorKind::Erased);
    assert_eq!(shop.desk().customer(again).unwrap().stored.id, again);
    assert_eq!((listed(&shop), found(&shop, "quirrenbock")), (BTreeSet::from([again]), vec![again]));
    sound(&shop);
}

#[test]
fn x17_a_merge_that_the_journal_does_not_tell_is_found() {
    let (shop, lee, again) = twice();
    let other = shop.add(&[(Field::FamilyName, "Other")]);
    merge(&shop, lee, again);
    let folder = shop.close();
    let moved = "UPDATE merge SET survivor = ?1 WHERE merged = ?2";
    let changed = database(folder.path()).execute(moved, [other.bytes().as_slice(), again.bytes().as_slice()]).unwrap();
    assert_eq!(changed, 1);
    let shop = Shop::open_in(folder).unwrap();
    assert_eq!(shop.engine.verify_journal().unwrap().findings, [(code("till-1"), 0, Finding::Content)]);
}

#[test]
fn x17_a_card_that_somebody_else_got_meanwhile_is_told() {
    let (shop, lee, again) = twice();
    merge(&shop, lee, again);
    let mut draft = shop.desk().edit(lee).unwrap();
    draft.set_at(Field::CardNumber, 1, "");
    shop.desk().save(&mut draft).unwrap();
    assert_eq!(failed(shop.desk().customer_by_card("4711-0002")).1, "card.unknown");
    let other = shop.add(&[(Field::FamilyName, "Other"), (Field::CardNumber, "4711-0002")]);
    let unmerged = shop.desk().unmerge(again, "").unwrap();
    assert_eq!(unmerged.taken_cards, [0]);
    let fields: Vec<Field> = unmerged.conflicts.iter().map(|conflict| conflict.field).collect();
    assert_eq!(fields, [], "what is gone on both sides of the merge is as it was");
    assert_ne!(other, again);
}
