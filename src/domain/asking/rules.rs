//! What the chain decided about asking.

use crate::domain::asking::Occasion;
use crate::domain::consent::Channel;
use crate::domain::id::Code;
use crate::domain::missing::Hint;
use crate::domain::setting::{Setting, Settings, Vantage};

/// How the chain asks, as its settings say.
///
/// ```
/// use clientela::domain::{asking::AskingRules, consent::Channel};
/// let rules = AskingRules::default();
/// assert!(rules.storage && rules.detailed);
/// assert_eq!(rules.presets, [Channel::Letter]);
/// ```
#[expect(clippy::struct_excessive_bools, reason = "each is a setting of its own")]
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AskingRules {
    /// Whether the consent to storage is demanded; without it only an indicator is shown (A11).
    pub storage: bool,
    /// On which occasions a dialog may come.
    pub occasions: Vec<Occasion>,
    /// For how many days somebody who left a question open is not asked it again.
    pub after_deferral_days: u32,
    /// For how many months somebody who declined is not asked again; 0: never again.
    pub after_refusal_months: u32,
    /// The channels whose advertising is preset for new customers (A13, A16).
    pub presets: Vec<Channel>,
    /// Whether each advertising has an answer of its own; else one answer is for all (A14).
    pub detailed: bool,
    /// The only consents that are asked for, apart from storage; none: all.
    pub shown: Option<Vec<Code>>,
    /// Which data the customer file is to have, and how often they are asked for.
    pub data: Hint,
    /// Whether e-mail advertising may be withdrawn in the dialog (A20).
    pub withdraw_email: bool,
    /// Whether a consent counts whose signature is missing (P12).
    pub unsigned_allowed: bool,
}

impl AskingRules {
    /// What the settings say to a branch, or to a station of it.
    pub fn of(settings: &Settings, branch: &Vantage) -> Self {
        let count = |setting| u32::try_from(settings.number(setting, branch)).unwrap_or(u32::MAX);
        let (flag, codes) = (|setting| settings.flag(setting, branch), |setting| settings.codes(setting, branch));
        let shown = Some(codes(Setting::ConsentsShown)).filter(|codes| codes != &["all"]);
        Self {
            storage: flag(Setting::AskingStorage),
            occasions: codes(Setting::AskingOccasions).iter().filter_map(|name| Occasion::from_name(name)).collect(),
            after_deferral_days: count(Setting::AskingAfterDeferralDays),
            after_refusal_months: count(Setting::AskingAfterRefusalMonths),
            presets: codes(Setting::AdvertisingPreset).iter().filter_map(|name| Channel::from_name(name)).collect(),
            detailed: flag(Setting::AdvertisingDetailed),
            shown: shown.map(|codes| codes.iter().filter_map(|code| Code::parse(code).ok()).collect()),
            data: Hint { wanted: codes(Setting::MissingFields), months: count(Setting::MissingAskAgainMonths) },
            withdraw_email: flag(Setting::MissingWithdrawEmail),
            unsigned_allowed: flag(Setting::UnsignedAllowed),
        }
    }
}

impl Default for AskingRules {
    /// Where nobody set anything.
    fn default() -> Self {
        let nobody = Code::parse("nobody").expect("a code of letters is a code");
        Self::of(&Settings::default(), &Vantage { station: None, branch: nobody, head_office: false })
    }
}
