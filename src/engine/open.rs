//! Opening a store and giving out its doors.

use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use crate::clock::{Chance, Clock, SystemChance};
use crate::domain::change::{Context, Door};
use crate::domain::guard::GuardKey;
use crate::domain::heads::{self, Head};
use crate::domain::id::Code;
use crate::domain::time::Moment;
use crate::engine::backup::ledger_of;
use crate::engine::desk::{Desk, Seat};
use crate::engine::directory::Directory;
use crate::engine::erasure::decide_again;
use crate::engine::erp::Erp;
use crate::engine::history::{Histories, HistoryPort};
use crate::engine::session::{Proof, Session};
use crate::error::Result;
use crate::store::sql::{Driver, Going};
use crate::store::{FileLedger, Ledger, Reader, Store, Verification};

/// How long a call waits for another process by default.
const WAIT: Duration = Duration::from_secs(5);

/// What the host decides once, when it opens a store.
pub struct Options {
    clock: Arc<dyn Clock>,
    chance: Arc<dyn Chance>,
    wait: Duration,
    language: String,
    ledger: Option<Box<dyn Ledger>>,
    history: Option<Arc<dyn HistoryPort>>,
    guard: Option<GuardKey>,
    anchored: Option<u64>,
}

impl std::fmt::Debug for Options {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Options").field("wait", &self.wait).field("language", &self.language).finish_non_exhaustive()
    }
}

impl Options {
    /// Options with the host's clock; everything else has a default.
    pub fn new(clock: Arc<dyn Clock>) -> Self {
        let (chance, language) = (Arc::new(SystemChance), "en".to_owned());
        Self { clock, chance, wait: WAIT, language, ledger: None, history: None, guard: None, anchored: None }
    }

    /// Another source of chance than the system's.
    pub fn chance(mut self, chance: Arc<dyn Chance>) -> Self {
        self.chance = chance;
        self
    }

    /// How long a call waits for another process before it says busy.
    pub fn wait(mut self, wait: Duration) -> Self {
        self.wait = wait;
        self
    }

    /// The till's language, ISO 639-1: of consent texts and of the word that takes the place of an erased name.
    pub fn language(mut self, language: &str) -> Self {
        language.clone_into(&mut self.language);
        self
    }

    /// Another place for the ledger of erasures than the file beside the database.
    pub fn ledger(mut self, ledger: Box<dyn Ledger>) -> Self {
        self.ledger = Some(ledger);
        self
    }

    /// The host's connection to the central system, for histories that come from there (`history.source`).
    pub fn history(mut self, port: Arc<dyn HistoryPort>) -> Self {
        self.history = Some(port);
        self
    }

    /// The key by which somebody erased is recognised who arrives again under another id: by name and birthday, of which only a keyed
    /// hash stays. It is never stored; whom an erasure without it concerned is recognised by source id and number only.
    pub fn guard_key(mut self, key: GuardKey) -> Self {
        self.guard = Some(key);
        self
    }

    /// The epoch of erasures ([`Engine::epoch`]) that the host kept elsewhere. A store that has seen fewer is an older folder that was
    /// restored: it is unconfirmed ([`Engine::is_unconfirmed`]), and nobody may be contacted.
    pub fn anchored(mut self, epoch: u64) -> Self {
        self.anchored = Some(epoch);
        self
    }
}

/// An open store. Cheap to clone; any number of threads may use it.
///
/// ```
/// use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
/// use clientela::{Engine, Options, SystemClock};
///
/// let folder = tempfile::tempdir()?;
/// let engine = Engine::open(folder.path().join("shop.db"), Options::new(Arc::new(SystemClock::default())))?;
/// assert!(engine.verify_journal()?.findings.is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct Engine(Arc<Inner>);

struct Inner {
    store: Store,
    language: String,
    directory: Mutex<Kept>,
    histories: Histories,
    history_port: Option<Arc<dyn HistoryPort>>,
}

impl std::fmt::Debug for Inner {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Inner").field("language", &self.language).finish_non_exhaustive()
    }
}

/// What is kept in memory, with the versions it was read at.
#[derive(Clone, Debug, Default)]
struct Kept {
    /// None where only a transaction saw it, which may have been older than the store is.
    store: Option<i64>,
    version: Option<u64>,
    directory: Arc<Directory>,
}

impl Engine {
    /// Opens or creates the store in this file; its ledger of erasures lies beside it, with `.ledger` added to the name.
    ///
    /// # Errors
    /// A file that is not ours, is damaged or newer is refused and left untouched; busy, io.
    #[cfg(feature = "sqlite")]
    pub fn open(path: impl AsRef<Path>, options: Options) -> Result<Self> {
        let path = path.as_ref();
        let driver = crate::store::sqlite::Sqlite::open(path, options.wait)?;
        Self::over(Box::new(driver), Box::new(FileLedger::at(ledger_of(path))), options)
    }

    /// Opens a store over another driver than SQLite, or with one of its own wrapped around it.
    /// `ledger` remembers its erasures, unless the options name another.
    ///
    /// # Errors
    /// Those of the driver and the ledger.
    pub fn over(driver: Box<dyn Driver>, ledger: Box<dyn Ledger>, options: Options) -> Result<Self> {
        let ledger = options.ledger.unwrap_or(ledger);
        let origin = Code::parse("library")?;
        let word = fixed_word(&options.language).to_owned();
        let (guard, anchored) = (options.guard, options.anchored);
        let store = Store::assemble(driver, ledger, (options.clock, options.chance), origin, word, (guard, anchored), decide_again)?;
        let (language, history_port) = (options.language, options.history);
        let inner = Inner { store, language, directory: Mutex::default(), histories: Histories::default(), history_port };
        Ok(Self(Arc::new(inner)))
    }

    /// The door for an operator at a station, asserted by the host that signed them in, as far as the chain allows it
    /// (`sign_in.assertion`). The journal says so. Somebody whom the central system knows has at most the rights it gives.
    ///
    /// # Errors
    /// [`crate::ErrorKind::SignIn`] where assertion is off, the operator is locked or left, the branch or station is closed.
    pub fn desk(&self, seat: Seat) -> Result<Desk> {
        Desk::open(self.clone(), seat, Session::begin(Proof::Asserted, self.now().at))
    }

    /// The door for the central system. A shop without an ERP opens it itself, as its own authority.
    pub fn erp(&self, name: Code) -> Erp {
        Erp::new(self.clone(), name)
    }

    /// What the host should know since it last asked: `ledger.rebuilt`, `ledger.replayed`, `ledger.unconfirmed`.
    pub fn take_notices(&self) -> Vec<&'static str> {
        self.0.store.take_notices()
    }

    /// Verifies every chain of the journal, every value that still exists and every record the journal commits to.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn verify_journal(&self) -> Result<Verification> {
        self.verify_against(&[])
    }

    /// Verifies the journal as [`Self::verify_journal`], and compares it with heads that were kept elsewhere
    /// ([`crate::domain::heads::read`]): a chain whose end was cut off, or that was written anew, is found only so.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn verify_against(&self, anchored: &[Head]) -> Result<Verification> {
        self.verify_with(anchored, &mut |_, _| true)
    }

    /// The same, with progress: `going` is told how many entries of how many are verified, 0 at first and in the end all, and says whether
    /// to go on.
    ///
    /// # Errors
    /// [`crate::ErrorKind::Cancelled`]; those of reading the store.
    pub fn verify_with(&self, anchored: &[Head], going: Going<'_>) -> Result<Verification> {
        self.store().read()?.verify(anchored, going)
    }

    /// The end of every chain of the journal as it is now, at the cost of two looks a chain. Keep them elsewhere: on a closing report,
    /// at the central system.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn heads(&self) -> Result<Vec<Head>> {
        self.store().read()?.heads()
    }

    /// The same as a JSON document that says when they were taken.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn export_heads(&self) -> Result<String> {
        Ok(heads::write(&self.heads()?, self.now().at))
    }

    /// Settings, branches, stations and operators as they are now, also when another process changed them.
    pub(crate) fn directory(&self) -> Result<Arc<Directory>> {
        let store = Some(self.store().driver.version()?);
        let kept = self.kept().clone();
        if kept.store == store {
            return Ok(kept.directory);
        }
        let mut reader = self.store().read()?;
        let version = Some(reader.directory_version()?);
        let directory = if kept.version == version { kept.directory } else { Arc::new(Directory::read(&mut reader)?) };
        *self.kept() = Kept { store, version, directory: Arc::clone(&directory) };
        Ok(directory)
    }

    /// The same as a transaction sees it, with what it changed itself.
    pub(crate) fn directory_in(&self, reader: &mut Reader<'_>) -> Result<Arc<Directory>> {
        let version = Some(reader.directory_version()?);
        let kept = self.kept().clone();
        if kept.version == version {
            return Ok(kept.directory);
        }
        let directory = Arc::new(Directory::read(reader)?);
        if reader.committed && kept.version < version {
            *self.kept() = Kept { store: None, version, directory: Arc::clone(&directory) };
        }
        Ok(directory)
    }

    /// Never held while the store is asked: whoever writes may ask for it too.
    fn kept(&self) -> MutexGuard<'_, Kept> {
        self.0.directory.lock().unwrap_or_else(PoisonError::into_inner)
    }

    pub(crate) fn store(&self) -> &Store {
        &self.0.store
    }

    pub(crate) fn histories(&self) -> &Histories {
        &self.0.histories
    }

    pub(crate) fn history_port(&self) -> Option<&dyn HistoryPort> {
        self.0.history_port.as_deref()
    }

    pub(crate) fn language(&self) -> &str {
        &self.0.language
    }

    pub(crate) fn now(&self) -> Moment {
        self.store().clock.now()
    }

    pub(crate) fn draw<const N: usize>(&self) -> Result<[u8; N]> {
        crate::clock::draw(&*self.store().chance)
    }

    /// The context of the central system's writes.
    pub(crate) fn erp_context(&self, name: &Code) -> Context {
        Context {
            origin: name.clone(),
            door: Door::Erp,
            operator: None,
            station: None,
            branch: None,
            now: self.now(),
            reason: None,
            idempotency: None,
        }
    }
}

/// The word that takes the place of an erased name, in the till's language.
fn fixed_word(language: &str) -> &'static str {
    match language {
        "de" => "Anonymisiert",
        "fr" => "Anonymisé",
        "it" => "Anonimizzato",
        "pl" => "Zanonimizowano",
        "pt" => "Anonimizado",
        _ => "Anonymized",
    }
}
