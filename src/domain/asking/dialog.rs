//! A dialog as a screen shows it.

use crate::domain::asking::{AskingReason, Occasion, StorageConsent, Turn};
use crate::domain::consent::{Channel, Definition, DefinitionText, Intent};
use crate::domain::field::Field;
use crate::domain::id::Code;
use crate::domain::time::Date;

/// What to ask, in order, and what not to, with the reasons.
///
/// ```
/// use clientela::domain::asking::{AskingFacts, AskingRules, Occasion, to_ask};
/// use clientela::domain::{subject::Values, time::{Moment, Timestamp}};
/// let (now, rules, values) = (Moment { at: Timestamp::from_millis(0), offset_minutes: 60 }, AskingRules::default(), Values::default());
/// let dialog = to_ask(&AskingFacts::new(Occasion::CardRead, &rules, &values, now));
/// assert!(!dialog.asks() && dialog.storage.is_none());
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Dialog {
    /// On which occasion.
    pub occasion: Occasion,
    /// Each consent and each set of missing data: storage first, topics behind what they belong to, data last.
    pub items: Vec<DialogItem>,
    /// Where the consent to storage stands; none where no such consent is in force.
    pub storage: Option<StorageConsent>,
    /// Whether to offer a request of erasure: the person declined or took back the consent to storage. Ordering it is the ERP's.
    pub offers_erasure: bool,
    /// The e-mail advertising that may be withdrawn in this dialog (A20).
    pub withdrawable: Vec<Code>,
}

impl Dialog {
    /// Whether there is anything to ask now.
    pub fn asks(&self) -> bool {
        self.of(Turn::Now).next().is_some()
    }

    /// The items of this turn, in order.
    pub fn of(&self, turn: Turn) -> impl Iterator<Item = &DialogItem> {
        self.items.iter().filter(move |item| item.turn == turn)
    }

    /// The advertising of this turn that has one answer for all (A14): it is recorded for each of them.
    pub fn together(&self, turn: Turn) -> impl Iterator<Item = &Code> {
        self.of(turn).filter(|item| item.together && !item.is_data()).filter_map(|item| item.definition.as_ref())
    }
}

/// One question, or something that is not asked.
///
/// ```
/// use clientela::domain::asking::{AskingFacts, AskingReason, AskingRules, Occasion, Turn, to_ask};
/// use clientela::domain::consent::{Channel, Definition, DefinitionState, Intent, Purpose};
/// use clientela::domain::{id::Code, subject::Values, time::{Moment, Timestamp}};
///
/// let letters = Definition::draft(Code::parse("letters")?, Purpose::Marketing);
/// let letters = [Definition { state: DefinitionState::Active, channel: Some(Channel::Letter), ..letters }];
/// let (now, rules, values) = (Moment { at: Timestamp::from_millis(0), offset_minutes: 60 }, AskingRules::default(), Values::default());
/// let facts = AskingFacts { definitions: &letters, ..AskingFacts::new(Occasion::Creation, &rules, &values, now) };
/// let item = &to_ask(&facts).items[0];
/// assert_eq!((item.turn, item.reason, item.preset), (Turn::Now, AskingReason::NeverAsked, true));
/// assert_eq!(item.choices, [Intent::Give, Intent::Object, Intent::Defer]);
/// # Ok::<(), clientela::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct DialogItem {
    /// The consent that is asked for, or that needs the data; none for data that the chain wants without any such consent.
    pub definition: Option<Code>,
    /// The version that applies: major, minor.
    pub version: Option<(u32, u32)>,
    /// The text to show; its own language says where there was none in the one that was wanted.
    pub text: Option<DefinitionText>,
    /// The channel of the consent.
    pub channel: Option<Channel>,
    /// What it asks for.
    pub wanted: Wanted,
    /// When.
    pub turn: Turn,
    /// Why, or why not.
    pub reason: AskingReason,
    /// From which day on it may be asked again, where that is known.
    pub until: Option<Date>,
    /// The consent that must be agreed to first.
    pub after: Option<Code>,
    /// What the person may answer; nothing where it is not asked. Data are saved with the customer: [`Intent::Defer`] says "not now".
    pub choices: Vec<Intent>,
    /// Whether it is shown as switched on by the shop (A13). That is nobody's answer and is never recorded as one.
    pub preset: bool,
    /// Whether one answer is for this and all others that say so (A14).
    pub together: bool,
    /// Whether agreeing needs a signature.
    pub signature: bool,
    /// The missing data: of a consent, those without which nobody can agree.
    pub fields: Vec<Field>,
}

/// What an item of a dialog asks for.
///
/// ```
/// use clientela::domain::asking::Wanted;
/// assert_ne!(Wanted::Consent, Wanted::Data);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Wanted {
    /// The consent itself.
    Consent,
    /// The data that the customer has not.
    Data,
}

/// When something is asked, and why.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Verdict {
    pub(super) turn: Turn,
    pub(super) reason: AskingReason,
    pub(super) until: Option<Date>,
    pub(super) after: Option<Code>,
}

impl Verdict {
    pub(super) fn now(reason: AskingReason) -> Self {
        Self { turn: Turn::Now, reason, until: None, after: None }
    }

    pub(super) fn not_now(reason: AskingReason) -> Self {
        Self { turn: Turn::NotNow, ..Self::now(reason) }
    }

    pub(super) fn until(reason: AskingReason, day: Date) -> Self {
        Self { until: Some(day), ..Self::not_now(reason) }
    }

    /// It comes behind another one, in this dialog or not.
    pub(super) fn behind(code: &Code, asked: bool, reason: AskingReason) -> Self {
        let verdict = if asked { Self { turn: Turn::Then, ..Self::now(reason) } } else { Self::not_now(AskingReason::WaitsForConsent) };
        Self { after: Some(code.clone()), ..verdict }
    }
}

impl DialogItem {
    /// An item of a consent, or of data without any; nothing is offered yet.
    pub(super) fn new(definition: Option<&Definition>, language: &str, verdict: Verdict) -> Self {
        let Verdict { turn, reason, until, after } = verdict;
        Self {
            definition: definition.map(|definition| definition.code.clone()),
            version: definition.map(|definition| (definition.major, definition.minor)),
            text: definition.and_then(|definition| definition.text(language)).cloned(),
            channel: definition.and_then(|definition| definition.channel),
            wanted: Wanted::Consent,
            turn,
            reason,
            until,
            after,
            choices: Vec::new(),
            preset: false,
            together: false,
            signature: definition.is_some_and(|definition| definition.signature),
            fields: Vec::new(),
        }
    }

    /// Whether it is about data, not about the consent itself.
    pub fn is_data(&self) -> bool {
        self.wanted == Wanted::Data
    }

    /// Whether it is asked in this dialog, at once or behind another.
    pub fn is_asked(&self) -> bool {
        self.turn != Turn::NotNow
    }
}
