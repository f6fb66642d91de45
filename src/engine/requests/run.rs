//! Erasures that people asked for: planned, looked at again, run. However an erasure ends, its request is there, and it is tried again only so
//! often. Knows no SQL.

use crate::domain::erasure::Plan;
use crate::domain::id::RequestId;
use crate::domain::request::{Act, Request, RequestKind, RequestState};
use crate::domain::time::Date;
use crate::engine::customers::known;
use crate::engine::erp::Erp;
use crate::engine::requests::{act_on, acted, found, last_kept};
use crate::error::{Error, ErrorKind, Result};
use crate::store::{KeptValue, Writer};

/// The most requests that one call runs.
const MOST: usize = 1000;

/// A request and what its erasure would do.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PlannedRequest {
    /// The request: blocked or approved; completed or restricted where the person is gone already.
    pub request: Request,
    /// What goes, what stays, and what stands in the way.
    pub plan: Plan,
}

/// What a run did with a request.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct RequestRun {
    /// Which.
    pub id: RequestId,
    /// Where it stands now: scheduled again, or failed, where the erasure did not succeed. Failed too where it cannot be read.
    pub state: RequestState,
    /// The code of what went wrong, where something did.
    pub problem: Option<&'static str>,
}

/// So many values that no law keeps any more go with one request.
const AT_ONCE: usize = 1000;

impl Erp {
    /// Looks at what an erasure would do, and at what stands in the way: then the request is blocked until nothing does, else approved.
    ///
    /// # Errors
    /// [`crate::ErrorKind::NotFound`]; [`crate::ErrorKind::State`] with `request.not_now`, `request.only_an_erasure`.
    pub fn plan_request(&self, id: RequestId) -> Result<PlannedRequest> {
        let mut writer = self.engine.store().write()?;
        let planned = self.planned(&mut writer, id)?;
        writer.commit()?;
        Ok(planned)
    }

    /// Runs the erasures whose grace is over, looks again at what was blocked, completes what the law let go, and answers whom another order
    /// took. A host calls it once a
    /// day, or more often; call [`Self::purge`] afterwards. What fails is tried again later, and only so often; then it is *failed*, waits
    /// for somebody, and is among those that are due all the same. One that cannot be handled at all is told beside the `limit`, lets the
    /// others go first, and is tried again an hour later.
    ///
    /// # Errors
    /// Those of the store, where not even the request can be written. Done again it goes on where it was.
    pub fn run_requests(&self, limit: usize) -> Result<Vec<RequestRun>> {
        let (now, mut left) = (self.engine.now().at, limit.clamp(1, MOST));
        let (mut runs, mut last) = (Vec::new(), None);
        while left > 0 {
            let Some(turn) = self.engine.store().read()?.request_to_run(now, last)? else { break };
            let (run, handled) = self.run_or_tell(turn.1)?;
            runs.push(run);
            left -= usize::from(handled);
            last = Some(turn);
        }
        for id in self.engine.store().read()?.requests_of_the_gone(left)? {
            runs.push(self.run_or_tell(id)?.0);
        }
        Ok(runs)
    }

    /// One that cannot be handled is told and put off, and the others go on; where nothing can be written at all, nothing does.
    fn run_or_tell(&self, id: RequestId) -> Result<(RequestRun, bool)> {
        let problem = match self.run_request(id) {
            Err(error) if !stops_all(&error) => error.code(),
            run => return run.map(|run| (run, true)),
        };
        let state = match acted(&self.engine, &self.context(), id, &Act::PutOff) {
            Err(error) if stops_all(&error) => return Err(error),
            Err(_) => RequestState::Failed,
            Ok(request) => request.state,
        };
        Ok((RequestRun { id, state, problem: Some(problem) }, false))
    }

    fn run_request(&self, id: RequestId) -> Result<RequestRun> {
        let (request, problem) = match found(&mut self.engine.store().read()?, id)?.state {
            RequestState::Restricted => (self.complete(id)?, None),
            RequestState::Scheduled | RequestState::Running => self.erase_for(id)?,
            _ => (self.plan_request(id)?.request, None),
        };
        Ok(RequestRun { id, state: request.state, problem })
    }

    fn complete(&self, id: RequestId) -> Result<Request> {
        acted(&self.engine, &self.context(), id, &if self.waits(id)? { Act::PutOff } else { Act::Complete })
    }

    /// Lets go what the law lets go now. What was to go by then and is still there is on hold, and lets the request wait: whose it was nobody
    /// knows any more.
    pub(super) fn waits(&self, id: RequestId) -> Result<bool> {
        let until = found(&mut self.engine.store().read()?, id)?.until;
        let was_to_go = |kept: &KeptValue| until.is_none_or(|until| kept.until <= until);
        let is_there = || -> Result<bool> {
            let left = self.engine.store().read()?.no_longer_kept(self.engine.now().date(), 1, &was_to_go)?;
            Ok(!left.is_empty())
        };
        if is_there()? {
            self.let_go(&self.retention()?, AT_ONCE, false)?;
        }
        is_there()
    }

    /// Begins in one transaction, erases in one of its own, and says how that ended in a third. A process that dies in between finds the
    /// request running, and begins again once its time is over.
    fn erase_for(&self, id: RequestId) -> Result<(Request, Option<&'static str>)> {
        let (begun, now) = self.begin(id)?;
        if !now {
            return Ok((begun, None));
        }
        let erased = self.anonymize(begun.subject);
        let problem = erased.as_ref().err().map(Error::code);
        let mut writer = self.engine.store().write()?;
        let act = match erased {
            Ok(_) => Act::Erased { kept: last_kept(&mut writer, begun.subject, self.engine.now().date())? },
            Err(_) => Act::Fail,
        };
        let request = act_on(&mut writer, &self.context(), id, &act)?;
        writer.commit()?;
        Ok((request, problem))
    }

    /// What stands in the way is looked at once more before it begins; tells whether it began now.
    fn begin(&self, id: RequestId) -> Result<(Request, bool)> {
        let mut writer = self.engine.store().write()?;
        let (mut request, mut kept) = (found(&mut writer, id)?, None);
        let waits = request.next.is_some_and(|next| self.engine.now().at < next);
        if request.state == RequestState::Scheduled && !waits {
            let planned = self.planned(&mut writer, id)?;
            (request, kept) = (planned.request, will_be_kept(&planned.plan));
        }
        let begins = matches!(request.state, RequestState::Scheduled | RequestState::Running) && !waits;
        if begins {
            request = act_on(&mut writer, &self.context(), id, &Act::Start { kept })?;
        }
        writer.commit()?;
        let began = begins && request.state == RequestState::Running;
        Ok((request, began))
    }

    fn planned(&self, writer: &mut Writer<'_>, id: RequestId) -> Result<PlannedRequest> {
        let subject = found(writer, id)?.subject;
        let stored = known(writer, subject)?;
        if stored.erased.is_some() && found(writer, id)?.kind == RequestKind::Erasure {
            let kept = last_kept(writer, stored.id, self.engine.now().date())?;
            let request = act_on(writer, &self.context(), id, &Act::Erased { kept })?;
            return Ok(PlannedRequest { request, plan: Plan::default() });
        }
        let plan = self.plan_in(writer, &stored)?;
        // Of what has no known end nobody knows when it is over.
        let until = plan.possible_from().filter(|_| plan.is_blocked()).map(|free| free.plus_days(-1));
        let request = act_on(writer, &self.context(), id, &Act::Plan { blocked: plan.is_blocked(), until })?;
        Ok(PlannedRequest { request, plan })
    }
}

/// Whether nothing can be written at all, so that no other record fares better.
pub(crate) fn stops_all(error: &Error) -> bool {
    matches!(error.kind(), ErrorKind::Busy | ErrorKind::Io | ErrorKind::Unknown)
}

/// The last day on which anything will stay of the person.
fn will_be_kept(plan: &Plan) -> Option<Date> {
    plan.kept().map(|(_, until)| until).max()
}
