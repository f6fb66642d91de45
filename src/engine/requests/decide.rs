//! What the central system decides about a request. Knows no SQL.

use crate::domain::change::Context;
use crate::domain::field::Field;
use crate::domain::id::RequestId;
use crate::domain::request::{Act, DenialGround, ExtensionReason, IdentityProof, Request, RequestState};
use crate::domain::setting::{Place, Setting, TypedValue};
use crate::engine::consents::remark;
use crate::engine::customers::known;
use crate::engine::erp::Erp;
use crate::engine::requests::{act_on, found};
use crate::error::{Error, ErrorKind, Result};

/// A decision about a request.
///
/// ```
/// use clientela::{Decision, domain::request::DenialGround};
/// let no = Decision::Deny(DenialGround::Excessive);
/// assert_ne!(no, Decision::Cancel);
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Decision {
    /// It was shown that it is the person, but not by a code.
    Identify(IdentityProof),
    /// Nobody showed it: that is the answer.
    CloseUnverified,
    /// A request that is no erasure is taken on.
    Approve,
    /// The erasure is scheduled: after the days of grace it runs.
    Schedule,
    /// A request that is no erasure is done; or what was kept behind an erasure is gone.
    Complete,
    /// The answer is no.
    Deny(DenialGround),
    /// The answer takes two months longer.
    Extend(ExtensionReason),
    /// The person takes it back.
    Cancel,
    /// The person objects to the answer: it is decided anew.
    Contest,
}

impl Erp {
    /// Decides about a request. What somebody writes to it goes into the journal, and goes with the person.
    ///
    /// # Errors
    /// [`crate::ErrorKind::NotFound`]; those of [`Request::after`]; [`crate::ErrorKind::Invalid`] for words that break their rules.
    pub fn decide_request(&self, id: RequestId, decision: Decision, words: Option<&str>) -> Result<Request> {
        let reason = remark(&self.engine, Field::Reason, words)?;
        if decision == Decision::Complete {
            self.nothing_waits(id)?;
        }
        let act = match decision {
            Decision::Identify(proof) => Act::Identify(proof),
            Decision::CloseUnverified => Act::CloseUnverified,
            Decision::Approve => Act::Approve,
            Decision::Schedule => Act::Schedule { grace_days: self.grace_days()? },
            Decision::Complete => Act::Complete,
            Decision::Deny(ground) => Act::Deny(ground),
            Decision::Extend(reason) => Act::Extend(reason),
            Decision::Cancel => Act::Cancel,
            Decision::Contest => Act::Contest,
        };
        let mut writer = self.engine.store().write()?;
        let subject = found(&mut writer, id)?.subject;
        // Nothing is written about somebody who was erased that nobody would erase any more.
        let reason = reason.filter(|_| known(&mut writer, subject).is_ok_and(|stored| stored.erased.is_none()));
        let request = act_on(&mut writer, &Context { reason, ..self.context() }, id, &act)?;
        writer.commit()?;
        Ok(request)
    }

    /// What was kept of somebody is gone, and not only its day over.
    fn nothing_waits(&self, id: RequestId) -> Result<()> {
        let request = found(&mut self.engine.store().read()?, id)?;
        if request.state == RequestState::Restricted && self.waits(id)? {
            return Err(Error::new(ErrorKind::State, "request.kept_until").with("until", self.engine.now().date()));
        }
        Ok(())
    }

    /// For how many days an erasure can be called off.
    fn grace_days(&self) -> Result<u32> {
        let set = self.engine.settings()?.at(Setting::RequestGraceDays, &Place::Chain);
        let TypedValue::Number(days) = set.unwrap_or_else(|| Setting::RequestGraceDays.default_value()) else { return Ok(0) };
        Ok(u32::try_from(days).unwrap_or(0))
    }
}
