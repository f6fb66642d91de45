//! Definitions and consent events: reading.

use serde::{Deserialize, Serialize};

use crate::domain::consent::{
    Authority, Channel, Commitment, Definition, DefinitionState, DefinitionText, Event, EventKind, Evidence, Method, Origin, Purpose, Scope,
};
use crate::domain::id::{Code, EventId, SubjectId};
use crate::domain::time::{Date, Timestamp};
use crate::error::Result;
use crate::store::sql::{Row, damaged};
use crate::store::unit::Reader;

/// The query of definitions, in the order [`read_definition`] reads.
macro_rules! definitions {
    ($which:literal) => {
        concat!(
            "SELECT code, major, minor, state, purpose, channel, parent, signature, confirmation, valid_days, valid_from, ",
            "valid_until, texts FROM definition ",
            $which
        )
    };
}

/// The query of events, in the order [`read_event`] reads.
macro_rules! events {
    ($which:literal) => {
        concat!(
            "SELECT subject, id, definition, major, minor, scope, language, text_digest, kind, authority, method, origin, ",
            "operator, station, receipt, at, recorded, seen, evidence_digest, reference_digest, reference_salt, address_digest, ",
            "address_salt FROM consent_event ",
            $which
        )
    };
}

/// A text of a definition as stored.
#[derive(Serialize, Deserialize)]
pub(super) struct StoredText {
    language: String,
    title: String,
    body: String,
}

pub(super) fn texts_to_json(texts: &[DefinitionText]) -> Result<String> {
    let texts: Vec<_> = texts
        .iter()
        .map(|text| StoredText { language: text.language.clone(), title: text.title.clone(), body: text.body.clone() })
        .collect();
    serde_json::to_string(&texts).map_err(|_| damaged())
}

fn texts_from_json(json: &str) -> Result<Vec<DefinitionText>> {
    let texts: Vec<StoredText> = serde_json::from_str(json).map_err(|_| damaged())?;
    Ok(texts.into_iter().map(|text| DefinitionText { language: text.language, title: text.title, body: text.body }).collect())
}

fn date_opt(row: &dyn Row, column: usize) -> Result<Option<Date>> {
    row.text_opt(column)?.map(|text| Date::parse(text).map_err(|_| damaged())).transpose()
}

fn read_definition(row: &dyn Row) -> Result<Definition> {
    Ok(Definition {
        code: row.code_opt(0)?.ok_or_else(damaged)?,
        major: row.number(1)?,
        minor: row.number(2)?,
        state: row.word(3, DefinitionState::from_name)?,
        purpose: row.word(4, Purpose::from_name)?,
        channel: row.text_opt(5)?.map(|name| Channel::from_name(name).ok_or_else(damaged)).transpose()?,
        parent: row.code_opt(6)?,
        signature: row.flag(7)?,
        confirmation: row.flag(8)?,
        valid_days: row.int_opt(9)?.map(|days| u32::try_from(days).map_err(|_| damaged())).transpose()?,
        from: date_opt(row, 10)?,
        until: date_opt(row, 11)?,
        texts: texts_from_json(row.text(12)?)?,
    })
}

fn ids(bytes: &[u8]) -> Vec<EventId> {
    bytes.as_chunks::<16>().0.iter().map(|id| EventId::from_bytes(*id)).collect()
}

fn commitment(row: &dyn Row, digest: usize, salt: usize) -> Result<Option<Commitment>> {
    row.array_opt(digest)?.map(|digest| Ok::<_, crate::Error>(Commitment { digest, salt: row.array_opt(salt)? })).transpose()
}

fn read_event(row: &dyn Row) -> Result<Event> {
    Ok(Event {
        subject: SubjectId::from_bytes(row.array(0)?),
        id: EventId::from_bytes(row.array(1)?),
        definition: row.code_opt(2)?,
        version: (row.number(3)?, row.number(4)?),
        scope: row.word(5, Scope::from_name)?,
        language: row.text(6)?.to_owned(),
        text_digest: row.array(7)?,
        kind: row.word(8, EventKind::from_name)?,
        authority: row.word(9, Authority::from_name)?,
        method: row.word(10, Method::from_name)?,
        origin: row.word(11, Origin::from_name)?,
        operator: row.code_opt(12)?,
        station: row.code_opt(13)?,
        receipt: row.code_opt(14)?,
        at: Timestamp::from_millis(row.int(15)?),
        recorded: Timestamp::from_millis(row.int(16)?),
        seen: ids(row.bytes_opt(17)?.unwrap_or_default()),
        evidence: Evidence { digest: row.array_opt(18)?, reference: commitment(row, 19, 20)?, address: commitment(row, 21, 22)? },
    })
}

impl Reader<'_> {
    /// Every version of every definition, by code and version.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn definitions(&mut self) -> Result<Vec<Definition>> {
        let sql = definitions!("ORDER BY code, major, minor");
        self.all(sql, &[], read_definition)
    }

    /// Every version of one definition.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn definition_versions(&mut self, code: &Code) -> Result<Vec<Definition>> {
        let sql = definitions!("WHERE code = $1 ORDER BY major, minor");
        self.all(sql, &[code.into()], read_definition)
    }

    /// Every consent event of a subject.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn events(&mut self, subject: SubjectId) -> Result<Vec<Event>> {
        let sql = events!("WHERE subject = $1 ORDER BY id");
        self.all(sql, &[(&subject).into()], read_event)
    }

    /// One event as stored, with the text of its evidence's reference.
    pub(super) fn event(&mut self, id: &str) -> Result<Option<(Event, Option<String>)>> {
        let id = EventId::parse(id).map_err(|_| damaged())?;
        let Some(event) = self.one(events!("WHERE id = $1"), &[id.bytes().into()], read_event)? else { return Ok(None) };
        let sql = "SELECT evidence_reference FROM consent_event WHERE id = $1";
        let reference = self.one(sql, &[id.bytes().into()], |row| row.string_opt(0))?.flatten();
        Ok(Some((event, reference)))
    }

    /// The digest of a version of a definition as stored; `key` is `code/major.minor`.
    pub(super) fn definition_digest(&mut self, key: &str) -> Result<Option<[u8; 32]>> {
        let (code, version) = key.rsplit_once('/').ok_or_else(damaged)?;
        let code = Code::parse(code).map_err(|_| damaged())?;
        let versions = self.definition_versions(&code)?;
        Ok(versions.iter().find(|known| version == format!("{}.{}", known.major, known.minor)).map(Definition::digest))
    }
}
