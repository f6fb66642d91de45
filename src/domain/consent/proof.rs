//! A proof of consent events that needs no store: what each event says, the journal's entry that commits to it, and the chain of digests
//! from there to a head that whoever verifies it has from elsewhere. Pure: no clock, no storage.

mod check;
mod form;

use std::fmt;

use crate::domain::consent::{DefinitionText, Event};
use crate::domain::id::Code;
use crate::domain::journal::{Digest32, Entry};
use crate::domain::words::words;
use crate::error::{Error, ErrorKind};

pub use check::verify_proof;

/// What a document says it is; another form gets another number.
const FORMAT: &str = "clientela-proof-1";

words! {
    /// Why a proof does not hold.
    ///
    /// ```
    /// use clientela::domain::consent::{ProofFault, verify_proof};
    /// assert_eq!(verify_proof("{}", &[]).unwrap_err(), ProofFault::Malformed);
    /// ```
    ProofFault {
        /// The document is none, or says something twice or needlessly.
        Malformed = "malformed",
        /// A disclosed reference or address is not the one that the event was bound to.
        Commitment = "commitment",
        /// An event, its text, its signature or its entry is not what the chain holds.
        Event = "event",
        /// The part of a chain that an entry needs is not there.
        Chain = "chain",
        /// No head was given at which a chain of the proof ends.
        Unanchored = "unanchored",
        /// A chain is another one than was anchored.
        Anchor = "anchor",
    }
}

impl From<ProofFault> for Error {
    fn from(fault: ProofFault) -> Self {
        Self::new(ErrorKind::Invalid, fault.code()).field("proof")
    }
}

impl ProofFault {
    /// The stable code of the message.
    pub fn code(self) -> &'static str {
        match self {
            Self::Malformed => "proof.malformed",
            Self::Commitment => "proof.commitment",
            Self::Event => "proof.event",
            Self::Chain => "proof.chain",
            Self::Unanchored => "proof.unanchored",
            Self::Anchor => "proof.anchor",
        }
    }
}

/// One event with what proves it: made from a store, or read from a proof that holds.
#[derive(Clone, PartialEq, Eq)]
pub struct EventProof {
    /// The event. A proof tells the salt of what it is bound to only together with the value.
    pub event: Event,
    /// The words that were shown; none where none were.
    pub text: Option<DefinitionText>,
    /// The form number or external id, where it is disclosed.
    pub reference: Option<String>,
    /// The phone number, e-mail address or street that the answer is bound to, where it is disclosed.
    pub address: Option<String>,
    /// The entry of the journal that commits to the event.
    pub entry: Entry,
}

impl fmt::Debug for EventProof {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EventProof({:?}, {}/{})", self.event, self.entry.origin, self.entry.sequence)
    }
}

/// A part of a chain of the journal: what its entries hold, as digests that tell nothing of it.
///
/// ```
/// use clientela::domain::{consent::ChainPart, id::Code};
/// let part = ChainPart { origin: Code::parse("till-1")?, first: 7, previous: [3; 32], contents: vec![[9; 32]] };
/// assert_eq!(part.last(), 7);
/// # Ok::<(), clientela::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ChainPart {
    /// The station or server whose chain it is.
    pub origin: Code,
    /// The place of the first entry.
    pub first: u64,
    /// The digest of the entry before it; zeros where there is none.
    pub previous: Digest32,
    /// The digest of each entry's content, in order.
    pub contents: Vec<Digest32>,
}

impl ChainPart {
    /// The place of the last entry.
    pub fn last(&self) -> u64 {
        self.first.saturating_add(self.contents.len() as u64).saturating_sub(1)
    }
}

/// The proof of these events as a JSON document. A reference or an address that is given is disclosed, as far as its salt is there.
/// Each chain begins at the earliest entry that is needed and ends where it is anchored.
///
/// ```
/// use clientela::domain::consent::{proof_document, verify_proof, ProofFault};
/// assert_eq!(verify_proof(&proof_document(&[], &[]), &[]), Err(ProofFault::Malformed), "of nothing there is no proof");
/// ```
pub fn proof_document(events: &[EventProof], chains: &[ChainPart]) -> String {
    let mut events: Vec<&EventProof> = events.iter().collect();
    events.sort_by_key(|proof| proof.event.id);
    let mut chains: Vec<&ChainPart> = chains.iter().collect();
    chains.sort_by(|a, b| a.origin.cmp(&b.origin));
    form::write(&events, &chains)
}
