//! Who may write over whom: what is to be recorded, if anything. Only granting climbs the ladder of authority.

use crate::domain::consent::{Authority, Definition, Event, EventKind, Method, Scope, Standing, State, SubjectState, standing};
use crate::domain::id::EventId;
use crate::domain::time::Moment;
use crate::domain::words::words;
use crate::error::{Error, ErrorKind, Result, Violation};

words! {
    /// What somebody wants to record.
    ///
    /// ```
    /// use clientela::domain::consent::Intent;
    /// assert_eq!(Intent::Withdraw.name(), "withdraw");
    /// ```
    Intent {
        /// The person is asked.
        Ask = "ask",
        /// The question is closed without an answer.
        Defer = "defer",
        /// Agree, or agree again.
        Give = "give",
        /// Decline.
        Refuse = "refuse",
        /// Take back.
        Withdraw = "withdraw",
        /// Object; the act's scope says to what.
        Object = "object",
        /// The second opt-in.
        Confirm = "confirm",
        /// The controller ends it.
        Revoke = "revoke",
        /// Declare void.
        Invalidate = "invalidate",
        /// A plain *on* of a source that knows only on and off.
        On = "on",
        /// A plain *off* of such a source: no refusal.
        Off = "off",
        /// Go back to unknown.
        Clear = "clear",
    }
}

impl Intent {
    /// The denial it records, where it is one.
    fn denial(self) -> Option<EventKind> {
        match self {
            Self::Refuse => Some(EventKind::Refused),
            Self::Withdraw => Some(EventKind::Withdrawn),
            Self::Object => Some(EventKind::Objected),
            Self::Revoke => Some(EventKind::Revoked),
            Self::Invalidate => Some(EventKind::Invalidated),
            _ => None,
        }
    }

    fn grants(self) -> bool {
        matches!(self, Self::Give | Self::Confirm | Self::On)
    }
}

/// What is to be recorded, by whom and how. It starts bare: what is not said is not there.
///
/// ```
/// use clientela::domain::consent::{Act, Authority, Intent, Method};
/// let relayed = Act { evidence: true, reachable: true, ..Act::new(Intent::Give, Authority::Subject, Method::Spoken) };
/// assert!(!relayed.reason);
/// ```
#[expect(clippy::struct_excessive_bools, reason = "each is a fact of its own")]
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Act {
    /// What happens.
    pub intent: Intent,
    /// Who stands behind it. Staff relaying the customer's words write as the subject.
    pub authority: Authority,
    /// Whether a guardian answers for the person, who may do so.
    pub by_guardian: bool,
    /// How.
    pub method: Method,
    /// What an objection binds; of no meaning otherwise.
    pub scope: Scope,
    /// Whether evidence comes with it (a signature, a scan, a form number).
    pub evidence: bool,
    /// Whether the operator named a reason.
    pub reason: bool,
    /// Whether the customer file holds a value for the definition's channel.
    pub reachable: bool,
    /// The life of the person's data.
    pub subject: SubjectState,
}

impl Act {
    /// An act without evidence, reason and channel data, about this definition only, for a person who is neither restricted nor erased.
    pub fn new(intent: Intent, authority: Authority, method: Method) -> Self {
        let (scope, subject) = (Scope::Definition, SubjectState::Normal);
        Self { intent, authority, by_guardian: false, method, scope, evidence: false, reason: false, reachable: false, subject }
    }

    /// Whether the words of the person come with proof: a signature, a link or a form behind a sign-in carry it, other ways need evidence.
    fn proven(self) -> bool {
        self.evidence || matches!(self.method, Method::Paper | Method::Screen | Method::Form | Method::Link)
    }
}

/// What is to be stored.
///
/// ```
/// use clientela::domain::consent::{EventKind, Written};
/// let written = Written::Event { kind: EventKind::Withdrawn, seen: vec![] };
/// assert_ne!(written, Written::Nothing);
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Written {
    /// Nothing: it would change nothing.
    Nothing,
    /// One event of this kind, which names these as seen.
    Event {
        /// What happened.
        kind: EventKind,
        /// The events it has seen, by id.
        seen: Vec<EventId>,
    },
}

/// Decides what an act writes over what stands. Denials are always written, from any source, without reason or evidence.
///
/// ```
/// use clientela::domain::consent::{Act, Authority, Definition, DefinitionState, EventKind, Intent, Method, Purpose, Written, write};
/// use clientela::domain::{id::Code, time::{Moment, Timestamp}};
///
/// let draft = Definition::draft(Code::parse("newsletter")?, Purpose::Marketing);
/// let now = Moment { at: Timestamp::from_millis(0), offset_minutes: 60 };
/// let give = Act::new(Intent::Give, Authority::Subject, Method::Screen);
/// assert_eq!(write(&draft, &[], give, now).unwrap_err().code(), "definition.not_in_force");
///
/// let newsletter = Definition { state: DefinitionState::Active, ..draft };
/// assert_eq!(write(&newsletter, &[], give, now)?, Written::Event { kind: EventKind::Given, seen: vec![] });
/// # Ok::<(), clientela::Error>(())
/// ```
///
/// # Errors
/// `definition.not_in_force` (asking and granting), `consent.erased`, `consent.channel_data_missing` (names the field),
/// `consent.evidence_required`, `consent.reason_required`, `consent.only_the_person`, `consent.machine_never_grants`,
/// `consent.on_by_machines_only`, `consent.confirmed_by_the_person_only`, `consent.nothing_to_confirm`, `consent.back_to_unknown`.
pub fn write(definition: &Definition, events: &[Event], act: Act, now: Moment) -> Result<Written> {
    let standing = standing(definition, events, now.at);
    let kind = match act.intent.denial() {
        Some(denial) => Some(denial),
        None => other_than_denial(definition, &standing, act, now)?,
    };
    Ok(kind.map_or(Written::Nothing, |kind| Written::Event { kind, seen: standing.heads }))
}

fn other_than_denial(definition: &Definition, standing: &Standing, act: Act, now: Moment) -> Result<Option<EventKind>> {
    if act.intent.grants() || act.intent == Intent::Ask {
        may_take_grants(definition, act, now)?;
    }
    match act.intent {
        Intent::Ask => Ok(Some(EventKind::Asked)),
        Intent::Defer => Ok(Some(EventKind::Deferred)),
        Intent::Give => give(definition, standing, act),
        Intent::Confirm => confirm(standing, act),
        Intent::On => on(definition, standing, act),
        Intent::Clear if standing.state != State::Unknown => Err(Error::new(ErrorKind::State, "consent.back_to_unknown")),
        _ => Ok(None),
    }
}

fn may_take_grants(definition: &Definition, act: Act, now: Moment) -> Result<()> {
    if act.subject == SubjectState::Erased {
        return Err(Error::new(ErrorKind::Erased, "consent.erased"));
    }
    if !definition.in_force(now.date()) {
        return Err(Error::new(ErrorKind::State, "definition.not_in_force").with("definition", &definition.code));
    }
    Ok(())
}

fn give(definition: &Definition, standing: &Standing, act: Act) -> Result<Option<EventKind>> {
    let written = match act.authority {
        Authority::Subject => by_the_person(standing, act)?,
        _ if act.method == Method::Form => (standing.state == State::Unknown).then_some(EventKind::Given),
        Authority::Machine => return Err(Error::new(ErrorKind::NotPermitted, "consent.machine_never_grants")),
        Authority::User | Authority::Admin => by_correction(standing, act)?,
    };
    written.map(|kind| reachable(definition, act).map(|()| kind)).transpose()
}

/// A plain value fills what nobody answered; people do not write plain values.
fn on(definition: &Definition, standing: &Standing, act: Act) -> Result<Option<EventKind>> {
    if act.authority != Authority::Machine {
        return Err(Error::new(ErrorKind::NotPermitted, "consent.on_by_machines_only"));
    }
    if standing.grantable_by != Authority::Machine {
        return Ok(None);
    }
    reachable(definition, act).map(|()| Some(EventKind::Imported))
}

/// A consent that were bound to no address would count for any.
fn reachable(definition: &Definition, act: Act) -> Result<()> {
    match definition.channel {
        Some(channel) if !act.reachable => {
            Err(Violation::new(channel.field().name(), "consent.channel_data_missing").with("channel", channel.name()).into())
        }
        _ => Ok(()),
    }
}

fn by_the_person(standing: &Standing, act: Act) -> Result<Option<EventKind>> {
    if !act.proven() {
        return Err(Violation::new("evidence", "consent.evidence_required").into());
    }
    if act.by_guardian && standing.own_no {
        return Err(Error::new(ErrorKind::NotPermitted, "consent.only_the_person").with("least", standing.grantable_by.name()));
    }
    Ok(Some(if standing.state == State::Accepted { EventKind::Renewed } else { EventKind::Given }))
}

fn by_correction(standing: &Standing, act: Act) -> Result<Option<EventKind>> {
    if standing.state == State::Accepted {
        return Ok(None);
    }
    if act.authority < standing.grantable_by {
        return Err(Error::new(ErrorKind::NotPermitted, "consent.only_the_person").with("least", standing.grantable_by.name()));
    }
    if !act.reason {
        return Err(Violation::new("reason", "consent.reason_required").into());
    }
    Ok(Some(EventKind::Given))
}

fn confirm(standing: &Standing, act: Act) -> Result<Option<EventKind>> {
    if act.authority != Authority::Subject {
        return Err(Error::new(ErrorKind::NotPermitted, "consent.confirmed_by_the_person_only"));
    }
    match standing.state {
        _ if standing.pending => Ok(Some(EventKind::Confirmed)),
        State::Accepted => Ok(None),
        _ => Err(Error::new(ErrorKind::State, "consent.nothing_to_confirm")),
    }
}
