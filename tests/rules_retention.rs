//! The rules of retention: the cases of `tests/rules/retention.toml`, written by hand for whoever answers for data protection.

use std::collections::BTreeSet;
use std::path::Path;

use clientela::domain::money::{Currency, parse_decimal};
use clientela::domain::retention::{
    DocumentFacts, Evaluation, Facts, Hold, HoldKind, Kept, PACKS, Retention, RetentionClass, RetentionData, Stay, evaluate,
};
use clientela::domain::time::Date;
use serde::Deserialize;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cases {
    case: Vec<Case>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    pack: String,
    today: String,
    #[serde(default)]
    has: Vec<String>,
    #[serde(default)]
    documents: Vec<String>,
    contact: Option<String>,
    bank_use: Option<String>,
    debit: Option<String>,
    calls: Option<String>,
    business_year_ends: Option<u32>,
    #[serde(default)]
    holds: Vec<String>,
    #[serde(default)]
    own: Vec<String>,
    #[serde(default)]
    skipped: Vec<String>,
    refused: Option<String>,
    #[serde(default)]
    expect: Vec<String>,
    #[serde(default)]
    overdue: bool,
    says: Option<String>,
}

struct Paper {
    class: RetentionClass,
    number: String,
    date: Date,
    total: i64,
    currency: Currency,
    last_entry: Option<Date>,
    tax_due: Option<Date>,
    data: Vec<RetentionData>,
}

fn cases() -> Vec<Case> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules/retention.toml");
    let read: Cases = toml::from_str(&std::fs::read_to_string(path).expect("the cases are there")).expect("the cases read");
    read.case
}

fn day(text: &str) -> Date {
    Date::parse(text).expect(text)
}

fn data(name: &str) -> RetentionData {
    RetentionData::from_name(name).expect(name)
}

fn paper(line: &str) -> Paper {
    let words: Vec<&str> = line.split(' ').collect();
    let after = |word: &str| words.iter().position(|other| *other == word).map(|at| words[at + 1]);
    let currency = Currency::parse(words[4]).expect(line);
    Paper {
        class: RetentionClass::from_name(words[0]).expect(line),
        number: words[1].to_owned(),
        date: day(words[2]),
        total: parse_decimal(words[3], currency.decimals()).expect(line),
        currency,
        last_entry: after("entry").map(day),
        tax_due: after("due").map(day),
        data: after("with").unwrap_or("name+address").split('+').map(data).collect(),
    }
}

fn hold(line: &str) -> Hold {
    let words: Vec<&str> = line.split(' ').collect();
    let after = |word: &str| words.iter().position(|other| *other == word).map(|at| words[at + 1]);
    Hold {
        kind: HoldKind::from_name(words[0]).expect(line),
        since: day(words[1]),
        until: after("until").map(day),
        author: "M. Vogt".to_owned(),
        reason: "file 12".to_owned(),
        class: after("class").map(|name| RetentionClass::from_name(name).expect(line)),
        document: after("on").map(str::to_owned),
    }
}

fn own_rules(rules: &[String]) -> String {
    format!("{{\"rules\": [{}]}}", rules.join(","))
}

fn evaluated(case: &Case, backwards: bool) -> Evaluation {
    let mut rules = Retention::pack(&case.pack).expect("a pack").business_year_ends(case.business_year_ends.unwrap_or(12));
    rules.add(&own_rules(&case.own)).expect("rules that break no law");
    case.holds.iter().for_each(|line| rules.hold(hold(line)));
    let mut papers: Vec<Paper> = case.documents.iter().map(|line| paper(line)).collect();
    let mut has: Vec<RetentionData> = case.has.iter().map(|name| data(name)).collect();
    if backwards {
        papers.reverse();
        has.reverse();
    }
    let documents: Vec<DocumentFacts<'_>> = papers
        .iter()
        .map(|paper| {
            let Paper { class, date, total, currency, last_entry, tax_due, .. } = *paper;
            DocumentFacts { number: &paper.number, class, date, last_entry, tax_due, total, currency, data: &paper.data }
        })
        .collect();
    let at = |text: &Option<String>| text.as_deref().map(day);
    let facts = Facts {
        data: &has,
        documents: &documents,
        last_contact: at(&case.contact),
        bank_use: at(&case.bank_use),
        direct_debit: at(&case.debit),
        phone_consent: at(&case.calls),
    };
    evaluate(&rules, &facts, day(&case.today))
}

/// A line as the cases write it.
fn written(kept: &Kept) -> String {
    let mut words: Vec<String> = kept.document.iter().map(|(class, number)| format!("{} {number}", class.name())).collect();
    words.push(kept.data.name().to_owned());
    words.push(match kept.stay {
        Stay::Goes => "goes".to_owned(),
        Stay::Until(day) => format!("until {day}"),
        Stay::Held(None) => "held".to_owned(),
        Stay::Held(Some(day)) => format!("held until {day}"),
    });
    words.extend(kept.rule.iter().map(|rule| format!("by {rule}")));
    words.extend(kept.latest.iter().map(|latest| format!("latest {} {}", latest.day, latest.rule)));
    words.join(" ")
}

#[test]
fn every_case_comes_out_as_it_is_written_whatever_the_order_of_what_is_known() {
    for case in cases().iter().filter(|case| case.refused.is_none()) {
        let evaluation = evaluated(case, false);
        assert_eq!(evaluation.lines.iter().map(written).collect::<Vec<_>>(), case.expect, "{}", case.name);
        assert_eq!(evaluation, evaluated(case, true), "{}", case.name);
        let overdue = evaluation.lines.iter().any(|line| line.is_overdue(day(&case.today)));
        assert_eq!(overdue, case.overdue, "{}", case.name);
        if let Some(says) = &case.says {
            assert_eq!(&evaluation.to_string(), says, "{}", case.name);
        }
    }
}

#[test]
fn an_own_rule_that_breaks_a_law_is_refused_and_one_that_is_not_understood_is_told() {
    for case in cases() {
        let before = Retention::pack(&case.pack).expect("a pack");
        let mut rules = before.clone();
        match (rules.add(&own_rules(&case.own)), &case.refused) {
            (Err(error), Some(refused)) => {
                let law = error.args().iter().find(|(name, _)| *name == "rule").map(|(_, value)| value.as_str());
                assert_eq!(&format!("{} {}", error.code(), law.unwrap_or_default()), refused, "{}", case.name);
                assert_eq!(rules, before, "{}: nothing of it holds", case.name);
            }
            (Ok(skipped), None) => {
                let told = |skipped: &clientela::domain::retention::SkippedRule| {
                    let word = skipped.why.args.first().map(|(_, value)| value.as_str()).unwrap_or_default();
                    format!("{} {} {word}", skipped.name, skipped.why.rule)
                };
                assert_eq!(skipped.iter().map(told).collect::<Vec<_>>(), case.skipped, "{}", case.name);
                let taken = rules.rules().len() - before.rules().len();
                assert_eq!(taken + skipped.len(), case.own.len(), "{}: taken or told", case.name);
            }
            (result, refused) => panic!("{}: {result:?}, not {refused:?}", case.name),
        }
    }
}

/// The file is of use only while every rule of every pack has a case that names it.
#[test]
fn every_rule_of_every_pack_has_a_case_a_ground_and_a_source() {
    let named: BTreeSet<String> =
        cases().iter().flat_map(|case| &case.expect).flat_map(|line| line.split(' ')).map(str::to_owned).collect();
    for (pack, text) in PACKS {
        assert!(text.contains("no legal advice"), "{pack}");
        for rule in Retention::pack(pack).expect(pack).rules() {
            assert!(named.contains(&rule.name), "{}: no case", rule.name);
            assert!(!rule.ground.is_empty() && !rule.source.is_empty(), "{}", rule.name);
        }
    }
    assert!(cases().len() >= 100);
}

#[test]
fn a_setting_of_the_chain_is_a_ceiling_and_may_not_be_later_than_the_laws() {
    let mut rules = Retention::pack("FR").expect("a pack");
    let refused = rules.inactive_after(37).expect_err("longer than three years");
    assert_eq!((refused.code(), refused.args()[1].1.as_str()), ("retention.above_ceiling", "fr.inactive"));
    rules.inactive_after(24).expect("shorter than three years");
    rules.inactive_after(18).expect("another one takes its place");
    let facts = Facts { data: &[RetentionData::Name], last_contact: Some(day("2024-05-10")), ..Facts::default() };
    let evaluation = evaluate(&rules, &facts, day("2024-06-01"));
    assert_eq!(evaluation.latest().map(|latest| (latest.day, latest.rule.as_str())), Some((day("2025-11-10"), "own_inactive")));
    assert_eq!(Retention::pack("XX").expect_err("no such pack").code(), "retention.pack_unknown");
    assert_eq!(rules.add("{").expect_err("no JSON").code(), "retention.malformed");
    assert_eq!(rules.add("{\"rules\": 7}").expect_err("no rules").code(), "retention.malformed");
}

/// The German proof of a consent to calls is kept by the same period as everywhere in the library.
#[test]
fn the_pack_and_the_table_of_proofs_agree() {
    let period = clientela::domain::consent::PROOF_PERIODS[0];
    let pack = Retention::pack(period.country).expect("a pack");
    let rule = pack.rules().iter().find(|rule| rule.data == [RetentionData::PhoneConsent]).expect("a rule");
    assert_eq!((i64::from(rule.period.months), rule.ground.as_str()), (i64::from(period.years) * 12, period.ground));
}
