//! Reads a document of rules. A rule that is not understood as a whole is left out and told, with what was not understood.

use serde_json::{Map, Value};

use super::rule::{Bound, Limit, Period, RetentionRule, Rounding, Start};
use super::words::{RetentionClass, RetentionData};
use crate::domain::money::{Currency, parse_decimal};
use crate::error::Violation;

const KEYS: &[&str] = &["name", "classes", "fields", "above", "up_to", "ground", "source", "from", "period", "round", "bound"];

/// Longer than any law demands; whatever is counted from stays within the calendar.
const LONGEST_YEARS: u32 = 200;

fn broken(rule: &'static str) -> Violation {
    Violation::new("retention_rule", rule)
}

/// What a rule says it is called, and the rule where it was understood.
type Read = (String, Result<RetentionRule, Violation>);

/// The rules of a document, one by one, each read or not; with the name that it says.
pub(super) fn document(json: &str) -> Result<Vec<Read>, Violation> {
    let malformed = || broken("retention.malformed");
    let read: Value = serde_json::from_str(json).map_err(|_| malformed())?;
    let rules = read.get("rules").and_then(Value::as_array).ok_or_else(malformed)?;
    Ok(rules.iter().map(|one| (name(one), rule(one))).collect())
}

fn name(rule: &Value) -> String {
    rule.get("name").and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn rule(value: &Value) -> Result<RetentionRule, Violation> {
    let map = value.as_object().ok_or_else(|| broken("retention.malformed"))?;
    if let Some(key) = map.keys().find(|key| !KEYS.contains(&key.as_str())) {
        return Err(broken("retention.key_unknown").with("key", key));
    }
    let read = RetentionRule {
        name: text(map, "name")?.to_owned(),
        classes: list(map, "classes", RetentionClass::from_name)?,
        data: list(map, "fields", RetentionData::from_name)?,
        limit: limit(map)?,
        ground: text(map, "ground")?.to_owned(),
        source: text(map, "source")?.to_owned(),
        start: word(text(map, "from")?, Start::WORDS)?,
        period: optional(map, "period")?.map(period).transpose()?.unwrap_or_default(),
        rounding: word(optional(map, "round")?.unwrap_or("none"), Rounding::WORDS)?,
        bound: word(text(map, "bound")?, Bound::WORDS)?,
    };
    if makes_sense(&read) { Ok(read) } else { Err(broken("retention.contradiction")) }
}

/// Events of documents belong to rules of documents, and so do their data; only what suspends has no period.
fn makes_sense(rule: &RetentionRule) -> bool {
    let of_documents = !rule.classes.is_empty();
    let data = rule.data.iter().all(|data| if of_documents { data.on_documents() } else { *data != RetentionData::Printed });
    let suspends = rule.bound == Bound::Suspends;
    let period = suspends == (rule.period == Period::default()) && suspends == (rule.start == Start::TaxAudit);
    let limit = rule.limit.is_none() || of_documents;
    !rule.data.is_empty() && data && period && limit && rule.start.of_a_document() == of_documents
}

fn optional<'v>(map: &'v Map<String, Value>, key: &'static str) -> Result<Option<&'v str>, Violation> {
    match map.get(key) {
        None => Ok(None),
        Some(Value::String(text)) => Ok(Some(text)),
        Some(_) => Err(broken("retention.word_unknown").with("word", key)),
    }
}

fn text<'v>(map: &'v Map<String, Value>, key: &'static str) -> Result<&'v str, Violation> {
    let found = optional(map, key)?.filter(|text| !text.trim().is_empty());
    found.ok_or_else(|| broken("retention.missing").with("key", key))
}

fn unknown(word: &str) -> Violation {
    broken("retention.word_unknown").with("word", word)
}

fn list<T>(map: &Map<String, Value>, key: &'static str, read: impl Fn(&str) -> Option<T>) -> Result<Vec<T>, Violation> {
    let Some(value) = map.get(key) else { return Ok(Vec::new()) };
    let words = value.as_array().filter(|words| !words.is_empty()).ok_or_else(|| unknown(key))?;
    let one = |word: &Value| {
        let word = word.as_str().unwrap_or_default();
        read(word).ok_or_else(|| unknown(word))
    };
    words.iter().map(one).collect()
}

fn word<T: Copy>(word: &str, words: &[(&str, T)]) -> Result<T, Violation> {
    words.iter().find(|(known, _)| *known == word).map(|(_, value)| *value).ok_or_else(|| unknown(word))
}

/// `8 years`, `13 months`, `30 days`.
fn period(text: &str) -> Result<Period, Violation> {
    let (count, unit) = text.split_once(' ').ok_or_else(|| unknown(text))?;
    let count: u32 = count.parse().ok().filter(|count| *count > 0).ok_or_else(|| unknown(text))?;
    let (months, days, most) = match unit {
        "year" | "years" => (count.saturating_mul(12), 0, LONGEST_YEARS),
        "month" | "months" => (count, 0, LONGEST_YEARS * 12),
        "day" | "days" => (0, count, LONGEST_YEARS * 366),
        _ => return Err(unknown(text)),
    };
    if count <= most { Ok(Period { months, days }) } else { Err(unknown(text)) }
}

/// `250.00 EUR`.
fn limit(map: &Map<String, Value>) -> Result<Option<Limit>, Violation> {
    let (above, text) = match (optional(map, "above")?, optional(map, "up_to")?) {
        (Some(text), None) => (true, text),
        (None, Some(text)) => (false, text),
        (None, None) => return Ok(None),
        (Some(_), Some(_)) => return Err(broken("retention.contradiction")),
    };
    let (amount, currency) = text.split_once(' ').ok_or_else(|| unknown(text))?;
    let currency = Currency::parse(currency).map_err(|_| unknown(text))?;
    let total = parse_decimal(amount, currency.decimals()).filter(|total| *total >= 0).ok_or_else(|| unknown(text))?;
    Ok(Some(Limit { above, total, currency }))
}
