//! Consent events for other stores of the chain, as they are: tills that decided apart come to the same, whatever the order in which they meet.

use std::io::Write;

use serde_json::{Value, json};

use crate::domain::consent::{Commitment, Event};
use crate::domain::field::Field;
use crate::domain::heads::Head;
use crate::domain::id::{Code, EventId, SubjectId};
use crate::domain::value::hex;
use crate::engine::erp::Erp;
use crate::error::{Error, ErrorKind, Result};
use crate::store::Reader;

impl Erp {
    /// Writes consent events as lines of a feed that another store of the chain takes ([`Erp::feed`], kind `event`): all, or those behind heads
    /// that were kept of the last time ([`crate::Engine::heads`]). Each line names whom it is about by the id here, the id in the feeding
    /// system and the customer number, and holds the reference that proves it. Says how many there are.
    ///
    /// A store that takes them keeps them with their ids, and with what each has seen; one it has already changes nothing. So stores that have
    /// the same events answer alike, in whatever order they came (X18). What somebody denied after a merge is told for each record of theirs:
    /// another store may hold them apart.
    ///
    /// ```
    /// # use std::sync::Arc;
    /// # use clientela::{Engine, Options, SystemClock};
    /// use clientela::{Format, domain::id::Code};
    /// # let folder = tempfile::tempdir()?;
    /// # let open = |name: &str| Engine::open(folder.path().join(name), Options::new(Arc::new(SystemClock::default())));
    /// let (here, there) = (open("here.db")?, open("there.db")?);
    /// let mut lines = Vec::new();
    /// let sent = here.erp(Code::parse("erp")?).export_events(&[], &mut lines)?;
    /// let report = there.erp(Code::parse("erp")?).feed(&Format::JsonLines, &mut lines.as_slice())?;
    /// assert_eq!((sent, report.refused), (0, 0), "nobody has answered yet");
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// [`ErrorKind::Io`] with `export.unwritable` where writing fails; [`ErrorKind::Invalid`] with `position.ahead` where the journal does not
    /// hold these heads, as after it was restored from an older copy: export all events then; those of reading.
    pub fn export_events(&self, after: &[Head], out: &mut dyn Write) -> Result<u64> {
        let mut reader = self.engine.store().read()?;
        let mut count = 0;
        for key in reader.event_keys_after(after)? {
            let Some((event, reference)) = reader.event(&key)? else { continue };
            for event in for_every_record(&mut reader, event)? {
                let line = line(&mut reader, &event, reference.as_deref())?;
                writeln!(out, "{line}").map_err(|cause| Error::new(ErrorKind::Io, "export.unwritable").caused_by(cause))?;
                count += 1;
            }
        }
        Ok(count)
    }
}

/// An event, and where it is a denial by somebody who was merged before, the same for their other records.
fn for_every_record(reader: &mut Reader<'_>, event: Event) -> Result<Vec<Event>> {
    let records = if event.kind.denies() { reader.same_as(event.subject)? } else { Vec::new() };
    let mut all = Vec::with_capacity(records.len().max(1));
    if records.len() > 1 && reader.joined_before(event.subject, event.recorded)? {
        for record in records.into_iter().filter(|record| *record != event.subject) {
            if reader.joined_before(record, event.recorded)? {
                all.push(event.for_record(record, &reader.events_of(record)?));
            }
        }
    }
    all.insert(0, event);
    Ok(all)
}

fn line(reader: &mut Reader<'_>, event: &Event, reference: Option<&str>) -> Result<Value> {
    let code = |code: &Option<Code>| code.as_ref().map(Code::to_string);
    let digest = |bound: &Option<Commitment>| bound.as_ref().map(|bound| hex(&bound.digest));
    let salt = |bound: &Option<Commitment>| bound.as_ref().and_then(|bound| bound.salt).map(|salt| hex(&salt));
    let seen: Vec<String> = event.seen.iter().map(EventId::to_string).collect();
    let [customer, number] = names_of(reader, Some(event.subject))?;
    let [by_source, _] = names_of(reader, event.by)?;
    Ok(json!({
        "feed": "event", "id": event.id.to_string(), "subject": event.subject.to_string(), "customer": customer, "number": number,
        "definition": code(&event.definition), "major": event.version.0, "minor": event.version.1, "scope": event.scope.name(),
        "language": event.language, "text": hex(&event.text_digest), "kind": event.kind.name(), "authority": event.authority.name(),
        "by": event.by.map(|by| by.to_string()), "by_source": by_source, "method": event.method.name(), "origin": event.origin.name(),
        "operator": code(&event.operator), "station": code(&event.station), "receipt": code(&event.receipt), "at": event.at.millis(),
        "recorded": event.recorded.millis(), "seen": seen.join(" "), "signature": event.evidence.digest.map(|digest| hex(&digest)),
        "reference": reference, "reference_digest": digest(&event.evidence.reference), "reference_salt": salt(&event.evidence.reference),
        "reference_kind": event.evidence.reference_kind.name(), "address_digest": digest(&event.evidence.address), "address_salt": salt(&event.evidence.address),
    }))
}

/// By what another store knows somebody: the id in the feeding system, and the customer number.
fn names_of(reader: &mut Reader<'_>, person: Option<SubjectId>) -> Result<[Option<String>; 2]> {
    let stored = person.map(|person| reader.subject(person)).transpose()?.flatten();
    Ok([Field::SourceId, Field::Number].map(|field| stored.as_ref()?.values.get(field).map(str::to_owned)))
}
