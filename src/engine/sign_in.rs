//! Signing in, switching and unlocking: a try is counted first, then hashed outside any transaction, then settled. Knows no SQL and
//! computes no hash itself.

use crate::domain::change::{Change, Context, Door, FieldChange};
use crate::domain::field::{Field, RecordKind};
use crate::domain::id::{Code, SubjectId};
use crate::domain::journal::EntryKind;
use crate::domain::password::{Hash, LONGEST_PASSWORD};
use crate::domain::rights::{Right, Rights};
use crate::domain::sign_in::{Guard, LONGEST_NAME};
use crate::domain::time::Timestamp;
use crate::engine::desk::{Desk, Seat};
use crate::engine::erp::Erp;
use crate::engine::open::Engine;
use crate::engine::passwords::{Cost, accept, matches, our_hash, spend, usual_cost};
use crate::engine::session::{Proof, Session, refused};
use crate::error::{Error, ErrorKind, Result, Violation};
use crate::store::sql::damaged;
use crate::store::{GuardOf, Reader, Record, Writer};

/// One try to sign in, counted already.
struct Attempt<'a> {
    station: &'a Code,
    branch: Code,
    /// Who has the name, also when they may not sign in.
    operator: Option<Code>,
    /// What must match, where they may.
    candidate: Option<Candidate>,
    /// What most hashes of the store cost.
    usual: Cost,
    /// For how many seconds nobody gets in, and what is locked.
    locked: Option<(i64, &'static str)>,
    /// Whose wrong tries this one was counted among, and whether it locked them.
    guards: Guarded,
}

/// Whose wrong tries were counted, and whether that locked them.
type Guarded = Vec<(GuardOf, bool)>;

/// What an operator's password is checked against.
struct Candidate {
    hash: Hash,
    source: Option<String>,
}

impl Engine {
    /// The door for an operator who types user name and password at a station (W11). Works offline. A hash of an old scheme becomes
    /// one of ours. The password is taken as typed.
    ///
    /// Unknown names, wrong passwords, and operators who are locked or left upstream are refused alike, at the cost of one hash.
    /// Five wrong tries lock the name and the station for a minute, each further one for twice as long, up to fifteen minutes.
    ///
    /// # Errors
    /// [`ErrorKind::SignIn`]: `sign_in.refused`, `sign_in.locked` with `seconds` and `what`, `station.unknown`, `station.closed`, `branch.closed`;
    /// [`ErrorKind::Invalid`] for a text that is too long; [`ErrorKind::Limit`] where there is no memory for the hash.
    pub fn sign_in(&self, station: &Code, user_name: &str, password: &str) -> Result<Desk> {
        for (field, text, max) in [("user_name", user_name, LONGEST_NAME), ("password", password, LONGEST_PASSWORD)] {
            if text.len() > max {
                return Err(Violation::new(field, "too_long").with("max", max).into());
            }
        }
        let attempt = self.count_try(station, user_name)?;
        let proven = attempt.check(password)?;
        match (attempt.locked, proven) {
            (Some((seconds, what)), _) => Err(refused("sign_in.locked").with("seconds", seconds).with("what", what)),
            (None, false) => self.settle_wrong(&attempt),
            (None, true) => self.settle_right(&attempt, password),
        }
    }

    /// Counts the try before anything is hashed: guesses made at the same time are counted each.
    fn count_try<'a>(&self, station: &'a Code, user_name: &str) -> Result<Attempt<'a>> {
        let (branch, now) = (self.branch_of(station)?, self.now().at);
        let mut writer = self.store().write()?;
        let hashes: Vec<Hash> = writer.records(RecordKind::Operator)?.iter().filter_map(hash_of).collect();
        let found = writer.operator_by_name(user_name)?;
        let operator = found.as_ref().map(code_of).transpose()?;
        let whose = operator.clone().map_or_else(|| writer.unknown_name(user_name), |code| Ok(GuardOf::Operator(code)))?;
        let (guards, locked) = count(&mut writer, [whose, GuardOf::Station(station.clone())], now)?;
        writer.commit()?;
        let candidate = found.as_ref().and_then(candidate);
        Ok(Attempt { station, branch, operator, candidate, usual: usual_cost(hashes.iter()), locked, guards })
    }

    /// The branch of a station that works.
    fn branch_of(&self, station: &Code) -> Result<Code> {
        let directory = self.directory()?;
        let known = directory.stations.get(station).ok_or_else(|| refused("station.unknown"))?;
        match directory.branches.get(&known.branch) {
            _ if known.closed => Err(refused("station.closed")),
            Some(branch) if branch.closed => Err(refused("branch.closed")),
            _ => Ok(known.branch.clone()),
        }
    }

    fn settle_wrong(&self, attempt: &Attempt<'_>) -> Result<Desk> {
        let locked = attempt.guards.iter().filter(|(_, locks)| *locks).map(|(of, _)| of);
        let mut writer = self.store().write()?;
        for of in locked {
            match of {
                GuardOf::Operator(code) => {
                    happened(&mut writer, &self.at_station(attempt), EntryKind::LockedOut, RecordKind::Operator, code)?;
                }
                GuardOf::Station(code) => {
                    happened(&mut writer, &self.at_station(attempt), EntryKind::LockedOut, RecordKind::Station, code)?;
                }
                // Nothing is told of a name that nobody has, but a write takes its time as for everybody.
                GuardOf::Unknown(_) => {
                    let guard = writer.guard(of)?;
                    writer.set_guard(of, guard)?;
                }
            }
        }
        writer.commit()?;
        Err(refused("sign_in.refused"))
    }

    fn settle_right(&self, attempt: &Attempt<'_>, password: &str) -> Result<Desk> {
        let (Some(operator), Some(proven)) = (&attempt.operator, &attempt.candidate) else { return Err(refused("sign_in.refused")) };
        let weak = proven.hash.parameters.are_weak();
        let renewed = if weak { Some(our_hash(password, &self.draw()?)?) } else { None };
        let mut writer = self.store().write()?;
        let record = writer.record(RecordKind::Operator, operator.as_str())?.ok_or_else(|| refused("sign_in.refused"))?;
        // What was fed while the password was hashed holds.
        if candidate(&record).is_none_or(|now| now.source != proven.source) {
            return Err(refused("sign_in.refused"));
        }
        let context = Context { operator: Some(operator.clone()), ..self.at_station(attempt) };
        let subject = subject_of(&mut writer, operator)?;
        let same = hash_of(&record).is_some_and(|hash| hash == proven.hash);
        if let Some(renewed) = renewed.filter(|_| same) {
            let fields = vec![FieldChange {
                field: Field::Password,
                slot: 0,
                old: record.values.get(Field::Password).map(str::to_owned),
                new: Some(renewed.to_string()),
            }];
            let (code, expected) = (operator.to_string(), Some(record.version));
            writer.apply(&context, &[Change::Record { kind: RecordKind::Operator, code, subject, expected, fields }])?;
        }
        happened(&mut writer, &context, EntryKind::SignedIn, RecordKind::Operator, operator)?;
        for (of, _) in &attempt.guards {
            writer.clear_guard(of)?;
        }
        writer.commit()?;
        let rights = self.directory()?.operators.get(operator).map_or(Rights::none(), |operator| operator.rights);
        let seat = Seat { branch: attempt.branch.clone(), station: attempt.station.clone(), operator: operator.clone(), rights };
        Desk::open(self.clone(), seat, Session::begin(Proof::Password(proven.source.clone()), self.now().at))
    }

    /// The context of what happens at a station where nobody is signed in.
    fn at_station(&self, attempt: &Attempt<'_>) -> Context {
        Context {
            origin: attempt.station.clone(),
            door: Door::Desk,
            operator: None,
            station: Some(attempt.station.clone()),
            branch: Some(attempt.branch.clone()),
            now: self.now(),
            reason: None,
            idempotency: None,
        }
    }

    fn unlock(&self, context: &Context, of: &GuardOf) -> Result<()> {
        let (kind, code, unknown) = match of {
            GuardOf::Operator(code) => (RecordKind::Operator, code, "operator.unknown"),
            GuardOf::Station(code) => (RecordKind::Station, code, "station.unknown"),
            GuardOf::Unknown(_) => return Ok(()),
        };
        let mut writer = self.store().write()?;
        writer.record(kind, code.as_str())?.ok_or_else(|| Error::new(ErrorKind::NotFound, unknown))?;
        if writer.clear_guard(of)? {
            happened(&mut writer, context, EntryKind::Unlocked, kind, code)?;
        }
        writer.commit()
    }
}

impl Attempt<'_> {
    /// Exactly one hash, whoever it is.
    fn check(&self, password: &str) -> Result<bool> {
        match (&self.candidate, self.locked) {
            (Some(candidate), None) => matches(&candidate.hash, password),
            _ => spend(self.usual, password).map(|()| false),
        }
    }
}

impl Desk {
    /// Another operator takes over this station by user name and password; the session here ends when they are in. Drafts stay their
    /// author's.
    ///
    /// # Errors
    /// As [`Engine::sign_in`]; then the session here goes on.
    pub fn switch(&self, user_name: &str, password: &str) -> Result<Self> {
        let next = self.engine.sign_in(&self.seat().station, user_name, password)?;
        self.sign_out()?;
        Ok(next)
    }

    /// Another operator, whom the host signed in itself, takes over this station.
    ///
    /// # Errors
    /// As [`Engine::desk`]; [`ErrorKind::Invalid`] with `seat.of_another_station`. Then the session here goes on.
    pub fn switch_to(&self, seat: Seat) -> Result<Self> {
        if (&seat.station, &seat.branch) != (&self.seat().station, &self.seat().branch) {
            return Err(Violation::new("station", "seat.of_another_station").into());
        }
        let next = self.engine.desk(seat)?;
        self.sign_out()?;
        Ok(next)
    }

    /// Ends the session: this desk and its copies refuse every further call. Where a password began it, the journal says so.
    ///
    /// # Errors
    /// Those of writing the entry; the session is over then too.
    pub fn sign_out(&self) -> Result<()> {
        let known = self.end_session();
        if !known {
            return Ok(());
        }
        let mut writer = self.engine.store().write()?;
        happened(&mut writer, &self.context(), EntryKind::SignedOut, RecordKind::Operator, &self.seat().operator)?;
        writer.commit()
    }

    /// Takes away the lock after wrong tries of an operator.
    ///
    /// # Errors
    /// [`ErrorKind::NotPermitted`] without the right to supervise; [`ErrorKind::NotFound`].
    pub fn unlock(&self, operator: &Code) -> Result<()> {
        self.require(Right::Supervise)?;
        self.engine.unlock(&self.context(), &GuardOf::Operator(operator.clone()))
    }

    /// Takes away the lock after wrong tries at a station.
    ///
    /// # Errors
    /// As [`Self::unlock`].
    pub fn unlock_station(&self, station: &Code) -> Result<()> {
        self.require(Right::Supervise)?;
        self.engine.unlock(&self.context(), &GuardOf::Station(station.clone()))
    }
}

impl Erp {
    /// Takes away the lock after wrong tries of an operator.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`].
    pub fn unlock(&self, operator: &Code) -> Result<()> {
        self.engine.unlock(&self.context(), &GuardOf::Operator(operator.clone()))
    }

    /// Takes away the lock after wrong tries at a station.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`].
    pub fn unlock_station(&self, station: &Code) -> Result<()> {
        self.engine.unlock(&self.context(), &GuardOf::Station(station.clone()))
    }

    /// The person behind an operator, also when anonymized since.
    ///
    /// # Errors
    /// Those of reading.
    pub fn operator(&self, code: &Code) -> Result<Option<SubjectId>> {
        subject_of(&mut self.engine.store().read()?, code)
    }
}

/// Counts a try for each, unless one of them is locked; then for how many seconds, and which.
fn count(writer: &mut Writer<'_>, whose: [GuardOf; 2], now: Timestamp) -> Result<(Guarded, Option<(i64, &'static str)>)> {
    let mut seen = Vec::new();
    for of in whose {
        let noticed = writer.guard(&of)?.noticed(now);
        seen.push((of, noticed));
    }
    let left = |(of, guard): &(GuardOf, Guard)| Some((guard.seconds_left(now)?, of.what()));
    let locked = seen.iter().filter_map(left).max_by_key(|(seconds, _)| *seconds);
    let mut guards = Vec::new();
    for (of, noticed) in seen {
        let guard = if locked.is_some() { noticed } else { noticed.counted(now) };
        // Also a lock that does not change is written: a try takes the same time whoever is locked.
        if guard.failures > 0 {
            writer.set_guard(&of, guard)?;
        }
        guards.push((of, guard.locks()));
    }
    Ok((guards, locked))
}

fn happened(writer: &mut Writer<'_>, context: &Context, what: EntryKind, kind: RecordKind, code: &Code) -> Result<()> {
    let subject = if kind == RecordKind::Operator { subject_of(writer, code)? } else { None };
    writer.apply(context, &[Change::Happened { what, kind, code: code.clone(), subject }]).map(drop)
}

fn subject_of(reader: &mut Reader<'_>, operator: &Code) -> Result<Option<SubjectId>> {
    reader.subject_by_source(&format!("operator/{operator}"))
}

/// What a try is checked against; none where the operator may not sign in, whatever they type.
fn candidate(record: &Record) -> Option<Candidate> {
    let is = |field| record.values.get(field) == Some("yes");
    let hash = hash_of(record).filter(|_| !is(Field::OperatorLocked) && !is(Field::OperatorRemoved))?;
    Some(Candidate { hash, source: record.values.get(Field::PasswordSource).map(str::to_owned) })
}

fn hash_of(record: &Record) -> Option<Hash> {
    accept(record.values.get(Field::Password)?).ok()
}

fn code_of(record: &Record) -> Result<Code> {
    Code::parse(&record.code).map_err(|_| damaged())
}

#[cfg(test)]
mod tests;
