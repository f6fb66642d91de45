//! Migrations: numbered files, none ever edited, one loop.

use rusqlite::{Connection, TransactionBehavior};

use super::session::translate;
use crate::error::{Error, ErrorKind, Result};

const MIGRATIONS: &[&str] = &[include_str!("migrations/0001.sql")];

/// The schema this library writes.
pub(super) const VERSION: i32 = 1;

/// Brings the file to the newest schema, each step in a transaction of its own.
pub(super) fn migrate(connection: &mut Connection) -> Result<()> {
    loop {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate).map_err(translate)?;
        let version: i32 = transaction.pragma_query_value(None, "user_version", |row| row.get(0)).map_err(translate)?;
        let next = usize::try_from(version).map_err(|_| Error::new(ErrorKind::Damaged, "store.damaged"))?;
        let Some(sql) = MIGRATIONS.get(next) else { return Ok(()) };
        transaction.execute_batch(sql).map_err(translate)?;
        transaction.pragma_update(None, "user_version", version + 1).map_err(translate)?;
        transaction.pragma_update(None, "application_id", super::APPLICATION_ID).map_err(translate)?;
        transaction.commit().map_err(translate)?;
    }
}
