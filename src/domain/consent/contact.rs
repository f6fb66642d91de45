//! May we contact? One question, one answer, with its reason, its proof and what would change it. Anything unknown: no.

use std::cmp::Reverse;
use std::fmt;

use crate::domain::consent::basis::{self, Basis};
use crate::domain::consent::derivation::{derive, guardian_denies};
use crate::domain::consent::{
    Answer, Channel, Definition, DefinitionState, Detail, Event, Purpose, Reason, Standing, State, SubjectState, Ward,
};
use crate::domain::id::{Code, EventId};
use crate::domain::time::Moment;

/// One address or number of the channel, in the form in which consents were bound to it.
///
/// ```
/// use clientela::domain::consent::ChannelValue;
/// let value = ChannelValue { value: "ana@example.pt", bounced: false };
/// assert_eq!(format!("{value:?}"), "ChannelValue(…)"); // never the value
/// ```
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct ChannelValue<'a> {
    /// The address or number.
    pub value: &'a str,
    /// Whether what was sent there came back.
    pub bounced: bool,
}

impl fmt::Debug for ChannelValue<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ChannelValue(…)")
    }
}

/// What is asked, and everything that is known.
///
/// ```
/// use clientela::domain::consent::{Channel, ChannelValue, Facts, Purpose, Reason, may_contact};
/// use clientela::domain::time::{Moment, Timestamp};
/// let now = Moment { at: Timestamp::from_millis(0), offset_minutes: 0 };
/// let values = [ChannelValue { value: "ana@example.pt", bounced: false }];
/// let facts = Facts { values: &values, ..Facts::new(Purpose::Marketing, Some(Channel::Email), now) };
/// assert_eq!(may_contact(&facts).reason, Reason::NoDefinition);
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// The life of the person's data.
    pub subject: SubjectState,
    /// What for.
    pub purpose: Purpose,
    /// By which channel; none asks about use without contact.
    pub channel: Option<Channel>,
    /// About this definition only; none asks about all of this purpose and channel, and the least permissive decides.
    pub definition: Option<&'a Code>,
    /// All versions of all definitions; those above (parents) are looked up here too.
    pub definitions: &'a [Definition],
    /// All events of the subject.
    pub events: &'a [Event],
    /// The channel's present values.
    pub values: &'a [ChannelValue<'a>],
    /// Whether the person decides, or a guardian.
    pub ward: Ward<'a>,
    /// On which grounds it may be done without consent.
    pub basis: Basis<'a>,
    /// Whether the chain lets a consent count whose signature is missing.
    pub unsigned_allowed: bool,
    /// Now, at the branch.
    pub now: Moment,
}

impl Facts<'_> {
    /// Nothing known yet but the question: no definition, no event, no value, a person who decides, and no ground but consent.
    pub fn new(purpose: Purpose, channel: Option<Channel>, now: Moment) -> Self {
        Self {
            subject: SubjectState::Normal,
            purpose,
            channel,
            definition: None,
            definitions: &[],
            events: &[],
            values: &[],
            ward: Ward::default(),
            basis: Basis::default(),
            unsigned_allowed: false,
            now,
        }
    }
}

/// Whether the person may be contacted for this purpose by this channel now.
///
/// Evaluated in this order: the person's data, objections, a no to their storage, a definition in force, the channel's data, the state, the
/// signature, the definitions above, the guardian. A no to the storage of data stops all but mandatory notices, also once its definition is out
/// of force. Where several definitions match, all must allow it, with the same address, and the earliest failure decides. A consent that
/// was bound to no address counts for any. What nobody agreed to or declined is allowed where a ground is used that applies and nothing of this
/// purpose, by this channel or by none, was declined or taken back. Of somebody for whom a guardian decides only what a guardian agreed to counts,
/// of everybody else only what they agreed to themselves; and only a guardian agrees over a guardian's no.
///
/// ```
/// use clientela::domain::consent::{Facts, Purpose, Reason, Remedy, may_contact};
/// use clientela::domain::time::{Moment, Timestamp};
///
/// let now = Moment { at: Timestamp::from_millis(1_700_000_000_000), offset_minutes: 60 };
/// let answer = may_contact(&Facts::new(Purpose::Marketing, None, now));
/// assert!(!answer.allowed);
/// assert_eq!((answer.reason, answer.remedy), (Reason::NoDefinition, Remedy::DefineTheConsent));
/// ```
pub fn may_contact(facts: &Facts) -> Answer {
    match facts.subject {
        SubjectState::Erased => return no(Reason::Erased),
        SubjectState::Deceased => return no(Reason::Deceased),
        SubjectState::Unconfirmed => return no(Reason::Unconfirmed),
        SubjectState::Restricted if facts.purpose != Purpose::MandatoryNotice => return no(Reason::Restricted),
        SubjectState::Restricted | SubjectState::Normal => {}
    }
    let asked: Vec<Asked> = facts.matching().map(|definition| Asked::of(facts, definition)).collect();
    if let Some(answer) = objected(&asked).or_else(|| stopped(facts)) {
        return answer;
    }
    if asked.is_empty() {
        let known = facts.definitions.iter().any(|definition| facts.concerns(definition));
        return no(if known { Reason::DefinitionNotInForce } else { Reason::NoDefinition });
    }
    decide(facts, &asked)
}

/// Why what was agreed to does not count by itself, whatever else is known: who decides did not agree, or the signature is missing.
pub(crate) fn shortcoming(facts: &Facts, definition: &Definition) -> Option<Reason> {
    let one = Asked::of(facts, definition);
    let unsigned = one.accepted() && !facts.unsigned_allowed && !one.signed(None);
    one.undecided().or_else(|| unsigned.then_some(Reason::SignatureMissing))
}

/// A definition that matches the question, and what stands for it.
struct Asked<'a> {
    definition: &'a Definition,
    standing: Standing,
    /// Those that count, of whoever decides.
    grants: Vec<&'a Event>,
    /// Whether a guardian decides.
    guardian: bool,
    /// Whether a guardian decides, and said no since.
    guardian_denies: bool,
}

impl<'a> Asked<'a> {
    fn of(facts: &Facts<'a>, definition: &'a Definition) -> Self {
        let (standing, mut grants) = derive(definition, facts.events, facts.now.at);
        let guardian = facts.needs_guardian(definition);
        let guardian_denies = guardian && guardian_denies(definition, facts.events, facts.now.at);
        grants.retain(|grant| grant.by.is_some() == guardian && !guardian_denies);
        Self { definition, standing, grants, guardian, guardian_denies }
    }

    fn answer(&self, reason: Reason) -> Answer {
        let Definition { code, major, minor, .. } = self.definition;
        Answer { evidence: self.standing.evidence.clone(), definition: Some(code.clone()), version: Some((*major, *minor)), ..no(reason) }
    }

    /// How the grants that count stand to this value; without any, nothing is foreign to it.
    fn bound_to(&self, value: &str) -> Bound {
        self.grants.iter().map(|grant| Bound::of(grant, value)).max().unwrap_or(Bound::Here)
    }

    fn accepted(&self) -> bool {
        self.standing.state == State::Accepted
    }

    fn is_denied(&self) -> bool {
        self.standing.state == State::Refused || self.guardian_denies
    }

    /// What whoever decides has not said.
    fn undecided(&self) -> Option<Reason> {
        let missing = if self.guardian { Reason::GuardianMissing } else { Reason::GuardianOver };
        (self.accepted() && self.grants.is_empty()).then_some(missing)
    }

    fn signed(&self, value: Option<&str>) -> bool {
        let usable = |grant: &&&Event| value.is_none_or(|value| Bound::of(grant, value) == Bound::Here);
        !self.definition.signature || self.grants.is_empty() || self.grants.iter().filter(usable).any(|grant| grant.evidence.is_signed())
    }
}

/// Whether a grant is bound to a value.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Bound {
    /// To another one.
    Elsewhere,
    /// Nobody can tell any more.
    Unclear,
    /// To this one, or to none.
    Here,
}

impl Bound {
    fn of(grant: &Event, value: &str) -> Self {
        match grant.evidence.address.as_ref().map(|address| address.opens(value)) {
            None | Some(Some(true)) => Self::Here,
            Some(Some(false)) => Self::Elsewhere,
            Some(None) => Self::Unclear,
        }
    }
}

impl<'a> Facts<'a> {
    pub(super) fn concerns(&self, definition: &Definition) -> bool {
        let named = self.definition.is_none_or(|code| *code == definition.code);
        named && definition.purpose == self.purpose && definition.channel == self.channel
    }

    /// Whether this is the version of its definition that applies: the latest in force.
    fn applies(&self, definition: &Definition) -> bool {
        let (today, version) = (self.now.date(), |d: &Definition| (d.major, d.minor));
        let newer = |other: &Definition| other.code == definition.code && version(other) > version(definition) && other.in_force(today);
        definition.in_force(today) && !self.definitions.iter().any(newer)
    }

    /// Whether this version speaks for its definition: the one that applies; where none is in force, the latest that people may have answered.
    fn speaks(&self, definition: &Definition) -> bool {
        let answerable = |one: &Definition| one.state != DefinitionState::Draft;
        let rank = |one: &Definition| (one.in_force(self.now.date()), one.major, one.minor);
        let better = |other: &Definition| other.code == definition.code && answerable(other) && rank(other) > rank(definition);
        answerable(definition) && !self.definitions.iter().any(better)
    }

    pub(crate) fn needs_guardian(&self, definition: &Definition) -> bool {
        self.ward.with_events(self.events).needs_guardian(definition, self.now.date())
    }

    fn matching(&self) -> impl Iterator<Item = &'a Definition> {
        self.definitions.iter().filter(|definition| self.concerns(definition) && self.applies(definition))
    }

    fn parent(&self, code: &Code) -> Option<&'a Definition> {
        self.definitions.iter().find(|definition| definition.code == *code && self.applies(definition))
    }
}

fn no(reason: Reason) -> Answer {
    let (ground, definition, version, value) = (None, None, None, None);
    Answer { allowed: false, reason, remedy: reason.remedy(), evidence: Vec::new(), ground, definition, version, value }
}

fn objected(asked: &[Asked]) -> Option<Answer> {
    first(asked, |one| one.standing.detail == Detail::Objected).map(|one| one.answer(Reason::Objected))
}

/// Who says no to the storage of their data stops whatever rests on it (A11): all but mandatory notices. What was said no to stays so when its
/// definition is out of force.
fn stopped(facts: &Facts) -> Option<Answer> {
    if facts.purpose == Purpose::MandatoryNotice {
        return None;
    }
    let asked = |one: &Definition| facts.concerns(one) && (facts.definition.is_some() || facts.applies(one));
    let denied = |one: &Definition| facts.events.iter().any(|event| event.kind.denies() && event.binds(one));
    let others = facts.definitions.iter().filter(|one| one.is_storage() && denied(one) && !asked(one) && facts.speaks(one));
    let all: Vec<Asked> = others.map(|one| Asked::of(facts, one)).collect();
    first(&all, Asked::is_denied).map(not_accepted)
}

/// The first of them in the order of codes, so that the order of the definitions does not matter.
fn first<'a, 'b>(asked: &'b [Asked<'a>], which: impl Fn(&Asked<'a>) -> bool) -> Option<&'b Asked<'a>> {
    asked.iter().filter(|one| which(one)).min_by_key(|one| &one.definition.code)
}

fn decide(facts: &Facts, asked: &[Asked]) -> Answer {
    let value = match (facts.channel, usable_value(facts, asked)) {
        (None, _) => None,
        (Some(_), Ok(value)) => Some(value),
        (Some(_), Err(answer)) => return answer,
    };
    let text = value.map(|value| facts.values[value].value);
    let ground = if asked.iter().all(Asked::accepted) { Ok(None) } else { basis::ground(facts, text) };
    let open = |one: &Asked| !one.accepted() && (one.standing.state == State::Refused || !matches!(ground, Ok(Some(_))));
    if let Some(other) = first(asked, open) {
        let own = Reason::from(other.standing.detail);
        return other.answer(ground.err().filter(|_| other.standing.state == State::Unknown).unwrap_or(own));
    }
    let ground = ground.ok().flatten();
    let unsigned = |one: &Asked| one.accepted() && !facts.unsigned_allowed && !one.signed(text);
    if let Some(unsigned) = first(asked, unsigned) {
        return unsigned.answer(Reason::SignatureMissing);
    }
    let accepted = asked.iter().filter(|one| one.accepted());
    let mut evidence: Vec<EventId> = accepted.flat_map(|one| one.standing.evidence.iter().copied()).collect();
    if let Some(answer) = hindrance_above(facts, asked, ground.is_some(), &mut evidence).or_else(|| undecided(facts, asked)) {
        return answer;
    }
    evidence.sort_unstable();
    evidence.dedup();
    let reason = if ground.is_some() { Reason::AllowedByGround } else { Reason::Allowed };
    Answer { allowed: true, evidence, ground, value, ..deciding(asked, reason) }
}

/// The guardian has not agreed, or nobody but a guardian has. Of what a duty demands a guardian is not asked.
fn undecided(facts: &Facts, asked: &[Asked]) -> Option<Answer> {
    let demanded = facts.purpose == Purpose::MandatoryNotice;
    let of_ground = |one: &Asked| (!one.accepted() && one.guardian && !demanded).then_some(Reason::GuardianMissing);
    let reason = |one: &Asked| one.undecided().or_else(|| of_ground(one));
    let one = first(asked, |one| reason(one).is_some())?;
    reason(one).map(|reason| one.answer(reason))
}

/// The first value that has not bounced and to which no consent that counts is foreign.
fn usable_value(facts: &Facts, asked: &[Asked]) -> Result<usize, Answer> {
    let present = || facts.values.iter().enumerate().filter(|(_, one)| !one.value.is_empty());
    let good = || present().filter(|(_, one)| !one.bounced);
    let bound = |one: &ChannelValue| asked.iter().map(|definition| definition.bound_to(one.value)).min().unwrap_or(Bound::Elsewhere);
    let best = good().map(|(position, one)| (bound(one), position)).max_by_key(|(bound, position)| (*bound, Reverse(*position)));
    match best {
        Some((Bound::Here, position)) => Ok(position),
        Some((Bound::Unclear, _)) => Err(deciding(asked, Reason::AddressUnknown)),
        Some((Bound::Elsewhere, _)) => Err(deciding(asked, Reason::OtherAddress)),
        None if present().next().is_some() => Err(deciding(asked, Reason::Bounced)),
        None => Err(deciding(asked, Reason::NoAddress)),
    }
}

/// What prevents it in the definitions above; the events that they rest on are added to the evidence. Where a ground allows it they need no
/// consent either, but what was declined there stays so.
fn hindrance_above(facts: &Facts, asked: &[Asked], by_ground: bool, evidence: &mut Vec<EventId>) -> Option<Answer> {
    let mut codes: Vec<&Code> = asked.iter().filter_map(|one| one.definition.parent.as_ref()).collect();
    codes.sort_unstable();
    let mut next = 0;
    while let Some(code) = codes.get(next).copied() {
        let Some(parent) = facts.parent(code) else { return Some(Answer { definition: Some(code.clone()), ..no(Reason::ParentUnknown) }) };
        let parent = Asked::of(facts, parent);
        let open = by_ground && parent.standing.state == State::Unknown;
        if !open && !(parent.accepted() && (facts.unsigned_allowed || parent.signed(None))) {
            return Some(not_accepted(&parent));
        }
        if let Some(reason) = parent.undecided() {
            return Some(parent.answer(reason));
        }
        codes.extend(parent.definition.parent.as_ref().filter(|code| !codes.contains(code)));
        if !open {
            evidence.extend(parent.standing.evidence);
        }
        next += 1;
    }
    None
}

/// The remedy is that of the definition above: a refusal there is not asked away.
fn not_accepted(parent: &Asked) -> Answer {
    let why = match parent.standing.state {
        State::Refused => parent.standing.detail.into(),
        _ if parent.guardian_denies => Reason::GuardianMissing,
        State::Accepted => Reason::SignatureMissing,
        State::Unknown => parent.standing.detail.into(),
    };
    Answer { remedy: why.remedy(), ..parent.answer(Reason::ParentNotAccepted) }
}

/// The answer of the first definition.
fn deciding(asked: &[Asked], reason: Reason) -> Answer {
    first(asked, |_| true).map_or_else(|| no(reason), |one| one.answer(reason))
}
