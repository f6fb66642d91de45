//! The host's clock and the host's chance, as arguments: the one place that may ask the system for either.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::{SystemTime, UNIX_EPOCH};

use crate::domain::time::{Moment, Timestamp};
use crate::error::{Error, ErrorKind, Result};

/// Tells the instant and the branch's offset from UTC.
pub trait Clock: Send + Sync {
    /// What time it is.
    fn now(&self) -> Moment;
}

/// Makes ids and salts unpredictable.
pub trait Chance: Send + Sync {
    /// Fills the bytes.
    ///
    /// # Errors
    /// [`ErrorKind::Io`] where the system has no randomness to give.
    fn fill(&self, bytes: &mut [u8]) -> Result<()>;
}

/// The system's clock at a place `offset_minutes` east of UTC.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemClock {
    /// Minutes east of UTC.
    pub offset_minutes: i32,
}

impl Clock for SystemClock {
    fn now(&self) -> Moment {
        let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
        let millis = i64::try_from(since.as_millis()).unwrap_or(i64::MAX);
        Moment { at: Timestamp::from_millis(millis), offset_minutes: self.offset_minutes }
    }
}

/// A clock that stands until it is set: for tests, replays and stories.
///
/// ```
/// use clientela::{Clock, StandingClock};
/// let clock = StandingClock::new(1_700_000_000_000, 60);
/// clock.set(1_700_000_060_000);
/// assert_eq!(clock.now().at.millis(), 1_700_000_060_000);
/// ```
#[derive(Debug)]
pub struct StandingClock {
    millis: AtomicI64,
    offset_minutes: i32,
}

impl StandingClock {
    /// A clock standing at this instant (milliseconds since 1970 UTC).
    pub fn new(millis: i64, offset_minutes: i32) -> Self {
        Self { millis: AtomicI64::new(millis), offset_minutes }
    }

    /// Sets the instant.
    pub fn set(&self, millis: i64) {
        self.millis.store(millis, Ordering::Relaxed);
    }
}

impl Clock for StandingClock {
    fn now(&self) -> Moment {
        Moment { at: Timestamp::from_millis(self.millis.load(Ordering::Relaxed)), offset_minutes: self.offset_minutes }
    }
}

/// The system's randomness.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemChance;

impl Chance for SystemChance {
    fn fill(&self, bytes: &mut [u8]) -> Result<()> {
        getrandom::fill(bytes).map_err(|cause| Error::new(ErrorKind::Io, "chance.unavailable").caused_by(cause))
    }
}

/// Chance that a unit of work draws ahead: asking the system takes longer than what is done with the answer.
#[derive(Default)]
pub(crate) struct Ahead {
    drawn: Vec<u8>,
    used: usize,
}

/// How many bytes are drawn ahead at most.
const MOST_DRAWN: usize = 4096;

impl Ahead {
    /// Some bytes of chance. Who needs many draws many at once.
    pub(crate) fn draw<const N: usize>(&mut self, chance: &dyn Chance) -> Result<[u8; N]> {
        if self.drawn.len() < N {
            self.drawn = vec![0; self.used.min(MOST_DRAWN).max(N)];
            chance.fill(&mut self.drawn)?;
        }
        self.used += N;
        let rest = self.drawn.len() - N;
        let mut bytes = [0; N];
        bytes.copy_from_slice(&self.drawn[rest..]);
        self.drawn.truncate(rest);
        Ok(bytes)
    }
}

/// Some bytes of chance.
pub(crate) fn draw<const N: usize>(chance: &dyn Chance) -> Result<[u8; N]> {
    let mut bytes = [0; N];
    chance.fill(&mut bytes)?;
    Ok(bytes)
}
