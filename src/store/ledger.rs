//! The ledger of erasures: a small file beside the database that a restored backup cannot undo. It holds opaque ids
//! only, each line chained to the one before by a digest.

use std::fmt::Write as _;
use std::fs::{File, OpenOptions};
use std::io::{Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use sha2::{Digest, Sha256};

use crate::domain::id::{Code, SubjectId};
use crate::error::{Error, ErrorKind, Result};

/// One erasure: the ids by which the person is recognised at the door, and nothing else.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LedgerEntry {
    /// Counts the erasures of the store, from 1.
    pub epoch: u64,
    /// Who.
    pub subject: SubjectId,
    /// The id in the feeding system.
    pub source_id: Option<Code>,
    /// The customer number.
    pub number: Option<Code>,
}

/// Where erasures are remembered outside the database; a host may keep it elsewhere.
pub trait Ledger: Send + Sync {
    /// Binds the ledger to the store with this id and says its epoch; an empty one becomes this store's.
    ///
    /// # Errors
    /// [`ErrorKind::Damaged`] where it belongs to another store or was tampered with.
    fn bind(&self, store: &str) -> Result<u64>;

    /// The last epoch it knows.
    ///
    /// # Errors
    /// [`ErrorKind::Io`], [`ErrorKind::Damaged`].
    fn epoch(&self) -> Result<u64>;

    /// The entries after an epoch, in order.
    ///
    /// # Errors
    /// [`ErrorKind::Io`], [`ErrorKind::Damaged`].
    fn after(&self, epoch: u64) -> Result<Vec<LedgerEntry>>;

    /// Adds entries and makes them durable before it returns.
    ///
    /// # Errors
    /// [`ErrorKind::Io`]; then nothing counts as added.
    fn append(&self, entries: &[LedgerEntry]) -> Result<()>;

    /// Writes the ledger anew from the database's tombstones.
    ///
    /// # Errors
    /// [`ErrorKind::Io`].
    fn rebuild(&self, store: &str, entries: &[LedgerEntry]) -> Result<()>;
}

const HEADING: &str = "clientela-ledger 1";

/// The default ledger: a text file beside the database.
#[derive(Debug)]
pub struct FileLedger {
    path: PathBuf,
    state: Mutex<State>,
}

#[derive(Debug, Default)]
struct State {
    file: Option<File>,
    /// The length up to which the file was read and holds whole lines.
    length: u64,
    store: String,
    entries: Vec<LedgerEntry>,
    chain: String,
}

impl FileLedger {
    /// The ledger in this file; it is created when there is something to write.
    pub fn at(path: impl AsRef<Path>) -> Self {
        Self { path: path.as_ref().to_owned(), state: Mutex::default() }
    }

    /// The state after reading what another process may have added.
    fn current(&self) -> Result<MutexGuard<'_, State>> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let on_disk = match std::fs::metadata(&self.path) {
            Ok(meta) => meta.len(),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => 0,
            Err(error) => return Err(io(error)),
        };
        if on_disk != state.length {
            let mut text = Vec::new();
            if on_disk > 0 {
                File::open(&self.path).and_then(|mut file| file.read_to_end(&mut text)).map_err(io)?;
            }
            let file = state.file.take();
            *state = State::parse(&text)?;
            state.file = file;
        }
        Ok(state)
    }

    fn create(&self) -> Result<File> {
        OpenOptions::new().create(true).read(true).write(true).truncate(false).open(&self.path).map_err(io)
    }

    /// Makes the file's name durable, where the system has folders that can be synced.
    fn sync_folder(&self) {
        if let Some(folder) = self.path.parent().and_then(|folder| File::open(folder).ok()) {
            let _ = folder.sync_all();
        }
    }
}

impl State {
    /// Reads whole lines; a last line without its end was never acknowledged and does not count.
    fn parse(text: &[u8]) -> Result<Self> {
        let whole = text.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        let text = std::str::from_utf8(&text[..whole]).map_err(|_| tampered())?;
        let mut state = Self { length: whole as u64, ..Self::default() };
        for (index, line) in text.lines().enumerate() {
            if index == 0 {
                line.strip_prefix(HEADING).and_then(|rest| rest.strip_prefix(' ')).ok_or_else(tampered)?.clone_into(&mut state.store);
                state.chain = digest("", line);
            } else {
                state.read_entry(line)?;
            }
        }
        Ok(state)
    }

    fn read_entry(&mut self, line: &str) -> Result<()> {
        let (content, chain) = line.rsplit_once(' ').ok_or_else(tampered)?;
        if chain != digest(&self.chain, content) {
            return Err(tampered());
        }
        let parts: Vec<&str> = content.split(' ').collect();
        let [epoch, subject, source, number, "erase"] = parts[..] else { return Err(tampered()) };
        let code = |text: &str| (text != "-").then(|| Code::parse(text.strip_prefix('=').unwrap_or(text))).transpose();
        let entry = LedgerEntry {
            epoch: epoch.parse().map_err(|_| tampered())?,
            subject: SubjectId::parse(subject).map_err(|_| tampered())?,
            source_id: code(source).map_err(|_| tampered())?,
            number: code(number).map_err(|_| tampered())?,
        };
        if entry.epoch != self.epoch() + 1 {
            return Err(tampered());
        }
        self.entries.push(entry);
        chain.clone_into(&mut self.chain);
        Ok(())
    }

    fn epoch(&self) -> u64 {
        self.entries.last().map_or(0, |entry| entry.epoch)
    }

    /// The lines of these entries, chained to what is there.
    fn lines_of(&self, entries: &[LedgerEntry]) -> String {
        let mut chain = self.chain.clone();
        let mut lines = String::new();
        for entry in entries {
            let code = |code: &Option<Code>| code.as_ref().map_or_else(|| "-".to_owned(), |code| format!("={code}"));
            let content = format!("{} {} {} {} erase", entry.epoch, entry.subject, code(&entry.source_id), code(&entry.number));
            chain = digest(&chain, &content);
            lines.extend([content.as_str(), " ", &chain, "\n"]);
        }
        lines
    }
}

fn digest(chain: &str, content: &str) -> String {
    let digest = Sha256::new().chain_update(chain).chain_update(content).finalize();
    digest.iter().fold(String::with_capacity(64), |mut text, byte| {
        let _ = write!(text, "{byte:02x}");
        text
    })
}

fn tampered() -> Error {
    Error::new(ErrorKind::Damaged, "ledger.damaged")
}

fn io(error: std::io::Error) -> Error {
    let made = Error::new(ErrorKind::Io, "ledger.io");
    let made = error.raw_os_error().into_iter().fold(made, Error::system);
    made.caused_by(error)
}

impl Ledger for FileLedger {
    fn bind(&self, store: &str) -> Result<u64> {
        let state = self.current()?;
        if state.store.is_empty() {
            drop(state);
            self.rebuild(store, &[])?;
            return Ok(0);
        }
        if state.store == store { Ok(state.epoch()) } else { Err(Error::new(ErrorKind::Damaged, "ledger.of_another_store")) }
    }

    fn epoch(&self) -> Result<u64> {
        Ok(self.current()?.epoch())
    }

    fn after(&self, epoch: u64) -> Result<Vec<LedgerEntry>> {
        Ok(self.current()?.entries.iter().filter(|entry| entry.epoch > epoch).cloned().collect())
    }

    fn append(&self, entries: &[LedgerEntry]) -> Result<()> {
        let mut state = self.current()?;
        let lines = state.lines_of(entries);
        if state.file.is_none() {
            state.file = Some(self.create()?);
        }
        let start = state.length;
        let file = state.file.as_mut().expect("opened just above");
        file.set_len(start)
            .and_then(|()| file.seek(SeekFrom::Start(start)))
            .and_then(|_| file.write_all(lines.as_bytes()))
            .and_then(|()| file.sync_all())
            .map_err(io)?;
        lines.lines().try_for_each(|line| state.read_entry(line))?;
        state.length = start + lines.len() as u64;
        Ok(())
    }

    fn rebuild(&self, store: &str, entries: &[LedgerEntry]) -> Result<()> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let heading = format!("{HEADING} {store}");
        let fresh = State { store: store.to_owned(), chain: digest("", &heading), ..State::default() };
        let text = format!("{heading}\n{}", fresh.lines_of(entries));
        let aside = self.path.with_extension("ledger-new");
        File::create(&aside)
            .and_then(|mut file| file.write_all(text.as_bytes()).and_then(|()| file.sync_all()))
            .and_then(|()| std::fs::rename(&aside, &self.path))
            .map_err(io)?;
        self.sync_folder();
        *state = State::parse(text.as_bytes())?;
        Ok(())
    }
}
