//! Consents from a source: plain values of one that knows only on and off, where *on* fills what is unknown and *off* is no refusal; and what
//! people told a mailing tool, wrote in a letter or said to the central system, which takes effect at once.

use super::customer::subject_named;
use super::record::Record;
use super::run::{Feeder, Taken};
use crate::domain::change::Change;
use crate::domain::consent::{Act, Authority, Definition, Event, Intent, Method, Origin, Scope, Written, write};
use crate::domain::field::Field;
use crate::domain::fold::terms;
use crate::domain::id::{Code, EventId, SubjectId};
use crate::domain::search::anywhere_of;
use crate::domain::time::Timestamp;
use crate::engine::capture::bound_address;
use crate::engine::consents::applying;
use crate::engine::contact::{channel_values, life};
use crate::engine::customers::known;
use crate::error::{Error, ErrorKind, Result, Violation};
use crate::store::{Hints, Reader, Stored, Writer};

/// So many records that share an address are looked at.
const MOST_HOLDERS: usize = 1000;

/// What a line says happened.
struct Said {
    definition: Code,
    intent: Intent,
    method: Method,
    scope: Scope,
    at: Option<Timestamp>,
}

pub(super) fn take(feeder: &mut Feeder<'_>, writer: &mut Writer<'_>, record: &mut Record) -> Result<Taken> {
    let said = Said::of(record)?;
    let of = subject_named(writer, record, "customer")?;
    let address = record.text("email")?;
    record.finish()?;
    let people = match (of, address) {
        (Some(stored), None) => vec![stored.id],
        (None, Some(address)) => holders(writer, &address)?,
        _ => return Err(Violation::new("customer", "required").into()),
    };
    let mut changes = Vec::new();
    for person in people {
        let stored = known(writer, person)?;
        changes.extend(said.of_person(feeder, writer, &stored)?);
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
            at: record.parsed("at", Timestamp::parse)?,
        })
    }

    /// What it writes over what stands for one person.
    fn of_person(&self, feeder: &Feeder<'_>, writer: &mut Writer<'_>, stored: &Stored) -> Result<Option<Change>> {
        let (engine, plain) = (&feeder.erp.engine, matches!(self.intent, Intent::On | Intent::Off));
        if plain && stored.erased.is_some() {
            return Err(Error::new(ErrorKind::Erased, "customer.anonymized").field("customer"));
        }
        let now = engine.now();
        let versions = writer.definition_versions(&self.definition)?;
        let definition = applying(versions, now.date()).ok_or_else(|| Violation::new("definition", "definition.unknown"))?;
        let address = address(&definition, stored, feeder);
        let act = Act {
            scope: self.scope,
            reachable: address.is_some(),
            subject: life(stored),
            ..Act::new(self.intent, Authority::Machine, self.method)
        };
        let Written::Event { kind, seen } = write(&definition, &writer.events(stored.id)?, act, now)? else { return Ok(None) };
        let id = EventId::make(now.at, engine.draw()?);
        let mut event = Event {
            scope: self.scope,
            method: self.method,
            origin: Origin::Erp,
            seen,
            recorded: now.at,
            ..Event::new(id, stored.id, &definition, kind, Authority::Machine, self.at.unwrap_or(now.at))
        };
        event.evidence.address = bound_address(engine, kind, address.as_deref())?;
        Ok(Some(Change::Consent(Box::new(event), None)))
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

/// Everybody who has this e-mail address: a mailing tool knows nothing else of whom it wrote to.
fn holders(writer: &mut Writer<'_>, address: &str) -> Result<Vec<SubjectId>> {
    writer.index_now()?;
    let found = writer.search(&anywhere_of(&terms(address)), 0..=i64::MAX, MOST_HOLDERS, &mut Hints::default())?;
    let mut people = Vec::new();
    for (_, customer) in found {
        let mut all = writer.same_as(customer)?;
        all.extend(writer.related(customer)?.into_iter().map(|relation| relation.person));
        for person in all {
            if !people.contains(&person) && has(writer, person, address)? {
                people.push(person);
            }
        }
    }
    if people.is_empty() { Err(Violation::new(Field::Email.name(), "customer.unknown").into()) } else { Ok(people) }
}

fn has(reader: &mut Reader<'_>, person: SubjectId, address: &str) -> Result<bool> {
    let stored = reader.subject(person)?;
    Ok(stored.is_some_and(|stored| stored.values.all(Field::Email).any(|(_, email)| email.eq_ignore_ascii_case(address))))
}
