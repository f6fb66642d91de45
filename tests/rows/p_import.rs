//! P11: what a file says never turns *refused* into anything else, whatever is in it.

use clientela::Capture;
use clientela::domain::consent::{Intent, Method, Scope, State};
use clientela::domain::field::Field;
use clientela::domain::id::SubjectId;
use proptest::prelude::*;
use proptest::sample::select;

use crate::shop::{Shop, code, said, yes};

const DEFINITIONS: [&str; 4] = ["data-storage", "newsletter-email", "offers-phone", "offers-letter"];
const CUSTOMERS: [&str; 2] = ["s1", "s2"];

/// How each of them was refused.
#[derive(Clone, Copy, Debug)]
enum Refusal {
    Refused,
    Withdrawn,
    Objected,
    Revoked,
    Void,
    ByAFile,
}

const REFUSALS: [Refusal; 6] = [Refusal::Refused, Refusal::Withdrawn, Refusal::Objected, Refusal::Revoked, Refusal::Void, Refusal::ByAFile];

fn refuse(shop: &Shop, (id, source): (SubjectId, &str), definition: &str, how: Refusal) {
    let desk = shop.desk();
    let over_a_grant = |intent: Intent| {
        desk.record(id, &yes(definition).signature([1; 32])).unwrap();
        let capture = Capture::new(code(definition), intent, Method::Correction).because("a mistake");
        desk.record(id, &if intent == Intent::Withdraw { said(definition, intent) } else { capture }).unwrap();
    };
    match how {
        Refusal::Refused => drop(desk.record(id, &said(definition, Intent::Refuse)).unwrap()),
        Refusal::Objected => drop(desk.record(id, &said(definition, Intent::Object).scope(Scope::Definition)).unwrap()),
        Refusal::Withdrawn => over_a_grant(Intent::Withdraw),
        Refusal::Revoked => over_a_grant(Intent::Revoke),
        Refusal::Void => over_a_grant(Intent::Invalidate),
        Refusal::ByAFile => {
            shop.fed(&format!(r#"{{"feed":"consent","customer":"{source}","definition":"{definition}","state":"refused"}}"#));
        }
    }
}

fn arb_consent() -> impl Strategy<Value = String> {
    let states = ["on", "off", "refused", "withdrawn", "objected", "given", "renewed", "confirmed", "accepted", "unknown", "1", ""];
    let methods = ["link", "form", "paper", "correction", "transfer", "spoken", "screen"];
    let whose = [r#""customer":"s1""#, r#""customer":"s2""#, r#""email":"s1@example.de""#, r#""email":"s2@example.de""#];
    let days = ["1999-01-01", "2026-06-30", "2090-01-01", "yesterday"];
    (
        select(states.to_vec()),
        select(methods.to_vec()),
        select(whose.to_vec()),
        select(DEFINITIONS.to_vec()),
        select(days.to_vec()),
        any::<bool>(),
    )
        .prop_map(|(state, method, whose, definition, day, dated)| {
            let at = if dated { format!(r#","at":"{day}""#) } else { String::new() };
            format!(r#"{{"feed":"consent",{whose},"definition":"{definition}","state":"{state}","method":"{method}"{at}}}"#)
        })
}

fn arb_line() -> impl Strategy<Value = String> {
    let other = [
        r#"{"feed":"customer","source_id":"s1","kind":"private","family_name":"Weber","email":"other@example.de"}"#,
        r#"{"feed":"customer","source_id":"s1","kind":"private","family_name":"Weber","email":"s1@example.de","phone":""}"#,
        r#"{"feed":"customer","source_id":"s2","kind":"business","company":"Weber","email":""}"#,
        r#"{"feed":"definition","code":"newsletter-email","version":"3.0","state":"active","purpose":"marketing","channel":"email","texts":[]}"#,
        r#"{"feed":"definition","code":"data-storage","version":"2.0","state":"active","purpose":"processing","texts":[]}"#,
        r#"{"feed":"definition","code":"offers-letter","version":"1.1","state":"active","purpose":"marketing","channel":"letter","texts":[]}"#,
        r#"{"feed":"use","key":"k1","customer":"s1","definition":"newsletter-email"}"#,
        r#"{"feed":"setting","setting":"customer.default_kind","value":"business"}"#,
        "{",
        "on;on;on",
        "",
    ];
    prop_oneof![4 => arb_consent(), 1 => select(other.to_vec()).prop_map(str::to_owned)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]

    #[test]
    fn p11_no_file_turns_a_refusal_into_anything_else(
        refusals in prop::collection::vec(select(REFUSALS.to_vec()), DEFINITIONS.len() * CUSTOMERS.len()),
        lines in prop::collection::vec(arb_line(), 1..40),
    ) {
        let shop = Shop::with_definitions();
        let customer = |source: &str| format!(
            r#"{{"feed":"customer","source_id":"{source}","kind":"private","family_name":"Weber","email":"{source}@example.de","phone":"+49 30 5550101","street":"Lindenweg 5"}}"#
        );
        shop.fed(&CUSTOMERS.map(customer).join("\n"));
        let people = CUSTOMERS.map(|source| (shop.erp().subject_by_source(source).unwrap().unwrap(), source));
        let pairs: Vec<_> = people.iter().flat_map(|who| DEFINITIONS.map(|definition| (*who, definition))).collect();
        for ((who, definition), how) in pairs.iter().zip(&refusals) {
            refuse(&shop, *who, definition, *how);
        }
        shop.feed(&lines.join("\n"));
        for (((id, _), definition), how) in pairs.iter().zip(&refusals) {
            prop_assert_eq!(shop.standing(*id, definition).state, State::Refused, "{} {:?}", definition, how);
        }
    }
}

#[test]
fn p11_a_file_fills_what_is_unknown_and_only_the_person_turns_a_refusal() {
    let shop = Shop::with_definitions();
    shop.fed(r#"{"feed":"customer","source_id":"s1","kind":"private","family_name":"Weber","email":"s1@example.de"}"#);
    let id = shop.erp().subject_by_source("s1").unwrap().unwrap();
    let on = r#"{"feed":"consent","customer":"s1","definition":"newsletter-email","state":"on"}"#;
    shop.fed(on);
    assert_eq!(shop.standing(id, "newsletter-email").state, State::Accepted);
    shop.desk().record(id, &said("newsletter-email", Intent::Withdraw)).unwrap();
    shop.fed(on);
    assert_eq!(shop.standing(id, "newsletter-email").state, State::Refused);
    shop.edit(id, &[(Field::Email, "s2@example.de")]);
    shop.desk().record(id, &yes("newsletter-email")).unwrap();
    assert_eq!(shop.standing(id, "newsletter-email").state, State::Accepted, "the person grants again");
}
