//! Customers made in one transaction: their index rows are derived on a second thread while the first goes on writing.

use std::collections::BTreeSet;
use std::mem;
use std::sync::mpsc::{Sender, channel};
use std::thread::{self, Builder, JoinHandle};

use crate::domain::id::SubjectId;
use crate::domain::search::search_text;
use crate::domain::subject::Values;
use crate::error::{Error, ErrorKind, Result};
use crate::store::search::{Row, month_of};

/// How many wait before a thread is worth it.
const AT_ONCE: usize = 64;

type Piece = Vec<(SubjectId, Values)>;

/// Customers whom nothing in the transaction touched after they were made: what is derived of them needs no look into the store.
#[derive(Default)]
pub(super) struct Fresh {
    untouched: BTreeSet<SubjectId>,
    waiting: Piece,
    helper: Option<(Sender<Piece>, JoinHandle<Vec<Row>>)>,
}

impl Fresh {
    pub(super) fn add(&mut self, id: SubjectId, values: Values) {
        self.untouched.insert(id);
        self.waiting.push((id, values));
        if self.waiting.len() >= AT_ONCE {
            self.hand_over();
        }
    }

    /// Whatever is derived of this one has to be looked up.
    pub(super) fn remove(&mut self, id: SubjectId) {
        self.untouched.remove(&id);
    }

    /// The rows of the index, each with the first rank of its month.
    pub(super) fn rows(mut self) -> Result<Vec<Row>> {
        let mut rows = self.end_helper().map_err(|_| Error::new(ErrorKind::Internal, "store.internal"))?;
        let (untouched, waiting) = (mem::take(&mut self.untouched), mem::take(&mut self.waiting));
        rows.extend(derived(waiting));
        rows.retain(|row| !row.text.is_empty() && untouched.contains(&row.subject));
        Ok(rows)
    }

    /// What the second thread derived, which is over then.
    fn end_helper(&mut self) -> thread::Result<Vec<Row>> {
        let Some((sender, helper)) = self.helper.take() else { return Ok(Vec::new()) };
        drop(sender);
        helper.join()
    }

    /// Where no thread can be had, what waits is derived at the end.
    fn hand_over(&mut self) {
        if self.helper.is_none() {
            let (sender, receiver) = channel::<Piece>();
            let work = move || receiver.into_iter().flat_map(derived).collect();
            self.helper = Builder::new().name("clientela-index".to_owned()).spawn(work).ok().map(|thread| (sender, thread));
        }
        if let Some((sender, _)) = &self.helper
            && let Err(unsent) = sender.send(mem::take(&mut self.waiting))
        {
            self.waiting = unsent.0;
        }
    }
}

impl Drop for Fresh {
    /// No thread outlives the transaction, also where that is taken back.
    fn drop(&mut self) {
        let _ = self.end_helper();
    }
}

fn derived(piece: Piece) -> impl Iterator<Item = Row> {
    piece.into_iter().map(|(subject, values)| Row { rank: month_of(&values), subject, text: search_text(&values, &[]) })
}
