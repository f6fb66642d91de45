//! Definitions of consents from a feed.

use super::record::Record;
use super::run::Taken;
use crate::domain::change::Change;
use crate::domain::consent::{Channel, Definition, DefinitionState, DefinitionText, Purpose};
use crate::domain::time::Date;
use crate::error::{Result, Violation};
use crate::store::Writer;

pub(super) fn take(writer: &mut Writer<'_>, record: &mut Record) -> Result<Taken> {
    let definition = read(record)?;
    record.finish()?;
    let known = writer.definition_versions(&definition.code)?;
    if known.contains(&definition) {
        return Ok(Taken::Unchanged);
    }
    definition.may_follow(&known)?;
    Ok(Taken::Changes(vec![Change::Definition(Box::new(definition))]))
}

fn read(record: &mut Record) -> Result<Definition, Violation> {
    let required = |name| move || Violation::new(name, "required");
    let version = record.required("version")?;
    let (major, minor) = version
        .split_once('.')
        .and_then(|(major, minor)| Some((major.parse().ok()?, minor.parse().ok()?)))
        .ok_or_else(|| Violation::new("version", "not_a_version"))?;
    Ok(Definition {
        code: record.code("code")?.ok_or_else(required("code"))?,
        major,
        minor,
        state: record.word("state", DefinitionState::from_name)?.ok_or_else(required("state"))?,
        purpose: record.word("purpose", Purpose::from_name)?.ok_or_else(required("purpose"))?,
        channel: record.word("channel", Channel::from_name)?,
        parent: record.code("parent")?,
        signature: record.flag("signature")?,
        confirmation: record.flag("confirmation")?,
        account: record.flag("account")?,
        valid_days: record.number("valid_days")?,
        from: record.parsed("from", Date::parse)?,
        until: record.parsed("until", Date::parse)?,
        texts: record.list("texts")?.ok_or_else(required("texts"))?.iter_mut().map(text).collect::<Result<_, _>>()?,
    })
}

fn text(record: &mut Record) -> Result<DefinitionText, Violation> {
    let text = DefinitionText { language: record.required("language")?, title: record.required("title")?, body: record.required("body")? };
    record.finish()?;
    Ok(text)
}
