//! Whether a proof holds: everything is computed again from what the document says, and compared with heads from elsewhere.

use std::collections::BTreeMap;

use super::{ChainPart, EventProof, ProofFault, form};
use crate::domain::consent::Commitment;
use crate::domain::heads::{Anchors, Head};
use crate::domain::id::Code;
use crate::domain::journal::{Digest32, link};

/// Verifies a proof against heads of the journal that were kept elsewhere ([`crate::domain::heads::read`]): no store is needed, and nothing
/// the document says of itself is believed. Each of its chains must end at one of the heads. It gives the proven events, by their ids.
///
/// # Errors
/// The first [`ProofFault`]; it tells no value.
pub fn verify_proof(document: &str, anchors: &[Head]) -> Result<Vec<EventProof>, ProofFault> {
    let (mut events, chains) = form::read(document)?;
    let ordered = events.is_sorted_by(|a, b| a.event.id < b.event.id) && chains.is_sorted_by(|a, b| a.origin < b.origin);
    if events.is_empty() || !ordered {
        return Err(ProofFault::Malformed);
    }
    let chains: BTreeMap<Code, Links> = chains.into_iter().map(|part| (part.origin.clone(), Links::of(part))).collect();
    for proof in &mut events {
        opens(proof)?;
        let links = chains.get(&proof.entry.origin).ok_or(ProofFault::Chain)?;
        proof.entry.previous = links.holds(proof)?;
    }
    needed(&events, &chains)?;
    let known = Anchors::of(anchors);
    chains.values().try_for_each(|links| links.end_at(anchors, &known))?;
    Ok(events)
}

/// What is disclosed is what the event was bound to.
fn opens(proof: &EventProof) -> Result<(), ProofFault> {
    let evidence = &proof.event.evidence;
    let good =
        |bound: Option<&Commitment>, value: Option<&str>| bound.zip(value).is_none_or(|(bound, value)| bound.opens(value) == Some(true));
    let both = good(evidence.reference.as_ref(), proof.reference.as_deref()) && good(evidence.address.as_ref(), proof.address.as_deref());
    if both { Ok(()) } else { Err(ProofFault::Commitment) }
}

/// Each chain begins at the earliest entry that is proven: nothing stands there that proves nothing.
fn needed(events: &[EventProof], chains: &BTreeMap<Code, Links>) -> Result<(), ProofFault> {
    let earliest = |origin: &Code| events.iter().filter(|proof| proof.entry.origin == *origin).map(|proof| proof.entry.sequence).min();
    let all = chains.iter().all(|(origin, links)| earliest(origin) == Some(links.part.first));
    if all { Ok(()) } else { Err(ProofFault::Malformed) }
}

/// A part of a chain with the digest of each entry, computed from what it holds.
struct Links {
    part: ChainPart,
    digests: Vec<Digest32>,
}

impl Links {
    fn of(part: ChainPart) -> Self {
        let mut digest = part.previous;
        let digests = part.contents.iter().map(|content| {
            digest = link(&digest, content);
            digest
        });
        Self { digests: digests.collect(), part }
    }

    /// Whether the entry stands where it says; the digest of the one before it.
    fn holds(&self, proof: &EventProof) -> Result<Digest32, ProofFault> {
        let place = proof.entry.sequence.checked_sub(self.part.first).and_then(|place| usize::try_from(place).ok());
        let (place, content) = place.and_then(|place| Some((place, self.part.contents.get(place)?))).ok_or(ProofFault::Chain)?;
        if *content != proof.entry.content_digest() {
            return Err(ProofFault::Event);
        }
        Ok(place.checked_sub(1).and_then(|before| self.digests.get(before).copied()).unwrap_or(self.part.previous))
    }

    /// The chain ends at a head, and at every other head on the way it is the same chain.
    fn end_at(&self, anchors: &[Head], known: &Anchors) -> Result<(), ProofFault> {
        let ChainPart { origin, first, .. } = &self.part;
        let places = (*first..).zip(&self.digests);
        if places.into_iter().any(|(sequence, digest)| known.contradicts(origin, sequence, digest).is_some()) {
            return Err(ProofFault::Anchor);
        }
        let ends = anchors.iter().any(|head| head.origin == *origin && head.length == self.part.last());
        if ends { Ok(()) } else { Err(ProofFault::Unanchored) }
    }
}
