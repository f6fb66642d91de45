//! Consents from a source: plain values of one that knows only on and off, where *on* fills what is unknown and *off* is no refusal; and what
//! people told a mailing tool, wrote in a letter or said to the central system, which takes effect at once.

use std::collections::BTreeSet;

use super::customer::subject_named;
use super::record::Record;
use super::run::{Feeder, Taken};
use crate::domain::change::Change;
use crate::domain::check::check;
use crate::domain::consent::{Act, Authority, Definition, Event, EventKind, Intent, Method, Origin, Scope, Written, write};
use crate::domain::field::Field;
use crate::domain::id::{Code, EventId, SubjectId};
use crate::domain::search::having;
use crate::domain::time::Timestamp;
use crate::engine::answering::bound_address;
use crate::engine::consents::applying;
use crate::engine::contact::{channel_values, life};
use crate::engine::customers::known;
use crate::error::{Error, ErrorKind, Result, Violation};
use crate::store::{Hints, Reader, Stored, Writer};

/// So many who might have an address are looked up in one go.
const AT_ONCE: usize = 1000;

/// What a line says happened.
struct Said {
    definition: Code,
    intent: Intent,
    method: Method,
    scope: Scope,
    by: Option<SubjectId>,
    at: Option<Timestamp>,
}

pub(super) fn take(feeder: &mut Feeder<'_>, writer: &mut Writer<'_>, record: &mut Record) -> Result<Taken> {
    let by = subject_named(writer, record, "by")?.map(|guardian| guardian.id);
    let said = Said { by, ..Said::of(record)? };
    let of = subject_named(writer, record, "customer")?;
    let address = record.text("email")?;
    record.finish()?;
    let people = match (of, address) {
        (Some(stored), None) => vec![stored.id],
        (None, Some(address)) => holders(writer, &check(Field::Email, &address, feeder.erp.engine.now().date())?)?,
        _ => return Err(Violation::new("customer", "required").into()),
    };
    let (mut changes, mut met) = (Vec::new(), BTreeSet::new());
    for person in people {
        let stored = known(writer, person)?;
        if met.insert(stored.id) {
            changes.extend(said.of_person(feeder, writer, person, &stored)?);
        }
    }
    Ok(if changes.is_empty() { Taken::Unchanged } else { Taken::Changes(changes) })
}

impl Said {
    fn of(record: &mut Record) -> Result<Self> {
        let intent = record.word("state", reported)?.ok_or_else(|| Violation::new("state", "required"))?;
        Ok(Self {
            definition: record.code("definition")?.ok_or_else(|| Violation::new("definition", "required"))?,
            intent,
            method: record.word("method", Method::from_name)?.unwrap_or(Method::Transfer),
            scope: record.word("scope", Scope::from_name)?.filter(|_| intent == Intent::Object).unwrap_or(Scope::Definition),
            by: None,
            at: record.parsed("at", Timestamp::parse)?,
        })
    }

    /// What it writes over what stands for one person. Of somebody who was merged the event stays with the record that was named, so that it
    /// goes with it when the merge is taken back.
    fn of_person(&self, feeder: &Feeder<'_>, writer: &mut Writer<'_>, named: SubjectId, stored: &Stored) -> Result<Option<Change>> {
        let (engine, plain) = (&feeder.erp.engine, matches!(self.intent, Intent::On | Intent::Off));
        if plain && stored.erased.is_some() {
            return Err(Error::new(ErrorKind::Erased, "customer.anonymized").field("customer"));
        }
        let now = engine.now();
        if self.at.is_some_and(|at| at > now.at) {
            return Err(Violation::new("at", "date.in_future").into());
        }
        let versions = writer.definition_versions(&self.definition)?;
        let definition = applying(&versions, now.date()).cloned().ok_or_else(|| Violation::new("definition", "definition.unknown"))?;
        let address = address(&definition, stored, feeder);
        // A plain value is a machine's; everything else the person said, and only the person grants over it.
        let authority = if plain { Authority::Machine } else { Authority::Subject };
        let act =
            Act { scope: self.scope, reachable: address.is_some(), subject: life(stored), ..Act::new(self.intent, authority, self.method) };
        let events = writer.events(named)?;
        let Written::Event { kind, seen } = write(&definition, &events, act, now)? else { return Ok(None) };
        if self.is_known(kind, &events) {
            return Ok(None);
        }
        let id = EventId::make(now.at, engine.draw()?);
        let mut event = Event {
            scope: self.scope,
            by: self.by.filter(|guardian| *guardian != stored.id),
            method: self.method,
            origin: Origin::Erp,
            seen,
            recorded: now.at,
            ..Event::new(id, named, &definition, kind, authority, self.at.filter(|_| !plain).unwrap_or(now.at))
        };
        event.evidence.address = bound_address(engine, kind, address.as_deref())?;
        Ok(Some(Change::Consent(Box::new(event), None)))
    }
}

impl Said {
    /// Whether the same was reported before: feeding it again changes nothing, also where the person agreed since. Without a time only what
    /// was said last is the same.
    fn is_known(&self, kind: EventKind, events: &[Event]) -> bool {
        let about = |event: &&Event| event.definition.as_ref() == Some(&self.definition) && event.scope == self.scope;
        let reported = |event: &&Event| event.kind == kind && event.method == self.method && event.origin == Origin::Erp;
        let last = events.iter().filter(|event| about(event)).max_by_key(|event| (event.recorded, event.id));
        match self.at {
            Some(at) => events.iter().filter(about).filter(reported).any(|event| event.at == at),
            None => kind.denies() && last.as_ref().is_some_and(reported),
        }
    }
}

fn address(definition: &Definition, stored: &Stored, feeder: &Feeder<'_>) -> Option<String> {
    let today = feeder.erp.engine.now().date();
    definition.channel.and_then(|channel| channel_values(&stored.values, channel, today).first().map(|text| (*text).to_owned()))
}

fn reported(word: &str) -> Option<Intent> {
    match word {
        "on" => Some(Intent::On),
        "off" => Some(Intent::Off),
        "refused" => Some(Intent::Refuse),
        "withdrawn" => Some(Intent::Withdraw),
        "objected" => Some(Intent::Object),
        _ => None,
    }
}

/// Everybody who has this e-mail address, customers and who belongs to them: a mailing tool knows nothing else of whom it wrote to.
pub(super) fn holders(writer: &mut Writer<'_>, address: &str) -> Result<Vec<SubjectId>> {
    writer.index_now()?;
    let (wanted, mut people, mut last) = (having(Field::Email, address), Vec::new(), -1);
    loop {
        let found = writer.search(&wanted, last + 1..=i64::MAX, AT_ONCE, &mut Hints::default())?;
        for customer in found.iter().map(|row| row.subject) {
            let mut all = writer.same_as(customer)?;
            all.extend(writer.related(customer)?.into_iter().map(|relation| relation.person));
            for person in all {
                if !people.contains(&person) && has(writer, person, address)? {
                    people.push(person);
                }
            }
        }
        match found.last() {
            Some(row) if found.len() == AT_ONCE => last = row.rank,
            _ if people.is_empty() => return Err(Violation::new(Field::Email.name(), "customer.unknown").into()),
            _ => return Ok(people),
        }
    }
}

fn has(reader: &mut Reader<'_>, person: SubjectId, address: &str) -> Result<bool> {
    let stored = reader.subject(person)?;
    Ok(stored.is_some_and(|stored| stored.values.all(Field::Email).any(|(_, email)| email.to_lowercase() == address.to_lowercase())))
}
