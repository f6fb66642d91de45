//! Feeds of the central system: CSV with a mapping, or JSON lines. Bad lines are named and left out, good lines are kept.

mod again;
mod booking;
mod code_page;
mod consent;
mod customer;
mod definition;
mod document;
mod event;
mod import;
mod line;
mod mapping;
mod reader;
mod record;
mod rehearsal;
mod report;
mod run;
mod staff;
mod undeliverable;
mod usage;

use std::io::BufRead;

use crate::engine::erp::Erp;
use crate::error::{Error, ErrorKind, Result};
use reader::Lines;
use run::{Feeder, Job};

pub use import::Source;
pub use mapping::Mapping;
pub use report::{FeedFailure, FeedReport};

pub(crate) use code_page::decode;
pub(crate) use mapping::{SEPARATORS, Targets};
pub(crate) use reader::named_apart;

/// How many lines are one transaction.
const BATCH: usize = 1000;

/// The form of a feed; `docs/feeds.md` lists kinds and fields.
#[derive(Clone, Debug)]
pub enum Format {
    /// One JSON object a line.
    JsonLines,
    /// CSV by RFC 4180 with one header line, read by a mapping.
    Csv(Mapping),
}

impl Erp {
    /// Takes a feed. Feeding the same again changes nothing; an anonymized person is refused at the door (`customer.anonymized`).
    ///
    /// # Errors
    /// Those of reading the feed as such, of a mapping that does not fit the header (`mapping.column_unknown`), and of the store.
    pub fn feed(&self, format: &Format, input: &mut (dyn BufRead + Send)) -> Result<FeedReport> {
        self.feed_with(format, input, &mut |_| true)
    }

    /// The same, with progress: `each` is told the number of lines read after every batch and returns whether to go on.
    ///
    /// # Errors
    /// As [`Self::feed`], and [`crate::ErrorKind::Cancelled`]; batches done before stay.
    pub fn feed_with(&self, format: &Format, input: &mut (dyn BufRead + Send), each: &mut dyn FnMut(u64) -> bool) -> Result<FeedReport> {
        let duplicates = if let Format::Csv(mapping) = format { mapping.duplicates } else { None };
        let job = Job { batch: BATCH, duplicates, ..Job::default() };
        Feeder::new(self, job).run(Lines::new(format, input, self.engine.now().date())?, each)
    }
}

/// What is said where the feed itself cannot be read.
fn unreadable(cause: std::io::Error) -> Error {
    Error::new(ErrorKind::Io, "feed.unreadable").caused_by(cause)
}
