//! P22 to P24: what may be done with a line of the history, and the drafts that are made from one.

use clientela::domain::document::{Document, DocumentKind, DocumentState, Line, LineRef};
use clientela::domain::field::Field;
use clientela::domain::history::{ActionReason, Allowed, LineAction, LineStatus};
use clientela::domain::id::DocumentId;
use clientela::domain::money::Quantity;
use clientela::domain::rights::{Right, Rights};
use clientela::domain::setting::{Place, Setting};
use clientela::{Desk, DocumentDraft, Engine, ErrorKind, FollowUp, Options, Seat, StandingClock};

use crate::shop::{NOW, Shop, code, euro, failed};

pub(crate) fn pieces(number: i64) -> Quantity {
    Quantity::from_pieces(number)
}

/// One line of a fed document.
pub(crate) fn fed_line(item: &str, quantity: i64, cents: i64, more: &str) -> String {
    format!(r#""lines":[{{"line":1,"name":"{item}","item":"{item}","quantity":{quantity},"final_price":{cents},"tax_rate":"19"{more}}}]"#)
}

pub(crate) fn fed_document(kind: &str, number: &str, state: &str, customer: &str, lines: &str) -> String {
    format!(
        r#"{{"feed":"document","kind":"{kind}","number":"{number}","state":"{state}",{customer}"branch":"berlin-mitte","created":"2026-06-01","currency":"EUR","total":597,{lines}}}"#
    )
}

/// Three pairs of socks of a customer called Lee.
pub(crate) fn shop_with_socks() -> (Shop, DocumentId) {
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

pub(crate) fn by_number(shop: &Shop, kind: DocumentKind, number: &str) -> DocumentId {
    shop.desk().document_by_number(kind, number).unwrap().id
}

pub(crate) fn open_of(desk: &Desk, document: DocumentId, action: LineAction) -> Result<i64, ActionReason> {
    let all = desk.line_actions(document, 1).unwrap();
    assert_eq!(all.iter().map(|allowed| allowed.action).collect::<Vec<_>>(), LineAction::ALL);
    let Allowed { open, reason, .. } = *all.iter().find(|allowed| allowed.action == action).unwrap();
    reason.map_or(Ok(open.scaled() / 1000), Err)
}

pub(crate) fn back(number: &str, source: DocumentId, quantity: i64) -> FollowUp {
    FollowUp::new(LineAction::Correction, number).part(source, 1, pieces(quantity))
}

pub(crate) fn taken(result: clientela::Result<impl Sized>) -> (ErrorKind, &'static str, Vec<(&'static str, String)>) {
    let error = result.err().expect("it is refused");
    (error.kind(), error.code(), error.args().to_vec())
}

pub(crate) fn quantity_taken(line: u32, open: &str) -> (ErrorKind, &'static str, Vec<(&'static str, String)>) {
    (ErrorKind::Conflict, "document.quantity_taken", vec![("line", line.to_string()), ("open", open.to_owned())])
}

pub(crate) fn statuses(shop: &Shop) -> Vec<(String, LineStatus, i64)> {
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
fn p22_the_parts_of_a_line_within_one_document_add_up_too() {
    let (shop, _) = shop_with_socks();
    let line = fed_line("Wool", 3, 0, "").replace(r#""final_price":0"#, r#""final_price":"333.3333","amount":1000"#);
    shop.fed(&fed_document("receipt", "R3", "issued", "", &line));
    let desk = shop.desk();
    let draft = desk.start_document(&DocumentDraft::new(DocumentKind::Correction, "C1", euro())).unwrap();
    let source = || Some(LineRef { kind: Some(DocumentKind::Receipt), ..LineRef::new("R3", 1) });
    let back = |number| Line { number, quantity: Quantity::from_pieces(-1), source: source(), ..Line::default() };
    let amounts = || desk.document(draft).unwrap().lines.iter().map(|line| line.amount.unwrap()).collect::<Vec<_>>();
    desk.put_lines(draft, &[1, 2, 3].map(back)).unwrap();
    assert_eq!((amounts(), desk.document(draft).unwrap().total), (vec![-333, -333, -334], -1_000));
    desk.remove_line(draft, 1).unwrap();
    let kept = desk.document(draft).unwrap().lines;
    desk.put_lines(draft, &[kept.as_slice(), &[back(4)]].concat()).unwrap();
    assert_eq!(amounts(), [-333, -334, -333], "what has its amount counts before what is given one");
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
