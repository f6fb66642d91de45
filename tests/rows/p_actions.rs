//! P22 to P24 and W2: what may be done with a line, drafts made from lines, what desks write, and the outbox.

use clientela::domain::document::{Document, DocumentKind, DocumentState, Line, LineRef};
use clientela::domain::field::Field;
use clientela::domain::history::{ActionReason, Allowed, LineAction, LineStatus};
use clientela::domain::id::DocumentId;
use clientela::domain::money::{Price, Quantity};
use clientela::domain::rights::{Right, Rights};
use clientela::domain::setting::{Place, Setting};
use clientela::{Desk, DocumentDraft, Engine, ErrorKind, FollowUp, Format, Options, Seat, StandingClock};

use crate::shop::{DAY, NOW, Shop, code, euro, failed, receipt};

fn pieces(number: i64) -> Quantity {
    Quantity::from_pieces(number)
}

/// One line of a fed document.
fn fed_line(item: &str, quantity: i64, cents: i64, more: &str) -> String {
    format!(r#""lines":[{{"line":1,"name":"{item}","item":"{item}","quantity":{quantity},"final_price":{cents},"tax_rate":"19"{more}}}]"#)
}

fn fed_document(kind: &str, number: &str, state: &str, customer: &str, lines: &str) -> String {
    format!(
        r#"{{"feed":"document","kind":"{kind}","number":"{number}","state":"{state}",{customer}"branch":"berlin-mitte","created":"2026-06-01","currency":"EUR","total":597,{lines}}}"#
    )
}

/// Three pairs of socks of a customer called Lee.
fn shop_with_socks() -> (Shop, DocumentId) {
    let shop = Shop::empty();
    shop.fed(r#"{"feed":"customer","source_id":"1","number":"1","kind":"private","family_name":"Lee"}"#);
    shop.fed(&fed_document(
        "receipt",
        "R1",
        "issued",
        r#""customer":"1","#,
        &fed_line("Socks", 3, 199, r#","serial_number":"S1","bundle":1,"bundle_name":"Set","properties":{"size":"42"}"#),
    ));
    let id = by_number(&shop, DocumentKind::Receipt, "R1");
    (shop, id)
}

fn by_number(shop: &Shop, kind: DocumentKind, number: &str) -> DocumentId {
    shop.desk().document_by_number(kind, number).unwrap().id
}

fn open_of(desk: &Desk, document: DocumentId, action: LineAction) -> Result<i64, ActionReason> {
    let all = desk.line_actions(document, 1).unwrap();
    assert_eq!(all.iter().map(|allowed| allowed.action).collect::<Vec<_>>(), LineAction::ALL);
    let Allowed { open, reason, .. } = *all.iter().find(|allowed| allowed.action == action).unwrap();
    reason.map_or(Ok(open.scaled() / 1000), Err)
}

fn back(number: &str, source: DocumentId, quantity: i64) -> FollowUp {
    FollowUp::new(LineAction::Correction, number).part(source, 1, pieces(quantity))
}

fn taken(result: clientela::Result<impl Sized>) -> (ErrorKind, &'static str, Vec<(&'static str, String)>) {
    let error = result.err().expect("it is refused");
    (error.kind(), error.code(), error.args().to_vec())
}

fn quantity_taken(line: u32, open: &str) -> (ErrorKind, &'static str, Vec<(&'static str, String)>) {
    (ErrorKind::Conflict, "document.quantity_taken", vec![("line", line.to_string()), ("open", open.to_owned())])
}

fn statuses(shop: &Shop) -> Vec<(String, LineStatus, i64)> {
    let history = shop.desk().history(shop.customer("1")).unwrap();
    history.lines().iter().map(|line| (line.number.clone(), line.status, line.quantity.scaled() / 1000)).collect()
}

#[test]
fn p22_from_what_is_sold_a_correction_is_started_with_what_is_open() {
    let (shop, source) = shop_with_socks();
    let desk = shop.desk();
    assert_eq!(open_of(&desk, source, LineAction::Correction), Ok(3));
    assert_eq!(open_of(&desk, source, LineAction::Sale), Err(ActionReason::AlreadySold));
    let id = desk.start_from(&FollowUp::new(LineAction::Correction, "C1").line(source, 1)).unwrap();
    let (draft, sold) = (desk.document(id).unwrap(), desk.document(source).unwrap());
    assert_eq!((draft.kind, draft.state, draft.customer), (DocumentKind::Correction, DocumentState::Draft, Some(shop.customer("1"))));
    assert_eq!((draft.source.as_deref(), draft.source_kind, draft.total), (Some("R1"), Some(DocumentKind::Receipt), -597));
    let tied = LineRef { kind: Some(DocumentKind::Receipt), ..LineRef::new("R1", 1) };
    let wanted = Line { quantity: pieces(-3), amount: Some(-597), source: Some(tied), ..sold.lines[0].clone() };
    assert_eq!(draft.lines, [wanted], "item, prices, tax, serial number, bundle and properties are those of the line");
    assert_eq!(statuses(&shop), [("R1".to_owned(), LineStatus::Sold, 3)], "a draft changes no status");
    assert_eq!(open_of(&desk, source, LineAction::Correction), Err(ActionReason::InDrafts), "but nothing is open");
    desk.issue_document(id).unwrap();
    assert_eq!(statuses(&shop), [("C1".to_owned(), LineStatus::Returned, 3)]);
    assert_eq!(open_of(&desk, id, LineAction::Correction), Err(ActionReason::Returned));
    assert_eq!(open_of(&desk, source, LineAction::Complaint), Err(ActionReason::NothingLeft));
}

#[test]
fn p22_from_what_is_sold_a_complaint_is_started_and_is_in_progress_once_issued() {
    let (shop, source) = shop_with_socks();
    let desk = shop.desk();
    let id = desk.start_from(&FollowUp::new(LineAction::Complaint, "K1").part(source, 1, pieces(2))).unwrap();
    let draft = desk.document(id).unwrap();
    assert_eq!((draft.kind, draft.lines[0].quantity, draft.total), (DocumentKind::Complaint, pieces(2), 398));
    assert_eq!(open_of(&desk, source, LineAction::Correction), Ok(1));
    desk.issue_document(id).unwrap();
    assert_eq!(desk.document(id).unwrap().state, DocumentState::Open);
    let wanted = [("K1".to_owned(), LineStatus::ComplaintInProgress, 2), ("R1".to_owned(), LineStatus::Sold, 1)];
    assert_eq!(statuses(&shop), wanted);
    assert_eq!(failed(desk.cancel_document(id)), (ErrorKind::State, "document.final", None));
}

#[test]
fn p22_two_drafts_together_never_return_more_than_was_sold() {
    let (shop, source) = shop_with_socks();
    let (one, other) = (shop.desk(), shop.desk_at("till-2"));
    let first = one.start_from(&back("C1", source, 2)).unwrap();
    assert_eq!(taken(other.start_from(&back("C2", source, 2))), quantity_taken(1, "1"));
    let second = other.start_from(&back("C2", source, 1)).unwrap();
    assert_eq!(failed(one.start_from(&back("C3", source, 1))), (ErrorKind::Conflict, "action_reason.in_drafts", None));
    assert_eq!(taken(other.set_line_quantity(second, 1, pieces(-2))), quantity_taken(1, "1"));
    one.set_line_quantity(first, 1, pieces(-1)).unwrap();
    assert_eq!(one.document(first).unwrap().total, -199);
    other.set_line_quantity(second, 1, pieces(-2)).unwrap();
    one.issue_document(first).unwrap();
    other.issue_document(second).unwrap();
    let returned: i64 = statuses(&shop).iter().filter(|line| line.1 == LineStatus::Returned).map(|line| line.2).sum();
    assert_eq!(returned, 3);
    let third = one.start_document(&DocumentDraft::new(DocumentKind::Correction, "C9", euro())).unwrap();
    let more = Line { number: 1, item_name: "Socks".into(), quantity: pieces(-1), source: Some(LineRef::new("R1", 1)), ..Line::default() };
    assert_eq!(taken(one.put_lines(third, std::slice::from_ref(&more))), quantity_taken(1, "0"), "not by hand either");
    let elsewhere = Line { source: Some(LineRef::new("R0", 1)), ..more };
    one.put_lines(third, &[elsewhere]).unwrap();
    assert_eq!(one.document(third).unwrap().lines.len(), 1, "the control: what was bought elsewhere has no bound here");
}

/// Another process at the same file.
fn second_engine(shop: &Shop) -> Engine {
    Engine::open(shop.path(), Options::new(std::sync::Arc::new(StandingClock::new(NOW, 120)))).unwrap()
}

fn till_2(engine: &Engine) -> Desk {
    let [branch, station, operator] = ["berlin-mitte", "till-2", "tom"].map(code);
    engine.desk(Seat { branch, station, operator, rights: Rights::all() }).unwrap()
}

#[test]
fn p22_two_processes_at_one_store_never_return_more_than_was_sold() {
    let (shop, source) = shop_with_socks();
    let elsewhere = second_engine(&shop);
    let (here, there) = (shop.desk(), till_2(&elsewhere));
    let first = here.start_from(&back("C1", source, 2)).unwrap();
    assert_eq!(taken(there.start_from(&back("C2", source, 3))), quantity_taken(1, "1"), "one after the other");
    assert_eq!(open_of(&there, source, LineAction::Correction), Ok(1), "warm or not");
    here.cancel_document(first).unwrap();
    let started = |desk: Desk, name: &'static str| {
        std::thread::spawn(move || (0..9).filter(|at| desk.start_from(&back(&format!("{name}{at}"), source, 1)).is_ok()).count())
    };
    let threads = [started(here.clone(), "A"), started(there.clone(), "B"), started(shop.desk_at("till-3"), "D")];
    let together: usize = threads.map(|thread| thread.join().unwrap()).iter().sum();
    assert_eq!(together, 3, "at the same time");
    let drafts: Vec<Document> = [here.drafts().unwrap(), there.drafts().unwrap(), shop.desk_at("till-3").drafts().unwrap()].concat();
    assert_eq!(drafts.len(), 3);
    drafts.iter().for_each(|draft| there.issue_document(draft.id).unwrap());
    assert_eq!(statuses(&shop).iter().filter(|line| line.1 == LineStatus::Sold).count(), 0);
}

#[test]
fn p22_a_return_that_was_fed_meanwhile_is_noticed_when_the_draft_is_issued_and_the_draft_can_be_lowered() {
    let (shop, source) = shop_with_socks();
    let desk = shop.desk();
    let id = desk.start_from(&FollowUp::new(LineAction::Correction, "C1").line(source, 1)).unwrap();
    let tie = r#","source_document":"R1","source_line":1"#;
    shop.fed(&fed_document("correction", "C9", "issued", "", &fed_line("Socks", -2, 199, tie)));
    assert_eq!(taken(desk.issue_document(id)), quantity_taken(1, "1"), "a customer undefined brought it back: it counts all the same");
    assert_eq!(desk.document(id).unwrap().state, DocumentState::Draft);
    assert_eq!(taken(desk.set_line_quantity(id, 1, pieces(-2))), quantity_taken(1, "1"));
    desk.set_line_quantity(id, 1, pieces(-1)).unwrap();
    desk.issue_document(id).unwrap();
    assert_eq!(desk.document(id).unwrap().total, -199);
}

#[test]
fn p22_nought_the_wrong_sign_too_much_and_the_same_line_twice_are_refused() {
    let (shop, source) = shop_with_socks();
    let desk = shop.desk();
    let not_allowed = (ErrorKind::Invalid, "quantity.not_allowed", Some("quantity"));
    for number in [0, -1] {
        assert_eq!(failed(desk.start_from(&back("C1", source, number))), not_allowed);
    }
    assert_eq!(taken(desk.start_from(&back("C1", source, 4))), quantity_taken(1, "3"));
    assert_eq!(failed(desk.start_from(&back("C1", source, 1).part(source, 1, pieces(1)))), (ErrorKind::Invalid, "doubled", Some("line")));
    assert_eq!(failed(desk.start_from(&FollowUp::new(LineAction::Correction, "C1"))), (ErrorKind::Invalid, "required", Some("lines")));
    assert_eq!(failed(desk.start_from(&back("", source, 1))), (ErrorKind::Invalid, "required", Some("number")));
    assert!(desk.drafts().unwrap().is_empty(), "nothing was written");
    let id = desk.start_from(&back("C1", source, 2)).unwrap();
    assert_eq!(failed(desk.start_from(&back("C1", source, 1))), (ErrorKind::Conflict, "document.number_taken", Some("number")));
    for number in [0, 1] {
        assert_eq!(failed(desk.set_line_quantity(id, 1, pieces(number))), not_allowed);
    }
    assert_eq!(failed(desk.set_line_quantity(id, 2, pieces(-1))), (ErrorKind::NotFound, "document.line_unknown", Some("line")));
    assert_eq!(failed(desk.remove_line(id, 2)).1, "document.line_unknown");
    let other = DocumentId::from_bytes([9; 16]);
    assert_eq!(failed(desk.start_from(&back("C2", other, 1))), (ErrorKind::NotFound, "document.unknown", None));
    assert_eq!(failed(desk.line_actions(other, 1)).1, "document.unknown");
    assert_eq!(desk.line_actions(source, 7).unwrap()[0].reason, Some(ActionReason::NothingLeft));
    desk.remove_line(id, 1).unwrap();
    assert_eq!(
        (desk.document(id).unwrap().total, open_of(&desk, source, LineAction::Correction)),
        (0, Ok(3)),
        "what is taken off is open again"
    );
}

#[test]
fn p22_lines_of_several_documents_go_on_one_where_customer_and_currency_are_the_same() {
    let (shop, source) = shop_with_socks();
    shop.fed(&fed_document("invoice", "I1", "issued", r#""customer":"1","#, &fed_line("Hat", 1, 999, "")));
    shop.fed(&fed_document("receipt", "R2", "issued", "", &fed_line("Hat", 1, 999, "")));
    let (desk, invoice, undefined) =
        (shop.desk(), by_number(&shop, DocumentKind::Invoice, "I1"), by_number(&shop, DocumentKind::Receipt, "R2"));
    let id = desk.start_from(&back("C1", source, 1).line(invoice, 1)).unwrap();
    let draft = desk.document(id).unwrap();
    assert_eq!((draft.source, draft.total, draft.lines[1].number), (None, -1_198, 2));
    assert_eq!(draft.lines[1].source.as_ref().unwrap().kind, Some(DocumentKind::Invoice));
    let mixed = failed(desk.start_from(&back("C2", source, 1).line(undefined, 1)));
    assert_eq!(mixed, (ErrorKind::Invalid, "document.lines_differ", Some("lines")));
    let undefined = desk.start_from(&back("C3", undefined, 1)).unwrap();
    assert_eq!(desk.document(undefined).unwrap().customer, None);
}

#[test]
fn p22_the_parts_of_a_line_add_up_to_what_it_cost() {
    let (shop, _) = shop_with_socks();
    shop.fed(&fed_document(
        "receipt",
        "R3",
        "issued",
        "",
        &fed_line("Wool", 3, 0, "").replace(r#""final_price":0"#, r#""final_price":"333.3333","amount":1000"#),
    ));
    let (desk, source) = (shop.desk(), by_number(&shop, DocumentKind::Receipt, "R3"));
    let totals: Vec<i64> = (1..=3)
        .map(|at| {
            let id = desk.start_from(&back(&format!("C{at}"), source, 1)).unwrap();
            desk.issue_document(id).unwrap();
            desk.document(id).unwrap().total
        })
        .collect();
    assert_eq!(totals, [-333, -333, -334]);
}

#[test]
fn p22_who_may_not_make_documents_is_told_so_and_others_by_status_address_and_erasure() {
    let (shop, source) = shop_with_socks();
    let (customer, reader) = (shop.customer("1"), shop.desk_of("tom", Rights::none().with(Right::ReadHistory)));
    assert_eq!(open_of(&reader, source, LineAction::Correction), Err(ActionReason::NotPermitted));
    assert_eq!(failed(reader.start_from(&back("C1", source, 1))), (ErrorKind::NotPermitted, "right.edit_documents", None));
    assert_eq!(failed(reader.drafts()).0, ErrorKind::NotPermitted);
    let nobody = shop.desk_of("tim", Rights::none().with(Right::EditDocuments));
    assert_eq!(failed(nobody.line_actions(source, 1)).1, "right.read_history");
    let desk = shop.desk();
    desk.set_setting(Setting::MissingAddressBlocks, &Place::Chain, Some("true"), None).unwrap();
    assert_eq!(open_of(&desk, source, LineAction::Correction), Err(ActionReason::AddressMissing));
    assert_eq!(failed(desk.start_from(&back("C1", source, 1))).1, "customer.address_missing");
    desk.set_setting(Setting::MissingAddressBlocks, &Place::Chain, None, None).unwrap();
    for (status, reason, refused) in
        [("blocked", ActionReason::CustomerBlocked, "customer.blocked"), ("deceased", ActionReason::CustomerDeceased, "customer.deceased")]
    {
        shop.edit(customer, &[(Field::Status, status)]);
        assert_eq!(open_of(&desk, source, LineAction::Complaint), Err(reason));
        assert_eq!(failed(desk.start_from(&back("C1", source, 1))), (ErrorKind::State, refused, Some("status")));
    }
    shop.edit(customer, &[(Field::Status, "active")]);
    assert_eq!(open_of(&desk, source, LineAction::Complaint), Ok(3), "the control");
    shop.erp().anonymize(customer).unwrap();
    assert_eq!(open_of(&desk, source, LineAction::Correction), Err(ActionReason::Anonymized));
    assert_eq!(failed(desk.start_from(&back("C1", source, 1))), (ErrorKind::Erased, "document.customer_anonymized", None));
}

#[test]
fn p23_what_is_in_complaint_is_corrected_only_where_a_receipt_or_invoice_is_behind_it() {
    let (shop, source) = shop_with_socks();
    let desk = shop.desk();
    let complaint = desk.start_from(&FollowUp::new(LineAction::Complaint, "K1").part(source, 1, pieces(2))).unwrap();
    assert_eq!(open_of(&desk, complaint, LineAction::Correction), Err(ActionReason::NothingLeft), "a draft is no part of the history");
    desk.issue_document(complaint).unwrap();
    assert_eq!(open_of(&desk, complaint, LineAction::Correction), Ok(2));
    assert_eq!(open_of(&desk, complaint, LineAction::Complaint), Err(ActionReason::InComplaint));
    let id = desk.start_from(&back("C1", complaint, 1)).unwrap();
    let draft = desk.document(id).unwrap();
    assert_eq!((draft.source_kind, draft.lines[0].quantity, draft.total), (Some(DocumentKind::Complaint), pieces(-1), -199));
    assert_eq!([complaint, source].map(|id| open_of(&desk, id, LineAction::Correction)), [Ok(1), Ok(1)]);
    desk.issue_document(id).unwrap();
    let wanted = [("C1", LineStatus::Returned), ("K1", LineStatus::ComplaintInProgress), ("R1", LineStatus::Sold)];
    let told: Vec<_> = statuses(&shop).into_iter().map(|(number, status, _)| (number, status)).collect();
    assert_eq!(told, wanted.map(|(number, status)| (number.to_owned(), status)));
    shop.fed(&fed_document("complaint", "K9", "open", r#""customer":"1","#, &fed_line("Shoes", 1, 999, "")));
    let untied = by_number(&shop, DocumentKind::Complaint, "K9");
    assert_eq!(open_of(&desk, untied, LineAction::Correction), Err(ActionReason::NotTied));
    assert_eq!(failed(desk.start_from(&back("C2", untied, 1))), (ErrorKind::State, "action_reason.not_tied", None));
}

#[test]
fn p24_the_sales_document_is_made_of_what_awaits_pickup_in_the_branch_of_the_order() {
    let (shop, _) = shop_with_socks();
    shop.fed(&fed_document("order", "O1", "awaiting_pickup", r#""customer":"1","#, &fed_line("Chair", 6, 5000, "")));
    shop.fed(&fed_document("order", "O2", "open", r#""customer":"1","#, &fed_line("Sofa", 1, 5000, "")));
    let (desk, order) = (shop.desk(), by_number(&shop, DocumentKind::Order, "O1"));
    assert_eq!(open_of(&desk, order, LineAction::Sale), Ok(6));
    assert_eq!(open_of(&desk, order, LineAction::Correction), Err(ActionReason::NotSold));
    assert_eq!(open_of(&desk, by_number(&shop, DocumentKind::Order, "O2"), LineAction::Sale), Err(ActionReason::StillOrdered));
    let [branch, station, operator] = ["oslo", "till-9", "jane"].map(code);
    let oslo = shop.engine.desk(Seat { branch, station, operator, rights: Rights::all() }).unwrap();
    assert_eq!(open_of(&oslo, order, LineAction::Sale), Err(ActionReason::OtherBranch));
    let sale = FollowUp::new(LineAction::Sale, "R7").part(order, 1, pieces(4));
    assert_eq!(failed(oslo.start_from(&sale)), (ErrorKind::State, "action_reason.other_branch", None));
    let receipt = desk.start_from(&sale).unwrap();
    let draft = desk.document(receipt).unwrap();
    assert_eq!(
        (draft.kind, draft.lines[0].quantity, draft.total, draft.branch),
        (DocumentKind::Receipt, pieces(4), 20_000, Some(code("berlin-mitte")))
    );
    assert_eq!(open_of(&desk, order, LineAction::Sale), Ok(2));
    desk.issue_document(receipt).unwrap();
    let invoice = desk.start_from(&FollowUp { invoice: true, ..FollowUp::new(LineAction::Sale, "I7").line(order, 1) }).unwrap();
    assert_eq!((desk.document(invoice).unwrap().kind, desk.document(invoice).unwrap().total), (DocumentKind::Invoice, 10_000));
    desk.issue_document(invoice).unwrap();
    assert_eq!(open_of(&desk, order, LineAction::Sale), Err(ActionReason::NothingLeft));
    let told: Vec<_> =
        statuses(&shop).into_iter().filter(|line| ["O1", "R7", "I7"].contains(&line.0.as_str())).map(|line| (line.0, line.2)).collect();
    assert_eq!(told, [("I7".to_owned(), 2), ("R7".to_owned(), 4)]);
}

#[test]
fn w2_a_till_writes_a_whole_sale_with_lines_of_its_own() {
    let shop = Shop::empty();
    shop.fed(r#"{"feed":"item","code":"W-7","name":"Wool socks","ean":"4006381333931","properties":{"size":"42"},"attributes":{"brand":"Falke"}}"#);
    let (desk, lee) = (shop.desk(), shop.add(&[(Field::GivenName, "Ann"), (Field::FamilyName, "Lee"), (Field::City, "Bree")]));
    let id = desk.start_document(&receipt("R1")).unwrap();
    let socks = Line {
        number: 1,
        item_code: "W-7".into(),
        quantity: pieces(3),
        regular_price: Price::from_minor(249),
        final_price: Price::from_minor(199),
        tax_rate: Some(1_900),
        ..Line::default()
    };
    let three = Line { number: 2, item_name: "Candle".into(), quantity: pieces(3), amount: Some(1_000), ..Line::default() };
    desk.put_lines(id, &[three.clone(), socks.clone()]).unwrap();
    let draft = desk.document(id).unwrap();
    assert_eq!(
        (draft.lines[0].item_name.as_str(), draft.lines[0].ean.as_str(), draft.lines[0].properties.len()),
        ("Wool socks", "4006381333931", 1)
    );
    assert_eq!((draft.lines[0].discount, draft.lines[0].amount), (Price::from_minor(50), Some(597)));
    assert_eq!((draft.lines[1].final_price, draft.lines[1].amount, draft.total), (Price::from_scaled(3_333_333), Some(1_000), 1_597));
    desk.put_customer(id, Some(lee)).unwrap();
    assert_eq!(desk.drafts().unwrap(), [desk.document(id).unwrap()]);
    assert!(shop.desk_at("till-2").drafts().unwrap().is_empty(), "a station's own");
    assert!(desk.history(lee).unwrap().lines().is_empty(), "a draft is no part of the history (P20)");
    desk.issue_document(id).unwrap();
    let issued = desk.document(id).unwrap();
    assert_eq!(
        (issued.addressee.name.as_deref(), issued.addressee.city.as_deref(), issued.difference()),
        (Some("Ann Lee"), Some("Bree"), 0)
    );
    assert_eq!(desk.history(lee).unwrap().lines().len(), 2);
    for refused in [desk.put_lines(id, &[]), desk.remove_line(id, 1), desk.set_line_quantity(id, 1, pieces(1)), desk.cancel_document(id)] {
        assert_eq!(failed(refused), (ErrorKind::State, "document.final", None));
    }
    assert!(desk.drafts().unwrap().is_empty());
}

#[test]
fn w2_lines_that_cannot_be_are_refused_and_nothing_is_written() {
    let shop = Shop::empty();
    let desk = shop.desk();
    let line = Line { number: 1, item_name: "Socks".into(), quantity: pieces(1), final_price: Price::from_minor(199), ..Line::default() };
    let draft = |kind, number: &str| desk.start_document(&DocumentDraft::new(kind, number, euro())).unwrap();
    let (receipt, correction, order) =
        (draft(DocumentKind::Receipt, "R1"), draft(DocumentKind::Correction, "C1"), draft(DocumentKind::Order, "O1"));
    let with = |quantity| Line { quantity: pieces(quantity), ..line.clone() };
    for (document, quantity) in [(receipt, 0), (correction, 1), (correction, 0), (order, -1)] {
        assert_eq!(failed(desk.put_lines(document, &[with(quantity)])), (ErrorKind::Invalid, "quantity.not_allowed", Some("quantity")));
    }
    let bad = [
        (vec![line.clone(), line.clone()], ("doubled", Some("line"))),
        (vec![Line { number: 0, ..line.clone() }], ("required", Some("line"))),
        (vec![Line { item_name: String::new(), item_code: "none".into(), ..line.clone() }], ("item.unknown", Some("item"))),
        (
            vec![Line { final_price: Price::from_scaled(i64::MAX), quantity: Quantity::from_scaled(i64::MAX), ..line.clone() }],
            ("amount.too_large", Some("amount")),
        ),
        (vec![Line { item_name: "x".repeat(201), ..line.clone() }], ("too_long", Some("name"))),
    ];
    for (lines, (rule, field)) in bad {
        assert_eq!(failed(desk.put_lines(receipt, &lines)), (ErrorKind::Invalid, rule, field));
    }
    assert!(desk.document(receipt).unwrap().lines.is_empty());
    desk.put_lines(receipt, &[with(-1), Line { number: 2, ..line.clone() }]).unwrap();
    assert_eq!(desk.document(receipt).unwrap().total, 0, "an exchange");
    desk.put_lines(order, &[with(2)]).unwrap();
    desk.issue_document(order).unwrap();
    assert_eq!(desk.document(order).unwrap().state, DocumentState::Open);
}

#[test]
fn w2_an_exchange_takes_the_returned_line_from_its_receipt() {
    let (shop, _) = shop_with_socks();
    let desk = shop.desk();
    let id = desk.start_document(&DocumentDraft { customer: Some(shop.customer("1")), ..receipt("R2") }).unwrap();
    let returned = Line { number: 1, quantity: pieces(-2), source: Some(LineRef::new("R1", 1)), ..Line::default() };
    let hat = Line { number: 2, item_name: "Hat".into(), quantity: pieces(1), final_price: Price::from_minor(999), ..Line::default() };
    desk.put_lines(id, &[returned.clone(), hat.clone()]).unwrap();
    let draft = desk.document(id).unwrap();
    assert_eq!((draft.lines[0].item_name.as_str(), draft.lines[0].amount, draft.total), ("Socks", Some(-398), 601));
    let more = Line { quantity: pieces(-4), ..returned };
    assert_eq!(taken(desk.put_lines(id, &[hat, Line { number: 3, ..more }])), quantity_taken(3, "3"));
    desk.issue_document(id).unwrap();
    let wanted =
        [("R2".to_owned(), LineStatus::Returned, 2), ("R2".to_owned(), LineStatus::Sold, 1), ("R1".to_owned(), LineStatus::Sold, 1)];
    assert_eq!(statuses(&shop), wanted);
}

#[test]
fn w2_a_discarded_draft_is_cancelled_journaled_and_frees_what_it_held() {
    let (shop, source) = shop_with_socks();
    let desk = shop.desk();
    let id = desk.start_from(&FollowUp::new(LineAction::Correction, "C1").line(source, 1)).unwrap();
    let entries = || shop.engine.verify_journal().unwrap().entries;
    let before = entries();
    desk.cancel_document(id).unwrap();
    assert_eq!((desk.document(id).unwrap().state, entries()), (DocumentState::Cancelled, before + 1));
    assert!(desk.drafts().unwrap().is_empty());
    assert_eq!(open_of(&desk, source, LineAction::Correction), Ok(3));
    assert_eq!(statuses(&shop), [("R1".to_owned(), LineStatus::Sold, 3)]);
    assert_eq!(failed(desk.issue_document(id)).1, "document.final");
    assert!(shop.engine.verify_journal().unwrap().findings.is_empty());
}

#[test]
fn w2_a_return_of_what_an_anonymized_customer_bought_cites_the_number_only_and_never_more_than_was_sold() {
    let (shop, _) = shop_with_socks();
    shop.erp().anonymize(shop.customer("1")).unwrap();
    let desk = shop.desk();
    let id = desk.start_document(&DocumentDraft::new(DocumentKind::Correction, "C1", euro())).unwrap();
    let line = |quantity| Line {
        number: 1,
        item_name: "Socks".into(),
        quantity: pieces(quantity),
        final_price: Price::from_minor(199),
        source: Some(LineRef::new("R1", 1)),
        ..Line::default()
    };
    assert_eq!(taken(desk.put_lines(id, &[line(-4)])), quantity_taken(1, "3"));
    desk.put_lines(id, &[line(-3)]).unwrap();
    desk.issue_document(id).unwrap();
    assert_eq!((desk.document(id).unwrap().customer, desk.document(id).unwrap().total), (None, -597));
}

fn outbox(shop: &Shop, after: &str) -> (Vec<String>, String) {
    let mut lines = Vec::new();
    let sent = shop.erp().outbox(after, &mut lines).unwrap();
    let lines: Vec<String> = String::from_utf8(lines).unwrap().lines().map(str::to_owned).collect();
    assert_eq!((sent.documents, sent.more), (lines.len() as u64, false));
    (lines, sent.position.to_string())
}

/// A document without what another store has of its own.
fn alike(document: Document) -> Document {
    Document { id: DocumentId::from_bytes([0; 16]), customer: None, ..document }
}

#[test]
fn w2_the_central_system_gets_what_desks_wrote_and_another_store_takes_it_as_it_is() {
    let (shop, source) = shop_with_socks();
    let desk = shop.desk();
    assert!(outbox(&shop, "").0.is_empty(), "what was fed is not sent back");
    let draft = desk.start_from(&back("C1", source, 1)).unwrap();
    let discarded = desk.start_from(&FollowUp::new(LineAction::Complaint, "K1").part(source, 1, pieces(1))).unwrap();
    let (lines, kept) = outbox(&shop, "");
    assert!(lines.is_empty(), "drafts are not sent");
    desk.issue_document(draft).unwrap();
    desk.cancel_document(discarded).unwrap();
    let wool = desk.start_document(&DocumentDraft { customer: Some(shop.customer("1")), ..receipt("R5") }).unwrap();
    let fuel = Line {
        number: 1,
        item_code: "F".into(),
        item_name: "Fuel".into(),
        quantity: Quantity::from_scaled(42_310),
        final_price: Price::from_scaled(1_799_000),
        tax_rate: Some(550),
        serial_number: "S".into(),
        defective: true,
        properties: vec![("size".into(), "L".into())],
        attributes: vec![("brand".into(), "B".into())],
        ..Line::default()
    };
    desk.put_lines(wool, &[fuel]).unwrap();
    desk.issue_document(wool).unwrap();
    let (lines, position) = outbox(&shop, &kept);
    assert_eq!(lines.len(), 3);
    let other = Shop::empty();
    other.fed(r#"{"feed":"customer","source_id":"1","number":"1","kind":"private","family_name":"Lee"}"#);
    other.fed(&lines.join("\n"));
    for (kind, number) in [(DocumentKind::Correction, "C1"), (DocumentKind::Complaint, "K1"), (DocumentKind::Receipt, "R5")] {
        let [here, there] = [&shop, &other].map(|shop| shop.desk().document_by_number(kind, number).unwrap());
        let issued = there.state == DocumentState::Issued;
        assert_eq!(there.customer, issued.then(|| other.customer("1")), "a discarded draft was issued to nobody");
        assert_eq!(alike(there), alike(here));
    }
    assert_eq!(outbox(&shop, &position).0, [""; 0], "nothing since");
    assert_eq!(outbox(&shop, &kept).0, lines, "an old position gives the same again");
    assert_eq!(other.feed(&lines.join("\n")).unchanged, 3, "by kind and number");
    assert!(outbox(&other, "").0.is_empty(), "and it goes round no further");
    shop.fed(&fed_document("receipt", "R5", "issued", r#""customer":"1","#, r#""lines":[]"#));
    assert!(outbox(&shop, &position).0.is_empty(), "what the central system changed is not sent back to it");
    assert_eq!(failed(shop.erp().outbox("till-1:999999", &mut Vec::new())), (ErrorKind::Invalid, "position.ahead", Some("position")));
    assert_eq!(failed(shop.erp().outbox("till-1", &mut Vec::new())).1, "position.malformed");
}

#[test]
fn w2_net_documents_go_round_with_their_gross_prices() {
    let (shop, _) = shop_with_socks();
    let lines = fed_line("Pin", 3, 25, "").replace(r#""lines":"#, r#""net":true,"lines":"#);
    shop.fed(&fed_document("invoice", "I1", "issued", r#""customer":"1","#, &lines));
    let (desk, source) = (shop.desk(), by_number(&shop, DocumentKind::Invoice, "I1"));
    let id = desk.start_from(&FollowUp::new(LineAction::Correction, "C1").line(source, 1)).unwrap();
    desk.issue_document(id).unwrap();
    let here = desk.document(id).unwrap();
    assert!(here.net && here.total == -desk.document(source).unwrap().lines[0].gross_amount());
    let other = Shop::empty();
    other.fed(r#"{"feed":"customer","source_id":"1","number":"1","kind":"private","family_name":"Lee"}"#);
    other.fed(&outbox(&shop, "").0.join("\n"));
    assert_eq!(alike(other.desk().document_by_number(DocumentKind::Correction, "C1").unwrap()), alike(here));
}

#[test]
fn w2_the_outbox_says_nothing_of_somebody_who_was_anonymized() {
    let shop = Shop::empty();
    let lee = shop.add(&[(Field::GivenName, "Ann"), (Field::FamilyName, "Quillfeather"), (Field::City, "Bree"), (Field::Number, "77")]);
    shop.receipt("R1", Some(lee));
    let (before, kept) = outbox(&shop, "");
    assert!(before[0].contains("Quillfeather") && before[0].contains("77"), "the control");
    shop.erp().anonymize(lee).unwrap();
    assert!(outbox(&shop, &kept).0.is_empty());
    let (after, _) = outbox(&shop, "");
    assert_eq!(after.len(), 1);
    for personal in ["Quillfeather", "Ann", "Bree", "customer", "subject", "addressee", "payload"] {
        assert!(!after[0].contains(personal), "{personal}: {}", after[0]);
    }
    shop.clock.set(NOW + DAY);
    assert_eq!(outbox(&shop, "").0, after);
}

#[test]
fn w2_a_long_outbox_comes_in_pieces_that_go_on_where_the_last_one_ended() {
    let shop = Shop::empty();
    let desk = shop.desk();
    for at in 0..520 {
        let id = desk.start_document(&receipt(&format!("R{at}"))).unwrap();
        desk.issue_document(id).unwrap();
    }
    let (mut numbers, mut position, mut calls) = (Vec::new(), String::new(), 0);
    loop {
        let mut lines = Vec::new();
        let sent = shop.erp().outbox(&position, &mut lines).unwrap();
        numbers.extend(String::from_utf8(lines).unwrap().lines().map(str::to_owned));
        (position, calls) = (sent.position.to_string(), calls + 1);
        if !sent.more {
            break;
        }
    }
    numbers.dedup();
    assert_eq!((numbers.len(), calls), (520, 2));
    let mut lines = Vec::new();
    let format = Format::JsonLines;
    shop.erp().outbox("", &mut lines).unwrap();
    assert_eq!(Shop::empty().erp().feed(&format, &mut lines.as_slice()).unwrap().refused, 0);
}
