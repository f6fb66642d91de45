//! Copies of a store, page by page: a backup while others write, a backup put back into a new place, and looking whether a file is sound.

use std::path::Path;
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::thread::{Builder, scope};
use std::time::Duration;

use rusqlite::backup::{Backup, StepResult};
use rusqlite::{Connection, OpenFlags, OptionalExtension};

use super::session::translate;
use super::whole::{Whole, failed};
use super::{Sqlite, beside, frozen, holds_bytes, schema};
use crate::error::{Error, ErrorKind, Result};
use crate::store::pace::cancelled;
use crate::store::sql::{Going, Soundness, damaged};

/// How many pages are copied at once.
const AT_ONCE: i32 = 256;

/// How often a long look asks whether to go on.
const LOOK: Duration = Duration::from_millis(50);

/// What is anchored where nobody knows which erasures are missing: more than any store sees.
const UNKNOWN_EPOCH: u64 = u64::MAX;

/// Copies the store of a connection as it is now, whatever others write meanwhile, into a new file.
pub(super) fn backup(source: &Connection, to: &Path, going: Going<'_>) -> Result<()> {
    let whole = Whole::begin(to)?;
    // One snapshot: a copy that begins anew with every sale would never end.
    source.execute_batch("BEGIN").map_err(translate)?;
    source.query_row("SELECT count(*) FROM meta", [], |_| Ok(())).map_err(translate)?;
    copy(source, &whole, going)?;
    source.execute_batch("ROLLBACK").map_err(translate)?;
    settle(&whole)?;
    whole.finish()
}

fn copy(source: &Connection, whole: &Whole, going: Going<'_>) -> Result<()> {
    let mut target = whole.connect()?;
    let backup = Backup::new(source, &mut target).map_err(translate)?;
    loop {
        let step = backup.step(AT_ONCE).map_err(translate)?;
        let progress = backup.progress();
        let [total, left] = [progress.pagecount, progress.remaining].map(|pages| u64::try_from(pages).unwrap_or(0));
        if !going(total.saturating_sub(left), total) {
            return Err(cancelled());
        }
        match step {
            StepResult::Done => return Ok(()),
            StepResult::More => {}
            _ => return Err(Error::new(ErrorKind::Busy, "store.busy")),
        }
    }
}

/// Takes the log out of a copy, so that it is one file.
fn settle(whole: &Whole) -> Result<Connection> {
    let target = whole.connect()?;
    target.query_row("PRAGMA journal_mode = DELETE", [], |_| Ok(())).map_err(translate)?;
    Ok(target)
}

/// A backup being put back: looked at, and not in its place yet.
pub struct Restoring(Whole);

impl Restoring {
    /// Copies a backup beside the place where it shall be, where no store may be yet.
    pub(crate) fn begin(from: &Path, to: &Path, going: Going<'_>) -> Result<Self> {
        if !from.exists() {
            return Err(failed(std::io::ErrorKind::NotFound.into()));
        }
        let source = if holds_bytes(&beside(from, "-wal")) {
            Connection::open_with_flags(from, OpenFlags::SQLITE_OPEN_READ_ONLY).map_err(translate)?
        } else {
            Sqlite::examine(from)?;
            Connection::open_with_flags(frozen(from), OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI).map_err(translate)?
        };
        schema::recognise(&source)?;
        let whole = Whole::begin(to)?;
        copy(&source, &whole, going)?;
        let target = settle(&whole)?;
        let sound: String = target.query_row("PRAGMA quick_check(1)", [], |row| row.get(0)).map_err(translate)?;
        if sound == "ok" { Ok(Self(whole)) } else { Err(damaged()) }
    }

    /// Which store it is.
    pub(crate) fn store(&self) -> Result<Option<String>> {
        store_of(&self.0.connect()?)
    }

    /// Puts it into its place; without a ledger nobody knows whom a later erasure concerned.
    pub(crate) fn finish(self, has_ledger: bool) -> Result<()> {
        if !has_ledger {
            forget_who_is_missing(&self.0.connect()?)?;
        }
        self.0.finish()
    }
}

pub(super) fn store_of(connection: &Connection) -> Result<Option<String>> {
    connection.query_row("SELECT value FROM meta WHERE name = 'store'", [], |row| row.get(0)).optional().map_err(translate)
}

pub(super) fn forget_who_is_missing(connection: &Connection) -> Result<()> {
    let sql = "INSERT INTO meta (name, value) VALUES ('anchored', ?1) ON CONFLICT (name) DO UPDATE SET value = excluded.value";
    connection.execute(sql, [UNKNOWN_EPOCH.to_string()]).map(drop).map_err(translate)
}

/// Looks at every page and every reference.
pub(super) fn look(mut connection: Connection, going: Going<'_>) -> Result<Soundness> {
    watched(&mut connection, going, soundness)
}

/// Works on a connection, on a thread that can be interrupted, and asks meanwhile on this one whether to go on.
pub(super) fn watched<T: Send>(
    connection: &mut Connection,
    going: Going<'_>,
    work: impl FnOnce(&Connection) -> Result<T> + Send,
) -> Result<T> {
    if !going(0, 0) {
        return Err(cancelled());
    }
    let interrupt = connection.get_interrupt_handle();
    scope(|scope| {
        let (done, waiting) = channel();
        let thread = Builder::new().name("clientela-work".to_owned());
        let working = thread.spawn_scoped(scope, move || {
            let result = work(connection);
            let _ = done.send(());
            result
        });
        let working = working.map_err(failed)?;
        let mut wanted = true;
        while waiting.recv_timeout(LOOK) == Err(RecvTimeoutError::Timeout) {
            wanted = wanted && going(0, 0);
            if !wanted {
                interrupt.interrupt();
            }
        }
        let result = working.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic))?;
        if wanted { Ok(result) } else { Err(cancelled()) }
    })
}

fn soundness(connection: &Connection) -> Result<Soundness> {
    let unsound = |sql: &str| -> Result<u64> {
        let counted = connection.prepare(sql).and_then(|mut statement| {
            let mut rows = statement.query([])?;
            let mut count = 0;
            while let Some(row) = rows.next()? {
                count += u64::from(row.get::<_, String>(0)? != "ok");
            }
            Ok(count)
        });
        // What cannot be looked at is not sound.
        counted.map_err(translate).or_else(|error| if error.kind() == ErrorKind::Damaged { Ok(1) } else { Err(error) })
    };
    Ok(Soundness {
        pages: unsound("PRAGMA integrity_check(1000)")?,
        references: unsound("PRAGMA foreign_key_check")?,
        schema: schema_differs(connection)?,
    })
}

/// In how many tables and indexes the file is not as this library makes it.
fn schema_differs(connection: &Connection) -> Result<u64> {
    let mut fresh = Connection::open_in_memory().map_err(translate)?;
    schema::migrate(&mut fresh)?;
    let [made, found] = [&fresh, connection].map(parts);
    let (made, found) = (made?, found?);
    Ok(made.iter().filter(|part| !found.contains(part)).count().max(found.iter().filter(|part| !made.contains(part)).count()) as u64)
}

fn parts(connection: &Connection) -> Result<Vec<(String, Option<String>)>> {
    let mut statement = connection.prepare("SELECT name, sql FROM sqlite_schema").map_err(translate)?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?))).map_err(translate)?;
    rows.collect::<rusqlite::Result<_>>().map_err(translate)
}
