use std::time::Duration;

use super::*;
use crate::store::sql::Driver;
use crate::store::sqlite::Sqlite;

#[test]
fn whose_signature_is_missing_is_one_run_of_an_index() {
    let folder = tempfile::tempdir().unwrap();
    let driver = Sqlite::open(&folder.path().join("shop.db"), Duration::from_secs(1)).unwrap();
    let mut reader = Reader { session: driver.read().unwrap(), committed: true };
    let (definition, after) = (Code::parse("terms").unwrap(), [0_u8; 16]);
    let params: [Param<'_>; 3] = [(&definition).into(), after.as_slice().into(), 500_i64.into()];
    let plan = reader.all(&format!("EXPLAIN QUERY PLAN {UNSIGNED}"), &params, |row| Ok(row.text(3)?.to_owned())).unwrap();
    let wanted = "SEARCH consent_event USING INDEX consent_event_unsigned (definition=? AND subject>?)";
    assert_eq!(plan, [wanted]);
}
