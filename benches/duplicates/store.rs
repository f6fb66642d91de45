//! The same town in a store: the job over all customers, and who is reported when somebody is created.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Cursor;

use clientela::domain::field::Field;
use clientela::domain::id::SubjectId;
use clientela::{Engine, Export, Stored};

use crate::support::{Numbers, Spread, desk, erp, open, time};
use crate::town::Record;
use crate::{TARGET, truth};

/// So many customers are typed in again.
const TYPED: usize = 500;

const COLUMNS: [Field; 9] = [
    Field::GivenName,
    Field::FamilyName,
    Field::BirthDate,
    Field::Street,
    Field::PostalCode,
    Field::City,
    Field::Region,
    Field::Email,
    Field::Phone,
];

/// Puts the town into a store and looks for duplicates there.
pub fn measure(records: &[Record]) {
    let folder = tempfile::tempdir().expect("a folder");
    let engine = open(&folder);
    import(&engine, records);
    let (took, found) = time(|| erp(&engine).find_duplicates(&mut |_, _| true).expect("found"));
    println!("          in a store {took:>8.2?}: {} pairs among {} customers", found.pairs.len(), found.customers);
    if records.len() == 100_000 {
        println!("target {TARGET:?}: {}", if took <= TARGET { "held" } else { "missed" });
    }
    created(&engine, records);
}

fn import(engine: &Engine, records: &[Record]) {
    let names = ["source_id", "kind"].into_iter().chain(COLUMNS.map(Field::name));
    let plan = Export::of(&names.clone().collect::<Vec<_>>()).expect("columns").plan();
    let mut text = names.collect::<Vec<_>>().join(",") + "\n";
    for (at, record) in records.iter().enumerate() {
        let cells = COLUMNS.map(|field| record.values.get(field).unwrap_or_default());
        text.extend([&format!("c{at},private,"), &cells.join(","), "\n"]);
    }
    let report = erp(engine).import(&plan, &mut Cursor::new(text), &mut |_| true).expect("imported");
    println!("          {} customers in a store, {} refused", report.taken, report.refused);
}

/// Types records in again: how long a look takes, and how many of the other records of the same person it finds.
fn created(engine: &Engine, records: &[Record]) {
    let desk = desk(engine);
    let mut same: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (one, other) in truth(records) {
        same.entry(one).or_default().insert(other);
        same.entry(other).or_default().insert(one);
    }
    let (mut took, mut right, mut reported, mut all) = (Vec::new(), 0, 0, 0);
    let (mut numbers, empty) = (Numbers(3), BTreeSet::new());
    let source = |stored: &Stored| stored.values.get(Field::SourceId).and_then(|id| id[1..].parse::<usize>().ok());
    for _ in 0..TYPED {
        let at = numbers.below(records.len());
        let id: Option<SubjectId> = erp(engine).subject_by_source(&format!("c{at}")).expect("read");
        let Some(id) = id else { continue };
        let draft = desk.edit(id).expect("a draft");
        let (time, possible) = time(|| desk.possible_duplicates(&draft).expect("found"));
        took.push(time);
        let known = same.get(&at).unwrap_or(&empty);
        reported += possible.len();
        right += possible.iter().filter(|one| source(&one.customer).is_some_and(|at| known.contains(&at))).count();
        all += known.len();
    }
    Spread::of(took).print("          a new customer");
    println!("          reported {reported}, right {right}, of {all}");
}
