//! What stands after all that happened: the state of a consent and its detail.

use crate::domain::consent::derivation::{derive, waiting};
use crate::domain::consent::{Authority, Definition, Event};
use crate::domain::id::EventId;
use crate::domain::time::Timestamp;
use crate::domain::words::words;

words! {
    /// The three states of a consent.
    ///
    /// ```
    /// use clientela::domain::consent::State;
    /// assert_eq!(State::from_name("accepted"), Some(State::Accepted));
    /// ```
    State {
        /// Neither agreed nor declined, or no longer relevant.
        Unknown = "unknown",
        /// Agreed, and it counts.
        Accepted = "accepted",
        /// Declined, taken back, objected, ended or void.
        Refused = "refused",
    }
}

words! {
    /// Where a screen shows a consent (P1).
    ///
    /// ```
    /// use clientela::domain::consent::ConsentSection;
    /// assert!(ConsentSection::Details < ConsentSection::Channel);
    /// ```
    ConsentSection {
        /// With the details of the customer: it is bound to no channel.
        Details = "details",
        /// With the addresses and numbers of its channel.
        Channel = "channel",
    }
}

words! {
    /// Why the state is what it is.
    ///
    /// ```
    /// use clientela::domain::consent::{Detail, State};
    /// assert_eq!(Detail::Withdrawn.state(), State::Refused);
    /// assert_eq!(Detail::Withdrawn.dpv(), "ConsentWithdrawn");
    /// ```
    Detail {
        /// Nobody ever asked.
        NeverAsked = "never_asked",
        /// Asked, no answer yet.
        Asked = "asked",
        /// The question was closed without an answer.
        Deferred = "deferred",
        /// Given, but its confirmation is outstanding.
        Pending = "pending",
        /// Given, and confirmed where that is needed.
        Given = "given",
        /// Given again while it stood.
        Renewed = "renewed",
        /// Declined.
        Refused = "refused",
        /// Taken back by the person.
        Withdrawn = "withdrawn",
        /// Ended by the controller.
        Revoked = "revoked",
        /// Its validity is over: ask again.
        Expired = "expired",
        /// The text changed in a way that matters: ask again.
        Outdated = "outdated",
        /// Declared void.
        Void = "void",
        /// The person objected.
        Objected = "objected",
    }
}

impl Detail {
    /// The state it belongs to.
    pub fn state(self) -> State {
        match self {
            Self::Given | Self::Renewed => State::Accepted,
            Self::Refused | Self::Withdrawn | Self::Revoked | Self::Void | Self::Objected => State::Refused,
            _ => State::Unknown,
        }
    }

    /// The term of the W3C Data Privacy Vocabulary (`https://w3id.org/dpv#`).
    pub fn dpv(self) -> &'static str {
        match self {
            Self::NeverAsked => "ConsentUnknown",
            Self::Asked | Self::Pending => "ConsentRequested",
            Self::Deferred => "ConsentRequestDeferred",
            Self::Given => "ConsentGiven",
            Self::Renewed => "RenewedConsentGiven",
            Self::Refused => "ConsentRefused",
            Self::Withdrawn | Self::Objected => "ConsentWithdrawn",
            Self::Revoked => "ConsentRevoked",
            Self::Expired | Self::Outdated => "ConsentExpired",
            Self::Void => "ConsentInvalidated",
        }
    }
}

/// What stands for one definition and one subject at an instant.
///
/// ```
/// use clientela::domain::consent::{Authority, Definition, Detail, Event, EventKind, Purpose, State, standing};
/// use clientela::domain::{id::{Code, EventId, SubjectId}, time::Timestamp};
///
/// let newsletter = Definition::draft(Code::parse("newsletter")?, Purpose::Marketing);
/// let ana = SubjectId::from_bytes([1; 16]);
/// let day = |n| Timestamp::from_millis(0).plus_days(n);
/// let given = Event::new(EventId::from_bytes([1; 16]), ana, &newsletter, EventKind::Given, Authority::Subject, day(1));
/// let mut withdrawn = Event::new(EventId::from_bytes([2; 16]), ana, &newsletter, EventKind::Withdrawn, Authority::Subject, day(9));
/// withdrawn.seen = standing(&newsletter, &[given.clone()], day(9)).heads;
///
/// let now = standing(&newsletter, &[withdrawn.clone(), given], day(10));
/// assert_eq!((now.state, now.detail), (State::Refused, Detail::Withdrawn));
/// assert_eq!(now.evidence, [withdrawn.id]);
/// # Ok::<(), clientela::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Standing {
    /// The state.
    pub state: State,
    /// Why.
    pub detail: Detail,
    /// The events it rests on, by id.
    pub evidence: Vec<EventId>,
    /// The last events, by id: a new event names these as seen.
    pub heads: Vec<EventId>,
    /// The definition's version (major, minor) that was agreed to, where there is a grant.
    pub version: Option<(u32, u32)>,
    /// Who may grant next, at least: after a withdrawal only the person.
    pub grantable_by: Authority,
    /// Whether a no of the person themself stands, over which no guardian grants.
    pub own_no: bool,
    /// Whether a grant waits for its confirmation.
    pub pending: bool,
}

/// What stands for this definition, from all events of the subject in any order: the definition's own and the objections that bind it.
///
/// A denial is overruled only by a grant that counts, has seen it and stands high enough; among events that have not seen each other a
/// refusal wins. Events about other definitions are passed over.
pub fn standing(definition: &Definition, events: &[Event], now: Timestamp) -> Standing {
    derive(definition, events, now).0
}

/// The grants that wait for their confirmation and would count with it, by id.
///
/// ```
/// use clientela::domain::consent::{Authority, Definition, Event, EventKind, Purpose, awaiting};
/// use clientela::domain::{id::{Code, EventId, SubjectId}, time::Timestamp};
/// let news = Definition { confirmation: true, ..Definition::draft(Code::parse("news")?, Purpose::Marketing) };
/// let (id, ana, now) = (EventId::from_bytes([1; 16]), SubjectId::from_bytes([2; 16]), Timestamp::from_millis(0));
/// let given = Event::new(id, ana, &news, EventKind::Given, Authority::Subject, now);
/// assert_eq!(awaiting(&news, &[given], now), [id]);
/// # Ok::<(), clientela::Error>(())
/// ```
pub fn awaiting(definition: &Definition, events: &[Event], now: Timestamp) -> Vec<EventId> {
    waiting(definition, events, now)
}
