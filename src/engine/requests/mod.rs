//! Requests of people about their data, at both doors: recorded where somebody asks, decided by the central system. Knows no SQL.

mod decide;
mod identity;
mod run;

use crate::domain::change::{Change, Context};
use crate::domain::field::RecordKind;
use crate::domain::id::{Code, RequestId, SubjectId};
use crate::domain::journal::EntryKind;
use crate::domain::request::{Act, Request, RequestKind, running};
use crate::domain::rights::Right;
use crate::domain::time::Date;
use crate::engine::certificate::outcome_of;
use crate::engine::customers::known;
use crate::engine::desk::Desk;
use crate::engine::erp::Erp;
use crate::engine::open::Engine;
use crate::error::{Error, ErrorKind, Result, Violation};
use crate::store::{Reader, RequestQuery, Writer};

pub use decide::Decision;
pub use identity::RequestMessage;
pub(crate) use run::stops_all;
pub use run::{PlannedRequest, RequestRun};

/// No page of requests is longer.
const LONGEST_PAGE: usize = 1000;

/// A request that was recorded.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReceivedRequest {
    /// The request; where one like it runs already, that one.
    pub request: Request,
    /// Whether one like it ran already: nothing new was begun.
    pub repeated: bool,
}

/// A page of requests.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RequestPage {
    /// The requests, those first that are due first.
    pub requests: Vec<Request>,
    /// Where the next page begins; none after the last.
    pub next: Option<(Date, RequestId)>,
}

impl Desk {
    /// Records what somebody asks for at the counter. A second time while the first one runs it begins nothing new. Erasing somebody who
    /// was erased already is success: the request is completed at once, or restricted as long as a law keeps anything.
    ///
    /// ```
    /// # use std::sync::Arc;
    /// # use clientela::{Engine, Options, Seat, StandingClock};
    /// # use clientela::domain::{field::Field, id::Code, rights::Rights};
    /// use clientela::{Decision, domain::request::{RequestKind, RequestState}};
    /// # let folder = tempfile::tempdir()?;
    /// # let clock = Arc::new(StandingClock::new(1_782_892_800_000, 120));
    /// # let engine = Engine::open(folder.path().join("shop.db"), Options::new(clock.clone()))?;
    /// # let [branch, station, operator] = ["berlin", "till-1", "jane"].map(Code::parse);
    /// # let desk = engine.desk(Seat { branch: branch?, station: station?, operator: operator?, rights: Rights::all() })?;
    /// # let mut draft = desk.new_customer("private")?;
    /// # draft.set(Field::FamilyName, "Lee");
    /// # let lee = desk.save(&mut draft)?.id;
    /// let asked = desk.receive_request(lee, RequestKind::Erasure)?.request;
    /// assert_eq!((asked.received.to_string().as_str(), asked.due.to_string().as_str()), ("2026-07-01", "2026-08-01"));
    /// assert!(desk.receive_request(lee, RequestKind::Erasure)?.repeated);
    /// desk.identify_request(asked.id)?; // the identity card was seen
    ///
    /// let erp = engine.erp(Code::parse("erp")?);
    /// assert_eq!(erp.plan_request(asked.id)?.request.state, RequestState::Approved);
    /// erp.decide_request(asked.id, Decision::Schedule, None)?; // for a week it can be called off
    /// assert!(erp.run_requests(10)?.is_empty());
    /// clock.set(1_782_892_800_000 + 7 * 86_400_000);
    /// assert_eq!(erp.run_requests(10)?[0].state, RequestState::Completed);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::NotPermitted`] without the right to edit customers; [`ErrorKind::NotFound`]; [`ErrorKind::Erased`] where anything but
    /// erasure is asked of somebody who was erased.
    pub fn receive_request(&self, subject: SubjectId, kind: RequestKind) -> Result<ReceivedRequest> {
        self.require(Right::EditCustomers)?;
        receive(&self.engine, &self.context(), subject, kind, self.engine.now().date())
    }

    /// The requests of a person, oldest first: where each stands and until when it is answered.
    ///
    /// # Errors
    /// [`ErrorKind::NotPermitted`] without the right to read customers; [`ErrorKind::NotFound`].
    pub fn requests(&self, subject: SubjectId) -> Result<Vec<Request>> {
        self.require(Right::ReadCustomers)?;
        requests_of(&self.engine, subject)
    }

    /// A request.
    ///
    /// # Errors
    /// [`ErrorKind::NotPermitted`] without the right to read customers; [`ErrorKind::NotFound`] with `request.unknown`.
    pub fn request(&self, id: RequestId) -> Result<Request> {
        self.require(Right::ReadCustomers)?;
        found(&mut self.engine.store().read()?, id)
    }

    /// Calls a request off because the person says so at the counter.
    ///
    /// # Errors
    /// [`ErrorKind::NotPermitted`] without the right to edit customers; [`ErrorKind::NotFound`]; [`ErrorKind::State`] with
    /// `request.not_now` where it was answered, or runs.
    pub fn cancel_request(&self, id: RequestId) -> Result<Request> {
        self.require(Right::EditCustomers)?;
        acted(&self.engine, &self.context(), id, &Act::Cancel)
    }
}

impl Erp {
    /// As [`Desk::receive_request`], for a letter, an e-mail or the portal; it may have come on an earlier day, which the period runs from.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`], [`ErrorKind::Erased`]; [`ErrorKind::Invalid`] with `date.in_future`.
    pub fn receive_request(&self, subject: SubjectId, kind: RequestKind, received: Option<Date>) -> Result<ReceivedRequest> {
        let today = self.engine.now().date();
        let received = received.unwrap_or(today);
        if received > today {
            return Err(Violation::new("date", "date.in_future").into());
        }
        receive(&self.engine, &self.context(), subject, kind, received)
    }

    /// A page of requests, those first that are due first.
    ///
    /// # Errors
    /// Those of reading.
    pub fn requests(&self, query: &RequestQuery) -> Result<RequestPage> {
        let limit = query.limit.clamp(1, LONGEST_PAGE);
        let mut requests = self.engine.store().read()?.requests(&RequestQuery { limit: limit + 1, ..query.clone() })?;
        let more = requests.len() > limit;
        requests.truncate(limit);
        let next = requests.last().filter(|_| more).map(|request| (request.due, request.id));
        Ok(RequestPage { requests, next })
    }

    /// The requests of a person, oldest first; also of somebody who was erased.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`].
    pub fn requests_of(&self, subject: SubjectId) -> Result<Vec<Request>> {
        requests_of(&self.engine, subject)
    }

    /// A request.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] with `request.unknown`.
    pub fn request(&self, id: RequestId) -> Result<Request> {
        found(&mut self.engine.store().read()?, id)
    }
}

fn requests_of(engine: &Engine, subject: SubjectId) -> Result<Vec<Request>> {
    let mut reader = engine.store().read()?;
    let subject = known(&mut reader, subject)?.id;
    reader.requests_of(subject)
}

fn found(reader: &mut Reader<'_>, id: RequestId) -> Result<Request> {
    reader.request(id)?.ok_or_else(|| Error::new(ErrorKind::NotFound, "request.unknown"))
}

fn receive(engine: &Engine, context: &Context, subject: SubjectId, kind: RequestKind, received: Date) -> Result<ReceivedRequest> {
    let mut writer = engine.store().write()?;
    let stored = known(&mut writer, subject)?;
    if let Some(request) = running(&writer.requests_of(stored.id)?, kind) {
        let (code, subject) = (Code::parse(&request.id.to_string())?, Some(request.subject));
        let again = Change::Happened { what: EntryKind::Recorded, kind: RecordKind::Request, code, subject };
        writer.apply(context, &[again])?;
        writer.commit()?;
        return Ok(ReceivedRequest { request: request.clone(), repeated: true });
    }
    let id = RequestId::make(context.now.at, engine.draw()?);
    let mut request = Request::receive(id, stored.id, kind, received, context.now);
    if stored.erased.is_some() {
        if kind != RequestKind::Erasure {
            return Err(Error::new(ErrorKind::Erased, "customer.anonymized"));
        }
        let kept = last_kept(&mut writer, stored.id, context.now.date())?;
        request = Request { version: 1, ..request.after(&Act::Erased { kept }, context.now)? };
    }
    put(&mut writer, context, &request)?;
    writer.commit()?;
    Ok(ReceivedRequest { request, repeated: false })
}

/// The last day on which a law keeps anything of somebody who was erased, by whatever order. Where nobody wrote down what stayed of them (a
/// restored backup, an older version) the last of everybody's: what is still there is never said to be gone.
///
/// Where that day is over and what was to go by then is there still, on hold or because no run came, it is today.
fn last_kept(reader: &mut Reader<'_>, subject: SubjectId, today: Date) -> Result<Option<Date>> {
    let last = match outcome_of(reader, subject)? {
        Some(outcome) => outcome.kept.iter().filter_map(|kept| kept.until).max(),
        None => reader.last_kept()?,
    };
    let Some(over) = last.filter(|last| *last < today) else { return Ok(last) };
    let is_there = !reader.no_longer_kept(today, 1, &|kept| kept.until <= over)?.is_empty();
    Ok(Some(if is_there { today } else { over }))
}

/// Writes a request as it is now.
fn put(writer: &mut Writer<'_>, context: &Context, request: &Request) -> Result<()> {
    writer.apply(context, &[Change::Request(Box::new(request.clone()))]).map(drop)
}

/// A request after an act, in one transaction.
fn acted(engine: &Engine, context: &Context, id: RequestId, act: &Act) -> Result<Request> {
    let mut writer = engine.store().write()?;
    let request = act_on(&mut writer, context, id, act)?;
    writer.commit()?;
    Ok(request)
}

/// The same in a transaction that goes on. What changes nothing writes nothing.
fn act_on(writer: &mut Writer<'_>, context: &Context, id: RequestId, act: &Act) -> Result<Request> {
    let before = found(writer, id)?;
    let after = before.after(act, context.now)?;
    if after != before {
        put(writer, context, &after)?;
    }
    Ok(after)
}
