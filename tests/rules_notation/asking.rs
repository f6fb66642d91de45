//! How the cases of `tests/rules/asking.toml` are written: what is known, and each item of a dialog in one line.

use std::collections::BTreeMap;
use std::path::Path;

use clientela::domain::asking::{AskingFacts, AskingRules, Dialog, DialogItem, Occasion, Turn, to_ask};
use clientela::domain::consent::{Definition, Event, Guardianship, Intent, SubjectState, Ward};
use clientela::domain::field::Field;
use clientela::domain::id::Code;
use clientela::domain::setting::{Place, Setting, Settings, Vantage};
use clientela::domain::subject::Values;
use serde::Deserialize;

use super::{DefinitionLine, Rules, date, day, events, guardianship, moment};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AskingRulesFile {
    definitions: BTreeMap<String, DefinitionLine>,
    pub case: Vec<AskingCase>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct AskingCase {
    pub name: String,
    #[serde(default = "card_read")]
    occasion: String,
    definitions: Vec<String>,
    #[serde(default)]
    events: Vec<String>,
    #[serde(default)]
    settings: BTreeMap<String, String>,
    #[serde(default)]
    values: BTreeMap<String, String>,
    subject: Option<String>,
    #[serde(default)]
    guardians: Vec<String>,
    #[serde(default = "day")]
    on: String,
    pub storage: Option<String>,
    #[serde(default)]
    pub erasure: bool,
    #[serde(default)]
    pub withdrawable: Vec<String>,
    #[serde(default)]
    now: Vec<String>,
    #[serde(default)]
    then: Vec<String>,
    #[serde(default)]
    not_now: Vec<String>,
}

fn card_read() -> String {
    "card_read".to_owned()
}

/// Reads the file.
pub fn read() -> AskingRulesFile {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules/asking.toml");
    toml::from_str(&std::fs::read_to_string(path).expect("the file of rules is there")).expect("the file of rules reads")
}

impl AskingRulesFile {
    /// The definitions by their keys.
    pub fn into_parts(self) -> (Rules, Vec<AskingCase>) {
        (Rules { definitions: self.definitions, standing: vec![], write: vec![], contact: vec![] }, self.case)
    }
}

impl AskingCase {
    /// The events as they came.
    pub fn events(&self, rules: &Rules) -> Vec<Event> {
        events(&self.events, &rules.definition("storage"))
    }

    /// The dialog after these events.
    pub fn dialog(&self, rules: &Rules, events: &[Event], backwards: bool) -> Dialog {
        let mut definitions: Vec<Definition> = self.definitions.iter().map(|key| rules.definition(key)).collect();
        if backwards {
            definitions.reverse();
        }
        let subject = self.subject.as_deref().map_or(SubjectState::Normal, |name| SubjectState::from_name(name).expect("a state"));
        let (occasion, values) = (Occasion::from_name(&self.occasion).expect("an occasion"), self.values());
        let (rules, now) = (self.rules(), moment(&self.on, 0));
        let guardianships: Vec<Guardianship> = self.guardians.iter().map(|line| guardianship(line)).collect();
        let born = values.get(Field::BirthDate).map(date);
        let ward = Ward { born, age: 16, unknown_is_minor: false, guardianships: &guardianships };
        to_ask(&AskingFacts { subject, definitions: &definitions, events, ward, ..AskingFacts::new(occasion, &rules, &values, now) })
    }

    fn rules(&self) -> AskingRules {
        let mut settings = Settings::default();
        for (key, value) in &self.settings {
            settings.set(Setting::from_key(key).expect(key), Place::Chain, Some(value)).expect(value);
        }
        AskingRules::of(&settings, &Vantage { station: None, branch: Code::parse("berlin").expect("a code"), head_office: false })
    }

    fn values(&self) -> Values {
        let mut values = Values::default();
        self.values.iter().for_each(|(field, text)| values.set(Field::from_name(field).expect(field), 0, text.as_str()));
        values
    }

    /// What a turn must be.
    pub fn wanted(&self, turn: Turn) -> &[String] {
        match turn {
            Turn::Now => &self.now,
            Turn::Then => &self.then,
            _ => &self.not_now,
        }
    }
}

/// An item as a line.
pub fn line(item: &DialogItem) -> String {
    let of = item.definition.as_ref().map(Code::as_str);
    let mut words = match (item.is_data(), of) {
        (true, Some(code)) => vec![format!("data for {code}:")],
        (true, None) => vec!["data:".to_owned()],
        (false, code) => vec![format!("{}:", code.expect("a consent has a definition"))],
    };
    words.push(item.reason.name().to_owned());
    words.extend(item.after.as_ref().map(|code| format!("after {code}")));
    words.extend(item.until.map(|day| format!("until {day}")));
    let objection = item.choices.contains(&Intent::Object);
    let marks = [("preset", item.preset), ("together", item.together), ("signature", item.signature), ("objection", objection)];
    words.extend(marks.iter().filter(|(_, is)| *is).map(|(mark, _)| (*mark).to_owned()));
    words.extend((!item.fields.is_empty()).then(|| "needs".to_owned()));
    words.extend(item.fields.iter().map(|field| field.name().to_owned()));
    words.join(" ")
}
