//! P13: where a history comes from: this store, the central system, both; what others write shows in the next call.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

use clientela::domain::document::{Document, DocumentKind, DocumentState, Line, LineRef};
use clientela::domain::field::Field;
use clientela::domain::history::{Criteria, ErpState, HistoryLine, LineStatus, filter};
use clientela::domain::id::{DocumentId, SubjectId};
use clientela::domain::money::{Price, Quantity};
use clientela::domain::rights::{Right, Rights};
use clientela::domain::setting::{Place, Setting};
use clientela::domain::time::Timestamp;
use clientela::{Cancel, CustomerHistory, Desk, Engine, ErrorKind, Format, HistoryPort, HistoryRequest, Options, Seat, Unanswered};

use crate::shop::{DAY, NOW, Shop, code, euro, failed};

type Answer = dyn Fn(&HistoryRequest) -> Result<Vec<Document>, Unanswered> + Send + Sync;

/// A central system that answers as a test says, and remembers what it was asked.
#[derive(Clone)]
struct Central {
    answer: Arc<Mutex<Arc<Answer>>>,
    asked: Arc<Mutex<Vec<HistoryRequest>>>,
}

impl Central {
    fn new() -> Self {
        let nothing: Arc<Answer> = Arc::new(|_| Ok(Vec::new()));
        Self { answer: Arc::new(Mutex::new(nothing)), asked: Arc::default() }
    }

    fn answers(&self, answer: impl Fn(&HistoryRequest) -> Result<Vec<Document>, Unanswered> + Send + Sync + 'static) {
        *self.answer.lock().unwrap() = Arc::new(answer);
    }

    fn gives(&self, documents: Vec<Document>) {
        self.answers(move |_| Ok(documents.clone()));
    }

    fn asked(&self) -> Vec<HistoryRequest> {
        std::mem::take(&mut self.asked.lock().unwrap())
    }
}

impl HistoryPort for Central {
    fn documents(&self, request: &HistoryRequest) -> Result<Vec<Document>, Unanswered> {
        self.asked.lock().unwrap().push(request.clone());
        let answer = Arc::clone(&self.answer.lock().unwrap());
        answer(request)
    }
}

fn seat(rights: Rights) -> Seat {
    let [branch, station, operator] = ["berlin-mitte", "till-2", "jane"].map(code);
    Seat { branch, station, operator, rights }
}

/// A second handle of the store, as another process has it.
fn elsewhere(shop: &Shop) -> Engine {
    Engine::open(shop.path(), Options::new(shop.clock.clone())).unwrap()
}

fn feed(engine: &Engine, line: &str) {
    let report = engine.erp(code("erp")).feed(&Format::JsonLines, &mut line.as_bytes()).unwrap();
    assert_eq!(report.refused, 0, "{:?}", report.failures);
}

/// A document of the feed with one line.
fn fed(kind: &str, number: &str, state: &str, customer: &str, quantity: &str, more: &str) -> String {
    format!(
        r#"{{"feed":"document","kind":"{kind}","number":"{number}","state":"{state}","customer":"{customer}","created":"2026-06-01","currency":"EUR","total":100{more},"lines":[{{"line":1,"item":"VIN","name":"Vinyl","quantity":"{quantity}","final_price":100}}]}}"#
    )
}

/// A shop whose histories come from where the setting says, with a central system.
fn shop_with(source: &str) -> (Shop, Central, Desk) {
    let shop = Shop::stocked();
    shop.erp().set_setting(Setting::HistorySource, &Place::Chain, Some(source)).unwrap();
    let central = Central::new();
    let engine = Engine::open(shop.path(), Options::new(shop.clock.clone()).history(Arc::new(central.clone()))).unwrap();
    let desk = engine.desk(seat(Rights::all())).unwrap();
    (shop, central, desk)
}

/// A document that the central system gives, of one line.
fn given(number: &str, customer: Option<SubjectId>, pieces: i64, source: Option<&str>) -> Document {
    let kind = if pieces < 0 { DocumentKind::Correction } else { DocumentKind::Receipt };
    let line = Line {
        number: 1,
        item_code: "OLD-1".into(),
        item_name: "Old record".into(),
        quantity: Quantity::from_pieces(pieces),
        final_price: Price::from_minor(500),
        source: source.map(|document| LineRef::new(document, 1)),
        ..Line::default()
    };
    let mut id = [7; 16];
    id[..number.len().min(16)].copy_from_slice(&number.as_bytes()[..number.len().min(16)]);
    let created = Timestamp::from_millis(NOW - 4_000 * DAY);
    Document {
        state: DocumentState::Issued,
        customer,
        total: 500,
        lines: vec![line],
        ..Document::new(DocumentId::from_bytes(id), kind, number, created, euro())
    }
}

fn said(history: &CustomerHistory) -> Vec<(String, LineStatus, i64)> {
    history.lines().iter().map(|line| (line.number.clone(), line.status, line.quantity.scaled() / 1000)).collect()
}

fn has(history: &CustomerHistory, number: &str) -> bool {
    history.lines().iter().any(|line| line.number == number)
}

#[test]
fn p13_what_another_process_writes_shows_in_the_very_next_call() {
    let shop = Shop::stocked();
    let (desk, other) = (shop.desk(), elsewhere(&shop));
    let (luis, leonie) = (shop.customer("1"), shop.customer("2"));
    let before = desk.history(luis).unwrap();
    let same = |history: &CustomerHistory| Arc::ptr_eq(&history.lines_kept(), &before.lines_kept());
    assert!(same(&desk.history(luis).unwrap()), "it is kept");
    feed(&other, &fed("receipt", "X-1", "issued", "2", "1", ""));
    assert!(same(&desk.history(luis).unwrap()), "another customer's document changes nothing in it");

    feed(&other, &fed("receipt", "X-2", "issued", "1", "3", ""));
    assert!(said(&desk.history(luis).unwrap()).contains(&("X-2".into(), LineStatus::Sold, 3)), "fed");
    feed(&other, &fed("correction", "X-3", "issued", "1", "-1", r#","source":"X-2""#));
    let returned = said(&desk.history(luis).unwrap());
    assert!(returned.contains(&("X-2".into(), LineStatus::Sold, 2)) && returned.contains(&("X-3".into(), LineStatus::Returned, 1)));
    feed(&other, &fed("correction", "X-3", "cancelled", "1", "-1", r#","source":"X-2""#));
    assert!(said(&desk.history(luis).unwrap()).contains(&("X-2".into(), LineStatus::Sold, 3)), "changed");
    feed(&other, &fed("receipt", "X-4", "issued", "2", "1", ""));
    assert!(has(&desk.history(leonie).unwrap(), "X-4") && !has(&desk.history(luis).unwrap(), "X-4"));
    feed(&other, &fed("receipt", "X-4", "issued", "1", "1", ""));
    assert!(has(&desk.history(luis).unwrap(), "X-4") && !has(&desk.history(leonie).unwrap(), "X-4"), "another's now");

    let till = other.desk(seat(Rights::all())).unwrap();
    let draft = till.start_document(&clientela::DocumentDraft { customer: Some(luis), ..crate::shop::receipt("X-5") }).unwrap();
    assert!(!has(&desk.history(luis).unwrap(), "X-5"));
    till.put_customer(draft, Some(leonie)).unwrap();
    desk.history(luis).unwrap();
    other.erp(code("erp")).anonymize(luis).unwrap();
    assert_eq!(failed(desk.history(luis)).0, ErrorKind::Erased, "erased");
    assert!(has(&desk.history(leonie).unwrap(), "X-1"), "who is not erased is shown");
}

#[test]
fn p13_a_merge_and_its_undoing_elsewhere_show_in_the_very_next_call() {
    let shop = Shop::empty();
    let (desk, other) = (shop.desk(), elsewhere(&shop));
    for (number, name) in [("L-1", "Lee"), ("L-2", "Leigh")] {
        shop.fed(&format!(r#"{{"feed":"customer","source_id":"{number}","number":"{number}","kind":"private","family_name":"{name}"}}"#));
    }
    let [lee, again] = ["L-1", "L-2"].map(|number| shop.customer(number));
    feed(&other, &fed("receipt", "X-1", "issued", "L-1", "1", ""));
    feed(&other, &fed("receipt", "X-2", "issued", "L-2", "1", ""));
    assert!(!has(&desk.history(lee).unwrap(), "X-2"));
    let till = other.desk(seat(Rights::all())).unwrap();
    let preview = till.merge_preview(lee, again).unwrap();
    till.merge(&preview, "same person").unwrap();
    let both = desk.history(lee).unwrap();
    assert!(has(&both, "X-1") && has(&both, "X-2"));
    assert!(has(&desk.history(again).unwrap(), "X-1"), "the old id leads on");
    till.unmerge(again, "two after all").unwrap();
    assert!(!has(&desk.history(lee).unwrap(), "X-2") && !has(&desk.history(again).unwrap(), "X-1"));
}

#[test]
fn p13_a_history_that_is_kept_is_shown_to_nobody_without_the_right() {
    let shop = Shop::stocked();
    let luis = shop.customer("1");
    shop.desk().history(luis).unwrap();
    let blind = shop.desk_of("tom", Rights::all().without(Right::ReadHistory));
    assert_eq!(failed(blind.history(luis)).0, ErrorKind::NotPermitted);
}

#[test]
fn p13_more_customers_than_are_kept_are_each_shown_as_they_are() {
    let shop = Shop::stocked();
    let desk = shop.desk();
    for round in 0..3 {
        for number in 1..=12 {
            let id = shop.customer(&number.to_string());
            let (kept, fresh) = (desk.history(id).unwrap(), elsewhere(&shop).desk(seat(Rights::all())).unwrap().history(id).unwrap());
            assert_eq!(kept.lines(), fresh.lines(), "round {round}, customer {number}");
        }
    }
}

#[test]
fn p13_the_setting_says_where_the_history_comes_from() {
    let (shop, central, desk) = shop_with("local");
    let luis = shop.customer("1");
    central.gives(vec![given("OLD-1", Some(luis), 2, None)]);
    let set = |value: &str| shop.erp().set_setting(Setting::HistorySource, &Place::Chain, Some(value)).unwrap();
    let local = desk.history(luis).unwrap();
    assert_eq!((local.erp, has(&local, "OLD-1"), central.asked().len()), (ErpState::NotAsked, false, 0));
    let oldest = local.lines().iter().map(|line| line.created).min();
    assert!(local.local_since.is_some_and(|since| Some(since) <= oldest));

    set("local_and_erp");
    let both = desk.history(luis).unwrap();
    assert_eq!((both.erp, both.left_out), (ErpState::Answered, 0));
    assert_eq!(said(&both).last().unwrap(), &("OLD-1".into(), LineStatus::Sold, 2));
    assert_eq!(both.lines().len(), local.lines().len() + 1);
    let asked = central.asked();
    assert_eq!((asked[0].before, asked[0].number.as_deref(), &asked[0].records[..]), (local.local_since, Some("1"), &[luis][..]));

    set("erp");
    assert!(has(&desk.history(luis).unwrap(), "OLD-1"));
    assert_eq!(central.asked()[0].before, None, "everything is asked for");
    let without = shop.desk().history(luis).unwrap();
    assert_eq!((without.erp, without.lines()), (ErpState::NotConnected, local.lines()), "the host gave no connection");
    set("local");
    assert!(!has(&desk.history(luis).unwrap(), "OLD-1"), "nothing of it was stored");
    assert!(shop.desk().document_by_number(DocumentKind::Receipt, "OLD-1").is_err());
}

#[test]
fn p13_a_lost_connection_a_refusal_and_a_cancellation_are_states_and_the_local_lines_are_shown() {
    let (shop, central, desk) = shop_with("local_and_erp");
    let luis = shop.customer("1");
    let local = shop.desk().history(luis).unwrap();
    let states = [
        (Unanswered::ConnectionLost, ErpState::ConnectionLost),
        (Unanswered::Refused, ErpState::Refused),
        (Unanswered::Cancelled, ErpState::Cancelled),
    ];
    for (answer, state) in states {
        central.answers(move |_| Err(answer));
        let history = desk.history(luis).unwrap();
        assert_eq!((history.erp, history.lines()), (state, local.lines()));
        assert!(!history.erp.is_complete());
    }
    let nobody = shop.add(&[(Field::FamilyName, "Lee")]);
    central.answers(|_| Err(Unanswered::ConnectionLost));
    let empty = desk.history(nobody).unwrap();
    assert_eq!((empty.lines(), empty.erp, empty.local_since), (&[] as &[HistoryLine], ErpState::ConnectionLost, None));
    central.answers(|_| Ok(Vec::new()));
    assert!(desk.history(nobody).unwrap().erp.is_complete(), "and nothing there is something else");
}

#[test]
fn p13_the_question_is_cancelled_by_its_progress_and_from_elsewhere() {
    let (shop, central, desk) = shop_with("erp");
    let luis = shop.customer("1");
    let local = shop.desk().history(luis).unwrap();
    central.answers(move |request| {
        for done in 0..10 {
            request.progress(done, 10)?;
        }
        Ok(vec![given("OLD-1", Some(luis), 1, None)])
    });
    let told = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&told);
    let whole = desk
        .history_with(
            luis,
            move |done, total| {
                count.fetch_add(1, Ordering::Relaxed);
                done < total
            },
            &Cancel::default(),
        )
        .unwrap();
    assert_eq!((told.load(Ordering::Relaxed), whole.erp, has(&whole, "OLD-1")), (10, ErpState::Answered, true));
    let stopped = desk.history_with(luis, |done, _| done < 3, &Cancel::default()).unwrap();
    assert_eq!((stopped.erp, stopped.lines()), (ErpState::Cancelled, local.lines()));
    let cancel = Cancel::default();
    let other = cancel.clone();
    let cancelled = desk
        .history_with(
            luis,
            move |done, _| {
                if done == 4 {
                    other.cancel();
                }
                true
            },
            &cancel,
        )
        .unwrap();
    assert_eq!((cancelled.erp, cancelled.lines()), (ErpState::Cancelled, local.lines()));
    central.asked();
    assert_eq!(desk.history_with(luis, |_, _| true, &cancel).unwrap().erp, ErpState::Cancelled);
    assert!(central.asked().is_empty(), "cancelled before: nobody is asked");
}

#[test]
fn p13_a_document_of_both_counts_once_and_as_the_till_knows_it() {
    let (shop, central, desk) = shop_with("erp");
    let luis = shop.customer("1");
    shop.fed(&fed("receipt", "X-1", "issued", "1", "3", ""));
    let old = Document { lines: given("X-1", None, 9, None).lines, ..given("X-1", Some(luis), 1, None) };
    central.gives(vec![old, given("OLD-1", Some(luis), 5, None), given("OLD-1", Some(luis), 5, None)]);
    let history = desk.history(luis).unwrap();
    let mine: Vec<_> = said(&history).into_iter().filter(|(number, ..)| number == "X-1" || number == "OLD-1").collect();
    assert_eq!(mine, [("X-1".into(), LineStatus::Sold, 3), ("OLD-1".into(), LineStatus::Sold, 5)]);
    assert_eq!(history.left_out, 0);
    shop.fed(&fed("correction", "X-9", "issued", "1", "-2", r#","source":"OLD-1""#).replace("VIN", "OLD-1"));
    let settled = said(&desk.history(luis).unwrap());
    assert!(settled.contains(&("OLD-1".into(), LineStatus::Sold, 3)), "a return here takes off a sale there: {settled:?}");
    let history = desk.history(luis).unwrap();
    assert_eq!(filter(&history, &Criteria { text: "old rec".into(), ..Criteria::default() }).total, 1);
}

#[test]
fn p13_what_the_central_system_gives_of_others_and_of_the_erased_is_not_shown() {
    let (shop, central, desk) = shop_with("erp");
    let (luis, leonie) = (shop.customer("1"), shop.customer("2"));
    shop.fed(&fed("receipt", "E-1", "issued", "7", "1", ""));
    shop.fed(&fed("receipt", "E-2", "issued", "2", "1", ""));
    shop.erp().anonymize(shop.customer("7")).unwrap();
    let broken = Document { lines: vec![Line { item_name: "a\u{7}b".into(), ..Line::default() }], ..given("OLD-5", Some(luis), 1, None) };
    let documents = vec![
        given("OLD-1", Some(luis), 1, None),
        given("OLD-2", Some(leonie), 1, None),
        given("OLD-3", None, 1, None),
        Document { anonymized: true, ..given("OLD-4", Some(luis), 1, None) },
        broken,
        given("E-1", Some(luis), 1, None),
        given("E-2", Some(luis), 1, None),
    ];
    central.gives(documents);
    let history = desk.history(luis).unwrap();
    let shown: Vec<_> = said(&history)
        .into_iter()
        .map(|(number, ..)| number)
        .filter(|number| number.starts_with("OLD") || number.starts_with("E-"))
        .collect();
    assert_eq!((shown, history.left_out), (vec!["OLD-1".to_owned()], 6));
    shop.erp().anonymize(luis).unwrap();
    central.asked();
    assert_eq!(failed(desk.history(luis)).0, ErrorKind::Erased);
    assert!(central.asked().is_empty(), "nobody asks for somebody who was erased");
}

#[test]
fn p13_who_is_erased_while_the_central_system_answers_is_not_shown() {
    let (shop, central, desk) = shop_with("erp");
    let (luis, other) = (shop.customer("1"), elsewhere(&shop));
    central.answers(move |_| {
        other.erp(code("erp")).anonymize(luis).unwrap();
        Ok(vec![given("OLD-1", Some(luis), 1, None)])
    });
    assert_eq!(failed(desk.history(luis)).0, ErrorKind::Erased);
}
