//! A dry run: every line is looked at as if it were taken, nothing is written. What the lines before would have written is remembered
//! by hashes, never by values.

use std::collections::hash_map::RandomState;
use std::collections::{HashMap, HashSet};
use std::hash::{BuildHasher, Hash};

use super::reader::{Batch, Content};
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
        self.read_on();
        let mut reader = self.erp.engine.store().read()?;
        self.look_again();
        for line in batch.lines {
            self.begin(line.number);
            match line.content.and_then(|content| self.rehearse(&mut reader, content)) {
                Ok(Taken::Unchanged) => self.report.unchanged += 1,
                Ok(Taken::Changes(changes)) => self.spent.changes.extend(changes),
                Err(error) => {
                    self.refuse(line.number, error)?;
                    continue;
                }
            }
            self.report.taken += 1;
        }
        Ok(())
    }

    fn rehearse(&mut self, reader: &mut Reader<'_>, content: Content) -> Result<Taken> {
        match content {
            Content::Customer(given) => self.take_customer(reader, given),
            Content::Record(_) => Err(Violation::new("feed", "not_a_choice").into()),
        }
    }
}
