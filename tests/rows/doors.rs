//! What every door refuses: missing rights, unknown and erased ids, stale edits, taken numbers, repetitions.

use clientela::domain::change::{Change, FieldChange};
use clientela::domain::consent::{Intent, State};
use clientela::domain::document::{DocumentKind, DocumentState};
use clientela::domain::field::Field;
use clientela::domain::id::{DocumentId, SubjectId};
use clientela::domain::merge::Outcome;
use clientela::domain::rights::{Right, Rights};
use clientela::store::ListQuery;
use clientela::{Desk, DocumentDraft, ErrorKind};

use crate::shop::{Shop, broken, code, failed, newsletter, receipt, said, yes};

type Call = (&'static str, Right, Box<dyn Fn(&Desk) -> clientela::Result<()>>);

fn call<T>(name: &'static str, right: Right, run: impl Fn(&Desk) -> clientela::Result<T> + 'static) -> Call {
    (name, right, Box::new(move |desk| run(desk).map(drop)))
}

/// Every call of a desk that asks for a right, with that right.
fn calls(shop: &Shop) -> Vec<Call> {
    let luis = shop.customer("1");
    let document = shop.desk().start_document(&receipt("T-1")).unwrap();
    let issuable = shop.desk().start_document(&receipt("T-2")).unwrap();
    let draft = shop.desk().new_customer("private").map(|mut draft| draft.set(Field::FamilyName, "Lee").clone()).unwrap();
    vec![
        call("customers", Right::ReadCustomers, |desk| desk.customers(&ListQuery::default())),
        call("search", Right::ReadCustomers, |desk| desk.search("a", 1)),
        call("customer", Right::ReadCustomers, move |desk| desk.customer(luis)),
        call("customer_by_number", Right::ReadCustomers, |desk| desk.customer_by_number("1")),
        call("new_customer", Right::EditCustomers, |desk| desk.new_customer("private")),
        call("new_related", Right::EditCustomers, move |desk| desk.new_related(luis, "family")),
        call("edit", Right::EditCustomers, move |desk| desk.edit(luis)),
        call("save", Right::EditCustomers, move |desk| desk.save(&mut draft.clone())),
        call("consents", Right::ReadConsents, move |desk| desk.consents(luis)),
        call("may_contact", Right::ReadConsents, move |desk| desk.may_contact(luis, &newsletter())),
        call("record", Right::RecordConsents, move |desk| desk.record(luis, &yes("newsletter-email"))),
        call("withdraw", Right::RecordConsents, move |desk| desk.withdraw(luis, &code("newsletter-email"))),
        call("start_document", Right::EditDocuments, |desk| desk.start_document(&receipt("T-3"))),
        call("put_customer", Right::EditDocuments, move |desk| desk.put_customer(document, Some(luis))),
        call("issue_document", Right::EditDocuments, move |desk| desk.issue_document(issuable)),
        call("document", Right::ReadHistory, move |desk| desk.document(document)),
        call("document_by_number", Right::ReadHistory, |desk| desk.document_by_number(DocumentKind::Receipt, "T-1")),
        call("document_links", Right::ReadHistory, move |desk| desk.document_links(document)),
        call("history", Right::ReadHistory, move |desk| desk.history(luis)),
        call("change_log", Right::ReadJournal, move |desk| desk.change_log(luis)),
    ]
}

#[test]
fn every_call_without_its_right_is_not_permitted_and_writes_nothing() {
    let shop = Shop::stocked();
    let calls = calls(&shop);
    let entries = shop.engine.verify_journal().unwrap().entries;
    for (name, right, run) in &calls {
        let desk = shop.desk_of("tom", Rights::all().without(*right));
        assert_eq!(failed(run(&desk)), (ErrorKind::NotPermitted, right.missing_code(), None), "{name}");
    }
    assert_eq!(shop.engine.verify_journal().unwrap().entries, entries);
    for (name, _, run) in &calls {
        run(&shop.desk()).unwrap_or_else(|error| panic!("{name}: {error:?}"));
    }
}

#[test]
fn unknown_ids_are_not_found() {
    let shop = Shop::stocked();
    let (desk, erp) = (shop.desk(), shop.erp());
    let (nobody, nothing) = (SubjectId::from_bytes([9; 16]), DocumentId::from_bytes([9; 16]));
    let unknown = (ErrorKind::NotFound, "customer.unknown", None);
    assert_eq!(failed(desk.customer(nobody)), unknown);
    assert_eq!(failed(desk.customer_by_number("no-such")), unknown);
    assert_eq!(failed(desk.edit(nobody)), unknown);
    assert_eq!(failed(desk.new_related(nobody, "family")), unknown);
    assert_eq!(failed(desk.consents(nobody)), unknown);
    assert_eq!(failed(desk.record(nobody, &yes("newsletter-email"))), unknown);
    assert_eq!(failed(desk.withdraw(nobody, &code("newsletter-email"))), unknown);
    assert_eq!(failed(desk.may_contact(nobody, &newsletter())), unknown);
    assert_eq!(failed(desk.history(nobody)), unknown);
    assert_eq!(failed(desk.change_log(nobody)), unknown);
    assert_eq!(failed(desk.start_document(&DocumentDraft { customer: Some(nobody), ..receipt("T-1") })), unknown);
    let draft = desk.start_document(&receipt("T-1")).unwrap();
    assert_eq!(failed(desk.put_customer(draft, Some(nobody))), unknown);
    assert_eq!(failed(erp.anonymize(nobody)), unknown);
    assert_eq!(failed(erp.plan_anonymization(nobody)), unknown);
    assert_eq!(failed(erp.sought(nobody)), unknown);
    assert_eq!(failed(erp.may_contact(nobody, &newsletter())), unknown);
    assert_eq!(erp.subject_by_source("no-such").unwrap(), None);

    let unknown = (ErrorKind::NotFound, "document.unknown", None);
    assert_eq!(failed(desk.document(nothing)), unknown);
    assert_eq!(failed(desk.document_by_number(DocumentKind::Invoice, "T-1")), unknown, "another kind");
    assert_eq!(failed(desk.document_links(nothing)), unknown);
    assert_eq!(failed(desk.put_customer(nothing, None)), unknown);
    assert_eq!(failed(desk.issue_document(nothing)), unknown);
    assert_eq!(failed(desk.start_document(&DocumentDraft { source: Some(nothing), ..receipt("T-2") })), unknown);
}

#[test]
fn the_anonymized_are_told_from_the_unknown() {
    let shop = Shop::stocked();
    let (desk, luis) = (shop.desk(), shop.customer("1"));
    shop.erp().anonymize(luis).unwrap();
    let erased = (ErrorKind::Erased, "customer.anonymized", None);
    assert_eq!(failed(desk.customer(luis)), erased);
    assert_eq!(failed(desk.edit(luis)), erased);
    assert_eq!(failed(desk.new_related(luis, "family")), erased);
    assert_eq!(failed(desk.history(luis)), erased);
    assert_eq!(failed(shop.erp().plan_anonymization(luis)), erased);
    assert_eq!(failed(shop.erp().sought(luis)), erased);
    assert_eq!(failed(desk.customer_by_number("1")).0, ErrorKind::NotFound);
    assert_eq!(failed(desk.record(luis, &yes("newsletter-email"))), (ErrorKind::Erased, "consent.erased", None));
}

#[test]
fn a_number_belongs_to_one_customer_also_after_an_anonymization() {
    let shop = Shop::stocked();
    let desk = shop.desk();
    let taken = (ErrorKind::Conflict, "customer.number_taken", Some("number"));
    let mut draft = desk.new_customer("private").unwrap();
    draft.set(Field::FamilyName, "Lee").set(Field::Number, "1");
    assert_eq!(failed(desk.save(&mut draft)), taken);
    let mut edit = desk.edit(shop.customer("3")).unwrap();
    edit.set(Field::Number, "1");
    assert_eq!(failed(desk.save(&mut edit)), taken);
    shop.erp().anonymize(shop.customer("1")).unwrap();
    assert_eq!(failed(desk.save(&mut draft)), taken, "whoever comes with it is recognised");
    let fed = shop.feed(r#"{"feed":"customer","source_id":"new","number":"1","kind":"private","family_name":"Lee"}"#);
    assert_eq!((fed.taken, fed.failures[0].field, fed.failures[0].rule), (0, "number", "customer.number_taken"));
    draft.set(Field::Number, "1001");
    assert!(desk.save(&mut draft).is_ok());
}

#[test]
fn the_same_draft_saved_twice_writes_once() {
    let shop = Shop::with_definitions();
    let desk = shop.desk();
    let mut draft = desk.new_customer("private").unwrap();
    draft.set(Field::FamilyName, "Lee").set(Field::Email, "lee@example.com").capture(yes("newsletter-email"));
    let first = desk.save(&mut draft).unwrap();
    let log = desk.change_log(first.id).unwrap();
    let again = desk.save(&mut draft).unwrap();
    assert_eq!((first.outcome, again.outcome, again.id), (Outcome::Written, Outcome::Repeated, first.id));
    assert_eq!(desk.change_log(first.id).unwrap(), log);
    let shop = shop.reopened();
    assert_eq!(shop.desk().save(&mut draft).unwrap().outcome, Outcome::Repeated, "after a restart too");
    let mut copy = draft.clone();
    draft.set(Field::City, "Bree");
    assert_eq!(shop.desk().save(&mut draft).unwrap().outcome, Outcome::Written, "the draft goes on from what was saved");
    assert_eq!(shop.desk().save(&mut draft).unwrap().outcome, Outcome::Repeated);
    copy.set(Field::GivenName, "Ann");
    assert_eq!(shop.desk().save(&mut copy).unwrap().outcome, Outcome::Merged);
    let stored = shop.desk().customer(first.id).unwrap().stored.values;
    assert_eq!([Field::City, Field::GivenName].map(|field| stored.get(field)), [Some("Bree"), Some("Ann")]);
    assert_eq!(shop.desk().consent_events(first.id, None).unwrap().len(), 1, "the answer was recorded once");
}

#[test]
fn a_draft_begun_before_an_anonymization_writes_nothing_after_it() {
    let shop = Shop::stocked();
    let (desk, luis) = (shop.desk(), shop.customer("1"));
    let (mut edit, mut answer) = (desk.edit(luis).unwrap(), desk.edit(luis).unwrap());
    let mut related = desk.new_related(luis, "family").unwrap();
    edit.set(Field::City, "Bree");
    answer.capture(yes("newsletter-email").reference("form 4711"));
    related.set(Field::GivenName, "Zoraide");
    shop.erp().anonymize(luis).unwrap();
    let entries = shop.engine.verify_journal().unwrap().entries;
    for draft in [&mut edit, &mut answer, &mut related] {
        assert_eq!(failed(desk.save(draft)), (ErrorKind::Erased, "customer.anonymized", None));
    }
    assert_eq!(shop.engine.verify_journal().unwrap().entries, entries);
    assert_eq!(failed(desk.customer(related.id())).0, ErrorKind::NotFound);
}

#[test]
fn what_the_erp_owns_is_not_edited_at_a_desk() {
    let shop = Shop::stocked();
    let desk = shop.desk();
    let mut draft = desk.edit(shop.customer("60")).unwrap();
    draft.set(Field::Branch, "hamburg-altona").set(Field::SourceId, "61");
    let error = desk.save(&mut draft).unwrap_err();
    let fields: Vec<_> = error.violations().iter().map(|broken| (broken.field, broken.rule)).collect();
    assert_eq!(error.kind(), ErrorKind::ErpOnly);
    assert_eq!(fields, [("source_id", "field.not_yours"), ("branch", "field.not_yours")]);
    let unchanged = desk.customer_by_number("60").unwrap().stored;
    assert_eq!(unchanged.values.get(Field::Branch), Some("berlin-mitte"));
}

#[test]
fn fields_that_no_subject_has_are_refused() {
    let shop = Shop::empty();
    let desk = shop.desk();
    let mut draft = desk.new_customer("business").unwrap();
    draft.set(Field::Company, "Nordwind AG").set(Field::BirthDate, "1980-01-01").set(Field::Payload, "x").set_at(Field::Company, 1, "two");
    let broken = broken(desk.save(&mut draft));
    assert_eq!(broken, [("company", "too_many"), ("birth_date", "not_for_kind"), ("payload", "not_for_kind")]);
    assert_eq!(failed(desk.new_related(shop.add(&[(Field::FamilyName, "Lee")]), "friend")).1, "choice.unknown");
}

#[test]
fn a_document_number_is_needed_and_belongs_to_one_document_of_its_kind() {
    let shop = Shop::stocked();
    let desk = shop.desk();
    let long = "9".repeat(65);
    for (number, rule) in [("", "required"), ("  ", "required"), ("R\n1", "control_character"), (long.as_str(), "too_long")] {
        assert_eq!(failed(desk.start_document(&receipt(number))), (ErrorKind::Invalid, rule, Some("number")));
    }
    let taken = (ErrorKind::Conflict, "document.number_taken", Some("number"));
    assert_eq!(failed(desk.start_document(&receipt("R-2024-0031"))), taken);
    let invoice = DocumentDraft { kind: DocumentKind::Invoice, ..receipt("R-2024-0031") };
    let other = desk.document(desk.start_document(&invoice).unwrap()).unwrap();
    assert_eq!((other.state, other.number.as_str()), (DocumentState::Draft, "R-2024-0031"));
}

#[test]
fn blank_words_are_neither_evidence_nor_a_reason() {
    let shop = Shop::stocked();
    let (desk, luis) = (shop.desk(), shop.customer("1"));
    let spoken = said("newsletter-email", Intent::Give).reference(" ");
    assert_eq!(broken(desk.record(luis, &spoken)), [("evidence", "consent.evidence_required")]);
    let correction = clientela::Capture::new(code("newsletter-email"), Intent::Give, clientela::domain::consent::Method::Correction);
    assert_eq!(broken(desk.record(luis, &correction.because("  "))), [("reason", "consent.reason_required")]);
    assert_eq!(shop.standing(luis, "newsletter-email").state, State::Unknown);
}

#[test]
fn copies_of_a_draft_changed_apart_are_no_repetition_of_each_other() {
    let shop = Shop::empty();
    let desk = shop.desk();
    let id = shop.add(&[(Field::FamilyName, "Lee")]);
    let mut one = desk.edit(id).unwrap();
    let mut other = one.clone();
    one.set(Field::GivenName, "Ann");
    other.set(Field::FamilyName, "Ray");
    assert_eq!(desk.save(&mut one).unwrap().outcome, Outcome::Written);
    assert_eq!(failed(desk.save(&mut other)).0, ErrorKind::Conflict, "a name is one thing");
    assert_eq!(desk.save(&mut one.clone()).unwrap().outcome, Outcome::Repeated);
}

#[test]
fn debug_output_of_what_a_desk_holds_shows_nothing_of_the_person() {
    let shop = Shop::with_definitions();
    let desk = shop.desk();
    let ids = ["Quirrenbock", "Quirrenbock"].map(|name| shop.add(&[(Field::FamilyName, name)]));
    let mut draft = desk.edit(ids[0]).unwrap();
    draft.because("Quirrenbock rang").capture(yes("data-storage").reference("Quirrenbock 1").because("Quirrenbock"));
    let page = desk.customers(&ListQuery { limit: 1, ..ListQuery::default() }).unwrap();
    let next = ListQuery { after: page.next.clone(), ..ListQuery::default() };
    let change = Change::Subject {
        id: ids[0],
        expected: None,
        customer: true,
        fields: vec![FieldChange { field: Field::FamilyName, slot: 0, old: None, new: Some("Quirrenbock".into()) }],
    };
    for shown in [format!("{draft:?}"), format!("{page:?}"), format!("{next:?}"), format!("{change:?}")] {
        assert!(!shown.to_lowercase().contains("quirrenbock"), "{shown}");
    }
}
