//! One line of a feed as named values, read field by field; what nobody asked for is an error.

use std::str::FromStr;

use serde_json::{Map, Value};

use crate::domain::id::Code;
use crate::domain::money::parse_decimal;
use crate::domain::pairs::Pairs;
use crate::error::Violation;

/// A line's named values.
pub(super) struct Record(Map<String, Value>);

impl Record {
    pub(super) fn new(map: Map<String, Value>) -> Self {
        Self(map)
    }

    /// The same, known by this id where it names none.
    pub(super) fn known_by(mut self, id: String) -> Self {
        self.0.entry("source_id").or_insert_with(|| id.into());
        self
    }

    /// Whether this name has this text.
    pub(super) fn is(&self, name: &str, text: &str) -> bool {
        self.0.get(name).and_then(Value::as_str) == Some(text)
    }

    /// The names that are left.
    pub(super) fn names(&self) -> Vec<String> {
        self.0.keys().cloned().collect()
    }

    /// Text or a number as text; empty counts as absent.
    pub(super) fn text(&mut self, name: &'static str) -> Result<Option<String>, Violation> {
        Ok(self.given(name)?.filter(|text| !text.is_empty()))
    }

    /// Text as given, so that an empty one can take a value away.
    pub(super) fn given(&mut self, name: &'static str) -> Result<Option<String>, Violation> {
        self.take(name).map(|value| as_text(value).ok_or_else(|| Violation::new(name, "not_text"))).transpose()
    }

    /// As [`Self::given`], for a name that is not known at build time.
    pub(super) fn given_as(&mut self, key: &str, name: &'static str) -> Result<Option<String>, Violation> {
        self.0.remove(key).map(|value| as_text(value).ok_or_else(|| Violation::new(name, "not_text"))).transpose()
    }

    pub(super) fn required(&mut self, name: &'static str) -> Result<String, Violation> {
        self.text(name)?.ok_or_else(|| Violation::new(name, "required"))
    }

    pub(super) fn code(&mut self, name: &'static str) -> Result<Option<Code>, Violation> {
        self.text(name)?.map(|text| Code::parse(&text).map_err(|broken| Violation { field: name, ..broken })).transpose()
    }

    pub(super) fn word<T>(&mut self, name: &'static str, read: fn(&str) -> Option<T>) -> Result<Option<T>, Violation> {
        self.text(name)?.map(|text| read(&text).ok_or_else(|| Violation::new(name, "not_a_choice"))).transpose()
    }

    pub(super) fn flag(&mut self, name: &'static str) -> Result<bool, Violation> {
        match self.text(name)?.as_deref() {
            None | Some("false" | "0" | "no") => Ok(false),
            Some("true" | "1" | "yes") => Ok(true),
            Some(_) => Err(Violation::new(name, "not_a_flag")),
        }
    }

    pub(super) fn number<T: FromStr>(&mut self, name: &'static str) -> Result<Option<T>, Violation> {
        self.text(name)?.map(|text| text.parse().map_err(|_| Violation::new(name, "not_a_number"))).transpose()
    }

    /// An exact decimal, in parts of this many decimals.
    pub(super) fn decimal(&mut self, name: &'static str, decimals: u32) -> Result<Option<i64>, Violation> {
        self.text(name)?.map(|text| parse_decimal(&text, decimals).ok_or_else(|| Violation::new(name, "not_a_number"))).transpose()
    }

    /// A parsed value whose own error names another field.
    pub(super) fn parsed<T>(&mut self, name: &'static str, read: impl Fn(&str) -> Result<T, Violation>) -> Result<Option<T>, Violation> {
        self.text(name)?.map(|text| read(&text).map_err(|broken| Violation { field: name, ..broken })).transpose()
    }

    /// A list of objects.
    pub(super) fn list(&mut self, name: &'static str) -> Result<Option<Vec<Self>>, Violation> {
        let Some(value) = self.take(name) else { return Ok(None) };
        let malformed = || Violation::new(name, "not_a_list");
        let Value::Array(values) = value else { return Err(malformed()) };
        let records = values.into_iter().map(|value| if let Value::Object(map) = value { Ok(Self(map)) } else { Err(malformed()) });
        records.collect::<Result<_, _>>().map(Some)
    }

    /// An object of names and values; a CSV spells it `name.key`.
    pub(super) fn pairs(&mut self, name: &'static str) -> Result<Pairs, Violation> {
        let malformed = || Violation::new(name, "not_names_and_values");
        let mut pairs = Pairs::new();
        if let Some(value) = self.take(name) {
            let Value::Object(map) = value else { return Err(malformed()) };
            for (key, value) in map {
                pairs.push(&key, &as_text(value).ok_or_else(malformed)?);
            }
        }
        let prefix = format!("{name}.");
        for key in self.names().into_iter().filter(|key| key.starts_with(&prefix)) {
            if let Some(text) = self.given_as(&key, name)?.filter(|text| !text.is_empty()) {
                pairs.push(&key[prefix.len()..], &text);
            }
        }
        Ok(pairs)
    }

    /// Fails on what nobody asked for.
    pub(super) fn finish(&self) -> Result<(), Violation> {
        if self.0.is_empty() { Ok(()) } else { Err(Violation::new("", "unknown_field").with("count", self.0.len())) }
    }

    fn take(&mut self, name: &str) -> Option<Value> {
        self.0.remove(name).filter(|value| !value.is_null())
    }
}

fn as_text(value: Value) -> Option<String> {
    match value {
        Value::Null => Some(String::new()),
        Value::String(text) => Some(text),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(flag) => Some(flag.to_string()),
        Value::Array(_) | Value::Object(_) => None,
    }
}
