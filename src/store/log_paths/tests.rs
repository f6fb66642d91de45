use std::time::Duration;

use super::*;
use crate::domain::journal::EntryKind;
use crate::domain::time::Date;
use crate::store::sql::Driver;
use crate::store::sqlite::Sqlite;

/// What the database does for each path of a query.
fn plans(reader: &mut Reader<'_>, query: &JournalQuery) -> Vec<String> {
    let paths = reader.paths(query, 51).expect("paths").paths;
    let explain = |path: Path| {
        let statement = path.statement(51);
        let sql = format!("EXPLAIN QUERY PLAN {}", statement.sql);
        reader.all(&sql, &statement.params(), |row| Ok(row.text(3)?.to_owned())).expect("a plan").join("; ")
    };
    paths.into_iter().map(explain).collect()
}

#[test]
fn a_page_is_one_run_of_an_index_and_is_never_sorted() {
    let folder = tempfile::tempdir().unwrap();
    let driver = Sqlite::open(&folder.path().join("shop.db"), Duration::from_secs(1)).unwrap();
    let mut reader = Reader { session: driver.read().unwrap(), committed: true };
    let jane = Some(Code::parse("jane").unwrap());
    let day = Some(Date::parse("2026-07-01").unwrap());
    let after = Some(LogPosition { at: Timestamp::from_millis(7), origin: Code::parse("till-1").unwrap(), sequence: 7 });
    let any = JournalQuery { after, ..JournalQuery::default() };
    let of_kind = "SEARCH journal USING INDEX journal_kind (record=? AND (placed,origin,sequence)>(?,?,?)";
    let by_jane = "SEARCH journal USING INDEX journal_operator (operator=? AND (placed,origin,sequence)>(?,?,?)";
    let cases = [
        (any.clone(), of_kind),
        (JournalQuery { from: day, to: day, ..any.clone() }, of_kind),
        (JournalQuery { records: vec![RecordKind::Setting, RecordKind::Subject], ..any.clone() }, of_kind),
        (JournalQuery { kinds: vec![EntryKind::Erased], station: jane.clone(), field: Some(Field::Phone), ..any.clone() }, of_kind),
        (JournalQuery { operator: jane.clone(), ..any.clone() }, by_jane),
        (JournalQuery { operator: jane.clone(), records: vec![RecordKind::Setting], ..any.clone() }, by_jane),
        (JournalQuery { operator: jane.clone(), from: day, to: day, ..any.clone() }, by_jane),
    ];
    for (query, wanted) in cases {
        let plans = plans(&mut reader, &query);
        assert!(!plans.is_empty());
        let set_back = query.to.map(|_| "SEARCH journal USING INDEX journal_set_back ((placed,origin,sequence)>(?,?,?)");
        assert!(set_back.is_none_or(|set_back| plans.iter().filter(|plan| plan.starts_with(set_back)).count() == 1), "{plans:?}");
        for plan in plans {
            assert!(
                (plan.starts_with(wanted) || set_back.is_some_and(|set_back| plan.starts_with(set_back)))
                    && !plan.contains("TEMP B-TREE")
                    && !plan.contains("SCAN"),
                "{query:?}: {plan}"
            );
        }
    }
}

#[test]
fn the_entries_of_one_person_or_record_are_found_by_it() {
    let folder = tempfile::tempdir().unwrap();
    let driver = Sqlite::open(&folder.path().join("shop.db"), Duration::from_secs(1)).unwrap();
    let mut reader = Reader { session: driver.read().unwrap(), committed: true };
    let jane = Some(Code::parse("jane").unwrap());
    let day = Some(Date::parse("2026-07-01").unwrap());
    for operator in [None, jane] {
        let any = JournalQuery { operator, from: day, to: day, records: vec![RecordKind::Setting], ..JournalQuery::default() };
        let record = JournalQuery { record: Some((RecordKind::Setting, "a".to_owned())), ..any.clone() };
        let plan = plans(&mut reader, &record).remove(0);
        assert!(plan.starts_with("SEARCH journal USING INDEX journal_record (record=? AND key=?"), "{plan}");
        let plan = plans(&mut reader, &JournalQuery { subject: Some(SubjectId::from_bytes([1; 16])), ..any }).remove(0);
        assert!(plan.starts_with("SEARCH journal USING INDEX journal_subject (subject=?"), "{plan}");
    }
}
