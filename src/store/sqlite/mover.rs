//! While much is written: a second connection moves what was committed from the log into the file, beside the writer.

use std::sync::mpsc::{Sender, channel};
use std::thread::{Builder, JoinHandle};

use rusqlite::Connection;

/// Moves the log after each word of a commit; over when it is dropped.
pub(super) struct Mover {
    commits: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Mover {
    /// None where no thread can be had: then the writer moves the log itself, as always.
    pub(super) fn start(connection: Connection) -> Option<Self> {
        let (commits, heard) = channel();
        let work = move || {
            while heard.recv().is_ok() {
                // Whatever is in its way, the writer's own turn comes when the log is long.
                let _ = connection.query_row("PRAGMA wal_checkpoint(PASSIVE)", [], |_| Ok(()));
            }
        };
        let thread = Builder::new().name("clientela-log".to_owned()).spawn(work).ok()?;
        Some(Self { commits: Some(commits), thread: Some(thread) })
    }

    pub(super) fn committed(&self) {
        let _ = self.commits.as_ref().map(|commits| commits.send(()));
    }
}

impl Drop for Mover {
    /// No thread outlives what it serves.
    fn drop(&mut self) {
        self.commits = None;
        let _ = self.thread.take().map(JoinHandle::join);
    }
}
