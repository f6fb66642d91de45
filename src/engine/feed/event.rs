//! Consent events of another store of the chain, taken as they are: with their ids, and with what each has seen.

use super::record::Record;
use super::run::Taken;
use crate::domain::change::Change;
use crate::domain::check::check;
use crate::domain::consent::{Authority, Channel, Commitment, Event, EventKind, Evidence, Method, Origin, ReferenceKind, Scope};
use crate::domain::field::Field;
use crate::domain::id::{EventId, SubjectId};
use crate::domain::time::{Date, Timestamp};
use crate::domain::value::from_hex;
use crate::error::{Error, ErrorKind, Result, Violation};
use crate::store::{Stored, Writer};

/// No event has seen more.
const MOST_SEEN: usize = 10_000;

pub(super) fn take(writer: &mut Writer<'_>, record: &mut Record, today: Date) -> Result<Taken> {
    let person = person(writer, record)?;
    let by = guardian(writer, record)?;
    let reference = record.text("reference")?.map(|text| check(Field::EvidenceReference, &text, today)).transpose()?;
    let mut event = read(record, person.id, by)?;
    record.finish()?;
    if let Some((kept, _)) = writer.event(&event.id.to_string())? {
        return known_already(writer, &kept, event);
    }
    if came_back(writer, &event)? {
        return Ok(Taken::Unchanged);
    }
    bound_to_address(writer, &event)?;
    if let (Some(bound), Some(text)) = (&event.evidence.reference, &reference)
        && bound.opens(text) != Some(true)
    {
        return Err(Violation::new("reference", "proof.commitment").into());
    }
    if person.erased.is_some() {
        if event.kind.grants() {
            return Err(Error::new(ErrorKind::Erased, "consent.erased").field("customer"));
        }
        event.evidence = unsalted(event.evidence);
    }
    let reference = reference.filter(|_| event.evidence.reference.as_ref().is_some_and(|bound| bound.salt.is_some()));
    Ok(Taken::Changes(vec![Change::Consent(Box::new(event), reference)]))
}

/// One that is there changes nothing; two contents under one id are not one event. A guardian may be known here by now who was not then.
fn known_already(writer: &mut Writer<'_>, kept: &Event, told: Event) -> Result<Taken> {
    let subject = if writer.same_as(told.subject)?.contains(&kept.subject) { kept.subject } else { told.subject };
    let by = told.by.and(kept.by).or(told.by);
    let same = Event { subject, by, ..told }.digest() == kept.digest();
    if same { Ok(Taken::Unchanged) } else { Err(Violation::new("id", "event.is_fixed").into()) }
}

/// Whether it is a denial of this store that was told for another record of the same person: here it stands as one.
fn came_back(writer: &mut Writer<'_>, told: &Event) -> Result<bool> {
    if !told.kind.denies() {
        return Ok(false);
    }
    let (records, events) = (writer.same_as(told.subject)?, writer.events(told.subject)?);
    let denials = || events.iter().filter(|event| event.kind.denies());
    Ok(records.iter().any(|record| denials().any(|own| own.id_for(*record) == told.id)))
}

/// What was granted and is bound to no address would count for any. Only a plain value of an older system may come without.
fn bound_to_address(writer: &mut Writer<'_>, event: &Event) -> Result<()> {
    let bare = matches!(event.kind, EventKind::Given | EventKind::Renewed) && event.evidence.address.is_none();
    let Some(code) = event.definition.as_ref().filter(|_| bare) else { return Ok(()) };
    let channel = writer.definition_versions(code)?.into_iter().find_map(|version| version.channel);
    let missing = |channel: Channel| Violation::new(channel.field().name(), "consent.channel_data_missing").with("channel", channel.name());
    channel.map_or(Ok(()), |channel| Err(missing(channel).into()))
}

/// Whom it is about: by the id of the other store where it is one of this too, by the id in the feeding system, or by the number.
fn person(writer: &mut Writer<'_>, record: &mut Record) -> Result<Stored> {
    person_named(writer, record, "number")?.ok_or_else(|| Violation::new("customer", "customer.unknown").into())
}

/// The same, or that nobody is named; `number` is the name of the field of the customer number.
pub(super) fn person_named(writer: &mut Writer<'_>, record: &mut Record, number: &'static str) -> Result<Option<Stored>> {
    let subject = record.parsed("subject", SubjectId::parse)?;
    let (source, number) = (record.text("customer")?, record.text(number)?);
    if subject.is_none() && source.is_none() && number.is_none() {
        return Ok(None);
    }
    let mut found = subject.map(|id| writer.subject(id)).transpose()?.flatten().map(|stored| stored.id);
    if let (None, Some(source)) = (found, &source) {
        found = writer.subject_by_source(source)?;
    }
    if let (None, None, Some(number)) = (found, &source, &number) {
        found = writer.subject_by_number(number)?;
    }
    let unknown = || Error::from(Violation::new("customer", "customer.unknown"));
    Ok(Some(writer.subject(found.ok_or_else(unknown)?)?.ok_or_else(unknown)?))
}

/// The guardian who answered; one whom nobody knows here stays an opaque id.
fn guardian(writer: &mut Writer<'_>, record: &mut Record) -> Result<Option<SubjectId>> {
    let by = record.parsed("by", SubjectId::parse)?;
    let source = record.text("by_source")?;
    let here = source.map(|source| writer.subject_by_source(&source)).transpose()?.flatten();
    Ok(by.map(|by| here.unwrap_or(by)))
}

fn read(record: &mut Record, subject: SubjectId, by: Option<SubjectId>) -> Result<Event, Violation> {
    let required = |name| move || Violation::new(name, "required");
    let millis = |record: &mut Record, name| Ok(Timestamp::from_millis(record.number(name)?.ok_or_else(required(name))?));
    let at = millis(record, "at")?;
    let reference = bound(record, "reference_digest", "reference_salt")?;
    let kind = record.word("reference_kind", ReferenceKind::from_name)?;
    Ok(Event {
        id: record.parsed("id", EventId::parse)?.ok_or_else(required("id"))?,
        subject,
        definition: record.code("definition")?,
        version: (record.number("major")?.ok_or_else(required("major"))?, record.number("minor")?.ok_or_else(required("minor"))?),
        scope: record.word("scope", Scope::from_name)?.ok_or_else(required("scope"))?,
        language: language(record)?,
        text_digest: bytes(record, "text")?.unwrap_or([0; 32]),
        kind: record.word("kind", EventKind::from_name)?.ok_or_else(required("kind"))?,
        authority: record.word("authority", Authority::from_name)?.ok_or_else(required("authority"))?,
        by,
        method: record.word("method", Method::from_name)?.ok_or_else(required("method"))?,
        origin: record.word("origin", Origin::from_name)?.ok_or_else(required("origin"))?,
        operator: record.code("operator")?,
        station: record.code("station")?,
        receipt: record.code("receipt")?,
        at,
        recorded: millis(record, "recorded")?,
        seen: seen(record)?,
        evidence: Evidence {
            digest: bytes(record, "signature")?,
            // Without a reference there is nothing that this were the kind of: it stands for no signature.
            reference_kind: kind.filter(|_| reference.is_some()).unwrap_or(ReferenceKind::Note),
            reference,
            address: bound(record, "address_digest", "address_salt")?,
        },
    })
}

fn language(record: &mut Record) -> Result<String, Violation> {
    let language = record.text("language")?.unwrap_or_default();
    let good = language.is_empty() || language.len() == 2 && language.bytes().all(|byte| byte.is_ascii_lowercase());
    if good { Ok(language) } else { Err(Violation::new("language", "language.malformed")) }
}

fn seen(record: &mut Record) -> Result<Vec<EventId>, Violation> {
    let text = record.text("seen")?.unwrap_or_default();
    let ids = text.split_ascii_whitespace().map(|id| EventId::parse(id).map_err(|broken| Violation { field: "seen", ..broken }));
    let ids: Vec<EventId> = ids.collect::<Result<_, _>>()?;
    if ids.len() > MOST_SEEN { Err(Violation::new("seen", "too_long").with("max", MOST_SEEN)) } else { Ok(ids) }
}

fn bytes<const N: usize>(record: &mut Record, name: &'static str) -> Result<Option<[u8; N]>, Violation> {
    record.text(name)?.map(|text| from_hex(&text).ok_or_else(|| Violation::new(name, "not_text"))).transpose()
}

fn bound(record: &mut Record, digest: &'static str, salt: &'static str) -> Result<Option<Commitment>, Violation> {
    let (digest, salt) = (bytes(record, digest)?, bytes(record, salt)?);
    Ok(digest.map(|digest| Commitment { digest, salt }))
}

fn unsalted(evidence: Evidence) -> Evidence {
    let bare = |bound: Option<Commitment>| bound.map(|bound| Commitment { salt: None, ..bound });
    Evidence { reference: bare(evidence.reference), address: bare(evidence.address), ..evidence }
}
