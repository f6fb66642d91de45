//! What is read of a file to propose a plan: its beginning, and lines with other letters than ASCII from anywhere in it.

use std::io::{BufRead, Read};

use crate::error::{Error, ErrorKind, Result};

/// The beginning that is looked at for columns and dates.
const BEGINNING: usize = 256 << 10;

/// How many bytes of lines with other letters are kept.
const LETTERS: usize = 64 << 10;

/// Of a longer line only the beginning is looked at.
const LONGEST: usize = 16 << 10;

/// No more is read at once: what has no line ends is no list of customers.
const PIECE: u64 = 1 << 20;

/// What was read.
pub(super) struct Sample {
    /// The first lines.
    pub(super) beginning: Vec<u8>,
    /// Lines with bytes beyond ASCII.
    pub(super) letters: Vec<Vec<u8>>,
    /// Whether every line of the file is UTF-8.
    pub(super) utf8: bool,
}

impl Sample {
    pub(super) fn of(input: &mut (dyn BufRead + Send)) -> Result<Self> {
        let mut sample = Self { beginning: Vec::new(), letters: Vec::new(), utf8: true };
        let (mut line, mut kept) = (Vec::new(), 0);
        loop {
            line.clear();
            let read = (&mut *input).take(PIECE).read_until(b'\n', &mut line);
            if read.map_err(|cause| Error::new(ErrorKind::Io, "feed.unreadable").caused_by(cause))? == 0 {
                return Ok(sample);
            }
            // What is cut may be cut inside a letter.
            sample.utf8 &= line.len() as u64 == PIECE || std::str::from_utf8(&line).is_ok();
            line.truncate(LONGEST);
            if sample.beginning.len() < BEGINNING {
                sample.beginning.extend_from_slice(&line);
            }
            if !line.is_ascii() && kept < LETTERS {
                kept += line.len();
                sample.letters.push(line.clone());
            }
        }
    }
}
