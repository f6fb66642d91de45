//! X18: what consent events that stores exchange hold on to: restored stores, merged customers, two contents under one id.

use clientela::ErrorKind;
use clientela::domain::consent::{Intent, Reason, ReferenceKind, State};
use clientela::domain::field::Field;
use clientela::domain::heads::Head;
use clientela::domain::id::{EventId, SubjectId};
use serde_json::{Value, json};

use crate::shop::{NOW, Shop, broken, code, copy_of, newsletter, said, yes};

const ANA: &str = r#"{"feed":"customer","source_id":"ana","kind":"private","family_name":"Lee","email":"ana@example.pt"}"#;

fn shop() -> Shop {
    let shop = Shop::with_definitions();
    shop.fed(ANA);
    shop.fed(&ANA.replace("ana", "bo"));
    shop
}

fn person(shop: &Shop, source: &str) -> SubjectId {
    shop.erp().subject_by_source(source).unwrap().unwrap()
}

fn exported(shop: &Shop, after: &[Head]) -> clientela::Result<String> {
    let mut out = Vec::new();
    shop.erp().export_events(after, &mut out)?;
    Ok(String::from_utf8(out).unwrap())
}

fn lines(shop: &Shop) -> String {
    exported(shop, &[]).unwrap()
}

fn state(shop: &Shop, source: &str) -> State {
    shop.standing(person(shop, source), "newsletter-email").state
}

#[test]
fn x18_a_store_that_was_restored_says_so_and_leaves_out_nothing() {
    let shop = shop();
    shop.desk().record(person(&shop, "ana"), &yes("newsletter-email")).unwrap();
    let before = shop.engine.heads().unwrap();
    let folder = shop.close();
    let backup = copy_of(folder.path());
    let shop = Shop::open_in(folder).unwrap();
    shop.desk().record(person(&shop, "ana"), &said("newsletter-email", Intent::Ask)).unwrap();
    let kept = shop.engine.heads().unwrap();
    assert_eq!(exported(&shop, &kept).unwrap(), "");
    drop(shop);
    let shop = Shop::open_in(backup).unwrap();
    let ahead = [("heads", "position.ahead")];
    assert_eq!(broken(exported(&shop, &kept)), ahead, "not so far yet");
    for _ in 0..3 {
        shop.desk().withdraw(person(&shop, "ana"), &code("newsletter-email")).unwrap();
    }
    assert_eq!(broken(exported(&shop, &kept)), ahead, "as long, and with other entries");
    assert_eq!(exported(&shop, &before).unwrap().lines().count(), 3, "what both have goes on");
    let mut unknown = before;
    unknown[0].origin = code("nowhere");
    assert_eq!(broken(exported(&shop, &unknown)), ahead);
}

#[test]
fn x18_two_contents_under_one_id_are_refused_and_counted() {
    let shop = shop();
    let line = |change: &dyn Fn(&mut Value)| {
        let mut line = json!({"feed": "event", "id": EventId::from_bytes([7; 16]).to_string(), "customer": "ana",
            "definition": "newsletter-email", "major": 2, "minor": 0, "scope": "definition", "kind": "withdrawn", "authority": "subject",
            "method": "paper", "origin": "till", "at": NOW, "recorded": NOW});
        change(&mut line);
        line.to_string()
    };
    shop.fed(&line(&|_| ()));
    assert_eq!(shop.feed(&line(&|_| ())).unchanged, 1, "the same again");
    let bo = person(&shop, "bo").to_string();
    let others = [("kind", json!("given")), ("at", json!(NOW - 1)), ("customer", json!("bo")), ("by", json!(bo))];
    for (name, value) in others {
        let report = shop.feed(&line(&|line| line[name] = value.clone()));
        let failure = &report.failures[0];
        assert_eq!((report.taken, report.refused, failure.field, failure.rule), (0, 1, "id", "event.is_fixed"));
    }
    assert_eq!(state(&shop, "ana"), State::Refused, "the first stands");
}

#[test]
fn x18_what_is_there_comes_back_unchanged_also_of_a_guardian_and_of_one_erased() {
    let (here, there) = (shop(), shop());
    let mum = r#"{"feed":"related","source_id":"mum","customer":"bo","role":"family","family_name":"Lee","guardian":"parent"}"#;
    here.fed(mum);
    let desk = here.desk();
    desk.record(person(&here, "bo"), &yes("newsletter-email").by_guardian(person(&here, "mum"))).unwrap();
    desk.record(person(&here, "ana"), &yes("newsletter-email").reference("form 1").signature([7; 32])).unwrap();
    there.fed(&lines(&here));
    there.fed(mum);
    assert_eq!(there.feed(&lines(&here)).unchanged, 2, "though the guardian is known only now");
    assert_eq!(here.feed(&lines(&there)).unchanged, 2);
    here.erp().anonymize(person(&here, "ana")).unwrap();
    let report = here.feed(&lines(&there));
    assert_eq!((report.unchanged, report.refused), (2, 0), "{:?}", report.failures);
}

#[test]
fn x18_a_denial_after_a_merge_reaches_a_store_that_holds_them_apart() {
    let (here, there) = (shop(), shop());
    there.desk_at("till-2").record(person(&there, "bo"), &yes("newsletter-email")).unwrap();
    here.fed(&lines(&there));
    let (ana, bo) = (person(&here, "ana"), person(&here, "bo"));
    here.desk().merge(&here.desk().merge_preview(ana, bo).unwrap(), "same").unwrap();
    here.clock.set(NOW + 1000);
    here.desk().withdraw(bo, &code("newsletter-email")).unwrap();
    let told = lines(&here);
    assert_eq!(told.lines().count(), 3, "the yes, the no, and the no for the other record");
    there.fed(&told);
    for source in ["ana", "bo"] {
        let answer = there.desk().may_contact(person(&there, source), &newsletter()).unwrap();
        assert_eq!((answer.allowed, answer.reason), (false, Reason::Withdrawn), "{source}");
    }
    // What comes back is not another no: a yes that was said since stands.
    here.desk().record(ana, &yes("newsletter-email")).unwrap();
    let report = here.feed(&lines(&there));
    assert_eq!((report.unchanged, report.refused), (3, 0), "{:?}", report.failures);
    assert_eq!(state(&here, "ana"), State::Accepted);
    // Said before somebody was merged, it is one person's.
    let apart = shop();
    apart.desk().withdraw(person(&apart, "ana"), &code("newsletter-email")).unwrap();
    apart.clock.set(NOW + 1000);
    let preview = apart.desk().merge_preview(person(&apart, "ana"), person(&apart, "bo")).unwrap();
    apart.desk().merge(&preview, "same").unwrap();
    assert_eq!(lines(&apart).lines().count(), 1);
    for shop in [&here, &there] {
        assert!(shop.engine.verify_journal().unwrap().findings.is_empty());
    }
}

#[test]
fn x18_a_kind_of_reference_without_a_reference_stands_for_no_signature() {
    let (here, there) = (shop(), shop());
    let ana = person(&here, "ana");
    here.edit(ana, &[(Field::Phone, "+49 170 1234567")]);
    here.desk().record(ana, &yes("offers-phone").signed_elsewhere("archive 7")).unwrap();
    let mut line: Value = serde_json::from_str(&lines(&here)).unwrap();
    for name in ["reference", "reference_digest", "reference_salt"] {
        line[name] = Value::Null;
    }
    there.fed(&line.to_string());
    let event = &there.desk().consent_events(person(&there, "ana"), None).unwrap()[0].event;
    assert_eq!(event.evidence.reference_kind, ReferenceKind::Note);
    let missing: Vec<_> = {
        let mut walk = there.desk().missing_signatures();
        std::iter::from_fn(move || walk.next().unwrap()).collect()
    };
    assert_eq!(missing.len(), 1);
    assert_eq!(there.feed(&line.to_string()).unchanged, 1);
}

#[test]
fn x18_lines_that_were_refused_are_taken_once_their_customer_is_there() {
    let (here, there) = (shop(), Shop::with_definitions());
    here.desk().withdraw(person(&here, "ana"), &code("newsletter-email")).unwrap();
    let told = lines(&here);
    let report = there.feed(&told);
    assert_eq!((report.refused, report.failures[0].rule), (1, "customer.unknown"));
    there.fed(ANA);
    there.fed(&told);
    assert_eq!(state(&there, "ana"), State::Refused);
    assert_eq!(there.feed(&told).unchanged, 1);
    assert_eq!(
        ErrorKind::Invalid,
        there.erp().export_events(&[Head { origin: code("x"), length: 1, digest: [0; 32] }], &mut Vec::new()).unwrap_err().kind()
    );
}
