//! How far a long work has come, and whether to go on.

use crate::error::{Error, ErrorKind, Result};
use crate::store::sql::Going;

/// Counts what is done and asks now and then whether to go on.
pub(crate) struct Pace<'g> {
    going: Going<'g>,
    done: u64,
    total: u64,
    /// What is told to be done at most: a part of the work may turn out to be longer than it looked.
    most: u64,
    /// How much is done between two questions.
    every: u64,
    /// How much was done since the last one.
    since: u64,
}

impl<'g> Pace<'g> {
    /// Begins a work of so much (0: not known), and asks for the first time.
    pub fn begin(going: Going<'g>, total: u64, every: u64) -> Result<Self> {
        let mut pace = Self { going, done: 0, total, most: if total == 0 { u64::MAX } else { total }, every, since: 0 };
        pace.ask()?;
        Ok(pace)
    }

    /// Until the next place that is reached no more than this is told to be done.
    pub fn part(&mut self, most: u64) {
        self.most = most;
    }

    /// So much more is done.
    pub fn on(&mut self, amount: u64) -> Result<()> {
        self.done = self.done.saturating_add(amount).min(self.most);
        self.since = self.since.saturating_add(amount);
        if self.since < self.every { Ok(()) } else { self.ask() }
    }

    /// So much is done altogether, all that comes behind it is left.
    pub fn reach(&mut self, done: u64) -> Result<()> {
        (self.done, self.most) = (done, if self.total == 0 { u64::MAX } else { self.total });
        self.ask()
    }

    /// Asks whether to go on.
    pub fn ask(&mut self) -> Result<()> {
        self.since = 0;
        if (self.going)(self.done, self.total) { Ok(()) } else { Err(cancelled()) }
    }
}

/// Whoever was asked wants no more.
pub(crate) fn cancelled() -> Error {
    Error::new(ErrorKind::Cancelled, "store.cancelled")
}
