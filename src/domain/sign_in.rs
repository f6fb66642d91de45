//! Rules of signing in: how long a session lasts and how long wrong tries lock. Knows no clock: every instant is an argument,
//! and none is believed to come after the one before.

use unicode_normalization::UnicodeNormalization;

use crate::domain::time::Timestamp;

/// The form in which user names are compared: compatibility composed, in lower case.
///
/// ```
/// use clientela::domain::sign_in::canonical_user_name;
/// assert_eq!(canonical_user_name(" Jane "), canonical_user_name("JANE"));
/// ```
pub fn canonical_user_name(name: &str) -> String {
    name.trim().nfkc().collect::<String>().to_lowercase().nfkc().collect()
}

const MINUTE: i64 = 60_000;

/// How much time a session has used, counted forward only.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Elapsed {
    last: Timestamp,
    used: i64,
}

impl Elapsed {
    /// Of a session that begins now.
    pub fn since(now: Timestamp) -> Self {
        Self { last: now, used: 0 }
    }

    /// The same at a later call; none where the session is over: after so many minutes, or so many without a call (0: never).
    ///
    /// ```
    /// use clientela::domain::{sign_in::Elapsed, time::Timestamp};
    /// let at = |minute: i64| Timestamp::from_millis(1_700_000_000_000 + minute * 60_000);
    /// let session = Elapsed::since(at(0)).advance(at(-90), 60, 0).expect("a clock set back takes no time");
    /// assert!(session.advance(at(-31), 60, 0).is_some());
    /// assert!(session.advance(at(-29), 60, 0).is_none());
    /// ```
    pub fn advance(self, now: Timestamp, minutes: i64, idle_minutes: i64) -> Option<Self> {
        let step = now.millis().saturating_sub(self.last.millis()).max(0);
        let used = self.used.saturating_add(step);
        let idle = idle_minutes > 0 && step >= idle_minutes.saturating_mul(MINUTE);
        (used < minutes.saturating_mul(MINUTE) && !idle).then_some(Self { last: now, used })
    }
}
