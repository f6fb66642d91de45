//! The policy of consents: which are asked for, when and why.

use crate::domain::asking::data::data_items;
use crate::domain::asking::dialog::Verdict;
use crate::domain::asking::{AskingReason, AskingRules, Dialog, DialogItem, Occasion, StorageConsent};
use crate::domain::consent::{
    Basis, Channel, ChannelValue, Definition, Detail, Event, EventKind, Facts, Intent, Purpose, Reason, Standing, State, SubjectState,
    Ward, may_contact, shortcoming, standing,
};
use crate::domain::id::Code;
use crate::domain::subject::Values;
use crate::domain::time::{Date, Moment};

/// Everything that decides what is asked.
///
/// ```
/// use clientela::domain::asking::{AskingFacts, AskingRules, Occasion};
/// use clientela::domain::{subject::Values, time::{Moment, Timestamp}};
/// let (now, rules, values) = (Moment { at: Timestamp::from_millis(0), offset_minutes: 60 }, AskingRules::default(), Values::default());
/// let facts = AskingFacts { language: "de", ..AskingFacts::new(Occasion::CashSale, &rules, &values, now) };
/// assert!(facts.events.is_empty());
/// ```
#[derive(Clone, Copy, Debug)]
pub struct AskingFacts<'a> {
    /// On which occasion.
    pub occasion: Occasion,
    /// The life of the person's data.
    pub subject: SubjectState,
    /// All versions of all definitions.
    pub definitions: &'a [Definition],
    /// All consent events of the person, of every till, in any order.
    pub events: &'a [Event],
    /// The person's present data.
    pub values: &'a Values,
    /// Whether the person decides, or a guardian.
    pub ward: Ward<'a>,
    /// On which grounds they may be contacted without consent.
    pub basis: Basis<'a>,
    /// What the chain decided.
    pub rules: &'a AskingRules,
    /// The language of the texts, as far as there are some in it.
    pub language: &'a str,
    /// Now, at the branch.
    pub now: Moment,
}

impl<'a> AskingFacts<'a> {
    /// Of somebody who decides and of whom no event tells, where nothing can be asked; texts in English.
    pub fn new(occasion: Occasion, rules: &'a AskingRules, values: &'a Values, now: Moment) -> Self {
        let (subject, ward, basis) = (SubjectState::Normal, Ward::default(), Basis::default());
        Self { occasion, subject, definitions: &[], events: &[], values, ward, basis, rules, language: "en", now }
    }
}

/// Whether a dialog was shown to this person on this day, by any till. The clock of one that is ahead counts for a day at most.
///
/// ```
/// use clientela::domain::asking::asked_on;
/// use clientela::domain::time::{Moment, Timestamp};
/// assert!(!asked_on(&[], Moment { at: Timestamp::from_millis(0), offset_minutes: 60 }));
/// ```
pub fn asked_on(events: &[Event], now: Moment) -> bool {
    events.iter().any(|event| matches!(event.kind, EventKind::Asked | EventKind::Deferred) && is_of_today(event, now))
}

/// Whether something happened on this day, or on the next by a clock that is ahead.
pub(super) fn is_of_today(event: &Event, now: Moment) -> bool {
    let (day, today) = (day_of(event, now), now.date());
    day >= today && day <= today.plus_days(1)
}

pub(super) fn day_of(event: &Event, now: Moment) -> Date {
    Date::of(event.at, now.offset_minutes)
}

/// What to ask this person on this occasion, and why; what is not asked, and why not.
///
/// There is one dialog a day at most. Of consents it asks those to the storage of data, to what belongs to them, and to advertising, each
/// behind what it depends on; advertising is never offered before the storage is agreed to. Data are asked for where something that was agreed
/// to needs them. Where a guardian decides nobody asks the person, and what only the guardian agreed to is asked again once the person decides.
///
/// ```
/// use clientela::domain::asking::{AskingFacts, AskingReason, AskingRules, Occasion, StorageConsent, Turn, to_ask};
/// use clientela::domain::consent::{Channel, Definition, DefinitionState, Purpose};
/// use clientela::domain::{id::Code, subject::Values, time::{Moment, Timestamp}};
///
/// let active = |code, purpose| Ok::<_, clientela::Error>(Definition { state: DefinitionState::Active, ..Definition::draft(Code::parse(code)?, purpose) });
/// let email = Definition { channel: Some(Channel::Email), ..active("newsletter", Purpose::Marketing)? };
/// let definitions = [active("storage", Purpose::Processing)?, email];
/// let (now, rules, values) = (Moment { at: Timestamp::from_millis(0), offset_minutes: 60 }, AskingRules::default(), Values::default());
/// let dialog = to_ask(&AskingFacts { definitions: &definitions, ..AskingFacts::new(Occasion::CardRead, &rules, &values, now) });
///
/// assert_eq!(dialog.storage, Some(StorageConsent::NoSelection));
/// assert_eq!(dialog.items.iter().map(|item| (item.turn, item.reason)).collect::<Vec<_>>(),
///     [(Turn::Now, AskingReason::NeverAsked), (Turn::Then, AskingReason::NeverAsked)]);
/// # Ok::<(), clientela::Error>(())
/// ```
pub fn to_ask(facts: &AskingFacts) -> Dialog {
    let policy = Policy::of(facts);
    let mut items: Vec<DialogItem> = Vec::new();
    for topic in &policy.topics {
        let item = policy.item(topic, &items);
        items.push(item);
    }
    items.extend(data_items(&policy, &items));
    Dialog {
        occasion: facts.occasion,
        items,
        storage: policy.storage(),
        offers_erasure: facts.subject == SubjectState::Normal && policy.storages().any(Topic::was_denied_by_the_person),
        withdrawable: policy.withdrawable(),
    }
}

/// A consent that the policy knows, and where it stands.
pub(super) struct Topic<'a> {
    pub(super) definition: &'a Definition,
    pub(super) standing: Standing,
    /// Why it may not be used, or that it may.
    usable: Reason,
    /// Why what was agreed to does not count: who decides did not, or the signature is missing.
    shortcoming: Option<Reason>,
    /// Whether a guardian decides.
    guarded: bool,
}

/// What is known, put in order.
pub(super) struct Policy<'a> {
    pub(super) facts: &'a AskingFacts<'a>,
    /// What is asked for, in order.
    topics: Vec<Topic<'a>>,
    asked_today: bool,
}

impl Topic<'_> {
    /// Agreed to by whoever decides, and signed where that is needed.
    pub(super) fn is_accepted(&self) -> bool {
        self.standing.state == State::Accepted && self.shortcoming.is_none()
    }

    /// Why it is asked, if it is.
    fn why(&self) -> AskingReason {
        match self.shortcoming {
            Some(Reason::GuardianOver) => AskingReason::GuardianOver,
            Some(Reason::SignatureMissing) => AskingReason::SignatureMissing,
            _ => AskingReason::to_ask(self.standing.detail),
        }
    }

    /// Agreed to, but there is no address to use it.
    pub(super) fn lacks_address(&self) -> bool {
        self.is_accepted() && self.usable == Reason::NoAddress
    }

    fn was_denied_by_the_person(&self) -> bool {
        matches!(self.standing.detail, Detail::Refused | Detail::Withdrawn | Detail::Objected)
    }

    fn is_marketing(&self) -> bool {
        self.definition.purpose == Purpose::Marketing
    }
}

impl<'a> Policy<'a> {
    fn of(facts: &'a AskingFacts<'a>) -> Self {
        let mut policy = Self { facts, topics: Vec::new(), asked_today: asked_on(facts.events, facts.now) };
        let mut topics: Vec<Topic> = policy.in_force().filter(|one| policy.is_asked_for(one)).map(|one| policy.topic(one)).collect();
        topics.sort_by_cached_key(|topic| policy.place(topic.definition));
        policy.topics = topics;
        policy
    }

    /// The latest version in force of each definition.
    fn in_force(&self) -> impl Iterator<Item = &'a Definition> {
        let (all, today) = (self.facts.definitions, self.facts.now.date());
        let newer = move |one: &Definition, other: &Definition| {
            other.code == one.code && (other.major, other.minor) > (one.major, one.minor) && other.in_force(today)
        };
        all.iter().filter(move |one| one.in_force(today) && !all.iter().any(|other| newer(one, other)))
    }

    /// Storage and what belongs to it, and advertising; of these what the chain shows. Everything else is asked where it is needed.
    fn is_asked_for(&self, definition: &Definition) -> bool {
        let shown = self.facts.rules.shown.as_ref().is_none_or(|codes| codes.contains(&definition.code));
        match definition.purpose {
            Purpose::Processing => definition.is_storage() || definition.channel.is_none() && shown,
            Purpose::Marketing => shown,
            Purpose::MandatoryNotice => false,
        }
    }

    /// Storage, what belongs to it, advertising; each behind what it depends on, then by code.
    fn place(&self, definition: &Definition) -> (bool, Purpose, usize, Code) {
        let above = |one: &Definition| one.parent.as_ref().and_then(|code| self.in_force().find(|other| other.code == *code));
        let depth = std::iter::successors(Some(definition), |one| above(one)).take(self.facts.definitions.len()).count();
        (!definition.is_storage(), definition.purpose, depth, definition.code.clone())
    }

    fn topic(&self, definition: &'a Definition) -> Topic<'a> {
        let AskingFacts { definitions, events, subject, values, ward, basis, rules, now, .. } = *self.facts;
        let present = definition.channel.map(|channel| values.valid_on(channel.field(), now.date())).into_iter().flatten();
        let present: Vec<ChannelValue> =
            present.map(|(_, value)| ChannelValue { value, bounced: values.is_undeliverable(value) }).collect();
        let question = Facts::new(definition.purpose, definition.channel, now);
        let (code, unsigned_allowed) = (Some(&definition.code), rules.unsigned_allowed);
        let facts = Facts { subject, definitions, events, values: &present, definition: code, ward, basis, unsigned_allowed, ..question };
        Topic {
            definition,
            standing: standing(definition, events, now.at),
            usable: may_contact(&facts).reason,
            shortcoming: shortcoming(&facts, definition),
            guarded: facts.needs_guardian(definition),
        }
    }

    pub(super) fn storages(&self) -> impl Iterator<Item = &Topic<'a>> {
        self.topics.iter().filter(|topic| topic.definition.is_storage())
    }

    /// The least of all that are in force.
    pub(super) fn storage(&self) -> Option<StorageConsent> {
        let order = [StorageConsent::Withdrawn, StorageConsent::NoSelection, StorageConsent::Open, StorageConsent::Agreed];
        let all: Vec<StorageConsent> = self.storages().map(|topic| StorageConsent::of(&topic.standing, topic.is_accepted())).collect();
        order.into_iter().find(|one| all.contains(one))
    }

    fn withdrawable(&self) -> Vec<Code> {
        let by_email = |topic: &Topic| topic.is_marketing() && topic.definition.channel == Some(Channel::Email) && topic.is_accepted();
        let all = if self.facts.rules.withdraw_email { self.everything() } else { Vec::new() };
        all.into_iter().filter(by_email).map(|topic| topic.definition.code.clone()).collect()
    }

    /// Every consent that is in force, in order, also of what is not asked for here.
    pub(super) fn everything(&self) -> Vec<Topic<'a>> {
        let mut all: Vec<Topic> = self.in_force().map(|one| self.topic(one)).collect();
        all.sort_by_cached_key(|topic| self.place(topic.definition));
        all
    }

    fn item(&self, topic: &Topic<'a>, before: &[DialogItem]) -> DialogItem {
        let mut item = DialogItem::new(Some(topic.definition), self.facts.language, self.verdict(topic, before));
        item.together = topic.is_marketing() && !self.facts.rules.detailed;
        if item.is_asked() {
            item.preset = self.is_preset(topic);
            let no = if item.preset && item.channel == Some(Channel::Letter) { Intent::Object } else { Intent::Refuse };
            item.choices = vec![Intent::Give, no, Intent::Defer];
            item.fields.extend(item.channel.filter(|channel| !self.has(*channel)).map(Channel::field));
        }
        item
    }

    /// A preset is a proposal for somebody new whom nobody asked.
    fn is_preset(&self, topic: &Topic) -> bool {
        let channel = topic.definition.channel.is_some_and(|channel| self.facts.rules.presets.contains(&channel));
        let new = self.facts.occasion == Occasion::Creation && topic.standing.detail == Detail::NeverAsked;
        topic.is_marketing() && channel && new
    }

    fn has(&self, channel: Channel) -> bool {
        self.facts.values.valid_on(channel.field(), self.facts.now.date()).next().is_some()
    }

    fn verdict(&self, topic: &Topic, before: &[DialogItem]) -> Verdict {
        let reason = topic.why();
        if let Some(settled) = self.settled(topic) {
            return Verdict::not_now(settled);
        }
        if let Some(day) = self.quiet_until(topic) {
            return Verdict::until(AskingReason::CoolDown, day);
        }
        if topic.is_marketing() && !self.facts.rules.detailed && topic.definition.channel.is_some_and(|channel| !self.has(channel)) {
            return Verdict::not_now(AskingReason::NoAddress);
        }
        if let Some(code) = self.waits_for(topic, before) {
            return Verdict::behind(code, is_asked(before, code), reason);
        }
        self.silence().map_or_else(|| Verdict::now(reason), Verdict::not_now)
    }

    /// Why nothing at all is asked now.
    pub(super) fn silence(&self) -> Option<AskingReason> {
        match () {
            () if self.facts.subject != SubjectState::Normal => Some(AskingReason::Closed),
            () if !self.facts.rules.occasions.contains(&self.facts.occasion) => Some(AskingReason::OtherOccasion),
            () if self.asked_today => Some(AskingReason::AskedToday),
            () => None,
        }
    }

    /// Why it is not to be asked at all as it stands.
    fn settled(&self, topic: &Topic) -> Option<AskingReason> {
        let rules = self.facts.rules;
        match topic.standing.detail {
            _ if self.facts.subject != SubjectState::Normal => Some(AskingReason::Closed),
            _ if topic.is_accepted() && !matches!(topic.usable, Reason::OtherAddress | Reason::AddressUnknown) => {
                Some(AskingReason::Agreed)
            }
            Detail::Pending => Some(AskingReason::Pending),
            Detail::Withdrawn | Detail::Objected => Some(AskingReason::UpToThePerson),
            Detail::Refused if rules.after_refusal_months == 0 => Some(AskingReason::UpToThePerson),
            _ if topic.definition.is_storage() && !rules.storage => Some(AskingReason::IndicatorOnly),
            _ if topic.guarded => Some(AskingReason::GuardianMissing),
            _ => None,
        }
    }

    /// Until when it is not asked again, since it was left open or declined.
    fn quiet_until(&self, topic: &Topic) -> Option<Date> {
        let AskingFacts { events, rules, now, .. } = self.facts;
        let (today, declined) = (now.date(), topic.standing.detail == Detail::Refused);
        let until = |event: &Event| match event.kind {
            EventKind::Deferred => Some(day_of(event, *now).plus_days(rules.after_deferral_days.into())),
            EventKind::Refused if declined => Some(day_of(event, *now).plus_months(rules.after_refusal_months)),
            _ => None,
        };
        let own = events.iter().filter(|event| event.definition.as_ref() == Some(&topic.definition.code));
        let known = own.filter(|event| day_of(event, *now) <= today.plus_days(1));
        known.filter_map(until).max().filter(|day| *day > today)
    }

    /// The consent that must be agreed to before: what it belongs to, else those to storage. Where one answer is for all advertising, none of
    /// it waits for another.
    fn waits_for(&self, topic: &Topic<'a>, before: &[DialogItem]) -> Option<&'a Code> {
        let answered_with = |code: &Code| {
            let item = before.iter().find(|item| item.definition.as_ref() == Some(code));
            topic.is_marketing() && item.is_some_and(|item| item.together && item.is_asked())
        };
        let above = topic.definition.parent.as_ref().filter(|code| !self.is_agreed(code) && !answered_with(code));
        let storage = || self.storages().find(|one| !topic.definition.is_storage() && !one.is_accepted());
        above.or_else(|| storage().map(|one| &one.definition.code))
    }

    fn is_agreed(&self, code: &Code) -> bool {
        self.in_force().find(|one| one.code == *code).is_some_and(|one| self.topic(one).is_accepted())
    }
}

/// Whether a consent is asked for in this dialog.
pub(super) fn is_asked(items: &[DialogItem], code: &Code) -> bool {
    items.iter().any(|item| item.definition.as_ref() == Some(code) && item.is_asked())
}
