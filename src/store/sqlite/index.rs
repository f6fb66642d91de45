//! The full-text index at a purge: deleting a word leaves it standing where it parts two pages of the index, so all pages are written anew.

use rusqlite::Connection;

use super::session::translate;
use crate::error::Result;

/// Merges all pages into new ones. A row of nobody makes sure that there are two parts to merge, since one alone is left as it is.
const ANEW: &str = "INSERT INTO search (rowid, text) VALUES (-1, '0'); \
     INSERT INTO search (search) VALUES ('optimize'); \
     INSERT INTO search (search, rowid, text) VALUES ('delete', -1, '0');";

/// Writes the index anew, in one transaction: a crash leaves the old one.
pub(super) fn renew(connection: &Connection) -> Result<()> {
    let transaction = connection.unchecked_transaction().map_err(translate)?;
    transaction.execute_batch(ANEW).map_err(translate)?;
    transaction.commit().map_err(translate)
}
