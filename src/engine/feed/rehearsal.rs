//! A dry run: every line is looked at as if it were taken, nothing is written. What the lines before would have written is remembered
//! by hashes, never by values.

use std::collections::hash_map::RandomState;
use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, Hash};

use super::customer::take_customer;
use super::reader::Batch;
use super::record::Record;
use super::run::{Feeder, Taken};
use crate::domain::id::Code;
use crate::error::{Result, Violation};
use crate::store::Reader;

/// What the lines so far would have written.
#[derive(Default)]
pub(super) struct Rehearsal {
    chance: RandomState,
    sources: HashSet<u64>,
    /// Customer number → source id.
    numbers: HashMap<u64, u64>,
    persons: HashSet<u64>,
}

impl Rehearsal {
    fn hash(&self, value: impl Hash) -> u64 {
        self.chance.hash_one(value)
    }

    /// Whether a line before had this source id; from now on one had it.
    pub(super) fn again(&mut self, source: &Code) -> bool {
        let source = self.hash(source.as_str());
        !self.sources.insert(source)
    }

    /// Whether a line before had this number with another source id; from now on one had it.
    pub(super) fn takes(&mut self, number: &str, source: &Code) -> bool {
        let (number, source) = (self.hash(number), self.hash(source.as_str()));
        *self.numbers.entry(number).or_insert(source) != source
    }

    /// Whether a line before was of this name and birthday; from now on one was.
    pub(super) fn meets(&mut self, person: &[&str]) -> bool {
        let person = self.hash(person);
        !self.persons.insert(person)
    }
}

impl Feeder<'_> {
    /// Looks at every line of a batch.
    pub(super) fn rehearse_batch(&mut self, batch: Batch) -> Result<()> {
        let mut reader = self.erp.engine.store().read()?;
        self.directory = None;
        for line in batch.lines {
            self.line = line.number;
            match line.content.map_err(Into::into).and_then(|record| self.rehearse(&mut reader, record)) {
                Ok(Taken::Unchanged) => self.report.unchanged += 1,
                Ok(Taken::Changes(_)) => {}
                Err(error) => {
                    self.refuse(line.number, error)?;
                    continue;
                }
            }
            self.report.taken += 1;
        }
        Ok(())
    }

    fn rehearse(&mut self, reader: &mut Reader<'_>, mut record: Record) -> Result<Taken> {
        match record.required("feed")?.as_str() {
            "customer" => take_customer(self, reader, &mut record),
            _ => Err(Violation::new("feed", "not_a_choice").into()),
        }
    }
}
