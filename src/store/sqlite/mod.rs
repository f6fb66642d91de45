//! The SQLite driver: opening with care, pragmas, connections, migrations, purge and the bytes of the files.

pub(crate) mod backup;
mod bytes;
mod index;
mod mover;
mod place;
pub(crate) mod salvage;
mod schema;
mod session;
mod whole;

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::error::{Error, ErrorKind, Result};
use crate::store::sql::{Driver, EachPiece, Going, Session, Soundness};
use mover::Mover;
pub use salvage::Loss;
use session::{Held, SqliteSession, translate};

/// `clie` in ASCII: marks a file as ours.
const APPLICATION_ID: i32 = 0x636c_6965;

/// The oldest SQLite whose WAL and FTS5 do what is relied on.
const OLDEST_SQLITE: i32 = 3_051_003;

/// A file of SQLite has at least one page; what is shorter it would write over.
const SMALLEST_FILE: u64 = 512;

/// How many idle readers are kept.
const IDLE_READERS: usize = 4;

/// How many prepared statements a connection keeps.
const STATEMENTS: usize = 128;

/// The writer's pages of one large transaction: what finds no room goes to the log and comes back from there.
const WRITER: &str = "PRAGMA cache_size = -65536;";

/// How many pages the log has before they are moved into the file: as SQLite has it, and while much is written.
const LOG: i32 = 1000;
const LONG_LOG: i32 = 32_768;

/// Between two tries to keep a log.
const PAUSE: Duration = Duration::from_millis(5);

/// Has the file keep a log. Where several processes make the same new file, SQLite refuses at once instead of waiting.
fn keep_a_log(connection: &Connection, wait: Duration) -> Result<String> {
    let mut left = wait.as_millis() / PAUSE.as_millis();
    loop {
        let mode = connection.query_row("PRAGMA journal_mode = WAL", [], |row| row.get(0)).map_err(translate);
        match mode {
            Err(error) if error.kind() == ErrorKind::Busy && left > 0 => std::thread::sleep(PAUSE),
            other => return other,
        }
        left -= 1;
    }
}

/// A store in one file of SQLite.
pub struct Sqlite {
    path: PathBuf,
    wait: Duration,
    writer: Mutex<Connection>,
    readers: Mutex<Vec<Connection>>,
    /// Never reads and never writes: it only notices what all the others commit.
    watch: Mutex<Connection>,
    /// Runs while much is written.
    mover: Mutex<Option<Mover>>,
}

impl std::fmt::Debug for Sqlite {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sqlite")
    }
}

impl Sqlite {
    /// Opens or creates the file. A file that is not ours, is damaged or newer is refused and left as it is.
    ///
    /// # Errors
    /// [`ErrorKind::NotAStore`], [`ErrorKind::Damaged`], [`ErrorKind::TooNew`], [`ErrorKind::Busy`], [`ErrorKind::Io`].
    pub fn open(path: &Path, wait: Duration) -> Result<Self> {
        if rusqlite::version_number() < OLDEST_SQLITE {
            return Err(Error::new(ErrorKind::Internal, "store.sqlite_too_old"));
        }
        place::refuse_network_drive(path)?;
        let logged = || holds_bytes(&beside(path, "-wal"));
        if holds_bytes(path) && !logged() {
            // A second look: the first may have met a file that another process was just making.
            let looked = Self::examine(path).or_else(|_| Self::examine(path));
            looked.or_else(|error| if logged() { Ok(()) } else { Err(error) })?;
        }
        let mut writer = Self::connect(path, wait)?;
        writer.execute_batch(WRITER).map_err(translate)?;
        schema::migrate(&mut writer)?;
        Self::trust(&writer)?;
        let watch = Self::connect(path, wait)?;
        Self::trust(&watch)?;
        Ok(Self {
            path: path.to_owned(),
            wait,
            writer: Mutex::new(writer),
            readers: Mutex::default(),
            watch: Mutex::new(watch),
            mover: Mutex::default(),
        })
    }

    /// Looks at a file without a log, which nobody has open: takes no lock, changes no byte of it or beside it.
    fn examine(path: &Path) -> Result<()> {
        if std::fs::metadata(path).is_ok_and(|meta| meta.len() < SMALLEST_FILE) {
            return Err(Error::new(ErrorKind::NotAStore, "store.not_ours"));
        }
        let connection = Connection::open_with_flags(frozen(path), OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_URI);
        let connection = connection.map_err(translate)?;
        schema::recognise(&connection)?;
        let page: u32 = connection.pragma_query_value(None, "page_size", |row| row.get(0)).map_err(translate)?;
        if !std::fs::metadata(path).is_ok_and(|meta| meta.len().is_multiple_of(page.into())) {
            return Err(crate::store::sql::damaged());
        }
        if connection.table_exists(None, "meta").map_err(translate)? {
            connection.query_row("SELECT count(*) FROM meta", [], |_| Ok(())).map_err(translate)?;
        }
        Ok(())
    }

    /// A connection to a file that is recognised as ours. Until it is trusted, closing it leaves file and log as they are.
    fn connect(path: &Path, wait: Duration) -> Result<Connection> {
        let connection = Connection::open(path).map_err(translate)?;
        connection.busy_timeout(wait).map_err(translate)?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        let switches = [
            (DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true),
            (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
            (DbConfig::SQLITE_DBCONFIG_DQS_DML, false),
            (DbConfig::SQLITE_DBCONFIG_DQS_DDL, false),
            (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
            (DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true),
        ];
        for (switch, on) in switches {
            connection.set_db_config(switch, on).map_err(translate)?;
        }
        schema::recognise(&connection)?;
        if keep_a_log(&connection, wait)? != "wal" {
            return Err(Error::new(ErrorKind::Io, "store.no_log"));
        }
        let pragmas = "PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; \
                       PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 0; PRAGMA cache_size = -32768;";
        connection.execute_batch(pragmas).map_err(translate)?;
        Ok(connection)
    }

    /// From now on the last one who closes moves the log into the file.
    fn trust(connection: &Connection) -> Result<()> {
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, false).map(drop).map_err(translate)
    }

    fn reader(&self) -> Result<Connection> {
        let connection = Self::connect(&self.path, self.wait)?;
        Self::trust(&connection)?;
        Ok(connection)
    }

    /// Something was committed.
    fn committed(&self) {
        self.mover.lock().unwrap_or_else(PoisonError::into_inner).iter().for_each(Mover::committed);
    }

    fn give_back(&self, connection: Connection) {
        let mut readers = self.readers.lock().unwrap_or_else(PoisonError::into_inner);
        if readers.len() < IDLE_READERS {
            readers.push(connection);
        }
    }
}

impl Driver for Sqlite {
    fn read(&self) -> Result<Box<dyn Session + '_>> {
        let idle = self.readers.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let connection = idle.map_or_else(|| self.reader(), Ok)?;
        Ok(Box::new(SqliteSession::begin(Held::Reader(self, Some(connection)), "BEGIN")?))
    }

    fn write(&self) -> Result<Box<dyn Session + '_>> {
        let connection = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(Box::new(SqliteSession::begin(Held::Writer(self, connection), "BEGIN IMMEDIATE")?))
    }

    fn version(&self) -> Result<i64> {
        let watch = self.watch.lock().unwrap_or_else(PoisonError::into_inner);
        let mut statement = watch.prepare_cached("PRAGMA data_version").map_err(translate)?;
        statement.query_row([], |row| row.get(0)).map_err(translate)
    }

    fn purge(&self, going: Going<'_>) -> Result<bool> {
        let mut connection = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        self.readers.lock().unwrap_or_else(PoisonError::into_inner).clear();
        let purged = backup::watched(&mut connection, going, |connection| {
            index::renew(connection)?;
            connection.execute_batch("PRAGMA temp_store = FILE; VACUUM;").map_err(translate)?;
            let busy: i64 = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0)).map_err(translate)?;
            Ok(busy == 0)
        });
        connection.execute_batch("PRAGMA temp_store = MEMORY;").map_err(translate)?;
        match purged {
            Err(error) if error.kind() == ErrorKind::Busy => Ok(false),
            other => other,
        }
    }

    fn bulk(&self, on: bool) -> Result<()> {
        let mover = if on { Mover::start(self.reader()?) } else { None };
        *self.mover.lock().unwrap_or_else(PoisonError::into_inner) = mover;
        let connection = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        connection.pragma_update(None, "wal_autocheckpoint", if on { LONG_LOG } else { LOG }).map_err(translate)?;
        index::bulk(&connection, on)
    }

    fn backup(&self, to: &Path, going: Going<'_>) -> Result<()> {
        backup::backup(&self.reader()?, to, going)
    }

    fn soundness(&self, going: Going<'_>) -> Result<Soundness> {
        backup::look(self.reader()?, going)
    }

    fn columns(&self) -> Result<Vec<(String, String)>> {
        let sql = "SELECT m.name, c.name FROM sqlite_schema AS m, pragma_table_info(m.name) AS c WHERE m.type = 'table' \
                   AND m.name NOT IN ('search', 'search_config', 'search_content', 'search_data', 'search_docsize', 'search_idx') \
                   ORDER BY m.name, c.cid";
        let mut found = Vec::new();
        self.read()?.query(sql, &[], &mut |row| {
            found.push((row.text(0)?.to_owned(), row.text(1)?.to_owned()));
            Ok(())
        })?;
        Ok(found)
    }

    fn bytes(&self, each: EachPiece<'_>) -> Result<()> {
        bytes::walk(&self.path, each)
    }

    fn size(&self) -> Result<u64> {
        bytes::size(&self.path)
    }
}

fn holds_bytes(path: &Path) -> bool {
    std::fs::metadata(path).is_ok_and(|meta| meta.len() > 0)
}

fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}

/// The file's name for a look that takes no locks and heeds no log.
fn frozen(path: &Path) -> String {
    let mut uri = String::from("file:");
    for byte in path.as_os_str().as_encoded_bytes() {
        match byte {
            b'/' | b'.' | b'-' | b'_' => uri.push(char::from(*byte)),
            _ if byte.is_ascii_alphanumeric() => uri.push(char::from(*byte)),
            _ => uri.extend(['%', hex(byte >> 4), hex(byte & 15)]),
        }
    }
    uri.push_str("?immutable=1");
    uri
}

fn hex(digit: u8) -> char {
    char::from_digit(u32::from(digit), 16).unwrap_or('0')
}
