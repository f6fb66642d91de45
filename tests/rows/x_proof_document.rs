//! X5: the proof document: whoever has a head of the journal checks it without a store, and no change of it goes unseen.

use clientela::domain::consent::{ChainPart, EventKind, EventProof, Intent, ProofFault, proof_document, verify_proof};
use clientela::domain::field::Field;
use clientela::domain::heads::Head;
use clientela::domain::id::{EventId, SubjectId};
use clientela::domain::rights::{Right, Rights};
use clientela::{ErrorKind, ProofRequest};
use serde_json::Value;

use crate::shop::{Shop, code, failed, said, yes};

/// What names Luís, and what proves his answer.
const PERSONAL: [&str; 8] = ["Luís", "Gonçalves", "luisg", "embraer", "3923-5555", "Brigadeiro", "form 4711", "Embraer"];

/// Luís answered at two tills: yes on a form, no by word of mouth; others came before, between and after.
pub fn told() -> (Shop, SubjectId) {
    let shop = Shop::stocked();
    let (desk, luis) = (shop.desk(), shop.customer("1"));
    shop.edit(shop.customer("2"), &[(Field::City, "Ulm")]);
    let paper = yes("newsletter-email").signature([7; 32]).reference("form 4711").receipt(code("R-2026-0140"));
    desk.record(luis, &paper).unwrap();
    desk.record(shop.customer("2"), &yes("newsletter-email")).unwrap();
    shop.desk_at("till-2").record(luis, &said("newsletter-email", Intent::Withdraw).because("he moved")).unwrap();
    shop.desk_at("till-2").record(shop.customer("3"), &yes("offers-letter")).unwrap();
    desk.record(luis, &yes("offers-letter")).unwrap();
    shop.edit(luis, &[(Field::City, "Bree")]);
    (shop, luis)
}

pub fn proof(shop: &Shop, subject: SubjectId) -> (String, Vec<Head>) {
    let heads = shop.engine.heads().unwrap();
    (shop.desk().consent_proof(subject, &ProofRequest::new().up_to(&heads)).unwrap(), heads)
}

pub fn ids(proven: &[EventProof]) -> Vec<EventId> {
    proven.iter().map(|proof| proof.event.id).collect()
}

pub fn hexed(bytes: &[u8]) -> String {
    bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]).filter_map(|digit| char::from_digit(digit.into(), 16)).collect()
}

/// The parts of the chains of a proof.
fn chains(document: &str) -> Vec<ChainPart> {
    let bytes = |text: &Value| -> [u8; 32] {
        let text = text.as_str().unwrap();
        std::array::from_fn(|at| u8::from_str_radix(&text[2 * at..2 * at + 2], 16).unwrap())
    };
    let part = |chain: &Value| ChainPart {
        origin: code(chain["origin"].as_str().unwrap()),
        first: chain["first"].as_u64().unwrap(),
        previous: bytes(&chain["previous"]),
        contents: chain["contents"].as_array().unwrap().iter().map(bytes).collect(),
    };
    let document: Value = serde_json::from_str(document).unwrap();
    document["chains"].as_array().unwrap().iter().map(part).collect()
}

/// The same proof with one event told otherwise and every digest of it made anew.
pub fn rewritten(document: &str, heads: &[Head], which: usize, tell: impl Fn(&mut EventProof)) -> (String, Vec<Head>) {
    let (mut events, mut chains) = (verify_proof(document, heads).unwrap(), chains(document));
    let told = &mut events[which];
    tell(told);
    told.event.text_digest = told.text.as_ref().map_or([0; 32], clientela::domain::consent::DefinitionText::digest);
    (told.entry.subject, told.entry.content) = (Some(told.event.subject), Some(told.event.digest()));
    let chain = chains.iter_mut().find(|chain| chain.origin == told.entry.origin).unwrap();
    chain.contents[usize::try_from(told.entry.sequence - chain.first).unwrap()] = told.entry.content_digest();
    let ends = chains.iter().map(|chain| Head { origin: chain.origin.clone(), length: chain.last(), digest: [0; 32] });
    (proof_document(&events, &chains), ends.collect())
}

#[test]
fn x5_a_proof_is_verified_without_the_store() {
    let (shop, luis) = told();
    let (document, heads) = proof(&shop, luis);
    let events = shop.desk().consent_events(luis, None).unwrap();
    drop(shop);
    let proven = verify_proof(&document, &heads).unwrap();
    assert_eq!(proven.len(), 3);
    for kept in &events {
        let proof = proven.iter().find(|proof| proof.event.id == kept.event.id).unwrap();
        assert_eq!(proof.event.digest(), kept.event.digest());
        assert_eq!(proof.text.as_ref().unwrap().digest(), kept.event.text_digest, "the very words");
        assert_eq!((&proof.reference, &proof.address), (&None, &None), "nothing is disclosed unasked");
    }
    assert!(!PERSONAL.iter().any(|value| document.contains(value)), "{document}");
    let kinds: Vec<_> = proven.iter().map(|proof| (proof.event.kind, proof.entry.origin.as_str())).collect();
    assert_eq!(kinds.iter().filter(|(_, origin)| *origin == "till-2").count(), 1, "{kinds:?}");
}

#[test]
fn x5_of_others_a_proof_holds_digests_only() {
    let (shop, luis) = told();
    let (document, _) = proof(&shop, luis);
    for number in ["2", "3"] {
        let other = shop.customer(number);
        assert!(!document.contains(&other.to_string()));
        let events = shop.desk().consent_events(other, None).unwrap();
        assert!(events.iter().all(|kept| !document.contains(&kept.event.id.to_string())) && !events.is_empty());
    }
}

/// What is told otherwise.
type Lie = fn(&mut EventProof);

#[test]
fn x5_a_proof_rewritten_with_all_its_digests_made_anew_does_not_end_at_the_anchor() {
    let (shop, luis) = told();
    let (document, heads) = proof(&shop, luis);
    let lies: [(&str, Lie); 6] = [
        ("a kind", |proof| proof.event.kind = EventKind::Renewed),
        ("a time", |proof| proof.event.at = proof.event.at.plus_days(1)),
        ("words", |proof| proof.text.iter_mut().for_each(|text| text.body.push('!'))),
        ("a signature", |proof| proof.event.evidence.digest = Some([8; 32])),
        ("a person", |proof| proof.event.subject = SubjectId::from_bytes([9; 16])),
        ("an operator", |proof| proof.entry.operator = Some(code("kim"))),
    ];
    for (what, lie) in lies {
        for which in 0..3 {
            let (forged, mut ends) = rewritten(&document, &heads, which, lie);
            assert_eq!(verify_proof(&forged, &heads), Err(ProofFault::Anchor), "{what}");
            assert_eq!(verify_proof(&forged, &[]), Err(ProofFault::Unanchored), "{what}");
            ends.retain(|end| !heads.iter().any(|head| head.origin == end.origin));
            assert!(ends.is_empty(), "the same chains");
        }
    }
}

#[test]
fn x5_a_proof_needs_a_head_at_or_behind_each_entry() {
    let (shop, luis) = told();
    let early = shop.engine.heads().unwrap();
    shop.desk().record(luis, &said("offers-letter", Intent::Withdraw)).unwrap();
    let late = shop.engine.heads().unwrap();
    let to = |heads: &[Head]| shop.desk().consent_proof(luis, &ProofRequest::new().up_to(heads));
    assert_eq!(failed(to(&early)), (ErrorKind::State, "proof.unanchored", None), "the last answer is younger");
    let document = to(&late).unwrap();
    assert_eq!(verify_proof(&document, &late).unwrap().len(), 4);
    assert_eq!(verify_proof(&document, &[&early[..], &late].concat()).unwrap().len(), 4);
    assert_eq!(verify_proof(&document, &early), Err(ProofFault::Unanchored));
    let but_one: Vec<Head> = late.iter().filter(|head| head.origin.as_str() != "till-2").cloned().collect();
    assert_eq!(verify_proof(&document, &but_one), Err(ProofFault::Unanchored));
    let other = |head: &Head| Head { digest: [5; 32], ..head.clone() };
    assert_eq!(verify_proof(&document, &late.iter().map(other).collect::<Vec<_>>()), Err(ProofFault::Anchor));
    let both: Vec<Head> = late.iter().cloned().chain(early.iter().map(other)).collect();
    assert_eq!(verify_proof(&document, &both), Err(ProofFault::Anchor), "an older head contradicts");
}

#[test]
fn x5_a_head_that_is_not_of_this_journal_gives_no_proof() {
    let (shop, luis) = told();
    let heads = shop.engine.heads().unwrap();
    let to = |heads: Vec<Head>| failed(shop.desk().consent_proof(luis, &ProofRequest::new().up_to(&heads)));
    let foreign = heads.iter().map(|head| Head { digest: [5; 32], ..head.clone() }).collect();
    let longer = heads.iter().map(|head| Head { length: head.length + 1, ..head.clone() }).collect();
    assert_eq!(to(foreign), (ErrorKind::State, "proof.anchor", None));
    assert_eq!(to(longer), (ErrorKind::State, "proof.anchor", None));
    let endless = heads.iter().map(|head| Head { length: u64::MAX, ..head.clone() }).collect();
    assert_eq!(to(endless).1, "proof.too_long");
}

#[test]
fn x5_after_an_erasure_the_proof_can_be_made_and_names_nobody() {
    let (shop, luis) = told();
    let (before, heads) = proof(&shop, luis);
    shop.erp().anonymize(luis).unwrap();
    shop.erp().purge().unwrap();
    let shop = shop.reopened();
    let request = ProofRequest::new().up_to(&heads).disclosing();
    let after = shop.desk().consent_proof(luis, &request).unwrap();
    assert_eq!(after, before, "what was proven is proven by the same document");
    let proven = verify_proof(&after, &heads).unwrap();
    assert_eq!(proven.len(), 3);
    assert!(!PERSONAL.iter().any(|value| after.contains(value)), "{after}");
    let (later, heads) = proof(&shop, luis);
    assert_eq!(ids(&verify_proof(&later, &heads).unwrap()), ids(&proven));
}

#[test]
fn x5_what_is_disclosed_is_what_the_answer_was_bound_to() {
    let (shop, luis) = told();
    let heads = shop.engine.heads().unwrap();
    let event = shop.desk().consent_events(luis, Some(&code("newsletter-email"))).unwrap()[0].event.id;
    let request = ProofRequest::new().up_to(&heads).event(event).disclosing();
    let document = shop.desk().consent_proof(luis, &request).unwrap();
    let proven = verify_proof(&document, &heads).unwrap();
    assert_eq!(ids(&proven), [event]);
    assert_eq!(proven[0].reference.as_deref(), Some("form 4711"));
    assert_eq!(proven[0].address.as_deref(), Some("luisg@embraer.com.br"));
    assert_eq!(verify_proof(&document.replace("luisg@", "luiso@"), &heads), Err(ProofFault::Commitment));
    let clerk = shop.desk_of("tom", Rights::none().with(Right::ReadConsents));
    assert_eq!(failed(clerk.consent_proof(luis, &request)).1, "right.read_customers");
    assert!(clerk.consent_proof(luis, &ProofRequest::new().up_to(&heads)).is_ok());
    let nobody = shop.desk_of("kim", Rights::none());
    assert_eq!(failed(nobody.consent_proof(luis, &ProofRequest::new())).1, "right.read_consents");
}

#[test]
fn x5_events_of_whoever_was_merged_are_proven_under_their_own_id() {
    let (shop, luis) = told();
    let (leonie, desk) = (shop.customer("2"), shop.desk());
    let hers = desk.consent_events(leonie, None).unwrap().len();
    let preview = desk.merge_preview(luis, leonie).unwrap();
    desk.merge(&preview, "same person").unwrap();
    let (document, heads) = proof(&shop, leonie);
    let proven = verify_proof(&document, &heads).unwrap();
    assert_eq!(proven.len(), 3 + hers);
    assert_eq!(proven.iter().filter(|proof| proof.event.subject == leonie).count(), hers);
    assert!(proven.iter().any(|proof| proof.entry.origin.as_str() == "erp"), "what was fed of her too");
    assert_eq!(proof(&shop, luis).0, document, "whichever is asked");
}

#[test]
fn x5_without_an_event_there_is_no_proof() {
    let (shop, luis) = told();
    let nothing = shop.add(&[(Field::FamilyName, "Lee")]);
    let request = ProofRequest::new();
    assert_eq!(failed(shop.desk().consent_proof(nothing, &request)).1, "proof.event_unknown");
    let of_another = shop.desk().consent_events(shop.customer("2"), None).unwrap()[0].event.id;
    assert_eq!(failed(shop.desk().consent_proof(luis, &request.event(of_another))).1, "proof.event_unknown");
}

#[test]
fn x5_a_changed_row_of_the_store_gives_no_proof() {
    let (shop, luis) = told();
    let folder = shop.close();
    let deed = "UPDATE consent_event SET operator = 'kim' WHERE kind = 'withdrawn'";
    assert_eq!(crate::shop::database(folder.path()).execute(deed, []).unwrap(), 1);
    let shop = Shop::open_in(folder).unwrap();
    assert_eq!(failed(shop.desk().consent_proof(luis, &ProofRequest::new())), (ErrorKind::Damaged, "proof.event", None));
}

#[test]
fn x5_a_proof_holds_nothing_that_proves_nothing() {
    let (shop, luis) = told();
    let (document, heads) = proof(&shop, luis);
    let (events, parts) = (verify_proof(&document, &heads).unwrap(), chains(&document));
    let with = |parts: &[ChainPart]| verify_proof(&proof_document(&events, parts), &heads);
    assert_eq!(with(&parts).unwrap(), events);
    let erp = heads.iter().find(|head| head.origin.as_str() == "erp").unwrap();
    let another = ChainPart { origin: erp.origin.clone(), first: erp.length, previous: [0; 32], contents: vec![[1; 32]] };
    assert_eq!(with(&[&parts[..], &[another]].concat()), Err(ProofFault::Malformed), "a chain that no event needs");
    let earlier = ChainPart { first: parts[0].first - 1, contents: [&[[1; 32]], &parts[0].contents[..]].concat(), ..parts[0].clone() };
    assert_eq!(with(&[earlier, parts[1].clone()]), Err(ProofFault::Malformed), "an entry before the first that is needed");
    assert_eq!(with(&parts[..1]), Err(ProofFault::Chain));
    let cut = ChainPart { contents: parts[0].contents[..1].to_vec(), ..parts[0].clone() };
    assert_eq!(with(&[cut, parts[1].clone()]), Err(ProofFault::Chain));
    let twice = [&events[..], &events[..1]].concat();
    assert_eq!(verify_proof(&proof_document(&twice, &parts), &heads), Err(ProofFault::Malformed));
    for place in [0, u64::MAX, u64::MAX - 1, i64::MAX.unsigned_abs()] {
        let far = ChainPart { first: place, ..parts[0].clone() };
        assert!(with(&[far, parts[1].clone()]).is_err(), "{place}");
    }
}

#[test]
fn x5_a_long_chain_is_proven_as_a_short_one() {
    let shop = Shop::with_definitions();
    let lee = r#"{"feed":"customer","source_id":"1","number":"1","kind":"private","family_name":"Lee","email":"lee@example.org"}"#;
    shop.fed(&format!("{lee}\n{{\"feed\":\"consent\",\"customer\":\"1\",\"definition\":\"newsletter-email\",\"state\":\"on\"}}"));
    let others: Vec<String> = (2..2_102).map(|number| lee.replace(":\"1\"", &format!(":\"{number}\""))).collect();
    shop.fed(&others.join("\n"));
    let (document, heads) = proof(&shop, shop.customer("1"));
    let proven = verify_proof(&document, &heads).unwrap();
    assert_eq!((proven.len(), proven[0].event.kind, &proven[0].text), (1, EventKind::Imported, &None));
    assert!(chains(&document)[0].contents.len() > 2_100);
    let middle = chains(&document)[0].contents[1_500];
    let spoiled = document.replacen(&hexed(&middle), &hexed(&[6; 32]), 1);
    assert_eq!(verify_proof(&spoiled, &heads), Err(ProofFault::Anchor));
}
