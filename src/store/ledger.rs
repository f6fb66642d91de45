//! The ledger of erasures: a small file beside the database that a restored backup cannot undo. It holds opaque ids
//! only, each line chained to the one before by a digest.

use std::fs::{File, OpenOptions};
use std::io::{Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::SystemTime;

use sha2::{Digest, Sha256};

use crate::domain::guard::PersonMark;
use crate::domain::id::{Code, SubjectId};
use crate::domain::value::hex;
use crate::error::{Error, ErrorKind, Result};

/// One erasure: the ids, and perhaps the keyed mark, by which the person is recognised at the door; nothing else.
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
    /// The mark over name and birthday, where a key was there.
    pub mark: Option<PersonMark>,
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
    /// What the file looked like when it was read.
    seen: Option<Look>,
    /// The store it was bound to in this process.
    bound: String,
    /// The length up to which the file holds whole lines.
    length: u64,
    store: String,
    entries: Vec<LedgerEntry>,
    chain: String,
}

/// What tells a file that somebody else wrote or replaced.
#[derive(Clone, PartialEq, Eq, Debug)]
struct Look {
    length: u64,
    modified: Option<SystemTime>,
    inode: u64,
}

impl Look {
    fn at(path: &Path) -> Result<Option<Self>> {
        match std::fs::metadata(path) {
            Ok(meta) => Ok(Some(Self { length: meta.len(), modified: meta.modified().ok(), inode: inode(&meta) })),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(io(error)),
        }
    }
}

#[cfg(unix)]
fn inode(meta: &std::fs::Metadata) -> u64 {
    std::os::unix::fs::MetadataExt::ino(meta)
}

#[cfg(not(unix))]
fn inode(_: &std::fs::Metadata) -> u64 {
    0
}

/// Puts the text of a ledger into a new file; one that is there already is left alone.
pub(crate) fn place(path: &Path, text: &str) -> Result<()> {
    let file = OpenOptions::new().write(true).create_new(true).open(path);
    let placed = file.and_then(|mut file| file.write_all(text.as_bytes()).and_then(|()| file.sync_all()));
    placed.map_err(|error| match error.kind() {
        std::io::ErrorKind::AlreadyExists => Error::new(ErrorKind::Conflict, "copy.exists").field("ledger"),
        _ => io(error),
    })
}

impl FileLedger {
    /// The ledger in this file; it is created when there is something to write.
    pub fn at(path: impl AsRef<Path>) -> Self {
        Self { path: path.as_ref().to_owned(), state: Mutex::default() }
    }

    /// The state after reading what another process may have written.
    fn current(&self) -> Result<MutexGuard<'_, State>> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        let look = Look::at(&self.path)?;
        if look != state.seen {
            let text = if look.is_some() { std::fs::read(&self.path).map_err(io)? } else { Vec::new() };
            let read = State::parse(&text)?;
            if !read.store.is_empty() && !state.bound.is_empty() && read.store != state.bound {
                return Err(of_another_store());
            }
            *state = State { seen: look, bound: std::mem::take(&mut state.bound), ..read };
        }
        Ok(state)
    }

    /// Writes lines behind the last whole one. Where that fails, nothing of them stays.
    fn add(&self, start: u64, lines: &str) -> Result<()> {
        let mut file = OpenOptions::new().write(true).open(&self.path).map_err(io)?;
        let added = file
            .set_len(start)
            .and_then(|()| file.seek(SeekFrom::Start(start)))
            .and_then(|_| file.write_all(lines.as_bytes()))
            .and_then(|()| file.sync_all());
        added.map_err(|error| match file.set_len(start).and_then(|()| file.sync_all()) {
            Ok(()) => io(error),
            Err(_) => Error::new(ErrorKind::Unknown, "ledger.append_unknown").caused_by(error),
        })
    }

    /// Puts a whole new file in the place of the old one.
    fn replace(&self, state: &mut State, store: &str, entries: &[LedgerEntry]) -> Result<()> {
        let text = write(store, entries);
        let read = State::parse(text.as_bytes())?;
        let aside = self.path.with_extension("ledger-new");
        File::create(&aside)
            .and_then(|mut file| file.write_all(text.as_bytes()).and_then(|()| file.sync_all()))
            .and_then(|()| std::fs::rename(&aside, &self.path))
            .map_err(io)?;
        self.sync_folder();
        *state = State { seen: Look::at(&self.path)?, bound: store.to_owned(), ..read };
        Ok(())
    }

    /// Makes the file's name durable, where the system has folders that can be synced.
    fn sync_folder(&self) {
        let folder = self.path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        if let Ok(folder) = File::open(folder) {
            let _ = folder.sync_all();
        }
    }
}

impl State {
    /// Reads whole lines; a last line without its end was never acknowledged and does not count.
    fn parse(text: &[u8]) -> Result<Self> {
        let whole = text.iter().rposition(|byte| *byte == b'\n').map_or(0, |at| at + 1);
        if whole == 0 && !text.is_empty() {
            return Err(tampered());
        }
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
        let [epoch, subject, source, number, mode] = parts[..] else { return Err(tampered()) };
        let code = |text: &str| (text != "-").then(|| Code::parse(text.strip_prefix('=').unwrap_or(text))).transpose();
        let entry = LedgerEntry {
            epoch: epoch.parse().map_err(|_| tampered())?,
            subject: SubjectId::parse(subject).map_err(|_| tampered())?,
            source_id: code(source).map_err(|_| tampered())?,
            number: code(number).map_err(|_| tampered())?,
            mark: mark(mode)?,
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
            let mark = entry.mark.map_or_else(String::new, |mark| format!("+{}", hex(mark.bytes())));
            let content = format!("{} {} {} {} erase{mark}", entry.epoch, entry.subject, code(&entry.source_id), code(&entry.number));
            chain = digest(&chain, &content);
            lines.extend([content.as_str(), " ", &chain, "\n"]);
        }
        lines
    }
}

fn digest(chain: &str, content: &str) -> String {
    hex(&Sha256::new().chain_update(chain).chain_update(content).finalize())
}

/// The mark behind `erase`, where there is one.
fn mark(mode: &str) -> Result<Option<PersonMark>> {
    if mode == "erase" {
        return Ok(None);
    }
    let bytes = mode.strip_prefix("erase+").and_then(bytes_of).ok_or_else(tampered)?;
    Ok(Some(PersonMark::from_bytes(bytes)))
}

/// The bytes that these digits write.
fn bytes_of(digits: &str) -> Option<[u8; 32]> {
    let mut bytes = [0; 32];
    let pair = |at: usize| digits.get(2 * at..2 * at + 2).and_then(|pair| u8::from_str_radix(pair, 16).ok());
    for (at, byte) in bytes.iter_mut().enumerate() {
        *byte = pair(at)?;
    }
    (hex(&bytes) == digits).then_some(bytes)
}

/// The text of a ledger, for a host that keeps a copy elsewhere.
pub(crate) fn write(store: &str, entries: &[LedgerEntry]) -> String {
    let heading = format!("{HEADING} {store}");
    let fresh = State { chain: digest("", &heading), ..State::default() };
    format!("{heading}\n{}", fresh.lines_of(entries))
}

/// Reads such a text: the store it is of, and its entries.
pub(crate) fn read(text: &[u8]) -> Result<(String, Vec<LedgerEntry>)> {
    let state = State::parse(text)?;
    if state.store.is_empty() { Err(tampered()) } else { Ok((state.store, state.entries)) }
}

fn tampered() -> Error {
    Error::new(ErrorKind::Damaged, "ledger.damaged")
}

fn io(error: std::io::Error) -> Error {
    let made = Error::new(ErrorKind::Io, "ledger.io");
    let made = error.raw_os_error().into_iter().fold(made, Error::system);
    made.caused_by(error)
}

pub(crate) fn of_another_store() -> Error {
    Error::new(ErrorKind::Damaged, "ledger.of_another_store")
}

impl Ledger for FileLedger {
    fn bind(&self, store: &str) -> Result<u64> {
        let mut state = self.current()?;
        if state.store.is_empty() {
            self.replace(&mut state, store, &[])?;
        }
        if state.store != store {
            return Err(of_another_store());
        }
        store.clone_into(&mut state.bound);
        Ok(state.epoch())
    }

    fn epoch(&self) -> Result<u64> {
        Ok(self.current()?.epoch())
    }

    fn after(&self, epoch: u64) -> Result<Vec<LedgerEntry>> {
        Ok(self.current()?.entries.iter().filter(|entry| entry.epoch > epoch).cloned().collect())
    }

    fn append(&self, entries: &[LedgerEntry]) -> Result<()> {
        let mut state = self.current()?;
        if state.store.is_empty() {
            let store = state.bound.clone();
            return self.replace(&mut state, &store, entries);
        }
        let lines = state.lines_of(entries);
        let mut added =
            State { chain: state.chain.clone(), entries: state.entries.last().cloned().into_iter().collect(), ..State::default() };
        let known = added.entries.len();
        lines.lines().try_for_each(|line| added.read_entry(line))?;
        self.add(state.length, &lines)?;
        state.length += lines.len() as u64;
        state.entries.extend(added.entries.drain(known..));
        state.chain = added.chain;
        state.seen = Look::at(&self.path)?;
        Ok(())
    }

    fn rebuild(&self, store: &str, entries: &[LedgerEntry]) -> Result<()> {
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        self.replace(&mut state, store, entries)
    }
}
