//! Laws of what is being made: whatever desks start, lower, issue and discard in whatever order, no more comes back than was sold, and
//! never for another amount.
#![cfg(feature = "testing")]
#![allow(clippy::unwrap_used, reason = "what a test takes for granted is there")]

use proptest::prelude::*;

use clientela::domain::document::{Document, DocumentKind, DocumentState, Line, LineRef};
use clientela::domain::history::{ActionSituation, Actions, LineAction, complete_from_sources, lines_of, shortages};
use clientela::domain::id::{Code, DocumentId};
use clientela::domain::money::{Currency, Price, Quantity};
use clientela::domain::time::Timestamp;

/// What a desk does next. Places count around.
#[derive(Clone, Debug)]
enum Step {
    /// Starts from a line what may be started, with so much.
    Start(LineAction, usize, i64),
    /// Writes a return of a line by hand.
    ByHand(usize, i64),
    /// Changes the quantity of a draft.
    Change(usize, i64),
    Issue(usize),
    Discard(usize),
    /// The central system closes a complaint.
    Close(usize),
}

fn arb_step() -> impl Strategy<Value = Step> {
    let (place, quantity) = (0..12_usize, 1..6_i64);
    prop_oneof![
        4 => (prop_oneof![Just(LineAction::Correction), Just(LineAction::Complaint)], place.clone(), quantity.clone())
            .prop_map(|(action, place, quantity)| Step::Start(action, place, quantity)),
        2 => (place.clone(), quantity.clone()).prop_map(|(place, quantity)| Step::ByHand(place, quantity)),
        2 => (place.clone(), quantity).prop_map(|(place, quantity)| Step::Change(place, quantity)),
        2 => place.clone().prop_map(Step::Issue),
        1 => place.clone().prop_map(Step::Discard),
        1 => place.prop_map(Step::Close),
    ]
}

fn document(number: usize, kind: DocumentKind, lines: Vec<Line>) -> Document {
    let mut id = [0; 16];
    id[0] = u8::try_from(number).unwrap();
    let (created, euro) = (Timestamp::from_millis(i64::try_from(number).unwrap()), Currency::parse("EUR").unwrap());
    Document { lines, ..Document::new(DocumentId::from_bytes(id), kind, format!("N{number}"), created, euro) }
}

fn tied(to: &Document, quantity: i64) -> Line {
    let source = LineRef { kind: Some(to.kind), ..LineRef::new(&to.number, 1) };
    Line { number: 1, quantity: Quantity::from_pieces(quantity), source: Some(source), ..Line::default() }
}

/// A receipt of so many for an amount, some of them on an invoice later.
fn sold(pieces: i64, amount: i64, invoiced: i64) -> Vec<Document> {
    let quantity = Quantity::from_pieces(pieces);
    let price = Price::per_unit(amount, quantity).unwrap();
    let line = Line {
        number: 1,
        item_name: "Socks".into(),
        quantity,
        regular_price: price,
        final_price: price,
        amount: Some(amount),
        ..Line::default()
    };
    let mut documents = vec![Document { state: DocumentState::Issued, ..document(0, DocumentKind::Receipt, vec![line]) }];
    if invoiced > 0 {
        let mut invoice = document(1, DocumentKind::Invoice, vec![tied(&documents[0], invoiced.min(pieces))]);
        complete_from_sources(&documents, &mut invoice);
        documents.push(Document { state: DocumentState::Issued, ..invoice });
    }
    documents
}

fn drafts(documents: &[Document]) -> Vec<usize> {
    (0..documents.len()).filter(|at| documents[*at].state == DocumentState::Draft).collect()
}

fn nth(places: &[usize], place: usize) -> Option<usize> {
    place.checked_rem(places.len()).map(|at| places[at])
}

/// What the desk would write: refused where a line takes too much.
fn put(documents: &mut Vec<Document>, draft: Document) {
    if shortages(documents, &draft).is_empty() {
        documents.retain(|other| other.id != draft.id);
        documents.push(draft);
        documents.sort_by_key(|document| document.created);
    }
}

fn act(documents: &mut Vec<Document>, step: &Step, next: usize) {
    match *step {
        Step::Start(action, place, pieces) => {
            let source = documents[place % documents.len()].clone();
            let actions = Actions::of(documents, ActionSituation::at(Code::parse("berlin").unwrap()));
            let allowed = actions.allowed(source.id, 1, action);
            let quantity = Quantity::from_pieces(pieces).min(allowed.open);
            if allowed.reason.is_none() {
                let line = Line { number: 1, ..actions.line(source.id, 1, action, quantity).unwrap() };
                let draft = document(next, action.document_kind(), vec![line]);
                assert_eq!(shortages(documents, &draft), [], "what is allowed is open");
                put(documents, draft);
            }
        }
        Step::ByHand(place, pieces) => {
            let mut draft = document(next, DocumentKind::Correction, vec![tied(&documents[place % documents.len()], -pieces)]);
            complete_from_sources(documents, &mut draft);
            put(documents, draft);
        }
        Step::Change(place, pieces) => {
            let Some(at) = nth(&drafts(documents), place) else { return };
            let mut draft = documents[at].clone();
            let sign = draft.lines[0].quantity.scaled().signum();
            (draft.lines[0].quantity, draft.lines[0].amount) = (Quantity::from_pieces(sign * pieces), None);
            complete_from_sources(documents, &mut draft);
            put(documents, draft);
        }
        Step::Issue(place) => {
            let Some(at) = nth(&drafts(documents), place) else { return };
            assert_eq!(shortages(documents, &documents[at]), [], "what was taken stays open for whoever took it");
            documents[at].state = documents[at].kind.state_when_issued();
        }
        Step::Discard(place) => {
            let Some(at) = nth(&drafts(documents), place) else { return };
            documents[at].state = DocumentState::Cancelled;
        }
        Step::Close(place) => {
            let open = (0..documents.len()).filter(|at| documents[*at].state == DocumentState::Open).collect::<Vec<_>>();
            let Some(at) = nth(&open, place) else { return };
            documents[at].state = DocumentState::Closed;
        }
    }
}

/// Pieces and cents of the returns, drafts included.
fn returned(documents: &[Document]) -> (i64, i64) {
    let counts = |document: &&Document| document.kind == DocumentKind::Correction && document.state != DocumentState::Cancelled;
    let lines: Vec<&Line> = documents.iter().filter(counts).flat_map(|document| &document.lines).collect();
    (-lines.iter().map(|line| line.quantity.scaled() / 1000).sum::<i64>(), -lines.iter().map(|line| line.gross_amount()).sum::<i64>())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn p22_whatever_desks_do_no_more_comes_back_than_was_sold_nor_for_another_amount(
        pieces in 1..12_i64, amount in 1..100_000_i64, invoiced in 0..12_i64, steps in prop::collection::vec(arb_step(), 1..40),
    ) {
        let mut documents = sold(pieces, amount, invoiced);
        for (step, next) in steps.iter().zip(2..) {
            act(&mut documents, step, next);
            let (back, cents) = returned(&documents);
            prop_assert!(back <= pieces, "{back} of {pieces}");
            prop_assert!(back < pieces || cents == amount, "{cents} of {amount}");
            let shown: i64 = lines_of(&documents).iter().map(|line| line.quantity.scaled() / 1000).sum();
            prop_assert_eq!(shown, pieces, "every piece is shown once");
        }
    }
}

#[test]
fn without_the_check_two_drafts_take_back_more_than_was_sold() {
    let mut documents = sold(3, 1_000, 0);
    for number in [2, 3] {
        let draft = document(number, DocumentKind::Correction, vec![tied(&documents[0], -2)]);
        documents.push(draft);
    }
    assert_eq!(returned(&documents).0, 4, "the control");
    assert!(!shortages(&documents, &documents[1]).is_empty() && !shortages(&documents, &documents[2]).is_empty());
}
