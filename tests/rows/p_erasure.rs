//! P: anonymization and its effects.

use clientela::domain::consent::{Detail, Intent, Reason, Remedy};
use clientela::domain::document::{Addressee, DocumentKind, DocumentState};
use clientela::domain::erasure::Action;
use clientela::domain::field::{Field, RecordKind};
use clientela::domain::journal::EntryKind;
use clientela::domain::rights::Rights;
use clientela::store::{JournalQuery, ListQuery, ListSort};
use clientela::{Contacts, DocumentDraft, Engine, ErrorKind, Options, Purged, Seat};

use crate::shop::{Shop, code, database, euro, failed, newsletter, receipt, said, yes};

/// The row of a subject as it lies in the file: column and text.
fn row(shop: &Shop, id: clientela::domain::id::SubjectId) -> Vec<(String, String)> {
    let connection = database(shop.folder.path());
    let mut statement = connection.prepare("SELECT * FROM subject WHERE id = ?1").unwrap();
    let names: Vec<String> = statement.column_names().map(str::to_owned).collect();
    let text = |row: &rusqlite::Row<'_>| {
        let pairs = names.iter().map(|name| Ok((name.clone(), row.get::<_, Option<String>>(name.as_str()).ok().flatten())));
        pairs.collect::<rusqlite::Result<Vec<_>>>()
    };
    let pairs = statement.query_row([id.bytes()], text).unwrap();
    pairs.into_iter().filter_map(|(name, value)| value.map(|value| (name, value))).collect()
}

#[test]
fn p25_anonymization_erases_the_data_of_a_customer_and_of_who_is_here_only_through_them() {
    let shop = Shop::stocked();
    let (erp, luis) = (shop.erp(), shop.customer("1"));
    let beatriz = shop.desk().customer(luis).unwrap().related[0].person.id;
    let plan = erp.plan_anonymization(luis).unwrap();
    assert_eq!((plan.related.clone(), plan.is_blocked()), (vec![beatriz], false));
    assert!(shop.desk().customer(luis).is_ok(), "a plan changes nothing");
    let done = erp.anonymize(luis).unwrap();
    assert_eq!((done.plan, done.repeated, done.epoch), (plan, false, 2));
    for id in [luis, beatriz] {
        assert_eq!(failed(shop.desk().customer(id)).0, ErrorKind::Erased);
    }
    let again = erp.anonymize(luis).unwrap();
    assert!(again.repeated && again.epoch == 2 && again.plan.items.is_empty(), "erasing the erased is success");
    assert!(erp.anonymize(beatriz).unwrap().repeated);
}

#[test]
fn p28_whoever_has_the_store_open_elsewhere_sees_nobody_at_the_next_read() {
    let shop = Shop::stocked();
    let luis = shop.customer("1");
    let elsewhere = Engine::open(shop.path(), Options::new(shop.clock.clone())).unwrap();
    let seat = Seat { branch: code("berlin"), station: code("till-9"), operator: code("tim"), rights: Rights::all() };
    let desk = elsewhere.desk(seat).unwrap();
    shop.desk().record(luis, &yes("newsletter-email").reference("form 4711")).unwrap();
    let walk = || elsewhere.erp(code("erp")).contacts(&newsletter());
    let reaches_luis = |mut walk: Contacts| std::iter::from_fn(|| walk.next().unwrap()).any(|contact| contact.subject == luis);
    assert!(reaches_luis(walk()), "he is reached before");
    let begun = walk();
    let mut draft = desk.edit(luis).unwrap();
    assert!(!desk.history(luis).unwrap().lines().is_empty() && desk.search("goncalves", 9).unwrap().hits.len() == 1);
    shop.erp().anonymize(luis).unwrap();
    assert_eq!(failed(desk.customer(luis)).0, ErrorKind::Erased);
    assert_eq!(failed(desk.history(luis)).0, ErrorKind::Erased);
    assert_eq!(desk.search("goncalves", 9).unwrap().hits.len(), 0);
    draft.set(Field::Email, "luisg@embraer.com.br");
    assert_eq!(failed(desk.save(&mut draft)).0, ErrorKind::Erased);
    assert!(!reaches_luis(begun));
}

#[test]
fn p25_one_related_person_alone_can_be_erased_and_the_customer_stays() {
    let shop = Shop::stocked();
    let studio = shop.customer("60");
    let mareike = shop.desk().customer(studio).unwrap().related[0].person.id;
    shop.erp().anonymize(mareike).unwrap();
    let customer = shop.desk().customer(studio).unwrap();
    assert!(customer.related.is_empty() && customer.stored.values.get(Field::Company).is_some());
    assert_eq!(shop.desk().search("tönnies", 9).unwrap().hits.len(), 0);
    assert_eq!(shop.desk().search("tonstudio", 9).unwrap().hits.len(), 1);
}

#[test]
fn p25_a_related_person_who_is_more_than_that_stays() {
    let shop = Shop::stocked();
    let (leonie, luis) = (shop.customer("2"), shop.customer("1"));
    shop.fed(r#"{"feed":"related","source_id":"1-family-1","customer":"2","role":"family"}"#);
    shop.erp().anonymize(luis).unwrap();
    let related = shop.desk().customer(leonie).unwrap().related;
    assert!(related.iter().any(|one| one.person.values.get(Field::FamilyName) == Some("Moreira")), "she belongs to Leonie too");
    assert_eq!(shop.desk().search("moreira", 9).unwrap().hits.len(), 1);
}

#[test]
fn p25_what_is_in_progress_blocks_and_the_blockers_are_named() {
    let shop = Shop::stocked();
    let cases = [("2", "open_order", "O-2026-0021"), ("37", "open_complaint", "K-2026-0002"), ("36", "open_order", "O-2026-0018")];
    for (customer, reason, number) in cases {
        let id = shop.customer(customer);
        let error = shop.erp().anonymize(id).unwrap_err();
        assert_eq!((error.kind(), error.code()), (ErrorKind::Blocked, "erasure.blocked"));
        let blockers: Vec<_> = error.violations().iter().map(|broken| (broken.rule, broken.args[0].1.as_str())).collect();
        assert!(blockers.contains(&(reason, number)), "{blockers:?}");
        assert!(shop.erp().plan_anonymization(id).unwrap().is_blocked());
        assert!(shop.desk().customer(id).is_ok(), "nothing happened");
    }
    let luis = shop.customer("1");
    let draft = shop.desk().start_document(&DocumentDraft { customer: Some(luis), ..receipt("T-1") }).unwrap();
    let error = shop.erp().anonymize(luis).unwrap_err();
    assert_eq!(error.violations()[0].rule, "draft_document");
    shop.desk().put_customer(draft, None).unwrap();
    assert!(!shop.erp().anonymize(luis).unwrap().repeated, "a mere reference never blocks");
    assert!(!shop.erp().purge_pending().unwrap() || shop.erp().purge().unwrap() == Purged::Done);
}

#[test]
fn p26_a_till_may_not_order_an_anonymization_and_receives_the_fact() {
    let shop = Shop::stocked();
    let (desk, luis) = (shop.desk(), shop.customer("1"));
    assert_eq!(failed(desk.anonymize(luis)), (ErrorKind::ErpOnly, "erasure.only_the_erp", None));
    assert!(desk.customer(luis).is_ok());
    shop.erp().anonymize(luis).unwrap();
    assert_eq!(failed(desk.customer(luis)).0, ErrorKind::Erased);
    let fact = desk.change_log(luis).unwrap().into_iter().find(|logged| logged.entry.kind == EntryKind::Erased).unwrap();
    assert_eq!((fact.entry.door.name(), fact.entry.operator, fact.values.len()), ("erp", None, 0));
}

#[test]
fn p27_the_customer_is_inactive_and_all_data_addresses_and_channels_are_gone() {
    let shop = Shop::stocked();
    let luis = shop.customer("1");
    shop.edit(luis, &[(Field::BirthDate, "1961-03-29"), (Field::Language, "pt"), (Field::LastVisit, "2026-06-30")]);
    shop.erp().anonymize(luis).unwrap();
    let left = row(&shop, luis);
    let left: Vec<_> = left.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    let wanted = [("kind", "private"), ("number", "1"), ("source_id", "1"), ("status", "inactive"), ("family_name", "Anonymized")];
    assert_eq!(left, wanted);
    let count = |table: &str| -> i64 {
        let sql = format!("SELECT count(*) FROM {table} WHERE {} = ?1", if table == "relation" { "of" } else { "subject" });
        database(shop.folder.path()).query_row(&sql, [luis.bytes()], |row| row.get(0)).unwrap()
    };
    assert_eq!(["address", "part", "relation", "search_entry"].map(count), [0; 4]);
    let answer = shop.desk().may_contact(luis, &newsletter()).unwrap();
    assert_eq!((answer.allowed, answer.reason, answer.remedy), (false, Reason::Erased, Remedy::NotPossible));
}

#[test]
fn p27_the_word_stands_in_the_tills_language() {
    let folder = tempfile::tempdir().unwrap();
    let clock = std::sync::Arc::new(clientela::StandingClock::new(crate::shop::NOW, 120));
    let engine = Engine::open(folder.path().join("shop.db"), Options::new(clock.clone()).language("de")).unwrap();
    let shop = Shop { folder, clock, engine };
    let id = shop.add(&[(Field::GivenName, "Cher")]);
    shop.erp().anonymize(id).unwrap();
    assert!(row(&shop, id).contains(&("family_name".to_owned(), "Anonymisiert".to_owned())));
}

#[test]
fn p28_the_person_is_in_no_list_and_in_no_search() {
    let shop = Shop::stocked();
    let (desk, luis) = (shop.desk(), shop.customer("1"));
    shop.erp().anonymize(luis).unwrap();
    for sort in [ListSort::Name, ListSort::Number, ListSort::LastVisit] {
        let rows = desk.customers(&ListQuery { limit: 100, sort, ..ListQuery::default() }).unwrap().rows;
        assert!(rows.len() == 59 && rows.iter().all(|row| row.id != luis), "{sort:?}");
    }
    let inactive = ListQuery { limit: 100, statuses: vec!["inactive".to_owned()], ..ListQuery::default() };
    assert!(desk.customers(&inactive).unwrap().rows.is_empty());
    let typed = ["goncalves", "luís gon", "1", "luisg@embraer.com.br", "3923-5555", "12227-000", "brigadeiro", "moreira", "anonymized"];
    for text in typed {
        let found = desk.search(text, 100).unwrap();
        assert!(found.hits.iter().all(|hit| hit.customer.id != luis), "{text}");
    }
    assert_eq!(failed(desk.customer_by_number("1")).0, ErrorKind::NotFound);
}

#[test]
fn p29_issued_documents_show_no_personal_data_and_keep_what_was_sold() {
    let shop = Shop::stocked();
    let (desk, luis) = (shop.desk(), shop.customer("1"));
    let issued = [
        (DocumentKind::Receipt, "R-2024-0031"),
        (DocumentKind::Receipt, "R-2024-0188"),
        (DocumentKind::Invoice, "I-2024-0017"),
        (DocumentKind::Correction, "C-2024-0004"),
    ];
    let before = issued.map(|(kind, number)| desk.document_by_number(kind, number).unwrap());
    assert!(before.iter().all(|document| document.addressee.name.as_deref() == Some("Luís Gonçalves")));
    assert!(before[1].payload.is_some());
    shop.erp().anonymize(luis).unwrap();
    for before in before {
        let after = desk.document(before.id).unwrap();
        assert!(after.anonymized && after.customer.is_none() && after.payload.is_none());
        assert_eq!(after.addressee, Addressee::default());
        assert_eq!((&after.lines, after.total, after.state), (&before.lines, before.total, DocumentState::Issued));
    }
}

#[test]
fn p29_a_payload_the_law_demands_stays_to_the_byte_but_is_not_shown() {
    let shop = Shop::stocked();
    let astrid = shop.customer("7");
    let invoice = shop.desk().document_by_number(DocumentKind::Invoice, "I-2025-0022").unwrap();
    let plan = shop.erp().anonymize(astrid).unwrap().plan;
    let kept: Vec<_> = plan.kept().map(|(item, until)| (item.field, until.to_string(), item.action.clone())).collect();
    let until = clientela::domain::time::Date::parse("2033-12-31").unwrap();
    let action = Action::Keep { ground: "DE §147 AO".to_owned(), until: Some(until) };
    assert_eq!(kept, [(Some(Field::Payload), "2033-12-31".to_owned(), action)]);
    let shown = shop.desk().document(invoice.id).unwrap();
    assert_eq!((shown.payload, shown.addressee), (None, Addressee::default()));
    let sql = "SELECT payload FROM document WHERE number = 'I-2025-0022'";
    let bytes: Vec<u8> = database(shop.folder.path()).query_row(sql, [], |row| row.get(0)).unwrap();
    assert_eq!(bytes, invoice.payload.unwrap().bytes);
}

#[test]
fn p29_a_document_that_arrives_later_comes_without_the_person() {
    let shop = Shop::stocked();
    shop.erp().anonymize(shop.customer("1")).unwrap();
    let report = shop.feed_file("documents.jsonl");
    assert_eq!(report.refused, 0);
    let late = r#"{"feed":"document","kind":"receipt","number":"L-1","state":"issued","customer":"1","created":"2026-06-30","currency":"EUR","total":1,"addressee_name":"Luís Gonçalves","addressee_street":"Av. Brigadeiro Faria Lima, 2170","payload":"THXDrXM="}"#;
    shop.fed(late);
    for (kind, number) in [(DocumentKind::Receipt, "L-1"), (DocumentKind::Receipt, "R-2024-0031")] {
        let document = shop.desk().document_by_number(kind, number).unwrap();
        assert!(document.anonymized && document.customer.is_none() && document.payload.is_none());
        assert_eq!(document.addressee, Addressee::default());
    }
    let customers = shop.feed_file("customers.csv");
    assert_eq!((customers.taken, customers.refused), (58, 1));
    assert_eq!((customers.failures[0].line, customers.failures[0].rule), (2, "customer.anonymized"));
    let related = shop.feed_file("related.jsonl");
    assert_eq!(related.failures[0].rule, "customer.anonymized");
    assert_eq!(shop.feed_file("states.jsonl").failures[0].rule, "customer.anonymized");
}

#[test]
fn p30_no_document_can_be_issued_to_the_customer() {
    let shop = Shop::stocked();
    let (desk, luis) = (shop.desk(), shop.customer("1"));
    let source = desk.document_by_number(DocumentKind::Receipt, "R-2024-0031").unwrap().id;
    let draft = desk.start_document(&receipt("T-1")).unwrap();
    shop.erp().anonymize(luis).unwrap();
    let anonymized = (ErrorKind::Erased, "customer.anonymized", None);
    assert_eq!(failed(desk.start_document(&DocumentDraft { customer: Some(luis), ..receipt("T-2") })), anonymized);
    assert_eq!(failed(desk.put_customer(draft, Some(luis))), anonymized);
    desk.issue_document(draft).unwrap();
    assert_eq!(desk.document(draft).unwrap().customer, None);
    let from_his = DocumentDraft { source: Some(source), ..DocumentDraft::new(DocumentKind::Correction, "T-3", euro()) };
    assert_eq!(failed(desk.start_document(&from_his)), (ErrorKind::Erased, "document.customer_anonymized", None));
}

#[test]
fn after_an_erasure_a_denial_is_still_heard_and_keeps_no_word_of_the_person() {
    let shop = Shop::stocked();
    let (desk, luis) = (shop.desk(), shop.customer("1"));
    shop.erp().anonymize(luis).unwrap();
    let letter = said("newsletter-email", Intent::Withdraw).reference("letter of Luís Gonçalves").because("Luís wrote");
    let heard = desk.record(luis, &letter).unwrap();
    assert_eq!(heard.standing.detail, Detail::Withdrawn);
    desk.record(luis, &said("data-storage", Intent::Object)).unwrap();
    for grant in [yes("newsletter-email"), said("newsletter-email", Intent::Ask)] {
        assert_eq!(failed(desk.record(luis, &grant)).1, "consent.erased");
    }
    assert!(desk.change_log(luis).unwrap().iter().all(|logged| logged.values.iter().all(|value| value.values.is_none())));
    let sql = "SELECT count(*) FROM consent_event WHERE evidence_reference IS NOT NULL OR reference_salt IS NOT NULL";
    assert_eq!(database(shop.folder.path()).query_row(sql, [], |row| row.get::<_, i64>(0)).unwrap(), 0);
    assert!(desk.withdraw(luis, &code("newsletter-email")).is_ok());
    assert!(shop.engine.verify_journal().unwrap().findings.is_empty());
}

#[test]
fn p29_no_entry_of_the_journal_ties_the_documents_of_an_anonymized_person_together() {
    let shop = Shop::with_definitions();
    let id = shop.add(&[(Field::FamilyName, "Lee")]);
    shop.receipt("R-1", Some(id));
    shop.receipt("R-2", Some(id));
    let documents = || {
        let log = shop.desk().change_log(id).unwrap();
        log.iter().filter(|logged| logged.entry.record == RecordKind::Document).count()
    };
    assert_eq!(documents(), 4);
    shop.erp().anonymize(id).unwrap();
    assert_eq!(documents(), 0);
    let all = shop.erp().journal(&JournalQuery::default()).unwrap().entries;
    let tied = all.iter().filter(|logged| logged.entry.record == RecordKind::Document && logged.entry.subject.is_some());
    assert_eq!(tied.count(), 0);
    assert_eq!(shop.engine.verify_journal().unwrap().findings, []);
}
