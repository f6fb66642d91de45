//! Singling out: whether what stays of somebody's history (day, branch and item of a line) still points at them.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::id::{Code, DocumentId, SubjectId};
use crate::domain::time::Date;

/// Of fewer people than this somebody can be told apart.
pub const FEWEST_PEOPLE: usize = 3;

/// What stays of a line.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct Trace {
    /// The day of its document.
    pub day: Date,
    /// The branch.
    pub branch: Option<Code>,
    /// The item's code, or its name where it has none.
    pub item: String,
}

/// Who bought.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum Buyer {
    /// A customer.
    Known(SubjectId),
    /// Whoever got this document: customer *undefined*, or one who was anonymized.
    Undefined(DocumentId),
}

/// A trace that too few people left.
#[derive(Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct SingledOut {
    /// What stays.
    pub trace: Trace,
    /// How many people it fits, the person among them.
    pub people: usize,
}

/// Who else left the traces of one person.
///
/// ```
/// use clientela::domain::erasure::{Buyer, Trace, Traces};
/// use clientela::domain::{id::SubjectId, time::Date};
/// let trace = Trace { day: Date::parse("2026-06-02")?, branch: None, item: "4711".into() };
/// let mut traces = Traces::of([trace.clone()]);
/// traces.take(&trace, Buyer::Known(SubjectId::from_bytes([2; 16])));
/// assert_eq!(traces.singled_out()[0].people, 2);
/// traces.take(&trace, Buyer::Known(SubjectId::from_bytes([3; 16])));
/// assert!(traces.singled_out().is_empty());
/// # Ok::<(), clientela::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Traces(BTreeMap<Trace, BTreeSet<Buyer>>);

impl Traces {
    /// Of one person.
    pub fn of(own: impl IntoIterator<Item = Trace>) -> Self {
        Self(own.into_iter().map(|trace| (trace, BTreeSet::new())).collect())
    }

    /// Takes a line of somebody else; what the person has no trace of says nothing.
    pub fn take(&mut self, trace: &Trace, buyer: Buyer) {
        if let Some(buyers) = self.0.get_mut(trace) {
            buyers.insert(buyer);
        }
    }

    /// Where and when the person was.
    pub fn days(&self) -> BTreeSet<(Option<Code>, Date)> {
        self.0.keys().map(|trace| (trace.branch.clone(), trace.day)).collect()
    }

    /// Whether enough others left every trace of a day in a branch: nothing more has to be looked at.
    pub fn is_settled_on(&self, branch: Option<&Code>, day: Date) -> bool {
        let of_it = self.0.iter().filter(|(trace, _)| trace.branch.as_ref() == branch && trace.day == day);
        of_it.map(|(_, buyers)| buyers.len() + 1).all(|people| people >= FEWEST_PEOPLE)
    }

    /// The traces that too few people left.
    pub fn singled_out(&self) -> Vec<SingledOut> {
        let all = self.0.iter().map(|(trace, buyers)| SingledOut { trace: trace.clone(), people: buyers.len() + 1 });
        all.filter(|one| one.people < FEWEST_PEOPLE).collect()
    }
}
