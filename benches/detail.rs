//! Opening a customer with 30 documents, 20 comments and 10 consents: everything that a detail screen shows, in one call.
//! `cargo bench --bench detail`.

mod support;

use std::fmt::Write as _;

use clientela::Format;
use clientela::domain::field::{Field, Whole};
use clientela::domain::section::Section;
use support::{Spread, desk, erp, open, time};

const DOCUMENTS: usize = 30;
const COMMENTS: usize = 20;
const CONSENTS: usize = 10;
const ROUNDS: usize = 5_000;

fn main() {
    let folder = tempfile::tempdir().expect("a folder");
    let engine = open(&folder);
    let report = erp(&engine).feed(&Format::JsonLines, &mut lines().as_bytes()).expect("a feed");
    assert_eq!(report.refused, 0, "{:?}", report.failures);
    let (desk, id) = (desk(&engine), erp(&engine).subject_by_source("c").expect("read").expect("fed"));
    let mut draft = desk.edit(id).expect("a draft");
    for i in 0..COMMENTS {
        let slot = draft.free_slot(Whole::Comment);
        draft.set_at(Field::CommentText, slot, &format!("comment {i}, some words long, as people write them"));
    }
    draft.set(Field::CardNumber, "4711").set(Field::Iban, "DE02120300000000202051").set(Field::BankHolder, "Lee");
    desk.save(&mut draft).expect("saved");
    let took = (0..ROUNDS).map(|_| {
        let (took, customer) = time(|| desk.customer(id).expect("the details"));
        assert_eq!(
            (customer.documents, customer.section(Section::Comments).len(), customer.consents.len()),
            (DOCUMENTS, COMMENTS, CONSENTS)
        );
        took
    });
    Spread::of(took.collect()).print("details: 30 documents, 20 comments, 10 consents");
}

fn lines() -> String {
    let mut text = String::from(
        r#"{"feed":"customer","source_id":"c","number":"c","kind":"private","given_name":"Ann","family_name":"Lee","street":"Main St 1","postal_code":"10115","city":"Berlin","country":"DE","email":"ann@example.org","phone":"+49 30 23125060"}"#,
    );
    for i in 0..CONSENTS {
        write!(text, "\n{{\"feed\":\"definition\",\"code\":\"d{i}\",\"version\":\"1.0\",\"state\":\"active\",\"purpose\":\"marketing\",\"channel\":\"email\",\"texts\":[{{\"language\":\"en\",\"title\":\"Consent {i}\",\"body\":\"I agree that you may write to me about subject {i}.\"}}]}}").expect("text");
        write!(text, "\n{{\"feed\":\"consent\",\"customer\":\"c\",\"definition\":\"d{i}\",\"state\":\"on\"}}").expect("text");
    }
    for i in 0..DOCUMENTS {
        write!(text, "\n{{\"feed\":\"document\",\"kind\":\"receipt\",\"number\":\"R{i}\",\"state\":\"issued\",\"customer\":\"c\",\"created\":\"2026-06-01\",\"currency\":\"EUR\",\"total\":100,\"lines\":[{{\"line\":1,\"item\":\"A\",\"name\":\"Article\",\"quantity\":\"1\",\"final_price\":100}}]}}").expect("text");
    }
    text
}
