//! One request as it stands: since when, until when, what it waits for.

use std::fmt;

use sha2::{Digest, Sha256};

use super::words::{DenialGround, ExtensionReason, IdentityProof, RequestKind, RequestState};
use crate::domain::id::{RequestId, SubjectId};
use crate::domain::journal::{Digest32, Encoder};
use crate::domain::time::{Date, Timestamp};

/// So often somebody may say a code, over all codes of a request.
pub const MOST_TRIES: u32 = 3;

/// So many minutes a code lives.
pub const CODE_MINUTES: i64 = 10;

/// Within so many months a request is answered, and so many more where it is extended (Art. 12(3) GDPR).
const MONTHS: u32 = 1;
const MONTHS_MORE: u32 = 2;

/// What is kept of a code that was made.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct RequestCode {
    /// The salt.
    pub salt: [u8; 16],
    /// The digest of the stretched code, bound to the request.
    pub digest: Digest32,
    /// From when on it is of no use.
    pub until: Timestamp,
}

impl fmt::Debug for RequestCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "RequestCode(until {:?})", self.until)
    }
}

/// That a request came to stand somewhere.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RequestStep {
    /// Where.
    pub state: RequestState,
    /// When.
    pub at: Timestamp,
}

/// A request of a person about their data. It names nobody but by an opaque id, so that it outlives an erasure as it is.
///
/// ```
/// use clientela::domain::{id::{RequestId, SubjectId}, time::{Date, Moment, Timestamp}};
/// use clientela::domain::request::{Act, ExtensionReason, IdentityProof, Request, RequestKind, RequestState};
/// let (id, ana) = (RequestId::from_bytes([1; 16]), SubjectId::from_bytes([2; 16]));
/// let day = |text: &str| Date::parse(text).map(|day| Moment { at: day.start(), offset_minutes: 0 });
/// let asked = Request::receive(id, ana, RequestKind::Access, Date::parse("2026-01-31")?, day("2026-01-31")?);
/// assert_eq!(asked.due.to_string(), "2026-02-28");
/// let known = asked.after(&Act::Identify(IdentityProof::Document), day("2026-02-02")?)?;
/// let longer = known.after(&Act::Extend(ExtensionReason::Complexity), day("2026-02-03")?)?;
/// assert_eq!((longer.state, longer.due.to_string().as_str()), (RequestState::Verified, "2026-04-30"));
/// # Ok::<(), clientela::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Request {
    /// Its id.
    pub id: RequestId,
    /// Who asks.
    pub subject: SubjectId,
    /// What for.
    pub kind: RequestKind,
    /// Where it stands.
    pub state: RequestState,
    /// The day on which it came.
    pub received: Date,
    /// The last day for the answer.
    pub due: Date,
    /// Why the answer takes longer, where it does.
    pub extended: Option<ExtensionReason>,
    /// The day on which the person objected to a denial, where they did: the period began anew.
    pub contested: Option<Date>,
    /// The day on which it was answered.
    pub answered: Option<Date>,
    /// On which ground it was denied.
    pub ground: Option<DenialGround>,
    /// How it was shown that it is the person.
    pub proof: Option<IdentityProof>,
    /// The code that was made and not used yet.
    pub code: Option<RequestCode>,
    /// How often a code may still be said.
    pub tries: u32,
    /// How often the erasure was begun.
    pub attempts: u32,
    /// While it is blocked the last day on which it is, where known; while it is restricted the last day on which anything stays.
    pub until: Option<Date>,
    /// When it is looked at again by itself.
    pub next: Option<Timestamp>,
    /// Where it stood, one after the other.
    pub steps: Vec<RequestStep>,
    /// Counts its changes.
    pub version: u64,
}

impl Request {
    /// A request that came on a day.
    pub fn receive(id: RequestId, subject: SubjectId, kind: RequestKind, received: Date, now: crate::domain::time::Moment) -> Self {
        Self {
            id,
            subject,
            kind,
            state: RequestState::Requested,
            received,
            due: received.plus_months(MONTHS),
            extended: None,
            contested: None,
            answered: None,
            ground: None,
            proof: None,
            code: None,
            tries: MOST_TRIES,
            attempts: 0,
            until: None,
            next: None,
            steps: vec![RequestStep { state: RequestState::Requested, at: now.at }],
            version: 1,
        }
    }

    /// Whether its last day is over and nobody answered.
    pub fn is_overdue(&self, today: Date) -> bool {
        self.answered.is_none() && self.due < today
    }

    /// The last day for the answer, by what holds of it.
    pub(super) fn deadline(&self) -> Date {
        let more = if self.extended.is_some() { MONTHS_MORE } else { 0 };
        self.contested.unwrap_or(self.received).plus_months(MONTHS + more)
    }

    /// The digest of a stretched code, bound to this request.
    pub fn code_digest(&self, salt: &[u8; 16], stretched: &[u8]) -> Digest32 {
        let mut out = Encoder(Vec::with_capacity(160));
        out.text("clientela-request-code-1");
        for part in [&salt[..], self.id.bytes(), self.subject.bytes(), stretched] {
            out.bytes(part);
        }
        let bytes = zeroize::Zeroizing::new(out.0);
        Sha256::digest(&bytes[..]).into()
    }

    /// What the journal commits to: everything but the code.
    pub fn content_digest(&self) -> Digest32 {
        let mut out = Encoder(Vec::with_capacity(512));
        out.text("clientela-request-1");
        out.bytes(self.id.bytes());
        out.bytes(self.subject.bytes());
        let day = |day: Option<Date>| day.map(|day| day.to_string()).unwrap_or_default();
        let words = [
            self.kind.name(),
            self.state.name(),
            self.extended.map_or("", ExtensionReason::name),
            self.ground.map_or("", DenialGround::name),
            self.proof.map_or("", IdentityProof::name),
        ];
        words.into_iter().for_each(|word| out.text(word));
        let days = [Some(self.received), Some(self.due), self.contested, self.answered, self.until];
        days.into_iter().for_each(|one| out.text(&day(one)));
        out.number(self.tries.into());
        out.number(self.attempts.into());
        out.number(self.next.map_or(i64::MIN, Timestamp::millis));
        for step in &self.steps {
            out.text(step.state.name());
            out.number(step.at.millis());
        }
        Sha256::digest(&out.0).into()
    }
}

/// The request that a new one of this kind would only repeat: it is not answered yet.
pub fn running(requests: &[Request], kind: RequestKind) -> Option<&Request> {
    requests.iter().find(|request| request.kind == kind && !request.state.is_answered())
}
