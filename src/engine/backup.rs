//! Copies of a store: a backup while people sell, a backup put back, a check, and what a damaged file still holds. The ledger of erasures
//! is never rolled back: whoever was erased since stays erased. Knows no SQL.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};

use crate::domain::id::SubjectId;
use crate::domain::setting::{Place, Setting, TypedValue};
use crate::domain::soundness::CheckPart;
use crate::domain::time::{Date, Moment};
use crate::engine::erp::Erp;
use crate::engine::open::Engine;
use crate::error::{Error, ErrorKind, Result};
use crate::store::Verification;
use crate::store::ledger;
use crate::store::sql::Going;
use crate::store::sqlite::Loss;
use crate::store::sqlite::backup::Restoring;
use crate::store::sqlite::salvage::Salvaging;

/// How long backups are kept where no setting says so.
const BACKUP_DAYS: i64 = 30;

/// A store that was put back or salvaged, and not opened yet.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Restored {
    /// Whether erasures may be missing that nobody here knows: the store is unconfirmed then ([`Engine::is_unconfirmed`]).
    pub unconfirmed: bool,
    /// What a damaged file no longer held, table by table; nothing of a backup.
    pub losses: Vec<Loss>,
}

/// What a check found.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Checked {
    /// How much is wrong with each part; every part is named.
    pub parts: Vec<(CheckPart, u64)>,
    /// What verifying the journal found, where it could be read.
    pub journal: Option<Verification>,
}

impl Checked {
    /// Whether nothing is wrong.
    pub fn is_sound(&self) -> bool {
        self.parts.iter().all(|(_, wrong)| *wrong == 0)
    }

    /// How much is wrong with a part.
    pub fn wrong(&self, part: CheckPart) -> u64 {
        self.parts.iter().find(|(one, _)| *one == part).map_or(0, |(_, wrong)| *wrong)
    }
}

impl Engine {
    /// Copies the store as it is now into a new file, with its ledger beside it, while others read and write. `going` is told how many
    /// pages of how many are copied and says whether to go on; a copy that is not whole does not stay. Says the epoch of erasures that
    /// the backup has at least.
    ///
    /// ```
    /// # use std::sync::Arc;
    /// # use clientela::{Engine, Options, SystemClock};
    /// # let folder = tempfile::tempdir()?;
    /// # let options = || Options::new(Arc::new(SystemClock::default()));
    /// let (store, copy) = (folder.path().join("shop.db"), folder.path().join("monday.db"));
    /// let engine = Engine::open(&store, options())?;
    /// engine.backup(&copy, &mut |_, _| true)?;
    ///
    /// // The file is lost, its ledger is not.
    /// drop(engine);
    /// std::fs::remove_file(&store)?;
    /// assert!(!Engine::restore(&copy, &store, None, &mut |_, _| true)?.unconfirmed);
    /// let engine = Engine::open(&store, options())?;
    /// assert!(engine.check(&mut |_, _| true)?.is_sound());
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`] with `copy.exists`: nothing is written over; [`ErrorKind::Cancelled`]; [`ErrorKind::Io`].
    pub fn backup(&self, to: impl AsRef<Path>, going: Going<'_>) -> Result<u64> {
        let (to, store) = (to.as_ref(), self.store());
        refuse_existing(&ledger_of(to))?;
        let mut reader = store.read()?;
        let (epoch, clean) = (reader.epoch()?, reader.purged()?.count());
        drop(reader);
        store.driver.backup(to, going)?;
        if let Err(error) = self.export_ledger().and_then(|text| ledger::place(&ledger_of(to), &text)) {
            let _ = std::fs::remove_file(to);
            return Err(error);
        }
        self.note_backup(clean).inspect_err(|_| {
            let _ = std::fs::remove_file(to);
            let _ = std::fs::remove_file(ledger_of(to));
        })?;
        Ok(epoch)
    }

    /// Puts a backup into a place where no store is. The ledger that lies there already is the store's own and stays; where there is none
    /// either, `ledger` says where the host kept it. With neither, the one beside the backup is taken, later erasures are unknown, and the
    /// store is unconfirmed. Erasures that the backup has not seen are done when it is opened, before the first read.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`] with `copy.exists` where a store is there, or a ledger and another was named; [`ErrorKind::Damaged`] where
    /// the backup is ([`Engine::salvage`] reads what is left of it) or a ledger (`ledger.damaged`, `ledger.of_another_store`);
    /// [`ErrorKind::Cancelled`]; [`ErrorKind::Io`].
    pub fn restore(from: impl AsRef<Path>, to: impl AsRef<Path>, ledger: Option<&Path>, going: Going<'_>) -> Result<Restored> {
        let (from, to) = (from.as_ref(), to.as_ref());
        let own = ledger_of(to);
        if ledger.is_some() {
            refuse_existing(&own)?;
        }
        let kept = ledger.map(PathBuf::from).or_else(|| own.exists().then(|| own.clone()));
        let unconfirmed = kept.is_none();
        let text = kept.or_else(|| Some(ledger_of(from)).filter(|path| path.exists())).map(|path| read(&path)).transpose()?;
        let restoring = Restoring::begin(from, to, going)?;
        if let Some((store, _)) = &text
            && restoring.store()?.is_some_and(|own| own != *store)
        {
            return Err(ledger::of_another_store());
        }
        place_beside(&own, text.as_ref().map(|(_, text)| text.as_str()), || restoring.finish(!unconfirmed))?;
        Ok(Restored { unconfirmed, losses: Vec::new() })
    }

    /// Copies what can be read of a damaged file into a place where no store is, and says what is lost. The damaged file and its log are
    /// only read. The ledger beside it is taken along: whom it knows is erased again when the new store is opened. Where there is none, the
    /// new store is unconfirmed. Verify the journal afterwards: entries that are lost are findings. Close the store first where that is
    /// possible: what is written while its bytes are copied may be missing.
    ///
    /// # Errors
    /// [`ErrorKind::Damaged`] with `salvage.unreadable` where not even the list of tables can be read; else as [`Engine::restore`].
    pub fn salvage(from: impl AsRef<Path>, to: impl AsRef<Path>, going: Going<'_>) -> Result<Restored> {
        let (from, to) = (from.as_ref(), to.as_ref());
        let own = ledger_of(to);
        refuse_existing(&own)?;
        let salvaging = Salvaging::begin(from, to, going)?;
        let store = salvaging.store()?;
        let text = read(&ledger_of(from)).ok().filter(|(of, _)| store.as_ref().is_none_or(|store| store == of));
        let named = text.as_ref().map(|(store, _)| store.as_str());
        let losses = place_beside(&own, text.as_ref().map(|(_, text)| text.as_str()), || salvaging.finish(named))?;
        Ok(Restored { unconfirmed: text.is_none(), losses })
    }

    /// Looks at every page of the file, every reference, the tables, the journal and the ledger. Others may read and write meanwhile.
    /// `going` says whether to go on: it is told 0 of 0 while pages and references are looked at, then how many entries of the journal of
    /// how many are verified.
    ///
    /// # Errors
    /// [`ErrorKind::Cancelled`]; what is damaged is counted, not failed on.
    pub fn check(&self, going: Going<'_>) -> Result<Checked> {
        let sound = self.store().driver.soundness(going)?;
        let journal = unless_damaged(self.verify_with(&[], going))?;
        let ledger = unless_damaged(self.ledger_faults())?;
        let wrong = journal.as_ref().map_or(1, |journal| journal.findings.len() as u64);
        let parts = vec![
            (CheckPart::Pages, sound.pages),
            (CheckPart::References, sound.references),
            (CheckPart::Schema, sound.schema),
            (CheckPart::Journal, wrong),
            (CheckPart::Ledger, ledger.unwrap_or(1)),
        ];
        Ok(Checked { parts, journal })
    }

    /// A copy holds what was gone from the rows and not from the bytes.
    fn note_backup(&self, clean: u64) -> Result<()> {
        let mut writer = self.store().write()?;
        writer.note_backup(clean, self.now().at, self.now().date().plus_days(-self.backup_days()?).start())?;
        writer.commit()
    }

    /// How many days backups are kept.
    fn backup_days(&self) -> Result<i64> {
        Ok(match self.settings()?.at(Setting::ErasureBackupDays, &Place::Chain) {
            Some(TypedValue::Number(days)) => days,
            _ => BACKUP_DAYS,
        })
    }

    /// How many erasures only one of the store and the ledger knows.
    fn ledger_faults(&self) -> Result<u64> {
        let mut reader = self.store().read()?;
        let erased: BTreeSet<SubjectId> = reader.tombstones()?.into_iter().map(|entry| entry.subject).collect();
        let noted: BTreeSet<SubjectId> = self.store().ledger.after(0)?.into_iter().map(|entry| entry.subject).collect();
        Ok(erased.symmetric_difference(&noted).count() as u64)
    }
}

impl Erp {
    /// Until when a backup still holds somebody who was erased since: the last step of an erasure, behind [`Erp::purge_pending`]. None
    /// where no backup does that is still kept (`erasure.backup_days`).
    ///
    /// # Errors
    /// Those of reading.
    pub fn backups_until(&self) -> Result<Option<Date>> {
        let engine = &self.engine;
        let mut reader = engine.store().read()?;
        let (gone, days, now) = (reader.gone()?.count(), engine.backup_days()?, engine.now());
        let older = reader.backups()?.into_iter().filter(|(clean, _)| *clean < gone);
        let last = older.map(|(_, at)| Moment { at, ..now }.date().plus_days(days)).max();
        Ok(last.filter(|until| *until >= now.date()))
    }
}

fn unless_damaged<T>(looked: Result<T>) -> Result<Option<T>> {
    match looked {
        Err(error) if error.kind() == ErrorKind::Damaged => Ok(None),
        other => other.map(Some),
    }
}

/// The ledger beside a store.
pub(crate) fn ledger_of(path: &Path) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(".ledger");
    PathBuf::from(name)
}

/// The store that a ledger is of, and its text.
fn read(path: &Path) -> Result<(String, String)> {
    let text = std::fs::read(path).map_err(|error| Error::new(ErrorKind::Io, "ledger.io").caused_by(error))?;
    let (store, entries) = ledger::read(&text)?;
    let text = ledger::write(&store, &entries);
    Ok((store, text))
}

/// Places a ledger, then a store; one without the other does not stay.
fn place_beside<T>(own: &Path, text: Option<&str>, finish: impl FnOnce() -> Result<T>) -> Result<T> {
    let text = text.filter(|_| !own.exists());
    text.map_or(Ok(()), |text| ledger::place(own, text))?;
    finish().inspect_err(|_| {
        if text.is_some() {
            let _ = std::fs::remove_file(own);
        }
    })
}

fn refuse_existing(path: &Path) -> Result<()> {
    if path.exists() { Err(Error::new(ErrorKind::Conflict, "copy.exists").field("ledger")) } else { Ok(()) }
}
