//! Import from an old system: a feed of customers by a plan, with a dry run, and with its place kept in the store so that it goes on
//! where it was broken off.

use std::io::{BufRead, Seek, SeekFrom};

use sha2::{Digest, Sha256};

use super::mapping::Mapping;
use super::reader::{Lines, Position};
use super::rehearsal::Rehearsal;
use super::report::FeedReport;
use super::run::{Feeder, Job};
use super::{Format, unreadable};
use crate::domain::value::hex;
use crate::engine::erp::Erp;
use crate::error::Result;
use crate::store::Writer;

/// How many lines of an import are one transaction: others wait half a second for it.
const BATCH: usize = 20_000;

/// How many digits of a file's digest its lines are known by.
const DIGITS: usize = 16;

/// A file or bytes in memory, which an import reads twice.
pub trait Source: BufRead + Seek + Send {}

impl<T: BufRead + Seek + Send> Source for T {}

impl Erp {
    /// Looks at every line as [`Self::import`] would take it, and writes nothing: the report says what would be refused and why, and
    /// which customers would be duplicates, of the store and of the file itself. For customers only.
    ///
    /// # Errors
    /// As [`Self::import`].
    pub fn rehearse_import(&self, plan: &Mapping, input: &mut dyn Source, each: &mut dyn FnMut(u64) -> bool) -> Result<FeedReport> {
        let ids = ids_of(plan, &self.digest(input)?);
        let format = Format::Csv(plan.clone());
        let lines = Lines::new(&format, as_lines(input), self.engine.now().date())?.known_by(ids);
        let mut feeder = Feeder::new(self, Job { batch: super::BATCH, duplicates: plan.duplicates, position: None });
        feeder.rehearsal = Some(Rehearsal::default());
        feeder.run(lines, each)
    }

    /// Imports a file by a plan, as a feed. Importing it again changes nothing. An import that was cancelled or killed goes on where
    /// the last durable batch ended, when it is called with the same file and plan. `each` is told the number of lines read.
    ///
    /// A plan that names no source id gives every line one, of the file's digest and the line's number: it says nothing about a
    /// person, and the same line of the same file has the same id.
    ///
    /// # Errors
    /// As [`Self::feed_with`].
    pub fn import(&self, plan: &Mapping, input: &mut dyn Source, each: &mut dyn FnMut(u64) -> bool) -> Result<FeedReport> {
        let digest = self.digest(input)?;
        let ids = ids_of(plan, &digest);
        let name = position_name(&digest, plan);
        let kept = self.engine.store().read()?.meta(&name)?.and_then(|text| Kept::read(&text));
        let format = Format::Csv(plan.clone());
        let job = Job { batch: BATCH, duplicates: plan.duplicates, position: Some(name.clone()) };
        let mut feeder = Feeder::new(self, job);
        let fresh = Lines::new(&format, as_lines(input), self.engine.now().date())?;
        let lines = match kept {
            None => fresh,
            Some(kept) => {
                let header = fresh.into_header();
                input.seek(SeekFrom::Start(kept.at.offset)).map_err(unreadable)?;
                feeder.report = kept.report;
                Lines::go_on(&format, as_lines(input), header, kept.at, self.engine.now().date())
            }
        };
        let store = self.engine.store();
        store.driver.bulk(true)?;
        let taken = feeder.run(lines.known_by(ids), each);
        store.driver.bulk(false)?;
        let report = taken?;
        let mut writer = self.engine.store().write()?;
        writer.forget_meta(&name)?;
        writer.commit().map(|()| report)
    }

    /// The digest of a file, another one in every store; then it stands at its beginning.
    fn digest(&self, input: &mut dyn Source) -> Result<String> {
        let store = self.engine.store().read()?.meta("store")?.unwrap_or_default();
        let mut digest = Sha256::new().chain_update(store);
        input.rewind().map_err(unreadable)?;
        loop {
            let piece = input.fill_buf().map_err(unreadable)?;
            let length = piece.len();
            if length == 0 {
                break;
            }
            digest.update(piece);
            input.consume(length);
        }
        input.rewind().map_err(unreadable)?;
        Ok(hex(&digest.finalize()))
    }
}

fn as_lines(input: &mut dyn Source) -> &mut (dyn BufRead + Send) {
    input
}

/// What lines are known by that name no id.
fn ids_of(plan: &Mapping, digest: &str) -> Option<String> {
    (!plan.names_ids()).then(|| format!("csv-{}-", &digest[..DIGITS]))
}

fn position_name(digest: &str, plan: &Mapping) -> String {
    let both = Sha256::new().chain_update(digest).chain_update(plan.to_json());
    format!("import/{}", hex(&both.finalize()))
}

/// How far an import has come.
struct Kept {
    at: Position,
    report: FeedReport,
}

impl Kept {
    fn read(text: &str) -> Option<Self> {
        let numbers: Vec<u64> = text.split(' ').map(str::parse).collect::<Result<_, _>>().ok()?;
        let [offset, line, taken, unchanged, normalised, refused, duplicates] = numbers[..] else { return None };
        let report = FeedReport { taken, unchanged, normalised, refused, duplicates, resumed_at: Some(line), ..FeedReport::default() };
        Some(Self { at: Position { offset, line }, report })
    }
}

impl Feeder<'_> {
    /// Keeps how far the import has come, in the transaction of the batch itself.
    pub(super) fn note_position(&self, writer: &mut Writer<'_>, at: Position) -> Result<()> {
        let Some(name) = &self.job.position else { return Ok(()) };
        let FeedReport { taken, unchanged, normalised, refused, duplicates, .. } = self.report;
        let text = format!("{} {} {taken} {unchanged} {normalised} {refused} {duplicates}", at.offset, at.line);
        writer.set_meta(name, &text)
    }
}
