//! The table of settings: for every setting its key, type, default, levels and what it changes; and which value holds where.
//! Knows no store: whoever reads a setting says for which branch.

pub mod document;
mod table;

use std::collections::BTreeMap;
use std::fmt;

use crate::domain::id::Code;
use crate::domain::words::words;
use crate::error::Violation;

pub use table::SETTINGS;

words! {
    /// Where a setting may be set; the nearest one holds: station, then branch, then head office, then chain, then the default.
    Level {
        /// For all branches.
        Chain = "chain",
        /// For the head office.
        HeadOffice = "head_office",
        /// For one branch.
        Branch = "branch",
        /// For one station.
        Station = "station",
    }
}

/// What a value of a setting looks like.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SettingType {
    /// `true` or `false`.
    Flag,
    /// A whole number within bounds.
    Number {
        /// The smallest.
        min: i64,
        /// The largest.
        max: i64,
    },
    /// One of these words.
    Choice(&'static [&'static str]),
    /// Codes, a blank between two; `none` for none, where none may be.
    Codes {
        /// Which there are; empty: any.
        choices: &'static [&'static str],
        /// The fewest.
        min: usize,
        /// The most.
        max: usize,
    },
}

/// What a setting of codes says where it names none: an empty value is none at all.
pub const NO_CODES: &str = "none";

/// A value, as its type says.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum TypedValue {
    /// Yes or no.
    Flag(bool),
    /// A whole number.
    Number(i64),
    /// A word of the table.
    Choice(&'static str),
    /// Codes, a blank between two.
    Codes(String),
}

impl fmt::Display for TypedValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Flag(flag) => flag.fmt(f),
            Self::Number(number) => number.fmt(f),
            Self::Choice(word) => f.write_str(word),
            Self::Codes(codes) => f.write_str(codes),
        }
    }
}

/// The settings; numbers are stable and are the C constants.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
#[repr(i32)]
#[non_exhaustive]
pub enum Setting {
    /// The kind of a new customer whose kind nobody said (A7).
    DefaultKind = 1,
    /// The status of a new customer (A8).
    DefaultStatus = 2,
    /// Whether a host may open a desk for somebody whom it signed in itself.
    Assertion = 3,
    /// After how many minutes a session ends.
    SessionMinutes = 4,
    /// After how many minutes without a call a session ends.
    IdleMinutes = 5,
    /// The number from an old system (A4).
    ExternalNumber = 6,
    /// Whether the cost bearer is on the overview (A5).
    CostBearerOnOverview = 7,
    /// Whether the insurance status is shown (A6).
    InsuranceStatusShown = 8,
    /// Where the flag against reminders is shown (A10).
    DoNotDunShown = 9,
    /// Whether the responsible employee is changed in the customer screen (A35).
    ResponsibleInScreen = 10,
    /// Take-over by card (A33).
    TakeOverByCard = 11,
    /// Take-over by any branch (A34).
    TakeOverByAnyBranch = 12,
    /// Which comments may be changed (A30).
    CommentsOwnLastOnly = 13,
    /// Whether the date of a comment may be changed (A31).
    CommentDateEditable = 14,
    /// Whether comments of appointments are among them (A32).
    CommentsWithAppointments = 15,
    /// Whether cards without chip and NFC may be used (A26).
    CardsExternal = 16,
    /// Whether cards have a last day (A27).
    CardsWithValidity = 17,
    /// Which missing data are hinted at (A17).
    MissingFields = 18,
    /// Whether a missing address blocks (A17).
    MissingAddressBlocks = 19,
    /// After how many months missing data are asked for again (A18).
    MissingAskAgainMonths = 20,
    /// Whether missing data are marked in the customer screen (A19).
    MissingMarked = 21,
    /// Whether unused bank details are deleted (A15).
    BankDeleteUnused = 22,
    /// For how many months the change log tells which bank details were deleted (A15).
    BankHistoryMonths = 28,
    /// Who may change programs, and whether a load may have any value (A28).
    ProgramsEditable = 23,
    /// Whether a membership needs a card (A29).
    ProgramsNeedCard = 24,
    /// What a station may spend while the balance is unknown.
    ProgramsOfflineAllowance = 25,
    /// Whether e-mail advertising is withdrawn where missing data are asked for (A20).
    MissingWithdrawEmail = 26,
    /// Whether the same name and birthday is always reported when a customer is created (A9).
    DuplicatesSameNameAndBirthday = 27,
    /// Which branch a search begins with (A21).
    SearchBranch = 30,
    /// Which branch a search at the head office begins with (A22).
    SearchBranchAtHeadOffice = 31,
    /// Whether the quick search looks through all branches (A23).
    SearchAllBranches = 32,
    /// Which statuses a search begins with (A24).
    SearchStatuses = 33,
    /// Whether the branch of a search may be changed (A25).
    SearchBranchChangeable = 34,
    /// Which consents a screen shows (P10).
    ConsentsShown = 35,
    /// For how many hours a code or link confirms a consent.
    ConfirmationHours = 60,
    /// How many tries a code or link has.
    ConfirmationTries = 61,
    /// Whether a consent counts whose signature is missing (P12).
    UnsignedAllowed = 40,
    /// Whether the consent to storage is demanded (A11).
    AskingStorage = 62,
    /// On which occasions customers are asked.
    AskingOccasions = 63,
    /// How long a question that was left open is not asked again.
    AskingAfterDeferralDays = 64,
    /// How long a question that was declined is not asked again.
    AskingAfterRefusalMonths = 65,
    /// Which advertising is preset for new customers (A13, A16).
    AdvertisingPreset = 66,
    /// Whether each advertising has an answer of its own (A14).
    AdvertisingDetailed = 67,
    /// Where the history of a customer comes from (P13).
    HistorySource = 70,
    /// Which rules of retention hold (X7).
    RetentionPack = 85,
    /// How many days before the end of their time inactive customers are told.
    RetentionGraceDays = 86,
    /// With which month business years end.
    RetentionBusinessYearEnds = 87,
    /// After how many months without contact customers go.
    RetentionInactiveMonths = 88,
    /// For how many days an erasure that somebody asked for can be called off.
    RequestGraceDays = 90,
    /// Which systems hold data of their own and are asked whether they erased somebody too (X16).
    ErasureSystems = 101,
    /// For how many days they are waited for (X16).
    ErasureWaitDays = 102,
    /// For how long backups are kept.
    ErasureBackupDays = 95,
    /// On which grounds people may be contacted without consent.
    ConsentsGrounds = 50,
    /// In which country people live whose address names none.
    ConsentsCountry = 51,
    /// From which age people decide themselves (X19).
    ConsentsDecidingAge = 52,
    /// Whether somebody without a birthday is taken for a minor (X19).
    ConsentsUnknownBirthday = 53,
}

/// One line of the table of settings.
#[derive(Clone, Copy, Debug)]
pub struct SettingSpec {
    /// The setting.
    pub setting: Setting,
    /// Its name in Rust, C, JSON and errors. Its label for people is the message `setting.` and this name.
    pub key: &'static str,
    /// What a value looks like.
    pub kind: SettingType,
    /// What holds where nobody set it.
    pub default: &'static str,
    /// Where it may be set.
    pub levels: &'static [Level],
    /// The version of the library that has it first.
    pub since: &'static str,
    /// The row of the list of features.
    pub row: &'static str,
    /// What it is, in one sentence.
    pub about: &'static str,
    /// What it changes, in one sentence.
    pub changes: &'static str,
}

impl Setting {
    /// The setting's line of the table.
    ///
    /// # Panics
    /// Never: every setting has its line, by test.
    pub fn spec(self) -> &'static SettingSpec {
        SETTINGS.iter().find(|spec| spec.setting == self).expect("every setting has its line: a test walks them")
    }

    /// The setting with this number, as the C constants give it.
    pub fn from_number(number: i32) -> Option<Self> {
        SETTINGS.iter().map(|spec| spec.setting).find(|setting| *setting as i32 == number)
    }

    /// The setting with this key.
    ///
    /// # Errors
    /// `setting.unknown`.
    pub fn from_key(key: &str) -> Result<Self, Violation> {
        SETTINGS.iter().find(|spec| spec.key == key).map(|spec| spec.setting).ok_or_else(|| Violation::new("setting", "setting.unknown"))
    }

    /// Reads a value.
    ///
    /// # Errors
    /// The rule that it breaks: `setting.not_a_flag`, `setting.not_a_number`, `setting.out_of_range`, `setting.not_a_choice`,
    /// `setting.not_a_code`, `setting.code_count`.
    pub fn read(self, text: &str) -> Result<TypedValue, Violation> {
        let spec = self.spec();
        let broken = |rule| Violation::new(spec.key, rule);
        match spec.kind {
            SettingType::Flag => text.parse().map(TypedValue::Flag).map_err(|_| broken("setting.not_a_flag")),
            SettingType::Choice(words) => {
                let word = words.iter().find(|word| **word == text).map(|word| TypedValue::Choice(word));
                word.ok_or_else(|| broken("setting.not_a_choice").with("choices", words.join("|")))
            }
            SettingType::Number { min, max } => {
                let number: i64 = text.parse().map_err(|_| broken("setting.not_a_number"))?;
                let fits = (min..=max).contains(&number);
                if fits { Ok(TypedValue::Number(number)) } else { Err(broken("setting.out_of_range").with("min", min).with("max", max)) }
            }
            SettingType::Codes { choices, min, max } => {
                if min == 0 && text == NO_CODES {
                    return Ok(TypedValue::Codes(text.to_owned()));
                }
                let codes: Vec<&str> = text.split_ascii_whitespace().collect();
                if codes.iter().any(|code| Code::parse(code).is_err()) {
                    return Err(broken("setting.not_a_code"));
                }
                if !choices.is_empty() && codes.iter().any(|code| !choices.contains(code)) {
                    return Err(broken("setting.not_a_choice").with("choices", choices.join("|")));
                }
                let fits = (min.max(1)..=max).contains(&codes.len());
                let count = || broken("setting.code_count").with("min", min).with("max", max);
                if fits { Ok(TypedValue::Codes(codes.join(" "))) } else { Err(count()) }
            }
        }
    }

    /// What holds where nobody set it.
    ///
    /// # Panics
    /// Never: every default is a value, by test.
    pub fn default_value(self) -> TypedValue {
        self.read(self.spec().default).expect("every default is a value: a test walks them")
    }

    /// Whether it may be set there.
    ///
    /// # Errors
    /// `setting.not_at_this_level`.
    pub fn allowed_at(self, level: Level) -> Result<(), Violation> {
        let spec = self.spec();
        let broken = || Violation::new(spec.key, "setting.not_at_this_level").with("level", level.name());
        if spec.levels.contains(&level) { Ok(()) } else { Err(broken()) }
    }
}

/// Where a value of a setting is set.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Place {
    /// For all branches.
    Chain,
    /// For the head office.
    HeadOffice,
    /// For this branch.
    Branch(Code),
    /// For this station.
    Station(Code),
}

impl Place {
    /// Its level.
    pub fn level(&self) -> Level {
        match self {
            Self::Chain => Level::Chain,
            Self::HeadOffice => Level::HeadOffice,
            Self::Branch(_) => Level::Branch,
            Self::Station(_) => Level::Station,
        }
    }

    /// Reads `chain`, `head_office`, `branch:` and the branch's code, or `station:` and the station's.
    ///
    /// # Errors
    /// `setting.place_unknown`.
    pub fn parse(text: &str) -> Result<Self, Violation> {
        let unknown = || Violation::new("place", "setting.place_unknown");
        match text {
            "chain" => Ok(Self::Chain),
            "head_office" => Ok(Self::HeadOffice),
            _ => {
                let (level, code) = text.split_once(':').ok_or_else(unknown)?;
                let code = Code::parse(code).map_err(|_| unknown())?;
                match level {
                    "branch" => Ok(Self::Branch(code)),
                    "station" => Ok(Self::Station(code)),
                    _ => Err(unknown()),
                }
            }
        }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.level().name())?;
        if let Self::Branch(code) | Self::Station(code) = self { write!(f, ":{code}") } else { Ok(()) }
    }
}

/// For whom a setting is read: a branch, whether it is the head office, and a station of it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Vantage {
    /// The station, where one reads it.
    pub station: Option<Code>,
    /// The branch.
    pub branch: Code,
    /// Whether it is the head office.
    pub head_office: bool,
}

/// Every value that was set.
///
/// ```
/// use clientela::domain::{id::Code, setting::{Place, Setting, Settings, Vantage}};
/// let mut settings = Settings::default();
/// settings.set(Setting::DefaultKind, Place::Chain, Some("business"))?;
/// settings.set(Setting::DefaultKind, Place::Branch(Code::parse("berlin")?), Some("private"))?;
/// let at = |branch| Ok::<_, clientela::Error>(Vantage { station: None, branch: Code::parse(branch)?, head_office: false });
/// assert_eq!(settings.text(Setting::DefaultKind, &at("berlin")?), "private");
/// assert_eq!(settings.text(Setting::DefaultKind, &at("lyon")?), "business");
/// assert_eq!(settings.number(Setting::SessionMinutes, &at("lyon")?), 720);
/// # Ok::<(), clientela::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Settings(BTreeMap<(Setting, Place), TypedValue>);

impl Settings {
    /// Sets a value at a place, or takes it away there.
    ///
    /// # Errors
    /// As [`Setting::read`] and [`Setting::allowed_at`].
    pub fn set(&mut self, setting: Setting, place: Place, value: Option<&str>) -> Result<(), Violation> {
        setting.allowed_at(place.level())?;
        match value {
            Some(text) => self.0.insert((setting, place), setting.read(text)?),
            None => self.0.remove(&(setting, place)),
        };
        Ok(())
    }

    /// The value set at exactly this place.
    pub fn at(&self, setting: Setting, place: &Place) -> Option<TypedValue> {
        self.0.get(&(setting, place.clone())).cloned()
    }

    /// Every value that was set.
    pub fn iter(&self) -> impl Iterator<Item = (Setting, &Place, TypedValue)> {
        self.0.iter().map(|((setting, place), value)| (*setting, place, value.clone()))
    }

    /// The value that holds for a branch, or for a station of it.
    pub fn value(&self, setting: Setting, for_whom: &Vantage) -> TypedValue {
        let station = for_whom.station.as_ref().and_then(|station| self.at(setting, &Place::Station(station.clone())));
        let branch = station.or_else(|| self.at(setting, &Place::Branch(for_whom.branch.clone())));
        let head_office = || self.at(setting, &Place::HeadOffice).filter(|_| for_whom.head_office);
        branch.or_else(head_office).or_else(|| self.at(setting, &Place::Chain)).unwrap_or_else(|| setting.default_value())
    }

    /// The same as text.
    pub fn text(&self, setting: Setting, for_whom: &Vantage) -> String {
        self.value(setting, for_whom).to_string()
    }

    /// A flag. Asked of another setting it is false, in a debug build a panic.
    pub fn flag(&self, setting: Setting, for_whom: &Vantage) -> bool {
        let value = self.value(setting, for_whom);
        debug_assert!(matches!(value, TypedValue::Flag(_)), "{} is no flag", setting.spec().key);
        value == TypedValue::Flag(true)
    }

    /// Codes. Asked of another setting there are none, in a debug build a panic.
    pub fn codes(&self, setting: Setting, for_whom: &Vantage) -> Vec<String> {
        let value = self.value(setting, for_whom);
        debug_assert!(matches!(value, TypedValue::Codes(_)), "{} has no codes", setting.spec().key);
        if let TypedValue::Codes(codes) = value {
            codes.split(' ').filter(|code| *code != NO_CODES).map(str::to_owned).collect()
        } else {
            Vec::new()
        }
    }

    /// A number. Asked of another setting it is 0, in a debug build a panic.
    pub fn number(&self, setting: Setting, for_whom: &Vantage) -> i64 {
        let value = self.value(setting, for_whom);
        debug_assert!(matches!(value, TypedValue::Number(_)), "{} is no number", setting.spec().key);
        if let TypedValue::Number(number) = value { number } else { 0 }
    }
}
