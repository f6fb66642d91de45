//! Wrong tries to sign in: counters, not part of the journal. Knows no rule.

use crate::domain::id::Code;
use crate::domain::sign_in::{Guard, MOST_UNKNOWN_NAMES, UNKNOWN_NAMES_KEPT, unknown_name_key};
use crate::domain::time::Timestamp;
use crate::error::Result;
use crate::store::sql::Param;
use crate::store::unit::{Reader, Writer};

/// Whose wrong tries are counted.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum GuardOf {
    /// An operator's.
    Operator(Code),
    /// Those at a station.
    Station(Code),
    /// Those under a name that nobody has, by its key.
    Unknown(String),
}

impl GuardOf {
    /// What is guarded: `operator`, also where nobody has the name, or `station`.
    pub fn what(&self) -> &'static str {
        if matches!(self, Self::Station(_)) { "station" } else { "operator" }
    }

    fn key(&self) -> [Param<'_>; 2] {
        match self {
            Self::Operator(code) => ["operator".into(), code.into()],
            Self::Station(code) => ["station".into(), code.into()],
            Self::Unknown(key) => ["operator".into(), key.into()],
        }
    }
}

impl Reader<'_> {
    /// The wrong tries so far.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn guard(&mut self, of: &GuardOf) -> Result<Guard> {
        let sql = "SELECT failures, last, until FROM sign_in_guard WHERE scope = $1 AND key = $2";
        let found = self.one(sql, &of.key(), |row| {
            let (last, until) = (Timestamp::from_millis(row.int(1)?), Timestamp::from_millis(row.int(2)?));
            Ok(Guard { failures: row.number(0)?, last, until })
        })?;
        Ok(found.unwrap_or_default())
    }
}

impl Writer<'_> {
    /// Under which key a name is counted that nobody has.
    ///
    /// # Errors
    /// Those of the store.
    pub fn unknown_name(&mut self, user_name: &str) -> Result<GuardOf> {
        Ok(GuardOf::Unknown(unknown_name_key(&self.identity()?, user_name)))
    }

    /// Keeps a count. Of names that nobody has only the latest are kept, and none for longer than a day.
    ///
    /// # Errors
    /// Those of the store.
    pub fn set_guard(&mut self, of: &GuardOf, guard: Guard) -> Result<()> {
        let sql = "INSERT INTO sign_in_guard (scope, key, failures, last, until) VALUES ($1, $2, $3, $4, $5) \
                   ON CONFLICT (scope, key) DO UPDATE SET failures = excluded.failures, last = excluded.last, until = excluded.until";
        let [scope, key] = of.key();
        self.session.execute(sql, &[scope, key, i64::from(guard.failures).into(), guard.last.into(), guard.until.into()])?;
        if matches!(of, GuardOf::Unknown(_)) { self.forget_unknown_names(guard.last) } else { Ok(()) }
    }

    /// Forgets a count; tells whether there was one.
    ///
    /// # Errors
    /// Those of the store.
    pub fn clear_guard(&mut self, of: &GuardOf) -> Result<bool> {
        Ok(self.session.execute("DELETE FROM sign_in_guard WHERE scope = $1 AND key = $2", &of.key())? > 0)
    }

    /// Forgets every name that nobody has: an erased operator may have been among them.
    pub(super) fn clear_unknown_names(&mut self) -> Result<()> {
        self.session.execute("DELETE FROM sign_in_guard WHERE scope = 'operator' AND key LIKE 'name %'", &[]).map(drop)
    }

    fn forget_unknown_names(&mut self, now: Timestamp) -> Result<()> {
        let old = "DELETE FROM sign_in_guard WHERE scope = 'operator' AND key LIKE 'name %' AND last < $1";
        self.session.execute(old, &[now.millis().saturating_sub(UNKNOWN_NAMES_KEPT).into()])?;
        let many = "DELETE FROM sign_in_guard WHERE scope = 'operator' AND key LIKE 'name %' AND key NOT IN (SELECT key FROM sign_in_guard \
                    WHERE scope = 'operator' AND key LIKE 'name %' ORDER BY last DESC, key LIMIT $1)";
        self.session.execute(many, &[MOST_UNKNOWN_NAMES.into()]).map(drop)
    }
}
