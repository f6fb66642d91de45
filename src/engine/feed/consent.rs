//! Plain values of a source that knows only on and off: *on* fills what is unknown, *off* is no refusal.

use super::customer::subject_named;
use super::record::Record;
use super::run::{Feeder, Taken};
use crate::domain::change::Change;
use crate::domain::consent::{Act, Authority, Event, Intent, Method, Origin, Written, write};
use crate::domain::id::EventId;
use crate::engine::capture::bound_address;
use crate::engine::consents::applying;
use crate::engine::contact::channel_values;
use crate::engine::customers::known;
use crate::error::{Error, ErrorKind, Result, Violation};
use crate::store::Writer;

pub(super) fn take(feeder: &mut Feeder<'_>, writer: &mut Writer<'_>, record: &mut Record) -> Result<Taken> {
    let engine = &feeder.erp.engine;
    let stored = subject_named(writer, record, "customer")?.ok_or_else(|| Violation::new("customer", "required"))?;
    let code = record.code("definition")?.ok_or_else(|| Violation::new("definition", "required"))?;
    let intent = record.word("state", on_or_off)?.ok_or_else(|| Violation::new("state", "required"))?;
    record.finish()?;
    if stored.erased.is_some() {
        return Err(Error::new(ErrorKind::Erased, "customer.anonymized").field("customer"));
    }
    let versions = writer.definition_versions(&code)?;
    let definition = applying(versions, engine.now().date()).ok_or_else(|| Violation::new("definition", "definition.unknown"))?;
    let today = engine.now().date();
    let values = known(writer, stored.id)?.values;
    let address = definition.channel.and_then(|channel| channel_values(&values, channel, today).first().map(|text| (*text).to_owned()));
    let act = Act { reachable: address.is_some(), ..Act::new(intent, Authority::Machine, Method::Transfer) };
    let Written::Event { kind, seen } = write(&definition, &writer.events(stored.id)?, act, engine.now())? else {
        return Ok(Taken::Unchanged);
    };
    let id = EventId::make(engine.now().at, engine.draw()?);
    let mut event = Event {
        method: Method::Transfer,
        origin: Origin::Erp,
        seen,
        ..Event::new(id, stored.id, &definition, kind, Authority::Machine, engine.now().at)
    };
    event.evidence.address = bound_address(engine, kind, address.as_deref())?;
    Ok(Taken::Changes(vec![Change::Consent(Box::new(event), None)]))
}

fn on_or_off(word: &str) -> Option<Intent> {
    match word {
        "on" => Some(Intent::On),
        "off" => Some(Intent::Off),
        _ => None,
    }
}
