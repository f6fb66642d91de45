//! X5: every change of a proof is seen, by the library and by a script that knows nothing of it.

use std::fs;
use std::path::Path;
use std::process::Command;

use clientela::ProofRequest;
use clientela::domain::consent::{EventKind, verify_proof};
use clientela::domain::heads::Head;
use clientela::domain::id::EventId;
use serde_json::{Value, json};

use crate::x_proof_document::{hexed, ids, proof, rewritten, told};

/// Numbers that look like chance and are the same every time.
struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % end
    }
}

#[test]
fn x5_ten_thousand_changed_bytes_and_fields_are_seen() {
    let (shop, luis) = told();
    let heads = shop.engine.heads().unwrap();
    let (plain, heads_again) = proof(&shop, luis);
    assert_eq!(heads, heads_again);
    let disclosed = shop.desk().consent_proof(luis, &ProofRequest::new().up_to(&heads).disclosing()).unwrap();
    let mut dice = Dice(4711);
    let (mut tried, mut turn) = (0, 0);
    while tried < 10_000 {
        turn += 1;
        let document = if turn % 2 == 0 { &plain } else { &disclosed };
        let changed = if tried < 5_000 { other_byte(document, &mut dice) } else { other_field(document, &mut dice) };
        if changed == *document {
            continue;
        }
        tried += 1;
        if let Ok(proven) = verify_proof(&changed, &heads) {
            let [before, after] = [document, &changed].map(|text| serde_json::from_str::<Value>(text).unwrap());
            assert!(before == after, "turn {turn} went unseen: {changed}");
            assert_eq!(proven, verify_proof(document, &heads).unwrap());
        }
    }
    assert!(turn < 11_000, "nearly every turn is a change: {turn}");
}

/// One sign is another one.
fn other_byte(document: &str, dice: &mut Dice) -> String {
    const SIGNS: &[u8] = b"0123456789abcdefABCDEF {}[]\",:.-eExyz\\\n\tn";
    let at = document.char_indices().nth(dice.below(document.chars().count())).unwrap().0;
    let sign = char::from(SIGNS[dice.below(SIGNS.len())]);
    let rest = document[at..].chars().next().unwrap().len_utf8();
    format!("{}{sign}{}", &document[..at], &document[at + rest..])
}

/// One field is another one, gone, or there twice.
fn other_field(document: &str, dice: &mut Dice) -> String {
    let mut whole: Value = serde_json::from_str(document).unwrap();
    let mut place = &mut whole;
    loop {
        let length = match &*place {
            Value::Object(fields) => fields.len(),
            Value::Array(items) => items.len(),
            _ => 0,
        };
        if length == 0 {
            break;
        }
        let at = dice.below(length);
        if let Value::Object(fields) = place {
            let key = fields.keys().nth(at).unwrap().clone();
            if dice.below(8) == 0 {
                fields.remove(&key);
                return whole.to_string();
            }
            place = &mut fields[&key];
        } else {
            let items = place.as_array_mut().unwrap();
            // What is proven of fewer events is proven too: events are not left out here.
            if dice.below(8) == 0 && items[at].is_string() {
                let item = items[at].clone();
                if dice.below(2) == 0 {
                    drop(items.remove(at));
                } else {
                    items.insert(at, item);
                }
                return whole.to_string();
            }
            place = &mut items[at];
        }
    }
    let other = match &*place {
        Value::String(text) if dice.below(4) > 0 => json!(other_byte(&format!("{text} "), dice).trim_end()),
        Value::String(_) => Value::Null,
        Value::Number(number) => json!(number.as_i64().unwrap() + [-1, 1, 1_000, -7][dice.below(4)]),
        Value::Null => json!("x"),
        _ => json!([{}]),
    };
    *place = other;
    whole.to_string()
}

/// What the script that knows nothing of this library says: the ids, or why not.
fn script(folder: &Path, document: &str, heads: &[Head]) -> (bool, Vec<String>) {
    let path = folder.join("proof.json");
    fs::write(&path, document).unwrap();
    let heads = heads.iter().map(|head| format!("{}:{}:{}", head.origin, head.length, hexed(&head.digest)));
    let verify = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/proof/verify.py");
    let output = Command::new("python3").arg(verify).arg(&path).args(heads).output().unwrap();
    let said = String::from_utf8(output.stdout).unwrap();
    assert_eq!(String::from_utf8(output.stderr).unwrap(), "");
    (output.status.success(), said.lines().map(str::to_owned).collect())
}

#[test]
fn x5_a_script_without_our_code_says_the_same() {
    if Command::new("python3").arg("--version").output().is_err() {
        return;
    }
    let (shop, luis) = told();
    let heads = shop.engine.heads().unwrap();
    let document = shop.desk().consent_proof(luis, &ProofRequest::new().up_to(&heads).disclosing()).unwrap();
    let folder = tempfile::tempdir().unwrap();
    let same = |document: &str, heads: &[Head]| {
        let ours = match verify_proof(document, heads) {
            Ok(proven) => (true, ids(&proven).iter().map(EventId::to_string).collect()),
            Err(fault) => (false, vec![fault.name().to_owned()]),
        };
        assert_eq!(script(folder.path(), document, heads), ours, "{document}");
        ours.0
    };
    assert!(same(&document, &heads));
    assert!(same(&proof(&shop, luis).0, &heads));
    assert!(!same(&document, &[]) && !same("{}", &heads) && !same(&document.replace("luisg@", "luiso@"), &heads));
    let withdrawn = verify_proof(&document, &heads).unwrap().iter().position(|proof| proof.event.kind == EventKind::Withdrawn).unwrap();
    assert!(!same(&rewritten(&document, &heads, withdrawn, |proof| proof.event.kind = EventKind::Given).0, &heads));
    let mut dice = Dice(12);
    for turn in 0..60 {
        let changed = if turn % 2 == 0 { other_byte(&document, &mut dice) } else { other_field(&document, &mut dice) };
        assert_eq!(script(folder.path(), &changed, &heads).0, verify_proof(&changed, &heads).is_ok(), "{changed}");
    }
}
