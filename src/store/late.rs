//! What a transaction makes of its changes: rows of the index and entries of the journal, on a second thread while the first goes on
//! writing. They are written at its end.

use std::collections::{BTreeMap, BTreeSet};
use std::mem;
use std::sync::mpsc::{Sender, channel};
use std::thread::{Builder, JoinHandle};

use crate::domain::id::{Code, SubjectId};
use crate::domain::search::index_text;
use crate::error::{Error, ErrorKind, Result};
use crate::store::journal::{Tail, Unwritten, Written};
use crate::store::search::{IndexRow, Words, month_of};

/// How much waits before a thread is worth it.
const AT_ONCE: usize = 64;

/// What was made so far.
#[derive(Default)]
struct Made {
    rows: Vec<IndexRow>,
    words: Words,
    entries: Vec<Written>,
    tails: BTreeMap<Code, Tail>,
    /// What is used up: freed on the thread that made it, since two that free what the other made wait for each other.
    spent: Vec<Unwritten>,
}

impl Made {
    fn take(&mut self, unwritten: Unwritten) {
        if let Some((subject, values)) = unwritten.new_customer() {
            let row = IndexRow { rank: month_of(&values), subject, text: index_text(&values, &[]) };
            self.words.count(&row.text, 1);
            self.rows.push(row);
        }
        let tail = self.tails.get(unwritten.origin()).copied();
        let written = unwritten.behind(tail);
        self.tails.insert(written.entry.origin.clone(), written.tail);
        self.entries.push(written);
        self.spent.push(unwritten);
    }

    fn all(mut self, work: impl Iterator<Item = Unwritten>) -> Self {
        work.for_each(|work| self.take(work));
        self
    }
}

/// What waits to be made, and what was.
#[derive(Default)]
pub(super) struct Late {
    /// New customers whom nothing touched after they were made: what is derived of them needs no look into the store.
    untouched: BTreeSet<SubjectId>,
    rows: Vec<IndexRow>,
    words: Words,
    waiting: Vec<Unwritten>,
    helper: Option<(Sender<Vec<Unwritten>>, JoinHandle<Made>)>,
}

impl Late {
    /// Whatever is derived of this one is in its entry.
    pub(super) fn new_customer(&mut self, id: SubjectId) {
        self.untouched.insert(id);
    }

    /// Whatever is derived of this one has to be looked up.
    pub(super) fn touch(&mut self, id: SubjectId) {
        self.untouched.remove(&id);
    }

    pub(super) fn entry(&mut self, unwritten: Unwritten) {
        self.waiting.push(unwritten);
        if self.waiting.len() >= AT_ONCE {
            self.hand_over();
        }
    }

    /// The entries since the last time, each behind the one before.
    pub(super) fn entries(&mut self) -> Result<Vec<Written>> {
        let made = self.end_helper().map_err(|_| Error::new(ErrorKind::Internal, "store.internal"))?;
        let made = made.all(mem::take(&mut self.waiting).into_iter());
        self.rows.extend(made.rows);
        self.words.add(made.words);
        Ok(made.entries)
    }

    /// The rows of the index, each with the first rank of its month, and the words in them; ask for the entries first.
    pub(super) fn rows(&mut self) -> (Vec<IndexRow>, Words) {
        let (untouched, mut words) = (mem::take(&mut self.untouched), mem::take(&mut self.words));
        let (rows, touched): (Vec<IndexRow>, Vec<IndexRow>) =
            mem::take(&mut self.rows).into_iter().partition(|row| untouched.contains(&row.subject));
        touched.iter().for_each(|row| words.count(&row.text, -1));
        (rows.into_iter().filter(|row| !row.text.is_empty()).collect(), words)
    }

    /// What the second thread made, which is over then.
    fn end_helper(&mut self) -> std::thread::Result<Made> {
        let Some((sender, helper)) = self.helper.take() else { return Ok(Made::default()) };
        drop(sender);
        helper.join()
    }

    /// Where no thread can be had, what waits is made at the end.
    fn hand_over(&mut self) {
        if self.helper.is_none() {
            let (sender, receiver) = channel::<Vec<Unwritten>>();
            let work = move || Made::default().all(receiver.into_iter().flatten());
            self.helper = Builder::new().name("clientela-late".to_owned()).spawn(work).ok().map(|thread| (sender, thread));
        }
        if let Some((sender, _)) = &self.helper
            && let Err(unsent) = sender.send(mem::replace(&mut self.waiting, Vec::with_capacity(AT_ONCE)))
        {
            self.waiting = unsent.0;
        }
    }
}

impl Drop for Late {
    /// No thread outlives the transaction, also where that is taken back.
    fn drop(&mut self) {
        let _ = self.end_helper();
    }
}
