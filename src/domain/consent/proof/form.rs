//! The proof's JSON: every field stands there, and each value can be written in one way only, so that no change goes unseen.

use std::fmt::Display;

use serde::{Deserialize, Deserializer, Serialize};

use super::{ChainPart, EventProof, FORMAT, ProofFault};
use crate::domain::change::Door;
use crate::domain::consent::{Authority, Commitment, DefinitionText, Event, EventKind, Evidence, Method, Origin, ReferenceKind, Scope};
use crate::domain::field::{Field, RecordKind};
use crate::domain::id::{Code, EventId, SubjectId};
use crate::domain::journal::{Committed, Entry, EntryKind};
use crate::domain::time::{Date, Timestamp};
use crate::domain::value::{from_hex, hex};

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    format: String,
    events: Vec<EventForm>,
    chains: Vec<ChainForm>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct EventForm {
    id: String,
    subject: String,
    #[serde(deserialize_with = "given")]
    definition: Option<String>,
    major: u32,
    minor: u32,
    scope: String,
    language: String,
    kind: String,
    authority: String,
    #[serde(deserialize_with = "given")]
    by: Option<String>,
    method: String,
    origin: String,
    #[serde(deserialize_with = "given")]
    operator: Option<String>,
    #[serde(deserialize_with = "given")]
    station: Option<String>,
    #[serde(deserialize_with = "given")]
    receipt: Option<String>,
    at: i64,
    recorded: i64,
    seen: Vec<String>,
    #[serde(deserialize_with = "given")]
    signature: Option<String>,
    reference_kind: String,
    #[serde(deserialize_with = "given")]
    text: Option<TextForm>,
    #[serde(deserialize_with = "given")]
    reference: Option<CommitmentForm>,
    #[serde(deserialize_with = "given")]
    address: Option<CommitmentForm>,
    entry: EntryForm,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct TextForm {
    language: String,
    title: String,
    body: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct CommitmentForm {
    digest: String,
    #[serde(deserialize_with = "given")]
    opened: Option<OpenedForm>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct OpenedForm {
    salt: String,
    value: String,
}

/// The entry as far as it does not follow from the event.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct EntryForm {
    origin: String,
    sequence: u64,
    at: i64,
    date: String,
    door: String,
    #[serde(deserialize_with = "given")]
    operator: Option<String>,
    #[serde(deserialize_with = "given")]
    station: Option<String>,
    #[serde(deserialize_with = "given")]
    branch: Option<String>,
    #[serde(deserialize_with = "given")]
    idempotency: Option<String>,
    #[serde(deserialize_with = "given")]
    salt: Option<String>,
    values: Vec<ValueForm>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ValueForm {
    field: String,
    slot: u16,
    digest: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct ChainForm {
    origin: String,
    first: u64,
    previous: String,
    contents: Vec<String>,
}

/// A field that may be null and may not be left out.
fn given<'de, D: Deserializer<'de>, T: Deserialize<'de>>(reader: D) -> Result<Option<T>, D::Error> {
    Option::deserialize(reader)
}

pub(super) fn write(events: &[&EventProof], chains: &[&ChainPart]) -> String {
    let events = events.iter().map(|proof| event_form(proof)).collect();
    let chain = |part: &&ChainPart| ChainForm {
        origin: part.origin.to_string(),
        first: part.first,
        previous: hex(&part.previous),
        contents: part.contents.iter().map(|content| hex(content)).collect(),
    };
    let document = Document { format: FORMAT.to_owned(), events, chains: chains.iter().map(chain).collect() };
    serde_json::to_string(&document).unwrap_or_default()
}

fn text_of(code: Option<&Code>) -> Option<String> {
    code.map(Code::to_string)
}

fn event_form(proof: &EventProof) -> EventForm {
    let event = &proof.event;
    let text = |text: &DefinitionText| TextForm { language: text.language.clone(), title: text.title.clone(), body: text.body.clone() };
    EventForm {
        id: event.id.to_string(),
        subject: event.subject.to_string(),
        definition: text_of(event.definition.as_ref()),
        major: event.version.0,
        minor: event.version.1,
        scope: event.scope.name().to_owned(),
        language: event.language.clone(),
        kind: event.kind.name().to_owned(),
        authority: event.authority.name().to_owned(),
        by: event.by.map(|guardian| guardian.to_string()),
        method: event.method.name().to_owned(),
        origin: event.origin.name().to_owned(),
        operator: text_of(event.operator.as_ref()),
        station: text_of(event.station.as_ref()),
        receipt: text_of(event.receipt.as_ref()),
        at: event.at.millis(),
        recorded: event.recorded.millis(),
        seen: event.seen.iter().map(EventId::to_string).collect(),
        signature: event.evidence.digest.map(|digest| hex(&digest)),
        reference_kind: event.evidence.reference_kind.name().to_owned(),
        text: proof.text.as_ref().map(text),
        reference: commitment_form(event.evidence.reference.as_ref(), proof.reference.as_deref()),
        address: commitment_form(event.evidence.address.as_ref(), proof.address.as_deref()),
        entry: entry_form(&proof.entry),
    }
}

fn commitment_form(commitment: Option<&Commitment>, value: Option<&str>) -> Option<CommitmentForm> {
    let commitment = commitment?;
    let opened = |(salt, value): ([u8; 16], &str)| OpenedForm { salt: hex(&salt), value: value.to_owned() };
    Some(CommitmentForm { digest: hex(&commitment.digest), opened: commitment.salt.zip(value).map(opened) })
}

fn entry_form(entry: &Entry) -> EntryForm {
    let value = |value: &Committed| ValueForm { field: value.field.name().to_owned(), slot: value.slot, digest: hex(&value.digest) };
    EntryForm {
        origin: entry.origin.to_string(),
        sequence: entry.sequence,
        at: entry.at.millis(),
        date: entry.date.to_string(),
        door: entry.door.name().to_owned(),
        operator: text_of(entry.operator.as_ref()),
        station: text_of(entry.station.as_ref()),
        branch: text_of(entry.branch.as_ref()),
        idempotency: text_of(entry.idempotency.as_ref()),
        salt: entry.salt.map(|salt| hex(&salt)),
        values: entry.values.iter().map(value).collect(),
    }
}

type Read<T> = Result<T, ProofFault>;

fn malformed<E>(_: E) -> ProofFault {
    ProofFault::Malformed
}

/// Events and chains of a document.
pub(super) fn read(json: &str) -> Read<(Vec<EventProof>, Vec<ChainPart>)> {
    let document: Document = serde_json::from_str(json).map_err(malformed)?;
    if document.format != FORMAT {
        return Err(ProofFault::Malformed);
    }
    let events = document.events.into_iter().map(event_of).collect::<Read<_>>()?;
    Ok((events, document.chains.iter().map(chain_of).collect::<Read<_>>()?))
}

fn chain_of(form: &ChainForm) -> Read<ChainPart> {
    let contents = form.contents.iter().map(bytes).collect::<Read<_>>()?;
    let part = ChainPart { origin: code(&form.origin)?, first: form.first, previous: bytes(&form.previous)?, contents };
    if part.first > 0 && i64::try_from(part.last()).is_ok() { Ok(part) } else { Err(ProofFault::Malformed) }
}

/// Hexadecimal digits in small letters, and nothing else.
fn bytes<const N: usize>(text: impl AsRef<str>) -> Read<[u8; N]> {
    from_hex(text.as_ref()).filter(|bytes| hex(bytes) == text.as_ref()).ok_or(ProofFault::Malformed)
}

/// What was read, where it is written as it would be written again.
fn exact<T: Display, E>(text: &str, read: Result<T, E>) -> Read<T> {
    read.ok().filter(|value| value.to_string() == text).ok_or(ProofFault::Malformed)
}

fn word<T>(name: &str, from: impl Fn(&str) -> Option<T>) -> Read<T> {
    from(name).ok_or(ProofFault::Malformed)
}

fn code(text: impl AsRef<str>) -> Read<Code> {
    Code::parse(text.as_ref()).map_err(malformed)
}

fn event_id(text: impl AsRef<str>) -> Read<EventId> {
    exact(text.as_ref(), EventId::parse(text.as_ref()))
}

fn event_of(form: EventForm) -> Read<EventProof> {
    let text = form.text.map(|text| DefinitionText { language: text.language, title: text.title, body: text.body });
    let (reference, reference_value) = form.reference.map_or(Ok((None, None)), commitment_of)?;
    let (address, address_value) = form.address.map_or(Ok((None, None)), commitment_of)?;
    let event = Event {
        id: event_id(form.id)?,
        subject: exact(&form.subject, SubjectId::parse(&form.subject))?,
        definition: form.definition.map(code).transpose()?,
        version: (form.major, form.minor),
        scope: word(&form.scope, Scope::from_name)?,
        language: form.language,
        text_digest: text.as_ref().map_or([0; 32], DefinitionText::digest),
        kind: word(&form.kind, EventKind::from_name)?,
        authority: word(&form.authority, Authority::from_name)?,
        by: form.by.map(|by| exact(&by, SubjectId::parse(&by))).transpose()?,
        method: word(&form.method, Method::from_name)?,
        origin: word(&form.origin, Origin::from_name)?,
        operator: form.operator.map(code).transpose()?,
        station: form.station.map(code).transpose()?,
        receipt: form.receipt.map(code).transpose()?,
        at: Timestamp::from_millis(form.at),
        recorded: Timestamp::from_millis(form.recorded),
        seen: form.seen.iter().map(event_id).collect::<Read<_>>()?,
        evidence: Evidence {
            digest: form.signature.map(bytes).transpose()?,
            reference,
            reference_kind: word(&form.reference_kind, ReferenceKind::from_name)?,
            address,
        },
    };
    let entry = entry_of(form.entry, &event)?;
    Ok(EventProof { event, text, reference: reference_value, address: address_value, entry })
}

/// What the event is bound to, and the value where it is disclosed.
fn commitment_of(form: CommitmentForm) -> Read<(Option<Commitment>, Option<String>)> {
    let digest = bytes(form.digest)?;
    let salt = form.opened.as_ref().map(|opened| bytes(&opened.salt)).transpose()?;
    Ok((Some(Commitment { digest, salt }), form.opened.map(|opened| opened.value)))
}

/// The entry that commits to this event; where it stands behind, the chain tells.
fn entry_of(form: EntryForm, event: &Event) -> Read<Entry> {
    let value = |value: &ValueForm| -> Read<Committed> {
        Ok(Committed { field: word(&value.field, Field::from_name)?, slot: value.slot, digest: bytes(&value.digest)? })
    };
    Ok(Entry {
        origin: code(form.origin)?,
        sequence: form.sequence,
        at: Timestamp::from_millis(form.at),
        date: exact(&form.date, Date::parse(&form.date))?,
        door: word(&form.door, Door::from_name)?,
        operator: form.operator.map(code).transpose()?,
        station: form.station.map(code).transpose()?,
        branch: form.branch.map(code).transpose()?,
        kind: EntryKind::Recorded,
        record: RecordKind::ConsentEvent,
        key: event.id.to_string(),
        subject: Some(event.subject),
        content: Some(event.digest()),
        values: form.values.iter().map(value).collect::<Read<_>>()?,
        idempotency: form.idempotency.map(code).transpose()?,
        salt: form.salt.map(bytes).transpose()?,
        previous: [0; 32],
    })
}
