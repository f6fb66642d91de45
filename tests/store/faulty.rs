//! A driver that fails, or dies, at the n-th statement.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use clientela::domain::id::SubjectId;
use clientela::domain::search::Wanted;
use clientela::store::sql::{Driver, EachPiece, Going, Param, Ranks, Row, Session};
use clientela::store::sqlite::Sqlite;
use clientela::store::{FileLedger, Ledger, LedgerEntry};
use clientela::{Engine, Error, ErrorKind, Result};

use crate::shop;

/// What happens at the statement.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    Fails,
    Dies,
}

/// Counts statements down to the fault; 0: none comes.
#[derive(Debug)]
pub struct Fuse {
    left: AtomicU64,
    fault: Fault,
}

impl Fuse {
    pub fn new(fault: Fault) -> Arc<Self> {
        Arc::new(Self { left: AtomicU64::new(0), fault })
    }

    /// The n-th statement from now on, counted from 1, meets the fault, and every one after it.
    pub fn light(&self, n: u64) {
        self.left.store(n, Ordering::SeqCst);
    }

    pub fn put_out(&self) {
        self.light(0);
    }

    fn burn(&self) -> Result<()> {
        let left = self.left.load(Ordering::SeqCst);
        match (left, self.fault) {
            (0, _) => Ok(()),
            (1, Fault::Dies) => std::process::abort(),
            (1, Fault::Fails) => Err(Error::new(ErrorKind::Io, "test.fault")),
            _ => {
                self.left.store(left - 1, Ordering::SeqCst);
                Ok(())
            }
        }
    }
}

pub struct Faulty {
    inner: Sqlite,
    fuse: Arc<Fuse>,
}

impl Faulty {
    pub fn open(path: &Path, fuse: &Arc<Fuse>) -> Box<dyn Driver> {
        Box::new(Self { inner: Sqlite::open(path, shop::WAIT).expect("the file opens"), fuse: Arc::clone(fuse) })
    }
}

/// A store over the failing driver, with its ledger beside it.
pub fn engine(path: &Path, fuse: &Arc<Fuse>) -> Engine {
    Engine::over(Faulty::open(path, fuse), Box::new(FileLedger::at(ledger_of(path))), shop::options()).expect("the store opens")
}

pub fn ledger_of(path: &Path) -> std::path::PathBuf {
    path.with_extension("db.ledger")
}

struct FaultySession<'a> {
    inner: Box<dyn Session + 'a>,
    fuse: &'a Fuse,
}

impl<'a> FaultySession<'a> {
    fn over(inner: Box<dyn Session + 'a>, fuse: &'a Fuse) -> Box<dyn Session + 'a> {
        Box::new(Self { inner, fuse })
    }
}

impl Session for FaultySession<'_> {
    fn execute(&mut self, sql: &str, params: &[Param<'_>]) -> Result<usize> {
        self.fuse.burn()?;
        self.inner.execute(sql, params)
    }

    fn query(&mut self, sql: &str, params: &[Param<'_>], each: &mut dyn FnMut(&dyn Row) -> Result<()>) -> Result<()> {
        self.fuse.burn()?;
        self.inner.query(sql, params, each)
    }

    fn index_put(&mut self, rows: &mut dyn Iterator<Item = (i64, &str)>) -> Result<()> {
        self.fuse.burn()?;
        self.inner.index_put(rows)
    }

    fn index_remove(&mut self, rank: i64, text: &str) -> Result<()> {
        self.fuse.burn()?;
        self.inner.index_remove(rank, text)
    }

    fn index_forget(&mut self, rank: i64, text: &str) -> Result<()> {
        self.fuse.burn()?;
        self.inner.index_forget(rank, text)
    }

    fn index_search(&mut self, wanted: &Wanted, ranks: Ranks, each: &mut dyn FnMut(i64, SubjectId, &str) -> Result<bool>) -> Result<()> {
        self.fuse.burn()?;
        self.inner.index_search(wanted, ranks, each)
    }

    fn index_words(&mut self, each: &mut dyn FnMut(&str) -> Result<()>) -> Result<()> {
        self.fuse.burn()?;
        self.inner.index_words(each)
    }

    fn commit(self: Box<Self>) -> Result<()> {
        self.fuse.burn()?;
        self.inner.commit()
    }
}

impl Driver for Faulty {
    fn read(&self) -> Result<Box<dyn Session + '_>> {
        Ok(FaultySession::over(self.inner.read()?, &self.fuse))
    }

    fn write(&self) -> Result<Box<dyn Session + '_>> {
        Ok(FaultySession::over(self.inner.write()?, &self.fuse))
    }

    fn version(&self) -> Result<i64> {
        self.inner.version()
    }

    fn purge(&self, going: Going<'_>) -> Result<bool> {
        self.inner.purge(going)
    }

    fn columns(&self) -> Result<Vec<(String, String)>> {
        self.inner.columns()
    }

    fn bytes(&self, each: EachPiece<'_>) -> Result<()> {
        self.inner.bytes(each)
    }
}

/// A ledger that fails, or dies, before or after it has added an entry.
pub struct FaultyLedger {
    pub inner: FileLedger,
    pub fault: Fault,
    pub after: bool,
}

impl FaultyLedger {
    fn strike(&self) -> Result<()> {
        match self.fault {
            Fault::Dies => std::process::abort(),
            Fault::Fails => Err(Error::new(ErrorKind::Io, "test.fault")),
        }
    }
}

impl Ledger for FaultyLedger {
    fn bind(&self, store: &str) -> Result<u64> {
        self.inner.bind(store)
    }

    fn epoch(&self) -> Result<u64> {
        self.inner.epoch()
    }

    fn after(&self, epoch: u64) -> Result<Vec<LedgerEntry>> {
        self.inner.after(epoch)
    }

    fn append(&self, entries: &[LedgerEntry]) -> Result<()> {
        if self.after {
            self.inner.append(entries)?;
        }
        self.strike()
    }

    fn rebuild(&self, store: &str, entries: &[LedgerEntry]) -> Result<()> {
        self.inner.rebuild(store, entries)
    }
}
