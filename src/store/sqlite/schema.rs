//! Migrations: numbered files, none ever edited, one loop.

use rusqlite::{Connection, TransactionBehavior};

use super::session::translate;
use crate::error::{Error, ErrorKind, Result};

const MIGRATIONS: &[&str] = &[
    include_str!("migrations/0001.sql"),
    include_str!("migrations/0002.sql"),
    include_str!("migrations/0003.sql"),
    include_str!("migrations/0004.sql"),
    include_str!("migrations/0005.sql"),
    include_str!("migrations/0006.sql"),
    include_str!("migrations/0007.sql"),
    include_str!("migrations/0008.sql"),
    include_str!("migrations/0009.sql"),
    include_str!("migrations/0010.sql"),
];

/// The schema this library writes.
pub(super) const VERSION: i32 = 10;

/// Refuses a file that is not ours or is newer; an empty one is welcome.
pub(super) fn recognise(connection: &Connection) -> Result<()> {
    // One snapshot: between two looks another process may finish making the file.
    let snapshot = connection.unchecked_transaction().map_err(translate)?;
    let number = |name: &str| snapshot.pragma_query_value(None, name, |row| row.get::<_, i32>(0)).map_err(translate);
    let (id, version, tables) = (number("application_id")?, number("user_version")?, number("schema_version")?);
    match id {
        0 if tables == 0 => Ok(()),
        super::APPLICATION_ID if version > VERSION => Err(Error::new(ErrorKind::TooNew, "store.too_new").with("version", version)),
        super::APPLICATION_ID if version > 0 => Ok(()),
        super::APPLICATION_ID => Err(Error::new(ErrorKind::Damaged, "store.damaged")),
        _ => Err(Error::new(ErrorKind::NotAStore, "store.not_ours")),
    }
}

/// Brings the file to the newest schema, each step in a transaction of its own.
pub(super) fn migrate(connection: &mut Connection) -> Result<()> {
    // A step may make a table anew; what refers to it is looked at before the step is committed.
    connection.pragma_update(None, "foreign_keys", false).map_err(translate)?;
    let done = migrate_unchecked(connection, MIGRATIONS.len());
    connection.pragma_update(None, "foreign_keys", true).map_err(translate)?;
    done
}

/// Makes an empty file with the schema of a version, and does not look after references.
pub(super) fn make(connection: &mut Connection, version: i32) -> Result<()> {
    connection.pragma_update(None, "foreign_keys", false).map_err(translate)?;
    migrate_unchecked(connection, usize::try_from(version).unwrap_or(MIGRATIONS.len()))
}

fn migrate_unchecked(connection: &mut Connection, newest: usize) -> Result<()> {
    loop {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(translate)?;
        let version: i32 = transaction.pragma_query_value(None, "user_version", |row| row.get(0)).map_err(translate)?;
        let next = usize::try_from(version).map_err(|_| Error::new(ErrorKind::Damaged, "store.damaged"))?;
        let Some(sql) = MIGRATIONS.get(next).filter(|_| next < newest) else { return Ok(()) };
        transaction.execute_batch(sql).map_err(translate)?;
        if transaction.prepare("PRAGMA foreign_key_check").and_then(|mut check| check.exists([])).map_err(translate)? {
            return Err(Error::new(ErrorKind::Damaged, "store.damaged"));
        }
        transaction.pragma_update(None, "user_version", version + 1).map_err(translate)?;
        transaction.pragma_update(None, "application_id", super::APPLICATION_ID).map_err(translate)?;
        transaction.commit().map_err(translate)?;
    }
}
