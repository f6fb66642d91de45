//! Rules of signing in: how user names are compared, how long wrong tries lock, how long a session lasts. Knows no clock: every instant is an argument,
//! and none is believed to come after the one before.

use sha2::{Digest, Sha256};
use unicode_normalization::UnicodeNormalization;

use crate::domain::time::Timestamp;
use crate::domain::value::hex;

/// The form in which user names are compared: compatibility composed, in lower case.
///
/// ```
/// use clientela::domain::sign_in::canonical_user_name;
/// assert_eq!(canonical_user_name(" Jane "), canonical_user_name("JANE"));
/// ```
pub fn canonical_user_name(name: &str) -> String {
    name.trim().nfkc().collect::<String>().to_lowercase().nfkc().collect()
}

/// The longest user name that is looked up, in bytes.
pub const LONGEST_NAME: usize = 1024;

/// How many names that nobody has are remembered after wrong tries.
pub const MOST_UNKNOWN_NAMES: i64 = 1000;

/// How long a name that nobody has is remembered, in milliseconds: a day.
pub const UNKNOWN_NAMES_KEPT: i64 = 24 * 60 * MINUTE;

const MINUTE: i64 = 60_000;

/// So many wrong tries lock.
const TRIES: u32 = 5;

/// The longest lock.
const LONGEST_LOCK: i64 = 15 * MINUTE;

/// Under which key wrong tries are counted for a name that nobody has: nobody's name is kept. The blank keeps it apart from codes.
pub fn unknown_name_key(store: &str, user_name: &str) -> String {
    let mut digest = Sha256::new();
    digest.update(store);
    digest.update([0]);
    digest.update(canonical_user_name(user_name));
    format!("name {}", hex(&digest.finalize()))
}

/// Wrong tries of one operator, at one station or under a name that nobody has. The fifth locks for a minute; each further one for
/// twice as long, up to fifteen.
///
/// A lock is counted by the host's clock. Set back, it begins anew at the next try and lasts its own time, never longer and never
/// shorter; nobody can tell a clock that was set forward from time that passed, so that ends it.
///
/// ```
/// use clientela::domain::{sign_in::Guard, time::Timestamp};
/// let at = |second: i64| Timestamp::from_millis(1_700_000_000_000 + second * 1000);
/// let guard = (0..5).fold(Guard::default(), |guard, second| guard.counted(at(second)));
/// assert_eq!(guard.seconds_left(at(5)), Some(59));
/// assert_eq!(guard.seconds_left(at(64)), None);
/// assert_eq!(guard.counted(at(64)).seconds_left(at(64)), Some(120));
/// assert_eq!(guard.noticed(at(-9000)).seconds_left(at(-9000)), Some(60));
/// ```
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Guard {
    /// How many tries were wrong since the last right one.
    pub failures: u32,
    /// When the last of them was counted.
    pub last: Timestamp,
    /// Until when nobody gets in.
    pub until: Timestamp,
}

impl Guard {
    /// The same as seen by a try now: where the clock was set back, the lock begins now.
    pub fn noticed(self, now: Timestamp) -> Self {
        if self.last <= now { self } else { self.beginning(now) }
    }

    /// With one more wrong try.
    pub fn counted(self, now: Timestamp) -> Self {
        Self { failures: self.failures.saturating_add(1), ..self }.beginning(now)
    }

    /// For how many seconds nobody gets in, rounded up; none where they do.
    pub fn seconds_left(self, now: Timestamp) -> Option<i64> {
        let left = self.until.millis().saturating_sub(now.millis());
        (left > 0).then(|| left.saturating_add(999) / 1000)
    }

    /// Whether the last try locked.
    pub fn locks(self) -> bool {
        self.failures >= TRIES
    }

    fn beginning(self, now: Timestamp) -> Self {
        let until = Timestamp::from_millis(now.millis().saturating_add(lock_of(self.failures)));
        Self { last: now, until, ..self }
    }
}

/// How long so many wrong tries lock, in milliseconds.
fn lock_of(failures: u32) -> i64 {
    let Some(further) = failures.checked_sub(TRIES) else { return 0 };
    (MINUTE << further.min(4)).min(LONGEST_LOCK)
}

/// How much time a session has used, counted forward only.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Elapsed {
    last: Timestamp,
    used: i64,
    unused: i64,
}

impl Elapsed {
    /// Of a session that begins now.
    pub fn since(now: Timestamp) -> Self {
        Self { last: now, used: 0, unused: 0 }
    }

    /// The same later; none where the session is over: after so many minutes, or so many in which nobody did anything (0: never).
    ///
    /// ```
    /// use clientela::domain::{sign_in::Elapsed, time::Timestamp};
    /// let at = |minute: i64| Timestamp::from_millis(1_700_000_000_000 + minute * 60_000);
    /// let session = Elapsed::since(at(0)).advance(at(-90), 60, 0).expect("a clock set back takes no time");
    /// assert!(session.advance(at(-31), 60, 0).is_some());
    /// assert!(session.advance(at(-29), 60, 0).is_none());
    /// assert!(session.advance(at(-81), 60, 10).expect("looked at").advance(at(-80), 60, 10).is_none());
    /// assert!(session.advance(at(-81), 60, 10).expect("used").touched().advance(at(-80), 60, 10).is_some());
    /// ```
    pub fn advance(self, now: Timestamp, minutes: i64, idle_minutes: i64) -> Option<Self> {
        let step = now.millis().saturating_sub(self.last.millis()).max(0);
        let used = self.used.saturating_add(step);
        let unused = self.unused.saturating_add(step);
        let idle = idle_minutes > 0 && unused >= idle_minutes.saturating_mul(MINUTE);
        (used < minutes.saturating_mul(MINUTE) && !idle).then_some(Self { last: now, used, unused })
    }

    /// The same when somebody did something.
    #[must_use]
    pub fn touched(self) -> Self {
        Self { unused: 0, ..self }
    }
}
