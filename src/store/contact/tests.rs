use std::time::Duration;

use super::*;
use crate::store::confirmation::OVER;
use crate::store::sql::Driver;
use crate::store::sqlite::Sqlite;

fn plan(sql: &str, params: &[Param<'_>]) -> String {
    let folder = tempfile::tempdir().expect("a folder");
    let driver = Sqlite::open(&folder.path().join("shop.db"), Duration::from_secs(1)).expect("a store");
    let mut reader = Reader { session: driver.read().expect("a reader"), committed: true };
    let plan = reader.all(&format!("EXPLAIN QUERY PLAN {sql}"), params, |row| Ok(row.text(3)?.to_owned()));
    plan.expect("a plan").join("; ")
}

#[test]
fn who_bought_something_is_found_by_the_customer_and_not_by_the_kind() {
    let (id, now): ([u8; 16], Param<'_>) = ([0; 16], 0_i64.into());
    let range = [id.as_slice().into(), id.as_slice().into(), now];
    assert!(plan(&buyers(), &range).contains("USING INDEX document_customer (customer>? AND customer<?)"), "{}", plan(&buyers(), &range));
    let one = [id.as_slice().into(), 0_i64.into()];
    assert!(plan(&bought(), &one).contains("USING INDEX document_customer (customer=?)"), "{}", plan(&bought(), &one));
}

#[test]
fn confirmations_that_are_over_are_found_by_when_they_ended() {
    let found = plan(OVER, &[0_i64.into()]);
    assert!(found.contains("confirmation_until (until<?)"), "{found}");
}
