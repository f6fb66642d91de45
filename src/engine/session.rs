//! The session behind a desk: how its operator was signed in, and whether that still holds at this call.
//! Minutes are counted forward only: a clock that jumps back neither ends a session nor prolongs it.

use std::sync::{Mutex, PoisonError};

use crate::domain::rights::Rights;
use crate::domain::setting::Setting;
use crate::domain::sign_in::Elapsed;
use crate::domain::time::Timestamp;
use crate::engine::desk::Seat;
use crate::engine::directory::{Directory, Operator};
use crate::error::{Error, ErrorKind, Result};

/// How an operator came to the desk.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(crate) enum Proof {
    /// The host says who it is.
    Asserted,
    /// By password, whose hash was fed under this digest.
    Password(Option<String>),
}

/// One operator's stay at a desk.
#[derive(Debug)]
pub(crate) struct Session {
    pub proof: Proof,
    /// Once it is over, why.
    elapsed: Mutex<std::result::Result<Elapsed, &'static str>>,
}

impl Session {
    pub(crate) fn begin(proof: Proof, now: Timestamp) -> Self {
        Self { proof, elapsed: Mutex::new(Ok(Elapsed::since(now))) }
    }

    /// Ends it; tells whether it was not over before.
    pub(crate) fn end(&self) -> bool {
        self.end_because("session.over")
    }

    fn end_because(&self, why: &'static str) -> bool {
        let mut held = self.elapsed.lock().unwrap_or_else(PoisonError::into_inner);
        let known = held.is_ok();
        *held = held.and(Err(why));
        known
    }

    /// The rights of the operator at this moment.
    ///
    /// # Errors
    /// [`ErrorKind::SignIn`] where the session is over, whatever ended it.
    pub(crate) fn rights(&self, directory: &Directory, seat: &Seat, now: Timestamp) -> Result<Rights> {
        self.advance(directory, seat, now)?;
        let allowed = self.station(directory, seat).and_then(|()| self.operator(directory, seat));
        if let Err(error) = &allowed {
            self.end_because(error.code());
        }
        allowed
    }

    /// Somebody did something.
    pub(crate) fn touch(&self) {
        let mut held = self.elapsed.lock().unwrap_or_else(PoisonError::into_inner);
        *held = held.map(Elapsed::touched);
    }

    /// Counts the time; ends the session when it is used up.
    fn advance(&self, directory: &Directory, seat: &Seat, now: Timestamp) -> Result<()> {
        let vantage = directory.vantage(&seat.branch);
        let minutes = |setting| directory.settings.number(setting, &vantage);
        let mut held = self.elapsed.lock().unwrap_or_else(PoisonError::into_inner);
        let lasts = |elapsed: Elapsed| elapsed.advance(now, minutes(Setting::SessionMinutes), minutes(Setting::IdleMinutes));
        let limited = self.proof != Proof::Asserted;
        *held = held.and_then(|elapsed| if limited { lasts(elapsed).ok_or("session.over") } else { Ok(elapsed) });
        held.map(drop).map_err(refused)
    }

    fn station(&self, directory: &Directory, seat: &Seat) -> Result<()> {
        if self.proof == Proof::Asserted && !directory.settings.flag(Setting::Assertion, &directory.vantage(&seat.branch)) {
            return Err(refused("sign_in.assertion_off"));
        }
        if directory.branches.get(&seat.branch).is_some_and(|branch| branch.closed) {
            return Err(refused("branch.closed"));
        }
        match directory.stations.get(&seat.station) {
            Some(station) if station.closed => Err(refused("station.closed")),
            Some(station) if station.branch != seat.branch => Err(refused("station.of_another_branch")),
            _ => Ok(()),
        }
    }

    /// An operator whom the central system knows has the rights it says; an asserted one not more than those.
    fn operator(&self, directory: &Directory, seat: &Seat) -> Result<Rights> {
        match (&self.proof, directory.operators.get(&seat.operator)) {
            (_, Some(operator)) if operator.locked => Err(refused("operator.locked")),
            (_, Some(operator)) if operator.removed => Err(refused("operator.removed")),
            (Proof::Asserted, operator) => Ok(operator.map_or(seat.rights, |known| known.rights.common(seat.rights))),
            (Proof::Password(source), Some(operator)) => same_password(source.as_deref(), operator),
            (Proof::Password(_), None) => Err(refused("session.over")),
        }
    }
}

fn same_password(source: Option<&str>, operator: &Operator) -> Result<Rights> {
    if operator.password_source.as_deref() == source { Ok(operator.rights) } else { Err(refused("session.over")) }
}

pub(crate) fn refused(code: &'static str) -> Error {
    Error::new(ErrorKind::SignIn, code)
}
