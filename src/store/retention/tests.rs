use std::time::Duration;

use super::*;
use crate::store::sql::Driver;
use crate::store::sqlite::Sqlite;

/// Else the forecast would read every document.
#[test]
fn the_heads_of_documents_are_read_from_their_index_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    let driver = Sqlite::open(&folder.path().join("shop.db"), Duration::from_secs(1)).expect("a store");
    let mut reader = Reader { session: driver.read().expect("a reader"), committed: true };
    let plan = reader.all(&format!("EXPLAIN QUERY PLAN {HEADS}"), &[], |row| Ok(row.text(3)?.to_owned())).expect("a plan");
    assert_eq!(plan, ["SEARCH document USING COVERING INDEX document_retention (customer>?)"]);
}
