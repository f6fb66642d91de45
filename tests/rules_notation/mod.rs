//! How the cases of `tests/rules/consent.toml` are written: definitions, events and acts in one line each.

pub mod asking;

use std::collections::BTreeMap;
use std::path::Path;

use clientela::domain::consent::{
    Act, Authority, Channel, ChannelValue, Commitment, Definition, DefinitionState, Event, EventKind, Ground, Guardian, Guardianship,
    Intent, Method, Purpose, ReferenceKind, Scope, SubjectState, deciding_age,
};
use clientela::domain::id::{Code, EventId, SubjectId};
use clientela::domain::time::{Date, Moment, Timestamp};
use serde::Deserialize;

const NOON: i64 = 12 * 60 * 60 * 1000;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rules {
    definitions: BTreeMap<String, DefinitionLine>,
    pub standing: Vec<StandingCase>,
    pub write: Vec<WriteCase>,
    pub contact: Vec<ContactCase>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DefinitionLine {
    code: Option<String>,
    purpose: String,
    channel: Option<String>,
    version: Option<String>,
    state: Option<String>,
    parent: Option<String>,
    #[serde(default)]
    signature: bool,
    #[serde(default)]
    confirmation: bool,
    valid_days: Option<u32>,
    from: Option<String>,
    until: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct StandingCase {
    pub name: String,
    #[serde(default = "newsletter")]
    pub definition: String,
    #[serde(default)]
    pub events: Vec<String>,
    #[serde(default = "day")]
    pub on: String,
    #[serde(default = "unknown")]
    pub state: String,
    pub detail: String,
    pub dpv: Option<String>,
    pub evidence: Option<Vec<String>>,
    pub heads: Option<Vec<String>>,
    pub grade: Option<String>,
    pub signature_missing: Option<bool>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct WriteCase {
    pub name: String,
    #[serde(default = "newsletter")]
    pub definition: String,
    #[serde(default)]
    pub events: Vec<String>,
    #[serde(default = "day")]
    pub on: String,
    act: String,
    pub writes: Option<String>,
    #[serde(default)]
    pub sees: Vec<String>,
    pub refused: Option<String>,
    pub field: Option<String>,
}

#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ContactCase {
    pub name: String,
    #[serde(default = "only_newsletter")]
    pub definitions: Vec<String>,
    pub about: Option<String>,
    #[serde(default = "marketing_email")]
    pub ask: String,
    #[serde(default)]
    pub events: Vec<String>,
    #[serde(default = "day")]
    pub on: String,
    #[serde(default)]
    pub offset_minutes: i32,
    subject: Option<String>,
    #[serde(default)]
    guardians: Vec<String>,
    born: Option<String>,
    #[serde(default)]
    pub unknown_is_minor: bool,
    #[serde(default)]
    majority: bool,
    #[serde(default)]
    pub countries: Vec<String>,
    #[serde(default)]
    grounds: Vec<String>,
    #[serde(default)]
    pub similar_goods: bool,
    #[serde(default)]
    pub buyer: bool,
    #[serde(default)]
    pub unlisted: Vec<String>,
    pub ground: Option<String>,
    #[serde(default = "ana")]
    values: Vec<String>,
    #[serde(default)]
    pub unsigned_allowed: bool,
    pub reason: String,
    pub remedy: String,
    pub evidence: Option<Vec<String>>,
    pub by: Option<String>,
    pub value: Option<usize>,
}

fn newsletter() -> String {
    "newsletter".to_owned()
}

fn only_newsletter() -> Vec<String> {
    vec![newsletter()]
}

fn marketing_email() -> String {
    "marketing email".to_owned()
}

fn ana() -> Vec<String> {
    vec!["ana@example.pt".to_owned()]
}

fn unknown() -> String {
    "unknown".to_owned()
}

fn day() -> String {
    "2024-07-01".to_owned()
}

/// Reads a file of rules beside this test.
pub fn read(file: &str) -> Rules {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/rules").join(file);
    let text = std::fs::read_to_string(path).expect("the file of rules is there");
    toml::from_str(&text).expect("the file of rules reads")
}

fn date(text: &str) -> Date {
    Date::parse(text).expect("a day")
}

fn code(text: &str) -> Code {
    Code::parse(text).expect("a code")
}

/// Noon in Greenwich on this day.
pub fn moment(day: &str, offset_minutes: i32) -> Moment {
    Moment { at: Timestamp::from_millis(date(day).start().millis() + NOON), offset_minutes }
}

/// The channel of this name.
pub fn channel(name: &str) -> Channel {
    Channel::from_name(name).expect("a channel")
}

/// The id of an event's name.
fn id(name: &str) -> EventId {
    let mut bytes = [0; 16];
    bytes[..name.len()].copy_from_slice(name.as_bytes());
    EventId::from_bytes(bytes)
}

/// The ids of events' names.
pub fn ids(names: &[String]) -> Vec<EventId> {
    names.iter().map(|name| id(name)).collect()
}

/// The name of an event's id.
pub fn letter(id: &EventId) -> String {
    String::from_utf8_lossy(id.bytes()).trim_end_matches('\0').to_owned()
}

fn version(text: &str) -> (u32, u32) {
    let (major, minor) = text.split_once('.').expect("a version has a dot");
    (major.parse().expect("a number"), minor.parse().expect("a number"))
}

impl Rules {
    /// The definition of this key.
    pub fn definition(&self, key: &str) -> Definition {
        let line = self.definitions.get(key).unwrap_or_else(|| panic!("{key} is no definition"));
        let (major, minor) = line.version.as_deref().map_or((1, 0), version);
        let state = line.state.as_deref().map_or(DefinitionState::Active, |name| DefinitionState::from_name(name).expect("a state"));
        Definition {
            major,
            minor,
            state,
            channel: line.channel.as_deref().map(channel),
            parent: line.parent.as_deref().map(code),
            signature: line.signature,
            confirmation: line.confirmation,
            valid_days: line.valid_days,
            from: line.from.as_deref().map(date),
            until: line.until.as_deref().map(date),
            ..Definition::draft(code(line.code.as_deref().unwrap_or(key)), Purpose::from_name(&line.purpose).expect("a purpose"))
        }
    }
}

/// The events of a case, about `own` where they say nothing else.
pub fn events(lines: &[String], own: &Definition) -> Vec<Event> {
    lines.iter().map(|line| event(line, own)).collect()
}

fn event(line: &str, own: &Definition) -> Event {
    let mut words = line.split_whitespace();
    let name = words.next().and_then(|word| word.strip_suffix(':')).unwrap_or_else(|| panic!("{line}: no name"));
    let at = date(words.next().unwrap_or_default()).start();
    let kind = words.next().and_then(EventKind::from_name).unwrap_or_else(|| panic!("{line}: what happened?"));
    let authority = if kind == EventKind::Imported { Authority::Machine } else { Authority::Subject };
    let mut event = Event::new(id(name), SubjectId::from_bytes([1; 16]), own, kind, authority, at);
    event.version = (1, 0);
    while let Some(word) = words.next() {
        match word {
            "by" => event.authority = words.next().and_then(Authority::from_name).expect(line),
            "via" => event.method = words.next().and_then(Method::from_name).expect(line),
            "for" => event.definition = words.next().filter(|code| *code != "nothing").map(code),
            "scope" => (event.scope, event.definition) = (words.next().and_then(Scope::from_name).expect(line), None),
            "version" => event.version = version(words.next().expect(line)),
            "bound-to" => event.evidence.address = words.next().map(|value| Commitment::to(value, [7; 16])),
            "salt-erased" => event.evidence.address.as_mut().expect(line).salt = None,
            "signed" => event.evidence.digest = Some([1; 32]),
            "guardian" => event.by = Some(SubjectId::from_bytes([2; 16])),
            "noted" | "registered" | "printed" => {
                event.evidence.reference = Some(Commitment::to("form 12", [8; 16]));
                event.evidence.reference_kind = match word {
                    "registered" => ReferenceKind::External,
                    "printed" => ReferenceKind::Form,
                    _ => ReferenceKind::Note,
                };
            }
            "sees" => event.seen = words.by_ref().map(id).collect(),
            other => panic!("{line}: what is {other}?"),
        }
    }
    event
}

impl WriteCase {
    /// The act, such as `give by user via correction reason`.
    pub fn act(&self) -> Act {
        let mut words = self.act.split_whitespace();
        let intent = words.next().and_then(Intent::from_name).expect(&self.act);
        let mut act = Act { reachable: true, ..Act::new(intent, Authority::Machine, Method::Spoken) };
        while let Some(word) = words.next() {
            match word {
                "by" => act.authority = words.next().and_then(Authority::from_name).expect(&self.act),
                "via" => act.method = words.next().and_then(Method::from_name).expect(&self.act),
                "scope" => act.scope = words.next().and_then(Scope::from_name).expect(&self.act),
                "evidence" => act.evidence = true,
                "reason" => act.reason = true,
                "unreachable" => act.reachable = false,
                "guardian" => act.by_guardian = true,
                "erased" => act.subject = SubjectState::Erased,
                other => panic!("{}: what is {other}?", self.act),
            }
        }
        act
    }
}

impl ContactCase {
    /// The channel's values, `bounced` behind those that did.
    pub fn values(&self) -> Vec<ChannelValue<'_>> {
        let read = |text| match str::strip_suffix(text, " bounced") {
            Some(value) => ChannelValue { value, bounced: true },
            None => ChannelValue { value: text, bounced: false },
        };
        self.values.iter().map(String::as_str).map(read).collect()
    }

    /// The life of the person's data.
    pub fn subject(&self) -> SubjectState {
        self.subject.as_deref().map_or(SubjectState::Normal, |name| SubjectState::from_name(name).expect("a state"))
    }

    /// Who decides for the person, such as `adult_guardianship from 2024-01-01 until 2024-12-31 for newsletter`.
    pub fn guardians(&self) -> Vec<Guardianship> {
        self.guardians.iter().map(|line| guardianship(line)).collect()
    }

    /// The day of birth.
    pub fn born(&self) -> Option<Date> {
        self.born.as_deref().map(date)
    }

    /// From which age the person decides.
    pub fn age(&self) -> i32 {
        deciding_age(&self.countries.iter().map(String::as_str).collect::<Vec<_>>(), self.is_majority())
    }

    /// Whether only adults decide.
    pub fn is_majority(&self) -> bool {
        self.majority
    }

    /// What is asked, and by which channel.
    pub fn asked(&self) -> (Purpose, Option<Channel>) {
        let (purpose, by) = self.ask.split_once(' ').map_or((self.ask.as_str(), None), |(purpose, by)| (purpose, Some(channel(by))));
        (Purpose::from_name(purpose).expect("a purpose"), by)
    }

    /// The grounds that are used.
    pub fn grounds(&self) -> Vec<Ground> {
        self.grounds.iter().map(|name| Ground::from_name(name).expect("a ground")).collect()
    }
}

fn guardianship(line: &str) -> Guardianship {
    let mut words = line.split_whitespace();
    let ground = words.next().and_then(Guardian::from_name).expect(line);
    let guardian = SubjectId::from_bytes([2; 16]);
    let mut one = Guardianship { guardian, ground, scope: "all".to_owned(), from: None, until: None };
    while let Some(word) = words.next() {
        match word {
            "from" => one.from = words.next().map(date),
            "until" => one.until = words.next().map(date),
            "for" => one.scope = words.next().expect(line).replace('+', " "),
            other => panic!("{line}: what is {other}?"),
        }
    }
    one
}
