//! One snapshot or transaction on a connection of SQLite, and the translation of its errors.

use std::sync::MutexGuard;

use rusqlite::types::{ToSqlOutput, Value, ValueRef};
use rusqlite::{Connection, ToSql, ffi};

use super::{Sqlite, index};
use crate::domain::id::SubjectId;
use crate::domain::search::Wanted;
use crate::error::{Error, ErrorKind, Result};
use crate::store::sql::{Cell, Param, Ranks, Row, Session, damaged};

/// The connection a session runs on.
pub(super) enum Held<'a> {
    /// The writer, locked.
    Writer(&'a Sqlite, MutexGuard<'a, Connection>),
    /// A reader, given back afterwards.
    Reader(&'a Sqlite, Option<Connection>),
}

impl Held<'_> {
    fn connection(&self) -> Result<&Connection> {
        match self {
            Self::Writer(_, connection) => Ok(connection),
            Self::Reader(_, connection) => connection.as_ref().ok_or_else(|| Error::new(ErrorKind::Internal, "store.session_over")),
        }
    }
}

pub(super) struct SqliteSession<'a> {
    held: Held<'a>,
}

impl<'a> SqliteSession<'a> {
    pub(super) fn begin(held: Held<'a>, sql: &str) -> Result<Self> {
        run(held.connection()?, sql)?;
        Ok(Self { held })
    }
}

/// A statement without parameters and rows.
fn run(connection: &Connection, sql: &str) -> Result<()> {
    connection.prepare_cached(sql).and_then(|mut statement| statement.raw_execute()).map(drop).map_err(translate)
}

impl Drop for SqliteSession<'_> {
    fn drop(&mut self) {
        if let Ok(connection) = self.held.connection()
            && !connection.is_autocommit()
        {
            let _ = run(connection, "ROLLBACK");
        }
        if let Held::Reader(driver, connection) = &mut self.held
            && let Some(connection) = connection.take().filter(Connection::is_autocommit)
        {
            driver.give_back(connection);
        }
    }
}

const EVERY_ROW: &str = "SELECT rank, subject, text FROM search_entry WHERE rank BETWEEN $1 AND $2 ORDER BY rank";

/// The index is asked first: `CROSS JOIN` keeps the order of the tables.
const ROWS_THAT_MATCH: &str = "SELECT e.rank, e.subject, e.text FROM search CROSS JOIN search_entry AS e ON e.rank = search.rowid \
     WHERE search MATCH $1 AND search.rowid BETWEEN $2 AND $3 ORDER BY search.rowid";

struct Bound<'a>(Param<'a>);

impl ToSql for Bound<'_> {
    fn to_sql(&self) -> rusqlite::Result<ToSqlOutput<'_>> {
        Ok(match self.0 {
            Param::Null => ToSqlOutput::Owned(Value::Null),
            Param::Int(number) => ToSqlOutput::Owned(Value::Integer(number)),
            Param::Text(text) => ToSqlOutput::Borrowed(ValueRef::Text(text.as_bytes())),
            Param::Bytes(bytes) => ToSqlOutput::Borrowed(ValueRef::Blob(bytes)),
        })
    }
}

struct SqliteRow<'a>(&'a rusqlite::Row<'a>);

impl Row for SqliteRow<'_> {
    fn cell(&self, column: usize) -> Result<Cell<'_>> {
        match self.0.get_ref(column).map_err(translate)? {
            ValueRef::Null => Ok(Cell::Null),
            ValueRef::Integer(number) => Ok(Cell::Int(number)),
            ValueRef::Text(text) => std::str::from_utf8(text).map(Cell::Text).map_err(|_| damaged()),
            ValueRef::Blob(bytes) => Ok(Cell::Bytes(bytes)),
            ValueRef::Real(_) => Err(damaged()),
        }
    }
}

impl Session for SqliteSession<'_> {
    fn execute(&mut self, sql: &str, params: &[Param<'_>]) -> Result<usize> {
        debug_assert!(numbered_in_order(sql), "parameters are numbered by first appearance: {sql}");
        let mut statement = self.held.connection()?.prepare_cached(sql).map_err(translate)?;
        for (index, param) in params.iter().enumerate() {
            statement.raw_bind_parameter(index + 1, Bound(*param)).map_err(translate)?;
        }
        statement.raw_execute().map_err(translate)
    }

    fn query(&mut self, sql: &str, params: &[Param<'_>], each: &mut dyn FnMut(&dyn Row) -> Result<()>) -> Result<()> {
        debug_assert!(numbered_in_order(sql), "parameters are numbered by first appearance: {sql}");
        let mut statement = self.held.connection()?.prepare_cached(sql).map_err(translate)?;
        for (index, param) in params.iter().enumerate() {
            statement.raw_bind_parameter(index + 1, Bound(*param)).map_err(translate)?;
        }
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next().map_err(translate)? {
            each(&SqliteRow(row))?;
        }
        Ok(())
    }

    // One by one: before a statement of several rows the index would write out what it has gathered.
    fn index_put(&mut self, rows: &mut dyn Iterator<Item = (i64, &str)>) -> Result<()> {
        let insert = "INSERT INTO search (rowid, text) VALUES ($1, $2)";
        let mut statement = self.held.connection()?.prepare_cached(insert).map_err(translate)?;
        for row in rows {
            statement.execute(row).map_err(translate)?;
        }
        Ok(())
    }

    fn index_remove(&mut self, rank: i64, text: &str) -> Result<()> {
        let sql = "INSERT INTO search (search, rowid, text) VALUES ('delete', $1, $2)";
        self.execute(sql, &[rank.into(), text.into()]).map(drop)
    }

    // Taking the bytes out goes through all that begins alike, in a large store for tens of milliseconds; the purge writes the index anew.
    fn index_forget(&mut self, rank: i64, text: &str) -> Result<()> {
        let secure = "INSERT INTO search (search, rank) VALUES ('secure-delete', $1)";
        self.execute(secure, &[0.into()])?;
        self.index_remove(rank, text)?;
        self.execute(secure, &[1.into()]).map(drop)
    }

    fn index_search(&mut self, wanted: &Wanted, ranks: Ranks, each: &mut dyn FnMut(i64, SubjectId, &str) -> Result<bool>) -> Result<()> {
        let Some(query) = index::query(wanted) else { return Ok(()) };
        let (first, last) = ranks.into_inner();
        let (sql, params) = if query.is_empty() {
            (EVERY_ROW, vec![first.into(), last.into()])
        } else {
            (ROWS_THAT_MATCH, vec![Param::from(&query), first.into(), last.into()])
        };
        debug_assert!(numbered_in_order(sql), "parameters are numbered by first appearance: {sql}");
        let mut statement = self.held.connection()?.prepare_cached(sql).map_err(translate)?;
        for (index, param) in params.iter().enumerate() {
            statement.raw_bind_parameter(index + 1, Bound(*param)).map_err(translate)?;
        }
        let mut rows = statement.raw_query();
        while let Some(row) = rows.next().map_err(translate)? {
            let row: &dyn Row = &SqliteRow(row);
            if !each(row.int(0)?, SubjectId::from_bytes(row.array(1)?), row.text(2)?)? {
                break;
            }
        }
        Ok(())
    }

    fn index_words(&mut self, each: &mut dyn FnMut(&str) -> Result<()>) -> Result<()> {
        self.execute("CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_words USING fts5vocab (main, search, row)", &[])?;
        self.query("SELECT term FROM temp.search_words", &[], &mut |row| each(row.text(0)?))
    }

    fn commit(self: Box<Self>) -> Result<()> {
        self.held.connection()?.execute_batch("COMMIT").map_err(|error| match translate(error) {
            error if error.kind() == ErrorKind::Io => Error::new(ErrorKind::Unknown, "store.commit_unknown").caused_by(error),
            error => error,
        })?;
        if let Held::Writer(driver, _) = &self.held {
            driver.committed();
        }
        Ok(())
    }
}

/// Says in our words what SQLite said; its texts, which may quote values, are not passed on.
#[expect(clippy::needless_pass_by_value, reason = "handed to map_err as it is")]
pub(super) fn translate(error: rusqlite::Error) -> Error {
    let code = match &error {
        rusqlite::Error::SqliteFailure(code, _) | rusqlite::Error::SqlInputError { error: code, .. } => code,
        rusqlite::Error::InvalidColumnType(..)
        | rusqlite::Error::IntegralValueOutOfRange(..)
        | rusqlite::Error::FromSqlConversionFailure(..)
        | rusqlite::Error::QueryReturnedNoRows
        | rusqlite::Error::Utf8Error(..) => return damaged(),
        _ => return Error::new(ErrorKind::Internal, "store.internal"),
    };
    let (kind, message) = match code.extended_code & 0xff {
        ffi::SQLITE_BUSY | ffi::SQLITE_LOCKED => (ErrorKind::Busy, "store.busy"),
        ffi::SQLITE_NOTADB => (ErrorKind::NotAStore, "store.not_ours"),
        // Our statements are fixed: where one does not fit, the tables are not those that were made.
        ffi::SQLITE_CORRUPT | ffi::SQLITE_ERROR => (ErrorKind::Damaged, "store.damaged"),
        ffi::SQLITE_CONSTRAINT => (ErrorKind::Conflict, "store.conflict"),
        ffi::SQLITE_FULL => (ErrorKind::Io, "store.disk_full"),
        ffi::SQLITE_IOERR | ffi::SQLITE_CANTOPEN | ffi::SQLITE_READONLY | ffi::SQLITE_PERM => (ErrorKind::Io, "store.io"),
        ffi::SQLITE_INTERRUPT => (ErrorKind::Cancelled, "store.cancelled"),
        ffi::SQLITE_NOMEM | ffi::SQLITE_TOOBIG => (ErrorKind::Limit, "store.limit"),
        _ => (ErrorKind::Internal, "store.internal"),
    };
    Error::new(kind, message).system(code.extended_code)
}

/// Whether `$1`, `$2` … first appear in this order, so that SQLite and PostgreSQL bind the same.
fn numbered_in_order(sql: &str) -> bool {
    let numbers = sql.split('$').skip(1).filter_map(|rest| rest.split(|c: char| !c.is_ascii_digit()).next()?.parse::<usize>().ok());
    let mut last = 0;
    numbers.into_iter().all(|number| {
        let good = number <= last + 1;
        last = last.max(number);
        good
    })
}
