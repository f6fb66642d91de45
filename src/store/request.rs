//! Requests of people about their data: each a row that changes and the steps it took. They outlive the person but for the code. Knows no
//! rule.

use crate::domain::field::{Field, RecordKind};
use crate::domain::id::{RequestId, SubjectId};
use crate::domain::journal::{Digest32, EntryKind};
use crate::domain::request::{DenialGround, ExtensionReason, IdentityProof, Request, RequestCode, RequestKind, RequestState, RequestStep};
use crate::domain::time::{Date, Timestamp};
use crate::domain::value::Value;
use crate::error::{Error, ErrorKind, Result};
use crate::store::journal::{Draft, sequence_param};
use crate::store::sql::{Param, Row, damaged};
use crate::store::unit::{Reader, Writer};

/// Which requests are wanted, in the order of their last days.
///
/// ```
/// use clientela::{RequestQuery, domain::time::Date};
/// let this_week = RequestQuery { due_until: Some(Date::parse("2026-07-05")?), ..RequestQuery::default() };
/// assert!(!this_week.answered && this_week.limit == 100);
/// # Ok::<(), clientela::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RequestQuery {
    /// Only those whose last day is this one or an earlier.
    pub due_until: Option<Date>,
    /// Only those that stand here.
    pub state: Option<RequestState>,
    /// Those that were answered too.
    pub answered: bool,
    /// Only behind this one: the key of the page before.
    pub after: Option<(Date, RequestId)>,
    /// At most so many.
    pub limit: usize,
}

impl Default for RequestQuery {
    fn default() -> Self {
        Self { due_until: None, state: None, answered: false, after: None, limit: 100 }
    }
}

/// When it is a request's turn, and which.
pub(crate) type Turn = (Timestamp, RequestId);

/// The query of requests, in the order [`read_request`] reads.
macro_rules! requests {
    ($which:literal) => {
        concat!(
            "SELECT id, subject, kind, request_state, received, due, extended, contested, answered, ground, proof, code_salt, code_digest, ",
            "code_until, tries, attempts, until, next, version FROM request ",
            $which
        )
    };
}

pub(super) fn day(row: &dyn Row, column: usize) -> Result<Option<Date>> {
    row.text_opt(column)?.map(|text| Date::parse(text).map_err(|_| damaged())).transpose()
}

fn word<T>(row: &dyn Row, column: usize, read: fn(&str) -> Option<T>) -> Result<Option<T>> {
    row.text_opt(column)?.map(|text| read(text).ok_or_else(damaged)).transpose()
}

fn read_request(row: &dyn Row) -> Result<Request> {
    let code = match (row.array_opt(11)?, row.array_opt(12)?, row.int_opt(13)?) {
        (Some(salt), Some(digest), Some(until)) => Some(RequestCode { salt, digest, until: Timestamp::from_millis(until) }),
        _ => None,
    };
    Ok(Request {
        id: RequestId::from_bytes(row.array(0)?),
        subject: SubjectId::from_bytes(row.array(1)?),
        kind: row.word(2, RequestKind::from_name)?,
        state: row.word(3, RequestState::from_name)?,
        received: day(row, 4)?.ok_or_else(damaged)?,
        due: day(row, 5)?.ok_or_else(damaged)?,
        extended: word(row, 6, ExtensionReason::from_name)?,
        contested: day(row, 7)?,
        answered: day(row, 8)?,
        ground: word(row, 9, DenialGround::from_name)?,
        proof: word(row, 10, IdentityProof::from_name)?,
        code,
        tries: row.number(14)?,
        attempts: row.number(15)?,
        until: day(row, 16)?,
        next: row.int_opt(17)?.map(Timestamp::from_millis),
        steps: Vec::new(),
        version: row.number(18)?,
    })
}

fn read_step(row: &dyn Row) -> Result<RequestStep> {
    Ok(RequestStep { state: row.word(0, RequestState::from_name)?, at: Timestamp::from_millis(row.int(1)?) })
}

impl Reader<'_> {
    /// A request.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn request(&mut self, id: RequestId) -> Result<Option<Request>> {
        let found = self.one(requests!("WHERE id = $1"), &[id.bytes().into()], read_request)?;
        found.map(|request| self.with_steps(request)).transpose()
    }

    /// The requests of a person and of everybody merged with them, oldest first.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn requests_of(&mut self, subject: SubjectId) -> Result<Vec<Request>> {
        let mut found = Vec::new();
        for side in self.same_as(subject)? {
            for request in self.all(requests!("WHERE subject = $1"), &[(&side).into()], read_request)? {
                found.push(self.with_steps(request)?);
            }
        }
        found.sort_by_key(|request| (request.received, request.id));
        Ok(found)
    }

    /// A page of requests, those first that are due first.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn requests(&mut self, query: &RequestQuery) -> Result<Vec<Request>> {
        let open = requests!(
            "WHERE answered IS NULL AND (due, id) > ($1, $2) AND due <= $3 AND ($4 = '' OR request_state = $4) ORDER BY due, id LIMIT $5"
        );
        let all = requests!("WHERE (due, id) > ($1, $2) AND due <= $3 AND ($4 = '' OR request_state = $4) ORDER BY due, id LIMIT $5");
        let (after, id) = query.after.map_or((String::new(), [0; 16]), |(due, id)| (due.to_string(), *id.bytes()));
        let until = query.due_until.map_or_else(|| "9999-12-31".to_owned(), |day| day.to_string());
        let limit = i64::try_from(query.limit).unwrap_or(i64::MAX);
        let state = query.state.map_or("", RequestState::name);
        let params: [Param<'_>; 5] = [(&after).into(), (&id).into(), (&until).into(), state.into(), limit.into()];
        let found = self.all(if query.answered { all } else { open }, &params, read_request)?;
        found.into_iter().map(|request| self.with_steps(request)).collect()
    }

    /// The next one behind another that is looked at again by itself until an instant, the longest waiting first.
    pub(crate) fn request_to_run(&mut self, now: Timestamp, after: Option<Turn>) -> Result<Option<Turn>> {
        let sql = "SELECT next, id FROM request WHERE next <= $1 AND (next, id) > ($2, $3) ORDER BY next, id LIMIT 1";
        let (next, id) = after.map_or((Timestamp::from_millis(i64::MIN), [0; 16]), |(next, id)| (next, *id.bytes()));
        let params: [Param<'_>; 3] = [now.into(), next.into(), (&id).into()];
        self.one(sql, &params, |row| Ok((Timestamp::from_millis(row.int(0)?), RequestId::from_bytes(row.array(1)?))))
    }

    /// Erasures that nobody answered, of persons who are gone by another order, and that wait for nothing; those first that are due first.
    pub(crate) fn requests_of_the_gone(&mut self, most: usize) -> Result<Vec<RequestId>> {
        let sql = "SELECT r.id FROM request AS r JOIN subject AS s ON s.id = r.subject WHERE r.answered IS NULL AND r.next IS NULL \
                   AND r.kind = 'erasure' AND s.erased IS NOT NULL ORDER BY r.due, r.id LIMIT $1";
        let limit = i64::try_from(most).unwrap_or(i64::MAX);
        self.all(sql, &[limit.into()], |row| Ok(RequestId::from_bytes(row.array(0)?)))
    }

    fn with_steps(&mut self, mut request: Request) -> Result<Request> {
        let sql = "SELECT state, at FROM request_step WHERE request = $1 ORDER BY position";
        request.steps = self.all(sql, &[request.id.bytes().into()], read_step)?;
        Ok(request)
    }

    /// The digest of a request as stored, for the verification of the journal.
    pub(super) fn request_digest(&mut self, id: &str) -> Result<Option<Digest32>> {
        let id = RequestId::parse(id).map_err(|_| damaged())?;
        Ok(self.request(id)?.map(|request| request.content_digest()))
    }

    /// Every request: of each its chain must tell.
    pub(super) fn all_requests(&mut self) -> Result<Vec<RequestId>> {
        self.all("SELECT id FROM request", &[], |row| Ok(RequestId::from_bytes(row.array(0)?)))
    }
}

impl Writer<'_> {
    /// Makes or changes a request: the version says on which one it was decided.
    pub(super) fn put_request(&mut self, request: &Request) -> Result<Draft> {
        let before = self.one("SELECT request_state FROM request WHERE id = $1", &[request.id.bytes().into()], |row| {
            row.word(0, RequestState::from_name)
        })?;
        if self.write_request(request, before.is_some())? == 0 {
            return Err(Error::new(ErrorKind::Conflict, "record.changed_meanwhile").with("record", RecordKind::Request.name()));
        }
        self.write_steps(request)?;
        let kind = if before.is_some() { EntryKind::Changed } else { EntryKind::Created };
        let mut draft = Draft::of(kind, RecordKind::Request, request.id.to_string(), Some(request.subject));
        draft.content = Some(request.content_digest());
        if before != Some(request.state) {
            let state = |state: RequestState| Value::from(state.name());
            draft.values.push((Field::RequestState, 0, before.map_or(Value::Null, state), state(request.state)));
        }
        Ok(draft)
    }

    fn write_request(&mut self, request: &Request, known: bool) -> Result<usize> {
        let insert = "INSERT INTO request (subject, kind, request_state, received, due, extended, contested, answered, ground, proof, code_salt, \
                      code_digest, code_until, tries, attempts, until, next, version, id) \
                      VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19)";
        let update = "UPDATE request SET subject = $1, kind = $2, request_state = $3, received = $4, due = $5, extended = $6, contested = $7, \
                      answered = $8, ground = $9, proof = $10, code_salt = $11, code_digest = $12, code_until = $13, tries = $14, \
                      attempts = $15, until = $16, next = $17, version = $18 WHERE id = $19 AND version = $18 - 1";
        let text = |day: Option<Date>| day.map(|day| day.to_string());
        let days = [Some(request.received), Some(request.due), request.contested, request.answered, request.until].map(text);
        let [received, due, contested, answered, until] = days.each_ref().map(|day| Param::from(day.as_deref()));
        let code = request.code.as_ref();
        let params: [Param<'_>; 19] = [
            (&request.subject).into(),
            request.kind.name().into(),
            request.state.name().into(),
            received,
            due,
            request.extended.map(ExtensionReason::name).into(),
            contested,
            answered,
            request.ground.map(DenialGround::name).into(),
            request.proof.map(IdentityProof::name).into(),
            code.map(|code| &code.salt).into(),
            code.map(|code| &code.digest).into(),
            code.map(|code| code.until).into(),
            i64::from(request.tries).into(),
            i64::from(request.attempts).into(),
            until,
            request.next.into(),
            sequence_param(request.version),
            request.id.bytes().into(),
        ];
        self.session.execute(if known { update } else { insert }, &params)
    }

    /// The steps that are not there yet.
    fn write_steps(&mut self, request: &Request) -> Result<()> {
        let sql = "INSERT INTO request_step (request, position, state, at) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING";
        (0..).zip(&request.steps).try_for_each(|(position, step)| {
            let params: [Param<'_>; 4] = [request.id.bytes().into(), Param::Int(position), step.state.name().into(), step.at.into()];
            self.session.execute(sql, &params).map(drop)
        })
    }
}
