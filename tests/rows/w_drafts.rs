//! W2: drafts with lines of their own, discarding one, and the outbox by which the central system gets what desks wrote.

use clientela::domain::document::{Document, DocumentKind, DocumentState, Line, LineRef};
use clientela::domain::field::Field;
use clientela::domain::history::{LineAction, LineStatus};
use clientela::domain::id::DocumentId;
use clientela::domain::money::{Price, Quantity};
use clientela::domain::pairs::Pairs;
use clientela::{DocumentDraft, ErrorKind, FollowUp, Format};

use crate::p_actions::{back, by_number, fed_document, fed_line, open_of, pieces, quantity_taken, shop_with_socks, statuses, taken};
use crate::shop::{DAY, NOW, Shop, euro, failed, receipt};

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
fn w2_a_line_that_is_read_changed_and_put_back_comes_to_what_it_is_now() {
    let (shop, source) = shop_with_socks();
    let desk = shop.desk();
    let own = desk.start_document(&receipt("R2")).unwrap();
    let candles =
        Line { number: 1, item_name: "Candle".into(), quantity: pieces(3), final_price: Price::from_minor(199), ..Line::default() };
    desk.put_lines(own, std::slice::from_ref(&candles)).unwrap();
    let tied = desk.start_from(&FollowUp::new(LineAction::Correction, "C1").line(source, 1)).unwrap();
    let changed = |id, quantity| {
        let lines: Vec<Line> =
            desk.document(id).unwrap().lines.into_iter().map(|line| Line { quantity: pieces(quantity), ..line }).collect();
        desk.put_lines(id, &lines).unwrap();
        desk.document(id).unwrap().total
    };
    assert_eq!((desk.document(own).unwrap().total, changed(own, 2), changed(own, 2)), (597, 398, 398));
    assert_eq!((desk.document(tied).unwrap().total, changed(tied, -1)), (-597, -199));
    desk.put_lines(own, &[Line { amount: Some(500), ..candles }]).unwrap();
    assert_eq!(desk.document(own).unwrap().total, 500, "what is told is kept");
}

#[test]
fn w2_a_draft_that_changes_its_customer_keeps_no_name_of_the_one_before() {
    let (shop, _) = shop_with_socks();
    let fed = |number: &str| {
        let line = r#"{"feed":"document","kind":"receipt","number":"NUMBER","state":"draft","customer":"1","addressee_city":"Bree","#;
        shop.fed(&(line.replace("NUMBER", number) + r#""created":"2026-01-01","currency":"EUR","total":0,"lines":[]}"#));
        shop.desk().document_by_number(DocumentKind::Receipt, number).unwrap()
    };
    let (removed, cancelled) = (fed("D1"), fed("D2"));
    assert_eq!(removed.addressee.city.as_deref(), Some("Bree"), "otherwise nothing is shown");
    let (desk, other) = (shop.desk(), shop.add(&[(Field::FamilyName, "Ray")]));
    desk.put_customer(removed.id, None).unwrap();
    desk.cancel_document(cancelled.id).unwrap();
    let nobody = clientela::domain::document::Addressee::default();
    assert!([removed.id, cancelled.id].into_iter().all(|id| desk.document(id).unwrap().addressee == nobody));
    shop.erp().anonymize(shop.customer("1")).unwrap();
    let kept = fed("D3");
    assert!(kept.anonymized);
    assert_eq!(failed(desk.put_customer(kept.id, Some(other))), (ErrorKind::Erased, "document.customer_anonymized", None));
    assert_eq!(failed(desk.issue_document(kept.id)).1, "document.customer_anonymized");
    desk.cancel_document(kept.id).unwrap();
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
        properties: Pairs::from([("size", "L")]),
        attributes: Pairs::from([("brand", "B")]),
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
