//! Heads of the journal's chains: what they are, and the document that is kept elsewhere to notice a cut-off end. Knows no store.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::domain::id::Code;
use crate::domain::journal::{Digest32, Finding};
use crate::domain::time::Timestamp;
use crate::domain::value::{from_hex, hex};
use crate::error::{Error, ErrorKind, Result};

/// What a document says it is; another form gets another number.
const FORMAT: &str = "clientela.heads.1";

/// The end of one chain. Whoever keeps it elsewhere notices later that the chain was cut off or written anew.
///
/// ```
/// use clientela::domain::{heads::{Head, read, write}, id::Code, time::Timestamp};
/// let heads = [Head { origin: Code::parse("till-1")?, length: 7, digest: [9; 32] }];
/// let document = write(&heads, Timestamp::from_millis(1_782_892_800_000));
/// assert_eq!(read(&document)?, heads);
/// assert!(read("{}").is_err());
/// # Ok::<(), clientela::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Head {
    /// The station or server whose chain it is.
    pub origin: Code,
    /// How many entries the chain has.
    pub length: u64,
    /// The digest of its last entry, which stands for all before it.
    pub digest: Digest32,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    format: String,
    at: String,
    heads: Vec<Line>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    origin: String,
    length: u64,
    digest: String,
}

/// Heads as a JSON document that says when they were taken.
pub fn write(heads: &[Head], at: Timestamp) -> String {
    let line = |head: &Head| Line { origin: head.origin.to_string(), length: head.length, digest: hex(&head.digest) };
    let document = Document { format: FORMAT.to_owned(), at: at.to_text(), heads: heads.iter().map(line).collect() };
    serde_json::to_string(&document).unwrap_or_default()
}

/// Reads such a document.
///
/// # Errors
/// [`ErrorKind::Invalid`] with `heads.malformed` where it is none.
pub fn read(json: &str) -> Result<Vec<Head>> {
    let malformed = || Error::new(ErrorKind::Invalid, "heads.malformed").field("heads");
    let document: Document = serde_json::from_str(json).map_err(|_| malformed())?;
    let head = |line: Line| {
        let origin = Code::parse(&line.origin).ok()?;
        Some(Head { origin, length: line.length, digest: from_hex(&line.digest)? }).filter(|head| head.length > 0)
    };
    let heads: Option<Vec<Head>> = document.heads.into_iter().map(head).collect();
    heads.filter(|_| document.format == FORMAT).ok_or_else(malformed)
}

/// What was anchored, by chain and length; several anchors of one chain may be compared at once.
///
/// ```
/// use std::collections::BTreeMap;
/// use clientela::domain::{heads::{Anchors, Head}, id::Code, journal::Finding};
/// let till = Code::parse("till-1")?;
/// let anchors = Anchors::of(&[Head { origin: till.clone(), length: 7, digest: [9; 32] }]);
/// assert_eq!(anchors.contradicts(&till, 7, &[8; 32]), Some(Finding::Anchor));
/// assert_eq!(anchors.cut_off(&BTreeMap::from([(till.clone(), 5)])), [(till, 6, Finding::CutOff)]);
/// # Ok::<(), clientela::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Anchors(BTreeMap<(Code, u64), Vec<Digest32>>);

impl Anchors {
    /// These heads, as they were kept elsewhere.
    pub fn of(heads: &[Head]) -> Self {
        let mut anchors = Self::default();
        for head in heads {
            anchors.0.entry((head.origin.clone(), head.length)).or_default().push(head.digest);
        }
        anchors
    }

    /// Whether the entry at this place is another one than was anchored.
    pub fn contradicts(&self, origin: &Code, sequence: u64, digest: &Digest32) -> Option<Finding> {
        let anchored = self.0.get(&(origin.clone(), sequence))?;
        anchored.iter().any(|other| other != digest).then_some(Finding::Anchor)
    }

    /// The chains that are shorter than they were, each with the first place that is missing. `lengths` gives what they are now.
    pub fn cut_off(&self, lengths: &BTreeMap<Code, u64>) -> Vec<(Code, u64, Finding)> {
        let origins = self.0.keys().map(|(origin, length)| (origin.clone(), *length)).collect::<BTreeMap<Code, u64>>();
        let now = |origin: &Code| lengths.get(origin).copied().unwrap_or(0);
        let short = origins.into_iter().filter(|(origin, longest)| now(origin) < *longest);
        short.map(|(origin, _)| (origin.clone(), now(&origin) + 1, Finding::CutOff)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(origin: &str, length: u64, digest: u8) -> Head {
        Head { origin: Code::parse(origin).unwrap(), length, digest: [digest; 32] }
    }

    #[test]
    fn only_a_whole_document_of_this_form_is_read() {
        let good = write(&[head("till-1", 7, 0xab), head("erp", 1, 1)], Timestamp::from_millis(0));
        assert_eq!(read(&good).unwrap(), [head("till-1", 7, 0xab), head("erp", 1, 1)]);
        assert_eq!(read(&write(&[], Timestamp::from_millis(0))).unwrap(), []);
        let broken = [
            good.replace("heads.1", "heads.2"),
            good.replace("abab", "ab"),
            good.replace("abab", "abxy"),
            good.replace("abab", "ab\u{e9}b"),
            good.replace(":7,", ":0,"),
            good.replace(":7,", ":-7,"),
            good.replace("till-1", ""),
            good.replace("\"at\"", "\"when\""),
            good[..good.len() - 1].to_owned(),
        ];
        for text in broken {
            assert_eq!(read(&text).unwrap_err().code(), "heads.malformed", "{text}");
        }
    }

    #[test]
    fn the_longest_anchor_of_a_chain_says_how_long_it_was() {
        let anchors = Anchors::of(&[head("till-1", 9, 1), head("till-1", 7, 2), head("erp", 3, 3)]);
        let [till, erp] = ["till-1", "erp"].map(|origin| Code::parse(origin).unwrap());
        let lengths = |till_1: u64| BTreeMap::from([(till.clone(), till_1), (erp.clone(), 3)]);
        assert_eq!(anchors.cut_off(&lengths(9)), []);
        assert_eq!(anchors.cut_off(&lengths(8)), [(till.clone(), 9, Finding::CutOff)]);
        assert_eq!(anchors.cut_off(&BTreeMap::new()), [(erp.clone(), 1, Finding::CutOff), (till.clone(), 1, Finding::CutOff)]);
        assert_eq!(anchors.contradicts(&till, 7, &[2; 32]), None);
        assert_eq!(anchors.contradicts(&till, 7, &[3; 32]), Some(Finding::Anchor));
        assert_eq!(anchors.contradicts(&till, 8, &[3; 32]), None);
    }
}
