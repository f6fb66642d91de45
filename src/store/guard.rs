//! Who arrives again, and whether every erasure is known here: the marks of the erased, and the epoch that was anchored elsewhere.

use std::collections::BTreeSet;

use crate::domain::change::Context;
use crate::domain::field::Field;
use crate::domain::guard::PersonMark;
use crate::domain::id::SubjectId;
use crate::domain::subject::Values;
use crate::domain::time::Timestamp;
use crate::error::Result;
use crate::store::ledger::{self, LedgerEntry};
use crate::store::subject::Stored;
use crate::store::unit::{Reader, Store, Writer};

/// The name under which the highest epoch is kept that somebody anchored elsewhere.
const ANCHORED: &str = "anchored";

/// The name under which it is counted whom this store erased by itself while it was unconfirmed.
const SINCE: &str = "erased_since";

/// The name under which the backups are noted.
const BACKUPS: &str = "backups";

impl Store {
    /// The mark of somebody with these values, where a key is there.
    pub(crate) fn mark(&self, values: &Values) -> Option<PersonMark> {
        let text = |field| values.get(field).unwrap_or_default();
        self.guard.as_ref()?.mark(text(Field::GivenName), text(Field::FamilyName), text(Field::BirthDate))
    }
}

impl Reader<'_> {
    /// The highest epoch that somebody anchored elsewhere; 0 where nobody did.
    pub(crate) fn anchored(&mut self) -> Result<u64> {
        self.counted(ANCHORED)
    }

    /// Whether erasures are known elsewhere that this store has not seen. Whom it erased by itself meanwhile is none of those.
    pub(crate) fn is_unconfirmed(&mut self, anchored: u64) -> Result<bool> {
        let epoch = self.epoch()?;
        Ok(epoch < anchored || (anchored > 0 && epoch.saturating_sub(self.counted(SINCE)?) < anchored))
    }

    /// The latest backup of each count of what was gone from the bytes ([`Gone::count`](crate::store::erasure::Gone::count)).
    pub(crate) fn backups(&mut self) -> Result<Vec<(u64, Timestamp)>> {
        let text = self.meta(BACKUPS)?.unwrap_or_default();
        let one = |word: &str| {
            let (clean, at) = word.split_once(':')?;
            Some((clean.parse().ok()?, Timestamp::from_millis(at.parse().ok()?)))
        };
        text.split_ascii_whitespace().map(|word| one(word).ok_or_else(crate::store::sql::damaged)).collect()
    }

    /// Whether somebody of this mark was erased.
    pub(crate) fn is_marked(&mut self, mark: &PersonMark) -> Result<bool> {
        let sql = "SELECT 1 FROM erased_mark WHERE mark = $1";
        Ok(self.one(sql, &[mark.bytes().into()], |row| row.flag(0))?.is_some())
    }
}

impl Writer<'_> {
    pub(super) fn mark_of(&self, stored: &Stored) -> Option<PersonMark> {
        self.store.mark(&stored.values)
    }

    pub(super) fn keep_mark(&mut self, entry: &LedgerEntry) -> Result<()> {
        let Some(mark) = &entry.mark else { return Ok(()) };
        let epoch = i64::try_from(entry.epoch).unwrap_or(i64::MAX);
        let sql = "INSERT INTO erased_mark (epoch, mark) VALUES ($1, $2) ON CONFLICT (epoch) DO UPDATE SET mark = excluded.mark";
        self.session.execute(sql, &[epoch.into(), mark.bytes().into()]).map(drop)
    }

    /// Notes that so many erasures are known elsewhere; fewer than before change nothing. Says whether some are missing here.
    pub(crate) fn anchor(&mut self, epoch: u64) -> Result<bool> {
        if epoch > self.anchored()?.max(self.epoch()?) {
            self.set_meta(ANCHORED, &epoch.to_string())?;
            // Whoever counts further has counted these too.
            self.forget_meta(SINCE)?;
            self.bump_directory()?;
        }
        let anchored = self.anchored()?;
        let missing = self.is_unconfirmed(anchored)?;
        if missing {
            self.notice("ledger.unconfirmed");
        }
        Ok(missing)
    }

    /// Counts whom this store erased by itself while others are missing: they do not make up for those.
    pub(super) fn erased_meanwhile(&mut self, count: usize) -> Result<()> {
        let anchored = self.anchored()?;
        if anchored == 0 {
            return Ok(());
        }
        // The epoch has counted them already.
        let before = self.epoch()?.saturating_sub(count as u64);
        let since = self.counted(SINCE)?;
        if before.saturating_sub(since) < anchored {
            self.set_meta(SINCE, &since.saturating_add(count as u64).to_string())?;
        }
        Ok(())
    }

    /// Notes a backup: what goes after this count is still in it. Of each count the latest is enough; one that is kept no longer goes.
    pub(crate) fn note_backup(&mut self, clean: u64, at: Timestamp, kept: Timestamp) -> Result<()> {
        let mut backups = self.backups()?;
        backups.retain(|(of, made)| *of != clean && *made >= kept);
        backups.push((clean, at));
        let text: Vec<String> = backups.iter().map(|(clean, at)| format!("{clean}:{}", at.millis())).collect();
        self.set_meta(BACKUPS, &text.join(" "))
    }

    /// Nobody expects further erasures any more.
    pub(crate) fn lift_anchor(&mut self) -> Result<()> {
        self.forget_meta(ANCHORED)?;
        self.forget_meta(SINCE)?;
        self.bump_directory()
    }

    /// Takes in what a copy of the ledger knows and this store does not. An erasure that got another number here meanwhile keeps it.
    pub(crate) fn take_ledger(&mut self, context: &Context, text: &[u8]) -> Result<()> {
        let (store, entries) = ledger::read(text)?;
        let whole = entries.len() as u64 >= self.anchored()?;
        if store != self.identity()? {
            return Err(ledger::of_another_store());
        }
        let known: BTreeSet<SubjectId> = self.store.ledger.after(0)?.into_iter().map(|entry| entry.subject).collect();
        let epoch = self.epoch()?;
        let missing = entries.into_iter().filter(|entry| !known.contains(&entry.subject));
        let missing: Vec<LedgerEntry> = (epoch + 1..).zip(missing).map(|(epoch, entry)| LedgerEntry { epoch, ..entry }).collect();
        self.pending.extend(missing.iter().cloned());
        self.replay(context, &missing)?;
        if whole { self.forget_meta(SINCE) } else { Ok(()) }
    }
}
