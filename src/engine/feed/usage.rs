//! Uses of consents from a feed: what a mailing tool sent, whom a dialler called. The uses of a transaction are one batch of the journal.

use super::customer::subject_named;
use super::record::Record;
use super::run::{Feeder, Taken};
use crate::domain::consent::{Channel, Purpose};
use crate::domain::id::Code;
use crate::domain::time::Timestamp;
use crate::engine::contact::Question;
use crate::engine::uses::NewUse;
use crate::error::{Result, Violation};
use crate::store::Writer;

fn required(name: &'static str) -> impl Fn() -> Violation {
    move || Violation::new(name, "required")
}

pub(super) fn take(feeder: &mut Feeder<'_>, writer: &mut Writer<'_>, record: &mut Record) -> Result<Taken> {
    let stored = subject_named(writer, record, "customer")?.ok_or_else(required("customer"))?;
    let definition = record.code("definition")?;
    let (purpose, channel) = (record.word("purpose", Purpose::from_name)?, record.word("channel", Channel::from_name)?);
    let question = match definition {
        Some(code) => about(writer, code, purpose, channel)?,
        None => Question::new(purpose.ok_or_else(required("purpose"))?, channel),
    };
    let new = NewUse {
        at: record.parsed("at", Timestamp::parse)?,
        campaign: record.code("campaign")?,
        system: record.code("system")?,
        ..NewUse::new(stored.id, question, record.code("key")?.ok_or_else(required("key"))?)
    };
    record.finish()?;
    let erp = feeder.erp;
    let recorded = feeder.uses.take(erp, writer, &new)?;
    // It is written with the others at the end of the transaction.
    Ok(if recorded.repeated { Taken::Unchanged } else { Taken::Changes(Vec::new()) })
}

/// A definition says itself what it is for; what the line says besides must not contradict.
fn about(writer: &mut Writer<'_>, code: Code, purpose: Option<Purpose>, channel: Option<Channel>) -> Result<Question> {
    let versions = writer.definition_versions(&code)?;
    let last = versions.last().ok_or_else(|| Violation::new("definition", "definition.unknown"))?;
    if purpose.is_some_and(|purpose| purpose != last.purpose) || channel.is_some() && channel != last.channel {
        return Err(Violation::new("definition", "use.other_purpose").into());
    }
    Ok(Question::new(last.purpose, last.channel).about(code))
}
