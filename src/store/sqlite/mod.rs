//! The SQLite driver: opening with care, pragmas, connections, migrations, purge and the bytes of the files.

mod bytes;
mod schema;
mod session;

use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};

use crate::error::{Error, ErrorKind, Result};
use crate::store::sql::{Driver, Session};
use session::{Held, SqliteSession, translate};

/// `clie` in ASCII: marks a file as ours.
const APPLICATION_ID: i32 = 0x636c_6965;

/// The oldest SQLite whose WAL and FTS5 do what is relied on.
const OLDEST_SQLITE: i32 = 3_051_003;

/// How many idle readers are kept.
const IDLE_READERS: usize = 4;

/// How many prepared statements a connection keeps.
const STATEMENTS: usize = 128;

/// A store in one file of SQLite.
pub struct Sqlite {
    path: PathBuf,
    wait: Duration,
    writer: Mutex<Connection>,
    readers: Mutex<Vec<Connection>>,
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
        let fresh = std::fs::metadata(path).map_or(true, |meta| meta.len() == 0);
        if !fresh {
            Self::examine(path, wait)?;
        }
        let mut writer = Self::connect(path, wait)?;
        schema::migrate(&mut writer)?;
        Ok(Self { path: path.to_owned(), wait, writer: Mutex::new(writer), readers: Mutex::default() })
    }

    /// Looks at a file without changing a byte of it.
    fn examine(path: &Path, wait: Duration) -> Result<()> {
        let connection = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE).map_err(translate)?;
        connection.busy_timeout(wait).map_err(translate)?;
        let number = |name: &str| connection.pragma_query_value(None, name, |row| row.get::<_, i32>(0)).map_err(translate);
        let (id, version, tables) = (number("application_id")?, number("user_version")?, number("schema_version")?);
        match id {
            0 if tables == 0 => Ok(()),
            APPLICATION_ID if version > schema::VERSION => Err(Error::new(ErrorKind::TooNew, "store.too_new").with("version", version)),
            APPLICATION_ID => Ok(()),
            _ => Err(Error::new(ErrorKind::NotAStore, "store.not_ours")),
        }
    }

    fn connect(path: &Path, wait: Duration) -> Result<Connection> {
        let connection = Connection::open(path).map_err(translate)?;
        connection.busy_timeout(wait).map_err(translate)?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        let switches = [
            (DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true),
            (DbConfig::SQLITE_DBCONFIG_DQS_DML, false),
            (DbConfig::SQLITE_DBCONFIG_DQS_DDL, false),
            (DbConfig::SQLITE_DBCONFIG_TRUSTED_SCHEMA, false),
            (DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true),
        ];
        for (switch, on) in switches {
            connection.set_db_config(switch, on).map_err(translate)?;
        }
        let pragmas = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; \
                       PRAGMA temp_store = MEMORY; PRAGMA mmap_size = 0;";
        connection.execute_batch(pragmas).map_err(translate)?;
        Ok(connection)
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
        let connection = idle.map_or_else(|| Self::connect(&self.path, self.wait), Ok)?;
        Ok(Box::new(SqliteSession::begin(Held::Reader(self, Some(connection)), "BEGIN")?))
    }

    fn write(&self) -> Result<Box<dyn Session + '_>> {
        let connection = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        Ok(Box::new(SqliteSession::begin(Held::Writer(connection), "BEGIN IMMEDIATE")?))
    }

    fn purge(&self) -> Result<bool> {
        let connection = self.writer.lock().unwrap_or_else(PoisonError::into_inner);
        self.readers.lock().unwrap_or_else(PoisonError::into_inner).clear();
        let vacuumed = connection.execute_batch("PRAGMA temp_store = FILE; VACUUM; PRAGMA temp_store = MEMORY;");
        match vacuumed.map_err(translate) {
            Err(error) if error.kind() == ErrorKind::Busy => return Ok(false),
            other => other?,
        }
        let busy: i64 = connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |row| row.get(0)).map_err(translate)?;
        Ok(busy == 0)
    }

    fn columns(&self) -> Result<Vec<(String, String)>> {
        let sql = "SELECT m.name, c.name FROM sqlite_schema AS m, pragma_table_info(m.name) AS c \
                   WHERE m.type = 'table' AND m.name NOT LIKE 'search\\_%' ESCAPE '\\' OR m.name = 'search_entry' AND m.type = 'table' \
                   ORDER BY m.name, c.cid";
        let mut found = Vec::new();
        self.read()?.query(sql, &[], &mut |row| {
            found.push((row.text(0)?.to_owned(), row.text(1)?.to_owned()));
            Ok(())
        })?;
        Ok(found)
    }

    fn bytes(&self, each: &mut dyn FnMut(&str, u64, &[u8])) -> Result<()> {
        bytes::walk(&self.path, each)
    }
}
