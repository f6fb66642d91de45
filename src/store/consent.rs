//! Definitions and consent events.

use serde::{Deserialize, Serialize};

use crate::domain::consent::{
    Authority, Channel, Commitment, Definition, DefinitionState, DefinitionText, Event, EventKind, Evidence, FormNumber, Method, Origin,
    Purpose, ReferenceKind, Scope,
};
use crate::domain::field::RecordKind;
use crate::domain::heads::Head;
use crate::domain::id::{Code, EventId, SubjectId};
use crate::domain::journal::EntryKind;
use crate::domain::time::{Date, Timestamp};
use crate::error::{Result, Violation};
use crate::store::free_text::TextOf;
use crate::store::journal::{Draft, sequence_param};
use crate::store::sql::{Param, Row, damaged};
use crate::store::unit::{Reader, Writer};

/// The query of definitions, in the order [`read_definition`] reads.
macro_rules! definitions {
    ($which:literal) => {
        concat!(
            "SELECT code, major, minor, state, purpose, channel, parent, signature, confirmation, valid_days, valid_from, ",
            "valid_until, texts, account FROM definition ",
            $which
        )
    };
}

/// The query of events, in the order [`read_event`] and [`read_kept`] read.
macro_rules! events {
    ($which:literal) => {
        concat!(
            "SELECT subject, id, definition, major, minor, scope, language, text_digest, kind, authority, method, origin, ",
            "operator, station, receipt, at, recorded, seen, evidence_digest, reference_digest, reference_salt, address_digest, ",
            "address_salt, evidence_reference, reference_kind, given_by FROM consent_event ",
            $which
        )
    };
}

/// Along the index of those who agreed without any signature; its condition is that of the index.
pub(super) const UNSIGNED: &str = "SELECT DISTINCT subject FROM consent_event WHERE definition = $1 AND subject > $2 \
     AND (kind = 'given' OR kind = 'renewed' OR kind = 'imported') AND evidence_digest IS NULL AND reference_kind IS NULL ORDER BY subject LIMIT $3";

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
        account: row.flag(13)?,
    })
}

pub(super) fn ids(bytes: &[u8]) -> Vec<EventId> {
    bytes.as_chunks::<16>().0.iter().map(|id| EventId::from_bytes(*id)).collect()
}

pub(super) fn commitment(row: &dyn Row, digest: usize, salt: usize) -> Result<Option<Commitment>> {
    row.array_opt(digest)?.map(|digest| Ok::<_, crate::Error>(Commitment { digest, salt: row.array_opt(salt)? })).transpose()
}

/// What a reference leads to; a note has no word in the row.
pub(super) fn reference_kind(row: &dyn Row, column: usize) -> Result<ReferenceKind> {
    row.text_opt(column)?.map_or(Ok(ReferenceKind::Note), |name| ReferenceKind::from_name(name).ok_or_else(damaged))
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
        by: row.array_opt(25)?.map(SubjectId::from_bytes),
        method: row.word(10, Method::from_name)?,
        origin: row.word(11, Origin::from_name)?,
        operator: row.code_opt(12)?,
        station: row.code_opt(13)?,
        receipt: row.code_opt(14)?,
        at: Timestamp::from_millis(row.int(15)?),
        recorded: Timestamp::from_millis(row.int(16)?),
        seen: ids(row.bytes_opt(17)?.unwrap_or_default()),
        evidence: Evidence {
            digest: row.array_opt(18)?,
            reference: commitment(row, 19, 20)?,
            reference_kind: reference_kind(row, 24)?,
            address: commitment(row, 21, 22)?,
        },
    })
}

/// An event with the text of its evidence's reference.
fn read_kept(row: &dyn Row) -> Result<(Event, Option<String>)> {
    Ok((read_event(row)?, row.string_opt(23)?))
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

    /// The references to evidence of a subject's events.
    pub(crate) fn evidence_references(&mut self, subject: SubjectId) -> Result<Vec<String>> {
        let sql = "SELECT evidence_reference FROM consent_event WHERE subject = $1 AND evidence_reference IS NOT NULL";
        self.all(sql, &[(&subject).into()], |row| Ok(row.text(0)?.to_owned()))
    }

    /// Every consent event of a subject and of everybody merged with it.
    ///
    /// # Errors
    /// Those of reading the store.
    pub fn events(&mut self, subject: SubjectId) -> Result<Vec<Event>> {
        let records = self.same_as(subject)?;
        self.events_of_all(&records)
    }

    /// Every consent event of these records.
    pub(crate) fn events_of_all(&mut self, records: &[SubjectId]) -> Result<Vec<Event>> {
        let mut events = Vec::new();
        for record in records {
            events.extend(self.events_of(*record)?);
        }
        events.sort_by_key(|event| event.id);
        Ok(events)
    }

    /// Every consent event of this very record.
    pub(crate) fn events_of(&mut self, subject: SubjectId) -> Result<Vec<Event>> {
        self.all(events!("WHERE subject = $1 ORDER BY id"), &[(&subject).into()], read_event)
    }

    /// Every consent event of a subject and of everybody merged with it, with the text of its evidence's reference.
    pub(crate) fn kept_events(&mut self, subject: SubjectId) -> Result<Vec<(Event, Option<String>)>> {
        let mut events = Vec::new();
        for side in self.same_as(subject)? {
            events.extend(self.all(events!("WHERE subject = $1 ORDER BY id"), &[(&side).into()], read_kept)?);
        }
        events.sort_by_key(|(event, _)| event.id);
        Ok(events)
    }

    /// Who agreed to a definition without any signature, behind one of them, in the order of persons: by each record's own events, whatever
    /// came after.
    pub(crate) fn unsigned(&mut self, definition: &Code, after: Option<SubjectId>, most: usize) -> Result<Vec<SubjectId>> {
        let after = after.map_or([0; 16], |id| *id.bytes());
        let most = i64::try_from(most).unwrap_or(i64::MAX);
        self.all(UNSIGNED, &[definition.into(), after.as_slice().into(), most.into()], |row| Ok(SubjectId::from_bytes(row.array(0)?)))
    }

    /// One event as stored, with the text of its evidence's reference.
    pub(crate) fn event(&mut self, id: &str) -> Result<Option<(Event, Option<String>)>> {
        let id = EventId::parse(id).map_err(|_| damaged())?;
        self.one(events!("WHERE id = $1"), &[id.bytes().into()], read_kept)
    }

    /// Whom the form with this number proved an answer of.
    pub(crate) fn signers_of(&mut self, form: FormNumber) -> Result<Vec<SubjectId>> {
        let sql = "SELECT DISTINCT subject FROM consent_event WHERE evidence_reference = $1 AND reference_kind = 'form'";
        let number = form.to_string();
        self.all(sql, &[Param::from(&number)], |row| Ok(SubjectId::from_bytes(row.array(0)?)))
    }

    /// The store has come as far as these heads and tells the same up to there: one that was restored from an older copy has not.
    fn behind(&mut self, heads: &[Head]) -> Result<()> {
        let sql = "SELECT digest FROM journal WHERE origin = $1 AND sequence = $2";
        for head in heads.iter().filter(|head| head.length > 0) {
            let there = self.one(sql, &[(&head.origin).into(), sequence_param(head.length)], |row| row.array::<32>(0))?;
            if there != Some(head.digest) {
                return Err(Violation::new("heads", "position.ahead").into());
            }
        }
        Ok(())
    }

    /// The ids of the events that the journal tells of behind these heads, chain by chain.
    ///
    /// # Errors
    /// `position.ahead` where the journal does not hold them; those of reading the store.
    pub(crate) fn event_keys_after(&mut self, heads: &[Head]) -> Result<Vec<String>> {
        self.behind(heads)?;
        let sql =
            "SELECT key, origin, sequence FROM journal WHERE record = $1 AND record <> 'subject' AND kind = $2 ORDER BY origin, sequence";
        let params = [RecordKind::ConsentEvent.name().into(), EntryKind::Recorded.name().into()];
        let all = self.all(sql, &params, |row| Ok((row.text(0)?.to_owned(), row.text(1)?.to_owned(), row.number::<u64>(2)?)))?;
        let known = |origin: &str| heads.iter().filter(|head| head.origin.as_str() == origin).map(|head| head.length).max().unwrap_or(0);
        Ok(all.into_iter().filter(|(_, origin, sequence)| *sequence > known(origin)).map(|(key, _, _)| key).collect())
    }

    /// The digest of a version of a definition as stored; `key` is `code/major.minor`.
    pub(super) fn definition_digest(&mut self, key: &str) -> Result<Option<[u8; 32]>> {
        let (code, version) = key.rsplit_once('/').ok_or_else(damaged)?;
        let code = Code::parse(code).map_err(|_| damaged())?;
        let versions = self.definition_versions(&code)?;
        Ok(versions.iter().find(|known| version == format!("{}.{}", known.major, known.minor)).map(Definition::digest))
    }
}

impl Writer<'_> {
    pub(super) fn put_definition(&mut self, definition: &Definition) -> Result<Draft> {
        let sql = "INSERT INTO definition (code, major, minor, state, purpose, channel, parent, signature, confirmation, valid_days, \
                   valid_from, valid_until, texts, account) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) \
                   ON CONFLICT (code, major, minor) DO UPDATE SET state = excluded.state, purpose = excluded.purpose, \
                   channel = excluded.channel, parent = excluded.parent, signature = excluded.signature, \
                   confirmation = excluded.confirmation, valid_days = excluded.valid_days, valid_from = excluded.valid_from, \
                   valid_until = excluded.valid_until, texts = excluded.texts, account = excluded.account";
        let (from, until) = (definition.from.map(|day| day.to_string()), definition.until.map(|day| day.to_string()));
        let texts = texts_to_json(&definition.texts)?;
        self.session.execute(
            sql,
            &[
                (&definition.code).into(),
                i64::from(definition.major).into(),
                i64::from(definition.minor).into(),
                definition.state.name().into(),
                definition.purpose.name().into(),
                definition.channel.map(Channel::name).into(),
                definition.parent.as_ref().into(),
                definition.signature.into(),
                definition.confirmation.into(),
                definition.valid_days.map(i64::from).into(),
                from.as_ref().into(),
                until.as_ref().into(),
                Param::from(&texts),
                definition.account.into(),
            ],
        )?;
        self.bump_directory()?;
        let key = format!("{}/{}.{}", definition.code, definition.major, definition.minor);
        let mut draft = Draft::of(EntryKind::Changed, RecordKind::Definition, key, None);
        draft.content = Some(definition.digest());
        Ok(draft)
    }

    pub(super) fn put_event(&mut self, event: &Event, reference: Option<&str>) -> Result<Draft> {
        let sql = "INSERT INTO consent_event (subject, id, definition, major, minor, scope, language, text_digest, kind, authority, \
                   method, origin, operator, station, receipt, at, recorded, seen, evidence_digest, reference_digest, reference_salt, \
                   evidence_reference, address_digest, address_salt, reference_kind, given_by) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, \
                   $14, $15, $16, $17, $18, $19, $20, $21, $22, $23, $24, $25, $26)";
        let seen: Vec<u8> = event.seen.iter().flat_map(|id| *id.bytes()).collect();
        let digest = |c: &'_ Option<Commitment>| c.as_ref().map(|c| c.digest);
        let salt = |c: &'_ Option<Commitment>| c.as_ref().and_then(|c| c.salt);
        let (reference_digest, reference_salt) = (digest(&event.evidence.reference), salt(&event.evidence.reference));
        let kind = Some(event.evidence.reference_kind).filter(|kind| *kind != ReferenceKind::Note).map(ReferenceKind::name);
        let (address_digest, address_salt) = (digest(&event.evidence.address), salt(&event.evidence.address));
        self.session.execute(
            sql,
            &[
                (&event.subject).into(),
                event.id.bytes().into(),
                event.definition.as_ref().into(),
                i64::from(event.version.0).into(),
                i64::from(event.version.1).into(),
                event.scope.name().into(),
                Param::from(&event.language),
                (&event.text_digest).into(),
                event.kind.name().into(),
                event.authority.name().into(),
                event.method.name().into(),
                event.origin.name().into(),
                event.operator.as_ref().into(),
                event.station.as_ref().into(),
                event.receipt.as_ref().into(),
                event.at.into(),
                event.recorded.into(),
                seen.as_slice().into(),
                event.evidence.digest.as_ref().into(),
                reference_digest.as_ref().into(),
                reference_salt.as_ref().into(),
                reference.into(),
                address_digest.as_ref().into(),
                address_salt.as_ref().into(),
                kind.into(),
                event.by.as_ref().into(),
            ],
        )?;
        self.add_words(&TextOf::person(event.subject), reference.filter(|_| kind.is_none()))?;
        let mut draft = Draft::of(EntryKind::Recorded, RecordKind::ConsentEvent, event.id.to_string(), Some(event.subject));
        draft.content = Some(event.digest());
        Ok(draft)
    }
}

#[cfg(all(test, feature = "sqlite"))]
mod tests;
