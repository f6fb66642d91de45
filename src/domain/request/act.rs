//! What may come next of a request: one function from where it stands to where it stands then, or why not.

use super::state::{CODE_MINUTES, Request, RequestCode, RequestStep};
use super::words::{DenialGround, ExtensionReason, IdentityProof, RequestKind, RequestState};
use crate::domain::journal::Digest32;
use crate::domain::time::{Date, Moment, Timestamp};
use crate::error::{Error, ErrorKind, Result, Violation};

/// So often an erasure is begun before it is said to have failed.
pub const MOST_ATTEMPTS: u32 = 5;

/// In milliseconds.
const MINUTE: i64 = 60_000;

/// An erasure that began so long ago was interrupted.
const LEASE_MINUTES: i64 = 10;

/// After a failure the next attempt waits so long, and each time twice as long as before.
const WAIT_MINUTES: i64 = 30;

/// What is blocked is looked at again at least so often.
const RECHECK_DAYS: i64 = 7;

/// What could not be handled lets others go first for so long.
const PUT_OFF_MINUTES: i64 = 60;

/// What somebody does with a request.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Act {
    /// A code is made, to be sent to the person; one that was made before is of no use any more.
    MakeCode {
        /// The salt of its digest.
        salt: [u8; 16],
        /// Its digest, by [`Request::code_digest`].
        digest: Digest32,
    },
    /// Somebody says a code: it is counted before it is looked at.
    Try,
    /// The code that was said is the right one, or is not.
    Said {
        /// Whether it is.
        right: bool,
    },
    /// It was shown otherwise that it is the person.
    Identify(IdentityProof),
    /// Nobody showed it: that is the answer.
    CloseUnverified,
    /// What an erasure would do was looked at.
    Plan {
        /// Whether anything stands in the way.
        blocked: bool,
        /// The last day on which it does, where known.
        until: Option<Date>,
    },
    /// Somebody takes on a request that is no erasure.
    Approve,
    /// The erasure gets its time.
    Schedule {
        /// For so many days it can be called off.
        grace_days: u32,
    },
    /// The erasure begins.
    Start {
        /// The last day on which a law will keep anything of the person.
        kept: Option<Date>,
    },
    /// It did not succeed.
    Fail,
    /// It was its turn and it could not be handled: others go first. Where it stands does not change.
    PutOff,
    /// The person is gone, by this request or by another order.
    Erased {
        /// The last day on which a law keeps anything of them; none: nothing stays.
        kept: Option<Date>,
    },
    /// It is done: what was kept went too; of another request, that somebody did what was asked.
    Complete,
    /// The answer is no.
    Deny(DenialGround),
    /// The answer takes two months longer.
    Extend(ExtensionReason),
    /// The person takes it back.
    Cancel,
    /// The person objects to the answer.
    Contest,
}

impl Act {
    /// In a word, for errors.
    fn name(&self) -> &'static str {
        match self {
            Self::MakeCode { .. } => "make_code",
            Self::Try | Self::Said { .. } => "say_code",
            Self::Identify(_) => "identify",
            Self::CloseUnverified => "close_unverified",
            Self::Plan { .. } => "plan",
            Self::Approve => "approve",
            Self::Schedule { .. } => "schedule",
            Self::Start { .. } => "start",
            Self::Fail => "fail",
            Self::PutOff => "put_off",
            Self::Erased { .. } => "erased",
            Self::Complete => "complete",
            Self::Deny(_) => "deny",
            Self::Extend(_) => "extend",
            Self::Cancel => "cancel",
            Self::Contest => "contest",
        }
    }
}

impl Request {
    /// The request after this. What changes nothing gives the same request.
    ///
    /// # Errors
    /// [`ErrorKind::State`] with `request.not_now` (with the state), `request.only_an_erasure`, `request.not_an_erasure`,
    /// `request.no_code`, `request.code_expired`, `request.tries_used_up`, `request.in_grace`, `request.kept_until`,
    /// `request.extended_already`, `request.too_late_to_extend`, `request.contested_already`; [`ErrorKind::Invalid`] with
    /// `request.ground_is_for_others`, `request.proof_is_the_code`.
    pub fn after(&self, act: &Act, now: Moment) -> Result<Self> {
        self.allows(act)?;
        let mut next = self.clone();
        match act {
            Act::MakeCode { salt, digest } => next.take_code(*salt, *digest, now)?,
            Act::Try => next.count_try(now)?,
            Act::Said { right: true } => next.known_by(IdentityProof::Code, now),
            Act::Said { right: false } if next.tries == 0 => next.answer(RequestState::ClosedUnverified, now),
            Act::Said { right: false } => {}
            Act::Identify(IdentityProof::Code) => return Err(Violation::new("proof", "request.proof_is_the_code").into()),
            Act::Identify(proof) => next.known_by(*proof, now),
            Act::CloseUnverified => next.answer(RequestState::ClosedUnverified, now),
            Act::Plan { blocked, until } => next.plan(*blocked, *until, now),
            Act::Approve => next.stand(RequestState::Approved, now),
            Act::Schedule { grace_days } => next.schedule(*grace_days, now),
            Act::Start { kept } => next.start(*kept, now)?,
            Act::Fail => next.fail(now),
            Act::PutOff => next.put_off(now),
            Act::Erased { kept } => next.erased(*kept, now),
            Act::Complete => next.complete(now)?,
            Act::Deny(ground) => next.deny(*ground, now)?,
            Act::Extend(reason) => next.extend(*reason, now)?,
            Act::Cancel => next.answer(RequestState::Cancelled, now),
            Act::Contest => next.contest(now)?,
        }
        if next != *self {
            next.version += 1;
        }
        Ok(next)
    }

    /// Whether where it stands lets this come next.
    fn allows(&self, act: &Act) -> Result<()> {
        use RequestState as S;
        let (erasure, state) = (self.kind == RequestKind::Erasure, self.state);
        let only = |good: bool, code| if good { Ok(()) } else { Err(Error::new(ErrorKind::State, code)) };
        let fits = match act {
            Act::MakeCode { .. } | Act::Identify(_) | Act::CloseUnverified => state.is_unproven(),
            Act::Try | Act::Said { .. } => state == S::Unverified,
            Act::Plan { .. } => {
                only(erasure, "request.only_an_erasure")?;
                matches!(state, S::Verified | S::Planned | S::Blocked | S::Approved | S::Scheduled)
            }
            Act::Approve => {
                only(!erasure, "request.not_an_erasure")?;
                state == S::Verified
            }
            Act::Schedule { .. } => {
                only(erasure, "request.only_an_erasure")?;
                matches!(state, S::Approved | S::Failed)
            }
            Act::Start { .. } => matches!(state, S::Scheduled | S::Running),
            Act::Fail => state == S::Running,
            Act::PutOff => true,
            Act::Erased { .. } => erasure && !state.is_answered(),
            Act::Complete if erasure => state == S::Restricted,
            Act::Complete => matches!(state, S::Verified | S::Approved),
            Act::Deny(_) | Act::Cancel => !state.is_answered() && state != S::Running,
            Act::Extend(_) => !state.is_answered(),
            Act::Contest => matches!(state, S::Denied | S::ClosedUnverified),
        };
        let not_now = || Error::new(ErrorKind::State, "request.not_now").with("state", state.name()).with("act", act.name());
        if fits { Ok(()) } else { Err(not_now()) }
    }

    fn stand(&mut self, state: RequestState, now: Moment) {
        if self.state != state {
            self.state = state;
            self.steps.push(RequestStep { state, at: now.at });
        }
    }

    /// An end that the person is told of.
    fn answer(&mut self, state: RequestState, now: Moment) {
        self.stand(state, now);
        self.answered = Some(now.date());
        (self.code, self.until, self.next) = (None, None, None);
    }

    fn take_code(&mut self, salt: [u8; 16], digest: Digest32, now: Moment) -> Result<()> {
        if self.tries == 0 {
            return Err(Error::new(ErrorKind::State, "request.tries_used_up"));
        }
        self.code = Some(RequestCode { salt, digest, until: later(now.at, CODE_MINUTES) });
        self.stand(RequestState::Unverified, now);
        Ok(())
    }

    fn count_try(&mut self, now: Moment) -> Result<()> {
        let code = self.code.ok_or_else(|| Error::new(ErrorKind::State, "request.no_code"))?;
        if self.tries == 0 {
            return Err(Error::new(ErrorKind::State, "request.tries_used_up"));
        }
        if now.at >= code.until {
            return Err(Error::new(ErrorKind::State, "request.code_expired"));
        }
        self.tries -= 1;
        Ok(())
    }

    fn known_by(&mut self, proof: IdentityProof, now: Moment) {
        (self.proof, self.code) = (Some(proof), None);
        self.stand(RequestState::Verified, now);
    }

    fn plan(&mut self, blocked: bool, until: Option<Date>, now: Moment) {
        if self.state == RequestState::Verified {
            self.stand(RequestState::Planned, now);
        }
        if blocked {
            let again = now.at.plus_days(RECHECK_DAYS);
            let free = until.map(|last| behind(last, now)).filter(|free| *free > now.at);
            (self.until, self.next) = (until, Some(free.map_or(again, |free| free.min(again))));
            self.stand(RequestState::Blocked, now);
        } else if matches!(self.state, RequestState::Planned | RequestState::Blocked) {
            (self.until, self.next) = (None, None);
            self.stand(RequestState::Approved, now);
        }
    }

    fn schedule(&mut self, grace_days: u32, now: Moment) {
        self.attempts = 0;
        self.next = Some(now.at.plus_days(grace_days.into()));
        self.stand(RequestState::Scheduled, now);
    }

    /// What will be kept is known before; once it was interrupted, the person may be gone already.
    fn start(&mut self, kept: Option<Date>, now: Moment) -> Result<()> {
        if self.next.is_some_and(|next| now.at < next) {
            return Err(Error::new(ErrorKind::State, "request.in_grace"));
        }
        if self.attempts >= MOST_ATTEMPTS {
            self.give_up(now);
            return Ok(());
        }
        if self.state == RequestState::Scheduled {
            self.until = kept;
        }
        self.attempts += 1;
        self.next = Some(later(now.at, LEASE_MINUTES));
        self.stand(RequestState::Running, now);
        Ok(())
    }

    /// The next attempt waits, each time twice as long; after the last somebody has to look.
    fn fail(&mut self, now: Moment) {
        if self.attempts >= MOST_ATTEMPTS {
            return self.give_up(now);
        }
        self.next = Some(later(now.at, WAIT_MINUTES << self.attempts.saturating_sub(1).min(MOST_ATTEMPTS)));
        self.stand(RequestState::Scheduled, now);
    }

    /// What waits for a later time waits for it still.
    fn put_off(&mut self, now: Moment) {
        if self.next.is_some_and(|next| next <= now.at) {
            self.next = Some(later(now.at, PUT_OFF_MINUTES));
        }
    }

    fn give_up(&mut self, now: Moment) {
        self.next = None;
        self.stand(RequestState::Failed, now);
    }

    fn erased(&mut self, kept: Option<Date>, now: Moment) {
        let begun = self.until.filter(|_| self.state == RequestState::Running);
        match kept.or(begun).filter(|last| *last >= now.date()) {
            None => self.answer(RequestState::Completed, now),
            Some(last) => {
                self.answer(RequestState::Restricted, now);
                (self.until, self.next) = (Some(last), Some(behind(last, now)));
            }
        }
    }

    fn complete(&mut self, now: Moment) -> Result<()> {
        if let Some(until) = self.until.filter(|last| *last >= now.date()) {
            return Err(Error::new(ErrorKind::State, "request.kept_until").with("until", until));
        }
        let answered = self.answered;
        self.answer(RequestState::Completed, now);
        self.answered = answered.or(self.answered);
        Ok(())
    }

    fn deny(&mut self, ground: DenialGround, now: Moment) -> Result<()> {
        if !ground.is_for(self.kind) {
            return Err(Violation::new("ground", "request.ground_is_for_others").into());
        }
        self.ground = Some(ground);
        self.answer(RequestState::Denied, now);
        Ok(())
    }

    /// The person is told of it within the first month, so it is too late afterwards.
    fn extend(&mut self, reason: ExtensionReason, now: Moment) -> Result<()> {
        if self.extended.is_some() {
            return Err(Error::new(ErrorKind::State, "request.extended_already"));
        }
        if now.date() > self.due {
            return Err(Error::new(ErrorKind::State, "request.too_late_to_extend"));
        }
        self.extended = Some(reason);
        self.due = self.deadline();
        Ok(())
    }

    /// It is decided anew, within a month anew.
    fn contest(&mut self, now: Moment) -> Result<()> {
        if self.contested.is_some() {
            return Err(Error::new(ErrorKind::State, "request.contested_already"));
        }
        (self.contested, self.extended, self.answered, self.ground) = (Some(now.date()), None, None, None);
        self.due = self.deadline();
        self.tries = super::state::MOST_TRIES;
        let known = self.proof.is_some();
        self.stand(if known { RequestState::Verified } else { RequestState::Requested }, now);
        Ok(())
    }
}

fn later(at: Timestamp, minutes: i64) -> Timestamp {
    Timestamp::from_millis(at.millis().saturating_add(minutes.saturating_mul(MINUTE)))
}

/// When a day is over, where the moment is.
fn behind(last: Date, now: Moment) -> Timestamp {
    let midnight = last.plus_days(1).start().millis();
    Timestamp::from_millis(midnight.saturating_sub(i64::from(now.offset_minutes) * 60_000))
}
