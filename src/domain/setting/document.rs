//! All settings as one JSON document: written, and read again with every broken setting named. `docs/settings.schema.json` is its schema.
//! Knows no store: which branches there are, others say.

use std::collections::BTreeMap;
use std::fmt;
use std::marker::PhantomData;

use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use crate::domain::setting::{Place, Setting, SettingType, Settings, TypedValue};
use crate::error::{Error, ErrorKind, Result, Violation};

/// The document's name of its own form.
pub const FORMAT: &str = "clientela.settings";

/// The number of its form.
pub const VERSION: i64 = 1;

/// The longest document, in bytes.
pub const LONGEST: usize = 16 << 20;

/// So many broken settings are listed.
const MOST_BROKEN: usize = 1_000;

/// The longest name that an error repeats.
const LONGEST_NAME: usize = 80;

/// What a document says of the places it names.
///
/// ```
/// use clientela::domain::setting::{Place, Setting, Settings, document::{Document, write}};
/// let mut settings = Settings::default();
/// settings.set(Setting::SessionMinutes, Place::Chain, Some("60"))?;
/// let read = Document::parse(&write(&settings))?;
/// assert_eq!(read.places[&Place::Chain][&Setting::SessionMinutes].to_string(), "60");
///
/// let text = r#"{"format": "clientela.settings", "version": 1, "places": {"chain": {"sign_in.session_minutes": "60"}}}"#;
/// assert_eq!(Document::parse(text)?.broken[0].rule, "setting.not_a_number");
/// # Ok::<(), clientela::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Document {
    /// By place, all that is set there; what is not named is not set there.
    pub places: BTreeMap<Place, BTreeMap<Setting, TypedValue>>,
    /// The rules that are broken, with the setting's key as field and the place as argument.
    pub broken: Vec<Violation>,
}

#[derive(Serialize)]
struct Written<'a> {
    format: &'static str,
    version: i64,
    places: BTreeMap<String, BTreeMap<&'a str, Value>>,
}

#[derive(Deserialize)]
struct Head {
    format: String,
    version: i64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Body {
    #[serde(rename = "format")]
    _format: String,
    #[serde(rename = "version")]
    _version: i64,
    places: Members<Members<Value>>,
}

/// The members of an object as they stand, also one that stands there twice.
struct Members<V>(Vec<(String, V)>);

struct MembersVisitor<V>(PhantomData<V>);

impl<'de, V: Deserialize<'de>> Deserialize<'de> for Members<V> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(MembersVisitor(PhantomData))
    }
}

impl<'de, V: Deserialize<'de>> Visitor<'de> for MembersVisitor<V> {
    type Value = Members<V>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members<V>, A::Error> {
        let mut members = Vec::new();
        while let Some(member) = map.next_entry()? {
            members.push(member);
        }
        Ok(Members(members))
    }
}

/// Everything that is set, as a document: sorted, and the same for the same settings. Chain and head office are always named, so that
/// what is not set there goes where the document is read.
///
/// # Panics
/// Never: texts, numbers and flags are always JSON.
pub fn write(settings: &Settings) -> String {
    let mut places: BTreeMap<String, BTreeMap<&str, Value>> = BTreeMap::new();
    for always in [Place::Chain, Place::HeadOffice] {
        places.entry(always.to_string()).or_default();
    }
    for (setting, place, value) in settings.iter() {
        places.entry(place.to_string()).or_default().insert(setting.spec().key, json(value));
    }
    let written = Written { format: FORMAT, version: VERSION, places };
    serde_json::to_string_pretty(&written).expect("texts, numbers and flags are JSON") + "\n"
}

/// A value as JSON.
fn json(value: TypedValue) -> Value {
    match value {
        TypedValue::Flag(flag) => flag.into(),
        TypedValue::Number(number) => number.into(),
        TypedValue::Choice(word) => word.into(),
        TypedValue::Codes(codes) => codes.into(),
    }
}

impl Document {
    /// Reads a document. What is broken in it is listed, not an error: whoever takes it over refuses it as a whole.
    ///
    /// # Errors
    /// [`ErrorKind::Limit`] `settings.too_long`; [`ErrorKind::Invalid`] `settings.malformed`, `settings.format_unknown`,
    /// `settings.version_unknown`.
    pub fn parse(text: &str) -> Result<Self> {
        if text.len() > LONGEST {
            return Err(Error::new(ErrorKind::Limit, "settings.too_long").with("max", LONGEST));
        }
        let malformed = |error: serde_json::Error| {
            Error::new(ErrorKind::Invalid, "settings.malformed").with("line", error.line()).with("column", error.column())
        };
        let head: Head = serde_json::from_str(text).map_err(malformed)?;
        if head.format != FORMAT {
            return Err(Error::new(ErrorKind::Invalid, "settings.format_unknown").field("format"));
        }
        if head.version != VERSION {
            return Err(Error::new(ErrorKind::Invalid, "settings.version_unknown").field("version").with("version", head.version));
        }
        let body: Body = serde_json::from_str(text).map_err(malformed)?;
        let mut document = Self::default();
        body.places.0.into_iter().for_each(|(place, settings)| document.take_place(&place, settings));
        Ok(document)
    }

    /// Adds a broken rule, as long as the list is not full.
    pub fn refuse(&mut self, broken: Violation) {
        if self.broken.len() < MOST_BROKEN {
            self.broken.push(broken);
        }
    }

    fn take_place(&mut self, name: &str, settings: Members<Value>) {
        let place = match Place::parse(name) {
            Ok(place) if !self.places.contains_key(&place) => place,
            Ok(_) => return self.refuse(named(Violation::new("place", "setting.twice"), "place", name)),
            Err(broken) => return self.refuse(named(broken, "place", name)),
        };
        let mut values = BTreeMap::new();
        for (key, value) in settings.0 {
            if let Err(broken) = take_setting(&mut values, &place, &key, &value) {
                self.refuse(named(broken, "place", name));
            }
        }
        self.places.insert(place, values);
    }
}

fn take_setting(values: &mut BTreeMap<Setting, TypedValue>, place: &Place, key: &str, value: &Value) -> Result<(), Violation> {
    let setting = Setting::from_key(key).map_err(|broken| named(broken, "key", key))?;
    setting.allowed_at(place.level())?;
    if values.insert(setting, typed(setting, value)?).is_some() {
        return Err(Violation::new(setting.spec().key, "setting.twice"));
    }
    Ok(())
}

/// Reads a value whose JSON type is that of the setting; any other breaks the same rule as a text that is none.
fn typed(setting: Setting, value: &Value) -> Result<TypedValue, Violation> {
    let text = match (setting.spec().kind, value) {
        (SettingType::Flag, Value::Bool(flag)) => flag.to_string(),
        (SettingType::Number { .. }, Value::Number(number)) => number.to_string(),
        (SettingType::Choice(_) | SettingType::Codes { .. }, Value::String(text)) => text.clone(),
        _ => String::new(),
    };
    setting.read(&text)
}

/// Names a place or key of the document, if it looks like one: whatever else stands there is not repeated.
pub(crate) fn named(broken: Violation, argument: &'static str, name: &str) -> Violation {
    let plain = |sign: char| sign.is_ascii_alphanumeric() || matches!(sign, '_' | '.' | ':' | '-');
    let looks_like_one = name.len() <= LONGEST_NAME && name.chars().all(plain);
    if looks_like_one { broken.with(argument, name) } else { broken }
}
