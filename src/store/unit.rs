//! Reading takes a snapshot, writing takes a transaction; both first make sure that no erasure is missing.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::{Deref, DerefMut};
use std::sync::{Arc, Mutex, PoisonError};

use crate::clock::{Ahead, Chance, Clock};
use crate::domain::change::{Context, Door, Erasure};
use crate::domain::fold::FOLD_VERSION;
use crate::domain::guard::GuardKey;
use crate::domain::id::{Code, SubjectId};
use crate::domain::news::News;
use crate::domain::time::Moment;
use crate::error::{Error, ErrorKind, Result};
use crate::store::journal::Tail;
use crate::store::late::Late;
use crate::store::ledger::{Ledger, LedgerEntry};
use crate::store::news::Listeners;
use crate::store::sql::{Driver, Param, Row, Session};

/// Decides again, as an anonymization that the ledger remembers is repeated, what of the person's documents stays and which mentions go:
/// somebody's rules, as the database that was restored knows them.
pub(crate) type Decide = fn(&mut Reader<'_>, SubjectId, Moment, &str) -> Result<Erasure>;

/// A store: a driver, the ledger of erasures beside it, the host's clock and chance.
pub struct Store {
    pub(crate) driver: Box<dyn Driver>,
    pub(crate) ledger: Box<dyn Ledger>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) chance: Arc<dyn Chance>,
    /// The chain of entries that the library itself writes.
    pub(crate) origin: Code,
    /// The word that takes the place of an erased name.
    pub(crate) word: String,
    /// The key of the marks of the erased.
    pub(crate) guard: Option<GuardKey>,
    pub(super) decide: Decide,
    notices: Mutex<Vec<&'static str>>,
    pub(crate) listeners: Listeners,
}

impl std::fmt::Debug for Store {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Store")
    }
}

impl std::fmt::Debug for Reader<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Reader")
    }
}

impl std::fmt::Debug for Writer<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Writer")
    }
}

/// A snapshot to read from.
pub struct Reader<'a> {
    pub(crate) session: Box<dyn Session + 'a>,
    /// Whether all it sees is committed: it writes nothing itself.
    pub(crate) committed: bool,
}

/// A transaction; dropped without `commit` it leaves no trace.
pub struct Writer<'a> {
    reader: Reader<'a>,
    pub(crate) store: &'a Store,
    /// Subjects whose list and search entries are derived again before the commit.
    pub(crate) stale: BTreeSet<SubjectId>,
    /// What is made of the changes while the transaction goes on.
    pub(super) late: Late,
    pub(super) ahead: Ahead,
    /// The ends of the chains that were written to.
    pub(super) tails: BTreeMap<Code, Tail>,
    /// What the ledger learns just before the commit.
    pub(crate) pending: Vec<LedgerEntry>,
    /// What the host learns after the commit.
    notices: BTreeSet<&'static str>,
    /// What listeners hear after the commit; nothing is kept while nobody listens.
    pub(super) news: Option<Vec<News>>,
}

impl Store {
    /// Puts a store together and makes it consistent with its ledger.
    pub(crate) fn assemble(
        driver: Box<dyn Driver>,
        ledger: Box<dyn Ledger>,
        (clock, chance): (Arc<dyn Clock>, Arc<dyn Chance>),
        origin: Code,
        word: String,
        (guard, anchored): (Option<GuardKey>, Option<u64>),
        decide: Decide,
    ) -> Result<Self> {
        let (notices, listeners) = (Mutex::default(), Listeners::default());
        let store = Self { driver, ledger, clock, chance, origin, word, guard, decide, notices, listeners };
        store.reconcile(anchored)?;
        Ok(store)
    }

    /// A snapshot in which every erasure the ledger knows has happened.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Busy`] while a replay waits for another writer too long; [`crate::ErrorKind::Io`] where the ledger can't be read.
    pub fn read(&self) -> Result<Reader<'_>> {
        let mut reader = Reader { session: self.driver.read()?, committed: true };
        if reader.epoch()? < self.ledger.epoch()? {
            drop(reader);
            self.write()?.commit()?;
            reader = Reader { session: self.driver.read()?, committed: true };
        }
        Ok(reader)
    }

    /// A transaction in which every erasure the ledger knows has happened.
    ///
    /// # Errors
    /// As [`Self::read`].
    pub fn write(&self) -> Result<Writer<'_>> {
        let mut writer = self.begin()?;
        let (epoch, known) = (writer.epoch()?, self.ledger.epoch()?);
        if known < epoch {
            writer.rebuild_ledger()?;
        }
        if epoch < known {
            let context = self.own_context();
            writer.replay(&context, &self.ledger.after(epoch)?)?;
            writer.notice("ledger.replayed");
        }
        Ok(writer)
    }

    fn begin(&self) -> Result<Writer<'_>> {
        Ok(Writer {
            reader: Reader { session: self.driver.write()?, committed: false },
            store: self,
            stale: BTreeSet::new(),
            late: Late::default(),
            ahead: Ahead::default(),
            tails: BTreeMap::new(),
            pending: Vec::new(),
            notices: BTreeSet::new(),
            news: self.listeners.are_there().then(Vec::new),
        })
    }

    /// What the host should know: a replay, a rebuilt ledger, erasures that are missing here. Told once.
    pub fn take_notices(&self) -> Vec<&'static str> {
        std::mem::take(&mut self.notices.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn tell(&self, notice: &'static str) {
        self.notices.lock().unwrap_or_else(PoisonError::into_inner).push(notice);
    }

    fn own_context(&self) -> Context {
        Context {
            origin: self.origin.clone(),
            door: Door::Library,
            operator: None,
            station: None,
            branch: None,
            now: self.clock.now(),
            reason: None,
            idempotency: None,
        }
    }

    /// Binds the ledger to this store, rebuilds a lost one, replays a newer one.
    fn reconcile(&self, anchored: Option<u64>) -> Result<()> {
        let mut writer = self.begin()?;
        let id = writer.identity()?;
        if self.ledger.bind(&id)? < writer.epoch()? {
            writer.rebuild_ledger()?;
        }
        writer.fold_again()?;
        writer.commit()?;
        let mut reader = self.read()?;
        let (told, known) = (anchored.unwrap_or(0), reader.anchored()?);
        if told > reader.epoch()? || reader.is_unconfirmed(known)? {
            drop(reader);
            let mut writer = self.write()?;
            writer.anchor(told)?;
            return writer.commit();
        }
        Ok(())
    }
}

impl Reader<'_> {
    /// How many erasures this database has seen.
    pub(crate) fn epoch(&mut self) -> Result<u64> {
        self.counted("epoch")
    }

    /// A count among the named values; 0 where nobody counted.
    pub(super) fn counted(&mut self, name: &str) -> Result<u64> {
        let text = self.meta(name)?;
        text.map_or(Ok(0), |text| text.parse().map_err(|_| crate::store::sql::damaged()))
    }

    /// A named value of the store itself.
    pub(crate) fn meta(&mut self, name: &str) -> Result<Option<String>> {
        self.one("SELECT value FROM meta WHERE name = $1", &[name.into()], |row| Ok(row.text(0)?.to_owned()))
    }

    /// The first row of an answer.
    pub(crate) fn one<T>(&mut self, sql: &str, params: &[Param<'_>], read: impl Fn(&dyn Row) -> Result<T>) -> Result<Option<T>> {
        let mut found = None;
        self.session.query(sql, params, &mut |row| {
            if found.is_none() {
                found = Some(read(row)?);
            }
            Ok(())
        })?;
        Ok(found)
    }

    /// All rows of an answer.
    pub(crate) fn all<T>(&mut self, sql: &str, params: &[Param<'_>], read: impl Fn(&dyn Row) -> Result<T>) -> Result<Vec<T>> {
        let mut found = Vec::new();
        self.session.query(sql, params, &mut |row| {
            found.push(read(row)?);
            Ok(())
        })?;
        Ok(found)
    }
}

impl Writer<'_> {
    /// Makes everything durable: first the ledger of erasures, then the database. A crash between the two rolls forward.
    ///
    /// # Errors
    /// [`ErrorKind::Unknown`] where the commit failed and may have happened, or where the ledger already knows an erasure:
    /// then the next transaction makes it happen.
    pub fn commit(mut self) -> Result<()> {
        self.write_entries()?;
        self.derive_stale()?;
        let noted = !self.pending.is_empty();
        if noted {
            self.store.ledger.append(&self.pending)?;
        }
        self.reader.session.commit().map_err(|error| match error.kind() {
            ErrorKind::Unknown => error,
            _ if noted => Error::new(ErrorKind::Unknown, "store.commit_unknown").caused_by(error),
            _ => error,
        })?;
        self.notices.into_iter().for_each(|notice| self.store.tell(notice));
        self.news.into_iter().filter(|news| !news.is_empty()).for_each(|news| self.store.listeners.tell(&news));
        Ok(())
    }

    /// The host learns it when this is committed.
    pub(super) fn notice(&mut self, notice: &'static str) {
        self.notices.insert(notice);
    }

    /// What another version of the fold derived is derived again.
    fn fold_again(&mut self) -> Result<()> {
        let version = FOLD_VERSION.to_string();
        if self.meta("fold")?.as_ref() != Some(&version) {
            let customers = self.customer_ids()?;
            self.stale.extend(customers);
            self.renew_all_words()?;
            self.set_meta("fold", &version)?;
        }
        Ok(())
    }

    /// Writes a ledger that is missing erasures anew from the tombstones.
    fn rebuild_ledger(&mut self) -> Result<()> {
        let (id, tombstones) = (self.identity()?, self.tombstones()?);
        self.store.ledger.rebuild(&id, &tombstones)?;
        self.store.tell("ledger.rebuilt");
        Ok(())
    }

    pub(crate) fn set_meta(&mut self, name: &str, value: &str) -> Result<()> {
        let sql = "INSERT INTO meta (name, value) VALUES ($1, $2) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
        self.session.execute(sql, &[name.into(), value.into()]).map(drop)
    }

    pub(crate) fn forget_meta(&mut self, name: &str) -> Result<()> {
        self.session.execute("DELETE FROM meta WHERE name = $1", &[name.into()]).map(drop)
    }

    /// The store's own id, made on first use.
    pub(super) fn identity(&mut self) -> Result<String> {
        if let Some(id) = self.meta("store")? {
            return Ok(id);
        }
        let chance = crate::clock::draw(&*self.store.chance)?;
        let id = crate::domain::id::DocumentId::make(self.store.clock.now().at, chance).to_string();
        self.set_meta("store", &id)?;
        Ok(id)
    }
}

impl<'a> Deref for Writer<'a> {
    type Target = Reader<'a>;

    fn deref(&self) -> &Reader<'a> {
        &self.reader
    }
}

impl<'a> DerefMut for Writer<'a> {
    fn deref_mut(&mut self) -> &mut Reader<'a> {
        &mut self.reader
    }
}
