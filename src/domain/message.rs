//! What a person reads: a text in five languages for every code that an error, a state or a field has. Knows no clock and no store.
//!
//! The code of an error or of a broken rule is the code of its text (`sign_in.locked`, `required`). What blocks an anonymization is such
//! a rule too: a word of `BlockerReason` (`open_order`); so is what blocks a merge: a word of `MergeBlockerReason`. Other codes are made of a namespace and a word or name:
//!
//! | namespace | of |
//! |---|---|
//! | `field` | a name of the table of fields, and what else an error names as its field |
//! | `setting` | a setting by its key: its label on a screen of settings |
//! | `right_name` | a right by its name; `right` and the same name is the error where it is missing |
//! | `record_kind` | `RecordKind` |
//! | `address_use` | the choices of the field of this name |
//! | `card_kind` | the choices of the field of this name |
//! | `card_state` | the choices of the field of this name |
//! | `comment_kind` | the choices of the field of this name |
//! | `comment_pinned` | the choices of the field of this name |
//! | `do_not_dun` | the choices of the field of this name |
//! | `email_use` | the choices of the field of this name |
//! | `has_account` | the choices of the field of this name |
//! | `insurance_status` | the choices of the field of this name |
//! | `kind` | the choices of the field of this name |
//! | `phone_use` | the choices of the field of this name |
//! | `restricted` | the choices of the field of this name |
//! | `role` | the choices of the field of this name |
//! | `occasion` | `Occasion` |
//! | `turn` | `Turn` |
//! | `asking_reason` | `AskingReason` |
//! | `storage_consent` | `StorageConsent` |
//! | `consent_state` | `State` |
//! | `consent_section` | `ConsentSection` |
//! | `consent_detail` | `Detail` |
//! | `consent_event` | `EventKind` |
//! | `confirmation_kind` | `ConfirmationKind` |
//! | `intent` | `Intent` |
//! | `guardian` | `Guardian` |
//! | `evidence_grade` | `Grade` |
//! | `reference_kind` | `ReferenceKind` |
//! | `ground` | `Ground` |
//! | `contact_reason` | `Reason` |
//! | `remedy` | `Remedy` |
//! | `subject_state` | `SubjectState` |
//! | `definition_state` | `DefinitionState` |
//! | `purpose` | `Purpose` |
//! | `channel` | `Channel` |
//! | `method` | `Method` |
//! | `origin` | `Origin` |
//! | `authority` | `Authority` |
//! | `scope` | `Scope` |
//! | `document_kind` | `DocumentKind` |
//! | `document_state` | `DocumentState` |
//! | `line_status` | `LineStatus` |
//! | `erp_state` | `ErpState` |
//! | `page_format` | `PageFormat` |
//! | `line_action` | `LineAction` |
//! | `action_reason` | `ActionReason` |
//! | `side` | `Side` |
//! | `outcome` | `Outcome` |
//! | `keep` | `Keep` |
//! | `entry` | `EntryKind` |
//! | `door` | `Door` |
//! | `hidden` | `Hidden` |
//! | `finding` | `Finding` |
//! | `level` | `Level` |
//! | `duplicate_decision` | `Decision` |
//! | `comparison` | `Comparison` |
//! | `comparison_level` | `ComparisonLevel` |
//! | `program_kind` | `ProgramKind` |
//! | `booking_conflict` | `ConflictKind` |
//! | `log_format` | `LogFormat` |
//! | `person_format` | `PersonFormat` |
//! | `status_meaning` | `Meaning` |
//! | `section` | `Section` |
//! | `stage` | `Stage` |
//! | `how` | `How` |
//! | `erasure_action` | `ActionKind` |
//! | `erasure_mode` | `ErasureMode` |
//! | `erasure_answer` | `ErasureAnswer` |
//! | `purge_state` | `PurgeState` |
//! | `date_order` | `DateOrder` |
//! | `duplicates` | `Duplicates` |
//! | `proof` | `ProofFault` |
//! | `request_kind` | `RequestKind` |
//! | `request_state` | `RequestState` |
//! | `denial_ground` | `DenialGround` |
//! | `extension_reason` | `ExtensionReason` |
//! | `identity_proof` | `IdentityProof` |
//! | `check_part` | `CheckPart` |
//! | `retention_class` | `RetentionClass` |
//! | `retention_data` | `RetentionData` |
//! | `retention_stay` | `RetentionStay` |
//! | `hold` | `HoldKind` |
//!
//! What only a programmer causes (`argument.…`, `handle.…`, `walk.…`, `internal.…` and a few more) has no text of its own; an error says
//! `error.general` with its code then.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use crate::domain::setting::Setting;
use crate::domain::words::words;
use crate::error::{Error, Violation};

words! {
    /// A language that has texts.
    ///
    /// ```
    /// use clientela::domain::message::Language;
    /// assert_eq!(Language::of_tag("de-AT"), Some(Language::German));
    /// assert_eq!(Language::of_tag("pt").unwrap_or(Language::English).name(), "en");
    /// ```
    Language {
        /// English.
        English = "en",
        /// German.
        German = "de",
        /// French.
        French = "fr",
        /// Italian.
        Italian = "it",
        /// Polish.
        Polish = "pl",
    }
}

impl Language {
    /// The language of a tag such as `de`, `de-AT` or `de_CH`; none where it has no texts. English is a sensible choice then, the
    /// caller's to make.
    pub fn of_tag(tag: &str) -> Option<Self> {
        let primary = tag.split(['-', '_']).next()?;
        Self::from_name(&primary.to_ascii_lowercase())
    }

    fn source(self) -> &'static str {
        match self {
            Self::English => include_str!("message/en.json"),
            Self::German => include_str!("message/de.json"),
            Self::French => include_str!("message/fr.json"),
            Self::Italian => include_str!("message/it.json"),
            Self::Polish => include_str!("message/pl.json"),
        }
    }

    fn texts(self) -> &'static BTreeMap<String, String> {
        static READ: [OnceLock<BTreeMap<String, String>>; Language::ALL.len()] = [const { OnceLock::new() }; Language::ALL.len()];
        READ[self as usize]
            .get_or_init(|| serde_json::from_str(self.source()).expect("every file is an object of texts: a test reads them"))
    }
}

/// Stands where a text has a place for something that nobody gave.
const LEFT_OUT: &str = "…";

/// The text of a code, with these arguments in their places; none where the code has no text. An argument that is missing or empty is `…`.
///
/// ```
/// use clientela::domain::message::{self, Language};
/// let text = message::text("sign_in.locked", &[("seconds", "60")], Language::German);
/// assert_eq!(text.as_deref(), Some("Gesperrt. Neuer Versuch in 60 s."));
/// assert_eq!(message::text("consent_state.accepted", &[], Language::French).as_deref(), Some("Accepté"));
/// ```
pub fn text(code: &str, args: &[(&str, &str)], language: Language) -> Option<String> {
    language.texts().get(code).map(|text| fill(text, args))
}

fn fill(text: &str, args: &[(&str, &str)]) -> String {
    let value = |name: &str| args.iter().find(|(known, value)| *known == name && !value.is_empty()).map_or(LEFT_OUT, |(_, value)| value);
    let mut filled = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, from)) = rest.split_once('{') {
        let (name, after) = from.split_once('}').unwrap_or((from, ""));
        filled.push_str(before);
        filled.push_str(value(name));
        rest = after;
    }
    filled + rest
}

/// The text of an error's code, or the general one that shows the code.
fn sentence(code: &str, args: &[(&'static str, String)], language: Language) -> String {
    let args: Vec<(&str, &str)> = args.iter().map(|(name, value)| (*name, value.as_str())).collect();
    let general = || text("error.general", &[("code", code)], language);
    text(code, &args, language).or_else(general).unwrap_or_else(|| code.to_owned())
}

/// The sentence with the label of the field or setting in front, and where a setting is broken. A field without a text (a name only a feed
/// has) is called by its name.
fn labelled(field: &str, slot: u16, args: &[(&'static str, String)], sentence: String, language: Language) -> String {
    if field.is_empty() {
        return sentence;
    }
    let own = |namespace: &str| text(&format!("{namespace}.{field}"), &[], language);
    let setting = || Setting::from_key(field).ok().and_then(|_| own("setting"));
    let label = own("field").or_else(setting).unwrap_or_else(|| field.to_owned());
    let label = if slot == 0 { label } else { format!("{label} {}", u32::from(slot) + 1) };
    let label = located(&label, args, language);
    text("error.with_field", &[("field", &label), ("message", &sentence)], language).unwrap_or(sentence)
}

/// The label with the key that no setting has, and with the place where a setting is broken: two lines that say the same of two places
/// would help nobody.
fn located(label: &str, args: &[(&'static str, String)], language: Language) -> String {
    let arg = |wanted: &str| args.iter().find(|(name, _)| *name == wanted).map(|(_, value)| value.as_str());
    let key = arg("key").map(|key| format!(" {key}")).unwrap_or_default();
    let place = arg("place").map(|place| format!(" ({})", place_text(place, language))).unwrap_or_default();
    format!("{label}{key}{place}")
}

/// A place as a person reads it: the level, with the code of a branch.
fn place_text(place: &str, language: Language) -> String {
    let (level, branch) = place.split_once(':').unwrap_or((place, ""));
    let level = text(&format!("level.{level}"), &[], language);
    level.map_or_else(|| place.to_owned(), |level| format!("{level} {branch}").trim_end().to_owned())
}

impl Violation {
    /// The broken rule as a person reads it: the field, which of its occurrences where it is not the first, and what is wrong.
    ///
    /// ```
    /// use clientela::{Violation, domain::message::Language};
    /// let broken = Violation::new("family_name", "too_long").with("max", 200);
    /// assert_eq!(broken.message(Language::English), "Last name: At most 200 characters.");
    /// ```
    pub fn message(&self, language: Language) -> String {
        labelled(self.field, self.slot, &self.args, sentence(self.rule, &self.args, language), language)
    }
}

impl Error {
    /// The error as a person reads it, with its field in front; where several rules are broken, or several things stand in the way, a
    /// line for each. It is never empty: a code without a text is shown in the text of `error.general`.
    ///
    /// ```
    /// use clientela::{Error, ErrorKind, domain::message::Language};
    /// let error = Error::new(ErrorKind::Conflict, "customer.number_taken").field("number");
    /// assert_eq!(error.message(Language::Italian), "Numero: Questo numero appartiene già a un altro cliente.");
    /// ```
    pub fn message(&self, language: Language) -> String {
        let own = sentence(self.code(), self.args(), language);
        if self.violations().is_empty() {
            return labelled(self.field_name().unwrap_or(""), 0, self.args(), own, language);
        }
        let lines = self.violations().iter().map(|broken| broken.message(language));
        let says_it = |broken: &Violation| broken.rule == self.code() || self.code() == "field.invalid";
        let heading = (!self.violations().iter().any(says_it)).then_some(own);
        heading.into_iter().chain(lines).collect::<Vec<_>>().join("\n")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::ErrorKind;

    #[test]
    fn a_tag_leads_to_the_language_of_its_first_part() {
        let found = ["de", "de-AT", "DE_ch", "fr-CA", "pl", "pt", "", "-de", "deutsch"].map(Language::of_tag);
        let [german, french, polish] = [Language::German, Language::French, Language::Polish].map(Some);
        assert_eq!(found, [german, german, german, french, polish, None, None, None, None]);
    }

    #[test]
    fn a_place_without_its_argument_shows_that_something_is_left_out() {
        assert_eq!(fill("a {x} b {y}.", &[("x", "1"), ("z", "2")]), "a 1 b ….");
        assert_eq!(fill("a {x}", &[("x", "")]), "a …");
        assert_eq!(fill("a {x} {y}", &[("x", "{y}"), ("y", "2")]), "a {y} 2");
        assert_eq!(fill("a {x", &[]), "a …");
    }

    #[test]
    fn a_code_without_a_text_is_shown() {
        let error = Error::new(ErrorKind::Misuse, "argument.null");
        assert_eq!(error.message(Language::German), "Es ist ein Fehler aufgetreten (argument.null).");
        assert_eq!(text("argument.null", &[], Language::German), None);
    }

    #[test]
    fn a_broken_setting_is_told_by_its_label_and_its_place() {
        let broken = |place: &str| Violation::new("customer.default_kind", "branch.unknown").with("place", place);
        let lines =
            "Art neuer Kunden (Filiale oslo): Diese Filiale gibt es nicht.\nArt neuer Kunden (Filiale rome): Diese Filiale gibt es nicht.";
        assert_eq!(Error::invalid(vec![broken("branch:oslo"), broken("branch:rome")]).message(Language::German), lines);
        assert_eq!(broken("head_office").message(Language::English), "Kind of new customers (Head office): This branch does not exist.");
        let key = Violation::new("setting", "setting.unknown").with("key", "customer.colour").with("place", "chain");
        assert_eq!(key.message(Language::German), "Einstellung customer.colour (Kette): Diese Einstellung gibt es nicht.");
        let place = Violation::new("place", "setting.place_unknown").with("place", "somewhere");
        assert_eq!(place.message(Language::German), "Geltungsbereich (somewhere): Diesen Ort gibt es nicht.");
    }

    #[test]
    fn several_broken_rules_are_a_line_each() {
        let broken = vec![Violation::new("family_name", "required"), Violation::new("email", "email.malformed").at(1)];
        let lines = "Nachname: Bitte ausfüllen.\nE-Mail 2: Keine gültige E-Mail-Adresse.";
        assert_eq!(Error::invalid(broken.clone()).message(Language::German), lines);
        let blocked = Error::new(ErrorKind::Blocked, "erasure.blocked").because(broken).field("family_name");
        assert_eq!(blocked.message(Language::German), format!("Der Kunde kann noch nicht anonymisiert werden.\n{lines}"));
        assert_eq!(Error::invalid(Vec::new()).message(Language::German), "Einige Angaben stimmen nicht.");
    }
}
