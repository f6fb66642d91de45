//! The proof of a person's consent events as a desk gives it out: for somebody who has neither the store nor any reason to believe it.

use std::collections::BTreeMap;
use std::fmt;

use crate::domain::consent::{ChainPart, Commitment, Event, EventProof, ProofFault, proof_document, verify_proof};
use crate::domain::field::Field;
use crate::domain::heads::Head;
use crate::domain::id::{Code, EventId, SubjectId};
use crate::domain::rights::{Right, Rights};
use crate::domain::subject::Values;
use crate::engine::consent_text::text_shown;
use crate::engine::customers::known;
use crate::engine::desk::Desk;
use crate::error::{Error, ErrorKind, Result};
use crate::store::Reader;

/// A proof over more entries of the journal than this would be larger than what takes it in.
const LONGEST_PROOF: u64 = 1_000_000;

/// What an answer may be bound to: the fields behind the channels.
const BOUND: [Field; 3] = [Field::Email, Field::Phone, Field::Street];

/// Which proof is wanted.
///
/// ```
/// use clientela::ProofRequest;
/// let whole = ProofRequest::new();
/// assert_eq!(format!("{whole:?}"), "ProofRequest(all events, to the end of the journal)");
/// ```
#[derive(Clone, PartialEq, Eq, Default)]
pub struct ProofRequest {
    event: Option<EventId>,
    heads: Vec<Head>,
    disclosing: bool,
}

impl fmt::Debug for ProofRequest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let events = self.event.map_or("all events".to_owned(), |id| id.to_string());
        let end = if self.heads.is_empty() { "to the end of the journal" } else { "to given heads" };
        write!(f, "ProofRequest({events}, {end}{})", if self.disclosing { ", disclosing" } else { "" })
    }
}

impl ProofRequest {
    /// Of all events of the person, up to the end of each chain as it is now, naming nobody.
    pub fn new() -> Self {
        Self::default()
    }

    /// Of this event only.
    pub fn event(mut self, id: EventId) -> Self {
        self.event = Some(id);
        self
    }

    /// Up to the first of these heads at or behind what is proven: those that whoever verifies it has.
    pub fn up_to(mut self, heads: &[Head]) -> Self {
        self.heads = heads.to_vec();
        self
    }

    /// With form numbers, and the addresses that answers are bound to, as far as they are still there.
    pub fn disclosing(mut self) -> Self {
        self.disclosing = true;
        self
    }
}

impl Desk {
    /// The proof of consent events of a customer or related person, also of an anonymized one (X5): a JSON document that
    /// [`verify_proof`] checks against heads kept elsewhere ([`crate::Engine::export_heads`]) without any store. Events of whoever was merged into the person
    /// are among them, each under its own id. A proof that would not hold is not given out.
    ///
    /// ```
    /// # use std::sync::Arc;
    /// # use clientela::{Engine, Format, Options, Seat, StandingClock};
    /// # use clientela::domain::{field::Field, rights::Rights};
    /// use clientela::{Capture, ProofRequest, domain::{consent::{Intent, Method, verify_proof}, id::Code}};
    /// # let folder = tempfile::tempdir()?;
    /// # let clock = Arc::new(StandingClock::new(1_782_892_800_000, 120));
    /// # let engine = Engine::open(folder.path().join("shop.db"), Options::new(clock))?;
    /// # let terms = r#"{"feed":"definition","code":"terms","version":"1.0","state":"active","purpose":"processing","texts":[]}"#;
    /// # engine.erp(Code::parse("erp")?).feed(&Format::JsonLines, &mut terms.as_bytes())?;
    /// # let [branch, station, operator] = ["berlin", "till-1", "jane"].map(Code::parse);
    /// # let desk = engine.desk(Seat { branch: branch?, station: station?, operator: operator?, rights: Rights::all() })?;
    /// # let mut draft = desk.new_customer("private")?;
    /// # draft.set(Field::FamilyName, "Lee");
    /// # let lee = desk.save(&mut draft)?.id;
    /// desk.record(lee, &Capture::new(Code::parse("terms")?, Intent::Give, Method::Paper))?;
    /// let anchored = engine.heads()?;
    /// let proof = desk.consent_proof(lee, &ProofRequest::new().up_to(&anchored))?;
    /// assert_eq!(verify_proof(&proof, &anchored).map(|events| events.len()), Ok(1));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::NotPermitted`] without the right to see consents, or what is to be disclosed; [`ErrorKind::NotFound`] where there is
    /// no such person or event; [`ErrorKind::State`] with `proof.unanchored` where no given head is at or behind an event;
    /// [`ErrorKind::Limit`] where more than 1,000,000 entries lie between; [`ErrorKind::Damaged`].
    pub fn consent_proof(&self, subject: SubjectId, request: &ProofRequest) -> Result<String> {
        let rights = self.require(Right::ReadConsents)?;
        let mut reader = self.engine.store().read()?;
        let stored = known(&mut reader, subject)?;
        let events = evidence(&mut reader, stored.id, request, rights)?;
        if events.is_empty() {
            return Err(Error::new(ErrorKind::NotFound, "proof.event_unknown"));
        }
        let heads = if request.heads.is_empty() { reader.heads()? } else { request.heads.clone() };
        let ends = ends_of(&events, &heads)?;
        let chains = ends.iter().map(|end| part_to(&mut reader, end)).collect::<Result<Vec<_>>>()?;
        let document = proof_document(&events, &chains);
        let ends: Vec<Head> = ends.into_iter().map(|end| end.head).collect();
        verify_proof(&document, &ends).map_err(would_not_hold)?;
        Ok(document)
    }
}

/// The events that are wanted, each with what proves it.
fn evidence(reader: &mut Reader<'_>, subject: SubjectId, request: &ProofRequest, rights: Rights) -> Result<Vec<EventProof>> {
    let values = if request.disclosing { values_of(reader, subject)? } else { Vec::new() };
    let kept = reader.kept_events(subject)?.into_iter();
    let wanted = kept.filter(|(event, _)| request.event.is_none_or(|id| id == event.id));
    let proof = |(event, reference): (Event, Option<String>)| {
        let disclosed = disclosed(&event, reference.filter(|_| request.disclosing), &values, rights)?;
        evident(reader, event, disclosed)
    };
    wanted.map(proof).collect()
}

/// The chain up to a head, which must not lie beyond it.
fn part_to(reader: &mut Reader<'_>, End { first, head }: &End) -> Result<ChainPart> {
    let (length, _) = reader.head(&head.origin)?;
    if length < head.length { Err(would_not_hold(ProofFault::Anchor)) } else { reader.chain_part(&head.origin, *first, head.length) }
}

/// A chain that is another than was anchored is for whoever anchored it to look into; nothing else should ever be.
fn would_not_hold(fault: ProofFault) -> Error {
    let kind = if fault == ProofFault::Anchor { ErrorKind::State } else { ErrorKind::Damaged };
    Error::new(kind, fault.code())
}

/// The values of all records of a person.
fn values_of(reader: &mut Reader<'_>, subject: SubjectId) -> Result<Vec<Values>> {
    let ids = reader.same_as(subject)?;
    let records = ids.into_iter().map(|id| reader.subject(id)).collect::<Result<Vec<_>>>()?;
    Ok(records.into_iter().flatten().map(|stored| stored.values).collect())
}

/// What is disclosed of an event: reference and address. It takes the right to see the field.
fn disclosed(event: &Event, reference: Option<String>, values: &[Values], rights: Rights) -> Result<(Option<String>, Option<String>)> {
    let Some(bound) = &event.evidence.address else { return Ok((reference, None)) };
    let all = values.iter().flat_map(Values::iter).filter(|(field, ..)| BOUND.contains(field));
    let found = all.into_iter().find(|(.., text)| Commitment::opens(bound, text) == Some(true));
    let Some((field, _, text)) = found else { return Ok((reference, None)) };
    let sees = field.spec().sees;
    if !rights.has(sees) {
        return Err(Error::new(ErrorKind::NotPermitted, sees.missing_code()));
    }
    Ok((reference, Some(text.to_owned())))
}

/// The event with its words and its entry.
fn evident(reader: &mut Reader<'_>, event: Event, (reference, address): (Option<String>, Option<String>)) -> Result<EventProof> {
    let (text, entry) = (text_shown(reader, &event)?, reader.entry_of_event(event.id)?);
    Ok(EventProof { event, text, reference, address, entry })
}

/// From where to where a chain is needed.
struct End {
    first: u64,
    head: Head,
}

/// For each chain the first head at or behind the last entry that is needed.
fn ends_of(events: &[EventProof], heads: &[Head]) -> Result<Vec<End>> {
    let mut spans: BTreeMap<&Code, (u64, u64)> = BTreeMap::new();
    for entry in events.iter().map(|proof| &proof.entry) {
        let span = spans.entry(&entry.origin).or_insert((entry.sequence, entry.sequence));
        *span = (span.0.min(entry.sequence), span.1.max(entry.sequence));
    }
    let end = |(origin, (first, last)): (&Code, (u64, u64))| {
        let behind = heads.iter().filter(|head| head.origin == *origin && head.length >= last).min_by_key(|head| head.length);
        behind.map(|head| End { first, head: head.clone() }).ok_or_else(|| Error::new(ErrorKind::State, "proof.unanchored"))
    };
    let ends = spans.into_iter().map(end).collect::<Result<Vec<End>>>()?;
    let entries = ends.iter().fold(0_u64, |sum, end| sum.saturating_add(end.head.length - end.first));
    if entries >= LONGEST_PROOF { Err(Error::new(ErrorKind::Limit, "proof.too_long").with("max", LONGEST_PROOF)) } else { Ok(ends) }
}
