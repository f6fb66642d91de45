//! Two processes that edit one customer at the same time: every value that was acknowledged was there, none was overwritten unseen.

use std::collections::BTreeMap;
use std::process::Child;

use clientela::domain::field::Field;
use clientela::domain::id::SubjectId;
use clientela::domain::merge::Side;
use clientela::store::JournalQuery;
use clientela::{Desk, ErrorKind};

use crate::kills::{acknowledge, role, said_by, start};
use crate::shop;

/// How many edits each process makes.
const EDITS: usize = 60;

/// How often a process looks whether the other is as far, before the test fails.
const PATIENCE: usize = 1_000_000;

/// Waits until the other process has made so many edits, so that no edit of one has seen that of the other in the same round.
fn wait_for(desk: &Desk, id: SubjectId, field: Field, edits: usize) {
    let count = |text: &str| text.split_once('-').and_then(|(_, last)| last.parse().ok()).map_or(0, |last: usize| last + 1);
    let made = || desk.customer(id).expect("readable").stored.values.get(field).map_or(0, count);
    assert!(
        (0..PATIENCE).any(|_| made() >= edits || {
            std::thread::yield_now();
            false
        }),
        "the other process ended"
    );
}

/// One process: half of its edits touch what the other edits too.
fn play(argument: &str, path: &std::path::Path) {
    let engine = shop::open(path);
    let desk = shop::desk(&engine, &format!("till-{argument}"));
    let luis = shop::customer(&engine, 0);
    let (own, others) = if argument == "0" { (Field::Region, Field::Company) } else { (Field::Company, Field::Region) };
    let mut draft = desk.edit(luis).expect("a draft");
    for i in 0..EDITS {
        wait_for(&desk, luis, others, i);
        let text = format!("{argument}-{i}");
        draft.set(own, &text);
        if i % 2 == 0 {
            draft.set(Field::FamilyName, &text);
        }
        while let Err(error) = desk.save(&mut draft) {
            assert_eq!((error.kind(), error.code()), (ErrorKind::Conflict, "customer.changed_meanwhile"), "{error}");
            for clash in desk.reload(&mut draft).expect("reloaded") {
                acknowledge(&format!("clash {}", clash.field.name()));
                draft.settle(clash.field, clash.slot, Side::Mine);
            }
        }
        acknowledge(&format!("saved {text}"));
    }
}

#[test]
fn two_processes_edit_one_customer_and_no_edit_is_lost_or_overwrites_another_unseen() {
    if let Some((_, argument, path)) = role() {
        return play(&argument, &path);
    }
    let test = "edits::two_processes_edit_one_customer_and_no_edit_is_lost_or_overwrites_another_unseen";
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("shop.db");
    let engine = shop::open(&path);
    shop::seed(&engine, 1);
    let children: Vec<Child> = (0..2).map(|i| start(test, &format!("edit {i}"), &path)).collect();
    let said: Vec<String> = children.into_iter().flat_map(said_by).collect();
    let clashes: Vec<&String> = said.iter().filter(|line| line.starts_with("done clash")).collect();
    assert!(clashes.iter().all(|line| line.ends_with("name")), "own fields never clash: {clashes:?}");
    assert!(clashes.len() >= EDITS / 2 - 1, "in each round of names but the first one comes second: {}", clashes.len());
    assert_eq!(said.len() - clashes.len(), 2 * EDITS);

    let id = shop::customer(&engine, 0);
    let journal = shop::erp(&engine).journal(&JournalQuery { subject: Some(id), limit: 1000, ..JournalQuery::default() }).unwrap().entries;
    let mut steps: BTreeMap<Field, BTreeMap<Option<String>, String>> = BTreeMap::new();
    for value in journal.iter().flat_map(|logged| &logged.values) {
        let both = value.values.as_ref().unwrap();
        if let (old, Some(new), 0) = (both.old.as_text().map(str::to_owned), both.new.as_text(), value.slot) {
            assert_eq!(steps.entry(value.field).or_default().insert(old, new.to_owned()), None, "one value was replaced twice");
        }
    }
    let stored = shop::desk(&engine, "till-9").customer(id).unwrap().stored.values;
    for (field, count) in [(Field::FamilyName, EDITS), (Field::Region, EDITS), (Field::Company, EDITS)] {
        let steps = &steps[&field];
        let path: Vec<&String> = std::iter::successors(steps.get(&None), |last| steps.get(&Some((*last).clone()))).collect();
        assert_eq!(path.len(), steps.len(), "each edit follows on the one before");
        assert_eq!(steps.len() - usize::from(field == Field::FamilyName), count);
        assert_eq!(path.last().map(|text| text.as_str()), stored.get(field));
    }
    assert!(engine.verify_journal().unwrap().findings.is_empty());
}
