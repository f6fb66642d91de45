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

    /// So much is done altogether at least; all that comes behind it is left.
    pub fn reach(&mut self, done: u64) -> Result<()> {
        (self.done, self.most) = (self.done.max(done), if self.total == 0 { u64::MAX } else { self.total });
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

#[cfg(test)]
mod tests {
    use super::*;

    fn told(total: u64, work: impl FnOnce(&mut Pace<'_>) -> Result<()>) -> Vec<(u64, u64)> {
        let mut told = Vec::new();
        let mut tell = |done, total| {
            told.push((done, total));
            true
        };
        Pace::begin(&mut tell, total, 10).and_then(|mut steps| work(&mut steps)).unwrap();
        told
    }

    #[test]
    fn it_asks_first_and_then_whenever_enough_was_done() {
        let seen = told(40, |steps| {
            (0..4).try_for_each(|_| steps.on(6))?;
            steps.reach(40)
        });
        assert_eq!(seen, [(0, 40), (12, 40), (24, 40), (40, 40)]);
    }

    #[test]
    fn a_part_that_is_longer_than_it_looked_tells_no_more_than_its_own() {
        let seen = told(40, |steps| {
            steps.part(20);
            steps.on(90)?;
            steps.reach(20)?;
            steps.on(15)
        });
        assert_eq!(seen, [(0, 40), (20, 40), (20, 40), (35, 40)]);
    }

    #[test]
    fn where_the_whole_is_not_known_it_never_goes_back() {
        let seen = told(0, |steps| {
            steps.part(0);
            steps.on(15)?;
            steps.reach(0)?;
            steps.on(15)?;
            steps.reach(0)
        });
        assert_eq!(seen, [(0, 0), (0, 0), (0, 0), (15, 0), (15, 0)]);
    }

    #[test]
    fn it_ends_when_it_is_told_to_and_asks_no_more() {
        let mut asked = 0;
        let mut once = |_, _| {
            asked += 1;
            asked == 1
        };
        let ended = Pace::begin(&mut once, 40, 10).and_then(|mut steps| steps.on(10)).unwrap_err();
        assert_eq!((ended.kind(), ended.code(), asked), (ErrorKind::Cancelled, "store.cancelled", 2));
    }
}
